"""Respuestas de estudiantes a 02-ordenar: las componentes ordenadas por su media."""

from collections import namedtuple
from functools import cmp_to_key, partial, reduce
from operator import attrgetter, itemgetter

import numpy as np

# --------------------------------------------------------------------- ayudas de módulo

Componente = namedtuple("Componente", "peso media varianza")


def componentes(weights, means, variances):
    return [Componente(w, m, v) for w, m, v in zip(weights, means, variances)]


def separa(lista):
    return (
        np.array([c.peso for c in lista]),
        np.array([c.media for c in lista]),
        np.array([c.varianza for c in lista]),
    )


def aplica(orden, *arreglos):
    return tuple(a[orden] for a in arreglos)


class Campana:
    def __init__(self, w, m, v):
        self.w, self.m, self.v = w, m, v

    def __lt__(self, otra):
        return self.m < otra.m


# --------------------------------------------------------------------- correctas


def ok_argsort(weights, means, variances):
    idx = np.argsort(means)
    return weights[idx], means[idx], variances[idx]


def ok_sorted_zip(weights, means, variances):
    ternas = sorted(zip(means, weights, variances))
    m, w, v = zip(*ternas)
    return np.array(w), np.array(m), np.array(v)


def ok_key_lambda(weights, means, variances):
    orden = sorted(range(len(means)), key=lambda k: means[k])
    return [weights[k] for k in orden], [means[k] for k in orden], [variances[k] for k in orden]


def ok_itemgetter(weights, means, variances):
    tabla = sorted(zip(weights, means, variances), key=itemgetter(1))
    return tuple(np.array(columna) for columna in zip(*tabla))


def ok_namedtuple(weights, means, variances):
    return separa(sorted(componentes(weights, means, variances), key=attrgetter("media")))


def ok_burbuja(weights, means, variances):
    w, m, v = weights.copy(), means.copy(), variances.copy()
    K = len(m)
    for i in range(K):
        for j in range(K - 1 - i):
            if m[j] > m[j + 1]:
                for a in (w, m, v):
                    a[j], a[j + 1] = a[j + 1], a[j]
    return w, m, v


def ok_seleccion_listas(weights, means, variances):
    w, m, v = list(weights), list(means), list(variances)
    sw, sm, sv = [], [], []
    while m:
        k = m.index(min(m))
        sw.append(w.pop(k))
        sm.append(m.pop(k))
        sv.append(v.pop(k))
    return sw, sm, sv


def ok_insercion(weights, means, variances):
    w, m, v = np.copy(weights), np.copy(means), np.copy(variances)
    for i in range(1, len(m)):
        j = i
        while j > 0 and m[j - 1] > m[j]:
            w[[j - 1, j]] = w[[j, j - 1]]
            m[[j - 1, j]] = m[[j, j - 1]]
            v[[j - 1, j]] = v[[j, j - 1]]
            j -= 1
    return w, m, v


def ok_matriz(weights, means, variances):
    M = np.vstack([weights, means, variances])
    M = M[:, M[1].argsort(kind="stable")]
    return M[0], M[1], M[2]


def ok_matriz_entera(weights, means, variances):
    # devuelve la tabla (3, K): se desempaqueta igual
    tabla = np.array([weights, means, variances])
    return tabla[:, np.argsort(means)]


def ok_take(weights, means, variances):
    orden = np.argsort(means, kind="mergesort")
    return tuple(map(partial(np.take, indices=orden), (weights, means, variances)))


def ok_lexsort(weights, means, variances):
    return aplica(np.lexsort((variances, weights, means)), weights, means, variances)


def ok_clase_lt(weights, means, variances):
    orden = sorted(map(Campana, weights, means, variances))
    w = np.fromiter((c.w for c in orden), float)
    m = np.fromiter((c.m for c in orden), float)
    v = np.fromiter((c.v for c in orden), float)
    return w, m, v


def ok_quicksort(weights, means, variances):
    def qs(cs):
        if len(cs) <= 1:
            return cs
        p, resto = cs[0], cs[1:]
        menores = [c for c in resto if c.media < p.media]
        mayores = [c for c in resto if c.media >= p.media]
        return qs(menores) + [p] + qs(mayores)

    return separa(qs(componentes(weights, means, variances)))


def ok_descendente_dos_veces(weights, means, variances):
    # argsort de -means va de mayor a menor; se da la vuelta
    bajada = np.argsort(-means)
    idx = bajada[::-1]
    return weights[idx], means[idx], variances[idx]


def ok_cmp(weights, means, variances):
    lista = sorted(componentes(weights, means, variances),
                   key=cmp_to_key(lambda a, b: -1 if a.media < b.media else 1))
    return separa(lista)


