"""Respuestas de 04-paso-e escritas por una segunda mano ajena."""

import math

import numpy as np
from scipy.special import expit, log_softmax, logsumexp
from scipy.stats import norm


# ---------------------------------------------------------------- correctas
def diferencias_sin_logsumexp(x, weights, means, variances):
    R = []
    for t in x:
        logs = [math.log(w) - 0.5 * math.log(v) - (t - m) ** 2 / (2 * v)
                for w, m, v in zip(weights, means, variances)]
        tope = max(logs)
        e = [math.exp(a - tope) for a in logs]
        s = math.fsum(e)
        R.append([u / s for u in e])
    return np.array(R)


def log_softmax_filas(x, weights, means, variances):
    a = norm.logpdf(np.asarray(x)[:, None], means, np.sqrt(variances)) + np.log(weights)
    return np.exp(log_softmax(a, axis=1))


def logaddexp_acumulado(x, weights, means, variances):
    tabla = np.array([np.log(w) + norm(m, np.sqrt(v)).logpdf(x)
                      for w, m, v in zip(weights, means, variances)])
    return np.exp(tabla - np.logaddexp.reduce(tabla, axis=0)).T


def una_contra_el_resto(x, weights, means, variances):
    ell = np.log(weights / np.sqrt(variances)) - np.subtract.outer(x, means) ** 2 / (2 * variances)
    if ell.shape[1] == 1:
        return np.ones_like(ell)
    otras = [logsumexp(np.delete(ell, k, axis=1), axis=1) for k in range(ell.shape[1])]
    return expit(ell - np.column_stack(otras))


def en_el_lugar(x, weights, means, variances):
    t = (x[None, :] - means[:, None]) / np.sqrt(variances)[:, None]
    t *= t
    t *= -0.5
    t += (np.log(weights) - 0.5 * np.log(2 * np.pi * variances))[:, None]
    t -= np.max(t, axis=0)
    np.exp(t, out=t)
    t /= np.sum(t, axis=0)
    return np.ascontiguousarray(t.T)


class PasoE:
    def __init__(self, pesos, medias, varianzas):
        self.a = np.log(pesos) - np.log(varianzas) / 2
        self.m, self.v = medias, varianzas

    def puntaje(self, t):
        return self.a - 0.5 * (t - self.m) ** 2 / self.v

    def __call__(self, t):
        s = self.puntaje(t)
        p = np.exp(s - s.max())
        return p / p.sum()


def clase_por_dato(x, weights, means, variances):
    paso = PasoE(weights, means, variances)
    return np.stack([paso(t) for t in x])


# --------------------------------------------------------------- incorrectas
def logs_sin_pesos(x, weights, means, variances):
    filas = {}
    for i, t in enumerate(x):
        g = norm.logpdf(t, loc=means, scale=np.sqrt(variances))
        filas[i] = np.exp(g - logsumexp(g))
    return np.array(list(filas.values()))


def doble_log_peso(x, weights, means, variances):
    dist = (x[:, None] - means) ** 2 / variances
    base = 2 * np.log(weights) - 0.5 * np.log(variances) - dist / 2
    base -= base.max(axis=1, keepdims=True)
    e = np.exp(base)
    return e / e.sum(axis=1, keepdims=True)


