"""El curso sin servidor: construye el sitio y ejecuta cada lección dentro de un Chromium.

El Python es Pyodide, con otras versiones de NumPy y de matplotlib. Por eso se compara lo que
imprime cada celda y se cuentan las figuras, sin mirar sus píxeles. La distribución de Pyodide
se indica con PYODIDE_FOLDER; si no, `pyodide_folder.py` la consigue. Con GMM_LAB_SCREENSHOTS se
dejan imágenes en esa carpeta.
"""

import importlib.util
import json
import os
import re
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pyodide_folder
import pytest
from test_browser import LESSONS, OUTPUTS, ROOT, browser, give_up, note_outside  # noqa: F401

pytestmark = pytest.mark.wasm

MINUTES = 60_000  # de un minuto, en milésimas de segundo
WINDOW, PHONE = {"width": 1100, "height": 900}, {"width": 390, "height": 844}
LESSON_OF_THE_PHONE, LESSON_IN_DEPTH = "00_inicio", "03_em_desde_cero"
# Celdas que no imprimen lo guardado, y por qué.
ALLOWED = {"05-060": "compara dos tiempos, y dependen de la máquina"}

READY = """path => {
    const panel = window.jupyterapp?.shell.currentWidget;
    return panel?.context?.path === path && panel.context.isReady;
}"""

# La página no espera a que termine: así puede contestar al núcleo, y se mira desde aquí.
START = """() => {
    const state = window.gmm = {begin: performance.now()};
    const run = async () => {
        const panel = window.jupyterapp.shell.currentWidget;
        await panel.context.ready;
        await panel.sessionContext.ready;
        await panel.sessionContext.session.kernel.info;
        await window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs');
        state.ready = performance.now();
        await window.jupyterapp.commands.execute('notebook:run-all-cells');
        await window.jupyterapp.commands.execute('notebook:show-all-cell-outputs');
        state.done = performance.now();
    };
    run().catch(error => { state.failed = String(error); });
}"""
FINISHED = "() => window.gmm.done || window.gmm.failed"

RUN_CELL = """async ([id, source]) => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    notebook.activeCellIndex = notebook.widgets.findIndex(cell => cell.model.id === id);
    notebook.activeCell.model.sharedModel.setSource(source);
    await window.jupyterapp.commands.execute('notebook:run-cell');
    return notebook.activeCell.model.outputs.toJSON();
}"""
SAVE = "() => window.jupyterapp.shell.currentWidget.context.save().then(() => true)"
KERNEL = """async () => {
    const session = window.jupyterapp.shell.currentWidget.sessionContext;
    await session.ready;
    await session.session.kernel.info;
    return true;
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - window.innerWidth"

WRONG = """def my_e_step(x, weights, means, variances):
    joint = weights * normal_density(x[:, None], means, variances)
    return joint / joint.sum(axis=0)


