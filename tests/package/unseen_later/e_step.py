"""Respuestas de 03-paso-e escritas por una segunda mano ajena."""

import math
from collections import defaultdict
from functools import partial

import numpy as np
from scipy import special, stats


# ---------------------------------------------------------------- correctas
def por_filas_puras(x, weights, means, variances):
    filas = []
    for dato in x:
        nums = [w / v**0.5 * math.exp(-((dato - m) ** 2) / (2 * v))
                for w, m, v in zip(weights, means, variances)]
        z = sum(nums)
        filas.append([u / z for u in nums])
    return filas


def tabla_transpuesta(x, weights, means, variances):
    T = np.empty((len(weights), len(x)))
    for fila, w, m, v in zip(T, weights, means, variances):
        fila[:] = w * stats.norm.pdf(x, m, math.sqrt(v))
    T /= T.sum(0)
    return T.T


def con_softmax(x, weights, means, variances):
    logits = np.log(weights) - np.log(variances) / 2 - (x[:, None] - means) ** 2 / 2 / variances
    return special.softmax(logits, axis=-1)


def con_partial(x, weights, means, variances):
    fs = [partial(stats.norm.pdf, loc=m, scale=np.sqrt(v)) for m, v in zip(means, variances)]
    conjunta = np.column_stack([w * f(x) for w, f in zip(weights, fs)])
    return np.divide(conjunta, np.sum(conjunta, axis=1, keepdims=True))


def cocientes_de_a_pares(x, weights, means, variances):
    # 1 / r_k = suma_j exp(l_j - l_k)
    logs = [math.log(w) - 0.5 * math.log(v) - (x - m) ** 2 / (2 * v)
            for w, m, v in zip(weights, means, variances)]
    with np.errstate(over="ignore"):
        return np.array([1 / sum(np.exp(b - a) for b in logs) for a in logs]).T


def einsum_precisiones(x, weights, means, variances):
    prec = 1 / variances
    dif = x[:, np.newaxis] - means[np.newaxis, :]
    maha = np.einsum("ik,k,ik->ik", dif, prec, dif)
    p = weights * np.sqrt(prec / (2 * np.pi)) * np.exp(-maha / 2)
    return np.einsum("ik,i->ik", p, 1 / np.einsum("ik->i", p))


# --------------------------------------------------------------- incorrectas
def bayes_sin_prior(x, weights, means, variances):
    verosimilitud = np.array([stats.norm(m, np.sqrt(v)).pdf(x) for m, v in zip(means, variances)])
    evidencia = verosimilitud.sum(axis=0)
    return (verosimilitud / evidencia).transpose()


def peso_otra_vez(x, weights, means, variances):
    logp = stats.norm.logpdf(x[:, None], means, np.sqrt(variances)) + np.log(weights)
    return special.softmax(logp + np.log(weights), axis=1)


def pesos_volteados(x, weights, means, variances):
    T = np.zeros((len(x), len(means)))
    for k in range(len(means)):
        T[:, k] = weights[-1 - k] * stats.norm.pdf(x, means[k], variances[k] ** 0.5)
    return T / T.sum(axis=1)[:, None]


def columnas_suman_uno(x, weights, means, variances):
    resp = defaultdict(list)
    for k, (w, m, v) in enumerate(zip(weights, means, variances)):
        for t in x:
            resp[k].append(w * math.exp(-((t - m) ** 2) / (2 * v)) / math.sqrt(2 * math.pi * v))
    return np.array([[r / sum(resp[k]) for r in resp[k]] for k in resp]).T


def tabla_suma_uno(x, weights, means, variances):
    p = weights * np.exp(-0.5 * (x[:, None] - means) ** 2 / variances)
    p = p / np.sqrt(2 * np.pi * variances)
    return p / np.sum(p)


def frozen_varianza(x, weights, means, variances):
    comps = [stats.norm(loc=a, scale=b) for a, b in zip(means, variances)]
    r = np.vstack([w * c.pdf(x) for w, c in zip(weights, comps)])
    return (r / r.sum(axis=0, keepdims=True)).T


def log_sin_medio_en_sigma(x, weights, means, variances):
    # la constante del logaritmo quedó con log(s2) entero
    lp = np.log(weights) - np.log(variances) - 0.5 * (x[:, None] - means) ** 2 / variances
    lp = lp - special.logsumexp(lp, axis=1, keepdims=True)
    return np.exp(lp)


def exponente_doble(x, weights, means, variances):
    R = []
    for k in range(len(weights)):
        dist = ((x - means[k]) / variances[k]) ** 2
        R.append(weights[k] * np.exp(-dist / 2) / variances[k] ** 0.5)
    R = np.array(R)
    return np.moveaxis(R / R.sum(0), 0, 1)


def raiz_repetida(x, weights, means, variances):
    sd = np.sqrt(variances)

    def normal(t, m, s):
        return np.exp(-((t - m) ** 2) / (2 * s)) / np.sqrt(2 * np.pi * s)

    p = np.array([[w * normal(t, m, s) for w, m, s in zip(weights, means, sd)] for t in x])
    return p / p.sum(axis=1, keepdims=True)


