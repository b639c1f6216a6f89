"""El bucle genérico: modelos que no son gaussianos, cuándo parar, y estadísticos que se suman."""

import copy
import pickle
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from types import SimpleNamespace

import numpy as np
import pytest
from scipy.special import xlogy
from scipy.stats import multinomial, poisson

from gmm_lab import (
    GMM,
    EMStep,
    MixtureParameters,
    Prior,
    e_step,
    em_steps,
    initial_parameters,
    log_likelihood,
    m_step,
    until,
)
from gmm_lab.datasets import load_old_faithful
from gmm_lab.em import em

COVARIANCE_TYPES = ("full", "tied", "diag", "spherical")

# --- Dos monedas: Do y Batzoglou (2008), doi:10.1038/nbt1406.

TOSSES, HEADS = 10, np.array([5, 9, 8, 4, 7])
# Recalculados (reference-results.md, sección 4.6); el último, publicado: .80 y .52.
COIN_STEPS = [(.7130122354, .5813393083), (.7452920361, .5692557502), (.7680988344, .5495359141),
              (.7831645843, .5346174541), (.7910552459, .5262811670), (.7945325380, .5223904375),
              (.7959286672, .5207298781), (.7964656379, .5200471890), (.7966683079, .5197703897),
              (.7967441495, .5196586622)]
COIN_LIMIT = (.796789066922647, .519583120145135)
COIN_LOG_LIKELIHOODS = (-33.0938625198, -31.5702002359969)


@dataclass(frozen=True)
class Coins:
    a: float
    b: float


def coins_e_step(p):
    """La probabilidad de cada serie con cada moneda, y las caras que se esperan de cada una."""
    sides = np.array([[p.a, p.b], [1 - p.a, 1 - p.b]])
    series = 0.5 * sides[0] ** HEADS[:, None] * sides[1] ** (TOSSES - HEADS[:, None])
    R = series / series.sum(axis=1, keepdims=True)
    return SimpleNamespace(R=R, heads=HEADS @ R, tails=(TOSSES - HEADS) @ R,
                           log_likelihood=float(np.log(series.sum(axis=1)).sum()))


def coins_m_step(statistics):
    return Coins(*(statistics.heads / (statistics.heads + statistics.tails)))


def coins():
    return em(Coins(0.6, 0.5), coins_e_step, coins_m_step)


def test_two_coins_take_the_published_steps():
    steps = list(islice(coins(), 10))
    assert [step.iteration for step in steps] == list(range(1, 11))
    np.testing.assert_allclose([(s.after.a, s.after.b) for s in steps], COIN_STEPS, atol=6e-11)
    assert (round(steps[-1].after.a, 2), round(steps[-1].after.b, 2)) == (0.80, 0.52)


def test_the_first_expectation_of_the_coins_is_the_published_one():
    """La figura 1 del artículo: 0.45, 0.80, 0.73, 0.35, 0.65; 21.3 caras y 8.6 cruces de A."""
    first = coins_e_step(next(coins()).before)
    np.testing.assert_allclose(first.R[:, 0], [.4491, .8050, .7335, .3522, .6472], atol=6e-5)
    np.testing.assert_allclose([first.heads, first.tails], [[21.30, 11.70], [8.57, 8.43]],
                               atol=6e-3)


def test_the_coins_reach_their_limit():
    *_, last = until(coins(), tol=1e-14)
    np.testing.assert_allclose((last.after.a, last.after.b), COIN_LIMIT, atol=1e-6)
    for step in coins():
        if step.change < 1e-15:
            break
    np.testing.assert_allclose((step.after.a, step.after.b), COIN_LIMIT, atol=1e-13)
    found = next(coins()).log_likelihood, step.log_likelihood
    np.testing.assert_allclose(found, COIN_LOG_LIKELIHOODS, atol=6e-11)


# --- Ligamiento genético: Dempster, Laird y Rubin (1977), sección 1.

ANIMALS = np.array([125, 18, 20, 34])
# Recalculados (reference-results.md, sección 4.5); el artículo imprime nueve cifras.
LINKAGE_STEPS = [.608247422680, .624321050369, .626488879080, .626777322347, .626815632110,
                 .626820719019, .626821394456, .626821484140, .626821496048]
MISSING_INFORMATION = .132778733746
LINKAGE_LOG_LIKELIHOOD = -7.54865751633202


