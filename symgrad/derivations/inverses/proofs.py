"""How the lines of an inverse function's derivative are proved: with the inverse put in for y."""

from collections.abc import Callable

from symgrad.deciding import prove_equal, slope_agrees
from symgrad.derivations.state import State
from symgrad.derivations.step import Step
from symgrad.terms.build import derivative
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

Settled = tuple[str, str]
Equal = Callable[[Term, Term], Settled]
Settle = Callable[[Step], Settled]


def undone(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """sin y = x after y = arcsin x: both sides are equal with the inverse put in."""
    (claim,), (left, right) = state.steps, state.statement.args
    return [equal(substitute(left, {claim.before: claim.after}), right)]


def by_inverse(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """Equal to the line before where y is the inverse; slopes in balls must not refute it."""
    if before is None or len(state.steps) != 1:
        return [("undecided", "nothing to compare with")]
    (claim,) = state.steps
    put_in = {claim.before: claim.after}
    after = substitute(state.statement, put_in)
    (x,) = free_names(claim.after)
    judged = slope_agrees(derivative(claim.after, x), after)
    refuted = [("failed", judged.route)] if judged.status == "failed" else []
    found = equal(substitute(before.statement, put_in), after)
    if found[0] == "undecided":  # on the range of the inverse instead
        evidence = prove_equal(before.statement, state.statement, domain=claim.conditions)
        found = evidence.status, evidence.route
    return [found, *refuted]


def by_rule(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """g'(y) = 1/f'(x), with the value of f'(x) above."""
    (claim,) = state.steps
    return [("proved", "the inverse function rule, with the values above"), equal(claim.before, claim.after)]
