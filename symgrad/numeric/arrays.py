"""Values of matrix formulas: a plain interpreter of terms over NumPy arrays.

A scalar is a float, a vector an array of shape (n,), a matrix one of shape (m, n). Where a vector is asked for, (n, 1)
is taken as well.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np

from symgrad.errors import ShapeError, SymgradError, UnsupportedError
from symgrad.graph import Graph
from symgrad.numeric.array_heads import RULES, array_function
from symgrad.numeric.array_support import array_names
from symgrad.numeric.backends import NUMPY
from symgrad.numeric.compiling import compile_source
from symgrad.numeric.flatten import expanded, flatten
from symgrad.numeric.reading import read, written_out
from symgrad.numeric.source import write_source
from symgrad.terms import Head, Term, simple_name
from symgrad.terms.build import call, name
from symgrad.terms.plain import plain
from symgrad.terms.shapes import shape_text
from symgrad.terms.sizes import at_sizes, size_names
from symgrad.terms.traverse import free_names

Array = Any
Values = dict[str, Array]

_MOST_TERMS = 1_000_000


def evaluate_arrays(f: Any, values: Mapping[str, Any], shaped: Sequence[Term] = ()) -> Array:
    """The value of a graph or term where names have these values; several outputs give a tuple.

    Named sizes are those of the arrays given for names of the graph, and for the names in `shaped`.
    Raises ShapeError where an array does not have the declared shape, SymgradError for a missing value,
    UnsupportedError for what has no numerical value.
    """
    graph = read(f)
    known = {simple_name(spelled).key: _array(value) for spelled, value in values.items()}
    definitions = written_out(graph)
    _check_shapes((*(used for one in definitions for used in free_names(one.term)), *shaped), known)
    for one in definitions:
        if not one.parameters or one.name in graph.outputs:
            known[one.name.data.key] = _evaluate(one.term, known)
    found = tuple(known[output.data.key] for output in graph.outputs)
    return found[0] if len(found) == 1 else found


def array_callable(graph: Graph, args: Sequence[str] | None) -> Callable[..., Array]:
    """The interpreter as a callable with positional arguments in the order of `args`."""
    names = tuple(args) if args is not None else tuple(one.data.plain for one in graph.inputs)

    def evaluate(*values: Any) -> Array:
        if len(values) != len(names):
            raise SymgradError(f"{len(names)} values are needed, not {len(values)}", hint=f"for {', '.join(names)}")
        return evaluate_arrays(graph, dict(zip(names, values, strict=True)))

    return evaluate


def _array(value: Any) -> Array:
    array = np.asarray(value)
    array = array if array.dtype.kind in "fc" else array.astype(float)
    return array[()]


def _check_shapes(names: Sequence[Term], known: Values) -> None:
    """Give vectors their shape (n,), check every declared shape, and take named sizes from the arrays."""
    for term in dict.fromkeys(names):
        key = term.data.key
        if key not in known or (not term.shape and np.ndim(known[key]) == 0):
            continue
        if len(term.shape) == 1 and known[key].ndim == 2 and 1 in known[key].shape:
            known[key] = known[key].reshape(-1)
        given = np.shape(known[key])
        wanted = tuple(size if isinstance(size, int) else _size(known, size) for size in term.shape)
        if len(given) != len(wanted) or any(a not in (None, b) for a, b in zip(wanted, given, strict=True)):
            raise ShapeError(_misfit(term, wanted, given))
        known.update((_size_key(size), n) for size, n in zip(term.shape, given, strict=True) if isinstance(size, str))


def _misfit(term: Term, wanted: tuple[int | None, ...], given: tuple[int, ...]) -> str:
    sizes = zip(term.shape, wanted, strict=True)
    known = [f"{size} = {number}" for size, number in sizes if isinstance(size, str) and number is not None]
    where = f" with {' and '.join(dict.fromkeys(known))}" if known else ""
    return f"{term.data.plain} is declared a {shape_text(term.shape)}{where}, the value has shape {given}"


def _size_key(size: str) -> str:
    """Sizes are kept apart from names that are spelled alike, a size h and a vector h."""
    return f"size {simple_name(size).key}"


def _size(known: Values, size: str) -> int | None:
    """The number of a named size: of an array, or given by name."""
    value = known.get(_size_key(size), known.get(simple_name(size).key))
    return int(value) if value is not None and np.ndim(value) == 0 else None


def _evaluate(term: Term, known: Values) -> Array:
    done: dict[Term, Array] = {}
    stack = [(term, False)]
    while stack:
        node, ready = stack.pop()
        if node in done:
            continue
        if node.head in _SPECIAL:
            done[node] = _SPECIAL[node.head](node, known)
        elif ready or not node.args:
            done[node] = _compute(node, [done[child] for child in node.args], known)
        else:
            stack.append((node, True))
            stack.extend((child, False) for child in node.args)
    return done[term]


def _compute(node: Term, parts: Sequence[Array], known: Values) -> Array:
    rule = RULES.get(node.head)
    if node.head is Head.DIFFERENTIAL:
        reason = f"the result is a linear map of d{plain(node.args[0])}, not a matrix of numbers"
        raise UnsupportedError(reason, hint="give the derivative of one entry, or of a number")
    if rule is None and node.head not in _FUNCTIONS:
        raise UnsupportedError(f"{plain(node)} has no numerical value", hint="give unknown functions a formula")
    try:
        return rule(node, parts) if rule else _FUNCTIONS[node.head](node, parts, known)
    except np.linalg.LinAlgError as error:
        raise SymgradError(f"{plain(node)}: {error}") from error
    except ValueError as error:
        raise ShapeError(f"{plain(node)}: the arrays do not fit together") from error


def _name(node: Term, known: Values) -> Array:
    value = known.get(node.data.key, None if node.shape else known.get(_size_key(node.data.plain)))
    if value is None:
        raise SymgradError(f"no value for {node.data.plain}", hint=f"give {node.data.plain} a value")
    return value


def _entry(node: Term, known: Values) -> Array:
    """An entry of an array, counted from 1 as in formulas; or the value of the name with that index."""
    indices = [int(_evaluate(index, known)) for index in node.args[1:]]
    spelled = simple_name(f"{node.args[0].data.key}_{''.join(map(str, indices))}").key
    if spelled in known:
        return known[spelled]
    array = _name(node.args[0], known)
    if len(indices) != np.ndim(array) or any(not 1 <= i <= n for i, n in zip(indices, array.shape, strict=True)):
        raise ShapeError(f"{plain(node)}: there is no entry {indices} in an array of shape {np.shape(array)}")
    return array[tuple(i - 1 for i in indices)]


def _over_index(node: Term, known: Values) -> Array:
    body, index, lower, upper = node.args
    first, last = (int(_evaluate(limit, known)) for limit in (lower, upper))
    if last - first >= _MOST_TERMS:
        raise UnsupportedError(f"a sum of {last - first + 1} terms is too long", hint=f"at most {_MOST_TERMS}")
    values = [_evaluate(body, {**known, index.data.key: k}) for k in range(first, last + 1)]
    return sum(values[1:], values[0]) if node.head is Head.BIGSUM and values else _product_of(node, values)


def _product_of(node: Term, values: Sequence[Array]) -> Array:
    if node.head is Head.BIGSUM:
        return 0.0
    result: Array = 1.0
    for value in values:
        result = result * value
    return result


def _with_values(node: Term, known: Values) -> Array:
    bound = zip(node.args[1::2], node.args[2::2], strict=True)
    return _evaluate(node.args[0], known | {one.data.key: _evaluate(value, known) for one, value in bound})


def _entrywise_call(node: Term, parts: Sequence[Array], _: Values) -> Array:
    function = _entrywise(node.data, len(node.args))
    return function(*(np.asarray(part, dtype=float)[()] for part in parts))


@cache
def _entrywise(function: str, arity: int) -> Callable[..., Array]:
    """A known function on arrays, entry by entry, from the code its record has for NumPy."""
    inputs = [name(f"u_{i}") for i in range(arity)]
    program = flatten(read(call(function, *inputs))).program._replace(inputs=tuple(inputs))
    source = write_source(expanded(program, NUMPY), NUMPY, function, ", ".join)
    return compile_source(source, array_names())


def _array_function(node: Term, parts: Sequence[Array], known: Values) -> Array:
    """The sizes among its options are numbers by now, or those of the arrays."""
    sizes = {size: _known_size(size, known) for option in node.data[1:] for size in size_names(option)}
    options = tuple(at_sizes(option, sizes) for option in node.data[1:])
    return array_function(node, parts, tuple(map(int, options)))


def _known_size(size: str, known: Values) -> int:
    value = _size(known, size)
    if value is None:
        raise SymgradError(f"the size {size} is not known", hint=f"no array has {size} rows or columns")
    return value


#: heads whose data names a function
_FUNCTIONS: dict[Head, Callable[[Term, Sequence[Array], Values], Array]] = {
    Head.CALL: _entrywise_call,
    Head.ARRAY: _array_function,
}

#: heads that look names up or bind them: computed from the node itself, not from its children's values
_SPECIAL: dict[Head, Callable[[Term, Values], Array]] = {
    Head.NAME: _name,
    Head.INDEXED: _entry,
    Head.BIGSUM: _over_index,
    Head.BIGPROD: _over_index,
    Head.EVALUATED: _with_values,
}
