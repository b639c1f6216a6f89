# %% [markdown]
# # 4. Casi idénticos
#
# La clase ajustó los mismos mil quinientos números de dos maneras, escribió un resultado debajo del otro, los llamó «casi idénticos» y pasó a otra cosa. La figura vuelve a ponerlos juntos, ahora con lupa, y añade un tercero: el máximo que los dos buscaban. Si ambos programas hacen lo mismo con los mismos datos, ¿por qué *casi*?

# %% tags=["setup", "hide-source"]
import matplotlib.pyplot as plt
import numpy as np
from sklearn.mixture import GaussianMixture

from gmm_lab import MixtureParameters, em_steps, sort_components, table, until
from gmm_lab.datasets import load_class_data
from gmm_lab.exercises import (
    check, hint, mistake_matrix, mistake_name, reveal)
from gmm_lab.plotting import (
    PALETTE, new_axes, plot_curve, plot_mixture, plot_values)

X, y = load_class_data()
x = X[:, 0]


def as_mixture(weights, means, variances):
    """Los tres arreglos como una mezcla del paquete, ordenada."""
    return sort_components(MixtureParameters(
        weights, means[:, None], variances[:, None, None]))

# %% id="tres-numeros" tags=["setup", "hide-source"]
sk = sort_components(GaussianMixture(2, random_state=7).fit(X))
peak = next(s.after for s in em_steps(X, sk) if s.change < 1e-13)
best = peak.covariances[0].item()
numbers = {"scikit-learn": sk.covariances[0].item(), "la clase": 6.62405345,
           "el máximo": best}
(ax,) = np.ravel(new_axes(1, 1, height=1.9))
for k, (name, value) in enumerate(numbers.items()):
    ax.plot(value, 0, "osD"[k], color=PALETTE[k], markersize=16 - 4 * k)
    ax.text(value, (-0.75, 0.3, -0.75)[k], f"{name}\n{value:.8f}",
            ha=("left", "right", "right")[k])
ax.set(ylim=(-1, 1), yticks=[], xlabel="varianza de la campana izquierda")
plt.show()

# %% [markdown]
# La clase y el máximo coinciden salvo en la última cifra, mientras que scikit-learn se queda corta en la cuarta. En esta lección seguimos esa pista hasta el final, y al final no estará donde parece.
#
# <details><summary>Descripción de la figura</summary>
#
# Una recta con la varianza de la campana izquierda, entre 6.6227 y 6.6241. A la izquierda, solo, un círculo azul: scikit-learn, 6.62270836. A la derecha, uno sobre otro, un cuadrado naranja, la clase, 6.62405345, y un rombo verde, el máximo, 6.62405346.
#
# </details>

# %% [markdown]
# <details><summary>Antes de empezar: objetivos, requisitos y tiempo</summary>
#
# **Objetivos.** Al terminar podrás decir de dónde sale una diferencia en la cuarta cifra, decidir cuántos inicios hacen falta y distinguir una explicación que encaja de una que se probó.
#
# **Requisitos.** Las lecciones [2](02_gmm_con_scikit_learn.ipynb) y [3](03_em_desde_cero.ipynb).
#
# **Tiempo.** 40 minutos el camino principal; las dos ampliaciones, 10 cada una.
#
# </details>

# %% [markdown]
# ## 1. Uno de los dos se detuvo antes
#
# scikit-learn tiene dos mandos que podrían explicar la diferencia. Con `tol` decide cuándo parar, porque deja de iterar si la log-verosimilitud media mejora menos que eso; con `reg_covar` suma un poco a cada varianza, para que ninguna llegue a cero. Averigua tú cuál es el culpable.
#
# **Cambia** `tol` por `1e-6`, ejecuta y mira cuánto se acerca al máximo. Después déjalo como estaba y cambia `reg_covar` por `0`.

