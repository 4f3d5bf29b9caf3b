"""A derivation as code to paste: its result as a NumPy function, its function with its slopes as PyTorch's `Function`.

The backward pass of f(x) with what comes back, G, is the gradient of <G, f(x)> in every input: one derivation for
numbers, vectors and matrices alike.
"""

from collections.abc import Iterable, Sequence
from keyword import iskeyword
from typing import TYPE_CHECKING

from symgrad.derivations.differentials.networks import network_gradient
from symgrad.derivations.differentials.shaped import is_shaped
from symgrad.derivations.general.network import is_general
from symgrad.derivations.systems.adjoint import adjoint_gradient
from symgrad.errors import SymgradError, UnsupportedError
from symgrad.graph import Definition, Graph
from symgrad.rules.matrices.shaped import is_zero
from symgrad.rules.tidying import IN_ORDER, tidy
from symgrad.terms.build import inner, mul
from symgrad.terms.build import name as name_term
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, has_head, postorder, substitute

if TYPE_CHECKING:
    from symgrad.derivations.derivation import Derivation
    from symgrad.numeric.export import Backward, Language

_STEADY = {"sigmoid", "softplus"}
_NO_VALUES = (Head.RELATION, Head.LOGIC, Head.TUPLE)

Pairs = list[tuple[Term, Term]]


def code_of(derivation: "Derivation", kind: str, title: str | None) -> str:
    """The code of this kind. Raises SymgradError for another kind or a title that is no name, UnsupportedError."""
    from symgrad.numeric.export import LANGUAGES

    if kind not in LANGUAGES:
        raise SymgradError(f"there is no code of kind {kind!r}", hint="kinds: " + ", ".join(LANGUAGES))
    if title is not None and not _is_free(title, LANGUAGES[kind]):
        raise SymgradError(f"{title!r} cannot be the name of a function here", hint="letters, digits and _")
    if is_general(derivation.source):
        raise UnsupportedError("code needs definite sizes, here an index runs to a letter", hint="put numbers in")
    if kind == "torch":
        return _torch(_function(derivation), title)
    return _result(derivation, title, LANGUAGES[kind])


def _is_free(title: str, language: "Language") -> bool:
    """Whether the code can define this name: no word of Python, and none that it calls itself."""
    taken = (*language.helpers, *language.modules, *language.reserved)
    return title.isidentifier() and title.isascii() and not iskeyword(title) and title not in taken


def _function(derivation: "Derivation") -> Graph:
    """What was differentiated, with the functions that were filled in."""
    from symgrad.derivations.backward.result import Backpropagation

    return derivation.network_graph if isinstance(derivation, Backpropagation) else derivation.source


def _result(derivation: "Derivation", title: str | None, language: "Language") -> str:
    """The result as a function."""
    from symgrad.numeric.export import write_function

    outputs = derivation.result.args if derivation.result.head is Head.TUPLE else (derivation.result,)
    if any(one.head in _NO_VALUES for one in outputs):
        raise UnsupportedError("the result is not a value", hint="code is written of derivatives and gradients")
    system = Graph((*derivation.graph.definitions, *_as_definitions(outputs)), ())
    definitions = _written_out(system)
    outputs = tuple(term for _, term in definitions[len(definitions) - len(outputs) :])
    needed = _needed(definitions[: len(definitions) - len(outputs)], outputs)
    inputs = _inputs(derivation.source) if _depends(needed, outputs) else ()
    is_array = derivation.result.head is Head.TUPLE and derivation.goal != "differentials"
    layout = _layout(needed, outputs) if is_array else ""
    named = title or _word(derivation)
    about = f"The {_word(derivation)} of {_called(derivation.source)}{_in(derivation)}."
    return write_function(language, named, inputs, needed, outputs, layout, about)


def _as_definitions(outputs: Iterable[Term]) -> list[Definition]:
    return [Definition(name_term(f"output_{i}"), one) for i, one in enumerate(outputs)]


def _written_out(graph: Graph) -> Pairs:
    """The definitions that are no functions, with sums over numbers and calls of functions written out."""
    from symgrad.numeric.reading import written_out

    kept = (one for one in written_out(graph) if not one.parameters or one.name in graph.outputs)
    return [(one.name, _without_overflow(_settled(graph, one))) for one in kept]


def _settled(graph: Graph, one: Definition) -> Term:
    """A formula in which sums were written out gets its exponents and factors worked out."""
    if not any(has_head(before.term, Head.BIGSUM) for before in graph.definitions if before.name is one.name):
        return one.term
    return tidy(one.term, IN_ORDER)


def _without_overflow(term: Term) -> Term:
    """log(1 + e^z) as softplus and e^z/(1 + e^z) as sigmoid, which are computed for every z."""
    from symgrad.numeric.stable import stable

    found = stable(term, {}).term
    return found if _functions(found) <= _functions(term) | _STEADY else term


def _functions(term: Term) -> set[str]:
    """The functions called, and `pieces` where there are any."""
    nodes = list(postorder(term))
    called = {node.data for node in nodes if node.head is Head.CALL}
    return called | ({"pieces"} if any(node.head is Head.PIECEWISE for node in nodes) else set())


def _needed(definitions: Pairs, outputs: Sequence[Term]) -> Pairs:
    """The definitions that the outputs rest on."""
    wanted = {name for output in outputs for name in free_names(output)}
    kept: Pairs = []
    for name, term in reversed(definitions):
        if name in wanted:
            kept.append((name, term))
            wanted.update(free_names(term))
    return kept[::-1]


