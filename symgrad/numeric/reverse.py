"""Reverse mode: from a program to the program of its gradient, in a number of steps proportional to its own.

Going backwards, each step hands its adjoint (the slope of the output in that step) to what it was made from, times the
local slope; where several uses meet, the contributions are added. Griewank and Walther, Evaluating Derivatives (2008),
section 3.2.
"""

from collections.abc import Iterator, Sequence

from symgrad.numeric.builder import Builder
from symgrad.numeric.guards import Guard, guards, uses
from symgrad.numeric.laws import slope
from symgrad.numeric.lowering import lower_nodes
from symgrad.numeric.operands import literal, signed, with_sign
from symgrad.numeric.program import Program, Step, dependents
from symgrad.settings import current
from symgrad.terms import Head, Term, make
from symgrad.terms.build import ONE, ZERO

#: operations that say yes or no: they have no slope
_LOGICAL = (Head.RELATION, Head.LOGIC)


def append_gradient(builder: Builder, program: Program, wrt: Sequence[Term]) -> tuple[Term, ...]:
    """Add the steps of the gradient of the program's one output to its builder; the operands of its entries.

    Raises UnsupportedError where an operation on the way has no derivative.
    """
    active = dependents(program, wrt)
    needed = guards(program)
    sign, output = signed(program.outputs[0])
    parts: dict[Term, list[Term]] = {output: [with_sign(sign, ONE)]}
    for step in reversed(program.steps):
        if step.name not in active or step.name not in parts:
            continue
        adjoint = builder.total(_joined(builder, parts[step.name]))
        if step.label is not None:
            builder.label(signed(adjoint)[1], adjoint_name(step.label))
        for child, part, guard in _contributions(builder, step, adjoint, needed.get(step.name, ()), active):
            parts.setdefault(child, []).append(_masked(builder, part, guard[len(needed.get(child, ())) :]))
    return tuple(_labelled_total(builder, name, parts.get(name, [])) for name in wrt)


def adjoint_name(name: Term) -> Term:
    """What the slope of the output in this name is called in the program."""
    return make(Head.NAME, data=name.data._replace(style="adjoint", typed=""), shape=())


def _labelled_total(builder: Builder, name: Term, parts: list[Term]) -> Term:
    total = builder.total(_joined(builder, parts))
    builder.label(signed(total)[1], adjoint_name(name))
    return total


def _contributions(
    builder: Builder, step: Step, adjoint: Term, own: Guard, active: set[Term]
) -> Iterator[tuple[Term, Term, Guard]]:
    """(name, what this step adds to its adjoint, the guard under which it does)."""
    if step.term.head in _LOGICAL:
        return
    for position, child, guard in uses(step, own):
        if child in active and not (step.term.head is Head.PIECEWISE and position == 1):
            part = _slope_times(builder, step, position, adjoint)
            yield child, with_sign(signed(step.term.args[position])[0], part), guard


def _slope_times(builder: Builder, step: Step, position: int, adjoint: Term) -> Term:
    """The adjoint times the local slope in one child. A slope p/q is applied as (adjoint/q)*p: adjoint/q is shared."""
    if step.term.head in (Head.SUM, Head.PIECEWISE):
        return adjoint
    operation = step.term.data if step.term.head is Head.CALL else step.term.head
    known = slope(operation, len(step.term.args), position, current().kink)
    values = dict(zip((*known.inputs, known.output), (*step.term.args, step.name), strict=True))
    local = lower_nodes(builder, known.nodes, values)
    sign, core = signed(local)
    made_by = builder.operation(core)
    if made_by is not None and made_by.head is Head.QUOTIENT and literal(adjoint) is None:
        top, bottom = made_by.args
        return builder.product(builder.quotient(adjoint, bottom), with_sign(sign, top))
    return builder.product(adjoint, local)


def _masked(builder: Builder, part: Term, conditions: Guard) -> Term:
    """What a piece contributes outside itself: 0 where the piece is not the one that holds."""
    for condition, holds in reversed(conditions):
        part = builder.where(condition, part, ZERO) if holds else builder.where(condition, ZERO, part)
    return part


def _joined(builder: Builder, parts: Sequence[Term]) -> list[Term]:
    """Contributions of complementary pieces as one: (a if c else 0) + (0 if c else b) is (a if c else b)."""
    joined: list[Term] = []
    halves: dict[tuple[Term, bool], int] = {}
    for part in parts:
        pieces = builder.operation(part)
        if pieces is None or pieces.head is not Head.PIECEWISE or ZERO not in (pieces.args[0], pieces.args[2]):
            joined.append(part)
            continue
        value, condition, other, _ = pieces.args
        first = other is ZERO
        place = halves.pop((condition, not first), None)
        if place is None:
            halves[condition, first] = len(joined)
            joined.append(part)
        else:
            partner = _pieces(builder, joined[place])
            joined[place] = builder.where(condition, value if first else partner[0], partner[2] if first else other)
    return joined


def _pieces(builder: Builder, part: Term) -> tuple[Term, ...]:
    pieces = builder.operation(part)
    return pieces.args if pieces is not None else ()
