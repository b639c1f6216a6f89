"""Respuestas de estudiantes a 03-log-verosimilitud: un solo número para todos los datos."""

import math
from functools import partial, reduce

import numpy as np
from scipy.special import logsumexp
from scipy.stats import norm

# --------------------------------------------------------------------- ayudas de módulo


def normal(t, mu, s2):
    return (2 * math.pi * s2) ** -0.5 * math.exp(-((t - mu) ** 2) / (2 * s2))


def campanas(x, means, variances):
    """Tabla (n, K) de densidades sin pesos."""
    d = np.subtract.outer(x, means)
    return np.exp(-0.5 * d * d / variances) / np.sqrt(2 * np.pi * variances)


def log_tabla(x, weights, means, variances):
    return np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))


class Densidad:
    def __init__(self, weights, means, variances):
        self.w, self.m, self.v = weights, means, variances

    def __call__(self, t):
        return sum(w * normal(t, m, v) for w, m, v in zip(self.w, self.m, self.v))


# --------------------------------------------------------------------- correctas


def ok_una_linea(x, weights, means, variances):
    return np.log(campanas(x, means, variances) @ weights).sum()


def ok_bucles_math(x, weights, means, variances):
    ll = 0.0
    for t in x:
        p = 0.0
        for w, m, v in zip(weights, means, variances):
            p += w * normal(t, m, v)
        ll += math.log(p)
    return ll


def ok_comprension(x, weights, means, variances):
    return sum(math.log(sum(weights[k] * normal(xi, means[k], variances[k])
                            for k in range(len(means)))) for xi in x)


def ok_logsumexp(x, weights, means, variances):
    return logsumexp(log_tabla(x, weights, means, variances), axis=1).sum()


def ok_logsumexp_b(x, weights, means, variances):
    a = norm.logpdf(x, means[:, None], np.sqrt(variances)[:, None])
    return float(np.sum(logsumexp(a, axis=0, b=weights[:, None])))


def ok_kn_norm(x, weights, means, variances):
    filas = [p * norm(mu, math.sqrt(s2)).pdf(x) for p, mu, s2 in zip(weights, means, variances)]
    with np.errstate(divide="ignore"):
        return np.sum(np.log(np.sum(filas, axis=0)))


def ok_einsum(x, weights, means, variances):
    p = np.einsum("nk,k->n", campanas(x, means, variances), weights)
    return np.einsum("n->", np.log(p))


def ok_clase(x, weights, means, variances):
    f = Densidad(weights, means, variances)
    return math.fsum(map(math.log, map(f, x)))


def ok_maximo_fila(x, weights, means, variances):
    A = np.log(weights) - np.log(2 * np.pi * variances) / 2
    A = A - (x.reshape(-1, 1) - means) ** 2 / variances / 2
    M = A.max(axis=1)
    return np.sum(M + np.log(np.exp(A - M[:, None]).sum(axis=1)))


def ok_logaddexp(x, weights, means, variances):
    columnas = [math.log(w) + norm.logpdf(x, m, v**0.5)
                for w, m, v in zip(weights, means, variances)]
    return reduce(np.logaddexp, columnas).sum()


def ok_acumula_en_array(x, weights, means, variances):
    n, K = len(x), len(weights)
    densidad = np.zeros(n)
    for k in range(K):
        sigma = np.sqrt(variances[k])
        z = (x - means[k]) / sigma
        densidad += weights[k] * np.exp(-z**2 / 2) / (sigma * np.sqrt(2 * np.pi))
    total = 0
    for i in range(n):
        total += np.log(densidad[i])
    return total


def ok_vectorize(x, weights, means, variances):
    log_p = np.vectorize(lambda t: math.log(Densidad(weights, means, variances)(t)))
    return log_p(x).sum()


def ok_partial(x, weights, means, variances):
    def log_densidad(pesos, medias, varianzas, t):
        return float(np.log(np.dot(pesos, norm.pdf(t, medias, np.sqrt(varianzas)))))

    f = partial(log_densidad, weights, means, variances)
    return sum(map(f, x))


