"""Proof of a derivation, state by state.

A rule of differentiation is proved by replaying it: the law, tested against SymPy, applied to the inert derivative it
was applied to, must give the very same line, and the slopes of both sides must agree in ball arithmetic, which has its
own table of derivatives: a law that is wrong fails where it is used. Everything else is an equality of two terms and
goes to `deciding`, which knows nothing of the rules. `proved` is an exact route, `checked` is ball arithmetic at at
least 12 points.
"""

from collections.abc import Iterator
from time import perf_counter
from typing import NamedTuple

from symgrad.deciding import slope_agrees
from symgrad.derivations.asking import question
from symgrad.derivations.backward.proving import settled
from symgrad.derivations.backward.result import Backpropagation
from symgrad.derivations.chain import solve
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.differentials.proof import settled_states
from symgrad.derivations.general.backward import GOAL
from symgrad.derivations.general.judging import refuted
from symgrad.derivations.general.network import network_of
from symgrad.derivations.proving.facts import ROUTES
from symgrad.derivations.proving.joining import joined
from symgrad.derivations.proving.steps import ORDER, equal, settle, weakest
from symgrad.derivations.recursion.backward import GOAL as RECURSION
from symgrad.derivations.recursion.proof import settled_states as recursion_states
from symgrad.derivations.replaying import bare, lines_of
from symgrad.derivations.state import State
from symgrad.derivations.systems.adjoint import adjoint_definitions
from symgrad.derivations.systems.slopes import local_slopes
from symgrad.graph import Definition
from symgrad.terms.build import derivative
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import substitute


class Row(NamedTuple):
    """How one state was settled."""

    state: State
    status: str  # proved, checked, undecided, failed
    route: str  # in words
    seconds: float


class Report(NamedTuple):
    """How every state was settled."""

    rows: tuple[Row, ...]

    @property
    def status(self) -> str:
        """The weakest status of all states."""
        return min((row.status for row in self.rows), key=ORDER.index, default="proved")

    def count(self, status: str) -> int:
        """How many states have this status."""
        return sum(row.status == status for row in self.rows)

    @property
    def sentence(self) -> str:
        """The report in one sentence."""
        total = len(self.rows)
        counts = [f"{self.count(s)} {s}" for s in reversed(ORDER) if self.count(s)]
        return f"{total} {'line' if total == 1 else 'lines'}: {', '.join(counts)}."

    def __str__(self) -> str:
        return "\n".join([self.sentence, *(f"  {row.status}: {row.state.text}  ({row.route})" for row in self.rows)])


def prove(derivation: Derivation) -> Report:
    """Settle every state of the derivation and of what it rests on.

    Each line is settled by its own route; and where it is known how the derivation was asked for it is derived again:
    a line that is not found there is not proved.
    """
    rows = _rows(derivation)
    if derivation.again is None:
        return Report(tuple(rows))
    known = set(lines_of(derivation.again()))
    return Report(tuple(row if bare(row.state) in known else _doubted(row) for row in rows))


def _doubted(row: Row) -> Row:
    status = min(row.status, "undecided", key=ORDER.index)
    return row._replace(status=status, route=f"{row.route}; derived again, another line stands there")


def _rows(derivation: Derivation) -> list[Row]:
    if derivation.goal == "differentials":
        return list(_matrix_rows(derivation))
    if derivation.goal == RECURSION:
        return [Row(state, status, route, 0.0) for state, status, route in recursion_states(derivation)]
    if derivation.goal == "adjoint":
        return _adjoint_rows(derivation)
    if isinstance(derivation, Backpropagation):
        return list(_backward_rows(derivation))
    rows: list[Row] = []
    for one in _all_parts(derivation):
        before: State | None = None
        for state in one.own_states:
            if state.relation != "question":
                rows.append(_row(state, before, one))
            before = state
    return rows


def _all_parts(derivation: Derivation) -> Iterator[Derivation]:
    """The derivation and what it rests on, the same lines once."""
    seen: set[tuple[State, ...]] = set()
    waiting = [derivation]
    while waiting:
        one = waiting.pop(0)
        if one is derivation or one.own_states not in seen:
            seen.add(one.own_states)
            yield one
            waiting[:0] = one.children


def _backward_rows(derivation: Backpropagation) -> Iterator[Row]:
    began = perf_counter()
    for state, found in settled(derivation, equal, settle):
        yield Row(state, *weakest(found), perf_counter() - began)
        began = perf_counter()


def _matrix_rows(derivation: Derivation) -> Iterator[Row]:
    """Lines in vectors and matrices, settled entry by entry."""
    began = perf_counter()
    for state, status, route in settled_states(derivation):
        yield Row(state, status, route, perf_counter() - began)
        began = perf_counter()


