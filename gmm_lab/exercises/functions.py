"""Examen de una función: se la ejecuta, se la compara y se nombra el error."""

import contextlib
import linecache
import time
import traceback
from itertools import combinations

import numpy as np

from . import limits, mistakes
from .catalogue import mistake_texts
from .families import WrongCount, failed_property
from .recipe import Recipe

__all__ = ["examine", "explain", "is_open", "mistake_name"]

RIGHT, WRONG, PENDING = "correcto", "todavía no", "pendiente"
# Un error que solo aparece en una clase de entrada.
ONLY_WITH = {"K": "B26", "enteros": "B23-enteros", "corridos": "B28", "cola": "B12",
             "lejos": "B12"}
IN_SPANISH = {
    NameError: "usa un nombre que no existe; ¿se ejecutó la celda que lo define?",
    IndexError: "pide una posición que no existe",
    KeyError: "pide una clave que no existe",
    ZeroDivisionError: "divide por cero",
    AttributeError: "pide un atributo o método que ese objeto no tiene",
    RecursionError: "se llama a sí misma sin fin",
    TypeError: "combina valores de tipos que no encajan",
    ValueError: "recibe un valor o una forma que no encaja",
}


class Stop(Exception):
    """Una respuesta que no hace falta seguir examinando: (estado, mensaje)."""


def explain(key):
    """Un error por su nombre, cómo verlo y una sugerencia."""
    text = mistake_texts()[key]
    return f"{text['name']}. {text['see']} {text['hint']}"


def is_open(answer):
    """Reconoce una respuesta sin completar: `...`, None, o una colección que los contiene."""
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, (list, tuple)):
        return any(is_open(part) for part in answer)
    return answer is ... or answer is None


def mistake_name(key):
    """El nombre en español de un error, por su clave: para la tabla de `mistake_matrix`.

    Examples
    --------
    >>> mistake_name("B4")
    'se normaliza sobre el eje equivocado'
    """
    return mistake_texts()[key]["name"]


def examine(family, function, entry):
    """Examina la función; devuelve estado, mensaje y claves de los errores reconocidos."""
    end = time.monotonic() + limits.SECONDS
    try:
        outcomes = [_attempt(family, function, case, end) for _, case in family.cases]
        wants = [family.run(family.reference, case) for _, case in family.cases]
        bad = [i for i, (tag, _) in enumerate(family.cases)
               if isinstance(outcomes[i], str)
               or family.differences(outcomes[i], wants[i], tag)]
        if not bad:
            return RIGHT, entry["right"] + _far_notice(outcomes), ()
        keys = _diagnose(family, outcomes, wants, bad)
        if not keys and _ignores_data(family, function, outcomes[0], end):
            keys = ("B26-fijo",)
        text = [" Y además: ".join(entry.get("says", {}).get(key) or explain(key)
                                   for key in keys)] if keys else []
    except limits.TimeLimit:
        return WRONG, f"la función no termina: pasaron {limits.SECONDS:.0f} segundos. ¿Hay un " \
                      "bucle cuya condición de salida nunca se cumple?", ()
    except Stop as stop:
        return *stop.args, ()
    if _same_shapes(family, outcomes[bad[0]], wants[bad[0]]):
        with contextlib.suppress(limits.TimeLimit):
            if broken := limits.call(failed_property, family, function)[0]:
                text.append(f"Propiedad que falla: {broken}.")
    text.append(_show_case(family, family.cases[bad[0]][1], outcomes[bad[0]], wants[bad[0]]))
    return WRONG, "\n".join(text), tuple(keys)


def _same_shapes(family, got, want):
    return not isinstance(got, str) and all(
        g.shape == w.shape for g, w in zip(*family.fit_shapes(got, want)))


def _attempt(family, function, case, end):
    """Los resultados de una entrada, o una frase que dice qué pasó."""
    arguments = [np.array(a) if isinstance(a, np.ndarray) else a for a in case]
    result, error = limits.call(function, *arguments, seconds=end - time.monotonic())
    if error is not None:
        if "ellipsis" in str(error) or "Ellipsis" in str(error):
            raise Stop(PENDING, "completar los `...` de la función.")
        return _say_error(function, error)
    if is_open(result):
        raise Stop(PENDING, "la función todavía no devuelve nada: completar los `...`. ¿Está la "
                            "línea `return`? Imprimir no es devolver.")
    if not all(np.array_equal(a, b) for a, b in zip(arguments, case)):
        raise Stop(WRONG, "la función modifica los datos que recibe: trabajar con copias, como "
                          f"{family.arguments[0]}.copy(). Quien la llama perdería sus datos.")
    parts, error = limits.call(family.parse, result)
    names = ", ".join(family.results)
    if error is not None and family.history:
        return f"se espera una lista con una tupla por iteración, desde el inicio: ({names})."
    if isinstance(error, WrongCount):
        return f"se esperan {len(family.results)} resultados ({names}) y llegan {error}."
    if error is not None:
        return f"el resultado no es de números: llegó {type(result).__name__}."
    return parts


