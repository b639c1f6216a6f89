"""Comparaciones: criterios de selección, métodos por conjuntos de datos, imágenes y tablas."""

import matplotlib.pyplot as plt
import numpy as np

from ..checks import check_choice, check_data, check_integer, check_number
from ..mixture import as_parameters
from .clouds import plot_points
from .inputs import check_filled, check_labels, check_names, check_numbers
from .style import DATA_COLOR, STYLE, color_of, line_style_of, marker_of, new_axes

__all__ = ["parameter_table", "plot_finals", "plot_images", "plot_methods", "plot_selection"]


def plot_selection(n_components, curves, ax=None, *, best="min", ylabel="criterio", title=None):
    """Curvas de selección de modelos, cada una con su elección marcada.

    Parameters
    ----------
    n_components : array_like, forma (m,)
        Los números K de componentes.
    curves : dict de str a array_like, forma (m,)
        El valor de cada criterio: BIC, AIC, ICL, log-verosimilitud de datos reservados...
    ax : Axes, optional
        Dónde dibujar; por defecto, ejes nuevos.
    best : {"min", "max"}, default "min"
        Si se elige el menor valor o el mayor.
    ylabel, title : str, optional
        Textos.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si un criterio no tiene un valor por cada K, o ninguno de los suyos es un número.
    """
    choose = {"min": np.nanargmin, "max": np.nanargmax}[check_choice(best, "best", ("min", "max"))]
    K = check_numbers(n_components, "n_components")
    curves = {name: _known(values, f"curves[{name!r}]", len(K))
              for name, values in check_filled(curves, "curves").items()}
    ax = new_axes() if ax is None else ax
    with plt.rc_context(STYLE):
        for k, (name, values) in enumerate(curves.items()):
            choice = choose(values)
            ax.plot(K, values, marker=marker_of(k), color=color_of(k), linestyle=line_style_of(k),
                    markersize=5, label=f"{name}: elige K = {K[choice]:g}")
            ax.plot(K[choice], values[choice], "o", color="black", markerfacecolor="none",
                    markersize=15, markeredgewidth=2)
        ax.set(xlabel="número de componentes, K", ylabel=ylabel, xticks=K)
        ax.grid(alpha=0.3)
        ax.set_title(title or "")
        ax.legend()
    return ax


def _known(values, name, n=None):
    """Una lista de números que puede tener huecos (NaN), pero no solo huecos."""
    values = check_numbers(values, name, n)
    if not np.isfinite(values).any():
        raise ValueError(f"{name} no tiene ningún número finito: revisa cómo se calculó.")
    return values


def plot_finals(finals, ax=None, *, margin, title=None):
    """Dónde terminan muchos inicios: una fila por método y un disco por final.

    El área del disco crece con los inicios que terminan ahí. A la derecha se lee cuántos llegan
    al final más alto de todos, que marca una línea vertical, y cuántos acaban en un colapso.

    Parameters
    ----------
    finals : dict de str a array_like, forma (m,)
        Las log-verosimilitudes finales de cada método; NaN si el inicio acaba en un colapso.
    ax : Axes, optional
        Dónde dibujar; por defecto, ejes nuevos.
    margin : float
        Ancho de los intervalos en que se cuentan los finales; los que distan menos que esto del
        más alto llegan a él.
    title : str, optional
        Título.

    Returns
    -------
    Axes

    Raises
    ------
    ValueError
        Si un método no tiene finales, todos los inicios acaban en un colapso o el margen no es
        positivo.
    """
    rows = [check_numbers(values, f"finals[{name!r}]")
            for name, values in check_filled(finals, "finals").items()]
    margin = check_number(margin, "margin", minimum=1e-12)
    every = _known(np.concatenate(rows), "finals")
    best = every[np.isfinite(every)].max()
    ax = new_axes() if ax is None else ax
    with plt.rc_context(STYLE):
        ax.axvline(best, color=DATA_COLOR, linewidth=1.5)
        for row, values in enumerate(rows):
            ends = values[np.isfinite(values)]
            steps, place, counts = np.unique(np.floor((best - ends) / margin),
                                             return_inverse=True, return_counts=True)
            middle = np.bincount(place, weights=ends, minlength=len(steps)) / counts
            for k, mine in enumerate((steps == 0, steps > 0)):
                ax.scatter(middle[mine], np.full(mine.sum(), row),
                           s=25 + 450 * counts[mine] / len(values), marker=marker_of(k),
                           color=color_of(k), alpha=0.7, linewidths=0)
            collapsed, reached = len(values) - counts.sum(), counts[steps == 0].sum()
            text = f"{reached} de {len(values)}" + (f"; {collapsed} ×" if collapsed else "")
            ax.text(1.02, row, text, transform=ax.get_yaxis_transform(), va="center")
        ax.set(xlabel="log-verosimilitud final", ylabel="inicio", yticks=range(len(finals)),
               yticklabels=list(finals), ylim=(len(finals) - 0.4, -0.6))
        ax.set_title(title or "")
    return ax


