"""Derivations: trees of proved lines from a question to its answer."""

from symgrad.derivations.approximations import tangent, taylor
from symgrad.derivations.backward import Backpropagation, backpropagate
from symgrad.derivations.checking import check
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.derivatives import derivative
from symgrad.derivations.directions import directional_derivative, steepest_slope
from symgrad.derivations.gradients import gradient
from symgrad.derivations.implicit import implicit_derivative
from symgrad.derivations.state import State
from symgrad.derivations.vector_fields import curl, divergence, hessian, jacobian

__all__ = [
    "Backpropagation",
    "Derivation",
    "State",
    "backpropagate",
    "check",
    "curl",
    "derivative",
    "directional_derivative",
    "divergence",
    "gradient",
    "hessian",
    "implicit_derivative",
    "jacobian",
    "steepest_slope",
    "tangent",
    "taylor",
]
