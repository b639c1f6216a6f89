"""Cuántas componentes: criterios de información, validación cruzada y prueba por bootstrap.

El signo de AIC, BIC e ICL es el de scikit-learn: **cuanto menor, mejor**. (R, en mclust, los
escribe con el signo contrario.)
"""

from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from tqdm.auto import tqdm

from . import common, covariance
from .checks import (
    check_choice,
    check_data,
    check_flag,
    check_integer,
    check_random_state,
    check_sample_weight,
)
from .criteria import aic, bic, doubt, icl, penalized_deviance, total_weight, totals
from .em import EStep, collapsed_components, em, maximize, until
from .initialization import starting_parameters
from .mixture import MixtureParameters, as_parameters, log_joint, normalize, sort_components

__all__ = [
    "Comparison",
    "Fit",
    "LikelihoodRatioTest",
    "aic",
    "bic",
    "bootstrap_lrt",
    "compare",
    "cross_validated_log_likelihood",
    "find_maximum",
    "icl",
    "is_regular",
]

CRITERIA = ("aic", "bic", "icl")
TITLES = ("K", "estructura", "p", "log-verosim.", "AIC", "BIC", "ICL", "llegan", "colapsos")
START_KINDS = ("kmeans", "k-means++", "random_from_data", "random", "broad")
# Ganancia media por observación con que se detienen la búsqueda y el ajuste final.
SEARCH_TOL, FINAL_TOL = 1e-6, 1e-13
SEARCH_ITERATIONS, FINAL_ITERATIONS = 1000, 2000
# Cuántos inicios se llevan hasta el final: alguno se habrá detenido antes, en un llano.
FINALISTS = 3
# Segundos que se esperan antes de mostrar la barra de progreso.
BAR_DELAY = 5
# Dos inicios llegan al mismo máximo si no los separa más que esto por observación.
SAME_MAXIMUM = 1e-4


class Fit(NamedTuple):
    """El mejor máximo de un modelo y cómo se encontró; es una fila de `compare`.

    `n_reached` de los `n_starts` inicios llegan a él, y `n_collapsed` acaban en un colapso. Si
    todos colapsan no hay máximo: `parameters` es None y los criterios son NaN.
    """

    n_components: int
    covariance_type: str
    log_likelihood: float
    n_parameters: int
    aic: float
    bic: float
    icl: float
    n_reached: int
    n_collapsed: int
    n_starts: int
    regular: bool
    parameters: MixtureParameters | None


class LikelihoodRatioTest(NamedTuple):
    """Resultado de `bootstrap_lrt`: el estadístico, su valor p y los de los datos simulados."""

    statistic: float
    p_value: float
    simulated: np.ndarray


@dataclass(frozen=True, eq=False, repr=False)
class Comparison:
    """La tabla de `compare`: una fila (`Fit`) por modelo, en `rows`."""

    rows: tuple

    def best(self, criterion="bic"):
        """La fila con el menor "aic", "bic" o "icl"."""
        check_choice(criterion, "criterion", CRITERIA)
        found = [row for row in self.rows if row.parameters is not None]
        if not found:
            raise ValueError(
                "Ningún modelo de la tabla tiene un máximo regular: prueba menos componentes o "
                "más inicios (n_starts)."
            )
        return min(found, key=lambda row: getattr(row, criterion))

    def __repr__(self):
        lines = [TITLES, *map(_cells, self.rows)]
        widths = [max(map(len, column)) for column in zip(*lines)]
        table = ["  ".join(map(str.rjust, line, widths)) for line in lines]
        return "\n".join([*table, *self._notes()])

    def _notes(self):
        found = [row for row in self.rows if row.parameters is not None]
        for name in CRITERIA if found else ():
            row = self.best(name)
            yield f"Menor {name.upper()}: K = {row.n_components}, {row.covariance_type}."
        if not all(row.regular for row in found):
            yield "* Alguna componente tiene menos de d + 2 observaciones."
        if len(found) < len(self.rows):
            yield "sin máximo: todos los inicios acabaron en un colapso."


