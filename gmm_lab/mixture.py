"""Una mezcla gaussiana y lo que se le puede preguntar: densidades, responsabilidades, sorteos."""

from dataclasses import dataclass

import numpy as np

from . import covariance, gaussian
from .blas import one_thread
from .checks import (
    ReadOnly,
    check_array,
    check_data,
    check_integer,
    check_random_state,
    check_sample_weight,
    check_shares,
    check_symmetric,
    check_weights,
    read_only,
)
from .tables import components_table

__all__ = [
    "MixtureParameters",
    "align_labels",
    "as_parameters",
    "log_likelihood",
    "lower_bound",
    "responsibilities",
    "score_samples",
    "sort_components",
    "weighted_log_densities",
]


@dataclass(frozen=True, eq=False)
class MixtureParameters(ReadOnly):
    """Los parámetros de una mezcla gaussiana. No se modifican: cada paso M crea otros.

    Parameters
    ----------
    weights : array_like, forma (K,)
        Pesos; positivos o cero, suman 1.
    means : array_like, forma (K, d)
        Medias, en las unidades de los datos.
    covariances : array_like
        Covarianzas, en unidades al cuadrado. Forma (K, d, d) si covariance_type es "full",
        (d, d) si es "tied", (K, d) si es "diag", (K,) si es "spherical".
    covariance_type : str, default "full"
        La estructura de las covarianzas.

    Raises
    ------
    ValueError
        Si las formas no concuerdan, hay valores no finitos, los pesos no suman 1 o una matriz no
        es simétrica.

    Examples
    --------
    >>> start = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> start.n_components, start.n_features
    (2, 1)
    """

    weights: np.ndarray
    means: np.ndarray
    covariances: np.ndarray
    covariance_type: str = "full"

    def __post_init__(self):
        for name in ("weights", "means", "covariances"):
            object.__setattr__(self, name, read_only(getattr(self, name), name))
        if self.weights.ndim != 1 or self.weights.size == 0:
            raise ValueError(
                f"weights tiene forma {self.weights.shape}; se espera (K,): un peso por "
                "componente."
            )
        if self.means.ndim != 2 or len(self.means) != self.n_components:
            raise ValueError(
                f"means tiene forma {self.means.shape}; con {self.n_components} pesos se espera "
                f"({self.n_components}, d): una fila por componente."
            )
        expected = covariance.covariance_shape(
            self.covariance_type, self.n_components, self.n_features
        )
        if self.covariances.shape != expected:
            raise ValueError(
                f"covariances tiene forma {self.covariances.shape}; con "
                f"covariance_type='{self.covariance_type}' se espera {expected}."
            )
        check_weights(self.weights, "weights")
        if not covariance.is_diagonal(self.covariance_type):
            check_symmetric(self.covariances, "covariances")
            exact = (self.covariances + np.swapaxes(self.covariances, -1, -2)) / 2
            object.__setattr__(self, "covariances", read_only(exact, "covariances"))

    def __repr__(self):
        return repr(components_table(self))

    def _repr_html_(self):
        return components_table(self)._repr_html_()

    def reorder(self, order):
        """La misma mezcla, con las componentes en el orden dado: `order` permuta 0, ..., K - 1.

        Raises
        ------
        ValueError
            Si `order` no es una permutación.
        """
        K, C = self.n_components, self.covariances
        order = np.asarray(order)
        if order.ndim != 1 or order.dtype.kind not in "iu" or sorted(order) != list(range(K)):
            raise ValueError(
                f"order = {order.tolist()}: se espera cada número de 0 a {K - 1}, una vez."
            )
        return self.computed(
            self.weights[order], self.means[order],
            C if self.covariance_type == "tied" else C[order], self.covariance_type,
        )

    @property
    def n_components(self):
        """Número K de componentes."""
        return len(self.weights)

    @property
    def n_features(self):
        """Número d de variables."""
        return self.means.shape[1]

    @property
    def matrices(self):
        """Las K matrices de covarianza, forma (K, d, d)."""
        return covariance.covariance_matrices(
            self.covariances, self.covariance_type, self.n_components, self.n_features
        )

    @property
    def mean(self):
        """La media de la mezcla entera, forma (d,)."""
        return self.weights @ self.means

    @property
    def covariance(self):
        """La covarianza de la mezcla entera: dentro de las componentes y entre ellas, (d, d)."""
        away = self.means - self.mean
        return self.within + (self.weights * away.T) @ away

    @property
    def within(self):
        """El promedio ponderado de las covarianzas de las componentes, forma (d, d)."""
        return np.tensordot(self.weights, self.matrices, 1)

    def marginal(self, columns):
        """La mezcla de algunas variables, sin mirar las demás.

        Parameters
        ----------
        columns : array_like de enteros
            Las variables que quedan, en el orden que se quiera.

        Returns
        -------
        MixtureParameters
            Con la misma estructura.

        Raises
        ------
        ValueError
            Si `columns` no son variables distintas de la mezcla.

        Examples
        --------
        >>> p = MixtureParameters([1], [[3, 5]], [[[4, 1], [1, 9]]])
        >>> p.marginal([1]).means.tolist(), p.marginal([1]).covariances.tolist()
        ([[5.0]], [[[9.0]]])
        """
        chosen = self._columns(columns)
        C = self.covariances
        if self.covariance_type == "diag":
            C = C[:, chosen]
        elif self.covariance_type != "spherical":
            C = C[..., chosen[:, None], chosen]
        return self.computed(self.weights, self.means[:, chosen], C, self.covariance_type)

    def conditional(self, columns, values):
        """La mezcla de las demás variables cuando algunas ya se conocen.

        Cada peso es la responsabilidad de la componente por lo que se conoce; cada media sigue la
        recta de regresión de su componente (Bishop 2006, ecuaciones 2.81 y 2.82). `mean` y
        `covariance` del resultado son la predicción y su varianza.

        Parameters
        ----------
        columns : array_like de enteros
            Las variables que se conocen: alguna, y no todas.
        values : array_like
            Su valor, en el mismo orden.

        Returns
        -------
        MixtureParameters
            La mezcla de las variables restantes, en su orden y con la misma estructura.

        Raises
        ------
        ValueError
            Si `columns` no son variables distintas de la mezcla, si son todas, o si `values` no
            tiene un número finito por variable.

        Examples
        --------
        >>> p = MixtureParameters([1], [[3, 5]], [[[4, 2], [2, 9]]])
        >>> p.conditional([0], [5]).mean.tolist(), p.conditional([0], [5]).covariance.tolist()
        ([6.0], [[8.0]])
        """
        known = self._columns(columns)
        rest = np.setdiff1d(np.arange(self.n_features), known)
        if len(rest) == 0:
            raise ValueError("columns tiene todas las variables: no queda ninguna que predecir.")
        values = check_array(values, (len(known),), "values")
        weights = responsibilities(values[None], self.marginal(known))[0]
        others = self.marginal(rest)
        if covariance.is_diagonal(self.covariance_type):
            return self.computed(weights, *list(vars(others).values())[1:])
        C = self.covariances.reshape(-1, self.n_features, self.n_features)
        slopes, left = regression(C, known, rest)
        away = values - self.means[:, known]
        means = others.means + (slopes @ away[:, :, None])[:, :, 0]
        return self.computed(
            weights, means, left.reshape(others.covariances.shape), self.covariance_type
        )

    def _columns(self, columns):
        chosen = np.atleast_1d(columns)
        valid = set(range(self.n_features)) if chosen.dtype.kind in "iu" else set()
        if chosen.ndim > 1 or not 0 < len(chosen) == len(valid & set(chosen.tolist())):
            raise ValueError(
                f"columns = {columns!r}: se espera una lista de variables distintas, con números "
                f"de 0 a {self.n_features - 1}."
            )
        return chosen

    def sample(self, n_samples=1, random_state=None):
        """Sortea observaciones: primero el dado (la componente), después la campana.

        Parameters
        ----------
        n_samples : int, default 1
            Cuántas.
        random_state : None, int, RandomState o Generator
            El origen del azar.

        Returns
        -------
        X : ndarray, forma (n_samples, d)
            Las observaciones, en las unidades de los datos.
        z : ndarray, forma (n_samples,)
            La componente de cada una.

        Raises
        ------
        ValueError
            Si n_samples no es un entero positivo, o si tantas no caben en la memoria.

        Examples
        --------
        >>> X, z = MixtureParameters([1], [[3, 5]], [[[4, 2], [2, 9]]]).sample(10, random_state=0)
        >>> X.shape, z.shape
        ((10, 2), (10,))
        """
        n = check_integer(n_samples, "n_samples")
        rng = check_random_state(random_state)
        factors = covariance.cholesky_factors(self.matrices, "full")
        try:
            z = rng.choice(self.n_components, size=n, p=self.weights / self.weights.sum())
            X = rng.standard_normal((n, self.n_features))
        except (MemoryError, OverflowError, ValueError):
            raise ValueError(
                f"n_samples = {n}: tantas observaciones de {self.n_features} variables no caben "
                f"en la memoria. Pide menos, y varias veces."
            ) from None
        for k, (mean, factor) in enumerate(zip(self.means, factors)):
            X[z == k] = mean + X[z == k] @ factor.T
        return X, z


