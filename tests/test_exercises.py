"""Los ejercicios: aciertan, nombran el error y nunca se interrumpen."""

import ast
from pathlib import Path

import numpy as np
import pytest

from gmm_lab.exercises import check, evaluate, hint, mistakes, references, show_prediction
from gmm_lab.exercises.feedback import exercises

SOURCES = sorted((Path(__file__).parents[1] / "notebooks" / "source").glob("*.py"))
ALL = exercises()
FUNCTIONS = {key: entry for key, entry in ALL.items() if entry["kind"] == "function"}


def used_in_lessons():
    calls = [
        node
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "check"
    ]
    return {call.args[0].value for call in calls}


def test_lessons_and_catalogue_agree():
    assert used_in_lessons() == set(ALL)


@pytest.mark.parametrize("key", ALL)
def test_every_exercise_has_three_hints_and_a_kind_reason(key):
    entry = ALL[key]
    assert len(entry["hints"]) == 3
    assert len(entry["right"]) > 20


@pytest.mark.parametrize("key", ALL)
def test_open_exercise_is_pending(key):
    assert evaluate(key, ...).status == "pendiente"


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize(
    "nonsense",
    ["zzz", 12345.678, [1, "a"], (0, 5), object(), np.nan, {}, lambda *a: 1 / 0],
    ids=["texto", "número", "lista", "tupla", "objeto", "nan", "diccionario", "función"],
)
def test_nonsense_is_answered_in_spanish(key, nonsense):
    feedback = evaluate(key, nonsense)
    assert feedback.status in ("todavía no", "pendiente")
    assert len(feedback.message.split()) >= 4


def test_decimal_comma_is_recognised():
    assert "0.5 en lugar de 0,5" in evaluate("01-antes-promedio", (3, 5)).message


NUMBERS = [
    (key, mistake)
    for key, entry in ALL.items()
    if entry["kind"] == "number"
    for mistake in entry.get("mistakes", [])
]


@pytest.mark.parametrize(("key", "mistake"), NUMBERS)
def test_known_wrong_numbers_are_named(key, mistake):
    value = mistake["value"]
    value = getattr(references, value)() if isinstance(value, str) else value
    assert evaluate(key, value).message == mistake["message"]


VARIANTS = [
    (key, mistake["variant"], mistake["message"])
    for key, entry in FUNCTIONS.items()
    for mistake in entry["mistakes"]
]


@pytest.mark.parametrize(("key", "variant", "message"), VARIANTS)
def test_known_wrong_functions_are_named(key, variant, message):
    feedback = evaluate(key, getattr(mistakes, variant))
    assert (feedback.status, feedback.message) == ("todavía no", message)


@pytest.mark.parametrize("key", FUNCTIONS)
def test_reference_is_right(key):
    assert evaluate(key, getattr(references, FUNCTIONS[key]["reference"])).status == "correcto"


def loop_e_step(x, weights, means, variances):
    rows = []
    for value in x:
        row = [
            w * np.exp(-((value - m) ** 2) / (2 * v)) / (2 * np.pi * v) ** 0.5
            for w, m, v in zip(weights, means, variances)
        ]
        rows.append([term / sum(row) for term in row])
    return rows


def log_e_step(x, weights, means, variances):
    from scipy.special import softmax
    from scipy.stats import norm

    return softmax(np.log(weights) + norm.logpdf(x[:, None], means, np.sqrt(variances)), axis=1)


@pytest.mark.parametrize("function", [loop_e_step, log_e_step])
def test_other_styles_are_right_too(function):
    assert evaluate("03-paso-e", function).status == "correcto"


def test_unknown_mistake_shows_what_was_got_and_expected():
    message = evaluate("03-paso-e", lambda x, w, m, v: np.full((len(x), len(w)), 0.3)).message
    assert "se obtiene" in message
    assert "se espera" in message


def test_wrong_shape_is_explained():
    message = evaluate("01-densidad", lambda x, w, m, v: np.zeros((len(x), len(x)))).message
    assert "forma (2, 2) y se espera (2,)" in message


def test_exception_and_mutation_are_explained():
    def mutates(weights, means, variances):
        means.sort()
        return weights, means, variances

    assert "modifica los datos" in evaluate("02-ordenar", mutates).message
    assert "ZeroDivisionError" in evaluate("02-ordenar", lambda *a: 1 / 0).message


def test_half_filled_function_is_pending():
    assert evaluate("03-paso-m", lambda x, R: (..., ..., ...)).status == "pendiente"


def test_matching_says_which_positions():
    message = evaluate("01-dibujos", "abcd").message
    assert "Dibujo A" in message
    assert "Dibujo C" not in message


def test_unknown_identifier_lists_those_of_the_lesson():
    with pytest.raises(ValueError, match="01-densidad"):
        check("01-densida", 1)


def test_printed_texts(capsys):
    check("01-antes-forma", "B")
    hint("01-densidad", 3)
    hint("01-densidad", 9)
    show_prediction(..., "a")
    printed = capsys.readouterr().out.splitlines()
    assert printed[0].startswith("[01-antes-forma] correcto")
    assert printed[1].startswith("[01-densidad] pista 3 de 3")
    assert "Hay 3 pistas" in printed[2]
    assert printed[3] == "Predicción: pendiente · Observado: a"