def ok_rango_bien_usado(weights, means, variances):
    # el rango dice a qué sitio va cada una: se asigna, no se indexa
    rango = np.argsort(np.argsort(means))
    salida = []
    for a in (weights, means, variances):
        b = np.empty(len(a))
        b[rango] = a
        salida.append(b)
    return tuple(salida)


def ok_diccionario_resultado(weights, means, variances):
    idx = means.argsort()
    return {"weights": weights[idx], "means": means[idx], "variances": variances[idx]}


def ok_diccionario_espanol(weights, means, variances):
    orden = sorted(enumerate(means), key=itemgetter(1))
    idx = [k for k, _ in orden]
    return {"pesos": weights[idx], "medias": means[idx], "varianzas": variances[idx]}


def ok_estructurado(weights, means, variances):
    r = np.rec.fromarrays([weights, means, variances], names="w,m,v")
    r.sort(order="m")
    return np.asarray(r.w), np.asarray(r.m), np.asarray(r.v)


def ok_reduce_inserta(weights, means, variances):
    def mete(lista, c):
        pos = sum(d.media <= c.media for d in lista)
        return lista[:pos] + [c] + lista[pos:]

    return separa(reduce(mete, componentes(weights, means, variances), []))


def ok_cuenta_menores(weights, means, variances):
    K = len(means)
    w, m, v = np.zeros(K), np.zeros(K), np.zeros(K)
    for k in range(K):
        pos = int(np.sum(means < means[k])) + int(np.sum(means[:k] == means[k]))
        w[pos], m[pos], v[pos] = weights[k], means[k], variances[k]
    assert np.all(np.diff(m) >= 0)
    return w, m, v


# --------------------------------------------------------------------- errores conocidos


def cada_uno_np_sort(weights, means, variances):
    return np.sort(weights), np.sort(means), np.sort(variances)


def cada_uno_sorted(weights, means, variances):
    return sorted(weights), sorted(means), sorted(variances)


def cada_uno_matriz(weights, means, variances):
    M = np.array([weights, means, variances])
    M.sort(axis=1)
    return tuple(M)


def cada_uno_argsort(weights, means, variances):
    return tuple(a[np.argsort(a)] for a in (weights, means, variances))


def por_pesos_argsort(weights, means, variances):
    i = np.argsort(weights)
    return weights[i], means[i], variances[i]


def por_pesos_zip(weights, means, variances):
    # la tupla empieza por el peso: sorted mira el peso
    w, m, v = zip(*sorted(zip(weights, means, variances)))
    return np.array(w), np.array(m), np.array(v)


def por_pesos_burbuja(weights, means, variances):
    cs = componentes(weights, means, variances)
    for i in range(len(cs)):
        for j in range(len(cs) - 1):
            if cs[j].peso > cs[j + 1].peso:
                cs[j], cs[j + 1] = cs[j + 1], cs[j]
    return separa(cs)


def por_varianzas_argsort(weights, means, variances):
    return aplica(variances.argsort(), weights, means, variances)


def por_varianzas_itemgetter(weights, means, variances):
    tabla = sorted(zip(weights, means, variances), key=itemgetter(2))
    return [c[0] for c in tabla], [c[1] for c in tabla], [c[2] for c in tabla]


def por_varianzas_key(weights, means, variances):
    return separa(sorted(componentes(weights, means, variances), key=lambda c: c[-1]))


def al_reves_rebanada(weights, means, variances):
    idx = np.argsort(means)[::-1]
    return weights[idx], means[idx], variances[idx]


def al_reves_reverse(weights, means, variances):
    return separa(sorted(componentes(weights, means, variances), key=attrgetter("media"),
                         reverse=True))


def al_reves_negativo(weights, means, variances):
    orden = sorted(range(len(means)), key=lambda k: -means[k])
    return tuple([a[k] for k in orden] for a in (weights, means, variances))


def al_reves_burbuja(weights, means, variances):
    w, m, v = weights.copy(), means.copy(), variances.copy()
    for _ in range(len(m)):
        for j in range(1, len(m)):
            if m[j - 1] < m[j]:
                for a in (w, m, v):
                    a[j - 1], a[j] = a[j], a[j - 1]
    return w, m, v


def solo_medias_sort(weights, means, variances):
    return weights, np.sort(means), variances


def solo_medias_copia(weights, means, variances):
    m = means.copy()
    m.sort()
    return weights.copy(), m, variances.copy()


