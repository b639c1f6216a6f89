"""Respuestas de estudiantes a 03-paso-e: las responsabilidades de cada componente."""

import math
from functools import partial

import numpy as np
from scipy.special import logsumexp, softmax
from scipy.stats import norm

# --------------------------------------------------------------------- ayudas de módulo


def pdf(t, media, varianza):
    return math.exp(-0.5 * (t - media) ** 2 / varianza) / math.sqrt(2 * math.pi * varianza)


def tabla_kn(x, means, variances):
    """Campanas en una tabla (K, n)."""
    mu = np.asarray(means)[:, None]
    s2 = np.asarray(variances)[:, None]
    return np.exp(-((x - mu) ** 2) / (2 * s2)) / np.sqrt(2 * np.pi * s2)


def tabla_nk(x, means, variances):
    return tabla_kn(x, means, variances).T


def reparte(fila):
    total = sum(fila)
    return [f / total for f in fila]


class Mezcla:
    def __init__(self, pesos, medias, varianzas):
        self.partes = list(zip(pesos, medias, varianzas))

    def __call__(self, t):
        crudas = [p * pdf(t, m, v) for p, m, v in self.partes]
        return np.array(crudas) / sum(crudas)


# --------------------------------------------------------------------- correctas


def ok_listas_math(x, weights, means, variances):
    return [reparte([p * pdf(t, m, v) for p, m, v in zip(weights, means, variances)]) for t in x]


