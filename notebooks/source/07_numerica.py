# %% [markdown]
# # 7. Numérica
#
# Las fórmulas de las lecciones anteriores son correctas. La computadora guarda unas 16 cifras de cada número, y a veces no bastan.
#
# Esta lección es una clínica. Cada paciente llega con un **fallo** de pocas líneas. Buscamos la causa, vemos el **arreglo** de `gmm_lab` y preguntamos qué hace **scikit-learn**.

# %% [markdown]
# ## Objetivos
#
# * Diagnosticar ceros, infinitos y varianzas negativas.
# * Derivar cuánto crece la log-verosimilitud en una singularidad.
# * Elegir `reg_covar` en las unidades de los datos.
# * Implementar un paso M que no pierde cifras.
# * Comparar dos log-verosimilitudes sin caer en la trampa de las unidades.
#
# ## Requisitos
#
# Las lecciones [4](04_casi_identicos.ipynb), [5](05_por_que_funciona.ipynb) y [6](06_inicializacion.ipynb).
#
# ## Tiempo
#
# 45 minutos, más los ejercicios.

# %% tags=["setup"]
import warnings
from functools import partial

import matplotlib.pyplot as plt
import numpy as np
from scipy.stats import norm
from sklearn.cluster import KMeans
from sklearn.mixture import GaussianMixture

from gmm_lab import GMM, MixtureParameters, em_steps, log_likelihood
from gmm_lab.datasets import load_class_data, load_old_faithful
from gmm_lab.exercises import check, hint, show_prediction
from gmm_lab.plotting import new_axes, plot_curve, plot_values
from gmm_lab.selection import find_maximum, is_regular

X, faithful = load_class_data()[0], load_old_faithful()
x = X[:, 0]

# %% [markdown]
# ## Antes de empezar
#
# **A.** (De la lección 6.) Un inicio con responsabilidades al azar termina con `converged_ = True` y un ajuste pésimo. ¿Qué pasó? *(a)* llegó a un máximo local; *(b)* se detuvo cerca de una silla, donde casi no se gana; *(c)* scikit-learn tiene un error.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("07-antes-silla", answer)

# %% [markdown]
# **B.** (De la lección 6.) Dos componentes empiezan idénticas. ¿Qué hace EM? *(a)* las separa poco a poco; *(b)* elimina una; *(c)* las deja idénticas para siempre.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "c"
# END SOLUTION
check("07-antes-gemelas", answer)

# %% [markdown]
# **C.** (De la lección 5.) ¿Qué garantiza EM? *(a)* que la log-verosimilitud no baja; *(b)* que llega al máximo más alto; *(c)* que la log-verosimilitud tiene un tope.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "a"
# END SOLUTION
check("07-antes-garantia", answer)

# %% [markdown]
# ## 1. Demasiado pequeño
#
# **Fallo.** La verosimilitud de los 1500 datos es un producto de 1500 densidades.

# %%
fit = GMM(2, random_state=0).fit(X)
densities = np.exp(fit.score_samples(X))
first = np.argmax(np.cumprod(densities) == 0) + 1
print(f"Producto: {densities.prod()}. Ya es 0 con {first} datos.")
print(f"Suma de los logaritmos: {np.log(densities).sum():.2f}")

# %% [markdown]
# **Diagnóstico.** El número positivo más pequeño que se puede guardar es $2^{-1074}$, cerca de $5 \cdot 10^{-324}$. Lo que no llega a la mitad se redondea a 0: es el desbordamiento hacia cero de la lección 4. A una sola campana también le pasa, si el dato está lejos. Su log-densidad es
#
# $$\log \mathcal{N}(x \mid \mu, \sigma^2) = -\tfrac12 \left( \frac{x - \mu}{\sigma} \right)^2 - \log \sigma - \tfrac12 \log 2\pi$$

# %% id="p32"
print(f"El menor: {2.0**-1074:.0e}, logaritmo {-1074 * np.log(2):.1f}")
for u in (10, 38, 38.6):
    formula = -u**2 / 2 - np.log(2 * np.pi) / 2
    print(f"A {u:4} desviaciones: densidad {norm.pdf(u):.2g},"
          f" logaritmo {norm.logpdf(u):.1f}, fórmula {formula:.1f}")

