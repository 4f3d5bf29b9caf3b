"""The last steps to the form a textbook prints: our own named steps first, then what SymPy proposes, proved.

A proposal is taken only when it is at least two operations shorter than what stands; it comes as one named step.
"""

from collections.abc import Iterator

from symgrad.derivations.engine import tidied
from symgrad.derivations.step import Step, Weight
from symgrad.rules.tidying import HEAVY, operations, tidy
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import has_head

#: an answer with fewer operations than this is short enough
SHORT = 4
#: a result with more operations than this is not sent to SymPy
LONG = 400
#: a proposal must save this many operations
SAVING = 2

#: what SymPy did -> what the page says
SAYS = {
    "factor": "factor",
    "cancel": "cancel common factors",
    "together": "common denominator",
    "expand": "multiply out",
    "trigsimp": "trigonometric identities",
    "radsimp": "rationalise the denominator",
    "powsimp": "combine powers",
    "logcombine": "combine logarithms",
}


def simplified(statement: Term, variables: tuple[Term, ...] = ()) -> Iterator[Step]:
    """Steps that shorten the statement until nothing helps."""
    for _ in range(12):
        step = _shortest_named(statement)
        if step is None:
            break
        yield step
        statement = step.after
        for light in tidied(statement):
            yield light
            statement = light.after
    proposal = _proposed(statement)
    if proposal is not None:
        yield proposal
        yield from tidied(proposal.after)


def _shortest_named(statement: Term) -> Step | None:
    best, length = None, operations(statement)
    for way in HEAVY:
        raw = way.change(statement)
        if raw is not statement and (now := operations(tidy(raw))) < length:
            best, length = Step(way.id, Weight.HEAVY, statement, raw, (way.says,)), now
    return best


def _proposed(statement: Term) -> Step | None:
    length = operations(statement)
    if length <= SHORT or length > LONG or has_head(statement, Head.APPLY, Head.DERIVATIVE, Head.INTEGRAL):
        return None
    from symgrad.algebra import shortest

    forms = shortest(statement)
    if not forms or forms[0].ops > length - SAVING:
        return None
    best = forms[0]
    return Step(f"simplify.{best.how}", Weight.HEAVY, statement, best.term, (SAYS.get(best.how, "simplify"),))
