"""Dibujos de nubes de puntos: asignación blanda, elipses, curvas de nivel y regiones."""

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.colors import LinearSegmentedColormap, to_rgb
from matplotlib.lines import Line2D

from ..checks import check_data
from ..mixture import as_parameters, responsibilities, score_samples, weighted_log_densities
from .inputs import check_filled, check_labels, check_names, check_probability
from .mixtures import component_ellipse, component_label, plot_histogram, plot_mixture
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
    "plot_density_contours",
    "plot_pairs",
    "plot_points",
    "plot_regions",
    "plot_soft_assignment",
    "plot_uncertainty",
]

GRID_SIDE = 160
CONTOUR_DRAWS = 100_000
GREYS = LinearSegmentedColormap.from_list("grises", ["white", "#8A9099"])


def _plane(model, X):
    """Parámetros y datos de una figura en el plano, ya comprobados."""
    parameters = as_parameters(model)
    if parameters.n_features != 2:
        raise ValueError(
            f"El modelo tiene {parameters.n_features} variables y esta figura dibuja 2. Prueba "
            f"plot_mixture con una variable o plot_pairs con más de dos."
        )
    return parameters, check_data(X, n_features=2)


def _axes(ax, names):
    check_names(names, 2)
    return new_axes(height=3.8) if ax is None else ax


def _finish(ax, names, title):
    ax.set(xlabel=names[0], ylabel=names[1])
    ax.set_title(title or "")
    return ax


def _legend_outside(ax, handles):
    ax.legend(handles=handles, loc="center left", bbox_to_anchor=(1, 0.5))


def _component_handles(parameters):
    """Una muestra de cada componente para la leyenda: color, marca y trazo."""
    return [Line2D([], [], color=color_of(k), marker=marker_of(k), linestyle=line_style_of(k),
                   markersize=5, label=component_label(parameters, k))
            for k in range(parameters.n_components)]


def _add_ellipses(ax, parameters, probability):
    for k in range(parameters.n_components):
        ax.add_patch(component_ellipse(parameters, k, probability))
        ax.plot(*parameters.means[k], "+", color="black", markersize=11, markeredgewidth=2)
    ax.autoscale_view()


def _mesh(X, margin=0.15, inside=(np.inf, -np.inf)):
    """Una cuadrícula que cubre los datos y una caja: sus dos ejes y sus puntos, forma (m, 2)."""
    low, high = X.min(axis=0), X.max(axis=0)
    extra = margin * np.where(high > low, high - low, 1)
    low, high = np.minimum(low - extra, inside[0]), np.maximum(high + extra, inside[1])
    sides = [np.linspace(a, b, GRID_SIDE) for a, b in zip(low, high)]
    return *sides, np.stack(np.meshgrid(*sides), axis=-1).reshape(-1, 2)


def plot_points(X, z=None, ax=None, *, names=("x", "y"), labels=None, title=None, legend=True):
    """Una nube de puntos en el plano, con color y marca según su etiqueta.

    Parameters
    ----------
    X : array_like, forma (n, 2)
        Datos.
    z : array_like de enteros, forma (n,), optional
        Etiqueta de cada punto; -1 quiere decir ruido. Por defecto, una sola.
    ax : Axes, optional
        Dónde dibujar; por defecto, ejes nuevos.
    names : tuple of str
        Nombre y unidades de cada variable.
    labels : dict, optional
        Nombre de cada etiqueta en la leyenda.
    title : str, optional
        Título.
    legend : bool, default True
        Si hay leyenda (con una sola etiqueta no la hay).

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si X no tiene dos columnas o no hay una etiqueta entera por punto.
    """
    X = check_data(X, n_features=2)
    z = check_labels(np.zeros(len(X)) if z is None else z, len(X), "z")
    labels = check_filled(labels, "labels") if labels else {}
    values, ax = np.unique(z), _axes(ax, names)
    with plt.rc_context(STYLE):
        for k, value in enumerate(values[values >= 0]):
            ax.plot(*X[z == value].T, marker_of(k), color=color_of(k), markersize=4, alpha=0.7,
                    markeredgewidth=0, label=labels.get(value, f"grupo {k + 1}"))
        if (z < 0).any():
            ax.plot(*X[z < 0].T, "+", color=TOTAL_COLOR, markersize=4, label="ruido")
        if legend and len(values) > 1:
            ax.legend()
        return _finish(ax, names, title)