def _inputs(graph: Graph) -> tuple[Term, ...]:
    """The variables that are values, not sizes."""
    sizes = {size for one in graph.inputs for size in one.shape if isinstance(size, str)}
    return tuple(one for one in graph.inputs if one.shape or one.data.plain not in sizes)


def _depends(definitions: Pairs, outputs: Sequence[Term]) -> bool:
    """Whether anything is left to be put in."""
    defined = {name for name, _ in definitions}
    terms = [*(term for _, term in definitions), *outputs]
    return any(name not in defined for term in terms for name in free_names(term))


def _layout(definitions: Pairs, outputs: Sequence[Term]) -> str:
    """Components as one array; broadcast where some do not depend on every variable."""
    used: dict[Term, frozenset[Term]] = {}
    for name, term in (*definitions, *((one, one) for one in outputs)):
        below = (used.get(one, frozenset((one,))) for one in free_names(term))
        used[name] = frozenset().union(*below)
    return "components" if len({used[one] for one in outputs}) == 1 else "broadcast_components"


def _called(graph: Graph) -> str:
    return "f" if graph.output.anonymous else str(graph.output.name.data.plain)


def _in(derivation: "Derivation") -> str:
    """The variables of the derivation, in its order."""
    question = derivation.question
    inert = question.head in (Head.GRADIENT, Head.DERIVATIVE)
    names = [str(one.data.plain) for one in question.args[1:] if one.head is Head.NAME] if inert else []
    return f" in {', '.join(dict.fromkeys(names))}" if names else ""


def _word(derivation: "Derivation") -> str:
    """What the result is called: gradient, jacobian, hessian, derivative."""
    if derivation.goal in ("differentials", "adjoint", "backpropagation"):
        return "gradient" if derivation.question.head in (Head.GRADIENT, Head.TUPLE) else "jacobian"
    return derivation.goal if derivation.goal.isidentifier() else "result"


def _torch(source: Graph, title: str | None) -> str:
    from symgrad.numeric.export import write_autograd

    graph = _with_shapes(source)
    output, inputs = graph.output, _inputs(graph)
    if output.term.head is Head.TUPLE:
        raise UnsupportedError("a Function of PyTorch is written for one output", hint="derive one after the other")
    if not inputs:
        raise SymgradError("there is no variable", hint="a constant needs no gradient")
    named = title or ("DerivedFunction" if output.anonymous else f"{output.name.data.base}Function")
    about = f"{_called(graph)} with its slopes, as {named}.apply({', '.join(one.data.plain for one in inputs)})."
    forward = _needed(_written_out(graph), (output.name,))
    return write_autograd(named, inputs, forward, output.name, _backward(graph, inputs), about)


def _with_shapes(graph: Graph) -> Graph:
    """The graph with every name in the shape of its definition, and without definitions of plain numbers."""
    known: dict[Term, Term] = {}
    kept: list[Definition] = []
    for one in graph.definitions:
        term = _without_overflow(substitute(one.term, known))
        if not free_names(term) and one.name not in graph.outputs:
            known[one.name] = term
            continue
        name = one.name if one.name.shape == term.shape else name_term(one.name.data, term.shape)
        known[one.name] = name
        kept.append(one._replace(name=name, term=term))
    return Graph(tuple(kept), tuple(known.get(one, one) for one in graph.outputs), (), graph.domain)


def _backward(graph: Graph, inputs: Sequence[Term]) -> "Backward":
    """The gradient of <G, f> in every input, as definitions that begin with G."""
    from symgrad.numeric.export import Backward

    output = graph.output.name
    taken = {one.data.key for one in (*graph.inputs, *(d.name for d in graph.definitions))}
    upstream, total = (name_term(_free(word, taken), shape) for word, shape in _new_names(output))
    paired = inner(upstream, output) if output.shape else mul(upstream, output)
    system = Graph((*graph.definitions, Definition(total, paired)), (total,), (), graph.domain)
    made = (network_gradient if is_shaped(system) else adjoint_gradient)(system, tuple(inputs))
    results = made.result.args if made.result.head is Head.TUPLE else (made.result,)
    after = _written_out(Graph(made.graph.definitions[len(system.definitions) :], ()))
    definitions, values = _inlined(after, results)
    slopes = [substitute(one, values) for one in results]
    by_input = {one: None if is_zero(slope) else slope for one, slope in zip(inputs, slopes, strict=True)}
    return Backward(upstream, definitions, by_input)


def _new_names(output: Term) -> tuple[tuple[str, tuple[int | str, ...]], ...]:
    return ("grad_output", output.shape), ("total", ())


def _free(word: str, taken: set[str]) -> str:
    """The word, with strokes behind it until no name of the reader's is the same."""
    while word in taken:
        word += "_"
    return word


def _inlined(definitions: Pairs, results: Sequence[Term]) -> tuple[Pairs, dict[Term, Term]]:
    """The slopes in between, by names such as grad_z; numbers, names and what is returned are put in instead."""
    values: dict[Term, Term] = {}
    kept: Pairs = []
    for name, term in definitions:
        term = substitute(term, values)
        if name in results or not term.args or not free_names(term):
            values[name] = term
            continue
        spelled = name.data.base.partition("_")[2]
        values[name] = name_term(f"grad_{spelled.removeprefix('d')}", name.shape)
        kept.append((values[name], term))
    return kept, values
