"""Los errores conocidos, como piezas que se pueden ejecutar. Sus textos: `mistakes.toml`.

Una clave con ~ es otra manera de cometer el mismo error.
"""

from itertools import permutations

import numpy as np

from .recipe import Recipe, logsumexp
from .references import best_start, bic, ellipse_axes, n_parameters, sort_mixture

__all__ = [
    "BEST_START",
    "BIC",
    "BOUND",
    "ELLIPSE",
    "ELLIPSE_UNDONE",
    "EM",
    "ROBUST",
    "SORT",
    "STOPS",
    "SWAPPED",
    "SWEEP",
    "SWEEPS",
]


def _hard(R):
    return np.eye(R.shape[1])[R.argmax(axis=1)]


def _over_sum(log_p, change):
    """Cada fila entre su suma, cuando esa suma se cambia."""
    joint = np.exp(log_p)
    return joint / change(joint.sum(axis=1, keepdims=True))


def _on_sum(change):
    return {
        "normalize": lambda log_p: _over_sum(log_p, change),
        "mix": lambda log_p: change(np.exp(log_p).sum(axis=1)),
        "total": lambda log_p: np.log(change(np.exp(log_p).sum(axis=1))).sum(),
    }


def _on_each(change):
    """Lo mismo cuando se cambia cada campana ponderada."""
    return {name: lambda log_p, name=name: getattr(Recipe(), name)(np.log(change(np.exp(log_p))))
            for name in ("normalize", "mix", "total")}


def _patches():
    """Sumar un número pequeño, o no bajar de él: el número puede ser cualquiera."""
    for exponent in (*range(1, 21), 30, 50, 100, 200, 300, 308):
        for kind in (_on_sum, _on_each):
            yield kind(lambda p, tiny=10.0**-exponent: p + tiny)
            yield kind(lambda p, tiny=10.0**-exponent: np.maximum(p, tiny))
    for tiny in (np.finfo(float).eps, np.finfo(float).tiny):
        yield from (_on_sum(lambda p, tiny=tiny: p + tiny),
                    _on_sum(lambda p, tiny=tiny: np.maximum(p, tiny)))


def _uniform_where_zero(log_p):
    joint = np.exp(log_p)
    joint[joint.sum(axis=1) == 0] = 1
    return joint / joint.sum(axis=1, keepdims=True)


def _over_columns(log_p):
    joint = np.exp(log_p - log_p.max(axis=0))
    return joint / joint.sum(axis=0)


def _unbiased(squares, n_k, R):
    return squares / (n_k - (R**2).sum(axis=0) / n_k)


def _natural(total):
    return lambda log_p: total(logsumexp(log_p, axis=1))


_EVERY_PAIR = {"in_spread": np.ones_like, "spread": lambda squares, n_k, R: squares}
_NO_WEIGHTS = {"ponder": lambda log_p, weights: log_p}

