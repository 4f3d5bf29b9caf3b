"""Pairs whose verdict is known by how they were made: true identities, and planted mistakes, on the project's problems.

A pair is a problem's function and a rewritten one. An identity is applied to a random subterm and holds wherever both
sides are real. A mistake changes the value at almost every point, which plain mpmath confirms before the pair counts.
"""

import random
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache
from typing import NamedTuple

import symgrad as sg
from symgrad.terms import Head, Term
from symgrad.terms import build as b
from symgrad.terms.traverse import at_path, free_names, has_head, rebuild, replace_at
from tests import oracle
from tests.problems import problems
from tests.report import point_of

Change = Callable[[Term, random.Random], Term]


class Pair(NamedTuple):
    """Two terms, whether they are equal, and what was done."""

    left: Term
    right: Term
    equal: bool
    how: str


def _times_one(u: Term, _: random.Random) -> Term:
    """u (sin^2 v + cos^2 v) with v another function of the same names."""
    v = _of_names(u)
    return b.mul(u, b.add(b.power(b.call("sin", v), b.TWO), b.power(b.call("cos", v), b.TWO)))


def _of_names(u: Term) -> Term:
    names = free_names(u)
    return b.add(*(b.mul(b.integer(place + 2), name) for place, name in enumerate(names))) if names else b.integer(3)


def _split(u: Term, source: random.Random) -> Term:
    share = b.rational(Fraction(source.randint(2, 9), 11))
    return b.add(b.mul(share, u), b.mul(b.sub(b.ONE, share), u))


def _difference_of_squares(u: Term, source: random.Random) -> Term:
    """u = ((u + k)^2 - (u - k)^2)/(4 k)."""
    k = source.randint(1, 5)
    squares = [b.power(part, b.TWO) for part in (b.add(u, b.integer(k)), b.sub(u, b.integer(k)))]
    return b.div(b.sub(*squares), b.integer(4 * k))


def _quotient(u: Term, _: random.Random) -> Term:
    positive = b.add(b.power(_of_names(u), b.TWO), b.ONE)
    return b.div(b.mul(u, positive), positive)


def _there_and_back(u: Term, source: random.Random) -> Term:
    k = b.integer(source.randint(1, 9))
    return b.sub(b.add(k, u), k)


def _nested_radical(u: Term, _: random.Random) -> Term:
    """u (sqrt(3 + 2 sqrt 2) - sqrt 2), where the bracket is 1."""
    two = b.root(b.TWO)
    return b.mul(u, b.sub(b.root(b.add(b.integer(3), b.mul(b.TWO, two))), two))


def _logs_of_products(u: Term, source: random.Random) -> Term:
    """u + ln(v w) - ln v - ln w with positive v and w."""
    v = b.add(b.power(_of_names(u), b.TWO), b.ONE)
    w = b.integer(source.randint(2, 9))
    logs = [b.call("log", part) for part in (b.mul(v, w), v, w)]
    return b.add(u, logs[0], b.neg(logs[1]), b.neg(logs[2]))


def _double_angle(u: Term, _: random.Random) -> Term:
    v = _of_names(u)
    sine, cosine = b.call("sin", v), b.call("cos", v)
    return b.add(u, b.call("sin", b.mul(b.TWO, v)), b.neg(b.mul(b.TWO, sine, cosine)))


def _larger_and_smaller(u: Term, source: random.Random) -> Term:
    """max(u, k) + min(u, k) - k."""
    k = b.integer(source.randint(1, 5))
    return b.sub(b.add(b.call("max", u, k), b.call("min", u, k)), k)


def _by_cases(u: Term, _: random.Random) -> Term:
    """u in two cases, one written otherwise."""
    v = _of_names(u)
    return b.piecewise((b.sub(b.mul(b.TWO, u), u), b.relation(v, ">", b.ONE)), (u, b.TRUE))


def _inverse(outer: str, inner: str) -> Change:
    return lambda u, _: b.call(outer, b.call(inner, u))


#: name -> an identity of real numbers that holds for every u
IDENTITIES: dict[str, Change] = {
    "times sin^2 + cos^2": _times_one,
    "split in two": _split,
    "difference of squares": _difference_of_squares,
    "times and over a positive factor": _quotient,
    "minus minus": lambda u, _: b.neg(b.neg(u)),
    "log of exp": lambda u, _: b.call("log", b.exp(u)),
    "a half doubled": lambda u, _: b.mul(b.TWO, b.div(u, b.TWO)),
    "add and take away": _there_and_back,
    "asinh of sinh": _inverse("asinh", "sinh"),
    "sinh of asinh": _inverse("sinh", "asinh"),
    "tan of atan": _inverse("tan", "atan"),
    "atanh of tanh": _inverse("atanh", "tanh"),
    "nested radical": _nested_radical,
    "logs of products": _logs_of_products,
    "double angle": _double_angle,
    "size times sign": lambda u, _: b.mul(b.call("abs", u), b.call("sign", u)),
    "root of the square, squared": lambda u, _: b.mul(b.call("sign", u), b.root(b.power(u, b.TWO))),
    "larger and smaller": _larger_and_smaller,
    "by cases": _by_cases,
    "cube root of the cube": lambda u, _: b.root(b.power(u, b.integer(3)), b.integer(3)),
}


def _other_number(node: Term, source: random.Random) -> Term:
    return b.integer(node.data + source.choice((1, 2)))


def _other_function(node: Term, _: random.Random) -> Term:
    others = {"sin": "cos", "cos": "sin", "tan": "sin", "log": "atan", "atan": "tanh", "tanh": "sinh", "sinh": "cosh"}
    return b.call(others[node.data], *node.args) if node.data in others else node.args[0]


