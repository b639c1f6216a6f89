# %% [markdown]
# # 6. Inicialización
#
# EM sube a la colina en que empieza. ¿Y si empieza en un llano? ¿Lo diría el programa?
#
# Primero lo miramos de cerca. Después **contamos**: 2400 inicios de cuatro clases, en tres conjuntos de datos.

# %% [markdown]
# ## Objetivos
#
# * Diagnosticar un ajuste que dice `converged_ = True` y no separó nada.
# * Derivar cuánto crece, en un paso, la diferencia entre dos campanas casi iguales.
# * Comparar cuatro maneras de empezar, por lo que alcanzan y lo que cuestan.
# * Elegir entre varios inicios sin quedarse con un colapso.
# * Promediar ajustes después de alinear sus etiquetas.
#
# ## Requisitos
#
# Las lecciones [4](04_casi_identicos.ipynb) y [5](05_por_que_funciona.ipynb).
#
# ## Tiempo
#
# 45 minutos, más los ejercicios.

# %% tags=["setup"]
import matplotlib.pyplot as plt
import numpy as np
from sklearn.mixture import GaussianMixture

from gmm_lab import (
    GMM, MixtureParameters, align_labels, em_steps, sort_components, until)
from gmm_lab.datasets import load_class_data, load_galaxies, load_iris
from gmm_lab.exercises import check, hint, show_prediction
from gmm_lab.initialization import INIT_PARAMS, initial_parameters
from gmm_lab.plotting import (
    new_axes, plot_finals, plot_mixture, plot_points, plot_values)
from gmm_lab.selection import find_maximum, is_regular

# %% tags=["setup"]
def mixture(w, m, v):
    return MixtureParameters(w, np.c_[m], np.reshape(v, (len(w), 1, 1)))


def wait(start, X):
    """Iteraciones hasta que las dos medias distan más de 5."""
    return next(step.iteration for step in em_steps(X, start)
                if np.ptp(step.before.means) > 5)


def rate_of(groups):
    """Qué parte de los inicios de cada manera llega al mejor final."""
    best = max(np.nanmax(ends) for ends in groups.values())
    return np.array([np.mean(ends > best - 0.5) for ends in groups.values()])

# %% [markdown]
# ## Antes de empezar
#
# **A.** (De la lección 5.) EM se detiene porque nada se mueve. ¿Qué sabemos? *(a)* que está en un máximo; *(b)* que la pendiente es cero; *(c)* que el programa falló.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "b"
# END SOLUTION
check("06-antes-quieto", answer)

# %% [markdown]
# **B.** (De la lección 5.) Las varianzas están fijas y las dos medias distan una millonésima. ¿Qué hace EM? *(a)* escapa tras unas pocas iteraciones; *(b)* se queda en la silla; *(c)* baja.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "a"
# END SOLUTION
check("06-antes-silla", answer)

# %% [markdown]
# **C.** (De la lección 4.) Un inicio acierta con probabilidad $p$. ¿Con qué probabilidad fallan los $n$, si son independientes? *(a)* $1-p^n$; *(b)* $n(1-p)$; *(c)* $(1-p)^n$.

# %% tags=["retrieval"]
# BEGIN SOLUTION
answer = "c"
# END SOLUTION
check("06-antes-fallan", answer)

# %% [markdown]
# ## 1. Repartir al azar
#
# Dos grupos muy claros: 200 números alrededor de −3 y 200 alrededor de 3, con desviación 1. Pedimos dos componentes a scikit-learn, con `init_params='random'`: cada punto recibe responsabilidades **al azar**. También con `'kmeans'`, para comparar.

# %%
rng = np.random.default_rng(0)
pair = np.r_[rng.normal(-3, 1, 200), rng.normal(3, 1, 200)][:, None]

# %% [markdown]
# **Antes de ejecutar.** De 20 semillas, ¿con cuántas separa `'random'` los dos grupos? Un número.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = 18
# END SOLUTION

