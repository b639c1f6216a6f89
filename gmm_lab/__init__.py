"""Mezclas gaussianas y el algoritmo EM: el paquete de apoyo del curso.

Los nombres públicos se cargan cuando se usan por primera vez, de modo que
``import gmm_lab`` no arrastra scikit-learn ni matplotlib.
"""

from importlib import import_module
from importlib.metadata import version

__version__ = version("gmm_lab")

_MODULE_OF = {
    "GMM": "estimator",
    "EMStep": "em",
    "MixtureParameters": "mixture",
    "Prior": "prior",
    "SufficientStatistics": "em",
    "aic": "criteria",
    "align_labels": "mixture",
    "bic": "criteria",
    "bootstrap_lrt": "selection",
    "compare": "selection",
    "cross_validated_log_likelihood": "selection",
    "e_step": "em",
    "em_steps": "em",
    "find_maximum": "selection",
    "icl": "criteria",
    "initial_parameters": "initialization",
    "is_regular": "selection",
    "log_likelihood": "mixture",
    "lower_bound": "mixture",
    "m_step": "em",
    "responsibilities": "mixture",
    "sort_components": "mixture",
    "table": "tables",
    "until": "em",
}
_SUBMODULES = ("criteria", "datasets", "em", "estimator", "exercises", "explorer", "gaussian",
               "initialization", "missing", "mixture", "plotting", "prior", "selection")

__all__ = ["__version__", *sorted(_MODULE_OF), *_SUBMODULES]


def __getattr__(name):
    if name in _MODULE_OF:
        return getattr(import_module(f"gmm_lab.{_MODULE_OF[name]}"), name)
    if name in _SUBMODULES:
        return import_module(f"gmm_lab.{name}")
    raise AttributeError(f"gmm_lab no tiene «{name}». Lo que hay: {', '.join(__all__)}.")


def __dir__():
    return __all__
