"""Toda entrada equivocada recibe una explicación en español, y nunca un error de NumPy."""

import numpy as np
import pytest

from gmm_lab import (
    GMM,
    MixtureParameters,
    e_step,
    em_steps,
    initial_parameters,
    log_likelihood,
    m_step,
    responsibilities,
)
from gmm_lab.plotting import plot_histogram, plot_labelled_histogram, plot_mixture

P = MixtureParameters([0.5, 0.5], [[0.0], [1.0]], np.ones((2, 1, 1)))
X = np.array([[0.0], [0.5], [5.0], [5.5]])
BAD_DATA = {
    "1-D": (np.arange(4.0), r"forma \(4,\).*reshape\(-1, 1\)"),
    "número": (3.0, r"forma \(\)"),
    "NaN": ([[0.0], [np.nan]], "no son finitos.*fila 1, columna 0"),
    "infinito": ([[np.inf], [1.0]], "no son finitos.*fila 0"),
    "vacío": (np.empty((0, 1)), "está vacío"),
    "textos": ([["a"], ["b"]], "no son números"),
    "filas desiguales": ([[1.0], [2.0, 3.0]], "no son números"),
    "None": (None, "no son números|forma"),
    "complejos": ([[1j], [2.0]], "no son números"),
}
BAD_COLUMNS = {"columnas de más": (np.zeros((4, 2)), "2 columnas")}
FUNCTIONS = {
    "responsibilities": lambda data: responsibilities(data, P),
    "e_step": lambda data: e_step(data, P),
    "log_likelihood": lambda data: log_likelihood(data, P),
    "em_steps": lambda data: next(em_steps(data, P)),
    "initial_parameters": lambda data: initial_parameters(data, 2),
    "fit": lambda data: GMM(2).fit(data),
    "predict": lambda data: GMM(2, random_state=0).fit(X).predict(data),
    "score": lambda data: GMM(2, random_state=0).fit(X).score(data),
    "bic": lambda data: GMM(2, random_state=0).fit(X).bic(data),
    "plot_mixture": lambda data: plot_mixture(data, P),
}


@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("data", BAD_DATA)
def test_bad_data(function, data):
    values, message = BAD_DATA[data]
    with pytest.raises(ValueError, match=message):
        FUNCTIONS[function](values)


@pytest.mark.parametrize("function", sorted(set(FUNCTIONS) - {"initial_parameters", "fit"}))
def test_other_number_of_columns(function):
    with pytest.raises(ValueError, match="2 columnas"):
        FUNCTIONS[function](np.zeros((4, 2)))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"n_components": 0}, "n_components = 0"),
        ({"n_components": -1}, "mayor o igual que 1"),
        ({"n_components": 2.5}, "número entero"),
        ({"n_components": "2"}, "número entero"),
        ({"n_components": 9}, "4 filas y hacen falta al menos 9"),
        ({"reg_covar": (0, 5)}, "llegó una tupla.*0.5 en lugar de 0,5"),
        ({"tol": (0, 5)}, "llegó una tupla"),
        ({"tol": -1}, "tol = -1"),
        ({"tol": np.nan}, "número finito"),
        ({"tol": "0.1"}, "número finito"),
        ({"max_iter": 0}, "max_iter = 0"),
        ({"n_init": 0}, "n_init = 0"),
        ({"covariance_type": "completa"}, "covariance_type = 'completa'"),
        ({"init_params": "al azar"}, "init_params = 'al azar'"),
        ({"random_state": "siete"}, "random_state"),
    ],
)
def test_bad_arguments(arguments, message):
    with pytest.raises(ValueError, match=message):
        GMM(**arguments).fit(X)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (([0.5, 0.6], [[0], [1]], np.ones((2, 1, 1))), r"weights suma 1\.1"),
        (([1.5, -0.5], [[0], [1]], np.ones((2, 1, 1))), "negativos"),
        (([0.5, 0.5], [0, 1], np.ones((2, 1, 1))), r"means tiene forma \(2,\)"),
        (([0.5, 0.5], [[0], [1], [2]], np.ones((2, 1, 1))), "una fila por componente"),
        (([0.5, 0.5], [[0], [1]], np.ones(2)), r"se espera \(2, 1, 1\)"),
        (([0.5, 0.5], [[0], [np.nan]], np.ones((2, 1, 1))), "means debe contener números finitos"),
        (([], np.empty((0, 1)), np.empty((0, 1, 1))), "un peso por componente"),
        ((["a", "b"], [[0], [1]], np.ones((2, 1, 1))), "weights debe contener"),
    ],
)
def test_bad_parameters(values, message):
    with pytest.raises(ValueError, match=message):
        MixtureParameters(*values)


def test_covariance_that_is_not_positive_definite_names_its_component():
    flat = MixtureParameters([0.5, 0.5], [[0, 0], [1, 1]], [np.eye(2), np.ones((2, 2))])
    with pytest.raises(ValueError, match="componente 1 no es definida positiva"):
        responsibilities(np.zeros((3, 2)), flat)


def test_constant_data_do_not_break_numpy():
    start = MixtureParameters([0.5, 0.5], [[0.0], [5.0]], np.ones((2, 1, 1)))
    with pytest.raises(ValueError, match="colapsó"):
        for step in em_steps(np.zeros((5, 1)), start):
            assert step.iteration < 50


def test_bad_reg_covar_in_m_step():
    with pytest.raises(ValueError, match="tupla"):
        m_step(e_step(X, P), reg_covar=(0, 5))


def test_a_failed_fit_leaves_the_model_as_it_was():
    model = GMM(2, random_state=0).fit(X)
    before = model.means_
    with pytest.raises(ValueError, match="no son finitos"):
        model.fit([[np.nan]])
    assert model.means_ is before


def test_unfitted_model_says_so():
    with pytest.raises(ValueError, match="llamar antes a fit"):
        GMM(2).predict(X)


def test_plots_explain_bad_input():
    with pytest.raises(ValueError, match="no son números"):
        plot_histogram(["a", "b"])
    with pytest.raises(ValueError, match="3 etiquetas"):
        plot_labelled_histogram(X, [0, 1, 2])
    with pytest.raises(ValueError, match="modelo ya ajustado"):
        plot_mixture(X, GMM(2))
    with pytest.raises(ValueError, match="elegir dos columnas"):
        plot_mixture(np.zeros((4, 3)), MixtureParameters([1], [[0, 0, 0]], [np.eye(3)]))
