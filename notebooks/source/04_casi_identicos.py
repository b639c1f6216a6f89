# %% [markdown]
# # 4. Casi idénticos
#
# La clase comparó dos ajustes, los llamó «casi idénticos» y terminó ahí. Quedan cinco preguntas. ¿Por qué «casi»? ¿Y con otro sorteo? ¿Y si el orden de los pasos importa? ¿Y un dato muy lejano? ¿Cómo sabríamos que el programa está bien?
#
# Cada una se responde con un experimento.

# %% [markdown]
# ## Objetivos
#
# * Diagnosticar de dónde sale una diferencia en la cuarta cifra.
# * Comparar los finales de mil inicios y elegir cuántos hacen falta.
# * Demostrar que mezclar los pasos E y M no es EM.
# * Elegir las pruebas que descubren un error.
#
# ## Requisitos
#
# Las lecciones [2](02_gmm_con_scikit_learn.ipynb) y [3](03_em_desde_cero.ipynb).
#
# ## Tiempo
#
# 45 minutos, más los ejercicios.

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np
from sklearn.mixture import GaussianMixture

from gmm_lab import MixtureParameters, em_steps, sort_components
from gmm_lab.datasets import load_class_data
from gmm_lab.exercises import (
    check, hint, mistake_matrix, mistake_name, show_prediction)
from gmm_lab.plotting import (
    new_axes, plot_curve, plot_log_likelihood, plot_mixture, plot_starts,
    plot_values)

X, y = load_class_data()
x = X[:, 0]

# %% [markdown]
# ## Antes de empezar
#
# **A.** Un programa de EM imprime −4.389, −3.676 y −6.195. ¿Qué sabemos? *(a)* que falta iterar; *(b)* que el programa tiene un error; *(c)* que el inicio era malo.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("04-antes-baja", answer)

# %% [markdown]
# **B.** ¿Qué error de la lección 3 no cambia el final y no hace bajar la log-verosimilitud? *(a)* la varianza con la media vieja; *(b)* la varianza en el lugar de la desviación; *(c)* dividir por $n$ en lugar de $N_k$.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "a"
# END SOLUTION
check("04-antes-invisible", answer)

# %% [markdown]
# **C.** (De la lección 2.) El punto $x = 12$ está a la derecha de todos los datos. ¿Por qué es del grupo **izquierdo**? *(a)* porque ese grupo pesa más; *(b)* porque su campana es más ancha; *(c)* porque su media está más cerca.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("04-antes-extremo", answer)

# %% [markdown]
# ## 1. ¿Por qué «casi»?
#
# scikit-learn dio 6.62270836 para la varianza de la izquierda; la clase, 6.62405345. ¿Cuál está más cerca del máximo? Lo buscamos con `em_steps`, desde el ajuste de scikit-learn, hasta que nada se mueva.

# %%
sk = sort_components(GaussianMixture(2, random_state=7).fit(X))
peak = next(step.after for step in em_steps(X, sk) if step.change < 1e-13)
target = peak.covariances[0].item()
print(f"Varianza de la izquierda, en el máximo: {target:.8f}")

# %% [markdown]
# La clase dio con el máximo, salvo la última cifra. scikit-learn, no. Hay dos sospechosos. `tol = 1e-3` lo detiene cuando la log-verosimilitud media mejora menos que eso. `reg_covar = 1e-6` se suma a cada varianza, por seguridad. Esta función dice a qué distancia queda.

# %%
def distance(tol=1e-3, reg_covar=1e-6):
    model = GaussianMixture(2, tol=tol, reg_covar=reg_covar,
                            max_iter=1000, random_state=7).fit(X)
    return sort_components(model).covariances[0].item() - target

# %% [markdown]
# **Antes de ejecutar.** Como viene, queda a −0.0013. ¿Quién lo explica? *(a)* sobre todo `tol`; *(b)* sobre todo `reg_covar`; *(c)* los dos, a medias.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "b"
# END SOLUTION

