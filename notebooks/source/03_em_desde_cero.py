# %% [markdown]
# # 3. EM desde cero
#
# Si alguien nos diera el grupo de cada número, calcular las campanas sería promediar. Si alguien nos diera las campanas, calcular los grupos sería aplicar la regla de Bayes. No tenemos ni lo uno ni lo otro.
#
# El algoritmo EM resuelve este problema del huevo y la gallina con descaro: **inventa** una de las dos cosas y corrige por turnos. Lo construimos línea por línea, primero con tres números y después con los 1500 de la clase.

# %% [markdown]
# ## Objetivos
#
# * Derivar el paso E con la regla de Bayes y la media del paso M con un promedio ponderado.
# * Implementar EM en NumPy, con los mismos símbolos que las fórmulas.
# * Diagnosticar un error que hace bajar la log-verosimilitud.
# * Comparar tres ajustes de los mismos datos, cifra por cifra.
#
# ## Requisitos
#
# Las lecciones [1](01_datos_y_mezclas.ipynb) y [2](02_gmm_con_scikit_learn.ipynb), y saber derivar un cuadrado.
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
from gmm_lab.exercises import check, hint, show_prediction
from gmm_lab.explorer import EMExplorer
from gmm_lab.plotting import (
    animate_em, plot_curve, plot_em_steps, plot_log_likelihood)

# %% [markdown]
# ## Antes de empezar
#
# **A.** En la lección 2, `score` dio −2.606182 con 1500 datos. ¿Cuánto vale la log-verosimilitud?

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = -2.606182 * 1500
# END SOLUTION
check("03-antes-suma", answer)

# %% [markdown]
# **B.** Un modelo da a un punto una responsabilidad de 1.0000. ¿Qué sabemos? *(a)* que el punto es típico de ese grupo; *(b)* que ese grupo lo explica mucho mejor que los demás; *(c)* que el modelo está bien ajustado.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("03-antes-responsabilidad", answer)

# %% [markdown]
# **C.** (De la lección 1.) «Primero el dado, después la campana». ¿Cuál es la variable latente? *(a)* el número $x$; *(b)* la media de la campana; *(c)* la cara del dado, $z$.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "c"
# END SOLUTION
check("03-antes-latente", answer)

# %% [markdown]
# ## 1. El huevo y la gallina
#
# Con las etiquetas, la mitad del problema desaparece. Hacemos trampa un momento y miramos `y`: la etiqueta 0 es el grupo de la derecha.

# %%
X, y = load_class_data()
for side, group in (("izquierda", X[y != 0]), ("derecha", X[y == 0])):
    print(f"Grupo de la {side:9}: peso {len(group) / len(X):.3f},"
          f" media {group.mean():.3f}, varianza {group.var():.3f}")

# %% [markdown]
# Contar, promediar y medir la dispersión. Eso es todo el ajuste cuando $z$ se conoce. Pero $z$ es latente, y hay puntos entre los dos grupos que podrían ser de cualquiera.
#
# La idea de EM: si no sabemos de qué grupo es un punto, que sea **un poco de cada uno**.

# %% [markdown]
# ## 2. Tres números y dos campanas
#
# Los datos son 1, 2 y 3. Inventamos dos campanas: medias 1 y 3, varianzas 1, pesos iguales. ¿De cuál viene cada número?
#
# Pensemos en muchas tiradas. Una parte $\pi_k$ sale de la campana $k$, y de ellas caen cerca de $x_i$ en proporción a la altura $\mathcal{N}(x_i \mid \mu_k, \sigma_k^2)$. El producto dice cuántos números trae cada campana a ese lugar. Al dividir por el total queda la parte de cada una. Es la regla de Bayes:
#
# $$r_{ik} = \frac{\pi_k \, \mathcal{N}(x_i \mid \mu_k, \sigma_k^2)}{\sum_{j} \pi_j \, \mathcal{N}(x_i \mid \mu_j, \sigma_j^2)}$$
#
# $r_{ik}$ es la **responsabilidad** de la componente $k$ por el dato $i$. Calcularla es el **paso E** (*E step*, de esperanza).
#
# Primero, la densidad de la lección 1, los tres datos y el inicio inventado.

