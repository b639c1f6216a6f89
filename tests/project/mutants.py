"""Cambia el núcleo de `gmm_lab` línea por línea y mira qué pruebas se dan cuenta, con mutmut.

Uso, en una COPIA de la carpeta, porque cambia archivos: python tests/project/mutants.py
Al final, `python -m mutmut results` nombra los que nadie notó y `python -m mutmut show NOMBRE` los
muestra. Tarda unos veinte minutos en dos núcleos.
"""

import os
import subprocess
import sys
from pathlib import Path

MODULES = ("em", "mixture", "gaussian", "common", "covariance", "missing", "prior", "criteria",
           "initialization", "estimator", "selection")
TESTS = ("em", "exactness", "initialization", "loop", "mixture", "prior", "missing", "selection",
         "estimator", "wrong_and_silent", "bad_input", "mutants")
# Lo que mide la pila de llamadas, la memoria o los hilos no se puede medir dentro de mutmut.
NOT_HERE = "not caller and not memory and not bits and not thread and not interrupt"

SETTINGS = f"""
[tool.pytest.ini_options]
addopts = "-p no:nbval -p no:mpl -p no:xdist -q -m 'not gate and not browser'"
markers = ["gate: lenta", "browser: con navegador"]
filterwarnings = ["error"]

[tool.mutmut]
source_paths = ["gmm_lab"]
only_mutate = {[f"gmm_lab/{name}.py" for name in MODULES]}
pytest_add_cli_args = ["-k", "{NOT_HERE}"]
pytest_add_cli_args_test_selection = {[f"tests/package/test_{name}.py" for name in TESTS]}
"""


def main():
    project = Path("pyproject.toml")
    text = project.read_text(encoding="utf-8")
    head, tail = text.split("[tool.pytest.ini_options]")
    ruff = tail[tail.index("[tool.ruff]"):]
    project.write_text(f"{head}{SETTINGS}\n{ruff}", encoding="utf-8")
    Path("conftest.py").unlink(missing_ok=True)  # es para las lecciones
    one_thread = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "mutmut", "run", "--max-children", str(os.cpu_count())]
    subprocess.run(command, env=os.environ | one_thread, check=False)


if __name__ == "__main__":
    main()
