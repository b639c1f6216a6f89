# %% [markdown]
# # 2. El ajuste con scikit-learn
#
# Tres líneas de scikit-learn ajustan la mezcla de la clase. Devuelven dos medias, dos varianzas y un `converged_ = True`. La clase anota los números y sigue adelante.
#
# Nosotros nos quedamos un rato. ¿Qué componente es cuál? ¿Cuántas de esas cifras son de fiar? ¿Qué significa, exactamente, que «convergió»?

# %% [markdown]
# ## Objetivos
#
# * Ajustar una mezcla con `GaussianMixture` y leer sus parámetros.
# * Distinguir `predict`, `predict_proba`, `score_samples` y `score`.
# * Comparar dos ajustes aunque sus componentes estén en otro orden.
# * Diagnosticar un ajuste que se detuvo demasiado pronto.
#
# ## Requisitos
#
# La [lección 1](01_datos_y_mezclas.ipynb).
#
# ## Tiempo
#
# 45 minutos.

# %% tags=["setup"]
import warnings

import matplotlib.pyplot as plt
import numpy as np
from scipy.optimize import linear_sum_assignment
from sklearn.metrics import adjusted_rand_score, confusion_matrix
from sklearn.mixture import GaussianMixture

from gmm_lab import sort_components
from gmm_lab.datasets import load_class_data
from gmm_lab.exercises import check, hint, show_prediction
from gmm_lab.plotting import (
    plot_mixture, plot_responsibilities, plot_values)

# %% [markdown]
# ## Antes de empezar
#
# **A.** $x_1$ es normal alrededor de −10 y $x_2$, alrededor de 10. ¿Dónde está el único monte de $x_1 + x_2$? (Un número.)

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = 0
# END SOLUTION
check("02-antes-suma", answer)

# %% [markdown]
# **B.** La densidad de una mezcla vale 150 en un punto. ¿Cuánto vale el área bajo toda la curva?

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = 1
# END SOLUTION
check("02-antes-area", answer)

# %% [markdown]
# **C.** `flat` tiene forma `(1500,)`. ¿Cómo se prepara para un modelo? *(a)* `flat.reshape(1, -1)`; *(b)* `flat.reshape(-1, 1)`; *(c)* `flat.reshape(750, 2)`.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("02-antes-forma", answer)

# %% [markdown]
# ## 1. Tres líneas
#
# Los datos tienen tres montes: cerca de −8, de −4 y de 4. La clase pide **dos** componentes.
#
# **Antes de ejecutar.** ¿Dónde quedarán las dos medias? *(a)* en −8 y 4, los picos más altos; *(b)* en −6 y 4; *(c)* en −4 y 4.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "a"
# END SOLUTION

# %% tags=["hide-output"]
X, y = load_class_data()
model = GaussianMixture(n_components=2, random_state=7).fit(X)
low, high = np.sort(model.means_[:, 0])
show_prediction(prediction, f"b, {low:.1f} y {high:.1f}", "02-pred-medias")

# %% [markdown]
# Estos son los números completos. `sort_components` pone las componentes en el orden de sus medias, de izquierda a derecha; enseguida veremos por qué hace falta.

# %%
def show_parameters(model):
    p = sort_components(model)
    for side, w, m, v in zip(("izquierda", "derecha"), p.weights,
                             p.means[:, 0], p.covariances[:, 0, 0]):
        print(f"Grupo de la {side:9}: peso {w:.5f}, "
              f"media {m:.8f}, varianza {v:.8f}")


show_parameters(model)

# %% [markdown]
# Son las cifras de la clase, hasta la última: medias 4.42416944 y −6.03602157, varianzas 0.63660982 y 6.62270836. Ahora, el dibujo.

# %%
ax = plot_mixture(X, sort_components(model))
plt.show()

# %% [markdown]
# **Qué muestra la figura:** el histograma y la mezcla. La componente de la derecha se ajusta bien a su monte. La de la izquierda es baja y ancha: cubre sola los dos montes de la izquierda, y su cima cae en −6, **entre** los dos, donde hay pocos datos.
#
# El modelo hizo lo que pudo con dos campanas. Aquí aparece el primer resultado decepcionante: nada en los números avisaba de que el dibujo sería este. Primero se dibuja; después se cree.

# %% [markdown]
# ## 2. ¿Para qué sirve `y`?
#
# La clase llama a `model.fit(X, y)`. Parece entrenamiento supervisado: datos y etiquetas.
#
# **Antes de ejecutar.** Si le pasamos etiquetas inventadas, ¿cambia el ajuste? *(a)* sí, empeora; *(b)* cambia un poco; *(c)* no cambia nada.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "c"
# END SOLUTION