# %% tags=["tweak"]
tol, reg_covar = 1e-3, 1e-6
model = GaussianMixture(2, tol=tol, reg_covar=reg_covar, random_state=7)
round(sort_components(model.fit(X)).covariances[0].item() - best, 7)

# %% [markdown]
# Ahora los dos mandos juntos, con valores extremos, para que no quede duda.

# %%
def distance(tol=1e-3, reg_covar=1e-6):
    """A qué distancia del máximo queda la varianza de la izquierda."""
    model = GaussianMixture(2, tol=tol, reg_covar=reg_covar,
                            max_iter=1000, random_state=7)
    return sort_components(model.fit(X)).covariances[0].item() - best


table(["qué se cambia", "distancia al máximo"],
      [["nada", distance()], ["reg_covar = 0", distance(reg_covar=0)],
       ["tol = 1e-14", distance(tol=1e-14)], ["los dos", distance(1e-14, 0)]])

# %% [markdown]
# El culpable es `tol`, porque sin `reg_covar` la distancia apenas cambia, y con una tolerancia diminuta se hace dos mil veces menor. Lo poco que queda entonces sí es de `reg_covar`, y ese resto no se va por mucho que iteremos: `tol` decide dónde paramos por el camino, mientras que `reg_covar` cambia el destino.

# %% id="tolerancia"
tols = 10.0 ** -np.arange(1, 13)
gaps = [abs(distance(tol, 0)) for tol in tols]
plot_values(tols, gaps, xlabel="tol", ylabel="distancia al máximo",
            xscale="log", yscale="log")
plt.show()

# %% [markdown]
# Cada vez que `tol` se divide por diez, la distancia se divide por algo más de tres, porque cerca de la cima la altura cambia con el cuadrado de lo que falta. Así que «casi» tiene una respuesta aburrida: un programa que se detiene pronto. Pero la clase no fijó ninguna semilla, y eso sí da que pensar.
#
# <details><summary>Descripción de la figura</summary>
#
# En horizontal, `tol`, de una décima a un billón de veces menos; en vertical, la distancia de la varianza al máximo, las dos en escala logarítmica. Los puntos bajan de derecha a izquierda por escalones, porque dos valores vecinos de `tol` se detienen a veces en la misma iteración.
#
# </details>

# %% [markdown]
# ## 2. Otro sorteo, otro ajuste
#
# Este es el programa de la clase, escrito de nuevo. Empieza con pesos y medias al azar y, en cada vuelta, actualiza primero una campana y después la otra.

# %%
def bells(x, weights, means, variances):
    """Las campanas por sus pesos, de forma (n, K)."""
    # 1 densidades, 2 ponderar
    u = (x[:, None] - means)**2 / variances
    return weights * np.exp(-0.5 * u) / np.sqrt(2 * np.pi * variances)


def log_likelihood(x, *parameters):
    """La suma de los logaritmos de la densidad de la mezcla."""
    return np.log(bells(x, *parameters).sum(axis=1)).sum()

# %%
def class_start(seed):
    """Un inicio como los de la clase: pesos, medias y varianzas."""
    rng = np.random.default_rng(seed)
    weights = rng.random(2)
    means = rng.uniform(x.min(), x.max(), 2)
    variances = ((x - means[:, None])**2).sum(axis=1) / (len(x) - 1)
    return weights / weights.sum(), means, variances

# %% [markdown]
# Y esta es una vuelta. Fíjate en que `w`, `m` y `v` ya han cambiado cuando le toca a la segunda campana.

# %%
def class_sweep(x, weights, means, variances, settle=lambda w: w):
    """Una vuelta de la clase; `settle` retoca los pesos tras cada cambio."""
    w, m, v = weights.copy(), means.copy(), variances.copy()
    for k in range(len(m)):
        joint = bells(x, w, m, v)
        r = joint[:, k] / joint.sum(axis=1)  # 3 normalizar
        # 4 contar, 5 promediar, 6 dispersión
        w[k], m[k] = r.mean(), np.average(x, weights=r)
        v[k] = np.average((x - m[k])**2, weights=r)
        w = settle(w)
    return w, m, v

