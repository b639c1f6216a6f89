"""Un solo hilo de BLAS mientras se calcula.

Un bloque de datos es pequeño: repartir cada producto entre varios hilos cuesta más que hacerlo, y
el redondeo dependería de cuántos haya.
"""

from functools import cache
from threading import Lock

from threadpoolctl import ThreadpoolController

__all__ = ["one_thread"]


@cache
def _controller():
    return ThreadpoolController()


class _OneThread:
    """Puede haber varias partes del programa dentro a la vez: la última que sale lo deshace."""

    def __init__(self):
        self.lock, self.inside, self.limiter = Lock(), 0, None

    def __enter__(self):
        with self.lock:
            if self.inside == 0:
                self.limiter = _controller().limit(limits=1, user_api="blas")
            self.inside += 1

    def __exit__(self, *_):
        with self.lock:
            self.inside -= 1
            if self.inside == 0:
                self.limiter.restore_original_limits()


one_thread = _OneThread()
