"""Ejercicios que responden: `check` corrige, `hint` da pistas, `show_prediction` compara."""

from .feedback import check, evaluate, hint, show_prediction

__all__ = ["check", "evaluate", "hint", "show_prediction"]
