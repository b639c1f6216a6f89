"""Escribe en README, CONTRIBUTING y CITATION la dirección que está en pyproject.toml.

Uso, en la carpeta del proyecto: python docs/address.py

En esos archivos, toda dirección de GitHub o de Binder es la de este proyecto.
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STAMPED = ("README.md", "CONTRIBUTING.md", "CITATION.cff")
ADDRESS = re.compile(
    r"(?P<host>github\.com/|mybinder\.org/v2/gh/)"
    r"(?P<project>[\w.-]+/(?:(?!\.git\b)[\w.-])+)"
)


def project(root=ROOT):
    """Devuelve 'organización/repositorio', tal como está en pyproject.toml."""
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    url = tomllib.loads(text)["project"]["urls"]["Repository"]
    match = ADDRESS.search(url)
    if match is None:
        raise SystemExit(f"Repository es {url!r}; se espera https://github.com/ORG/REPO.")
    return match["project"]


def stamp(text, name):
    """Devuelve el texto con todas sus direcciones cambiadas a la del proyecto."""
    return ADDRESS.sub(lambda match: match["host"] + name, text)


def main():
    name = project()
    for file in (ROOT / stamped for stamped in STAMPED):
        old = file.read_text(encoding="utf-8")
        new = stamp(old, name)
        if new != old:
            file.write_text(new, encoding="utf-8", newline="\n")
        print(f"{file.name}: {'cambiado' if new != old else 'ya estaba al día'}")


if __name__ == "__main__":
    main()
