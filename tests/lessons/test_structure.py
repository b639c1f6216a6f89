"""La forma de las lecciones guardadas: marco, ritmo, salidas, enlaces y legibilidad."""

import json
import re
import statistics
import tomllib
from pathlib import Path
from urllib.parse import unquote

import course
import nbformat
import pytest
from course import NOTEBOOKS, ROOT, STEMS, Lesson, images, output_text, prose, tags, words
from second_edition import SECOND

OPEN = [Lesson(path) for path in course.sources()]
COURSE = [lesson for lesson in OPEN if lesson.number > 0]
# Las que ya se escribieron de nuevo siguen las reglas de `second_edition`.
FIRST = [lesson for lesson in COURSE if lesson.number not in SECOND]
BOTH = course.opened_and_solved()
DERIVATIONS = {3, 5}
FIGURE_SENTENCE = re.compile(r"^\*\*Qué muestra la figura:\*\*", re.MULTILINE)
RAW_OUTPUT = re.compile(r"\barray\(|\bnp\.\w+\(|\bdtype=|<[^<>\n]* at 0x|^\[?<matplotlib"
                        r"|^Ellipsis$|\w+\(children=|Warning:|\d\.\d{9}", re.MULTILINE)
QUESTIONS = tomllib.loads(
    Path(__file__).with_name("learner_questions.toml").read_text(encoding="utf-8"))["questions"]


def each(cases):
    """Repite una prueba para cada cuaderno."""
    return pytest.mark.parametrize(
        "lesson", cases,
        ids=lambda lesson: f"{lesson.source.stem}{'-resuelto' if lesson.solved else ''}")


def names(cells):
    """Los identificadores de unas celdas, para los mensajes."""
    return [cell.id for cell in cells]


def test_there_are_lessons():
    assert OPEN, "no hay ninguna lección en notebooks/source"


def test_stems_are_known():
    assert [path.stem for path in course.sources() if path.stem not in STEMS] == []


# --- Marco ------------------------------------------------------------------------------------

def expected_headings(lesson):
    """Los títulos de nivel 1 y 2 que una lección debe tener."""
    body = [title for title in lesson.headings if re.match(r"## \d+\. ", title)]
    frame = ["## Objetivos", "## Requisitos", "## Tiempo", "## Antes de empezar"]
    discussion = [title for title in lesson.headings if title == "## Para discutir en clase"]
    end = ["## Qué nos llevamos", "## Para practicar", "## Para saber más"]
    return body, frame + body + discussion + end


@each(FIRST)
def test_frame(lesson):
    title, *rest = [text for text in lesson.headings if re.match(r"##? ", text)]
    assert lesson.cells[0].source.startswith("# ")
    assert re.fullmatch(rf"# {lesson.number}\. \S.*", title)
    body, expected = expected_headings(lesson)
    assert rest == expected
    assert body, "falta el cuerpo: ## 1. ..."
    assert [int(re.search(r"\d+", text).group()) for text in body] == \
        list(range(1, len(body) + 1))


@each(FIRST)
def test_at_most_five_objectives(lesson):
    text = lesson.body.split("## Objetivos")[1].split("\n## ")[0]
    assert 1 <= len(re.findall(r"^\s*(?:[-*]|\d+\.) ", text, flags=re.MULTILINE)) <= 5


@each(OPEN)
def test_heading_levels_do_not_jump(lesson):
    levels = [len(text.split(" ")[0]) for text in lesson.headings]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


@each(COURSE)
def test_last_cell_leads_on(lesson):
    links = [f"[Anterior]({STEMS[lesson.number - 1]}.ipynb)", "[Índice](00_inicio.ipynb)"]
    following = STEMS[lesson.number + 1:lesson.number + 2]
    if following:
        ready = following[0] in [path.stem for path in course.sources()]
        link = f"[Siguiente]({following[0]}.ipynb)"
        links.append(link if ready else "Siguiente: en preparación")
    assert lesson.cells[-1].source.strip() == " · ".join(links)