def _adjoint_rows(derivation: Derivation) -> list[Row]:
    """Each adjoint is a sum over users: proved where the local derivatives in each user are.

    The laws gave them; here each is derived again line by line, those lines are settled, and both results compared.
    """
    definitions = {one.name: one for one in derivation.source.definitions}
    names = tuple(derivation.own_states[0].statement.args[1:])
    asked = adjoint_definitions(derivation.source, names)
    rows = []
    for state, (one, value, users) in zip(derivation.own_states[1:], asked, strict=True):
        began = perf_counter()
        found = [_local(definitions[user], one) for user in users]
        if state.statement.args[1] is not value:
            found.append(equal(value, state.statement.args[1]))
        status, route = weakest(found) if found else ("proved", "by definition")
        rows.append(Row(state, status, route, perf_counter() - began))
    return rows


def _local(one: Definition, used: Term) -> tuple[str, str]:
    """The local derivative of one definition in what it uses."""
    slope = substitute(local_slopes(one, {used})[used], {one.name: one.term})
    derived, steps = solve(question(one.term, (used,)))
    return weakest([*map(settle, steps), equal(slope, derived)])


def _row(state: State, before: State | None, whole: Derivation) -> Row:
    began = perf_counter()
    try:
        status, route = _judged(state, before, whole)
    except (AttributeError, IndexError, TypeError, ValueError) as error:
        status, route = "failed", f"the line is not of the form that its rule writes ({type(error).__name__})"
    return Row(state, status, route, perf_counter() - began)


def _judged(state: State, before: State | None, whole: Derivation) -> tuple[str, str]:
    status, route = _settled(state, before)
    if whole.goal == GOAL or any(step.rule in _JOINED for step in state.steps):
        status, route = weakest([(status, route), *_against_numbers(state, whole)])
    loose = list(joined(state, before, whole, equal))
    return weakest([(status, route), *loose]) if loose else (status, route)


def _settled(state: State, before: State | None) -> tuple[str, str]:
    if state.rule in ROUTES:
        return weakest(ROUTES[state.rule](state, before, equal, settle))
    if state.steps:
        return weakest(settle(step) for step in state.steps)
    if state.relation in ("definition", "assumption"):
        return "proved", "by definition"
    if state.rule in _BY_CONSTRUCTION:
        return "proved", _BY_CONSTRUCTION[state.rule]
    if state.relation == "equivalent":
        return _both_sides(state, before)
    if state.relation == "equal" and before is not None:
        return equal(before.statement, state.statement)
    return _parts_equal(state.statement)


_BY_CONSTRUCTION = {
    "point.put-in": "the numbers were put in",
    "hessian.rows": "the gradient, derived below",
    "direction.product": "what the slope in a direction is, with the gradient derived below",
    "gradient.components": "the components, each proved",
    "point.forward": "the numbers were put in; decimals rounded from certain bounds",
    "point.rounded": "rounded from certain bounds",
}


#: steps that put proved parts together: what they give is also held against slopes measured without any rule
_JOINED = {"local", "put-in", "given", "logarithmic"}


def _against_numbers(state: State, whole: Derivation) -> list[tuple[str, str]]:
    """A refutation of the line by ball arithmetic on the function as a whole, if there is one."""
    question = whole.question
    if whole.goal == GOAL:
        conditions = tuple(c for one in (whole, *whole.children) for line in one.own_states for c in line.conditions)
        wrong = refuted(network_of(whole.source), question, state, conditions, whole.source.equations)
        return [("failed", "another value at a size")] if wrong else []
    if question.head is not Head.DERIVATIVE or len(question.args) != 2:
        return []
    values: dict[Term, Term] = {}
    for one in whole.source.definitions:
        values[one.name] = substitute(one.term, values)
    asked = derivative(whole.source.unfold(), question.args[1], partial=question.data == "partial")
    evidence = slope_agrees(asked, substitute(state.statement, values))
    return [("failed", evidence.route)] if evidence.status == "failed" else []


def _both_sides(state: State, before: State | None) -> tuple[str, str]:
    """ln y = v ln u after y = u^v: the logarithm of the definition's right side equals the new right side."""
    if before is None or before.statement.head is not Head.RELATION:
        return "undecided", "nothing to compare with"
    name, body = before.statement.args
    left, right = state.statement.args
    return equal(substitute(left, {name: body}), right)


def _parts_equal(statement: Term) -> tuple[str, str]:
    """A relation chain such as a norm written out: the parts joined by = must be equal, those by ≈ nearly so."""
    if statement.head is not Head.RELATION:
        return "undecided", "no route for this kind of line"
    pairs = zip(statement.args[1:], statement.data[1:], statement.args[2:], strict=False)
    exact = [equal(a, b) for a, sign, b in pairs if sign == "="]
    return weakest([("proved", "by definition"), *exact])