# %% id="p22" tags=["hide-output"]
for kind in ("kmeans", "random"):
    fits = [GaussianMixture(2, init_params=kind, random_state=seed)
            .fit(pair) for seed in range(20)]
    scores = np.array([400 * fit.score(pair) for fit in fits])
    print(f"{kind}: log-verosimilitud de {scores.min():.2f} a"
          f" {scores.max():.2f}; converged_ en"
          f" {sum(fit.converged_ for fit in fits)} de 20; iteraciones"
          f" {max(fit.n_iter_ for fit in fits)} como mucho")
show_prediction(prediction, f"{np.sum(scores > -900)} de 20",
                "06-pred-silla")

# %% [markdown]
# **Ninguna.** Las veinte dicen `converged_ = True`, en dos iteraciones y 185 unidades por debajo de k-medias. No hay un error: con repartos al azar, las dos campanas nacen casi iguales. ¿Y con una sola componente?

# %%
one = 400 * GMM(1).fit(pair).score(pair)
print(f"Una sola campana: {one:.2f}")

# %% [markdown]
# Lo mismo. Las dos campanas forman la mejor campana **única**, y EM gana menos que `tol`.
#
# ¿Es solo culpa de `tol`? Dejamos seguir a diez inicios, sin `tol`.
#
# **Antes de ejecutar.** ¿Cuándo se separan? *(a)* todos hacia la vuelta cien; *(b)* nunca; *(c)* cada uno a su hora: de cientos a miles de vueltas.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "b"
# END SOLUTION

# %% id="espera" tags=["hide-output"]
gaps, waits = [], []
for seed in range(1, 11):
    start = initial_parameters(pair, 2, "random", random_state=seed)
    gaps.append(np.ptp(start.means))
    waits.append(wait(start, pair))
order = np.argsort(gaps)
ax = plot_values(np.array(gaps)[order], np.array(waits)[order],
                 xscale="log", yscale="log", ylabel="iteraciones de espera",
                 xlabel="diferencia inicial de las dos medias")
ax.set(xlim=(0.01, 1), ylim=(100, 10_000))
plt.show()
print(f"Esperas: de {min(waits)} a {max(waits)} iteraciones")
show_prediction(prediction, "c, cada uno a su hora", "06-pred-espera")

# %% [markdown]
# **Qué muestra la figura:** cuanto menor es la diferencia entre las medias al principio, más larga es la espera, en escalas logarítmicas. Va de poco más de cien iteraciones a miles.
#
# Al final se separan todos. No era una parada: era una **sala de espera**. ¿Por qué tan larga?
#
# Dos campanas de varianza $v$ y pesos iguales, a los lados de la media $\bar x$ de los datos, distan un poco, $\Delta$. La de la derecha se queda con una parte $r \approx \frac12 + \Delta\,(x - \bar x)/(4v)$ de cada punto. Promediamos con esas partes. Si $S^2$ es la varianza de los datos, su media nueva queda a $\Delta\, S^2/(2v)$ de $\bar x$; la otra, a lo mismo, del otro lado. En un paso:
#
# $$\frac{\Delta_{\text{nueva}}}{\Delta} \approx \frac{S^2}{v}$$
#
# En palabras: campanas más angostas que los datos se alejan; más anchas, se juntan. Lo medimos en dos vueltas seguidas.

# %%
S2, center = pair.var(), pair.mean()
for ratio in (4, 1, 0.25):
    start = mixture([0.5, 0.5], center + np.array([-0.005, 0.005]),
                    [S2 / ratio] * 2)
    steps = em_steps(pair, start)
    means = [next(steps).before.means for _ in range(3)]
    gap = [np.diff(m[:, 0]).item() for m in means]
    print(f"S²/v = {ratio:4}: primera vuelta {gap[1] / gap[0]:.3f},"
          f" segunda {gap[2] / gap[1]:.3f}")

