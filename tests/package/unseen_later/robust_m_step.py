"""Respuestas de 07-paso-m-vacia escritas por una segunda mano ajena."""

import math

import numpy as np


# ---------------------------------------------------------------- correctas
def con_continue(x, R, means, variances):
    pesos = np.zeros(R.shape[1])
    medias = np.array(means, dtype=float)
    varianzas = np.array(variances, dtype=float)
    for k, r in enumerate(R.T):
        nk = r.sum()
        if nk == 0:
            continue
        pesos[k] = nk / len(x)
        medias[k] = np.dot(r / nk, x)
        varianzas[k] = np.dot(r / nk, (x - medias[k]) ** 2)
    return pesos, medias, varianzas


def con_where(x, R, means, variances):
    N = R.sum(axis=0)
    vacia = N == 0
    divisor = np.where(vacia, 1.0, N)
    mu = np.where(vacia, means, x @ R / divisor)
    s2 = np.where(vacia, variances, (R * np.subtract.outer(x, mu) ** 2).sum(axis=0) / divisor)
    return N / len(x), mu, s2


def con_try(x, R, means, variances):
    def componente(k):
        col = [float(fila[k]) for fila in R]
        try:
            mu = math.fsum(c * t for c, t in zip(col, x)) / math.fsum(col)
            var = math.fsum(c * (t - mu) ** 2 for c, t in zip(col, x)) / math.fsum(col)
        except ZeroDivisionError:
            return 0.0, float(means[k]), float(variances[k])
        return math.fsum(col) / len(x), mu, var

    w, m, v = zip(*map(componente, range(len(means))))
    return list(w), list(m), list(v)


def con_divide_out(x, R, means, variances):
    N = np.sum(R, axis=0)
    hay = N > 0
    mu = np.divide(R.T @ x, N, out=np.array(means, dtype=float), where=hay)
    S = np.einsum("nk,nk->k", R, (x[:, None] - mu[None, :]) ** 2)
    s2 = np.divide(S, N, out=np.array(variances, dtype=float), where=hay)
    return N / np.size(x), mu, s2


def con_subconjunto(x, R, means, variances):
    vivas = np.flatnonzero(R.any(axis=0))
    mu, s2 = np.asarray(means) * 1.0, np.asarray(variances) * 1.0
    Rv = R[:, vivas]
    mu[vivas] = [np.average(x, weights=c) for c in Rv.T]
    s2[vivas] = [np.average((x - m) ** 2, weights=c) for m, c in zip(mu[vivas], Rv.T)]
    return R.mean(axis=0), mu, s2


def centrando_datos(x, R, means, variances):
    centro = float(x[0])
    y = np.asarray(x, dtype=float) - centro
    salida = []
    for r, m0, v0 in zip(R.T, means, variances):
        if not r.sum() > 0:
            salida.append((0.0, m0, v0))
        else:
            a = (r * y).sum() / r.sum()
            salida.append((r.mean(), a + centro, (r * (y - a) ** 2).sum() / r.sum()))
    return tuple(np.array(s, dtype=float) for s in zip(*salida))


# --------------------------------------------------------------- incorrectas
def paso_de_siempre(x, R, means, variances):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N


def divisor_maximo(x, R, means, variances):
    N = R.sum(axis=0)
    seguro = np.maximum(N, 1e-12)
    mu = (R * x[:, None]).sum(axis=0) / seguro
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / seguro


def copia_del_tipo_de_x(x, R, means, variances):
    mu = np.array(means).astype(x.dtype)
    s2 = np.array(variances, dtype=float)
    w = R.mean(axis=0)
    for k in np.nonzero(w)[0]:
        mu[k] = np.sum(R[:, k] * x) / np.sum(R[:, k])
        s2[k] = np.sum(R[:, k] * (x - mu[k]) ** 2) / np.sum(R[:, k])
    return w, np.where(w > 0, mu, means), s2


def medias_int(x, R, means, variances):
    w, m, v = [], list(means), list(variances)
    for k in range(len(means)):
        nk = R[:, k].sum()
        w.append(nk / len(x))
        if nk > 0:
            m[k] = int(R[:, k] @ x / nk)
            v[k] = R[:, k] @ (x - m[k]) ** 2 / nk
    return np.array(w), np.array(m), np.array(v)


