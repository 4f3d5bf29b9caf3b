"""The values of an answer key, measured by a route that shares nothing with the derivation."""

from symgrad.deciding import check
from symgrad.derivations import Derivation
from symgrad.errors import DataError, DomainError, NotDifferentiableError
from symgrad.homework.problems import Problem
from symgrad.terms.heads import Head
from symgrad.terms.traverse import free_names


def measured(problem: Problem, derivation: Derivation) -> None:
    """Raise SymgradError unless the value at the point is what finite differences and ball arithmetic measure there."""
    result = derivation.result
    if not problem.point or free_names(result):
        return
    claim = list(result.args) if result.head is Head.TUPLE else [result]
    names = [one.data.plain for one in problem.variables]
    verdict = check(problem.graph, claim, names, problem.point).verdict
    if verdict == "not differentiable":
        raise NotDifferentiableError("the function has no derivative at this point")
    if verdict == "disagrees":
        raise DomainError("the value at this point is not the slope that is measured there")
    if verdict != "agrees":
        raise DataError("the value at this point could not be checked")
