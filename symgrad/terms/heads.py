"""The kinds of written mathematics: every term has one of these heads.

The table says how many children a head takes, what its `data` holds and what it means.
"""

from enum import StrEnum


class Head(StrEnum):
    """The head of a term. Children are always in the order written."""

    INTEGER = "integer"  # data: int >= 0; a negative number is NEGATION of it
    DECIMAL = "decimal"  # data: str, the digits as typed, such as "0.10"
    CONSTANT = "constant"  # data: "e", "pi", "I" (imaginary unit), "oo" (infinity)
    NAME = "name"  # data: Name
    INDEXED = "indexed"  # name, index terms...: w_{j,k} where an index is bound or shifted
    SUM = "sum"  # two or more terms; a difference is a sum with a NEGATION
    NEGATION = "negation"
    PRODUCT = "product"  # two or more factors, at most one of them not a scalar
    QUOTIENT = "quotient"  # numerator, denominator
    POWER = "power"  # base, exponent; e^u and exp(u) of a scalar are one term
    ROOT = "root"  # radicand, degree (2 for the square root)
    CALL = "call"  # data: id of a Function record; log takes (u,) or (u, base)
    APPLY = "apply"  # data: Applied; an unknown function f(u, v), or a partial of it, f'(u)
    PIECEWISE = "piecewise"  # value, condition, value, condition, ...
    RELATION = "relation"  # data: tuple of operators between the children: ("=",), ("<", "<=")
    LOGIC = "logic"  # data: "and", "or", "not"
    TRUTH = "truth"  # data: bool; True is printed "otherwise" in a piecewise
    TUPLE = "tuple"
    MATRIX = "matrix"  # data: (rows, columns); children row by row
    TRANSPOSE = "transpose"
    TRACE = "trace"
    DETERMINANT = "determinant"
    INVERSE = "inverse"
    NORM = "norm"  # data: "2", "1", "inf" or "F"
    HADAMARD = "hadamard"  # entrywise product
    ENTRYWISE_POWER = "entrywise_power"  # base, exponent: a vector's or matrix's entries raised one by one
    ARRAY = "array"  # data: (id, *options) of an array function: sum of entries, softmax, convolution, ones
    MATMUL = "matmul"  # matrix product, two or more factors
    INNER = "inner"  # inner product of two terms of one shape
    BIGSUM = "bigsum"  # body, index name, lower, upper
    BIGPROD = "bigprod"  # body, index name, lower, upper
    INDICATOR = "indicator"  # [condition]: 1 where it holds, else 0
    LIMIT = "limit"  # body, name, point; data: "", "+" or "-"
    INTEGRAL = "integral"  # body, name[, lower, upper]
    DERIVATIVE = "derivative"  # inert: body, name, name, ...; data: "d" or "partial"
    GRADIENT = "gradient"  # inert nabla: body, names the gradient is taken in (may be none)
    DIFFERENTIAL = "differential"  # dU
    EVALUATED = "evaluated"  # body, name, value, name, value...: the body where name = value


#: heads whose shape is declared and does not follow from the children
SHAPED = frozenset({Head.NAME, Head.APPLY})

#: head -> (fewest children, most children); None: no upper bound
ARITY: dict[Head, tuple[int, int | None]] = {
    Head.INTEGER: (0, 0),
    Head.DECIMAL: (0, 0),
    Head.CONSTANT: (0, 0),
    Head.NAME: (0, 0),
    Head.INDEXED: (2, None),
    Head.SUM: (2, None),
    Head.NEGATION: (1, 1),
    Head.PRODUCT: (2, None),
    Head.QUOTIENT: (2, 2),
    Head.POWER: (2, 2),
    Head.ROOT: (2, 2),
    Head.CALL: (1, None),
    Head.APPLY: (1, None),
    Head.PIECEWISE: (2, None),
    Head.RELATION: (2, None),
    Head.LOGIC: (1, None),
    Head.TRUTH: (0, 0),
    Head.TUPLE: (0, None),
    Head.MATRIX: (1, None),
    Head.TRANSPOSE: (1, 1),
    Head.TRACE: (1, 1),
    Head.DETERMINANT: (1, 1),
    Head.INVERSE: (1, 1),
    Head.NORM: (1, 1),
    Head.HADAMARD: (2, None),
    Head.ENTRYWISE_POWER: (2, 2),
    Head.ARRAY: (0, None),
    Head.MATMUL: (2, None),
    Head.INNER: (2, 2),
    Head.BIGSUM: (4, 4),
    Head.BIGPROD: (4, 4),
    Head.INDICATOR: (1, 1),
    Head.LIMIT: (3, 3),
    Head.INTEGRAL: (2, 4),
    Head.DERIVATIVE: (2, None),
    Head.GRADIENT: (1, None),
    Head.DIFFERENTIAL: (1, 1),
    Head.EVALUATED: (3, None),
}
