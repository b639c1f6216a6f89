"""Respuestas de 03-em escritas por una segunda mano ajena."""

import itertools
import math

import numpy as np
from scipy.special import logsumexp
from scipy.stats import norm


def conjunta(x, w, m, v):
    return w * norm.pdf(x[:, None], m, np.sqrt(v))


def paso_e(x, w, m, v):
    p = conjunta(x, w, m, v)
    return p / p.sum(axis=1, keepdims=True)


def paso_m(x, R):
    N = R.sum(axis=0)
    mu = x @ R / N
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N


def logver(x, w, m, v):
    return np.log(conjunta(x, w, m, v).sum(axis=1)).sum()


# ---------------------------------------------------------------- correctas
def con_itertools(x, weights, means, variances, tol):
    historia = [(weights, means, variances)]
    for _ in itertools.count():
        viejos = historia[-1]
        nuevos = paso_m(x, paso_e(x, *viejos))
        historia.append(nuevos)
        if logver(x, *nuevos) - logver(x, *viejos) < tol:
            return historia


class Ajuste:
    """EM en registros, con la densidad en logaritmos."""

    def __init__(self, x):
        self.x = np.asarray(x, dtype=float)

    def logs(self, p):
        w, m, v = p
        z = (self.x - m[:, None]) ** 2 / v[:, None]
        return np.log(w)[:, None] - 0.5 * (np.log(2 * np.pi * v)[:, None] + z)

    def L(self, p):
        return logsumexp(self.logs(p), axis=0).sum()

    def siguiente(self, p):
        a = self.logs(p)
        R = np.exp(a - logsumexp(a, axis=0))
        N = R.sum(axis=1)
        m = R @ self.x / N
        return N / N.sum(), m, np.array([r @ (self.x - c) ** 2 for r, c in zip(R, m)]) / N

    def __call__(self, p, tol):
        camino, ganancia = [p], math.inf
        while ganancia >= tol:
            camino.append(self.siguiente(camino[-1]))
            ganancia = self.L(camino[-1]) - self.L(camino[-2])
        return camino


def con_clase(x, weights, means, variances, tol):
    return Ajuste(x)((np.array(weights), np.array(means), np.array(variances)), tol)


def python_puro(x, weights, means, variances, tol):
    def gauss(t, m, v):
        return math.exp(-((t - m) ** 2) / (2 * v)) / math.sqrt(2 * math.pi * v)

    w, mu, s2 = list(weights), list(means), list(variances)
    K, n = len(w), len(x)
    hist = [(np.array(w), np.array(mu), np.array(s2))]
    anterior = sum(math.log(sum(w[k] * gauss(t, mu[k], s2[k]) for k in range(K))) for t in x)
    while True:
        filas = []
        for t in x:
            num = [w[k] * gauss(t, mu[k], s2[k]) for k in range(K)]
            filas.append([a / sum(num) for a in num])
        for k in range(K):
            nk = sum(f[k] for f in filas)
            w[k] = nk / n
            mu[k] = sum(f[k] * t for f, t in zip(filas, x)) / nk
            s2[k] = sum(f[k] * (t - mu[k]) ** 2 for f, t in zip(filas, x)) / nk
        hist.append((np.array(w), np.array(mu), np.array(s2)))
        ahora = sum(math.log(sum(w[k] * gauss(t, mu[k], s2[k]) for k in range(K))) for t in x)
        if ahora - anterior < tol:
            break
        anterior = ahora
    return hist


def generador(x, weights, means, variances, tol):
    def camino():
        p = (weights.copy(), means.copy(), variances.copy())
        yield p
        L = logver(x, *p)
        seguir = True
        while seguir:
            p = paso_m(x, paso_e(x, *p))
            yield p
            L, previo = logver(x, *p), L
            seguir = not (L - previo < tol)

    return list(camino())


def un_solo_barrido(x, weights, means, variances, tol, tope=5000):
    # la tabla conjunta sirve para la L y para las responsabilidades de la vuelta siguiente
    p = conjunta(x, weights, means, variances)
    Ls = [np.log(p.sum(1)).sum()]
    pasos = [tuple(map(np.copy, (weights, means, variances)))]
    for _ in range(tope):
        R = (p.T / p.sum(axis=1)).T
        mu = [np.average(x, weights=r) for r in R.T]
        s2 = [np.average((x - m) ** 2, weights=r) for m, r in zip(mu, R.T)]
        pasos.append((R.mean(0), np.array(mu), np.array(s2)))
        p = conjunta(x, *pasos[-1])
        Ls.append(np.log(p.sum(1)).sum())
        if np.diff(Ls)[-1] < tol:
            break
    return pasos


def recursiva_con_walrus(x, weights, means, variances, tol):
    # se llama a sí misma por tandas cortas para no agotar la pila
    def seguir(lista, L, vueltas):
        if vueltas == 0:
            return lista, L, False
        lista = lista + [paso_m(x, paso_e(x, *lista[-1]))]
        if (nueva := logver(x, *lista[-1])) - L < tol:
            return lista, nueva, True
        return seguir(lista, nueva, vueltas - 1)

    lista, fin = [(weights, means, variances)], False
    L = logver(x, *lista[0])
    while not fin:
        lista, L, fin = seguir(lista, L, 50)
    return lista


