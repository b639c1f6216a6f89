"""Respuestas de 05-cota-q escritas por una segunda mano ajena."""

import math

import numpy as np
from scipy.special import entr, logsumexp, rel_entr, softmax
from scipy.stats import entropy, norm


# ---------------------------------------------------------------- correctas
def energia_mas_entropia(x, q, weights, means, variances):
    energia = np.sum(q * (np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))))
    return energia + entr(q).sum()


def menos_rel_entr(x, q, weights, means, variances):
    conjunta = weights * norm.pdf(x[:, None], means, np.sqrt(variances))
    return -rel_entr(q, conjunta).sum()


def dos_bucles(x, q, weights, means, variances):
    cota = 0.0
    for i, xi in enumerate(x):
        for k, qik in enumerate(q[i]):
            z2 = (xi - means[k]) ** 2 / variances[k]
            log_n = -0.5 * (math.log(2 * math.pi * variances[k]) + z2)
            cota += qik * (math.log(weights[k]) + log_n - math.log(qik))
    return cota


def verosimilitud_menos_kl(x, q, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    L = logsumexp(lp, axis=1).sum()
    kl = sum(entropy(fila, posterior) for fila, posterior in zip(q, softmax(lp, axis=1)))
    return L - kl


def por_estadisticos(x, q, weights, means, variances):
    N, S1, S2 = q.sum(0), q.T @ x, q.T @ x**2
    cuad = S2 - 2 * means * S1 + means**2 * N
    a = (N * (np.log(weights) - np.log(2 * np.pi * variances) / 2)).sum()
    return a - (cuad / variances).sum() / 2 - np.vdot(q, np.log(q))


def por_componentes(x, q, weights, means, variances):
    return math.fsum(
        float(np.dot(q_k, np.log(w * norm.pdf(x, m, math.sqrt(v)) / q_k)))
        for q_k, w, m, v in zip(np.transpose(q), weights, means, variances)
    )


# --------------------------------------------------------------- incorrectas
def solo_energia(x, q, weights, means, variances):
    total = 0
    for k in range(len(weights)):
        logn = norm.logpdf(x, means[k], variances[k] ** 0.5)
        total += np.dot(q[:, k], np.log(weights[k]) + logn)
    return total


def resta_entropia(x, q, weights, means, variances):
    energia = np.vdot(q, np.log(weights * norm.pdf(x[:, None], means, np.sqrt(variances))))
    return energia - entr(q).sum()


def con_el_posterior(x, q, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    q = softmax(lp, axis=1)
    return np.sum(q * (lp - np.log(q)))


def olvida_pi(x, q, weights, means, variances):
    normales = np.array([norm(m, np.sqrt(v)).pdf(x) for m, v in zip(means, variances)]).T
    return (q * np.log(normales / q)).sum()


def escala_varianza(x, q, weights, means, variances):
    def termino(i, k):
        logn = norm.logpdf(x[i], means[k], variances[k])
        return q[i, k] * (math.log(weights[k]) + logn - math.log(q[i, k]))
    return float(sum(termino(i, k) for i in range(len(x)) for k in range(len(weights))))


def log_s2_entero(x, q, weights, means, variances):
    dif = np.subtract.outer(x, means)
    logn = -np.log(variances) - 0.5 * np.log(2 * np.pi) - dif**2 / (2 * variances)
    return np.einsum("nk,nk->", q, np.log(weights) + logn - np.log(q))


def sin_log_2pi(x, q, weights, means, variances):
    cota = 0
    for xi, qi in zip(x, q):
        logn = -0.5 * np.log(variances) - 0.5 * (xi - means) ** 2 / variances
        cota += (qi * (np.log(weights) + logn - np.log(qi))).sum()
    return cota


def exponente_sin_medio(x, q, weights, means, variances):
    T = (x[:, None] - means) ** 2 / variances
    p = weights / np.sqrt(2 * np.pi * variances)
    return (q * (np.log(p) - T - np.log(q))).sum()


def media_de_filas(x, q, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return np.mean(np.sum(q * (lp - np.log(q)), axis=1))


def energia_libre(x, q, weights, means, variances):
    return rel_entr(q, weights * norm.pdf(x[:, None], means, np.sqrt(variances))).sum()


def reversed_pesos(x, q, weights, means, variances):
    terminos = []
    for col, w, m, v in zip(q.T, reversed(weights), means, variances):
        terminos.append(col * (np.log(w) + norm.logpdf(x, m, np.sqrt(v)) - np.log(col)))
    return np.sum(terminos)


def log_en_base_diez(x, q, weights, means, variances):
    conjunta = weights * norm.pdf(x[:, None], means, np.sqrt(variances))
    return (q * np.log10(conjunta / q)).sum()


def por_dato(x, q, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return [float(np.dot(a, b - np.log(a))) for a, b in zip(q, lp)]


# deslices que no están en la lista
def q_sin_logaritmo(x, q, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return (q * (lp - q)).sum()


def divide_afuera(x, q, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return (q * lp / np.log(q)).sum()


def entropia_una_vez(x, q, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return (q * lp).sum() - np.log(q).sum()


def sin_la_q_de_afuera(x, q, weights, means, variances):
    conjunta = weights * norm.pdf(x[:, None], means, np.sqrt(variances))
    return np.log(conjunta / q).sum()


def entropia_de_los_promedios(x, q, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return (q * lp).sum() + len(x) * entropy(q.mean(axis=0))


def log_afuera_de_la_suma(x, q, weights, means, variances):
    conjunta = weights * norm.pdf(x[:, None], means, np.sqrt(variances))
    return np.log((q * conjunta).sum(axis=1)).sum() + entr(q).sum()


def entropia_en_bits(x, q, weights, means, variances):
    lp = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return (q * lp).sum() + entropy(q, axis=1, base=2).sum()


CORRECT = [
    ("05-cota-q", energia_mas_entropia),
    ("05-cota-q", menos_rel_entr),
    ("05-cota-q", dos_bucles),
    ("05-cota-q", verosimilitud_menos_kl),
    ("05-cota-q", por_estadisticos),
    ("05-cota-q", por_componentes),
]

WRONG = [
    ("05-cota-q", ("sin-entropía",), "falta -q log q", solo_energia),
    ("05-cota-q", ("entropía-signo",), "resta la entropía", resta_entropia),
    ("05-cota-q", ("ignora-q",), "pisa q con el posterior", con_el_posterior),
    ("05-cota-q", ("B3",), "faltan los pesos", olvida_pi),
    ("05-cota-q", ("B9",), "varianza como escala", escala_varianza),
    ("05-cota-q", ("B9-factor",), "log s2 sin 1/2", log_s2_entero),
    ("05-cota-q", ("B10-2π",), "falta 2 pi", sin_log_2pi),
    ("05-cota-q", ("B10",), "falta el 1/2 del exponente", exponente_sin_medio),
    ("05-cota-q", ("B30-promedio",), "promedio sobre los datos", media_de_filas),
    ("05-cota-q", ("B30-signo",), "signo cambiado", energia_libre),
    ("05-cota-q", ("pesos-invertidos",), "pesos al revés", reversed_pesos),
    ("05-cota-q", ("B30-log10",), "log10", log_en_base_diez),
    ("05-cota-q", ("sin-suma",), "la cota de cada dato", por_dato),
    ("05-cota-q", (), "resta q en vez de log q", q_sin_logaritmo),
    ("05-cota-q", (), "divide por log q", divide_afuera),
    ("05-cota-q", (), "log q sin ponderar por q", entropia_una_vez),
    ("05-cota-q", (), "falta la q que multiplica", sin_la_q_de_afuera),
    ("05-cota-q", (), "entropía del promedio de q", entropia_de_los_promedios),
    ("05-cota-q", (), "log de la suma de q por la conjunta", log_afuera_de_la_suma),
    ("05-cota-q", (), "entropía en bits", entropia_en_bits),
]