def exponente_entero(x, weights, means, variances):
    logits = np.log(weights) - 0.5 * np.log(variances) - (x[:, None] - means) ** 2 / variances
    return special.softmax(logits, axis=1)


def campanas_altura_uno(x, weights, means, variances):
    z = np.square(np.subtract.outer(means, x)) / variances[:, None]
    u = np.exp(-0.5 * z) * weights[:, None]
    return (u / u.sum(axis=0)).T


def ganador_unico(x, weights, means, variances):
    lp = np.log(weights) + stats.norm.logpdf(x[:, None], means, np.sqrt(variances))
    return np.eye(len(weights))[lp.argmax(axis=1)]


def suma_protegida(x, weights, means, variances):
    ternas = zip(weights, means, variances)
    r = np.array([w * stats.norm.pdf(x, m, v**0.5) for w, m, v in ternas]).T
    return r / (r.sum(axis=1, keepdims=True) + 1e-9)


# deslices que no están en la lista
def me_olvide_la_t(x, weights, means, variances):
    p = [w * stats.norm.pdf(x, m, np.sqrt(v)) for w, m, v in zip(weights, means, variances)]
    return np.array(p) / sum(p)


def razon_de_chances(x, weights, means, variances):
    p = weights * stats.norm.pdf(x[:, None], means, np.sqrt(variances))
    R = np.zeros_like(p)
    for k in range(p.shape[1]):
        R[:, k] = p[:, k] / np.delete(p, k, axis=1).sum(axis=1)
    return R


def norma_dos(x, weights, means, variances):
    p = weights * stats.norm.pdf(x[:, None], means, np.sqrt(variances))
    return p / np.linalg.norm(p, axis=1, keepdims=True)


def total_que_cambia(x, weights, means, variances):
    p = weights * stats.norm.pdf(x[:, None], means, np.sqrt(variances))
    for k in range(len(weights)):
        p[:, k] /= p.sum(axis=1)
    return p


def complemento(x, weights, means, variances):
    p = weights * stats.norm.pdf(x[:, None], means, np.sqrt(variances))
    return 1 - p / p.sum(axis=1, keepdims=True)


def primera_varianza_para_todas(x, weights, means, variances):
    p = np.zeros((len(x), len(weights)))
    for k in range(len(weights)):
        p[:, k] = weights[k] * stats.norm.pdf(x, means[k], np.sqrt(variances[0]))
    return p / p.sum(axis=1, keepdims=True)


def devuelve_logaritmos(x, weights, means, variances):
    lp = np.log(weights) + stats.norm.logpdf(x[:, None], means, np.sqrt(variances))
    return lp - special.logsumexp(lp, axis=1, keepdims=True)


CORRECT = [
    ("03-paso-e", por_filas_puras),
    ("03-paso-e", tabla_transpuesta),
    ("03-paso-e", con_softmax),
    ("03-paso-e", con_partial),
    ("03-paso-e", cocientes_de_a_pares),
    ("03-paso-e", einsum_precisiones),
]

WRONG = [
    ("03-paso-e", ("B3",), "faltan los pesos", bayes_sin_prior),
    ("03-paso-e", ("B3-cuadrado",), "suma log pesos dos veces", peso_otra_vez),
    ("03-paso-e", ("pesos-invertidos",), "índice -1-k en los pesos", pesos_volteados),
    ("03-paso-e", ("B4",), "suman 1 las columnas", columnas_suman_uno),
    ("03-paso-e", ("B4-tabla",), "divide por la suma de la tabla", tabla_suma_uno),
    ("03-paso-e", ("B9",), "scale recibe la varianza", frozen_varianza),
    ("03-paso-e", ("B9-factor",), "log(s2) sin 1/2", log_sin_medio_en_sigma),
    ("03-paso-e", ("B9-exponente",), "divide por s2 al cuadrado", exponente_doble),
    ("03-paso-e", ("B9-raíz",), "sigma hace de varianza", raiz_repetida),
    ("03-paso-e", ("B10",), "falta el 1/2 del exponente", exponente_entero),
    ("03-paso-e", ("B10-altura",), "no divide por sigma", campanas_altura_uno),
    ("03-paso-e", ("B17",), "asignación dura", ganador_unico),
    ("03-paso-e", ("B12",), "suma 1e-9 al divisor", suma_protegida),
    ("03-paso-e", (), "tabla (K, n) sin transponer", me_olvide_la_t),
    ("03-paso-e", (), "divide por la suma de las otras", razon_de_chances),
    ("03-paso-e", (), "divide por la norma euclídea", norma_dos),
    ("03-paso-e", (), "el total se recalcula con columnas ya divididas", total_que_cambia),
    ("03-paso-e", (), "devuelve 1 - R", complemento),
    ("03-paso-e", (), "la primera varianza para todas", primera_varianza_para_todas),
    ("03-paso-e", (), "devuelve log R", devuelve_logaritmos),
]
