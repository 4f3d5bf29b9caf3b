"""Linear combinations of vectors, a v + b w with numbers a, b; sums and inner products of their entries worked out."""

from collections.abc import Iterable, Mapping

from symgrad.rules.matrices.shaped import is_array, is_ones
from symgrad.rules.tidying import tidy
from symgrad.rules.tidying.expanding import expand
from symgrad.rules.tidying.heavy import cancel
from symgrad.terms.build import ONE, ZERO, add, array, div, inner, mul, neg, ones, size_term
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import Size
from symgrad.terms.traverse import rewrite, substitute

Combination = Mapping[Term, Term]
"""Vectors and the number that each is multiplied by."""

Facts = Mapping[Term, Term]
"""What is known of whole terms: that the entries of c sum to 0."""


def combination(term: Term, size: Size, known: Facts) -> dict[Term, Term]:
    """A vector of this size as a linear combination of what it is made of; a number in a sum is that times ones."""
    if not term.shape:
        return {ones(size): worked(term, known)}
    if term.head is Head.SUM:
        return _added(combination(part, size, known) for part in term.args)
    if term.head is Head.NEGATION:
        return _times(neg(ONE), combination(term.args[0], size, known))
    if term.head is Head.QUOTIENT and not term.args[1].shape:
        return _times(div(ONE, worked(term.args[1], known)), combination(term.args[0], size, known))
    shaped = [part for part in term.args if part.shape] if term.head is Head.PRODUCT else []
    if len(shaped) == 1:
        numbers = [worked(part, known) for part in term.args if not part.shape]
        return _times(mul(*numbers) if numbers else ONE, combination(shaped[0], size, known))
    return {term: ONE}


def worked(term: Term, known: Facts) -> Term:
    """A number with the sums and inner products in it taken apart."""
    return _short(rewrite(term, lambda node: _apart(node, known)))


def _apart(node: Term, known: Facts) -> Term:
    if is_array(node, "sum") and len(node.args[0].shape) == 1:
        (size,) = node.args[0].shape
        parts = combination(node.args[0], size, known)
        return add(*(mul(number, _sum(vector, known)) for vector, number in parts.items())) if parts else ZERO
    if node.head is Head.INNER and len(node.args[0].shape) == 1:
        (size,) = node.args[0].shape
        left, right = (combination(one, size, known) for one in node.args)
        pairs = [mul(a, b, _inner(v, w, known)) for v, a in left.items() for w, b in right.items()]
        return add(*pairs) if pairs else ZERO
    return node


def _sum(vector: Term, known: Facts) -> Term:
    if is_ones(vector):
        return size_term(vector.shape[0])
    whole = array("sum", vector)
    return known.get(whole, whole)


def _inner(left: Term, right: Term, known: Facts) -> Term:
    """The inner product of two vectors; with ones it is the sum of the entries."""
    if is_ones(left) or is_ones(right):
        return _sum(right if is_ones(left) else left, known)
    return inner(left, right)


def _added(parts: Iterable[Combination]) -> dict[Term, Term]:
    found: dict[Term, Term] = {}
    for part in parts:
        for vector, number in part.items():
            found[vector] = _short(add(found[vector], number)) if vector in found else number
    return {vector: number for vector, number in found.items() if number is not ZERO}


def _times(number: Term, parts: Combination) -> dict[Term, Term]:
    scaled = {vector: _short(mul(number, one)) for vector, one in parts.items()}
    return {vector: one for vector, one in scaled.items() if one is not ZERO}


def _short(number: Term) -> Term:
    return cancel(tidy(expand(tidy(number))))


def written(parts: Combination) -> Term:
    """The combination as a sum."""
    return add(*(times(number, vector) for vector, number in parts.items()))


def times(number: Term, vector: Term) -> Term:
    """The vector times a number, its sign in front."""
    if number is ONE:
        return vector
    if number.head is Head.NEGATION:
        return neg(times(number.args[0], vector))
    return mul(number, vector)


def replaced(parts: Combination, vector: Term, by: Term, size: Size, known: Facts) -> dict[Term, Term]:
    """The combination with a vector written as a multiple of another one, in the numbers too."""
    swap = {vector: by}
    return _added(
        _times(worked(substitute(number, swap), known), combination(substitute(one, swap), size, known))
        for one, number in parts.items()
    )