def ok_recursion(x, weights, means, variances):
    if len(x) == 1:
        return math.log(Densidad(weights, means, variances)(x[0]))
    h = len(x) // 2
    izq = ok_recursion(x[:h], weights, means, variances)
    return izq + ok_recursion(x[h:], weights, means, variances)


def ok_media_por_n(x, weights, means, variances):
    logs = np.log((weights * campanas(x, means, variances)).sum(1))
    return len(logs) * logs.mean()


def ok_log_frente_a_evidencia(x, weights, means, variances):
    # log p(x) = log(pi_k N_k) - log r_k, con la componente más probable
    A = log_tabla(x, weights, means, variances)
    k = A.argmax(axis=1)
    i = np.arange(len(x))
    R = np.exp(A - A.max(axis=1, keepdims=True))
    R /= R.sum(axis=1, keepdims=True)
    return np.sum(A[i, k] - np.log(R[i, k]))


def ok_while_walrus(x, weights, means, variances):
    pendientes, total = list(x), 0.0
    f = Densidad(weights, means, variances)
    while pendientes:
        if (p := f(pendientes.pop())) > 0:
            total += math.log(p)
        else:
            return -math.inf
    return total


def ok_diccionario(x, weights, means, variances):
    por_dato = {i: 0.0 for i in range(len(x))}
    for w, m, v in zip(weights, means, variances):
        for i, t in enumerate(x):
            por_dato[i] += w * normal(t, m, v)
    return sum(math.log(p) for p in por_dato.values())


def ok_average_assert(x, weights, means, variances):
    p = np.average(campanas(x, means, variances), axis=1, weights=weights)
    assert p.shape == (len(x),)
    return np.add.reduce(np.log(p))


def ok_cambio_de_base(x, weights, means, variances):
    p = campanas(x, means, variances).dot(weights)
    return np.log2(p).sum() * math.log(2)


# --------------------------------------------------------------------- errores conocidos


def b3_dot_unos(x, weights, means, variances):
    return np.log(campanas(x, means, variances).sum(axis=1)).sum()


def b3_bucle(x, weights, means, variances):
    ll = 0
    for t in x:
        ll += math.log(sum(normal(t, m, v) for m, v in zip(means, variances)))
    return ll


def b3_logsumexp(x, weights, means, variances):
    return logsumexp(norm.logpdf(x[:, None], means, np.sqrt(variances)), axis=1).sum()


def b3cuadrado_tabla(x, weights, means, variances):
    tabla = weights * campanas(x, means, variances)
    return np.sum(np.log(tabla @ weights))


def b3cuadrado_b(x, weights, means, variances):
    return logsumexp(log_tabla(x, weights, means, variances), b=weights, axis=1).sum()


def iguales_mean(x, weights, means, variances):
    return np.log(campanas(x, means, variances).mean(axis=1)).sum()


def iguales_bucle(x, weights, means, variances):
    total = 0
    K = len(means)
    for t in x:
        p = sum(normal(t, means[k], variances[k]) for k in range(K)) / K
        total += math.log(p)
    return total


def iguales_log_k(x, weights, means, variances):
    a = norm.logpdf(x[:, None], means, np.sqrt(variances)) - np.log(len(weights))
    return logsumexp(a, axis=1).sum()


def invertidos_rebanada(x, weights, means, variances):
    return np.log(campanas(x, means, variances) @ weights[::-1]).sum()


def invertidos_pop(x, weights, means, variances):
    total = np.zeros(len(x))
    pesos = list(weights)
    for m, v in zip(means, variances):
        total += pesos.pop() * norm.pdf(x, m, math.sqrt(v))  # pop saca el último
    return np.log(total).sum()


def b6_suma_todo(x, weights, means, variances):
    return np.log(weights * campanas(x, means, variances)).sum()


def b6_bucles(x, weights, means, variances):
    ll = 0
    for t in x:
        for w, m, v in zip(weights, means, variances):
            ll += math.log(w) - 0.5 * math.log(2 * math.pi * v) - (t - m) ** 2 / (2 * v)
    return ll


def b6_por_componente(x, weights, means, variances):
    return sum(np.sum(np.log(w) + norm.logpdf(x, m, np.sqrt(v)))
               for w, m, v in zip(weights, means, variances))


