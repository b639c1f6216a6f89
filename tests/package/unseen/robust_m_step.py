"""Respuestas de una mano ajena al ejercicio 07-paso-m-vacia: un paso M que aguanta."""

import math
from functools import partial

import numpy as np

# ------------------------------------------------------------------ correctas


def ok_where(x, R, means, variances):
    x = np.asarray(x, dtype=float)
    N = R.sum(axis=0)
    vacia = N == 0
    D = np.where(vacia, 1.0, N)
    mu = np.where(vacia, means, R.T @ x / D)
    s2 = np.where(vacia, variances, (R * (x[:, None] - mu) ** 2).sum(axis=0) / D)
    return N / len(x), mu, s2


def ok_bucle_continue(x, R, means, variances):
    n, K = R.shape
    pesos = np.zeros(K)
    medias = np.array(means, dtype=float)
    varianzas = np.array(variances, dtype=float)
    for k in range(K):
        Nk = R[:, k].sum()
        if Nk == 0:
            continue
        pesos[k] = Nk / n
        medias[k] = (R[:, k] * x).sum() / Nk
        varianzas[k] = (R[:, k] * (x - medias[k]) ** 2).sum() / Nk
    return pesos, medias, varianzas


def ok_listas(x, R, means, variances):
    w, m, v = [], [], []
    for k in range(len(means)):
        r = [fila[k] for fila in R]
        nk = math.fsum(r)
        w.append(nk / len(x))
        if nk > 0:
            mu = math.fsum(a * float(b) for a, b in zip(r, x)) / nk
            m.append(mu)
            v.append(math.fsum(a * (b - mu) ** 2 for a, b in zip(r, x)) / nk)
        else:
            m.append(means[k])
            v.append(variances[k])
    return w, m, v


def ok_errstate(x, R, means, variances):
    N = R.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mu = (R * x[:, None]).sum(axis=0) / N
        s2 = (R * (x[:, None] - mu) ** 2).sum(axis=0) / N
    mu[N == 0] = means[N == 0]
    s2[N == 0] = variances[N == 0]
    return N / x.shape[0], mu, s2


def ok_average_try(x, R, means, variances):
    w, m, v = [], [], []
    for r, m0, v0 in zip(R.T, means, variances):
        try:
            mu = np.average(x, weights=r)
            s2 = np.average((x - mu) ** 2, weights=r)
        except ZeroDivisionError:
            mu, s2 = m0, v0
        w.append(r.mean())
        m.append(mu)
        v.append(s2)
    return np.array(w), np.array(m), np.array(v)


def ok_indices_vivos(x, R, means, variances):
    vivos = np.flatnonzero(R.sum(axis=0))
    w = np.zeros(R.shape[1])
    m = means.astype(float).copy()
    v = variances.astype(float).copy()
    r = R[:, vivos]
    N = r.sum(axis=0)
    w[vivos] = N / len(x)
    m[vivos] = x @ r / N
    v[vivos] = np.einsum("ik,ik->k", r, (x[:, None] - m[vivos]) ** 2) / N
    return w, m, v


def ok_divide_where(x, R, means, variances):
    N = R.sum(axis=0)
    mu = np.divide(R.T @ x, N, out=means.astype(float), where=N > 0)
    S = (R * (x.reshape(-1, 1) - mu) ** 2).sum(axis=0)
    s2 = np.divide(S, N, out=variances.astype(float), where=N > 0)
    return R.mean(axis=0), mu, s2


def ok_centrada(x, R, means, variances):
    c = float(x[0])
    y = x - c
    N = R.sum(axis=0)
    lleno = N > 0
    N1 = N + ~lleno
    d = (y @ R) / N1
    s2 = ((y[:, None] - d) ** 2 * R).sum(axis=0) / N1
    return (N / len(y), np.choose(lleno, [means, d + c]), np.choose(lleno, [variances, s2]))


def ok_momentos_centrados(x, R, means, variances):
    # E[y^2] - E[y]^2 sirve si antes se resta la media de todos los datos
    c = x.mean()
    y = x - c
    w, m, v = [], [], []
    for k, r in enumerate(R.T):
        nk = r.sum()
        w.append(nk / len(x))
        if not nk:
            m.append(float(means[k]))
            v.append(float(variances[k]))
        else:
            e = (r @ y) / nk
            m.append(e + c)
            v.append((r @ (y - e) ** 2) / nk)
    return w, m, v


class _Aguanta:
    def __init__(self, x):
        self.x = x

    def una(self, r, media, varianza):
        total = float(np.sum(r))
        if total == 0.0:
            return 0.0, float(media), float(varianza)
        mu = float(np.dot(r, self.x)) / total
        return total / len(self.x), mu, float(np.dot(r, (self.x - mu) ** 2)) / total