# %% [markdown]
# ¿Hace falta un dato raro? No. Con $D$ variables, la densidad de un punto **típico** es un producto de $D$ factores.
#
# **Antes de ejecutar.** Puntos de una normal estándar. ¿Con cuántas variables la mitad tendrá densidad 0 en la máquina? *(a)* unas 50; *(b)* unas 500; *(c)* unas 5000.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "c"
# END SOLUTION

# %% tags=["hide-output"]
rng = np.random.default_rng(0)
sizes = np.arange(480, 571, 10)
zeros = [np.mean(norm.pdf(rng.standard_normal((2000, D))).prod(axis=1) == 0)
         for D in sizes]
plot_values(sizes, zeros, xlabel="número de variables, D",
            ylabel="proporción con densidad 0")
plt.show()
typical = 0.5 * (1 + np.log(2 * np.pi))
print(f"Cada variable resta {typical:.3f};"
      f" fórmula: D = {1074 * np.log(2) / typical:.0f}")
show_prediction(prediction, "b, unas 525", "07-pred-dimension")

# %% [markdown]
# **Qué muestra la figura:** la parte de los puntos con densidad 0, según el número de variables. Con 480 es casi ninguno. La curva sube como una S y cruza la mitad cerca de 525. Con 570 ya no se salva casi ninguno.
#
# De ahí la fórmula. El cuadrado de cada coordenada vale 1 en promedio. Cada variable resta entonces, en promedio, $\frac12 (1 + \log 2\pi) = 1.419$ al logaritmo. Y $744.4 / 1.419$ son unas 525 variables.
#
# **Arreglo.** Trabajar siempre con logaritmos y restar el máximo antes de la exponencial (lección 4). Así lo hace `gmm_lab`, y **scikit-learn** también. Un dato a miles de desviaciones tiene log-densidad, y sus responsabilidades suman 1:

# %%
sk = GaussianMixture(2, random_state=0).fit(X)
for name, model in (("gmm_lab", fit), ("scikit-learn", sk)):
    R = model.predict_proba([[1e4]])
    print(f"{name:13} log-densidad en 10 000:"
          f" {model.score_samples([[1e4]])[0]:.1e}; suman {R.sum():.1f}")

# %% [markdown]
# ## 2. Demasiado grande: la singularidad
#
# **Fallo.** Ponemos una campana encima de un dato y la angostamos: es una **aguja**. `spike` le añade otra campana, que cubre el resto.

# %% tags=["setup"]
def spike(sigma, weight=0.5):
    return MixtureParameters(
        [weight, 1 - weight], [[x[0]], [x.mean()]],
        [[[sigma**2]], [[x.var()]]])

# %% [markdown]
# La aguja sola ($K = 1$) y acompañada ($K = 2$), con σ cada vez menor:

# %%
sigmas = np.logspace(-4, -12, 33)
alone = [log_likelihood(X, MixtureParameters([1], [[x[0]]], [[[s**2]]]))
         for s in sigmas]
two = [log_likelihood(X, spike(s)) for s in sigmas]

# %% [markdown]
# **Antes de ejecutar.** Al achicar σ sin fin, ¿qué hace la log-verosimilitud? *(a)* baja con $K=1$ y con $K=2$; *(b)* baja con $K=1$ y sube con $K=2$; *(c)* sube en los dos.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "a"
# END SOLUTION

# %% id="p30" tags=["hide-output"]
for ax, curve, K in zip(new_axes(1, 2), (alone, two), (1, 2)):
    plot_curve(sigmas, curve, ax, k=K - 1, xlabel="σ de la campana angosta",
               ylabel="log-verosimilitud", title=f"K = {K}")
    ax.set_xscale("log")
    ax.invert_xaxis()
left = ax.figure.axes[0]
left.set_yscale("symlog", linthresh=1e12)
left.set(ylim=(None, -1e12), yticks=-10.0 ** np.arange(13, 30, 4))
plt.show()
show_prediction(prediction, "b", "07-pred-singular")

