# %% [markdown]
# # 1. Datos y mezclas
#
# Una clase entrega 1500 números sin etiquetas y hace una sola pregunta: **¿de qué grupos vienen?**
# Nadie anotó el grupo de cada número. Solo queda el número.
#
# Antes de ajustar nada, miramos. En esta lección construimos el modelo que puede haber generado esos datos, y aprendemos a dibujarlo sin engañarnos.

# %% [markdown]
# ## Objetivos
#
# * Distinguir una suma de variables de una mezcla de densidades.
# * Simular una mezcla: primero el dado, después la campana.
# * Explicar por qué una densidad puede valer más que 1.
# * Diagnosticar dibujos equivocados de una mezcla.
# * Preparar los datos con la forma `(n, 1)`.
#
# ## Requisitos
#
# Python básico, arreglos de NumPy y la distribución normal.
#
# ## Tiempo
#
# 45 minutos.

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np
from sklearn.datasets import make_blobs

from gmm_lab import GMM
from gmm_lab.exercises import check, hint, progress, show_prediction
from gmm_lab.plotting import (
    new_axes, plot_curve, plot_histogram, plot_labelled_histogram)

# %% [markdown]
# ## Antes de empezar
#
# Tres preguntas de repaso. Conviene responder sin buscar; cada `...` se reemplaza por la respuesta.
#
# **A.** En una normal, ¿qué parte de los datos cae a menos de dos desviaciones estándar de la media? (Un número entre 0 y 1.)

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = 0.95
# END SOLUTION
check("01-antes-normal", answer)

# %% [markdown]
# **B.** Un arreglo tiene forma `(1500, 1)`. ¿Qué contiene? *(a)* 1500 variables de una observación; *(b)* 1500 observaciones de una variable; *(c)* una lista de 1501 números.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("01-antes-forma", answer)

# %% [markdown]
# **C.** ¿Cuánto vale el promedio ponderado de 2 y 4, con pesos 0.25 y 0.75?

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = 3.5
# END SOLUTION
check("01-antes-promedio", answer)

# %% [markdown]
# ## 1. Mil quinientos números
#
# Los datos de la clase son artificiales, y eso es una ventaja: más adelante podremos mirar la respuesta. `make_blobs` sortea tres nubes de puntos en el plano. La clase invierte las columnas y se queda con la primera. Las etiquetas quedan aparte, en `y`.

# %%
X, y = make_blobs(n_samples=1500, cluster_std=[.8, 2, .4],
                  random_state=1)
X = X[:, ::-1][:, [0]]
print(f"X tiene forma {X.shape}: {X.shape[0]} observaciones.")
print(f"Van de {X.min():.2f} a {X.max():.2f}.")

# %% [markdown]
# **Antes de ejecutar.** Vamos a dibujar dos histogramas de los mismos números, con 8 y con 60 intervalos. ¿Cuántos grupos se verán en cada uno? Escribir dos números, por ejemplo `"3 y 3"`.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "2 y 3"
# END SOLUTION

# %% tags=["hide-output"]
axes = new_axes(1, 2, sharey=True)
plot_histogram(X, axes[0], bins=8, title="8 intervalos")
plot_histogram(X, axes[1], bins=60, title="60 intervalos")
plt.show()
show_prediction(prediction, "dos montes con 8, tres con 60",
                "01-pred-histogramas")

# %% [markdown]
# **Qué muestra la figura:** los mismos datos, dos veces. Con 8 intervalos hay una escalera que baja desde la izquierda y un bloque a la derecha. Con 60, la escalera se parte: un pico muy angosto cerca de −8 y un monte bajo y ancho a su lado.
#
# El número de grupos que vemos depende de cómo miramos. La clase eligió **dos** grupos, y nosotros la seguimos por ahora. ¿Eligió bien? Es una pregunta abierta: la lección 10 la responde con números.

# %% [markdown]
# ## 2. Una sola campana no alcanza
#
# Empezamos por el modelo más simple: una normal con la media y la varianza de los datos. Su **densidad** (*density*) es
#
# $$\mathcal{N}(x \mid \mu, \sigma^2) = \frac{1}{\sqrt{2\pi\sigma^2}} \exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)$$
#
# En palabras: la altura baja con el cuadrado de la distancia a la media, medida en desviaciones estándar. En código, con los mismos símbolos:

# %%
def normal_density(x, mean, variance):
    scale = np.sqrt(2 * np.pi * variance)
    return np.exp(-0.5 * (x - mean)**2 / variance) / scale

# %% [markdown]
# Le damos la media y la varianza de los 1500 números, y dibujamos la curva sobre el histograma.

# %%
x = np.linspace(-12, 10, 1000)
one_bell = normal_density(x, X.mean(), X.var())
ax = plot_histogram(X, bins=60)
plot_curve(x, one_bell, ax, label="una sola normal")
plt.show()

# %% [markdown]
# **Qué muestra la figura:** la campana, azul, cubre todo el ancho, con su cima cerca de −2.5. Los dos picos la superan con creces. Entre 0 y 2 pasa lo contrario: la curva es alta y casi no hay barras.
#
# **Antes de ejecutar.** La campana asegura que cerca de un 12 % de los datos está entre 0 y 2. ¿Qué porcentaje hay en realidad?

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = 5
# END SOLUTION

# %% tags=["hide-output"]
inside = (x > 0) & (x < 2)
promised = 100 * np.trapezoid(one_bell[inside], x[inside])
observed = 100 * np.mean((X > 0) & (X < 2))
show_prediction(prediction, f"{observed:.1f} %", "01-pred-valle")
print(f"La campana promete {promised:.1f} %.")

# %% [markdown]
# El modelo pone muchos datos donde hay un valle. No es mala suerte: **ninguna** normal puede tener dos cimas. Hace falta otro modelo.

# %% [markdown]
# ## 3. Sumar variables no es mezclar densidades
#
# La idea que surge es «sumar dos normales». ¿Servirá?
#
# **Antes de ejecutar.** Sorteamos $x_1$ alrededor de −10 y $x_2$ alrededor de 10, sin relación entre ellos, cien mil veces. ¿Cómo será el histograma de $x_1 + x_2$? *(a)* dos montes, en −10 y 10; *(b)* un solo monte en 0; *(c)* una meseta de −10 a 10.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "b"
# END SOLUTION

# %% id="p01" tags=["hide-output"]
rng = np.random.default_rng(0)
x1, x2 = rng.normal([-10, 10], 1, size=(100_000, 2)).T
heads = rng.random(100_000) < 0.5
added = x1 + x2
mixed = np.where(heads, x1, x2)
axes = new_axes(1, 2, sharex=True)
plot_histogram(added, axes[0], title="sumar: x1 + x2")
plot_histogram(mixed, axes[1], title="mezclar: x1 o x2")
plt.show()
show_prediction(prediction, "b, un solo monte en 0", "01-pred-sumar")

# %% [markdown]
# **Qué muestra la figura:** a la izquierda, la suma: un solo monte angosto en 0. A la derecha, la mezcla: dos montes separados, en −10 y en 10, y nada entre ellos.
#
# **Sumar variables** junta los dos números en uno nuevo: −10 y 10 se cancelan. La suma de dos normales independientes es otra normal, con una sola cima. **Mezclar** elige uno de los dos con una moneda. En la mezcla no se suman los números: se suman las *densidades*, cada una con su peso.
#
# $$p(x) = \sum_{k=1}^{K} \pi_k \, \mathcal{N}(x \mid \mu_k, \sigma_k^2), \qquad \pi_k \ge 0, \quad \sum_{k=1}^{K} \pi_k = 1$$
#
# En palabras: la densidad total es un promedio ponderado de $K$ campanas. Cada campana es una **componente** (*component*), y $\pi_k$ es su **peso** (*weight*). El conjunto se llama **modelo de mezcla gaussiana** (*Gaussian mixture model*, GMM).
#
# Una sola cifra ya las separa. En la suma, las varianzas se suman: la desviación es $\sqrt{1+1}$. En la mezcla es $\sqrt{1+10^2}$: 1 por la varianza de cada campana, y $10^2$ porque cada centro está a 10 de la media. (El desafío final da la regla.)

# %%
print(f"Suma:   desviación {added.std():.2f}, fórmula {2**0.5:.2f}")
print(f"Mezcla: desviación {mixed.std():.2f}, fórmula {101**0.5:.2f}")

