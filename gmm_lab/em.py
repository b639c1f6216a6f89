"""El algoritmo EM: dos funciones y un bucle, para cualquier modelo.

``parámetros --e_step--> estadísticos suficientes --m_step--> parámetros --> ...``

Los estadísticos se suman: los de todos los datos son la suma de los de cada bloque.
"""

import sys
from contextlib import nullcontext
from dataclasses import dataclass, fields, is_dataclass
from functools import partial
from itertools import count, islice

import numpy as np

from . import common, covariance, gaussian
from .blas import one_thread
from .checks import (
    ReadOnly,
    check_data,
    check_integer,
    check_number,
    check_sample_weight,
    read_only,
)
from .criteria import collapsed_components
from .mixture import (
    MixtureParameters,
    as_parameters,
    log_likelihood,
    normalize,
    responsibilities,
    score_samples,
    sort_components,
    weighted_log_densities,
)
from .prior import check_prior

__all__ = [
    "EMStep",
    "EStep",
    "MixtureParameters",
    "SufficientStatistics",
    "as_parameters",
    "collapsed_components",
    "e_step",
    "em",
    "em_steps",
    "is_still",
    "log_likelihood",
    "m_step",
    "responsibilities",
    "score_samples",
    "sort_components",
    "until",
    "weighted_log_densities",
]

# Con menos números que estos, BLAS no reparte el trabajo entre hilos.
SMALL_DATA = 10_000
# Una responsabilidad total menor no se puede dividir.
EMPTY = np.finfo(float).tiny
# Una bajada del objetivo menor que esta fracción de él es redondeo: ya está en lo más alto.
ROUNDING = 1e-9


# --- El bucle -----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class EMStep:
    """Una iteración de EM: parámetros antes y después, y cómo eran de buenos los de antes.

    `objective` es lo que EM no baja nunca: la log-verosimilitud, más la log-densidad a priori de
    los parámetros cuando la hay.
    """

    iteration: int
    before: object
    after: object
    log_likelihood: float
    objective: float

    def __repr__(self):
        gained = f"log-verosimilitud {self.log_likelihood:.4f}, cambio {self.change:.2g}"
        return f"Iteración {self.iteration}: {gained}".replace("-", "−").replace("log−", "log-")

    @property
    def change(self):
        """Mayor cambio absoluto de un parámetro en esta iteración."""
        pairs = zip(*map(_values, (self.before, self.after)))
        return max(np.abs(new - old).max() for old, new in pairs if old.dtype.kind in "fiu")


def _values(parameters):
    """Los campos de una dataclass, o el número o arreglo mismo."""
    if not is_dataclass(parameters):
        return [np.asarray(parameters)]
    return [np.asarray(getattr(parameters, field.name)) for field in fields(parameters)]


def em(start, e_step, m_step, log_prior=None):
    """El bucle, para cualquier modelo: entrega una iteración tras otra, sin fin.

    Parameters
    ----------
    start : dataclass, float o ndarray
        Parámetros iniciales.
    e_step : function
        De los parámetros a los estadísticos esperados, que tienen un `log_likelihood`.
    m_step : function
        De los estadísticos a los parámetros nuevos.
    log_prior : function, optional
        De los parámetros a su log-densidad a priori.

    Yields
    ------
    EMStep
        iteration (1, 2, ...), before, after, y la log-verosimilitud y el objetivo de `before`.

    Examples
    --------
    Una moneda cargada, y dos lanzamientos que nadie vio: la estimación sube hasta 2/3.

    >>> from types import SimpleNamespace
    >>> @dataclass
    ... class Coin:
    ...     heads: float
    >>> def expected(p):  # seis caras y tres cruces vistas, y dos lanzamientos sin ver
    ...     log_likelihood = 6 * np.log(p.heads) + 3 * np.log(1 - p.heads)
    ...     return SimpleNamespace(heads=6 + 2 * p.heads, log_likelihood=log_likelihood)
    >>> steps = em(Coin(0.5), expected, lambda statistics: Coin(statistics.heads / 11))
    >>> [round(step.after.heads, 4) for step in islice(steps, 4)]
    [0.6364, 0.6612, 0.6657, 0.6665]
    """
    parameters = start
    for iteration in count(1):
        statistics = e_step(parameters)
        updated = m_step(statistics)
        log_likelihood = statistics.log_likelihood
        objective = log_likelihood + (log_prior(parameters) if log_prior else 0)
        yield EMStep(iteration, parameters, updated, log_likelihood, objective)
        parameters = updated


