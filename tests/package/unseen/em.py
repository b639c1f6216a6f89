"""Respuestas de una mano ajena al ejercicio 03-em: repetir los dos pasos."""

import math
from collections import namedtuple
from functools import partial
from itertools import count

import numpy as np
from scipy.special import logsumexp, softmax
from scipy.stats import norm

# ------------------------------------------------------------------ piezas de varias manos


def tabla(x, w, m, v):
    return w * norm.pdf(x[:, None], m, np.sqrt(v))


def paso_e(x, w, m, v):
    t = tabla(x, w, m, v)
    return t / t.sum(axis=1, keepdims=True)


def paso_m(x, R):
    N = R.sum(axis=0)
    mu = R.T @ x / N
    return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N


def logver(x, w, m, v):
    return np.log(tabla(x, w, m, v).sum(axis=1)).sum()


def campana(x, m, s2):
    return math.exp(-(x - m) ** 2 / (2 * s2)) / math.sqrt(2 * math.pi * s2)


def filas_e(x, w, m, v, f=campana):
    salida = []
    for xi in x:
        fila = [wk * f(xi, mk, vk) for wk, mk, vk in zip(w, m, v)]
        total = sum(fila)
        salida.append([p / total for p in fila])
    return salida


def filas_m(x, R):
    n, K = len(x), len(R[0])
    w, m, v = [], [], []
    for k in range(K):
        nk = sum(R[i][k] for i in range(n))
        mk = sum(R[i][k] * x[i] for i in range(n)) / nk
        vk = sum(R[i][k] * (x[i] - mk) ** 2 for i in range(n)) / nk
        w.append(nk / n)
        m.append(mk)
        v.append(vk)
    return w, m, v


def filas_l(x, w, m, v, f=campana):
    return sum(math.log(sum(a * f(xi, b, c) for a, b, c in zip(w, m, v))) for xi in x)


def repetir(x, weights, means, variances, tol, e=paso_e, m=paso_m, ll=logver, tope=500):
    params = (weights, means, variances)
    historia = [params]
    antes = ll(x, *params)
    for _ in range(tope):
        params = m(x, e(x, *params))
        historia.append(params)
        ahora = ll(x, *params)
        if ahora - antes < tol:
            break
        antes = ahora
    return historia


def mientras(x, w, mu, s2, tol, e=filas_e, m=filas_m, ll=filas_l):
    x = [float(a) for a in x]
    p = [float(a) for a in w], [float(a) for a in mu], [float(a) for a in s2]
    pasos, valores = [p], [ll(x, *p)]
    while len(pasos) <= 500:
        p = m(x, e(x, *p))
        pasos.append(p)
        valores.append(ll(x, *p))
        if valores[-1] - valores[-2] < tol:
            return pasos
    return pasos


# ------------------------------------------------------------------ correctas


def ok_for_con_piezas(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, weights, means, variances)
    for it in range(1000):
        R = paso_e(x, weights, means, variances)
        weights, means, variances = paso_m(x, R)
        hist.append((weights, means, variances))
        new = logver(x, weights, means, variances)
        if new - old < tol:
            break
        old = new
    return hist


def ok_listas_math(x, weights, means, variances, tol):
    return mientras(x, weights, means, variances, tol)


def ok_logsumexp_transpuesta(x, weights, means, variances, tol):
    pi, mu, s2 = (np.array(a, dtype=float) for a in (weights, means, variances))
    salida = [(pi, mu, s2)]
    previa = None
    for _ in range(2000):
        lp = (np.log(pi)[:, None] - 0.5 * np.log(2 * np.pi * s2)[:, None]
              - 0.5 * (x[None, :] - mu[:, None]) ** 2 / s2[:, None])
        total = logsumexp(lp, axis=0)
        actual = total.sum()
        if previa is not None and actual - previa < tol:
            return salida
        previa = actual
        r = np.exp(lp - total)
        nk = r.sum(axis=1)
        pi = nk / x.size
        mu = (r @ x) / nk
        s2 = (r * (x - mu[:, None]) ** 2).sum(axis=1) / nk
        salida.append((pi, mu, s2))
    return salida


def ok_softmax_einsum(x, weights, means, variances, tol):
    def logs(w, m, v):
        d = x[:, np.newaxis] - m
        return np.log(w) - np.log(2 * np.pi * v) / 2 - d * d / (2 * v)

    todo = [(weights.copy(), means.copy(), variances.copy())]
    ganancia = np.inf
    L = logsumexp(logs(*todo[-1]), axis=1).sum()
    vueltas = 0
    while ganancia >= tol and vueltas < 3000:
        R = softmax(logs(*todo[-1]), axis=1)
        N = np.einsum("ik->k", R)
        m = np.einsum("ik,i->k", R, x) / N
        v = np.einsum("ik,ik->k", R, np.subtract.outer(x, m) ** 2) / N
        todo.append((N / len(x), m, v))
        L, ganancia = (nueva := logsumexp(logs(*todo[-1]), axis=1).sum()), nueva - L
        vueltas += 1
    return todo


class _Ajuste:
    def __init__(self, tope):
        self.tope = tope

    def densidad(self, x, p):
        w, m, v = p
        return np.stack([w[k] * norm(m[k], v[k] ** 0.5).pdf(x) for k in range(len(w))], axis=1)

    def __call__(self, x, weights, means, variances, tol):
        p = (weights, means, variances)
        camino = [p]
        d = self.densidad(x, p)
        for _ in range(self.tope):
            R = d / d.sum(1)[:, None]
            m = np.array([np.average(x, weights=c) for c in R.T])
            v = np.array([np.average((x - a) ** 2, weights=c) for a, c in zip(m, R.T)])
            p = (R.mean(axis=0), m, v)
            camino.append(p)
            d2 = self.densidad(x, p)
            if np.log(d2.sum(1)).sum() - np.log(d.sum(1)).sum() < tol:
                break
            d = d2
        return camino


ok_clase = _Ajuste(800)


def ok_recursiva(x, weights, means, variances, tol, quedan=600):
    nuevos = paso_m(x, paso_e(x, weights, means, variances))
    gana = logver(x, *nuevos) - logver(x, weights, means, variances)
    inicio = [(weights, means, variances)]
    if gana < tol or quedan == 0:
        return inicio + [nuevos]
    return inicio + ok_recursiva(x, *nuevos, tol, quedan - 1)


def ok_generador(x, weights, means, variances, tol):
    def camino(p):
        yield p
        for _ in range(1500):
            q = paso_m(x, paso_e(x, *p))
            yield q
            if logver(x, *q) - logver(x, *p) < tol:
                return
            p = q

    return list(camino((weights, means, variances)))


def ok_valor_absoluto(x, weights, means, variances, tol):
    K, n = len(weights), len(x)
    h = [(weights, means, variances)]
    ll_old = -np.inf
    for _ in range(1000):
        f = np.zeros((n, K))
        for k in range(K):
            f[:, k] = weights[k] / np.sqrt(2 * np.pi * variances[k]) * np.exp(
                -0.5 * (x - means[k]) ** 2 / variances[k])
        ll = np.sum(np.log(f.sum(axis=1)))
        if abs(ll - ll_old) < tol:
            break
        ll_old = ll
        f /= f.sum(axis=1, keepdims=True)
        weights = f.sum(axis=0) / n
        means = np.zeros(K)
        variances = np.zeros(K)
        for k in range(K):
            means[k] = np.sum(f[:, k] * x) / f[:, k].sum()
            variances[k] = np.sum(f[:, k] * (x - means[k]) ** 2) / f[:, k].sum()
        h.append((weights, means, variances))
    return h


def ok_diccionario_de_estado(x, weights, means, variances, tol):
    estado = {"w": weights, "m": means, "v": variances}
    registro = [tuple(estado.values())]
    lls = {0: logver(x, *estado.values())}
    for t in count(1):
        R = paso_e(x, *estado.values())
        estado = dict(zip("wmv", paso_m(x, R)))
        registro.append(tuple(estado.values()))
        lls[t] = logver(x, *estado.values())
        if lls[t] - lls[t - 1] < tol or t >= 5000:
            return registro


Params = namedtuple("Params", "pesos medias varianzas")


def ok_namedtuple(x, weights, means, variances, tol):
    p = Params(weights, means, variances)
    lista = [p]
    ll = [logver(x, *p)]
    terminado = False
    while not terminado and len(lista) < 1001:
        p = Params(*paso_m(x, paso_e(x, p.pesos, p.medias, p.varianzas)))
        lista.append(p)
        ll.append(logver(x, *p))
        terminado = (ll[-1] - ll[-2]) < tol
    return lista


