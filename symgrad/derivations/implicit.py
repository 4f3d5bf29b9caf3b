"""Implicit differentiation: both sides differentiated with y a function of x, y' collected and isolated."""

from typing import Any

from symgrad.derivations import asking
from symgrad.derivations.conditions import relevant
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.engine import differentiate, tidied
from symgrad.derivations.lines import lines
from symgrad.derivations.on_curve import has_inner_fraction, on_the_curve, one_fraction
from symgrad.derivations.simplification import simplified
from symgrad.derivations.state import State
from symgrad.derivations.step import Step
from symgrad.errors import SymgradError, UnsupportedError
from symgrad.graph import Graph, from_term
from symgrad.parsing import parse
from symgrad.rules.tidying import tidy
from symgrad.rules.tidying.expanding import expanded, sorted_sum
from symgrad.rules.tidying.monomial import Monomial, as_product
from symgrad.settings import current
from symgrad.terms.build import ZERO, apply, derivative, div, equation, mul, neg, relation, sub
from symgrad.terms.heads import Head
from symgrad.terms.names import Applied
from symgrad.terms.node import Term
from symgrad.terms.traverse import contains, depends_on, free_names, substitute

USUAL = ("s", "t", "u", "v", "w", "x", "y", "z")
"""Letters that are variables beside x and y, so that the derivative is a partial one; others are constants."""


def implicit_derivative(equation_: Any, y: Any, x: Any, order: int = 1) -> Derivation:
    """dy/dx, or a higher derivative, from an equation between x and y; an expression means that it is 0.

    The answer is in x and y, on the curve. Raises SymgradError where the equation does not hold y, or cannot be read.
    """
    graph, left, right = _sides(equation_)
    source = from_term(sub(left, right))
    why_, who = asking.variable(source, y), asking.variable(source, x)
    if not depends_on(source.output.term, why_):
        raise SymgradError(f"{why_.data.plain} does not occur in the equation", hint=_occurring(source))
    if not depends_on(source.output.term, who):
        raise SymgradError(f"{who.data.plain} does not occur in the equation", hint=_occurring(source))
    if order < 1:
        raise SymgradError("the order of a derivative is 1 or more")
    partial = any(one.data.plain in USUAL for one in free_names(source.output.term) if one not in (why_, who))
    curve = Curve(why_, who, partial)
    states, slope = _first(curve, left, right)
    for k in range(2, order + 1):
        more, slope = _next(curve, slope, states, k)
        states += more
    if order > 1 and (shorter := on_the_curve(slope, left, right)) is not None:
        states.append(shorter)
        slope = shorter.statement
    goal = State(derivative(why_, *[who] * order, partial=partial), "question", reason=("the question",))
    return Derivation("implicit", "", graph, (goal, *states), slope, (), from_term(slope), (), current().detail)


def _occurring(source: Graph) -> str:
    return "its variables are: " + ", ".join(one.data.plain for one in free_names(source.output.term))


def _sides(given: Any) -> tuple[Graph, Term, Term]:
    graph = given if isinstance(given, Graph) else parse(given)
    if graph.equations:
        one = graph.equations[0]
        if one.head is not Head.RELATION or one.data != ("=",):
            raise UnsupportedError("implicit differentiation needs one equation")
        return graph, one.args[0], one.args[1]
    output = graph.output
    return (graph, output.term, ZERO) if output.anonymous else (graph, output.name, output.term)


class Curve:
    """y as an unknown function of x while both sides are differentiated, and y, y' again on the page."""

    def __init__(self, y: Term, x: Term, partial: bool = False) -> None:
        self.y, self.x, self.partial = y, x, partial
        self.function = apply(y.data, x)
        self.slope = derivative(y, x, partial=partial)

    def differentiated(self, side: Term) -> tuple[Term, list[Step]]:
        """The derivative of one side with y' shown as dy/dx, and the steps."""
        question = derivative(substitute(side, {self.y: self.function}), self.x)
        steps = list(differentiate(question))
        steps += tidied(steps[-1].after if steps else question)
        return self.shown(steps[-1].after if steps else question), steps

    def shown(self, term: Term) -> Term:
        """y(x) as y, y'(x) as dy/dx."""
        return substitute(term, {apply(Applied(self.y.data, (1,)), self.x): self.slope, self.function: self.y})


