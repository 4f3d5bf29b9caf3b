"""Common factors of a sum of matrices put outside: matrices on the left or right, entrywise factors."""

from collections import Counter
from collections.abc import Sequence
from functools import reduce
from operator import and_

from symgrad.rules.matrices.factors import Factors, factors, written
from symgrad.rules.matrices.shaped import entrywise, plus, times
from symgrad.terms.build import add, hadamard, matmul
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

Chain = tuple[Term, ...]


def common_factors(node: Term) -> Term:
    """A X + B X = (A + B) X and the same on the left; where not all terms share one, those that do."""
    if node.head is not Head.SUM or not node.shape or not all(part.shape for part in node.args):
        return node
    parts = [factors(part) for part in node.args]
    for last in (True, False):
        found = _outside(parts, last)
        if found is not None:
            return found
    return _in_groups(node, parts)


def _chain(part: Factors) -> Chain:
    core = part.core
    return () if core is None else core.args if core.head is Head.MATMUL else (core,)


def _shared(chains: Sequence[Chain], last: bool) -> list[Term]:
    """What all chains end (or begin) with; something must be left of each."""
    shared: list[Term] = []
    while all(len(chain) > len(shared) + 1 for chain in chains):
        ends = {chain[-1 - len(shared)] if last else chain[len(shared)] for chain in chains}
        if len(ends) > 1:
            break
        shared.append(ends.pop())
    return shared


def _outside(parts: Sequence[Factors], last: bool) -> Term | None:
    chains = [_chain(part) for part in parts]
    shared = _shared(chains, last)
    if not shared:
        return None
    scalars = {part._replace(core=None) for part in parts}
    outside = scalars.pop() if len(scalars) == 1 else Factors()
    rests = [matmul(*(chain[: -len(shared)] if last else chain[len(shared) :])) for chain in chains]
    inside = [
        rest if outside != Factors() else written(part._replace(core=rest))
        for part, rest in zip(parts, rests, strict=True)
    ]
    total = _plain_first(inside)
    found = times(total, *reversed(shared)) if last else times(*shared, total)
    return written(outside.times(factors(found)))


def _plain_first(terms: Sequence[Term]) -> Term:
    """The sum with matrices before transposes: A + A^T."""
    plain = [one for one in terms if one.head is not Head.TRANSPOSE]
    return plus(*plain, *(one for one in terms if one.head is Head.TRANSPOSE))


def _in_groups(node: Term, parts: Sequence[Factors]) -> Term:
    """Terms with the same scalars and the same last matrix together: A x/s + A^T x/s = (A + A^T) x/s."""
    groups: dict[object, list[Factors]] = {}
    for part in parts:
        chain = _chain(part)
        key = (part.number, part.tops, part.bottoms, chain[-1]) if len(chain) > 1 else part
        groups.setdefault(key, []).append(part)
    if len(groups) == len(parts):
        return node
    return add(*(_together(group) for group in groups.values()))


def _together(group: list[Factors]) -> Term:
    if len(group) == 1:
        return written(group[0])
    bare = [Factors(core=part.core) for part in group]
    found = _outside(bare, True)
    whole = add(*map(written, bare)) if found is None else found
    return written(group[0]._replace(core=whole))


def common_entries(node: Term) -> Term:
    """P ∘ A - P ∘ B = P ∘ (A - B)."""
    if node.head is not Head.SUM or not node.shape:
        return node
    parts = [factors(part) for part in node.args]
    cores = [part.core.args if part.core is not None and part.core.head is Head.HADAMARD else () for part in parts]
    counts = [Counter(core) for core in cores]
    common = reduce(and_, counts)
    shared, rests = list(common.elements()), [list((count - common).elements()) for count in counts]
    if not shared or not all(rests):
        return node
    inside = (written(part._replace(core=hadamard(*rest))) for part, rest in zip(parts, rests, strict=True))
    return entrywise(*shared, plus(*inside))
