"""Lo que un revisor encontró mal y callado: respuestas falsas sin aviso, y errores en crudo."""

import hashlib
import inspect
import os
import re
import subprocess
import sys
import threading
import warnings
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import islice

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from sklearn.exceptions import ConvergenceWarning, NotFittedError
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_info, threadpool_limits

import gmm_lab
from gmm_lab import (
    GMM,
    MixtureParameters,
    bootstrap_lrt,
    compare,
    cross_validated_log_likelihood,
    e_step,
    em_steps,
    find_maximum,
    initial_parameters,
    is_regular,
    log_likelihood,
    m_step,
    responsibilities,
    selection,
    until,
)
from gmm_lab.blas import one_thread
from gmm_lab.datasets import load_galaxies, load_iris, load_old_faithful
from gmm_lab.initialization import parameters_from_responsibilities
from gmm_lab.mixture import score_samples

COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")
all_types = pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)


class Table:
    """Una tabla con nombres de columna, como un DataFrame."""

    def __init__(self, values, columns):
        self.values, self.columns = np.asarray(values), np.array(columns, dtype=object)

    def __array__(self, dtype=None, copy=None):
        return self.values if dtype is None else self.values.astype(dtype)

    def __dataframe__(self, **_):
        raise NotImplementedError

    @property
    def shape(self):
        return self.values.shape

    def __len__(self):
        return len(self.values)


# --- Números muy lejanos, muy grandes o casi dependientes


