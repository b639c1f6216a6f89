"""El algoritmo EM: dos funciones y un bucle.

``parámetros --e_step(X)--> estadísticos suficientes --m_step--> parámetros --> ...``

Los estadísticos se suman: los de todos los datos son la suma de los de cada bloque.
"""

from dataclasses import dataclass
from itertools import count

import numpy as np

from . import gaussian
from .checks import check_data, check_number, check_sample_weight

__all__ = [
    "EMStep",
    "MixtureParameters",
    "SufficientStatistics",
    "as_parameters",
    "e_step",
    "em_steps",
    "log_likelihood",
    "m_step",
    "parameters_from_responsibilities",
    "responsibilities",
    "score_samples",
    "sort_components",
    "weighted_log_densities",
]

def _frozen(values, name):
    """Copia de solo lectura, de números finitos."""
    try:
        array = np.array(values, dtype=np.float64)
    except (TypeError, ValueError):
        array = np.array(np.nan)
    if not np.isfinite(array).all():
        raise ValueError(
            f"{name} debe contener números finitos, y llegó {str(values)[:60]}. Revisar que no "
            f"haya textos, NaN, infinitos ni filas de distinto largo."
        )
    array.setflags(write=False)
    return array


@dataclass(frozen=True, eq=False)
class MixtureParameters:
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
        Si las formas no concuerdan, hay valores no finitos o los pesos no suman 1.

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
            object.__setattr__(self, name, _frozen(getattr(self, name), name))
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
        expected = gaussian.covariance_shape(
            self.covariance_type, self.n_components, self.n_features
        )
        if self.covariances.shape != expected:
            raise ValueError(
                f"covariances tiene forma {self.covariances.shape}; con "
                f"covariance_type='{self.covariance_type}' se espera {expected}."
            )
        total = self.weights.sum()
        if (self.weights < 0).any() or abs(total - 1) > 1e-6:
            raise ValueError(
                f"weights suma {total:.6g} y su mínimo es {self.weights.min():.3g}: los pesos no "
                f"pueden ser negativos y deben sumar 1. Probar weights / weights.sum()."
            )

    @classmethod
    def _computed(cls, weights, means, covariances, covariance_type):
        """Sin comprobar: para lo que calcula el paso M, que ya tiene la forma debida."""
        parameters = object.__new__(cls)
        for array in (weights, means, covariances):
            array.setflags(write=False)
        for name, value in zip(
            cls.__dataclass_fields__, (weights, means, covariances, covariance_type)
        ):
            object.__setattr__(parameters, name, value)
        return parameters

    def reorder(self, order):
        """La misma mezcla, con las componentes en el orden dado: `order` permuta 0, ..., K - 1."""
        shared, C = self.covariance_type == "tied", self.covariances
        return MixtureParameters(
            self.weights[order], self.means[order], C if shared else C[order], self.covariance_type
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
        return gaussian.covariance_matrices(
            self.covariances, self.covariance_type, self.n_components, self.n_features
        )


def as_parameters(model):
    """Los parámetros de un modelo: `MixtureParameters`, nuestro `GMM` o el de scikit-learn."""
    if isinstance(model, MixtureParameters):
        return model
    try:
        return MixtureParameters(
            model.weights_, model.means_, model.covariances_, model.covariance_type
        )
    except AttributeError:
        raise ValueError(
            f"Se esperaba un MixtureParameters o un modelo ya ajustado con fit(X), y llegó "
            f"{type(model).__name__}."
        ) from None


@dataclass(frozen=True, eq=False)
class SufficientStatistics:
    """Todo lo que el paso M necesita saber de los datos. Se pueden sumar.

    Parameters
    ----------
    counts : ndarray, forma (K,)
        Suma de las responsabilidades, n_k.
    sums : ndarray, forma (K, d)
        Suma de r (x - c), con c el centro de la componente.
    scatters : ndarray
        Suma de r (x - c)(x - c)': (K, d, d) en full y tied, (K, d) en las otras.
    centers : ndarray, forma (K, d)
        Los centros: las medias con que se calcularon las responsabilidades.
    log_likelihood : float
        Log-verosimilitud de los datos con los parámetros del paso E.
    covariance_type : str
        La estructura.
    """

    counts: np.ndarray
    sums: np.ndarray
    scatters: np.ndarray
    centers: np.ndarray
    log_likelihood: float
    covariance_type: str

    def __add__(self, other):
        if not isinstance(other, SufficientStatistics):
            return NotImplemented
        if self.covariance_type != other.covariance_type or not np.array_equal(
            self.centers, other.centers
        ):
            raise ValueError(
                "Estos estadísticos no se pueden sumar: se calcularon con centros o estructuras "
                "distintas. Usar los mismos parámetros en el paso E de cada bloque."
            )
        return SufficientStatistics(
            self.counts + other.counts,
            self.sums + other.sums,
            self.scatters + other.scatters,
            self.centers,
            self.log_likelihood + other.log_likelihood,
            self.covariance_type,
        )


@dataclass(frozen=True, eq=False)
class EMStep:
    """Una iteración de EM: parámetros antes y después, y log-verosimilitud de los de antes."""

    iteration: int
    before: MixtureParameters
    after: MixtureParameters
    log_likelihood: float

    @property
    def change(self):
        """Mayor cambio absoluto de un parámetro en esta iteración."""
        return max(
            np.abs(getattr(self.after, name) - getattr(self.before, name)).max()
            for name in ("weights", "means", "covariances")
        )


def _blocks(X, space):
    """Cortes de filas que caben en la memoria caché."""
    return (slice(first, first + space.block) for first in range(0, len(X), space.block))


def _normalize(log_p):
    """Cambia los log pi_k N(x | k) de forma (K, b) por responsabilidades; devuelve log p(x)."""
    largest = log_p.max(axis=0)
    log_p -= largest
    np.exp(log_p, out=log_p)
    total = log_p.sum(axis=0)
    log_p *= 1 / total
    return largest + np.log(total)


def weighted_log_densities(X, parameters):
    """log(pi_k N(x_i | mu_k, Sigma_k)): los pasos # 1 y # 2, en logaritmos.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    parameters : MixtureParameters
        La mezcla.

    Returns
    -------
    ndarray, forma (n, K)
    """
    X = check_data(X, n_features=parameters.n_features)
    space = gaussian.coordinates(parameters, len(X))
    return np.concatenate(
        [space.weighted_log_densities(X[block].T) for block in _blocks(X, space)], axis=1
    ).T


def score_samples(X, parameters):
    """Log-densidad de la mezcla en cada punto.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    parameters : MixtureParameters
        La mezcla.

    Returns
    -------
    ndarray, forma (n,)
    """
    return _normalize(weighted_log_densities(X, parameters).T)


def responsibilities(X, parameters):
    """Paso E visto punto por punto: la probabilidad de que x_i venga de la componente k.

    ``r_ik = pi_k N(x_i | mu_k, Sigma_k) / sum_j pi_j N(x_i | mu_j, Sigma_j)``
    (Bishop 2006, ecuación 9.23; regla de Bayes).

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    parameters : MixtureParameters
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
    R = weighted_log_densities(X, parameters)  # 1 densidades, 2 ponderar
    _normalize(R.T)  # 3 normalizar
    return R


def log_likelihood(X, parameters):
    """Log-verosimilitud de los datos: la suma de log p(x_i) (Bishop 2006, ecuación 9.14).

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    parameters : MixtureParameters
        La mezcla.

    Returns
    -------
    float

    Examples
    --------
    >>> start = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> round(log_likelihood([[1.0], [2.0], [3.0]], start), 4)
    -4.3893
    """
    return float(score_samples(X, parameters).sum())


def e_step(X, parameters, sample_weight=None):
    """Paso E: de los parámetros a los estadísticos suficientes esperados.

    Recorre los datos por bloques; las responsabilidades de un bloque se usan y se olvidan.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    parameters : MixtureParameters
        La mezcla actual.
    sample_weight : ndarray, forma (n,), optional
        Peso de cada observación: 2 equivale a repetir la fila.

    Returns
    -------
    SufficientStatistics

    Raises
    ------
    ValueError
        Si X no tiene la forma (n, d) de la mezcla o no es de números finitos.

    Examples
    --------
    >>> start = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> e_step([[1.0], [2.0], [3.0]], start).counts.round(6).tolist()
    [1.5, 1.5]
    """
    return _e_step(*_checked(X, parameters, sample_weight))


def _checked(X, parameters, sample_weight):
    X = check_data(X, n_features=parameters.n_features)
    if sample_weight is not None:
        sample_weight = check_sample_weight(sample_weight, len(X))
    return X, parameters, sample_weight


def _e_step(X, parameters, sample_weight):
    """El paso E sobre datos ya comprobados."""
    log_likelihood = 0.0
    space = gaussian.coordinates(parameters, len(X))
    for block in _blocks(X, space):
        R = space.weighted_log_densities(X[block].T)  # 1 densidades, 2 ponderar
        log_p = _normalize(R)  # 3 normalizar
        if sample_weight is not None:
            R *= sample_weight[block]
            log_p *= sample_weight[block]
        log_likelihood += log_p.sum()
        space.add(R)
    return SufficientStatistics(
        *space.moments(), parameters.means, float(log_likelihood), parameters.covariance_type
    )


def m_step(statistics, reg_covar=0.0):
    """Paso M: de los estadísticos suficientes a los parámetros que maximizan Q.

    (Bishop 2006, ecuaciones 9.24 a 9.26.)

    Parameters
    ----------
    statistics : SufficientStatistics
        Lo que devuelve `e_step`.
    reg_covar : float, default 0
        Se suma a la diagonal de cada covarianza; unidades de x al cuadrado.

    Returns
    -------
    MixtureParameters

    Raises
    ------
    ValueError
        Si alguna componente se quedó sin puntos.

    Examples
    --------
    >>> start = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> m_step(e_step([[1.0], [2.0], [3.0]], start)).means.round(3).tolist()
    [[1.492], [2.508]]
    """
    reg_covar = check_number(reg_covar, "reg_covar", minimum=0)
    n_k = statistics.counts
    if (n_k <= np.finfo(float).tiny).any():
        raise ValueError(
            f"La componente {int(n_k.argmin())} se quedó sin puntos (su responsabilidad total es "
            f"{n_k.min():.3g}). Probar otro inicio o menos componentes."
        )
    # 4 contar
    weights = n_k / n_k.sum()
    # 5 promediar
    shift = statistics.sums / n_k[:, None]
    means = statistics.centers + shift
    # 6 dispersar
    covariances = gaussian.covariances_from_scatter(
        statistics.scatters, n_k, shift, statistics.covariance_type, reg_covar
    )
    return MixtureParameters._computed(weights, means, covariances, statistics.covariance_type)


def parameters_from_responsibilities(
    X, R, covariance_type="full", reg_covar=0.0, sample_weight=None
):
    """Un paso M a partir de un reparto cualquiera de los puntos.

    Parameters
    ----------
    X : ndarray, forma (n, d)
        Datos.
    R : ndarray, forma (n, K)
        Responsabilidades; cada fila suma 1.
    covariance_type : str, default "full"
        La estructura.
    reg_covar : float, default 0
        Se suma a la diagonal de cada covarianza.
    sample_weight : ndarray, forma (n,), optional
        Peso de cada observación.

    Returns
    -------
    MixtureParameters
    """
    if sample_weight is not None:
        R = R * sample_weight[:, None]
    n_k = R.sum(axis=0)
    centers = (R.T @ X) / np.maximum(n_k, np.finfo(float).tiny)[:, None]
    scatters = []
    for center, r in zip(centers, R.T):
        difference = X - center
        scatter = (r[:, None] * difference).T @ difference
        scatters.append(scatter if covariance_type in ("full", "tied") else np.diagonal(scatter))
    statistics = SufficientStatistics(
        n_k, np.zeros_like(centers), np.array(scatters), centers, np.nan, covariance_type
    )
    return m_step(statistics, reg_covar)


def em_steps(X, start, reg_covar=0.0, sample_weight=None):
    """El bucle: entrega una iteración tras otra, sin fin. Quien lo usa decide cuándo parar.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    start : MixtureParameters
        Parámetros iniciales.
    reg_covar : float, default 0
        Se suma a la diagonal de cada covarianza en el paso M.
    sample_weight : ndarray, forma (n,), optional
        Peso de cada observación: 2 equivale a repetir la fila.

    Yields
    ------
    EMStep
        iteration (1, 2, ...), before, after y la log-verosimilitud de `before`.

    Examples
    --------
    >>> start = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> for step in em_steps([[1.0], [2.0], [3.0]], start):
    ...     if step.change < 1e-9:
    ...         break
    >>> round(step.log_likelihood, 4)
    -3.3816
    """
    X, parameters, sample_weight = _checked(X, start, sample_weight)
    for iteration in count(1):
        statistics = _e_step(X, parameters, sample_weight)
        updated = m_step(statistics, reg_covar)
        yield EMStep(iteration, parameters, updated, statistics.log_likelihood)
        parameters = updated


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
