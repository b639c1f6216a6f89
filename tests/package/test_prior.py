"""La distribución a priori: su densidad, su paso M, y que con ella nada colapsa."""

import copy
import pickle
import re
import warnings
from itertools import islice

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import dirichlet, invgamma, invwishart, multivariate_normal
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning

from gmm_lab import (
    GMM,
    MixtureParameters,
    Prior,
    e_step,
    em_steps,
    initial_parameters,
    log_likelihood,
    m_step,
    responsibilities,
    until,
)
from gmm_lab.datasets import load_galaxies, load_iris, load_old_faithful
from gmm_lab.em import collapsed_components

COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")

PLANE = np.array([[0.0, 1], [1, 0], [2, 2], [8, 9], [9, 8], [9, 9.5], [5, 4]])


def matrix(rng, d, floor=0.3):
    root = rng.standard_normal((d, d))
    return root @ root.T + floor * np.eye(d)


def mixture(rng, K, d, covariance_type):
    """Una mezcla cualquiera, con los números en su escala."""
    covariances = {
        "full": lambda: np.array([matrix(rng, d) for _ in range(K)]),
        "tied": lambda: matrix(rng, d),
        "diag": lambda: rng.gamma(3, 0.5, (K, d)) + 0.1,
        "spherical": lambda: rng.gamma(3, 0.5, K) + 0.1,
    }[covariance_type]()
    return MixtureParameters(rng.dirichlet(np.full(K, 3.0)), rng.normal(0, 2, (K, d)),
                             covariances, covariance_type)


def some_prior(rng, d, concentration=1.7):
    return Prior(rng.standard_normal(d), matrix(rng, d), mean_precision=0.4,
                 degrees_of_freedom=d + 3.5, weight_concentration=concentration)


def reference_log_prior(prior, p):
    """La suma de las densidades de SciPy, como dice la documentación de `Prior`."""
    K, nu = p.n_components, prior.degrees_of_freedom
    total = 0.0
    if K > 1:
        total += dirichlet.logpdf(p.weights, np.full(K, prior.weight_concentration))
    total += sum(multivariate_normal.logpdf(mean, prior.mean, matrix / prior.mean_precision)
                 for mean, matrix in zip(p.means, p.matrices))
    scale = np.diag(prior.covariance)
    match p.covariance_type:
        case "full":
            total += sum(invwishart.logpdf(S, nu, prior.covariance) for S in p.covariances)
        case "tied":
            total += invwishart.logpdf(p.covariances, nu, prior.covariance)
        case "diag":
            total += invgamma.logpdf(p.covariances, nu / 2, scale=scale / 2).sum()
        case "spherical":
            total += invgamma.logpdf(p.covariances, nu / 2, scale=scale.mean() / 2).sum()
    return float(total)


# --- La densidad


@pytest.mark.parametrize("K, d", [(1, 1), (1, 3), (3, 1), (4, 2), (2, 4)])
@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_log_density_is_the_sum_of_the_known_ones_up_to_a_constant(covariance_type, K, d):
    rng = np.random.default_rng(K + 10 * d)
    prior = some_prior(rng, d)
    mixtures = [mixture(rng, K, d, covariance_type) for _ in range(8)]
    found = np.array([prior.log_density(p) for p in mixtures])
    expected = np.array([reference_log_prior(prior, p) for p in mixtures])
    assert np.ptp(expected) > 1
    assert np.ptp(found - expected) < 1e-10 * np.abs(expected).max()


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_the_order_of_the_components_does_not_matter(covariance_type):
    rng = np.random.default_rng(0)
    prior, p = some_prior(rng, 2), mixture(rng, 3, 2, covariance_type)
    moved_around = prior.log_density(p.reorder([2, 0, 1]))
    assert moved_around == pytest.approx(prior.log_density(p), rel=1e-13)


def test_a_weight_of_zero_is_possible_only_if_no_weight_is_preferred():
    """Dirichlet: con alfa = 1 es uniforme; con alfa mayor, un peso nulo tiene densidad cero."""
    p = MixtureParameters([0, 1], [[0], [1]], [[[1]], [[1]]])
    assert np.isfinite(Prior([0], [[1]]).log_density(p))
    assert Prior([0], [[1]], weight_concentration=2).log_density(p) == -np.inf


def test_log_density_takes_a_fitted_model_too():
    model = GMM(2, random_state=0).fit(PLANE)
    prior = Prior.from_data(PLANE, 2)
    assert prior.log_density(model) == prior.log_density(model.parameters_)