# %% tags=["hide-output"]
print(f"Los dos, como vienen:   {distance():+.7f}")
print(f"Solo tol = 1e-3:        {distance(reg_covar=0):+.7f}")
print(f"Solo reg_covar = 1e-6:  {distance(tol=1e-14):+.7f}")
print(f"tol = 1e-6, sin reg.:   {distance(1e-6, 0):+.7f}")
show_prediction(prediction, "a, tol", "04-pred-casi")

# %% [markdown]
# Casi todo es `tol`: el programa se detuvo antes de llegar. `reg_covar` mueve la séptima cifra decimal, pero no se va al iterar más: cambia el destino. Con una `tol` mil veces menor queda la sexta parte. ¿Y con otras?

# %% id="tolerancia"
tols = 10.0 ** -np.arange(1, 13)
gaps = [abs(distance(tol, 0)) for tol in tols]
plot_values(tols, gaps, xlabel="tol", ylabel="distancia al máximo",
            xscale="log", yscale="log")
plt.show()

# %% [markdown]
# **Qué muestra la figura:** al bajar `tol`, de derecha a izquierda, la distancia de la varianza al máximo baja por escalones. Dos valores vecinos se detienen a veces en la misma iteración.
#
# «Casi» tiene una respuesta aburrida: **un programa que para pronto**. Lo sospechoso es otra cosa.

# %% [markdown]
# ## 2. Otro sorteo
#
# La clase no fijó semilla, y en la lección 3 **elegimos** la 2. Ahora, las semillas de la 0 a la 7. Para tratar muchos inicios a la vez guardamos los parámetros en un arreglo de forma $(3, K, \text{inicios})$: pesos, medias, varianzas. Y `as_mixture` ordena un inicio y lo convierte en una mezcla del paquete.

# %%
def class_start(rng):
    weights = rng.random(2)
    means = rng.uniform(x.min(), x.max(), 2)
    squares = (x - means[:, None])**2
    return np.array([weights / weights.sum(), means,
                     squares.sum(axis=1) / (len(x) - 1)])


starts = np.stack([class_start(np.random.default_rng(seed))
                   for seed in range(1000)], axis=-1)


def as_mixture(one):
    w, m, v = one[:, np.argsort(one[1])]
    return MixtureParameters(w, m[:, None], v[:, None, None])

# %% [markdown]
# El paso E, esta vez con logaritmos; la sección 5 dice por qué, y por qué se resta el mayor. `[..., None]` agrega al final el eje de los datos. Así, las responsabilidades tienen forma $(K, \text{inicios}, n)$.

# %%
def log_joint(x, parameters):
    weights, means, variances = parameters[..., None]
    u = (x - means)**2 / variances
    # 1 densidades, 2 ponderar
    return np.log(weights) - 0.5 * (np.log(2 * np.pi * variances) + u)


def normalize(log_p):
    # 3 normalizar
    largest = log_p.max(axis=0)
    share = np.exp(log_p - largest)
    total = share.sum(axis=0)
    return share / total, largest + np.log(total)

# %% [markdown]
# `normalize` devuelve también $\log p(x_i)$. El paso M es el de siempre. En la vuelta de la clase, cada componente se actualiza **en el acto**; anotamos la log-verosimilitud del principio de la vuelta.

# %%
def m_step(x, R):
    # 4 contar, 5 promediar, 6 dispersar
    n_k = R.sum(axis=-1)
    means = R @ x / n_k
    squares = (x - means[..., None])**2
    variances = (R * squares).sum(axis=-1) / n_k
    return np.array([n_k / len(x), means, variances])


def class_sweep(x, parameters, order=(0, 1)):
    now, scores = parameters.copy(), []
    for k in order:
        R, log_density = normalize(log_joint(x, now))
        scores.append(log_density.sum(axis=-1))
        now[:, k] = m_step(x, R[k])
    return now, scores[0]

# %% [markdown]
# **Antes de ejecutar.** De los ocho sorteos, ¿cuántos **no** llegan al ajuste de la clase? *(a)* ninguno; *(b)* uno; *(c)* tres.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "a"
# END SOLUTION