@pytest.mark.parametrize("d", [1, 2, 4])
@all_types
def test_one_point_at_1e20_does_not_spoil_the_other_200(covariance_type, d):
    """Antes: covarianza 1e-9 I, `converged_` y ningún aviso, con full y tied."""
    near = np.random.default_rng(0).normal(0, 1, (200, d))
    X = np.vstack([near, np.full((1, d), 1e20)])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        model = GMM(2, covariance_type=covariance_type, random_state=0).fit(X)
    covariance = np.cov(near.T, ddof=0).reshape(d, d)
    expected = {
        "full": covariance,
        "tied": covariance * 200 / 201,  # la otra componente no tiene dispersión
        "diag": np.diag(np.diag(covariance)),
        "spherical": np.trace(covariance) / d * np.eye(d),
    }[covariance_type]
    np.testing.assert_allclose(model.parameters_.matrices[0], expected, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(model.means_[0], near.mean(axis=0), rtol=1e-9, atol=1e-12)
    # La componente de un solo punto es un colapso, y se dice; con tied no lo hay.
    assert bool(caught) == (covariance_type != "tied")
    assert all(w.category is ConvergenceWarning and "colapsó" in str(w.message) for w in caught)


@all_types
def test_one_component_over_a_point_at_1e20(covariance_type):
    """O la covarianza es la de los datos, o se dice que no hay cifras; nunca 1e-9 I."""
    X = np.vstack([np.random.default_rng(0).normal(0, 1, (200, 2)), [[1e20, 1e20]]])
    try:
        model = GMM(1, covariance_type=covariance_type, random_state=0).fit(X)
    except ValueError as error:
        assert "componente" in str(error)
    else:
        np.testing.assert_allclose(np.diagonal(model.parameters_.matrices[0]), X.var(axis=0),
                                   rtol=1e-9)


def test_k_means_does_not_speak_english_about_far_points():
    """Con tres componentes y dos grupos distinguibles: el error, en español, y nada más."""
    X = np.vstack([np.random.default_rng(0).normal(0, 1, (200, 2)), [[1e20, 1e20]]])
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        with pytest.raises(ValueError, match="componente"):
            GMM(3, random_state=0).fit(X)
    assert not [w for w in caught if "distinct clusters" in str(w.message)]


@pytest.mark.parametrize("gap", [1e6, 1e12, 1e15])
@pytest.mark.parametrize("d", [1, 3])
@all_types
def test_groups_far_apart_keep_the_digits_of_the_density(covariance_type, d, gap):
    """Cada grupo, como si el otro no existiera: log p(x) - log(peso)."""
    rng = np.random.default_rng(1)
    near = rng.normal(0, 1, (50, d))
    far = gap + np.round(rng.normal(0, 1, (50, d)) * 8) / 8
    root = rng.standard_normal((d, d)) / 2 + np.eye(d)
    matrices = np.array([root @ root.T, np.eye(d)])
    covariances = {"full": matrices, "tied": matrices[0],
                   "diag": np.diagonal(matrices, axis1=1, axis2=2),
                   "spherical": matrices[:, 0, 0]}[covariance_type]
    p = MixtureParameters([0.25, 0.75], [np.zeros(d), np.full(d, gap)], covariances,
                          covariance_type)
    for X, k in ((near, 0), (far, 1)):
        expected = np.log(p.weights[k]) + multivariate_normal.logpdf(
            X - p.means[k], np.zeros(d), p.matrices[k])
        both = np.vstack([near, far])
        np.testing.assert_allclose(score_samples(X, p), expected, rtol=1e-12)
        found = score_samples(both, p)[50 * k:50 * k + 50]
        np.testing.assert_allclose(found, expected, rtol=1e-12)
    total = log_likelihood(near, p) + log_likelihood(far, p)
    assert e_step(both, p).log_likelihood == pytest.approx(total, rel=1e-12)
    assert next(em_steps(both, p)).log_likelihood == pytest.approx(total, rel=1e-12)
    for updated in (m_step(e_step(both, p)), next(em_steps(both, p)).after):
        if covariance_type in ("tied", "spherical"):
            continue
        for X, matrix in ((near, updated.matrices[0]), (far - gap, updated.matrices[1])):
            expected = np.cov(X.T, ddof=0).reshape(d, d)
            if covariance_type == "diag":
                expected = np.diag(np.diag(expected))
            np.testing.assert_allclose(matrix, expected, rtol=1e-10, atol=1e-12)


def exact_step(X, p):
    """Un paso de EM con sesenta cifras decimales, en el plano y con covarianzas completas."""
    with localcontext() as context:
        context.prec = 60
        two_pi = 2 * Decimal("3.14159265358979323846264338327950288419716939937510582097494459")
        rows = [[Decimal(v) for v in row] for row in X.tolist()]
        components = []
        for weight, mean, ((a, b), (_, c)) in zip(p.weights.tolist(), p.means.tolist(),
                                                  p.covariances.tolist()):
            a, b, c = Decimal(a), Decimal(b), Decimal(c)
            components.append((Decimal(weight), [Decimal(v) for v in mean], a, b, c,
                               a * c - b * b))
        sums = [[Decimal(0)] * 6 for _ in components]
        total = Decimal(0)
        for x, y in rows:
            logs = []
            for weight, mean, a, b, c, det in components:
                u, v = x - mean[0], y - mean[1]
                distance = (c * u * u - 2 * b * u * v + a * v * v) / det
                logs.append(weight.ln() - two_pi.ln() - (det.ln() + distance) / 2)
            top = max(logs)
            log_density = top + sum((value - top).exp() for value in logs).ln()
            total += log_density
            for k, (_, mean, *_) in enumerate(components):
                r, u, v = (logs[k] - log_density).exp(), x - mean[0], y - mean[1]
                for i, term in enumerate((1, u, v, u * u, u * v, v * v)):
                    sums[k][i] += r * term
        means, covariances = [], []
        for (n, u, v, uu, uv, vv), (_, mean, *_) in zip(sums, components):
            u, v = u / n, v / n
            means.append([float(mean[0] + u), float(mean[1] + v)])
            middle = uv / n - u * v
            covariances.append([[float(uu / n - u * u), float(middle)],
                                [float(middle), float(vv / n - v * v)]])
        weights = [float(row[0] / len(rows)) for row in sums]
    return np.array(weights), np.array(means), np.array(covariances), float(total)


def relative(found, expected):
    return np.abs(found - expected).max() / np.abs(expected).max()


@pytest.mark.parametrize("noise, bound", [(1e-1, 1e-13), (1e-2, 1e-11), (1e-3, 1e-10)])
def test_nearly_collinear_columns_keep_their_digits(noise, bound):
    """x_1 = 2 x_0 más un ruido pequeño: tantas cifras como scikit-learn, y al menos diez."""
    rng = np.random.default_rng(0)
    x = np.r_[rng.normal(0, 1, 100), rng.normal(3, 1, 100)]
    X = np.column_stack([x, 2 * x + noise * rng.normal(0, 1, 200)])
    p = initial_parameters(X, 2, random_state=0, reg_covar=0)
    weights, means, covariances, total = exact_step(X, p)
    step, statistics = next(em_steps(X, p)), e_step(X, p)
    for ours, found in ((m_step(statistics), statistics.log_likelihood),
                        (step.after, step.log_likelihood)):
        assert found == pytest.approx(total, rel=bound)
        errors = [relative(ours.weights, weights), relative(ours.means, means),
                  relative(ours.covariances, covariances)]
        assert max(errors) < bound
    theirs = GaussianMixture(2, reg_covar=0, tol=1e9, max_iter=1, weights_init=p.weights,
                             means_init=p.means, precisions_init=np.linalg.inv(p.covariances))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        theirs.fit(X)
    assert relative(ours.covariances, covariances) <= max(
        1e-14, 4 * relative(theirs.covariances_, covariances))


def wide_start(covariance_type, d, sd):
    """Dos grupos muy estrechos, y un inicio con sus medias y una varianza enorme."""
    rng = np.random.default_rng(0)
    groups = [rng.normal(center, sd, (100, d)) for center in (-50, 50)]
    covariances = {"full": [100 * np.eye(d)] * 2, "tied": 100 * np.eye(d),
                   "diag": np.full((2, d), 100.0), "spherical": [100.0, 100]}[covariance_type]
    start = MixtureParameters([0.5, 0.5], [[-50] * d, [50] * d], covariances, covariance_type)
    within = [np.cov(group.T, ddof=0).reshape(d, d) for group in groups]
    if covariance_type == "tied":
        within = [sum(within) / 2] * 2
    elif covariance_type != "full":
        within = [np.diag(np.diag(matrix)) for matrix in within]
    if covariance_type == "spherical":
        within = [np.trace(matrix) / d * np.eye(d) for matrix in within]
    return np.vstack(groups), start, np.array(within)


@pytest.mark.parametrize("sd", [1e-1, 1e-3, 1e-5])
@pytest.mark.parametrize("d", [1, 2])
@all_types
def test_a_step_from_wide_to_narrow_keeps_its_digits(covariance_type, d, sd):
    """La pérdida de cifras depende de la varianza nueva, y no solo de la del paso E."""
    X, start, within = wide_start(covariance_type, d, sd)
    for updated in (m_step(e_step(X, start)), next(em_steps(X, start)).after):
        np.testing.assert_allclose(updated.matrices, within, rtol=1e-7, atol=1e-8 * sd**2)


@pytest.mark.parametrize("sd", [1e-5, 1e-7, 1e-9])
@pytest.mark.parametrize("d", [1, 2])
@all_types
def test_a_wide_start_is_no_false_collapse(covariance_type, d, sd):
    """Cien puntos que se distinguen bien: ni un error, ni «Singular matrix» en inglés."""
    X, start, within = wide_start(covariance_type, d, sd)
    inverse = np.linalg.inv if covariance_type in ("full", "tied") else np.reciprocal
    model = GMM(2, covariance_type=covariance_type, reg_covar=0, weights_init=start.weights,
                means_init=start.means, precisions_init=inverse(start.covariances)).fit(X)
    np.testing.assert_allclose(model.parameters_.matrices, within, rtol=1e-8,
                               atol=1e-9 * sd**2)


@pytest.mark.parametrize("d", [1, 2])
@all_types
def test_float32_data_of_1e30(covariance_type, d):
    """El cuadrado no cabe en float32: o se dan en otro tipo, o se dice; nunca infinitos."""
    rng = np.random.default_rng(0)
    near = (np.vstack([rng.normal(0, 1, (60, d)), rng.normal(8, 1, (60, d))])).astype(np.float32)
    options = dict(covariance_type=covariance_type, reg_covar=0, random_state=0, tol=1e-9)
    scale = np.float32(2.0**100)
    small, large = GMM(2, **options).fit(near), GMM(2, **options).fit(near * scale)
    assert np.isfinite(large.covariances_).all() and np.all(large.precisions_ != np.inf)
    np.testing.assert_allclose(np.float64(large.covariances_), np.float64(small.covariances_)
                               * 2.0**200, rtol=1e-4, atol=0)
    np.testing.assert_allclose(large.parameters_.covariances,
                               small.parameters_.covariances * 2.0**200, rtol=1e-6)
    np.testing.assert_allclose(large.predict_proba(near * scale), small.predict_proba(near),
                               atol=1e-4)


@all_types
def test_float32_data_of_1e_30(covariance_type):
    near = np.random.default_rng(0).normal(0, 1, (60, 2)).astype(np.float32)
    model = GMM(1, covariance_type=covariance_type, reg_covar=0).fit(near * np.float32(2.0**-100))
    assert np.isfinite(model.precisions_).all()
    assert np.all(np.diagonal(model.parameters_.matrices[0]) > 0)


# --- El modelo responde por su ajuste, no por sus argumentos


@pytest.mark.parametrize("other", COVARIANCE_TYPES)
@all_types
def test_set_params_after_fit_does_not_change_what_was_fitted(covariance_type, other):
    X = load_old_faithful()
    model = GMM(2, covariance_type=covariance_type, random_state=0).fit(X)
    functions = [selection.bic, selection.aic, selection.icl, gmm_lab.bic, is_regular,
                 log_likelihood, lambda X, model: model.bic(X), lambda X, model: model.aic(X),
                 lambda X, model: model.icl(X), lambda X, model: model.score(X),
                 lambda X, model: model.predict_proba(X).sum(axis=0).tolist(),
                 lambda X, model: model.covariances_.tolist()]
    before = [function(X, model) for function in functions]
    model.set_params(covariance_type=other, n_components=5, reg_covar=3.0, tol=0.5)
    assert [function(X, model) for function in functions] == before


def test_the_criteria_are_at_the_top_level():
    X = load_old_faithful()
    model = GMM(2, random_state=0).fit(X)
    for name in ("aic", "bic", "icl"):
        function = getattr(gmm_lab, name)
        assert name in gmm_lab.__all__
        assert function(X, model) == pytest.approx(getattr(model, name)(X), rel=1e-14)
        assert function is getattr(selection, name)
    n, parameters = len(X), 11
    total = log_likelihood(X, model)
    assert gmm_lab.aic(X, model) == pytest.approx(-2 * total + 2 * parameters, rel=1e-14)
    assert gmm_lab.bic(X, model) == pytest.approx(-2 * total + parameters * np.log(n), rel=1e-14)


# --- Nada de fuera cambia


def blas_threads():
    return [info["num_threads"] for info in threadpool_info() if info["user_api"] == "blas"]


def in_threads(function, count=4):
    """Ejecuta lo mismo en varios hilos a la vez; devuelve los errores que hubo."""
    barrier, errors = threading.Barrier(count), []

    def run(seed):
        barrier.wait()
        try:
            function(seed)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(seed,)) for seed in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