# %% [markdown]
# Con la semilla 2 salen los números que imprimió la clase, salvo la última cifra, porque ella paraba un poco antes.
#
# **Antes de ejecutar.** De las ocho primeras semillas, ¿cuántas **no** llegarán al ajuste de la clase? Escribe un número, de 0 a 8.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = 0
# END SOLUTION

# %%
ends = []
for seed in range(8):
    fit = class_start(seed)
    for _ in range(100):
        fit = class_sweep(x, *fit)
    ends.append(fit)

# %% tags=["hide-output"]
levels = np.array([log_likelihood(x, *fit) for fit in ends])
reveal("04-pred-semillas", prediction, np.sum(levels < -4000))

# %% [markdown]
# Tres de ocho terminan en otro lugar, y ninguna avisa.

# %% id="dos-maximos"
for ax, mixture, title in zip(new_axes(1, 2, sharey=True),
                              (peak, as_mixture(*ends[0])),
                              ("el de la clase", "el otro")):
    plot_mixture(X, mixture, ax, title=title)
    ax.get_legend().remove()
plt.show()

# %% [markdown]
# El otro ajuste no es un disparate, porque describe muy bien un grupo angosto que existe; a cambio, cubre todo lo demás con una sola campana enorme. Su log-verosimilitud es 94 unidades menor, y sin embargo ninguna iteración podría mejorarlo. Un lugar así, más alto que todo lo que lo rodea aunque lejos pueda haber otro mejor, se llama **máximo local** (*local maximum*).
#
# <details><summary>Descripción de la figura</summary>
#
# Dos paneles con el mismo histograma, que tiene un pico angosto cerca de −8, una joroba baja alrededor de −4 y otro pico cerca de 4. A la izquierda, el ajuste de la clase: una campana ancha cubre todos los datos negativos, y otra angosta, el pico de la derecha. A la derecha, el otro: una campana muy angosta sobre el pico de −8 y otra, muy ancha y baja, sobre todo el resto.
#
# </details>

# %% [markdown]
# ## 3. Un mapa de los inicios
#
# ¿Quién decide a cuál de los dos se llega? Para verlo dejamos los pesos iguales, ponemos las dos medias en cada lugar posible y corremos EM de verdad, el de `em_steps`, desde todos ellos.

# %% id="mapa"
def final(weights, means, variances, tol=1e-3):
    """La log-verosimilitud donde se detiene EM; `tol` es la ganancia total."""
    start = as_mixture(weights, means, variances)
    *_, last = until(em_steps(X, start), tol, max_iter=100_000)
    return last.log_likelihood


def end_from(a, b, tol=1e-3):
    """El final con medias a y b, pesos iguales y varianzas como la clase."""
    means = np.array([a, b])
    variances = ((x - means[:, None])**2).mean(axis=1)
    return final(np.full(2, 0.5), means, variances, tol)

# %%
places = np.linspace(x.min(), x.max(), 25)
heights = np.array([[end_from(a, b) if a < b else np.nan for a in places]
                    for b in places])
where = np.select([heights > -3910, heights > -4010, heights < 0],
                  [0, 1, 2], default=-1)

# %% id="paises" tags=["hide-source"]
(ax,) = np.ravel(new_axes(1, 1, height=3.6))
for k, name in enumerate(("la clase", "el otro", "se detuvo antes")):
    j, i = np.nonzero(where == k)
    ax.scatter(places[i], places[j], 36, PALETTE[k], marker="ox^"[k],
               label=name)
ax.set(xlabel="media de la izquierda, al empezar",
       ylabel="media de la derecha, al empezar")
ax.legend(loc="lower right")
plt.show()

