"""Slopes by pieces at a point: which piece holds, and where a kink is met what convention is taken."""

from symgrad.balls.evaluation import truth_at
from symgrad.derivations.backward.network import Network
from symgrad.derivations.backward.numbers import Numbers
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason
from symgrad.rules.kinks import closed, is_open, sides
from symgrad.settings import current
from symgrad.terms.build import TRUE, equation
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, rewrite

BITS = 256


def picked(term: Term, numbers: Numbers) -> Term:
    """The term with every case distinction replaced by the case that holds at the point."""
    return rewrite(closed(term, current().kink), lambda node: _case(node, numbers))


def _case(node: Term, numbers: Numbers) -> Term:
    if node.head is not Head.PIECEWISE:
        return node
    for value, when in zip(node.args[0::2], node.args[1::2], strict=True):
        if when is TRUE or _holds(when, numbers):
            return value
    return node


def _holds(condition: Term, numbers: Numbers) -> bool:
    here = {one: numbers.values[one].value for one in free_names(condition) if one in numbers.values}
    return truth_at(condition, here, BITS) is True


def kinks(network: Network, numbers: Numbers) -> list[State]:
    """A line for each local derivative at a kink: the convention, and the slopes on both sides."""
    found = []
    for user, slopes in network.slopes.items():
        for used, slope in slopes.items():
            for node in postorder(slope):
                if is_open(node) and not any(_holds(when, numbers) for when in node.args[1::2]):
                    found.append(_convention(network, numbers, (user, used), node))
    return found


def _convention(network: Network, numbers: Numbers, edge: tuple[Term, Term], node: Term) -> State:
    user, used = edge
    value = picked(node, numbers)
    left, right = sides(node)
    told = (left, right) if left is not None and right is not None else (node.args[0], node.args[2])
    why: Reason = ("convention: ", *_place(node), " is a kink", *_of(network, user), ", with slopes ", told[0],
                   " and ", told[1], " on its two sides")  # fmt: skip
    return State(equation(network.local(user, used), value), "assumption", "backward.kink", why)


def _place(node: Term) -> Reason:
    when = node.args[1]
    return (equation(when.args[0], when.args[1]),)


def _of(network: Network, user: Term) -> Reason:
    term = network.by_name[user].term
    return (f" of {function(term.data).says}",) if term.head is Head.CALL else ()
