"""`GMM`: la interfaz y el significado de scikit-learn, sobre el bucle de `em`."""

import signal
import tracemalloc
import warnings
from itertools import permutations

import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

import gmm_lab.estimator
from gmm_lab import (
    GMM,
    MixtureParameters,
    align_labels,
    initial_parameters,
    log_likelihood,
    sort_components,
)
from gmm_lab.datasets import load_class_data, load_old_faithful
from gmm_lab.gaussian import COVARIANCE_TYPES

unfinished = pytest.mark.filterwarnings("ignore:EM no convergió", "ignore:Best performing")
each_structure = pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
ATTRIBUTES = ("weights_", "means_", "covariances_", "precisions_", "precisions_cholesky_")


@pytest.fixture(scope="module")
def clouds():
    """Tres nubes de tres variables que se tocan; el ajuste tarda más de cincuenta iteraciones."""
    rng = np.random.default_rng(8)
    root = rng.standard_normal((3, 3, 3))
    return np.concatenate([rng.normal(0, 1, (120, 3)) @ root[k] + 1.5 * k for k in range(3)])


def start_of(X, K, covariance_type, order=None):
    """Un inicio completo, como argumentos que valen para los dos estimadores."""
    start = initial_parameters(X, K, "random_from_data", covariance_type, random_state=3)
    order = np.arange(K)[::-1] if order is None else order
    covariances = start.covariances if covariance_type == "tied" else start.covariances[order]
    diagonal = covariance_type in ("diag", "spherical")
    precisions = 1 / covariances if diagonal else np.linalg.inv(covariances)
    return {"n_components": K, "covariance_type": covariance_type, "reg_covar": 1e-6,
            "weights_init": start.weights[order], "means_init": start.means[order],
            "precisions_init": precisions}


# --- Lo mismo que scikit-learn ----------------------------------------------------------------


@unfinished
@each_structure
def test_same_trajectory_as_scikit_learn(clouds, covariance_type):
    start = start_of(clouds, 3, covariance_type)
    ours = GMM(**start, tol=0, max_iter=50).fit(clouds)
    for n_iter in range(1, 51):
        theirs = GaussianMixture(**start, tol=0, max_iter=n_iter).fit(clouds)
        after = ours.history_[n_iter - 1].after
        for name in ("weights", "means", "covariances"):
            np.testing.assert_allclose(
                getattr(after, name), getattr(theirs, name + "_"), rtol=1e-9, atol=1e-9
            )
    np.testing.assert_allclose(ours.lower_bounds_, theirs.lower_bounds_, rtol=1e-10)
    assert ours.n_iter_ == theirs.n_iter_ == 50
    assert not ours.converged_
    for name in ATTRIBUTES:
        assert getattr(ours, name).shape == getattr(theirs, name).shape
        np.testing.assert_allclose(getattr(ours, name), getattr(theirs, name), rtol=1e-7,
                                   atol=1e-9)


@each_structure
@pytest.mark.parametrize("tol", [1e-2, 1e-3, 1e-5])
def test_stops_where_scikit_learn_stops(clouds, covariance_type, tol):
    start = start_of(clouds, 3, covariance_type)
    ours = GMM(**start, tol=tol).fit(clouds)
    theirs = GaussianMixture(**start, tol=tol, max_iter=1000).fit(clouds)
    assert (ours.n_iter_, ours.converged_) == (theirs.n_iter_, theirs.converged_)
    assert ours.lower_bound_ == pytest.approx(theirs.lower_bound_, rel=1e-11)


@each_structure
def test_same_answers_as_scikit_learn(clouds, covariance_type):
    start = start_of(clouds, 3, covariance_type)
    ours = GMM(**start, tol=1e-4).fit(clouds)
    theirs = GaussianMixture(**start, tol=1e-4, max_iter=1000).fit(clouds)
    np.testing.assert_allclose(
        ours.predict_proba(clouds), theirs.predict_proba(clouds), atol=1e-8
    )
    np.testing.assert_allclose(
        ours.score_samples(clouds), theirs.score_samples(clouds), rtol=1e-8
    )
    np.testing.assert_array_equal(ours.predict(clouds), theirs.predict(clouds))
    for method in ("score", "bic", "aic"):
        expected = getattr(theirs, method)(clouds)
        assert getattr(ours, method)(clouds) == pytest.approx(expected, rel=1e-10)


