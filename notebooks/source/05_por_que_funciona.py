# %% [markdown]
# # 5. Por qué funciona
#
# EM sube $Q$, y de rebote sube la log-verosimilitud. Siempre. ¿Por qué?
#
# La respuesta es una curva que desde abajo **toca** otra. La construimos, la vemos tocar y medimos cuánto avanza EM con ella.

# %% [markdown]
# ## Objetivos
#
# * Derivar la cota inferior con la desigualdad de Jensen.
# * Demostrar en tres líneas que la log-verosimilitud no baja.
# * Diagnosticar un final que no es un máximo.
# * Comparar EM con el ascenso por gradiente y con L-BFGS.
# * Predecir la velocidad de EM con la información que falta.
#
# ## Requisitos
#
# La [lección 3](03_em_desde_cero.ipynb), la idea de máximo local (lección 4) y la derivada de un logaritmo.
#
# ## Tiempo
#
# 45 minutos, más los ejercicios.

# %% tags=["setup"]
from functools import partial
from timeit import timeit
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import check_grad, minimize
from scipy.special import logsumexp

from gmm_lab import (
    MixtureParameters, em_steps, log_likelihood, lower_bound, responsibilities)
from gmm_lab.datasets import load_class_data
from gmm_lab.em import em, weighted_log_densities
from gmm_lab.exercises import check, hint, show_prediction
from gmm_lab.explorer import EMExplorer
from gmm_lab.plotting import (
    new_axes, plot_curve, plot_likelihood_surface, plot_lower_bound)

# %% [markdown]
# ## Antes de empezar
#
# **A.** (De la lección 3.) En un punto, peso por densidad vale 0.3 en una componente y 0.1 en la otra. ¿Qué responsabilidad tiene la primera?

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = 0.3 / (0.3 + 0.1)
# END SOLUTION
check("05-antes-responsabilidad", answer)

# %% [markdown]
# **B.** (De la lección 4.) Dos inicios terminan en −3909.27 y en −4003.75, y ya no se mueven. ¿Qué es el segundo final? *(a)* un ajuste sin terminar; *(b)* un máximo local, más bajo que otro; *(c)* un error de redondeo.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("05-antes-local", answer)

# %% [markdown]
# **C.** (De la lección 2.) ¿Qué dice `converged_ = True`? *(a)* que llegó al máximo; *(b)* que la última mejora fue menor que `tol`; *(c)* que se agotaron las iteraciones.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("05-antes-convergio", answer)

# %% [markdown]
# ## 1. El logaritmo de una suma
#
# Si conociéramos la componente $z_i$ de cada dato, tendríamos la **log-verosimilitud completa** (*complete-data log-likelihood*):
#
# $$\ell_c = \sum_{i} \left[ \log \pi_{z_i} + \log \mathcal{N}(x_i \mid \mu_{z_i}, \sigma_{z_i}^2) \right]$$
#
# Sin conocerlas queda la de siempre, la **observada**:
#
# $$\ell = \sum_{i} \log \sum_{k} \pi_k \, \mathcal{N}(x_i \mid \mu_k, \sigma_k^2)$$
#
# En la segunda hay una suma **dentro** del logaritmo. ¿Importa tanto? Fijamos pesos y varianzas; quedan libres las dos medias.

# %% tags=["setup"]
X, y = load_class_data()
x, z = X[:, 0], (y == 0).astype(int)  # z = 1: el grupo de la derecha


def mixture(w, m, v):
    return MixtureParameters(w, np.c_[m], np.reshape(v, (2, 1, 1)))


def two_means(left, right):
    return mixture([0.5, 0.5], [left, right], [4, 4])


def normal_density(x, mean, variance):
    scale = np.sqrt(2 * np.pi * variance)
    return np.exp(-0.5 * (x - mean)**2 / variance) / scale


def climb_em(start, data, n):
    steps = em_steps(data[:, None], start)
    return np.array([next(steps).log_likelihood for _ in range(n)])

# %% [markdown]
# Buscamos la mejor media izquierda con la derecha fija: primero en 5, después en −2. `weighted_log_densities` da $\log[\pi_k \, \mathcal{N}(x_i \mid \mu_k, \sigma_k^2)]$: una fila por dato.
#
# **Antes de ejecutar.** Al mover la media derecha, ¿cambia la mejor media izquierda? *(a)* no, en ningún caso; *(b)* solo si conocemos $z$; *(c)* solo si no conocemos $z$.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "a"
# END SOLUTION