@dataclass(frozen=True)
class Recombination:
    p: float


def linkage_e_step(theta):
    """La primera casilla mezcla dos que no se distinguen: 1/2 y p/4."""
    p = theta.p
    cells = np.array([0.5 + p / 4, (1 - p) / 4, (1 - p) / 4, p / 4])
    return SimpleNamespace(hidden=ANIMALS[0] * (p / 4) / cells[0],
                           log_likelihood=float(multinomial.logpmf(ANIMALS, ANIMALS.sum(), cells)))


def linkage(start=0.5, a=1, b=1, **options):
    """Con una beta(a, b) a priori: a - 1 y b - 1 animales imaginarios."""
    def maximize(statistics):
        yes, no = statistics.hidden + ANIMALS[3] + a - 1, ANIMALS[1] + ANIMALS[2] + b - 1
        return Recombination(yes / (yes + no))
    return em(Recombination(start), linkage_e_step, maximize, **options)


def linkage_root(a=1, b=1):
    """La raíz positiva de (125 + A + B) p^2 - (125 - 2 B - A) p - 2 A = 0."""
    A, B = ANIMALS[3] + a - 1, ANIMALS[1] + ANIMALS[2] + b - 1
    square, line = ANIMALS[0] + A + B, ANIMALS[0] - 2 * B - A
    return (line + np.sqrt(line**2 + 8 * A * square)) / (2 * square)


def test_linkage_takes_the_published_steps():
    found = [step.after.p for step in islice(linkage(), 9)]
    np.testing.assert_allclose(found, LINKAGE_STEPS, atol=6e-13)


def test_linkage_reaches_the_root_in_closed_form():
    assert linkage_root() == pytest.approx((15 + np.sqrt(53809)) / 394, rel=1e-15)
    last = next(step for step in linkage() if step.change < 1e-16)
    assert last.after.p == pytest.approx(linkage_root(), abs=1e-15)
    assert last.log_likelihood == pytest.approx(LINKAGE_LOG_LIKELIHOOD, abs=1e-12)


def test_linkage_converges_at_the_rate_of_the_missing_information():
    errors = [step.after.p - linkage_root() for step in islice(linkage(), 7)]
    assert errors[6] / errors[5] == pytest.approx(MISSING_INFORMATION, abs=1e-5)


def test_log_prior_makes_it_the_mode_of_the_posterior():
    def log_beta(theta):
        return xlogy(4, theta.p) + xlogy(8, 1 - theta.p)

    steps = list(islice(linkage(a=5, b=9, log_prior=log_beta), 60))
    assert steps[-1].after.p == pytest.approx(linkage_root(5, 9), abs=1e-14)
    for step in steps:
        assert step.log_likelihood == linkage_e_step(step.before).log_likelihood
        assert step.objective == pytest.approx(step.log_likelihood + log_beta(step.before),
                                               rel=1e-14)
    objectives = np.array([step.objective for step in steps])
    assert np.all(np.diff(objectives) > -1e-12)


def test_without_log_prior_the_objective_is_the_log_likelihood():
    assert all(step.objective == step.log_likelihood for step in islice(linkage(), 5))


def test_each_step_starts_where_the_last_one_ended():
    steps = list(islice(linkage(), 5))
    assert all(new.before is old.after for old, new in zip(steps, steps[1:]))


# --- Dos Poisson: Hasselblad (1969), muertes diarias de mujeres mayores de 80.

DEATHS = np.arange(10)
DAYS = np.array([162, 267, 271, 185, 111, 61, 27, 8, 3, 1])
# reference-results.md, sección 4.9.
POISSON_LIMIT = (.359885, 1.256095, 2.663404)
POISSON_LOG_LIKELIHOOD = -1989.945860


@dataclass(frozen=True)
class Poissons:
    weights: np.ndarray
    rates: np.ndarray


def poissons_e_step(p):
    joint = p.weights * poisson.pmf(DEATHS[:, None], p.rates)
    total = joint.sum(axis=1)
    R = DAYS[:, None] * joint / total[:, None]
    return SimpleNamespace(counts=R.sum(axis=0), sums=DEATHS @ R,
                           log_likelihood=float(DAYS @ np.log(total)))


def poissons_m_step(statistics):
    return Poissons(statistics.counts / DAYS.sum(), statistics.sums / statistics.counts)


