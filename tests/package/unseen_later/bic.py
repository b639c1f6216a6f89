"""Respuestas de 10-bic escritas por una segunda mano ajena."""

import math
from functools import reduce

import numpy as np


# ---------------------------------------------------------------- correctas
def cuenta_triangulo(log_densities, n_components, n_features):
    por_componente = n_features + len(np.tril_indices(n_features)[0])
    p = n_components * por_componente + n_components - 1
    return p * np.log(np.size(log_densities)) - 2 * np.sum(log_densities)


def cuenta_con_bucles(log_densities, n_components, n_features):
    p = -1
    for _ in range(n_components):
        p += 1
        for i in range(n_features):
            p += 1
            for _j in range(i, n_features):
                p += 1
    return p * math.log(len(log_densities)) - 2 * math.fsum(log_densities)


def con_comb(log_densities, n_components, n_features):
    libres = {
        "pesos": n_components - 1,
        "medias": n_components * n_features,
        "covarianzas": n_components * math.comb(n_features + 1, 2),
    }
    return sum(libres.values()) * math.log(len(log_densities)) + sum(-2 * t for t in log_densities)


def por_promedio_y_n(log_densities, n_components, n_features):
    n = len(log_densities)
    p = n_components * (n_features + 1) * (n_features + 2) // 2 - 1
    return n * (-2 * np.mean(log_densities) + p * np.log(n) / n)


def con_reduce(log_densities, n_components, n_features):
    L = reduce(lambda a, b: a + b, log_densities, 0.0)
    d, k = n_features, n_components
    return -2 * (L - ((k - 1) + k * d + k * d * (d + 1) / 2) / 2 * math.log(len(log_densities)))


def log_de_potencia(log_densities, n_components, n_features):
    n = log_densities.shape[0]
    p = (n_components - 1) + n_components * (n_features + sum(range(1, n_features + 1)))
    penal = p * (math.log10(n) / math.log10(math.e))
    return float(-2.0 * np.dot(np.ones(n), log_densities) + penal)


# --------------------------------------------------------------- incorrectas
def mas_dos_L(log_densities, n_components, n_features):
    p = n_components - 1 + n_components * n_features * (1 + (n_features + 1) / 2)
    return 2 * log_densities.sum() + p * np.log(log_densities.size)


def convenio_mayor_mejor(log_densities, n_components, n_features):
    k, d = n_components, n_features
    p = (k - 1) + k * d + k * d * (d + 1) // 2
    return 2 * sum(log_densities) - p * math.log(len(log_densities))


def menos_delante_de_todo(log_densities, n_components, n_features):
    def penal(n):
        return np.log(n) * (n_components * math.comb(n_features + 2, 2) - 1)
    return -(-2 * np.sum(log_densities) + penal(len(log_densities)))


def con_media(log_densities, n_components, n_features):
    p = n_components * math.comb(n_features + 2, 2) - 1
    return -2 * np.mean(log_densities) + p * np.log(len(log_densities))


def k_pesos(log_densities, n_components, n_features):
    p = 0
    for _ in range(n_components):
        p += 1 + n_features + n_features * (n_features + 1) // 2
    return -2 * log_densities.sum() + p * math.log(len(log_densities))


def matriz_entera(log_densities, n_components, n_features):
    medias = np.zeros((n_components, n_features))
    covs = np.zeros((n_components, n_features, n_features))
    p = n_components - 1 + medias.size + covs.size
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def d_al_cuadrado(log_densities, n_components, n_features):
    p = n_components * (1 + n_features + n_features**2) - 1
    return p * math.log(len(log_densities)) - 2 * math.fsum(log_densities)


def solo_diagonal(log_densities, n_components, n_features):
    p = sum([n_components - 1, n_components * n_features, n_components * n_features])
    return -2 * sum(log_densities) + p * math.log(len(log_densities))


def una_covarianza(log_densities, n_components, n_features):
    p = n_components - 1
    p += n_components * n_features
    p += n_features * (n_features + 1) // 2
    return np.log(len(log_densities)) * p - 2 * np.add.reduce(log_densities)


def akaike(log_densities, n_components, n_features):
    p = n_components * math.comb(n_features + 2, 2) - 1
    return 2 * p - 2 * np.sum(log_densities)


