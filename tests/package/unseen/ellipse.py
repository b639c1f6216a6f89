"""Respuestas de una mano ajena al ejercicio 08-elipse: ancho, alto y ángulo de la elipse."""

import cmath
import math
from collections import namedtuple

import numpy as np
from scipy.linalg import sqrtm

# ------------------------------------------------------------------ correctas


def ok_eigh(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(vals)
    angle = np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))
    return width, height, angle


def ok_eigh_mayor_primero(covariance, n_std):
    valores, vectores = np.linalg.eigh(covariance)
    orden = valores.argsort()[::-1]
    valores, vectores = valores[orden], vectores[:, orden]
    vx, vy = vectores[:, 0]
    return (2 * n_std * math.sqrt(valores[0]), 2 * n_std * math.sqrt(valores[1]),
            math.degrees(math.atan2(vy, vx)))


def ok_eig(covariance, n_std):
    lam, V = np.linalg.eig(np.asarray(covariance, dtype=float))
    i, j = int(np.argmax(lam)), int(np.argmin(lam))
    u = V[:, i]
    return [2 * n_std * lam[i] ** 0.5, 2 * n_std * lam[j] ** 0.5,
            float(np.rad2deg(np.arctan2(u[1], u[0])))]


def ok_svd(covariance, n_std):
    U, s, _ = np.linalg.svd(covariance)
    ejes = 2.0 * n_std * s ** 0.5
    return ejes[0], ejes[1], np.degrees(np.arctan2(U[1, 0], U[0, 0]))


def ok_formula_cerrada(covariance, n_std):
    (a, b), (_, c) = covariance
    medio, radio = (a + c) / 2, math.hypot((a - c) / 2, b)
    theta = 0.5 * math.atan2(2 * b, a - c)
    return (2 * n_std * math.sqrt(medio + radio), 2 * n_std * math.sqrt(medio - radio),
            math.degrees(theta))


def ok_raices_polinomio(covariance, n_std):
    S = np.array(covariance, float)
    l1, l2 = sorted(np.roots([1, -np.trace(S), np.linalg.det(S)]).real)
    if S[0, 1] == 0:
        angulo = 90.0 if S[0, 0] > S[1, 1] else 0.0
    else:
        angulo = math.degrees(math.atan((l1 - S[0, 0]) / S[0, 1]))
    return 2 * n_std * math.sqrt(l1), 2 * n_std * math.sqrt(l2), angulo


def ok_complejos(covariance, n_std):
    a, b, d = covariance[0][0], covariance[0][1], covariance[1][1]
    z = complex((a - d) / 2, b)
    r, fase = cmath.polar(z)
    m = (a + d) / 2
    f = lambda lam: n_std * lam ** 0.5 * 2
    return f(m + r), f(m - r), fase * 90 / math.pi


def ok_jacobi(covariance, n_std):
    S = np.array(covariance, dtype=float)
    t = 0.5 * np.arctan2(2 * S[0, 1], S[0, 0] - S[1, 1])
    G = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
    D = G.T @ S @ G
    w, h = 2 * n_std * np.sqrt(np.diag(D))
    return w, h, t * 180 / np.pi


def ok_potencias(covariance, n_std):
    S = np.array(covariance, dtype=float)
    S_n = S / np.trace(S)
    for _ in range(60):
        S_n = S_n @ S_n
        S_n = S_n / np.trace(S_n)
    u = S_n[:, np.argmax(np.diag(S_n))]
    u = u / np.linalg.norm(u)
    mayor = u @ S @ u
    menor = np.trace(S) - mayor
    return np.array([2 * n_std * np.sqrt(mayor), 2 * n_std * np.sqrt(menor),
                     np.degrees(np.arctan2(u[1], u[0]))])


def ok_raiz_de_matriz(covariance, n_std):
    raiz = np.real(sqrtm(np.asarray(covariance, dtype=float)))
    vals, vecs = np.linalg.eigh(raiz)
    return 2 * n_std * vals[1], 2 * n_std * vals[0], np.degrees(np.arctan2(*vecs[::-1, 1]))


Elipse = namedtuple("Elipse", "ancho alto angulo")


