"""Respuestas de estudiantes a 01-densidad: la densidad de una mezcla de K campanas."""

import math
from functools import partial, reduce

import numpy as np
from scipy.special import logsumexp
from scipy.stats import norm

# --------------------------------------------------------------------- ayudas de módulo


def campana(t, mu, s2):
    return math.exp(-((t - mu) ** 2) / (2 * s2)) / math.sqrt(2 * math.pi * s2)


def gauss_vec(x, mu, var):
    return np.exp(-0.5 * (x - mu) ** 2 / var) / np.sqrt(2 * np.pi * var)


RAIZ_2PI = 2.5066282746310002


class Campana:
    def __init__(self, centro, varianza):
        self.centro = centro
        self.sigma = varianza**0.5

    def __call__(self, t):
        z = (t - self.centro) / self.sigma
        return np.exp(-z * z / 2) / (self.sigma * RAIZ_2PI)


# --------------------------------------------------------------------- correctas


def ok_bucle_doble(x, weights, means, variances):
    salida = []
    for dato in x:
        total = 0.0
        for k in range(len(weights)):
            total += weights[k] * campana(dato, means[k], variances[k])
        salida.append(total)
    return np.array(salida)


def ok_difusion_columnas(x, weights, means, variances):
    d = x[:, None] - means
    return (weights * np.exp(-(d**2) / (2 * variances)) / np.sqrt(2 * np.pi * variances)).sum(1)


def ok_difusion_filas(x, weights, means, variances):
    pi = weights[:, np.newaxis]
    mu = means[:, np.newaxis]
    s2 = variances[:, np.newaxis]
    tabla = pi * gauss_vec(x, mu, s2)  # (K, n)
    return tabla.sum(axis=0)


def ok_norm_pdf(x, weights, means, variances):
    return norm.pdf(x[:, None], loc=means, scale=np.sqrt(variances)) @ weights


def ok_einsum(x, weights, means, variances):
    prec = 1 / variances
    dif = np.subtract.outer(x, means)
    bells = np.exp(-0.5 * np.einsum("nk,nk,k->nk", dif, dif, prec))
    return np.einsum("k,nk->n", weights * np.sqrt(prec / (2 * np.pi)), bells)


def ok_lista_zip(x, weights, means, variances):
    return [sum(p * campana(t, m, v) for p, m, v in zip(weights, means, variances)) for t in x]


def ok_acumula(x, weights, means, variances):
    x = np.asarray(x, dtype=float)
    y = np.zeros(x.shape)
    for w, m, v in zip(weights, means, variances):
        y += w * norm(m, v**0.5).pdf(x)
    return y


def ok_clase(x, weights, means, variances):
    campanas = [Campana(m, v) for m, v in zip(means, variances)]
    return sum(w * f(x) for w, f in zip(weights, campanas))


def ok_logsumexp(x, weights, means, variances):
    logs = norm.logpdf(x[:, None], means[None, :], np.sqrt(variances)[None, :])
    return np.exp(logsumexp(logs, b=weights, axis=1))


def ok_log_a_mano(x, weights, means, variances):
    resultado = np.empty(len(x))
    for i, xi in enumerate(x):
        terminos = np.log(weights) - 0.5 * np.log(2 * np.pi * variances)
        terminos = terminos - (xi - means) ** 2 / (2 * variances)
        resultado[i] = np.exp(terminos).sum()
    return resultado


def ok_vectorize(x, weights, means, variances):
    def en_un_punto(t):
        return float(np.dot(weights, gauss_vec(t, means, variances)))

    return np.vectorize(en_un_punto, otypes=[float])(x)


def ok_partial_map(x, weights, means, variances):
    def punto(pesos, medias, varianzas, t):
        suma = 0
        for j, peso in enumerate(pesos):
            suma = suma + peso * campana(t, medias[j], varianzas[j])
        return suma

    return list(map(partial(punto, weights, means, variances), x))


def ok_recursion(x, weights, means, variances):
    if len(weights) == 0:
        return np.zeros(len(x))
    primera = weights[0] * gauss_vec(x, means[0], variances[0])
    return primera + ok_recursion(x, weights[1:], means[1:], variances[1:])


def ok_reduce(x, weights, means, variances):
    piezas = (w * gauss_vec(x, m, v) for w, m, v in zip(weights, means, variances))
    return reduce(np.add, piezas)