# %% [markdown]
# La fórmula acierta en la primera vuelta. En la segunda, el factor es siempre **1**. El paso M ya dio a las dos campanas la varianza de los datos, $v \approx S^2$. Desde ahí la diferencia ni crece ni mengua, salvo en términos más pequeños.
#
# En la lección 5 las varianzas estaban fijas en 4, y el factor no cambiaba:

# %%
growth = load_class_data()[0].var() / 4
print(f"Factor {growth:.1f} por vuelta: de una millonésima a 1 en"
      f" {np.log(1e6) / np.log(growth):.1f} vueltas")

# %% [markdown]
# Allí bastaba una millonésima. Con las varianzas libres, no. ¿Cuánto cuesta reducir la diferencia a la mitad? Medimos la espera con los datos, y con los datos y su reflejo, que son simétricos del todo.

# %%
mirror = np.r_[pair, 2 * center - pair]  # los datos y su reflejo
for gap in (0.4, 0.2, 0.1):
    start = mixture([0.5, 0.5], center + np.r_[-gap, gap] / 2, [S2] * 2)
    print(f"Diferencia {gap}: {wait(start, pair)} iteraciones;"
          f" con el reflejo, {wait(start, mirror)}")

# %% [markdown]
# Con simetría, unas **cuatro** veces más, cada vez: la espera va como $1/\Delta^2$. Nuestros datos son algo asimétricos. Eso acorta las esperas más largas, y la línea de la figura se dobla a la izquierda.
#
# Bajar `tol` es un remedio caro. Es la meseta de la lección 4: dos campanas casi iguales. La reparación barata es otro inicio, ya separado, como el de k-medias.

# %% [markdown]
# ## 2. Gemelas
#
# ¿Y si la diferencia es exactamente cero? Ponemos tres componentes en los datos de la clase; dos empiezan en −6.

# %% id="p29"
X, _ = load_class_data()
for name, w, m in (("gemelas", [0.3, 0.3, 0.4], [-6, -6, 4]),
                   ("otro peso", [0.15, 0.45, 0.4], [-6, -6, 4]),
                   ("casi", [0.3, 0.3, 0.4], [-6.01, -6, 4])):
    steps = em_steps(X, mixture(w, m, [4, 4, 4]))
    early = [next(steps) for _ in range(20)][-1]
    late = [next(steps) for _ in range(300)][-1] if w[0] == w[1] else early
    left = np.sort(late.before.means[:, 0])[:2]
    print(f"{name:10} {late.iteration:3} vueltas: {left[0]:.2f} y"
          f" {left[1]:.2f}, log-verosimilitud {late.log_likelihood:.2f}")

# %% [markdown]
# Mismos parámetros, mismo reparto, misma actualización. Las gemelas no se separan **nunca**: pagamos tres componentes y usamos dos. Con otro peso reciben partes proporcionales, y los promedios son los mismos. Eso, con cuentas exactas: el redondeo de la máquina puede acabar por separarlas, y por eso miramos solo 20 vueltas. En cambio, una centésima de diferencia basta para escapar.
#
# Las gemelas nacen al sortear medias **con reemplazo**. Con $n$ datos y $K$ sorteos,
#
# $$P(\text{repetir}) = 1 - \prod_{j=0}^{K-1} \left(1 - \frac{j}{n}\right)$$

# %%
for K, n in ((3, 1500), (3, 150), (9, 150)):
    drawn = np.sort(rng.integers(n, size=(20_000, K)), axis=1)
    seen = np.mean((np.diff(drawn) == 0).any(axis=1))
    formula = 1 - np.prod(1 - np.arange(K) / n)
    print(f"K = {K}, n = {n:4}: fórmula {formula:.3f}, sorteos {seen:.3f}")

# %% [markdown]
# Con nueve componentes y 150 datos pasa una vez de cada cinco. El remedio es sortear filas **distintas**.

