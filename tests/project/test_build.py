"""Pruebas de ``notebooks/build.py``: derivación, ida y vuelta, comparación y ejecución."""

import os
import shutil
import subprocess
import sys

import course
import nbformat
import pytest
from course import ROOT, build

SAMPLE = '''# %% [markdown]
# # 1. Título
#
# La [solución](soluciones/01_a.ipynb), la [guía](../README.md) y [otra](02_b.ipynb).

# %% tags=["setup"]
import math

# %% id="p07" tags=["prediction"]
# BEGIN SOLUTION
prediction = 40  # de cada 100
# END SOLUTION

# %% tags=["hide-output"]
print(f"Vemos {math.pi:.2f}.")


# %% tags=["exercise"]
def double(x):
    # BEGIN SOLUTION
    y = 2 * x
    return y
    # END SOLUTION


print("pendiente" if double(1) is None else "correcto")

# %% [markdown] id="final"
# Adiós.
'''


@pytest.fixture
def source(tmp_path, monkeypatch):
    """Una fuente de ejemplo en una carpeta de cuadernos vacía, en una computadora propia."""
    monkeypatch.delenv("CI", raising=False)
    path = tmp_path / "source" / "01_a.py"
    path.parent.mkdir()
    path.write_text(SAMPLE, encoding="utf-8")
    return path


def store(source):
    """Guarda las dos versiones como si se hubieran ejecutado."""
    for solved in (False, True):
        notebook = build.derive(source, solved)
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        for count, cell in enumerate(code, start=1):
            cell.execution_count = count
        path = build.notebook_path(source, solved)
        path.parent.mkdir(exist_ok=True)
        nbformat.write(notebook, path)


def edit(path, change):
    """Aplica un cambio a un cuaderno guardado."""
    notebook = nbformat.read(path, as_version=4)
    change(notebook)
    nbformat.write(notebook, path)


def find(notebook, name):
    """La celda de un identificador."""
    (cell,) = [cell for cell in notebook.cells if cell.id == name]
    return cell


# --- Derivación -------------------------------------------------------------------------------

BEGIN, END = "# BEGIN SOLUTION\n", "\n# END SOLUTION"


@pytest.mark.parametrize(("solved", "opened"), [
    (f"{BEGIN}a = 3  # un número{END}", "a = ...  # un número"),
    (f"{BEGIN}a = 'x # y'  # ñ # é{END}", "a = ...  # ñ # é"),
    (f"{BEGIN}a = 'año'\n\nb = f(1, 2){END}", "a = ...\n\nb = ..."),
    (f"{BEGIN}a = 1\nprint(a){END}", "..."),
    (f"{BEGIN}a, b = 1, 2{END}", "..."),
    (f"{BEGIN}a = [\n    1,\n]{END}", "..."),
    (f"{BEGIN}a += 1{END}", "..."),
    (f"{BEGIN}{END}", "..."),
    ("def f(x):\n    # BEGIN SOLUTION\n    return x\n    # END SOLUTION\n\n\nf(1)",
     "def f(x):\n    ...\n\n\nf(1)"),
    ("for i in x:\n    # BEGIN SOLUTION\n    n = i  # contar\n    # END SOLUTION\n    print(n)",
     "for i in x:\n    n = ...  # contar\n    print(n)"),
    (f"{BEGIN}a = 1{END}\nb = 2\n{BEGIN}f(){END}", "a = ...\nb = 2\n..."),
    ("x = 1  # BEGIN", "x = 1  # BEGIN"),
])
def test_open_code(solved, opened):
    assert build.open_code(solved) == opened


@pytest.mark.parametrize("source", ["# BEGIN SOLUTION\na = 1", "a = 1\n# END SOLUTION",
                                    "# BEGIN SOLUTION\n# BEGIN SOLUTION\n# END SOLUTION"])
def test_unpaired_marks_are_refused(source):
    with pytest.raises(build.BuildError, match="sin pareja"):
        build.open_code(source)


def test_links_go_to_the_other_version_and_back():
    text = ("[una solución](soluciones/01_a.ipynb) [a](soluciones/01_a.ipynb) [b](../README.md) "
            "[c](02_b.ipynb#cell-id=p01)")
    solved = build.solved_links(text)
    assert solved == ("[el cuaderno sin resolver](../01_a.ipynb) [a](../01_a.ipynb) "
                      "[b](../../README.md) [c](02_b.ipynb#cell-id=p01)")
    assert build.source_links(solved) == text