def plot_soft_assignment(X, model, ax=None, *, names=("x", "y"), title=None,
                         probabilities=(0.5, 0.9, 0.95)):
    """Cada punto, con los colores mezclados según sus responsabilidades, y las elipses.

    La forma de la marca es la de la componente más responsable. Una elipse encierra la
    probabilidad p bajo su componente si sus semiejes son ``sqrt(lambda q)``, con ``lambda`` los
    autovalores de la covarianza y ``q`` el cuantil p de la chi-cuadrado con 2 grados de libertad.

    Parameters
    ----------
    X : array_like, forma (n, 2)
        Datos.
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.
    ax, names, title
        Como en `plot_points`.
    probabilities : tuple of float, default (0.5, 0.9, 0.95)
        Probabilidad que encierra cada elipse.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si el modelo o los datos no son de dos variables, o una probabilidad no está entre 0 y 1.
    """
    parameters, X = _plane(model, X)
    shares, R = _shares(probabilities), responsibilities(X, parameters)
    ax = _axes(ax, names)
    colors = R @ np.array([to_rgb(color_of(k)) for k in range(parameters.n_components)])
    winner = R.argmax(axis=1)
    with plt.rc_context(STYLE):
        for k in np.unique(winner):
            mine = winner == k
            ax.scatter(*X[mine].T, c=colors[mine].clip(0, 1), marker=marker_of(k), s=18,
                       linewidths=0)
        for probability in sorted(shares):
            _add_ellipses(ax, parameters, probability)
        _legend_outside(ax, _component_handles(parameters))
        return _finish(ax, names, title)


def plot_density_contours(X, model, ax=None, *, names=("x", "y"), title=None,
                          probabilities=(0.5, 0.9, 0.95)):
    """Curvas de nivel de la densidad de toda la mezcla, sobre los datos.

    Cada curva encierra la probabilidad que lleva escrita: la región más densa que la reúne.

    Parameters
    ----------
    X, model, ax, names, title
        Como en `plot_soft_assignment`.
    probabilities : tuple of float, default (0.5, 0.9, 0.95)
        Probabilidad que encierra cada curva.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si el modelo o los datos no son de dos variables, o una probabilidad no está entre 0 y 1.
    """
    parameters, X = _plane(model, X)
    shares = sorted(_shares(probabilities), reverse=True)
    if not shares:
        raise ValueError("probabilities está vacío: prueba probabilities=(0.5, 0.9).")
    levels, inside = _contour_levels(parameters, shares)
    ax = _axes(ax, names)
    x, y, mesh = _mesh(X, margin=0.35, inside=inside)
    density = np.exp(score_samples(mesh, parameters)).reshape(len(y), len(x))
    styles = [("-", "--", ":", "-.")[i % 4] for i in reversed(range(len(shares)))]
    with plt.rc_context(STYLE):
        ax.plot(*X.T, "o", color=DATA_COLOR, markersize=3, markeredgewidth=0)
        if density.max() > levels[0]:  # una componente puede caber entre dos puntos de la malla
            ax.contour(x, y, density, levels=levels, colors=[color_of(0)], linestyles=styles)
        _legend_outside(ax, [
            Line2D([], [], color=color_of(0), linestyle=style, label=f"{100 * share:g} %")
            for share, style in zip(shares, styles)])
        return _finish(ax, names, title)


def _shares(probabilities):
    """Las probabilidades distintas, ya comprobadas; también sirve una sola."""
    return {check_probability(value, "probabilities") for value in np.ravel(probabilities)}


def _contour_levels(parameters, shares):
    """El nivel de densidad que encierra cada probabilidad, y la caja en que cabe la mayor curva.

    Es un cuantil de la densidad en puntos sorteados de la mezcla (Hyndman 1996, *The American
    Statistician* 50, 120-126): no depende de dónde estén los datos.
    """
    draws, _ = parameters.sample(CONTOUR_DRAWS, random_state=0)
    density = np.exp(score_samples(draws, parameters))
    levels = np.quantile(density, 1 - np.array(shares))
    inside = draws[density >= levels[0]]
    low, high = inside.min(axis=0), inside.max(axis=0)
    return levels, (low - 0.05 * (high - low), high + 0.05 * (high - low))


