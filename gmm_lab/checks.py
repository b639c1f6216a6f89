"""Comprobación de las entradas: cada error dice qué llegó, qué se esperaba y qué hacer."""

import numbers

import numpy as np

__all__ = ["check_data", "check_integer", "check_number", "check_random_state"]


def _describe(value):
    """Describe un valor en pocas palabras, sin volcarlo entero."""
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        return f"un arreglo de forma {value.shape} y tipo {value.dtype}"
    text = repr(value)
    return f"{text if len(text) <= 40 else text[:37] + '...'} ({type(value).__name__})"


def _as_floats(X, name):
    """Convierte a un arreglo de números reales (float32 se conserva)."""
    try:
        X = np.asarray(X)
        if X.dtype.kind in "biu" or X.dtype == np.float16:
            X = X.astype(np.float64)
        if X.dtype.kind != "f":
            X = X.astype(np.float64) if X.dtype.kind == "O" else None
    except (TypeError, ValueError):
        X = None
    if X is None:
        raise ValueError(
            f"{name} contiene valores que no son números reales (textos, fechas, filas de "
            f"distinto largo...). Se espera una tabla de números: convertir antes cada columna, "
            f"por ejemplo con {name}.astype(float)."
        )
    return X


def check_data(X, *, n_features=None, min_rows=1, name="X"):
    """Devuelve los datos como arreglo de forma (n, d) de números finitos, o explica qué falla.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Una fila por observación y una columna por variable.
    n_features : int, optional
        Número de columnas que espera el modelo.
    min_rows : int, default 1
        Número mínimo de filas (por ejemplo, el número de componentes).
    name : str, default "X"
        Nombre con el que el mensaje se refiere a los datos.

    Returns
    -------
    ndarray, forma (n, d)
        Los mismos números, float64 (o float32 si ya lo eran).

    Raises
    ------
    ValueError
        Si no hay dos dimensiones, hay textos, NaN o infinitos, o faltan filas o columnas.

    Examples
    --------
    >>> check_data([[1, 2], [3, 4]]).shape
    (2, 2)
    """
    X = _as_floats(X, name)
    if X.ndim != 2:
        raise ValueError(
            f"{name} tiene forma {X.shape}; se espera (n, d): una fila por observación y una "
            f"columna por variable. Con n observaciones de una sola variable, probar "
            f"{name}.reshape(-1, 1)."
        )
    n, d = X.shape
    if n == 0 or d == 0:
        raise ValueError(
            f"{name} está vacío: tiene forma {X.shape}. Se espera al menos una fila y una "
            f"columna: revisar cómo se leyeron o filtraron los datos."
        )
    if not np.isfinite(X).all():
        row, column = np.argwhere(~np.isfinite(X))[0]
        n_bad = int((~np.isfinite(X)).sum())
        raise ValueError(
            f"{name} tiene {n_bad} valores que no son finitos (NaN o infinito); el primero está "
            f"en la fila {row}, columna {column}. Quitar esas filas o completarlas, por ejemplo "
            f"con {name}[np.isfinite({name}).all(axis=1)]."
        )
    if n_features is not None and d != n_features:
        raise ValueError(
            f"{name} tiene {d} columnas y el modelo se definió con {n_features}. Usar las mismas "
            f"variables, en el mismo orden."
        )
    if n < min_rows:
        raise ValueError(
            f"{name} tiene {n} filas y hacen falta al menos {min_rows} (una por componente): "
            f"pedir menos componentes o reunir más datos."
        )
    return X


def check_integer(value, name, minimum=1):
    """Devuelve un entero no menor que `minimum`, o lanza ValueError en español.

    Examples
    --------
    >>> check_integer(3, "n_components")
    3
    """
    if not isinstance(value, numbers.Integral) or isinstance(value, bool) or value < minimum:
        raise ValueError(
            f"{name} = {_describe(value)}: se espera un número entero mayor o igual que {minimum}."
        )
    return int(value)


def check_number(value, name, minimum=-np.inf):
    """Devuelve un número real finito no menor que `minimum`, o lanza ValueError en español.

    Examples
    --------
    >>> check_number(0.5, "tol", minimum=0)
    0.5
    """
    if isinstance(value, tuple):
        raise ValueError(
            f"{name} = {_describe(value)}: llegó una tupla. ¿Se escribió el decimal con coma? En "
            f"Python se escribe con punto: 0.5 en lugar de 0,5."
        )
    real = isinstance(value, numbers.Real) and not isinstance(value, bool)
    if not real or not np.isfinite(value) or value < minimum:
        bound = "" if minimum == -np.inf else f" mayor o igual que {minimum}"
        raise ValueError(f"{name} = {_describe(value)}: se espera un número finito{bound}.")
    return float(value)


def check_random_state(random_state):
    """Convierte None, un entero, un RandomState o un Generator en un Generator.

    Examples
    --------
    >>> int(check_random_state(0).integers(10)) == int(check_random_state(0).integers(10))
    True
    """
    if isinstance(random_state, np.random.Generator):
        return random_state
    if isinstance(random_state, np.random.RandomState):
        return np.random.default_rng(random_state.randint(2**31))
    if random_state is not None:
        random_state = check_integer(random_state, "random_state", minimum=0)
    return np.random.default_rng(random_state)
