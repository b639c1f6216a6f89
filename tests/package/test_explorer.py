"""El explorador sin pantalla: sus pasos son los de EM, y explica cada fracaso."""

import time
from itertools import pairwise

import numpy as np
import pytest

from gmm_lab import MixtureParameters, em_steps
from gmm_lab.datasets import load_class_data, load_old_faithful
from gmm_lab.explorer import STARTS, EMExplorer, Session

STEP_SECONDS = 0.15


@pytest.fixture(scope="module")
def X():
    return load_class_data()[0]


def ask(explorer, name, **content):
    """Lo que envía la pantalla; devuelve lo que se verá."""
    explorer._receive(explorer, {"name": name, **content}, [])
    return explorer.scene


def play(explorer, limit=500):
    for _ in range(limit):
        if ask(explorer, "iterate")["stopped"]:
            break
    return explorer.scene["message"]


@pytest.mark.parametrize("covariance_type", ["full", "tied", "diag", "spherical"])
def test_steps_are_those_of_em(covariance_type):
    session = Session(load_old_faithful(), 2, covariance_type)
    for step in em_steps(session.X, session.state.parameters):
        session.expectation()
        assert session.state.log_likelihood == pytest.approx(step.log_likelihood, abs=1e-8)
        session.maximization()
        np.testing.assert_allclose(session.state.parameters.means, step.after.means)
        np.testing.assert_allclose(session.state.parameters.covariances, step.after.covariances)
        if step.iteration == 5:
            break


def test_bound_touches_after_e_and_stays_below_after_m(X):
    session = Session(X, 2, start="hand")
    for _ in range(8):
        session.iterate()
    for state in session.states[1:]:
        if state.action == "E":
            assert state.bound == pytest.approx(state.log_likelihood, abs=1e-6)
        else:
            assert state.bound <= state.log_likelihood + 1e-9
    values = [state.log_likelihood for state in session.states]
    assert all(after >= before - 1e-9 for before, after in pairwise(values))


def test_back_restart_and_best(X):
    session = Session(X, 2, start="hand")
    first = session.state
    session.iterate()
    best = session.state
    session.move(0, [-30.0])
    session.move(0, [-40.0])  # el mismo arrastre: un solo momento
    assert session.best is best
    session.back()
    assert session.state is best
    session.restart()
    session.back()
    assert session.states == [first]


def test_m_step_needs_an_e_step(X):
    explorer = EMExplorer(start="hand")
    assert "hace falta un paso E" in ask(explorer, "M")["message"]
    assert explorer.scene["action"] == "inicio"


def test_twins_are_explained_and_never_part():
    explorer = EMExplorer(start="twins")
    assert "gemelas" in play(explorer, 5)
    R = explorer.session.state.R
    np.testing.assert_allclose(R, 0.5)
    ask(explorer, "move", k=0, position=[-4.0])
    assert "mejor máximo conocido: −3909.27" in play(explorer)


def test_means_can_be_put_in_the_same_place_by_hand_and_parted_by_one_arrow():
    explorer = EMExplorer(start="hand")
    (left,), (right,) = explorer.scene["means"]
    arrow = 0.01 * np.ptp(explorer.scene["xlim"])  # lo que mueve explorer.js
    while left < right - arrow / 2:
        left = ask(explorer, "move", k=0, position=[left + arrow])["means"][0][0]
    assert left == right and "gemelas" in explorer.scene["message"]
    assert "gemelas" not in ask(explorer, "move", k=0, position=[left + arrow])["message"]


def test_collapse_is_explained_and_can_be_undone():
    explorer = EMExplorer(start="collapse")
    message = play(explorer)
    assert "colapsó" in message and "definida positiva" not in message
    assert "«" not in message and explorer.session.best.log_likelihood < -3900
    count = len(explorer.session.states)
    assert "colapsó" in ask(explorer, "iterate")["message"]
    assert len(explorer.session.states) == count
    assert ask(explorer, "restart")["action"] == "inicio"


def test_a_narrow_component_with_many_points_is_no_collapse():
    """La regla es la de `gmm_lab.em.collapsed_components`: 250 puntos no son una casualidad."""
    rng = np.random.default_rng(0)
    many = np.concatenate([rng.normal(0, 1, 250), rng.normal(50, 1000, 250)])[:, None]
    session = Session(many, 2, start="hand")
    for _ in range(100):
        session.iterate()
    p = session.state.parameters
    narrow = int(p.matrices.argmin())
    assert p.matrices.min() < 1e-5 * many.var() and p.weights[narrow] > 0.3
    assert session.best.log_likelihood == pytest.approx(session.state.log_likelihood)
    assert "colaps" not in session.explain()


