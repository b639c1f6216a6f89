"""El explorador de EM: dar cada paso a mano, mover las medias y ver qué ocurre.

`Session` lleva la cuenta, sin pantalla; los pasos son los de `gmm_lab.em`. `EMExplorer` la
muestra con anywidget; el dibujo y el teclado están en ``explorer.js``.
"""

import io
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import anywidget
import numpy as np
import traitlets

from . import em
from .checks import check_data, check_integer
from .datasets import class_blobs, load_class_data, load_old_faithful
from .gaussian import COVARIANCE_TYPES
from .initialization import initial_parameters, parameters_from_responsibilities
from .mixture import lower_bound
from .plotting import PALETTE, plot_em_steps
from .plotting.mixtures import component_ellipse

__all__ = ["EMExplorer", "Session", "State"]

DATASETS = {
    "clase": "la clase, 1 variable",
    "tres": "los números 1, 2 y 3",
    "plano": "la clase, 2 variables",
    "géiser": "un géiser, 2 variables",
}
STARTS = {
    "kmeans": "k-medias",
    "random_from_data": "al azar",
    "hand": "a mano",
    "bad": "provocar un mal final",
    "twins": "provocar gemelas",
    "collapse": "provocar un colapso",
}
STRUCTURES = dict(zip(COVARIANCE_TYPES, ("completa", "compartida", "diagonal", "esférica")))
STILL = 1e-3  # una iteración que gana menos que esto ya casi no mejora
NEAR = 0.008  # del ancho de los datos; menos que un paso de flecha, para poder separarlas
SAME = 0.01  # dos log-verosimilitudes más cercanas que esto son el mismo máximo
N_STARTS, MAX_STEPS = 8, 300  # para buscar el mejor máximo conocido
BINS, CURVE_POINTS, ELLIPSE_POINTS = 50, 201, 60
TWIN_MOMENTS = (0, 1, 2, 5, 10, 30)  # iteraciones de la figura quieta


def _load(name):
    """Los datos de un conjunto del menú y los nombres de sus variables."""
    if name == "tres":
        return np.array([[1.0], [2.0], [3.0]]), ("x",)
    if name == "géiser":
        return load_old_faithful(), ("duración (min)", "espera (min)")
    if name == "plano":
        return class_blobs()[0][:, ::-1], ("x", "y")
    return load_class_data()[0], ("x",)


@dataclass(frozen=True, eq=False)
class State:
    """Un momento de la exploración. `statistics` existe solo entre un paso E y su paso M."""

    parameters: em.MixtureParameters
    log_likelihood: float
    action: str
    R: np.ndarray = None
    statistics: em.SufficientStatistics = None
    bound: float = None


class Collapse(ValueError):
    """EM no puede seguir: una componente colapsó."""


