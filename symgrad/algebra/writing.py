"""Terms to SymPy: what was typed, as a SymPy object. One row of a table per head.

Conventions: plain symbols named as typed, real only where the caller says so; activations written out; a root is
SymPy's principal root (the judges of symgrad use real roots and do not come this way).
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from symgrad.algebra import matrices
from symgrad.algebra.words import Words
from symgrad.errors import LimitError, UnsupportedError
from symgrad.terms import build
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder

Symbols = Callable[[Term], Any]
Parts = tuple[Any, ...]

LARGEST_BITS = 40_000
"""Powers and factorials of numbers beyond this many bits are refused: SymPy would compute them at once."""

INERT_FROM_LAYER = 4
"""Functions nested deeper are built unevaluated: SymPy asks for the sign of each argument, at a cost that doubles with
every layer (ten nested exponentials of a plain symbol take 12 seconds)."""


def to_sympy(term: Term, assumptions: Words | None = None) -> Any:
    """The SymPy object for a term; `assumptions` gives words such as `positive` by the keys of names.

    Raises LimitError for numbers too large to compute and for terms nested too deep for SymPy.
    """
    words = assumptions or {}
    try:
        value = _convert(term, lambda node: _symbol(node, words))
    except RecursionError as error:
        hint = "take its named definitions one by one"
        raise LimitError("the expression is nested too deep for SymPy", hint=hint) from error
    return value.arg if term.head in (Head.MATMUL, Head.INNER) and isinstance(value, sp.Trace) else value


def _convert(term: Term, symbol: Symbols, layer: int = 0) -> Any:
    done: dict[Term, Any] = {}
    layers: dict[Term, int] = {}
    for node in postorder(term):
        below = max((layers[child] for child in node.args), default=layer)
        layers[node] = below + (node.head in _LAYERS)
        if node.head is Head.NAME:
            done[node] = symbol(node)
        else:
            done[node] = _node(node, tuple(done[child] for child in node.args), layers[node])
    return done[term]


def _node(node: Term, parts: Parts, layer: int) -> Any:
    if layer > INERT_FROM_LAYER and node.head in _DEEP and node.is_scalar:
        return _DEEP[node.head](node, parts)
    table = _SHAPED if any(child.shape for child in node.args) else _SCALAR
    write = table.get(node.head) or _SCALAR.get(node.head)
    if write is None:
        raise UnsupportedError(f"SymPy has no form for {node.head.value}")
    return write(node, parts)


def _symbol(node: Term, words: Words) -> Any:
    if node.shape:
        return sp.MatrixSymbol(node.data.plain, *matrices.sides(node.shape))
    given = words.get(node.data.key, ())
    return sp.Symbol(node.data.plain, **dict.fromkeys(given, True))


def _constant(node: Term, _: Parts) -> Any:
    return {"e": sp.E, "pi": sp.pi, "I": sp.I, "oo": sp.oo}[node.data]


def _decimal(node: Term, _: Parts) -> Any:
    value = Fraction(node.data)
    return sp.Rational(value.numerator, value.denominator)


def _indexed(node: Term, parts: Parts) -> Any:
    indices = ",".join(str(index).replace(" ", "") for index in parts[1:])
    return sp.Symbol(f"{node.args[0].data.plain}_{indices}")


def _power(node: Term, parts: Parts) -> Any:
    base, exponent = parts
    if base is sp.E:
        return sp.exp(exponent)
    if _is_odd_root_of_negative(base, exponent):
        return (-1) ** exponent.p * sp.Pow(-base, exponent)  # the real one
    if exponent.is_Rational and abs(exponent.p) > 1000 and not base.is_Symbol:
        _refuse_large(base, abs(exponent))
        return sp.Pow(base, exponent, evaluate=bool(base.is_Rational))
    return sp.Pow(base, exponent)


def _refuse_large(base: Any, exponent: Any) -> None:
    if base.is_Rational and (abs(base.p).bit_length() + base.q.bit_length()) * exponent > LARGEST_BITS:
        raise LimitError(f"{base}^{exponent} is too large to write out")


def _is_odd_root_of_negative(base: Any, exponent: Any) -> bool:
    """Whether SymPy's power would be complex where the real root is meant: (-8)^(1/3) is -2 here."""
    odd = exponent.is_Rational and exponent.q % 2 and exponent.q > 1
    return bool(odd and base.is_number and base.is_negative)


