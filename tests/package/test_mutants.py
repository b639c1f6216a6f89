"""Pruebas que fallan si cambia una regla: cada una nació de un cambio que nadie notaba.

Otros cambios de la misma lista se notan en `test_loop` (estadísticos de otra estructura, `change`
sin las covarianzas) y en `test_mixture` (pesos que suman 1.001).
"""

import ast
import inspect
import re
import warnings

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from scipy.stats import norm
from sklearn.exceptions import ConvergenceWarning

from gmm_lab import (
    GMM,
    MixtureParameters,
    Prior,
    SufficientStatistics,
    align_labels,
    bootstrap_lrt,
    compare,
    criteria,
    cross_validated_log_likelihood,
    e_step,
    em,
    em_steps,
    estimator,
    find_maximum,
    initial_parameters,
    initialization,
    is_regular,
    log_likelihood,
    m_step,
    mixture,
    prior,
    responsibilities,
    selection,
    until,
)
from gmm_lab.common import MAX_LOST_PRECISION, CommonCoordinates, Frame
from gmm_lab.covariance import covariance_shape, n_free_parameters
from gmm_lab.datasets import load_class_data, load_old_faithful
from gmm_lab.em import collapsed_components
from gmm_lab.gaussian import BLOCK_NUMBERS
from gmm_lab.initialization import parameters_from_responsibilities
from gmm_lab.mixture import score_samples

COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")


# --- Cuándo las coordenadas comunes pierden cifras (MAX_LOST_PRECISION, y la pérdida misma)


def line(means, sds, d, n=150, seed=0):
    """Grupos redondos sobre una diagonal, y la mezcla que los describe."""
    rng = np.random.default_rng(seed)
    X = np.concatenate([rng.normal(mean, sd, (n, d)) for mean, sd in zip(means, sds)])
    K = len(means)
    return X, MixtureParameters(np.full(K, 1 / K), np.repeat(np.array(means)[:, None], d, axis=1),
                                np.array(sds) ** 2, "spherical")


@pytest.mark.parametrize("d", [1, 2])
@pytest.mark.parametrize("covariance_type", ["full", "diag", "spherical"])
@pytest.mark.parametrize("sd", [1e-2, 2e-3, 1e-4, 1e-6])
def test_a_narrow_component_away_from_the_center_keeps_its_digits(sd, covariance_type, d):
    """Restar cuadrados grandes costaría cifras: de las 16, el doble de las de 3 / sd."""
    X, p = line([0.0, 3.0, -4.0], [1.0, sd, 2.0], d)
    variances = p.covariances
    covariances = {"full": [variance * np.eye(d) for variance in variances],
                   "diag": np.repeat(variances[:, None], d, axis=1),
                   "spherical": variances}[covariance_type]
    p = MixtureParameters(p.weights, p.means, covariances, covariance_type)
    z = (X[:, None] - p.means) / np.sqrt(variances)[:, None]
    logs = np.log(p.weights) - d / 2 * np.log(2 * np.pi * variances) - (z**2).sum(axis=2) / 2
    total = np.logaddexp.reduce(logs, axis=1)
    R = np.exp(logs - total[:, None])
    statistics = e_step(X, p)
    assert statistics.log_likelihood == pytest.approx(total.sum(), rel=1e-11)
    np.testing.assert_allclose(statistics.counts, R.sum(axis=0), rtol=1e-11)
    np.testing.assert_allclose(score_samples(X, p), total, rtol=2e-11, atol=2e-11)
    np.testing.assert_allclose(responsibilities(X, p), R, rtol=2e-9, atol=1e-12)
    one_by_one = [e_step(x[None], p).log_likelihood for x in X[150:200]]
    np.testing.assert_allclose(one_by_one, total[150:200], rtol=2e-11, atol=2e-11)
    step = next(em_steps(X, p))
    assert step.log_likelihood == pytest.approx(total.sum(), rel=1e-11)
    for updated in (m_step(statistics), step.after):
        np.testing.assert_allclose(updated.weights, R.mean(axis=0), rtol=1e-11)
        for k, r in enumerate(R.T):
            away = X - np.average(X, axis=0, weights=r)
            expected = np.average(away**2, axis=0, weights=r)
            if covariance_type == "spherical":
                expected = expected.mean()
            np.testing.assert_allclose(np.diag(updated.matrices[k]), expected, rtol=1e-9)


@pytest.mark.parametrize("d", [1, 2])
@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_narrow_components_that_widen_keep_the_digits_of_their_shares(covariance_type, d):
    """Dos muy estrechas se reparten una nube, y cada una se lleva además puntos lejanos.

    Sus varianzas nuevas son grandes, y nada advierte al final de las cifras perdidas al principio.
    Otra, igual de estrecha, está en el centro de los datos, y no pierde ninguna: decide la peor.
    """
    rng, sd = np.random.default_rng(0), 1e-4
    cloud, middle = rng.normal(3, sd, (100, d)), rng.normal(0, sd, (20, d))
    X = np.concatenate([cloud, middle, *(np.linspace(low, high, n)[:, None] + np.zeros(d)
                                         for low, high, n in ((-11, -9, 36), (2, 2.5, 10),
                                                              (3.5, 4, 10)))])
    variances = {"full": [sd**2 * np.eye(d)] * 3, "tied": sd**2 * np.eye(d),
                 "diag": np.full((3, d), sd**2), "spherical": np.full(3, sd**2)}[covariance_type]
    p = MixtureParameters([0.3, 0.5, 0.2], [[3 - sd / 2] * d, [3 + sd / 2] * d, X.mean(axis=0)],
                          variances, covariance_type)
    z = (X[:, None] - p.means) / sd
    logs = np.log(p.weights) - (z**2).sum(axis=2) / 2
    R = np.exp(logs - np.logaddexp.reduce(logs, axis=1)[:, None])
    means = R.T @ X / R.sum(axis=0)[:, None]
    for updated in (m_step(e_step(X, p)), next(em_steps(X, p)).after):
        np.testing.assert_allclose(updated.weights, R.mean(axis=0), rtol=1e-10)
        np.testing.assert_allclose(updated.means, means, rtol=1e-9)


