"""`GMM`: el estimador con la interfaz de scikit-learn, sobre el bucle de `em`."""

import sys
import warnings
from dataclasses import dataclass, field, replace
from functools import cached_property, partial

import numpy as np
from sklearn.base import BaseEstimator, DensityMixin
from sklearn.exceptions import ConvergenceWarning, NotFittedError

from . import common, covariance, criteria, missing
from .checks import (
    check_array,
    check_choice,
    check_columns,
    check_data,
    check_flag,
    check_integer,
    check_number,
    check_random_state,
    check_sample_weight,
    check_symmetric,
    check_weights,
    original,
    original_names,
)
from .em import EStep, collapsed_components, em, maximize, until
from .initialization import INIT_PARAMS, starting_parameters
from .mixture import (
    MixtureParameters,
    align_labels,
    log_joint,
    normalize,
    sort_components,
)
from .prior import check_prior

__all__ = ["GMM", "align_labels"]


def _feature_names(X):
    """Los nombres de columna de un DataFrame, si todos son textos."""
    names = getattr(X, "columns", None)
    if names is None or not all(isinstance(name, str) for name in names):
        return None
    return np.asarray(names, dtype=object)


@dataclass
class _Run:
    """Un inicio y las iteraciones que se dieron desde él."""

    start: MixtureParameters
    total_weight: float
    history: list = field(default_factory=list)
    converged: bool = False

    @property
    def parameters(self):
        """Los parámetros tras la última iteración completa."""
        return self.history[-1].after if self.history else self.start

    @property
    def lower_bounds(self):
        """El objetivo medio antes del paso M de cada iteración."""
        return [step.objective / self.total_weight for step in self.history]

    @property
    def sizes(self):
        """Observaciones de cada componente."""
        return self.parameters.weights * self.total_weight

    @cached_property
    def collapsed(self):
        """Las componentes que colapsaron, al final."""
        return collapsed_components(self.parameters, self.total_weight)

    @property
    def merit(self):
        """Para elegir entre inicios: primero que no haya colapso, después el objetivo."""
        return len(self.collapsed) == 0, self.history[-1].objective if self.history else -np.inf

    def advance(self, steps, report):
        """Guarda los pasos; `report` dice cada cuántas iteraciones cuenta cómo va (0: nunca)."""
        for step in steps:
            self.history.append(step)
            if report and step.iteration % report == 0:
                mean = step.objective / self.total_weight
                print(f"  Iteración {step.iteration}: log-verosimilitud media {mean:.9f}")
        self.converged = steps.converged
        # El último paso M también debe dar covarianzas definidas positivas.
        covariance.cholesky_factors(self.parameters.covariances, self.parameters.covariance_type)

    def sort(self):
        """Pone las componentes de toda la historia en el orden de las medias finales."""
        order = np.lexsort(self.parameters.means.T[::-1])
        if (np.diff(order) != 1).any():
            self.start = self.start.reorder(order)
            self.history = [
                replace(s, before=s.before.reorder(order), after=s.after.reorder(order))
                for s in self.history
            ]


def _fitted_array(compute, doc):
    """Un atributo de solo lectura que se calcula de los parámetros del ajuste."""
    return property(lambda model: model._in_dtype(compute(model._fitted())), doc=doc)