# %%
def normal_density(x, mean, variance):
    scale = np.sqrt(2 * np.pi * variance)
    return np.exp(-0.5 * (x - mean)**2 / variance) / scale


three = np.array([1.0, 2.0, 3.0])
guess = (np.array([0.5, 0.5]), np.array([1.0, 3.0]), np.ones(2))

# %% [markdown]
# Y el paso E, con los símbolos de la fórmula:

# %%
def e_step(x, weights, means, variances):
    # 1 densidades
    densities = normal_density(x[:, None], means, variances)
    # 2 ponderar
    joint = weights * densities
    # 3 normalizar
    return joint / joint.sum(axis=1, keepdims=True)

# %% [markdown]
# **Antes de ejecutar.** La campana izquierda está centrada justo en 1. ¿Qué responsabilidad tendrá por el dato $x = 1$? *(a)* 1; *(b)* casi 0.9; *(c)* 2/3.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "a"
# END SOLUTION

# %% tags=["hide-output"]
R = e_step(three, *guess)
for value, row in zip(three, R):
    print(f"x = {value:.0f}: izquierda {row[0]:.3f}, derecha {row[1]:.3f}")
show_prediction(prediction, f"b, {R[0, 0]:.3f}", "03-pred-responsable")

# %% [markdown]
# ¿De dónde salen estas probabilidades? No hace falta creer en la fórmula. Podemos **simular** el dado y la campana, quedarnos con los números que cayeron cerca de 1 y contar cuántos vinieron de la izquierda.

# %% id="p09"
rng = np.random.default_rng(0)
z = rng.integers(2, size=1_000_000)
simulated = rng.normal(guess[1][z], 1)
near = np.abs(simulated - 1) < 0.02
print(f"{near.sum()} cerca de 1; de la izquierda {1 - z[near].mean():.2f}")

# %% [markdown]
# El mismo 0.88 que da Bayes. La responsabilidad es una frecuencia: de los números que caen ahí, la parte que vino de cada campana.
#
# Ahora, el otro turno: con las responsabilidades fijas, ¿cuáles son las mejores campanas? «Mejores» quiere decir que dan la mayor log-densidad a los datos, y cada dato cuenta según su responsabilidad. Esa cantidad se llama $Q$:
#
# $$Q = \sum_{i=1}^{n} \sum_{k=1}^{K} r_{ik} \left[ \log \pi_k + \log \mathcal{N}(x_i \mid \mu_k, \sigma_k^2) \right]$$
#
# En palabras: si supiéramos que el dato $i$ vino de $k$, su log-densidad sería la de sacar esa cara del dado ($\log \pi_k$) más la de caer ahí. Como no lo sabemos, promediamos con las responsabilidades.
#
# La media $\mu_k$ solo aparece dentro de los cuadrados $(x_i-\mu_k)^2$. Derivamos respecto de ella e igualamos a cero:
#
# $$\sum_{i} r_{ik} \, \frac{x_i - \mu_k}{\sigma_k^2} = 0 \quad\Longrightarrow\quad \mu_k = \frac{1}{N_k} \sum_{i} r_{ik} \, x_i, \qquad N_k = \sum_{i} r_{ik}$$
#
# En palabras: la media nueva es el promedio de los datos, ponderado por las responsabilidades. $N_k$ es cuántos datos «tiene» la componente. De la misma manera sale la varianza. El peso también, con un multiplicador de Lagrange para que sumen 1; esa cuenta aquí la aceptamos:
#
# $$\sigma_k^2 = \frac{1}{N_k} \sum_{i} r_{ik} \, (x_i - \mu_k)^2, \qquad \pi_k = \frac{N_k}{n}$$
#
# Es el **paso M** (*M step*, de maximización). En código, contar, promediar y dispersar:

# %%
def m_step(x, R):
    # 4 contar
    n_k = R.sum(axis=0)
    weights = n_k / len(x)
    # 5 promediar
    means = R.T @ x / n_k
    # 6 dispersar
    variances = (R * (x[:, None] - means)**2).sum(axis=0) / n_k
    return weights, means, variances

# %% [markdown]
# La **log-verosimilitud** nos dirá si avanzamos: es la suma de $\log p(x_i)$, con $p$ la densidad de la mezcla.

