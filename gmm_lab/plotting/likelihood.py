"""Dibujos de la log-verosimilitud: la cota inferior, la superficie y los inicios."""

import matplotlib.pyplot as plt
import numpy as np

from ..checks import check_data, check_number
from ..mixture import log_likelihood, lower_bound, responsibilities
from .inputs import check_labels, check_names, check_numbers
from .style import STYLE, TOTAL_COLOR, color_of, marker_of, new_axes

__all__ = [
    "plot_likelihood_surface",
    "plot_lower_bound",
    "plot_starts",
]


def plot_lower_bound(X, vary, values, current, ax=None, *, xlabel="parámetro", title=None):
    """La log-verosimilitud y la cota inferior que la toca, al mover un solo parámetro.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    vary : function
        Recibe un número y devuelve la mezcla (`MixtureParameters`) que le corresponde.
    values : array_like, forma (m,)
        Valores del parámetro.
    current : float
        El valor en que se hace el paso E: allí la cota toca la curva.
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
        Si los datos o los valores no son números finitos.
    """
    X = check_data(X)
    values = check_data(check_numbers(values, "values")[:, None], name="values")[:, 0]
    R = responsibilities(X, vary(current))
    curve = [log_likelihood(X, vary(value)) for value in values]
    bound = np.array([lower_bound(X, vary(value), R) for value in values])
    top = bound.argmax()
    ax = new_axes() if ax is None else ax
    with plt.rc_context(STYLE):
        ax.plot(values, curve, color=TOTAL_COLOR, label="log-verosimilitud")
        ax.plot(values, bound, color=color_of(1), linestyle="--", label="cota inferior")
        ax.plot(current, log_likelihood(X, vary(current)), "o", color=TOTAL_COLOR, markersize=8,
                label="paso E: se tocan")
        ax.plot(values[top], bound[top], "^", color=color_of(1), markersize=9,
                label="paso M: la cima de la cota")
        ax.set(xlabel=xlabel, ylabel="log-verosimilitud")
        ax.set_title(title or "")
        ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    return ax


def plot_likelihood_surface(X, vary, xs, ys, path=None, ax=None, *, names=("a", "b"), title=None,
                            drop=None):
    """La superficie de log-verosimilitud sobre dos parámetros, y el camino de EM.

    Parameters
    ----------
    X : array_like, forma (n, d)
        Datos.
    vary : function
        Recibe dos números y devuelve la mezcla (`MixtureParameters`) que les corresponde.
    xs, ys : array_like
        Valores de cada parámetro, dos o más.
    path : array_like, forma (m, 2), optional
        Los dos parámetros en cada iteración, el inicio primero.
    ax : Axes, optional
        Dónde dibujar; por defecto, ejes nuevos.
    names : tuple of str
        Nombre de cada parámetro.
    title : str, optional
        Título.
    drop : float, optional
        Cuánto por debajo de la cima se deja de dibujar; por defecto, hasta el fondo.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si no hay dos valores finitos o más de cada parámetro, o el camino no tiene dos columnas.
    """
    X = check_data(X)
    xs, ys = (check_data(check_numbers(values, name)[:, None], name=name, min_rows=2)[:, 0]
              for values, name in ((xs, "xs"), (ys, "ys")))
    path = None if path is None else check_data(path, n_features=2, name="path")
    height = np.array([[log_likelihood(X, vary(x, y)) for x in xs] for y in ys])
    top = height.max()
    drop = top - height.min() if drop is None else check_number(drop, "drop", minimum=0)
    drop = max(drop, 1e-9 * max(1, abs(top)))  # una superficie plana también se dibuja
    # Curvas más juntas cerca de la cima, que es donde EM se mueve despacio.
    levels = top - drop * np.linspace(1, 0, 15) ** 2
    ax = new_axes(height=3.8) if ax is None else ax
    with plt.rc_context(STYLE):
        filled = ax.contourf(xs, ys, height, levels=levels, cmap="Blues", alpha=0.55,
                             extend="min")
        ax.contour(xs, ys, height, levels=levels[:-1], colors="#4F6272", linewidths=0.6)
        ax.figure.colorbar(filled, ax=ax, label="log-verosimilitud", ticks=levels[::2],
                           format="{x:.0f}" if drop > 20 else "{x:.2f}")
        if path is not None:
            ax.plot(*path.T, "-o", color=color_of(1), markersize=4, linewidth=1.4,
                    label="camino de EM")
            ax.plot(*path[0], "s", color="black", markersize=8, label="inicio")
            ax.plot(*path[-1], "*", color="black", markersize=13, label="final")
            ax.legend(frameon=True, framealpha=0.9)
        ax.set(xlabel=names[0], ylabel=names[1])
        ax.set_title(title or "")
    return ax


def plot_starts(starts, ends, places=None, ax=None, *, names=("a", "b"), labels=None, title=None):
    """El mapa de los inicios: cada uno, con la marca del final al que llega.

    Parameters
    ----------
    starts : array_like, forma (m, 2)
        Dos parámetros de cada inicio.
    ends : array_like de enteros, forma (m,)
        El número de su final: 0, 1...
    places : array_like, forma (g, 2), optional
        Los mismos dos parámetros, en cada final.
    ax : Axes, optional
        Dónde dibujar; por defecto, ejes nuevos.
    names : tuple of str
        Nombre de cada parámetro.
    labels : list of str, optional
        Nombre de cada final; la leyenda le añade cuántos inicios llegan.
    title : str, optional
        Título.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si los inicios o los finales no son tablas de dos columnas, si no hay un número de final
        por inicio, o si faltan nombres.
    """
    starts = check_data(starts, n_features=2, name="starts")
    ends = check_labels(ends, len(starts), "ends")
    places = [] if places is None else check_data(places, n_features=2, name="places")
    groups = np.unique(ends)
    labels = [f"final {k + 1}" for k in groups] if labels is None else labels
    check_names(labels, len(groups), "labels")
    ax = new_axes(height=3.8) if ax is None else ax
    with plt.rc_context(STYLE):
        for k, label in zip(groups, labels):
            mine = starts[ends == k]
            ax.plot(*mine.T, marker_of(k), color=color_of(k), markersize=5, alpha=0.7,
                    markeredgewidth=0, label=f"{label}: {len(mine)} de {len(starts)}")
        for k, place in enumerate(places):
            ax.plot(*place, marker_of(k), color=color_of(k), markersize=15,
                    markeredgecolor="black", markeredgewidth=2)
        ax.set(xlabel=names[0], ylabel=names[1])
        ax.set_title(title or "")
        ax.legend(loc="center left", bbox_to_anchor=(1, 0.5))
    return ax
