"""Dibujos de datos y mezclas."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Ellipse

from ..checks import check_array, check_data
from ..mixture import as_parameters, responsibilities, weighted_log_densities
from .inputs import check_bins, check_column, check_labels, check_names, check_probability
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

    Raises
    ------
    ValueError
        Si X no es una columna de números, o si ningún dato cae en los intervalos.
    """
    x = check_column(X)
    edges = check_bins(bins, x)
    ax = new_axes() if ax is None else ax
    with plt.rc_context(STYLE):
        ax.hist(x, bins=edges, density=density, color=DATA_COLOR, edgecolor="white",
                linewidth=0.4)
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

    Raises
    ------
    ValueError
        Si no hay una etiqueta entera por dato, faltan nombres o ningún dato cae en los intervalos.
    """
    x = check_column(X)
    z, edges = check_labels(z, len(x), "z"), check_bins(bins, x)
    labels = np.unique(z)
    names = [f"grupo {k + 1}" for k in range(len(labels))] if names is None else names
    check_names(names, len(labels))
    ax = new_axes() if ax is None else ax
    with plt.rc_context(STYLE):
        _, _, stacks = ax.hist(
            [x[z == label] for label in labels],
            bins=edges,
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


def plot_mixture(
    X, model, ax=None, *, names=("x", "y"), title=None, probability=0.9, bins=50, rug=False
):
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
    bins : int o array_like, default 50
        Con d = 1, intervalos del histograma.
    rug : bool, default False
        Con d = 1, una marca por observación en lugar del histograma: mejor si hay pocas.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si los datos tienen más de dos variables, si `probability` no está entre 0 y 1, o si
        ningún dato cae en los intervalos.
    """
    parameters = as_parameters(model)
    X = check_data(X, n_features=parameters.n_features)
    if parameters.n_features > 2:
        raise ValueError(
            f"X tiene {parameters.n_features} variables y esta figura dibuja 1 o 2. Elige dos "
            f"columnas y ajusta la mezcla a ellas, o prueba plot_pairs."
        )
    check_names(names, parameters.n_features)
    probability = check_probability(probability, "probability")
    if parameters.n_features == 1 and not rug:
        bins = check_bins(bins, X[:, 0])
    ax = new_axes(height=2.9 if parameters.n_features == 1 else 3.8) if ax is None else ax
    with plt.rc_context(STYLE):
        if parameters.n_features == 1:
            _mixture_1d(X, parameters, ax, names, bins, rug)
        else:
            _mixture_2d(X, parameters, ax, names, probability)
        ax.set_title(title or "")
    return ax


def _mixture_1d(X, parameters, ax, names, bins, rug):
    if rug:
        ax.plot(X[:, 0], np.zeros(len(X)), "|", color=TOTAL_COLOR, markersize=14)
        ax.set(xlabel=names[0], ylabel="densidad")
    else:
        plot_histogram(X, ax, bins=bins, xlabel=names[0])
    x = _grid(X.min(), X.max(), margin=0.25 if rug else 0.05)
    components = np.exp(weighted_log_densities(x[:, None], parameters))
    for k, curve in enumerate(components.T):
        ax.plot(x, curve, color=color_of(k), linestyle=line_style_of(k),
                label=component_label(parameters, k))
    if parameters.n_components > 1:
        ax.plot(x, components.sum(axis=1), color=TOTAL_COLOR, linewidth=1.2, label="mezcla")
    ax.legend()


def _mixture_2d(X, parameters, ax, names, probability):
    labels = responsibilities(X, parameters).argmax(axis=1)
    for k in range(parameters.n_components):
        mine = X[labels == k]
        ax.plot(*mine.T, marker_of(k), color=color_of(k), markersize=4.5, alpha=0.6,
                markeredgewidth=0, label=component_label(parameters, k))
        ax.add_patch(component_ellipse(parameters, k, probability))
        ax.plot(*parameters.means[k], "+", color="black", markersize=11, markeredgewidth=2)
    ax.set(xlabel=names[0], ylabel=names[1])
    ax.autoscale_view()
    ax.legend()


def component_label(parameters, k):
    """El nombre de una componente en la leyenda."""
    return f"componente {k + 1} (peso {parameters.weights[k]:.2f})"


def component_ellipse(parameters, k, probability):
    """La elipse que encierra `probability`: semiejes raíz de lambda por el cuantil de chi-2."""
    radius = np.sqrt(-2 * np.log(1 - probability))  # el cuantil, con 2 grados de libertad
    eigenvalues, eigenvectors = np.linalg.eigh(parameters.matrices[k])
    width, height = 2 * radius * np.sqrt(eigenvalues)
    angle = np.degrees(np.arctan2(eigenvectors[1, 0], eigenvectors[0, 0]))
    return Ellipse(parameters.means[k], width, height, angle=angle, fill=False,
                   color=color_of(k), linewidth=2, linestyle=line_style_of(k))


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

    Raises
    ------
    ValueError
        Si el modelo no es de una variable o el intervalo no va de menor a mayor.
    """
    parameters = as_parameters(model)
    low, high = check_array(interval, (2,), "interval")
    if low >= high:
        raise ValueError(f"interval va de {low:g} a {high:g}: se espera de menor a mayor.")
    x = np.linspace(low, high, GRID_POINTS)
    R = responsibilities(x[:, None], parameters).T
    ax = new_axes(height=2.4) if ax is None else ax
    with plt.rc_context(STYLE):
        for k, curve in enumerate(R):
            label = f"componente {k + 1}"
            ax.plot(x, curve, color=color_of(k), linestyle=line_style_of(k), label=label)
        ax.set(xlabel=xlabel, ylabel="responsabilidad", ylim=(-0.04, 1.04))
        ax.set_title(title or "")
        ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    return ax
