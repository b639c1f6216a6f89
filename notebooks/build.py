"""Construye los cuadernos abiertos y resueltos a partir de ``notebooks/source``.

Uso, desde cualquier carpeta::

    python notebooks/build.py              todas las lecciones
    python notebooks/build.py 03 04        solo esas lecciones
    python notebooks/build.py --check      compara sin ejecutar ni escribir
    python notebooks/build.py --reset 03   aparta tus respuestas y devuelve la lección original
    python notebooks/build.py --from-notebook notebooks/03_em_desde_cero.ipynb
    python notebooks/build.py --without-solutions CARPETA     copia del curso, sin soluciones

Cada fuente ``NN_tema.py`` (jupytext, formato py:percent) es la lección resuelta. De ella salen
``NN_tema.ipynb`` (ejercicios abiertos) y ``soluciones/NN_tema.ipynb``, ambos ya ejecutados.
"""

import argparse
import ast
import asyncio
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import jupytext
import nbformat
import psutil
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import v4

NOTEBOOKS = Path(__file__).resolve().parent
SOLUTIONS, MINE = "soluciones", "mis_respuestas"
# El mismo enlace, visto desde el cuaderno abierto y desde el resuelto.
TO_SOLVED, TO_OPEN = "una solución", "el cuaderno sin resolver"
BEGIN, END = "# BEGIN SOLUTION", "# END SOLUTION"
BLAS_ENV = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
CELL_TIMEOUT = 120
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# Lo que JupyterLab añade a una celda y no pertenece a la fuente.
LAB_METADATA = {"execution", "jupyter", "collapsed", "scrolled", "editable", "trusted"}
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python",
                   "name": "python3"},
    "language_info": {"codemirror_mode": {"name": "ipython", "version": 3},
                      "file_extension": ".py", "mimetype": "text/x-python", "name": "python",
                      "nbconvert_exporter": "python", "pygments_lexer": "ipython3"},
}


class BuildError(Exception):
    """Un problema que quien escribe la lección puede corregir."""


# --- De la fuente a los cuadernos -------------------------------------------------------------

def read_source(path):
    """Lee las celdas de una fuente y les da su identificador estable."""
    cells = jupytext.read(path, fmt="py:percent").cells
    for position, cell in enumerate(cells, start=1):
        cell.id = cell.metadata.get("id", f"{path.stem[:2]}-{position:03d}")
    ids = [cell.id for cell in cells]
    repeated = sorted({name for name in ids if ids.count(name) > 1})
    if repeated:
        raise BuildError(f"{path.name}: identificadores repetidos: {', '.join(repeated)}.")
    return cells


def open_assignment(line):
    """Devuelve ``nombre = ...  # comentario`` o None si la línea no es una asignación simple."""
    text = line.strip()
    try:
        (node,) = ast.parse(text).body
        (target,) = node.targets
        indent, rest = line[:len(line) - len(line.lstrip())], text.encode()[node.end_col_offset:]
        comment = rest.decode().strip()
        return f"{indent}{target.id} = ..." + (f"  {comment}" if comment else "")
    except (SyntaxError, ValueError, AttributeError):
        return None


def open_block(block, indent):
    """Vacía un bloque de solución: asignaciones sin valor o una sola línea ``...``."""
    opened = [open_assignment(line) if line.strip() else line for line in block]
    if any(line.strip() for line in block) and None not in opened:
        return opened
    return [indent + "..."]


def open_code(source):
    """Quita las soluciones de una celda de código."""
    lines, block, indent = [], None, ""
    for line in source.splitlines():
        mark = line.strip()
        if mark == BEGIN and block is None:
            block, indent = [], line[:line.index("#")]
        elif mark == END and block is not None:
            lines += open_block(block, indent)
            block = None
        elif mark in (BEGIN, END):
            raise BuildError(f"marca «{mark}» sin pareja")
        else:
            (lines if block is None else block).append(line)
    if block is not None:
        raise BuildError(f"marca «{BEGIN}» sin pareja")
    return "\n".join(lines)


def solved_links(text):
    """Adapta los enlaces a ``soluciones/``, una carpeta más abajo."""
    up = {"](soluciones/": "](../", "](../": "](../../"}
    text = text.replace(f"[{TO_SOLVED}](", f"[{TO_OPEN}](")
    return re.sub(r"\]\((?:soluciones|\.\.)/", lambda match: up[match.group()], text)


