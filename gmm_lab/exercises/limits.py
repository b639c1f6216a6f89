"""Ejecutar una función ajena con un límite de tiempo, también en Windows y en un cuaderno."""

import _thread
import contextlib
import ctypes
import io
import sys
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

    Returns
    -------
    value, error : object
        El valor y, si la función se interrumpió, su error.

    Raises
    ------
    TimeLimit
        Si no terminó a tiempo.
    """
    box, running = {}, threading.Lock()
    running.acquire()

    def work():
        try:
            with np.errstate(all="ignore"):
                box["value"] = function(*arguments)
        except BaseException as error:  # el código es de quien aprende
            box["error"] = error
        finally:
            running.release()

    in_time = False
    with contextlib.redirect_stdout(_Silence()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Un hilo sin la envoltura de threading, que tiene pasos propios al terminar.
        number = _thread.start_new_thread(work, ())
        try:
            in_time = _wait(running, SECONDS if seconds is None else seconds)
        finally:  # también si se interrumpe con Ctrl-C
            if not in_time:
                _stop(number, running)
    if not in_time:
        raise TimeLimit
    return box.get("value"), box.get("error")


def _wait(running, seconds):
    """Espera a trozos, para que Ctrl-C funcione también en Windows."""
    end, done = time.monotonic() + seconds, False
    while not done and time.monotonic() < end:
        done = running.acquire(timeout=0.05)
    return done


def _stop(number, running, patience=20.0):
    """Interrumpe el hilo. Insiste en cada instrucción, por si el código atrapa todo error."""
    end, interval = time.monotonic() + patience, sys.getswitchinterval()
    raise_in, alive = ctypes.pythonapi.PyThreadState_SetAsyncExc, 1
    sys.setswitchinterval(1e-6)  # así el hilo cede el turno en cada vuelta de su bucle
    try:
        while alive and running.locked() and time.monotonic() < end:
            alive = raise_in(ctypes.c_ulong(number), ctypes.py_object(TimeLimit))
        raise_in(ctypes.c_ulong(number), None)
    finally:
        sys.setswitchinterval(interval)
