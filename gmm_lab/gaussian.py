"""Densidades gaussianas y las cuatro estructuras de covarianza.

Todo lo que depende de la estructura (``full``, ``tied``, ``diag``, ``spherical``) está aquí.

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

from .checks import check_choice

__all__ = [
    "COVARIANCE_TYPES",
    "CommonCoordinates",
    "Frame",
    "OwnCoordinates",
    "cholesky_factors",
    "coordinates",
    "covariance_matrices",
    "covariance_shape",
    "covariances_from_scatter",
    "inverse",
    "n_free_parameters",
    "precisions_cholesky",
]

COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")

# Tamaño de los cuadrados frente a la varianza: se pierden log10 de estas cifras, de las 16.
MAX_LOST_PRECISION = 1e5
# Por debajo, una covarianza no se distingue de una singular.
MIN_REMAINING = 16 * np.finfo(float).eps
# Números del mayor arreglo de trabajo (1 MiB), y observaciones de un bloque.
BLOCK_NUMBERS = 131_072
MIN_BLOCK, MAX_BLOCK = 128, 16_384
# Con más variables, las coordenadas propias son más rápidas (`tests/benchmarks`).
MAX_COMMON_FEATURES = 25


def covariance_shape(covariance_type, n_components, n_features):
    """Forma del arreglo de covarianzas, igual que en scikit-learn.

    Examples
    --------
    >>> covariance_shape("full", 3, 2)
    (3, 2, 2)
    """
    K, d = n_components, n_features
    check_choice(covariance_type, "covariance_type", COVARIANCE_TYPES)
    return {"full": (K, d, d), "tied": (d, d), "diag": (K, d), "spherical": (K,)}[covariance_type]


def n_free_parameters(covariance_type, n_components, n_features):
    """Número de parámetros libres: K - 1 pesos, K d medias y los de la covarianza.

    Examples
    --------
    >>> [n_free_parameters(t, 3, 2) for t in COVARIANCE_TYPES]
    [17, 11, 14, 11]
    """
    K, d = n_components, n_features
    triangle = d * (d + 1) // 2
    covariance = {"full": K * triangle, "tied": triangle, "diag": K * d, "spherical": K}
    return K - 1 + K * d + covariance[covariance_type]


def is_diagonal(covariance_type):
    """Si las variables no se correlacionan dentro de una componente."""
    return covariance_type in ("diag", "spherical")


def covariance_matrices(covariances, covariance_type, n_components, n_features):
    """Las K matrices de covarianza completas, forma (K, d, d), sea cual sea la estructura."""
    if covariance_type == "full":
        return covariances
    if covariance_type == "tied":
        return np.repeat(covariances[None], n_components, axis=0)
    if covariance_type == "spherical":
        covariances = np.repeat(covariances[:, None], n_features, axis=1)
    return covariances[:, :, None] * np.eye(n_features)


def cholesky_factors(covariances, covariance_type):
    """Raíz L de cada covarianza, con L L' = covarianza (desviación estándar en diag y spherical).

    Raises
    ------
    ValueError
        Si alguna covarianza no es definida positiva; dice cuál es la componente.
    """
    if is_diagonal(covariance_type):
        _refuse((covariances.reshape(len(covariances), -1) <= 0).any(axis=1))
        return np.sqrt(covariances)
    stack = covariances.reshape(-1, *covariances.shape[-2:])
    try:
        factors = np.linalg.cholesky(stack)
    except np.linalg.LinAlgError:
        _refuse([not _has_root(matrix) for matrix in stack])
    # Lo que queda de cada varianza al descontar las variables anteriores.
    _refuse((_diagonals(factors) ** 2 <= MIN_REMAINING * _diagonals(stack)).any(axis=1))
    return factors.reshape(covariances.shape)


def _has_root(matrix):
    try:
        np.linalg.cholesky(matrix)
    except np.linalg.LinAlgError:
        return False
    return True


def _refuse(singular):
    if np.any(singular):
        raise ValueError(
            f"La covarianza de la componente {int(np.argmax(singular))} no es definida positiva: "
            f"la componente colapsó sobre unos pocos puntos, o hay columnas repetidas o "
            f"constantes. Prueba menos componentes, otro inicio, un reg_covar mayor o una "
            f"estructura más simple (covariance_type='diag')."
        )


def _diagonals(matrices):
    """Las diagonales, forma (K, d): una vista."""
    K, d, _ = matrices.shape
    return matrices.reshape(K, d * d)[:, :: d + 1]


def _traces(matrices):
    return np.add.reduce(_diagonals(matrices), axis=1)


def precisions_cholesky(covariances, covariance_type):
    """Factor U de la precisión, con U U' = inversa de la covarianza, como en scikit-learn."""
    factors = cholesky_factors(covariances, covariance_type)
    if is_diagonal(covariance_type):
        return 1 / factors
    return np.swapaxes(np.linalg.inv(factors), -1, -2)


