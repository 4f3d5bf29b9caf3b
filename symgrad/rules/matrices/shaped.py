"""Products, transposes and sums of vectors and matrices as a person writes them.

Each verb gives a term of the same value as the plain head: identities and ones are dropped, scalars go to the front,
(A B)^T is B^T A^T, (A^T)^T is A, and equal terms of a sum are counted.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from symgrad.rules.matrices.factors import Factors, factors, negated, scaled, without_scalars, written
from symgrad.terms.build import ONE, add, array, div, eye, hadamard, matmul, ones, ones_like, transpose, zeros
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import Shape, as_matrix, from_matrix
from symgrad.terms.traverse import size

Terms = tuple[Term, ...]


def is_array(term: Term, function: str) -> bool:
    """Whether the term is this function of whole arrays."""
    return term.head is Head.ARRAY and term.data[0] == function


def is_ones(term: Term) -> bool:
    """Whether every entry is 1: the vector of ones, a row of them, or 1 1^T."""
    if term.head in (Head.MATMUL, Head.TRANSPOSE):
        outer = as_matrix(term.args[0].shape)[1] == 1 if len(term.args) == 2 else len(term.args) == 1
        return outer and all(map(is_ones, term.args))
    return is_array(term, "ones")


def is_eye(term: Term) -> bool:
    """Whether the term is an identity matrix."""
    return is_array(term, "eye")


def is_zero(term: Term) -> bool:
    """Whether the term is 0, of any shape."""
    return is_array(term, "zeros") or (term.head is Head.INTEGER and term.data == 0)


def ones_in(shape: Shape) -> Term:
    """Ones in this shape; a row is a transposed column."""
    return transpose(ones(shape[1])) if len(shape) == 2 and shape[0] == 1 else ones_like(shape)


def transposed(term: Term) -> Term:
    """The transpose, moved inward to where it stands on single letters."""
    if not term.shape:
        return term
    whole = factors(term)
    core = term if whole.core is None else whole.core
    return written(whole._replace(core=_transposed(core)))


def _transposed(core: Term) -> Term:
    if core.head is Head.TRANSPOSE:
        return core.args[0]
    if core.head is Head.MATMUL:
        return times(*map(transposed, reversed(core.args)))
    if is_eye(core) or is_array(core, "diag"):
        return core
    if core.head is Head.SUM and all(part.shape for part in core.args):
        inside = add(*map(transposed, core.args))
        return min(transpose(core), inside, key=size)
    return zeros(from_matrix(*reversed(as_matrix(core.shape)))) if is_zero(core) else transpose(core)


def times(*parts: Term) -> Term:
    """The matrix product with the scalars in front and without identities; factors of one matrix product in another
    are written in one row. A scalar among the parts stands for a number, also where it is 1 x 1."""
    shape = matmul(*parts).shape
    together, cores = without_scalars(parts)
    if any(map(is_zero, cores)) or not together.number:
        return zeros(shape)
    kept = [core for core in cores if not is_eye(core)] or list(cores[:1])
    flat = [one for core in kept for one in (core.args if core.head is Head.MATMUL else (core,))]
    numbers, rest = _inner_numbers(flat)
    return scaled(written(together), *numbers, *([matmul(*rest)] if rest else []))


def _inner_numbers(chain: list[Term]) -> tuple[list[Term], list[Term]]:
    """The parts of a product that are numbers by themselves, a row times a column, and what is left of it."""
    numbers: list[Term] = []
    while (found := _row_to_column(chain)) and found != (0, len(chain)):
        start, end = found
        numbers.append(row_times_column(chain[start:end]))
        chain = chain[:start] + chain[end:]
    return numbers, chain


def _row_to_column(chain: list[Term]) -> tuple[int, int] | None:
    """Where the first row begins and the column after it ends."""
    rows = [i for i, one in enumerate(chain) if as_matrix(one.shape)[0] == 1]
    for start in rows:
        ends = (i + 1 for i in range(start, len(chain)) if as_matrix(chain[i].shape)[1] == 1)
        end = next(ends, None)
        if end is not None:
            return start, end
    return None


def row_times_column(chain: Sequence[Term]) -> Term:
    """The number a^T ... b; with ones on one side the sum of the entries of the other."""
    if len(chain) == 2 and is_ones(chain[0]):
        return array("sum", chain[1])
    if len(chain) == 2 and is_ones(chain[1]):
        return array("sum", transposed(chain[0]))
    return matmul(*chain)


def entrywise(*parts: Term) -> Term:
    """The entrywise product; scalars multiply every entry, ones are dropped, v ∘ 1/u is the quotient v/u."""
    shape = _shape(parts)
    together, cores = without_scalars(parts)
    if not shape:
        return written(together)
    if any(map(is_zero, cores)):
        return zeros(shape)
    tops, bottoms = _above_and_below(cores)
    top = hadamard(*tops) if tops else ONE if bottoms else ones_in(shape)
    if not bottoms:
        return written(together.times(Factors(core=top)))
    below, divisors = without_scalars(bottoms)
    return written(together.over(below).times(Factors(core=div(top, hadamard(*divisors)))))


def _above_and_below(cores: Terms) -> tuple[list[Term], list[Term]]:
    """What the entries are multiplied with, and what they are divided by."""
    tops: list[Term] = []
    bottoms: list[Term] = []
    for core in cores:
        if core.head is Head.QUOTIENT and core.args[1].shape:
            above, below = _above_and_below(core.args[:1])
            tops, bottoms = tops + above, bottoms + below + list(_flat(core.args[1]))
        else:
            tops += [one for one in _flat(core) if not is_ones(one) and one is not ONE]
    return tops, bottoms


def _flat(core: Term) -> Terms:
    return core.args if core.head is Head.HADAMARD else (core,)


def plus(*terms: Term) -> Term:
    """The sum without zeros, equal terms counted."""
    flat = [part for term in terms for part in (term.args if term.head is Head.SUM else (term,))]
    counts: dict[Term, Fraction] = {}
    for part in flat:
        found = factors(part)
        rest = written(found._replace(number=Fraction(1)))
        counts[rest] = counts.get(rest, Fraction(0)) + found.number
    kept = [written(factors(rest).times(Factors(number))) for rest, number in counts.items() if number]
    kept = [one for one in kept if not is_zero(one)]
    return add(*_positive_first(kept)) if kept else zeros(_shape(flat))


def _positive_first(terms: list[Term]) -> list[Term]:
    """A sum does not begin with a minus sign where it can be helped."""
    first = next((one for one in terms if one.head is not Head.NEGATION), None)
    if first is None or terms[0].head is not Head.NEGATION:
        return terms
    return [first, *(one for one in terms if one is not first)]


def _shape(terms: Iterable[Term]) -> Shape:
    return next((term.shape for term in terms if term.shape), ())


def identity_like(shape: Shape) -> Term:
    """The identity matrix with the sides of a square shape; 1 for a scalar."""
    return eye(as_matrix(shape)[0])


__all__ = [
    "entrywise", "identity_like", "is_array", "is_eye", "is_ones", "is_zero", "negated", "ones_in", "plus", "scaled",
    "times", "transposed",
]  # fmt: skip