# %% tags=["hide-output"]
nonsense = np.random.default_rng(0).integers(100, size=len(X))
for name, labels in (("de la clase", y), ("inventada", nonsense)):
    other = GaussianMixture(2, random_state=7).fit(X, labels)
    same = np.array_equal(other.means_, model.means_)
    print(f"Con la y {name}, las mismas medias: {same}")
show_prediction(prediction, "c, no cambia nada", "02-pred-etiquetas")

# %% [markdown]
# Idéntico hasta el último bit. `GaussianMixture` acepta `y` por cortesía con el resto de scikit-learn, y la ignora. Ajustar una mezcla es aprendizaje **no supervisado** (*unsupervised*).

# %% [markdown]
# ## 3. Cuatro preguntas al modelo
#
# Un modelo ajustado responde cuatro preguntas: tres sobre cada número y una sobre todos. `predict` dice a qué grupo va. `predict_proba`, con qué probabilidad viene de cada grupo: es la **responsabilidad** (*responsibility*), y la lección 3 la calcula a mano. `score_samples` da la **log-densidad**: el logaritmo natural de la altura de la mezcla en ese número. `score` es el promedio de todas.
#
# Preguntamos por tres puntos la responsabilidad del grupo **derecho** y la log-densidad.

# %%
left, right = np.argsort(model.means_[:, 0])
points = np.array([[-8.0], [2.0], [4.4]])
for x, share, height in zip(points, model.predict_proba(points)[:, right],
                            model.score_samples(points)):
    print(f"x = {x[0]:4.1f}: {share:.4f}; log-densidad {height:.2f}")

# %% [markdown]
# Las cuatro respuestas no son independientes. `predict` es el grupo con más responsabilidad. Las responsabilidades de cada fila suman 1. Y `score` es el promedio de `score_samples`:
#
# $$\texttt{score}(X) = \frac{1}{n} \sum_{i=1}^{n} \log p(x_i)$$
#
# En palabras: la altura de la curva en cada dato, en logaritmos, promediada. Lo comprobamos.

# %%
R = model.predict_proba(X)
winner, heights = R.argmax(axis=1), model.score_samples(X)
print("Las filas suman 1:", np.allclose(R.sum(axis=1), 1))
print("predict es el máximo:", np.array_equal(model.predict(X), winner))
print("score es el promedio:", np.isclose(model.score(X), heights.mean()))

# %% [markdown]
# **Antes de ejecutar.** El grupo de la derecha está alrededor de 4.4. ¿De qué grupo será el punto $x = 12$, mucho más a la derecha? *(a)* del derecho; *(b)* del izquierdo; *(c)* mitad y mitad.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "a"
# END SOLUTION

# %% tags=["hide-output"]
far = np.array([[12.0]])
share = model.predict_proba(far)[0, left]
show_prediction(prediction, f"b, izquierdo con {share:.4f}", "02-pred-extremo")
ax = plot_responsibilities(sort_components(model), (-12, 14))
plt.show()

# %% [markdown]
# **Qué muestra la figura:** la responsabilidad de cada componente a lo largo del eje. La de la derecha solo manda en un tramo, entre 2 y 9, aproximadamente. Fuera de él manda la de la izquierda, **también en el extremo derecho**.
#
# No es un error. La campana de la derecha es angosta: a la altura de 12 ya cayó casi a cero. La otra es tan ancha que, aun lejos, queda por encima. Con varianzas distintas, la región de la angosta es un intervalo.
#
# En los bordes, $\pi_k \, \mathcal{N}(x \mid \mu_k, \sigma_k^2)$ vale lo mismo en las dos componentes. Su logaritmo es una parábola, $a x^2 + b x + c$. Restamos una de la otra y buscamos las raíces.

# %%
p = sort_components(model)
w, m, v = p.weights, p.means[:, 0], p.covariances[:, 0, 0]
a, b, c = -0.5 / v, m / v, np.log(w) - 0.5 * (np.log(v) + m**2 / v)
edges = np.sort(np.roots([a[1] - a[0], b[1] - b[0], c[1] - c[0]]))
halves = model.predict_proba(edges[:, None])[:, right]
for edge, half in zip(edges, halves):
    print(f"Borde en {edge:.2f}: responsabilidad {half:.3f}")

