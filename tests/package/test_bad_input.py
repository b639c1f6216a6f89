"""Toda entrada equivocada recibe una explicación en español, y nunca un error de NumPy."""

import numpy as np
import pytest
from scipy.sparse import coo_array, csr_matrix

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


# --- Todo lo que puede llegar mal a GMM(...).fit(X, sample_weight=...) -------------------------


class Table:
    """Un DataFrame, en lo que aquí importa."""

    def __init__(self, values, columns):
        self.values, self.columns = np.array(values, dtype=object), columns

    def __array__(self, dtype=None, copy=None):
        return self.values.astype(dtype or object)


PLANE = np.array([[0.0, 1.0], [1.0, 0.0], [0.5, 0.7], [8.0, 9.0], [9.0, 8.0], [8.5, 8.2]])
GOOD = {"n_components": 2, "random_state": 0}
NOT_REAL, NOT_FINITE = "no son números reales", "no son finitos"
INDEFINITE = [[[1.0, 2.0], [2.0, 1.0]], np.eye(2)]
ASYMMETRIC = [[[1.0, 0.5], [0.0, 1.0]], np.eye(2)]


def changed(row, column, value, dtype=float):
    """Los datos buenos con un solo valor malo."""
    values = PLANE.astype(dtype)
    values[row, column] = value
    return values


