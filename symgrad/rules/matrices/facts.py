"""Declared facts as simplifications: A^T = A, the entries of y sum to 1, every entry of y is +1 or -1."""

from collections.abc import Callable, Mapping

from symgrad.rules.matrices.cleaning import Cleaning
from symgrad.rules.matrices.shaped import entrywise, is_array, is_ones, ones_in, plus, scaled, times
from symgrad.terms.build import ONE, TWO, ones
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import fold, rebuild

Change = Callable[[Term], Term]


def rewritten(term: Term, change: Change) -> Term:
    """The term with `change` applied everywhere; what stands above a change is written as a person does."""

    def combine(node: Term, args: tuple[Term, ...]) -> Term:
        writer = _WRITERS.get(node.head) if args != node.args else None
        return change(writer(*args) if writer else rebuild(node, args))

    return fold(term, combine)


_WRITERS: dict[Head, Callable[..., Term]] = {
    Head.SUM: plus,
    Head.PRODUCT: scaled,
    Head.MATMUL: times,
    Head.HADAMARD: entrywise,
}


def _symmetric(name: Term) -> Change:
    return lambda node: name if node.head is Head.TRANSPOSE and node.args[0] is name else node


def _distribution(name: Term) -> Change:
    """The entries of a vector sum to 1; of a matrix those of each row."""

    def change(node: Term) -> Term:
        if is_array(node, "sum") and node.args[0] is name and len(name.shape) == 1:
            return ONE
        rows = node.head is Head.MATMUL and node.args[0] is name and len(name.shape) == 2 and is_ones(node.args[1])
        return times(ones(name.shape[0]), *node.args[2:]) if rows else node

    return change


def _signs(name: Term) -> Change:
    """y ∘ y = 1 and 1/y = y."""

    def change(node: Term) -> Term:
        if node.head is Head.ENTRYWISE_POWER and node.args[0] is name and node.args[1] is TWO:
            return ones_in(name.shape)
        if node.head is Head.HADAMARD and node.args.count(name) > 1:
            rest = [one for one in node.args if one is not name]
            return entrywise(*rest, *[name] * (node.args.count(name) % 2), ones_in(name.shape))
        if node.head is Head.QUOTIENT and node.args[1] is name:
            return entrywise(node.args[0], name)
        return node

    return change


#: declared word -> (what is said, the simplification for a name)
_FACTS: dict[str, tuple[str, Callable[[Term], Change]]] = {
    "symmetric": ("is symmetric", _symmetric),
    "distribution": ("has entries that sum to 1", _distribution),
    "signs": ("has entries +1 and -1", _signs),
}


def facts_as_cleanings(facts: Mapping[Term, str]) -> tuple[Cleaning, ...]:
    """One named simplification for each declared fact; words that say nothing here are left out."""
    found = []
    for name, word in facts.items():
        if word in _FACTS and name.shape:
            says, change = _FACTS[word][0], _FACTS[word][1](name)
            found.append(_cleaning(name, word, says, change))
    return tuple(found)


def _cleaning(name: Term, word: str, says: str, change: Change) -> Cleaning:
    sentence = f"{name.data.plain} {says}"
    return Cleaning(f"fact.{word}", sentence, lambda term: rewritten(term, change), f"{sentence}.")
