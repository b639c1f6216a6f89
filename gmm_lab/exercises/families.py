"""Las funciones que se piden: entradas de prueba, errores conocidos y propiedades."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from . import mistakes, references
from .recipe import Recipe

__all__ = ["FAMILIES", "PROPERTIES", "Family", "failed_property", "mistake_matrix"]

PARAMETERS = ("weights", "means", "variances")


@dataclass(frozen=True)
class Family:
    """Una clase de función: qué recibe, qué devuelve, con qué se prueba y cómo se equivoca."""

    arguments: tuple
    results: tuple
    cases: tuple  # pares (etiqueta, argumentos), de la entrada más pequeña a la más rara
    reference: Callable
    mistakes: Mapping
    history: bool = False

    def parse(self, raw):
        """El resultado como tupla de arreglos; acepta listas, tuplas y diccionarios."""
        if self.history:
            rows = [self._parts(row, self.results) for row in raw]
            return tuple(np.array([np.ravel(row[i]) for row in rows]) for i in range(3))
        return self._parts(raw, self.results)

    @staticmethod
    def _parts(raw, names):
        if isinstance(raw, Mapping):
            raw = [raw[name] for name in (names if set(names) <= set(raw) else raw)]
            raw = raw[0] if len(names) == 1 else raw
        raw = [raw] if len(names) == 1 else list(raw)
        if len(raw) != len(names):
            raise WrongCount(len(raw))
        return tuple(np.asarray(part, dtype=float) for part in raw)

    def fit_shapes(self, got, want):
        """Iguala estilos: (n,) con (n, 1), K con K x 1; y un elemento más o menos de historia."""
        size = min(len(got[0]), len(want[0])) if self.history else 0
        if size > 1 and abs(len(got[0]) - len(want[0])) == 1:
            got, want = [g[:size] for g in got], [w[:size] for w in want]
        got = [g.reshape(w.shape) if np.squeeze(g).shape == np.squeeze(w).shape else g
               for g, w in zip(got, want)]
        return got, want

    def differences(self, got, want, tag=""):
        """Posiciones de las partes que no coinciden."""
        got, want = self.fit_shapes(got, want)
        if self.results[0] == "width" and not any(g.size > 1 for g in got):
            return [] if np.allclose(_ellipse(*got), _ellipse(*want), 1e-6) else [0]
        return [i for i, pair in enumerate(zip(got, want)) if not _close(*pair, tag)]

    def run(self, function, case):
        """Resultado de una función de confianza (la referencia o un error conocido)."""
        with np.errstate(all="ignore"):
            return self.parse(function(*case))


class WrongCount(Exception):
    """Llegó otro número de resultados."""


def _ellipse(width, height, angle):
    """Matriz de la elipse: no depende de qué eje se nombra primero ni de medias vueltas."""
    c, s = np.cos(np.radians(float(angle))), np.sin(np.radians(float(angle)))
    turn = np.array([[c, -s], [s, c]])
    return turn @ np.diag([float(width) ** 2, float(height) ** 2]) @ turn.T


def _close(got, want, tag):
    if got.shape != want.shape:
        return False
    if tag == "lejos":  # en densidades, sin logaritmos, da 0/0: se admite y se avisa
        got = np.where(np.isfinite(got), got, want)
    return np.allclose(got, want, rtol=1e-6, atol=1e-9, equal_nan=True)


# --- Entradas -----------------------------------------------------------------------------------


def _random_mixture(seed, n, K):
    rng = np.random.default_rng(seed)
    parameters = rng.dirichlet(np.full(K, 4.0)), rng.normal(0, 3, K), rng.uniform(0.3, 4, K)
    return rng.normal(0, 3, n), *parameters


def _mixtures():
    """Datos y parámetros: K = 1, 2, 3, 4, enteros, un dato en la cola y otro muy lejano."""
    two = np.array([0.25, 0.75]), np.array([0.0, 3.0]), np.array([4.0, 0.5])
    return (
        ("", (np.array([0.0, 1.0, 3.0]), *two)),
        ("", _random_mixture(1, 5, 2)),
        ("K", (np.array([0.0, 1.0, 3.0]), np.ones(1), np.array([1.0]), np.array([2.0]))),
        ("K", _random_mixture(2, 5, 3)),
        ("K", _random_mixture(3, 6, 4)),
        ("enteros", (np.array([0, 1, 3]), *two)),
        ("cola", (np.array([0.0, 18.0]), *two)),
        ("lejos", (np.array([0.0, 200.0, 1.0]), *two)),
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


def _em_cases():
    groups = np.array([-3.0, -2.2, -1.9, -0.8, 0.1, 1.2, 2.0, 2.3, 3.9, 4.4])
    half, third = np.full(2, 0.5), np.full(3, 1 / 3)
    return (
        ("", (groups[::3], half, np.array([-1.0, 3.0]), np.array([4.0, 4.0]), 0.01)),
        ("", (groups, np.array([0.3, 0.7]), np.array([0.0, 2.0]), np.array([3.0, 5.0]), 1e-4)),
        ("", (40 * groups, half, np.array([-50.0, 80.0]), np.array([4e3, 4e3]), 1e-3)),
        ("K", (groups, np.ones(1), np.zeros(1), np.ones(1), 1e-3)),
        ("K", (groups, third, np.array([-2.0, 1.0, 4.0]), np.array([2.0, 2.0, 2.0]), 0.01)),
    )


SORT_CASES = (
    ("", (np.array([0.3, 0.7]), np.array([4.0, -6.0]), np.array([0.6, 6.6]))),
    ("K", (np.array([0.2, 0.5, 0.3]), np.array([1.0, 3.0, -2.0]), np.array([2.0, 1.0, 0.5]))),
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


def _recipe_family(method, arguments, results, cases, **options):
    wrong = {key: getattr(Recipe(**pieces), method) for key, pieces in mistakes.EM.items()}
    return Family(arguments, results, cases, getattr(Recipe(), method), wrong, **options)


MIXTURE = ("x", *PARAMETERS)
FAMILIES = {
    "densities": _recipe_family(
        "densities", ("x", "means", "variances"), ("densities",),
        tuple((tag, (case[0], *case[2:])) for tag, case in _mixtures()),
    ),
    "mixture": _recipe_family("mixture", MIXTURE, ("density",), _mixtures()),
    "e_step": _recipe_family("e_step", MIXTURE, ("R",), _mixtures()),
    "m_step": _recipe_family("m_step", ("x", "R"), PARAMETERS, _responsibilities()),
    "log_likelihood": _recipe_family(
        "log_likelihood", MIXTURE, ("log_likelihood",), _mixtures()
    ),
    "step": _recipe_family("step", MIXTURE, PARAMETERS, _mixtures()[:5]),
    "em": _recipe_family("em", (*MIXTURE, "tol"), PARAMETERS, _em_cases(), history=True),
    "sort": Family(PARAMETERS, PARAMETERS, SORT_CASES, references.sort_mixture, mistakes.SORT),
    "bic": Family(
        ("log_densities", "n_components", "n_features"), ("bic",), BIC_CASES,
        references.bic, mistakes.BIC,
    ),
    "ellipse": Family(
        ("covariance", "n_std"), ("width", "height", "angle"), ELLIPSE_CASES,
        references.ellipse_axes, mistakes.ELLIPSE,
    ),
}


# --- Propiedades --------------------------------------------------------------------------------


def _last(family, outcome):
    """Los resultados por su nombre; de una historia, los últimos."""
    return {name: part[-1] if family.history else part
            for name, part in zip(family.results, outcome)}


def _rows(family, f):
    if family.results == ("R",):
        return all(np.allclose(f(*case)[0].sum(axis=-1), 1) for case in _common(family))


def _weights(family, f):
    if "x" in family.arguments and "weights" in family.results:
        return all(np.allclose(f(*case)[0].sum(axis=-1), 1) for case in _common(family))


def _rises(family, f, score=None):
    score = score or Recipe().log_likelihood
    if family.history:
        return all(
            np.all(np.diff([score(case[0], *row) for row in zip(*f(*case))]) >= -1e-9)
            for case in _common(family)
        )


def _area(family, f):
    case = _common(family)[0]
    if family.results in (("density",), ("densities",)):
        grid = np.linspace(-20, 25, 1801)
        return np.allclose(np.trapezoid(f(grid, *case[1:])[0].T, grid), 1, atol=1e-3)
    if family.results == ("log_likelihood",):
        grid = np.linspace(-20, 25, 181)
        one = [np.exp(f(np.array([g]), *case[1:])[0].item()) for g in grid]
        return np.isclose(np.trapezoid(one, grid), 1, atol=1e-3)


def _one_component(family, f):
    if "x" in family.arguments and family.results == PARAMETERS:
        case = next(c for tag, c in family.cases if tag == "K")
        out = _last(family, f(*case))
        return np.allclose(out["means"], case[0].mean()) and \
            np.allclose(out["variances"], case[0].var())


def _common(family):
    return [case for tag, case in family.cases if tag == ""]


def _after(change):
    """Propiedad: cambiar la entrada con `change` cambia el resultado con `change`."""

    def holds(family, f):
        if "x" not in family.arguments:
            return None
        for case in _common(family):
            n, names = len(case[0]), family.arguments
            changed = [change(name, a, n) for name, a in zip(names, case)]
            want = [change(name, part, n) for name, part in zip(family.results, f(*case))]
            if family.differences(f(*changed), want):
                return False
        return True

    return holds


def _permuted(name, a, n):
    return a[..., ::-1] if name in (*PARAMETERS, "R", "densities") else a


def _in_units(name, a, n, factor=100.0):
    power = {"x": 1, "means": 1, "variances": 2, "density": -1, "densities": -1}
    if name == "log_likelihood":
        return a - n * np.log(factor)
    return a * factor ** power.get(name, 0)


def _doubled(name, a, n):
    if name in ("x", "R", "density", "densities"):
        return np.concatenate([a, a])
    return 2 * a if name in ("log_likelihood", "tol") else a


def _far(family, f):
    if family.results == ("R",):
        case = next(c for tag, c in family.cases if tag == "lejos")
        return np.allclose(f(*case)[0][1], family.run(family.reference, case)[0][1])


def _formula(family, f):
    return all(not family.differences(f(*case), family.run(family.reference, case), tag)
               for tag, case in family.cases)


def _final_fit(family, f):
    if family is FAMILIES["step"]:
        for x, *start, _ in _common(FAMILIES["em"]):
            got = want = start
            for _ in range(100):
                got, want = f(x, *got), family.reference(x, *want)
            if not np.allclose(got[1:], want[1:], rtol=0.05):
                return False
        return True


# Nombre corto, para la tabla; la frase, para el comentario; y la función que lo comprueba.
PROPERTIES = {
    "filas": ("cada fila de responsabilidades suma 1", _rows),
    "pesos": ("los pesos suman 1", _weights),
    "sube": ("la log-verosimilitud nunca baja", _rises),
    "área": ("el área bajo la curva es 1", _area),
    "K = 1": ("con una sola componente salen la media y la varianza de los datos",
              _one_component),
    "orden": ("cambiar el orden de las componentes no cambia el ajuste", _after(_permuted)),
    "unidades": ("en otras unidades, el resultado es el mismo, expresado en ellas",
                 _after(_in_units)),
    "duplicar": ("duplicar los datos no cambia el ajuste", _after(_doubled)),
    "lejos": ("un dato muy lejano también se reparte", _far),
    "fórmula": ("coincide con la fórmula, en un solo paso", _formula),
}


def holds(name, family, function, **options):
    """True, False, o None si la propiedad no se aplica a esa clase de función."""
    test = _final_fit if name == "ajuste final" else PROPERTIES[name][1]
    try:
        with np.errstate(all="ignore"):
            result = test(family, lambda *case: family.parse(function(*case)), **options)
            return None if result is None else bool(result)
    except Exception:  # una función ajena puede fallar de cualquier manera
        return False


def failed_property(family, function):
    """La frase de la primera propiedad que falla."""
    names = [name for name in PROPERTIES if name not in ("lejos", "fórmula")]
    return next((PROPERTIES[name][0] for name in names
                 if holds(name, family, function) is False), None)


def mistake_matrix():
    """Qué propiedad descubre cada error: {error: {propiedad: True si lo descubre}}.

    Examples
    --------
    >>> mistake_matrix()["B4"]["filas"]
    True
    """
    used = ("mixture", "e_step", "m_step", "log_likelihood", "step", "em")
    matrix = {}
    for key, pieces in {"correcto": {}, **mistakes.EM}.items():
        recipe = Recipe(**pieces)
        own = {"sube": {"score": recipe.log_likelihood}}  # la que ese programa calcularía
        matrix[key] = {
            name: any(holds(name, FAMILIES[method], getattr(recipe, method), **own.get(name, {}))
                      is False for method in used)
            for name in [*PROPERTIES, "ajuste final"]
        }
    return {key: row for key, row in matrix.items() if "~" not in key}