def test_ids_and_metadata(source):
    opened, solved = build.derive(source, False), build.derive(source, True)
    ids = ["01-001", "01-002", "p07", "01-004", "01-005", "final"]
    assert [cell.id for cell in opened.cells] == [cell.id for cell in solved.cells] == ids
    assert opened.cells[2].metadata == {"tags": ["prediction"]}
    assert opened.cells[3].metadata == {"tags": ["hide-output"],
                                        "jupyter": {"outputs_hidden": True}}
    assert solved.cells[3].metadata == {"tags": ["hide-output"]}
    assert "BEGIN SOLUTION" in solved.cells[2].source


def test_repeated_ids_are_refused(source):
    source.write_text(SAMPLE.replace('"final"', '"p07"'), encoding="utf-8")
    with pytest.raises(build.BuildError, match="repetidos: p07"):
        build.derive(source, False)


# --- Del cuaderno a la fuente -----------------------------------------------------------------

@pytest.mark.parametrize("solved", [False, True])
def test_round_trip(source, solved):
    store(source)
    assert build.from_notebook(build.notebook_path(source, solved)) == (source, SAMPLE)


@pytest.mark.parametrize("solved", [False, True])
def test_edits_come_back(source, solved):
    store(source)
    path = build.notebook_path(source, solved)

    def change(notebook):
        find(notebook, "01-004").source = "print('nuevo')"
        find(notebook, "01-004").metadata["scrolled"] = True
        find(notebook, "final").source = "Hasta [luego](02_b.ipynb)."
        notebook.cells.insert(1, nbformat.v4.new_markdown_cell("Celda nueva."))

    edit(path, change)
    _, text = build.from_notebook(path)
    expected = SAMPLE.replace('print(f"Vemos {math.pi:.2f}.")', "print('nuevo')")
    expected = expected.replace("Adiós.", "Hasta [luego](02_b.ipynb).")
    expected = expected.replace("# %% tags=[\"setup\"]",
                                "# %% [markdown]\n# Celda nueva.\n\n# %% tags=[\"setup\"]")
    assert text == expected


def test_solutions_are_edited_in_the_solved_notebook(source):
    store(source)

    def change(notebook):
        find(notebook, "p07").source = find(notebook, "p07").source.replace("40", "50")
        if "prediction = ..." in find(notebook, "p07").source:
            find(notebook, "p07").source = "prediction = 50"

    edit(build.notebook_path(source, True), change)
    assert build.from_notebook(build.notebook_path(source, True))[1] == SAMPLE.replace("40", "50")
    edit(build.notebook_path(source, False), change)
    with pytest.raises(build.BuildError, match="celda p07 .*editar el cuaderno resuelto"):
        build.from_notebook(build.notebook_path(source, False))


def test_an_open_notebook_cannot_drop_a_solution(source):
    store(source)
    edit(build.notebook_path(source, False), lambda notebook: notebook.cells.pop(4))
    with pytest.raises(build.BuildError, match="01-005.*borrarlas en el cuaderno resuelto"):
        build.from_notebook(build.notebook_path(source, False))


@pytest.mark.parametrize("path", course.sources(), ids=lambda path: path.stem)
@pytest.mark.parametrize("solved", [False, True], ids=["abierto", "resuelto"])
def test_every_lesson_makes_the_round_trip(path, solved):
    assert build.from_notebook(build.notebook_path(path, solved))[1] == \
        path.read_text(encoding="utf-8")


# --- Comparación ------------------------------------------------------------------------------

def test_check_accepts_what_was_built(source, capsys):
    store(source)
    assert build.main(["--check"], source.parents[1]) == 0
    assert "1 lecciones al día" in capsys.readouterr().out


@pytest.mark.parametrize(("change", "message"), [
    (lambda nb: nb.cells[1].update(source="import os"), "celda 01-002: el contenido"),
    (lambda nb: nb.cells[1].metadata.clear(), "celda 01-002: los metadatos"),
    (lambda nb: nb.cells[1].update(id="otro"), "que sobran: ['otro']"),
    (lambda nb: nb.cells.reverse(), "otro orden"),
    (lambda nb: nb.cells[1].update(execution_count=None), "no se ejecutaron de 1 a 4"),
    (lambda nb: nb.metadata.kernelspec.update(name="otro"), "metadatos del cuaderno"),
], ids=["source", "metadata", "id", "order", "run", "notebook"])
@pytest.mark.parametrize("solved", [False, True])
def test_check_finds_differences(source, capsys, monkeypatch, change, message, solved):
    monkeypatch.setenv("CI", "true")
    store(source)
    path = build.notebook_path(source, solved)
    edit(path, change)
    before = path.read_bytes()
    assert build.main(["--check"], source.parents[1]) == 1
    out = capsys.readouterr().out
    assert message in out and ("soluciones/01_a.ipynb" in out) == solved
    assert path.read_bytes() == before