# %% [markdown]
# Cuidado con leer demasiado: la responsabilidad dice **cuál** de los dos grupos explica mejor el punto, no **si** alguno lo explica. Para eso está la log-densidad. En 12 vale muy poco:

# %%
lowest = model.score_samples(X).min()
print(f"Log-densidad en 12: {model.score_samples(far)[0]:.1f}")
print(f"La más baja de los 1500 datos: {lowest:.1f}")

# %% [markdown]
# ## 4. ¿Cuál es la componente 0?
#
# Repetimos el ajuste con diez semillas. Llamamos **acierto** a la parte de los puntos bien clasificados si leemos el 1 de `predict` como «derecha», que en `y` es la etiqueta 0. (scikit-learn cuenta las componentes desde 0; las figuras, desde 1.)

# %% id="p24"
truth = (y == 0).astype(int)
fits = [GaussianMixture(2, random_state=s).fit(X) for s in range(10)]
for seed, fit in enumerate(fits):
    first, second = fit.means_[:, 0]
    print(f"Semilla {seed}: medias {first:5.2f} y {second:5.2f};"
          f" acierto {np.mean(fit.predict(X) == truth):.4f}")

# %% [markdown]
# Las medias son siempre las mismas dos. Cambia el **orden**, y con él los números de las etiquetas. El acierto salta de casi 1 a casi 0, según la semilla, con el mismo ajuste. Es el **intercambio de etiquetas** (*label switching*): la componente 0 no es nadie en particular.
#
# Hay dos remedios. Ordenar por la media sirve cuando hay un orden natural. Emparejar sirve cuando hay con qué comparar: otro ajuste, o unas etiquetas. Se busca la permutación con más aciertos. Y hay una medida que no mira los nombres, el índice de Rand ajustado (ARI): vale 1 si los dos agrupamientos son el mismo y cerca de 0 si solo coinciden por azar.

# %% id="p53"
for seed in (3, 4):
    labels = fits[seed].predict(X)
    counts = confusion_matrix(truth, labels)
    rows, columns = linear_sum_assignment(counts, maximize=True)
    matched = counts[rows, columns].sum() / len(X)
    print(f"Semilla {seed}: sin emparejar {np.mean(labels == truth):.4f},"
          f" emparejado {matched:.4f},"
          f" ARI {adjusted_rand_score(truth, labels):.4f}")

# %% [markdown]
# ¿Y fijar la semilla no alcanza? La clase fijó la semilla 7 e imprimió primero 4.42 y después −6.04. Miremos qué da hoy la misma semilla.

# %% id="p27"
printed = np.array([4.42416944, -6.03602157])
today = model.means_[:, 0]
same_order = np.allclose(today, printed, atol=1e-6)
same_fit = np.allclose(np.sort(today), np.sort(printed), atol=1e-6)
print("La clase imprimió:", "; ".join(f"{m:.2f}" for m in printed))
print("Hoy, con semilla 7:", "; ".join(f"{m:.2f}" for m in today))
print(f"¿Mismo orden? {same_order}. ¿Mismo ajuste? {same_fit}.")

# %% [markdown]
# El orden se dio vuelta, con la misma semilla y los mismos datos. Una semilla elige una sucesión de números al azar, pero cada versión de la biblioteca los gasta a su manera. Lo que se puede prometer entre versiones son **propiedades**: las medias ordenadas, con una tolerancia. Nunca los números de las etiquetas. Por eso este curso ordena antes de imprimir.

# %% [markdown]
# ## 5. ¿Suma o promedio?
#
# `score` es un promedio. Los criterios para comparar modelos, como el **criterio de información bayesiano** (*Bayesian information criterion*, BIC), usan la **suma**. Con $p$ parámetros libres y la media $\bar\ell$ que da `score`:
#
# $$\mathrm{BIC} = -2 \, n \, \bar\ell + p \log n$$
#
# En palabras: el BIC baja si el ajuste mejora y sube con cada parámetro. Se prefiere el modelo de **menor** BIC. Con dos componentes en una variable hay cinco parámetros: dos medias, dos varianzas y un solo peso, porque el otro es lo que falta para 1.

# %% id="p23"
n, p = len(X), 2 + 2 + 1
total = n * model.score(X)
by_hand = -2 * total + p * np.log(n)
print(f"Promedio: {model.score(X):.6f}. Suma: {total:.6f}.")
print(f"BIC a mano: {by_hand:.4f}. De la función: {model.bic(X):.4f}.")

