"""Las reglas de la segunda edición: la hora de quien lee, medida en el cuaderno abierto.

`faults(cells)` dice qué no cumple una lección, en frases. El camino principal llega hasta la
primera sección optativa; el resto es optativo y solo cuenta en el total.
"""

import re
import statistics
from collections import Counter

from course import code_lines, output_text, prose, sentences, tags, words

# Las lecciones ya escritas de nuevo. Las demás siguen las reglas de la primera edición.
SECOND = {4}
# Maneras de hacer pensar, cada una con su etiqueta.
FORMS = {"prediction", "sketch", "tweak", "order", "repair", "write", "complete", "explore",
         "break", "conceptest", "say", "choose"}
WRITTEN = {"write", "complete", "repair", "sketch", "break"}
ASKED = FORMS - {"tweak", "say", "explore"} | {"exercise", "challenge"}
OPTIONAL = re.compile(r"^##+ .*(Ampliación|Para practicar|Para saber más)", re.MULTILINE)
FOLDED = re.compile(r"<details>.*?</details>", re.DOTALL)
DESCRIPTION = re.compile(r"<details><summary>Descripción de la figura</summary>\s*\S.*?</details>",
                         re.DOTALL)
JOINS = re.compile(r"\b(porque|pero|sino|por (?:lo )?tanto|así que|por eso|en cambio|sin embargo|"
                   r"aunque|mientras|de modo que|ya que|pues|entonces|para que|a pesar)\b", re.I)
SPOILER = re.compile(r"(?:show_prediction|reveal)\([^)]*prediction\s*,\s*(?:observed\s*=\s*)?"
                     r"f?[\"'\d]")
MOST_CELLS, MOST_OF_ALL, MOST_WORDS, MOST_CODE, MOST_NUMBERS = 60, 90, 1500, 130, 60
MOST_MINUTES = 45


def main_path(cells):
    """Las celdas anteriores a la primera sección optativa."""
    for position, cell in enumerate(cells):
        if cell.cell_type == "markdown" and OPTIONAL.search(cell.source):
            return cells[:position]
    return cells


def shows(cell):
    """Si la celda guarda una figura o un control."""
    kinds = {kind for output in cell.get("outputs", []) for kind in output.get("data", {})}
    return any(kind.startswith("image/") or "widget" in kind for kind in kinds)


def visible_lines(cells):
    """Líneas de código que se ven: sin las celdas con la fuente escondida."""
    return [code_lines(cell) for cell in cells if cell.cell_type == "code"
            and not cell.metadata.get("jupyter", {}).get("source_hidden")]


def text_of(cells):
    """La prosa a la vista: sin lo plegado."""
    return "\n\n".join(FOLDED.sub("", cell.source) for cell in cells
                       if cell.cell_type == "markdown")


def asked(cells):
    """Las celdas que piden una respuesta, y si la respuesta es una letra."""
    found = []
    for position, cell in enumerate(cells):
        if cell.cell_type == "code" and tags(cell) & ASKED:
            before = next((c.source for c in reversed(cells[:position])
                           if c.cell_type == "markdown"), "")
            found.append((cell, "*(a)*" in before))
    return found


def minutes(main):
    """Cuánto tarda quien lee: palabras, código, figuras y respuestas."""
    lines = sum(map(len, visible_lines(main)))
    answers = sum(1 if letter else 5 if "def " in cell.source else 2.5
                  for cell, letter in asked(main))
    return len(words(prose(text_of(main)))) / 150 + lines / 10 + \
        sum(map(shows, main)) / 3 + answers


def faults(cells):
    """Lo que una lección no cumple."""
    main = main_path(cells)
    return [*_opening(cells), *_size(cells, main), *_answers(cells, main), *_prose(main),
            *_figures(cells), *_code(cells)]


def _opening(cells):
    first = cells[:3]
    if not any(map(shows, first)) or "?" not in text_of(first):
        yield "las tres primeras celdas no traen una figura y una pregunta"
    folded = " ".join(part for cell in cells[:6] if cell.cell_type == "markdown"
                      for part in FOLDED.findall(cell.source))
    if not all(word in folded for word in ("Objetivos", "Requisitos", "Tiempo")):
        yield "faltan, plegados, objetivos, requisitos y tiempo"


def _size(cells, main):
    numbers = sum(len(re.findall(r"\d[\d.,]*", output_text(cell))) for cell in main
                  if cell.cell_type == "code")
    for name, size, most in (
            ("celdas del camino principal", len(main), MOST_CELLS),
            ("celdas en total", len(cells), MOST_OF_ALL),
            ("palabras", len(words(prose(text_of(main)))), MOST_WORDS),
            ("líneas de código", sum(map(len, visible_lines(main))), MOST_CODE),
            ("números impresos", numbers, MOST_NUMBERS),
            ("minutos", round(minutes(main)), MOST_MINUTES)):
        if size > most:
            yield f"{name}: {size}, y como mucho {most}"


def _answers(cells, main):
    answers = asked(cells)
    if not 5 <= len(answers) <= 10:
        yield f"se piden {len(answers)} respuestas: de 5 a 10"
    if 3 * sum(letter for _, letter in answers) > len(answers):
        yield "más de un tercio de las respuestas son letras"
    if sum(bool(tags(cell) & WRITTEN) for cell, _ in asked(main)) < 2:
        yield "en el camino principal se escribe menos de dos veces"
    used = Counter(tag for cell in cells for tag in tags(cell) & FORMS)
    if len(used) < 4:
        yield f"solo {len(used)} maneras de hacer pensar: al menos 4"
    if often := [tag for tag, times in used.items() if times > 3]:
        yield f"más de tres veces la misma manera: {', '.join(often)}"
    if any(SPOILER.search(cell.source) for cell in cells if cell.cell_type == "code"):
        yield "la respuesta de una predicción se lee en la celda que la muestra"


def _prose(main):
    found = [len(words(sentence)) for sentence in sentences(text_of(main))]
    mean, short = statistics.mean(found), statistics.mean(size <= 5 for size in found)
    joins = 100 * len(JOINS.findall(prose(text_of(main)))) / len(found)
    if not 13 <= mean <= 19:
        yield f"las frases tienen {mean:.1f} palabras de media: de 13 a 19"
    if short > 0.2:
        yield f"el {100 * short:.0f} % de las frases tiene cinco palabras o menos"
    if joins < 12:
        yield f"{joins:.0f} causas y contrastes cada cien frases: al menos 12"


def _figures(cells):
    count = sum(map(shows, cells))
    if not 5 <= count <= 10:
        yield f"{count} figuras: de 5 a 10"
    for position, cell in enumerate(cells):
        after = next((c.source for c in cells[position + 1:] if c.cell_type == "markdown"), "")
        if shows(cell) and not DESCRIPTION.search(after):
            yield f"la figura de {cell.id} no tiene su descripción plegada"


def _code(cells):
    sizes = [len(lines) for lines in visible_lines(cells)]
    if sizes and statistics.median(sizes) > 5:
        yield f"la mitad de las celdas de código pasa de cinco líneas: {sizes}"
    if sizes and max(sizes) > 15:
        yield f"hay una celda de {max(sizes)} líneas: como mucho 15"
