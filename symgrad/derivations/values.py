"""Exact values of number expressions, and their decimals with stated rounding."""

from decimal import Decimal
from fractions import Fraction

from symgrad.rules.tidying import operations, tidy
from symgrad.terms.build import ONE, decimal, div, neg, power, rational
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, postorder

LONGEST = 12
"""Decimals with more places than this before or behind the point keep their power of ten."""


def exact_value(term: Term) -> Term:
    """A number expression in its shortest exact form: sin(pi/4) as sqrt(2)/2, sqrt(72) as 6 sqrt(2)."""
    if as_fraction(term) is not None or operations(term) == 0:
        return term
    from symgrad.algebra import shortest
    from symgrad.derivations.simplification import holds

    forms = sorted((_over_one(tidy(form.term)) for form in shortest(term)), key=_plainness)
    plainer = (form for form in forms if _plainness(form) < _plainness(term) and holds(term, form))
    return next(plainer, term)


def _over_one(value: Term) -> Term:
    """e^(-2) as 1/e^2."""
    exponent = as_fraction(value.args[1]) if value.head is Head.POWER else None
    return div(ONE, tidy(power(value.args[0], rational(-exponent)))) if exponent and exponent < 0 else value


def _plainness(term: Term) -> tuple[int, int, int]:
    """How far from plain: values of functions first (sqrt(2)/2 before sin(pi/4)), then whole numbers under roots
    (2 sqrt(10) before sqrt(40)), then length."""
    nodes = list(postorder(term))
    roots = [_under(node.args[0]) for node in nodes if node.head is Head.ROOT]
    return sum(node.head is Head.CALL for node in nodes), sum(roots), operations(term)


def _under(radicand: Term) -> int:
    """How far what stands under a root is from a small whole number; a fraction is far: sqrt(5)/5, not sqrt(1/5)."""
    if radicand.head is Head.INTEGER:
        return int(radicand.data)
    return 10**9 if radicand.head is Head.QUOTIENT else 0


def rounded(term: Term, digits: int = 4) -> Term | None:
    """The value as a decimal with this many significant digits; None where it is exact that way or not real."""
    from symgrad.balls import evaluate
    from symgrad.errors import SymgradError

    try:
        value = evaluate(term, {}, digits=digits)
        exact = float(evaluate(term, {}, digits=17))  # rounding what is rounded already may go the wrong way
    except SymgradError:
        return None
    fixed = f"{exact:#.{digits}g}"  # with its last zeros: they were measured too
    return signed_decimal(_without_exponent(str(value)) if "e" in fixed or fixed.endswith(".") else fixed)


def _without_exponent(number: str) -> str:
    """4.008e-5 as 0.00004008: a reader, and LaTeX, would take the e for the number. Long ones stay as they are."""
    value = Decimal(number)
    return f"{value:f}" if abs(value.adjusted()) <= LONGEST else number


def signed_decimal(text: str) -> Term:
    """A decimal from its digits, the minus sign as a negation."""
    return neg(decimal(text[1:])) if text.startswith("-") else decimal(text)


def number_term(value: Fraction) -> Term:
    """An exact number of either sign."""
    return neg(rational(-value)) if value < 0 else rational(value)


def float_of(term: Term) -> float:
    """The value as a float. Raises SymgradError where it is not real."""
    from symgrad.balls import evaluate

    return float(evaluate(term, {}, digits=17))
