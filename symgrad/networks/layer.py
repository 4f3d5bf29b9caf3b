"""A layer as it is asked for, and a network while it is being built out of layers.

What flows through a network are vectors (n,), rows of a batch (m, n), images (h, w), or several images, one a channel.
A layer takes what flows, adds definitions, and leaves what flows on.
"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, NamedTuple

from symgrad.errors import ShapeError
from symgrad.graph import Definition
from symgrad.terms.build import name
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.shapes import Shape, shape_text

Flow = tuple[Term, ...]


class Layer(NamedTuple):
    """One layer by its kind, such as linear or softmax, and its options."""

    kind: str
    options: tuple[tuple[str, Any], ...] = ()

    def __repr__(self) -> str:
        return f"{self.kind}({', '.join(f'{key}={value!r}' for key, value in self.options)})"


class Kind(NamedTuple):
    """How layers of one kind are built, and what they are called on a page."""

    says: str
    build: Callable[..., Flow]  # build(plan, flow, **options)


class Plan:
    """The definitions so far, and which layer is being built."""

    def __init__(self) -> None:
        self.definitions: list[Definition] = []
        self.decayed: list[Term] = []  # the weights, of which the biases are none
        self.names: dict[str, Term] = {}
        self.place = 0
        self.layer = Layer("input")

    def begin(self, place: int, layer: Layer) -> None:
        """Turn to the next layer."""
        self.place, self.layer = place, layer

    def define(self, letter: str, term: Term, accent: str = "") -> Term:
        """A new name for the term: the letter with the first number that is free."""
        found = self._fresh(letter, term.shape, accent)
        self.definitions.append(Definition(found, term))
        return found

    def input(self, letter: str, shape: Shape, accent: str = "") -> Term:
        """A new name for what is given: data or a parameter."""
        return self._fresh(letter, shape, accent)

    def weight(self, letter: str, shape: Shape, tied: str | None = None) -> Term:
        """A new weight; or the one of that name, if weights are tied. Raises ShapeError."""
        if tied is None:
            made = self._fresh(letter, shape)
            self.decayed.append(made)
            return made
        known = self.names.get(tied)
        if known is None:
            listed = ", ".join(one.data.plain for one in self.decayed) or "none yet"
            raise self.trouble(f"there is no weight {tied} to be tied to", f"the weights so far: {listed}")
        if known.shape not in (shape, shape[::-1]):
            raise self.mismatch(f"the tied weight {tied}", known.shape, shape, "tie layers of the same sizes")
        return known

    def _fresh(self, letter: str, shape: Shape, accent: str = "") -> Term:
        for data in _numbered(letter, accent):
            if data.key not in self.names:
                self.names[data.key] = name(data, shape)
                return self.names[data.key]
        raise AssertionError("numbers do not end")

    def trouble(self, reason: str, hint: str) -> ShapeError:
        """An error that names the layer."""
        return ShapeError(f"layer {self.place}, {self.layer.kind}: {reason}", hint=hint)

    def mismatch(self, what: str, got: Shape, wanted: Shape, hint: str) -> ShapeError:
        """An error that names the layer and both shapes."""
        return self.trouble(f"{what} is a {shape_text(got)}, where a {shape_text(wanted)} is needed", hint)

    def single(self, flow: Flow) -> Term:
        """The one vector or matrix that flows. Raises ShapeError for several channels."""
        if len(flow) != 1:
            raise self.trouble(
                f"it takes one vector or matrix, and gets {len(flow)} channels", "put flatten() or last() before it"
            )
        return flow[0]


def _numbered(letter: str, accent: str) -> Iterator[Name]:
    """z_1, z_2, ...; of W_h first that itself, then W_h2."""
    base, _, index = letter.partition("_")
    accents = (accent,) if accent else ()
    if index:
        yield Name(base, accents, index)
    for number in count(2 if index else 1):
        yield Name(base, accents, f"{index}{number}")