def _say_error(function, error):
    """Qué error interrumpió la función, y en qué línea, sin rutas ni volcados."""
    path = getattr(getattr(function, "__code__", None), "co_filename", None)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == path]
    line = linecache.getline(path, frames[-1].lineno).strip() if frames else ""
    where = f" en la línea {frames[-1].lineno}, «{line}»" if line else ""
    gloss = next((text for kind, text in IN_SPANISH.items() if isinstance(error, kind)), "")
    if "broadcast" in str(error):
        gloss = "combina formas que no encajan. Con `x[:, None]` o `keepdims=True` se conserva " \
                "la dimensión que falta"
    detail = f"{type(error).__name__}: {str(error)[:90]}"
    return f"la función se interrumpe{where}: {gloss + ' ' if gloss else ''}({detail})."


def _ignores_data(family, function, outcome, end):
    """True si el resultado no cambia al cambiar los datos: suele usar otros, de fuera."""
    first, *others = family.cases[0][1]
    again = _attempt(family, function, (first + 1, *others), end)
    return not isinstance(outcome, str) and not isinstance(again, str) and \
        not family.differences(again, outcome)


# --- Diagnóstico --------------------------------------------------------------------------------


def _diagnose(family, outcomes, wants, bad):
    """Las claves de los errores que explican todo lo que devolvió la función."""
    tags = {family.cases[i][0] for i in bad}
    complete = not any(isinstance(outcome, str) for outcome in outcomes)
    if tags != {"lejos"}:  # con un dato muy lejano, 0/0 puede acabar en cualquier cosa
        outcomes = [outcome for outcome, (tag, _) in zip(outcomes, family.cases) if tag != "lejos"]
    if complete and family.history and all(
        len(h[1]) > 1 and np.ptp(h[1], axis=0).max() == 0 for h in outcomes
    ):
        return ("B21",)
    if complete and family.results[-1] == "angle" and not any(
        family.differences((w, h, np.degrees(a)), want)
        for (w, h, a), want in zip(outcomes, wants)
    ):
        return ("B29-radianes",)
    found = _single(family, outcomes) if complete else ()
    if not found and "" not in tags and len({ONLY_WITH.get(tag) for tag in tags}) == 1:
        found = (ONLY_WITH[tags.pop()],)
    if not found and complete:
        found = _pair(family, outcomes)
    return tuple(key.split("~")[0] for key in found)


def _explains(family, variant, outcomes):
    """True si la función equivocada da lo mismo en todas las entradas."""
    try:
        return not any(family.differences(outcome, family.run(variant, case), tag)
                       for (tag, case), outcome in zip(family.cases, outcomes))
    except (ValueError, IndexError):  # el error conocido no admite esa entrada
        return False


def _single(family, outcomes):
    return tuple(key for key, f in family.mistakes.items() if _explains(family, f, outcomes))[:1]


def _pair(family, outcomes):
    """Dos errores a la vez."""
    method = getattr(family.reference, "__name__", "")
    if not hasattr(Recipe, method):
        return ()
    for first, second in combinations(mistakes.EM, 2):
        both = Recipe(**{**mistakes.EM[first], **mistakes.EM[second]})
        if _explains(family, getattr(both, method), outcomes):
            return first, second
    return ()


# --- Textos -------------------------------------------------------------------------------------


def _far_notice(outcomes):
    if all(np.isfinite(part).all() for parts in outcomes for part in parts):
        return ""
    return " Un aviso: con un dato muy lejano da 0/0 o log(0); el remedio está en la lección 4."


def _show_case(family, case, outcome, want):
    """La entrada más pequeña que falla, lo obtenido y lo esperado."""
    shown = ", ".join(f"{name} = {_show(a)}" for name, a in zip(family.arguments, case))
    if isinstance(outcome, str):
        return f"{outcome}\nEntrada: {shown}."
    got, want = family.fit_shapes(outcome, want)
    for name, g, w in zip(family.results, got, want):
        if g.shape != w.shape:
            return _show_shapes(family, shown, name, g, w)
    bad = family.differences(got, want) or [0]
    lines = [f"Con {shown}:"]
    for i in range(len(got)) if family.results[0] == "width" else bad:
        g, w = got[i], want[i]
        name = f"{family.results[i]}, " if len(family.results) > 1 else ""
        if family.history:
            row = int(np.argmin(np.isclose(g, w).all(axis=1)))
            name, g, w = f"elemento {row}, {name}", g[row], w[row]
        lines.append(f"  {name}se obtiene {_show(g)} y se espera {_show(w)}.")
    return "\n".join(lines)


def _show_shapes(family, shown, name, got, want):
    if family.history:
        return f"con {shown}, la historia tiene {len(got)} elementos y se esperan {len(want)}."
    advice = "Revisar sobre qué eje se suma."
    if got.shape == want.shape[::-1]:
        advice = "Está traspuesta: las filas y las columnas, al revés."
    elif got.ndim == 2 and got.shape[0] == got.shape[1] > 1:
        advice = "Una matriz cuadrada suele venir de combinar (n,) con (n, 1)."
    elif got.ndim > want.ndim:
        advice = "Falta sumar sobre una dimensión: casi siempre, la de las componentes."
    return f"{name} tiene forma {got.shape} y se espera {want.shape}. {advice}\nEntrada: {shown}."


def _show(value):
    """Un valor redondeado y en pocas palabras."""
    text = np.array2string(np.asarray(value), precision=4, threshold=12, edgeitems=3,
                           max_line_width=200, suppress_small=True)
    return " ".join(text.split())
