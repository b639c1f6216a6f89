"""De una respuesta a un comentario en español. Los textos están en `lessons/NN.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from . import kinds

__all__ = ["Feedback", "check", "evaluate", "hint", "show_prediction"]


@dataclass(frozen=True)
class Feedback:
    """El comentario: `status` es "correcto", "todavía no" o "pendiente"."""

    exercise_id: str
    status: str
    message: str

    def __str__(self):
        return f"[{self.exercise_id}] {self.status}: {self.message}"


@cache
def exercises():
    """Todos los ejercicios del curso: identificador -> descripción."""
    folder = files("gmm_lab.exercises") / "lessons"
    texts = [path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name[0] != "_"]
    return {key: entry for text in texts for key, entry in tomllib.loads(text).items()}


def _find(exercise_id):
    known = exercises()
    if exercise_id not in known:
        lesson = str(exercise_id)[:2]
        same = [key for key in sorted(known) if key.startswith(lesson)] or sorted(known)
        raise ValueError(
            f"No hay ningún ejercicio {exercise_id!r}. Los de esta lección: {', '.join(same)}."
        )
    return known[exercise_id]


def evaluate(exercise_id, answer):
    """Corrige una respuesta sin imprimir nada.

    Parameters
    ----------
    exercise_id : str
        Identificador, como "01-densidad".
    answer : object
        Número, letra, letras o función, según el ejercicio; `...` es "pendiente".

    Returns
    -------
    Feedback

    Raises
    ------
    ValueError
        Si el identificador no existe. Una respuesta equivocada nunca es un error.
    """
    entry = _find(exercise_id)
    if answer is ... or answer is None:
        return Feedback(exercise_id, "pendiente", "reemplazar los puntos suspensivos (...).")
    status, message = kinds.CHECKERS[entry["kind"]](entry, answer)
    return Feedback(exercise_id, status, message)


def check(exercise_id, answer):
    """Corrige una respuesta e imprime el comentario. Los parámetros son los de `evaluate`.

    Examples
    --------
    >>> check("01-antes-forma", ...)
    [01-antes-forma] pendiente: reemplazar los puntos suspensivos (...).
    """
    print(evaluate(exercise_id, answer))


def hint(exercise_id, step=1):
    """Imprime una pista; hay tres: 1, una pregunta; 2, por dónde seguir; 3, casi la línea."""
    hints = _find(exercise_id).get("hints", ["Releer la sección anterior del cuaderno."])
    if step not in range(1, len(hints) + 1):
        print(f"[{exercise_id}] Hay {len(hints)} pistas: pedir step=1 a step={len(hints)}.")
        return
    print(f"[{exercise_id}] pista {step} de {len(hints)}: {hints[step - 1]}")


def show_prediction(prediction, observed):
    """Muestra una predicción junto a lo observado. Nunca se califica.

    Parameters
    ----------
    prediction : object
        Lo que se escribió; `...` es "pendiente".
    observed : str
        Lo que ocurrió.

    Examples
    --------
    >>> show_prediction("b", "a")
    Predicción: b · Observado: a
    >>> show_prediction(..., "a")
    Predicción: pendiente · Observado: a
    """
    shown = "pendiente" if prediction is ... else str(prediction).strip() or "pendiente"
    print(f"Predicción: {shown} · Observado: {observed}")