def regression(matrices, known, rest):
    """Pendientes de unas variables sobre las que se conocen, y la covarianza que les queda."""
    crossed = matrices[:, known[:, None], rest]
    slopes = np.swapaxes(np.linalg.solve(matrices[:, known[:, None], known], crossed), 1, 2)
    return slopes, matrices[:, rest[:, None], rest] - slopes @ crossed


def as_parameters(model):
    """Los parámetros de un modelo: `MixtureParameters`, nuestro `GMM` o el de scikit-learn."""
    fitted = getattr(model, "parameters_", model)
    if isinstance(fitted, MixtureParameters):
        return fitted
    try:
        return MixtureParameters(
            model.weights_, model.means_, model.covariances_, model.covariance_type
        )
    except AttributeError:
        raise ValueError(
            f"Se esperaba un MixtureParameters o un modelo ya ajustado con fit(X), y llegó "
            f"{type(model).__name__}."
        ) from None


def sort_components(model):
    """La misma mezcla, con las componentes en el orden de sus medias.

    Se ordena por la primera coordenada de la media y, si empata, por las siguientes.

    Parameters
    ----------
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.

    Returns
    -------
    MixtureParameters

    Examples
    --------
    >>> p = MixtureParameters([0.3, 0.7], [[4], [-6]], [[[1]], [[2]]])
    >>> sort_components(p).means.tolist()
    [[-6.0], [4.0]]
    """
    p = as_parameters(model)
    return p.reorder(np.lexsort(p.means.T[::-1]))