def test_two_poissons_reach_the_known_maximum():
    """EM es lento aquí: necesita miles de iteraciones, y el bucle no pone límite."""
    start = Poissons(np.array([0.3, 0.7]), np.array([1, 2.5]))
    last = next(step for step in em(start, poissons_e_step, poissons_m_step)
                if step.change < 1e-8)
    found = (last.after.weights[0], *last.after.rates)
    np.testing.assert_allclose(found, POISSON_LIMIT, atol=1e-5)
    assert last.log_likelihood == pytest.approx(POISSON_LOG_LIKELIHOOD, abs=1e-6)
    assert last.iteration > 1000


# --- Mezcla de Bernoulli (Bishop 2006, sección 9.3.3), con los datos por bloques.


@dataclass(frozen=True)
class Bernoullis:
    weights: np.ndarray
    means: np.ndarray
    note: str = "ninguna"


@dataclass(frozen=True)
class BernoulliStatistics:
    counts: np.ndarray
    sums: np.ndarray
    log_likelihood: float

    def __add__(self, other):
        return BernoulliStatistics(self.counts + other.counts, self.sums + other.sums,
                                   self.log_likelihood + other.log_likelihood)

    def __radd__(self, zero):
        return self


def bernoullis_e_step(X, p):
    joint = np.log(p.weights) + X @ np.log(p.means).T + (1 - X) @ np.log1p(-p.means).T
    total = np.logaddexp.reduce(joint, axis=1)
    R = np.exp(joint - total[:, None])
    return BernoulliStatistics(R.sum(axis=0), R.T @ X, float(total.sum()))


def bernoullis_m_step(s):
    return Bernoullis(s.counts / s.counts.sum(), s.sums / s.counts[:, None])


def test_a_bernoulli_mixture_in_blocks_climbs_and_finds_its_groups():
    rng = np.random.default_rng(0)
    truth = np.array([[.9, .8, .9, .1, .2, .1], [.1, .2, .1, .9, .8, .9]])
    z = rng.random(2000) < 0.3
    X = (rng.random((2000, 6)) < truth[z.astype(int)]).astype(float)
    start = Bernoullis(np.array([0.5, 0.5]), np.clip(X[[0, np.argmin(X @ X[0])]], .25, .75))

    def run(blocks):
        steps = em(start, lambda p: sum(bernoullis_e_step(block, p) for block in blocks),
                   bernoullis_m_step)
        return list(until(steps, tol=1e-10))

    whole, parts = run([X]), run(np.array_split(X, 7))
    objectives = np.array([step.objective for step in parts])
    assert np.all(np.diff(objectives) >= -1e-9)
    order = np.argsort(parts[-1].after.means[:, 3])
    error = np.sqrt(0.25 / (0.3 * len(X)))
    np.testing.assert_allclose(parts[-1].after.means[order], truth, atol=5 * error)
    np.testing.assert_allclose(parts[-1].after.weights[order], [0.7, 0.3], atol=5 * error)
    np.testing.assert_allclose(parts[-1].after.means, whole[-1].after.means, rtol=1e-6)


# --- `change`: los campos de cualquier dataclass.


def change(before, after):
    return EMStep(1, before, after, 0.0, 0.0).change


def test_change_walks_scalars_and_arrays_and_skips_texts():
    @dataclass
    class Anything:
        name: str
        scalar: float
        count: int
        vector: np.ndarray
        table: np.ndarray

    def value(name="a", scalar=1.0, count=3, vector=(1.0, 2.0), table=((1.0, 2.0), (3.0, 4.0))):
        return Anything(name, scalar, count, np.array(vector), np.array(table))

    assert change(value(), value("b")) == 0
    assert change(value(), value(scalar=0.75)) == 0.25
    assert change(value(), value(count=5)) == 2
    assert change(value(), value(vector=(1.5, 1.25))) == 0.75
    assert change(value(), value(table=((1, 2), (3, -4)))) == 8
    assert change(value(), value("b", 1.5, 4, (1, 3.5), ((1, 2), (3, 4.125)))) == 1.5


