"""Lo que se le pregunta a una mezcla: marginal, condicional, sorteos, momentos, orden y cota."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import chi2, multivariate_normal
from sklearn.mixture import GaussianMixture

import gmm_lab
from gmm_lab import (
    GMM,
    MixtureParameters,
    align_labels,
    e_step,
    em_steps,
    is_regular,
    log_likelihood,
    lower_bound,
    m_step,
    responsibilities,
    sort_components,
)
from gmm_lab.datasets import load_iris, load_old_faithful
from gmm_lab.initialization import parameters_from_responsibilities
from gmm_lab.mixture import score_samples, weighted_log_densities

COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")
# Máximo de Old Faithful y sus condicionales (reference-results.md, sección 4.1).
FAITHFUL = MixtureParameters(
    [.355872857106, .644127142894],
    [[2.036388454620, 54.478516376968], [4.289661973096, 79.968115173856]],
    [[[.069167672559, .435167624444], [.435167624444, 33.697282072302]],
     [[.169968435747, .940609319270], [.940609319270, 36.046211317553]]])


def mixture(covariance_type, K=3, d=4, seed=0):
    rng = np.random.default_rng(seed)
    roots = rng.standard_normal((K, d, d))
    matrices = roots @ roots.transpose(0, 2, 1) + 0.5 * np.eye(d)
    covariances = {"full": matrices, "tied": matrices[0],
                   "diag": np.diagonal(matrices, axis1=1, axis2=2),
                   "spherical": matrices[:, 0, 0]}[covariance_type]
    return MixtureParameters(rng.dirichlet(np.full(K, 4.0)), rng.normal(0, 2, (K, d)),
                             covariances, covariance_type)


def density(p, X):
    """La densidad de la mezcla, con SciPy."""
    return sum(w * multivariate_normal.pdf(X, mean, matrix)
               for w, mean, matrix in zip(p.weights, p.means, p.matrices))


def ours(p, X):
    return np.exp(score_samples(X, p))


all_types = pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)


# --- Marginal


@all_types
@pytest.mark.parametrize("columns", [[0], [3, 1], [2, 0, 3], [0, 1, 2, 3], [3, 2, 1, 0]])
def test_the_marginal_keeps_the_structure_and_the_columns(covariance_type, columns):
    p = mixture(covariance_type)
    m = p.marginal(columns)
    assert m.covariance_type == covariance_type
    assert (m.n_components, m.n_features) == (3, len(columns))
    np.testing.assert_array_equal(m.weights, p.weights)
    np.testing.assert_array_equal(m.means, p.means[:, columns])
    np.testing.assert_array_equal(m.matrices, p.matrices[:, columns][:, :, columns])
    X = np.random.default_rng(1).normal(0, 2, (20, len(columns)))
    expected = sum(w * multivariate_normal.pdf(X, mean[columns], C[np.ix_(columns, columns)])
                   for w, mean, C in zip(p.weights, p.means, p.matrices))
    np.testing.assert_allclose(ours(m, X), expected, rtol=1e-10)


@all_types
def test_the_marginal_density_is_the_integral_of_the_joint_one(covariance_type):
    p = mixture(covariance_type, d=2)
    for x in (-3.0, 0.0, 1.7):
        for column in (0, 1):
            def along(y, x=x, column=column):
                return float(ours(p, [[y, x] if column else [x, y]])[0])

            area, _ = quad(along, -40, 40, points=p.means[:, 1 - column], limit=200)
            assert float(ours(p.marginal([column]), [[x]])[0]) == pytest.approx(area, rel=1e-7)


def test_the_marginal_of_a_marginal():
    p = mixture("full")
    twice, once = p.marginal([3, 0, 2]).marginal([2, 0]), p.marginal([2, 3])
    np.testing.assert_array_equal(twice.means, once.means)
    np.testing.assert_array_equal(twice.covariances, once.covariances)


@pytest.mark.parametrize("columns", [0, np.int64(0), (0,), np.array([0]), range(1)])
def test_columns_are_given_as_one_likes(columns):
    p = mixture("full", d=2)
    assert p.marginal(columns).means.tolist() == p.means[:, :1].tolist()
    c = p.conditional(columns, [0.5])
    np.testing.assert_array_equal(c.means, p.conditional([0], [0.5]).means)


# --- Condicional


@all_types
@pytest.mark.parametrize("known", [[0], [2], [3, 1], [0, 1, 2], [2, 0]])
def test_the_conditional_density_is_joint_over_known(covariance_type, known):
    p, rng = mixture(covariance_type), np.random.default_rng(2)
    rest = [j for j in range(4) if j not in known]
    for row in rng.normal(0, 2, (10, 4)):
        c = p.conditional(known, row[known])
        assert c.covariance_type == covariance_type and c.n_features == len(rest)
        expected = density(p, row) / density(p.marginal(known), row[known])
        assert float(ours(c, [row[rest]])[0]) == pytest.approx(float(expected), rel=1e-8)


@all_types
def test_the_conditional_density_integrates_to_one_and_gives_the_prediction(covariance_type):
    p = mixture(covariance_type, d=2)
    c = p.conditional([0], [1.3])

    def moment(power, around=0.0):
        return quad(lambda y: (y - around) ** power * float(density(p, [1.3, y])), -50, 50,
                    points=c.means[:, 0], limit=200)[0]

    area = moment(0)
    mean = moment(1) / area
    assert float(c.mean[0]) == pytest.approx(mean, rel=1e-7)
    assert float(c.covariance[0, 0]) == pytest.approx(moment(2, mean) / area, rel=1e-7)


@all_types
def test_conditional_weights_are_the_responsibilities_of_what_is_known(covariance_type):
    p = mixture(covariance_type)
    c = p.conditional([3, 1], [0.4, -2.0])
    R = responsibilities([[0.4, -2.0]], p.marginal([3, 1]))
    np.testing.assert_allclose(c.weights, R[0], rtol=1e-12)


def test_the_conditional_of_old_faithful():
    """La espera, si se conoce la duración: los números de otro programa (gmr)."""
    c = FAITHFUL.conditional([0], [3])
    np.testing.assert_allclose(c.weights, [.12310828, .87689172], atol=1e-8)
    np.testing.assert_allclose(c.means.ravel(), [60.54106752, 72.83109560], atol=1e-7)
    np.testing.assert_allclose(c.covariances.ravel(), [30.95942989, 30.84085718], atol=1e-7)
    np.testing.assert_allclose([c.mean[0], c.covariance[0, 0]], [71.31809132, 47.16113752],
                               atol=1e-7)
    others = [FAITHFUL.conditional([0], [x]).mean[0] for x in (2, 4.5)]
    np.testing.assert_allclose(others, [54.24958182, 81.13213075], atol=1e-7)
    assert float(ours(FAITHFUL, [[3, 65]])[0]) == pytest.approx(.000158402756571, rel=1e-7)


def test_without_correlation_knowing_one_variable_changes_only_the_weights():
    p = mixture("diag")
    c = p.conditional([1], [5.0])
    np.testing.assert_array_equal(c.means, p.means[:, [0, 2, 3]])
    np.testing.assert_array_equal(c.covariances, p.covariances[:, [0, 2, 3]])


def test_to_condition_twice_is_to_condition_at_once():
    p = mixture("full")
    twice = p.conditional([1], [0.5]).conditional([2], [-1.0])  # queda 0, 2, 3: la 3 es la 2
    once = p.conditional([3, 1], [-1.0, 0.5])
    for name in ("weights", "means", "covariances"):
        np.testing.assert_allclose(getattr(twice, name), getattr(once, name), rtol=1e-9)


@all_types
@pytest.mark.parametrize("value", [1e3, -1e6, 1e30])
def test_far_values_have_an_answer(covariance_type, value):
    """Ninguna componente lo explica: la densidad es cero en el ordenador, pero no las razones."""
    p = mixture(covariance_type)
    c = p.conditional([0], [value])
    assert np.isfinite(c.weights).all() and c.weights.sum() == pytest.approx(1, rel=1e-12)
    assert np.isfinite(c.mean).all() and np.isfinite(c.covariance).all()


def test_the_widest_component_explains_what_is_far():
    p = MixtureParameters([0.5, 0.5], [[0, 0], [0, 1]], [np.eye(2), 4 * np.eye(2)])
    np.testing.assert_allclose(p.conditional([0], [1e5]).weights, [0, 1], atol=1e-300)


def test_the_conditional_of_a_singular_relation_keeps_digits():
    """x_1 = x_0 + un ruido muy pequeño: la varianza que queda es la del ruido."""
    noise = 2.0**-30
    p = MixtureParameters([1], [[0, 0]], [[[1, 1], [1, 1 + noise]]])
    c = p.conditional([0], [2.0])
    assert c.covariances[0, 0, 0] == pytest.approx(noise, rel=1e-6)
    assert c.means[0, 0] == pytest.approx(2.0, rel=1e-12)


BAD_COLUMNS = {
    "repetida": [0, 0], "fuera": [4], "negativa": [-1], "con punto": [0.0, 1.0], "texto": ["a"],
    "vacía": [], "tabla": [[0, 1]], "lógica": [True, False, False, False], "nada": None,
    "un texto": "01", "media": [0.5], "enorme": [2**70],
}


@pytest.mark.parametrize("kind", BAD_COLUMNS)
@pytest.mark.parametrize("method", ["marginal", "conditional"])
def test_bad_columns_are_explained(method, kind):
    p, columns = mixture("full"), BAD_COLUMNS[kind]
    arguments = (columns,) if method == "marginal" else (columns, np.zeros(np.size(columns)))
    with pytest.raises(ValueError, match="columns") as error:
        getattr(p, method)(*arguments)
    assert re.search("variable|distint|enter", str(error.value))


def test_to_know_everything_leaves_nothing():
    p = mixture("full")
    with pytest.raises(ValueError, match="todas|columns|quedar"):
        p.conditional([0, 1, 2, 3], [0, 0, 0, 0])
    with pytest.raises(ValueError, match="columns"):
        MixtureParameters([1], [[0]], [[[1]]]).conditional([0], [0])


@pytest.mark.parametrize("values", [[1], [1, 2, 3], [], [[1, 2]], [np.nan, 1], [np.inf, 1],
                                    ["a", "b"], None, "12"])
def test_bad_values_are_explained(values):
    with pytest.raises(ValueError, match="values"):
        mixture("full").conditional([0, 2], values)


# --- Media y covarianza de la mezcla entera


@all_types
def test_mean_and_covariance_by_their_formula(covariance_type):
    p = mixture(covariance_type)
    mean = sum(w * m for w, m in zip(p.weights, p.means))
    within = sum(w * C for w, C in zip(p.weights, p.matrices))
    between = sum(w * np.outer(m - mean, m - mean) for w, m in zip(p.weights, p.means))
    np.testing.assert_allclose(p.mean, mean, rtol=1e-12)
    np.testing.assert_allclose(p.within, within, rtol=1e-12)
    np.testing.assert_allclose(p.covariance, within + between, rtol=1e-12)


@all_types
def test_after_an_m_step_the_moments_are_those_of_the_data(covariance_type):
    """El paso M conserva la media; y la covarianza, con full (con las otras, su parte)."""
    X = load_iris()[0]
    p = m_step(e_step(X, mixture(covariance_type)))
    np.testing.assert_allclose(p.mean, X.mean(axis=0), rtol=1e-12)
    expected = np.cov(X.T, ddof=0)
    if covariance_type in ("full", "tied"):
        np.testing.assert_allclose(p.covariance, expected, rtol=1e-10)
    elif covariance_type == "diag":
        np.testing.assert_allclose(np.diag(p.covariance), np.diag(expected), rtol=1e-10)
    else:
        assert np.trace(p.covariance) == pytest.approx(np.trace(expected), rel=1e-10)


def test_the_covariance_of_a_mixture_far_from_zero_loses_no_digits():
    p = MixtureParameters([0.25, 0.75], [[0.0], [4.0]], [[[1]], [[2]]])
    far = MixtureParameters(p.weights, p.means + 2.0**40, p.covariances)
    np.testing.assert_allclose(far.covariance, p.covariance, rtol=1e-11)


# --- Sorteos


@all_types
def test_a_big_sample_has_the_moments_of_the_mixture(covariance_type):
    p, n = mixture(covariance_type), 60_000
    X, z = p.sample(n, random_state=0)
    assert X.shape == (n, 4) and z.shape == (n,) and z.dtype.kind == "i"
    counts = np.bincount(z, minlength=3)
    statistic = np.sum((counts - n * p.weights) ** 2 / (n * p.weights))
    assert statistic < chi2.isf(1e-6, 2)
    error = np.sqrt(np.diag(p.covariance) / n)
    assert np.all(np.abs(X.mean(axis=0) - p.mean) < 5 * error)
    scale = np.sqrt(np.outer(np.diag(p.covariance), np.diag(p.covariance)))
    assert np.all(np.abs(np.cov(X.T) - p.covariance) < 8 * scale / np.sqrt(n))
    for k in range(3):
        mine, S = X[z == k], p.matrices[k]
        scale = np.sqrt(np.outer(np.diag(S), np.diag(S)))
        assert np.all(np.abs(mine.mean(axis=0) - p.means[k])
                      < 5 * np.sqrt(np.diag(S) / counts[k]))
        assert np.all(np.abs(np.cov(mine.T) - S) < 8 * scale / np.sqrt(counts[k]))


def test_rows_come_shuffled():
    """Las filas no vienen ordenadas por componente: la primera mitad es como la segunda."""
    _, z = mixture("full").sample(4000, random_state=0)
    halves = [np.bincount(part, minlength=3) / 2000 for part in np.split(z, 2)]
    assert np.abs(halves[0] - halves[1]).max() < 0.08


@pytest.mark.parametrize("seed", [0, np.int64(7)])
def test_the_same_seed_gives_the_same_sample(seed):
    p = mixture("full")
    one, other = p.sample(50, random_state=seed), p.sample(50, random_state=seed)
    np.testing.assert_array_equal(one[0], other[0])
    np.testing.assert_array_equal(one[1], other[1])
    assert not np.array_equal(one[0], p.sample(50, random_state=99)[0])


def test_a_component_without_weight_is_never_drawn():
    p = MixtureParameters([0, 0.5, 0.5], [[0], [5], [9]], np.ones((3, 1)), "diag")
    assert set(p.sample(2000, random_state=0)[1]) == {1, 2}


def test_by_default_one_is_drawn():
    X, z = mixture("full").sample(random_state=0)
    assert X.shape == (1, 4) and z.shape == (1,)
    assert not np.array_equal(X, mixture("full").sample(random_state=1)[0])


@pytest.mark.parametrize("n_samples", [0, -3, 2.5, "3", None, True, [4], np.nan])
def test_bad_number_of_samples_is_explained(n_samples):
    with pytest.raises(ValueError, match="n_samples"):
        mixture("full").sample(n_samples)


@pytest.mark.parametrize("n_samples", [10**12, 2**63, 10**30])
def test_too_many_samples_are_explained(n_samples):
    with pytest.raises(ValueError, match="n_samples|memoria"):
        mixture("full").sample(n_samples)
    with pytest.raises(ValueError, match="n_samples|memoria"):
        GMM(2, random_state=0).fit(load_old_faithful()).sample(n_samples)


# --- Orden


@all_types
def test_reorder_moves_each_component_whole(covariance_type):
    p = mixture(covariance_type)
    order = [2, 0, 1]
    moved = p.reorder(order)
    assert moved.covariance_type == covariance_type
    np.testing.assert_array_equal(moved.weights, p.weights[order])
    np.testing.assert_array_equal(moved.means, p.means[order])
    np.testing.assert_array_equal(moved.matrices, p.matrices[order])
    back = moved.reorder(np.argsort(order))
    np.testing.assert_array_equal(back.covariances, p.covariances)


@pytest.mark.parametrize("order", [[0, 0, 1], [0, 1], [0, 1, 2, 0], [0, 1, 3], [-1, 0, 1], [],
                                   [0.5, 1, 2], "012", None, [[0, 1, 2]], [0, 1, np.nan],
                                   [True, False, True], 0])
def test_what_is_not_a_permutation_is_refused(order):
    with pytest.raises(ValueError, match="order"):
        mixture("full").reorder(order)


def test_reorder_twice_the_same_is_refused():
    """Duplicaba una componente sin decir nada."""
    p = MixtureParameters([0.3, 0.7], [[0], [5]], [[[1]], [[2]]])
    with pytest.raises(ValueError, match="order"):
        p.reorder([0, 0])


def test_sort_components_looks_at_the_next_coordinate_when_they_tie():
    p = MixtureParameters([0.2, 0.3, 0.5], [[1, 9], [0, 5], [1, 2]], np.ones(3), "spherical")
    assert sort_components(p).means.tolist() == [[0, 5], [1, 2], [1, 9]]
    assert sort_components(p).weights.tolist() == [0.3, 0.5, 0.2]


@given(st.permutations(range(4)), st.integers(0, 1000))
@settings(deadline=None, max_examples=40, derandomize=True)
def test_align_labels_undoes_any_permutation(order, seed):
    reference = mixture("full", K=4, seed=seed)
    rng = np.random.default_rng(seed)
    near = MixtureParameters(reference.weights, reference.means
                             + 1e-3 * rng.standard_normal((4, 4)), reference.covariances)
    aligned = align_labels(reference, near.reorder(list(order)))
    np.testing.assert_array_equal(aligned.means, near.means)
    np.testing.assert_array_equal(aligned.covariances, near.covariances)


# --- La cota inferior


@all_types
def test_the_bound_touches_the_likelihood_at_the_responsibilities(covariance_type):
    X = load_iris()[0]
    p = mixture(covariance_type)
    R = responsibilities(X, p)
    assert lower_bound(X, p, R) == pytest.approx(log_likelihood(X, p), rel=1e-12)


@given(st.integers(0, 2**32 - 1), st.sampled_from(COVARIANCE_TYPES),
       st.sampled_from([0.01, 1.0, 100.0]))
@settings(deadline=None, max_examples=60, derandomize=True)
def test_what_the_bound_lacks_is_the_divergence(seed, covariance_type, spread):
    """log L - cota = suma de KL(r_i, responsabilidades de i), que no es negativa."""
    rng = np.random.default_rng(seed)
    X, p = rng.normal(0, 2, (15, 4)), mixture(covariance_type, seed=seed)
    R = rng.dirichlet(np.full(3, spread), 15)
    logs = weighted_log_densities(X, p)
    true = logs - np.logaddexp.reduce(logs, axis=1)[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        divergence = np.where(R > 0, R * (np.log(R) - true), 0).sum()
    gap = log_likelihood(X, p) - lower_bound(X, p, R)
    assert gap == pytest.approx(divergence, rel=1e-8, abs=1e-9)
    assert gap > -1e-9


def test_hard_labels_give_a_finite_bound():
    X = load_old_faithful()
    R = np.eye(2)[(X[:, 1] > 68).astype(int)]
    expected = weighted_log_densities(X, FAITHFUL)[R == 1].sum()
    assert lower_bound(X, FAITHFUL, R) == pytest.approx(expected, rel=1e-12)


def test_an_m_step_raises_the_bound():
    X = load_old_faithful()
    p = FAITHFUL.reorder([1, 0])
    R = np.random.default_rng(0).dirichlet([1, 1], len(X))
    updated = parameters_from_responsibilities(X, R)
    assert lower_bound(X, updated, R) > lower_bound(X, p, R)


@pytest.mark.parametrize("R", [np.ones((3, 2)), np.ones((272, 3)), np.ones(272),
                               np.full((272, 2), np.nan), "x", None])
def test_bad_r_is_explained(R):
    with pytest.raises(ValueError, match="R "):
        lower_bound(load_old_faithful(), FAITHFUL, R)


@pytest.mark.parametrize("R", [np.full((272, 2), 0.7), np.tile([1.5, -0.5], (272, 1))],
                         ids=["suma 1.4", "negativo"])
def test_r_that_is_no_share_is_explained(R):
    """Con un número negativo el logaritmo es NaN; si no suman 1, no es una cota."""
    with pytest.raises(ValueError, match="R "):
        lower_bound(load_old_faithful(), FAITHFUL, R)


# --- Qué es una mezcla válida


def test_weights_sum_to_one_up_to_rounding():
    means, covariances = [[0], [5]], [[[1]], [[1]]]
    for excess in (1e-9, -1e-9):
        assert MixtureParameters([0.5, 0.5 + excess], means, covariances).n_components == 2
    for excess in (0.01, -0.01, 1e-3, 1e-5):
        with pytest.raises(ValueError, match="weights|pesos"):
            MixtureParameters([0.5, 0.5 + excess], means, covariances)


@pytest.mark.parametrize("weights", [[-0.1, 1.1], [np.nan, 1], [1], [0.5, 0.25, 0.25], [0, 0],
                                     ["a", "b"], [[0.5, 0.5]]])
def test_bad_weights_are_explained(weights):
    with pytest.raises(ValueError, match="weights|pesos"):
        MixtureParameters(weights, [[0], [5]], [[[1]], [[1]]])


@pytest.mark.parametrize("covariance_type", ["full", "tied"])
@pytest.mark.parametrize("scale", [1.0, 1e-12, 1e12])
def test_an_asymmetric_covariance_is_refused(covariance_type, scale):
    bad = scale * np.array([[2, 0.5], [0.4, 1]])
    covariances = [scale * np.eye(2), bad] if covariance_type == "full" else bad
    with pytest.raises(ValueError, match="simétrica"):
        MixtureParameters([0.5, 0.5], [[0, 0], [5, 5]], covariances, covariance_type)


@pytest.mark.parametrize("covariances", [
    [1e6 * np.eye(2), [[2, 0.5], [0.4, 1]]], [[[1e8, 0, 0], [0, 2, 0.5], [0, 0.4, 1]]],
], ids=["otra componente", "otra variable"])
def test_an_asymmetry_is_not_hidden_by_a_larger_number(covariances):
    """Lo que es redondeo depende de las dos varianzas, y no de la mayor de todas."""
    K, d = len(covariances), len(covariances[0])
    with pytest.raises(ValueError, match="simétrica"):
        MixtureParameters(np.full(K, 1 / K), np.zeros((K, d)), covariances)


@pytest.mark.parametrize("scale", [1.0, 1e-12, 1e12])
def test_rounding_is_no_asymmetry_and_both_triangles_count(scale):
    """La respuesta no depende de en qué triángulo quedó el redondeo."""
    up = scale * np.array([[2, 0.5 + 1e-13], [0.5, 1]])
    X = np.sqrt(scale) * np.random.default_rng(0).standard_normal((10, 2))
    one, other = (MixtureParameters([1], [[0, 0]], [C]) for C in (up, up.T))
    np.testing.assert_array_equal(one.covariances, other.covariances)
    assert np.array_equal(one.covariances[0], one.covariances[0].T)
    assert log_likelihood(X, one) == log_likelihood(X, other)


@pytest.mark.parametrize("covariance_type", ["completa", "FULL", "", None, 3, [], ["full"],
                                             {"full"}, np.array(["full", "diag"]), b"full"])
@pytest.mark.parametrize("d", [1, 2])
def test_an_unknown_structure_is_refused(covariance_type, d):
    with pytest.raises(ValueError, match="covariance_type"):
        MixtureParameters([1], np.zeros((1, d)), np.eye(d)[None], covariance_type)


@all_types
def test_a_component_of_weight_zero_changes_nothing(covariance_type):
    """Los pesos pueden ser cero: ni avisos de NumPy ni otra respuesta que sin ella."""
    p = mixture(covariance_type, d=2)
    covariances = p.covariances
    if covariance_type != "tied":
        covariances = np.concatenate([covariances[:1], covariances])
    more = MixtureParameters(np.r_[0, p.weights], np.vstack([[[1, 1]], p.means]), covariances,
                             covariance_type)
    for n in (1, 4, 50, 5000):
        X = np.random.default_rng(n).normal(0, 2, (n, 2))
        assert log_likelihood(X, more) == pytest.approx(log_likelihood(X, p), rel=1e-12)
        R = responsibilities(X, more)
        np.testing.assert_array_equal(R[:, 0], 0)
        np.testing.assert_allclose(R[:, 1:], responsibilities(X, p), rtol=1e-9)
        assert e_step(X, more).counts[0] == 0
    np.testing.assert_allclose(more.mean, p.mean, rtol=1e-12)
    np.testing.assert_allclose(more.conditional([0], [0.3]).mean, p.conditional([0], [0.3]).mean,
                               rtol=1e-12)


@pytest.mark.parametrize("covariance_type", ["diag", "spherical"])
@pytest.mark.parametrize("variance", [0.0, -1.0])
def test_a_variance_that_is_not_positive_names_its_component(covariance_type, variance):
    covariances = np.array([[2.0, 3.0], [1.0, variance]])
    covariances = covariances if covariance_type == "diag" else covariances[:, 1]
    p = MixtureParameters([0.5, 0.5], [[0, 0], [1, 1]], covariances, covariance_type)
    with pytest.raises(ValueError, match="componente 1 no es definida positiva"):
        log_likelihood([[0.0, 0.0]], p)


@pytest.mark.parametrize("units", [1e-3, 1.0, 1e3])
@all_types
def test_the_precisions_of_a_fit_are_the_inverses_of_its_covariances(covariance_type, units):
    X = units * load_iris()[0]
    model = GMM(2, covariance_type=covariance_type, reg_covar=0, random_state=0).fit(X)
    C, P, U = model.covariances_, model.precisions_, model.precisions_cholesky_
    assert C.shape == P.shape == U.shape
    if covariance_type in ("full", "tied"):
        np.testing.assert_allclose(P @ C, np.broadcast_to(np.eye(4), C.shape), atol=1e-9)
        np.testing.assert_allclose(U @ np.swapaxes(U, -1, -2), P, rtol=1e-9)
        np.testing.assert_allclose(U, np.triu(U), atol=1e-14 * np.abs(U).max())
    else:
        np.testing.assert_allclose(P * C, 1, rtol=1e-12)
        np.testing.assert_allclose(U**2, P, rtol=1e-12)


# --- Todo lo público que recibe un modelo recibe los tres


@pytest.fixture(scope="module", params=COVARIANCE_TYPES)
def models(request):
    X = load_old_faithful()
    mine = GMM(2, covariance_type=request.param, random_state=0).fit(X)
    other = GaussianMixture(2, covariance_type=request.param)
    other.weights_, other.means_, other.covariances_ = (
        mine.weights_, mine.means_, mine.covariances_)
    other.precisions_cholesky_ = mine.precisions_cholesky_
    return X, mine.parameters_, mine, other


FUNCTIONS = {
    "log_likelihood": log_likelihood, "responsibilities": responsibilities,
    "score_samples": score_samples, "weighted_log_densities": weighted_log_densities,
    "aic": gmm_lab.aic, "bic": gmm_lab.bic, "icl": gmm_lab.icl, "is_regular": is_regular,
    "lower_bound": lambda X, model: lower_bound(X, model, np.full((len(X), 2), 0.5)),
    "e_step": lambda X, model: e_step(X, model).scatters,
    "em_steps": lambda X, model: next(em_steps(X, model)).after.covariances,
    "sort_components": lambda X, model: sort_components(model).covariances,
    "align_labels": lambda X, model: align_labels(model, model).covariances,
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_parameters_our_model_and_that_of_scikit_learn_give_the_same(models, name):
    X, parameters, mine, other = models
    expected = FUNCTIONS[name](X, parameters)
    np.testing.assert_array_equal(FUNCTIONS[name](X, mine), expected)
    np.testing.assert_allclose(FUNCTIONS[name](X, other), expected, rtol=1e-11, atol=1e-30)


@pytest.mark.parametrize("model", [GMM(2), GaussianMixture(2)], ids=["GMM", "GaussianMixture"])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_model_without_fit_says_so(name, model):
    with pytest.raises(ValueError, match="fit"):
        FUNCTIONS[name](load_old_faithful(), model)


@pytest.mark.parametrize("model", [3, "GMM", None, [1, 2], np.eye(2), GMM, {"weights": 1}],
                         ids=lambda model: type(model).__name__)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_what_is_no_model_is_explained(name, model):
    with pytest.raises((ValueError, TypeError), match="MixtureParameters|GMM"):
        FUNCTIONS[name](load_old_faithful(), model)