def align_labels(reference, model):
    """La misma mezcla, con cada componente en el puesto de la más parecida de otra mezcla.

    Empareja las medias de modo que la suma de sus distancias sea mínima (algoritmo húngaro; Kuhn
    1955, doi:10.1002/nav.3800020109). Las distancias son de Mahalanobis, con la covarianza
    promedio de `reference`: no dependen de las unidades.

    Parameters
    ----------
    reference, model : MixtureParameters, GMM o GaussianMixture ajustado
        Dos mezclas con las mismas componentes y variables; se cambia el orden de la segunda.

    Returns
    -------
    MixtureParameters

    Raises
    ------
    ValueError
        Si las mezclas no tienen el mismo número de componentes y de variables.

    Examples
    --------
    >>> a = MixtureParameters([0.3, 0.7], [[4], [-6]], [[[1]], [[2]]])
    >>> b = MixtureParameters([0.6, 0.4], [[-5], [3]], [[[2]], [[1]]])
    >>> align_labels(a, b).means.ravel().tolist()
    [3.0, -5.0]
    """
    from scipy.optimize import linear_sum_assignment

    p, q = as_parameters(reference), as_parameters(model)
    if p.means.shape != q.means.shape:
        raise ValueError(
            f"Las medias tienen formas {p.means.shape} y {q.means.shape}: para emparejarlas, las "
            f"dos mezclas deben tener las mismas componentes y variables."
        )
    U = covariance.precisions_cholesky(p.within, "tied")
    distances = np.linalg.norm((p.means[:, None] - q.means) @ U, axis=2)
    return q.reorder(linear_sum_assignment(distances)[1])


