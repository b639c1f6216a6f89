"""Pruebas que fallan si cambia una regla: cada una nació de un cambio que nadie notaba.

Otros cambios de la misma lista se notan en `test_loop` (estadísticos de otra estructura, `change`
sin las covarianzas) y en `test_mixture` (pesos que suman 1.001).
"""

import inspect
import warnings

import numpy as np
import pytest
from scipy.optimize import linear_sum_assignment
from scipy.stats import norm
from sklearn.exceptions import ConvergenceWarning

from gmm_lab import (
    GMM,
    MixtureParameters,
    align_labels,
    cross_validated_log_likelihood,
    e_step,
    em_steps,
    find_maximum,
    initial_parameters,
    is_regular,
    log_likelihood,
    m_step,
    responsibilities,
    until,
)
from gmm_lab.datasets import load_class_data, load_old_faithful
from gmm_lab.em import collapsed_components
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
