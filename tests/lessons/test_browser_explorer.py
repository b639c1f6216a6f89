"""El explorador de EM en JupyterLab, con un navegador real: ratón, teclado y cada estado.

Con la variable GMM_LAB_SCREENSHOTS se deja en esa carpeta una imagen de cada estado.
"""

import os
import re
import time
from pathlib import Path

import pytest
from test_browser import CLOSE, RUN, browser, lab, open_lesson, page  # noqa: F401

pytestmark = pytest.mark.browser

LESSON = "notebooks/03_em_desde_cero.ipynb"
STEP_SECONDS = 0.15  # lo que puede tardar un paso, de la tecla a la pantalla
# Pulsa un botón y devuelve los milisegundos hasta que la pantalla cambia.
TIME_CLICK = """([root, name]) => new Promise(done => {
    const begin = performance.now();
    new MutationObserver((_, observer) => {
        observer.disconnect();
        requestAnimationFrame(() => done(performance.now() - begin));
    }).observe(root, {attributes: true, attributeFilter: ['data-count', 'data-action']});
    root.querySelector(`button[data-name=${name}]`).click();
})"""


class Explorer:
    """El explorador de la página, con palabras cortas."""

    def __init__(self, page):  # noqa: F811
        self.page, self.root = page, page.locator(".gmm")
        self.message = self.root.get_by_role("status")

    def click(self, name):
        before = self.count()
        self.root.locator(f"button[data-name={name}]").click()
        return before

    def count(self):
        """Cuántos momentos lleva."""
        return int(self.root.get_attribute("data-count"))

    def wait(self, text):
        self.page.wait_for_function(
            "([node, text]) => node.textContent.includes(text)",
            arg=[self.message.element_handle(), text])

    def choose(self, label, value):
        self.root.get_by_label(label, exact=True).select_option(value)

    def log_likelihood(self):
        text = self.root.locator(".gmm-numbers span").first.inner_text()
        return float(re.search(r"[−\d.]+$", text)[0].replace("−", "-"))

    def picture(self):
        return self.root.locator(".gmm-plot").screenshot()

    def save(self, name):
        folder = os.environ.get("GMM_LAB_SCREENSHOTS")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.root.screenshot(path=Path(folder) / f"explorador-{name}.png")


@pytest.fixture
def explorer(lab, page):  # noqa: F811
    """La lección 03 ejecutada, con el explorador a la vista."""
    page.set_viewport_size({"width": 1100, "height": 1100})
    open_lesson(page, lab, LESSON)
    assert page.evaluate(RUN) is True
    page.locator(".gmm").scroll_into_view_if_needed()
    yield Explorer(page)
    page.evaluate(CLOSE)
    assert page.errors == []
    assert page.outside == []


def test_steps_drag_and_keyboard(explorer, page):  # noqa: F811
    # La gemela quieta cede su lugar.
    area = page.locator(".jp-OutputArea:has(.gmm)")
    assert not area.locator("img").first.is_visible()
    explorer.save("inicio")
    start, picture = explorer.log_likelihood(), explorer.picture()

    # Paso E: el reparto cambia el dibujo, no la log-verosimilitud. Paso M: sube.
    explorer.click("E")
    explorer.wait("Paso E:")
    assert explorer.picture() != picture
    assert explorer.log_likelihood() == start
    explorer.save("paso-E")
    picture = explorer.picture()
    explorer.click("M")
    explorer.wait("Paso M:")
    assert explorer.picture() != picture
    assert explorer.log_likelihood() > start
    explorer.save("paso-M")

    # Arrastrar una media la mueve; Atrás la devuelve.
    before = explorer.log_likelihood()
    box = explorer.root.get_by_role("slider").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(x + 12 * step, y)
    explorer.save("arrastrar")
    page.mouse.up()
    explorer.wait("a mano")
    moved = explorer.log_likelihood()
    assert moved != before
    explorer.click("back")
    explorer.wait("Paso M:")
    assert explorer.log_likelihood() == before

    # Lo mismo con el teclado; el foco se queda en la media.
    handle = explorer.root.get_by_role("slider").first
    handle.focus()
    value = float(handle.get_attribute("aria-valuenow"))
    page.keyboard.press("ArrowRight")
    explorer.wait("a mano")
    assert float(handle.get_attribute("aria-valuenow")) > value
    assert handle.evaluate("node => node === document.activeElement")

    # Reproducir hasta el final.
    explorer.click("restart")
    explorer.wait("Inicio")
    explorer.root.get_by_label("Cota inferior").check()
    explorer.click("play")
    page.wait_for_function("node => +node.dataset.count > 6",
                           arg=explorer.root.element_handle())
    explorer.save("reproducir")
    explorer.wait("mejor máximo conocido: −3909.27")
    assert explorer.root.locator("button[data-name=play]").inner_text() == "Reproducir"
    explorer.save("mejor-y-cota")