# %% tags=["hide-output"]
grid = np.linspace(-9, 0, 181)
for right in (5, -2):
    joint = [weighted_log_densities(X, two_means(left, right))
             for left in grid]
    known = [j[np.arange(len(x)), z].sum() for j in joint]
    unknown = [logsumexp(j, axis=1).sum() for j in joint]
    print(f"Derecha en {right:2}. Mejor izquierda:"
          f" con z {grid[np.argmax(known)]:.2f},"
          f" sin z {grid[np.argmax(unknown)]:.2f}")
show_prediction(prediction, "c, solo sin z", "05-pred-acoplar")

# %% [markdown]
# Con $z$, cada media se calcula sola. Sin $z$, **todo depende de todo**: no hay una fórmula para cada parámetro.

# %% id="p11"
def em_of_means(start, iterations):
    path = [np.array(start, dtype=float)]
    for _ in range(iterations):
        R = responsibilities(X, two_means(*path[-1]))
        path.append(R.T @ x / R.sum(axis=0))
    return np.array(path)


grid = np.linspace(-10, 8, 46)
plot_likelihood_surface(X, two_means, grid, grid, em_of_means((0, 1), 12),
                        names=("una media", "la otra media"), drop=8000)
plt.show()

# %% [markdown]
# **Qué muestra la figura:** la log-verosimilitud como un mapa de altura. Hay dos cimas simétricas, una a cada lado de la diagonal: son el mismo ajuste con las componentes intercambiadas. Entre ellas, sobre la diagonal, hay un paso de montaña. El camino de EM sale de (0, 1) y llega a la cima de la izquierda.
#
# Ese paso es un **punto de silla** (*saddle point*): un máximo a lo largo de la diagonal y un mínimo a través de ella. Se puede subir por este mapa con un método numérico. EM usa un truco.

# %% [markdown]
# ## 2. ¿La esperanza de qué?
#
# No conocemos $z$, pero sí sus probabilidades: las responsabilidades. Con ellas promediamos $\ell_c$. Ese promedio es una **esperanza**, la de la letra E:
#
# $$Q(\theta) = \mathbb{E}_z\left[\ell_c(\theta)\right] = \sum_{i} \sum_{k} r_{ik} \log\left[\pi_k \, \mathcal{N}(x_i \mid \mu_k, \sigma_k^2)\right]$$
#
# $\theta$ son todos los parámetros. Las $r_{ik}$ salen de los **viejos** y no se mueven. Con los datos 1, 2 y 3, sorteamos $z$ cien mil veces y promediamos.

# %% id="p14"
three = np.array([[1.0], [2.0], [3.0]])
old = mixture([0.5, 0.5], [1, 3], [1, 1])
new = mixture([0.5, 0.5], [1.5, 2.5], [0.6, 0.6])
R = responsibilities(three, old)
joint = weighted_log_densities(three, new)
draws = np.random.default_rng(0).random((100_000, 3))
sampled = (draws < R[:, 1]).astype(int)
complete = joint[np.arange(3), sampled].sum(axis=1)
print(f"Q con R: {(R * joint).sum():.3f}")
print(f"Promedio de {len(draws)} sorteos: {complete.mean():.3f}")
print(f"Sorteos: de {complete.min():.2f} a {complete.max():.2f}")

# %% [markdown]
# En $Q$ el logaritmo vuelve a estar junto a cada campana: por eso hay fórmula cerrada. ¿Por qué subir $Q$ hace subir $\ell$?

# %% [markdown]
# ## 3. Jensen, con dos números
#
# Dos números: 1 y 9.
#
# **Antes de ejecutar.** ¿Qué es mayor? *(a)* el logaritmo del promedio; *(b)* el promedio de los logaritmos; *(c)* son iguales.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "c"
# END SOLUTION

# %% tags=["hide-output"]
pair = np.array([1, 9])
above, below = np.log(pair.mean()), np.log(pair).mean()
print(f"Logaritmo del promedio: {above:.3f}")
print(f"Promedio de los logaritmos: {below:.3f}")
show_prediction(prediction, "a", "05-pred-jensen")

# %% [markdown]
# El dibujo dice por qué:

# %%
grid = np.linspace(0.6, 10, 200)
ax = plot_curve(grid, np.log(grid), xlabel="número", ylabel="logaritmo")
plot_curve(pair, np.log(pair), ax, k=1, label="cuerda de 1 a 9")
plot_curve([5, 5], [below, above], ax, k=2, label="diferencia")
plt.show()