# %% tags=["hide-output"]
of_class = starts[..., :8]
for _ in range(100):
    of_class, score = class_sweep(x, of_class)
show_prediction(prediction, f"c, las semillas {np.where(score < -4000)[0]}",
                "04-pred-semillas")

# %% [markdown]
# Tres de ocho terminan en otro lugar, y ninguno avisa. La clase tuvo **suerte**. ¿Cómo es ese otro ajuste?

# %%
other = as_mixture(of_class[..., 0])
for name, part in (("Medias", other.means), ("Varianzas", other.covariances)):
    print(f"{name:10} {part[0].item():.3f} y {part[1].item():.3f}")
print(f"Log-verosimilitud {score[0]:.2f}; la de la clase, {score[2]:.2f}")

# %% [markdown]
# En un dibujo:

# %% id="dos-maximos"
for ax, mixture, title in zip(new_axes(1, 2, sharey=True), (peak, other),
                              ("el de la clase", "el otro")):
    plot_mixture(X, mixture, ax, title=title)
    ax.get_legend().remove()
plt.show()

# %% [markdown]
# **Qué muestra la figura:** a la izquierda, el ajuste de la clase: una campana ancha cubre todos los datos negativos, y otra el monte de la derecha. A la derecha, el otro ajuste: una campana angosta sobre el pico de la izquierda, y otra muy ancha sobre todo lo demás.
#
# El otro no es un disparate: describe bien el pico angosto, que existe. Pero su log-verosimilitud es 94 menor. La cima de una colina, aunque otra sea más alta, se llama **máximo local** (*local maximum*).

# %% [markdown]
# ## 3. Mil inicios
#
# ¿Es culpa de los pasos mezclados, o del sorteo? Repetimos con EM de verdad: primero todas las responsabilidades, después todos los parámetros. Cada inicio se detiene cuando gana menos que `tol`, y los demás siguen.

# %%
def em_step(x, parameters):
    R, log_density = normalize(log_joint(x, parameters))
    return m_step(x, R), log_density.sum(axis=-1)


def settle(x, start, tol):
    ends, scores = start.copy(), np.full(start.shape[-1], -np.inf)
    moving = np.arange(len(scores))
    while moving.size:
        ends[..., moving], now = em_step(x, ends[..., moving])
        gain, scores[moving] = now - scores[moving], now
        moving = moving[gain > tol]
    return ends, scores

# %% [markdown]
# **Antes de ejecutar.** De cada 100 inicios, ¿cuántos llegarán al ajuste de la clase? Un número entre 0 y 100.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = 95
# END SOLUTION

# %% id="mapa" tags=["hide-output"]
blocks = [settle(x, block, 1e-6)  # en bloques: así caben en la memoria
          for block in np.array_split(starts, 40, axis=-1)]
ends, scores = (np.concatenate(parts, axis=-1) for parts in zip(*blocks))
place = np.select([scores > -3910, scores > -4004], [0, 1], 2)
plot_starts(starts[1].T, place, names=("una media", "la otra media"),
            labels=["la clase", "el otro", "una campana"],
            title="medias del inicio")
plt.show()
print("Log-verosimilitudes:", np.unique(scores.round(2)).tolist())
print("De las ocho primeras semillas, fallan:", np.flatnonzero(place[:8]))
show_prediction(prediction, f"{np.mean(place == 0) * 100:.1f}",
                "04-pred-mil")

