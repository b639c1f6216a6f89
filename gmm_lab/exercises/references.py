"""Las respuestas correctas que se calculan, y las entradas con que se prueban las funciones."""

import math

import numpy as np

from ..datasets import load_class_data

# --- lección 01 ---------------------------------------------------------------------------------


def _share_within(deviations):
    return math.erf(deviations / math.sqrt(2))


def share_within_one_deviation():
    """Probabilidad de caer a menos de una desviación de la media."""
    return _share_within(1)


def share_within_two_deviations():
    """Probabilidad de caer a menos de dos desviaciones de la media."""
    return _share_within(2)


def share_within_three_deviations():
    """Probabilidad de caer a menos de tres desviaciones de la media."""
    return _share_within(3)


def weighted_average_example():
    """Promedio de 2 y 4 con pesos 0.25 y 0.75."""
    return np.average([2, 4], weights=[0.25, 0.75])


def share_near_class_mean():
    """Parte de los datos de clase a menos de 0.5 de su media."""
    return count_near_class_mean() / len(load_class_data()[0])


def count_near_class_mean():
    """Número de datos de clase a menos de 0.5 de su media."""
    X, _ = load_class_data()
    return int((np.abs(X - X.mean()) < 0.5).sum())


def share_right_of_class_mean():
    """Parte de los datos con x - media < 0.5, sin valor absoluto."""
    X, _ = load_class_data()
    return np.mean(X - X.mean() < 0.5)


def class_variance():
    """Varianza de los datos de clase (divisor n)."""
    return load_class_data()[0].var()


def within_variance():
    """Promedio de las varianzas de los tres grupos de clase."""
    X, y = load_class_data()
    return np.mean([X[y == k].var() for k in range(3)])


def between_variance():
    """Varianza de las tres medias de los grupos de clase, que son de igual tamaño."""
    return class_variance() - within_variance()


# --- lección 02 ---------------------------------------------------------------------------------


def sort_mixture(weights, means, variances, key=None):
    """Las componentes en el orden de sus medias, o en el de `key`."""
    order = np.argsort(means if key is None else key)
    return weights[order], means[order], variances[order]


def bic(log_densities, n_components, n_features):
    """BIC de una mezcla de covarianzas completas."""
    K, d = n_components, n_features
    n_parameters = K - 1 + K * d + K * d * (d + 1) / 2
    return -2 * log_densities.sum() + n_parameters * np.log(len(log_densities))


def ellipse_axes(covariance, n_std):
    """Ancho, alto y ángulo en grados de la elipse a `n_std` desviaciones."""
    values, vectors = np.linalg.eigh(covariance)
    width, height = 2 * n_std * np.sqrt(values)
    return width, height, np.degrees(np.arctan2(vectors[1, 0], vectors[0, 0]))


def _class_fit(n_components):
    """Log-verosimilitud del mejor ajuste de clase con K componentes, y n."""
    from ..estimator import GMM

    X, _ = load_class_data()
    model = GMM(n_components, n_init=5, random_state=0).fit(X)
    return model.score(X) * len(X), len(X)


def class_bic_two():
    """BIC de la clase con dos componentes."""
    log_likelihood, n = _class_fit(2)
    return -2 * log_likelihood + 5 * np.log(n)


def class_bic_three():
    """BIC de la clase con tres componentes."""
    log_likelihood, n = _class_fit(3)
    return -2 * log_likelihood + 8 * np.log(n)


def class_bic_three_extra_weight():
    """Un peso de más."""
    log_likelihood, n = _class_fit(3)
    return -2 * log_likelihood + 9 * np.log(n)


def class_bic_three_mean_score():
    """El promedio en lugar de la suma."""
    log_likelihood, n = _class_fit(3)
    return -2 * log_likelihood / n + 8 * np.log(n)


def class_bic_three_sign():
    """El signo de la log-verosimilitud al revés."""
    log_likelihood, n = _class_fit(3)
    return 2 * log_likelihood + 8 * np.log(n)


def class_bic_three_aic():
    """La penalización del AIC."""
    return -2 * _class_fit(3)[0] + 2 * 8


# --- lección 03 ---------------------------------------------------------------------------------


def class_log_likelihood():
    """Log-verosimilitud de la clase con dos componentes."""
    return _class_fit(2)[0]


def class_log_likelihood_three():
    """Log-verosimilitud de la clase con tres componentes."""
    return _class_fit(3)[0]


def class_mean_log_likelihood():
    """El promedio en lugar de la suma."""
    return class_log_likelihood() / len(load_class_data()[0])


def class_log_likelihood_positive():
    """Sin el signo."""
    return -class_log_likelihood()


def class_three():
    """Pesos, medias y varianzas del mejor ajuste de clase con tres componentes."""
    from ..estimator import GMM

    model = GMM(3, n_init=5, random_state=0).fit(load_class_data()[0])
    return model.weights_, model.means_[:, 0], model.covariances_[:, 0, 0]
