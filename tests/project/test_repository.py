"""Lo que el repositorio promete a quien llega: órdenes, versiones, direcciones, archivos."""

import ast
import importlib.util
import re
import sys
import tomllib
from pathlib import Path

import pytest

import gmm_lab

ROOT = Path(__file__).resolve().parents[2]
OWN_FOLDERS = ("gmm_lab", "notebooks", "docs", "tests", "binder")
CODE = sorted(path for folder in OWN_FOLDERS for path in (ROOT / folder).rglob("*.py")
              if ".ipynb_checkpoints" not in path.parts) + [ROOT / "conftest.py"]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def load_script(name):
    """Importa un programa de docs/, que no es un módulo de ningún paquete."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


address, cover = load_script("address"), load_script("cover")
PYPROJECT = tomllib.loads(read("pyproject.toml"))
VERSION = PYPROJECT["project"]["version"]


def readme_command(name):
    """Devuelve el bloque que sigue a la marca «orden: nombre» del README."""
    match = re.search(rf"^<!-- orden: {name} -->\n```\w+\n(.*?)\n```$", read("README.md"),
                      flags=re.MULTILINE | re.DOTALL)
    assert match, f"README.md no tiene la orden «{name}»"
    return match[1]


def requirement_names(text):
    """Los nombres de paquete de un archivo de requisitos."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return {re.split(r"[\s=<>;\[]", line)[0].lower() for line in lines
            if line and not line.startswith("-")}


# --- Dirección y versión ----------------------------------------------------------------------

@pytest.mark.parametrize("name", address.STAMPED)
def test_address_is_the_one_of_pyproject(name):
    text = read(name)
    assert address.stamp(text, address.project()) == text, "falta: python docs/address.py"


def test_cover_is_the_figure_of_the_lesson():
    assert cover.COVER.read_bytes() == cover.stored_figure(), "falta: python docs/cover.py"


def test_address_is_stamped_everywhere():
    text = ("https://github.com/a/b.git y <https://github.com/a/b/issues> y (https://github.com/a/b)\n"
            "https://mybinder.org/v2/gh/a/b/main?urlpath=x")
    assert address.stamp(text, "uno/dos.tres") == (
        "https://github.com/uno/dos.tres.git y <https://github.com/uno/dos.tres/issues> y "
        "(https://github.com/uno/dos.tres)\nhttps://mybinder.org/v2/gh/uno/dos.tres/main?urlpath=x")


def test_version_is_the_same_everywhere():
    cited = re.search(r"^version: (\S+)$", read("CITATION.cff"), flags=re.MULTILINE)[1]
    in_readme = re.search(r"\(versión (\S+)\)", read("README.md"))[1]
    assert {gmm_lab.__version__, cited, in_readme} == {VERSION}


# --- Instalación ------------------------------------------------------------------------------

def test_every_direct_dependency_is_pinned_once():
    lines = [line.split(";")[0].strip() for line in read("binder/constraints.txt").splitlines()
             if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.]+", line) for line in lines)
    pinned = [line.split("==")[0].lower() for line in lines]
    assert len(pinned) == len(set(pinned)), "un paquete tiene dos versiones"
    project = PYPROJECT["project"]
    direct = requirement_names(read("requirements.txt"))
    direct |= set(project["dependencies"]) | set(project["optional-dependencies"]["browser"])
    assert direct <= set(pinned)


def test_constraints_hold_here_and_on_binder():
    assert "-c binder/constraints.txt\n" in read("requirements.txt")
    assert "-c constraints.txt\n" in read("binder/requirements.txt")
    for name in ("requirements.txt", "binder/requirements.txt"):
        assert read(name).splitlines()[-1] == "-e ."
    assert set(PYPROJECT["project"]["dependencies"]) <= requirement_names(read("requirements.txt"))


# Lo que se importa con otro nombre, o llega siempre con el paquete que lo necesita.
PROVIDED_BY = {"sklearn": "scikit-learn", "PIL": "matplotlib", "IPython": "ipywidgets",
               "traitlets": "ipywidgets"}