# %% [markdown]
# **Qué muestra la figura:** cada punto es un inicio, según sus dos medias; la leyenda dice cuántos hay. Los círculos azules llegan al ajuste de la clase; las aspas naranjas, al otro. No se ve una frontera: dos vecinos pueden terminar en lugares distintos, por sus pesos, también sorteados. Los pocos triángulos verdes están casi todos cerca de la diagonal: dos medias casi iguales.
#
# Con EM correcto, cuatro de cada diez inicios terminan mal. De las ocho semillas falla otra: solo la 4. No es un error del programa: EM solo sube, y de la cima de una colina baja no puede salir.
#
# Once pararon en una sola campana, con −4652.84. ¿Es un tercer máximo? La discusión del final lo decide.
#
# ¿Qué hacer con un máximo local? Probar varios y quedarnos con el mejor. Si los inicios son independientes y cada uno acierta con probabilidad $p$, los $m$ fallan a la vez con probabilidad
#
# $$(1-p)^m < 0.001 \quad\Longleftrightarrow\quad m > \frac{\log 0.001}{\log(1-p)}$$
#
# Lo comprobamos: repartimos los mil inicios en grupos y contamos en cuántos fallan todos.

# %% id="p25"
p = np.mean(place == 0)
sizes = np.array([1, 2, 4, 5, 8])
failed = [np.mean((place.reshape(-1, m) != 0).all(axis=1)) for m in sizes]
ax = plot_values(sizes, failed, xlabel="inicios en cada grupo",
                 ylabel="grupos que fallan")
plot_curve(sizes, (1 - p)**sizes, ax, k=1, label="fórmula")
plt.show()
n_starts = np.ceil(np.log(0.001) / np.log(1 - p))
print(f"p = {p:.3f}; para fallar menos de 1 en 1000: {n_starts:.0f}")

# %% [markdown]
# **Qué muestra la figura:** la fracción de grupos que fallan cae de 0.4 a casi 0 con ocho inicios. Los puntos medidos, en azul, van casi sobre la línea naranja de la fórmula.
#
# Aquí bastan ocho inicios. La lección 6 los busca mejores.

# %% [markdown]
# ## 4. Mezclar los pasos no es EM
#
# La clase actualiza cada componente en el acto. Con 300 inicios y 60 vueltas, miramos la log-verosimilitud.
#
# **Antes de ejecutar.** ¿En cuántos de los 300 bajará alguna vez? *(a)* en ninguno; *(b)* en unos pocos; *(c)* en más de la mitad.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "b"
# END SOLUTION

# %% id="mezclar" tags=["hide-output"]
traces = []
for block in np.array_split(starts[..., :300], 12, axis=-1):
    history = []
    for _ in range(60):
        block_sum = block[0].sum(axis=0)
        block, score = class_sweep(x, block)
        history.append((score, block_sum))
    traces.append(np.array(history))
trace, total = np.concatenate(traces, axis=-1).swapaxes(0, 1)
falls = np.diff(trace, axis=0).min(axis=0)
print(f"Bajó en {np.sum(falls < -1e-6)} de 300; la peor, {falls.min():.2f}")
print(f"La peor de las ocho primeras: {falls[:8].min():.2f}")
print(f"Suma de los pesos: de {total.min():.3f} a {total.max():.3f}")
show_prediction(prediction, "c", "04-pred-mezclar")

# %% [markdown]
# En dos de cada tres. La segunda columna de responsabilidades sale de otra mezcla, ya cambiada. Las filas no suman 1, y por eso **los pesos tampoco**: la mezcla no es una densidad. Una corrida, vuelta por vuelta:

# %% id="baja"
plot_log_likelihood(trace[:40, 6])[1].legend(loc="lower center")
plt.show()
top = trace[:, 2].argmax()
print(f"Semilla 2: llega a {trace[top, 2]:.2f}, con pesos que suman"
      f" {total[top, 2]:.3f}; termina en {trace[-1, 2]:.2f}")

# %% [markdown]
# **Qué muestra la figura:** la semilla 6. A la izquierda, la log-verosimilitud sube, baja unos escalones y vuelve a subir. A la derecha, en escala logarítmica, los cambios: círculos cuando sube, aspas cuando baja. Las aspas son cinco vueltas seguidas.
#
# La semilla 2, la que da las cifras de la clase, es más rara: pasa **por encima** del máximo, y después baja hasta él. Es un espejismo: sus pesos suman más de 1, y las densidades salen infladas.
#
# Además, el resultado depende de quién va primero:

# %% id="orden"
reverse = starts[..., :8]
one_way, _ = class_sweep(x, reverse)
other_way, _ = class_sweep(x, reverse, order=(1, 0))
print(f"Un paso: las medias difieren hasta"
      f" {np.abs(one_way - other_way)[1].max():.2f}")
for _ in range(100):
    reverse, _ = class_sweep(x, reverse, order=(1, 0))
for name, fits in (("un orden", of_class), ("el otro", reverse)):
    narrow = fits[2].min(axis=0) < 0.2  # la campana angosta: otro máximo
    print(f"Fallan, en {name}:", np.flatnonzero(narrow))

# %% [markdown]
# Cambiar el orden cambia **qué** semillas fallan. Pero cada final es uno de los dos máximos de EM: cuando nada se mueve, el orden da igual. Por eso la clase imprimió cifras correctas con un algoritmo que no es EM.
#
# Entonces, si una log-verosimilitud baja, ¿por qué es? Una causa es esta; otra, una fórmula equivocada. En un foro apareció con los datos 1, 2 y 3: un programa usaba la varianza como si fuera la desviación.

# %% id="p17"
three = np.array([1.0, 2.0, 3.0])
first = np.array([[0.5, 0.5], [1.0, 3.0], [1.0, 1.0]])[..., None]
for name, power in (("con la fórmula", 1), ("con el error", 2)):
    now, levels = first.copy(), []
    for _ in range(3):
        now[2] **= power
        now, score = em_step(three, now)
        levels.append(f"{score[0]:.3f}")
    print(f"{name:15}", *levels)

# %% [markdown]
# El paso E usa el cuadrado de la varianza, y el tercer valor cae. En resumen, tres causas frecuentes: los pasos mezclados, una fórmula equivocada o, si la bajada es minúscula, el redondeo. Ninguna es de EM.

# %% [markdown]
# ## 5. El punto lejano
#
# Llega un dato en $x = 100$. Con densidades, como en la lección 3, ¿quién es responsable?

# %%
w, m, v = peak.weights, peak.means[:, 0], peak.covariances[:, 0, 0]
joint = w * np.exp(-0.5 * (100 - m)**2 / v) / np.sqrt(2 * np.pi * v)
with np.errstate(invalid="ignore"):
    share = joint / joint.sum()
print(f"Densidades {joint[0]:g} y {joint[1]:g}; al repartir, {share[0]:g}")

# %% [markdown]
# Las dos densidades son tan pequeñas que la máquina guarda 0, y $0/0$ no es un número (`nan`). Toda suma que lo incluya da `nan`, también las del paso M. Guardar 0 porque el número es demasiado pequeño es un **desbordamiento hacia cero** (*underflow*).
#
# El remedio: no calcular el peso por la densidad, sino su logaritmo $a_k$, y restar el mayor antes de la exponencial. Con $a_* = \max_k a_k$,
#
# $$\log \sum_k e^{a_k} = a_* + \log \sum_k e^{a_k - a_*}$$
#
# Es lo que hace `normalize`. Al menos un sumando vale 1, y no hay 0/0. NumPy trae la misma cuenta para dos números: `logaddexp`.

# %%
R, log_density = normalize(log_joint(
    np.array([100.0]), np.array([w, m, v])[..., None]))
a = np.log(w) - 0.5 * (np.log(2 * np.pi * v) + (100 - m)**2 / v)
print(f"Responsabilidades {R[0].item():.3f} y {R[1].item():.3f}; log p(x)"
      f" {log_density.item():.1f}, y con logaddexp {np.logaddexp(*a):.1f}")

# %% [markdown]
# La campana de la izquierda se queda con el punto: está más lejos, pero es más ancha.

# %% [markdown]
# ## 6. Caza de errores
#
# Este paso E tiene un error, en una sola línea.

# %% tags=["bug-hunt"]
def normal_density(x, mean, variance):
    scale = np.sqrt(2 * np.pi * variance)
    return np.exp(-0.5 * (x - mean)**2 / variance) / scale


