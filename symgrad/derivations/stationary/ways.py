"""The ways to get on with a system, plainest first: each says its lines and goes on with the cases that it makes.

A way returns whether it applied. Equations in one unknown are solved before any of these is tried (`branches`).
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

from symgrad.algebra.solving import eliminated as combination
from symgrad.derivations.stationary import case_lines as say
from symgrad.derivations.stationary.cases import Branch, Live, cases, line_in_square
from symgrad.derivations.stationary.dividing import divided_by_each_other
from symgrad.derivations.stationary.equations import Equation, Line, as_line, short
from symgrad.derivations.stationary.factoring import Split, split
from symgrad.derivations.stationary.going import Going
from symgrad.rules.tidying import operations
from symgrad.terms.build import ONE, TWO, add, div, mul, neg, power, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on, free_names, substitute


def isolated(solver: Going, branch: Branch, live: Live) -> bool:
    """An unknown with a number before it."""
    for name in branch.open:
        for one, parts in live:
            if len(parts.factors) != 1:
                continue
            line = as_line(parts.factors[0], name)
            if line is not None and not free_names(line.slope) and depends_on(one.zero, name):
                substituted(solver, branch, one, parts, name, line)
                return True
    return False


def substituted(
    solver: Going, branch: Branch, one: Equation, parts: Split, name: Term, line: Line, needs: tuple[Term, ...] = ()
) -> None:
    """The branch where an unknown is put in by what an equation says of it."""
    value = short(div(neg(line.offset), line.slope))
    if one.left is not name or one.right is not value:
        linear = say.same(parts.factors[0], mul(line.slope, sub(name, value)))
        solver.say(say.isolated(one, name, value, linear, needs, solver.told(one)))
    known = {n: short(substitute(term, {name: value})) for n, term in branch.known.items()}
    rest = []
    for other in branch.equations:
        if other is one:
            continue
        moved = other.put_in({name: value}) if depends_on(other.zero, name) else other
        if moved is not other and free_names(moved.zero):
            solver.say(say.put_in(other, moved, {name: value}))
        rest.append(moved)
    solver.solve(replace(
        branch, known={**known, name: value}, equations=tuple(rest),
        nonzero=tuple(short(substitute(part, {name: value})) for part in (*branch.nonzero, *needs)),
        open=tuple(n for n in branch.open if n is not name),
    ))  # fmt: skip


def apart(solver: Going, branch: Branch, live: Live) -> bool:
    """A product that is 0: one of its factors is."""
    several = [(one, parts) for one, parts in live if len(parts.factors) > 1]
    if not several:
        return False
    one, parts = min(several, key=lambda pair: (len(pair[1].factors), operations(pair[0].zero)))
    solver.say(say.factored(one, parts, solver.told(one)))
    rest = tuple(other for other in branch.equations if other is not one)
    listed = cases(parts.factors)
    for number, case in enumerate(listed):
        each = solver.case(branch, number + 1)
        if case.left.head is not Head.PRODUCT:
            solver.say(say.case_of(case))
        before = tuple(factor for other in listed[:number] for factor in split(other.zero).factors)
        solver.solve(replace(each, equations=(case, *rest), nonzero=(*branch.nonzero, *before)))
    return True


def squared(solver: Going, branch: Branch, live: Live) -> bool:
    """The square of an unknown, where the others hold nothing but that square."""
    for name in branch.open:
        for one, parts in live:
            line = line_in_square(parts.factors[0], name) if len(parts.factors) == 1 else None
            if line is None or free_names(line.slope):
                continue
            if _put_square(solver, branch, one, name, short(div(neg(line.offset), line.slope))):
                return True
    return False


def _put_square(solver: Going, branch: Branch, one: Equation, name: Term, value: Term) -> bool:
    """Put in what the square of an unknown is; whether that helped."""
    square = power(name, TWO)
    moved = {other: other.put_in({square: value}) for other in branch.equations
             if other is not one and depends_on(other.zero, name)}  # fmt: skip
    if not moved or any(depends_on(after.zero, name) for after in moved.values()):
        return False
    made = Equation(square, value)
    solver.say(say.square_isolated(one, made))
    for before, after in moved.items():
        solver.say(say.put_in(before, after, {square: value}))
    rest = tuple(moved.get(other, other) for other in branch.equations if other is not one)
    solver.solve(replace(branch, equations=(made, *rest)))
    return True


def combined(solver: Going, branch: Branch, live: Live) -> bool:
    """The sum or difference of two equations, where that is shorter than both or falls apart."""
    for (one, _), (other, _) in combinations(live, 2):
        for sign, joined in ((ONE, short(add(one.zero, other.zero))), (neg(ONE), short(sub(one.zero, other.zero)))):
            plain = operations(joined) < min(operations(one.zero), operations(other.zero))
            if not free_names(joined) or not (plain or len(split(joined, branch.nonzero).factors) > 1):
                continue
            made = Equation(joined)
            solver.say(say.combined(one, other, sign, made))
            kept = one if operations(one.zero) <= operations(other.zero) else other
            dropped = other if kept is one else one
            rest = tuple(each for each in branch.equations if each is not dropped)
            solver.solve(replace(branch, equations=(made, *rest)))
            return True
    return False


def divided(solver: Going, branch: Branch, live: Live) -> bool:
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
    listed = cases(slope.factors)
    for number, case in enumerate(listed, 1):
        each = solver.case(branch, number)
        if case.left.head is not Head.PRODUCT:
            solver.say(say.case_of(case))
        solver.solve(replace(each, equations=(case, *branch.equations)))
    if slope.factors:
        branch = solver.case(branch, len(listed) + 1)
        solver.say(say.case_not(slope.factors))
    substituted(solver, branch, one, parts, name, line, slope.factors)
    return True


def eliminated(solver: Going, branch: Branch, live: Live) -> bool:
    """Two polynomial equations combined so that an unknown goes."""
    for (_one, left), (_other, right) in combinations(live, 2):
        if len(left.factors) != 1 or len(right.factors) != 1:
            continue
        for name in branch.open:
            if not (depends_on(left.factors[0], name) and depends_on(right.factors[0], name)):
                continue
            found = combination(left.factors[0], right.factors[0], name)
            if found is None or not free_names(found.rest):
                continue
            made = Equation(found.rest)
            if made.zero in branch.seen:
                continue
            branch = replace(branch, seen=(*branch.seen, made.zero))
            solver.say(say.eliminated(left.factors[0], right.factors[0], found, name, made))
            solver.solve(replace(branch, equations=(made, *branch.equations)))
            return True
    return False


WAYS: tuple[Callable[[Going, Branch, Live], bool], ...] = (
    divided_by_each_other,
    isolated,
    squared,
    apart,
    combined,
    divided,
    eliminated,
)
"""In the order they are tried."""
