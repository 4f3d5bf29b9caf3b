"""What the names of a network are to a reader: loss, output, weighted sum, weight, bias, input; told by the graph.

A factor of the chain rule is put into words from the two ends of its edge: how the weight changes that input.
"""

from itertools import pairwise

from symgrad.derivations.backward.network import Network, Path
from symgrad.graph import Graph
from symgrad.notation.signs import readable
from symgrad.terms.build import ONE
from symgrad.terms.build import name as name_of
from symgrad.terms.heads import Head
from symgrad.terms.names import GREEK
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

Words = tuple[str | Term, ...]

#: how weights, biases and what is given are usually called
_WEIGHTS = frozenset(["w", "W", "v", "V", "u", "U", "theta", "Theta"])
_BIASES = frozenset(["b", "B", "c", "bias"])
_LOSSES = frozenset(["L", "J", "E", "C", "Etot", "loss", "Loss", "cost", "Err", "error", "l"])


#: Greek letters that functions are called by, as names
_SPELLED = {letter: spelling for spelling, letter in GREEK.items()}


def parameters(graph: Graph, inputs: tuple[Term, ...]) -> tuple[Term, ...]:
    """What is learned: the inputs called like weights and biases, if there are weights; else every input."""
    if not any(one.data.base in _WEIGHTS for one in inputs) or len(graph.definitions) < 2:
        return inputs
    return tuple(one for one in inputs if one.data.base in _WEIGHTS | _BIASES)


def is_loss(name: Term) -> bool:
    """Whether the output is called like a loss."""
    return name.data.base in _LOSSES or name.data.plain in _LOSSES


def is_weight(network: Network, name: Term) -> bool:
    """Whether an input is called like a weight and takes part as a factor."""
    return name not in network.by_name and name.data.base in _WEIGHTS


def applied(network: Network, name: Term) -> Words:
    """The name of the function where a definition is one function of one name, as in h = f(z); else nothing."""
    term = network.by_name[name].term
    if len(term.args) != 1 or term.args[0].head is not Head.NAME:
        return ()
    if term.head is Head.APPLY:
        return (name_of(term.data.name),)
    if term.head is not Head.CALL:
        return ()
    word = readable(term.data)
    return (name_of(_SPELLED[word]) if word in _SPELLED else word,)


def factor_words(network: Network, path: Path) -> tuple[Words, ...]:
    """What each factor along a path says, from the output to the name at the path's beginning."""
    found = []
    inside: Term | None = None  # what was just called the input of a function
    for lower, upper in reversed(list(pairwise(path))):
        function = applied(network, upper)
        below = ("the input of ", *function) if function else _lower(network, lower, upper)
        found.append(("how ", *below, " changes ", *_upper(network, upper, inside)))
        inside = lower if function else None
    return tuple(found)


def _upper(network: Network, name: Term, inside: Term | None) -> Words:
    if name is inside:
        return ("that input",)
    if name is network.output:
        return ("the loss",) if is_loss(name) else (name,)
    return ("the output",) if is_prediction(network, name) else (name,)


def _lower(network: Network, name: Term, user: Term) -> Words:
    if name in network.by_name:
        return ("the output",) if is_prediction(network, name) else (name,)
    if is_weight(network, name):
        return ("the weight",)
    if name.data.base in _BIASES and network.slopes[user].get(name) is ONE:
        return ("the bias",)
    return (name,)


def is_prediction(network: Network, name: Term) -> bool:
    """Whether this is the one definition that the loss judges."""
    if not is_loss(network.output) or name is network.output:
        return False
    judged = [one for one in free_names(network.by_name[network.output].term) if one in network.by_name]
    return judged == [name]