# %% [markdown]
# **Qué muestra la figura:** el logaritmo se curva hacia abajo. La cuerda que une sus puntos en 1 y 9 queda por debajo. Un segmento vertical marca la diferencia en el promedio, 5.
#
# El logaritmo es **cóncavo**: la curva está sobre sus cuerdas. Por eso el logaritmo de un promedio ponderado nunca es menor que el promedio de los logaritmos. Es la **desigualdad de Jensen** (*Jensen's inequality*). Hay igualdad solo si los números son **iguales**.
#
# Sea $\mathcal{N}_k = \mathcal{N}(x \mid \mu_k, \sigma_k^2)$. Convertimos la suma en un promedio con pesos $q_k$, que suman 1:
#
# $$\log \sum_k \pi_k \mathcal{N}_k = \log \sum_k q_k \, \frac{\pi_k \mathcal{N}_k}{q_k} \;\ge\; \sum_k q_k \log \frac{\pi_k \mathcal{N}_k}{q_k}$$
#
# A la derecha hay una **cota inferior** (*lower bound*), para cualquier reparto $q$: la calcula `lower_bound`. ¿Qué reparto es el mejor? Probamos muchos con el dato $x = 1$.

# %% id="p64"
one = three[:1]
q = np.linspace(0.02, 0.98, 193)
bound = [lower_bound(one, old, np.array([[a, 1 - a]])) for a in q]
print(f"La cota es más alta en q = {q[np.argmax(bound)]:.2f};"
      f" la responsabilidad es {R[0, 0]:.2f}")

# %% [markdown]
# En un dibujo:

# %%
ax = plot_curve(q, bound, k=1, xlabel="q de la componente izquierda",
                ylabel="log-verosimilitud", label="cota inferior")
plot_curve([0, 1], [log_likelihood(one, old)] * 2, ax,
           label="log-verosimilitud")
plt.show()

# %% [markdown]
# **Qué muestra la figura:** la log-verosimilitud es una recta horizontal, porque no depende de $q$. La cota es una colina por debajo. Sube, **toca** la recta en 0.88 y vuelve a bajar.
#
# Toca justo en la responsabilidad. La igualdad de Jensen pide que los cocientes $\pi_k \mathcal{N}_k / q_k$ sean iguales. Entonces $q_k$ es proporcional a $\pi_k \mathcal{N}_k$: la regla de Bayes, $q = r$.
#
# Y cuando no toca, ¿cuánto falta? La **brecha** es la **divergencia de Kullback-Leibler** (KL), que mide cuánto se aparta $q$ de $r$. Sale al escribir $\pi_k \mathcal{N}_k = r_k \, p(x)$ en la cota:
#
# $$\ell - \text{cota} = \mathrm{KL}(q \,\|\, r) = \sum_k q_k \log \frac{q_k}{r_k} \;\ge\; 0$$

# %%
for a in (0.5, 0.7, R[0, 0]):
    split = np.array([a, 1 - a])
    KL = (split * np.log(split / R[0])).sum()
    gap = log_likelihood(one, old) - lower_bound(one, old, split[None])
    print(f"q = {a:.2f}: brecha {abs(gap):.6f}, KL {abs(KL):.6f}")

# %% [markdown]
# Coinciden.

# %% [markdown]
# ## 4. Subir de cota en cota
#
# Ahora fijamos el reparto y movemos los parámetros. La cota, sumada sobre los datos, es $Q$ menos una constante:
#
# $$\text{cota}(\theta) = Q(\theta) - \sum_{i,k} q_{ik} \log q_{ik}$$

# %%
fixed = (R * np.log(R)).sum()
for name, p in (("viejos", old), ("nuevos", new)):
    Q = (R * weighted_log_densities(three, p)).sum()
    print(f"Parámetros {name}: cota {lower_bound(three, p, R):.4f},"
          f" Q menos la constante {Q - fixed:.4f}")

# %% [markdown]
# Subir $Q$ **es** subir la cota. En los datos de la clase, dejamos libre solo la media derecha, desde −4. El paso E apoya la cota en la curva. El paso M salta a su cima.

# %%
def move_right(value):
    return two_means(-6, value)


current, grid = -4.0, np.linspace(-6, 7, 131)
axes = new_axes(3, 1, height=2.3, sharex=True)
for turn, ax in enumerate(axes, start=1):
    plot_lower_bound(X, move_right, grid, current, ax,
                     xlabel="media derecha", title=f"vuelta {turn}")
    ax.set_ylim(-12_500, -3_500)
    ax.label_outer()
    current = responsibilities(X, move_right(current))[:, 1]
    current = np.average(x, weights=current)
