"""`kinks`: what an activation function does where its two sides meet: slopes from both sides, a convention, or none.

ReLU and leaky ReLU bend there; ELU bends unless alpha is 1. Sources: Nair and Hinton 2010 (ReLU), Maas et al. 2013,
Clevert et al. 2015; for the slopes between the two sides (subgradients) Rockafellar, Convex Analysis, 1970.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from symgrad.balls.evaluation import truth_at
from symgrad.derivations import asking
from symgrad.derivations.chain import solve
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.lines import lines
from symgrad.derivations.state import State
from symgrad.errors import UnsupportedError
from symgrad.graph import from_term
from symgrad.rules.kinks import as_relu, closed
from symgrad.rules.tidying import tidy
from symgrad.settings import current
from symgrad.terms.build import (
    ONE,
    TRUE,
    TWO,
    ZERO,
    add,
    derivative,
    div,
    equation,
    evaluated,
    limit,
    mul,
    name,
    neg,
    piecewise,
    relation,
    sub,
)
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, rewrite, substitute

#: bits to decide a condition on numbers with
_BITS = 120

_DEAD = (
    "A unit whose input is negative for every example has slope 0 in all its weights: gradient descent cannot move it. "
    "Weight decay can."
)


class _Join(NamedTuple):
    """A function whose slope has one formula on each side of 0."""

    body: Term
    x: Term
    slope: Term
    left: Term
    right: Term


def kinks(f: Any, wrt: str | None = None) -> Derivation:
    """What happens where the two sides of an activation such as ReLU meet, at 0: line by line.

    Raises UnsupportedError for a function that is not made of one formula on each side of 0.
    """
    graph = asking.graph_of(f)
    (x,) = asking.variables(graph, wrt)
    body = graph.unfold()
    question = asking.question(body, (x,))
    slope, steps = solve(question)
    join = _join(body, x, slope)
    states = [State(question, "question", reason=("the question",)), *lines(steps, current().detail)]
    states += [_side(join, "-", join.left), _side(join, "+", join.right)]
    meets = join.left is join.right
    states += _smooth(join) if meets else _kink(join)
    notes = (_DEAD,) if join.left is ZERO and not meets else ()
    return Derivation("kinks", "", graph, tuple(states), slope, (), from_term(slope), notes, current().detail)


def _join(body: Term, x: Term, slope: Term) -> _Join:
    if slope.head is Head.CALL and slope.data == "sign" and slope.args[0] is x:
        slope = piecewise((ONE, relation(x, ">", ZERO)), (neg(ONE), relation(x, "<", ZERO)))
    if slope.head is Head.PIECEWISE and len(slope.args) == 4:
        first, condition, second, _ = slope.args
        if condition in (relation(x, ">", ZERO), relation(x, "<", ZERO)):
            sides = [_at_zero(one, x) for one in (first, second)]
            right, left = sides if condition.data == (">",) else reversed(sides)
            return _Join(body, x, slope, left, right)
    raise UnsupportedError("this is not a function with one formula on each side of 0",
                           hint="for example relu(z), leaky_relu(z, alpha) or elu(z, alpha)")  # fmt: skip


def _at_zero(term: Term, x: Term) -> Term:
    """The value where x = 0, known functions by their formulas."""
    return tidy(rewrite(substitute(term, {x: ZERO}), _written_out))


def _written_out(node: Term) -> Term:
    formula = function(node.data).definition if node.head is Head.CALL else None
    node = node if formula is None else formula(*node.args)
    if node.head is not Head.PIECEWISE:
        return tidy(node)
    for value, when in zip(node.args[0::2], node.args[1::2], strict=True):
        if when is TRUE or (not free_names(when) and truth_at(when, {}, _BITS) is True):
            return tidy(value)
    return node


def _side(join: _Join, sign: str, value: Term) -> State:
    inert = derivative(join.body, join.x, partial=len(free_names(join.body)) > 1)
    words = "left" if sign == "-" else "right"
    return State(equation(limit(inert, join.x, ZERO, sign), value), "follows", "kinks.side", (f"from the {words}",))


def _kink(join: _Join) -> list[State]:
    """No derivative: what lies between the sides, the convention, what a central difference would say."""
    numbers = as_fraction(join.left) is not None and as_fraction(join.right) is not None
    sign = "!=" if numbers else "="
    told = "both sides differ: there is no derivative at 0"
    why = told if numbers else "there is a derivative at 0 only where this holds"
    found = [State(relation(join.left, sign, join.right), "follows", "kinks.compared", (why,))]
    s = name(next(letter for letter in "stuv" if letter not in {n.data.key for n in free_names(join.body)}))
    between = relation(join.left, "<=", s, "<=", join.right)
    needs = () if numbers else (relation(join.left, "<=", join.right),)
    touching = ("the slopes of all lines that touch the graph there from below",)
    found.append(State(between, "follows", "kinks.between", touching, needs))
    inert = derivative(join.body, join.x, partial=len(free_names(join.body)) > 1)
    chosen, said = _chosen(join)
    why_ = (f"the convention taken ({said})",)
    found.append(State(equation(evaluated(inert, join.x, ZERO), chosen), "assumption", "kinks.convention", why_))
    return [*found, *_central(join)]


def _chosen(join: _Join) -> tuple[Term, str]:
    """The slope taken at 0 and what that convention is called: that of the settings, at a tie the mean."""
    convention = current().kink
    body = as_relu(join.body)
    if body.head is Head.CALL and body.data in ("max", "min"):
        convention, said = "mean", "two arguments tie: the mean of both sides"
    elif body.head is Head.CALL and body.data == "abs" and convention == "usual":
        convention, said = "mean", "the mean of both sides"
    else:
        said = {"usual": "the slope on the left", "left": "the slope on the left", "right": "the slope on the right",
                "mean": "the mean of both sides"}[convention]  # fmt: skip
    return _at_zero(closed(join.slope, convention), join.x), said


def _central(join: _Join) -> Iterator[State]:
    """(f(h) - f(-h))/(2h) of a function with straight sides: the mean of both slopes, whatever h is."""
    if join.x in free_names(join.slope.args[0]) or join.x in free_names(join.slope.args[2]):
        return
    h = name(next(letter for letter in ("h", "k", "t") if letter not in {n.data.key for n in free_names(join.body)}))
    ahead, behind = substitute(join.body, {join.x: h}), substitute(join.body, {join.x: neg(h)})
    mean = tidy(div(add(join.left, join.right), TWO))
    why = ("for every ", relation(h, ">", ZERO), ": a central difference agrees with neither side")
    yield State(equation(div(sub(ahead, behind), mul(TWO, h)), mean), "follows", "kinks.central", why)


def _smooth(join: _Join) -> list[State]:
    """Both sides meet with one slope; whether the slopes of the slope do, too."""
    found = [State(equation(evaluated(derivative(join.body, join.x), join.x, ZERO), join.left), "follows", "kinks.meet",
                   ("both sides agree: there is a derivative at 0",))]  # fmt: skip
    first, when, second, _ = join.slope.args
    sides = [_at_zero(solve(asking.question(one, (join.x,)))[0], join.x) for one in (first, second)]
    right, left = sides if when.data == (">",) else reversed(sides)
    again = derivative(join.body, join.x, join.x)
    for sign, value in (("-", left), ("+", right)):
        words = "left" if sign == "-" else "right"
        found.append(State(equation(limit(again, join.x, ZERO, sign), value), "follows", "kinks.second",
                           (f"the second derivative from the {words}",)))  # fmt: skip
    return found