def softmax_eje_cero(x, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return np.exp(log_softmax(lp, axis=0))


def logpdf_con_varianza(x, weights, means, variances):
    tabla = [norm.logpdf(x, m, v) + math.log(w) for w, m, v in zip(weights, means, variances)]
    tabla = np.transpose(tabla)
    return np.exp(tabla - logsumexp(tabla, axis=1)[:, None])


def log_varianza_entera(x, weights, means, variances):
    def puntaje(t):
        return np.log(weights) - np.log(variances) - (t - means) ** 2 / (2 * variances)

    def softmax(s):
        e = np.exp(s - np.max(s))
        return e / sum(e)

    return np.array([softmax(puntaje(t)) for t in x])


def sin_medio(x, weights, means, variances):
    lg = np.log(weights / np.sqrt(variances))[:, None]
    lg = lg - (x - means[:, None]) ** 2 / variances[:, None]
    lg = lg - lg.max(axis=0)
    return (np.exp(lg) / np.exp(lg).sum(axis=0)).T


def dividir_directo(x, weights, means, variances):
    dens = np.array([[w * norm.pdf(t, m, np.sqrt(v))
                      for w, m, v in zip(weights, means, variances)] for t in x])
    return dens / dens.sum(axis=1, keepdims=True)


def maximo_de_la_tabla(x, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    lp = lp - lp.max()
    p = np.exp(lp)
    return p / p.sum(axis=1, keepdims=True)


def cero_a_uniforme(x, weights, means, variances):
    R = np.zeros((len(x), len(weights)))
    for i in range(len(x)):
        p = weights * norm.pdf(x[i], means, np.sqrt(variances))
        if p.sum() == 0:
            R[i] = 1 / len(weights)
        else:
            R[i] = p / p.sum()
    return R


def nan_a_num(x, weights, means, variances):
    p = weights * norm.pdf(x[:, None], means, np.sqrt(variances))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.nan_to_num(p / p.sum(axis=1)[:, None])


def piso_clip(x, weights, means, variances):
    p = weights * norm.pdf(x[:, None], means, np.sqrt(variances))
    p = np.clip(p, 1e-300, None)
    return p / p.sum(axis=1, keepdims=True)


def moda_de_los_logs(x, weights, means, variances):
    lp = [np.log(w) + norm.logpdf(x, m, v**0.5) for w, m, v in zip(weights, means, variances)]
    gana = np.argmax(lp, axis=0)
    return (gana[:, None] == np.arange(len(weights))).astype(float)


def exp_sin_restar_total(x, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return np.exp(lp - lp.max(axis=1, keepdims=True))


# deslices que no están en la lista
def resta_minimo(x, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    e = np.exp(lp - lp.min(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def maximo_por_columnas(x, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    e = np.exp(lp - lp.max(axis=0))
    return e / e.sum(axis=1, keepdims=True)


def peso_sin_logaritmo(x, weights, means, variances):
    lp = weights - 0.5 * np.log(2 * np.pi * variances) - (x[:, None] - means) ** 2 / 2 / variances
    return np.exp(lp - logsumexp(lp, axis=1, keepdims=True))


def signo_de_log_sigma(x, weights, means, variances):
    R = []
    for t in x:
        s = np.log(weights) + 0.5 * np.log(variances) - (t - means) ** 2 / (2 * variances)
        s = np.exp(s - s.max())
        R.append(s / s.sum())
    return np.array(R)


def cociente_de_logs(x, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return lp / lp.sum(axis=1, keepdims=True)


def maximo_sin_keepdims(x, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    e = np.exp(lp - lp.max(axis=1))
    return e / e.sum(axis=1)


def recorta_los_datos(x, weights, means, variances):
    y = np.clip(x, means.min() - 1, means.max() + 1)
    lp = np.log(weights) + norm.logpdf(y[:, None], means, np.sqrt(variances))
    return np.exp(lp - logsumexp(lp, axis=1, keepdims=True))


CORRECT = [
    ("04-paso-e", diferencias_sin_logsumexp),
    ("04-paso-e", log_softmax_filas),
    ("04-paso-e", logaddexp_acumulado),
    ("04-paso-e", una_contra_el_resto),
    ("04-paso-e", en_el_lugar),
    ("04-paso-e", clase_por_dato),
]

WRONG = [
    ("04-paso-e", ("B3",), "faltan los log pesos", logs_sin_pesos),
    ("04-paso-e", ("B3-cuadrado",), "2 log peso", doble_log_peso),
    ("04-paso-e", ("B4",), "softmax por columnas", softmax_eje_cero),
    ("04-paso-e", ("B9",), "logpdf con la varianza de escala", logpdf_con_varianza),
    ("04-paso-e", ("B9-factor",), "log s2 sin 1/2", log_varianza_entera),
    ("04-paso-e", ("B10",), "falta el 1/2 del exponente", sin_medio),
    ("04-paso-e", ("B12-densidades",), "densidades 0/0", dividir_directo),
    ("04-paso-e", ("B12-máximo",), "resta el máximo de la tabla", maximo_de_la_tabla),
    ("04-paso-e", ("B12-uniforme",), "fila cero a 1/K", cero_a_uniforme),
    ("04-paso-e", ("B12-ceros",), "nan_to_num deja ceros", nan_a_num),
    ("04-paso-e", ("B12", "B12-uniforme"), "piso 1e-300", piso_clip),
    ("04-paso-e", ("B17",), "asignación dura", moda_de_los_logs),
    ("04-paso-e", ("sin-normalizar", "máximo"), "sólo resta el máximo", exp_sin_restar_total),
    ("04-paso-e", (), "resta el mínimo: desborda", resta_minimo),
    ("04-paso-e", (), "resta el máximo de cada columna", maximo_por_columnas),
    ("04-paso-e", (), "peso en vez de log peso", peso_sin_logaritmo),
    ("04-paso-e", (), "+ log sigma en vez de -", signo_de_log_sigma),
    ("04-paso-e", (), "divide logaritmos", cociente_de_logs),
    ("04-paso-e", (), "máximo y suma sin keepdims", maximo_sin_keepdims),
    ("04-paso-e", (), "recorta los datos lejanos", recorta_los_datos),
]