def weighted_log_densities(X, model):
    """log(pi_k N(x_i | mu_k, Sigma_k)): los pasos # 1 y # 2, en logaritmos.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.

    Returns
    -------
    ndarray, forma (n, K)
    """
    p = as_parameters(model)
    return log_joint(check_data(X, n_features=p.n_features), p).T


def log_joint(X, parameters):
    """Lo mismo de datos ya comprobados, forma (K, n). Una fila no cambia lo de las otras."""
    space = gaussian.OwnCoordinates(parameters)
    found = np.empty((parameters.n_components, len(X)))
    with one_thread:
        for rows in gaussian.blocks(len(X), space.numbers_per_row):
            found[:, rows] = space.log_joint(space.features(X[rows].T))
    return found


def normalize(log_joint):
    """Cambia los log pi_k N(x | k), forma (K, b), por responsabilidades; devuelve log p(x).

    Resta antes el mayor de cada columna: así ninguna exponencial desborda (*log-sum-exp*).
    """
    largest = np.maximum.reduce(log_joint, axis=0)
    log_joint -= largest
    np.exp(log_joint, out=log_joint)
    total = np.add.reduce(log_joint, axis=0)
    log_joint /= total
    return np.log(total) + largest


def score_samples(X, model):
    """Log-densidad de la mezcla en cada punto.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.

    Returns
    -------
    ndarray, forma (n,)
    """
    return normalize(weighted_log_densities(X, model).T)


def responsibilities(X, model):
    """Paso E visto punto por punto: la probabilidad de que x_i venga de la componente k.

    ``r_ik = pi_k N(x_i | mu_k, Sigma_k) / sum_j pi_j N(x_i | mu_j, Sigma_j)``
    (Bishop 2006, ecuación 9.23; regla de Bayes).

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.

    Returns
    -------
    ndarray, forma (n, K)
        Cada fila suma 1.

    Raises
    ------
    ValueError
        Si X no tiene la forma (n, d) de la mezcla o no es de números finitos.

    Examples
    --------
    >>> start = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> responsibilities([[1.0], [2.0], [3.0]], start).round(3).tolist()
    [[0.881, 0.119], [0.5, 0.5], [0.119, 0.881]]
    """
    R = weighted_log_densities(X, model)  # 1 densidades, 2 ponderar
    normalize(R.T)  # 3 normalizar
    return R


def log_likelihood(X, model, sample_weight=None):
    """Log-verosimilitud de los datos: la suma de log p(x_i) (Bishop 2006, ecuación 9.14).

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.
    sample_weight : array_like, forma (n,), optional
        Cuántas veces cuenta cada fila; por defecto, una.

    Returns
    -------
    float

    Examples
    --------
    >>> start = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> round(log_likelihood([[1.0], [2.0], [3.0]], start), 4)
    -4.3893
    """
    log_p = score_samples(X, model)
    if sample_weight is None:
        return float(log_p.sum())
    return float(check_sample_weight(sample_weight, len(log_p)) @ log_p)


def lower_bound(X, model, R):
    """La cota inferior de la log-verosimilitud que da un reparto R de los puntos.

    ``sum_ik r_ik [log(pi_k N(x_i | mu_k, Sigma_k)) - log r_ik]`` (Bishop 2006, ecuación 9.71).
    Toca la log-verosimilitud cuando R son las responsabilidades de la mezcla.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.
    R : array_like, forma (n, K)
        Reparto; cada fila suma 1.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        Si R no tiene la forma (n, K) o no es de números finitos.

    Examples
    --------
    >>> p = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> X = [[1.0], [2.0], [3.0]]
    >>> round(lower_bound(X, p, responsibilities(X, p)), 4)
    -4.3893
    """
    log_p = weighted_log_densities(X, model)
    R = check_shares(R, log_p.shape)
    held = R > 0  # un punto sin responsabilidad no suma nada
    return float(np.sum(R[held] * (log_p[held] - np.log(R[held]))))
