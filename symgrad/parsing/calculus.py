"""Calculus called by name, as SymPy and our own Python spelling write it: Derivative, Partial, Prime, Evaluated."""

from collections.abc import Callable

from symgrad.parsing.arguments import counted
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.limits import MAX_ORDER
from symgrad.parsing.tokens import Token
from symgrad.terms.build import apply, derivative, evaluated, gradient, unary
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term

_CONDITIONS = (Head.RELATION, Head.LOGIC, Head.TRUTH)


def _derivative(r: Cursor, token: Token) -> Term:
    body, *rest = counted(r, token, 1, 50)
    names: list[Term] = []
    for one in rest:
        names.extend(_repeated(r, token, one, names))
    if not names:
        raise r.error("the derivative in which variable?", token, f"write {r.shown(token)}(f, x)")
    if len(names) > MAX_ORDER:
        raise r.source.limit(f"a derivative of an order beyond {MAX_ORDER}", token.start)
    return derivative(body, *names, partial=token.value == "Partial")


def _prime(r: Cursor, token: Token) -> Term:
    """Prime(f(u)) is f'(u); Prime(f(u, v), 2, 1) the partial taken twice in the first argument, once in the second."""
    called, *counts = counted(r, token, 1, 50)
    if called.head is not Head.APPLY or called.data.differentiated or any(n.head is not Head.INTEGER for n in counts):
        raise r.error("Prime takes an unknown function of its arguments, and orders", token, "write Prime(f(x), 2)")
    orders = tuple(one.data for one in counts) or (1,)
    if len(orders) != len(called.args) or not any(orders):
        raise r.error(f"one order for each of the {len(called.args)} arguments", token, "write Prime(f(x, y), 1, 0)")
    if sum(orders) > MAX_ORDER:
        raise r.source.limit(f"a derivative of an order beyond {MAX_ORDER}", token.start)
    return apply(Applied(called.data.name, orders), *called.args)


def _repeated(r: Cursor, token: Token, one: Term, before: list[Term]) -> list[Term]:
    """A variable, a pair (variable, times), or a number of times for the variable before."""
    if one.head is Head.NAME:
        return [one]
    if one.head is Head.INTEGER and before and one.data <= MAX_ORDER:
        return [before[-1]] * (one.data - 1)
    pair = one.args if one.head is Head.TUPLE and len(one.args) == 2 else ()
    if not pair or pair[0].head is not Head.NAME or pair[1].head is not Head.INTEGER:
        raise r.error("a derivative is taken in variables: x or (x, 2)", token)
    if pair[1].data > MAX_ORDER:
        raise r.source.limit(f"a derivative of an order beyond {MAX_ORDER}", token.start)
    return [pair[0]] * pair[1].data


def _substituted(r: Cursor, token: Token) -> Term:
    """Subs(f, x, 3) and Subs(f, (x, y), (3, 4)); of a derivative in its own letters, the partial at that place."""
    body, left, right = _bindings(r, token)
    inside = body.args[0] if body.head is Head.DERIVATIVE else body
    if (
        body.head is Head.DERIVATIVE
        and inside.head is Head.APPLY
        and inside.args == left
        and not any(inside.data.orders)
    ):
        return apply(Applied(inside.data.name, tuple(body.args[1:].count(one) for one in left)), *right)
    return _at(body, left, right)


def _bindings(r: Cursor, token: Token) -> tuple[Term, tuple[Term, ...], tuple[Term, ...]]:
    """A formula, the names, and as many values."""
    body, names, values = counted(r, token, 3)
    left = names.args if names.head is Head.TUPLE else (names,)
    right = values.args if values.head is Head.TUPLE else (values,)
    if len(left) != len(right) or any(one.head is not Head.NAME for one in left):
        hint = f"write {token.value}(f, (x, y), (3, 4))"
        raise r.error(f"{token.value} takes names and as many values", token, hint)
    return body, left, right


def _at(body: Term, left: tuple[Term, ...], right: tuple[Term, ...]) -> Term:
    return evaluated(body, *(part for pair in zip(left, right, strict=True) for part in pair))


def _evaluated(r: Cursor, token: Token) -> Term:
    return _at(*_bindings(r, token))


def _indicator(r: Cursor, token: Token) -> Term:
    (condition,) = counted(r, token, 1)
    if condition.head not in _CONDITIONS:
        raise r.error("Indicator takes a condition", token, "write Indicator(x > 0)")
    return unary(Head.INDICATOR, condition)


def _gradient(r: Cursor, token: Token) -> Term:
    body, *names = counted(r, token, 1, 100)
    if any(one.head is not Head.NAME for one in names):
        raise r.error("a gradient is taken in names", token)
    return gradient(body, *names)


#: name -> what reads the rest of it
CALCULUS: dict[str, Callable[[Cursor, Token], Term]] = {
    **dict.fromkeys(("Derivative", "diff", "Partial"), _derivative),
    "Prime": _prime,
    "Subs": _substituted,
    "Evaluated": _evaluated,
    "Gradient": _gradient,
    "Indicator": _indicator,
}