def solo_medias_indices(weights, means, variances):
    idx = np.argsort(means)
    means = means[idx]
    idx = np.argsort(means)  # ya están ordenadas: 0, 1, 2, ...
    return weights[idx], means, variances[idx]


def solo_medias_burbuja(weights, means, variances):
    m = list(means)
    for i in range(len(m)):
        for j in range(i + 1, len(m)):
            if m[i] > m[j]:
                m[i], m[j] = m[j], m[i]
    return list(weights), m, list(variances)


def nada_devuelve(weights, means, variances):
    return weights, means, variances


def nada_sorted_perdido(weights, means, variances):
    cs = componentes(weights, means, variances)
    sorted(cs, key=attrgetter("media"))  # no se guarda
    return separa(cs)


def nada_argsort_perdido(weights, means, variances):
    orden = np.argsort(means)
    for a in (weights, means, variances):
        a = a[orden]  # cambia el nombre, no el arreglo
    return weights, means, variances


def abs_argsort(weights, means, variances):
    idx = np.argsort(np.abs(means))
    return weights[idx], means[idx], variances[idx]


def abs_key(weights, means, variances):
    ternas = sorted(zip(weights, means, variances), key=lambda c: abs(c[1]))
    return tuple(np.array(c) for c in zip(*ternas))


def abs_cuadrado(weights, means, variances):
    # ordena por la distancia al origen
    return aplica(np.argsort(means**2), weights, means, variances)


def rango_argsort_doble(weights, means, variances):
    rango = np.argsort(np.argsort(means))
    return weights[rango], means[rango], variances[rango]


def rango_contando(weights, means, variances):
    rango = [int(sum(otra < m for otra in means)) for m in means]
    return [weights[r] for r in rango], [means[r] for r in rango], [variances[r] for r in rango]


def rango_searchsorted(weights, means, variances):
    idx = np.searchsorted(np.sort(means), means)
    return aplica(idx, weights, means, variances)


def rango_scatter(weights, means, variances):
    # asigna donde había que indexar: la permutación inversa
    idx = np.argsort(means)
    w, m, v = np.zeros(len(idx)), np.zeros(len(idx)), np.zeros(len(idx))
    for pos, k in enumerate(idx):
        w[k], m[k], v[k] = weights[pos], means[pos], variances[pos]
    return w, m, v


def orden_medias_primero(weights, means, variances):
    m, w, v = zip(*sorted(zip(means, weights, variances)))
    return np.array(m), np.array(w), np.array(v)


def orden_varianzas_medias(weights, means, variances):
    idx = means.argsort()
    return weights[idx], variances[idx], means[idx]


def orden_invertido(weights, means, variances):
    return aplica(np.argsort(means), variances, means, weights)


# --------------------------------------------------------------------- deslices sin clave


def otro_olvida_varianzas(weights, means, variances):
    idx = np.argsort(means)
    return weights[idx], means[idx], variances


def otro_olvida_pesos(weights, means, variances):
    idx = np.argsort(means)
    return weights, means[idx], variances[idx]


def otro_devuelve_dos(weights, means, variances):
    idx = np.argsort(means)
    return weights[idx], means[idx]


def otro_devuelve_indices(weights, means, variances):
    return np.argsort(means)


def otro_sin_return(weights, means, variances):
    idx = np.argsort(means)
    weights, means, variances = weights[idx], means[idx], variances[idx]


def otro_sort_none(weights, means, variances):
    cs = componentes(weights, means, variances)
    cs = cs.sort(key=attrgetter("media"))  # sort devuelve None
    return separa(cs)


def otro_filas(weights, means, variances):
    # devuelve (K, 3) y no tres arreglos
    return np.array(sorted(zip(weights, means, variances), key=itemgetter(1)))


def otro_varianzas_al_reves(weights, means, variances):
    idx = np.argsort(means)
    return weights[idx], means[idx], variances[idx[::-1]]


def otro_reusa_medias_ordenadas(weights, means, variances):
    # ordena primero las medias y luego busca el orden con ellas
    idx = np.argsort(means)
    means = means[idx]
    weights = weights[idx]
    variances = variances[np.argsort(means)]
    return weights, means, variances


def otro_una_pasada(weights, means, variances):
    w, m, v = weights.copy(), means.copy(), variances.copy()
    for j in range(len(m) - 1):
        if m[j] > m[j + 1]:
            for a in (w, m, v):
                a[j], a[j + 1] = a[j + 1], a[j]
    return w, m, v


