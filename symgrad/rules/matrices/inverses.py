"""Inverses: of products, of symmetric matrices, and beside the matrix itself."""

from symgrad.rules.matrices.shaped import plus, times, transposed
from symgrad.terms.build import eye, unary
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.shapes import as_matrix
from symgrad.terms.traverse import size


def symmetric_inverse(node: Term) -> Term:
    """(S^-1)^T = S^-1 where S^T is S; sums with it are counted again."""
    if node.head is Head.TRANSPOSE and node.args[0].head is Head.INVERSE:
        inside = node.args[0].args[0]
        return node.args[0] if transposed(inside) is inside else node
    if node.head is Head.SUM and len(set(node.args)) < len(node.args):
        return plus(*node.args)
    return node


def _without_pairs(parts: tuple[Term, ...]) -> list[Term]:
    kept: list[Term] = []
    for part in parts:
        if kept and (_inverted(kept[-1]) is part or _inverted(part) is kept[-1]):
            kept.pop()
        else:
            kept.append(part)
    return kept


def _inverted(term: Term) -> Term | None:
    """What a factor is the inverse of, also where it is transposed."""
    if term.head is Head.INVERSE:
        return term.args[0]
    if term.head is Head.TRANSPOSE and term.args[0].head is Head.INVERSE:
        return transposed(term.args[0].args[0])
    return None


def inverse_products(node: Term) -> Term:
    """A A^-1 = I in a product; inverses of products are taken apart where that cancels."""
    if node.head is not Head.MATMUL:
        return node
    apart = [one for part in node.args for one in _apart(part)]
    kept = _without_pairs(tuple(apart))
    if len(kept) == len(apart):
        return node
    found = times(*kept) if kept else eye(node.shape[0])
    return found if size(found) < size(node) else node


def _apart(part: Term) -> list[Term]:
    """The factors of the inverse of a product of square matrices."""
    turned = part.head is Head.TRANSPOSE
    inside = part.args[0] if turned else part
    if inside.head is not Head.INVERSE or inside.args[0].head is not Head.MATMUL:
        return [part]
    factors = inside.args[0].args
    if any(rows != columns for rows, columns in (as_matrix(one.shape) for one in factors)):
        return [part]
    inverses = [unary(Head.INVERSE, one) for one in reversed(factors)]
    return [transposed(one) for one in reversed(inverses)] if turned else inverses
