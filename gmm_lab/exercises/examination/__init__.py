"""El examen de una función: se la ejecuta aparte, se la compara y se nombra su error."""

from .examine import examine, explain, is_open, mistake_name
from .families import FAMILIES, Family, WrongCount
from .properties import mistake_matrix

__all__ = [
    "FAMILIES",
    "Family",
    "WrongCount",
    "examine",
    "explain",
    "is_open",
    "mistake_matrix",
    "mistake_name",
]
