"""`lagrange`: the extremes of a function on constraints, the gradients' system solved case by case, values compared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from symgrad.balls import Ball, known_ball
from symgrad.derivations import asking
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.derivatives import of_formula
from symgrad.derivations.gradients import symbol
from symgrad.derivations.state import State
from symgrad.derivations.stationary.bounds import as_sympy, extremes_of, has_slopes
from symgrad.derivations.stationary.branches import Solver
from symgrad.derivations.stationary.case_lines import named
from symgrad.derivations.stationary.equations import Equation
from symgrad.derivations.stationary.judging import require_numbers
from symgrad.derivations.stationary.parallel import searched
from symgrad.derivations.stationary.places import Limits, gathered
from symgrad.derivations.stationary.regular import irregular
from symgrad.derivations.stationary.results import CriticalPoint
from symgrad.derivations.stationary.tangent_test import Constrained, bordered, value_line
from symgrad.errors import SymgradError, UnsupportedError
from symgrad.graph import Graph, from_term
from symgrad.parsing import parse
from symgrad.rules.tidying import tidy
from symgrad.settings import current
from symgrad.terms.build import ZERO, add, equation, mul, neg, sub, tuple_of
from symgrad.terms.build import gradient as nabla
from symgrad.terms.build import name as make_name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, substitute

MULTIPLIERS = ("lambda", "mu", "nu", "kappa", "tau", "eta")


APART = (
    "Places where the function or a constraint has no slope, or ends, were not examined: extremes may lie there too."
)


@dataclass(frozen=True)
class Lagrange(Derivation):
    """The derivation with what it found: the points on the constraints, the largest and smallest value (SymPy; None
    where there is none, or none is known)."""

    points: tuple[CriticalPoint, ...] = ()
    maximum: Any = None
    minimum: Any = None


def lagrange(f: Any, constraints: Sequence[Any], wrt: str | Sequence[str] | None = None) -> Lagrange:
    """The extremes of f where the constraints hold: equations, or expressions that are to be 0.

    `wrt` are the variables (all if none). Raises SymgradError where an input cannot be read or a derivative is not
    known, UnsupportedError where the system cannot be solved in closed form.
    """
    graph = _one(f)
    given = [constraints] if isinstance(constraints, str | Graph) else list(constraints)
    rules = [_sides(one) for one in given]
    names = _variables(graph, rules, wrt)
    require_numbers([graph.output.term, *(one.zero for one in rules)], names)
    if not 1 <= len(rules) < max(2, len(names) + 1):
        raise SymgradError("there should be at least one constraint, and fewer than there are variables")
    problem = _problem(graph, names, rules)
    solver = Solver(_system(problem), (*names, *problem.multipliers))
    try:
        solver.run()
    except UnsupportedError:
        return _in_decimals(graph, problem)
    found = gathered(solver, Limits({}), problem.multipliers)
    if found.rough:
        return _in_decimals(graph, problem)
    if found.families:
        raise UnsupportedError("the points are not finitely many")
    bare, singular, said = irregular(problem)
    places = [*found.points, *(place for place in singular if place not in found.points)]
    return _answered(graph, problem, solver, places, bare, said)


def _in_decimals(graph: Graph, problem: Constrained) -> Lagrange:
    """The points where no closed form was found. Raises UnsupportedError where they are not searched."""
    if not has_slopes(problem):
        raise UnsupportedError("the points have no closed form, and the function has no slope somewhere")
    found = searched(problem)
    opened = (State(problem.body, "question", reason=("the question",)), *_opening(problem))
    children = tuple(part for row in problem.parts for part in row)
    result = tuple_of(*(tuple_of(*(value for _, value in one.place)) for one in found.points))
    note = "The constraint holds on a closed and bounded set, so there is a largest and a smallest value."
    return Lagrange(
        "lagrange", "", graph, (*opened, *found.states), result, children, from_term(result), (note,),
        current().detail, found.points, as_sympy(found.largest).evalf(), as_sympy(found.smallest).evalf(),
    )  # fmt: skip


def _one(f: Any) -> Graph:
    graph = asking.graph_of(f)
    return from_term(graph.unfold(), domain=graph.domain) if len(graph.definitions) > 1 else graph


def _sides(given: Any) -> Equation:
    """A constraint with its number on the right."""
    graph = given if isinstance(given, Graph) else parse(given)
    if graph.equations:
        one = graph.equations[0]
        if len(graph.equations) > 1 or one.data != ("=",):
            raise SymgradError("a constraint is one equation", hint="for example x^2 + y^2 = 1")
        return Equation(*one.args)
    output = graph.output
    if not output.anonymous:
        return Equation(output.name, output.term)
    return _number_right(output.term)


def _number_right(term: Term) -> Equation:
    """x^2 + y^2 - 8 as x^2 + y^2 = 8."""
    parts = term.args if term.head is Head.SUM else (term,)
    numbers = [part for part in parts if not free_names(part)]
    rest = [part for part in parts if free_names(part)]
    return Equation(add(*rest), tidy(neg(add(*numbers)))) if numbers and rest else Equation(term)


def _variables(graph: Graph, rules: Sequence[Equation], wrt: str | Sequence[str] | None) -> tuple[Term, ...]:
    every = from_term(tuple_of(graph.output.term, *(side for one in rules for side in one)))
    return every.inputs if wrt is None else asking.variables(every, wrt)


def _problem(graph: Graph, names: tuple[Term, ...], rules: Sequence[Equation]) -> Constrained:
    taken = {name.data.key for name in graph.inputs} | {name.data.key for name in names}
    letters = [make_name(one) for one in MULTIPLIERS if one not in taken][: len(rules)]
    called = [make_name(one) for one in ("g", "h", "p", "q", "r") if one not in taken][: len(rules)]
    parts = [tuple(_part(body, name) for name in names) for body in (graph.output.term, *(one.zero for one in rules))]
    return Constrained(
        graph.output.term, symbol(graph), names, tuple(rules), tuple(called), tuple(letters), tuple(parts)
    )


def _part(body: Term, name: Term) -> Derivation:
    return replace(of_formula(from_term(body), (name,)), title=name.data.plain)


def _system(problem: Constrained) -> list[Equation]:
    """f_x = lambda g_x + mu h_x for each variable, then the constraints."""
    slopes = [[part.result for part in row] for row in problem.parts]
    return [*lined_up(slopes, problem.multipliers), *problem.rules]


def lined_up(slopes: Sequence[Sequence[Term]], letters: Sequence[Term]) -> list[Equation]:
    """The gradient of f as a sum of the others' with multipliers, component by component."""
    first, *others = slopes
    equations = []
    for i, slope in enumerate(first):
        terms = [_times(letter, row[i]) for letter, row in zip(letters, others, strict=True)]
        terms = [term for term in terms if term is not ZERO]
        equations.append(Equation(slope, add(*terms) if terms else ZERO))
    return equations