def ok_clase(x, R, means, variances):
    una = _Aguanta(x).una
    filas = [una(*t) for t in zip(R.T, means, variances)]
    return tuple(np.array(c) for c in zip(*filas))


def ok_recursivo(x, R, means, variances):
    if len(means) == 0:
        return [], [], []
    r = R[:, 0]
    cabeza = (0.0, means[0], variances[0])
    if (nk := r.sum()) != 0:
        mu = (r * x).sum() / nk
        cabeza = (nk / len(x), mu, (r * (x - mu) ** 2).sum() / nk)
    cola = ok_recursivo(x, R[:, 1:], means[1:], variances[1:])
    return tuple([a] + list(b) for a, b in zip(cabeza, cola))


def ok_isnan(x, R, means, variances):
    with np.errstate(all="ignore"):
        P = R / R.sum(axis=0)
        mu = np.sum(P * x[:, None], axis=0)
        s2 = np.sum(P * (x[:, None] - mu) ** 2, axis=0)
    return (R.sum(axis=0) / len(x), np.where(np.isnan(mu), means, mu),
            np.where(np.isnan(s2), variances, s2))


def ok_partial(x, R, means, variances):
    def esperanza(r, y, otro):
        return sum(r * y) / sum(r) if sum(r) > 0 else otro

    K = range(R.shape[1])
    E = [partial(esperanza, R[:, k]) for k in K]
    mu = [E[k](x, means[k]) for k in K]
    s2 = [E[k]((x - mu[k]) ** 2, variances[k]) for k in K]
    return np.array([R[:, k].sum() / len(x) for k in K]), np.array(mu), np.array(s2)


def ok_diccionario_por_k(x, R, means, variances):
    antes = {k: (0.0, means[k], variances[k]) for k in range(len(means))}
    nuevo = {}
    for k in antes:
        r = R[:, k]
        if r.any():
            mu = (r @ x) / r.sum()
            nuevo[k] = (r.sum() / len(x), mu, (r @ (x - mu) ** 2) / r.sum())
    return tuple(np.array(p) for p in zip(*{**antes, **nuevo}.values()))


def ok_while(x, R, means, variances):
    K, n = len(means), len(x)
    pesos, medias, varianzas = [0] * K, list(means), list(variances)
    k = 0
    while k < K:
        total = sum(R[i, k] for i in range(n))
        if total > 0:
            pesos[k] = total / n
            medias[k] = sum(R[i, k] * x[i] for i in range(n)) / total
            varianzas[k] = sum(R[i, k] * (x[i] - medias[k]) ** 2 for i in range(n)) / total
        k += 1
    return pesos, medias, varianzas


def ok_nan_to_num_y_mezcla(x, R, means, variances):
    N = R.sum(axis=0)
    hay = (N > 0).astype(float)
    with np.errstate(invalid="ignore"):
        mu = np.nan_to_num(R.T @ x / N)
        s2 = np.nan_to_num((R * (x[:, None] - mu) ** 2).sum(axis=0) / N)
    return N / len(x), hay * mu + (1 - hay) * means, hay * s2 + (1 - hay) * variances


def ok_transpuesta(x, R, means, variances):
    r = R.T
    N = r.sum(axis=1)
    seguro = np.maximum(N, np.finfo(float).tiny)
    mu = np.select([N > 0], [(r * x).sum(axis=1) / seguro], default=means)
    v = (r * (x - mu[:, None]) ** 2).sum(axis=1) / seguro
    return N / r.shape[1], mu, np.select([N > 0], [v], default=variances)


# ------------------------------------------------------------------ errores conocidos


def vacia_sin_guarda(x, R, means, variances):
    with np.errstate(all="ignore"):
        N = R.sum(axis=0)
        mu = R.T @ x / N
        return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N


def vacia_nan_to_num(x, R, means, variances):
    with np.errstate(all="ignore"):
        N = R.sum(axis=0)
        mu = np.nan_to_num(R.T @ x / N)
        s2 = np.nan_to_num((R * (x[:, None] - mu) ** 2).sum(axis=0) / N)
    return N / len(x), mu, s2


def vacia_ceros_bucle(x, R, means, variances):
    K = R.shape[1]
    w, m, v = np.zeros(K), np.zeros(K), np.zeros(K)
    for k in range(K):
        nk = R[:, k].sum()
        if nk > 0:
            w[k] = nk / len(x)
            m[k] = (R[:, k] * x).sum() / nk
            v[k] = (R[:, k] * (x - m[k]) ** 2).sum() / nk
    return w, m, v


def vacia_suma_epsilon(x, R, means, variances):
    N = R.sum(axis=0)
    D = N + 1e-300
    mu = R.T @ x / D
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / D


def vacia_nan_listas(x, R, means, variances):
    w, m, v = [], [], []
    for r in R.T.tolist():
        nk = sum(r)
        mu = sum(a * b for a, b in zip(r, x)) / nk if nk else math.nan
        w.append(nk / len(x))
        m.append(mu)
        v.append(sum(a * (b - mu) ** 2 for a, b in zip(r, x)) / nk if nk else math.nan)
    return w, m, v


