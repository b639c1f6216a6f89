"""Lo que encuentra quien instala el curso: ``python -m gmm_lab`` y JupyterLab en español."""

import importlib.metadata
import json
import os
import secrets
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from types import SimpleNamespace

import pytest
from course import ROOT, build
from test_browser import CLOSE, READY, browser, free_port, page, wait_until_up  # noqa: F401
from test_repository import read, readme_command

import gmm_lab
from gmm_lab import __main__ as install
from gmm_lab import plotting

CONFIG = json.loads(read("binder/jupyter_lab_config.json"))
OVERRIDES = json.loads(read("binder/overrides.json"))
HIDDEN = CONFIG["ContentsManager"]["hide_globs"]


# --- python -m gmm_lab ------------------------------------------------------------------------

def test_the_command_says_that_everything_is_well(tmp_path):
    run = subprocess.run([sys.executable, "-W", "error", "-m", "gmm_lab"], cwd=tmp_path,
                         env={**os.environ, "GMM_LAB_PROGRESS": str(tmp_path / "ñandú")},
                         capture_output=True, text=True, check=False)
    assert run.returncode == 0 and run.stderr == ""
    assert run.stdout.splitlines()[-1].startswith("Todo est")
    for name in install.PACKAGES:
        assert f"{name} {importlib.metadata.version(name)}" in run.stdout
    assert "-3909.273073" in run.stdout and "Figura: dibujada" in run.stdout


@pytest.fixture
def last_line(tmp_path, monkeypatch, capsys):
    """Ejecuta la orden aquí mismo; devuelve el código de salida y la última línea."""
    monkeypatch.setenv("GMM_LAB_PROGRESS", str(tmp_path))

    def run():
        code = install.main()
        return code, capsys.readouterr().out.splitlines()[-1]

    return run


def test_everything_is_well(last_line):
    assert last_line() == (0, "Todo está bien.")


@pytest.mark.parametrize("name", ["sklearn.mixture", "matplotlib", "gmm_lab.plotting"])
def test_a_missing_package_is_named_with_its_remedy(last_line, monkeypatch, name):
    monkeypatch.setitem(sys.modules, name, None)
    code, line = last_line()
    assert code == 1
    assert line == f'No está todo bien. Falta {name}. Ejecuta: {install.INSTALL}'


def test_a_package_that_is_not_installed(last_line, monkeypatch):
    monkeypatch.setattr(install, "PACKAGES", ("numpy", "no-existe"))
    code, line = last_line()
    assert code == 1 and "Falta no-existe. Ejecuta:" in line


@pytest.mark.parametrize("change", [2e-6, -2e-6, float("nan")])
def test_the_fit_is_compared_to_its_digits(last_line, monkeypatch, change):
    exact = gmm_lab.log_likelihood
    monkeypatch.setattr(gmm_lab, "log_likelihood", lambda *data: exact(*data) + change,
                        raising=False)
    code, line = last_line()
    assert code == 1 and "debe dar -3909.273073" in line


def test_the_figure_is_drawn(last_line, monkeypatch):
    def broken(X):
        raise RuntimeError("sin letra")

    monkeypatch.setattr(plotting, "plot_histogram", broken)
    code, line = last_line()
    assert code == 1 and "RuntimeError: sin letra" in line and install.INSTALL in line


@pytest.mark.parametrize("number", [(3, 10, 9), (3, 14, 0)])
def test_another_python_is_refused(last_line, monkeypatch, number):
    text = ".".join(map(str, number))
    monkeypatch.setattr(install, "sys", SimpleNamespace(
        version_info=number, version=text + " (main)", stdout=sys.stdout))
    code, line = last_line()
    assert code == 1 and f"Python {text} no sirve" in line


def test_a_progress_folder_that_cannot_be_written(last_line, tmp_path, monkeypatch):
    file = tmp_path / "archivo"
    file.touch()
    monkeypatch.setenv("GMM_LAB_PROGRESS", str(file))
    code, line = last_line()
    assert code == 1 and "carpeta del progreso" in line and "GMM_LAB_PROGRESS" in line


def test_the_check_leaves_nothing_behind(last_line, tmp_path):
    last_line()
    assert [path.name for path in tmp_path.iterdir()] == []


# --- README -----------------------------------------------------------------------------------

def test_readme_commands_exist(capsys):
    assert readme_command("comprobar") == ".venv/bin/python -m gmm_lab"
    reset = readme_command("volver")
    assert reset == f".venv/bin/python {Path('notebooks/build.py').as_posix()} --reset 03"
    update, pull = readme_command("actualizar").splitlines()
    assert update == reset.removesuffix(" 03") and pull == "git pull"
    for suffix, slash in (("", "/"), ("-windows", "\\")):
        assert readme_command("abrir" + suffix).endswith(
            f"--config=binder{slash}jupyter_lab_config.json")


# --- JupyterLab en español --------------------------------------------------------------------

def test_the_language_pack_is_the_pinned_one():
    name = "jupyterlab-language-pack-es-ES"
    assert f"{name.lower()}=={importlib.metadata.version(name)}\n" in \
        read("binder/constraints.txt")
    for requirements in ("requirements.txt", "binder/requirements.txt"):
        assert f"\n{name}\n" in read(requirements)