class Session:
    """Una exploración: datos, K, estructura e inicio, y todos los momentos hasta ahora.

    Parameters
    ----------
    X : array_like, forma (n, d), con d igual a 1 o 2
        Datos.
    n_components : int, default 2
        Número K de componentes.
    covariance_type : str, default "full"
        La estructura de las covarianzas.
    start : str, default "kmeans"
        Uno de los inicios del menú.
    random_state : int, default 0
        Semilla del inicio.

    Raises
    ------
    ValueError
        Si los datos no tienen una o dos variables, o hay menos filas que componentes.

    Examples
    --------
    >>> session = Session([[1.0], [2.0], [3.0]], start="hand")
    >>> session.iterate()
    >>> session.state.action
    'M'
    """

    def __init__(self, X, n_components=2, covariance_type="full", start="kmeans", random_state=0):
        self.K = check_integer(n_components, "n_components")
        self.X = check_data(X, min_rows=self.K)
        if self.X.shape[1] > 2:
            raise ValueError(
                f"X tiene {self.X.shape[1]} columnas y el explorador muestra 1 o 2: elige dos."
            )
        self.covariance_type, self.random_state = covariance_type, random_state
        self.best = None
        self.states = []
        self._push(self._start(start), "inicio")

    @property
    def state(self):
        """El momento actual."""
        return self.states[-1]

    def _push(self, parameters, action, R=None, statistics=None):
        log_likelihood = em.log_likelihood(self.X, parameters)
        bound = None if R is None else lower_bound(self.X, parameters, R)
        new = State(parameters, log_likelihood, action, R, statistics, bound)
        self.states.append(new)
        higher = self.best is None or log_likelihood > self.best.log_likelihood
        if higher and action != "EM" and not self._collapsed(parameters):
            self.best = new

    # --- Lo que se puede hacer -----------------------------------------------------------------

    def expectation(self):
        """Paso E: reparte los puntos; las campanas no se mueven."""
        parameters = self.state.parameters
        R = em.responsibilities(self.X, parameters)
        self._push(parameters, "E", R, em.e_step(self.X, parameters))

    def maximization(self):
        """Paso M: mueve las campanas; el reparto no cambia."""
        if self.state.statistics is None:
            raise ValueError("Antes de un paso M hace falta un paso E: reparte los puntos.")
        updated = em.m_step(self.state.statistics)
        try:
            self._push(updated, "M", self.state.R)
        except ValueError:  # una varianza llegó a cero
            if collapsed := self._collapsed(updated):
                raise Collapse(
                    f"EM se detuvo: la componente {collapsed} colapsó. Se quedó con casi un solo "
                    f"punto, su varianza llegó a cero y la log-verosimilitud crece sin límite. No "
                    f"es un buen ajuste. Prueba otro inicio, la estructura compartida o menos "
                    f"componentes."
                ) from None
            raise

    def iterate(self):
        """Completa una iteración: paso E, si falta, y paso M."""
        if self.state.statistics is None:
            self.expectation()
        self.maximization()

    def move(self, k, position):
        """Lleva la media de la componente k a otro lugar; deja lo demás como estaba.

        Si cae casi sobre otra media, se pone justo encima: con el ratón no se podría acertar.
        """
        p = self.state.parameters
        means = np.array(p.means)
        position = np.asarray(position, dtype=float)
        near = np.abs(means - position) <= NEAR * np.ptp(self.X, axis=0)
        others = np.flatnonzero(near.all(axis=1) & (np.arange(self.K) != k))
        means[k] = means[others[0]] if others.size else position
        R = self.state.R
        moved = em.MixtureParameters(p.weights, means, p.covariances, p.covariance_type)
        if self.state.action == "mano":  # un arrastre es un solo momento
            self.states.pop()
        self._push(moved, "mano", R)

    def back(self):
        """Deshace lo último."""
        del self.states[1 if len(self.states) == 1 else -1:]

    def restart(self):
        """Vuelve al inicio."""
        del self.states[1:]

    def go_to(self, parameters, action):
        """Salta a otra mezcla."""
        self._push(parameters, action)

    # --- Los inicios ---------------------------------------------------------------------------

    def _start(self, name):
        if name in ("kmeans", "random_from_data"):
            return initial_parameters(self.X, self.K, name, self.covariance_type, 0.0,
                                      self.random_state)
        if name == "bad":
            if not self.survey or self.survey[0][0] - self.survey[-1][0] < SAME:
                raise ValueError(
                    f"Los {N_STARTS} inicios probados llegan al mismo máximo, o colapsan. Con los "
                    f"datos de la clase y 2 componentes sí hay un mal inicio."
                )
            return self.survey[-1][1]
        same = parameters_from_responsibilities(
            self.X, np.full((len(self.X), self.K), 1 / self.K), self.covariance_type)
        if name == "twins":
            return same
        means, covariances = np.array(same.means), np.array(same.covariances)
        if name == "hand":
            low, high = self.X[:, 0].min(), self.X[:, 0].max()
            means[:, 0] = low + (high - low) * (np.arange(self.K) + 0.5) / self.K
        else:  # una campana muy angosta sobre el punto más aislado
            means[0] = self.X[self._loneliest()]
            if self.covariance_type != "tied":
                covariances[0] *= 1e-4
        return em.MixtureParameters(same.weights, means, covariances, self.covariance_type)

    def _loneliest(self):
        from scipy.spatial import KDTree

        distances, _ = KDTree(self.X).query(self.X, k=2)
        return distances[:, 1].argmax()

    @cached_property
    def survey(self):
        """EM desde varios inicios: (log-verosimilitud, inicio, final), del mejor al peor."""
        runs = []
        for seed in range(N_STARTS):
            kind = "kmeans" if seed == 0 else "random_from_data"
            try:
                start = initial_parameters(self.X, self.K, kind, self.covariance_type, 0.0, seed)
                value, end = self._run(start)
            except ValueError:  # colapsó: no cuenta
                continue
            if not self._collapsed(end):
                runs.append((value, start, end))
        return sorted(runs, key=lambda run: -run[0])

    def _run(self, start):
        """EM hasta que ya no mejora: log-verosimilitud y parámetros."""
        *_, last = em.until(em.em_steps(self.X, start), STILL, MAX_STEPS)
        return last.log_likelihood, last.before

    def known(self):
        """La mejor mezcla que se conoce: log-verosimilitud y parámetros."""
        ends = [(value, end) for value, _, end in self.survey]
        ends += [(self.best.log_likelihood, self.best.parameters)] if self.best else []
        if not ends:
            raise ValueError("EM colapsa desde todos los inicios: elige menos componentes.")
        return max(ends, key=lambda end: end[0])

    # --- Lo que está pasando -------------------------------------------------------------------

    def _collapsed(self, parameters):
        """La primera componente que colapsó, contada desde 1; si no hay ninguna, 0."""
        found = em.collapsed_components(parameters, len(self.X))
        return int(found[0]) + 1 if found.size else 0

    def twins(self):
        """La primera pareja de componentes iguales, o None."""
        p, unit = self.state.parameters, self.X.std(axis=0) + 1e-300
        for k in range(self.K):
            for j in range(k):
                near = np.abs(p.means[k] - p.means[j]) < 1e-6 * unit
                spread = np.abs(p.matrices[k] - p.matrices[j]) < 1e-6 * unit[:, None] * unit
                if near.all() and spread.all():
                    return j + 1, k + 1
        return None

    def is_still(self):
        """Si el último paso M ya no mejora."""
        done = [state.log_likelihood for state in self.states if state.action == "M"]
        if self.state.action != "M" or len(done) < 2:
            return False
        return em.is_still(done[-1] - done[-2], done[-1], STILL)

    def explain(self):
        """Qué acaba de pasar, en una o dos oraciones."""
        twins, collapsed = self.twins(), self._collapsed(self.state.parameters)
        if twins:
            return (
                f"Las componentes {twins[0]} y {twins[1]} son gemelas: misma media y misma "
                f"covarianza. Cada punto se reparte según los pesos, reciben lo mismo y EM no "
                f"puede separarlas nunca. Mueve una media, aunque sea un poco."
            )
        if collapsed:
            return (
                f"La componente {collapsed} está colapsando: es muy angosta, sobre casi un solo "
                f"punto. La log-verosimilitud puede subir sin límite, y no por ajustar mejor."
            )
        if self.is_still():
            return "EM ya casi no mejora. Comparamos con otros inicios…"
        before = self.states[-2] if len(self.states) > 1 else self.state
        gain = _number(self.state.log_likelihood - before.log_likelihood, sign="+")
        texts = {
            "inicio": "Inicio. Mueve una media o da el primer paso E.",
            "E": "Paso E: los puntos se repartieron entre las campanas, que no se movieron. "
                 "La cota inferior toca la log-verosimilitud.",
            "M": f"Paso M: las campanas se movieron. La log-verosimilitud cambió en {gain}.",
            "mano": f"Media movida a mano. La log-verosimilitud cambió en {gain}.",
            "mejor": "Esta es la mejor mezcla de esta exploración.",
            "EM": "Esta es la mejor mezcla que encontró EM desde varios inicios.",
        }
        return texts[self.state.action]

    def compare(self):
        """El mejor de esta exploración, frente al mejor que se conoce con EM."""
        known, here = self.known()[0], self.state.log_likelihood
        mine = self.best.log_likelihood if self.best else here
        if self.is_still() and not self.twins():
            if known - here < SAME:
                return f"EM ya casi no mejora, y es el mejor máximo conocido: {_number(here)}."
            return (
                f"Es un máximo local, o un lugar muy lento: EM casi no se mueve de "
                f"{_number(here)}, y desde otro inicio llega a {_number(known)}. El punto de "
                f"partida decidió. Prueba otro."
            )
        if known - mine < SAME:
            return f"La mejor mezcla propia, {_number(mine)}, iguala la mejor de EM."
        return (
            f"La mejor mezcla propia llega a {_number(mine)}; la mejor de EM, a "
            f"{_number(known)}. Faltan {_number(known - mine)}."
        )


