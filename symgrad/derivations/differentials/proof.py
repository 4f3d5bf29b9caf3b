"""Proof of a derivation by differentials, line by line, by judges that know no matrix rule.

An expansion d(U) = ... is held against SymPy's derivatives of the entries of U at small sizes; a move, a meeting of
paths or a simplification is an equality of two terms, entry by entry; the result is also held against slopes of the
whole function along random directions, in balls.
"""

from collections.abc import Iterable, Iterator, Mapping

from symgrad.deciding.matrices import (
    differential_agrees,
    gradient_agrees,
    prove_matrix_equal,
    prove_written_alike,
)
from symgrad.deciding.verdicts import Evidence
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.differentials import growth
from symgrad.derivations.differentials.solving import declared
from symgrad.derivations.differentials.together_proof import settled_together
from symgrad.derivations.state import State
from symgrad.derivations.step import Step
from symgrad.terms.build import ZERO, add, derivative, gradient, inner, mul, unary
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder, rebuild, substitute

Settled = tuple[str, str]
Facts = Mapping[Term, str]

_ORDER = ("failed", "undecided", "checked", "proved")


def settled_states(whole: Derivation) -> Iterator[tuple[State, str, str]]:
    """Every state but the question with its status and the route in words."""
    definitions = {one.name: one.term for one in whole.source.definitions}
    facts = declared(whole.source, whole.question.args[1:])
    before: State | None = None
    sent: dict[Term, list[Term]] = {}
    for state in whole.own_states:
        if state.relation != "question":
            if state.rule == "differential.paths":
                _collect(before, sent)
                status, route = _all_of_it(state, sent, facts)
            elif state.rule == growth.RULE:
                status, route = _bounded(state, before, definitions)
            elif state.rule.startswith("together."):
                status, route = _weakest(settled_together(state, before, whole, facts))
            else:
                status, route = _weakest(_settled(state, before, definitions, facts, whole))
            yield state, status, route
        before = state


def _collect(before: State | None, sent: dict[Term, list[Term]]) -> None:
    """The terms at the end of a chain, by the one name whose differential stands in them."""
    if before is None or before.rule == "differential.paths" or before.relation == "question":
        return
    for term in _terms(before.statement):
        changing = {node.args[0] for node in postorder(term) if node.head is Head.DIFFERENTIAL}
        if len(changing) == 1:
            sent.setdefault(changing.pop(), []).append(term)


def _all_of_it(state: State, sent: Mapping[Term, list[Term]], facts: Facts) -> Settled:
    """Whether a gradient is all that the lines before send back to its name."""
    if state.left is None or state.left.head is not Head.GRADIENT:
        return "proved", "what the users of the name send back, each shown above"
    name = state.left.args[1]
    change = unary(Head.DIFFERENTIAL, name)
    paired = inner(state.statement, change) if name.shape else mul(state.statement, change)
    found = prove_matrix_equal(add(*sent.get(name, [])) if name in sent else ZERO, paired, facts)
    return found.status, f"what the users of the name send back, each shown above; {found.route}"


def _bounded(state: State, before: State | None, definitions: Mapping[Term, Term]) -> Settled:
    """The bound of the matrix in the line above, worked out again from its factors."""
    bound = None if before is None or before.left is None else growth.bound_of(before.statement, definitions)
    left, right = state.statement.args
    if (
        before is None
        or before.left is None
        or bound is not right
        or left.args[0].data != before.left.data
        or state.statement.data != ("<=",)
    ):
        return "failed", "not what the lengths of the factors give"
    return "proved", "the length of a product is at most the product of the lengths; slopes between their extremes"


def _weakest(found: Iterable[Settled]) -> Settled:
    settled = list(found)
    told = [route for _, route in settled if not route.endswith("identical")] or [route for _, route in settled[:1]]
    routes = "; ".join(dict.fromkeys(told))
    return min((status for status, _ in settled), key=_ORDER.index, default="proved"), routes