for ax in axes[1:]:
    ax.get_legend().remove()
plt.show()

# %% [markdown]
# **Qué muestra la figura:** tres vueltas de EM, una por panel. La log-verosimilitud, continua, es siempre la misma. La cota, a trazos, va por debajo y la toca en el círculo. El triángulo marca su cima. La vuelta siguiente empieza en esa media, con una cota nueva. En la tercera, el triángulo casi está en la cima de la curva.
#
# La demostración de que $\ell$ no baja cabe en tres líneas:
#
# $$\begin{aligned} \ell(\theta_{\text{nuevo}}) &\ge \text{cota}(\theta_{\text{nuevo}}) && \text{(Jensen)} \\ &\ge \text{cota}(\theta_{\text{viejo}}) && \text{(paso M: la cima de la cota)} \\ &= \ell(\theta_{\text{viejo}}) && \text{(paso E: la cota toca)} \end{aligned}$$
#
# Las comprobamos en cada iteración, desde 20 inicios al azar.

# %%
rng, lines = np.random.default_rng(0), []
for _ in range(20):
    start = mixture([0.5, 0.5], rng.uniform(x.min(), x.max(), 2), [9, 9])
    for step in em_steps(X, start):
        r = responsibilities(X, step.before)
        low = lower_bound(X, step.before, r)
        high = lower_bound(X, step.after, r)
        top = log_likelihood(X, step.after)
        lines.append((top - high, high - low, low - step.log_likelihood))
        if step.iteration == 25:
            break
jensen, climb, touch = np.array(lines).T
print(f"{len(lines)} iteraciones. Jensen falla {(jensen < -1e-8).sum()},"
      f" el paso M {(climb < -1e-8).sum()},"
      f" el contacto {(abs(touch) > 1e-8).sum()} veces.")

# %% [markdown]
# Ninguna falla, salvo redondeo. Por eso una bajada delata un error.
#
# Ahora, a mano: marcar «Cota inferior» y dar los pasos uno por uno. ¿Cuál mueve la cota sin mover la log-verosimilitud?

# %% id="explorador-cota" tags=["challenge", "widget", "nbval-ignore-output"]
# No se compara: es un control interactivo.
EMExplorer("clase", n_components=2)

# %% [markdown]
# **Qué muestra la figura:** si el explorador está en marcha, el reparto de los datos y dos campanas. Si no, su versión quieta: varios momentos del mismo ajuste.

# %% [markdown]
# ## 5. ¿Hasta dónde sube?
#
# En el contacto, la cota y $\ell$ tienen la **misma pendiente**: si se cruzaran, la cota pasaría por encima. Si EM ya no se mueve, la cima de la cota está en el contacto. Allí la cota es plana, y entonces $\ell$ también. Es un **punto estacionario** (*stationary point*).
#
# **Antes de ejecutar.** En el mapa de la sección 1, ¿dónde termina EM si las dos medias empiezan en 1? *(a)* en una de las dos cimas; *(b)* en la silla, para siempre; *(c)* salta de una cima a otra.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "a"
# END SOLUTION

# %% id="p21" tags=["hide-output"]
ax = None
for k, (name, push) in enumerate((("medias iguales", 0),
                                  ("separadas 0.000001", 1e-6))):
    path = em_of_means((1, 1 + push), 15)
    heights = [log_likelihood(X, two_means(*means)) for means in path]
    ax = plot_curve(range(16), heights, ax, k=k, label=name,
                    xlabel="iteración", ylabel="log-verosimilitud")
    print(f"{name}: medias {path[-1][0]:.2f} y {path[-1][1]:.2f},"
          f" log-verosimilitud {heights[-1]:.1f}")
plt.show()
show_prediction(prediction, "b, en la silla", "05-pred-silla")

# %% [markdown]
# **Qué muestra la figura:** las dos curvas suben a la misma meseta. La de medias iguales se queda. La otra parece quieta hasta la iteración 6, y después sube a la cima.
#
# Dos medias iguales reciben el mismo reparto y se mueven igual. Una millonésima basta para escapar. La garantía de EM es modesta: **no baja**, y donde ya no se mueve, la pendiente es cero. Plano no quiere decir cima. Puede ser el máximo más alto, otro máximo o una silla. También podría subir sin fin: la lección 7 lo provoca.