# %% [markdown]
# ## 3. Dar el inicio a mano
#
# También se puede dar el inicio. Con `weights_init = [0.33, 0.33]`, los pesos suman 0.66. ¿Quién se da cuenta?

# %% id="p58"
for model in (GaussianMixture, GMM):
    try:
        model(2, weights_init=[0.33, 0.33]).fit(X)
    except ValueError as error:
        print(model.__name__, str(error).split(" Prueba")[0], sep=": ")

# %% [markdown]
# Las dos bibliotecas se niegan, y `GMM` lo dice en español. Un bucle escrito a mano calla. Este es su paso:

# %% tags=["setup"]
def hand_step(x, w, m, v):
    u = (x[:, None] - m)**2 / v
    joint = w * np.exp(-0.5 * u) / np.sqrt(2 * np.pi * v)
    R = joint / joint.sum(axis=1, keepdims=True)
    n_k, score = R.sum(axis=0), np.log(joint.sum(axis=1)).sum()
    m = R.T @ x / n_k
    v = (R * (x[:, None] - m)**2).sum(axis=0) / n_k
    return (n_k / len(x), m, v), score

# %% [markdown]
# Tres vueltas, con pesos que suman 0.66 y con pesos que suman 1:

# %%
for weight in (0.33, 0.5):
    now = np.full(2, weight), np.array([-5.0, 5.0]), np.full(2, 4.0)
    scores = []
    for _ in range(3):
        now, score = hand_step(X[:, 0], *now)
        scores.append(f"{score:.2f}")
    print(f"Pesos {weight}:", *scores)
print(f"n log 0.66 = {1500 * np.log(0.66):.2f}")

# %% [markdown]
# El factor común se cancela al normalizar. Solo la primera log-verosimilitud es falsa: difiere de la correcta en $n \log 0.66$, justo.

# %% [markdown]
# ## 4. Cuatro maneras de empezar
#
# `initial_parameters` reparte los puntos y da un paso M. Las cuatro maneras:
#
# * **k-medias** (`kmeans`): los grupos de k-medias;
# * **k-means++**: centros sorteados lejos unos de otros; cada punto, al más cercano;
# * **al azar** (`random`): responsabilidades al azar;
# * **de los datos** (`random_from_data`): puntos sorteados; cada dato, al más cercano.
#
# Las miramos en 82 velocidades de galaxias, con cuatro componentes.

# %% id="cuatro-inicios"
NAMES = dict(zip(INIT_PARAMS, ("k-medias", "k-means++", "al azar",
                               "de los datos")))
galaxies = load_galaxies()
for ax, kind in zip(new_axes(2, 2, sharex=True, sharey=True), INIT_PARAMS):
    start = initial_parameters(galaxies, 4, kind, random_state=0)
    plot_mixture(galaxies, start, ax, title=NAMES[kind])
    ax.get_legend().remove()
    ax.set_xlabel("velocidad (miles de km/s)")
plt.show()

# %% [markdown]
# **Qué muestra la figura:** el histograma de las velocidades y cuatro campanas iniciales, según la manera. «Al azar», las cuatro son casi la misma, ancha y baja: la sala de espera. Las de las otras tres maneras son distintas entre sí.
#
# Ahora contamos: 200 inicios de cada manera, en los datos de la clase, los lirios y las galaxias. Una campana puede cerrarse sobre unos pocos datos, o sobre uno solo, y entonces subir sin fin: es un **colapso** (*collapse*). No es una respuesta, y lo anotamos como `nan`. Los demás finales son **regulares**: `is_regular` los distingue. La lección 7 lo explica.

# %% tags=["setup"]
def climb(X, start, tol=1e-5):
    *_, step = until(em_steps(X, start), tol * len(X), max_iter=1000)
    end = step.log_likelihood if is_regular(X, step.before) else np.nan
    return end, step.iteration


def final(X, K, kind, seed):
    try:
        return climb(X, initial_parameters(X, K, kind, random_state=seed))
    except ValueError:  # una campana se quedó sin ancho
        return np.nan, np.nan

