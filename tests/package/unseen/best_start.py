"""Respuestas de una mano ajena al ejercicio 06-mejor-inicio: el mejor ajuste entre varios."""

import math
from functools import reduce

import numpy as np

# ------------------------------------------------------------------ correctas


def ok_where_argmax(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).any(axis=1)
    return int(np.argmax(np.where(malo, -np.inf, scores)))


def ok_bucle(scores, variances, floor):
    mejor = None
    for i in range(len(scores)):
        if math.isnan(scores[i]):
            continue
        if min(variances[i]) < floor:
            continue
        if mejor is None or scores[i] > scores[mejor]:
            mejor = i
    return mejor


def ok_nanargmax(scores, variances, floor):
    s = np.array(scores, dtype=float)
    s[np.min(variances, axis=1) < floor] = np.nan
    return np.nanargmax(s)


def ok_max_key(scores, variances, floor):
    validos = [i for i, (s, v) in enumerate(zip(scores, variances))
               if s == s and all(a >= floor for a in v)]
    return max(validos, key=lambda i: scores[i])


def ok_flatnonzero(scores, variances, floor):
    idx = np.flatnonzero(~np.isnan(scores) & np.all(variances >= floor, axis=1))
    return idx[scores[idx].argmax()]


def ok_ordenados(scores, variances, floor):
    pares = [(float(s), i) for i, s in enumerate(scores) if not np.isnan(s)]
    for _, i in sorted(pares, reverse=True):
        if not (variances[i] < floor).any():
            return i
    return None


def ok_reduce(scores, variances, floor):
    def bueno(i):
        return np.isfinite(scores[i]) and variances[i].min() >= floor

    return reduce(lambda a, b: b if scores[b] > scores[a] else a,
                  filter(bueno, range(len(scores))))


def ok_mascara_ma(scores, variances, floor):
    fuera = np.isnan(scores)
    for columna in variances.T:
        fuera = fuera | (columna < floor)
    return int(np.ma.argmax(np.ma.masked_array(scores, mask=fuera)))


def ok_diccionario(scores, variances, floor):
    candidatos = {}
    for pos, valor in enumerate(scores):
        if not np.isnan(valor) and np.sum(variances[pos] < floor) == 0:
            candidatos[pos] = valor
    return max(candidatos, key=candidatos.get)


def ok_recursiva(scores, variances, floor):
    def mejor(i):
        if i == len(scores):
            return None
        resto = mejor(i + 1)
        if np.isnan(scores[i]) or any(variances[i] < floor):
            return resto
        return i if resto is None or scores[i] >= scores[resto] else resto

    return mejor(0)


def ok_while_descarta(scores, variances, floor):
    s = [-math.inf if math.isnan(a) else float(a) for a in scores]
    while True:
        i = s.index(max(s))
        if np.any(variances[i] < floor):
            s[i] = -math.inf
        else:
            return i


class _Eleccion:
    def __init__(self, floor):
        self.floor = floor

    def sirve(self, score, fila):
        return not (np.isnan(score) or np.amin(fila) < self.floor)

    def __call__(self, scores, variances):
        pos, tope = -1, -np.inf
        for i, (s, f) in enumerate(zip(scores, variances)):
            if self.sirve(s, f) and s > tope:
                pos, tope = i, s
        return pos


def ok_clase(scores, variances, floor):
    return _Eleccion(floor)(scores, variances)


def ok_argsort(scores, variances, floor):
    orden = np.argsort(np.where(np.isnan(scores), -np.inf, scores))[::-1]
    return next(int(i) for i in orden if variances[i].min() >= floor)


def ok_nan_to_num(scores, variances, floor):
    s = np.nan_to_num(scores, nan=-np.inf)
    ok = (variances >= floor).all(axis=1)
    return list(s).index(max(s[ok]))


def ok_arange(scores, variances, floor):
    posiciones = np.arange(len(scores))
    buenas = np.logical_and(np.isfinite(scores), np.min(variances, axis=1) >= floor)
    return posiciones[buenas][np.argmax(scores[buenas])]


def ok_walrus(scores, variances, floor):
    vivos = [(s, -i) for i, s in enumerate(scores)
             if not math.isnan(s) and (m := min(map(float, variances[i]))) >= floor and m == m]
    return -max(vivos)[1]


