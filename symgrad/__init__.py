"""symgrad: derivatives worked out line by line, each line proved, checked by numbers, and ready to run.

    >>> import symgrad as sg
    >>> print(sg.gradient(r"x^2 y + \\sin(xy)").text())

The names below are loaded when first used, so that `import symgrad` brings in neither SymPy nor NumPy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from symgrad.errors import (
    AccuracyWarning,
    DataError,
    DomainError,
    LimitError,
    NotDifferentiableError,
    ParseError,
    ShapeError,
    SymgradError,
    UnsupportedError,
)
from symgrad.settings import settings  # loaded at once: its module has the same name, and would take its place later

if TYPE_CHECKING:
    from symgrad import homework
    from symgrad import plotting as plot
    from symgrad import tutoring as tutor
    from symgrad.deciding import equal, equal_form
    from symgrad.derivations import (
        Derivation,
        backpropagate,
        check,
        convexity,
        critical_points,
        curl,
        derivative,
        directional_derivative,
        divergence,
        extrema,
        from_claim,
        gradient,
        hessian,
        implicit_derivative,
        inverse_derivative,
        jacobian,
        kinks,
        lagrange,
        laplacian,
        level_set,
        linear_approximation,
        one_sided,
        steepest_directions,
        steepest_slope,
        tangent,
        taylor,
        total_differential,
    )
    from symgrad.descent import descend, optim
    from symgrad.graph import Graph
    from symgrad.networks import layers, network
    from symgrad.numeric import lambdify, value_and_grad
    from symgrad.parsing import parse
    from symgrad.terms import Term

__version__ = "0.1.0"

__all__ = [
    "AccuracyWarning",
    "DataError",
    "Derivation",
    "DomainError",
    "Graph",
    "LimitError",
    "NotDifferentiableError",
    "ParseError",
    "ShapeError",
    "SymgradError",
    "Term",
    "UnsupportedError",
    "__version__",
    "backpropagate",
    "check",
    "convexity",
    "critical_points",
    "extrema",
    "derivative",
    "steepest_slope",
    "jacobian",
    "kinks",
    "lagrange",
    "laplacian",
    "layers",
    "level_set",
    "linear_approximation",
    "steepest_directions",
    "total_differential",
    "hessian",
    "taylor",
    "tangent",
    "implicit_derivative",
    "inverse_derivative",
    "divergence",
    "directional_derivative",
    "curl",
    "descend",
    "equal",
    "equal_form",
    "from_claim",
    "gradient",
    "homework",
    "lambdify",
    "one_sided",
    "network",
    "optim",
    "parse",
    "plot",
    "settings",
    "tutor",
    "value_and_grad",
]

_LAZY = {
    "Derivation": "symgrad.derivations:Derivation",
    "Graph": "symgrad.graph:Graph",
    "Term": "symgrad.terms:Term",
    "backpropagate": "symgrad.derivations:backpropagate",
    "check": "symgrad.derivations:check",
    "convexity": "symgrad.derivations:convexity",
    "critical_points": "symgrad.derivations:critical_points",
    "extrema": "symgrad.derivations:extrema",
    "derivative": "symgrad.derivations:derivative",
    "steepest_slope": "symgrad.derivations:steepest_slope",
    "jacobian": "symgrad.derivations:jacobian",
    "kinks": "symgrad.derivations:kinks",
    "lagrange": "symgrad.derivations:lagrange",
    "laplacian": "symgrad.derivations:laplacian",
    "layers": "symgrad.networks.layers",
    "level_set": "symgrad.derivations:level_set",
    "linear_approximation": "symgrad.derivations:linear_approximation",
    "steepest_directions": "symgrad.derivations:steepest_directions",
    "total_differential": "symgrad.derivations:total_differential",
    "hessian": "symgrad.derivations:hessian",
    "taylor": "symgrad.derivations:taylor",
    "tangent": "symgrad.derivations:tangent",
    "implicit_derivative": "symgrad.derivations:implicit_derivative",
    "inverse_derivative": "symgrad.derivations:inverse_derivative",
    "divergence": "symgrad.derivations:divergence",
    "directional_derivative": "symgrad.derivations:directional_derivative",
    "curl": "symgrad.derivations:curl",
    "descend": "symgrad.descent:descend",
    "equal": "symgrad.deciding:equal",
    "equal_form": "symgrad.deciding:equal_form",
    "from_claim": "symgrad.derivations:from_claim",
    "gradient": "symgrad.derivations:gradient",
    "homework": "symgrad.homework",
    "lambdify": "symgrad.numeric:lambdify",
    "one_sided": "symgrad.derivations:one_sided",
    "network": "symgrad.networks:network",
    "optim": "symgrad.descent:optim",
    "parse": "symgrad.parsing:parse",
    "plot": "symgrad.plotting",
    "tutor": "symgrad.tutoring",
    "value_and_grad": "symgrad.numeric:value_and_grad",
}
"""Where each name lives: "module:attribute", or the module itself."""


def __getattr__(name: str) -> object:
    """Load a public name when it is first used."""
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _LAZY[name].partition(":")
    value: object = import_module(module)
    if attribute:
        value = getattr(value, attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, whether loaded or not."""
    return sorted({*globals(), *__all__})
