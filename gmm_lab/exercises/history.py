"""La historia de un EM: ¿son los pasos los que están mal, o solo dónde para?"""

from functools import cache

import numpy as np

from . import mistakes
from .families import FAMILIES, close
from .recipe import Recipe
from .wording import number

__all__ = ["cause", "is_right"]

LIMIT = 600


def _rows(history):
    return list(zip(*history))


def _same(row, other):
    return all(close(*pair) for pair in zip(row, other))


@cache
def _path(number_of_case, length):
    """Los primeros elementos de la historia correcta, sin parar."""
    x, *start, _ = FAMILIES["em"].cases[number_of_case][1]
    path = [tuple(start)]
    while len(path) < length:
        path.append(Recipe().step(x, *path[-1]))
    return path


def _follows(histories, first=0):
    """Si todas las historias son las correctas, paso por paso, desde el elemento `first`."""
    return all(_same(row, right) for i, history in enumerate(histories)
               for row, right in zip(_rows(history), _path(i, LIMIT)[first:]))


def _lengths(histories):
    return np.array([len(history[0]) for history in histories])


def _stops_like(histories, others):
    """Si paran en la misma vuelta, o siempre en la siguiente: es cuestión de estilo."""
    late = _lengths(histories) - others
    return np.ptp(late) == 0 and 0 <= late[0] <= 1


def is_right(histories):
    """Si los pasos y la parada son los correctos."""
    right = _lengths(FAMILIES["em"].wants)
    return len(histories[0][0]) > 0 and _stops_like(histories, right) and _follows(histories)


@cache
def _stop_lengths():
    """Cuántos elementos deja cada criterio equivocado en cada caso."""
    return {key: np.array([_stop_length(i, rule) for i in range(len(FAMILIES["em"].cases))])
            for key, rule in mistakes.STOPS.items()}


def _stop_length(i, rule):
    x, *_, tol = FAMILIES["em"].cases[i][1]
    path = _path(i, LIMIT)
    for t in range(1, LIMIT):
        pair = path[t - 1 : t + 1]
        scores, R = ([f(x, *p) for p in pair] for f in (Recipe().log_likelihood, Recipe().e_step))
        if rule(scores, pair, R, len(x)) < tol:
            return t + 1
    return LIMIT


def _gains(i):
    x = FAMILIES["em"].cases[i][1][0]
    return np.diff([Recipe().log_likelihood(x, *p) for p in _path(i, LIMIT)])


def _stop_fact(histories):
    """Qué hace la parada en el primer caso en que se nota, con números."""
    right, lengths = _lengths(FAMILIES["em"].wants), _lengths(histories)
    i = int(np.argmax(np.abs(lengths - right) > 1)) if (abs(lengths - right) > 1).any() else \
        int(np.argmax(lengths != right))
    tol, done, expected = FAMILIES["em"].cases[i][1][-1], lengths[i] - 1, right[i] - 1
    text = (f"Los pasos están bien; lo que falla es la parada. Con tol = {number(tol)} "
            f"das {done} vueltas y hacen falta {expected}")
    if 0 < done < expected:
        return f"{text}: en la última, la ganancia era {number(_gains(i)[done - 1], 3)}."
    return f"{text}: en la {expected} la ganancia ya era menor que tol."


def _stop_cause(histories):
    """El criterio de parada que explica todas las historias, si es uno solo."""
    lengths, right = _lengths(histories), _lengths(FAMILIES["em"].wants)
    scores = [Recipe().log_likelihood(case[0], *case[1:4]) for _, case in FAMILIES["em"].cases]
    negative = np.array(scores) < 0
    if (lengths[negative] <= 2).all() and (right[negative] > 2).any():
        return ("B8-primera",)
    if np.ptp(lengths) == 0:
        return ("B8-fijo",)
    found = {key.rstrip("~") for key, others in _stop_lengths().items()
             if _stops_like(histories, others)}
    if not found and (lengths == right - 1).all():
        return ("falta-última",)
    return tuple(found) if len(found) == 1 else ()


def _moved(histories):
    """Solo los casos en que EM necesita más de un paso."""
    return [(i, history) for i, history in enumerate(histories)
            if len(history[0]) > 2 and len(FAMILIES["em"].cases[i][1][1]) > 1]


def _frozen(histories):
    """Historias en que todos los elementos, salvo quizá el primero, son iguales."""
    moved = _moved(histories)
    if not moved or any(np.ptp(part[1:], axis=0).max() > 0 for _, h in moved for part in h):
        return ()
    if all(_same(_rows(h)[1], _path(i, 2)[1]) and _same(_rows(h)[0], _path(i, 1)[0])
           for i, h in moved):
        return ("R-fija",)
    if all(_same(_rows(h)[1], _path(i, 1)[0]) for i, h in moved):
        return ("sin-actualizar",)
    return ("B21",)


def _recurs(step, histories):
    """Si cada elemento sale del anterior con ese paso."""
    return all(_same(after, step(FAMILIES["em"].cases[i][1][0], *before))
               for i, history in enumerate(histories)
               for before, after in zip(_rows(history)[:6], _rows(history)[1:6]))


def cause(histories):
    """Las claves de los errores que explican las historias, y un hecho que se puede mostrar."""
    if _follows(histories):
        return _stop_cause(histories), _stop_fact(histories)
    if _follows(histories, first=1):
        return ("sin-inicio",), ""
    if any(_follows([undo(*history) for history in histories])
           for undo in mistakes.SWAPPED.values()):
        return ("orden-resultados",), ""
    if any(len(history[0]) < 2 for history in histories):
        return (), ""
    if all(_same(_rows(history)[0], _path(i, 1)[0]) for i, history in enumerate(histories)):
        for key in FAMILIES["step"].wrong:
            if _recurs(FAMILIES["step"].mistakes[key], histories):
                return (key.rstrip("~"),), ""
    return _frozen(histories), ""
