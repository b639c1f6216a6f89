"""Comprobación de las entradas: cada error dice qué llegó, qué se esperaba y qué hacer.

Algunos terminan con la frase inglesa de NumPy o de scikit-learn, que otros programas esperan.
"""

import math
import numbers

import numpy as np

__all__ = [
    "ReadOnly",
    "check_array",
    "check_choice",
    "check_columns",
    "check_data",
    "check_flag",
    "check_integer",
    "check_number",
    "check_random_state",
    "check_sample_weight",
    "check_shares",
    "check_symmetric",
    "check_weights",
    "original",
    "read_only",
]

# Las frases que las comprobaciones de scikit-learn buscan en un mensaje.
ORIGINAL = {
    "complex": "`Complex data not supported`",
    "text": "`could not convert string to float`",
    "shape": "`Reshape your data`",
    "empty": "`0 {}(s) (shape={}) while a minimum of 1 is required.`",
    "n_features": "`X has {} features, but GMM is expecting {} features as input`",
    "n_samples": "`n_samples = {}`",
    "zero_weights": "`sample weights are all zero`",
    "no_names": "`X does not have valid feature names, but GMM was fitted with feature names`",
    "names": "`The feature names should match those that were passed during fit.`",
    "order": "`Feature names must be in the same order as they were in fit.`",
    "unseen": "`Feature names unseen at fit time:`",
    "missing": "`Feature names seen at fit time, yet now missing:`",
}

# Más allá, el cuadrado de una distancia se acerca al mayor float64.
LARGEST_NUMBER = 1e100


def original(name, *values):
    """La frase inglesa que va al final de un mensaje, entre corchetes.

    Examples
    --------
    >>> original("n_samples", 1)
    ' [`n_samples = 1`]'
    """
    return f" [{ORIGINAL[name].format(*values)}]"


