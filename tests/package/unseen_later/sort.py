"""Respuestas de 02-ordenar escritas por una segunda mano ajena."""

import heapq
from collections import namedtuple
from operator import itemgetter

import numpy as np

Componente = namedtuple("Componente", "peso media varianza")


# ---------------------------------------------------------------- correctas
def con_burbuja(weights, means, variances):
    w, m, v = list(weights), list(means), list(variances)
    for fin in range(len(m) - 1, 0, -1):
        for j in range(fin):
            if m[j] > m[j + 1]:
                for lista in (w, m, v):
                    lista[j], lista[j + 1] = lista[j + 1], lista[j]
    return np.array(w), np.array(m), np.array(v)


def con_namedtuple(weights, means, variances):
    comps = [Componente(*c) for c in zip(weights, means, variances)]
    comps.sort(key=lambda c: c.media)
    return tuple(np.array(col) for col in zip(*comps))


def con_monticulo(weights, means, variances):
    h = []
    for k, m in enumerate(means):
        heapq.heappush(h, (m, k))
    orden = [heapq.heappop(h)[1] for _ in range(len(means))]
    return weights[orden], means[orden], variances[orden]


def con_matriz(weights, means, variances):
    A = np.vstack((weights, means, variances))
    A = A[:, A[1].argsort(kind="stable")]
    return A[0], A[1], A[2]


def con_quicksort(weights, means, variances):
    def qs(filas):
        if not filas:
            return []
        p, *resto = filas
        menores = [f for f in resto if f[1] < p[1]]
        mayores = [f for f in resto if f[1] >= p[1]]
        return qs(menores) + [p] + qs(mayores)

    a, b, c = np.array(qs(list(zip(weights, means, variances)))).T
    return a, b, c


def con_registro(weights, means, variances):
    rec = np.rec.fromarrays([weights, means, variances], names="w,m,v")
    rec.sort(order="m")
    return np.array(rec.w), np.array(rec.m), np.array(rec.v)


# --------------------------------------------------------------- incorrectas
def tres_sorted(weights, means, variances):
    return tuple(np.array(sorted(a)) for a in (weights, means, variances))


def matriz_sort_eje(weights, means, variances):
    A = np.array([weights, means, variances])
    A.sort(axis=1)
    return A[0], A[1], A[2]


def tuplas_por_defecto(weights, means, variances):
    # sorted compara primero el primer elemento de la tupla, el peso
    w, m, v = zip(*sorted(zip(weights, means, variances)))
    return np.array(w), np.array(m), np.array(v)


def lexsort_ultimo(weights, means, variances):
    i = np.lexsort((weights, means, variances))
    return weights[i], means[i], variances[i]


def itemgetter_dos(weights, means, variances):
    filas = sorted(zip(weights, means, variances), key=itemgetter(2))
    return [np.array(col) for col in zip(*filas)]


def seleccion_del_maximo(weights, means, variances):
    quedan = set(range(len(means)))
    orden = []
    while quedan:
        mejor = max(quedan, key=lambda k: means[k])
        quedan.remove(mejor)
        orden.append(mejor)
    return weights[orden], means[orden], variances[orden]


def negadas(weights, means, variances):
    idx = np.argsort(-np.asarray(means))
    return np.take(weights, idx), np.take(means, idx), np.take(variances, idx)


def sort_en_copia(weights, means, variances):
    means = means.copy()
    means.sort()
    idx = np.argsort(means)
    return weights[idx], means[idx], variances[idx]


def orden_sin_usar(weights, means, variances):
    orden = np.argsort(means)
    for k in orden:
        weights[k], means[k], variances[k] = weights[k], means[k], variances[k]
    return weights, means, variances


def por_modulo(weights, means, variances):
    orden = sorted(range(len(means)), key=lambda k: abs(means[k]))
    return tuple(np.array([a[k] for k in orden]) for a in (weights, means, variances))


def por_rango(weights, means, variances):
    rango = np.argsort(np.argsort(means))
    return weights[rango], means[rango], variances[rango]