def _cells(row):
    """Los textos de una fila de la tabla."""
    if row.parameters is None:
        numbers = ["sin máximo", "-", "-", "-"]
    else:
        numbers = [f"{x:.3f}" for x in (row.log_likelihood, row.aic, row.bic, row.icl)]
        numbers[0] += "" if row.regular else "*"
    reached = f"{row.n_reached}/{row.n_starts}"
    return (str(row.n_components), row.covariance_type, str(row.n_parameters), *numbers, reached,
            str(row.n_collapsed))


def is_regular(X, model, sample_weight=None):
    """Si la mezcla es un máximo en el que se puede confiar.

    Es regular si ninguna componente colapsó (véase `gmm_lab.em.collapsed_components`) y cada una
    tiene al menos d + 2 observaciones, es decir, peso por n, redondeado.

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
    bool

    Raises
    ------
    ValueError
        Si los datos no son de la forma de la mezcla, o esta no es válida.

    Examples
    --------
    >>> X = np.arange(12.0).reshape(-1, 1)
    >>> is_regular(X, MixtureParameters([0.5, 0.5], [[3], [8]], [[[4]], [[4]]]))
    True
    >>> is_regular(X, MixtureParameters([0.1, 0.9], [[0], [6]], [[[1e-6]], [[9]]]))
    False
    """
    p = as_parameters(model)
    X, weight = _checked_rows(X, sample_weight, n_features=p.n_features)
    return _is_regular(p, total_weight(len(X), weight))


def _is_regular(p, n):
    few = np.round(p.weights * n) < p.n_features + 2
    return not few.any() and len(collapsed_components(p, n)) == 0


def _is_maximum(p, n):
    """Con la covarianza compartida la verosimilitud está acotada: no hay colapso que descartar."""
    return p.covariance_type == "tied" or _is_regular(p, n)


def _start(X, weight, K, covariance_type, kind, rng):
    """Un inicio; "broad" pone campanas anchas e iguales alrededor de observaciones sorteadas."""
    reg_covar = 1e-6 * X.var(axis=0).mean()
    if kind != "broad":
        return starting_parameters(X, K, kind, covariance_type, reg_covar, rng, weight)
    one = starting_parameters(X, 1, "random", covariance_type, reg_covar, rng, weight)
    C = one.covariances / 2
    C = C if covariance_type == "tied" else np.repeat(C, K, axis=0)
    means = X[rng.choice(len(X), K, replace=False)]
    return MixtureParameters.computed(np.full(K, 1 / K), means, C, covariance_type)


def _starts(X, weight, K, covariance_type, n_starts, rng):
    """Los inicios, de cada clase por turnos; se saltan los que ya nacen colapsados."""
    for i in range(n_starts):
        kind = START_KINDS[i % len(START_KINDS)]
        try:
            yield _start(X, weight, K, covariance_type, kind, rng)
        except ValueError:
            continue


def _maxima(e_step, starts, n, tol, max_iter):
    """Pares (log-verosimilitud, parámetros) de los inicios que no acaban en un colapso."""
    m_step = partial(maximize, reg_covar=0.0, prior=None)
    for start in starts:
        try:
            *_, last = until(em(start, e_step, m_step), tol * n, max_iter)
            if _is_maximum(last.before, n):
                yield last.log_likelihood, last.before
        except ValueError:  # una covarianza dejó de ser definida positiva
            continue


def _criteria(X, weight, p):
    """AIC, BIC e ICL."""
    value, n, R, weight = totals(log_joint(X, p), weight)
    bic = penalized_deviance(value, p, np.log(n))
    return penalized_deviance(value, p, 2), bic, bic + doubt(R, weight)


