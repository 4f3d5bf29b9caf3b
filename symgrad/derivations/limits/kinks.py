"""A function with a kink from the definition: each side of it, then the kink itself approached from both sides."""

from symgrad.derivations.conditions import solved
from symgrad.derivations.limits.branches import Side, branch
from symgrad.derivations.limits.definition import increment, is_zero, opening, quotient_states, value_states
from symgrad.derivations.limits.difference import Quotient
from symgrad.derivations.limits.quotients import worked
from symgrad.derivations.limits.sides import both_sides
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.errors import DomainError, UnsupportedError
from symgrad.terms.build import ZERO, equation, limit, piecewise, relation
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, depends_on, free_names, postorder, substitute


def has_kink(f: Term, x: Term) -> bool:
    """Whether a function with kinks, such as |u|, is taken of something that x moves."""
    return any(_kinks(node) for node in postorder(f) if depends_on(node, x))


def is_at_kink(f: Term, x: Term, at: Term) -> bool:
    """Whether the point is a kink of a function that occurs in f."""
    kinks = [kink for node in postorder(f) if depends_on(node, x) for kink in _kinks(node)]
    return any(is_zero(substitute(kink, {x: at})) for kink in kinks)


def _kinks(node: Term) -> tuple[Term, ...]:
    return function(node.data).kinks(*node.args) if node.head is Head.CALL else ()


def kink_states(question: Term, detail: str) -> tuple[list[State], Term, str]:
    """The states, the result by cases, and what is to be said of the kink. Raises UnsupportedError."""
    f, x = question.args
    at = _place(f, x)
    states, values = [], []
    for sign, word in (("-", "<"), ("+", ">")):
        condition = relation(x, word, at)
        side = _one_case(question, branch(f, Side(x, at, sign)), condition, detail)
        states += side
        values.append((side[-1].statement, condition))
    result = values[0][0] if values[0][0] is values[1][0] else piecewise(*values)
    states.append(State(result, "equal", "limit.cases", ("both cases",), (relation(x, "!=", at),), question))
    more, note = _at_the_kink(f, x, at)
    return [*states, *more], result, note


def _at_the_kink(f: Term, x: Term, at: Term) -> tuple[list[State], str]:
    """Both sides of the kink; a word only where the function has no value there, as ln|x| at 0."""
    try:
        return both_sides(f, x, at)
    except DomainError as error:
        return [], f"{error.reason[0].upper()}{error.reason[1:]}."


def _place(f: Term, x: Term) -> Term:
    """The one point with a kink. Raises UnsupportedError where there are several, or it is not a number."""
    if len(free_names(f)) > 1:
        raise UnsupportedError("a kink is worked out for a function of one variable")
    kinks = [kink for node in postorder(f) if depends_on(node, x) for kink in _kinks(node)]
    found = {solved(relation(kink, "=", ZERO)) for kink in kinks}
    if len(found) == 1:
        (one,) = found
        if one.args[0] is x and as_fraction(one.args[1]) is not None:
            return one.args[1]
    raise UnsupportedError(
        "the definition is worked out on both sides of one kink only", hint="name the point with at=, such as at=0"
    )


def _one_case(question: Term, formula: Term, condition: Term, detail: str) -> list[State]:
    """The derivative where the condition holds: close to such a point f is the formula."""
    f, x = question.args
    q = Quotient(formula, x, increment(f))
    first = opening(q.of(f))._replace(relation="case", left=question, conditions=(condition,))
    claim = Step("limit.case", Weight.MAJOR, f, formula, ("by the sign",), None, None, (condition,))
    why: Reason = (condition, ", so ", equation(f, formula), " there and close by")
    second = State(limit(q.body, q.h, ZERO), "equal", "limit.case", why, (), None, (claim,))
    found = [first, second, *quotient_states(worked(q), q.h)]
    return [*found, *value_states(found[-1].statement, q.h, detail)]