# %% [markdown]
# **Qué muestra la figura:** σ se achica hacia la derecha. Con una campana, la log-verosimilitud se hunde: el eje vertical es logarítmico. Con dos, sube en línea recta, sin tope a la vista.
#
# **Diagnóstico.** Con $K = 1$, los demás datos quedan a muchísimas desviaciones y hunden la suma. Con $K = 2$ los rescata la otra campana: aportan lo mismo, sea cual sea σ. Solo cambia el dato del centro, y su densidad es casi $\pi_1 / (\sigma \sqrt{2\pi})$. Por lo tanto,
#
# $$\ell(\sigma) \approx \text{constante} - \log \sigma$$
#
# Si se dibuja contra $\log \sigma$, la pendiente es −1: cada vez que σ se divide por diez, suma $\log 10$. No hay tope: es una **singularidad** (*singularity*).

# %%
steps = [log_likelihood(X, spike(s)) for s in (1e-6, 1e-8, 1e-10)]
slopes = np.diff(steps) / np.log(1e-2)
print("Inclinación contra log σ:", slopes.round(4).tolist())

# %% [markdown]
# ¿Cae EM en ella? Lo soltamos desde σ = 0.0001.

# %%
try:
    for step in em_steps(X, spike(1e-4)):
        print(f"Iteración {step.iteration}: {step.log_likelihood:.1f}")
except ValueError as error:
    print(str(error).split(":")[0])

# %% [markdown]
# Sí. EM sube y, enseguida, llega el colapso de la lección 6: la aguja se queda con un solo dato, y su varianza es 0.
#
# **Arreglo.** No basta con no caerse: hay que decirlo. Esta función resume lo que hace un programa: su `score` (la log-verosimilitud por dato, log p) y la primera frase de su aviso, si lo hay.

# %% tags=["setup"]
def outcome(model, data):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")  # se guardan, para mostrarlos
        try:
            model.fit(data)
        except ValueError:
            return "se detiene (ValueError)"
    notices = "".join(
        f"\n  Aviso: {str(w.message).split('. ')[0]}" for w in caught)
    return f"log p {model.score(data):.3f}{notices}"

# %% [markdown]
# Los dos programas empiezan en la aguja:

# %%
start = {"weights_init": [0.5, 0.5], "means_init": [[x[0]], [x.mean()]],
         "precisions_init": [[[1e8]], [[1 / x.var()]]], "max_iter": 1000}
print("gmm_lab:     ", outcome(GMM(2, **start), X))
print("scikit-learn:", outcome(GaussianMixture(2, **start), X))

# %% [markdown]
# Ninguno se detiene: los dos suman `reg_covar` a cada varianza, y así no llega a 0. Pero `gmm_lab` avisa: dice qué componente, cuántos datos reúne y dónde. **scikit-learn** calla. Además, `is_regular` reconoce un colapso, y `find_maximum` lo descarta.

# %%
best = find_maximum(X, 2, n_starts=5, random_state=0)
print("¿Es regular la aguja?", is_regular(X, spike(1e-4)))
print(f"Mejor máximo regular: {best.log_likelihood:.2f}")

# %% [markdown]
# ## 3. Valores repetidos
#
# **Fallo.** Un termómetro redondea a 0.1, y 40 veces se quedó trabado en 2.0 grados. En total hay 240 mediciones.

# %% id="p31"
rng = np.random.default_rng(0)
rounded = np.r_[np.full(40, 2.0), rng.normal(0, 1, 100).round(1),
                rng.normal(5, 1, 100).round(1)][:, None]
sk3 = GaussianMixture(3, random_state=0).fit(rounded)
narrow = sk3.covariances_.ravel().argmin()
print(f"Varianza menor: {sk3.covariances_[narrow].item():.2e},"
      f" con media {sk3.means_[narrow].item():.3f};"
      f" hay {np.sum(rounded == 2)} valores iguales a 2.0")

# %% [markdown]
# **Diagnóstico.** La varianza es `reg_covar`, y nada más: los valores iguales no tienen dispersión. Son 42, porque otras dos mediciones se redondearon a 2.0. Si $m$ datos iguales caen bajo la aguja, la log-verosimilitud sube $m$ veces más rápido que con uno. Su altura la decide el parche, no los datos:
#
# $$\ell \approx \text{constante} - \tfrac{m}{2} \log(\text{reg\_covar})$$

