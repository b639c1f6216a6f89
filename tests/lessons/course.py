"""Lectura de las lecciones, común a varias pruebas."""

import base64
import importlib.util
import io
import re
import statistics
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat
import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"
STEMS = """00_inicio 01_datos_y_mezclas 02_gmm_con_scikit_learn 03_em_desde_cero 04_casi_identicos
05_por_que_funciona 06_inicializacion 07_numerica 08_varias_dimensiones 09_covarianzas
10_cuantos_componentes 11_comparacion_de_metodos 12_aplicaciones 13_bayes 14_em_en_general
15_a_gran_escala 16_proyecto""".split()
PRACTICE_TAGS = {"setup", "retrieval", "prediction", "exercise", "bug-hunt", "conceptest",
                 "challenge", "sketch", "tweak", "order", "repair", "write", "complete", "break"}
SOURCES_HEADING = "## Para saber más"


def load_build():
    """Importa ``notebooks/build.py``, que no es parte de un paquete."""
    spec = importlib.util.spec_from_file_location("notebook_build", NOTEBOOKS / "build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = load_build()


def sources(folder=NOTEBOOKS):
    """Las fuentes de las lecciones que existen."""
    return sorted((folder / "source").glob("[0-9][0-9]_*.py"))


def tags(cell):
    """Las etiquetas de una celda."""
    return set(cell.metadata.get("tags", []))


def is_expository(cell):
    """Una celda de código que explica: ni preparación ni práctica."""
    return cell.cell_type == "code" and not tags(cell) & PRACTICE_TAGS


def code_lines(cell):
    """Líneas no vacías, comentarios incluidos y marcas de solución excluidas."""
    return [line for line in cell.source.splitlines()
            if line.strip() and line.strip() not in (build.BEGIN, build.END)]


def images(cell):
    """Las figuras PNG de una celda, en niveles de gris."""
    return [np.asarray(Image.open(io.BytesIO(base64.b64decode(output.data["image/png"])))
                       .convert("L"), dtype=float)
            for output in cell.get("outputs", []) if "image/png" in output.get("data", {})]


def output_text(cell):
    """El texto que una celda imprime o muestra."""
    return "\n".join(output.get("text", "") + output.get("data", {}).get("text/plain", "")
                     for output in cell.get("outputs", []))


def without_code(text):
    """Quita de un Markdown el código, las fórmulas y el HTML."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"\$\$.*?\$\$", "", text, flags=re.DOTALL)
    text = re.sub(r"``.+?``|`[^`]+`", "", text)
    text = re.sub(r"(?<!\\)\$[^$\n]+(?:\n[^$\n]+)*\$", "", text)
    return re.sub(r"<!--.*?-->|</?[a-zA-Z][^>]*>", "", text, flags=re.DOTALL)


def prose(text):
    """Deja las palabras de un Markdown; de los enlaces queda el texto visible."""
    text = without_code(text)
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    return re.sub(r"https?://\S+|\b10\.\d{4,}/\S+|\S+@\S+", "", text)


def words(text):
    """Las palabras de un texto; los números no cuentan."""
    return re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text)


@dataclass(frozen=True)
class Lesson:
    """Una lección guardada, abierta o resuelta."""

    source: Path
    solved: bool = False

    @property
    def number(self):
        return int(self.source.stem[:2])

    @property
    def path(self):
        return build.notebook_path(self.source, self.solved)

    @cached_property
    def notebook(self):
        return nbformat.read(self.path, as_version=4)

    @property
    def cells(self):
        return self.notebook.cells

    @property
    def code(self):
        return [cell for cell in self.cells if cell.cell_type == "code"]

    @property
    def markdown(self):
        return [cell for cell in self.cells if cell.cell_type == "markdown"]

    def tagged(self, tag):
        return [cell for cell in self.code if tag in tags(cell)]

    @property
    def headings(self):
        """Los títulos, en orden, con sus almohadillas."""
        text = "\n\n".join(without_code(cell.source) for cell in self.markdown)
        return re.findall(r"^#{1,6} .*\S", text, flags=re.MULTILINE)

    @property
    def body(self):
        """El Markdown sin la bibliografía ni los enlaces finales."""
        text = "\n\n".join(cell.source for cell in self.markdown[:-1])
        return text.split(SOURCES_HEADING)[0]


def opened_and_solved(folder=NOTEBOOKS):
    """Todos los cuadernos que deben existir."""
    return [Lesson(path, solved) for path in sources(folder) for solved in (False, True)]


# --- Legibilidad de Szigriszt-Pazos -----------------------------------------------------------

VOWEL_GROUP = re.compile(r"[iuü]?[aeoáéó](?:[iuü]|y(?![aeiouáéíóúü]))?|[iuü]?[íú]"
                         r"|[iuü]+(?:y(?![aeiouáéíóúü]))?|y(?![aeiouáéíóúü])")
# Términos del glosario de más de tres sílabas: no se pueden acortar, cuentan como tres.
TERMS = set("""verosimilitud log-verosimilitud responsabilidad covarianza componente probabilidad
probabilístico posterior autovalor autovector determinante definida positiva estimación
estimador densidad asignación pertenencia algoritmo esperanza-maximización maximización
iteración convergencia tolerancia criterio estacionario inferior evidencia desigualdad
divergencia multiplicador gradiente singularidad degeneración regularización condicionada
inicialización reinicio aleatorio reproducible intercambio identificabilidad agrupamiento
centroide distancia mahalanobis elipse selección información bayesiano parámetro
hiperparámetro sobreajuste subajuste validación entrenamiento reservado atípico anomalía
detección observación característica variable etiqueta supervisado automático generativo
vectorizado histograma intervalo desbordamiento logaritmo gaussiana desviación estándar
generalizado marginal latente máximo mínimo""".split())


def syllables(word):
    """Cuenta las sílabas de una palabra española."""
    word = re.sub(r"qu(?=[eiéí])", "q", word.lower())
    word = re.sub(r"gu(?=[eiéí])", "g", word)
    return max(1, len(VOWEL_GROUP.findall(word)))


def is_term(word):
    """Reconoce un término del glosario, también en plural o en femenino."""
    word = word.lower()
    forms = {word, word.removesuffix("s"), word.removesuffix("es")}
    forms |= {re.sub(r"ciones$", "ción", word), re.sub(r"siones$", "sión", word)}
    forms |= {re.sub(r"as?$", "o", word)}
    return bool(forms & TERMS)


def weight(word):
    """Sílabas de una palabra; un término del glosario cuenta como tres a lo sumo."""
    return min(3, syllables(word)) if is_term(word) else syllables(word)


def sentences(text):
    """Frases de la exposición: sin títulos, tablas, código ni fórmulas."""
    text = re.sub(r"^\s*(?:#|\|).*$", "\n", prose(text), flags=re.MULTILINE)
    text = re.sub(r"^\s*(?:[-*+]|\d+\.) ", "\n\n", text, flags=re.MULTILINE)
    text = re.sub(r"\*\*|^>\s?", "", text, flags=re.MULTILINE)
    parts = re.split(r"(?<=[.!?…])[»)*\"]*\s+|\n\s*\n", text)
    return [" ".join(part.split()) for part in parts if len(words(part)) > 1]


def readability(text):
    """Índice de Szigriszt-Pazos y media de palabras por frase."""
    counts = [[weight(word) for word in words(sentence)] for sentence in sentences(text)]
    n_words = sum(map(len, counts))
    length = statistics.mean(map(len, counts))
    return 206.835 - 62.3 * sum(map(sum, counts)) / n_words - length, length
