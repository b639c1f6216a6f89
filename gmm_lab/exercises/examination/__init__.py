"""El examen de una función: se la ejecuta aparte, se la compara y se nombra su error."""

from .examine import PENDING, RIGHT, WRONG, examine, explain, mistake_name
from .families import FAMILIES, Family, WrongCount
from .observation import is_open
from .properties import mistake_matrix

__all__ = [
    "FAMILIES",
    "PENDING",
    "RIGHT",
    "WRONG",
    "Family",
    "WrongCount",
    "examine",
    "explain",
    "is_open",
    "mistake_matrix",
    "mistake_name",
]
