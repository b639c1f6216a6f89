"""Las tablas de los cuadernos, y cómo se muestran una mezcla y una iteración."""

import numpy as np
import pytest

from gmm_lab import MixtureParameters, em_steps, table


def test_numbers_are_rounded_and_signs_are_typographic():
    shown = repr(table(["caso", "valor"], [
        ["grande", -3909.273073], ["pequeño", -0.00012345678], ["entero", 12345], ["cero", -0.0],
        ["de NumPy", np.float64(2.0)], ["texto", "201 de 300"], ["no hay", np.nan]]))
    values = [line.split("  ")[-1].strip() for line in shown.splitlines()[1:]]
    assert values == ["−3909.27", "−0.0001235", "12345", "0", "2", "201 de 300", "nan"]


def test_columns_are_aligned():
    lines = repr(table(["a", "b"], [["uno", 1], ["dos más", 1000]])).splitlines()
    assert lines == ["a           b", "uno         1", "dos más  1000"]


def test_html_has_heads_caption_and_bold_and_escapes_the_rest():
    shown = table(["n < K", "falla"], [["<b>", "**201** de 300"]], "Trescientos & más")
    html = shown._repr_html_()
    assert "<caption>Trescientos &amp; más</caption>" in html
    assert '<th scope="col">n &lt; K</th>' in html
    assert '<th scope="row">&lt;b&gt;</th>' in html
    assert "<b>201</b> de 300" in html
    assert "**" not in repr(table(["a", "b"], [["x", "**2**"]]))


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="Cada fila lleva 2 valores, uno por título; esta tiene"):
        table(["a", "b"], [["uno", 1], ["dos"]])


def test_a_mixture_shows_its_components():
    p = MixtureParameters([0.25, 0.75], [[-6.0358446], [4.42425893]], [[[6.624]], [[0.6364]]])
    assert repr(p).splitlines() == [
        "componente  peso   media  varianza",
        "0           0.25  −6.036     6.624",
        "1           0.75   4.424    0.6364"]
    assert p._repr_html_().count("<tr>") == 3


@pytest.mark.parametrize(("structure", "C", "shown"), [
    ("full", [[[4.0, -1.0], [-1.0, 9.0]]], "4, −1; −1, 9"),
    ("tied", np.diag([4.0, 9]), "4, 0; 0, 9"),
    ("diag", [[4.0, 9.0]], "4, 0; 0, 9"), ("spherical", [4.0], "4, 0; 0, 4"),
])
def test_covariances_are_matrices_whatever_their_structure(structure, C, shown):
    assert shown in repr(MixtureParameters([1], [[3, 5]], C, structure))


def test_many_variables_show_the_size_of_the_matrix():
    assert "4 × 4" in repr(MixtureParameters([1], [[0, 1, 2, 3]], [np.eye(4)]))


def test_an_iteration_is_one_line():
    start = MixtureParameters([0.5, 0.5], [[1], [3]], [[[1]], [[1]]])
    step = next(em_steps([[1.0], [2.0], [3.0]], start))
    assert repr(step) == f"Iteración 1: log-verosimilitud −4.3893, cambio {step.change:.2g}"