@pytest.mark.parametrize("covariance_type", ["full", "tied"])
@pytest.mark.parametrize("noise", [1e-3, 1e-4])
def test_a_flat_component_at_the_center_keeps_its_digits(noise, covariance_type):
    """Está en el centro de los datos: lo que cuesta cifras es lo plana que es, no lo lejos.

    Con K = 1 el paso M da la covarianza de los datos, venga de donde venga; y la log-verosimilitud
    de su máximo es -n/2 (log |2 pi S| + d).
    """
    rng = np.random.default_rng(0)
    x, flat = rng.standard_normal(300), noise * rng.standard_normal(300)
    x -= x.mean()
    flat -= flat.mean()
    flat -= x * (flat @ x) / (x @ x)  # ortogonal a x: |S| se conoce sin restar
    X = np.column_stack([x, x + flat])
    S = np.cov(X.T, ddof=0)
    p = MixtureParameters([1], [X.mean(axis=0)], S[None] if covariance_type == "full" else S,
                          covariance_type)
    log_det = np.log(np.mean(x**2)) + np.log(np.mean(flat**2))
    expected = -len(X) / 2 * (log_det + 2 * np.log(2 * np.pi) + 2)
    assert e_step(X, p).log_likelihood == pytest.approx(expected, rel=1e-15 / noise**2)
    np.testing.assert_allclose(m_step(e_step(X, p)).matrices[0], S, rtol=1e-12)
    step = next(em_steps(X, p))
    assert step.log_likelihood == pytest.approx(expected, rel=1e-15 / noise**2)
    np.testing.assert_allclose(step.after.matrices[0], S, rtol=1e-12)


# --- Qué es una covarianza singular (MIN_REMAINING)


@pytest.mark.parametrize("d", [2, 3, 5])
@pytest.mark.parametrize("covariance_type", ["full", "tied"])
def test_singular_but_for_rounding_is_singular(covariance_type, d):
    """La última variable es una suma de las otras: lo que queda de su varianza es redondeo."""
    rng = np.random.default_rng(d)
    X = np.zeros((3, d))
    for _ in range(60):
        others = np.linalg.qr(rng.standard_normal((d - 1, d - 1)))[0]
        root = np.vstack([others, rng.uniform(-1, 1, d - 1) @ others])
        root *= 10.0 ** rng.integers(-3, 4)
        matrix = root @ root.T
        matrix = (matrix + matrix.T) / 2
        covariances = matrix[None] if covariance_type == "full" else matrix
        p = MixtureParameters([1], np.zeros((1, d)), covariances, covariance_type)
        with pytest.raises(ValueError, match="definida positiva"):
            log_likelihood(X, p)
        with pytest.raises(ValueError, match="definida positiva"):
            e_step(X, p)


@pytest.mark.parametrize("units", [1e-3, 1.0, 1e5])
@pytest.mark.parametrize("ratio", [1e-8, 1e-12, 1e-14])
def test_narrow_is_not_singular(ratio, units):
    """Una variable mucho más angosta que otra no es singular: son sus unidades."""
    p = MixtureParameters([1], [[0, 0]], [units * np.diag([1, ratio])])
    expected = norm.logpdf(0, 0, np.sqrt(units)) + norm.logpdf(0, 0, np.sqrt(units * ratio))
    assert log_likelihood([[0.0, 0.0]], p) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("rest", [2.0**-30, 2.0**-41, 2.0**-46])
def test_nearly_dependent_is_not_singular(rest):
    """Queda poco de la segunda varianza, pero más que el redondeo: |S| es exactamente `rest`."""
    p = MixtureParameters([1], [[0, 0]], [[[1, 1], [1, 1 + rest]]])
    expected = -np.log(2 * np.pi) - np.log(rest) / 2
    assert log_likelihood([[0.0, 0.0]], p) == pytest.approx(expected, rel=1e-12)
    assert log_likelihood([[3.0, 3.0]], p) == pytest.approx(expected - 9 / 2, rel=1e-12)


# --- Distancias sin unidades (align_labels)


def test_align_labels_does_not_look_at_the_units():
    """La segunda variable, en otra unidad, es mil veces mayor: la euclídea solo la mira a ella."""
    reference = MixtureParameters([0.5, 0.5], [[0, 0], [10, 100]], [np.diag([1, 1e6])] * 2)
    model = MixtureParameters([0.3, 0.7], [[0.5, 90], [9.5, 10]], [np.diag([1, 1e6])] * 2)
    euclidean = np.linalg.norm(reference.means[:, None] - model.means[None], axis=2)
    assert linear_sum_assignment(euclidean)[1].tolist() == [1, 0]
    assert align_labels(reference, model).weights.tolist() == [0.3, 0.7]
    assert align_labels(reference, model.reorder([1, 0])).weights.tolist() == [0.3, 0.7]


def test_align_labels_follows_correlated_directions():
    """Lo lejos se mide a lo largo de la nube: un paso a través pesa más que uno a lo largo."""
    S = np.array([[1, 0.999], [0.999, 1]])
    reference = MixtureParameters([0.5, 0.5], [[0, 0], [1, -1]], [S] * 2)
    model = MixtureParameters([0.3, 0.7], [[3, 3.0], [1.5, -0.5]], [S] * 2)
    assert align_labels(reference, model).weights.tolist() == [0.3, 0.7]
    swapped = MixtureParameters([0.3, 0.7], [[4, 2.0], [-1, -1]], [S] * 2)
    assert align_labels(reference, swapped).weights.tolist() == [0.7, 0.3]


# --- Qué es un colapso (NARROW, NEEDLE, y cuántas son muchas)


def two(variance, share, d, covariance_type="full"):
    """Una componente de varianza `variance` por la de la otra, con una parte de los datos."""
    wide = 1.0
    covariances = {"full": [variance * np.eye(d), wide * np.eye(d)],
                   "diag": [np.full(d, variance), np.full(d, wide)],
                   "spherical": [variance, wide]}[covariance_type]
    return MixtureParameters([share, 1 - share], [np.zeros(d), np.full(d, 5.0)], covariances,
                             covariance_type)