# %% [markdown]
# **Antes de ejecutar.** ¿Qué manera llega más veces al mejor final de las **galaxias**? *(a)* k-medias; *(b)* k-means++; *(c)* al azar; *(d)* de los datos.

# %% tags=["prediction"]
# BEGIN SOLUTION
prediction = "a"
# END SOLUTION

# %% id="contar" tags=["hide-output"]
cases = {"clase, K = 2": (X, 2), "lirios, K = 3": (load_iris()[0], 3),
         "galaxias, K = 4": (galaxies, 4)}
finals, work = {}, {}
for name, case in cases.items():
    runs = np.array([[final(*case, kind, seed) for seed in range(200)]
                     for kind in INIT_PARAMS])
    finals[name] = dict(zip(NAMES.values(), runs[..., 0]))
    work[name] = np.nanmean(runs[..., 1], axis=1)
for ax, name in zip(new_axes(3, 1, height=2.4), finals):
    plot_finals(finals[name], ax, margin=0.5, title=name)
plt.show()

# %% [markdown]
# **Qué muestra la figura:** un panel por conjunto de datos y una fila por manera. Los círculos azules, sobre la línea vertical, llegan al mejor final, a menos de 0.5; las aspas naranjas, a otros peores. El tamaño cuenta inicios. A la derecha, cuántos llegan, y los colapsos (×). En la clase y los lirios k-medias gana; en las galaxias, no llega nunca. En cifras:

# %%
rates = np.array([rate_of(groups) for groups in finals.values()])
print(" " * 13, *(f"{name:>16}" for name in finals))
for kind, row in zip(NAMES.values(), rates.T):
    print(f"{kind:13}", *(f"{100 * rate:14.1f} %" for rate in row))

# %% [markdown]
# ¿Y el segundo mejor final de las galaxias, el de −199.3?

# %%
show_prediction(prediction, "b, k-means++", "06-pred-galaxias")
for kind, row in finals["galaxias, K = 4"].items():
    print(f"{kind:13} {np.sum(abs(row + 199.25) < 0.5)} llegan a −199.3")

# %% [markdown]
# «Al azar» no llega nunca en la clase. ¿O se detuvo en la sala de espera? Bajamos `tol`:

# %%
for tol in (1e-5, 1e-7, 1e-9):
    ends = [climb(X, initial_parameters(X, 2, "random", random_state=seed),
                  tol)[0] for seed in range(20)]
    print(f"tol = {tol:g}: llegan {np.sum(np.array(ends) > -3910)} de 20")

# %% [markdown]
# Se detenía: con paciencia, llega.
#
# La sorpresa: k-medias repite **la misma** respuesta, y en las galaxias es pobre. Doscientos intentos valen casi por uno. «Al azar» falla en los lirios, y en las galaxias encuentra a menudo el segundo final. Ninguna manera gana en todo. Y siete llegadas contra dos son pocas: en las galaxias, el mejor final es raro para todas.
#
# ¿Y el precio? Con $p$ la probabilidad de llegar y $\bar t$ las iteraciones de EM de un inicio, en promedio, fallar solo 1 vez de cada 100 (la cuenta de la [lección 4](04_casi_identicos.ipynb#cell-id=p25)) cuesta
#
# $$\text{trabajo} = \bar t \, \frac{\log 0.01}{\log(1-p)}$$

# %% id="trabajo"
cost = []
for name, groups in finals.items():
    logs = np.log1p(-np.minimum(rate_of(groups), 0.99))
    logs, t = (np.append(a, a.mean()) for a in (logs, work[name]))
    with np.errstate(divide="ignore"):  # si ninguno llegó, infinito
        cost.append(t * np.log(0.01) / logs)
print("Iteraciones: ", *(f"{name:>16}" for name in finals))
for kind, row in zip([*NAMES.values(), "por turnos"], np.transpose(cost)):
    print(f"{kind:13}", *(f"{total:16.0f}" for total in row))

