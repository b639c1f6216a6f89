"""Muestra `site/` en esta máquina, o en la red de un aula con `--all`.

Uso: `python browser/serve.py`, y abrir la dirección que dice.

Un servidor de archivos basta. Este fija los tipos que el navegador exige, porque los que conoce
Python dependen del sistema.
"""

import argparse
import contextlib
import functools
import http.server
import threading
from pathlib import Path

SITE = Path(__file__).resolve().parents[1] / "site"


class Files(http.server.SimpleHTTPRequestHandler):
    """Los archivos de una carpeta, sin anotar cada petición."""

    extensions_map = {
        **http.server.SimpleHTTPRequestHandler.extensions_map, ".html": "text/html",
        ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
        ".json": "application/json", ".wasm": "application/wasm", ".svg": "image/svg+xml"}

    def log_message(self, *arguments):
        pass


def server(site, host="127.0.0.1", port=0):
    """Un servidor de esa carpeta; con el puerto 0, en el primero que esté libre."""
    handler = functools.partial(Files, directory=str(site))
    return http.server.ThreadingHTTPServer((host, port), handler)


@contextlib.contextmanager
def served(site):
    """La dirección del sitio, mientras dure el bloque."""
    with server(site) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--site", type=Path, default=SITE)
    parser.add_argument("--port", type=int, default=8000)
    chosen = parser.parse_args()
    with server(chosen.site, port=chosen.port) as running:
        print(f"http://127.0.0.1:{running.server_port}/   (Ctrl-C para terminar)")
        with contextlib.suppress(KeyboardInterrupt):
            running.serve_forever()


if __name__ == "__main__":
    main()
