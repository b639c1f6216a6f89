"""Respuestas de 03-log-verosimilitud escritas por una segunda mano ajena."""

import math
from itertools import product

import numpy as np
from scipy.special import logsumexp
from scipy.stats import multivariate_normal, norm


# ---------------------------------------------------------------- correctas
def doble_bucle(x, weights, means, variances):
    total = 0.0
    for xi in x:
        p = 0.0
        for k in range(len(weights)):
            c = 1 / math.sqrt(2 * math.pi * variances[k])
            p += weights[k] * c * math.exp(-((xi - means[k]) ** 2) / (2 * variances[k]))
        total += math.log(p)
    return total


def multivariante(x, weights, means, variances):
    f = sum(w * multivariate_normal(mean=m, cov=v).pdf(x)
            for w, m, v in zip(weights, means, variances))
    return np.log(f).sum()


def lse_con_b(x, weights, means, variances):
    logs = norm.logpdf(np.reshape(x, (-1, 1)), means, np.sqrt(variances))
    return logsumexp(logs, b=weights, axis=1).sum()


def recursiva(x, weights, means, variances):
    def media_lista(datos):
        if len(datos) == 1:
            p = np.dot(weights, norm.pdf(datos[0], means, np.sqrt(variances)))
            return float(np.log(p))
        h = len(datos) // 2
        return media_lista(datos[:h]) + media_lista(datos[h:])

    return media_lista(list(x))


def por_trozos_de_producto(x, weights, means, variances):
    # producto de mantisas y cuenta de exponentes: no se desborda
    f = (weights * norm.pdf(x[:, None], means, variances**0.5)).sum(axis=1)
    mantisas, exponentes = np.frexp(f)
    return np.log(mantisas).sum() + exponentes.sum() * np.log(2)


def logaddexp_componentes(x, weights, means, variances):
    acum = np.full(len(x), -np.inf)
    for w, m, v in zip(weights, means, variances):
        acum = np.logaddexp(acum, np.log(w) - 0.5 * (np.log(2 * np.pi * v) + (x - m) ** 2 / v))
    return float(np.sum(acum))


# --------------------------------------------------------------- incorrectas
def sin_pi_k(x, weights, means, variances):
    return logsumexp(norm.logpdf(x[:, None], means, np.sqrt(variances)), axis=1).sum()


def suma_de_logs(x, weights, means, variances):
    total = 0
    for (w, m, v), xi in product(zip(weights, means, variances), x):
        total += math.log(w) - 0.5 * math.log(2 * math.pi * v) - (xi - m) ** 2 / (2 * v)
    return total


def logs_ponderados(x, weights, means, variances):
    return np.sum(norm.logpdf(x[:, None], means, np.sqrt(variances)) @ weights)


def cov_al_cuadrado(x, weights, means, variances):
    f = sum(w * multivariate_normal(m, v**2).pdf(x) for w, m, v in zip(weights, means, variances))
    return np.log(f).sum()


def raiz_olvidada_abajo(x, weights, means, variances):
    L = 0.0
    for xi in x:
        terminos = [w * math.exp(-0.5 * (xi - m) ** 2 / v) / (math.sqrt(2 * math.pi) * v)
                    for w, m, v in zip(weights, means, variances)]
        L += math.log(sum(terminos))
    return L


def sin_dos_pi_log(x, weights, means, variances):
    a = np.log(weights) - np.log(variances) / 2 - (x[:, None] - means) ** 2 / (2 * variances)
    m = a.max(axis=1)
    return (m + np.log(np.exp(a.T - m).sum(axis=0))).sum()


def score_promedio(x, weights, means, variances):
    densidad = norm.pdf(x[:, None], means, np.sqrt(variances)).dot(weights)
    return np.log(densidad).mean()


def negativa(x, weights, means, variances):
    def perdida():
        densidad = np.zeros(len(x))
        for j, w in enumerate(weights):
            densidad += w * norm(means[j], variances[j] ** 0.5).pdf(x)
        return -np.log(densidad).sum()
    return perdida()


def decimal(x, weights, means, variances):
    return sum(math.log10(sum(w * norm.pdf(t, m, v**0.5)
                              for w, m, v in zip(weights, means, variances))) for t in x)


def log_del_producto(x, weights, means, variances):
    f = np.einsum("k,nk->n", weights, norm.pdf(x[:, None], means, np.sqrt(variances)))
    return np.log(np.prod(f))


