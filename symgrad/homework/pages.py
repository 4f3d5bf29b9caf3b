"""A solved problem as a section: the question, the derivation, the answer in a box."""

from symgrad.derivations import Derivation, State
from symgrad.derivations.gradient import symbol
from symgrad.derivations.pages import blocks
from symgrad.homework.problems import Problem
from symgrad.notation import Align, Block, Heading, Prose, Row, Say
from symgrad.terms.build import equation
from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def section(number: int, problem: Problem, derivation: Derivation) -> tuple[Block, ...]:
    """The blocks of one problem."""
    return (Heading(f"Problem {number}"), Say(question(problem, derivation)), *blocks(derivation), answer(derivation))


def question(problem: Problem, derivation: Derivation) -> Prose:
    """The question in words, with the function as it was typed."""
    output = problem.graph.output
    named = problem.is_gradient and output.anonymous
    rows = (equation(symbol(problem.graph), output.term),) if named else problem.graph.rows()
    asked = "the gradient" if problem.is_gradient else "the derivative"
    lead: list[str | Term] = [f"Find {asked} of ", *_listed(rows), " in ", *_listed(problem.variables)]
    if problem.point:
        lead += [" at ", *_listed(_point(derivation))]
    return (*lead, ".")


def _point(derivation: Derivation) -> tuple[Term, ...]:
    """The equations x = 3, y = 1 of the point, as the derivation puts them in."""
    pairs = next(s.left.args[1:] for s in derivation.own_states if s.rule == "point.put-in" and s.left is not None)
    return tuple(equation(name, value) for name, value in zip(pairs[0::2], pairs[1::2], strict=True))


def _listed(terms: tuple[Term, ...]) -> tuple[str | Term, ...]:
    """Terms with commas between them."""
    return tuple(part for term in terms for part in (", ", term))[1:]


def answer(derivation: Derivation) -> Align:
    """What was asked for, in a box; with a point its value too."""
    states = derivation.own_states
    cut = next((i for i, s in enumerate(states) if s.rule == "point.put-in"), len(states))
    rows = [_boxed(_asked(derivation), states[cut - 1])]
    if cut < len(states):
        last = next((s for s in states[cut:] if s.rule == "point.value"), states[cut])
        rows.append(_boxed(states[cut].left, last))
    return Align(tuple(rows))


def _asked(derivation: Derivation) -> Term | None:
    """What the answer equals: the question, or the sign of the gradient."""
    return derivation.own_states[1].left if derivation.goal == "gradient" else derivation.question


def _boxed(left: Term | None, state: State) -> Row:
    statement = state.statement
    if statement.head is Head.RELATION:
        statement = statement.args[-1]
    return Row(left, "=", statement, marks=("box",), conditions=state.conditions)
