"""`selection`: criterios, máximos y colapsos, validación cruzada y bootstrap."""

import numpy as np
import pytest
from scipy.stats import multivariate_normal
from sklearn.mixture import GaussianMixture

from gmm_lab import GMM, MixtureParameters, em_steps, log_likelihood, responsibilities
from gmm_lab.datasets import load_galaxies, load_old_faithful
from gmm_lab.gaussian import COVARIANCE_TYPES
from gmm_lab.selection import (
    aic,
    bic,
    bootstrap_lrt,
    compare,
    cross_validated_log_likelihood,
    find_maximum,
    icl,
    is_regular,
)

FAITHFUL, GALAXIES = load_old_faithful(), load_galaxies()


def mixture_1d(weights, means, variances):
    return MixtureParameters(weights, np.reshape(means, (-1, 1)),
                             np.reshape(variances, (-1, 1, 1)))


# --- Criterios --------------------------------------------------------------------------------


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_aic_and_bic_are_those_of_scikit_learn(covariance_type):
    model = GaussianMixture(3, covariance_type=covariance_type, random_state=0).fit(FAITHFUL)
    assert aic(FAITHFUL, model) == pytest.approx(model.aic(FAITHFUL), rel=1e-12)
    assert bic(FAITHFUL, model) == pytest.approx(model.bic(FAITHFUL), rel=1e-12)


def test_criteria_of_our_own_model():
    model = GMM(2, random_state=0).fit(FAITHFUL)
    assert aic(FAITHFUL, model) == pytest.approx(model.aic(FAITHFUL), rel=1e-12)
    assert bic(FAITHFUL, model) == pytest.approx(model.bic(FAITHFUL), rel=1e-12)


def test_icl_adds_what_the_overlap_costs():
    p = mixture_1d([0.5, 0.5], [0, 1], [1, 1])
    X = np.linspace(-2, 3, 11)[:, None]
    R = responsibilities(X, p)
    assert icl(X, p) == pytest.approx(bic(X, p) - 2 * np.log(R.max(axis=1)).sum())
    entropy = -(R * np.log(R)).sum()
    assert icl(X, p, form="entropy") == pytest.approx(bic(X, p) + 2 * entropy)
    assert bic(X, p) < icl(X, p) < icl(X, p, form="entropy")


def test_icl_of_separate_groups_is_the_bic():
    p = mixture_1d([0.5, 0.5], [0, 1e4], [1, 1])
    X = np.array([[0.0], [1.0], [1e4], [1e4 + 1]])
    for form in ("hard", "entropy"):
        assert icl(X, p, form=form) == pytest.approx(bic(X, p), abs=1e-9)


# --- Regular o colapso ------------------------------------------------------------------------


def collapsed(X, center, variance):
    """Una componente sobre una observación, y el resto en otra muy ancha."""
    rest = np.delete(X, np.flatnonzero(X == center)[:1])
    weight = 1 / len(X)
    return mixture_1d([weight, 1 - weight], [center, rest.mean()], [variance, rest.var()])


def test_a_collapse_has_more_likelihood_than_the_maximum_and_is_not_regular():
    best = find_maximum(GALAXIES, 2, random_state=0)
    collapse = collapsed(GALAXIES, 34.279, 1e-200)
    assert log_likelihood(GALAXIES, collapse) > best.log_likelihood
    assert not is_regular(GALAXIES, collapse)
    assert is_regular(GALAXIES, best.parameters)


def test_too_few_observations_are_not_regular():
    X = np.concatenate([np.linspace(0, 1, 30), [9.9, 10.0, 10.1]])[:, None]
    wide = [0.1, 0.1]
    assert is_regular(X, mixture_1d([30 / 33, 3 / 33], [0.5, 10], wide))
    assert not is_regular(X[:-1], mixture_1d([30 / 32, 2 / 32], [0.5, 10], wide))


def test_a_flat_component_is_not_regular_in_any_units():
    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 2))  # 20 en cada componente: menos que 10 (d + 1)
    flat = [[1.0, 0.999], [0.999, 1.0]]
    for scale in (np.ones(2), np.array([1e-5, 1e4])):
        outer = np.outer(scale, scale)
        for matrix, expected in ((np.eye(2), True), (flat, True),
                                 ([[1.0, 0.9999], [0.9999, 1.0]], False)):
            matrices = [np.eye(2) * outer, matrix * outer]
            p = MixtureParameters([0.5, 0.5], np.zeros((2, 2)), matrices)
            assert is_regular(X * scale, p) == expected


def test_starts_that_collapse_are_discarded():
    fit = find_maximum(GALAXIES, 5, n_starts=20, random_state=0)
    assert 0 < fit.n_collapsed < 20
    assert 0 < fit.n_reached <= 20 - fit.n_collapsed
    assert fit.regular and is_regular(GALAXIES, fit.parameters)
    assert fit.parameters.covariances.min() > 0.01


