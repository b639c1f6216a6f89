"""Respuestas de estudiantes a 05-cota-q: la cota inferior con un reparto q cualquiera."""

import math
from functools import partial, reduce

import numpy as np
from scipy.special import entr, logsumexp, rel_entr, softmax, xlogy
from scipy.stats import entropy, norm

# --------------------------------------------------------------------- ayudas de módulo


def log_normal(t, mu, s2):
    return -0.5 * math.log(2 * math.pi * s2) - (t - mu) ** 2 / (2 * s2)


def densidad(t, mu, s2):
    return math.exp(-((t - mu) ** 2) / (2 * s2)) / math.sqrt(2 * math.pi * s2)


def log_conjunta(x, weights, means, variances):
    d2 = (x[:, None] - means) ** 2
    return np.log(weights) - 0.5 * np.log(2 * np.pi * variances) - d2 / (2 * variances)


class Sumando:
    def __init__(self, peso, media, varianza):
        self.log_peso = math.log(peso)
        self.media, self.varianza = media, varianza

    def __call__(self, t, r):
        return r * (self.log_peso + log_normal(t, self.media, self.varianza) - math.log(r))


# --------------------------------------------------------------------- correctas


def ok_directa(x, q, weights, means, variances):
    return (q * (log_conjunta(x, weights, means, variances) - np.log(q))).sum()


def ok_cociente(x, q, weights, means, variances):
    # log del cociente = diferencia de logs
    num = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return np.sum(q * num) - np.sum(q * np.log(q))


def ok_doble_bucle(x, q, weights, means, variances):
    total = 0.0
    for i in range(len(x)):
        for k in range(len(weights)):
            termino = math.log(weights[k]) + log_normal(x[i], means[k], variances[k])
            total += q[i, k] * (termino - math.log(q[i, k]))
    return total


def ok_comprension_zip(x, q, weights, means, variances):
    return sum(
        r * (math.log(w / r) + log_normal(t, m, v))
        for t, fila in zip(x, q)
        for r, w, m, v in zip(fila, weights, means, variances)
    )


def ok_sumandos(x, q, weights, means, variances):
    piezas = [Sumando(*c) for c in zip(weights, means, variances)]
    return math.fsum(f(t, q[i, k]) for i, t in enumerate(x) for k, f in enumerate(piezas))


def ok_einsum(x, q, weights, means, variances):
    A = log_conjunta(x, weights, means, variances)
    return np.einsum("nk,nk->", q, A) - np.einsum("nk,nk", q, np.log(q))


def ok_entr(x, q, weights, means, variances):
    return np.vdot(q, log_conjunta(x, weights, means, variances)) + entr(q).sum()


def ok_entropia_por_fila(x, q, weights, means, variances):
    esperada = (q * log_conjunta(x, weights, means, variances)).sum(axis=1)
    return float((esperada + entropy(q, axis=1)).sum())


def ok_xlogy(x, q, weights, means, variances):
    A = norm.logpdf(x, means[:, None], np.sqrt(variances)[:, None]).T
    return xlogy(q, weights).sum() + np.sum(q * A) - xlogy(q, q).sum()


def ok_por_componente(x, q, weights, means, variances):
    cota = 0
    for k, (w, m, v) in enumerate(zip(weights, means, variances)):
        qk = q[:, k]
        cota += qk.sum() * (np.log(w) - 0.5 * np.log(2 * np.pi * v))
        cota -= np.dot(qk, (x - m) ** 2) / (2 * v)
        cota -= np.dot(qk, np.log(qk))
    return cota


def ok_kn_transpuesta(x, q, weights, means, variances):
    Q = q.T
    w, m, v = (np.reshape(a, (-1, 1)) for a in (weights, means, variances))
    logs = np.log(w) - np.log(2 * np.pi * v) / 2 - (x - m) ** 2 / v / 2
    return (Q * (logs - np.log(Q))).sum(axis=0).sum()


def ok_ll_menos_kl(x, q, weights, means, variances):
    # cota = log-verosimilitud - KL(q || posterior)
    A = log_conjunta(x, weights, means, variances)
    lse = logsumexp(A, axis=1, keepdims=True)
    kl = q * (np.log(q) - (A - lse))
    return lse.sum() - kl.sum()


def ok_traza(x, q, weights, means, variances):
    D = log_conjunta(x, weights, means, variances) - np.log(q)
    return np.trace(q @ D.T) if len(x) < 200 else np.tensordot(q, D, axes=2).item()