# --- El paso M


def expected_complete(X, R, weight, p):
    """Q: la log-verosimilitud completa esperada, con las densidades de SciPy."""
    logs = np.stack([np.log(w) + multivariate_normal.logpdf(X, mean, matrix).reshape(-1)
                     for w, mean, matrix in zip(p.weights, p.means, p.matrices)], axis=1)
    return float(np.sum(weight[:, None] * R * logs))


def moved(p, direction, step):
    """Los parámetros un paso más allá: los pesos siguen sumando 1 y las matrices, simétricas."""
    weights, means, covariances = direction
    return MixtureParameters(p.weights + step * weights, p.means + step * means,
                             p.covariances + step * covariances, p.covariance_type)


def directions(p, rng, count=12):
    for _ in range(count):
        weights = rng.standard_normal(p.n_components)
        covariances = rng.standard_normal(p.covariances.shape)
        if p.covariance_type in ("full", "tied"):
            covariances = covariances + np.swapaxes(covariances, -1, -2)
        parts = [weights - weights.mean(), rng.standard_normal(p.means.shape), covariances]
        kind = rng.integers(4)  # todo a la vez, o una sola clase de parámetros
        yield [part if kind in (3, i) else 0 * part for i, part in enumerate(parts)]


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("d", [1, 3])
@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_the_m_step_maximizes_q_plus_the_log_prior(covariance_type, d, weighted):
    rng = np.random.default_rng(7)
    X = rng.normal(0, 2, (40, d))
    weight = rng.gamma(1, 1, 40) if weighted else np.ones(40)
    start, prior = mixture(rng, 3, d, covariance_type), some_prior(rng, d)
    R = responsibilities(X, start)
    best = m_step(e_step(X, start, weight), prior=prior)

    def objective(p):
        return expected_complete(X, R, weight, p) + reference_log_prior(prior, p)

    top, step, moves = objective(best), 1e-4, 0
    for direction in directions(best, rng):
        up, down = (objective(moved(best, direction, s)) for s in (step, -step))
        slope, curvature = (up - down) / (2 * step), (up - 2 * top + down) / step**2
        if all(not np.any(part) for part in direction):
            continue
        moves += 1
        assert curvature < 0
        assert abs(slope) < 1e-4 * abs(curvature)
    assert moves > 5


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_a_prior_that_weighs_nothing_changes_nothing(covariance_type):
    """Con casi ninguna observación imaginaria, las medias y los pesos son los de siempre."""
    rng = np.random.default_rng(1)
    X = rng.normal(0, 2, (60, 2))
    statistics = e_step(X, mixture(rng, 3, 2, covariance_type))
    light = m_step(statistics, prior=Prior([50.0, -50], np.eye(2), mean_precision=1e-12))
    plain = m_step(statistics)
    np.testing.assert_allclose(light.weights, plain.weights, rtol=1e-14)
    np.testing.assert_allclose(light.means, plain.means, rtol=1e-9, atol=1e-9)


def test_a_prior_that_weighs_more_than_the_data_is_the_answer():
    """Sin apenas datos, queda la moda de la distribución a priori: S / (nu + d + 2)."""
    X = np.array([[0.0, 0], [1, 1], [2, 0]])
    scale, nu = np.array([[2.0, 0.5], [0.5, 1]]), 4e9
    prior = Prior([7, 8], scale * nu, mean_precision=1e9, degrees_of_freedom=nu,
                  weight_concentration=1e9)
    p = m_step(e_step(X, initial_parameters(X, 1, random_state=0)), prior=prior)
    np.testing.assert_allclose(p.means, [[7, 8]], rtol=1e-8)
    np.testing.assert_allclose(p.covariances[0], scale, rtol=1e-7)


def test_imaginary_observations_of_one_component():
    """K = 1: el máximo que da Fraley y Raftery (2007, sección 3.2), con números a mano."""
    X = np.array([[1.0], [2.0], [6.0]])
    n, mean, kappa, nu, scale, m = 3, 3.0, 0.5, 4.0, 2.0, -1.0
    p = m_step(e_step(X, MixtureParameters([1], [[0]], [[[1]]])),
               prior=Prior([m], [[scale]], mean_precision=kappa, degrees_of_freedom=nu))
    assert p.means[0, 0] == pytest.approx((n * mean + kappa * m) / (n + kappa), rel=1e-14)
    spread = scale + np.sum((X - mean) ** 2) + kappa * n / (kappa + n) * (mean - m) ** 2
    assert p.covariances[0, 0, 0] == pytest.approx(spread / (nu + n + 1 + 2), rel=1e-14)


