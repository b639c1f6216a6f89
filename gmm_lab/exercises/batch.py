"""Corrige de una vez una carpeta de cuadernos entregados: una fila de CSV por cuaderno.

    python -m gmm_lab.exercises CARPETA

ATENCIÓN: esto ejecuta el código de otras personas, con los permisos de quien lo ejecuta. Los
límites de tiempo y de memoria protegen de un descuido, no de una mala intención. Conviene
hacerlo en una máquina virtual, un contenedor sin red o una cuenta de usuario sin datos propios
(la guía docente explica cómo).
"""

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import journal
from .catalogue import exercises

COLUMNS = ("archivo", "estado", "lección", "correctas", "total", "todavía no", "pendientes",
           "sin comprobar", "segundos", "detalle")
MAX_BYTES = 50_000_000


def run_notebook(path):
    """Ejecuta un cuaderno entero, también después de un error; resume lo que pasó."""
    import nbformat
    from nbclient import NotebookClient

    with open(path, encoding="utf-8") as stream:
        notebook = nbformat.read(stream, as_version=4)
    for cell in notebook.cells:
        cell.metadata.get("tags", []).clear()  # ninguna celda se salta
    NotebookClient(notebook, timeout=None, kernel_name="python3", allow_errors=True,
                   resources={"metadata": {"path": str(path.parent)}}).execute()
    errors = [output.ename for cell in notebook.cells for output in cell.get("outputs", [])
              if output.output_type == "error"]
    (path.parent / "errores.json").write_text(json.dumps(errors), encoding="utf-8")


def _tree(process):
    """Un proceso y todos los que nacieron de él, con la memoria que ocupan, en MB."""
    import psutil

    found = {}
    with contextlib.suppress(psutil.Error):
        root = psutil.Process(process.pid)
        for child in [*root.children(recursive=True), root]:
            with contextlib.suppress(psutil.Error):
                found[child] = child.memory_info().rss / 1e6
    return found


def watch(process, seconds, megabytes):
    """Espera al proceso; dice por qué se lo detuvo, o None si terminó."""
    import psutil

    end, seen, reason = time.monotonic() + seconds, set(), None
    try:
        while process.poll() is None and reason is None:
            alive = _tree(process)
            seen |= set(alive)
            if time.monotonic() > end:
                reason = f"tarda más de {seconds:g} s"
            elif sum(alive.values()) > megabytes:
                reason = f"usa más de {megabytes:g} MB"
            time.sleep(0.1)
    finally:  # también con Ctrl-C: no queda ningún núcleo
        for child in seen:
            with contextlib.suppress(psutil.Error):
                child.kill()
        process.wait()
    return reason


def check_one(path, seconds, megabytes):
    """La fila de un cuaderno, como diccionario."""
    start, row = time.monotonic(), dict.fromkeys(COLUMNS, "")
    row |= {"estado": "dañado"}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "cuaderno.ipynb"
        try:
            if path.stat().st_size > MAX_BYTES:
                return row | {"detalle": "el archivo ocupa más de 50 MB"}
            shutil.copyfile(path, copy)
            cells = json.loads(copy.read_text(encoding="utf-8"))["cells"]
            code = "\n".join("".join(cell["source"]) for cell in cells)
        except (OSError, ValueError, KeyError, TypeError) as error:
            return row | {"detalle": f"no es un cuaderno de Jupyter ({type(error).__name__})"}
        env = {**os.environ, "GMM_LAB_PROGRESS": folder, "MPLBACKEND": "agg", "PYTHONUTF8": "1"}
        process = subprocess.Popen(
            [sys.executable, "-m", "gmm_lab.exercises", "--one", str(copy)], env=env, cwd=folder,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        reason = watch(process, seconds, megabytes)
        row |= {"estado": "ejecutado", "segundos": f"{time.monotonic() - start:.1f}"}
        report = Path(folder) / "errores.json"
        if reason:
            row |= {"estado": "detenido", "detalle": reason}
        elif process.returncode or not report.exists():
            row |= {"estado": "interrumpido", "detalle": "el núcleo de Python se cerró"}
        elif errors := json.loads(report.read_text(encoding="utf-8")):
            row |= {"estado": "con errores", "detalle": f"celdas con error: {len(errors)} "
                    f"({', '.join(sorted(set(errors)))})"}
        log = Path(folder) / journal.NAME
        events = journal.parse(log)[0] if log.exists() else []
    return row | _marks(code, {event["id"]: event["status"] for event in events})


def _marks(code, states):
    """Cuenta lo que quedó anotado; vale la última respuesta de cada ejercicio."""
    asked = [key for key in exercises() if key in states or f'"{key}"' in code]
    lesson = max({key[:2] for key in asked}, default="",
                 key=lambda prefix: sum(key.startswith(prefix) for key in asked))
    mine = sorted(key for key in exercises() if lesson and key.startswith(lesson))

    def those(*wanted):
        return " ".join(key for key in mine if states.get(key) in wanted)

    return {"lección": lesson, "correctas": len(those("correcto").split()), "total": len(mine),
            "todavía no": those("todavía no"), "pendientes": those("pendiente", "anotado"),
            "sin comprobar": those(None)}


def check_folder(folder, output, seconds, megabytes):
    """Corrige todos los cuadernos de una carpeta y escribe la tabla, fila por fila."""
    paths = [path for path in sorted(Path(folder).rglob("*.ipynb"))
             if ".ipynb_checkpoints" not in path.parts]

    def rows():
        for path in paths:
            name = path.relative_to(folder).as_posix()
            row = check_one(path, seconds, megabytes) | {"archivo": name}
            print(f"{name}: {row['estado']}, {row['correctas']} de {row['total']}. "
                  f"{row['detalle']}", flush=True)
            yield [row[column] for column in COLUMNS]

    journal.write_csv(output, COLUMNS, rows())
    print(f"{len(paths)} cuadernos. Tabla: {output}")


def main(argv=None):
    """Punto de entrada."""
    parser = argparse.ArgumentParser(
        prog="python -m gmm_lab.exercises", description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="CARPETA", type=Path)
    parser.add_argument("--output", metavar="CSV", default="notas.csv", help="dónde escribir")
    parser.add_argument("--seconds", type=float, default=180, help="límite por cuaderno (180)")
    parser.add_argument("--memory", type=float, default=2000, help="límite en MB (2000)")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args(argv)
    if arguments.one:
        run_notebook(arguments.folder)
        return 0
    if not arguments.folder.is_dir():
        parser.error(f"no existe la carpeta {arguments.folder}")
    try:
        import nbclient  # noqa: F401
        import psutil  # noqa: F401
    except ImportError as error:
        parser.error(f"falta {error.name}: python -m pip install nbclient psutil")
    print("Se va a ejecutar el código de los cuadernos entregados (ver --help).")
    check_folder(arguments.folder, arguments.output, arguments.seconds, arguments.memory)
    return 0