# %%
def log_likelihood(x, weights, means, variances):
    densities = normal_density(x[:, None], means, variances)
    return np.log(densities @ weights).sum()

# %% [markdown]
# Con las tres funciones, el inicio (fila 0) y tres iteraciones. Por simetría, las dos varianzas son iguales: basta con una.

# %% id="p10"
parameters = guess
for iteration in range(4):
    w, m, v = parameters
    print(f"{iteration}: medias {m[0]:.4f} y {m[1]:.4f},"
          f" varianzas {v[0]:.4f}, log-verosimilitud"
          f" {log_likelihood(three, *parameters):.4f}")
    parameters = m_step(three, e_step(three, *parameters))

# %% [markdown]
# Se pueden repetir con lápiz. Las medias saltan primero hacia el centro y después vuelven un poco hacia 1 y 3. La varianza baja, y la log-verosimilitud va de −4.3893 a −3.4183.
#
# ¿Hay un ascenso por gradiente escondido en el paso M? No: no hay pasos pequeños, ni hay que elegir su tamaño. La fórmula salta a la cima de $Q$ de una vez. Lo vemos: movemos solo la media izquierda y calculamos $Q$.

# %% id="p12"
grid = np.linspace(0.5, 2.5, 201)
Q = [R[:, 0] @ np.log(normal_density(three, mean, 1)) for mean in grid]
jump = np.average(three, weights=R[:, 0])
ax = plot_curve(grid, Q, xlabel="media de la componente izquierda",
                ylabel="Q (solo esa parte)")
plot_curve([jump, jump], [min(Q), max(Q)], ax, k=1, label="paso M")
plt.show()
print(f"Cima de la curva: {grid[np.argmax(Q)]:.2f}. Paso M: {jump:.2f}.")

# %% [markdown]
# **Qué muestra la figura:** $Q$ es una parábola hacia abajo. La línea vertical naranja, la media que da el paso M, pasa justo por la cima.

# %% [markdown]
# ## 3. ¿Media nueva o media vieja?
#
# La varianza del paso M usa una media. ¿La nueva, recién calculada, o la que usó el paso E? En muchos programas aparece la vieja.
#
# **Antes de ejecutar.** Si usamos la media vieja, ¿qué pasa al final? *(a)* la log-verosimilitud baja; *(b)* llega a otro resultado; *(c)* llega al mismo, más despacio.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "a"
# END SOLUTION

# %% id="p16" tags=["hide-output"]
new = old = guess
for iteration in range(1, 61):
    new = m_step(three, e_step(three, *new))
    r = e_step(three, *old)
    w, m, _ = m_step(three, r)
    v = (r * (three[:, None] - old[1])**2).sum(axis=0) / r.sum(axis=0)
    old = w, m, v
    if iteration in (1, 5, 60):
        print(f"{iteration:2}: nueva {log_likelihood(three, *new):.6f},"
              f" vieja {log_likelihood(three, *old):.6f}")
show_prediction(prediction, "c, llega al mismo resultado",
                "03-pred-media-vieja")

# %% [markdown]
# La media vieja da una varianza más grande: sobra el cuadrado de lo que la media se movió. El paso ya no llega a la cima de $Q$, pero sube. Cuando la media deja de moverse, la diferencia desaparece. Es un error que **no se ve** en el resultado final, y mirar si la log-verosimilitud baja no lo descubre. Solo se ve al comparar un paso con la fórmula, que pide la nueva.

# %% [markdown]
# ## 4. El bucle
#
# Volvemos a los 1500 números. Inventamos dos campanas malas, a propósito: casi iguales, y en el valle donde no hay datos.
#
# **Antes de ejecutar.** ¿Cómo subirá la log-verosimilitud? *(a)* mucho al principio y cada vez menos; *(b)* con mesetas y nuevas subidas; *(c)* siempre al mismo ritmo.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "b"
# END SOLUTION

# %% tags=["hide-output"]
x = X[:, 0]
start = (np.array([0.5, 0.5]), np.array([0.0, 1.0]), np.full(2, 9.0))
parameters, snapshots, trace = start, {}, []
for iteration in range(26):
    snapshots[iteration] = parameters
    trace.append(log_likelihood(x, *parameters))
    parameters = m_step(x, e_step(x, *parameters))
