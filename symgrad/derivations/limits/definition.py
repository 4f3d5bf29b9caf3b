"""The derivative from its definition: the limit of the difference quotient, worked out line by line."""

from symgrad.balls import Ball, ball
from symgrad.derivations.chain import solve
from symgrad.derivations.conditions import strongest
from symgrad.derivations.engine import tidied
from symgrad.derivations.limits.difference import Line, Quotient
from symgrad.derivations.limits.known import known_limit
from symgrad.derivations.limits.quotients import worked
from symgrad.derivations.lines import lines
from symgrad.derivations.simplification import simplified
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.errors import UnsupportedError
from symgrad.notation import text
from symgrad.rules import drop_units
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ZERO, add, limit, mul, name, neg
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on, free_names, postorder, substitute

#: letters for the increment, in the order they are taken
INCREMENTS = ("h", "k", "s", "t", "u", "v")

#: bits to find out with whether a number is 0
BITS = 128


def increment(body: Term) -> Term:
    """A letter for the increment that the function does not use."""
    taken = {n.data.key for n in free_names(body)}
    numbered = (f"h_{k}" for k in range(1, 1000))
    return name(next(letter for letter in (*INCREMENTS, *numbered) if letter not in taken))


def from_definition(question: Term, detail: str) -> list[State]:
    """The states after the question. Raises UnsupportedError where the difference quotient is not covered."""
    if len(question.args) > 2:
        raise UnsupportedError(
            "the definition is worked out for a first derivative", hint="take one derivative at a time"
        )
    body, x = question.args
    q = Quotient(body, x, increment(body))
    found = [opening(q), *quotient_states(worked(q), q.h)]
    found += value_states(found[-1].statement, q.h, detail)
    needs = strongest(c for step in solve(question)[1] for c in step.conditions)
    return [*found[:-1], found[-1]._replace(conditions=needs)]


def opening(q: Quotient) -> State:
    """The derivative as the limit of the difference quotient."""
    return State(limit(q.body, q.h, ZERO), "equal", "limit.definition", ("what a derivative is",))


def quotient_states(worked_out: list[Line], h: Term, side: str = "") -> list[State]:
    """The limits of the forms of the quotient."""
    return [State(limit(line.body, h, ZERO, side), "equal", "limit.work", line.reason) for line in worked_out]


def value_states(last: Term, h: Term, detail: str) -> list[State]:
    """From the limit of the last form to its value: taken apart where known limits are needed, then put in."""
    apart = _apart(last.args[0], h, last.data)
    found = []
    if apart is not last:
        found.append(State(apart, "equal", "limit.laws", _COMES_OUT))
    put_in, claims = _put_in(apart, h)
    short = put_in if detail == "beginner" else tidy(put_in)
    found.append(State(short, "equal", "limit.value", _value_reason(claims, h), (), None, claims))
    steps = list(tidied(short))
    steps += simplified(steps[-1].after if steps else short)
    return [*found, *lines(steps, detail)]


_COMES_OUT: Reason = ("the limit of each term and of each factor",)


def _apart(body: Term, h: Term, side: str) -> Term:
    """The limits of sums and products term by term and factor by factor, if one of them is a known limit."""
    if not any(known_limit(node, h) for node in postorder(body)):
        return limit(body, h, ZERO, side)
    if not depends_on(body, h):
        return body
    if body.head is Head.NEGATION:
        return neg(_apart(body.args[0], h, side))
    if body.head is Head.SUM:
        return add(*(_apart(part, h, side) if depends_on(part, h) else part for part in body.args))
    if body.head is Head.PRODUCT:
        return mul(*(_apart(factor, h, side) if depends_on(factor, h) else factor for factor in body.args))
    return limit(body, h, ZERO, side)


def _put_in(statement: Term, h: Term) -> tuple[Term, tuple[Step, ...]]:
    """The statement with every limit replaced by its value, and the value of each as a step."""
    limits = [node for node in postorder(statement) if node.head is Head.LIMIT]
    claims = tuple(_claim(node, h) for node in limits)
    after = substitute(statement, {step.before: step.after for step in claims})
    return drop_units(after) if statement.head is Head.LIMIT else after, claims


def _claim(node: Term, h: Term) -> Step:
    known = known_limit(node.args[0], h)
    if known is not None:
        return Step("limit.known", Weight.MAJOR, node, known, ("the known limits",))
    value = drop_units(substitute(node.args[0], {h: ZERO}))
    if divides_by_zero(value):
        raise UnsupportedError(f"the limit of {text(node.args[0])} is not known here")
    return Step("limit.continuous", Weight.MAJOR, node, value, ("let ", h, " go to 0"))


def divides_by_zero(term: Term) -> bool:
    """Whether a quotient with a 0 below occurs."""
    return any(node.head is Head.QUOTIENT and is_zero(node.args[1]) for node in postorder(term))


def is_zero(term: Term) -> bool:
    """Whether the term is plainly 0, or a number expression that is."""
    if tidy(term) is ZERO:
        return True
    value = None if free_names(term) else ball(term, {}, BITS)
    return isinstance(value, Ball) and value.is_zero


def _value_reason(claims: tuple[Step, ...], h: Term) -> Reason:
    known = [step.before.args[0] for step in claims if step.rule == "limit.known"]
    if not known:
        return ("let ", h, " go to 0")
    told: list[str | Term] = ["known limits: "]
    for step in claims:
        if step.rule == "limit.known":
            told += [*([", "] if len(told) > 1 else []), step.before.args[0], " → ", step.after]
    return tuple(told)
