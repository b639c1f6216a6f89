"""Las figuras dicen la verdad: se leen los artistas, no los píxeles."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Ellipse

from gmm_lab import GMM, MixtureParameters, em_steps, log_likelihood, responsibilities
from gmm_lab.datasets import load_class_data, load_old_faithful
from gmm_lab.em import weighted_log_densities
from gmm_lab.plotting import (
    animate_em,
    lower_bound,
    new_axes,
    parameter_table,
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

ONE_D = MixtureParameters([0.3, 0.7], [[-2.0], [3.0]], [[[1.0]], [[4.0]]])


@pytest.fixture(autouse=True)
def close_figures():
    before = dict(matplotlib.rcParams)
    yield
    plt.close("all")
    assert dict(matplotlib.rcParams) == before


@pytest.fixture(scope="module")
def class_data():
    return load_class_data()


def test_curves_integrate_to_their_weights():
    X = np.linspace(-14, 18, 400)[:, None]
    lines = plot_mixture(X, ONE_D).get_lines()
    areas = [np.trapezoid(line.get_ydata(), line.get_xdata()) for line in lines]
    np.testing.assert_allclose(areas, [0.3, 0.7, 1.0], atol=1e-4)


def test_histogram_area_is_one(class_data):
    bars = plot_histogram(class_data[0]).patches
    assert sum(bar.get_width() * bar.get_height() for bar in bars) == pytest.approx(1)


def test_ellipse_holds_its_probability():
    covariance = np.array([[0.2, 0.9], [0.9, 9.0]])
    p = MixtureParameters([1.0], [[1.0, 5.0]], [covariance])
    draws = np.random.default_rng(0).multivariate_normal([1, 5], covariance, 100_000)
    for probability in (0.5, 0.9, 0.95):
        ax = plot_mixture(draws[:50], p, probability=probability)
        (ellipse,) = [patch for patch in ax.patches if isinstance(patch, Ellipse)]
        unit = (ellipse.get_patch_transform().inverted()).transform(draws)
        assert np.mean((unit**2).sum(axis=1) <= 1) == pytest.approx(probability, abs=0.005)


def test_responsibilities_add_up_to_one():
    lines = plot_responsibilities(ONE_D, (-10, 10)).get_lines()
    np.testing.assert_allclose(sum(line.get_ydata() for line in lines), 1)


def test_labelled_histogram_counts_everything(class_data):
    X, y = class_data
    bars = plot_labelled_histogram(X, y).patches
    assert sum(bar.get_height() for bar in bars) == len(X)
    assert len({bar.get_hatch() for bar in bars}) == 3


def test_em_steps_has_one_panel_per_moment(class_data):
    X, _ = class_data
    start = MixtureParameters([0.5, 0.5], [[0.0], [1.0]], np.full((2, 1, 1), 9.0))
    snapshots = {0: start}
    for step in em_steps(X, start):
        snapshots[step.iteration] = step.after
        if step.iteration == 3:
            break
    axes = plot_em_steps(X, snapshots)
    titles = [ax.get_title() for ax in axes if ax.axison]
    assert titles == ["inicio", "iteración 1", "iteración 2", "iteración 3"]


def test_log_likelihood_marks_a_fall():
    axes = plot_log_likelihood([-10, -5, -6, -4])
    labels = [line.get_label() for line in axes[1].get_lines()]
    assert labels == ["sube", "baja"]
    assert axes[1].get_lines()[1].get_ydata().tolist() == [1]


def test_both_kinds_of_model_draw_the_same(class_data):
    X, _ = class_data
    model = GMM(2, random_state=0).fit(X)
    ours, theirs = plot_mixture(X, model), plot_mixture(X, model.parameters_)
    for a, b in zip(ours.get_lines(), theirs.get_lines()):
        np.testing.assert_array_equal(a.get_ydata(), b.get_ydata())


@pytest.mark.parametrize(
    "draw",
    [
        lambda X, ax: plot_histogram(X, ax),
        lambda X, ax: plot_labelled_histogram(X, np.zeros(len(X)), ax),
        lambda X, ax: plot_mixture(X, ONE_D, ax),
        lambda X, ax: plot_responsibilities(ONE_D, (-5, 5), ax),
        lambda X, ax: plot_curve([0, 1], [1, 2], ax),
        lambda X, ax: plot_values([0, 1], [1, 2], ax, xlabel="a", ylabel="b"),
    ],
)
def test_every_figure_uses_the_given_axes_labels_them_and_is_readable(class_data, draw):
    ax = new_axes()
    assert draw(class_data[0], ax) is ax
    assert ax.get_xlabel()
    assert ax.get_ylabel()
    texts = [ax.xaxis.label, ax.yaxis.label, *ax.get_xticklabels(), *ax.get_yticklabels()]
    assert min(text.get_size() for text in texts) >= 10


def test_components_differ_in_more_than_colour():
    ax = plot_mixture(load_old_faithful(), GMM(2, random_state=0).fit(load_old_faithful()))
    markers = [line.get_marker() for line in ax.get_lines() if line.get_marker() != "+"]
    styles = [patch.get_linestyle() for patch in ax.patches]
    assert len(set(markers)) == len(set(styles)) == 2


# --- Nubes en el plano ------------------------------------------------------------------------

TWO_D = MixtureParameters([0.3, 0.7], [[0.0, 0.0], [6.0, 4.0]],
                          [[[1.0, 0.8], [0.8, 2.0]], [[2.0, -0.5], [-0.5, 1.0]]])


@pytest.fixture(scope="module")
def draws():
    """100 000 observaciones de TWO_D, y la componente de cada una."""
    rng = np.random.default_rng(1)
    z = (rng.random(100_000) < 0.7).astype(int)
    noise = np.einsum("nij,nj->ni", np.linalg.cholesky(TWO_D.matrices)[z],
                      rng.standard_normal((100_000, 2)))
    return TWO_D.means[z] + noise, z


def test_soft_assignment_ellipses_hold_50_90_and_95_percent(draws):
    X, z = draws
    ellipses = [p for p in plot_soft_assignment(X[:200], TWO_D).patches if isinstance(p, Ellipse)]
    shares = []
    for ellipse in ellipses:
        k = int(np.allclose(ellipse.center, TWO_D.means[1]))
        unit = ellipse.get_patch_transform().inverted().transform(X[z == k])
        shares.append(np.mean((unit**2).sum(axis=1) <= 1))
    np.testing.assert_allclose(shares, [0.5, 0.5, 0.9, 0.9, 0.95, 0.95], atol=0.01)


def test_contours_hold_the_share_written_in_the_legend(draws):
    X, _ = draws
    ax = plot_density_contours(X[:500], TWO_D)
    (contours,) = ax.collections
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    density = np.exp(weighted_log_densities(X, TWO_D)).sum(axis=1)
    shares = [f"{100 * np.mean(density >= level):.0f}" for level in contours.levels]
    for share, label in zip(shares, labels):
        assert float(share) == pytest.approx(float(label.split()[0]), abs=1)
    assert labels == ["95 %", "90 %", "50 %"]


def test_soft_colours_are_the_mixture_of_the_component_colours():
    middle = MixtureParameters([0.5, 0.5], [[-1, 0], [1, 0]], [np.eye(2)] * 2)
    ax = plot_soft_assignment([[0.0, 0.0], [0.0, 1.0]], middle)
    mixed = np.mean([matplotlib.colors.to_rgb(c) for c in ("#0072B2", "#D55E00")], axis=0)
    np.testing.assert_allclose(ax.collections[0].get_facecolors()[0, :3], mixed)


def test_regions_give_each_point_its_most_responsible_component(draws):
    X, _ = draws
    ax = plot_regions(X[:300], TWO_D)
    z = responsibilities(X[:300], TWO_D).argmax(axis=1)
    drawn = [line.get_xydata() for line in ax.get_lines()]
    for k in (0, 1):
        np.testing.assert_array_equal(drawn[k], X[:300][z == k])
    fills = ax.collections[::2]  # relleno y borde de cada región
    inside = [path.contains_point((6, 4)) for fill in fills for path in fill.get_paths()]
    assert inside == [False, True]


def test_uncertain_points_are_larger():
    middle = MixtureParameters([0.5, 0.5], [[-1, 0], [1, 0]], [np.eye(2)] * 2)
    sizes = plot_uncertainty([[0.01, 0], [3.0, 0], [-3.0, 0]], middle).collections[-1].get_sizes()
    assert sizes[0] > 5 * sizes[1]


def test_points_count_and_noise_has_its_own_marker(draws):
    z = np.array([0, 0, 1, -1])
    ax = plot_points(draws[0][:4], z, labels={0: "cerca"})
    assert [len(line.get_xdata()) for line in ax.get_lines()] == [2, 1, 1]
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert labels == ["cerca", "grupo 2", "ruido"]
    with pytest.raises(ValueError, match="una por punto"):
        plot_points(draws[0][:4], [0, 1])


@pytest.mark.parametrize("draw", [plot_soft_assignment, plot_density_contours, plot_regions,
                                  plot_uncertainty])
def test_figures_of_the_plane_explain_wrong_data(draw, class_data):
    with pytest.raises(ValueError, match="esta figura dibuja 2"):
        draw(class_data[0], ONE_D)
    with pytest.raises(ValueError, match="columnas"):
        draw(class_data[0], TWO_D)
    ax = new_axes()
    assert draw(load_old_faithful(), GMM(2, random_state=0).fit(load_old_faithful()), ax) is ax
    assert ax.get_xlabel() and ax.get_ylabel()


def test_scikit_learn_models_draw_the_same():
    from sklearn.mixture import GaussianMixture

    X = load_old_faithful()
    theirs = GaussianMixture(2, covariance_type="tied", random_state=0).fit(X)
    ours = MixtureParameters(theirs.weights_, theirs.means_, theirs.covariances_, "tied")
    pairs = zip(plot_soft_assignment(X, theirs).patches, plot_soft_assignment(X, ours).patches)
    for a, b in pairs:
        np.testing.assert_array_equal(a.get_path().vertices, b.get_path().vertices)
        assert (a.width, a.height, a.angle) == (b.width, b.height, b.angle)


def test_pairs_draw_marginals():
    X = np.random.default_rng(0).normal(size=(60, 3))
    covariance = np.diag([1.0, 4.0, 9.0]) + 0.3
    axes = plot_pairs(X, MixtureParameters([1.0], [[0, 0, 0]], [covariance]))
    assert axes.shape == (3, 3) and not axes[0, 1].axison
    (curve,) = axes[1, 1].get_lines()
    peak = curve.get_ydata().max()
    assert peak == pytest.approx(1 / np.sqrt(2 * np.pi * 4.3), rel=1e-3)
    assert [axes[2, j].get_xlabel() for j in range(3)] == ["x1", "x2", "x3"]


# --- Log-verosimilitud y comparaciones --------------------------------------------------------

def test_lower_bound_touches_at_the_current_value_and_stays_below(class_data):
    def vary(mean):
        return MixtureParameters([0.5, 0.5], [[mean], [1.0]], [[[9.0]], [[9.0]]])

    X, values = class_data[0], np.linspace(-8, 4, 25)
    curve, bound, touch, top = plot_lower_bound(X, vary, values, values[10]).get_lines()
    gap = curve.get_ydata() - bound.get_ydata()
    assert gap.min() == pytest.approx(0, abs=1e-6) and gap.argmin() == 10
    assert touch.get_xdata()[0] == values[10]
    R = responsibilities(X, vary(values[10]))
    assert abs(top.get_xdata()[0] - np.average(X[:, 0], weights=R[:, 0])) <= 0.25  # el paso M


def test_lower_bound_ignores_points_without_responsibility():
    far = MixtureParameters([0.5, 0.5], [[0.0], [100.0]], [[[1.0]], [[1.0]]])
    R = np.array([[1.0, 0.0], [0.0, 1.0]])
    X = [[0.0], [100.0]]
    assert lower_bound(X, far, R) == pytest.approx(log_likelihood(X, far))


def test_surface_is_the_log_likelihood_and_shows_the_path(class_data):
    def vary(a, b):
        return MixtureParameters([0.5, 0.5], [[a], [b]], [[[4.0]], [[1.0]]])

    xs, ys, path = np.linspace(-8, 0, 9), np.linspace(2, 6, 5), [(-1, 3), (-4, 4), (-6, 4.4)]
    ax = plot_likelihood_surface(class_data[0], vary, xs, ys, path)
    best = max(log_likelihood(class_data[0], vary(a, b)) for a in xs for b in ys)
    assert ax.collections[0].levels.max() == pytest.approx(best)
    np.testing.assert_array_equal(ax.get_lines()[0].get_xydata(), path)


def test_starts_are_counted_by_their_end():
    ax = plot_starts([[0, 1], [1, 0], [2, 2]], [0, 1, 1], [(5, 5), (6, 6)],
                     labels=["bueno", "malo"])
    assert [text.get_text() for text in ax.get_legend().get_texts()] == \
        ["bueno: 1 de 3", "malo: 2 de 3"]


def test_selection_marks_its_choice():
    ax = plot_selection([1, 2, 3], {"BIC": [5, 2, 3], "AIC": [5, 4, 1]})
    assert [text.get_text() for text in ax.get_legend().get_texts()] == \
        ["BIC: elige K = 2", "AIC: elige K = 3"]
    rings = [line for line in ax.get_lines() if line.get_markerfacecolor() == "none"]
    assert [line.get_xydata().ravel().tolist() for line in rings] == [[2, 2], [3, 1]]
    held_out = plot_selection([1, 2, 3], {"reservada": [5, 9, 3]}, best="max")
    assert held_out.get_legend().get_texts()[0].get_text().endswith("K = 2")
    with pytest.raises(ValueError, match="best = 'menor'"):
        plot_selection([1], {"BIC": [1]}, best="menor")


def test_finals_are_counted_by_method():
    ax = plot_finals({"una": [-3.0, -3.01, -7.0], "otra": [-9.0, np.nan, -9.1]}, margin=0.5)
    assert [text.get_text() for text in ax.texts] == ["2 de 3", "0 de 3; 1 ×"]
    assert [label.get_text() for label in ax.get_yticklabels()] == ["una", "otra"]
    places = [disc.get_offsets().tolist() for disc in ax.collections]
    np.testing.assert_allclose(places[0], [[-3.005, 0]])
    np.testing.assert_allclose(places[3], [[-9.05, 1]])


def test_methods_have_one_panel_each_and_sizes_order_the_colours():
    X = np.random.default_rng(0).normal(size=(6, 2))
    axes = plot_methods({"a": X}, {"m": {"a": [7, 7, 7, 2, 2, -1]}, "n": {"a": [0] * 6}},
                        captions={("m", "a"): "0.1 s"})
    assert axes.shape == (1, 2) and axes[0, 0].get_xlabel() == "0.1 s"
    first = axes[0, 0].get_lines()[0]
    assert first.get_color() == "#0072B2" and len(first.get_xdata()) == 3


def test_images_are_shown_as_they_are():
    axes = plot_images([np.eye(3), np.zeros((2, 2, 3))], ncols=3)
    np.testing.assert_array_equal(axes[0].get_images()[0].get_array(), np.eye(3))
    assert not axes[2].get_images()


def test_table_has_correlations_in_two_dimensions():
    head, first, _ = parameter_table(TWO_D, names=["a", "b"]).splitlines()
    assert head.endswith("correlación a, b") and len(head) == len(first)
    assert float(first.split()[-1]) == pytest.approx(0.8 / np.sqrt(2), abs=1e-3)


# --- Lo que no se puede dibujar ---------------------------------------------------------------

GEYSER = load_old_faithful()
CLASS = load_class_data()[0]
BAD_INPUT = {
    "bordes sin datos": (lambda: plot_histogram(CLASS, bins=[900, 901]), "algún dato"),
    "bordes al revés": (lambda: plot_mixture(CLASS, ONE_D, bins=[1, 0]), "de menor a mayor"),
    "ningún intervalo": (lambda: plot_labelled_histogram(CLASS, np.zeros(1500), bins=0), "bins"),
    "faltan nombres": (lambda: plot_labelled_histogram(CLASS, np.arange(1500) % 3,
                                                       names=["a", "b"]), "3 textos"),
    "etiqueta NaN": (lambda: plot_points(GEYSER, np.full(272, np.nan)), "número entero"),
    "etiqueta de texto": (lambda: plot_points(GEYSER, ["a"] * 272), "return_inverse"),
    "un solo eje": (lambda: plot_points(GEYSER, names=["x"]), "2 textos"),
    "modelo de 2 en el eje": (lambda: plot_responsibilities(TWO_D, (0, 1)), "1 columnas"),
    "intervalo al revés": (lambda: plot_responsibilities(ONE_D, (1, 0)), "de menor a mayor"),
    "largos distintos": (lambda: plot_curve([0, 1], [1]), r"forma \(1,\)"),
    "curva sin puntos": (lambda: plot_curve([], []), "lista de números"),
    "escala con otro nombre": (lambda: plot_values([1], [2], xlabel="", ylabel="",
                                                   xscale="raíz"), "xscale = 'raíz'"),
    "logaritmo de negativos": (lambda: plot_values([-1], [2], xlabel="", ylabel="",
                                                   xscale="log"), "números positivos"),
    "log-verosimilitud suelta": (lambda: plot_log_likelihood(5), "lista de números"),
    "ningún momento": (lambda: plot_em_steps(CLASS, {}), "no esté vacío"),
    "ninguna columna": (lambda: plot_em_steps(CLASS, {0: ONE_D}, ncols=0), "ncols = 0"),
    "animación vacía": (lambda: animate_em(CLASS, {}), "no esté vacío"),
    "animación angosta": (lambda: animate_em(CLASS, {0: ONE_D}, width=0), "width = 0"),
    "cota sin valores": (lambda: plot_lower_bound(CLASS, lambda m: ONE_D, [], 0), "values"),
    "superficie de un punto": (lambda: plot_likelihood_surface(CLASS, lambda a, b: ONE_D, [0],
                                                               [0]), "xs tiene 1 filas"),
    "camino de una columna": (lambda: plot_likelihood_surface(
        CLASS, lambda a, b: ONE_D, [0, 1], [0, 1], [[1], [2]]), "path tiene 1 columnas"),
    "caída negativa": (lambda: plot_likelihood_surface(CLASS, lambda a, b: ONE_D, [0, 1], [0, 1],
                                                       drop=-1), "drop = -1"),
    "inicios sin final": (lambda: plot_starts(GEYSER, [0, 1]), "una por punto"),
    "final sin nombre": (lambda: plot_starts(GEYSER, np.arange(272) % 2, labels=["a"]),
                         "2 textos"),
    "un criterio corto": (lambda: plot_selection([1, 2], {"BIC": [3]}), "2 números"),
    "un criterio de NaN": (lambda: plot_selection([1, 2], {"BIC": [np.nan] * 2}), "finito"),
    "ningún criterio": (lambda: plot_selection([1, 2], {}), "no esté vacío"),
    "todo colapsa": (lambda: plot_finals({"a": [np.nan]}, margin=1), "ningún número finito"),
    "margen cero": (lambda: plot_finals({"a": [1, 2]}, margin=0), "margin = 0"),
    "método sin etiquetas": (lambda: plot_methods({"a": GEYSER}, {"m": {}}), "una por punto"),
    "ningún método": (lambda: plot_methods({"a": GEYSER}, {}), "no esté vacío"),
    "imagen sin corchetes": (lambda: plot_images(np.eye(3)), "con corchetes"),
    "imagen sin título": (lambda: plot_images([np.eye(3)] * 2, titles=["a"]), "2 textos"),
    "decimales a medias": (lambda: parameter_table(ONE_D, digits=1.5), "digits = 1.5"),
    "ningún panel": (lambda: new_axes(0), "nrows = 0"),
    "ningún contorno": (lambda: plot_density_contours(GEYSER, TWO_D, probabilities=()), "vacío"),
}


@pytest.mark.parametrize("case", BAD_INPUT)
def test_bad_input_is_explained_and_opens_no_figure(case):
    draw, message = BAD_INPUT[case]
    with pytest.raises(ValueError, match=message):
        draw()
    assert plt.get_fignums() == []


@pytest.mark.parametrize("value", [0, 1, 90, -0.5, np.nan, "0.9", None, True])
@pytest.mark.parametrize("draw", [
    lambda p: plot_mixture(GEYSER, TWO_D, probability=p),
    lambda p: plot_pairs(GEYSER, TWO_D, probability=p),
    lambda p: plot_soft_assignment(GEYSER, TWO_D, probabilities=(0.5, p)),
    lambda p: plot_density_contours(GEYSER, TWO_D, probabilities=p),
])
def test_a_probability_is_between_0_and_1(draw, value):
    with pytest.raises(ValueError, match=r"probabilit(y|ies) = .*: se espera"):
        draw(value)
    assert plt.get_fignums() == []


@pytest.mark.parametrize("draw", [plot_mixture, plot_soft_assignment, plot_density_contours,
                                  plot_regions, plot_uncertainty, plot_pairs])
@pytest.mark.parametrize("X", [np.ones((9, 2)), [[0.0, 0.0]], [[1e8, 1e-8], [1e8 + 1, 2e-8]]])
def test_few_or_constant_points_are_drawn(draw, X):
    np.ravel(draw(X, TWO_D))[0].figure.draw_without_rendering()


def test_contours_do_not_depend_on_where_the_data_are(draws):
    """Antes, los niveles se medían solo en la caja de los datos, y la leyenda mentía."""
    near, far = (plot_density_contours(X, TWO_D) for X in (draws[0][:500], [[0.0, 0.0]]))
    levels = [ax.collections[0].levels for ax in (near, far)]
    np.testing.assert_array_equal(*levels)
    for ax in (near, far):  # ninguna curva llega al borde: se ven enteras
        drawn = np.concatenate([path.vertices for path in ax.collections[0].get_paths()])
        assert (np.min(drawn, axis=0) > [ax.get_xlim()[0], ax.get_ylim()[0]]).all()
        assert (np.max(drawn, axis=0) < [ax.get_xlim()[1], ax.get_ylim()[1]]).all()


def test_a_flat_surface_and_a_still_log_likelihood_are_drawn():
    plot_likelihood_surface(CLASS, lambda a, b: ONE_D, [0, 1], [0, 1])
    assert plot_log_likelihood([-5, -5])[1].get_legend() is None


# --- La animación -----------------------------------------------------------------------------

@pytest.fixture(scope="module")
def animation(class_data):
    X = class_data[0]
    start = MixtureParameters([0.5, 0.5], [[0.0], [1.0]], np.full((2, 1, 1), 9.0))
    steps = em_steps(X, start)
    snapshots = {0: start} | {i: next(steps).after for i in range(1, 26)}
    return X, snapshots, animate_em(X, snapshots).data


def test_animation_is_small_and_always_the_same(animation):
    X, snapshots, page = animation
    assert len(page) <= 500 * 1024 and len(snapshots) == 26
    assert animate_em(X, dict(list(snapshots.items())[:2])).data == \
        animate_em(X, dict(list(snapshots.items())[:2])).data
    assert plt.get_fignums() == []


def test_animation_asks_nothing_and_speaks_spanish(animation):
    page = animation[2]
    assert "http" not in page and "import(" not in page
    for word in ("Reproducir", "Pausa", "Anterior", "Siguiente", "Momento"):
        assert word in page
    assert page.count("data:image/png;base64,") == 27  # el primero, también sin programas
    assert 'alt="Los datos y la mezcla' in page
    assert "Iteración 25: log-verosimilitud −3909.27." in page


def test_animation_too_large_is_refused(animation, monkeypatch):
    monkeypatch.setattr("gmm_lab.plotting.animation.MAX_SIZE", 10_000)
    with pytest.raises(ValueError, match="Elige menos momentos"):
        animate_em(animation[0], {0: animation[1][0]})
