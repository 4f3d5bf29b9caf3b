"""Which questions are about vectors and matrices, and what is asked of them."""

from collections.abc import Sequence
from typing import Any

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.differentials.solving import matrix_gradient
from symgrad.errors import ShapeError, SymgradError
from symgrad.graph import Graph
from symgrad.terms.node import Term
from symgrad.terms.shapes import shape_text
from symgrad.terms.traverse import postorder


def is_shaped(graph: Graph) -> bool:
    """Whether a vector or a matrix occurs in the graph by name or as a function of whole arrays."""
    names = (*graph.inputs, *(one.name for one in graph.definitions))
    return any(n.shape for n in names) or any(node.shape for one in graph.definitions for node in postorder(one.term))


def gradient_of(graph: Graph, names: Sequence[Term], at: Any = None) -> Derivation:
    """The gradient of a number in vectors and matrices.

    Raises ShapeError where the output is not a number, SymgradError for a point: numbers are put in by `evaluate`.
    """
    shape = graph.output.term.shape
    if shape:
        raise ShapeError(f"a gradient is of a number, this is a {shape_text(shape)}", hint="take its jacobian")
    no_point(at)
    return matrix_gradient(graph, names)


def no_point(at: Any) -> None:
    """Raise SymgradError where a point is given: arrays are put in by `evaluate`."""
    if at is not None:
        raise SymgradError("a point of vectors and matrices is put in at the end", hint="use .evaluate(x=..., A=...)")