BAD_X = {
    "None": (None, ValueError, r"forma \(\)"),
    "un número": (3.0, ValueError, r"forma \(\)"),
    "un texto": ("datos.csv", ValueError, NOT_REAL),
    "una dimensión": (PLANE[:, 0], ValueError, r"forma \(6,\).*reshape\(-1, 1\)"),
    "tres dimensiones": (PLANE[None], ValueError, r"forma \(1, 6, 2\)"),
    "sin filas": (np.empty((0, 2)), ValueError, r"vacío: tiene forma \(0, 2\)"),
    "sin columnas": (np.empty((6, 0)), ValueError, r"vacío: tiene forma \(6, 0\)"),
    "lista vacía": ([], ValueError, r"forma \(0,\)"),
    "una fila": (PLANE[:1], ValueError, "1 filas y hacen falta al menos 2"),
    "NaN": (changed(4, 1, np.nan), ValueError, f"1 valores que {NOT_FINITE}.*fila 4, columna 1"),
    "infinito": (changed(2, 0, np.inf), ValueError, f"{NOT_FINITE}.*fila 2, columna 0"),
    "menos infinito": (changed(2, 0, -np.inf), ValueError, f"{NOT_FINITE}.*fila 2, columna 0"),
    "NaN en float32": (changed(0, 0, np.nan, "f4"), ValueError, f"{NOT_FINITE}.*fila 0"),
    "enormes": (changed(0, 0, 1e200), ValueError, "llega hasta 1e\\+200.*Cambia de unidades"),
    "enteros enormes": ([[10**400, 1], [2, 3]], ValueError, NOT_REAL),
    "complejos": (PLANE + 1j, ValueError, f"{NOT_REAL}.*Complex data not supported"),
    "complejos en objetos": (changed(0, 0, 1j, object), TypeError, NOT_REAL),
    "textos": (PLANE.astype(str), ValueError, NOT_REAL),
    "un número escrito": (changed(0, 0, "1,5", object), ValueError, NOT_REAL),
    "bytes": (PLANE.astype("S5"), ValueError, NOT_REAL),
    "un diccionario dentro": (changed(0, 0, {"a": 1}, object), TypeError, NOT_REAL),
    "None dentro": (changed(3, 1, None, object), ValueError, f"{NOT_FINITE}.*fila 3, columna 1"),
    "fechas": (np.array([["2024-01-01"]] * 3, dtype="M8[D]"), ValueError, NOT_REAL),
    "registros": (np.zeros((3, 1), dtype=[("a", float)]), ValueError, NOT_REAL),
    "filas desiguales": ([[1.0], [2.0, 3.0]], ValueError, NOT_REAL),
    "un diccionario": ({"a": [1.0, 2.0]}, TypeError, NOT_REAL),
    "matriz dispersa": (csr_matrix(PLANE), TypeError, r"dispersa \(\*sparse\*\).*X\.toarray"),
    "arreglo disperso": (coo_array(PLANE), TypeError, r"dispersa \(\*sparse\*\)"),
    "enmascarado": (np.ma.masked_less(PLANE, 0.3), ValueError, "enmascarados"),
    "tabla con texto": (Table([[1, "sí"], [2, "no"]], ["a", "b"]), ValueError, NOT_REAL),
    "todas las filas iguales": (np.ones((9, 2)), ValueError, "solo 1 filas distintas.*piden 2"),
}
BAD_ARGUMENTS = {
    "n_components 0": ({"n_components": 0}, "n_components = 0"),
    "n_components negativo": ({"n_components": -1}, "mayor o igual que 1"),
    "n_components decimal": ({"n_components": 2.5}, "número entero"),
    "n_components texto": ({"n_components": "2"}, "número entero"),
    "n_components lógico": ({"n_components": True}, r"True \(bool\).*número entero"),
    "n_components None": ({"n_components": None}, "n_components = None"),
    "más componentes que filas": ({"n_components": 9}, "6 filas y hacen falta al menos 9"),
    "covariance_type": ({"covariance_type": "completa"}, "'completa'.*'full', 'tied'"),
    "covariance_type lista": ({"covariance_type": ["full"]}, "covariance_type = .*list"),
    "tol negativa": ({"tol": -1}, "tol = -1"),
    "tol con coma": ({"tol": (0, 5)}, "llegó una tupla.*0.5 en lugar de 0,5"),
    "tol NaN": ({"tol": np.nan}, "número finito"),
    "tol texto": ({"tol": "0.1"}, "número finito"),
    "reg_covar con coma": ({"reg_covar": (0, 5)}, "llegó una tupla"),
    "reg_covar negativa": ({"reg_covar": -1e-6}, "reg_covar = -1e-06"),
    "reg_covar infinita": ({"reg_covar": np.inf}, "número finito"),
    "max_iter negativo": ({"max_iter": -1}, "max_iter = -1.*mayor o igual que 0"),
    "max_iter decimal": ({"max_iter": 1e3}, "max_iter = 1000.0.*entero"),
    "n_init 0": ({"n_init": 0}, "n_init = 0"),
    "init_params": ({"init_params": "al azar"}, "init_params = 'al azar'.*'kmeans'"),
    "init_params None": ({"init_params": None}, "init_params = None"),
    "random_state texto": ({"random_state": "siete"}, "random_state = 'siete'"),
    "random_state negativo": ({"random_state": -3}, "random_state = -3"),
    "warm_start": ({"warm_start": "sí"}, "warm_start = 'sí'.*True o False"),
    "verbose": ({"verbose": -1}, "verbose = -1"),
    "verbose_interval": ({"verbose_interval": 0}, "verbose_interval = 0"),
    "weights_init suma": ({"weights_init": [0.5, 0.6]}, r"weights_init suma 1\.1.*sumar 1"),
    "weights_init negativo": ({"weights_init": [1.5, -0.5]}, "no pueden ser negativos"),
    "weights_init forma": ({"weights_init": [1.0]}, r"weights_init tiene forma \(1,\).*\(2,\)"),
    "weights_init NaN": ({"weights_init": [0.5, np.nan]}, f"weights_init.*{NOT_FINITE}.*fila 1"),
    "weights_init texto": ({"weights_init": ["a", "b"]}, f"weights_init.*{NOT_REAL}"),
    "means_init forma": ({"means_init": [[0.0], [1.0]]}, r"means_init.*\(2, 1\).*\(2, 2\)"),
    "means_init infinita": ({"means_init": [[0, 0], [0, np.inf]]}, f"means_init.*{NOT_FINITE}"),
    "means_init desigual": ({"means_init": [[0, 0], [0]]}, f"means_init.*{NOT_REAL}"),
    "precisions_init forma": ({"precisions_init": [1.0, 1.0]}, r"se espera \(2, 2, 2\)"),
    "precisions_init asimétrica": ({"precisions_init": ASYMMETRIC}, "no es simétrica"),
    "precisions_init indefinida": ({"precisions_init": INDEFINITE}, "no es definida positiva"),
    "precisions_init cero": (
        {"precisions_init": [1.0, 0.0], "covariance_type": "spherical"}, "definida positiva"),
    "precisions_init negativa": (
        {"precisions_init": [[1.0, 1], [1, -1]], "covariance_type": "diag"}, "definida positiva"),
    "warm_start con otra K": (
        {"warm_start": True, "n_components": 3}, "continúa un ajuste de 2 componentes.*3"),
    "warm_start con otra estructura": (
        {"warm_start": True, "covariance_type": "tied"}, "continúa.*'full'.*'tied'"),
}
BAD_WEIGHTS = {
    "negativo": ([1, 1, 1, 1, 1, -1], "sample_weight va de -1 a 1.*negativo"),
    "todos cero": ([0] * 6, "alguno debe ser positivo"),
    "cinco": ([1] * 5, r"sample_weight tiene forma \(5,\); se espera \(6,\)"),
    "en columna": (np.ones((6, 1)), r"forma \(6, 1\)"),
    "NaN": ([1, 1, 1, 1, 1, np.nan], f"sample_weight.*{NOT_FINITE}.*fila 5"),
    "texto": ("uno", f"sample_weight.*{NOT_REAL}"),
    "complejo": ([1j] * 6, f"sample_weight.*{NOT_REAL}"),
    "casi todos cero": ([1, 0, 0, 0, 0, 0], "positivo.* 1 filas y hacen falta al menos 2"),
}


