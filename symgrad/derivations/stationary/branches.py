"""A system of equations solved case by case, as a person does: what stands alone, put in, factored, told apart.

At each turn the plainest of these that applies is taken: equations in one unknown are solved; an unknown with a number
before it is isolated and put in; a product that is 0 is told apart by its factors; two equations are added or
subtracted where that is shorter; an unknown with a term before it is isolated, apart from where that term is 0; an
unknown is eliminated. Each is a line that says what it rests on; a case that cannot be is dropped with the reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from symgrad.algebra.solving import eliminated
from symgrad.derivations.point import worked_out
from symgrad.derivations.state import State
from symgrad.derivations.stationary import case_lines as say
from symgrad.derivations.stationary.equations import SLOT, Equation, Line, as_line, short
from symgrad.derivations.stationary.factoring import Split, split
from symgrad.derivations.stationary.judging import is_zero, sign_of
from symgrad.derivations.stationary.roots import Root, Roots, real_roots
from symgrad.errors import UnsupportedError
from symgrad.rules.tidying import operations, tidy
from symgrad.terms.build import ONE, TWO, ZERO, add, div, mul, neg, power, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on, free_names, substitute

MOST_LINES = 120
"""A system that needs more lines is given up."""

_DEEPEST = 12


@dataclass(frozen=True)
class Solution:
    """Values of the unknowns; those that stay free are not among them.

    `rough`: unknowns whose value is a decimal. `turns`: shifts of unknowns to more solutions, any number of times.
    """

    values: dict[Term, Term]
    rough: frozenset[Term] = frozenset()
    turns: tuple[dict[Term, Term], ...] = ()


@dataclass(frozen=True)
class Branch:
    """One case: what is known of the unknowns (in terms of those still open), the equations left, what is not 0."""

    known: dict[Term, Term]
    equations: tuple[Equation, ...]
    open: tuple[Term, ...]
    nonzero: tuple[Term, ...] = ()
    rough: frozenset[Term] = frozenset()
    turns: tuple[dict[Term, Term], ...] = ()
    label: tuple[int, ...] = ()
    seen: tuple[Term, ...] = ()  # what eliminations gave: none is done twice


class Solver:
    """Goes through the cases; `states` are the lines, `solutions` what was found."""

    def __init__(self, equations: Sequence[Equation], unknowns: Sequence[Term]) -> None:
        self.original = tuple(equations)
        self.unknowns = tuple(unknowns)
        self.states: list[State] = []
        self.solutions: list[Solution] = []
        self._label = ""

    def run(self) -> None:
        """All cases. Raises UnsupportedError where one cannot be solved in closed form."""
        self._solve(Branch({}, self.original, self.unknowns))

    def _say(self, *states: State) -> None:
        for state in states:
            if self.states and state.statement is self.states[-1].statement and not self._label:
                continue
            self.states.append(state._replace(reason=(self._label, *state.reason)) if self._label else state)
            self._label = ""
        if len(self.states) > MOST_LINES:
            raise UnsupportedError("the system falls into too many cases")

    def _solve(self, branch: Branch) -> None:
        if len(branch.label) > _DEEPEST:
            raise UnsupportedError("the system falls into too many cases")
        listed = [(one, split(one.zero, branch.nonzero)) for one in branch.equations]
        for one, parts in listed:
            if parts.impossible:
                self._say(say.impossible(one, parts, branch.nonzero))
                return
        live = [(one, parts) for one, parts in listed if parts.factors]
        branch = replace(branch, equations=tuple(one for one, _ in live))
        if not live:
            self._found(branch)
            return
        for way in (
            self._alone,
            self._isolated,
            self._squared,
            self._apart,
            self._combined,
            self._divided,
            self._eliminated,
        ):
            if way(branch, live):
                return
        raise UnsupportedError("no way was found to solve the system in closed form")

    def _told(self, one: Equation) -> bool:
        """Whether an equation is the line just said."""
        return bool(self.states) and self.states[-1].statement is one.statement

    def _case(self, branch: Branch, number: int) -> Branch:
        """The branch as a case of its own: its first line says which."""
        label = (*branch.label, number)
        self._label = f"case {'.'.join(map(str, label))}: "
        return replace(branch, label=label)

    def _found(self, branch: Branch) -> None:
        self.solutions.append(Solution(dict(branch.known), branch.rough, branch.turns))

    def _alone(self, branch: Branch, live: list[tuple[Equation, Split]]) -> bool:
        """Equations in one unknown each: their roots, and every choice of them."""
        found: dict[Term, tuple[Equation, Split, Roots]] = {}
        for one, parts in live:
            names = _names_in(parts)
            if len(names) != 1 or names[0] in found:
                continue
            roots = _all_roots(parts, names[0])
            if roots is not None and _may_be_rough(roots, names[0], one, branch):
                found[names[0]] = (one, parts, roots)
        for name, (one, parts, roots) in found.items():
            self._say(say.rooted(one, parts, name, roots, self._told(one)))
        if found:
            self._each_choice(branch, found)
        return bool(found)

    def _each_choice(self, branch: Branch, found: dict[Term, tuple[Equation, Split, Roots]]) -> None:
        done = [one for one, _, _ in found.values()]
        rest = tuple(one for one in branch.equations if one not in done)
        choices = list(product(*([(name, root, roots.period) for root in roots.found]
                                 for name, (_, _, roots) in found.items())))  # fmt: skip
        for number, choice in enumerate(choices, 1):
            values = {name: root.value for name, root, _ in choice}
            if len(choices) > 1 and rest:
                each = self._case(branch, number)
                self._say(say.case(values))
                self._with(each, values, rest, choice)
            else:
                self._with(branch, values, rest, choice)

    def _with(
        self, branch: Branch, values: dict[Term, Term], rest: tuple[Equation, ...],
        choice: tuple[tuple[Term, Root, Term | None], ...],
    ) -> None:  # fmt: skip
        """The branch where these unknowns have these values."""
        known = {**{name: _value(substitute(term, values)) for name, term in branch.known.items()}, **values}
        if any(sign_of(there) == 0 for one in branch.nonzero if not free_names(there := substitute(one, values))):
            self._say(say.excluded(branch.nonzero, values))
            return
        for name, term in branch.known.items():
            if known[name] is not term and rest:
                self._say(say.put_in_value(name, term, known[name], values))
        moved = tuple(one.put_in(values) for one in rest)
        for before, after in zip(rest, moved, strict=True):
            if after != before and free_names(after.zero):
                self._say(say.put_in(before, after, values))
        self._solve(replace(
            branch, known=known, equations=moved, open=tuple(n for n in branch.open if n not in values),
            nonzero=tuple(substitute(one, values) for one in branch.nonzero),
            rough=branch.rough | {name for name, root, _ in choice if not root.exact},
            turns=(*branch.turns, *(_turn(branch, name, root, period) for name, root, period in choice if period)),
        ))  # fmt: skip

    def _isolated(self, branch: Branch, live: list[tuple[Equation, Split]]) -> bool:
        """An unknown with a number before it."""
        for name in branch.open:
            for one, parts in live:
                if len(parts.factors) != 1:
                    continue
                line = as_line(parts.factors[0], name)
                if line is not None and not free_names(line.slope) and depends_on(one.zero, name):
                    self._substitute(branch, one, parts, name, line)
                    return True
        return False

    def _substitute(
        self, branch: Branch, one: Equation, parts: Split, name: Term, line: Line, needs: tuple[Term, ...] = ()
    ) -> None:
        """The branch where an unknown is put in by what an equation says of it."""
        value = short(div(neg(line.offset), line.slope))
        if one.left is not name or one.right is not value:
            linear = say.same(parts.factors[0], mul(line.slope, sub(name, value)))
            self._say(say.isolated(one, name, value, linear, needs, self._told(one)))
        known = {n: short(substitute(term, {name: value})) for n, term in branch.known.items()}
        rest = []
        for other in branch.equations:
            if other is one:
                continue
            moved = other.put_in({name: value}) if depends_on(other.zero, name) else other
            if moved is not other and free_names(moved.zero):
                self._say(say.put_in(other, moved, {name: value}))
            rest.append(moved)
        self._solve(replace(
            branch, known={**known, name: value}, equations=tuple(rest),
            nonzero=tuple(short(substitute(part, {name: value})) for part in (*branch.nonzero, *needs)),
            open=tuple(n for n in branch.open if n is not name),
        ))  # fmt: skip

    def _apart(self, branch: Branch, live: list[tuple[Equation, Split]]) -> bool:
        """A product that is 0: one of its factors is."""
        several = [(one, parts) for one, parts in live if len(parts.factors) > 1]
        if not several:
            return False
        one, parts = min(several, key=lambda pair: (len(pair[1].factors), operations(pair[0].zero)))
        self._say(say.factored(one, parts, self._told(one)))
        rest = tuple(other for other in branch.equations if other is not one)
        cases = _cases(parts.factors)
        for number, case in enumerate(cases):
            each = self._case(branch, number + 1)
            if case.left.head is not Head.PRODUCT:
                self._say(say.case_of(case))
            before = tuple(factor for other in cases[:number] for factor in split(other.zero).factors)
            self._solve(replace(each, equations=(case, *rest), nonzero=(*branch.nonzero, *before)))
        return True

    def _squared(self, branch: Branch, live: list[tuple[Equation, Split]]) -> bool:
        """The square of an unknown, where the others hold nothing but that square."""
        for name in branch.open:
            for one, parts in live:
                line = _line_in_square(parts.factors[0], name) if len(parts.factors) == 1 else None
                if line is None or free_names(line.slope):
                    continue
                if self._put_square(branch, one, name, short(div(neg(line.offset), line.slope))):
                    return True
        return False

    def _put_square(self, branch: Branch, one: Equation, name: Term, value: Term) -> bool:
        """Put in what the square of an unknown is; whether that helped."""
        square = power(name, TWO)
        moved = {other: other.put_in({square: value}) for other in branch.equations
                 if other is not one and depends_on(other.zero, name)}  # fmt: skip
        if not moved or any(depends_on(after.zero, name) for after in moved.values()):
            return False
        made = Equation(square, value)
        self._say(say.square_isolated(one, made))
        for before, after in moved.items():
            self._say(say.put_in(before, after, {square: value}))
        rest = tuple(moved.get(other, other) for other in branch.equations if other is not one)
        self._solve(replace(branch, equations=(made, *rest)))
        return True

    def _combined(self, branch: Branch, live: list[tuple[Equation, Split]]) -> bool:
        """The sum or difference of two equations, where that is shorter than both or falls apart."""
        for (one, _), (other, _) in combinations(live, 2):
            for sign, joined in ((ONE, short(add(one.zero, other.zero))), (neg(ONE), short(sub(one.zero, other.zero)))):
                plain = operations(joined) < min(operations(one.zero), operations(other.zero))
                if not free_names(joined) or not (plain or len(split(joined, branch.nonzero).factors) > 1):
                    continue
                made = Equation(joined)
                self._say(say.combined(one, other, sign, made))
                kept = one if operations(one.zero) <= operations(other.zero) else other
                dropped = other if kept is one else one
                rest = tuple(each for each in branch.equations if each is not dropped)
                self._solve(replace(branch, equations=(made, *rest)))
                return True
        return False

    def _divided(self, branch: Branch, live: list[tuple[Equation, Split]]) -> bool:
        """An unknown with a term before it: isolated where the term is not 0, and the case where it is."""
        found = [
            (operations(line.slope) + operations(line.offset), i, one, parts, name, line)
            for i, (one, parts) in enumerate(live) if len(parts.factors) == 1 for name in branch.open
            if (line := as_line(parts.factors[0], name)) is not None
        ]  # fmt: skip
        if not found:
            return False
        _, _, one, parts, name, line = min(found, key=lambda row: row[:2])
        slope = split(line.slope, branch.nonzero)
        cases = _cases(slope.factors)
        for number, case in enumerate(cases, 1):
            each = self._case(branch, number)
            if case.left.head is not Head.PRODUCT:
                self._say(say.case_of(case))
            self._solve(replace(each, equations=(case, *branch.equations)))
        if slope.factors:
            branch = self._case(branch, len(cases) + 1)
            self._say(say.case_not(slope.factors))
        self._substitute(branch, one, parts, name, line, slope.factors)
        return True

    def _eliminated(self, branch: Branch, live: list[tuple[Equation, Split]]) -> bool:
        """Two polynomial equations combined so that an unknown goes."""
        for (_one, left), (_other, right) in combinations(live, 2):
            if len(left.factors) != 1 or len(right.factors) != 1:
                continue
            for name in branch.open:
                if not (depends_on(left.factors[0], name) and depends_on(right.factors[0], name)):
                    continue
                found = eliminated(left.factors[0], right.factors[0], name)
                if found is None or not free_names(found.rest):
                    continue
                made = Equation(found.rest)
                if made.zero in branch.seen:
                    continue
                branch = replace(branch, seen=(*branch.seen, made.zero))
                self._say(say.eliminated(left.factors[0], right.factors[0], found, name, made))
                self._solve(replace(branch, equations=(made, *branch.equations)))
                return True
        return False


def _value(term: Term) -> Term:
    """A number worked out, any other term collected."""
    return short(term) if free_names(term) else worked_out(term)


def _turn(branch: Branch, name: Term, root: Root, period: Term) -> dict[Term, Term]:
    """What a turn of one unknown by its period does to those that are known in terms of it."""
    shifts = {name: period}
    for other, term in branch.known.items():
        line = as_line(term, name)
        if line is not None and not free_names(line.slope):
            shifts[other] = worked_out(mul(line.slope, period))
    return shifts


def _names_in(parts: Split) -> tuple[Term, ...]:
    """The names of the factors that may be 0."""
    return tuple(dict.fromkeys(name for factor in parts.factors for name in free_names(factor)))


def _line_in_square(term: Term, name: Term) -> Line | None:
    """The term as a line in the square of the name; None where it holds the name in another way."""
    flat = short(term)
    line = as_line(substitute(flat, {power(name, TWO): SLOT}), SLOT)
    return None if line is None or any(depends_on(part, name) for part in line) else line


def _cases(factors: Sequence[Term]) -> list[Equation]:
    """An equation for each factor; factors in one and the same unknown stay together, a linear one is solved."""
    groups: dict[tuple[Term, ...] | Term, list[Term]] = {}
    for factor in factors:
        names = free_names(factor)
        groups.setdefault(names if len(names) == 1 else factor, []).append(factor)
    return [_as_case(group) for group in groups.values()]


def _as_case(group: list[Term]) -> Equation:
    names = free_names(group[0])
    line = as_line(group[0], names[0]) if len(group) == len(names) == 1 else None
    if line is None:
        return Equation(mul(*group))
    return Equation(names[0], tidy(div(neg(line.offset), line.slope)))


def _all_roots(parts: Split, name: Term) -> Roots | None:
    """The roots of all factors together; None where one cannot be solved."""
    found: list[Root] = []
    whole = mul(*parts.factors) if len(parts.factors) > 1 else parts.factors[0]
    each = [real_roots(factor, name) for factor in parts.factors]
    if any(one is None for one in each):
        return None
    periods = {one.period for one in each if one is not None and one.found}
    if len(periods) > 1:
        return real_roots(whole, name)
    for one in each:
        found += one.found if one is not None else ()
    unique = {root.value: root for root in found}
    return Roots(tuple(sorted(unique.values(), key=lambda root: float(root.ball))), next(iter(periods), None))


def _may_be_rough(roots: Roots, name: Term, one: Equation, branch: Branch) -> bool:
    """Decimals are not put into other equations: they may only end a branch."""
    rough = any(not root.exact for root in roots.found)
    return not rough or not any(depends_on(other.zero, name) for other in branch.equations if other is not one)


def is_solution(equations: Sequence[Equation], values: dict[Term, Term]) -> bool:
    """Whether exact values solve all equations."""
    return all(is_zero(substitute(one.zero, values)) for one in equations if one.zero is not ZERO)