def _fit(X, weight, K, covariance_type, n_starts, rng):
    """La fila de un modelo, con máximo o sin él: muchos inicios, y los mejores hasta el final."""
    n, n_starts = total_weight(len(X), weight), 1 if K == 1 else n_starts
    e_step = EStep(X, weight, common.Frame.of_data(X, covariance_type))
    with np.errstate(all="ignore"):  # un colapso se descarta, sin más
        starts = _starts(X, weight, K, covariance_type, n_starts, rng)
        found = sorted(_maxima(e_step, starts, n, SEARCH_TOL, SEARCH_ITERATIONS),
                       key=itemgetter(0))
        finalists = [parameters for _, parameters in found[-FINALISTS:]]
        exact = list(_maxima(e_step, finalists, n, FINAL_TOL, FINAL_ITERATIONS))
    value, p = max(exact, key=itemgetter(0), default=(np.nan, None))
    ends = [end for end, _ in [*found[:-FINALISTS], *exact]]
    aic, bic, icl = (np.nan,) * 3 if p is None else _criteria(X, weight, p)
    return Fit(
        n_components=K,
        covariance_type=covariance_type,
        log_likelihood=value,
        n_parameters=covariance.n_free_parameters(covariance_type, K, X.shape[1]),
        aic=aic,
        bic=bic,
        icl=icl,
        n_reached=sum(end > value - SAME_MAXIMUM * n for end in ends),
        n_collapsed=n_starts - len(ends),
        n_starts=n_starts,
        regular=p is not None and _is_regular(p, n),
        parameters=p if p is None else sort_components(p),
    )


def _found(X, weight, K, covariance_type, n_starts, rng):
    """Como `_fit`, pero si no hay máximo lo dice con un error."""
    fit = _fit(X, weight, K, covariance_type, n_starts, rng)
    if fit.parameters is None:
        raise ValueError(
            f"Los {fit.n_starts} inicios con K = {K} y covariance_type = '{covariance_type}' "
            f"acabaron en un colapso, sobre unas pocas observaciones. Prueba menos componentes, "
            f"una estructura más simple o más inicios (n_starts)."
        )
    return fit


def _checked_rows(X, sample_weight, **expected):
    """Los datos en float64 y sus pesos, sin las filas de peso cero."""
    X = check_data(X, **expected).astype(np.float64, copy=False)
    if sample_weight is None:
        return X, None
    weight = check_sample_weight(sample_weight, len(X))
    return X[weight > 0], weight[weight > 0]


def _checked(X, sample_weight, n_components, covariance_types, n_starts):
    """Los datos, sus pesos y los modelos, después de comprobar todos los argumentos."""
    check_integer(n_starts, "n_starts")
    counts, structures = np.ravel(n_components).tolist(), np.ravel(covariance_types).tolist()
    for covariance_type in structures or [None]:
        check_choice(covariance_type, "covariance_type", covariance.COVARIANCE_TYPES)
    K = max(check_integer(K, "n_components") for K in counts or [None])
    X, weight = _checked_rows(X, sample_weight, min_rows=K)
    if len(X) < K:
        raise ValueError(f"Con sample_weight positivo solo hay {len(X)} filas, y hacen falta {K}.")
    return X, weight, [(K, covariance_type) for covariance_type in structures for K in counts]


def find_maximum(
    X, n_components, covariance_type="full", *, n_starts=40, random_state=None, sample_weight=None
):
    """El mejor máximo regular de la log-verosimilitud entre muchos inicios de clases distintas.

    Los inicios son, por turnos: k-medias, k-means++, observaciones al azar, responsabilidades al
    azar, y campanas anchas e iguales alrededor de observaciones sorteadas. Cada inicio que acaba
    en un colapso (véase `is_regular`) se descarta. Con "tied" la log-verosimilitud está acotada y
    cuenta cualquier máximo. Los tres mejores siguen hasta ganar menos de 1e-13 por observación, o
    2000 iteraciones. Nada garantiza que no haya otro mejor: un `n_reached` de 1 o 2 pide más
    inicios.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos; al menos una fila por componente.
    n_components : int
        Número K de componentes.
    covariance_type : {"full", "tied", "diag", "spherical"}, default "full"
        Estructura de las covarianzas.
    n_starts : int, default 40
        Número de inicios. En las tablas de referencia (Old Faithful, lirios, galaxias) bastan 10
        para casi todos los modelos. Los dos más difíciles (tres componentes "full" en Old
        Faithful, cuatro en las galaxias) piden 40 para no fallar más de una vez de cada cien.
    random_state : None, int, RandomState o Generator
        El origen del azar.
    sample_weight : array_like, forma (n,), optional
        Cuántas veces cuenta cada fila; por defecto, una.

    Returns
    -------
    Fit
        El máximo, sus criterios y cuántos inicios llegan a él.

    Raises
    ------
    ValueError
        Si un argumento no sirve, o si todos los inicios acaban en un colapso.

    Examples
    --------
    >>> from gmm_lab.datasets import load_old_faithful
    >>> fit = find_maximum(load_old_faithful(), 2, n_starts=5, random_state=0)
    >>> round(fit.log_likelihood, 6), fit.n_reached
    (-1130.26396, 5)
    """
    X, weight, (model,) = _checked(X, sample_weight, n_components, covariance_type, n_starts)
    return _found(X, weight, *model, n_starts, check_random_state(random_state))