def menos_L(log_densities, n_components, n_features):
    n = len(log_densities)
    p = n_components * (1 + n_features + n_features * (n_features + 1) / 2) - 1
    return p * math.log(n) - float(np.sum(log_densities))


def logaritmo_decimal(log_densities, n_components, n_features):
    k, d = n_components, n_features
    p = (k - 1) + k * d + k * (d * d + d) / 2
    return -2 * np.sum(log_densities) + p * np.log10(len(log_densities))


def pesos_todos_libres(log_densities, n_components, n_features):
    w, m = np.ones(n_components), np.ones((n_components, n_features))
    tri = n_components * len(np.triu_indices(n_features)[0])
    return -2 * np.sum(log_densities) + (w.size + m.size + tri) * np.log(len(log_densities))


# deslices que no están en la lista
def sin_medias(log_densities, n_components, n_features):
    p = n_components - 1 + n_components * n_features * (n_features + 1) / 2
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def sin_contar_pesos(log_densities, n_components, n_features):
    p = n_components * n_features + n_components * n_features * (n_features + 1) / 2
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def log_de_k(log_densities, n_components, n_features):
    p = n_components * math.comb(n_features + 2, 2) - 1
    return -2 * np.sum(log_densities) + p * np.log(n_components)


def media_penalizacion(log_densities, n_components, n_features):
    p = n_components - 1 + n_components * n_features
    p += n_components * n_features * (n_features + 1) // 2
    return -2 * math.fsum(log_densities) + p / 2 * math.log(len(log_densities))


def exponencia_antes(log_densities, n_components, n_features):
    p = n_components * math.comb(n_features + 2, 2) - 1
    return -2 * np.log(np.sum(np.exp(log_densities))) + p * np.log(len(log_densities))


def una_media_sola(log_densities, n_components, n_features):
    p = n_components - 1 + n_features + n_components * n_features * (n_features + 1) / 2
    return sum(-2 * v for v in log_densities) + p * math.log(len(log_densities))


def n_por_d(log_densities, n_components, n_features):
    n = len(log_densities) * n_features
    p = n_components * (n_features + 1) * (n_features + 2) / 2 - 1
    return -2 * np.sum(log_densities) + p * np.log(n)


CORRECT = [
    ("10-bic", cuenta_triangulo),
    ("10-bic", cuenta_con_bucles),
    ("10-bic", con_comb),
    ("10-bic", por_promedio_y_n),
    ("10-bic", con_reduce),
    ("10-bic", log_de_potencia),
]

WRONG = [
    ("10-bic", ("B30-signo",), "+2 log L", mas_dos_L),
    ("10-bic", ("B30-convenio",), "2 log L - p log n", convenio_mayor_mejor),
    ("10-bic", ("B30-convenio",), "un menos delante de todo", menos_delante_de_todo),
    ("10-bic", ("B30-promedio",), "media de las log-densidades", con_media),
    ("10-bic", ("B30-pesos",), "K pesos libres", k_pesos),
    ("10-bic", ("B30-d²",), "cuenta la matriz entera", matriz_entera),
    ("10-bic", ("B30-d²",), "d al cuadrado", d_al_cuadrado),
    ("10-bic", ("B30-diag",), "covarianzas diagonales", solo_diagonal),
    ("10-bic", ("B30-tied",), "una sola covarianza", una_covarianza),
    ("10-bic", ("B30-aic",), "AIC", akaike),
    ("10-bic", ("B30-2",), "-log L sin el 2", menos_L),
    ("10-bic", ("B30-log10",), "log10 n", logaritmo_decimal),
    ("10-bic", ("B30-pesos",), "K pesos en la cuenta de tamaños", pesos_todos_libres),
    ("10-bic", (), "no cuenta las medias", sin_medias),
    ("10-bic", (), "no cuenta los pesos", sin_contar_pesos),
    ("10-bic", (), "log K en vez de log n", log_de_k),
    ("10-bic", (), "penalización a la mitad", media_penalizacion),
    ("10-bic", (), "log de la suma de densidades", exponencia_antes),
    ("10-bic", (), "una media para todas", una_media_sola),
    ("10-bic", (), "log(n d) en la penalización", n_por_d),
]