def test_all_rows_equal_have_no_maximum():
    X = np.ones((20, 1))
    with pytest.raises(ValueError, match="acabaron en un colapso.*menos componentes"):
        find_maximum(X, 2, random_state=0)
    with pytest.raises(ValueError, match="acabaron en un colapso"):
        cross_validated_log_likelihood(X, 2, random_state=0)


# --- La búsqueda ------------------------------------------------------------------------------


def test_the_search_beats_the_local_maximum_of_mclust():
    fit = find_maximum(FAITHFUL, 3, random_state=1)
    assert fit.log_likelihood > -1114.44
    assert 0 < fit.n_reached < fit.n_starts == 40


@pytest.mark.parametrize("seed", range(3))
def test_the_rare_maximum_of_the_galaxies_with_other_seeds(seed):
    fit = find_maximum(GALAXIES, 4, random_state=seed)
    assert fit.log_likelihood == pytest.approx(-197.454, abs=5e-4)
    assert fit.regular


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_what_is_found_is_a_maximum(covariance_type):
    fit = find_maximum(FAITHFUL, 2, covariance_type, n_starts=5, random_state=0)
    step = next(em_steps(FAITHFUL, fit.parameters))
    for name in ("weights", "means", "covariances"):
        np.testing.assert_allclose(getattr(step.after, name), getattr(step.before, name),
                                   rtol=1e-5)
    assert fit.log_likelihood == pytest.approx(log_likelihood(FAITHFUL, fit.parameters))
    assert fit.parameters.means[0, 0] < fit.parameters.means[1, 0]
    assert fit.n_reached >= 3


def test_one_component_needs_one_start():
    fit = find_maximum(FAITHFUL, 1)
    assert (fit.n_starts, fit.n_reached, fit.n_collapsed) == (1, 1, 0)
    np.testing.assert_allclose(fit.parameters.means[0], FAITHFUL.mean(axis=0))


def test_same_seed_same_answer_and_the_data_stay():
    X = GALAXIES.copy()
    first, second = (find_maximum(X, 3, n_starts=10, random_state=7) for _ in range(2))
    assert first[:-1] == second[:-1]
    np.testing.assert_array_equal(X, GALAXIES)


def test_far_data_give_the_same_maximum():
    near = find_maximum(FAITHFUL, 2, n_starts=5, random_state=0)
    far = find_maximum(FAITHFUL + 1e6, 2, n_starts=5, random_state=0)
    assert far.log_likelihood == pytest.approx(near.log_likelihood, abs=1e-5)


# --- La tabla ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def table():
    return compare(FAITHFUL, [1, 2], ["full", "tied"], n_starts=5, random_state=0)


def test_the_table_has_a_row_for_each_model(table):
    models = [(row.n_components, row.covariance_type) for row in table.rows]
    assert models == [(1, "full"), (2, "full"), (1, "tied"), (2, "tied")]
    for row in table.rows:
        assert row.bic == pytest.approx(bic(FAITHFUL, row.parameters))
        assert row.aic == pytest.approx(aic(FAITHFUL, row.parameters))
        assert row.icl == pytest.approx(icl(FAITHFUL, row.parameters))


def test_the_table_is_read_in_spanish(table):
    lines = str(table).splitlines()
    assert "log-verosim." in lines[0] and "colapsos" in lines[0]
    assert len({len(line) for line in lines[:5]}) == 1
    assert lines[2].split() == ["2", "full", "11", "-1130.264", "2282.528", "2322.192",
                                "2322.705", "5/5", "0"]
    assert lines[5:] == ["Menor AIC: K = 2, full.", "Menor BIC: K = 2, full.",
                         "Menor ICL: K = 2, full."]


def test_the_best_row_has_the_smallest_criterion(table):
    assert table.best() is table.best("bic") is table.rows[1]
    with pytest.raises(ValueError, match="criterion = 'BIC'"):
        table.best("BIC")


def test_a_model_without_maximum_stays_in_the_table():
    table = compare(np.ones((20, 1)), [2], ["diag"], n_starts=5, random_state=0)
    (row,) = table.rows
    assert row.parameters is None and np.isnan(row.bic)
    assert row.n_collapsed == 5
    assert "sin máximo" in str(table)
    with pytest.raises(ValueError, match="Ningún modelo"):
        table.best()


def test_few_observations_are_marked():
    table = compare(GALAXIES, [6], ["tied"], n_starts=20, random_state=0)
    assert table.rows[0].log_likelihood == pytest.approx(-197.01082153, abs=1e-8)
    assert not table.rows[0].regular
    assert "-197.011*" in str(table)
    assert "menos de d + 2" in str(table)


def test_one_structure_and_one_number_need_no_list():
    (row,) = compare(GALAXIES, 1, "diag").rows
    assert (row.n_components, row.covariance_type) == (1, "diag")


