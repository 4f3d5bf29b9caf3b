"""Lines with indices and sums to a general n, put to the test at sizes: n = 1, 2, 3 and every index in turn.

At a size the sums are written out and x_i is x_1, x_2, ...: plain names, which the other judges know. What holds at all
of them is `checked`, for the sizes are examples; what fails at one is false.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice, product

from symgrad.balls import Ball, ball, unrolled
from symgrad.deciding.verdicts import Evidence
from symgrad.errors import SymgradError
from symgrad.terms.build import integer, unary
from symgrad.terms.families import Family, as_entry, families, written_as_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, postorder, substitute

Sizes = Mapping[Term, int]
Line = tuple[Term, ...]

MOST_INSTANCES = 24
"""Choices of sizes and indices at which a line is tested."""

_SIZES = (3, 2, 1, 4)
_INDICES = (1, 2, 0, 3)
_MOST_CHOICES = 4_000
_MANY = 5
_SMALL = (2, 1)
"""With many letters only small sizes are tried: the sums written out grow with the product of all."""


def is_general(*terms: Term) -> bool:
    """Whether the terms speak of sizes or entries that are not numbers."""
    return any(_sizes_and_indices(terms))


def instances(line: Line, conditions: Line = ()) -> Iterator[Line]:
    """The line at sizes and indices for which the conditions hold, written out."""
    known = families((*line, *conditions))
    sizes, indices = _sizes_and_indices((*line, *conditions))
    few = len(sizes) + len(indices) < _MANY
    ranges = (*(_SIZES if few else _SMALL for _ in sizes), *(_INDICES if few else _INDICES[:2] for _ in indices))
    choices = islice(product(*ranges), _MOST_CHOICES)
    found = (dict(zip((*sizes, *indices), choice, strict=True)) for choice in choices)
    holding = (chosen for chosen in found if all(holds(at(one, chosen, known)) for one in conditions))
    for chosen in islice(_spread(holding), MOST_INSTANCES):
        yield tuple(at(term, chosen, known) for term in line)


def _spread(choices: Iterator[dict[Term, int]]) -> Iterator[dict[Term, int]]:
    """The choices in an order in which neighbours differ in every place, not in the last one only."""
    listed = list(choices)
    step = next((one for one in (37, 23, 7, 5, 3) if len(listed) % one), 1)
    return (listed[i * step % len(listed)] for i in range(len(listed)))


def _sizes_and_indices(terms: Line) -> tuple[list[Term], list[Term]]:
    """The free names in the limits of sums, and those that stand as an index."""
    free = {one for term in terms for one in free_names(term)}
    limits: dict[Term, None] = {}
    indices: dict[Term, None] = {}
    known = families(terms)
    for node in (node for term in terms for node in postorder(term)):
        if node.head in (Head.BIGSUM, Head.BIGPROD):
            limits.update(dict.fromkeys(one for end in node.args[2:] for one in free_names(end)))
        indices.update(dict.fromkeys(one for index in _indices(node, known) for one in free_names(index)))
    sizes = [one for one in limits if one in free]
    lettered = {one for term in terms for one in _letters_of_entries(term, known)}
    return sizes, [one for one in indices if one not in sizes and (one in free or one in lettered)]


def _indices(node: Term, known: frozenset[Family]) -> tuple[Term, ...]:
    """The terms that are whole numbers: indices of entries, and what is compared with an index in [i = j]."""
    if node.head is Head.INDICATOR and node.args[0].head is Head.RELATION:
        return node.args[0].args if set(node.args[0].data) <= {"=", "<="} else ()
    entry = node if node.head is Head.INDEXED else _entry(node, known)
    return () if entry is None else entry.args[1:]


def _entry(node: Term, known: frozenset[Family]) -> Term | None:
    return as_entry(node, known) if node.head is Head.NAME and node.data.sub and known else None


def _letters_of_entries(term: Term, known: frozenset[Family]) -> Iterator[Term]:
    """j where x_j stands as a name: no free name by itself, but a general index."""
    entries = (_entry(node, known) for node in free_names(term))
    return (one for entry in entries if entry is not None for index in entry.args[1:] for one in free_names(index))


def at(term: Term, chosen: Sizes, known: frozenset[Family]) -> Term:
    """The term at these sizes, sums written out and entries as names."""
    values = {one: integer(value) for one, value in chosen.items()}
    names = (node for node in postorder(term) if node.head is Head.NAME and node.data.sub)
    entries = ((one, as_entry(one, known)) for one in names)
    placed = {one: written_as_name(substitute(entry, values)) for one, entry in entries if entry is not None}
    return unrolled(substitute(term, {**values, **placed}), {})


def holds(condition: Term) -> bool:
    """Whether a condition written out is not false: one that speaks of values, not of sizes, is left aside."""
    try:
        value = ball(unary(Head.INDICATOR, condition), {}, 64)
    except SymgradError:
        return True
    return not isinstance(value, Ball) or value.sign == 1


def at_sizes(line: Line, judge: Callable[..., Evidence], conditions: Line = ()) -> Evidence:
    """What the judge says of the line at every choice of sizes: failed at one, else checked where it settled each."""
    count, found = 0, Evidence("undecided", "no sizes for which the conditions hold")
    try:
        for one in instances(line, conditions):
            found = judge(*one)
            if found.status in ("failed", "undecided"):
                return found
            count += 1
    except SymgradError as error:
        return Evidence("undecided", f"the sums are not written out: {error.reason}")
    return found._replace(status="checked", route=f"{found.route}, at {count} choices of sizes") if count else found
