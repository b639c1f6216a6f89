"""Respuestas de estudiantes a 04-paso-e: el paso E que aguanta un dato lejano."""

import math
from decimal import Decimal
from functools import partial, reduce

import numpy as np
from scipy.special import log_softmax, logsumexp, softmax
from scipy.stats import norm

# --------------------------------------------------------------------- ayudas de módulo


def log_campanas(x, weights, means, variances):
    d2 = (x[:, None] - means) ** 2
    return np.log(weights) - 0.5 * (np.log(2 * np.pi * variances) + d2 / variances)


def log_pieza(t, w, m, v):
    return math.log(w) - 0.5 * math.log(2 * math.pi * v) - (t - m) ** 2 / (2 * v)


def estable(fila):
    tope = max(fila)
    e = [math.exp(a - tope) for a in fila]
    s = sum(e)
    return [b / s for b in e]


def normaliza_logs(A):
    A = A - A.max(axis=1, keepdims=True)
    E = np.exp(A)
    return E / E.sum(axis=1, keepdims=True)


class LogNormal1:
    """Logaritmo de una campana con peso."""

    def __init__(self, peso, mu, s2):
        self.cte = np.log(peso) - np.log(s2) / 2
        self.mu, self.s2 = mu, s2

    def __call__(self, t):
        return self.cte - (t - self.mu) ** 2 / self.s2 / 2


# --------------------------------------------------------------------- correctas


def ok_maximo_por_fila(x, weights, means, variances):
    return normaliza_logs(log_campanas(x, weights, means, variances))


def ok_listas(x, weights, means, variances):
    return [estable([log_pieza(t, w, m, v) for w, m, v in zip(weights, means, variances)])
            for t in x]


def ok_softmax(x, weights, means, variances):
    a = np.log(weights) + norm.logpdf(x[:, None], loc=means, scale=np.sqrt(variances))
    return softmax(a, axis=1)


def ok_logsumexp_columna(x, weights, means, variances):
    a = np.log(weights)[:, None] + norm.logpdf(x, means[:, None], np.sqrt(variances)[:, None])
    return np.exp(a - logsumexp(a, axis=0)).T


def ok_log_softmax(x, weights, means, variances):
    a = np.array([LogNormal1(w, m, v)(x) for w, m, v in zip(weights, means, variances)])
    return np.exp(log_softmax(a, axis=0)).transpose()


def ok_logaddexp(x, weights, means, variances):
    cols = [LogNormal1(w, m, v)(x) for w, m, v in zip(weights, means, variances)]
    total = reduce(np.logaddexp, cols)
    return np.stack([np.exp(c - total) for c in cols], axis=-1)


