"""Respuestas de 06-mejor-inicio escritas por una segunda mano ajena."""

import math

import numpy as np


# ---------------------------------------------------------------- correctas
def menos_infinito(scores, variances, floor):
    s = np.where(np.isnan(scores), -np.inf, scores)
    s = np.where(np.min(variances, axis=1) >= floor, s, -np.inf)
    return int(s.argmax())


def max_con_llave(scores, variances, floor):
    buenos = (i for i, (s, v) in enumerate(zip(scores, variances))
              if s == s and all(u >= floor for u in v))
    return max(buenos, key=scores.__getitem__)


def recorre_y_guarda(scores, variances, floor):
    mejor, donde = -math.inf, None
    for i in range(len(scores)):
        if math.isnan(scores[i]):
            continue
        for v in variances[i]:
            if v < floor:
                break
        else:
            if scores[i] > mejor:
                mejor, donde = scores[i], i
    return donde


def de_mejor_a_peor(scores, variances, floor):
    # los nan quedan al final de argsort
    for i in np.argsort(-np.asarray(scores)):
        if not (np.asarray(variances)[i] < floor).any():
            return i


def enmascarado(scores, variances, floor):
    mal = np.isnan(scores) | np.any(np.less(variances, floor), axis=1)
    return np.ma.array(scores, mask=mal).argmax()


def nanargmax_copia(scores, variances, floor):
    copia = np.array(scores, dtype=float)
    copia[(variances < floor).sum(axis=1) > 0] = np.nan
    return np.nanargmax(copia)


# --------------------------------------------------------------- incorrectas
def nanargmax_y_listo(scores, variances, floor):
    return int(np.nanargmax(scores))


def filtra_nan_nomas(scores, variances, floor):
    validos = {i: s for i, s in enumerate(scores) if not math.isnan(s)}
    return max(validos, key=validos.get)


def argmax_con_nan(scores, variances, floor):
    s = np.array(scores)
    s[variances.min(axis=1) < floor] = -np.inf
    return s.argmax()


def nanargmin(scores, variances, floor):
    s = np.where((variances < floor).any(axis=1), np.nan, scores)
    return np.nanargmin(s)


def minimo_ordenado(scores, variances, floor):
    candidatos = sorted((s, i) for i, s in enumerate(scores)
                        if not np.isnan(s) and min(variances[i]) >= floor)
    return candidatos[0][1]


def posicion_en_la_lista(scores, variances, floor):
    quedan = [s for s, v in zip(scores, variances) if not math.isnan(s) and min(v) >= floor]
    return quedan.index(max(quedan))


def el_puntaje(scores, variances, floor):
    mascara = ~np.isnan(scores) & (variances >= floor).all(axis=1)
    return scores[mascara].max()


def colapso_con_all(scores, variances, floor):
    malos = np.isnan(scores) | (variances < floor).all(axis=1)
    return np.argmax(np.where(malos, -np.inf, scores))


def mira_la_columna_cero(scores, variances, floor):
    mejor = None
    for i, s in enumerate(scores):
        if np.isnan(s) or variances[i, 0] < floor:
            continue
        if mejor is None or s > scores[mejor]:
            mejor = i
    return mejor


def varianza_media(scores, variances, floor):
    ok = np.logical_and(np.isfinite(scores), np.mean(variances, axis=1) >= floor)
    return max(np.flatnonzero(ok), key=lambda i: scores[i])


def invertido(scores, variances, floor):
    s = np.where((variances < floor).any(axis=1), scores, np.nan)
    return -1 if np.isnan(s).all() else np.nanargmax(s)


def no_actualiza_mejor(scores, variances, floor):
    mejor = -np.inf
    pos = None
    for i in range(len(scores)):
        if not np.isnan(scores[i]) and np.all(variances[i] >= floor) and scores[i] > mejor:
            pos = i
    return pos


def next_generador(scores, variances, floor):
    return next(i for i in range(len(scores))
                if scores[i] == scores[i] and variances[i].min() >= floor)


