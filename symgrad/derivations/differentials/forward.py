"""From dy to an expression in dx alone: each differential written out where it stands, the outermost first.

This is forward mode, for results that are vectors or matrices: dy = A dx, dY = A dX B.
"""

from collections.abc import Callable, Mapping, Sequence

from symgrad.derivations.differentials.expanding import Expanded, expand, heights, in_terms_of
from symgrad.derivations.differentials.pairings import d, is_open
from symgrad.derivations.differentials.walk import moving_names
from symgrad.derivations.step import Step, Weight
from symgrad.rules.matrices import entrywise, negated, plus, scaled, times, transposed
from symgrad.terms.build import add, zeros
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import fold, postorder, rebuild, substitute


class Forward:
    """The way from dy to dx; `steps` are the finest steps, `change` is what dy is so far."""

    def __init__(self, body: Term, wrt: Sequence[Term], definitions: Mapping[Term, Term]) -> None:
        self.definitions = {k: v for k, v in definitions.items() if k not in wrt}
        self.wrt = tuple(wrt)
        self.moving = moving_names(self.wrt, self.definitions)
        self.change = d(body)
        self.steps: list[Step] = []
        self._heights = heights((body,), self.definitions)

    def run(self) -> Term:
        """All expansions; what is left depends on the differentials of the variables alone."""
        while (node := self._highest()) is not None:
            expanded = self._expanded(node)
            weight = expanded.weight
            after = opened(substitute(self.change, {d(node): expanded.result}))
            step = Step(expanded.rule, weight, self.change, after, expanded.reason, d(node), expanded.result,
                        expanded.conditions)  # fmt: skip
            self.steps.append(step)
            self.change = after
        return self.change

    def _highest(self) -> Term | None:
        found = [n.args[0] for n in postorder(self.change) if n.head is Head.DIFFERENTIAL]
        return max((node for node in found if node not in self.wrt), key=self._height, default=None)

    def _height(self, node: Term) -> int:
        if node not in self._heights:
            self._heights.update(heights((node,), self.definitions))
        return self._heights[node]

    def _expanded(self, node: Term) -> Expanded:
        if node.head is not Head.NAME:
            return expand(node, self.moving)
        body = self.definitions.get(node)
        if body is None:
            return Expanded("constant", zeros(node.shape), (node, " is constant"), Weight.SILENT)
        return in_terms_of(node, body, expand(body, self.moving))


def opened(change: Term) -> Term:
    """The expression as a sum of terms with one differential each, every term written as a person does."""
    return fold(change, _opened)


def _opened(node: Term, parts: tuple[Term, ...]) -> Term:
    if node.head is Head.DIFFERENTIAL:
        return node
    writer = _WRITERS.get(node.head)
    if writer is None or not any(map(is_open, parts)):
        return rebuild(node, parts)
    return writer(*parts) if node.head is Head.SUM else _each(writer, parts)


def _each(writer: Callable[..., Term], parts: tuple[Term, ...]) -> Term:
    """The product with the sum that varies multiplied out."""
    place = next(i for i, part in enumerate(parts) if is_open(part))
    varying = parts[place].args if parts[place].head is Head.SUM else (parts[place],)
    return add(*(writer(*parts[:place], one, *parts[place + 1 :]) for one in varying))


_WRITERS: dict[Head, Callable[..., Term]] = {
    Head.SUM: plus,
    Head.NEGATION: negated,
    Head.PRODUCT: scaled,
    Head.MATMUL: times,
    Head.HADAMARD: entrywise,
    Head.TRANSPOSE: transposed,
}