def ratio_of(p):
    """El autovalor de P^-1 Sigma de la componente angosta: P es la varianza media."""
    return float(p.matrices[0][0, 0] / p.within[0, 0])


@pytest.mark.parametrize("d", [1, 2, 5])
@pytest.mark.parametrize("covariance_type", ["full", "diag", "spherical"])
def test_a_few_observations_collapse_under_a_thousandth(covariance_type, d):
    n, share = 1000, 0.005
    for variance, collapsed in ((0.05, False), (0.002, False), (0.9e-3, True), (1e-8, True)):
        p = two(variance, share, d, covariance_type)
        assert (ratio_of(p) < 1e-3) == collapsed
        assert collapsed_components(p, n).tolist() == ([0] if collapsed else [])


@pytest.mark.parametrize("d", [1, 2, 5])
@pytest.mark.parametrize("covariance_type", ["full", "diag", "spherical"])
def test_many_observations_collapse_under_a_millionth(covariance_type, d):
    """Muchas son 10 (d + 1): un grupo estrecho de verdad no es una casualidad."""
    many = 10 * (d + 1)
    n = 20 * many
    for count, variance, collapsed in (
            (many, 1e-4, False), (many, 2e-6, False), (many, 0.9e-6, True), (many, 1e-9, True),
            (many - 1, 1e-4, True), (many - 1, 2e-3, False), (many + 1, 1e-4, False)):
        p = two(variance, count / n, d, covariance_type)
        assert collapsed_components(p, n).tolist() == ([0] if collapsed else [])


def test_a_collapse_in_one_direction_is_a_collapse_whatever_the_units():
    flat = np.array([[1, 1 - 1e-6], [1 - 1e-6, 1]])
    for units in (np.eye(2), np.diag([1e-4, 1e5]), np.array([[1, 2], [-3, 1e3]])):
        p = MixtureParameters([0.01, 0.99], [[0, 0], [5, 5]],
                              [units @ flat @ units.T, units @ units.T])
        assert collapsed_components(p, 500).tolist() == [0]
        p = MixtureParameters([0.01, 0.99], [[0, 0], [5, 5]],
                              [units @ units.T * 0.01, units @ units.T])
        assert collapsed_components(p, 500).tolist() == []


def test_tied_never_collapses():
    p = MixtureParameters([0.01, 0.99], [[0.0], [5]], [[1e-12]], "tied")
    assert collapsed_components(p, 100).size == 0


@pytest.mark.parametrize("d", [1, 3])
def test_regular_needs_d_plus_two_observations(d):
    n = 200
    X = np.random.default_rng(0).standard_normal((n, d))
    for count, regular in ((d + 1, False), (d + 2, True), (d + 1.4, False), (d + 1.6, True)):
        assert is_regular(X, two(0.5, count / n, d)) == regular


def test_the_rule_of_the_warning_is_that_of_is_regular():
    """Una sola regla: si el ajuste avisa de un colapso, `is_regular` dice que no; y al revés."""
    X = load_class_data()[0][:200]
    disagreements, collapses = 0, 0
    for seed in range(25):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            model = GMM(6, init_params="random_from_data", random_state=seed, tol=1e-7).fit(X)
        warned = any("colapsó" in str(w.message) for w in caught)
        collapsed = collapsed_components(model.parameters_, len(X)).size > 0
        collapses += collapsed
        disagreements += warned != collapsed
    assert disagreements == 0 and 0 < collapses < 25


# --- Los avisos señalan la línea de quien llama


POINTS = np.r_[np.zeros(12), np.linspace(5, 9, 20)][:, None]


@pytest.mark.parametrize("options, message", [
    (dict(max_iter=2, tol=0.0), "no convergió"),
    (dict(reg_covar=1e-9), "colapsó"),
], ids=["iteraciones", "colapso"])
@pytest.mark.parametrize("method", ["fit", "fit_predict"])
def test_a_warning_points_at_the_line_of_the_caller(method, options, message):
    X = load_old_faithful() if "max_iter" in options else POINTS
    model = GMM(2, random_state=0, **options)
    with pytest.warns(ConvergenceWarning, match=message) as caught:
        getattr(model, method)(X); line = inspect.currentframe().f_lineno  # noqa: E702
    assert {(w.filename, w.lineno) for w in caught} == {(__file__, line)}


# --- Los pesos iniciales


def test_weights_init_sums_to_one_up_to_rounding():
    X = load_old_faithful()
    for excess in (0.03, -0.03, 0.01, 1e-4):
        with pytest.raises(ValueError, match="weights_init"):
            GMM(2, weights_init=[0.5, 0.5 + excess], random_state=0).fit(X)
    model = GMM(2, weights_init=[0.5, 0.5 + 1e-9], random_state=0).fit(X)
    assert model.converged_


# --- El inicio mira una muestra de las filas


@pytest.mark.parametrize("init_params", ["kmeans", "k-means++", "random_from_data"])
def test_a_sample_of_rows_takes_their_own_weights(init_params):
    """Los 9 del segundo grupo van con sus filas: si fueran de otras, los pesos serían otros."""
    rng = np.random.default_rng(0)
    X = np.r_[rng.normal(0, 1, 15_000), rng.normal(100, 1, 15_000)][:, None]
    weight = np.repeat([1, 9], 15_000)
    expected, found = 9 / 10, []
    for seed in range(12):
        p = initial_parameters(X, 2, init_params, random_state=seed, sample_weight=weight)
        high = np.argmax(p.means)
        if np.ptp(p.means) < 90:
            continue  # los dos centros cayeron en el mismo grupo
        found.append(seed)
        assert p.weights[high] == pytest.approx(expected, abs=0.01)
        assert p.means[high, 0] == pytest.approx(100, abs=0.1)
    assert found