def _number(value, sign="-"):
    """Un número con dos decimales, o más si es pequeño, y el signo menos tipográfico."""
    digits = ".2f" if value == 0 or abs(value) >= 0.01 else ".1e"
    return f"{value:{sign}{digits}}".replace("-", "−")


# --- Lo que se dibuja: todo en las unidades de los datos; la pantalla solo cambia de escala -----

def _rounded(values):
    return np.round(np.asarray(values, dtype=float), 6).tolist()


def _scene_1d(session):
    """Barras repartidas según las responsabilidades, y una curva por componente."""
    x, state, K = session.X[:, 0], session.state, session.K
    width = max(np.ptp(x), 1e-9)
    edges = np.linspace(x.min(), x.max() + 1e-9 * width, min(BINS, 4 * len(x)) + 1)
    shares = np.full((len(x), 1), 1.0) if state.R is None else state.R
    area = len(x) * (edges[1] - edges[0])
    bars = [np.histogram(x, edges, weights=share)[0] / area for share in shares.T]
    p = state.parameters
    spread = np.sqrt(p.matrices[:, 0])  # forma (K, 1)
    grid = np.union1d(
        np.linspace(x.min() - 0.1 * width, x.max() + 0.1 * width, CURVE_POINTS),
        p.means + spread * np.linspace(-4, 4, 17),  # para que se vea también la más angosta
    )
    grid = grid[(grid >= x.min() - 0.1 * width) & (grid <= x.max() + 0.1 * width)]
    curves = np.exp(em.weighted_log_densities(grid[:, None], p))
    tallest = np.sum(bars, axis=0).max()
    top = min(max(tallest, curves.sum(axis=1).max()), 3 * tallest)
    return {
        "xlim": _rounded(grid[[0, -1]]), "ylim": [0, 1.12 * top], "edges": _rounded(edges),
        "bars": [_rounded(heights) for heights in bars], "x": _rounded(grid),
        "shared": state.R is not None,
        "curves": [_rounded(np.minimum(curves[:, k], 1e6)) for k in range(K)],
        "total": _rounded(np.minimum(curves.sum(axis=1), 1e6)),
    }