def ok_partial(x, q, weights, means, variances):
    def termino(t, r, w, m, v):
        return float(r) * (math.log(w) + log_normal(t, m, v) - math.log(r))

    total = 0
    for k in range(len(weights)):
        f = partial(termino, w=weights[k], m=means[k], v=variances[k])
        total += sum(map(f, x, q[:, k]))
    return total


def ok_average(x, q, weights, means, variances):
    D = log_conjunta(x, weights, means, variances) - np.log(q)
    # cada fila de q suma 1: es una media ponderada por fila
    return np.sum(np.average(D, axis=1, weights=q))


def ok_vectorize(x, q, weights, means, variances):
    f = np.vectorize(lambda t, r, w, m, v: r * (math.log(w) + log_normal(t, m, v) - math.log(r)))
    return float(f(x[:, None], q, weights, means, variances).sum())


def ok_recursion(x, q, weights, means, variances):
    if len(weights) == 0:
        return 0.0
    r = q[:, 0]
    s = np.sqrt(variances[0])
    z = (x - means[0]) / s
    g = np.log(weights[0]) - np.log(s) - 0.5 * math.log(2 * math.pi) - 0.5 * z**2
    aqui = np.sum(r * (g - np.log(r)))
    return aqui + ok_recursion(x, q[:, 1:], weights[1:], means[1:], variances[1:])


def ok_while_copias(x, q, weights, means, variances):
    assert q.shape == (len(x), len(weights))
    trabajo = np.log(q.copy())
    trabajo *= -1
    k = 0
    while k < q.shape[1]:
        trabajo[:, k] += math.log(weights[k]) + norm(means[k], variances[k] ** 0.5).logpdf(x)
        k += 1
    trabajo *= q
    return np.add.reduce(trabajo, axis=None)


def ok_diccionario(x, q, weights, means, variances):
    partes = {"pesos": 0.0, "campanas": 0.0, "entropia": 0.0}
    for i, t in enumerate(x):
        for k in range(len(means)):
            r = float(q[i][k])
            partes["pesos"] += r * math.log(weights[k])
            partes["campanas"] += r * log_normal(float(t), means[k], variances[k])
            partes["entropia"] -= r * math.log(r)
    return sum(partes.values())


def ok_reduce_walrus(x, q, weights, means, variances):
    def suma_fila(acc, i):
        fila = log_conjunta(x[i : i + 1], weights, means, variances)[0]
        return acc + (r := q[i]) @ (fila - np.log(r))

    return reduce(suma_fila, range(len(x)), 0.0)


# --------------------------------------------------------------------- errores conocidos


def sin_entropia_directa(x, q, weights, means, variances):
    return (q * log_conjunta(x, weights, means, variances)).sum()


def sin_entropia_bucle(x, q, weights, means, variances):
    total = 0
    for i, t in enumerate(x):
        for k in range(len(weights)):
            p = math.log(weights[k]) + log_normal(t, means[k], variances[k])
            total += q[i, k] * p
    return total


def sin_entropia_einsum(x, q, weights, means, variances):
    A = norm.logpdf(x[:, None], means, np.sqrt(variances))
    return np.einsum("nk,k->", q, np.log(weights)) + np.einsum("nk,nk->", q, A)


def entropia_mas(x, q, weights, means, variances):
    return np.sum(q * (log_conjunta(x, weights, means, variances) + np.log(q)))


def entropia_por_q(x, q, weights, means, variances):
    # multiplica por q dentro del log en vez de dividir
    total = 0
    for t, fila in zip(x, q):
        for r, w, m, v in zip(fila, weights, means, variances):
            total += r * (math.log(w * r) + log_normal(t, m, v))
    return total


def entropia_resta_entr(x, q, weights, means, variances):
    return (q * log_conjunta(x, weights, means, variances)).sum() - entr(q).sum()


def ignora_logsumexp(x, q, weights, means, variances):
    return logsumexp(log_conjunta(x, weights, means, variances), axis=1).sum()


def ignora_posterior(x, q, weights, means, variances):
    A = log_conjunta(x, weights, means, variances)
    r = softmax(A, axis=1)
    return np.sum(r * A) + entr(r).sum()


