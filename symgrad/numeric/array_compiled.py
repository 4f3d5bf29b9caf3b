"""What `lambdify` and `value_and_grad` return for matrix formulas: a callable over arrays with readable source."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from symgrad.errors import ShapeError, SymgradError, UnsupportedError
from symgrad.graph import Graph
from symgrad.numeric.array_functions import ARRAY_FUNCTIONS
from symgrad.numeric.array_notation import CONSTANTS, NOTATION
from symgrad.numeric.array_reverse import Slopes
from symgrad.numeric.array_source import Definitions, Written, can_be_written, write_arrays
from symgrad.numeric.array_support import array_names
from symgrad.numeric.compiling import compile_source
from symgrad.numeric.identifiers import identifier
from symgrad.numeric.reading import written_out
from symgrad.terms import Term, simple_name
from symgrad.terms.shapes import Shape, as_matrix, shape_text
from symgrad.terms.sizes import at_sizes
from symgrad.terms.traverse import free_names, substitute

Array = Any


class ArrayCompiled:
    """A compiled function of vectors and matrices, arguments in the order of `args` or by name.

    A vector may be given as (n,) or (n, 1); what has its shape comes back in the same form. `source` is the NumPy code
    it runs. A call raises ShapeError where an array does not have its declared shape.
    """

    def __init__(self, inputs: Sequence[Term], outputs: Sequence[Term], written: Written, layout: Callable[..., Any]):
        self.inputs, self.outputs = tuple(inputs), tuple(outputs)
        self.args = tuple(one.data.plain for one in inputs)
        self.source = written.shown
        self._layout = layout
        self._run = compile_source(written.source, {**array_names(), **ARRAY_FUNCTIONS, **NOTATION, **CONSTANTS})

    def __repr__(self) -> str:
        return f"<compiled function of {', '.join(self.args) or 'nothing'} (arrays)>"

    def __call__(self, *values: Any, **named: Any) -> Any:
        """The value at these arguments."""
        given = self._ordered(values, named)
        arrays, sizes, columns = [], dict[str, int](), set[Term]()
        for one, value in zip(self.inputs, given, strict=True):
            array = np.asarray(value, dtype=float)
            if array.ndim == 2 and len(one.shape) == 1:
                columns.add(one)
            arrays.append(_checked(one, array, sizes))
        try:
            found = self._run(*arrays)
        except np.linalg.LinAlgError as error:
            raise SymgradError(f"the value does not exist: {error}") from error
        found = found if isinstance(found, tuple) else (found,)
        as_column = (one in columns if one in self.inputs else bool(columns) for one in self.outputs)
        forms = zip(found, self.outputs, as_column, strict=True)
        return self._layout(*(_formed(value, one.shape, column) for value, one, column in forms))

    def _ordered(self, values: Sequence[Any], named: dict[str, Any]) -> list[Any]:
        by_key = {simple_name(name).key: value for name, value in named.items()}
        by_key.update((one.data.key, value) for one, value in zip(self.inputs, values, strict=False))
        missing = [one.data.plain for one in self.inputs if one.data.key not in by_key]
        if missing or len(values) > len(self.inputs):
            short = f"no value for {', '.join(missing)}" if missing else "too many values"
            raise SymgradError(short, hint=f"{len(self.inputs)} are needed, for {', '.join(self.args)}")
        return [by_key[one.data.key] for one in self.inputs]


def _checked(one: Term, array: Array, sizes: dict[str, int]) -> Array:
    """The array with two sides, if it has the declared shape; named sizes are noted. Raises ShapeError."""
    if not one.shape:
        if array.size == 1:
            return array.reshape(())[()]
        raise ShapeError(f"{one.data.plain} is a number, the value has shape {array.shape}")
    full = array.reshape(-1, 1) if array.ndim == 1 and len(one.shape) == 1 else np.atleast_2d(array)
    for size, length in zip(as_matrix(one.shape), full.shape, strict=False):
        wanted = at_sizes(size, sizes)
        if isinstance(wanted, str):
            sizes[wanted] = length
        elif wanted != length or full.ndim != 2:
            known = f" with {size} = {wanted}" if size != wanted else ""
            declared = f"{one.data.plain} is declared a {shape_text(one.shape)}{known}"
            raise ShapeError(f"{declared}, the value has shape {array.shape}")
    return full


def _formed(value: Array, shape: Shape, column: bool) -> Array:
    """The value in the form of its shape: a number, a vector (as a column if vectors were given so), or a matrix."""
    if not shape:
        return np.reshape(value, ())[()]
    return value if len(shape) == 2 or column else np.reshape(value, (-1,))


def compiled_value(graph: Graph, args: Sequence[str] | None) -> ArrayCompiled | None:
    """The value of a graph of matrix formulas; None where a head has no source for arrays."""
    forward = _forward(graph)
    if not can_be_written([term for _, term in forward]):
        return None
    outputs, bodies = graph.outputs, dict(forward)
    lines = [(name, term) for name, term in forward if name not in outputs or _is_used(name, forward)]
    shown = [one if any(one is name for name, _ in lines) else bodies[one] for one in outputs]
    inputs = _inputs(graph, forward, args)
    written = write_arrays(identifier(outputs[0].data), inputs, lines, shown)
    return ArrayCompiled(inputs, shown, written, lambda *found: found[0] if len(found) == 1 else found)


def compiled_gradient(graph: Graph, wrt: Sequence[str] | None, single: bool) -> ArrayCompiled:
    """The value and the slopes of a graph of matrix formulas. Raises UnsupportedError where a law is missing."""
    forward = _forward(graph)
    output = graph.outputs[0]
    if len(graph.outputs) != 1 or output.shape or dict(forward)[output].shape:
        raise SymgradError("a gradient belongs to one number", hint="take one entry, or a sum or norm")
    if not can_be_written([term for _, term in forward]):
        raise UnsupportedError("the slope of these matrix formulas is not compiled", hint="write out the entries")
    inputs = _inputs(graph, forward, None)
    keys = None if wrt is None else {simple_name(one).key for one in wrt}
    chosen = [one for one in inputs if keys is None or one.data.key in keys]
    if keys is not None and len(chosen) < len(keys):
        missing = next(key for key in keys if key not in {one.data.key for one in chosen})
        raise SymgradError(f"{missing} is not a variable", hint="variables: " + ", ".join(o.data.plain for o in inputs))
    slopes = Slopes(forward, chosen)
    kept, numbers = _apart(slopes.definitions)
    definitions = [*forward, *kept]
    result = [substitute(one, numbers) for one in slopes.result]
    written = write_arrays(f"{identifier(output.data)}_and_grad", inputs, definitions, (output, *result))

    def layout(value: Any, *grads: Any) -> Any:
        return (value, grads[0]) if single else (value, grads)

    return ArrayCompiled(inputs, (output, *chosen), written, layout)


def _apart(definitions: Definitions) -> tuple[list[tuple[Term, Term]], dict[Term, Term]]:
    """The definitions without those of numbers, and the numbers, which are put in where they are used."""
    numbers: dict[Term, Term] = {}
    kept: list[tuple[Term, Term]] = []
    for name, term in definitions:
        term = substitute(term, numbers)
        if not free_names(term) and not term.shape:
            numbers[name] = term
        else:
            kept.append((name, term))
    return kept, numbers


def _forward(graph: Graph) -> list[tuple[Term, Term]]:
    """The definitions that are not functions, calls written out."""
    return [(one.name, one.term) for one in written_out(graph) if not one.parameters]


def _is_used(name: Term, forward: Definitions) -> bool:
    return any(name in free_names(term) for _, term in forward)


def _inputs(graph: Graph, forward: Definitions, args: Sequence[str] | None) -> tuple[Term, ...]:
    """The variables in the order of `args`; names of sizes are no arguments unless they are asked for."""
    defined = {name for name, _ in forward}
    used = dict.fromkeys(name for _, term in forward for name in free_names(term) if name not in defined)
    sizes = {size for one in used for size in one.shape if isinstance(size, str)}
    if args is None:
        return tuple(one for one in used if one.shape or one.data.plain not in sizes)
    known = {one.data.key: one for one in used}
    chosen = tuple(known[key] for key in (simple_name(one).key for one in args) if key in known)
    missing = list(_missing(used, chosen, sizes))
    if missing:
        raise SymgradError(f"nothing gives {missing[0]} a value", hint=f"add {missing[0]} to the arguments")
    return chosen


def _missing(used: dict[Term, None], chosen: Sequence[Term], sizes: set[str]) -> Iterator[str]:
    return (one.data.plain for one in used if one not in chosen and one.data.plain not in sizes)
