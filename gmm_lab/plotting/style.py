"""El aspecto común de las figuras: una paleta, segundos canales y un contexto de estilo."""

import matplotlib.pyplot as plt

from ..checks import check_integer

__all__ = ["PALETTE", "color_of", "line_style_of", "marker_of", "new_axes"]

# Se distinguen con las tres deficiencias comunes de visión del color (`test_palette.py`).
# Los cuatro primeros son de Okabe e Ito (2008); sus otros dos son demasiado claros sobre blanco.
PALETTE = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#901860", "#184800")
LINE_STYLES = ("--", "-.", ":", (0, (6, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)))
MARKERS = ("o", "X", "^", "s", "D", "v")
TOTAL_COLOR = "#222222"
DATA_COLOR = "#C4C9CF"
WIDTH = 7.2  # pulgadas: el ancho de lectura de un cuaderno

STYLE = {
    "figure.dpi": 100,
    "font.size": 10,
    "axes.titlesize": 11,
    "axes.labelsize": 10,
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "legend.fontsize": 10,
    "legend.frameon": False,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "lines.linewidth": 2,
    "figure.constrained_layout.use": True,
}


def color_of(k):
    """Color de la componente k."""
    return PALETTE[k % len(PALETTE)]


def line_style_of(k):
    """Trazo de la componente k: el segundo canal de las curvas."""
    return LINE_STYLES[k % len(LINE_STYLES)]


def marker_of(k):
    """Marca de la componente k: el segundo canal de los puntos."""
    return MARKERS[k % len(MARKERS)]


def new_axes(nrows=1, ncols=1, *, height=2.9, sharex=False, sharey=False):
    """Ejes nuevos, de tamaño fijo, con el estilo del curso.

    Parameters
    ----------
    nrows, ncols : int, default 1
        Filas y columnas de paneles.
    height : float, default 2.9
        Alto de cada fila, en pulgadas.
    sharex, sharey : bool, default False
        Si los paneles comparten un eje.

    Returns
    -------
    Axes, o un arreglo de Axes de forma (nrows * ncols,) si hay más de uno.

    Raises
    ------
    ValueError
        Si las filas o las columnas no son enteros positivos.

    Examples
    --------
    >>> len(new_axes(1, 2))
    2
    """
    nrows, ncols = check_integer(nrows, "nrows"), check_integer(ncols, "ncols")
    with plt.rc_context(STYLE):
        _, axes = plt.subplots(
            nrows, ncols, figsize=(WIDTH, nrows * height), sharex=sharex, sharey=sharey
        )
    return axes if nrows * ncols == 1 else axes.ravel()