# %% [markdown]
# ## 6. ¿Y por qué no el gradiente?
#
# Nada lo impide: $\ell$ es suave. Pero los pesos deben sumar 1 y las varianzas ser positivas. Cambiamos de parámetros para olvidarlo: $\theta = (\text{logit}, \mu_1, \mu_2, \log \sigma_1, \log \sigma_2)$. El logit es $\log(\pi_1 / \pi_2)$.
#
# ¿La pendiente? En el contacto es la de la cota. Por eso en ella aparecen las responsabilidades. Con $u_{ik} = (x_i - \mu_k)/\sigma_k$:
#
# $$\frac{\partial \ell}{\partial\, \text{logit}} = \sum_i (r_{i1} - \pi_1), \qquad \frac{\partial \ell}{\partial \mu_k} = \sum_i r_{ik} \frac{u_{ik}}{\sigma_k}, \qquad \frac{\partial \ell}{\partial \log \sigma_k} = \sum_i r_{ik} (u_{ik}^2 - 1)$$
#
# Es decir: el gradiente también necesita un paso E.

# %%
def to_mixture(theta):
    w = 1 / (1 + np.exp(-theta[0]))
    return mixture([w, 1 - w], theta[1:3], np.exp(2 * theta[3:]))


def value_and_gradient(theta, x):
    p, sigma = to_mixture(theta), np.exp(theta[3:])
    joint = weighted_log_densities(x[:, None], p)
    total = logsumexp(joint, axis=1)
    R = np.exp(joint - total[:, None])
    u = (x[:, None] - theta[1:3]) / sigma
    by_logit = (R[:, 0] - p.weights[0]).sum()
    by_mean = (R * u / sigma).sum(axis=0)
    by_log_sigma = (R * (u**2 - 1)).sum(axis=0)
    return total.sum(), np.r_[by_logit, by_mean, by_log_sigma]


# %% [markdown]
# Comprobamos las fórmulas con diferencias finitas:

# %%
error = check_grad(lambda theta: value_and_gradient(theta, x)[0],
                   lambda theta: value_and_gradient(theta, x)[1],
                   np.array([0.3, -5, 5, 0.7, 0.2]))
print(f"¿Coincide con diferencias finitas? {error < 0.01}")

# %% [markdown]
# Dos rivales. El **ascenso por gradiente** (*gradient ascent*) da un paso en la dirección de la pendiente, dividida por $n$. **L-BFGS**, de SciPy, recuerda las pendientes anteriores y deduce de ellas la curvatura. SciPy minimiza: cambiamos el signo.

# %%
def climb_gradient(theta, x, n):
    trace = []
    for _ in range(n):
        value, gradient = value_and_gradient(theta, x)
        trace.append(value)
        theta = theta + gradient / len(x)
    return np.array(trace)


def climb_lbfgs(theta, x):
    trace = []
    def negative(theta):
        trace.append(value_and_gradient(theta, x))
        return -trace[-1][0], -trace[-1][1]
    minimize(negative, theta, jac=True, method="L-BFGS-B",
             options={"ftol": 1e-15, "gtol": 1e-8})
    return np.array([value for value, _ in trace])

# %% [markdown]
# Tres casos: los datos de la clase, con grupos **separados**; 1500 datos simulados, con grupos **superpuestos** (medias −1 y 1, varianzas 1); y otra vez la clase, desde medias −8 y 0.

# %%
rng = np.random.default_rng(0)
overlap = rng.normal(2.0 * rng.integers(2, size=1500) - 1, 1.0)
cases = {"separados": (np.array([0, -5, 5, 1.1, 1.1]), x),
         "superpuestos": (np.array([0, -2, 2, 0.0, 0.0]), overlap),
         "otro inicio": (np.array([0, -8, 0, 1.1, 1.1]), x)}

# %% [markdown]
# Contamos **pasadas por los datos**: iteraciones de EM, o evaluaciones de $\ell$ y su gradiente.
#
# **Antes de ejecutar.** En los dos primeros casos, ¿quién necesita menos pasadas? *(a)* EM en ambos; *(b)* EM en los separados y L-BFGS en los superpuestos; *(c)* L-BFGS en ambos.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "c"
# END SOLUTION