def test_check_finds_missing_and_stray_notebooks(source, capsys):
    store(source)
    opened = build.notebook_path(source, False)
    opened.rename(opened.with_name("02_b.ipynb"))
    assert build.main(["--check"], source.parents[1]) == 1
    out = capsys.readouterr().out
    assert "01_a.ipynb: no existe" in out and "02_b.ipynb: no tiene fuente" in out


def saved_by_jupyterlab(notebook):
    """Lo que JupyterLab 4.6 añade y quita al abrir, ejecutar y guardar."""
    notebook.metadata.language_info["version"] = "3.11.7"
    notebook.metadata["widgets"] = {"state": {}}
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    code[0].metadata |= {"collapsed": True, "jupyter": {"outputs_hidden": True}}
    code[1].metadata |= {"execution": {"iopub.status.idle": "2026"}, "scrolled": True}
    code[2].metadata.pop("jupyter", None)
    code[2].outputs = [nbformat.v4.new_output("display_data", {build.WIDGET_VIEW: {}})]


@pytest.mark.parametrize("solved", [False, True])
@pytest.mark.parametrize("ci", [False, True])
def test_reading_in_jupyterlab_changes_nothing(source, capsys, monkeypatch, solved, ci):
    if ci:
        monkeypatch.setenv("CI", "true")
    store(source)
    edit(build.notebook_path(source, solved), saved_by_jupyterlab)
    assert build.main(["--check"], source.parents[1]) == 0
    assert capsys.readouterr().out == "1 lecciones al día.\n"


# Lo que hace quien lee: responder, añadir una celda, borrarla, ejecutar en otro orden.
ANSWERS = {
    "answer": lambda nb: find(nb, "p07").update(source="prediction = 55"),
    "add": lambda nb: nb.cells.insert(1, nbformat.v4.new_markdown_cell("Mis notas.")),
    "delete": lambda nb: nb.cells.pop(),
    "run": lambda nb: find(nb, "p07").update(execution_count=40),
}


@pytest.mark.parametrize("change", ANSWERS.values(), ids=ANSWERS)
def test_answers_are_named_and_do_not_fail(source, capsys, monkeypatch, change):
    store(source)
    edit(build.notebook_path(source, False), change)
    assert build.main(["--check"], source.parents[1]) == 0
    out = capsys.readouterr().out
    assert "Esta lección tiene respuestas tuyas: 01_a.ipynb." in out
    assert out.splitlines()[0].endswith("--reset 01")
    monkeypatch.setenv("CI", "true")
    assert build.main(["--check"], source.parents[1]) == 1
    assert "tuyas" not in capsys.readouterr().out


@pytest.mark.parametrize("old", ["math.pi", "prediction = 40", "Adiós"])
@pytest.mark.parametrize("answer", [False, True])
def test_an_edited_source_fails_with_or_without_answers(source, capsys, old, answer):
    store(source)
    if answer:
        edit(build.notebook_path(source, False), ANSWERS["answer"])
    source.write_text(SAMPLE.replace(old, "x = 1"), encoding="utf-8")
    assert build.main(["--check"], source.parents[1]) == 1
    assert "soluciones/01_a.ipynb: celda" in capsys.readouterr().out


def test_unknown_lesson(source, capsys):
    assert build.main(["07"], source.parents[1]) == 1
    assert "no hay fuente para: 07" in capsys.readouterr().err


def test_stored_notebooks_are_in_step(capsys):
    assert build.main(["--check"]) == 0, capsys.readouterr().out


# --- Ejecución --------------------------------------------------------------------------------

