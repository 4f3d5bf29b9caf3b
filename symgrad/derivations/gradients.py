"""`gradient`: the partial derivatives one by one, put together, carried to a point and read as an arrow."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.backward.procedure import backpropagate
from symgrad.derivations.choices.forms import in_form
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.derivatives import is_system, of_formula
from symgrad.derivations.differentials.shaped import gradient_of, is_shaped
from symgrad.derivations.general.answers import general_gradient
from symgrad.derivations.general.network import is_general
from symgrad.derivations.point import (
    DIGITS,
    PLACES,
    forward_pass,
    numbers_put_in,
    put_in_reason,
    rounded_state,
    short_value,
    worked_out,
)
from symgrad.derivations.posed import posed_gradient
from symgrad.derivations.recursion.reading import recursion_of
from symgrad.derivations.standing import require_gradient, require_slope
from symgrad.derivations.state import State
from symgrad.derivations.systems.adjoint import adjoint_gradient
from symgrad.derivations.systems.named import through_definitions
from symgrad.derivations.values import rounded
from symgrad.derivations.words import arrow_sentences, slope_sentence
from symgrad.errors import SymgradError
from symgrad.graph import Definition, Graph, fresh_name, from_term
from symgrad.settings import current
from symgrad.terms.build import TWO, add, apply, call, derivative, name, power, relation, root, tuple_of
from symgrad.terms.build import gradient as nabla
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import as_fraction, free_names, substitute

#: with more definitions or variables than this the adjoints are named instead of written out
FEW_DEFINITIONS, FEW_VARIABLES = 6, 4


def gradient(
    f: Any,
    wrt: str | Sequence[str] | None = None,
    at: Mapping[str, Any] | Sequence[Any] | None = None,
    *,
    form: str | None = None,
) -> Derivation:
    """The gradient of f: its partial derivatives in the variables named (all inputs if none), in that order.

    The derivations of the components are the `children`. With `at` (a mapping, or values in the order of the
    variables) the numbers are put in and the length is given. `form` is how each component is to be written:
    factored, expanded, common denominator. `.sympy` is a column Matrix.
    Raises SymgradError where f cannot be read, has no derivative that is known, or the form is not reached.
    """
    graph, wrt = posed_gradient(asking.graph_of(f), wrt)
    if is_shaped(graph) and recursion_of(graph) is not None:
        return gradient_of(graph, _weights(graph, wrt), at)
    if is_general(graph):
        return _in_general(graph, wrt, at)
    names = asking.all_inputs(graph) if wrt is None else asking.variables(graph, wrt)
    if not names:
        raise SymgradError("there is no variable to differentiate by", hint="name one, for example wrt='x'")
    if is_shaped(graph):
        return gradient_of(graph, names, at)
    if is_system(graph) and (len(graph.definitions) > FEW_DEFINITIONS or len(names) > FEW_VARIABLES):
        return adjoint_gradient(graph, names) if at is None else _network_at(graph, names, at)
    parts = tuple(_component(graph, one, len(names) > 1) for one in names)
    made = _assembled(graph, names, parts)
    if form is not None:
        made = in_form(made, form)
    if at is None:
        return made
    point = asking.point_of(graph, at, names)
    for part in parts:
        require_slope(part, point)
    return _at(made, names, point)


def _weights(graph: Graph, wrt: Any) -> tuple[Term, ...]:
    """The variables asked for of a network of any number of layers, which has no list of all its inputs."""
    if wrt is None:
        raise SymgradError("the variables of a network of any number of layers are named", hint='such as wrt=["W_l"]')
    return asking.variables(graph, wrt)


def _network_at(graph: Graph, names: tuple[Term, ...], at: Any) -> Derivation:
    """A network with a number for every input, forward and backward. Raises SymgradError where it has no slope."""
    point = asking.point_of(graph, at, names)
    made = backpropagate(graph, [one.data.plain for one in names], {n.data.plain: v for n, v in point.items()})
    require_gradient(graph.unfold(), names, point, made.numbers.slopes)
    return made


def _in_general(graph: Graph, wrt: Any, at: Any) -> Derivation:
    if wrt is None or at is not None:
        raise SymgradError(
            "a network in general lines needs its variables named, and has no point", hint='for example wrt=["w_{jk}"]'
        )
    return general_gradient(graph, asking.variables(graph, wrt))


def _component(graph: Graph, variable: Term, several: bool) -> Derivation:
    made = through_definitions(graph, (variable,)) if is_system(graph) else of_formula(graph, (variable,))
    return replace(made, title=variable.data.plain)


def symbol(graph: Graph) -> Term:
    """What the function is called on the page: its own name, or f."""
    output = graph.output
    return name("f") if output.anonymous and "f" not in {n.data.key for n in graph.inputs} else output.name


def _assembled(graph: Graph, names: tuple[Term, ...], parts: tuple[Derivation, ...]) -> Derivation:
    f = symbol(graph)
    inert = _vector([derivative(f, one, partial=len(names) > 1) for one in names])
    result = _vector([part.result for part in parts])
    states = (
        State(nabla(asking.body_of(graph), *names), "question", reason=("the question",)),
        State(inert, "definition", "gradient", ("one partial derivative for each variable",), (), nabla(f)),
        State(result, "equal", "gradient.components", ("put together",)),
    )
    answer = tuple_of(*(part.result for part in parts))
    return Derivation("gradient", "", graph, states, answer, parts, _answer_graph(graph, answer), (), current().detail)


def _answer_graph(graph: Graph, answer: Term) -> Graph:
    """The answer as a definition, with those of the system that it still speaks of."""
    needed = set(free_names(answer))
    kept = []
    for one in reversed(graph.definitions):
        if one.name in needed:
            kept.append(one)
            needed |= set(free_names(one.term))
    title = fresh_name(tuple_of(*needed, *graph.inputs, answer))
    return Graph((*reversed(kept), Definition(title, answer, anonymous=True)), (title,))


def _vector(parts: Sequence[Term]) -> Term:
    """A row or a column, as the settings say."""
    rows = (1, len(parts)) if current().layout == "row" else (len(parts), 1)
    return make(Head.MATRIX, tuple(parts), rows)


def _at(made: Derivation, names: tuple[Term, ...], point: Mapping[Term, Term]) -> Derivation:
    if is_system(made.source):
        return _system_at(made, names, point)
    f = symbol(made.source)
    put_in = [substitute(part, dict(point)) for part in made.result.args]
    values = [worked_out(part) for part in put_in]
    left = nabla(apply(f.data, *(point.get(n, n) for n in names)))
    states = [
        *made.own_states,
        State(_vector(put_in), "follows", "point.put-in", put_in_reason(point), (), left),
        State(_vector(values), "equal", "point.value", ("work out the values",)),
    ]
    notes: tuple[str, ...] = ()
    if all(not free_names(v) for v in values):
        states += [*_rounded(values), _length(values, left)]
        slopes = dict(zip(names, values, strict=True))
        notes = arrow_sentences(made.source.unfold(), f.data.plain, point, slopes)
    result = tuple_of(*values)
    return replace(made, own_states=tuple(states), result=result, graph=from_term(result), notes=notes)


def _system_at(made: Derivation, names: tuple[Term, ...], point: Mapping[Term, Term]) -> Derivation:
    """The forward pass with its numbers, then the gradient with every name's number put in; what each slope says."""
    exact = numbers_put_in(made, point)
    forward, shown = forward_pass(made.source, point)
    values = [short_value(part) for part in exact.args]
    put_in = [substitute(part, shown) for part in made.result.args]
    states = (
        *made.own_states,
        *forward,
        State(_vector(put_in), "follows", "point.put-in", ("put in the numbers",), (), nabla(symbol(made.source))),
        rounded_state(_vector(exact.args), _vector(values), PLACES),
    )
    f, called = made.source.unfold(), made.source.output.name.data.plain
    said = (slope_sentence(f, called, name, point, slope) for name, slope in zip(names, exact.args, strict=True))
    result = tuple_of(*values)
    return replace(made, own_states=states, result=result, graph=from_term(result), notes=tuple(filter(None, said)))


def _rounded(values: Sequence[Term]) -> list[State]:
    """The values as decimals, where they are not plain numbers."""
    if all(as_fraction(v) is not None for v in values):
        return []
    decimals = [v if as_fraction(v) is not None else rounded(v) for v in values]
    if any(d is None for d in decimals):
        return []
    statement = _vector([d for d in decimals if d is not None])
    return [rounded_state(_vector(values), statement, DIGITS)]


def _length(values: Sequence[Term], left: Term) -> State:
    """The length of the gradient: the steepest slope."""
    squares = add(*(power(v, TWO) for v in values))
    shown = root(squares) if len(values) > 1 else call("abs", values[0])
    parts: list[str | Term] = [shown]
    if all(as_fraction(v) is not None for v in values):
        exact = worked_out(shown)
        parts += [] if exact is shown else ["=", exact]
    about = rounded(shown)
    last = parts[-1]
    if about is not None and not (isinstance(last, Term) and as_fraction(last) is not None):
        parts += ["≈", about]
    return State(relation(make(Head.NORM, (left,), "2"), "=", *parts), "follows", "gradient.length",
                 ("the steepest slope",))  # fmt: skip
