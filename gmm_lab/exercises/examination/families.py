"""Las funciones que se piden: qué reciben, con qué se prueban, cómo se equivocan."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from . import mistakes, references
from .recipe import Recipe

__all__ = ["FAMILIES", "PARAMETERS", "Family", "WrongCount"]

PARAMETERS = ("weights", "means", "variances")


class WrongCount(Exception):
    """Llegó otro número de resultados."""


@dataclass(frozen=True, eq=False)
class Family:
    """Una clase de función. Cada caso es un par (etiqueta, argumentos), del menor al más raro."""

    arguments: tuple
    results: tuple
    cases: tuple
    reference: Callable
    mistakes: Mapping
    properties: tuple  # las de `properties.py` que debe cumplir
    history: bool = False
    undone: Mapping = field(default_factory=dict)  # errores que se reconocen al deshacerlos

    def parse(self, raw):
        """El resultado como tupla de arreglos; acepta listas, tuplas y diccionarios."""
        if self.history:
            rows = [self.parts(row, self.results) for row in raw]
            if not rows:
                raise WrongCount(0)
            return tuple(np.array([np.ravel(row[i]) for row in rows])
                         for i in range(len(self.results)))
        return self.parts(raw, self.results)

    @staticmethod
    def parts(raw, names):
        """Los resultados, uno por nombre."""
        if isinstance(raw, Mapping):
            raw = [raw[name] for name in (names if set(names) <= set(raw) else raw)]
            raw = raw[0] if len(names) == 1 else raw
        raw = [raw] if len(names) == 1 else list(raw)
        if len(raw) != len(names):
            raise WrongCount(len(raw))
        return tuple(np.asarray(part, dtype=float) for part in raw)

    def fit_shapes(self, got, want):
        """Iguala estilos: un número con (1,), K con K x 1; un dato por fila, solo si se pide."""
        exact = self.results == ("density",)
        return [g.reshape(w.shape) if np.squeeze(g).shape == np.squeeze(w).shape
                and g.ndim <= w.ndim + 1 and not (exact and g.ndim > 1) else g
                for g, w in zip(got, want)]

    def differences(self, got, want, tag=""):
        """Posiciones de las partes que no coinciden."""
        got = self.fit_shapes(got, want)
        if self.results[0] == "width" and not any(g.size > 1 for g in got):
            return [] if np.allclose(_ellipse(*got), _ellipse(*want), 1e-6) else [0]
        least = 0 if self.results[0] in ("density", "densities") else 1e-9
        return [i for i, pair in enumerate(zip(got, want)) if not close(*pair, tag, least)]

    def run(self, function):
        """Lo que da en todos los casos una función de confianza; None donde no se puede."""
        outcomes = []
        for _, case in self.cases:
            try:
                with np.errstate(all="ignore"):
                    outcomes.append(self.parse(function(*case)))
            except (ValueError, IndexError):  # un error conocido que no admite esa entrada
                outcomes.append(None)
        return outcomes

    @cached_property
    def wants(self):
        """Lo que se espera en cada caso."""
        return self.run(self.reference)

    def agree(self, outcomes, others, but=None):
        """Si dos listas de resultados son iguales en todos los casos, salvo los de una clase."""
        return all(a is not None and b is not None and not self.differences(a, b, tag)
                   for (tag, _), a, b in zip(self.cases, outcomes, others) if tag != but)

    @cached_property
    def wrong(self):
        """Lo que da cada error conocido que se nota: {clave: resultados}."""
        found = {key: self.run(function) for key, function in self.mistakes.items()}
        return {key: outcomes for key, outcomes in found.items()
                if not self.agree(outcomes, self.wants)}


def _ellipse(width, height, angle):
    """Matriz de la elipse: no depende de qué eje se nombra primero ni de medias vueltas."""
    c, s = np.cos(np.radians(float(angle))), np.sin(np.radians(float(angle)))
    turn = np.array([[c, -s], [s, c]])
    return turn @ np.diag([float(width) ** 2, float(height) ** 2]) @ turn.T


def close(got, want, tag="", least=1e-9):
    """Si dos arreglos son iguales, salvo redondeo."""
    if got.shape != want.shape:
        return False
    if tag == "lejos":  # en densidades, sin logaritmos, da 0/0: se admite y se avisa
        got = np.where(np.isfinite(got), got, want)
    return np.allclose(got, want, rtol=1e-6, atol=least, equal_nan=True)


# --- Entradas -----------------------------------------------------------------------------------


def _random_mixture(seed, n, K):
    rng = np.random.default_rng(seed)
    parameters = rng.dirichlet(np.full(K, 4.0)), rng.normal(0, 3, K), rng.uniform(0.3, 4, K)
    return rng.normal(0, 3, n), *parameters


def _mixtures():
    """Datos y parámetros: K = 1, 2, 3, 4, enteros, la cola, muchos datos y datos muy lejanos."""
    two = np.array([0.25, 0.75]), np.array([0.0, 3.0]), np.array([4.0, 0.5])
    return (
        ("", (np.array([0.0, 1.0, 3.0]), *two)),
        ("", _random_mixture(1, 5, 2)),
        ("", (np.array([0.0, 0.1, 0.35]), two[0], np.array([0.05, 0.3]), np.array([1e-2, 2e-3]))),
        ("K", (np.array([0.0, 1.0, 3.0]), np.ones(1), np.array([1.0]), np.array([2.0]))),
        ("K", _random_mixture(2, 5, 3)),
        ("K", _random_mixture(3, 6, 4)),
        ("enteros", (np.array([0, 1, 3]), *two)),
        ("muchos", _random_mixture(4, 500, 2)),
        ("cola", (np.array([0.0, 18.0]), *two)),
        ("lejos", (np.array([0.0, 200.0, 1.0, -37.0]), *two)),
        ("lejos", (np.array([-300.0, -303.0]), *two)),
    )


def _responsibilities():
    """Datos y responsabilidades: las mismas clases de entrada, y datos corridos en 1e8."""
    rng = np.random.default_rng(3)
    x = np.array([1.0, 2.0, 4.0])
    R = np.array([[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]])
    return (
        ("", (x, R)),
        ("", (rng.normal(0, 3, 5), R[[0, 2, 1, 2, 0]])),
        ("K", (x, np.ones((3, 1)))),
        ("K", (rng.normal(0, 3, 6), 0.8 * np.eye(3)[[0, 1, 2, 2, 1, 0]] + 0.2 / 3)),
        ("enteros", (np.array([1, 2, 4]), R)),
        ("corridos", (x + 1e8, R)),
    )


def _with_old_values():
    """Lo mismo con medias y varianzas de antes, y casos con una componente vacía."""
    cases = [(tag, (*case, np.arange(case[1].shape[1]) - 1.0, 2.0 + np.arange(case[1].shape[1])))
             for tag, case in _responsibilities()]
    x, R, means, variances = cases[3][1]
    empty = R[:, :2] / R[:, :2].sum(axis=1, keepdims=True) @ [[1.0, 0, 0], [0, 0, 1]]
    alone = np.tile([1.0, 0.0], (len(x), 1))
    return (*cases, ("vacía", (x, alone, means[:2], variances[:2])),
            ("vacía", (x, empty, means, variances)),
            ("vacía", (x, empty[:, [1, 0, 2]], means - 5, variances)))


def _em_cases():
    groups = np.array([-3.0, -2.2, -1.9, -0.8, 0.1, 1.2, 2.0, 2.3, 3.9, 4.4])
    half, third = np.full(2, 0.5), np.full(3, 1 / 3)
    return (
        ("", (groups[::3], half, np.array([-1.0, 3.0]), np.array([4.0, 4.0]), 0.01)),
        ("", (groups, np.array([0.3, 0.7]), np.array([0.0, 2.0]), np.array([3.0, 5.0]), 1e-4)),
        ("", (40 * groups, half, np.array([-50.0, 80.0]), np.array([4e3, 4e3]), 1e-3)),
        ("", (groups / 100, half, np.array([-0.02, 0.01]), np.array([1e-3, 4e-4]), 1e-2)),
        ("enormes", (1e35 * groups, half, np.array([-2e35, 3e35]), np.array([2e70, 3e70]), 0.1)),
        ("K", (groups, np.ones(1), np.zeros(1), np.ones(1), 1e-3)),
        ("K", (groups, third, np.array([-2.0, 1.0, 4.0]), np.array([2.0, 2.0, 2.0]), 0.01)),
    )


def _with_shares():
    """Datos, un reparto cualquiera y parámetros."""
    rng = np.random.default_rng(5)
    return tuple((tag, (case[0], rng.dirichlet(np.ones(len(case[1])), len(case[0])), *case[1:]))
                 for tag, case in _mixtures() if tag in ("", "K", "enteros"))


def _starts(scores, variances):
    return np.array(scores, dtype=float), np.array(variances, dtype=float), 0.01


_NAN = float("nan")
SORT_CASES = (
    ("", (np.array([0.3, 0.7]), np.array([4.0, -6.0]), np.array([0.6, 6.6]))),
    ("", (np.array([0.7123456, 0.2876544]), np.array([2.3456789, -0.1234567]),
          np.array([0.6543218, 1.2345671]))),
    ("K", (np.array([0.2, 0.5, 0.3]), np.array([1.0, 3.0, -2.0]), np.array([2.0, 1.0, 0.5]))),
    ("K", (np.array([0.4, 0.1, 0.2, 0.3]), np.array([5.0, -7.0, 3.0, -1.0]),
           np.array([1.0, 3.0, 4.0, 2.0]))),
    ("K", (np.array([0.1, 0.2, 0.3, 0.4]), np.array([9.0, 2.0, -8.0, 4.0]),
           np.array([3.0, 1.0, 4.0, 2.0]))),
    ("enteros", (np.array([0.1, 0.2, 0.3, 0.4]), np.array([9, 2, -8, 4]), np.array([3, 1, 4, 2]))),
)
BEST_CASES = (
    ("", _starts([-9, -7, -5], [[1, 2], [3, 1], [2, 2]])),
    ("", _starts([-9, 4, -7, -8], [[1, 2], [3, 1e-5], [2, 2], [1, 1]])),
    ("", _starts([-9, _NAN, -6, 2, -7], [[1, 2], [3, 1], [2, 0.5], [1e-4, 5], [4, 1]])),
    ("", _starts([_NAN, 2, -6, -4, -5], [[1, 2], [3, 1e-4], [2, 0.5], [1, 5], [4, 1]])),
    ("", _starts([3, -6, _NAN, -7, 5, -8], [[1e-6, 1e-3], [2, 0.5], [_NAN, _NAN], [1, 1],
                                            [3, 0.005], [2, 1]])),
    ("K", _starts([-2, -1, -3, 0], [[1, 2, 1], [1, 1e-3, 1], [2, 2, 2], [0.001, 0.002, 0.003]])),
    ("K", _starts([-40, -30, -10, -20], [[1], [2], [1e-9], [3]])),
    ("", _starts([-9, -2, -5, -3], [[1, 2], [0.012, 5e-4], [2, 2], [0.5, 1e-3]])),
)
BIC_CASES = tuple(
    ("", (-np.linspace(1, 3, n), K, d))
    for n, K, d in ((3, 1, 1), (4, 2, 1), (5, 3, 2), (6, 2, 4))
)
ELLIPSE_CASES = tuple(
    ("", (np.array(S), s))
    for S, s in (
        ([[4.0, 0.0], [0.0, 1.0]], 1),
        ([[3.0, 1.0], [1.0, 2.0]], 2),
        ([[1.0, -0.8], [-0.8, 4.0]], 1.5),
    )
)


def _recipe_family(method, arguments, results, cases, properties, more=(), **options):
    wrong = {key: getattr(Recipe(**pieces), method) for key, pieces in mistakes.EM.items()}
    undone = mistakes.SWAPPED if results == PARAMETERS else {}
    return Family(arguments, results, cases, getattr(Recipe(), method), {**wrong, **dict(more)},
                  properties, undone=undone, **options)


MIXTURE = ("x", *PARAMETERS)
CHANGES = ("orden", "unidades", "duplicar")
FAMILIES = {
    "densities": _recipe_family(
        "densities", ("x", "means", "variances"), ("densities",),
        tuple((tag, (case[0], *case[2:])) for tag, case in _mixtures()),
        ("área", "orden", "unidades"),
    ),
    "mixture": _recipe_family(
        "mixture", MIXTURE, ("density",), _mixtures(), ("área", "una campana", "orden", "unidades")
    ),
    "e_step": _recipe_family(
        "e_step", MIXTURE, ("R",), _mixtures(),
        ("filas", "idénticas", "solo", "en la media", "orden", "unidades"),
    ),
    "m_step": _recipe_family(
        "m_step", ("x", "R"), PARAMETERS, _responsibilities(), ("pesos", "K = 1", *CHANGES)
    ),
    "robust_m_step": _recipe_family(
        "robust_m_step", ("x", "R", "means", "variances"), PARAMETERS, _with_old_values(),
        ("pesos", "K = 1", *CHANGES, "vacía"), mistakes.ROBUST,
    ),
    "log_likelihood": _recipe_family(
        "log_likelihood", MIXTURE, ("log_likelihood",), _mixtures(),
        ("área", "una campana", "suma", "orden", "unidades", "doble"),
    ),
    "bound": _recipe_family(
        "bound", ("x", "q", *PARAMETERS), ("bound",), _with_shares(),
        ("toca", "techo", "orden", "unidades", "doble"), mistakes.BOUND,
    ),
    "step": _recipe_family(
        "step", MIXTURE, PARAMETERS, _mixtures()[:6], ("pesos", "K = 1", *CHANGES)
    ),
    "sweep": Family(
        MIXTURE, PARAMETERS, _mixtures()[:6], mistakes.SWEEP, mistakes.SWEEPS, ("pesos",),
        undone=mistakes.SWAPPED,
    ),
    "em": _recipe_family(
        "em", (*MIXTURE, "tol"), PARAMETERS, _em_cases(), ("pesos", "sube", "K = 1", *CHANGES),
        history=True,
    ),
    "sort": Family(
        PARAMETERS, PARAMETERS, SORT_CASES, references.sort_mixture, mistakes.SORT,
        ("ordenadas", "juntas"), undone=mistakes.SWAPPED,
    ),
    "bic": Family(
        ("log_densities", "n_components", "n_features"), ("bic",), BIC_CASES, references.bic,
        mistakes.BIC, ("ajuste", "castigo"),
    ),
    "ellipse": Family(
        ("covariance", "n_std"), ("width", "height", "angle"), ELLIPSE_CASES,
        references.ellipse_axes, mistakes.ELLIPSE, ("círculo", "ejes", "girar"),
        undone=mistakes.ELLIPSE_UNDONE,
    ),
    "best_start": Family(
        ("scores", "variances", "floor"), ("position",), BEST_CASES, references.best_start,
        mistakes.BEST_START, ("posición", "regular", "mejor"),
    ),
}