# %%
levels = []
for reg in (1e-6, 1e-8):
    model = GaussianMixture(3, reg_covar=reg, tol=1e-9, max_iter=1000,
                            random_state=0).fit(rounded)
    levels.append(240 * model.score(rounded))
m = 240 * model.weights_[model.covariances_.ravel().argmin()]
print(f"Sube {levels[1] - levels[0]:.1f}; fórmula"
      f" {m / 2 * np.log(100):.1f}, con m = {m:.1f}")

# %% [markdown]
# **Arreglo.** `GMM` avisa. **scikit-learn** calla; solo con `reg_covar=0` se detiene.

# %%
print("gmm_lab, K = 3:     ", outcome(GMM(3, random_state=0), rounded))
print("scikit-learn, K = 3:",
      outcome(GaussianMixture(3, random_state=0), rounded))
print("scikit-learn, reg. 0:",
      outcome(GaussianMixture(3, reg_covar=0, random_state=0), rounded))

# %% [markdown]
# La componente de más se fue a los repetidos. Conviene contarlos antes de ajustar. Después, pedimos a `find_maximum` un máximo regular con dos componentes:

# %%
values, counts = np.unique(rounded, return_counts=True)
print(f"El valor {values[counts.argmax()]} se repite {counts.max()} veces")
sane = find_maximum(rounded, 2, n_starts=10, random_state=0)
print(f"Regular, K = 2: log p {sane.log_likelihood / 240:.3f}")

# %% [markdown]
# Es más bajo, y sensato: ninguna campana se cierra sobre un valor.
#
# ## 4. `reg_covar` tiene unidades
#
# **Fallo.** Los mismos datos de la clase, en unidades cada vez más grandes: los números se achican. Miramos la varianza del grupo de la derecha, devuelta a la unidad original.
#
# **Antes de ejecutar.** Con `reg_covar = 1e-6` y los datos divididos por 10 000, ¿cómo sale esa varianza, que era 0.64? *(a)* igual; *(b)* un poco mayor; *(c)* más de cien veces mayor.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "a"
# END SOLUTION

# %% tags=["setup"]
def right_variance(data, Model=GaussianMixture, **options):
    """La varianza del grupo de la derecha."""
    model = Model(2, tol=1e-9, random_state=0, **options).fit(data)
    return model.covariances_[model.means_[:, 0].argmax()].item()

# %% id="p34" tags=["hide-output"]
scales = 10.0 ** np.arange(0, 5)
found = [right_variance(X / scale) * scale**2 for scale in scales]
plot_values(scales, found, xlabel="los datos se dividen por",
            ylabel="varianza, unidad original", xscale="log", yscale="log")
plt.show()
print(f"Varianza: {found[0]:.3f} y, al final, {found[-1]:.1f}")
show_prediction(prediction, "c", "07-pred-unidades")

# %% [markdown]
# **Qué muestra la figura:** al principio, la varianza apenas se mueve: hasta cien queda cerca de 0.64. En mil vale casi el triple. Con diez mil salta a más de cien.
#
# **Diagnóstico.** `reg_covar` se suma a una varianza: tiene sus unidades, las de $x^2$. Si los datos se multiplican por $c$, el mismo efecto pide
#
# $$\text{reg\_covar}' = c^2 \, \text{reg\_covar}$$
#
# **Arreglo.** Dar `reg_covar` en las unidades de los datos. Probamos los dos programas con los datos divididos por 10 000: primero como vienen, después con $c^2 \cdot 10^{-6}$.

# %%
c = 1e-4
for name, Model in (("gmm_lab", GMM), ("scikit-learn", GaussianMixture)):
    found = [right_variance(X * c, Model, **option) / c**2
             for option in ({}, {"reg_covar": c**2 * 1e-6})]
    print(f"{name:13} como viene {found[0]:6.2f}, con c² {found[1]:.3f}")

# %% [markdown]
# Con $c^2$, los dos aciertan. Como viene, `gmm_lab` suma 1e-9, mil veces menos que **scikit-learn**: retrasa el problema, no lo quita. También sirve usar unidades en que las varianzas ronden 1.
#
# ¿Entonces hay que **estandarizar** (*standardise*)? Depende de la forma de las covarianzas, que la lección 9 estudia: completa (`full`), diagonal (`diag`) o esférica (`spherical`: la misma varianza en todas las direcciones). En Old Faithful pasamos la duración a milésimas de minuto y contamos cuántas erupciones cambian de grupo.

