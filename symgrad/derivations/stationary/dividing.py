"""Two equations with a multiplier, divided by each other: y^(1/2)/(2 x^(1/2)) = lambda a and its partner give y/x.

Where roots of the unknowns stand this is the way of the textbooks: what is left has no roots. The equation is made by
multiplying crosswise, so that nothing is lost where a side is 0, and by taking out powers that divide only.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from math import lcm
from typing import NamedTuple

from symgrad.derivations.state import State
from symgrad.derivations.stationary.case_lines import same
from symgrad.derivations.stationary.cases import Branch, Live
from symgrad.derivations.stationary.equations import Equation, as_line
from symgrad.derivations.stationary.going import Going
from symgrad.derivations.step import Reason
from symgrad.rules.tidying import tidy
from symgrad.rules.tidying.monomial import Monomial, as_product, monomial
from symgrad.terms.build import ZERO, equation, integer, mul, power, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, depends_on, free_names, postorder


class Pair(NamedTuple):
    """slope = multiplier * factor, of two equations."""

    one: Equation
    other: Equation
    factors: tuple[Term, Term]


def divided_by_each_other(solver: Going, branch: Branch, live: Live) -> bool:
    """The multiplier gone from two equations with roots in them."""
    for name in branch.open:
        equations = [one for one, _ in live]
        for pair in _pairs(equations, name):
            made = _crosswise(pair, _divided_by(equations))
            if made is None or made[0].left is made[0].right or made[0].zero in branch.seen:
                continue
            left, taken_out = made
            solver.say(_line(pair, name, left, taken_out))
            raised = _without_roots(left)
            solver.say(*([] if raised is None else [raised]))
            without = left if raised is None else Equation(*raised.statement.args)
            solver.solve(replace(branch, equations=(without, *branch.equations), seen=(*branch.seen, left.zero)))
            return True
    return False


def _pairs(equations: list[Equation], name: Term) -> Iterator[Pair]:
    """Two equations with the name, once, as a factor of one side, and with roots on the other side."""
    found = [(one, factor) for one in equations if (factor := _factor(one, name)) is not None]
    for (one, factor), (other, second) in combinations(found, 2):
        yield Pair(one, other, (factor, second))


def _factor(one: Equation, name: Term) -> Term | None:
    """a of slope = name * a, where a is a number and the slope a product with roots of the unknowns."""
    line = as_line(one.right, name)
    if depends_on(one.left, name) or line is None or line.offset is not ZERO or free_names(line.slope):
        return None
    return line.slope if any(_is_root(node) for node in postorder(one.left)) else None


def _is_root(node: Term) -> bool:
    if node.head is Head.ROOT:
        return bool(free_names(node.args[0]))
    exponent = as_fraction(node.args[1]) if node.head is Head.POWER else None
    return exponent is not None and exponent.denominator > 1 and bool(free_names(node.args[0]))


def _divided_by(equations: list[Equation]) -> frozenset[Term]:
    """The unknowns that some equation divides by, so that they are not 0 in any solution."""
    found = [monomial(tidy(side)) for one in equations for side in one if side.head is not Head.SUM]
    return frozenset(base for one in found for base, e in one.powers.items() if isinstance(e, Fraction) and e < 0)


def _crosswise(pair: Pair, nonzero: frozenset[Term]) -> tuple[Equation, Term] | None:
    """The equation without the multiplier, and the powers that were taken out; None where such a power may be 0."""
    left, right = (monomial(tidy(mul(a, b))) for a, b in
                   ((pair.one.left, pair.factors[1]), (pair.other.left, pair.factors[0])))  # fmt: skip
    bases = dict.fromkeys((*left.powers, *right.powers))
    exponents = [tuple(_exponent(one, base) for one in (left, right)) for base in bases]
    if any(e is None for pair_ in exponents for e in pair_):
        return None
    common = {base: min(e for e in both if e is not None) for base, both in zip(bases, exponents, strict=True)}
    if any(e > 0 and base not in nonzero for base, e in common.items()):
        return None
    ratio = left.coefficient / right.coefficient
    numbers = Fraction(ratio.numerator), Fraction(ratio.denominator)
    sides = [tidy(as_product(_less(one, common, number))) for one, number in zip((left, right), numbers, strict=True)]
    taken_out = Monomial(left.coefficient / numbers[0], {base: e for base, e in common.items() if e})
    return Equation(*sides), as_product(taken_out)


def _exponent(one: Monomial, base: Term) -> Fraction | None:
    found = one.powers.get(base, Fraction(0))
    return found if isinstance(found, Fraction) else None


def _less(one: Monomial, common: dict[Term, Fraction], number: Fraction) -> Monomial:
    """The monomial without the powers that both sides share, with another number in front."""
    left = {base: (_exponent(one, base) or Fraction(0)) - e for base, e in common.items()}
    return Monomial(number, {base: e for base, e in left.items() if e})


def _without_roots(made: Equation) -> State | None:
    """sqrt(y) = 4 sqrt(x) as y = 16 x: both sides to the power of the common root, where they are not negative."""
    sides = [monomial(side) for side in made]
    exponents = [e for one in sides for e in one.powers.values() if isinstance(e, Fraction)]
    order = lcm(*(e.denominator for e in exponents)) if exponents else 1
    if order == 1 or any(one.coefficient < 0 for one in sides):
        return None
    exponent = integer(order)
    raised = [tidy(as_product(_raised(one, order))) for one in sides]
    steps = tuple(same(power(side, exponent), after) for side, after in zip(made, raised, strict=True))
    why: Reason = ("square both sides",) if order == 2 else ("take both sides to the power ", exponent)
    return State(equation(*raised), "follows", "solve.raised", why, (), None, steps)


def _raised(one: Monomial, order: int) -> Monomial:
    powers = {base: e * order for base, e in one.powers.items() if isinstance(e, Fraction)}
    return Monomial(one.coefficient**order, dict(powers))


def _line(pair: Pair, name: Term, made: Equation, shared: Term) -> State:
    crosswise = sub(mul(pair.one.left, pair.factors[1]), mul(pair.other.left, pair.factors[0]))
    steps = (same(crosswise, mul(shared, made.zero)),)
    why = ("divide one equation by the other: ", name, " goes")
    return State(made.statement, "follows", "solve.divided", why, (), None, steps)
