"""The real roots of what one unknown makes: polynomials by flint's count, functions inverted, one period of sines.

A root is exact where it has a closed form, else a decimal whose digits are certain. That there are no others is shown
by the count, by the function having an inverse, or by an enclosure of one whole period; else nothing is returned.
"""

from fractions import Fraction
from typing import NamedTuple

from symgrad.algebra.solving import closed_roots
from symgrad.balls import Ball, known_ball
from symgrad.balls.boxes import enclosure, joined, meets
from symgrad.balls.roots import real_root_balls
from symgrad.balls.search import System, zeros_in
from symgrad.derivations.chain import solve
from symgrad.derivations.point import worked_out
from symgrad.derivations.stationary.equations import SLOT, as_line, coefficients
from symgrad.derivations.stationary.fractional import T, in_root
from symgrad.derivations.stationary.inverting import INVERSES, outer, root_index
from symgrad.derivations.stationary.periods import period_of
from symgrad.derivations.values import signed_decimal
from symgrad.rules.tidying import operations, tidy
from symgrad.terms.build import TWO, ZERO, call, derivative, div, integer, mul, neg, power, rational, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute

#: digits of a root that has no closed form
DIGITS = 10
ACCURACY = 100

LONGEST = 8
"""Operations in the closed form of an angle that a reader still reads."""


class Root(NamedTuple):
    """A real root: exact, or a decimal (`exact` false) for the number in the ball."""

    value: Term
    ball: Ball
    exact: bool = True


class Roots(NamedTuple):
    """All real roots, in ascending order; with a period, those from 0 up to it."""

    found: tuple[Root, ...]
    period: Term | None = None


def real_roots(term: Term, name: Term) -> Roots | None:
    """All real roots of a term in one name; None where they could not be found, or others not be ruled out."""
    listed = coefficients(term, name)
    if listed is not None:
        return _of_polynomial(term, name, listed)
    for way in (_by_inverse, _in_root, _periodic):
        found = way(term, name)
        if found is not None:
            return found
    return None


def count_of_roots(term: Term, name: Term) -> int | None:
    """How many real roots a polynomial with rational coefficients has; None for anything else."""
    listed = coefficients(term, name)
    return None if listed is None or not any(listed) else len(real_root_balls(listed))


def _of_polynomial(term: Term, name: Term, listed: list[Fraction]) -> Roots:
    """Every root that flint isolates, in closed form where SymPy has one in the same ball."""
    isolated = real_root_balls(listed)
    if len(listed) == 2:
        return Roots((exact_root(rational(-listed[0] / listed[1])),))
    closed = [exact_root(one) for one in (closed_roots(term, name) if isolated else ()) if _is_plain(one)]
    found = []
    for ball in isolated:
        near = [one for one in closed if meets(one.ball, ball)]
        found.append(near[0] if near else Root(decimal_of(ball), ball, False))
    return Roots(tuple(found))


def _is_plain(root: Term) -> bool:
    """Whether a reader would write this closed form: no roots of sums that hold roots."""
    under = [node.args[0] for node in postorder(root) if node.head is Head.ROOT]
    return not any(inner.head is Head.ROOT for one in under for inner in postorder(one))


def exact_root(number: Term) -> Root:
    """A number with its ball. Raises ValueError where it is not real."""
    value = tidy(number)
    found = known_ball(value, {}, ACCURACY)
    if not isinstance(found, Ball):
        raise ValueError("not a real number")
    return Root(value, found)


def decimal_of(ball: Ball) -> Term:
    """The number to ten digits."""
    return signed_decimal(ball.digits(DIGITS).rstrip("0"))


def _by_inverse(term: Term, name: Term) -> Roots | None:
    """The roots of a F(u) + b with F one to one: those of u - F^-1(-b/a). Linear terms with any numbers as well."""
    line = as_line(term, name)
    if line is not None:
        return _alone(div(neg(line.offset), line.slope))
    inner = outer(term, name)
    if inner is None:
        return _of_quadratic(term, name)
    function, line = inner
    value = worked_out(div(neg(line.offset), line.slope))
    if root_index(function):
        return _under_radical(function, value, name)
    if function.head is Head.POWER:
        return _under_exponential(function, value, name)
    return real_roots(tidy(sub(function.args[0], INVERSES[function.data](value))), name)


def _under_radical(function: Term, value: Term, name: Term) -> Roots | None:
    """sqrt(u) = v as u = v^2, where v is not negative; an odd root of any number."""
    index, sign = root_index(function) or 0, _sign(value)
    if sign is None:
        return None
    if sign < 0 and index % 2 == 0:
        return Roots(())
    return real_roots(tidy(sub(function.args[0], worked_out(power(value, integer(index))))), name)


def _under_exponential(function: Term, value: Term, name: Term) -> Roots | None:
    sign = _sign(value)
    if sign is None:
        return None
    if sign <= 0:
        return Roots(())
    exponent = worked_out(call("log", value))
    return real_roots(tidy(sub(function.args[1], exponent)), name)