def b6pond_dot(x, weights, means, variances):
    return (norm.logpdf(x[:, None], means, np.sqrt(variances)) @ weights).sum()


def b6pond_bucle(x, weights, means, variances):
    ll = 0.0
    for k in range(len(weights)):
        for t in x:
            logn = -0.5 * math.log(2 * math.pi * variances[k])
            logn -= (t - means[k]) ** 2 / (2 * variances[k])
            ll += weights[k] * logn
    return ll


def b9_scale(x, weights, means, variances):
    return np.log((weights * norm.pdf(x[:, None], means, variances)).sum(axis=1)).sum()


def b9_logpdf_posicional(x, weights, means, variances):
    cols = [np.log(w) + norm(m, v).logpdf(x) for w, m, v in zip(weights, means, variances)]
    return float(logsumexp(np.array(cols), axis=0).sum())


def b9_a_mano(x, weights, means, variances):
    def g(t, m, s):
        return math.exp(-0.5 * ((t - m) / s) ** 2) / (s * math.sqrt(2 * math.pi))

    # las densidades lejanas se hacen 0 con sigmas pequeñas: se suma lo que se puede
    total = 0.0
    for t in x:
        p = np.dot(weights, [g(t, m, s) for m, s in zip(means, variances)])
        total += np.log(p)
    return total


def b9factor_difusion(x, weights, means, variances):
    e = np.exp(-((x[:, None] - means) ** 2) / (2 * variances))
    p = (weights * e / (variances * np.sqrt(2 * np.pi))).sum(axis=1)
    return np.log(p).sum()


def b9factor_logs(x, weights, means, variances):
    A = np.log(weights) - 0.5 * np.log(2 * np.pi) - np.log(variances)
    A = A - (x[:, None] - means) ** 2 / (2 * variances)
    return logsumexp(A, axis=1).sum()


def b9exponente_logs(x, weights, means, variances):
    A = np.log(weights) - 0.5 * np.log(2 * np.pi * variances)
    A = A - 0.5 * ((x[:, None] - means) / variances) ** 2
    return logsumexp(A, axis=1).sum()


def b9exponente_bucle(x, weights, means, variances):
    p = np.zeros(len(x))
    for w, m, v in zip(weights, means, variances):
        p += w * np.exp(-((x - m) ** 2) / (2 * v**2)) / math.sqrt(2 * math.pi * v)
    return np.log(p).sum()


def b9raiz_llamada(x, weights, means, variances):
    sigma = np.sqrt(variances)
    return np.log(campanas(x, means, sigma) @ weights).sum()


def b9raiz_doble(x, weights, means, variances):
    cols = [math.log(w) + norm.logpdf(x, m, math.sqrt(math.sqrt(v)))
            for w, m, v in zip(weights, means, variances)]
    return np.logaddexp.reduce(cols).sum()


def b10_difusion(x, weights, means, variances):
    d2 = (x[:, None] - means) ** 2
    p = weights * np.exp(-d2 / variances) / np.sqrt(2 * np.pi * variances)
    return np.log(p.sum(axis=1)).sum()


def b10_logs(x, weights, means, variances):
    total = 0
    for t in x:
        logs = [math.log(w) - 0.5 * math.log(2 * math.pi * v) - (t - m) ** 2 / v
                for w, m, v in zip(weights, means, variances)]
        tope = max(logs)
        total += tope + math.log(sum(math.exp(a - tope) for a in logs))
    return total


def b10dospi_logs(x, weights, means, variances):
    A = np.log(weights) - 0.5 * np.log(variances) - (x[:, None] - means) ** 2 / (2 * variances)
    return logsumexp(A, axis=1).sum()


def b10dospi_bucle(x, weights, means, variances):
    ll = 0
    for t in x:
        p = 0
        for w, m, v in zip(weights, means, variances):
            p += w * math.exp(-((t - m) ** 2) / (2 * v)) / math.sqrt(v)
        ll += math.log(p)
    return ll


def b10pi_difusion(x, weights, means, variances):
    e = np.exp(-((x[:, None] - means) ** 2) / (2 * variances)) / np.sqrt(np.pi * variances)
    return np.log(e @ weights).sum()


