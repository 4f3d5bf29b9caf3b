"""Why a local derivative is what it is, and where a slope comes from, in words."""

from symgrad.derivations.asking import question
from symgrad.derivations.backward.network import Network
from symgrad.derivations.backward.roles import applied
from symgrad.derivations.chain import solve
from symgrad.derivations.lines import reason
from symgrad.derivations.step import Reason
from symgrad.derivations.systems.slopes import recognised, softmax_exponents
from symgrad.rules import rule_of
from symgrad.terms.build import name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names

_LINEAR = (Head.SUM, Head.NEGATION, Head.PRODUCT, Head.QUOTIENT)


def edge_reason(network: Network, user: Term, used: Term) -> Reason:
    """Why the local derivative on this edge is what it is."""
    term = network.by_name[user].term
    seen = recognised(term)
    if seen is not term and seen.head is Head.CALL:
        return (user, " is ", seen, ": ", *_of_function(seen))
    if applied(network, user):
        return _of_function(term)
    if softmax_exponents(term):
        return (user, " is an entry of a softmax: ", _entry(term, used))
    if _is_linear(term, used):
        return ("the rest is held constant",) if len(free_names(term)) > 1 else ("a constant factor",)
    _, steps = solve(question(term, (used,), True))
    return reason(steps) if steps else ("the derivative of the name itself",)


def _entry(term: Term, used: Term) -> str:
    return "y(1 - y) in its own exponent" if term.args[0].args[1] is used else "minus the product of both entries"


def _is_linear(term: Term, used: Term) -> bool:
    """Whether the name stands in one summand, as a factor or above the bar, and nowhere else."""
    while term is not used:
        inside = [child for child in term.args if used in free_names(child)]
        if term.head not in _LINEAR or len(inside) != 1 or (term.head is Head.QUOTIENT and inside[0] is term.args[1]):
            return False
        term = inside[0]
    return True


def _of_function(term: Term) -> Reason:
    if term.head is Head.APPLY:
        return ("derivative of ", name(term.data.name))
    rule = rule_of(term.data)
    return (rule.says,) if rule is not None else ("derivative of the function",)


def users_reason(network: Network, one: Term) -> Reason:
    """Through what the name reaches the output."""
    users = network.users.get(one, [])
    if users == [network.output]:
        return ("directly",)
    parts: list[str | Term] = ["through "]
    for i, user in enumerate(users):
        parts += [user] if i == 0 else [" and ", user] if i == len(users) - 1 else [", ", user]
    return (*parts, ": add them") if len(users) > 1 else tuple(parts)