# %% [markdown]
# ¿Por qué sumar logaritmos? Si los datos son independientes, la densidad de todos juntos es el **producto** de sus alturas. Vista como función de los parámetros, se llama **verosimilitud** (*likelihood*). El producto de 1500 números pequeños es casi cero. Su logaritmo es una suma manejable: la **log-verosimilitud** (*log-likelihood*), aquí −3909.273. Entre dos ajustes del mismo modelo preferimos el de mayor log-verosimilitud. Es el método de **máxima verosimilitud** (*maximum likelihood*).

# %% [markdown]
# ## 6. ¿Cuántas cifras son de fiar?
#
# La clase imprimió ocho decimales: −6.03602157. `GaussianMixture` no resuelve de una vez: parte de un ajuste y lo mejora, vuelta tras vuelta. Cada vuelta es una **iteración** (*iteration*). Se detiene cuando la log-verosimilitud media mejora menos que `tol`, la **tolerancia** (*tolerance*), que por defecto vale 0.001. A eso llama **convergencia** (*convergence*).
#
# Para que solo cambie la tolerancia, quitamos un detalle: `reg_covar`, una cantidad pequeña que scikit-learn suma a cada varianza. Por eso la fila de 0.001 difiere de la clase en el último decimal.
#
# **Antes de ejecutar.** ¿Cuántos decimales de −6.03602157 se mantienen, **redondeando**, si pedimos una tolerancia mucho menor?

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = 8
# END SOLUTION

# %% id="p19" tags=["hide-output"]
tolerances = [1e-1, 1e-2, 1e-3, 1e-5, 1e-7, 1e-9, 1e-12]
means = []
for tol in tolerances:
    fit = GaussianMixture(2, tol=tol, reg_covar=0, max_iter=1000,
                          random_state=7).fit(X)
    means.append(fit.means_.min())
    print(f"tol = {tol:<6g} {fit.n_iter_:3} iteraciones,"
          f" media {means[-1]:.8f}")
show_prediction(prediction, "3: las dos redondean a −6.036", "02-pred-tol")

# %% [markdown]
# Solo tres, y redondeando: −6.03602 y −6.03584 dan −6.036. Con `tol=0.001` se detuvo en la quinta iteración, cuando la media todavía se movía en el cuarto decimal. Los otros cinco decimales de la clase dependen de dónde se detuvo.
#
# ¿Cuánto falta en cada caso? Tomamos como meta el último valor de la tabla.

# %%
gaps = np.abs(np.array(means[:-1]) - means[-1])
ax = plot_values(tolerances[:-1], gaps, xscale="log", yscale="log",
                 xlabel="tolerancia (log-verosimilitud media)",
                 ylabel="distancia a la meta (en x)")
plt.show()

# %% [markdown]
# **Qué muestra la figura:** la distancia entre la media de la izquierda y su valor final, contra la tolerancia, en escalas logarítmicas. Los puntos bajan hacia la izquierda, pero despacio: seis cifras más de tolerancia dan poco más de dos cifras de la media.

# %%
gained = np.log10(gaps[2] / gaps[5])
print(f"De tol = 0.001 a 1e-09, la media gana {gained:.1f} cifras.")

# %% [markdown]
# La razón es la forma de la cima. Cerca del máximo, la log-verosimilitud es plana, como la cima de una parábola: la altura cambia con el **cuadrado** del paso. Pedir poca mejora en la altura es pedir poco.
#
# ¿Y si se acaban las iteraciones antes de tiempo? Lo provocamos, con un tope de dos:

# %%
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    hasty = GaussianMixture(2, max_iter=2, random_state=7).fit(X)
print(f"Aviso: {caught[0].category.__name__}")
print(f"converged_ = {hasty.converged_} tras {hasty.n_iter_} iteraciones")
show_parameters(hasty)

# %% [markdown]
# Las medias parecen razonables. Solo el aviso y `converged_` delatan el problema: nunca conviene silenciarlo. Se repara con más iteraciones: con el tope por defecto vuelve el ajuste de la sección 1.

# %% [markdown]
# ## 7. El mejor inicio, o el último
#
# Un ajuste depende de dónde empieza. Por eso `n_init=5` prueba cinco inicios y se queda con el mejor. En programas hechos a mano hay un error frecuente: guardar los **parámetros del mejor** inicio y devolver las **etiquetas del último**. Entonces `predict` usa uno y `fit_predict` el otro, y no coinciden. Lo provocamos, con inicios al azar.