# %% id="p07"
models = {shape: GMM(2, covariance_type=shape, random_state=0)
          for shape in ("full", "diag", "spherical")}
for name, model in [*models.items(), ("k-medias", KMeans(2, random_state=0))]:
    labels = [model.fit_predict(data)
              for data in (faithful, faithful * [1000, 1])]
    changed = np.sum(labels[0] != labels[1])  # o son los mismos, al revés
    print(f"{name:10} cambian {min(changed, 272 - changed)} de 272")

# %% [markdown]
# Las dos primeras tienen una varianza para cada eje, y las etiquetas no cambian. La esférica no puede, y cambia. k-medias mide distancias, y también cambia. Como de él sale el inicio, cambia también el inicio. Estandarizar conviene con la esférica, y protege a todas de un `reg_covar` fuera de escala.
#
# ## 5. Restar casi iguales
#
# **Fallo.** Mil números con varianza 0.95, desplazados, en 32 bits (unas 7 cifras). La varianza por la fórmula de los libros, $\overline{x^2} - \bar x^2$:

# %% id="p33"
def textbook(a):
    return sum(a * a) / len(a) - (sum(a) / len(a))**2


noise = np.random.default_rng(0).standard_normal(1000)
for shift in (0, 1e3, 1e4, 1e6):
    print(f"Media {shift:9.0f}: {textbook(np.float32(noise + shift)):.2f}")

# %% [markdown]
# Con media 1000 ya sale una varianza **negativa**. **Diagnóstico.** Se restan dos números enormes y casi iguales, y queda el redondeo. Es la **cancelación** (*cancellation*). Si la máquina redondea con error relativo $\varepsilon$, cabe esperar un error del orden de
#
# $$\varepsilon \, \bar x^2$$
#
# o mayor, porque cada suma añade su redondeo. Crece con el **cuadrado** de la media. Con 64 bits, $\varepsilon$ es cerca de $10^{-16}$: el problema llega más tarde, pero llega.

# %% id="cancelacion"
def centred(a):
    return sum((a - sum(a) / len(a))**2) / len(a)


shifts = np.outer(10 ** np.arange(2, 9), [1, 3]).ravel()
for k, (f, label) in enumerate(((textbook, "promedio de x² menos media²"),
                                (centred, "primero centrar"))):
    errors = [abs(f(noise + shift) - centred(noise)) for shift in shifts]
    ax = plot_curve(shifts, errors, ax if k else None, k=k, label=label,
                    xlabel="media de los datos",
                    ylabel="error de la varianza")
plot_curve(shifts, 1e-16 * shifts**2.0, ax, k=2, label="ε por media²")
ax.set(xscale="log", yscale="log")
plt.show()

# %% [markdown]
# **Qué muestra la figura:** en escalas logarítmicas, el error de la primera fórmula sube junto a la recta de puntos, de pendiente 2, y casi siempre por encima. Desde treinta millones es mayor que la propia varianza. Si se centra primero, el error queda siempre por debajo de $10^{-8}$.
#
# **Arreglo.** Restar la media **antes** de elevar al cuadrado. `gmm_lab` no mide desde el cero, sino desde un punto entre los datos:

# %%
for shift in (0, 1e8, 1e9):
    far = noise + shift
    model = GMM(1).fit(far[:, None])
    print(f"Media {shift:10.0f}: resta {textbook(far):7.2f},"
          f" gmm_lab {model.covariances_.item():.2f}")

# %% [markdown]
# ¿Y **scikit-learn**? Desplazamos Old Faithful en cien millones. A las tres formas de antes añadimos la compartida (`tied`): una covarianza para todas las componentes.
#
# **Antes de ejecutar.** ¿Qué formas de covarianza resisten en scikit-learn? *(a)* todas; *(b)* solo la completa; *(c)* ninguna.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "a"
# END SOLUTION

