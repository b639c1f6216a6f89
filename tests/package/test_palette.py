"""La paleta se distingue con las tres deficiencias comunes de visión del color.

Simulación: G. M. Machado, M. M. Oliveira y L. A. F. Fernandes (2009), IEEE TVCG 15, 1291-1298,
doi:10.1109/TVCG.2009.113, severidad 1. Distancia: CIEDE2000 (Sharma, Wu y Dalal 2005,
doi:10.1002/col.20070), la que dice cuánto se parecen dos colores; desde unas 2 unidades se nota.
"""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from matplotlib.colors import to_rgb

import gmm_lab
from gmm_lab.plotting import PALETTE
from gmm_lab.plotting.style import LINE_STYLES, MARKERS, STYLE, TOTAL_COLOR

SIMULATIONS = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                   [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                     [-0.011820, 0.042940, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                   [0.004733, 0.691367, 0.303900]],
}
TO_XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                   [0.0193339, 0.1191920, 0.9503041]])
MINIMUM = 12  # distancia entre dos componentes cualesquiera, con cualquier visión


def linear(color):
    """De sRGB a intensidad de luz."""
    values = np.array(to_rgb(color))
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def lab(light):
    """De intensidad de luz a CIELAB, con blanco D65."""
    t = TO_XYZ @ np.clip(light, 0, 1) / TO_XYZ.sum(axis=1)
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def ciede2000(one, two):
    """Distancia CIEDE2000 entre dos colores CIELAB."""
    (L1, a1, b1), (L2, a2, b2) = one, two
    mean_chroma = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    G = 0.5 * (1 - np.sqrt(mean_chroma**7 / (mean_chroma**7 + 25.0**7)))
    C1, C2 = np.hypot((1 + G) * a1, b1), np.hypot((1 + G) * a2, b2)
    h1, h2 = (np.degrees(np.arctan2(b, (1 + G) * a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if C1 * C2 == 0 else (h2 - h1 + 180) % 360 - 180
    dH = 2 * np.sqrt(C1 * C2) * np.sin(np.radians(turn) / 2)
    L, C = (L1 + L2) / 2, (C1 + C2) / 2
    h = h1 + h2 if C1 * C2 == 0 else h1 + turn / 2
    T = (1 - 0.17 * np.cos(np.radians(h - 30)) + 0.24 * np.cos(np.radians(2 * h))
         + 0.32 * np.cos(np.radians(3 * h + 6)) - 0.20 * np.cos(np.radians(4 * h - 63)))
    SL = 1 + 0.015 * (L - 50) ** 2 / np.sqrt(20 + (L - 50) ** 2)
    SC, SH = 1 + 0.045 * C, 1 + 0.015 * C * T
    RC = 2 * np.sqrt(C**7 / (C**7 + 25.0**7))
    RT = -np.sin(np.radians(60 * np.exp(-(((h % 360 - 275) / 25) ** 2)))) * RC
    dL, dC = (L2 - L1) / SL, (C2 - C1) / SC
    return np.sqrt(dL**2 + dC**2 + (dH / SH) ** 2 + RT * dC * dH / SH)


def distances(colors, matrix):
    """La distancia de cada pareja de colores, vistos con una simulación."""
    seen = [lab(np.asarray(matrix) @ linear(color)) for color in colors]
    return {pair: ciede2000(seen[pair[0]], seen[pair[1]])
            for pair in combinations(range(len(colors)), 2)}


def contrast(one, two="white"):
    """Razón de contraste de WCAG 2."""
    high, low = sorted((linear(c) @ [0.2126, 0.7152, 0.0722] for c in (one, two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("one", "two", "expected"), [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
    ((50, -1.1848, -84.8006), (50, 0, -82.7485), 1.0000),
    ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
    ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ((90.8027, -2.0831, 1.4410), (91.1528, -1.6435, 0.0447), 1.4441)])
def test_distance_gives_the_published_values(one, two, expected):
    assert ciede2000(one, two) == pytest.approx(expected, abs=1e-4)


def test_simulations_keep_greys():
    for matrix in SIMULATIONS.values():
        np.testing.assert_allclose(np.sum(matrix, axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("vision", SIMULATIONS)
def test_component_colours_can_be_told_apart(vision):
    found = distances(PALETTE, SIMULATIONS[vision])
    assert min(found.values()) >= MINIMUM, found


def test_the_test_can_fail():
    assert min(distances(("#C00000", "#4C8000"), SIMULATIONS["deuteranopia"]).values()) < MINIMUM


def test_each_component_has_its_own_marker_and_line():
    assert len(set(PALETTE)) == len(set(MARKERS)) == len(set(map(str, LINE_STYLES))) == 6


def test_texts_are_readable():
    assert min(value for name, value in STYLE.items() if name.endswith("size")
               and isinstance(value, (int, float))) >= 10
    assert contrast(TOTAL_COLOR) >= 4.5
    assert contrast("black") == pytest.approx(21)


def test_lines_stand_out_from_white():
    assert min(map(contrast, PALETTE)) >= 3


def test_explorer_texts_are_readable():
    """Los colores de texto de explorer.js sobre blanco; cada letra, de 14 píxeles o más."""
    code = Path(gmm_lab.__file__).with_name("explorer.js").read_text(encoding="utf-8")
    colors = re.findall(r"[^-]color: (#\w{6})", code) + re.findall(r'INK = "(#\w{6})"', code)
    assert len(colors) >= 2 and min(map(contrast, colors)) >= 4.5
    assert min(map(int, re.findall(r"(?:font-size|font): (\d+)px", code))) >= 14
