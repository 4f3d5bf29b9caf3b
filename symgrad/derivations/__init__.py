"""Derivations: trees of proved lines from a question to its answer. Each name is loaded on first use."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from symgrad.derivations.backward import Backpropagation, backpropagate
    from symgrad.derivations.checking import check
    from symgrad.derivations.claims.claimed import Claimed, from_claim
    from symgrad.derivations.derivation import Derivation
    from symgrad.derivations.derivatives import derivative
    from symgrad.derivations.directional.directions import directional_derivative, steepest_slope
    from symgrad.derivations.directional.level_sets import level_set
    from symgrad.derivations.directional.steepest import steepest_directions
    from symgrad.derivations.gradients import gradient
    from symgrad.derivations.implicit import implicit_derivative
    from symgrad.derivations.inverses import inverse_derivative
    from symgrad.derivations.kinked import kinks
    from symgrad.derivations.limits.sides import one_sided
    from symgrad.derivations.nearby.approximations import tangent
    from symgrad.derivations.nearby.increments import linear_approximation, total_differential
    from symgrad.derivations.nearby.polynomials import taylor
    from symgrad.derivations.state import State
    from symgrad.derivations.stationary.convex import Convexity, convexity
    from symgrad.derivations.stationary.critical import CriticalPoints, critical_points
    from symgrad.derivations.stationary.extreme_values import Extrema, extrema
    from symgrad.derivations.stationary.multipliers import Lagrange, lagrange
    from symgrad.derivations.vector_fields import curl, divergence, hessian, jacobian, laplacian

_HOME = {
    "Backpropagation": "backward",
    "Claimed": "claims.claimed",
    "Convexity": "stationary.convex",
    "CriticalPoints": "stationary.critical",
    "Derivation": "derivation",
    "Extrema": "stationary.extreme_values",
    "Lagrange": "stationary.multipliers",
    "State": "state",
    "backpropagate": "backward",
    "check": "checking",
    "convexity": "stationary.convex",
    "critical_points": "stationary.critical",
    "curl": "vector_fields",
    "derivative": "derivatives",
    "directional_derivative": "directional.directions",
    "divergence": "vector_fields",
    "extrema": "stationary.extreme_values",
    "from_claim": "claims.claimed",
    "gradient": "gradients",
    "hessian": "vector_fields",
    "implicit_derivative": "implicit",
    "inverse_derivative": "inverses",
    "jacobian": "vector_fields",
    "kinks": "kinked",
    "lagrange": "stationary.multipliers",
    "laplacian": "vector_fields",
    "level_set": "directional.level_sets",
    "linear_approximation": "nearby.increments",
    "one_sided": "limits.sides",
    "steepest_directions": "directional.steepest",
    "steepest_slope": "directional.directions",
    "tangent": "nearby.approximations",
    "taylor": "nearby.polynomials",
    "total_differential": "nearby.increments",
}

__all__ = [
    "Backpropagation",
    "Claimed",
    "Convexity",
    "CriticalPoints",
    "Derivation",
    "Extrema",
    "Lagrange",
    "State",
    "backpropagate",
    "check",
    "convexity",
    "critical_points",
    "curl",
    "derivative",
    "directional_derivative",
    "divergence",
    "extrema",
    "from_claim",
    "gradient",
    "hessian",
    "implicit_derivative",
    "inverse_derivative",
    "jacobian",
    "kinks",
    "lagrange",
    "laplacian",
    "level_set",
    "linear_approximation",
    "one_sided",
    "steepest_directions",
    "steepest_slope",
    "tangent",
    "taylor",
    "total_differential",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    if name[0].islower():
        from symgrad.derivations.replaying import replayable

        found = replayable(found)
    globals()[name] = found
    return found