def original_names(fitted, given):
    """La frase inglesa sobre los nombres de columna, con las listas que scikit-learn añade."""
    fitted, given = set(fitted), set(given)
    lists = {"unseen": sorted(given - fitted), "missing": sorted(fitted - given)}
    lines = ["names"] if any(lists.values()) else ["names", "order"]
    lines = [ORIGINAL[name].strip("`") for name in lines]
    for title, names in lists.items():
        if names:
            lines += [ORIGINAL[title].strip("`"), *(f"- {name}" for name in names)]
    return " [" + "\n".join(lines) + "\n]"


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
    if hasattr(X, "toarray"):
        raise TypeError(
            f"{name} es una matriz dispersa (*sparse*) y se espera un arreglo de NumPy. Si cabe "
            f"en la memoria, usa {name}.toarray()."
        )
    if np.ma.is_masked(X):
        raise ValueError(
            f"{name} es un arreglo con valores enmascarados, es decir, con datos que faltan. "
            f"Quita esas filas, por ejemplo con np.ma.compress_rows({name})."
        )
    try:
        X = np.asarray(X)
        if X.dtype.kind == "c":
            raise ValueError(ORIGINAL["complex"])
        if X.dtype.kind == "O" and any(isinstance(value, (str, bytes)) for value in X.flat):
            raise ValueError(ORIGINAL["text"])
        if X.dtype.kind not in "biufO":
            raise ValueError(f"dtype {X.dtype}")
        return X if X.dtype in (np.float32, np.float64) else X.astype(np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        error_class = TypeError if isinstance(error, TypeError) else ValueError
        raise error_class(
            f"{name} contiene valores que no son números reales (textos, fechas, filas de "
            f"distinto largo...). Se espera una tabla de números: convierte antes cada columna, "
            f"por ejemplo con {name}.astype(float). [{error}]"
        ) from None


def _check_finite(X, name, allow_missing=False):
    """Rechaza NaN, infinitos y números enormes sin gastar memoria si todo está bien."""
    with np.errstate(invalid="ignore"):
        largest = float(max(-X.min(), X.max()))
    if allow_missing and np.isnan(largest):
        return _check_gaps(X, name)
    if not np.isfinite(largest):
        places = np.argwhere(~np.isfinite(X))
        table = (f"Quita esas filas, por ejemplo con {name}[np.isfinite({name}).all(axis=1)]; si "
                 f"los NaN son datos que faltan, GMM(allow_missing=True) los integra.")
        hint = table if X.ndim == 2 else "Revisa cómo se calcularon."
        where = ", ".join(f"{axis} {i}" for axis, i in zip(("fila", "columna"), places[0]))
        raise ValueError(
            f"{name} tiene {len(places)} valores que no son finitos (NaN o infinito); el primero "
            f"está en la {where}. {hint}"
        )
    if largest > LARGEST_NUMBER:
        raise ValueError(
            f"{name} llega hasta {largest:.3g} en valor absoluto, y sus cuadrados no caben en un "
            f"float64. Cambia de unidades: divide cada columna por su desviación estándar."
        )


def _check_gaps(X, name):
    """Con huecos permitidos: cada fila tiene algún número, y todos son finitos."""
    gaps = np.isnan(X)
    if gaps.all(axis=1).any():
        raise ValueError(
            f"{name} no tiene ningún número en la fila {int(gaps.all(axis=1).argmax())}: quítala, "
            f"porque no dice nada."
        )
    _check_finite(np.where(gaps, 0, X), name)


def check_columns(X):
    """Con huecos permitidos, cada columna tiene algún número, o ValueError en español."""
    empty = np.isnan(X).all(axis=0)
    if empty.any():
        raise ValueError(
            f"X no tiene ningún número en la columna {int(empty.argmax())}: quítala, porque no "
            f"dice nada."
        )


def check_data(X, *, n_features=None, min_rows=1, name="X", allow_missing=False):
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
    allow_missing : bool, default False
        Si puede haber NaN donde falta un número.

    Returns
    -------
    ndarray, forma (n, d)
        Los mismos números, float64 (o float32 si ya lo eran).

    Raises
    ------
    ValueError
        Si no hay dos dimensiones, hay textos, números complejos, datos enmascarados, NaN,
        infinitos o valores mayores que 1e100, o faltan filas o columnas.
    TypeError
        Si la matriz es dispersa o contiene objetos que no son números (un diccionario).

    Examples
    --------
    >>> check_data([[1, 2], [3, 4]]).shape
    (2, 2)
    """
    X = _as_floats(X, name)
    if X.ndim != 2:
        english = "" if n_features is None else original("shape")
        raise ValueError(
            f"{name} tiene forma {X.shape}; se espera (n, d): una fila por observación y una "
            f"columna por variable. Con n observaciones de una sola variable, prueba "
            f"{name}.reshape(-1, 1).{english}"
        )
    n, d = X.shape
    if n == 0 or d == 0:
        missing = "sample" if n == 0 else "feature"
        raise ValueError(
            f"{name} está vacío: tiene forma {X.shape}. Se espera al menos una fila y una "
            f"columna: revisa cómo se leyeron o filtraron los datos."
            f"{original('empty', missing, X.shape)}"
        )
    _check_finite(X, name, allow_missing)
    if n_features is not None and d != n_features:
        raise ValueError(
            f"{name} tiene {d} columnas y se esperan {n_features}. Usa las mismas "
            f"variables, en el mismo orden.{original('n_features', d, n_features)}"
        )
    if n < min_rows:
        raise ValueError(
            f"{name} tiene {n} filas y hacen falta al menos {min_rows}: pide menos componentes o "
            f"reúne más datos.{original('n_samples', n)}"
        )
    return X


def check_array(values, shape, name):
    """Devuelve un arreglo de números finitos con una forma dada, o lanza ValueError en español.

    Examples
    --------
    >>> check_array([1, 2], (2,), "weights_init").tolist()
    [1.0, 2.0]
    """
    values = _as_floats(values, name)
    if values.shape != shape:
        raise ValueError(f"{name} tiene forma {values.shape}; se espera {shape}.")
    _check_finite(values, name)
    return values


def check_shares(R, shape):
    """Devuelve un reparto R: números no negativos que suman 1 en cada fila, o lanza ValueError.

    Examples
    --------
    >>> check_shares([[0.25, 0.75]], (1, 2)).tolist()
    [[0.25, 0.75]]
    """
    R = check_array(R, shape, "R")
    if R.min() < 0 or np.abs(R.sum(axis=1) - 1).max() > 1e-6:
        raise ValueError(
            "R no es un reparto: sus números no pueden ser negativos y cada fila debe sumar 1. "
            "Prueba R / R.sum(axis=1, keepdims=True)."
        )
    return R


def check_sample_weight(sample_weight, n):
    """Devuelve los pesos de las observaciones, forma (n,), o lanza ValueError en español.

    Examples
    --------
    >>> check_sample_weight([1, 0, 2], 3).tolist()
    [1.0, 0.0, 2.0]
    """
    weight = check_array(sample_weight, (n,), "sample_weight").astype(np.float64)
    if weight.min() < 0 or weight.max() == 0:
        english = "" if weight.any() else original("zero_weights")
        raise ValueError(
            f"sample_weight va de {weight.min():.6g} a {weight.max():.6g}: ningún peso puede ser "
            f"negativo y alguno debe ser positivo. Un peso dice cuántas veces cuenta una fila."
            f"{english}"
        )
    return weight


def check_choice(value, name, options):
    """Devuelve una de las opciones, o lanza ValueError en español.

    Examples
    --------
    >>> check_choice("diag", "covariance_type", ("full", "diag"))
    'diag'
    """
    if not isinstance(value, str) or value not in options:
        raise ValueError(f"{name} = {_describe(value)}: se espera una de {tuple(options)}.")
    return value


def check_flag(value, name):
    """Devuelve True o False, o lanza ValueError en español.

    Examples
    --------
    >>> check_flag(True, "warm_start")
    True
    """
    if not isinstance(value, (bool, np.bool_)):
        raise ValueError(f"{name} = {_describe(value)}: se espera True o False.")
    return bool(value)


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
            f"{name} = {_describe(value)}: llegó una tupla. ¿Escribiste el decimal con coma? En "
            f"Python se escribe con punto: 0.5 en lugar de 0,5."
        )
    real = isinstance(value, numbers.Real) and not isinstance(value, bool)
    try:
        number = float(value) if real else np.nan
    except OverflowError:
        number = np.inf
    if not math.isfinite(number) or number < minimum:
        bound = "" if minimum == -np.inf else f" mayor o igual que {minimum}"
        raise ValueError(f"{name} = {_describe(value)}: se espera un número finito{bound}.")
    return number


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


def check_weights(weights, name):
    """Los pesos no son negativos y suman 1, o ValueError en español."""
    if weights.min() < 0 or abs(weights.sum() - 1) > 1e-6:
        raise ValueError(
            f"{name} suma {weights.sum():.6g} y su mínimo es {weights.min():.3g}: los pesos no "
            f"pueden ser negativos y deben sumar 1. Prueba {name} / np.sum({name})."
        )


def check_symmetric(matrices, name):
    """Las matrices son simétricas, salvo el redondeo, o ValueError en español."""
    asymmetry = np.abs(matrices - np.swapaxes(matrices, -1, -2))
    deviations = np.sqrt(np.abs(np.diagonal(matrices, axis1=-2, axis2=-1)))
    if (asymmetry > 1e-6 * deviations[..., :, None] * deviations[..., None, :]).any():
        raise ValueError(
            f"{name} no es simétrica: dos números que debían ser iguales difieren en "
            f"{asymmetry.max():.3g}. Prueba (C + C.T) / 2 con cada matriz."
        )


def read_only(values, name):
    """Copia de solo lectura, de números finitos."""
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        array = np.array(np.nan)
    if not np.isfinite(array).all():
        raise ValueError(
            f"{name} debe contener números finitos, y llegó {str(values)[:60]}. Revisa que no "
            f"haya textos, NaN, infinitos ni filas de distinto largo."
        )
    array.setflags(write=False)
    return array


class ReadOnly:
    """Un valor que no cambia: también sus copias, y las que llegan de otro proceso."""

    @classmethod
    def computed(cls, *values):
        """Sin comprobar: para lo que calcula el paquete, que ya tiene la forma debida."""
        for value in values:
            if isinstance(value, np.ndarray):
                value.setflags(write=False)
        new = object.__new__(cls)
        vars(new).update(zip(cls.__dataclass_fields__, values))
        return new

    def __reduce__(self):
        return self.computed, tuple(vars(self).values())
