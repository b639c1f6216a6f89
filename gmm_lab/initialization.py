"""Puntos de partida para EM."""

import numpy as np

from .checks import (
    check_choice,
    check_data,
    check_integer,
    check_number,
    check_random_state,
    check_sample_weight,
)
from .covariance import COVARIANCE_TYPES, is_diagonal
from .em import EMPTY, SufficientStatistics, m_step, maximize

__all__ = ["INIT_PARAMS", "SUBSAMPLE", "initial_parameters", "parameters_from_responsibilities",
           "starting_parameters"]

INIT_PARAMS = ("kmeans", "k-means++", "random", "random_from_data")

# Con más filas que estas (o que 100 por componente), el inicio mira solo una parte, al azar.
SUBSAMPLE = 20_000


def initial_parameters(
    X,
    n_components,
    init_params="kmeans",
    covariance_type="full",
    reg_covar=1e-6,
    random_state=None,
    sample_weight=None,
):
    """Parámetros iniciales: se reparten los puntos y se da un paso M.

    Con más de 20 000 filas (y más de 100 por componente) se usa una muestra al azar de ellas: un
    inicio no necesita más, y así ocupa poca memoria.

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
        Se suma a la diagonal de cada covarianza; unidades de x al cuadrado.
    random_state : None, int, RandomState o Generator
        El origen del azar.
    sample_weight : array_like, forma (n,), optional
        Cuántas veces cuenta cada fila; por defecto, una.

    Returns
    -------
    MixtureParameters

    Raises
    ------
    ValueError
        Si X no es una tabla de números finitos, si tiene menos filas distintas que componentes,
        o si otro argumento no es válido.

    Examples
    --------
    >>> X = np.array([[0.0], [1.0], [9.0], [10.0]])
    >>> sorted(initial_parameters(X, 2, random_state=0).means.ravel().tolist())
    [0.5, 9.5]
    """
    K = check_integer(n_components, "n_components")
    X = check_data(X, min_rows=K)
    check_choice(init_params, "init_params", INIT_PARAMS)
    check_choice(covariance_type, "covariance_type", COVARIANCE_TYPES)
    reg_covar = check_number(reg_covar, "reg_covar", minimum=0)
    rng = check_random_state(random_state)
    weight = None
    if sample_weight is not None:
        weight = check_sample_weight(sample_weight, len(X))
        X, weight = X[weight > 0], weight[weight > 0]
    return starting_parameters(X, K, init_params, covariance_type, reg_covar, rng, weight)


def starting_parameters(
    X, K, init_params, covariance_type, reg_covar, rng, weight=None, prior=None
):
    """Lo mismo, con los argumentos ya comprobados y los pesos positivos."""
    X, weight = _some_rows(X, weight, K, rng)
    centered = X - X.mean(axis=0)  # k-medias calcula x² + c² - 2xc: lejos de 0 perdería cifras
    n_distinct = _n_distinct(centered, K)
    if n_distinct < K:
        raise ValueError(
            f"X tiene solo {n_distinct} filas distintas y se piden {K} componentes: pide menos "
            f"componentes o revisa si los datos están repetidos o redondeados, o si algún punto "
            f"está tan lejos que los demás no se distinguen."
        )
    R = _first_responsibilities(centered, weight, K, init_params, rng)
    if weight is not None:
        R = R * weight[:, None]
    return maximize(moments_of(X, R, covariance_type), reg_covar, prior)


def _some_rows(X, weight, K, rng):
    """Todas las filas, o una muestra si son muchas y tiene K distintas al menos; en float64."""
    size = max(SUBSAMPLE, 100 * K)
    if len(X) > size:
        rows = rng.choice(len(X), size, replace=False, shuffle=False)
        if _n_distinct(X[rows], K) >= K:
            X, weight = X[rows], None if weight is None else weight[rows]
    return X.astype(np.float64, copy=False), weight


def _n_distinct(X, enough):
    """Número de filas distintas; si las primeras ya son bastantes, no sigue contando."""
    n_first = len(np.unique(X[: 10 * enough], axis=0))
    return n_first if n_first >= enough else len(np.unique(X, axis=0))


def _first_responsibilities(X, weight, K, init_params, rng):
    """Reparto inicial de los puntos, forma (n, K)."""
    if init_params == "random":
        return rng.dirichlet(np.ones(K), size=len(X))
    if init_params == "random_from_data":
        return _nearest(X, _random_rows(X, weight, K, rng))
    seed = int(rng.integers(2**31))
    if init_params == "k-means++":
        from sklearn.cluster import kmeans_plusplus

        return _nearest(X, kmeans_plusplus(X, K, sample_weight=weight, random_state=seed)[0])
    from sklearn.cluster import KMeans

    labels = KMeans(K, n_init=1, random_state=seed).fit(X, sample_weight=weight).labels_
    return np.eye(K)[labels]


def _random_rows(X, weight, K, rng):
    """K filas distintas al azar; una fila que cuenta doble sale antes con doble probabilidad."""
    order = np.argsort(rng.exponential(size=len(X)) / (1 if weight is None else weight))
    _, first = np.unique(X[order], axis=0, return_index=True)
    return X[order[np.sort(first)[:K]]]


def _nearest(X, centers):
    """Cada punto, entero, para el centro más cercano."""
    squared_distances = np.stack([((X - center) ** 2).sum(axis=1) for center in centers])
    return np.eye(len(centers))[squared_distances.argmin(axis=0)]


def parameters_from_responsibilities(
    X, R, covariance_type="full", reg_covar=0.0, sample_weight=None
):
    """Un paso M a partir de un reparto cualquiera de los puntos.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    R : array_like, forma (n, K)
        Responsabilidades; cada fila suma 1.
    covariance_type : str, default "full"
        La estructura.
    reg_covar : float, default 0
        Se suma a la diagonal de cada covarianza.
    sample_weight : array_like, forma (n,), optional
        Peso de cada observación.

    Returns
    -------
    MixtureParameters

    Raises
    ------
    ValueError
        Si X o R no son tablas de números finitos con las mismas filas, si R tiene números
        negativos o una componente no recibe ningún punto.
    """
    X = check_data(X)
    R = check_data(R, name="R")
    check_choice(covariance_type, "covariance_type", COVARIANCE_TYPES)
    if len(R) != len(X) or R.min() < 0:
        raise ValueError(
            f"R tiene {len(R)} filas y su mínimo es {R.min():.3g}; se espera una fila por cada "
            f"una de las {len(X)} de X, con números no negativos."
        )
    if sample_weight is not None:
        R = R * check_sample_weight(sample_weight, len(X))[:, None]
    return m_step(moments_of(X, R, covariance_type), reg_covar)


def moments_of(X, R, covariance_type):
    """Los estadísticos de un reparto dado, alrededor de la media de cada componente."""
    n_k = R.sum(axis=0)
    centers = (R.T @ X) / np.maximum(n_k, EMPTY)[:, None]
    diagonal = is_diagonal(covariance_type)
    scatters = []
    for center, r in zip(centers, R.T):
        away = X - center
        scatters.append(r @ away**2 if diagonal else (r[:, None] * away).T @ away)
    return SufficientStatistics.computed(
        n_k, np.zeros_like(centers), np.array(scatters), centers, np.nan, covariance_type
    )
