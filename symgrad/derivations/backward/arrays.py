"""Backpropagation through vectors and matrices: the lines are those of differentials, the numbers are arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from symgrad.derivations.backward.result import Backpropagation
from symgrad.derivations.differentials.shaped import backward_of
from symgrad.errors import SymgradError
from symgrad.graph import Graph
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names


@dataclass(frozen=True, repr=False)
class ArrayBackpropagation(Backpropagation):
    """Backpropagation through a graph of matrix formulas, with numbers where they were given."""

    at: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def values(self) -> dict[str, Any]:
        """The value of every input and definition: numbers and arrays. Raises SymgradError where none were given."""
        from symgrad.numeric import lambdify

        inputs = self._inputs()
        found = dict(inputs)
        for one in self.source.definitions:
            used = [name for name in free_names(one.term) if name.data.plain in found]
            formula = Graph((one,), (one.name,), (), self.source.domain)
            found[one.name.data.plain] = lambdify(formula, used)(*(found[name.data.plain] for name in used))
        return found

    @cached_property
    def adjoints(self) -> dict[str, Any]:
        """The slope of the output in every input and definition, of the shape of its name; 0 where it moves nothing."""
        names = (*self.source.inputs, *(one.name for one in self.source.definitions))
        return {name.data.plain: self._slope(name) for name in names if name.data.plain in self.values}

    def _slope(self, name: Term) -> Any:
        """The slope in one name, which is taken for an input: what it was made of no longer counts."""
        from symgrad.numeric import value_and_grad

        if name is self.source.output.name:
            return 1.0
        kept = tuple(one for one in self.source.definitions if one.name is not name)
        rest = Graph(kept, self.source.outputs, (), self.source.domain)
        used = [one.data.plain for one in rest.inputs if one.data.plain in self.values]
        if name not in rest.inputs or name not in free_names(rest.unfold()):
            return self.values[name.data.plain] * 0.0
        return value_and_grad(rest, name.data.plain)(**{key: self.values[key] for key in used})[1]

    def _inputs(self) -> dict[str, Any]:
        if not self.at:
            raise SymgradError("there are no numbers yet", hint="pass at={...} with a value for every input")
        return {str(key): value for key, value in self.at.items()}


def array_backpropagation(graph: Graph, names: Sequence[Term], at: Mapping[str, Any] | None) -> ArrayBackpropagation:
    """The gradients in these names by differentials, with the numbers given. Raises SymgradError for a missing one."""
    made = backward_of(graph, names)
    given = dict(at or {})
    missing = [one.data.plain for one in graph.inputs if given and one.data.plain not in given]
    if missing:
        raise SymgradError(f"no value for {missing[0]}", hint=f"add {missing[0]} to at")
    return ArrayBackpropagation(**{one.name: getattr(made, one.name) for one in fields(made)}, at=given)