# %% [markdown]
# Donde llegan casi todos, basta con un inicio. `inf` quiere decir que ninguno llegó. La última fila reparte los inicios **por turnos** entre las cuatro maneras, y promedia $\log(1-p)$: no es la más barata, y nunca es infinita. Comprobamos la fórmula: sorteamos muchas veces grupos de inicios ya contados.

# %%
reached = finals["lirios, K = 3"]["de los datos"] > -180.7
p = reached.mean()
n = int(np.ceil(np.log(0.01) / np.log(1 - p)))
failed = ~rng.choice(reached, (20_000, n)).any(axis=1)
print(f"{n} inicios: falla {failed.mean():.3f}, fórmula {(1 - p)**n:.3f}")

# %% [markdown]
# Lo que la figura y la cuenta apoyan: **k-medias, una sola vez; k-means++, muchas; y algunos inicios de otra manera, por seguro. Quedarse con el mejor final regular y mirar cuántos llegan.** De las maneras que llegan en los tres conjuntos, k-means++ es siempre la más barata.

# %% [markdown]
# ## 5. Varios inicios y quedarse con el mejor
#
# En scikit-learn y en `GMM`, `n_init` repite la **misma** manera. `find_maximum` alterna las cuatro y una quinta, de campanas anchas; descarta los colapsos y cuenta.

# %% id="varios"
for n_starts in (10, 40):
    found = find_maximum(galaxies, 4, n_starts=n_starts, random_state=0)
    print(f"{n_starts:3} inicios: {found.log_likelihood:.3f}; llegan"
          f" {found.n_reached}, colapsan {found.n_collapsed}")

# %% [markdown]
# Si llegan uno o dos, hacen falta más inicios. Que lleguen muchos tampoco es una prueba: los de k-medias llegaban casi todos a −202.2.

# %% [markdown]
# ## 6. El intercambio de etiquetas
#
# ¿Cuánto varía un ajuste si cambian los datos? Sorteamos los datos de nuevo, con reemplazo, y ajustamos 50 veces. Los grupos están en (0, 0) y en (0, 6): solo los separa la **segunda** coordenada. ¿Podemos promediar las medias? Hay que recordar la [lección 2](02_gmm_con_scikit_learn.ipynb#cell-id=p24): el orden es arbitrario.

# %%
rng = np.random.default_rng(0)
plane = np.r_[rng.normal((0, 0), 1, (100, 2)),
              rng.normal((0, 6), 1, (100, 2))]
fits = [GMM(2, random_state=0).fit(plane[rng.integers(200, size=200)])
        .parameters_ for _ in range(50)]

# %% [markdown]
# Promediamos las medias de dos maneras: ordenadas, y con cada ajuste emparejado con el primero. Miramos la segunda coordenada.

# %%
aligned = [align_labels(fits[0], fit) for fit in fits]
for name, group in (("ordenadas por x", map(sort_components, fits)),
                    ("alineadas", aligned)):
    means = np.mean([fit.means for fit in group], axis=0)
    low, high = np.sort(means[:, 1])
    print(f"{name:16} {low:.2f} y {high:.2f}")

# %% [markdown]
# Ordenar por la primera coordenada mezcla los grupos, porque ahí empatan. El promedio no está en ninguno. `align_labels` empareja: de las $K!$ permutaciones, elige la que menos mueve las medias.

# %% id="alinear"
for ax, name, group in zip(new_axes(1, 2, sharey=True),
                           ("ordenadas por x", "alineadas"),
                           ([sort_components(f) for f in fits], aligned)):
    plot_points(np.concatenate([fit.means for fit in group]),
                np.tile([0, 1], 50), ax, title=name,
                labels={0: "primera", 1: "segunda"})
plt.show()