# --------------------------------------------------------------- incorrectas
def entrelazada(x, weights, means, variances, tol):
    w, m, v = weights.copy(), means.copy(), variances.copy()
    h = [(w.copy(), m.copy(), v.copy())]
    for _ in range(3000):
        antes = logver(x, w, m, v)
        for k in range(len(w)):
            r = paso_e(x, w, m, v)[:, k]
            w[k] = r.mean()
            m[k] = np.average(x, weights=r)
            v[k] = np.average((x - m[k]) ** 2, weights=r)
        h.append((w.copy(), m.copy(), v.copy()))
        if logver(x, w, m, v) - antes < tol:
            break
    return h


def e_afuera(x, weights, means, variances, tol):
    historia = [(weights, means, variances)]
    R = paso_e(x, weights, means, variances)
    L = logver(x, weights, means, variances)
    while True:
        p = paso_m(x, R)
        historia.append(p)
        nueva = logver(x, *p)
        if nueva - L < tol:
            return historia
        L = nueva


def varianza_del_inicio(x, weights, means, variances, tol):
    pasos = [(weights, means, variances)]
    ganancia = np.inf
    while ganancia >= tol and len(pasos) < 3000:
        w, m, _ = pasos[-1]
        N = (R := paso_e(x, w, m, variances)).sum(axis=0)
        pasos.append((N / len(x), R.T @ x / N, variances))
        ganancia = logver(x, *pasos[-1]) - logver(x, *pasos[-2])
    return pasos


def pesos_del_inicio(x, weights, means, variances, tol):
    hist = [dict(m=means, v=variances)]
    L0 = logver(x, weights, means, variances)
    for _ in range(3000):
        _w, m, v = paso_m(x, paso_e(x, weights, hist[-1]["m"], hist[-1]["v"]))
        hist.append(dict(m=m, v=v))
        L1 = logver(x, weights, m, v)
        if L1 - L0 < tol:
            break
        L0 = L1
    return [(weights, d["m"], d["v"]) for d in hist]


def sin_copiar(x, weights, means, variances, tol):
    w, m, v = weights.copy(), means.copy(), variances.copy()
    historia = [(w, m, v)]
    L = logver(x, w, m, v)
    for _ in range(3000):
        w[:], m[:], v[:] = paso_m(x, paso_e(x, w, m, v))
        historia.append((w, m, v))
        Ln = logver(x, w, m, v)
        if Ln - L < tol:
            break
        L = Ln
    return historia


def lista_vacia_al_principio(x, weights, means, variances, tol):
    res = []
    p = weights, means, variances
    previo = -np.inf
    actual = logver(x, *p)
    while actual - previo >= tol:
        p = paso_m(x, paso_e(x, *p))
        res += [p]
        previo, actual = actual, logver(x, *p)
    return res


def corta_antes_de_guardar(x, weights, means, variances, tol):
    h = [(weights, means, variances)]
    while True:
        p = paso_m(x, paso_e(x, *h[-1]))
        if logver(x, *p) - logver(x, *h[-1]) < tol:
            break
        h.append(p)
    return h


def quieta_por_medias(x, weights, means, variances, tol):
    h = [(weights, means, variances)]
    cambio = 1 + tol
    while cambio >= tol and len(h) < 5000:
        h.append(paso_m(x, paso_e(x, *h[-1])))
        cambio = np.abs(h[-1][1] - h[-2][1]).max()
    return h


def quieta_por_responsabilidades(x, weights, means, variances, tol):
    h = [(weights, means, variances)]
    R = paso_e(x, *h[0])
    for _ in range(5000):
        h.append(paso_m(x, R))
        R, vieja = paso_e(x, *h[-1]), R
        if np.max(np.abs(R - vieja)) < tol:
            break
    return h


def ganancia_por_dato(x, weights, means, variances, tol):
    def score(p):
        return np.log(conjunta(x, *p).sum(axis=1)).mean()

    h = [(weights, means, variances)]
    s = score(h[0])
    for _ in range(5000):
        h.append(paso_m(x, paso_e(x, *h[-1])))
        nuevo = score(h[-1])
        if nuevo - s < tol:
            return h
        s = nuevo
    return h


def comparacion_invertida(x, weights, means, variances, tol):
    h = [(weights, means, variances)]
    while True:
        h.append(paso_m(x, paso_e(x, *h[-1])))
        if logver(x, *h[-2]) - logver(x, *h[-1]) < tol:
            break
    return h


def cien_vueltas(x, weights, means, variances, tol):
    h = [(weights, means, variances)]
    for _ in range(100):
        w, m, v = h[-1]
        h.append(paso_m(x, paso_e(x, w, m, v)))
    return h


