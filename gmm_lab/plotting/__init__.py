"""Las figuras del curso. Cada función dibuja lo que recibe (nunca ajusta) y devuelve los ejes."""

from .mixtures import (
    plot_histogram,
    plot_labelled_histogram,
    plot_mixture,
    plot_responsibilities,
)
from .style import PALETTE, new_axes
from .traces import plot_curve, plot_em_steps, plot_log_likelihood, plot_values

__all__ = [
    "PALETTE",
    "new_axes",
    "plot_curve",
    "plot_em_steps",
    "plot_histogram",
    "plot_labelled_histogram",
    "plot_log_likelihood",
    "plot_mixture",
    "plot_responsibilities",
    "plot_values",
]