def compare(
    X,
    n_components=range(1, 10),
    covariance_types=covariance.COVARIANCE_TYPES,
    *,
    n_starts=40,
    random_state=None,
    sample_weight=None,
    progress=True,
):
    """Compara modelos: una tabla con la log-verosimilitud, AIC, BIC e ICL de cada uno.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    n_components : iterable of int, default range(1, 10)
        Los números de componentes.
    covariance_types : iterable of str, default las cuatro
        Las estructuras.
    n_starts : int, default 40
        Inicios de cada modelo; véase `find_maximum`.
    random_state : None, int, RandomState o Generator
        El origen del azar.
    sample_weight : array_like, forma (n,), optional
        Cuántas veces cuenta cada fila; por defecto, una.
    progress : bool, default True
        Si, cuando tarda más de unos segundos, se muestra cuánto falta.

    Returns
    -------
    Comparison
        Al imprimirla se lee la tabla; `rows` son las filas y `best("bic")` la mejor.

    Raises
    ------
    ValueError
        Si un argumento no sirve.

    Examples
    --------
    >>> from gmm_lab.datasets import load_galaxies
    >>> table = compare(load_galaxies(), [1, 3], ["tied"], random_state=0)
    >>> print(table)  # doctest: +ELLIPSIS
    K  estructura  p  log-verosim.      AIC      BIC      ICL  llegan  colapsos
    1        tied  2      -240.338  484.676  489.489  489.489     1/1         0
    3        tied  6      -212.352  436.704  451.144  451.305  ...
    Menor AIC: K = 3, tied.
    Menor BIC: K = 3, tied.
    Menor ICL: K = 3, tied.
    """
    X, weight, models = _checked(X, sample_weight, n_components, covariance_types, n_starts)
    rng = check_random_state(random_state)
    return Comparison(tuple(
        _fit(X, weight, *model, n_starts, rng) for model in _bar(models, progress)
    ))


def _bar(items, progress):
    """Los mismos elementos; si tarda, con una barra que dice cuánto falta."""
    return tqdm(items, delay=BAR_DELAY, disable=not check_flag(progress, "progress"))


def cross_validated_log_likelihood(
    X,
    n_components,
    covariance_type="full",
    *,
    n_folds=10,
    n_starts=10,
    random_state=None,
    sample_weight=None,
):
    """Log-verosimilitud media de los datos reservados, en cada parte; cuanto mayor, mejor.

    Se reparten las observaciones en `n_folds` partes; cada una se evalúa con la mezcla ajustada
    a las demás (Smyth 2000, *Statistics and Computing* 10, 63-72).

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    n_components : int
        Número K de componentes.
    covariance_type : {"full", "tied", "diag", "spherical"}, default "full"
        Estructura de las covarianzas.
    n_folds : int, default 10
        Número de partes, entre 2 y n.
    n_starts : int, default 10
        Inicios de cada ajuste; véase `find_maximum`.
    random_state : None, int, RandomState o Generator
        El origen del azar.
    sample_weight : array_like, forma (n,), optional
        Cuántas veces cuenta cada fila; por defecto, una.

    Returns
    -------
    ndarray, forma (n_folds,)
        Log-verosimilitud media por observación de cada parte.

    Raises
    ------
    ValueError
        Si un argumento no sirve, o si un ajuste no tiene un máximo regular.

    Examples
    --------
    >>> from gmm_lab.datasets import load_old_faithful
    >>> X = load_old_faithful()
    >>> scores = [cross_validated_log_likelihood(X, K, random_state=0) for K in (1, 2)]
    >>> [round(float(score.mean()), 1) for score in scores]
    [-4.8, -4.2]
    """
    X, weight, _ = _checked(X, sample_weight, n_components, covariance_type, n_starts)
    if check_integer(n_folds, "n_folds", minimum=2) > len(X):
        raise ValueError(f"n_folds = {n_folds}: no puede haber más partes que filas ({len(X)}).")
    rng = check_random_state(random_state)
    weight = np.ones(len(X)) if weight is None else weight
    scores = []
    for held in np.array_split(rng.permutation(len(X)), n_folds):
        rest = np.delete(np.arange(len(X)), held)
        fit = _found(X[rest], weight[rest], n_components, covariance_type, n_starts, rng)
        log_p = normalize(log_joint(X[held], fit.parameters))
        scores.append(np.average(log_p, weights=weight[held]))
    return np.array(scores)


