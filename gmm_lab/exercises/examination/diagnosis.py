"""De lo que hizo una función, al error que lo explica; si no hay uno solo, a un hecho."""

from itertools import combinations

import numpy as np

from . import history, mistakes
from .families import close
from .observation import Problem
from .recipe import Recipe
from .wording import number

__all__ = ["bad_cases", "cause"]

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


def bad_cases(family, outcomes, strict=False):
    """Los casos que no salen bien."""
    broken = [i for i, outcome in enumerate(outcomes) if isinstance(outcome, Problem)]
    if family.history:
        found = {i: o for i, o in enumerate(outcomes) if i not in broken}
        if not broken and history.is_right(found):
            return []
        return sorted(broken + history.wrong_cases(found)) or list(found)
    return [i for i, (tag, _) in enumerate(family.cases) if i in broken
            or family.differences(outcomes[i], family.wants[i], "" if strict else tag)]


def cause(family, outcomes, bad, unused):
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
    """Con datos lejanos da `nan`: ¿faltan cifras en las densidades, o se restó otro máximo?"""
    nan_rows = [np.isnan(outcomes[i][0]).all(axis=1).tolist() for i in bad]
    underflow = [(np.exp(Recipe().log_joint(*family.cases[i][1])).sum(axis=1) == 0).tolist()
                 for i in bad]
    if nan_rows == underflow or all(map(all, nan_rows)):
        return ("B12-máximo" if len(bad) == 1 else "B12-densidades",), ""
    return (), "Un dato muy lejano da `nan`."


def _lost_squares(family, got, want):
    """Si la media de datos lejanos está bien hasta la última cifra y la varianza no."""
    return family.differences(got, want) == [2] and \
        np.allclose(np.ravel(got[1]), want[1], rtol=1e-13)


def _degenerate(outcomes):
    """Lo que se dice cuando todo es `nan`, o siempre el mismo número."""
    values = np.concatenate([np.ravel(part) for parts in outcomes for part in parts])
    if not np.isfinite(values).any():
        return "El resultado no es un número en ninguna posición (`nan` o `inf`): busca un 0/0, " \
               "el logaritmo de un número negativo o un arreglo que nunca se llena."
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
        if close(got, want):
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