def ok_average(x, weights, means, variances):
    # los pesos suman 1: la media ponderada es la suma ponderada
    tabla = gauss_vec(np.reshape(x, (-1, 1)), means, variances)
    return np.average(tabla, axis=1, weights=weights)


def ok_add_at(x, weights, means, variances):
    n, K = len(x), len(means)
    i, k = np.divmod(np.arange(n * K), K)
    aportes = weights[k] * gauss_vec(x[i], means[k], variances[k])
    total = np.zeros(n)
    np.add.at(total, i, aportes)
    return total


def ok_while(x, weights, means, variances):
    n = len(x)
    out = [0.0] * n
    i = 0
    while i < n:
        k = 0
        while k < len(means):
            sigma = math.sqrt(variances[k])
            z = (x[i] - means[k]) / sigma
            out[i] += weights[k] * math.exp(-z**2 / 2) / (sigma * math.sqrt(2 * math.pi))
            k += 1
        i += 1
    return np.array(out)


def ok_assert_y_copia(x, weights, means, variances):
    assert len(weights) == len(means) == len(variances)
    d = np.array(x, dtype=float, copy=True)[:, None].repeat(len(means), axis=1)
    d -= means
    d *= d
    d /= -2 * variances
    np.exp(d, out=d)
    d *= weights / np.sqrt(2 * np.pi * variances)
    return np.sum(d, axis=-1)


def ok_diccionario(x, weights, means, variances):
    componentes = [
        {"peso": float(p), "mu": float(m), "var": float(v)}
        for p, m, v in zip(weights, means, variances)
    ]
    f = lambda t: math.fsum(c["peso"] * campana(t, c["mu"], c["var"]) for c in componentes)
    return tuple(f(t) for t in x)


def ok_walrus(x, weights, means, variances):
    return np.stack(
        [w / (RAIZ_2PI * (s := math.sqrt(v))) * np.exp(-(((x - m) / s) ** 2) / 2)
         for w, m, v in zip(weights, means, variances)]
    ).sum(axis=0)


# --------------------------------------------------------------------- errores conocidos


def b3_suma_sin_pesos(x, weights, means, variances):
    return gauss_vec(x[:, None], means, variances).sum(axis=1)


def b3_bucle_olvida_peso(x, weights, means, variances):
    res = []
    for t in x:
        acc = 0
        for m, v in zip(means, variances):
            acc += campana(t, m, v)
        res.append(acc)
    return np.array(res)


def b3_norm_acumulado(x, weights, means, variances):
    y = np.zeros(len(x))
    for k in range(len(weights)):
        y += norm.pdf(x, means[k], np.sqrt(variances[k]))
    return y


def b3cuadrado_dot(x, weights, means, variances):
    tabla = weights * gauss_vec(x[:, None], means, variances)
    return tabla @ weights


def b3cuadrado_bucle(x, weights, means, variances):
    total = np.zeros(len(x))
    for p, m, v in zip(weights, means, variances):
        pieza = p * np.exp(-((x - m) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)
        total = total + p * pieza
    return total


def iguales_mean(x, weights, means, variances):
    return norm.pdf(x[:, None], means, np.sqrt(variances)).mean(axis=1)


def iguales_dividido_k(x, weights, means, variances):
    K = len(means)
    return [sum(campana(t, means[k], variances[k]) / K for k in range(K)) for t in x]


def iguales_full(x, weights, means, variances):
    w = np.full(len(weights), 1 / len(weights))
    return np.einsum("k,kn->n", w, gauss_vec(x, means[:, None], variances[:, None]))


def invertidos_rebanada(x, weights, means, variances):
    return gauss_vec(x[:, None], means, variances) @ weights[::-1]


def invertidos_indice_negativo(x, weights, means, variances):
    out = []
    for t in x:
        s = 0.0
        for k in range(len(means)):
            s += weights[-1 - k] * campana(t, means[k], variances[k])
        out.append(s)
    return out


def b9_scale_varianza(x, weights, means, variances):
    return (weights * norm.pdf(x[:, None], loc=means, scale=variances)).sum(axis=1)


def b9_formula_sigma(x, weights, means, variances):
    # creía que llegaban las sigmas
    f = 0
    for w, m, s in zip(weights, means, variances):
        f = f + w * np.exp(-0.5 * ((x - m) / s) ** 2) / (s * np.sqrt(2 * np.pi))
    return f


def b9_norm_posicional(x, weights, means, variances):
    comps = [norm(m, v) for m, v in zip(means, variances)]
    return np.array([sum(w * c.pdf(t) for w, c in zip(weights, comps)) for t in x])


def b9factor_sin_raiz(x, weights, means, variances):
    d2 = (x[:, None] - means) ** 2
    campanas = np.exp(-d2 / (2 * variances)) / (variances * np.sqrt(2 * np.pi))
    return campanas.dot(weights)


def b9factor_math(x, weights, means, variances):
    def g(t, m, v):
        return 1 / (math.sqrt(2 * math.pi) * v) * math.exp(-((t - m) ** 2) / (2 * v))

    return [sum(w * g(t, m, v) for w, m, v in zip(weights, means, variances)) for t in x]


def b9exponente_difusion(x, weights, means, variances):
    z = (x[:, None] - means) / variances
    return (np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi * variances)) @ weights