def imported(path):
    """Los paquetes que nombra un archivo, en cualquier línea."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


def test_dependencies_are_what_the_package_imports():
    """Salvo la orden que corrige carpetas: pide algo más, y dice qué falta."""
    files = set((ROOT / "gmm_lab").rglob("*.py")) - {ROOT / "gmm_lab/exercises/batch.py"}
    found = {name for path in files for name in imported(path)}
    found -= {"gmm_lab"} | sys.stdlib_module_names
    assert {PROVIDED_BY.get(name, name) for name in found} == \
        set(PYPROJECT["project"]["dependencies"])


def test_package_data_names_every_file_that_is_not_code():
    """Un archivo que ningún patrón nombra no llega a quien instala el paquete."""
    folder = ROOT / "gmm_lab"
    patterns = PYPROJECT["tool"]["setuptools"]["package-data"]["gmm_lab"]
    matched = {pattern: set(folder.glob(pattern)) for pattern in patterns}
    assert [pattern for pattern, files in matched.items() if not files] == []
    files = {path for path in folder.rglob("*") if path.is_file() and path.suffix != ".py"
             and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts)}
    assert files == set().union(*matched.values())


def test_constraints_name_no_index():
    assert "://" not in read("binder/constraints.txt")


def test_binder_start_hands_over():
    assert read("binder/start").rstrip().endswith('exec "$@"')
    assert read("binder/runtime.txt").strip() == "python-3.11"


# --- README -----------------------------------------------------------------------------------

@pytest.mark.parametrize("name", ["abrir", "abrir-windows", "pruebas", "pruebas-windows"])
def test_readme_command_stands_alone(name):
    command = readme_command(name)
    assert "\n" not in command
    assert "-m venv .venv" in command and "-m pip install -r requirements.txt" in command
    assert (".venv\\Scripts\\python" if "windows" in name else ".venv/bin/python") in command
    for file in re.findall(r"[\w\\/]+\.(?:txt|ipynb)", command):
        assert (ROOT / file.replace("\\", "/")).exists(), f"no existe {file}"


def test_readme_commands_do_what_they_say():
    for suffix in ("", "-windows"):
        assert "-m jupyterlab notebooks" in readme_command("abrir" + suffix)
        assert readme_command("pruebas" + suffix).endswith("python -m pytest")


def test_windows_job_runs_the_line_of_the_readme():
    assert f"run: {readme_command('pruebas-windows')}\n" in read(".github/workflows/ci.yml")


def test_map_of_the_course():
    rows = re.findall(r"^\| (\[?)(\d\d)\. .*\| ([\w ]+) \|$", read("README.md"), re.MULTILINE)
    assert [number for _, number, _ in rows] == [f"{n:02d}" for n in range(17)]
    ready = {path.name[:2] for path in (ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb")}
    assert {number for link, number, _ in rows if link} == ready
    assert {number for _, number, state in rows if state == "lista"} == ready


# --- Código que funciona en todas partes ------------------------------------------------------

@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_text_files_are_opened_as_utf8(path):
    faults = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or any(k.arg == "encoding" for k in node.keywords):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", None))
        modes = [arg.value for arg in [*node.args, *(k.value for k in node.keywords)]
                 if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        binary = any(re.fullmatch(r"[rwax]\+?b\+?|b[rwax]\+?", mode) for mode in modes)
        opens = name == "open" and not binary and not is_not_a_file(node.func)
        if opens or name in ("read_text", "write_text"):
            faults.append(f"línea {node.lineno}: {name} sin encoding")
    assert faults == []


def is_not_a_file(function):
    """Reconoce open() de otras clases, como Image.open o webbrowser.open."""
    owner = getattr(getattr(function, "value", None), "id", "")
    return owner in {"Image", "webbrowser", "tarfile", "zipfile", "os"}


POSIX_ONLY = re.compile(
    r"\bos\.(?:fork|getuid|geteuid|getpgid|setsid|killpg|uname|getloadavg|sched_\w+)\b"
    r"|\bsignal\.(?:alarm|setitimer|SIGALRM|SIGKILL|SIGUSR\d)\b"
    r"|^\s*(?:import|from) (?:fcntl|grp|pwd|resource|termios)\b"
    r"|[\"']/(?:tmp|dev|proc|home|usr)\b", flags=re.MULTILINE)


@pytest.mark.parametrize(
    "path", [path for path in CODE if path.relative_to(ROOT).parts[0] in ("gmm_lab", "notebooks")],
    ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_works_only_on_posix(path):
    assert POSIX_ONLY.findall(path.read_text(encoding="utf-8")) == []
