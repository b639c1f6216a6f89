"""Las funciones de referencia que no son parte de EM."""

import numpy as np

__all__ = ["best_start", "bic", "ellipse_axes", "n_parameters", "sort_mixture"]


def sort_mixture(weights, means, variances, key=None):
    """Las componentes en el orden de sus medias, o en el de `key`."""
    order = np.argsort(means if key is None else key)
    return weights[order], means[order], variances[order]


def n_parameters(n_components, n_features):
    """Los números libres de una mezcla de covarianzas completas."""
    K, d = n_components, n_features
    return K - 1 + K * d + K * d * (d + 1) / 2


def bic(log_densities, n_components, n_features):
    """BIC de una mezcla de covarianzas completas."""
    penalty = n_parameters(n_components, n_features) * np.log(len(log_densities))
    return -2 * log_densities.sum() + penalty


def ellipse_axes(covariance, n_std):
    """Ancho, alto y ángulo en grados de la elipse a `n_std` desviaciones."""
    values, vectors = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(values)
    return width, height, np.degrees(np.arctan2(vectors[1, 0], vectors[0, 0]))


def best_start(scores, variances, floor):
    """La posición del mejor ajuste entre los que no fallaron ni colapsaron."""
    regular = np.isfinite(scores) & (variances >= floor).all(axis=1)
    return np.argmax(np.where(regular, scores, -np.inf))
