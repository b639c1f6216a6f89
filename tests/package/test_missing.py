"""Datos con huecos: EM los integra, y se compara con lo mismo calculado de otra manera."""

from itertools import islice, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import multivariate_normal

from gmm_lab import (
    GMM,
    MixtureParameters,
    Prior,
    em_steps,
    initial_parameters,
    log_likelihood,
    m_step,
    until,
)
from gmm_lab.datasets import load_iris, load_old_faithful
from gmm_lab.em import em
from gmm_lab.missing import MissingEStep

COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")
NAN = np.nan
# Los doce puntos de Murray (1977), en la discusión de Dempster, Laird y Rubin.
MURRAY = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1], [2, NAN], [2, NAN], [-2, NAN], [-2, NAN],
                   [NAN, 2], [NAN, 2], [NAN, -2], [NAN, -2]])
# reference-results.md, sección 4.9.
MURRAY_MAXIMUM, MURRAY_SADDLE = -29.97429, -30.03334


def with_gaps(X, share=0.25, seed=0):
    """Borra números al azar, sin dejar ninguna fila vacía."""
    rng = np.random.default_rng(seed)
    gaps = rng.random(X.shape) < share
    gaps[np.arange(len(X)), rng.integers(0, X.shape[1], len(X))] = False
    return np.where(gaps, NAN, X)


def blobs(n=120, d=3, K=2, seed=0):
    rng = np.random.default_rng(seed)
    root = rng.standard_normal((d, d))
    return rng.standard_normal((n, d)) @ root + 4 * rng.integers(0, K, (n, 1))


def mixture(rng, K, d, covariance_type):
    roots = rng.standard_normal((K, d, d))
    matrices = roots @ roots.transpose(0, 2, 1) + 0.5 * np.eye(d)
    covariances = {"full": matrices, "tied": matrices[0],
                   "diag": np.diagonal(matrices, axis1=1, axis2=2),
                   "spherical": matrices[:, 0, 0]}[covariance_type]
    return MixtureParameters(rng.dirichlet(np.full(K, 4.0)), rng.normal(1, 2, (K, d)),
                             covariances, covariance_type)


def started(p, **options):
    """Un GMM que empieza en los parámetros dados."""
    inverse = np.linalg.inv if p.covariance_type in ("full", "tied") else np.reciprocal
    options = dict(tol=1, max_iter=1, reg_covar=0) | options
    return GMM(p.n_components, covariance_type=p.covariance_type, weights_init=p.weights,
               means_init=p.means, precisions_init=inverse(p.covariances), allow_missing=True,
               **options)


def marginal_logs(X, p):
    """log(pi_k N(x_i | k)) de las coordenadas vistas, fila por fila y con SciPy."""
    logs = np.empty((len(X), p.n_components))
    for i, x in enumerate(X):
        seen = ~np.isnan(x)
        for k, (weight, mean, matrix) in enumerate(zip(p.weights, p.means, p.matrices)):
            logs[i, k] = np.log(weight) + multivariate_normal.logpdf(
                x[seen], mean[seen], matrix[np.ix_(seen, seen)])
    return logs


def by_hand(X, p, weight=None):
    """Un paso de EM fila por fila: esperanzas condicionales de x y de x x' (Ghahramani y Jordan).

    Devuelve los pesos, las medias y las covarianzas nuevas, y la log-verosimilitud de `p`.
    """
    n, d = X.shape
    weight = np.ones(n) if weight is None else weight
    logs = marginal_logs(X, p)
    total = np.logaddexp.reduce(logs, axis=1)
    R = weight[:, None] * np.exp(logs - total[:, None])
    means, matrices = [], []
    for k in range(p.n_components):
        mean, S = p.means[k], p.matrices[k]
        expected, extra = X.copy(), np.zeros((n, d, d))
        for i, x in enumerate(X):
            o, m = ~np.isnan(x), np.isnan(x)
            slope = S[np.ix_(m, o)] @ np.linalg.inv(S[np.ix_(o, o)])
            expected[i, m] = mean[m] + slope @ (x[o] - mean[o])
            extra[i][np.ix_(m, m)] = S[np.ix_(m, m)] - slope @ S[np.ix_(o, m)]
        new = R[:, k] @ expected / R[:, k].sum()
        away = expected - new
        means.append(new)
        matrices.append(np.einsum("i,iab->ab", R[:, k],
                                  away[:, :, None] * away[:, None] + extra))
    counts, matrices = R.sum(axis=0), np.array(matrices)
    covariances = {
        "full": lambda: matrices / counts[:, None, None],
        "tied": lambda: matrices.sum(axis=0) / counts.sum(),
        "diag": lambda: np.diagonal(matrices, axis1=1, axis2=2) / counts[:, None],
        "spherical": lambda: np.trace(matrices, axis1=1, axis2=2) / counts / d,
    }[p.covariance_type]()
    return counts / counts.sum(), np.array(means), covariances, float(weight @ total)


