"""From what a caller passes to a question: the graph, the variables, the point."""

from collections.abc import Mapping, Sequence
from typing import Any

from symgrad.derivations.constants import require_numbers
from symgrad.derivations.indices import general_question
from symgrad.errors import LimitError, SymgradError
from symgrad.graph import Graph
from symgrad.parsing import parse
from symgrad.parsing.limits import MAX_NAME
from symgrad.terms.build import derivative
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names

Wrt = str | Sequence[str] | None


def graph_of(f: Any) -> Graph:
    """The graph of text, a SymPy expression, a Python function, a term or a graph.

    Raises DomainError where a number in it has no value, such as 0/0.
    """
    graph = f if isinstance(f, Graph) else parse(f)
    if not graph.definitions:
        raise SymgradError("an equation has no derivative by itself", hint="write y = ... or the expression alone")
    require_numbers(graph)
    return graph


def body_of(graph: Graph) -> Term:
    """The output's formula."""
    return graph.output.term


def variables(graph: Graph, wrt: Wrt) -> tuple[Term, ...]:
    """The variables named, in that order; with none named the only one. Raises SymgradError."""
    if wrt is None:
        return (_only(graph),)
    names = [wrt] if isinstance(wrt, str) else list(wrt)
    if not names:
        raise SymgradError("no variable is named", hint="for example wrt='x'")
    found = tuple(variable(graph, one) for one in names)
    for one in found:
        if graph.outputs == (one,) and not graph.definition(one).anonymous:
            listed = ", ".join(n.data.plain for n in graph.inputs)
            raise SymgradError(f"{one.data.plain} is the function itself", hint=f"its variables are: {listed}")
    return found


def variable(graph: Graph, spelling: Any) -> Term:
    """One variable of the graph, or a new one of which nothing depends."""
    from symgrad.terms.build import name

    if isinstance(spelling, Term):
        return spelling
    text = str(spelling).strip().removeprefix("\\").replace("{", "").replace("}", "")
    if not text[:1].isalpha() or not all(c.isalnum() or c in "_^()[]*'{}," for c in text):
        raise SymgradError(f"{str(spelling)!r} is not the name of a variable", hint="for example wrt='x'")
    if len(text) > MAX_NAME:
        raise LimitError(f"a name has at most {MAX_NAME} characters", hint="give the variable a shorter name")
    base, _, exponent = text.partition("^")
    if exponent.isdigit() and graph.named(text) is None and graph.named(base) is not None:
        raise SymgradError(f"{text!r} is a power, not a variable", hint=f"for example wrt={base!r}")
    return graph.named(text) or (_in_braces(text) if "{" in text else name(text))


def _in_braces(text: str) -> Term:
    """w_{jk} or \\hat{y}_{i} as the name that it is in LaTeX."""
    found = parse(text, syntax="latex")
    if not found.definitions or found.output.term.head is not Head.NAME:
        raise SymgradError(f"{text!r} is not the name of a variable", hint="for example wrt='w_{jk}'")
    return found.output.term


def all_inputs(graph: Graph) -> tuple[Term, ...]:
    """The inputs that the output depends on, in order of first use."""
    used = {graph.output.name}
    for one in reversed(graph.definitions):
        if one.name in used:
            used.update(free_names(one.term))
    return tuple(n for n in graph.inputs if n in used) or graph.inputs


def _only(graph: Graph) -> Term:
    found = all_inputs(graph)
    if len(found) == 1:
        return found[0]
    if not found:
        raise SymgradError("there is no variable to differentiate by", hint="name one, for example wrt='x'")
    listed = ", ".join(n.data.plain for n in found)
    raise SymgradError(f"say which variable: {listed}", hint=f"for example wrt={found[0].data.plain!r}")


def question(body: Term, path: Sequence[Term], partial: bool | None = None) -> Term:
    """The inert derivative of the body in these variables, first one innermost; the partial sign for several names."""
    several = len(dict.fromkeys((*free_names(body), *path))) > 1 if partial is None else partial
    return derivative(general_question(body, tuple(path)), *path, partial=several)


def point_of(graph: Graph, at: Mapping[str, Any] | Sequence[Any] | Any, names: Sequence[Term]) -> dict[Term, Term]:
    """The point as name -> exact value; a tuple in the order of the names, one number for one name."""
    if not isinstance(at, Mapping):
        values = list(at) if isinstance(at, Sequence) and not isinstance(at, str) else [at]
        if len(values) != len(names):
            raise SymgradError(f"the point has {len(values)} values for {len(names)} variables")
        at = {n.data.plain: value for n, value in zip(names, values, strict=True)}
    point = {variable(graph, key): value_term(value) for key, value in at.items()}
    strange = [n for n in point if n not in graph.inputs and n not in names]
    if strange:
        listed = ", ".join(n.data.plain for n in graph.inputs)
        raise SymgradError(f"{strange[0].data.plain} is not a variable here", hint=f"the variables are: {listed}")
    return point


def value_term(value: Any) -> Term:
    """A number or its text ("pi/4", "sqrt(2)") as an exact term. Raises SymgradError where it is not a number."""
    if isinstance(value, Term):
        return value
    text = repr(value) if isinstance(value, float) else str(value)
    graph = parse(text, syntax="text")
    if not graph.definitions or free_names(graph.output.term) or not _is_real(graph.output.term):
        raise SymgradError(f"{value!r} is not a number", hint='numbers may be written like 2, 0.5, "pi/4", "sqrt(2)"')
    return graph.output.term


def _is_real(number: Term) -> bool:
    """Whether a number term has a value: 1/0 and infinity have none."""
    if as_fraction(number) is not None:
        return True
    from symgrad.balls import evaluate

    try:
        evaluate(number, {})
    except SymgradError:
        return False
    return True