def b9exponente_bucle(x, weights, means, variances):
    n = len(x)
    densidad = np.zeros(n)
    for i in range(n):
        for k in range(len(weights)):
            expo = -((x[i] - means[k]) ** 2) / (2 * variances[k] ** 2)
            densidad[i] += weights[k] / math.sqrt(2 * math.pi * variances[k]) * math.exp(expo)
    return densidad


def b9raiz_scale_doble(x, weights, means, variances):
    sigma = np.sqrt(variances)
    return norm.pdf(x[:, None], means, np.sqrt(sigma)) @ weights


def b9raiz_llamada(x, weights, means, variances):
    total = 0
    for w, m, v in zip(weights, means, variances):
        total = total + w * gauss_vec(x, m, v**0.5)  # gauss_vec pide la varianza
    return total


def b10_sin_medio(x, weights, means, variances):
    e = np.exp(-((x[:, None] - means) ** 2) / variances)
    return np.sum(weights * e / np.sqrt(2 * np.pi * variances), axis=1)


def b10_z_cuadrado(x, weights, means, variances):
    salida = []
    for t in x:
        total = 0
        for w, m, v in zip(weights, means, variances):
            s = math.sqrt(v)
            z = (t - m) / s
            total += w * math.exp(-z * z) / (s * math.sqrt(2 * math.pi))
        salida.append(total)
    return salida


def b10dospi_solo_sigma(x, weights, means, variances):
    return (np.exp(-0.5 * (x[:, None] - means) ** 2 / variances) / np.sqrt(variances)) @ weights


def b10dospi_log(x, weights, means, variances):
    a = np.log(weights) - 0.5 * np.log(variances) - (x[:, None] - means) ** 2 / (2 * variances)
    return np.exp(logsumexp(a, axis=1))


def b10pi_sqrt_pi(x, weights, means, variances):
    t = np.zeros(len(x))
    for k, w in enumerate(weights):
        v = variances[k]
        t += w / np.sqrt(np.pi * v) * np.exp(-((x - means[k]) ** 2) / (2 * v))
    return t


def b10pi_math(x, weights, means, variances):
    const = 1 / math.sqrt(math.pi)
    return np.array(
        [
            sum(
                const * w * v**-0.5 * math.exp(-((t - m) ** 2) / 2 / v)
                for w, m, v in zip(weights, means, variances)
            )
            for t in x
        ]
    )


def b10altura_solo_exp(x, weights, means, variances):
    return np.exp(-((x[:, None] - means) ** 2) / (2 * variances)) @ weights


def b10altura_bucle(x, weights, means, variances):
    y = [0.0 for _ in x]
    for i, t in enumerate(x):
        for p, m, v in zip(weights, means, variances):
            y[i] += p * math.exp(-0.5 * (t - m) ** 2 / v)
    return np.array(y)


def b12_suma_pequeno(x, weights, means, variances):
    return gauss_vec(x[:, None], means, variances) @ weights + 1e-6


def b12_suelo(x, weights, means, variances):
    p = sum(w * gauss_vec(x, m, v) for w, m, v in zip(weights, means, variances))
    return np.maximum(p, 1e-10)


def b12_varianza_inflada(x, weights, means, variances):
    v = variances + 1e-3  # por si alguna es cero
    return (weights * gauss_vec(x[:, None], means, v)).sum(axis=1)


def b26_dos_sumandos(x, weights, means, variances):
    a = weights[0] * gauss_vec(x, means[0], variances[0])
    b = weights[1] * gauss_vec(x, means[1], variances[1])
    return a + b


