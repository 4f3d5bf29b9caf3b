"""Logarithmic differentiation of a general power y = u^v: take logarithms, differentiate both sides, multiply by y."""

from symgrad.derivations.chain import solve
from symgrad.derivations.state import State
from symgrad.derivations.step import Reason, Step, Weight
from symgrad.rules.tidying import tidy
from symgrad.terms.build import ONE, ZERO, call, derivative, div, equation, mul, name, relation
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.traverse import depends_on, free_names


def is_general_power(body: Term, variable: Term) -> bool:
    """Whether the body is u^v with both u and v depending on the variable."""
    return body.head is Head.POWER and all(depends_on(part, variable) for part in body.args)


def logarithmic(question: Term) -> list[State]:
    """The states from y = u^v to y' = y (v ln u)'."""
    body, variable = question.args[0], question.args[1]
    base, exponent = body.args
    y = _fresh_y(body)
    positive = relation(base, ">", ZERO)
    logs = mul(exponent, call("log", base))
    inner = derivative(logs, variable, partial=question.data == "partial")
    slope, steps = solve(inner)
    ratio = mul(div(ONE, y), derivative(y, variable, partial=question.data == "partial"))
    result = tidy(mul(body, slope))
    so: Reason = ("so that ", call("log", base), " exists")
    last = Step("logarithmic", Weight.MAJOR, question, mul(body, slope), ("logarithmic differentiation",), question)
    return [
        State(equation(y, body), "definition", "logarithmic.name", so, (positive,)),
        State(equation(call("log", y), logs), "equivalent", "logarithmic.take", ("take logarithms",)),
        State(equation(ratio, slope), "follows", "logarithmic.differentiate",
              ("differentiate both sides", *_rules_used(steps)), (), None, tuple(steps)),
        State(result, "equal", "logarithmic", ("multiply by ", equation(y, body)), (), question, (last,)),
    ]  # fmt: skip


def _rules_used(steps: list[Step]) -> Reason:
    majors = dict.fromkeys(step.reason[0] for step in steps if step.weight == Weight.MAJOR)
    return tuple(f"; {reason}".rstrip(",: ") for reason in majors if isinstance(reason, str))


def _fresh_y(body: Term) -> Term:
    taken = {n.data.key for n in free_names(body)}
    return name(next(Name(letter) for letter in ("y", "z", "h", "g", "Y") if letter not in taken))
