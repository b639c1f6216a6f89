"""Comprobación de lo que recibe una figura: cada error dice qué se esperaba y qué hacer."""

import numpy as np

from ..checks import check_data, check_number

__all__ = [
    "check_bins",
    "check_column",
    "check_filled",
    "check_labels",
    "check_names",
    "check_numbers",
    "check_probability",
]


def check_column(X):
    """Devuelve los datos de una variable, (n, 1) o (n,), como arreglo de forma (n,).

    Examples
    --------
    >>> check_column([[1.0], [2.0]]).tolist()
    [1.0, 2.0]
    """
    X = np.asarray(X)
    return check_data(X.reshape(-1, 1) if X.ndim == 1 else X, n_features=1)[:, 0]


def check_numbers(values, name, n=None):
    """Devuelve una lista de números como arreglo de forma (n,); un NaN es un hueco de la curva.

    Examples
    --------
    >>> check_numbers([1, 2], "x").tolist()
    [1.0, 2.0]
    """
    try:
        array = np.asarray(values, dtype=float)
        arrived = f"tiene forma {array.shape}"
    except (TypeError, ValueError):
        array, arrived = np.empty(0), "no es una lista de números"
    if array.ndim != 1 or len(array) == 0 or n not in (None, len(array)):
        raise ValueError(
            f"{name} = {_short(values)} {arrived}: se espera una lista de "
            f"{'números' if n is None else f'{n} números'}, sin textos ni listas dentro."
        )
    return array


def check_labels(z, n, name):
    """Devuelve las etiquetas, un número entero por punto, como arreglo de forma (n,).

    Examples
    --------
    >>> check_labels([0.0, 1.0], 2, "z").tolist()
    [0, 1]
    """
    array = np.asarray(z)
    if array.shape != (n,):
        raise ValueError(
            f"Hay {n} puntos y {array.size} etiquetas en {name}: se espera una por punto."
        )
    if array.dtype.kind not in "biuf" or not np.array_equal(array, np.round(array)):
        raise ValueError(
            f"{name} = {_short(z)}: se espera un número entero por punto. Con otras etiquetas, "
            f"prueba np.unique({name}, return_inverse=True)[1]."
        )
    return array.astype(int)


def check_names(names, n, name="names"):
    """Devuelve los nombres, n o más, o lanza ValueError en español.

    Examples
    --------
    >>> check_names(("x", "y"), 2)
    ('x', 'y')
    """
    if not isinstance(names, (list, tuple, np.ndarray)) or len(names) < n:
        raise ValueError(f"{name} = {_short(names)}: se espera una lista de {n} textos.")
    return names


def check_probability(value, name):
    """Devuelve una probabilidad, entre 0 y 1 y sin incluirlos, o lanza ValueError en español.

    Examples
    --------
    >>> check_probability(0.9, "probability")
    0.9
    """
    probability = check_number(value, name)
    if not 0 < probability < 1:
        raise ValueError(
            f"{name} = {probability:g}: se espera una probabilidad mayor que 0 y menor que 1. "
            f"Para encerrar el 90 %, prueba 0.9."
        )
    return probability


def check_bins(bins, x):
    """Devuelve los bordes de los intervalos de un histograma, forma (m + 1,).

    Examples
    --------
    >>> check_bins(2, [0.0, 4.0]).tolist()
    [0.0, 2.0, 4.0]
    """
    try:
        edges = np.histogram_bin_edges(x, bins)
        filled = len(edges) > 1 and np.histogram(x, edges)[0].any()
    except (TypeError, ValueError):
        filled = False
    if not filled:
        raise ValueError(
            f"bins = {_short(bins)}: se espera un número entero y positivo de intervalos, o sus "
            f"bordes, de menor a mayor y con algún dato entre ellos. Prueba bins=50."
        )
    return edges


def check_filled(value, name):
    """Devuelve un diccionario con algo dentro, o lanza ValueError en español.

    Examples
    --------
    >>> check_filled({"BIC": [3, 2]}, "curves")
    {'BIC': [3, 2]}
    """
    if not isinstance(value, dict) or not value:
        raise ValueError(f"{name} = {_short(value)}: se espera un diccionario que no esté vacío.")
    return value


def _short(value):
    text = " ".join(repr(value).split())
    return text if len(text) <= 60 else text[:57] + "..."