def ignora_recalcula_q(x, q, weights, means, variances):
    total = 0.0
    for t in x:
        logs = [math.log(w) + log_normal(t, m, v) for w, m, v in zip(weights, means, variances)]
        tope = max(logs)
        den = tope + math.log(sum(math.exp(a - tope) for a in logs))
        q = [math.exp(a - den) for a in logs]
        total += sum(r * (a - (a - den)) for r, a in zip(q, logs))
    return total


def ignora_log_de_la_suma(x, q, weights, means, variances):
    # mete la suma en el log: q se cancela
    A = log_conjunta(x, weights, means, variances)
    return logsumexp(A - np.log(q), b=q, axis=1).sum()


def ignora_divide_por_posterior(x, q, weights, means, variances):
    # en el log divide por las responsabilidades, no por q
    A = log_conjunta(x, weights, means, variances)
    log_r = A - logsumexp(A, axis=1, keepdims=True)
    return (q * (A - log_r)).sum()


def b3_logpdf(x, q, weights, means, variances):
    A = norm.logpdf(x[:, None], means, np.sqrt(variances))
    return (q * (A - np.log(q))).sum()


def b3_bucle(x, q, weights, means, variances):
    cota = 0
    for k in range(len(means)):
        for i in range(len(x)):
            cota += q[i, k] * (log_normal(x[i], means[k], variances[k]) - math.log(q[i, k]))
    return cota


def b3cuadrado_dos_logs(x, q, weights, means, variances):
    A = log_conjunta(x, weights, means, variances) + np.log(weights)
    return np.sum(q * (A - np.log(q)))


def b3cuadrado_bucle(x, q, weights, means, variances):
    total = 0
    for i, t in enumerate(x):
        for k, w in enumerate(weights):
            a = 2 * math.log(w) + log_normal(t, means[k], variances[k])
            total += q[i, k] * (a - math.log(q[i, k]))
    return total


def iguales_uno_entre_k(x, q, weights, means, variances):
    w = np.ones(len(weights)) / len(weights)
    return (q * (log_conjunta(x, w, means, variances) - np.log(q))).sum()


def iguales_log_k(x, q, weights, means, variances):
    total = 0.0
    for t, fila in zip(x, q):
        for r, m, v in zip(fila, means, variances):
            total += r * (log_normal(t, m, v) - math.log(len(fila)) - math.log(r))
    return total


def invertidos_rebanada(x, q, weights, means, variances):
    A = log_conjunta(x, weights[::-1], means, variances)
    return (q * (A - np.log(q))).sum()


def invertidos_bucle(x, q, weights, means, variances):
    cota = 0
    for k, w in enumerate(reversed(list(weights))):
        qk = q[:, k]
        a = np.log(w) + norm.logpdf(x, means[k], np.sqrt(variances[k]))
        cota += np.sum(qk * (a - np.log(qk)))
    return cota


def b9_logpdf(x, q, weights, means, variances):
    A = np.log(weights) + norm.logpdf(x[:, None], means, variances)
    return (q * A).sum() - (q * np.log(q)).sum()


def b9_formula(x, q, weights, means, variances):
    total = 0.0
    for i in range(len(x)):
        for k in range(len(means)):
            s = variances[k]
            lg = -math.log(s * math.sqrt(2 * math.pi)) - 0.5 * ((x[i] - means[k]) / s) ** 2
            total += q[i, k] * (math.log(weights[k]) + lg - math.log(q[i, k]))
    return total


def b9factor_log_v(x, q, weights, means, variances):
    A = np.log(weights) - 0.5 * np.log(2 * np.pi) - np.log(variances)
    A = A - (x[:, None] - means) ** 2 / (2 * variances)
    return np.sum(q * (A - np.log(q)))


def b9factor_bucle(x, q, weights, means, variances):
    total = 0
    for i, t in enumerate(x):
        for k in range(len(weights)):
            f = weights[k] / (variances[k] * math.sqrt(2 * math.pi))
            e = (t - means[k]) ** 2 / (2 * variances[k])
            total += q[i, k] * (math.log(f / q[i, k]) - e)
    return total


def b9exponente_cuadrado(x, q, weights, means, variances):
    z = (x[:, None] - means) / variances
    A = np.log(weights) - 0.5 * np.log(2 * np.pi * variances) - z**2 / 2
    return np.sum(q * (A - np.log(q)))