def is_still(gain, objective, tol):
    """Si el objetivo ya no sube: ganó menos que `tol`, o bajó por redondeo. Con tol=0, nunca."""
    return bool(tol) and -max(tol, ROUNDING * abs(objective)) < gain < tol


class until:
    """Los mismos pasos, hasta que el objetivo gana menos que `tol` o se acaban.

    Parameters
    ----------
    steps : iterable of EMStep
        Lo que entrega `em` o `em_steps`.
    tol : float
        Ganancia del objetivo, en total y no por observación.
    max_iter : int, default 1000
        Número máximo de pasos.
    previous : float, optional
        El objetivo de antes del primer paso, si se continúa.

    Attributes
    ----------
    converged : bool
        Si se detuvo por la ganancia.

    Examples
    --------
    >>> start = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> *_, last = until(em_steps([[1.0], [2.0], [3.0]], start), tol=1e-9)
    >>> round(last.log_likelihood, 4)
    -3.3816
    """

    def __init__(self, steps, tol, max_iter=1000, previous=-np.inf):
        self.tol = check_number(tol, "tol", minimum=0)
        self.max_iter = min(check_integer(max_iter, "max_iter", minimum=0), sys.maxsize)
        self.steps, self.previous, self.converged = steps, previous, False

    def __iter__(self):
        for step in islice(self.steps, self.max_iter):
            yield step
            gain, self.previous = step.objective - self.previous, step.objective
            self.converged = is_still(gain, step.objective, self.tol)
            if self.converged:
                break


# --- La mezcla gaussiana ------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class SufficientStatistics(ReadOnly):
    """Todo lo que el paso M necesita saber de los datos. Se pueden sumar. No se modifican.

    Parameters
    ----------
    counts : array_like, forma (K,)
        Suma de las responsabilidades, n_k.
    sums : array_like, forma (K, d)
        Suma de r (x - c), con c el centro de la componente.
    scatters : array_like
        Suma de r (x - c)(x - c)': (K, d, d) en full y tied, (K, d) en las otras.
    centers : array_like, forma (K, d)
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

    def __post_init__(self):
        for name in ("counts", "sums", "scatters", "centers"):
            object.__setattr__(self, name, read_only(getattr(self, name), name))

    def __add__(self, other):
        if not isinstance(other, SufficientStatistics):
            return NotImplemented
        if self.covariance_type != other.covariance_type or not np.array_equal(
            self.centers, other.centers
        ):
            raise ValueError(
                "Estos estadísticos no se pueden sumar: se calcularon con centros o estructuras "
                "distintas. Usa los mismos parámetros en el paso E de cada bloque."
            )
        return self.computed(
            self.counts + other.counts,
            self.sums + other.sums,
            self.scatters + other.scatters,
            self.centers,
            self.log_likelihood + other.log_likelihood,
            self.covariance_type,
        )

    def __radd__(self, zero):
        """Para `sum`, que empieza en 0."""
        return self if isinstance(zero, int) and zero == 0 else NotImplemented


class EStep:
    """El paso E sobre unos datos ya comprobados: una función de los parámetros.

    Recorre los datos por bloques; las responsabilidades de un bloque se usan y se olvidan. Con un
    `Frame`, lo que no depende de los parámetros se calcula una vez, si cabe en un bloque.
    """

    def __init__(self, X, sample_weight, frame=None):
        self.X, self.sample_weight, self.frame, self.kept = X, sample_weight, frame, None
        if frame is not None and len(gaussian.blocks(len(X), frame.numbers_per_row)) == 1:
            self.kept = frame.features(X.T)

    def __call__(self, parameters):
        space = common.coordinates(parameters, self.frame)
        with one_thread if len(self.X) * space.numbers_per_row > SMALL_DATA else nullcontext():
            totals, log_likelihood = self._sums(space)
            if not space.keep_digits(totals):
                space = gaussian.OwnCoordinates(parameters)
                totals, log_likelihood = self._sums(space)
        return SufficientStatistics.computed(
            *space.moments(totals), log_likelihood, parameters.covariance_type
        )

    def _sums(self, space):
        totals, log_likelihood = 0.0, 0.0
        kept = self.kept if isinstance(space, common.CommonCoordinates) else None
        for rows in gaussian.blocks(len(self.X), space.numbers_per_row):
            T = space.features(self.X[rows].T) if kept is None else kept
            R = space.log_joint(T)  # 1 densidades, 2 ponderar
            log_p = normalize(R)  # 3 normalizar
            if self.sample_weight is not None:
                R *= self.sample_weight[rows]
                log_p *= self.sample_weight[rows]
            totals += space.totals(T, R)
            log_likelihood += log_p.sum()
        return totals, float(log_likelihood)


def e_step(X, model, sample_weight=None):
    """Paso E: de los parámetros a los estadísticos suficientes esperados.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla actual.
    sample_weight : array_like, forma (n,), optional
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
    p = as_parameters(model)
    X, weight = _checked(X, p, sample_weight)
    return EStep(X, weight)(p)