def test_weights_with_imaginary_observations():
    """Dirichlet: n_k + alfa - 1 entre n + K (alfa - 1)."""
    statistics = e_step(PLANE, initial_parameters(PLANE, 2, random_state=0))
    p = m_step(statistics, prior=Prior([0, 0], np.eye(2), weight_concentration=3))
    np.testing.assert_allclose(p.weights, (statistics.counts + 2) / (len(PLANE) + 4), rtol=1e-13)


# --- El bucle


@st.composite
def problems(draw):
    d, K = draw(st.integers(1, 3)), draw(st.integers(1, 4))
    n = draw(st.integers(max(K, 2), 60))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    X = rng.normal(0, 2, (n, d)) + 5 * rng.integers(0, 2, (n, 1))
    if draw(st.booleans()):
        X = X.round()  # valores repetidos: sin distribución a priori, muchos colapsan
    start = mixture(rng, K, d, draw(st.sampled_from(COVARIANCE_TYPES)))
    prior = Prior(X.mean(axis=0) + rng.standard_normal(d), matrix(rng, d) * rng.gamma(1),
                  mean_precision=draw(st.sampled_from([1e-3, 0.01, 1.0, 20.0])),
                  degrees_of_freedom=d - 1 + draw(st.sampled_from([0.5, 3.0, 50.0])),
                  weight_concentration=draw(st.sampled_from([1.0, 1.5, 10.0])))
    return X, start, prior


@given(problems())
@settings(deadline=None, max_examples=80, derandomize=True)
def test_the_objective_never_falls(problem):
    X, start, prior = problem
    steps = list(islice(em_steps(X, start, prior=prior), 20))
    objectives = np.array([step.objective for step in steps])
    assert np.all(np.diff(objectives) >= -1e-10 * np.abs(objectives).max())
    last = steps[-1]
    assert last.log_likelihood == pytest.approx(log_likelihood(X, last.before), rel=1e-9)
    assert last.objective == pytest.approx(
        last.log_likelihood + prior.log_density(last.before), rel=1e-12)


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_where_em_stays_is_a_maximum_of_the_posterior(covariance_type):
    X, rng = load_old_faithful(), np.random.default_rng(0)
    prior = Prior.from_data(X, 2)
    start = initial_parameters(X, 2, covariance_type=covariance_type, random_state=0)
    for step in em_steps(X, start, prior=prior):
        if step.change < 1e-12:
            break
    top = log_likelihood(X, step.after) + reference_log_prior(prior, step.after)
    for direction in directions(step.after, rng, 20):
        near = moved(step.after, direction, 1e-4)
        assert log_likelihood(X, near) + reference_log_prior(prior, near) <= top + 1e-9


def strong_prior():
    """Una que aleja del máximo de la verosimilitud: desde allí, la verosimilitud baja."""
    X = load_old_faithful()
    return X, Prior([3.5, 90], 30 * np.cov(X.T), mean_precision=60.0, degrees_of_freedom=120.0)


def test_until_stops_on_the_objective_and_not_on_the_log_likelihood():
    X, prior = strong_prior()
    start = GMM(2, random_state=0).fit(X).parameters_
    steps = until(em_steps(X, start, prior=prior), tol=1e-6)
    taken = list(steps)
    objectives = np.array([step.objective for step in taken])
    log_likelihoods = np.array([step.log_likelihood for step in taken])
    assert steps.converged and len(taken) < 1000
    gains = np.diff(objectives)
    assert gains[-1] < 1e-6 <= gains[:-1].min()
    assert log_likelihoods[-1] < log_likelihoods[0] - 10