def _scene_2d(session):
    """Un byte por responsabilidad, y las elipses del 50 y del 90 % de cada componente."""
    X, state = session.X, session.state
    low, high = X.min(axis=0), X.max(axis=0)
    extra = 0.1 * np.where(high > low, high - low, 1)
    R = np.empty((len(X), 0)) if state.R is None else state.R
    turn = np.linspace(0, 2 * np.pi, ELLIPSE_POINTS)
    circle = np.column_stack([np.cos(turn), np.sin(turn)])
    ellipses = [[_rounded(component_ellipse(state.parameters, k, probability)
                          .get_patch_transform().transform(circle))
                 for probability in (0.5, 0.9)] for k in range(session.K)]
    return {
        "xlim": _rounded([low[0] - extra[0], high[0] + extra[0]]),
        "ylim": _rounded([low[1] - extra[1], high[1] + extra[1]]),
        "R": np.round(255 * R).astype(np.uint8).tobytes(), "ellipses": ellipses,
    }


def scene(session, message, names, stopped=False):
    """Todo lo que muestra la pantalla en un momento."""
    p = session.state.parameters
    draw = _scene_1d if p.n_features == 1 else _scene_2d
    done = session.states[-120:]
    rows = [[f"{p.weights[k]:.3f}", *(f"{value:.3f}" for value in p.means[k]),
             *(f"{value:.3f}" if value >= 1e-3 else f"{value:.1e}"
               for value in np.sqrt(np.diagonal(p.matrices[k])))]
            for k in range(p.n_components)]
    return draw(session) | {
        "dim": p.n_features, "names": list(names), "message": message, "stopped": stopped,
        "head": ["peso", *(f"media de {name}" for name in names),
                 *(f"desviación de {name}" for name in names)],
        "rows": [[text.replace("-", "−") for text in row] for row in rows],
        "means": _rounded(p.means), "action": session.state.action,
        "trace": [[state.action, state.log_likelihood, state.bound] for state in done],
        "numbers": {
            "log-verosimilitud": _number(session.state.log_likelihood),
            "cota inferior": "—" if session.state.bound is None else _number(session.state.bound),
            "mi mejor": _number(session.best.log_likelihood) if session.best else "—",
            "mejor de EM": _number(session.known()[0]) if "survey" in vars(session) else "—",
        },
    }