def test_fit_predict_is_fit_and_then_predict(clouds):
    labels = GMM(2, random_state=0).fit_predict(clouds)
    np.testing.assert_array_equal(labels, GMM(2, random_state=0).fit(clouds).predict(clouds))


def test_no_iterations_leave_the_start(clouds):
    start = start_of(clouds, 3, "full")
    model = GMM(**start, max_iter=0).fit(clouds)
    np.testing.assert_allclose(model.means_, start["means_init"])
    np.testing.assert_allclose(model.precisions_, start["precisions_init"], rtol=1e-9)
    assert (model.n_iter_, model.converged_) == (0, False)
    assert (model.lower_bound_, model.lower_bounds_, model.history_) == (-np.inf, [], [])


@unfinished
@each_structure
def test_warm_start_goes_on_like_scikit_learn(clouds, covariance_type):
    start = start_of(clouds, 3, covariance_type)
    ours = GMM(**start, tol=1e-4, max_iter=7, warm_start=True)
    theirs = GaussianMixture(**start, tol=1e-4, max_iter=7, warm_start=True)
    for _ in range(8):
        ours.fit(clouds)
        theirs.fit(clouds)
        assert (ours.n_iter_, ours.converged_) == (theirs.n_iter_, theirs.converged_)
        np.testing.assert_allclose(ours.lower_bounds_, theirs.lower_bounds_, rtol=1e-9)
        np.testing.assert_allclose(ours.means_, theirs.means_, rtol=1e-7, atol=1e-9)
    assert ours.converged_


@unfinished
def test_warm_start_in_parts_is_one_long_fit(clouds):
    whole = GMM(2, max_iter=12, tol=0, random_state=0).fit(clouds)
    parts = GMM(2, max_iter=4, tol=0, random_state=0, warm_start=True)
    for _ in range(3):
        parts.fit(clouds)
    np.testing.assert_allclose(parts.means_, whole.means_, rtol=1e-12)


# --- Cifras, decimales y tipos ----------------------------------------------------------------


@unfinished
@each_structure
@pytest.mark.parametrize(("data", "K"), [
    ("clase", 2), ("clase", 3), ("géiser", 2), ("flores", 2), ("flores", 3)])
def test_default_tolerance_gives_five_digits(data, K, covariance_type):
    X = {"clase": load_class_data()[0], "géiser": load_old_faithful(),
         "flores": load_iris().data}[data]
    ours = GMM(K, covariance_type=covariance_type, random_state=0).fit(X)
    best = GMM(K, covariance_type=covariance_type, random_state=0, tol=0, reg_covar=0,
               max_iter=400).fit(X)
    assert ours.n_iter_ < 60
    for name in ("weights_", "means_", "covariances_"):
        np.testing.assert_allclose(getattr(ours, name), getattr(best, name), rtol=1e-5)


@each_structure
def test_float32_in_float32_out(clouds, covariance_type):
    X = clouds.astype(np.float32)
    start = start_of(clouds, 3, covariance_type)
    single, double = GMM(**start, tol=1e-5).fit(X), GMM(**start, tol=1e-5).fit(clouds)
    for name in ATTRIBUTES:
        assert getattr(single, name).dtype == np.float32
        assert getattr(double, name).dtype == np.float64
        np.testing.assert_allclose(getattr(single, name), getattr(double, name), rtol=1e-3,
                                   atol=1e-3)
    assert single.predict_proba(X).dtype == single.score_samples(X).dtype == np.float32
    assert isinstance(single.score(X), float)


def test_float32_far_from_zero():
    rng = np.random.default_rng(1)
    X = np.concatenate([rng.normal(0, 1, (300, 2)), rng.normal(6, 1, (300, 2))]) + 1e3
    model = GMM(2, random_state=0).fit(X.astype(np.float32))
    np.testing.assert_allclose(model.covariances_, [np.eye(2)] * 2, atol=0.25)


