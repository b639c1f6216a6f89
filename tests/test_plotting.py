"""Las figuras dicen la verdad: se leen los artistas, no los píxeles."""

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.patches import Ellipse

from gmm_lab import GMM, MixtureParameters, em_steps
from gmm_lab.datasets import load_class_data, load_old_faithful
from gmm_lab.plotting import (
    new_axes,
    plot_curve,
    plot_em_steps,
    plot_histogram,
    plot_labelled_histogram,
    plot_log_likelihood,
    plot_mixture,
    plot_responsibilities,
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