def buggy_e_step(x, weights, means, variances):
    densities = normal_density(x[:, None], means, variances)
    joint = weights * densities
    total = joint.sum(axis=0)
    return joint / total

# %% [markdown]
# Su síntoma, tras una iteración desde el máximo:

# %% tags=["bug-hunt"]
wrong = buggy_e_step(x, w, m, v)
after = m_step(x, wrong.T)
level = normalize(log_joint(x, after[..., None]))[1].sum()
print(f"Pesos: {after[0].round(4).tolist()}; medias:"
      f" {after[1].round(2).tolist()}; log-verosimilitud {level:.0f}")

# %% [markdown]
# Las medias parecen sanas. Los pesos, no.
#
# **Antes de corregir.** ¿Qué prueba fallará? *(a)* el área bajo cada campana es 1; *(b)* cada fila de responsabilidades suma 1; *(c)* cambiar el orden de las componentes no cambia el ajuste.

# %% tags=["bug-hunt"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("04-caza-prueba", answer)

# %% [markdown]
# La batería:

# %% tags=["bug-hunt"]
grid = np.linspace(-40, 40, 20_001)
area = np.trapezoid(normal_density(grid, m[0], v[0]), grid)
swapped = buggy_e_step(x, w[::-1], m[::-1], v[::-1])[:, ::-1]
rows = wrong.sum(axis=1)
print(f"Área {area:.3f}; filas: de {rows.min():.4f} a {rows.max():.4f};"
      f" columnas: {wrong.sum(axis=0).round(3).tolist()}")
print("Con el otro orden sale lo mismo:", np.allclose(swapped, wrong))

# %% [markdown]
# Corregir **una** de las cuatro líneas de `buggy_e_step`, numeradas de arriba abajo: su número y el texto nuevo, como en `{2: "joint = 1"}`.

# %% tags=["bug-hunt"]
# BEGIN SOLUTION
repair = {3: "total = joint.sum(axis=1, keepdims=True)"}
# END SOLUTION
check("04-caza", repair)

# %% [markdown]
# ## 7. ¿Qué prueba descubre qué error?
#
# El paquete guarda una colección de errores frecuentes, como programas que se ejecutan. Contra cada uno lanza diez pruebas, y mira si el ajuste final es bueno. En `matrix`, un `True` dice que la prueba **descubre** el error.
#
# **Antes de ejecutar.** De los 38 errores, ¿en cuántos el ajuste final es **bueno**? Un número.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = 5
# END SOLUTION

# %% tags=["hide-output"]
matrix = mistake_matrix()
tests = list(matrix.pop("correcto"))[:-1]  # la última es el ajuste final
good = [key for key, row in matrix.items() if not row["ajuste final"]]
show_prediction(prediction, f"{len(good)} de {len(matrix)}",
                "04-pred-errores")

# %% [markdown]
# Casi la mitad llega a un buen ajuste. **«Da lo correcto» no prueba nada.** ¿Y la prueba más famosa, que la log-verosimilitud suba?

# %%
hidden = sum(not row["sube"] for row in matrix.values())
print(f"«Sube» no ve {hidden} de {len(matrix)}. Nueve de los {len(matrix)}:")
chosen = "B1 B2 B3 B4 B5 B6 B10-2π B12 B18".split()
for number, key in enumerate(chosen, start=1):
    print(f"{number}  {mistake_name(key)}")

# %% [markdown]
# La prueba famosa deja pasar casi la mitad. ¿Cuál descubre cuál? Las columnas:
#
# * *filas*, *pesos* y *área*: suman o valen 1; *sube*: la log-verosimilitud;
# * *K = 1*: con una componente salen la media y la varianza;
# * *orden*, *unidades* y *duplicar*: cambiar eso no cambia el ajuste;
# * *lejos*: reparte un dato lejano; *fórmula*: un paso, comparado con una cuenta aparte.
#
# Un aspa (×) dice que la prueba descubre ese error.

