"""Propiedades de `GMM` que valen para todos los datos: Hypothesis busca los que las rompen."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gmm_lab import GMM, MixtureParameters
from gmm_lab.gaussian import COVARIANCE_TYPES

pytestmark = pytest.mark.filterwarnings("ignore:EM no convergió")
each_structure = pytest.mark.parametrize("covariance_type", COVARIANCE_TYPES)
examples = settings(max_examples=25, deadline=None, derandomize=True)

ITERATIONS = 6


@st.composite
def problems(draw):
    """Datos con grupos y un inicio: K de 1 a 3, d de 1 a 3, en cualquier unidad."""
    rng = np.random.default_rng(draw(st.integers(0, 10**6)))
    K, d = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    n = draw(st.integers(20 * K * d, 60 * K * d))
    centers = draw(st.floats(0, 8)) * rng.standard_normal((K, d))
    X = rng.standard_normal((n, d)) @ rng.uniform(-1, 1, (d, d)) + rng.standard_normal((n, d))
    return X + centers[rng.integers(0, K, n)], K, rng


def fit(X, K, covariance_type, start=None, **arguments):
    """Unas pocas iteraciones, iguales para todos, desde un inicio dado."""
    start = start or start_of(X, K, covariance_type)
    return GMM(K, covariance_type=covariance_type, tol=0, reg_covar=0, max_iter=ITERATIONS,
               **start).fit(X, **arguments)


def start_of(X, K, covariance_type):
    return as_arguments(GMM(K, covariance_type=covariance_type, max_iter=0, reg_covar=0,
                            random_state=0).fit(X))


def as_arguments(model):
    return {"weights_init": model.weights_, "means_init": model.means_,
            "precisions_init": model.precisions_}


def assert_same(ours, weights, means, matrices, digits=7):
    """Los mismos parámetros, con tantas cifras respecto del tamaño de la nube."""
    small = 10.0**-digits
    variance = np.abs(matrices).max()
    np.testing.assert_allclose(ours.weights, weights, atol=small)
    np.testing.assert_allclose(ours.means, means, rtol=small, atol=small * np.sqrt(variance))
    np.testing.assert_allclose(ours.matrices, matrices, atol=small * variance)


@each_structure
@examples
@given(problem=problems())
def test_what_every_fit_satisfies(covariance_type, problem):
    X, K, _ = problem
    model = fit(X, K, covariance_type)
    assert np.diff(model.lower_bounds_ + [model.score(X)]).min() > -1e-10
    for step in model.history_:
        assert step.after.weights.sum() == pytest.approx(1, abs=1e-12)
        assert np.linalg.eigvalsh(step.after.matrices).min() > 0
    R = model.predict_proba(X)
    np.testing.assert_allclose(R.sum(axis=1), 1, rtol=1e-12)
    np.testing.assert_array_equal(R.argmax(axis=1), model.predict(X))
    identity = model.parameters_.matrices @ np.linalg.inv(model.parameters_.matrices)
    np.testing.assert_allclose(identity, np.broadcast_to(np.eye(X.shape[1]), identity.shape),
                               atol=1e-8)
    U = model.precisions_cholesky_
    if covariance_type in ("full", "tied"):
        np.testing.assert_allclose(U @ np.swapaxes(U, -1, -2), model.precisions_, rtol=1e-10)
        np.testing.assert_array_equal(U, np.triu(U))
    else:
        np.testing.assert_allclose(model.precisions_ * model.covariances_, 1)


@each_structure
@examples
@given(problem=problems())
def test_the_order_of_the_rows_does_not_matter(covariance_type, problem):
    X, K, rng = problem
    start = start_of(X, K, covariance_type)
    model, mixed = (fit(data, K, covariance_type, start) for data in (X, rng.permutation(X)))
    p = model.parameters_
    assert_same(mixed.parameters_, p.weights, p.means, p.matrices)


@each_structure
@examples
@given(problem=problems())
def test_the_order_of_the_components_does_not_matter(covariance_type, problem):
    X, K, rng = problem
    start, order = start_of(X, K, covariance_type), rng.permutation(K)
    p = fit(X, K, covariance_type, start).parameters_
    other = {name: value if covariance_type == "tied" and name == "precisions_init"
             else value[order] for name, value in start.items()}
    q = fit(X, K, covariance_type, other).parameters_
    assert_same(q, p.weights[order], p.means[order], p.matrices[order])


@each_structure
@examples
@given(problem=problems(), weights=st.integers(1, 3))
def test_integer_weights_are_repeated_rows(covariance_type, problem, weights):
    X, K, rng = problem
    weight = rng.integers(1, 2 + weights, len(X))
    start = start_of(X, K, covariance_type)
    p = fit(X.repeat(weight, axis=0), K, covariance_type, start).parameters_
    weighted = fit(X, K, covariance_type, start, sample_weight=weight)
    assert_same(weighted.parameters_, p.weights, p.means, p.matrices)


# Las matrices A de x -> A x + b que cada estructura respeta.
RESPECTED = {
    "full": ("rotación", "escala por eje", "escala"),
    "tied": ("rotación", "escala por eje", "escala"),
    "diag": ("escala por eje", "escala"),
    "spherical": ("rotación", "escala"),
}


def matrix_of(kind, d, rng):
    """Una matriz al azar del tipo que se pide."""
    if kind == "rotación":
        return np.linalg.qr(rng.standard_normal((d, d)))[0]
    return np.diag(10 ** rng.uniform(-3, 3, 1 if kind == "escala" else d)) * np.eye(d)


def in_shape(matrices, covariance_type):
    """Matrices (K, d, d) con la forma que les da la estructura."""
    variances = np.diagonal(matrices, axis1=1, axis2=2)
    return {"full": matrices, "tied": matrices[0], "diag": variances,
            "spherical": variances[:, 0]}[covariance_type]


@pytest.mark.parametrize(("covariance_type", "kind"), [
    (structure, kind) for structure, kinds in RESPECTED.items() for kind in kinds])
@examples
@given(problem=problems(), shift=st.floats(-1e4, 1e4))
def test_units_axes_and_origin_do_not_matter(covariance_type, kind, problem, shift):
    X, K, rng = problem
    A = matrix_of(kind, X.shape[1], rng)
    b = shift * np.abs(np.diag(A))
    here = fit(X, K, covariance_type)
    start, p = here.history_[0].before, here.parameters_
    back = np.linalg.inv(A)
    moved = fit(X @ A.T + b, K, covariance_type, {
        "weights_init": start.weights,
        "means_init": start.means @ A.T + b,
        "precisions_init": in_shape(back.T @ np.linalg.inv(start.matrices) @ back,
                                    covariance_type)})
    returned = MixtureParameters(
        moved.weights_, (moved.means_ - b) @ back.T, back @ moved.parameters_.matrices @ back.T
    )
    assert_same(returned, p.weights, p.means, p.matrices)
    np.testing.assert_allclose(
        np.add(moved.lower_bounds_, np.linalg.slogdet(A)[1]), here.lower_bounds_, atol=1e-7
    )
