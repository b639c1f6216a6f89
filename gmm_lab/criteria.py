"""Con qué se juzga una mezcla: los criterios de información y qué es un colapso.

El signo de AIC, BIC e ICL es el de scikit-learn: cuanto menor, mejor. (R, en mclust, los escribe
con el signo contrario.)
"""

import numpy as np
from scipy.special import xlogy

from . import covariance
from .checks import check_choice, check_sample_weight
from .mixture import as_parameters, normalize, weighted_log_densities

__all__ = ["aic", "bic", "collapsed_components", "icl"]

# Colapso: en alguna dirección, la varianza no llega a esta fracción de la varianza común.
NARROW, NEEDLE = 1e-3, 1e-6
# Con tantas observaciones por variable (y una vez más), solo cuenta NEEDLE.
MANY = 10


def total_weight(n, sample_weight):
    """Cuántas observaciones son: n, o la suma de sus pesos."""
    return n if sample_weight is None else float(np.sum(sample_weight))


def penalized_deviance(log_likelihood, parameters, price):
    """``-2 log L`` más el precio de cada parámetro libre: la forma común de AIC y BIC."""
    p = parameters
    n_free = covariance.n_free_parameters(p.covariance_type, p.n_components, p.n_features)
    return float(-2 * log_likelihood + price * n_free)


def totals(log_joint, sample_weight=None):
    """Log-verosimilitud, n, reparto R y pesos, a partir de los log pi_k N(x_i | k), forma (K, n).

    `log_joint` se pierde: R ocupa su lugar.
    """
    n = log_joint.shape[1]
    weight = np.ones(n) if sample_weight is None else check_sample_weight(sample_weight, n)
    log_p = normalize(log_joint)
    return float(weight @ log_p), float(weight.sum()), log_joint, weight


def doubt(R, weight, form="hard"):
    """Lo que el ICL añade al BIC por las dudas del reparto R, forma (K, n)."""
    terms = np.log(R.max(axis=0)) if form == "hard" else xlogy(R, R).sum(axis=0)
    return -2 * float(weight @ terms)


def aic(X, model, sample_weight=None):
    """Criterio de Akaike, ``-2 log L + 2 p``; cuanto menor, mejor.

    (Akaike 1974, *IEEE Transactions on Automatic Control* 19, 716-723.) p es el número de
    parámetros libres.

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

    Raises
    ------
    ValueError
        Si los datos no son de la forma de la mezcla, o el modelo no está ajustado.

    Examples
    --------
    >>> from gmm_lab import MixtureParameters
    >>> p = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> round(aic([[1.0], [2.0], [3.0]], p), 4)
    18.7785
    """
    p = as_parameters(model)
    value, _, _, _ = totals(weighted_log_densities(X, p).T, sample_weight)
    return penalized_deviance(value, p, 2)


def bic(X, model, sample_weight=None):
    """Criterio bayesiano, ``-2 log L + p log n``; cuanto menor, mejor.

    (Schwarz 1978, *Annals of Statistics* 6, 461-464.) El BIC de mclust es este con el signo
    cambiado. Con pesos, n es su suma.

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

    Raises
    ------
    ValueError
        Si los datos no son de la forma de la mezcla, o el modelo no está ajustado.

    Examples
    --------
    >>> from gmm_lab import MixtureParameters
    >>> p = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> round(bic([[1.0], [2.0], [3.0]], p), 4)
    14.2716
    """
    p = as_parameters(model)
    value, n, _, _ = totals(weighted_log_densities(X, p).T, sample_weight)
    return penalized_deviance(value, p, np.log(n))


def icl(X, model, form="hard", sample_weight=None):
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
    sample_weight : array_like, forma (n,), optional
        Cuántas veces cuenta cada fila; por defecto, una.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        Si `form` es otra cosa, los datos no son de la forma de la mezcla, o no está ajustada.

    Examples
    --------
    >>> from gmm_lab import MixtureParameters
    >>> p = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    >>> X = [[1.0], [2.0], [3.0]]
    >>> round(icl(X, p), 4), round(icl(X, p, form="entropy"), 4)
    (16.1656, 17.1192)
    """
    check_choice(form, "form", ("hard", "entropy"))
    p = as_parameters(model)
    value, n, R, weight = totals(weighted_log_densities(X, p).T, sample_weight)
    return penalized_deviance(value, p, np.log(n)) + doubt(R, weight, form)


def collapsed_components(parameters, n):
    """Las componentes que colapsaron: muy angostas en alguna dirección, y no por tener motivo.

    La verosimilitud de una mezcla no está acotada (Day 1969, *Biometrika* 56, 463-474); una cota
    a la razón de las varianzas lo remedia (Hathaway 1985, *Annals of Statistics* 13, 795-800).
    Se compara con la varianza media dentro de las componentes, ``P = sum_k pi_k Sigma_k``: una
    componente colapsa si algún autovalor de ``P^-1 Sigma_k`` es menor que 1e-3; si tiene al menos
    10 (d + 1) observaciones, que son muchas para una casualidad, menor que 1e-6. No depende de las
    unidades. Con "tied" nunca hay colapso: la verosimilitud está acotada.

    Parameters
    ----------
    parameters : MixtureParameters
        La mezcla.
    n : float
        Número de observaciones, o suma de sus pesos.

    Returns
    -------
    ndarray de enteros
        Sus índices; vacío si no hay ninguna.

    Examples
    --------
    >>> from gmm_lab import MixtureParameters
    >>> p = MixtureParameters([0.1, 0.9], [[0], [6]], [[[1e-4]], [[9]]])
    >>> collapsed_components(p, 50).tolist(), collapsed_components(p, 500).tolist()
    ([0], [])
    """
    if parameters.covariance_type == "tied":
        return np.array([], dtype=int)
    U = covariance.precisions_cholesky(parameters.within, "tied")
    narrowest = np.linalg.eigvalsh(U.T @ parameters.matrices @ U)[:, 0]
    many = np.round(parameters.weights * n) >= MANY * (parameters.n_features + 1)
    return np.flatnonzero(narrowest < np.where(many, NEEDLE, NARROW))