def source_links(text):
    """Deshace ``solved_links``."""
    text = text.replace(f"[{TO_OPEN}](", f"[{TO_SOLVED}](")
    return re.sub(r"\]\(\.\./(\.\./)?",
                  lambda match: "](../" if match.group(1) else "](soluciones/", text)


def derive_cell(cell, solved):
    """Deriva de una celda de la fuente la del cuaderno abierto o resuelto."""
    metadata = {key: value for key, value in cell.metadata.items()
                if key != "id" and not key.startswith("lines_to_")}
    if cell.cell_type == "markdown":
        source = solved_links(cell.source) if solved else cell.source
        return v4.new_markdown_cell(source, id=cell.id, metadata=metadata)
    if "hide-output" in metadata.get("tags", []) and not solved:
        metadata["jupyter"] = {"outputs_hidden": True}
    if "hide-source" in metadata.get("tags", []):
        metadata["jupyter"] = {"source_hidden": True}
    try:
        opened = open_code(cell.source)
    except BuildError as error:
        raise BuildError(f"celda {cell.id}: {error}.") from None
    return v4.new_code_cell(cell.source if solved else opened, id=cell.id, metadata=metadata)


def derive(source, solved):
    """Deriva de una fuente el cuaderno, todavía sin ejecutar."""
    try:
        cells = [derive_cell(cell, solved) for cell in read_source(source)]
    except BuildError as error:
        raise BuildError(f"{source.name}: {error}") from None
    return v4.new_notebook(cells=cells, metadata=METADATA)


def notebook_path(source, solved):
    """Dice dónde se guarda el cuaderno de una fuente."""
    folder = source.parent.parent
    return (folder / SOLUTIONS if solved else folder) / f"{source.stem}.ipynb"


# --- Ejecución --------------------------------------------------------------------------------

async def watch_memory(client, peaks):
    """Anota la memoria del proceso que ejecuta el cuaderno, en MB."""
    while True:
        provisioner = getattr(client.km, "provisioner", None)
        if getattr(provisioner, "pid", None):
            try:
                peaks.append(psutil.Process(provisioner.pid).memory_info().rss / 1e6)
            except psutil.Error:
                pass
        await asyncio.sleep(0.1)


async def execute(notebook, folder):
    """Ejecuta un cuaderno en su carpeta; devuelve segundos y máximo de memoria."""
    client = NotebookClient(notebook, timeout=CELL_TIMEOUT, kernel_name="python3",
                            record_timing=False, coalesce_streams=True,
                            resources={"metadata": {"path": str(folder)}})
    peaks, start = [0.0], time.perf_counter()
    watcher = asyncio.create_task(watch_memory(client, peaks))
    with tempfile.TemporaryDirectory() as progress:  # lo que se construye no es progreso de nadie
        env = {**os.environ, **BLAS_ENV, "GMM_LAB_PROGRESS": progress}
        try:
            await client.async_execute(env=env, stderr=subprocess.DEVNULL)
        finally:
            watcher.cancel()
    return time.perf_counter() - start, max(peaks)