LARGE = np.random.default_rng(0).normal(0, 1, (12_000, 6)) + np.arange(12_000)[:, None] % 3 * 5.0


def some_steps(X, seed):
    """Datos grandes: aquí BLAS tendría trabajo para varios hilos."""
    start = initial_parameters(LARGE, 3, "random_from_data", random_state=seed)
    for step in islice(em_steps(LARGE, start), 4):
        responsibilities(LARGE, step.after)


SEARCHES = {
    "find_maximum": lambda X, seed: find_maximum(X, 3, n_starts=6, random_state=seed),
    "em_steps": some_steps,
    "GMM": lambda X, seed: GMM(3, n_init=3, random_state=seed, tol=1e-6).fit(X),
    "compare": lambda X, seed: compare(X, [2], ["tied"], n_starts=5, random_state=seed,
                                       progress=False),
    "sin máximo": lambda X, seed: find_maximum(np.ones((40, 2)), 2, n_starts=3,
                                               random_state=seed),
}


@pytest.mark.parametrize("name", SEARCHES)
def test_threads_leave_the_filters_and_blas_as_they_were(name):
    X = load_old_faithful()
    with threadpool_limits(2, user_api="blas"):
        filters, threads = list(warnings.filters), blas_threads()
        assert 2 in threads
        errors = in_threads(lambda seed: SEARCHES[name](X, seed))
        assert list(warnings.filters) == filters
        assert blas_threads() == threads
    assert all(isinstance(error, ValueError) for error in errors)
    assert len(errors) == (4 if name == "sin máximo" else 0)


