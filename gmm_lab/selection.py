"""Cuántas componentes: criterios de información, validación cruzada y prueba por bootstrap.

El signo de AIC, BIC e ICL es el de scikit-learn: **cuanto menor, mejor**. (R, en mclust, los
escribe con el signo contrario.)
"""

import warnings
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

import numpy as np
from scipy.linalg import eigh
from scipy.special import xlogy

from . import gaussian
from .checks import check_data, check_integer, check_random_state
from .em import (
    MixtureParameters,
    as_parameters,
    e_step,
    em_steps,
    log_likelihood,
    responsibilities,
    sort_components,
)
from .estimator import draw, penalized_deviance
from .initialization import initial_parameters

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
        if criterion not in CRITERIA:
            raise ValueError(f"criterion = {criterion!r}: se espera uno de {CRITERIA}.")
        found = [row for row in self.rows if row.parameters is not None]
        if not found:
            raise ValueError(
                "Ningún modelo de la tabla tiene un máximo regular: probar menos componentes o "
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


def aic(X, model):
    """Criterio de Akaike, ``-2 log L + 2 p``; cuanto menor, mejor.

    (Akaike 1974, *IEEE Transactions on Automatic Control* 19, 716-723.) p es el número de
    parámetros libres.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        Si los datos no son de la forma de la mezcla, o el modelo no está ajustado.

    Examples
    --------
    >>> p = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> round(aic([[1.0], [2.0], [3.0]], p), 4)
    18.7785
    """
    return penalized_deviance(X, as_parameters(model), 2)


def bic(X, model):
    """Criterio bayesiano, ``-2 log L + p log n``; cuanto menor, mejor.

    (Schwarz 1978, *Annals of Statistics* 6, 461-464.) El BIC de mclust es este con el signo
    cambiado.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        Si los datos no son de la forma de la mezcla, o el modelo no está ajustado.

    Examples
    --------
    >>> p = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> round(bic([[1.0], [2.0], [3.0]], p), 4)
    14.2716
    """
    return penalized_deviance(X, as_parameters(model), np.log(len(X)))


def icl(X, model, form="hard"):
    """BIC más un castigo por grupos que se solapan; cuanto menor, mejor.

    ``BIC - 2 sum_i log max_k r_ik`` con etiquetas duras, o ``BIC - 2 sum_ik r_ik log r_ik`` con
    la entropía (Biernacki, Celeux y Govaert 2000, *IEEE Transactions on Pattern Analysis and
    Machine Intelligence* 22, 719-725; McLachlan y Peel 2000, sección 6.10). El ICL de mclust es
    la primera forma con el signo cambiado.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.
    form : {"hard", "entropy"}, default "hard"
        Cuál de las dos formas.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        Si `form` es otra cosa, los datos no son de la forma de la mezcla, o no está ajustada.

    Examples
    --------
    >>> p = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> X = [[1.0], [2.0], [3.0]]
    >>> round(icl(X, p), 4), round(icl(X, p, form="entropy"), 4)
    (16.1656, 17.1192)
    """
    if form not in ("hard", "entropy"):
        raise ValueError(f"form = {form!r}: se espera 'hard' o 'entropy'.")
    p = as_parameters(model)
    R = responsibilities(X, p)
    penalty = np.log(R.max(axis=1)) if form == "hard" else xlogy(R, R)
    return float(bic(X, p) - 2 * penalty.sum())


def is_regular(X, parameters):
    """Si la mezcla no es un colapso.

    Es regular si cada componente tiene al menos d + 2 observaciones (suma de responsabilidades,
    redondeada) y en ninguna dirección su varianza es menor que una milésima de la varianza
    media dentro de las componentes: ningún autovalor de ``P^-1 Sigma_k`` es menor que 1e-3, con
    ``P = sum_k pi_k Sigma_k``. La verosimilitud de una mezcla no está acotada (Day 1969,
    *Biometrika* 56, 463-474); una cota a la razón de las varianzas lo remedia (Hathaway 1985,
    *Annals of Statistics* 13, 795-800). No depende de las unidades de cada columna.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    parameters : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.

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
    p = as_parameters(parameters)
    if np.round(e_step(X, p).counts.min()) < p.n_features + 2:
        return False
    pooled = np.einsum("k,kij->ij", p.weights, p.matrices)
    smallest = min(eigh(matrix, pooled, eigvals_only=True)[0] for matrix in p.matrices)
    return bool(smallest >= 1e-3)


def _is_maximum(X, p):
    """Con la covarianza compartida la verosimilitud está acotada: no hay colapso que descartar."""
    return p.covariance_type == "tied" or is_regular(X, p)


def _start(X, n_components, covariance_type, kind, rng):
    """Un inicio; "broad" pone campanas anchas e iguales alrededor de observaciones sorteadas."""
    reg_covar = 1e-6 * X.var(axis=0).mean()
    arguments = {
        "covariance_type": covariance_type, "reg_covar": reg_covar, "random_state": rng,
    }  # fmt: skip
    if kind != "broad":
        return initial_parameters(X, n_components, init_params=kind, **arguments)
    covariances = initial_parameters(X, 1, init_params="random", **arguments).covariances / 2
    if covariance_type != "tied":
        covariances = np.repeat(covariances, n_components, axis=0)
    means = X[rng.choice(len(X), n_components, replace=False)]
    weights = np.full(n_components, 1 / n_components)
    return MixtureParameters(weights, means, covariances, covariance_type)


def _starts(X, n_components, covariance_type, n_starts, rng):
    """Los inicios, de cada clase por turnos; se saltan los que ya nacen colapsados."""
    for i in range(n_starts):
        try:
            yield _start(X, n_components, covariance_type, START_KINDS[i % len(START_KINDS)], rng)
        except ValueError:
            continue


def _climb(X, start, tol, max_iter):
    """Lleva un inicio hasta que gana menos que tol por observación."""
    previous = -np.inf
    for step in em_steps(X, start):
        if step.log_likelihood - previous < tol * len(X) or step.iteration > max_iter:
            return step.log_likelihood, step.before
        previous = step.log_likelihood


def _maxima(X, starts, tol, max_iter):
    """Pares (log-verosimilitud, parámetros) de los inicios que no acaban en un colapso."""
    for start in starts:
        try:
            found = _climb(X, start, tol, max_iter)
            if _is_maximum(X, found[1]):
                yield found
        except ValueError:  # una covarianza dejó de ser definida positiva
            continue


def _fit(X, n_components, covariance_type, n_starts, rng):
    """La fila de un modelo, con máximo o sin él: muchos inicios, y los mejores hasta el final."""
    n_starts = 1 if n_components == 1 else n_starts
    with np.errstate(all="ignore"), warnings.catch_warnings():  # un colapso se descarta, sin más
        warnings.simplefilter("ignore")
        starts = _starts(X, n_components, covariance_type, n_starts, rng)
        found = sorted(_maxima(X, starts, SEARCH_TOL, SEARCH_ITERATIONS), key=itemgetter(0))
        finalists = [parameters for _, parameters in found[-FINALISTS:]]
        exact = list(_maxima(X, finalists, FINAL_TOL, FINAL_ITERATIONS))
    value, p = max(exact, key=itemgetter(0), default=(np.nan, None))
    ends = [end for end, _ in [*found[:-FINALISTS], *exact]]
    return Fit(
        n_components=n_components,
        covariance_type=covariance_type,
        log_likelihood=value,
        n_parameters=gaussian.n_free_parameters(covariance_type, n_components, X.shape[1]),
        aic=np.nan if p is None else aic(X, p),
        bic=np.nan if p is None else bic(X, p),
        icl=np.nan if p is None else icl(X, p),
        n_reached=sum(end > value - SAME_MAXIMUM * len(X) for end in ends),
        n_collapsed=n_starts - len(ends),
        n_starts=n_starts,
        regular=p is not None and is_regular(X, p),
        parameters=p if p is None else sort_components(p),
    )


def _found(X, n_components, covariance_type, n_starts, rng):
    """Como `_fit`, pero si no hay máximo lo dice con un error."""
    fit = _fit(X, n_components, covariance_type, n_starts, rng)
    if fit.parameters is None:
        raise ValueError(
            f"Los {fit.n_starts} inicios con K = {n_components} y covariance_type = "
            f"'{covariance_type}' acabaron en un colapso, sobre unas pocas observaciones. Probar "
            f"menos componentes, una estructura más simple o más inicios (n_starts)."
        )
    return fit


def _checked(X, n_components, covariance_type, n_starts):
    """Los datos, después de comprobar todos los argumentos."""
    gaussian.covariance_shape(covariance_type, 1, 1)
    check_integer(n_starts, "n_starts")
    return check_data(X, min_rows=check_integer(n_components, "n_components"))


def find_maximum(X, n_components, covariance_type="full", *, n_starts=40, random_state=None):
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
    X = _checked(X, n_components, covariance_type, n_starts)
    return _found(X, n_components, covariance_type, n_starts, check_random_state(random_state))


def compare(
    X,
    n_components=range(1, 10),
    covariance_types=gaussian.COVARIANCE_TYPES,
    *,
    n_starts=40,
    random_state=None,
    progress=False,
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
    progress : bool, default False
        Si se muestra una barra de progreso; necesita el paquete tqdm.

    Returns
    -------
    Comparison
        Al imprimirla se lee la tabla; `rows` son las filas y `best("bic")` la mejor.

    Raises
    ------
    ValueError
        Si un argumento no sirve.
    ImportError
        Si se pide la barra y tqdm no está instalado.

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
    counts, structures = np.ravel(n_components).tolist(), np.ravel(covariance_types).tolist()
    models = [(K, covariance_type) for covariance_type in structures for K in counts]
    for K, covariance_type in models:
        X = _checked(X, K, covariance_type, n_starts)
    rng = check_random_state(random_state)
    return Comparison(tuple(_fit(X, *model, n_starts, rng) for model in _bar(models, progress)))


def _bar(items, progress):
    """Los mismos elementos, con una barra de progreso si se pide."""
    if not progress:
        return items
    try:
        from tqdm.auto import tqdm
    except ImportError:
        raise ImportError(
            "La barra de progreso necesita el paquete tqdm, que no está instalado: ejecutar "
            "python -m pip install tqdm, o dejar progress=False."
        ) from None
    return tqdm(items)


def cross_validated_log_likelihood(
    X, n_components, covariance_type="full", *, n_folds=10, n_starts=10, random_state=None
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
    X = _checked(X, n_components, covariance_type, n_starts)
    if check_integer(n_folds, "n_folds", minimum=2) > len(X):
        raise ValueError(f"n_folds = {n_folds}: no puede haber más partes que filas ({len(X)}).")
    rng = check_random_state(random_state)
    parts = np.array_split(rng.permutation(len(X)), n_folds)
    scores = []
    for rows in parts:
        fit = _found(np.delete(X, rows, axis=0), n_components, covariance_type, n_starts, rng)
        scores.append(log_likelihood(X[rows], fit.parameters) / len(rows))
    return np.array(scores)


def bootstrap_lrt(
    X,
    n_components,
    covariance_type="full",
    *,
    n_bootstrap=99,
    n_starts=10,
    random_state=None,
    progress=False,
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
    progress : bool, default False
        Si se muestra una barra de progreso; necesita el paquete tqdm.

    Returns
    -------
    LikelihoodRatioTest
        statistic, p_value y los B valores simulados.

    Raises
    ------
    ValueError
        Si un argumento no sirve, o si los datos no tienen un máximo regular.
    ImportError
        Si se pide la barra y tqdm no está instalado.

    Examples
    --------
    >>> from gmm_lab.datasets import load_galaxies
    >>> test = bootstrap_lrt(load_galaxies(), 1, "tied", n_bootstrap=19, random_state=0)
    >>> round(test.statistic, 3), test.p_value
    (19.971, 0.05)
    """
    X = _checked(X, n_components, covariance_type, n_starts)
    check_integer(n_bootstrap, "n_bootstrap")
    rng = check_random_state(random_state)

    def ratio(data, fit):
        null, other = (fit(data, K, covariance_type, n_starts, rng)
                       for K in (n_components, n_components + 1))  # fmt: skip
        return 2 * (other.log_likelihood - null.log_likelihood), null.parameters

    statistic, null = ratio(X, _found)
    draws = _bar(range(n_bootstrap), progress)
    simulated = np.array([ratio(draw(null, len(X), rng)[0], _fit)[0] for _ in draws])
    n_larger = np.sum(~(simulated < statistic))  # sin máximo (NaN) también cuenta
    return LikelihoodRatioTest(statistic, float((1 + n_larger) / (1 + n_bootstrap)), simulated)
