"""Walking and rewriting terms without recursion: networks of 1,000 nested layers are ordinary input.

A shared subterm is visited once; results are cached by identity for the length of one call.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make

Result = TypeVar("Result")

#: heads that bind names in their first child
_BINDERS = frozenset({Head.BIGSUM, Head.BIGPROD, Head.LIMIT, Head.INTEGRAL, Head.EVALUATED})


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
    return make(node.head, args, node.data, node.shape)


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
        if closed(node):
            done[node] = node
        elif ready or not node.args:
            done[node] = change(rebuild(node, tuple(done[child] for child in node.args)))
        else:
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node.args))
    return done[term]


def substitute(term: Term, values: Mapping[Term, Term]) -> Term:
    """Replace whole subterms, largest first; a bound name is left alone inside what binds it.

    Where the new term of a name mentions a bound name, the bound one is renamed: as when x = t is put into the integral
    of x*t over t.
    """
    done: dict[Term, Term] = {}
    stack: list[tuple[Term, bool]] = [(term, False)] if values else []
    while stack:
        node, ready = stack.pop()
        if node in done:
            continue
        if node in values:
            done[node] = values[node]
        elif ready or not node.args:
            done[node] = rebuild(node, tuple(done[child] for child in node.args))
        elif node.head in _BINDERS and _meets_bound(node, values):
            done[node] = _substitute_bound(node, values)
        else:
            stack.append((node, True))
            stack.extend((child, False) for child in node.args)
    return done.get(term, term)


def _binding_places(node: Term) -> tuple[int, ...]:
    """The positions of the children that are the names this node binds in its first child."""
    if node.head not in _BINDERS:
        return ()
    return tuple(range(1, len(node.args), 2)) if node.head is Head.EVALUATED else (1,)


def _arriving(node: Term, values: Mapping[Term, Term]) -> set[Term]:
    """The names that a substitution brings into the body of what binds names."""
    used = [values[one] for one in free_names(node) if one in values]
    return {name for new in used for name in free_names(new)}


def _meets_bound(node: Term, values: Mapping[Term, Term]) -> bool:
    """Whether a name bound here is to be replaced outside, or is one that arrives."""
    bound = {node.args[place] for place in _binding_places(node)}
    return not bound.isdisjoint(values) or not bound.isdisjoint(_arriving(node, values))


def _substitute_bound(node: Term, values: Mapping[Term, Term]) -> Term:
    places = _binding_places(node)
    bound = {node.args[place] for place in places}
    args = [child if i in places else substitute(child, values) for i, child in enumerate(node.args)]
    arriving = _arriving(node, values)
    renamed = {one: _unused(one, {*arriving, *free_names(node.args[0])}) for one in bound & arriving}
    for place in places:
        args[place] = renamed.get(args[place], args[place])
    inside = {old: new for old, new in values.items() if old not in bound}
    args[0] = substitute(substitute(node.args[0], renamed), inside)
    return rebuild(node, tuple(args))


def _unused(name: Term, taken: set[Term]) -> Term:
    """The name with the first number that makes it differ from all that are taken."""
    keys = {n.data.key for n in taken}
    free = (name.data._replace(sub=str(k), typed="") for k in range(1, len(keys) + 2))
    return make(Head.NAME, data=next(n for n in free if n.key not in keys), shape=name.shape)


def free_names(term: Term) -> tuple[Term, ...]:
    """The names that occur free, in the order of first occurrence."""
    free = fold(term, _free_of)
    return tuple(free)


def _free_of(node: Term, below: tuple[dict[Term, None], ...]) -> dict[Term, None]:
    if node.head is Head.NAME:
        return {node: None}
    places = () if node.head is Head.INTEGRAL and len(node.args) == 2 else _binding_places(node)
    bound = {node.args[place] for place in places}  # none in an antiderivative: it depends on its variable
    merged: dict[Term, None] = {}
    for i, names in enumerate(below):
        if i not in places:
            merged.update((n, None) for n in names if i or n not in bound)
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


def distinct_nodes(terms: Iterable[Term]) -> Iterator[Term]:
    """Every distinct node of the terms once, children before parents."""
    seen: set[Term] = set()
    for term in terms:
        for node in postorder(term):
            if node not in seen:
                seen.add(node)
                yield node