def otro_intercambio_roto(weights, means, variances):
    # pisa el valor antes de guardarlo
    w, m, v = weights.copy(), means.copy(), variances.copy()
    for i in range(len(m)):
        for j in range(len(m) - 1):
            if m[j] > m[j + 1]:
                m[j] = m[j + 1]
                m[j + 1] = m[j]
                w[j], w[j + 1] = w[j + 1], w[j]
                v[j], v[j + 1] = v[j + 1], v[j]
    return w, m, v


def otro_vista_sin_copia(weights, means, variances):
    # con vistas de NumPy el intercambio por rebanadas duplica valores
    w, m, v = weights.copy(), means.copy(), variances.copy()
    for i in range(len(m)):
        j = i + int(np.argmin(m[i:]))
        for a in (w, m, v):
            a[i : i + 1], a[j : j + 1] = a[j : j + 1], a[i : i + 1]
    return w, m, v


def otro_enteros(weights, means, variances):
    idx = np.argsort(means)
    m = np.zeros(len(idx), dtype=int)
    for pos, k in enumerate(idx):
        m[pos] = means[k]
    return weights[idx], m, variances[idx]


def otro_desviaciones(weights, means, variances):
    idx = np.argsort(means)
    return weights[idx], means[idx], np.sqrt(variances[idx])


def otro_renormaliza(weights, means, variances):
    idx = np.argsort(means)
    w = weights[idx] / weights.max()
    return w, means[idx], variances[idx]


def otro_por_sigma(weights, means, variances):
    # ordena por el coeficiente de variación
    idx = np.argsort(np.sqrt(variances) / means)
    return weights[idx], means[idx], variances[idx]


def otro_por_producto(weights, means, variances):
    # el peso se cuela en el criterio
    idx = np.argsort(weights * means)
    return weights[idx], means[idx], variances[idx]


def otro_pierde_primera(weights, means, variances):
    # con rebanada [1:] se pierde la primera
    idx = np.argsort(means)[1:]
    return weights[idx], means[idx], variances[idx]


def otro_zip_sin_abrir(weights, means, variances):
    return zip(*sorted(zip(means, weights, variances)), strict=False)


def otro_min_max(weights, means, variances):
    # solo lleva la menor al principio
    k = int(np.argmin(means))
    idx = [k] + [j for j in range(len(means)) if j != k]
    return aplica(idx, weights, means, variances)


def otro_texto_medias(weights, means, variances):
    # como texto: "10.5" va antes que "9.1" y "-1.2" antes que "-3.4"
    idx = sorted(range(len(means)), key=lambda k: str(means[k]))
    return aplica(idx, weights, means, variances)


def otro_lista_de_ternas(weights, means, variances):
    return sorted(zip(weights, means, variances), key=lambda c: c[1]), len(means)


def otro_redondea(weights, means, variances):
    idx = np.argsort(means)
    return np.round(weights[idx], 1), np.round(means[idx], 1), np.round(variances[idx], 1)


def otro_metodo_sort(weights, means, variances):
    idx = means.copy().sort()  # None: añade un eje
    return weights[idx], means[idx], variances[idx]


CORRECT = [
    ("02-ordenar", ok_argsort),
    ("02-ordenar", ok_sorted_zip),
    ("02-ordenar", ok_key_lambda),
    ("02-ordenar", ok_itemgetter),
    ("02-ordenar", ok_namedtuple),
    ("02-ordenar", ok_burbuja),
    ("02-ordenar", ok_seleccion_listas),
    ("02-ordenar", ok_insercion),
    ("02-ordenar", ok_matriz),
    ("02-ordenar", ok_matriz_entera),
    ("02-ordenar", ok_take),
    ("02-ordenar", ok_lexsort),
    ("02-ordenar", ok_clase_lt),
    ("02-ordenar", ok_quicksort),
    ("02-ordenar", ok_descendente_dos_veces),
    ("02-ordenar", ok_cmp),
    ("02-ordenar", ok_rango_bien_usado),
    ("02-ordenar", ok_diccionario_resultado),
    ("02-ordenar", ok_diccionario_espanol),
    ("02-ordenar", ok_estructurado),
    ("02-ordenar", ok_reduce_inserta),
    ("02-ordenar", ok_cuenta_menores),
]

