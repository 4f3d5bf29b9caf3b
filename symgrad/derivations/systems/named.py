"""The chain rule through named definitions: a sum over the ways from the variable to the output.

dz/dt = dz/dx * dx/dt + dz/dy * dy/dt: each local derivative is a derivation of its own (a child), each inner
derivative is expanded in turn, and at the end the definitions are put in where that stays short.
"""

from itertools import pairwise

from symgrad.derivations import asking
from symgrad.derivations.chain import solve
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.engine import tidied
from symgrad.derivations.lines import line, lines
from symgrad.derivations.simplification import simplified
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.derivations.systems.paths import Dependencies, counted, label
from symgrad.graph import Definition, Graph, from_term
from symgrad.rules import drop_units
from symgrad.rules.tidying import IN_ORDER, operations, tidy
from symgrad.settings import current
from symgrad.terms.build import ZERO, add, derivative, equation, mul
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, has_head, substitute

#: the definitions are put in at the end while the result has at most this many operations and grows by half at most
SHORT_ENOUGH = 120

#: with more paths than this they are not labelled in the line that adds them up
MOST_BRACES = 4

#: with more definitions put in than this they are not listed in the reason
MOST_LISTED = 3

#: what was put together from definitions is left as it is unless SymPy saves this many operations
WORTH_IT = 4


def through_definitions(graph: Graph, path: tuple[Term, ...]) -> Derivation:
    """The derivative of the output in the variable(s), through the definitions it rests on."""
    if len(path) > 1:
        return _higher(graph, path)
    walk = _Walk(graph, path[0])
    output = graph.output
    question = walk.total(output.name)
    first = State(question, "question", reason=("the question",))
    steps = walk.steps(question)
    ending = steps[-1].after if steps else question
    result, closing = _put_in(graph, ending) if walk.count > 1 else (ending, [])
    if not closing:  # what stays in the definitions' names is tidied up as it stands
        steps += tidied(ending, IN_ORDER)
        ending = steps[-1].after if steps else question
        result, closing = _put_in(graph, ending)
    states = [first, *walk.braced(_grouped(steps)), *closing]
    kept = graph.definitions if not closing else ()
    answer = Graph((*kept, *from_term(result).definitions), from_term(result).outputs)
    return Derivation(
        "derivative", "", graph, tuple(states), result, tuple(walk.children), answer, (), current().detail
    )


def _higher(graph: Graph, path: tuple[Term, ...]) -> Derivation:
    from symgrad.derivations.derivatives import of_formula

    return of_formula(from_term(graph.unfold(), domain=graph.domain), path)


