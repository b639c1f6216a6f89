"""De una respuesta a un comentario en español. Los textos están en `lessons/NN.toml`."""

from dataclasses import dataclass

from . import journal, kinds
from .catalogue import find, predictions
from .examination import is_open

__all__ = ["Feedback", "check", "evaluate", "hint", "reveal", "show_prediction"]


@dataclass(frozen=True)
class Feedback:
    """El comentario: `status` es "correcto", "todavía no", "pendiente" o "anotado".

    `mistakes` son las claves de los errores conocidos que se reconocieron.
    """

    exercise_id: str
    status: str
    message: str
    mistakes: tuple = ()

    def __str__(self):
        text = f"[{self.exercise_id}] {self.status}: {self.message}".replace("\n", "\n  ")
        if self.status == "todavía no":
            text += f'\n  Si hace falta: hint("{self.exercise_id}").'
        return text


def evaluate(exercise_id, answer):
    """Corrige una respuesta sin imprimir ni anotar nada.

    Parameters
    ----------
    exercise_id : str
        Identificador, como "01-densidad".
    answer : object
        Número, letra, letras, lista o función, según el ejercicio; `...` es "pendiente".

    Returns
    -------
    Feedback

    Raises
    ------
    ValueError
        Si el identificador no existe. Una respuesta equivocada nunca es un error.
    """
    entry = find(exercise_id)
    if is_open(answer) and entry["kind"] != "conceptest":
        return Feedback(exercise_id, "pendiente", "reemplaza los puntos suspensivos (...).")
    try:
        return Feedback(exercise_id, *kinds.CHECKERS[entry["kind"]](entry, answer))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # un objeto raro puede fallar al mirarlo; no es culpa de nadie
        return Feedback(exercise_id, "todavía no", "no se puede leer esta respuesta, de tipo "
                        f"{type(answer).__name__} ({type(error).__name__}).")


def check(exercise_id, answer):
    """Corrige una respuesta, anota el progreso e imprime el comentario.

    Los parámetros son los de `evaluate`.

    Examples
    --------
    >>> check("01-antes-forma", ...)
    [01-antes-forma] pendiente: reemplaza los puntos suspensivos (...).
    """
    if _is_unknown(exercise_id):
        return
    feedback = evaluate(exercise_id, answer)
    voted = find(exercise_id)["kind"] == "conceptest"
    journal.record(exercise_id, feedback.status, answer if voted else "")
    print(feedback)


def _is_unknown(exercise_id):
    """Si no hay tal ejercicio; entonces dice cuáles hay."""
    try:
        find(exercise_id)
    except ValueError as error:
        print(error)
        return True
    return False


def hint(exercise_id, step=1):
    """Imprime una pista; hay tres: 1, una pregunta; 2, por dónde seguir; 3, casi la línea."""
    if _is_unknown(exercise_id):
        return
    hints = find(exercise_id).get("hints", ["Relee la sección anterior del cuaderno."])
    if step not in range(1, len(hints) + 1):
        print(f"[{exercise_id}] Hay {len(hints)} pistas: pide de step=1 a step={len(hints)}.")
        return
    more = f' (Otra: hint("{exercise_id}", {step + 1}).)' if step < len(hints) else ""
    print(f"[{exercise_id}] pista {step} de {len(hints)}: {hints[step - 1]}{more}")


def reveal(exercise_id, prediction, observed):
    """Compara una predicción numérica con lo observado. Nunca se califica.

    Parameters
    ----------
    exercise_id : str
        Identificador de la predicción, como "04-pred-semillas".
    prediction : float
        Lo que se escribió; sin responder, dice "pendiente" y nada más.
    observed : float
        Lo que ocurrió.

    Examples
    --------
    >>> reveal("04-pred-semillas", ..., 3)
    pendiente
    """
    if is_open(prediction):
        print("pendiente")
        return
    entry = predictions()[exercise_id]
    try:
        away = float(prediction) - float(observed)
    except (TypeError, ValueError):
        print(f"Tu predicción es un número. Observado: {observed}.")
        return
    journal.record(exercise_id, "anotado", prediction)
    side = "near" if abs(away) <= entry["margin"] else "high" if away > 0 else "low"
    print(f"Tu predicción: {prediction} · Observado: {observed}. {entry[side]}")


def show_prediction(prediction, observed, exercise_id=None):
    """Muestra una predicción junto a lo observado. Nunca se califica.

    Parameters
    ----------
    prediction : object
        Lo que se escribió; `...` es "pendiente".
    observed : str
        Lo que ocurrió.
    exercise_id : str, optional
        Con qué nombre se anota, como "01-pred-sumar"; sin él, no se anota.

    Examples
    --------
    >>> show_prediction("b", "a")
    Predicción: b · Observado: a
    >>> show_prediction(..., "a")
    Predicción: pendiente · Observado: a
    """
    shown = "pendiente" if prediction is ... else str(prediction).strip() or "pendiente"
    if exercise_id is not None and shown != "pendiente":
        journal.record(exercise_id, "anotado", prediction)
    print(f"Predicción: {shown} · Observado: {observed}")
