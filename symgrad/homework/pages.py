"""A solved problem as a section: the question, the derivation, the answer in a box."""

from symgrad.derivations import Derivation, State
from symgrad.derivations.asking import point_of
from symgrad.derivations.gradients import symbol
from symgrad.derivations.pages import blocks
from symgrad.homework.problems import Problem
from symgrad.notation import Align, Block, Heading, Prose, Row, Say
from symgrad.terms.build import equation, gradient
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def section(number: int, problem: Problem, derivation: Derivation) -> tuple[Block, ...]:
    """The blocks of one problem."""
    return (Heading(f"Problem {number}"), Say(question(problem, derivation)), *blocks(derivation), answer(derivation))


def question(problem: Problem, derivation: Derivation) -> Prose:
    """The question in words, with the function as it was typed."""
    graph = problem.graph
    where = (*_where(problem), ".")
    tail = (" with respect to ", *_listed(problem.variables), *where)
    if problem.is_higher and len(graph.definitions) == 1:
        return ("Find ", derivation.question, *where)
    if len(graph.definitions) > 1:
        asked = (gradient(graph.output.name), *tail) if problem.is_gradient else (derivation.question, *where)
        return ("Given ", *_listed(graph.rows()), ", find ", *asked)
    if problem.is_gradient and graph.output.anonymous:
        return ("Find the gradient of ", equation(symbol(graph), graph.output.term), *tail)
    return (f"Find the {'gradient' if problem.is_gradient else 'derivative'} of ", *_listed(graph.rows()), *tail)


def _where(problem: Problem) -> tuple[str | Term, ...]:
    """` at x = 3, y = 1`, or nothing."""
    if not problem.point:
        return ()
    point = point_of(problem.graph, problem.point, problem.variables)
    return (" at ", *_listed(tuple(equation(name, value) for name, value in point.items())))


def _listed(terms: tuple[Term, ...]) -> tuple[str | Term, ...]:
    """Terms with commas between them."""
    return tuple(part for term in terms for part in (", ", term))[1:]


def answer(derivation: Derivation) -> Align:
    """What was asked for, in a box; with a point its value too."""
    formula, at_point = split(derivation)
    conditions = dict.fromkeys(c for state in derivation.states for c in state.conditions)
    rows = [_boxed(_asked(derivation), formula[-1])._replace(conditions=tuple(conditions))]
    left = next((state.left for state in at_point if state.rule == "point.put-in"), None)
    values = [state for state in at_point if state.rule in _VALUES]
    if left is not None and values:
        rows.append(_boxed(left, values[0]))
    return Align(tuple(rows))


#: the states that hold the value at the point: before it was put in, worked out, or rounded
_VALUES = ("point.value", "point.rounded")


def split(derivation: Derivation) -> tuple[tuple[State, ...], tuple[State, ...]]:
    """The derivation's own states up to the formula, and those at the point."""
    states = derivation.own_states
    cut = next((i for i, state in enumerate(states) if state.rule.startswith("point.")), len(states))
    return states[:cut], states[cut:]


def right_side(state: State) -> Term:
    """What a state says something equals."""
    return state.statement.args[-1] if state.statement.head is Head.RELATION else state.statement


def _asked(derivation: Derivation) -> Term | None:
    """What the answer equals: the question, or the sign of the gradient."""
    return derivation.own_states[1].left if derivation.goal == "gradient" else derivation.question


def _boxed(left: Term | None, state: State) -> Row:
    sign = "≈" if "approx" in state.marks else "="
    return Row(left, sign, right_side(state), marks=("box",))