# %% [markdown]
# El mapa tiene países con fronteras. El naranja es el de los inicios con una media sobre el grupo angosto y la otra a media distancia: la primera se queda con el pico y la segunda, con todo lo demás. Basta que la otra empiece más a la derecha, cerca del segundo grupo, para llegar al ajuste de la clase. Como EM solo sube, quien empieza en la ladera de una colina baja se queda, en la práctica, en ella.
#
# Los triángulos, en los bordes, son inicios que se detuvieron antes de llegar a ninguno de los dos, casi todos con una sola campana repetida. Al final votaremos sobre ellos.
#
# <details><summary>Descripción de la figura</summary>
#
# En horizontal, la media de la izquierda al empezar; en vertical, la de la derecha, siempre mayor, de modo que los puntos llenan un triángulo. Los círculos azules, que llegan al ajuste de la clase, ocupan la mayor parte. Las aspas naranjas, que llegan al otro, forman una región compacta a la izquierda: la primera media por debajo de −6 y la segunda entre −5 y 2; hay otras pocas arriba a la derecha. Los triángulos verdes bordean esas regiones y siguen la diagonal.
#
# </details>

# %% [markdown]
# La clase, además, sortea los pesos, y eso borra las fronteras: dos inicios con las mismas medias pueden acabar en sitios distintos. ¿Con qué frecuencia se acierta entonces?

# %%
tries = np.array([final(*class_start(seed), tol=1e-6) for seed in range(200)])
p = np.mean(tries > -3910)

# %%
error = 2 * np.sqrt(p * (1 - p) / len(tries))
table(["llegan al de la clase", "de", "proporción", "entre"],
      [[np.sum(tries > -3910), len(tries), f"**{p:.2f}**",
        f"{p - error:.2f} y {p + error:.2f}"]])

# %% [markdown]
# La última columna da el margen, dos errores típicos a cada lado. Con EM bien programado, cuatro de cada diez inicios no llegan al mejor ajuste. No es un error del programa, así que el remedio tampoco está en el programa: se prueban varios inicios y se conserva el mejor. Si cada uno acierta con probabilidad $p$, sin saber de los demás, los $m$ fallan a la vez con probabilidad $(1-p)^m$.
#
# **Tu turno.** En otros datos $p = 0.3$. Escribe la cuenta que da el menor número de inicios con el que se falla menos de una vez en 10 000. (`hint("04-cuantos")` da una pista.)

# %% tags=["write"]
# BEGIN SOLUTION
n_starts = np.ceil(np.log(1e-4) / np.log(1 - 0.3))
# END SOLUTION
check("04-cuantos", n_starts)

# %% [markdown]
# Comprobemos la fórmula con los inicios de verdad: los repartimos en grupos de $m$ y contamos en cuántos grupos fallan todos.

# %% id="p25"
sizes = np.array([1, 2, 4, 5, 8])
failed = [np.mean((tries.reshape(-1, m) < -3910).all(axis=1)) for m in sizes]
ax = plot_values(sizes, failed, xlabel="inicios en cada grupo",
                 ylabel="grupos en que fallan todos")
plot_curve(sizes, (1 - p)**sizes, ax, k=1, label="fórmula")
plt.show()

# %% [markdown]
# La fórmula describe bien lo medido, de modo que con ocho inicios el peligro casi desaparece.
#
# <details><summary>Descripción de la figura</summary>
#
# En horizontal, cuántos inicios hay en cada grupo: 1, 2, 4, 5 y 8; en vertical, la fracción de grupos en que fallan todos. Los puntos medidos bajan desde 0.4 hasta casi 0 y quedan muy cerca de la línea de la fórmula.
#
# </details>

# %% [markdown]
# ## 4. El sospechoso
#
# Falta mirar el programa de la clase por dentro. EM cambia todo a la vez; la clase, en cambio, cambia una campana y usa el cambio para la siguiente. Corremos cien inicios y anotamos cuánto gana cada vuelta. En EM ninguna ganancia puede ser negativa, así que de cada inicio nos interesa la peor.

