"""The values of an answer key, measured by a route that shares nothing with the derivation."""

from symgrad.deciding import check
from symgrad.derivations import Derivation, derivative
from symgrad.errors import DataError, DomainError, NotDifferentiableError
from symgrad.homework.pages import right_side, split
from symgrad.homework.problems import Problem
from symgrad.terms.node import Term
from symgrad.terms.traverse import substitute


def measured(problem: Problem, derivation: Derivation) -> None:
    """Raise SymgradError unless the formulas give, at the point, what is measured there without them."""
    if not problem.point or any(one.data.plain not in problem.point for one in problem.graph.inputs):
        return
    claim = [_in_inputs(problem, formula) for formula in formulas(derivation)]
    names = [one.data.plain for one in problem.variables]
    function = problem.graph
    if problem.is_higher:  # the slope of the derivative before it
        function, names = derivative(problem.graph, names[:-1]).graph, names[-1:]
    verdict = check(function, claim, names, problem.point).verdict
    if verdict == "not differentiable":
        raise NotDifferentiableError("the function has no derivative at this point")
    if verdict == "disagrees":
        raise DomainError("the formula is not the slope that is measured at this point")
    if verdict != "agrees":
        raise DataError("the value at this point could not be checked")


def formulas(derivation: Derivation) -> tuple[Term, ...]:
    """The derivative as formulas, before a point is put in: one for each variable."""
    if derivation.goal == "gradient":
        return tuple(child.result for child in derivation.children)
    return (right_side(split(derivation)[0][-1]),)


def _in_inputs(problem: Problem, term: Term) -> Term:
    values: dict[Term, Term] = {}
    for one in problem.graph.definitions:
        values[one.name] = substitute(one.term, values)
    return substitute(term, values)