def _in_root(term: Term, name: Term) -> Roots | None:
    """The roots in t of x = t^q, those of them that are roots of a number, each raised to the power q."""
    made = in_root(term, name)
    inner = None if made is None else real_roots(made.top, T)
    if made is None or inner is None or inner.period is not None or not all(root.exact for root in inner.found):
        return None
    kept = [root for root in inner.found if not made.is_even or root.ball.sign in (0, 1)]
    found = {
        root.value: root for one in kept if (root := exact_root(worked_out(power(one.value, integer(made.order)))))
    }
    defined = [
        root for root in found.values() if isinstance(known_ball(substitute(term, {name: root.value}), {}), Ball)
    ]
    return Roots(tuple(sorted(defined, key=lambda root: float(root.ball))))


def _alone(value: Term) -> Roots | None:
    try:
        return Roots((exact_root(worked_out(value)),))
    except ValueError:
        return None


def _of_quadratic(term: Term, name: Term) -> Roots | None:
    """a x^2 + c with any numbers: the roots of -c/a."""
    line = as_line(substitute(term, {power(name, TWO): SLOT}), SLOT)
    if line is None or free_names(line.slope) or free_names(line.offset):
        return None
    value = worked_out(div(neg(line.offset), line.slope))
    sign = _sign(value)
    if sign is None:
        return None
    if sign <= 0:
        return Roots((exact_root(ZERO),)) if sign == 0 else Roots(())
    from symgrad.terms.build import root

    size = worked_out(root(value))
    return Roots((exact_root(neg(size)), exact_root(size)))


def _sign(number: Term) -> int | None:
    found = known_ball(number, {}, ACCURACY)
    return found.sign if isinstance(found, Ball) else None


def _periodic(term: Term, name: Term) -> Roots | None:
    """The roots within one period: SymPy's closed forms brought there, all others ruled out."""
    period = period_of(term, name)
    if period is None:
        return None
    found: list[Root] = []
    closed = closed_roots(term, name)
    if any(operations(one) > LONGEST for one in closed):
        return None  # decimals say more than such forms
    for one in closed:
        root = _brought_into(one, period)
        if root is not None and not any(meets(root.ball, other.ball) for other in found):
            found.append(root)
    for root in found[: len(found)]:
        found += _half_period_partner(term, name, root, period, found)
    found.sort(key=lambda root: float(root.ball))
    return Roots(tuple(found), period) if only_roots(term, name, found, period) else None


def _brought_into(number: Term, period: Term) -> Root | None:
    """The number, moved by whole periods to at least 0 and less than one period."""
    try:
        root, size = exact_root(number), exact_root(period)
    except ValueError:
        return None
    turns = int(float(root.ball) / float(size.ball) // 1)
    for shift in (turns, turns - 1, turns + 1):
        moved = exact_root(worked_out(sub(number, mul(rational(Fraction(shift)), period))))
        if moved.ball.sign in (0, 1) and moved.ball.minus(size.ball).sign == -1:
            return moved
    return None


def _half_period_partner(term: Term, name: Term, root: Root, period: Term, found: list[Root]) -> list[Root]:
    """The root half a period on, where that is one and is not yet listed."""
    from symgrad.derivations.stationary.judging import is_zero
    from symgrad.terms.build import add

    moved = _brought_into(add(root.value, div(period, TWO)), period)
    if moved is None or any(meets(moved.ball, other.ball) for other in found):
        return []
    return [moved] if is_zero(substitute(term, {name: moved.value})) else []


def only_roots(term: Term, name: Term, known: list[Root], period: Term) -> bool:
    """Whether one period holds no other zeros than these: simple ones counted, flat ones by their first slope not 0."""
    end = exact_root(period).ball.middle
    slope = solve(derivative(term, name))[0]
    if end is None:
        return False
    margin = end / 64
    search = zeros_in(System((term,), ((slope,),), (name,)), {name: (-margin, end + margin)})
    balls = [(zero[name], True) for zero in search.zeros] + [(box[name], False) for box in search.left]
    shifted = [*known, *(_moved(root, period, s) for root in known for s in (1, -1))]
    return all(_accounts(term, name, ball, shifted, single) for ball, single in balls)


def _moved(root: Root, period: Term, by: int) -> Root:
    return exact_root(tidy(sub(root.value, mul(rational(Fraction(by)), period))))


def _accounts(term: Term, name: Term, ball: Ball, known: list[Root], single: bool) -> bool:
    """Whether what lies in the ball is a known root: the one zero there, or one where a higher slope keeps off 0."""
    near = [root for root in known if meets(root.ball, ball)]
    if single:
        return bool(near)
    return any(_flat_alone(term, name, root, ball) for root in near or known)


def _flat_alone(term: Term, name: Term, root: Root, ball: Ball) -> bool:
    """Whether the root is the only zero around: a slope of some order keeps off 0 there, all lower ones are 0 at it."""
    from symgrad.derivations.stationary.judging import is_zero

    if abs(float(root.ball) - float(ball)) > 0.05:
        return False
    around = joined(root.ball, ball)
    for _ in range(4):
        if not is_zero(substitute(term, {name: root.value})):
            return False
        term = solve(derivative(term, name))[0]
        found = enclosure(term, {name: around})
        if isinstance(found, Ball) and found.sign in (1, -1):
            return True
    return False
