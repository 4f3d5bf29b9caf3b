"""Why a line follows: the sentences of the rules that were applied in it."""

from collections.abc import Iterator

from symgrad.derivations.step import Step
from symgrad.notation import Block, Say
from symgrad.rules import rules
from symgrad.rules.tidying import TIDYINGS
from symgrad.tutoring.problem import Line

_PROCEDURES = {
    "constant": "What does not depend on the variable does not change with it, so its derivative is 0.",
    "identity": "The derivative of x in x is 1: it changes just as much as itself.",
    "sum": "The derivative of a sum is the sum of the derivatives.",
    "constant-multiple": "A constant factor stays in front of the derivative.",
    "one-at-a-time": "A higher derivative is taken one derivative at a time, from the inside out.",
    "reciprocal": "One over u is u to the power -1: minus the derivative of u, over u squared.",
    "general-power": "Where the base and the exponent both move, u^v is written as e to the power v ln u.",
    "logarithmic": "Take the logarithm of both sides first: it turns the power into a product.",
    "logarithmic.name": "The function gets a letter, so that both sides can be worked on.",
    "logarithmic.take": "The logarithm turns the power into a product, which has a rule.",
    "logarithmic.differentiate": "Differentiate both sides; on the left the chain rule gives y' over y.",
    "unknown": "Nothing is known of the function but its name, so its derivative is written with a prime.",
    "fundamental": "Differentiation undoes integration.",
    "leibniz-integral": "Each limit that moves adds the integrand there times the derivative of the limit.",
    "paths": "Each way from the variable to the result adds the product of the slopes along it.",
    "local": "Each of the slopes was worked out by itself; here they are put in.",
    "put-in": "The names are replaced by what they stand for.",
    "gradient": "The gradient lists one partial derivative for each variable.",
    "gradient.components": "The partial derivatives that were found are put in their places.",
    "gradient.length": "The length of the gradient is the steepest slope at this point.",
    "point.put-in": "The numbers of the point take the places of the variables.",
    "point.value": "The arithmetic is done, exactly.",
}
"""Steps that are no rule of differentiation of their own, in a sentence."""

_CHAIN = "The chain rule: the derivative of the outside, taken at the inside, times the derivative of the inside."


def why_line(line: Line) -> tuple[Block, ...]:
    """The reason on the page, then the sentences of its rules."""
    reason = line.state.reason or ("this follows from the line before",)
    return (Say(("Because: ", *reason, ".")), Say(" ".join(dict.fromkeys(_sentences(line)))))


def _sentences(line: Line) -> Iterator[str]:
    """One for each rule applied in the line; steps done in passing are left out unless there is nothing else."""
    told = [step for step in line.state.steps if step.rule in line.state.rule.split("+")]
    if not told:
        yield from _of_rule(line.state.rule)
    for step in told:
        yield from _of_rule(step.rule)
        if _is_chain(step):
            yield _CHAIN


def _is_chain(step: Step) -> bool:
    return bool(step.reason) and isinstance(step.reason[0], str) and step.reason[0].startswith("chain rule,")


def _of_rule(ident: str) -> Iterator[str]:
    if ident in _PROCEDURES:
        yield _PROCEDURES[ident]
    elif ident in TIDYINGS:
        yield TIDYINGS[ident].sentence
    elif ident.startswith("simplify."):
        yield "The same value is written in a shorter form."
    else:
        yield from (rule.sentence for rule in rules() if rule.id == ident)