# %% tags=["hide-source"]
def scores(seed, settle=lambda w: w, score=log_likelihood,
           sweep=class_sweep):
    """Lo que vale cada vuelta desde un inicio."""
    fit, found = class_start(seed), []
    for _ in range(40):
        fit = sweep(x, *fit, settle)
        found.append(score(x, *fit))
    return np.array(found)

# %%
worst = np.array([np.diff(scores(seed)).min() for seed in range(100)])
fell = np.sum(worst < -1e-6)

# %% id="peores" tags=["hide-source"]
(ax,) = np.ravel(new_axes(1, 1))
order = np.sort(worst)
ax.bar(range(100), order, width=1, color=PALETTE[1], hatch="//",
       edgecolor="white")
ax.axhline(0, color="black")
ax.axvline(fell - 0.5, color=PALETTE[0], linestyle="--")
ax.text(fell + 1, order[0] / 2, f"{100 - fell} no bajan nunca")
ax.text(fell - 2, order[0] / 2, f"{fell} bajan alguna vez", ha="right")
ax.set(xlabel="los cien inicios, del peor al mejor",
       ylabel="la peor de sus ganancias")
plt.show()

# %% [markdown]
# Más de la mitad de los inicios pierde en alguna vuelta, y alguno pierde trece unidades de golpe. Ocurre lo que no debía ocurrir, así que hay un culpable, y el sospechoso está a la vista: *intercalar los pasos rompe la garantía*. Es una explicación razonable, y encaja con todo lo que hemos visto.
#
# <details><summary>Descripción de la figura</summary>
#
# Cien barras hacia abajo, una por inicio, ordenadas: cada una mide lo más que perdió ese inicio en una vuelta. La primera llega a −13; las siguientes son cada vez más cortas, y desde la 64 son nulas. Una línea de trazos separa los 63 inicios que bajan alguna vez de los 37 que no bajan nunca.
#
# </details>

# %% [markdown]
# **Dilo en una frase.** Si el sospechoso es culpable, ¿qué debería pasar al dejar los pasos intercalados y cambiar cualquier otra cosa del programa? Piénsalo y abre después la nuestra.
#
# <details><summary>Nuestra respuesta</summary>
#
# Las caídas deberían seguir. Si desaparecen con los pasos todavía intercalados, el sospechoso es inocente.
#
# </details>
#
# ¿Y qué otra cosa hay? La clase cambia cada peso por su cuenta, de modo que nadie vigila la suma.

# %%
fit, sums = class_start(0), [1.0]
for _ in range(40):
    fit = class_sweep(x, *fit)
    sums.append(fit[0].sum())

# %% id="suma"
plot_curve(range(41), sums, xlabel="vuelta", ylabel="suma de los pesos")
plt.show()

# %% [markdown]
# La suma baja de 1, luego lo sobrepasa y tarda muchas vueltas en volver, aunque al final vuelve. Mientras tanto, lo que sumamos no es el logaritmo de ninguna densidad, porque el área bajo la curva tampoco es 1.
#
# <details><summary>Descripción de la figura</summary>
#
# La suma de los dos pesos a lo largo de cuarenta vueltas, desde la semilla 0. Empieza en 1, cae a 0.92 en la primera vuelta, se recupera, pasa de 1.03 hacia la novena y después vuelve a 1.
#
# </details>
#
# **Complétalo tú.** Esta es la vuelta de la clase, con un hueco. Haz que los pesos vuelvan a sumar 1 después de cada cambio, y no toques nada más: los pasos siguen intercalados. Que sirva para cualquier número de campanas.

# %% tags=["complete"]
def my_sweep(x, weights, means, variances):
    w, m, v = weights.copy(), means.copy(), variances.copy()
    for k in range(len(m)):
        joint = bells(x, w, m, v)
        r = joint[:, k] / joint.sum(axis=1)
        w[k], m[k] = r.mean(), np.average(x, weights=r)
        v[k] = np.average((x - m[k])**2, weights=r)
        # BEGIN SOLUTION
        w = w / w.sum()
        # END SOLUTION
    return w, m, v


