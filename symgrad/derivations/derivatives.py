"""`derivative`: one derivative, of any order, in one or several variables, line by line."""

from collections.abc import Mapping, Sequence
from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.cases import with_cases
from symgrad.derivations.chain import solve, solve_from
from symgrad.derivations.choices.forms import in_form
from symgrad.derivations.choices.logarithmic import is_general_power, logarithmic
from symgrad.derivations.choices.ways import opening
from symgrad.derivations.conditions import positive
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.differentials.shaped import derivative_of, is_shaped
from symgrad.derivations.general.answers import general_derivative
from symgrad.derivations.general.network import is_general
from symgrad.derivations.limits.at_kinks import with_sides
from symgrad.derivations.limits.definition import from_definition
from symgrad.derivations.limits.kinks import has_kink, is_at_kink, kink_states
from symgrad.derivations.limits.sides import of_sides
from symgrad.derivations.lines import line, lines
from symgrad.derivations.point import at_point
from symgrad.derivations.posed import posed
from symgrad.derivations.simplification import holds, simplified
from symgrad.derivations.standing import require_slope
from symgrad.derivations.state import State
from symgrad.derivations.step import Step, Weight
from symgrad.derivations.systems.named import through_definitions
from symgrad.errors import UnsupportedError
from symgrad.graph import Graph, from_term
from symgrad.rules.tidying import operations
from symgrad.settings import current
from symgrad.terms.families import with_names
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder


def derivative(
    f: Any,
    wrt: str | Sequence[str] | None = None,
    *,
    at: Mapping[str, Any] | Any = None,
    method: str | None = None,
    form: str | None = None,
) -> Derivation:
    """The derivative of f with all its lines.

    `wrt` is a name, or several for higher and mixed derivatives in the order they are taken; it may be left out for a
    function of one variable. `at` is a point: a mapping, or a number for one variable. `method` picks the way to a
    first derivative of one formula: textbook (the default), product, quotient, power, expand, simplify, logarithmic,
    limit. `form` is how the answer is to be written: factored, expanded, common denominator.

    From the definition (`method="limit"`) a kink at the point is shown: both one-sided limits, see `one_sided`.
    Raises SymgradError where f cannot be read, has several variables and none is named, has no derivative that is
    known, or where the method does not apply or the form is not reached; then the hint says what does.
    """
    graph, wrt = posed(asking.graph_of(f), wrt)
    path = asking.variables(graph, wrt)
    if is_general(graph):
        _require_formula(method)
        return _in_general(graph, path, at)
    if is_shaped(graph):
        _require_formula(method)
        return derivative_of(graph, path, at)
    point = None if at is None else asking.point_of(graph, at, tuple(dict.fromkeys(path)))
    if point is not None and method == "limit" and _has_kink_at(graph, path, point):
        return of_sides(graph, path[0], point[path[0]])
    made = _made(graph, path, method)
    if form is not None:
        made = in_form(made, form)
    if point is None:
        return with_sides(with_cases(made), path) if method is None and form is None else made
    require_slope(made, point)
    return at_point(made, point)


def _in_general(graph: Graph, path: tuple[Term, ...], at: Any) -> Derivation:
    if len(path) > 1 or at is not None:
        raise UnsupportedError(
            "a network in general lines has first derivatives only, and no point",
            hint="write it out at a size, such as z_1 = ... and z_2 = ...",
        )
    return general_derivative(graph, path[0])


def _made(graph: Graph, path: tuple[Term, ...], method: str | None) -> Derivation:
    if not is_system(graph):
        return of_formula(graph, path, method)
    _require_formula(method)
    return through_definitions(graph, path)


def _require_formula(method: str | None) -> None:
    if method is not None:
        raise UnsupportedError("a method is for one formula of numbers", hint="leave out method=")


def _has_kink_at(graph: Graph, path: tuple[Term, ...], point: Mapping[Term, Term]) -> bool:
    """Whether a function with kinks is met exactly there, in one variable."""
    if len(path) != 1 or path[0] not in point:
        return False
    f = graph.unfold()
    return len(free_names(f)) == 1 and is_at_kink(f, path[0], point[path[0]])


def is_system(graph: Graph) -> bool:
    """Whether the output rests on other definitions."""
    return len(graph.definitions) > 1


def of_formula(graph: Graph, path: tuple[Term, ...], method: str | None = None) -> Derivation:
    """The derivation for a graph of one definition."""
    body = asking.body_of(graph)
    question = asking.question(body, path)
    detail = current().detail
    notes = remarks(body)
    if method == "limit" and len(path) == 1 and has_kink(body, path[0]):
        states, result, note = kink_states(question, detail)
        states, notes = [State(question, "question", reason=("the question",)), *states], (*notes, note)
    else:
        states, result = states_of(question, detail, method)
    return Derivation("derivative", "", graph, tuple(states), result, (), from_term(with_names(result)), notes, detail)


def states_of(question: Term, detail: str, method: str | None = None) -> tuple[list[State], Term]:
    """All states from the question to the answer, and the answer. Raises SymgradError for a method of no use."""
    first = State(question, "question", reason=("the question",))
    begun = opening(method, question)
    general = len(question.args) == 2 and is_general_power(*question.args)
    if method == "limit":
        states = from_definition(question, detail)
    elif method == "logarithmic" or (general and method in (None, "textbook")):
        states = logarithmic(question)
        states += lines(simplified(states[-1].statement), detail)
    else:
        states = lines((solve(question) if begun is None else solve_from(begun))[1], detail)
    if method is not None:
        states += same_form(states[-1].statement, question) if states else []
    return [first, *states], states[-1].statement if states else question


def same_form(statement: Term, question: Term) -> list[State]:
    """A line to the form in which the default way ends, where that is shorter."""
    default = solve(question)[0]
    if operations(statement) <= operations(default) or not holds(statement, default):
        return []
    step = Step("simplify", Weight.HEAVY, statement, default, ("simplify",))
    return [line([step])]


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