# %% [markdown]
# **Qué muestra la figura:** las medias de los 50 ajustes; la marca dice el puesto. A la izquierda, círculos y aspas se mezclan en las dos nubes. A la derecha, cada nube tiene una sola marca.

# %% [markdown]
# ## 7. Caza de errores
#
# Datos superpuestos: medias −1 y 1, varianzas 1. Este paso E tiene un error, en una sola línea, y el ajuste cambia con el inicio.

# %% tags=["bug-hunt"]
def buggy_e_step(x, weights, means, variances):
    scale = np.sqrt(2 * np.pi * variances)
    u = (x[:, None] - means)**2 / variances
    joint = weights * np.exp(-0.5 * u) / scale
    share = np.eye(len(weights))[joint.argmax(axis=1)]
    return share / share.sum(axis=1, keepdims=True)

# %% [markdown]
# Su síntoma:

# %% tags=["bug-hunt"]
rng = np.random.default_rng(0)
x = rng.normal(2.0 * rng.integers(2, size=1500) - 1, 1.0)
for first in ((-2.0, 2.0), (-1.0, 0.5)):
    now = np.full(2, 0.5), np.array(first), np.ones(2)
    for _ in range(100):
        R = buggy_e_step(x, *now)
        n_k = R.sum(axis=0)
        m = R.T @ x / n_k
        v = (R * (x[:, None] - m)**2).sum(axis=0) / n_k
        now = n_k / len(x), m, v
    print(f"Medias {m[0]:.2f} y {m[1]:.2f}; varianzas"
          f" {v[0]:.2f} y {v[1]:.2f}")

# %% [markdown]
# Las varianzas deberían rondar 1. EM correcto, con `hand_step`, desde los mismos inicios:

# %% tags=["bug-hunt"]
for first in ((-2.0, 2.0), (-1.0, 0.5)):
    good = np.full(2, 0.5), np.array(first), np.ones(2)
    for _ in range(1000):
        good, _ = hand_step(x, *good)
    print(f"Medias {good[1][0]:.2f} y {good[1][1]:.2f}; varianzas"
          f" {good[2][0]:.2f} y {good[2][1]:.2f}")

# %% [markdown]
# Da lo mismo desde los dos.
#
# **Antes de corregir.** ¿Qué prueba lo delata? *(a)* las filas suman 1; *(b)* los pesos suman 1; *(c)* un punto a mitad de camino entre dos campanas iguales se reparte por igual.

# %% tags=["bug-hunt"]
# BEGIN SOLUTION
answer = "c"
# END SOLUTION
check("06-caza-prueba", answer)

# %% [markdown]
# La batería:

# %% tags=["bug-hunt"]
half = buggy_e_step(np.zeros(1), np.full(2, 0.5), np.array([-1.0, 1.0]),
                    np.ones(2))[0]
print(f"Filas: {R.sum(axis=1).min():.1f} a {R.sum(axis=1).max():.1f};"
      f" pesos: {now[0].sum():.1f};"
      f" a mitad de camino: {half[0]:.1f} y {half[1]:.1f}")

# %% [markdown]
# Corregir **una** de las cinco líneas de `buggy_e_step`, numeradas de arriba abajo, como en `{5: "return joint"}`.

# %% tags=["bug-hunt"]
# BEGIN SOLUTION
repair = {4: "share=joint"}
# END SOLUTION
check("06-caza", repair)

# %% [markdown]
# ## Para discutir en clase
#
# Doscientos inicios de k-medias terminan en el **mismo** lugar. ¿Qué sabemos? *(a)* que es el máximo más alto; *(b)* que es el único máximo; *(c)* poco, si los inicios eran casi iguales; *(d)* que hay un colapso.
#
# Votar a solas, hablar dos minutos y volver a votar.

# %% tags=["conceptest"]
# BEGIN SOLUTION
vote_1 = "a"
vote_2 = "c"
# END SOLUTION
check("06-concepto", (vote_1, vote_2))

