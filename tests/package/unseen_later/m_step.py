"""Respuestas de 03-paso-m escritas por una segunda mano ajena."""

import math
from collections import Counter

import numpy as np


# ---------------------------------------------------------------- correctas
def con_average(x, R):
    pesos, medias, varianzas = [], [], []
    for r in R.T:
        mu = np.average(x, weights=r)
        pesos.append(r.mean())
        medias.append(mu)
        varianzas.append(np.average(np.square(x - mu), weights=r))
    return np.array(pesos), np.array(medias), np.array(varianzas)


def con_matrices(x, R):
    N = np.ones(len(x)) @ R
    mu = (R / N).T @ x
    D = np.subtract.outer(x, mu)
    return N / N.sum(), mu, np.einsum("nk,nk,nk->k", R, D, D) / N


def con_cov_ddof_cero(x, R):
    K = np.shape(R)[1]
    mu = np.array([np.dot(R[:, k], x) / np.sum(R[:, k]) for k in range(K)])
    s2 = np.array([float(np.cov(x, aweights=R[:, k], ddof=0)) for k in range(K)])
    return np.mean(R, axis=0), mu, s2


def en_linea(x, R):
    # algoritmo de West: pesos, medias y varianzas en una sola pasada
    K, origen = len(R[0]), float(x[0])
    W, mu, S = [0.0] * K, [0.0] * K, [0.0] * K
    for xi, fila in zip(x, R):
        for k, r in enumerate(fila):
            if r == 0:
                continue
            W[k] += r
            delta = xi - origen - mu[k]
            mu[k] += delta * r / W[k]
            S[k] += r * delta * (xi - origen - mu[k])
    varianzas = [s / w for s, w in zip(S, W)]
    return [w / len(x) for w in W], [m + origen for m in mu], varianzas


def fsum_diccionario(x, R):
    n = len(x)
    res = {"weights": [], "means": [], "variances": []}
    for col in zip(*R):
        nk = math.fsum(col)
        m = math.fsum(c * t for c, t in zip(col, x)) / nk
        res["weights"].append(nk / n)
        res["means"].append(m)
        res["variances"].append(math.fsum(c * (t - m) ** 2 for c, t in zip(col, x)) / nk)
    return tuple(np.array(v) for v in res.values())


def momento_centrado(x, R):
    # varianza alrededor de un centro común, corregida por la diferencia de medias
    c = np.mean(x)
    y = x - c
    N = R.sum(axis=0)
    a = y @ R / N
    return N / len(x), a + c, (y * y) @ R / N - a**2


# --------------------------------------------------------------- incorrectas
def pesos_son_conteos(x, R):
    conteo = Counter()
    for fila in R:
        for k, r in enumerate(fila):
            conteo[k] += r
    N = np.array([conteo[k] for k in range(R.shape[1])])
    mu = (R.T @ x) / N
    return N, mu, (R * (x[:, None] - mu) ** 2).sum(0) / N


def raiz_al_final(x, R):
    w = R.mean(0)
    m = np.array([np.average(x, weights=c) for c in R.T])
    s = np.array([math.sqrt(np.average((x - mu) ** 2, weights=c)) for mu, c in zip(m, R.T)])
    return w, m, s


def grupos_por_argmax(x, R):
    grupo = np.argmax(R, axis=1)
    K = R.shape[1]
    w = np.bincount(grupo, minlength=K) / len(x)
    m = np.array([x[grupo == k].mean() for k in range(K)])
    v = np.array([x[grupo == k].var() for k in range(K)])
    return w, m, v


def insesgada_a_mano(x, R):
    N = R.sum(axis=0)
    medias = np.dot(x, R) / N
    varianzas = np.empty(len(N))
    for k in range(len(N)):
        varianzas[k] = (R[:, k] * (x - medias[k]) ** 2).sum() / (N[k] - 1)
    return N / len(x), medias, varianzas


def cov_por_defecto(x, R):
    N = R.sum(0)
    mu = R.T.dot(x) / N
    return N / len(x), mu, np.array([np.cov(x, aweights=r).item() for r in R.T])


def todo_entre_n(x, R):
    n = x.size
    w = np.einsum("nk->k", R) / n
    mu = np.einsum("n,nk->k", x, R) / n
    var = np.einsum("nk,nk->k", R, (x[:, None] - mu) ** 2) / n
    return w, mu, var


def varianza_con_mean(x, R):
    Nk = R.sum(axis=0)
    mu = (R * x[:, None]).sum(axis=0) / Nk
    var = (R * (x[:, None] - mu) ** 2).mean(axis=0)
    return Nk / len(x), mu, var


def varianza_sin_resp(x, R):
    ws, ms, vs = [], [], []
    for k in range(R.shape[1]):
        r = R[:, k]
        mu = r @ x / r.sum()
        ws.append(r.sum() / len(r))
        ms.append(mu)
        vs.append(((x - mu) ** 2).mean())
    return np.array(ws), np.array(ms), np.array(vs)


def medias_solo_suma(x, R):
    N = R.sum(0)
    mu = x @ R
    return N / N.sum(), mu, np.sum(R * (x.reshape(-1, 1) - mu) ** 2, axis=0) / N


