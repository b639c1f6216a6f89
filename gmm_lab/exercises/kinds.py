"""Un corrector por clase de respuesta; cada uno devuelve (estado, mensaje)."""

import re

import numpy as np

from . import mistakes, references

__all__ = ["CHECKERS"]

RIGHT, WRONG, PENDING = "correcto", "todavía no", "pendiente"
DECIMAL_COMMA = (
    "llegó una tupla de dos números. ¿Se escribió el decimal con coma? En Python se escribe con "
    "punto: 0.5 en lugar de 0,5."
)


def _value(name_or_number):
    """Un número escrito en el TOML, o el que calcula la función con ese nombre."""
    if isinstance(name_or_number, str):
        return getattr(references, name_or_number)()
    return name_or_number


def check_number(entry, answer):
    """Un número, con tolerancia, y los valores a que llevan los errores conocidos."""
    if isinstance(answer, tuple) and len(answer) == 2:
        return WRONG, DECIMAL_COMMA
    try:
        number = float(np.asarray(answer).item())
    except (TypeError, ValueError):
        return WRONG, f"se espera un número y llegó {type(answer).__name__}."
    if not np.isfinite(number):
        return WRONG, f"el resultado es {number}: ¿hay una división por cero o un logaritmo de 0?"

    def close(target):
        return abs(number - target) <= entry["tolerance"]

    if close(_value(entry["answer"])):
        return RIGHT, entry["right"]
    for mistake in entry.get("mistakes", []):
        if close(_value(mistake["value"])):
            return WRONG, mistake["message"]
    return WRONG, entry["wrong"]


def check_choice(entry, answer):
    """Una letra entre varias; cada letra equivocada tiene su comentario."""
    letter = str(answer).strip().lower().rstrip(")")
    letters = sorted([entry["answer"], *entry["wrong"]])
    if not isinstance(answer, str) or letter not in letters:
        return WRONG, f"se espera una letra entre comillas: {', '.join(letters)}."
    if letter == entry["answer"]:
        return RIGHT, entry["right"]
    return WRONG, entry["wrong"][letter]


def check_matching(entry, answer):
    """Varias letras en orden, por ejemplo "bca"; dice qué posiciones revisar."""
    parts = answer if isinstance(answer, (list, tuple)) else [answer]
    letters = re.sub(r"[\s,;]", "", "".join(map(str, parts))).lower()
    expected = entry["answer"]
    if len(letters) != len(expected) or not set(letters) <= set(entry["letters"]):
        return WRONG, f"se esperan {len(expected)} letras entre comillas, como '{entry['like']}'."
    bad = [i for i, pair in enumerate(zip(letters, expected)) if pair[0] != pair[1]]
    if not bad:
        return RIGHT, entry["right"]
    return WRONG, " ".join(entry["wrong"][i] for i in bad)


def check_function(entry, function):
    """Una función: se compara con la referencia en varias entradas y con los errores conocidos."""
    if not callable(function):
        return WRONG, f"se espera una función y llegó {type(function).__name__}."
    cases = getattr(references, entry["cases"])()
    reference = getattr(references, entry["reference"])
    results = []
    for case in cases:
        result, problem = _run(function, case)
        if problem:
            return problem
        results.append(result)
    failures = [_compare(c, result, reference(*c)) for c, result in zip(cases, results)]
    failure = next(filter(None, failures), None)
    if failure is None:
        return RIGHT, entry["right"]
    for mistake in entry.get("mistakes", []):
        variant = getattr(mistakes, mistake["variant"])
        if all(_same(result, variant(*case)) for case, result in zip(cases, results)):
            return WRONG, mistake["message"]
    return WRONG, failure


def _run(function, case):
    """Ejecuta la función sobre una copia de la entrada; ningún error llega a quien aprende."""
    arguments = [np.array(a) if isinstance(a, np.ndarray) else a for a in case]
    try:
        with np.errstate(all="ignore"):
            result = function(*arguments)
    except Exception as error:  # el código es de quien aprende: cualquier error es suyo
        return None, (
            WRONG,
            f"la función se interrumpe con {type(error).__name__}: {error}. "
            f"Entrada: {_show(case)}.",
        )
    if result is None or any(part is ... for part in _parts(result)):
        return None, (PENDING, "la función todavía no devuelve nada: completar los `...`.")
    if not all(np.array_equal(a, b) for a, b in zip(arguments, case)):
        return None, (WRONG, "la función modifica los datos que recibe: trabajar con copias.")
    return result, None


def _parts(value):
    return list(value) if isinstance(value, tuple) else [value]


def _same(result, expected):
    return _compare((), result, expected) is None


def _compare(case, result, expected):
    """None si coinciden; si no, una frase con la entrada, lo obtenido y lo esperado."""
    if isinstance(expected, tuple) and isinstance(result, list):
        result = tuple(result)
    result, expected = _parts(result), _parts(expected)
    if len(result) != len(expected):
        return f"se esperan {len(expected)} resultados y la función devuelve {len(result)}."
    for got, want in zip(result, expected):
        try:
            got, want = np.asarray(got, dtype=float), np.asarray(want, dtype=float)
        except (TypeError, ValueError):
            return "el resultado no es un arreglo de números."
        if got.shape != want.shape:
            return (
                f"el resultado tiene forma {got.shape} y se espera {want.shape}. "
                f"{_hint_shape(got)}"
            )
        if not np.allclose(got, want, rtol=1e-6, atol=1e-9):
            return f"con {_show(case)} se obtiene {_show([got])} y se espera {_show([want])}."
    return None


def _hint_shape(got):
    if got.ndim == 2 and got.shape[0] == got.shape[1] > 1:
        return "Una matriz cuadrada suele venir de combinar (n,) con (n, 1)."
    return "Revisar sobre qué eje se suma."


def _show(values):
    """Los valores de una entrada o un resultado, redondeados y en pocas palabras."""
    texts = [np.array2string(np.asarray(v), precision=4, threshold=8) for v in values]
    return "; ".join(text.replace("\n", "") for text in texts)


CHECKERS = {
    "number": check_number,
    "choice": check_choice,
    "matching": check_matching,
    "function": check_function,
}
