"""Los inicios: el reparto dado, las filas enteras cuando hay huecos, la semilla y lo que llega."""

import numpy as np
import pytest

from gmm_lab import GMM, Prior, compare, e_step, initial_parameters, is_regular, m_step
from gmm_lab.datasets import load_galaxies, load_old_faithful
from gmm_lab.initialization import parameters_from_responsibilities
from gmm_lab.missing import complete

FAITHFUL = load_old_faithful()


def test_a_given_share_is_averaged_with_the_weights_of_the_rows():
    rng = np.random.default_rng(0)
    R, weight = rng.dirichlet([1, 1, 1], len(FAITHFUL)), rng.uniform(0.5, 3, len(FAITHFUL))
    R[:5] = [1, 0, 0]
    p = parameters_from_responsibilities(FAITHFUL, R, reg_covar=2.0, sample_weight=weight)
    share = R * weight[:, None]
    np.testing.assert_allclose(p.weights, share.sum(axis=0) / weight.sum(), rtol=1e-12)
    for k, r in enumerate(share.T):
        np.testing.assert_allclose(p.means[k], np.average(FAITHFUL, axis=0, weights=r))
        expected = np.cov(FAITHFUL.T, aweights=r, ddof=0) + 2 * np.eye(2)
        np.testing.assert_allclose(p.covariances[k], expected, rtol=1e-10)
    diagonal = parameters_from_responsibilities(FAITHFUL, R, "diag", 2.0, weight)
    assert (p.covariance_type, diagonal.covariance_type) == ("full", "diag")
    np.testing.assert_allclose(diagonal.covariances, np.diagonal(p.covariances, 0, 1, 2))
    plain = parameters_from_responsibilities(FAITHFUL, R)
    np.testing.assert_allclose(
        plain.covariances[0], np.cov(FAITHFUL.T, aweights=R[:, 0], ddof=0), rtol=1e-10
    )


def gaps(n_whole, n=20):
    """Veinte filas de dos variables; solo las primeras están enteras."""
    X = np.random.default_rng(1).normal([0, 100], 1, (n, 2))
    X[n_whole:, 1] = np.nan
    return X, np.arange(1.0, n + 1)


@pytest.mark.parametrize(("n_whole", "K"), [(6, 2), (7, 2), (9, 3)])
def test_a_start_with_gaps_looks_at_the_whole_rows_if_there_are_enough(n_whole, K):
    X, weight = gaps(n_whole)
    rows, kept = complete(X, weight, K)
    np.testing.assert_array_equal(rows, X[:n_whole])
    np.testing.assert_array_equal(kept, weight[:n_whole])
    assert complete(X, None, K)[1] is None


@pytest.mark.parametrize(("n_whole", "K"), [(5, 2), (8, 3)])
def test_with_few_whole_rows_a_gap_takes_the_mean_of_its_column(n_whole, K):
    X, weight = gaps(n_whole)
    rows, kept = complete(X, weight, K)
    np.testing.assert_array_equal(rows[:, 0], X[:, 0])
    np.testing.assert_array_equal(rows[:n_whole], X[:n_whole])
    np.testing.assert_allclose(rows[n_whole:, 1], X[:n_whole, 1].mean(), rtol=1e-14)
    assert kept is weight


def test_fit_predict_counts_the_weights():
    weight = np.where(FAITHFUL[:, 0] < 3, 1e-6, 1)
    labels = GMM(2, random_state=0).fit_predict(FAITHFUL, sample_weight=weight)
    again = GMM(2, random_state=0).fit(FAITHFUL, sample_weight=weight).predict(FAITHFUL)
    np.testing.assert_array_equal(labels, again)
    assert (labels != GMM(2, random_state=0).fit_predict(FAITHFUL)).any()


def test_the_seed_decides_the_whole_table():
    options = {"n_components": [4, 5], "covariance_types": "full", "n_starts": 3}
    first, second = (compare(load_galaxies(), **options, random_state=5) for _ in range(2))
    assert [row[:-1] for row in first.rows] == [row[:-1] for row in second.rows]
    others = [compare(load_galaxies(), **options, random_state=seed) for seed in range(4)]
    assert len({tuple(row.log_likelihood for row in table.rows) for table in others}) > 1


def test_the_smallest_prior_comes_from_two_rows():
    prior = Prior.from_data([[0], [2]], 1)
    assert prior.mean.tolist() == [1] and prior.covariance.tolist() == [[2]]


@pytest.mark.parametrize("reg_covar", [-1e-9, np.nan, "x"])
def test_a_step_refuses_a_negative_regularization(reg_covar):
    start = initial_parameters(FAITHFUL, 2, random_state=0)
    with pytest.raises(ValueError, match="reg_covar"):
        m_step(e_step(FAITHFUL, start), reg_covar)


def test_regular_is_asked_of_data_with_the_same_variables():
    model = GMM(2, random_state=0).fit(FAITHFUL)
    with pytest.raises(ValueError, match="3 columnas y se esperan 2"):
        is_regular(np.ones((9, 3)), model)


@pytest.mark.parametrize("allowed", [True, False])
def test_scikit_learn_is_told_whether_gaps_are_allowed(allowed):
    assert GMM(allow_missing=allowed).__sklearn_tags__().input_tags.allow_nan is allowed