falls = np.sum(np.diff(trace) < 0)
show_prediction(prediction, f"b, con mesetas; bajó {falls} veces",
                "03-pred-subida")

# %% [markdown]
# Guardamos la mezcla en varios momentos. `MixtureParameters` es como el paquete guarda una mezcla de cualquier dimensión.

# %% id="seis-momentos"
def as_mixture(w, means, v):
    return MixtureParameters(w, means[:, None], v[:, None, None])


chosen = {i: as_mixture(*snapshots[i]) for i in (0, 1, 8, 11, 15, 25)}
plot_em_steps(X, chosen)
plt.show()

# %% [markdown]
# **Qué muestra la figura:** seis momentos del mismo ajuste. Al inicio, las dos campanas están juntas en el valle. Tras una iteración son muy anchas y se solapan, y así siguen un rato. En la octava ya se separan. En la 15 la de la derecha está casi sobre su monte; después se corre un poco y se angosta.
#
# Lo mismo, en movimiento:

# %% id="animacion" tags=["widget", "nbval-ignore-output"]
# No se compara: los bytes de las imágenes dependen del sistema.
animate_em(X, {i: as_mixture(*snapshots[i]) for i in range(18)})

# %% [markdown]
# **Qué muestra la animación:** el inicio y 17 iteraciones, con su log-verosimilitud. Las campanas se separan entre la 8 y la 15.

# %% [markdown]
# Y la log-verosimilitud de cada iteración:

# %%
plot_log_likelihood(trace)
plt.show()

# %% [markdown]
# **Qué muestra la figura:** a la izquierda, la log-verosimilitud da un salto enorme, parece quieta y vuelve a subir, dos veces. A la derecha, lo que gana cada iteración, en escala logarítmica: crece y decrece dos veces, y al final cae casi en línea recta. Todos los puntos son de subida. No es casualidad: la lección 5 demuestra que EM no puede bajar.
#
# Hay dos sorpresas. Una mejora pequeña no significa que el final esté cerca: EM cruza una meseta entre las iteraciones 2 y 6, y otra cerca de la 12. Y al final, en línea recta, cada iteración gana una **fracción fija** de lo que faltaba. La lección 5 la calcula.

# %% [markdown]
# Ahora, con las manos. El **explorador** da cada paso por separado, y las medias se arrastran o se mueven con las flechas del teclado. Tres retos: llegar a −3909.27; poner las dos medias **exactamente** en el mismo lugar; encontrar un inicio que termine en otro máximo.

# %% id="explorador" tags=["challenge", "widget", "nbval-ignore-output"]
# No se compara: es un control interactivo.
EMExplorer("clase", n_components=2)

# %% [markdown]
# **Qué muestra la figura:** si el explorador está en marcha, el reparto de los datos y las dos campanas. Si no, su versión quieta: EM desde dos medias separadas llega pronto a los dos montes.

# %% [markdown]
# ## 5. Una clase con `fit` y `predict`
#
# Envolvemos el bucle en una clase pequeña. Se detiene cuando ningún parámetro se mueve más que `tol`.

# %%
class SimpleGMM:
    def __init__(self, start, tol=1e-12, max_iter=1000):
        self.start, self.tol, self.max_iter = start, tol, max_iter

    def fit(self, x):
        self.parameters_ = self.start
        for iteration in range(self.max_iter):
            before = np.concatenate(self.parameters_)
            self.parameters_ = m_step(x, e_step(x, *self.parameters_))
            after = np.concatenate(self.parameters_)
            if np.abs(after - before).max() < self.tol:
                return self
        raise RuntimeError("No convergió: aumentar max_iter.")

    def predict(self, x):
        return e_step(x, *self.parameters_).argmax(axis=1)

# %% [markdown]
# La ponemos a trabajar, desde el mismo inicio malo.

# %%
ours = SimpleGMM(start).fit(x)
for name, (left, right) in zip(("Pesos", "Medias", "Varianzas"),
                               ours.parameters_):
    print(f"{name:10} {left:12.8f} {right:12.8f}")
print(f"Puntos a la derecha: {ours.predict(x).sum()}")

