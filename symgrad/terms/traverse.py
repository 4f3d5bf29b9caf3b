"""Walking and rewriting terms without recursion: networks of 1,000 nested layers are ordinary input.

A shared subterm is visited once; results are cached by identity for the length of one call.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make

Result = TypeVar("Result")

#: heads whose first children hold a bound name: head -> positions of the children where it is bound
_BINDERS: dict[Head, tuple[int, ...]] = {
    Head.BIGSUM: (0,),
    Head.BIGPROD: (0,),
    Head.LIMIT: (0,),
    Head.INTEGRAL: (0,),
    Head.EVALUATED: (0,),
}


#: heads of which one in another needs no brackets
_FLAT = frozenset({Head.SUM, Head.PRODUCT, Head.MATMUL, Head.HADAMARD})


def postorder(term: Term) -> Iterator[Term]:
    """Every distinct subterm, children before parents, left to right."""
    seen: set[Term] = set()
    stack: list[tuple[Term, bool]] = [(term, False)]
    while stack:
        node, ready = stack.pop()
        if node in seen:
            continue
        if ready or not node.args:
            seen.add(node)
            yield node
        else:
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.args))


def fold(term: Term, combine: Callable[[Term, tuple[Result, ...]], Result]) -> Result:
    """Combine the children's results into each node's, bottom up; shared nodes once."""
    done: dict[Term, Result] = {}
    for node in postorder(term):
        done[node] = combine(node, tuple(done[child] for child in node.args))
    return done[term]


def rebuild(node: Term, args: tuple[Term, ...]) -> Term:
    """The node with other children; the same object where nothing changed.

    A sum put into a sum, or a product into a product, is flattened as on construction.
    """
    if args == node.args:
        return node
    if node.head in _FLAT and any(arg.head is node.head for arg in args):
        args = tuple(inner for arg in args for inner in (arg.args if arg.head is node.head else (arg,)))
    keeps_shape = node.head in (Head.NAME, Head.APPLY)
    return make(node.head, args, node.data, node.shape if keeps_shape else None)


def rewrite(term: Term, change: Callable[[Term], Term]) -> Term:
    """Apply `change` to every node, bottom up, after its children were rewritten."""
    return fold(term, lambda node, args: change(rebuild(node, args)))


def rewrite_open(term: Term, change: Callable[[Term], Term], closed: Callable[[Term], bool]) -> Term:
    """Like `rewrite`, but nodes for which `closed` holds are left alone with all that is below them."""
    done: dict[Term, Term] = {}
    stack: list[tuple[Term, bool]] = [(term, False)]
    while stack:
        node, ready = stack.pop()
        if node in done:
            continue
        if not node.args or closed(node):
            done[node] = node
        elif ready:
            done[node] = change(rebuild(node, tuple(done[child] for child in node.args)))
        else:
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.args))
    return done[term]


def substitute(term: Term, values: Mapping[Term, Term]) -> Term:
    """Replace whole subterms, largest first; a bound name is left alone inside what binds it."""
    if not values:
        return term
    done: dict[Term, Term] = {}
    stack: list[tuple[Term, bool]] = [(term, False)]
    while stack:
        node, ready = stack.pop()
        if node in done:
            continue
        if node in values:
            done[node] = values[node]
        elif ready or not node.args:
            done[node] = rebuild(node, tuple(done[child] for child in node.args))
        elif node.head in _BINDERS and node.args[1] in values:
            done[node] = _substitute_bound(node, values)
        else:
            stack.append((node, True))
            stack.extend((child, False) for child in node.args)
    return done[term]


def _substitute_bound(node: Term, values: Mapping[Term, Term]) -> Term:
    bound = node.args[1::2] if node.head is Head.EVALUATED else (node.args[1],)
    outer = {old: new for old, new in values.items() if old not in bound}
    inside = _BINDERS[node.head]
    args = tuple(
        child if child in bound and i else substitute(child, outer if i in inside else values)
        for i, child in enumerate(node.args)
    )
    return rebuild(node, args)


def free_names(term: Term) -> tuple[Term, ...]:
    """The names that occur free, in the order of first occurrence."""
    free = fold(term, _free_of)
    return tuple(free)


def _free_of(node: Term, below: tuple[dict[Term, None], ...]) -> dict[Term, None]:
    if node.head is Head.NAME:
        return {node: None}
    merged: dict[Term, None] = {}
    bound = set(node.args[1:2]) if node.head in _BINDERS else set()
    for i, names in enumerate(below):
        inside = bool(bound) and i in _BINDERS[node.head]
        if bound and i == 1:
            continue
        merged.update((n, None) for n in names if not (inside and n in bound))
    return merged


def contains(term: Term, *wanted: Term) -> bool:
    """Whether one of the wanted subterms occurs."""
    targets = set(wanted)
    return any(node in targets for node in postorder(term))


def has_head(term: Term, *heads: Head) -> bool:
    """Whether a node with one of these heads occurs."""
    return any(node.head in heads for node in postorder(term))


def depends_on(term: Term, variable: Term) -> bool:
    """Whether the name occurs free in the term."""
    return variable in free_names(term)


def size(term: Term) -> int:
    """How many nodes the term has as a tree (shared ones counted each time)."""
    return fold(term, lambda _, below: 1 + sum(below))


def depth(term: Term) -> int:
    """Length of the longest path from the root to a leaf."""
    return fold(term, lambda _, below: 1 + max(below, default=0))


def as_fraction(term: Term) -> Fraction | None:
    """The exact value of a literal number (integer, decimal, their negation or quotient), else None."""
    if term.head is Head.INTEGER:
        return Fraction(term.data)
    if term.head is Head.DECIMAL:
        return Fraction(term.data)
    if term.head is Head.NEGATION:
        inner = as_fraction(term.args[0])
        return None if inner is None else -inner
    if term.head is Head.QUOTIENT:
        top, bottom = as_fraction(term.args[0]), as_fraction(term.args[1])
        return None if top is None or not bottom else top / bottom
    return None


def at_path(term: Term, path: tuple[int, ...]) -> Term:
    """The subterm reached by these child positions."""
    for position in path:
        term = term.args[position]
    return term


def replace_at(term: Term, path: tuple[int, ...], new: Term) -> Term:
    """The term with the subterm at the path replaced."""
    nodes = [term]
    for position in path:
        nodes.append(nodes[-1].args[position])
    for node, position in zip(reversed(nodes[:-1]), reversed(path), strict=True):
        new = rebuild(node, (*node.args[:position], new, *node.args[position + 1 :]))
    return new
