"""The lines with numbers: forward values, shared slopes, gradients, a finite difference, one update."""

from collections.abc import Mapping
from fractions import Fraction
from typing import NamedTuple

from symgrad.balls import Ball
from symgrad.derivations.asking import value_term
from symgrad.derivations.backward.deltas import Deltas
from symgrad.derivations.backward.network import Network
from symgrad.derivations.backward.numbers import PLACES, Numbers, rounded, shown
from symgrad.derivations.backward.pieces import kinks, picked
from symgrad.derivations.backward.result import POINT, given_numbers
from symgrad.derivations.backward.updates import updates
from symgrad.derivations.state import State
from symgrad.derivations.values import number_term
from symgrad.derivations.words import slope_sentence
from symgrad.graph import Graph
from symgrad.terms.build import ONE, TWO, ZERO, add, apply, decimal, div, equation, mul, name, relation, sub, tuple_of
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

#: the step of the finite difference, as it is printed and as a number
STEP_SHOWN, STEP = "0.00001", Fraction(1, 100_000)
#: so many slopes are checked on the page; the first ones asked for
CHECKED = 3
#: of a network with more names than this the page gives a table instead of the numbers put in
MOST_PUT_IN = 40

ROUNDING = f"Numbers after ≈ are rounded to {PLACES} digits; each was worked out with more digits than are shown."


class _Worked(NamedTuple):
    """A network with its numbers, and those already printed."""

    network: Network
    deltas: Deltas
    numbers: Numbers
    printed: dict[Term, Term]


def states(graph: Graph, names: tuple[Term, ...], point: Mapping[Term, Term], rate: float | str | None) -> list[State]:
    """The point, the values forward, the slopes backward, checks, and an update if a rate is given."""
    network, numbers = Network(graph, names), Numbers(graph, point)
    worked = _Worked(network, Deltas(network), numbers, dict(point))
    given = [equation(one, value) for one, value in point.items()]
    assumed = given[0] if len(given) == 1 else tuple_of(*given)
    found = [State(assumed, "assumption", POINT, ("the numbers",))]
    if len(network.definitions) + len(names) <= MOST_PUT_IN:
        found += [_forward(worked, one) for one in network.by_name]
        found += kinks(network, numbers)
        found += _backward(worked)
        found += _measured(worked)
    if rate is not None:
        found += updates(network, numbers, names, value_term(rate))
    return found


def _forward(worked: _Worked, one: Term) -> State:
    """z = 0.7*1.5 - 0.2 = 0.85: one definition's value from those printed before it."""
    put_in = substitute(worked.network.by_name[one].term, worked.printed)
    value, exact = shown(worked.numbers.values[one])
    worked.printed[one] = value
    return State(_line(one, put_in, value, exact), "follows", "backward.value")


def _line(left: Term, put_in: Term, value: Term, exact: bool) -> Term:
    return relation(left, "=", *([put_in] if put_in is value else [put_in, "=" if exact else "≈", value]))


def _backward(worked: _Worked) -> list[State]:
    """The shared slopes and the gradients with every printed number put in."""
    network, deltas = worked.network, worked.deltas
    rows = [(new, one) for one, new in deltas.names.items()] + [(network.total(one), one) for one in network.asked]
    return [_slope(worked, left, one) for left, one in rows if one in worked.numbers.slopes or one not in network.users]


def _slope(worked: _Worked, left: Term, one: Term) -> State:
    if one not in worked.numbers.slopes:
        return State(
            equation(left, ZERO), "follows", "backward.slope", (worked.network.output, " does not depend on it")
        )
    formula = picked(worked.deltas.slope(one), worked.numbers) if one in worked.network.users else ONE
    put_in = substitute(formula, worked.printed)
    value, exact = shown(worked.numbers.slopes[one])
    worked.printed[left] = value
    return State(_line(left, put_in, value, exact), "follows", "backward.slope")


def _measured(worked: _Worked) -> list[State]:
    """(L(w+h) - L(w-h))/(2h) beside the slope, for the first names; not at a kink, where both sides differ."""
    network, numbers = worked.network, worked.numbers
    if kinks(network, numbers):
        return []
    h = name(next(letter for letter in ("h", "epsilon", "eta") if letter not in _taken(network)))
    found = []
    for one in [each for each in network.asked if each in numbers.point][:CHECKED]:
        f = network.output.data
        quotient = div(sub(apply(f, add(one, h)), apply(f, sub(one, h))), mul(TWO, h))
        value = rounded(measured(numbers, one))
        why = ("measured, with ", equation(h, decimal(STEP_SHOWN)))
        found.append(State(relation(quotient, "≈", value), "follows", "backward.measured", why))
    return found


def measured(numbers: Numbers, one: Term) -> Ball:
    """The central difference of the output in one input."""
    here = numbers.point[one]
    ahead, behind = (numbers.change({one: add(here, number_term(step))}) for step in (STEP, -STEP))
    return ahead.minus(behind).over(2 * STEP)


def _taken(network: Network) -> set[str]:
    return {one.data.key for row in network.definitions for one in (row.name, *free_names(row.term))}


def notes(states_: list[State], graph: Graph, names: tuple[Term, ...]) -> tuple[str, ...]:
    """What the first slopes say, and how the numbers are rounded."""
    measured_ = any(state.rule == "backward.measured" for state in states_)
    points = [given_numbers(state.statement) for state in states_ if state.rule == POINT]
    told = _sentences(graph, names, {one.args[0]: one.args[1] for one in points[0]}) if measured_ else ()
    rounded_ = any(state.rule == "backward.value" and "≈" in state.statement.data for state in states_)
    return (*told, *([ROUNDING] if rounded_ else []))


def _sentences(graph: Graph, names: tuple[Term, ...], point: Mapping[Term, Term]) -> tuple[str, ...]:
    slopes, called = Numbers(graph, point).slopes, str(graph.output.name.data.plain)
    middles = {one: slopes[one].middle for one in names[:CHECKED] if one in slopes and one in point}
    told = (slope_sentence(graph.unfold(), called, one, point, number_term(slope))
            for one, slope in middles.items() if slope is not None)  # fmt: skip
    return tuple(filter(None, told))