def test_the_fit_stops_on_the_objective_and_its_bounds_are_the_objective():
    X, prior = strong_prior()
    start = GMM(2, random_state=0).fit(X)
    tol = 1e-9
    model = GMM(2, prior=prior, tol=tol, weights_init=start.weights_, means_init=start.means_,
                precisions_init=start.precisions_).fit(X)
    objectives = np.array([step.objective for step in model.history_])
    assert model.converged_ and model.n_iter_ == len(objectives)
    np.testing.assert_allclose(model.lower_bounds_, objectives / len(X), rtol=1e-14)
    gains = np.diff(model.lower_bounds_)
    assert gains[-1] < tol * (1 + 1e-6) and gains[:-1].min() >= tol * (1 - 1e-6)
    assert np.any(np.diff([step.log_likelihood for step in model.history_]) < -1)
    before = model.history_[-1].before
    assert model.lower_bound_ * len(X) == pytest.approx(
        log_likelihood(X, before) + prior.log_density(before), rel=1e-12)


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_the_fit_is_the_loop(covariance_type):
    X = load_iris()[0]
    prior = Prior.from_data(X, 3)
    start = initial_parameters(X, 3, covariance_type=covariance_type, random_state=0)
    model = GMM(3, covariance_type=covariance_type, prior=prior, reg_covar=0, tol=1e-6,
                weights_init=start.weights, means_init=start.means,
                precisions_init=GMM(3, covariance_type=covariance_type, max_iter=0, tol=1,
                                    random_state=0).fit(X).precisions_)
    model.fit(X)
    *_, last = until(em_steps(X, model.history_[0].before, prior=prior), tol=1e-6 * len(X))
    assert last.iteration == model.n_iter_
    np.testing.assert_allclose(model.means_, last.after.means, rtol=1e-9)
    np.testing.assert_allclose(model.covariances_, last.after.covariances, rtol=1e-8, atol=1e-12)


def test_the_fit_with_a_prior_is_another_one():
    X = load_old_faithful()
    plain = GMM(2, random_state=0).fit(X)
    mode = GMM(2, random_state=0, prior=Prior.from_data(X, 2)).fit(X)
    assert np.abs(plain.means_ - mode.means_).max() > 1e-4
    assert plain.score(X) > mode.score(X)


def test_integer_weights_are_repeated_rows():
    X = load_galaxies()
    weight = np.random.default_rng(0).integers(1, 4, len(X))
    prior = Prior.from_data(X, 3)
    start = initial_parameters(X, 3, random_state=0)
    for one, other in islice(zip(em_steps(X, start, sample_weight=weight, prior=prior),
                                 em_steps(np.repeat(X, weight, axis=0), start, prior=prior)), 10):
        assert one.objective == pytest.approx(other.objective, rel=1e-12)
        np.testing.assert_allclose(one.after.covariances, other.after.covariances, rtol=1e-10)


# --- La que proponen Fraley y Raftery


@pytest.mark.parametrize("X, K", [(load_galaxies(), 4), (load_old_faithful(), 3),
                                  (load_iris()[0], 3), (load_iris()[0], 1)])
def test_from_data_is_the_default_of_fraley_and_raftery(X, K):
    """Sección 3.2 de 2007, y `defaultPrior` de mclust: media, 0.01, d + 2 y var(X) / K^(2/d)."""
    prior, d = Prior.from_data(X, K), X.shape[1]
    np.testing.assert_allclose(prior.mean, X.mean(axis=0), rtol=1e-14)
    np.testing.assert_allclose(prior.covariance, np.cov(X.T, ddof=1).reshape(d, d) / K ** (2 / d),
                               rtol=1e-12)
    assert (prior.mean_precision, prior.degrees_of_freedom, prior.weight_concentration) == (
        0.01, d + 2, 1)


def test_from_data_far_from_zero_loses_no_digits():
    X = load_old_faithful()
    near, far = Prior.from_data(X, 2), Prior.from_data(X + 2.0**27, 2)
    np.testing.assert_allclose(far.covariance, near.covariance, rtol=1e-6)
    np.testing.assert_allclose(far.mean - 2.0**27, near.mean, rtol=1e-8)


def test_default_degrees_of_freedom_depend_on_the_dimension():
    assert [Prior(np.zeros(d), np.eye(d)).degrees_of_freedom for d in (1, 2, 5)] == [3, 4, 7]


# --- Nada colapsa