def ok_difusion(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    return num / num.sum(axis=1, keepdims=True)


def ok_transpuesta(x, weights, means, variances):
    A = weights[:, None] * tabla_kn(x, means, variances)
    A /= A.sum(axis=0)
    return A.T


def ok_norm(x, weights, means, variances):
    r = np.zeros((len(x), len(weights)))
    for k in range(len(weights)):
        r[:, k] = weights[k] * norm.pdf(x, loc=means[k], scale=np.sqrt(variances[k]))
    with np.errstate(invalid="ignore", divide="ignore"):
        return r / r.sum(axis=1)[:, np.newaxis]


def ok_sin_constante(x, weights, means, variances):
    # raíz(2 pi) se cancela al dividir
    r = weights / np.sqrt(variances) * np.exp(-((x[:, None] - means) ** 2) / (2 * variances))
    return r / np.sum(r, 1).reshape(-1, 1)


def ok_softmax(x, weights, means, variances):
    a = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return softmax(a, axis=1)


def ok_logsumexp(x, weights, means, variances):
    z2 = (np.expand_dims(x, 1) - means) ** 2 / variances
    logs = np.log(weights) - 0.5 * (np.log(variances) + z2)
    return np.exp(logs - logsumexp(logs, axis=1, keepdims=True))


def ok_mezcla_llamable(x, weights, means, variances):
    f = Mezcla(weights, means, variances)
    return np.vstack([f(t) for t in x])


def ok_bucle_total(x, weights, means, variances):
    n, K = len(x), len(weights)
    R = np.empty((n, K))
    for i in range(n):
        total = 0.0
        for k in range(K):
            R[i, k] = weights[k] * pdf(x[i], means[k], variances[k])
            total += R[i, k]
        for k in range(K):
            R[i, k] = R[i, k] / total
    return R


def ok_einsum(x, weights, means, variances):
    N = tabla_kn(x, means, variances)
    evidencia = np.einsum("k,kn->n", weights, N)
    return np.einsum("k,kn,n->nk", weights, N, 1 / evidencia)


def ok_apply_along(x, weights, means, variances):
    def fila(v):
        return v / v.sum()

    return np.apply_along_axis(fila, 1, tabla_nk(x, means, variances) * weights)


def ok_cociente_de_razones(x, weights, means, variances):
    # r_k = 1 / sum_j (p_j N_j / p_k N_k), con diferencias de logaritmos
    a = np.log(weights) - np.log(variances) / 2 - (x[:, None] - means) ** 2 / (2 * variances)
    dif = a[:, None, :] - a[:, :, None]
    with np.errstate(over="ignore"):
        return 1 / np.exp(dif).sum(axis=2)


def ok_partial(x, weights, means, variances):
    def responsabilidad(k, t):
        arriba = weights[k] * pdf(t, means[k], variances[k])
        abajo = sum(weights[j] * pdf(t, means[j], variances[j]) for j in range(len(weights)))
        return arriba / abajo

    columnas = [list(map(partial(responsabilidad, k), x)) for k in range(len(weights))]
    return np.column_stack(columnas)


def ok_congeladas(x, weights, means, variances):
    campanas = [norm(m, math.sqrt(v)) for m, v in zip(means, variances)]
    cols = np.array([w * c.pdf(x) for w, c in zip(weights, campanas)])
    return np.transpose(cols / cols.sum(axis=0, keepdims=True))


def ok_diccionario(x, weights, means, variances):
    por_dato = {}
    for i, t in enumerate(x):
        g = {k: float(weights[k]) * pdf(float(t), means[k], variances[k])
             for k in range(len(means))}
        s = sum(g.values())
        por_dato[i] = [g[k] / s for k in sorted(g)]
    return [por_dato[i] for i in range(len(x))]


def ok_vectorize(x, weights, means, variances):
    g = np.vectorize(lambda t, w, m, v: w * pdf(t, m, v), otypes=[float])
    num = g(x.reshape(-1, 1), weights, means, variances)
    den = num @ np.ones((len(weights), 1))
    assert den.shape == (len(x), 1)
    return num / den


def ok_resta_maximo(x, weights, means, variances):
    salida = []
    for t in x:
        logs = [math.log(w) - 0.5 * math.log(v) - (t - m) ** 2 / (2 * v)
                for w, m, v in zip(weights, means, variances)]
        tope = max(logs)
        e = [math.exp(a - tope) for a in logs]
        salida.append([b / sum(e) for b in e])
    return np.array(salida)


def ok_walrus(x, weights, means, variances):
    return np.array([(g := weights * tabla_kn(np.array([t]), means, variances)[:, 0]) / g.sum()
                     for t in x])


def ok_recursivo(x, weights, means, variances):
    if len(x) == 0:
        return np.empty((0, len(weights)))
    g = [p * pdf(x[0], m, v) for p, m, v in zip(weights, means, variances)]
    primera = np.array([reparte(g)])
    if len(x) > 400:  # para no agotar la pila
        mitad = len(x) // 2
        return np.vstack([ok_recursivo(x[:mitad], weights, means, variances),
                          ok_recursivo(x[mitad:], weights, means, variances)])
    return np.concatenate([primera, ok_recursivo(x[1:], weights, means, variances)])


def ok_add_at(x, weights, means, variances):
    n, K = len(x), len(weights)
    filas = np.repeat(np.arange(n), K)
    num = (weights * tabla_nk(x, means, variances)).ravel()
    den = np.zeros(n)
    np.add.at(den, filas, num)
    return (num / den[filas]).reshape(n, K)


# --------------------------------------------------------------------- errores conocidos


def b3_difusion(x, weights, means, variances):
    num = tabla_nk(x, means, variances)
    return num / num.sum(axis=1, keepdims=True)


def b3_listas(x, weights, means, variances):
    return [reparte([pdf(t, m, v) for m, v in zip(means, variances)]) for t in x]


def b3_mean(x, weights, means, variances):
    N = norm.pdf(x[:, None], means, np.sqrt(variances))
    return N / (N.mean(axis=1) * N.shape[1])[:, None]


def b3cuadrado_dos_veces(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    num = num * weights
    return num / num.sum(axis=1)[:, None]


def b3cuadrado_log(x, weights, means, variances):
    a = 2 * np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return softmax(a, axis=1)


def invertidos_flip(x, weights, means, variances):
    num = np.flip(weights)[:, None] * tabla_kn(x, means, variances)
    return (num / num.sum(axis=0)).T


def invertidos_reversed(x, weights, means, variances):
    pesos = list(reversed(list(weights)))
    R = []
    for t in x:
        R.append(reparte([pesos[k] * pdf(t, means[k], variances[k]) for k in range(len(pesos))]))
    return np.array(R)


def b4_axis_cero(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    return num / num.sum(axis=0)


def b4_bucle_columnas(x, weights, means, variances):
    R = np.zeros((len(x), len(weights)))
    for k, (w, m, v) in enumerate(zip(weights, means, variances)):
        columna = np.array([w * pdf(t, m, v) for t in x])
        R[:, k] = columna / columna.sum()
    return R


def b4_kn_axis_uno(x, weights, means, variances):
    tabla = weights[:, None] * tabla_kn(x, means, variances)
    tabla = tabla / tabla.sum(axis=1, keepdims=True)
    return tabla.T


def b4_softmax(x, weights, means, variances):
    a = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return softmax(a, axis=0)


def b9_scale(x, weights, means, variances):
    num = weights * norm.pdf(x[:, None], means, variances)
    return num / num.sum(axis=1, keepdims=True)


def b9_formula(x, weights, means, variances):
    R = []
    for t in x:
        g = []
        for w, m, s in zip(weights, means, variances):
            g.append(w * math.exp(-((t - m) ** 2) / (2 * s**2)) / (s * math.sqrt(2 * math.pi)))
        R.append(reparte(g))
    return R


def b9factor_difusion(x, weights, means, variances):
    e = np.exp(-0.5 * (x[:, None] - means) ** 2 / variances)
    num = weights * e / (np.sqrt(2 * np.pi) * variances)
    return num / num.sum(1, keepdims=True)


def b9factor_dos_pi_v(x, weights, means, variances):
    def bell(t, m, v):
        return math.exp(-((t - m) ** 2) / (2 * v)) / (2 * math.pi * v)

    filas = []
    for t in x:
        g = [w * bell(t, m, v) for w, m, v in zip(weights, means, variances)]
        filas.append([a / sum(g) for a in g])
    return np.array(filas)


def b9exponente_z(x, weights, means, variances):
    z = (x - means[:, None]) / variances[:, None]
    A = weights[:, None] * np.exp(-0.5 * z**2) / np.sqrt(variances)[:, None]
    return (A / A.sum(axis=0)).T


def b9exponente_log(x, weights, means, variances):
    logs = np.log(weights) - 0.5 * np.log(2 * np.pi * variances)
    logs = logs - (x[:, None] - means) ** 2 / (2 * variances**2)
    return np.exp(logs - logsumexp(logs, axis=1, keepdims=True))


def b9raiz_sqrt_en_parametro(x, weights, means, variances):
    sigma = np.sqrt(variances)
    num = weights * tabla_nk(x, means, sigma)
    return num / num.sum(axis=1)[:, None]


def b9raiz_cuarta(x, weights, means, variances):
    R = np.zeros((x.size, means.size))
    for k in range(means.size):
        R[:, k] = weights[k] * norm.pdf(x, means[k], variances[k] ** 0.25)
    return R / R.sum(axis=1, keepdims=True)


def b10_difusion(x, weights, means, variances):
    d = np.subtract.outer(x, means)
    num = weights / np.sqrt(2 * np.pi * variances) * np.exp(-(d**2) / variances)
    return num / num.sum(axis=1, keepdims=True)


def b10_math(x, weights, means, variances):
    R = []
    for i in range(len(x)):
        fila = []
        for k in range(len(means)):
            sd = math.sqrt(variances[k])
            z = (x[i] - means[k]) / sd
            fila.append(weights[k] * math.exp(-(z**2)) / sd)
        R.append(reparte(fila))
    return np.array(R)


def altura_exp(x, weights, means, variances):
    num = weights * np.exp(-((x[:, None] - means) ** 2) / (2 * variances))
    return num / num.sum(axis=1, keepdims=True)


def altura_dos_pi(x, weights, means, variances):
    def g(t, m, v):
        return math.exp(-((t - m) ** 2) / (2 * v)) / math.sqrt(2 * math.pi)

    return [reparte([w * g(t, m, v) for w, m, v in zip(weights, means, variances)]) for t in x]


def altura_softmax(x, weights, means, variances):
    return softmax(np.log(weights) - (x[:, None] - means) ** 2 / (2 * variances), axis=-1)


def b12_denominador(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    return num / (num.sum(axis=1, keepdims=True) + 1e-8)


def b12_maximum(x, weights, means, variances):
    num = weights * norm.pdf(x[:, None], means, np.sqrt(variances))
    den = np.maximum(num.sum(axis=1), 1e-300)
    return num / den[:, None]


def b12_numerador(x, weights, means, variances):
    R = []
    for t in x:
        g = [w * pdf(t, m, v) + 1e-5 for w, m, v in zip(weights, means, variances)]
        R.append(reparte(g))
    return np.array(R)


def b12_clip(x, weights, means, variances):
    num = np.clip(weights * tabla_nk(x, means, variances), 1e-12, None)
    return num / num.sum(axis=1, keepdims=True)


def uniforme_where(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    s = num.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):
        return np.where(s == 0, 1 / len(weights), num / s)


def uniforme_if(x, weights, means, variances):
    K = len(means)
    R = []
    for t in x:
        g = [w * pdf(t, m, v) for w, m, v in zip(weights, means, variances)]
        total = sum(g)
        if total == 0:
            R.append([1 / K] * K)
        else:
            R.append([a / total for a in g])
    return np.array(R)


def ceros_nan_to_num(x, weights, means, variances):
    num = weights[:, None] * tabla_kn(x, means, variances)
    with np.errstate(all="ignore"):
        r = num / num.sum(axis=0)
    return np.nan_to_num(r).T


def ceros_divide_where(x, weights, means, variances):
    num = weights * norm.pdf(x[:, None], means, np.sqrt(variances))
    den = num.sum(axis=1, keepdims=True)
    return np.divide(num, den, out=np.zeros_like(num), where=den > 0)


def ceros_try(x, weights, means, variances):
    R = []
    for t in x:
        g = [w * pdf(t, m, v) for w, m, v in zip(weights, means, variances)]
        try:
            R.append(reparte([float(a) for a in g]))
        except ZeroDivisionError:
            R.append([0.0] * len(g))
    return R


def b17_eye(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    return np.eye(len(weights))[num.argmax(axis=1)]


def b17_bucle(x, weights, means, variances):
    R = np.zeros((len(x), len(means)))
    for i, t in enumerate(x):
        g = [w * pdf(t, m, v) for w, m, v in zip(weights, means, variances)]
        R[i, g.index(max(g))] = 1
    return R


def b17_comparacion(x, weights, means, variances):
    A = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return (A == A.max(axis=1, keepdims=True)).astype(float)


def sin_norm_difusion(x, weights, means, variances):
    return weights * tabla_nk(x, means, variances)


def sin_norm_bucle(x, weights, means, variances):
    R = [[0.0] * len(means) for _ in x]
    for i in range(len(x)):
        for k in range(len(means)):
            R[i][k] = weights[k] * pdf(x[i], means[k], variances[k])
    return np.array(R)


def sin_norm_se_pierde(x, weights, means, variances):
    R = np.column_stack([w * norm.pdf(x, m, v**0.5) for w, m, v in zip(weights, means, variances)])
    R / R.sum(axis=1, keepdims=True)  # no se guarda
    return R


def columnas_rebanada(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    return (num / num.sum(axis=1, keepdims=True))[:, ::-1]


def columnas_insert(x, weights, means, variances):
    filas = []
    for t in x:
        g = []
        for w, m, v in zip(weights, means, variances):
            g.insert(0, w * pdf(t, m, v))
        filas.append(reparte(g))
    return np.array(filas)


def b26_complemento(x, weights, means, variances):
    a = weights[0] * norm.pdf(x, means[0], np.sqrt(variances[0]))
    b = weights[1] * norm.pdf(x, means[1], np.sqrt(variances[1]))
    r = a / (a + b)
    return np.column_stack([r, 1 - r])


def b26_dos_listas(x, weights, means, variances):
    p1, p2 = weights
    m1, m2 = means
    v1, v2 = variances
    R = []
    for t in x:
        a, b = p1 * pdf(t, m1, v1), p2 * pdf(t, m2, v2)
        R.append((a / (a + b), b / (a + b)))
    return R


def b26_zeros_dos(x, weights, means, variances):
    R = np.zeros((len(x), 2))
    for k in (0, 1):
        R[:, k] = weights[k] * tabla_kn(x, means, variances)[k]
    return R / R.sum(axis=1, keepdims=True)


def fijo_linspace(x, weights, means, variances):
    x = np.linspace(-3, 3, len(x))
    num = weights * tabla_nk(x, means, variances)
    return num / num.sum(axis=1, keepdims=True)


def fijo_aleatorio(x, weights, means, variances):
    datos = np.random.default_rng(0).normal(size=x.shape)
    f = Mezcla(weights, means, variances)
    return np.array([f(t) for t in datos])


def maximo_divide(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    return num / num.max(axis=1, keepdims=True)


def maximo_listas(x, weights, means, variances):
    R = []
    for t in x:
        g = [w * pdf(t, m, v) for w, m, v in zip(weights, means, variances)]
        R.append([a / max(g) for a in g])
    return R


# --------------------------------------------------------------------- deslices sin clave


def otro_transpuesto(x, weights, means, variances):
    A = weights[:, None] * tabla_kn(x, means, variances)
    return A / A.sum(axis=0)


def otro_signo(x, weights, means, variances):
    e = np.exp((x[:, None] - means) ** 2 / (2 * variances)) / np.sqrt(variances)
    num = weights * e
    return num / num.sum(axis=1, keepdims=True)


def otro_total_general(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    return num / num.sum()


def otro_denominador_sin_pesos(x, weights, means, variances):
    N = tabla_nk(x, means, variances)
    return weights * N / N.sum(axis=1, keepdims=True)


def otro_numerador_sin_pesos(x, weights, means, variances):
    R = []
    for t in x:
        N = [pdf(t, m, v) for m, v in zip(means, variances)]
        total = sum(w * g for w, g in zip(weights, N))
        R.append([g / total for g in N])
    return np.array(R)


def otro_sin_return(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    num /= num.sum(axis=1, keepdims=True)


def otro_devuelve_total(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    return num.sum(axis=1)


def otro_tupla(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    den = num.sum(axis=1, keepdims=True)
    return num / den, den


def otro_return_temprano(x, weights, means, variances):
    R = np.zeros((len(x), len(means)))
    for i, t in enumerate(x):
        R[i] = weights * tabla_kn(np.array([t]), means, variances)[:, 0]
        R[i] /= R[i].sum()
        return R


def otro_log_responsabilidades(x, weights, means, variances):
    logs = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return logs - logsumexp(logs, axis=1, keepdims=True)


def otro_logs_normalizados(x, weights, means, variances):
    logs = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return logs / logs.sum(axis=1, keepdims=True)


def otro_redondea(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    return np.round(num / num.sum(axis=1, keepdims=True), 2)


def otro_sin_cuadrado(x, weights, means, variances):
    num = weights * np.exp(-np.abs(x[:, None] - means) / (2 * variances)) / np.sqrt(variances)
    return num / num.sum(axis=1, keepdims=True)


def otro_total_acumulado(x, weights, means, variances):
    # total se pone a cero una sola vez
    total = 0.0
    R = np.zeros((len(x), len(means)))
    for i, t in enumerate(x):
        for k in range(len(means)):
            R[i, k] = weights[k] * pdf(t, means[k], variances[k])
            total += R[i, k]
        R[i] /= total
    return R


def otro_divide_dentro(x, weights, means, variances):
    # divide con la suma todavía a medias
    R = np.zeros((len(x), len(means)))
    for i, t in enumerate(x):
        total = 0.0
        for k in range(len(means)):
            g = weights[k] * pdf(t, means[k], variances[k])
            total += g
            R[i, k] = g / total
    return R


def otro_norma_dos(x, weights, means, variances):
    num = weights * tabla_nk(x, means, variances)
    return num / np.linalg.norm(num, axis=1, keepdims=True)


def otro_argumentos_cruzados(x, weights, means, variances):
    num = weights * tabla_nk(x, variances, np.abs(means) + 1)
    return num / num.sum(axis=1, keepdims=True)


def otro_reshape(x, weights, means, variances):
    A = weights[:, None] * tabla_kn(x, means, variances)
    A = A / A.sum(axis=0)
    return A.reshape(len(x), len(means))  # quería la traspuesta


def otro_indice_varianza(x, weights, means, variances):
    R = np.zeros((len(x), len(means)))
    for k in range(len(means)):
        R[:, k] = weights[k] * norm.pdf(x, means[k], np.sqrt(variances[-1]))
    return R / R.sum(axis=1)[:, None]


def otro_parentesis(x, weights, means, variances):
    num = weights * np.exp(-((x[:, None] - means) ** 2) / 2 * variances) / np.sqrt(variances)
    return num / num.sum(axis=1, keepdims=True)


def otro_ultima_fila_vacia(x, weights, means, variances):
    R = np.zeros((len(x), len(means)))
    for i in range(len(x) - 1):
        R[i] = reparte([w * pdf(x[i], m, v) for w, m, v in zip(weights, means, variances)])
    return R


def otro_pesos_como_respuesta(x, weights, means, variances):
    return np.tile(weights, (len(x), 1))


def otro_sin_eje(x, weights, means, variances):
    num = weights * norm.pdf(x, means, np.sqrt(variances))
    return num / num.sum()


def otro_sigma_multiplica(x, weights, means, variances):
    e = np.exp(-((x[:, None] - means) ** 2) / (2 * variances))
    num = weights * e * np.sqrt(variances)
    return num / num.sum(axis=1, keepdims=True)


CORRECT = [
    ("03-paso-e", ok_listas_math),
    ("03-paso-e", ok_difusion),
    ("03-paso-e", ok_transpuesta),
    ("03-paso-e", ok_norm),
    ("03-paso-e", ok_sin_constante),
    ("03-paso-e", ok_softmax),
    ("03-paso-e", ok_logsumexp),
    ("03-paso-e", ok_mezcla_llamable),
    ("03-paso-e", ok_bucle_total),
    ("03-paso-e", ok_einsum),
    ("03-paso-e", ok_apply_along),
    ("03-paso-e", ok_cociente_de_razones),
    ("03-paso-e", ok_partial),
    ("03-paso-e", ok_congeladas),
    ("03-paso-e", ok_diccionario),
    ("03-paso-e", ok_vectorize),
    ("03-paso-e", ok_resta_maximo),
    ("03-paso-e", ok_walrus),
    ("03-paso-e", ok_recursivo),
    ("03-paso-e", ok_add_at),
]

WRONG = [
    ("03-paso-e", ("B3", "pesos-iguales"), "tabla de campanas sin pesos", b3_difusion),
    ("03-paso-e", ("B3", "pesos-iguales"), "lista de campanas sin pesos", b3_listas),
    ("03-paso-e", ("B3", "pesos-iguales"), "normaliza con la media simple", b3_mean),
    ("03-paso-e", ("B3-cuadrado",), "multiplica dos veces por el peso", b3cuadrado_dos_veces),
    ("03-paso-e", ("B3-cuadrado",), "2 log(peso)", b3cuadrado_log),
    ("03-paso-e", ("pesos-invertidos",), "np.flip de los pesos", invertidos_flip),
    ("03-paso-e", ("pesos-invertidos",), "reversed de los pesos", invertidos_reversed),
    ("03-paso-e", ("B4",), "suma con axis=0", b4_axis_cero),
    ("03-paso-e", ("B4",), "divide cada columna por su suma", b4_bucle_columnas),
    ("03-paso-e", ("B4",), "tabla (K, n) con axis=1", b4_kn_axis_uno),
    ("03-paso-e", ("B4",), "softmax con axis=0", b4_softmax),
    ("03-paso-e", ("B9",), "scale recibe la varianza", b9_scale),
    ("03-paso-e", ("B9",), "la fórmula usa la varianza como sigma", b9_formula),
    ("03-paso-e", ("B9-factor",), "factor con la varianza sin raíz", b9factor_difusion),
    ("03-paso-e", ("B9-factor",), "factor 1/(2 pi v)", b9factor_dos_pi_v),
    ("03-paso-e", ("B9-exponente",), "z dividida por la varianza", b9exponente_z),
    ("03-paso-e", ("B9-exponente",), "2 v**2 en el logaritmo", b9exponente_log),
    ("03-paso-e", ("B9-raíz",), "sigma donde va la varianza", b9raiz_sqrt_en_parametro),
    ("03-paso-e", ("B9-raíz",), "raíz cuarta en scale", b9raiz_cuarta),
    ("03-paso-e", ("B10",), "falta el 1/2 del exponente", b10_difusion),
    ("03-paso-e", ("B10",), "exp(-z**2)", b10_math),
    ("03-paso-e", ("B10-altura",), "solo la exponencial", altura_exp),
    ("03-paso-e", ("B10-altura",), "divide por raíz(2 pi) y no por sigma", altura_dos_pi),
    ("03-paso-e", ("B10-altura",), "softmax sin el término de sigma", altura_softmax),
    ("03-paso-e", ("B12",), "suma 1e-8 al denominador", b12_denominador),
    ("03-paso-e", ("B12", "B12-ceros"), "suelo de 1e-300 en el denominador", b12_maximum),
    ("03-paso-e", ("B12",), "suma 1e-5 a cada campana", b12_numerador),
    ("03-paso-e", ("B12",), "clip de las campanas", b12_clip),
    ("03-paso-e", ("B12-uniforme",), "1/K donde la suma es 0", uniforme_where),
    ("03-paso-e", ("B12-uniforme",), "if total == 0, reparto igual", uniforme_if),
    ("03-paso-e", ("B12-ceros",), "nan_to_num", ceros_nan_to_num),
    ("03-paso-e", ("B12-ceros",), "np.divide con where y ceros", ceros_divide_where),
    ("03-paso-e", ("B12-ceros",), "except ZeroDivisionError y ceros", ceros_try),
    ("03-paso-e", ("B17",), "asignación dura con np.eye", b17_eye),
    ("03-paso-e", ("B17",), "un 1 en la mayor", b17_bucle),
    ("03-paso-e", ("B17",), "compara con el máximo", b17_comparacion),
    ("03-paso-e", ("sin-normalizar",), "devuelve las campanas con peso", sin_norm_difusion),
    ("03-paso-e", ("sin-normalizar",), "el bucle no divide", sin_norm_bucle),
    ("03-paso-e", ("sin-normalizar",), "la división no se guarda", sin_norm_se_pierde),
    ("03-paso-e", ("columnas-invertidas",), "R[:, ::-1]", columnas_rebanada),
    ("03-paso-e", ("columnas-invertidas",), "insert(0, ...)", columnas_insert),
    ("03-paso-e", ("B26",), "r y 1 - r", b26_complemento),
    ("03-paso-e", ("B26",), "desempaqueta dos componentes", b26_dos_listas),
    ("03-paso-e", ("B26",), "zeros((n, 2))", b26_zeros_dos),
    ("03-paso-e", ("B26-fijo",), "evalúa en una rejilla propia", fijo_linspace),
    ("03-paso-e", ("B26-fijo",), "genera otros datos", fijo_aleatorio),
    ("03-paso-e", ("máximo",), "divide por el máximo de la fila", maximo_divide),
    ("03-paso-e", ("máximo",), "max(g) en vez de sum(g)", maximo_listas),
    ("03-paso-e", (), "devuelve (K, n)", otro_transpuesto),
    ("03-paso-e", (), "falta el menos del exponente", otro_signo),
    ("03-paso-e", (), "divide por el total de la tabla", otro_total_general),
    ("03-paso-e", (), "pesos solo en el numerador", otro_denominador_sin_pesos),
    ("03-paso-e", (), "pesos solo en el denominador", otro_numerador_sin_pesos),
    ("03-paso-e", (), "no devuelve nada", otro_sin_return),
    ("03-paso-e", (), "devuelve la densidad total", otro_devuelve_total),
    ("03-paso-e", (), "devuelve una tupla de más", otro_tupla),
    ("03-paso-e", (), "return dentro del bucle", otro_return_temprano),
    ("03-paso-e", (), "devuelve el log de R", otro_log_responsabilidades),
    ("03-paso-e", (), "normaliza los logaritmos", otro_logs_normalizados),
    ("03-paso-e", (), "redondea a dos decimales", otro_redondea),
    ("03-paso-e", (), "distancia sin elevar al cuadrado", otro_sin_cuadrado),
    ("03-paso-e", (), "el total no se reinicia", otro_total_acumulado),
    ("03-paso-e", (), "divide con la suma a medias", otro_divide_dentro),
    ("03-paso-e", (), "divide por la norma euclídea", otro_norma_dos),
    ("03-paso-e", (), "medias y varianzas cambiadas", otro_argumentos_cruzados),
    ("03-paso-e", (), "reshape en vez de traspuesta", otro_reshape),
    ("03-paso-e", (), "siempre la última varianza", otro_indice_varianza),
    ("03-paso-e", (), "d**2 / 2 * v", otro_parentesis),
    ("03-paso-e", (), "la última fila queda a cero", otro_ultima_fila_vacia),
    ("03-paso-e", (), "repite los pesos en cada fila", otro_pesos_como_respuesta),
    ("03-paso-e", (), "falta el eje nuevo", otro_sin_eje),
    ("03-paso-e", (), "multiplica por sigma en vez de dividir", otro_sigma_multiplica),
]
