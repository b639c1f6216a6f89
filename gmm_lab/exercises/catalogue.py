"""Qué ejercicios hay y qué textos tienen: `lessons/NN.toml` y `mistakes.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["exercises", "find", "mistake_texts"]

FOLDER = files("gmm_lab.exercises")


def _read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def exercises():
    """Todos los ejercicios del curso: identificador -> descripción."""
    paths = [path for path in (FOLDER / "lessons").iterdir() if path.name.endswith(".toml")]
    return {key: entry for path in paths for key, entry in _read(path).items()}


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
    if exercise_id not in known:
        lesson = str(exercise_id)[:2]
        same = [key for key in sorted(known) if key.startswith(lesson)] or sorted(known)
        raise ValueError(
            f"No hay ningún ejercicio {exercise_id!r}. Los de esta lección: {', '.join(same)}."
        )
    return known[exercise_id]