# %% [markdown]
# ## 4. Primero el dado, después la campana
#
# ¿Qué supone el modelo sobre el origen de los datos? Un relato en dos tiempos. Primero se tira un dado cargado, que elige la componente: el resultado es $z$. Después se saca un número de la campana que salió.
#
# Ese relato cabe en tres líneas:

# %% id="p08"
def sample_mixture(n, weights, means, variances, rng):
    z = rng.choice(len(weights), size=n, p=weights)  # el dado
    x = rng.normal(means[z], np.sqrt(variances[z]))  # la campana
    return x, z


rng = np.random.default_rng(1)
weights = np.array([np.mean(y == k) for k in range(3)])
means = np.array([X[y == k].mean() for k in range(3)])
variances = np.array([X[y == k].var() for k in range(3)])
simulated, z = sample_mixture(1500, weights, means, variances, rng)
print(f"Simulamos {len(simulated)} números; el dado dio "
      f"{', '.join(map(str, np.bincount(z)))} veces cada cara.")

# %% [markdown]
# Hicimos una pequeña trampa: usamos las etiquetas `y`, que en un problema real nadie tiene. A cambio, podemos poner a prueba el modelo.
#
# **Antes de ejecutar.** Uno de los dos histogramas que siguen es de la clase; el otro, simulado. ¿Cuál es el simulado? *(a)* el de la izquierda; *(b)* el de la derecha; *(c)* no se puede saber a simple vista.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "c"
# END SOLUTION

# %% tags=["hide-output"]
axes = new_axes(1, 2, sharex=True, sharey=True)
plot_histogram(simulated, axes[0], bins=60, title="¿este?")
plot_histogram(X, axes[1], bins=60, title="¿o este?")
plt.show()
show_prediction(prediction, "a, el simulado es el de la izquierda",
                "01-pred-simulado")

# %% [markdown]
# **Qué muestra la figura:** dos histogramas casi gemelos. Los dos tienen el pico angosto en −8, el monte ancho en −4 y el monte alto en 4. Solo cambian los dientes pequeños.
#
# El modelo genera datos que se confunden con los de la clase. Aquí no sorprende: `make_blobs` también usa campanas. Con datos reales, esta comparación es una prueba de verdad. A un modelo así se le llama **modelo generativo** (*generative model*). Pero la simulación sabe algo que los datos callan:

# %%
axes = new_axes(1, 2, sharex=True, sharey=True)
plot_labelled_histogram(simulated, z, axes[0], bins=60,
                        title="lo que sabe el dado")
plot_histogram(simulated, axes[1], bins=60, density=False,
               title="lo que queda en los datos")
plt.show()

# %% [markdown]
# **Qué muestra la figura:** los mismos números dos veces. A la izquierda, cada barra lleva el color y la trama de su grupo, y se ve que dos grupos se solapan cerca de −7. A la derecha, el gris: la cara del dado se perdió.
#
# El resultado del dado, $z$, es una **variable latente** (*latent variable*): existió, pero nadie la anotó. Ajustar una mezcla es deshacer este camino, de los números al dado. De eso se ocupa el algoritmo EM en la lección 3.

# %% [markdown]
# ## 5. ¿Una probabilidad mayor que 1?
#
# Tarde o temprano aparece un susto: un programa devuelve una «probabilidad» de 39.9. Medimos piezas con una desviación estándar de un centímetro, 0.01 m, y calculamos la altura de la campana en su centro.

# %% id="p48"
meters = np.linspace(-0.1, 0.1, 10_001)
density = normal_density(meters, 0, 0.01**2)
area = np.trapezoid(density, meters)
print(f"Densidad en el centro: {density.max():.1f} por metro")
print(f"Área bajo la curva:    {area:.4f}")

# %% [markdown]
# No es un error. Una densidad no es una probabilidad: es probabilidad **por unidad de x**. La probabilidad es el área, y el área vale 1. Si casi toda la probabilidad cabe en unos pocos centímetros, la altura por metro tiene que ser grande.
#
# ¿Y si medimos lo mismo en milímetros?

