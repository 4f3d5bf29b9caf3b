"""The engine: from a question with inert derivatives to the answer, one finest step at a time.

Silent rules (sum, constant multiple) go first, then the rules worth a line, from the outside in, then the derivatives
known by heart; then the result is tidied up.
"""

from collections.abc import Iterator

from symgrad.derivations.differentiation import expand
from symgrad.derivations.step import Expansion, Step, Weight
from symgrad.errors import LimitError
from symgrad.rules.tidying import LIGHT, Tidying
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute

#: a derivation with more of the finest steps than this is given up
MOST_STEPS = 5_000


def open_derivatives(statement: Term) -> list[Term]:
    """The inert derivatives with nothing inert inside them, each once, left to right."""
    found = []
    inert_below: dict[Term, bool] = {}
    for node in postorder(statement):
        below = any(inert_below[child] for child in node.args)
        if node.head is Head.DERIVATIVE and not below:
            found.append(node)
        inert_below[node] = below or node.head is Head.DERIVATIVE
    return found


def differentiate(statement: Term) -> Iterator[Step]:
    """All steps from a statement with inert derivatives to one without. Raises UnsupportedError, LimitError."""
    taken = frozenset(n.data.key for n in free_names(statement))
    known: dict[Term, Expansion] = {}
    generation: dict[Term, int] = {}
    now = 0
    for _ in range(MOST_STEPS):
        targets = open_derivatives(statement)
        if not targets:
            return
        for node in targets:
            if node not in known:
                known[node] = expand(node, taken)
                generation[node] = now
        target = min(targets, key=lambda node: _urgency(known[node], generation[node]))
        found = expand(target, taken) if known[target].letter in taken else known[target]
        taken |= {found.letter}
        step = _apply(statement, target, found)
        now = generation[target] + (step.weight == Weight.MAJOR)
        statement = step.after
        yield step
    raise LimitError(f"the derivation needs more than {MOST_STEPS} steps")


def _urgency(expansion: Expansion, generation: int) -> tuple[bool, int, bool]:
    """What is known by heart last; else what stood on the page first, silent rules before those worth a line.

    (`min` keeps the leftmost of equals.) A generation is what one rule worth a line has left: two products in a sum are
    differentiated before the factors of the first are.
    """
    return expansion.weight == Weight.MINOR, generation, expansion.weight != Weight.SILENT


def _apply(statement: Term, target: Term, found: Expansion) -> Step:
    after = substitute(statement, {target: found.result})
    return Step(found.rule, found.weight, statement, after, found.reason, target, found.result, found.conditions)


def tidied(statement: Term, ways: tuple[Tidying, ...] = LIGHT) -> Iterator[Step]:
    """The light tidying steps that change something, until none does."""
    for _ in range(8):
        before = statement
        for way in ways:
            after = way.change(statement)
            if after is not statement:
                yield Step(way.id, Weight.LIGHT, statement, after, (way.says,))
                statement = after
        if statement is before:
            return