def formula_de_konig(x, R, means, variances):
    N = R.sum(axis=0)
    ok = N > 0
    d = np.where(ok, N, 1)
    m1 = np.einsum("n,nk->k", np.asarray(x, float), R) / d
    m2 = np.einsum("n,nk->k", np.asarray(x, float) ** 2, R) / d
    return N / len(x), np.where(ok, m1, means), np.where(ok, m2 - m1**2, variances)


def alrededor_de_la_vieja(x, R, means, variances):
    N = R.sum(axis=0)
    mu, s2 = np.array(means, dtype=float), np.array(variances, dtype=float)
    for k in range(len(N)):
        if N[k] != 0:
            s2[k] = sum(R[:, k] * (x - means[k]) ** 2) / N[k]
            mu[k] = sum(R[:, k] * x) / N[k]
    return N / len(x), mu, s2


def conteos_como_pesos(x, R, means, variances):
    nuevos = {"w": [], "m": [], "v": []}
    for col, m, v in zip(R.T, means, variances):
        tot = col.sum()
        if tot:
            m = col @ x / tot
            v = col @ np.square(x - m) / tot
        nuevos["w"].append(tot)
        nuevos["m"].append(m)
        nuevos["v"].append(v)
    return np.array(nuevos["w"]), np.array(nuevos["m"]), np.array(nuevos["v"])


def divide_menos_uno(x, R, means, variances):
    N = R.sum(axis=0)
    mu = np.where(N > 0, x @ R / np.where(N > 0, N, 1), means)
    S = (R * (x[:, None] - mu) ** 2).sum(axis=0)
    return N / len(x), mu, np.where(N > 0, S / np.where(N > 0, N - 1, 1), variances)


def sigma_por_varianza(x, R, means, variances):
    w, mu, s2 = R.mean(axis=0), np.array(means, float), np.array(variances, float)
    for k in range(w.size):
        if w[k] > 0:
            mu[k] = np.average(x, weights=R[:, k])
            s2[k] = np.average((x - mu[k]) ** 2, weights=R[:, k]) ** 0.5
    return w, mu, s2


def var_sin_responsabilidades(x, R, means, variances):
    def una(r, m, v):
        if r.sum() == 0:
            return 0.0, m, v
        m = np.dot(r, x) / r.sum()
        return r.mean(), m, np.mean((x - m) ** 2)

    return tuple(map(np.array, zip(*[una(*t) for t in zip(R.T, means, variances)])))


def dura_con_mascara(x, R, means, variances):
    z = R.argmax(axis=1)
    w, mu, s2 = [], [], []
    for k in range(R.shape[1]):
        grupo = x[z == k]
        w.append(len(grupo) / len(x))
        mu.append(grupo.mean() if len(grupo) else means[k])
        s2.append(grupo.var() if len(grupo) else variances[k])
    return np.array(w), np.array(mu), np.array(s2)


def entre_n(x, R, means, variances):
    N = R.sum(axis=0)
    mu, s2 = np.array(means, float), np.array(variances, float)
    hay = N > 0
    mu[hay] = (R[:, hay].T @ x) / N[hay]
    s2[hay] = np.mean(R[:, hay] * (x[:, None] - mu[hay]) ** 2, axis=0)
    return N / len(x), mu, s2


def absolutas_vivas(x, R, means, variances):
    mu, s2 = np.array(means, float), np.array(variances, float)
    pesos = np.zeros(len(mu))
    for k in range(len(mu)):
        if R[:, k].any():
            pesos[k] = R[:, k].mean()
            mu[k] = np.average(x, weights=R[:, k])
            s2[k] = np.average(abs(x - mu[k]), weights=R[:, k])
    return pesos, mu, s2


# deslices que no están en la lista
def uniforme_si_vacia(x, R, means, variances):
    N = R.sum(axis=0)
    mu, s2, w = np.array(means, float), np.array(variances, float), N / len(x)
    for k in range(len(N)):
        if N[k] == 0:
            w[k] = 1 / len(N)
        else:
            mu[k] = R[:, k] @ x / N[k]
            s2[k] = R[:, k] @ (x - mu[k]) ** 2 / N[k]
    return w / w.sum(), mu, s2


def si_alguna_vacia_nada(x, R, means, variances):
    N = R.sum(axis=0)
    if (N == 0).any():
        return N / len(x), means.copy(), variances.copy()
    mu = x @ R / N
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N