def plot_regions(X, model, ax=None, *, names=("x", "y"), title=None):
    """Las regiones del plano en que cada componente es la más responsable.

    Parameters
    ----------
    X, model, ax, names, title
        Como en `plot_soft_assignment`.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si el modelo o los datos no son de dos variables.
    """
    parameters, X = _plane(model, X)
    ax, K = _axes(ax, names), parameters.n_components
    x, y, mesh = _mesh(X)
    log_p = weighted_log_densities(mesh, parameters)
    z = responsibilities(X, parameters).argmax(axis=1)
    with plt.rc_context(STYLE):
        for k in range(K if K > 1 else 0):
            lead = log_p[:, k] - np.delete(log_p, k, axis=1).max(axis=1)
            lead = lead.reshape(len(y), len(x))
            ax.contourf(x, y, lead, levels=[0, np.inf], colors=[color_of(k)], alpha=0.2)
            ax.contour(x, y, lead, levels=[0], colors="black", linewidths=1)
        for k in np.unique(z):
            ax.plot(*X[z == k].T, marker_of(k), color=color_of(k), markersize=4,
                    markeredgewidth=0)
        _legend_outside(ax, [
            Line2D([], [], color=color_of(k), marker=marker_of(k), linestyle="none", markersize=6,
                   label=f"componente {k + 1}") for k in range(K)])
        return _finish(ax, names, title)


def plot_uncertainty(X, model, ax=None, *, names=("x", "y"), title=None):
    """La duda sobre cada punto: 1 menos su mayor responsabilidad.

    El fondo se oscurece donde la duda crece; el tamaño de cada punto también la dice.

    Parameters
    ----------
    X, model, ax, names, title
        Como en `plot_soft_assignment`.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si el modelo o los datos no son de dos variables.
    """
    parameters, X = _plane(model, X)
    ax = _axes(ax, names)
    x, y, mesh = _mesh(X)
    ground = 1 - responsibilities(mesh, parameters).max(axis=1).reshape(len(y), len(x))
    R = responsibilities(X, parameters)
    doubt, z = 1 - R.max(axis=1), R.argmax(axis=1)
    most = 1 - 1 / parameters.n_components
    with plt.rc_context(STYLE):
        levels = np.linspace(0, max(most, 0.1), 11)
        shades = ax.contourf(x, y, ground, levels=levels, cmap=GREYS)
        for k in np.unique(z):
            ax.scatter(*X[z == k].T, s=6 + 70 * doubt[z == k], color=color_of(k),
                       marker=marker_of(k), linewidths=0)
        ax.figure.colorbar(shades, ax=ax, label="duda (1 − mayor responsabilidad)",
                           ticks=levels[::2], format="{x:.2f}")
        return _finish(ax, names, title)


def plot_pairs(X, model=None, *, names=None, probability=0.9):
    """Todas las parejas de variables: histogramas en la diagonal, nubes debajo.

    Parameters
    ----------
    X : array_like, forma (n, d), con d >= 2
        Datos.
    model : MixtureParameters, GMM o GaussianMixture ajustado, optional
        La mezcla; en cada panel se dibuja la parte que le toca.
    names : list of str, optional
        Nombre y unidades de cada variable.
    probability : float, default 0.9
        Probabilidad que encierra cada elipse, en su panel.

    Returns
    -------
    ndarray de Axes, forma (d, d)

    Raises
    ------
    ValueError
        Si los datos no son de la forma de la mezcla, o `probability` no está entre 0 y 1.
    """
    parameters = None if model is None else as_parameters(model)
    X = check_data(X, n_features=parameters and parameters.n_features)
    d = X.shape[1]
    names = check_names([f"x{j + 1}" for j in range(d)] if names is None else names, d)
    probability = check_probability(probability, "probability")
    z = None if model is None else responsibilities(X, parameters).argmax(axis=1)
    axes = np.reshape(new_axes(d, d, height=min(2.4, 7.2 / d)), (d, d))
    for row, column in np.ndindex(d, d):
        ax = axes[row, column]
        if row < column:
            ax.set_axis_off()
        elif row == column:
            _pair_diagonal(X[:, [row]], parameters, row, ax)
        else:
            columns = [column, row]
            plot_points(X[:, columns], z, ax, legend=False)
            if parameters is not None:
                _add_ellipses(ax, parameters.marginal(columns), probability)
        bottom, left = row == d - 1, column == 0
        ax.set_xlabel(names[column] if bottom else "")
        ax.set_ylabel(("densidad" if row == 0 else names[row]) if left else "")
    if parameters is not None:
        with plt.rc_context(STYLE):
            axes[0, 0].figure.legend(handles=_component_handles(parameters), loc="upper right")
    return axes


def _pair_diagonal(X, parameters, j, ax):
    if parameters is None:
        plot_histogram(X, ax, bins=20)
    else:
        plot_mixture(X, parameters.marginal([j]), ax, bins=20)
        ax.get_legend().remove()
