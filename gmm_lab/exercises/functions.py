"""Examen de una función: se la ejecuta, se la compara y se nombra el error."""

import linecache
import time
import traceback
from itertools import combinations
from typing import NamedTuple

import numpy as np

from . import history, limits, mistakes
from .catalogue import mistake_texts
from .families import FAMILIES, WrongCount
from .properties import first_broken
from .recipe import Recipe
from .wording import compare, number, shape_text, show

__all__ = ["examine", "explain", "is_open", "mistake_name"]

RIGHT, WRONG, PENDING = "correcto", "todavía no", "pendiente"
# Un error que solo aparece en una clase de entrada.
ONLY_WITH = {"enteros": "B23-enteros", "vacía": "vacía", "K": "B26"}
FACTS = {
    "K": "Con dos componentes funciona; con otro número, no siempre.",
    "enteros": "Con datos enteros sale otra cosa que con los mismos datos con decimales.",
    "corridos": "Con datos alrededor de cien millones se pierden las cifras.",
    "muchos": "Con 500 datos sale otra cosa que con pocos.",
    "cola": "Un dato en la cola, donde la densidad es muy pequeña, sale mal.",
    "lejos": "Un dato muy lejano sale mal, y no porque falten cifras: sale otro número.",
    "vacía": "Una componente vacía no queda como se pide.",
}
IN_SPANISH = {
    NameError: "usa el nombre «{name}», que no existe; ¿ejecutaste la celda que lo define?",
    IndexError: "pide una posición que no existe",
    KeyError: "pide una clave que no existe",
    ZeroDivisionError: "divide por cero",
    AttributeError: "pide «{name}» a un objeto que no lo tiene",
    RecursionError: "se llama a sí misma sin fin",
    AssertionError: "una de sus comprobaciones (assert) no se cumple",
    TypeError: "combina valores de tipos que no encajan, o llama a algo con otros argumentos",
    ValueError: "recibe un valor o una forma que no encaja",
}


class Problem(NamedTuple):
    """Lo que pasó en vez de un resultado: "pendiente", "modifica", "error" o "resultado"."""

    kind: str
    text: str


class Observed(NamedTuple):
    """Lo que hizo una función: resultados, propiedad que falla y argumentos que no usa."""

    outcomes: list
    broken: str = ""
    unused: tuple = ()


def explain(key):
    """Un error por su nombre, cómo verlo y una sugerencia."""
    text = mistake_texts()[key]
    return f"{text['name']}. {text['see']} {text['hint']}"


def is_open(answer, depth=0):
    """Reconoce una respuesta sin completar: `...`, None, o una colección que los contiene."""
    if isinstance(answer, dict):
        answer = list(answer.values())
    if isinstance(answer, (list, tuple)) and depth < 5:
        return any(is_open(part, depth + 1) for part in answer)
    return answer is ... or answer is None


def mistake_name(key):
    """El nombre en español de un error, por su clave: para la tabla de `mistake_matrix`.

    Examples
    --------
    >>> mistake_name("B4")
    'se normaliza sobre el eje equivocado'
    """
    return mistake_texts()[key]["name"]


def examine(name, function, entry):
    """Examina la función; devuelve estado, mensaje y claves de los errores reconocidos."""
    try:
        observed = limits.call(observe, name, function, _source(function))
    except limits.TimeLimit:
        return WRONG, f"la función no termina: pasaron {limits.SECONDS:g} segundos. ¿Hay un " \
                      "bucle cuya condición de salida nunca se cumple?", ()
    except limits.Closed:
        return WRONG, "la función cierra Python: ¿llama a exit, o se llama a sí misma sin fin?", ()
    return judge(FAMILIES[name], observed, entry)


# --- En el proceso aparte -----------------------------------------------------------------------


def _source(function):
    """El texto de la celda de la función, para nombrar la línea que se interrumpe."""
    path = getattr(getattr(function, "__code__", None), "co_filename", "")
    lines = linecache.getlines(path)
    return {path: (sum(map(len, lines)), None, lines, path)} if lines else {}


def observe(name, function, source):
    """Lo que hace la función en todos los casos de su familia."""
    linecache.cache.update(source)
    family, end = FAMILIES[name], time.monotonic() + limits.SECONDS / 2
    outcomes = [_attempt(family, function, case) for _, case in family.cases]
    if _all_right(family, outcomes):
        return Observed(outcomes)

    def in_time(*arguments):
        if time.monotonic() > end:
            raise TimeoutError
        return function(*arguments)

    return Observed(outcomes, first_broken(family, in_time) or "",
                    tuple(_unused(family, in_time, outcomes)))


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
        return Problem("pendiente", "la función todavía no devuelve nada: completa los `...`. "
                                    "¿Está la línea `return`? Imprimir no es devolver.")
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
    if "broadcast" in str(error) or "matmul" in str(error) or "not aligned" in str(error):
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


