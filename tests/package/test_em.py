"""El núcleo: paso E, paso M, el bucle y lo que EM debe reproducir."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal

from gmm_lab import (
    MixtureParameters,
    e_step,
    em_steps,
    initial_parameters,
    log_likelihood,
    m_step,
    responsibilities,
    sort_components,
)
from gmm_lab.datasets import load_class_data, load_old_faithful
from gmm_lab.gaussian import COVARIANCE_TYPES

CLASS_MAXIMUM = {
    "weights": [0.666095481939, 0.333904518061],
    "means": [-6.035844595112, 4.424258933823],
    "covariances": [6.624053455006, 0.636426950440],
}
FAITHFUL_2_FULL = -1130.2639601847
FAITHFUL_START = MixtureParameters(
    [0.5, 0.5], [[2, 55], [4.3, 80]], [np.diag([0.1, 36])] * 2
)


def converge(X, start, change=1e-12):
    for step in em_steps(X, start):
        if step.change < change:
            return step
    raise AssertionError


@pytest.fixture(scope="module")
def mixture():
    """Datos de tres variables y una mezcla cualquiera de cuatro componentes."""
    rng = np.random.default_rng(5)
    roots = rng.standard_normal((4, 3, 3))
    covariances = roots @ roots.transpose(0, 2, 1) + np.eye(3)
    parameters = MixtureParameters(
        rng.dirichlet(np.ones(4)), rng.normal(0, 2, (4, 3)), covariances
    )
    return rng.normal(0, 3, (500, 3)), parameters


def test_responsibilities_are_bayes_rule(mixture):
    X, p = mixture
    joint = np.stack([w * multivariate_normal(m, c).pdf(X)
                      for w, m, c in zip(p.weights, p.means, p.covariances)], axis=1)
    expected = joint / joint.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(responsibilities(X, p), expected, rtol=1e-9)
    assert log_likelihood(X, p) == pytest.approx(np.log(joint.sum(axis=1)).sum(), rel=1e-12)


def test_m_step_is_weighted_averages(mixture):
    X, p = mixture
    R = responsibilities(X, p)
    updated = m_step(e_step(X, p))
    np.testing.assert_allclose(updated.weights, R.mean(axis=0), rtol=1e-12)
    for k in range(4):
        np.testing.assert_allclose(updated.means[k], np.average(X, axis=0, weights=R[:, k]))
        np.testing.assert_allclose(
            updated.covariances[k], np.cov(X.T, aweights=R[:, k], ddof=0), rtol=1e-9
        )


def test_statistics_add_up(mixture):
    X, p = mixture
    whole, parts = e_step(X, p), e_step(X[:123], p) + e_step(X[123:], p)
    for name in ("counts", "sums", "scatters", "log_likelihood"):
        np.testing.assert_allclose(getattr(parts, name), getattr(whole, name), rtol=1e-10)


def test_blocks_do_not_change_the_answer(mixture, monkeypatch):
    X, p = mixture
    whole = m_step(e_step(np.tile(X, (3, 1)), p))
    monkeypatch.setattr("gmm_lab.gaussian.BLOCK_NUMBERS", 1)
    blocks = m_step(e_step(np.tile(X, (3, 1)), p))
    np.testing.assert_allclose(blocks.means, whole.means, rtol=1e-10)
    np.testing.assert_allclose(blocks.covariances, whole.covariances, rtol=1e-10)


def test_statistics_with_other_centers_do_not_add_up(mixture):
    X, p = mixture
    other = MixtureParameters(p.weights, p.means + 1, p.covariances)
    with pytest.raises(ValueError, match="no se pueden sumar"):
        e_step(X, p) + e_step(X, other)


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_log_likelihood_never_falls(mixture, covariance_type):
    X, _ = mixture
    start = initial_parameters(X, 3, "random_from_data", covariance_type, random_state=0)
    steps = em_steps(X, start)
    trace = [next(steps).log_likelihood for _ in range(60)]
    assert np.diff(trace).min() > -1e-9
    assert trace[-1] > trace[0] + 1


def test_class_data_reach_the_maximum():
    X, _ = load_class_data()
    start = MixtureParameters([0.5, 0.5], [[0.0], [1.0]], np.full((2, 1, 1), 9.0))
    best = converge(X, start).after
    for name, expected in CLASS_MAXIMUM.items():
        np.testing.assert_allclose(getattr(best, name).ravel(), expected, atol=2e-11)
    assert log_likelihood(X, best) == pytest.approx(-3909.273073, abs=1e-6)


def test_old_faithful_reaches_the_maximum_of_mclust():
    X = load_old_faithful()
    best = converge(X, FAITHFUL_START).after
    assert log_likelihood(X, best) == pytest.approx(FAITHFUL_2_FULL, abs=1e-9)
    np.testing.assert_allclose(best.weights, [0.355872857106, 0.644127142894], atol=1e-11)
    np.testing.assert_allclose(
        best.means,
        [[2.036388454620, 54.478516376968], [4.289661973096, 79.968115173856]], rtol=1e-11,
    )


def test_far_point_is_no_trouble():
    start = MixtureParameters([0.5, 0.5], [[0.0], [1.0]], np.ones((2, 1, 1)))
    R = responsibilities([[1e6]], start)
    np.testing.assert_allclose(R, [[0, 1]], atol=1e-12)
    assert np.isfinite(log_likelihood([[1e6]], start))


def test_sort_components_keeps_each_one_whole():
    covariances = [np.eye(2) * k for k in (1, 2, 3)]
    p = MixtureParameters([0.2, 0.5, 0.3], [[3, 1], [-1, 7], [3, 0]], covariances)
    ordered = sort_components(p)
    assert ordered.means.tolist() == [[-1, 7], [3, 0], [3, 1]]
    assert ordered.weights.tolist() == [0.5, 0.3, 0.2]
    assert ordered.covariances[:, 0, 0].tolist() == [2, 3, 1]


def test_parameters_cannot_be_changed():
    with pytest.raises(ValueError, match="read-only"):
        FAITHFUL_START.means[0] = 0