def test_change_walks_any_dataclass():
    """También con `slots`, y aunque guarde en un lado algo que calculó y no es un campo."""
    @dataclass(slots=True)
    class Slim:
        heads: float
        table: np.ndarray

    @dataclass
    class Cached:
        heads: float

        @cached_property
        def log_odds(self):
            return np.log(self.heads / (1 - self.heads))

    assert change(Slim(0.5, np.zeros(2)), Slim(0.75, np.array([0, 3]))) == 3
    before, after = Cached(0.5), Cached(0.75)
    assert before.log_odds == 0
    assert change(before, after) == 0.25
    assert after.log_odds > 1
    assert change(Cached(0.5), after) == 0.25


def test_parameters_may_be_a_number_or_an_array():
    assert change(0.5, 0.75) == 0.25
    assert change(np.array([1.0, 2]), np.array([1.5, -2])) == 4
    steps = em(0.5, lambda p: linkage_e_step(Recombination(p)),
               lambda s: (s.hidden + ANIMALS[3]) / (s.hidden + ANIMALS[1:].sum()))
    last = next(step for step in steps if step.change < 1e-16)
    assert last.after == pytest.approx(linkage_root(), abs=1e-15)


@pytest.mark.parametrize("after, expected", [
    (dict(weights=[0.25, 0.75]), 0.25),
    (dict(means=[[1.0, 2.0], [3.0, 4.5]]), 0.5),
    (dict(covariances=[[[2, 0.5], [0.5, 1]], [[1, 0], [0, 8]]]), 7),
    (dict(covariances=[[[2, 0.25], [0.25, 1]], [[1, 0], [0, 1]]]), 0.25),
])
def test_weights_means_and_covariances_count_in_change(after, expected):
    before = dict(weights=[0.5, 0.5], means=[[1.0, 2.0], [3.0, 4.0]],
                  covariances=[[[2, 0.5], [0.5, 1]], [[1, 0], [0, 1]]])
    assert change(MixtureParameters(**before), MixtureParameters(**before | after)) == expected


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_change_of_a_real_step_is_the_largest_of_all(covariance_type):
    X = load_old_faithful()
    start = initial_parameters(X, 2, covariance_type=covariance_type, random_state=0)
    for step in islice(em_steps(X, start), 3):
        differences = [np.abs(getattr(step.after, name) - getattr(step.before, name)).max()
                       for name in ("weights", "means", "covariances")]
        assert step.change == max(differences)


# --- `until`: una sola regla para parar.


def steps_with(objectives, log_likelihoods=None):
    """Pasos inventados; cuenta cuántos se le piden."""
    for i, objective in enumerate(objectives):
        steps_with.asked = i + 1
        other = objective if log_likelihoods is None else log_likelihoods[i]
        yield EMStep(i + 1, None, None, other, objective)


def taken(objectives, tol, log_likelihoods=None, **options):
    steps = until(steps_with(objectives, log_likelihoods), tol, **options)
    return len(list(steps)), steps.converged


def test_it_stops_at_the_first_gain_under_tol_and_asks_for_no_more():
    assert taken([0, 1, 1.5, 1.625, 1.75, 9], tol=0.25) == (4, True)
    assert steps_with.asked == 4


def test_a_gain_of_exactly_tol_is_still_a_gain():
    assert taken([0, 1, 1.25, 1.375], tol=0.25) == (4, True)


def test_no_gain_is_smaller_than_any_tol():
    assert taken([0, 1, 1, 1], tol=1e-300) == (3, True)


def test_the_first_step_has_no_gain():
    assert taken([-5.0], tol=1e300) == (1, False)


def test_it_counts_the_objective_and_not_the_log_likelihood():
    climbing, still = [0, 1, 2, 3, 3], [7.0] * 5
    assert taken(climbing, 0.5, log_likelihoods=still) == (5, True)
    assert taken(still, 0.5, log_likelihoods=climbing) == (2, True)


@pytest.mark.parametrize("max_iter", [1, 2, 5])
def test_max_iter_limits_the_steps(max_iter):
    assert taken(range(100), 0.5, max_iter=max_iter) == (max_iter, False)
    assert steps_with.asked == max_iter


def test_the_last_step_allowed_may_converge():
    assert taken([0, 1, 1, 1], 0.5, max_iter=3) == (3, True)
    assert taken([0, 1, 1, 1], 0.5, max_iter=2) == (2, False)


def test_by_default_a_thousand_steps():
    assert taken(range(2000), 0.5) == (1000, False)