def collapses(X, K, **options):
    """Si EM sin distribución a priori acaba en un colapso (lo dice con un aviso o un error)."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            model = GMM(K, **options).fit(X)
        except ValueError:
            return True
    assert all(issubclass(w.category, ConvergenceWarning) for w in caught)
    return len(collapsed_components(model.parameters_, len(X))) > 0


SEEDS = range(6)


@pytest.mark.parametrize("K", [6, 7, 8])
def test_the_galaxies_do_not_collapse_with_the_prior(K):
    X = load_galaxies()
    options = [dict(init_params="random_from_data", random_state=seed) for seed in SEEDS]
    assert any(collapses(X, K, **option) for option in options)
    prior = Prior.from_data(X, K)
    for option in options:
        model = GMM(K, prior=prior, tol=1e-8, max_iter=5000, **option).fit(X)
        assert model.converged_
        assert collapsed_components(model.parameters_, len(X)).size == 0


@pytest.mark.parametrize("reg_covar", [1e-9, 0])
@pytest.mark.parametrize("covariance_type", ["full", "diag", "spherical"])
def test_repeated_values_do_not_collapse_with_the_prior(covariance_type, reg_covar):
    """Ni al empezar: k-medias da aquí grupos sin ninguna dispersión."""
    X = np.vstack([np.random.default_rng(0).normal(0, 1, (40, 2)), np.full((15, 2), 7.0),
                   np.full((60, 2), -9.0)])
    assert collapses(X, 3, covariance_type=covariance_type, random_state=0)
    prior = Prior.from_data(X, 3)
    model = GMM(3, covariance_type=covariance_type, prior=prior, random_state=0, tol=1e-8,
                reg_covar=reg_covar).fit(X)
    assert collapsed_components(model.parameters_, len(X)).size == 0


@pytest.mark.parametrize("d", [1, 2, 3])
def test_no_covariance_is_narrower_than_the_imaginary_observations_allow(d):
    """Sigma_k - covariance / (nu + d + 2 + n_k) no tiene ningún autovalor negativo."""
    rng = np.random.default_rng(d)
    X = np.repeat(rng.normal(0, 3, (6, d)), 5, axis=0)
    prior = Prior.from_data(X, 6)
    p = mixture(rng, 6, d, "full")
    for step in islice(em_steps(X, p, prior=prior), 30):
        counts = e_step(X, step.before).counts
        for count, covariance in zip(counts, step.after.covariances):
            floor = prior.covariance / (prior.degrees_of_freedom + d + 2 + count)
            lowest = np.linalg.eigvalsh(covariance - floor)[0]
            assert lowest >= -1e-12 * np.trace(covariance)


def test_a_component_without_points_stays_where_the_prior_says():
    """Sin distribución a priori sería un error: no hay con qué promediar."""
    p = MixtureParameters([0.5, 0.5], [[5, 5], [1e6, 1e6]], [np.eye(2)] * 2)
    with pytest.raises(ValueError):
        m_step(e_step(PLANE, p))
    prior = Prior([1.0, 2], [[2, 0.5], [0.5, 3]], mean_precision=0.5, degrees_of_freedom=6,
                  weight_concentration=2)
    updated = m_step(e_step(PLANE, p), prior=prior)
    np.testing.assert_allclose(updated.means[1], prior.mean, rtol=1e-12)
    np.testing.assert_allclose(updated.covariances[1], prior.covariance / (6 + 2 + 2), rtol=1e-12)
    np.testing.assert_allclose(updated.weights, np.array([8, 1]) / 9, rtol=1e-12)


# --- Lo que no sirve se explica


EYE = np.eye(2)


@pytest.mark.parametrize("arguments, name", [
    (([np.nan, 0], EYE), "mean"),
    (([0, 0, 0], EYE), "covariance"),
    (([[0, 0]], EYE), "mean"),
    ((["a", "b"], EYE), "mean"),
    (([0, 0], "x"), "covariance"),
    (([0, 0], [1, 1]), "covariance"),
    (([0, 0], np.where(EYE, np.inf, 0)), "covariance"),
    (([0, 0], [[1, 2], [0, 1]]), "covariance"),
    (([0, 0], [[1, 2], [2, 1]]), "covariance"),
    (([0, 0], -EYE), "covariance"),
    (([0, 0], 0 * EYE), "covariance"),
    (([0, 0], [[1, 1], [1, 1]]), "covariance"),
    (([0, 0], EYE, -0.1), "mean_precision"),
    (([0, 0], EYE, "x"), "mean_precision"),
    (([0, 0], EYE, np.inf), "mean_precision"),
    (([0, 0], EYE, None), "mean_precision"),
    (([0, 0], EYE, 0.01, 0.5), "degrees_of_freedom"),
    (([0, 0], EYE, 0.01, 1), "degrees_of_freedom"),  # mayor que d - 1
    (([0, 0], EYE, 0.01, np.nan), "degrees_of_freedom"),
    (([0, 0], EYE, 0.01, "x"), "degrees_of_freedom"),
    (([0, 0], EYE, 0.01, 4, 0.999), "weight_concentration"),
    (([0, 0], EYE, 0.01, 4, "x"), "weight_concentration"),
    (([], np.zeros((0, 0))), "mean"),
])
def test_bad_arguments_are_explained(arguments, name):
    with pytest.raises(ValueError, match=name) as error:
        Prior(*arguments)
    assert re.search("espera|tiene|debe|contiene|es ", str(error.value))


@pytest.mark.parametrize("X, K, message", [
    (PLANE[:1], 2, "filas"), (PLANE, 0, "n_components"), (PLANE, 2.5, "n_components"),
    (PLANE[:, 0], 2, "reshape"), (np.where(PLANE == 8, np.nan, PLANE), 2, "NaN"),
    ([["a"], ["b"]], 2, "número"),
])
def test_bad_data_of_from_data_are_explained(X, K, message):
    with pytest.raises(ValueError, match=message):
        Prior.from_data(X, K)


@pytest.mark.parametrize("X", [np.full((9, 2), 3.0), np.column_stack([PLANE[:, 0], np.ones(7)]),
                               PLANE[:, [0, 0]]], ids=["constante", "una columna", "repetida"])
def test_data_without_a_covariance_cannot_give_a_prior(X):
    """Con una escala singular un colapso vuelve a ser posible: se dice, no se calla."""
    with pytest.raises(ValueError, match="columna|constante|covarian|distint"):
        Prior.from_data(X, 2)


@pytest.mark.parametrize("prior", [3, "x", [1, 2], {"mean": 0}, Prior, np.eye(2)])
def test_gmm_refuses_what_is_not_a_prior(prior):
    with pytest.raises(ValueError, match="prior"):
        GMM(2, prior=prior).fit(PLANE)


@pytest.mark.parametrize("prior", [3, "x", [1, 2]])
def test_m_step_refuses_what_is_not_a_prior(prior):
    statistics = e_step(PLANE, initial_parameters(PLANE, 2, random_state=0))
    with pytest.raises((ValueError, TypeError), match="prior"):
        m_step(statistics, prior=prior)


@pytest.mark.parametrize("d", [1, 3])
def test_a_prior_of_another_dimension_is_refused(d):
    """Con una sola variable NumPy la repetiría en todas, sin decir nada."""
    prior = Prior(np.zeros(d), np.eye(d))
    start = initial_parameters(PLANE, 2, random_state=0)
    with pytest.raises(ValueError, match="prior"):
        GMM(2, prior=prior).fit(PLANE)
    with pytest.raises(ValueError, match="variables|columnas|prior"):
        m_step(e_step(PLANE, start), prior=prior)
    with pytest.raises(ValueError, match="variables|columnas|prior"):
        prior.log_density(start)


def test_a_refused_prior_leaves_the_model_as_it_was():
    model = GMM(2, random_state=0).fit(PLANE)
    before = model.parameters_
    with pytest.raises(ValueError):
        model.set_params(prior=3).fit(PLANE)
    assert model.parameters_ is before


# --- Se comporta como un argumento de scikit-learn


def test_clone_and_params():
    prior = Prior.from_data(PLANE, 2)
    model = GMM(2, prior=prior, random_state=0)
    assert model.get_params()["prior"] is prior
    assert model.set_params(prior=None).get_params()["prior"] is None
    model.set_params(prior=prior)
    copied = clone(model)
    assert isinstance(copied.prior, Prior)
    np.testing.assert_array_equal(copied.fit(PLANE).means_, model.fit(PLANE).means_)
    assert model.prior is prior


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy,
                                    lambda prior: pickle.loads(pickle.dumps(prior))])
def test_copies_of_a_prior_are_the_same_prior(copied):
    prior = Prior([1.0, 2], [[2, 0.5], [0.5, 3]], 0.5, 6, 2)
    other, p = copied(prior), initial_parameters(PLANE, 2, random_state=0)
    assert other.log_density(p) == prior.log_density(p)
    with pytest.raises(AttributeError):
        other.mean = np.zeros(2)
    for name in ("mean", "covariance"):
        with pytest.raises(ValueError):
            getattr(other, name)[0] = 9


def test_the_arrays_given_stay_with_who_gave_them():
    mean, covariance = np.zeros(2), np.eye(2)
    prior = Prior(mean, covariance)
    mean[:], covariance[:] = 9, 9
    assert prior.mean.tolist() == [0, 0]
    assert prior.covariance.tolist() == np.eye(2).tolist()
