"""Examen de una función: se la ejecuta, se la compara y se nombra el error."""

import linecache
import re
import time
import traceback
from contextlib import suppress
from itertools import combinations
from typing import NamedTuple

import numpy as np

from ..catalogue import mistake_texts
from . import history, limits, mistakes
from .families import FAMILIES, WrongCount, close
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
    "enormes": "Con datos enormes sale otra cosa.",
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
    AssertionError: "una de sus comprobaciones, con `assert`, no se cumple",
    TypeError: "combina valores de tipos que no encajan, o llama a algo con otros argumentos",
    ValueError: "recibe un valor o una forma que no encaja",
}


class Problem(NamedTuple):
    """Lo que pasó en vez de un resultado: "pendiente", "modifica", "error" o "resultado"."""

    kind: str
    text: str


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
    end, family = time.monotonic() + limits.SECONDS, FAMILIES[name]
    try:
        outcomes = limits.call(run, name, function, _source(function))
    except limits.TimeLimit:
        return WRONG, f"la función no termina: pasaron {limits.SECONDS:g} segundos. ¿Hay un " \
                      "bucle cuya condición de salida nunca se cumple?", ()
    except limits.Closed:
        return WRONG, "la función cierra Python: ¿llama a `exit`, o a sí misma sin fin?", ()
    broken, unused = None, ()
    if _bad(family, outcomes):
        with suppress(limits.TimeLimit, limits.Closed):  # con otras entradas puede no terminar
            broken, unused = limits.call(look_closer, name, function, outcomes,
                                         seconds=max(1, end - time.monotonic()))
    return judge(family, outcomes, broken, unused, entry)


# --- En el proceso aparte -----------------------------------------------------------------------


def _source(function):
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


# --- Diagnóstico --------------------------------------------------------------------------------


def _bad(family, outcomes, strict=False):
    """Los casos que no salen bien."""
    broken = [i for i, outcome in enumerate(outcomes) if isinstance(outcome, Problem)]
    if family.history:
        found = {i: o for i, o in enumerate(outcomes) if i not in broken}
        if not broken and history.is_right(found):
            return []
        return sorted(broken + history.wrong_cases(found)) or list(found)
    return [i for i, (tag, _) in enumerate(family.cases) if i in broken
            or family.differences(outcomes[i], family.wants[i], "" if strict else tag)]


def judge(family, outcomes, broken, unused, entry):
    """Estado, mensaje y claves, de lo que hizo la función."""
    strict, outcomes = entry.get("far", False), list(outcomes)
    problems = [o for o in outcomes if isinstance(o, Problem)]
    if problems and all(o.kind == "pendiente" for o in problems) and \
            (len(problems) == len(outcomes) or "`...` de" in problems[0].text):
        return PENDING, problems[0].text, ()
    if changed := [o.text for o in problems if o.kind == "modifica"]:
        return WRONG, changed[0], ()
    for i, (tag, _) in enumerate(family.cases):  # interrumpirse lejos es como dar nan
        if tag == "lejos" and isinstance(outcomes[i], Problem):
            outcomes[i] = tuple(np.full(want.shape, np.nan) for want in family.wants[i])
    bad = _bad(family, outcomes, strict)
    if not bad:
        return RIGHT, entry["right"] + _far_notice(outcomes), ()
    keys, text = _cause(family, outcomes, bad, unused)
    said = [entry.get("says", {}).get(key) or explain(key) for key in keys]
    lines = [" Y además: ".join(said)] * bool(said) + [text] * bool(text)
    if broken and keys != ("B26-fijo",):
        lines.append(f"Propiedad que falla: {broken}.")
    return WRONG, "\n".join(lines + _show_case(family, outcomes, bad)), keys


