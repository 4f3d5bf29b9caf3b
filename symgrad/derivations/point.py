"""A derivation carried to a point: the numbers put in, then worked out, exactly where they are nice."""

from collections.abc import Mapping
from dataclasses import replace

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.graph import from_term
from symgrad.rules.tidying import tidy
from symgrad.terms.build import equation, evaluated
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute


def at_point(made: Derivation, point: Mapping[Term, Term]) -> Derivation:
    """The derivation with two more states: the numbers put in, and the value."""
    here = {name: value for name, value in point.items() if name in free_names(made.result)}
    bindings = [part for pair in point.items() for part in pair]
    left = evaluated(made.question, *bindings)
    put_in = substitute(made.result, here)
    states = [*made.own_states, State(put_in, "follows", "point.put-in", _put_in(point), (), left)]
    value = worked_out(put_in)
    if value is not put_in:
        step = Step("point.value", Weight.HEAVY, put_in, value, ("work out the value",))
        states.append(State(value, "equal", "point.value", step.reason, (), None, (step,)))
    return replace(made, own_states=tuple(states), result=value, graph=from_term(value))


def _put_in(point: Mapping[Term, Term]) -> Reason:
    reason: list[str | Term] = ["put in "]
    for i, (name, value) in enumerate(point.items()):
        reason += [", ", equation(name, value)] if i else [equation(name, value)]
    return tuple(reason)


def worked_out(term: Term) -> Term:
    """The exact value in lowest terms where arithmetic gets there; known values of functions through SymPy."""
    simple = tidy(term)
    if free_names(simple):
        return simple
    from symgrad.derivations.values import exact_value

    return exact_value(simple)
