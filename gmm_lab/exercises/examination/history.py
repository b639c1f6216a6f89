"""La historia de un EM: ¿son los pasos los que están mal, o solo dónde para?

Una historia se compara elemento por elemento. Las que se interrumpieron no están: `histories` es
un diccionario, del número de caso a los tres arreglos de la historia.
"""

from functools import cache

import numpy as np

from ..catalogue import mistake_texts
from . import mistakes
from .families import FAMILIES, close
from .recipe import Recipe
from .wording import number

__all__ = ["cause", "is_right", "wrong_cases"]

LIMIT, NEVER = 600, 100  # vueltas que se siguen, y desde cuántas ya no es una parada


def _rows(history):
    return list(zip(*history))


def _same(row, other):
    return all(close(*pair) for pair in zip(row, other))


def _case(i):
    return FAMILIES["em"].cases[i][1]


@cache
def _path(i):
    """La historia correcta de un caso, sin parar."""
    x, *start, _ = _case(i)
    path = [tuple(start)]
    while len(path) < LIMIT:
        path.append(Recipe().step(x, *path[-1]))
    return path


@cache
def _right_length(i):
    return len(FAMILIES["em"].wants[i][0])


def _follows(histories, first=0):
    """Si todas las historias son las correctas, paso por paso, desde el elemento `first`."""
    return all(_same(row, right) for i, history in histories.items()
               for row, right in zip(_rows(history), _path(i)[first:]))


def _stops_like(histories, length, late=0):
    """Si todas paran donde dice `length`, o `late` vueltas después; LIMIT es que no paran."""
    return all(len(history[0]) == length(i) + late
               or length(i) == LIMIT and len(history[0]) > NEVER
               for i, history in histories.items())


def is_right(histories):
    """Si los pasos y la parada son los correctos."""
    return _stops_like(histories, _right_length) and _follows(histories)


def wrong_cases(histories):
    """Los casos que, uno por uno, no salen bien."""
    return [i for i in histories if not is_right({i: histories[i]})]


# --- La parada ----------------------------------------------------------------------------------


def _watched(key):
    """Qué compara con `tol` un criterio de parada equivocado."""
    if key in mistakes.STOPS:
        return mistakes.STOPS[key]
    score = FAMILIES["log_likelihood"].mistakes[key]  # la log-verosimilitud mal calculada

    def gain(scores, pair, R, x):
        before, after = (score(x, *p) for p in pair)
        return after - before

    return gain


@cache
def _stop_length(key, i):
    """Cuántos elementos deja un criterio de parada equivocado."""
    x, *_, tol = _case(i)
    watched = _watched(key)
    with np.errstate(all="ignore"):
        for t in range(1, LIMIT):
            pair = _path(i)[t - 1 : t + 1]
            scores, R = ([f(x, *p) for p in pair]
                         for f in (Recipe().log_likelihood, Recipe().e_step))
            if not watched(scores, pair, R, x) >= tol:
                return t + 1
    return LIMIT


def _stop_keys():
    """Los criterios propios, y la ganancia de una log-verosimilitud mal calculada."""
    one_number = [key for key, outcomes in FAMILIES["log_likelihood"].wrong.items()
                  if not key.startswith(("B12", "B30")) and outcomes[0][0].ndim == 0]
    return [*mistakes.STOPS, *one_number]


def _stop_cause(histories):
    """Los criterios de parada que explican todas las historias.

    Con datos enormes, el que depende de las unidades para donde lo decida el redondeo.
    """
    histories = {i: history for i, history in histories.items()
                 if FAMILIES["em"].cases[i][0] != "enormes"}
    lengths = [len(history[0]) for history in histories.values()]
    negative = [i for i in histories if len(_case(i)[1]) > 1
                and Recipe().log_likelihood(_case(i)[0], *_case(i)[1:4]) < 0]
    if negative and max(len(histories[i][0]) for i in negative) <= 2:
        return ("B8-primera",)
    for key, late in (("falta-última", -1), ("sobra-última", 1)):
        if _stops_like(histories, _right_length, late):
            return (key,)
    if len(set(lengths)) == 1:
        return ("B8-fijo",)
    for late in (0, 1):
        found = {key.split("~")[0] for key in _stop_keys()
                 if _stops_like(histories, lambda i, key=key: _stop_length(key, i), late)}
        if found:
            return tuple(sorted(found))
    return ()


