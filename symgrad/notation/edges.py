"""Where two factors set side by side would be read as something else, and need a dot between them."""

from enum import StrEnum

from symgrad.terms.functions import spelled
from symgrad.terms.names import GREEK, Name


class Edge(StrEnum):
    """What a piece begins or ends with, as far as a neighbouring factor is concerned."""

    PLAIN = "plain"
    NUMBER = "number"
    BRACKET = "bracket"
    FRACTION = "fraction"
    NUMERIC_FRACTION = "numeric fraction"  # after a number it would be read as a mixed fraction
    FUNCTION = "function"  # begins with a function: that ends a bare argument before it
    BARE = "bare"  # ends with a bare argument, which would run on
    CALLABLE = "callable"  # a name that before a bracket would be read as a function
    LETTER_D = "letter d"  # would be read as a differential
    OPERATOR = "operator"  # d/dx[...]


_EDGES = frozenset(Edge)
_ALWAYS = frozenset({Edge.NUMBER, Edge.OPERATOR})

#: end of the left factor -> beginnings of the right factor that need a dot between them
_DOTTED: dict[Edge, frozenset[Edge]] = {
    Edge.NUMBER: frozenset({Edge.NUMERIC_FRACTION}),
    Edge.FRACTION: frozenset({Edge.FRACTION, Edge.NUMERIC_FRACTION}),
    Edge.CALLABLE: frozenset({Edge.BRACKET}),
    Edge.LETTER_D: frozenset({Edge.PLAIN}),
    Edge.BARE: _EDGES - {Edge.FUNCTION},
    Edge.OPERATOR: _EDGES,
}


def needs_dot(left: Edge, right: Edge) -> bool:
    """Whether a factor that ends so and one that begins so need a sign between them."""
    return right in _ALWAYS or right in _DOTTED.get(left, frozenset())


#: names that before a bracket are read as functions: those of the reading rules, and the named functions
_READ_AS_CALLS = frozenset(
    ["f", "g", "h", "F", "G", "H", "phi", "psi", "varphi", "Phi", "Psi", "sigma", "gamma", "Gamma", "zeta", "beta"]
)


def name_edge(name: Name) -> Edge:
    """What a name ends with, for the factor after it."""
    if name.base == "d" and not (name.sub or name.sup or name.accents):
        return Edge.LETTER_D
    is_word = len(name.base) > 1 and name.base not in GREEK
    called = is_word or name.base in _READ_AS_CALLS or (len(name.plain) > 1 and spelled(name.plain) is not None)
    return Edge.CALLABLE if called else Edge.PLAIN