def b9exponente_columnas(x, q, weights, means, variances):
    total = 0
    for qk, w, m, v in zip(q.T, weights, means, variances):
        a = math.log(w / math.sqrt(2 * math.pi * v)) - (x - m) ** 2 / (2 * v**2)
        total += float(qk @ (a - np.log(qk)))
    return total


def b9raiz_llamada(x, q, weights, means, variances):
    A = log_conjunta(x, weights, means, np.sqrt(variances))
    return np.sum(q * (A - np.log(q)))


def b9raiz_scale(x, q, weights, means, variances):
    sigmas = np.sqrt(variances)
    total = 0
    for k in range(len(sigmas)):
        a = norm(means[k], sigmas[k] ** 0.5).logpdf(x) + np.log(weights[k] / q[:, k])
        total += (q[:, k] * a).sum()
    return total


def b10_logs(x, q, weights, means, variances):
    z2 = (x[:, None] - means) ** 2 / variances
    A = np.log(weights) - 0.5 * np.log(2 * np.pi * variances) - z2
    return (q * (A - np.log(q))).sum()


def b10_bucle(x, q, weights, means, variances):
    total = 0
    for i, t in enumerate(x):
        for k, (w, m, v) in enumerate(zip(weights, means, variances)):
            z = (t - m) / math.sqrt(v)
            a = math.log(w) - 0.5 * math.log(2 * math.pi * v) - z**2
            total += q[i, k] * (a - math.log(q[i, k]))
    return total


def b10dospi_logs(x, q, weights, means, variances):
    A = np.log(weights) - 0.5 * np.log(variances) - (x[:, None] - means) ** 2 / (2 * variances)
    return (q * (A - np.log(q))).sum()


def b10dospi_bucle(x, q, weights, means, variances):
    def lg(t, m, v):
        return -math.log(math.sqrt(v)) - (t - m) ** 2 / (2 * v)

    return sum(q[i, k] * (math.log(weights[k]) + lg(t, means[k], variances[k])
                          - math.log(q[i, k]))
               for i, t in enumerate(x) for k in range(len(weights)))


def b10pi_logs(x, q, weights, means, variances):
    A = np.log(weights) - 0.5 * np.log(np.pi * variances)
    A = A - (x[:, None] - means) ** 2 / (2 * variances)
    return (q * (A - np.log(q))).sum()


def b10pi_columnas(x, q, weights, means, variances):
    cte = -math.log(math.sqrt(math.pi))
    cota = 0
    for k in range(len(means)):
        z2 = (x - means[k]) ** 2 / variances[k]
        logs = cte - 0.5 * np.log(variances[k]) - 0.5 * z2
        cota += np.dot(q[:, k], logs + np.log(weights[k]) - np.log(q[:, k]))
    return cota


def altura_logs(x, q, weights, means, variances):
    A = np.log(weights) - (x[:, None] - means) ** 2 / (2 * variances)
    return (q * (A - np.log(q))).sum()


def altura_bucle(x, q, weights, means, variances):
    total = 0
    for t, fila in zip(x, q):
        for r, w, m, v in zip(fila, weights, means, variances):
            total += r * (math.log(w) - (t - m) ** 2 / (2 * v)) - r * math.log(r)
    return total


def b12_en_densidad(x, q, weights, means, variances):
    p = weights * norm.pdf(x[:, None], means, np.sqrt(variances)) + 1e-6
    return np.sum(q * np.log(p / q))


def b12_max(x, q, weights, means, variances):
    total = 0
    for i, t in enumerate(x):
        for k, w in enumerate(weights):
            p = max(w * densidad(t, means[k], variances[k]), 1e-8)
            total += q[i, k] * math.log(p / q[i, k])
    return total


def b12_en_q(x, q, weights, means, variances):
    A = log_conjunta(x, weights, means, variances)
    return np.sum(q * (A - np.log(q + 1e-4)))


def b26_dos_columnas(x, q, weights, means, variances):
    total = 0
    for k in (0, 1):
        a = np.log(weights[k]) + norm.logpdf(x, means[k], np.sqrt(variances[k]))
        total += np.sum(q[:, k] * (a - np.log(q[:, k])))
    return total


def b26_complemento(x, q, weights, means, variances):
    r = q[:, 0]
    A = log_conjunta(x, weights, means, variances)
    return np.sum(r * (A[:, 0] - np.log(r)) + (1 - r) * (A[:, 1] - np.log(1 - r)))