def test_a_sample_of_rows_takes_their_own_weights_row_by_row():
    """Solo pesan las filas pares, que valen 1; las impares valen mil."""
    X = np.tile([1.0, 1000.0], 15_000)[:, None] + np.linspace(0, 0.1, 30_000)[:, None]
    weight = np.tile([1.0, 1e-6], 15_000)
    p = initial_parameters(X, 1, "random", random_state=0, sample_weight=weight)
    assert p.means[0, 0] == pytest.approx(1.05 + 1000e-6, abs=0.01)


@pytest.mark.parametrize("n, K, whole", [(20_000, 3, True), (20_001, 3, False),
                                         (24_000, 250, True), (24_000, 240, True),
                                         (24_000, 200, False), (24_000, 239, False)])
def test_all_rows_until_twenty_thousand_or_a_hundred_a_component(n, K, whole):
    """Un paso M conserva la media de las filas que mira: se ve si las miró todas."""
    X = np.random.default_rng(0).standard_normal((n, 1)) ** 3
    p = initial_parameters(X, K, "random", "tied", random_state=0)
    assert (abs(p.mean[0] - X.mean()) < 1e-10) == whole
    assert abs(p.mean[0] - X.mean()) < 0.2


# --- La búsqueda de máximos


@pytest.mark.parametrize("X, covariance_type, value", [
    # Con un solo finalista se queda en -1113.60 y en -669.179: el orden cambia al final.
    (load_old_faithful(), "diag", -1112.8809),
    (load_class_data()[0][:300], "full", -669.1450),
])
def test_the_best_of_the_search_is_not_always_the_best_at_the_end(X, covariance_type, value):
    fit = find_maximum(X, 4, covariance_type, n_starts=5, random_state=0)
    assert fit.log_likelihood > value


def almost_square(b):
    """Cuatro nubes iguales en las esquinas de un rectángulo de 1 por b, casi un cuadrado."""
    cloud = np.random.default_rng(0).normal(0, 0.15, (12, 2))
    turned = cloud @ np.array([[0, 1], [-1, 0]])
    cloud = np.vstack([cloud, -cloud, turned, -turned])
    return np.vstack([cloud + [x, y] for x in (-1, 1) for y in (-b, b)])


def test_two_maxima_that_are_close_are_two():
    """Partirlo en dos, a lo alto o a lo ancho: se distinguen en una milésima por observación."""
    b = 1.002
    X = almost_square(b)
    values = []
    for means in ([[-1, 0], [1, 0]], [[0, -b], [0, b]]):
        start = MixtureParameters([0.5, 0.5], means, 0.5 * np.eye(2), "tied")
        *_, last = until(em_steps(X, start), tol=1e-9, max_iter=5000)
        values.append(last.log_likelihood)
    assert 1e-4 < (values[1] - values[0]) / len(X) < 5e-3
    fits = [find_maximum(X, 2, "tied", n_starts=20, random_state=seed) for seed in range(4)]
    assert all(fit.log_likelihood == pytest.approx(values[1], abs=1e-6) for fit in fits)
    # A cada uno llega la mitad de los inicios; juntos serían 15 o más.
    assert all(2 < fit.n_reached < 13 for fit in fits)


def test_the_climb_has_a_limit():
    """Dos componentes donde hay una: EM es lentísimo, y la búsqueda no espera al final."""
    X = np.random.default_rng(1).normal(size=(400, 1))
    fit = find_maximum(X, 2, n_starts=1, random_state=0)
    *_, last = until(em_steps(X, fit.parameters), tol=1e-13 * len(X), max_iter=10_000)
    assert last.iteration > 500
    assert last.log_likelihood > fit.log_likelihood


def test_where_the_climb_ends_nothing_is_left_to_gain():
    """Salvo ese límite, los finalistas siguen hasta ganar menos de 1e-13 por observación."""
    X = load_old_faithful()
    fit = find_maximum(X, 2, n_starts=5, random_state=0)
    *_, last = until(em_steps(X, fit.parameters), tol=1e-13 * len(X), max_iter=10_000)
    assert last.iteration <= 5
    R = responsibilities(X, fit.parameters)
    np.testing.assert_allclose(fit.parameters.weights, R.mean(axis=0), rtol=1e-6)


# --- La validación cruzada baraja


def test_folds_are_shuffled():
    """Los datos vienen ordenados: sin barajar, cada mitad se evalúa con una que no se parece."""
    X = np.linspace(0, 100, 200)[:, None]
    scores = cross_validated_log_likelihood(X, 1, n_folds=2, random_state=0)
    assert scores.min() > norm.logpdf(0, 0, 100 / np.sqrt(12)) - 1
    others = cross_validated_log_likelihood(X, 1, n_folds=2, random_state=1)
    assert not np.allclose(scores, others)
    again = cross_validated_log_likelihood(X, 1, n_folds=2, random_state=0)
    np.testing.assert_array_equal(scores, again)


def test_each_row_is_held_out_once():
    """Con n partes, la media es la de dejar una fuera, esté como esté barajado."""
    X = np.random.default_rng(0).standard_normal((9, 1))
    expected = []
    for i in range(9):
        rest = np.delete(X, i)
        expected.append(norm.logpdf(X[i, 0], rest.mean(), rest.std()))
    for seed in range(3):
        scores = cross_validated_log_likelihood(X, 1, n_folds=9, random_state=seed)
        np.testing.assert_allclose(np.sort(scores), np.sort(expected), rtol=1e-6)


# --- Las coordenadas comunes: de qué datos salen, y cuándo conservan las cifras