def ok_lexsort(scores, variances, floor):
    bueno = ~(np.isnan(scores) | np.less(variances, floor).any(1))
    limpio = np.where(bueno, scores, 0.0)
    return int(np.lexsort((limpio, bueno))[-1])


# ------------------------------------------------------------------ errores conocidos


def colapso_nanargmax(scores, variances, floor):
    return int(np.nanargmax(scores))


def colapso_bucle(scores, variances, floor):
    mejor, pos = -math.inf, None
    for i, s in enumerate(scores):
        if not math.isnan(s) and s > mejor:
            mejor, pos = s, i
    return pos


def colapso_compara_con_cero(scores, variances, floor):
    # cree que colapsar es llegar a 0
    malo = np.isnan(scores) | (variances <= 0).any(axis=1)
    return int(np.argmax(np.where(malo, -np.inf, scores)))


def colapso_calcula_y_olvida(scores, variances, floor):
    colapsados = [i for i, v in enumerate(variances) if min(v) < floor]
    s = scores.copy()
    s[np.isnan(s)] = -np.inf
    assert len(colapsados) <= len(s)
    return s.argmax()


def fallo_argmax(scores, variances, floor):
    colapso = (variances < floor).any(axis=1)
    return int(np.argmax(np.where(colapso, -np.inf, scores)))


def fallo_igual_a_nan(scores, variances, floor):
    s = scores.copy()
    s[s == np.nan] = -np.inf
    s[variances.min(axis=1) < floor] = -np.inf
    return np.argmax(s)


def fallo_argsort(scores, variances, floor):
    for i in np.argsort(scores)[::-1]:
        if np.all(variances[i] >= floor):
            return int(i)


def fallo_a_cero(scores, variances, floor):
    s = np.nan_to_num(scores)
    s[(variances < floor).any(axis=1)] = -np.inf
    return int(s.argmax())


def menor_argmin(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).any(axis=1)
    return int(np.argmin(np.where(malo, np.inf, scores)))


def menor_min_key(scores, variances, floor):
    buenos = [i for i in range(len(scores))
              if not np.isnan(scores[i]) and min(variances[i]) >= floor]
    return min(buenos, key=lambda i: scores[i])


def menor_bucle(scores, variances, floor):
    pos, mejor = None, math.inf
    for i, (s, v) in enumerate(zip(scores, variances)):
        if s < mejor and all(a >= floor for a in v):
            pos, mejor = i, s
    return pos


def menor_ordenados(scores, variances, floor):
    for i in np.argsort(scores):
        if not np.any(variances[i] < floor):
            return i


def filtrada_argmax(scores, variances, floor):
    ok = ~np.isnan(scores) & (variances >= floor).all(axis=1)
    return int(np.argmax(scores[ok]))


def filtrada_lista(scores, variances, floor):
    quedan = [float(s) for s, v in zip(scores, variances)
              if not math.isnan(s) and min(v) >= floor]
    return quedan.index(max(quedan))


def filtrada_solo_nan(scores, variances, floor):
    vivos = ~np.isnan(scores)
    s, v = scores[vivos], variances[vivos]
    s = np.where(np.min(v, axis=1) < floor, -np.inf, s)
    return np.argmax(s)


def filtrada_contador(scores, variances, floor):
    i, pos, mejor = 0, 0, -math.inf
    for s, v in zip(scores, variances):
        if np.isnan(s) or np.any(v < floor):
            continue
        if s > mejor:
            pos, mejor = i, s
        i += 1
    return pos


def valor_max(scores, variances, floor):
    ok = ~np.isnan(scores) & (variances >= floor).all(axis=1)
    return scores[ok].max()


def valor_lista(scores, variances, floor):
    return max(float(s) for s, v in zip(scores, variances) if s == s and min(v) >= floor)


def valor_bucle(scores, variances, floor):
    mejor = -math.inf
    for i, s in enumerate(scores):
        if not math.isnan(s) and variances[i].min() >= floor and s > mejor:
            mejor = s
    return mejor


def todas_all(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).all(axis=1)
    return int(np.argmax(np.where(malo, -np.inf, scores)))


def todas_any_mayor(scores, variances, floor):
    validos = [i for i, v in enumerate(variances)
               if not math.isnan(scores[i]) and any(a >= floor for a in v)]
    return max(validos, key=lambda i: scores[i])