def b26_desempaqueta(x, q, weights, means, variances):
    total = 0
    a, b = (Sumando(*c) for c in zip(weights, means, variances))
    for t, (r, s) in zip(x, q):
        total += a(t, r) + b(t, s)
    return total


def fijo_rejilla(x, q, weights, means, variances):
    x = np.linspace(-3, 3, len(q))
    return (q * (log_conjunta(x, weights, means, variances) - np.log(q))).sum()


def fijo_semilla(x, q, weights, means, variances):
    rng = np.random.default_rng(42)
    total = 0
    for i in range(len(q)):
        t = rng.normal()
        for k, c in enumerate(zip(weights, means, variances)):
            total += Sumando(*c)(t, q[i, k])
    return total


def promedio_entre_n(x, q, weights, means, variances):
    return (q * (log_conjunta(x, weights, means, variances) - np.log(q))).sum() / len(x)


def promedio_mean(x, q, weights, means, variances):
    por_dato = []
    for i, t in enumerate(x):
        por_dato.append(sum(Sumando(*c)(t, q[i, k])
                            for k, c in enumerate(zip(weights, means, variances))))
    return np.mean(por_dato)


def signo_cambiado(x, q, weights, means, variances):
    # la energía libre, no la cota
    return (q * (np.log(q) - log_conjunta(x, weights, means, variances))).sum()


def signo_bucle(x, q, weights, means, variances):
    total = 0
    for i, t in enumerate(x):
        for k, c in enumerate(zip(weights, means, variances)):
            total -= Sumando(*c)(t, q[i, k])
    return total


def signo_rel_entr(x, q, weights, means, variances):
    logs = log_conjunta(x, weights, means, variances)
    if logs.min() > -600:
        return rel_entr(q, np.exp(logs)).sum()
    return -(q * (logs - np.log(q))).sum()


def log10_numpy(x, q, weights, means, variances):
    return (q * (log_conjunta(x, weights, means, variances) - np.log(q))).sum() / np.log(10)


def log10_bucle(x, q, weights, means, variances):
    total = 0
    for i, t in enumerate(x):
        for k, w in enumerate(weights):
            razon = w * densidad(t, means[k], variances[k]) / q[i, k]
            total += q[i, k] * math.log10(razon)
    return total


def log2_numpy(x, q, weights, means, variances):
    p = weights * norm.pdf(x[:, None], means, np.sqrt(variances))
    return np.sum(q * np.log2(p / q))


def log2_bucle(x, q, weights, means, variances):
    return sum(q[i, k] * math.log(w * densidad(t, means[k], variances[k]) / q[i, k], 2)
               for i, t in enumerate(x) for k, w in enumerate(weights))


def sin_suma_axis(x, q, weights, means, variances):
    return (q * (log_conjunta(x, weights, means, variances) - np.log(q))).sum(axis=1)


def sin_suma_lista(x, q, weights, means, variances):
    piezas = [Sumando(*c) for c in zip(weights, means, variances)]
    return [sum(f(t, r) for f, r in zip(piezas, fila)) for t, fila in zip(x, q)]


def columnas_q_rebanada(x, q, weights, means, variances):
    q = q[:, ::-1]
    return (q * (log_conjunta(x, weights, means, variances) - np.log(q))).sum()


def columnas_q_negativo(x, q, weights, means, variances):
    total = 0
    for i, t in enumerate(x):
        for k, c in enumerate(zip(weights, means, variances)):
            total += Sumando(*c)(t, q[i, -(k + 1)])
    return total


# --------------------------------------------------------------------- deslices sin clave


def otro_peso_posterior_fuera(x, q, weights, means, variances):
    A = log_conjunta(x, weights, means, variances)
    r = softmax(A, axis=1)
    return np.sum(r * (A - np.log(q)))


def otro_sin_q_delante(x, q, weights, means, variances):
    return np.sum(log_conjunta(x, weights, means, variances) - np.log(q))


def otro_q_solo_en_campana(x, q, weights, means, variances):
    # el paréntesis deja la entropía sin multiplicar por q
    return np.sum(q * log_conjunta(x, weights, means, variances) - np.log(q))


def otro_suma_dentro_con_q(x, q, weights, means, variances):
    p = weights * norm.pdf(x[:, None], means, np.sqrt(variances))
    return np.log((q * p).sum(axis=1)).sum()


def otro_q_menos_logq(x, q, weights, means, variances):
    return np.sum(q * log_conjunta(x, weights, means, variances)) - np.sum(q)


