"""Lo que vale para todo el paquete: importación barata, ejemplos que corren, tamaño."""

import ast
import doctest
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

import gmm_lab
from gmm_lab.datasets import load_class_data

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


def test_package_stays_small():
    folder = Path(gmm_lab.__file__).parent
    core = [folder / "gaussian.py", folder / "em.py"]
    others = ("initialization", "estimator", "selection", "datasets")
    more = [folder / f"{name}.py" for name in others]
    assert code_lines(*core) <= 350
    assert code_lines(*core, *more) <= 900
    assert code_lines(*(folder / "plotting").glob("*.py")) <= 700


def test_class_data_are_those_of_the_class():
    from sklearn.datasets import make_blobs

    X, y = make_blobs(n_samples=1500, cluster_std=[0.8, 2, 0.4], random_state=1)
    ours, labels = load_class_data()
    np.testing.assert_array_equal(ours, X[:, ::-1][:, [0]])
    np.testing.assert_array_equal(labels, y)
