"""El progreso no se pierde, y una carpeta de cuadernos se corrige pase lo que pase."""

import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import psutil
import pytest

from gmm_lab.exercises import (
    batch,
    check,
    download_progress,
    journal,
    load_progress,
    progress,
    progress_csv,
    show_prediction,
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Una carpeta de progreso vacía, y otra de trabajo."""
    monkeypatch.setenv("GMM_LAB_PROGRESS", str(tmp_path / "progreso"))
    (tmp_path / "trabajo").mkdir()
    monkeypatch.chdir(tmp_path / "trabajo")
    return tmp_path / "progreso"


def events(folder):
    lines = (folder / journal.NAME).read_text(encoding="utf-8").splitlines()
    assert json.loads(lines[0]) == {"schema": "gmm_lab.progreso", "version": 1}
    return [json.loads(line) for line in lines[1:]]


def test_progress_of_a_lesson(folder, capsys):
    progress()
    assert "Todavía no hay respuestas" in capsys.readouterr().out
    check("01-antes-forma", ...)
    check("01-antes-forma", "a")
    check("01-antes-forma", "b")
    check("01-antes-forma", "a")  # lo que estuvo bien sigue bien
    check("01-antes-promedio", 3)
    check("01-concepto", ("a", ...))
    show_prediction("b", "a", "01-pred-sumar")
    show_prediction(..., "a", "01-pred-valle")
    capsys.readouterr()
    progress()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "Lección 01: 1 de 8 ejercicios; predicciones anotadas: 1."
    assert "   01-antes-promedio: todavía no, intentos: 1" in lines
    assert "   01-concepto: anotado, intentos: 1" in lines
    assert "   01-densidad: sin empezar" in lines
    assert not any("Lección 02" in line for line in lines)


def test_predictions_and_votes_are_kept_but_not_the_answers(folder):
    show_prediction("2 y 3", "a", "01-pred-histogramas")
    check("01-concepto", ("a", "c"))
    check("01-antes-promedio", 3.5)
    assert [event["answer"] for event in events(folder)] == ["2 y 3", "('a', 'c')", ""]


def test_csv_is_safe_for_a_spreadsheet(folder):
    show_prediction("=1+1\n;", "a", "01-pred-sumar")
    check("01-antes-forma", "b")
    progress_csv("salida.csv")
    with open("salida.csv", encoding="utf-8-sig", newline="") as stream:
        rows = {row["ejercicio"]: row for row in csv.DictReader(stream)}
    assert rows["01-pred-sumar"]["respuesta"] == "'=1+1 ;"
    assert rows["01-antes-forma"]["estado"] == "correcto"
    assert rows["01-densidad"]["estado"] == "sin empezar"


DAMAGE = {
    "basura": lambda text: text + '{"id": "01-an\x00\n\ufeff basura\n',
    "a medias": lambda text: text[:-20],
    "sin cabecera": lambda text: "\n".join(text.splitlines()[1:]) + "\n",
    "otra versión": lambda text: text.replace('"version": 1', '"version": 99'),
    "vacío": lambda text: "",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_damaged_file_is_set_aside_and_rescued(folder, capsys, damage):
    for answer in ("a", "b"):
        check("01-antes-forma", answer)
    path = folder / journal.NAME
    damaged = damage(path.read_text(encoding="utf-8"))
    path.write_text(damaged, encoding="utf-8", newline="\n")
    capsys.readouterr()
    check("01-antes-promedio", 3.5)
    assert "quedó apartado como progreso-apartado-1.jsonl" in capsys.readouterr().out
    aside = folder / "progreso-apartado-1.jsonl"
    assert aside.read_text(encoding="utf-8") == damaged
    saved = events(folder)
    assert saved[-1]["id"] == "01-antes-promedio"
    whole = [line for line in damaged.splitlines() if line.endswith("}") and "time" in line]
    assert len(saved) == len(whole) + 1
    check("01-antes-promedio", 3.5)
    assert "apartado" not in capsys.readouterr().out


def test_bytes_that_are_not_text(folder, capsys):
    check("01-antes-forma", "b")
    with (folder / journal.NAME).open("ab") as stream:
        stream.write(b"\xff\xfe\x00\n")
    progress()
    assert "apartado" in capsys.readouterr().out
    assert len(events(folder)) == 1


WRITER = """
import sys
from gmm_lab.exercises import journal
for i in range(60):
    journal.record(f"{sys.argv[1]}-{i}", "correcto")
"""


def test_notebooks_open_at_once_lose_nothing(folder):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, name]) for name in "abc"]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0]
    assert {event["id"] for event in events(folder)} == \
        {f"{name}-{i}" for name in "abc" for i in range(60)}
    assert len(events(folder)) == 180


def test_a_lock_left_by_a_dead_kernel_is_removed(folder):
    check("01-antes-forma", "a")
    lock = folder / "progreso.lock"
    lock.touch()
    old = time.time() - 60
    os.utime(lock, (old, old))
    check("01-antes-forma", "b")
    assert len(events(folder)) == 2
    assert not lock.exists()


def test_a_folder_that_cannot_be_written_does_not_stop_the_lesson(tmp_path, monkeypatch, capsys):
    (tmp_path / "archivo").touch()
    monkeypatch.setenv("GMM_LAB_PROGRESS", str(tmp_path / "archivo" / "x"))
    check("01-antes-forma", "b")
    assert "correcto" in capsys.readouterr().out


def test_download_and_load(folder, capsys, monkeypatch):
    check("01-antes-forma", "b")
    download_progress()
    monkeypatch.setenv("GMM_LAB_PROGRESS", str(folder.with_name("otra")))
    check("01-antes-promedio", 3.5)
    load_progress()
    load_progress()
    out = capsys.readouterr().out
    assert "progreso.jsonl: 1." in out
    assert "progreso.jsonl: 0." in out
    assert {event["id"] for event in events(folder.with_name("otra"))} == \
        {"01-antes-forma", "01-antes-promedio"}
    load_progress("no está.jsonl")
    assert "Súbelo" in capsys.readouterr().out
    Path("roto.jsonl").write_text("hola", encoding="utf-8")
    load_progress("roto.jsonl")
    assert "no se entienden" in capsys.readouterr().out


# --- La carpeta de cuadernos entregados -----------------------------------------------------

CHECK = "from gmm_lab.exercises import check"
RIGHT = CHECK + '\ncheck("01-antes-forma", "b")'
CHILD = "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time;" \
        " time.sleep(555)'])"
HANDED_IN = {
    "bien": [RIGHT, 'check("01-antes-promedio", 3)', 'check("01-densidad", lambda x, w, m, v: 0)',
             'check("01-antes-normal", ...)'],
    "con_error": [RIGHT, "1 / 0", 'check("01-antes-promedio", 3.5)'],
    "muere": [RIGHT, "import os\nos._exit(7)"],
    "mucha_memoria": [RIGHT, "many = []\nwhile True:\n    many.append(bytearray(10**7))"],
    "otra_carpeta/=formula": [RIGHT, "open('nuevo.txt', 'w').close()"],
    "vacio": [],
}
HANGING = {"se_cuelga": [RIGHT, CHILD, "while True:\n    pass"]}


def write_notebook(path, cells):
    path.parent.mkdir(parents=True, exist_ok=True)
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    for cell in notebook.cells:  # una salida guardada que miente
        cell.outputs = [nbformat.v4.new_output(
            "stream", name="stdout", text="[01-densidad] correcto: todo bien\n")]
    nbformat.write(notebook, path)


def check_folder(folder, seconds):
    """La tabla de una carpeta, por nombre; comprueba que los cuadernos no se tocan."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    output = folder / "notas.csv"
    assert batch.main([str(folder), "--output", str(output), "--seconds", str(seconds),
                          "--memory", "600"]) == 0
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert after.pop(output)
    assert after == before
    with output.open(encoding="utf-8-sig", newline="") as stream:
        return {row["archivo"].removesuffix(".ipynb"): row for row in csv.DictReader(stream)}


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    folder, hanging = tmp_path_factory.mktemp("entregas"), tmp_path_factory.mktemp("colgados")
    for name, cells in HANDED_IN.items():
        write_notebook(folder / f"{name}.ipynb", cells)
    for name, cells in HANGING.items():
        write_notebook(hanging / f"{name}.ipynb", cells)
    (folder / "roto.ipynb").write_text('{"cells": [', encoding="utf-8")
    (folder / "binario.ipynb").write_bytes(b"\x89PNG\xff\x00")
    (folder / "lista.ipynb").write_text("[]", encoding="utf-8")
    return check_folder(folder, 120) | check_folder(hanging, 25)


def test_one_row_for_each_notebook(table):
    assert set(table) == {*HANDED_IN, *HANGING, "roto", "binario", "lista"}


def test_answers_are_run_again(table):
    row = table["bien"]
    assert (row["estado"], row["lección"], row["correctas"]) == ("ejecutado", "01", "1")
    assert row["todavía no"] == "01-antes-promedio 01-densidad"
    assert row["pendientes"] == "01-antes-normal"
    assert "01-varianza" in row["sin comprobar"]
    assert table["con_error"]["estado"] == "con errores"
    assert "ZeroDivisionError" in table["con_error"]["detalle"]
    assert table["con_error"]["correctas"] == "2"
    assert table["otra_carpeta/=formula"]["correctas"] == "1"


def test_what_hangs_dies_or_eats_memory_is_a_row(table):
    assert table["se_cuelga"]["estado"] == "detenido"
    assert "25 s" in table["se_cuelga"]["detalle"]
    assert table["muere"]["estado"] == "interrumpido"
    assert "600 MB" in table["mucha_memoria"]["detalle"]
    assert [table[name]["correctas"] for name in ("se_cuelga", "muere", "mucha_memoria")] == \
        ["1", "1", "1"]
    assert [table[name]["estado"] for name in ("roto", "binario", "lista")] == ["dañado"] * 3


def test_no_process_is_left(table):
    left = [process for process in psutil.process_iter(["cmdline"])
            if "time.sleep(555)" in " ".join(process.info["cmdline"] or [])]
    assert left == []


def test_help_warns_about_foreign_code(capsys):
    with pytest.raises(SystemExit):
        batch.main(["--help"])
    text = " ".join(capsys.readouterr().out.split())
    assert "ejecuta el código de otras personas" in text
    with pytest.raises(SystemExit):
        batch.main(["no existe"])
    assert "no existe la carpeta" in capsys.readouterr().err