def media_vieja_en_la_varianza(x, weights, means, variances, tol):
    w, m, v = weights, means, variances
    out, L = [(w, m, v)], logver(x, w, m, v)
    for _ in range(3000):
        R = paso_e(x, w, m, v)
        N = R.sum(axis=0)
        v = np.einsum("nk,nk->k", R, (x[:, None] - m) ** 2) / N
        m = np.einsum("nk,n->k", R, x) / N
        w = N / len(x)
        out.append((w, m, v))
        L, L_ant = logver(x, w, m, v), L
        if L - L_ant < tol:
            break
    return out


# deslices que no están en la lista
def una_iteracion_de_mas(x, weights, means, variances, tol):
    h = [(weights, means, variances)]
    L_ant = -np.inf
    for _ in range(5000):
        p = conjunta(x, *h[-1])
        L = np.log(p.sum(axis=1)).sum()
        h.append(paso_m(x, p / p.sum(axis=1, keepdims=True)))
        if L - L_ant < tol:
            break
        L_ant = L
    return h


def inicio_dos_veces(x, weights, means, variances, tol):
    h = [(weights, means, variances)]
    w, m, v = weights, means, variances
    L = logver(x, w, m, v)
    for _ in range(5000):
        h.append((w, m, v))
        w, m, v = paso_m(x, paso_e(x, w, m, v))
        Ln = logver(x, w, m, v)
        if Ln - L < tol:
            h.append((w, m, v))
            break
        L = Ln
    return h


def la_ultima_primero(x, weights, means, variances, tol):
    h = [(weights, means, variances)]
    while True:
        h.insert(0, paso_m(x, paso_e(x, *h[0])))
        if logver(x, *h[0]) - logver(x, *h[1]) < tol:
            return h


def tolerancia_propia(x, weights, means, variances, tol):
    tol = 0.05
    h = [(weights, means, variances)]
    while len(h) < 2 or logver(x, *h[-1]) - logver(x, *h[-2]) >= tol:
        h.append(paso_m(x, paso_e(x, *h[-1])))
    return h


def amortiguada(x, weights, means, variances, tol):
    h = [(weights, means, variances)]
    for _ in range(5000):
        nuevo = paso_m(x, paso_e(x, *h[-1]))
        h.append(tuple((a + b) / 2 for a, b in zip(nuevo, h[-1])))
        if logver(x, *h[-1]) - logver(x, *h[-2]) < tol:
            break
    return h


def solo_el_final(x, weights, means, variances, tol):
    p = (weights, means, variances)
    L = logver(x, *p)
    while True:
        p = paso_m(x, paso_e(x, *p))
        if (nueva := logver(x, *p)) - L < tol:
            return p
        L = nueva


def segundo_momento(x, weights, means, variances, tol):
    h = [(weights, means, variances)]
    for _ in range(5000):
        w, m, v = paso_m(x, paso_e(x, *h[-1]))
        h.append((w, m, v + m**2))
        if logver(x, *h[-1]) - logver(x, *h[-2]) < tol:
            break
    return h


CORRECT = [
    ("03-em", con_itertools),
    ("03-em", con_clase),
    ("03-em", python_puro),
    ("03-em", generador),
    ("03-em", un_solo_barrido),
    ("03-em", recursiva_con_walrus),
]

WRONG = [
    ("03-em", ("B1",), "E y M entrelazados por componente", entrelazada),
    ("03-em", ("R-fija",), "responsabilidades fuera del bucle", e_afuera),
    ("03-em", ("varianzas-fijas",), "las varianzas no se actualizan", varianza_del_inicio),
    ("03-em", ("pesos-fijos",), "los pesos no se actualizan", pesos_del_inicio),
    ("03-em", ("B21",), "guarda siempre los mismos arreglos", sin_copiar),
    ("03-em", ("sin-inicio",), "falta el inicio", lista_vacia_al_principio),
    ("03-em", ("falta-última",), "corta antes de guardar", corta_antes_de_guardar),
    ("03-em", ("B8-medias",), "para por el cambio de las medias", quieta_por_medias),
    ("03-em", ("B8-respons",), "para por el cambio de R", quieta_por_responsabilidades),
    ("03-em", ("B8-promedio",), "ganancia del promedio", ganancia_por_dato),
    ("03-em", ("B8-primera",), "vieja menos nueva", comparacion_invertida),
    ("03-em", ("B8-fijo",), "siempre cien vueltas", cien_vueltas),
    ("03-em", ("B2",), "varianza con la media vieja", media_vieja_en_la_varianza),
    ("03-em", (), "la L va una vuelta atrasada: una iteración de más", una_iteracion_de_mas),
    ("03-em", (), "el inicio está dos veces", inicio_dos_veces),
    ("03-em", (), "historia de la última a la primera", la_ultima_primero),
    ("03-em", (), "pisa tol con 0.05", tolerancia_propia),
    ("03-em", (), "promedia parámetros viejos y nuevos", amortiguada),
    ("03-em", (), "devuelve sólo el final", solo_el_final),
    ("03-em", (), "guarda el segundo momento como varianza", segundo_momento),
]
