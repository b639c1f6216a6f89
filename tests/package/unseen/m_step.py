"""Respuestas de una mano ajena al ejercicio 03-paso-m: pesos, medias y varianzas desde R."""

import math
from collections import namedtuple
from functools import partial, reduce

import numpy as np

# ------------------------------------------------------------------ correctas


def ok_matricial(x, R):
    N = R.sum(axis=0)
    means = R.T @ x / N
    variances = (R * (x[:, None] - means) ** 2).sum(axis=0) / N
    return N / len(x), means, variances


def ok_bucle_k(x, R):
    n, K = R.shape
    pesos = np.zeros(K)
    medias = np.zeros(K)
    varianzas = np.zeros(K)
    for k in range(K):
        Nk = np.sum(R[:, k])
        pesos[k] = Nk / n
        medias[k] = np.sum(R[:, k] * x) / Nk
        varianzas[k] = np.sum(R[:, k] * (x - medias[k]) ** 2) / Nk
    return pesos, medias, varianzas


def ok_listas_puras(x, R):
    n = len(x)
    K = len(R[0])
    w, m, v = [], [], []
    for k in range(K):
        nk = 0.0
        sx = 0.0
        for i in range(n):
            nk += R[i][k]
            sx += R[i][k] * x[i]
        mu = sx / nk
        ss = 0.0
        for i in range(n):
            ss += R[i][k] * (x[i] - mu) ** 2
        w.append(nk / n)
        m.append(mu)
        v.append(ss / nk)
    return w, m, v


def ok_average(x, R):
    mu = np.array([np.average(x, weights=r) for r in R.T])
    s2 = np.array([np.average((x - a) ** 2, weights=r) for a, r in zip(mu, R.T)])
    return R.mean(axis=0), mu, s2


def ok_einsum(x, R):
    nk = np.einsum("nk->k", R)
    mu = np.einsum("n,nk->k", x, R) / nk
    d = x[:, np.newaxis] - mu[np.newaxis, :]
    return nk / x.shape[0], mu, np.einsum("nk,nk,nk->k", R, d, d) / nk


def ok_transpuesta(x, R):
    r = np.asarray(R).T
    nk = r.sum(axis=1, keepdims=True)
    mu = (r * x).sum(axis=1, keepdims=True) / nk
    s2 = (r * (x - mu) ** 2).sum(axis=1, keepdims=True) / nk
    return (nk / len(x)).ravel(), mu.ravel(), s2.ravel()


def ok_cov_sin_sesgo(x, R):
    # ddof=0 con aweights divide entre la suma de los pesos
    var = [float(np.cov(x, aweights=R[:, k], ddof=0)) for k in range(R.shape[1])]
    med = [float(np.average(x, weights=R[:, k])) for k in range(R.shape[1])]
    return list(R.mean(0)), med, var


def ok_acumula_add_at(x, R):
    n, K = R.shape
    filas, cols = np.indices((n, K))
    N = np.zeros(K)
    S = np.zeros(K)
    V = np.zeros(K)
    np.add.at(N, cols, R)
    np.add.at(S, cols, R * x[filas])
    mu = S / N
    np.add.at(V, cols, R * (x[filas] - mu[cols]) ** 2)
    return N / n, mu, V / N


def ok_zip_comprensiones(x, R):
    cols = list(zip(*R))
    N = [math.fsum(c) for c in cols]
    medias = [math.fsum(r * a for r, a in zip(c, x)) / t for c, t in zip(cols, N)]
    varianzas = [math.fsum(r * (a - m) ** 2 for r, a in zip(c, x)) / t
                 for c, t, m in zip(cols, N, medias)]
    return [t / len(x) for t in N], medias, varianzas


def ok_probabilidades_normalizadas(x, R):
    P = R / R.sum(axis=0)
    mu = x @ P
    var = np.sum(P * np.subtract.outer(x, mu) ** 2, axis=0)
    return R.sum(axis=0) / R.sum(), mu, var


def ok_centrado(x, R):
    c = x.mean()
    y = x - c
    N = R.sum(0)
    m = (y @ R) / N
    return N / y.size, m + c, ((y[:, None] - m) ** 2 * R).sum(0) / N


class _PasoM:
    def componente(self, r, x):
        total = r.sum()
        media = r.dot(x) / total
        return total / x.size, media, r.dot((x - media) ** 2) / total

    def __call__(self, x, R):
        partes = [self.componente(r, x) for r in R.T]
        return tuple(np.array(p) for p in zip(*partes))