def test_first_lesson_has_its_own_frame():
    (first,) = [lesson for lesson in OPEN if lesson.number == 0]
    assert first.headings[0].startswith("# ")
    practice = course.PRACTICE_TAGS - {"setup"}
    assert names(cell for cell in first.code if tags(cell) & practice) == []


# --- Ritmo ------------------------------------------------------------------------------------

@each(FIRST)
def test_expository_cells(lesson):
    sizes = [len(course.code_lines(cell)) for cell in lesson.code if course.is_expository(cell)]
    assert 10 <= len(sizes) <= 25
    assert statistics.median(sizes) <= 5, sizes


@each(BOTH)
def test_code_cells_are_short(lesson):
    assert names(cell for cell in lesson.code if len(course.code_lines(cell)) > 15) == []
    assert names(cell for cell in lesson.code
                 if any(len(line) > 79 for line in cell.source.splitlines())) == []


@each([lesson for lesson in BOTH if lesson.solved])
def test_solutions_stand_in_practice_cells(lesson):
    assert names(cell for cell in lesson.code
                 if course.is_expository(cell) and "BEGIN SOLUTION" in cell.source) == []


@each(FIRST)
def test_words(lesson):
    count = sum(len(words(prose(cell.source))) for cell in lesson.markdown)
    assert 700 <= count <= 2000


@each(FIRST)
def test_number_of_figures(lesson):
    assert 3 <= sum(len(images(cell)) for cell in lesson.code) <= 10


@each(FIRST)
def test_practice(lesson):
    count = {tag: len(lesson.tagged(tag)) for tag in course.PRACTICE_TAGS}
    assert count["retrieval"] == 3
    assert count["prediction"] >= 3
    assert count["exercise"] >= 2
    assert count["conceptest"] >= 1
    assert count["bug-hunt"] >= (1 if 3 <= lesson.number <= 10 else 0)


@each(FIRST)
def test_each_prediction_has_its_experiment(lesson):
    turns = [tag for cell in lesson.code for tag in ("prediction", "hide-output")
             if tag in tags(cell)]
    missing = [turn for turn, after in zip(turns, turns[1:] + ["prediction"], strict=True)
               if turn == after == "prediction"]
    assert not missing, "tras cada predicción, antes de la siguiente, una celda hide-output"


@each([lesson for lesson in OPEN if lesson.number not in SECOND])
def test_text_between_expository_cells(lesson):
    bare = []
    after_code = False
    for cell in lesson.cells:
        if cell.cell_type == "markdown":
            text = re.sub(r"^#.*$", "", cell.source, flags=re.MULTILINE)
            after_code = after_code and not words(prose(text))
            continue
        if after_code and course.is_expository(cell):
            bare.append(cell.id)
        after_code = course.is_expository(cell)
    assert bare == [], "celdas sin texto antes"


@each([lesson for lesson in BOTH if lesson.number not in SECOND])
def test_figures_are_said_in_words(lesson):
    silent = []
    for position, cell in enumerate(lesson.cells):
        if images(cell):
            text = next((after.source for after in lesson.cells[position + 1:]
                         if after.cell_type == "markdown"), "")
            silent += [] if FIGURE_SENTENCE.search(text) else [cell.id]
    assert silent == [], "falta «**Qué muestra la figura:**»"


# --- Salidas ----------------------------------------------------------------------------------

@each(BOTH)
def test_every_code_cell_was_run(lesson):
    """nbval no compara una celda sin ``execution_count``: aquí se ve que no hay ninguna."""
    counts = [cell.execution_count for cell in lesson.code]
    assert counts == list(range(1, len(counts) + 1))