# --- Diagnóstico --------------------------------------------------------------------------------


def _all_right(family, outcomes):
    if family.history:
        return not any(isinstance(o, Problem) for o in outcomes) and history.is_right(outcomes)
    return not _bad(family, outcomes)


def _bad(family, outcomes, strict=False):
    """Los casos que no salen bien."""
    return [i for i, (tag, _) in enumerate(family.cases)
            if isinstance(outcomes[i], Problem)
            or family.differences(outcomes[i], family.wants[i], "" if strict else tag)]


def judge(family, observed, entry):
    """Estado, mensaje y claves, de lo que hizo la función."""
    strict, outcomes = entry.get("far", False), list(observed.outcomes)
    problems = [o for o in outcomes if isinstance(o, Problem)]
    for kind, status in (("pendiente", PENDING), ("modifica", WRONG)):
        if found := [p.text for p in problems if p.kind == kind]:
            return status, found[0], ()
    for i, (tag, _) in enumerate(family.cases):  # interrumpirse lejos es como dar nan
        if tag == "lejos" and isinstance(outcomes[i], Problem):
            outcomes[i] = tuple(np.full(want.shape, np.nan) for want in family.wants[i])
    if _all_right(family, outcomes) and not (strict and _bad(family, outcomes, strict)):
        return RIGHT, entry["right"] + _far_notice(outcomes), ()
    bad = range(len(outcomes)) if family.history else _bad(family, outcomes, strict)
    keys, text = _cause(family, outcomes, bad, observed, strict)
    said = [entry.get("says", {}).get(key) or explain(key) for key in keys]
    lines = [" Y además: ".join(said)] * bool(said) + [text] * bool(text)
    if observed.broken and keys != ("B26-fijo",):
        lines.append(f"Propiedad que falla: {observed.broken}.")
    lines += _show_case(family, outcomes, bad, bool(keys or text or observed.broken))
    return WRONG, "\n".join(lines), keys


def _cause(family, outcomes, bad, observed, strict):
    """Las claves de los errores reconocidos y, si no hay, un hecho que lo muestre."""
    tags = {family.cases[i][0] for i in bad}
    ordinary = [i for i, (tag, _) in enumerate(family.cases) if tag == ""]
    if any(isinstance(outcomes[i], Problem) for i in bad):
        only_k = tags == {"K"} and len(bad) == sum(tag == "K" for tag, _ in family.cases)
        return (("B26",), "") if only_k else ((), FACTS.get(tags.pop(), "") if len(tags) == 1
                                              else "")
    if degenerate := _degenerate([outcomes[i] for i in ordinary]):
        return (), degenerate
    if family.history:
        keys, text = history.cause(outcomes)
        return keys, text
    if strict and tags == {"lejos"}:
        return ("B12-máximo" if len(bad) == 1 else "B12-densidades",), ""
    but = None if tags == {"lejos"} else "lejos"  # 0/0 puede acabar en cualquier cosa
    if keys := _single(family, outcomes, but):
        return keys, ""
    if family.arguments[0] in observed.unused:
        return ("B26-fijo",), ""
    if len(tags) == 1 and (tag := tags.pop()):
        whole = len(bad) == sum(t == tag for t, _ in family.cases)
        if tag == "corridos" and family.differences(outcomes[bad[0]], family.wants[bad[0]]) == [2]:
            return ("B28",), ""
        return ((ONLY_WITH[tag],), "") if tag in ONLY_WITH and whole else ((), FACTS[tag])
    if keys := _pair(family, outcomes, but):
        return keys, ""
    if observed.unused:
        return (), f"El resultado no cambia al cambiar {' ni '.join(observed.unused)}."
    return (), _pattern(family, outcomes, ordinary)


def _degenerate(outcomes):
    """Lo que se dice cuando todo es nan, o siempre el mismo número."""
    values = np.concatenate([np.ravel(part) for parts in outcomes for part in parts])
    if not np.isfinite(values).any():
        return "El resultado no es un número en ninguna posición (nan o inf): busca una división" \
               " 0/0, el logaritmo de un número negativo o un arreglo que nunca se llena."
    if np.ptp(values) == 0 and values[0] == 0:
        return "El resultado es 0 en todas partes: el arreglo nunca se llena, o es de enteros y " \
               "NumPy corta los decimales al guardar."
    if np.ptp(values) == 0:
        return f"El resultado es {number(values[0])} en todas partes, con cualquier entrada."
    return ""


def _single(family, outcomes, but):
    """El error conocido que da lo mismo en todos los casos, o que al deshacerlo desaparece."""
    found = [key for key, others in family.wrong.items() if family.agree(outcomes, others, but)]
    found += [key for key, undo in family.undone.items()
              if family.agree([undo(*o) for o in outcomes], family.wants, but)]
    return tuple(key.rstrip("~") for key in found[:1])