def b10pi_logs(x, weights, means, variances):
    cols = []
    for w, m, v in zip(weights, means, variances):
        cols.append(np.log(w) - 0.5 * np.log(np.pi * v) - (x - m) ** 2 / (2 * v))
    return reduce(np.logaddexp, cols).sum()


def altura_difusion(x, weights, means, variances):
    return np.log(np.exp(-((x[:, None] - means) ** 2) / (2 * variances)) @ weights).sum()


def altura_logs(x, weights, means, variances):
    A = np.log(weights) - (x[:, None] - means) ** 2 / (2 * variances)
    M = A.max(axis=1, keepdims=True)
    return (M[:, 0] + np.log(np.exp(A - M).sum(axis=1))).sum()


def b12_log_epsilon(x, weights, means, variances):
    return np.log(campanas(x, means, variances) @ weights + 1e-6).sum()


def b12_max(x, weights, means, variances):
    f = Densidad(weights, means, variances)
    return sum(math.log(max(f(t), 1e-300)) for t in x)


def b12_dentro(x, weights, means, variances):
    p = (weights * (campanas(x, means, variances) + 1e-10)).sum(axis=1)
    return np.sum(np.log(p))


def b12_clip(x, weights, means, variances):
    p = campanas(x, means, variances) @ weights
    return np.log(np.clip(p, 1e-3, None)).sum()


def b26_dos(x, weights, means, variances):
    p = weights[0] * norm.pdf(x, means[0], np.sqrt(variances[0]))
    p = p + weights[1] * norm.pdf(x, means[1], np.sqrt(variances[1]))
    return np.log(p).sum()


def b26_complemento(x, weights, means, variances):
    w = weights[0]
    total = 0
    for t in x:
        a, b = normal(t, means[0], variances[0]), normal(t, means[1], variances[1])
        total += math.log(w * a + (1 - w) * b)
    return total


def b26_logaddexp(x, weights, means, variances):
    A = log_tabla(x, weights, means, variances)
    return np.logaddexp(A[:, 0], A[:, 1]).sum()


def fijo_rejilla(x, weights, means, variances):
    x = np.linspace(-4, 4, 100)
    return np.log(campanas(x, means, variances) @ weights).sum()


def fijo_lista(x, weights, means, variances):
    datos = (0.1, 1.9, -2.2, 3.0, 0.8)
    f = Densidad(weights, means, variances)
    return sum(math.log(f(t)) for t in datos)


def maximo_axis(x, weights, means, variances):
    return np.log((weights * campanas(x, means, variances)).max(axis=1)).sum()


def maximo_bucle(x, weights, means, variances):
    ll = 0
    for t in x:
        ll += math.log(max(w * normal(t, m, v) for w, m, v in zip(weights, means, variances)))
    return ll


def maximo_sin_correccion(x, weights, means, variances):
    # solo el tope de logsumexp
    return float(log_tabla(x, weights, means, variances).max(axis=1).sum())


def promedio_mean(x, weights, means, variances):
    return np.log(campanas(x, means, variances) @ weights).mean()


def promedio_entre_n(x, weights, means, variances):
    f = Densidad(weights, means, variances)
    total = 0.0
    for t in x:
        total += math.log(f(t))
    return total / len(x)


def signo_menos(x, weights, means, variances):
    return -logsumexp(log_tabla(x, weights, means, variances), axis=1).sum()


def signo_resta(x, weights, means, variances):
    nll = 0
    f = Densidad(weights, means, variances)
    for t in x:
        nll -= math.log(f(t))
    return nll


def log10_numpy(x, weights, means, variances):
    return np.log10((weights * campanas(x, means, variances)).sum(axis=1)).sum()


def log10_math(x, weights, means, variances):
    f = Densidad(weights, means, variances)
    return sum(map(math.log10, map(f, x)))


def log2_numpy(x, weights, means, variances):
    return np.log2(campanas(x, means, variances) @ weights).sum()


def log2_math(x, weights, means, variances):
    f = Densidad(weights, means, variances)
    return math.fsum(math.log(f(t), 2) for t in x)


