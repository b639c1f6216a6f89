"""Lo que hay que ajustar para que el Python del navegador se porte como el de una computadora."""

import functools
import logging
import sys

import numpy as np

count = np.bincount
FAILURES = {"cholesky": "Matrix is not positive definite", "inv": "Singular matrix",
            "solve": "Singular matrix"}


@functools.wraps(count)
def bincount(x, /, *arguments, **options):
    """Admite los enteros de 64 bits que da `rng.integers`; NumPy, con punteros de 32, no."""
    x = np.asarray(x)
    return count(x.astype(np.intp) if x.dtype.kind == "i" else x, *arguments, **options)


def failing(name):
    """La función de `np.linalg`, con su error: aquí NumPy no lo nota, y devuelve nan."""
    function = getattr(np.linalg, name)

    @functools.wraps(function)
    def checked(*matrices, **options):
        result = function(*matrices, **options)
        if not np.isfinite(result).all() and all(np.isfinite(a).all() for a in matrices):
            raise np.linalg.LinAlgError(FAILURES[name])
        return result

    return checked


def prepare():
    """Se ejecuta una vez, cuando empieza el núcleo."""
    # Buscar en la carpeta del cuaderno es una petición al navegador: va al final de la lista.
    # Si no, importar SciPy, scikit-learn y matplotlib tarda un tercio más.
    sys.path.sort(key=lambda folder: folder == "")
    # matplotlib avisa, en inglés y en rojo, de que prepara sus letras. Aquí lo hace cada vez.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    np.bincount = bincount
    for name in FAILURES:
        setattr(np.linalg, name, failing(name))