def _times(letter: Term, slope: Term) -> Term:
    """2 lambda x: a number first, then the multiplier."""
    if as_fraction(slope) is not None:
        return tidy(mul(letter, slope))
    if slope.head is Head.PRODUCT and as_fraction(slope.args[0]) is not None:
        return mul(slope.args[0], letter, *slope.args[1:])
    return mul(letter, slope)


def _opening(problem: Constrained) -> list[State]:
    """f, the constraints, the condition on the gradients, and the system."""
    states = [named(problem.called, problem.body)]
    for called, one in zip(problem.names_of_rules, problem.rules, strict=True):
        zero = one.left if one.right is ZERO else sub(one.left, one.right)
        why = ("the constraint is ", equation(called, ZERO))
        states.append(State(zero, "definition", "critical.function", why, (), called))
    sides = [
        mul(letter, nabla(called)) for letter, called in zip(problem.multipliers, problem.names_of_rules, strict=True)
    ]
    why_ = (
        ("the gradients line up at an extreme",) if len(sides) == 1 else ("the gradients depend on each other there",)
    )
    states.append(State(equation(nabla(problem.called), add(*sides)), "follows", "lagrange.condition", why_))
    system = _system(problem)
    states += [State(one.statement, "follows", "lagrange.system", ("in ", name))
               for one, name in zip(system, problem.names, strict=False)]  # fmt: skip
    return states + [State(one.statement, "follows", "lagrange.system", ("the constraint",)) for one in problem.rules]


def _answered(
    graph: Graph, problem: Constrained, solver: Solver, places: Sequence[dict[Term, Term]],
    bare: Derivation | None, said: str,
) -> Lagrange:  # fmt: skip
    """The derivation with every point's value, the largest and smallest named."""
    places = [place for place in places if isinstance(known_ball(substitute(problem.body, place), {}), Ball)]
    said = said if has_slopes(problem) else said.replace("every extreme is", "every extreme with a slope is")
    apart = () if has_slopes(problem) else (APART,)
    minors = [bordered(problem, place, solver.solutions) for place in places]
    found = extremes_of(problem, places, minors, any(one.turns for one in solver.solutions))
    lines = [value_line(problem, place, *found.kinds[i], minors[i]) for i, place in enumerate(places)]
    points = tuple(
        CriticalPoint(tuple(place.items()), found.kinds[i][0], lines[i].statement.args[1])
        for i, place in enumerate(places)
    )
    opened = (State(problem.body, "question", reason=("the question",)), *_opening(problem))
    children = (*(part for row in problem.parts for part in row), *((bare,) if bare is not None else ()))
    result = tuple_of(*(tuple_of(*place.values()) for place in places))
    return Lagrange(
        "lagrange", "", graph, (*opened, *solver.states, *lines, *found.states), result, children, from_term(result),
        (said, *apart, *found.notes), current().detail, points, as_sympy(found.largest), as_sympy(found.smallest),
    )  # fmt: skip
