"""arcsin' from sin': y = arcsin x means sin y = x; both sides are differentiated, and cos y is written by x."""

from symgrad.derivations.conditions import relevant
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.engine import tidied
from symgrad.derivations.implicit import Curve
from symgrad.derivations.inverses.table import Inverse
from symgrad.derivations.lines import lines
from symgrad.derivations.simplification import simplified
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.graph import Graph, fresh_name, from_term
from symgrad.rules import drop_units
from symgrad.rules.tidying import tidy
from symgrad.settings import current
from symgrad.terms.build import ONE, ZERO, derivative, div, equation, name, relation
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on, substitute


def of_formula(graph: Graph, f: Term, x: Term, row: Inverse) -> Derivation:
    """The derivative of the inverse function as a formula."""
    y = name("y") if x.data.key != "y" else fresh_name(f)
    inverse, back = row.of(x), substitute(f, {x: y})
    undone = Step("inverse.of", Weight.MAJOR, y, inverse, (), None, None, row.where(y))
    curve = Curve(y, x)
    slope, steps = curve.differentiated(back)
    factor = _without(slope, curve.slope)
    isolated = tidy(div(ONE, factor))
    states = [
        State(derivative(inverse, x), "question", reason=("the question",)),
        State(equation(y, inverse), "definition", "inverse.name", ("this means ", equation(back, x)), row.where(y)),
        State(equation(back, x), "follows", "inverse.undo", ("undo the inverse",), (), None, (undone,)),
        State(equation(slope, ONE), "follows", "inverse.differentiate", ("differentiate both sides; chain rule",),
              (), None, tuple(steps)),
        State(isolated, "follows", "implicit.isolate", ("divide",), relevant((relation(factor, "!=", ZERO),)),
              curve.slope),
        *_back(isolated, back, x, y, row, undone),
    ]  # fmt: skip
    tail = list(tidied(states[-1].statement))
    tail += simplified(tail[-1].after if tail else states[-1].statement)
    states += lines(tail, current().detail)
    result = states[-1].statement
    return Derivation("inverse", "", graph, tuple(states), result, (), from_term(result), (), current().detail)


def _without(product: Term, slope: Term) -> Term:
    """What dy/dx is multiplied by."""
    return drop_units(substitute(product, {slope: ONE}))


def _back(isolated: Term, back: Term, x: Term, y: Term, row: Inverse, undone: Step) -> list[State]:
    """From y to x: by the identity, then f(y) = x; what is left of y is the inverse itself."""
    states, now = [], isolated
    if row.identity is not None:
        old, new = row.identity(y)
        now = substitute(now, {old: new})
        states.append(State(now, "equal", "inverse.identity", (f"{row.says}",), (), None, (undone,)))
    put_in = substitute(now, {back: x})
    why: Reason = (equation(back, x),)
    if depends_on(put_in, y):
        put_in, why = substitute(put_in, {y: undone.after}), (equation(y, undone.after),)
    return [*states, State(put_in, "equal", "inverse.back", why, (), None, (undone,))] if put_in is not now else states
