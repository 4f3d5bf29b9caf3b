"""Construction of terms, one verb a head. Nothing is computed and nothing reordered: what is built is what is shown.

The only liberties: a sum in a sum and a product in a product are flattened where brackets would be redundant
(`a + (b + c)`), and a negative integer is the negation of a positive one.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from symgrad.terms.heads import Head
from symgrad.terms.names import Applied, Name, simple_name
from symgrad.terms.node import Term, make
from symgrad.terms.shapes import Shape, Size

_NO_SHAPE: Shape = ()


def integer(value: int) -> Term:
    """An exact integer; a negative one is a negation."""
    return make(Head.NEGATION, (integer(-value),)) if value < 0 else make(Head.INTEGER, data=value)


ZERO = integer(0)
ONE = integer(1)
TWO = integer(2)
E = make(Head.CONSTANT, data="e")
PI = make(Head.CONSTANT, data="pi")
IMAGINARY = make(Head.CONSTANT, data="I")
INFINITY = make(Head.CONSTANT, data="oo")
TRUE = make(Head.TRUTH, data=True)
FALSE = make(Head.TRUTH, data=False)


def decimal(text: str) -> Term:
    """A decimal as typed, such as `0.10`."""
    return make(Head.DECIMAL, data=text)


def rational(value: Fraction) -> Term:
    """An exact fraction in lowest terms; the minus sign stands in front of it."""
    if value < 0:
        return make(Head.NEGATION, (rational(-value),))
    if value.denominator == 1:
        return integer(value.numerator)
    return make(Head.QUOTIENT, (integer(value.numerator), integer(value.denominator)))


def name(spelling: str | Name, shape: Shape = _NO_SHAPE) -> Term:
    """A variable; a plain spelling such as `w_1` or `y_hat` is taken apart."""
    data = simple_name(spelling) if isinstance(spelling, str) else spelling
    return make(Head.NAME, data=data, shape=shape)


def indexed(base: Term, *indices: Term) -> Term:
    """A name with index terms, such as w_{j,k} under a sum over j; a scalar entry of it."""
    return make(Head.INDEXED, (base, *indices))


def _flat(head: Head, parts: Iterable[Term]) -> tuple[Term, ...]:
    return tuple(inner for part in parts for inner in (part.args if part.head is head else (part,)))


def add(*parts: Term) -> Term:
    """The sum as written; one part is itself, none is 0."""
    flat = _flat(Head.SUM, parts)
    return make(Head.SUM, flat) if len(flat) > 1 else flat[0] if flat else ZERO


def neg(term: Term) -> Term:
    """The negation as written (also of a negation)."""
    return make(Head.NEGATION, (term,))


def sub(left: Term, right: Term) -> Term:
    """left - right."""
    return make(Head.SUM, (*_flat(Head.SUM, (left,)), neg(right)))


def mul(*parts: Term) -> Term:
    """The product as written; one part is itself, none is 1."""
    flat = _flat(Head.PRODUCT, parts)
    return make(Head.PRODUCT, flat) if len(flat) > 1 else flat[0] if flat else ONE


def div(top: Term, bottom: Term) -> Term:
    """The quotient as written."""
    return make(Head.QUOTIENT, (top, bottom))


def power(base: Term, exponent: Term) -> Term:
    """base^exponent as written: X X for a square matrix, entry by entry for anything else that has entries."""
    return make(Head.POWER if has_powers(base) and exponent.is_scalar else Head.ENTRYWISE_POWER, (base, exponent))


def has_powers(base: Term) -> bool:
    """Whether a power of the base is a product: it is a number or a square matrix."""
    return base.shape[:1] == base.shape[1:]


def exp(u: Term) -> Term:
    """e^u for a scalar; entrywise exp for vectors and matrices."""
    return power(E, u) if u.is_scalar else call("exp", u)


def is_entrywise_quotient(node: Term) -> bool:
    """Whether a quotient is by a square matrix, where a fraction could be taken for a product with the inverse."""
    return len(node.args[1].shape) == 2 and has_powers(node.args[1])


def root(radicand: Term, degree: Term = TWO) -> Term:
    """The real root of the given degree."""
    return make(Head.ROOT, (radicand, degree))


def call(function: str, *args: Term) -> Term:
    """A known function by the id of its record; `exp` of a scalar is e^u."""
    if function == "exp" and args[0].is_scalar:
        return power(E, args[0])
    return make(Head.CALL, args, function)


def apply(function: str | Name | Applied, *args: Term, shape: Shape = _NO_SHAPE) -> Term:
    """An unknown function of these arguments, or a partial of it."""
    if isinstance(function, str):
        function = simple_name(function)
    data = function if isinstance(function, Applied) else Applied(function)
    return make(Head.APPLY, args, data, shape)


def relation(first: Term, *rest: str | Term) -> Term:
    """A chain of relations: relation(a, "<", b, "<=", c)."""
    return make(Head.RELATION, (first, *_terms(rest[1::2])), tuple(str(r) for r in rest[0::2]))


def chain(sides: Sequence[Term], signs: tuple[str, ...]) -> Term:
    """The sides with these relations between them."""
    return make(Head.RELATION, tuple(sides), signs)


def _terms(parts: Sequence[str | Term]) -> tuple[Term, ...]:
    return tuple(part for part in parts if isinstance(part, Term))


def equation(left: Term, right: Term) -> Term:
    """left = right."""
    return make(Head.RELATION, (left, right), ("=",))


def piecewise(*cases: tuple[Term, Term]) -> Term:
    """Cases (value, condition); the last condition may be TRUE."""
    return make(Head.PIECEWISE, tuple(part for case in cases for part in case))


def logic(kind: str, *conditions: Term) -> Term:
    """`and`, `or` or `not` of conditions; one condition under `and`/`or` is itself."""
    return conditions[0] if len(conditions) == 1 and kind != "not" else make(Head.LOGIC, conditions, kind)


def tuple_of(*parts: Term) -> Term:
    """A tuple, such as a point or a list of results."""
    return make(Head.TUPLE, parts)


def matrix(rows: Sequence[Sequence[Term]]) -> Term:
    """A matrix literal, row by row; one column is a vector."""
    return make(Head.MATRIX, tuple(entry for row in rows for entry in row), (len(rows), len(rows[0])))


def derivative(body: Term, *names: Term, partial: bool = False) -> Term:
    """Inert derivative of the body in the names, first name innermost; `partial` says which d is shown."""
    return make(Head.DERIVATIVE, (body, *names), "partial" if partial else "d")


def unary(head: Head, term: Term, data: object = None) -> Term:
    """A head with one child: transpose, trace, determinant, inverse, norm, differential, indicator."""
    return make(head, (term,), data)


def matmul(*parts: Term) -> Term:
    """The matrix product as written; one part is itself."""
    flat = _flat(Head.MATMUL, parts)
    return make(Head.MATMUL, flat) if len(flat) > 1 else flat[0]


def hadamard(*parts: Term) -> Term:
    """The entrywise product; one part is itself."""
    flat = _flat(Head.HADAMARD, parts)
    return make(Head.HADAMARD, flat) if len(flat) > 1 else flat[0]


def entrywise_power(base: Term, exponent: Term) -> Term:
    """Every entry of the base to the exponent; the power of a number."""
    is_number = base.is_scalar and exponent.is_scalar
    return power(base, exponent) if is_number else make(Head.ENTRYWISE_POWER, (base, exponent))


def array(function: str, *args: Term, options: tuple[int | str, ...] = ()) -> Term:
    """A function of whole arrays by its id, such as `sum`, `softmax` or `conv`; options are sizes and widths."""
    return make(Head.ARRAY, args, (function, *options))


def ones(size: Size) -> Term:
    """The vector of ones of this length; the number 1 where the length is 1."""
    return ONE if size == 1 else array("ones", options=(size,))


def ones_like(shape: Shape) -> Term:
    """A number 1, a vector of ones, or the matrix of ones as the product 1 1^T."""
    if len(shape) == 2:
        return matmul(ones(shape[0]), transpose(ones(shape[1])))
    return ones(shape[0]) if shape else ONE


def zeros(shape: Shape) -> Term:
    """0 in this shape."""
    return array("zeros", options=shape) if shape else ZERO


def eye(size: Size) -> Term:
    """The identity matrix."""
    return ONE if size == 1 else array("eye", options=(size,))


def transpose(term: Term) -> Term:
    """The transpose; a scalar is its own."""
    return make(Head.TRANSPOSE, (term,)) if term.shape else term


def inner(left: Term, right: Term) -> Term:
    """The inner product <left, right> = tr(left^T right)."""
    return make(Head.INNER, (left, right))


def bigsum(body: Term, index: Term, lower: Term, upper: Term) -> Term:
    """The sum of the body over index = lower..upper."""
    return make(Head.BIGSUM, (body, index, lower, upper))


def bigprod(body: Term, index: Term, lower: Term, upper: Term) -> Term:
    """The product of the body over index = lower..upper."""
    return make(Head.BIGPROD, (body, index, lower, upper))


def limit(body: Term, variable: Term, point: Term, side: str = "") -> Term:
    """The limit of the body as the variable goes to the point, from the side "+" or "-" if given."""
    return make(Head.LIMIT, (body, variable, point), side)


def integral(body: Term, variable: Term, lower: Term | None = None, upper: Term | None = None) -> Term:
    """The integral, definite if both limits are given."""
    limits = (lower, upper) if lower is not None and upper is not None else ()
    return make(Head.INTEGRAL, (body, variable, *limits))


def gradient(body: Term, *names: Term) -> Term:
    """Inert gradient of the body in the names."""
    return make(Head.GRADIENT, (body, *names))


def evaluated(body: Term, *bindings: Term) -> Term:
    """The body where name = value, ... (bar notation)."""
    return make(Head.EVALUATED, (body, *bindings))


def size_term(size: Size) -> Term:
    """A size as a number: 3, or its name m."""
    return integer(size) if isinstance(size, int) else name(Name(size))
