"""Tablas pequeñas para leer en un cuaderno: pocos números, con sus títulos y redondeados."""

import re
from html import escape

import numpy as np

__all__ = ["Table", "components_table", "table"]


class Table:
    """Filas y títulos ya escritos; se muestra en HTML y, donde no se puede, como texto."""

    def __init__(self, heads, rows, caption=""):
        self.heads, self.rows, self.caption = heads, rows, caption

    def __repr__(self):
        lines = [[re.sub(r"\*\*", "", text) for text in line] for line in (self.heads, *self.rows)]
        widths = [max(map(len, column)) for column in zip(*lines)]
        texts = ["  ".join([line[0].ljust(widths[0]), *map(str.rjust, line[1:], widths[1:])])
                 for line in lines]
        return "\n".join([self.caption] * bool(self.caption) + [text.rstrip() for text in texts])

    def _repr_html_(self):
        def bold(text):
            return re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(text))

        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in self.heads)
        rows = "".join(f'<tr><th scope="row">{bold(first)}</th>'
                       f"{''.join(f'<td>{bold(text)}</td>' for text in others)}</tr>"
                       for first, *others in self.rows)
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def table(heads, rows, caption=""):
    """Una tabla para el final de una celda.

    Parameters
    ----------
    heads : list of str
        Un título por columna.
    rows : list of list
        Las filas. Los números se redondean; un texto se escribe tal cual, y lo que va entre
        ``**`` se destaca.
    caption : str, optional
        Título de la tabla.

    Returns
    -------
    Table

    Raises
    ------
    ValueError
        Si una fila no tiene tantos valores como títulos hay.

    Examples
    --------
    >>> table(["programa", "veces"], [["uno", 3], ["otro", -0.25]])
    programa  veces
    uno           3
    otro      −0.25
    """
    rows = [[_written(value) for value in row] for row in rows]
    for row in rows:
        if len(row) != len(heads):
            raise ValueError(
                f"Cada fila lleva {len(heads)} valores, uno por título; esta tiene {len(row)}: "
                f"{', '.join(row)}."
            )
    return Table(list(heads), rows, caption)


def _written(value):
    """Un número con cuatro cifras, o dos decimales si es grande, y el signo menos tipográfico."""
    if isinstance(value, str):
        return value
    value = np.asarray(value).item()
    if isinstance(value, float):
        value = f"{value + 0:.2f}" if 1000 <= abs(value) < 1e7 else f"{value + 0:.4g}"
    return re.sub("^-", "−", str(value))


def components_table(parameters):
    """Una mezcla, una fila por componente: peso, medias y la covarianza o lo que la resume."""
    p, d = parameters, parameters.n_features
    one = d == 1
    heads = ["componente", "peso", *(["media", "varianza"] if one else ["media", "covarianza"])]
    rows = []
    for k in range(p.n_components):
        mean, matrix = p.means[k], p.matrices[k]
        rows.append([k, p.weights[k], _vector(mean), _vector(matrix[0]) if one else "; ".join(
            map(_vector, matrix)) if d <= 3 else f"{d} × {d}"])
    return table(heads, rows)


def _vector(values):
    return ", ".join(map(_written, values))