check("04-pesos", my_sweep)

# %% [markdown]
# Repetimos los cien inicios con esa línea y con otras tres variantes. En una los pesos no cambian nunca; en otra se cambian las dos campanas a la vez, como en EM. En la última el programa es **el mismo de la clase**, y solo cambia la regla con que medimos: a la log-verosimilitud $\ell$ le cobramos $n$ por cada unidad que la suma de los pesos pasa de 1.

# %%
def charged(x, weights, means, variances):
    """La log-verosimilitud, menos el cobro por los pesos que sobran."""
    charge = len(x) * (weights.sum() - 1)
    return log_likelihood(x, weights, means, variances) - charge

# %% tags=["hide-source"]
def together(x, weights, means, variances, settle):
    """Las dos campanas a la vez: EM, sin vigilar los pesos."""
    R = bells(x, weights, means, variances)
    R = R / R.sum(axis=1, keepdims=True)
    means = x @ R / R.sum(axis=0)
    squares = R * (x[:, None] - means)**2
    return R.mean(axis=0), means, squares.sum(axis=0) / R.sum(axis=0)

# %%
variants = {"los pesos vuelven a sumar 1": {"settle": lambda w: w / w.sum()},
            "los pesos no cambian": {"settle": lambda w: np.full(2, 0.5)},
            "las dos campanas a la vez": {"sweep": together},
            "como la clase, con el cobro": {"score": charged}}
falls = {"como la clase": worst} | {
    name: np.array([np.diff(scores(seed, **options)).min()
                    for seed in range(100)])
    for name, options in variants.items()}

# %% id="p17"
rows = [[name, f"**{np.sum(found < -1e-6)}** de 100", round(found.min(), 2)]
        for name, found in falls.items()]
table(["variante", "inicios en que baja", "peor caída"], rows)

# %% [markdown]
# El sospechoso, por sí solo, era inocente: en la segunda y la tercera fila los pasos siguen intercalados y nada baja. Para que haya caídas hace falta además que nadie vigile la suma, porque al cambiar las dos campanas a la vez los pesos suman 1 sin ayuda. La última fila señala lo que fallaba: el programa no cambió ni una letra, así que era la medida, una «verosimilitud» de algo que no es una densidad.
#
# Y esa fila dice algo más bonito. En ningún inicio retrocede el programa de la clase: sube la cantidad $\ell - n\,(\sum_k \pi_k - 1)$, que premia ajustar los datos y cobra por lo que sobra en la suma. Al cambiar un solo peso, con las responsabilidades fijas, lo que depende de él en $Q$ menos el cobro es $N_k \log \pi_k - n \pi_k$, y su derivada, $N_k/\pi_k - n$, vale cero justo en $\pi_k = N_k/n$, lo que la clase escribe. La media y la varianza no entran en el cobro, de modo que cada cambio sube $Q$ menos el cobro, y con ella la cantidad entera. Cambiar una parte cada vez, con un paso E antes de cada cambio, no es un error: tiene nombre, **ECM multiciclo** (*expectation–conditional maximization*; Meng y Rubin, 1993).
#
# La primera explicación que encaja con los datos casi nunca es la única, y distinguirla de sus rivales suele costar una línea.

# %% [markdown]
# ## 5. Los triángulos del mapa
#
# Quedaban los inicios que se detuvieron antes, muchos con −4652.8, lo que vale una sola campana. Un programa diría `converged_ = True`, y la log-verosimilitud no bajó nunca. ¿Qué sabemos de un ajuste así? *(a)* que es el mejor; *(b)* que es, al menos, un máximo local; *(c)* que la última iteración ganó poco; *(d)* que el programa no tiene errores.
#
# Vota a solas, habla dos minutos con alguien y vota otra vez.

# %% tags=["conceptest"]
# BEGIN SOLUTION
vote_1 = "b"
vote_2 = "c"
# END SOLUTION
check("04-concepto", (vote_1, vote_2))

