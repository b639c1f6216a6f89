"""Lo que toda función correcta cumple, con palabras: cada familia dice cuáles le tocan."""

import numpy as np

from . import mistakes
from .families import FAMILIES, PARAMETERS
from .recipe import Recipe

__all__ = ["PROPERTIES", "first_broken", "holds", "mistake_matrix"]


def _common(family, *tags):
    return [case for tag, case in family.cases if tag in ("", *tags)]


def _with_one(family):
    return next(case for tag, case in family.cases if tag == "K" and len(case[1]) == 1
                or tag == "K" and np.shape(case[1])[-1:] == (1,))


def _last(family, outcome):
    """Los resultados por su nombre; de una historia, los últimos."""
    return {name: part[-1] if family.history else part
            for name, part in zip(family.results, outcome)}


def _sums_to_one(family, f):
    return all(np.allclose(f(*case)[0].sum(axis=-1), 1) for case in _common(family))


def _rises(family, f, score=None):
    score = score or Recipe().log_likelihood
    return all(np.all(np.diff([score(case[0], *row) for row in zip(*f(*case))]) >= -1e-9)
               for case in _common(family))


def _area(family, f):
    case = _common(family)[0]
    if family.results == ("log_likelihood",):
        grid = np.linspace(-20, 25, 181)
        curve = np.array([np.exp(f(np.array([g]), *case[1:])[0].item()) for g in grid])
    else:
        grid = np.linspace(-20, 25, 1801)
        curve = f(grid, *case[1:])[0]
    return np.allclose(np.trapezoid(curve.T, grid), 1, atol=1e-3)


def _one_bell(family, f):
    case = _with_one(family)
    return not family.differences(f(*case), family.parse(family.reference(*case)))


def _moments_of_one(family, f):
    case = _with_one(family)
    out = _last(family, f(*case))
    return np.allclose(out["means"], case[0].mean()) and \
        np.allclose(out["variances"], case[0].var())


def _identical(family, f):
    x, weights, *_ = _common(family)[0]
    R = f(x, weights, np.full(2, 1.0), np.full(2, 2.0))[0]
    return np.allclose(R, np.broadcast_to(weights, R.shape))


def _at_the_mean(family, f):
    x, weights, _, variances = _common(family)[0]
    R, shares = f(x[:1], weights, x[[0, 0]], variances)[0], weights / np.sqrt(variances)
    return np.allclose(R, shares / shares.sum())


def _alone(family, f):
    x, *rest = _common(family)[1]
    return all(np.allclose(f(x[i : i + 1], *rest)[0], f(x, *rest)[0][i]) for i in range(len(x)))


def _adds(family, f):
    x, *rest = _common(family)[1]
    return np.allclose(f(x[:2], *rest)[0] + f(x[2:], *rest)[0], f(x, *rest)[0])


def _after(change):
    """Propiedad: cambiar la entrada con `change` cambia el resultado con `change`."""

    def test(family, f):
        for case in _common(family):
            n, names = len(case[0]), family.arguments
            changed = [change(name, a, n) for name, a in zip(names, case)]
            want = [change(name, part, n) for name, part in zip(family.results, f(*case))]
            if family.differences(f(*changed), want):
                return False
        return True

    return test


def _permuted(name, a, n):
    return a[..., ::-1] if name in (*PARAMETERS, "R", "q", "densities") else a


def _in_units(name, a, n, factor=100.0):
    power = {"x": 1, "means": 1, "variances": 2, "density": -1, "densities": -1}
    if name in ("log_likelihood", "bound"):
        return a - n * np.log(factor)
    return a * factor ** power.get(name, 0)


def _doubled(name, a, n):
    if name in ("x", "R", "q", "density", "densities"):
        return np.concatenate([a, a])
    return 2 * a if name in ("log_likelihood", "bound", "tol") else a


def _empty_keeps(family, f):
    for x, R, means, variances in (case for tag, case in family.cases if tag == "vacía"):
        weights, *new = f(x, R, means, variances)
        k = int(R.sum(axis=0).argmin())
        if not np.allclose([weights[k], *(a[k] for a in new)], [0, means[k], variances[k]]):
            return False
    return True


def _touches(family, f):
    return all(np.allclose(f(x, Recipe().e_step(x, *p), *p)[0], Recipe().log_likelihood(x, *p))
               for x, _, *p in _common(family))


def _below(family, f):
    return all(f(x, q, *p)[0] <= Recipe().log_likelihood(x, *p) + 1e-9
               for x, q, *p in _common(family, "K"))


def _in_order(family, f):
    return all(np.all(np.diff(f(*case)[1]) >= 0) for case in _common(family, "K"))


def _together(family, f):
    return all(set(zip(*case)) == set(zip(*f(*case))) for case in _common(family, "K"))


def _better_fit(family, f):
    return all(np.allclose(f(s + 1, K, d)[0], f(s, K, d)[0] - 2 * len(s))
               for s, K, d in _common(family))


def _penalty(family, f):
    return all(np.allclose(f(s, K + 1, d)[0] - f(s, K, d)[0],
                           (1 + d + d * (d + 1) / 2) * np.log(len(s)))
               for s, K, d in _common(family))


def _circle(family, f):
    return np.allclose(np.hstack(f(9 * np.eye(2), 2))[:2], 12)


def _straight(family, f):
    return not family.differences(f(np.diag([9.0, 4.0]), 1), tuple(map(np.array, (6.0, 4.0, 0.0))))


def _turned(family, f):
    got = f(np.array([[2.5, 1.5], [1.5, 2.5]]), 1)
    return not family.differences(got, tuple(map(np.array, (4.0, 2.0, 45.0))))