def _stop_fact(histories):
    """Qué hace la parada en el primer caso en que se nota, con números."""
    i = next((i for i in histories if i in wrong_cases(histories)), min(histories))
    done, expected, tol = len(histories[i][0]) - 1, _right_length(i) - 1, _case(i)[-1]
    scores = [Recipe().log_likelihood(_case(i)[0], *p) for p in _path(i)[: expected + 1]]
    text = f"Los pasos están bien; lo que falla es la parada. Con tol = {number(tol)}, las " \
           f"vueltas son {done} y hacen falta {expected}"
    if 0 < done < expected:
        gain = number(scores[done] - scores[done - 1], 3)
        return f"{text}: en la {done} la ganancia era {gain}, mayor que tol."
    return f"{text}." if done < expected else \
        f"{text}: en la {expected} la ganancia ya era menor que tol."


# --- Los pasos ----------------------------------------------------------------------------------


def _frozen(histories):
    """Historias en que todos los elementos, salvo quizá el primero, son iguales."""
    long = {i: history for i, history in histories.items()
            if len(history[0]) > 2 and len(_case(i)[1]) > 1}
    if not long or any(np.ptp(part[1:], axis=0).max() > 0 for h in long.values() for part in h):
        return ()
    ends = {i: [part[1:2] for part in history] for i, history in long.items()}
    if _follows(ends, first=1):
        return ("R-fija",)
    if _follows(ends):
        return ("sin-actualizar",)
    if all(any(_same(_rows(end)[0], row) for row in _path(i)[2:]) for i, end in ends.items()):
        return ("B21",)
    return ()


def _recurs(step, histories):
    """Si cada elemento sale del anterior con ese paso; lo que no es un número no cuenta."""
    compared = 0
    for i, history in histories.items():
        rows = [row for row in _rows(history) if np.isfinite(np.ravel(row)).all()]
        for before, after in zip(rows, rows[1:]):
            with np.errstate(all="ignore"):
                if not _same(after, step(_case(i)[0], *before)):
                    return False
            compared += 1
    return compared >= 3


def _first_step(histories):
    """Qué parte del primer paso sale bien, y cuál no."""
    rows = [(_rows(history)[1], _path(i)[1]) for i, history in histories.items()
            if len(history[0]) > 1]
    good = [all(close(got[part], want[part]) for got, want in rows) for part in range(3)]
    names = np.array(FAMILIES["em"].results)
    if not rows or all(good):
        return ""
    right = f"{', '.join(names[good])}: bien; " if any(good) else ""
    return f"Ya el primer paso sale mal: {right}{', '.join(names[~np.array(good)])}: mal."


def cause(histories):
    """Las claves de los errores que explican las historias, y un hecho que se puede mostrar."""
    if _follows(histories):
        keys, text = _stop_cause(histories), _stop_fact(histories)
        if len(keys) < 2:
            return keys, text
        names = "; ".join(mistake_texts()[key]["name"] for key in keys[:3])
        return (), f"{text} Puede ser una de estas cosas: {names}."
    if _follows(histories, first=1):
        return ("sin-inicio",), ""
    if any(_follows({i: undo(*history) for i, history in histories.items()})
           for undo in mistakes.SWAPPED.values()):
        return ("orden-resultados",), ""
    if all(_same(_rows(history)[0], _path(i)[0]) for i, history in histories.items()):
        for key, step in FAMILIES["step"].mistakes.items():
            if _recurs(step, histories) and not _recurs(Recipe().step, histories):
                return (key.split("~")[0],), ""
    frozen = _frozen(histories)
    return frozen, "" if frozen else _first_step(histories)