def inverse(covariances, covariance_type):
    """De covarianzas a precisiones, o al revés, con factores de Cholesky."""
    U = precisions_cholesky(covariances, covariance_type)
    return U**2 if is_diagonal(covariance_type) else U @ np.swapaxes(U, -1, -2)


def blocks(n, numbers_per_row):
    """Cortes de filas cuyo arreglo de trabajo cabe en la memoria caché."""
    size = min(MAX_BLOCK, max(MIN_BLOCK, BLOCK_NUMBERS // numbers_per_row))
    return [slice(first, first + size) for first in range(0, n, size)]


class OwnCoordinates:
    """Cada componente estandariza los puntos con su media y su covarianza.

    Con L L' = Sigma y z = L^-1 (x - mu), la log-densidad es
    ``-d/2 log(2 pi) - log |L| - |z|^2 / 2`` (Bishop 2006, ecuación 2.43, con Cholesky).
    """

    def __init__(self, parameters):
        self.means = parameters.means
        K, d = self.means.shape
        C, structure = parameters.covariances, parameters.covariance_type
        self.diagonal = d == 1 or is_diagonal(structure)
        if self.diagonal:
            self.roots = np.broadcast_to(cholesky_factors(C.reshape(len(C), -1), "diag"), (K, d))
            self.maps = 1 / self.roots
            log_det = np.log(self.roots).sum(axis=1)
        else:
            self.roots = cholesky_factors(C, structure).reshape(-1, d, d)
            self.maps = np.linalg.inv(self.roots)
            log_det = np.log(_diagonals(self.roots)).sum(axis=1)
        with np.errstate(divide="ignore"):  # un peso 0 es un log-peso -inf, y está bien
            log_weights = np.log(parameters.weights)
        self.constant = log_weights - log_det - 0.5 * d * np.log(2 * np.pi)
        self.numbers_per_row = K * d

    def features(self, x):
        """Los puntos estandarizados por cada componente, forma (K, d, b)."""
        z = x - self.means[:, :, None]
        if self.diagonal:
            z *= self.maps[:, :, None]
            return z
        return self.maps @ z

    def log_joint(self, z):
        """log pi_k N(x | k), forma (K, b)."""
        return self.constant[:, None] - 0.5 * np.einsum("kdb,kdb->kb", z, z)

    def totals(self, z, R):
        """Por componente: suma de r, de r z y de r z z' (r z^2 en diag y spherical)."""
        roots_of_R = np.sqrt(R)[:, None, :]
        weighted = z * roots_of_R
        first = weighted @ np.swapaxes(roots_of_R, 1, 2)
        if self.diagonal:
            second = np.einsum("kdb,kdb->kd", weighted, weighted)
        else:
            second = weighted @ np.swapaxes(weighted, 1, 2)
        K = len(R)
        return np.hstack([R.sum(axis=1)[:, None], first.reshape(K, -1), second.reshape(K, -1)])

    def moments(self, totals):
        """n_k, suma de r (x - c), suma de r (x - c)(x - c)' y c: la media de cada componente."""
        K, d = self.means.shape
        counts, first, second = totals[:, 0], totals[:, 1 : d + 1], totals[:, d + 1 :]
        if self.diagonal:
            return counts, self.roots * first, self.roots**2 * second, self.means
        L = self.roots
        sums = (L @ first[:, :, None])[:, :, 0]
        scatters = L @ second.reshape(K, d, d) @ np.swapaxes(L, 1, 2)
        return counts, sums, scatters, self.means


class Frame:
    """Unas coordenadas comunes: y = (x - centro) / escala.

    Lo que se mira de cada punto es T(x): los productos, uno por pareja, de u = (1, y). En diag y
    spherical bastan 1, y_i y y_i^2. Basta que el centro y la escala se parezcan a los de los
    datos, porque la pérdida de cifras se calcula aparte.
    """

    @classmethod
    def of_data(cls, X, covariance_type):
        """El centro y la escala de unos datos, medidos en una parte de las filas."""
        sample = np.array(X[:: 1 + len(X) // MAX_BLOCK], dtype=np.float64)
        return cls(sample.mean(axis=0), sample.std(axis=0), covariance_type)

    @classmethod
    def of_mixture(cls, parameters):
        """Los de una mezcla: los mismos para todos los bloques de unos datos."""
        scale = np.sqrt(np.diagonal(parameters.covariance))
        return cls(parameters.mean, scale, parameters.covariance_type)

    def __init__(self, center, scale, covariance_type):
        d = len(center)
        self.center, self.scale = center, np.where(scale > 0, scale, 1)
        self.center.setflags(write=False)
        self.variance, self.squared_scale = self.scale**2, np.outer(self.scale, self.scale)
        self.log_volume = np.log(self.scale).sum() + 0.5 * d * np.log(2 * np.pi)
        self.diagonal = d == 1 or is_diagonal(covariance_type)
        i, j = np.triu_indices(d + 1)  # cada pareja una vez: i <= j
        self.upper, self.coefficients = i * (d + 1) + j, np.where(i == j, -0.5, -1.0)
        self.place = np.empty((d + 1, d + 1), dtype=int)  # dónde está el producto de i y j
        self.place[i, j] = self.place[j, i] = np.arange(len(i))
        self.numbers_per_row = 1 + 2 * d if self.diagonal else len(i)

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
            for i in range(d):
                first = self.place[i + 1, i + 1]
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
        with np.errstate(all="ignore"):  # log 0 es -inf; lo que no es fiable da NaN, y se descarta
            self.theta = natural(a, parameters.covariances)
            self.theta[:, 0] += np.log(parameters.weights) - frame.log_volume

    def _natural_diagonal(self, a, covariances):
        K, d = a.shape
        variances = covariances.reshape(len(covariances), -1) / self.frame.variance
        precisions = 1 / variances
        linear = precisions * a
        squares = linear * a
        self.lost_precision = 1 + np.maximum.reduce(squares, axis=None)
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
        self.lost_precision = (_traces(M) * _traces(inverse)).max()
        theta = inverse.reshape(K, -1).take(self.frame.upper, axis=1) * self.frame.coefficients
        theta[:, 0] += 0.5 - np.add.reduce(np.log(_diagonals(L)), axis=1)
        return theta

    def log_joint(self, T):
        """log pi_k N(x | k), forma (K, b)."""
        return self.theta @ T

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
        return counts, frame.scale * first, second, frame.center


def coordinates(parameters, frame):
    """Las coordenadas comunes si son fiables y más rápidas; si no, las propias."""
    if frame.diagonal or len(frame.scale) <= MAX_COMMON_FEATURES:
        try:
            common = CommonCoordinates(parameters, frame)
            if common.lost_precision < MAX_LOST_PRECISION:
                return common
        except np.linalg.LinAlgError:
            pass  # singular, o casi: las propias lo deciden, y lo explican
    return OwnCoordinates(parameters)


def covariances_from_scatter(scatters, sums, shift, divisor, covariance_type, reg_covar=0.0):
    """Covarianzas alrededor de la media nueva, a partir de las sumas alrededor del centro.

    ``(suma de r (x - c)(x - c)' - suma de r (x - c) shift') / divisor``, con shift la media nueva
    menos c.

    Parameters
    ----------
    scatters : ndarray, forma (K, d, d), o (K, d) en diag y spherical
        Suma de r (x - c)(x - c)' de cada componente; en diag y spherical, solo la diagonal.
    sums : ndarray, forma (K, d)
        Suma de r (x - c).
    shift : ndarray, forma (K, d)
        Media nueva menos centro.
    divisor : ndarray, forma (K,)
        Entre cuánto se divide: sin distribución a priori, la suma de r.
    covariance_type : str
        La estructura.
    reg_covar : float, default 0
        Se suma a la diagonal; tiene las unidades de x al cuadrado.
    """
    if is_diagonal(covariance_type):
        variances = (scatters - sums * shift) / divisor[:, None] + reg_covar
        return variances if covariance_type == "diag" else variances.mean(axis=1)
    K, d = shift.shape
    around = scatters.reshape(K, d, d) - sums[:, :, None] * shift[:, None, :]
    if covariance_type == "tied":
        covariances = around.sum(axis=0) / divisor.sum()
    else:
        covariances = around / divisor[:, None, None]
    diagonals = _diagonals(covariances.reshape(-1, d, d))
    diagonals += reg_covar
    return covariances