def b26_complemento(x, weights, means, variances):
    p = weights[0]
    n1 = norm.pdf(x, means[0], np.sqrt(variances[0]))
    n2 = norm.pdf(x, means[1], np.sqrt(variances[1]))
    return p * n1 + (1 - p) * n2


def b26_desempaqueta(x, weights, means, variances):
    (w1, w2), (m1, m2), (v1, v2) = weights, means, variances
    return [w1 * campana(t, m1, v1) + w2 * campana(t, m2, v2) for t in x]


def b26_range_dos(x, weights, means, variances):
    y = np.zeros(len(x))
    for k in range(2):
        y += weights[k] * gauss_vec(x, means[k], variances[k])
    return y


def fijo_rejilla(x, weights, means, variances):
    x = np.linspace(-5, 5, len(x))
    return gauss_vec(x[:, None], means, variances) @ weights


def fijo_datos_del_guion(x, weights, means, variances):
    datos = [1.2, 0.7, 3.1, 4.4, -0.3, 2.6]
    return [
        sum(w * campana(t, m, v) for w, m, v in zip(weights, means, variances)) for t in datos
    ]


def maximo_axis(x, weights, means, variances):
    return (weights * norm.pdf(x[:, None], means, variances**0.5)).max(axis=1)


def maximo_builtin(x, weights, means, variances):
    return [max(w * campana(t, m, v) for w, m, v in zip(weights, means, variances)) for t in x]


# --------------------------------------------------------------------- deslices sin clave


def otro_eje_equivocado(x, weights, means, variances):
    return (weights * gauss_vec(x[:, None], means, variances)).sum(axis=0)


def otro_signo_exponente(x, weights, means, variances):
    d2 = (x[:, None] - means) ** 2
    return (np.exp(d2 / (2 * variances)) / np.sqrt(2 * np.pi * variances)) @ weights


def otro_suma_medias(x, weights, means, variances):
    d = x[:, None] + means
    return (np.exp(-(d**2) / (2 * variances)) / np.sqrt(2 * np.pi * variances)) @ weights


def otro_sin_cuadrado(x, weights, means, variances):
    out = []
    for t in x:
        s = 0
        for w, m, v in zip(weights, means, variances):
            s += w * math.exp(-abs(t - m) / (2 * v)) / math.sqrt(2 * math.pi * v)
        out.append(s)
    return out


def otro_ultima_componente(x, weights, means, variances):
    for w, m, v in zip(weights, means, variances):
        densidad = w * gauss_vec(x, m, v)
    return densidad


def otro_pierde_la_ultima(x, weights, means, variances):
    y = np.zeros(len(x))
    for k in range(len(weights) - 1):
        y += weights[k] * gauss_vec(x, means[k], variances[k])
    return y


def otro_return_dentro(x, weights, means, variances):
    total = np.zeros(len(x))
    for w, m, v in zip(weights, means, variances):
        total += w * gauss_vec(x, m, v)
        return total


def otro_sin_return(x, weights, means, variances):
    tabla = weights * gauss_vec(x[:, None], means, variances)
    tabla.sum(axis=1)


def otro_devuelve_tabla(x, weights, means, variances):
    return weights * gauss_vec(x[:, None], means, variances)


def otro_columna(x, weights, means, variances):
    return (weights * gauss_vec(x[:, None], means, variances)).sum(axis=1, keepdims=True)


def otro_logaritmo(x, weights, means, variances):
    logs = np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances))
    return logsumexp(logs, axis=1)


def otro_redondeo(x, weights, means, variances):
    y = [sum(w * campana(t, m, v) for w, m, v in zip(weights, means, variances)) for t in x]
    return [round(valor, 2) for valor in y]


def otro_suma_todo(x, weights, means, variances):
    return float(np.sum(weights * gauss_vec(x[:, None], means, variances)))


def otro_acumulada(x, weights, means, variances):
    return norm.cdf(x[:, None], means, np.sqrt(variances)) @ weights


def otro_medias_por_varianzas(x, weights, means, variances):
    return norm.pdf(x[:, None], np.sqrt(variances), np.abs(means) + 0.1) @ weights


def otro_mezcla_parametros(x, weights, means, variances):
    # la media de la mezcla no es la mezcla
    mu = np.dot(weights, means)
    s2 = np.dot(weights, variances)
    return gauss_vec(x, mu, s2)


