"""Ejecutar una función ajena con un límite de tiempo, también en Windows y en un cuaderno."""

import contextlib
import ctypes
import io
import threading
import time
import warnings

import numpy as np

__all__ = ["TimeLimit", "call"]

SECONDS = 5.0


class TimeLimit(SystemExit):
    """Se agotó el tiempo. Es un SystemExit: al interrumpir un hilo no imprime nada."""


class _Silence(io.TextIOBase):
    def write(self, text):
        return len(text)


def call(function, *arguments, seconds=None):
    """Llama a la función en otro hilo; lo que imprime se descarta.

    Un bucle de Python sin fin se interrumpe. Una sola operación de NumPy que no termina no se
    puede interrumpir así: el hilo queda hasta que esa operación acaba.

    Parameters
    ----------
    function : callable
        Lo que se llama.
    *arguments : object
        Con qué.
    seconds : float, optional
        Límite; por defecto, 5 segundos.

    Raises
    ------
    TimeLimit
        Si no terminó a tiempo. Cualquier otro error es el de la función.
    """
    box = {}

    def work():
        try:
            with np.errstate(all="ignore"):
                box["value"] = function(*arguments)
        except BaseException as error:  # el código es de quien aprende
            box["error"] = error

    thread = threading.Thread(target=work, daemon=True)
    with contextlib.redirect_stdout(_Silence()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        thread.start()
        try:
            _wait(thread, SECONDS if seconds is None else seconds)
        finally:  # también si se interrumpe con Ctrl-C
            late = thread.is_alive()
            _stop(thread)
    if late or "value" not in box and "error" not in box:
        raise TimeLimit
    if "error" in box:
        raise box["error"]
    return box["value"]


def _wait(thread, seconds):
    end = time.monotonic() + seconds
    while thread.is_alive() and time.monotonic() < end:
        thread.join(0.05)


def _stop(thread, patience=3.0):
    """Interrumpe el hilo; insiste, por si el código atrapa toda excepción."""
    end = time.monotonic() + patience
    while thread.is_alive() and time.monotonic() < end:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(thread.ident), ctypes.py_object(TimeLimit))
        thread.join(0.02)
