"""Cuántas veces más rápido es `GMM` que `GaussianMixture`, con el mismo trabajo.

Uso, en la carpeta del proyecto y con la máquina tranquila: python tests/benchmarks/em_speed.py

Mismo inicio, tol=0, las mismas iteraciones, un hilo de BLAS. Las dos bibliotecas se alternan y se
compara la mediana. Imprime una tabla y la dibuja en tests/benchmarks/em_speed.png.
"""

import os
import statistics
import time
import tracemalloc
import warnings
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"

import matplotlib.pyplot as plt  # noqa: E402
import numpy as np  # noqa: E402
from sklearn.mixture import GaussianMixture  # noqa: E402

from gmm_lab import GMM  # noqa: E402
from gmm_lab.plotting import PALETTE  # noqa: E402

# (n, d, K): iteraciones, y cuántas veces más rápido debe ser con covarianzas completas.
CASES = {
    (1_500, 1, 2): (50, 4),
    (1_000_000, 1, 3): (8, 15),
    (1_000_000, 2, 3): (8, 15),
    (200_000, 5, 5): (8, 9),
    (100_000, 10, 8): (8, 5),
    (50_000, 20, 10): (8, 3),
    (20_000, 50, 10): (8, 2),
}
STRUCTURES = ("full", "tied", "diag", "spherical")
RUNS = 5
PICTURE = Path(__file__).with_suffix(".png")


def problem(n, d, K, structure):
    """Nubes bien definidas y un inicio un poco corrido; todo con semilla."""
    rng = np.random.default_rng(0)
    centers = rng.normal(0, 4, (K, d))
    X = rng.standard_normal((n, d)) + centers[rng.integers(K, size=n)]
    precision = {
        "full": np.tile(np.eye(d), (K, 1, 1)), "tied": np.eye(d),
        "diag": np.ones((K, d)), "spherical": np.ones(K),
    }[structure]
    start = {"weights_init": np.full(K, 1 / K), "means_init": centers + 0.1,
             "precisions_init": precision / 1.3}
    return X, start


def seconds(model, X):
    """Segundos de un ajuste, sin contar la máquina parada."""
    began = time.process_time()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # con tol=0 ninguno «converge», y así debe ser
        model.fit(X)
    return time.process_time() - began


def ratio(case, structure, iterations):
    """Cociente de las medianas de los tiempos, alternando las dos bibliotecas."""
    X, start = problem(*case, structure)
    options = {"n_components": case[2], "covariance_type": structure, "tol": 0, "reg_covar": 0,
               "max_iter": iterations, "init_params": "random_from_data", **start}
    pairs = [
        [seconds(kind(**options), X) for kind in (GaussianMixture, GMM)] for _ in range(RUNS + 1)
    ]
    theirs, ours = zip(*pairs[1:])  # la primera vuelta calienta
    return statistics.median(theirs) / statistics.median(ours)


def extra_memory(n):
    """MiB que usa un ajuste desde un inicio dado, aparte de los datos."""
    X, start = problem(n, 2, 3, "full")
    tracemalloc.start()
    seconds(GMM(3, tol=0, max_iter=2, **start), X)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 2**20


def slope():
    """Pendiente del tiempo por iteración contra n, en escala logarítmica."""
    sizes = [10**4, 10**5, 10**6, 10**7]
    times = []
    for n in sizes:
        X, start = problem(n, 2, 3, "full")
        runs = [seconds(GMM(3, tol=0, max_iter=4, **start), X) for _ in range(3)]
        times.append(statistics.median(runs))
    return np.polyfit(np.log(sizes), np.log(times), 1)[0]


def draw(table):
    """Una barra por caso y estructura, con la meta de cada caso."""
    _, ax = plt.subplots(figsize=(8, 4.5), layout="constrained")
    positions = np.arange(len(CASES))
    for k, structure in enumerate(STRUCTURES):
        values = [table[case][structure] for case in CASES]
        hatch = ("", "//", "..", "xx")[k]
        ax.bar(
            positions + 0.2 * k - 0.3, values, 0.19, label=structure, hatch=hatch,
            color=PALETTE[k], edgecolor="white",
        )
    goals = [goal for _, goal in CASES.values()]
    ax.plot(positions - 0.3, goals, "k_", markersize=16, markeredgewidth=2, label="meta (full)")
    ax.axhline(1, color="black", linewidth=0.8)
    ax.set_xticks(positions, [f"{n:_}\n{d}, {K}".replace("_", " ") for n, d, K in CASES])
    ax.set(xlabel="observaciones; variables, componentes", ylabel="veces más rápido")
    ax.legend()
    plt.savefig(PICTURE, dpi=100)


def main():
    table = {}
    print("| n, d, K | iteraciones | " + " | ".join(STRUCTURES) + " | meta (full) |")
    print("|---" * (len(STRUCTURES) + 3) + "|")
    for case, (iterations, goal) in CASES.items():
        table[case] = {name: ratio(case, name, iterations) for name in STRUCTURES}
        cells = " | ".join(f"{table[case][name]:.1f}" for name in STRUCTURES)
        print(f"| {case[0]}, {case[1]}, {case[2]} | {iterations} | {cells} | {goal} |", flush=True)
    print(f"Memoria aparte de los datos: {extra_memory(10**5):.1f} MiB con 10^5 filas,"
          f" {extra_memory(10**6):.1f} MiB con 10^6.")
    print(f"Pendiente del tiempo, de 10^4 a 10^7 filas: {slope():.2f}.")
    draw(table)


if __name__ == "__main__":
    main()