def failing_cell(notebook):
    """Encuentra la celda en que se detuvo la ejecución."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.source.strip()]
    for cell in code:
        failed = any(output.output_type == "error" for output in cell.outputs)
        if cell.execution_count is None or failed:
            return cell.id
    return "desconocida"


def clean(notebook):
    """Quita lo que cambia de una ejecución a otra."""
    notebook.metadata = nbformat.from_dict(METADATA)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs
                            if WIDGET_VIEW not in output.get("data", {})]
    nbformat.validate(notebook)
    return notebook


async def build_version(source, solved):
    """Construye un cuaderno y devuelve su texto y su resumen de una línea."""
    name, path = "resuelto" if solved else "abierto", notebook_path(source, solved)
    notebook = derive(source, solved)
    path.parent.mkdir(exist_ok=True)
    try:
        seconds, memory = await execute(notebook, path.parent)
    except CellExecutionError as error:
        detail = f"{error.ename}: {error.evalue}"
    except CellTimeoutError:
        detail = f"tarda más de {CELL_TIMEOUT} s"
    except DeadKernelError:
        detail = "el núcleo de Python se cerró"
    else:
        text = nbformat.writes(clean(notebook), indent=1).rstrip("\n") + "\n"
        return text, f"{name} {seconds:.1f} s, {memory:.0f} MB"
    raise BuildError(f"{source.stem} ({name}), celda {failing_cell(notebook)}: {detail}")


async def build(source):
    """Construye a la vez las dos versiones; escribe solo si ambas se ejecutan bien."""
    results = await asyncio.gather(build_version(source, False), build_version(source, True),
                                   return_exceptions=True)
    for result in results:
        if isinstance(result, BaseException):
            raise result
    for solved, (text, _) in enumerate(results):
        notebook_path(source, solved).write_text(text, encoding="utf-8", newline="\n")
    return f"{source.stem}: " + "; ".join(summary for _, summary in results)


# --- Comparación ------------------------------------------------------------------------------

def own_metadata(metadata):
    """Los metadatos que pone la fuente, sin los que JupyterLab añade o quita al guardar."""
    return {key: value for key, value in metadata.items() if key not in LAB_METADATA}


def is_our_notebook(metadata):
    """Reconoce los metadatos de build.py, aunque JupyterLab haya añadido los suyos."""
    language = {key: value for key, value in metadata.get("language_info", {}).items()
                if key != "version"}
    return {"kernelspec": metadata.get("kernelspec"), "language_info": language} == METADATA


def compare_cells(expected, stored):
    """Enumera las diferencias entre las celdas previstas y las guardadas."""
    wanted, found = [c.id for c in expected], [c.get("id", "sin id") for c in stored]
    if wanted != found:
        lost = [name for name in wanted if name not in found]
        extra = [name for name in found if name not in wanted]
        yield f"celdas que faltan: {lost}; que sobran: {extra}" if lost or extra else \
            "las celdas están en otro orden"
        return
    for cell, other in zip(expected, stored, strict=True):
        if cell.cell_type != other.cell_type:
            yield f"celda {cell.id}: el tipo no coincide con la fuente"
        if cell.source != other.source:
            yield f"celda {cell.id}: el contenido no coincide con la fuente"
        if own_metadata(cell.metadata) != own_metadata(other.metadata):
            yield f"celda {cell.id}: los metadatos no coinciden con la fuente"


def compare_run(stored):
    """Enumera lo que en un cuaderno guardado no es de build.py, aunque lo sean las celdas."""
    if not is_our_notebook(stored.metadata):
        yield "los metadatos del cuaderno no son los de build.py"
    counts = [cell.execution_count for cell in stored.cells if cell.cell_type == "code"]
    if counts != list(range(1, len(counts) + 1)):
        yield f"las celdas no se ejecutaron de 1 a {len(counts)} en orden: {counts}"


def differences(source, solved, text=None):
    """Compara con su fuente un cuaderno guardado, o su texto: celdas y ejecución, por separado."""
    expected = derive(source, solved)
    try:
        text = text or notebook_path(source, solved).read_text(encoding="utf-8")
        stored = nbformat.reads(text, as_version=4)
        return list(compare_cells(expected.cells, stored.cells)), list(compare_run(stored))
    except FileNotFoundError:
        return [f"no existe; construirlo con build.py {source.stem[:2]}"], []
    except (ValueError, AttributeError, KeyError, nbformat.ValidationError):
        return ["no es un cuaderno de Jupyter"], []


def label(path):
    """El nombre de un cuaderno, visto desde la carpeta de los cuadernos."""
    return f"{SOLUTIONS}/{path.name}" if path.parent.name == SOLUTIONS else path.name


def check_version(source, solved):
    """Enumera las diferencias entre un cuaderno guardado y su fuente."""
    cells, run = differences(source, solved)
    return [f"{label(notebook_path(source, solved))}: {text}" for text in cells + run]


def answered(sources):
    """Los cuadernos que cambió quien lee, con un aviso; en integración continua, ninguno.

    Si el resuelto dice lo mismo que la fuente, la fuente no cambió: cambió el cuaderno.
    """
    found = {}
    for source in sources if not os.environ.get("CI") else ():
        if differences(source, True)[0]:
            continue
        for solved in (False, True):
            path = notebook_path(source, solved)
            if path.exists() and any(differences(source, solved)):
                found[path] = (f"Esta lección tiene respuestas tuyas: {label(path)}. Para volver "
                               f"a la original: {reset_command(source)}")
    return found


def stray_notebooks(folder):
    """Encuentra cuadernos sin fuente."""
    stems = {path.stem for path in (folder / "source").glob("*.py")}
    paths = [*folder.glob("*.ipynb"), *(folder / SOLUTIONS).glob("*.ipynb")]
    return [f"{path.relative_to(folder).as_posix()}: no tiene fuente"
            for path in sorted(paths) if path.stem not in stems]


# --- Del cuaderno a la fuente -----------------------------------------------------------------

def restore_cell(cell, old, solved):
    """Convierte una celda de un cuaderno en celda de la fuente; ``old`` es la que había."""
    metadata = {key: value for key, value in cell.metadata.items() if key not in LAB_METADATA}
    source = source_links(cell.source) if solved and cell.cell_type == "markdown" else cell.source
    if old is not None:
        private = {key: value for key, value in old.metadata.items()
                   if key == "id" or key.startswith("lines_to_")}
        metadata = private | metadata
        if cell.source == derive_cell(old, solved).source:
            source = old.source
        elif BEGIN in old.source and not solved:
            raise BuildError(f"la celda {cell.id} tiene una solución: editar el cuaderno resuelto "
                             f"({SOLUTIONS}/)")
        if metadata == old.metadata:
            metadata = old.metadata
    new = v4.new_markdown_cell if cell.cell_type == "markdown" else v4.new_code_cell
    return new(source, metadata=metadata)


def source_text(cells):
    """Escribe celdas en el formato de la fuente."""
    options = {"notebook_metadata_filter": "-all", "cell_metadata_filter": "all"}
    notebook = v4.new_notebook(cells=cells, metadata={"jupytext": options})
    return jupytext.writes(notebook, fmt="py:percent")


def from_notebook(path):
    """Devuelve la fuente de un cuaderno editado y el texto que le corresponde."""
    path = path.resolve()
    solved = path.parent.name == SOLUTIONS
    source = (path.parents[1] if solved else path.parent) / "source" / f"{path.stem}.py"
    if not path.exists() or not source.exists():
        raise BuildError(f"falta {source if path.exists() else path}")
    old = {cell.id: cell for cell in read_source(source)}
    cells = nbformat.read(path, as_version=4).cells
    lost = [name for name in old if BEGIN in old[name].source and name not in
            {cell.id for cell in cells}]
    if lost and not solved:
        raise BuildError(f"faltan celdas que tienen una solución ({', '.join(lost)}): "
                         f"borrarlas en el cuaderno resuelto ({SOLUTIONS}/)")
    return source, source_text([restore_cell(cell, old.get(cell.id), solved) for cell in cells])


# --- Volver a la lección original -------------------------------------------------------------

def reset_command(source):
    """La orden que devuelve una lección a su estado original, para copiarla y pegarla."""
    python, root = Path(sys.executable), NOTEBOOKS.parent
    name = python.relative_to(root) if python.is_relative_to(root) else "python"
    return f"{name} {Path('notebooks', 'build.py')} --reset {source.stem[:2]}"


def set_aside(path):
    """Copia un cuaderno a ``mis_respuestas``, sin pisar ninguno; devuelve la copia."""
    folder, solved = path.parent, path.parent.name == SOLUTIONS
    mine = (folder.parent if solved else folder) / MINE
    mine.mkdir(exist_ok=True)
    (mine / ".gitignore").write_text("*\n", encoding="utf-8")
    stem = f"{path.stem}_resuelto" if solved else path.stem
    names = itertools.chain([stem], (f"{stem}_{number}" for number in itertools.count(2)))
    copy = next(mine / f"{name}.ipynb" for name in names if not (mine / f"{name}.ipynb").exists())
    shutil.copyfile(path, copy)
    return copy


def published(source, solved):
    """El texto del cuaderno que guarda git, si está y es el de la fuente; si no, None."""
    path = notebook_path(source, solved)
    try:
        text = subprocess.run(["git", "show", f"HEAD:./{path.name}"], cwd=path.parent, check=True,
                              capture_output=True, encoding="utf-8").stdout
    except (OSError, ValueError, subprocess.CalledProcessError):
        return None
    return text if text and not any(differences(source, solved, text)) else None


def reset(source, always):
    """Devuelve una lección a su estado original; dice qué hizo, línea por línea.

    Sin git se ejecuta de nuevo: solo si cambió o si se pide siempre.
    """
    for solved in (False, True):
        path = notebook_path(source, solved)
        cells, run = differences(source, solved)
        text = published(source, solved)
        if text is None and (cells or run or (always and not solved)):
            text, _ = asyncio.run(build_version(source, solved))
        if text is None or path.exists() and path.read_bytes() == text.encode():
            continue
        if path.exists() and cells:
            yield f"Tus respuestas están en {set_aside(path)}"
        path.write_text(text, encoding="utf-8", newline="\n")
        yield f"{label(path)}: como al principio"


# --- Copia sin soluciones ---------------------------------------------------------------------

# Lo que hace falta para instalar y leer el curso; ni la fuente ni los cuadernos resueltos.
COURSE_FILES = ("README.md", "LICENSE", "LICENSE-TEXTO.md", "requirements.txt", "pyproject.toml",
                "gmm_lab", "binder")


def without_links(cells):
    """Quita los párrafos que llevan a una solución, y las celdas que quedan vacías."""
    for cell in cells:
        if cell.cell_type == "markdown" and f"]({SOLUTIONS}/" in cell.source:
            parts = cell.source.split("\n\n")
            cell.source = "\n\n".join(p for p in parts if f"]({SOLUTIONS}/" not in p)
    return [cell for cell in cells if cell.source.strip() or cell.cell_type == "code"]


def copy_course(folder, target):
    """Copia el curso a una carpeta nueva, sin soluciones; devuelve cuántos cuadernos."""
    if target.exists():
        raise BuildError(f"{target} ya existe: nombrar una carpeta nueva")
    root, paths = folder.parent, sorted(folder.glob("[0-9][0-9]_*.ipynb"))
    (target / "notebooks").mkdir(parents=True)
    for name in COURSE_FILES:
        if (root / name).is_dir():
            shutil.copytree(root / name, target / name,
                            ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        elif (root / name).exists():
            shutil.copy(root / name, target / name)
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        notebook.cells = without_links(notebook.cells)
        text = nbformat.writes(notebook, indent=1).rstrip("\n") + "\n"
        (target / "notebooks" / path.name).write_text(text, encoding="utf-8", newline="\n")
    return len(paths)


# --- Línea de órdenes -------------------------------------------------------------------------

def select(folder, numbers):
    """Elige las fuentes por número de lección; sin números, todas."""
    sources = sorted((folder / "source").glob("[0-9][0-9]_*.py"))
    missing = sorted(set(numbers) - {path.stem[:2] for path in sources})
    if missing or not sources:
        raise BuildError(f"no hay fuente para: {', '.join(missing) or 'ninguna lección'}")
    return [path for path in sources if not numbers or path.stem[:2] in numbers]


def run(arguments, folder):
    """Hace lo que piden los argumentos; devuelve el código de salida."""
    if arguments.from_notebook:
        source, text = from_notebook(arguments.from_notebook)
        source.write_text(text, encoding="utf-8", newline="\n")
        print(f"Fuente actualizada: {source}")
        return 0
    if arguments.without_solutions:
        count = copy_course(folder, arguments.without_solutions)
        print(f"{count} cuadernos, sin soluciones, en {arguments.without_solutions}")
        return 0
    sources = select(folder, arguments.lessons)
    if arguments.reset:
        lines = [line for source in sources for line in reset(source, bool(arguments.lessons))]
        print("\n".join(lines) or "Las lecciones están como al principio.")
        return 0
    if not arguments.check:
        for source in sources:
            print(asyncio.run(build(source)), flush=True)
        return 0
    mine = answered(sources)
    found = [line for source in sources for solved in (False, True)
             if notebook_path(source, solved) not in mine
             for line in check_version(source, solved)] + stray_notebooks(folder)
    print("\n".join([*mine.values(), *found, *([] if found else
                                               [f"{len(sources)} lecciones al día."])]))
    return 1 if found else 0


def main(argv=None, folder=NOTEBOOKS):
    """Punto de entrada."""
    parser = argparse.ArgumentParser(description="Construye los cuadernos del curso.")
    parser.add_argument("lessons", nargs="*", metavar="NN", help="números de lección (todas)")
    parser.add_argument("--check", action="store_true", help="comparar sin ejecutar ni escribir")
    parser.add_argument("--reset", action="store_true",
                        help="apartar tus respuestas y devolver las lecciones originales")
    parser.add_argument("--from-notebook", type=Path, metavar="CUADERNO",
                        help="llevar a la fuente un cuaderno editado en JupyterLab")
    parser.add_argument("--without-solutions", type=Path, metavar="CARPETA",
                        help="copiar el curso, sin las soluciones, a una carpeta nueva")
    try:
        return run(parser.parse_args(argv), folder)
    except BuildError as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