def _is_position(family, f):
    return all(float(f(*case)[0]) in range(len(case[0])) for case in _common(family, "K"))


def _chosen(family, f):
    for scores, variances, floor in _common(family, "K"):
        i, good = int(f(scores, variances, floor)[0]), (variances >= floor).all(axis=1)
        yield scores[i], good[i], np.nanmax(np.where(good, scores, np.nan))


def _regular(family, f):
    return all(good and np.isfinite(score) for score, good, _ in _chosen(family, f))


def _highest(family, f):
    return all(not good or score >= best for score, good, best in _chosen(family, f))


def _far(family, f):
    if family.results == ("R",):
        return all(np.allclose(f(*case)[0], family.parse(family.reference(*case))[0])
                   for tag, case in family.cases if tag == "lejos")


def _formula(family, f):
    return all(not family.differences(f(*case), want, tag)
               for (tag, case), want in zip(family.cases, family.wants))


def _final_fit(family, f):
    if family is FAMILIES["step"]:
        for x, *start, _ in _common(FAMILIES["em"]):
            got = want = start
            for _ in range(100):
                got, want = f(x, *got), family.reference(x, *want)
            if not np.allclose(got[1:], want[1:], rtol=0.05):
                return False
        return True


# Nombre corto, para la tabla; la frase, para el comentario; y la función que lo comprueba.
PROPERTIES = {
    "filas": ("cada fila de responsabilidades suma 1", _sums_to_one),
    "pesos": ("los pesos suman 1", _sums_to_one),
    "sube": ("la log-verosimilitud nunca baja", _rises),
    "área": ("el área bajo la curva es 1", _area),
    "K = 1": ("con una sola componente salen la media y la varianza de los datos",
              _moments_of_one),
    "orden": ("cambiar el orden de las componentes solo cambia ese orden", _after(_permuted)),
    "unidades": ("en otras unidades, el resultado es el mismo, expresado en ellas",
                 _after(_in_units)),
    "duplicar": ("duplicar los datos no cambia el ajuste", _after(_doubled)),
    "doble": ("duplicar los datos duplica el resultado", _after(_doubled)),
    "lejos": ("un dato muy lejano también se reparte", _far),
    "fórmula": ("coincide con la fórmula, en un solo paso", _formula),
    "ajuste final": ("después de cien pasos, el ajuste es bueno", _final_fit),
    "idénticas": ("con campanas idénticas, las responsabilidades son los pesos", _identical),
    "en la media": ("en una media común, cada una se lleva según su peso entre su desviación",
                    _at_the_mean),
    "solo": ("el reparto de un dato no depende de los demás datos", _alone),
    "una campana": ("con una sola componente queda la campana normal", _one_bell),
    "suma": ("la de todos los datos es la suma de las de sus partes", _adds),
    "vacía": ("una componente vacía queda con peso 0 y conserva su media y su varianza",
              _empty_keeps),
    "toca": ("con las responsabilidades como reparto, la cota es la log-verosimilitud", _touches),
    "techo": ("la cota nunca pasa de la log-verosimilitud", _below),
    "ordenadas": ("las medias quedan de menor a mayor", _in_order),
    "juntas": ("cada componente conserva su peso, su media y su varianza", _together),
    "ajuste": ("si cada log-densidad sube 1, el BIC baja 2n", _better_fit),
    "castigo": ("con una componente más, el BIC sube (1 + d + d(d + 1)/2) · log n", _penalty),
    "círculo": ("una covarianza 9·I da un círculo de diámetro 12, con n_std = 2", _circle),
    "ejes": ("con varianzas 9 y 4, sin correlación, los ejes miden 6 y 4, y el ángulo es 0",
             _straight),
    "girar": ("con [[2.5, 1.5], [1.5, 2.5]], los ejes miden 4 y 2, y el largo está a 45 grados",
              _turned),
    "posición": ("el resultado es una posición, un entero desde 0", _is_position),
    "regular": ("el elegido ni falló ni colapsó", _regular),
    "mejor": ("ningún otro ajuste regular es mejor que el elegido", _highest),
}
TABLE = ("filas", "pesos", "sube", "área", "K = 1", "orden", "unidades", "duplicar", "lejos",
         "fórmula", "ajuste final")


def holds(name, family, function, **options):
    """True, False, o None si no se puede saber: no se aplica, o la función se interrumpe."""
    try:
        with np.errstate(all="ignore"):
            result = PROPERTIES[name][1](
                family, lambda *case: family.parse(function(*case)), **options)
            return None if result is None else bool(result)
    except Exception:  # una función ajena puede fallar de cualquier manera
        return None


def first_broken(family, function):
    """La frase de la primera propiedad que falla."""
    return next((PROPERTIES[name][0] for name in family.properties
                 if holds(name, family, function) is False), None)


def mistake_matrix():
    """Qué propiedad descubre cada error: {error: {propiedad: True si lo descubre}}.

    Examples
    --------
    >>> mistake_matrix()["B4"]["filas"]
    True
    """
    used = ("mixture", "e_step", "m_step", "log_likelihood", "step", "em")
    always = ("lejos", "fórmula", "ajuste final")
    matrix = {}
    for key, pieces in {"correcto": {}, **mistakes.EM}.items():
        if "~" not in key:
            recipe = Recipe(**pieces)
            own = {"sube": {"score": recipe.log_likelihood}}  # la que ese programa calcularía
            matrix[key] = {
                name: any(holds(name, FAMILIES[method], getattr(recipe, method),
                                **own.get(name, {})) is False
                          for method in used if name in (*FAMILIES[method].properties, *always))
                for name in TABLE
            }
    return matrix