def todas_maximo(scores, variances, floor):
    s = scores.copy()
    s[variances.max(axis=1) < floor] = np.nan
    return np.nanargmax(s)


def primera_columna(scores, variances, floor):
    malo = np.isnan(scores) | (variances[:, 0] < floor)
    return int(np.argmax(np.where(malo, -np.inf, scores)))


def primera_bucle(scores, variances, floor):
    pos = None
    for i in range(len(scores)):
        if variances[i][0] < floor or np.isnan(scores[i]):
            continue
        if pos is None or scores[i] > scores[pos]:
            pos = i
    return pos


def primera_return_en_bucle(scores, variances, floor):
    def colapso(fila):
        for a in fila:
            if a < floor:
                return True
            return False

    s = [-math.inf if math.isnan(a) or colapso(f) else a for a, f in zip(scores, variances)]
    return s.index(max(s))


def ultima_columna(scores, variances, floor):
    malo = np.isnan(scores) | (variances[:, -1] < floor)
    return int(np.argmax(np.where(malo, -np.inf, scores)))


def media_mean(scores, variances, floor):
    malo = np.isnan(scores) | (variances.mean(axis=1) < floor)
    return int(np.argmax(np.where(malo, -np.inf, scores)))


def media_lista(scores, variances, floor):
    ok = [i for i in range(len(scores))
          if scores[i] == scores[i] and sum(variances[i]) / len(variances[i]) >= floor]
    return max(ok, key=scores.__getitem__)


def media_average(scores, variances, floor):
    for i in np.argsort(-scores):
        if np.average(variances[i]) > floor:
            return int(i)


def reves_any(scores, variances, floor):
    ok = ~np.isnan(scores) & (variances < floor).any(axis=1)
    return int(np.argmax(np.where(ok, scores, -np.inf)))


def reves_bucle(scores, variances, floor):
    pos = None
    for i, s in enumerate(scores):
        if math.isnan(s):
            continue
        if min(variances[i]) < floor and (pos is None or s > scores[pos]):
            pos = i
    return pos


def reves_nanargmax(scores, variances, floor):
    s = scores.copy()
    s[variances.min(axis=1) > floor] = np.nan
    return np.nanargmax(s)


def ultimo_bucle(scores, variances, floor):
    pos = None
    for i in range(len(scores)):
        if not math.isnan(scores[i]) and min(variances[i]) >= floor:
            pos = i
    return pos


def ultimo_flatnonzero(scores, variances, floor):
    return np.flatnonzero(~np.isnan(scores) & (variances >= floor).all(axis=1))[-1]


def ultimo_sin_actualizar(scores, variances, floor):
    mejor, pos = -np.inf, 0
    for i, (s, v) in enumerate(zip(scores, variances)):
        if s > mejor and not np.any(v < floor):
            pos = i
    return pos


def primero_return(scores, variances, floor):
    for i, s in enumerate(scores):
        if not np.isnan(s) and variances[i].min() >= floor:
            return i


def primero_argmax_booleano(scores, variances, floor):
    bueno = ~np.isnan(scores) & (variances >= floor).all(axis=1)
    return int(np.argmax(bueno))


def primero_next(scores, variances, floor):
    return next(i for i in range(len(scores))
                if scores[i] == scores[i] and all(a >= floor for a in variances[i]))


# ------------------------------------------------------------------ deslices fuera de la lista


def cuenta_desde_uno(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).any(axis=1)
    return int(np.argmax(np.where(malo, -np.inf, scores))) + 1


def enumera_desde_uno(scores, variances, floor):
    validos = {i: s for i, s in enumerate(scores, start=1)
               if not math.isnan(s) and min(variances[i - 1]) >= floor}
    return max(validos, key=validos.get)


def invalidos_cero(scores, variances, floor):
    s = scores.copy()
    s[np.isnan(scores)] = -np.inf
    s[(variances < floor).any(axis=1)] = 0
    return int(np.argmax(s))


def multiplica_mascara(scores, variances, floor):
    ok = ~np.isnan(scores) & (variances >= floor).all(axis=1)
    return int(np.argmax(np.nan_to_num(scores) * ok))


