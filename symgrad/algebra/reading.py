"""SymPy to terms, in the order people write: sums as SymPy prints them, numbers first in products, quotients and
roots instead of negative and fractional powers. One row of a table per class.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef

from symgrad.errors import LimitError, UnsupportedError
from symgrad.terms import build
from symgrad.terms.functions import functions
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied, simple_name
from symgrad.terms.node import Term

Read = Callable[[Any], Term]
"""What reads a subexpression; handed to every row of the table."""


def from_sympy(expr: Any, names: Iterable[Term] = ()) -> Term:
    """The term that a SymPy object stands for; `names` are used for symbols spelled like them.

    Raises UnsupportedError for what symgrad has no head for, LimitError for what is nested too deep.
    """
    known = {term.data.plain: term for term in names}
    done: dict[Any, Term] = {}

    def read(part: Any) -> Term:
        if part.is_Symbol and part.name in known:
            return known[part.name]
        if part not in done:
            done[part] = read_node(part, read)
        return done[part]

    basic = expr.as_immutable() if isinstance(expr, sp.MatrixBase) else expr
    if not isinstance(basic, sp.Basic):
        raise UnsupportedError(f"{type(expr).__name__} is not a SymPy object")
    try:
        return read(basic)
    except RecursionError as error:
        raise LimitError("the SymPy expression is nested too deep to be read") from error


def _as_sympy(value: Any) -> Any:
    """A SymPy object as it is, a plain number or a sequence of them as SymPy's; text is never read here."""
    if isinstance(value, sp.Basic | sp.MatrixBase):
        return value
    if isinstance(value, tuple | list):
        return sp.Tuple(*map(_as_sympy, value))
    if isinstance(value, int | float | Fraction):
        return sp.Rational(str(value))
    raise UnsupportedError(f"{type(value).__name__} is not a SymPy object")


def read_node(expr: Any, read: Read) -> Term:
    """The term of one SymPy node; `read` reads what is under it. Raises UnsupportedError for an unknown class."""
    for kind in type(expr).__mro__:
        row = _TABLE.get(kind.__name__)
        if row is not None:
            return row(expr, read)
    raise UnsupportedError(f"symgrad has no form for {expr}")


def _symbol(expr: Any, _: Read) -> Term:
    return build.name(expr.name)


def _rational(expr: Any, _: Read) -> Term:
    return build.rational(Fraction(int(expr.p), int(expr.q)))


def _float(expr: Any, _: Read) -> Term:
    text = sp.sstr(expr, full_prec=False)
    sign, digits = text.startswith("-"), text.removeprefix("-")
    plain = digits.replace(".", "", 1).isdigit()
    term = build.decimal(digits) if plain else build.rational(Fraction(digits))
    return build.neg(term) if sign else term


def _sum(expr: Any, read: Read) -> Term:
    return build.add(*(read(part) for part in expr.as_ordered_terms()))


def _product(expr: Any, read: Read) -> Term:
    number, rest = expr.as_coeff_Mul()
    if number.is_negative:
        return build.neg(read(-expr))
    top, bottom = [], []
    for factor in rest.as_ordered_factors():
        base, exponent = factor.as_base_exp()
        if exponent.is_Rational and exponent.is_negative and base is not sp.E:
            bottom.append(read(sp.Pow(base, -exponent, evaluate=False) if exponent != -1 else base))
        else:
            top.append(read(factor))
    return _fraction(number, top, bottom, read)


def _fraction(number: Any, top: list[Term], bottom: list[Term], read: Read) -> Term:
    """number * top / bottom, with the number's parts in front."""
    numerator, denominator = (number, sp.S.One) if number.is_Float else number.as_numer_denom()
    over = build.mul(*(top if numerator == 1 and top else [read(numerator), *top]))
    under = bottom if denominator == 1 else [read(denominator), *bottom]
    return build.div(over, build.mul(*under)) if under else over


def _power(expr: Any, read: Read) -> Term:
    base, exponent = expr.args
    if exponent.is_Rational and exponent.is_negative:
        under = base if exponent == -1 else sp.Pow(base, -exponent, evaluate=False)
        return build.div(build.ONE, read(under))
    if exponent.is_Rational and exponent.p == 1 and exponent.q > 1:
        return build.root(read(base), build.integer(int(exponent.q)))
    return build.power(read(base), read(exponent))


def _exponential(expr: Any, read: Read) -> Term:
    return build.power(build.E, read(expr.args[0]))


def _constant(term: Term) -> Callable[[Any, Read], Term]:
    return lambda _expr, _read: term


def _logarithm(expr: Any, read: Read) -> Term:
    return build.call("log", *(read(part) for part in expr.args))


def _extremum(function: str) -> Callable[[Any, Read], Term]:
    return lambda expr, read: build.call(function, *(read(p) for p in sorted(expr.args, key=sp.default_sort_key)))


def _polygamma(expr: Any, read: Read) -> Term:
    order, at = expr.args
    return build.call("digamma", read(at)) if order == 0 else build.call("polygamma", read(order), read(at))


def _step(expr: Any, read: Read) -> Term:
    return build.call("step", read(expr.args[0]))


def _known(expr: Any, read: Read) -> Term:
    function = _FUNCTIONS.get(type(expr).__name__)
    if function is None:
        raise UnsupportedError(f"symgrad has no function {type(expr).__name__}")
    return build.call(function, *(read(part) for part in expr.args))


def _unknown(expr: Any, read: Read) -> Term:
    return build.apply(type(expr).__name__, *(read(part) for part in expr.args))


