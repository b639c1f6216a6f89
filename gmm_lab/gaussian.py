"""Densidades gaussianas y las cuatro estructuras de covarianza.

Todo lo que depende de la estructura (``full``, ``tied``, ``diag``, ``spherical``) está aquí.

Un bloque de datos se trabaja con una fila por variable, forma (d, b), y dos preguntas: cuál es la
log-densidad de cada punto en cada componente, y cuánto suman los puntos, ponderados. Hay dos
maneras de responderlas, con el mismo resultado:

* `OwnCoordinates`: cada componente estandariza los puntos a su manera. Sirve siempre.
* `CommonCoordinates`: todas comparten unas coordenadas y los productos de ellas. Cada pregunta es
  un solo producto de matrices. Sirve si ninguna componente queda lejos o es muy angosta en esas
  coordenadas; si no, se perderían cifras al restar cuadrados grandes.
"""

from contextlib import suppress

import numpy as np

__all__ = [
    "COVARIANCE_TYPES",
    "CommonCoordinates",
    "OwnCoordinates",
    "coordinates",
    "covariance_matrices",
    "covariance_shape",
    "cholesky_factors",
    "covariances_from_scatter",
    "n_free_parameters",
    "precisions_cholesky",
]

COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")

# Medido con `tests/benchmarks`: en otras dimensiones las coordenadas propias son más rápidas.
COMMON_FEATURES = range(2, 26)
# Tamaño de los cuadrados frente a la varianza: se pierden log10 de estas cifras, de las 16.
MAX_LOST_PRECISION = 1e5
# Por debajo, una covarianza no se distingue de una singular.
MIN_REMAINING = 16 * np.finfo(float).eps
# Números del mayor arreglo de trabajo (2 MiB), y observaciones de un bloque.
BLOCK_NUMBERS = 262_144
MIN_BLOCK, MAX_BLOCK = 128, 16_384


def covariance_shape(covariance_type, n_components, n_features):
    """Forma del arreglo de covarianzas, igual que en scikit-learn.

    Examples
    --------
    >>> covariance_shape("full", 3, 2)
    (3, 2, 2)
    """
    K, d = n_components, n_features
    shapes = {"full": (K, d, d), "tied": (d, d), "diag": (K, d), "spherical": (K,)}
    if covariance_type not in shapes:
        raise ValueError(
            f"covariance_type = {covariance_type!r}: se espera una de {COVARIANCE_TYPES}."
        )
    return shapes[covariance_type]


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
    if covariance_type in ("diag", "spherical"):
        singular = (covariances.reshape(len(covariances), -1) <= 0).any(axis=1)
        factors = np.sqrt(np.maximum(covariances, 0))
    else:
        stack = covariances.reshape(-1, *covariances.shape[-2:])
        factors = np.zeros_like(stack)
        for k, matrix in enumerate(stack):
            with suppress(np.linalg.LinAlgError):  # si falla quedan ceros, y se ve enseguida
                factors[k] = np.linalg.cholesky(matrix)
        # Lo que queda de cada varianza al descontar las variables anteriores.
        singular = (_diagonals(factors) ** 2 <= MIN_REMAINING * _diagonals(stack)).any(axis=1)
    if singular.any():
        raise ValueError(_not_positive(int(singular.argmax())))
    return factors.reshape(covariances.shape)


def precisions_cholesky(covariances, covariance_type):
    """Factor U de la precisión, con U U' = inversa de la covarianza, como en scikit-learn."""
    factors = cholesky_factors(covariances, covariance_type)
    if covariance_type in ("diag", "spherical"):
        return 1 / factors
    return np.swapaxes(np.linalg.inv(factors), -1, -2)


def _diagonals(matrices):
    return np.diagonal(matrices, axis1=1, axis2=2)


def _not_positive(k):
    return (
        f"La covarianza de la componente {k} no es definida positiva: la componente colapsó "
        f"sobre unos pocos puntos, o hay columnas repetidas o constantes. Probar menos "
        f"componentes, otro inicio, un reg_covar mayor o una estructura más simple "
        f"(covariance_type='diag')."
    )


def coordinates(parameters, n):
    """Elige las coordenadas en que se trabaja: las comunes si son fiables y más rápidas.

    Parameters
    ----------
    parameters : MixtureParameters
        La mezcla.
    n : int
        Número de observaciones.

    Returns
    -------
    CommonCoordinates o OwnCoordinates
    """
    d, diagonal = parameters.n_features, parameters.covariance_type in ("diag", "spherical")
    if d > 1 and (diagonal or d in COMMON_FEATURES):
        common = CommonCoordinates(parameters, n)
        if common.lost_precision < MAX_LOST_PRECISION:
            return common
    return OwnCoordinates(parameters, n)


def _log(weights):
    with np.errstate(divide="ignore"):  # un peso 0 es un log-peso -inf, y está bien
        return np.log(weights)


