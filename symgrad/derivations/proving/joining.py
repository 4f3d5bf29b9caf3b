"""Whether a line is what its steps give: a proof of steps says nothing of a line that they do not lead to.

Every step begins where the one before it ended, the first at the line before, and the line is where the last one ends.
Lines that put in numbers, or put proved parts together, are put together again and compared.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from symgrad.balls import Ball, known_ball
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.proving import near_ties, point_ties
from symgrad.derivations.proving.facts import ROUTES
from symgrad.derivations.state import State
from symgrad.errors import SymgradError
from symgrad.terms.build import derivative
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, substitute

Settled = tuple[str, str]
Equal = Callable[[Term, Term], Settled]

UNITS = 50
"""Units of the last digit by which a value put together from rounded ones may be off."""

NOT_JOINED = ("failed", "the line is not what its steps give")


def joined(state: State, before: State | None, whole: Derivation, equal: Equal) -> Iterator[Settled]:
    """Nothing where the line hangs together with what it rests on; what is wrong with it where it does not."""
    parts = _PARTS[state.rule](state, before, whole) if state.rule in _PARTS else ()
    if not all(left is right or _same(left, right, whole, equal) for left, right in (*_links(state), *parts)):
        yield NOT_JOINED
    if state.rule == "point.forward" and not _nearly(state.statement):
        yield NOT_JOINED


def _same(left: Term, right: Term, whole: Derivation, equal: Equal) -> bool:
    """Whether they are shown to be equal, if need be with the definitions put in."""
    if equal(left, right)[0] not in ("failed", "undecided"):
        return True
    values: dict[Term, Term] = {}
    for one in whole.source.definitions:
        values[one.name] = substitute(one.term, values)
    put_in = (substitute(left, values), substitute(right, values))
    return put_in != (left, right) and equal(*put_in)[0] not in ("failed", "undecided")


def _links(state: State) -> Iterator[tuple[Term, Term]]:
    """Where a step ends and where the next begins, or the line that the last one gives."""
    if state.relation == "equal" and state.rule not in ROUTES:
        begins = [*(step.before for step in state.steps[1:]), state.statement]
        yield from zip((step.after for step in state.steps), begins, strict=bool(state.steps))


def _components(state: State, _: State | None, whole: Derivation) -> Iterator[tuple[Term, Term]]:
    """The parts derived below."""
    if len(whole.children) == len(state.statement.args):
        yield from zip((one.result for one in whole.children), state.statement.args, strict=True)


def _put_in(state: State, before: State | None, _: Derivation) -> Iterator[tuple[Term, Term]]:
    """The line before with the numbers that the reason gives, or with those found in their places."""
    if before is None:
        return
    told = [one for one in state.reason if isinstance(one, Term) and one.head is Head.RELATION]
    values: dict[Term, Term] = {one.args[0]: one.args[1] for one in told}
    if not values:
        _match(before.statement, state.statement, values)
    there = substitute(before.statement, values)
    if set(free_names(there)) <= set(free_names(state.statement)):  # else the numbers of some names are not told
        yield there, state.statement


def _match(form: Term, instance: Term, values: dict[Term, Term]) -> None:
    """Take note of the numbers that stand where the form has names."""
    if form.head is Head.NAME and not free_names(instance):
        values.setdefault(form, instance)
    elif form.head is instance.head and len(form.args) == len(instance.args):
        for part, there in zip(form.args, instance.args, strict=True):
            _match(part, there, values)


def _partial(state: State, before: State | None, _: Derivation) -> Iterator[tuple[Term, Term]]:
    """One partial derivative for each variable, all of the same function."""
    if before is not None and before.statement.head is Head.GRADIENT:
        for name, part in zip(before.statement.args[1:], state.statement.args, strict=True):
            yield part, derivative(state.statement.args[0].args[0], name, partial=part.data == "partial")


_PARTS: Mapping[str, Callable[[State, State | None, Derivation], Iterator[tuple[Term, Term]]]] = {
    **point_ties.TIES,
    **near_ties.TIES,
    "gradient": _partial,
    "gradient.components": _components,
    "point.put-in": _put_in,
}


def _nearly(chain: Term) -> bool:
    """z = 1.5*0.7 ≈ 1.05: whether the number after ≈ is the one before it, as far as its digits and theirs go."""
    if chain.head is not Head.RELATION or len(chain.args) < 3:
        return True
    exact, rounded = chain.args[-2], chain.args[-1]
    try:
        value, shown = known_ball(exact, {}), known_ball(rounded, {})
    except SymgradError:
        return True
    if not isinstance(value, Ball) or not isinstance(shown, Ball):
        return True
    return abs(float(value) - float(shown)) <= UNITS * _last_digit(rounded)


def _last_digit(number: Term) -> float:
    """What one unit of the last digit of a decimal is worth, at least a rounding error of its size."""
    inner = number.args[0] if number.head is Head.NEGATION else number
    decimals = inner.data.partition(".")[2] if inner.head is Head.DECIMAL else ""
    size = abs(as_fraction(number) or Fraction(0))
    return max(float(Fraction(1, 10 ** len(decimals))) if decimals.isdigit() else 0.0, 1e-12 * float(size), 1e-300)
