"""Laws of matrix calculus: differentials of matrix heads, adjoints of linear ones, and how results are written."""

from symgrad.rules.matrices import functions, linear, products, unknown
from symgrad.rules.matrices.entry_by_entry import entrywise_law
from symgrad.rules.matrices.factors import factors, negated, scaled
from symgrad.rules.matrices.record import Adjoint, DifferentialLaw, adjoint_of, adjoints, law_of, matrix_laws
from symgrad.rules.matrices.shaped import entrywise, plus, times, transposed

__all__ = [
    "Adjoint", "DifferentialLaw", "adjoint_of", "adjoints", "entrywise", "entrywise_law", "factors", "law_of",
    "matrix_laws", "negated", "plus", "scaled", "times", "transposed",
]  # fmt: skip

#: the tables, named so that a reader finds them (importing one registers its laws)
TABLES = (products, functions, linear, unknown)