# Clave -> piezas de `Recipe` que cambian. El orden decide entre errores de igual efecto.
EM = {
    "B1": {"interleaved": True},
    "B2": {"center": lambda x, new, old: old},
    "B3": _NO_WEIGHTS,
    "B3-cuadrado": {"ponder": lambda log_p, weights: log_p + 2 * np.log(weights)},
    "B3-fijos": {"weigh": lambda n_k, n: np.full(len(n_k), 1 / len(n_k))},
    "pesos-iguales": {"ponder": lambda log_p, weights: log_p - np.log(len(weights))},
    "pesos-iguales~1": {"mix": lambda log_p: np.exp(log_p).mean(axis=1)},
    "pesos-invertidos": {"ponder": lambda log_p, weights: log_p + np.log(weights[::-1])},
    "B4": {
        "normalize": _over_columns,
        "mix": lambda log_p: (np.exp(log_p) / np.exp(log_p).sum(axis=0)).sum(axis=1),
    },
    "B4-suma": {"total": lambda log_p: logsumexp(log_p, axis=0).sum()},
    "B4-suma~1": {"total": lambda log_p: logsumexp(log_p.ravel())},
    "B4-tabla": {"normalize": lambda log_p: np.exp(log_p) / np.exp(log_p).sum()},
    "B5": {"weigh": lambda n_k, n: n_k},
    "B6": {"total": lambda log_p: log_p.sum()},
    "B6~1": {"total": lambda log_p: log_p.sum(), **_NO_WEIGHTS},
    "B6-ponderada": {"ponder": lambda log_p, weights: log_p * weights,
                     "total": lambda log_p: log_p.sum()},
    "B9": {"variance": np.square},
    "B9-factor": {"constant": lambda v: np.log(np.sqrt(2 * np.pi) * v)},
    "B9-factor~1": {"constant": lambda v: np.log(2 * np.pi * v)},
    "B9-exponente": {"variance": np.square, "constant": lambda v: np.log(2 * np.pi * v**0.5) / 2},
    "B9-desviación": {"spread": lambda squares, n_k, R: np.sqrt(squares / n_k)},
    "B9-raíz": {"variance": np.sqrt},
    "B10": {"half": 1.0},
    "B10-2π": {"constant": lambda v: 0.5 * np.log(v)},
    "B10-π": {"constant": lambda v: 0.5 * np.log(np.pi * v)},
    "B10-altura": {"constant": lambda v: 0.0 * v},
    "B10-altura~1": {"constant": lambda v: 0.5 * np.log(2 * np.pi) + 0.0 * v},
    "B10-signo": {"half": -0.5},
    "B12-uniforme": {"normalize": _uniform_where_zero},
    "B12-ceros": {"normalize": lambda log_p: np.nan_to_num(_over_sum(log_p, np.abs))},
    "B12-máximo": {"normalize": lambda log_p: _over_sum(log_p - log_p.max(), np.abs)},
    "B12-densidades": {"normalize": lambda log_p: _over_sum(log_p, np.abs)},
    "B12": _on_sum(lambda p: p + 1e-10),
    **{f"B12~{number}": patch for number, patch in enumerate(_patches())},
    "B17": {"normalize": lambda log_p: _hard(log_p), "share": _hard},
    "B18": {"spread": lambda squares, n_k, R: squares / (n_k - 1)},
    "B18-cov": {"spread": _unbiased},
    "B18-n": {
        "average": lambda x, R, n_k: R.T @ x / len(x),
        "spread": lambda squares, n_k, R: squares / len(R),
    },
    "B18-solo-varianza": {"spread": lambda squares, n_k, R: squares / len(R)},
    "B18-duros": {"average": lambda x, R, n_k: np.full(len(n_k), x.mean())},
    "B18-sin-R": {"in_spread": np.ones_like, "spread": lambda squares, n_k, R: squares / len(R)},
    "B18-sin-R~1": {"in_spread": np.ones_like},
    "B2-global": {"center": lambda x, new, old: x.mean()},
    "B23": {"average": lambda x, R, n_k: np.trunc(R.T @ x / n_k)},
    "B23~1": {"average": lambda x, R, n_k: np.floor(R.T @ x / n_k)},
    "B24": {
        "total": lambda log_p: Recipe().total(log_p) * len(log_p),
        "average": lambda x, R, n_k: np.full(len(n_k), x.sum()),
        **_EVERY_PAIR,
    },
    "B24~1": {"average": lambda x, R, n_k: np.full(len(n_k), x.sum())},
    "B24-varianza": _EVERY_PAIR,
    "B28-sin-media": {"center": lambda x, new, old: 0.0},
    "B30-promedio": {"total": _natural(np.mean)},
    "B30-signo": {"total": lambda log_p: -Recipe().total(log_p)},
    "B30-log10": {"total": lambda log_p: Recipe().total(log_p) / np.log(10)},
    "B30-log2": {"total": lambda log_p: Recipe().total(log_p) / np.log(2)},
    "B30-producto": {"total": _natural(lambda log_p: np.log(np.prod(np.exp(log_p))))},
    "sin-log": {"total": _natural(lambda log_p: np.exp(log_p).sum())},
    "sin-suma": {"total": _natural(np.copy)},
    "sin-normalizar": {"normalize": np.exp},
    "máximo": {"normalize": lambda log_p: np.exp(log_p - log_p.max(axis=1, keepdims=True)),
               "mix": lambda log_p: np.exp(log_p).max(axis=1),
               "total": lambda log_p: log_p.max(axis=1).sum()},
    "columnas-invertidas": {"normalize": lambda log_p: Recipe().normalize(log_p)[:, ::-1]},
    "medias-fijas": {"update": lambda old, new: (new[0], old[1], new[2])},
    "medias-fijas~1": {"update": lambda old, new: (new[0], old[1], new[2]),
                      "center": lambda x, new, old: old},
    "varianzas-fijas": {"update": lambda old, new: (*new[:2], old[2])},
    "pesos-fijos": {"update": lambda old, new: (old[0], *new[1:])},
    "sin-dividir": {"average": lambda x, R, n_k: R.T @ x,
                    "center": lambda x, new, old: new},
    "sin-dividir~1": {"average": lambda x, R, n_k: R.T @ x,
                     "spread": lambda squares, n_k, R: squares},
    "sin-dividir-varianza": {"spread": lambda squares, n_k, R: squares},
    "absolutas": {"distance": np.abs},
}


def _sorted_by(key):
    return lambda w, m, v: sort_mixture(w, m, v, key=key(w, m, v))


