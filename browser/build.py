"""Construye `site/`: el curso entero en el navegador, sin servidor ni instalación.

Uso, desde cualquier carpeta, después de instalar el extra `site`::

    python browser/build.py                     toma Pyodide de su dirección pública
    python browser/build.py --offline CARPETA   lo copia de una carpeta: no hace falta red
    python browser/serve.py                     muestra el sitio en esta máquina

Es un JupyterLite. Python llega compilado para el navegador (Pyodide), con NumPy, SciPy,
matplotlib y scikit-learn. Los paquetes puros están en `site/wheels` y se cargan con el núcleo:
ninguna lección instala nada. Los cuadernos que cambia quien estudia, y su progreso, quedan en su
navegador; se descargan desde el panel de archivos.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PYODIDE = "0.27.7"
CDN = f"https://cdn.jsdelivr.net/pyodide/v{PYODIDE}/full/"
CORE = ("pyodide.js", "pyodide.mjs", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip",
        "pyodide-lock.json")
# Lo que se toma de la distribución de Pyodide, además de lo que cada paquete necesita.
PACKAGES = ("numpy", "scipy", "matplotlib", "scikit-learn", "ipython", "jedi", "micropip", "ssl",
            "sqlite3")
KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
# Las extensiones de JupyterLab que traen estos paquetes.
EXTENSIONS = ("jupyterlite_pyodide_kernel", "jupyterlab_widgets", "anywidget")
# Lo que carga la página del explorador, además de Pyodide.
OF_EXPLORER = ("gmm_lab", "gmm_lab_browser", "tqdm", "cloudpickle")
# El núcleo corre en extensions/@jupyterlite/pyodide-kernel-extension/static/.
FROM_KERNEL = "../../../../wheels/"
# La carpeta de los cuadernos: el navegador la conserva, y desde allí se descarga el progreso. La
# del usuario se pierde con el núcleo.
PROGRESS = "/drive"
FIRST = "00_inicio.ipynb"


def run(*command, **options):
    """Ejecuta una orden; si falla, muestra lo que dijo."""
    done = subprocess.run([sys.executable, "-m", *map(str, command)], text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options)
    if done.returncode:
        sys.exit(f"{done.stdout}\nFalló: {' '.join(map(str, command))}")


def download_wheels(folder):
    """Descarga los paquetes puros de `wheels.txt`."""
    run("pip", "download", "-q", "--no-deps", "--only-binary=:all:", "--platform=any",
        "--implementation=py", "--abi=none", "--python-version=3.12", "-d", folder,
        "-r", HERE / "wheels.txt")


def build_own_wheel(folder, work):
    """Construye `gmm_lab` en una copia, para no dejar nada en la carpeta del proyecto."""
    copy = work / "gmm_lab"
    shutil.copytree(ROOT / "gmm_lab", copy / "gmm_lab",
                    ignore=shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-TEXTO.md"):
        shutil.copy(ROOT / name, copy)
    run("pip", "wheel", "-q", "--no-deps", "-w", folder, copy)


def build_kernel_wheel(folder):
    """Envuelve `kernel/`: es la forma de que llegue al sistema de archivos del núcleo."""
    name, metadata = "gmm_lab_browser-1", "gmm_lab_browser-1.dist-info"
    with zipfile.ZipFile(folder / f"{name}-py3-none-any.whl", "w") as wheel:
        wheel.write(HERE / "kernel/gmm_lab_browser.py", "gmm_lab_browser.py")
        wheel.write(HERE / "kernel/ipython_config.py",
                    f"{name}.data/data/etc/ipython/ipython_config.py")
        wheel.writestr(f"{metadata}/METADATA",
                       "Metadata-Version: 2.1\nName: gmm_lab_browser\nVersion: 1\n")
        wheel.writestr(f"{metadata}/WHEEL", "Wheel-Version: 1.0\nGenerator: build.py\n"
                       "Root-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{metadata}/RECORD", "")


def copy_lessons(folder):
    """Copia los cuadernos abiertos y, en su carpeta, los resueltos."""
    for path in sorted((ROOT / "notebooks").glob("**/[0-9][0-9]_*.ipynb")):
        if ".ipynb_checkpoints" not in path.parts:
            target = folder / path.relative_to(ROOT / "notebooks")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def closure(lock, names):
    """Esos paquetes y todos los que necesitan."""
    found, pending = set(), list(names)
    while pending:
        name = pending.pop().replace("_", "-")
        if name not in found:
            found.add(name)
            pending += lock["packages"][name]["depends"]
    return sorted(found)


def copy_pyodide(source, target):
    """Copia de una distribución de Pyodide lo que usa el curso."""
    lock = json.loads((source / "pyodide-lock.json").read_text(encoding="utf-8"))
    if lock["info"]["version"] != PYODIDE:
        sys.exit(f"{source}: hace falta Pyodide {PYODIDE}, y es {lock['info']['version']}.")
    target.mkdir(parents=True)
    files = [lock["packages"][name]["file_name"] for name in closure(lock, PACKAGES)]
    for name in (*CORE, *files):
        shutil.copyfile(source / name, target / name)


def settings(wheels, offline):
    """Lo que JupyterLite lee al empezar (`jupyter-lite.json`)."""
    own = sorted(FROM_KERNEL + path.name for path in wheels if path.stem.split("-")[0]
                 not in ("jupyterlite_pyodide_kernel", "jupyterlab_widgets"))
    kernel = {"pyodideUrl": ("./static/pyodide/" if offline else CDN) + "pyodide.js",
              "disablePyPIFallback": True,
              "loadPyodideOptions": {"packages": [*PACKAGES, *own],
                                     "env": {"GMM_LAB_PROGRESS": PROGRESS}}}
    return {"jupyter-lite-schema-version": 0, "jupyter-config-data": {
        "appName": "Mezclas gaussianas", "exposeAppInBrowser": True,
        "litePluginSettings": {KERNEL: kernel}}}


def write_json(path, value):
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def build_lite(work, wheels, site, offline):
    """Construye el JupyterLite en `site`."""
    lite, contents = work / "lite", work / "contents"
    lite.mkdir()
    copy_lessons(contents)
    shutil.copy(HERE / "overrides.json", lite)
    write_json(lite / "jupyter-lite.json", settings(wheels, offline))
    write_json(lite / "jupyter_lite_config.json", {"LiteBuildConfig": {
        "apps": ["lab", "notebooks"], "contents": [str(contents)], "output_dir": str(site),
        "federated_extensions": [str(path) for path in wheels
                                 if path.stem.split("-")[0] in EXTENSIONS],
        "ignore_sys_prefix": ["federated_extensions"],
        "no_sourcemaps": True, "no_unused_shared_packages": True}})
    run("jupyterlite_core", "build", cwd=lite)


def finish(site, wheels, offline):
    """Añade los paquetes, Pyodide si se pidió, y la página que abre la primera lección."""
    (site / "wheels").mkdir()
    for path in wheels:
        shutil.copy(path, site / "wheels")
    if offline:
        copy_pyodide(offline, site / "static" / "pyodide")
    shutil.copy(HERE / "index.html", site)


def build_explorer(site, wheels, offline):
    """La página del explorador: el mismo `explorer.js` de las lecciones, y Python en otro hilo."""
    page = site / "explorador"
    shutil.copytree(HERE / "explorador", page,
                    ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "gmm_lab" / "explorer.js", page)
    write_json(page / "settings.json", {
        "pyodide": "../static/pyodide/" if offline else CDN,
        "packages": ["numpy", "scipy", "matplotlib", "scikit-learn", "traitlets"],
        "wheels": [f"../wheels/{path.name}" for path in wheels
                   if path.stem.split("-")[0] in OF_EXPLORER]})


def build(site, offline=None):
    """Construye el sitio entero; reemplaza el que hubiera."""
    shutil.rmtree(site, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="gmm_lab_") as folder:
        work = Path(folder)
        download_wheels(work / "wheels")
        build_own_wheel(work / "wheels", work)
        build_kernel_wheel(work / "wheels")
        wheels = sorted((work / "wheels").glob("*.whl"))
        build_lite(work, wheels, site, offline)
        finish(site, wheels, offline)
        build_explorer(site, wheels, offline)


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--output", type=Path, default=ROOT / "site", help="por defecto, site/")
    parser.add_argument("--offline", type=Path, metavar="CARPETA",
                        help=f"una distribución de Pyodide {PYODIDE}, que se copia al sitio")
    chosen = parser.parse_args(arguments)
    build(chosen.output.resolve(), chosen.offline and chosen.offline.resolve())
    size = sum(path.stat().st_size for path in chosen.output.rglob("*") if path.is_file())
    print(f"{chosen.output}: {size / 1e6:.0f} MB. Para verlo: python browser/serve.py")


if __name__ == "__main__":
    main()