# %% id="lejos" tags=["hide-output"]
for shape in ("full", "tied", "diag", "spherical"):
    for name, Model in (("gmm_lab", GMM), ("scikit-learn", GaussianMixture)):
        model = Model(2, covariance_type=shape, random_state=0)
        near, far = (outcome(model, faithful + shift) for shift in (0, 1e8))
        print(f"{shape:10}{name:13}", "igual" if near == far else "falla")
show_prediction(prediction, "b", "07-pred-lejos")

# %% [markdown]
# `gmm_lab` resiste siempre. En scikit-learn resiste la completa, porque centra. Las otras tres restan: se detienen o, peor, dan otro número. Cuál de las dos cosas puede depender del procesador. Una fecha en segundos desde 1970 vale más de mil millones: conviene restar la media antes de ajustar.
#
# ## 6. Un `score` positivo
#
# **Fallo** aparente. Una log-verosimilitud positiva, ¿es un error? Expresamos los datos en una unidad cien veces mayor o menor.

# %% id="p18"
for factor in (0.01, 1, 100):
    model = GMM(2, random_state=0).fit(X * factor)
    same = np.array_equal(model.predict(X * factor), fit.predict(X))
    sk = GaussianMixture(2, random_state=0).fit(X * factor)
    print(f"Datos por {factor:<4}: log p {model.score(X * factor):.3f},"
          f" fórmula {fit.score(X) - np.log(factor):.3f}, scikit-learn"
          f" {sk.score(X * factor):.3f}; mismos grupos: {same}")

# %% [markdown]
# **Diagnóstico.** El paciente está sano. Una densidad puede pasar de 1 (lección 1). Si los datos se multiplican por $c$ en $d$ variables, la densidad se divide por $c^d$:
#
# $$\text{score}(cX) = \text{score}(X) - d \log c$$
#
# **Arreglo.** No comparar números de unidades distintas. La **diferencia** entre dos modelos, sobre los mismos datos, no depende de la unidad:

# %%
for factor in (1, 100):
    scores = [GMM(K, n_init=3, random_state=0).fit(X * factor)
              .score(X * factor) for K in (2, 3)]
    print(f"Datos por {factor:3}: K = 3 gana {scores[1] - scores[0]:.4f}")

# %% [markdown]
# Por eso `tol`, que es una diferencia, tampoco tiene unidades. **scikit-learn** da el mismo `score`, como se vio arriba, y pide el mismo cuidado.
#
# ## 7. Caza de errores
#
# Este paso E trae un parche contra 0/0.

# %% tags=["bug-hunt"]
def buggy_e_step(x, weights, means, variances):
    u = (x[:, None] - means)**2 / variances
    a = np.log(weights) - 0.5 * (np.log(2 * np.pi * variances) + u)
    joint = np.exp(a)
    total = joint.sum(axis=1, keepdims=True) + 1e-10
    return joint / total


w, m, v = fit.weights_, fit.means_[:, 0], fit.covariances_[:, 0, 0]
for value in (0.0, 10.0, 14.0):
    R = buggy_e_step(np.array([value]), w, m, v)
    print(f"x = {value:4}: responsabilidades {R[0].round(4).tolist()}")

# %% [markdown]
# El último dato se queda sin dueño, en silencio.
#
# **Antes de corregir.** ¿Qué prueba falla? *(a)* con datos típicos, un paso comparado con la fórmula; *(b)* cambiar el orden de las componentes; *(c)* las filas suman 1 también lejos.

# %% tags=["bug-hunt"]
# BEGIN SOLUTION
answer = "c"
# END SOLUTION
check("07-caza-prueba", answer)

# %% [markdown]
# La batería:

# %% tags=["bug-hunt"]
R = buggy_e_step(x, w, m, v)
far = buggy_e_step(np.array([14.0]), w, m, v)
swapped = buggy_e_step(x, w[::-1], m[::-1], v[::-1])[:, ::-1]
print("Datos típicos, igual a la fórmula:",
      np.allclose(R, fit.predict_proba(X), atol=1e-6))
print("Con el otro orden sale lo mismo:", np.allclose(R, swapped))
print(f"Fila del dato lejano: suma {far.sum():.4f}")