def ok_namedtuple(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    ancho, alto = (2 * n_std * math.sqrt(v) for v in vals)
    return Elipse(ancho, alto, math.degrees(math.atan2(vecs[1][0], vecs[0][0])))


def ok_angulo_entre_0_y_180(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    v = vecs[:, -1]
    grados = np.angle(v[0] + 1j * v[1], deg=True) % 180
    return 2 * n_std * vals[-1] ** 0.5, 2 * n_std * vals[0] ** 0.5, grados


def ok_cholesky_svd(covariance, n_std):
    L = np.linalg.cholesky(covariance)
    U, s, _ = np.linalg.svd(L)
    return 2 * n_std * s[0], 2 * n_std * s[1], np.degrees(np.arctan2(U[1, 0], U[0, 0]))


def ok_arccos(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    u = vecs[:, 1] if vecs[1, 1] >= 0 else -vecs[:, 1]
    angulo = np.degrees(np.arccos(np.clip(u[0], -1, 1)))
    semiancho, semialto = n_std * np.sqrt(vals[[1, 0]])
    return semiancho * 2, semialto * 2, angulo


def ok_arctan_con_guarda(covariance, n_std):
    w, v = np.linalg.eigh(np.array(covariance))
    x, y = v[0, 1], v[1, 1]
    with np.errstate(divide="ignore"):
        angulo = np.arctan(np.divide(y, x)) / np.pi * 180
    return np.sqrt(w[1]) * n_std * 2, np.sqrt(w[0]) * n_std * 2, angulo


class _Ejes:
    def __init__(self, S):
        self.vals, self.vecs = np.linalg.eigh(S)

    def largo(self, k, n):
        return float(2 * n * np.sqrt(self.vals[k]))

    def __call__(self, n):
        giro = np.rad2deg(math.atan2(self.vecs[1, 1], self.vecs[0, 1]))
        return self.largo(1, n), self.largo(0, n), float(giro)


def ok_clase(covariance, n_std):
    return _Ejes(covariance)(n_std)


def ok_covarianza_escalada(covariance, n_std):
    S = 4 * n_std ** 2 * np.asarray(covariance, dtype=float)
    vals, vecs = np.linalg.eigh(S)
    return (*np.sqrt(vals), np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0])))


# ------------------------------------------------------------------ errores conocidos