def _derivative(expr: Any, read: Read) -> Term:
    """f'(x) where an unknown function is differentiated in its own arguments, else an inert derivative."""
    body, counts = expr.expr, expr.variable_count
    if isinstance(body, AppliedUndef) and all(body.args.count(variable) == 1 for variable, _ in counts):
        times = dict(counts)
        return _partial(body, tuple(int(times.get(argument, 0)) for argument in body.args), read)
    variables = [read(variable) for variable, count in counts for _ in range(int(count))]
    return build.derivative(read(body), *variables, partial=len(body.free_symbols) > 1)


def _partial(body: Any, orders: tuple[int, ...], read: Read, arguments: tuple[Any, ...] | None = None) -> Term:
    name = simple_name(type(body).__name__)
    return build.apply(Applied(name, orders), *(read(part) for part in arguments or body.args))


def _substituted(expr: Any, read: Read) -> Term:
    """SymPy's Subs: of a derivative of f it is a partial of f at other arguments, else a bar with values."""
    values = dict(zip(expr.variables, expr.point, strict=True))
    inner = expr.expr
    if isinstance(inner, sp.Derivative) and isinstance(inner.expr, AppliedUndef):
        times = dict(inner.variable_count)
        if all(inner.expr.args.count(variable) == 1 for variable in times):
            orders = tuple(int(times.get(argument, 0)) for argument in inner.expr.args)
            return _partial(inner.expr, orders, read, tuple(part.xreplace(values) for part in inner.expr.args))
    return build.evaluated(read(inner), *(read(part) for pair in values.items() for part in pair))


def _piecewise(expr: Any, read: Read) -> Term:
    return build.piecewise(*((read(value), read(condition)) for value, condition in expr.args))


_SIGNS = {"==": "=", "!=": "!="}


def _relation(expr: Any, read: Read) -> Term:
    return build.relation(read(expr.lhs), _SIGNS.get(expr.rel_op, expr.rel_op), read(expr.rhs))


def _logic(kind: str) -> Callable[[Any, Read], Term]:
    return lambda expr, read: build.logic(kind, *(read(p) for p in sorted(expr.args, key=sp.default_sort_key)))


def _bound(make_term: Callable[..., Term]) -> Callable[[Any, Read], Term]:
    def read_bound(expr: Any, read: Read) -> Term:
        if len(expr.limits) != 1 or len(expr.limits[0]) == 2:
            raise UnsupportedError(f"symgrad has no form for {expr}")
        return make_term(read(expr.function), *(read(part) for part in expr.limits[0]))

    return read_bound


def _limit(expr: Any, read: Read) -> Term:
    body, variable, point, side = expr.args
    return build.limit(read(body), read(variable), read(point), str(side).replace("+-", ""))


def _many(make_term: Callable[..., Term]) -> Callable[[Any, Read], Term]:
    return lambda expr, read: make_term(*(read(part) for part in expr.args))


def _unary(head: Head) -> Callable[[Any, Read], Term]:
    return lambda expr, read: build.unary(head, read(expr.args[0]))


def _matrix_symbol(expr: Any, _: Read) -> Term:
    rows, columns = (int(side) if side.is_Integer else str(side) for side in expr.shape)
    return build.name(expr.name, (rows,) if columns == 1 else (rows, columns))


def _matrix(expr: Any, read: Read) -> Term:
    return build.matrix([[read(entry) for entry in row] for row in expr.tolist()])


def _matrix_product(expr: Any, read: Read) -> Term:
    number, factors = expr.as_coeff_matrices()
    product = build.matmul(*(read(factor) for factor in factors))
    if number == -1:
        return build.neg(product)
    return product if number == 1 else build.mul(read(number), product)


#: SymPy function -> id of symgrad's record
_FUNCTIONS: Mapping[str, str] = {record.sympy: record.id for record in functions() if record.sympy}

#: name of a SymPy class -> how it is read; the first class of the inheritance order that is listed decides
_TABLE: Mapping[str, Callable[[Any, Read], Term]] = {
    "Symbol": _symbol,
    "Rational": _rational,
    "Float": _float,
    "Exp1": _constant(build.E),
    "Pi": _constant(build.PI),
    "ImaginaryUnit": _constant(build.IMAGINARY),
    "Infinity": _constant(build.INFINITY),
    "NegativeInfinity": _constant(build.neg(build.INFINITY)),
    "BooleanTrue": _constant(build.TRUE),
    "BooleanFalse": _constant(build.FALSE),
    "Add": _sum,
    "Mul": _product,
    "Pow": _power,
    "exp": _exponential,
    "log": _logarithm,
    "Max": _extremum("max"),
    "Min": _extremum("min"),
    "polygamma": _polygamma,
    "Heaviside": _step,
    "AppliedUndef": _unknown,
    "Piecewise": _piecewise,
    "Function": _known,
    "Derivative": _derivative,
    "Subs": _substituted,
    "Relational": _relation,
    "And": _logic("and"),
    "Or": _logic("or"),
    "Not": _logic("not"),
    "Sum": _bound(build.bigsum),
    "Product": _bound(build.bigprod),
    "Integral": lambda expr, read: build.integral(read(expr.function), *map(read, expr.limits[0])),
    "Limit": _limit,
    "Tuple": _many(build.tuple_of),
    "MatrixSymbol": _matrix_symbol,
    "MatrixBase": _matrix,
    "MatAdd": _many(build.add),
    "MatMul": _matrix_product,
    "MatPow": _many(build.power),
    "HadamardProduct": _many(build.hadamard),
    "HadamardPower": _many(build.power),
    "Transpose": _unary(Head.TRANSPOSE),
    "Inverse": _unary(Head.INVERSE),
    "Trace": _unary(Head.TRACE),
    "Determinant": _unary(Head.DETERMINANT),
}
