"""Respuestas de 08-elipse escritas por una segunda mano ajena."""

import cmath
import math

import numpy as np
from scipy import linalg


# ---------------------------------------------------------------- correctas
def con_svd(covariance, n_std):
    U, s, _ = np.linalg.svd(covariance)
    ancho, alto = 2 * n_std * np.sqrt(s)
    return ancho, alto, np.degrees(np.arctan2(U[1, 0], U[0, 0]))


def con_angulo_doble(covariance, n_std):
    (a, b), (_, c) = covariance
    centro, radio = (a + c) / 2, math.hypot((a - c) / 2, b)
    ejes = [2 * n_std * math.sqrt(centro + radio), 2 * n_std * math.sqrt(centro - radio)]
    return (*ejes, math.degrees(math.atan2(2 * b, a - c) / 2))


def con_complejos(covariance, n_std):
    z = complex((covariance[0][0] - covariance[1][1]) / 2, covariance[0][1])
    m = (covariance[0][0] + covariance[1][1]) / 2
    r, fase = cmath.polar(z)
    return 2 * n_std * (m + r) ** 0.5, 2 * n_std * (m - r) ** 0.5, fase * 90 / math.pi


def con_eig_general(covariance, n_std):
    val, vec = linalg.eig(covariance)
    k = int(np.argmin(val.real))
    j = 1 - k
    semiejes = n_std * np.sqrt(val.real)
    return 2 * semiejes[k], 2 * semiejes[j], np.rad2deg(np.angle(vec[0, k] + 1j * vec[1, k]))


def con_cholesky(covariance, n_std):
    # la imagen de la circunferencia por la raíz de la covarianza
    L = np.linalg.cholesky(covariance)
    U, s, _ = np.linalg.svd(n_std * L)
    grados = np.degrees(np.arctan2(*U[::-1, 1])) % 180
    ejes = {"width": 2 * s[1], "height": 2 * s[0], "angle": grados}
    return tuple(ejes.values())


def un_giro_de_jacobi(covariance, n_std):
    t = 0.5 * np.arctan2(2 * covariance[0, 1], covariance[0, 0] - covariance[1, 1])
    Q = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
    ancho, alto = 2 * n_std * np.sqrt(np.diag(Q.T @ covariance @ Q))
    return [ancho, alto, 180 * t / np.pi]


# --------------------------------------------------------------- incorrectas
def autovalores_directos(covariance, n_std):
    val, vec = np.linalg.eigh(covariance)
    return 2 * n_std * val[0], 2 * n_std * val[1], np.degrees(np.arctan2(vec[1, 0], vec[0, 0]))


def polinomio_sin_raiz(covariance, n_std):
    mayor, menor = sorted(np.roots([1, -np.trace(covariance), np.linalg.det(covariance)]))[::-1]
    ang = math.degrees(math.atan2(mayor - covariance[0, 0], covariance[0, 1]))
    return 2 * n_std * mayor, 2 * n_std * menor, ang


def semiejes(covariance, n_std):
    s, V = np.linalg.eigh(covariance)
    a, b = n_std * np.sqrt(s)
    return a, b, math.degrees(math.atan2(V[1, 0], V[0, 0]))


def radios_svd(covariance, n_std):
    U, s, _ = linalg.svd(covariance)
    r = [n_std * math.sqrt(v) for v in s]
    return r[0], r[1], np.angle(complex(U[0, 0], U[1, 0]), deg=True)


def menos_angulo(covariance, n_std):
    val, vec = np.linalg.eigh(covariance)
    w, h = 2 * n_std * val**0.5
    return w, h, np.degrees(np.arctan2(-vec[1, 0], vec[0, 0]))


def covarianza_menos_b(covariance, n_std):
    a, b, c = covariance[0, 0], covariance[0, 1], covariance[1, 1]
    r = math.sqrt((a - c) ** 2 / 4 + b * b)
    t = 0.5 * math.atan2(-2 * b, a - c)
    return (2 * n_std * math.sqrt((a + c) / 2 + r), 2 * n_std * math.sqrt((a + c) / 2 - r),
            t * 180 / math.pi)


def sin_pasar_a_grados(covariance, n_std):
    val, vec = np.linalg.eigh(covariance)
    return (*(2 * n_std * np.sqrt(val)), np.arctan2(vec[1, 0], vec[0, 0]))


def radianes_doble(covariance, n_std):
    t = np.arctan2(2 * covariance[1, 0], covariance[0, 0] - covariance[1, 1]) / 2
    u = np.array([np.cos(t), np.sin(t)])
    v = np.array([-np.sin(t), np.cos(t)])
    return 2 * n_std * np.sqrt(u @ covariance @ u), 2 * n_std * np.sqrt(v @ covariance @ v), t


def desvios_de_los_ejes(covariance, n_std):
    sx, sy = np.sqrt(np.diagonal(covariance))
    return 2 * n_std * sx, 2 * n_std * sy, 0.0


def escala_olvidada(covariance, n_std):
    val, vec = linalg.eigh(covariance)
    return 2 * np.sqrt(val[0]), 2 * np.sqrt(val[1]), np.degrees(np.arctan2(vec[1, 0], vec[0, 0]))