def test_tol_zero_never_stops():
    assert taken([3.0] * 40, 0, max_iter=40) == (40, False)
    assert taken([3.0, 3.0 - 1e-15] * 20, 0, max_iter=40) == (40, False)
    assert taken([3.0, 2.0] * 20, 0, max_iter=40) == (40, False)


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e6])
def test_a_fall_by_rounding_is_still_and_a_true_fall_is_not(scale):
    """Redondeo: menos de la milmillonésima parte."""
    objectives = -1000 * scale * np.array([2, 1, 1 + 1e-10, 0.5])
    assert taken(objectives, tol=1e-12 * scale) == (3, True)
    objectives = -1000 * scale * np.array([2, 1, 1.001, 0.5])
    assert taken(objectives, tol=1e-12 * scale) == (4, False)


def test_previous_is_the_objective_before_the_first_step():
    assert taken([5, 6, 7], 0.5, previous=4.75) == (1, True)
    assert taken([5, 6, 7], 0.5, previous=4.0) == (3, False)


def test_it_has_not_converged_before_it_starts():
    steps = until(steps_with([0, 0, 0]), 0.5)
    iterator = iter(steps)
    next(iterator)
    assert not steps.converged
    next(iterator)
    assert list(iterator) == [] and steps.converged


def test_what_it_left_goes_on():
    """Para y sigue: no se pierde ninguna iteración del bucle que hay debajo."""
    steps = coins()
    before = list(until(steps, 0, max_iter=4))
    assert next(steps).before is before[-1].after
    assert next(steps).iteration == 6


def test_tol_is_the_gain_of_all_the_data_and_not_of_each_one():
    X = load_old_faithful()
    start = initial_parameters(X, 2, random_state=0)
    *_, last = until(em_steps(X, start), tol=1e-3)
    trace = [step.objective for step in islice(em_steps(X, start), last.iteration)]
    gains = np.diff(trace)
    assert gains[-1] < 1e-3 <= gains[:-1].min()


# --- `em_steps` comprueba lo que recibe cuando se llama.

PLANE = np.array([[0.0, 1], [1, 0], [2, 2], [8, 9], [9, 8], [9, 9.5]])
START = MixtureParameters([0.5, 0.5], [[1, 1], [9, 9]], [np.eye(2)] * 2)


@pytest.mark.parametrize("X, start, options, error, message", [
    (PLANE[:, :1], START, {}, ValueError, "columna"),
    (PLANE[:, 0], START, {}, ValueError, "reshape"),
    (np.where(PLANE == 8, np.nan, PLANE), START, {}, ValueError, "NaN"),
    (np.where(PLANE == 8, np.inf, PLANE), START, {}, ValueError, "infinito"),
    ([["a", "b"]], START, {}, ValueError, "número"),
    (PLANE, GMM(2), {}, ValueError, "fit"),
    (PLANE, START, dict(reg_covar=-1), ValueError, "reg_covar"),
    (PLANE, START, dict(reg_covar="x"), ValueError, "reg_covar"),
    (PLANE, START, dict(sample_weight=[1, 2]), ValueError, "sample_weight"),
    (PLANE, START, dict(sample_weight=[-1, 1, 1, 1, 1, 1]), ValueError, "sample_weight"),
    (PLANE, START, dict(prior=3), (ValueError, TypeError), "prior"),
    (PLANE, START, dict(prior=Prior([0], [[1]])), ValueError, "prior"),
])
def test_bad_input_is_refused_when_called_and_not_at_the_first_step(
        X, start, options, error, message):
    with pytest.raises(error, match=message):
        em_steps(X, start, **options)


def test_a_good_call_does_nothing_until_it_is_asked():
    steps = em_steps(PLANE, START)
    assert iter(steps) is steps
    assert next(steps).before.means.tolist() == START.means.tolist()


# --- Los estadísticos se suman.


def blobs(n=1400, d=3, seed=3):
    rng = np.random.default_rng(seed)
    return rng.standard_normal((n, d)) + 4 * rng.integers(0, 3, (n, 1)) * rng.random(d)


