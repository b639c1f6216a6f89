"""`GMM`: el estimador con la interfaz de scikit-learn, sobre el bucle de `em`."""

import warnings

import numpy as np
from sklearn.base import BaseEstimator, ClusterMixin, DensityMixin
from sklearn.exceptions import ConvergenceWarning, NotFittedError

from . import gaussian
from .checks import check_data, check_integer, check_number, check_random_state
from .em import (
    em_steps,
    log_likelihood,
    responsibilities,
    score_samples,
    sort_components,
)
from .initialization import initial_parameters

__all__ = ["GMM"]


class GMM(ClusterMixin, DensityMixin, BaseEstimator):
    """Mezcla gaussiana ajustada con EM, con los nombres de `sklearn.mixture.GaussianMixture`.

    Las componentes quedan ordenadas por la primera coordenada de su media.

    Parameters
    ----------
    n_components : int, default 1
        Número K de componentes.
    covariance_type : {"full", "tied", "diag", "spherical"}, default "full"
        Estructura de las covarianzas.
    tol : float, default 1e-9
        Se detiene cuando la log-verosimilitud media gana menos que esto en una iteración.
    reg_covar : float, default 1e-6
        Se suma a la diagonal de cada covarianza; unidades de x al cuadrado.
    max_iter : int, default 1000
        Número máximo de iteraciones de cada inicio.
    n_init : int, default 1
        Número de inicios; queda el de mayor log-verosimilitud.
    init_params : {"kmeans", "k-means++", "random", "random_from_data"}, default "kmeans"
        Cómo se elige cada inicio.
    random_state : None, int, RandomState o Generator
        El origen del azar.

    Attributes
    ----------
    parameters_ : MixtureParameters
        La mezcla ajustada; `weights_`, `means_` y `covariances_` son sus partes.
    converged_ : bool
        Si la última ganancia fue menor que `tol`. No dice que el máximo sea el mejor.
    n_iter_ : int
        Iteraciones del inicio elegido.
    lower_bound_ : float
        Log-verosimilitud media de `parameters_`.
    history_ : list of EMStep
        Cada iteración del inicio elegido.

    Raises
    ------
    ValueError
        Si los datos o un argumento no sirven; el mensaje dice qué llegó y qué se esperaba.

    Examples
    --------
    >>> X = np.array([[0.0], [1.0], [9.0], [10.0]])
    >>> GMM(2, random_state=0).fit(X).means_.round(3).ravel().tolist()
    [0.5, 9.5]
    """

    def __init__(
        self,
        n_components=1,
        *,
        covariance_type="full",
        tol=1e-9,
        reg_covar=1e-6,
        max_iter=1000,
        n_init=1,
        init_params="kmeans",
        random_state=None,
    ):
        self.n_components = n_components
        self.covariance_type = covariance_type
        self.tol = tol
        self.reg_covar = reg_covar
        self.max_iter = max_iter
        self.n_init = n_init
        self.init_params = init_params
        self.random_state = random_state

    def fit(self, X, y=None):
        """Ajusta la mezcla a los datos X, de forma (n, d). `y` se ignora.

        Si algo falla, un ajuste anterior queda como estaba.
        """
        self._check_arguments()
        X = check_data(X, min_rows=max(2, self.n_components))
        rng = check_random_state(self.random_state)
        runs = [self._run(X, rng) for _ in range(self.n_init)]
        best, self.converged_, self.lower_bound_, self.history_ = max(runs, key=lambda run: run[2])
        self.parameters_ = sort_components(best)
        self.n_iter_ = len(self.history_)
        self.n_features_in_ = X.shape[1]
        if not self.converged_:
            warnings.warn(
                f"EM no convergió en {self.max_iter} iteraciones: aumentar max_iter, aumentar "
                f"tol o probar otro inicio.",
                ConvergenceWarning,
                stacklevel=2,
            )
        return self

    def _check_arguments(self):
        check_integer(self.n_components, "n_components")
        check_integer(self.max_iter, "max_iter")
        check_integer(self.n_init, "n_init")
        check_number(self.tol, "tol", minimum=0)
        check_number(self.reg_covar, "reg_covar", minimum=0)
        gaussian.covariance_shape(self.covariance_type, 1, 1)

    def _run(self, X, rng):
        """Un inicio llevado hasta que converge: parámetros, convergencia, log-verosimilitud."""
        start = initial_parameters(
            X, self.n_components, self.init_params, self.covariance_type, self.reg_covar, rng
        )
        history, previous, converged = [], -np.inf, False
        for step in em_steps(X, start, self.reg_covar):
            converged = abs(step.log_likelihood - previous) < self.tol * len(X)
            if converged or len(history) == self.max_iter:
                return step.before, converged, step.log_likelihood / len(X), history
            history.append(step)
            previous = step.log_likelihood

    def _fitted(self):
        if not hasattr(self, "parameters_"):
            raise NotFittedError("Este modelo todavía no se ajustó: llamar antes a fit(X).")
        return self.parameters_

    @property
    def weights_(self):
        """Pesos, forma (K,)."""
        return self._fitted().weights

    @property
    def means_(self):
        """Medias, forma (K, d)."""
        return self._fitted().means

    @property
    def covariances_(self):
        """Covarianzas, con la forma de la estructura."""
        return self._fitted().covariances

    def predict(self, X):
        """La componente más responsable de cada fila de X; forma (n,)."""
        return self.predict_proba(X).argmax(axis=1)

    def predict_proba(self, X):
        """Las responsabilidades, forma (n, K); cada fila suma 1."""
        return responsibilities(X, self._fitted())

    def score_samples(self, X):
        """Log-densidad de cada fila de X; forma (n,)."""
        return score_samples(X, self._fitted())

    def score(self, X, y=None):
        """Log-verosimilitud media por observación."""
        return float(self.score_samples(X).mean())

    def bic(self, X):
        """BIC, cuanto menor mejor: -2 log L + p log n (Schwarz 1978)."""
        return -2 * log_likelihood(X, self._fitted()) + self._n_parameters() * np.log(len(X))

    def aic(self, X):
        """AIC, cuanto menor mejor: -2 log L + 2 p (Akaike 1974)."""
        return -2 * log_likelihood(X, self._fitted()) + 2 * self._n_parameters()

    def _n_parameters(self):
        p = self._fitted()
        return gaussian.n_free_parameters(p.covariance_type, p.n_components, p.n_features)

    def sample(self, n_samples=1):
        """Genera observaciones nuevas: primero el dado (la componente), después la campana.

        Returns
        -------
        X : ndarray, forma (n_samples, d)
        z : ndarray, forma (n_samples,)
            La componente de cada una.
        """
        n_samples = check_integer(n_samples, "n_samples")
        p = self._fitted()
        rng = check_random_state(self.random_state)
        z = rng.choice(p.n_components, size=n_samples, p=p.weights / p.weights.sum())
        noise = rng.standard_normal((n_samples, p.n_features))
        factors = np.linalg.cholesky(p.matrices)
        return p.means[z] + np.einsum("nij,nj->ni", factors[z], noise), z