def _cause(family, outcomes, bad, unused):
    """Las claves de los errores reconocidos y, si no hay, un hecho que lo muestre."""
    tags = {family.cases[i][0] for i in bad}
    not_two = [i for i, (_, case) in enumerate(family.cases) if _n_components(family, case) != 2]
    if 0 < len(not_two) < len(outcomes) and bad == not_two and "x" in family.arguments:
        return ("B26",), ""
    broken = [i for i in bad if isinstance(outcomes[i], Problem)]
    only = tags.pop() if len(tags) == 1 else ""
    if family.history and only == "enormes":
        return ("B30-producto",), ""
    if broken and (only or not family.history):
        math_domain = only == "muchos" and "ValueError" in outcomes[broken[0]].text
        key = "B30-producto" if math_domain else ONLY_WITH.get(only) if _whole(family, only, bad) \
            else None
        return ((key,), "") if key else ((), FACTS.get(only, ""))
    if family.history:
        found = {i: o for i, o in enumerate(outcomes) if i not in broken}
        keys, text = history.cause(found) if found else ((), "")
    else:
        keys, text = _cause_of_values(family, outcomes, bad, only)
    if not keys and _ignores_data(family, unused):
        return ("B26-fijo",), ""
    if not keys and unused:
        text = f"El resultado no cambia al cambiar {' ni '.join(unused)}. {text}".strip()
    return keys, text


def _n_components(family, case):
    """K en un caso, o 2 si la función no trata de componentes."""
    values = dict(zip(family.arguments, case))
    found = [values[name] for name in ("weights", "R", "means") if name in values]
    return np.shape(found[0])[-1] if found else 2


def _whole(family, tag, bad):
    """Si salen mal todos los casos de esa clase."""
    return bad == [i for i, (own, _) in enumerate(family.cases) if own == tag]


def _ignores_data(family, unused):
    """Si lo que da es lo mismo con otros datos: suele usar una variable de fuera."""
    data, used = family.arguments[0], set(family.arguments) - set(unused)
    # Lo que recibe parámetros podría devolver los mismos.
    returned = set(family.arguments) & set(family.results) and not family.history
    return data in unused and data in ("x", "log_densities", "covariance") and not returned and \
        not (used and {"R", "q"} & set(unused))


def _cause_of_values(family, outcomes, bad, only):
    """Lo mismo, cuando la función da números en todos los casos."""
    ordinary = [i for i, (tag, _) in enumerate(family.cases) if tag == ""]
    if degenerate := _degenerate([outcomes[i] for i in ordinary]):
        return (), degenerate
    if only == "lejos" and not all(np.isfinite(part).all() for i in bad for part in outcomes[i]):
        return _far_cause(family, outcomes, bad)
    but = None if only == "lejos" else "lejos"  # 0/0 puede acabar en cualquier cosa
    if keys := _single(family, outcomes, but) or _pair(family, outcomes, but):
        return keys, ""
    if not only:
        return (), _pattern(family, outcomes, ordinary)
    if only == "corridos" and _lost_squares(family, outcomes[bad[0]], family.wants[bad[0]]):
        return ("B28",), ""
    return ((ONLY_WITH[only],), "") if only in ONLY_WITH and _whole(family, only, bad) and \
        only != "K" else ((), FACTS[only])


def _far_cause(family, outcomes, bad):
    """Con datos lejanos da nan: ¿faltan cifras en las densidades, o se restó otro máximo?"""
    nan_rows = [np.isnan(outcomes[i][0]).all(axis=1).tolist() for i in bad]
    underflow = [(np.exp(Recipe().log_joint(*family.cases[i][1])).sum(axis=1) == 0).tolist()
                 for i in bad]
    if nan_rows == underflow or all(map(all, nan_rows)):
        return ("B12-máximo" if len(bad) == 1 else "B12-densidades",), ""
    return (), "Un dato muy lejano da nan."


def _lost_squares(family, got, want):
    """Si la media de datos lejanos está bien hasta la última cifra y la varianza no."""
    return family.differences(got, want) == [2] and \
        np.allclose(np.ravel(got[1]), want[1], rtol=1e-13)


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
    return tuple(key.split("~")[0] for key in found[:1])


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
                found.add((one.split("~")[0], two.split("~")[0]))
    return found.pop() if len(found) == 1 else ()





