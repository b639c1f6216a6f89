"""Cuántas veces más rápido es `GMM` que `GaussianMixture`, con el mismo trabajo.

Uso, en la carpeta del proyecto y con la máquina tranquila: python tests/benchmarks/em_speed.py

Mismo inicio, tol=0, reg_covar=0, las mismas iteraciones, un hilo de BLAS. Las dos bibliotecas se
alternan y se compara la mediana. Imprime una tabla y la dibuja en tests/benchmarks/em_speed.png.
"""

import statistics
import time
import tracemalloc
import warnings
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
from sklearn.mixture import GaussianMixture
from threadpoolctl import threadpool_limits

from gmm_lab import GMM
from gmm_lab.datasets import load_iris
from gmm_lab.plotting import PALETTE

# (n, d, K): iteraciones, y cuántas veces más rápido debe ser con covarianzas completas.
CASES = {
    (1_500, 1, 2): (200, 8),
    (150, 4, 3): (200, 5),  # los lirios
    (1_000_000, 1, 3): (8, 17),
    (1_000_000, 2, 3): (8, 18),
    (200_000, 5, 5): (8, 9.5),
    (100_000, 10, 8): (8, 6.5),
    (50_000, 20, 10): (8, 3.5),
    (20_000, 50, 10): (8, 2.2),
}
STRUCTURES = ("full", "tied", "diag", "spherical")
RUNS = 5
PICTURE = Path(__file__).with_suffix(".png")


def problem(n, d, K, structure):
    """Nubes bien definidas, o los lirios, y un inicio un poco corrido; todo con semilla."""
    if n == 150:
        X, _ = load_iris()
        p = GMM(K, covariance_type=structure, max_iter=0, random_state=0).fit(X)
        return X, {"weights_init": p.weights_, "means_init": p.means_,
                   "precisions_init": p.precisions_}
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


def seconds(model, X, clock=time.process_time):
    """Segundos de un ajuste, sin contar la máquina parada."""
    began = clock()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # con tol=0 ninguno «converge», y así debe ser
        model.fit(X)
    return clock() - began


def compared(case, structure, iterations):
    """Cociente de las medianas de los tiempos, alternando, y microsegundos por iteración."""
    X, start = problem(*case, structure)
    options = {"n_components": case[2], "covariance_type": structure, "tol": 0, "reg_covar": 0,
               "max_iter": iterations, "init_params": "random_from_data", **start}
    with threadpool_limits(1):
        pairs = [[seconds(kind(**options), X) for kind in (GaussianMixture, GMM)]
                 for _ in range(RUNS + 1)]
    theirs, ours = map(statistics.median, zip(*pairs[1:]))  # la primera vuelta calienta
    return theirs / ours, ours / iterations * 1e6


def default_threads(case, iterations):
    """Tiempo de reloj con los hilos de siempre, entre el de un solo hilo."""
    X, start = problem(*case, "full")
    options = {"n_components": case[2], "tol": 0, "max_iter": iterations, **start}
    times = []
    for _ in range(RUNS):
        free = seconds(GMM(**options), X, time.perf_counter)
        with threadpool_limits(1):
            times.append((free, seconds(GMM(**options), X, time.perf_counter)))
    free, alone = map(statistics.median, zip(*times[1:]))
    return free / alone


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
    heads = ["n, d, K", *STRUCTURES, "meta (full)", "µs", "hilos"]
    print("| " + " | ".join(heads) + " |")
    print("|---" * len(heads) + "|")
    for case, (iterations, goal) in CASES.items():
        found = {name: compared(case, name, iterations) for name in STRUCTURES}
        table[case] = {name: ratio for name, (ratio, _) in found.items()}
        cells = [f"{case[0]}, {case[1]}, {case[2]}", *(f"{r:.1f}" for r in table[case].values()),
                 str(goal), f"{found['full'][1]:.0f}", f"{default_threads(case, iterations):.2f}"]
        print("| " + " | ".join(cells) + " |", flush=True)
    print(f"Memoria aparte de los datos: {extra_memory(10**5):.1f} MiB con 10^5 filas,"
          f" {extra_memory(10**6):.1f} MiB con 10^6.")
    print(f"Pendiente del tiempo, de 10^4 a 10^7 filas: {slope():.2f}.")
    draw(table)


if __name__ == "__main__":
    main()
