"""Derivations: trees of proved lines from a question to its answer."""

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

__all__ = [
    "Backpropagation",
    "Convexity",
    "CriticalPoints",
    "Claimed",
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
    "from_claim",
    "extrema",
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
    "steepest_directions",
    "one_sided",
    "steepest_slope",
    "tangent",
    "taylor",
    "total_differential",
]