def _block_size(n, rows):
    """Observaciones de un bloque cuyo arreglo de trabajo tiene `rows` filas."""
    return min(n, MAX_BLOCK, max(MIN_BLOCK, BLOCK_NUMBERS // rows))


class OwnCoordinates:
    """Cada componente estandariza los puntos con su media y su covarianza.

    Con L L' = 2 Sigma y z = L^-1 (x - mu), la log-densidad es ``-d/2 log(pi) - log |L| - |z|^2``
    (Bishop 2006, ecuación 2.43, con Cholesky). El factor 2 evita multiplicar cada punto por 1/2.
    """

    def __init__(self, parameters, n):
        self.means = parameters.means
        K, d = self.means.shape
        self.block = _block_size(n, K * d)
        twice, structure = 2 * parameters.covariances, parameters.covariance_type
        self.diagonal = d == 1 or structure in ("diag", "spherical")
        if self.diagonal:
            deviations = cholesky_factors(twice.reshape(len(twice), -1), "diag")
            self.roots = np.broadcast_to(deviations, (K, d))
            self.maps = (1 / self.roots)[:, :, None]
            log_det = np.log(self.roots).sum(axis=1)
        else:
            self.roots = np.broadcast_to(cholesky_factors(twice, structure), (K, d, d))
            log_det = np.log(_diagonals(self.roots)).sum(axis=1)
            self.center = parameters.weights @ self.means
            self.maps = np.empty((K, d, d + 1))
            self.maps[:, :, :d] = np.linalg.inv(self.roots)
            self.maps[:, :, d:] = self.maps[:, :, :d] @ (self.center - self.means)[:, :, None]
            self.y = np.ones((d + 1, self.block))
        self.constant = (_log(parameters.weights) - log_det - 0.5 * d * np.log(np.pi))[:, None]
        self.z = np.empty((K, d, self.block))
        self.counts, self.sums = np.zeros(K), np.zeros((K, d, 1))
        self.scatters = np.zeros((K, d) if self.diagonal else (K, d, d))

    def weighted_log_densities(self, x):
        """log pi_k N(x | k) de cada punto; x de forma (d, b), resultado (K, b)."""
        K, d, _ = self.z.shape
        z = self.z[:, :, : x.shape[1]]
        if self.diagonal:
            np.subtract(x, self.means[:, :, None], out=z)
            z *= self.maps
        else:
            y = self.y[:, : x.shape[1]]
            np.subtract(x, self.center[:, None], out=y[:d])
            np.matmul(self.maps.reshape(K * d, d + 1), y, out=z.reshape(K * d, -1))
        squares = np.einsum("kdb,kdb->kb", z, z)
        return np.subtract(self.constant, squares, out=squares)

    def add(self, R):
        """Suma los puntos del último bloque, ponderados por R, de forma (K, b)."""
        z = self.z[:, :, : R.shape[1]]
        self.counts += R.sum(axis=1)
        if self.diagonal:
            self.sums += np.matmul(z, R[:, :, None])
            np.multiply(z, z, out=z)
            self.scatters += np.matmul(z, R[:, :, None])[:, :, 0]
        else:
            roots_of_R = np.sqrt(R)
            z *= roots_of_R[:, None, :]
            self.sums += np.matmul(z, roots_of_R[:, :, None])
            self.scatters += np.matmul(z, np.swapaxes(z, 1, 2))

    def moments(self):
        """n_k, suma de r (x - mu_k) y suma de r (x - mu_k)(x - mu_k)', en unidades de x."""
        if self.diagonal:
            return self.counts, self.roots * self.sums[:, :, 0], self.roots**2 * self.scatters
        sums = (self.roots @ self.sums)[:, :, 0]
        return self.counts, sums, self.roots @ self.scatters @ np.swapaxes(self.roots, 1, 2)


class CommonCoordinates:
    """Todas las componentes comparten unas coordenadas y los productos de ellas.

    Con y = L^-1 (x - c) y T(x) = (1, y_i, y_i y_j), la log-densidad de cada componente es lineal,
    theta_k' T(x), y los momentos que pide el paso M son R' T(x): la normal es una familia
    exponencial (Bishop 2006, sección 2.4).
    """

    def __init__(self, parameters, n):
        self.center = parameters.weights @ parameters.means
        self.diagonal = parameters.covariance_type in ("diag", "spherical")
        d = len(self.center)
        natural = self._natural_diagonal if self.diagonal else self._natural_full
        self.theta = np.concatenate(natural(parameters), axis=1)
        self.theta[:, 0] += _log(parameters.weights) - 0.5 * d * np.log(2 * np.pi)
        self.block = _block_size(n, self.theta.shape[1])
        self.T = np.ones((self.theta.shape[1], self.block))
        self.totals = np.zeros_like(self.theta.T)

    def _natural_diagonal(self, parameters):
        K, d = parameters.means.shape
        deviations = cholesky_factors(parameters.covariances.reshape(K, -1), "diag")
        variances = np.broadcast_to(deviations**2, (K, d))
        self.root = np.sqrt(parameters.weights @ variances)
        self.away = (parameters.means - self.center) / self.root
        precisions = self.root**2 / variances
        self.lost_precision = (self.away**2 * precisions + 1).max()
        linear = self.away * precisions
        constant = 0.5 * np.log(precisions / self.root**2) - 0.5 * linear * self.away
        return constant.sum(axis=1, keepdims=True), linear, -0.5 * precisions

    def _natural_full(self, parameters):
        K, d = parameters.means.shape
        matrices = parameters.matrices
        self.root = cholesky_factors(np.tensordot(parameters.weights, matrices, 1), "full")
        self.map = np.linalg.inv(self.root)
        self.away = (parameters.means - self.center) @ self.map.T
        local = self.map @ matrices @ self.map.T
        factors = precisions_cholesky(local, "full")
        precisions = factors @ np.swapaxes(factors, 1, 2)
        sizes = (self.away**2).sum(axis=1) + _diagonals(local).sum(axis=1)
        self.lost_precision = (sizes * _diagonals(precisions).sum(axis=1)).max()
        linear = np.einsum("kij,kj->ki", precisions, self.away)
        log_det = np.log(np.diagonal(self.root)).sum() - np.log(_diagonals(factors)).sum(axis=1)
        constant = -log_det - 0.5 * (linear * self.away).sum(axis=1)
        self.pairs = np.triu_indices(d)
        twice = np.where(self.pairs[0] == self.pairs[1], 0.5, 1.0)
        return constant[:, None], linear, -twice * precisions[:, *self.pairs]

    def weighted_log_densities(self, x):
        """log pi_k N(x | k) de cada punto; x de forma (d, b), resultado (K, b)."""
        d, b = x.shape
        T = self.T[:, :b]
        y, products = T[1 : d + 1], T[d + 1 :]
        x = np.array(x, dtype=np.float64, order="C")  # una fila por variable: se recorren filas
        x -= self.center[:, None]
        if self.diagonal:
            np.multiply(x, 1 / self.root[:, None], out=y)
            np.multiply(y, y, out=products)
        else:
            np.matmul(self.map, x, out=y)
            first = 0
            for i in range(d):
                np.multiply(y[i], y[i:], out=products[first : first + d - i])
                first += d - i
        return self.theta @ T

    def add(self, R):
        """Suma los puntos del último bloque, ponderados por R, de forma (K, b)."""
        self.totals += self.T[:, : R.shape[1]] @ R.T

    def moments(self):
        """n_k, suma de r (x - mu_k) y suma de r (x - mu_k)(x - mu_k)', en unidades de x."""
        a, d = self.away, self.away.shape[1]
        n_k, first, second = self.totals[0], self.totals[1 : d + 1].T, self.totals[d + 1 :].T
        sums = first - n_k[:, None] * a
        if self.diagonal:
            scatters = second - a * (first + sums)
            return n_k, self.root * sums, self.root**2 * scatters
        scatters = np.empty((len(n_k), d, d))
        scatters[:, *self.pairs] = scatters[:, *self.pairs[::-1]] = second
        scatters -= a[:, :, None] * first[:, None, :] + sums[:, :, None] * a[:, None, :]
        return n_k, sums @ self.root.T, self.root @ scatters @ self.root.T


def covariances_from_scatter(scatters, counts, shift, covariance_type, reg_covar=0.0):
    """Covarianzas alrededor de la media nueva, a partir de las sumas alrededor del centro.

    Parameters
    ----------
    scatters : ndarray, forma (K, d, d), o (K, d) en diag y spherical
        Suma de r (x - c)(x - c)' de cada componente; en diag y spherical, solo la diagonal.
    counts : ndarray, forma (K,)
        Observaciones (suma de responsabilidades) de cada componente.
    shift : ndarray, forma (K, d)
        Media nueva menos centro.
    covariance_type : str
        La estructura.
    reg_covar : float, default 0
        Se suma a la diagonal; tiene las unidades de x al cuadrado.
    """
    if covariance_type in ("diag", "spherical"):
        variances = scatters / counts[:, None] - shift**2 + reg_covar
        return variances if covariance_type == "diag" else variances.mean(axis=1)
    K, d = shift.shape
    n_k = counts[:, None, None]
    around_means = scatters.reshape(K, d, d) - n_k * shift[:, :, None] * shift[:, None, :]
    if covariance_type == "tied":
        return around_means.sum(axis=0) / counts.sum() + reg_covar * np.eye(d)
    return around_means / n_k + reg_covar * np.eye(d)
