"""States as rows of an alignment, one a row."""

from symgrad.derivations.state import State
from symgrad.notation import Row
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make


def rows(states: tuple[State, ...]) -> tuple[Row, ...]:
    """States as rows of an alignment: a question stands on the left of the row that follows it."""
    found: list[Row] = []
    left: Term | None = None
    for state in states:
        if state.relation == "question":
            left = state.statement
            continue
        found.append(_row(state, state.left or (left if state.relation == "equal" else None)))
        if state.relation == "equal" or state.left is not None:
            left = None
    return tuple(found) if left is None else (*found, Row(None, "", left))


def _row(state: State, left: Term | None) -> Row:
    statement = state.statement
    if statement.head is Head.RELATION and state.left is None:
        rest = statement.args[1] if len(statement.args) == 2 else _rest(statement)
        return Row(
            statement.args[0], statement.data[0], rest, state.reason, state.marks, state.conditions, state.braces
        )
    if statement.head is Head.LOGIC and statement.args[0].head is Head.RELATION and len(statement.args[0].args) == 2:
        first, *others = statement.args
        rest = make(Head.LOGIC, (first.args[1], *others), statement.data)
        return Row(first.args[0], first.data[0], rest, state.reason, state.marks, state.conditions, state.braces)
    sign = "≈" if "approx" in state.marks else "="
    return Row(left, sign, statement, state.reason, state.marks, state.conditions, state.braces)


def _rest(statement: Term) -> Term:
    """A chain of relations without its first part."""
    return make(Head.RELATION, statement.args[1:], statement.data[1:])