@pytest.mark.parametrize("progress", [True, False])
def test_the_bar_tells_how_much_is_left_only_when_it_takes_long(monkeypatch, capsys, progress):
    compare(GALAXIES, [1], ["full", "tied"], progress=progress)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("gmm_lab.selection.BAR_DELAY", 0)
    compare(GALAXIES, [1], ["full", "tied"], progress=progress)
    assert ("2/2" in capsys.readouterr().err) == progress


# --- Validación cruzada -----------------------------------------------------------------------


def test_leaving_one_out_with_one_component():
    X = FAITHFUL[:40]
    scores = cross_validated_log_likelihood(X, 1, n_folds=40, random_state=0)
    expected = []
    for i in range(40):
        rest = np.delete(X, i, axis=0)
        normal = multivariate_normal(rest.mean(axis=0), np.cov(rest.T, ddof=0))
        expected.append(normal.logpdf(X[i]))
    np.testing.assert_allclose(np.sort(scores), np.sort(expected), rtol=1e-9)


def test_cross_validation_prefers_two_groups_and_punishes_the_excess():
    rng = np.random.default_rng(0)
    X = np.concatenate([rng.normal(-3, 1, 60), rng.normal(3, 1, 60)])[:, None]
    options = {"n_folds": 5, "n_starts": 5, "random_state": 0}
    scores = [cross_validated_log_likelihood(X, K, **options).mean() for K in (1, 2, 3)]
    assert np.argmax(scores) == 1
    assert scores[1] < find_maximum(X, 2, n_starts=5, random_state=0).log_likelihood / len(X)


# --- Prueba por bootstrap ---------------------------------------------------------------------


def test_two_groups_are_told_from_one_and_one_from_two():
    rng = np.random.default_rng(0)
    one = rng.normal(size=(60, 1))
    two = np.concatenate([one, one + 6])
    options = {"covariance_type": "tied", "n_bootstrap": 9, "n_starts": 5, "random_state": 0}
    result = bootstrap_lrt(two, 1, **options)
    assert result.p_value == 1 / 10
    assert bootstrap_lrt(one, 1, **options).p_value > 0.1
    fits = [find_maximum(two, K, "tied", random_state=0).log_likelihood for K in (1, 2)]
    assert result.statistic == pytest.approx(2 * (fits[1] - fits[0]), abs=1e-8)
    assert result.simulated.shape == (9,)


def test_the_p_value_counts_the_simulations():
    X = np.random.default_rng(2).normal(size=(60, 1))
    result = bootstrap_lrt(X, 1, "tied", n_bootstrap=9, n_starts=5, random_state=1)
    larger = (result.simulated >= result.statistic).sum()
    assert result.p_value == (1 + larger) / 10


def test_simulations_without_maximum_count_against_the_extra_component(monkeypatch):
    monkeypatch.setattr(MixtureParameters, "sample", lambda p, n, rng: (np.ones((n, 1)), None))
    result = bootstrap_lrt(GALAXIES, 1, n_bootstrap=3, n_starts=5, random_state=0)
    assert np.isnan(result.simulated).all()
    assert result.p_value == 1


# --- Entradas equivocadas ---------------------------------------------------------------------

BAD = {
    "NaN": (lambda: find_maximum([[0.0], [np.nan]], 1), "no son finitos"),
    "1-D": (lambda: compare(np.arange(9.0)), r"reshape\(-1, 1\)"),
    "K = 0": (lambda: find_maximum(GALAXIES, 0), "n_components = 0"),
    "K = 2.0": (lambda: compare(GALAXIES, [2.0]), "n_components = 2.0"),
    "K None": (lambda: compare(GALAXIES, None), "n_components = None"),
    "K > n": (lambda: find_maximum(GALAXIES[:3], 4), "3 filas"),
    "estructura": (lambda: compare(GALAXIES, [1], ["completa"]), "'completa'"),
    "inicios": (lambda: find_maximum(GALAXIES, 2, n_starts=0), "n_starts = 0"),
    "semilla": (lambda: find_maximum(GALAXIES, 2, random_state=-1), "random_state"),
    "partes": (lambda: cross_validated_log_likelihood(GALAXIES, 1, n_folds=1), "n_folds = 1"),
    "83 partes": (lambda: cross_validated_log_likelihood(GALAXIES, 1, n_folds=83), "más partes"),
    "simulaciones": (lambda: bootstrap_lrt(GALAXIES, 1, n_bootstrap=0), "n_bootstrap = 0"),
    "forma": (lambda: icl(GALAXIES, mixture_1d([1], [20], [9]), form="blanda"), "form = 'blanda'"),
    "sin ajustar": (lambda: bic(GALAXIES, None), "ya ajustado"),
    "columnas": (lambda: aic(FAITHFUL, mixture_1d([1], [20], [9])), "2 columnas"),
    "regular": (lambda: is_regular(GALAXIES, mixture_1d([1], [20], [0])), "definida positiva"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_explained(case):
    call, message = BAD[case]
    with pytest.raises(ValueError, match=message):
        call()