def test_build_twice_gives_the_same_bytes(source, capsys):
    stored = []
    for _ in range(2):
        assert build.main(["01"], source.parents[1]) == 0
        stored.append([build.notebook_path(source, solved).read_bytes()
                       for solved in (False, True)])
    assert stored[0] == stored[1]
    opened, solved = (nbformat.reads(data.decode(), as_version=4) for data in stored[0])
    assert [cell.execution_count for cell in opened.cells if cell.cell_type == "code"] == \
        [1, 2, 3, 4]
    assert find(opened, "01-004").outputs[0].text == "Vemos 3.14.\n"
    assert find(opened, "01-005").outputs[0].text == "pendiente\n"
    assert find(solved, "01-005").outputs[0].text == "correcto\n"
    assert not [cell for cell in opened.cells if "execution" in cell.metadata]
    assert stored[0][0].endswith(b"}\n") and not stored[0][0].endswith(b"\n\n")
    assert "01_a: abierto" in capsys.readouterr().out
    assert build.main(["--check"], source.parents[1]) == 0


def test_a_failing_cell_stops_the_build(source, capsys):
    source.write_text(SAMPLE.replace("math.pi", "math.tau_"), encoding="utf-8")
    assert build.main([], source.parents[1]) == 1
    message = capsys.readouterr().err
    assert "01_a (abierto), celda 01-004: AttributeError: module 'math'" in message
    assert not build.notebook_path(source, False).exists()


def test_widget_views_are_not_stored():
    cell = nbformat.v4.new_code_cell("x", id="a")
    view = {build.WIDGET_VIEW: {}, "text/plain": "w"}
    cell.outputs = [nbformat.v4.new_output("display_data", view),
                    nbformat.v4.new_output("stream", name="stdout", text="hola")]
    cell.metadata["execution"] = {}
    notebook = nbformat.v4.new_notebook(cells=[cell], metadata={"widgets": {"state": {}}})
    cleaned = build.clean(notebook)
    assert [output.output_type for output in cleaned.cells[0].outputs] == ["stream"]
    assert "widgets" not in cleaned.metadata and cleaned.cells[0].metadata == {}


# --- Volver a la lección original -------------------------------------------------------------

def git(source, *arguments):
    """Una orden de git en la carpeta de los cuadernos."""
    subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True,
                   cwd=source.parents[1], capture_output=True)


def commit(source):
    """Guarda las dos versiones y las confirma con git."""
    if shutil.which("git") is None:
        pytest.skip("falta git")
    store(source)
    git(source, "init", "-q")
    git(source, "add", ".")
    git(source, "commit", "-q", "-m", "a")


@pytest.fixture(params=["git", "zip"])
def course_copy(request, source):
    """Un curso de una lección, clonado con git o descargado; con los bytes de sus cuadernos."""
    if request.param == "git":
        commit(source)
    else:
        assert build.main([], source.parents[1]) == 0
    return source, [build.notebook_path(source, solved).read_bytes() for solved in (False, True)]


def test_reset_restores_the_lesson_and_keeps_every_answer(course_copy, capsys):
    source, original = course_copy
    opened, mine = build.notebook_path(source, False), source.parents[1] / build.MINE
    for change in (ANSWERS["answer"], ANSWERS["add"]):
        edit(opened, change)
        answered = opened.read_bytes()
        capsys.readouterr()
        assert build.main(["--reset", "01"], source.parents[1]) == 0
        assert opened.read_bytes() == original[0]
        copy = max(mine.glob("*.ipynb"), key=lambda path: path.stat().st_mtime_ns)
        assert copy.read_bytes() == answered
        out = capsys.readouterr().out
        assert f"Tus respuestas están en {copy}" in out and "01_a.ipynb: como al principio" in out
    assert sorted(path.name for path in mine.glob("*.ipynb")) == ["01_a.ipynb", "01_a_2.ipynb"]
    assert build.main(["--check"], source.parents[1]) == 0


def test_reset_of_what_was_only_read_leaves_no_copy(course_copy):
    source, original = course_copy
    edit(build.notebook_path(source, False), saved_by_jupyterlab)
    assert build.main(["--reset", "01"], source.parents[1]) == 0
    assert build.notebook_path(source, False).read_bytes() == original[0]
    assert not (source.parents[1] / build.MINE).exists()


def test_reset_leaves_git_nothing_to_merge(source, capsys):
    commit(source)
    edit(build.notebook_path(source, False), ANSWERS["answer"])
    edit(build.notebook_path(source, True), saved_by_jupyterlab)
    edit(build.notebook_path(source, True), ANSWERS["answer"])
    assert build.main(["--reset"], source.parents[1]) == 0
    git(source, "diff", "--exit-code")
    status = subprocess.run(["git", "status", "--porcelain"], cwd=source.parents[1], check=True,
                            capture_output=True, encoding="utf-8").stdout
    assert status == ""
    assert sorted(path.name for path in (source.parents[1] / build.MINE).glob("*.ipynb")) == \
        ["01_a.ipynb", "01_a_resuelto.ipynb"]