@pytest.mark.parametrize("plugin", OVERRIDES)
def test_jupyterlab_knows_the_settings(plugin):
    extension, name = plugin.split(":")
    schemas = Path(sys.prefix, "share", "jupyter", "lab", "schemas", extension)
    schema = json.loads((schemas / f"{name}.json").read_text(encoding="utf-8"))
    known = set(schema["properties"]) | {"menus"}
    assert set(OVERRIDES[plugin]) <= known
    menus = {menu["id"] for menu in schema.get("jupyter.lab.menus", {}).get("main", [])}
    assert {menu["id"] for menu in OVERRIDES[plugin].get("menus", [])} <= menus


def test_only_what_the_reader_does_not_use_is_hidden():
    names = {path.name for path in (ROOT / "notebooks").iterdir()
             if path.name not in (build.MINE, ".ipynb_checkpoints", "__pycache__")}
    hidden = {name for name in names if any(fnmatch(name, glob) for glob in HIDDEN)}
    assert hidden == {"source", "build.py"}
    assert CONFIG["LabApp"]["app_settings_dir"] == "binder"


@pytest.mark.skipif(sys.platform == "win32", reason="Binder es Linux")
def test_binder_finds_the_settings():
    run = subprocess.run(["bash", "binder/start", "env"], cwd=ROOT, capture_output=True,
                         encoding="utf-8", check=True)
    path = next(line for line in run.stdout.splitlines()
                if line.startswith("JUPYTER_CONFIG_PATH="))
    first = Path(path.split("=")[1].split(":")[0])
    assert (first / "jupyter_lab_config.json").samefile(ROOT / "binder/jupyter_lab_config.json")


# --- De principio a fin, como quien llega -----------------------------------------------------

LESSON = "01_datos_y_mezclas"
MENUS = ["Archivo", "Editar", "Ver", "Ejecutar", "Núcleo", "Pestañas", "Configuración", "Ayuda"]
RUN_AND_SAVE = """async () => {
    const panel = window.jupyterapp.shell.currentWidget;
    await panel.sessionContext.ready;
    await panel.sessionContext.session.kernel.info;
    await window.jupyterapp.commands.execute('notebook:run-all-cells');
    await panel.context.save();
}"""
ANSWER = """() => window.jupyterapp.shell.currentWidget.content.widgets
    .map(cell => cell.model.sharedModel)
    .filter(model => model.getSource().includes('= ...'))
    .map(model => model.setSource(model.getSource().replaceAll('= ...', '= 1.5'))).length"""


@pytest.fixture
def reader(tmp_path):
    """Una copia del curso, con JupyterLab abierto como dice el README y nada configurado."""
    folder = tmp_path / "curso"
    for name in ("notebooks", "binder"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns(
            ".ipynb_checkpoints", "__pycache__", build.MINE))
    env = {key: value for key, value in os.environ.items()
           if not key.startswith("JUPYTER") and key != "CI"}
    for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR"):
        env["JUPYTER_" + name] = str(tmp_path / name)
    for name in ("SETTINGS_DIR", "WORKSPACES_DIR"):
        env["JUPYTERLAB_" + name] = str(tmp_path / name)
    words = readme_command("abrir").rpartition(".venv/bin/python ")[2].split()
    port, token, log = free_port(), secrets.token_hex(8), tmp_path / "lab.log"
    command = [sys.executable, *words, "--no-browser", "--allow-root", "--ip=127.0.0.1",
               f"--port={port}", "--ServerApp.port_retries=0",
               f"--IdentityProvider.token={token}", "--LabApp.expose_app_in_browser=True"]
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(command, cwd=folder, env=env, stdout=stream,
                                   stderr=subprocess.STDOUT)
        try:
            wait_until_up(f"http://127.0.0.1:{port}/api", process, log)
            yield folder, env, f"http://127.0.0.1:{port}/lab/tree/{{}}?token={token}&reset"
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.mark.browser
def test_reading_answering_and_resetting_a_lesson(reader, page):  # noqa: F811
    folder, env, url = reader
    path = folder / "notebooks" / f"{LESSON}.ipynb"
    original = path.read_bytes()

    def program(*arguments):
        run = subprocess.run([sys.executable, *arguments], cwd=folder, env=env, check=False,
                             capture_output=True, encoding="utf-8")
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout

    page.goto(url.format(path.name))
    page.wait_for_function(READY, arg=path.name)
    page.wait_for_selector(".jp-DirListing-itemText")
    assert page.locator(".lm-MenuBar-itemLabel").all_inner_texts() == MENUS
    files = page.locator(".jp-DirListing-itemText").all_inner_texts()
    assert path.name in files and not {"source", "build.py"} & set(files)
    page.evaluate(RUN_AND_SAVE)
    assert page.locator(".Toastify__toast").count() == 0
    assert path.read_bytes() != original
    assert "tuyas" not in program("notebooks/build.py", "--check")

    assert page.evaluate(ANSWER) > 0
    page.evaluate(RUN_AND_SAVE)
    page.evaluate(CLOSE)
    answers = path.read_bytes()
    assert f"respuestas tuyas: {path.name}" in program("notebooks/build.py", "--check")
    assert program("-m", "gmm_lab").rstrip().endswith("Todo está bien.")

    program("notebooks/build.py", "--reset", LESSON[:2])
    assert path.read_bytes() == original
    assert (folder / "notebooks" / build.MINE / path.name).read_bytes() == answers
    assert "tuyas" not in program("notebooks/build.py", "--check")
    assert page.outside == []
