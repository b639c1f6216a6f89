"""Densidades gaussianas y momentos de un bloque de datos.

EM hace dos preguntas sobre un bloque de datos x, con una fila por variable, forma (d, b): cuál es
la log-densidad de cada punto en cada componente, y cuánto suman los puntos ponderados por R. Las
dos clases de coordenadas las responden con los mismos cuatro métodos::

    T = features(x)              lo que se mira de cada punto
    log_joint(T)                 log pi_k N(x | k), forma (K, b)
    totals(T, R)                 sumas ponderadas, una fila por componente; se suman entre bloques
    moments(totals)              n_k, sumas de r (x - c) y de r (x - c)(x - c)', y el centro c

* `OwnCoordinates`: cada componente estandariza los puntos a su manera. No pierde cifras nunca.
* `CommonCoordinates`: las elige `Frame` una vez por ajuste, y lo que se mira de cada punto ya no
  depende de los parámetros: cada pregunta es un producto de matrices. Vale si ninguna componente
  es muy angosta en ellas; si no, restar cuadrados grandes costaría cifras.
"""

import numpy as np

from .covariance import (
    COVARIANCE_TYPES,
    cholesky_factors,
    covariance_shape,
    diagonals,
    is_diagonal,
    n_free_parameters,
    precisions_cholesky,
)

__all__ = [
    "COVARIANCE_TYPES",
    "CommonCoordinates",
    "Frame",
    "OwnCoordinates",
    "blocks",
    "coordinates",
    "covariance_shape",
    "n_free_parameters",
    "precisions_cholesky",
]

# Tamaño de los cuadrados frente a la varianza: se pierden log10 de estas cifras, de las 16.
MAX_LOST_PRECISION = 1e5
# Números del mayor arreglo de trabajo (1 MB), y observaciones de un bloque. No son potencias de 2:
# filas separadas por una potencia de 2 compiten por el mismo lugar de la memoria caché.
BLOCK_NUMBERS = 125_000
MIN_BLOCK, MAX_BLOCK = 200, 16_000
# Con más variables, las coordenadas propias son más rápidas (`tests/benchmarks`).
MAX_COMMON_FEATURES = 45


