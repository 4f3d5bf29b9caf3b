"""Lines in vectors and matrices at small sizes, where every entry can be written out."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from symgrad.deciding.verdicts import Evidence
from symgrad.errors import ShapeError
from symgrad.terms.build import tuple_of
from symgrad.terms.entries import at_sizes
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.shapes import Shape, Size
from symgrad.terms.sizes import size_names
from symgrad.terms.traverse import fold, postorder, rebuild

Terms = tuple[Term, ...]

#: from the weakest to the strongest
ORDER = ("failed", "undecided", "checked", "proved")

#: numbers that sizes are given in turn, the smaller ones first; tried in this order
SMALL = ((2, 3), (3, 2))

#: the same for lines that count entries: they must hold at each
_COUNTED = ((2, 3), (3, 2), (4, 3))

MOST_ENTRIES = 6
"""A size that is taken as given where small numbers for it do not settle a line."""

#: functions of whole arrays that hold for any size of their arguments
_ANY_SIZE = frozenset({"ones", "zeros", "eye", "sum", "softmax", "logsumexp", "diag", "diagonal", "vec", "kron"})


def at_small_sizes(terms: Terms, judge: Callable[[Terms], Evidence]) -> Evidence:
    """The verdict on a line at small sizes: at one of them, or at each where the line counts entries.

    1^T 1 = 2 holds at size 2 only. Sizes that are numbers are taken as given where the small ones do not settle it.
    """
    if not _counts(terms):
        found = [judge(small(terms, SMALL[0]))]
        return found[0] if found[0].status == "proved" else judge(small(terms, SMALL[1]))
    found = []
    for numbers in _COUNTED:
        found.append(judge(small(terms, numbers)))
        if found[-1].status not in ("proved", "checked"):
            return judge(terms) if _is_short(terms) else found[-1]
    return min(found, key=lambda one: ORDER.index(one.status))


def _counts(terms: Terms) -> bool:
    """Whether the number of entries may come in: by ones, an identity, a number beside a vector in a sum."""
    return any(_is_counting(node) for node in postorder(tuple_of(*terms)))


def _is_counting(node: Term) -> bool:
    if node.head is Head.ARRAY:
        return node.data[0] in ("ones", "eye")
    return node.head is Head.SUM and bool(node.shape) and any(not part.shape for part in node.args)


def _is_short(terms: Terms) -> bool:
    """Whether all sizes are numbers, and small enough to write every entry out."""
    shapes = [node.shape for node in postorder(tuple_of(*terms)) if node.shape]
    return all(isinstance(size, int) and size <= MOST_ENTRIES for shape in shapes for size in shape)


def small(terms: Terms, numbers: Sequence[int] = SMALL[0]) -> Terms:
    """The terms with small numbers for the sizes of their vectors and matrices, where they hold for any size.

    A matrix with more rows than columns keeps more rows than columns.
    """
    nodes = list(postorder(tuple_of(*terms)))
    if not any(node.head is Head.ARRAY and node.data[0] not in _ANY_SIZE for node in nodes):
        with suppress(ShapeError):
            terms = tuple(fold(term, _general) for term in terms)
    return sized(terms, numbers)


def sized(terms: Terms, numbers: Sequence[int]) -> Terms:
    """Small numbers put in for the named sizes, the first of them for the smallest."""
    named = dict.fromkeys(
        one for node in postorder(tuple_of(*terms)) for size in node.shape for one in size_names(size)
    )
    in_order = sorted(named, key=lambda one: int(one[1:]) if one.startswith("#") else 0)
    sizes = {one: numbers[min(i, len(numbers) - 1)] for i, one in enumerate(in_order)}
    return tuple(at_sizes(term, sizes) for term in terms)


def _general(node: Term, args: Terms) -> Term:
    """The node with a name for each size above 1."""
    if node.head in (Head.NAME, Head.APPLY):
        return make(node.head, args, node.data, _named(node.shape))
    if node.head is Head.ARRAY:
        return make(node.head, args, (node.data[0], *_named(node.data[1:])))
    return rebuild(node, args)


def _named(shape: Shape) -> tuple[Size, ...]:
    return tuple(f"#{size}" if isinstance(size, int) and size > 1 else size for size in shape)
