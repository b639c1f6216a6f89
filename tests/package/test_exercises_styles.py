"""¿Se nombra cada error, esté escrito como esté? ¿Y se acepta todo lo que está bien?"""

import sys
from collections import Counter

import exercise_styles
import numpy as np
import pytest

from gmm_lab.exercises import evaluate

MISTAKES = exercise_styles.all_mistakes()
CORRECT = exercise_styles.CORRECT


def name(value):
    return value if isinstance(value, str) else getattr(value, "__qualname__", "")


@pytest.mark.parametrize(("key", "mistake", "style", "function"), MISTAKES, ids=name)
def test_mistake_is_named_in_every_style(key, mistake, style, function):
    feedback = evaluate(key, function)
    assert feedback.status == "todavía no"
    assert feedback.mistakes == (mistake,)


@pytest.mark.parametrize(("key", "function"), CORRECT, ids=name)
def test_correct_solution_in_another_style_raises_no_alarm(key, function):
    feedback = evaluate(key, function)
    assert feedback.status == "correcto", feedback
    assert feedback.mistakes == ()


def test_counts(capsys):
    per_mistake = Counter((key, mistake) for key, mistake, _, _ in MISTAKES)
    assert min(per_mistake.values()) >= 3
    assert len(CORRECT) >= 12
    ids = {mistake.split("-")[0] for _, mistake in per_mistake if mistake.startswith("B")}
    with capsys.disabled():
        print(f"\n[ejercicios] {len(MISTAKES)} respuestas con un error ({len(per_mistake)} errores"
              f" de {len(ids)} números de lista, al menos 3 versiones de cada uno) y "
              f"{len(CORRECT)} soluciones correctas en otros estilos.", file=sys.stderr)


# Lo que no es ningún error conocido también se rechaza, con la propiedad que falla.
UNKNOWN = [
    ("03-paso-e", lambda x, w, m, v: np.abs(np.subtract.outer(x, m)), "cada fila"),
    ("03-paso-m", lambda x, R: (R.sum(0), R.sum(0), x @ R), "los pesos suman 1"),
    ("03-paso-m", lambda x, R: (R.mean(0), R.T @ x, R.mean(0) + 5), "una sola componente"),
    ("03-log-verosimilitud", lambda x, w, m, v: x.sum(), "el área"),
    ("01-densidad", lambda x, w, m, v: np.exp(-abs(x / 2)), "el área"),
    ("10-bic", lambda scores, K, d: scores.sum() + K + d, "se espera"),
    ("08-elipse", lambda S, s: (S[0, 0] + 7, s, 1), "se espera"),
]


@pytest.mark.parametrize(("key", "function", "words"), UNKNOWN, ids=name)
def test_unknown_mistake_is_refused_with_the_property(key, function, words):
    feedback = evaluate(key, function)
    assert (feedback.status, feedback.mistakes) == ("todavía no", ())
    assert words in feedback.message