# --- Un paso, y la verosimilitud


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("K, d", [(1, 2), (2, 3), (3, 4)])
@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_one_step_is_that_of_the_formulas(covariance_type, K, d, weighted):
    rng = np.random.default_rng(K)
    X, p = with_gaps(blobs(60, d), 0.4), mixture(rng, K, d, covariance_type)
    weight = rng.gamma(2, 1, len(X)) if weighted else None
    step = next(em(p, MissingEStep(X, weight), m_step))
    weights, means, covariances, expected = by_hand(X, p, weight)
    np.testing.assert_allclose(step.after.weights, weights, rtol=1e-10)
    np.testing.assert_allclose(step.after.means, means, rtol=1e-9, atol=1e-10)
    np.testing.assert_allclose(step.after.covariances, covariances, rtol=1e-9, atol=1e-10)
    assert step.log_likelihood == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize("gaps", [gaps for gaps in product([False, True], repeat=3)
                                  if not all(gaps)])
@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_every_pattern_of_gaps(covariance_type, gaps):
    """Cada patrón por su cuenta, junto a unas filas enteras."""
    X = blobs(40)
    X[:15, list(gaps)] = NAN
    p = mixture(np.random.default_rng(3), 2, 3, covariance_type)
    model = started(p, tol=1e9, max_iter=2).fit(X)
    weights, means, covariances, expected = by_hand(X, model.history_[0].before)
    np.testing.assert_allclose(model.history_[0].after.means, means, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(model.history_[0].after.covariances, covariances, rtol=1e-8,
                               atol=1e-9)
    assert model.lower_bounds_[0] * len(X) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_the_likelihood_is_that_of_what_was_seen(covariance_type):
    X = with_gaps(blobs())
    model = GMM(2, covariance_type=covariance_type, allow_missing=True, random_state=0).fit(X)
    logs = marginal_logs(X, model.parameters_)
    total = np.logaddexp.reduce(logs, axis=1)
    np.testing.assert_allclose(model.score_samples(X), total, rtol=1e-10)
    assert model.score(X) == pytest.approx(total.mean(), rel=1e-12)
    np.testing.assert_allclose(model.predict_proba(X), np.exp(logs - total[:, None]), rtol=1e-8,
                               atol=1e-12)
    np.testing.assert_array_equal(model.predict(X), logs.argmax(axis=1))
    n_parameters = {"full": 19, "tied": 13, "diag": 13, "spherical": 9}[covariance_type]
    bic = -2 * total.sum() + n_parameters * np.log(len(X))
    assert model.bic(X) == pytest.approx(bic, rel=1e-12)
    assert model.aic(X) == pytest.approx(-2 * total.sum() + 2 * n_parameters, rel=1e-12)
    doubts = -2 * np.sum(logs.max(axis=1) - total)
    assert model.icl(X) == pytest.approx(bic + doubts, rel=1e-12)


def test_sample_weight_of_the_criteria_with_gaps():
    X = with_gaps(blobs())
    weight = np.random.default_rng(0).integers(0, 3, len(X))
    repeated = np.repeat(X, weight, axis=0)
    model = GMM(2, allow_missing=True, random_state=0).fit(X)
    for name in ("score", "aic", "bic", "icl"):
        one = getattr(model, name)(X, sample_weight=weight)
        assert one == pytest.approx(getattr(model, name)(repeated), rel=1e-12)


def test_what_is_not_seen_says_nothing():
    """Una fila de la que solo se ve x_1 vale lo mismo que en la mezcla marginal de x_1."""
    model = GMM(2, random_state=0, allow_missing=True).fit(load_old_faithful())
    x = np.linspace(1, 6, 11)
    seen = np.column_stack([x, np.full(11, NAN)])
    marginal = model.parameters_.marginal([0])
    np.testing.assert_allclose(model.score_samples(seen),
                               [log_likelihood([[value]], marginal) for value in x], rtol=1e-12)


# --- Sin huecos es lo de siempre


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
@pytest.mark.parametrize("X, K", [(load_old_faithful(), 2), (load_iris()[0], 3)])
def test_without_gaps_it_is_complete_data_em(covariance_type, X, K):
    start = initial_parameters(X, K, covariance_type=covariance_type, random_state=0)
    for ours, plain in islice(zip(em(start, MissingEStep(X), m_step), em_steps(X, start)), 15):
        assert ours.log_likelihood == pytest.approx(plain.log_likelihood, rel=1e-12)
        np.testing.assert_allclose(ours.after.weights, plain.after.weights, rtol=1e-10)
        np.testing.assert_allclose(ours.after.means, plain.after.means, rtol=1e-10)
        np.testing.assert_allclose(ours.after.covariances, plain.after.covariances, rtol=1e-10,
                                   atol=1e-11)


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_the_switch_changes_nothing_without_gaps(covariance_type):
    X = load_old_faithful()
    options = dict(covariance_type=covariance_type, random_state=0, tol=1e-10)
    plain, ours = GMM(2, **options).fit(X), GMM(2, allow_missing=True, **options).fit(X)
    assert ours.n_iter_ == plain.n_iter_
    np.testing.assert_allclose(ours.means_, plain.means_, rtol=1e-10)
    np.testing.assert_allclose(ours.covariances_, plain.covariances_, rtol=1e-10)
    assert ours.score(X) == pytest.approx(plain.score(X), rel=1e-12)


def test_with_one_variable_there_is_nothing_to_integrate():
    """Con una sola columna una fila con hueco está vacía, y se dice."""
    X = np.array([[1.0], [NAN], [3.0], [4.0]])
    with pytest.raises(ValueError, match="vací|ningún|todas|fila"):
        GMM(1, allow_missing=True).fit(X)


# --- Monótono


@st.composite
def problems(draw):
    d, K = draw(st.integers(2, 4)), draw(st.integers(1, 3))
    n, seed = draw(st.integers(8, 50)), draw(st.integers(0, 2**32 - 1))
    X = with_gaps(blobs(n, d, seed=seed), draw(st.sampled_from([0.05, 0.4, 0.9])), seed)
    return X, mixture(np.random.default_rng(seed), K, d, draw(st.sampled_from(COVARIANCE_TYPES)))


@given(problems())
@settings(deadline=None, max_examples=60, derandomize=True)
def test_the_likelihood_never_falls(problem):
    """Con una pizca de distribución a priori, para que un colapso no interrumpa la prueba."""
    X, start = problem
    prior = Prior(np.zeros(X.shape[1]), np.eye(X.shape[1]), 0.1, weight_concentration=1.1)
    steps = islice(em(start, MissingEStep(X), lambda s: m_step(s, prior=prior),
                      prior.log_density), 12)
    objectives = np.array([step.objective for step in steps])
    assert np.all(np.diff(objectives) >= -1e-10 * np.abs(objectives).max())


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_each_iteration_of_the_fit_climbs(covariance_type):
    X = with_gaps(load_iris()[0], 0.3)
    model = GMM(2, covariance_type=covariance_type, allow_missing=True, random_state=0,
                reg_covar=0, tol=1e-6).fit(X)
    assert model.n_iter_ > 5 and np.diff(model.lower_bounds_).min() > -1e-12
    for step in (model.history_[0], model.history_[-1]):
        total = np.logaddexp.reduce(marginal_logs(X, step.before), axis=1).sum()
        assert step.log_likelihood == pytest.approx(total, rel=1e-11)


def test_where_it_stays_the_gradient_is_zero():
    """El máximo de la verosimilitud de lo visto, por diferencias en cada parámetro."""
    X = with_gaps(load_old_faithful(), 0.25)
    start = GMM(2, allow_missing=True, random_state=0).fit(X).parameters_
    p = next(s for s in em(start, MissingEStep(X), m_step) if s.change < 1e-11).after

    def value(means, covariances):
        moved = MixtureParameters(p.weights, means, covariances)
        return np.logaddexp.reduce(marginal_logs(X, moved), axis=1).sum()

    top, sd = value(p.means, p.covariances), np.sqrt(np.diagonal(p.covariances, axis1=1, axis2=2))
    for k, j in product(range(2), range(2)):
        shift = np.zeros((2, 2))
        shift[k, j] = 1e-3 * sd[k, j]
        up, down = (value(p.means + s * shift, p.covariances) for s in (1, -1))
        assert up < top > down
        assert abs(up - down) < 0.01 * (2 * top - up - down)
        widen = np.zeros((2, 2, 2))
        widen[k, j, j] = 1e-3 * sd[k, j] ** 2
        up, down = (value(p.means, p.covariances + s * widen) for s in (1, -1))
        assert up < top > down
        assert abs(up - down) < 0.01 * (2 * top - up - down)


# --- Murray (1977): dos máximos y un punto de silla


def murray(rho, variance=1.0):
    covariance = variance * np.array([[1, rho], [rho, 1]])
    return MixtureParameters([1], [[0, 0]], [covariance])


@pytest.mark.parametrize("sign", [1, -1])
def test_murray_has_two_maxima(sign):
    model = started(murray(0.1 * sign), tol=1e-15, max_iter=5000).fit(MURRAY)
    (s11, s12), (_, s22) = model.covariances_[0]
    np.testing.assert_allclose(model.means_, 0, atol=1e-12)
    np.testing.assert_allclose([s11, s22], 8 / 3, rtol=1e-5)
    assert s12 / np.sqrt(s11 * s22) == pytest.approx(sign / 2, abs=1e-5)
    assert 12 * model.lower_bound_ == pytest.approx(MURRAY_MAXIMUM, abs=1e-5)


def test_murray_stays_at_the_saddle():
    model = started(murray(0), tol=1e-15, max_iter=5000).fit(MURRAY)
    np.testing.assert_allclose(model.covariances_[0], 2.5 * np.eye(2), rtol=1e-6, atol=1e-12)
    assert 12 * model.lower_bound_ == pytest.approx(MURRAY_SADDLE, abs=1e-5)


def test_murray_with_diagonal_covariances_has_one_maximum():
    """Sin correlación, cada variable va por su cuenta: la varianza de lo que se ve de ella."""
    model = GMM(1, covariance_type="diag", allow_missing=True, random_state=0).fit(MURRAY)
    np.testing.assert_allclose(model.covariances_[0], np.nanvar(MURRAY, axis=0), rtol=1e-6)


@pytest.mark.parametrize("seed", range(3))
def test_a_monotone_pattern_has_a_maximum_in_closed_form(seed):
    """Si solo falta x_2, la verosimilitud se parte: x_1, y la regresión de x_2 (Anderson 1957)."""
    X = blobs(80, 2, K=1, seed=seed)
    X[50:, 1] = NAN
    model = GMM(1, allow_missing=True, random_state=0, tol=1e-16, max_iter=20000,
                reg_covar=0).fit(X)
    whole = X[:50]
    slope = np.cov(whole.T, ddof=0)[0, 1] / np.var(whole[:, 0])
    rest = np.var(whole[:, 1]) - slope * np.cov(whole.T, ddof=0)[0, 1]
    mean, variance = X[:, 0].mean(), X[:, 0].var()
    other = whole[:, 1].mean() + slope * (mean - whole[:, 0].mean())
    np.testing.assert_allclose(model.means_, [[mean, other]], rtol=1e-5)
    expected = [[variance, slope * variance], [slope * variance, rest + slope**2 * variance]]
    np.testing.assert_allclose(model.covariances_[0], expected, rtol=1e-5)


# --- Pesos de las observaciones


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_integer_weights_are_repeated_rows(covariance_type):
    X = with_gaps(blobs())
    weight = np.random.default_rng(1).integers(0, 4, len(X))
    p = mixture(np.random.default_rng(2), 2, 3, covariance_type)
    options = dict(max_iter=30, tol=1e-4)
    one = started(p, **options).fit(X, sample_weight=weight)
    other = started(p, **options).fit(np.repeat(X, weight, axis=0))
    assert one.n_iter_ == other.n_iter_ > 3
    np.testing.assert_allclose(one.weights_, other.weights_, rtol=1e-9)
    np.testing.assert_allclose(one.means_, other.means_, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(one.covariances_, other.covariances_, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(one.lower_bounds_, other.lower_bounds_, rtol=1e-10)


def test_the_order_of_the_rows_does_not_matter():
    X = with_gaps(blobs())
    p = mixture(np.random.default_rng(2), 2, 3, "full")
    order = np.random.default_rng(0).permutation(len(X))
    one, other = (started(p, max_iter=20, tol=1e-4).fit(data) for data in (X, X[order]))
    np.testing.assert_allclose(one.means_, other.means_, rtol=1e-9, atol=1e-10)
    np.testing.assert_allclose(one.covariances_, other.covariances_, rtol=1e-9, atol=1e-10)


def test_far_from_zero_it_loses_no_digits():
    X = with_gaps(blobs())
    p = mixture(np.random.default_rng(2), 2, 3, "full")
    shift = 2.0**26
    far = MixtureParameters(p.weights, p.means + shift, p.covariances)
    one = next(islice(em(p, MissingEStep(np.round(X, 6)), m_step), 5, None))
    other = next(islice(em(far, MissingEStep(np.round(X, 6) + shift), m_step), 5, None))
    np.testing.assert_allclose(other.after.covariances, one.after.covariances, rtol=1e-5)
    np.testing.assert_allclose(other.after.means - shift, one.after.means, rtol=1e-5, atol=1e-6)


# --- Con una distribución a priori


def test_gaps_and_a_prior_together():
    X = with_gaps(load_old_faithful())
    prior = Prior.from_data(load_old_faithful(), 2)
    model = GMM(2, allow_missing=True, prior=prior, random_state=0, tol=1e-9).fit(X)
    assert model.converged_ and np.diff(model.lower_bounds_).min() > -1e-12
    before = model.history_[-1].before
    total = np.logaddexp.reduce(marginal_logs(X, before), axis=1).sum()
    assert model.lower_bound_ * len(X) == pytest.approx(total + prior.log_density(before),
                                                        rel=1e-11)


# --- Lo que no sirve se explica


@pytest.fixture(scope="module")
def fitted():
    return GMM(2, random_state=0).fit(blobs())


GAPS = with_gaps(blobs(30))


def test_nan_without_the_switch_is_refused_and_the_message_names_it(fitted):
    with pytest.raises(ValueError, match="allow_missing"):
        GMM(2).fit(GAPS)
    for name in ("predict", "predict_proba", "score_samples", "score", "aic", "bic", "icl"):
        with pytest.raises(ValueError, match="allow_missing"):
            getattr(fitted, name)(GAPS)


def test_the_switch_lets_a_fitted_model_answer():
    model = GMM(2, random_state=0, allow_missing=True).fit(blobs())
    R = model.predict_proba(GAPS)
    np.testing.assert_allclose(R.sum(axis=1), 1, rtol=1e-12)
    np.testing.assert_array_equal(model.predict(GAPS), R.argmax(axis=1))


@pytest.mark.parametrize("switch", ["sí", 2, None, [True]])
def test_the_switch_is_true_or_false(switch):
    with pytest.raises(ValueError, match="allow_missing"):
        GMM(2, allow_missing=switch).fit(GAPS)


def changed(rows, columns, value):
    X = GAPS.copy()
    X[rows, columns] = value
    return X


@pytest.mark.parametrize("X, message", [
    (changed(3, slice(None), NAN), "fila"),
    (changed([3, 9], slice(None), NAN), "fila"),
    (changed(slice(None), 1, NAN), "columna"),
    (changed(3, 1, np.inf), "infinito|finito"),
    (changed(3, 1, -np.inf), "infinito|finito"),
    (changed(3, 1, 1e200), "unidades|float64"),
    (np.full((6, 3), NAN), "fila|columna"),
], ids=["fila", "dos filas", "columna", "inf", "-inf", "enorme", "todo"])
def test_what_cannot_be_integrated_is_refused(X, message):
    with pytest.raises(ValueError, match=message):
        GMM(2, allow_missing=True).fit(X)


@pytest.mark.parametrize("name", ["predict", "predict_proba", "score_samples", "score", "bic"])
def test_an_empty_row_has_no_answer(name):
    model = GMM(2, allow_missing=True, random_state=0).fit(GAPS)
    with pytest.raises(ValueError, match="fila"):
        getattr(model, name)(changed(3, slice(None), NAN))
    with pytest.raises(ValueError, match="infinito|finito"):
        getattr(model, name)(changed(3, 1, np.inf))


def test_a_column_that_nobody_brings_is_fine_when_the_model_is_fitted():
    """Es lo más natural: preguntar por una fila de la que falta una variable."""
    model = GMM(2, allow_missing=True, random_state=0).fit(GAPS)
    assert model.predict([[1.0, NAN, 2.0]]).shape == (1,)
    X = blobs(20)
    X[:, 1] = NAN
    marginal = model.parameters_.marginal([0, 2])
    assert model.score(X) * len(X) == pytest.approx(log_likelihood(X[:, [0, 2]], marginal))


@pytest.mark.parametrize("bad", [changed(3, slice(None), NAN), changed(3, 1, np.inf)])
def test_a_refused_fit_leaves_the_model_as_it_was(bad):
    model = GMM(2, allow_missing=True, random_state=0).fit(GAPS)
    before = model.parameters_
    with pytest.raises(ValueError):
        model.fit(bad)
    assert model.parameters_ is before


def test_em_steps_does_not_take_gaps():
    with pytest.raises(ValueError, match="NaN"):
        em_steps(GAPS, mixture(np.random.default_rng(0), 2, 3, "full"))


def test_float32_data_with_gaps():
    X = with_gaps(blobs())
    p = mixture(np.random.default_rng(2), 2, 3, "full")
    one = started(p, max_iter=20, tol=1e-4).fit(X.astype(np.float32))
    other = started(p, max_iter=20, tol=1e-4).fit(X)
    assert one.means_.dtype == np.float32
    np.testing.assert_allclose(one.means_, other.means_, rtol=1e-4, atol=1e-4)


def test_columns_that_are_never_seen_together():
    """La correlación no se ve: EM se queda con la del inicio, y no falla."""
    X = blobs(60, 2, K=1)
    X[:30, 0], X[30:, 1] = NAN, NAN
    model = GMM(1, allow_missing=True, random_state=0, tol=1e-12, max_iter=20000).fit(X)
    np.testing.assert_allclose(np.diag(model.covariances_[0]), np.nanvar(X, axis=0), rtol=1e-4)
    np.testing.assert_allclose(model.means_[0], np.nanmean(X, axis=0), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("init_params", ["kmeans", "k-means++", "random", "random_from_data"])
def test_every_kind_of_start_works_with_gaps(init_params):
    """También cuando ninguna fila está entera."""
    X = blobs(80)
    X[np.arange(80), np.arange(80) % 3] = NAN
    options = dict(allow_missing=True, init_params=init_params, random_state=1, tol=1e-4,
                   max_iter=5000, n_init=2)
    model = GMM(2, covariance_type="tied", **options).fit(X)
    assert model.converged_ and np.isfinite(model.score(X))
    again = GMM(2, covariance_type="tied", **options).fit(X)
    np.testing.assert_array_equal(model.means_, again.means_)


# --- Recupera la verdad mejor que quien tira las filas incompletas


def test_it_recovers_the_truth_better_than_complete_cases():
    """Huecos al azar (MCAR): error de las medias y covarianzas, sobre varias muestras."""
    truth = MixtureParameters([0.4, 0.6], [[0, 0, 0], [4, 3, -4]],
                              [[[1, .8, .3], [.8, 1, .2], [.3, .2, 1]],
                               [[1, -.5, 0], [-.5, 2, .6], [0, .6, 1]]])
    errors, n = {"todo": [], "enteras": []}, 400
    for seed in range(12):
        X, _ = truth.sample(n, random_state=seed)
        X = with_gaps(X, 0.35, seed)
        whole = X[~np.isnan(X).any(axis=1)]
        for name, data in (("todo", X), ("enteras", whole)):
            model = started(truth, tol=1e-9, max_iter=2000).fit(data)
            errors[name].append(np.concatenate([
                (model.means_ - truth.means).ravel(),
                (model.covariances_ - truth.covariances).ravel(), model.weights_ - truth.weights]))
    ours, theirs = (np.array(errors[name]) for name in ("todo", "enteras"))
    # Sin sesgo: la media de doce errores, en desviaciones estándar de esa media.
    standard = ours.mean(axis=0) / (ours.std(axis=0, ddof=1) / np.sqrt(len(ours)))
    assert np.abs(standard).max() < 5
    # Un tercio de las filas enteras: la varianza de quien las tira es más del doble.
    assert np.mean(ours**2) < 0.6 * np.mean(theirs**2)
    assert np.mean(np.mean(ours**2, axis=0) < np.mean(theirs**2, axis=0)) > 0.9


def test_until_runs_over_gaps_too():
    X = with_gaps(load_old_faithful())
    start = initial_parameters(load_old_faithful(), 2, random_state=0)
    steps = until(em(start, MissingEStep(X), m_step), tol=1e-8)
    *_, last = steps
    assert steps.converged
    model = started(start, tol=1e-8 / len(X), max_iter=1000).fit(X)
    assert model.n_iter_ == last.iteration
    np.testing.assert_allclose(model.means_, last.after.means, rtol=1e-9)