@pytest.mark.parametrize("text", ["<<<<<<< HEAD", "{}"])
def test_a_broken_notebook_is_named_set_aside_and_restored(source, capsys, text):
    assert build.main([], source.parents[1]) == 0
    opened = build.notebook_path(source, False)
    original = opened.read_bytes()
    opened.write_text(text, encoding="utf-8")
    assert build.main(["--check"], source.parents[1]) == 0
    assert "respuestas tuyas: 01_a.ipynb" in capsys.readouterr().out
    assert build.main(["--reset"], source.parents[1]) == 0
    assert opened.read_bytes() == original
    assert (source.parents[1] / build.MINE / "01_a.ipynb").read_text(encoding="utf-8") == text


def test_reset_follows_an_edited_source_not_git(source):
    commit(source)
    source.write_text(SAMPLE.replace("Adiós", "Hasta luego"), encoding="utf-8")
    assert build.main(["--reset", "01"], source.parents[1]) == 0
    assert "Hasta luego" in build.notebook_path(source, False).read_text(encoding="utf-8")
    assert build.main(["--check"], source.parents[1]) == 0


TINY = """# %% [markdown]
# # 1. Título

# %%
# BEGIN SOLUTION
x = 1
# END SOLUTION
"""


def run_pytest(folder, **env):
    """Ejecuta las pruebas de un proyecto pequeño; devuelve el código de salida y el texto."""
    clean = {key: value for key, value in os.environ.items() if key != "CI"}
    run = subprocess.run([sys.executable, "-m", "pytest", "--nbval", "--nbval-current-env", "-q",
                          "-p", "no:cacheprovider", "--color=no", "notebooks"], cwd=folder,
                         env=clean | env, capture_output=True, encoding="utf-8", check=False)
    return run.returncode, run.stdout + run.stderr


def test_pytest_skips_and_names_answered_lessons(tmp_path, source):
    folder = tmp_path / "curso"
    for name in ("conftest.py", "notebooks/build.py", "tests/lessons/course.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    (folder / "pytest.ini").write_text("[pytest]\npythonpath = tests/lessons\n",
                                       encoding="utf-8")
    lesson = folder / "notebooks" / "source" / "01_a.py"
    lesson.parent.mkdir()
    lesson.write_text(TINY, encoding="utf-8")
    store(lesson)
    shutil.copytree(folder / "notebooks" / build.SOLUTIONS, folder / "notebooks" / build.MINE)
    edit(build.notebook_path(lesson, False),
         lambda notebook: notebook.cells[1].update(source="print('mío')"))
    code, out = run_pytest(folder)
    assert code == 0 and "1 passed, 1 skipped" in out, out
    assert "Esta lección tiene respuestas tuyas: 01_a.ipynb." in out
    assert "--reset 01" in out
    code, out = run_pytest(folder, CI="true")
    assert code == 1 and "1 failed, 1 passed" in out, out


# --- Copia sin soluciones ---------------------------------------------------------------------

def test_copy_without_solutions(source, tmp_path, capsys):
    store(source)
    target = tmp_path / "copia"
    assert build.main(["--without-solutions", str(target)], source.parents[1]) == 0
    assert "1 cuadernos" in capsys.readouterr().out
    assert [path.name for path in (target / "notebooks").iterdir()] == ["01_a.ipynb"]
    text = (target / "notebooks" / "01_a.ipynb").read_text(encoding="utf-8")
    assert "soluciones/" not in text and "BEGIN SOLUTION" not in text
    assert "# 1. Título" in text
    assert build.main(["--without-solutions", str(target)], source.parents[1]) == 1
    assert "ya existe" in capsys.readouterr().err


def test_copy_of_the_course_has_no_solutions_and_can_be_installed(tmp_path):
    target = tmp_path / "curso"
    assert build.main(["--without-solutions", str(target)]) == 0
    notebooks = sorted(path.name for path in (target / "notebooks").iterdir())
    assert notebooks == [f"{path.stem}.ipynb" for path in course.sources()]
    for path in (target / "notebooks").iterdir():
        assert "](soluciones/" not in path.read_text(encoding="utf-8")
    needed = {"pyproject.toml", "requirements.txt", "README.md", "gmm_lab", "binder"}
    assert needed <= {path.name for path in target.iterdir()}
    assert (target / "gmm_lab" / "exercises" / "lessons" / "01.toml").exists()