def ok_partial(x, weights, means, variances, tol):
    E = partial(paso_e, x)
    M = partial(paso_m, x)
    L = partial(logver, x)
    fuera = [(weights, means, variances)]
    for _ in range(700):
        fuera.append(M(E(*fuera[-1])))
        if not (L(*fuera[-1]) - L(*fuera[-2]) >= tol):
            break
    return fuera


def ok_vectorize(x, weights, means, variances, tol):
    pdf = np.vectorize(campana)

    def junta(p):
        return p[0] * pdf(x[:, None], p[1][None, :], p[2][None, :])

    hist = [(weights, means, variances)]
    t = junta(hist[0])
    antes = np.log(t.sum(1)).sum()
    for _ in range(500):
        hist.append(paso_m(x, t / t.sum(1, keepdims=True)))
        t = junta(hist[-1])
        if (ahora := np.log(t.sum(1)).sum()) < antes + tol:
            break
        antes = ahora
    return hist


def ok_listas_tolist(x, weights, means, variances, tol):
    hist = repetir(x, weights, means, variances, tol, tope=900)
    return [tuple([float(u) for u in a] for a in p) for p in hist]


def ok_enteros_aparte(x, weights, means, variances, tol):
    x = np.asarray(x, dtype=float)
    with np.errstate(all="ignore"):
        salida = repetir(x, weights, means, variances, tol, tope=1200)
    assert len(salida) >= 2
    return salida


def ok_copias_in_situ(x, weights, means, variances, tol):
    w, m, v = weights.astype(float), means.astype(float), variances.astype(float)
    H = [(w.copy(), m.copy(), v.copy())]
    old = logver(x, w, m, v)
    i = 0
    while True:
        i += 1
        R = paso_e(x, w, m, v)
        for k in range(len(w)):
            col = R[:, k]
            w[k] = col.mean()
            m[k] = col @ x / col.sum()
            v[k] = col @ (x - m[k]) ** 2 / col.sum()
        H.append((w.copy(), m.copy(), v.copy()))
        new = logver(x, w, m, v)
        if new - old < tol or i == 2000:
            break
        old = new
    return H


def ok_add_at(x, weights, means, variances, tol):
    def M(R):
        K = R.shape[1]
        idx = np.tile(np.arange(K), len(x))
        xs = np.repeat(x, K)
        r = R.ravel()
        N, S, Q = np.zeros(K), np.zeros(K), np.zeros(K)
        np.add.at(N, idx, r)
        np.add.at(S, idx, r * xs)
        mu = S / N
        np.add.at(Q, idx, r * (xs - mu[idx]) ** 2)
        return N / N.sum(), mu, Q / N

    return repetir(x, weights, means, variances, tol, m=lambda _, R: M(R))


def ok_logpdf(x, weights, means, variances, tol):
    def lp(w, m, v):
        return np.log(w) + norm.logpdf(x.reshape(-1, 1), loc=m, scale=v ** 0.5)

    p = (weights, means, variances)
    out = [p]
    tabla_log = lp(*p)
    for _ in range(10000):
        R = np.exp(tabla_log - logsumexp(tabla_log, axis=1, keepdims=True))
        p = paso_m(x, R)
        out.append(p)
        nueva = lp(*p)
        if logsumexp(nueva, axis=1).sum() - logsumexp(tabla_log, axis=1).sum() < tol:
            return out
        tabla_log = nueva
    return out


# ------------------------------------------------------------------ errores conocidos: paso E


def e_con(formula, x, w, m, v):
    t = formula(x[:, None], w, m, v)
    return t / t.sum(axis=1, keepdims=True)


def l_con(formula, x, w, m, v):
    return np.sum(np.log(np.sum(formula(x[:, None], w, m, v), axis=1)))


def con_formula(formula, x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol,
                   e=partial(e_con, formula), ll=partial(l_con, formula))


def sin_pesos_norm(x, weights, means, variances, tol):
    def t(w, m, v):
        return norm.pdf(x[:, None], m, np.sqrt(v))

    hist = [(weights, means, variances)]
    old = np.log(t(*hist[0]).sum(1)).sum()
    for _ in range(500):
        d = t(*hist[-1])
        hist.append(paso_m(x, d / d.sum(1, keepdims=True)))
        new = np.log(t(*hist[-1]).sum(1)).sum()
        if new - old < tol:
            break
        old = new
    return hist


def sin_pesos_listas(x, weights, means, variances, tol):
    def e(x, w, m, v):
        return filas_e(x, [1.0] * len(w), m, v)

    def ll(x, w, m, v):
        return filas_l(x, [1.0] * len(w), m, v)

    return mientras(x, weights, means, variances, tol, e=e, ll=ll)


def sin_pesos_solo_en_e(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol,
                   e=lambda x, w, m, v: softmax(norm.logpdf(x[:, None], m, v ** 0.5), axis=1))


def pesos_cuadrado_formula(x, weights, means, variances, tol):
    return con_formula(lambda a, w, m, v: w ** 2 * norm.pdf(a, m, np.sqrt(v)),
                       x, weights, means, variances, tol)


def pesos_cuadrado_listas(x, weights, means, variances, tol):
    def e(x, w, m, v):
        R = []
        for xi in x:
            f = [w[k] * campana(xi, m[k], v[k]) for k in range(len(w))]
            f = [w[k] * f[k] for k in range(len(w))]
            R.append([c / sum(f) for c in f])
        return R

    def ll(x, w, m, v):
        return filas_l(x, [a * a for a in w], m, v)

    return mientras(x, weights, means, variances, tol, e=e, ll=ll)


def pesos_al_reves_rebanada(x, weights, means, variances, tol):
    return con_formula(lambda a, w, m, v: w[::-1] * norm.pdf(a, m, v ** 0.5),
                       x, weights, means, variances, tol)


def pesos_al_reves_reversed(x, weights, means, variances, tol):
    def e(x, w, m, v):
        return filas_e(x, list(reversed(w)), m, v)

    def ll(x, w, m, v):
        return filas_l(x, list(reversed(w)), m, v)

    return mientras(x, weights, means, variances, tol, e=e, ll=ll)


def eje_equivocado(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, *hist[-1])
    for _ in range(500):
        t = tabla(x, *hist[-1])
        R = t / t.sum(axis=0)
        hist.append(paso_m(x, R))
        new = logver(x, *hist[-1])
        if new - old < tol:
            break
        old = new
    return hist


def eje_softmax_cero(x, weights, means, variances, tol):
    def e(x, w, m, v):
        return softmax(np.log(w) + norm.logpdf(x[:, None], m, v ** 0.5), axis=0)

    return repetir(x, weights, means, variances, tol, e=e)


def escala_es_varianza_norm(x, weights, means, variances, tol):
    return con_formula(lambda a, w, m, v: w * norm.pdf(a, loc=m, scale=v),
                       x, weights, means, variances, tol)


def escala_es_varianza_math(x, weights, means, variances, tol):
    def f(a, m, s):
        return math.exp(-0.5 * ((a - m) / s) ** 2) / (s * math.sqrt(2 * math.pi))

    return mientras(x, weights, means, variances, tol, e=partial(filas_e, f=f),
                    ll=partial(filas_l, f=f))


def factor_sin_raiz(x, weights, means, variances, tol):
    return con_formula(
        lambda a, w, m, v: w / (np.sqrt(2 * np.pi) * v) * np.exp(-(a - m) ** 2 / (2 * v)),
        x, weights, means, variances, tol)


def factor_sin_raiz_logs(x, weights, means, variances, tol):
    def logs(p):
        w, m, v = p
        return (np.log(w[:, None]) - np.log(v[:, None]) - 0.5 * np.log(2 * np.pi)
                - (x - m[:, None]) ** 2 / (2 * v[:, None]))

    h = [(weights, means, variances)]
    L = [logsumexp(logs(h[0]), axis=0).sum()]
    while len(h) < 600:
        R = softmax(logs(h[-1]), axis=0).T
        h.append(paso_m(x, R))
        L.append(logsumexp(logs(h[-1]), axis=0).sum())
        if L[-1] - L[-2] < tol:
            break
    return h


def exponente_cuadrado(x, weights, means, variances, tol):
    def bell(a, w, m, v):
        return w / np.sqrt(2 * np.pi * v) * np.exp(-0.5 * ((a - m) / v) ** 2)

    return con_formula(bell, x, weights, means, variances, tol)


def exponente_cuadrado_math(x, weights, means, variances, tol):
    def f(a, m, s2):
        return math.exp(-(a - m) ** 2 / (2 * s2 * s2)) / math.sqrt(2 * math.pi * s2)

    return mientras(x, weights, means, variances, tol, e=partial(filas_e, f=f),
                    ll=partial(filas_l, f=f))


def raiz_de_mas_norm(x, weights, means, variances, tol):
    def formula(a, w, m, v):
        s = np.sqrt(v)
        return w * norm.pdf(a, m, np.sqrt(s))

    return con_formula(formula, x, weights, means, variances, tol)