ok_clase = _PasoM()


def ok_apply_along_axis(x, R):
    media = np.apply_along_axis(lambda r: (r * x).sum() / r.sum(), 0, R)
    tabla = (x.reshape(-1, 1) - media) ** 2
    return np.mean(R, 0), media, np.average(tabla, axis=0, weights=R)


def ok_recursivo(x, R, k=0):
    if k == R.shape[1]:
        return [], [], []
    r = R[:, k]
    mu = np.dot(r, x) / r.sum()
    w, m, v = ok_recursivo(x, R, k + 1)
    return [r.mean()] + w, [mu] + m, [np.dot(r, np.square(x - mu)) / r.sum()] + v


Resultado = namedtuple("Resultado", ["pesos", "medias", "varianzas"])


def ok_namedtuple(x, R):
    datos = x.astype(float).copy()
    columna = datos[:, None]
    n_k = R.sum(axis=0)
    medias = np.divide((R * columna).sum(axis=0), n_k)
    desvios = columna - medias
    return Resultado(n_k / len(datos), medias, np.sum(R * desvios * desvios, axis=0) / n_k)


def ok_partial_momento(x, R):
    def ponderado(r, f):
        return sum(a * f(b) for a, b in zip(r, x)) / sum(r)

    medias, varianzas = [], []
    for r in R.T.tolist():
        mom = partial(ponderado, r)
        medias.append(mom(lambda b: b))
        varianzas.append(mom(lambda b, c=medias[-1]: (b - c) ** 2))
    return np.sum(R, axis=0) / x.shape[0], np.array(medias), np.array(varianzas)


def ok_walrus_diag(x, R):
    mu = (R.T @ x) / (nk := R.sum(axis=0))
    D = np.stack([x - m for m in mu])
    return nk / len(x), mu, np.diag((D ** 2) @ R) / nk


def ok_welford(x, R):
    # medias y varianzas de una pasada, actualizadas con cada dato
    K = R.shape[1]
    N, m, s = np.zeros(K), np.zeros(K), np.zeros(K)
    for xi, ri in zip(x - x[0], R):
        N = N + ri
        d = xi - m
        m = m + d * ri / N
        s = s + ri * d * (xi - m)
    return N / len(x), m + x[0], s / N


def ok_diccionario(x, R):
    w, m, v = ok_matricial(x, R)
    return {"weights": w, "means": m, "variances": v}


# ------------------------------------------------------------------ errores conocidos


def global_matricial(x, R):
    N = R.sum(axis=0)
    return N / len(x), R.T @ x / N, R.T @ (x - x.mean()) ** 2 / N


def global_bucle(x, R):
    centro = sum(x) / len(x)
    w, m, v = [], [], []
    for r in R.T:
        w.append(r.mean())
        m.append((r * x).sum() / r.sum())
        v.append(sum(ri * (xi - centro) ** 2 for ri, xi in zip(r, x)) / r.sum())
    return np.array(w), np.array(m), np.array(v)


def pesos_enes(x, R):
    weights = R.sum(axis=0)
    means = (R * x[:, None]).sum(axis=0) / weights
    variances = (R * (x[:, None] - means) ** 2).sum(axis=0) / weights
    return weights, means, variances


def pesos_enes_listas(x, R):
    _, m, v = ok_listas_puras(x, R)
    return [sum(fila[k] for fila in R) for k in range(len(m))], m, v


def desviacion_sqrt(x, R):
    w, m, v = ok_average(x, R)
    return w, m, np.sqrt(v)


def desviacion_bucle(x, R):
    K = R.shape[1]
    w, m, s = [0.0] * K, [0.0] * K, [0.0] * K
    for k in range(K):
        r = R[:, k]
        w[k] = float(r.sum() / len(x))
        m[k] = float((r * x).sum() / r.sum())
        s[k] = math.sqrt((r * (x - m[k]) ** 2).sum() / r.sum())
    return w, m, s


def dura_mascaras(x, R):
    z = R.argmax(axis=1)
    K = R.shape[1]
    return (np.array([np.mean(z == k) for k in range(K)]),
            np.array([x[z == k].mean() for k in range(K)]),
            np.array([x[z == k].var() for k in range(K)]))


