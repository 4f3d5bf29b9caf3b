"""`derivative`: one derivative, of any order, in one or several variables, line by line."""

from collections.abc import Mapping, Sequence
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.chain import solve
from symgrad.derivations.conditions import positive
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.definition import from_definition
from symgrad.derivations.lines import lines
from symgrad.derivations.logarithmic import is_general_power, logarithmic
from symgrad.derivations.named import through_definitions
from symgrad.derivations.point import at_point
from symgrad.derivations.simplification import simplified
from symgrad.derivations.standing import require_slope
from symgrad.derivations.state import State
from symgrad.graph import Graph, from_term
from symgrad.settings import current
from symgrad.terms.families import with_names
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, postorder


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
    if at is None:
        return made
    point = asking.point_of(graph, at, tuple(dict.fromkeys(path)))
    require_slope(made, point)
    return at_point(made, point)


def is_system(graph: Graph) -> bool:
    """Whether the output rests on other definitions."""
    return len(graph.definitions) > 1


def of_formula(graph: Graph, path: tuple[Term, ...], method: str | None = None) -> Derivation:
    """The derivation for a graph of one definition."""
    body = asking.body_of(graph)
    question = asking.question(body, path)
    states, result = states_of(question, current().detail, method)
    return Derivation(
        "derivative", "", graph, tuple(states), result, (), from_term(with_names(result)), remarks(body), current().detail
    )


def states_of(question: Term, detail: str, method: str | None = None) -> tuple[list[State], Term]:
    """All states from the question to the answer, and the answer."""
    first = State(question, "question", reason=("the question",))
    if method == "limit":
        worked = [first, *from_definition(question, detail)]
        return worked, worked[-1].statement
    first_order = len(question.args) == 2
    if first_order and is_general_power(*question.args) and method in (None, "logarithmic"):
        worked = [first, *logarithmic(question)]
        worked += lines(simplified(worked[-1].statement), detail)
        return worked, worked[-1].statement
    result, steps = solve(question)
    return [first, *lines(steps, detail)], result


def remarks(body: Term) -> tuple[str, ...]:
    """What a reader must know of how the function is meant: odd roots of negative numbers."""
    if any(_is_odd_root(node) for node in postorder(body)):
        return ("The odd root of a negative number is the negative real root: the third root of -8 is -2.",)
    return ()


def _is_odd_root(node: Term) -> bool:
    """A third or fifth root... of something that may be negative."""
    if node.head not in (Head.ROOT, Head.POWER) or positive(node.args[0]):
        return False
    exponent = as_fraction(node.args[1])
    degree = 1 if exponent is None else exponent.numerator if node.head is Head.ROOT else exponent.denominator
    return degree > 1 and degree % 2 == 1