def svd_sin_n(covariance, n_std):
    U, s, _ = np.linalg.svd(covariance)
    return 2 * s[0] ** 0.5, 2 * s[1] ** 0.5, math.degrees(math.atan2(U[1, 0], U[0, 0]))


def angulo_del_otro(covariance, n_std):
    val, vec = np.linalg.eigh(covariance)
    ancho, alto = 2 * n_std * np.sqrt(val)
    return ancho, alto, np.degrees(np.arctan2(vec[1, 1], vec[0, 1]))


def ordena_valores_no_vectores(covariance, n_std):
    val, vec = np.linalg.eigh(covariance)
    val = val[::-1]
    return (2 * n_std * math.sqrt(val[0]), 2 * n_std * math.sqrt(val[1]),
            math.degrees(math.atan2(vec[1, 0], vec[0, 0])))


# deslices que no están en la lista
def arctan2_al_reves(covariance, n_std):
    val, vec = np.linalg.eigh(covariance)
    w, h = 2 * n_std * np.sqrt(val)
    return w, h, np.degrees(np.arctan2(vec[0, 0], vec[1, 0]))


def n_dentro_de_la_raiz(covariance, n_std):
    val, vec = np.linalg.eigh(covariance)
    w, h = 2 * np.sqrt(n_std * val)
    return w, h, np.degrees(np.arctan2(vec[1, 0], vec[0, 0]))


def angulo_sin_mitad(covariance, n_std):
    (a, b), (_, c) = covariance
    r = math.hypot((a - c) / 2, b)
    return (2 * n_std * math.sqrt((a + c) / 2 + r), 2 * n_std * math.sqrt((a + c) / 2 - r),
            math.degrees(math.atan2(2 * b, a - c)))


def con_la_precision(covariance, n_std):
    val, vec = np.linalg.eigh(np.linalg.inv(covariance))
    w, h = 2 * n_std * np.sqrt(val)
    return w, h, np.degrees(np.arctan2(vec[1, 0], vec[0, 0]))


def cuatro_veces(covariance, n_std):
    val, vec = np.linalg.eigh(covariance)
    radios = 2 * n_std * np.sqrt(val)
    return 2 * radios[0], 2 * radios[1], np.degrees(np.arctan2(vec[1, 0], vec[0, 0]))


def diagonal_girada(covariance, n_std):
    _, vec = np.linalg.eigh(covariance)
    sx, sy = np.sqrt(np.diag(covariance))
    return 2 * n_std * sx, 2 * n_std * sy, np.degrees(np.arctan2(vec[1, 0], vec[0, 0]))


def no_devuelve(covariance, n_std):
    val, vec = np.linalg.eigh(covariance)
    ancho, alto = 2 * n_std * np.sqrt(val)
    angulo = np.degrees(np.arctan2(vec[1, 0], vec[0, 0]))
    print(f"{ancho:.3f} {alto:.3f} {angulo:.1f}")


CORRECT = [
    ("08-elipse", con_svd),
    ("08-elipse", con_angulo_doble),
    ("08-elipse", con_complejos),
    ("08-elipse", con_eig_general),
    ("08-elipse", con_cholesky),
    ("08-elipse", un_giro_de_jacobi),
]

WRONG = [
    ("08-elipse", ("B29-raíz",), "autovalores sin raíz", autovalores_directos),
    ("08-elipse", ("B29-raíz",), "raíces del polinomio sin raíz cuadrada", polinomio_sin_raiz),
    ("08-elipse", ("B29-semieje",), "semiejes", semiejes),
    ("08-elipse", ("B29-semieje",), "radios con svd", radios_svd),
    ("08-elipse", ("B29-girada",), "menos el ángulo", menos_angulo),
    ("08-elipse", ("B29-girada",), "signo de la covarianza", covarianza_menos_b),
    ("08-elipse", ("B29-radianes",), "no pasa a grados", sin_pasar_a_grados),
    ("08-elipse", ("B29-radianes",), "ángulo doble en radianes", radianes_doble),
    ("08-elipse", ("B29-recta",), "sólo la diagonal", desvios_de_los_ejes),
    ("08-elipse", ("B29-sin-escala",), "no usa n_std", escala_olvidada),
    ("08-elipse", ("B29-sin-escala",), "svd sin n_std", svd_sin_n),
    ("08-elipse", ("B29-ejes",), "ángulo del otro autovector", angulo_del_otro),
    ("08-elipse", ("B29-ejes",), "ordena valores y no vectores", ordena_valores_no_vectores),
    ("08-elipse", (), "arctan2 con argumentos al revés", arctan2_al_reves),
    ("08-elipse", (), "n_std dentro de la raíz", n_dentro_de_la_raiz),
    ("08-elipse", (), "falta la mitad del ángulo doble", angulo_sin_mitad),
    ("08-elipse", (), "autovalores de la inversa", con_la_precision),
    ("08-elipse", (), "ejes dos veces más largos", cuatro_veces),
    ("08-elipse", (), "desvíos de los ejes con el ángulo bueno", diagonal_girada),
    ("08-elipse", (), "imprime y no devuelve", no_devuelve),
]
