"""Respuestas de una mano ajena al ejercicio 10-bic: BIC con covarianzas completas."""

import math
from functools import partial, reduce
from itertools import combinations_with_replacement

import numpy as np

# ------------------------------------------------------------------ correctas


def ok_formula(log_densities, n_components, n_features):
    K, d = n_components, n_features
    p = (K - 1) + K * d + K * d * (d + 1) // 2
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def ok_por_partes(log_densities, n_components, n_features):
    pesos = n_components - 1
    medias = n_components * n_features
    covarianzas = n_components * n_features * (n_features + 1) / 2
    parametros = pesos + medias + covarianzas
    log_l = log_densities.sum()
    return float(parametros * math.log(log_densities.size) - 2 * log_l)


def ok_bucles(log_densities, n_components, n_features):
    total, n = 0.0, 0
    for ld in log_densities:
        total += ld
        n += 1
    p = -1
    for _ in range(n_components):
        p += 1
        for i in range(n_features):
            p += 1
            for _ in range(i, n_features):
                p += 1
    return -2.0 * total + p * math.log(n)


def ok_comb(log_densities, n_components, n_features):
    p = n_components * (1 + n_features + math.comb(n_features + 1, 2)) - 1
    return p * math.log(len(log_densities)) - 2 * math.fsum(log_densities)


def ok_itertools(log_densities, n_components, n_features):
    pares = len(list(combinations_with_replacement(range(n_features), 2)))
    p = sum([n_components - 1, n_components * n_features, n_components * pares])
    return -2 * sum(log_densities) + p * np.log(np.shape(log_densities)[0])


def ok_triangular(log_densities, n_components, n_features):
    libres = np.tril_indices(n_features)[0].size
    p = n_components * (libres + n_features + 1) - 1
    return np.add.reduce(log_densities) * (-2) + np.log(log_densities.shape[0]) * p


def ok_promedio_por_n(log_densities, n_components, n_features):
    n = len(log_densities)
    p = n_components * (n_features + 1) * (n_features + 2) / 2 - 1
    return n * (-2 * np.mean(log_densities)) + p * np.log(n)