def cuenta_menores(weights, means, variances):
    r = [sum(m2 < m for m2 in means) for m in means]
    return weights[r], means[r], variances[r]


def media_primero(weights, means, variances):
    m, w, v = zip(*sorted(zip(means, weights, variances), key=itemgetter(0)))
    return np.array(m), np.array(w), np.array(v)


# deslices que no están en la lista
def una_pasada(weights, means, variances):
    w, m, v = weights.copy(), means.copy(), variances.copy()
    for j in range(len(m) - 1):
        if m[j] > m[j + 1]:
            w[[j, j + 1]] = w[[j + 1, j]]
            m[[j, j + 1]] = m[[j + 1, j]]
            v[[j, j + 1]] = v[[j + 1, j]]
    return w, m, v


def varianzas_quedan(weights, means, variances):
    i = means.argsort()
    return weights[i], means[i], variances


def devuelve_indices(weights, means, variances):
    return np.argsort(means)


def mitad_ordenada(weights, means, variances):
    i = np.argsort(means)
    return weights[i], means[i], variances[i[::-1]]


def intercambio_sin_temporal(weights, means, variances):
    w, m, v = list(weights), list(means), list(variances)
    for a in range(len(m)):
        for b in range(a + 1, len(m)):
            if m[b] < m[a]:
                w[a] = w[b]
                w[b] = w[a]
                m[a], m[b] = m[b], m[a]
                v[a], v[b] = v[b], v[a]
    return np.array(w), np.array(m), np.array(v)


def diccionario_desparejo(weights, means, variances):
    pesos = dict(zip(means, weights))
    var = dict(zip(weights, variances))
    orden = sorted(pesos)
    return (np.array([pesos[m] for m in orden]), np.array(orden),
            np.array([var[w] for w in sorted(var)]))


def en_una_lista(weights, means, variances):
    return sorted(zip(weights, means, variances), key=itemgetter(1))


CORRECT = [
    ("02-ordenar", con_burbuja),
    ("02-ordenar", con_namedtuple),
    ("02-ordenar", con_monticulo),
    ("02-ordenar", con_matriz),
    ("02-ordenar", con_quicksort),
    ("02-ordenar", con_registro),
]

WRONG = [
    ("02-ordenar", ("B19",), "cada uno por su lado", tres_sorted),
    ("02-ordenar", ("B19",), "sort por filas de la matriz", matriz_sort_eje),
    ("02-ordenar", ("B19-pesos",), "sorted de tuplas mira el peso", tuplas_por_defecto),
    ("02-ordenar", ("B19-varianzas",), "lexsort usa la última clave", lexsort_ultimo),
    ("02-ordenar", ("B19-varianzas",), "itemgetter(2)", itemgetter_dos),
    ("02-ordenar", ("B19-al-revés",), "saca siempre el máximo", seleccion_del_maximo),
    ("02-ordenar", ("B19-al-revés",), "argsort de las negadas", negadas),
    ("02-ordenar", ("B19-medias",), "ordena las medias antes de argsort", sort_en_copia),
    ("02-ordenar", ("B19-nada",), "calcula el orden y no lo usa", orden_sin_usar),
    ("02-ordenar", ("B19-abs",), "por módulo", por_modulo),
    ("02-ordenar", ("B19-rango",), "argsort de argsort", por_rango),
    ("02-ordenar", ("B19-rango",), "cuenta las menores", cuenta_menores),
    ("02-ordenar", ("orden-resultados",), "las medias primero", media_primero),
    ("02-ordenar", (), "una sola pasada de burbuja", una_pasada),
    ("02-ordenar", (), "las varianzas no se mueven", varianzas_quedan),
    ("02-ordenar", (), "devuelve los índices", devuelve_indices),
    ("02-ordenar", (), "varianzas en orden inverso", mitad_ordenada),
    ("02-ordenar", (), "intercambio de pesos sin temporal", intercambio_sin_temporal),
    ("02-ordenar", (), "varianzas por orden de peso", diccionario_desparejo),
    ("02-ordenar", (), "lista de ternas", en_una_lista),
]