# %% tags=["hide-output"]
results, axes = {}, new_axes(1, 3, height=3.2, sharey=True)
for ax, (name, (start, data)) in zip(axes, cases.items()):
    traces = {"EM": climb_em(to_mixture(start), data, 1500),
              "L-BFGS": climb_lbfgs(start, data),
              "gradiente": climb_gradient(start, data, 1500)}
    best = max(trace.max() for trace in traces.values())
    results[name] = {k: best - trace for k, trace in traces.items()}
    for k, (method, left) in enumerate(results[name].items()):
        plot_curve(range(1, len(left) + 1), left, ax, k=k, title=name,
                   xlabel="pasadas", ylabel="log-verosimilitud que falta",
                   label=method if ax is axes[0] else None)
    ax.set(xscale="log", yscale="log", ylim=(1e-7, 1e4))
    ax.label_outer()
plt.show()

# %% [markdown]
# **Qué muestra la figura:** cuánto falta para el máximo, en escalas logarítmicas. Con grupos separados, EM cae el primero, después L-BFGS y mucho después el gradiente. Con grupos superpuestos, L-BFGS cae el primero, EM baja despacio y el gradiente no llega. Desde el otro inicio solo llega EM; los demás se detienen 94 más abajo.
#
# ¿Cuántas pasadas, hasta que falta una millonésima?

# %% id="p13" tags=["hide-output"]
for name, methods in results.items():
    for method, left in methods.items():
        print(f"{name:13}{method:10} falta {left.min():6.3f}; pasadas:",
              1 + np.argmax(left < 1e-6) if left.min() < 1e-6 else "no llega")
show_prediction(prediction, "b", "05-pred-metodos")

# %% [markdown]
# EM gana cuando los grupos se distinguen, y pierde por mucho cuando se superponen. ¿Y el reloj?

# %% tags=["nbval-ignore-output"]
for name, (start, data) in cases.items():  # No se compara: es un reloj.
    n = np.argmax(results[name]["EM"] < 1e-6)
    ours = timeit(partial(climb_em, to_mixture(start), data, n), number=1)
    lbfgs = timeit(partial(climb_lbfgs, start, data), number=1)
    print(f"{name}: tiempo de EM / tiempo de L-BFGS = {ours / lbfgs:.1f}")

# %% [markdown]
# En los dos primeros casos el reloj dice lo mismo. En el tercero, los rivales subieron a **otra** cima, más baja. Un solo inicio no dice quién elige mejor. A favor de EM: no pide tamaño de paso ni cambio de parámetros, y no baja. En contra: la superposición.

# %% [markdown]
# ## 7. La velocidad es la información que falta
#
# ¿Por qué tarda EM con grupos superpuestos? Lo explica un ejemplo de Dempster, Laird y Rubin (1977), del artículo que dio nombre a EM. Hay 197 animales de cuatro clases. Sus probabilidades dependen de un parámetro genético $p$:
#
# $$\frac12 + \frac p4, \qquad \frac{1-p}{4}, \qquad \frac{1-p}{4}, \qquad \frac p4$$
#
# Se contaron 125, 18, 20 y 34. La primera clase junta dos: una de probabilidad $1/2$ y otra de $p/4$. Cuántos de los 125 son de cada una es lo **latente**.
#
# El paso E atribuye $s$ animales a la parte $p/4$. El paso M cuenta: de los que llevan $p$ o $1-p$, qué parte lleva $p$.
#
# $$s = 125\,\frac{p/4}{1/2 + p/4}, \qquad p_{\text{nuevo}} = \frac{s + 34}{s + 18 + 20 + 34}$$

# %%
def e_step(p):
    s = 125 * (p / 4) / (1 / 2 + p / 4)
    score = 125 * np.log(2 + p) + 38 * np.log(1 - p) + 34 * np.log(p)
    return SimpleNamespace(s=s, log_likelihood=score)


def m_step(found):
    return (found.s + 34) / (found.s + 18 + 20 + 34)


root = (15 + np.sqrt(53809)) / 394
steps = em(0.5, e_step, m_step)  # el mismo bucle, con otro modelo
iterates = np.array([next(steps).before for _ in range(10)])
errors = np.abs(iterates - root)
ratios = errors[1:] / errors[:-1]
for i in range(1, 10):
    print(f"{i}: p = {iterates[i]:.8f}, queda {ratios[i - 1]:.5f} del error")
print(f"Raíz exacta {root:.8f}; EM no la mueve:"
      f" {abs(m_step(e_step(root)) - root) < 1e-12}")

