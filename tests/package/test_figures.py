"""Cada figura es la guardada en ``baseline`` (pytest-mpl, píxel a píxel), y sus textos se leen.

Se compara sin textos ni leyendas: así no importa con qué FreeType se dibujan las letras, ni cuánto
lugar ocupan, y la tolerancia puede ser pequeña (RMS de 0 a 255). Que falte una curva da más de 6;
otro ajuste fino de las letras (``text.hinting``), 0. Los textos se prueban aparte, leyéndolos.

Después de un cambio querido, mirar las imágenes nuevas que deja esta orden:

    python -m pytest tests/package/test_figures.py -n 0 --mpl-generate-path=tests/package/baseline
"""

from functools import cache

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.ticker import NullFormatter
from sklearn.datasets import load_iris, make_blobs, make_moons

from gmm_lab import GMM, MixtureParameters, em_steps
from gmm_lab.datasets import load_class_data, load_old_faithful
from gmm_lab.plotting import (
    plot_curve,
    plot_density_contours,
    plot_em_steps,
    plot_finals,
    plot_histogram,
    plot_images,
    plot_labelled_histogram,
    plot_likelihood_surface,
    plot_log_likelihood,
    plot_lower_bound,
    plot_methods,
    plot_mixture,
    plot_pairs,
    plot_points,
    plot_regions,
    plot_responsibilities,
    plot_selection,
    plot_soft_assignment,
    plot_starts,
    plot_uncertainty,
    plot_values,
)

TOLERANCE = 2
GEYSER_NAMES = ("duración (min)", "espera (min)")
ONE_D = MixtureParameters([0.67, 0.33], [[-6.0], [4.4]], [[[6.6]], [[0.64]]])
START = MixtureParameters([0.5, 0.5], [[0.0], [1.0]], np.full((2, 1, 1), 9.0))

class_data = cache(load_class_data)
geyser = cache(load_old_faithful)


@cache
def geyser_model(K=2):
    return GMM(K, random_state=0).fit(geyser())


@cache
def snapshots():
    found = {0: START}
    for step in em_steps(class_data()[0], START):
        found[step.iteration] = step.after
        if step.iteration == 25:
            return found


def two_means(left, right):
    """La mezcla de la clase, con otras dos medias."""
    return MixtureParameters([1 / 3, 2 / 3], [[left], [right]], [[[6.6]], [[0.64]]])


def wide_means(left, right):
    """Dos campanas anchas, todavía sin ajustar."""
    return MixtureParameters([0.5, 0.5], [[left], [right]], [[[9.0]], [[9.0]]])


def starts():
    draws = np.random.default_rng(0).uniform(-12, 8, size=(200, 2))
    return draws, (draws[:, 0] > draws[:, 1]).astype(int)


def methods():
    data = {"lunas": make_moons(150, noise=0.05, random_state=0)[0],
            "nubes": make_blobs(150, random_state=0)[0]}
    results = {name: {key: np.digitize(X[:, axis], np.quantile(X[:, axis], (0.3, 0.6))) - shift
                      for key, X in data.items()}
               for name, axis, shift in (("k-medias", 0, 0), ("mezcla", 1, 0), ("DBSCAN", 0, 1))}
    return data, results, {("mezcla", "lunas"): "0.01 s; ARI 0.48"}


