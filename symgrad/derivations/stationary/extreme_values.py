"""`extrema`: the largest and smallest value on a closed region, from its inside, its edges and its corners.

On a closed and bounded region a continuous function has both (Weierstrass). They lie where the gradient is 0 inside,
where the function along an edge is stationary, at a corner, or (in one variable) where there is no slope: all of these
are found, and the values compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.derivatives import of_formula
from symgrad.derivations.gradients import symbol
from symgrad.derivations.point import worked_out
from symgrad.derivations.state import State
from symgrad.derivations.stationary import region as regions
from symgrad.derivations.stationary.boundedness import polynomial
from symgrad.derivations.stationary.bounds import as_sympy
from symgrad.derivations.stationary.branches import Solver
from symgrad.derivations.stationary.case_lines import named, same
from symgrad.derivations.stationary.continuous import require_continuous
from symgrad.derivations.stationary.equations import Equation, as_line, short
from symgrad.derivations.stationary.interval import on_interval
from symgrad.derivations.stationary.judging import require_numbers, sign_of
from symgrad.derivations.stationary.multipliers import lined_up
from symgrad.derivations.stationary.places import Limits, gathered
from symgrad.derivations.stationary.region import Side
from symgrad.derivations.stationary.results import CriticalPoint
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.errors import SymgradError, UnsupportedError
from symgrad.graph import from_term
from symgrad.settings import current
from symgrad.terms.build import ZERO, apply, derivative, div, equation, mul, neg, rational, relation, sub, tuple_of
from symgrad.terms.build import gradient as nabla
from symgrad.terms.build import name as make_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import depends_on, free_names, substitute

Place = dict[Term, Term]


@dataclass(frozen=True)
class Extrema(Derivation):
    """The derivation with what it found: all points compared, the largest and the smallest value (SymPy)."""

    points: tuple[CriticalPoint, ...] = ()
    maximum: Any = None
    minimum: Any = None


def extrema(f: Any, region: Any, wrt: str | Sequence[str] | None = None) -> Extrema:
    """The largest and smallest value of f on a closed, bounded region, its boundary worked.

    `region`: {"x": (-1, 2)} with two ends a variable, or inequalities such as ["x >= 0", "x^2 + y^2 <= 4"].
    Raises SymgradError where the region is not closed and not shown to be bounded or f cannot be read, and
    UnsupportedError where f may have gaps in it, in several variables kinks, or where a system has no closed form.
    """
    graph = asking.graph_of(f)
    graph = from_term(graph.unfold(), domain=graph.domain) if len(graph.definitions) > 1 else graph
    names = asking.all_inputs(graph) if wrt is None else asking.variables(graph, wrt)
    require_numbers([asking.body_of(graph)], names)
    sides = regions.read(region, graph, names)
    body = asking.body_of(graph)
    if not regions.is_bounded(sides, names):
        raise SymgradError("the region is not shown to be bounded", hint="add inequalities that bound every variable")
    require_continuous(body, sides, names)
    work = _Work(body, symbol(graph), names, sides)
    work.run()
    return work.answer(graph)


class _Work:
    """The inside, the edges and the corners one after the other."""

    def __init__(self, body: Term, called: Term, names: tuple[Term, ...], sides: tuple[Side, ...]) -> None:
        self.body, self.called, self.names, self.sides = body, called, names, sides
        self.states: list[State] = [named(called, body)]
        self.parts: list[Derivation] = []
        self.found: list[tuple[Place, str]] = []
        self.sharp: list[Place] = []

    def run(self) -> None:
        """Work through all faces of the region."""
        for face in regions.faces(self.sides, self.names):
            where = "inside" if not face else "on the edge" if len(face) < len(self.names) else "at a corner"
            if len(self.names) == 1 and face:
                where = "at an end"
            for place in self._stationary(face):
                if regions.holds(self.sides, place) and not any(_same(place, other) for other, _ in self.found):
                    self.found.append((place, "without a slope" if place in self.sharp else where))

    def _stationary(self, face: tuple[Side, ...]) -> list[Place]:
        """The points of a face at which f is stationary along it."""
        if len(face) == len(self.names):
            return self._corners(face)
        known = self._straight(face)
        if known is None:
            return self._by_multipliers(face)
        rest = tuple(name for name in self.names if name not in known)
        along = short(substitute(self.body, known))
        places = self._zeros(along, rest, face)
        return [{name: worked_out(substitute(known.get(name, name), place)) for name in self.names} for place in places]

    def _straight(self, face: tuple[Side, ...]) -> Place | None:
        """The variables that straight edges give in terms of the others."""
        known: Place = {}
        for side in face:
            zero = substitute(side.edge.zero, known)
            name = next((one for one in reversed(self.names) if depends_on(zero, one)), None)
            line = None if name is None else as_line(zero, name)
            if name is None or line is None or free_names(line.slope):
                return None
            value = short(div(neg(line.offset), line.slope))
            known = {**{n: short(substitute(v, {name: value})) for n, v in known.items()}, name: value}
        return known

    def _zeros(self, along: Term, names: tuple[Term, ...], face: tuple[Side, ...]) -> list[Place]:
        """The critical points of the function along a face, in the variables that are left."""
        parts = [replace(of_formula(from_term(along), (name,)), title=name.data.plain) for name in names]
        self.parts += parts
        self.states += self._opened(along, names, face, [part.result for part in parts])
        if len(self.names) == 1:
            candidates = on_interval(along, self.called, names[0], parts[0].result, self._limits(names))
            if candidates is not None:
                self.states += candidates.states
                self.sharp += candidates.sharp
                return [*candidates.stationary, *candidates.sharp]
        return self._solved([Equation(part.result) for part in parts], names, ())

    def _opened(self, along: Term, names: tuple[Term, ...], face: tuple[Side, ...], slopes: list[Term]) -> list[State]:
        """What f is along the face, and its slopes."""
        told: Reason = ("along it the slope is 0",) if face else ("inside the gradient is 0",)
        if not face and len(names) == 1:
            told = ("inside the derivative is 0",)
        left = derivative(self.called, names[0]) if len(names) == 1 else nabla(self.called)
        shown = slopes[0] if len(names) == 1 else make(Head.MATRIX, tuple(slopes), (1, len(slopes)))
        state = State(shown, "follows", "critical.slopes", told, (), left)
        if not face:
            return [state]
        where = [part for one in face for part in (" and ", one.edge.statement)][1:]
        known = self._straight(face) or {}
        on = State(along, "case", "extrema.edge", ("on the edge ", *where), (), self.called,
                   (same(substitute(self.body, known), along),))  # fmt: skip
        return [on, state]

    def _by_multipliers(self, face: tuple[Side, ...]) -> list[Place]:
        """A curved edge: the gradients line up, or that of the edge is 0."""
        level = _level(self.body, face[0].edge) if len(face) == 1 else None
        if level is not None:
            return self._along_level(face[0].edge, level)
        letters = tuple(make_name(one) for one in ("lambda", "mu", "nu")[: len(face)])
        bodies = (self.body, *(one.edge.zero for one in face))
        rows = [[replace(of_formula(from_term(b), (n,)), title=n.data.plain) for n in self.names] for b in bodies]
        self.parts += [part for row in rows for part in row]
        edges = [one.edge for one in face]
        system = lined_up([[part.result for part in row] for row in rows], letters)
        why: Reason = ("on the edge ", edges[0].statement, ": the gradients line up")
        for i, one in enumerate(system):
            how = ("case", why) if i == 0 else ("follows", ("and",))
            self.states.append(State(one.statement, how[0], "lagrange.system", how[1]))
        bare = [Equation(part.result) for part in rows[1]]
        stationary = self._solved([*system, *edges], self.names, letters)
        return stationary + self._solved([*bare, *edges], self.names, (), True)

    def _along_level(self, edge: Equation, level: Step) -> list[Place]:
        """An edge on which f does not change: where it meets the axes stands for all of it."""
        why: Reason = ("on the edge ", edge.statement, ": it is the same everywhere")
        self.states.append(State(level.after, "case", "extrema.edge", why, (), self.called, (level,)))
        for kept in self.names:
            axis = [Equation(name) for name in self.names if name is not kept]
            places = self._solved([edge, *axis], self.names, (), True)
            if places:
                return places
        raise UnsupportedError("no point of an edge was found in closed form")

    def _corners(self, face: tuple[Side, ...]) -> list[Place]:
        return self._solved([one.edge for one in face], self.names, (), True)

    def _solved(
        self, system: list[Equation], names: tuple[Term, ...], hidden: tuple[Term, ...], silent: bool = False
    ) -> list[Place]:
        solver = Solver(system, (*names, *hidden))
        solver.run()
        found = gathered(solver, self._limits(names), hidden)
        if found.rough:
            raise UnsupportedError("a point of the boundary has no closed form")
        self.states += [] if silent else solver.states
        return found.points

    def _limits(self, names: tuple[Term, ...]) -> Limits:
        return Limits({name: ends for name in names if (ends := self._ends(name)) is not None})

    def _ends(self, name: Term) -> tuple[Term, Term] | None:
        """Two numbers between which a variable lies, where sides say so."""
        found: dict[int, Term] = {}
        for side in self.sides:
            line = as_line(side.inside, name)
            if line is not None and not free_names(line.slope) and not free_names(line.offset):
                found[sign_of(line.slope) or 0] = worked_out(div(neg(line.offset), line.slope))
        return (found[1], found[-1]) if {1, -1} <= set(found) else None

    def answer(self, graph: Any) -> Extrema:
        """The values compared."""
        values = [worked_out(substitute(self.body, place)) for place, _ in self.found]
        if not values:
            raise SymgradError("the region holds no point")
        low, high = _extreme(values, -1), _extreme(values, 1)
        points, lines = [], []
        for (place, where), value in zip(self.found, values, strict=True):
            kind = _kind(value, low, high)
            said = {"maximum": f"{where}: the largest", "minimum": f"{where}: the smallest"}.get(kind, where)
            statement = equation(apply(self.called.data, *(place[name] for name in self.names)), value)
            steps = (same(substitute(self.body, place), value),)
            lines.append(State(statement, "follows", "extrema.value", (said,), (), None, steps))
            points.append(CriticalPoint(tuple(place.items()), kind, value))
        opened = State(self.body, "question", reason=("the question",))
        states = (opened, *self.states, *lines, self._bound(low, high, values))
        result = tuple_of(*(tuple_of(*place.values()) for place, _ in self.found))
        note = "The region is closed and bounded and the function continuous, so a largest and a smallest value exist."
        return Extrema(
            "extrema", "", graph, states, result, tuple(self.parts), from_term(result), (note,), current().detail,
            tuple(points), as_sympy(high), as_sympy(low),
        )  # fmt: skip

    def _bound(self, low: Term, high: Term, values: Sequence[Term]) -> State:
        """low <= f <= high in the region."""
        shown = relation(low, "<=", self.called, "<=", high)
        steps = (Step("extrema.function", Weight.LIGHT, self.body, ZERO, ()), *(same(one, one) for one in values))
        typed = tuple(one.typed for one in self.sides)
        return State(shown, "bound", "extrema.bound", ("the values compared",), typed, None, steps)


def _level(body: Term, edge: Equation) -> Step | None:
    """f minus a multiple of what is 0 on the edge is a number: the equality, or None where it is not so."""
    ours, theirs = polynomial(body), polynomial(edge.zero)
    for coefficient, powers in theirs or ():
        same_powers = [c for c, own in ours or () if own == powers and powers]
        if same_powers and coefficient:
            raw = sub(body, mul(rational(same_powers[0] / coefficient), edge.zero))
            value = short(raw)
            return same(raw, value) if not free_names(value) else None
    return None


def _extreme(values: Sequence[Term], side: int) -> Term:
    best = values[0]
    for one in values[1:]:
        if sign_of(sub(one, best)) == side:
            best = one
    return best


def _kind(value: Term, low: Term, high: Term) -> str:
    if sign_of(sub(value, high)) == 0:
        return "maximum"
    return "minimum" if sign_of(sub(value, low)) == 0 else "degenerate"


def _same(one: Mapping[Term, Term], other: Mapping[Term, Term]) -> bool:
    return all(sign_of(sub(one[name], other[name])) == 0 for name in one)