# %% id="tabla"
print(" ", *tests, "final", sep="  ")
for number, key in enumerate(chosen, start=1):
    marks = [f"{'×' if matrix[key][name] else '·':^{len(name)}}"
             for name in tests]
    print(number, *marks, "bien" if key in good else "mal", sep="  ")

# %% [markdown]
# Cómo leerla: la fila 1 es la receta de la clase. Su final es bueno, y la delatan los pesos, la subida y el orden. La 2, la media vieja, solo cae con una sola componente o con la **fórmula**. La 4 es la caza anterior, cometida también en la densidad de la mezcla; por eso falla el área. La columna *fórmula* es la única con todas las aspas. Las demás dicen *dónde* buscar.
#
# La lección: **varias pruebas baratas, y un paso comparado con la fórmula**.

# %% [markdown]
# ## 8. El algoritmo reparado
#
# Juntamos lo aprendido: logaritmos, E y M por separado, varios inicios con semilla, y parar por lo que se gana.

# %%
def fit_best(x, n_starts, seed, tol=1e-9):
    rng = np.random.default_rng(seed)
    first = [class_start(rng) for _ in range(n_starts)]
    ends, scores = settle(x, np.stack(first, axis=-1), tol)
    return ends[..., scores.argmax()], scores.max()


for seed in range(3):
    fitted, score = fit_best(x, 8, seed)
    print(f"Semilla {seed}: varianzas {np.sort(fitted[2])[1]:.6f} y"
          f" {fitted[2].min():.6f}, log-verosimilitud {score:.6f}")

# %% [markdown]
# Tres semillas, una respuesta. ¿Y la garantía? La ponemos a prueba con cien inicios: que nunca baje, que los pesos sumen 1, y que el primero coincida, tras cuarenta pasos, con `em_steps` de `gmm_lab`, escrito aparte.

# %% id="garantia"
parameters, previous, worst = starts[..., ::10], -np.inf, 0
theirs = em_steps(X, as_mixture(parameters[..., 0]))
for _ in range(40):
    parameters, score = em_step(x, parameters)
    worst, previous = min(worst, np.min(score - previous)), score
    step = next(theirs)
print("Bajó más que el redondeo:", "sí" if worst < -1e-8 else "no")
print("Los pesos suman 1:", np.allclose(parameters[0].sum(axis=0), 1))
print("Igual que em_steps:", np.allclose(
    as_mixture(parameters[..., 0]).means,
    sort_components(step.after).means, rtol=1e-9, atol=0))

# %% [markdown]
# La garantía es esta: desde cualquier inicio, la log-verosimilitud no baja. No promete el máximo más alto: de eso se ocupan los varios inicios. ¿Por qué no puede bajar? La lección 5 lo demuestra.

# %% [markdown]
# ## Para discutir en clase
#
# Un ajuste termina con `converged_ = True` y la log-verosimilitud no bajó nunca. ¿Qué sabemos? *(a)* que es el mejor ajuste; *(b)* que es, al menos, un máximo local; *(c)* que la última iteración ganó poco; *(d)* que el programa no tiene errores.

# %% tags=["conceptest"]
# BEGIN SOLUTION
vote_1 = "b"
vote_2 = "c"
# END SOLUTION
check("04-concepto", (vote_1, vote_2))

# %% [markdown]
# El experimento que decide: dejar seguir a los once inicios que pararon en «una campana».

# %% id="meseta" tags=["conceptest"]
stuck = ends[..., place == 2]
for iteration in range(201):
    stuck, level = em_step(x, stuck)
    if iteration % 100 == 0:
        print(f"{iteration:3} más: la mejor {level.max():.3f};"
              f" siguen abajo {np.sum(level < -4010)}")
reached = np.sum(place == 0) + np.sum(level > -3910)
print(f"De los mil: {reached} a la clase, {1000 - reached} al otro.")

