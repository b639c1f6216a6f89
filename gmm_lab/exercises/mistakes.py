"""Los errores conocidos, como funciones que se pueden ejecutar. Solo para reconocerlos."""

import numpy as np

from .references import e_step_1d, m_step_1d, mixture_density, normal_density

# --- densidad de una mezcla ---------------------------------------------------------------------


def mixture_density_without_weights(x, weights, means, variances):
    """B3: suma las campanas sin pesos."""
    return normal_density(x[:, None], means, variances).sum(axis=1)


def mixture_density_squared_variance(x, weights, means, variances):
    """B9: la varianza hace de desviación estándar."""
    return mixture_density(x, weights, means, variances**2)


def mixture_density_deviation_as_variance(x, weights, means, variances):
    """B9: la desviación estándar hace de varianza."""
    return mixture_density(x, weights, means, np.sqrt(variances))


def mixture_density_mean(x, weights, means, variances):
    """Pesos iguales en lugar de los dados."""
    return normal_density(x[:, None], means, variances).mean(axis=1)


def mixture_density_weight_as_height(x, weights, means, variances):
    """El peso como altura del pico: falta 1 / sigma."""
    return np.exp(-0.5 * (x[:, None] - means) ** 2 / variances) @ weights


def mixture_density_normalized(x, weights, means, variances):
    """B4: normaliza sobre los puntos en lugar de sumar sobre las componentes."""
    weighted = weights * normal_density(x[:, None], means, variances)
    return (weighted / weighted.sum(axis=0)).sum(axis=1)


# --- orden de las componentes -------------------------------------------------------------------


def sort_each_alone(weights, means, variances):
    """B19: cada arreglo ordenado por su cuenta."""
    return np.sort(weights), np.sort(means), np.sort(variances)


def sort_by_weight(weights, means, variances):
    """El orden de los pesos."""
    order = np.argsort(weights)
    return weights[order], means[order], variances[order]


def sort_descending(weights, means, variances):
    """De mayor a menor."""
    order = np.argsort(means)[::-1]
    return weights[order], means[order], variances[order]


def sort_only_means(weights, means, variances):
    """Solo las medias."""
    return weights, np.sort(means), variances


def sort_nothing(weights, means, variances):
    """El orden de llegada."""
    return weights, means, variances


# --- densidades de una variable -----------------------------------------------------------------


def densities_deviation_for_variance(x, means, variances):
    """B9: la varianza hace de desviación estándar."""
    return normal_density(x[:, None], means, variances**2)


def densities_half_fixed_exponent(x, means, variances):
    """B9: corregido solo el exponente."""
    return normal_density(x[:, None], means, variances) / np.sqrt(variances)


def densities_half_fixed_factor(x, means, variances):
    """B9: corregido solo el factor de delante."""
    return normal_density(x[:, None], means, variances**2) * np.sqrt(variances)


def densities_without_half(x, means, variances):
    """B10: sin el 1/2 del exponente."""
    return np.exp(-((x[:, None] - means) ** 2) / variances) / np.sqrt(2 * np.pi * variances)


def densities_without_two_pi(x, means, variances):
    """B10: sin el 2 pi."""
    return normal_density(x[:, None], means, variances) * np.sqrt(2 * np.pi)


# --- paso E de una variable ---------------------------------------------------------------------


def _rows_to_one(joint):
    return joint / joint.sum(axis=1, keepdims=True)


def e_step_without_weights(x, weights, means, variances):
    """B3: sin los pesos."""
    return _rows_to_one(normal_density(x[:, None], means, variances))


def e_step_wrong_axis(x, weights, means, variances):
    """B4: normaliza por columnas."""
    joint = weights * normal_density(x[:, None], means, variances)
    return joint / joint.sum(axis=0)


def e_step_deviation_for_variance(x, weights, means, variances):
    """B9: la varianza hace de desviación estándar."""
    return e_step_1d(x, weights, means, variances**2)


def e_step_variance_for_deviation(x, weights, means, variances):
    """B9: la desviación estándar hace de varianza."""
    return e_step_1d(x, weights, means, np.sqrt(variances))


def e_step_without_half(x, weights, means, variances):
    """B10: sin el 1/2 del exponente."""
    return _rows_to_one(weights * densities_without_half(x, means, variances))


def e_step_hard(x, weights, means, variances):
    """B17: ceros y unos."""
    R = e_step_1d(x, weights, means, variances)
    return np.eye(len(weights))[R.argmax(axis=1)]


def e_step_not_normalized(x, weights, means, variances):
    """Sin normalizar."""
    return weights * normal_density(x[:, None], means, variances)


# --- paso M de una variable ---------------------------------------------------------------------


def _spread(x, R, center, divisor):
    return (R * (x[:, None] - center) ** 2).sum(axis=0) / divisor


def m_step_counts_as_weights(x, R):
    """B5: los pesos sin dividir por n."""
    weights, means, variances = m_step_1d(x, R)
    return weights * len(x), means, variances


def m_step_divide_by_n(x, R):
    """B18: medias y varianzas divididas por n."""
    means = R.T @ x / len(x)
    return R.mean(axis=0), means, _spread(x, R, means, len(x))


def m_step_divide_by_n_minus_one(x, R):
    """B18: la varianza con N_k - 1."""
    weights, means, _ = m_step_1d(x, R)
    return weights, means, _spread(x, R, means, R.sum(axis=0) - 1)


def m_step_deviations(x, R):
    """B9: desviaciones en lugar de varianzas."""
    weights, means, variances = m_step_1d(x, R)
    return weights, means, np.sqrt(variances)


def m_step_hard(x, R):
    """B17: cada punto entero para un solo grupo."""
    return m_step_1d(x, np.eye(R.shape[1])[R.argmax(axis=1)])


def m_step_equal_weights(x, R):
    """B3: pesos fijos en 1/K."""
    _, means, variances = m_step_1d(x, R)
    return np.full(R.shape[1], 1 / R.shape[1]), means, variances


def m_step_second_moment(x, R):
    """B28: el promedio de x al cuadrado, sin restar la media."""
    weights, means, _ = m_step_1d(x, R)
    return weights, means, _spread(x, R, 0, R.sum(axis=0))


def m_step_global_mean(x, R):
    """La dispersión alrededor de la media de todos los datos."""
    weights, means, _ = m_step_1d(x, R)
    return weights, means, _spread(x, R, x.mean(), R.sum(axis=0))