# %% [markdown]
# Lo decide un experimento: dejar que los triángulos sigan, con una tolerancia un millón de veces menor.

# %% id="meseta"
later = np.array([end_from(places[i], places[j], tol=1e-9)
                  for j, i in np.argwhere(where == 2)])
table(["dónde terminan los triángulos", "inicios"],
      [["en el ajuste de la clase", np.sum(later > -3910)],
       ["en el otro", np.sum((later < -3910) & (later > -4010))],
       ["siguen parados", np.sum(later < -4010)]])

# %% [markdown]
# Se van todos, así que no era un máximo. Era una **meseta**: alrededor de dos campanas idénticas, que forman un *punto de silla*, la pendiente es tan suave que hacen falta más de cien vueltas para alejarse, y el programa se detuvo porque ganaba menos de una milésima en cada una. Quedan dos máximos, hasta donde hemos buscado, y una sala de espera, y cuántos esperan en ella depende de `tol`: la pista del principio vuelve, ahora con peores consecuencias que una cuarta cifra.

# %% [markdown]
# ## Qué nos llevamos
#
# * «Casi» era `tol`; el peligro de verdad era el sorteo, porque cuatro de cada diez inicios no llegan al mejor máximo.
# * Varios inicios, y el mejor: los $m$ fallan a la vez con probabilidad $(1-p)^m$.
# * Intercalar los pasos no rompe nada mientras los pesos sumen 1. Una explicación que encaja se prueba contra su rival.

# %% [markdown]
# ## Ampliación: el punto lejano
#
# (10 minutos.) Llega un dato en $x = 100$. Con densidades, como arriba, ¿quién es responsable?

# %%
w, m, v = peak.weights, peak.means[:, 0], peak.covariances[:, 0, 0]
far = bells(np.array([100.0]), w, m, v)
with np.errstate(invalid="ignore"):
    share = far / far.sum()
table(["", "izquierda", "derecha"],
      [["campana por peso", *far[0]], ["responsabilidad", *share[0]]])

# %% [markdown]
# Las dos densidades son tan pequeñas que la máquina guarda 0, y $0/0$ no es un número. Guardar 0 porque el número es demasiado pequeño se llama **desbordamiento hacia cero** (*underflow*), y el `nan` que resulta contagia toda suma en que entra.
#
# El remedio es no calcular nunca esa densidad, sino su logaritmo $a_k$, y restar el mayor antes de la exponencial. Con $a_* = \max_k a_k$,
#
# $$\log \sum_k e^{a_k} = a_* + \log \sum_k e^{a_k - a_*}$$
#
# Al menos un sumando vale 1, de modo que ya no hay 0/0.
#
# **Ejercicio 1.** Escribe un paso E que aguante un punto lejano. Recibe `x` de forma `(n,)` y los parámetros de forma `(K,)`; devuelve las responsabilidades, de forma `(n, K)`. (`hint("04-paso-e")` da una pista.)

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
# **Ejercicio 2.** La prueba de fuego. Dos campanas con pesos iguales, varianzas 1 y medias 0 y 0.02. Con `my_e_step`, ¿qué responsabilidad tiene la segunda por $x = 40$?

# %% tags=["exercise"]
# BEGIN SOLUTION
half = np.full(2, 0.5)
means = np.array([0.0, 0.02])
answer = my_e_step(np.array([40.0]), half, means, np.ones(2))[0, 1]
# END SOLUTION
check("04-lejano", answer)

# %% [markdown]
# ## Ampliación: qué prueba descubre qué error
#
# (10 minutos.) Si un final correcto no prueba nada, ¿qué prueba sí? El paquete guarda una colección de errores frecuentes, como programas que se ejecutan, y lanza contra cada uno diez comprobaciones baratas.

