"""El paso E cuando faltan coordenadas: se integran, en lugar de inventarlas.

Una fila habla solo de las variables que trae. Su densidad es la de la mezcla marginal de esas
variables, y lo que falta entra en las sumas con su esperanza y su varianza condicionales
(Ghahramani y Jordan 1994, *Advances in Neural Information Processing Systems* 6, 120-127). El
paso M y el bucle son los de siempre.
"""

import numpy as np

from . import mixture
from .covariance import is_diagonal
from .em import SufficientStatistics

__all__ = ["MissingEStep", "complete", "log_joint"]


def _patterns(X):
    """Las filas con los mismos huecos, juntas: (filas, variables vistas, variables que faltan)."""
    patterns, which = np.unique(np.isnan(X), axis=0, return_inverse=True)
    for k, gaps in enumerate(patterns):
        yield np.flatnonzero(which.ravel() == k), np.flatnonzero(~gaps), np.flatnonzero(gaps)


def log_joint(X, parameters):
    """log(pi_k N(x_i | ...)) de lo que cada fila trae: la marginal de sus variables.

    Parameters
    ----------
    X : ndarray, forma (n, d)
        Datos; NaN donde falta un número. Ninguna fila está vacía.
    parameters : MixtureParameters
        La mezcla.

    Returns
    -------
    ndarray, forma (K, n)
    """
    found = np.empty((parameters.n_components, len(X)))
    for rows, seen, _ in _patterns(X):
        found[:, rows] = mixture.log_joint(X[rows][:, seen], parameters.marginal(seen))
    return found


class MissingEStep:
    """El paso E sobre unos datos con huecos, ya comprobados: una función de los parámetros."""

    def __init__(self, X, sample_weight=None):
        weight = np.ones(len(X)) if sample_weight is None else sample_weight
        self.groups = [(X[rows][:, seen].astype(np.float64), weight[rows], seen, gaps)
                       for rows, seen, gaps in _patterns(X)]

    def __call__(self, parameters):
        return sum(self._of_group(parameters, *group) for group in self.groups)

    def _of_group(self, p, x, weight, seen, gaps):
        R = mixture.log_joint(x, p.marginal(seen))  # 1 densidades, 2 ponderar
        log_p = mixture.normalize(R)  # 3 normalizar
        R *= weight
        slopes, left = mixture.regression(p.matrices, seen, gaps)
        away = np.empty((len(x), p.n_features))
        sums, scatters = np.empty(p.means.shape), np.empty((*p.means.shape, p.n_features))
        for k, r in enumerate(R):
            away[:, seen] = x - p.means[k, seen]
            away[:, gaps] = away[:, seen] @ slopes[k].T  # lo que se espera de lo que falta
            sums[k] = r @ away
            scatters[k] = (r[:, None] * away).T @ away
            scatters[k][np.ix_(gaps, gaps)] += r.sum() * left[k]  # y lo que podría variar
        if is_diagonal(p.covariance_type):
            scatters = np.diagonal(scatters, axis1=1, axis2=2).copy()
        return SufficientStatistics.computed(
            R.sum(axis=1), sums, scatters, p.means, float(weight @ log_p), p.covariance_type
        )


def complete(X, weight, n_components):
    """Datos sin huecos, solo para elegir un inicio: las filas enteras, si alcanzan.

    Si no, cada hueco se llena con la media de su columna; EM corrige después lo que eso estrecha.
    """
    whole = ~np.isnan(X).any(axis=1)
    if whole.sum() >= n_components * (X.shape[1] + 1):
        return X[whole], None if weight is None else weight[whole]
    return np.where(np.isnan(X), np.nanmean(X, axis=0), X), weight
