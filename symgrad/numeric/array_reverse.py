"""Reverse mode for vectors and matrices: the formulas of the slopes, by the laws of matrix differentials.

Every node hands its slope G on to its parts: the law of the node writes dU by the differentials of its parts, and the
adjoints of linear heads move what stands before dV to the side of G. Where several uses meet, the slopes are added.
Giles, An extended collection of matrix derivative results (2008), works the same rules.
"""

from collections.abc import Mapping, Sequence

from symgrad.errors import UnsupportedError
from symgrad.rules.matrices import DifferentialLaw, adjoint_of, entrywise_law, law_of, plus
from symgrad.terms import Head, Name, Term, make
from symgrad.terms.build import ONE, zeros
from symgrad.terms.plain import plain
from symgrad.terms.traverse import contains, postorder

Definitions = Sequence[tuple[Term, Term]]


class Slopes:
    """The reverse sweep over definitions (name, formula), the last of which is the output, a number.

    `definitions` are those of the slopes, in the order in which they are computed; `result` the slope in each variable.
    """

    def __init__(self, forward: Definitions, wrt: Sequence[Term]) -> None:
        self._bodies: Mapping[Term, Term] = dict(forward)
        self._parts: dict[Term, list[Term]] = {forward[-1][0]: [ONE]}
        self.definitions: list[tuple[Term, Term]] = []
        order = _order(forward)
        active = _active(order, self._bodies, wrt)
        for node in reversed(order):
            if node in active and node in self._parts and node not in wrt:
                self._hand_on(node, self._named(node), active)
        self.result = tuple(plus(*self._parts[one]) if one in self._parts else zeros(one.shape) for one in wrt)

    def _named(self, node: Term) -> Term:
        """A name for the slope in this node, unless it is a name or a number already."""
        slope = plus(*self._parts[node])
        if not slope.args:
            return slope
        base = node.data if node.head is Head.NAME else Name(f"s{len(self.definitions) + 1}")
        found = make(Head.NAME, data=base._replace(style="adjoint", typed=""), shape=node.shape)
        self.definitions.append((found, slope))
        return found

    def _hand_on(self, node: Term, slope: Term, active: set[Term]) -> None:
        if node.head is Head.NAME:
            self._parts.setdefault(self._bodies[node], []).append(slope)
            return
        law = _law(node)
        for i, part in enumerate(law.parts(node)):
            if part in active:
                change = make(Head.NAME, data=Name("#d"), shape=part.shape)
                self._parts.setdefault(part, []).extend(_moved(slope, law.law(node, i, change), change))


def _order(forward: Definitions) -> list[Term]:
    """Every node once, parts first, each name behind its formula."""
    seen: dict[Term, None] = {}
    for name, body in forward:
        seen.update((node, None) for node in postorder(body) if node.head is not Head.NAME or node not in seen)
        seen.pop(name, None)
        seen[name] = None
    return list(seen)


def _active(order: Sequence[Term], bodies: Mapping[Term, Term], wrt: Sequence[Term]) -> set[Term]:
    """What depends on one of the variables."""
    found = set(wrt)
    for node in order:
        below = (bodies[node],) if node in bodies else node.args
        if not found.isdisjoint(below):
            found.add(node)
    return found


def _law(node: Term) -> DifferentialLaw:
    found = law_of(node)
    if found is not None and node.head is Head.POWER and not node.shape and found.id == "differential.power":
        found = None  # the law by this head is that of a power of a matrix
    found = found or entrywise_law(node)
    if found is None:
        raise UnsupportedError(f"there is no law for the slope of {plain(node)}")
    return found


def _moved(slope: Term, expression: Term, change: Term) -> list[Term]:
    """What the change is paired with where <slope, expression> is written <..., change>, one term for each place."""
    found: list[Term] = []
    waiting = [(slope, expression)]
    while waiting:
        slope, node = waiting.pop()
        places = [i for i, part in enumerate(node.args) if contains(part, change)]
        if node is change:
            found.append(slope)
        elif node.head is Head.SUM:
            waiting.extend((slope, node.args[i]) for i in places)
        elif places:
            adjoint = adjoint_of(node)
            if adjoint is None or len(places) > 1:
                raise UnsupportedError(f"no rule moves {plain(node)} to the other side")
            waiting.append((adjoint.move(slope, node, places[0]), node.args[places[0]]))
    return found