@each_structure
def test_data_far_from_zero_lose_no_digits(covariance_type):
    rng = np.random.default_rng(1)
    X = np.concatenate([rng.normal(0, 1, (300, 2)), rng.normal(6, 1, (300, 2))])
    X = (X + 1e8) - 1e8  # los mismos datos, con el redondeo que tendrán lejos
    here = GMM(2, covariance_type=covariance_type, random_state=0).fit(X)
    there = GMM(2, covariance_type=covariance_type, random_state=0).fit(X + 1e8)
    np.testing.assert_allclose(there.weights_, here.weights_, rtol=1e-6)
    np.testing.assert_allclose(there.means_ - 1e8, here.means_, rtol=1e-6, atol=1e-6)
    np.testing.assert_allclose(there.covariances_, here.covariances_, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("covariance_type", ["full", "diag", "spherical"])
def test_integers_are_numbers(covariance_type):
    """En scikit-learn, predict_proba([[2]]) no da lo mismo que predict_proba([[2.0]])."""
    model = GMM(2, covariance_type=covariance_type, random_state=0)
    model.fit([[0.0], [0.7], [1.0], [4.2], [5.0], [5.9]])
    for method in ("predict_proba", "score_samples", "predict"):
        of_integers = getattr(model, method)([[2]])
        np.testing.assert_array_equal(of_integers, getattr(model, method)([[2.0]]))
    of_integers = GMM(2, random_state=0).fit([[0], [1], [2], [10], [12], [15]])
    of_floats = GMM(2, random_state=0).fit([[0.0], [1], [2], [10], [12], [15]])
    np.testing.assert_array_equal(of_integers.means_, of_floats.means_)


# --- Pesos de las observaciones ---------------------------------------------------------------


@each_structure
def test_integer_weights_are_repeated_rows(clouds, covariance_type):
    weight = np.random.default_rng(0).integers(0, 4, len(clouds))
    start = start_of(clouds, 3, covariance_type)
    weighted = GMM(**start, tol=1e-8).fit(clouds, sample_weight=weight)
    repeated = GMM(**start, tol=1e-8).fit(clouds.repeat(weight, axis=0))
    assert weighted.n_iter_ == repeated.n_iter_
    np.testing.assert_allclose(weighted.lower_bounds_, repeated.lower_bounds_, rtol=1e-11)
    for name in ATTRIBUTES:
        np.testing.assert_allclose(getattr(weighted, name), getattr(repeated, name), rtol=1e-8,
                                   atol=1e-10)


@pytest.mark.parametrize("init_params", ["kmeans", "k-means++", "random", "random_from_data"])
def test_the_unit_of_the_weights_does_not_matter(init_params):
    X, weight = load_old_faithful(), np.linspace(0.1, 1, 272)
    fits = [GMM(2, init_params=init_params, random_state=4).fit(X, sample_weight=c * weight)
            for c in (1, 1000)]
    np.testing.assert_allclose(fits[0].means_, fits[1].means_, rtol=1e-5)


def test_rows_of_weight_zero_do_not_count():
    X, _ = load_class_data()
    weight = np.ones(len(X))
    weight[::2] = 0
    some = GMM(2, random_state=0).fit(X, sample_weight=weight)
    np.testing.assert_array_equal(some.means_, GMM(2, random_state=0).fit(X[1::2]).means_)


# --- Historia y orden -------------------------------------------------------------------------


def test_history():
    X, _ = load_class_data()
    model = GMM(2, random_state=0).fit(X)
    assert len(model.history_) == model.n_iter_ == len(model.lower_bounds_)
    assert [step.iteration for step in model.history_] == list(range(1, model.n_iter_ + 1))
    assert model.history_[-1].after is model.parameters_
    assert model.converged_
    for step, bound in zip(model.history_, model.lower_bounds_):
        assert log_likelihood(X, step.before) == pytest.approx(bound * len(X), rel=1e-12)
    assert model.lower_bound_ == model.lower_bounds_[-1]
    assert model.lower_bound_ == pytest.approx(model.score(X), abs=1e-10)


@pytest.mark.parametrize("covariance_type", ["full", "tied"])
def test_history_keeps_the_order_of_the_components(clouds, covariance_type):
    for seed in range(6):
        model = GMM(3, covariance_type=covariance_type, init_params="random", tol=1e-6,
                    random_state=seed).fit(clouds)
        assert (np.diff(model.means_[:, 0]) >= 0).all()
        for previous, step in zip(model.history_, model.history_[1:]):
            assert np.abs(step.before.means - previous.after.means).max() == 0


def test_components_are_ordered_and_the_seed_does_not_matter():
    X, _ = load_class_data()
    fits = [GMM(2, random_state=seed).fit(X) for seed in range(5)]
    for fit in fits:
        np.testing.assert_allclose(fit.means_, fits[0].means_, atol=1e-4)
        assert fit.means_[0, 0] < fit.means_[1, 0]


def test_a_given_start_keeps_its_order():
    X, _ = load_class_data()
    model = GMM(2, means_init=[[4.0], [-6.0]], random_state=0).fit(X)
    assert model.means_[0, 0] > model.means_[1, 0]
    again = model.set_params(warm_start=True).fit(X)
    assert again.means_[0, 0] > again.means_[1, 0]
    assert sort_components(model).means[0, 0] < 0


@unfinished
def test_given_means_receive_the_nearest_weight_and_covariance():
    X, _ = load_class_data()
    free = GMM(2, max_iter=0, random_state=0).fit(X)
    model = GMM(2, means_init=[[4.0], [-6.0]], max_iter=0, random_state=0).fit(X)
    assert model.means_.tolist() == [[4.0], [-6.0]]
    np.testing.assert_array_equal(model.weights_, free.weights_[::-1])
    np.testing.assert_array_equal(model.covariances_, free.covariances_[::-1])
    for seed in range(6):
        both = GMM(2, weights_init=[0.9, 0.1], max_iter=0, random_state=seed).fit(X)
        assert both.weights_.tolist() == [0.9, 0.1]
        assert both.means_[0, 0] < both.means_[1, 0]


# --- Inicios ----------------------------------------------------------------------------------


def test_n_init_keeps_the_best_start():
    X, _ = load_class_data()
    models = [GMM(2, init_params="random_from_data", random_state=s).fit(X) for s in range(10)]
    scores = [model.score(X) for model in models]
    best = GMM(2, init_params="random_from_data", n_init=10, random_state=0).fit(X)
    assert min(scores) < max(scores) - 0.01
    assert best.score(X) == pytest.approx(max(scores), abs=1e-6)


@pytest.mark.parametrize("init_params", ["kmeans", "k-means++", "random", "random_from_data"])
def test_every_kind_of_start_repeats_with_its_seed(init_params):
    X = load_old_faithful()
    first, second = (initial_parameters(X, 3, init_params, random_state=5) for _ in range(2))
    np.testing.assert_array_equal(first.means, second.means)
    other = initial_parameters(X, 3, init_params, random_state=6)
    assert first.weights.sum() == pytest.approx(1)
    assert init_params == "kmeans" or not np.array_equal(first.means, other.means)


@pytest.mark.parametrize("init_params", ["kmeans", "k-means++", "random_from_data"])
def test_repeated_rows_are_not_chosen_twice(init_params):
    X = np.array([[0.0]] * 97 + [[1.0], [2.0], [3.0]])
    start = initial_parameters(X, 4, init_params, random_state=0)
    np.testing.assert_allclose(np.sort(start.means.ravel()), [0, 1, 2, 3], atol=1e-12)


@pytest.mark.parametrize("init_params", ["kmeans", "k-means++", "random", "random_from_data"])
def test_a_start_far_from_zero_loses_no_digits(init_params):
    X = np.round(load_old_faithful() * 8) / 8  # exactos también lejos de cero
    here, there = (initial_parameters(data, 3, init_params, random_state=2)
                   for data in (X, X + 2.0**40))
    np.testing.assert_allclose(there.means - 2.0**40, here.means, atol=1e-3)
    np.testing.assert_allclose(there.covariances, here.covariances, rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("init_params", ["kmeans", "k-means++", "random_from_data"])
def test_the_start_looks_at_the_weights(init_params):
    rng = np.random.default_rng(0)
    X = np.concatenate([rng.normal(0, 1, (100, 1)), rng.normal(6, 1, (100, 1))])
    weight = np.repeat([1, 1e-9], 100)
    for seed in range(4):
        start = initial_parameters(X, 2, init_params, random_state=seed, sample_weight=weight)
        assert start.weights.min() > 1e-3
        assert start.weights @ start.means[:, 0] == pytest.approx(X[:100].mean(), abs=1e-6)


def test_large_data_start_from_a_sample_of_rows(monkeypatch):
    rng = np.random.default_rng(0)
    X = rng.normal(0, 1, (60_000, 1)) + 6 * rng.integers(0, 2, (60_000, 1))
    of_sample = initial_parameters(X, 2, random_state=0)
    monkeypatch.setattr("gmm_lab.initialization.SUBSAMPLE", 10**9)
    of_all = initial_parameters(X, 2, random_state=0)
    means = [np.sort(start.means.ravel()) for start in (of_sample, of_all)]
    np.testing.assert_allclose(*means, atol=0.05)
    assert not np.array_equal(*means)


def test_rare_values_are_found_when_the_sample_has_none():
    X = np.zeros((50_000, 1))
    X[7], X[8] = 1, 2
    start = initial_parameters(X, 3, random_state=0)
    np.testing.assert_allclose(np.sort(start.means.ravel()), [0, 1, 2], atol=1e-9)


@unfinished
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_default_fit_needs_little_memory(dtype):
    X = np.random.default_rng(0).normal(size=(400_000, 3)).astype(dtype)
    GMM(3, max_iter=1, random_state=0).fit(X[:1000])  # importar no cuenta
    tracemalloc.start()
    GMM(3, max_iter=2, random_state=0).fit(X)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20 * 2**20


def test_generator_and_random_state_are_accepted():
    X, _ = load_class_data()
    for random_state in (None, 3, np.random.default_rng(3), np.random.RandomState(3)):
        GMM(2, random_state=random_state).fit(X)


# --- Colapsos, avisos e interrupciones --------------------------------------------------------

ODD_POINT = np.concatenate([load_class_data()[0], [[60.0]]])
ON_ODD_POINT = {"weights_init": [0.5, 0.5], "means_init": [[-3.0], [60.0]],
                "precisions_init": [[[0.1]], [[1.0]]]}


def test_a_collapse_is_reported_with_its_component():
    with pytest.warns(ConvergenceWarning, match=(
        r"componente 1 colapsó: reúne 1\.0 observaciones.*60.*Prueba otro inicio.*menos "
        r"componentes.*reg_covar.*covariance_type='tied'"
    )):
        model = GMM(2, **ON_ODD_POINT).fit(ODD_POINT)
    assert model.covariances_[1, 0, 0] == pytest.approx(1e-9)


@pytest.mark.parametrize("max_iter", [2, 1000])
def test_without_regularisation_a_collapse_is_an_error(max_iter):
    with pytest.raises(ValueError, match=r"componente 1.*Observaciones de cada componente: "
                                         r"1500\.0; 1\.0"):
        GMM(2, reg_covar=0, max_iter=max_iter, **ON_ODD_POINT).fit(ODD_POINT)


@pytest.mark.parametrize("reg_covar", [0, 1e-9])
def test_a_start_that_does_not_collapse_is_preferred(monkeypatch, reg_covar):
    rng = np.random.default_rng(0)
    X = np.concatenate([rng.normal(0, 1, 100), rng.normal(5, 1, 100), np.full(9, 2.0)])[:, None]
    on_repeated = MixtureParameters([0.9, 0.1], [[2.5], [2.0]], [[[9.0]], [[1e-6]]])
    on_groups = MixtureParameters([0.5, 0.5], [[0.0], [5.0]], [[[1.0]], [[1.0]]])
    starts = [on_repeated, on_groups, on_repeated]
    monkeypatch.setattr(gmm_lab.estimator, "starting_parameters", lambda *a, **k: starts.pop())
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = GMM(2, n_init=3, reg_covar=reg_covar).fit(X)
    assert model.covariances_.min() > 0.5
    messages = [str(warning.message) for warning in caught]
    if reg_covar:
        assert messages == []
    else:
        assert len(messages) == 1
        assert messages[0].startswith("2 de 3 inicios colapsaron y se descartaron")


def test_narrow_groups_are_no_collapse():
    rng = np.random.default_rng(0)
    X = np.concatenate([rng.normal(0, 1, (200, 1)), rng.normal(9, 0.001, (200, 1))])
    GMM(2, random_state=0).fit(X)
    GMM(2, random_state=0).fit(np.column_stack([X, np.ones(400)]))  # una columna constante


def test_too_few_iterations_warn_at_the_line_of_the_caller():
    X, _ = load_class_data()
    with pytest.warns(ConvergenceWarning, match="no convergió en 2 iteraciones") as caught:
        model = GMM(2, max_iter=2, random_state=0).fit(X)
    assert caught[0].filename == __file__
    assert (model.converged_, model.n_iter_) == (False, 2)


def interrupted(steps, at):
    """Los mismos pasos, con un Ctrl-C de verdad durante la iteración `at`."""
    def steps_until_interrupted(*args, **kwargs):
        for step in steps(*args, **kwargs):
            if step.iteration == at:
                signal.raise_signal(signal.SIGINT)
            yield step
    return steps_until_interrupted


def test_an_interruption_leaves_the_last_complete_iteration(monkeypatch, clouds):
    whole = GMM(3, random_state=0).fit(clouds)
    with monkeypatch.context() as patch:
        patch.setattr(gmm_lab.estimator, "em", interrupted(gmm_lab.em.em, 5))
        model = GMM(3, random_state=0)
        with pytest.raises(KeyboardInterrupt, match=r"interrumpido.*última iteración.*la 4, de"):
            model.fit(clouds)
    assert (model.n_iter_, model.converged_) == (4, False)
    np.testing.assert_array_equal(
        np.sort(model.means_, axis=0), np.sort(whole.history_[3].after.means, axis=0)
    )
    assert model.predict(clouds).shape == (360,)
    model.set_params(warm_start=True).fit(clouds)
    np.testing.assert_allclose(model.means_, whole.means_, rtol=1e-4, atol=1e-5)


def test_an_interruption_before_the_first_iteration_changes_nothing(monkeypatch, clouds):
    model = GMM(2, random_state=0).fit(clouds)
    before = model.parameters_
    monkeypatch.setattr(gmm_lab.estimator, "em", interrupted(gmm_lab.em.em, 1))
    with pytest.raises(KeyboardInterrupt, match="queda como estaba"):
        model.fit(clouds + 1)
    assert model.parameters_ is before


def test_verbose_tells_the_story_in_spanish(capsys):
    X, _ = load_class_data()
    GMM(2, random_state=0, verbose=1, verbose_interval=5).fit(X)
    out = capsys.readouterr().out
    assert out.startswith("Inicio 1\n  Iteración 5: log-verosimilitud media -2.6")
    GMM(2, random_state=0).fit(X)
    assert capsys.readouterr().out == ""


# --- Lo demás ---------------------------------------------------------------------------------


def test_icl_of_old_faithful_is_that_of_mclust():
    X = load_old_faithful()
    model = GMM(2, reg_covar=0, random_state=0).fit(X)
    assert model.icl(X) == pytest.approx(2322.70468170, abs=1e-5)


@each_structure
def test_sample_comes_from_the_mixture(covariance_type):
    model = GMM(2, covariance_type=covariance_type, random_state=0).fit(load_old_faithful())
    X, z = model.sample(200_000)
    np.testing.assert_allclose(np.bincount(z) / len(z), model.weights_, atol=0.004)
    for k in range(2):
        np.testing.assert_allclose(X[z == k].mean(axis=0), model.means_[k], atol=0.08)
        np.testing.assert_allclose(
            np.cov(X[z == k].T), model.parameters_.matrices[k], rtol=0.05, atol=0.15
        )
    np.testing.assert_array_equal(model.sample(5)[0], model.sample(5)[0])


def test_attributes_cannot_be_changed_by_accident():
    model = GMM(2, random_state=0).fit(load_old_faithful())
    with pytest.raises(ValueError, match="read-only"):
        model.means_[0] = 0
    with pytest.raises(AttributeError):
        model.means_ = np.zeros((2, 2))


class Table:
    """Lo que `GMM` mira de un DataFrame."""

    def __init__(self, values, columns):
        self.values, self.columns = np.asarray(values), columns

    def __array__(self, dtype=None, copy=None):
        return np.asarray(self.values, dtype=dtype)


def test_column_names():
    X = load_old_faithful()
    model = GMM(2, random_state=0).fit(Table(X, ["duración", "espera"]))
    assert model.feature_names_in_.tolist() == ["duración", "espera"]
    model.predict(Table(X, ["duración", "espera"]))
    with pytest.raises(ValueError, match="en el mismo orden.*feature names should match"):
        model.predict(Table(X[:, ::-1], ["espera", "duración"]))
    with pytest.warns(UserWarning, match="no tiene nombres de columna"):
        model.predict(X)
    model.fit(X)
    assert not hasattr(model, "feature_names_in_")
    model.fit(Table(X, [0, 1]))
    assert not hasattr(model, "feature_names_in_")


def test_align_labels_undoes_any_permutation_whatever_the_units():
    model = GMM(3, random_state=0).fit(load_old_faithful()).parameters_
    for scale in (1, 1e-3, 1e3):
        units = np.diag([1, scale])
        fitted = MixtureParameters(
            model.weights, model.means @ units, units @ model.covariances @ units
        )
        for order in permutations(range(3)):
            again = align_labels(fitted, fitted.reorder(list(order)))
            np.testing.assert_array_equal(again.means, fitted.means)
            np.testing.assert_array_equal(again.covariances, fitted.covariances)


def test_align_labels_explains_mixtures_that_do_not_match():
    model = GMM(2, random_state=0).fit(load_old_faithful())
    with pytest.raises(ValueError, match=r"formas \(2, 2\) y \(3, 2\)"):
        align_labels(model, GMM(3, random_state=0).fit(load_old_faithful()))