def _root(node: Term, parts: Parts) -> Any:
    return sp.sqrt(parts[0]) if parts[1] == 2 else _power(node, (parts[0], 1 / parts[1]))


def _call(node: Term, parts: Parts) -> Any:
    record = function(node.data)
    if record.id == "factorial" and parts[0].is_Integer and parts[0] > 3000:
        raise LimitError(f"the factorial of {parts[0]} is too large to write out")
    if record.sympy:
        try:
            return getattr(sp, record.sympy)(*parts)
        except ValueError as error:  # Max and Min of what cannot be ordered
            raise UnsupportedError(f"SymPy cannot take {record.says} of this: {error}") from error
    return _written_out(record.definition, parts)


def _written_out(definition: Callable[..., Term] | None, parts: Parts, layer: int = 0) -> Any:
    if definition is None:
        raise UnsupportedError("a function without a definition and without a form in SymPy")
    slots = tuple(build.name(f"slot{i}") for i in range(len(parts)))
    return _convert(definition(*slots), dict(zip(slots, parts, strict=True)).__getitem__, layer)


def _deep_call(node: Term, parts: Parts) -> Any:
    record = function(node.data)
    if record.sympy and record.id != "log":
        return getattr(sp, record.sympy)(*parts, evaluate=False)
    if record.id == "log":
        logs = [sp.log(part, evaluate=False) for part in parts]
        return logs[0] if len(logs) == 1 else logs[0] / logs[1]
    return _written_out(record.definition, parts, INERT_FROM_LAYER)


def _deep_power(node: Term, parts: Parts) -> Any:
    base, exponent = parts
    if exponent.is_number:
        return _power(node, parts)
    return sp.exp(exponent, evaluate=False) if base is sp.E else sp.Pow(base, exponent, evaluate=False)


def _deep_quotient(_: Term, parts: Parts) -> Any:
    return sp.Mul(parts[0], sp.Pow(parts[1], -1, evaluate=False))


def _deep_root(_: Term, parts: Parts) -> Any:
    return sp.Pow(parts[0], 1 / parts[1], evaluate=False)


def _apply(node: Term, parts: Parts) -> Any:
    """An unknown function; a partial of it as SymPy writes it, with a Subs where the argument is not a free symbol."""
    function_ = sp.Function(node.data.name.plain)
    if not node.data.differentiated:
        return function_(*parts)
    call, orders = function_(*parts), node.data.orders
    slots = list(parts)
    dummies = {}
    for i, order in enumerate(orders):
        if order and not _may_differentiate_in(parts, i):
            slots[i] = sp.Dummy(f"xi_{i + 1}", dummy_index=hash(call))
            dummies[slots[i]] = parts[i]
    inert = sp.Derivative(function_(*slots), *((slots[i], order) for i, order in enumerate(orders) if order))
    return sp.Subs(inert, tuple(dummies), tuple(dummies.values())) if dummies else inert


def _may_differentiate_in(parts: Parts, i: int) -> bool:
    """Whether SymPy writes the partial in argument i without a Subs: a symbol or f(x) that no other argument holds."""
    return bool(parts[i].is_Symbol or isinstance(parts[i], AppliedUndef)) and not any(
        part.has(parts[i]) for j, part in enumerate(parts) if j != i
    )


def _piecewise(_: Term, parts: Parts) -> Any:
    return sp.Piecewise(*zip(parts[0::2], map(_decided, parts[1::2]), strict=True))


def _decided(condition: Any) -> Any:
    """The condition with comparisons of numbers answered: SymPy's Piecewise fails on an unevaluated 3 > 0."""
    return condition.xreplace({one: one.func(*one.args) for one in condition.atoms(sp.core.relational.Relational)})


_RELATIONS: Mapping[str, Callable[..., Any]] = {"<": sp.Lt, "<=": sp.Le, ">": sp.Gt, ">=": sp.Ge, "!=": sp.Ne}


def _relation(node: Term, parts: Parts) -> Any:
    """A chain as a conjunction; := and an update are equations to SymPy. Never evaluated: x = x stays an equation."""
    links = [
        _RELATIONS.get(sign, sp.Eq)(left, right, evaluate=False)
        for sign, left, right in zip(node.data, parts, parts[1:], strict=False)
    ]
    return links[0] if len(links) == 1 else sp.And(*links, evaluate=False)


def _logic(node: Term, parts: Parts) -> Any:
    return {"and": sp.And, "or": sp.Or, "not": sp.Not}[node.data](*parts)


