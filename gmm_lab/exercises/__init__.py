"""Ejercicios que responden: `check` corrige, `hint` da pistas, `progress` dice qué falta."""

from .examination import mistake_matrix, mistake_name
from .feedback import check, evaluate, hint, reveal, show_prediction
from .journal import download_progress, load_progress, progress, progress_csv

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
    "reveal",
    "show_prediction",
]