def dura_redondeo(x, R):
    H = (R == R.max(axis=1, keepdims=True)).astype(float)
    N = H.sum(0)
    mu = H.T @ x / N
    return N / len(x), mu, np.einsum("ik,ik->k", H, (x[:, None] - mu) ** 2) / N


def dura_bincount(x, R):
    z = np.argmax(R, axis=1)
    K = R.shape[1]
    c = np.bincount(z, minlength=K)
    mu = np.bincount(z, weights=x, minlength=K) / c
    return c / len(x), mu, np.bincount(z, weights=(x - mu[z]) ** 2, minlength=K) / c


def menos_uno(x, R):
    Nk = R.sum(axis=0)
    mu = np.dot(R.T, x) / Nk
    return Nk / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / (Nk - 1)


def menos_uno_listas(x, R):
    cols = [[fila[k] for fila in R] for k in range(len(R[0]))]
    N = [sum(c) for c in cols]
    m = [sum(a * b for a, b in zip(c, x)) / t for c, t in zip(cols, N)]
    v = [sum(a * (b - mu) ** 2 for a, b in zip(c, x)) / (t - 1) for c, t, mu in zip(cols, N, m)]
    return [t / len(x) for t in N], m, v


def cov_aweights(x, R):
    w, m, _ = ok_matricial(x, R)
    return w, m, np.array([np.cov(x, aweights=R[:, k]) for k in range(R.shape[1])])


def cov_insesgada_a_mano(x, R):
    V1, V2 = R.sum(0), (R ** 2).sum(0)
    mu = R.T @ x / V1
    S = (R * (x[:, None] - mu) ** 2).sum(0)
    return R.mean(0), mu, S / (V1 - V2 / V1)


def todo_entre_n(x, R):
    n = len(x)
    weights = R.sum(axis=0) / n
    means = (R * x[:, None]).sum(axis=0) / n
    variances = (R * (x[:, None] - means) ** 2).sum(axis=0) / n
    return weights, means, variances


def todo_mean(x, R):
    mu = np.array([(r * x).mean() for r in R.T])
    return R.mean(0), mu, np.array([(r * (x - m) ** 2).mean() for r, m in zip(R.T, mu)])


def todo_entre_n_listas(x, R):
    n, K = len(x), len(R[0])
    m = [sum(R[i][k] * x[i] for i in range(n)) / n for k in range(K)]
    v = [sum(R[i][k] * (x[i] - m[k]) ** 2 for i in range(n)) / n for k in range(K)]
    return [sum(R[i][k] for i in range(n)) / n for k in range(K)], m, v


def varianza_entre_n(x, R):
    N = R.sum(axis=0)
    means = R.T @ x / N
    return N / len(x), means, (R * (x[:, None] - means) ** 2).mean(axis=0)


def varianza_entre_n_bucle(x, R):
    n, K = R.shape
    w, m, v = np.empty(K), np.empty(K), np.empty(K)
    for k in range(K):
        w[k] = sum(R[:, k]) / n
        m[k] = sum(R[:, k] * x) / sum(R[:, k])
        v[k] = sum(R[:, k] * (x - m[k]) ** 2) / n
    return w, m, v


def medias_sin_r(x, R):
    N = R.sum(axis=0)
    means = np.full(R.shape[1], x.mean())
    return N / len(x), means, (R * (x[:, None] - means) ** 2).sum(axis=0) / N


def medias_sin_r_bucle(x, R):
    pesos, medias, varianzas = [], [], []
    for k in range(R.shape[1]):
        pesos.append(R[:, k].sum() / len(x))
        medias.append(sum(x) / len(x))
        varianzas.append(np.average((x - medias[k]) ** 2, weights=R[:, k]))
    return pesos, medias, varianzas


def medias_duras_varianza_blanda(x, R):
    z = R.argmax(1)
    N = R.sum(0)
    mu = np.array([x[z == k].mean() for k in range(len(N))])
    return N / len(x), mu, np.sum(R * (x[:, None] - mu) ** 2, axis=0) / N


