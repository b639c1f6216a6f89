"""La dirección de la página del explorador: guarda una situación y la devuelve igual."""

import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "browser" / "explorador" / "page.py"

# En otro proceso, porque la página pone otro objeto en el lugar de anywidget.
TRIAL = """
import numpy as np

def same(one, other):
    p, q = one.session.state.parameters, other.session.state.parameters
    return p.covariance_type == q.covariance_type and one.choice == other.choice and all(
        np.allclose(getattr(p, name), getattr(q, name), rtol=1e-5, atol=1e-6)
        for name in ("weights", "means", "covariances"))

for data in ("clase", "tres", "plano", "géiser"):
    for structure in ("full", "tied", "diag", "spherical"):
        for start, steps in (("kmeans", 0), ("hand", 3), ("random_from_data", 1)):
            if data == "tres" and start != "hand":
                continue
            widget = EMExplorer(data, 2, structure, start)
            for _ in range(steps):
                widget._receive(widget, {"name": "iterate"}, None)
            again = read(write(widget))
            assert same(widget, again), (data, structure, start)
            assert write(again) == write(widget)

widget = EMExplorer("clase", 3, "full", "random_from_data")
widget._receive(widget, {"name": "choose", "choice": dict(widget.choice)}, None)  # otra semilla
assert "semilla=1" in write(widget)
assert same(widget, read(write(widget)))

wrong = ["datos=luna", "K=0", "K=9", "K=x", "inicio=medio", "semilla=x", "medias=1,2",
         "K=2&pesos=0.5,0.5&medias=1&matrices=1,1", "K=2&pesos=0,0&medias=1,2&matrices=1,1",
         "K=2&pesos=1,-2&medias=1,2&matrices=1,1", "K=2&pesos=.5,.5&medias=1,2&matrices=1,-1",
         "K=2&pesos=.5,.5&medias=nan,2&matrices=1,1", "%%%&&==&K=-1"]
for address in wrong:
    sent = []
    Page.show = lambda self, notice="": sent.append(notice)
    page = Page(address, None)
    assert sent == [UNREADABLE], (address, sent)
    assert same(page.widget, EMExplorer()), address
"""


def test_an_address_brings_back_its_situation():
    done = subprocess.run([sys.executable, "-c", PAGE.read_text(encoding="utf-8") + TRIAL],
                          capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-2000:]
