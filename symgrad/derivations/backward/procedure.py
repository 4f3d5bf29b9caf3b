"""`backpropagate`: the question, the lines in letters, and with numbers the numbers."""

from collections.abc import Mapping, Sequence
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.backward import activation, figures, writing
from symgrad.derivations.backward.arrays import ArrayBackpropagation, array_backpropagation
from symgrad.derivations.backward.deltas import Deltas
from symgrad.derivations.backward.network import Network
from symgrad.derivations.backward.result import Backpropagation
from symgrad.derivations.backward.roles import parameters
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.differentials.shaped import is_shaped
from symgrad.derivations.state import State
from symgrad.derivations.systems.adjoint import adjoint_gradient
from symgrad.errors import SymgradError
from symgrad.graph import Graph
from symgrad.settings import current
from symgrad.terms.build import derivative
from symgrad.terms.build import gradient as nabla
from symgrad.terms.node import Term

#: with more definitions or names than this every slope is named, and paths are counted but not written out
FEW_DEFINITIONS, FEW_NAMES = 16, 24


def backpropagate(
    graph: Any,
    wrt: str | Sequence[str] | None = None,
    at: Mapping[str, Any] | Sequence[Any] | None = None,
    *,
    functions: Mapping[str, str] | None = None,
    learning_rate: float | str | None = None,
) -> Backpropagation:
    """Backpropagation through named formulas: forward pass, local derivatives, paths, shared slopes, the gradient.

    `wrt` are the names whose slopes are shown: by default those called like weights and biases, or every input where
    none is. `at` gives a number to every input: then `.values` and `.adjoints` hold the value of every input and
    definition and the slope of the output in it, and the page works them out, with a check by a finite difference.
    In vectors and matrices every name has a gradient of its shape, by differentials, and the numbers are arrays.
    `functions={"f": "sigmoid"}` says what an unknown function is; `learning_rate` adds one update of each name.
    Raises SymgradError where the graph cannot be read, has several outputs, or a number is missing.
    """
    source = asking.graph_of(graph)
    inputs = asking.all_inputs(source)
    names = parameters(source, inputs) if wrt is None else asking.variables(source, wrt)
    if not names:
        raise SymgradError("there is no variable to differentiate by", hint="name one, for example wrt='x'")
    if is_shaped(source):
        return _of_arrays(source, names, at, functions or learning_rate)
    filled = activation.filled(source, functions or {})
    system = adjoint_gradient(filled, names)
    states = _states(source, filled, names) or _system_states(system)
    if at is not None:
        point = asking.point_of(source, at, inputs)
        states += figures.states(filled, names, point, learning_rate)
    elif learning_rate is not None:
        raise SymgradError("an update needs numbers", hint="pass at={...} with a value for every input")
    notes = figures.notes(states, filled, names)
    return Backpropagation("backpropagation", "", source, tuple(states), system.result, (), system.graph, notes,
                           current().detail)  # fmt: skip


def _of_arrays(source: Graph, names: Sequence[Term], at: Any, more: Any) -> ArrayBackpropagation:
    if more:
        reason = "updates and unknown functions are for networks of numbers"
        raise SymgradError(reason, hint="sg.descend takes arrays")
    if at is not None and not isinstance(at, Mapping):
        raise SymgradError("the numbers of vectors and matrices are given by name", hint="at={'W': ..., 'x': ...}")
    return array_backpropagation(source, names, at)


def _system_states(system: Derivation) -> list[State]:
    """Forward, then every slope as a sum over what uses the name: for a network too large to write its paths out."""
    question, *slopes = system.own_states
    forward = [writing.definition(one) for one in system.source.definitions]
    return [question, *forward, *slopes]


def _states(source: Graph, filled: Graph, names: tuple[Term, ...]) -> list[State]:
    """The lines in letters; none where the network is too large for them."""
    if len(source.definitions) > FEW_DEFINITIONS or len(names) > FEW_NAMES:
        return []
    network = Network(source, names)
    if len(names) > 1:
        question = nabla(network.output, *names)
    else:
        question = derivative(network.output, *names, partial=network.partial)
    states = [State(question, "question", reason=("the question",))]
    final = network if filled is source else Network(filled, names)
    deltas, last = Deltas(network), Deltas(final)
    through = writing.worked_through(network)
    states += [writing.chain(network, one) for one in through[:1]]
    states += writing.forward(network)
    states += writing.error(network, deltas)
    states += writing.along_paths(network, deltas, through)
    if filled is not source:
        states += activation.slopes(network, final)
        states += [row for row in writing.error(final, last) if row not in states]
        states += activation.products(final, last, through)
    told = {(state.left, state.statement) for state in states}
    slopes = [row for row in writing.gradients(final, last, names) if (row.left, row.statement) not in told]
    return [*states, *writing.shared(final, last), *slopes]