def producto_prod(x, weights, means, variances):
    with np.errstate(divide="ignore"):
        return np.log(np.prod(campanas(x, means, variances) @ weights))


def producto_math(x, weights, means, variances):
    f = Densidad(weights, means, variances)
    L = 1.0
    for t in x:
        L *= f(t)
    return math.log(L)


def producto_reduce(x, weights, means, variances):
    p = sum(w * norm.pdf(x, m, np.sqrt(v)) for w, m, v in zip(weights, means, variances))
    with np.errstate(divide="ignore"):
        return float(np.log(reduce(lambda a, b: a * b, p)))


def sin_suma_array(x, weights, means, variances):
    return np.log(campanas(x, means, variances) @ weights)


def sin_suma_lista(x, weights, means, variances):
    f = Densidad(weights, means, variances)
    return [math.log(f(t)) for t in x]


def sin_suma_lse(x, weights, means, variances):
    return logsumexp(log_tabla(x, weights, means, variances), axis=1)


def sin_log_sum(x, weights, means, variances):
    return (weights * campanas(x, means, variances)).sum()


def sin_log_bucle(x, weights, means, variances):
    total = 0
    for t in x:
        for k in range(len(means)):
            total += weights[k] * normal(t, means[k], variances[k])
    return total


# --------------------------------------------------------------------- deslices sin clave


def otro_log_de_la_suma_total(x, weights, means, variances):
    return np.log((weights * campanas(x, means, variances)).sum())


def otro_suma_de_datos_primero(x, weights, means, variances):
    return np.log((weights * campanas(x, means, variances)).sum(axis=0)).sum()


def otro_pierde_primero(x, weights, means, variances):
    f = Densidad(weights, means, variances)
    return sum(math.log(f(x[i])) for i in range(1, len(x)))


def otro_pierde_ultima_componente(x, weights, means, variances):
    p = np.zeros(len(x))
    for k in range(len(means) - 1):
        p += weights[k] * norm.pdf(x, means[k], variances[k] ** 0.5)
    with np.errstate(divide="ignore"):
        return np.log(p).sum()


def otro_signo_exponente(x, weights, means, variances):
    e = np.exp((x[:, None] - means) ** 2 / (2 * variances)) / np.sqrt(2 * np.pi * variances)
    return np.log(e @ weights).sum()


def otro_log_sigma_positivo(x, weights, means, variances):
    A = np.log(weights) + 0.5 * np.log(2 * np.pi * variances)
    A = A - (x[:, None] - means) ** 2 / (2 * variances)
    return logsumexp(A, axis=1).sum()


def otro_sin_return(x, weights, means, variances):
    ll = np.log(campanas(x, means, variances) @ weights).sum()
    ll = float(ll)


def otro_sobrescribe(x, weights, means, variances):
    f = Densidad(weights, means, variances)
    for t in x:
        ll = math.log(f(t))
    return ll


def otro_return_en_bucle(x, weights, means, variances):
    f = Densidad(weights, means, variances)
    total = 0
    for t in x:
        total += math.log(f(t))
        return total


def otro_log1p(x, weights, means, variances):
    return np.log1p(campanas(x, means, variances) @ weights).sum()


def otro_redondea(x, weights, means, variances):
    return round(float(np.log(campanas(x, means, variances) @ weights).sum()), 1)


def otro_int(x, weights, means, variances):
    return int(logsumexp(log_tabla(x, weights, means, variances), axis=1).sum())


def otro_logsumexp_eje(x, weights, means, variances):
    return logsumexp(log_tabla(x, weights, means, variances), axis=0).sum()


def otro_logsumexp_todo(x, weights, means, variances):
    return logsumexp(log_tabla(x, weights, means, variances))


def otro_menos_dos(x, weights, means, variances):
    return -2 * np.log(campanas(x, means, variances) @ weights).sum()


def otro_acumulador_sin_reiniciar(x, weights, means, variances):
    total, p = 0.0, 0.0
    for t in x:
        for w, m, v in zip(weights, means, variances):
            p += w * normal(t, m, v)
        total += math.log(p)
    return total