def _pattern(family, outcomes, ordinary):
    """Cómo se relaciona lo obtenido con lo esperado, cuando es siempre de la misma manera."""
    texts = []
    for part, name in enumerate(family.results):
        got, want = (np.concatenate([np.ravel(rows[i][part]) for i in ordinary])
                     for rows in (outcomes, family.wants))
        if _near(got, want):
            texts.append(f"{name}: bien.")
        elif name in family.arguments and _returned(family, outcomes, part, ordinary):
            texts.append(f"{name}: sale tal como llegó.")
        elif got.shape == want.shape and (relation := _relation(got, want)):
            texts.append(f"{name}: {relation}")
        elif len(family.results) > 1:
            texts.append(f"{name}: mal.")
    return " ".join(texts)


def _returned(family, outcomes, part, ordinary):
    """Si un resultado es siempre el argumento del mismo nombre."""
    place = family.arguments.index(family.results[part])
    return all(np.array_equal(outcomes[i][part], family.cases[i][1][place]) for i in ordinary)


def _near(got, want):
    return got.shape == want.shape and np.allclose(got, want, rtol=1e-6, atol=1e-9)


def _relation(got, want):
    with np.errstate(all="ignore"):
        ratio, away = got / want, got - want
    if np.allclose(got, -want):
        return "sale con el signo cambiado."
    if np.isfinite(ratio).all() and np.ptp(ratio) < 1e-6 * abs(ratio[0]):
        return f"siempre sale {number(ratio[0])} veces lo esperado."
    if np.ptp(away) < 1e-6 * abs(away[0]):
        return f"siempre sale {number(abs(away[0]))} {'más' if away[0] > 0 else 'menos'}."
    if (want >= 0).all() and np.allclose(got, np.sqrt(np.abs(want))):
        return "sale la raíz cuadrada de lo esperado."
    if np.allclose(got, want**2):
        return "sale el cuadrado de lo esperado."
    if np.allclose(got, 1 - want):
        return "sale lo que le falta a lo esperado para 1."
    if np.allclose(got, want, rtol=5e-3, atol=5e-3):
        return "coincide en las primeras cifras y no en las demás: ¿hay un redondeo?"
    return ""


# --- Textos -------------------------------------------------------------------------------------


def _far_notice(outcomes):
    if all(np.isfinite(part).all() for parts in outcomes for part in parts):
        return ""
    return " Un aviso: con un dato muy lejano da 0/0 o log(0); el remedio está en la lección 4."


def _show_case(family, outcomes, bad):
    """La entrada más pequeña que falla, lo obtenido y lo esperado."""
    i = next((i for i in bad if isinstance(outcomes[i], Problem)), bad[0])
    shown = ", ".join(f"{name} = {show(a)}"
                      for name, a in zip(family.arguments, family.cases[i][1]))
    if isinstance(outcomes[i], Problem):
        nothing = "la función no devuelve nada con esta entrada: ¿falta un `return` en una rama?"
        text = nothing if outcomes[i].kind == "pendiente" else outcomes[i].text
        return [text, f"Entrada: {shown}."]
    got, want = family.fit_shapes(outcomes[i], family.wants[i]), family.wants[i]
    if family.history:
        return _show_history(family, shown, got, want)
    for name, g, w in zip(family.results, got, want):
        if g.shape != w.shape:
            return [shape_text(name, g, w), f"Entrada: {shown}."]
    if family.results[0] == "width":
        want = _nearest_axes(got, want)
    several = len(family.results) > 1
    return [f"Con {shown}:", *(f"  {compare(f'{name}, ' * several, g, w)}"
                               for name, g, w in zip(family.results, got, want)
                               if not np.array_equal(g, w) and not close(g, w))]


def _nearest_axes(got, want):
    """La misma elipse, con los ejes y la vuelta del ángulo que más se parecen a lo obtenido."""
    (width, height, angle), turned = want, want[2] + 90
    wide = abs(got[0] - width) + abs(got[1] - height) <= abs(got[0] - height) + abs(got[1] - width)
    axes = (width, height, angle) if wide else (height, width, turned)
    turns = np.round((got[2] - axes[2]) / 180) if np.isfinite(got[2]) else 0
    return (*axes[:2], axes[2] + 180 * turns)


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
