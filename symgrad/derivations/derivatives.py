"""`derivative`: one derivative, of any order, in one or several variables, line by line."""

from collections.abc import Mapping, Sequence
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.chain import solve
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.lines import lines
from symgrad.derivations.logarithmic import is_general_power, logarithmic
from symgrad.derivations.named import through_definitions
from symgrad.derivations.point import at_point
from symgrad.derivations.simplification import simplified
from symgrad.derivations.state import State
from symgrad.graph import Graph, from_term
from symgrad.settings import current
from symgrad.terms.node import Term


def derivative(
    f: Any,
    wrt: str | Sequence[str] | None = None,
    *,
    at: Mapping[str, Any] | Any = None,
    method: str | None = None,
) -> Derivation:
    """The derivative of f with all its lines.

    `wrt` is a name, or several for higher and mixed derivatives in the order they are taken; it may be left out for a
    function of one variable. `at` is a point: a mapping, or a number for one variable. Raises SymgradError where f
    cannot be read, has several variables and none is named, or has no derivative that is known.
    """
    graph = asking.graph_of(f)
    path = asking.variables(graph, wrt)
    made = through_definitions(graph, path) if is_system(graph) else of_formula(graph, path, method)
    return made if at is None else at_point(made, asking.point_of(graph, at, tuple(dict.fromkeys(path))))


def is_system(graph: Graph) -> bool:
    """Whether the output rests on other definitions."""
    return len(graph.definitions) > 1


def of_formula(graph: Graph, path: tuple[Term, ...], method: str | None = None) -> Derivation:
    """The derivation for a graph of one definition."""
    body = asking.body_of(graph)
    question = asking.question(body, path)
    states, result = states_of(question, current().detail, method)
    return Derivation("derivative", "", graph, tuple(states), result, (), from_term(result), (), current().detail)


def states_of(question: Term, detail: str, method: str | None = None) -> tuple[list[State], Term]:
    """All states from the question to the answer, and the answer."""
    first = State(question, "question", reason=("the question",))
    first_order = len(question.args) == 2
    if first_order and is_general_power(*question.args) and method in (None, "logarithmic"):
        worked = [first, *logarithmic(question)]
        worked += lines(simplified(worked[-1].statement), detail)
        return worked, worked[-1].statement
    result, steps = solve(question)
    return [first, *lines(steps, detail)], result