def mejor_empieza_en_cero(scores, variances, floor):
    mejor, pos = 0, None
    for i, s in enumerate(scores):
        if not math.isnan(s) and min(variances[i]) >= floor and s > mejor:
            mejor, pos = s, i
    return pos


def segundo_mejor(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).any(axis=1)
    return int(np.argsort(np.where(malo, -np.inf, scores))[-2])


def eje_cero(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).any(axis=0)
    return int(np.argmax(np.where(malo, -np.inf, scores)))


def colapso_global(scores, variances, floor):
    if (variances < floor).any():
        return None
    return int(np.nanargmax(scores))


def tupla_posicion_valor(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).any(axis=1)
    s = np.where(malo, -np.inf, scores)
    return int(s.argmax()), float(s.max())


def tupla_de_where(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).any(axis=1)
    s = np.where(malo, -np.inf, scores)
    return np.where(s == s.max())


def mascara_del_mejor(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).any(axis=1)
    s = np.where(malo, -np.inf, scores)
    return s == s.max()


def olvida_return(scores, variances, floor):
    mejor = -np.inf
    for i, s in enumerate(scores):
        if s > mejor and min(variances[i]) >= floor:
            mejor, pos = s, i
    assert pos >= 0


def isnan_negado(scores, variances, floor):
    malo = ~np.isnan(scores) | (variances < floor).any(axis=1)
    return int(np.argmax(np.where(malo, -np.inf, scores)))


def mayor_varianza_minima(scores, variances, floor):
    m = np.where(np.isnan(scores), -np.inf, variances.min(axis=1))
    return int(np.argmax(m))


def menor_suma_de_varianzas(scores, variances, floor):
    ok = ~np.isnan(scores) & (variances >= floor).all(axis=1)
    return int(np.argmin(np.where(ok, variances.sum(axis=1), np.inf)))


def orden_sin_invertir(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).any(axis=1)
    return np.argsort(np.where(malo, -np.inf, scores))


def piso_en_scores(scores, variances, floor):
    validos = [i for i in range(len(scores)) if scores[i] >= floor and min(variances[i]) >= floor]
    return max(validos, key=lambda i: scores[i])


def comparacion_de_listas(scores, variances, floor):
    filas = variances.tolist()
    validos = [i for i in range(len(filas)) if not math.isnan(scores[i]) and filas[i] >= floor]
    return max(validos, key=lambda i: scores[i])


def precedencia(scores, variances, floor):
    malo = np.isnan(scores) | variances.min(axis=1) < floor
    return int(np.argmax(np.where(malo, -np.inf, scores)))


def cuenta_de_validos(scores, variances, floor):
    return int(np.sum(~np.isnan(scores) & (variances >= floor).all(axis=1)))


def fila_de_varianzas(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).any(axis=1)
    return variances[int(np.argmax(np.where(malo, -np.inf, scores)))]


def bucle_desde_atras(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).any(axis=1)
    s = np.where(malo, -np.inf, scores)[::-1]
    return int(np.argmax(s))


def argumentos_cambiados(scores, variances, floor):
    malo = np.isnan(scores) | (variances < floor).any(axis=1)
    return int(np.argmax(np.where(malo, scores, -np.inf)))


def metodo_de_lista(scores, variances, floor):
    validos = [s for s, v in zip(scores, variances) if s == s and min(v) >= floor]
    return scores.index(max(validos))


_E = "06-mejor-inicio"

CORRECT = [(_E, f) for f in (
    ok_where_argmax, ok_bucle, ok_nanargmax, ok_max_key, ok_flatnonzero, ok_ordenados, ok_reduce,
    ok_mascara_ma, ok_diccionario, ok_recursiva, ok_while_descarta, ok_clase, ok_argsort,
    ok_nan_to_num, ok_arange, ok_walrus, ok_lexsort,
)]