def _settled(
    state: State, before: State | None, definitions: Mapping[Term, Term], facts: Facts, whole: Derivation
) -> Iterator[Settled]:
    for step in state.steps:
        yield from settle(step, definitions, facts)
    if state.steps and state.statement is not state.steps[-1].after:
        yield _evidence(prove_written_alike(state.steps[-1].after, state.statement))
    if not state.steps and before is not None:
        yield from _without_steps(state, before, facts)
    if state.rule in ("differential.read-off", "differential.matrix"):
        yield from _against_slopes(state, whole, facts)


def _without_steps(state: State, before: State, facts: Facts) -> Iterator[Settled]:
    """Lines that are read off or gathered."""
    if state.rule == "differential.read-off":
        yield "proved", "what a gradient is: df = <gradient, dx>"
    elif state.rule == "differential.matrix":
        yield "proved", "what a Jacobian is: dy = J dx"
    elif state.rule == "differential.gather":
        left = before.statement if state.left is None else _stacked(state.left, before.statement)
        yield _evidence(prove_matrix_equal(left, state.statement, facts))
    else:
        yield _evidence(prove_matrix_equal(before.statement, state.statement, facts))


def _stacked(left: Term, change: Term) -> Term:
    """vec of what d(Y) was found to be."""
    return rebuild(left, (change,))


def _evidence(found: Evidence) -> Settled:
    return found.status, found.route


def settle(step: Step, definitions: Mapping[Term, Term], facts: Facts) -> Iterator[Settled]:
    """One step: the differential that was expanded, and the statement with it put in."""
    if step.rule == "constant":
        yield "proved", "the variables do not occur in it"
        return
    if step.target is None or step.result is None:
        yield _evidence(prove_matrix_equal(*_difference(step.before, step.after), facts))
        return
    inside = step.target.args[0]
    body = definitions.get(inside, inside)
    result = substitute(step.result, {inside: body}) if inside.head is Head.NAME else step.result
    if _is_total(body, result):
        yield "proved", "what the gradient of an unknown function is: dl = <gradient of l, du>"
    else:
        yield _evidence(differential_agrees(body, result))
    put_in = substitute(step.before, {step.target: step.result})
    yield _evidence(prove_matrix_equal(*_difference(put_in, step.after), facts))


def _is_total(body: Term, result: Term) -> bool:
    """Whether the result is, for an unknown function of names, one summand for each that varies and nothing else."""
    if body.head is not Head.APPLY or any(one.head is not Head.NAME for one in body.args):
        return False
    slopes = (
        _slope_of(body, one)
        for one in dict.fromkeys(body.args)
        if unary(Head.DIFFERENTIAL, one) in set(postorder(result))
    )
    return add(*slopes) is result


def _slope_of(body: Term, argument: Term) -> Term:
    change = unary(Head.DIFFERENTIAL, argument)
    if argument.shape:
        return inner(gradient(body, argument), change)
    return mul(derivative(body, argument, partial=len(set(body.args)) > 1), change)


def _difference(before: Term, after: Term) -> tuple[Term, Term]:
    """The two sides without the terms that stand on both."""
    left, right = _terms(before), _terms(after)
    rest = [one for one in left if one not in right], [one for one in right if one not in left]
    if not all(rest):
        return before, after
    return add(*rest[0]), add(*rest[1])


def _terms(sum_: Term) -> tuple[Term, ...]:
    return sum_.args if sum_.head is Head.SUM else (sum_,)


def _against_slopes(state: State, whole: Derivation, facts: Facts) -> Iterator[Settled]:
    """A refutation by slopes of the function as a whole, if there is one."""
    if state.left is None or state.left.head is not Head.GRADIENT:
        return
    variable = state.left.args[1]
    values: dict[Term, Term] = {}
    for one in whole.source.definitions:
        if one.name is not variable:
            values[one.name] = substitute(one.term, values)
    f = values[whole.source.output.name]
    evidence = gradient_agrees(f, {variable: substitute(state.statement, values)}, facts)
    if evidence.status == "failed":
        yield "failed", evidence.route
    elif evidence.status == "checked":
        yield "proved", evidence.route
