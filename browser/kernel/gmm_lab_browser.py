"""Lo que hay que ajustar para que el Python del navegador se porte como el de una computadora."""

import functools
import logging
import sys

import numpy as np

count = np.bincount


@functools.wraps(count)
def bincount(x, /, *arguments, **options):
    """Admite los enteros de 64 bits que da `rng.integers`; NumPy, con punteros de 32, no."""
    x = np.asarray(x)
    return count(x.astype(np.intp) if x.dtype.kind == "i" else x, *arguments, **options)


def prepare():
    """Se ejecuta una vez, cuando empieza el núcleo."""
    # Buscar en la carpeta del cuaderno es una petición al navegador: va al final de la lista.
    # Si no, importar SciPy, scikit-learn y matplotlib tarda un tercio más.
    sys.path.sort(key=lambda folder: folder == "")
    # matplotlib avisa, en inglés y en rojo, de que prepara sus letras. Aquí lo hace cada vez.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    np.bincount = bincount