def vacia_varianza_cero(x, R, means, variances):
    N = R.sum(axis=0)
    D = np.where(N > 0, N, 1)
    mu = np.where(N > 0, R.T @ x / D, means)
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / D


def media_vieja_where(x, R, means, variances):
    N = R.sum(axis=0)
    D = np.where(N > 0, N, 1)
    mu = np.where(N > 0, R.T @ x / D, means)
    S = (R * (x[:, None] - means) ** 2).sum(axis=0) / D
    return N / len(x), mu, np.where(N > 0, S, variances)


def media_vieja_bucle(x, R, means, variances):
    w, m, v = [], [], []
    for k in range(len(means)):
        nk = sum(R[:, k])
        w.append(nk / len(x))
        if nk == 0:
            m.append(means[k])
            v.append(variances[k])
        else:
            m.append(sum(R[:, k] * x) / nk)
            v.append(sum(R[:, k] * (x - means[k]) ** 2) / nk)
    return w, m, v


def media_vieja_in_situ(x, R, means, variances):
    m, v = means.astype(float), variances.astype(float)
    N = R.sum(0)
    for k in np.flatnonzero(N):
        v[k] = R[:, k] @ (x - m[k]) ** 2 / N[k]
        m[k] = R[:, k] @ x / N[k]
    return N / len(x), m, v


def enteros_copia_de_x(x, R, means, variances):
    K = len(means)
    w, v = np.zeros(K), np.array(variances, dtype=float)
    m = np.empty(K, dtype=x.dtype)
    for k in range(K):
        nk = R[:, k].sum()
        w[k] = nk / len(x)
        if nk == 0:
            m[k] = means[k]
        else:
            m[k] = R[:, k] @ x / nk
            v[k] = R[:, k] @ (x - m[k]) ** 2 / nk
    return w, m, v


def enteros_resta_in_situ(x, R, means, variances):
    w, m, v = ok_bucle_continue(x, R, means, variances)
    for k in range(len(w)):
        if w[k] > 0:
            d = x.copy()
            d -= m[k]
            v[k] = np.average(d * d, weights=R[:, k])
    return w, m, v


