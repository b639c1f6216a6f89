"""Los conjuntos de datos: los mismos números que los de las fuentes."""

import numpy as np
import pytest
from sklearn.datasets import make_blobs

from gmm_lab import datasets

LOADERS = [getattr(datasets, name) for name in datasets.__all__]


@pytest.mark.parametrize("load", LOADERS, ids=lambda load: load.__name__)
def test_each_loader_says_where_the_data_come_from(load):
    assert "icencia" in load.__doc__
    assert "Returns" in load.__doc__ and ">>>" in load.__doc__


@pytest.mark.parametrize("load", LOADERS, ids=lambda load: load.__name__)
def test_each_loader_returns_a_new_table_of_numbers(load):
    first, second = ((r[0] if isinstance(r, tuple) else r) for r in (load(), load()))
    assert first.ndim == 2 and first.dtype == np.float64
    assert np.isfinite(first).all()
    first[:] = 0
    assert second.any()


def test_class_data_are_those_of_the_class():
    X, y = make_blobs(n_samples=1500, cluster_std=[0.8, 2, 0.4], random_state=1)
    ours, labels = datasets.load_class_data()
    np.testing.assert_array_equal(ours, X[:, ::-1][:, [0]])
    np.testing.assert_array_equal(labels, y)


def test_galaxies_are_those_of_r():
    X = datasets.load_galaxies()
    assert X.shape == (82, 1)
    assert (X * 1000).sum().round(6) == 1_707_910
    assert X[77, 0] == 26.69
    assert X.min() == 9.172 and X.max() == 34.279


def test_galaxies_with_the_misprint_corrected():
    difference = datasets.load_galaxies(corrected=True) - datasets.load_galaxies()
    assert np.flatnonzero(difference).tolist() == [77]
    assert difference.sum() == pytest.approx(0.27)


def test_iris_has_fifty_of_each_species():
    X, y = datasets.load_iris()
    assert np.bincount(y).tolist() == [50, 50, 50]
    # Las medias de cada especie que da R: tapply(iris$Petal.Length, iris$Species, mean).
    means = [X[y == k, 2].mean() for k in range(3)]
    np.testing.assert_allclose(means, [1.462, 4.260, 5.552], atol=1e-9)


def test_old_faithful_is_the_one_of_272_rows():
    X = datasets.load_old_faithful()
    assert X.shape == (272, 2)
    np.testing.assert_allclose(X.sum(axis=0), [948.677, 19284], rtol=1e-12)
