"""Named simplifications of matrix results: what a textbook would not leave standing."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from symgrad.rules.matrices.factors import Factors, factors, negated, scaled, written
from symgrad.rules.matrices.shaped import entrywise, plus, times, transposed
from symgrad.terms.build import ONE, E, add, call, hadamard, matmul, rational
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


def _inverse_pairs(node: Term) -> Term:
    """A A^-1 = I inside a product."""
    if node.head is not Head.MATMUL:
        return node
    kept: list[Term] = []
    for part in node.args:
        if kept and _are_inverse(kept[-1], part):
            kept.pop()
        else:
            kept.append(part)
    if len(kept) == len(node.args):
        return node
    from symgrad.terms.build import eye

    return times(*kept) if kept else eye(node.shape[0])


def _are_inverse(a: Term, b: Term) -> bool:
    plain_a, plain_b = _inverted(a), _inverted(b)
    return plain_a is b or plain_b is a


def _inverted(term: Term) -> Term | None:
    if term.head is Head.INVERSE:
        return term.args[0]
    if term.head is Head.TRANSPOSE and term.args[0].head is Head.INVERSE:
        return transposed(term.args[0].args[0])
    return None


def _sigmoid(node: Term) -> Term:
    """e^u/(1 + e^u) = sigma(u), also entry by entry where the factors stand apart."""
    if node.head is Head.HADAMARD:
        return _apart(node)
    if node.head is Head.PRODUCT and node.is_scalar:
        return node
    if node.head is not Head.QUOTIENT:
        return node
    u = _exponent(node.args[0])
    if u is not None and _is_one_plus(node.args[1], node.args[0]):
        return call("sigmoid", u)
    below = node.args[1]
    other = next((part for part in below.args if part is not ONE), None) if below.head is Head.SUM else None
    inside = _exponent(other) if other is not None else None
    if node.args[0] is ONE and inside is not None and other is not None and _is_one_plus(below, other):
        return call("sigmoid", negated(inside))
    return node


def _apart(node: Term) -> Term:
    """1/(1 + e^u) ∘ e^u ∘ v = sigma(u) ∘ v."""
    for part in node.args:
        u = _exponent(part)
        if u is None:
            continue
        for other in node.args:
            if other.head is Head.QUOTIENT and _is_one_plus(other.args[1], part):
                rest = [one for one in node.args if one is not part and one is not other]
                top = [] if other.args[0] is ONE else [other.args[0]]
                return entrywise(*top, *rest, call("sigmoid", u))
    return node


def _exponent(term: Term) -> Term | None:
    if term.head is Head.CALL and term.data == "exp":
        return term.args[0]
    return term.args[1] if term.head is Head.POWER and term.args[0] is E else None


def _is_one_plus(term: Term, wanted: Term) -> bool:
    return term.head is Head.SUM and len(term.args) == 2 and set(term.args) == {ONE, wanted}


_CANCELS = {
    "exp": None,
}


def _cancel_entries(node: Term) -> Term:
    """v/u ∘ u = v, entry by entry."""
    if node.head is not Head.HADAMARD:
        return node
    for part in node.args:
        if part.head is Head.QUOTIENT and part.args[1].shape and part.args[1] in node.args:
            rest = [one for one in node.args if one is not part]
            rest.remove(part.args[1])
            top = part.args[0]
            return entrywise(*rest, top) if top.shape or rest else call_ones(top, node)
    return node


def call_ones(top: Term, node: Term) -> Term:
    """A number as a term of the node's shape."""
    from symgrad.rules.matrices.shaped import ones_in

    return scaled(top, ones_in(node.shape))


_QUOTIENTS = {("sinh", "cosh"): "tanh", ("sin", "cos"): "tan"}


def _quotients(node: Term) -> Term:
    """sinh/cosh = tanh, sin/cos = tan, entry by entry."""
    if node.head is Head.HADAMARD:
        for part in node.args:
            for other in node.args:
                found = _quotient_of(part, other.args[1]) if _is_reciprocal(other) else None
                if found is not None:
                    return entrywise(*(one for one in node.args if one is not part and one is not other), found)
    if node.head is Head.QUOTIENT:
        return _quotient_of(*node.args) or node
    return node