# %% [markdown]
# El experimento que decide: cuántos inicios distintos dio cada manera en las galaxias.

# %% tags=["conceptest"]
for kind in INIT_PARAMS:
    starts = {tuple(np.sort(initial_parameters(
        galaxies, 4, kind, random_state=seed).means[:, 0]).round(4))
        for seed in range(50)}
    print(f"{NAMES[kind]:13} {len(starts)} inicios distintos de 50")

# %% [markdown]
# Los cincuenta inicios de k-medias son el mismo: sus finales valen por uno.
#
# ## Qué nos llevamos
#
# * Dos campanas casi iguales esperan mucho. `converged_` no distingue la espera de la llegada.
# * Repetir una sola manera de empezar no basta: varias, el mejor regular y cuántos llegan.
# * Antes de promediar ajustes se alinean sus etiquetas.

# %% [markdown]
# ## Para practicar
#
# **Ejercicio 1.** Desde cero: el mejor de varios. En las galaxias, con $K = 4$, `final(galaxies, 4, "random_from_data", seed)` da la log-verosimilitud y las iteraciones. ¿Cuál es la mejor log-verosimilitud regular de las semillas 0 a 6? (`hint("06-mejor")` da una pista.)

# %% tags=["exercise"]
# BEGIN SOLUTION
answer = np.nanmax([final(galaxies, 4, "random_from_data", seed)[0]
                    for seed in range(7)])
# END SOLUTION
check("06-mejor", answer)

# %% [markdown]
# **Ejercicio 2.** Desde cero: el mejor inicio. Recibe `scores`, de forma `(s,)`, con la log-verosimilitud final de cada inicio (`nan` si falló); `variances`, de forma `(s, K)`, y `floor`: un ajuste colapsó si alguna varianza es menor. Devuelve la posición del mejor entre los que ni fallaron ni colapsaron. (`hint("06-mejor-inicio")` da una pista.)

# %% tags=["exercise"]
def best_start(scores, variances, floor):
    # BEGIN SOLUTION
    regular = np.isfinite(scores) & (variances >= floor).all(axis=1)
    return np.argmax(np.where(regular, scores, -np.inf))
    # END SOLUTION


check("06-mejor-inicio", best_start)

# %% [markdown]
# **Desafío.** En las galaxias, con $K = 5$ y `"random_from_data"`, las semillas 0 a 39. Con tu función y `floor = 1e-3 * galaxies.var()`, ¿qué semilla gana? (Un inicio puede fallar con `ValueError`.)

# %% tags=["challenge"]
# BEGIN SOLUTION
ends, widths = np.full(40, np.nan), np.full((40, 5), np.nan)
for seed in range(40):
    try:
        start = initial_parameters(
            galaxies, 5, "random_from_data", random_state=seed)
        *_, step = until(em_steps(galaxies, start), 1e-5 * 82, max_iter=1000)
    except ValueError:
        continue
    ends[seed] = step.log_likelihood
    widths[seed] = step.before.covariances[:, 0, 0]
answer = best_start(ends, widths, 1e-3 * galaxies.var())
# END SOLUTION
check("06-semilla", answer)

# %% [markdown]
# Para comparar: [una solución](soluciones/06_inicializacion.ipynb).

# %% [markdown]
# ## Para saber más
#
# * C. Biernacki, G. Celeux y G. Govaert (2003), *Choosing starting values for the EM algorithm for getting the highest likelihood in multivariate Gaussian mixture models*. [doi:10.1016/S0167-9473(02)00163-9](https://doi.org/10.1016/S0167-9473%2802%2900163-9)
# * M. Stephens (2000), *Dealing with label switching in mixture models*, JRSS B 62, 795-809. [doi:10.1111/1467-9868.00265](https://doi.org/10.1111/1467-9868.00265)

# %% [markdown]
# [Anterior](05_por_que_funciona.ipynb) · [Índice](00_inicio.ipynb) · [Siguiente](07_numerica.ipynb)