# %% id="tabla"
matrix = mistake_matrix()
tests = list(matrix.pop("correcto"))
chosen = "B1 B2 B3 B4 B5 B6 B10-2π B12 B18".split()
table(["error", *tests],
      [[mistake_name(key), *("×" if matrix[key][name] else "·"
                             for name in tests)] for key in chosen])

# %% [markdown]
# Un aspa dice que la comprobación descubre el error; la última columna, si el ajuste final sale mal. Seis de los nueve llegan a un buen final, y «la log-verosimilitud nunca baja» deja pasar a varios. La columna *fórmula*, que compara un solo paso con una cuenta aparte, es la única que ve los nueve. El primero es el programa de la clase, y lo delata la suma de los pesos: con ella vigilada, ya sabes que no sería un error.
#
# **Ejercicio 3.** Este paso E tiene un error, en una sola línea.

# %% tags=["bug-hunt"]
def normal_density(x, mean, variance):
    scale = np.sqrt(2 * np.pi * variance)
    return np.exp(-0.5 * (x - mean)**2 / variance) / scale


def buggy_e_step(x, weights, means, variances):
    densities = normal_density(x[:, None], means, variances)
    joint = weights * densities
    total = joint.sum(axis=0)
    return joint / total


wrong = buggy_e_step(x, w, m, v)
table(["", "de", "a"],
      [["suma de cada fila", wrong.sum(axis=1).min(), wrong.sum(axis=1).max()],
       ["suma de cada columna", *wrong.sum(axis=0)]])

# %% [markdown]
# Corrige **una** de las cuatro líneas de `buggy_e_step`, numeradas de arriba abajo: su número y el texto nuevo, como en `{2: "joint = 1"}`.

# %% tags=["repair", "bug-hunt"]
# BEGIN SOLUTION
repair = {3: "total = joint.sum(axis=1, keepdims=True)"}
# END SOLUTION
check("04-caza", repair)

# %% [markdown]
# ## Para practicar
#
# **Ejercicio 4.** Un programa escribe, en cada vuelta, los parámetros nuevos de la primera componente y después calcula la segunda. ¿Qué prueba lo nota en la primera vuelta, sin mirar el final? *(a)* el área bajo cada campana es 1; *(b)* repetir con las componentes en otro orden; *(c)* duplicar los datos.

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("04-que-prueba", answer)

# %% [markdown]
# **Desafío.** Tres componentes y veinte inicios: pesos iguales, varianzas 0.1 y medias `np.random.default_rng(2).choice(x, (3, 20))`, una columna por inicio. Con `final` y `tol=1e-9`, ¿cuántos llegan a la log-verosimilitud más alta, con dos decimales?

# %% tags=["challenge"]
# BEGIN SOLUTION
starts = np.random.default_rng(2).choice(x, (3, 20)).T
thirds = np.full(3, 1 / 3)
narrow = np.full(3, 0.1)
tops = np.array([final(thirds, means, narrow, 1e-9) for means in starts])
answer = np.sum(tops > tops.max() - 0.01)
# END SOLUTION
check("04-llegan", answer)

# %% [markdown]
# Para comparar: [una solución](soluciones/04_casi_identicos.ipynb).

# %% [markdown]
# ## Para saber más
#
# * X. L. Meng y D. B. Rubin (1993), *Maximum likelihood estimation via the ECM algorithm: A general framework*, Biometrika 80, 267-278. [doi:10.1093/biomet/80.2.267](https://doi.org/10.1093/biomet/80.2.267)
# * C. F. J. Wu (1983), *On the convergence properties of the EM algorithm*, The Annals of Statistics 11, 95-103. [doi:10.1214/aos/1176346060](https://doi.org/10.1214/aos/1176346060)
# * G. McLachlan y D. Peel (2000), *Finite Mixture Models*, Wiley, capítulo 2. [doi:10.1002/0471721182](https://doi.org/10.1002/0471721182)

# %% [markdown]
# [Anterior](03_em_desde_cero.ipynb) · [Índice](00_inicio.ipynb) · [Siguiente](05_por_que_funciona.ipynb)
