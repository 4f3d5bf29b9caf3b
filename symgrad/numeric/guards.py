"""Guards: under which conditions a step is needed at all.

A step that only one piece of a piecewise function uses must not run elsewhere: the square root of the piece for x >= 0
has no value at x = -1. The guard of a step is a path of (condition, whether it must hold), outermost first.
"""

from collections.abc import Iterator

from symgrad.numeric.operands import signed
from symgrad.numeric.program import Program, Step, names_used
from symgrad.terms import Head, Term

Guard = tuple[tuple[Term, bool], ...]


def guards(program: Program) -> dict[Term, Guard]:
    """The guard of every step; outputs are always needed, and a step needed in several places where they agree."""
    found: dict[Term, Guard] = {signed(output)[1]: () for output in program.outputs}
    for step in reversed(program.steps):
        for _, child, guard in uses(step, found.get(step.name, ())):
            found[child] = _common(found[child], guard) if child in found else guard
    return found


def scheduled(program: Program, needed: dict[Term, Guard]) -> Program:
    """The same program with every condition computed before the steps that run under it."""
    if not any(needed[step.name] for step in program.steps):
        return program
    steps = {step.name: step for step in program.steps}
    ordered: dict[Term, Step] = {}
    stack = [(step, False) for step in reversed(program.steps)]
    while stack:
        step, ready = stack.pop()
        if ready:
            ordered[step.name] = step
        elif step.name not in ordered:
            conditions = [condition for condition, _ in needed[step.name]]
            before = [steps[name] for name in (*conditions, *names_used(step.term)) if name in steps]
            stack.append((step, True))
            stack.extend((one, False) for one in reversed(before) if one.name not in ordered)
    return program._replace(steps=tuple(ordered.values()))


def uses(step: Step, own: Guard) -> Iterator[tuple[int, Term, Guard]]:
    """(position, name, guard) of the names a step uses: under which guard this step needs it, if its own is `own`."""
    pieces = step.term.head is Head.PIECEWISE
    for position, child in enumerate(step.term.args):
        core = signed(child)[1]
        if core.head is Head.NAME:
            yield position, core, (*own, (step.term.args[1], position == 0)) if pieces and position != 1 else own


def _common(left: Guard, right: Guard) -> Guard:
    if left == right:
        return left
    length = next((i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right)))
    return left[:length]
