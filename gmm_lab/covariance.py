"""Las cuatro estructuras de covarianza: full, tied, diag y spherical."""

from contextlib import suppress

import numpy as np

from .checks import check_choice

__all__ = [
    "COVARIANCE_TYPES",
    "cholesky_factors",
    "covariance_matrices",
    "covariance_shape",
    "covariances_from_scatter",
    "diagonals",
    "inverse",
    "is_diagonal",
    "n_free_parameters",
    "precisions_cholesky",
]

COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")

# Por debajo, una covarianza no se distingue de una singular.
MIN_REMAINING = 16 * np.finfo(float).eps


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
    """Si las variables no tienen correlación dentro de una componente."""
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


def diagonals(matrices):
    """Las diagonales de unas matrices, forma (K, d): una vista."""
    K, d, _ = matrices.shape
    return matrices.reshape(K, d * d)[:, :: d + 1]


def cholesky_factors(covariances, covariance_type):
    """Raíz L de cada covarianza, con L L' = covarianza (desviación estándar en diag y spherical).

    Raises
    ------
    ValueError
        Si alguna covarianza no es definida positiva; dice cuál es la componente.
    """
    if is_diagonal(covariance_type):
        singular = (covariances.reshape(len(covariances), -1) <= 0).any(axis=1)
        factors = np.sqrt(np.maximum(covariances, 0))
    else:
        stack = covariances.reshape(-1, *covariances.shape[-2:])
        factors = np.zeros_like(stack)
        for k, matrix in enumerate(stack):
            with suppress(np.linalg.LinAlgError):  # si falla quedan ceros, y se ve enseguida
                factors[k] = np.linalg.cholesky(matrix)
        # Lo que queda de cada varianza al descontar las variables anteriores.
        remaining = diagonals(factors) ** 2
        singular = (remaining <= MIN_REMAINING * np.abs(diagonals(stack))).any(axis=1)
    if singular.any():
        raise ValueError(
            f"La covarianza de la componente {int(singular.argmax())} no es definida positiva: la "
            f"componente colapsó sobre unos pocos puntos, o hay columnas repetidas o constantes. "
            f"Prueba menos componentes, otro inicio, un reg_covar mayor o una estructura más "
            f"simple (covariance_type='diag')."
        )
    return factors.reshape(covariances.shape)


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
    around = scatters - sums[:, :, None] * shift[:, None, :]
    if covariance_type == "tied":
        covariances = around.sum(axis=0) / divisor.sum()
    else:
        covariances = around / divisor[:, None, None]
    on_diagonal = diagonals(covariances.reshape(-1, d, d))
    on_diagonal += reg_covar
    return covariances