def test_threads_give_what_one_gives():
    X, found = load_old_faithful(), {}
    assert not in_threads(lambda seed: found.update({seed: find_maximum(
        X, 2, n_starts=5, random_state=seed).log_likelihood}))
    assert found == {seed: find_maximum(X, 2, n_starts=5, random_state=seed).log_likelihood
                     for seed in range(4)}


def test_a_loop_left_half_way_does_not_hold_blas():
    X = load_old_faithful()
    start = initial_parameters(X, 2, random_state=0)
    with threadpool_limits(2, user_api="blas"):
        before = blas_threads()
        steps = em_steps(X, start)
        next(steps)
        assert blas_threads() == before
        next(iter(until(steps, 1e-3)))
        assert blas_threads() == before
        some_steps(X, 0)
        assert blas_threads() == before
        with pytest.raises(ValueError):
            find_maximum(np.ones((20, 1)), 2, n_starts=2, random_state=0)
        assert blas_threads() == before


def test_blas_is_held_to_one_thread_inside_the_loop(monkeypatch):
    """Se mira desde dentro: en las primeras exponenciales del paso E."""
    seen, exp = [], np.exp

    def spied(*arguments, **options):
        if len(seen) < 6:
            seen.extend(blas_threads())
        return exp(*arguments, **options)

    start = initial_parameters(LARGE, 3, "random_from_data", random_state=0)
    with threadpool_limits(2, user_api="blas"):
        steps = em_steps(LARGE, start)
        monkeypatch.setattr(np, "exp", spied)
        next(steps)
    assert set(seen) == {1}


def test_the_last_one_to_leave_frees_blas():
    """Dos ajustes a la vez: cuando acaba el primero, el otro sigue con un solo hilo."""
    with threadpool_limits(2, user_api="blas"):
        before = blas_threads()
        with one_thread:
            with one_thread:
                assert set(blas_threads()) == {1}
            assert set(blas_threads()) == {1}
        assert blas_threads() == before


SCRIPT = """
import hashlib
import numpy as np
from gmm_lab import GMM, em_steps, initial_parameters
rng = np.random.default_rng(0)
X = rng.standard_normal((20_000, 5)) @ rng.standard_normal((5, 5)) + 3 * rng.integers(0, 5, (20_000, 1))
bits = hashlib.sha256()
for covariance_type, kind in (("full", "random_from_data"), ("tied", "kmeans")):
    p = GMM(5, covariance_type=covariance_type, init_params=kind, tol=1e-3,
            random_state=0).fit(X).parameters_
    for array in (p.weights, p.means, p.covariances):
        bits.update(array.tobytes())
print(bits.hexdigest())
"""  # noqa: E501