class EMExplorer(anywidget.AnyWidget):
    """El explorador interactivo de EM, en una o dos dimensiones.

    Se usa con el ratón o solo con el teclado: el tabulador recorre los controles y las medias, y
    las flechas mueven la media elegida. Donde no hay núcleo se ve su gemela quieta: varios
    momentos de EM desde el mismo inicio.

    Parameters
    ----------
    data : str o array_like, forma (n, d), default "clase"
        Un conjunto del menú ("clase", "tres", "plano", "géiser") o datos propios, con d igual
        a 1 o 2.
    n_components : int, default 2
        Número K de componentes, de 1 a 6.
    covariance_type : str, default "full"
        La estructura de las covarianzas.
    start : {"kmeans", "random_from_data", "hand", "bad", "twins", "collapse"}, default "hand"
        El inicio.
    names : tuple of str, optional
        Nombre y unidades de cada variable, si los datos son propios.
    """

    _esm = Path(__file__).with_name("explorer.js")
    menus = traitlets.Dict().tag(sync=True)
    choice = traitlets.Dict().tag(sync=True)
    points = traitlets.Bytes().tag(sync=True)
    scene = traitlets.Dict().tag(sync=True)

    def __init__(self, data="clase", n_components=2, covariance_type="full", start="hand",
                 names=None):
        self._own, datasets = None, dict(DATASETS)
        if not isinstance(data, str):
            X = check_data(data)
            self._own = X, tuple(names or ("x", "y")[:X.shape[1]])
            datasets, data = {"propios": "datos propios"} | datasets, "propios"
        options = {"data": datasets, "K": {str(k): str(k) for k in range(1, len(PALETTE) + 1)},
                   "structure": STRUCTURES, "start": STARTS}
        choice = {"data": data, "K": str(n_components), "structure": covariance_type,
                  "start": start}
        for name, value in choice.items():
            if value not in options[name]:
                raise ValueError(f"{name} = {value!r}: se espera una de {list(options[name])}.")
        self._seed = self._answers = 0
        super().__init__(menus={"options": options, "palette": list(PALETTE)})
        self._configure(choice)
        self.on_msg(self._receive)

    def _configure(self, choice):
        X, names = self._own if choice["data"] == "propios" else _load(choice["data"])
        session = Session(X, int(choice["K"]), choice["structure"], choice["start"], self._seed)
        if self.choice and {**self.choice, "start": ""} == {**choice, "start": ""}:
            session.best = max(session.best, self.session.best, key=_height)
        self.session, self._names = session, names
        self.points = np.asarray(X, dtype=np.float32).tobytes()
        self.choice = choice
        self._show(session.explain())

    def _show(self, message, stopped=False):
        self._answers += 1  # toda respuesta es nueva: la pantalla espera una por pedido
        self.scene = scene(self.session, message, self._names, stopped) | {"answer": self._answers}

    def _receive(self, _widget, content, _buffers):
        """Atiende un pedido de la pantalla; un error se explica y nada cambia."""
        name, session = content["name"], self.session
        try:
            if name == "choose":
                self._seed += content["choice"] == self.choice  # otro inicio al azar
                self._configure(content["choice"])
            elif name == "compare":
                self._show(session.compare())
            else:
                self._act(name, content)
                still = session.is_still()
                self._show(session.explain(), still)
                if still and not session.twins():
                    self._show(session.compare(), stopped=True)
        except Collapse as collapse:
            self._show(str(collapse), stopped=True)
        except ValueError as error:
            self._show(f"No se puede: {error}", stopped=True)

    def _act(self, name, content):
        session = self.session
        if name == "move":
            session.move(content["k"], content["position"])
        elif name == "mine" and session.best:
            session.go_to(session.best.parameters, "mejor")
        elif name == "known":
            session.go_to(session.known()[1], "EM")
        else:
            {"E": session.expectation, "M": session.maximization, "iterate": session.iterate,
             "back": session.back, "restart": session.restart}[name]()

    # --- La gemela quieta ----------------------------------------------------------------------

    def twin(self):
        """Un PNG con varios momentos de EM desde el inicio elegido."""
        snapshots = {}
        try:
            for step in em.em_steps(self.session.X, self.session.states[0].parameters):
                if step.iteration - 1 in TWIN_MOMENTS:
                    snapshots[step.iteration - 1] = step.before
                if step.iteration > max(TWIN_MOMENTS):
                    break
        except ValueError:  # un colapso: se muestra hasta donde llegó
            pass
        figure = plot_em_steps(self.session.X, snapshots, names=self._names)[0].figure
        picture = io.BytesIO()
        figure.savefig(picture)
        import matplotlib.pyplot as plt

        plt.close(figure)
        return picture.getvalue()

    def _ipython_display_(self):
        """Muestra la gemela y, detrás, el explorador, que la oculta cuando hay núcleo."""
        from IPython.display import Image, display

        display(Image(self.twin()))
        bundle = self._repr_mimebundle_()
        data, metadata = bundle if isinstance(bundle, tuple) else (bundle, {})
        display(data | {"text/plain": "Explorador de EM"}, metadata=metadata, raw=True)


def _height(state):
    return -np.inf if state is None else state.log_likelihood