def raiz_de_mas_math(x, weights, means, variances, tol):
    def f(a, m, s2):
        return campana(a, m, math.sqrt(s2))

    return mientras(x, weights, means, variances, tol, e=partial(filas_e, f=f),
                    ll=partial(filas_l, f=f))


def sin_un_medio(x, weights, means, variances, tol):
    return con_formula(
        lambda a, w, m, v: w / np.sqrt(2 * np.pi * v) * np.exp(-((a - m) ** 2) / v),
        x, weights, means, variances, tol)


def sin_un_medio_logs(x, weights, means, variances, tol):
    def lp(w, m, v):
        z = (x[None, :] - m[:, None]) / np.sqrt(v)[:, None]
        return (np.log(w) - np.log(np.sqrt(2 * np.pi * v)))[:, None] - z ** 2

    return repetir(x, weights, means, variances, tol,
                   e=lambda _, *p: softmax(lp(*p), axis=0).T,
                   ll=lambda _, *p: logsumexp(lp(*p), axis=0).sum())


def altura_uno(x, weights, means, variances, tol):
    return con_formula(lambda a, w, m, v: w * np.exp(-(a - m) ** 2 / (2 * v)),
                       x, weights, means, variances, tol)


def altura_uno_math(x, weights, means, variances, tol):
    def f(a, m, s2):
        return math.exp(-0.5 * (a - m) ** 2 / s2) / math.sqrt(2 * math.pi)

    return mientras(x, weights, means, variances, tol, e=partial(filas_e, f=f),
                    ll=partial(filas_l, f=f))


def suma_mil_esimo(x, weights, means, variances, tol):
    def e(x, w, m, v):
        t = tabla(x, w, m, v)
        return t / (t.sum(axis=1, keepdims=True) + 1e-3)

    return repetir(x, weights, means, variances, tol, e=e)


def suelo_de_densidad(x, weights, means, variances, tol):
    def e(x, w, m, v):
        t = np.clip(tabla(x, w, m, v), 1e-2, None)
        return t / t.sum(axis=1, keepdims=True)

    return repetir(x, weights, means, variances, tol, e=e)


def dura_argmax(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, *hist[-1])
    for _ in range(500):
        z = tabla(x, *hist[-1]).argmax(axis=1)
        hist.append(paso_m(x, np.eye(len(weights))[z]))
        new = logver(x, *hist[-1])
        if new - old < tol:
            break
        old = new
    return hist


def dura_grupos(x, weights, means, variances, tol):
    def un_paso(w, m, v):
        grupos = [[] for _ in w]
        for xi in x:
            f = [w[k] * campana(xi, m[k], v[k]) for k in range(len(w))]
            grupos[f.index(max(f))].append(xi)
        return (np.array([len(g) / len(x) for g in grupos]),
                np.array([np.mean(g) for g in grupos]),
                np.array([np.var(g) for g in grupos]))

    pasos = [(weights, means, variances)]
    for _ in range(500):
        pasos.append(un_paso(*pasos[-1]))
        if logver(x, *pasos[-1]) - logver(x, *pasos[-2]) < tol:
            break
    return pasos


def sin_normalizar_tabla(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol, e=tabla)


def sin_normalizar_bucle(x, weights, means, variances, tol):
    def e(x, w, m, v):
        return [[w[k] * campana(xi, m[k], v[k]) for k in range(len(w))] for xi in x]

    return mientras(x, weights, means, variances, tol, e=e)


def columnas_fliplr(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol,
                   e=lambda *a: np.fliplr(paso_e(*a)))


def columnas_insert_cero(x, weights, means, variances, tol):
    def e(x, w, m, v):
        R = []
        for xi in x:
            fila = []
            for k in range(len(w)):
                fila.insert(0, w[k] * campana(xi, m[k], v[k]))
            s = sum(fila)
            R.append([c / s for c in fila])
        return R

    return mientras(x, weights, means, variances, tol, e=e)


def solo_dos_desempacar(x, weights, means, variances, tol):
    w1, w2 = weights
    m1, m2 = means
    v1, v2 = variances
    h = [(weights, means, variances)]
    old = logver(x, *h[0])
    for _ in range(800):
        a = w1 * norm.pdf(x, m1, v1 ** 0.5)
        b = w2 * norm.pdf(x, m2, v2 ** 0.5)
        r = a / (a + b)
        w1, w2 = r.mean(), 1 - r.mean()
        m1, m2 = (r * x).sum() / r.sum(), ((1 - r) * x).sum() / (1 - r).sum()
        v1 = (r * (x - m1) ** 2).sum() / r.sum()
        v2 = ((1 - r) * (x - m2) ** 2).sum() / (1 - r).sum()
        h.append((np.array([w1, w2]), np.array([m1, m2]), np.array([v1, v2])))
        new = logver(x, *h[-1])
        if new - old < tol:
            break
        old = new
    return h


def solo_dos_indices(x, weights, means, variances, tol):
    def e(x, w, m, v):
        a = w[0] * norm.pdf(x, m[0], np.sqrt(v[0]))
        b = w[1] * norm.pdf(x, m[1], np.sqrt(v[1]))
        return np.column_stack([a / (a + b), b / (a + b)])

    return repetir(x, weights, means, variances, tol, e=e)


_OTROS = np.concatenate([np.linspace(-3, 1, 40), np.linspace(2, 6, 30)])


def datos_de_la_leccion(x, weights, means, variances, tol):
    return repetir(_OTROS, weights, means, variances, tol)


def datos_simulados_dentro(x, weights, means, variances, tol):
    rng = np.random.default_rng(0)
    x = np.concatenate([rng.normal(0, 1, 60), rng.normal(5, 1.5, 40)])
    h = [(weights, means, variances)]
    while len(h) < 600:
        h.append(paso_m(x, paso_e(x, *h[-1])))
        if logver(x, *h[-1]) - logver(x, *h[-2]) < tol:
            break
    return h


# ------------------------------------------------------------------ errores conocidos: el bucle


def entreverado(x, weights, means, variances, tol):
    w, m, v = weights.copy(), means.copy(), variances.copy()
    hist = [(w.copy(), m.copy(), v.copy())]
    old = logver(x, w, m, v)
    for _ in range(500):
        for k in range(len(w)):
            R = paso_e(x, w, m, v)
            r = R[:, k]
            w[k] = r.mean()
            m[k] = (r * x).sum() / r.sum()
            v[k] = (r * (x - m[k]) ** 2).sum() / r.sum()
        hist.append((w.copy(), m.copy(), v.copy()))
        new = logver(x, w, m, v)
        if new - old < tol:
            break
        old = new
    return hist


def entreverado_listas(x, weights, means, variances, tol):
    w, m, v = list(weights), list(means), list(variances)
    pasos = [(list(w), list(m), list(v))]
    viejo = filas_l(x, w, m, v)
    vuelta = 0
    while vuelta < 500:
        vuelta += 1
        for k, _ in enumerate(w):
            r = [w[k] * campana(xi, m[k], v[k])
                 / sum(w[j] * campana(xi, m[j], v[j]) for j in range(len(w))) for xi in x]
            nk = sum(r)
            w[k] = nk / len(x)
            m[k] = sum(a * b for a, b in zip(r, x)) / nk
            v[k] = sum(a * (b - m[k]) ** 2 for a, b in zip(r, x)) / nk
        pasos.append((list(w), list(m), list(v)))
        nuevo = filas_l(x, w, m, v)
        if nuevo - viejo < tol:
            break
        viejo = nuevo
    return pasos


def r_fuera_del_bucle(x, weights, means, variances, tol):
    R = paso_e(x, weights, means, variances)
    hist = [(weights, means, variances)]
    old = logver(x, weights, means, variances)
    for _ in range(500):
        weights, means, variances = paso_m(x, R)
        hist.append((weights, means, variances))
        new = logver(x, weights, means, variances)
        if new - old < tol:
            break
        old = new
    return hist


def r_siempre_del_inicio(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol,
                   e=lambda x, *_: paso_e(x, weights, means, variances))


def medias_quietas(x, weights, means, variances, tol):
    h = [(weights, means, variances)]
    old = logver(x, *h[0])
    for _ in range(500):
        R = paso_e(x, weights, means, variances)
        N = R.sum(axis=0)
        weights = N / len(x)
        variances = (R * (x[:, None] - means) ** 2).sum(axis=0) / N
        h.append((weights, means, variances))
        new = logver(x, *h[-1])
        if new - old < tol:
            break
        old = new
    return h


