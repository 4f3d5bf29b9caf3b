"""A derivation carried to a point: the numbers put in, then worked out, exactly where they are nice."""

from collections.abc import Mapping
from dataclasses import replace

from symgrad.derivations.derivation import Derivation
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.derivations.values import rounded
from symgrad.derivations.words import slope_sentence
from symgrad.errors import SymgradError
from symgrad.graph import Definition, Graph, from_term
from symgrad.notation import text
from symgrad.rules.tidying import tidy
from symgrad.terms.build import equation, evaluated, relation
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, has_head, rewrite, substitute

#: bits that the conditions of cases are decided with
BITS = 120

#: significant digits of a network's numbers
PLACES = 6
#: significant digits of a decimal beside an exact value
DIGITS = 4


def at_point(made: Derivation, point: Mapping[Term, Term]) -> Derivation:
    """The derivation with more states: for a system the forward pass, then the numbers put in, and the value."""
    if len(made.source.definitions) > 1:
        return _system_at(made, point)
    here = {name: value for name, value in point.items() if name in free_names(made.result)}
    put_in = substitute(made.result, here)
    states = [*made.own_states, State(put_in, "follows", "point.put-in", put_in_reason(point), (), _left(made, point))]
    value = worked_out(put_in)
    if value is not put_in:
        step = Step("point.value", Weight.HEAVY, put_in, value, ("work out the value",))
        states.append(State(value, "equal", "point.value", step.reason, (), None, (step,)))
    if has_head(value, Head.CALL) and (about := rounded(value, DIGITS)) is not None:
        states.append(rounded_state(value, about, DIGITS))
    return _finished(made, point, states, value)


def _left(made: Derivation, point: Mapping[Term, Term]) -> Term:
    return evaluated(made.question, *(part for pair in point.items() for part in pair))


def _finished(made: Derivation, point: Mapping[Term, Term], states: list[State], value: Term) -> Derivation:
    notes = _sentences(made, point, value)
    return replace(made, own_states=tuple(states), result=value, graph=from_term(value), notes=notes)


def _system_at(made: Derivation, point: Mapping[Term, Term]) -> Derivation:
    """The forward pass with its numbers, then the derivative with every name's number put in, rounded to 6 digits."""
    result = numbers_put_in(made, point)
    forward, shown = forward_pass(made.source, point)
    value = short_value(result)
    states = [
        *made.own_states,
        *forward,
        State(substitute(made.result, shown), "follows", "point.put-in", ("put in the numbers",), (), made.question),
        rounded_state(result, value, PLACES),
    ]
    return _finished(made, point, states, value)


def rounded_state(exact: Term, value: Term, digits: int) -> State:
    """The exact value as a decimal; the step keeps the exact one, by which the decimal is proved."""
    is_exact = value in (exact, tidy(exact))
    why = ("work out the value",) if is_exact else (f"rounded to {digits} digits",)
    step = Step("point.rounded", Weight.HEAVY, exact, value, why)
    return State(value, "follows", "point.rounded", why, (), None, (step,), () if is_exact else ("approx",))


def short_value(exact: Term) -> Term:
    """The number as it is where it is short, else rounded."""
    plain = tidy(exact)
    is_short = as_fraction(plain) is not None and len(text(plain)) <= PLACES + 2
    return plain if is_short else rounded(exact, PLACES) or exact


def numbers_put_in(made: Derivation, point: Mapping[Term, Term]) -> Term:
    """The result with a number for every input, not yet worked out. Raises SymgradError where one is missing."""
    result = substitute(made.source_result(), dict(point))
    if free_names(result):
        missing = ", ".join(n.data.plain for n in free_names(result))
        raise SymgradError(f"no value for {missing}", hint="give a number for every input")
    return result


def forward_pass(graph: Graph, point: Mapping[Term, Term]) -> tuple[list[State], dict[Term, Term]]:
    """A state for the value of each definition, and all names with the numbers that the page shows for them."""
    shown, exact = dict(point), dict(point)
    states = []
    for one in graph.definitions:
        exact[one.name] = substitute(one.term, exact)
        states.append(_forward(one, shown, exact[one.name]))
    return states, shown


def _forward(one: Definition, shown: dict[Term, Term], exact: Term) -> State:
    """z = 0.7*1.5 - 0.2 = 0.85: one definition's value from those before it, which it joins."""
    put_in = substitute(one.term, shown)
    shown[one.name] = short_value(exact)
    is_short = shown[one.name] is tidy(exact)
    parts = [put_in] if put_in is shown[one.name] else [put_in, "=" if is_short else "≈", shown[one.name]]
    why = ("the value of ", one.name)
    step = Step("point.rounded", Weight.HEAVY, exact, shown[one.name], why)
    return State(relation(one.name, "=", *parts), "follows", "point.forward", why, (), None, (step,))


def _sentences(made: Derivation, point: Mapping[Term, Term], value: Term) -> tuple[str, ...]:
    """What the slope says, for a first derivative whose value is a number."""
    question = made.question
    if len(question.args) != 2 or free_names(value) or question.args[1] not in point:
        return ()
    f = made.source.output
    sentence = slope_sentence(
        made.source.unfold(), "f" if f.anonymous else f.name.data.plain, question.args[1], point, value
    )
    return (sentence,) if sentence else ()


def put_in_reason(point: Mapping[Term, Term]) -> Reason:
    """`put in x = 3, y = 1`."""
    reason: list[str | Term] = ["put in "]
    for i, (name, value) in enumerate(point.items()):
        reason += [", ", equation(name, value)] if i else [equation(name, value)]
    return tuple(reason)


def _chosen(node: Term) -> Term:
    """The case that certainly holds, where all conditions before it certainly fail."""
    if node.head is not Head.PIECEWISE:
        return node
    from symgrad.balls.evaluation import truth_at

    for value, condition in zip(node.args[0::2], node.args[1::2], strict=True):
        truth = None if free_names(condition) else truth_at(condition, {}, BITS)
        if truth is not False:
            return value if truth is True else node
    return node


def worked_out(term: Term) -> Term:
    """The exact value in lowest terms where arithmetic gets there; known values of functions through SymPy."""
    simple = tidy(rewrite(term, _chosen) if has_head(term, Head.PIECEWISE) else term)
    if free_names(simple):
        return simple
    from symgrad.derivations.values import exact_value

    return exact_value(simple)
