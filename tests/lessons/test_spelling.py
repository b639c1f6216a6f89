"""Ortografía de lecciones, documentos y paquete: diccionario, acentos y falsos amigos."""

import ast
import io
import os
import re
import shutil
import subprocess
import tokenize
from pathlib import Path

import course
import pytest
from course import ROOT, build

LISTS = Path(__file__).parent / "spelling"
DICTIONARY = "es_ES"


def read_list(name):
    """Las líneas de una lista, sin comentarios ni líneas vacías."""
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


# --- Qué se lee -------------------------------------------------------------------------------

def markdown_text(text):
    """La prosa de un Markdown, sin nombres ingleses (*bin*) ni títulos citados (*Applied ...*)."""
    text = re.sub(r"\[[^\]]*\]\(https?:[^)]*\)", "", text)
    text = re.sub(r"\| *\*[^*|]+\* *(?=\|)", "", text)
    return re.sub(r"\(\*[^*()]+\*\)|(?<!\*)\*[A-Z][^*]*\*(?!\*)", "", course.prose(text))


# Ejemplos de doctest, líneas de tipos de numpydoc y valores entre comillas.
NOT_PROSE = re.compile(r"^ *>>> .*\n(?: *\S.*\n)*|^ *\*{0,2}\w+(?:, \*{0,2}\w+)* : .*$"
                       r"|\"[\w-]+\"|'[\w-]+'", re.MULTILINE)


def python_text(code):
    """Comentarios, docstrings y mensajes de un código, sin sus propios identificadores."""
    tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    parts = [token.string.lstrip("# ") for token in tokens if token.type == tokenize.COMMENT]
    parts = [part for part in parts if not re.match(r"noqa|fmt:|type:|%%", part)]
    parts += [node.value for node in ast.walk(ast.parse(code))
              if isinstance(node, ast.Constant) and isinstance(node.value, str)
              and " " in node.value]
    text = re.sub(NOT_PROSE, "", markdown_text("\n\n".join(parts)))
    names = {token.string for token in tokens if token.type == tokenize.NAME}
    return re.sub(r"[^\W\d]\w*", lambda match: "" if match.group() in names or
                  "_" in match.group() else match.group(), text)


def lesson_texts(path):
    """El texto de cada celda de una lección, con su identificador."""
    for cell in build.read_source(path):
        if cell.cell_type == "code":
            yield cell.id, python_text(re.sub(r"^[%!].*$", "", cell.source, flags=re.MULTILINE))
        else:
            yield cell.id, markdown_text(cell.source)


def texts(path):
    """Los textos de un archivo: pares (lugar, texto)."""
    if path.parent.name == "source":
        return list(lesson_texts(path))
    reader = python_text if path.suffix == ".py" else markdown_text
    return [("", reader(path.read_text(encoding="utf-8")))]


def documents(root=ROOT):
    """Los archivos que lee una persona."""
    return [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").glob("*.md")),
            *course.sources(root / "notebooks"), root / "notebooks" / "build.py",
            *sorted((root / "gmm_lab").rglob("*.py"))]


# --- Diccionario ------------------------------------------------------------------------------

def tokens(text):
    """Las palabras que se buscan en el diccionario; ni siglas ni nombres como JupyterLab."""
    found = re.findall(r"(?<![\w\\@])[^\W\d_]{2,}(?![\w(])", text)
    return [word for word in found if word[1:].islower()]


def unknown_words(found):
    """Las palabras que ni hunspell ni nuestra lista conocen."""
    own = {word.lower() for word in read_list("words.txt")}
    new = sorted({word for word in found if word.lower() not in own})
    run = subprocess.run(["hunspell", "-d", DICTIONARY, "-i", "utf-8", "-l"], text=True,
                         input="\n".join(new) + "\n", capture_output=True, check=True,
                         encoding="utf-8", env={**os.environ, "LC_ALL": "C.UTF-8"})
    return set(run.stdout.split())


@pytest.fixture(scope="module")
def hunspell():
    """Salta la prueba si falta hunspell, salvo que se exijan todas las herramientas."""
    listing = ""
    if shutil.which("hunspell"):
        listing = subprocess.run(["hunspell", "-D"], input="", capture_output=True, check=False,
                                 encoding="utf-8").stderr
    if not re.search(rf"\b{DICTIONARY}\b", listing):
        reason = f"falta hunspell o su diccionario {DICTIONARY} (paquete hunspell-es)"
        (pytest.fail if os.environ.get("GMM_LAB_REQUIRE_ALL") else pytest.skip)(reason)


def misspelled(found):
    """Pares (lugar, palabra) que no están en los diccionarios."""
    bad = unknown_words(word for _, text in found for word in tokens(text))
    return [(place, word) for place, text in found for word in tokens(text) if word in bad]


def suspects(found, patterns):
    """Pares (lugar, hallazgo y consejo) de unas expresiones regulares."""
    return [(place, f"{match.group()}: {hint}") for pattern, hint in patterns
            for place, text in found
            for match in re.finditer(pattern, " ".join(text.split()), flags=re.IGNORECASE)]


def report(path, found):
    """Una línea por hallazgo: archivo, celda y palabra."""
    return "\n" + "\n".join(f"{path.name} {place} {word}" for place, word in found)


ACCENTS = [(rf"(?<![\w-]){word}(?![\w-])", "falta un acento")
           for word in read_list("no_accent.txt")]
FALSE_FRIENDS = [tuple(line.split("\t")) for line in read_list("false_friends.txt")]
each_document = pytest.mark.parametrize(
    "path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())


@each_document
def test_words_are_in_the_dictionary(path, hunspell):
    found = misspelled(texts(path))
    assert not found, report(path, found)


@each_document
def test_accents_and_false_friends(path):
    found = suspects(texts(path), ACCENTS + FALSE_FRIENDS)
    assert not found, report(path, found)


# --- Pruebas de estas pruebas -----------------------------------------------------------------

@pytest.mark.parametrize("name", ["words.txt", "no_accent.txt"])
def test_lists_are_sorted(name):
    words = read_list(name)
    assert words == sorted(set(words), key=lambda word: (word.lower(), word))


def test_markdown_is_stripped():
    text = "Usar `fit` y $\\alpha$ en <b>la</b> [guía](a.md) (*bin width*).\n```\nx\n```\n" \
           "[The title](https://a.b) *Applied\nStatistics*"
    assert tokens(markdown_text(text)) == ["Usar", "en", "la", "guía"]


def test_python_is_read():
    code = 'def f(X, means):\n    """Sumar means y n_k."""\n    # Un comentario\n' \
           '    return f"El valor {X} sube", "full"\n'
    assert sorted(tokens(python_text(code))) == \
        ["El", "Sumar", "Un", "comentario", "sube", "valor"]


def test_a_misspelled_word_is_found(hunspell):
    found = [("01-001", "La verosimilitud de la gausiana"), ("01-002", "El histogrma baja")]
    assert misspelled(found) == [("01-001", "gausiana"), ("01-002", "histogrma")]


@pytest.mark.parametrize("text", ["el numero de grupos", "mas alla de dos", "una razon",
                                  "la probabilidad de registro", "un límite inferior",
                                  "tipo_de_covarianza", "la etapa electrónica", "los clusters"])
def test_suspects_are_found(text):
    assert [place for place, _ in suspects([("01-003", text)], ACCENTS + FALSE_FRIENDS)] == \
        ["01-003"]


def test_correct_text_is_not_suspect():
    text = "El número de grupos, más allá de dos; la cota inferior y el paso E. Los clústeres."
    assert suspects([("01-003", text)], ACCENTS + FALSE_FRIENDS) == []