@pytest.mark.parametrize("n", [1, 2, 3, 400, 65_000, 200_000])
def test_the_frame_is_that_of_the_data(n):
    """De pocas filas se miran todas; de muchas, una parte que no pasa de 125 000 números."""
    X = np.random.default_rng(0).normal([5, -3], [2, 0.01], (n, 2))
    frame = Frame.of_data(X, "full")
    if X.size <= BLOCK_NUMBERS:
        sd = X.std(axis=0)
        np.testing.assert_allclose(frame.center, X.mean(axis=0), rtol=1e-12)
        np.testing.assert_allclose(frame.scale, np.where(sd > 0, sd, 1), rtol=1e-9)
    else:
        assert (abs(frame.center - X.mean(axis=0)) < 0.03 * frame.scale).all()
        np.testing.assert_allclose(frame.scale, X.std(axis=0), rtol=0.03)


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_em_begins_with_a_single_observation(covariance_type):
    start = MixtureParameters([1], [[0, 0]], {"full": [np.eye(2)], "tied": np.eye(2),
                                              "diag": [[1, 1]], "spherical": [1]}[covariance_type],
                              covariance_type)
    step = next(em_steps([[3.0, -1.0]], start, reg_covar=0.5))
    assert step.log_likelihood == pytest.approx(-np.log(2 * np.pi) - 5)
    assert step.after.means.tolist() == [[3, -1]]
    np.testing.assert_allclose(step.after.matrices[0], 0.5 * np.eye(2))


@pytest.mark.parametrize("units", [1e-2, 1.0, 1e2])
@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_reg_covar_is_part_of_the_variance_that_remains(covariance_type, units):
    """Bastan 5 de las 16 cifras: la varianza nueva, frente al cuadrado de lo lejos que está."""
    X = units * np.random.default_rng(0).standard_normal((500, 2))
    p = MixtureParameters([1], [X.mean(axis=0)], {
        "full": [units**2 * np.eye(2)], "tied": units**2 * np.eye(2),
        "diag": [[units**2] * 2], "spherical": [units**2]}[covariance_type], covariance_type)
    enough = (3 * units) ** 2 / MAX_LOST_PRECISION
    for variance, reg_covar, kept in ((0.5, 0, False), (2, 0, True), (1e-6, 0.5, False),
                                      (1e-6, 2, True), (0.7, 0.7, True), (0.4, 0.4, False)):
        extra = [reg_covar * enough] if reg_covar else []
        frame = Frame.of_data(X, covariance_type, *extra)
        away = np.sqrt(variance * enough) * np.repeat([[-1.0, 1.0], [1.0, 1.0], [1.0, -1.0],
                                                       [-1.0, -1.0]], 10, axis=0)
        space = CommonCoordinates(p, frame)
        totals = space.totals(space.features((frame.center + 3 * units + away).T),
                              np.ones((1, 40)))
        assert space.keep_digits(totals) == kept


@pytest.mark.parametrize("covariance_type", ["full", "diag", "spherical"])
def test_a_variance_without_inverse_says_nothing_on_the_way(covariance_type):
    """1e-310 tiene raíz pero no inverso: lo resuelven las coordenadas propias, sin avisos."""
    X = np.array([[0.0], [1], [2], [3], [5]])
    shape = {"full": (2, 1, 1), "diag": (2, 1), "spherical": (2,)}[covariance_type]
    p = MixtureParameters([0.5, 0.5], [[1e3], [1]], np.reshape([1e-310, 1], shape),
                          covariance_type)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ValueError, match="La componente 0 se quedó sin puntos"):
            next(em_steps(X, p))


# --- Los bloques se suman, cada uno una vez


@pytest.mark.parametrize("n, d", [(20_000, 1), (20_000, 2), (40_000, 2), (3_000, 20)])
@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_each_block_counts_once(covariance_type, n, d):
    X = np.random.default_rng(0).standard_normal((n, d))
    p = MixtureParameters([0.3, 0.7], [[-1] * d, [1] * d], {
        "full": [np.eye(d)] * 2, "tied": np.eye(d), "diag": np.ones((2, d)),
        "spherical": np.ones(2)}[covariance_type], covariance_type)
    logs = np.log(p.weights) - d / 2 * np.log(2 * np.pi) - (
        (X[:, None] - p.means) ** 2).sum(axis=2) / 2
    total = np.logaddexp.reduce(logs, axis=1)
    R = np.exp(logs - total[:, None])
    statistics, step = e_step(X, p), next(em_steps(X, p))
    assert statistics.log_likelihood == pytest.approx(total.sum(), rel=1e-12)
    assert step.log_likelihood == pytest.approx(total.sum(), rel=1e-12)
    np.testing.assert_allclose(statistics.counts, R.sum(axis=0), rtol=1e-10)
    for updated in (m_step(statistics), step.after):
        np.testing.assert_allclose(updated.weights, R.mean(axis=0), rtol=1e-10)
        np.testing.assert_allclose(updated.means, R.T @ X / R.sum(axis=0)[:, None], atol=1e-10)


@pytest.mark.parametrize("K", [8, 20, 50])
def test_many_components_of_one_variable(K):
    X = np.linspace(-1, 1, 30)[:, None]
    p = MixtureParameters(np.full(K, 1 / K), np.zeros((K, 1)), np.ones((K, 1, 1)))
    np.testing.assert_allclose(score_samples(X, p), norm.logpdf(X[:, 0]), rtol=1e-12)
    assert e_step(X, p).counts.sum() == pytest.approx(30)


# --- Cada mensaje empieza por lo que hay que mirar, y dice los números de este caso

