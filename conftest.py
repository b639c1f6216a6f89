"""Opciones comunes de las pruebas: un hilo de BLAS y figuras comparadas píxel a píxel.

Una lección con respuestas de quien lee se salta, y se dice; en integración continua, no.

Está en la raíz para que también valga en ``pytest notebooks/03_em_desde_cero.ipynb``.
"""

import base64
import io
import os
import sys
import tempfile
from pathlib import Path

# El progreso de los ejercicios, aparte del de quien ejecuta las pruebas.
PROGRESS = tempfile.TemporaryDirectory(prefix="gmm_lab_")
os.environ["GMM_LAB_PROGRESS"] = PROGRESS.name
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402
import pytest  # noqa: E402
from nbval.kernel import RunningKernel  # noqa: E402
from nbval.plugin import IPyNbCell  # noqa: E402
from PIL import Image  # noqa: E402

# Escala 0-255, versiones fijadas: en toda la figura y en cada cuadro de TILE píxeles.
MAX_RMS, MAX_TILE_RMS, TILE = 2.0, 8.0, 32
collect_ignore = ["notebooks/mis_respuestas"]


def execute_cell_input(self, cell_input, allow_stdin=None):
    """Ejecuta como JupyterLab (``store_history=True``): un ``;`` final oculta el valor."""
    return self.kc.execute(cell_input, store_history=True, allow_stdin=allow_stdin,
                           stop_on_error=False)


def png_images(outputs):
    """Decodifica las figuras PNG de una celda."""
    texts = [output["data"]["image/png"] for output in outputs
             if "image/png" in output.get("data", {})]
    return [np.asarray(Image.open(io.BytesIO(base64.b64decode(text))).convert("RGB"), dtype=float)
            for text in texts]


def tile_means(values):
    """Medias por cuadros, para que un cambio pequeño no se diluya en una figura grande."""
    rows, columns = np.arange(0, values.shape[0], TILE), np.arange(0, values.shape[1], TILE)
    sums = np.add.reduceat(np.add.reduceat(values, rows, axis=0), columns, axis=1)
    return sums / TILE**2


def figure_difference(computed, stored):
    """Describe en qué difieren dos listas de figuras; devuelve None si son iguales."""
    if len(computed) != len(stored):
        return f"hay {len(stored)} figuras guardadas y se dibujan {len(computed)}"
    for number, (new, old) in enumerate(zip(computed, stored, strict=True), start=1):
        if new.shape != old.shape:
            return f"la figura {number} cambió de tamaño: {old.shape[:2]} y ahora {new.shape[:2]}"
        squares = np.mean((new - old) ** 2, axis=2)
        rms, local = np.sqrt(squares.mean()), np.sqrt(tile_means(squares).max())
        if rms > MAX_RMS or local > MAX_TILE_RMS:
            return (f"la figura {number} no es la guardada: RMS {rms:.2f} (máximo {MAX_RMS}), "
                    f"{local:.2f} en un cuadro (máximo {MAX_TILE_RMS})")
    return None


def compare_outputs(self, test, ref, skip_compare=None):
    """Compara lo que compara nbval y, además, las figuras."""
    if not compare_text(self, test, ref, skip_compare):
        return False
    difference = figure_difference(png_images(test), png_images(ref))
    if difference:
        self.comparison_traceback.append(f"Celda {self.cell.get('id')}: {difference}.")
    return difference is None


def raise_cell_error(self, message, *args, **kwargs):
    """Nombra la celda por su identificador, no solo por su posición."""
    raise_unnamed(self, f"celda {self.cell.get('id')}: {message}", *args, **kwargs)


compare_text, raise_unnamed = IPyNbCell.compare_outputs, IPyNbCell.raise_cell_error
RunningKernel.execute_cell_input = execute_cell_input
IPyNbCell.compare_outputs = compare_outputs
IPyNbCell.raise_cell_error = raise_cell_error


# --- Lecciones con respuestas de quien lee ----------------------------------------------------

def stored_notebook(item, course):
    """El cuaderno guardado que mira una prueba; si no mira ninguno, su propio archivo."""
    params = getattr(getattr(item, "callspec", None), "params", {})
    lesson, path = params.get("lesson"), params.get("path")
    if isinstance(lesson, course.Lesson):
        return lesson.path
    if isinstance(path, Path) and "solved" in params:
        return course.build.notebook_path(path, params["solved"])
    return lesson if isinstance(lesson, Path) else item.path


def saved_by_lab(item, course):
    """Dice si la prueba mira la forma de una lección que JupyterLab guardó con otra."""
    lesson = getattr(item, "callspec", None) and item.callspec.params.get("lesson")
    return (isinstance(lesson, course.Lesson) and not os.environ.get("CI")
            and "version" in lesson.notebook.metadata.get("language_info", {}))


def pytest_collection_modifyitems(items):
    """Salta lo que mira un cuaderno cambiado por quien lee; en integración continua, nada."""
    if "course" not in sys.modules and not any(item.path.suffix == ".ipynb" for item in items):
        return
    try:
        import course
    except ImportError:  # una copia de este archivo, fuera del proyecto
        return
    answered = course.build.answered(course.sources())
    for item in items:
        reason = answered.get(stored_notebook(item, course))
        if reason is None and saved_by_lab(item, course):
            reason = "JupyterLab guardó esta lección, y despliega sus resultados"
        if reason:
            item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter):
    """Dice, una vez, qué lecciones tienen respuestas."""
    reasons = {report.longrepr[2].removeprefix("Skipped: ")
               for report in terminalreporter.stats.get("skipped", [])
               if isinstance(report.longrepr, tuple)}
    for reason in sorted(reason for reason in reasons if reason.startswith("Esta lección")):
        terminalreporter.write_line(reason, yellow=True)
