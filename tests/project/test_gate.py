"""¿Nota la comparación de cuadernos un número o una curva que no son los guardados?

Con las lecciones es una prueba lenta, aparte: ``pytest -m gate tests/project``.
"""

import re
import shutil
import subprocess
import sys

import course
import nbformat
import numpy as np
import pytest
from course import ROOT, Lesson, build, images, tags
from nbclient import NotebookClient

gate = pytest.mark.gate
SEED = 20
SOURCES = course.sources()
SKIPPED = {"nbval-ignore-output", "nbval-skip"}
# Agranda un poco la curva, las barras o la nube más visibles de la figura actual.
CHANGE_FIGURE = '''
def _change_figure(scale):
    import numpy as np
    from matplotlib import pyplot as plt
    best = (0.0, None, None)
    for axes in plt.gcf().axes:
        def height(y):
            y = np.ma.compressed(np.ma.masked_invalid(np.asarray(y, dtype=float)))
            points = axes.transData.transform(np.c_[np.zeros(len(y)), y])[:, 1]
            moved = axes.transData.transform(np.c_[np.zeros(len(y)), y * scale])[:, 1]
            return float(np.abs(moved - points).clip(0, 50).sum()) if len(y) > 1 else 0.0
        for line in axes.lines:
            y = np.asarray(line.get_ydata(orig=False), dtype=float)
            change = lambda line=line, y=y: line.set_ydata(y * scale)
            best = max(best, (height(y), "línea", change), key=lambda item: item[0])
        for cloud in axes.collections:
            xy = np.array(cloud.get_offsets(), dtype=float)
            change = lambda cloud=cloud, xy=xy: cloud.set_offsets(xy * [1, scale])
            best = max(best, (height(xy[:, 1]), "nube", change), key=lambda item: item[0])
        bars = [patch for patch in axes.patches if hasattr(patch, "set_height")]
        change = lambda bars=bars: [bar.set_height(bar.get_height() * scale) for bar in bars]
        tops = [bar.get_height() for bar in bars]
        best = max(best, (height(tops), "barras", change), key=lambda item: item[0])
    if best[2] is not None:
        best[2]()
'''


def compared_numbers(cell):
    """Las salidas de texto comparadas que tienen alguna cifra: pares (salida, posición)."""
    found = []
    for output in cell.outputs if not tags(cell) & SKIPPED else []:
        if output.output_type == "stream":
            found += [(output, match.end() - 1) for match in re.finditer(r"\d+\b", output.text)]
    return found


def draws(cell):
    """Dice si la celda guarda una figura que se compara."""
    return "plt.show()" in cell.source and images(cell) and not tags(cell) & SKIPPED


def change_number(notebook, rng):
    """Cambia la última cifra de un número guardado; devuelve la celda."""
    places = [(cell, *place) for cell in notebook.cells if cell.cell_type == "code"
              for place in compared_numbers(cell)]
    assert places, "la lección no guarda ningún número"
    cell, output, position = places[rng.integers(len(places))]
    digit = str((int(output.text[position]) + 1) % 10)
    output.text = output.text[:position] + digit + output.text[position + 1:]
    return cell


def change_figure(notebook, rng, folder):
    """Guarda en una celda la figura con una curva entre un 2 % y un 5 % más alta."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and draws(cell)]
    assert cells, "la lección no guarda ninguna figura"
    cell = cells[rng.integers(len(cells))]
    scale = 1 + rng.uniform(0.02, 0.05)
    copy = nbformat.from_dict(notebook)
    twin = next(other for other in copy.cells if other.id == cell.id)
    before, after = twin.source.rsplit("plt.show()", 1)
    indent = before[len(before.rstrip(" ")):]
    twin.source = (CHANGE_FIGURE + before + f"_change_figure({scale:.4f})\n{indent}plt.show()"
                   + after)
    NotebookClient(copy, timeout=build.CELL_TIMEOUT, kernel_name="python3",
                   resources={"metadata": {"path": str(folder)}}).execute()
    cell.outputs = twin.outputs
    return cell


def failing_cells(notebook, folder):
    """Ejecuta nbval en una copia y devuelve los identificadores de las celdas que fallan."""
    nbformat.write(notebook, folder / "copia.ipynb")
    shutil.copy(ROOT / "conftest.py", folder)
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    run = subprocess.run([sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env",
                          f"--nbval-cell-timeout={build.CELL_TIMEOUT}", "-p", "no:cacheprovider",
                          "--color=no", "-q", "copia.ipynb"],
                         cwd=folder, capture_output=True, encoding="utf-8", check=False)
    named = set(re.findall(r"^Cell \d+: celda (\S+): Cell outputs differ", run.stdout, re.M))
    assert run.returncode == (1 if named else 0), run.stdout + run.stderr
    return named


def chosen():
    """Todas las lecciones abiertas y una resuelta, por sorteo con semilla."""
    paths = [path for path in SOURCES if path.stem[:2] != "00"]
    drawn = [Lesson(paths[np.random.default_rng(SEED).integers(len(paths))], True)] \
        if paths else []
    return [Lesson(path) for path in paths] + drawn


@gate
@pytest.mark.parametrize("lesson", chosen(), ids=lambda lesson:
                         f"{lesson.source.stem}{'-resuelto' if lesson.solved else ''}")
def test_changes_are_noticed(lesson, tmp_path):
    rng = np.random.default_rng([SEED, lesson.number, lesson.solved])
    notebook = nbformat.from_dict(lesson.notebook)
    drawn = change_figure(notebook, rng, tmp_path)
    number = change_number(notebook, rng)
    assert failing_cells(notebook, tmp_path) == {number.id, drawn.id}


@gate
def test_an_untouched_copy_passes(tmp_path):
    lesson = chosen()[-1]
    assert failing_cells(nbformat.from_dict(lesson.notebook), tmp_path) == set()


CELLS = {
    "bien": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()",
    "curva": "plt.plot([1, 2, 2])\nplt.show()",
    "sin-figura": "plt.plot([2, 1])\nplt.show()",
    "punto-y-coma": "1 + 1;",
    "cifra": "print('El valor es 1.25.')",
}


def test_nbval_compares_figures_and_text(tmp_path):
    cells = [nbformat.v4.new_code_cell(text, id=name) for name, text in CELLS.items()]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, kernel_name="python3").execute()
    good, curve, empty, _, number = notebook.cells
    curve.outputs = nbformat.from_dict(good.outputs)
    del empty.outputs[0]["data"]["image/png"]
    number.outputs[0].text = "El valor es 1.26.\n"
    assert failing_cells(notebook, tmp_path) == {"curva", "sin-figura", "cifra"}