def otro_entropia_media(x, q, weights, means, variances):
    return np.sum(q * log_conjunta(x, weights, means, variances)) - np.mean(q * np.log(q))


def otro_entropia_base_dos(x, q, weights, means, variances):
    esperada = (q * log_conjunta(x, weights, means, variances)).sum()
    return esperada + entropy(q, base=2, axis=1).sum()


def otro_entropia_columnas(x, q, weights, means, variances):
    # entropy normaliza cada columna: el eje por defecto es 0
    return (q * log_conjunta(x, weights, means, variances)).sum() + entropy(q).sum()


def otro_sin_return(x, q, weights, means, variances):
    cota = np.sum(q * (log_conjunta(x, weights, means, variances) - np.log(q)))
    cota = float(cota)


def otro_return_en_bucle(x, q, weights, means, variances):
    total = 0
    for i, t in enumerate(x):
        for k, c in enumerate(zip(weights, means, variances)):
            total += Sumando(*c)(t, q[i, k])
        return total


def otro_asigna(x, q, weights, means, variances):
    for i, t in enumerate(x):
        for k, c in enumerate(zip(weights, means, variances)):
            total = Sumando(*c)(t, q[i, k])
    return total


def otro_indices_q(x, q, weights, means, variances):
    total = 0
    for i, t in enumerate(x):
        for k, c in enumerate(zip(weights, means, variances)):
            total += Sumando(*c)(t, q[k, i])
    return total


def otro_signo_cuadrado(x, q, weights, means, variances):
    A = np.log(weights) - 0.5 * np.log(2 * np.pi * variances)
    A = A + (x[:, None] - means) ** 2 / (2 * variances)
    return np.sum(q * (A - np.log(q)))


def otro_signo_log_sigma(x, q, weights, means, variances):
    A = np.log(weights) + 0.5 * np.log(2 * np.pi * variances)
    A = A - (x[:, None] - means) ** 2 / (2 * variances)
    return np.sum(q * (A - np.log(q)))


def otro_signo_log_pesos(x, q, weights, means, variances):
    total = 0
    for i, t in enumerate(x):
        for k, w in enumerate(weights):
            a = log_normal(t, means[k], variances[k]) - math.log(w)
            total += q[i, k] * (a - math.log(q[i, k]))
    return total


def otro_densidad_sin_log(x, q, weights, means, variances):
    p = weights * norm.pdf(x[:, None], means, np.sqrt(variances))
    return np.sum(q * (p - np.log(q)))


def otro_divide_de_menos(x, q, weights, means, variances):
    # log(pi N) / q en lugar de log(pi N / q)
    return np.sum(q * (log_conjunta(x, weights, means, variances) / q))


def otro_q_al_reves(x, q, weights, means, variances):
    # KL en el otro sentido
    A = log_conjunta(x, weights, means, variances)
    return np.sum(np.exp(A) * (A - np.log(q)))


def otro_redondea(x, q, weights, means, variances):
    return round(float(np.sum(q * (log_conjunta(x, weights, means, variances) - np.log(q)))))


def otro_sin_primera_fila(x, q, weights, means, variances):
    total = 0
    for i in range(1, len(x)):
        for k, c in enumerate(zip(weights, means, variances)):
            total += Sumando(*c)(x[i], q[i, k])
    return total


def otro_falta_componente(x, q, weights, means, variances):
    A = log_conjunta(x, weights, means, variances) - np.log(q)
    return sum(np.sum(q[:, k] * A[:, k]) for k in range(1, q.shape[1]))


def otro_pesos_de_q(x, q, weights, means, variances):
    # los pesos salen de q en vez de los que llegan
    w = q.mean(axis=0)
    return np.sum(q * (log_conjunta(x, w, means, variances) - np.log(q)))


def otro_tabla(x, q, weights, means, variances):
    return q * (log_conjunta(x, weights, means, variances) - np.log(q))


def otro_sin_cuadrado(x, q, weights, means, variances):
    A = np.log(weights) - 0.5 * np.log(2 * np.pi * variances)
    A = A - np.abs(x[:, None] - means) / (2 * variances)
    return np.sum(q * (A - np.log(q)))


def otro_exp_final(x, q, weights, means, variances):
    cota = np.sum(q * (log_conjunta(x, weights, means, variances) - np.log(q)))
    return math.exp(cota / len(x))