@each(BOTH)
def test_outputs_are_clean(lesson):
    for cell in lesson.code:
        kinds = [(output.output_type, output.get("name")) for output in cell.outputs]
        assert not [kind for kind in kinds if "error" in kind or "stderr" in kind], cell.id
        assert not RAW_OUTPUT.search(output_text(cell)), (cell.id, output_text(cell)[:300])
        for output in cell.outputs:
            data = output.get("data", {})
            assert "image/png" in data or "<Figure size" not in data.get("text/plain", ""), cell.id
            assert "sk-top-container" not in data.get("text/html", ""), cell.id


@each(BOTH)
def test_cells_that_draw_store_a_figure(lesson):
    assert names(cell for cell in lesson.code
                 if "plt.show()" in cell.source and not images(cell)) == []
    assert names(cell for cell in lesson.code
                 if any(image.std() < 5 for image in images(cell))) == [], "figura en blanco"


@each(BOTH)
def test_ids_are_unique(lesson):
    """Se lee el JSON: nbformat cambiaría un identificador repetido sin decirlo."""
    cells = json.loads(lesson.path.read_text(encoding="utf-8"))["cells"]
    ids = [cell.get("id") for cell in cells]
    assert None not in ids and len(ids) == len(set(ids))


@each(BOTH)
def test_few_cells_are_not_compared(lesson):
    skipped = [cell for cell in lesson.code
               if tags(cell) & {"nbval-ignore-output", "nbval-skip"} or "NBVAL_" in cell.source]
    assert len([cell for cell in skipped if "widget" not in tags(cell)]) <= 1, names(skipped)
    assert names(cell for cell in skipped
                 if "#" not in cell.source and not cell.metadata.get("reason")) == [], \
        "falta el motivo, en un comentario"


@each(BOTH)
def test_hidden_outputs(lesson):
    hidden = names(cell for cell in lesson.code
                   if cell.metadata.get("jupyter", {}).get("outputs_hidden"))
    assert hidden == ([] if lesson.solved else names(lesson.tagged("hide-output")))


@each(COURSE)
def test_open_cells_say_that_they_are_pending(lesson):
    """Entre una celda por contestar y la siguiente, algo imprime «pendiente»."""
    solved = {cell.id: cell for cell in Lesson(lesson.source, solved=True).code}
    silent, waiting = [], None
    for cell in lesson.code:
        if cell.source != solved[cell.id].source and "conceptest" not in tags(cell):
            silent += [waiting] if waiting else []
            waiting = cell.id
        if "pendiente" in output_text(cell).lower():
            waiting = None
    assert silent + ([waiting] if waiting else []) == []


@each([lesson for lesson in BOTH if lesson.solved])
def test_solved_cells_are_not_pending(lesson):
    assert names(cell for cell in lesson.code if "pendiente" in output_text(cell).lower()) == []


@each(BOTH)
def test_file_size(lesson):
    assert lesson.path.stat().st_size <= 2**20


@pytest.mark.parametrize("solved", [False, True], ids=["abiertos", "resueltos"])
def test_average_file_size(solved):
    sizes = [lesson.path.stat().st_size for lesson in BOTH if lesson.solved == solved]
    assert statistics.mean(sizes) <= 300 * 1024


# --- Enlaces ----------------------------------------------------------------------------------

def anchors(path):
    """Los destinos que hay dentro de un archivo: celdas o títulos."""
    if path.suffix == ".ipynb":
        cells = nbformat.read(path, as_version=4).cells
        return {f"cell-id={cell.id}" for cell in cells}
    titles = re.findall(r"^#+ (.*)", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title).strip().lower().replace(" ", "-") for title in titles}


def broken_links(path, text):
    """Enlaces relativos de un Markdown que no llevan a ninguna parte."""
    links = re.findall(r"\]\(([^)\s]+)[^)]*\)", course.without_code(text))
    for link in links + re.findall(r'(?:href|src)="([^"]+)"', text):
        name, _, anchor = unquote(link).partition("#")
        if re.match(r"[a-z]+:", name):
            continue
        target = (path.parent / name) if name else path
        if not target.exists() or (anchor and anchor not in anchors(target)):
            yield link


