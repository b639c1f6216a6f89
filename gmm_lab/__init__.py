"""Mezclas gaussianas y el algoritmo EM: el paquete de apoyo del curso.

Los nombres públicos se cargan cuando se usan por primera vez, de modo que
``import gmm_lab`` no arrastra scikit-learn ni matplotlib.
"""

from importlib import import_module
from importlib.metadata import version

__version__ = version("gmm_lab")

_MODULE_OF = {
    "GMM": "estimator",
    "align_labels": "estimator",
    "EMStep": "em",
    "MixtureParameters": "em",
    "SufficientStatistics": "em",
    "e_step": "em",
    "em_steps": "em",
    "log_likelihood": "em",
    "m_step": "em",
    "responsibilities": "em",
    "sort_components": "em",
    "initial_parameters": "initialization",
    "bootstrap_lrt": "selection",
    "compare": "selection",
    "cross_validated_log_likelihood": "selection",
    "find_maximum": "selection",
    "icl": "selection",
    "is_regular": "selection",
}
_SUBMODULES = ("datasets", "em", "estimator", "exercises", "gaussian", "initialization",
               "plotting", "selection", "explorer")

__all__ = ["__version__", *sorted(_MODULE_OF), *_SUBMODULES]


def __getattr__(name):
    if name in _MODULE_OF:
        return getattr(import_module(f"gmm_lab.{_MODULE_OF[name]}"), name)
    if name in _SUBMODULES:
        return import_module(f"gmm_lab.{name}")
    raise AttributeError(f"gmm_lab no tiene «{name}». Lo que hay: {', '.join(__all__)}.")


def __dir__():
    return __all__
