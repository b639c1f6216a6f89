"""Lo que se sabe de una mezcla antes de ver los datos."""

from dataclasses import dataclass

import numpy as np
from scipy.special import xlogy

from .checks import ReadOnly, check_array, check_data, check_integer, check_number, check_symmetric
from .covariance import cholesky_factors, is_diagonal
from .mixture import as_parameters

__all__ = ["Prior", "check_prior"]


@dataclass(frozen=True, eq=False)
class Prior(ReadOnly):
    """La distribución a priori conjugada: Dirichlet, normal e inversa de Wishart.

    Con ella EM busca la moda de la distribución a posteriori (MAP), y ninguna componente puede
    colapsar. Actúa como observaciones imaginarias (Fraley y Raftery 2007, *Journal of
    Classification* 24, 155-181, doi:10.1007/s00357-007-0004-5)::

        pi ~ Dirichlet(alfa, ..., alfa)
        mu_k | Sigma_k ~ N(mean, Sigma_k / mean_precision)
        Sigma_k ~ InversaWishart(degrees_of_freedom, covariance)

    En diag, cada varianza sigue por su cuenta una gamma inversa de parámetros
    (degrees_of_freedom / 2, covariance_jj / 2); en spherical, con la media de la diagonal.

    Parameters
    ----------
    mean : array_like, forma (d,)
        Dónde se esperan las medias.
    covariance : array_like, forma (d, d)
        La escala de las covarianzas, en unidades de x al cuadrado.
    mean_precision : float, default 0.01
        Cuántas observaciones imaginarias hay en `mean`.
    degrees_of_freedom : float, default d + 2
        Cuánto se confía en `covariance`; mayor que d - 1.
    weight_concentration : float, default 1
        El alfa de los pesos, al menos 1; con 1, ningún peso se prefiere.

    Raises
    ------
    ValueError
        Si las formas no concuerdan o algún número no está en su rango.

    Examples
    --------
    >>> X = np.array([[1.0], [2.0], [3.0], [9.0]])
    >>> prior = Prior.from_data(X, n_components=2)
    >>> prior.mean.tolist(), prior.degrees_of_freedom
    ([3.75], 3.0)
    """

    mean: np.ndarray
    covariance: np.ndarray
    mean_precision: float = 0.01
    degrees_of_freedom: float | None = None
    weight_concentration: float = 1.0

    def __post_init__(self):
        d = np.size(self.mean)
        freedom = d + 2 if self.degrees_of_freedom is None else self.degrees_of_freedom
        mean = check_array(self.mean, (max(d, 1),), "mean")
        scale = check_array(self.covariance, (d, d), "covariance")
        check_symmetric(scale, "covariance")
        try:
            cholesky_factors(scale, "tied")
        except ValueError:
            raise ValueError(
                "covariance no es definida positiva: hay columnas constantes o repetidas, y una "
                "componente podría colapsar en esa dirección. Quítalas, o suma algo a la diagonal."
            ) from None
        freedom = check_number(freedom, "degrees_of_freedom", minimum=d - 1)
        if freedom == d - 1:
            raise ValueError(f"degrees_of_freedom = {freedom}: tiene que ser mayor que {d - 1}.")
        values = self.computed(
            mean.copy(), scale.copy(),
            check_number(self.mean_precision, "mean_precision", minimum=0), freedom,
            check_number(self.weight_concentration, "weight_concentration", minimum=1),
        )
        vars(self).update(vars(values))

    @classmethod
    def from_data(cls, X, n_components):
        """La que proponen Fraley y Raftery: la media de los datos, y su covarianza repartida.

        ``covariance`` es la covarianza de X entre K^(2/d): K bolas de ese tamaño ocupan lo que X.

        Parameters
        ----------
        X : array_like, forma (n, d)
            Datos, con al menos dos filas.
        n_components : int
            Número K de componentes.

        Returns
        -------
        Prior
        """
        X = check_data(X, min_rows=2).astype(np.float64)
        K = check_integer(n_components, "n_components")
        return cls(X.mean(axis=0), np.cov(X.T).reshape(X.shape[1], -1) / K ** (2 / X.shape[1]))

    def _shares(self, covariance_type, K):
        """La escala y las observaciones imaginarias de la covarianza de cada componente."""
        d, diagonal = len(self.mean), np.diagonal(self.covariance)
        nu = self.degrees_of_freedom
        return {
            "full": (self.covariance, nu + d + 2),
            "tied": (self.covariance / K, (nu + d + 1) / K + 1),
            "diag": (diagonal, nu + 3),
            "spherical": (np.full(d, diagonal.mean() / d), (nu + 2) / d + 1),
        }[covariance_type]

    def added_to(self, statistics):
        """Las cinco sumas del paso M, con las observaciones imaginarias."""
        s, kappa = statistics, self.mean_precision
        scale, n_imaginary = self._shares(s.covariance_type, len(s.counts))
        away = self.mean - np.atleast_2d(s.centers)
        squares = away**2 if is_diagonal(s.covariance_type) else away[:, :, None] * away[:, None]
        return (
            s.counts + self.weight_concentration - 1,
            s.counts + kappa,
            s.counts + n_imaginary,
            s.sums + kappa * away,
            s.scatters + scale + kappa * squares,
        )

    def log_density(self, parameters):
        """Su log-densidad en una mezcla, salvo una constante.

        Parameters
        ----------
        parameters : MixtureParameters, GMM o GaussianMixture ajustado
            La mezcla.

        Returns
        -------
        float
        """
        p = as_parameters(parameters)
        check_prior(self, p.n_features)
        scale, n_imaginary = self._shares(p.covariance_type, p.n_components)
        scale = np.diag(scale) if scale.ndim == 1 else scale
        total = float(xlogy(self.weight_concentration - 1, p.weights).sum())
        for away, C in zip(p.means - self.mean, p.matrices):
            inside = scale + self.mean_precision * np.outer(away, away)
            total -= 0.5 * n_imaginary * np.linalg.slogdet(C)[1]
            total -= 0.5 * np.trace(np.linalg.solve(C, inside))
        return total


def check_prior(prior, n_features):
    """Devuelve None o un Prior de tantas variables, o lanza ValueError en español.

    Examples
    --------
    >>> check_prior(Prior([0], [[1]]), 1).mean.tolist()
    [0.0]
    """
    if prior is not None and not isinstance(prior, Prior):
        raise ValueError(
            f"prior es un {type(prior).__name__}: se espera None o un Prior, por ejemplo "
            f"Prior.from_data(X, n_components)."
        )
    if prior is not None and len(prior.mean) != n_features:
        raise ValueError(
            f"prior es de {len(prior.mean)} variables, y la mezcla es de {n_features}."
        )
    return prior