check("03-paso-e", my_e_step)"""
RIGHT = WRONG.replace("axis=0", "axis=1, keepdims=True")


def load_script(name):
    """Importa un programa de browser/, que no es parte de un paquete."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "browser" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """La dirección del sitio, construido con Pyodide dentro."""
    if importlib.util.find_spec("jupyterlite_core") is None:
        give_up("falta JupyterLite: CONTRIBUTING.md dice cómo instalarlo")
    try:
        pyodide = pyodide_folder.folder()
    except pyodide_folder.Unavailable as error:
        pytest.skip(f"No se consiguió Pyodide, y sin él no hay sitio que probar: {error}.")
    folder, begin = tmp_path_factory.mktemp("sitio") / "site", time.monotonic()
    load_script("build").build(folder, pyodide)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(f"\nsitio: {size / 1e6:.0f} MB, {time.monotonic() - begin:.0f} s")
    with load_script("serve").served(folder) as address:
        yield address


class Visit:
    """Una lección abierta en su propio navegador, sin nada guardado."""

    def __init__(self, context, address, lesson, app="lab"):
        self.context, self.lesson = context, lesson
        self.address = f"{address}{app}/index.html?path={lesson.name}"
        self.errors, self.outside = [], []
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("request", lambda request: note_outside(self, request.url))
        self.page = context.new_page()
        self.page.set_default_timeout(2 * MINUTES)

    def load(self):
        self.page.goto(self.address)
        self.page.wait_for_function(READY, arg=self.lesson.name)

    def finish(self):
        """Espera a que termine; devuelve sus celdas."""
        self.page.wait_for_function(FINISHED, polling=200, timeout=4 * MINUTES)
        state = self.page.evaluate("() => window.gmm")
        assert "failed" not in state, state
        start, run = state["ready"] / 1000, (state["done"] - state["ready"]) / 1000
        print(f"\n{self.lesson.stem}: núcleo a los {start:.0f} s; lección, {run:.0f} s")
        return {cell["id"]: cell for cell in self.page.evaluate(OUTPUTS)}

    def run_cell(self, name, source):
        """Cambia una celda y la ejecuta; lo que imprime."""
        return printed(self.wait(RUN_CELL, [name, source]))

    def wait(self, script, argument=None):
        """Lo que devuelve, a su tiempo, una función de la página; no espera para siempre."""
        return self.page.wait_for_function(script, arg=argument).json_value()

    def save_picture(self, name):
        folder = os.environ.get("GMM_LAB_SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(folder) / f"sitio-{name}.png")


@contextmanager
def visit(browser, site, lesson, app="lab", **options):  # noqa: F811
    """Abre una lección y la pone a ejecutar; al final mira que la página no fallara."""
    with browser.new_context(**options) as context:
        it = Visit(context, site, lesson, app)
        it.load()
        it.page.evaluate(START)
        yield it
        assert it.errors == []
        assert it.outside == [], "el sitio pide algo a otra máquina"


def printed(outputs):
    """Lo que salió por la salida normal."""
    parts = (output["text"] for output in outputs if output.get("name") == "stdout")
    return "".join(part if isinstance(part, str) else "".join(part) for part in parts)


def figures(outputs):
    return sum("image/png" in output.get("data", {}) for output in outputs)


def stored(lesson):
    """Las celdas de código guardadas que tienen algo escrito."""
    cells = json.loads(lesson.read_text(encoding="utf-8"))["cells"]
    return [cell for cell in cells if cell["cell_type"] == "code" and cell["source"]]


def compare(lesson, cells):
    """Ninguna celda falla, y cada una imprime y dibuja lo guardado."""
    different = []
    for cell in stored(lesson):
        name, new = cell["id"], cells[cell["id"]]
        assert new["count"], f"celda {name}: no se ejecutó"
        for output in new["outputs"]:
            assert output["output_type"] != "error", f"celda {name}: {output}"
            assert output.get("name") != "stderr", f"celda {name}: {output}"
        if figures(new["outputs"]) != figures(cell["outputs"]):
            different.append((name, "figuras"))
        if name not in ALLOWED and printed(new["outputs"]) != printed(cell["outputs"]):
            different.append((name, printed(cell["outputs"]), printed(new["outputs"])))
    assert different == []


def lessons(*names):
    return [lesson for lesson in LESSONS if lesson.stem in names]


@pytest.mark.parametrize(
    "lesson", [lesson for lesson in LESSONS
               if lesson.stem not in (LESSON_OF_THE_PHONE, LESSON_IN_DEPTH)],
    ids=lambda path: path.stem)
def test_lesson_runs_without_a_server(lesson, browser, site):  # noqa: F811
    with visit(browser, site, lesson, viewport=WINDOW) as page:
        compare(lesson, page.finish())
        page.save_picture(lesson.stem)


@pytest.mark.parametrize("lesson", lessons(LESSON_OF_THE_PHONE), ids=lambda path: path.stem)
def test_lesson_fits_in_a_phone(lesson, browser, site):  # noqa: F811
    options = {"viewport": PHONE, "is_mobile": True, "has_touch": True}
    with visit(browser, site, lesson, "notebooks", **options) as page:
        compare(lesson, page.finish())
        assert page.page.evaluate(OVERFLOW) <= 0
        page.save_picture("móvil")


@pytest.mark.parametrize("lesson", lessons(LESSON_IN_DEPTH), ids=lambda path: path.stem)
def test_exercises_explorer_and_progress(lesson, browser, site):  # noqa: F811
    with visit(browser, site, lesson, viewport=WINDOW) as page:
        cells = page.finish()
        compare(lesson, cells)
        assert page.page.get_by_role("menuitem", name="Archivo").is_visible()
        step_the_explorer(page)
        answer_an_exercise(page, cells)
        reload_and_find_the_progress(page)


def step_the_explorer(page):
    """Un paso, calculado por el núcleo."""
    root = page.page.locator(".gmm")
    root.scroll_into_view_if_needed()
    root.locator("button[data-name=E]").click()
    message = root.get_by_role("status").element_handle()
    page.page.wait_for_function("node => node.textContent.includes('Paso E:')", arg=message)
    page.save_picture("explorador")


def answer_an_exercise(page, cells):
    """Mal, y el mensaje nombra el error; después, bien."""
    name = next(name for name, cell in cells.items() if '"03-paso-e"' in cell["source"])
    assert "se normaliza sobre el eje equivocado" in page.run_cell(name, WRONG)
    assert re.match(r"\[03-paso-e\] correcto", page.run_cell(name, RIGHT))
    page.wait(SAVE)


def reload_and_find_the_progress(page):
    """Ni la respuesta ni el progreso se pierden al recargar la página."""
    page.load()
    page.wait(KERNEL)
    cells = {cell["id"]: cell for cell in page.page.evaluate(OUTPUTS)}
    name, cell = next((name, cell) for name, cell in cells.items()
                      if cell["source"].rstrip().endswith('check("03-paso-e", my_e_step)'))
    assert cell["source"] == RIGHT
    text = page.run_cell(name, "from gmm_lab.exercises import download_progress, progress\n"
                               "progress()\ndownload_progress()")
    assert re.search(r"Lección 03: 1 de \d+", text), text
    assert "Copia en progreso.jsonl" in text


SITUATION = "#datos=plano&K=3&covarianzas=full&inicio=kmeans&semilla=0"


@pytest.mark.parametrize(("size", "start"), [(WINDOW, ""), (PHONE, SITUATION)],
                         ids=["computadora", "teléfono"])
def test_explorer_has_a_page_of_its_own(size, start, browser, site):  # noqa: F811
    """Da pasos sin cuaderno, y su dirección devuelve la misma situación."""
    with browser.new_context(viewport=size) as context:
        seen = SimpleNamespace(outside=[], errors=[])
        context.on("weberror", lambda error: seen.errors.append(str(error.error)))
        context.on("request", lambda request: note_outside(seen, request.url))
        page = context.new_page()
        page.set_default_timeout(3 * MINUTES)
        page.goto(f"{site}explorador/index.html{start}")
        page.locator("button[data-name=iterate]").click()
        page.get_by_text("Paso M:").wait_for()
        assert "pesos=" in page.url
        assert page.evaluate(OVERFLOW) <= 0
        again = context.new_page()
        again.set_default_timeout(3 * MINUTES)
        again.goto(page.url)
        again.get_by_text("Media movida a mano").wait_for()
        assert again.locator("table").inner_text() == page.locator("table").inner_text()
        assert again.url == page.url
        assert (seen.outside, seen.errors) == ([], [])
