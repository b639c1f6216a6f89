"""Respuestas de quien solo vio los enunciados: ¿cuántas se juzgan y se nombran bien?

Las escribieron personas que no habían leído el examen de las funciones, a partir de los textos de
los ejercicios y de los nombres de los errores: `unseen` antes de una corrección del detector, y
`unseen_later` después de ella. Una causa equivocada es peor que ninguna.
"""

import sys
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from gmm_lab.exercises import evaluate

SETS = ("unseen", "unseen_later")
FILES = {name: sorted(path.stem for path in (Path(__file__).parent / name).glob("[a-z]*.py"))
         for name in SETS}
# Causas que se nombran en una respuesta que no está en la lista y que son, leídas una por una,
# la verdad: el texto dice lo que pasa, no lo que se supone.
TRUE_ANYWHERE = {
    "vacía", "B10-signo", "B4-tabla", "B4-suma", "B29-ejes", "B29-girada", "B26-fijo", "sin-suma",
    "falta-última", "sobra-última", "B28-sin-media", "orden-resultados", "B6-ponderada",
    "B19-nada",
}


def in_words(feedback):
    """Si el comentario dice algo más que los números obtenidos y esperados."""
    return [line for line in feedback.message.splitlines()
            if not line.startswith(("Con x", "Con w", "Con s", "Con l", "Con c", "  ", "Entrada"))]


def judged(name):
    """Cada respuesta: (lo que se dijo, archivo, causa verdadera, causa nombrada)."""
    for file in FILES[name]:
        module = import_module(f"{name}.{file}")
        for key, function in module.CORRECT:
            right = evaluate(key, function).status == "correcto"
            yield "correcta" if right else "falsa alarma", file, function, ()
        for key, keys, cause, function in module.WRONG:
            feedback = evaluate(key, function)
            named, kind = set(feedback.mistakes), "conocido" if keys else "otro"
            if feedback.status == "correcto":
                what = "aceptado"
            elif named and not named <= set(keys or TRUE_ANYWHERE):
                what = "con otra causa"
            elif keys:
                what = "nombrado" if named else "sin nombrar"
            else:
                what = "con palabras" if in_words(feedback) else "solo números"
            yield f"{kind} {what}", file, cause, feedback.mistakes


@pytest.mark.parametrize("name", SETS)
def test_answers_of_an_unseen_hand(name, capsys):
    cases = list(judged(name))
    found = Counter(case[0] for case in cases)
    with capsys.disabled():
        text = "; ".join(f"{what}: {found[what]}" for what in sorted(found))
        print(f"\n[{name}] {text}.", file=sys.stderr)

    def those(*kinds):
        return [case for case in cases if case[0] in kinds]

    known, other = (sum(number for what, number in found.items() if what.startswith(kind))
                    for kind in ("conocido", "otro"))
    assert those("falsa alarma") == []
    assert those("conocido aceptado", "otro aceptado") == []
    assert found["conocido nombrado"] >= 0.95 * known
    wrong = those("conocido con otra causa", "otro con otra causa")
    assert len(wrong) <= 0.005 * (known + other), wrong
    assert found["otro con palabras"] >= 0.85 * other