# %% id="p54"
starts = [GaussianMixture(2, init_params="random_from_data",
                          random_state=s).fit(X) for s in range(5)]
best = max(starts, key=lambda fit: fit.score(X)).predict(X)
agreement = adjusted_rand_score(best, starts[-1].predict(X))
five = GaussianMixture(2, n_init=5, random_state=0)
print(f"Etiquetas del mejor y del último, ARI: {agreement:.2f}")
print(f"Log-verosimilitud del último: {len(X) * starts[-1].score(X):.1f},"
      f" converged_ = {starts[-1].converged_}")
print("En scikit-learn, fit_predict y predict coinciden:",
      np.array_equal(five.fit_predict(X), five.predict(X)))

# %% [markdown]
# El último inicio llegó a otro agrupamiento, con una log-verosimilitud mucho peor que −3909.3, y también dice que convergió. La lección 4 cuenta cuántos inicios terminan así.

# %% [markdown]
# ## 8. Para discutir en clase
#
# Un ajuste informa `converged_ = True`. ¿Qué se puede afirmar? *(a)* es el mejor ajuste posible; *(b)* la última iteración mejoró menos que la tolerancia; *(c)* los parámetros tienen ocho cifras correctas; *(d)* el número de componentes es el adecuado.

# %% tags=["conceptest"]
# BEGIN SOLUTION
vote_1 = "a"
vote_2 = "b"
# END SOLUTION
check("02-concepto", (vote_1, vote_2))

# %% [markdown]
# El experimento que decide: exigir tan poco que cualquier cosa converge.

# %%
lazy = GaussianMixture(2, tol=10, init_params="random",
                       random_state=7).fit(X)
gap = len(X) * (model.score(X) - lazy.score(X))
print(f"converged_ = {lazy.converged_}, {lazy.n_iter_} iteraciones")
print(f"Log-verosimilitud: {gap:.0f} menos que el ajuste de la clase")

# %% [markdown]
# ## Qué nos llevamos
#
# * Las componentes no tienen nombre: se ordenan o se emparejan antes de comparar.
# * `predict_proba` dice cuál grupo; `score_samples` dice si alguno.
# * `converged_` dice que la última mejora fue pequeña, y nada más.

# %% [markdown]
# ## Para practicar
#
# **Ejercicio 1.** Escribir una función que ordene las componentes por su media. Los tres arreglos tienen forma `(K,)` y deben quedar en el mismo orden.

# %% tags=["exercise"]
def sort_mixture(weights, means, variances):
    # BEGIN SOLUTION
    order = np.argsort(means)
    return weights[order], means[order], variances[order]
    # END SOLUTION


check("02-ordenar", sort_mixture)

# %% [markdown]
# **Ejercicio 2.** Ajustar **tres** componentes con `random_state=0` y calcular a mano su BIC, con `score`. ¿Mejora el de la clase? (`hint("02-bic")` da una pista.)

# %% tags=["exercise"]
# BEGIN SOLUTION
three = GaussianMixture(3, random_state=0).fit(X)
answer = -2 * n * three.score(X) + (3 + 3 + 2) * np.log(n)
# END SOLUTION
check("02-bic", answer)

# %% [markdown]
# **Desafío.** En el extremo derecho, más allá de 9.22, manda la componente de la izquierda. ¿Pasa algo parecido en el extremo **izquierdo**: manda allí, en algún punto, la de la derecha? *(a)* sí, desde −12; *(b)* sí, desde −20; *(c)* no, en ninguno.

# %% tags=["challenge"]
# BEGIN SOLUTION
answer = "c"
# END SOLUTION
check("02-extremo", answer)

# %% [markdown]
# Para comparar: [una solución](soluciones/02_gmm_con_scikit_learn.ipynb).

# %% [markdown]
# ## Para saber más
#
# * F. Pedregosa y otros (2011), *Scikit-learn: Machine Learning in Python*, JMLR 12, 2825-2830. [jmlr.org](https://jmlr.org/papers/v12/pedregosa11a.html)
# * M. Stephens (2000), *Dealing with label switching in mixture models*, JRSS B 62, 795-809. [doi:10.1111/1467-9868.00265](https://doi.org/10.1111/1467-9868.00265)
# * La documentación de [GaussianMixture](https://scikit-learn.org/stable/modules/mixture.html), en inglés.

# %% [markdown]
# [Anterior](01_datos_y_mezclas.ipynb) · [Índice](00_inicio.ipynb) · [Siguiente](03_em_desde_cero.ipynb)