@pytest.fixture
def fitted():
    """Un modelo ya ajustado, y lo que guarda."""
    model = GMM(**GOOD).fit(PLANE)
    return model, {name: value for name, value in vars(model).items()
                   if name.endswith("_") or name.startswith("_")}


def assert_refused(fitted, error, message, X=PLANE, sample_weight=None, **arguments):
    """`fit` da el error que se espera y el ajuste anterior no cambia en nada."""
    model, state = fitted
    model.set_params(**arguments)
    with pytest.raises(error, match=f"(?s){message}") as caught:
        model.fit(X, sample_weight=sample_weight)
    assert type(caught.value) is error
    assert {name: vars(model)[name] for name in state} == state
    assert set(vars(model)) == set(state) | set(model.get_params())


@pytest.mark.parametrize("case", BAD_X)
def test_bad_data_of_fit(fitted, case):
    X, error, message = BAD_X[case]
    assert_refused(fitted, error, message, X)


@pytest.mark.parametrize("case", BAD_ARGUMENTS)
def test_bad_arguments(fitted, case):
    arguments, message = BAD_ARGUMENTS[case]
    assert_refused(fitted, ValueError, message, **arguments)


@pytest.mark.parametrize("case", BAD_WEIGHTS)
def test_bad_sample_weight(fitted, case):
    weight, message = BAD_WEIGHTS[case]
    assert_refused(fitted, ValueError, message, sample_weight=weight)


def test_more_components_than_distinct_rows(fitted):
    X = np.repeat(PLANE[:3], 4, axis=0)
    assert_refused(fitted, ValueError, "solo 3 filas distintas y se piden 4", X, n_components=4)


@pytest.mark.parametrize("covariance_type", ["full", "tied", "diag"])
def test_constant_column(fitted, covariance_type):
    X = PLANE * [1, 0] + [0, 7]
    assert_refused(fitted, ValueError, "columnas repetidas o constantes.*reg_covar mayor", X,
                   covariance_type=covariance_type, reg_covar=0)
    model = GMM(2, covariance_type=covariance_type, random_state=0).fit(X)
    np.testing.assert_allclose(model.means_[:, 1], 7)


def test_repeated_column(fitted):
    assert_refused(fitted, ValueError, "columnas repetidas o constantes", PLANE[:, [0, 0]],
                   reg_covar=0)


def test_a_start_far_from_the_data_says_what_to_do(fitted):
    assert_refused(fitted, ValueError, "componente 1 se quedó sin puntos.*otro inicio",
                   means_init=[[0, 0], [1e6, 1e6]], weights_init=[0.5, 0.5],
                   precisions_init=[np.eye(2)] * 2)


def test_warm_start_with_other_columns(fitted):
    assert_refused(fitted, ValueError, "3 columnas y se esperan 2",
                   PLANE[:, [0, 1, 1]], warm_start=True)


@pytest.mark.parametrize(
    "method", ["predict", "predict_proba", "score_samples", "score", "bic", "aic", "icl"])
@pytest.mark.parametrize("case", sorted(
    set(BAD_X) - {"una fila", "todas las filas iguales"}))
def test_bad_data_of_every_method(fitted, method, case):
    X, error, message = BAD_X[case]
    with pytest.raises(error, match=f"(?s){message}"):
        getattr(fitted[0], method)(X)


@pytest.mark.parametrize("n_samples", [0, -1, 2.5, None, "3"])
def test_bad_number_of_samples(fitted, n_samples):
    with pytest.raises(ValueError, match="n_samples = .*número entero"):
        fitted[0].sample(n_samples)


@pytest.mark.parametrize("name", ["weights_", "means_", "covariances_", "precisions_"])
def test_unfitted_model_has_no_attributes(name):
    assert not hasattr(GMM(2), name)


# --- Los parámetros de una mezcla -------------------------------------------------------------


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


def test_unfitted_model_says_so():
    with pytest.raises(ValueError, match="llama antes a fit"):
        GMM(2).predict(X)


def test_plots_explain_bad_input():
    with pytest.raises(ValueError, match="no son números"):
        plot_histogram(["a", "b"])
    with pytest.raises(ValueError, match="3 etiquetas"):
        plot_labelled_histogram(X, [0, 1, 2])
    with pytest.raises(ValueError, match="modelo ya ajustado"):
        plot_mixture(X, GMM(2))
    with pytest.raises(ValueError, match="Elige dos columnas"):
        plot_mixture(np.zeros((4, 3)), MixtureParameters([1], [[0, 0, 0]], [np.eye(3)]))
