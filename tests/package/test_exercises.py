"""Los ejercicios: aciertan, nombran el error y nunca se interrumpen."""

import ast
import itertools
import math
import os
import sys
import threading
import time
import tomllib
from functools import cache
from itertools import permutations
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm

from gmm_lab import GMM, MixtureParameters, em_steps, until
from gmm_lab.datasets import load_class_data, load_galaxies
from gmm_lab.exercises import (
    check,
    evaluate,
    hint,
    mistake_matrix,
    reveal,
    show_prediction,
)
from gmm_lab.exercises.catalogue import exercises, predictions
from gmm_lab.exercises.examination import explain, history, limits, mistakes
from gmm_lab.exercises.examination.diagnosis import ONLY_WITH
from gmm_lab.exercises.examination.families import FAMILIES
from gmm_lab.exercises.examination.properties import PROPERTIES, TABLE, holds
from gmm_lab.exercises.examination.recipe import Recipe
from gmm_lab.initialization import initial_parameters

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "notebooks" / "source").glob("*.py"))
READY = {path.name[:2] for path in SOURCES}
ALL = exercises()
FUNCTIONS = {key: entry for key, entry in ALL.items() if entry["kind"] == "function"}
PROGRAMS = {key: entry for key, entry in ALL.items() if entry["kind"] in ("repair", "parsons")}


def kind(name):
    return [key for key, entry in ALL.items() if entry["kind"] == name]


# --- Lo que tiene todo ejercicio ------------------------------------------------------------


def used_in_lessons(function="check"):
    calls = [
        node
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == function
    ]
    return {call.args[0].value for call in calls}


def test_lessons_and_catalogue_agree():
    """Los ejercicios de lecciones que todavía no existen esperan su lección."""
    assert used_in_lessons() == {key for key in ALL if key[:2] in READY}


def test_predictions_that_are_revealed_have_their_texts():
    assert used_in_lessons("reveal") == set(predictions())
    assert not set(predictions()) & set(ALL)
    for entry in predictions().values():
        assert all(entry[side].endswith(".") for side in ("near", "low", "high"))


@pytest.mark.parametrize(("prediction", "words"), [
    (3, "Lo viste venir"), ("3", "Lo viste venir"), (0, "Son más"), (8, "Son menos"),
    ("tres", "Tu predicción es un número. Observado: 3"), (None, "pendiente"), (..., "pendiente"),
])
def test_a_prediction_is_compared_and_never_marked(prediction, words, capsys):
    reveal("04-pred-semillas", prediction, 3)
    shown = capsys.readouterr().out
    assert words in shown
    assert "correcto" not in shown
    assert len(shown.splitlines()) == 1


@pytest.mark.parametrize("key", [key for key in PROGRAMS if key[:2] in READY])
def test_lines_are_those_of_the_lesson(key):
    lesson = next(path for path in SOURCES if path.name[:2] == key[:2])
    number = "{n}  " if ALL[key]["kind"] == "parsons" else ""
    shown = "\n".join(number.format(n=n) + line for n, line in enumerate(ALL[key]["lines"], 1))
    text = "\n".join(line.removeprefix("# ").strip()
                     for line in lesson.read_text(encoding="utf-8").splitlines())
    assert shown in text


def test_predictions_have_their_own_name():
    names = [
        node.args[2].value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "show_prediction"
        and len(node.args) == 3
    ]
    assert len(names) >= 12
    assert len(set(names)) == len(names)
    assert not set(names) & set(ALL)


@pytest.mark.parametrize("key", ALL)
def test_every_exercise_has_three_hints_and_a_kind_reason(key):
    entry = ALL[key]
    assert len(entry["hints"]) == 3
    assert len(entry["right"]) > 20


@pytest.mark.parametrize("key", ALL)
def test_open_exercise_is_pending(key):
    answer = (..., ...) if ALL[key]["kind"] == "conceptest" else ...
    assert evaluate(key, answer).status == "pendiente"


class Hostile:
    """Un objeto que falla al mirarlo."""

    def __float__(self):
        raise SystemExit

    def __repr__(self):
        raise RuntimeError("no")

    __str__ = __repr__

    def __array__(self, *args, **kwargs):
        raise RuntimeError("no")

    def __eq__(self, other):
        raise RuntimeError("no")

    __hash__ = None