def varianza_solo_suma(x, R):
    ws = R.mean(axis=0)
    ms = [sum(r * x) / sum(r) for r in R.T]
    vs = [sum(r * (x - m) ** 2) for r, m in zip(R.T, ms)]
    return ws, np.array(ms), np.array(vs)


def segundo_menos_primero(x, R):
    N = R.sum(axis=0)
    E = lambda f: R.T @ f / N  # noqa: E731
    return N / len(x), E(x), E(x**2) - E(x) ** 2


def desvio_absoluto(x, R):
    N = R.sum(axis=0)
    mu = (x @ R) / N
    return R.mean(axis=0), mu, (np.abs(x[:, None] - mu) * R).sum(axis=0) / N


def zeros_like_de_x(x, R):
    K = R.shape[1]
    w = R.mean(axis=0)
    mu = np.resize(np.zeros_like(x), K)
    s2 = np.zeros(K)
    for k in range(K):
        mu[k] = R[:, k] @ x / R[:, k].sum()
        s2[k] = R[:, k] @ (x - mu[k]) ** 2 / R[:, k].sum()
    return w, mu, s2


# deslices que no están en la lista
def responsabilidades_al_cuadrado(x, R):
    N = R.sum(axis=0)
    mu = x @ R / N
    var = ((R * (x[:, None] - mu)) ** 2).sum(axis=0) / N
    return N / len(x), mu, var


def pesos_entre_k(x, R):
    N = R.sum(axis=0)
    mu = x @ R / N
    return N / R.shape[1], mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N


def suma_por_filas(x, R):
    N = R.sum(axis=1)
    w = N / len(x)
    mu = (R.T * x).sum(axis=1) / N.sum()
    var = (R.T * (x - mu[:, None]) ** 2).sum(axis=1) / N.sum()
    return w, mu, var


def medias_con_n_menos_uno(x, R):
    ws, ms, vs = [], [], []
    for r in R.T:
        m = np.dot(r, x) / (r.sum() - 1)
        ws.append(r.mean())
        ms.append(m)
        vs.append(np.average((x - m) ** 2, weights=r))
    return np.array(ws), np.array(ms), np.array(vs)


def mediana_ponderada(x, R):
    orden = np.argsort(x)
    w, m, v = [], [], []
    for r in R.T:
        acum = np.cumsum(r[orden])
        mu = x[orden][np.searchsorted(acum, acum[-1] / 2)]
        w.append(r.mean())
        m.append(mu)
        v.append(np.average((x - mu) ** 2, weights=r))
    return np.array(w), np.array(m), np.array(v)


def cuadrado_de_la_suma(x, R):
    N = R.sum(axis=0)
    mu = x @ R / N
    v = [sum(R[i, k] * (x[i] - mu[k]) for i in range(len(x))) ** 2 / N[k]
         for k in range(len(N))]
    return N / len(x), mu, np.array(v)


def error_tipico(x, R):
    N = R.sum(axis=0)
    mu = x @ R / N
    v = [np.average((x - m) ** 2, weights=r) / c for m, r, c in zip(mu, R.T, N)]
    return N / len(x), mu, np.array(v)


CORRECT = [
    ("03-paso-m", con_average),
    ("03-paso-m", con_matrices),
    ("03-paso-m", con_cov_ddof_cero),
    ("03-paso-m", en_linea),
    ("03-paso-m", fsum_diccionario),
    ("03-paso-m", momento_centrado),
]

WRONG = [
    ("03-paso-m", ("B5",), "los pesos son los N_k", pesos_son_conteos),
    ("03-paso-m", ("B9-desviación",), "devuelve la desviación", raiz_al_final),
    ("03-paso-m", ("B17",), "asignación dura", grupos_por_argmax),
    ("03-paso-m", ("B18",), "divide por N_k - 1", insesgada_a_mano),
    ("03-paso-m", ("B18-cov",), "np.cov con aweights sin ddof=0", cov_por_defecto),
    ("03-paso-m", ("B18-n",), "medias y varianzas entre n", todo_entre_n),
    ("03-paso-m", ("B18-solo-varianza",), "la varianza entre n", varianza_con_mean),
    ("03-paso-m", ("B18-sin-R",), "varianza sin responsabilidades", varianza_sin_resp),
    ("03-paso-m", ("sin-dividir",), "medias sin dividir", medias_solo_suma),
    ("03-paso-m", ("sin-dividir-varianza",), "varianza sin dividir", varianza_solo_suma),
    ("03-paso-m", ("B28",), "E[x^2] - mu^2", segundo_menos_primero),
    ("03-paso-m", ("absolutas",), "desvíos absolutos", desvio_absoluto),
    ("03-paso-m", ("B23-enteros",), "medias con el tipo de x", zeros_like_de_x),
    ("03-paso-m", (), "R al cuadrado en la varianza", responsabilidades_al_cuadrado),
    ("03-paso-m", (), "pesos N_k / K", pesos_entre_k),
    ("03-paso-m", (), "N suma por filas", suma_por_filas),
    ("03-paso-m", (), "medias entre N_k - 1", medias_con_n_menos_uno),
    ("03-paso-m", (), "mediana ponderada por media", mediana_ponderada),
    ("03-paso-m", (), "cuadrado de la suma", cuadrado_de_la_suma),
    ("03-paso-m", (), "varianza entre N_k dos veces", error_tipico),
]