def bootstrap_lrt(
    X,
    n_components,
    covariance_type="full",
    *,
    n_bootstrap=99,
    n_starts=10,
    random_state=None,
    sample_weight=None,
    progress=True,
):
    """Prueba de razón de verosimilitudes de K componentes contra K + 1, por bootstrap.

    El estadístico es ``2 (log L_{K+1} - log L_K)``. Su distribución no es una chi cuadrado: se
    simulan datos de la mezcla de K componentes, y el valor p es ``(1 + b) / (1 + B)``, con b el
    número de las B simulaciones que igualan o superan al estadístico (McLachlan 1987,
    *Applied Statistics* 36, 318-324). Una simulación sin máximo regular queda como NaN y cuenta
    en b.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    n_components : int
        El número K de componentes de la hipótesis nula.
    covariance_type : {"full", "tied", "diag", "spherical"}, default "full"
        Estructura de las covarianzas.
    n_bootstrap : int, default 99
        Número B de simulaciones.
    n_starts : int, default 10
        Inicios de cada ajuste; véase `find_maximum`.
    random_state : None, int, RandomState o Generator
        El origen del azar.
    sample_weight : array_like de enteros, forma (n,), optional
        Cuántas veces se repite cada fila. Tienen que ser enteros: se simulan observaciones.
    progress : bool, default True
        Si, cuando tarda más de unos segundos, se muestra cuánto falta.

    Returns
    -------
    LikelihoodRatioTest
        statistic, p_value y los B valores simulados.

    Raises
    ------
    ValueError
        Si un argumento no sirve, o si los datos no tienen un máximo regular.

    Examples
    --------
    >>> from gmm_lab.datasets import load_galaxies
    >>> test = bootstrap_lrt(load_galaxies(), 1, "tied", n_bootstrap=19, random_state=0)
    >>> round(test.statistic, 3), test.p_value
    (19.971, 0.05)
    """
    X, weight, _ = _checked(X, sample_weight, n_components, covariance_type, n_starts)
    if weight is not None:
        if (weight % 1 != 0).any():
            raise ValueError(
                "sample_weight tiene números no enteros: la prueba simula observaciones, y no hay "
                "media observación. Usa enteros, o repite las filas."
            )
        X = np.repeat(X, weight.astype(int), axis=0)
    check_integer(n_bootstrap, "n_bootstrap")
    rng = check_random_state(random_state)

    def ratio(data, fit):
        null, other = (fit(data, None, K, covariance_type, n_starts, rng)
                       for K in (n_components, n_components + 1))
        return 2 * (other.log_likelihood - null.log_likelihood), null.parameters

    statistic, null = ratio(X, _found)
    draws = _bar(range(n_bootstrap), progress)
    simulated = np.array([ratio(null.sample(len(X), rng)[0], _fit)[0] for _ in draws])
    n_larger = np.sum(~(simulated < statistic))  # sin máximo (NaN) también cuenta
    return LikelihoodRatioTest(statistic, float((1 + n_larger) / (1 + n_bootstrap)), simulated)
