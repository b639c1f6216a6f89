"""La densidad normal y los momentos de un bloque de datos, componente por componente.

EM hace dos preguntas sobre un bloque de datos x, con una fila por variable, forma (d, b): cuál es
la log-densidad de cada punto en cada componente, y cuánto suman los puntos ponderados por R. Se
responden en tres pasos::

    T = features(x)              lo que se mira de cada punto
    log_joint(T)                 log pi_k N(x | k), forma (K, b)
    totals(T, R)                 sumas ponderadas, una fila por componente; se suman entre bloques
    moments(totals)              n_k, sumas de r (x - c) y de r (x - c)(x - c)', y el centro c

`common.py` responde lo mismo de una manera más rápida, cuando se puede.
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
    "OwnCoordinates",
    "blocks",
    "covariance_shape",
    "n_free_parameters",
    "precisions_cholesky",
]

# Números del mayor arreglo de trabajo (1 MB), y observaciones de un bloque. No son potencias de 2:
# filas separadas por una potencia de 2 compiten por el mismo lugar de la memoria caché.
BLOCK_NUMBERS = 125_000
MIN_BLOCK, MAX_BLOCK = 200, 16_000


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
        C, structure = parameters.covariances, parameters.covariance_type
        self.diagonal = is_diagonal(structure)
        if self.diagonal:
            roots = cholesky_factors(C, structure).reshape(K, -1)  # desviaciones estándar
            self.roots = np.broadcast_to(roots, (K, d))
            self.maps, log_det = 1 / self.roots, np.log(self.roots).sum(axis=1)
        else:
            self.roots = cholesky_factors(C, structure).reshape(-1, d, d)
            self.maps = np.linalg.inv(self.roots)
            log_det = np.log(diagonals(self.roots)).sum(axis=1)
        with np.errstate(divide="ignore"):  # un peso 0 es un log-peso -inf, y está bien
            self.constant = np.log(parameters.weights) - log_det - 0.5 * d * np.log(2 * np.pi)
        self.numbers_per_row = K * d

    def features(self, x):
        """Los puntos estandarizados por cada componente, forma (K, d, b)."""
        away = x - self.parameters.means[:, :, None]
        return self.maps[:, :, None] * away if self.diagonal else self.maps @ away

    def log_joint(self, z):
        """log pi_k N(x | k), forma (K, b)."""
        return self.constant[:, None] - 0.5 * np.einsum("kdb,kdb->kb", z, z)

    def keep_digits(self, totals):
        """Siempre: cada componente suma alrededor de su media."""
        return True

    def totals(self, z, R):
        """Por componente: suma de r, de r z y de r z z' (r z^2 en diag y spherical)."""
        roots_of_R = np.sqrt(R)[:, None, :]
        weighted = z * roots_of_R
        first = weighted @ np.swapaxes(roots_of_R, 1, 2)
        if self.diagonal:
            second = np.einsum("kdb,kdb->kd", weighted, weighted)
        else:
            second = weighted @ np.swapaxes(weighted, 1, 2)
        return np.hstack([R.sum(axis=1)[:, None], first[:, :, 0], second.reshape(len(R), -1)])

    def moments(self, totals):
        """n_k, suma de r (x - c), suma de r (x - c)(x - c)' y c: la media de cada componente."""
        means, L = self.parameters.means, self.roots
        counts, first, second = np.split(totals, [1, 1 + means.shape[1]], axis=1)
        if self.diagonal:
            return counts[:, 0], L * first, L**2 * second, means
        sums = (L @ first[:, :, None])[:, :, 0]
        scatters = L @ second.reshape(len(means), *L.shape[1:]) @ np.swapaxes(L, 1, 2)
        return counts[:, 0], sums, scatters, means