# %% [markdown]
# La raíz sale de pedir $p_{\text{nuevo}} = p$, que da $197p^2 - 15p - 68 = 0$. EM llega a ella, y el cociente se estabiliza: cada iteración deja la **misma fracción** del error.
#
# ¿Se puede saber esa fracción de antemano? La **información** (*information*) mide cuán aguda es una curva en su cima. La cota se comporta como si los 125 estuvieran clasificados: su curvatura es la información **completa**. La de $\ell$ es la **observada**. Son las derivadas segundas, con el signo cambiado:
#
# $$I_{\text{com}} = \frac{s + 34}{p^2} + \frac{38}{(1-p)^2}, \qquad I_{\text{obs}} = \frac{125}{(2+p)^2} + \frac{38}{(1-p)^2} + \frac{34}{p^2}$$

# %%
p, s = root, 125 * root / (2 + root)
complete = (s + 34) / p**2 + 38 / (1 - p)**2
observed = 125 / (2 + p)**2 + 38 / (1 - p)**2 + 34 / p**2


def curvature(f, h=1e-4):
    return -(f(root + h) - 2 * f(root) + f(root - h)) / h**2


Q = curvature(lambda p: (s + 34) * np.log(p) + 38 * np.log(1 - p))
ll = curvature(lambda p: e_step(p).log_likelihood)
print(f"Completa {complete:.2f} (numérica {Q:.2f})")
print(f"Observada {observed:.2f} (numérica {ll:.2f})")
print(f"Información que falta: {1 - observed / complete:.5f}")

# %% [markdown]
# Falta 0.13278 de la información: la misma fracción que dejaba cada iteración. Es una ley, con un parámetro:
#
# $$\frac{\text{error nuevo}}{\text{error viejo}} \;\to\; 1 - \frac{I_{\text{obs}}}{I_{\text{com}}}$$
#
# En palabras: si la cota es mucho más curvada que $\ell$, su cima queda cerca y EM da pasos cortos. ¿Y nuestras mezclas? Con varios parámetros manda la dirección más lenta. Cerca de la cima, lo que falta de $\ell$ va con el cuadrado del error; por eso la raíz.

# %%
for name, methods in results.items():
    left = methods["EM"]
    k = np.argmax(left < 1e-6)
    print(f"{name}: cada iteración deja"
          f" {np.sqrt(left[k] / left[k - 1]):.3f} del error")

# %% [markdown]
# Con grupos separados falta poca información y EM corre. Con grupos superpuestos, en esa dirección falta casi toda, y EM se arrastra. El inicio no cambia la fracción: es de la cima. La línea recta de la lección 3 era esto.

# %% [markdown]
# ## 8. Caza de errores
#
# Esta log-verosimilitud tiene un error, en una sola línea. La aplicamos a un EM correcto, con los datos 1, 2 y 3.

# %%
def buggy_log_likelihood(x, weights, means, variances):
    densities = normal_density(x[:, None], means, variances)
    joint = weights * densities
    per_point = np.log(joint).sum(axis=1)
    return per_point.sum()


steps = em_steps(three, old)
for p in [next(steps).before for _ in range(4)]:
    parts = p.weights, p.means[:, 0], p.covariances[:, 0, 0]
    print(f"Con error {buggy_log_likelihood(three[:, 0], *parts):.4f},"
          f" correcta {log_likelihood(three, p):.4f}")

# %% [markdown]
# Sube una vez y después baja. EM está bien: falla la regla de medir.
#
# **Antes de corregir.** ¿Qué otra prueba la delata? *(a)* con una sola componente el valor es falso; *(b)* con dos componentes iguales no da lo mismo que con una; *(c)* cambia al permutar las componentes.

# %% tags=["bug-hunt"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("05-caza-prueba", answer)

# %% [markdown]
# La batería de pruebas:

# %%
bell = np.ones(1), np.full(1, 2.0), np.ones(1)
halves = np.full(2, 0.5), np.full(2, 2.0), np.ones(2)
for name, m in (("una campana", bell), ("partida en dos", halves),
                ("mezcla", parts), ("permutada", [a[::-1] for a in parts])):
    print(f"{name:15}{buggy_log_likelihood(three[:, 0], *m):9.3f}")

# %% [markdown]
# Partir una campana no debería cambiar nada. Corregir **una** de las cuatro líneas de `buggy_log_likelihood`, numeradas de arriba abajo, como en `{4: "return 0"}`.

# %% tags=["bug-hunt"]
# BEGIN SOLUTION
repair = {3: "per_point=np.log(joint.sum(axis=1))"}
# END SOLUTION
check("05-caza", repair)

# %% [markdown]
# ## 9. Para discutir en clase
#
# Se da un paso E y todavía no el paso M. ¿Qué subió? *(a)* la log-verosimilitud; *(b)* la cota; *(c)* las dos; *(d)* ninguna: falta el paso M.

