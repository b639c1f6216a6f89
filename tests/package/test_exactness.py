"""Exactitud: propiedades, datos mal condicionados y la misma trayectoria que scikit-learn."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.mixture import GaussianMixture

from gmm_lab import MixtureParameters, em_steps, initial_parameters, m_step, responsibilities
from gmm_lab.common import CommonCoordinates, Frame, coordinates
from gmm_lab.em import SufficientStatistics, e_step
from gmm_lab.gaussian import COVARIANCE_TYPES, OwnCoordinates, precisions_cholesky

each_type = pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)


def clusters(d, K, n=400, spread=4.0, seed=0):
    """Datos en K nubes de tamaños y formas distintas, y un inicio razonable."""
    rng = np.random.default_rng(seed)
    roots = rng.standard_normal((K, d, d)) * 0.5 + np.eye(d)
    z = rng.integers(K, size=n)
    noise = np.einsum("nij,nj->ni", roots[z], rng.standard_normal((n, d)))
    return spread * rng.standard_normal((K, d))[z] + noise


def after(X, start, iterations, **options):
    for step in em_steps(X, start, **options):
        if step.iteration == iterations:
            return step.after
    raise AssertionError


def same(a, b, rtol=1e-9):
    for name in ("weights", "means", "covariances"):
        np.testing.assert_allclose(getattr(a, name), getattr(b, name), rtol=rtol, atol=rtol)


# --- La misma trayectoria que scikit-learn ------------------------------------------------------


@each_type
@pytest.mark.parametrize(("d", "K"), [(1, 2), (2, 3), (5, 4), (30, 2)])
def test_same_trajectory_as_scikit_learn(covariance_type, d, K):
    X = clusters(d, K)
    start = initial_parameters(X, K, "random_from_data", covariance_type, random_state=1)
    factors = precisions_cholesky(start.covariances, covariance_type)
    precisions = (
        factors @ np.swapaxes(factors, -1, -2)
        if covariance_type in ("full", "tied")
        else factors**2
    )
    theirs = GaussianMixture(
        K, covariance_type=covariance_type, tol=0, reg_covar=1e-6, max_iter=1, warm_start=True,
        weights_init=start.weights, means_init=start.means, precisions_init=precisions,
        init_params="random_from_data", random_state=0,
    )
    steps = em_steps(X, start, reg_covar=1e-6)
    for _ in range(50):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            theirs.fit(X)
        ours = next(steps).after
        np.testing.assert_allclose(ours.weights, theirs.weights_, rtol=1e-9, atol=1e-12)
        np.testing.assert_allclose(ours.means, theirs.means_, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(ours.covariances, theirs.covariances_, rtol=1e-9, atol=1e-9)


# --- Las dos maneras de calcular dan lo mismo ---------------------------------------------------


@each_type
@pytest.mark.parametrize("d", [2, 3, 8])
def test_both_coordinates_agree(covariance_type, d):
    X = clusters(d, 3)
    p = initial_parameters(X, 3, "random_from_data", covariance_type, random_state=0)
    R = responsibilities(X, p).T
    frame = Frame.of_data(X, covariance_type)
    spaces = [CommonCoordinates(p, frame), OwnCoordinates(p)]
    seen = [space.features(X.T) for space in spaces]
    logs = [space.log_joint(T) for space, T in zip(spaces, seen)]
    np.testing.assert_allclose(*logs, rtol=1e-11, atol=1e-11)
    updated = []
    for space, T in zip(spaces, seen):
        moments = space.moments(space.totals(T, R))
        updated.append(m_step(SufficientStatistics(*moments, 0.0, covariance_type)))
    same(*updated, rtol=1e-9)


def test_common_coordinates_are_chosen_only_where_they_are_safe():
    frame = Frame(np.zeros(4), np.ones(4), "full")
    near = MixtureParameters([0.5, 0.5], np.eye(2, 4), [np.eye(4)] * 2)
    far = MixtureParameters([0.5, 0.5], np.eye(2, 4) * 1e6, [np.eye(4)] * 2)
    thin = MixtureParameters([0.5, 0.5], np.eye(2, 4), [np.eye(4), np.eye(4) * 1e-12])
    assert isinstance(coordinates(near, frame), CommonCoordinates)
    assert isinstance(coordinates(far, frame), OwnCoordinates)
    assert isinstance(coordinates(thin, frame), OwnCoordinates)


@each_type
@pytest.mark.parametrize("value", [0.1, 0.0, 1e6 / 3])
def test_a_constant_column_needs_no_other_coordinates(covariance_type, value, monkeypatch):
    """Su única varianza es reg_covar, y no hay cifras que perder."""
    X = np.column_stack([clusters(1, 2), np.full(400, value)])
    start = initial_parameters(X, 2, "kmeans", covariance_type, 1e-6, random_state=0)

    def refused(parameters):
        raise AssertionError("se usaron las coordenadas propias")

    monkeypatch.setattr("gmm_lab.common.OwnCoordinates", refused)
    monkeypatch.setattr("gmm_lab.gaussian.OwnCoordinates", refused)
    last = after(X, start, 5, reg_covar=1e-6)
    np.testing.assert_array_equal(last.means[:, 1], value)


# --- Datos mal condicionados --------------------------------------------------------------------


@each_type
@pytest.mark.parametrize("d", [1, 2, 4])
def test_a_shift_of_1e8_costs_no_digits(covariance_type, d):
    rng = np.random.default_rng(3)
    X = rng.standard_normal((600, d)) + 6 * rng.integers(2, size=(600, 1))
    X = np.round(X * 2**20) / 2**20  # se pueden sumar 1e8 sin redondear
    start = initial_parameters(X, 2, "kmeans", covariance_type, random_state=0)
    moved = MixtureParameters(
        start.weights, start.means + 1e8, start.covariances, covariance_type
    )
    near, far = after(X, start, 40), after(X + 1e8, moved, 40)
    np.testing.assert_allclose(far.weights, near.weights, rtol=1e-6)
    np.testing.assert_allclose(far.means - 1e8, near.means, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(far.covariances, near.covariances, rtol=1e-6, atol=1e-6)


@each_type
@pytest.mark.parametrize("d", [1, 3])
def test_clusters_1e6_apart_keep_their_variances(covariance_type, d):
    rng = np.random.default_rng(4)
    noise = rng.standard_normal((2, 500, d))
    X = np.concatenate([noise[0], noise[1] + 1e6])
    best = after(X, initial_parameters(X, 2, "kmeans", covariance_type, random_state=0), 10)
    exact = [np.cov(part.T, ddof=0).reshape(d, d) for part in noise]
    if covariance_type == "tied":
        exact = [np.mean(exact, axis=0)] * 2
    diagonals = np.array([np.diag(matrix) for matrix in exact])
    if covariance_type == "spherical":
        diagonals = np.repeat(diagonals.mean(axis=1, keepdims=True), d, axis=1)
    found = np.diagonal(best.matrices, axis1=1, axis2=2)
    np.testing.assert_allclose(found[np.argsort(best.means[:, 0])], diagonals, rtol=1e-6)


def test_float32_data_shifted_by_1e3():
    X = (clusters(2, 2, seed=5) + 1e3).astype(np.float32)
    start = initial_parameters(X, 2, "kmeans", random_state=0)
    same(after(X, start, 20), after(X.astype(np.float64), start, 20), rtol=1e-9)


# --- Propiedades --------------------------------------------------------------------------------


@st.composite
def problems(draw):
    """Datos cualesquiera y un inicio cualquiera, en una estructura cualquiera."""
    d, K = draw(st.integers(1, 4)), draw(st.integers(1, 3))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    X = clusters(d, K, n=draw(st.integers(25 * K * d, 400)), seed=rng.integers(2**32))
    covariance_type = draw(st.sampled_from(COVARIANCE_TYPES))
    start = initial_parameters(X, K, "random", covariance_type, reg_covar=1e-3, random_state=rng)
    return X, start, rng


few = settings(max_examples=40, deadline=None, derandomize=True)


@few
@given(problems())
def test_every_step_is_a_mixture_and_climbs(problem):
    X, start, _ = problem
    previous = -np.inf
    for step in em_steps(X, start):
        assert step.log_likelihood >= previous - 1e-9 * abs(step.log_likelihood)
        previous = step.log_likelihood
        assert step.after.weights.sum() == pytest.approx(1, abs=1e-12)
        assert np.linalg.eigvalsh(step.after.matrices).min() > 0
        if step.iteration == 10:
            break


@few
@given(problems())
def test_equivariance(problem):
    X, start, rng = problem
    best = after(X, start, 5)
    same(after(X[rng.permutation(len(X))], start, 5), best)
    order = rng.permutation(start.n_components)
    same(after(X, reorder(start, order), 5), reorder(best, order))
    shift = rng.normal(0, 5, start.n_features)
    moved = transform(start, np.eye(start.n_features), shift)
    same(after(X + shift, moved, 5), transform(best, np.eye(start.n_features), shift), rtol=1e-7)
    change = allowed_change(start.covariance_type, start.n_features, rng)
    changed = transform(start, change, shift * 0)
    same(after(X @ change.T, changed, 5), transform(best, change, shift * 0), rtol=1e-7)


def reorder(p, order):
    covariances = p.covariances if p.covariance_type == "tied" else p.covariances[order]
    return MixtureParameters(p.weights[order], p.means[order], covariances, p.covariance_type)


def allowed_change(covariance_type, d, rng):
    """Un cambio de coordenadas que respeta la estructura."""
    rotation = np.linalg.qr(rng.standard_normal((d, d)))[0]
    scales = np.diag(rng.uniform(0.1, 10, d))
    if covariance_type == "diag":
        return scales
    return rotation * 3 if covariance_type == "spherical" else rotation @ scales


def transform(p, change, shift):
    means = p.means @ change.T + shift
    if p.covariance_type in ("full", "tied"):
        covariances = change @ p.covariances @ change.T
    elif p.covariance_type == "diag":
        covariances = p.covariances * np.diag(change) ** 2
    else:
        covariances = p.covariances * (change[0] ** 2).sum()
    return MixtureParameters(p.weights, means, covariances, p.covariance_type)


@few
@given(problems(), st.integers(0, 3))
def test_integer_weights_are_repeated_rows(problem, extra):
    X, start, rng = problem
    repeats = rng.integers(1, 2 + extra, len(X))
    weighted = after(X, start, 3, sample_weight=repeats.astype(float))
    same(weighted, after(np.repeat(X, repeats, axis=0), start, 3))


def test_far_component_with_weight_zero_is_harmless():
    p = MixtureParameters([1.0, 0.0], [[0.0, 0.0], [50.0, 0.0]], [np.eye(2)] * 2)
    X = clusters(2, 1)
    R = responsibilities(X, p)
    np.testing.assert_array_equal(R, np.tile([1.0, 0.0], (len(X), 1)))
    with pytest.raises(ValueError, match="componente 1 se quedó sin puntos"):
        m_step(e_step(X, p))


@pytest.mark.parametrize(
    ("weight", "message"),
    [([1.0], "forma"), ([-1.0, 1, 1], "negativo"), ([0.0, 0, 0], "positivo"),
     ([np.nan, 1, 1], "finitos"), (["a", "b", "c"], "números")],
)
def test_bad_weights_of_the_observations_are_explained(weight, message):
    X = np.array([[0.0], [1.0], [3.0]])
    p = MixtureParameters([0.5, 0.5], [[0.0], [2.0]], np.ones((2, 1, 1)))
    for function in (lambda: e_step(X, p, weight), lambda: next(em_steps(X, p, 0, weight))):
        with pytest.raises(ValueError, match=message):
            function()
