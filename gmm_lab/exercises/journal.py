"""El progreso: un archivo de texto de quien aprende, con una anotación por línea.

La carpeta es `.gmm_lab`, en la del usuario, o la que diga la variable GMM_LAB_PROGRESS.
"""

import contextlib
import csv
import json
import os
import time
from pathlib import Path

from .catalogue import exercises

__all__ = ["download_progress", "load_progress", "progress", "progress_csv", "record"]

HEADER = {"schema": "gmm_lab.progreso", "version": 1}
NAME = "progreso.jsonl"
FIELDS = ("time", "id", "status", "answer")
COLUMNS = ("lección", "ejercicio", "estado", "intentos", "última vez", "respuesta")


def _file():
    folder = Path(os.environ.get("GMM_LAB_PROGRESS") or Path.home() / ".gmm_lab")
    folder.mkdir(parents=True, exist_ok=True)
    return folder / NAME


@contextlib.contextmanager
def _locked(path, patience=3.0, stale=10.0):
    """Un cuaderno a la vez: crear un archivo que no existe es indivisible en todo sistema."""
    lock, end = path.with_suffix(".lock"), time.monotonic() + patience
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except (FileExistsError, PermissionError):
            with contextlib.suppress(OSError):
                if time.time() - lock.stat().st_mtime > stale:  # lo dejó un núcleo que murió
                    lock.unlink()
            if time.monotonic() > end:
                raise
            time.sleep(0.01)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.unlink()


def _line(value):
    return json.dumps(value) + "\n"


def parse(path):
    """Las anotaciones legibles y si el archivo está entero."""
    lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    events, sound = [], lines[0] == _line(HEADER).strip()
    for line in filter(str.strip, lines[1:] if sound else lines):
        try:
            value = json.loads(line)
            events.append({name: str(value[name]) for name in FIELDS})
        except (ValueError, KeyError, TypeError):
            sound = False
    return events, sound


def _write(path, events):
    fresh = path.with_suffix(".nuevo")
    fresh.write_text(_line(HEADER) + "".join(map(_line, events)), encoding="utf-8")
    os.replace(fresh, path)


def _read(path):
    """Las anotaciones; un archivo dañado se aparta, con un aviso, y se rescata lo legible."""
    if not path.exists():
        _write(path, [])
    events, sound = parse(path)
    if not sound:
        aside = next(p for i in range(1, 10_000)
                     if not (p := path.with_name(f"progreso-apartado-{i}.jsonl")).exists())
        os.replace(path, aside)
        _write(path, events)
        print(f"El archivo de progreso estaba dañado o era de otra versión: quedó apartado como "
              f"{aside.name}. Anotaciones rescatadas: {len(events)}.")
    return events


def record(exercise_id, status, answer=""):
    """Anota una respuesta. Si no se puede escribir, la lección sigue igual."""
    values = time.strftime("%Y-%m-%dT%H:%M:%S"), exercise_id, status, str(answer)[:200]
    with contextlib.suppress(OSError):
        path = _file()
        with _locked(path):
            _read(path)
            with path.open("a", encoding="utf-8") as stream:
                stream.write(_line(dict(zip(FIELDS, values))))


def _all():
    path = _file()
    with _locked(path):
        return _read(path)


def _summary():
    """Una fila por ejercicio, en el orden de COLUMNS; vale la mejor respuesta."""
    events, rows = _all(), []
    for key in sorted({*exercises(), *(event["id"] for event in events)}):
        mine = [event for event in events if event["id"] == key] or [dict.fromkeys(FIELDS, "")]
        states = [event["status"] for event in mine]
        state = "correcto" if "correcto" in states else states[-1] or "sin empezar"
        tries = sum(state not in ("", "pendiente") for state in states)
        rows.append((key[:2], key, state, tries, mine[-1]["time"], mine[-1]["answer"]))
    return rows


def progress():
    """Muestra, lección por lección, qué ejercicios están bien y cuáles faltan."""
    rows = _summary()
    for lesson in sorted({row[0] for row in rows if row[2] != "sin empezar"}):
        mine = [row for row in rows if row[0] == lesson]
        graded = [row for row in mine if row[1] in exercises()]
        right = sum(row[2] == "correcto" for row in graded)
        print(f"Lección {lesson}: {right} de {len(graded)} ejercicios; predicciones anotadas: "
              f"{len(mine) - len(graded)}.")
        for _, key, state, tries, *_ in graded:
            if state != "correcto":
                print(f"   {key}: {state}" + (f", intentos: {tries}" if tries else ""))
    if all(row[2] == "sin empezar" for row in rows):
        print("Todavía no hay respuestas anotadas.")


def progress_csv(path="progreso.csv"):
    """Escribe el progreso como tabla CSV, una fila por ejercicio."""
    write_csv(path, COLUMNS, _summary())
    print(f"Progreso guardado en {Path(path).name}.")


def write_csv(path, columns, rows):
    """Escribe una tabla que una hoja de cálculo abre bien y no toma por fórmulas."""
    with open(path, "w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        for row in rows:
            writer.writerow([safe(value) for value in row])
            stream.flush()


def safe(value):
    """Un texto que empieza como una fórmula lleva delante un apóstrofo."""
    text = " ".join(str(value).split())
    return "'" + text if text[:1] in ("=", "+", "-", "@") else text


def download_progress(path=NAME):
    """Deja una copia del progreso junto al cuaderno, para descargarla (útil en Binder)."""
    _write(Path(path), _all())
    print(f"Copia en {Path(path).name}: descárgala desde el panel de archivos (botón derecho, "
          "Descargar). Para seguir en otra máquina, súbela y ejecuta load_progress().")


def load_progress(path=NAME):
    """Añade al progreso las anotaciones de una copia; no borra ninguna."""
    path = Path(path)
    if not path.exists():
        print(f"No está el archivo {path.name}. Súbelo a la carpeta del cuaderno.")
        return
    copied, sound = parse(path)
    target = _file()
    with _locked(target):
        events = _read(target)
        new = [event for event in copied if event not in events]
        _write(target, sorted(events + new, key=lambda event: event["time"]))
    notice = "" if sound else " El archivo tenía partes que no se entienden: no se cambió."
    print(f"Anotaciones añadidas de {path.name}: {len(new)}.{notice}")