def otro_log_dentro(x, weights, means, variances):
    # el log queda dentro del bucle de componentes
    total = 0.0
    for t in x:
        p = 0.0
        for w, m, v in zip(weights, means, variances):
            p += w * normal(t, m, v)
            total += math.log(p)
    return total


def otro_sin_cuadrado(x, weights, means, variances):
    e = np.exp(-np.abs(x[:, None] - means) / (2 * variances)) / np.sqrt(2 * np.pi * variances)
    return np.log(e @ weights).sum()


def otro_maximo_no_devuelto(x, weights, means, variances):
    # olvida volver a sumar el tope
    A = log_tabla(x, weights, means, variances)
    A = A - A.max(axis=1, keepdims=True)
    return np.log(np.exp(A).sum(axis=1)).sum()


def otro_log_pesos_fuera(x, weights, means, variances):
    N = campanas(x, means, variances).sum(axis=1)
    return np.log(N).sum() + np.log(weights).sum()


def otro_ponderada_por_r(x, weights, means, variances):
    # la esperada de los datos completos: falta la entropía
    A = log_tabla(x, weights, means, variances)
    R = np.exp(A - logsumexp(A, axis=1, keepdims=True))
    return (R * A).sum()


def otro_cdf(x, weights, means, variances):
    return np.log(norm.cdf(x[:, None], means, np.sqrt(variances)) @ weights).sum()


def otro_argumentos(x, weights, means, variances):
    return np.log(norm.pdf(means, x[:, None], np.sqrt(weights)) @ variances).sum()


def otro_tupla(x, weights, means, variances):
    logs = np.log(campanas(x, means, variances) @ weights)
    return logs.sum(), len(x)


def otro_texto(x, weights, means, variances):
    ll = np.log(campanas(x, means, variances) @ weights).sum()
    return f"log-verosimilitud: {ll:.4f}"


def otro_parentesis(x, weights, means, variances):
    e = np.exp(-((x[:, None] - means) ** 2) / 2 * variances) / np.sqrt(2 * np.pi * variances)
    return np.log(e @ weights).sum()


def otro_valor_absoluto(x, weights, means, variances):
    return sum(abs(math.log(Densidad(weights, means, variances)(t))) for t in x)


def otro_exp_final(x, weights, means, variances):
    return np.exp(np.log(campanas(x, means, variances) @ weights).sum() / len(x))


CORRECT = [
    ("03-log-verosimilitud", ok_una_linea),
    ("03-log-verosimilitud", ok_bucles_math),
    ("03-log-verosimilitud", ok_comprension),
    ("03-log-verosimilitud", ok_logsumexp),
    ("03-log-verosimilitud", ok_logsumexp_b),
    ("03-log-verosimilitud", ok_kn_norm),
    ("03-log-verosimilitud", ok_einsum),
    ("03-log-verosimilitud", ok_clase),
    ("03-log-verosimilitud", ok_maximo_fila),
    ("03-log-verosimilitud", ok_logaddexp),
    ("03-log-verosimilitud", ok_acumula_en_array),
    ("03-log-verosimilitud", ok_vectorize),
    ("03-log-verosimilitud", ok_partial),
    ("03-log-verosimilitud", ok_recursion),
    ("03-log-verosimilitud", ok_media_por_n),
    ("03-log-verosimilitud", ok_log_frente_a_evidencia),
    ("03-log-verosimilitud", ok_while_walrus),
    ("03-log-verosimilitud", ok_diccionario),
    ("03-log-verosimilitud", ok_average_assert),
    ("03-log-verosimilitud", ok_cambio_de_base),
]

