"""A multiple of the sign of a x + b as a textbook prints it: by cases."""

from dataclasses import replace

from symgrad.derivations.conditions import solved
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.lines import line
from symgrad.derivations.step import Step, Weight
from symgrad.graph import from_term
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ONE, ZERO, neg, piecewise, relation
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, postorder, substitute


def by_cases(term: Term) -> Term | None:
    """The term by cases of the one sign in it; None where it is more than a number times the sign of a x + b."""
    signs = [node for node in postorder(term) if node.head is Head.CALL and node.data == "sign"]
    if len(signs) != 1:
        return None
    left, right = (tidy(substitute(term, {signs[0]: value})) for value in (neg(ONE), ONE))
    inside = signs[0].args[0]
    below, above = (solved(relation(inside, sign, ZERO)) for sign in ("<", ">"))
    is_line = below.args[0].head is Head.NAME and as_fraction(below.args[1]) is not None
    if not is_line or any(as_fraction(value) is None for value in (left, right)):
        return None
    cases = [(left, below), (right, above)]
    return piecewise(*(cases if below.data == ("<",) else reversed(cases)))


def with_cases(derivation: Derivation) -> Derivation:
    """The derivation with its answer by cases, where the answer is a number times a sign."""
    after = by_cases(derivation.result)
    if after is None or not derivation.own_states[-1].steps:
        return derivation
    *states, last = derivation.own_states
    inside = next(node.args[0] for node in postorder(last.statement) if node.head is Head.CALL and node.data == "sign")
    step = Step("sign.cases", Weight.LIGHT, last.statement, after, ("by the sign of ", inside))
    ending = [last, line([step])] if derivation.detail == "beginner" else [line([*last.steps, step])]
    return replace(derivation, own_states=(*states, *ending), result=after, graph=from_term(after))