def test_the_same_bits_with_one_and_two_threads_of_blas():
    answers = set()
    for count in ("1", "2"):
        environment = os.environ | {"OPENBLAS_NUM_THREADS": count, "OMP_NUM_THREADS": count}
        answers.add(subprocess.run([sys.executable, "-c", SCRIPT], env=environment, text=True,
                                   capture_output=True, check=True).stdout)
    assert len(answers) == 1 and len(answers.pop().strip()) == hashlib.sha256().digest_size * 2


FAITHFUL_START = MixtureParameters([0.5, 0.5], [[2, 55], [4.3, 80]], [np.diag([0.1, 36])] * 2)
DOORS = {
    "fit": lambda X: GMM(2, random_state=0, n_init=2).fit(X),
    "find_maximum": lambda X: find_maximum(X, 2, n_starts=8, random_state=0),
    "initial_parameters": lambda X: initial_parameters(X, 2, random_state=0),
    "em_steps": lambda X: list(islice(em_steps(X, FAITHFUL_START), 5)),
    "e_step": lambda X: e_step(X, FAITHFUL_START),
    "bic": lambda X: gmm_lab.bic(X, FAITHFUL_START),
    "icl": lambda X: gmm_lab.icl(X, FAITHFUL_START),
    "compare": lambda X: compare(X, [1, 2], n_starts=2, random_state=0, progress=False),
    "cross_validated": lambda X: cross_validated_log_likelihood(X, 2, n_folds=3, n_starts=2,
                                                                random_state=0),
    "bootstrap_lrt": lambda X: bootstrap_lrt(X, 1, "tied", n_bootstrap=2, n_starts=2,
                                             random_state=0, progress=False),
}


@pytest.mark.parametrize("name", DOORS)
def test_data_are_checked_once_at_the_door(name, monkeypatch):
    """Antes: tres veces por ajuste, y 132 en una búsqueda de 40 inicios."""
    calls = []
    original = gmm_lab.checks.check_data

    def counted(*arguments, **options):
        calls.append(1)
        return original(*arguments, **options)

    for module_name, module in list(sys.modules.items()):
        if module_name.startswith("gmm_lab") and getattr(module, "check_data", None) is original:
            monkeypatch.setattr(module, "check_data", counted)
    DOORS[name](load_old_faithful())
    assert len(calls) == 1


# --- Argumentos que pasaban


PLANE = np.array([[0.0, 1], [1, 0], [2, 2], [8, 9], [9, 8], [9, 9.5]])


@pytest.mark.parametrize("weight", [[-1, 1, 1, 1, 1, 1], [np.nan, 1, 1, 1, 1, 1], [1, 1], [0] * 6,
                                    [[1]] * 6, "x", [np.inf, 1, 1, 1, 1, 1]])
@pytest.mark.parametrize("function", [
    lambda weight: initial_parameters(PLANE, 2, random_state=0, sample_weight=weight),
    lambda weight: parameters_from_responsibilities(PLANE, np.full((6, 2), 0.5),
                                                    sample_weight=weight),
    lambda weight: e_step(PLANE, MODEL, weight),
    lambda weight: log_likelihood(PLANE, MODEL, weight),
    lambda weight: gmm_lab.aic(PLANE, MODEL, weight),
    lambda weight: gmm_lab.bic(PLANE, MODEL, weight),
    lambda weight: gmm_lab.icl(PLANE, MODEL, sample_weight=weight),
    lambda weight: is_regular(PLANE, MODEL, weight),
    lambda weight: GMM(2).fit(PLANE, sample_weight=weight),
    lambda weight: GMM(2, random_state=0).fit(PLANE).score(PLANE, sample_weight=weight),
    lambda weight: find_maximum(PLANE, 1, sample_weight=weight),
    lambda weight: compare(PLANE, [1], sample_weight=weight),
    lambda weight: cross_validated_log_likelihood(PLANE, 1, n_folds=2, sample_weight=weight),
    lambda weight: bootstrap_lrt(PLANE, 1, sample_weight=weight),
], ids=["initial_parameters", "responsibilities", "e_step", "log_likelihood", "aic", "bic", "icl",
        "is_regular", "fit", "score", "find_maximum", "compare", "cross_validated", "bootstrap"])
def test_bad_weights_of_the_observations_are_refused(function, weight):
    with pytest.raises(ValueError, match="sample_weight"):
        function(weight)


MODEL = MixtureParameters([0.5, 0.5], [[1, 1], [9, 9]], [np.eye(2)] * 2)


@pytest.mark.parametrize("R", [np.full((6, 2), np.nan), np.full((6, 2), np.inf),
                               np.tile([1.5, -0.5], (6, 1)), np.full((5, 2), 0.5), np.ones(6),
                               np.zeros((6, 2)), [["a", "b"]] * 6, np.full((6, 2), 0.5 + 0.1j)])
def test_bad_responsibilities_are_refused(R):
    with pytest.raises(ValueError, match="R |R:|componente"):
        parameters_from_responsibilities(PLANE, R)