def test_em_fails_and_says_why(explorer, page):  # noqa: F811
    explorer.choose("Inicio", "twins")
    explorer.wait("son gemelas")
    explorer.click("iterate")
    explorer.wait("son gemelas")
    explorer.save("gemelas")

    explorer.choose("Inicio", "collapse")
    explorer.wait("Inicio.")
    explorer.save("colapso-inicio")
    explorer.click("play")
    explorer.wait("EM se detuvo")
    explorer.save("colapso")

    explorer.choose("Inicio", "bad")
    explorer.wait("Inicio.")
    explorer.click("play")
    explorer.wait("máximo local")
    explorer.wait("−4003.75")
    explorer.save("mal-inicio")
    explorer.click("known")
    explorer.wait("encontró EM")
    explorer.click("restart")
    explorer.wait("Inicio.")
    explorer.click("mine")
    explorer.wait("mejor mezcla de esta exploración")
    explorer.click("compare")
    explorer.wait("Faltan 94.48")
    explorer.save("mi-mejor")


def test_two_dimensions_and_speed(explorer, page):  # noqa: F811
    explorer.choose("Datos", "géiser")
    page.wait_for_function("() => document.querySelectorAll('.gmm th').length > 6")
    explorer.click("E")
    explorer.wait("Paso E:")
    explorer.save("2d-geiser")
    explorer.choose("Datos", "plano")
    explorer.choose("Componentes", "3")
    explorer.choose("Inicio", "hand")
    page.wait_for_function("() => document.querySelectorAll('.gmm [role=slider]').length === 3")
    handle = explorer.root.get_by_role("slider").nth(1)
    handle.focus()
    for key in ("ArrowUp", "Shift+ArrowUp", "Shift+ArrowLeft"):
        page.keyboard.press(key)
        page.wait_for_timeout(100)
    explorer.wait("a mano")
    times = []
    for name in ("E", "M") * 8:
        times.append(page.evaluate(TIME_CLICK, [explorer.root.element_handle(), name]) / 1000)
        time.sleep(0.05)
    explorer.save("2d-plano")
    assert explorer.root.get_by_label("Componentes", exact=True).input_value() == "3"
    assert explorer.root.get_by_role("slider").count() == 3
    print("segundos por paso:", [round(value, 3) for value in sorted(times)])
    assert sorted(times)[len(times) // 2] <= STEP_SECONDS, times


def test_keyboard_reaches_everything(explorer, page):  # noqa: F811
    explorer.root.get_by_label("Datos", exact=True).focus()
    reached = []
    for _ in range(20):
        reached.append(page.evaluate(
            "() => document.activeElement.getAttribute('aria-label')"
            " || document.activeElement.dataset.name || document.activeElement.tagName"))
        page.keyboard.press("Tab")
    assert reached[:4] == ["Datos", "Componentes", "Covarianzas", "Inicio"]
    assert [name[:22] for name in reached[4:6]] == ["Media de la componente"] * 2
    names = ["E", "M", "iterate", "play", "back", "restart", "again", "mine", "compare", "known"]
    assert reached[6:16] == names
    assert reached[16] == "INPUT"
    explorer.root.locator("button[data-name=E]").focus()
    page.keyboard.press("Enter")
    explorer.wait("Paso E:")
