"""Written mathematics to steps: one row a head. What has no row here cannot be computed as a scalar program."""

from collections.abc import Callable, Iterable, Mapping
from functools import reduce

from symgrad.errors import UnsupportedError
from symgrad.numeric.builder import Builder
from symgrad.numeric.operands import NAN, is_operand, with_sign
from symgrad.terms import Head, Term, make
from symgrad.terms.build import ONE, ZERO
from symgrad.terms.plain import plain
from symgrad.terms.traverse import postorder

Operands = tuple[Term, ...]


def lower(builder: Builder, term: Term, values: Mapping[Term, Term]) -> Term:
    """The operand that holds the term's value; `values` gives operands for names. Raises UnsupportedError."""
    return lower_nodes(builder, postorder(term), dict(values))


def lower_nodes(builder: Builder, nodes: Iterable[Term], values: dict[Term, Term]) -> Term:
    """Lower nodes that come children first; `values` is filled with each node's operand. Returns the last one's."""
    operand = ZERO
    for node in nodes:
        known = values.get(node)
        operand = _lowered(builder, node, values) if known is None else known
        values[node] = operand
    return operand


def _lowered(builder: Builder, node: Term, values: Mapping[Term, Term]) -> Term:
    if is_operand(node) and node.head is not Head.NEGATION:
        return node
    rule = _RULES.get(node.head)
    if rule is None or not node.is_scalar:
        raise UnsupportedError(f"{plain(node)} cannot be computed with scalars", hint=_HINTS.get(node.head, ""))
    return rule(builder, node, tuple(values[child] for child in node.args))


def _sum(builder: Builder, _: Term, parts: Operands) -> Term:
    return builder.total(parts)


def _negation(_: Builder, __: Term, parts: Operands) -> Term:
    return with_sign(-1, parts[0])


def _product(builder: Builder, _: Term, parts: Operands) -> Term:
    """Two factors at a time: the derivative of a product of n factors then takes 3n operations, not n^2."""
    return reduce(builder.product, parts)


def _quotient(builder: Builder, _: Term, parts: Operands) -> Term:
    return builder.quotient(parts[0], parts[1])


def _power(builder: Builder, _: Term, parts: Operands) -> Term:
    return builder.power(parts[0], parts[1])


def _root(builder: Builder, _: Term, parts: Operands) -> Term:
    return parts[0] if parts[1] is ONE else builder.emit(make(Head.ROOT, parts))


def _call(builder: Builder, node: Term, parts: Operands) -> Term:
    if node.data == "log" and len(parts) == 2:
        return builder.quotient(builder.call("log", parts[:1]), builder.call("log", parts[1:]))
    if node.data in ("max", "min"):
        return reduce(lambda a, b: builder.call(node.data, (a, b)), parts)
    return builder.call(node.data, parts)


def _piecewise(builder: Builder, _: Term, parts: Operands) -> Term:
    value: Term = NAN
    for case, condition in reversed(list(zip(parts[0::2], parts[1::2], strict=True))):
        value = builder.where(condition, case, value)
    return value


def _relation(builder: Builder, node: Term, parts: Operands) -> Term:
    links = [
        builder.emit(make(Head.RELATION, (a, b), (sign,)))
        for a, b, sign in zip(parts, parts[1:], node.data, strict=False)
    ]
    return links[0] if len(links) == 1 else builder.emit(make(Head.LOGIC, tuple(links), "and"))


def _logic(builder: Builder, node: Term, parts: Operands) -> Term:
    return builder.emit(make(Head.LOGIC, parts, node.data))


def _indicator(builder: Builder, _: Term, parts: Operands) -> Term:
    return builder.where(parts[0], ONE, ZERO)


def _inner(builder: Builder, _: Term, parts: Operands) -> Term:
    return builder.product(*parts)


def _norm(builder: Builder, _: Term, parts: Operands) -> Term:
    return builder.call("abs", parts)


def _itself(_: Builder, __: Term, parts: Operands) -> Term:
    return parts[0]


_RULES: dict[Head, Callable[[Builder, Term, Operands], Term]] = {
    Head.SUM: _sum,
    Head.NEGATION: _negation,
    Head.PRODUCT: _product,
    Head.HADAMARD: _product,
    Head.MATMUL: _product,
    Head.QUOTIENT: _quotient,
    Head.POWER: _power,
    Head.ROOT: _root,
    Head.CALL: _call,
    Head.PIECEWISE: _piecewise,
    Head.RELATION: _relation,
    Head.LOGIC: _logic,
    Head.INDICATOR: _indicator,
    # heads of linear algebra on scalars, seen as 1 x 1 matrices
    Head.INNER: _inner,
    Head.NORM: _norm,
    Head.TRANSPOSE: _itself,
    Head.TRACE: _itself,
    Head.DETERMINANT: _itself,
}

_HINTS: dict[Head, str] = {
    Head.APPLY: "give the function a formula, such as f(z) = tanh(z)",
    Head.DERIVATIVE: "derive it first",
    Head.INTEGRAL: "work the integral out first",
    Head.LIMIT: "work the limit out first",
    Head.BIGSUM: "the limits of the sum must be whole numbers",
    Head.BIGPROD: "the limits of the product must be whole numbers",
}