def _derivative(_: Term, parts: Parts) -> Any:
    return sp.Derivative(parts[0], *parts[1:], evaluate=False)


def _integral(_: Term, parts: Parts) -> Any:
    body, variable, *limits = parts
    return sp.Integral(body, (variable, *limits) if limits else variable)


def _limit(node: Term, parts: Parts) -> Any:
    return sp.Limit(*parts, dir=node.data or "+-")


def _evaluated(_: Term, parts: Parts) -> Any:
    return sp.Subs(parts[0], parts[1::2], parts[2::2])


_SCALAR: Mapping[Head, Callable[[Term, Parts], Any]] = {
    Head.INTEGER: lambda node, _: sp.Integer(node.data),
    Head.DECIMAL: _decimal,
    Head.CONSTANT: _constant,
    Head.TRUTH: lambda node, _: sp.true if node.data else sp.false,
    Head.INDEXED: _indexed,
    Head.SUM: lambda _, parts: sp.Add(*parts),
    Head.NEGATION: lambda _, parts: -parts[0],
    Head.PRODUCT: lambda _, parts: sp.Mul(*parts),
    Head.QUOTIENT: lambda _, parts: parts[0] / parts[1],
    Head.POWER: _power,
    Head.ROOT: _root,
    Head.CALL: _call,
    Head.APPLY: _apply,
    Head.PIECEWISE: _piecewise,
    Head.RELATION: _relation,
    Head.LOGIC: _logic,
    Head.TUPLE: lambda _, parts: sp.Tuple(*parts),
    Head.MATRIX: lambda node, parts: sp.ImmutableMatrix(*node.data, parts),
    Head.BIGSUM: lambda _, parts: sp.Sum(parts[0], parts[1:]),
    Head.BIGPROD: lambda _, parts: sp.Product(parts[0], parts[1:]),
    Head.INDICATOR: lambda _, parts: sp.Piecewise((1, _decided(parts[0])), (0, True)),
    Head.LIMIT: _limit,
    Head.INTEGRAL: _integral,
    Head.DERIVATIVE: _derivative,
    Head.GRADIENT: lambda _, parts: sp.Function("Gradient")(parts[0]),
    Head.DIFFERENTIAL: lambda _, parts: sp.Symbol(f"d{parts[0]}"),
    Head.EVALUATED: _evaluated,
    Head.ARRAY: matrices.array_function,
    Head.HADAMARD: lambda _, parts: sp.Mul(*parts),
    Head.MATMUL: lambda _, parts: sp.Mul(*parts),
    Head.INNER: lambda _, parts: parts[0] * parts[1],
    Head.TRANSPOSE: lambda _, parts: parts[0],
    Head.TRACE: lambda _, parts: parts[0],
    Head.DETERMINANT: lambda _, parts: parts[0],
    Head.INVERSE: lambda _, parts: 1 / parts[0],
    Head.NORM: lambda _, parts: sp.Abs(parts[0]),
}


#: what makes a layer
_LAYERS = frozenset({Head.CALL, Head.POWER, Head.ROOT})

#: how a node is built unevaluated
_DEEP: Mapping[Head, Callable[[Term, Parts], Any]] = {
    Head.CALL: _deep_call,
    Head.POWER: _deep_power,
    Head.ROOT: _deep_root,
    Head.QUOTIENT: _deep_quotient,
}


def _shaped_call(node: Term, parts: Parts) -> Any:
    """A function of a vector or matrix acts on each entry. Raises UnsupportedError for several matrices."""
    places = [i for i, child in enumerate(node.args) if child.shape]
    if len(places) > 1:
        raise UnsupportedError("SymPy has no form for a function of several matrices entry by entry")
    entry, (place,) = sp.Dummy("entry"), places
    arguments = (*parts[:place], entry, *parts[place + 1 :])
    return parts[place].applyfunc(sp.Lambda(entry, _call(node, arguments)))


def _shaped_relation(node: Term, parts: Parts) -> Any:
    if set(node.data) <= {"=", ":=", "<-"}:
        return _relation(node, parts)
    raise UnsupportedError("SymPy does not compare matrices entry by entry")


_SHAPED: Mapping[Head, Callable[[Term, Parts], Any]] = {
    **matrices.WRITERS,
    Head.CALL: _shaped_call,
    Head.RELATION: _shaped_relation,
}