def break_por_continue(x, R, means, variances):
    w, mu, s2 = np.zeros(len(means)), np.array(means, float), np.array(variances, float)
    for k in range(len(means)):
        nk = R[:, k].sum()
        if nk == 0:
            break
        w[k] = nk / len(x)
        mu[k] = R[:, k] @ x / nk
        s2[k] = R[:, k] @ (x - mu[k]) ** 2 / nk
    return w, mu, s2


def saltea_y_acorta(x, R, means, variances):
    w, m, v = [], [], []
    for r in R.T:
        if r.sum() > 0:
            mu = np.average(x, weights=r)
            w.append(r.mean())
            m.append(mu)
            v.append(np.average((x - mu) ** 2, weights=r))
    return np.array(w), np.array(m), np.array(v)


def precision_simple(x, R, means, variances):
    x = x.astype(np.float32)
    w, mu, s2 = R.mean(axis=0), np.array(means, float), np.array(variances, float)
    for k in np.flatnonzero(w):
        mu[k] = np.average(x, weights=R[:, k])
        s2[k] = np.average((x - mu[k]) ** 2, weights=R[:, k])
    return w, mu, s2


def pesos_entre_las_vivas(x, R, means, variances):
    N = R.sum(axis=0)
    vivas = N > 0
    mu, s2 = np.array(means, float), np.array(variances, float)
    mu[vivas] = x @ R[:, vivas] / N[vivas]
    s2[vivas] = (R[:, vivas] * (x[:, None] - mu[vivas]) ** 2).sum(axis=0) / N[vivas]
    return N / vivas.sum(), mu, s2


def varianza_vieja_en_todas(x, R, means, variances):
    N = R.sum(axis=0)
    mu = np.array(means, float)
    for k in range(len(N)):
        if N[k] > 0:
            mu[k] = R[:, k] @ x / N[k]
            s2 = R[:, k] @ (x - mu[k]) ** 2 / N[k]  # noqa: F841
    return N / len(x), mu, np.array(variances, float)


CORRECT = [
    ("07-paso-m-vacia", con_continue),
    ("07-paso-m-vacia", con_where),
    ("07-paso-m-vacia", con_try),
    ("07-paso-m-vacia", con_divide_out),
    ("07-paso-m-vacia", con_subconjunto),
    ("07-paso-m-vacia", centrando_datos),
]

WRONG = [
    ("07-paso-m-vacia", ("vacía",), "nan en la vacía", paso_de_siempre),
    ("07-paso-m-vacia", ("vacía",), "0 en la vacía", divisor_maximo),
    ("07-paso-m-vacia", ("B23-enteros",), "medias con el tipo de x", copia_del_tipo_de_x),
    ("07-paso-m-vacia", ("B23",), "int() en las medias", medias_int),
    ("07-paso-m-vacia", ("B28",), "E[x^2] - mu^2", formula_de_konig),
    ("07-paso-m-vacia", ("B2",), "varianza con la media vieja", alrededor_de_la_vieja),
    ("07-paso-m-vacia", ("B5",), "los pesos son los N_k", conteos_como_pesos),
    ("07-paso-m-vacia", ("B18",), "divide por N_k - 1", divide_menos_uno),
    ("07-paso-m-vacia", ("B9-desviación",), "devuelve la desviación", sigma_por_varianza),
    ("07-paso-m-vacia", ("B18-sin-R",), "varianza sin R", var_sin_responsabilidades),
    ("07-paso-m-vacia", ("B17",), "asignación dura", dura_con_mascara),
    ("07-paso-m-vacia", ("B18-solo-varianza",), "varianza entre n", entre_n),
    ("07-paso-m-vacia", ("absolutas",), "desvíos absolutos", absolutas_vivas),
    ("07-paso-m-vacia", (), "la vacía recibe peso 1/K", uniforme_si_vacia),
    ("07-paso-m-vacia", (), "con una vacía no actualiza ninguna", si_alguna_vacia_nada),
    ("07-paso-m-vacia", (), "break en la vacía", break_por_continue),
    ("07-paso-m-vacia", (), "la vacía desaparece de los arreglos", saltea_y_acorta),
    ("07-paso-m-vacia", (), "float32 pierde cifras a 1e8", precision_simple),
    ("07-paso-m-vacia", (), "pesos entre la cantidad de vivas", pesos_entre_las_vivas),
    ("07-paso-m-vacia", (), "no guarda las varianzas nuevas", varianza_vieja_en_todas),
]