# %% [markdown]
# Ocho decimales, y todos quietos. Este es un **máximo**, el que scikit-learn rozaba en la lección 2.
#
# El paquete del curso, `gmm_lab`, contiene el mismo bucle, para cualquier número de variables. Su función `em_steps` entrega una iteración tras otra, y quien la usa decide cuándo parar. ¿Da lo mismo que el nuestro?

# %%
for step in em_steps(X, as_mixture(*start)):
    if step.change < 1e-12:
        break
gap = np.abs(step.after.means[:, 0] - ours.parameters_[1]).max()
print(f"{step.iteration} iteraciones; iguales a 1e-9: {gap < 1e-9}")

# %% [markdown]
# ## 6. Caza de errores
#
# Estas densidades tienen un error, en una sola línea. Cazar errores cuesta más que leer código correcto, y se aprende más.

# %%
def buggy_densities(x, means, variances):
    scale = variances
    u = (x[:, None] - means) / scale
    height = np.exp(-0.5 * u**2)
    return height / (np.sqrt(2 * np.pi) * scale)

# %% [markdown]
# Este es su síntoma, con los tres números de antes:

# %%
w, m, v = guess
for iteration in range(3):
    joint = w * buggy_densities(three, m, v)
    print(f"{iteration}: {np.log(joint.sum(axis=1)).sum():.4f}")
    w, m, v = m_step(three, joint / joint.sum(axis=1, keepdims=True))

# %% [markdown]
# De −3.6760 a −6.1948: **bajó**. EM no puede bajar, así que hay un error. Con `variances` iguales a 1, en la fila 0, no se nota.
#
# **Antes de corregir.** ¿Qué otra prueba fallará? *(a)* el área bajo cada campana no es 1; *(b)* las filas de responsabilidades no suman 1; *(c)* la altura de la campana con varianza 4 no es la debida.

# %% tags=["bug-hunt"]
# BEGIN SOLUTION
answer = "c"
# END SOLUTION
check("03-caza-prueba", answer)

# %% [markdown]
# La batería de pruebas:

# %%
grid = np.linspace(-50, 50, 20_001)
bell = buggy_densities(grid, np.array([0.0]), np.array([4.0]))[:, 0]
rows = (joint / joint.sum(axis=1, keepdims=True)).sum(axis=1)
print(f"Área {np.trapezoid(bell, grid):.2f}; cada fila suma {rows.max():.2f}")
print(f"Altura: {bell.max():.3f}; {normal_density(0, 0, 4):.3f} la debida")

# %% [markdown]
# Es una campana perfecta, pero de **otra** varianza. Corregir **una** de las cuatro líneas de la función, numeradas de arriba abajo: escribir su número y el texto nuevo, como en `{3: "height = 1"}`.

# %% tags=["bug-hunt"]
# BEGIN SOLUTION
repair = {1: "scale=np.sqrt(variances)"}
# END SOLUTION
check("03-caza", repair)

# %% [markdown]
# ## 7. El EM de la clase
#
# La clase también programó EM, con otra receta. Sortea los pesos y las medias. La varianza inicial promedia el cuadrado de la distancia de **todos** los datos a esa media. Y hace algo más: dentro de la iteración recorre las componentes, y cada una calcula su columna y **se actualiza en el acto**. La segunda componente ya trabaja con la primera cambiada. Lo escribimos de nuevo.
#
# La clase no fijó semilla. Usamos la 2, **elegida** porque reproduce sus cifras; no todas lo hacen.

# %%
def class_start(x, rng):
    weights = rng.random(2)
    weights = weights / weights.sum()
    means = rng.uniform(x.min(), x.max(), 2)
    squares = (x[:, None] - means)**2
    return weights, means, squares.sum(axis=0) / (len(x) - 1)

# %% [markdown]
# Y una vuelta completa por las dos componentes:

# %%
def class_sweep(x, R, w, m, v):
    R, w, m, v = R.copy(), w.copy(), m.copy(), v.copy()
    for k in range(2):
        R[:, k] = e_step(x, w, m, v)[:, k]
        w[k] = R[:, k].mean()
        m[k] = np.average(x, weights=R[:, k])
        v[k] = np.average((x - m[k])**2, weights=R[:, k])
    return R, w, m, v

# %% [markdown]
# La clase se detiene cuando `np.allclose` no ve cambios en las responsabilidades, y ordena por la media.

