"""Pages on slopes in a direction and on tangents, set as a textbook sets them."""

from collections.abc import Sequence

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.gradients import symbol
from symgrad.derivations.packing.chains import chained, fits, joined
from symgrad.derivations.packing.flow import AND, Link, flowing
from symgrad.derivations.rows import rows
from symgrad.derivations.state import State
from symgrad.notation import Row
from symgrad.terms.build import apply, equation, name, relation
from symgrad.terms.build import gradient as nabla
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term


def direction_rows(made: Derivation) -> list[Row]:
    """The direction; the function with its gradient; the slope as the gradient times the direction."""
    states = [state for state in made.own_states if state.relation != "question"]
    unit = [state for state in states if state.rule == "direction.unit"]
    if len(unit) != 1:
        return list(chained(made.own_states))
    product = next(i for i, state in enumerate(states) if state.rule == "direction.product")
    about = [state for state in states[:product] if state.rule != "direction.unit"]
    shown = [state for state in about if state.rule not in ("gradient", "point.put-in")] or about
    put_in = [state for state in about if state.rule == "point.put-in"]
    gradients = {state.statement: _named(state, about) for state in shown}
    links = [Link(AND if i else "", (one,)) for i, one in enumerate(gradients.values())]
    links[-1] = links[-1]._replace(remark=put_in[-1].reason if put_in else ())
    slope = chained(states[product:])
    left = slope[0].left
    times = () if left is None else (nabla(left.args[-1]), " ⋅ ", name("u"))
    return [*rows(tuple(unit)), *flowing(links), _through(slope[0], times), *slope[1:]]


def _named(state: State, about: Sequence[State]) -> Term:
    """The line as an equation; a value goes with the left side of the line that it works out."""
    if state.left is not None or state.statement.head is Head.RELATION:
        return state.statement if state.left is None else equation(state.left, state.statement)
    before = about[about.index(state) - 1]
    return state.statement if before.left is None else equation(before.left, state.statement)


def _through(row: Row, times: tuple[str | Term, ...]) -> Row:
    """D_u f = grad f . u = ...: the definition in front of what it gives."""
    if not times or row.right is None or not isinstance(times[0], Term):
        return row
    return row._replace(right=times[0], more=(*times[1:], " = ", row.right, *row.more))


def tangent_rows(made: Derivation) -> list[Row]:
    """What a tangent is; the value and the slopes at the point, as formulas and as numbers; the line or plane."""
    facts = [state for state in made.own_states if state.rule == "tangent.fact"]
    first = next(i for i, state in enumerate(made.own_states) if state.rule == "tangent.fact")
    before, after = made.own_states[1:first], made.own_states[first + len(facts) :]
    opened = [_with_function(row, made) for row in rows(before)]
    told = [_fact(state, made, i - len(facts)) for i, state in enumerate(facts)]
    if any(one is None for one in told):
        shown = list(rows(tuple(facts)))
    else:
        point = facts[0].reason
        shown = flowing([Link(AND if i else "", (one,), point) for i, one in enumerate(told) if one is not None])
    return [*opened, *shown, *_in_one(rows(after))]


def _with_function(row: Row, made: Derivation) -> Row:
    """z = f(1, 1) + ..., with what f is."""
    return row._replace(more=(AND, equation(symbol(made.source), made.question)))


def _fact(state: State, made: Derivation, back: int) -> Term | None:
    """f_x = 2x + 3y = 5 for the slope in x, f = 4 for the value; None for what has no such name."""
    bar, value = state.statement.args
    f, inside = symbol(made.source), bar.args[0]
    if f.data.sub or f.data.sup or made.question.head is Head.TUPLE:
        return None
    if inside.head is not Head.DERIVATIVE:
        return equation(f, value)
    variable, part = inside.args[1], made.children[back]
    if variable.data.sub or variable.data.sup:
        return None
    if len(made.children) == 1:
        slope = apply(Applied(f.data, (1,)), variable)
    else:
        slope = name(f.data._replace(sub=variable.data.base))
    return relation(slope, "=", part.result, "=", value) if part.result is not value else equation(slope, value)


def _in_one(form: Sequence[Row]) -> list[Row]:
    """z = 4 + 5(x - 1) + 3(y - 1) = 5x + 3y - 4 on one row, where it fits."""
    found = list(form[:1])
    for row in form[1:]:
        if fits(found[-1], row):
            found[-1] = joined(found[-1], row)
        else:
            found.append(row)
    return found
