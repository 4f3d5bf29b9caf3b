"""`backend="sympy"`: values and slopes by `sympy.lambdify` and `sympy.diff`, to compare with."""

from collections.abc import Callable, Sequence
from typing import Any

from symgrad.algebra.lambdas import source_of, sympy_gradient_lambdify, sympy_lambdify
from symgrad.graph import Graph
from symgrad.terms import Term


class Reference:
    """A function that SymPy compiled, with the names of its arguments and its source."""

    def __init__(self, args: Sequence[Term], function: Callable[..., Any]) -> None:
        self.args = tuple(name.data.plain for name in args)
        self._function = function

    @property
    def source(self) -> str:
        """The Python function that SymPy generated."""
        return source_of(self._function)

    def __call__(self, *values: Any) -> Any:
        """What SymPy's function returns."""
        return self._function(*values)


def sympy_callable(graph: Graph, args: Sequence[Term]) -> Callable[..., Any]:
    """`sympy.lambdify` of the graph's output, written out in its inputs."""
    return sympy_lambdify(args, graph.unfold())


def sympy_value_and_grad(graph: Graph, args: Sequence[Term], wrt: Sequence[Term], single: bool) -> Reference:
    """Value and slopes; a single slope by itself."""
    function = sympy_gradient_lambdify(args, wrt, graph.unfold())
    if not single:
        return Reference(args, function)

    def with_one_slope(*values: Any) -> Any:
        value, (slope,) = function(*values)
        return value, slope

    return Reference(args, with_one_slope)