# %%
parameters = class_start(x, np.random.default_rng(2))
R = np.zeros((len(x), 2))
for sweep in range(1, 501):
    before = R
    R, *parameters = class_sweep(x, R, *parameters)
    if np.allclose(R, before):
        break
order = np.argsort(parameters[1])
of_class = [values[order] for values in parameters]
print(f"Paró en la iteración {sweep}.")
print("Medias:    ", "; ".join(f"{m:.8f}" for m in of_class[1]))
print("Varianzas: ", "; ".join(f"{v:.8f}" for v in of_class[2]))

# %% [markdown]
# Son las cifras que imprimió la clase, todas: medias −6.0358446 y 4.42425893, varianzas 6.62405345 y 0.63642695.

# %% [markdown]
# ## 8. Tres resultados, lado a lado
#
# scikit-learn, la clase y el nuestro, con ocho decimales:

# %%
sk = sort_components(GaussianMixture(2, random_state=7).fit(X))
sk = (sk.weights, sk.means[:, 0], sk.covariances[:, 0, 0])
print(f"{'':20}{'scikit-learn':>14}{'la clase':>14}{'el nuestro':>14}")
for i, name in ((1, "media"), (2, "varianza")):
    for k, side in enumerate(("izquierda", "derecha")):
        row = [f[i][k] for f in (sk, of_class, ours.parameters_)]
        cells = "".join(f"{value:14.8f}" for value in row)
        print(f"{name + ' ' + side:20}{cells}")

# %% [markdown]
# La clase mira su tabla y concluye: las medias y las covarianzas de los dos métodos son **casi idénticas**. Es verdad.
#
# Pero «casi» es una palabra que pide explicaciones. scikit-learn se aparta en la tercera o cuarta cifra decimal. La clase, en una sola cifra, la octava de una varianza, y con un algoritmo que no es el nuestro. Además, sorteó el inicio sin semilla. ¿De dónde sale cada diferencia? ¿Habría dicho «casi idénticos» con otro sorteo? La lección 4 hace el experimento.

# %% [markdown]
# ## 9. Para discutir en clase
#
# ¿Qué hace el paso M? *(a)* un paso pequeño en la dirección del gradiente; *(b)* salta a los parámetros que maximizan $Q$, con las responsabilidades fijas; *(c)* asigna cada punto a su grupo más probable; *(d)* maximiza la log-verosimilitud.

# %% tags=["conceptest"]
# BEGIN SOLUTION
vote_1 = "d"
vote_2 = "b"
# END SOLUTION
check("03-concepto", (vote_1, vote_2))

# %% [markdown]
# El experimento que decide: si el paso M maximizara la log-verosimilitud, el segundo no ganaría nada.

# %%
gains = np.diff(trace)[:4]
for number, gain in enumerate(gains, start=1):
    print(f"Paso M número {number}: gana {gain:.1f}")

# %% [markdown]
# ## Qué nos llevamos
#
# * Paso E: densidades, ponderar, normalizar. Paso M: contar, promediar, dispersar.
# * El paso M es una fórmula cerrada: promedios ponderados, con la media **nueva** en la varianza.
# * La log-verosimilitud nunca baja, salvo un redondeo en la última cifra; si baja, hay un error en el programa.

# %% [markdown]
# ## Para practicar
#
# **Ejercicio 1.** Una iteración entera, con las líneas desordenadas. Recibe `x`, `weights`, `means` y `variances`, y debe terminar con los tres parámetros nuevos. **Sobra una línea.** Escribir los números en orden, como `[2, 1, 3]`. Hay más de un orden bueno.
#
# ```python
# 1  means = R.T @ x / n_k
# 2  R = joint / joint.sum(axis=1, keepdims=True)
# 3  n_k = R.sum(axis=0)
# 4  variances = (R * (x[:, None] - means)**2).sum(axis=0) / n_k
# 5  R = joint / joint.sum(axis=0)
# 6  joint = weights * densities
# 7  densities = normal_density(x[:, None], means, variances)
# 8  weights = n_k / len(x)
# ```

# %% tags=["exercise"]
# BEGIN SOLUTION
order = [7, 6, 2, 3, 1, 4, 8]
# END SOLUTION
check("03-iteracion", order)