def enteros_full_like(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    medias = np.concatenate([x[:0], m]).astype(x.dtype)
    return w, medias, v


def trunca_int(x, R, means, variances):
    w, m, v = [], [], []
    for k, r in enumerate(R.T):
        nk = r.sum()
        w.append(nk / len(x))
        m.append(int((r * x).sum() / nk) if nk > 0 else means[k])
        v.append((r * (x - m[k]) ** 2).sum() / nk if nk > 0 else variances[k])
    return w, m, v


def trunca_floordiv(x, R, means, variances):
    N = R.sum(axis=0)
    D = np.where(N > 0, N, 1)
    mu = np.where(N > 0, (R.T @ x) // D, means)
    return N / len(x), mu, np.where(N > 0, (R * (x[:, None] - mu) ** 2).sum(axis=0) / D, variances)


def momentos_where(x, R, means, variances):
    N = R.sum(axis=0)
    D = np.where(N > 0, N, 1)
    mu = R.T @ x / D
    s2 = R.T @ (x * 1.0) ** 2 / D - mu ** 2
    return N / len(x), np.where(N > 0, mu, means), np.where(N > 0, s2, variances)


def momentos_bucle(x, R, means, variances):
    w, m, v = [], [], []
    for k in range(len(means)):
        nk = s1 = s2 = 0.0
        for i, xi in enumerate(x):
            nk += R[i, k]
            s1 += R[i, k] * float(xi)
            s2 += R[i, k] * float(xi) ** 2
        w.append(nk / len(x))
        m.append(s1 / nk if nk else means[k])
        v.append(s2 / nk - (s1 / nk) ** 2 if nk else variances[k])
    return w, m, v


def momentos_average(x, R, means, variances):
    y = np.array(x, dtype=float)
    m, v = means.astype(float), variances.astype(float)
    for k in range(len(m)):
        if R[:, k].sum() > 0:
            m[k] = np.average(y, weights=R[:, k])
            v[k] = abs(np.average(y ** 2, weights=R[:, k]) - m[k] ** 2)
    return R.mean(axis=0), m, v


def sin_restar_media_where(x, R, means, variances):
    N = R.sum(axis=0)
    D = np.where(N > 0, N, 1)
    y = x.astype(float)
    return (N / len(x), np.where(N > 0, R.T @ y / D, means),
            np.where(N > 0, R.T @ y ** 2 / D, variances))


def sin_restar_media_listas(x, R, means, variances):
    w, m, v = ok_listas(x, R, means, variances)
    for k in range(len(w)):
        if w[k] > 0:
            v[k] = sum(r * float(a) ** 2 for r, a in zip(R[:, k], x)) / sum(R[:, k])
    return w, m, v


def pesos_enes(x, R, means, variances):
    _, m, v = ok_where(x, R, means, variances)
    return R.sum(axis=0), m, v


def pesos_enes_bucle(x, R, means, variances):
    K = len(means)
    w, m, v = np.zeros(K), means.astype(float), variances.astype(float)
    for k in range(K):
        w[k] = R[:, k].sum()
        if w[k] > 0:
            m[k] = np.dot(R[:, k], x) / w[k]
            v[k] = np.dot(R[:, k], (x - m[k]) ** 2) / w[k]
    return w, m, v


def desviacion_bucle(x, R, means, variances):
    w, m, s = [], [], []
    for r, m0, v0 in zip(R.T, means, variances):
        w.append(r.mean())
        if r.sum() == 0:
            m.append(m0)
            s.append(v0)
        else:
            m.append((r @ x) / r.sum())
            s.append(math.sqrt((r @ (x - m[-1]) ** 2) / r.sum()))
    return w, m, s


def desviacion_todas(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    return w, m, np.sqrt(v)


def menos_uno(x, R, means, variances):
    N = R.sum(axis=0)
    D = np.where(N > 0, N, 1)
    mu = np.where(N > 0, R.T @ x / D, means)
    with np.errstate(all="ignore"):
        s2 = (R * (x[:, None] - mu) ** 2).sum(axis=0) / (N - 1)
    return N / len(x), mu, np.where(N > 0, s2, variances)


def menos_uno_bucle(x, R, means, variances):
    w, m, v = ok_bucle_continue(x, R, means, variances)
    for k in range(len(w)):
        nk = R[:, k].sum()
        if nk > 0:
            v[k] = sum(a * (b - m[k]) ** 2 for a, b in zip(R[:, k], x)) / (nk - 1)
    return w, m, v


def cov_aweights(x, R, means, variances):
    w, m, v = ok_bucle_continue(x, R, means, variances)
    for k in range(len(w)):
        if w[k] > 0:
            v[k] = np.cov(x, aweights=R[:, k])
    return w, m, v


def cov_a_mano(x, R, means, variances):
    V1, V2 = R.sum(axis=0), (R ** 2).sum(axis=0)
    w, m, v = ok_where(x, R, means, variances)
    factor = [1 / (1 - b / a ** 2) if a > 0 else 1 for a, b in zip(V1, V2)]
    return w, m, v * np.array(factor)


def todo_entre_n(x, R, means, variances):
    n = len(x)
    N = R.sum(axis=0)
    mu = np.where(N > 0, R.T @ x / n, means)
    s2 = (R * (x[:, None] - mu) ** 2).sum(axis=0) / n
    return N / n, mu, np.where(N > 0, s2, variances)


def todo_entre_n_bucle(x, R, means, variances):
    w, m, v = [], [], []
    for k, r in enumerate(R.T):
        w.append(np.mean(r))
        if w[k] == 0:
            m.append(means[k])
            v.append(variances[k])
            continue
        m.append(np.mean(r * x))
        v.append(np.mean(r * (x - m[k]) ** 2))
    return w, m, v


def varianza_entre_n(x, R, means, variances):
    N = R.sum(axis=0)
    D = np.where(N == 0, 1, N)
    mu = np.where(N == 0, means, R.T @ x / D)
    s2 = np.where(N == 0, variances, (R * (x[:, None] - mu) ** 2).mean(axis=0))
    return R.mean(axis=0), mu, s2


def varianza_entre_n_listas(x, R, means, variances):
    w, m, v = ok_listas(x, R, means, variances)
    return w, m, [b * a if a > 0 else b for a, b in zip(w, v)]


def dura(x, R, means, variances):
    z = R.argmax(axis=1)
    w, m, v = np.zeros(len(means)), means.astype(float), variances.astype(float)
    for k in range(len(m)):
        g = x[z == k]
        if len(g) > 0:
            w[k], m[k], v[k] = len(g) / len(x), g.mean(), g.var()
    return w, m, v


def dura_uno_o_cero(x, R, means, variances):
    H = np.eye(R.shape[1])[R.argmax(axis=1)]
    return ok_where(x, H, means, variances)


def global_where(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    N = R.sum(axis=0)
    s2 = R.T @ (x - x.mean()) ** 2 / np.where(N > 0, N, 1)
    return w, m, np.where(N > 0, s2, v)


def global_bucle(x, R, means, variances):
    c = float(np.mean(x))
    w, m, v = [], [], []
    for k in range(len(means)):
        r = R[:, k]
        lleno = r.sum() > 0
        w.append(r.sum() / len(x))
        m.append(np.average(x, weights=r) if lleno else means[k])
        v.append(np.average((x - c) ** 2, weights=r) if lleno else variances[k])
    return w, m, v


def medias_sin_r(x, R, means, variances):
    w, m, v = ok_bucle_continue(x, R, means, variances)
    for k in range(len(w)):
        if w[k] > 0:
            m[k] = x.mean()
            v[k] = np.average((x - m[k]) ** 2, weights=R[:, k])
    return w, m, v


def medias_sin_r_where(x, R, means, variances):
    N = R.sum(axis=0)
    D = np.where(N > 0, N, 1)
    mu = np.where(N > 0, sum(x) / len(x), means)
    s2 = np.einsum("ik,ik->k", R, np.subtract.outer(x, mu) ** 2) / D
    return N / len(x), mu, np.where(N > 0, s2, variances)


def varianza_sin_r(x, R, means, variances):
    w, m, v = ok_bucle_continue(x, R, means, variances)
    s2 = ((x[:, None] - m) ** 2).mean(axis=0)
    return w, m, np.where(w > 0, s2, v)


def varianza_sin_r_listas(x, R, means, variances):
    w, m, v = ok_listas(x, R, means, variances)
    for k, a in enumerate(m):
        if w[k] > 0:
            v[k] = sum((float(b) - a) ** 2 for b in x) / len(x)
    return w, m, v


def medias_sin_dividir(x, R, means, variances):
    N = R.sum(axis=0)
    mu = np.where(N > 0, R.T @ x, means)
    s2 = (R * (x[:, None] - mu) ** 2).sum(axis=0) / np.where(N > 0, N, 1)
    return N / len(x), mu, np.where(N > 0, s2, variances)


def medias_sin_dividir_bucle(x, R, means, variances):
    w, m, v = [], [], []
    for r, m0, v0 in zip(R.T, means, variances):
        nk = sum(r)
        mu = sum(r * x) if nk > 0 else m0
        w.append(nk / len(x))
        m.append(mu)
        v.append(sum(r * (x - mu) ** 2) / nk if nk > 0 else v0)
    return np.array(w), np.array(m), np.array(v)


def varianza_sin_dividir(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    return w, m, np.where(w > 0, (R * (x[:, None] - m) ** 2).sum(axis=0), v)


def varianza_sin_dividir_bucle(x, R, means, variances):
    n, K = R.shape
    w, m, v = np.zeros(K), means.astype(float), variances.astype(float)
    for k in range(K):
        if (nk := R[:, k].sum()) > 0:
            w[k] = nk / n
            m[k] = R[:, k] @ x / nk
            v[k] = R[:, k] @ (x - m[k]) ** 2
    return w, m, v


def pares_en_medias(x, R, means, variances):
    X = x.reshape(-1, 1)
    w, m, v = np.zeros(len(means)), means.astype(float), variances.astype(float)
    for k in range(len(means)):
        r = R[:, k]
        if r.sum() > 0:
            w[k] = r.mean()
            m[k] = (r * X).sum() / r.sum()
            v[k] = (r * (x - m[k]) ** 2).sum() / r.sum()
    return w, m, v


def pares_en_ambas(x, R, means, variances):
    col = x[:, None]
    w, m, v = [], [], []
    for r, m0, v0 in zip(R.T, means, variances):
        nk = np.sum(r)
        mu = np.sum(r * col) / nk if nk else m0
        w.append(nk / len(x))
        m.append(mu)
        v.append(np.sum(r * (col - mu) ** 2) / nk if nk else v0)
    return np.array(w), np.array(m), np.array(v)


def pares_en_varianza(x, R, means, variances):
    col = x[:, None]
    w, m, v = [], [], []
    for k in range(len(means)):
        r = R[:, k]
        nk = r.sum()
        w.append(nk / len(x))
        m.append((r @ x) / nk if nk > 0 else means[k])
        v.append((r * (col - m[k]) ** 2).sum() / nk if nk > 0 else variances[k])
    return w, m, v


def pares_en_varianza_columna(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    for k in np.flatnonzero(w):
        r = R[:, [k]]
        v[k] = np.sum(r * np.square(x - m[k])) / np.sum(r)
    return w, m, v


def absolutas_where(x, R, means, variances):
    N = R.sum(axis=0)
    D = np.where(N > 0, N, 1)
    mu = np.where(N > 0, R.T @ x / D, means)
    a = (R * np.abs(x[:, None] - mu)).sum(axis=0) / D
    return N / len(x), mu, np.where(N > 0, a, variances)


def absolutas_listas(x, R, means, variances):
    w, m, v = ok_listas(x, R, means, variances)
    return w, m, [sum(r * abs(b - c) for r, b in zip(R[:, k], x)) / sum(R[:, k])
                  if w[k] else v[k] for k, c in enumerate(m)]


def orden_medias_varianzas_pesos(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    return m, v, w


def orden_medias_pesos(x, R, means, variances):
    partes = [(means[k], 0.0, variances[k]) for k in range(len(means))]
    for k, r in enumerate(R.T):
        if r.sum() > 0:
            mu = (r @ x) / r.sum()
            partes[k] = (mu, r.mean(), (r @ (x - mu) ** 2) / r.sum())
    return tuple(np.array(p) for p in zip(*partes))


def dos_componentes(x, R, means, variances):
    w, m, v = np.zeros(2), np.array(means[:2], float), np.array(variances[:2], float)
    for k in (0, 1):
        if R[:, k].sum() > 0:
            w[k] = R[:, k].mean()
            m[k] = np.average(x, weights=R[:, k])
            v[k] = np.average((x - m[k]) ** 2, weights=R[:, k])
    return w, m, v


def dos_componentes_desempaca(x, R, means, variances):
    (m1, m2), (v1, v2) = means, variances
    r, s = R[:, 0], R[:, 1]
    if r.sum() > 0:
        m1 = (r @ x) / r.sum()
        v1 = (r @ (x - m1) ** 2) / r.sum()
    if s.sum() > 0:
        m2 = (s @ x) / s.sum()
        v2 = (s @ (x - m2) ** 2) / s.sum()
    return np.array([r.mean(), s.mean()]), np.array([m1, m2]), np.array([v1, v2])


# ------------------------------------------------------------------ deslices fuera de la lista


def vacia_peso_un_ka(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    return np.where(w == 0, 1 / len(w), w), m, v


def vacia_media_de_todos(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    return w, np.where(w == 0, x.mean(), m), np.where(w == 0, x.var(), v)


def vacia_varianza_uno(x, R, means, variances):
    w, m, v = [], [], []
    for k, r in enumerate(R.T):
        nk = r.sum()
        w.append(nk / len(x))
        m.append(means[k] if nk == 0 else (r @ x) / nk)
        v.append(1.0 if nk == 0 else (r @ (x - m[k]) ** 2) / nk)
    return w, m, v


def vacia_solo_conserva_varianza(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    m[w == 0] = x.mean()
    return w, m, v


def si_alguna_vacia_todo_viejo(x, R, means, variances):
    N = R.sum(axis=0)
    if np.any(N == 0):
        return N / len(x), means, variances
    mu = R.T @ x / N
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N


def peso_entero(x, R, means, variances):
    w, m, v = [], [], []
    for k, nk in enumerate(R.sum(axis=0)):
        if int(nk / len(x)) == 0:
            w.append(0.0)
            m.append(means[k])
            v.append(variances[k])
        else:
            w.append(nk / len(x))
            m.append(R[:, k] @ x / nk)
            v.append(R[:, k] @ (x - m[k]) ** 2 / nk)
    return w, m, v


def break_en_vez_de_continue(x, R, means, variances):
    w, m, v = np.zeros(len(means)), means.astype(float), variances.astype(float)
    for k, nk in enumerate(R.sum(axis=0)):
        if nk == 0:
            break
        w[k] = nk / len(x)
        m[k] = R[:, k] @ x / nk
        v[k] = R[:, k] @ (x - m[k]) ** 2 / nk
    return w, m, v


def quita_vacias(x, R, means, variances):
    N = R.sum(axis=0)
    R, N = R[:, N > 0], N[N > 0]
    mu = R.T @ x / N
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N


def vacia_intercambia(x, R, means, variances):
    w, m, v = [], [], []
    for k in range(len(means)):
        nk = R[:, k].sum()
        if nk == 0:
            w.append(0.0)
            m.append(variances[k])
            v.append(means[k])
        else:
            w.append(nk / len(x))
            m.append(R[:, k] @ x / nk)
            v.append(R[:, k] @ (x - m[k]) ** 2 / nk)
    return w, m, v


def append_olvidado(x, R, means, variances):
    w, m, v = [], [], []
    for k in range(len(means)):
        nk = R[:, k].sum()
        w.append(nk / len(x))
        if nk > 0:
            mu = R[:, k] @ x / nk
            m.append(mu)
            v.append(R[:, k] @ (x - mu) ** 2 / nk)
    return np.array(w), np.array(m), np.array(v)


def condicion_al_reves(x, R, means, variances):
    N = R.sum(axis=0)
    with np.errstate(all="ignore"):
        mu = R.T @ x / N
        s2 = (R * (x[:, None] - mu) ** 2).sum(axis=0) / N
    return N / len(x), np.where(N > 0, means, mu), np.where(N > 0, variances, s2)


def no_actualiza_medias(x, R, means, variances):
    w, _, v = ok_where(x, R, means, variances)
    return w, means, v


def mezcla_con_lo_viejo(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    return w, (m + means) / 2, (v + variances) / 2


def varianza_con_piso(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    return w, m, np.maximum(v, variances)


def suma_uno_al_divisor(x, R, means, variances):
    N = R.sum(axis=0)
    D = N + 1
    mu = np.where(N > 0, R.T @ x / D, means)
    s2 = (R * (x[:, None] - mu) ** 2).sum(axis=0) / D
    return N / len(x), mu, np.where(N > 0, s2, variances)


def olvida_return(x, R, means, variances):
    N = R.sum(axis=0)
    for k in range(len(N)):
        if N[k] > 0:
            mu = R[:, k] @ x / N[k]
            means = np.where(np.arange(len(N)) == k, mu, means)
            variances = np.where(np.arange(len(N)) == k, R[:, k] @ (x - mu) ** 2 / N[k],
                                 variances)


def ambiguo_if(x, R, means, variances):
    N = R.sum(axis=0)
    if N == 0:
        return np.zeros(2), means, variances
    mu = R.T @ x / N
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N


def rango_menos_uno(x, R, means, variances):
    w, m, v = np.zeros(len(means)), means.astype(float), variances.astype(float)
    for k in range(len(means) - 1):
        if (nk := R[:, k].sum()) > 0:
            w[k] = nk / len(x)
            m[k] = R[:, k] @ x / nk
            v[k] = R[:, k] @ (x - m[k]) ** 2 / nk
    return w, m, v


def precision_simple(x, R, means, variances):
    y = x.astype(np.float32)
    w, m, v = np.zeros(len(means)), means.astype(float), variances.astype(float)
    for k in range(len(means)):
        if (nk := R[:, k].sum()) > 0:
            w[k] = nk / len(x)
            m[k] = R[:, k] @ y / nk
            v[k] = R[:, k] @ (y - np.float32(m[k])) ** 2 / nk
    return w, m, v


def redondea(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    return np.round(w, 3), np.round(m, 3), np.round(v, 3)


def mu_de_la_anterior(x, R, means, variances):
    w, m, v = [], [], []
    mu = means[0]
    for k, r in enumerate(R.T):
        nk = r.sum()
        w.append(nk / len(x))
        v.append((r @ (x - mu) ** 2) / nk if nk > 0 else variances[k])
        mu = (r @ x) / nk if nk > 0 else means[k]
        m.append(mu)
    return w, m, v


def sin_argumento_global(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    return w, m, np.where(w == 0, varianzas_viejas, v)  # noqa: F821


def suma_media(x, R, means, variances):
    w, m, v = ok_where(x, R, means, variances)
    for k in np.flatnonzero(w):
        v[k] = R[:, k] @ (x + m[k]) ** 2 / R[:, k].sum()
    return w, m, v


def r_al_cuadrado(x, R, means, variances):
    return ok_bucle_continue(x, R ** 2, means, variances)


def dos_resultados(x, R, means, variances):
    _, m, v = ok_listas(x, R, means, variances)
    return m, v


_E = "07-paso-m-vacia"

CORRECT = [(_E, f) for f in (
    ok_where, ok_bucle_continue, ok_listas, ok_errstate, ok_average_try, ok_indices_vivos,
    ok_divide_where, ok_centrada, ok_momentos_centrados, ok_clase, ok_recursivo, ok_isnan,
    ok_partial, ok_diccionario_por_k, ok_while, ok_nan_to_num_y_mezcla, ok_transpuesta,
)]

WRONG = [
    (_E, ("vacía",), "sin guarda: nan", vacia_sin_guarda),
    (_E, ("vacía",), "nan_to_num: ceros", vacia_nan_to_num),
    (_E, ("vacía",), "deja ceros", vacia_ceros_bucle),
    (_E, ("vacía", "B12"), "suma un épsilon al divisor", vacia_suma_epsilon),
    (_E, ("vacía",), "pone nan", vacia_nan_listas),
    (_E, ("vacía",), "varianza 0 en la vacía", vacia_varianza_cero),
    (_E, ("B2",), "alrededor de la media de antes", media_vieja_where),
    (_E, ("B2",), "alrededor de la media de antes", media_vieja_bucle),
    (_E, ("B2",), "varianza antes que media", media_vieja_in_situ),
    (_E, ("B23-enteros",), "medias con el tipo de x", enteros_copia_de_x),
    (_E, ("B23-enteros",), "resta en su lugar", enteros_resta_in_situ),
    (_E, ("B23-enteros",), "medias al tipo de x", enteros_full_like),
    (_E, ("B23",), "medias con int", trunca_int),
    (_E, ("B23",), "división entera", trunca_floordiv),
    (_E, ("B28",), "E[x^2] menos media al cuadrado", momentos_where),
    (_E, ("B28",), "E[x^2] menos media al cuadrado", momentos_bucle),
    (_E, ("B28",), "E[x^2] menos media al cuadrado", momentos_average),
    (_E, ("B28-sin-media",), "no resta la media", sin_restar_media_where),
    (_E, ("B28-sin-media",), "no resta la media", sin_restar_media_listas),
    (_E, ("B5",), "pesos N_k", pesos_enes),
    (_E, ("B5",), "pesos N_k", pesos_enes_bucle),
    (_E, ("B9-desviación",), "devuelve desviaciones", desviacion_bucle),
    (_E, ("B9-desviación",), "raíz de todas las varianzas", desviacion_todas),
    (_E, ("B18",), "entre N_k - 1", menos_uno),
    (_E, ("B18",), "entre N_k - 1", menos_uno_bucle),
    (_E, ("B18-cov",), "np.cov con aweights", cov_aweights),
    (_E, ("B18-cov",), "divisor insesgado a mano", cov_a_mano),
    (_E, ("B18-n",), "medias y varianzas entre n", todo_entre_n),
    (_E, ("B18-n",), "medias y varianzas con mean", todo_entre_n_bucle),
    (_E, ("B18-solo-varianza",), "varianza entre n", varianza_entre_n),
    (_E, ("B18-solo-varianza",), "varianza entre n", varianza_entre_n_listas),
    (_E, ("B17",), "asignación dura", dura),
    (_E, ("B17",), "asignación dura con ceros y unos", dura_uno_o_cero),
    (_E, ("B2-global",), "alrededor de la media global", global_where),
    (_E, ("B2-global",), "alrededor de la media global", global_bucle),
    (_E, ("B18-duros",), "medias sin responsabilidades", medias_sin_r),
    (_E, ("B18-duros",), "medias sin responsabilidades", medias_sin_r_where),
    (_E, ("B18-sin-R",), "varianza sin responsabilidades", varianza_sin_r),
    (_E, ("B18-sin-R",), "varianza sin responsabilidades", varianza_sin_r_listas),
    (_E, ("sin-dividir",), "medias sin dividir", medias_sin_dividir),
    (_E, ("sin-dividir",), "medias sin dividir", medias_sin_dividir_bucle),
    (_E, ("sin-dividir-varianza",), "varianza sin dividir", varianza_sin_dividir),
    (_E, ("sin-dividir-varianza",), "varianza sin dividir", varianza_sin_dividir_bucle),
    (_E, ("B24",), "todos los pares en la media", pares_en_medias),
    (_E, ("B24",), "todos los pares en media y varianza", pares_en_ambas),
    (_E, ("B24-varianza",), "todos los pares en la varianza", pares_en_varianza),
    (_E, ("B24-varianza",), "todos los pares en la varianza", pares_en_varianza_columna),
    (_E, ("absolutas",), "desvíos absolutos", absolutas_where),
    (_E, ("absolutas",), "desvíos absolutos", absolutas_listas),
    (_E, ("orden-resultados",), "medias, varianzas, pesos", orden_medias_varianzas_pesos),
    (_E, ("orden-resultados",), "medias, pesos, varianzas", orden_medias_pesos),
    (_E, ("B26",), "solo dos componentes", dos_componentes),
    (_E, ("B26",), "solo dos componentes", dos_componentes_desempaca),
    (_E, (), "la vacía queda con peso 1/K", vacia_peso_un_ka),
    (_E, (), "la vacía recibe media y varianza de todos", vacia_media_de_todos),
    (_E, (), "la vacía recibe varianza 1", vacia_varianza_uno),
    (_E, (), "la vacía recibe la media de todos", vacia_solo_conserva_varianza),
    (_E, (), "si hay una vacía no actualiza ninguna", si_alguna_vacia_todo_viejo),
    (_E, (), "vacía si el peso truncado es 0", peso_entero),
    (_E, (), "break en vez de continue", break_en_vez_de_continue),
    (_E, (), "quita las vacías", quita_vacias),
    (_E, (), "intercambia media y varianza en la vacía", vacia_intercambia),
    (_E, (), "olvida agregar la vacía", append_olvidado),
    (_E, (), "condición al revés", condicion_al_reves),
    (_E, (), "devuelve las medias de antes", no_actualiza_medias),
    (_E, (), "promedia con lo de antes", mezcla_con_lo_viejo),
    (_E, (), "varianza nunca menor que la de antes", varianza_con_piso),
    (_E, (), "suma 1 al divisor", suma_uno_al_divisor),
    (_E, (), "olvida el return", olvida_return),
    (_E, (), "if con un arreglo", ambiguo_if),
    (_E, (), "falta la última componente", rango_menos_uno),
    (_E, (), "precisión simple", precision_simple),
    (_E, (), "redondea a tres decimales", redondea),
    (_E, (), "usa la media de la componente anterior", mu_de_la_anterior),
    (_E, (), "nombre que no existe", sin_argumento_global),
    (_E, (), "suma la media en vez de restarla", suma_media),
    (_E, (), "R al cuadrado", r_al_cuadrado),
    (_E, (), "solo dos resultados", dos_resultados),
]
