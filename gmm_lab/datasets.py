"""Los conjuntos de datos de las lecciones, con su origen y su licencia."""

from importlib.resources import files

import numpy as np

__all__ = ["load_class_data", "load_galaxies", "load_iris", "load_old_faithful"]


def load_class_data():
    """Los 1500 números del cuaderno de clase, y las etiquetas que la clase guarda aparte.

    Se generan con `sklearn.datasets.make_blobs` (semilla 1): tres grupos en el plano, de los que
    se conserva una sola coordenada. Son datos artificiales, sin unidades; valen con la licencia
    del curso.

    Returns
    -------
    X : ndarray, forma (1500, 1)
        Los datos.
    y : ndarray, forma (1500,)
        El grupo del que salió cada uno (0, 1 o 2); el ajuste no la usa.

    Examples
    --------
    >>> X, y = load_class_data()
    >>> X.shape, y.shape
    ((1500, 1), (1500,))
    """
    X, y = class_blobs()
    return X[:, [1]], y


def class_blobs():
    """Los tres grupos del plano de los que salen los datos de la clase, y su etiqueta."""
    from sklearn.datasets import make_blobs

    return make_blobs(n_samples=1500, cluster_std=[0.8, 2, 0.4], random_state=1)


def load_old_faithful():
    """Las 272 erupciones del géiser Old Faithful.

    Columna 0: duración de la erupción, en minutos. Columna 1: espera hasta la siguiente, en
    minutos. Fuente: A. Azzalini y A. W. Bowman (1990), Applied Statistics 39, 357-365,
    doi:10.2307/2347385; R lo distribuye como `faithful` (licencia GPL-2 o GPL-3). Como mediciones
    publicadas, los números se pueden citar y reutilizar.

    Returns
    -------
    X : ndarray, forma (272, 2)

    Examples
    --------
    >>> X = load_old_faithful()
    >>> X.shape, X.sum(axis=0).round(3).tolist()
    ((272, 2), [948.677, 19284.0])
    """
    return _read("old_faithful.csv")


def load_galaxies(corrected=False):
    """Las velocidades de 82 galaxias de la Corona Boreal, en miles de km/s.

    Los huecos entre las velocidades delatan cúmulos de galaxias y grandes vacíos. Fuente: M.
    Postman, J. P. Huchra y M. J. Geller (1986), *Astronomical Journal* 92, 1238-1247; las
    popularizó K. Roeder (1990), *Journal of the American Statistical Association* 85, 617-624. Son
    los números que R distribuye como `galaxies` en su paquete MASS (licencia GPL-2 o GPL-3). Como
    mediciones publicadas, se pueden citar y reutilizar.

    Parameters
    ----------
    corrected : bool, default False
        R trae una errata en la fila 78: 26.690 en lugar de 26.960. Los resultados publicados
        usan los números de R; con True se corrige.

    Returns
    -------
    X : ndarray, forma (82, 1)

    Examples
    --------
    >>> X = load_galaxies()
    >>> X.shape, float(X.sum().round(3)), float(load_galaxies(corrected=True)[77, 0])
    ((82, 1), 1707.91, 26.96)
    """
    X = _read("galaxies.csv").reshape(-1, 1) / 1000
    if corrected:
        X[77] = 26.96
    return X


def load_iris():
    """Los 150 lirios de Fisher: cuatro medidas en centímetros y la especie de cada uno.

    Columnas: largo y ancho del sépalo, largo y ancho del pétalo. Fuente: R. A. Fisher (1936),
    *Annals of Eugenics* 7, 179-188, doi:10.1111/j.1469-1809.1936.tb02137.x, con mediciones de E.
    Anderson. Se leen de scikit-learn (licencia BSD de tres cláusulas): son los números de R. El
    repositorio UCI los ofrece con licencia CC BY 4.0, con dos filas distintas.

    Returns
    -------
    X : ndarray, forma (150, 4)
        Las medidas.
    y : ndarray, forma (150,)
        La especie: 0 setosa, 1 versicolor, 2 virginica; el ajuste no la usa.

    Examples
    --------
    >>> X, y = load_iris()
    >>> X.shape, X.sum(axis=0).round(1).tolist()
    ((150, 4), [876.5, 458.6, 563.7, 179.9])
    """
    from sklearn import datasets

    return datasets.load_iris(return_X_y=True)


def _read(name):
    """Los números de un archivo de `gmm_lab/data`, sin su línea de títulos."""
    with (files("gmm_lab") / "data" / name).open(encoding="utf-8") as lines:
        return np.loadtxt(lines, delimiter=",", skiprows=1)