def test_one_nan_among_the_responsibilities_is_refused():
    R = np.full((6, 2), 0.5)
    R[3, 1] = np.nan
    with pytest.raises(ValueError, match="R .*fila 3"):
        parameters_from_responsibilities(PLANE, R)


STRUCTURED = {
    "GMM": lambda X, kind: GMM(2, covariance_type=kind, random_state=0).fit(X),
    "initial_parameters": lambda X, kind: initial_parameters(X, 2, covariance_type=kind,
                                                             random_state=0),
    "parameters_from_responsibilities": lambda X, kind: parameters_from_responsibilities(
        X, np.full((6, 2), 0.5), covariance_type=kind),
    "MixtureParameters": lambda X, kind: MixtureParameters(
        [1], X[:1], np.eye(X.shape[1])[None], kind),
    "find_maximum": lambda X, kind: find_maximum(X, 1, kind),
    "compare": lambda X, kind: compare(X, [1], kind),
    "cross_validated": lambda X, kind: cross_validated_log_likelihood(X, 1, kind),
    "bootstrap_lrt": lambda X, kind: bootstrap_lrt(X, 1, kind),
}


@pytest.mark.parametrize("kind", ["completa", "FULL", "", None, 3, [], {}, np.array([])], ids=repr)
@pytest.mark.parametrize("d", [1, 2])
@pytest.mark.parametrize("name", STRUCTURED)
def test_an_unknown_structure_is_refused_everywhere(name, d, kind):
    with pytest.raises(ValueError, match="covariance_type"):
        STRUCTURED[name](PLANE[:, :d], kind)


@pytest.mark.parametrize("tol", [np.uint8(1), np.int8(1), Fraction(1, 9), np.float32(1e-3),
                                 np.float16(0.5), 1], ids=repr)
def test_any_number_is_a_tolerance(tol):
    """np.uint8(1) no convergía nunca: el menos de un entero sin signo no es negativo."""
    X = load_old_faithful()
    model = GMM(2, tol=tol, random_state=0).fit(X)
    other = GMM(2, tol=float(tol), random_state=0).fit(X)
    assert model.converged_ and model.n_iter_ == other.n_iter_ < 50
    start = initial_parameters(X, 2, random_state=0)
    steps = until(em_steps(X, start), tol)
    assert len(list(steps)) < 50 and steps.converged


@pytest.mark.parametrize("max_iter", [2**63, 2**64, 10**30, np.uint8(200)], ids=repr)
def test_any_integer_is_a_number_of_iterations(max_iter):
    X = load_old_faithful()
    model = GMM(2, max_iter=max_iter, random_state=0).fit(X)
    assert model.converged_
    steps = until(em_steps(X, model), 1e-6, max_iter=max_iter)
    assert len(list(steps)) < 50


@pytest.mark.parametrize("options", [
    dict(tol="x"), dict(tol=-1), dict(tol=np.nan), dict(tol=True), dict(max_iter=2.5),
    dict(max_iter=-1), dict(reg_covar=-1), dict(reg_covar="x"), dict(n_init=0),
    dict(n_components=0), dict(n_components=2**63), dict(init_params="kmedias"),
    dict(init_params=[]), dict(warm_start=2), dict(verbose="sí"), dict(random_state="x"),
    dict(random_state=-1),
], ids=str)
def test_bad_arguments_are_explained_in_spanish(options):
    name = next(iter(options))
    with pytest.raises(ValueError) as error:
        GMM(**options).fit(PLANE)
    message = str(error.value)
    assert name in message or "componentes" in message
    assert re.search("espera|hacen falta|debe|tiene", message)


@pytest.mark.parametrize("d", [1, 2])
@all_types
def test_constant_data_without_regularisation_are_explained(covariance_type, d):
    with pytest.raises(ValueError, match="constante"):
        GMM(1, covariance_type=covariance_type, reg_covar=0).fit(np.full((20, d), 3.0))


def test_a_comparison_of_nothing_is_refused():
    for options in (dict(n_components=[]), dict(covariance_types=[])):
        with pytest.raises(ValueError, match="n_components|covariance_type"):
            compare(PLANE, **({"n_components": [1]} | options))


# --- Interrumpir en cualquier momento deja un ajuste entero


def assert_whole(model):
    """Todo lo que guarda es de un mismo ajuste."""
    p, d = model.parameters_, model.n_features_in_
    assert p.n_features == d == len(model.feature_names_in_)
    assert len(model.history_) == model.n_iter_ == len(model.lower_bounds_)
    assert model.lower_bound_ == model.lower_bounds_[-1]
    last = model.history_[-1].after
    np.testing.assert_array_equal(last.means, p.means)
    np.testing.assert_array_equal(last.covariances, p.covariances)
    assert model.means_.shape == (p.n_components, d)
    assert model.weights_.shape == (p.n_components,)


