# %% [markdown]
# # Mezclas gaussianas y el algoritmo EM, paso a paso
#
# Un curso en cuadernos que se ejecutan. Nació de una clase corta: se ajusta una mezcla dos veces, con scikit-learn y a mano, y los resultados son «casi idénticos». Aquí preguntamos **por qué casi**, y respondemos con experimentos.
#
# Cada lección sigue el mismo ritmo: predecir, ejecutar, mirar y explicar. Conviene escribir la predicción antes de ejecutar. Una predicción equivocada enseña más que una acertada, y nadie la califica.

# %% [markdown]
# ## ¿Está todo instalado?
#
# Para ejecutar una celda: `Mayús + Intro`. Esta revisa el entorno.

# %%
import sys
from importlib.util import find_spec

modules = ("numpy", "scipy", "matplotlib", "sklearn", "ipywidgets",
           "gmm_lab")
missing = [name for name in modules if find_spec(name) is None]
if sys.version_info < (3, 11):
    print("Este curso necesita Python 3.11 o posterior.")
elif missing:
    print("Falta instalar:", ", ".join(missing))
    print("En una terminal, dentro de la carpeta del curso, ejecutar:")
    print(f'"{sys.executable}" -m pip install -r requirements.txt')
    print("Después, reinicia el núcleo (menú Núcleo) y vuelve aquí.")
else:
    print("Todo está instalado.")

# %% [markdown]
# Si algo falta, el mensaje dice qué instalar y cómo. En Binder ya está todo.
#
# ## La primera mezcla, en cinco líneas
#
# El géiser Old Faithful entra en erupción cada hora, más o menos. De 272 erupciones se anotó cuánto duró cada una y cuánto hubo que esperar la siguiente. ¿Hay una clase de erupción, o más?

# %%
import matplotlib.pyplot as plt
from gmm_lab import GMM
from gmm_lab.datasets import load_old_faithful
from gmm_lab.plotting import plot_mixture

X = load_old_faithful()
model = GMM(n_components=2, random_state=0).fit(X)
plot_mixture(X, model, names=("duración (min)", "espera (min)"))
plt.show()

# %% [markdown]
# **Qué muestra la figura:** cada punto es una erupción. Hay dos nubes: erupciones cortas con espera corta, abajo a la izquierda (círculos), y largas con espera larga, arriba a la derecha (aspas). Una elipse rodea cada nube: encierra el 90 % de la probabilidad de su componente. El signo + negro marca la media.
#
# Nadie le dijo al programa qué erupción era de cada clase. Lo dedujo de los números. También da cifras:

# %%
for k, name in enumerate(("cortas", "largas")):
    duration, wait = model.means_[k]
    print(f"Erupciones {name}: {100 * model.weights_[k]:.1f} %,"
          f" {duration:.2f} min de media y {wait:.1f} min de espera")
print(f"Log-verosimilitud: {len(X) * model.score(X):.4f}")

# %% [markdown]
# Si los pesos son 35.6 % y 64.4 %, el entorno funciona. De dónde salen esos números es el tema del curso.
#
# ## Cómo se usa
#
# * **En Binder**, sin instalar nada: desde el enlace del archivo `README.md` del proyecto. La sesión se borra al cerrar: conviene descargar el cuaderno con *Archivo → Descargar*.
# * **En la propia computadora**, con JupyterLab: el mismo archivo trae las dos órdenes.
# * Los menús de JupyterLab están en español. *Ejecutar → Ejecutar todas las celdas* ejecuta todo; reiniciar, en el menú *Núcleo*, empieza de cero. Alguna orden sigue en inglés.
# * Donde hay puntos suspensivos (`...`) falta una respuesta. Sin ella, el cuaderno sigue y dice «pendiente». Los cuadernos resueltos están en la carpeta `soluciones`.
# * `from gmm_lab.exercises import progress` y después `progress()` muestran qué ejercicios están hechos. En Binder, `download_progress()` guarda ese avance y `load_progress()` lo recupera.
# * Los decimales se escriben con **punto** (0.5), igual que en el código. En Python, `0,5` son dos números.

