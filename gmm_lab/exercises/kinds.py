"""Un corrector por clase de respuesta; cada uno devuelve un `Result`."""

import ast
import builtins
import inspect
import re
from itertools import permutations
from typing import NamedTuple

import numpy as np

from .examination import (
    FAMILIES,
    PENDING,
    RIGHT,
    WRONG,
    Family,
    WrongCount,
    examine,
    explain,
    is_open,
)

__all__ = ["CHECKERS", "Result"]

NOTED = "anotado"
DECIMAL_COMMA = "¿Escribiste el decimal con coma? En Python va con punto: 0.5 en lugar de 0,5."


class Result(NamedTuple):
    """Estado, mensaje y claves de los errores reconocidos."""

    status: str
    message: str
    mistakes: tuple = ()


def check_number(entry, answer):
    """Un número, con tolerancia, y los valores a que llevan los errores conocidos."""
    if callable(answer):
        return Result(WRONG, "llegó una función. ¿Falta llamarla, con paréntesis y argumentos?")
    try:
        if isinstance(answer, (str, bool, np.bool_, np.ma.core.MaskedArray)):
            raise TypeError  # float también leería "3" o True
        number = float(np.asarray(answer).item())
    except (TypeError, ValueError, OverflowError):
        return Result(WRONG, f"se espera un número y llegó {_kind(answer)}")
    if not np.isfinite(number):
        return Result(WRONG, f"el resultado es {number}: ¿hay una división por cero o un "
                             "logaritmo de 0?")

    def close(target, scale=1):
        return abs(number - scale * target) <= scale * entry["tolerance"]

    target = entry["answer"]
    if close(target):
        return Result(RIGHT, entry["right"])
    for mistake in entry.get("mistakes", []):
        if close(mistake["value"]):
            return Result(WRONG, mistake["message"], (mistake.get("id", "valor"),))
    if target and close(target, 100):
        return Result(WRONG, "es un porcentaje: se pide la proporción, entre 0 y 1.")
    if target and close(-target):
        return Result(WRONG, "el signo está al revés.")
    return Result(WRONG, entry["wrong"])


def _kind(answer):
    """Qué llegó, en español, con su punto final."""
    if isinstance(answer, str):
        text = f"un texto, {answer[:20]!r}"
        if re.fullmatch(r"\s*[-+−]?\d+,\d+\s*", answer):
            return f"{text}. {DECIMAL_COMMA} Y sin comillas."
        if re.fullmatch(r"\s*[-+−]?[\d.]+(e-?\d+)?\s*", answer):
            return f"{text}: un número se escribe sin comillas."
        return f"{text}. Si es el nombre de una variable, va sin comillas."
    if isinstance(answer, (bool, np.bool_)):
        return f"{answer}, que dice si algo es verdad."
    if isinstance(answer, np.ma.core.MaskedArray):
        return "un valor enmascarado: un dato que falta."
    if isinstance(answer, np.ndarray):
        return f"un arreglo de forma {answer.shape}."
    if isinstance(answer, tuple) and len(answer) == 2 and all(type(a) is int for a in answer):
        return f"una pareja de enteros. {DECIMAL_COMMA}"
    if isinstance(answer, (list, tuple, dict)):
        return f"una colección de {len(answer)} elementos. ¿Cuál de ellos es?"
    return f"un objeto de tipo {type(answer).__name__}."


def _letter(answer):
    return re.sub(r"\W", "", answer).lower() if isinstance(answer, str) else ""


def _invalid_letter(entry, answer):
    """El comentario a lo que no es una de las letras, o nada."""
    letters = sorted([entry["answer"], *entry["wrong"]])
    return "" if _letter(answer) in letters else (
        f"se espera una letra entre comillas: {', '.join(letters)}.")


