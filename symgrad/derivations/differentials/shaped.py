"""Which questions are about vectors and matrices, and what is asked of them.

The engine of differentials is loaded with the first such question: most questions are about numbers.
"""

from collections.abc import Sequence
from typing import Any

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.recursion.reading import Recursion, recursion_of
from symgrad.errors import ShapeError, SymgradError, UnsupportedError
from symgrad.graph import Graph
from symgrad.terms.node import Term
from symgrad.terms.shapes import shape_text
from symgrad.terms.traverse import postorder

#: with more definitions than this each gets a gradient of its own on the page; the same for several variables
FEW_DEFINITIONS, FEW_SHARED = 6, 3


def is_shaped(graph: Graph) -> bool:
    """Whether a vector or a matrix occurs in the graph by name or as a function of whole arrays."""
    names = (*graph.inputs, *(one.name for one in graph.definitions))
    return any(n.shape for n in names) or any(node.shape for one in graph.definitions for node in postorder(one.term))


def gradient_of(graph: Graph, names: Sequence[Term], at: Any = None) -> Derivation:
    """The gradient of a number in vectors and matrices.

    Raises ShapeError where the output is not a number, SymgradError for a point: numbers are put in by `evaluate`.
    """
    from symgrad.derivations.differentials.networks import network_gradient
    from symgrad.derivations.differentials.solving import matrix_gradient

    no_point(at)
    if (recursion := recursion_of(graph)) is not None:
        return _of_recursion(graph, recursion, names)
    shape = graph.output.term.shape
    if shape:
        raise ShapeError(f"a gradient is of a number, this is a {shape_text(shape)}", hint="take its jacobian")
    if len(graph.definitions) > (FEW_DEFINITIONS if len(names) == 1 else FEW_SHARED):
        return network_gradient(graph, names)
    return matrix_gradient(graph, names)


def no_point(at: Any) -> None:
    """Raise SymgradError where a point is given: arrays are put in by `evaluate`."""
    if at is not None:
        raise SymgradError("a point of vectors and matrices is put in at the end", hint="use .evaluate(x=..., A=...)")


def backward_of(graph: Graph, names: Sequence[Term], at: Any = None) -> Derivation:
    """The gradients of a network in vectors and matrices, one for each of its names."""
    from symgrad.derivations.differentials.networks import network_gradient

    no_point(at)
    if (recursion := recursion_of(graph)) is not None:
        return _of_recursion(graph, recursion, names)
    return network_gradient(graph, names)


def _of_recursion(graph: Graph, recursion: Recursion, names: Sequence[Term]) -> Derivation:
    """The gradients of a network of any number of layers or steps."""
    from symgrad.derivations.recursion.backward import recursion_gradient

    return recursion_gradient(graph, recursion, names)


def _require_finite(graph: Graph) -> None:
    """Raise UnsupportedError for a network of any number of layers, which has gradients only."""
    if recursion_of(graph) is not None:
        raise UnsupportedError(
            "of a network of any number of layers only the gradient is derived",
            hint="write the layers out, such as z_1 = ... and z_2 = ...",
        )


def jacobian_of(graph: Graph, names: Sequence[Term], at: Any = None) -> Derivation:
    """The Jacobian of a vector in one vector; of a matrix or in a matrix the map in vec form."""
    from symgrad.derivations.differentials.jacobians import matrix_jacobian

    no_point(at)
    _require_finite(graph)
    return matrix_jacobian(graph, _one(names))


def hessian_of(graph: Graph, names: Sequence[Term], at: Any = None) -> Derivation:
    """The Hessian of a number in one vector."""
    from symgrad.derivations.differentials.jacobians import matrix_hessian

    _require_finite(graph)
    shape = graph.output.term.shape
    if shape:
        raise ShapeError(f"a Hessian is of a number, this is a {shape_text(shape)}")
    no_point(at)
    return matrix_hessian(graph, _one(names))


def derivative_of(graph: Graph, path: Sequence[Term], at: Any = None) -> Derivation:
    """The derivative: a gradient of a number, else a Jacobian; twice by the same vector a Hessian."""
    if len(path) == 2 and path[0] is path[1]:
        return hessian_of(graph, path[:1], at)
    if recursion_of(graph) is not None:
        return gradient_of(graph, [_one(path)], at)
    return jacobian_of(graph, path, at) if graph.output.term.shape else gradient_of(graph, [_one(path)], at)


def _one(names: Sequence[Term]) -> Term:
    if len(names) == 1:
        return names[0]
    listed = ", ".join(one.data.plain for one in names)
    raise SymgradError(f"one vector or matrix is needed, not {listed or 'none'}", hint="ask for one after the other")


def one_graph(fs: Any) -> Graph | None:
    """The graph where one function of vectors or matrices is given, None for a field of several functions."""
    return fs if isinstance(fs, Graph) and fs.definitions and is_shaped(fs) else None