# %% [markdown]
# ## Mapa
#
# | Lección | La pregunta | Minutos |
# |---|---|---|
# | **Parte I. La historia** | | |
# | [1. Datos y mezclas](01_datos_y_mezclas.ipynb) | ¿De qué grupos vienen estos números? | 45 |
# | [2. El ajuste con scikit-learn](02_gmm_con_scikit_learn.ipynb) | ¿Qué significan las cifras que imprime? | 45 |
# | [3. EM desde cero](03_em_desde_cero.ipynb) | ¿Cómo se ajusta sin saber los grupos? | 45 |
# | [4. Casi idénticos](04_casi_identicos.ipynb) | ¿Por qué «casi»? ¿Y con otro inicio? | 45 |
# | **Parte II. EM por dentro** | | |
# | [5. Por qué funciona](05_por_que_funciona.ipynb) | ¿Por qué la log-verosimilitud nunca baja? | 45 |
# | [6. Inicialización](06_inicializacion.ipynb) | ¿Cuántos inicios hacen falta? | 45 |
# | [7. Numérica](07_numerica.ipynb) | ¿Por qué aparecen ceros y NaN? | 45 |
# | **Parte III. Varias dimensiones** | | |
# | 8. Varias dimensiones | ¿Cuánto encierra una elipse? | en preparación |
# | 9. Covarianzas | ¿Cuántos parámetros podemos pagar? | en preparación |
# | 10. Cuántas componentes | ¿Dos grupos, o tres? | en preparación |
# | **Parte IV. Comparar y aplicar** | | |
# | 11. Comparación de métodos | ¿Cuándo conviene otro método? | en preparación |
# | 12. Aplicaciones | ¿Qué dato es una anomalía? | en preparación |
# | 13. Bayes | ¿Puede el modelo elegir $K$? | en preparación |
# | **Parte V. Más allá** | | |
# | 14. EM en general | ¿Sirve EM para otra cosa? | en preparación |
# | 15. A gran escala | ¿Y si los datos no caben en la memoria? | en preparación |
# | 16. Proyecto | ¿Qué dicen las galaxias? | en preparación |
#
# ### Tres rutas
#
# * **Estudio individual:** las lecciones en orden, una por sesión, con sus ejercicios.
# * **Una clase de dos horas:** lección 1, secciones 3 y 4 (20 min); lección 2, secciones 1 y 4 (25 min); lección 3, secciones 2, 4 y 8 (60 min); el resto, para discutir las preguntas de votación.
# * **Una demostración de veinte minutos:** la primera mezcla de esta página; la predicción de la lección 2, sección 3; los seis momentos de EM de la lección 3, sección 4.

# %% [markdown]
# ## Notación
#
# Las fórmulas y el código usan los mismos símbolos.
#
# | Símbolo | En el código | Forma | Qué es |
# |---|---|---|---|
# | $n$, $d$, $K$ | `n`, `d`, `n_components` | | observaciones, variables, componentes |
# | $x_i$ | `X[i]` | $(d,)$ | la observación $i$ |
# | $z_i$ | `z[i]` | | la componente de la que vino $x_i$; latente |
# | $\pi_k$ | `weights[k]` | | peso de la componente $k$ |
# | $\mu_k$ | `means[k]` | $(d,)$ | su media |
# | $\sigma_k^2$, $\Sigma_k$ | `variances[k]`, `covariances[k]` | $(d, d)$ | su varianza o su matriz de covarianza |
# | $r_{ik}$ | `R[i, k]` | | responsabilidad de $k$ por $x_i$ |
# | $N_k$ | `n_k[k]` | | suma de las responsabilidades de $k$ |
# | $\ell$ | `log_likelihood` | | log-verosimilitud de los datos |
# | $Q$ | `Q` | | lo que maximiza el paso M |