@each(BOTH)
def test_links_of_lessons(lesson):
    text = "\n\n".join(cell.source for cell in lesson.markdown)
    assert list(broken_links(lesson.path, text)) == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_links_of_documents(name):
    path = ROOT / name
    assert list(broken_links(path, path.read_text(encoding="utf-8"))) == []


def test_broken_links_are_found(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("# Un título, ¿sí?\n", encoding="utf-8")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("", id="p01")])
    nbformat.write(notebook, tmp_path / "n.ipynb")
    text = "[a](a.md#un-título-sí) [b](a.md#otro) [c](b.md) `[d](d.md)` [e](https://e.es)" \
           '[f](n.ipynb#cell-id=p01) [g](n.ipynb#cell-id=p02) <img src="no.png">'
    assert list(broken_links(path, text)) == ["a.md#otro", "b.md", "n.ipynb#cell-id=p02", "no.png"]


# --- Preguntas de quienes aprenden ------------------------------------------------------------

def test_questions_are_well_formed():
    numbers = [question["number"] for question in QUESTIONS]
    assert len(numbers) == len(set(numbers))
    assert {question["lesson"] for question in QUESTIONS} <= set(range(1, 16))
    assert all(question["text"].strip() for question in QUESTIONS)


@each(COURSE)
def test_questions_are_answered(lesson):
    index = Lesson(NOTEBOOKS / "source" / f"{STEMS[0]}.py")
    links = "\n".join(cell.source for cell in index.markdown)
    answers = {cell.id: cell for cell in lesson.code if cell.outputs}
    for question in QUESTIONS:
        if question["lesson"] == lesson.number:
            name = f"p{question['number']:02d}"
            assert name in answers, f"sin celda {name} con salida: {question['text']}"
            assert f"({lesson.path.name}#cell-id={name})" in links, f"00_inicio no lleva a {name}"


# --- Legibilidad ------------------------------------------------------------------------------

@pytest.mark.parametrize(("word", "count"), [
    ("sol", 1), ("media", 2), ("día", 2), ("período", 4), ("ciudad", 2), ("aéreo", 4), ("muy", 1),
    ("playa", 2), ("queso", 2), ("guerra", 2), ("pingüino", 3), ("gaussiana", 3), ("huevo", 2),
    ("distribución", 4), ("verosimilitud", 6), ("varianza", 3), ("leer", 2), ("Uruguay", 3),
    ("averigüéis", 4), ("maíz", 2), ("GMM", 1), ("y", 1)])
def test_syllables(word, count):
    assert course.syllables(word) == count


def test_terms_count_as_three_syllables():
    assert [course.weight(word) for word in
            ("verosimilitud", "covarianzas", "responsabilidades", "observaciones", "sol",
             "extraordinario")] == [3, 3, 3, 3, 1, 6]


def test_sentences_leave_out_what_is_not_prose():
    text = ("# Título largo\n\nUna frase con `código` y $x$. Otra, en 0.5 s.\n\n"
            "| a | b |\n\n- un punto\n- otro punto\n\n```python\nx = 1\n```\n")
    assert course.sentences(text) == ["Una frase con y .", "Otra, en 0.5 s.", "un punto",
                                       "otro punto"]


@each(COURSE)
def test_readability(lesson):
    index, length = course.readability(lesson.body)
    longest = sorted(course.sentences(lesson.body), key=lambda text: -len(words(text)))[:5]
    minimum = 55 if lesson.number in DERIVATIONS else 60
    most = 19 if lesson.number in SECOND else 18
    assert index >= minimum and length <= most, \
        f"índice {index:.1f} (mínimo {minimum}); {length:.1f} palabras por frase (como mucho " \
        f"{most}).\n" \
        + "\n".join(f"{len(words(text))} palabras: {text}" for text in longest)
