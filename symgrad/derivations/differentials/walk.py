"""From dL to sum <G, dx>: the outermost differential first, by one rule at a time, until only the variables are left.

dL = <1, dL>; take the differential that stands highest, expand it by the law of its head, move its factors to the left,
add what belongs to one differential (there paths meet), and go on. It is reverse mode as a person writes it.
"""

from collections.abc import Mapping, Sequence

from symgrad.derivations.differentials.expanding import Expanded, expand, heights, in_terms_of, moved
from symgrad.derivations.differentials.pairings import Pairing, d, meet, statement
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.rules.matrices.cleaning import CLEANINGS, Cleaning
from symgrad.terms.build import ONE
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names


class Walk:
    """The way from one formula to the variables; `steps` are the finest steps, `pairings` where it stands."""

    def __init__(
        self,
        body: Term,
        wrt: Sequence[Term],
        definitions: Mapping[Term, Term],
        facts: Sequence[Cleaning] = (),
        weight: Term = ONE,
    ) -> None:
        self.definitions = {k: v for k, v in definitions.items() if k not in wrt}
        self.wrt, self.facts = tuple(wrt), tuple(facts)
        self.moving = moving_names(self.wrt, self.definitions)
        self.pairings: tuple[Pairing, ...] = (Pairing(weight, d(body)),)
        self.steps: list[Step] = []
        self._heights = heights((body,), self.definitions)

    def run(self) -> tuple[Pairing, ...]:
        """All expansions; the pairings at the end stand on the differentials of the variables alone."""
        if self.moving.isdisjoint(free_names(self.pairings[0].change)):
            why = ("the variables do not occur in it",)
            self._note(Step("constant", Weight.MAJOR, statement(self.pairings), statement(()), why), ())
        while (highest := self._highest()) is not None:
            self._expand(highest)
        return self.pairings

    def _highest(self) -> Pairing | None:
        found = [one for one in self.pairings if one.change.args[0] not in self.wrt]
        return max(found, key=self._height, default=None)

    def _height(self, pairing: Pairing) -> int:
        node = pairing.change.args[0]
        if node not in self._heights:
            self._heights.update(heights((node,), self.definitions))
        return self._heights[node]

    def _expand(self, pairing: Pairing) -> None:
        self._open(pairing)
        while (turned := next(filter(_is_turned, self.pairings), None)) is not None:
            self._open(turned)
        self._meet()
        self._clean()

    def _open(self, pairing: Pairing) -> None:
        """The differential by its law, and its factors moved across."""
        expanded = self._expanded(pairing.change.args[0])
        opened = Pairing(pairing.weight, expanded.result)
        self._replace(pairing, (opened,), expanded.rule, expanded.weight, expanded.reason, expanded)
        self._move(opened)

    def _expanded(self, node: Term) -> Expanded:
        if node.head is not Head.NAME:
            return expand(node, self.moving)
        body = self.definitions[node]
        return in_terms_of(node, body, expand(body, self.moving))

    def _move(self, pairing: Pairing) -> None:
        """One step for each factor that moves."""
        done, moves = moved(pairing)
        for move in moves:
            self._split(move.before)
            weight = Weight.SILENT if move.adjoint.silent else Weight.LIGHT
            self._replace(move.before, (move.after,), move.adjoint.id, weight, (move.adjoint.says,))
        for one in done:
            self._split(one)

    def _split(self, wanted: Pairing) -> None:
        """Sums on the right taken apart, until the wanted pairing stands by itself. A sum is written as its parts."""
        from symgrad.derivations.differentials.expanding import split

        if wanted not in self.pairings:
            self.pairings = tuple(part for one in self.pairings for part in split(one))

    def _replace(
        self,
        old: Pairing,
        new: tuple[Pairing, ...],
        rule: str,
        weight: Weight,
        reason: Reason,
        expanded: Expanded | None = None,
    ) -> None:
        place = self.pairings.index(old)
        after = (*self.pairings[:place], *new, *self.pairings[place + 1 :])
        step = Step(rule, weight, statement(self.pairings), statement(after), reason)
        if expanded:
            step = step._replace(target=old.change, result=expanded.result, conditions=expanded.conditions)
        self._note(step, after)

    def _note(self, step: Step, after: tuple[Pairing, ...]) -> None:
        self.steps.append(step)
        self.pairings = after

    def _meet(self) -> None:
        after = meet(self.pairings)
        if len(after) < len(self.pairings):
            before, later = statement(self.pairings), statement(after)
            self._note(Step("paths", Weight.MINOR, before, later, ("paths meet: add",)), after)

    def _clean(self) -> None:
        """Named simplifications of the weights, one after the other until none applies."""
        count = -1
        while count != len(self.steps):
            count = len(self.steps)
            for cleaning in (*self.facts, *CLEANINGS):
                self._clean_by(cleaning)

    def _clean_by(self, cleaning: Cleaning) -> None:
        after = tuple(one._replace(weight=cleaning.change(one.weight)) for one in self.pairings)
        if after != self.pairings:
            step = Step(cleaning.id, Weight.HEAVY, statement(self.pairings), statement(after), (cleaning.says,))
            self._note(step, after)


def _is_turned(pairing: Pairing) -> bool:
    """Whether it is the differential of a transpose or of a negative, which is taken at once."""
    is_left = pairing.change.head is Head.DIFFERENTIAL
    return is_left and pairing.change.args[0].head in (Head.TRANSPOSE, Head.NEGATION)


def moving_names(wrt: Sequence[Term], definitions: Mapping[Term, Term]) -> frozenset[Term]:
    """The variables and every definition that depends on one of them."""
    found = set(wrt)
    for name, body in definitions.items():
        if not found.isdisjoint(free_names(body)):
            found.add(name)
    return frozenset(found)