def _first(curve: Curve, left: Term, right: Term) -> tuple[list[State], Term]:
    (dleft, steps), (dright, more) = curve.differentiated(left), curve.differentiated(right)
    slope, collected, bottom = _solved(curve, dleft, dright)
    steps += more
    states = [
        State(equation(left, right), "assumption", "implicit.curve", (curve.y, " depends on ", curve.x)),
        State(equation(dleft, dright), "follows", "implicit.differentiate", ("differentiate both sides",),
              relevant(tuple(c for s in steps for c in s.conditions)), None, tuple(steps)),
        State(collected, "equivalent", "implicit.collect", ("collect the terms with ", curve.slope)),
    ]  # fmt: skip
    return [*states, *_isolated(curve, slope, bottom)[0]], _isolated(curve, slope, bottom)[1]


def _isolated(curve: Curve, slope: Term, bottom: Term) -> tuple[list[State], Term]:
    """dy/dx = ... with the denominator's condition, then shortened."""
    needs = relevant((relation(bottom, "!=", ZERO),))
    first = State(slope, "follows", "implicit.isolate", ("divide",), needs, curve.slope)
    steps = list(simplified(slope))
    if steps and has_inner_fraction(steps[-1].after) and not has_inner_fraction(slope):
        steps = []
    return [first, *lines(steps, current().detail)], steps[-1].after if steps else slope


def _solved(curve: Curve, left: Term, right: Term) -> tuple[Term, Term, Term]:
    """dy/dx from an equation that is linear in it, the collected equation, and what was divided by."""
    parts = expanded(sub(left, right))
    if parts is None:
        raise UnsupportedError("the equation is too long to collect its terms")
    with_slope = [_without(part, curve.slope) for part in parts if curve.slope in part.powers]
    rest = [part for part in parts if curve.slope not in part.powers]
    if not with_slope or any(contains(as_product(part), curve.slope) for part in rest):
        raise UnsupportedError(f"the terms with d{curve.y.data.plain}/d{curve.x.data.plain} cannot be collected")
    bottom, top = sorted_sum(with_slope), tidy(neg(sorted_sum(rest))) if rest else ZERO
    return tidy(div(top, bottom)), equation(mul(bottom, curve.slope), top), bottom


def _without(part: Monomial, slope: Term) -> Monomial:
    return part._replace(powers={base: e for base, e in part.powers.items() if base is not slope})


def _next(curve: Curve, slope: Term, states: list[State], order: int) -> tuple[list[State], Term]:
    """One order more: the last answer differentiated, dy/dx put in."""
    first = next(s.statement for s in reversed(states) if s.relation in ("follows", "equal"))
    again, steps = curve.differentiated(slope)
    put_in = substitute(again, {curve.slope: _first_slope(states) if order > 2 else first})
    left = derivative(curve.y, *[curve.x] * order, partial=curve.partial)
    tail = list(tidied(put_in))
    tail += simplified(tail[-1].after if tail else put_in)
    last = tail[-1].after if tail else put_in
    flat = one_fraction(last)
    made = [
        State(again, "follows", "implicit.again", ("differentiate once more",), (), left, tuple(steps)),
        State(put_in, "follows", "implicit.put-in", ("put in ", curve.slope)),
        *lines(tail, current().detail),
        *flat,
    ]
    return made, flat[-1].statement if flat else last


def _first_slope(states: list[State]) -> Term:
    """The first derivative's final form."""
    last = next(i for i, s in enumerate(states) if s.rule == "implicit.again")
    return states[last - 1].statement
