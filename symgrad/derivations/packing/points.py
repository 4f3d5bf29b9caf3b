"""The points of a page on critical points or extremes, several on a row: each with its kind, or with its value."""

from collections.abc import Sequence
from itertools import groupby

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.packing.flow import AND, NEXT, THEN, Link, Words, flowing
from symgrad.derivations.packing.solving import solved_rows
from symgrad.derivations.rows import rows
from symgrad.derivations.state import State
from symgrad.notation import Row
from symgrad.notation.documents.blocks import pieces
from symgrad.terms.build import ZERO, chain, equation, name, tuple_of
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term

COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def count(number: int, what: str) -> str:
    """`two points`."""
    told = COUNTS[number] if number < len(COUNTS) else str(number)
    return f"{told} {what}{'' if number == 1 else 's'}"


def equations_of(state: State) -> Term:
    """The line as an equation, with what stands on its left."""
    return state.statement if state.left is None else equation(state.left, state.statement)


def beside(states: Sequence[State], reason: Words = ()) -> list[Row]:
    """Statements beside each other, one reason for all."""
    first, *rest = states
    links = [Link("", (equations_of(first),), reason), *(Link(AND, (equations_of(one),)) for one in rest)]
    return flowing(links)


def opening(states: Sequence[State]) -> list[Row]:
    """The function and its slopes: f = ..., grad f = [...], to be 0."""
    return beside(states, states[-1].reason)


def extremes_on(states: Sequence[State]) -> list[Row]:
    """Extremes of f = x y on g = x^2 + y^2 - 8 = 0: grad f = lambda grad g."""
    f, *rules, condition = states
    where = [part for one in rules for part in (" and ", chain((*equations_of(one).args, ZERO), ("=", "=")))]
    words: Words = ("extremes of ", equations_of(f), " on ", *where[1:], ":  ", condition.statement)
    return flowing([Link("", words, condition.reason)])


def system(states: Sequence[State]) -> list[Row]:
    """The equations of the multiplier rule beside each other."""
    if states[0].relation == "case":
        return beside(states, states[0].reason)
    return beside(states, (count(len(states), "equation"),))


def curvature(states: Sequence[State]) -> list[Row]:
    """H and its determinant."""
    return beside(states, states[0].reason)


def points_found(states: Sequence[State]) -> list[Row]:
    """The solved system, and at its end how many points there are and which."""
    listed = [state for state in states if state.rule == "critical.points"]
    found = solved_rows([state for state in states if state.rule != "critical.points"])
    places = [place for state in listed for place in _places(state.statement)]
    told = [part for place in places for part in (", ", place)][1:]
    if not found or not places or any(place.head is not Head.TUPLE for place in places):
        return [*found, *(row for state in listed for row in beside([state], state.reason))]
    words: Words = (count(len(places), "point") + ": ", *told)
    said = pieces(found[-1].reason)
    return [*found[:-1], found[-1]._replace(reason=(*said, *(("; ",) if said else ()), *words))]


def _places(statement: Term) -> list[Term]:
    """The right sides of (x, y) = (1, 0) or (x, y) = (-1, 0)."""
    each = statement.args if statement.head is Head.LOGIC else (statement,)
    return [one.args[1] for one in each]


def kinds(states: Sequence[State], variable: Term | None) -> list[Row]:
    """(1, 0): det H = 12 > 0, f_xx = 6 > 0 => minimum, f = -2."""
    links: list[Link] = []
    for state in states:
        shown, value = state.statement.args
        kind = state.rule.split(".")[1]
        evidence = [part for part in state.reason[1:] if isinstance(part, Term)]
        told = [part for one in evidence for part in (", ", one)][1:]
        words: Words = (_at(shown, variable), ": ", *told)
        links.append(Link(NEXT if links else "", words))
        links.append(Link(THEN, (f"{kind}, ", equation(_bare(shown), value))))
    return flowing(links)


def _at(shown: Term, variable: Term | None) -> Term:
    """The place of f(1, 0): (1, 0), or x = 1 of one variable."""
    return tuple_of(*shown.args) if variable is None else equation(variable, shown.args[0])


def _bare(shown: Term) -> Term:
    """f of f(1, 0)."""
    assert isinstance(shown.data, Applied)
    return name(shown.data.name)


def values(states: Sequence[State]) -> list[Row]:
    """(2, 2), (-2, -2): f = 4 (maximum); what the second-order test says beside it."""
    links: list[Link] = []
    bounds = [state for state in states if state.relation == "bound"]
    for (kind, value), group in groupby(
        _by_value([one for one in states if one not in bounds]), lambda one: (_kind(one), one.statement.args[1])
    ):
        lines = list(group)
        places = [part for one in lines for part in (", ", _place(one.statement.args[0]))][1:]
        words: Words = (*places, ": ", equation(_bare(lines[0].statement.args[0]), value), f" ({kind})")
        links.append(Link(NEXT if links else "", words, _test(lines)))
    links += [Link(NEXT, (one.statement,)) for one in bounds]
    return flowing(links)


def _place(shown: Term) -> Term:
    return tuple_of(*shown.args) if len(shown.args) > 1 else shown.args[0]


def _by_value(states: Sequence[State]) -> list[State]:
    """The lines with the same kind and value together, in the order in which each such group begins."""
    keys = list(dict.fromkeys((_kind(one), one.statement.args[1]) for one in states))
    return sorted(states, key=lambda one: keys.index((_kind(one), one.statement.args[1])))


def _kind(state: State) -> str:
    """What the line says of its point, without the test."""
    first = state.reason[0]
    return first.partition(";")[0] if isinstance(first, str) else ""


def _test(states: Sequence[State]) -> Words:
    """The bordered determinants, where they are the same at all these points."""
    told = {state.reason[1:] for state in states}
    tests = next(iter(told))
    return (f"{_kind(states[0])}: ", *tests) if len(told) == 1 and tests else ()


def is_by_curvature(state: State) -> bool:
    """Whether a line gives a kind by the signs of second derivatives alone."""
    return state.rule.startswith("kind.") and state.rule.endswith(".curvature")


def packed(made: Derivation) -> list[Row]:
    """The rows of a page on points: runs of lines of one family each, packed as that family is."""
    slopes = [one.left for one in made.own_states if one.left is not None and one.left.head is Head.DERIVATIVE]
    variable = slopes[0].args[1] if slopes else None
    found: list[Row] = []
    for family, group in groupby(made.own_states[1:], _family):
        lines = tuple(group)
        if family == "kinds":
            found += kinds(lines, variable)
        else:
            found += _PACKERS[family](lines) if family in _PACKERS else rows(lines)
    return found


def _family(state: State) -> str:
    if is_by_curvature(state):
        return "kinds"
    if state.rule in ("lagrange.minimum", "lagrange.maximum", "lagrange.saddle", "lagrange.bound"):
        return "values"
    return _FAMILIES.get(state.rule, "solving" if state.rule.startswith("solve.") else "alone")


_FAMILIES = {
    "critical.function": "opening",
    "critical.slopes": "opening",
    "lagrange.condition": "opening",
    "lagrange.system": "system",
    "critical.points": "solving",
    "critical.second": "curvature",
    "critical.determinant": "curvature",
}


def _opening(states: Sequence[State]) -> list[Row]:
    return extremes_on(states) if states[-1].rule == "lagrange.condition" else opening(states)


_PACKERS = {
    "opening": _opening,
    "system": system,
    "solving": points_found,
    "curvature": curvature,
    "values": values,
}
