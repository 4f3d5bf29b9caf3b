"""How lines that are not equalities of two terms are proved: values at a point, equations solved, forms built of facts.

Each route reduces its line to equalities, which the judges decide, and to steps, which are settled like all others.
"""

from collections.abc import Callable

from symgrad.derivations import on_curve
from symgrad.derivations.chain import solve
from symgrad.derivations.general.judging import in_name
from symgrad.derivations.inverses import proofs as inverse_proofs
from symgrad.derivations.kinked import routes as kinked
from symgrad.derivations.limits import proofs as limit_proofs
from symgrad.derivations.nearby import remainders
from symgrad.derivations.proving import evidence
from symgrad.derivations.state import State
from symgrad.derivations.stationary import routes as stationary
from symgrad.derivations.step import Step
from symgrad.terms.build import name, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder, substitute

Settled = tuple[str, str]
Equal = Callable[[Term, Term], Settled]
Settle = Callable[[Step], Settled]
Route = Callable[[State, State | None, Equal, Settle], list[Settled]]


def _value(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """A derivative at a point equals a number: derived again line by line, the point put in."""
    shown, value = state.statement.args
    inside, point = shown.args[0], dict(zip(shown.args[1::2], shown.args[2::2], strict=True))
    if inside.head is not Head.DERIVATIVE:
        return [equal(substitute(inside, point), value)]
    result, steps = solve(inside)
    return [*map(settle, steps), equal(substitute(result, point), value)]


def _collected(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """Terms moved from side to side: the difference of the sides is the same as before."""
    if before is None:
        return [("undecided", "nothing to compare with")]
    plain = _slopes_named(state.statement, before.statement)
    sides = [substitute(side, plain) for side in (*before.statement.args, *state.statement.args)]
    return [equal(sub(sides[0], sides[1]), sub(sides[2], sides[3]))]


def _isolated(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """dy/dx found: put into the equation before, both sides are equal."""
    if before is None or state.left is None:
        return [("undecided", "nothing to compare with")]
    left, right = (substitute(side, {state.left: state.statement}) for side in before.statement.args)
    return [equal(left, right)]


def _slopes_named(*terms: Term) -> dict[Term, Term]:
    """Inert derivatives as plain names, since here they are unknowns."""
    found = [node for term in terms for node in postorder(term) if node.head is Head.DERIVATIVE]
    return {node: name(f"#{i}") for i, node in enumerate(dict.fromkeys(found))}


def _built(what: str) -> Route:
    return lambda state, before, equal, settle: [("proved", what)]


#: rule of a state -> its route
ROUTES: dict[str, Route] = {
    **evidence.ROUTES,
    **kinked.ROUTES,
    **remainders.ROUTES,
    **stationary.ROUTES,
    "tangent.fact": _value,
    "tangent.form": _built("what a tangent is, with the value and slopes above"),
    "taylor.fact": _value,
    "taylor.form": _built("what a Taylor polynomial is, with the values above"),
    "implicit.collect": _collected,
    "implicit.isolate": _isolated,
    "general.name": in_name,
    on_curve.RULE: on_curve.proved_on_the_curve,
    "implicit.put-in": _built("the derivative found above put in"),
    "inverse.undo": inverse_proofs.undone,
    "inverse.identity": inverse_proofs.by_inverse,
    "inverse.back": inverse_proofs.by_inverse,
    "inverse.rule": inverse_proofs.by_rule,
    "limit.definition": limit_proofs.quotient_of,
    "limit.work": limit_proofs.same_quotient,
    "limit.laws": limit_proofs.same_quotient,
    "limit.one-side": limit_proofs.one_side,
    "limit.value": limit_proofs.values,
    "limit.case": limit_proofs.one_case,
    "limit.cases": limit_proofs.cases,
    "limit.unbounded": limit_proofs.unbounded,
    "limit.sides": limit_proofs.sides,
}