TWO = MixtureParameters([0.5, 0.5], [[0, 0], [3, 3]], [np.eye(2)] * 2)
PAIRS = np.array([[0.0, 0], [1, 0], [3, 3], [4, 3], [3, 5]])
SKEW = [[1.0, 0.5], [0.2, 1]]
BAD_ARGUMENTS = [
    ("tol", lambda: until([], tol="poco")),
    ("tol", lambda: until([], tol=-1.0)),
    ("max_iter", lambda: until([], tol=0, max_iter=-1)),
    ("reg_covar", lambda: m_step(e_step(PAIRS, TWO), reg_covar=-1.0)),
    ("reg_covar", lambda: em_steps(PAIRS, TWO, reg_covar="poco")),
    ("counts", lambda: SufficientStatistics([np.nan], [[0]], [[[1]]], [[0]], 0, "full")),
    ("scatters", lambda: SufficientStatistics([1], [[0]], [[[np.inf]]], [[0]], 0, "full")),
    ("covariance_type", lambda: covariance_shape("llena", 2, 2)),
    ("mean", lambda: Prior([np.nan, 0], np.eye(2))),
    ("covariance", lambda: Prior([0, 0], np.eye(3))),
    ("covariance", lambda: Prior([0, 0], SKEW)),
    ("covariance", lambda: Prior([0, 0], np.ones((2, 2)))),
    ("degrees_of_freedom", lambda: Prior([0, 0], np.eye(2), degrees_of_freedom=0.5)),
    ("mean_precision", lambda: Prior([0, 0], np.eye(2), mean_precision=-1)),
    ("weight_concentration", lambda: Prior([0, 0], np.eye(2), weight_concentration=0.5)),
    ("n_components", lambda: Prior.from_data(PAIRS, 0)),
    ("n_components", lambda: initial_parameters(PAIRS, 0)),
    ("init_params", lambda: initial_parameters(PAIRS, 2, "medias")),
    ("covariance_type", lambda: initial_parameters(PAIRS, 2, covariance_type="llena")),
    ("reg_covar", lambda: initial_parameters(PAIRS, 2, reg_covar="poco")),
    ("reg_covar", lambda: initial_parameters(PAIRS, 2, reg_covar=-1e-9)),
    ("X tiene 5 filas", lambda: initial_parameters(PAIRS, 6)),
    ("covariance_type", lambda: parameters_from_responsibilities(PAIRS, np.ones((5, 1)), "llena")),
    ("covariance_type", lambda: find_maximum(PAIRS, 1, "llena")),
    ("X tiene 5 filas", lambda: find_maximum(PAIRS, 6)),
    ("Con sample_weight positivo solo hay 2 filas, y hacen falta 3",
     lambda: find_maximum(PAIRS, 3, sample_weight=[1, 1, 0, 0, 0])),
    ("progress", lambda: compare(PAIRS, [1], progress=1)),
    ("means_init", lambda: GMM(2, means_init=[[0, 0]]).fit(PAIRS)),
    ("precisions_init", lambda: GMM(2, precisions_init=np.eye(2)).fit(PAIRS)),
    ("precisions_init", lambda: GMM(1, precisions_init=[SKEW]).fit(PAIRS)),
    ("precisions_init", lambda: GMM(1, precisions_init=[-np.eye(2)]).fit(PAIRS)),
    ("X (filas con sample_weight positivo) tiene 1 filas",
     lambda: GMM(1).fit(PAIRS, sample_weight=[1, 0, 0, 0, 0])),
    ("covariances", lambda: MixtureParameters([1], [[0, 0]], [SKEW])),
    ("values", lambda: TWO.conditional([0], [1, 2])),
    ("columns", lambda: TWO.conditional([0, 1], [1, 2])),
]


@pytest.mark.parametrize("name, call", BAD_ARGUMENTS)
def test_a_message_begins_with_what_to_look_at(name, call):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value).startswith(name + (" " if name.isidentifier() else ""))


@pytest.mark.parametrize("call, part", [
    (lambda: TWO.reorder([0, 0]), "cada número de 0 a 1, una vez"),
    (lambda: TWO.marginal([2]), "con números de 0 a 1."),
    (lambda: Prior([0, 0], np.eye(2), degrees_of_freedom=1), "mayor que 1."),
    (lambda: m_step(e_step(PAIRS, TWO), prior=3), "prior es un int"),
    (lambda: log_likelihood(PAIRS, 3), "llegó int."),
])
def test_a_message_tells_the_numbers_and_the_kind(call, part):
    with pytest.raises(ValueError) as error:
        call()
    assert part in str(error.value)


def documented_defaults():
    """Lo que la documentación dice de cada argumento: (función, argumento, valor)."""
    for module in (criteria, em, estimator, initialization, mixture, prior, selection):
        for name in module.__all__:
            value = getattr(module, name)
            inside = vars(value).values() if inspect.isclass(value) else ()
            for function in filter(callable, [value, *inside]):
                text = inspect.getdoc(function) or ""
                for argument, default in re.findall(r"^(\w+) : .*default (.+)$", text, re.M):
                    try:
                        yield function, argument, ast.literal_eval(default)
                    except (SyntaxError, ValueError):  # «d + 2», «las cuatro»
                        pass


def test_defaults_are_those_of_the_documentation():
    read = 0
    for function, argument, default in documented_defaults():
        found = inspect.signature(function).parameters[argument].default
        assert found == default and type(found) in (type(default), float), (function, argument)
        read += 1
    assert read > 35


# --- Un colapso son índices, y con «tied» no lo hay


@pytest.mark.parametrize("covariances", [[[1.0]], [[1e-200]], [[0.0]]])
def test_collapsed_components_are_indices(covariances):
    p = MixtureParameters([0.5, 0.5], [[0], [5]], covariances, "tied")
    assert p.weights[collapsed_components(p, 10)].tolist() == []


def test_the_number_of_parameters_is_an_integer():
    for covariance_type, expected in zip(COVARIANCE_TYPES, (17, 11, 14, 11)):
        found = n_free_parameters(covariance_type, 3, 2)
        assert isinstance(found, int) and found == expected
    fit = find_maximum(load_old_faithful(), 2, "tied", n_starts=1, random_state=0)
    assert isinstance(fit.n_parameters, int) and fit.n_parameters == 8


# --- De dónde parte cada inicio


def test_the_default_reg_covar_of_a_start_is_small():
    p = initial_parameters(PAIRS, 1)
    np.testing.assert_allclose(p.covariances[0], np.cov(PAIRS.T, ddof=0) + 1e-6 * np.eye(2))


@pytest.mark.parametrize("init_params", ["kmeans", "k-means++", "random", "random_from_data"])
def test_rows_of_weight_zero_are_not_there(init_params):
    rng = np.random.default_rng(0)
    X = np.r_[rng.normal(0, 1, (60, 2)), np.full((30, 2), 1e4)]
    weight = np.r_[rng.uniform(0.5, 2, 60), np.zeros(30)]
    mixed = rng.permutation(90)
    p = initial_parameters(X[mixed], 2, init_params, random_state=3, sample_weight=weight[mixed])
    q = initial_parameters(X[mixed][weight[mixed] > 0], 2, init_params, random_state=3,
                           sample_weight=weight[mixed][weight[mixed] > 0])
    np.testing.assert_array_equal(p.means, q.means)
    np.testing.assert_array_equal(p.weights, q.weights)


