"""Named simplifications of matrix results: what a textbook would not leave standing."""

from collections.abc import Callable
from typing import NamedTuple

from symgrad.rules.matrices.collecting import common_entries, common_factors
from symgrad.rules.matrices.inverses import inverse_products, symmetric_inverse
from symgrad.rules.matrices.reciprocals import without_reciprocals
from symgrad.rules.matrices.shaped import entrywise, ones_in
from symgrad.terms.build import ONE, E, array, call, div, hadamard, integer, power, transpose
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import rewrite

Change = Callable[[Term], Term]


class Cleaning(NamedTuple):
    """One simplification: `change` gives a term of the same value, the same object where it does not apply."""

    id: str
    says: str
    change: Change
    sentence: str


def _everywhere(change: Change) -> Change:
    return lambda term: rewrite(term, change)


def _tops(node: Term) -> list[Term]:
    """The entrywise factors above the line."""
    top = node.args[0]
    return list(top.args) if top.head is Head.HADAMARD else [] if top is ONE else [top]


def _bottoms(node: Term) -> list[Term]:
    below = node.args[1]
    return list(below.args) if below.head is Head.HADAMARD else [below]


def _is_entrywise_quotient(node: Term) -> bool:
    return node.head is Head.QUOTIENT and bool(node.args[1].shape)


def _cancel_entries(node: Term) -> Term:
    """(v ∘ u)/u = v, entry by entry; <v/u, u> is the sum of v."""
    if node.head is Head.INNER:
        together = entrywise(*node.args)
        found = _cancel_entries(together)
        return node if found is together else array("sum", found)
    if not _is_entrywise_quotient(node):
        return node
    tops, bottoms = _tops(node), _bottoms(node)
    for one in list(tops):
        if one in bottoms:
            tops.remove(one)
            bottoms.remove(one)
    if len(bottoms) == len(_bottoms(node)):
        return node
    top = hadamard(*tops) if tops else ones_in(node.shape)
    return entrywise(top, div(ONE, hadamard(*bottoms))) if bottoms else top


def _sigmoid(node: Term) -> Term:
    """e^u/(1 + e^u) = sigma(u), also with other factors above the line."""
    if node.head is not Head.QUOTIENT:
        return node
    for part in _tops(node) if node.shape else [node.args[0]]:
        u = _exponent(part)
        if u is not None and _is_one_plus(node.args[1], part):
            rest = [one for one in _tops(node) if one is not part] if node.shape else []
            return entrywise(*rest, call("sigmoid", u)) if rest else call("sigmoid", u)
    return node


def _exponent(term: Term) -> Term | None:
    if term.head is Head.CALL and term.data == "exp":
        return term.args[0]
    return term.args[1] if term.head is Head.POWER and term.args[0] is E else None


def _is_one_plus(term: Term, wanted: Term) -> bool:
    return term.head is Head.SUM and len(term.args) == 2 and set(term.args) == {ONE, wanted}


_QUOTIENTS = {("sinh", "cosh"): "tanh", ("sin", "cos"): "tan"}


def _quotients(node: Term) -> Term:
    """sinh u/cosh u = tanh u, sin u/cos u = tan u, also with other factors above the line."""
    if node.head is not Head.QUOTIENT:
        return node
    for part in _tops(node) if node.shape else [node.args[0]]:
        found = _quotient_of(part, node.args[1])
        if found is not None:
            rest = [one for one in _tops(node) if one is not part] if node.shape else []
            return entrywise(*rest, found) if rest else found
    return node


def _quotient_of(top: Term, bottom: Term) -> Term | None:
    if top.head is not Head.CALL or bottom.head is not Head.CALL or top.args != bottom.args:
        return None
    known = _QUOTIENTS.get((top.data, bottom.data))
    return call(known, *top.args) if known else None


def _repeated_transposes(node: Term) -> Term:
    """X^T X^T = (X^2)^T."""
    parts = node.args
    if node.head is not Head.MATMUL or len(set(parts)) > 1 or parts[0].head is not Head.TRANSPOSE:
        return node
    return transpose(power(parts[0].args[0], integer(len(parts))))


CLEANINGS: tuple[Cleaning, ...] = (
    Cleaning("clean.symmetric-inverse", "the inverse of a symmetric matrix is symmetric",
             _everywhere(symmetric_inverse), "Where S^T = S, also (S^-1)^T = S^-1."),
    Cleaning("clean.inverse-product", "a matrix times its inverse is I",
             _everywhere(inverse_products), "(A B)^-1 = B^-1 A^-1 and A A^-1 = I."),
    Cleaning("clean.entries", "cancel entry by entry", _everywhere(_cancel_entries), "(v ∘ u)/u = v."),
    Cleaning("clean.reciprocals", "multiply out and cancel", _everywhere(without_reciprocals),
             "((1 - y)/(1 - p) - y/p) ∘ p ∘ (1 - p) = p - y."),
    Cleaning("clean.sigmoid", "e^u/(1 + e^u) is the sigmoid", _everywhere(_sigmoid), "e^u/(1 + e^u) = sigma(u)."),
    Cleaning("clean.quotient", "the quotient has a name", _everywhere(_quotients), "sinh u/cosh u = tanh u."),
    Cleaning("clean.side", "put the common matrix outside", _everywhere(common_factors), "A X + B X = (A + B) X."),
    Cleaning("clean.common-entries", "put the common factor outside", _everywhere(common_entries),
             "P ∘ A + P ∘ B = P ∘ (A + B)."),
    Cleaning("clean.power", "a product of equal matrices is a power", _everywhere(_repeated_transposes),
             "X^T X^T = (X^2)^T."),
)  # fmt: skip