# %% [markdown]
# Corregir **una** de las cinco líneas de `buggy_e_step`, numeradas de arriba abajo, como en `{1: "u = 0"}`. Después, el parche debe ser inofensivo.

# %% tags=["bug-hunt"]
# BEGIN SOLUTION
repair = {3: "joint=np.exp(a-a.max(axis=1,keepdims=True))"}
# END SOLUTION
check("07-caza", repair)

# %% [markdown]
# ## 8. El cuadro de la clínica
#
# Cinco fallos y tres programas. El primero es un EM ingenuo: densidades, sin `reg_covar`, y la varianza como resta. NumPy se queja de 0/0, sin decir la causa; apagamos esas quejas.

# %% tags=["setup"]
def naive_em(x, m, v, n_iter=50):
    w = 0.5
    with np.errstate(all="ignore"):  # el fallo se provoca a propósito
        for _ in range(n_iter):
            joint = w * np.exp(-0.5 * (x[:, None] - m)**2 / v) / v**0.5
            R = joint / joint.sum(axis=1, keepdims=True)
            n_k = R.sum(axis=0)
            w, m = n_k / len(x), R.T @ x / n_k
            v = R.T @ x**2 / n_k - m**2
    return v

# %% [markdown]
# Cuatro palabras resumen el final de cada programa:
#
# * **acierta**: sus dos varianzas son las del mejor máximo regular de `find_maximum`, con un 5 % de margen;
# * **se detiene**: lanza un error;
# * **avisa**: no acierta, termina y lo dice;
# * **calla**: no acierta, o devuelve NaN, y no dice nada.

# %% tags=["setup"]
def regular_variances(data):
    try:
        found = find_maximum(data, 2, n_starts=10, random_state=0)
        return np.sort(found.parameters.covariances.ravel())
    except ValueError:  # ningún inicio llega a un máximo regular
        return np.nan

# %% tags=["setup"]
def verdict(truth, program, *case):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            found = np.sort(program(*case))
        except ValueError:
            return "se detiene"
    if np.allclose(found, truth, rtol=0.05, atol=0):
        return "acierta"
    return "avisa" if caught else "calla"

# %% [markdown]
# Cada caso trae sus datos, y las medias y varianzas del inicio:

# %%
cases = {"dato lejano": (np.append(x, 100), (-6, 4), (4, 4)),
         "singularidad": (x, (x[0], x.mean()), (1e-8, x.var())),
         "repetidos": (rounded[:140, 0], (2, 0), (1e-6, 1)),
         "números chicos": (x / 1e4, (-6e-4, 4e-4), (4e-8, 4e-8)),
         "lejos del 0": (x + 1e8, (1e8 - 6, 1e8 + 4), (4, 4))}

# %% [markdown]
# Y los tres programas, con sus opciones como vienen:

# %% id="cuadro"
def library(Model, data, means, var):
    model = Model(2, covariance_type="diag", weights_init=[0.5, 0.5],
                  means_init=np.c_[means], precisions_init=1 / np.c_[var])
    return model.fit(data[:, None]).covariances_.ravel()


programs = {"ingenuo": naive_em, "gmm_lab": partial(library, GMM),
            "scikit-learn": partial(library, GaussianMixture)}
print(" " * 15, *(f"{name:11}" for name in programs))
for name, (data, *start) in cases.items():
    means, var = np.array(start, dtype=float)
    truth = regular_variances(data[:, None])
    words = [verdict(truth, program, data, means, var)
             for program in programs.values()]
    print(f"{name:15}", *(f"{word:11}" for word in words))

# %% [markdown]
# Ninguna columna es perfecta. El ingenuo solo acierta con los números chicos, donde `reg_covar` estropea a los otros dos: ningún programa sabe en qué unidades vienen los datos. Detenerse o avisar es molesto, pero se ve. Lo peor es callar.

# %% [markdown]
# ## Para discutir en clase
#
# En los datos del termómetro, $K = 3$ con la aguja en 2.0 da una log-verosimilitud mucho mayor que $K = 2$. ¿Es mejor el ajuste? *(a)* sí: la log-verosimilitud manda; *(b)* no: su valor lo decide `reg_covar`; *(c)* no: siempre conviene menos componentes; *(d)* sí: hay un grupo en 2.0.

