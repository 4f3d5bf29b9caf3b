"""What lines on tangents, Taylor polynomials and directions say, held against values and slopes shown above them."""

from collections.abc import Callable, Iterator, Mapping
from math import factorial, prod

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.state import State
from symgrad.errors import SymgradError
from symgrad.rules.tidying import tidy
from symgrad.terms.build import TWO, ZERO, add, div, integer, mul, name, power, sub
from symgrad.terms.entries import entries
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder, substitute

Pairs = Iterator[tuple[Term, Term]]
Tie = Callable[[State, State | None, Derivation], Pairs]
Fact = tuple[tuple[Term, ...], Term]
"""By which variables was differentiated, and the value at the point."""


def _facts(whole: Derivation, rule: str) -> tuple[list[Fact], dict[Term, Term]]:
    """The values and slopes shown above, and the point."""
    found: list[Fact] = []
    point: dict[Term, Term] = {}
    for state in whole.own_states:
        if state.rule == rule:
            bar, value = state.statement.args
            inside = bar.args[0]
            found.append((inside.args[1:] if inside.head is Head.DERIVATIVE else (), value))
            point |= dict(zip(bar.args[1::2], bar.args[2::2], strict=True))
    return found, point


def _sum_of(facts: list[Fact], point: Mapping[Term, Term]) -> Term:
    """Each value over its factorials times the powers of the way from the point."""
    terms = []
    for path, value in facts:
        ways = [power(sub(one, point[one]), integer(path.count(one))) for one in dict.fromkeys(path)]
        divisor = prod(factorial(path.count(one)) for one in set(path))
        terms.append(div(mul(value, *ways), integer(divisor)))
    return add(*terms) if terms else ZERO


def _tangent(state: State, before: State | None, whole: Derivation) -> Pairs:
    """The linear function with this value and these slopes."""
    facts, point = _facts(whole, "tangent.fact")
    if whole.question.head is Head.TUPLE:
        yield from _of_curve(state, whole, facts, point)
    elif facts:
        yield state.statement, _sum_of(facts, point)


def _of_curve(state: State, whole: Derivation, facts: list[Fact], point: Mapping[Term, Term]) -> Pairs:
    """y_0 + (y'/x') (x - x_0)."""
    x0, y0 = (substitute(one, dict(point)) for one in whole.question.args)
    slope = div(facts[1][1], facts[0][1])
    yield state.statement, add(y0, mul(slope, sub(name("x"), x0)))


def _shape(state: State, before: State | None, whole: Derivation) -> Pairs:
    """f(a) + f_x(a)(x - a) + ...: each letter at the point, each slope times its own way."""
    _, point = _facts(whole, "tangent.fact")
    letters = {node: name(f"#{i}") for i, node in enumerate(_calls(state.statement))}
    if not letters or not point:
        return
    for node in letters:
        yield from zip(node.args, point.values(), strict=False)
    height, *slopes = letters.values()
    ways = [mul(slope, sub(one, at)) for slope, (one, at) in zip(slopes, point.items(), strict=False)]
    yield substitute(state.statement, letters), add(height, *ways)
    for node, one in zip(list(letters)[1:], point, strict=False):
        assert isinstance(node.data, Applied)
        sub_ = node.data.name.sub
        yield (one if node.data.orders == (1,) or (sub_ is not None and sub_ == one.data.base) else ZERO), one


def _calls(term: Term) -> list[Term]:
    """f(1, 1), f_x(1, 1), ... in the order written."""
    return list(dict.fromkeys(node for part in _summands(term) for node in postorder(part) if node.head is Head.APPLY))


def _summands(term: Term) -> tuple[Term, ...]:
    return term.args if term.head is Head.SUM else (term,)


def _taylor(state: State, before: State | None, whole: Derivation) -> Pairs:
    """The polynomial with these derivatives at the point; with matrices, once they are multiplied out."""
    facts, point = _facts(whole, "taylor.fact")
    try:
        (shown,) = entries(state.statement)
    except (SymgradError, ValueError):
        return
    yield shown, _sum_of(facts, point)


def _given(state: State, before: State | None, whole: Derivation) -> Pairs:
    """The function asked about."""
    if state.statement.head is Head.RELATION:
        yield state.statement.args[-1], whole.question


def _unit(state: State, before: State | None, whole: Derivation) -> Pairs:
    """u = arrow/|arrow| = unit: the same direction on both sides, of length 1."""
    _, raw, unit = state.statement.args
    arrow, length = raw.args
    yield add(*(power(one, TWO) for one in unit.args)), integer(1)
    for one, other, part in zip(arrow.args, length.args[0].args, unit.args, strict=True):
        yield one, other
        yield power(one, TWO), mul(power(part, TWO), add(*(power(each, TWO) for each in arrow.args)))


def _last_step(state: State, before: State | None, whole: Derivation) -> Pairs:
    """The line, or its right side, is where the steps end."""
    if state.steps:
        shown = state.statement.args[-1] if state.statement.head is Head.RELATION else state.statement
        yield tidy(shown), tidy(state.steps[-1].after)


def _sides(state: State, before: State | None, whole: Derivation) -> Pairs:
    """lim = -1 != 1 = lim: the limits found above, each on its side."""
    limits, values = state.statement.args[::3], state.statement.args[1:3]
    found = [step.after for step in state.steps]
    if len(found) == 2 and len(state.statement.args) == 4:
        yield from zip(values, found, strict=True)
        yield from ((one.args[2] if one.head is Head.LIMIT else one, ZERO) for one in limits)


def _curve(state: State, before: State | None, whole: Derivation) -> Pairs:
    """The equation asked about."""
    sides = [one.args for one in whole.source.equations if one.data == ("=",)]
    if sides and state.statement.head is Head.RELATION:
        yield from zip(state.statement.args, sides[0], strict=False)


#: rule of a state -> what it is held against
TIES: dict[str, Tie] = {
    "tangent.form": _tangent,
    "tangent.shape": _shape,
    "taylor.form": _taylor,
    "taylor.matrix": _taylor,
    "given": _given,
    "direction.unit": _unit,
    "direction.product": _last_step,
    "logarithmic.differentiate": _last_step,
    "limit.sides": _sides,
    "implicit.curve": _curve,
}
