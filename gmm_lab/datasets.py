"""Los conjuntos de datos de las lecciones, con su origen y su licencia."""

from importlib.resources import files

import numpy as np

__all__ = ["load_class_data", "load_old_faithful"]


def load_class_data():
    """Los 1500 números del cuaderno de clase, y las etiquetas que la clase guarda aparte.

    Se generan con `sklearn.datasets.make_blobs` (semilla 1): tres grupos en el plano, de los que
    se conserva una sola coordenada. Son datos artificiales, sin unidades.

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
    from sklearn.datasets import make_blobs

    X, y = make_blobs(n_samples=1500, cluster_std=[0.8, 2, 0.4], random_state=1)
    return X[:, [1]], y


def load_old_faithful():
    """Las 272 erupciones del géiser Old Faithful.

    Columna 0: duración de la erupción, en minutos. Columna 1: espera hasta la siguiente, en
    minutos. Fuente: A. Azzalini y A. W. Bowman (1990), Applied Statistics 39, 357-365,
    doi:10.2307/2347385; R lo distribuye como `faithful`.

    Returns
    -------
    X : ndarray, forma (272, 2)

    Examples
    --------
    >>> X = load_old_faithful()
    >>> X.shape, X.sum(axis=0).round(3).tolist()
    ((272, 2), [948.677, 19284.0])
    """
    path = files("gmm_lab") / "data" / "old_faithful.csv"
    with path.open(encoding="utf-8") as lines:
        return np.loadtxt(lines, delimiter=",", skiprows=1)
