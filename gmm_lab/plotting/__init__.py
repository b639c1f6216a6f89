"""Las figuras del curso. Cada función dibuja lo que recibe (nunca ajusta) y devuelve los ejes."""

from ..mixture import lower_bound
from .animation import animate_em
from .clouds import (
    plot_density_contours,
    plot_pairs,
    plot_points,
    plot_regions,
    plot_soft_assignment,
    plot_uncertainty,
)
from .comparison import (
    parameter_table,
    plot_finals,
    plot_images,
    plot_methods,
    plot_selection,
)
from .likelihood import plot_likelihood_surface, plot_lower_bound, plot_starts
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
    "animate_em",
    "lower_bound",
    "new_axes",
    "parameter_table",
    "plot_curve",
    "plot_density_contours",
    "plot_em_steps",
    "plot_finals",
    "plot_histogram",
    "plot_images",
    "plot_labelled_histogram",
    "plot_likelihood_surface",
    "plot_log_likelihood",
    "plot_lower_bound",
    "plot_methods",
    "plot_mixture",
    "plot_pairs",
    "plot_points",
    "plot_regions",
    "plot_responsibilities",
    "plot_selection",
    "plot_soft_assignment",
    "plot_starts",
    "plot_uncertainty",
    "plot_values",
]
