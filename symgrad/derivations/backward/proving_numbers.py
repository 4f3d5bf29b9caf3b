"""How the lines with numbers are proved: each number is worked out again from certain bounds."""

from collections.abc import Callable
from fractions import Fraction

from symgrad.balls import Ball
from symgrad.derivations.backward.figures import measured
from symgrad.derivations.backward.numbers import worked_out
from symgrad.derivations.backward.result import Backpropagation
from symgrad.derivations.backward.updates import moved_by
from symgrad.derivations.state import State
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder

Settled = tuple[str, str]

ROUNDED: Settled = ("proved", "rounded from certain bounds")
WRONG: Settled = ("failed", "the number is another one")


def _point(derivation: Backpropagation, state: State) -> list[Settled]:
    return [("proved", "the numbers given")]


def _value(derivation: Backpropagation, state: State) -> list[Settled]:
    numbers = derivation.numbers
    return [_rounded(numbers.values[state.statement.args[0]], state.statement.args[-1])]


def _number(derivation: Backpropagation, state: State) -> list[Settled]:
    """A slope with its number, worked out again from the formulas, which are proved in letters."""
    left = state.statement.args[0]
    totals = {state_.statement.args[0]: state_.statement.args[1].args[1] for state_ in derivation.own_states
              if state_.rule == "backward.delta"}  # fmt: skip
    name = totals.get(left) or left.args[1]
    found = derivation.numbers.slopes.get(name)
    return [("proved", "no path leads there") if found is None else _rounded(found, state.statement.args[-1])]


def _rounded(value: Ball, printed: Term) -> Settled:
    """Whether the printed number is the value to its last digit."""
    if value.middle is None:
        return "undecided", "a number too large to compare"
    shown = worked_out(printed).middle
    if shown is None:
        return "undecided", "a number too large to compare"
    allowed = _last_place(printed) * Fraction(51, 100)
    return ROUNDED if abs(shown - value.middle) <= allowed else WRONG


def _last_place(printed: Term) -> Fraction:
    """The worth of the last digit printed."""
    digits = next((node.data for node in postorder(printed) if node.head is Head.DECIMAL), "0")
    mantissa, _, exponent = digits.lower().partition("e")
    places = len(mantissa.partition(".")[2]) - int(exponent or 0)
    return Fraction(1, 10**places) if places >= 0 else Fraction(10) ** -places


def _measured(derivation: Backpropagation, state: State) -> list[Settled]:
    quotient, printed = state.statement.args
    name = quotient.args[0].args[0].args[0].args[0]
    return [_rounded(measured(derivation.numbers, name), printed)]


def _update(derivation: Backpropagation, state: State) -> list[Settled]:
    one, printed = state.statement.args[0], state.statement.args[-1]
    return [_rounded(worked_out(moved_by(derivation.numbers, one, _rate(state))), printed)]


def _rate(state: State) -> Term:
    """The learning rate, which the reason of an update names."""
    return next(part.args[1] for part in state.reason if isinstance(part, Term))


def _after(derivation: Backpropagation, state: State) -> list[Settled]:
    """The output once more, every update made with all its digits."""
    numbers, moved = derivation.numbers, {}
    for row in derivation.own_states:
        if row.rule == "backward.update":
            one = row.statement.args[0]
            moved[one] = moved_by(numbers, one, _rate(row))
    return [_rounded(numbers.change(moved), state.statement.args[-1])]


def _kink(derivation: Backpropagation, state: State) -> list[Settled]:
    return [("proved", "a convention, said to be one")]


#: rule of a state -> its route
ROUTES: dict[str, Callable[[Backpropagation, State], list[Settled]]] = {
    "backward.point": _point,
    "backward.value": _value,
    "backward.slope": _number,
    "backward.measured": _measured,
    "backward.update": _update,
    "backward.after": _after,
    "backward.kink": _kink,
}