# %% [markdown]
# **Ejercicio 2.** Completar el paso M sin mirar arriba. `x` tiene forma `(n,)` y `R`, `(n, K)`. Devolver pesos, medias y varianzas. (`hint("03-paso-m")` da una pista.)

# %% tags=["exercise"]
def my_m_step(x, R):
    n_k = R.sum(axis=0)
    # BEGIN SOLUTION
    weights = n_k / len(x)
    means = R.T @ x / n_k
    variances = (R * (x[:, None] - means)**2).sum(axis=0) / n_k
    # END SOLUTION
    return weights, means, variances


check("03-paso-m", my_m_step)

# %% [markdown]
# **Ejercicio 3.** ¿Por qué dividimos por $N_k$ y no por $n$ al promediar? *(a)* porque los pesos del promedio tienen que sumar 1, y $\sum_i r_{ik} = N_k$; *(b)* porque $N_k$ es el número de puntos más cercanos a la componente; *(c)* da igual, porque después se normaliza.

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = "a"
# END SOLUTION
check("03-por-que-n-k", answer)

# %% [markdown]
# **Ejercicio 4.** Desde cero: el paso E. Recibe `x` de forma `(n,)` y los parámetros de forma `(K,)`; devuelve las responsabilidades, de forma `(n, K)`.

# %% tags=["exercise"]
def my_e_step(x, weights, means, variances):
    # BEGIN SOLUTION
    densities = normal_density(x[:, None], means, variances)
    joint = weights * densities
    return joint / joint.sum(axis=1, keepdims=True)
    # END SOLUTION


check("03-paso-e", my_e_step)

# %% [markdown]
# **Ejercicio 5.** Desde cero: la log-verosimilitud, un solo número.

# %% tags=["exercise"]
def my_log_likelihood(x, weights, means, variances):
    # BEGIN SOLUTION
    densities = normal_density(x[:, None], means, variances)
    return np.log(densities @ weights).sum()
    # END SOLUTION


check("03-log-verosimilitud", my_log_likelihood)

# %% [markdown]
# **Ejercicio 6.** Desde cero: EM. Repetir los dos pasos hasta que una iteración gane menos que `tol` de log-verosimilitud. Devolver una lista con el inicio y los parámetros de cada iteración; cada elemento es una tupla: pesos, medias, varianzas.

# %% tags=["exercise"]
def my_em(x, weights, means, variances, tol):
    # BEGIN SOLUTION
    history, gain = [(weights, means, variances)], np.inf
    while gain >= tol:
        before = log_likelihood(x, *history[-1])
        history.append(m_step(x, e_step(x, *history[-1])))
        gain = log_likelihood(x, *history[-1]) - before
    return history
    # END SOLUTION


check("03-em", my_em)

# %% [markdown]
# **Desafío.** Ajustar **tres** componentes con `SimpleGMM`, a partir de medias −8, −4 y 4, pesos iguales y varianzas 1. ¿Qué pesos, medias y varianzas encuentra? Una tupla de tres arreglos; las componentes, en cualquier orden.

# %% tags=["challenge"]
# BEGIN SOLUTION
start_3 = (np.ones(3) / 3, np.array([-8.0, -4.0, 4.0]), np.ones(3))
answer = SimpleGMM(start_3).fit(x).parameters_
# END SOLUTION
check("03-tres", answer)

# %% [markdown]
# Para comparar: [una solución](soluciones/03_em_desde_cero.ipynb).

# %% [markdown]
# ## Para saber más
#
# * A. Dempster, N. Laird y D. Rubin (1977), *Maximum likelihood from incomplete data via the EM algorithm*, JRSS B 39, 1-38. [doi:10.1111/j.2517-6161.1977.tb01600.x](https://doi.org/10.1111/j.2517-6161.1977.tb01600.x)
# * C. Bishop (2006), *Pattern Recognition and Machine Learning*, Springer, sección 9.2.2.
# * R. Neal y G. Hinton (1998), *A view of the EM algorithm that justifies incremental, sparse, and other variants*. [doi:10.1007/978-94-011-5014-9_12](https://doi.org/10.1007/978-94-011-5014-9_12)

# %% [markdown]
# [Anterior](02_gmm_con_scikit_learn.ipynb) · [Índice](00_inicio.ipynb) · [Siguiente](04_casi_identicos.ipynb)
