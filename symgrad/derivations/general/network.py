"""Definitions with indices as families: z_j = ... stands for one definition for every j."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from symgrad.derivations.recursion.reading import recursion_of
from symgrad.graph import Definition, Graph
from symgrad.terms.build import indexed
from symgrad.terms.families import Family, base_of, families, family_of, indices_of, with_entries
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, has_head, postorder, substitute


class Part(NamedTuple):
    """One definition: `entry` = `term` for all values of the letters, each between the limits where they are known."""

    entry: Term  # NAME, or INDEXED with the letters
    letters: tuple[Term, ...]
    term: Term
    limits: tuple[tuple[Term, Term] | None, ...] = ()
    typed: Term | None = None  # the name as it was typed


class Network(NamedTuple):
    """The definitions in order, the output last."""

    parts: tuple[Part, ...]
    known: frozenset[Family]

    @property
    def output(self) -> Part:
        """What is differentiated."""
        return self.parts[-1]

    def part_of(self, entry: Term) -> Part | None:
        """The definition that an entry or name belongs to."""
        if entry.head is Head.INDEXED:
            return next((one for one in self.parts if one.letters and family_of(one.entry) == family_of(entry)), None)
        return next((one for one in self.parts if one.entry is entry), None)


def is_general(graph: Graph) -> bool:
    """Whether some definition has an index that runs: one whose entries are used, or one its formula depends on."""
    if not any(has_head(one.term, Head.BIGSUM, Head.BIGPROD) for one in graph.definitions):
        return False
    if recursion_of(graph) is not None:  # of whole vectors, not of their entries
        return False
    used = families(one.term for one in graph.definitions)
    return len(graph.definitions) > 1 and any(_letters(one, used) for one in graph.definitions)


def network_of(graph: Graph) -> Network:
    """The graph with its families. The output is the last definition."""
    used = families(one.term for one in graph.definitions)
    own = frozenset(_family(one, used) for one in graph.definitions if _letters(one, used))
    running = {letter.data.key for one in graph.definitions for letter in _letters(one, used)}
    known = _with_inputs(used | own, [one.term for one in graph.definitions], running)
    last = _output(graph, used)
    parts = [_part(one, _letters(one, used), known) for one in graph.definitions if one is not last]
    output = _part(last, _letters(last, used), known)
    return Network(_with_limits((*parts, output), _declared(graph)), known)


def _with_inputs(known: frozenset[Family], terms: Sequence[Term], running: set[str]) -> frozenset[Family]:
    """The families with those of names that carry a running letter: b_j, x_{n-i+1}, x_{2i}.

    How many indices they have is what all names with that base allow, the fewest: 2i is one index, not two.
    """
    names = {node for term in terms for node in postorder(term) if node.head is Head.NAME and node.data.sub}
    bases = {base for base, _ in known}
    counts: dict[str, set[int]] = {}
    for one in names:
        base = base_of(one).data.key
        possible = {count for count in _counts(one) if running & _parts_of(one, count)}
        if possible and base not in bases:
            counts[base] = counts.get(base, possible) & possible
    return known | {(base, min(possible)) for base, possible in counts.items() if possible}


def _declared(graph: Graph) -> dict[Term, tuple[Term, Term]]:
    """The limits that are given beside the formulas: 1 <= l <= L."""
    chains = [one.args for one in graph.equations if one.head is Head.RELATION and one.data == ("<=", "<=")]
    return {letter: (lower, upper) for lower, letter, upper in chains if letter.head is Head.NAME}


def _output(graph: Graph, used: frozenset[Family]) -> Definition:
    """The definition that is differentiated: the only result that is not a family. Raises SymgradError for several."""
    single = [one for one in map(graph.definition, graph.outputs) if not _letters(one, used)]
    return single[0] if len(single) == 1 else graph.output


def _letters(one: Definition, used: frozenset[Family]) -> tuple[Term, ...]:
    """The indices that run: letters of a name whose entries are used, or on which the formula depends."""
    if one.name.head is not Head.NAME or not one.name.data.sub or one.anonymous:
        return ()
    counts = [count for base, count in used if base == base_of(one.name).data.key]
    for count in (*counts, *_counts(one.name)):
        found = indices_of(one.name, count)
        if found and all(index.head is Head.NAME for index in found) and (counts or _depends(one.term, found)):
            return found
    return ()


def _counts(one: Term) -> tuple[int, ...]:
    """How many indices the name may have: one for each piece between commas, or one for each letter."""
    return len(re.split("[,_]", one.data.sub)), len(one.data.sub)


def _depends(term: Term, letters: tuple[Term, ...]) -> bool:
    """Whether the formula speaks of one of the letters, as an index of other names and as nothing else."""
    names = [node for node in postorder(term) if node.head is Head.NAME]
    indices = {key for one in names for count in _counts(one) for key in _parts_of(one, count)}
    entries = {node: node.args[0] for node in postorder(term) if node.head is Head.INDEXED}
    as_value = free_names(substitute(term, entries))
    as_index = {one for node in entries for index in node.args[1:] for one in free_names(index)}
    used = any(letter.data.key in indices or letter in as_index for letter in letters)
    return used and not any(one in letters for one in as_value)


def _family(one: Definition, used: frozenset[Family]) -> Family:
    return base_of(one.name).data.key, len(_letters(one, used))


def _part(one: Definition, letters: tuple[Term, ...], known: frozenset[Family]) -> Part:
    entry = indexed(base_of(one.name), *letters) if letters else one.name
    return Part(entry, letters, with_entries(one.term, known), (None,) * len(letters), one.name)


def _parts_of(one: Term, count: int) -> set[str]:
    found = indices_of(one, count) or ()
    return {each.data.key for index in found for each in free_names(index)}


def _with_limits(parts: tuple[Part, ...], declared: dict[Term, tuple[Term, Term]]) -> tuple[Part, ...]:
    """Each letter's limits: those given, else of the sums in which its entries are used, from the output inward."""
    done: list[Part] = []
    for one in reversed(parts):
        limits = tuple(declared.get(letter) or _limits(one, i, done) for i, letter in enumerate(one.letters))
        done.append(one._replace(limits=limits))
    return tuple(reversed(done))


def _fixed(node: Term, running: set[Term]) -> bool:
    """Whether the limits of a sum speak of no index: those of a sum over k from 1 to i say nothing of all k."""
    return not any(letter in running for end in node.args[2:] for letter in free_names(end))


def _limits(one: Part, place: int, users: list[Part]) -> tuple[Term, Term] | None:
    """The limits between which the letter at this place runs, as the first user that says them does."""
    for user in users:
        nodes = list(postorder(user.term))
        sums = [node for node in nodes if node.head in (Head.BIGSUM, Head.BIGPROD)]
        running = {*user.letters, *(node.args[1] for node in sums)}
        ends = {node.args[1]: (node.args[2], node.args[3]) for node in sums if _fixed(node, running)}
        ends |= {letter: pair for letter, pair in zip(user.letters, user.limits, strict=True) if pair}
        entries = (node for node in nodes if node.head is Head.INDEXED and family_of(node) == family_of(one.entry))
        found = next((ends[node.args[1 + place]] for node in entries if node.args[1 + place] in ends), None)
        if found is not None:
            return found
    return None
