"""`from_claim`: somebody's formula for a derivative as the last line of a derivation, or what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from symgrad import deciding
from symgrad.deciding import Counterexample, equal_terms
from symgrad.derivations import asking
from symgrad.derivations.claims.readings import claim_terms, factor_between
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.derivatives import derivative
from symgrad.derivations.gradients import gradient
from symgrad.derivations.proving.evidence import rounds_to
from symgrad.derivations.state import State
from symgrad.derivations.step import Step, Weight
from symgrad.errors import SymgradError
from symgrad.graph import Graph, from_term
from symgrad.notation import text
from symgrad.parsing import parse
from symgrad.terms.build import ZERO, add, integer, mul, tuple_of
from symgrad.terms.heads import Head
from symgrad.terms.node import Term, make
from symgrad.terms.traverse import as_fraction, free_names, has_head, substitute

MINUS_ONE = integer(-1)

RIGHT, WRONG, UNDECIDED = "right", "wrong", "undecided"


class ClaimedPart(NamedTuple):
    """One component: what is claimed, the right answer, the verdict.

    `factor` times the right answer is what is claimed, where that is short; `counterexample` is a point with the right
    value and the claimed one.
    """

    variable: str
    claim: Term
    right: Term
    verdict: str
    factor: Term | None = None
    counterexample: Counterexample | None = None

    @property
    def sentence(self) -> str:
        """The component in words."""
        if self.verdict == RIGHT:
            return f"{self.variable}: {text(self.claim)} is right."
        if self.verdict == UNDECIDED:
            return f"{self.variable}: it could not be settled whether {text(self.claim)} is right."
        by = "" if self.factor is None else f" What is claimed is {text(self.factor)} times that."
        by = " The sign is wrong." if self.factor is MINUS_ONE else by
        wrong = f"{self.variable}: {text(self.claim)} is wrong, the right answer is {text(self.right)}.{by}"
        return f"{wrong} {self.point_sentence}".rstrip()

    @property
    def point_sentence(self) -> str:
        """The values at the point where the claim fails; empty where there is none."""
        found = self.counterexample
        if found is None or (not found.point and as_fraction(self.right) is not None):
            return ""
        where = ", ".join(f"{name} = {value}" for name, value in found.point.items())
        at = f"At {where} the right" if where else "The right"
        return f"{at} value is {_short(found.left)}, the claimed one {_short(found.right)}."


def _short(value: str) -> str:
    """A value without the zeros at its end."""
    return value.rstrip("0").rstrip(".") if "." in value and "e" not in value.lower() else value


class Claimed(NamedTuple):
    """What became of a claim: `right`, `wrong` or `undecided`.

    `derivation` ends in the very form claimed where that is right, else in the right answer.
    """

    verdict: str
    derivation: Derivation
    parts: tuple[ClaimedPart, ...]

    @property
    def sentence(self) -> str:
        """All components in words; where all are right, that."""
        return " ".join(part.sentence for part in self.parts)

    @property
    def counterexample(self) -> Counterexample | None:
        """A point at which the claim fails, if it does."""
        return next((part.counterexample for part in self.parts if part.counterexample), None)

    def text(self) -> str:
        """The verdict and the derivation."""
        return f"{self.sentence}\n\n{self.derivation.text()}"

    def __str__(self) -> str:
        return self.sentence


def from_claim(
    f: Any, claim: Any, wrt: str | Sequence[str] | None = None, at: Any = None, *, syntax: str = "auto"
) -> Claimed:
    """The derivation that ends in the derivative or gradient claimed; for a wrong one what is wrong, and the right one.

    `claim` is a formula, or one for each variable; `wrt` as for `derivative` (a name named twice: the second
    derivative) and `gradient`. With `at` the claim may be numbers; decimals are taken as rounded.
    Raises SymgradError where f or the claim cannot be read, or f has no derivative that is known.
    """
    graph = parse(f, syntax=syntax) if isinstance(f, str) else asking.graph_of(f)
    asking.graph_of(graph)
    path = asking.variables(graph, wrt) if wrt is not None else asking.all_inputs(graph)
    is_gradient = len(set(path)) > 1 and len(set(path)) == len(path)
    claims = claim_terms(graph, claim, len(path) if is_gradient else 1, syntax)
    names = [one.data.plain for one in path]
    made = gradient(graph, names) if is_gradient else derivative(graph, names)
    if at is not None and not any(free_names(one) for one in claims):
        return _at_point(graph, names, claims, at, is_gradient)
    rights = made.source_result()
    parts = _judged(graph, path, claims, rights.args if rights.head is Head.TUPLE else (rights,), is_gradient)
    verdict = _whole(parts)
    return Claimed(verdict, _ending(made, claims) if verdict == RIGHT else made, parts)


def _whole(parts: Sequence[ClaimedPart]) -> str:
    verdicts = {part.verdict for part in parts}
    return next((one for one in (WRONG, UNDECIDED) if one in verdicts), RIGHT)


def _judged(
    graph: Graph, path: Sequence[Term], claims: Sequence[Term], rights: Sequence[Term], is_gradient: bool
) -> tuple[ClaimedPart, ...]:
    """Each component against ours; where these differ, against what is measured of the function itself."""
    labels = [one.data.plain for one in path] if is_gradient else [_label(path)]
    values = _definitions(graph)
    found = []
    for i, (claim, right) in enumerate(zip(claims, rights, strict=True)):
        plain = substitute(claim, values)
        verdict = equal_terms(right, plain, graph.domain)
        outcome = RIGHT if verdict.verdict == "equal" else _measured(graph, path, i, plain, is_gradient, verdict)
        part = ClaimedPart(labels[i], claim, right, outcome)
        if outcome == WRONG:
            part = part._replace(factor=factor_between(plain, right), counterexample=verdict.counterexample)
        found.append(part)
    return tuple(found)


def _definitions(graph: Graph) -> dict[Term, Term]:
    """Every defined name in terms of the inputs: a claim may speak of them."""
    values: dict[Term, Term] = {}
    for one in graph.definitions:
        if not one.anonymous:
            values[one.name] = substitute(one.term, values)
    return values


def _label(path: Sequence[Term]) -> str:
    return path[0].data.plain if len(set(path)) == 1 else " ".join(one.data.plain for one in path)


def _measured(graph: Graph, path: Sequence[Term], i: int, claim: Term, is_gradient: bool, verdict: Any) -> str:
    """The verdict of the judge that measures slopes, where claim and answer are not proved equal."""
    function, name = (
        (graph, path[i])
        if is_gradient or len(path) == 1
        else (derivative(graph, [one.data.plain for one in path[:-1]]).graph, path[-1])
    )
    found = verdict.counterexample
    numbers = found is not None and "not defined" not in (found.left, found.right)
    if numbers and _checked(function, claim, name, {key: str(at) for key, at in found.point.items()}) == "disagrees":
        return WRONG
    formula = claim if free_names(claim) else add(claim, mul(ZERO, name))  # a number is checked at one point only
    outcome = _checked(function, formula, name)
    if outcome == "agrees":
        return RIGHT
    if verdict.verdict == "different" and (numbers or outcome == "disagrees"):
        return WRONG
    return UNDECIDED


def _checked(function: Graph, claim: Term, name: Term, at: Mapping[str, str] | None = None) -> str:
    """What the judge of slopes says of the claim, at a point or at many; empty where it cannot say anything."""
    try:
        return deciding.check(function, [claim], [name.data.plain], at).verdict
    except SymgradError:
        return ""


def _ending(made: Derivation, claims: Sequence[Term]) -> Derivation:
    """The derivation up to the line that is the claim, or with one more line in the form given."""
    last = made.own_states[-1].statement
    form = make(Head.MATRIX, tuple(claims), last.data) if last.head is Head.MATRIX else claims[0]
    states = made.own_states
    line = next((i for i, state in enumerate(states) if i and state.statement is form), None)
    if line is not None:
        states = states[: line + 1]
    else:
        values = _definitions(made.source)
        why = ("written in the form given",)
        needs = tuple(dict.fromkeys(each for state in made.states for each in state.conditions))
        before, after = (substitute(one, values) for one in (last, form))
        step = Step("claim.form", Weight.HEAVY, before, after, why, conditions=needs)
        states = (*states, State(form, "equal", "claim.form", why, (), None, (step,)))
    result = tuple_of(*claims) if made.result.head is Head.TUPLE else claims[0]
    definitions = tuple(one for one in made.graph.definitions if one.name in free_names(result))
    answer = from_term(result)
    graph = Graph((*definitions, *answer.definitions), answer.outputs)
    return replace(made, own_states=states, result=result, graph=graph)


def _at_point(graph: Graph, names: Sequence[str], claims: Sequence[Term], at: Any, is_gradient: bool) -> Claimed:
    """Numbers claimed at a point."""
    made = gradient(graph, names, at=at) if is_gradient else derivative(graph, names, at=at)
    rights = made.result.args if made.result.head is Head.TUPLE else (made.result,)
    labels = names if is_gradient else [" ".join(dict.fromkeys(names))]
    parts = tuple(_number(*one) for one in zip(labels, claims, rights, strict=True))
    verdict = _whole(parts)
    return Claimed(verdict, _ending_at(made, claims) if verdict == RIGHT else made, parts)


def _number(label: str, claim: Term, right: Term) -> ClaimedPart:
    rounded = has_head(claim, Head.DECIMAL) and rounds_to(right, claim)[0] == "proved"
    verdict = equal_terms(right, claim, from_term(right).domain)
    outcome = RIGHT if rounded or verdict.verdict == "equal" else WRONG if verdict.verdict == "different" else UNDECIDED
    if outcome != WRONG:
        return ClaimedPart(label, claim, right, outcome)
    return ClaimedPart(label, claim, right, outcome, factor_between(claim, right), verdict.counterexample)


def _ending_at(made: Derivation, claims: Sequence[Term]) -> Derivation:
    """The lines up to the exact value, then the numbers in the form given."""
    cut = next(
        i for i, state in reversed(list(enumerate(made.own_states))) if state.rule in ("point.value", "point.put-in")
    )
    states, exact = made.own_states[: cut + 1], made.own_states[cut].statement
    form = make(Head.MATRIX, tuple(claims), exact.data) if exact.head is Head.MATRIX else claims[0]
    if form is not exact:
        step = Step("point.rounded", Weight.HEAVY, exact, form, ("rounded as given",))
        decimal = any(has_head(one, Head.DECIMAL) for one in claims)
        last = (State(form, "follows", "value.rounded", step.reason, (), None, (step,), ("approx",)) if decimal
                else State(form, "equal", "claim.form", ("written in the form given",)))  # fmt: skip
        states = (*states, last)
    result = tuple_of(*claims) if made.result.head is Head.TUPLE else claims[0]
    return replace(made, own_states=states, result=result, graph=from_term(result))
