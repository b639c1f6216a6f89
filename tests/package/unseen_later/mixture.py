"""Respuestas de 01-densidad escritas por una segunda mano ajena."""

import functools
import math
import statistics

import numpy as np
from scipy import stats
from scipy.special import logsumexp


# ---------------------------------------------------------------- correctas
def con_normaldist(x, weights, means, variances):
    campanas = [statistics.NormalDist(float(m), math.sqrt(v)) for m, v in zip(means, variances)]
    return np.array([sum(w * c.pdf(float(t)) for w, c in zip(weights, campanas)) for t in x])


def con_logsumexp(x, weights, means, variances):
    logs = -0.5 * ((x[None, :] - means[:, None]) ** 2 / variances[:, None]
                   + np.log(2 * np.pi * variances)[:, None])
    return np.exp(logsumexp(logs, axis=0, b=np.asarray(weights)[:, None]))


def con_reduce(x, weights, means, variances):
    def sumar(acumulado, terna):
        w, m, v = terna
        return acumulado + w * np.exp(-(x - m) ** 2 / (2 * v)) / np.sqrt(2 * np.pi * v)

    return functools.reduce(sumar, zip(weights, means, variances), np.zeros(len(x)))


def con_recursion(x, weights, means, variances):
    if len(weights) == 0:
        return np.zeros(np.shape(x))
    primera = weights[0] * stats.norm(means[0], variances[0] ** 0.5).pdf(x)
    return primera + con_recursion(x, weights[1:], means[1:], variances[1:])


class Mezcla:
    """Una mezcla que se evalúa como función."""

    def __init__(self, pesos, medias, varianzas):
        self.partes = list(zip(pesos, medias, varianzas))

    def campana(self, t, mu, var):
        z = (t - mu) / math.sqrt(var)
        return math.exp(-z * z / 2) / math.sqrt(math.tau * var)

    def __call__(self, t):
        return sum(p * self.campana(t, mu, var) for p, mu, var in self.partes)


def con_clase(x, weights, means, variances):
    mezcla = Mezcla(weights, means, variances)
    return np.fromiter((mezcla(t) for t in x), dtype=float, count=len(x))


def con_precision(x, weights, means, variances):
    tau = 1.0 / np.asarray(variances, dtype=float)
    tabla = np.subtract.outer(x, means)
    np.square(tabla, out=tabla)
    tabla *= -tau / 2
    return np.exp(tabla) @ (weights * np.sqrt(tau / (2 * np.pi)))


# --------------------------------------------------------------- incorrectas
def sin_pesos_dict(x, weights, means, variances):
    salida = {}
    for k in range(len(weights)):
        salida[k] = stats.norm.pdf(x, loc=means[k], scale=np.sqrt(variances[k]))
    return sum(salida.values())


def pesos_cuadrado_einsum(x, weights, means, variances):
    d = x[:, None] - means
    tabla = weights * np.exp(-0.5 * d**2 / variances) / np.sqrt(2 * np.pi * variances)
    return np.einsum("nk,k->n", tabla, weights)


def promedio_campanas(x, weights, means, variances):
    sigmas = np.sqrt(variances)
    return np.mean([stats.norm(m, s).pdf(x) for m, s in zip(means, sigmas)], axis=0)


def pop_al_reves(x, weights, means, variances):
    pila = list(weights)
    total = np.zeros(len(x))
    for mu, v in zip(means, variances):
        w = pila.pop()
        total = total + w / math.sqrt(2 * math.pi * v) * np.exp(-((x - mu) ** 2) / (2 * v))
    return total


def normaldist_varianza(x, weights, means, variances):
    ds = [statistics.NormalDist(m, s) for m, s in zip(means.tolist(), variances.tolist())]
    return np.array([math.fsum(w * d.pdf(t) for w, d in zip(weights, ds)) for t in x.tolist()])


def factor_sin_raiz(x, weights, means, variances):
    constante = weights / (variances * np.sqrt(2 * np.pi))
    return (constante * np.exp(-(x[:, None] - means) ** 2 / (2 * variances))).sum(-1)


def exponente_cuarta(x, weights, means, variances):
    f = np.zeros_like(x, dtype=float)
    for w, m, s2 in zip(weights, means, variances):
        f += w * np.exp(-0.5 * ((x - m) / s2) ** 2) / np.sqrt(2 * np.pi * s2)
    return f


def raiz_de_mas(x, weights, means, variances):
    desvios = np.sqrt(variances)
    return weights @ np.array(
        [stats.norm.pdf(x, m, np.sqrt(s)) for m, s in zip(means, desvios)]
    )


def sin_medio_map(x, weights, means, variances):
    def f(t):
        def g(w, m, v):
            return w * math.exp(-((t - m) ** 2) / v) / math.sqrt(2 * math.pi * v)
        return sum(map(g, weights, means, variances))
    return np.array(list(map(f, x)))


