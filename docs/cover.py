"""Copia al README la figura de los seis momentos de EM, tal como está guardada en la lección 03.

Uso, en la carpeta del proyecto: python docs/cover.py
"""

import base64
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LESSON = ROOT / "notebooks" / "soluciones" / "03_em_desde_cero.ipynb"
CELL = "seis-momentos"
COVER = ROOT / "docs" / "portada.png"


def stored_figure():
    """Los bytes del PNG guardado en la lección."""
    cells = json.loads(LESSON.read_text(encoding="utf-8"))["cells"]
    (cell,) = [cell for cell in cells if cell["id"] == CELL]
    (figure,) = [o["data"]["image/png"] for o in cell["outputs"] if "image/png" in o["data"]]
    return base64.b64decode(figure)


if __name__ == "__main__":
    COVER.write_bytes(stored_figure())