LOOPED = [1]
LOOPED.append(LOOPED)
DEEP = [1]
for _ in range(3000):
    DEEP = [DEEP]


@pytest.mark.parametrize("key", ALL)
def test_nonsense_is_answered_in_spanish(key):
    for nonsense in (
        "zzz", "", 12345.678, 10**400, 1j, [1, "a"], (0, 5), object(), np.nan, {}, {1: "("},
        {1: "import os"}, np.zeros((2, 3)), [], [1, 2], int, lambda *a: 1 / 0, Hostile(),
        np.ma.masked, np.ma.array([1.0], mask=[True]), LOOPED, DEEP, (Hostile(), Hostile()),
    ):
        feedback = evaluate(key, nonsense)
        assert feedback.status in ("todavía no", "pendiente")
        assert len(feedback.message.split()) >= 4
        assert "Traceback" not in str(feedback)


@pytest.mark.parametrize("key", [*FUNCTIONS, *PROGRAMS])
def test_feedback_fits_on_one_screen(key):
    function = (lambda *a: np.full((7, 9), 0.3)) if key in FUNCTIONS else {1: "pass"}
    lines = str(evaluate(key, function)).splitlines()
    assert len(lines) <= 12
    assert sum(-(-len(line) // 90) for line in lines) <= 20


def test_decimal_comma_is_recognised():
    for answer in ((3, 5), "0,9545", " -3,5 "):
        assert "0.5 en lugar de 0,5" in evaluate("01-antes-promedio", answer).message
    for answer in ((3.5, 7.25), [3, 5], "x", "3.5"):
        assert "coma" not in evaluate("01-antes-promedio", answer).message


def test_what_is_not_a_number_says_what_it_is():
    def message(answer):
        return evaluate("01-antes-promedio", answer).message

    assert "sin comillas" in message("3.5")
    assert "nombre de una variable" in message("answer")
    assert "si algo es verdad" in message(True)
    assert "¿Cuál de ellos" in message((3.5, 7.25))
    assert "enmascarado" in message(np.ma.masked)


def test_mistyped_identifier_suggests_another(capsys):
    for call in (lambda: check("01-densidd", 1), lambda: hint("01-densidd")):
        call()
        assert "¿Quisiste decir '01-densidad'?" in capsys.readouterr().out
    with pytest.raises(ValueError, match="¿Quisiste decir"):
        evaluate("01-densidd", 1)


# --- Los números escritos en los TOML --------------------------------------------------------


def find_end(X, K, seed):
    """La log-verosimilitud final desde un inicio sorteado de los datos."""
    steps = em_steps(X, initial_parameters(X, K, "random_from_data", random_state=seed))
    levels = [next(steps).log_likelihood]
    while len(levels) < 2 or levels[-1] - levels[-2] >= 1e-5 * len(X):
        levels.append(next(steps).log_likelihood)
    return levels[-1]


def three_from_twenty():
    """De veinte inicios: cuántos llegan arriba, todos, abajo, los demás; y con otra tolerancia."""
    X, _ = load_class_data()
    means = np.random.default_rng(2).choice(X[:, 0], (3, 20))
    starts = [MixtureParameters(np.full(3, 1 / 3), column[:, None], np.full((3, 1, 1), 0.1))
              for column in means.T]
    ends = {tol: [round(list(until(em_steps(X, start), tol, 100_000))[-1].log_likelihood, 2)
                  for start in starts] for tol in (1e-9, 1e-3)}
    top, low = (f(ends[1e-9]) for f in (max, min))
    reached = ends[1e-9].count(top)
    near = sum(end > max(ends[1e-3]) - 0.01 for end in ends[1e-3])
    return reached, 20, ends[1e-9].count(low), 20 - reached, near


def best_seeds():
    """La mejor semilla regular de cuarenta, la mejor sin mirar colapsos y la primera que falla."""
    galaxies, ends = load_galaxies(), {}
    for seed in range(40):
        start = initial_parameters(galaxies, 5, "random_from_data", random_state=seed)
        try:
            *_, step = until(em_steps(galaxies, start), 1e-5 * len(galaxies))
            ends[seed] = step.log_likelihood, step.before.covariances.min() / galaxies.var()
        except ValueError:
            ends[seed] = -np.inf, np.nan
    regular = [seed for seed in ends if ends[seed][1] >= 1e-3]
    failed = [seed for seed in ends if ends[seed][0] == -np.inf]
    return max(regular, key=ends.get), max(ends, key=ends.get), min(failed)


@cache
def values():
    """Los mismos números, calculados aquí de otra manera."""
    X, y = load_class_data()
    x, n = X[:, 0], len(X)
    fits = {K: GMM(K, n_init=5, random_state=0).fit(X) for K in (2, 3)}
    score = {K: n * fit.score(X) for K, fit in fits.items()}
    within = np.mean([x[y == k].var() for k in range(3)])
    r = np.array([1, np.exp(-2)]) / (1 + np.exp(-2))
    half = np.log(0.5 / r) / 2
    p = [0.5]
    for _ in range(60):
        p.append((34 + 125 * p[-1] / (2 + p[-1])) / (72 + 125 * p[-1] / (2 + p[-1])))
    aitken = [p[i] - (p[i + 1] - p[i]) ** 2 / (p[i + 2] - 2 * p[i + 1] + p[i]) for i in (1, 0)]
    fraction = 1 - 377.516900395 / 435.317853799
    galaxies = [find_end(load_galaxies(), 4, seed) for seed in (1, 6, 5, 7)]
    typical = 149 * math.log(2) / (0.5 + 0.5 * math.log(2 * math.pi))
    spike = np.log(0.5 * norm.pdf(x, x[0], 1e-8) + 0.5 * norm.pdf(x, x.mean(), x.std())).sum()
    needle = -8 - (-3909.273073 - spike) / math.log(10)
    return {
        "01-antes-normal": [norm.cdf(s) - norm.cdf(-s) for s in (2, 1, 3)] + [95],
        "01-antes-promedio": [3.5, 3, 2.5, 1.75],
        "01-cerca-de-la-media": [
            np.mean(abs(x - x.mean()) < 0.5), np.sum(abs(x - x.mean()) < 0.5),
            np.mean(x - x.mean() < 0.5)],
        "01-varianza": [x.var(), within, x.std(), x.var() - within],
        "02-antes-suma": [0, 10, -10],
        "02-antes-area": [1, 150],
        "02-bic": [-2 * score[3] + 8 * math.log(n), -2 * score[3] + 9 * math.log(n),
                   -2 * score[3] / n + 8 * math.log(n), 2 * score[3] + 8 * math.log(n),
                   -2 * score[3] + 16, -2 * score[2] + 5 * math.log(n)],
        "03-antes-suma": [score[2], score[2] / n, -score[2]],
        "03-tres": fits[3],
        "04-cuantos": [
            next(n for n in range(99) if 0.7**n < 1e-4),
            max(n for n in range(99) if 0.7**n > 1e-4),
            math.log(1e-4, 0.7), next(n for n in range(99) if 0.3**n < 1e-4),
            next(n for n in range(99) if 0.7**n < 1e-3)],
        "04-lejano": [1 / (1 + math.exp(-0.7998)), 1 / (1 + math.exp(0.7998)), 0.5, 0],
        "04-llegan": three_from_twenty(),
        "05-antes-responsabilidad": [0.75, 0.25, 3, 0.3],
        "05-brecha": [half.sum(), r @ np.log(2 * r), -half.sum(), *half],
        "05-vueltas": [math.ceil(math.log(1e-6, fraction)), 6, math.log(1e-6, fraction)],
        "06-mejor": [*galaxies],
        "06-semilla": best_seeds(),
        "07-variables": [math.ceil(typical), math.floor(typical), typical, 525],
        "07-unidades": [1, 1e-3],
        "07-score": [-2.606182 - math.log(100), -2.606182 + math.log(100), -4.606182, -260.6182],
        "07-aguja": [needle, needle + 8],
        "05-adivinar": [*aitken, p[3] + (p[3] - p[2]) ** 2 / (p[2] - p[1]), p[-1]],
    }


def test_a_test_knows_every_number():
    assert set(values()) == {*kind("number"), *kind("components")}


@pytest.mark.parametrize("key", kind("number"))
def test_numbers_in_the_texts_are_the_computed_ones(key):
    entry = ALL[key]
    written = [entry["answer"], *(m["value"] for m in entry.get("mistakes", []))]
    np.testing.assert_allclose(written, values()[key], rtol=1e-6)
    assert evaluate(key, entry["answer"]).status == "correcto"
    assert evaluate(key, np.array([[entry["answer"]]])).status == "correcto"
    for mistake in entry.get("mistakes", []):
        assert evaluate(key, mistake["value"]).message == mistake["message"]


def test_wrong_numbers():
    assert "porcentaje" in evaluate("01-cerca-de-la-media", 5.0667).message
    assert "signo" in evaluate("01-varianza", -28.95972423).message
    for text in ("mucho", "0.95"):
        assert "comillas" in evaluate("01-antes-normal", text).message
    assert "paréntesis" in evaluate("01-antes-normal", norm.cdf).message


def test_choice_forgives_the_way_of_writing():
    for answer in ("b", "B", "b)", "(b)", " b. "):
        assert evaluate("01-antes-forma", answer).status == "correcto"


# --- Componentes en cualquier orden -----------------------------------------------------------


def test_components_in_any_order_and_shape():
    fit = values()["03-tres"]
    parts = fit.weights_, fit.means_[:, 0], fit.covariances_[:, 0, 0]
    for order in permutations(range(3)):
        answer = tuple(part[list(order)] for part in parts)
        assert evaluate("03-tres", answer).status == "correcto"
    names = dict(zip(("weights", "means", "variances"), (p[:, None] for p in parts)))
    assert evaluate("03-tres", names).status == "correcto"


def test_wrong_components_are_named():
    w, m, v = (np.array(part) for part in ALL["03-tres"]["answer"])
    assert evaluate("03-tres", (np.sort(w), np.sort(m), np.sort(v))).mistakes == ("B19",)
    assert evaluate("03-tres", (w, m, np.sqrt(v))).mistakes == ("B9-desviación",)
    assert "con 3 valores" in evaluate("03-tres", (w[:2], m[:2], v[:2])).message
    assert "weights, means, variances" in evaluate("03-tres", m).message


# --- Orden de líneas y reparación -------------------------------------------------------------


def all_orders(entry):
    """Todas las maneras correctas, por fuerza bruta sobre lo que cada línea usa."""
    needs = {1: {2, 3}, 2: {6}, 3: {2}, 4: {1}, 6: {7}, 7: set(), 8: {3}}
    for order in permutations([1, 2, 3, 4, 6, 7, 8]):
        if all(needs[line] <= set(order[:i]) for i, line in enumerate(order)) and \
                order.index(7) < order.index(1):
            # weights se usa en la línea 6 y se cambia en la 8
            if order.index(6) < order.index(8):
                yield list(order)


def test_every_valid_order_passes():
    orders = list(all_orders(ALL["03-iteracion"]))
    assert len(orders) == 3  # la línea 8, en tres lugares
    for order in orders:
        assert evaluate("03-iteracion", order).status == "correcto"
        assert evaluate("03-iteracion", tuple(map(str, order))).status == "correcto"


@pytest.mark.parametrize(("order", "words"), [
    ([6, 7, 2, 3, 1, 4, 8], "la línea 6 («joint = weights * densities») usa densities"),
    ([7, 6, 3, 2, 1, 4, 8], "la línea 3 («n_k = R.sum(axis=0)») usa R"),
    ([7, 6, 5, 3, 1, 4, 8], "se normaliza sobre el eje equivocado"),
    ([7, 6, 2, 3, 4, 1, 8], "la varianza usa la media vieja"),
    ([7, 6, 5, 2, 3, 1, 4, 8], "hay una que sobra"),
    ([7, 6, 2, 3, 1, 4], "falta la línea que calcula weights"),
    ([7, 6, 2, 3, 1, 4, 4], "repetida"),
    ([7, 6, 2, 3, 1, 4, 9], "de 1 a 8"),
    ("76", "lista"),
], ids=str)
def test_wrong_orders(order, words):
    feedback = evaluate("03-iteracion", order)
    assert feedback.status == "todavía no"
    assert words in feedback.message
    assert evaluate("03-iteracion", [7, ..., 2]).status == "pendiente"


@pytest.mark.parametrize(("fix", "status", "words"), [
    ({1: "scale = np.sqrt(variances)"}, "correcto", "raíz"),
    ({"1": "  scale = variances**0.5  # la raíz"}, "correcto", "raíz"),
    ({2: "u = (x[:, None] - means) / np.sqrt(scale)"}, "todavía no", "el factor de delante"),
    ({4: "return height / np.sqrt(2 * np.pi * scale)"}, "todavía no", "el exponente divide"),
    ({1: "scale = variances"}, "todavía no", "como estaba"),
    ({3: "height = np.exp(-u**2)"}, "todavía no", "Propiedad que falla: el área"),
    ({1: "scale = np.sqrt(variances"}, "todavía no", "no entiende"),
    ({1: "scale = desviacion"}, "todavía no", "no existe"),
    ({7: "scale = 1"}, "todavía no", "de 1 a 4"),
    ({1: "a", 2: "b"}, "todavía no", "una sola línea"),
    ("scale = np.sqrt(variances)", "todavía no", "una sola línea"),
    ({1: "..."}, "pendiente", "línea nueva"),
], ids=str)
def test_repairs(fix, status, words):
    feedback = evaluate("03-caza", fix)
    assert feedback.status == status
    assert words in feedback.message


# --- Votos, letras y predicciones -------------------------------------------------------------


def test_two_votes():
    assert evaluate("01-concepto", (..., "c")).status == "pendiente"
    first = evaluate("01-concepto", ("a", ...))
    assert first.status == "anotado"
    assert "dos minutos" in first.message
    assert evaluate("01-concepto", ("c", ...)).message == first.message  # no la delata
    assert evaluate("01-concepto", ("a", "c")).status == "correcto"
    assert "(votos: c y a)" in evaluate("01-concepto", ("c", "a")).message
    assert "dos votos" in evaluate("01-concepto", "c").message
    assert evaluate("01-concepto", ("a", 3)).message.startswith("vote_2: se espera una letra")
    assert evaluate("01-concepto", (7, ...)).message.startswith("vote_1: se espera una letra")


def test_matching_says_which_positions():
    message = evaluate("01-dibujos", "abcd").message
    assert "Dibujo A" in message
    assert "Dibujo C" not in message


def test_unknown_identifier_lists_those_of_the_lesson():
    with pytest.raises(ValueError, match="Los de esta lección: 01-"):
        evaluate("01-", 1)


def test_printed_texts(capsys):
    check("01-antes-forma", "B")
    hint("01-densidad", 1)
    hint("01-densidad", 3)
    hint("01-densidad", 9)
    show_prediction(..., "a")
    show_prediction("c", "a", "01-pred-prueba")
    check("01-antes-forma", "a")
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("[01-antes-forma] correcto")
    assert printed[1].endswith('(Otra: hint("01-densidad", 2).)')
    assert printed[2].startswith("[01-densidad] pista 3 de 3")
    assert "Hay 3 pistas" in printed[3]
    assert printed[4] == "Predicción: pendiente · Observado: a"
    assert printed[5] == "Predicción: c · Observado: a"
    assert printed[-1] == '  Si hace falta: hint("01-antes-forma").'


# --- Funciones que no funcionan -----------------------------------------------------------------


def test_shape_type_and_count_are_explained():
    density, e_step, m_step = "01-densidad", "03-paso-e", "03-paso-m"
    square = evaluate(density, lambda x, w, m, v: np.zeros((len(x), len(x)))).message
    assert "forma (3, 3) y se espera (3,)" in square
    assert "(n,) con (n, 1)" in square
    turned = evaluate(e_step, lambda x, w, m, v: np.ones((len(w), len(x)))).message
    assert "filas y las columnas están al revés" in turned
    assert "llegan 2" in evaluate(m_step, lambda x, R: (R.mean(0), R.mean(0))).message
    assert "no es de números" in evaluate(e_step, lambda *a: "hola").message
    assert "x, weights, means, variances" in evaluate(e_step, lambda x: x).message
    lost = evaluate("03-em", lambda x, w, m, v, tol: (w, m, v)).message
    assert "una tupla por iteración" in lost
    alone = evaluate("03-em", lambda x, w, m, v, tol: [(w, m, v)])
    assert "tiene 1 elementos" in alone.message
    assert alone.mistakes == ("B8-primera",)
    assert "sin paréntesis" in evaluate(e_step, np.ones((3, 2))).message


def broken_name(x, R):
    return undefined_name * x  # noqa: F821


def test_exceptions_name_the_line():
    message = evaluate("03-paso-m", broken_name).message
    assert "«return undefined_name * x  # noqa: F821»" in message
    assert "«undefined_name», que no existe; ¿ejecutaste la celda que lo define?" in message
    assert str(ROOT) not in message
    assert "divide por cero" in evaluate("02-ordenar", lambda *a: 1 / 0).message
    assert "x[:, None]" in evaluate("03-paso-e", lambda x, w, m, v: w * x - m).message
    assert "SystemExit" in evaluate("02-ordenar", lambda *a: exit(1)).message


def test_mutated_input_is_explained():
    def mutates(weights, means, variances):
        means.sort()
        return weights, means, variances

    assert "modifica los datos" in evaluate("02-ordenar", mutates).message


def half_open(x, weights, means, variances):
    R = ...
    return R / R.sum(axis=1)


def open_product(x, R):
    n_k = ...
    return n_k / len(x), R.T @ x / n_k, n_k


@pytest.mark.parametrize(("key", "function"), [
    ("03-paso-m", lambda x, R: (..., ..., ...)), ("03-paso-m", lambda x, R: None),
    ("03-paso-m", lambda x, R: (R.mean(axis=0), None, ...)), ("03-paso-m", open_product),
    ("03-paso-e", half_open),
])
def test_half_filled_function_is_pending(key, function):
    assert evaluate(key, function).status == "pendiente"


def test_unknown_mistake_shows_property_input_got_and_expected():
    feedback = evaluate("03-paso-e", lambda x, w, m, v: np.add.outer(x, w))
    assert feedback.mistakes == ()
    assert "Propiedad que falla: cada fila de responsabilidades suma 1" in feedback.message
    assert "Con x = [0 1 3]" in feedback.message
    assert "se obtiene [[0.25 0.75]" in feedback.message
    assert "y se espera [[0.99895 " in feedback.message


def test_what_a_function_prints_is_not_shown(capsys):
    def chatty(x, R):
        print("hola" * 1000)
        return R

    evaluate("03-paso-m", chatty)
    assert capsys.readouterr().out == ""


# --- Bucles sin fin -----------------------------------------------------------------------------


def plain_loop(*arguments):
    while True:
        pass


def stubborn_loop(*arguments):
    while True:
        try:
            sum(range(100))
        except BaseException:
            pass


def c_loop(*arguments):
    return sum(itertools.count())


def huge_number(*arguments):
    return 10**10**9


def deadlock(*arguments):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def sleeper(*arguments):
    time.sleep(1000)


@pytest.mark.parametrize("loop", [plain_loop, stubborn_loop, c_loop, huge_number, deadlock,
                                  sleeper])
def test_what_never_ends_is_ended(loop, monkeypatch):
    monkeypatch.setattr(limits, "SECONDS", 0.3)
    began = time.monotonic()
    feedback = evaluate("03-em", loop)
    assert feedback.status == "todavía no"
    assert "no termina" in feedback.message
    assert time.monotonic() - began < 60  # ni se espera al bucle, ni queda detrás


def bottomless(*arguments):
    sys.setrecursionlimit(10**9)
    return bottomless(*arguments)


def closes_python(*arguments):
    os._exit(3)


@pytest.mark.parametrize("function", [closes_python, bottomless])
def test_a_function_that_closes_python_does_not_close_this_one(function):
    feedback = evaluate("03-em", function)
    assert feedback.status == "todavía no"
    assert "cierra Python" in feedback.message or "no termina" in feedback.message
    assert evaluate("03-paso-m", Recipe().m_step).status == "correcto"


def test_python_may_be_left_alone(monkeypatch):
    """En WebAssembly no hay procesos: se corrige aquí mismo."""
    monkeypatch.setattr(limits, "_worker", lambda: None)
    assert evaluate("03-paso-m", Recipe().m_step).status == "correcto"
    assert evaluate("03-paso-m", lambda x, R: exit(1)).status == "todavía no"


def test_what_cannot_travel_is_examined_here():
    lock = threading.Lock()

    def uses_a_lock(x, R):
        with lock:
            return Recipe().m_step(x, R)

    assert evaluate("03-paso-m", uses_a_lock).status == "correcto"


def test_interruption_by_keyboard_ends_the_process(monkeypatch):
    class Interrupted:
        ended = False

        def submit(self, *task):
            return self

        def result(self, seconds):
            raise KeyboardInterrupt

        def shutdown(self, **options):
            self.ended = True

    worker = Interrupted()

    def only_worker():
        return worker

    only_worker.cache_clear = lambda: None
    monkeypatch.setattr(limits, "_worker", only_worker)
    with pytest.raises(KeyboardInterrupt):
        evaluate("03-em", plain_loop)
    assert worker.ended


# --- Los errores conocidos ----------------------------------------------------------------------

ON_LIST = "B1 B2 B3 B4 B5 B6 B8 B9 B10 B12 B17 B18 B19 B21 B23 B24 B26 B28 B29 B30".split()
# Del catálogo, los que no son un error de estas funciones: el inicio (B14 a B16), etiquetas y
# avisos (B22 va en B8), falta de regularización (B13), lentitud (B33), avisos callados (B32).


def known_keys():
    families = FAMILIES.values()
    named = {key for family in families for key in (*family.wrong, *family.undone)}
    others = {"B12-densidades", "B12-máximo", "B21", "B26", "B26-fijo", "B28", "B8-fijo",
              "B8-primera", "R-fija", "falta-última", "sobra-última", "sin-actualizar",
              "sin-inicio"}
    return {key.split("~")[0] for key in (*named, *mistakes.STOPS, *ONLY_WITH.values(), *others)}


def test_catalogue_is_complete_and_has_its_texts():
    assert set(ON_LIST) <= {key.split("-")[0] for key in known_keys()}
    path = ROOT / "gmm_lab" / "exercises" / "mistakes.toml"
    texts = tomllib.loads(path.read_text(encoding="utf-8"))
    assert known_keys() == set(texts)
    assert all(text["name"] and text["see"] and text["hint"] for text in texts.values())


VARIANTS = [
    (key, mistake, variant)
    for key, entry in FUNCTIONS.items()
    for mistake, variant in FAMILIES[entry["family"]].mistakes.items()
]


@pytest.mark.parametrize(("key", "mistake", "variant"), VARIANTS,
                         ids=lambda value: value if isinstance(value, str) else "")
def test_variants_are_refused_and_named(key, mistake, variant):
    """Cada variante o bien no cambia esa función, o bien se rechaza y se explica."""
    family, entry = FAMILIES[FUNCTIONS[key]["family"]], FUNCTIONS[key]
    same = mistake not in family.wrong and not entry.get("far")
    if family.history:  # sus pasos cambian, o dónde para
        runs = dict(enumerate(family.run(variant)))
        if None in runs.values():
            pytest.skip("con este error, EM se interrumpe")
        same = history.is_right(runs)
    if entry.get("far"):
        same = not any(family.differences(got, want) for got, want in zip(
            family.run(variant), family.wants))
    feedback = evaluate(key, variant)
    assert feedback.status == ("correcto" if same else "todavía no")
    if not same:
        if family.history and "Puede ser una de estas cosas" in feedback.message:
            return
        assert feedback.mistakes
        text = FUNCTIONS[key].get("says", {}).get(feedback.mistakes[0])
        assert (text or explain(feedback.mistakes[0])) in feedback.message


@pytest.mark.parametrize("key", FUNCTIONS)
def test_reference_is_right(key):
    assert evaluate(key, FAMILIES[FUNCTIONS[key]["family"]].reference).status == "correcto"


@pytest.mark.parametrize("extra", [1e-6, 1e-8, 1e-10, 1e-12, 1e-15])
def test_any_small_number_is_recognised(extra):
    def e_step(x, w, m, v):
        joint = w * norm.pdf(x[:, None], m, np.sqrt(v))
        return joint / (joint.sum(axis=1, keepdims=True) + extra)

    assert evaluate("03-paso-e", e_step).mistakes == ("B12",)


X = load_class_data()[0][:, 0]


@pytest.mark.parametrize(("key", "function"), [
    ("03-log-verosimilitud", lambda x, w, m, v: norm.logpdf(X, m[0], v[0]).sum()),
    ("01-densidad", lambda x, w, m, v: norm.pdf(X[:, None], m, v**0.5) @ w),
    ("03-paso-e", lambda x, w, m, v: np.full((len(x), len(w)), 0.3)),
    ("10-bic", lambda scores, K, d: 0.0), ("08-elipse", lambda S, s: (1, 1, 1)),
])
def test_a_function_that_ignores_its_input_is_recognised(key, function):
    assert evaluate(key, function).mistakes == ("B26-fijo",)


def test_two_mistakes_at_once_are_both_named():
    def both(x, R):
        n_k = R.sum(axis=0)
        means = R.T @ x / n_k
        return n_k, means, (R * (x[:, None] - means) ** 2).sum(axis=0) / (n_k - 1)

    assert set(evaluate("03-paso-m", both).mistakes) == {"B5", "B18"}


# --- Qué propiedad descubre qué error -----------------------------------------------------------


@pytest.fixture(scope="module")
def matrix():
    return mistake_matrix()


def test_matrix_has_every_mistake_and_property(matrix):
    assert set(matrix) == {"correcto", *(key for key in mistakes.EM if "~" not in key)}
    assert all(tuple(row) == TABLE for row in matrix.values())


def test_the_correct_one_fails_nothing_and_the_formula_finds_all(matrix):
    assert not any(matrix["correcto"].values())
    silent = [key for key, row in matrix.items() if not row["fórmula"]]
    assert silent == ["correcto", "B12-máximo", "B12-densidades"]
    assert matrix["B12-densidades"]["lejos"]


@pytest.mark.parametrize(("key", "found", "missed"), [
    ("B1", ["pesos", "sube", "orden"], ["filas", "área", "ajuste final"]),
    ("B2", ["K = 1"], ["sube", "pesos", "orden", "unidades", "duplicar", "ajuste final"]),
    ("B4", ["filas", "pesos"], []),
    ("B5", ["pesos"], ["filas", "área", "ajuste final"]),
    ("B6", ["unidades"], ["filas", "pesos"]),
    ("B10-2π", ["área"], ["sube", "filas", "ajuste final"]),
    ("B12", ["lejos"], ["sube", "pesos", "orden", "ajuste final"]),
    ("B17", [], ["filas", "pesos", "K = 1", "orden", "unidades"]),
    ("B18", ["K = 1", "duplicar"], ["filas", "pesos"]),
])
def test_matrix_says_what_finds_what(matrix, key, found, missed):
    assert {name: matrix[key][name] for name in found} == dict.fromkeys(found, True)
    assert {name: matrix[key][name] for name in missed} == dict.fromkeys(missed, False)


def test_that_it_rises_is_a_weak_test(matrix, capsys):
    rises = [key for key, row in matrix.items() if row["sube"]]
    assert len(rises) < 0.6 * len(matrix)
    with capsys.disabled():
        print(f"\n[ejercicios] {len(matrix) - 1} errores por {len(PROPERTIES)} propiedades: "
              f"«nunca baja» descubre {len(rises)}; «un paso», "
              f"{sum(row['fórmula'] for row in matrix.values())}.", file=sys.stderr)


@pytest.mark.parametrize("name", FAMILIES)
def test_the_reference_has_every_property_of_its_family(name):
    family = FAMILIES[name]
    assert {key: holds(key, family, family.reference) for key in family.properties} == \
        dict.fromkeys(family.properties, True)


def test_no_property_is_idle():
    used = {name for family in FAMILIES.values() for name in family.properties}
    assert used | set(TABLE) == set(PROPERTIES)
