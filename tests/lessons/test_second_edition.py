"""Cada regla de la segunda edición descubre la falta que se le planta."""

import copy

import nbformat
import pytest
import second_edition
from course import Lesson, sources

REWRITTEN = [Lesson(path) for path in sources() if int(path.stem[:2]) in second_edition.SECOND]

PICTURE = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "AAAA"}}
SENTENCE = "La campana izquierda se mueve hacia los datos porque cada uno tira de ella un poco."
TASK = "Escribe ahora lo que falta, y mira después qué cambia en la figura de la izquierda."
SEEN = ("Se ve que la primera curva sube despacio, aunque la segunda llega mucho antes.\n\n"
        "<details><summary>Descripción de la figura</summary>\n\nDos curvas.\n\n</details>")


def text(source):
    return nbformat.v4.new_markdown_cell(source)


def code(source, *tags, outputs=()):
    return nbformat.v4.new_code_cell(source, metadata={"tags": list(tags)}, outputs=list(outputs))


def printed(words):
    return {"output_type": "stream", "name": "stdout", "text": words}


def good():
    """Una lección pequeña que cumple todas las reglas."""
    question = "¿Por qué sube la curva, si nadie la empuja hacia arriba en ningún momento?"
    cells = [text(f"# 4. Un título\n\n{question} {SENTENCE}"),
             code("draw(x)", outputs=[PICTURE]), text(SEEN),
             text("<details><summary>Antes de empezar</summary>\n\nObjetivos, Requisitos y Tiempo."
                  "\n\n</details>")]
    for tag in ("prediction", "write", "complete", "conceptest", "tweak", "repair"):
        cells += [text(f"{SENTENCE} {TASK}"), code("answer = ...", tag)]
    for _ in range(5):
        cells += [code("draw(x)", outputs=[PICTURE]), text(SEEN)]
    return [*cells, text(f"## Ampliación: más\n\n{SENTENCE}"), code("answer = ...", "exercise")]


def change(edit):
    cells = copy.deepcopy(good())
    edit(cells)
    return list(second_edition.faults(cells))


def test_a_good_lesson_has_no_faults():
    assert list(second_edition.faults(good())) == []


def insert(position, *new):
    return lambda cells: cells.__setitem__(slice(position, position), list(new))


def rewrite(position, source):
    return lambda cells: cells[position].update(source=source)


def letters(cells):
    for cell in cells:
        if TASK in cell.source:
            cell.source += " *(a)* sí; *(b)* no."


PLANTED = [
    (lambda cells: cells[1].update(outputs=[]), "figura y una pregunta"),
    (rewrite(0, f"# 4. Un título\n\n{SENTENCE}"), "figura y una pregunta"),
    (rewrite(3, SENTENCE), "plegados"),
    (insert(4, *[code("1")] * 40), "celdas del camino principal: 66, y como mucho 60"),
    (insert(30, *[code("1")] * 70), "celdas en total"),
    (insert(4, text(" ".join([SENTENCE] * 100))), "palabras: 1"),
    (insert(4, *[code("a = 1\n" * 14)] * 11), "líneas de código: 16"),
    (insert(4, code("1", outputs=[printed("1 2 3 " * 25)])), "números impresos: 75"),
    (insert(4, *[code("def f():\n    ...", "exercise")] * 8), "minutos"),
    (insert(4, *[code("answer = ...", "exercise")] * 5), "se piden 11 respuestas"),
    (lambda cells: [cell.metadata.update(tags=[]) for cell in cells[6:12]], "se piden 3"),
    (letters, "un tercio"),
    (lambda cells: [cell.metadata.update(tags=["choose"]) for cell in cells[6:10:1]
                    if cell.cell_type == "code"], "se escribe menos de dos veces"),
    (lambda cells: [cell.metadata.update(tags=["write"]) for cell in cells[5:16]
                    if cell.cell_type == "code"], "solo 1 maneras"),
    (lambda cells: [cell.metadata.update(tags=["write"]) for cell in cells[5:12]
                    if cell.cell_type == "code"], "la misma manera: write"),
    (insert(8, code('reveal("04-pred-a", prediction, "b, tres")')), "se lee en la celda"),
    (insert(4, text("Sí. No. Es así. " * 30)), "palabras de media"),
    (insert(4, text("Es muy así. " * 12)), "cinco palabras o menos"),
    (insert(4, text("La curva de la figura sube hasta el máximo y se queda allí hoy. " * 300)),
     "causas y contrastes"),
    (lambda cells: [cell.update(outputs=[]) for cell in cells[18:] if cell.cell_type == "code"],
     "figuras: de 5 a 10"),
    (rewrite(2, SENTENCE), "descripción plegada"),
    (insert(30, *[code("a = 1\n" * 9)] * 14), "pasa de cinco líneas"),
    (insert(30, code("a = 1\n" * 16)), "una celda de 16 líneas"),
]


@pytest.mark.parametrize(("edit", "words"), PLANTED, ids=[words for _, words in PLANTED])
def test_a_planted_fault_is_found(edit, words):
    found = change(edit)
    assert any(words in fault for fault in found), found


def test_what_is_folded_is_not_read_against_the_clock():
    folded = text(f"<details><summary>Demostración</summary>\n\n{SENTENCE * 200}\n\n</details>")
    assert change(insert(4, folded)) == []


@pytest.mark.parametrize("lesson", REWRITTEN, ids=lambda lesson: lesson.source.stem)
def test_a_lesson_of_the_second_edition_has_no_faults(lesson):
    assert list(second_edition.faults(lesson.cells)) == []
