"""¿Está todo bien instalado? Lo dice en unos segundos, sin mirar los cuadernos.

    python -m gmm_lab
"""

import sys
import tempfile
from importlib.metadata import version
from io import BytesIO

PACKAGES = ("numpy", "scipy", "matplotlib", "scikit-learn", "gmm_lab")
INSTALL = f'"{sys.executable}" -m pip install -r requirements.txt'


class Fault(Exception):
    """Algo que falta, y qué hacer."""


def versions():
    """Las versiones de Python y de los paquetes."""
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        raise Fault(f"Python {sys.version.split()[0]} no sirve: instala Python 3.11, 3.12 o 3.13.")
    return ", ".join([f"Python {sys.version.split()[0]}",
                      *(f"{name} {version(name)}" for name in PACKAGES)])


def fit():
    """Ajusta los datos de la clase y compara con el número que guarda el curso."""
    import sklearn.mixture  # noqa: F401

    from . import GMM, log_likelihood
    from .datasets import load_class_data
    from .exercises.catalogue import find

    X, expected = load_class_data()[0], find("03-antes-suma")["answer"]
    obtained = log_likelihood(X, GMM(2, random_state=0).fit(X).parameters_)
    if not abs(obtained - expected) <= 1e-6:  # también si no es un número
        raise Fault(f"El ajuste da {obtained:.6f} y debe dar {expected:.6f}. Quizá hay otras "
                    f"versiones de los paquetes. Ejecuta: {INSTALL}")
    return f"log-verosimilitud {obtained:.6f}, la del curso"


def figure():
    """Dibuja una figura en la memoria."""
    import matplotlib

    matplotlib.use("agg")
    from .datasets import load_class_data
    from .plotting import plot_histogram

    memory = BytesIO()
    plot_histogram(load_class_data()[0]).figure.savefig(memory, format="png")
    return f"dibujada ({len(memory.getvalue()) // 1024} KiB)"


def progress_folder():
    """Comprueba que se puede escribir donde se guarda el progreso."""
    from .exercises import journal

    try:
        folder = journal._file().parent
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise Fault(f"No se puede escribir en la carpeta del progreso ({error}). Elige otra con "
                    f"la variable de entorno GMM_LAB_PROGRESS.") from None
    return f"se guarda en {folder}"


CHECKS = {"Versiones": versions, "Ajuste": fit, "Figura": figure, "Progreso": progress_folder}


def fault_of(title, check):
    """Hace una comprobación y escribe su resultado; devuelve qué falta, o None."""
    try:
        print(f"{title}: {check()}")
        return None
    except Fault as fault:
        text = str(fault)
    except ImportError as error:
        text = f"Falta {error.name or error}. Ejecuta: {INSTALL}"
    except Exception as error:
        text = f"{type(error).__name__}: {error}. Ejecuta: {INSTALL}"
    print(f"{title}: mal")
    return text


def main():
    """Punto de entrada."""
    sys.stdout.reconfigure(errors="replace")
    faults = dict.fromkeys(filter(None, (fault_of(*item) for item in CHECKS.items())))
    print(f"No está todo bien. {' '.join(faults)}" if faults else "Todo está bien.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