# deslices que no están en la lista
def desde_uno(scores, variances, floor):
    mal = np.isnan(scores) | (variances.min(axis=1) < floor)
    return int(np.argmax(np.where(mal, -np.inf, scores))) + 1


def mascara_por_cero(scores, variances, floor):
    ok = (~np.isnan(scores)) & (variances >= floor).all(axis=1)
    return int(np.argmax(np.nan_to_num(scores) * ok))


def colapso_por_columnas(scores, variances, floor):
    s = scores.copy()
    s[(variances < floor).any(axis=0)] = np.nan
    return np.nanargmax(s)


def compara_puntaje_con_piso(scores, variances, floor):
    mal = np.isnan(scores) | (np.asarray(scores) < floor)
    return int(np.argmax(np.where(mal, -np.inf, scores)))


def compara_con_nan(scores, variances, floor):
    mejor = 0
    for i in range(1, len(scores)):
        if (variances[i] < floor).any():
            continue
        if scores[i] > scores[mejor]:
            mejor = i
    return mejor


def segundo_mejor(scores, variances, floor):
    mal = np.isnan(scores) | (variances < floor).any(axis=1)
    s = np.where(mal, -np.inf, scores)
    return int(np.argsort(s)[-2])


def devuelve_mascara(scores, variances, floor):
    mal = np.isnan(scores) | (variances < floor).any(axis=1)
    s = np.where(mal, -np.inf, scores)
    return s == s.max()


CORRECT = [
    ("06-mejor-inicio", menos_infinito),
    ("06-mejor-inicio", max_con_llave),
    ("06-mejor-inicio", recorre_y_guarda),
    ("06-mejor-inicio", de_mejor_a_peor),
    ("06-mejor-inicio", enmascarado),
    ("06-mejor-inicio", nanargmax_copia),
]

WRONG = [
    ("06-mejor-inicio", ("colapso-admitido",), "nanargmax sin más", nanargmax_y_listo),
    ("06-mejor-inicio", ("colapso-admitido",), "sólo filtra los nan", filtra_nan_nomas),
    ("06-mejor-inicio", ("fallo-admitido",), "argmax cae en el nan", argmax_con_nan),
    ("06-mejor-inicio", ("B31-menor",), "nanargmin", nanargmin),
    ("06-mejor-inicio", ("B31-menor",), "el primero de menor a mayor", minimo_ordenado),
    ("06-mejor-inicio", ("posición-filtrada",), "índice en la filtrada", posicion_en_la_lista),
    ("06-mejor-inicio", ("valor-no-posición",), "devuelve el puntaje", el_puntaje),
    ("06-mejor-inicio", ("todas-las-varianzas",), "all en vez de any", colapso_con_all),
    ("06-mejor-inicio", ("primera-varianza",), "sólo la columna 0", mira_la_columna_cero),
    ("06-mejor-inicio", ("media-varianza",), "promedio de las varianzas", varianza_media),
    ("06-mejor-inicio", ("al-revés-colapso",), "se queda con los colapsados", invertido),
    ("06-mejor-inicio", ("último",), "no actualiza el mejor", no_actualiza_mejor),
    ("06-mejor-inicio", ("primero",), "el primero que sirve", next_generador),
    ("06-mejor-inicio", (), "posición desde 1", desde_uno),
    ("06-mejor-inicio", (), "multiplica por la máscara: gana el 0", mascara_por_cero),
    ("06-mejor-inicio", (), "any sobre el eje de los ajustes", colapso_por_columnas),
    ("06-mejor-inicio", (), "compara el puntaje con el piso", compara_puntaje_con_piso),
    ("06-mejor-inicio", (), "arranca en 0 sin revisar el 0", compara_con_nan),
    ("06-mejor-inicio", (), "toma el segundo mejor", segundo_mejor),
    ("06-mejor-inicio", (), "devuelve una máscara", devuelve_mascara),
]
