"""Lo que hace una función con las entradas de su familia; se mira en el proceso aparte."""

import linecache
import re
import traceback
from typing import NamedTuple

import numpy as np

from .families import FAMILIES, WrongCount
from .properties import first_broken

__all__ = ["Problem", "is_open", "look_closer", "run", "source"]

IN_SPANISH = {
    NameError: "usa el nombre «{name}», que no existe; ¿ejecutaste la celda que lo define?",
    IndexError: "pide una posición que no existe",
    KeyError: "pide una clave que no existe",
    ZeroDivisionError: "divide por cero",
    AttributeError: "pide «{name}» a un objeto que no lo tiene",
    RecursionError: "se llama a sí misma sin fin",
    AssertionError: "una de sus comprobaciones, con `assert`, no se cumple",
    TypeError: "combina valores de tipos que no encajan, o llama a algo con otros argumentos",
    ValueError: "recibe un valor o una forma que no encaja",
}


class Problem(NamedTuple):
    """Lo que pasó en vez de un resultado: "pendiente", "modifica", "error" o "resultado"."""

    kind: str
    text: str


def is_open(answer, depth=0):
    """Reconoce una respuesta sin completar: `...`, None, o una colección que los contiene."""
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, (list, tuple)) and depth < 5:
        return any(is_open(part, depth + 1) for part in answer)
    return answer is ... or answer is None


def source(function):
    """El texto de la celda de la función, para nombrar la línea que se interrumpe."""
    path = getattr(getattr(function, "__code__", None), "co_filename", "")
    lines = linecache.getlines(path)
    return {path: (sum(map(len, lines)), None, lines, path)} if lines else {}


def run(name, function, source):
    """Lo que da la función en todos los casos de su familia."""
    linecache.cache.update(source)
    return [_attempt(FAMILIES[name], function, case) for _, case in FAMILIES[name].cases]


def look_closer(name, function, outcomes):
    """Qué propiedad falla y qué argumentos no se usan."""
    family = FAMILIES[name]
    return first_broken(family, function), tuple(_unused(family, function, outcomes))


def _attempt(family, function, case):
    """Los resultados de una entrada, o qué pasó."""
    arguments = [np.array(a) if isinstance(a, np.ndarray) else a for a in case]
    try:
        result = function(*arguments)
    except BaseException as error:  # el código es de quien aprende
        if "ellipsis" in str(error).lower():
            return Problem("pendiente", "completa los `...` de la función.")
        return Problem("error", _say_error(function, error))
    if is_open(result):
        return Problem("pendiente", "la función todavía no devuelve nada: completa los `...`, y "
                                    "mira si está la línea `return`. Imprimir no es devolver.")
    if not all(np.array_equal(a, b, equal_nan=isinstance(b, np.ndarray))
               for a, b in zip(arguments, case)):
        return Problem("modifica", "la función modifica los datos que recibe: trabaja con copias,"
                       f" como {family.arguments[0]}.copy(). Quien la llama perdería sus datos.")
    names = ", ".join(family.results)
    try:
        return family.parse(result)
    except WrongCount as count:
        text = f"se esperan {len(family.results)} resultados ({names}) y llegan {count}."
    except BaseException:  # un objeto raro puede fallar al mirarlo
        text = f"el resultado no es de números: llegó {type(result).__name__}."
    if family.history:
        text = f"se espera una lista con una tupla por iteración, desde el inicio: ({names})."
    return Problem("resultado", text)


def _say_error(function, error):
    """Qué error interrumpió la función, y en qué línea, sin rutas ni textos en inglés."""
    path = getattr(getattr(function, "__code__", None), "co_filename", None)
    frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename == path]
    line = linecache.getline(path, frames[-1].lineno).strip() if frames else ""
    where = f" en la línea {frames[-1].lineno}, «{line}»" if line else ""
    gloss = next((text for kind, text in IN_SPANISH.items() if isinstance(error, kind)), "")
    gloss = gloss.format(name=getattr(error, "name", None) or "eso")
    if re.search("broadcast|matmul|aligned", str(error)):
        gloss = "combina formas que no encajan. Con `x[:, None]` o `keepdims=True` se conserva " \
                "la dimensión que falta"
    return f"la función se interrumpe{where}: {gloss + ' ' if gloss else ''}" \
           f"({type(error).__name__})."


def _unused(family, function, outcomes):
    """Los argumentos que no cambian el resultado, y deberían."""
    for i, name in enumerate(family.arguments):
        changes = []
        for (tag, case), before, want in zip(family.cases, outcomes, family.wants):
            for nudge in NUDGES if tag == "" else ():
                changed = [*case[:i], nudge(name, case[i]), *case[i + 1:]]
                expected = family.parse(family.reference(*changed))
                if family.differences(expected, want):
                    after = _attempt(family, function, changed)
                    changes.append(isinstance(after, Problem) or isinstance(before, Problem)
                                   or family.differences(after, before))
        if changes and not any(changes):
            yield name


def _reversed(name, value):
    if isinstance(value, np.ndarray):
        return value[..., ::-1] * (1 if name in ("weights", "R", "q") else 1.1)
    return value * 8


def _rescaled(name, value):
    if name in ("weights", "R", "q"):
        power = value**1.7
        return power / power.sum(axis=-1, keepdims=True)
    return 3 * value + (name in ("x", "means"))


NUDGES = (_reversed, _rescaled)
