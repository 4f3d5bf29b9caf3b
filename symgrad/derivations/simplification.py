"""The last steps to the form a textbook prints: our own named steps first, then what SymPy proposes, proved.

A proposal is taken only when it is at least two operations shorter than what stands; it comes as one named step.
"""

from collections.abc import Iterator

from symgrad.derivations.engine import tidied
from symgrad.derivations.step import Step, Weight
from symgrad.rules.tidying import HEAVY, Tidying, operations, tidy
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import has_head, postorder

#: an answer with fewer operations than this is short enough
SHORT = 4
#: a result with more operations than this is not sent to SymPy
LONG = 400
#: a result with fewer operations than this is sent only if identities could apply
PLAIN = 14
#: nor is one with more function values: identities between them are then unlikely, and the search is long
MANY = 10
#: nor is one longer than this with function values inside function values, as in networks of tanh: none was shortened
NESTED = 40
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


def simplified(statement: Term, saving: int = SAVING, ways: tuple[Tidying, ...] = HEAVY) -> Iterator[Step]:
    """Steps that shorten the statement until nothing helps; a proposal must save this many operations."""
    for _ in range(12):
        step = _shortest_named(statement, ways)
        if step is None:
            break
        yield step
        statement = step.after
        for light in tidied(statement):
            yield light
            statement = light.after
    proposal = _proposed(statement, saving)
    if proposal is not None:
        yield proposal
        yield from tidied(proposal.after)


def _shortest_named(statement: Term, ways: tuple[Tidying, ...]) -> Step | None:
    best, length = None, operations(statement)
    for way in ways:
        raw = way.change(statement)
        if raw is not statement and (now := operations(tidy(raw))) < length:
            best, length = Step(way.id, Weight.HEAVY, statement, raw, (way.says,)), now
    return best


def _proposed(statement: Term, saving: int) -> Step | None:
    length = operations(statement)
    if length <= SHORT or length > LONG or has_head(statement, Head.APPLY, Head.DERIVATIVE, Head.INTEGRAL):
        return None
    if length <= PLAIN and not _may_shorten(statement):
        return None
    from symgrad.algebra import shortest

    known = _functions_in(statement)
    if len(known) > MANY or (length > NESTED and _nests(known)):
        return None
    for form in shortest(statement):
        if form.ops > length - saving:
            break
        used = _functions_in(form.term)
        welcome = (form.ops <= length // 2 or used <= known) and not _mixes_angles(known, used)
        if welcome and operations(form.term) <= length - saving and holds(statement, form.term):
            return Step(f"simplify.{form.how}", Weight.HEAVY, statement, form.term, (SAYS.get(form.how, "simplify"),))
    return None


def holds(before: Term, after: Term) -> bool:
    """Whether a proposal is equal to what stands: SymPy's roots of negative numbers are not the real ones."""
    from symgrad.deciding import prove_equal

    return prove_equal(before, after).status in ("proved", "checked")


def _may_shorten(statement: Term) -> bool:
    """Whether identities could apply: a fraction or root of a sum, several fractions, functions multiplied or squared.

    Asking SymPy costs its import, half a second at the first time; x^2 cos x + 2x sin x is not worth that.
    """
    nodes = list(postorder(statement))
    fractions = [node for node in nodes if node.head in (Head.QUOTIENT, Head.ROOT)]
    if len(fractions) > 1 or any(has_head(node, Head.SUM) for node in fractions):
        return True
    return any(_multiplies_functions(node) for node in nodes)


def _multiplies_functions(node: Term) -> bool:
    """sin x cos x, or tan(x)^2: where trigonometric and hyperbolic identities begin."""
    if node.head is Head.PRODUCT:
        return sum(factor.head is Head.CALL for factor in node.args) > 1
    return node.head is Head.POWER and node.args[0].head is Head.CALL


def _mixes_angles(before: set[Term], after: set[Term]) -> bool:
    """Whether one of several angles is written by another: 2 cos 2x cos x - sin 2x sin x stays as the rules left it."""
    angles, left = ({call.args for call in calls if call.data in _WAVES} for calls in (before, after))
    return len(angles) > 1 and bool(left) and left != angles


_WAVES = ("sin", "cos", "tan", "cot", "sec", "csc")


def _nests(calls: set[Term]) -> bool:
    """Whether one function value stands in the argument of another."""
    return any(has_head(argument, Head.CALL) for call in calls for argument in call.args)


def _functions_in(term: Term) -> set[Term]:
    """The function values that occur: an answer with new ones, such as cos(3t), must be much shorter to be taken."""
    return {node for node in postorder(term) if node.head is Head.CALL}