def _is_reciprocal(term: Term) -> bool:
    return term.head is Head.QUOTIENT and term.args[0] is ONE


def _quotient_of(top: Term, bottom: Term) -> Term | None:
    if top.head is not Head.CALL or bottom.head is not Head.CALL or top.args != bottom.args:
        return None
    known = _QUOTIENTS.get((top.data, bottom.data))
    return call(known, *top.args) if known else None


def _common_side(node: Term) -> Term:
    """A X + B X = (A + B) X, and the same on the left; for two or more terms with one matrix in common."""
    if node.head is not Head.SUM or not node.shape or not all(part.shape for part in node.args):
        return node
    parts = [factors(part) for part in node.args]
    for last in (True, False):
        found = _factored(parts, last)
        if found is not None:
            return found
    return node


def _chain(core: Term | None) -> tuple[Term, ...]:
    return () if core is None else core.args if core.head is Head.MATMUL else (core,)


def _factored(parts: Sequence[Factors], last: bool) -> Term | None:
    """The sum with what all parts end (or begin) with put outside."""
    chains = [_chain(part.core) for part in parts]
    shared: list[Term] = []
    while True:
        ends = {chain[-1 - len(shared)] if last else chain[len(shared)] for chain in chains if len(chain) > len(shared)}
        if len(ends) != 1 or any(len(chain) <= len(shared) + 1 for chain in chains):
            break
        shared.append(ends.pop())
    if not shared or len(chains) < 2:
        return None
    count = len(shared)
    inside = [
        written(part._replace(core=matmul(*(chain[:-count] if last else chain[count:]))))
        for part, chain in zip(parts, chains, strict=True)
    ]
    common = matmul(*reversed(shared)) if last else matmul(*shared)
    total = _positive_first(inside)
    return times(total, common) if last else times(common, total)


def _positive_first(terms: Sequence[Term]) -> Term:
    """The sum with plain matrices before their transposes: A + A^T."""
    plain = [t for t in terms if t.head is not Head.TRANSPOSE]
    return plus(*plain, *(t for t in terms if t.head is Head.TRANSPOSE))


def _common_entries(node: Term) -> Term:
    """P ∘ A - P ∘ B = P ∘ (A - B)."""
    if node.head is not Head.SUM or not node.shape:
        return node
    parts = [factors(part) for part in node.args]
    cores = [part.core.args if part.core is not None and part.core.head is Head.HADAMARD else () for part in parts]
    if not all(cores):
        return node
    shared = [one for one in cores[0] if all(one in core for core in cores)]
    if not shared:
        return node
    inside = []
    for part, core in zip(parts, cores, strict=True):
        rest = [one for one in core if one not in shared]
        if len(rest) + len(shared) != len(core) or not rest:
            return node
        inside.append(written(part._replace(core=hadamard(*rest))))
    return entrywise(*shared, plus(*inside))


def _common_number(node: Term) -> Term:
    """2 A + 2 B = 2 (A + B)."""
    if node.head is not Head.SUM or not node.shape:
        return node
    parts = [factors(part) for part in node.args]
    number = abs(parts[0].number)
    if number == 1 or any(abs(part.number) != number or part.core is None for part in parts):
        return node
    inside = add(*(written(part._replace(number=part.number / number)) for part in parts))
    return scaled(rational(number), inside)


CLEANINGS: tuple[Cleaning, ...] = (
    Cleaning("clean.inverse", "a matrix times its inverse is I", _everywhere(_inverse_pairs),
             "A A^-1 = I."),
    Cleaning("clean.entries", "cancel entry by entry", _everywhere(_cancel_entries), "v/u ∘ u = v."),
    Cleaning("clean.sigmoid", "e^u/(1 + e^u) is the sigmoid", _everywhere(_sigmoid), "e^u/(1 + e^u) = sigma(u)."),
    Cleaning("clean.quotient", "the quotient has a name", _everywhere(_quotients), "sinh u/cosh u = tanh u."),
    Cleaning("clean.side", "put the common matrix outside", _everywhere(_common_side), "A X + B X = (A + B) X."),
    Cleaning("clean.common-entries", "put the common factor outside", _everywhere(_common_entries),
             "P ∘ A + P ∘ B = P ∘ (A + B)."),
)  # fmt: skip
