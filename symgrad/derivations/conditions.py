"""Side conditions: which are worth saying, and how a reader would say them (x != 1 rather than x - 1 != 0)."""

from collections.abc import Iterable
from fractions import Fraction

from symgrad.rules import drop_units
from symgrad.rules.tidying.expanding import expanded
from symgrad.rules.tidying.light import flatten
from symgrad.terms.build import ZERO, E, add, rational, relation
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names

_FLIP = {">": "<", "<": ">", ">=": "<=", "<=": ">=", "!=": "!=", "=": "="}


def relevant(conditions: tuple[Term, ...]) -> tuple[Term, ...]:
    """The conditions that can fail, each once, solved where that is easy."""
    parts = [part for condition in conditions for part in _factors_apart(condition)]
    return strongest(solved(part) for part in parts if not always(part))


def strongest(conditions: Iterable[Term]) -> tuple[Term, ...]:
    """The conditions, each once, without those that follow from another: x != 0 beside x > 0."""
    each = tuple(dict.fromkeys(conditions))
    return tuple(one for one in each if not any(_follows(one, other) for other in each if other is not one))


#: sign -> the signs that it implies between the same two sides
_IMPLIES = {">": (">", ">=", "!="), "<": ("<", "<=", "!="), "=": ("=", ">=", "<=")}


def _follows(one: Term, other: Term) -> bool:
    """Whether `one` holds wherever `other` does, as both compare the same things."""
    if one.head is not Head.RELATION or other.head is not Head.RELATION or one.args != other.args:
        return False
    return all(weak in _IMPLIES.get(sign, (sign,)) for weak, sign in zip(one.data, other.data, strict=True))


def _factors_apart(condition: Term) -> tuple[Term, ...]:
    """x^2 (y - 1) != 0 as x != 0 and y - 1 != 0."""
    if condition.head is not Head.RELATION or condition.data != ("!=",) or condition.args[1] is not ZERO:
        return (condition,)
    left = _without_sign(condition.args[0])
    if left is not condition.args[0]:
        return _factors_apart(relation(left, "!=", ZERO))
    if left.head is Head.PRODUCT:
        return tuple(part for factor in left.args for part in _factors_apart(relation(factor, "!=", ZERO)))
    if left.head in (Head.POWER, Head.ROOT) and left.args[0] is not E:
        return _factors_apart(relation(left.args[0], "!=", ZERO))
    return (condition,)


def _without_sign(left: Term) -> Term:
    """0 - (w x + b) as w x + b: what is not 0 has no sign."""
    flat = drop_units(flatten(left))
    if flat.head is Head.NEGATION:
        return flat.args[0]
    if flat.head is Head.SUM and all(part.head is Head.NEGATION for part in flat.args):
        return add(*(part.args[0] for part in flat.args))
    return flat


def always(condition: Term) -> bool:
    """Whether the condition surely holds for all real values."""
    if condition.head is not Head.RELATION:
        return False
    if not free_names(condition):
        return _holds_for_numbers(condition)
    left, right = condition.args[0], condition.args[1]
    if right is not ZERO or len(condition.args) != 2:
        return False
    sign = condition.data[0]
    return (sign in (">", "!=") and positive(left)) or (sign == ">=" and nonnegative(left))


def _holds_for_numbers(condition: Term) -> bool:
    values = [as_fraction(arg) for arg in condition.args]
    pairs = zip(values, condition.data, values[1:], strict=False)
    return all(a is not None and b is not None and _compare(a, sign, b) for a, sign, b in pairs)


def _compare(a: Fraction, sign: str, b: Fraction) -> bool:
    return {">": a > b, "<": a < b, ">=": a >= b, "<=": a <= b, "!=": a != b, "=": a == b}.get(sign, False)


def positive(term: Term) -> bool:
    """Whether the term is surely > 0 wherever it is defined; False where that is not plain to see."""
    value = as_fraction(term)
    if value is not None:
        return value > 0
    if term.head is Head.CONSTANT:
        return term.data in ("e", "pi")
    if term.head is Head.SUM:
        return all(nonnegative(part) for part in term.args) and any(positive(part) for part in term.args)
    if term.head in (Head.PRODUCT, Head.QUOTIENT):
        return all(positive(part) for part in term.args)
    if term.head is Head.POWER:
        return term.args[0] is E or positive(term.args[0])
    if term.head is Head.ROOT:
        return positive(term.args[0])
    return term.head is Head.CALL and term.data in ("cosh", "sech", "sigmoid", "softplus")


def nonnegative(term: Term) -> bool:
    """Whether the term is surely >= 0 wherever it is defined."""
    if positive(term):
        return True
    if term.head in (Head.SUM, Head.PRODUCT):
        return all(nonnegative(part) for part in term.args)
    if term.head is Head.POWER:
        exponent = as_fraction(term.args[1])
        return exponent is not None and (exponent.numerator % 2 == 0 or exponent.denominator % 2 == 0)
    if term.head is Head.ROOT:
        return as_fraction(term.args[1]) == 2
    return (term.head is Head.CALL and term.data == "abs") or term is ZERO


def solved(condition: Term) -> Term:
    """a*x + b != 0 as x != -b/a, and likewise for inequalities; anything else as it is."""
    if condition.head is not Head.RELATION or len(condition.args) != 2 or condition.args[1] is not ZERO:
        return condition
    left = condition.args[0]
    if left.head is Head.CALL and left.data == "abs" and condition.data[0] in (">", "!="):
        return solved(relation(left.args[0], "!=", ZERO))
    line = _line(left)
    if line is None:
        return condition
    variable, slope, offset = line
    sign = condition.data[0] if slope > 0 else _FLIP[condition.data[0]]
    return relation(variable, sign, rational(-offset / slope))


def _line(term: Term) -> tuple[Term, Fraction, Fraction] | None:
    """(x, a, b) of a*x + b, if the term is that."""
    names = free_names(term)
    parts = expanded(term) if len(names) == 1 else None
    if parts is None:
        return None
    slope = offset = Fraction(0)
    for part in parts:
        if not part.powers:
            offset += part.coefficient
        elif part.powers == {names[0]: Fraction(1)}:
            slope += part.coefficient
        else:
            return None
    return (names[0], slope, offset) if slope else None