def interrupt_at(count, function):
    """Ctrl-C en la instrucción `count` del módulo del estimador; devuelve cuántas hubo."""
    seen = [0]

    def inside(frame, event, _):
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        if event == "opcode":
            seen[0] += 1
            if seen[0] == count:
                raise KeyboardInterrupt
        return inside

    def outside(frame, event, _):
        if frame.f_code.co_filename == gmm_lab.estimator.__file__:
            return inside(frame, event, _)
        return None

    before = sys.gettrace()
    sys.settrace(outside)
    try:
        function()
    except KeyboardInterrupt:
        pass
    finally:
        sys.settrace(before)
    return seen[0]


@pytest.mark.parametrize("fitted_before", [True, False])
def test_an_interrupt_anywhere_leaves_a_whole_model(fitted_before):
    """Antes: entre dos atributos que se guardan quedaban unos del ajuste viejo y otros del nuevo.

    El ajuste viejo es de una variable y dos componentes; el nuevo, de dos y tres.
    """
    old = Table(PLANE[:, :1], ["x"])
    new = Table(np.vstack([PLANE, PLANE + 20, PLANE + [0, 9]]), ["u", "v"])

    def prepared():
        model = GMM(2, random_state=0, tol=1e-2)
        if fitted_before:
            model.fit(old)
        return model.set_params(n_components=3)

    before = prepared()
    total = interrupt_at(-1, lambda: before.fit(new))
    assert_whole(before)
    results = set()
    # Todas las últimas instrucciones, donde se guarda; antes, de once en once.
    for count in [*range(1, total - 120, 11), *range(max(1, total - 120), total + 1)]:
        model = prepared()
        interrupt_at(count, lambda model=model: model.fit(new))
        try:
            model.predict_proba(new if getattr(model, "n_features_in_", 0) == 2 else old)
        except NotFittedError:
            assert not fitted_before
            results.add("sin ajustar")
            continue
        assert_whole(model)
        results.add("nuevo" if model.n_features_in_ == 2 else "viejo")
    assert results == {"viejo" if fitted_before else "sin ajustar", "nuevo"}


# --- Los pesos de las observaciones, como filas repetidas


def repeated(X, seed=0, high=4):
    weight = np.random.default_rng(seed).integers(0, high, len(X))
    return weight, np.repeat(X, weight, axis=0)


@all_types
def test_weights_in_the_criteria_are_repeated_rows(covariance_type):
    X = load_old_faithful()
    weight, rows = repeated(X)
    model = GMM(2, covariance_type=covariance_type, random_state=0).fit(X)
    for name in ("score", "aic", "bic", "icl"):
        method = getattr(model, name)
        assert method(X, sample_weight=weight) == pytest.approx(method(rows), rel=1e-12)
        assert method(X, sample_weight=weight) != pytest.approx(method(X), rel=1e-3)
    for function in (gmm_lab.aic, gmm_lab.bic, gmm_lab.icl, log_likelihood):
        found = function(X, model, sample_weight=weight)
        assert found == pytest.approx(function(rows, model), rel=1e-12)
    entropy = gmm_lab.icl(X, model, form="entropy", sample_weight=weight)
    assert entropy == pytest.approx(gmm_lab.icl(rows, model, form="entropy"), rel=1e-12)


def test_weights_in_is_regular_are_repeated_rows():
    """La componente de tres puntos tiene pocas observaciones, salvo que cuenten varias veces."""
    X = np.r_[np.linspace(0, 1, 3), np.linspace(10, 14, 27)][:, None]
    p = MixtureParameters([0.05, 0.95], [[0.5], [12]], [[[0.5]], [[1.5]]])
    weight = np.r_[np.full(3, 9), np.full(27, 9)]
    assert not is_regular(X, p)
    assert is_regular(X, p, weight) and is_regular(np.repeat(X, 9, axis=0), p)


@pytest.mark.parametrize("K, covariance_type", [(2, "full"), (3, "tied"), (1, "diag")])
def test_weights_in_find_maximum_are_repeated_rows(K, covariance_type):
    X = load_old_faithful()
    weight, rows = repeated(X)
    one = find_maximum(X, K, covariance_type, n_starts=10, random_state=0, sample_weight=weight)
    other = find_maximum(rows, K, covariance_type, n_starts=10, random_state=0)
    for name in ("log_likelihood", "aic", "bic", "icl"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), rel=1e-7)
    assert one.log_likelihood == pytest.approx(
        log_likelihood(X, one.parameters, sample_weight=weight), rel=1e-9)


def test_weights_in_compare_are_repeated_rows():
    X = load_galaxies()
    weight, rows = repeated(X, high=3)
    options = dict(n_components=[1, 3], covariance_types=["tied"], n_starts=8, random_state=0,
                   progress=False)
    one, other = compare(X, sample_weight=weight, **options), compare(rows, **options)
    for mine, theirs in zip(one.rows, other.rows):
        for name in ("log_likelihood", "aic", "bic", "icl"):
            assert getattr(mine, name) == pytest.approx(getattr(theirs, name), rel=1e-7)
    assert one.best("bic").n_components == other.best("bic").n_components