def plot_methods(datasets, results, *, captions=None):
    """Una cuadrícula: una fila por conjunto de datos y una columna por método.

    Parameters
    ----------
    datasets : dict de str a array_like, forma (n, 2)
        Los datos de cada fila.
    results : dict de str a dict de str a array_like de enteros, forma (n,)
        ``results[método][datos]`` son las etiquetas; -1 quiere decir ruido.
    captions : dict de (str, str) a str, optional
        ``captions[método, datos]`` se escribe debajo del panel: tiempo, índice de Rand...

    Returns
    -------
    ndarray de Axes, forma (filas, columnas)

    Raises
    ------
    ValueError
        Si faltan los datos, los métodos o una etiqueta entera por punto.
    """
    for method, found in check_filled(results, "results").items():
        for data, X in check_filled(datasets, "datasets").items():
            n = len(check_data(X, n_features=2, name=f"datasets[{data!r}]"))
            check_labels(found.get(data, ()), n, f"results[{method!r}][{data!r}]")
    shape = len(datasets), len(results)
    axes = np.reshape(new_axes(*shape, height=7.2 / max(shape[1], 3)), shape)
    for row, (data, X) in enumerate(datasets.items()):
        for column, (method, labels) in enumerate(results.items()):
            ax = axes[row, column]
            plot_points(X, _by_size(labels[data]), ax, legend=False,
                        title=method if row == 0 else None)
            with plt.rc_context(STYLE):
                ax.set(xticks=[], yticks=[], ylabel=data if column == 0 else "",
                       xlabel=(captions or {}).get((method, data), ""))
                ax.set_aspect("equal", adjustable="datalim")
    return axes


def _by_size(labels):
    """Las mismas etiquetas, numeradas de la más frecuente a la menos; el ruido sigue en -1."""
    labels = np.asarray(labels)
    values, counts = np.unique(labels[labels >= 0], return_counts=True)
    renamed = np.full(labels.shape, -1)
    for new, value in enumerate(values[np.argsort(-counts, kind="stable")]):
        renamed[labels == value] = new
    return renamed


def plot_images(images, *, titles=None, ncols=5, height=1.7):
    """Imágenes en fila, sin ejes: dígitos, medias de componentes, una foto por segmentos.

    Parameters
    ----------
    images : lista de ndarray, forma (alto, ancho) o (alto, ancho, 3)
        Niveles de gris, o colores entre 0 y 1.
    titles : list of str, optional
        Título de cada una.
    ncols : int, default 5
        Imágenes por fila.
    height : float, default 1.7
        Alto de cada fila, en pulgadas.

    Returns
    -------
    ndarray de Axes

    Raises
    ------
    ValueError
        Si no hay imágenes, alguna no tiene una de esas formas o faltan títulos.
    """
    images, ncols = list(map(np.asarray, images)), check_integer(ncols, "ncols")
    shapes = [image.shape for image in images]
    if not shapes or any(len(s) not in (2, 3) or s[2:] not in ((), (3,)) for s in shapes):
        raise ValueError(
            f"images tiene imágenes de formas {shapes}: se espera (alto, ancho) o (alto, ancho, "
            f"3), y al menos una. Prueba [imagen], con corchetes, si es una sola."
        )
    titles = check_names([""] * len(images) if titles is None else titles, len(images), "titles")
    axes = np.atleast_1d(new_axes(-(-len(images) // ncols), ncols, height=height))
    for ax in axes:
        ax.set_axis_off()
    with plt.rc_context(STYLE):
        for ax, image, title in zip(axes, images, titles):
            ax.imshow(image, cmap="gray_r", interpolation="nearest")
            ax.set_title(title)
    return axes


def parameter_table(model, *, names=None, digits=3):
    """Los parámetros de una mezcla como tabla de texto, para leer y para imprimir.

    Parameters
    ----------
    model : MixtureParameters, GMM o GaussianMixture ajustado
        La mezcla.
    names : list of str, optional
        Nombre de cada variable.
    digits : int, default 3
        Decimales.

    Returns
    -------
    str

    Raises
    ------
    ValueError
        Si el modelo no es una mezcla, faltan nombres o los decimales no son un entero.

    Examples
    --------
    >>> from gmm_lab import MixtureParameters
    >>> print(parameter_table(MixtureParameters([0.3, 0.7], [[-2], [3]], [[[1]], [[4]]])))
    componente   peso  media de x  desviación de x
             1  0.300      -2.000            1.000
             2  0.700       3.000            2.000
    """
    p = as_parameters(model)
    if names is None:
        names = ["x"] if p.n_features == 1 else [f"x{j + 1}" for j in range(p.n_features)]
    check_names(names, p.n_features)
    digits = check_integer(digits, "digits", minimum=0)
    pairs = [(i, j) for i in range(p.n_features) for j in range(i)]
    head = ["componente", "peso", *(f"media de {name}" for name in names),
            *(f"desviación de {name}" for name in names),
            *(f"correlación {names[j]}, {names[i]}" for i, j in pairs)]
    rows = [head]
    for k in range(p.n_components):
        spread = np.sqrt(np.diagonal(p.matrices[k]))
        links = [p.matrices[k][i, j] / (spread[i] * spread[j]) for i, j in pairs]
        rows.append([str(k + 1)] + [f"{value:.{digits}f}" for value in
                                    (p.weights[k], *p.means[k], *spread, *links)])
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths))
                     for row in rows)
