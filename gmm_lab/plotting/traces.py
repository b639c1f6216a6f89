"""Dibujos de curvas, valores y de la marcha de EM."""

import matplotlib.pyplot as plt
import numpy as np

from ..checks import check_choice, check_integer
from .inputs import check_filled, check_numbers
from .mixtures import plot_mixture
from .style import STYLE, color_of, line_style_of, marker_of, new_axes

__all__ = ["plot_curve", "plot_em_steps", "plot_log_likelihood", "plot_values"]


def plot_curve(x, y, ax=None, *, label=None, k=0, xlabel="x", ylabel="densidad", title=None):
    """Una curva y = f(x), sola o sobre un histograma.

    Parameters
    ----------
    x, y : array_like, forma (m,)
        Puntos de la curva.
    ax : Axes, optional
        Dónde dibujar; por defecto, ejes nuevos.
    label : str, optional
        Nombre en la leyenda.
    k : int, default 0
        Color y trazo, como los de la componente k.
    xlabel, ylabel, title : str, optional
        Textos.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si x y y no son listas de números del mismo largo.
    """
    x = check_numbers(x, "x")
    y = check_numbers(y, "y", len(x))
    ax = new_axes() if ax is None else ax
    with plt.rc_context(STYLE):
        ax.plot(x, y, color=color_of(k), linestyle=line_style_of(k) if k else "-", label=label)
        ax.set(xlabel=ax.get_xlabel() or xlabel, ylabel=ax.get_ylabel() or ylabel)
        if title is not None:
            ax.set_title(title)
        if label is not None:
            ax.legend()
    return ax


def plot_values(x, y, ax=None, *, xlabel, ylabel, xscale="linear", yscale="linear", title=None):
    """Valores medidos, con marcas unidas por líneas: y contra x.

    Parameters
    ----------
    x, y : array_like, forma (m,)
        Valores.
    ax : Axes, optional
        Dónde dibujar; por defecto, ejes nuevos.
    xlabel, ylabel : str
        Qué se mide en cada eje, con unidades.
    xscale, yscale : {"linear", "log"}
        Escalas.
    title : str, optional
        Título.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si x y y no son listas de números del mismo largo, una escala no es de las dos, o es
        logarítmica y no hay números positivos.
    """
    x = check_numbers(x, "x")
    y = check_numbers(y, "y", len(x))
    for name, values, scale in (("x", x, xscale), ("y", y, yscale)):
        check_choice(scale, f"{name}scale", ("linear", "log"))
        if scale == "log" and not (values > 0).any():
            raise ValueError(f"{name} no tiene números positivos: prueba {name}scale='linear'.")
    ax = new_axes() if ax is None else ax
    with plt.rc_context(STYLE):
        ax.plot(x, y, marker=marker_of(0), color=color_of(0))
        ax.set(xlabel=xlabel, ylabel=ylabel, xscale=xscale, yscale=yscale)
        ax.grid(alpha=0.3)
        ax.set_title(title or "")
    return ax


def plot_log_likelihood(log_likelihoods, axes=None):
    """La log-verosimilitud de cada iteración y, al lado, lo que gana cada una.

    Parameters
    ----------
    log_likelihoods : array_like, forma (m,)
        Log-verosimilitud en cada iteración.
    axes : par de Axes, optional
        Dónde dibujar; por defecto, ejes nuevos.

    Returns
    -------
    ndarray de dos Axes

    Raises
    ------
    ValueError
        Si no llega una lista de números.
    """
    values = check_numbers(log_likelihoods, "log_likelihoods")
    axes = new_axes(1, 2) if axes is None else axes
    gains = np.diff(values)
    iterations = np.arange(1, len(gains) + 1)
    plot_values(np.arange(len(values)), values, axes[0],
                xlabel="iteración", ylabel="log-verosimilitud")
    with plt.rc_context(STYLE):
        for k, (name, sign) in enumerate((("sube", 1), ("baja", -1))):
            mine = sign * gains > 0
            if mine.any():
                axes[1].semilogy(iterations[mine], abs(gains[mine]), linestyle="none",
                                 marker=marker_of(k), color=color_of(k), label=name)
        axes[1].set(xlabel="iteración", ylabel="cambio (escala logarítmica)")
        axes[1].grid(alpha=0.3)
        if (abs(gains) > 0).any():
            axes[1].legend(loc="lower left")
    return axes


def plot_em_steps(X, snapshots, *, ncols=3, names=("x", "y")):
    """Pequeños paneles con la mezcla en varios momentos de EM.

    Parameters
    ----------
    X : array_like, forma (n, d), con d igual a 1 o 2
        Datos.
    snapshots : dict de int a MixtureParameters
        La mezcla después de cada iteración que se quiere ver (0 es el inicio).
    ncols : int, default 3
        Paneles por fila.
    names : tuple of str
        Nombre y unidades de cada variable.

    Returns
    -------
    ndarray de Axes

    Raises
    ------
    ValueError
        Si no hay ningún momento, o los datos y las mezclas no son de una o dos variables.
    """
    check_filled(snapshots, "snapshots")
    ncols = check_integer(ncols, "ncols")
    nrows = -(-len(snapshots) // ncols)
    axes = np.atleast_1d(new_axes(nrows, ncols, height=2.2, sharex=True, sharey=True))
    for ax, (iteration, parameters) in zip(axes, snapshots.items()):
        title = "inicio" if iteration == 0 else f"iteración {iteration}"
        plot_mixture(X, parameters, ax, names=names, title=title)
        ax.label_outer()
        ax.get_legend().remove()
    for ax in axes[len(snapshots):]:
        ax.set_axis_off()
    for ax in axes[max(0, len(snapshots) - ncols):len(snapshots)]:  # nada debajo
        ax.tick_params(labelbottom=True)
        ax.set_xlabel(names[0])
    figure = axes[0].figure
    handles, labels = axes[0].get_legend_handles_labels()
    labels = [label.split(" (")[0] for label in labels]
    with plt.rc_context(STYLE):
        figure.legend(handles, labels, loc="outside lower center", ncols=len(labels))
    return axes