# %%
in_mm = normal_density(0, 0, 10**2)
near, mm = np.abs(meters) <= 0.01, np.linspace(-10, 10, 2001)
share = np.trapezoid(density[near], meters[near])
share_mm = np.trapezoid(normal_density(mm, 0, 10**2), mm)
print(f"Densidad en el centro: {in_mm:.4f} por milímetro")
print(f"A menos de 10 mm: {share:.2f} (en m), {share_mm:.2f} (en mm)")

# %% [markdown]
# La altura se dividió por mil y las probabilidades no cambiaron. La densidad depende de las unidades; la probabilidad, no.

# %% [markdown]
# ## 6. Dibujar bien la curva
#
# Dibujar la mezcla sobre el histograma parece lo más fácil. Es, sin embargo, una de las dudas más repetidas: «la curva queda lejos de las barras, ¿está mal el ajuste?». Casi siempre está mal el dibujo.
#
# Calculamos las tres campanas, y con ellas cuatro curvas. Solo una es la mezcla.

# %%
bells = normal_density(x[:, None], means, variances)
weighted = (weights * bells).sum(axis=1)
unweighted = bells.sum(axis=1)
peaks = (weights * bells / bells.max(axis=0)).sum(axis=1)
print(f"bells tiene forma {bells.shape}: una columna por campana.")

# %% [markdown]
# Las dibujamos, cada una sobre su histograma, y medimos el área.

# %% id="p03"
axes = new_axes(2, 2, height=2.5)
curves = (unweighted, weighted, peaks, weighted)
for ax, curve, title in zip(axes, curves, "ABCD"):
    plot_histogram(X, ax, bins=60, density=title != "D")
    plot_curve(x, curve, ax, k=1, title=f"Dibujo {title}")
    area = np.trapezoid(curve, x)
    print(f"Dibujo {title}: área bajo la curva {area:.2f}")
plt.show()

# %% [markdown]
# **Qué muestra la figura:** cuatro dibujos de los mismos datos. En A la curva triplica la altura de las barras. En B las sigue. En C los tres picos miden casi lo mismo, un tercio, y la curva no sigue a las barras. En D la curva se aplasta contra el eje, porque las barras pasan de 100.
#
# El área es el detector: la mezcla y el histograma deben encerrar 1. En D la curva es correcta, pero las barras cuentan observaciones (`density=False`).
#
# **Poner nombre a cada dibujo.** *(a)* correcto; *(b)* olvidó los pesos; *(c)* usó el peso como altura del pico, sin dividir por la desviación; *(d)* comparó una densidad con un conteo. Escribir cuatro letras, en el orden A, B, C, D.

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = "bacd"
# END SOLUTION
check("01-dibujos", answer)

# %% [markdown]
# ## 7. `(n,)` y `(n, 1)`: un paréntesis que cuesta caro
#
# Un mismo conjunto de números puede guardarse con forma `(1500,)` o `(1500, 1)`. La segunda dice más: 1500 filas, una variable. Es la que pide un modelo. ¿Qué pasa con la primera?

# %%
flat = X.ravel()
try:
    GMM(2).fit(flat)
except ValueError as error:
    print(error)

# %% [markdown]
# El error es amable: dice qué llegó y qué hacer. Los peores fallos son los callados.
#
# **Antes de ejecutar.** ¿Qué forma tiene `X - flat`? *(a)* `(1500,)`; *(b)* `(1500, 1)`; *(c)* `(1500, 1500)`; *(d)* da un error.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "c"
# END SOLUTION

# %% tags=["hide-output"]
difference = X - flat
show_prediction(prediction, f"c, la forma es {difference.shape}",
                "01-pred-resta")
print(f"Ocupa {difference.nbytes / 2**20:.0f} MiB en lugar de 0.01.")

# %% [markdown]
# NumPy combinó la columna con la fila: es la **difusión** (*broadcasting*). Restó todo con todo, sin avisar.
#
# El otro fallo callado es un `reshape` de más. Tomamos 200 números de dos grupos, alrededor de 0 y de 8, y ajustamos dos componentes con dos formas distintas.

# %% id="p05"
rng = np.random.default_rng(4)
numbers = rng.permutation(rng.normal([0, 8], 1, (100, 2)).ravel())
for shape in ((-1, 1), (100, 2)):
    data = numbers.reshape(shape)
    model = GMM(2, random_state=0).fit(data)
    print(f"Forma {data.shape}: las medias son")
    for mean in model.means_:
        print("   ", "; ".join(f"{value:.2f}" for value in mean))

