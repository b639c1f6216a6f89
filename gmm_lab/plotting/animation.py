"""EM en movimiento: una animación que no pide nada a nadie y se ve también sin programas."""

import base64
import hashlib
import io
import json
from html import escape
from importlib.resources import files
from string import Template

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from PIL import Image

from ..checks import check_data, check_integer
from ..mixture import log_likelihood
from .inputs import check_filled
from .mixtures import plot_mixture
from .style import STYLE

__all__ = ["animate_em"]

DPI = 100  # como las demás figuras: 10 puntos siguen siendo 10 puntos
MAX_SIZE = 500 * 1024  # de lo que se guarda en el cuaderno
COLORS = 48  # de cada cuadro: bastan para curvas y textos, y ocupan la cuarta parte


def animate_em(X, snapshots, *, names=("x", "y"), width=600, description=None):
    """La marcha de EM, cuadro a cuadro, con controles. Su gemela quieta es `plot_em_steps`.

    Sin programas (en GitHub, o antes de ejecutar) se ve el primer cuadro, sin controles.

    Parameters
    ----------
    X : array_like, forma (n, d), con d igual a 1 o 2
        Datos.
    snapshots : dict de int a MixtureParameters
        La mezcla después de cada iteración que se quiere ver (0 es el inicio).
    names : tuple of str
        Nombre y unidades de cada variable.
    width : int, default 600
        Ancho, en píxeles; 200 o más.
    description : str, optional
        Qué se ve, para quien no puede verlo; se añade a lo que dice cada cuadro.

    Returns
    -------
    IPython.display.HTML

    Raises
    ------
    ValueError
        Si no hay ningún momento, o si la animación ocuparía más de 500 KiB.
    """
    from IPython.display import HTML

    X, width = check_data(X), check_integer(width, "width", minimum=200)
    check_filled(snapshots, "snapshots")
    captions = [_caption(X, iteration, parameters) for iteration, parameters in snapshots.items()]
    frames, height = _frames(X, snapshots.values(), names, width)
    alt = f"{description or 'Los datos y la mezcla en cada iteración de EM.'} {captions[0]}"
    template = Template(files("gmm_lab.plotting").joinpath("animation.html")
                        .read_text(encoding="utf-8"))
    page = template.substitute(
        name="em-" + hashlib.sha256("".join(frames).encode()).hexdigest()[:12],
        first=frames[0], alt=escape(alt), width=width, height=height, last=len(frames) - 1,
        caption=escape(captions[0]), frames=json.dumps(frames),
        captions=json.dumps(captions, ensure_ascii=False))
    if len(page) > MAX_SIZE:
        raise ValueError(
            f"La animación ocuparía {len(page) // 1024} KiB y el máximo es {MAX_SIZE // 1024}. "
            f"Elige menos momentos o un ancho menor."
        )
    return HTML(page)


def _caption(X, iteration, parameters):
    moment = "Inicio" if iteration == 0 else f"Iteración {iteration}"
    value = f"{log_likelihood(X, parameters):.2f}".replace("-", "−")
    return f"{moment}: log-verosimilitud {value}."


def _frames(X, mixtures, names, width):
    """Los cuadros, todos con los mismos ejes, como imágenes incrustadas; y su alto."""
    drawn = [plot_mixture(X, p, _panel(X, width), names=names) for p in mixtures]
    limits = [(*ax.get_xlim(), *ax.get_ylim()) for ax in drawn]
    left, right, bottom, top = zip(*limits)
    frames = []
    for ax in drawn:
        ax.set(xlim=(min(left), max(right)), ylim=(min(bottom), max(top)))
        picture = _picture(ax.figure)
        frames.append("data:image/png;base64," + base64.b64encode(picture).decode())
    size = Image.open(io.BytesIO(picture)).size
    return frames, size[1]


def _panel(X, width):
    """Ejes de una figura que pyplot no conoce: no aparece sola en el cuaderno."""
    with plt.rc_context(STYLE):
        return Figure(figsize=(width / DPI, 2.9 if X.shape[1] == 1 else 3.8)).subplots()


def _picture(figure):
    """Un PNG de pocos colores. Los mismos datos dan siempre los mismos bytes."""
    drawn, stored = io.BytesIO(), io.BytesIO()
    with plt.rc_context(STYLE):
        figure.savefig(drawn, dpi=DPI)
    Image.open(drawn).convert("RGB").quantize(COLORS).save(stored, "png", optimize=True)
    return stored.getvalue()