def test_a_column_far_from_zero_is_sown_like_the_others():
    """k-means++ calcula x² + c² - 2xc: si una columna quedara lejos de 0, no vería la otra."""
    X = np.random.default_rng(0).normal(0, 1, (300, 2))
    X = np.round(X * 2**10) / 2**10  # así sumar 2**32 no redondea
    for seed in range(10):
        near, far = (initial_parameters(Z, 3, "k-means++", random_state=seed)
                     for Z in (X, X + [0, 2.0**32]))
        np.testing.assert_allclose(far.weights, near.weights, rtol=1e-12)
        np.testing.assert_allclose(far.means - [0, 2.0**32], near.means, atol=1e-5)


def test_a_sample_of_rows_has_each_row_once():
    """Veinte mil de 20 001: la suma dice cuál falta."""
    X = np.arange(20_001.0)[:, None] + 0.25
    for seed in range(3):
        p = initial_parameters(X, 1, "random", random_state=seed)
        left_out = X.sum() - 20_000 * p.means[0, 0]
        assert abs(X[:, 0] - left_out).min() < 1e-4


def test_two_rows_drawn_are_different_rows():
    """Las filas (0, 1) y (1, 0), repetidas: cada componente recibe una de las dos."""
    X = np.tile([[0.0, 1], [1, 0], [1, 0], [1, 0]], (10, 1))
    for seed in range(20):
        p = initial_parameters(X, 2, "random_from_data", random_state=seed)
        assert sorted(p.weights) == pytest.approx([0.25, 0.75])


def test_the_seeds_of_k_means_plus_plus_are_many():
    """En una nube sola k-medias acaba siempre cerca; la siembra, en cada semilla, en otro lado."""
    X = np.random.default_rng(0).standard_normal((500, 2))
    sown = {tuple(initial_parameters(X, 2, "k-means++", random_state=seed).means.ravel())
            for seed in range(150)}
    assert len(sown) > 120


# --- Los inicios de la búsqueda


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_broad_starts_are_wide_bells_at_different_observations(covariance_type):
    rng = np.random.default_rng(0)
    X, weight = rng.standard_normal((6, 2)) * [1, 5], np.array([1.0, 1, 1, 5, 1, 1])
    start = selection._start(X, weight, 6, covariance_type, "broad", rng)
    checked = MixtureParameters(start.weights, start.means, start.covariances, covariance_type)
    np.testing.assert_allclose(checked.weights, 1 / 6)
    np.testing.assert_array_equal(np.sort(checked.means, axis=0), np.sort(X, axis=0))
    whole = np.cov(X.T, ddof=0, aweights=weight) / 2
    if covariance_type in ("diag", "spherical"):
        whole = np.diag(np.diag(whole))
    if covariance_type == "spherical":
        whole = np.eye(2) * np.trace(whole) / 2
    for matrix in checked.matrices:
        np.testing.assert_allclose(matrix, whole, rtol=1e-4)


@pytest.mark.parametrize("kind", selection.START_KINDS)
def test_the_starts_of_the_search_do_not_look_at_the_origin(kind):
    """Lo que suman a la diagonal es una millonésima de la varianza, esté donde esté la nube."""
    X = np.round(np.random.default_rng(0).standard_normal((80, 2)) * 2**10) / 2**10
    near, far = (selection._start(Z, None, 1, "full", kind, np.random.default_rng(1))
                 for Z in (X, X + [0, 2.0**14]))
    np.testing.assert_allclose(far.covariances, near.covariances, rtol=1e-9, atol=1e-9)
    share = 2 if kind == "broad" else 1
    np.testing.assert_allclose(near.covariances[0], np.cov(X.T, ddof=0) / share, rtol=1e-4,
                               atol=1e-5)


def broken_start(parameters):
    """La misma mezcla, sin varianza: EM no puede dar ni un paso."""
    return MixtureParameters.computed(parameters.weights, parameters.means,
                                      0 * parameters.covariances, parameters.covariance_type)


@pytest.mark.parametrize("born", [True, False], ids=["nace colapsado", "colapsa enseguida"])
def test_a_start_that_collapses_leaves_the_others(monkeypatch, born):
    starting_parameters = selection.starting_parameters

    def first_kind_fails(X, K, kind, *others):
        start = starting_parameters(X, K, kind, *others)
        if kind == "kmeans" and born:
            raise ValueError("colapso")
        return broken_start(start) if kind == "kmeans" else start

    monkeypatch.setattr(selection, "starting_parameters", first_kind_fails)
    fit = find_maximum(load_old_faithful(), 2, n_starts=5, random_state=0)
    assert (fit.n_collapsed, fit.n_reached) == (1, 4)


def test_the_search_and_the_climb_end_where_they_say():
    """Ganar menos de 1e-6 por observación y, al final, menos de 1e-13, o 2000 iteraciones."""
    X = np.random.default_rng(1).normal(size=(400, 1))
    fit = find_maximum(X, 2, n_starts=1, random_state=0)
    start = initial_parameters(X, 2, reg_covar=1e-6 * X.var(), random_state=0)
    *_, search = until(em_steps(X, start), tol=1e-6 * len(X), max_iter=1000)
    *_, climb = until(em_steps(X, search.before), tol=1e-13 * len(X), max_iter=2000)
    assert search.iteration < 1000 and climb.iteration == 2000
    assert fit.log_likelihood == pytest.approx(climb.log_likelihood, abs=1e-10)


def test_the_starts_that_stop_a_little_before_also_arrive():
    """Los que no son finalistas se detienen antes; cuentan si les falta menos de 1e-4 por fila."""
    fit = find_maximum(load_old_faithful(), 2, n_starts=10, random_state=0)
    assert (fit.n_reached, fit.n_collapsed) == (10, 0)


