"""What a derivation's lines are judged by: mpmath's differences and SymPy, never the rules."""

from fractions import Fraction
from typing import Any

import sympy as sp
from mpmath import mp

from symgrad.derivations import Derivation, State
from symgrad.terms import Head, Term
from symgrad.terms import build as b
from symgrad.terms.traverse import postorder
from tests import oracle

X, Y = b.name("x"), b.name("y")
POINTS = tuple(Fraction(p) for p in ("-9/5", "-2/3", "3/7", "6/5"))


def chain(made: Derivation) -> list[State]:
    """The states that are equal to what was asked: not the relations beside them."""
    return [state for state in made.states if state.statement.head is not Head.RELATION]


def every_line_is_true(made: Derivation, *, points: tuple[Fraction, ...] = POINTS, digits: int = 12) -> int:
    """Every state's value is the derivative of the function in x, at each point; how many values were compared."""
    body, compared = made.question.args[0], 0
    for point in points:
        truth = _slope(body, point)
        if truth is None:
            continue
        for state in chain(made):
            found = oracle.value_or_none(state.statement, {X: point}, digits=30)
            assert found is not None, f"{state.text} has no value at {point}"
            assert oracle.close(found, truth, digits), f"{state.text} is {found}, not {truth}, at {point}"
            compared += 1
    return compared


def _slope(body: Term, point: Fraction) -> Any:
    try:
        large = abs(oracle.value(body, {X: point})) > 10**15  # differences lose too many digits
        return None if large else oracle.slope(body, X, {X: point}, digits=30)
    except (oracle.Undefined, ZeroDivisionError, ValueError):
        return None


def by_sympy(state: State, at: dict[str, Fraction]) -> Any:
    """The state's SymPy object with its inert derivatives carried out, at a point."""
    return number(state.sympy.doit(), at)


def number(expression: Any, at: dict[str, Fraction]) -> Any:
    """A SymPy expression's value at a point."""
    values = {one: sp.Rational(at[one.name].numerator, at[one.name].denominator) for one in expression.free_symbols}
    with mp.workdps(30):
        return mp.mpmathify(expression.subs(values).evalf(25))


def signs(made: Derivation) -> set[str]:
    """Which signs of differentiation, d or partial, occur in all states."""
    inert = (node for state in made.states for node in postorder(state.statement) if node.head is Head.DERIVATIVE)
    return {node.data for node in inert}
