"""Densidades gaussianas y las cuatro estructuras de covarianza.

Todo lo que depende de la estructura (``full``, ``tied``, ``diag``, ``spherical``) está aquí.
Los bloques de datos llegan como diferencias ``x - c_k`` con forma (K, d, b): K componentes,
d variables, b observaciones.
"""

import numpy as np

__all__ = [
    "COVARIANCE_TYPES",
    "covariance_matrices",
    "covariance_shape",
    "covariances_from_scatter",
    "log_gaussian",
    "logsumexp",
    "n_free_parameters",
    "precisions_cholesky",
    "scatter",
]

COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")


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


def precisions_cholesky(covariances, covariance_type):
    """Factor U de la precisión, con U U' = inversa de la covarianza (raíz de 1/varianza en diag).

    Raises
    ------
    ValueError
        Si alguna covarianza no es definida positiva; dice cuál es la componente.
    """
    if covariance_type in ("diag", "spherical"):
        smallest = covariances.reshape(len(covariances), -1).min(axis=1)
        if (smallest <= 0).any():
            raise ValueError(_not_positive(int(smallest.argmin())))
        return 1 / np.sqrt(covariances)
    matrices = covariances if covariances.ndim == 3 else covariances[None]
    factors = np.empty_like(matrices)
    for k, matrix in enumerate(matrices):
        try:
            factors[k] = np.linalg.inv(np.linalg.cholesky(matrix)).T
        except np.linalg.LinAlgError:
            raise ValueError(_not_positive(k)) from None
    return factors.reshape(covariances.shape)


def _not_positive(k):
    return (
        f"La covarianza de la componente {k} no es definida positiva: la componente colapsó "
        f"sobre unos pocos puntos, o hay columnas repetidas o constantes. Probar menos "
        f"componentes, otro inicio, un reg_covar mayor o una estructura más simple "
        f"(covariance_type='diag')."
    )


def log_gaussian(difference, factors, covariance_type):
    """Logaritmo de la densidad gaussiana de cada punto en cada componente.

    ``log N(x | mu_k, Sigma_k) = -d/2 log(2 pi) + log |U_k| - |U_k' (x - mu_k)|^2 / 2``
    (Bishop 2006, ecuación 2.43, escrita con el factor de Cholesky de la precisión).

    Parameters
    ----------
    difference : ndarray, forma (K, d, b)
        Diferencias x - mu_k.
    factors : ndarray
        Lo que devuelve `precisions_cholesky`.
    covariance_type : str
        La estructura.

    Returns
    -------
    ndarray, forma (K, b)
    """
    K, d, _ = difference.shape
    if covariance_type in ("full", "tied"):
        z = np.matmul(np.swapaxes(factors, -1, -2), difference)
        log_det = np.log(np.diagonal(factors, axis1=-2, axis2=-1)).sum(axis=-1)
    else:
        scale = factors.reshape(K, -1, 1)
        z = scale * difference
        log_det = np.log(np.broadcast_to(scale, (K, d, 1))).sum(axis=(1, 2))
    squared_distance = np.einsum("kdb,kdb->kb", z, z)
    constant = log_det - 0.5 * d * np.log(2 * np.pi)
    return np.reshape(constant, (-1, 1)) - 0.5 * squared_distance


def logsumexp(log_values):
    """log(sum(exp(.))) sobre el primer eje, sin desbordamientos.

    Examples
    --------
    >>> round(float(logsumexp(np.array([[-1000.0], [-1000.0]]))[0]), 4)
    -999.3069
    """
    largest = log_values.max(axis=0)
    return largest + np.log(np.exp(log_values - largest).sum(axis=0))


def scatter(R, difference, covariance_type):
    """Suma ponderada de los productos (x - c_k)(x - c_k)', en la forma de la estructura.

    Parameters
    ----------
    R : ndarray, forma (K, b)
        Responsabilidades.
    difference : ndarray, forma (K, d, b)
        Diferencias a los centros.
    covariance_type : str
        La estructura.

    Returns
    -------
    ndarray
        (K, d, d) si es full, (d, d) si es tied, (K, d) en las otras dos.
    """
    weighted = R[:, None, :] * difference
    if covariance_type in ("diag", "spherical"):
        return np.einsum("kdb,kdb->kd", weighted, difference)
    products = np.matmul(weighted, np.swapaxes(difference, 1, 2))
    return products if covariance_type == "full" else products.sum(axis=0)


def covariances_from_scatter(scatters, counts, shift, covariance_type, reg_covar=0.0):
    """Covarianzas alrededor de la media nueva, a partir de las sumas alrededor del centro.

    Parameters
    ----------
    scatters : ndarray
        Lo que devuelve `scatter`, sumado sobre todos los datos.
    counts : ndarray, forma (K,)
        Observaciones (suma de responsabilidades) de cada componente.
    shift : ndarray, forma (K, d)
        Media nueva menos centro.
    covariance_type : str
        La estructura.
    reg_covar : float, default 0
        Se suma a la diagonal; tiene las unidades de x al cuadrado.
    """
    if covariance_type == "full":
        outer = shift[:, :, None] * shift[:, None, :]
        return scatters / counts[:, None, None] - outer + reg_covar * np.eye(shift.shape[1])
    if covariance_type == "tied":
        outer = (counts * shift.T) @ shift
        return (scatters - outer) / counts.sum() + reg_covar * np.eye(shift.shape[1])
    variances = scatters / counts[:, None] - shift**2 + reg_covar
    return variances if covariance_type == "diag" else variances.mean(axis=1)
