"""The ways to a derivative that a reader may choose: which apply to a function, and how each begins.

A way rewrites the question in one proved step, or names the rule to begin with; from there the derivation goes on as
ever. The default, a textbook's choice, is not in the table.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import NamedTuple

from symgrad.derivations.choices.logarithmic import factors_of
from symgrad.derivations.conditions import relevant
from symgrad.derivations.differentiation import expand_by
from symgrad.derivations.limits.definition import increment
from symgrad.derivations.limits.difference import COVERED, Quotient
from symgrad.derivations.limits.kinks import has_kink, kink_states
from symgrad.derivations.limits.quotients import worked
from symgrad.derivations.step import Step, Weight
from symgrad.errors import SymgradError, UnsupportedError
from symgrad.notation import text
from symgrad.rules.tidying import operations, tidy
from symgrad.rules.tidying.expanding import expanded, sorted_sum
from symgrad.rules.tidying.monomial import monomial
from symgrad.terms.build import ONE, ZERO, derivative, div, mul, neg, power, rational, relation
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, depends_on, postorder


class Way(NamedTuple):
    """One way: its name, what the page calls it, its first step on a question; None where it is of no use."""

    method: str
    says: str
    opening: Callable[[Term], Step | None]
    lacks: str  # why it does not apply, where it does not


def _rewritten(question: Term, body: Term | None, says: str) -> Step | None:
    """d/dx[f] = d/dx[g] where g is f written in another way."""
    if body is None or body is question.args[0]:
        return None
    after = derivative(body, *question.args[1:], partial=question.data == "partial")
    return Step("rewrite", Weight.HEAVY, question, after, (says,), None, None, _needs(question.args[0], body))


def _needs(before: Term, after: Term) -> tuple[Term, ...]:
    """What stood below a line and is cancelled must still not be 0."""
    below = {node.args[1] for node in postorder(before) if node.head is Head.QUOTIENT}
    kept = {node.args[1] for node in postorder(after) if node.head is Head.QUOTIENT}
    return relevant(tuple(relation(one, "!=", ZERO) for one in below - kept))


def textbook(question: Term) -> Step | None:
    """What a textbook does before any rule: x^3/x is x^2."""
    body, x = question.args[0], question.args[1]
    if len(question.args) > 2 or body.head is not Head.QUOTIENT or not depends_on(body.args[1], x):
        return None
    moving = [base for base in monomial(body).powers if depends_on(base, x)]
    return _simplify(question) if len(moving) < 2 and depends_on(body.args[0], x) else None


def _by(rule: str) -> Callable[[Term], Step | None]:
    def opening(question: Term) -> Step | None:
        found = expand_by(rule, question)
        if found is None:
            return None
        return Step(found.rule, Weight.MAJOR, question, found.result, found.reason, question, found.result,
                    found.conditions)  # fmt: skip

    return opening


def _product(question: Term) -> Step | None:
    """A product as it stands; a quotient u/v as u v^(-1)."""
    body, x = question.args[0], question.args[1]
    if body.head is Head.PRODUCT:
        return _by("product")(question)
    if body.head is Head.QUOTIENT and all(depends_on(part, x) for part in body.args):
        top, bottom = body.args
        return _rewritten(question, mul(top, _inverse(bottom)), "write the quotient as a product")
    return None


def _inverse(bottom: Term) -> Term:
    exponent = as_fraction(bottom.args[1]) if bottom.head is Head.POWER else None
    return power(bottom, neg(ONE)) if exponent is None else power(bottom.args[0], rational(-exponent))


def _quotient(question: Term) -> Step | None:
    """A quotient as it stands; a product with a negative power, or one alone, as a quotient."""
    body = question.args[0]
    if body.head is Head.QUOTIENT:
        return _by("quotient")(question)
    return _rewritten(question, _as_quotient(body), "write it as a quotient")


def _as_quotient(body: Term) -> Term | None:
    factors = body.args if body.head is Head.PRODUCT else (body,)
    below = [_turned(one) for one in factors if _is_inverse(one)]
    above = [one for one in factors if not _is_inverse(one)]
    return div(mul(*above), mul(*below)) if below else None


def _is_inverse(factor: Term) -> bool:
    exponent = as_fraction(factor.args[1]) if factor.head is Head.POWER else None
    return exponent is not None and exponent < 0


def _turned(factor: Term) -> Term:
    base, exponent = factor.args
    turned = rational(-(as_fraction(exponent) or Fraction(1)))
    return base if turned is ONE else power(base, turned)


def _power(question: Term) -> Step | None:
    """A root as a power; one over a power, or over a bracket, as a negative power."""
    body, x = question.args[0], question.args[1]
    return _rewritten(question, _as_power(body, x), "write it as a power")


def _as_power(body: Term, x: Term) -> Term | None:
    if body.head is Head.ROOT and (degree := as_fraction(body.args[1])):
        return power(body.args[0], rational(1 / degree))
    if body.head is not Head.QUOTIENT or depends_on(body.args[0], x) or not depends_on(body.args[1], x):
        return None
    top, bottom = body.args
    inner = _as_power(bottom, x) or bottom
    raised = _inverse(inner)
    return raised if top is ONE else mul(top, raised)


def _expand(question: Term) -> Step | None:
    """Brackets multiplied out, a sum divided term by term."""
    body = question.args[0]
    parts = expanded(body) if body.is_scalar else None
    if parts is None or len(parts) < 2 or body.head is Head.SUM:
        return None
    return _rewritten(question, sorted_sum(parts), "multiply out")


def _simplify(question: Term) -> Step | None:
    """Common factors cancelled and powers combined before anything else."""
    body = question.args[0]
    short = tidy(body)
    return _rewritten(question, short if operations(short) < operations(body) else None, "simplify first")


def _logarithmic(question: Term) -> Step | None:
    body, x = question.args[0], question.args[1]
    return Step("logarithmic", Weight.MAJOR, question, question, ()) if factors_of(body, x) else None


def _limit(question: Term) -> Step | None:
    body, x = question.args[0], question.args[1]
    try:
        if has_kink(body, x):
            kink_states(question, "course")
        else:
            worked(Quotient(body, x, increment(body)))
    except SymgradError:
        return None
    return Step("limit.definition", Weight.MAJOR, question, question, ())


WAYS: tuple[Way, ...] = (
    Way("product", "product rule", _product, "it is not a product"),
    Way("quotient", "quotient rule", _quotient, "it is not a quotient"),
    Way("power", "written as a power", _power, "it is neither a root nor a constant over a power"),
    Way("expand", "multiplied out first", _expand, "there is nothing to multiply out"),
    Way("simplify", "simplified first", _simplify, "there is nothing to simplify first"),
    Way("logarithmic", "logarithmic differentiation", _logarithmic, "it is not a product, a quotient or a power"),
    Way("limit", "from the definition", _limit, f"its difference quotient is not worked out here ({COVERED})"),
)

#: what `method=` may be; "textbook" is the default
METHODS = ("textbook", *(way.method for way in WAYS))


def applying(question: Term) -> Iterator[Way]:
    """The ways that apply to d/dx[f], in the order of the table."""
    if len(question.args) == 2 and question.args[0].is_scalar:
        yield from (way for way in WAYS if way.opening(question) is not None)


def opening(method: str | None, question: Term) -> Step | None:
    """The first step of the way that was asked for; None for the default without one of its own.

    Raises SymgradError for a way that does not apply, and says which do.
    """
    if method in (None, METHODS[0]):
        return textbook(question)
    way = next((one for one in WAYS if one.method == method), None)
    if way is None:
        raise SymgradError(f"there is no method {method!r}", hint=f"methods are: {', '.join(METHODS)}")
    if len(question.args) != 2:
        raise UnsupportedError("a method is for a first derivative", hint="take one derivative at a time")
    found = way.opening(question)
    if found is None:
        which = ", ".join(one.method for one in applying(question))
        why = f"method={method!r} does not apply to {text(question.args[0])}: {way.lacks}"
        raise UnsupportedError(why, hint=f"what applies: {which}" if which else "leave out method=")
    return found