WRONG = [
    ("03-log-verosimilitud", ("B3",), "suma las campanas sin pesos", b3_dot_unos),
    ("03-log-verosimilitud", ("B3",), "el bucle olvida el peso", b3_bucle),
    ("03-log-verosimilitud", ("B3",), "logsumexp sin log de los pesos", b3_logsumexp),
    ("03-log-verosimilitud", ("B3-cuadrado",), "pesos en la tabla y en @", b3cuadrado_tabla),
    ("03-log-verosimilitud", ("B3-cuadrado",), "log de pesos y además b=", b3cuadrado_b),
    ("03-log-verosimilitud", ("pesos-iguales",), "media de las campanas", iguales_mean),
    ("03-log-verosimilitud", ("pesos-iguales",), "divide por K", iguales_bucle),
    ("03-log-verosimilitud", ("pesos-iguales",), "resta log K", iguales_log_k),
    ("03-log-verosimilitud", ("pesos-invertidos",), "weights[::-1]", invertidos_rebanada),
    ("03-log-verosimilitud", ("pesos-invertidos",), "pop saca el último peso", invertidos_pop),
    ("03-log-verosimilitud", ("B6",), "log antes de sumar", b6_suma_todo),
    ("03-log-verosimilitud", ("B6",), "suma los logs en el doble bucle", b6_bucles),
    ("03-log-verosimilitud", ("B6",), "suma de logs por componente", b6_por_componente),
    ("03-log-verosimilitud", ("B6-ponderada",), "logpdf @ pesos", b6pond_dot),
    ("03-log-verosimilitud", ("B6-ponderada",), "peso por log N", b6pond_bucle),
    ("03-log-verosimilitud", ("B9",), "scale recibe la varianza", b9_scale),
    ("03-log-verosimilitud", ("B9",), "norm(m, v)", b9_logpdf_posicional),
    ("03-log-verosimilitud", ("B9",), "la fórmula usa la varianza como sigma", b9_a_mano),
    ("03-log-verosimilitud", ("B9-factor",), "factor sin raíz", b9factor_difusion),
    ("03-log-verosimilitud", ("B9-factor",), "-log(v) sin el medio", b9factor_logs),
    ("03-log-verosimilitud", ("B9-exponente",), "z dividida por la varianza", b9exponente_logs),
    ("03-log-verosimilitud", ("B9-exponente",), "2 v**2", b9exponente_bucle),
    ("03-log-verosimilitud", ("B9-raíz",), "sigma donde va la varianza", b9raiz_llamada),
    ("03-log-verosimilitud", ("B9-raíz",), "dos raíces en logpdf", b9raiz_doble),
    ("03-log-verosimilitud", ("B10",), "falta el 1/2", b10_difusion),
    ("03-log-verosimilitud", ("B10",), "d**2 / v en los logs", b10_logs),
    ("03-log-verosimilitud", ("B10-2π",), "log v sin log(2 pi)", b10dospi_logs),
    ("03-log-verosimilitud", ("B10-2π",), "divide solo por sigma", b10dospi_bucle),
    ("03-log-verosimilitud", ("B10-π",), "raíz(pi v)", b10pi_difusion),
    ("03-log-verosimilitud", ("B10-π",), "log(pi v)", b10pi_logs),
    ("03-log-verosimilitud", ("B10-altura",), "solo la exponencial", altura_difusion),
    ("03-log-verosimilitud", ("B10-altura",), "solo log del peso y exponente", altura_logs),
    ("03-log-verosimilitud", ("B12",), "log(p + 1e-6)", b12_log_epsilon),
    ("03-log-verosimilitud", ("B12",), "max(p, 1e-300)", b12_max),
    ("03-log-verosimilitud", ("B12",), "1e-10 a cada campana", b12_dentro),
    ("03-log-verosimilitud", ("B12",), "clip a 1e-3", b12_clip),
    ("03-log-verosimilitud", ("B26",), "solo dos sumandos", b26_dos),
    ("03-log-verosimilitud", ("B26",), "w y 1 - w", b26_complemento),
    ("03-log-verosimilitud", ("B26",), "logaddexp de dos columnas", b26_logaddexp),
    ("03-log-verosimilitud", ("B26-fijo",), "rejilla propia", fijo_rejilla),
    ("03-log-verosimilitud", ("B26-fijo",), "datos escritos dentro", fijo_lista),
    ("03-log-verosimilitud", ("máximo",), "máximo por fila", maximo_axis),
    ("03-log-verosimilitud", ("máximo",), "max en vez de sum", maximo_bucle),
    ("03-log-verosimilitud", ("máximo",), "solo el tope de logsumexp", maximo_sin_correccion),
    ("03-log-verosimilitud", ("B30-promedio",), "mean en vez de sum", promedio_mean),
    ("03-log-verosimilitud", ("B30-promedio",), "divide por n", promedio_entre_n),
    ("03-log-verosimilitud", ("B30-signo",), "signo menos delante", signo_menos),
    ("03-log-verosimilitud", ("B30-signo",), "acumula restando", signo_resta),
    ("03-log-verosimilitud", ("B30-log10",), "np.log10", log10_numpy),
    ("03-log-verosimilitud", ("B30-log10",), "math.log10", log10_math),
    ("03-log-verosimilitud", ("B30-log2",), "np.log2", log2_numpy),
    ("03-log-verosimilitud", ("B30-log2",), "math.log con base 2", log2_math),
    ("03-log-verosimilitud", ("B30-producto",), "log de np.prod", producto_prod),
    ("03-log-verosimilitud", ("B30-producto",), "producto en bucle", producto_math),
    ("03-log-verosimilitud", ("B30-producto",), "producto con reduce", producto_reduce),
    ("03-log-verosimilitud", ("sin-suma",), "devuelve un log por dato", sin_suma_array),
    ("03-log-verosimilitud", ("sin-suma",), "lista de logs", sin_suma_lista),
    ("03-log-verosimilitud", ("sin-suma",), "logsumexp sin sumar datos", sin_suma_lse),
    ("03-log-verosimilitud", ("sin-log",), "suma de densidades", sin_log_sum),
    ("03-log-verosimilitud", ("sin-log",), "el bucle no toma log", sin_log_bucle),
    ("03-log-verosimilitud", (), "log de la suma total", otro_log_de_la_suma_total),
    ("03-log-verosimilitud", (), "suma los datos antes del log", otro_suma_de_datos_primero),
    ("03-log-verosimilitud", (), "se salta el primer dato", otro_pierde_primero),
    ("03-log-verosimilitud", (), "range(K - 1)", otro_pierde_ultima_componente),
    ("03-log-verosimilitud", (), "falta el menos del exponente", otro_signo_exponente),
    ("03-log-verosimilitud", (), "signo de log sigma", otro_log_sigma_positivo),
    ("03-log-verosimilitud", (), "no devuelve nada", otro_sin_return),
    ("03-log-verosimilitud", (), "= en vez de +=", otro_sobrescribe),
    ("03-log-verosimilitud", (), "return dentro del bucle", otro_return_en_bucle),
    ("03-log-verosimilitud", (), "log1p en vez de log", otro_log1p),
    ("03-log-verosimilitud", (), "redondea a un decimal", otro_redondea),
    ("03-log-verosimilitud", (), "int() al final", otro_int),
    ("03-log-verosimilitud", (), "logsumexp con axis=0", otro_logsumexp_eje),
    ("03-log-verosimilitud", (), "logsumexp de toda la tabla", otro_logsumexp_todo),
    ("03-log-verosimilitud", (), "devuelve la devianza", otro_menos_dos),
    ("03-log-verosimilitud", (), "p no se reinicia", otro_acumulador_sin_reiniciar),
    ("03-log-verosimilitud", (), "log con la suma a medias", otro_log_dentro),
    ("03-log-verosimilitud", (), "distancia sin elevar al cuadrado", otro_sin_cuadrado),
    ("03-log-verosimilitud", (), "no vuelve a sumar el tope", otro_maximo_no_devuelto),
    ("03-log-verosimilitud", (), "log de los pesos fuera", otro_log_pesos_fuera),
    ("03-log-verosimilitud", (), "ponderada por R, sin entropía", otro_ponderada_por_r),
    ("03-log-verosimilitud", (), "cdf en vez de pdf", otro_cdf),
    ("03-log-verosimilitud", (), "argumentos cambiados", otro_argumentos),
    ("03-log-verosimilitud", (), "devuelve una tupla", otro_tupla),
    ("03-log-verosimilitud", (), "devuelve texto", otro_texto),
    ("03-log-verosimilitud", (), "d**2 / 2 * v", otro_parentesis),
    ("03-log-verosimilitud", (), "valor absoluto de cada log", otro_valor_absoluto),
    ("03-log-verosimilitud", (), "vuelve a la exponencial", otro_exp_final),
]
