"""Ejecutar una función ajena en otro proceso, que se puede terminar."""

import atexit
import contextlib
import io
import os
import sys
import warnings
from functools import cache

import numpy as np

__all__ = ["Closed", "TimeLimit", "call"]

SECONDS = 5.0
WAIT_TO_START = 60.0


class TimeLimit(Exception):
    """Se agotó el tiempo."""


class Closed(Exception):
    """El proceso se cerró."""


class _Silence(io.TextIOBase):
    def write(self, text):
        return len(text)


@cache
def _worker():
    """El proceso aparte, que se inicia una sola vez; None donde no puede haber otro."""
    if sys.platform == "emscripten":
        return None
    from joblib.externals.loky.process_executor import ProcessPoolExecutor

    try:
        worker = ProcessPoolExecutor(max_workers=1, env={"OMP_NUM_THREADS": "1"})
        worker.submit(os.getpid).result(WAIT_TO_START)
    except (OSError, ImportError, TimeoutError, RuntimeError):
        return None
    atexit.register(worker.shutdown, kill_workers=True)
    return worker


def _stop():
    """Termina el proceso; el próximo ejercicio inicia otro."""
    _worker().shutdown(wait=True, kill_workers=True)
    _worker.cache_clear()


def quietly(task, *arguments):
    """Lo que devuelve `task`; lo que imprime y lo que avisa se descarta."""
    with contextlib.redirect_stdout(_Silence()), contextlib.redirect_stderr(_Silence()), \
            warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        return task(*arguments)


def _open(package):
    import cloudpickle

    task, *arguments = cloudpickle.loads(package)
    return quietly(task, *arguments)


def call(task, *arguments, seconds=None):
    """Llama a `task` en el proceso aparte, en 5 segundos como mucho.

    Viaja una copia de los argumentos, con lo que usan de fuera (cloudpickle). Donde no puede haber
    otro proceso, o algo no se puede copiar, se ejecuta aquí y sin límite de tiempo.

    Parameters
    ----------
    task : callable
        Lo que se llama.
    *arguments
        Con qué.
    seconds : float, optional
        Límite; por defecto, 5 segundos.

    Returns
    -------
    Lo que devuelve `task`.

    Raises
    ------
    TimeLimit
        Si no terminó a tiempo.
    Closed
        Si el proceso se cerró.
    """
    import cloudpickle

    try:
        package = cloudpickle.dumps((task, *arguments))
    except Exception:  # un archivo abierto, un generador: lo que sea que use la función
        package = None
    if package is None or _worker() is None:
        return quietly(task, *arguments)
    from joblib.externals.loky.process_executor import BrokenProcessPool  # sin él, en el navegador

    done = False
    try:
        result = _worker().submit(_open, package).result(SECONDS if seconds is None else seconds)
        done = True
    except TimeoutError:
        raise TimeLimit from None
    except BrokenProcessPool:
        raise Closed from None
    finally:  # también si se interrumpe con Ctrl-C
        if not done:
            _stop()
    return result