def assert_same_statistics(parts, whole, digits):
    assert parts.covariance_type == whole.covariance_type
    np.testing.assert_array_equal(parts.centers, whole.centers)
    np.testing.assert_allclose(parts.counts, whole.counts, rtol=digits)
    assert parts.log_likelihood == pytest.approx(whole.log_likelihood, rel=digits)
    # Las sumas se cancelan: su escala es la raíz de n_k por la suma de los cuadrados.
    squares = whole.scatters
    if squares.ndim == 3:
        squares = np.diagonal(squares, axis1=1, axis2=2)
    sizes = np.sqrt(whole.counts[:, None] * squares)
    assert np.all(np.abs(parts.sums - whole.sums) <= digits * sizes)
    assert np.all(np.abs(parts.scatters - whole.scatters).reshape(len(sizes), -1)
                  <= digits * squares.max(axis=1, keepdims=True))


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("cuts", [
    [200, 400, 600, 800, 1000, 1200], [1, 2, 3, 10, 700, 1399],
    [1300, 1301, 1302, 1303, 1304, 1305],
], ids=["iguales", "desiguales", "uno a uno"])
@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_seven_blocks_add_up_to_the_whole(covariance_type, cuts, weighted):
    X = blobs()
    weight = np.random.default_rng(4).random(len(X)) if weighted else np.ones(len(X))
    p = initial_parameters(X, 3, covariance_type=covariance_type, random_state=0)
    blocks = list(zip(np.split(X, cuts), np.split(weight, cuts)))
    assert len(blocks) == 7
    parts = sum([e_step(block, p, part) for block, part in blocks])
    whole = e_step(X, p, weight)
    assert_same_statistics(parts, whole, 1e-13)
    for name in ("weights", "means", "covariances"):
        old, new = getattr(m_step(whole), name), getattr(m_step(parts), name)
        np.testing.assert_allclose(new, old, rtol=1e-12, atol=1e-13 * np.abs(old).max())


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
def test_blocks_far_from_zero_add_up_too(covariance_type):
    """Las sumas son alrededor de un centro: el mismo en todos los bloques."""
    X = blobs() + 1e7
    p = initial_parameters(X, 3, covariance_type=covariance_type, random_state=0)
    assert_same_statistics(sum([e_step(block, p) for block in np.array_split(X, 7)]),
                           e_step(X, p), 1e-13)


def test_the_sum_does_not_depend_on_the_order_of_the_blocks():
    X = blobs()
    p = initial_parameters(X, 3, random_state=0)
    blocks = [e_step(block, p) for block in np.array_split(X, 7)]
    assert_same_statistics(sum(blocks[::-1]), sum(blocks), 1e-13)


def test_the_log_likelihood_of_the_statistics_is_that_of_the_mixture():
    X = blobs()
    p = initial_parameters(X, 3, random_state=0)
    assert e_step(X, p).log_likelihood == pytest.approx(log_likelihood(X, p), rel=1e-13)


@pytest.mark.parametrize("one, other", [("full", "tied"), ("diag", "spherical"),
                                        ("tied", "full"), ("full", "diag")])
def test_statistics_of_another_structure_do_not_add_up(one, other):
    """En full y tied, y en diag y spherical, las formas coinciden: hay que mirar el nombre."""
    matrices = {"full": [np.eye(2)] * 2, "tied": np.eye(2), "diag": np.ones((2, 2)),
                "spherical": np.ones(2)}
    first, second = (
        e_step(PLANE, MixtureParameters(START.weights, START.means, matrices[name], name))
        for name in (one, other))
    with pytest.raises((ValueError, TypeError), match=f"{one}|{other}|estructura"):
        first + second


def test_statistics_of_other_parameters_do_not_add_up():
    moved = MixtureParameters(START.weights, START.means + [[0, 0], [0, 1e-9]], START.covariances)
    with pytest.raises(ValueError, match="parámetros|centros|medias"):
        e_step(PLANE, START) + e_step(PLANE, moved)
    three = MixtureParameters([0.2, 0.3, 0.5], [[1, 1], [9, 9], [5, 5]], [np.eye(2)] * 3)
    with pytest.raises(ValueError, match="parámetros|componentes|centros"):
        e_step(PLANE, START) + e_step(PLANE, three)


@pytest.mark.parametrize("other", [1, "a", None, [1, 2]])
def test_only_statistics_are_added_to_statistics(other):
    statistics = e_step(PLANE, START)
    with pytest.raises(TypeError):
        statistics + other
    with pytest.raises(TypeError):
        other + statistics


