"""Examen de una función: se la ejecuta, se la compara y se nombra el error."""

import time
from contextlib import suppress

import numpy as np

from ..catalogue import mistake_texts
from . import limits
from .diagnosis import bad_cases, cause
from .families import FAMILIES, close
from .observation import Problem, look_closer, run, source
from .wording import compare, shape_text, show

__all__ = ["examine", "explain", "mistake_name"]

RIGHT, WRONG, PENDING = "correcto", "todavía no", "pendiente"


def explain(key):
    """Un error por su nombre, cómo verlo y una sugerencia."""
    text = mistake_texts()[key]
    return f"{text['name']}. {text['see']} {text['hint']}"


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
        outcomes = limits.call(run, name, function, source(function))
    except limits.TimeLimit:
        return WRONG, f"la función no termina: pasaron {limits.SECONDS:g} segundos. ¿Hay un " \
                      "bucle cuya condición de salida nunca se cumple?", ()
    except limits.Closed:
        return WRONG, "la función cierra Python: ¿llama a `exit`, o a sí misma sin fin?", ()
    broken, unused = None, ()
    if bad_cases(family, outcomes):
        with suppress(limits.TimeLimit, limits.Closed):  # con otras entradas puede no terminar
            broken, unused = limits.call(look_closer, name, function, outcomes,
                                         seconds=max(1, end - time.monotonic()))
    return judge(family, outcomes, broken, unused, entry)


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
    bad = bad_cases(family, outcomes, strict)
    if not bad:
        return RIGHT, entry["right"] + _far_notice(outcomes), ()
    keys, text = cause(family, outcomes, bad, unused)
    said = [entry.get("says", {}).get(key) or explain(key) for key in keys]
    lines = [" Y además: ".join(said)] * bool(said) + [text] * bool(text)
    if broken and keys != ("B26-fijo",):
        lines.append(f"Propiedad que falla: {broken}.")
    return WRONG, "\n".join(lines + _show_case(family, outcomes, bad)), keys


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
                               if not close(g, w))]


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
            if not close(g[row], w[row]):
                text = compare(f"elemento {row}, {name}, ", g[row], w[row]) \
                    if g[row].shape == w[row].shape else shape_text(name, g[row], w[row])
                return [f"Con {shown}:", f"  {text}"]
    return [f"Con {shown}, la historia tiene {len(got[0])} elementos y se esperan "
            f"{len(want[0])}."]