# %% [markdown]
# Con `(200, 1)` aparecen los dos grupos. Con `(100, 2)` no hay ningún error, pero las medias son parejas de números sin sentido: el programa juntó de a dos valores que no tienen relación. Regla: **una fila por observación, una columna por variable**.

# %% [markdown]
# ## 8. Para discutir en clase
#
# Un programa informa que la densidad de un dato es 150. ¿Qué se puede afirmar? *(a)* hay un error, porque ninguna probabilidad supera 1; *(b)* el dato es 150 veces más probable que otro; *(c)* un tramo muy corto alrededor del dato, de largo $h$, tiene probabilidad cercana a $150\,h$; *(d)* el modelo está mal ajustado.
#
# Votar a solas, hablar dos minutos con alguien y volver a votar.

# %% tags=["conceptest"]
# BEGIN SOLUTION
vote_1 = "a"
vote_2 = "c"
# END SOLUTION
check("01-concepto", (vote_1, vote_2))

# %% [markdown]
# El experimento que decide: la misma normal, en tres unidades.

# %%
deviation = 0.00266  # metros; elegida para que la altura sea 150
for unit, factor in (("m", 1), ("cm", 100), ("mm", 1000)):
    height = normal_density(0, 0, (deviation * factor)**2)
    print(f"Altura en el centro: {height:8.3f} por {unit}")

# %% [markdown]
# ## Qué nos llevamos
#
# * Una mezcla suma densidades con pesos; no suma variables.
# * El modelo cuenta una historia: primero el dado (la variable latente $z$), después la campana.
# * Una densidad puede superar 1; el área bajo la curva es lo que vale 1.

# %% [markdown]
# ## Para practicar
#
# **Ejercicio 1.** Completar la densidad de una mezcla de $K$ componentes, cualquiera sea $K$. `x` tiene forma `(n,)`; los pesos, las medias y las varianzas, `(K,)`. El resultado tiene forma `(n,)`. Si hace falta, `hint("01-densidad")` da una pista; hay tres. Y `progress()` muestra qué ejercicios están bien y cuáles faltan.

# %% tags=["exercise"]
def mixture_density(x, weights, means, variances):
    # BEGIN SOLUTION
    bells = normal_density(x[:, None], means, variances)
    return (weights * bells).sum(axis=1)
    # END SOLUTION


check("01-densidad", mixture_density)

# %% [markdown]
# **Ejercicio 2.** ¿Es la media un buen resumen de estos datos? Calcular qué parte de `X` está a menos de 0.5 de la media de `X`. (Un número entre 0 y 1.) Después conviene repetirlo alrededor de −8.16, −3.90 y 4.43, los centros de los tres grupos.

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = np.mean(np.abs(X - X.mean()) < 0.5)
# END SOLUTION
check("01-cerca-de-la-media", answer)

# %% [markdown]
# **Desafío.** ¿Cuál es la varianza de una mezcla? No es el promedio de las varianzas: falta algo. Calcularla para `weights`, `means` y `variances` de la sección 4, sin simular, y compararla con `X.var()`.

# %% tags=["challenge"]
# BEGIN SOLUTION
center = weights @ means
answer = weights @ (variances + (means - center)**2)
# END SOLUTION
check("01-varianza", answer)

# %% [markdown]
# Para comparar: [una solución](soluciones/01_datos_y_mezclas.ipynb).

# %% [markdown]
# ## Para saber más
#
# * G. McLachlan y D. Peel (2000), *Finite Mixture Models*, Wiley, capítulo 1. [doi:10.1002/0471721182](https://doi.org/10.1002/0471721182)
# * C. Bishop (2006), *Pattern Recognition and Machine Learning*, Springer, sección 9.2.
# * K. Pearson (1894), la primera mezcla ajustada, sobre 1000 cangrejos. [doi:10.1098/rsta.1894.0003](https://doi.org/10.1098/rsta.1894.0003)

# %% [markdown]
# [Anterior](00_inicio.ipynb) · [Índice](00_inicio.ipynb) · [Siguiente](02_gmm_con_scikit_learn.ipynb)
