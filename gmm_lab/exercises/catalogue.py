"""Qué ejercicios hay y qué textos tienen: `lessons/NN.toml` y `mistakes.toml`."""

import tomllib
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

__all__ = ["exercises", "find", "mistake_texts", "predictions"]

FOLDER = files("gmm_lab.exercises")


def _read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _entries():
    paths = [path for path in (FOLDER / "lessons").iterdir() if path.name.endswith(".toml")]
    return {key: entry for path in paths for key, entry in _read(path).items()}


@cache
def exercises():
    """Todos los ejercicios del curso: identificador -> descripción."""
    return {key: entry for key, entry in _entries().items() if entry["kind"] != "prediction"}


@cache
def predictions():
    """Las predicciones, que no se corrigen: identificador -> lo que se dice de cada una."""
    return {key: entry for key, entry in _entries().items() if entry["kind"] == "prediction"}


@cache
def mistake_texts():
    """Todos los errores conocidos: clave -> nombre, cómo verlo y una sugerencia."""
    return _read(FOLDER / "mistakes.toml")


def find(exercise_id):
    """La descripción de un ejercicio, o ValueError con los que hay en su lección.

    Examples
    --------
    >>> find("01-antes-forma")["kind"]
    'choice'
    """
    known = exercises()
    if not isinstance(exercise_id, str) or exercise_id not in known:
        lesson = str(exercise_id)[:2]
        near = get_close_matches(str(exercise_id)[:50], known, n=1)
        meant = f" ¿Quisiste decir {near[0]!r}?" if near else ""
        same = [key for key in sorted(known) if key.startswith(lesson)] or sorted(known)
        raise ValueError(
            f"No hay ningún ejercicio {str(exercise_id)[:50]!r}.{meant} Los de esta lección: "
            f"{', '.join(same)}."
        )
    return known[exercise_id]