def _checked(X, parameters, sample_weight):
    X = check_data(X, n_features=parameters.n_features)
    if sample_weight is not None:
        sample_weight = check_sample_weight(sample_weight, len(X))
    return X, sample_weight


def m_step(statistics, reg_covar=0.0, prior=None):
    """Paso M: de los estadísticos suficientes a los parámetros que maximizan Q.

    (Bishop 2006, ecuaciones 9.24 a 9.26.) Con una distribución a priori, a los que maximizan Q
    más su log-densidad.

    Parameters
    ----------
    statistics : SufficientStatistics
        Lo que devuelve `e_step`.
    reg_covar : float, default 0
        Se suma a la diagonal de cada covarianza; unidades de x al cuadrado.
    prior : Prior, optional
        Lo que se sabía antes de ver los datos.

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
    return maximize(statistics, reg_covar, check_prior(prior, statistics.sums.shape[1]))


def maximize(statistics, reg_covar, prior):
    """El paso M, con los argumentos ya comprobados."""
    s = statistics
    n_k = mass = divisor = s.counts
    sums, scatters = s.sums, s.scatters
    if prior is not None:
        n_k, mass, divisor, sums, scatters = prior.added_to(s)
    if mass.min() <= EMPTY:
        raise ValueError(
            f"La componente {int(mass.argmin())} se quedó sin puntos (su responsabilidad total es "
            f"{mass.min():.3g}). Prueba otro inicio o menos componentes."
        )
    # 4 contar
    weights = n_k / n_k.sum()
    # 5 promediar
    shift = sums / mass[:, None]
    means = s.centers + shift
    # 6 dispersión
    covariances = covariance.covariances_from_scatter(
        scatters, sums, shift, divisor, s.covariance_type, reg_covar
    )
    return MixtureParameters.computed(weights, means, covariances, s.covariance_type)


def em_steps(X, start, reg_covar=0.0, sample_weight=None, prior=None):
    """EM para una mezcla gaussiana, sin fin. Quien lo usa decide cuándo parar.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    start : MixtureParameters, GMM o GaussianMixture ajustado
        Parámetros iniciales.
    reg_covar : float, default 0
        Se suma a la diagonal de cada covarianza en el paso M.
    sample_weight : array_like, forma (n,), optional
        Peso de cada observación: 2 equivale a repetir la fila.
    prior : Prior, optional
        Lo que se sabía antes de ver los datos.

    Yields
    ------
    EMStep
        iteration (1, 2, ...), before, after, y la log-verosimilitud y el objetivo de `before`.

    Raises
    ------
    ValueError
        Al llamarla, si los datos no son de la forma de la mezcla; al iterar, si una componente
        colapsa.

    Examples
    --------
    >>> start = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> for step in em_steps([[1.0], [2.0], [3.0]], start):
    ...     if step.change < 1e-9:
    ...         break
    >>> round(step.log_likelihood, 4)
    -3.3816
    """
    start = as_parameters(start)
    X, weight = _checked(X, start, sample_weight)
    reg_covar = check_number(reg_covar, "reg_covar", minimum=0)
    prior = check_prior(prior, start.n_features)
    e_step = EStep(X, weight, common.Frame.of_data(X, start.covariance_type, reg_covar))
    m_step = partial(maximize, reg_covar=reg_covar, prior=prior)
    return em(start, e_step, m_step, prior and prior.log_density)