def test_adding_leaves_the_terms_as_they_were():
    first, second = e_step(PLANE[:3], START), e_step(PLANE[3:], START)
    before = first.counts.copy(), second.counts.copy()
    total = first + second
    np.testing.assert_array_equal([first.counts, second.counts], before)
    np.testing.assert_allclose(total.counts, sum(before), rtol=1e-15)


# --- Nada se modifica por accidente: tampoco las copias.


def pickled(value, protocol=pickle.HIGHEST_PROTOCOL):
    return pickle.loads(pickle.dumps(value, protocol))


def pickled_apart(value):
    """Protocolo 5 con los arreglos aparte, como hacen Dask y joblib."""
    buffers = []
    data = pickle.dumps(value, 5, buffer_callback=buffers.append)
    return pickle.loads(data, buffers=[bytearray(buffer.raw()) for buffer in buffers])


COPIES = {"el mismo": lambda value: value, "copy": copy.copy, "deepcopy": copy.deepcopy,
          "pickle": pickled, "pickle 2": lambda value: pickled(value, 2),
          "pickle aparte": pickled_apart, "dos veces": lambda v: copy.deepcopy(pickled(v))}


def assert_frozen(value):
    names = [name for name in ("weights", "means", "covariances", "counts", "sums", "scatters",
                               "centers") if hasattr(value, name)]
    assert len(names) >= 3
    for name in names:
        array = getattr(value, name)
        assert not array.flags.writeable, name
        with pytest.raises(ValueError):
            array[0] = 7
        with pytest.raises(AttributeError):
            setattr(value, name, array + 1)


def assert_equal_fields(copied, value, names):
    assert type(copied) is type(value) and copied.covariance_type == value.covariance_type
    for name in names:
        np.testing.assert_array_equal(getattr(copied, name), getattr(value, name))


@pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
@pytest.mark.parametrize("kind", COPIES)
def test_parameters_and_their_copies_are_read_only(kind, covariance_type):
    for start in (initial_parameters(PLANE, 2, covariance_type=covariance_type, random_state=0),
                  m_step(e_step(PLANE, initial_parameters(
                      PLANE, 2, covariance_type=covariance_type, random_state=0)), 1e-3)):
        copied = COPIES[kind](start)
        assert_frozen(copied)
        assert_equal_fields(copied, start, ("weights", "means", "covariances"))


@pytest.mark.parametrize("kind", COPIES)
def test_statistics_and_their_copies_are_read_only_and_still_add_up(kind):
    statistics = e_step(PLANE, START)
    for value in (statistics, statistics + statistics):
        copied = COPIES[kind](value)
        assert_frozen(copied)
        assert_equal_fields(copied, value, ("counts", "sums", "scatters", "centers"))
        assert copied.log_likelihood == value.log_likelihood
        np.testing.assert_array_equal((copied + value).counts, 2 * value.counts)


@pytest.mark.parametrize("kind", COPIES)
def test_a_fitted_model_and_its_copies_are_read_only(kind):
    model = GMM(2, random_state=0).fit(np.vstack([PLANE, PLANE + 0.5]))
    copied = COPIES[kind](model)
    assert_frozen(copied.parameters_)
    assert_frozen(copied.history_[0].before)
    assert_frozen(copied.history_[-1].after)
    assert_equal_fields(copied.parameters_, model.parameters_, ("weights", "means", "covariances"))
    np.testing.assert_array_equal(copied.predict_proba(PLANE), model.predict_proba(PLANE))


def test_a_copy_of_the_parameters_gives_the_same_bits():
    p = initial_parameters(blobs(), 3, random_state=0)
    assert log_likelihood(blobs(), pickled(p)) == log_likelihood(blobs(), p)


def test_the_arrays_given_stay_with_who_gave_them():
    """Cambiar después el arreglo propio no cambia los parámetros ya creados, ni lo bloquea."""
    weights, means, covariances = np.array([0.5, 0.5]), np.eye(2), np.array([np.eye(2)] * 2)
    p = MixtureParameters(weights, means, covariances)
    weights[:], means[:], covariances[:] = 0.25, 9, 9
    assert p.weights.tolist() == [0.5, 0.5]
    assert p.means.tolist() == np.eye(2).tolist()
    assert p.covariances.tolist() == [np.eye(2).tolist()] * 2