def blocks(n, numbers_per_row):
    """Cortes de filas cuyo arreglo de trabajo cabe en la memoria caché."""
    size = min(MAX_BLOCK, max(MIN_BLOCK, BLOCK_NUMBERS // numbers_per_row // 8 * 8))
    return [slice(first, first + size) for first in range(0, n, size)]


class OwnCoordinates:
    """Cada componente estandariza los puntos con su media y su covarianza.

    Con L L' = Sigma y z = L^-1 (x - mu), la log-densidad es
    ``-d/2 log(2 pi) - log |L| - |z|^2 / 2`` (Bishop 2006, ecuación 2.43, con Cholesky).
    """

    def __init__(self, parameters):
        self.parameters, (K, d) = parameters, parameters.means.shape
        self.roots = cholesky_factors(parameters.matrices, "full")
        self.maps = np.linalg.inv(self.roots)
        with np.errstate(divide="ignore"):  # un peso 0 es un log-peso -inf, y está bien
            self.constant = np.log(parameters.weights) - 0.5 * d * np.log(2 * np.pi)
        self.constant -= np.log(diagonals(self.roots)).sum(axis=1)
        self.numbers_per_row = K * d

    def features(self, x):
        """Los puntos estandarizados por cada componente, forma (K, d, b)."""
        return self.maps @ (x - self.parameters.means[:, :, None])

    def log_joint(self, z):
        """log pi_k N(x | k), forma (K, b)."""
        return self.constant[:, None] - 0.5 * np.einsum("kdb,kdb->kb", z, z)

    def keep_digits(self, totals):
        """Siempre: los centros son las medias de las componentes."""
        return True

    def totals(self, z, R):
        """Por componente: suma de r, de r z y de r z z'."""
        roots_of_R = np.sqrt(R)[:, None, :]
        weighted = z * roots_of_R
        first = weighted @ np.swapaxes(roots_of_R, 1, 2)
        second = weighted @ np.swapaxes(weighted, 1, 2)
        return np.hstack([R.sum(axis=1)[:, None], first[:, :, 0], second.reshape(len(R), -1)])

    def moments(self, totals):
        """n_k, suma de r (x - c), suma de r (x - c)(x - c)' y c: la media de cada componente."""
        p, L = self.parameters, self.roots
        counts, first, second = np.split(totals, [1, 1 + p.n_features], axis=1)
        sums = (L @ first[:, :, None])[:, :, 0]
        scatters = L @ second.reshape(L.shape) @ np.swapaxes(L, 1, 2)
        if is_diagonal(p.covariance_type):
            scatters = diagonals(scatters)
        return counts[:, 0], sums, scatters, p.means


class Frame:
    """Unas coordenadas comunes: y = (x - centro) / escala.

    Lo que se mira de cada punto es T(x): los productos, uno por pareja, de u = (1, y). En diag y
    spherical bastan 1, y_i y y_i^2. Basta que el centro y la escala se parezcan a los de los
    datos, porque la pérdida de cifras se calcula aparte.
    """

    @classmethod
    def of_data(cls, X, covariance_type):
        """El centro y la escala de unos datos, medidos en una parte de las filas."""
        sample = np.array(X[:: 1 + X.size // BLOCK_NUMBERS], dtype=np.float64)
        return cls(sample.mean(axis=0), sample.std(axis=0), covariance_type)

    @classmethod
    def of_mixture(cls, parameters):
        """Los de una mezcla: los mismos para todos los bloques de unos datos."""
        scale = np.sqrt(np.maximum(np.diagonal(parameters.covariance), 0))
        return cls(parameters.mean, scale, parameters.covariance_type)

    def __init__(self, center, scale, covariance_type):
        d = len(center)
        self.center, self.scale = center, np.where(scale > 0, scale, 1)
        self.center.setflags(write=False)
        self.variance = self.scale**2
        self.log_volume = np.log(self.scale).sum() + 0.5 * d * np.log(2 * np.pi)
        self.numbers_per_row, self.squares = 1 + 2 * d, slice(d + 1, None)
        self.scatter_shape = (-1, d) if is_diagonal(covariance_type) else (-1, d, d)
        self.diagonal = d == 1 or is_diagonal(covariance_type)
        if not self.diagonal:
            i, j = np.triu_indices(d + 1)  # cada pareja una vez: i <= j
            self.upper, self.coefficients = i * (d + 1) + j, np.where(i == j, -0.5, -1.0)
            self.place = np.empty((d + 1, d + 1), dtype=int)  # dónde está el producto de i y j
            self.place[i, j] = self.place[j, i] = np.arange(len(i))
            self.squared_scale = np.outer(self.scale, self.scale)
            self.numbers_per_row, self.squares = len(i), np.diagonal(self.place)[1:]

    def features(self, x):
        """T(x), una fila por producto y una columna por punto."""
        d, b = x.shape
        T = np.empty((self.numbers_per_row, b))
        T[0] = 1
        y = T[1 : d + 1]
        y[:] = x
        y -= self.center[:, None]
        y /= self.scale[:, None]
        if self.diagonal:
            np.multiply(y, y, out=T[d + 1 :])
        else:
            for i, first in enumerate(self.squares):
                np.multiply(y[i], y[i:], out=T[first : first + d - i])
        return T


class CommonCoordinates:
    """Todas las componentes en las coordenadas de un `Frame`.

    La normal es una familia exponencial: la log-densidad de cada componente es lineal en T(x),
    theta_k' T(x), y los momentos que pide el paso M son R' T(x) (Bishop 2006, sección 2.4). Con
    M el momento de u = (1, y), M = [[1, a'], [a, C + a a']], la distancia de Mahalanobis es
    u' M^-1 u - 1, así que theta sale de la inversa de M, y |M| = |C|.
    """

    def __init__(self, parameters, frame):
        self.frame, self.features = frame, frame.features
        self.numbers_per_row = frame.numbers_per_row
        a = (parameters.means - frame.center) / frame.scale
        natural = self._natural_diagonal if frame.diagonal else self._natural_full
        if parameters.weights.min() <= 0:
            raise np.linalg.LinAlgError  # log 0 no cabe en un producto de matrices
        with np.errstate(all="ignore"):  # lo que no es fiable da infinito o NaN, y se descarta
            self.theta = natural(a, parameters.covariances)
            self.theta[:, 0] += np.log(parameters.weights) - frame.log_volume

    def _natural_diagonal(self, a, covariances):
        K, d = a.shape
        variances = covariances.reshape(len(covariances), -1) / self.frame.variance
        if variances.min() <= 0:
            raise np.linalg.LinAlgError
        precisions = 1 / variances
        linear = precisions * a
        squares = linear * a
        self.lost_precision = 1 + squares.max()
        theta = np.empty((K, 1 + 2 * d))
        theta[:, 0] = np.add.reduce(squares + np.log(variances), axis=1)
        theta[:, 1 : d + 1] = -2 * linear
        theta[:, d + 1 :] = precisions
        theta *= -0.5
        return theta

    def _natural_full(self, a, covariances):
        K, d = a.shape
        u = np.ones((K, d + 1))
        u[:, 1:] = a
        M = u[:, :, None] * u[:, None, :]
        M[:, 1:, 1:] += covariances.reshape(-1, d, d) / self.frame.squared_scale
        L = np.linalg.cholesky(M)
        U = np.linalg.inv(L)
        inverse = U.swapaxes(1, 2) @ U
        # Cota del número de condición de M.
        self.lost_precision = (diagonals(M).sum(axis=1) * diagonals(inverse).sum(axis=1)).max()
        theta = inverse.reshape(K, -1).take(self.frame.upper, axis=1) * self.frame.coefficients
        theta[:, 0] += 0.5 - np.add.reduce(np.log(diagonals(L)), axis=1)
        return theta

    def log_joint(self, T):
        """log pi_k N(x | k), forma (K, b)."""
        return self.theta @ T

    def keep_digits(self, totals):
        """Si las varianzas nuevas, que podrían ser mucho menores, también son fiables."""
        d = len(self.frame.center)
        squares = totals[:, self.frame.squares] * totals[:, :1]
        remaining = squares - totals[:, 1 : d + 1] ** 2
        return (remaining * MAX_LOST_PRECISION > squares).all()

    def totals(self, T, R):
        """Por componente: suma de r T(x)."""
        return R @ T.T

    def moments(self, totals):
        """n_k, suma de r (x - c), suma de r (x - c)(x - c)' y c: el centro de los datos."""
        frame, d = self.frame, len(self.frame.center)
        counts, first = totals[:, 0], totals[:, 1 : d + 1]
        if frame.diagonal:
            second = frame.variance * totals[:, d + 1 :]
        else:
            second = frame.squared_scale * totals.take(frame.place[1:, 1:], axis=1)
        return counts, frame.scale * first, second.reshape(frame.scatter_shape), frame.center


def coordinates(parameters, frame=None):
    """Las coordenadas comunes si son fiables y más rápidas; si no, las propias."""
    if frame is not None and (frame.diagonal or len(frame.scale) <= MAX_COMMON_FEATURES):
        try:
            common = CommonCoordinates(parameters, frame)
            if common.lost_precision < MAX_LOST_PRECISION:
                return common
        except np.linalg.LinAlgError:
            pass  # lo deciden las propias, y si hace falta lo explican
    return OwnCoordinates(parameters)
