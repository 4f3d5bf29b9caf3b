"""The end of an implicit derivative: one fraction without fractions in it, and what the curve's equation shortens."""

from collections.abc import Sequence

from symgrad.derivations.choices.forms import lines_to
from symgrad.derivations.proving.evidence import Equal, Settle, Settled
from symgrad.derivations.state import State
from symgrad.derivations.step import Step, Weight
from symgrad.derivations.values import number_term
from symgrad.errors import UnsupportedError
from symgrad.rules.tidying import operations, tidy
from symgrad.rules.tidying.expanding import expand, expanded
from symgrad.rules.tidying.heavy import cancel
from symgrad.rules.tidying.monomial import Monomial
from symgrad.terms.build import div, equation, mul, neg, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, has_head, postorder

RULE = "implicit.on-curve"


def has_inner_fraction(term: Term) -> bool:
    """Whether a fraction stands inside another: -(y + x^2/y)/y^2."""
    return any(has_head(part, Head.QUOTIENT) and free_names(part) != ()
               for node in postorder(term) if node.head is Head.QUOTIENT for part in node.args)  # fmt: skip


def one_fraction(term: Term) -> list[State]:
    """The line to one fraction where fractions stand inside another; none where that is not reached."""
    if not has_inner_fraction(term):
        return []
    try:
        return lines_to(term, "common denominator")
    except UnsupportedError:
        return []


def on_the_curve(slope: Term, left: Term, right: Term) -> State | None:
    """-(x^2 + y^2)/y^3 on x^2 + y^2 = 25 as -25/y^3: a multiple of left - right is taken from the numerator."""
    body = slope.args[0] if slope.head is Head.NEGATION else slope
    if body.head is not Head.QUOTIENT:
        return None
    top, bottom = body.args
    found = _factor_shortened(top, left, right) or _factor_replaced(top, left, right)
    if found is None:
        return None
    sign = neg if slope.head is Head.NEGATION else tidy
    after, multiple = (tidy(sign(div(one, bottom))) for one in found)
    step = Step(RULE, Weight.HEAVY, multiple, sub(left, right), ())
    return State(after, "follows", RULE, ("on the curve ", equation(left, right)), (), None, (step,))


Found = tuple[Term, Term]
"""The shorter numerator, and what left - right was multiplied by and taken away."""


def _factor_shortened(top: Term, left: Term, right: Term) -> Found | None:
    """x^3 - 6xy + y^3 + 8 on x^3 + y^3 = 6xy as 8: one factor less a number times left - right."""
    zero, factors = expanded(sub(left, right)), list(top.args) if top.head is Head.PRODUCT else [top]
    for i, factor in enumerate(factors):
        parts = expanded(factor) if factor.head is Head.SUM else None
        for ratio in _ratios(parts or [], zero or []):
            less = tidy(expand(sub(factor, mul(ratio, sub(left, right)))))
            if 2 * operations(less) < operations(factor):
                rest = mul(*factors[:i], *factors[i + 1 :])
                return mul(less, rest), mul(ratio, rest)
    return None


def _ratios(parts: Sequence[Monomial], zero: Sequence[Monomial]) -> list[Term]:
    found = [one.coefficient / other.coefficient for one in parts for other in zero if one.powers == other.powers]
    return [number_term(ratio) for ratio in dict.fromkeys(found)]


def _factor_replaced(top: Term, left: Term, right: Term) -> Found | None:
    """6y (x^2 + y^2) on x^2 y + y^3 = 1 as 6: the left side is a factor of the whole."""
    if not as_fraction(right):
        return None
    rest = cancel(tidy(div(top, left)))
    if rest.head is Head.QUOTIENT and as_fraction(rest) is None:
        return None
    return mul(rest, right), rest


def proved_on_the_curve(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """What was taken away is a multiple of left - right, which is 0 on the curve."""
    if before is None or not state.steps:
        return [("undecided", "nothing to compare with")]
    step = state.steps[0]
    return [equal(sub(before.statement, state.statement), mul(step.before, step.after))]