WRONG = [
    (_E, ("colapso-admitido",), "ignora los colapsos", colapso_nanargmax),
    (_E, ("colapso-admitido",), "ignora los colapsos", colapso_bucle),
    (_E, ("colapso-admitido",), "compara con 0 y no con floor", colapso_compara_con_cero),
    (_E, ("colapso-admitido",), "calcula los colapsados y no los usa", colapso_calcula_y_olvida),
    (_E, ("fallo-admitido",), "argmax cae en nan", fallo_argmax),
    (_E, ("fallo-admitido",), "compara con == nan", fallo_igual_a_nan),
    (_E, ("fallo-admitido",), "argsort deja nan al final", fallo_argsort),
    (_E, ("fallo-admitido",), "nan pasa a 0", fallo_a_cero),
    (_E, ("B31-menor",), "toma el menor", menor_argmin),
    (_E, ("B31-menor",), "toma el menor", menor_min_key),
    (_E, ("B31-menor",), "toma el menor", menor_bucle),
    (_E, ("B31-menor",), "ordena de menor a mayor", menor_ordenados),
    (_E, ("posición-filtrada",), "posición entre los que quedan", filtrada_argmax),
    (_E, ("posición-filtrada",), "posición entre los que quedan", filtrada_lista),
    (_E, ("posición-filtrada",), "posición entre los que no fallaron", filtrada_solo_nan),
    (_E, ("posición-filtrada",), "cuenta solo los regulares", filtrada_contador),
    (_E, ("valor-no-posición",), "devuelve el valor", valor_max),
    (_E, ("valor-no-posición",), "devuelve el valor", valor_lista),
    (_E, ("valor-no-posición",), "devuelve el valor", valor_bucle),
    (_E, ("todas-las-varianzas",), "all en vez de any", todas_all),
    (_E, ("todas-las-varianzas",), "basta una varianza buena", todas_any_mayor),
    (_E, ("todas-las-varianzas",), "mira la mayor varianza", todas_maximo),
    (_E, ("primera-varianza",), "solo la primera componente", primera_columna),
    (_E, ("primera-varianza",), "solo la primera componente", primera_bucle),
    (_E, ("primera-varianza",), "return en la primera vuelta", primera_return_en_bucle),
    (_E, ("primera-varianza",), "solo la última componente", ultima_columna),
    (_E, ("media-varianza",), "media de las varianzas", media_mean),
    (_E, ("media-varianza",), "media de las varianzas", media_lista),
    (_E, ("media-varianza",), "media de las varianzas", media_average),
    (_E, ("al-revés-colapso",), "se queda con los colapsados", reves_any),
    (_E, ("al-revés-colapso",), "se queda con los colapsados", reves_bucle),
    (_E, ("al-revés-colapso",), "comparación al revés", reves_nanargmax),
    (_E, ("último",), "el último regular", ultimo_bucle),
    (_E, ("último",), "el último regular", ultimo_flatnonzero),
    (_E, ("último",), "no actualiza el mejor", ultimo_sin_actualizar),
    (_E, ("primero",), "el primer regular", primero_return),
    (_E, ("primero",), "argmax de booleanos", primero_argmax_booleano),
    (_E, ("primero",), "el primer regular", primero_next),
    (_E, (), "cuenta desde 1", cuenta_desde_uno),
    (_E, (), "enumera desde 1", enumera_desde_uno),
    (_E, (), "los colapsados valen 0", invalidos_cero),
    (_E, (), "multiplica por la máscara", multiplica_mascara),
    (_E, (), "el mejor empieza en 0", mejor_empieza_en_cero),
    (_E, (), "el segundo mejor", segundo_mejor),
    (_E, (), "eje equivocado", eje_cero),
    (_E, (), "un colapso los descarta todos", colapso_global),
    (_E, (), "devuelve posición y valor", tupla_posicion_valor),
    (_E, (), "devuelve la tupla de where", tupla_de_where),
    (_E, (), "devuelve una máscara", mascara_del_mejor),
    (_E, (), "olvida el return", olvida_return),
    (_E, (), "isnan negado", isnan_negado),
    (_E, (), "elige por la varianza mínima", mayor_varianza_minima),
    (_E, (), "elige por la suma de varianzas", menor_suma_de_varianzas),
    (_E, (), "devuelve el orden entero", orden_sin_invertir),
    (_E, (), "compara floor con los scores", piso_en_scores),
    (_E, (), "compara una lista con un número", comparacion_de_listas),
    (_E, (), "precedencia de | y <", precedencia),
    (_E, (), "cuenta los válidos", cuenta_de_validos),
    (_E, (), "devuelve las varianzas", fila_de_varianzas),
    (_E, (), "posición contada desde atrás", bucle_desde_atras),
    (_E, (), "ramas de where cambiadas", argumentos_cambiados),
    (_E, (), "index en un arreglo", metodo_de_lista),
]
