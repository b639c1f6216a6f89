"""`GMM`: la interfaz de scikit-learn sobre el mismo bucle."""

import warnings

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

from gmm_lab import GMM
from gmm_lab.datasets import load_class_data, load_old_faithful

# Máximos confirmados con mclust (R) y con scikit-learn.
FAITHFUL = {"full": -1130.2639601847, "tied": -1140.1867594371,
            "diag": -1147.8063525378, "spherical": -1709.5292821774}  # fmt: skip
FAITHFUL_BIC = {"full": 2322.19174310, "tied": 2325.21993540,
                "diag": 2346.06492367, "spherical": 3458.29917882}  # fmt: skip


@pytest.mark.parametrize("covariance_type", FAITHFUL)
def test_old_faithful(covariance_type):
    X = load_old_faithful()
    model = GMM(2, covariance_type=covariance_type, reg_covar=0, tol=1e-13, random_state=0).fit(X)
    assert model.score(X) * len(X) == pytest.approx(FAITHFUL[covariance_type], abs=1e-8)
    assert model.bic(X) == pytest.approx(FAITHFUL_BIC[covariance_type], abs=1e-7)


def test_three_tied_components_reach_the_maximum():
    X = load_old_faithful()
    model = GMM(3, covariance_type="tied", reg_covar=0, tol=1e-13, n_init=10, random_state=0)
    assert model.fit(X).score(X) * len(X) == pytest.approx(-1126.3159278234, abs=1e-7)


def test_default_tolerance_gives_five_digits_of_the_class_maximum():
    X, _ = load_class_data()
    model = GMM(2, random_state=0).fit(X)
    np.testing.assert_allclose(model.means_.ravel(), [-6.035844595, 4.424258934], rtol=1e-5)
    np.testing.assert_allclose(model.covariances_.ravel(), [6.624053455, 0.636426950], rtol=1e-5)


def test_same_answers_as_scikit_learn_from_the_same_parameters():
    X = load_old_faithful()
    ours = GMM(3, random_state=1).fit(X)
    theirs = GaussianMixture(3, tol=1e9).fit(X)
    theirs.weights_, theirs.means_, theirs.covariances_ = (
        ours.weights_, ours.means_, ours.covariances_,
    )  # fmt: skip
    theirs.precisions_cholesky_ = np.linalg.inv(np.linalg.cholesky(ours.covariances_)).transpose(
        0, 2, 1
    )
    np.testing.assert_allclose(ours.predict_proba(X), theirs.predict_proba(X), atol=1e-10)
    np.testing.assert_allclose(ours.score_samples(X), theirs.score_samples(X), rtol=1e-10)
    assert (ours.predict(X) == theirs.predict(X)).all()
    assert ours.bic(X) == pytest.approx(theirs.bic(X), rel=1e-12)
    assert ours.aic(X) == pytest.approx(theirs.aic(X), rel=1e-12)


def test_components_are_ordered_and_the_seed_does_not_matter():
    X, _ = load_class_data()
    fits = [GMM(2, random_state=seed).fit(X) for seed in range(5)]
    for fit in fits:
        np.testing.assert_allclose(fit.means_, fits[0].means_, atol=1e-4)
        assert fit.means_[0, 0] < fit.means_[1, 0]


def test_n_init_keeps_the_best_start():
    X, _ = load_class_data()
    scores = [
        GMM(2, init_params="random_from_data", random_state=s).fit(X).score(X) for s in range(10)
    ]
    best = GMM(2, init_params="random_from_data", n_init=10, random_state=0).fit(X)
    assert min(scores) < -2.66
    assert best.score(X) == pytest.approx(max(scores), abs=1e-6)


def test_history_and_lower_bound():
    X, _ = load_class_data()
    model = GMM(2, random_state=0).fit(X)
    assert len(model.history_) == model.n_iter_
    assert model.converged_
    assert model.lower_bound_ == pytest.approx(model.score(X), rel=1e-12)
    assert np.diff([step.log_likelihood for step in model.history_]).min() > -1e-9


def test_too_few_iterations_warn():
    X, _ = load_class_data()
    with pytest.warns(ConvergenceWarning, match="no convergió en 2 iteraciones"):
        model = GMM(2, max_iter=2, random_state=0).fit(X)
    assert not model.converged_
    assert model.n_iter_ == 2


def test_sample_comes_from_the_mixture():
    model = GMM(2, random_state=0).fit(load_old_faithful())
    X, z = model.sample(200_000)
    np.testing.assert_allclose(np.bincount(z) / len(z), model.weights_, atol=0.004)
    for k in range(2):
        np.testing.assert_allclose(X[z == k].mean(axis=0), model.means_[k], rtol=0.005)
        np.testing.assert_allclose(np.cov(X[z == k].T), model.covariances_[k], rtol=0.05)


def test_clone_keeps_the_arguments():
    model = GMM(3, covariance_type="diag", tol=1e-4, random_state=2)
    assert clone(model).get_params() == model.get_params()


def test_generator_and_random_state_are_accepted():
    X, _ = load_class_data()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for random_state in (None, 3, np.random.default_rng(3), np.random.RandomState(3)):
            GMM(2, random_state=random_state).fit(X)