# %% tags=["conceptest"]
# BEGIN SOLUTION
vote_1 = "c"
vote_2 = "b"
# END SOLUTION
check("05-concepto", (vote_1, vote_2))

# %% [markdown]
# El experimento que decide, con medio paso por línea:

# %%
after = next(em_steps(three, old)).after
splits = [responsibilities(three, p) for p in (old, old, after)]
for name, p, q in zip("EME", (old, after, after), splits):
    print(f"Tras {name}: log-verosimilitud {log_likelihood(three, p):.4f},"
          f" cota {lower_bound(three, p, q):.4f}")

# %% [markdown]
# De la línea 2 a la 3, con otro paso E, solo sube la cota.
#
# ## Qué nos llevamos
#
# * El paso E apoya la cota en la log-verosimilitud; el paso M salta a su cima. Por eso EM no baja.
# * Donde EM se detiene, la pendiente es cero: un máximo, o una silla.
# * Cada iteración deja una fracción fija del error: la información que falta.

# %% [markdown]
# ## Para practicar
#
# **Ejercicio 1.** Para el dato $x = 1$ de la sección 3, la responsabilidad de la izquierda es 0.880797. Con $q = 0.5$ y $0.5$, ¿cuánto vale la brecha?

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = 0.5 * np.log(0.5 / 0.880797) + 0.5 * np.log(0.5 / 0.119203)
# END SOLUTION
check("05-brecha", answer)

# %% [markdown]
# **Ejercicio 2.** En el ejemplo genético, cada iteración deja 0.132779 del error. ¿Cuántas hacen falta para dividirlo por un millón?

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = np.ceil(np.log(1e-6) / np.log(0.132779))
# END SOLUTION
check("05-vueltas", answer)

# %% [markdown]
# **Ejercicio 3.** ¿Por qué la cota toca solo con $q = r$? *(a)* porque las responsabilidades suman 1; *(b)* porque entonces los cocientes $\pi_k \mathcal{N}_k / q_k$ son iguales, y Jensen da igualdad; *(c)* porque el paso M ya terminó.

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("05-por-que-toca", answer)

# %% [markdown]
# **Ejercicio 4.** Desde cero: la cota con un reparto cualquiera, sumada sobre los datos. Las formas: `x`, `(n,)`; `q`, `(n, K)`, con filas que suman 1 y sin ceros; los parámetros, `(K,)`. (`hint("05-cota-q")` da una pista.)

# %% tags=["exercise"]
def my_bound(x, q, weights, means, variances):
    # BEGIN SOLUTION
    joint = weights * normal_density(x[:, None], means, variances)
    return (q * np.log(joint / q)).sum()
    # END SOLUTION


check("05-cota-q", my_bound)

# %% [markdown]
# **Desafío.** Si cada iteración deja una fracción $\lambda$ del error, tres iterados bastan para adivinar el final. Con el 1, el 2 y el 3 del ejemplo genético: $\lambda = (p_3 - p_2)/(p_2 - p_1)$, y lo que falta desde $p_3$ es una serie geométrica, $(p_3 - p_2)(\lambda + \lambda^2 + \dots)$. ¿Qué $p$ sale? (Seis decimales bastan.)

# %% tags=["challenge"]
# BEGIN SOLUTION
p1, p2, p3 = iterates[1:4]
rate = (p3 - p2) / (p2 - p1)
answer = p3 + (p3 - p2) * rate / (1 - rate)
# END SOLUTION
check("05-adivinar", answer)

# %% [markdown]
# Para comparar: [una solución](soluciones/05_por_que_funciona.ipynb).

# %% [markdown]
# ## Para saber más
#
# * A. Dempster, N. Laird y D. Rubin (1977), *Maximum likelihood from incomplete data via the EM algorithm*, JRSS B 39, 1-38. [doi:10.1111/j.2517-6161.1977.tb01600.x](https://doi.org/10.1111/j.2517-6161.1977.tb01600.x)
# * C. F. J. Wu (1983), *On the convergence properties of the EM algorithm*. [doi:10.1214/aos/1176346060](https://doi.org/10.1214/aos/1176346060)
# * C. Bishop (2006), *Pattern Recognition and Machine Learning*, Springer, sección 9.4.

# %% [markdown]
# [Anterior](04_casi_identicos.ipynb) · [Índice](00_inicio.ipynb) · [Siguiente](06_inicializacion.ipynb)