def falta_dos_pi(x, weights, means, variances):
    z = (x - means.reshape(-1, 1)) / np.sqrt(variances).reshape(-1, 1)
    phi = np.exp(-z**2 / 2)
    return np.average(phi / np.sqrt(variances)[:, None], axis=0, weights=weights)


def solo_pi(x, weights, means, variances):
    y = []
    for xi in x:
        s = 0.0
        for k, p in enumerate(weights):
            s += p * math.exp(-(xi - means[k]) ** 2 / (2 * variances[k])) \
                / math.sqrt(math.pi * variances[k])
        y.append(s)
    return np.array(y)


def altura_uno(x, weights, means, variances):
    gauss = np.vectorize(lambda t, m, v: math.exp(-((t - m) ** 2) / (2 * v)))
    return gauss(x[:, None], means[None, :], variances[None, :]).dot(weights)


def dos_desempaquetadas(x, weights, means, variances):
    a = stats.norm.pdf(x, means[0], variances[0] ** 0.5)
    b = stats.norm.pdf(x, means[-1], variances[-1] ** 0.5)
    return weights[0] * a + (1 - weights[0]) * b


# deslices que no están en la lista
def columna(x, weights, means, variances):
    x = x.reshape(-1, 1)
    dens = stats.norm.pdf(x, means, np.sqrt(variances))
    return (dens * weights).sum(axis=1, keepdims=True)


def sin_cuadrado(x, weights, means, variances):
    s = np.sqrt(variances)
    total = 0
    for k in range(len(means)):
        z = np.abs(x - means[k]) / s[k]
        total = total + weights[k] * np.exp(-z / 2) / (s[k] * np.sqrt(2 * np.pi))
    return total


def se_pisa(x, weights, means, variances):
    for w, m, v in zip(weights, means, variances):
        densidad = np.zeros(len(x))
        densidad += w * stats.norm.pdf(x, m, np.sqrt(v))
    return densidad


def acumulada(x, weights, means, variances):
    return sum(w * stats.norm(m, v**0.5).cdf(x) for w, m, v in zip(weights, means, variances))


def suma_la_media(x, weights, means, variances):
    d = np.add.outer(x, means)
    return (weights * np.exp(-d**2 / (2 * variances)) / np.sqrt(2 * np.pi * variances)).sum(1)


def pi_fuera_de_la_raiz(x, weights, means, variances):
    p = np.zeros(x.shape)
    for i in range(len(weights)):
        p += weights[i] / (2 * np.pi * np.sqrt(variances[i])) * np.exp(
            -((x - means[i]) ** 2) / (2 * variances[i]))
    return p


def normaliza_en_los_datos(x, weights, means, variances):
    tabla = np.stack([w * stats.norm.pdf(x, m, np.sqrt(v))
                      for w, m, v in zip(weights, means, variances)])
    f = tabla.sum(axis=0)
    return f / f.sum()


CORRECT = [
    ("01-densidad", con_normaldist),
    ("01-densidad", con_logsumexp),
    ("01-densidad", con_reduce),
    ("01-densidad", con_recursion),
    ("01-densidad", con_clase),
    ("01-densidad", con_precision),
]

WRONG = [
    ("01-densidad", ("B3",), "faltan los pesos", sin_pesos_dict),
    ("01-densidad", ("B3-cuadrado",), "pesos dos veces", pesos_cuadrado_einsum),
    ("01-densidad", ("pesos-iguales",), "promedio simple de campanas", promedio_campanas),
    ("01-densidad", ("pesos-invertidos",), "pop saca los pesos del final", pop_al_reves),
    ("01-densidad", ("B9",), "NormalDist con la varianza", normaldist_varianza),
    ("01-densidad", ("B9-factor",), "factor con la varianza", factor_sin_raiz),
    ("01-densidad", ("B9-exponente",), "exponente con varianza al cuadrado", exponente_cuarta),
    ("01-densidad", ("B9-raíz",), "raíz de la desviación", raiz_de_mas),
    ("01-densidad", ("B10",), "falta el 1/2 del exponente", sin_medio_map),
    ("01-densidad", ("B10-2π",), "falta 2 pi", falta_dos_pi),
    ("01-densidad", ("B10-π",), "falta el 2 de 2 pi", solo_pi),
    ("01-densidad", ("B10-altura",), "campanas de altura 1", altura_uno),
    ("01-densidad", ("B26",), "sólo dos componentes", dos_desempaquetadas),
    ("01-densidad", (), "forma (n, 1)", columna),
    ("01-densidad", (), "distancia sin elevar al cuadrado", sin_cuadrado),
    ("01-densidad", (), "el acumulador se reinicia en cada vuelta", se_pisa),
    ("01-densidad", (), "acumulada en vez de densidad", acumulada),
    ("01-densidad", (), "x + mu en vez de x - mu", suma_la_media),
    ("01-densidad", (), "2 pi fuera de la raíz", pi_fuera_de_la_raiz),
    ("01-densidad", (), "normaliza la salida para que sume 1", normaliza_en_los_datos),
]