def check_choice(entry, answer):
    """Una letra entre varias; cada letra equivocada tiene su comentario."""
    if invalid := _invalid_letter(entry, answer):
        return Result(WRONG, invalid)
    letter = _letter(answer)
    if letter == entry["answer"]:
        return Result(RIGHT, entry["right"])
    return Result(WRONG, entry["wrong"][letter])


def check_conceptest(entry, votes):
    """Dos votos: el primero solo se anota; el segundo se corrige."""
    if not isinstance(votes, (list, tuple)) or len(votes) != 2:
        return Result(WRONG, "se esperan los dos votos: (vote_1, vote_2).")
    first, second = votes
    if is_open(first):
        return Result(PENDING, "vota a solas: reemplaza los puntos de vote_1.")
    for name, vote in (("vote_1", first), ("vote_2", second)):
        if not is_open(vote) and (invalid := _invalid_letter(entry, vote)):
            return Result(WRONG, f"{name}: {invalid}")
    if is_open(second):
        return Result(NOTED, "primer voto guardado. Habla dos minutos con alguien y vota de "
                             "nuevo, en vote_2.")
    status, message, _ = check_choice(entry, second)
    return Result(status, f"(votos: {_letter(first)} y {_letter(second)}) {message}")


def check_matching(entry, answer):
    """Varias letras en orden, por ejemplo "bca"; dice qué posiciones revisar."""
    parts = answer if isinstance(answer, (list, tuple)) else [answer]
    letters = re.sub(r"\W", "", "".join(map(str, parts))).lower()
    expected = entry["answer"]
    if len(letters) != len(expected) or not set(letters) <= set(entry["letters"]):
        return Result(WRONG, f"se esperan {len(expected)} letras entre comillas, como "
                             f"'{entry['like']}'.")
    bad = [i for i, pair in enumerate(zip(letters, expected)) if pair[0] != pair[1]]
    if not bad:
        return Result(RIGHT, entry["right"])
    return Result(WRONG, " ".join(entry["wrong"][i] for i in bad))


def check_components(entry, answer):
    """Arreglos con un valor por componente, en cualquier orden de las componentes."""
    names = entry["results"]
    want = np.array(entry["answer"])
    try:
        got = [np.ravel(part) for part in Family.parts(answer, names)]
    except (WrongCount, TypeError, ValueError):
        return Result(WRONG, f"se esperan {len(names)} arreglos de números: {', '.join(names)}.")
    if any(len(g) != len(want[0]) for g in got):
        sizes = ", ".join(str(len(g)) for g in got)
        return Result(WRONG, f"se esperan {', '.join(names)}, con {len(want[0])} valores cada "
                             f"uno; llegaron {sizes}.")

    def same(got):
        return any(all(np.allclose(g[list(order)], w, rtol=entry["tolerance"])
                       for g, w in zip(got, want)) for order in permutations(range(len(want[0]))))

    if same(got):
        return Result(RIGHT, entry["right"])
    if all(np.allclose(np.sort(g), np.sort(w), entry["tolerance"]) for g, w in zip(got, want)):
        return Result(WRONG, explain("B19"), ("B19",))
    if len(got) == 3 and same([*got[:2], got[2] ** 2]):
        return Result(WRONG, explain("B9-desviación"), ("B9-desviación",))
    return Result(WRONG, entry["wrong"])


def check_function(entry, function):
    """Una función: batería de propiedades, referencia y errores conocidos."""
    if not callable(function):
        return Result(WRONG, f"se espera una función y llegó {_kind(function)} Escribe su "
                             "nombre, sin paréntesis.")
    family = FAMILIES[entry["family"]]
    names = ", ".join(family.arguments)
    try:
        inspect.signature(function).bind(*family.arguments)
    except TypeError:
        return Result(WRONG, f"la función debe recibir {len(family.arguments)} argumentos, en "
                             f"este orden: {names}.")
    except ValueError:
        pass
    return Result(*examine(entry["family"], function, entry))


