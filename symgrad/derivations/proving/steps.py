"""How single steps are settled: a rule by applying it again, anything else as an equality of two terms."""

from collections.abc import Iterable

from symgrad.deciding import prove_equal, slope_agrees
from symgrad.derivations.differentiation import expand, expand_by
from symgrad.derivations.step import Step
from symgrad.rules.tidying import TIDYINGS
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute

#: from the weakest to the strongest
ORDER = ("failed", "undecided", "checked", "proved")


def weakest(found: Iterable[tuple[str, str]]) -> tuple[str, str]:
    """The weakest status of several, with all their routes."""
    settled = list(found)
    routes = ", ".join(dict.fromkeys(route for _, route in settled))
    return min((status for status, _ in settled), key=ORDER.index), routes


def settle(step: Step) -> tuple[str, str]:
    """One step: replayed where it is a rule, else decided as an equality."""
    if step.rule in _NAMED:
        return "proved", _NAMED[step.rule]
    if step.target is not None and step.result is not None and step.target.head is Head.DERIVATIVE:
        return _by_law(step, step.target, step.result)
    return equal(step.before, step.after, step.conditions)


def _by_law(step: Step, target: Term, result: Term) -> tuple[str, str]:
    """An instance of a law, unless slopes in balls, which know no rules, refute it: then the law itself is wrong.

    Where there are none (integrals without limits) the route says that the law was replayed only.
    """
    if not replays(step):
        return "failed", "the rule gives another line"
    evidence = slope_agrees(target, result)
    if evidence.status == "failed":
        return "failed", f"the law is wrong ({step.rule}): {evidence.route}"
    judged = "" if evidence.status == "checked" else ", replayed only"
    return "proved", f"instance of a law ({step.rule}){judged}"


#: steps that hold by what their parts were proved to be
_NAMED = {
    "one-at-a-time": "what a higher derivative means",
    "paths": "the chain rule over the definitions",
    "local": "local derivatives, each derived below",
    "put-in": "definitions put in",
    "given": "what is given",
    "logarithmic": "logarithmic differentiation, both sides above",
}


def replays(step: Step) -> bool:
    """Whether applying the step's rule again to what it was applied to gives the same line."""
    if step.rule in TIDYINGS:
        before, after = _inside(step.before, step.after)
        return TIDYINGS[step.rule].change(before) is after
    if step.target is None or step.result is None:
        return False
    taken = frozenset(n.data.key for n in free_names(step.before))
    again = expand(step.target, taken)
    if again.rule != step.rule:  # a reader may choose the rule
        again = expand_by(step.rule, step.target) or again
    same = again.rule == step.rule and again.result is step.result
    return same and substitute(step.before, {step.target: again.result}) is step.after


def _inside(before: Term, after: Term) -> tuple[Term, Term]:
    """What changed inside the outer derivative, while the inner one of a second derivative is tidied up."""
    while before.head is after.head is Head.DERIVATIVE and before.args[1:] == after.args[1:]:
        before, after = before.args[0], after.args[0]
    return before, after


def equal(before: Term, after: Term, conditions: tuple[Term, ...] = ()) -> tuple[str, str]:
    """How two terms are settled to be equal; matrices of numbers entry by entry."""
    if before.head is Head.MATRIX and after.head is Head.MATRIX and before.data == after.data:
        return weakest(equal(a, b, conditions) for a, b in zip(before.args, after.args, strict=True))
    evidence = prove_equal(before, after, domain=conditions)
    return evidence.status, evidence.route
