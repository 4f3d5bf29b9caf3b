"""One step of gradient descent from the slopes: w <- w - eta dL/dw with the numbers."""

from symgrad.derivations.backward.network import Network
from symgrad.derivations.backward.numbers import Numbers, rounded, shown, worked_out
from symgrad.derivations.state import State
from symgrad.derivations.values import number_term
from symgrad.errors import LimitError
from symgrad.terms.build import equation, mul, name, relation, sub
from symgrad.terms.node import Term


def updates(network: Network, numbers: Numbers, names: tuple[Term, ...], rate: Term) -> list[State]:
    """The update of each name, then the output before and after all of them."""
    eta = name("eta")
    found, moved = [], {}
    for one in names:
        if one not in numbers.slopes or one not in numbers.point:
            continue
        printed, _ = shown(numbers.slopes[one])
        moved[one] = moved_by(numbers, one, rate)
        value, exact = shown(worked_out(moved[one]))
        with_numbers = sub(numbers.point[one], mul(rate, printed))
        statement = relation(one, "<-", sub(one, mul(eta, network.total(one))), "=", with_numbers,
                             "=" if exact else "≈", value)  # fmt: skip
        found.append(State(statement, "follows", "backward.update", ("against the slope, ", equation(eta, rate))))
    return [*found, _after(network, numbers, moved)] if found else []


def moved_by(numbers: Numbers, one: Term, rate: Term) -> Term:
    """The new value of a name: its slope to many more digits than are shown. Raises LimitError for a huge slope."""
    slope = numbers.slopes[one].middle
    if slope is None:
        raise LimitError(f"the slope in {one.data.plain} is too large for an update")
    return sub(numbers.point[one], mul(rate, number_term(slope)))


def _after(network: Network, numbers: Numbers, moved: dict[Term, Term]) -> State:
    before, after = numbers.values[network.output], numbers.change(moved)
    statement = relation(network.output, "≈", rounded(after))
    return State(statement, "follows", "backward.after", ("after the update; before it was ", shown(before)[0]))