def _assemble(entry, lines, arguments):
    """Arma y ejecuta la definición de una función; devuelve la función."""
    body = "\n".join("    " + line for line in lines)
    space = {"np": np, "normal_density": lambda x, mean, variance: np.exp(
        -0.5 * (x - mean) ** 2 / variance) / np.sqrt(2 * np.pi * variance)}
    exec(f"def assembled({', '.join(arguments)}):\n{body}\n", space)
    return space["assembled"]


def _undefined(lines, known):
    """La primera línea que usa un valor que todavía no existe: (posición, nombre)."""
    known = {*known, *dir(builtins), "np", "normal_density"}
    for position, line in enumerate(lines):
        loaded, stored = _names(line)
        if loaded - known:
            return position, min(loaded - known)
        known |= stored
    return None


def _names(line):
    """Los nombres que una línea usa y los que crea."""
    names = [node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Name)]
    return ({node.id for node in names if isinstance(node.ctx, ast.Load)},
            {node.id for node in names if isinstance(node.ctx, ast.Store)})


def check_parsons(entry, order):
    """Líneas por ordenar: se arma el programa y se ejecuta. Vale todo orden que funcione."""
    lines = entry["lines"]
    if not isinstance(order, (list, tuple, np.ndarray)) or \
            not {str(i) for i in order} <= {str(i + 1) for i in range(len(lines))}:
        return Result(WRONG, f"se espera una lista con números de línea, de 1 a {len(lines)}, "
                             "como [2, 1, 3].")
    order = [int(i) for i in order]
    if len(set(order)) < len(order):
        return Result(WRONG, "hay una línea repetida: cada una se usa una vez, como mucho.")
    family = FAMILIES[entry["family"]]
    chosen = [lines[i - 1] for i in order]
    if undefined := _undefined(chosen, family.arguments):
        i = order[undefined[0]]
        return Result(WRONG, f"la línea {i} («{lines[i - 1]}») usa {undefined[1]}, que en ese "
                             "momento todavía no existe. ¿Qué línea lo calcula?")
    created = set().union(*(_names(line)[1] for line in chosen))
    for name in family.results:
        if name not in created:
            return Result(WRONG, f"falta la línea que calcula {name}.")
    chosen.append(f"return {', '.join(family.results)}")
    result = check_function(entry, _assemble(entry, chosen, family.arguments))
    if result.status == RIGHT and len(order) != entry["size"]:
        return Result(WRONG, f"el programa funciona, pero usa {len(order)} líneas y bastan "
                             f"{entry['size']}: hay una que sobra.")
    return result


def check_repair(entry, fix):
    """Una línea nueva para un programa con un error: {número de línea: "texto"}."""
    lines = list(entry["lines"])
    try:
        ((number, text),) = fix.items()
        number, text = int(number), str(text).strip()
    except (AttributeError, TypeError, ValueError):
        return Result(WRONG, 'se espera una sola línea, como {2: "z = x - means"}: el número y el '
                             "texto nuevo, entre comillas.")
    if text in ("...", "Ellipsis"):
        return Result(PENDING, "escribe la línea nueva en lugar de los puntos suspensivos.")
    if not 1 <= number <= len(lines):
        return Result(WRONG, f"las líneas se numeran de 1 a {len(lines)}.")
    if text == lines[number - 1]:
        return Result(WRONG, f"la línea {number} quedó como estaba.")
    lines[number - 1] = text
    try:
        ast.parse(text)
        function = _assemble(entry, lines, FAMILIES[entry["family"]].arguments)
    except (SyntaxError, ValueError):
        return Result(WRONG, f"Python no entiende la línea {number}: «{text}». ¿Falta cerrar un "
                             "paréntesis o unas comillas?")
    return check_function(entry, function)


CHECKERS = {
    "number": check_number,
    "choice": check_choice,
    "conceptest": check_conceptest,
    "matching": check_matching,
    "components": check_components,
    "function": check_function,
    "parsons": check_parsons,
    "repair": check_repair,
}
