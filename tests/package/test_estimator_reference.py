"""Máximos publicados y recalculados que `GMM` debe alcanzar, con el nombre de su fuente."""

import numpy as np
import pytest
from sklearn.datasets import load_iris

from gmm_lab import GMM
from gmm_lab.datasets import load_old_faithful

FAITHFUL, IRIS = load_old_faithful(), load_iris().data

# Máximos confirmados con R (mclust) y con scikit-learn: log-verosimilitud, BIC (cuanto menor...).
OLD_FAITHFUL = {
    (1, "full"): (-1289.7967450526, 2607.62250044),
    (2, "full"): (-1130.2639601847, 2322.19174310),
    (2, "tied"): (-1140.1867594371, 2325.21993540),
    (2, "diag"): (-1147.8063525378, 2346.06492367),
    (2, "spherical"): (-1709.5292821774, 3458.29917882),
    (3, "tied"): (-1126.3159278234, 2314.29567838),
    (3, "diag"): (-1127.0075191937, 2332.49626732),
    (3, "spherical"): (-1637.4344179986, 3336.53265873),
}
FLOWERS = {
    (1, "full"): (-379.914630122, None),
    (2, "full"): (-214.354704371, 574.01783227),
    (3, "full"): (-180.185477131, 580.83890720),
    (2, "tied"): (-296.447574769, 688.09722013),
    (3, "tied"): (-256.354043126, 632.96333331),
    (1, "diag"): (-741.017535185, None),
    (2, "diag"): (-386.185346934, 857.55149387),
    (1, "spherical"): (-889.516130708, None),
    (2, "spherical"): (-478.559095769, 1012.23517977),
    (3, "spherical"): (-384.314095061, 853.80899012),
}
ROWS = [(X, *row, *values) for X, table in ((FAITHFUL, OLD_FAITHFUL), (IRIS, FLOWERS))
        for row, values in table.items()]
AIC = {"full": 2282.52792037, "tied": 2296.37351887, "diag": 2313.61270508,
       "spherical": 3433.05856435}


def best_fit(X, K, covariance_type):
    """El mejor de varios inicios, sin regularizar y hasta donde llega el redondeo."""
    return GMM(K, covariance_type=covariance_type, reg_covar=0, tol=1e-14, max_iter=3000,
               n_init=10 if K > 2 else 1, init_params="random_from_data" if K > 2 else "kmeans",
               random_state=0).fit(X)


@pytest.mark.filterwarnings("ignore:.*colapsaron", "ignore:EM no convergió")
@pytest.mark.parametrize(("X", "K", "covariance_type", "log_likelihood", "bic"), ROWS)
def test_maximum_of_mclust(X, K, covariance_type, log_likelihood, bic):
    model = best_fit(X, K, covariance_type)
    assert model.score(X) * len(X) == pytest.approx(log_likelihood, abs=1e-7)
    if bic is not None:
        assert model.bic(X) == pytest.approx(bic, abs=1e-6)


@pytest.mark.parametrize("covariance_type", AIC)
def test_aic_of_old_faithful(covariance_type):
    assert best_fit(FAITHFUL, 2, covariance_type).aic(FAITHFUL) == pytest.approx(
        AIC[covariance_type], abs=1e-6
    )


@pytest.mark.parametrize(("covariance_type", "weight", "means", "covariances"), [
    ("full", 0.355872857106,
     [[2.036388454620, 54.478516376968], [4.289661973096, 79.968115173856]],
     [[[0.069167672559, 0.435167624444], [0.435167624444, 33.697282072302]],
      [[0.169968435747, 0.940609319270], [0.940609319270, 36.046211317553]]]),
    ("tied", 0.359247848533,
     [[2.046195087017, 54.596513855622], [4.296032247795, 80.036217695233]],
     [[0.132776600034, 0.751517076645], [0.751517076645, 35.170544721833]]),
    ("diag", 0.356516736255,
     [[2.037915671878, 54.492953745744], [4.291070490418, 79.985621546159]],
     [[0.070336750474, 33.75584632416], [0.168151119747, 35.773351238137]]),
    ("spherical", 0.36705058176,
     [[2.097675727848, 54.742893707881], [4.293913405501, 80.264941205081]],
     [17.351734492562, 15.99882884999]),
])
def test_parameters_of_old_faithful(covariance_type, weight, means, covariances):
    model = best_fit(FAITHFUL, 2, covariance_type)
    assert model.weights_[0] == pytest.approx(weight, rel=1e-6)
    np.testing.assert_allclose(model.means_, means, rtol=1e-7)
    np.testing.assert_allclose(model.covariances_, covariances, rtol=1e-6)


@pytest.mark.parametrize(("column", "covariance_type", "log_likelihood", "means", "variances"), [
    (1, "tied", -1034.001760358, [54.61362634426, 80.09030362932], [34.44623381833]),
    (1, "full", -1034.00174983, [54.6148566329, 80.0910697145],
     [5.87121975565**2, 5.86773417050**2]),
    (0, "full", -276.360040496, [2.01860782081, 4.27334342475],
     [0.235621776911**2, 0.437063141341**2]),
])
def test_one_variable_as_in_mixtools(column, covariance_type, log_likelihood, means, variances):
    X = FAITHFUL[:, [column]]
    model = best_fit(X, 2, covariance_type)
    assert model.score(X) * len(X) == pytest.approx(log_likelihood, abs=1e-7)
    np.testing.assert_allclose(model.means_.ravel(), means, rtol=1e-6)
    np.testing.assert_allclose(model.covariances_.ravel(), variances, rtol=1e-5)


def test_table_8_1_of_the_elements_of_statistical_learning():
    """Los valores del libro no son el máximo de los datos impresos; este sí."""
    y = [-0.39, 0.12, 0.94, 1.67, 1.76, 2.44, 3.72, 4.28, 4.92, 5.53,
         0.06, 0.48, 1.01, 1.68, 1.80, 3.25, 4.12, 4.60, 5.28, 6.22]
    X = np.reshape(y, (-1, 1))
    model = best_fit(X, 2, "full")
    assert model.score(X) * 20 == pytest.approx(-38.9133715074, abs=1e-8)
    np.testing.assert_allclose(model.weights_, [0.5545902325, 0.4454097675], rtol=1e-5)
    np.testing.assert_allclose(model.means_.ravel(), [1.0831618077, 4.6559128080], rtol=1e-5)
    np.testing.assert_allclose(
        model.covariances_.ravel(), [0.8113706189, 0.8187935704], rtol=1e-5
    )


def test_example_of_scikit_learn():
    X = np.array([[1, 2], [1, 4], [1, 0], [10, 2], [10, 4], [10, 0]])
    model = GMM(2, random_state=0).fit(X)
    np.testing.assert_allclose(model.means_, [[1, 2], [10, 2]], atol=1e-9)
    assert model.predict([[0, 0], [12, 3]]).tolist() == [0, 1]