# %% [markdown]
# ## Glosario
#
# Los nombres del código están en inglés, como en scikit-learn. Esta tabla los une con los términos del curso.
#
# | Español | English | En pocas palabras |
# |---|---|---|
# | modelo de mezcla gaussiana | *Gaussian mixture model, GMM* | promedio ponderado de campanas |
# | componente | *component* | cada campana de la mezcla |
# | peso | *mixing weight* | la parte de los datos que le toca |
# | media; varianza; desviación estándar o típica | *mean; variance; standard deviation* | dónde está; cuánto se abre |
# | matriz de covarianza | *covariance matrix* | la varianza en varias dimensiones |
# | completa; compartida; diagonal; esférica | *full; tied; diag; spherical* | las cuatro formas de la covarianza |
# | densidad | *probability density* | probabilidad por unidad de $x$ |
# | verosimilitud | *likelihood* | densidad de los datos, vista desde los parámetros |
# | log-verosimilitud | *log-likelihood* | su logaritmo: una suma |
# | máxima verosimilitud | *maximum likelihood* | elegir los parámetros que la hacen mayor |
# | variable latente | *latent variable* | existe, pero no se observa |
# | responsabilidad | *responsibility* | probabilidad de que el dato venga de esa componente |
# | asignación blanda; dura | *soft; hard assignment* | repartir el dato; darlo entero |
# | algoritmo EM | *EM algorithm* | esperanza y maximización, por turnos |
# | paso E; paso M | *E step; M step* | repartir los datos; rehacer las campanas |
# | esperanza | *expectation* | promedio según una probabilidad |
# | convergencia; tolerancia | *convergence; tolerance* | dejar de moverse; cuánto es «poco» |
# | criterio de parada | *stopping criterion* | cuándo detener el bucle |
# | máximo local; global | *local; global maximum* | cima de una colina; la más alta |
# | inicialización | *initialization* | de dónde parte EM |
# | semilla | *random seed* | fija la sucesión de números al azar |
# | intercambio de etiquetas | *label switching* | el mismo ajuste, en otro orden |
# | agrupamiento; grupo | *clustering; cluster* | formar grupos sin etiquetas |
# | k-medias | *k-means* | agrupamiento por centros, con asignación dura |
# | no supervisado | *unsupervised* | sin etiquetas |
# | modelo generativo | *generative model* | un modelo que puede producir datos |
# | observación; variable | *sample; feature* | una fila; una columna |
# | ajustar; ajuste | *to fit; fit* | estimar los parámetros; el resultado |
# | difusión | *broadcasting* | cómo combina NumPy formas distintas |
# | arreglo; forma | *array; shape* | `ndarray`; su `shape` |
# | criterio de información (BIC, AIC) | *information criterion* | desajuste más un precio por parámetro; el menor es mejor |
#
# **Falsos amigos.** *Likelihood* es «verosimilitud», nunca «probabilidad». *Sample* suele ser **una** observación; en estadística, una muestra es el conjunto entero. *Expectation* es «esperanza», no una espera.