WRONG = [
    ("02-ordenar", ("B19",), "np.sort en cada arreglo", cada_uno_np_sort),
    ("02-ordenar", ("B19",), "sorted en cada arreglo", cada_uno_sorted),
    ("02-ordenar", ("B19",), "ordena cada fila de la matriz", cada_uno_matriz),
    ("02-ordenar", ("B19",), "cada arreglo con su argsort", cada_uno_argsort),
    ("02-ordenar", ("B19-pesos",), "argsort de los pesos", por_pesos_argsort),
    ("02-ordenar", ("B19-pesos",), "la terna empieza por el peso", por_pesos_zip),
    ("02-ordenar", ("B19-pesos",), "burbuja por pesos", por_pesos_burbuja),
    ("02-ordenar", ("B19-varianzas",), "argsort de las varianzas", por_varianzas_argsort),
    ("02-ordenar", ("B19-varianzas",), "itemgetter(2)", por_varianzas_itemgetter),
    ("02-ordenar", ("B19-varianzas",), "key con el último campo", por_varianzas_key),
    ("02-ordenar", ("B19-al-revés",), "[::-1]", al_reves_rebanada),
    ("02-ordenar", ("B19-al-revés",), "reverse=True", al_reves_reverse),
    ("02-ordenar", ("B19-al-revés",), "key con signo menos", al_reves_negativo),
    ("02-ordenar", ("B19-al-revés",), "burbuja con < en vez de >", al_reves_burbuja),
    ("02-ordenar", ("B19-medias",), "solo ordena las medias", solo_medias_sort),
    ("02-ordenar", ("B19-medias",), "copia y sort de las medias", solo_medias_copia),
    ("02-ordenar", ("B19-medias",), "recalcula el orden ya ordenado", solo_medias_indices),
    ("02-ordenar", ("B19-medias",), "intercambia solo las medias", solo_medias_burbuja),
    ("02-ordenar", ("B19-nada",), "devuelve lo recibido", nada_devuelve),
    ("02-ordenar", ("B19-nada",), "sorted sin guardar", nada_sorted_perdido),
    ("02-ordenar", ("B19-nada",), "reasigna el nombre del bucle", nada_argsort_perdido),
    ("02-ordenar", ("B19-abs",), "argsort de abs", abs_argsort),
    ("02-ordenar", ("B19-abs",), "key=abs", abs_key),
    ("02-ordenar", ("B19-abs",), "por el cuadrado de la media", abs_cuadrado),
    ("02-ordenar", ("B19-rango",), "argsort de argsort", rango_argsort_doble),
    ("02-ordenar", ("B19-rango",), "cuenta las menores e indexa", rango_contando),
    ("02-ordenar", ("B19-rango",), "searchsorted e indexa", rango_searchsorted),
    ("02-ordenar", ("B19-rango",), "asigna en vez de indexar", rango_scatter),
    ("02-ordenar", ("orden-resultados",), "medias primero", orden_medias_primero),
    ("02-ordenar", ("orden-resultados",), "varianzas antes que medias", orden_varianzas_medias),
    ("02-ordenar", ("orden-resultados",), "varianzas, medias, pesos", orden_invertido),
    ("02-ordenar", (), "olvida las varianzas", otro_olvida_varianzas),
    ("02-ordenar", (), "olvida los pesos", otro_olvida_pesos),
    ("02-ordenar", (), "devuelve solo dos arreglos", otro_devuelve_dos),
    ("02-ordenar", (), "devuelve los índices", otro_devuelve_indices),
    ("02-ordenar", (), "no devuelve nada", otro_sin_return),
    ("02-ordenar", (), "list.sort devuelve None", otro_sort_none),
    ("02-ordenar", (), "una fila por componente", otro_filas),
    ("02-ordenar", (), "varianzas con el orden al revés", otro_varianzas_al_reves),
    ("02-ordenar", (), "orden recalculado para las varianzas", otro_reusa_medias_ordenadas),
    ("02-ordenar", (), "una sola pasada de burbuja", otro_una_pasada),
    ("02-ordenar", (), "intercambio que pisa la media", otro_intercambio_roto),
    ("02-ordenar", (), "intercambio de vistas", otro_vista_sin_copia),
    ("02-ordenar", (), "guarda las medias en enteros", otro_enteros),
    ("02-ordenar", (), "devuelve desviaciones", otro_desviaciones),
    ("02-ordenar", (), "cambia los pesos", otro_renormaliza),
    ("02-ordenar", (), "por desviación entre media", otro_por_sigma),
    ("02-ordenar", (), "por peso por media", otro_por_producto),
    ("02-ordenar", (), "pierde la primera", otro_pierde_primera),
    ("02-ordenar", (), "devuelve un zip sin abrir", otro_zip_sin_abrir),
    ("02-ordenar", (), "solo coloca la menor", otro_min_max),
    ("02-ordenar", (), "ordena las medias como texto", otro_texto_medias),
    ("02-ordenar", (), "lista de ternas y K", otro_lista_de_ternas),
    ("02-ordenar", (), "redondea todo", otro_redondea),
    ("02-ordenar", (), "indexa con None", otro_metodo_sort),
]
