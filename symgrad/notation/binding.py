"""How strongly printed pieces hold together: the one table behind every bracket that any writer sets.

A piece is put in brackets where it stands in a place that needs more than it has.
"""

from enum import IntEnum
from typing import Protocol

from symgrad.terms.heads import Head


class Binding(IntEnum):
    """Strength of a printed piece, weakest first."""

    CASES = 0
    OR = 1
    AND = 2
    NOT = 3
    RELATION = 4
    SUM = 5
    NEGATION = 6
    HADAMARD = 7
    MATMUL = 8
    QUOTIENT = 9  # a/b on the line
    PRODUCT = 10
    PREFIX = 11  # big sums, limits, integrals, nabla: they reach over the factors on their right
    FRACTION = 12  # closed on both sides, but not a base of a power: \frac, d/dx[...]
    POWER = 13
    CALL = 14
    ATOM = 15


#: head -> strength of its printed form on the line; heads not listed are closed in themselves
LINEAR: dict[Head, Binding] = {
    Head.PIECEWISE: Binding.CASES,
    Head.RELATION: Binding.RELATION,
    Head.SUM: Binding.SUM,
    Head.NEGATION: Binding.NEGATION,
    Head.HADAMARD: Binding.HADAMARD,
    Head.MATMUL: Binding.MATMUL,
    Head.QUOTIENT: Binding.QUOTIENT,
    Head.PRODUCT: Binding.PRODUCT,
    Head.BIGSUM: Binding.PREFIX,
    Head.BIGPROD: Binding.PREFIX,
    Head.LIMIT: Binding.PREFIX,
    Head.INTEGRAL: Binding.PREFIX,
    Head.GRADIENT: Binding.PREFIX,
    Head.DERIVATIVE: Binding.FRACTION,
    Head.EVALUATED: Binding.FRACTION,
    Head.CALL: Binding.CALL,
    Head.APPLY: Binding.CALL,
    Head.DIFFERENTIAL: Binding.CALL,
    Head.POWER: Binding.POWER,
    Head.ENTRYWISE_POWER: Binding.POWER,
    Head.TRANSPOSE: Binding.POWER,
    Head.INVERSE: Binding.POWER,
}

#: the same where quotients are set as fractions with a bar and roots with a sign
TWO_DIMENSIONAL: dict[Head, Binding] = {
    **LINEAR,
    Head.QUOTIENT: Binding.FRACTION,
    Head.ROOT: Binding.CALL,
    Head.TRACE: Binding.CALL,
    Head.DETERMINANT: Binding.CALL,
}

#: strength of `and`, `or`, `not`
LOGIC: dict[str, Binding] = {"or": Binding.OR, "and": Binding.AND, "not": Binding.NOT}

#: head -> strength that its operands need: (first, every other one), on the line
OPERANDS: dict[Head, tuple[Binding, Binding]] = {
    Head.RELATION: (Binding.SUM, Binding.SUM),
    Head.SUM: (Binding.SUM, Binding.SUM),
    Head.NEGATION: (Binding.HADAMARD, Binding.HADAMARD),
    Head.HADAMARD: (Binding.PREFIX, Binding.PREFIX),
    Head.MATMUL: (Binding.PREFIX, Binding.PREFIX),
    Head.QUOTIENT: (Binding.PRODUCT, Binding.FRACTION),
    Head.PRODUCT: (Binding.QUOTIENT, Binding.PREFIX),
    Head.BIGSUM: (Binding.HADAMARD, Binding.HADAMARD),
    Head.BIGPROD: (Binding.HADAMARD, Binding.HADAMARD),
    Head.LIMIT: (Binding.HADAMARD, Binding.HADAMARD),
    Head.INTEGRAL: (Binding.HADAMARD, Binding.HADAMARD),
    Head.POWER: (Binding.CALL, Binding.CALL),
    Head.ENTRYWISE_POWER: (Binding.CALL, Binding.CALL),
    Head.TRANSPOSE: (Binding.CALL, Binding.CALL),
}

#: the same in two dimensions: factors may be products, and a matrix product may end a product
OPERANDS_TWO_DIMENSIONAL: dict[Head, tuple[Binding, Binding]] = {
    **OPERANDS,
    Head.PRODUCT: (Binding.PRODUCT, Binding.MATMUL),
}


def needed(table: dict[Head, tuple[Binding, Binding]], head: Head, position: int) -> Binding:
    """The strength that the operand at this position needs to stand without brackets."""
    first, others = table[head]
    return first if position == 0 else others


def of_product(last: Binding) -> Binding:
    """Strength of a product by that of its last factor: one that reaches to the right must not be followed by more."""
    return Binding.HADAMARD if last is Binding.PREFIX else Binding.PRODUCT


def of_matmul(last: Binding) -> Binding:
    """The same for a matrix product."""
    return Binding.HADAMARD if last is Binding.PREFIX else Binding.MATMUL


class HasBinding(Protocol):
    """A printed piece of any notation."""

    @property
    def binding(self) -> Binding:
        """How strongly it holds together."""


def infix_operand(piece: HasBinding) -> Binding:
    """What an operand of an entrywise, Kronecker or convolution sign needs: these are weaker than a matrix product."""
    return Binding.ATOM if piece.binding is Binding.PREFIX else Binding.MATMUL