def ok_dot_unos(log_densities, n_components, n_features):
    x = np.asarray(log_densities, dtype=float)
    libres = {"pesos": n_components - 1,
              "medias": n_features * n_components,
              "covarianzas": n_components * (n_features ** 2 + n_features) // 2}
    return np.ones_like(x) @ (-2 * x) + sum(libres.values()) * np.log(x.size)


def ok_lambdas(log_densities, n_components, n_features):
    cov = lambda d: d * (d - 1) // 2 + d
    p = lambda k, d: k - 1 + k * d + k * cov(d)
    bic = lambda L, q, n: -2 * L + q * np.log(n)
    return bic(log_densities.sum(), p(n_components, n_features), len(log_densities))


def ok_reduce(log_densities, n_components, n_features):
    log_l = reduce(lambda a, b: a + b, log_densities.tolist())
    p = n_components - 1
    p += n_components * n_features
    p += n_components * sum(range(1, n_features + 1))
    return -2 * log_l + p * math.log(len(log_densities))


class _Criterio:
    def __init__(self, K, d):
        self.K, self.d = K, d

    @property
    def p(self):
        return self.K - 1 + self.K * self.d + self.K * self.d * (self.d + 1) // 2

    def __call__(self, logs):
        return -2 * logs.sum() + self.p * np.log(logs.size)


def ok_clase(log_densities, n_components, n_features):
    return _Criterio(n_components, n_features)(log_densities)


def ok_recursiva(log_densities, n_components, n_features):
    def libres(d):
        return 0 if d == 0 else d + libres(d - 1)

    def params(k):
        if k == 1:
            return n_features + libres(n_features)
        return params(k - 1) + 1 + params(1)

    n = len(log_densities)
    return -2 * float(np.sum(log_densities)) + params(n_components) * math.log(n)


def ok_por_dato(log_densities, n_components, n_features):
    n = len(log_densities)
    p = n_components - 1 + n_components * (n_features + n_features * (n_features + 1) / 2)
    parte = p * math.log(n) / n
    return sum(-2 * ld + parte for ld in log_densities)


def ok_cumsum(log_densities, n_components, n_features):
    L = np.cumsum(log_densities)[-1]
    k, d = int(n_components), int(n_features)
    p = (k - 1) + (k * d) + (k * ((d * d - d) // 2 + d))
    return np.float64(-(L + L) + p * np.log(log_densities.shape[-1]))


def ok_log_de_potencia(log_densities, n_components, n_features):
    n, K, d = len(log_densities), n_components, n_features
    return -2 * (log_densities.sum() - 0.5 * (K - 1 + K * d + K * d * (d + 1) / 2) * math.log(n))


def ok_partial(log_densities, n_components, n_features):
    def bic(L, n, p):
        return p * np.log(n) - 2 * L

    con_datos = partial(bic, np.einsum("i->", log_densities), len(log_densities))
    with np.errstate(all="raise"):
        return con_datos(p=n_components - 1 + n_components * n_features * (n_features + 3) // 2)


def ok_arreglo_cero_dim(log_densities, n_components, n_features):
    cov = np.triu(np.ones((n_features, n_features))).sum()
    p = n_components - 1 + n_components * n_features + n_components * cov
    return np.array(-2 * log_densities.sum() + p * np.log(len(log_densities)))


# ------------------------------------------------------------------ errores conocidos


def _p(K, d):
    return K - 1 + K * d + K * d * (d + 1) // 2


def signo_mas(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return 2 * np.sum(log_densities) + p * np.log(len(log_densities))


def signo_doble_menos(log_densities, n_components, n_features):
    menos_log_l = -log_densities.sum()
    k, d = n_components, n_features
    p = k - 1 + k * d + k * d * (d + 1) / 2
    return -2 * menos_log_l + p * math.log(log_densities.size)


def signo_bucle(log_densities, n_components, n_features):
    perdida = 0
    for ld in log_densities:
        perdida -= ld
    return _p(n_components, n_features) * math.log(len(log_densities)) - 2 * perdida


def convenio_al_reves(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return 2 * np.sum(log_densities) - p * np.log(len(log_densities))


def convenio_menos_todo(log_densities, n_components, n_features):
    return -ok_bucles(log_densities, n_components, n_features)


def convenio_por_partes(log_densities, n_components, n_features):
    k, d = n_components, n_features
    ajuste = 2 * math.fsum(log_densities)
    castigo = (k - 1 + k * d + k * math.comb(d + 1, 2)) * math.log(len(log_densities))
    return ajuste - castigo


def promedio_mean(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return -2 * log_densities.mean() + p * np.log(len(log_densities))


def promedio_lista(log_densities, n_components, n_features):
    n = len(log_densities)
    k, d = n_components, n_features
    return -2 * sum(log_densities) / n + (k - 1 + k * d + k * d * (d + 1) / 2) * math.log(n)


def promedio_average(log_densities, n_components, n_features):
    L = float(np.average(log_densities))
    return _p(n_components, n_features) * np.log(log_densities.size) - 2 * L


def pesos_k(log_densities, n_components, n_features):
    K, d = n_components, n_features
    p = K + K * d + K * d * (d + 1) / 2
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def pesos_k_factorizado(log_densities, n_components, n_features):
    p = n_components * (1 + n_features + n_features * (n_features + 1) // 2)
    return p * math.log(len(log_densities)) - 2 * math.fsum(log_densities)


def pesos_k_size(log_densities, n_components, n_features):
    pesos = np.ones(n_components)
    medias = np.ones((n_components, n_features))
    cov = n_components * np.tril_indices(n_features)[0].size
    p = pesos.size + medias.size + cov
    return -2 * log_densities.sum() + p * np.log(log_densities.size)


def d_cuadrado(log_densities, n_components, n_features):
    K, d = n_components, n_features
    p = (K - 1) + K * d + K * d ** 2
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def d_cuadrado_size(log_densities, n_components, n_features):
    medias = np.zeros((n_components, n_features))
    covs = np.zeros((n_components, n_features, n_features))
    p = n_components - 1 + medias.size + covs.size
    return -2 * log_densities.sum() + p * np.log(len(log_densities))


def d_cuadrado_bucle(log_densities, n_components, n_features):
    p = n_components - 1
    for _ in range(n_components):
        p += n_features
        for _ in range(n_features):
            for _ in range(n_features):
                p += 1
    return p * math.log(len(log_densities)) - 2 * sum(log_densities)


def diagonales(log_densities, n_components, n_features):
    K, d = n_components, n_features
    p = (K - 1) + K * d + K * d
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def diagonales_factorizado(log_densities, n_components, n_features):
    p = n_components * (1 + 2 * n_features) - 1
    return p * math.log(len(log_densities)) - 2 * math.fsum(log_densities)


def diagonales_diag(log_densities, n_components, n_features):
    varianzas = np.diag(np.ones((n_features, n_features))).size * n_components
    return (-2 * log_densities.sum()
            + (n_components - 1 + n_components * n_features + varianzas)
            * np.log(log_densities.size))


def atadas(log_densities, n_components, n_features):
    K, d = n_components, n_features
    p = (K - 1) + K * d + d * (d + 1) / 2
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def atadas_comb(log_densities, n_components, n_features):
    p = n_components * (1 + n_features) + math.comb(n_features + 1, 2) - 1
    return p * math.log(len(log_densities)) - 2 * math.fsum(log_densities)


def atadas_bucle(log_densities, n_components, n_features):
    p = n_components - 1
    for _ in range(n_components):
        p += n_features
    for i in range(n_features):
        p += i + 1
    return -2 * sum(log_densities) + p * math.log(len(log_densities))


def aic_dos_p(log_densities, n_components, n_features):
    return -2 * np.sum(log_densities) + 2 * _p(n_components, n_features)


def aic_factorizado(log_densities, n_components, n_features):
    k, d = n_components, n_features
    p = k - 1 + k * d * (d + 3) / 2
    return 2 * (p - math.fsum(log_densities))


def aic_bucle(log_densities, n_components, n_features):
    v = 0.0
    for ld in log_densities:
        v -= 2 * ld
    for _ in range(_p(n_components, n_features)):
        v += 2
    return v


def falta_dos(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return -np.sum(log_densities) + p * np.log(len(log_densities))


def falta_dos_resta(log_densities, n_components, n_features):
    k, d = n_components, n_features
    castigo = (k - 1 + k * d + k * math.comb(d + 1, 2)) * math.log(log_densities.size)
    for ld in log_densities:
        castigo -= ld
    return castigo


def falta_dos_fsum(log_densities, n_components, n_features):
    log_l = math.fsum(float(a) for a in log_densities)
    p = n_components - 1
    p += n_components * n_features * (n_features + 3) // 2
    return p * math.log(len(log_densities)) + (-1) * log_l


def log10_np(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return -2 * np.sum(log_densities) + p * np.log10(len(log_densities))


def log10_math(log_densities, n_components, n_features):
    k, d = n_components, n_features
    p = k - 1 + k * d + k * d * (d + 1) / 2
    return p * math.log(len(log_densities), 10) - 2 * sum(log_densities)


def log10_ln_entre_ln(log_densities, n_components, n_features):
    n = log_densities.size
    return -2 * log_densities.sum() + _p(n_components, n_features) * (np.log(n) / np.log(10))


def signo_lambda(log_densities, n_components, n_features):
    p = lambda k, d: k * (1 + d + d * (d + 1) // 2) - 1
    return (np.log(log_densities.size) * p(n_components, n_features)
            + np.dot(log_densities, np.full(log_densities.size, 2.0)))


def promedio_perdida(log_densities, n_components, n_features):
    n = 0
    m = 0.0
    for ld in log_densities:
        n += 1
        m += (ld - m) / n
    return -2 * m + _p(n_components, n_features) * math.log(n)


def pesos_k_diccionario(log_densities, n_components, n_features):
    cuenta = {"pesos": n_components, "medias": n_components * n_features,
              "covarianzas": n_components * math.comb(n_features + 1, 2)}
    return sum(cuenta.values()) * math.log(len(log_densities)) - 2 * sum(log_densities)


def d_cuadrado_lista(log_densities, n_components, n_features):
    partes = [n_components - 1] + [n_features + n_features * n_features] * n_components
    return -2 * math.fsum(log_densities) + sum(partes) * math.log(len(log_densities))


def diagonales_reduce(log_densities, n_components, n_features):
    p = reduce(lambda a, _: a + n_features + n_features, range(n_components), n_components - 1)
    return -2 * np.add.reduce(log_densities) + p * np.log(len(log_densities))


def atadas_triu(log_densities, n_components, n_features):
    libres = int(np.triu(np.ones((n_features, n_features))).sum())
    p = sum([n_components - 1, n_components * n_features, libres])
    return float(p * np.log(log_densities.size) - 2 * log_densities.sum())


def aic_partial(log_densities, n_components, n_features):
    criterio = partial(lambda L, p, c: c * p - 2 * L, log_densities.sum(), c=2.0)
    return criterio(_p(n_components, n_features))


def falta_dos_media(log_densities, n_components, n_features):
    n = len(log_densities)
    return -n * np.mean(log_densities) + _p(n_components, n_features) * np.log(n)


def log10_en_lambda(log_densities, n_components, n_features):
    log = math.log10
    n, k, d = len(log_densities), n_components, n_features
    return -2 * math.fsum(log_densities) + (k - 1 + k * d * (d + 3) / 2) * log(n)


# ------------------------------------------------------------------ deslices fuera de la lista


def k_y_d_cambiados(log_densities, n_components, n_features):
    p = _p(n_features, n_components)
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def sin_medias(log_densities, n_components, n_features):
    K, d = n_components, n_features
    p = (K - 1) + K * d * (d + 1) / 2
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def sin_covarianzas(log_densities, n_components, n_features):
    p = n_components - 1 + n_components * n_features
    return p * math.log(len(log_densities)) - 2 * math.fsum(log_densities)


def sin_pesos(log_densities, n_components, n_features):
    K, d = n_components, n_features
    p = K * d + K * d * (d + 1) / 2
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def fuera_de_diagonal(log_densities, n_components, n_features):
    K, d = n_components, n_features
    p = K - 1 + K * d + K * d * (d - 1) / 2
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def olvida_entre_dos(log_densities, n_components, n_features):
    K, d = n_components, n_features
    p = K - 1 + K * d + K * d * (d + 1)
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def una_media_por_componente(log_densities, n_components, n_features):
    K, d = n_components, n_features
    p = K - 1 + K + K * d * (d + 1) // 2
    return -2 * log_densities.sum() + p * np.log(log_densities.size)


def log_de_p_por_n(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return -2 * np.sum(log_densities) + len(log_densities) * np.log(p)


def log_p_n(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return -2 * np.sum(log_densities) + np.log(p * len(log_densities))


def sin_log(log_densities, n_components, n_features):
    return -2 * sum(log_densities) + _p(n_components, n_features) * len(log_densities)


def n_es_features(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return -2 * np.sum(log_densities) + p * np.log(n_features)


def castigo_restado(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return -2 * np.sum(log_densities) - p * np.log(len(log_densities))


def castigo_a_la_mitad(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return -2 * math.fsum(log_densities) + p / 2 * math.log(len(log_densities))


def suma_de_densidades(log_densities, n_components, n_features):
    L = np.sum(np.exp(log_densities))
    return -2 * np.log(L) + _p(n_components, n_features) * np.log(len(log_densities))


def log_de_logs(log_densities, n_components, n_features):
    L = np.sum(np.log(np.abs(log_densities)))
    return -2 * L + _p(n_components, n_features) * np.log(len(log_densities))


def sin_suma(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return -2 * log_densities + p * np.log(len(log_densities))


def parentesis(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return -2 * (np.sum(log_densities) + p * np.log(len(log_densities)))


def redondeado(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return round(float(-2 * np.sum(log_densities) + p * np.log(len(log_densities))))


def olvida_return(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    bic = -2 * np.sum(log_densities) + p * np.log(len(log_densities))
    assert np.isfinite(bic)


def devuelve_tupla(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities)), p


def nombre_mal_escrito(log_densities, n_components, n_features):
    p = _p(n_component, n_features)  # noqa: F821
    return -2 * np.sum(log_densities) + p * np.log(len(log_densities))


def sin_el_primero(log_densities, n_components, n_features):
    L = 0
    for i in range(1, len(log_densities)):
        L += log_densities[i]
    return -2 * L + _p(n_components, n_features) * math.log(len(log_densities))


def hannan_quinn(log_densities, n_components, n_features):
    p = _p(n_components, n_features)
    return -2 * np.sum(log_densities) + 2 * p * np.log(np.log(len(log_densities)))


def entre_n(log_densities, n_components, n_features):
    return ok_comb(log_densities, n_components, n_features) / len(log_densities)


_E = "10-bic"

CORRECT = [(_E, f) for f in (
    ok_formula, ok_por_partes, ok_bucles, ok_comb, ok_itertools, ok_triangular,
    ok_promedio_por_n, ok_dot_unos, ok_lambdas, ok_reduce, ok_clase, ok_recursiva, ok_por_dato,
    ok_cumsum, ok_log_de_potencia, ok_partial, ok_arreglo_cero_dim,
)]

WRONG = [
    (_E, ("B30-signo",), "signo de la log-verosimilitud", signo_mas),
    (_E, ("B30-signo",), "menos dos veces", signo_doble_menos),
    (_E, ("B30-signo",), "acumula con signo menos", signo_bucle),
    (_E, ("B30-convenio",), "BIC con el signo cambiado", convenio_al_reves),
    (_E, ("B30-convenio",), "BIC con el signo cambiado", convenio_menos_todo),
    (_E, ("B30-convenio",), "BIC con el signo cambiado", convenio_por_partes),
    (_E, ("B30-promedio",), "media en vez de suma", promedio_mean),
    (_E, ("B30-promedio",), "divide log L entre n", promedio_lista),
    (_E, ("B30-promedio",), "average en vez de suma", promedio_average),
    (_E, ("B30-pesos",), "cuenta K pesos", pesos_k),
    (_E, ("B30-pesos",), "cuenta K pesos", pesos_k_factorizado),
    (_E, ("B30-pesos",), "cuenta K pesos", pesos_k_size),
    (_E, ("B30-d²",), "d² por covarianza", d_cuadrado),
    (_E, ("B30-d²",), "d² por covarianza", d_cuadrado_size),
    (_E, ("B30-d²",), "d² por covarianza", d_cuadrado_bucle),
    (_E, ("B30-diag",), "d por covarianza", diagonales),
    (_E, ("B30-diag",), "d por covarianza", diagonales_factorizado),
    (_E, ("B30-diag",), "d por covarianza", diagonales_diag),
    (_E, ("B30-tied",), "una sola covarianza", atadas),
    (_E, ("B30-tied",), "una sola covarianza", atadas_comb),
    (_E, ("B30-tied",), "una sola covarianza", atadas_bucle),
    (_E, ("B30-aic",), "AIC", aic_dos_p),
    (_E, ("B30-aic",), "AIC", aic_factorizado),
    (_E, ("B30-aic",), "AIC", aic_bucle),
    (_E, ("B30-2",), "falta el 2", falta_dos),
    (_E, ("B30-2",), "falta el 2", falta_dos_resta),
    (_E, ("B30-2",), "falta el 2", falta_dos_fsum),
    (_E, ("B30-log10",), "log10 de n", log10_np),
    (_E, ("B30-log10",), "log10 de n", log10_math),
    (_E, ("B30-log10",), "log10 de n", log10_ln_entre_ln),
    (_E, ("B30-signo",), "signo de la log-verosimilitud", signo_lambda),
    (_E, ("B30-promedio",), "media corrida", promedio_perdida),
    (_E, ("B30-pesos",), "cuenta K pesos", pesos_k_diccionario),
    (_E, ("B30-d²",), "d² por covarianza", d_cuadrado_lista),
    (_E, ("B30-diag",), "d por covarianza", diagonales_reduce),
    (_E, ("B30-tied",), "una sola covarianza", atadas_triu),
    (_E, ("B30-aic",), "AIC", aic_partial),
    (_E, ("B30-2",), "falta el 2", falta_dos_media),
    (_E, ("B30-log10",), "log10 de n", log10_en_lambda),
    (_E, (), "K y d cambiados", k_y_d_cambiados),
    (_E, (), "no cuenta las medias", sin_medias),
    (_E, (), "no cuenta las covarianzas", sin_covarianzas),
    (_E, (), "no cuenta los pesos", sin_pesos),
    (_E, (), "solo lo de fuera de la diagonal", fuera_de_diagonal),
    (_E, (), "olvida dividir entre dos", olvida_entre_dos),
    (_E, (), "un número por media", una_media_por_componente),
    (_E, (), "n log p", log_de_p_por_n),
    (_E, (), "log(p n)", log_p_n),
    (_E, (), "p n sin log", sin_log),
    (_E, (), "log de d en vez de n", n_es_features),
    (_E, (), "resta el castigo", castigo_restado),
    (_E, (), "castigo a la mitad", castigo_a_la_mitad),
    (_E, (), "suma las densidades", suma_de_densidades),
    (_E, (), "log de las log-densidades", log_de_logs),
    (_E, (), "no suma", sin_suma),
    (_E, (), "paréntesis: -2 multiplica todo", parentesis),
    (_E, (), "redondea a entero", redondeado),
    (_E, (), "olvida el return", olvida_return),
    (_E, (), "devuelve una tupla", devuelve_tupla),
    (_E, (), "nombre mal escrito", nombre_mal_escrito),
    (_E, (), "olvida el primer dato", sin_el_primero),
    (_E, (), "Hannan-Quinn", hannan_quinn),
    (_E, (), "divide entre n", entre_n),
]