def test_the_collapsed_component_is_named():
    for narrow in (0, 1):
        covariances = np.ones((2, 1, 1))
        covariances[narrow] = 1e-6
        session = Session([[1.0], [2.0], [3.0]], 2, start="hand")
        best = session.best
        session.go_to(MixtureParameters([0.5, 0.5], [[1], [3]], covariances), "M")
        assert session.best is best
        assert session.explain().startswith(f"La componente {narrow + 1} está colapsando")


def test_bad_start_is_compared_with_the_best():
    explorer = EMExplorer(start="bad")
    message = play(explorer)
    assert "máximo local" in message and "−4003.75" in message and "−3909.27" in message
    ask(explorer, "back")
    assert "Faltan 94.48" in ask(explorer, "compare")["message"]
    ask(explorer, "known")
    assert explorer.scene["numbers"]["log-verosimilitud"] == "−3909.27"
    assert explorer.scene["numbers"]["mi mejor"] == "−4003.75"
    ask(explorer, "mine")
    assert explorer.scene["numbers"]["log-verosimilitud"] == "−4003.75"


def test_best_survives_another_start_but_not_other_data():
    explorer = EMExplorer(start="kmeans")
    play(explorer)
    choice = {**explorer.choice, "start": "twins"}
    assert ask(explorer, "choose", choice=choice)["numbers"]["mi mejor"] == "−3909.27"
    choice = {**choice, "K": "3"}
    assert ask(explorer, "choose", choice=choice)["numbers"]["mi mejor"] == "−4652.84"


def test_what_cannot_be_done_is_said_and_nothing_changes():
    explorer = EMExplorer("géiser")
    before = explorer.choice
    message = ask(explorer, "choose", choice={**before, "start": "bad"})["message"]
    assert message.startswith("No se puede:") and explorer.choice == before
    with pytest.raises(ValueError, match="start = 'otro'"):
        EMExplorer(start="otro")
    with pytest.raises(ValueError, match="el explorador muestra 1 o 2"):
        EMExplorer(np.zeros((5, 3)))


def test_random_starts_differ_each_time():
    explorer = EMExplorer(start="random_from_data")
    first = explorer.scene["means"]
    assert ask(explorer, "choose", choice=explorer.choice)["means"] != first


def test_bars_are_the_histogram_shared_out(X):
    explorer = EMExplorer("clase", 3, start="kmeans")
    ask(explorer, "E")
    scene = explorer.scene
    counts = np.sum(scene["bars"], axis=0) * len(X) * np.diff(scene["edges"])
    np.testing.assert_allclose(counts, np.histogram(X, len(counts))[0], atol=0.5)
    np.testing.assert_allclose(np.sum(scene["curves"], axis=0), scene["total"], atol=1e-5)


def test_points_carry_one_byte_per_responsibility():
    explorer = EMExplorer("plano", 3, start="kmeans")
    assert explorer.scene["R"] == b""
    R = np.frombuffer(ask(explorer, "E")["R"], dtype=np.uint8).reshape(-1, 3)
    assert R.shape == (1500, 3) and np.frombuffer(explorer.points, np.float32).size == 3000
    np.testing.assert_allclose(R / 255, explorer.session.state.R, atol=1 / 255)


def test_every_answer_is_new_to_the_screen():
    """Si dos respuestas fueran iguales, la pantalla esperaría para siempre."""
    explorer = EMExplorer()
    assert ask(explorer, "restart") != ask(explorer, "restart")


@pytest.mark.parametrize("start", STARTS)
def test_own_data_and_every_start(start):
    X = np.concatenate([np.random.default_rng(0).normal(m, 1, 40) for m in (0, 6)])[:, None]
    try:
        explorer = EMExplorer(X, 2, start=start, names=("altura (cm)",))
    except ValueError as error:
        assert start == "bad" and "mismo máximo" in str(error)
    else:
        assert "media de altura (cm)" in ask(explorer, "iterate")["head"]


def test_static_twin_is_a_png_and_shows_even_a_collapse():
    assert EMExplorer("tres", start="collapse").twin().startswith(b"\x89PNG")


def test_a_step_is_quick():
    explorer = EMExplorer("plano", 6, start="kmeans")
    times = []
    for name in ("E", "M") * 10:
        begin = time.perf_counter()
        ask(explorer, name)
        times.append(time.perf_counter() - begin)
    assert np.median(times) < STEP_SECONDS
