"""Los mensajes hablan de tú: «Prueba otro inicio», no «Probar otro inicio» ni «Pruebe otro»."""

import ast
import re
import tomllib

import pytest
from course import ROOT

PACKAGE = ROOT / "gmm_lab"
PROGRAMS = sorted(PACKAGE.rglob("*.py"))
TEXTS = sorted((PACKAGE / "exercises").rglob("*.toml"))
NOT_PROSE = {"answer", "family", "id", "kind", "letters", "like", "lines", "results"}

# Palabras que terminan como un infinitivo y no lo son; las últimas son de matplotlib o de código.
NOUNS = "azar|cualquier|lugar|par|primer|regular|similar|singular|tercer|center|lower|upper|order"
# Infinitivos que no ordenan: un botón, un menú, el sujeto de la oración, el nombre de un paso.
FACTS = "|".join([
    "provocar (?:un|gemelas)", r"descargar\)",
    "cambiar el orden (?:de las componentes )?(?:no|solo)",
    "duplicar los datos (?:cambia|duplica|no)", "ganar poco", "imprimir no es", "iterar más no",
    "promediar números iguales no", "quedarse quieto es", "sumar antes o después",
    "sumar variables no es", "(?:contar|dispersar|normalizar|ponderar|promediar)(?=[,;:.])"])
ORDER = re.compile(
    rf"(?:^|[.:;,!?…)—]\s+)[¿¡«(\"]*(?!(?:{NOUNS})\b|{FACTS})"
    r"[^\W\d_]*[aeií]r(?:se|l[aeo]s?|me|nos)?(?!\w|\(|\.\w)", re.IGNORECASE)
# De usted o de vos; «mire» y semejantes, solo al empezar, porque «que mire» también es tú o ella.
OTHER_PERSONS = re.compile(
    r"\b(?:usted(?:es)?|vos|sos|tenés|podés|querés|mirá|probá|usá|revisá|completá|elegí)\b"
    r"|(?:^|[.:;!?]\s+)(?:mire|pruebe|use|revise|complete|elija|escriba)\b", re.IGNORECASE)


def text_of(node):
    """El texto de una cadena, con una x en lugar de cada valor; None si no es una cadena."""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "x"
                       for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def messages_of_program(code):
    """Todas las cadenas con más de una palabra, menos los docstrings.

    Algunos mensajes se arman lejos de su ``raise`` o de su aviso: por eso se leen todas.
    """
    tree = ast.parse(code)
    skip = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    skip |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
             for part in node.values if isinstance(part, ast.Constant)}
    found = [text_of(node) for node in ast.walk(tree) if id(node) not in skip]
    return [text for text in found if text and " " in text]


def messages_of_table(value):
    """Los textos de un TOML, sin respuestas ni líneas de programa."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = [part for key, part in value.items() if key not in NOT_PROSE]
    return [text for part in value for text in messages_of_table(part)] \
        if isinstance(value, list) else []


def messages(path):
    """Los mensajes de un archivo del paquete."""
    content = path.read_text(encoding="utf-8")
    return messages_of_program(content) if path.suffix == ".py" else \
        messages_of_table(tomllib.loads(content))


def not_to_you(texts):
    """Los textos que ordenan en infinitivo, o que hablan de usted o de vos."""
    return [text for text in texts if ORDER.search(text) or OTHER_PERSONS.search(text)]


def name_of(path):
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", PROGRAMS + TEXTS, ids=name_of)
def test_messages_speak_to_you(path):
    assert not_to_you(messages(path)) == []


# --- Pruebas de estas pruebas -----------------------------------------------------------------

@pytest.mark.parametrize("text", [
    "No converge: aumentar max_iter.", "Es singular. Probar otro inicio.", "Quitarlas.",
    "revisar los argumentos: x = 40", "Si cabe, usar toarray().", "¿Sale nan? Restar el mayor.",
    "Pruebe otro inicio.", "Revisá el eje.", "Lo que usted pide."])
def test_an_order_in_another_voice_is_found(text):
    assert not_to_you([text]) == [text]


@pytest.mark.parametrize("text", [
    "Prueba otro inicio, y reparte los puntos.", "Convierte antes cada columna.",
    "falta dividir por n.", "¿Qué se puede restar?", "Ganar poco no es estar en una cima.",
    "contar, promediar, dispersar: con la media nueva", "Primer paso: azar.",
    "order = np.argsort(means)", "resta, y usa np.linalg.eigh", "par.sort() y mar.mean()"])
def test_a_message_to_you_is_accepted(text):
    assert not_to_you([text]) == []


def test_messages_are_read():
    code = '"""Probar algo."""\nraise ValueError(f"{name} va mal: " f"usar {n}.")\n' \
           'hint = "Revisar el eje."\n_warn("Usar menos: " + x, "bic")\n'
    assert sorted(messages_of_program(code)) == ["Revisar el eje.", "Usar menos: ",
                                                 "x va mal: usar x."]
    table = {"a": {"lines": ["Usar b"], "hints": ["Probar c", "d"],
                   "mistakes": [{"value": 1, "message": "Mira e"}]}}
    assert messages_of_table(table) == ["Probar c", "d", "Mira e"]