class _Walk:
    """One variable's way through the definitions."""

    def __init__(self, graph: Graph, variable: Term) -> None:
        self.graph = graph
        self.variable = variable
        self.by_name = {one.name: one for one in graph.definitions}
        self.dependencies = Dependencies(graph, variable)
        self.moving = self.dependencies.moving
        self.count = self.dependencies.count(graph.output.name)
        self.several = len(asking.all_inputs(graph)) > 1
        self.children: list[Derivation] = []

    def total(self, name: Term) -> Term:
        """d name / d variable, left inert."""
        return derivative(name, self.variable, partial=self.several)

    def steps(self, question: Term) -> list[Step]:
        """The chain rule at each definition, from the output inward, then the local derivatives."""
        output = question.args[0]
        if output not in self.moving:
            why = (output, " does not depend on ", self.variable)
            return [Step("constant", Weight.MINOR, question, ZERO, why, question, ZERO)]
        found: list[Step] = []
        statement = question
        locals_: dict[Term, Term] = {}
        for name in self._outward():
            target = self.total(name)
            expanded = self._expanded(self.by_name[name], locals_)
            after = substitute(statement, {target: expanded})
            if after is not statement:
                found.append(Step("paths", Weight.MAJOR, statement, after, self._why(), target, expanded))
                statement = after
        after = substitute(statement, locals_)
        if after is not statement:
            found.append(
                Step("local", Weight.HEAVY, statement, _numbers_first(drop_units(after)), ("the local derivatives",))
            )
        return found

    def _outward(self) -> list[Term]:
        """The moving definitions from the output to the inputs."""
        return [name for name in reversed(self.by_name) if name in self.moving]

    def _expanded(self, one: Definition, locals_: dict[Term, Term]) -> Term:
        """The sum over what this definition uses directly: local derivative times that thing's derivative."""
        parts = []
        for used in free_names(one.term):
            if used is self.variable:
                parts.append(self._local(one, used, locals_, direct=self._is_direct(one)))
            elif used in self.moving:
                parts.append(mul(self._local(one, used, locals_), self.total(used)))
        return add(*parts) if parts else ZERO

    def _is_direct(self, one: Definition) -> bool:
        """Whether the variable reaches this definition in one way only: then local and total derivative are one."""
        return not any(used in self.moving for used in free_names(one.term))

    def _local(self, one: Definition, used: Term, locals_: dict[Term, Term], direct: bool = False) -> Term:
        """The local derivative, inert where it can be told from the total one, else in brackets."""
        partial = self.several or len(free_names(one.term)) > 1
        question = asking.question(one.term, (used,), partial)
        told_apart = used in self.moving or not self.several
        inert = derivative(one.name, used, partial=partial) if told_apart else question
        inert = self.total(one.name) if direct else inert
        value, steps = solve(question)
        value = _own_name(value, one)
        locals_[inert] = value
        self._note(one, inert, question, steps, value)
        return inert

    def _note(self, one: Definition, inert: Term, question: Term, steps: list[Step], value: Term) -> None:
        states = (State(question, "question", reason=("the question",)), *lines(steps, current().detail))
        title = f"d{one.name.data.plain}/d{inert.args[1].data.plain}"
        self.children.append(Derivation("local", title, from_term(one.term), states, value, (), from_term(value), (),
                                        current().detail))  # fmt: skip

    def _why(self) -> Reason:
        return (f"chain rule, {counted(self.count)}",)

    def braced(self, states: list[State]) -> list[State]:
        """The states, with each path named under its summand in the line that writes all of them out."""
        if not 1 < self.count <= MOST_BRACES:
            return states
        ways = list(self.dependencies.paths(self.graph.output.name))
        return [state._replace(braces=self._labels(state.statement, ways)) if state.rule == "paths" else state
                for state in states]  # fmt: skip

    def _labels(self, statement: Term, ways: list[tuple[Term, ...]]) -> tuple[Reason, ...]:
        """The way of each summand, found by its inner derivatives; none where the summands are not the ways."""
        summands = statement.args if statement.head is Head.SUM else (statement,)
        named: dict[frozenset[tuple[Term, ...]], tuple[Term, ...]] = {frozenset(pairwise(way)): way for way in ways}
        found = [named.get(frozenset(map(self._edge, _factors(part)))) for part in summands]
        return tuple(label(way) for way in found if way) if all(found) and len(found) == len(ways) else ()

    def _edge(self, factor: Term) -> tuple[Term, ...]:
        """(z, x) of dz/dx."""
        if factor.head is not Head.DERIVATIVE:
            return ()
        body, lower = factor.args
        return next((one.name for one in self.graph.definitions if one.term is body), body), lower


def _numbers_first(total: Term) -> Term:
    """x*2*x in a summand as 2*x^2; 2*x*y*(-sin t) stays as the local derivatives gave it."""
    parts = total.args if total.head is Head.SUM else (total,)
    mixed = [any(factor.head is Head.INTEGER for factor in _factors(part)[1:]) for part in parts]
    return add(*(tidy(part) if late else part for part, late in zip(parts, mixed, strict=True)))


def _factors(part: Term) -> tuple[Term, ...]:
    return part.args if part.head is Head.PRODUCT else (part,)


def _own_name(value: Term, one: Definition) -> Term:
    """The definition's own name where its formula turns up again, as in y(1 - y)."""
    return substitute(value, {one.term: one.name})


def _grouped(steps: list[Step]) -> list[State]:
    """A line for each chain rule, one for the local derivatives with the tidying after them."""
    states: list[State] = []
    group: list[Step] = []
    for step in steps:
        if group and step.weight != Weight.LIGHT and not (step.rule == group[0].rule == "paths"):
            states.append(line(group))
            group = []
        group.append(step)
    return [*states, line(group)] if group else states


def _put_in(graph: Graph, ending: Term) -> tuple[Term, list[State]]:
    """The definitions put in and the result shortened, unless that makes it long."""
    values: dict[Term, Term] = {}
    for one in graph.definitions:
        values[one.name] = substitute(one.term, values)
    after = substitute(ending, values)
    if after is ending:
        steps = list(simplified(ending))
        return (steps[-1].after if steps else ending), lines(steps, current().detail)
    if has_head(ending, Head.APPLY) or operations(after) > min(SHORT_ENOUGH, 3 * operations(ending) // 2 + 2):
        return ending, []
    step = Step("put-in", Weight.HEAVY, ending, after, _put_in_reason(graph, ending))
    steps = [step, *tidied(after)]
    steps += simplified(steps[-1].after, WORTH_IT)
    return steps[-1].after, lines(steps, current().detail)


def _put_in_reason(graph: Graph, ending: Term) -> Reason:
    """`x = cos t, y = sin t`, or in words where those are many."""
    used = set(free_names(ending))
    rows: list[Term] = []
    for one in reversed(graph.definitions):
        if one.name in used:
            used |= set(free_names(one.term))
            rows.insert(0, equation(one.name, one.term))
    if len(rows) > MOST_LISTED:
        return ("put in the definitions",)
    reason: list[str | Term] = ["put in "]
    for row in rows:
        reason += [row, ", "]
    return tuple(reason[:-1])
