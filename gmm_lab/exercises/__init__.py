"""Ejercicios que responden: `check` corrige, `hint` da pistas, `progress` dice qué falta."""

from .feedback import check, evaluate, hint, show_prediction
from .functions import mistake_name
from .journal import download_progress, load_progress, progress, progress_csv
from .properties import mistake_matrix

__all__ = [
    "check",
    "download_progress",
    "evaluate",
    "hint",
    "load_progress",
    "mistake_matrix",
    "mistake_name",
    "progress",
    "progress_csv",
    "show_prediction",
]
