"""Lo que vale para todo el paquete: importación barata, ejemplos que corren, tamaño."""

import ast
import doctest
import pkgutil
import subprocess
import sys
from graphlib import TopologicalSorter
from importlib import import_module
from importlib.util import resolve_name
from pathlib import Path

import numpy as np
import pytest

import gmm_lab

MODULES = [m.name for m in pkgutil.walk_packages(gmm_lab.__path__, "gmm_lab.")]


def test_import_is_cheap():
    program = (
        "import sys, gmm_lab; heavy = {'sklearn', 'matplotlib', 'scipy', 'ipywidgets'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert result.stdout.strip() == "[]"


def test_public_names_exist():
    for name in gmm_lab.__all__:
        assert getattr(gmm_lab, name) is not None
    with pytest.raises(AttributeError, match="gmm_lab no tiene «gmm»"):
        gmm_lab.gmm  # noqa: B018


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name):
    module = import_module(name)
    failed, _ = doctest.testmod(module, extraglobs={"np": np})
    assert failed == 0


@pytest.mark.parametrize("name", MODULES)
def test_public_objects_have_docstrings(name):
    module = import_module(name)
    for public in getattr(module, "__all__", []):
        value = getattr(module, public)
        if callable(value):
            assert value.__doc__, f"{name}.{public}"


def needed(name):
    """Los módulos del paquete que otro importa, también dentro de una función."""
    module = import_module(name)
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            origin = resolve_name("." * node.level + (node.module or ""), module.__package__)
            inside = {f"{origin}.{alias.name}" for alias in node.names} & set(MODULES)
            yield from inside or {origin}


def test_no_module_imports_one_that_imports_it():
    TopologicalSorter({name: set(needed(name)) for name in MODULES}).prepare()


def code_lines(*paths):
    """Líneas de código: sin comentarios, documentación ni líneas en blanco."""
    total = 0
    for path in paths:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
                if ast.get_docstring(node) is not None:
                    node.body[0] = ast.Pass()
        total += sum(bool(line.strip()) and line.strip() != "pass"
                     for line in ast.unparse(tree).splitlines())
    return total


FOLDER = Path(gmm_lab.__file__).parent
TOP = {path.stem: path for path in FOLDER.glob("*.py")}
# Un módulo nuevo cuenta como cálculo mientras no tenga aquí su propio lugar.
APART = {"__init__", "__main__", "checks", "explorer", "scale", "tables"}
ROOMS = {"blas", "common", "covariance", "criteria", "prior"}
CEILINGS = {
    "núcleo": (420, [TOP[name] for name in ("gaussian", "mixture", "em")]),
    "cálculo": (1000, [path for name, path in TOP.items() if name not in APART | ROOMS]),
    "cálculo, con sus cuartos": (1200, [path for name, path in TOP.items() if name not in APART]),
    "gráficos": (750, list((FOLDER / "plotting").rglob("*.py"))),
    "ejercicios": (450, [path for path in (FOLDER / "exercises").glob("*.py")
                         if path.name != "batch.py"]),
    "examen de funciones": (950, list((FOLDER / "exercises" / "examination").glob("*.py"))),
    "corrección de carpetas": (130, [FOLDER / "exercises" / "batch.py"]),
    "explorador": (350, [TOP["explorer"]]),
    "gran escala": (220, [TOP[name] for name in ("scale",) if name in TOP]),
}


@pytest.mark.parametrize("part", CEILINGS)
def test_package_stays_small(part):
    ceiling, paths = CEILINGS[part]
    assert code_lines(*paths) <= ceiling