FIGURES = {
    "curve": lambda: plot_curve([0, 1, 2], [1, 3, 2], k=1, label="una curva"),
    "values": lambda: plot_values([1, 10, 100], [3, 2, 5], xscale="log",
                                  xlabel="observaciones", ylabel="error"),
    "histogram": lambda: plot_histogram(class_data()[0]),
    "labelled_histogram": lambda: plot_labelled_histogram(*class_data()),
    "mixture_1d": lambda: plot_mixture(class_data()[0], ONE_D, title="los datos de la clase"),
    "mixture_rug": lambda: plot_mixture([[1.0], [2.0], [3.0]],
                                        MixtureParameters([0.5, 0.5], [[1], [3]],
                                                          [[[0.4]], [[0.4]]]), rug=True),
    "mixture_2d": lambda: plot_mixture(geyser(), geyser_model(), names=GEYSER_NAMES),
    "responsibilities": lambda: plot_responsibilities(ONE_D, (-12, 8)),
    "points": lambda: plot_points(geyser(), geyser()[:, 0] // 2 - 1, names=GEYSER_NAMES,
                                  labels={0: "cortas", 1: "largas"}),
    "soft_assignment": lambda: plot_soft_assignment(geyser(), geyser_model(3),
                                                    names=GEYSER_NAMES),
    "density_contours": lambda: plot_density_contours(geyser(), geyser_model(),
                                                      names=GEYSER_NAMES),
    "regions": lambda: plot_regions(geyser(), geyser_model(3), names=GEYSER_NAMES),
    "uncertainty": lambda: plot_uncertainty(geyser(), geyser_model(3), names=GEYSER_NAMES),
    "pairs": lambda: plot_pairs(load_iris().data, GMM(3, random_state=0).fit(load_iris().data),
                                names=["sépalo, largo", "sépalo, ancho", "pétalo, largo",
                                       "pétalo, ancho"]),
    "pairs_data": lambda: plot_pairs(load_iris().data[:, :3]),
    "log_likelihood": lambda: plot_log_likelihood([-4500, -4100, -4000, -4010, -3950, -3949]),
    "em_steps": lambda: plot_em_steps(class_data()[0], {i: snapshots()[i] for i in (0, 1, 8, 25)}),
    "finals": lambda: plot_finals({"k-medias": [-202.2] * 9 + [np.nan],
                                   "al azar": [-197.5] + [-199.3] * 6 + [-202.2] * 3}, margin=0.5),
    "lower_bound": lambda: plot_lower_bound(
        class_data()[0], lambda mean: wide_means(mean, 1.0), np.linspace(-10, 6, 60), 2.0,
        xlabel="media de la componente izquierda"),
    "likelihood_surface": lambda: plot_likelihood_surface(
        class_data()[0], two_means, np.linspace(-10, 6, 30), np.linspace(1, 7, 30),
        [(4, 2), (0, 3.5), (-4, 4.2), (-6, 4.4)], names=("media izquierda", "media derecha")),
    "starts": lambda: plot_starts(*starts(), [(-6, 4.4), (0.2, -8)], names=("una media", "otra"),
                                  labels=["el mejor máximo", "otro máximo"]),
    "selection": lambda: plot_selection([1, 2, 3, 4], {
        "BIC": [9320.3, 7855.1, 6937.9, 6954.8], "AIC": [9309, 7828, 6895, 6896],
        "ICL": [9320, 7860, 6990, 7300]}),
    "methods": lambda: plot_methods(*methods()[:2], captions=methods()[2]),
    "images": lambda: plot_images([np.eye(8), np.tri(8), np.ones((8, 8, 3)) * (1, 0.5, 0)],
                                  titles=["un ocho", "un siete", "un uno"], ncols=3),
}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def figure_of(axes):
    return np.ravel(axes)[0].figure


def without_text(figure):
    """La misma figura, sin una sola letra."""
    for legend in figure.findobj(Legend):
        legend.set_visible(False)
        legend.set_in_layout(False)
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            axis.set_major_formatter(NullFormatter())
            axis.set_minor_formatter(NullFormatter())
    for text in figure.findobj(Text):
        text.set_text("")
    return figure


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.mpl_image_compare(tolerance=TOLERANCE, style="default", deterministic=True)
def test_figure(name):
    return without_text(figure_of(FIGURES[name]()))


@pytest.mark.parametrize("name", FIGURES)
def test_texts(name):
    """Los ejes llevan nombre, los textos miden 10 puntos o más y ninguno queda cortado."""
    figure = figure_of(FIGURES[name]())
    figure.draw_without_rendering()
    written = [text for text in figure.findobj(Text) if text.get_text() and text.get_visible()]
    assert written and min(text.get_size() for text in written) >= 10
    shown = [ax for ax in figure.axes if ax.axison and ax.get_label() != "<colorbar>"]
    inside = len(shown) > 2  # en una cuadrícula, solo los del borde
    assert all(ax.get_xlabel() for ax in shown) or inside
    assert all(ax.get_ylabel() for ax in shown) or (inside and any(a.get_ylabel() for a in shown))
    texts = [text for legend in figure.findobj(Legend) for text in legend.get_texts()]
    texts += [text for ax in figure.axes for text in (ax.title, ax.xaxis.label, ax.yaxis.label)]
    room = figure.bbox.padded(1)
    for text in texts:
        if text.get_text() and text.get_visible():
            box = text.get_window_extent()
            assert room.containsx(box.x0) and room.containsx(box.x1), text
            assert room.containsy(box.y0) and room.containsy(box.y1), text