def otro_producto(x, weights, means, variances):
    return np.prod(weights * gauss_vec(x[:, None], means, variances), axis=1)


def otro_pi_redondo(x, weights, means, variances):
    y = np.zeros(len(x))
    for w, m, v in zip(weights, means, variances):
        y += w * np.exp(-((x - m) ** 2) / (2 * v)) / (2 * 3.14 * v) ** 0.5
    return y


def otro_normaliza(x, weights, means, variances):
    p = gauss_vec(x[:, None], means, variances) @ weights
    return p / p.sum()


def otro_sin_rellenar(x, weights, means, variances):
    y = np.zeros(len(x))
    for i in range(1, len(x)):
        y[i] = np.sum(weights * gauss_vec(x[i], means, variances))
    return y


def otro_formas(x, weights, means, variances):
    # falta el eje nuevo: solo va si n == K, y entonces compara a pares
    return np.sum(weights * gauss_vec(x, means, variances))


def otro_acumulador_no_se_reinicia(x, weights, means, variances):
    salida, total = [], 0.0
    for t in x:
        for w, m, v in zip(weights, means, variances):
            total += w * campana(t, m, v)
        salida.append(total)
    return np.array(salida)


def otro_parentesis(x, weights, means, variances):
    # / 2 * v en lugar de / (2 * v)
    d = x[:, None] - means
    return (np.exp(-(d**2) / 2 * variances) / np.sqrt(2 * np.pi * variances)) @ weights


def otro_indice_fijo(x, weights, means, variances):
    y = 0
    for k in range(len(weights)):
        y = y + weights[k] * gauss_vec(x, means[k], variances[0])
    return y


def otro_suma_pesos_aparte(x, weights, means, variances):
    return (weights + gauss_vec(x[:, None], means, variances)).sum(axis=1)


CORRECT = [
    ("01-densidad", ok_bucle_doble),
    ("01-densidad", ok_difusion_columnas),
    ("01-densidad", ok_difusion_filas),
    ("01-densidad", ok_norm_pdf),
    ("01-densidad", ok_einsum),
    ("01-densidad", ok_lista_zip),
    ("01-densidad", ok_acumula),
    ("01-densidad", ok_clase),
    ("01-densidad", ok_logsumexp),
    ("01-densidad", ok_log_a_mano),
    ("01-densidad", ok_vectorize),
    ("01-densidad", ok_partial_map),
    ("01-densidad", ok_recursion),
    ("01-densidad", ok_reduce),
    ("01-densidad", ok_average),
    ("01-densidad", ok_add_at),
    ("01-densidad", ok_while),
    ("01-densidad", ok_assert_y_copia),
    ("01-densidad", ok_diccionario),
    ("01-densidad", ok_walrus),
]