def _part_lost(node: Term, source: random.Random) -> Term:
    lost = source.randrange(len(node.args))
    rest = node.args[:lost] + node.args[lost + 1 :]
    return b.add(*rest) if node.head is Head.SUM else b.mul(*rest)


def _over_a_sum(node: Term, _: random.Random) -> Term:
    """f(a + b) as f(a) + f(b): powers, roots, logarithms and sines of sums (algebra, logarithm, trig)."""
    place = next((i for i, part in enumerate(node.args) if part.head is Head.SUM), None)
    if place is None:
        return b.neg(node)
    before, after = node.args[:place], node.args[place + 1 :]
    return b.add(*(rebuild(node, (*before, part, *after)) for part in node.args[place].args))


def _factor_taken_out(node: Term, _: random.Random) -> Term:
    """f(2 u) as 2 f(u)."""
    inner = node.args[0]
    if inner.head is not Head.PRODUCT:
        return b.mul(b.TWO, node)
    return b.mul(inner.args[0], b.call(node.data, b.mul(*inner.args[1:])))


def _exponent_down(node: Term, _: random.Random) -> Term:
    """The power rule where nobody differentiates, and where the exponent moves: n u^(n - 1) (power, exponential)."""
    return b.mul(node.args[1], b.power(node.args[0], b.sub(node.args[1], b.ONE)))


def _inner_slope_forgotten(node: Term, _: random.Random) -> Term:
    """f(u) as f(u) u, as if the inside were its own factor (chain)."""
    return b.mul(node, node.args[0])


def _sign_slip(node: Term, source: random.Random) -> Term:
    turned = source.randrange(len(node.args))
    return b.add(*(b.neg(part) if i == turned else part for i, part in enumerate(node.args)))


def _split_denominator(node: Term, _: random.Random) -> Term:
    """a/(b + c) as a/b + a/c (algebra, quotient)."""
    top, bottom = node.args
    return b.add(*(b.div(top, part) for part in bottom.args)) if bottom.head is Head.SUM else b.div(*node.args[::-1])


#: head -> mistakes that people make there
MISTAKES: dict[Head, tuple[Change, ...]] = {
    Head.INTEGER: (_other_number,),
    Head.CALL: (_other_function, _over_a_sum, _factor_taken_out, _inner_slope_forgotten),
    Head.SUM: (_part_lost, _sign_slip),
    Head.PRODUCT: (_part_lost, lambda node, _: b.add(*node.args)),
    Head.NEGATION: (lambda node, _: node.args[0],),
    Head.QUOTIENT: (_split_denominator, lambda node, _: b.div(*node.args[::-1]), lambda node, _: b.sub(*node.args)),
    Head.POWER: (lambda node, _: b.mul(*node.args), _over_a_sum, _exponent_down,
                 lambda node, _: b.power(node.args[0], b.neg(node.args[1]))),
    Head.ROOT: (lambda node, _: node.args[0], _over_a_sum),
    Head.NAME: (lambda node, _: b.neg(node), lambda node, _: b.call("abs", node)),
    Head.CONSTANT: (lambda node, _: b.decimal("3.14"),),
}  # fmt: skip


def pairs(count: int, seed: int = 1) -> Iterator[Pair]:
    """So many pairs, identities and mistakes in turn; the same ones every time."""
    source = random.Random(f"metamorphic {seed}")
    made = 0
    while made < count:
        term, point = source.choice(_functions())
        pair = _identical(term, source) if made % 2 == 0 else _mistaken(term, point, source)
        if pair is not None:
            made += 1
            yield pair


@cache
def _functions() -> tuple[tuple[Term, dict[Term, object]], ...]:
    """The problems' functions that have numbers, with their points."""
    unfit = (Head.APPLY, Head.INTEGRAL, Head.LIMIT)
    known = ((sg.parse(one.function).unfold(), point_of(one)) for one in problems() if one.kind != "unknown functions")
    return tuple((term, point) for term, point in known if term.is_scalar and not has_head(term, *unfit))


def _paths(term: Term, path: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Places of numbers that may be rewritten: not conditions, nor what a sum runs over."""
    yield path
    for place, child in enumerate(term.args):
        fixed = term.head in (Head.BIGSUM, Head.BIGPROD) or (term.head is Head.ROOT and place == 1)
        if not fixed and child.head not in (Head.RELATION, Head.LOGIC, Head.TRUTH):
            yield from _paths(child, (*path, place))


def _identical(term: Term, source: random.Random) -> Pair:
    right, done = term, []
    for _ in range(source.randint(1, 2)):
        path = source.choice([path for path in _paths(right) if free_names(at_path(right, path))] or [()])
        name = source.choice(list(IDENTITIES))
        done.append(name)
        right = replace_at(right, path, IDENTITIES[name](at_path(right, path), source))
    return Pair(term, right, True, ", ".join(done))


def _mistaken(term: Term, point: dict[Term, object], source: random.Random) -> Pair | None:
    """A mistake, under an identity in one case of two; none where mpmath sees no difference at the problem's point."""
    places = [path for path in _paths(term) if at_path(term, path).head in MISTAKES]
    if not places:
        return None
    path = source.choice(places)
    node = at_path(term, path)
    try:
        wrong = replace_at(term, path, source.choice(MISTAKES[node.head])(node, source))
        values = [oracle.value_or_none(one, point) for one in (term, wrong)]
    except (ArithmeticError, ValueError, KeyError, TypeError):
        return None
    if None in values or oracle.close(values[0], values[1], 10):
        return None
    right = _identical(wrong, source).right if source.random() < 0.5 and free_names(wrong) else wrong
    return Pair(term, right, False, f"mistake at {node.head.value}")