SORT = {
    "B19": lambda w, m, v: (np.sort(w), np.sort(m), np.sort(v)),
    "B19-pesos": _sorted_by(lambda w, m, v: w),
    "B19-varianzas": _sorted_by(lambda w, m, v: v),
    "B19-abs": _sorted_by(lambda w, m, v: abs(m)),
    "B19-al-revés": _sorted_by(lambda w, m, v: -m),
    "B19-medias": lambda w, m, v: (w, np.sort(m), v),
    "B19-nada": lambda w, m, v: (w, m, v),
    "B19-rango": lambda w, m, v: tuple(a[m.argsort().argsort()] for a in (w, m, v)),
}
BIC = {
    "B30-signo": lambda s, K, d: bic(-s, K, d),
    "B30-convenio": lambda s, K, d: -bic(s, K, d),
    "B30-promedio": lambda s, K, d: bic(s, K, d) + 2 * s.sum() - 2 * s.mean(),
    "B30-2": lambda s, K, d: bic(s, K, d) + s.sum(),
    "B30-pesos": lambda s, K, d: bic(s, K, d) + np.log(len(s)),
    "B30-d²": lambda s, K, d: bic(s, K, d) + K * d * (d - 1) / 2 * np.log(len(s)),
    "B30-diag": lambda s, K, d: bic(s, K, d) - K * d * (d - 1) / 2 * np.log(len(s)),
    "B30-tied": lambda s, K, d: bic(s, K, d) - (K - 1) * d * (d + 1) / 2 * np.log(len(s)),
    "B30-aic": lambda s, K, d: -2 * s.sum() + 2 * n_parameters(K, d),
    "B30-log10": lambda s, K, d: -2 * s.sum() + n_parameters(K, d) * np.log10(len(s)),
}


ELLIPSE = {
    "B29-raíz": lambda S, s: ellipse_axes(S @ S, s),
    "B29-semieje": lambda S, s: ellipse_axes(S / 4, s),
    "B29-girada": lambda S, s: ellipse_axes(S[::-1, ::-1], s),
    "B29-girada~1": lambda S, s: ellipse_axes(S * [[1, -1], [-1, 1]], s),
    "B29-ejes": lambda S, s: (*ellipse_axes(S, s)[1::-1], ellipse_axes(S, s)[2]),
    "B29-recta": lambda S, s: ellipse_axes(np.diag(np.diag(S)), s),
    **{f"B29-sin-escala~{n}": lambda S, s, n=n: ellipse_axes(S, n)
       for n in (1, 2, 3)},
}


def _bound_terms(x, q, *parameters):
    return q * (Recipe().log_joint(x, *parameters) - np.log(q))


# Errores que se reconocen al deshacerlos: lo que se obtuvo, corregido, es lo que se espera.
ELLIPSE_UNDONE = {"B29-radianes": lambda w, h, angle: (w, h, np.degrees(angle))}
SWAPPED = {f"orden-resultados~{number}": lambda *parts, o=order: tuple(parts[i] for i in o)
           for number, order in enumerate(permutations(range(3))) if order != (0, 1, 2)}
def _patched_bound(change):
    return lambda x, q, *p: (
        q * (np.log(change(np.exp(Recipe().log_joint(x, *p)))) - np.log(q))).sum()


BOUND = {
    **{f"B12~{f.__name__}{exponent}": _patched_bound(
        lambda p, f=f, tiny=10.0**-exponent: f(p, tiny))
       for exponent in range(1, 20) for f in (np.add, np.maximum)},
    "sin-entropía": Recipe(entropy=np.zeros_like).bound,
    "entropía-signo": Recipe(entropy=lambda q: q * np.log(q)).bound,
    "ignora-q": lambda x, q, *p: Recipe().log_likelihood(x, *p),
    "columnas-invertidas": lambda x, q, *p: Recipe().bound(x, q[:, ::-1], *p),
    "sin-suma": lambda *case: _bound_terms(*case).sum(axis=1),
    "sin-suma~1": lambda *case: _bound_terms(*case),
    "B30-promedio": lambda x, *case: Recipe().bound(x, *case) / len(x),
    "B30-signo": lambda *case: -Recipe().bound(*case),
    "B30-log10": lambda *case: Recipe().bound(*case) / np.log(10),
    "B30-log2": lambda *case: Recipe().bound(*case) / np.log(2),
}
def _sum_to_one(weights):
    return weights / weights.sum()


# La vuelta de la clase, con los pesos que vuelven a sumar 1 tras cada cambio; y cómo se equivoca.
SWEEP = Recipe(interleaved=True, settle=_sum_to_one).step
SWEEPS = {
    "pesos-sueltos": Recipe(interleaved=True).step,
    "pesos-al-final": Recipe(interleaved=True, finish=_sum_to_one).step,
    "pasos-a-la-vez": Recipe().step,
}
ROBUST = {
    "B9-desviación~1": lambda *case: (*Recipe().robust_m_step(*case)[:2],
                                     np.sqrt(Recipe().robust_m_step(*case)[2])),
}