def _pair(family, outcomes, but):
    """Dos errores a la vez, si una sola pareja lo explica."""
    method = getattr(family.reference, "__name__", "")
    if not hasattr(Recipe, method):
        return ()
    first_tag = [i for i, (tag, _) in enumerate(family.cases) if tag == ""]
    found = set()
    for one, two in combinations([k for k in mistakes.EM if k in family.wrong], 2):
        both = getattr(Recipe(**{**mistakes.EM[one], **mistakes.EM[two]}), method)
        with np.errstate(all="ignore"):
            if all(not family.differences(outcomes[i], family.parse(both(*family.cases[i][1])))
                   for i in first_tag) and family.agree(outcomes, family.run(both), but):
                found.add((one.rstrip("~"), two.rstrip("~")))
    return found.pop() if len(found) == 1 else ()





def _pattern(family, outcomes, ordinary):
    """Cómo se relaciona lo obtenido con lo esperado, cuando es siempre de la misma manera."""
    pairs = [[np.concatenate(flat) for flat in zip(*(
        (np.ravel(outcomes[i][part]), np.ravel(family.wants[i][part])) for i in ordinary))]
        for part in range(len(family.results))]
    right = [name for name, pair in zip(family.results, pairs) if _near(*pair)]
    texts = [f"{', '.join(right)}: bien."] * bool(right)
    for name, (got, want) in zip(family.results, pairs):
        if got.shape != want.shape or _near(got, want):
            continue
        texts.append(f"{name}: {_relation(got, want)}.")
    return " ".join(texts)


def _near(got, want):
    return got.shape == want.shape and np.allclose(got, want, rtol=1e-6, atol=1e-9)


def _relation(got, want):
    with np.errstate(all="ignore"):
        ratio, away = got / want, got - want
    if np.allclose(got, -want):
        return "sale con el signo cambiado"
    if np.isfinite(ratio).all() and np.ptp(ratio) < 1e-6 * abs(ratio[0]):
        return f"siempre sale {number(ratio[0])} veces lo esperado"
    if np.ptp(away) < 1e-6 * abs(away[0]):
        return f"siempre sale {number(abs(away[0]))} {'más' if away[0] > 0 else 'menos'}"
    if (want >= 0).all() and np.allclose(got, np.sqrt(np.abs(want))):
        return "sale la raíz cuadrada de lo esperado"
    if np.allclose(got, want**2):
        return "sale el cuadrado de lo esperado"
    if np.allclose(got, 1 - want):
        return "sale lo que le falta a lo esperado para 1"
    if np.allclose(got, want, rtol=5e-3, atol=5e-3):
        return "coincide en las primeras cifras y no en las demás: ¿hay un redondeo?"
    some = np.isclose(got, want, rtol=1e-6, atol=1e-9).sum()
    return f"{some} de {got.size} valores salen bien" if some else "ningún valor sale bien"


# --- Textos -------------------------------------------------------------------------------------


def _far_notice(outcomes):
    if all(np.isfinite(part).all() for parts in outcomes for part in parts):
        return ""
    return " Un aviso: con un dato muy lejano da 0/0 o log(0); el remedio está en la lección 4."


def _show_case(family, outcomes, bad, named):
    """La entrada más pequeña que falla, lo obtenido y lo esperado."""
    i = next((i for i in bad if isinstance(outcomes[i], Problem)), bad[0])
    shown = ", ".join(f"{name} = {show(a)}"
                      for name, a in zip(family.arguments, family.cases[i][1]))
    if isinstance(outcomes[i], Problem):
        return [outcomes[i].text, f"Entrada: {shown}."]
    got, want = family.fit_shapes(outcomes[i], family.wants[i]), family.wants[i]
    if family.history:
        return _show_history(family, shown, got, want)
    for name, g, w in zip(family.results, got, want):
        if g.shape != w.shape:
            return [shape_text(name, g, w), f"Entrada: {shown}."]
    parts = family.differences(got, want) or [0]
    parts = range(len(got)) if family.results[0] == "width" else parts
    several = len(family.results) > 1
    return [f"Con {shown}:", *(f"  {compare(f'{family.results[i]}, ' * several, got[i], want[i])}"
                               for i in parts)]


def _show_history(family, shown, got, want):
    """El primer elemento de la historia que no coincide, o cuántos hay."""
    for row in range(min(len(got[0]), len(want[0]))):
        for name, g, w in zip(family.results, got, want):
            if g[row].shape != w[row].shape or not np.allclose(g[row], w[row], 1e-6, 1e-9):
                text = compare(f"elemento {row}, {name}, ", g[row], w[row]) \
                    if g[row].shape == w[row].shape else shape_text(name, g[row], w[row])
                return [f"Con {shown}:", f"  {text}"]
    return [f"Con {shown}, la historia tiene {len(got[0])} elementos y se esperan "
            f"{len(want[0])}."]