def medias_sin_reasignar(x, weights, means, variances, tol):
    p = weights, means, variances
    h, ll = [p], [logver(x, *p)]
    while len(h) < 700:
        w, m_nueva, v = paso_m(x, paso_e(x, *p))
        p = w, means, v
        h.append(p)
        ll.append(logver(x, *p))
        if ll[-1] - ll[-2] < tol:
            break
    return h


def varianzas_quietas(x, weights, means, variances, tol):
    h = [(weights, means, variances)]
    old = logver(x, *h[0])
    for _ in range(500):
        R = paso_e(x, weights, means, variances)
        weights = R.mean(axis=0)
        means = (R * x[:, None]).sum(axis=0) / R.sum(axis=0)
        h.append((weights, means, variances))
        new = logver(x, *h[-1])
        if new - old < tol:
            break
        old = new
    return h


def varianzas_sin_reasignar(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, _ = filas_m(x, R)
        return w, mu, [float(a) for a in variances]

    return mientras(x, weights, means, variances, tol, m=m)


def pesos_quietos(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol,
                   m=lambda x, R: (weights,) + paso_m(x, R)[1:])


def pesos_quietos_bucle(x, weights, means, variances, tol):
    mu, s2 = list(means), list(variances)
    h = [(weights, np.array(mu), np.array(s2))]
    old = filas_l(x, weights, mu, s2)
    for _ in range(500):
        R = filas_e(x, weights, mu, s2)
        for k in range(len(mu)):
            nk = sum(f[k] for f in R)
            mu[k] = sum(f[k] * a for f, a in zip(R, x)) / nk
            s2[k] = sum(f[k] * (a - mu[k]) ** 2 for f, a in zip(R, x)) / nk
        h.append((weights, np.array(mu), np.array(s2)))
        new = filas_l(x, weights, mu, s2)
        if new - old < tol:
            break
        old = new
    return h


def pesos_un_ka(x, weights, means, variances, tol):
    K = len(means)

    def m(x, R):
        _, mu, s2 = paso_m(x, R)
        return np.full(K, 1 / K), mu, s2

    return repetir(x, weights, means, variances, tol, m=m)


def pesos_un_ka_listas(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, s2 = filas_m(x, R)
        return [1 / len(w) for _ in w], mu, s2

    return mientras(x, weights, means, variances, tol, m=m)


def mismo_objeto_arreglos(x, weights, means, variances, tol):
    w, m, v = weights.astype(float), means.astype(float), variances.astype(float)
    hist = [(w, m, v)]
    old = logver(x, w, m, v)
    for _ in range(500):
        w[:], m[:], v[:] = paso_m(x, paso_e(x, w, m, v))
        hist.append((w, m, v))
        new = logver(x, w, m, v)
        if new - old < tol:
            break
        old = new
    return hist


def mismo_objeto_lista(x, weights, means, variances, tol):
    p = [weights, means, variances]
    hist = [p]
    old = logver(x, *p)
    for _ in range(500):
        p[0], p[1], p[2] = paso_m(x, paso_e(x, *p))
        hist.append(p)
        new = logver(x, *p)
        if new - old < tol:
            break
        old = new
    return hist


def mismo_objeto_multiplicado(x, weights, means, variances, tol):
    camino = repetir(x, weights, means, variances, tol)
    return [camino[-1]] * len(camino)


def falta_el_inicio(x, weights, means, variances, tol):
    hist = []
    old = logver(x, weights, means, variances)
    for _ in range(500):
        weights, means, variances = paso_m(x, paso_e(x, weights, means, variances))
        hist.append((weights, means, variances))
        new = logver(x, weights, means, variances)
        if new - old < tol:
            break
        old = new
    return hist


def falta_el_inicio_pop(x, weights, means, variances, tol):
    pasos = mientras(x, weights, means, variances, tol)
    pasos.pop(0)
    return pasos


def orden_medias_primero(x, weights, means, variances, tol):
    return [(m, v, w) for w, m, v in repetir(x, weights, means, variances, tol)]


def orden_medias_pesos(x, weights, means, variances, tol):
    hist = [(means, weights, variances)]
    old = logver(x, weights, means, variances)
    for _ in range(500):
        weights, means, variances = paso_m(x, paso_e(x, weights, means, variances))
        hist.append((means, weights, variances))
        new = logver(x, weights, means, variances)
        if new - old < tol:
            break
        old = new
    return hist


# ------------------------------------------------------------------ errores conocidos: la parada


def para_medias(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    for _ in range(500):
        hist.append(paso_m(x, paso_e(x, *hist[-1])))
        if np.abs(hist[-1][1] - hist[-2][1]).max() < tol:
            break
    return hist


def para_medias_norma(x, weights, means, variances, tol):
    dif, p = 1e9, (weights, means, variances)
    pasos = [p]
    while dif >= tol and len(pasos) < 900:
        q = filas_m(x, filas_e(x, *p))
        dif = math.sqrt(sum((a - b) ** 2 for a, b in zip(q[1], p[1])))
        pasos.append(q)
        p = q
    return pasos


def para_responsabilidades(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    R = paso_e(x, *hist[0])
    for _ in range(600):
        hist.append(paso_m(x, R))
        R2 = paso_e(x, *hist[-1])
        if np.max(np.abs(R2 - R)) < tol:
            break
        R = R2
    return hist


def para_responsabilidades_previa(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    R_old = np.zeros((len(x), len(means)))
    while len(hist) < 800:
        R = paso_e(x, *hist[-1])
        if np.linalg.norm(R - R_old) < tol:
            break
        hist.append(paso_m(x, R))
        R_old = R
    return hist


def para_parametros(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    for _ in range(500):
        hist.append(paso_m(x, paso_e(x, *hist[-1])))
        cambio = sum(np.abs(a - b).sum() for a, b in zip(hist[-1], hist[-2]))
        if cambio < tol:
            break
    return hist


def para_parametros_all(x, weights, means, variances, tol):
    p = np.array([weights, means, variances])
    hist = [tuple(p)]
    for _ in range(700):
        q = np.array(paso_m(x, paso_e(x, *p)))
        hist.append(tuple(q))
        if np.all(np.abs(q - p) < tol):
            return hist
        p = q
    return hist


def para_allclose(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    R = paso_e(x, *hist[0])
    for _ in range(500):
        hist.append(paso_m(x, R))
        nueva = paso_e(x, *hist[-1])
        if np.allclose(nueva, R):
            break
        R = nueva
    return hist


def para_allclose_antes(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    anterior = None
    for _ in range(500):
        R = paso_e(x, *hist[-1])
        if anterior is not None and np.allclose(R, anterior, atol=tol):
            break
        hist.append(paso_m(x, R))
        anterior = R
    return hist


def para_allclose_listas(x, weights, means, variances, tol):
    p = (list(weights), list(means), list(variances))
    pasos = [p]
    R = filas_e(x, *p)
    igual = False
    while not igual and len(pasos) < 700:
        p = filas_m(x, R)
        pasos.append(p)
        R, vieja = filas_e(x, *p), R
        igual = np.allclose(vieja, R)
    return pasos


def para_componentes_medias(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    for _ in range(500):
        weights, means, variances = paso_m(x, paso_e(x, weights, means, variances))
        hist.append((weights, means, variances))
        if abs(means[-1] - means[-2]) < tol:
            break
    return hist


def para_componentes_logver(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    for _ in range(500):
        hist.append(paso_m(x, paso_e(x, *hist[-1])))
        ll = np.log(tabla(x, *hist[-1])).sum(axis=0)
        if abs(ll[-1] - ll[-2]) < tol:
            break
    return hist


def para_log10(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol,
                   ll=lambda x, *p: np.log10(tabla(x, *p).sum(axis=1)).sum())


def para_log10_math(x, weights, means, variances, tol):
    def ll(x, w, m, v):
        return sum(math.log10(sum(a * campana(xi, b, c) for a, b, c in zip(w, m, v)))
                   for xi in x)

    return mientras(x, weights, means, variances, tol, ll=ll)


def para_log2(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol,
                   ll=lambda x, *p: np.log2(tabla(x, *p).sum(axis=1)).sum())


def para_log2_math(x, weights, means, variances, tol):
    return mientras(x, weights, means, variances, tol,
                    ll=lambda x, *p: filas_l(x, *p) / math.log(2))


def para_relativa(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, *hist[0])
    for _ in range(500):
        hist.append(paso_m(x, paso_e(x, *hist[-1])))
        new = logver(x, *hist[-1])
        if abs((new - old) / old) < tol:
            break
        old = new
    return hist


def para_relativa_listas(x, weights, means, variances, tol):
    p = tuple(map(list, (weights, means, variances)))
    pasos, L = [p], [filas_l(x, *p)]
    for _ in range(500):
        p = filas_m(x, filas_e(x, *p))
        pasos.append(p)
        L.append(filas_l(x, *p))
        if (L[-1] - L[-2]) / abs(L[-1]) < tol:
            break
    return pasos


def para_promedio(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol,
                   ll=lambda x, *p: np.log(tabla(x, *p).sum(axis=1)).mean())


def para_promedio_listas(x, weights, means, variances, tol):
    return mientras(x, weights, means, variances, tol,
                    ll=lambda x, *p: filas_l(x, *p) / len(x))


def para_viejo_cero(x, weights, means, variances, tol):
    old = 0
    hist = [(weights, means, variances)]
    for _ in range(500):
        hist.append(paso_m(x, paso_e(x, *hist[-1])))
        new = logver(x, *hist[-1])
        if new - old < tol:
            break
        old = new
    return hist


def para_signo_ganancia(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, *hist[0])
    for _ in range(500):
        hist.append(paso_m(x, paso_e(x, *hist[-1])))
        new = logver(x, *hist[-1])
        if old - new < tol:
            break
        old = new
    return hist


def para_return_dentro(x, weights, means, variances, tol):
    p = (weights, means, variances)
    hist = [p]
    old = logver(x, *p)
    while True:
        p = paso_m(x, paso_e(x, *p))
        hist.append(p)
        new = logver(x, *p)
        if new - old < tol:
            break
        old = new
        return hist
    return hist


def para_mayor_en_vez_de_menor(x, weights, means, variances, tol):
    p = tuple(map(list, (weights, means, variances)))
    pasos, L = [p], [filas_l(x, *p)]
    seguir = True
    while seguir:
        p = filas_m(x, filas_e(x, *p))
        pasos.append(p)
        L.append(filas_l(x, *p))
        seguir = L[-1] - L[-2] < tol
    return pasos


def para_cien_vueltas(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    for _ in range(100):
        hist.append(paso_m(x, paso_e(x, *hist[-1])))
    return hist


def para_diez_listas(x, weights, means, variances, tol):
    pasos = [(list(weights), list(means), list(variances))]
    while len(pasos) < 11:
        pasos.append(filas_m(x, filas_e(x, *pasos[-1])))
    return pasos


def para_old_sin_actualizar(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, *hist[0])
    for _ in range(500):
        hist.append(paso_m(x, paso_e(x, *hist[-1])))
        if logver(x, *hist[-1]) - old < tol:
            break
    return hist


def suma_de_logs_norm(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol,
                   ll=lambda x, *p: np.log(tabla(x, *p)).sum())


def suma_de_logs_listas(x, weights, means, variances, tol):
    def ll(x, w, m, v):
        total = 0.0
        for xi in x:
            for k in range(len(w)):
                total += math.log(w[k] * campana(xi, m[k], v[k]))
        return total

    return mientras(x, weights, means, variances, tol, ll=ll)


def signo_cambiado_logver(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol, ll=lambda x, *p: -logver(x, *p))


def sin_log_norm(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol, ll=lambda x, *p: tabla(x, *p).sum())


def sin_log_listas(x, weights, means, variances, tol):
    def ll(x, w, m, v):
        return sum(a * campana(xi, b, c) for xi in x for a, b, c in zip(w, m, v))

    return mientras(x, weights, means, variances, tol, ll=ll)


def maximo_en_logver(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol,
                   ll=lambda x, *p: np.log(tabla(x, *p).max(axis=1)).sum())


def maximo_en_logver_listas(x, weights, means, variances, tol):
    def ll(x, w, m, v):
        return sum(math.log(max(a * campana(xi, b, c) for a, b, c in zip(w, m, v))) for xi in x)

    return mientras(x, weights, means, variances, tol, ll=ll)


def producto_prod(x, weights, means, variances, tol):
    def ll(x, *p):
        with np.errstate(all="ignore"):
            return np.log(np.prod(tabla(x, *p).sum(axis=1)))

    return repetir(x, weights, means, variances, tol, ll=ll)


def producto_acumulado(x, weights, means, variances, tol):
    def ll(x, w, m, v):
        L = 1.0
        for xi in x:
            L *= sum(a * campana(xi, b, c) for a, b, c in zip(w, m, v))
        return math.log(L)

    return mientras(x, weights, means, variances, tol, ll=ll)


# ------------------------------------------------------------------ errores conocidos: paso M


def m_media_vieja(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, *hist[-1])
    for _ in range(500):
        R = paso_e(x, weights, means, variances)
        N = R.sum(axis=0)
        weights = N / x.size
        variances = (R * (x[:, None] - means) ** 2).sum(axis=0) / N
        means = R.T @ x / N
        hist.append((weights, means, variances))
        new = logver(x, *hist[-1])
        if new - old < tol:
            break
        old = new
    return hist


def m_media_vieja_bucle(x, weights, means, variances, tol):
    p = (list(weights), list(means), list(variances))
    pasos, L = [p], [filas_l(x, *p)]
    while len(pasos) < 501:
        w, m, v = p
        R = filas_e(x, w, m, v)
        wn, mn, vn = [], [], []
        for k in range(len(w)):
            nk = sum(f[k] for f in R)
            wn.append(nk / len(x))
            mn.append(sum(f[k] * a for f, a in zip(R, x)) / nk)
            vn.append(sum(f[k] * (a - m[k]) ** 2 for f, a in zip(R, x)) / nk)
        p = (wn, mn, vn)
        pasos.append(p)
        L.append(filas_l(x, *p))
        if L[-1] - L[-2] < tol:
            break
    return pasos


def m_media_global(x, weights, means, variances, tol):
    def m(x, R):
        N = R.sum(0)
        return N / len(x), R.T @ x / N, R.T @ (x - x.mean()) ** 2 / N

    return repetir(x, weights, means, variances, tol, m=m)


def m_media_global_listas(x, weights, means, variances, tol):
    def m(x, R):
        centro = sum(x) / len(x)
        w, mu, _ = filas_m(x, R)
        s2 = []
        for k in range(len(w)):
            s2.append(sum(f[k] * (a - centro) ** 2 for f, a in zip(R, x)) / sum(f[k] for f in R))
        return w, mu, s2

    return mientras(x, weights, means, variances, tol, m=m)


def m_pesos_enes(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, s2 = paso_m(x, R)
        return w * len(x), mu, s2

    return repetir(x, weights, means, variances, tol, m=m)


def m_pesos_enes_listas(x, weights, means, variances, tol):
    def m(x, R):
        _, mu, s2 = filas_m(x, R)
        return [sum(c) for c in zip(*R)], mu, s2

    return mientras(x, weights, means, variances, tol, m=m)


def m_desviacion(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, s2 = paso_m(x, R)
        return w, mu, np.sqrt(s2)

    return repetir(x, weights, means, variances, tol, m=m)


def m_desviacion_average(x, weights, means, variances, tol):
    def m(x, R):
        mu = [np.average(x, weights=c) for c in np.transpose(R)]
        sd = [np.average((np.array(x) - a) ** 2, weights=c) ** 0.5
              for a, c in zip(mu, np.transpose(R))]
        return np.mean(R, axis=0), mu, sd

    return mientras(x, weights, means, variances, tol, m=m)


def m_menos_uno(x, weights, means, variances, tol):
    def m(x, R):
        N = R.sum(0)
        mu = R.T @ x / N
        return N / len(x), mu, np.sum(R * (x[:, None] - mu) ** 2, axis=0) / (N - 1)

    return repetir(x, weights, means, variances, tol, m=m)


def m_menos_uno_listas(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, s2 = filas_m(x, R)
        return w, mu, [b * a * len(x) / (a * len(x) - 1) for a, b in zip(w, s2)]

    return mientras(x, weights, means, variances, tol, m=m)


def m_np_cov(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, _ = paso_m(x, R)
        return w, mu, np.array([np.cov(x, aweights=c) for c in R.T])

    return repetir(x, weights, means, variances, tol, m=m)


def m_aweights_a_mano(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, _ = filas_m(x, R)
        s2 = []
        for k, c in enumerate(zip(*R)):
            v1, v2 = sum(c), sum(a * a for a in c)
            s2.append(sum(a * (b - mu[k]) ** 2 for a, b in zip(c, x)) / (v1 - v2 / v1))
        return w, mu, s2

    return mientras(x, weights, means, variances, tol, m=m)


def m_todo_entre_n(x, weights, means, variances, tol):
    def m(x, R):
        n = len(x)
        mu = R.T @ x / n
        return R.sum(0) / n, mu, (R * (x[:, None] - mu) ** 2).sum(0) / n

    return repetir(x, weights, means, variances, tol, m=m)


def m_todo_mean(x, weights, means, variances, tol):
    def m(x, R):
        mu = (R * x[:, None]).mean(axis=0)
        return R.mean(axis=0), mu, (R * (x[:, None] - mu) ** 2).mean(axis=0)

    return repetir(x, weights, means, variances, tol, m=m)


def m_varianza_mean(x, weights, means, variances, tol):
    def m(x, R):
        mu = (R * x[:, None]).sum(axis=0) / R.sum(axis=0)
        return R.mean(axis=0), mu, (R * (x[:, None] - mu) ** 2).mean(axis=0)

    return repetir(x, weights, means, variances, tol, m=m)


def m_varianza_entre_n_listas(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, s2 = filas_m(x, R)
        return w, mu, [a * b for a, b in zip(w, s2)]

    return mientras(x, weights, means, variances, tol, m=m)


def m_sin_dividir_varianza(x, weights, means, variances, tol):
    def m(x, R):
        N = R.sum(0)
        mu = R.T @ x / N
        return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(0)

    return repetir(x, weights, means, variances, tol, m=m)


def m_sin_dividir_varianza_listas(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, _ = filas_m(x, R)
        return w, mu, [sum(r * (a - mu[k]) ** 2 for r, a in zip(c, x))
                       for k, c in enumerate(zip(*R))]

    return mientras(x, weights, means, variances, tol, m=m)


def m_absolutas(x, weights, means, variances, tol):
    def m(x, R):
        N = R.sum(0)
        mu = R.T @ x / N
        return N / len(x), mu, (R * abs(x[:, None] - mu)).sum(0) / N

    return repetir(x, weights, means, variances, tol, m=m)


def m_absolutas_listas(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, _ = filas_m(x, R)
        return w, mu, [sum(r * math.fabs(a - mu[k]) for r, a in zip(c, x)) / sum(c)
                       for k, c in enumerate(zip(*R))]

    return mientras(x, weights, means, variances, tol, m=m)


def m_trunca_medias(x, weights, means, variances, tol):
    def m(x, R):
        mu = np.zeros(R.shape[1], dtype=int)
        N = R.sum(0)
        for k in range(len(mu)):
            mu[k] = R[:, k] @ x / N[k]
        return N / len(x), mu, np.sum(R * (x[:, None] - mu) ** 2, axis=0) / N

    return repetir(x, weights, means, variances, tol, m=m)


def m_sin_restar_media(x, weights, means, variances, tol):
    def m(x, R):
        N = R.sum(0)
        return N / len(x), R.T @ x / N, R.T @ x ** 2 / N

    return repetir(x, weights, means, variances, tol, m=m)


def m_sin_responsabilidades_en_varianza(x, weights, means, variances, tol):
    def m(x, R):
        N = R.sum(0)
        mu = R.T @ x / N
        return N / len(x), mu, ((x[:, None] - mu) ** 2).mean(axis=0)

    return repetir(x, weights, means, variances, tol, m=m)


def m_trunca_medias_int(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, _ = filas_m(x, R)
        mu = [int(a) for a in mu]
        s2 = [sum(r * (a - c) ** 2 for r, a in zip(col, x)) / sum(col)
              for c, col in zip(mu, zip(*R))]
        return w, mu, s2

    return mientras(x, weights, means, variances, tol, m=m)


def m_sin_restar_media_average(x, weights, means, variances, tol):
    p = (weights, means, variances)
    pasos = [p]
    for _ in range(500):
        R = paso_e(x, *p)
        p = (R.mean(0), np.array([np.average(x, weights=c) for c in R.T]),
             np.array([np.average(x ** 2, weights=c) for c in R.T]))
        pasos.append(p)
        if logver(x, *pasos[-1]) - logver(x, *pasos[-2]) < tol:
            break
    return pasos


def m_varianza_sin_r_listas(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, _ = filas_m(x, R)
        return w, mu, [sum((a - c) ** 2 for a in x) / len(x) for c in mu]

    return mientras(x, weights, means, variances, tol, m=m)


def m_medias_sin_dividir(x, weights, means, variances, tol):
    def m(x, R):
        N = R.sum(axis=0)
        mu = R.T @ x
        return N / len(x), mu, (R * (x[:, None] - mu) ** 2).sum(axis=0) / N

    with np.errstate(all="ignore"):
        return repetir(x, weights, means, variances, tol, m=m)


def m_medias_sin_dividir_listas(x, weights, means, variances, tol):
    R = filas_e(x, weights, means, variances)
    pasos = [(weights, means, variances)]
    for _ in range(500):
        w, mu, s2 = [], [], []
        for col in zip(*R):
            c = sum(r * a for r, a in zip(col, x))
            w.append(sum(col) / len(x))
            mu.append(c)
            s2.append(sum(r * (a - c) ** 2 for r, a in zip(col, x)) / sum(col))
        pasos.append((w, mu, s2))
        if filas_l(x, *pasos[-1]) - filas_l(x, *pasos[-2]) < tol:
            break
        R = filas_e(x, w, mu, s2)
    return pasos


def signo_cambiado_listas(x, weights, means, variances, tol):
    def ll(x, w, m, v):
        perdida = 0.0
        for xi in x:
            perdida -= math.log(sum(a * campana(xi, b, c) for a, b, c in zip(w, m, v)))
        return perdida

    return mientras(x, weights, means, variances, tol, ll=ll)


# ------------------------------------------------------------------ deslices fuera de la lista


def solo_el_final(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol)[-1]


def sin_return(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    for _ in range(500):
        hist.append(paso_m(x, paso_e(x, *hist[-1])))
        if logver(x, *hist[-1]) - logver(x, *hist[-2]) < tol:
            break


def devuelve_logver(x, weights, means, variances, tol):
    return [logver(x, *p) for p in repetir(x, weights, means, variances, tol)]


def falta_la_ultima(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, *hist[-1])
    for _ in range(500):
        p = paso_m(x, paso_e(x, *hist[-1]))
        new = logver(x, *p)
        if new - old < tol:
            break
        hist.append(p)
        old = new
    return hist


def inicio_dos_veces(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, *hist[0])
    for _ in range(500):
        hist.append((weights, means, variances))
        weights, means, variances = paso_m(x, paso_e(x, weights, means, variances))
        new = logver(x, weights, means, variances)
        if new - old < tol:
            break
        old = new
    return hist


def historia_aplanada(x, weights, means, variances, tol):
    hist = [weights, means, variances]
    old = logver(x, *hist)
    for _ in range(500):
        hist += paso_m(x, paso_e(x, *hist[-3:]))
        new = logver(x, *hist[-3:])
        if new - old < tol:
            break
        old = new
    return hist


def tres_listas(x, weights, means, variances, tol):
    W, M, V = zip(*repetir(x, weights, means, variances, tol))
    return list(W), list(M), list(V)


def tolerancia_propia(x, weights, means, variances, tol):
    tol = 1e-9
    return repetir(x, weights, means, variances, tol)


def redondea_parametros(x, weights, means, variances, tol):
    def m(x, R):
        return tuple(np.round(a, 2) for a in paso_m(x, R))

    return repetir(x, weights, means, variances, tol, m=m)


def reparto_inicial_uniforme(x, weights, means, variances, tol):
    R = np.full((len(x), len(means)), 1 / len(means))
    hist = [(weights, means, variances)]
    old = logver(x, *hist[0])
    for _ in range(500):
        hist.append(paso_m(x, R))
        R = paso_e(x, *hist[-1])
        new = logver(x, *hist[-1])
        if new - old < tol:
            break
        old = new
    return hist


def exponente_positivo(x, weights, means, variances, tol):
    with np.errstate(all="ignore"):
        return con_formula(
            lambda a, w, m, v: w / np.sqrt(2 * np.pi * v) * np.exp(0.5 * (a - m) ** 2 / v),
            x, weights, means, variances, tol)


def exponente_sin_cuadrado(x, weights, means, variances, tol):
    return con_formula(
        lambda a, w, m, v: w / np.sqrt(2 * np.pi * v) * np.exp(-0.5 * abs(a - m) / v),
        x, weights, means, variances, tol)


def pesos_entre_k(x, weights, means, variances, tol):
    def m(x, R):
        N = R.sum(axis=0)
        _, mu, s2 = paso_m(x, R)
        return N / R.shape[1], mu, s2

    return repetir(x, weights, means, variances, tol, m=m)


def argumentos_cambiados(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, weights, means, variances)
    for _ in range(500):
        R = paso_e(x, means, weights, variances)
        weights, means, variances = paso_m(x, R)
        hist.append((weights, means, variances))
        new = logver(x, weights, means, variances)
        if new - old < tol:
            break
        old = new
    return hist


def desempaca_cambiado(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, weights, means, variances)
    for _ in range(500):
        weights, variances, means = paso_m(x, paso_e(x, weights, means, variances))
        hist.append((weights, means, variances))
        new = logver(x, weights, means, abs(variances))
        if new - old < tol:
            break
        old = new
    return hist


def olvida_ultimo_dato(x, weights, means, variances, tol):
    def m(x, R):
        return filas_m(x[:-1], R[:-1])

    return mientras(x, weights, means, variances, tol, m=m)


def varianza_compartida(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, s2 = paso_m(x, R)
        return w, mu, np.full(len(w), w @ s2)

    return repetir(x, weights, means, variances, tol, m=m)


def varianza_con_piso(x, weights, means, variances, tol):
    def m(x, R):
        w, mu, s2 = paso_m(x, R)
        return w, mu, s2 + 0.1

    return repetir(x, weights, means, variances, tol, m=m)


def nombre_mal_escrito(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, weights, means, variances)
    for _ in range(500):
        weights, means, variances = paso_m(x, paso_e(x, weights, means, variances))
        hist.append((weights, means, varianzes))  # noqa: F821
        new = logver(x, weights, means, variances)
        if new - old < tol:
            break
        old = new
    return hist


def minimo_veinte(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, *hist[0])
    for it in range(500):
        hist.append(paso_m(x, paso_e(x, *hist[-1])))
        new = logver(x, *hist[-1])
        if it >= 20 and new - old < tol:
            break
        old = new
    return hist


def laplace(x, weights, means, variances, tol):
    return con_formula(
        lambda a, w, m, v: w * np.exp(-abs(a - m) / np.sqrt(v)) / (2 * np.sqrt(v)),
        x, weights, means, variances, tol)


def medianas(x, weights, means, variances, tol):
    def m(x, R):
        w, _, _ = paso_m(x, R)
        z = R.argmax(1)
        mu = np.array([np.median(x[z == k]) if np.any(z == k) else 0.0 for k in range(len(w))])
        return w, mu, R.T @ x ** 2 / R.sum(0) - (R.T @ x / R.sum(0)) ** 2

    return repetir(x, weights, means, variances, tol, m=m)


def guarda_en_claves(x, weights, means, variances, tol):
    salida = {}
    for i, p in enumerate(repetir(x, weights, means, variances, tol)):
        salida[f"iteración {i}"] = p
    return salida


def historia_al_reves(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, *hist[0])
    for _ in range(500):
        hist.insert(0, paso_m(x, paso_e(x, *hist[0])))
        new = logver(x, *hist[0])
        if new - old < tol:
            break
        old = new
    return hist


def dos_pasos_por_vuelta(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    old = logver(x, *hist[0])
    for _ in range(500):
        p = paso_m(x, paso_e(x, *hist[-1]))
        p = paso_m(x, paso_e(x, *p))
        hist.append(p)
        new = logver(x, *p)
        if new - old < tol:
            break
        old = new
    return hist


def solo_medias_en_historia(x, weights, means, variances, tol):
    return [p[1] for p in repetir(x, weights, means, variances, tol)]


def eje_de_la_media(x, weights, means, variances, tol):
    def m(x, R):
        N = R.sum(axis=1)
        return N / len(x), R.T @ x / N, (R * x[:, None] ** 2).sum(axis=0) / N

    return repetir(x, weights, means, variances, tol, m=m)


def r_al_cuadrado(x, weights, means, variances, tol):
    return repetir(x, weights, means, variances, tol, m=lambda x, R: paso_m(x, R ** 2))


def pesos_de_menos_uno(x, weights, means, variances, tol):
    def m(x, R):
        N = R.sum(axis=0)
        _, mu, s2 = paso_m(x, R)
        return N / (len(x) - 1), mu, s2

    return repetir(x, weights, means, variances, tol, m=m)


def suma_en_vez_de_resta(x, weights, means, variances, tol):
    def m(x, R):
        N = R.sum(0)
        mu = R.T @ x / N
        return N / len(x), mu, (R * (x[:, None] + mu) ** 2).sum(0) / N

    return repetir(x, weights, means, variances, tol, m=m)


def lista_vacia_si_converge(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    for _ in range(5000):
        hist.append(paso_m(x, paso_e(x, *hist[-1])))
        if logver(x, *hist[-1]) - logver(x, *hist[-2]) < tol:
            return []
    return hist


def tolerancia_cuadrado(x, weights, means, variances, tol):
    hist = [(weights, means, variances)]
    for _ in range(900):
        hist.append(paso_m(x, paso_e(x, *hist[-1])))
        if (logver(x, *hist[-1]) - logver(x, *hist[-2])) ** 2 < tol:
            break
    return hist


_E = "03-em"

CORRECT = [(_E, f) for f in (
    ok_for_con_piezas, ok_listas_math, ok_logsumexp_transpuesta, ok_softmax_einsum, ok_clase,
    ok_recursiva, ok_generador, ok_valor_absoluto, ok_diccionario_de_estado, ok_namedtuple,
    ok_partial, ok_vectorize, ok_listas_tolist, ok_enteros_aparte, ok_copias_in_situ, ok_add_at,
    ok_logpdf,
)]

WRONG = [
    (_E, ("B3", "pesos-iguales"), "sin pesos", sin_pesos_norm),
    (_E, ("B3", "pesos-iguales"), "sin pesos", sin_pesos_listas),
    (_E, ("B3", "pesos-iguales"), "sin pesos solo en el paso E", sin_pesos_solo_en_e),
    (_E, ("B3-cuadrado",), "pesos al cuadrado", pesos_cuadrado_formula),
    (_E, ("B3-cuadrado",), "pesos dos veces", pesos_cuadrado_listas),
    (_E, ("pesos-invertidos",), "pesos al revés", pesos_al_reves_rebanada),
    (_E, ("pesos-invertidos",), "pesos al revés", pesos_al_reves_reversed),
    (_E, ("B4",), "normaliza por columnas", eje_equivocado),
    (_E, ("B4",), "softmax por columnas", eje_softmax_cero),
    (_E, ("B9",), "la varianza como escala", escala_es_varianza_norm),
    (_E, ("B9",), "la varianza como desviación", escala_es_varianza_math),
    (_E, ("B9-factor",), "factor con varianza sin raíz", factor_sin_raiz),
    (_E, ("B9-factor",), "factor con varianza sin raíz, en logs", factor_sin_raiz_logs),
    (_E, ("B9-exponente",), "exponente entre varianza al cuadrado", exponente_cuadrado),
    (_E, ("B9-exponente",), "exponente entre varianza al cuadrado", exponente_cuadrado_math),
    (_E, ("B9-raíz",), "una raíz de más", raiz_de_mas_norm),
    (_E, ("B9-raíz",), "una raíz de más", raiz_de_mas_math),
    (_E, ("B10",), "falta el 1/2", sin_un_medio),
    (_E, ("B10",), "falta el 1/2, en logs", sin_un_medio_logs),
    (_E, ("B10-altura",), "campanas de altura uno", altura_uno),
    (_E, ("B10-altura",), "sin dividir por sigma", altura_uno_math),
    (_E, ("B12",), "suma un número al divisor", suma_mil_esimo),
    (_E, ("B12",), "piso a las densidades", suelo_de_densidad),
    (_E, ("B17",), "asignación dura", dura_argmax),
    (_E, ("B17",), "asignación dura por grupos", dura_grupos),
    (_E, ("sin-normalizar",), "no normaliza R", sin_normalizar_tabla),
    (_E, ("sin-normalizar",), "no normaliza R", sin_normalizar_bucle),
    (_E, ("columnas-invertidas",), "columnas de R al revés", columnas_fliplr),
    (_E, ("columnas-invertidas",), "columnas de R al revés", columnas_insert_cero),
    (_E, ("B26",), "solo para K = 2", solo_dos_desempacar),
    (_E, ("B26",), "solo para K = 2", solo_dos_indices),
    (_E, ("B26-fijo",), "usa otros datos", datos_de_la_leccion),
    (_E, ("B26-fijo",), "simula sus datos", datos_simulados_dentro),
    (_E, ("B1",), "actualiza dentro del bucle de componentes", entreverado),
    (_E, ("B1",), "actualiza dentro del bucle de componentes", entreverado_listas),
    (_E, ("R-fija",), "R se calcula una vez", r_fuera_del_bucle),
    (_E, ("R-fija",), "R siempre con el inicio", r_siempre_del_inicio),
    (_E, ("medias-fijas",), "no actualiza las medias", medias_quietas),
    (_E, ("medias-fijas",), "no reasigna las medias", medias_sin_reasignar),
    (_E, ("varianzas-fijas",), "no actualiza las varianzas", varianzas_quietas),
    (_E, ("varianzas-fijas",), "no reasigna las varianzas", varianzas_sin_reasignar),
    (_E, ("pesos-fijos",), "no actualiza los pesos", pesos_quietos),
    (_E, ("pesos-fijos",), "no actualiza los pesos", pesos_quietos_bucle),
    (_E, ("B3-fijos",), "pesos fijos en 1/K", pesos_un_ka),
    (_E, ("B3-fijos",), "pesos fijos en 1/K", pesos_un_ka_listas),
    (_E, ("B21",), "todos el mismo objeto", mismo_objeto_arreglos),
    (_E, ("B21",), "la misma lista en cada paso", mismo_objeto_lista),
    (_E, ("B21",), "el último repetido", mismo_objeto_multiplicado),
    (_E, ("sin-inicio",), "falta el inicio", falta_el_inicio),
    (_E, ("sin-inicio",), "quita el inicio", falta_el_inicio_pop),
    (_E, ("orden-resultados",), "medias, varianzas, pesos", orden_medias_primero),
    (_E, ("orden-resultados",), "medias, pesos, varianzas", orden_medias_pesos),
    (_E, ("B8-medias",), "para por las medias", para_medias),
    (_E, ("B8-medias",), "para por la norma de las medias", para_medias_norma),
    (_E, ("B8-respons",), "para por el cambio de R", para_responsabilidades),
    (_E, ("B8-respons",), "para por la norma del cambio de R", para_responsabilidades_previa),
    (_E, ("B8-parámetros",), "para por la suma de cambios", para_parametros),
    (_E, ("B8-parámetros",), "para si ningún parámetro cambia", para_parametros_all),
    (_E, ("B8-allclose",), "para con allclose de R", para_allclose),
    (_E, ("B8-allclose",), "para con allclose de R", para_allclose_listas),
    (_E, ("B8-allclose", "B8-respons"), "allclose de R con atol = tol", para_allclose_antes),
    (_E, ("B8-componentes", "B8-fijo"), "resta las dos últimas medias", para_componentes_medias),
    (_E, ("B8-componentes", "B8-fijo"), "resta las dos últimas componentes",
     para_componentes_logver),
    (_E, ("B8-log10", "B30-log10"), "ganancia en log10", para_log10),
    (_E, ("B8-log10", "B30-log10"), "ganancia en log10", para_log10_math),
    (_E, ("B8-log2", "B30-log2"), "ganancia en log2", para_log2),
    (_E, ("B8-log2", "B30-log2"), "ganancia en log2", para_log2_math),
    (_E, ("B8-ratio",), "ganancia relativa", para_relativa),
    (_E, ("B8-ratio",), "ganancia relativa", para_relativa_listas),
    (_E, ("B8-promedio", "B30-promedio"), "ganancia del promedio", para_promedio),
    (_E, ("B8-promedio", "B30-promedio"), "ganancia del promedio", para_promedio_listas),
    (_E, ("B8-primera",), "el valor viejo empieza en 0", para_viejo_cero),
    (_E, ("B8-primera",), "resta al revés", para_signo_ganancia),
    (_E, ("B8-primera",), "return dentro del bucle", para_return_dentro),
    (_E, ("B8-primera",), "comparación al revés", para_mayor_en_vez_de_menor),
    (_E, ("B8-fijo",), "siempre cien vueltas", para_cien_vueltas),
    (_E, ("B8-fijo",), "siempre diez vueltas", para_diez_listas),
    (_E, ("B8-fijo",), "no actualiza el valor viejo", para_old_sin_actualizar),
    (_E, ("B6", "B8-primera"), "suma de logs en la parada", suma_de_logs_norm),
    (_E, ("B6", "B8-primera"), "suma de logs en la parada", suma_de_logs_listas),
    (_E, ("B30-signo", "B8-primera"), "signo de la log-verosimilitud", signo_cambiado_logver),
    (_E, ("sin-log",), "para con la suma de densidades", sin_log_norm),
    (_E, ("sin-log",), "para con la suma de densidades", sin_log_listas),
    (_E, ("máximo",), "log de la mayor campana", maximo_en_logver),
    (_E, ("máximo",), "log de la mayor campana", maximo_en_logver_listas),
    (_E, ("B30-producto",), "log del producto", producto_prod),
    (_E, ("B30-producto",), "log del producto", producto_acumulado),
    (_E, ("B2",), "varianza alrededor de la media vieja", m_media_vieja),
    (_E, ("B2",), "varianza alrededor de la media vieja", m_media_vieja_bucle),
    (_E, ("B2-global",), "varianza alrededor de la media global", m_media_global),
    (_E, ("B2-global",), "varianza alrededor de la media global", m_media_global_listas),
    (_E, ("B5",), "pesos N_k", m_pesos_enes),
    (_E, ("B5",), "pesos N_k", m_pesos_enes_listas),
    (_E, ("B9-desviación",), "desviación por varianza", m_desviacion),
    (_E, ("B9-desviación",), "desviación por varianza", m_desviacion_average),
    (_E, ("B18",), "entre N_k - 1", m_menos_uno),
    (_E, ("B18",), "entre N_k - 1", m_menos_uno_listas),
    (_E, ("B18-cov",), "np.cov con aweights", m_np_cov),
    (_E, ("B18-cov",), "divisor insesgado a mano", m_aweights_a_mano),
    (_E, ("B18-n",), "medias y varianzas entre n", m_todo_entre_n),
    (_E, ("B18-n",), "medias y varianzas con mean", m_todo_mean),
    (_E, ("B18-solo-varianza",), "varianza entre n", m_varianza_mean),
    (_E, ("B18-solo-varianza",), "varianza entre n", m_varianza_entre_n_listas),
    (_E, ("sin-dividir-varianza",), "varianza sin dividir", m_sin_dividir_varianza),
    (_E, ("sin-dividir-varianza",), "varianza sin dividir", m_sin_dividir_varianza_listas),
    (_E, ("absolutas",), "desvíos absolutos", m_absolutas),
    (_E, ("absolutas",), "desvíos absolutos", m_absolutas_listas),
    (_E, ("B23",), "medias truncadas", m_trunca_medias),
    (_E, ("B28-sin-media",), "no resta la media", m_sin_restar_media),
    (_E, ("B18-sin-R",), "varianza sin responsabilidades", m_sin_responsabilidades_en_varianza),
    (_E, ("B23",), "medias truncadas con int", m_trunca_medias_int),
    (_E, ("B28-sin-media",), "no resta la media", m_sin_restar_media_average),
    (_E, ("B18-sin-R",), "varianza sin responsabilidades", m_varianza_sin_r_listas),
    (_E, ("sin-dividir",), "medias sin dividir", m_medias_sin_dividir),
    (_E, ("sin-dividir",), "medias sin dividir", m_medias_sin_dividir_listas),
    (_E, ("B30-signo", "B8-primera"), "signo de la log-verosimilitud", signo_cambiado_listas),
    (_E, (), "devuelve solo los últimos parámetros", solo_el_final),
    (_E, (), "olvida el return", sin_return),
    (_E, (), "devuelve las log-verosimilitudes", devuelve_logver),
    (_E, (), "falta la última iteración", falta_la_ultima),
    (_E, (), "guarda antes de actualizar", inicio_dos_veces),
    (_E, (), "historia aplanada", historia_aplanada),
    (_E, (), "tres listas en vez de tuplas", tres_listas),
    (_E, (), "ignora tol", tolerancia_propia),
    (_E, (), "redondea los parámetros", redondea_parametros),
    (_E, (), "empieza con R uniforme", reparto_inicial_uniforme),
    (_E, (), "signo del exponente", exponente_positivo),
    (_E, (), "exponente sin cuadrado", exponente_sin_cuadrado),
    (_E, (), "pesos entre K en vez de n", pesos_entre_k),
    (_E, (), "medias y pesos cambiados al llamar", argumentos_cambiados),
    (_E, (), "desempaca medias y varianzas cambiadas", desempaca_cambiado),
    (_E, (), "olvida el último dato", olvida_ultimo_dato),
    (_E, (), "una varianza común", varianza_compartida),
    (_E, (), "suma 0,1 a las varianzas", varianza_con_piso),
    (_E, (), "nombre mal escrito", nombre_mal_escrito),
    (_E, (), "al menos veinte vueltas", minimo_veinte),
    (_E, (), "densidad de Laplace", laplace),
    (_E, (), "medianas en vez de medias", medianas),
    (_E, (), "diccionario en vez de lista", guarda_en_claves),
    (_E, (), "historia al revés", historia_al_reves),
    (_E, (), "dos pasos por vuelta", dos_pasos_por_vuelta),
    (_E, (), "solo guarda las medias", solo_medias_en_historia),
    (_E, (), "suma por el otro eje", eje_de_la_media),
    (_E, (), "R al cuadrado", r_al_cuadrado),
    (_E, (), "pesos entre n - 1", pesos_de_menos_uno),
    (_E, (), "suma la media en vez de restarla", suma_en_vez_de_resta),
    (_E, (), "devuelve una lista vacía", lista_vacia_si_converge),
    (_E, (), "ganancia al cuadrado", tolerancia_cuadrado),
]