def varianza_sin_r(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    return N / len(x), mu, ((x[:, None] - mu) ** 2).mean(axis=0)


def varianza_sin_r_bucle(x, R):
    w, m, v = ok_bucle_k(x, R)
    for k in range(len(w)):
        v[k] = sum((xi - m[k]) ** 2 for xi in x) / len(x)
    return w, m, v


def varianza_sin_r_entre_nk(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    return N / len(x), mu, np.sum((x.reshape(-1, 1) - mu) ** 2, axis=0) / N


def medias_sin_dividir(x, R):
    N = R.sum(axis=0)
    means = R.T @ x
    return N / len(x), means, (R * (x[:, None] - means) ** 2).sum(axis=0) / N


def medias_sin_dividir_listas(x, R):
    w, m, v = [], [], []
    for r in zip(*R):
        m.append(sum(a * b for a, b in zip(r, x)))
        w.append(sum(r) / len(x))
        v.append(sum(a * (b - m[-1]) ** 2 for a, b in zip(r, x)) / sum(r))
    return w, m, v


def varianza_sin_dividir(x, R):
    N = R.sum(axis=0)
    mu = x @ R / N
    return N / x.size, mu, np.einsum("ik,ik->k", R, (x[:, None] - mu) ** 2)


def varianza_sin_dividir_bucle(x, R):
    w, m, v = [], [], []
    for r in R.T:
        media = np.average(x, weights=r)
        w.append(np.mean(r))
        m.append(media)
        v.append(np.sum(r * (x - media) ** 2))
    return np.array(w), np.array(m), np.array(v)


def trunca_dtype_int(x, R):
    N = R.sum(axis=0)
    means = np.zeros(len(N), dtype=int)
    for k in range(len(N)):
        means[k] = R[:, k] @ x / N[k]
    return N / len(x), means, (R * (x[:, None] - means) ** 2).sum(axis=0) / N


def trunca_division_entera(x, R):
    w, m, v = [], [], []
    for r in zip(*R):
        mu = int(sum(a * b for a, b in zip(r, x)) / sum(r))
        w.append(sum(r) / len(x))
        m.append(mu)
        v.append(sum(a * (b - mu) ** 2 for a, b in zip(r, x)) / sum(r))
    return w, m, v


def enteros_zeros_like(x, R):
    K = R.shape[1]
    pesos, varianzas = np.zeros(K), np.zeros(K)
    medias = np.zeros_like(x[:K])
    for k in range(K):
        pesos[k] = R[:, k].sum() / len(x)
        medias[k] = (R[:, k] * x).sum() / R[:, k].sum()
        varianzas[k] = (R[:, k] * (x - medias[k]) ** 2).sum() / R[:, k].sum()
    return pesos, medias, varianzas


def enteros_astype(x, R):
    w, m, v = ok_einsum(x, R)
    return w, m.astype(x.dtype), v


def enteros_resta_in_situ(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    v = []
    for k in range(len(N)):
        d = x.copy()
        d -= mu[k]
        v.append((R[:, k] * d ** 2).sum() / N[k])
    return N / len(x), mu, np.array(v)


def pares_en_medias(x, R):
    X = x.reshape(-1, 1)
    K = R.shape[1]
    w, m, v = np.zeros(K), np.zeros(K), np.zeros(K)
    for k in range(K):
        r = R[:, k]
        w[k] = r.mean()
        m[k] = (r * X).sum() / r.sum()
        v[k] = (r * (x - m[k]) ** 2).sum() / r.sum()
    return w, m, v


def pares_en_ambas(x, R):
    col = x[:, None]
    N = R.sum(0)
    m = np.array([np.sum(R[:, k] * col) / N[k] for k in range(len(N))])
    return N / len(x), m, np.array([np.sum(R[:, k] * (col - m[k]) ** 2) / N[k]
                                    for k in range(len(N))])


def pares_en_varianza(x, R):
    col = x[:, None]
    N = R.sum(0)
    m = (R * col).sum(0) / N
    v = [(R[:, k] * (col - m[k]) ** 2).sum() / N[k] for k in range(R.shape[1])]
    return N / len(x), m, np.array(v)


def pares_en_varianza_columna(x, R):
    w, m, v = [], [], []
    for k in range(R.shape[1]):
        r = R[:, [k]]
        w.append(r.sum() / len(x))
        m.append((r[:, 0] * x).sum() / r.sum())
        v.append(np.sum(r * (x - m[k]) ** 2) / np.sum(r))
    return w, m, v


def momentos_matricial(x, R):
    N = R.sum(axis=0)
    m = R.T @ x / N
    return N / len(x), m, R.T @ x ** 2 / N - m ** 2


def momentos_listas(x, R):
    w, m, v = [], [], []
    for r in zip(*R):
        nk = sum(r)
        e1 = sum(a * float(b) for a, b in zip(r, x)) / nk
        e2 = sum(a * float(b) ** 2 for a, b in zip(r, x)) / nk
        w.append(nk / len(x))
        m.append(e1)
        v.append(e2 - e1 ** 2)
    return w, m, v


def momentos_average(x, R):
    y = x * 1.0
    m = np.array([np.average(y, weights=r) for r in R.T])
    m2 = np.array([np.average(y * y, weights=r) for r in R.T])
    return R.mean(axis=0), m, np.maximum(m2 - m * m, 0)


def sin_restar_media(x, R):
    N = R.sum(axis=0)
    return N / len(x), R.T @ x / N, (R * x[:, None] ** 2).sum(axis=0) / N


def sin_restar_media_bucle(x, R):
    w, m, v = ok_listas_puras(x, R)
    v = [sum(f[k] * a ** 2 for f, a in zip(R, x)) / sum(f[k] for f in R) for k in range(len(w))]
    return w, m, v


def absolutas_matricial(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    return N / len(x), mu, (R * np.abs(x[:, None] - mu)).sum(axis=0) / N


def absolutas_average(x, R):
    m = [np.average(x, weights=r) for r in R.T]
    return R.mean(0), m, [np.average(abs(x - a), weights=r) for a, r in zip(m, R.T)]


def orden_medias_varianzas_pesos(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    return mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N, N / len(x)


def orden_pesos_varianzas_medias(x, R):
    pesos, medias, varianzas = ok_zip_comprensiones(x, R)
    return pesos, varianzas, medias


def orden_medias_pesos_varianzas(x, R):
    partes = {"m": [], "p": [], "v": []}
    for r in R.T:
        mu = (r @ x) / r.sum()
        partes["m"].append(mu)
        partes["p"].append(r.mean())
        partes["v"].append((r @ (x - mu) ** 2) / r.sum())
    return tuple(np.array(a) for a in partes.values())


def pesos_un_ka(x, R):
    _, m, v = ok_matricial(x, R)
    return np.ones(len(m)) / len(m), m, v


def pesos_un_ka_listas(x, R):
    K = len(R[0])
    _, m, v = ok_listas_puras(x, R)
    return [1 / K] * K, m, v


def dos_componentes(x, R):
    r = R[:, 0]
    s = 1 - r
    m1, m2 = (r @ x) / r.sum(), (s @ x) / s.sum()
    v1, v2 = (r @ (x - m1) ** 2) / r.sum(), (s @ (x - m2) ** 2) / s.sum()
    return np.array([r.mean(), s.mean()]), np.array([m1, m2]), np.array([v1, v2])


def dos_componentes_for(x, R):
    w, m, v = np.zeros(2), np.zeros(2), np.zeros(2)
    for k in range(2):
        w[k] = R[:, k].mean()
        m[k] = np.average(x, weights=R[:, k])
        v[k] = np.average((x - m[k]) ** 2, weights=R[:, k])
    return w, m, v


def datos_propios(x, R):
    x = np.linspace(0, 1, R.shape[0])
    return ok_matricial(x, R)


def resultado_fijo(x, R):
    return np.array([0.4, 0.6]), np.array([0.0, 5.0]), np.array([1.0, 2.0])


# ------------------------------------------------------------------ deslices fuera de la lista


def eje_uno(x, R):
    _, m, v = ok_matricial(x, R)
    return R.mean(axis=1), m, v


def pesos_entre_k(x, R):
    _, m, v = ok_matricial(x, R)
    return R.sum(axis=0) / R.shape[1], m, v


def olvida_return(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    s2 = (R * (x[:, None] - mu) ** 2).sum(axis=0) / N
    _ = N / len(x), mu, s2


def return_dentro_del_for(x, R):
    w, m, v = [], [], []
    for r in R.T:
        w.append(r.mean())
        m.append(np.average(x, weights=r))
        v.append(np.average((x - m[-1]) ** 2, weights=r))
        return w, m, v


def arreglos_con_uno_de_mas(x, R):
    K = R.shape[1]
    w, m, v = np.zeros(K + 1), np.zeros(K + 1), np.zeros(K + 1)
    for k in range(K):
        w[k] = R[:, k].mean()
        m[k] = np.average(x, weights=R[:, k])
        v[k] = np.average((x - m[k]) ** 2, weights=R[:, k])
    return w, m, v


def ultima_sin_llenar(x, R):
    K = R.shape[1]
    w, m, v = np.zeros(K), np.zeros(K), np.zeros(K)
    for k in range(K - 1):
        w[k] = R[:, k].mean()
        m[k] = np.average(x, weights=R[:, k])
        v[k] = np.average((x - m[k]) ** 2, weights=R[:, k])
    return w, m, v


def sin_primer_dato(x, R):
    w, m, v = [], [], []
    for k in range(R.shape[1]):
        nk = sum(R[i, k] for i in range(1, len(x)))
        mu = sum(R[i, k] * x[i] for i in range(1, len(x))) / nk
        w.append(nk / len(x))
        m.append(mu)
        v.append(sum(R[i, k] * (x[i] - mu) ** 2 for i in range(1, len(x))) / nk)
    return w, m, v


def acumulador_sin_reiniciar(x, R):
    w, m, v = [], [], []
    nk = sx = ss = 0.0
    for k in range(R.shape[1]):
        for i in range(len(x)):
            nk += R[i, k]
            sx += R[i, k] * x[i]
        mu = sx / nk
        for i in range(len(x)):
            ss += R[i, k] * (x[i] - mu) ** 2
        w.append(nk / len(x))
        m.append(mu)
        v.append(ss / nk)
    return w, m, v


def suma_media(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    return N / len(x), mu, (R * (x[:, None] + mu) ** 2).sum(axis=0) / N


def cuadrado_fuera(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    return N / len(x), mu, ((R * (x[:, None] - mu)) ** 2).sum(axis=0) / N


def cuadrado_de_la_suma(x, R):
    w, m, v = [], [], []
    for r in R.T:
        mu = (r * x).sum() / r.sum()
        w.append(r.mean())
        m.append(mu)
        v.append((r * (x - mu)).sum() ** 2 / r.sum())
    return w, m, v


def varianza_negativa(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    return N / len(x), mu, (R * (x[:, None] - mu) * (mu - x[:, None])).sum(axis=0) / N


def redondea_dos(x, R):
    return tuple([round(float(a), 2) for a in p] for p in ok_matricial(x, R))


def suavizado(x, R):
    _, m, v = ok_matricial(x, R)
    return (R.sum(axis=0) + 1) / (len(x) + R.shape[1]), m, v


def matriz_de_varianzas(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    return N / len(x), mu, R.T @ (x[:, None] - mu) ** 2 / N


def varianza_escalar(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum() / N


def varianza_de_r_por_x(x, R):
    N = R.sum(axis=0)
    return N / len(x), R.T @ x / N, np.var(R * x[:, None], axis=0)


def error_estandar(x, R):
    w, m, v = ok_average(x, R)
    return w, m, v / R.sum(axis=0)


def difusion_rota(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    return N / len(x), mu, R.T @ (x - mu) ** 2 / N


def sin_transponer(x, R):
    N = R.sum(axis=0)
    mu = R @ x / N
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N


def nombre_equivocado(x, R):
    Nk = R.sum(axis=0)
    medias = R.T @ x / N_k  # noqa: F821
    return Nk / len(x), medias, (R * (x[:, None] - medias) ** 2).sum(axis=0) / Nk


def solo_dos_resultados(x, R):
    N = R.sum(axis=0)
    return N / len(x), R.T @ x / N


def r_al_cuadrado(x, R):
    Q = R ** 2
    N = Q.sum(axis=0)
    mu = Q.T @ x / N
    return R.mean(0), mu, (Q * (x[:, None] - mu) ** 2).sum(axis=0) / N


def suma_x_como_divisor(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / x.sum()
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N


def media_de_k_anterior(x, R):
    K = R.shape[1]
    w, m, v = np.zeros(K), np.zeros(K), np.zeros(K)
    for k in range(K):
        w[k] = R[:, k].mean()
        m[k] = np.average(x, weights=R[:, k])
        v[k] = np.average((x - m[k - 1]) ** 2, weights=R[:, k])
    return w, m, v


def media_de_la_mezcla(x, R):
    w, m, v = ok_matricial(x, R)
    return w, w * m, v


def cubo(x, R):
    w, m, _ = ok_listas_puras(x, R)
    v = [reduce(lambda s, p, c=c: s + p[0] * abs(p[1] - c) ** 3, zip(r, x), 0.0) / sum(r)
         for c, r in zip(m, R.T)]
    return w, m, v


def texto(x, R):
    w, m, v = ok_matricial(x, R)
    return f"pesos={w}, medias={m}, varianzas={v}"


def enteros_en_pesos(x, R):
    K = R.shape[1]
    w = np.zeros(K, dtype=int)
    w[:] = R.mean(axis=0)
    _, m, v = ok_matricial(x, R)
    return w, m, v


def mediana_ponderada(x, R):
    o = np.argsort(x)
    acum = np.cumsum(R[o], axis=0) / R.sum(axis=0)
    m = np.array([x[o][np.searchsorted(a, 0.5)] for a in acum.T], dtype=float)
    N = R.sum(axis=0)
    return N / len(x), m, (R * (x[:, None] - m) ** 2).sum(axis=0) / N


def divide_dos_veces(x, R):
    N = R.sum(axis=0)
    m = np.array([np.average(x, weights=r) for r in R.T]) / N
    return N / len(x), m, (R * (x[:, None] - m) ** 2).sum(axis=0) / N


_E = "03-paso-m"

CORRECT = [(_E, f) for f in (
    ok_matricial, ok_bucle_k, ok_listas_puras, ok_average, ok_einsum, ok_transpuesta,
    ok_cov_sin_sesgo, ok_acumula_add_at, ok_zip_comprensiones, ok_probabilidades_normalizadas,
    ok_centrado, ok_clase, ok_apply_along_axis, ok_recursivo, ok_namedtuple, ok_partial_momento,
    ok_walrus_diag, ok_welford, ok_diccionario,
)]

WRONG = [
    (_E, ("B2-global",), "alrededor de la media global", global_matricial),
    (_E, ("B2-global",), "alrededor de la media global", global_bucle),
    (_E, ("B5",), "pesos N_k", pesos_enes),
    (_E, ("B5",), "pesos N_k", pesos_enes_listas),
    (_E, ("B9-desviación",), "devuelve desviaciones", desviacion_sqrt),
    (_E, ("B9-desviación",), "devuelve desviaciones", desviacion_bucle),
    (_E, ("B17",), "asignación dura con máscaras", dura_mascaras),
    (_E, ("B17",), "asignación dura con ceros y unos", dura_redondeo),
    (_E, ("B17",), "asignación dura con bincount", dura_bincount),
    (_E, ("B18",), "divide entre N_k - 1", menos_uno),
    (_E, ("B18",), "divide entre N_k - 1", menos_uno_listas),
    (_E, ("B18-cov",), "np.cov con aweights", cov_aweights),
    (_E, ("B18-cov",), "divisor insesgado a mano", cov_insesgada_a_mano),
    (_E, ("B18-n",), "medias y varianzas entre n", todo_entre_n),
    (_E, ("B18-n",), "medias y varianzas con mean", todo_mean),
    (_E, ("B18-n",), "medias y varianzas entre n", todo_entre_n_listas),
    (_E, ("B18-solo-varianza",), "varianza entre n", varianza_entre_n),
    (_E, ("B18-solo-varianza",), "varianza entre n", varianza_entre_n_bucle),
    (_E, ("B18-duros",), "medias sin responsabilidades", medias_sin_r),
    (_E, ("B18-duros",), "medias sin responsabilidades", medias_sin_r_bucle),
    (_E, ("B18-duros", "B17"), "medias de los grupos duros", medias_duras_varianza_blanda),
    (_E, ("B18-sin-R",), "varianza sin responsabilidades", varianza_sin_r),
    (_E, ("B18-sin-R",), "varianza sin responsabilidades", varianza_sin_r_bucle),
    (_E, ("B18-sin-R", "B24-varianza"), "varianza sin R, entre N_k", varianza_sin_r_entre_nk),
    (_E, ("sin-dividir",), "medias sin dividir", medias_sin_dividir),
    (_E, ("sin-dividir",), "medias sin dividir", medias_sin_dividir_listas),
    (_E, ("sin-dividir-varianza",), "varianza sin dividir", varianza_sin_dividir),
    (_E, ("sin-dividir-varianza",), "varianza sin dividir", varianza_sin_dividir_bucle),
    (_E, ("B23",), "medias en un arreglo de enteros", trunca_dtype_int),
    (_E, ("B23",), "medias con int", trunca_division_entera),
    (_E, ("B23-enteros",), "medias con el tipo de x", enteros_zeros_like),
    (_E, ("B23-enteros",), "medias al tipo de x", enteros_astype),
    (_E, ("B23-enteros",), "resta en su lugar: falla con enteros", enteros_resta_in_situ),
    (_E, ("B24",), "todos los pares en la media", pares_en_medias),
    (_E, ("B24",), "todos los pares en media y varianza", pares_en_ambas),
    (_E, ("B24-varianza",), "todos los pares en la varianza", pares_en_varianza),
    (_E, ("B24-varianza",), "todos los pares en la varianza", pares_en_varianza_columna),
    (_E, ("B28",), "E[x^2] menos media al cuadrado", momentos_matricial),
    (_E, ("B28",), "E[x^2] menos media al cuadrado", momentos_listas),
    (_E, ("B28",), "E[x^2] menos media al cuadrado", momentos_average),
    (_E, ("B28-sin-media",), "no resta la media", sin_restar_media),
    (_E, ("B28-sin-media",), "no resta la media", sin_restar_media_bucle),
    (_E, ("absolutas",), "desvíos absolutos", absolutas_matricial),
    (_E, ("absolutas",), "desvíos absolutos", absolutas_average),
    (_E, ("orden-resultados",), "medias, varianzas, pesos", orden_medias_varianzas_pesos),
    (_E, ("orden-resultados",), "pesos, varianzas, medias", orden_pesos_varianzas_medias),
    (_E, ("orden-resultados",), "medias, pesos, varianzas", orden_medias_pesos_varianzas),
    (_E, ("B3-fijos",), "pesos 1/K", pesos_un_ka),
    (_E, ("B3-fijos",), "pesos 1/K", pesos_un_ka_listas),
    (_E, ("B26",), "solo dos componentes", dos_componentes),
    (_E, ("B26",), "solo dos componentes", dos_componentes_for),
    (_E, ("B26-fijo",), "otros datos", datos_propios),
    (_E, ("B26-fijo",), "resultado fijo", resultado_fijo),
    (_E, (), "pesos por el otro eje", eje_uno),
    (_E, (), "pesos entre K", pesos_entre_k),
    (_E, (), "olvida el return", olvida_return),
    (_E, (), "return dentro del for", return_dentro_del_for),
    (_E, (), "arreglos con un lugar de más", arreglos_con_uno_de_mas),
    (_E, (), "última componente sin llenar", ultima_sin_llenar),
    (_E, (), "olvida el primer dato", sin_primer_dato),
    (_E, (), "no reinicia los acumuladores", acumulador_sin_reiniciar),
    (_E, (), "suma la media en vez de restarla", suma_media),
    (_E, (), "R también al cuadrado", cuadrado_fuera),
    (_E, (), "cuadrado de la suma", cuadrado_de_la_suma),
    (_E, (), "varianza con signo menos", varianza_negativa),
    (_E, (), "redondea a dos decimales", redondea_dos),
    (_E, (), "suaviza los pesos", suavizado),
    (_E, (), "varianzas de forma (K, K)", matriz_de_varianzas),
    (_E, (), "suma sobre todas las componentes", varianza_escalar),
    (_E, (), "varianza de R por x", varianza_de_r_por_x),
    (_E, (), "divide otra vez entre N_k", error_estandar),
    (_E, (), "formas que no casan", difusion_rota),
    (_E, (), "R sin transponer", sin_transponer),
    (_E, (), "nombre mal escrito", nombre_equivocado),
    (_E, (), "solo dos resultados", solo_dos_resultados),
    (_E, (), "R al cuadrado en medias y varianzas", r_al_cuadrado),
    (_E, (), "divide las medias entre la suma de x", suma_x_como_divisor),
    (_E, (), "media de la componente anterior", media_de_k_anterior),
    (_E, (), "medias por su peso", media_de_la_mezcla),
    (_E, (), "cubo en vez de cuadrado", cubo),
    (_E, (), "devuelve un texto", texto),
    (_E, (), "pesos en un arreglo de enteros", enteros_en_pesos),
    (_E, (), "mediana ponderada", mediana_ponderada),
    (_E, (), "medias divididas dos veces", divide_dos_veces),
]