# %% [markdown]
# ## Índice de preguntas
#
# Son dudas reales, recogidas en foros públicos. Cada enlace abre la celda que la responde con un experimento.
#
# | Pregunta | Dónde se responde |
# |---|---|
# | Una suma de normales es normal. ¿Por qué la mezcla no lo es? | [lección 1](01_datos_y_mezclas.ipynb#cell-id=p01) |
# | ¿Está bien este dibujo? La curva queda lejos del histograma. | [lección 1](01_datos_y_mezclas.ipynb#cell-id=p03) |
# | ¿Por qué me pide un arreglo de dos dimensiones? | [lección 1](01_datos_y_mezclas.ipynb#cell-id=p05) |
# | ¿Qué supone el modelo sobre cómo nacieron los datos? | [lección 1](01_datos_y_mezclas.ipynb#cell-id=p08) |
# | ¿Una probabilidad de 39.9? | [lección 1](01_datos_y_mezclas.ipynb#cell-id=p48) |
# | ¿Cuándo paro? ¿Cuánto es «poco»? | [lección 2](02_gmm_con_scikit_learn.ipynb#cell-id=p19) |
# | ¿`score` es una suma o un promedio? ¿Y el BIC? | [lección 2](02_gmm_con_scikit_learn.ipynb#cell-id=p23) |
# | ¿Por qué cada ejecución da otras etiquetas? | [lección 2](02_gmm_con_scikit_learn.ipynb#cell-id=p24) |
# | La misma semilla, otra versión y otro resultado: ¿por qué? | [lección 2](02_gmm_con_scikit_learn.ipynb#cell-id=p27) |
# | ¿Por qué no coinciden `fit_predict` y `predict`? | [lección 2](02_gmm_con_scikit_learn.ipynb#cell-id=p54) |
# | ¿Qué componente es la clase 0? Mi acierto es casi nulo. | [lección 2](02_gmm_con_scikit_learn.ipynb#cell-id=p53) |
# | ¿De dónde salen las probabilidades del paso E? | [lección 3](03_em_desde_cero.ipynb#cell-id=p09) |
# | ¿Hay un ejemplo con tres o cuatro iteraciones a mano? | [lección 3](03_em_desde_cero.ipynb#cell-id=p10) |
# | ¿Hay un gradiente escondido en el paso M? | [lección 3](03_em_desde_cero.ipynb#cell-id=p12) |
# | ¿La covarianza usa la media nueva o la vieja? | [lección 3](03_em_desde_cero.ipynb#cell-id=p16) |
# | Mi log-verosimilitud bajó. ¿Por qué? | [lección 4](04_casi_identicos.ipynb#cell-id=p17) |
# | EM se queda en un máximo local. ¿Qué hago? | [lección 4](04_casi_identicos.ipynb#cell-id=p25) |
# | ¿Por qué no maximizar directamente la verosimilitud de la mezcla? | [lección 5](05_por_que_funciona.ipynb#cell-id=p11) |
# | ¿La esperanza de qué? | [lección 5](05_por_que_funciona.ipynb#cell-id=p14) |
# | ¿Por qué la cota toca la log-verosimilitud? ¿Hacia qué lado va Jensen? | [lección 5](05_por_que_funciona.ipynb#cell-id=p64) |
# | ¿Está garantizada la convergencia? ¿Hacia dónde? | [lección 5](05_por_que_funciona.ipynb#cell-id=p21) |
# | ¿Por qué EM y no un método de gradiente? | [lección 5](05_por_que_funciona.ipynb#cell-id=p13) |
# | `converged_` es True y el ajuste es pésimo. ¿Por qué? | [lección 6](06_inicializacion.ipynb#cell-id=p22) |
# | Dos componentes empezaron iguales. ¿Por qué no se separan? | [lección 6](06_inicializacion.ipynb#cell-id=p29) |
# | Mis `weights_init` sumaban 0.66. ¿Qué pasa? | [lección 6](06_inicializacion.ipynb#cell-id=p58) |
# | `pdf` da ceros y mis responsabilidades son NaN. ¿Por qué? | [lección 7](07_numerica.ipynb#cell-id=p32) |
# | ¿Por qué hay singularidades en una mezcla y no en una sola normal? | [lección 7](07_numerica.ipynb#cell-id=p30) |
# | ¿Qué es una covarianza mal definida, con muestras colapsadas? | [lección 7](07_numerica.ipynb#cell-id=p31) |
# | ¿Qué valor pongo en `reg_covar`? | [lección 7](07_numerica.ipynb#cell-id=p34) |
# | ¿Hay que estandarizar antes de ajustar? | [lección 7](07_numerica.ipynb#cell-id=p07) |
# | ¿Una varianza negativa? | [lección 7](07_numerica.ipynb#cell-id=p33) |
# | El `score` es positivo. ¿Es un error? | [lección 7](07_numerica.ipynb#cell-id=p18) |

# %% [markdown]
# ## Resultados publicados que el curso reproduce
#
# | Resultado | Fuente | Dónde |
# |---|---|---|
# | Old Faithful, dos componentes completas: log-verosimilitud −1130.26 | mclust 6.1 de R, modelo VVV ([Scrucca y otros, 2016](https://doi.org/10.32614/RJ-2016-021)) | esta página |
# | El ajuste de la clase con scikit-learn, con 8 decimales | el cuaderno de la clase | [lección 2](02_gmm_con_scikit_learn.ipynb) |
# | El ajuste de la clase con su EM, con 8 decimales | el cuaderno de la clase | [lección 3](03_em_desde_cero.ipynb) |
# | Ligamiento genético: la raíz $(15+\sqrt{53809})/394$ y la velocidad 0.13278 | [Dempster, Laird y Rubin, 1977](https://doi.org/10.1111/j.2517-6161.1977.tb01600.x) | [lección 5](05_por_que_funciona.ipynb) |

# %% [markdown]
# [Índice](00_inicio.ipynb) · [Siguiente](01_datos_y_mezclas.ipynb)
