"""A system of equations solved case by case, as a person does: what stands alone, put in, factored, told apart.

At each turn the plainest of these that applies is taken: equations in one unknown are solved; an unknown with a number
before it is isolated and put in; a product that is 0 is told apart by its factors; two equations are added or
subtracted where that is shorter; an unknown with a term before it is isolated, apart from where that term is 0; an
unknown is eliminated. Each is a line that says what it rests on; a case that cannot be is dropped with the reason.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from symgrad.balls import UNDEFINED, known_ball
from symgrad.derivations.state import State
from symgrad.derivations.stationary import case_lines as say
from symgrad.derivations.stationary.cases import Branch, Live, Solution, all_roots, may_be_rough, names_in, turn, value
from symgrad.derivations.stationary.equations import Equation
from symgrad.derivations.stationary.factoring import Split, split
from symgrad.derivations.stationary.judging import sign_of
from symgrad.derivations.stationary.roots import Root, Roots
from symgrad.derivations.stationary.ways import WAYS
from symgrad.errors import UnsupportedError
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

MOST_LINES = 120
"""A system that needs more lines is given up."""

_DEEPEST = 12


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
        self.solve(Branch({}, self.original, self.unknowns))

    def say(self, *states: State) -> None:
        """Take up lines, but none that repeats the one before. Raises UnsupportedError where they become too many."""
        for state in states:
            if self.states and state.statement is self.states[-1].statement and not self._label:
                continue
            self.states.append(state._replace(reason=(self._label, *state.reason)) if self._label else state)
            self._label = ""
        if len(self.states) > MOST_LINES:
            raise UnsupportedError("the system falls into too many cases")

    def solve(self, branch: Branch) -> None:
        """All cases of a branch. Raises UnsupportedError where one cannot be solved in closed form."""
        if len(branch.label) > _DEEPEST:
            raise UnsupportedError("the system falls into too many cases")
        listed = [(one, split(one.zero, branch.nonzero)) for one in branch.equations]
        for one, parts in listed:
            if parts.impossible:
                self.say(say.impossible(one, parts, branch.nonzero))
                return
        live = [(one, parts) for one, parts in listed if parts.factors]
        branch = replace(branch, equations=tuple(one for one, _ in live))
        if not live:
            self._found(branch)
            return
        if self._alone(branch, live) or any(way(self, branch, live) for way in WAYS):
            return
        raise UnsupportedError("no way was found to solve the system in closed form")

    def told(self, one: Equation) -> bool:
        """Whether an equation is the line just said."""
        return bool(self.states) and self.states[-1].statement is one.statement

    def case(self, branch: Branch, number: int) -> Branch:
        """The branch as a case of its own: its first line says which."""
        label = (*branch.label, number)
        self._label = f"case {'.'.join(map(str, label))}: "
        return replace(branch, label=label)

    def _found(self, branch: Branch) -> None:
        """A solution, unless an equation has no value there."""
        if not any(_has_no_value(substitute(one.zero, branch.known)) for one in self.original):
            self.solutions.append(Solution(dict(branch.known), branch.rough, branch.turns))

    def _alone(self, branch: Branch, live: Live) -> bool:
        """Equations in one unknown each: their roots, and every choice of them."""
        found: dict[Term, tuple[Equation, Split, Roots]] = {}
        for one, parts in live:
            names = names_in(parts)
            if len(names) != 1 or names[0] in found:
                continue
            roots = all_roots(parts, names[0])
            if roots is not None:
                kept = tuple(
                    root for root in roots.found if not _has_no_value(substitute(one.zero, {names[0]: root.value}))
                )
                roots = roots._replace(found=kept)
            if roots is not None and may_be_rough(roots, names[0], one, branch):
                found[names[0]] = (one, parts, roots)
        for name, (one, parts, roots) in found.items():
            self.say(say.rooted(one, parts, name, roots, branch.nonzero, self.told(one)))
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
                each = self.case(branch, number)
                self.say(say.case(values))
                self._with(each, values, rest, choice)
            else:
                self._with(branch, values, rest, choice)

    def _with(
        self, branch: Branch, values: dict[Term, Term], rest: tuple[Equation, ...],
        choice: tuple[tuple[Term, Root, Term | None], ...],
    ) -> None:  # fmt: skip
        """The branch where these unknowns have these values."""
        known = {**{name: value(substitute(term, values)) for name, term in branch.known.items()}, **values}
        if any(sign_of(there) == 0 for one in branch.nonzero if not free_names(there := substitute(one, values))):
            self.say(say.excluded(branch.nonzero, values))
            return
        bottoms = tuple(one for each in rest for one in each.bottoms if is_zero_at(one, values))
        if bottoms:
            self.say(say.excluded(bottoms, values, "one may not divide by 0: "))
            return
        for name, term in branch.known.items():
            if known[name] is not term and rest:
                self.say(say.put_in_value(name, term, known[name], values))
        moved = tuple(one.put_in(values) for one in rest)
        for before, after in zip(rest, moved, strict=True):
            if after != before and free_names(after.zero):
                self.say(say.put_in(before, after, values))
        self.solve(replace(
            branch, known=known, equations=moved, open=tuple(n for n in branch.open if n not in values),
            nonzero=tuple(substitute(one, values) for one in branch.nonzero),
            rough=branch.rough | {name for name, root, _ in choice if not root.exact},
            turns=(*branch.turns, *(turn(branch, name, root, period) for name, root, period in choice if period)),
        ))  # fmt: skip


def is_zero_at(bottom: Term, values: dict[Term, Term]) -> bool:
    """Whether a term is 0 for these values of the unknowns."""
    there = substitute(bottom, values)
    return not free_names(there) and sign_of(there) == 0


def _has_no_value(term: Term) -> bool:
    return not free_names(term) and known_ball(term, {}) is UNDEFINED