def test_what_a_weight_counts_is_an_observation():
    """Cada grupo son dos filas, que cuentan por veinte: es regular, como si se repitieran."""
    X, weight = np.array([[0.0], [1], [10], [11]]), np.full(4, 10.0)
    fit = find_maximum(X, 2, n_starts=5, random_state=0, sample_weight=weight)
    again = find_maximum(np.repeat(X, 10, axis=0), 2, n_starts=5, random_state=0)
    assert fit.regular and again.regular
    np.testing.assert_allclose(fit.parameters.means, again.parameters.means, atol=1e-9)
    assert fit.bic == pytest.approx(again.bic)


def test_as_many_components_as_rows_is_a_row_of_the_table():
    table = compare([[0.0], [1.0], [5.0]], [1, 3], ["tied"], n_starts=5, random_state=0)
    one, three = table.rows
    assert one.parameters is not None and three.parameters is None
    lines = [line.split() for line in str(table).splitlines()]
    assert lines[2] == ["3", "tied", "6", "sin", "máximo", "-", "-", "-", "0/5", "5"]


def test_the_notes_of_the_table_are_sentences():
    X = np.array([[0.0], [1.0], [5.0], [5.5]])
    notes = str(compare(X, [2, 4], ["tied"], n_starts=5, random_state=0)).splitlines()[-2:]
    assert notes == ["* Alguna componente tiene menos de d + 2 observaciones.",
                     "sin máximo: todos los inicios acabaron en un colapso."]


# --- La prueba por bootstrap


def test_the_same_seed_simulates_the_same():
    X = load_class_data()[0][:60]
    options = dict(n_bootstrap=4, n_starts=2, random_state=3)
    first, again = (bootstrap_lrt(X, 1, "tied", **options) for _ in range(2))
    np.testing.assert_array_equal(first.simulated, again.simulated)
    assert len(set(first.simulated)) == 4


def test_a_simulation_that_equals_the_statistic_counts(monkeypatch):
    fit = selection._fit

    def constant(*arguments):
        return fit(*arguments)._replace(log_likelihood=-5.0)

    monkeypatch.setattr(selection, "_fit", constant)
    result = bootstrap_lrt(load_class_data()[0][:60], 1, "tied", n_bootstrap=4, n_starts=2,
                           random_state=0)
    assert result.statistic == 0 and result.p_value == 1


# --- GMM


def test_components_are_in_the_order_of_the_first_coordinate():
    """La segunda coordenada va al revés."""
    rng = np.random.default_rng(0)
    X = np.concatenate([rng.normal([x, -x], 0.5, (50, 2)) for x in (6, 0, 3)])
    model = GMM(3, random_state=0).fit(X)
    for means in (model.means_, model.history_[0].before.means):
        assert np.diff(means[:, 0]).min() > 0 > np.diff(means[:, 1]).max()


@pytest.mark.parametrize("allow_missing", [False, True])
def test_the_start_counts_the_weights(allow_missing):
    X, weight = np.array([[0.0], [1.0], [10.0]]), [1.0, 2.0, 5.0]
    model = GMM(1, max_iter=0, allow_missing=allow_missing).fit(X, sample_weight=weight)
    assert model.means_[0, 0] == pytest.approx(52 / 8)


def test_what_comes_after_a_fit_may_also_have_gaps():
    X = load_old_faithful().copy()
    model = GMM(2, allow_missing=True, warm_start=True, random_state=0).fit(X)
    whole = model.lower_bound_
    X[3, 0] = np.nan
    assert model.fit(X).converged_ and model.lower_bound_ != whole
    assert model.n_features_in_ == 2


def test_to_continue_is_one_start(capsys):
    model = GMM(2, n_init=3, warm_start=True, verbose=1, random_state=0)
    model.fit(load_old_faithful())
    assert capsys.readouterr().out.count("Inicio ") == 3
    model.fit(load_old_faithful())
    assert capsys.readouterr().out.count("Inicio ") == 1


@pytest.mark.parametrize("failed", [1, 2])
def test_the_warning_tells_the_last_start_that_failed(monkeypatch, failed):
    calls, start = [], GMM._start

    def some_fail(model, *arguments):
        p, k = start(model, *arguments), len(calls)
        calls.append(k)
        covariances = np.array(p.covariances)
        if k < failed:
            covariances[k] = 0  # el primero, en la componente 0; el segundo, en la 1
        return MixtureParameters(p.weights, p.means, covariances)

    monkeypatch.setattr(GMM, "_start", some_fail)
    with pytest.warns(ConvergenceWarning) as caught:
        GMM(2, n_init=3, random_state=0).fit(load_old_faithful())
    (message,) = [str(w.message) for w in caught]
    assert message.startswith(f"{failed} de 3 inicios colapsaron")
    assert f"La covarianza de la componente {failed - 1} " in message


class Table(np.ndarray):
    """Un arreglo con nombres de columna, sin pedir pandas."""

    columns = ("duración", "espera")


def test_names_are_python_objects_and_their_warning_is_not_of_convergence():
    X = load_old_faithful()
    model = GMM(2, random_state=0).fit(X.view(Table))
    assert model.feature_names_in_.dtype == object
    assert model.feature_names_in_.tolist() == ["duración", "espera"]
    with pytest.warns(UserWarning, match="no tiene nombres") as caught:
        model.predict(X)
    assert [w.category for w in caught] == [UserWarning]


def test_one_observation_is_drawn_unless_told():
    model = GMM(2, random_state=0).fit(load_old_faithful())
    assert [len(part) for part in model.sample()] == [1, 1]


def test_weights_that_sum_one_up_to_rounding_can_be_drawn():
    p = MixtureParameters([0.5, 0.5 + 5e-7], [[0], [9]], [[[1]], [[1]]])
    X, z = p.sample(1000, random_state=0)
    assert 400 < z.sum() < 600 and (abs(X[:, 0] - 9 * z) < 6).all()


@pytest.mark.parametrize("name", ["weights_", "means_", "covariances_", "precisions_",
                                  "precisions_cholesky_"])
def test_what_a_fit_leaves_says_what_it_is(name):
    assert getattr(GMM, name).__doc__.endswith(".")