WRONG = [
    ("01-densidad", ("B3",), "suma las campanas sin pesos", b3_suma_sin_pesos),
    ("01-densidad", ("B3",), "el bucle olvida el peso", b3_bucle_olvida_peso),
    ("01-densidad", ("B3",), "acumula norm.pdf sin el peso", b3_norm_acumulado),
    ("01-densidad", ("B3-cuadrado",), "peso aplicado otra vez en el producto", b3cuadrado_dot),
    ("01-densidad", ("B3-cuadrado",), "peso dos veces en el bucle", b3cuadrado_bucle),
    ("01-densidad", ("pesos-iguales",), "media simple de las campanas", iguales_mean),
    ("01-densidad", ("pesos-iguales",), "divide por K en vez de pesar", iguales_dividido_k),
    ("01-densidad", ("pesos-iguales",), "cambia los pesos por 1/K", iguales_full),
    ("01-densidad", ("pesos-invertidos",), "pesos al revés con rebanada", invertidos_rebanada),
    ("01-densidad", ("pesos-invertidos",), "índice negativo del peso", invertidos_indice_negativo),
    ("01-densidad", ("B9",), "scale recibe la varianza", b9_scale_varianza),
    ("01-densidad", ("B9",), "la fórmula usa la varianza como sigma", b9_formula_sigma),
    ("01-densidad", ("B9",), "norm(m, v) sin raíz", b9_norm_posicional),
    ("01-densidad", ("B9-factor",), "factor con la varianza sin raíz", b9factor_sin_raiz),
    ("01-densidad", ("B9-factor",), "factor sin raíz en math", b9factor_math),
    ("01-densidad", ("B9-exponente",), "exponente con varianza al cuadrado", b9exponente_difusion),
    ("01-densidad", ("B9-exponente",), "2 * v**2 en el exponente", b9exponente_bucle),
    ("01-densidad", ("B9-raíz",), "dos raíces en scale", b9raiz_scale_doble),
    ("01-densidad", ("B9-raíz",), "pasa sigma donde va la varianza", b9raiz_llamada),
    ("01-densidad", ("B10",), "falta el 1/2 del exponente", b10_sin_medio),
    ("01-densidad", ("B10",), "exp(-z*z) sin 1/2", b10_z_cuadrado),
    ("01-densidad", ("B10-2π",), "divide solo por sigma", b10dospi_solo_sigma),
    ("01-densidad", ("B10-2π",), "log-densidad sin log(2 pi)", b10dospi_log),
    ("01-densidad", ("B10-π",), "raíz de pi v, falta el 2", b10pi_sqrt_pi),
    ("01-densidad", ("B10-π",), "constante 1/raíz(pi)", b10pi_math),
    ("01-densidad", ("B10-altura",), "solo la exponencial", b10altura_solo_exp),
    ("01-densidad", ("B10-altura",), "campanas de altura 1 en el bucle", b10altura_bucle),
    ("01-densidad", ("B12",), "suma 1e-6 al resultado", b12_suma_pequeno),
    ("01-densidad", ("B12",), "suelo de 1e-10", b12_suelo),
    ("01-densidad", ("B12",), "suma 1e-3 a las varianzas", b12_varianza_inflada),
    ("01-densidad", ("B26",), "solo dos sumandos", b26_dos_sumandos),
    ("01-densidad", ("B26",), "p y 1 - p", b26_complemento),
    ("01-densidad", ("B26",), "desempaqueta dos componentes", b26_desempaqueta),
    ("01-densidad", ("B26",), "range(2)", b26_range_dos),
    ("01-densidad", ("B26-fijo",), "evalúa en una rejilla propia", fijo_rejilla),
    ("01-densidad", ("B26-fijo",), "usa los datos del guion", fijo_datos_del_guion),
    ("01-densidad", ("máximo",), "máximo por fila", maximo_axis),
    ("01-densidad", ("máximo",), "max en vez de sum", maximo_builtin),
    ("01-densidad", (), "suma sobre los datos", otro_eje_equivocado),
    ("01-densidad", (), "falta el menos del exponente", otro_signo_exponente),
    ("01-densidad", (), "x + media", otro_suma_medias),
    ("01-densidad", (), "distancia sin elevar al cuadrado", otro_sin_cuadrado),
    ("01-densidad", (), "se queda con la última componente", otro_ultima_componente),
    ("01-densidad", (), "range(K - 1)", otro_pierde_la_ultima),
    ("01-densidad", (), "return dentro del bucle", otro_return_dentro),
    ("01-densidad", (), "no devuelve nada", otro_sin_return),
    ("01-densidad", (), "devuelve la tabla (n, K) sin sumar", otro_devuelve_tabla),
    ("01-densidad", (), "forma (n, 1)", otro_columna),
    ("01-densidad", (), "devuelve el logaritmo", otro_logaritmo),
    ("01-densidad", (), "redondea a dos decimales", otro_redondeo),
    ("01-densidad", (), "suma también los datos", otro_suma_todo),
    ("01-densidad", (), "cdf en vez de pdf", otro_acumulada),
    ("01-densidad", (), "medias y varianzas cambiadas", otro_medias_por_varianzas),
    ("01-densidad", (), "una sola campana con parámetros promedio", otro_mezcla_parametros),
    ("01-densidad", (), "producto en vez de suma", otro_producto),
    ("01-densidad", (), "pi = 3.14", otro_pi_redondo),
    ("01-densidad", (), "normaliza sobre los datos", otro_normaliza),
    ("01-densidad", (), "deja el primer dato a cero", otro_sin_rellenar),
    ("01-densidad", (), "falta el eje nuevo", otro_formas),
    ("01-densidad", (), "el acumulador no se reinicia", otro_acumulador_no_se_reinicia),
    ("01-densidad", (), "d**2 / 2 * v", otro_parentesis),
    ("01-densidad", (), "siempre la primera varianza", otro_indice_fijo),
    ("01-densidad", (), "suma el peso en vez de multiplicar", otro_suma_pesos_aparte),
]