class GMM(DensityMixin, BaseEstimator):
    """Mezcla gaussiana ajustada con EM, con los nombres de `sklearn.mixture.GaussianMixture`.

    Cada iteración es un paso E y un paso M (Bishop 2006, ecuaciones 9.23 a 9.27; Dempster, Laird
    y Rubin 1977, doi:10.1111/j.2517-6161.1977.tb01600.x). Los da `em_steps`.

    Orden de las componentes: por la primera coordenada de su media (y si empata, las siguientes).
    Pero si el inicio se da (`weights_init`, `means_init` o `precisions_init`) o continúa el ajuste
    anterior (`warm_start`), conservan el orden del inicio, como en scikit-learn: la componente k
    es la que salió de `means_init[k]`. `sort_components` las ordena cuando se quiera.

    Los valores por defecto de `tol` y `reg_covar` dan al menos cinco cifras correctas de cada
    parámetro en los datos de referencia (los de clase, Old Faithful e iris, con las cuatro
    estructuras). Los de scikit-learn, 1e-3 y 1e-6, dan allí unas tres, y a veces solo una.

    Parameters
    ----------
    n_components : int, default 1
        Número K de componentes.
    covariance_type : {"full", "tied", "diag", "spherical"}, default "full"
        Estructura de las covarianzas.
    tol : float, default 1e-13
        Se detiene cuando la log-verosimilitud media gana menos que esto en una iteración (o baja
        menos de la milmillonésima parte, que es redondeo); con 0, nunca. Cerca del máximo es
        plana: para nueve cifras de los parámetros conviene parar según su cambio, con `em_steps`.
    reg_covar : float, default 1e-9
        Se suma a la diagonal de cada covarianza; unidades de x al cuadrado.
    max_iter : int, default 1000
        Número máximo de iteraciones de cada inicio; con 0, queda el inicio.
    n_init : int, default 1
        Número de inicios. Queda el de mayor log-verosimilitud entre los que no colapsan.
    init_params : {"kmeans", "k-means++", "random", "random_from_data"}, default "kmeans"
        Cómo se elige cada inicio. Desde 20 000 filas mira solo una muestra de ellas; véase
        `initial_parameters`.
    weights_init : array_like, forma (K,), optional
        Pesos iniciales.
    means_init : array_like, forma (K, d), optional
        Medias iniciales. Lo que no se da sale de `init_params`, y cada media recibe el peso y la
        covarianza de la componente más cercana. Sin medias dadas, los pesos y precisiones se
        entienden en el orden de la primera coordenada.
    precisions_init : array_like, optional
        Precisiones iniciales (inversas de las covarianzas), con la forma de `covariances_`.
    random_state : None, int, RandomState o Generator
        El origen del azar.
    warm_start : bool, default False
        Si es True, el siguiente `fit` continúa desde el último ajuste, y `n_init` no cuenta.
    prior : Prior, optional
        Lo que se sabía antes de ver los datos: EM busca entonces la moda de la distribución a
        posteriori. `Prior.from_data(X, K)` propone una.
    allow_missing : bool, default False
        Si X puede tener NaN donde falta un número. No se completan: EM integra lo que falta
        (véase `missing`). Con False, un NaN es un error.
    verbose : int, default 0
        Si no es 0, cuenta cómo avanza cada inicio.
    verbose_interval : int, default 10
        Cada cuántas iteraciones.

    Attributes
    ----------
    weights_ : ndarray, forma (K,)
        Pesos.
    means_ : ndarray, forma (K, d)
        Medias.
    covariances_ : ndarray
        Covarianzas: (K, d, d) si full, (d, d) si tied, (K, d) si diag, (K,) si spherical.
    precisions_, precisions_cholesky_ : ndarray
        Sus inversas P, y los factores U con P = U U'; la misma forma.
    parameters_ : MixtureParameters
        La mezcla, siempre en float64 (los demás tienen el tipo de los datos), con lo que se le
        puede preguntar: `marginal`, `conditional`, `sample`, `mean`, `covariance`, `matrices`.
    converged_ : bool
        Si la última ganancia fue menor que `tol`. No dice que el máximo sea el mejor.
    n_iter_ : int
        Iteraciones del inicio elegido.
    lower_bounds_ : list of float
        Log-verosimilitud media antes del paso M de cada iteración; con `prior`, el objetivo.
    lower_bound_ : float
        La última de ellas.
    history_ : list of EMStep
        Cada iteración: parámetros antes y después, y log-verosimilitud de los de antes. Ocupa
        n_iter_ veces lo que ocupan los parámetros.
    n_features_in_ : int
        Número d de variables.
    feature_names_in_ : ndarray, forma (d,)
        Los nombres de las columnas, si X era un DataFrame.

    Raises
    ------
    ValueError
        Si los datos o un argumento no sirven, o si todos los inicios colapsan. El mensaje dice
        qué llegó y qué hacer, y un ajuste anterior queda como estaba.
    TypeError
        Si X es una matriz dispersa o contiene objetos que no son números.
    KeyboardInterrupt
        Si se interrumpe el ajuste: queda la última iteración completa, y el mensaje lo dice.

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
        tol=1e-13,
        reg_covar=1e-9,
        max_iter=1000,
        n_init=1,
        init_params="kmeans",
        weights_init=None,
        means_init=None,
        precisions_init=None,
        random_state=None,
        warm_start=False,
        prior=None,
        allow_missing=False,
        verbose=0,
        verbose_interval=10,
    ):
        self.n_components = n_components
        self.covariance_type = covariance_type
        self.tol = tol
        self.reg_covar = reg_covar
        self.max_iter = max_iter
        self.n_init = n_init
        self.init_params = init_params
        self.weights_init = weights_init
        self.means_init = means_init
        self.precisions_init = precisions_init
        self.random_state = random_state
        self.warm_start = warm_start
        self.prior = prior
        self.allow_missing = allow_missing
        self.verbose = verbose
        self.verbose_interval = verbose_interval

    def fit(self, X, y=None, sample_weight=None):
        """Ajusta la mezcla con EM; los argumentos de `GMM` dicen desde dónde y hasta cuándo.

        Parameters
        ----------
        X : array_like, forma (n, d)
            Datos; al menos dos filas, y al menos K distintas.
        y : None
            No se usa.
        sample_weight : array_like, forma (n,), optional
            Cuántas veces cuenta cada fila (no negativos). Desde el mismo inicio, los pesos enteros
            dan lo mismo que repetir filas.

        Returns
        -------
        GMM
            El mismo objeto, ajustado.

        Raises
        ------
        ValueError, TypeError
            Si los datos o un argumento no sirven, o si todos los inicios colapsan.
        KeyboardInterrupt
            Si se interrumpe; queda la última iteración completa.

        Examples
        --------
        >>> X, repeated = [[0.0], [2.0]], [[0.0], [0.0], [0.0], [2.0]]
        >>> GMM().fit(X, sample_weight=[3, 1]).means_.round(9).tolist()
        [[0.5]]
        >>> GMM().fit(repeated).means_.round(9).tolist()
        [[0.5]]
        """
        options = self._options()
        previous = vars(self).get("parameters_") if self.warm_start else None
        data, weight = self._training_data(X, sample_weight, previous)
        given = self._given_start(data.shape[1])
        runs, failures, stopped = self._runs(data, weight, given, previous, options)
        if stopped and not runs:
            raise KeyboardInterrupt(
                "Ajuste interrumpido antes de la primera iteración: el modelo queda como estaba."
            )
        if not runs:
            raise ValueError(failures[-1])
        if not given and previous is None:
            for run in runs:
                run.sort()
        best = max(runs, key=lambda run: run.merit)
        self._keep(best, data, _feature_names(X))
        if stopped:
            raise KeyboardInterrupt(
                f"Ajuste interrumpido: el modelo queda con la última iteración completa del mejor "
                f"inicio (la {self.n_iter_}, de {self.max_iter} como máximo)."
            )
        self._warn(best, failures)
        return self

    def fit_predict(self, X, y=None, sample_weight=None):
        """Ajusta la mezcla y devuelve la componente más responsable de cada fila.

        Parameters
        ----------
        X, y, sample_weight
            Como en `fit`.

        Returns
        -------
        ndarray, forma (n,)
            Índices de 0 a K - 1.

        Examples
        --------
        >>> GMM(2, random_state=0).fit_predict([[0.0], [1.0], [9.0], [10.0]]).tolist()
        [0, 0, 1, 1]
        """
        return self.fit(X, sample_weight=sample_weight).predict(X)

    def __sklearn_tags__(self):
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = self.allow_missing
        return tags

    def _options(self):
        """Los números que usa el bucle, después de comprobar todos los argumentos."""
        check_integer(self.n_components, "n_components")
        check_choice(self.covariance_type, "covariance_type", covariance.COVARIANCE_TYPES)
        check_choice(self.init_params, "init_params", INIT_PARAMS)
        check_flag(self.warm_start, "warm_start")
        check_flag(self.allow_missing, "allow_missing")
        if not isinstance(self.verbose, bool):
            check_integer(self.verbose, "verbose", minimum=0)
        interval = check_integer(self.verbose_interval, "verbose_interval")
        return {
            "tol": check_number(self.tol, "tol", minimum=0),
            "reg_covar": check_number(self.reg_covar, "reg_covar", minimum=0),
            "max_iter": check_integer(self.max_iter, "max_iter", minimum=0),
            "n_init": check_integer(self.n_init, "n_init"),
            "report": interval if self.verbose else 0,
        }

    def _training_data(self, X, sample_weight, previous):
        """Los datos y sus pesos, sin las filas de peso cero."""
        expected = {"min_rows": max(2, self.n_components), "allow_missing": self.allow_missing}
        if previous is None:
            X = check_data(X, **expected)
        else:
            X = check_data(X, n_features=previous.n_features, **expected)
            arrived = (self.n_components, self.covariance_type)
            if arrived != (previous.n_components, previous.covariance_type):
                raise ValueError(
                    f"warm_start=True continúa un ajuste de {previous.n_components} componentes "
                    f"con covariance_type='{previous.covariance_type}', y ahora se piden "
                    f"{arrived}. Usa warm_start=False o los mismos valores."
                )
        if self.allow_missing:
            check_columns(X)
        check_prior(self.prior, X.shape[1])
        if sample_weight is None:
            return X, None
        weight = check_sample_weight(sample_weight, len(X))
        if weight.min() == 0:
            X, weight = X[weight > 0], weight[weight > 0]
            check_data(X, name="X (filas con sample_weight positivo)", **expected)
        return X, weight

    def _runs(self, X, weight, given, previous, options):
        """Los inicios que llegaron bien, los mensajes de los que colapsaron, si se interrumpió."""
        rng = check_random_state(self.random_state)
        total = criteria.total_weight(len(X), weight)
        bound = -np.inf if previous is None else self.lower_bound_ * total
        e_step = self._e_step(X, weight, options["reg_covar"])
        m_step = partial(maximize, reg_covar=options["reg_covar"], prior=self.prior)
        log_prior = None if self.prior is None else self.prior.log_density
        runs, failures = [], []
        try:
            for number in range(1, (options["n_init"] if previous is None else 1) + 1):
                start = previous or self._start(X, weight, given, rng, options["reg_covar"])
                runs.append(_Run(start, total))
                if self.verbose:
                    print(f"Inicio {number}")
                steps = em(start, e_step, m_step, log_prior)
                steps = until(steps, options["tol"] * total, options["max_iter"], bound)
                try:
                    runs[-1].advance(steps, options["report"])
                except ValueError as error:  # los datos ya se comprobaron: es un colapso
                    sizes = "; ".join(f"{size:.1f}" for size in runs.pop().sizes)
                    failures.append(f"{error} Observaciones de cada componente: {sizes}.")
        except KeyboardInterrupt:
            return [run for run in runs if run.history], failures, True
        return runs, failures, False

    def _e_step(self, X, weight, reg_covar):
        """El paso E que piden los datos: con huecos o sin ellos."""
        if self.allow_missing and np.isnan(X).any():
            return missing.MissingEStep(X, weight)
        return EStep(X, weight, common.Frame.of_data(X, self.covariance_type, reg_covar))

    def _given_start(self, d):
        """Las partes del inicio que se dieron como argumentos, ya comprobadas."""
        K, given = self.n_components, {}
        if self.weights_init is not None:
            given["weights"] = check_array(self.weights_init, (K,), "weights_init")
            check_weights(given["weights"], "weights_init")
        if self.means_init is not None:
            given["means"] = check_array(self.means_init, (K, d), "means_init")
        if self.precisions_init is not None:
            shape = covariance.covariance_shape(self.covariance_type, K, d)
            precisions = check_array(self.precisions_init, shape, "precisions_init")
            if not covariance.is_diagonal(self.covariance_type):
                check_symmetric(precisions, "precisions_init")
            try:
                given["covariances"] = covariance.inverse(precisions, self.covariance_type)
            except ValueError:
                raise ValueError(
                    "precisions_init no es definida positiva: todos sus autovalores (en diag y "
                    "spherical, sus valores) deben ser mayores que 0."
                ) from None
        return given

    def _start(self, X, weight, given, rng, reg_covar):
        """El inicio: lo que se dio y, para lo que falta, `init_params`."""
        parts = {"covariance_type": self.covariance_type, **given}
        if len(given) < 3:
            if self.allow_missing:
                X, weight = missing.complete(X, weight, self.n_components)
            start = sort_components(starting_parameters(
                X, self.n_components, self.init_params, self.covariance_type, reg_covar, rng,
                weight, self.prior,
            ))
            if "means" in given:
                start = align_labels(replace(start, means=given["means"]), start)
            parts = {**vars(start), **parts}
        return MixtureParameters(**parts)

    def _keep(self, run, X, names):
        """Guarda el ajuste, de una vez: una interrupción no puede dejarlo a medias."""
        bounds = run.lower_bounds
        state = {
            "parameters_": run.parameters,
            "history_": run.history,
            "converged_": run.converged,
            "n_iter_": len(run.history),
            "lower_bounds_": bounds,
            "lower_bound_": bounds[-1] if bounds else -np.inf,
            "n_features_in_": X.shape[1],
            "_dtype": X.dtype,
        }
        if names is not None:
            state["feature_names_in_"] = names
        kept = {name: value for name, value in vars(self).items() if name != "feature_names_in_"}
        self.__dict__ = {**kept, **state}

    def _warn(self, run, failures):
        """Avisa de los inicios descartados, de las componentes que colapsaron y de la parada."""
        if failures:
            _warn(f"{len(failures)} de {self.n_init} inicios colapsaron y se descartaron. El "
                  f"último: {failures[-1]}")
        for k in run.collapsed:
            _warn(
                f"La componente {k} colapsó: reúne {run.sizes[k]:.1f} observaciones alrededor de "
                f"{run.parameters.means[k].round(6).tolist()} y casi no tiene varianza en alguna "
                f"dirección. Una log-verosimilitud alta no indica aquí un buen ajuste. Prueba "
                f"otro inicio (random_state, n_init), menos componentes, un reg_covar mayor o una "
                f"estructura más simple (covariance_type='tied')."
            )
        if self.max_iter and not run.converged:
            _warn(f"EM no convergió en {self.max_iter} iteraciones: aumenta max_iter, aumenta "
                  f"tol o prueba otro inicio.")

    def _fitted(self):
        if "parameters_" not in vars(self):
            raise NotFittedError("Este modelo todavía no se ajustó: llama antes a fit(X).")
        return self.parameters_

    def _data(self, X):
        """Los datos de una pregunta al modelo ya ajustado: mismas columnas, mismos nombres."""
        d = self._fitted().n_features
        fitted, names = getattr(self, "feature_names_in_", None), _feature_names(X)
        if fitted is not None and names is None:
            _warn(
                f"X no tiene nombres de columna y el modelo se ajustó con {list(fitted)}: se "
                f"supone el mismo orden.{original('no_names')}",
                UserWarning,
            )
        elif fitted is not None and list(fitted) != list(names):
            raise ValueError(
                f"X tiene las columnas {list(names)} y el modelo se ajustó con {list(fitted)}: "
                f"usa las mismas, en el mismo orden.{original_names(fitted, names)}"
            )
        return check_data(X, n_features=d, allow_missing=self.allow_missing)

    def _log_joint(self, X):
        """log pi_k N(x_i | k) de unos datos ya comprobados, forma (K, n)."""
        has_gaps = self.allow_missing and np.isnan(X).any()
        return (missing.log_joint if has_gaps else log_joint)(X, self.parameters_)

    def _in_dtype(self, values):
        """En el tipo de los datos, si caben; si no, en float64."""
        with np.errstate(over="ignore"):
            cast = values.astype(self._dtype, copy=False)
        return cast if np.isfinite(cast).all() else values

    weights_ = _fitted_array(lambda p: p.weights, "Pesos, forma (K,).")
    means_ = _fitted_array(lambda p: p.means, "Medias, forma (K, d).")
    covariances_ = _fitted_array(
        lambda p: p.covariances, "Covarianzas, con la forma de la estructura."
    )
    precisions_ = _fitted_array(
        lambda p: covariance.inverse(p.covariances, p.covariance_type),
        "Precisiones, las inversas de las covarianzas.",
    )
    precisions_cholesky_ = _fitted_array(
        lambda p: covariance.precisions_cholesky(p.covariances, p.covariance_type),
        "Factores U, triangulares superiores, con U U' = precisión.",
    )

    def predict(self, X):
        """La componente más responsable de cada fila.

        Parameters
        ----------
        X : array_like, forma (n, d)
            Datos, con las mismas columnas que en `fit`.

        Returns
        -------
        ndarray, forma (n,)
            Índices de 0 a K - 1.

        Raises
        ------
        ValueError
            Si falta llamar a `fit`, o si X no es una tabla de números finitos con d columnas.

        Examples
        --------
        >>> model = GMM(2, random_state=0).fit([[0.0], [1.0], [9.0], [10.0]])
        >>> model.predict([[2.0], [8.0]]).tolist()
        [0, 1]
        """
        return self._log_joint(self._data(X)).argmax(axis=0)

    def predict_proba(self, X):
        """Las responsabilidades de cada componente por cada fila.

        ``r_ik = pi_k N(x_i | mu_k, Sigma_k) / sum_j pi_j N(x_i | mu_j, Sigma_j)``
        (Bishop 2006, ecuación 9.23).

        Parameters
        ----------
        X : array_like, forma (n, d)
            Datos, con las mismas columnas que en `fit`.

        Returns
        -------
        ndarray, forma (n, K)
            Cada fila suma 1.

        Raises
        ------
        ValueError
            Si falta llamar a `fit`, o si X no es una tabla de números finitos con d columnas.

        Examples
        --------
        >>> model = GMM(2, random_state=0).fit([[0.0], [1.0], [9.0], [10.0]])
        >>> model.predict_proba([[5.0]]).round(3).tolist()
        [[0.5, 0.5]]
        """
        X = self._data(X)
        R = self._log_joint(X)
        normalize(R)
        return R.T.astype(X.dtype, order="C", copy=False)

    def score_samples(self, X):
        """Log-densidad de cada fila.

        ``log p(x_i) = log sum_k pi_k N(x_i | mu_k, Sigma_k)`` (Bishop 2006, ecuación 9.7).

        Parameters
        ----------
        X : array_like, forma (n, d)
            Datos, con las mismas columnas que en `fit`.

        Returns
        -------
        ndarray, forma (n,)
            Logaritmos de densidades; pueden ser positivos.

        Raises
        ------
        ValueError
            Si falta llamar a `fit`, o si X no es una tabla de números finitos con d columnas.

        Examples
        --------
        >>> model = GMM(2, random_state=0).fit([[0.0], [1.0], [9.0], [10.0]])
        >>> model.score_samples([[0.5]]).round(4).tolist()
        [-0.9189]
        """
        X = self._data(X)
        return normalize(self._log_joint(X)).astype(X.dtype, copy=False)

    def score(self, X, y=None, sample_weight=None):
        """Log-verosimilitud media por observación.

        El promedio de `score_samples`; `y` no se usa.

        Parameters
        ----------
        X : array_like, forma (n, d)
            Datos, con las mismas columnas que en `fit`.
        sample_weight : array_like, forma (n,), optional
            Cuántas veces cuenta cada fila; por defecto, una.

        Returns
        -------
        float

        Raises
        ------
        ValueError
            Si falta llamar a `fit`, o si X no es una tabla de números finitos con d columnas.

        Examples
        --------
        >>> model = GMM(2, random_state=0).fit([[0.0], [1.0], [9.0], [10.0]])
        >>> round(model.score([[0.0], [1.0], [9.0], [10.0]]), 4)
        -1.4189
        """
        value, n, _, _ = criteria.totals(self._log_joint(self._data(X)), sample_weight)
        return value / n

    def bic(self, X, sample_weight=None):
        """Criterio de información bayesiano (BIC), cuanto menor mejor.

        ``-2 log L + p log n``, con p parámetros libres (Schwarz 1978,
        doi:10.1214/aos/1176344136).

        Parameters
        ----------
        X : array_like, forma (n, d)
            Datos, con las mismas columnas que en `fit`.
        sample_weight : array_like, forma (n,), optional
            Cuántas veces cuenta cada fila; por defecto, una.

        Returns
        -------
        float

        Raises
        ------
        ValueError
            Si falta llamar a `fit`, o si X no es una tabla de números finitos con d columnas.

        Examples
        --------
        >>> model = GMM(2, random_state=0).fit([[0.0], [1.0], [9.0], [10.0]])
        >>> round(model.bic([[0.0], [1.0], [9.0], [10.0]]), 3)
        18.283
        """
        value, n, _, _ = criteria.totals(self._log_joint(self._data(X)), sample_weight)
        return criteria.penalized_deviance(value, self.parameters_, np.log(n))

    def aic(self, X, sample_weight=None):
        """Criterio de información de Akaike (AIC), cuanto menor mejor.

        ``-2 log L + 2 p``, con p parámetros libres (Akaike 1974, doi:10.1109/TAC.1974.1100705).

        Parameters
        ----------
        X : array_like, forma (n, d)
            Datos, con las mismas columnas que en `fit`.
        sample_weight : array_like, forma (n,), optional
            Cuántas veces cuenta cada fila; por defecto, una.

        Returns
        -------
        float

        Raises
        ------
        ValueError
            Si falta llamar a `fit`, o si X no es una tabla de números finitos con d columnas.

        Examples
        --------
        >>> model = GMM(2, random_state=0).fit([[0.0], [1.0], [9.0], [10.0]])
        >>> round(model.aic([[0.0], [1.0], [9.0], [10.0]]), 3)
        21.352
        """
        value, _, _, _ = criteria.totals(self._log_joint(self._data(X)), sample_weight)
        return criteria.penalized_deviance(value, self.parameters_, 2)

    def icl(self, X, sample_weight=None):
        """Verosimilitud completa integrada (ICL), cuanto menor mejor.

        ``BIC - 2 sum_i log max_k r_ik``: el BIC más un precio por las dudas (Biernacki, Celeux y
        Govaert 2000, doi:10.1109/34.865189, con asignación dura).

        Parameters
        ----------
        X : array_like, forma (n, d)
            Datos, con las mismas columnas que en `fit`.
        sample_weight : array_like, forma (n,), optional
            Cuántas veces cuenta cada fila; por defecto, una.

        Returns
        -------
        float

        Raises
        ------
        ValueError
            Si falta llamar a `fit`, o si X no es una tabla de números finitos con d columnas.

        Examples
        --------
        >>> model = GMM(2, random_state=0).fit([[0.0], [1.0], [9.0], [10.0]])
        >>> round(model.icl([[0.0], [1.0], [9.0], [10.0]]), 3)
        18.283
        """
        value, n, R, weight = criteria.totals(self._log_joint(self._data(X)), sample_weight)
        bic = criteria.penalized_deviance(value, self.parameters_, np.log(n))
        return bic + criteria.doubt(R, weight)

    def sample(self, n_samples=1):
        """Genera observaciones nuevas: primero el dado (la componente), después la campana.

        Con un entero como `random_state`, cada llamada da lo mismo.

        Parameters
        ----------
        n_samples : int, default 1
            Cuántas.

        Returns
        -------
        X : ndarray, forma (n_samples, d)
            Las observaciones, en las unidades de los datos.
        z : ndarray, forma (n_samples,)
            La componente de cada una.

        Raises
        ------
        ValueError
            Si falta llamar a `fit`, o si n_samples no es un entero positivo.

        Examples
        --------
        >>> model = GMM(2, random_state=0).fit([[0.0], [1.0], [9.0], [10.0]])
        >>> X, z = model.sample(3)
        >>> X.shape, z.shape
        ((3, 1), (3,))
        """
        return self._fitted().sample(n_samples, self.random_state)


def _warn(message, category=ConvergenceWarning):
    """Un aviso que señala la línea que llamó al paquete."""
    level = 1
    while sys._getframe(level).f_globals.get("__name__", "").startswith("gmm_lab."):
        level += 1
    warnings.warn(message, category, stacklevel=level + 1)
