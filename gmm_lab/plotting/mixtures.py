"""Dibujos de datos y mezclas."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Ellipse

from ..checks import check_data
from ..em import as_parameters, responsibilities, weighted_log_densities
from .style import (
    DATA_COLOR,
    STYLE,
    TOTAL_COLOR,
    color_of,
    line_style_of,
    marker_of,
    new_axes,
)

__all__ = [
    "plot_histogram",
    "plot_labelled_histogram",
    "plot_mixture",
    "plot_responsibilities",
]

GRID_POINTS = 600


def _column(X):
    """Los datos como una sola columna de forma (n,)."""
    X = np.asarray(X)
    return check_data(X.reshape(-1, 1) if X.ndim == 1 else X, n_features=1)[:, 0]


def _grid(low, high, margin=0.05):
    extra = margin * (high - low)
    return np.linspace(low - extra, high + extra, GRID_POINTS)


def plot_histogram(X, ax=None, *, bins=50, density=True, xlabel="x", title=None):
    """Histograma de una variable.

    Parameters
    ----------
    X : array_like, forma (n, 1) o (n,)
        Datos de una variable.
    ax : Axes, optional
        Dónde dibujar; por defecto, ejes nuevos.
    bins : int o array_like, default 50
        Intervalos.
    density : bool, default True
        Si el área suma 1 (densidad), o se cuentan observaciones.
    xlabel, title : str, optional
        Textos.

    Returns
    -------
    Axes
    """
    ax = new_axes() if ax is None else ax
    with plt.rc_context(STYLE):
        ax.hist(
            _column(X), bins=bins, density=density, color=DATA_COLOR, edgecolor="white",
            linewidth=0.4,
        )  # fmt: skip
        ax.set(xlabel=xlabel, ylabel="densidad" if density else "observaciones")
        ax.set_title(title or "")
    return ax


def plot_labelled_histogram(X, z, ax=None, *, bins=50, xlabel="x", names=None, title=None):
    """Histograma de una variable, apilado según la etiqueta de cada observación.

    Parameters
    ----------
    X : array_like, forma (n, 1) o (n,)
        Datos de una variable.
    z : array_like de enteros, forma (n,)
        Etiqueta de cada observación.
    ax, bins, xlabel, title
        Como en `plot_histogram`.
    names : list of str, optional
        Nombre de cada etiqueta en la leyenda.

    Returns
    -------
    Axes
    """
    ax = new_axes() if ax is None else ax
    x, z = _column(X), np.asarray(z)
    if z.shape != x.shape:
        raise ValueError(f"Hay {len(x)} datos y {z.size} etiquetas: se espera una por dato.")
    labels = np.unique(z)
    names = [f"grupo {k + 1}" for k in range(len(labels))] if names is None else names
    with plt.rc_context(STYLE):
        _, _, stacks = ax.hist(
            [x[z == label] for label in labels],
            bins=bins,
            stacked=True,
            color=[color_of(k) for k in range(len(labels))],
            edgecolor="white",
            linewidth=0.4,
            label=names,
        )
        for bars, hatch in zip(stacks if len(labels) > 1 else [stacks], ("", "////", "...", "xx")):
            for bar in bars:
                bar.set_hatch(hatch)
        ax.set(xlabel=xlabel, ylabel="observaciones")
        ax.set_title(title or "")
        ax.legend()
    return ax


def plot_mixture(X, model, ax=None, *, names=("x", "y"), title=None, probability=0.9):
    """Los datos y la mezcla: curvas sobre el histograma si d = 1, elipses si d = 2.

    Parameters
    ----------
    X : array_like, forma (n, d), con d igual a 1 o 2
        Datos.
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.
    ax : Axes, optional
        Dónde dibujar; por defecto, ejes nuevos.
    names : tuple of str
        Nombre y unidades de cada variable.
    title : str, optional
        Título.
    probability : float, default 0.9
        Con d = 2, probabilidad que encierra cada elipse bajo su componente.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si los datos tienen más de dos variables.
    """
    parameters = as_parameters(model)
    X = check_data(X, n_features=parameters.n_features)
    if parameters.n_features > 2:
        raise ValueError(
            f"X tiene {parameters.n_features} variables y esta figura dibuja 1 o 2: elegir dos "
            f"columnas y ajustar la mezcla a ellas."
        )
    draw = _mixture_1d if parameters.n_features == 1 else _mixture_2d
    ax = new_axes(height=2.9 if parameters.n_features == 1 else 3.8) if ax is None else ax
    with plt.rc_context(STYLE):
        draw(X, parameters, ax, names, probability)
        ax.set_title(title or "")
    return ax


def _mixture_1d(X, parameters, ax, names, _probability):
    plot_histogram(X, ax, xlabel=names[0])
    x = _grid(X.min(), X.max())
    components = np.exp(weighted_log_densities(x[:, None], parameters))
    for k, curve in enumerate(components.T):
        label = f"componente {k + 1} (peso {parameters.weights[k]:.2f})"
        ax.plot(x, curve, color=color_of(k), linestyle=line_style_of(k), label=label)
    if parameters.n_components > 1:
        ax.plot(x, components.sum(axis=1), color=TOTAL_COLOR, linewidth=1.2, label="mezcla")
    ax.legend()


def _mixture_2d(X, parameters, ax, names, probability):
    labels = responsibilities(X, parameters).argmax(axis=1)
    for k in range(parameters.n_components):
        mine = X[labels == k]
        ax.plot(
            *mine.T, marker_of(k), color=color_of(k), markersize=4.5, alpha=0.6,
            markeredgewidth=0, label=f"componente {k + 1} (peso {parameters.weights[k]:.2f})",
        )  # fmt: skip
        ax.add_patch(_ellipse(parameters.means[k], parameters.matrices[k], probability, k))
        ax.plot(*parameters.means[k], "+", color="black", markersize=11, markeredgewidth=2)
    ax.set(xlabel=names[0], ylabel=names[1])
    ax.autoscale_view()
    ax.legend()


def _ellipse(mean, covariance, probability, k):
    """La elipse que encierra `probability`: semiejes raíz de lambda por el cuantil de chi-2."""
    radius = np.sqrt(-2 * np.log(1 - probability))
    eigenvalues, eigenvectors = np.linalg.eigh(covariance)
    width, height = 2 * radius * np.sqrt(eigenvalues)
    angle = np.degrees(np.arctan2(eigenvectors[1, 0], eigenvectors[0, 0]))
    return Ellipse(
        mean, width, height, angle=angle, fill=False, color=color_of(k), linewidth=2,
        linestyle=line_style_of(k),
    )  # fmt: skip


def plot_responsibilities(model, interval, ax=None, *, xlabel="x", title=None):
    """La responsabilidad de cada componente a lo largo del eje.

    Parameters
    ----------
    model : MixtureParameters, GMM o GaussianMixture ajustado, con d = 1
        La mezcla.
    interval : tuple of float
        Extremos del eje.
    ax : Axes, optional
        Dónde dibujar; por defecto, ejes nuevos.
    xlabel, title : str, optional
        Textos.

    Returns
    -------
    Axes
    """
    parameters = as_parameters(model)
    ax = new_axes(height=2.4) if ax is None else ax
    x = np.linspace(*interval, GRID_POINTS)
    R = responsibilities(x[:, None], parameters).T
    with plt.rc_context(STYLE):
        for k, curve in enumerate(R):
            label = f"componente {k + 1}"
            ax.plot(x, curve, color=color_of(k), linestyle=line_style_of(k), label=label)
        ax.set(xlabel=xlabel, ylabel="responsabilidad", ylim=(-0.04, 1.04))
        ax.set_title(title or "")
        ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    return ax
