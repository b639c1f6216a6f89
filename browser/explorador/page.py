"""El explorador sin cuaderno: la página lo maneja, y su dirección guarda la situación."""

import json
import sys
import types
from urllib.parse import parse_qs, urlencode

import numpy as np
import traitlets


class AnyWidget(traitlets.HasTraits):
    """Lo que el explorador usa de anywidget, sin un cuaderno alrededor."""

    def on_msg(self, callback):
        """Los pedidos llegan por `Page.receive`."""


sys.modules["anywidget"] = types.SimpleNamespace(AnyWidget=AnyWidget)

from gmm_lab import MixtureParameters  # noqa: E402
from gmm_lab.covariance import covariance_shape  # noqa: E402
from gmm_lab.explorer import EMExplorer  # noqa: E402

CHOICE = {"datos": "data", "K": "K", "covarianzas": "structure", "inicio": "start"}
PARAMETERS = {"pesos": "weights", "medias": "means", "matrices": "covariances"}
UNREADABLE = "La dirección no describe una situación posible: este es el comienzo de siempre."


def write(widget):
    """La situación como texto: lo elegido y, si hubo pasos, los parámetros."""
    found = {name: widget.choice[key] for name, key in CHOICE.items()}
    found["semilla"] = widget.session.random_state
    if len(widget.session.states) > 1:
        p = widget.session.state.parameters
        for name, key in PARAMETERS.items():
            found[name] = ",".join(f"{value:.7g}" for value in np.ravel(getattr(p, key)))
    return urlencode(found, safe=",")


def numbers(text, shape):
    """Números separados por comas, con esa forma."""
    return np.array([float(value) for value in text.split(",")]).reshape(shape)


def read(address):
    """El explorador en la situación de una dirección; ValueError si no describe ninguna."""
    found = {name: values[0] for name, values in parse_qs(address).items()}
    chosen = {key: found[name] for name, key in CHOICE.items() if name in found}
    K = int(chosen.get("K", 2))
    widget = EMExplorer(chosen.get("data", "clase"), K, chosen.get("structure", "full"),
                        chosen.get("start", "hand"))
    if seed := int(found.get("semilla", 0)):
        widget._seed = seed
        widget._configure(widget.choice)
    if "medias" in found:
        d = widget.session.X.shape[1]
        structure = widget.choice["structure"]
        weights = numbers(found["pesos"], K)
        parameters = MixtureParameters(
            weights / weights.sum(), numbers(found["medias"], (K, d)),
            numbers(found["matrices"], covariance_shape(structure, K, d)), structure)
        widget.session.go_to(parameters, "mano")
        widget._show(widget.session.explain())
    return widget


class Page:
    """Contesta los pedidos de la página: cada cambio de la escena se envía entero."""

    def __init__(self, address, send):
        self.send, notice = send, ""
        try:
            self.widget = read(address)
        except (ArithmeticError, KeyError, ValueError):
            self.widget, notice = EMExplorer(), UNREADABLE
        self.show(notice)
        self.widget.observe(lambda change: self.show(), "scene")

    def show(self, notice=""):
        """Envía lo que la página muestra."""
        widget = self.widget
        self.send(to_js({
            "menus": widget.menus, "choice": widget.choice, "points": widget.points,
            "scene": widget.scene, "address": write(widget), "notice": notice}))

    def receive(self, request):
        """Un pedido de la página, en JSON."""
        self.widget._receive(self.widget, json.loads(request), None)


def to_js(screen):
    """Lo mismo como un objeto de JavaScript; los bytes siguen siendo bytes."""
    from js import Object
    from pyodide.ffi import to_js as convert

    return convert(screen, dict_converter=Object.fromEntries)