def _best(score, allowed):
    """Elige por `score` entre los que `allowed` admite."""
    def choose(scores, variances, floor):
        good = np.isfinite(scores) & allowed(variances, floor)
        return np.argmax(np.where(good, score(scores), -np.inf))
    return choose


def _regular(variances, floor):
    return (variances >= floor).all(axis=1)


def _filtered(keep):
    def choose(scores, variances, floor):
        good = keep(scores, variances, floor)
        left = np.where(np.isfinite(scores) & _regular(variances, floor), scores, -np.inf)
        return np.argmax(left[good])
    return choose


def _position(scores):
    return np.arange(len(scores))


def _not_small(variances, floor):
    return ~(variances < floor).any(axis=1)  # lo que no es un número no es menor que nada


BEST_START = {
    "colapso-admitido": _best(np.copy, lambda variances, floor: True),
    "fallo-admitido": lambda s, v, floor: np.argmax(np.where(_regular(v, floor), s, -np.inf)),
    "fallo-admitido~1": lambda s, v, floor: np.argmax(s),
    "B31-menor": _best(np.negative, _regular),
    "fallo-admitido~3": lambda s, v, floor: np.argmax(np.where(_not_small(v, floor), s, -np.inf)),
    "fallo-admitido~4": lambda s, v, floor: np.argmax(
        np.where(_not_small(v, floor), np.nan_to_num(s), -np.inf)),
    "fallo-admitido~2": lambda s, v, floor: best_start(np.nan_to_num(s), v, floor),
    "posición-filtrada": _filtered(lambda s, v, floor: np.isfinite(s) & _regular(v, floor)),
    "posición-filtrada~1": _filtered(lambda s, v, floor: np.isfinite(s)),
    "posición-filtrada~2": _filtered(lambda s, v, floor: _regular(v, floor)),
    "valor-no-posición": lambda s, v, floor: s[best_start(s, v, floor)],
    "todas-las-varianzas": _best(np.copy, lambda v, floor: (v >= floor).any(axis=1)),
    "primera-varianza": _best(np.copy, lambda v, floor: v[:, 0] >= floor),
    "primera-varianza~1": _best(np.copy, lambda v, floor: v[:, -1] >= floor),
    "media-varianza": _best(np.copy, lambda v, floor: v.mean(axis=1) >= floor),
    "al-revés-colapso": _best(np.copy, lambda v, floor: ~_regular(v, floor)),
    "último": _best(_position, _regular),
    "primero": _best(lambda s: -_position(s), _regular),
}


# Qué mira cada criterio de parada equivocado en la vuelta t, para compararlo con `tol`. Recibe
# las log-verosimilitudes, los parámetros y las responsabilidades de t - 1 y de t, y los datos.
STOPS = {
    "B8-medias": lambda score, p, R, x: np.abs(p[1][1] - p[0][1]).max(),
    "B8-medias~1": lambda score, p, R, x: np.linalg.norm(p[1][1] - p[0][1]),
    "B8-medias~2": lambda score, p, R, x: np.abs(p[1][1] - p[0][1]).sum(),
    "B8-respons": lambda score, p, R, x: np.abs(R[1] - R[0]).max(),
    "B8-respons~1": lambda score, p, R, x: np.linalg.norm(R[1] - R[0]),
    "B8-respons~2": lambda score, p, R, x: np.abs(R[1] - R[0]).mean(),
    "B8-respons~3": lambda score, p, R, x: np.abs(R[1] - R[0]).sum(),
    "B8-parámetros": lambda score, p, R, x: np.abs(np.subtract(p[1], p[0])).max(),
    "B8-parámetros~1": lambda score, p, R, x: np.linalg.norm(np.subtract(p[1], p[0])),
    "B8-parámetros~2": lambda score, p, R, x: np.abs(np.subtract(p[1], p[0])).sum(),
    "B8-allclose": lambda score, p, R, x: -np.inf if np.allclose(*R) else np.inf,
    "B8-allclose~1": lambda score, p, R, x: -np.inf if np.allclose(*p) else np.inf,
    "B8-componentes": lambda score, p, R, x: np.abs(np.diff(p[1][1])[-1:]).sum(),
    "B8-log10": lambda score, p, R, x: (score[1] - score[0]) / np.log(10),
    "B8-log2": lambda score, p, R, x: (score[1] - score[0]) / np.log(2),
    "B8-ratio": lambda score, p, R, x: abs((score[1] - score[0]) / score[0]),
    "B8-ratio~1": lambda score, p, R, x: abs((score[1] - score[0]) / score[1]),
    "B8-promedio": lambda score, p, R, x: (score[1] - score[0]) / len(x),
}
