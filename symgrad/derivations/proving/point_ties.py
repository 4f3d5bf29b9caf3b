"""What lines on points say, held against the function itself: its value there, its slopes, its second derivatives.

Each tie gives pairs of terms that must be equal if the line is true. They are worked out from the question and from the
derivatives that the derivation rests on, not from the steps that the line folds.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.state import State
from symgrad.derivations.stationary.quadratic_forms import determinant
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ZERO, integer, mul, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

Pairs = Iterator[tuple[Term, Term]]
Tie = Callable[[State, State | None, Derivation], Pairs]

#: whole numbers that stand for the letter k of a periodic solution
_TURNS = (0, 1, -2)


def _slopes(whole: Derivation) -> dict[Term, Term]:
    """The derivative of the function by each of its variables, as derived below."""
    parts = [one for one in whole.children if one.goal == "derivative" and one.question.args[0] is whole.question]
    return {one.question.args[1]: one.result for one in parts}


def _second(whole: Derivation) -> list[list[Term]]:
    """The second derivatives row by row, as derived below."""
    found = next((one.result.args for one in whole.children if one.goal == "hessian"), ())
    count = round(len(found) ** 0.5)
    return [list(found[i * count : (i + 1) * count]) for i in range(count)]


def _place(shown: Term, whole: Derivation) -> dict[Term, Term]:
    """The point of f(1, 0), by the variables."""
    names = list(_slopes(whole)) or list(whole.source.inputs)
    return dict(zip(names, shown.args, strict=False)) if len(names) == len(shown.args) else {}


def _function(state: State, before: State | None, whole: Derivation) -> Pairs:
    """f is the function asked about; g one whose slopes were derived below."""
    bodies = [whole.question, *(one.question.args[0] for one in whole.children if one.goal == "derivative")]
    shown = state.statement if state.left is not None else state.statement.args[-1]
    yield shown, next((one for one in bodies if one is shown or tidy(one) is tidy(shown)), whole.question)


def _gradient(state: State, before: State | None, whole: Derivation) -> Pairs:
    """The slopes are those derived below, in order."""
    shown = state.statement.args if state.statement.head is Head.MATRIX else (state.statement,)
    results = [one.result for one in whole.children]
    runs = (results[i : i + len(shown)] for i in range(len(results)))
    expected = next((run for run in runs if tuple(run) == shown), list(_slopes(whole).values()))
    yield from zip(shown, expected, strict=False)


def _curvature(state: State, before: State | None, whole: Derivation) -> Pairs:
    """The second derivatives are those derived below."""
    shown = state.statement.args if state.statement.head is Head.MATRIX else (state.statement,)
    yield from zip(shown, (one for row in _second(whole) for one in row), strict=False)


def _determinant(state: State, before: State | None, whole: Derivation) -> Pairs:
    rows = _second(whole)
    if rows:
        yield state.statement, determinant(rows)


def _listed(state: State, before: State | None, whole: Derivation) -> Pairs:
    """Every slope is 0 at each point of the list."""
    told = state.statement.args if state.statement.head is Head.LOGIC else (state.statement,)
    for one in told:
        names, values = (side.args if side.head is Head.TUPLE else (side,) for side in one.args)
        place = dict(zip(names, values, strict=True))
        yield from ((substitute(slope, place), ZERO) for slope in _slopes(whole).values())


def _value(state: State, before: State | None, whole: Derivation) -> Pairs:
    """f(1, 0) = -2: the function has that value there."""
    shown, value = state.statement.args
    place = _place(shown, whole)
    if place and state.statement.data == ("=",):
        yield substitute(whole.question, place), value


def _kind(state: State, before: State | None, whole: Derivation) -> Pairs:
    """The value, and the numbers by whose signs the kind is told."""
    yield from _value(state, before, whole)
    place, rows = _place(state.statement.args[0], whole), _second(whole)
    if not place or not rows:
        return
    told = [part for part in state.reason if isinstance(part, Term) and part.head is Head.RELATION]
    yield from zip((one.args[1] for one in told), _minors(rows, place, len(told)), strict=False)


def _minors(rows: Sequence[Sequence[Term]], place: Mapping[Term, Term], count: int) -> list[Term]:
    """f''; det H and f_xx; the leading minors: at the point."""
    leading = [determinant([row[:k] for row in rows[:k]]) for k in range(1, len(rows) + 1)]
    wanted = leading if len(rows) != 2 else [leading[1], leading[0]][:count]
    return [substitute(one, dict(place)) for one in wanted]


def _on_constraint(state: State, before: State | None, whole: Derivation) -> Pairs:
    """The value, and that every constraint holds there."""
    yield from _value(state, before, whole)
    place = _place(state.statement.args[0], whole)
    constraints = [one.statement for one in whole.own_states if one.rule == "critical.function"][1:]
    yield from ((substitute(one, place), ZERO) for one in constraints if place)


def _system(state: State, before: State | None, whole: Derivation) -> Pairs:
    """f_x = lambda g_x + ...: a slope of f, and behind each letter a slope of a constraint; or a constraint itself."""
    left, right = state.statement.args
    parts = [one for one in whole.children if one.goal == "derivative"]
    constraints = {one.question.args[0] for one in parts} - {whole.question}
    zero = tidy(sub(left, right))
    if any(tidy(one) is zero for one in constraints):
        return
    letters = [one for one in free_names(right) if one not in {part.question.args[1] for part in parts}]
    names = [one.question.args[1] for one in parts if one.question.args[0] is whole.question and one.result is left]
    slopes = {one.question.args[1]: one.result for one in parts if one.question.args[0] in constraints}
    if not names:
        yield left, _slopes(whole).get(next(iter(_slopes(whole)), ZERO), ZERO)
    elif len(constraints) == len(letters) == 1:
        each = [mul(letters[0], slopes[one]) for one in names]
        yield right, next((one for one in each if tidy(one) is tidy(right)), each[0])


def _roots(state: State, before: State | None, whole: Derivation) -> Pairs:
    """Each value makes 0 of what the equation says to be 0."""
    zero = state.steps[0].before
    told = state.statement.args if state.statement.head is Head.LOGIC else (state.statement,)
    for one in told:
        if one.data != ("=",):
            continue
        name, value = one.args
        letters = [letter for letter in free_names(value) if letter not in free_names(zero)]
        for turn in _TURNS if letters else _TURNS[:1]:
            there = substitute(value, dict.fromkeys(letters, integer(turn)))
            yield substitute(zero, {name: there}), ZERO


def _last_step(state: State, before: State | None, whole: Derivation) -> Pairs:
    """The equation, or the value of the unknown, is where the steps end."""
    if not state.steps or state.statement.head is not Head.RELATION:
        return
    left, right = state.statement.args
    after = state.steps[-1].after
    if right is not after:
        yield (left if right is ZERO else tidy(sub(left, right))), after


#: rule of a state -> what it is held against
TIES: dict[str, Tie] = {
    "critical.function": _function,
    "critical.slopes": _gradient,
    "critical.second": _curvature,
    "critical.determinant": _determinant,
    "critical.points": _listed,
    "lagrange.system": _system,
    "solve.roots": _roots,
    "solve.put-in": _last_step,
    "solve.combined": _last_step,
    "solve.eliminated": _last_step,
    "extrema.value": _value,
    **{f"kind.{kind}.curvature": _kind for kind in ("minimum", "maximum", "saddle")},
    **{
        f"kind.{kind}.{how}": _value
        for kind in ("minimum", "maximum", "saddle", "degenerate")
        for how in ("paths", "difference", "directions", "open")
    },
    **{f"lagrange.{kind}": _on_constraint for kind in ("minimum", "maximum", "saddle", "value")},
}