# %% [markdown]
# Se van todos. No era un máximo, sino una **meseta**: las dos campanas, casi iguales, tardan en separarse. El programa paró porque ganaba menos de una millonésima por iteración. Quedan dos máximos y una sala de espera; cuántos esperan en ella depende de `tol`.

# %% [markdown]
# ## Qué nos llevamos
#
# * «Casi» era `tol`. El peligro era el sorteo: cuatro de cada diez inicios terminan en un máximo peor.
# * Con E y M mezclados, la log-verosimilitud puede bajar y el orden importa, aunque el final salga bien.
# * Que dé lo correcto no es una prueba. Un paso comparado con la fórmula, sí.

# %% [markdown]
# ## Para practicar
#
# **Ejercicio 1.** En otros datos, un inicio acierta con probabilidad 0.3. ¿Cuántos hacen falta para fallar menos de una vez en 10 000?

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = np.ceil(np.log(1e-4) / np.log(1 - 0.3))
# END SOLUTION
check("04-cuantos", answer)

# %% [markdown]
# **Ejercicio 2.** Un programa escribe, en cada vuelta, los pesos nuevos de la primera componente y después calcula la segunda. ¿Qué prueba lo descubre en la primera vuelta, sin mirar el final? *(a)* el área bajo cada campana es 1; *(b)* repetir con las componentes en otro orden; *(c)* duplicar los datos.

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("04-que-prueba", answer)

# %% [markdown]
# **Ejercicio 3.** Desde cero: un paso E que aguante un punto lejano. Recibe `x` de forma `(n,)` y los parámetros de forma `(K,)`; devuelve las responsabilidades, de forma `(n, K)`. (`hint("04-paso-e")` da una pista.)

# %% tags=["exercise"]
def my_e_step(x, weights, means, variances):
    # BEGIN SOLUTION
    u = (x[:, None] - means)**2 / variances
    a = np.log(weights) - 0.5 * (np.log(2 * np.pi * variances) + u)
    share = np.exp(a - a.max(axis=1, keepdims=True))
    return share / share.sum(axis=1, keepdims=True)
    # END SOLUTION


check("04-paso-e", my_e_step)

# %% [markdown]
# **Ejercicio 4.** La prueba de fuego. Dos campanas con pesos iguales, varianzas 1 y medias 0 y 0.02. Con `my_e_step`, ¿qué responsabilidad tiene la segunda por $x = 40$?

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = my_e_step(np.array([40.0]), np.array([0.5, 0.5]),
                   np.array([0.0, 0.02]), np.ones(2))[0, 1]
# END SOLUTION
check("04-lejano", answer)

# %% [markdown]
# **Desafío.** `settle` sirve para tres componentes, con un inicio de forma $(3, 3, 20)$: pesos iguales, varianzas 0.1 y medias `np.random.default_rng(2).choice(x, (3, 20))`. Con `tol = 1e-9`, ¿cuántos llegan a la log-verosimilitud más alta, con dos decimales?

# %% tags=["challenge"]
# BEGIN SOLUTION
means = np.random.default_rng(2).choice(x, (3, 20))
tries = np.array([np.full((3, 20), 1 / 3), means, np.full((3, 20), 0.1)])
scores = settle(x, tries, 1e-9)[1]
answer = (scores > scores.max() - 0.01).sum()
# END SOLUTION
check("04-llegan", answer)

# %% [markdown]
# Para comparar: [una solución](soluciones/04_casi_identicos.ipynb).

# %% [markdown]
# ## Para saber más
#
# * C. F. J. Wu (1983), *On the convergence properties of the EM algorithm*, The Annals of Statistics 11, 95-103. [doi:10.1214/aos/1176346060](https://doi.org/10.1214/aos/1176346060)
# * G. McLachlan y D. Peel (2000), *Finite Mixture Models*, Wiley, capítulo 2. [doi:10.1002/0471721182](https://doi.org/10.1002/0471721182)

# %% [markdown]
# [Anterior](03_em_desde_cero.ipynb) · [Índice](00_inicio.ipynb) · [Siguiente](05_por_que_funciona.ipynb)
