"""Points where the multiplier rule says nothing: where the gradients of the constraints are dependent."""

from collections.abc import Sequence

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.state import State
from symgrad.derivations.stationary.branches import Solver
from symgrad.derivations.stationary.equations import Equation
from symgrad.derivations.stationary.places import Limits, gathered
from symgrad.derivations.stationary.tangent_test import Constrained
from symgrad.errors import SymgradError
from symgrad.graph import from_term
from symgrad.settings import current
from symgrad.terms.build import ZERO, add, equation, mul, tuple_of
from symgrad.terms.build import gradient as nabla
from symgrad.terms.build import name as make_name
from symgrad.terms.node import Term

NEVER = "On the constraint its gradient is never 0, so every extreme is among these points."
NEVER_DEPENDENT = "Where the constraints hold their gradients are independent, so every extreme is among these points."
OPEN = "Whether the gradients of the constraints are dependent anywhere was not decided."
FOUND = "Where the gradients of the constraints are dependent the rule says nothing: those points are compared as well."


def irregular(problem: Constrained) -> tuple[Derivation | None, list[dict[Term, Term]], str]:
    """The search for such points line by line, the points, and what it says."""
    states: list[State] = []
    places: list[dict[Term, Term]] = []
    try:
        for unknowns, system in _systems(problem):
            solver = Solver(system, (*problem.names, *unknowns))
            solver.run()
            found = gathered(solver, Limits({}), unknowns)
            if found.families or found.rough:
                return None, [], OPEN
            states += solver.states
            places += found.points
    except SymgradError:
        return None, [], OPEN
    said = FOUND if places else NEVER if len(problem.rules) == 1 else NEVER_DEPENDENT
    return _told(problem, states), places, said


def _systems(problem: Constrained) -> list[tuple[tuple[Term, ...], list[Equation]]]:
    """nabla g = 0; of two constraints nabla g + c nabla h = 0, and nabla h = 0. More are not looked at."""
    rows = [[part.result for part in row] for row in problem.parts[1:]]
    on = list(problem.rules)
    if len(rows) == 1:
        return [((), [*map(Equation, rows[0]), *on])]
    if len(rows) > 2:
        raise SymgradError("more than two constraints")
    taken = {name.data.key for name in problem.names}
    factor = make_name(next(one for one in ("c", "k", "s") if one not in taken))
    dependent = [Equation(_combined(a, factor, b)) for a, b in zip(*rows, strict=True)]
    return [((factor,), [*dependent, *on]), ((), [*map(Equation, rows[1]), *on])]


def _combined(one: Term, factor: Term, other: Term) -> Term:
    return one if other is ZERO else mul(factor, other) if one is ZERO else add(one, mul(factor, other))


def _told(problem: Constrained, states: Sequence[State]) -> Derivation:
    asked = equation(nabla(problem.names_of_rules[0]), ZERO)
    source = from_term(tuple_of(*(one.zero for one in problem.rules)))
    first = State(asked, "question", reason=("where the rule says nothing",))
    return Derivation("regularity", "", source, (first, *states), tuple_of(), (), from_term(tuple_of()), (),
                      current().detail)  # fmt: skip
