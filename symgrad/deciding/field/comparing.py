"""Whether two terms are one element of the function field: at random points, in every cell, for every branch of roots.

Why a proof by this is a proof. Every relation between atoms that is used holds for the real functions in the cell:
e^(u + v) = e^u e^v; e^(c ln f) = |f|^c; ln|f g| = ln|f| + ln|g|; sin and cos by e^(iu); (f^(1/n))^n = f, with every
branch of an even root tried, and the one real odd root; sums and integrals are linear; the same function of equal
arguments is the same. So what vanishes by these relations vanishes on the real line wherever both lines are defined.

Vanishing is seen at random points modulo primes near 2^127: what is not zero vanishes there with a chance below 2^-60
(Schwartz and Zippel). What the line before needs in order to be real is assumed; where the line after needs more,
nothing is proved. Cells that cannot occur are tried too: that may hide a true equality, it lets no false one pass.
Where a sign, a step or cases are told apart, the ties are substituted and compared as well. Isolated points where a
line has a hole do not count. A power u^v with a variable exponent is e^(v ln u) where u > 0; where u < 0 it counts only
if v has other names than u, and is then a whole number, even or odd.
"""

from contextlib import suppress
from enum import Enum
from itertools import count
from typing import NamedTuple

from symgrad.deciding.field import arithmetic, calls, opaque, switches
from symgrad.deciding.field.evaluation import Evaluation, Forms
from symgrad.deciding.field.forks import Choices, Deeper, Fork, NoRoot, NoRootOfNumber, Thirds, Undefined, Unsettled
from symgrad.deciding.field.primes import WITH_CUBE_ROOTS, WITH_SQRT_3, prime
from symgrad.deciding.field.world import Budget, Shared, World
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder, size

POINTS = 2
"""Random points, each with a prime of its own."""

MOST_CELLS = 256
MOST_TRIES = 400

PROBES = 8
"""Worlds that are only looked at for roots that do not exist: they show which roots are independent."""

FORMS = Forms(
    values={
        **arithmetic.VALUES,
        Head.CALL: calls.value_of_call,
        Head.PIECEWISE: switches.value_of_cases,
        Head.INDICATOR: switches.value_of_indicator,
        Head.APPLY: opaque.value_of_apply,
        Head.INDEXED: opaque.value_of_indexed,
        Head.DERIVATIVE: opaque.value_of_inert,
        Head.GRADIENT: opaque.value_of_inert,
        Head.DIFFERENTIAL: opaque.value_of_inert,
        Head.EVALUATED: opaque.value_of_evaluated,
        Head.BIGSUM: opaque.value_of_linear,
        Head.INTEGRAL: opaque.value_of_linear,
        Head.BIGPROD: opaque.value_of_bound,
        Head.LIMIT: opaque.value_of_bound,
    },
    polynomials={
        **arithmetic.POLYNOMIALS,
        Head.CALL: calls.polynomial_of_call,
        Head.PIECEWISE: switches.polynomial_of_cases,
    },
    products={
        **arithmetic.PRODUCTS,
        Head.CALL: calls.product_of_call,
        Head.PIECEWISE: switches.product_of_cases,
    },
)


class Found(Enum):
    """What comparing in the field says."""

    EQUAL = "equal"
    NOT_SHOWN = "not shown"
    NOWHERE = "defined nowhere"


class How(NamedTuple):
    """What is tried, and what counts."""

    told_apart: bool = False  # |u|, sign, max and cases are split into cells
    thorough: bool = False  # sums are looked at beforehand, to see which are made of which
    holes: bool = False  # the line after need not be defined
    zero: Term | None = None  # a term whose sign is taken to be 0


class Comparison(NamedTuple):
    """What was found, in how many cells, and the terms whose zeros were not looked at."""

    found: Found
    cells: int = 0
    ties: tuple[Term, ...] = ()


def compared(before: Term, after: Term, domain: tuple[Term, ...], how: How, budget: Budget) -> Comparison:
    """Compare at POINTS random points."""
    primes, depth = WITH_SQRT_3, 1
    shared = Shared(budget, set())
    barren = 0
    found: list[Comparison] = []
    for seed in range(MOST_TRIES):
        world = World(prime(primes[seed % len(primes)]), seed, depth, shared)
        try:
            found.append(_explored(world, before, after, domain, how, probing=seed < PROBES))
        except NoRootOfNumber:
            barren += 1
            if barren >= 2 * len(primes):
                break
        except NoRoot:
            continue
        except Deeper:
            depth += 1
        except Thirds:
            if primes is WITH_CUBE_ROOTS:
                break
            primes = WITH_CUBE_ROOTS
        except (Unsettled, RecursionError):
            break
        if found and (found[-1].found is not Found.EQUAL or len(found) == POINTS):
            return found[-1]
    return Comparison(Found.NOT_SHOWN)


def _explored(
    world: World, before: Term, after: Term, domain: tuple[Term, ...], how: How, *, probing: bool
) -> Comparison:
    """All cells of one world; while probing, a world is given up where it would have to try both branches of a root."""
    waiting: list[Choices] = [{}]
    ties: dict[Term, None] = {}
    equal = 0
    for looked in count():
        if not waiting:
            break
        if looked + len(waiting) > MOST_CELLS:
            raise Unsettled
        choices = waiting.pop()
        ev = Evaluation(world, choices, FORMS, opaque=not how.told_apart, thorough=how.thorough)
        try:
            here = _same(ev, before, after, domain, how)
        except Fork as fork:
            if probing and fork.switch[0] == "root":
                raise NoRoot from fork
            waiting.extend({**choices, fork.switch: option} for option in fork.options)
            continue
        ties.update(ev.ties)
        if here is Found.NOT_SHOWN:
            return Comparison(here)
        equal += here is Found.EQUAL
    return Comparison(Found.EQUAL if equal else Found.NOWHERE, equal, tuple(ties))


def _same(ev: Evaluation, before: Term, after: Term, domain: tuple[Term, ...], how: How) -> Found:
    """The two lines in one cell."""
    try:
        if how.zero is not None:
            ev.take_zero(ev.product(how.zero))
        calls.assume(ev, domain)
        if how.thorough:
            _look(ev, before, after)
        left = ev.value(before)
    except Undefined:
        return Found.NOWHERE
    ev.needs = "asked"
    try:
        right = ev.value(after)
    except Undefined:
        return Found.NOWHERE if how.holes else Found.NOT_SHOWN
    return Found.EQUAL if left == right else Found.NOT_SHOWN


def _look(ev: Evaluation, *terms: Term) -> None:
    """Take note of sums, sines and cosines, small ones first; what is not settled is passed over."""
    nodes = dict.fromkeys(node for term in terms for node in postorder(term))
    noted = [node for node in nodes if node.head is Head.SUM or (node.head is Head.CALL and node.data in _SQUARED)]
    before, ev.needs = ev.needs, "known"
    for node in sorted(noted, key=size):
        with suppress(Fork, Undefined, Unsettled):
            ev.look_at(node)
    ev.needs = before


#: functions between whose squares there are relations
_SQUARED = frozenset({"sin", "cos", "sinh", "cosh"})