def test_weights_in_cross_validation():
    """Dejar fuera una fila: la media y la varianza ponderadas de las demás (K = 1)."""
    X = np.random.default_rng(0).normal(0, 1, (12, 1))
    weight = np.random.default_rng(1).integers(1, 5, 12)
    scores = cross_validated_log_likelihood(X, 1, n_folds=12, random_state=0,
                                            sample_weight=weight)
    expected = []
    for i in range(12):
        rest = np.arange(12) != i
        mean = np.average(X[rest], axis=0, weights=weight[rest])
        variance = np.average((X[rest] - mean) ** 2, axis=0, weights=weight[rest])
        expected.append(multivariate_normal.logpdf(X[i], mean, variance))
    np.testing.assert_allclose(np.sort(scores), np.sort(expected), rtol=1e-6)


def test_each_part_of_cross_validation_is_a_weighted_mean():
    """Con dos partes: la media ponderada de la parte, con la mezcla ajustada a la otra."""
    X = np.arange(6.0)[:, None] ** 1.5
    weight = np.array([1, 2, 3, 4, 5, 6])
    scores = cross_validated_log_likelihood(X, 1, n_folds=2, random_state=3, sample_weight=weight)

    def score(test):
        mean = np.average(X[~test, 0], weights=weight[~test])
        variance = np.average((X[~test, 0] - mean) ** 2, weights=weight[~test])
        logs = multivariate_normal.logpdf(X[test, 0], mean, variance)
        return np.average(logs, weights=weight[test])

    masks = [np.array([(number >> i) & 1 for i in range(6)], bool) for number in range(64)]
    pairs = [sorted([score(mask), score(~mask)]) for mask in masks if mask.sum() == 3]
    assert np.min(np.abs(np.array(pairs) - np.sort(scores)).max(axis=1)) < 1e-6


def test_the_unit_of_the_weights_does_not_matter_in_cross_validation():
    X = load_old_faithful()
    options = dict(n_folds=5, n_starts=3, random_state=0)
    one = cross_validated_log_likelihood(X, 2, **options)
    other = cross_validated_log_likelihood(X, 2, sample_weight=np.full(len(X), 2), **options)
    np.testing.assert_allclose(one, other, rtol=1e-6)


def test_bootstrap_with_weights():
    X = load_galaxies()
    weight, rows = repeated(X, high=3)
    options = dict(n_bootstrap=1, n_starts=5, random_state=0, progress=False)
    one = bootstrap_lrt(X, 1, "tied", sample_weight=weight, **options)
    other = bootstrap_lrt(rows, 1, "tied", **options)
    assert one.statistic == pytest.approx(other.statistic, rel=1e-6)
    for bad in (np.full(82, 0.5), np.r_[np.ones(81), 1.5]):
        with pytest.raises(ValueError, match="sample_weight.*enter"):
            bootstrap_lrt(X, 1, "tied", sample_weight=bad, **options)
    whole_as_float = bootstrap_lrt(X, 1, "tied", sample_weight=weight.astype(float), **options)
    assert whole_as_float.statistic == one.statistic


# --- Los avisos, una vez y en la línea de quien llama


@pytest.mark.parametrize("name", ["predict", "predict_proba", "score_samples", "score", "aic",
                                  "bic", "icl"])
def test_a_method_warns_once_at_the_line_of_the_caller(name):
    X = load_old_faithful()
    model = GMM(2, random_state=0).fit(Table(X, ["duración", "espera"]))
    with pytest.warns(UserWarning, match="nombres") as caught:
        getattr(model, name)(X); line = inspect.currentframe().f_lineno  # noqa: E702
    assert [(w.filename, w.lineno) for w in caught] == [(__file__, line)]


@pytest.mark.parametrize("function", [gmm_lab.aic, gmm_lab.bic, gmm_lab.icl, log_likelihood,
                                      responsibilities, score_samples],
                         ids=lambda function: function.__name__)
def test_a_function_warns_at_most_once_at_the_line_of_the_caller(function):
    X = load_old_faithful()
    table = Table(X, ["duración", "espera"])
    model = GMM(2, random_state=0).fit(table)
    plain = function(X, model.parameters_)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        named = function(table, model)
        other = function(X, model); line = inspect.currentframe().f_lineno  # noqa: E702
    assert [(w.filename, w.lineno) for w in caught] in ([], [(__file__, line)])
    np.testing.assert_array_equal(named, plain)
    np.testing.assert_array_equal(other, plain)


def test_responsibilities_of_a_fitted_model():
    X = load_iris()[0]
    model = GMM(3, random_state=0).fit(X)
    np.testing.assert_array_equal(responsibilities(X, model), responsibilities(X,
                                                                               model.parameters_))
    np.testing.assert_allclose(responsibilities(X, model), model.predict_proba(X), rtol=1e-12)