def ok_logaddexp_reduce(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    return np.exp(L - np.logaddexp.reduce(L, axis=1)[:, np.newaxis])


def ok_cocientes(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    R = np.empty_like(L)
    with np.errstate(over="ignore"):
        for k in range(L.shape[1]):
            R[:, k] = 1 / np.sum(np.exp(L - L[:, [k]]), axis=1)
    return R


def ok_distancia_minima(x, weights, means, variances):
    # restar el exponente más pequeño: mismo factor arriba y abajo
    e = (np.subtract.outer(x, means)) ** 2 / (2 * variances)
    e = e - e.min(axis=1)[:, None]
    num = weights / np.sqrt(variances) * np.exp(-e)
    return num / num.sum(axis=1)[:, None]


def ok_bucle_numpy(x, weights, means, variances):
    n, K = len(x), len(weights)
    R = np.zeros((n, K))
    for i in range(n):
        logs = np.zeros(K)
        for k in range(K):
            sigma = np.sqrt(variances[k])
            logs[k] = np.log(weights[k]) - np.log(sigma) - ((x[i] - means[k]) / sigma) ** 2 / 2
        logs -= np.max(logs)
        R[i] = np.exp(logs) / np.exp(logs).sum()
    return R


def ok_decimal(x, weights, means, variances):
    # con Decimal el exponente no se agota
    R = []
    for t in x:
        g = []
        for w, m, v in zip(weights, means, variances):
            d = Decimal(float(t)) - Decimal(float(m))
            v = Decimal(float(v))
            g.append(Decimal(float(w)) / v.sqrt() * (-d * d / (2 * v)).exp())
        s = sum(g)
        R.append([float(a / s) for a in g])
    return np.array(R)


def ok_solo_lejanos(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    p = np.exp(L)
    s = p.sum(axis=1)
    R = np.zeros_like(p)
    cerca = s > 1e-200
    R[cerca] = p[cerca] / s[cerca][:, None]
    R[~cerca] = normaliza_logs(L[~cerca]) if (~cerca).any() else R[~cerca]
    return R


def ok_take_along(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    gana = np.argmax(L, axis=1)
    L = L - np.take_along_axis(L, gana[:, None], axis=1)
    np.exp(L, out=L)
    L /= np.einsum("nk->n", L)[:, None]
    return L


def ok_apply_along(x, weights, means, variances):
    return np.apply_along_axis(softmax, 1, log_campanas(x, weights, means, variances))


def ok_partial(x, weights, means, variances):
    fs = [partial(log_pieza, w=w, m=m, v=v) for w, m, v in zip(weights, means, variances)]
    return list(map(lambda t: estable([f(t) for f in fs]), x.tolist()))


def ok_norm_congelada(x, weights, means, variances):
    A = np.zeros((len(x), len(means)))
    for k, (w, m, v) in enumerate(zip(weights, means, variances)):
        A[:, k] = math.log(w) + norm(m, math.sqrt(v)).logpdf(x)
    assert A.shape == (len(x), len(means))
    return normaliza_logs(A)


def ok_walrus(x, weights, means, variances):
    return np.vstack([(e := np.exp((a := f) - a.max())) / e.sum()
                      for f in log_campanas(x, weights, means, variances)])


def ok_vectorize(x, weights, means, variances):
    logs = np.vectorize(log_pieza, otypes=[float])
    A = logs(x[:, None], weights[None, :], means[None, :], variances[None, :])
    return softmax(A, axis=-1)


def ok_while(x, weights, means, variances):
    salida, i = [], 0
    while i < len(x):
        fila = [log_pieza(x[i], weights[k], means[k], variances[k]) for k in range(len(means))]
        M = fila[0]
        for a in fila[1:]:
            if a > M:
                M = a
        den = M + math.log(sum(math.exp(a - M) for a in fila))
        salida.append([math.exp(a - den) for a in fila])
        i += 1
    return np.array(salida)


def ok_diccionario(x, weights, means, variances):
    logs = {k: LogNormal1(weights[k], means[k], variances[k])(x) for k in range(len(weights))}
    tope = np.max(list(logs.values()), axis=0)
    num = {k: np.exp(v - tope) for k, v in logs.items()}
    den = sum(num.values())
    return np.column_stack([num[k] / den for k in num])


# --------------------------------------------------------------------- errores conocidos


def densidades_difusion(x, weights, means, variances):
    p = weights * np.exp(-((x[:, None] - means) ** 2) / (2 * variances))
    p = p / np.sqrt(2 * np.pi * variances)
    return p / p.sum(axis=1, keepdims=True)


def densidades_norm(x, weights, means, variances):
    p = np.array([w * norm.pdf(x, m, np.sqrt(v)) for w, m, v in zip(weights, means, variances)])
    with np.errstate(all="ignore"):
        return (p / p.sum(axis=0)).T


def densidades_listas(x, weights, means, variances):
    R = []
    for t in x:
        g = []
        for w, m, v in zip(weights, means, variances):
            g.append(float(w) * math.exp(-((t - m) ** 2) / (2 * v)) / math.sqrt(2 * math.pi * v))
        total = sum(g)
        R.append([a / total for a in g])
    return R


def densidades_exp_de_logs(x, weights, means, variances):
    p = np.exp(log_campanas(x, weights, means, variances))
    return p / p.sum(axis=1)[:, None]


def densidades_log_tarde(x, weights, means, variances):
    with np.errstate(divide="ignore", invalid="ignore"):
        a = np.log(weights * norm.pdf(x[:, None], means, np.sqrt(variances)))
        b = np.log(np.exp(a).sum(axis=1, keepdims=True))
        return np.exp(a - b)


def max_global(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    E = np.exp(L - L.max())
    return E / E.sum(axis=1, keepdims=True)


def max_global_listas(x, weights, means, variances):
    filas = [[log_pieza(t, w, m, v) for w, m, v in zip(weights, means, variances)] for t in x]
    M = max(max(f) for f in filas)
    R = []
    for f in filas:
        e = np.array([math.exp(a - M) for a in f])
        R.append(e / e.sum())
    return np.array(R)


def max_global_kn(x, weights, means, variances):
    A = np.stack([LogNormal1(w, m, v)(x) for w, m, v in zip(weights, means, variances)])
    A -= np.amax(A)
    A = np.exp(A)
    return np.transpose(A / A.sum(axis=0, keepdims=True))


def b12_denominador(x, weights, means, variances):
    p = np.exp(log_campanas(x, weights, means, variances))
    return p / (p.sum(axis=1, keepdims=True) + 1e-6)


def b12_denominador_minimo(x, weights, means, variances):
    p = weights * norm.pdf(x[:, None], means, np.sqrt(variances))
    return p / np.maximum(p.sum(axis=1, keepdims=True), 1e-300)


def b12_campana(x, weights, means, variances):
    R = []
    for t in x:
        g = [math.exp(log_pieza(t, w, m, v)) + 1e-12 for w, m, v in zip(weights, means, variances)]
        R.append([a / sum(g) for a in g])
    return np.array(R)


def b12_log_mas_epsilon(x, weights, means, variances):
    a = np.log(weights * norm.pdf(x[:, None], means, np.sqrt(variances)) + 1e-10)
    return softmax(a, axis=1)


def b12_clip_exponente(x, weights, means, variances):
    # recorta los exponentes para que exp no dé 0
    L = np.maximum(log_campanas(x, weights, means, variances), -500)
    E = np.exp(L)
    return E / E.sum(axis=1, keepdims=True)


def uniforme_where(x, weights, means, variances):
    p = np.exp(log_campanas(x, weights, means, variances))
    s = p.sum(axis=1)[:, None]
    with np.errstate(invalid="ignore"):
        return np.where(s > 0, p / s, 1 / p.shape[1])


def uniforme_nan(x, weights, means, variances):
    p = (weights * norm.pdf(x[:, None], means, np.sqrt(variances)))
    with np.errstate(invalid="ignore"):
        R = p / p.sum(axis=1, keepdims=True)
    R[np.isnan(R)] = 1 / len(weights)
    return R


def uniforme_try(x, weights, means, variances):
    R = []
    for t in x:
        g = [math.exp(log_pieza(t, w, m, v)) for w, m, v in zip(weights, means, variances)]
        try:
            R.append([a / sum(g) for a in g])
        except ZeroDivisionError:
            R.append([1 / len(g) for _ in g])
    return R


def ceros_nan_to_num(x, weights, means, variances):
    p = np.exp(log_campanas(x, weights, means, variances))
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(p / p.sum(axis=1, keepdims=True), nan=0.0)


def ceros_continue(x, weights, means, variances):
    R = np.zeros((len(x), len(means)))
    for i, t in enumerate(x):
        g = np.array([math.exp(log_pieza(t, *c)) for c in zip(weights, means, variances)])
        if g.sum() == 0:
            continue
        R[i] = g / g.sum()
    return R


def b3_logs(x, weights, means, variances):
    return softmax(norm.logpdf(x[:, None], means, np.sqrt(variances)), axis=1)


def b3_listas(x, weights, means, variances):
    R = []
    for t in x:
        R.append(estable([-0.5 * math.log(v) - (t - m) ** 2 / (2 * v)
                          for m, v in zip(means, variances)]))
    return np.array(R)


def b3cuadrado_suma_dos_veces(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances) + np.log(weights)
    return normaliza_logs(L)


def b3cuadrado_al_final(x, weights, means, variances):
    # vuelve a pesar después de quitar el máximo
    L = log_campanas(x, weights, means, variances)
    E = weights * np.exp(L - L.max(axis=1)[:, None])
    return E / E.sum(axis=1)[:, None]


def invertidos_rebanada(x, weights, means, variances):
    return normaliza_logs(log_campanas(x, weights[::-1], means, variances))


def invertidos_listas(x, weights, means, variances):
    K = len(weights)
    return [estable([log_pieza(t, weights[K - 1 - k], means[k], variances[k]) for k in range(K)])
            for t in x]


def b4_softmax(x, weights, means, variances):
    return softmax(log_campanas(x, weights, means, variances), axis=0)


def b4_logsumexp(x, weights, means, variances):
    L = np.log(weights)[:, None] + norm.logpdf(x, means[:, None], np.sqrt(variances)[:, None])
    return np.exp(L - logsumexp(L, axis=1, keepdims=True)).T


def b9_logpdf(x, weights, means, variances):
    a = np.log(weights) + norm.logpdf(x[:, None], means, variances)
    return np.exp(a - logsumexp(a, axis=1, keepdims=True))


def b9_a_mano(x, weights, means, variances):
    def log_g(t, w, m, s):
        return math.log(w) - math.log(s) - 0.5 * ((t - m) / s) ** 2

    R = np.zeros((len(x), len(means)))
    for i in range(len(x)):
        R[i] = estable([log_g(x[i], w, m, s) for w, m, s in zip(weights, means, variances)])
    return R


def b9factor_log(x, weights, means, variances):
    L = np.log(weights) - np.log(variances) - (x[:, None] - means) ** 2 / (2 * variances)
    return normaliza_logs(L)


def b9factor_listas(x, weights, means, variances):
    def log_g(t, w, m, v):
        return math.log(w / (math.sqrt(2 * math.pi) * v)) - (t - m) ** 2 / (2 * v)

    return [estable([log_g(t, *c) for c in zip(weights, means, variances)]) for t in x]


def b9exponente_difusion(x, weights, means, variances):
    z = (x[:, None] - means) / variances
    return softmax(np.log(weights) - 0.5 * np.log(2 * np.pi * variances) - 0.5 * z**2, axis=1)


def b9exponente_kn(x, weights, means, variances):
    cols = []
    for w, m, v in zip(weights, means, variances):
        cols.append(np.log(w) - np.log(np.sqrt(v)) - (x - m) ** 2 / (2 * v**2))
    A = np.array(cols)
    A = np.exp(A - A.max(axis=0))
    return (A / A.sum(axis=0)).T


def b9raiz_llamada(x, weights, means, variances):
    return normaliza_logs(log_campanas(x, weights, means, np.sqrt(variances)))


def b9raiz_logpdf(x, weights, means, variances):
    sigmas = [math.sqrt(v) for v in variances]
    A = np.column_stack([math.log(w) + norm.logpdf(x, m, math.sqrt(s))
                         for w, m, s in zip(weights, means, sigmas)])
    return softmax(A, axis=1)


def b10_difusion(x, weights, means, variances):
    L = np.log(weights) - 0.5 * np.log(variances) - (x[:, None] - means) ** 2 / variances
    return np.exp(L - np.logaddexp.reduce(L, axis=1, keepdims=True))


def b10_listas(x, weights, means, variances):
    R = []
    for t in x:
        logs = []
        for w, m, v in zip(weights, means, variances):
            z = (t - m) / math.sqrt(v)
            logs.append(math.log(w) - 0.5 * math.log(2 * math.pi * v) - z * z)
        R.append(estable(logs))
    return R


def altura_logs(x, weights, means, variances):
    return softmax(np.log(weights) - (x[:, None] - means) ** 2 / (2 * variances), axis=1)


def altura_minimo(x, weights, means, variances):
    R = np.zeros((x.size, means.size))
    for i, t in enumerate(x):
        e = (t - means) ** 2 / (2 * variances)
        g = weights * np.exp(-(e - e.min()))
        R[i] = g / g.sum()
    return R


def b17_argmax(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    R = np.zeros(L.shape)
    R[np.arange(len(x)), L.argmax(axis=1)] = 1.0
    return R


def b17_listas(x, weights, means, variances):
    R = []
    for t in x:
        logs = [log_pieza(t, *c) for c in zip(weights, means, variances)]
        gana = max(range(len(logs)), key=logs.__getitem__)
        R.append([1 if k == gana else 0 for k in range(len(logs))])
    return R


def sin_norm_exp(x, weights, means, variances):
    return np.exp(log_campanas(x, weights, means, variances))


def sin_norm_bucle(x, weights, means, variances):
    R = np.zeros((len(x), len(weights)))
    for i in range(len(x)):
        for k in range(len(weights)):
            R[i, k] = math.exp(log_pieza(x[i], weights[k], means[k], variances[k]))
    return R


def maximo_sin_suma(x, weights, means, variances):
    # exp(L - máximo): la mayor queda en 1
    L = log_campanas(x, weights, means, variances)
    return np.exp(L - L.max(axis=1, keepdims=True))


def maximo_sin_suma_listas(x, weights, means, variances):
    R = []
    for t in x:
        logs = [log_pieza(t, *c) for c in zip(weights, means, variances)]
        R.append([math.exp(a) / math.exp(M) if (M := max(logs)) > -600 else math.exp(a - M)
                  for a in logs])
    return R


def columnas_fliplr(x, weights, means, variances):
    return np.fliplr(normaliza_logs(log_campanas(x, weights, means, variances)))


def columnas_insert(x, weights, means, variances):
    R = []
    for t in x:
        logs = []
        for c in zip(weights, means, variances):
            logs.insert(0, log_pieza(t, *c))
        R.append(estable(logs))
    return np.array(R)


def b26_logistica(x, weights, means, variances):
    a = LogNormal1(weights[0], means[0], variances[0])(x)
    b = LogNormal1(weights[1], means[1], variances[1])(x)
    with np.errstate(over="ignore"):
        r = 1 / (1 + np.exp(b - a))
    return np.column_stack((r, 1 - r))


def b26_logaddexp(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    den = np.logaddexp(L[:, 0], L[:, 1])
    return np.exp(L - den[:, None])


def b26_maximo_de_dos(x, weights, means, variances):
    R = []
    for t in x:
        u = log_pieza(t, weights[0], means[0], variances[0])
        v = log_pieza(t, weights[1], means[1], variances[1])
        R.append(estable([u, v]))
    return np.array(R)


def fijo_linspace(x, weights, means, variances):
    rejilla = np.linspace(-2, 200, len(x))
    return normaliza_logs(log_campanas(rejilla, weights, means, variances))


def fijo_ejemplo(x, weights, means, variances):
    x = np.array([-1.0, 0.0, 1.5, 200.0])
    return [estable([log_pieza(t, *c) for c in zip(weights, means, variances)]) for t in x]


# --------------------------------------------------------------------- deslices sin clave


def otro_max_por_columna(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    E = np.exp(L - L.max(axis=0))
    with np.errstate(invalid="ignore"):
        return E / E.sum(axis=1, keepdims=True)


def otro_resta_minimo(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    with np.errstate(over="ignore", invalid="ignore"):
        E = np.exp(L - L.min(axis=1, keepdims=True))
        return E / E.sum(axis=1, keepdims=True)


def otro_signo_logs(x, weights, means, variances):
    return softmax(-log_campanas(x, weights, means, variances), axis=1)


def otro_signo_exponente(x, weights, means, variances):
    L = np.log(weights) - 0.5 * np.log(variances) + (x[:, None] - means) ** 2 / (2 * variances)
    return normaliza_logs(L)


def otro_transpuesta(x, weights, means, variances):
    A = np.stack([LogNormal1(w, m, v)(x) for w, m, v in zip(weights, means, variances)])
    return softmax(A, axis=0)


def otro_devuelve_logs(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    return L - logsumexp(L, axis=1, keepdims=True)


def otro_olvida_exp(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    L = L - L.max(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        return L / L.sum(axis=1, keepdims=True)


def otro_no_guarda_resta(x, weights, means, variances):
    R = []
    for t in x:
        logs = np.array([log_pieza(t, *c) for c in zip(weights, means, variances)])
        e = np.exp(logs - logs.max())
        R.append(np.exp(logs) / e.sum())
    return np.array(R)


def otro_signo_log_sigma(x, weights, means, variances):
    L = np.log(weights) + 0.5 * np.log(variances) - (x[:, None] - means) ** 2 / (2 * variances)
    return normaliza_logs(L)


def otro_pesos_sin_log(x, weights, means, variances):
    L = weights + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return normaliza_logs(L)


def otro_pesos_multiplican_log(x, weights, means, variances):
    L = weights * norm.logpdf(x[:, None], means, np.sqrt(variances))
    return softmax(L, axis=1)


def otro_sin_return(x, weights, means, variances):
    R = softmax(log_campanas(x, weights, means, variances), axis=1)
    R = np.asarray(R)


def otro_keepdims(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    return np.exp(L - logsumexp(L, axis=1))


def otro_redondea(x, weights, means, variances):
    return np.round(normaliza_logs(log_campanas(x, weights, means, variances)), 3)


def otro_softmax_todo(x, weights, means, variances):
    return softmax(log_campanas(x, weights, means, variances))


def otro_log10(x, weights, means, variances):
    d2 = (x[:, None] - means) ** 2
    L = np.log10(weights) - 0.5 * np.log10(variances) - d2 / (2 * variances)
    return normaliza_logs(L)


def otro_return_en_bucle(x, weights, means, variances):
    R = []
    for t in x:
        R.append(estable([log_pieza(t, *c) for c in zip(weights, means, variances)]))
        return np.array(R)


def otro_solo_medias(x, weights, means, variances):
    # al cerca más peso: distancias, no campanas
    d = np.abs(x[:, None] - means) + 1
    inv = weights / d
    return inv / inv.sum(axis=1, keepdims=True)


def otro_parentesis(x, weights, means, variances):
    L = np.log(weights) - 0.5 * np.log(variances) - (x[:, None] - means) ** 2 / 2 * variances
    return softmax(L, axis=1)


def otro_sin_cuadrado(x, weights, means, variances):
    L = np.log(weights) - 0.5 * np.log(variances) - np.abs(x[:, None] - means) / (2 * variances)
    return softmax(L, axis=1)


def otro_tupla(x, weights, means, variances):
    L = log_campanas(x, weights, means, variances)
    total = logsumexp(L, axis=1)
    return np.exp(L - total[:, None]), total


def otro_quita_lejanos(x, weights, means, variances):
    # tira los datos lejanos: faltan filas
    L = log_campanas(x, weights, means, variances)
    p = np.exp(L)
    s = p.sum(axis=1)
    return p[s > 1e-3] / s[s > 1e-3][:, None]


def otro_fila_cero(x, weights, means, variances):
    R = np.zeros((len(x), len(means)))
    for i in range(1, len(x)):
        R[i] = estable([log_pieza(x[i], *c) for c in zip(weights, means, variances)])
    return R


def otro_recorta_datos(x, weights, means, variances):
    x = np.clip(x, -2, 2)  # los lejanos no caben
    return normaliza_logs(log_campanas(x, weights, means, variances))


CORRECT = [
    ("04-paso-e", ok_maximo_por_fila),
    ("04-paso-e", ok_listas),
    ("04-paso-e", ok_softmax),
    ("04-paso-e", ok_logsumexp_columna),
    ("04-paso-e", ok_log_softmax),
    ("04-paso-e", ok_logaddexp),
    ("04-paso-e", ok_logaddexp_reduce),
    ("04-paso-e", ok_cocientes),
    ("04-paso-e", ok_distancia_minima),
    ("04-paso-e", ok_bucle_numpy),
    ("04-paso-e", ok_decimal),
    ("04-paso-e", ok_solo_lejanos),
    ("04-paso-e", ok_take_along),
    ("04-paso-e", ok_apply_along),
    ("04-paso-e", ok_partial),
    ("04-paso-e", ok_norm_congelada),
    ("04-paso-e", ok_walrus),
    ("04-paso-e", ok_vectorize),
    ("04-paso-e", ok_while),
    ("04-paso-e", ok_diccionario),
]

WRONG = [
    ("04-paso-e", ("B12-densidades",), "divide densidades que valen 0", densidades_difusion),
    ("04-paso-e", ("B12-densidades",), "norm.pdf da 0/0", densidades_norm),
    ("04-paso-e", ("B12-densidades",), "math.exp da 0 y divide por 0", densidades_listas),
    ("04-paso-e", ("B12-densidades",), "exp de los logs sin restar nada", densidades_exp_de_logs),
    ("04-paso-e", ("B12-densidades",), "log de densidades ya en 0", densidades_log_tarde),
    ("04-paso-e", ("B12-máximo",), "resta el máximo de la tabla", max_global),
    ("04-paso-e", ("B12-máximo",), "un solo máximo para todas las filas", max_global_listas),
    ("04-paso-e", ("B12-máximo",), "np.amax sin eje", max_global_kn),
    ("04-paso-e", ("B12",), "suma 1e-6 al denominador", b12_denominador),
    ("04-paso-e", ("B12", "B12-ceros"), "suelo de 1e-300", b12_denominador_minimo),
    ("04-paso-e", ("B12",), "suma 1e-12 a cada campana", b12_campana),
    ("04-paso-e", ("B12",), "log(p + 1e-10)", b12_log_mas_epsilon),
    ("04-paso-e", ("B12", "B12-uniforme"), "suelo de -500 en los logs", b12_clip_exponente),
    ("04-paso-e", ("B12-uniforme",), "1/K donde la suma es 0", uniforme_where),
    ("04-paso-e", ("B12-uniforme",), "los nan pasan a 1/K", uniforme_nan),
    ("04-paso-e", ("B12-uniforme",), "except ZeroDivisionError y 1/K", uniforme_try),
    ("04-paso-e", ("B12-ceros",), "nan_to_num", ceros_nan_to_num),
    ("04-paso-e", ("B12-ceros",), "salta las filas que suman 0", ceros_continue),
    ("04-paso-e", ("B3", "pesos-iguales"), "logpdf sin log de los pesos", b3_logs),
    ("04-paso-e", ("B3", "pesos-iguales"), "el bucle olvida el peso", b3_listas),
    ("04-paso-e", ("B3-cuadrado",), "log de los pesos dos veces", b3cuadrado_suma_dos_veces),
    ("04-paso-e", ("B3-cuadrado",), "vuelve a pesar al final", b3cuadrado_al_final),
    ("04-paso-e", ("pesos-invertidos",), "weights[::-1]", invertidos_rebanada),
    ("04-paso-e", ("pesos-invertidos",), "índice K - 1 - k del peso", invertidos_listas),
    ("04-paso-e", ("B4",), "softmax con axis=0", b4_softmax),
    ("04-paso-e", ("B4",), "logsumexp sobre los datos", b4_logsumexp),
    ("04-paso-e", ("B9",), "logpdf con la varianza", b9_logpdf),
    ("04-paso-e", ("B9",), "la fórmula usa la varianza como sigma", b9_a_mano),
    ("04-paso-e", ("B9-factor",), "-log(v) sin el medio", b9factor_log),
    ("04-paso-e", ("B9-factor",), "factor con la varianza sin raíz", b9factor_listas),
    ("04-paso-e", ("B9-exponente",), "z dividida por la varianza", b9exponente_difusion),
    ("04-paso-e", ("B9-exponente",), "2 v**2 en el exponente", b9exponente_kn),
    ("04-paso-e", ("B9-raíz",), "sigma donde va la varianza", b9raiz_llamada),
    ("04-paso-e", ("B9-raíz",), "dos raíces en logpdf", b9raiz_logpdf),
    ("04-paso-e", ("B10",), "falta el 1/2 del exponente", b10_difusion),
    ("04-paso-e", ("B10",), "- z*z sin 1/2", b10_listas),
    ("04-paso-e", ("B10-altura",), "falta el log de sigma", altura_logs),
    ("04-paso-e", ("B10-altura",), "no divide por sigma", altura_minimo),
    ("04-paso-e", ("B17",), "un 1 en el argmax", b17_argmax),
    ("04-paso-e", ("B17",), "1 si gana, 0 si no", b17_listas),
    ("04-paso-e", ("sin-normalizar",), "exp de los logs y nada más", sin_norm_exp),
    ("04-paso-e", ("sin-normalizar",), "el bucle no divide", sin_norm_bucle),
    ("04-paso-e", ("máximo", "sin-normalizar"), "resta el máximo y no divide", maximo_sin_suma),
    ("04-paso-e", ("máximo", "sin-normalizar"), "divide por la mayor", maximo_sin_suma_listas),
    ("04-paso-e", ("columnas-invertidas",), "np.fliplr", columnas_fliplr),
    ("04-paso-e", ("columnas-invertidas",), "insert(0, ...)", columnas_insert),
    ("04-paso-e", ("B26",), "logística de dos", b26_logistica),
    ("04-paso-e", ("B26",), "logaddexp de las dos primeras", b26_logaddexp),
    ("04-paso-e", ("B26",), "solo componentes 0 y 1", b26_maximo_de_dos),
    ("04-paso-e", ("B26-fijo",), "evalúa en una rejilla propia", fijo_linspace),
    ("04-paso-e", ("B26-fijo",), "usa los datos del ejemplo", fijo_ejemplo),
    ("04-paso-e", (), "máximo por columna", otro_max_por_columna),
    ("04-paso-e", (), "resta el mínimo de la fila: desborda", otro_resta_minimo),
    ("04-paso-e", (), "signo de los logs", otro_signo_logs),
    ("04-paso-e", (), "signo del exponente", otro_signo_exponente),
    ("04-paso-e", (), "devuelve (K, n)", otro_transpuesta),
    ("04-paso-e", (), "devuelve el log de R", otro_devuelve_logs),
    ("04-paso-e", (), "olvida la exponencial", otro_olvida_exp),
    ("04-paso-e", (), "resta el máximo solo en el denominador", otro_no_guarda_resta),
    ("04-paso-e", (), "signo de log sigma", otro_signo_log_sigma),
    ("04-paso-e", (), "suma el peso, no su log", otro_pesos_sin_log),
    ("04-paso-e", (), "peso por log-densidad", otro_pesos_multiplican_log),
    ("04-paso-e", (), "no devuelve nada", otro_sin_return),
    ("04-paso-e", (), "falta keepdims", otro_keepdims),
    ("04-paso-e", (), "redondea a tres decimales", otro_redondea),
    ("04-paso-e", (), "softmax de toda la tabla", otro_softmax_todo),
    ("04-paso-e", (), "log10 en los términos constantes", otro_log10),
    ("04-paso-e", (), "return dentro del bucle", otro_return_en_bucle),
    ("04-paso-e", (), "reparte por distancias", otro_solo_medias),
    ("04-paso-e", (), "d**2 / 2 * v", otro_parentesis),
    ("04-paso-e", (), "distancia sin elevar al cuadrado", otro_sin_cuadrado),
    ("04-paso-e", (), "devuelve una tupla", otro_tupla),
    ("04-paso-e", (), "tira los datos lejanos", otro_quita_lejanos),
    ("04-paso-e", (), "la primera fila queda a cero", otro_fila_cero),
    ("04-paso-e", (), "recorta los datos", otro_recorta_datos),
]
