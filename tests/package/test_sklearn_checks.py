"""`GMM` pasa todas las comprobaciones de scikit-learn, y funciona con sus herramientas."""

import pickle

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.model_selection import GridSearchCV, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import estimator_checks_generator, parametrize_with_checks

from gmm_lab import GMM
from gmm_lab.datasets import load_old_faithful


@parametrize_with_checks([GMM()])
def test_scikit_learn(estimator, check):
    check(estimator)


def test_the_checks_of_sample_weight_are_among_them():
    names = {check.func.__name__ for _, check in estimator_checks_generator(GMM())}
    assert "check_sample_weight_equivalence_on_dense_data" in names
    assert len(names) > 40


@pytest.mark.parametrize("covariance_type", ["full", "tied", "diag", "spherical"])
def test_pickle_gives_the_same_answers(covariance_type):
    X = load_old_faithful()
    model = GMM(2, covariance_type=covariance_type, random_state=0).fit(X)
    copy = pickle.loads(pickle.dumps(model))
    np.testing.assert_array_equal(copy.predict_proba(X), model.predict_proba(X))
    assert copy.get_params() == model.get_params()


def test_clone_forgets_the_fit():
    model = GMM(3, covariance_type="diag", tol=1e-4, random_state=2).fit(load_old_faithful())
    copy = clone(model)
    assert copy.get_params() == model.get_params()
    assert not hasattr(copy, "parameters_")
    assert not hasattr(copy, "means_")


def test_pipeline():
    X = load_old_faithful()
    pipeline = make_pipeline(StandardScaler(), GMM(2, random_state=0)).fit(X)
    alone = GMM(2, random_state=0).fit(X)
    np.testing.assert_array_equal(pipeline.predict(X), alone.predict(X))
    scale = X.std(axis=0)
    np.testing.assert_allclose(
        pipeline[-1].means_ * scale + X.mean(axis=0), alone.means_, rtol=1e-5
    )


def test_grid_search_maximises_the_held_out_log_likelihood():
    X = load_old_faithful()
    search = GridSearchCV(GMM(random_state=0), {"n_components": [1, 2]}, cv=3).fit(X)
    assert search.best_params_ == {"n_components": 2}
    expected = cross_val_score(GMM(2, random_state=0), X, cv=3).mean()
    assert search.best_score_ == pytest.approx(expected, rel=1e-12)


def test_display_is_short():
    model = GMM(2, random_state=0).fit(load_old_faithful())
    assert repr(model) == "GMM(n_components=2, random_state=0)"
    assert len(model._repr_html_()) < 60_000
