"""Puntos de partida para EM."""

import numpy as np

from .checks import check_data, check_integer, check_random_state
from .em import parameters_from_responsibilities

__all__ = ["INIT_PARAMS", "initial_parameters"]

INIT_PARAMS = ("kmeans", "k-means++", "random", "random_from_data")


def initial_parameters(
    X,
    n_components,
    init_params="kmeans",
    covariance_type="full",
    reg_covar=1e-6,
    random_state=None,
):
    """Parámetros iniciales: se reparten los puntos y se da un paso M.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos; al menos una fila por componente.
    n_components : int
        Número K de componentes.
    init_params : {"kmeans", "k-means++", "random", "random_from_data"}
        Reparto inicial: los grupos de k-medias; el centro más cercano de una siembra k-means++;
        responsabilidades al azar; o el punto sorteado más cercano.
    covariance_type : str, default "full"
        La estructura de las covarianzas.
    reg_covar : float, default 1e-6
        Se suma a la diagonal de cada covarianza.
    random_state : None, int, RandomState o Generator
        El origen del azar.

    Returns
    -------
    MixtureParameters

    Raises
    ------
    ValueError
        Si X no es una tabla de números finitos, si tiene menos filas que componentes, o si
        n_components o init_params no son válidos.

    Examples
    --------
    >>> X = np.array([[0.0], [1.0], [9.0], [10.0]])
    >>> sorted(initial_parameters(X, 2, random_state=0).means.ravel().tolist())
    [0.5, 9.5]
    """
    K = check_integer(n_components, "n_components")
    X = check_data(X, min_rows=K)
    if init_params not in INIT_PARAMS:
        raise ValueError(f"init_params = {init_params!r}: se espera una de {INIT_PARAMS}.")
    rng = check_random_state(random_state)
    R = _first_responsibilities(X, K, init_params, rng)
    return parameters_from_responsibilities(X, R, covariance_type, reg_covar)


def _first_responsibilities(X, K, init_params, rng):
    """Reparto inicial de los puntos, forma (n, K)."""
    if init_params == "random":
        return rng.dirichlet(np.ones(K), size=len(X))
    if init_params == "kmeans":
        from sklearn.cluster import KMeans

        seed = int(rng.integers(2**31))
        labels = KMeans(K, n_init=1, random_state=seed).fit(X).labels_
        return np.eye(K)[labels]
    if init_params == "k-means++":
        from sklearn.cluster import kmeans_plusplus

        centers = kmeans_plusplus(X, K, random_state=int(rng.integers(2**31)))[0]
    else:
        centers = X[rng.choice(len(X), K, replace=False)]
    squared_distances = ((X[:, None, :] - centers[None]) ** 2).sum(axis=2)
    return np.eye(K)[squared_distances.argmin(axis=1)]
