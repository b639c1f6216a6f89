"""Números y arreglos, en pocas palabras y sin confundir dos que son distintos."""

import numpy as np

__all__ = ["compare", "number", "shape_text", "show"]


DIGITS = (5, 8, 11)  # las que se prueban para que dos números distintos se vean distintos


def number(value, digits=5):
    """Un número con pocas cifras, sin punto colgando ni cero negativo."""
    return f"{value + 0:.{digits}g}"


def show(value, digits=None):
    """Un arreglo en una línea; sus números, con cifras para distinguirlos."""
    value = np.asarray(value)
    if digits is None:
        different = np.unique(value)
        digits = next((d for d in DIGITS if len({number(v, d) for v in different})
                       == len(different)), DIGITS[0])
    if value.ndim == 0:
        return number(float(value), digits)
    rows = [show(row, digits) for row in (value if len(value) <= 6 else [*value[:3], *value[-2:]])]
    if len(value) > 6:
        rows.insert(3, "...")
    return f"[{' '.join(rows)}]"


def _telling(got, want):
    """Con cuántas cifras dejan de verse iguales."""
    return next((d for d in DIGITS if show(got, d) != show(want, d)), 17)


def compare(name, got, want):
    """Lo obtenido y lo esperado; si son grandes o casi iguales, la mayor diferencia."""
    if got.size <= 8 and _telling(got, want) == DIGITS[0]:
        return f"{name}se obtiene {show(got)} y se espera {show(want)}."
    away = np.abs(np.where(np.isfinite(got) & np.isfinite(want), got - want,
                           np.where((got == want) | np.isnan(got) & np.isnan(want), 0, np.inf)))
    place = np.unravel_index(away.argmax(), away.shape)
    where = f"en la posición {', '.join(map(str, place))}, " if place else ""
    digits = _telling(got[place], want[place])
    return (f"{name}{where}se obtiene {show(got[place], digits)} y se espera "
            f"{show(want[place], digits)}: la diferencia es {number(away[place], 2)}.")


def shape_text(name, got, want):
    """Por qué una forma no es la que se espera; solo lo que la forma demuestra."""
    text = f"{name} tiene forma {got.shape} y se espera {want.shape}."
    if got.ndim == want.ndim == 2 and got.shape == want.shape[::-1]:
        return f"{text} Las filas y las columnas están al revés."
    if want.ndim == 2 and got.ndim == 2 and got.shape[0] != want.shape[0]:
        return f"{text} Va una fila por dato: hay {want.shape[0]} datos."
    if got.ndim == 2 and want.ndim < 2 and got.shape[0] == got.shape[1] > 1:
        return f"{text} Una matriz cuadrada suele venir de combinar (n,) con (n, 1)."
    if got.ndim > want.ndim:
        return f"{text} Sobra una dimensión: ¿falta sumar, sobre los datos o las componentes?"
    if got.ndim < want.ndim:
        return f"{text} Falta una dimensión: ¿se sumó una vez de más?"
    return f"{text} Mira con .shape qué tamaño tiene cada arreglo intermedio."
