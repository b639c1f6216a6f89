"""Las mismas preguntas que `gaussian`, más rápido: coordenadas comunes a todas las componentes.

Un `Frame` las elige una vez por ajuste. Entonces lo que se mira de cada punto ya no depende de los
parámetros, y cada pregunta es un producto de matrices. Vale si ninguna componente es muy angosta
en ellas; si no, restar cuadrados grandes costaría cifras, y siguen las propias de cada componente.
"""

import numpy as np

from .covariance import diagonals, is_diagonal
from .gaussian import BLOCK_NUMBERS, OwnCoordinates

__all__ = ["CommonCoordinates", "Frame", "coordinates"]

# Tamaño de los cuadrados frente a la varianza: se pierden log10 de estas cifras, de las 16.
MAX_LOST_PRECISION = 1e5
# Con más variables, las coordenadas propias son más rápidas (`tests/benchmarks`).
MAX_COMMON_FEATURES = 45


class Frame:
    """Unas coordenadas comunes: y = (x - centro) / escala.

    Lo que se mira de cada punto es T(x): los productos, uno por pareja, de u = (1, y). En diag y
    spherical bastan 1, y_i y y_i^2. Basta que el centro y la escala se parezcan a los de los
    datos, porque la pérdida de cifras se calcula aparte.
    """

    @classmethod
    def of_data(cls, X, covariance_type, reg_covar=0.0):
        """El centro y la escala de unos datos, medidos en una parte de las filas."""
        sample = np.array(X[:: 1 + X.size // BLOCK_NUMBERS], dtype=np.float64)
        first = sample[0].copy()
        sample -= first  # así una columna constante tiene escala 0, sin redondeo
        scale = np.sqrt(sample.var(axis=0) + reg_covar)
        return cls(first + sample.mean(axis=0), scale, covariance_type, reg_covar)

    def __init__(self, center, scale, covariance_type, reg_covar=0.0):
        d = len(center)
        self.center, self.scale = center, np.where(scale > 0, scale, 1)
        self.center.setflags(write=False)
        self.variance, self.floor = self.scale**2, reg_covar / self.scale**2
        self.log_volume = np.log(self.scale).sum() + 0.5 * d * np.log(2 * np.pi)
        self.linear, self.squares = slice(1, d + 1), slice(d + 1, 2 * d + 1)
        self.scatter_shape = (-1, d) if is_diagonal(covariance_type) else (-1, d, d)
        self.diagonal, self.numbers_per_row = d == 1 or is_diagonal(covariance_type), 1 + 2 * d
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
        y = T[self.linear]
        y[:] = x
        y -= self.center[:, None]
        y /= self.scale[:, None]
        if self.diagonal:
            np.multiply(y, y, out=T[self.squares])
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
        theta[:, self.frame.linear] = -2 * linear
        theta[:, self.frame.squares] = precisions
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
        counts = totals[:, :1]
        squares = counts * totals[:, self.frame.squares]
        remaining = squares - totals[:, self.frame.linear] ** 2 + counts**2 * self.frame.floor
        return (remaining * MAX_LOST_PRECISION >= squares).all()

    def totals(self, T, R):
        """Por componente: suma de r T(x)."""
        return R @ T.T

    def moments(self, totals):
        """n_k, suma de r (x - c), suma de r (x - c)(x - c)' y c: el centro de los datos."""
        frame = self.frame
        if frame.diagonal:
            second = frame.variance * totals[:, frame.squares]
        else:
            second = frame.squared_scale * totals.take(frame.place[1:, 1:], axis=1)
        sums = frame.scale * totals[:, frame.linear]
        return totals[:, 0], sums, second.reshape(frame.scatter_shape), frame.center


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
