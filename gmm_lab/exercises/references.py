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


def normal_density(x, mean, variance):
    """Densidad normal; los argumentos se combinan por difusión."""
    return np.exp(-0.5 * (x - mean) ** 2 / variance) / np.sqrt(2 * np.pi * variance)


def mixture_density(x, weights, means, variances):
    """Densidad de una mezcla de una variable, forma (n,)."""
    return normal_density(x[:, None], means, variances) @ weights


def mixture_density_cases():
    """Mezclas con K = 2, 1 y 3; la más pequeña va primero, para que el mensaje sea corto."""
    grid = np.linspace(-4, 6, 11)
    return [
        (np.array([0.0, 3.0]), np.array([0.25, 0.75]), np.array([0.0, 3.0]), np.array([4.0, 0.5])),
        (grid, np.array([1.0]), np.array([1.0]), np.array([2.0])),
        (grid, np.array([0.2, 0.5, 0.3]), np.array([-2.0, 0.0, 4.0]), np.array([0.5, 3.0, 1.5])),
    ]


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


def sort_mixture(weights, means, variances):
    """Las componentes en el orden de sus medias."""
    order = np.argsort(means)
    return weights[order], means[order], variances[order]


def sort_mixture_cases():
    """Ninguna está ya ordenada, y los pesos y varianzas no siguen el orden de las medias."""
    return [
        (np.array([0.3, 0.7]), np.array([4.0, -6.0]), np.array([0.6, 6.6])),
        (np.array([0.2, 0.5, 0.3]), np.array([1.0, 3.0, -2.0]), np.array([2.0, 1.0, 0.5])),
    ]


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


def densities_1d(x, means, variances):
    """Las K densidades en cada punto, forma (n, K)."""
    return normal_density(x[:, None], means, variances)


def densities_1d_cases():
    """Varianzas mayores y menores que 1, y K = 1, 2 y 3."""
    return [case[:1] + case[2:] for case in e_step_1d_cases()]


def e_step_1d(x, weights, means, variances):
    """Responsabilidades, forma (n, K)."""
    joint = weights * densities_1d(x, means, variances)
    return joint / joint.sum(axis=1, keepdims=True)


def e_step_1d_cases():
    """Mezclas con K = 2, 1 y 3; pesos, medias y varianzas distintos."""
    x = np.array([-1.0, 0.5, 2.0, 3.5])
    return [
        (np.array([1.0, 2.0]), np.array([0.25, 0.75]), np.array([0.0, 3.0]), np.array([4.0, 0.5])),
        (x, np.array([1.0]), np.array([1.0]), np.array([2.0])),
        (x, np.array([0.2, 0.5, 0.3]), np.array([-2.0, 0.0, 4.0]), np.array([0.5, 3.0, 1.5])),
    ]


def m_step_1d(x, R):
    """Pesos, medias y varianzas, cada uno de forma (K,)."""
    n_k = R.sum(axis=0)
    means = R.T @ x / n_k
    variances = (R * (x[:, None] - means) ** 2).sum(axis=0) / n_k
    return n_k / len(x), means, variances


def m_step_1d_cases():
    """Responsabilidades blandas, con K = 2, 1 y 3."""
    rng = np.random.default_rng(3)
    x = np.array([-1.0, 0.5, 2.0, 3.5, 4.0])
    return [
        (np.array([1.0, 2.0, 4.0]), np.array([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]])),
        (x, np.ones((5, 1))),
        (x, rng.dirichlet(np.ones(3), size=5)),
    ]
