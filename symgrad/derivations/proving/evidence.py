"""Proof routes for lines with inert derivatives worked out, decimals that stand for exact values, and bounds.

A decimal is proved by certain bounds: what it stands for differs from it by at most half a unit of its last digit.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction

from symgrad.derivations.chain import solve
from symgrad.derivations.state import State
from symgrad.derivations.step import Step
from symgrad.terms.build import add, call, mul, name, neg, rational, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder, substitute

Settled = tuple[str, str]
Equal = Callable[[Term, Term], Settled]
Settle = Callable[[Step], Settled]

#: bits to decide a bound with
BITS = 240

_NOTHING = [("undecided", "nothing to compare with")]


def worked_out_below(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The inert derivatives of the line before, each derived again line by line, give this line."""
    if before is None:
        return _NOTHING
    known: dict[Term, Term] = {}
    found: list[Settled] = []
    for node in _inert(before.statement):
        known[node], steps = solve(node)
        found += map(settle, steps)
    return [*found, equal(substitute(before.statement, known), state.statement)]


def worked_out_on_both_sides(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The inert derivatives of both lines, each derived line by line, come to the same."""
    if before is None:
        return _NOTHING
    known: dict[Term, Term] = {}
    found: list[Settled] = []
    for node in dict.fromkeys((*_inert(before.statement), *_inert(state.statement))):
        known[node], steps = solve(node)
        found += map(settle, steps)
    return [*found, equal(substitute(before.statement, known), substitute(state.statement, known))]


def _inert(term: Term) -> Iterator[Term]:
    """The outermost inert derivatives, left to right."""
    if term.head is Head.DERIVATIVE:
        yield term
        return
    for child in term.args:
        yield from _inert(child)


def rounded(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """Decimals for the exact values of the line before, or of the step that the line folds."""
    exact = state.steps[0].before if state.steps else None if before is None else before.statement
    if exact is None or exact.head is not state.statement.head or exact.head not in (Head.MATRIX, Head.TUPLE):
        pairs = [(exact, state.statement)] if exact is not None else []
    else:
        pairs = list(zip(exact.args, state.statement.args, strict=True))
    return [rounds_to(value, decimal) for value, decimal in pairs] or _NOTHING


def forward_value(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The value of a definition: from the exact values of those before it, exactly or as a decimal."""
    if not state.steps:
        return comparisons(state, before, equal, settle)
    exact, value = state.steps[0].before, state.steps[0].after
    return [("proved", "identical") if exact is value else rounds_to(exact, value)]


def comparisons(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """A chain of relations part by part: = exactly, ≈ by rounding, inequalities by certain bounds.

    Where the line begins with `left`, that is what the first part stands for.
    """
    statement = state.statement
    if statement.head is not Head.RELATION:
        return [settle(step) for step in state.steps] or _NOTHING
    parts = list(zip(statement.args, statement.data, statement.args[1:], strict=False))
    named = any(node.head in _NAMES for node in postorder(parts[0][0]))
    judged = parts[1:] if named and parts[0][1] == "=" else parts
    found = [_compared(a, sign, b, equal) for a, sign, b in judged]
    return [*found, *map(settle, state.steps)] or [("proved", "what the name stands for")]


#: heads of what a line may say the value of
_NAMES = (Head.NAME, Head.APPLY, Head.GRADIENT)


def _compared(left: Term, sign: str, right: Term, equal: Equal) -> Settled:
    if sign == "=":
        return equal(left, right)
    if sign == "≈":
        return rounds_to(left, right)
    return holds(left, sign, right)


def rounds_to(exact: Term, decimal: Term) -> Settled:
    """Whether the decimal is within half a unit of its last digit of the exact value."""
    if exact is decimal or (as_fraction(exact) is not None and as_fraction(exact) == as_fraction(decimal)):
        return "proved", "the same number"
    if decimal.head is not Head.DECIMAL and not (
        decimal.head is Head.NEGATION and decimal.args[0].head is Head.DECIMAL
    ):
        return holds(exact, "=", decimal)
    return holds(call("abs", sub(exact, decimal)), "<=", rational(_half_unit(decimal)))


def _half_unit(decimal: Term) -> Fraction:
    """Half a unit of the last digit, a little more so that a value half-way may be rounded either way."""
    inner = decimal.args[0] if decimal.head is Head.NEGATION else decimal
    text = str(inner.data) if inner.head is Head.DECIMAL else ""
    mantissa, _, exponent = text.lower().partition("e")
    places = len(mantissa.partition(".")[2]) - int(exponent or 0)
    return Fraction(501, 1000) * Fraction(10) ** -places


def holds(left: Term, sign: str, right: Term) -> Settled:
    """Whether left < right and the like, for numbers, by ball arithmetic."""
    from symgrad.balls import Ball, ball

    gap = ball(sub(right, left), {}, BITS) if not free_names(sub(right, left)) else None
    found = gap.sign if isinstance(gap, Ball) else None
    good = {"=": (0,), "<": (1,), "<=": (0, 1), ">": (-1,), ">=": (0, -1)}[sign]
    if found is None:
        return "undecided", "ball arithmetic does not decide it"
    return ("proved", "certain bounds (ball arithmetic)") if found in good else ("failed", "certain bounds refute it")


def along_a_line(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The slope in a direction is that of f along the line in this direction, derived by itself and put equal."""
    if not state.steps:
        return [("proved", "what the slope in a direction is, with the gradient derived below")]
    asked, product = state.steps[0].before, state.steps[0].after
    inside, h, here = asked.args
    result, steps = solve(inside)
    return [*map(settle, steps), equal(substitute(result, {h: here}), product)]


def with_slopes_named(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The line before and this one are equal, inert derivatives standing for any numbers."""
    if before is None:
        return _NOTHING
    plain = {
        node: name(f"#{i}")
        for i, node in enumerate(dict.fromkeys((*_inert(before.statement), *_inert(state.statement))))
    }
    return [equal(substitute(before.statement, plain), substitute(state.statement, plain))]


def steps_only(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """The finest steps that the line folds, each settled."""
    return [settle(step) for step in state.steps] or _NOTHING


def product_of_arrows(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """A row times a column, multiplied out, is the sum in the line before."""
    if before is None:
        return _NOTHING
    row, arrow = state.statement.args[0].args
    total = add(*(mul(a, b) for a, b in zip(row.args, arrow.args, strict=True)))
    return with_slopes_named(
        state._replace(statement=total), before._replace(statement=before.statement.args[0]), equal, settle
    )


def between_lengths(state: State, before: State | None, equal: Equal, settle: Settle) -> list[Settled]:
    """-l <= l cos t <= l for a length l: a root, or a number that is not negative."""
    low, middle, high = state.statement.args
    length, cosine = high, middle.args[-1]
    fits = low is neg(length) and mul(length, cosine) is middle and cosine.head is Head.CALL and cosine.data == "cos"
    positive = length.head is Head.ROOT or (
        not free_names(length) and holds(length, ">=", rational(Fraction(0)))[0] == "proved"
    )
    return [("proved", "-1 <= cos t <= 1, times a length")] if fits and positive else [("undecided", "no such bounds")]


def means(what: str) -> Callable[..., list[Settled]]:
    """The route of a line that says what a word or a sign means."""
    return lambda state, before, equal, settle: [("proved", what)]


#: rule of a state -> its route
ROUTES = {
    "hessian.rows": worked_out_on_both_sides,
    "hessian.entries": worked_out_below,
    "laplacian.sum": worked_out_below,
    "gradient.length": comparisons,
    "value.rounded": rounded,
    "point.rounded": rounded,
    "point.forward": forward_value,
    "direction.turned": means("what turning by an angle is"),
    "direction.letters": means("names for the partial derivatives"),
    "direction.named": means("the direction that is looked at"),
    "direction.product": along_a_line,
    "direction.angle": means("what the angle between two arrows is"),
    "direction.cancel": with_slopes_named,
    "direction.angle-form": with_slopes_named,
    "direction.value": with_slopes_named,
    "direction.bounds": between_lengths,
    "level.differentiate": steps_only,
    "level.product": product_of_arrows,
    "level.value": comparisons,
    "level.across": comparisons,
    "level.tangent": means("all points at right angles to the gradient"),
    "differential.parts": steps_only,
    "differential.at": means("the values of the slopes put in"),
    "differential.put-in": comparisons,
    "differential.true": comparisons,
    "differential.error": comparisons,
    "tangent.shape": means("what the tangent line or plane is"),
    "taylor.matrix": means("what the gradient and the Hessian matrix give, with the values above"),
    "linear.near": comparisons,
    "linear.true": comparisons,
    "linear.error": comparisons,
}