def otro_tupla(x, q, weights, means, variances):
    A = log_conjunta(x, weights, means, variances)
    return (q * A).sum(), entr(q).sum()


CORRECT = [
    ("05-cota-q", ok_directa),
    ("05-cota-q", ok_cociente),
    ("05-cota-q", ok_doble_bucle),
    ("05-cota-q", ok_comprension_zip),
    ("05-cota-q", ok_sumandos),
    ("05-cota-q", ok_einsum),
    ("05-cota-q", ok_entr),
    ("05-cota-q", ok_entropia_por_fila),
    ("05-cota-q", ok_xlogy),
    ("05-cota-q", ok_por_componente),
    ("05-cota-q", ok_kn_transpuesta),
    ("05-cota-q", ok_ll_menos_kl),
    ("05-cota-q", ok_traza),
    ("05-cota-q", ok_partial),
    ("05-cota-q", ok_average),
    ("05-cota-q", ok_vectorize),
    ("05-cota-q", ok_recursion),
    ("05-cota-q", ok_while_copias),
    ("05-cota-q", ok_diccionario),
    ("05-cota-q", ok_reduce_walrus),
]

WRONG = [
    ("05-cota-q", ("sin-entropía",), "falta -q log q", sin_entropia_directa),
    ("05-cota-q", ("sin-entropía",), "el bucle no divide por q", sin_entropia_bucle),
    ("05-cota-q", ("sin-entropía",), "solo las dos esperanzas", sin_entropia_einsum),
    ("05-cota-q", ("entropía-signo",), "+ log q", entropia_mas),
    ("05-cota-q", ("entropía-signo",), "multiplica por q dentro del log", entropia_por_q),
    ("05-cota-q", ("entropía-signo",), "resta la entropía", entropia_resta_entr),
    ("05-cota-q", ("ignora-q",), "devuelve la log-verosimilitud", ignora_logsumexp),
    ("05-cota-q", ("ignora-q",), "usa el posterior", ignora_posterior),
    ("05-cota-q", ("ignora-q",), "recalcula q en el bucle", ignora_recalcula_q),
    ("05-cota-q", ("ignora-q",), "log de la suma: q se cancela", ignora_log_de_la_suma),
    ("05-cota-q", ("ignora-q",), "divide por el posterior", ignora_divide_por_posterior),
    ("05-cota-q", ("B3",), "logpdf sin log de los pesos", b3_logpdf),
    ("05-cota-q", ("B3",), "el bucle olvida el peso", b3_bucle),
    ("05-cota-q", ("B3-cuadrado",), "log de los pesos dos veces", b3cuadrado_dos_logs),
    ("05-cota-q", ("B3-cuadrado",), "2 log w", b3cuadrado_bucle),
    ("05-cota-q", ("pesos-iguales",), "pesos 1/K", iguales_uno_entre_k),
    ("05-cota-q", ("pesos-iguales",), "resta log K", iguales_log_k),
    ("05-cota-q", ("pesos-invertidos",), "weights[::-1]", invertidos_rebanada),
    ("05-cota-q", ("pesos-invertidos",), "reversed de los pesos", invertidos_bucle),
    ("05-cota-q", ("B9",), "logpdf con la varianza", b9_logpdf),
    ("05-cota-q", ("B9",), "la fórmula usa la varianza como sigma", b9_formula),
    ("05-cota-q", ("B9-factor",), "-log(v) sin el medio", b9factor_log_v),
    ("05-cota-q", ("B9-factor",), "factor sin raíz", b9factor_bucle),
    ("05-cota-q", ("B9-exponente",), "z dividida por la varianza", b9exponente_cuadrado),
    ("05-cota-q", ("B9-exponente",), "2 v**2", b9exponente_columnas),
    ("05-cota-q", ("B9-raíz",), "sigma donde va la varianza", b9raiz_llamada),
    ("05-cota-q", ("B9-raíz",), "dos raíces en scale", b9raiz_scale),
    ("05-cota-q", ("B10",), "falta el 1/2", b10_logs),
    ("05-cota-q", ("B10",), "- z**2", b10_bucle),
    ("05-cota-q", ("B10-2π",), "log v sin log(2 pi)", b10dospi_logs),
    ("05-cota-q", ("B10-2π",), "solo log sigma", b10dospi_bucle),
    ("05-cota-q", ("B10-π",), "log(pi v)", b10pi_logs),
    ("05-cota-q", ("B10-π",), "constante con raíz(pi)", b10pi_columnas),
    ("05-cota-q", ("B10-altura",), "sin factor", altura_logs),
    ("05-cota-q", ("B10-altura",), "campanas de altura 1", altura_bucle),
    ("05-cota-q", ("B12",), "suma 1e-6 a la densidad", b12_en_densidad),
    ("05-cota-q", ("B12",), "suelo de 1e-8", b12_max),
    ("05-cota-q", ("B12",), "log(q + 1e-4)", b12_en_q),
    ("05-cota-q", ("B26",), "solo dos columnas", b26_dos_columnas),
    ("05-cota-q", ("B26",), "r y 1 - r", b26_complemento),
    ("05-cota-q", ("B26",), "desempaqueta dos", b26_desempaqueta),
    ("05-cota-q", ("B26-fijo",), "rejilla propia", fijo_rejilla),
    ("05-cota-q", ("B26-fijo",), "genera otros datos", fijo_semilla),
    ("05-cota-q", ("B30-promedio",), "divide por n", promedio_entre_n),
    ("05-cota-q", ("B30-promedio",), "media de los datos", promedio_mean),
    ("05-cota-q", ("B30-signo",), "energía libre", signo_cambiado),
    ("05-cota-q", ("B30-signo",), "acumula restando", signo_bucle),
    ("05-cota-q", ("B30-signo",), "rel_entr sin el menos", signo_rel_entr),
    ("05-cota-q", ("B30-log10",), "divide por log 10", log10_numpy),
    ("05-cota-q", ("B30-log10",), "math.log10", log10_bucle),
    ("05-cota-q", ("B30-log2",), "np.log2", log2_numpy),
    ("05-cota-q", ("B30-log2",), "math.log con base 2", log2_bucle),
    ("05-cota-q", ("sin-suma",), "un valor por dato", sin_suma_axis),
    ("05-cota-q", ("sin-suma",), "lista con un valor por dato", sin_suma_lista),
    ("05-cota-q", ("columnas-invertidas",), "q[:, ::-1]", columnas_q_rebanada),
    ("05-cota-q", ("columnas-invertidas",), "índice negativo en q", columnas_q_negativo),
    ("05-cota-q", (), "posterior fuera, q dentro", otro_peso_posterior_fuera),
    ("05-cota-q", (), "falta q delante", otro_sin_q_delante),
    ("05-cota-q", (), "log q sin multiplicar por q", otro_q_solo_en_campana),
    ("05-cota-q", (), "log de la suma de q pi N", otro_suma_dentro_con_q),
    ("05-cota-q", (), "resta q en vez de q log q", otro_q_menos_logq),
    ("05-cota-q", (), "media en la entropía", otro_entropia_media),
    ("05-cota-q", (), "entropía en bits", otro_entropia_base_dos),
    ("05-cota-q", (), "entropía por columnas", otro_entropia_columnas),
    ("05-cota-q", (), "no devuelve nada", otro_sin_return),
    ("05-cota-q", (), "return dentro del bucle", otro_return_en_bucle),
    ("05-cota-q", (), "= en vez de +=", otro_asigna),
    ("05-cota-q", (), "índices de q cambiados", otro_indices_q),
    ("05-cota-q", (), "signo del cuadrado", otro_signo_cuadrado),
    ("05-cota-q", (), "signo de log sigma", otro_signo_log_sigma),
    ("05-cota-q", (), "signo de log de los pesos", otro_signo_log_pesos),
    ("05-cota-q", (), "densidad sin log", otro_densidad_sin_log),
    ("05-cota-q", (), "log(pi N) / q", otro_divide_de_menos),
    ("05-cota-q", (), "pesa con pi N en vez de q", otro_q_al_reves),
    ("05-cota-q", (), "redondea a entero", otro_redondea),
    ("05-cota-q", (), "se salta la primera fila", otro_sin_primera_fila),
    ("05-cota-q", (), "se salta la primera componente", otro_falta_componente),
    ("05-cota-q", (), "pesos sacados de q", otro_pesos_de_q),
    ("05-cota-q", (), "devuelve la tabla", otro_tabla),
    ("05-cota-q", (), "distancia sin elevar al cuadrado", otro_sin_cuadrado),
    ("05-cota-q", (), "vuelve a la exponencial", otro_exp_final),
    ("05-cota-q", (), "devuelve los dos términos aparte", otro_tupla),
]