# %% tags=["conceptest"]
# BEGIN SOLUTION
vote_1 = "a"
vote_2 = "b"
# END SOLUTION
check("07-concepto", (vote_1, vote_2))

# %% [markdown]
# El experimento que decide: cambiar solo `reg_covar`.

# %% tags=["conceptest"]
for reg in (1e-2, 1e-4, 1e-6, 1e-8):
    model = GaussianMixture(3, reg_covar=reg, random_state=0)
    print(f"reg_covar {reg:g}:", outcome(model, rounded))

# %% [markdown]
# ## Qué nos llevamos
#
# * Logaritmos siempre, y centrar antes de elevar al cuadrado.
# * Con varianzas libres, la log-verosimilitud de una mezcla no tiene tope: una cifra alta puede ser un colapso.
# * `reg_covar` tiene unidades, y `score` depende de ellas. Entre modelos se comparan diferencias, sobre los mismos datos.

# %% [markdown]
# ## Para practicar
#
# **Ejercicio 1.** En 32 bits, el menor número positivo es $2^{-149}$. ¿Desde cuántas variables la densidad de un punto típico es menor? Un entero.

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = np.ceil(149 * np.log(2) / (0.5 * (1 + np.log(2 * np.pi))))
# END SOLUTION
check("07-variables", answer)

# %% [markdown]
# **Ejercicio 2.** Un ajuste en metros usa `reg_covar = 1e-6`. ¿Cuál da el mismo ajuste en milímetros?

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = 1e-6 * 1000**2
# END SOLUTION
check("07-unidades", answer)

# %% [markdown]
# **Ejercicio 3.** Con una variable, el `score` es −2.606182. ¿Cuánto vale si los datos se multiplican por 100?

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = -2.606182 - np.log(100)
# END SOLUTION
check("07-score", answer)

# %% [markdown]
# **Ejercicio 4.** Desde cero: un paso M que aguanta. Recibe `x`, de forma `(n,)`; `R`, de forma `(n, K)`, y las medias y varianzas de antes, `(K,)`. Una componente sin puntos queda con peso 0 y conserva su media y su varianza. Sirve también con enteros y con datos alrededor de cien millones. Devuelve pesos, medias y varianzas. (`hint("07-paso-m-vacia")` da una pista.)

# %% tags=["exercise"]
def robust_m_step(x, R, means, variances):
    # BEGIN SOLUTION
    n_k = R.sum(axis=0)
    divisor = np.where(n_k > 0, n_k, 1)
    new_means = np.where(n_k > 0, R.T @ x / divisor, means)
    squares = (R * (x[:, None] - new_means)**2).sum(axis=0)
    new_variances = np.where(n_k > 0, squares / divisor, variances)
    return n_k / len(x), new_means, new_variances
    # END SOLUTION


check("07-paso-m-vacia", robust_m_step)

# %% [markdown]
# **Desafío.** En la sección 2, ¿con qué σ la aguja supera al ajuste de la clase, −3909.273073? Seguir la recta de pendiente −1 desde σ = $10^{-8}$, y dar $\log_{10} \sigma$. ¿Cabe ese número en la máquina?

# %% tags=["challenge"]
# BEGIN SOLUTION
missing = -3909.273073 - log_likelihood(X, spike(1e-8))
answer = -8 - missing / np.log(10)
# END SOLUTION
check("07-aguja", answer)

# %% [markdown]
# Para comparar: [una solución](soluciones/07_numerica.ipynb).

# %% [markdown]
# ## Para saber más
#
# * R. J. Hathaway (1985), *A constrained formulation of maximum-likelihood estimation for normal mixture distributions*, The Annals of Statistics 13, 795-800. [doi:10.1214/aos/1176349557](https://doi.org/10.1214/aos/1176349557)
# * N. J. Higham (2002), *Accuracy and Stability of Numerical Algorithms*, SIAM. [doi:10.1137/1.9780898718027](https://doi.org/10.1137/1.9780898718027)
# * C. Bishop (2006), *Pattern Recognition and Machine Learning*, Springer, sección 9.2.1.

# %% [markdown]
# [Anterior](06_inicializacion.ipynb) · [Índice](00_inicio.ipynb) · Siguiente: en preparación
