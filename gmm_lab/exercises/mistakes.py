"""Los errores conocidos, como piezas que se pueden ejecutar. Sus textos: `mistakes.toml`."""

import numpy as np

from .recipe import Recipe
from .references import bic, ellipse_axes, sort_mixture

__all__ = ["BIC", "ELLIPSE", "EM", "SORT"]


def _hard(R):
    return np.eye(R.shape[1])[R.argmax(axis=1)]


def _over(log_p, extra):
    joint = np.exp(log_p)
    return joint / (joint.sum(axis=1, keepdims=True) + extra)


def _patched(extra):
    return {
        "normalize": lambda log_p: _over(log_p, extra),
        "total": lambda log_p: np.log(np.exp(log_p).sum(axis=1) + extra).sum(),
    }


def _uniform_where_zero(log_p):
    joint = np.exp(log_p)
    joint[joint.sum(axis=1) == 0] = 1
    return joint / joint.sum(axis=1, keepdims=True)


def _largest(before, after):
    return np.abs(np.subtract(after, before)).max()


_EVERY_PAIR = {"in_spread": np.ones_like, "spread": lambda squares, n_k, n: squares}

# Clave -> piezas de `Recipe` que cambian. El orden decide entre errores de igual efecto.
EM = {
    "B1": {"interleaved": True},
    "B2": {"center": lambda x, new, old: old},
    "B3": {"ponder": lambda log_p, weights: log_p},
    "B3-fijos": {"weigh": lambda n_k, n: np.full(len(n_k), 1 / len(n_k))},
    "B4": {
        "normalize": lambda log_p: np.exp(log_p - log_p.max(axis=0))
        / np.exp(log_p - log_p.max(axis=0)).sum(axis=0),
        "mix": lambda log_p: (np.exp(log_p) / np.exp(log_p).sum(axis=0)).sum(axis=1),
    },
    "B5": {"weigh": lambda n_k, n: n_k},
    "B6": {"total": lambda log_p: log_p.sum()},
    "B8-medias": {"gain": lambda score, parameters, R: _largest(*[p[1] for p in parameters])},
    "B8-respons": {"gain": lambda score, parameters, R: _largest(*R)},
    "B8-parámetros": {"gain": lambda score, parameters, R: _largest(*parameters)},
    "B9": {"variance": np.square},
    "B9-factor": {"constant": lambda v: np.log(np.sqrt(2 * np.pi) * v)},
    "B9-exponente": {"variance": np.square, "constant": lambda v: np.log(2 * np.pi * v**0.5) / 2},
    "B9-desviación": {"spread": lambda squares, n_k, n: np.sqrt(squares / n_k)},
    "B9-raíz": {"variance": np.sqrt},
    "B10": {"half": 1.0},
    "B10-2π": {"constant": lambda v: 0.5 * np.log(v)},
    "B10-altura": {"constant": lambda v: 0.0},
    **{f"B12{mark}": _patched(extra) for mark, extra in
       (("", 1e-10), ("~8", 1e-8), ("~6", 1e-6))},  # el mismo error, con otro número
    "B12-uniforme": {"normalize": _uniform_where_zero},
    "B12-ceros": _patched(np.finfo(float).tiny),
    "B12-densidades": {"normalize": lambda log_p: _over(log_p, 0)},
    "B17": {"normalize": lambda log_p: _hard(log_p), "share": _hard},
    "B18": {"spread": lambda squares, n_k, n: squares / (n_k - 1)},
    "B18-n": {
        "average": lambda x, R, n_k: R.T @ x / len(x),
        "spread": lambda squares, n_k, n: squares / n,
    },
    "B18-solo-varianza": {"spread": lambda squares, n_k, n: squares / n},
    "B18-duros": {"average": lambda x, R, n_k: np.full(len(n_k), x.mean())},
    "B18-sin-R": {"in_spread": np.ones_like, "spread": lambda squares, n_k, n: squares / n},
    "B18-sin-R~": {"in_spread": np.ones_like},
    "B2-global": {"center": lambda x, new, old: x.mean()},
    "B21": {"aliased": True},
    "B23": {"average": lambda x, R, n_k: np.trunc(R.T @ x / n_k)},
    "B24": {
        "total": lambda log_p: Recipe().total(log_p) * len(log_p),
        "average": lambda x, R, n_k: np.full(len(n_k), x.sum()),
        **_EVERY_PAIR,
    },
    "B24-varianza": _EVERY_PAIR,
    "B28-sin-media": {"center": lambda x, new, old: 0.0},
    "B30-promedio": {"total": lambda log_p: Recipe().total(log_p) / len(log_p)},
    "B30-signo": {"total": lambda log_p: -Recipe().total(log_p)},
    "sin-normalizar": {"normalize": np.exp},
    "pesos-iguales": {"mix": lambda log_p: np.exp(log_p).mean(axis=1)},
}
SORT = {
    "B19": lambda w, m, v: (np.sort(w), np.sort(m), np.sort(v)),
    "B19-pesos": lambda w, m, v: sort_mixture(w, m, v, key=w),
    "B19-al-revés": lambda w, m, v: sort_mixture(w, m, v, key=-m),
    "B19-medias": lambda w, m, v: (w, np.sort(m), v),
    "B19-nada": lambda w, m, v: (w, m, v),
}
BIC = {
    "B30-signo": lambda s, K, d: bic(-s, K, d),
    "B30-convenio": lambda s, K, d: -bic(s, K, d),
    "B30-promedio": lambda s, K, d: bic(s, K, d) + 2 * s.sum() - 2 * s.mean(),
    "B30-pesos": lambda s, K, d: bic(s, K, d) + np.log(len(s)),
    "B30-d²": lambda s, K, d: bic(s, K, d) + K * d * (d - 1) / 2 * np.log(len(s)),
    "B30-diag": lambda s, K, d: bic(s, K, d) - K * d * (d - 1) / 2 * np.log(len(s)),
    "B30-aic": lambda s, K, d: -2 * s.sum() + 2 * (bic(s, K, d) + 2 * s.sum()) / np.log(len(s)),
}
ELLIPSE = {
    "B29-raíz": lambda S, s: ellipse_axes(S @ S, s),
    "B29-semieje": lambda S, s: ellipse_axes(S / 4, s),
    "B29-girada": lambda S, s: ellipse_axes(S[::-1, ::-1], s),
    "B29-recta": lambda S, s: ellipse_axes(np.diag(np.diag(S)), s),
    "B29-sin-escala": lambda S, s: ellipse_axes(S, 1),
}