def un_valor_por_dato(x, weights, means, variances):
    valores = []
    for t in x:
        valores.append(np.log(np.sum(weights * norm.pdf(t, means, np.sqrt(variances)))))
    return np.array(valores)


def suma_dentro(x, weights, means, variances):
    total = 0
    for w, m, v in zip(weights, means, variances):
        total += np.sum(w * norm.pdf(x, m, np.sqrt(v)))
    return np.log(total)


def mejor_campana(x, weights, means, variances):
    tabla = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return np.max(tabla, axis=1).sum()


# deslices que no están en la lista
def log1p_por_log(x, weights, means, variances):
    f = norm.pdf(x[:, None], means, np.sqrt(variances)) @ weights
    return np.log1p(f).sum()


def pierde_el_ultimo(x, weights, means, variances):
    total = 0.0
    for i in range(len(x) - 1):
        total += math.log(sum(weights * norm.pdf(x[i], means, np.sqrt(variances))))
    return total


def signo_del_log_de_sigma(x, weights, means, variances):
    a = np.log(weights) + 0.5 * np.log(2 * np.pi * variances) - (x[:, None] - means) ** 2 / (
        2 * variances)
    return logsumexp(a, axis=1).sum()


def logsumexp_eje_de_datos(x, weights, means, variances):
    a = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return logsumexp(a, axis=0).sum()


def return_adentro(x, weights, means, variances):
    suma = 0
    for t in x:
        p = 0
        for w, m, v in zip(weights, means, variances):
            p += w * norm.pdf(t, m, np.sqrt(v))
        suma += np.log(p)
        return suma


def completa_esperada(x, weights, means, variances):
    tabla = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    r = np.exp(tabla - logsumexp(tabla, axis=1, keepdims=True))
    return (r * tabla).sum()


def falta_sumar_el_maximo(x, weights, means, variances):
    a = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    tope = a.max(axis=1, keepdims=True)
    return np.log(np.exp(a - tope).sum(axis=1)).sum()


CORRECT = [
    ("03-log-verosimilitud", doble_bucle),
    ("03-log-verosimilitud", multivariante),
    ("03-log-verosimilitud", lse_con_b),
    ("03-log-verosimilitud", recursiva),
    ("03-log-verosimilitud", por_trozos_de_producto),
    ("03-log-verosimilitud", logaddexp_componentes),
]

WRONG = [
    ("03-log-verosimilitud", ("B3",), "faltan los pesos", sin_pi_k),
    ("03-log-verosimilitud", ("B6",), "suma de los logaritmos", suma_de_logs),
    ("03-log-verosimilitud", ("B6-ponderada",), "logaritmos ponderados", logs_ponderados),
    ("03-log-verosimilitud", ("B9",), "varianza al cuadrado como covarianza", cov_al_cuadrado),
    ("03-log-verosimilitud", ("B9-factor",), "factor sin raíz", raiz_olvidada_abajo),
    ("03-log-verosimilitud", ("B10-2π",), "falta 2 pi", sin_dos_pi_log),
    ("03-log-verosimilitud", ("B30-promedio",), "promedio", score_promedio),
    ("03-log-verosimilitud", ("B30-signo",), "signo cambiado", negativa),
    ("03-log-verosimilitud", ("B30-log10",), "log10", decimal),
    ("03-log-verosimilitud", ("B30-producto",), "log del producto", log_del_producto),
    ("03-log-verosimilitud", ("sin-suma",), "un valor por dato", un_valor_por_dato),
    ("03-log-verosimilitud", ("B4-suma",), "los datos se suman dentro del log", suma_dentro),
    ("03-log-verosimilitud", ("máximo",), "sólo la mayor", mejor_campana),
    ("03-log-verosimilitud", (), "log1p en vez de log", log1p_por_log),
    ("03-log-verosimilitud", (), "pierde el último dato", pierde_el_ultimo),
    ("03-log-verosimilitud", (), "+ 1/2 log de la varianza", signo_del_log_de_sigma),
    ("03-log-verosimilitud", (), "logsumexp sobre los datos", logsumexp_eje_de_datos),
    ("03-log-verosimilitud", (), "return dentro del bucle", return_adentro),
    ("03-log-verosimilitud", (), "suma r por log conjunta", completa_esperada),
    ("03-log-verosimilitud", (), "falta sumar de vuelta el máximo", falta_sumar_el_maximo),
]