def sin_raiz_eigh(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * vals
    return width, height, np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def sin_raiz_svd(covariance, n_std):
    U, s, _ = np.linalg.svd(covariance)
    return 2 * n_std * s[0], 2 * n_std * s[1], math.degrees(math.atan2(U[1, 0], U[0, 0]))


def sin_raiz_cerrada(covariance, n_std):
    (a, b), (_, c) = covariance
    r = math.sqrt((a - c) ** 2 / 4 + b * b)
    m = (a + c) / 2
    return 2 * n_std * (m + r), 2 * n_std * (m - r), math.degrees(math.atan2(2 * b, a - c) / 2)


def sin_raiz_lista(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    medidas = [2 * n_std * float(v) for v in vals[::-1]]
    return medidas + [float(np.rad2deg(np.arctan2(vecs[1, 1], vecs[0, 1])))]


def semiejes_eigh(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = n_std * np.sqrt(vals)
    return width, height, np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def semiejes_cerrada(covariance, n_std):
    a, b, c = covariance[0, 0], covariance[0, 1], covariance[1, 1]
    r = np.hypot((a - c) / 2, b)
    return (n_std * np.sqrt((a + c) / 2 + r), n_std * np.sqrt((a + c) / 2 - r),
            np.degrees(0.5 * np.arctan2(2 * b, a - c)))


def semiejes_cholesky(covariance, n_std):
    U, s, _ = np.linalg.svd(np.linalg.cholesky(covariance))
    return s[0] * n_std, s[1] * n_std, math.degrees(math.atan2(U[1, 0], U[0, 0]))


def semiejes_eig_bucle(covariance, n_std):
    vals, vecs = np.linalg.eig(covariance)
    largos = []
    for v in vals:
        largos.append(math.sqrt(v) * n_std)
    ancho, alto = largos
    return ancho, alto, np.arctan2(vecs[1, 0], vecs[0, 0]) / np.pi * 180


def girada_signo(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(vals)
    return width, height, -np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def girada_covarianza_negada(covariance, n_std):
    (a, b), (_, c) = covariance
    r = math.hypot((a - c) / 2, b)
    m = (a + c) / 2
    return (2 * n_std * math.sqrt(m + r), 2 * n_std * math.sqrt(m - r),
            math.degrees(0.5 * math.atan2(-2 * b, a - c)))


def girada_filas_rotacion(covariance, n_std):
    S = np.array(covariance, dtype=float)
    t = 0.5 * np.arctan2(2 * S[0, 1], S[0, 0] - S[1, 1])
    G = np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])
    w, h = 2 * n_std * np.sqrt(np.diag(G.T @ S @ G))
    fila = G[0]
    return w, h, np.degrees(np.arctan2(fila[1], fila[0]))


def girada_eje_y_hacia_abajo(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    x, y = vecs[:, 1]
    grados = math.degrees(math.atan2(-y, x)) % 360
    return 2 * n_std * vals[1] ** 0.5, 2 * n_std * vals[0] ** 0.5, grados


def girada_complejo_conjugado(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    u = vecs[0, 1] - 1j * vecs[1, 1]
    ejes = np.sqrt(vals) * 2 * n_std
    return ejes[1], ejes[0], np.angle(u, deg=True)


def radianes_eigh(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(vals)
    return width, height, np.arctan2(vecs[1, 0], vecs[0, 0])


def radianes_cerrada(covariance, n_std):
    (a, b), (_, c) = covariance
    r = math.hypot((a - c) / 2, b)
    m = (a + c) / 2
    return (2 * n_std * math.sqrt(m + r), 2 * n_std * math.sqrt(m - r),
            0.5 * math.atan2(2 * b, a - c))


def radianes_svd(covariance, n_std):
    U, s, _ = np.linalg.svd(covariance)
    ejes = 2 * n_std * np.sqrt(s)
    return ejes[0], ejes[1], float(np.angle(complex(U[0, 0], U[1, 0])))


def radianes_arctan(covariance, n_std):
    vals, vecs = np.linalg.eig(covariance)
    k = vals.argmax()
    return (2 * n_std * vals.max() ** 0.5, 2 * n_std * vals.min() ** 0.5,
            np.arctan(vecs[1, k] / vecs[0, k]))


def recta_diag(covariance, n_std):
    width, height = 2 * n_std * np.sqrt(np.diag(covariance))
    return width, height, 0.0


def recta_indices(covariance, n_std):
    sx = math.sqrt(covariance[0][0])
    sy = math.sqrt(covariance[1][1])
    return 2 * n_std * sx, 2 * n_std * sy, 0


def recta_noventa(covariance, n_std):
    a, d = np.diagonal(covariance)
    if a >= d:
        return 2 * n_std * np.sqrt(a), 2 * n_std * np.sqrt(d), 0.0
    return 2 * n_std * np.sqrt(d), 2 * n_std * np.sqrt(a), 90.0


def recta_con_eigh(covariance, n_std):
    vals, vecs = np.linalg.eigh(np.diag(np.diag(covariance)))
    ejes = [2 * n_std * math.sqrt(v) for v in vals]
    return ejes[0], ejes[1], math.degrees(math.atan2(vecs[1, 0], vecs[0, 0]))


def sin_escala_eigh(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * np.sqrt(vals)
    return width, height, np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def sin_escala_cerrada(covariance, n_std):
    (a, b), (_, c) = covariance
    r = math.hypot((a - c) / 2, b)
    m = (a + c) / 2
    return (2 * math.sqrt(m + r), 2 * math.sqrt(m - r),
            math.degrees(0.5 * math.atan2(2 * b, a - c)))


def sin_escala_svd(covariance, n_std):
    U, s, _ = np.linalg.svd(np.linalg.cholesky(covariance))
    return [2 * s[0], 2 * s[1], np.rad2deg(np.arctan2(U[1, 0], U[0, 0]))]


def siempre_dos_desviaciones(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    ancho, alto = (4 * v ** 0.5 for v in vals[::-1])
    return ancho, alto, math.degrees(math.atan2(vecs[1, 1], vecs[0, 1]))


def sin_raiz_bucle(covariance, n_std):
    vals, vecs = np.linalg.eig(np.asarray(covariance, dtype=float))
    orden = sorted(range(2), key=lambda k: -vals[k])
    ancho, alto = (n_std * 2 * vals[k] for k in orden)
    x, y = vecs[:, orden[0]]
    return ancho, alto, math.degrees(math.atan2(y, x))


def sin_raiz_lambda(covariance, n_std):
    lado = lambda lam: 2 * n_std * lam
    vals, vecs = np.linalg.eigh(covariance)
    return (*map(lado, vals), np.angle(complex(*vecs[:, 0]), deg=True))


def semiejes_complejo(covariance, n_std):
    a, b, d = covariance[0][0], covariance[0][1], covariance[1][1]
    r, fase = cmath.polar(complex((a - d) / 2, b))
    return (n_std * math.sqrt((a + d) / 2 + r), n_std * math.sqrt((a + d) / 2 - r),
            math.degrees(fase / 2))


def semiejes_escalada(covariance, n_std):
    vals, vecs = np.linalg.eigh(n_std ** 2 * np.asarray(covariance, dtype=float))
    return Elipse(*np.sqrt(vals), np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0])))


def girada_180_menos(covariance, n_std):
    U, s, _ = np.linalg.svd(covariance)
    ejes = 2 * n_std * np.sqrt(s)
    return ejes[0], ejes[1], 180 - np.degrees(np.arctan2(U[1, 0], U[0, 0]))


def radianes_modulo_pi(covariance, n_std):
    ancho, alto, grados = ok_potencias(covariance, n_std)
    giro = math.radians(grados) % math.pi
    return ancho, alto, giro


def radianes_arccos(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    u = vecs[:, 1] * (1 if vecs[1, 1] >= 0 else -1)
    return 2 * n_std * vals[1] ** 0.5, 2 * n_std * vals[0] ** 0.5, np.arccos(u[0])


def recta_bucle(covariance, n_std):
    ejes = []
    for k in range(2):
        ejes.append(2 * n_std * float(covariance[k][k]) ** 0.5)
    return (*ejes, 0.0)


def recta_por_identidad(covariance, n_std):
    U, s, _ = np.linalg.svd(covariance * np.eye(2))
    w, h = 2 * n_std * np.sqrt(s)
    return w, h, np.degrees(np.arctan2(U[1, 0], U[0, 0]))


def sin_escala_pisada(covariance, n_std):
    n_std = 1
    return ok_formula_cerrada(covariance, n_std)


def siempre_tres_desviaciones(covariance, n_std):
    S = np.array(covariance, dtype=float)
    t = 0.5 * np.arctan2(2 * S[0, 1], S[0, 0] - S[1, 1])
    c, s = np.cos(t), np.sin(t)
    u, v = np.array([c, s]), np.array([-s, c])
    return 6 * np.sqrt(u @ S @ u), 6 * np.sqrt(v @ S @ v), np.rad2deg(t)


# ------------------------------------------------------------------ deslices fuera de la lista


def ejes_cruzados(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    height, width = 2 * n_std * np.sqrt(vals)
    return width, height, np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def ordena_solo_valores(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    vals = sorted(vals, reverse=True)
    return (2 * n_std * math.sqrt(vals[0]), 2 * n_std * math.sqrt(vals[1]),
            math.degrees(math.atan2(vecs[1, 0], vecs[0, 0])))


def arctan2_cambiado(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(vals)
    return width, height, np.degrees(np.arctan2(vecs[0, 0], vecs[1, 0]))


def n_al_cuadrado(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std ** 2 * np.sqrt(vals)
    return width, height, np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def n_dentro_de_raiz(covariance, n_std):
    vals, vecs = np.linalg.eigh(n_std * np.asarray(covariance))
    width, height = 2 * np.sqrt(vals)
    return width, height, np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def suma_n(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * (np.sqrt(vals) + n_std)
    return width, height, np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def sin_girar(covariance, n_std):
    vals = np.linalg.eigvalsh(covariance)
    width, height = 2 * n_std * np.sqrt(vals)
    return width, height, 0.0


def por_180_sin_pi(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(vals)
    return width, height, np.arctan2(vecs[1, 0], vecs[0, 0]) * 180


def radianes_al_reves(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(vals)
    return width, height, np.deg2rad(np.arctan2(vecs[1, 0], vecs[0, 0]))


def angulo_sin_mitad(covariance, n_std):
    (a, b), (_, c) = covariance
    r = math.hypot((a - c) / 2, b)
    m = (a + c) / 2
    return (2 * n_std * math.sqrt(m + r), 2 * n_std * math.sqrt(m - r),
            math.degrees(math.atan2(2 * b, a - c)))


def sin_dos_b(covariance, n_std):
    (a, b), (_, c) = covariance
    r = math.hypot((a - c) / 2, b)
    m = (a + c) / 2
    return (2 * n_std * math.sqrt(m + r), 2 * n_std * math.sqrt(m - r),
            math.degrees(0.5 * math.atan2(b, a - c)))


def recta_de_regresion(covariance, n_std):
    vals = np.linalg.eigvalsh(covariance)
    pendiente = covariance[0][1] / covariance[0][0]
    return (2 * n_std * np.sqrt(vals[1]), 2 * n_std * np.sqrt(vals[0]),
            np.degrees(np.arctan(pendiente)))


def inversa(covariance, n_std):
    vals, vecs = np.linalg.eigh(np.linalg.inv(covariance))
    width, height = 2 * n_std * np.sqrt(vals)
    return width, height, np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def correlacion(covariance, n_std):
    s = np.sqrt(np.diag(covariance))
    vals, vecs = np.linalg.eigh(covariance / np.outer(s, s))
    width, height = 2 * n_std * np.sqrt(vals)
    return width, height, np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def diagonal_con_giro(covariance, n_std):
    _, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(np.diag(covariance))
    return width, height, np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def angulo_primero(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(vals)
    return np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0])), width, height


def solo_ejes(covariance, n_std):
    return tuple(2 * n_std * np.sqrt(np.linalg.eigvalsh(covariance)))


def olvida_return(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    ejes = 2 * n_std * np.sqrt(vals)
    assert ejes[0] <= ejes[1] and vecs.shape == (2, 2)


def angulo_de_valores(covariance, n_std):
    vals = np.linalg.eigvalsh(covariance)
    width, height = 2 * n_std * np.sqrt(vals)
    return width, height, np.degrees(np.arctan2(vals[1], vals[0]))


def redondea(covariance, n_std):
    return tuple(int(round(float(a))) for a in ok_eigh(covariance, n_std))


def circulo(covariance, n_std):
    lado = 2 * n_std * math.sqrt((covariance[0][0] + covariance[1][1]) / 2)
    return lado, lado, 0.0


def solo_un_eje_raiz(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    return (2 * n_std * vals[0] ** 0.5, 2 * n_std * vals[1],
            np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0])))


def devuelve_vectores(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(vals)
    return width, height, np.degrees(np.arctan2(vecs[1], vecs[0]))


def mas_cuarenta_y_cinco(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(vals)
    return width, height, 45 + np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def chi_cuadrado_fijo(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(5.991 * vals)
    return width, height, np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))


def modulo_errado(covariance, n_std):
    vals, vecs = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(vals)
    angulo = np.degrees(np.arctan2(vecs[1, 0], vecs[0, 0]))
    return width, height, 180 + angulo / 2


_E = "08-elipse"

CORRECT = [(_E, f) for f in (
    ok_eigh, ok_eigh_mayor_primero, ok_eig, ok_svd, ok_formula_cerrada, ok_raices_polinomio,
    ok_complejos, ok_jacobi, ok_potencias, ok_raiz_de_matriz, ok_namedtuple,
    ok_angulo_entre_0_y_180, ok_cholesky_svd, ok_arccos, ok_arctan_con_guarda, ok_clase,
    ok_covarianza_escalada,
)]

WRONG = [
    (_E, ("B29-raíz",), "autovalor sin raíz", sin_raiz_eigh),
    (_E, ("B29-raíz",), "valor singular sin raíz", sin_raiz_svd),
    (_E, ("B29-raíz",), "fórmula cerrada sin raíz", sin_raiz_cerrada),
    (_E, ("B29-raíz",), "autovalor sin raíz", sin_raiz_lista),
    (_E, ("B29-semieje",), "semiejes", semiejes_eigh),
    (_E, ("B29-semieje",), "semiejes", semiejes_cerrada),
    (_E, ("B29-semieje",), "semiejes", semiejes_cholesky),
    (_E, ("B29-semieje",), "semiejes", semiejes_eig_bucle),
    (_E, ("B29-girada",), "ángulo con signo menos", girada_signo),
    (_E, ("B29-girada",), "covarianza con signo menos", girada_covarianza_negada),
    (_E, ("B29-girada",), "fila de la rotación y no columna", girada_filas_rotacion),
    (_E, ("B29-girada",), "eje y hacia abajo", girada_eje_y_hacia_abajo),
    (_E, ("B29-girada",), "conjugado", girada_complejo_conjugado),
    (_E, ("B29-radianes",), "radianes", radianes_eigh),
    (_E, ("B29-radianes",), "radianes", radianes_cerrada),
    (_E, ("B29-radianes",), "radianes", radianes_svd),
    (_E, ("B29-radianes",), "radianes", radianes_arctan),
    (_E, ("B29-recta",), "solo la diagonal", recta_diag),
    (_E, ("B29-recta",), "solo la diagonal", recta_indices),
    (_E, ("B29-recta",), "solo la diagonal, mayor primero", recta_noventa),
    (_E, ("B29-recta",), "autovalores de la diagonal", recta_con_eigh),
    (_E, ("B29-sin-escala",), "no usa n_std", sin_escala_eigh),
    (_E, ("B29-sin-escala",), "no usa n_std", sin_escala_cerrada),
    (_E, ("B29-sin-escala",), "no usa n_std", sin_escala_svd),
    (_E, ("B29-sin-escala",), "siempre dos desviaciones", siempre_dos_desviaciones),
    (_E, ("B29-raíz",), "autovalor sin raíz", sin_raiz_bucle),
    (_E, ("B29-raíz",), "autovalor sin raíz", sin_raiz_lambda),
    (_E, ("B29-semieje",), "semiejes", semiejes_complejo),
    (_E, ("B29-semieje",), "semiejes", semiejes_escalada),
    (_E, ("B29-girada",), "180 menos el ángulo", girada_180_menos),
    (_E, ("B29-radianes",), "radianes módulo pi", radianes_modulo_pi),
    (_E, ("B29-radianes",), "radianes con arccos", radianes_arccos),
    (_E, ("B29-recta",), "solo la diagonal", recta_bucle),
    (_E, ("B29-recta",), "multiplica por la identidad", recta_por_identidad),
    (_E, ("B29-sin-escala",), "pisa n_std", sin_escala_pisada),
    (_E, ("B29-sin-escala",), "siempre tres desviaciones", siempre_tres_desviaciones),
    (_E, (), "ancho y alto cruzados con el ángulo", ejes_cruzados),
    (_E, (), "ordena los valores y no los vectores", ordena_solo_valores),
    (_E, (), "argumentos de arctan2 cambiados", arctan2_cambiado),
    (_E, (), "n_std al cuadrado", n_al_cuadrado),
    (_E, (), "n_std dentro de la raíz", n_dentro_de_raiz),
    (_E, (), "suma n_std", suma_n),
    (_E, (), "ángulo 0", sin_girar),
    (_E, (), "por 180 sin dividir por pi", por_180_sin_pi),
    (_E, (), "deg2rad en vez de rad2deg", radianes_al_reves),
    (_E, (), "falta el 1/2 del ángulo", angulo_sin_mitad),
    (_E, (), "falta el 2 de 2b", sin_dos_b),
    (_E, (), "ángulo de la recta de regresión", recta_de_regresion),
    (_E, (), "matriz inversa", inversa),
    (_E, (), "matriz de correlación", correlacion),
    (_E, (), "largos de la diagonal con el giro", diagonal_con_giro),
    (_E, (), "ángulo primero", angulo_primero),
    (_E, (), "faltan los grados", solo_ejes),
    (_E, (), "olvida el return", olvida_return),
    (_E, (), "ángulo de los autovalores", angulo_de_valores),
    (_E, (), "redondea a enteros", redondea),
    (_E, (), "un círculo", circulo),
    (_E, (), "raíz en un solo eje", solo_un_eje_raiz),
    (_E, (), "dos ángulos", devuelve_vectores),
    (_E, (), "suma 45 grados", mas_cuarenta_y_cinco),
    (_E, (), "factor de ji cuadrado", chi_cuadrado_fijo),
    (_E, (), "medio ángulo", modulo_errado),
]
