"""`lambdify` and `value_and_grad`."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from symgrad.errors import SymgradError, UnsupportedError
from symgrad.numeric.backends import BY_NAME
from symgrad.numeric.compiled import Compiled
from symgrad.numeric.flatten import Flat, chosen, expanded, flatten, gradient_program
from symgrad.numeric.identifiers import identifier
from symgrad.numeric.program import Program
from symgrad.numeric.reading import needs_arrays, read
from symgrad.numeric.source import Layout, write_source
from symgrad.terms import Term
from symgrad.terms.build import name
from symgrad.terms.traverse import free_names, substitute

if TYPE_CHECKING:
    from symgrad.graph import Graph
    from symgrad.numeric.array_compiled import ArrayCompiled
    from symgrad.numeric.reference import Reference
    from symgrad.numeric.trust import Checked

BACKENDS = ("auto", *BY_NAME, "sympy")


def lambdify(f: Any, args: Any = None, backend: str = "auto", *, checked: bool = False) -> Callable[..., Any]:
    """The value of f as a callable, in SymPy's calling convention: arguments by position, in the order of `args`.

    f is text, a graph, a term, a SymPy expression or a Python function; `args` are names or symbols (default: the
    variables in order of first use). Back ends: `auto` runs numbers through `math` and arrays through NumPy,
    entry by entry with broadcasting; `python` and `numpy` do one of the two; `mpmath` works to mpmath's precision;
    `sympy` is `sympy.lambdify` itself.
    Several outputs give a tuple. With `checked` every result on numbers is compared with ball arithmetic: digits that
    floats lose are restored with a warning, and a pole within the rounding of an argument is refused (slower, about a
    millisecond a call; see `Checked`).
    Raises SymgradError where f cannot be computed or `args` lacks a variable.
    """
    _check_backend(backend)
    graph = read(f)
    if needs_arrays(graph):
        from symgrad.numeric.array_compiled import compiled_value
        from symgrad.numeric.arrays import array_callable

        return compiled_value(graph, spellings(args)) or array_callable(graph, spellings(args))
    flat = flatten(graph)
    inputs = flat.inputs if args is None else _all_inputs(flat, spellings(args) or ())
    if backend == "sympy":
        from symgrad.numeric.reference import sympy_callable

        return sympy_callable(graph, inputs)
    program = flat.program._replace(inputs=inputs)
    title = identifier(graph.outputs[0].data)
    made = _compiled(program, title, _value_layout, backend, flat)
    return _checked(made, graph, inputs) if checked else made


def value_and_grad(
    f: Any, wrt: Any = None, backend: str = "auto", *, checked: bool = False
) -> "Compiled | Checked | Reference | ArrayCompiled":
    """The value and the gradient of f as one callable, in JAX's convention: `value, grads = fg(x, y, ...)`.

    Arguments are all variables in order of first use (`.args`). `wrt` is a name or several (default: all variables);
    several give a tuple of slopes, a single name the slope itself. `.source` is the generated Python. At a kink the
    slope follows the convention of the settings (`kink`): usually 0 for ReLU, max(0, x) and |x| at 0; where two other
    arguments of max are tied, the mean.
    With `checked` every result on numbers is compared with ball arithmetic, as in `lambdify`.
    Raises SymgradError where f has several outputs or cannot be differentiated.
    """
    _check_backend(backend)
    graph, single = read(f), _is_single(wrt)
    if needs_arrays(graph):
        from symgrad.numeric.array_compiled import compiled_gradient

        return compiled_gradient(graph, spellings(wrt), single)
    title = f"{identifier(graph.output.name.data)}_and_grad"
    flat = flatten(graph)
    if len(flat.outputs) != 1:
        raise SymgradError(
            f"a gradient belongs to one function, here are {len(flat.outputs)}", hint="take one at a time"
        )
    names = flat.inputs if wrt is None else chosen(flat, spellings(wrt) or ())
    if backend == "sympy":
        from symgrad.numeric.reference import sympy_value_and_grad

        return sympy_value_and_grad(graph, flat.inputs, names, single)
    program = gradient_program(flat, names)
    made = _compiled(program, title, _value_layout if single else _pair_layout, backend, flat)
    return _checked(made, graph, flat.inputs, names, _is_single(wrt)) if checked else made


def _checked(
    made: Compiled, graph: "Graph", inputs: Sequence[Term], slopes: Sequence[Term] = (), single: bool = False
) -> "Checked":
    """The compiled function with its check. Raises UnsupportedError for other back ends than floats, and for lists."""
    from symgrad.numeric.trust import Checked, Exact

    if made.backend not in ("auto", "python") or len(graph.outputs) != 1:
        raise UnsupportedError("only one function of floats is checked", hint='use backend="auto"')
    keys = {one.data.key: one for one in inputs}
    term = graph.unfold()
    term = substitute(term, {one: keys.get(one.data.key, one) for one in free_names(term)})
    return Checked(made, Exact(term, tuple(inputs), tuple(slopes)), single)


def _is_single(wrt: Any) -> bool:
    """Whether the slope in one variable was asked for, not a tuple of slopes."""
    return isinstance(wrt, str) or (wrt is not None and not isinstance(wrt, Iterable))


def _check_backend(backend: str) -> None:
    if backend not in BACKENDS:
        raise SymgradError(f"there is no back end {backend!r}", hint="back ends: " + ", ".join(BACKENDS))


def spellings(names: Any) -> tuple[str, ...] | None:
    """Names given as one text, as several, or as symbols, in plain spelling."""
    if names is None:
        return None
    if isinstance(names, str):
        return tuple(names.replace(",", " ").split())
    if isinstance(names, Term):
        return (names.data.plain,)
    if not isinstance(names, Iterable):
        return (str(names),)
    return tuple(one.data.plain if isinstance(one, Term) else str(one) for one in names)


def stacked(values: Sequence[Any]) -> Any:
    """Components as one array, the component first; numbers and arrays are broadcast to a common shape."""
    import numpy as np

    return np.stack(np.broadcast_arrays(*values))


def _all_inputs(flat: Flat, names: Sequence[str]) -> tuple[Term, ...]:
    """The arguments in this order; further names are allowed, missing variables are not."""
    inputs = {one.data.key: one for one in flat.inputs}
    given = [name(spelled) for spelled in names]
    missing = [one.data.plain for key, one in inputs.items() if key not in {g.data.key for g in given}]
    if missing:
        raise SymgradError(f"nothing gives {missing[0]} a value", hint=f"add {missing[0]} to the arguments")
    return tuple(inputs.get(one.data.key, one) for one in given)


def _compiled(program: Program, title: str, layout: Layout, backend: str, flat: Flat) -> Compiled:
    def write(kind: str) -> str:
        spelled = BY_NAME[kind]
        return write_source(expanded(program, spelled), spelled, title, layout)

    notes = tuple(dict.fromkeys(rewrite.sentence for rewrite in flat.rewrites))
    return Compiled([name.data.plain for name in program.inputs], write, backend, notes)


def _value_layout(outputs: Sequence[str]) -> str:
    return ", ".join(outputs)


def _pair_layout(outputs: Sequence[str]) -> str:
    value, *slopes = outputs
    return f"{value}, ({', '.join(slopes)}{',' if len(slopes) == 1 else ''})"
