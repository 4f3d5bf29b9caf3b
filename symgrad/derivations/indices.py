"""Derivatives of what runs over an index: sums, products, and entries of which it is open whether they are the same."""

from symgrad.derivations.step import Expansion, Reason, Weight
from symgrad.derivations.target import Target
from symgrad.errors import UnsupportedError
from symgrad.terms.build import ZERO, bigsum, div, equation, mul, name, relation, unary
from symgrad.terms.families import base_of, families, indices_of, met, with_entries
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import postorder, rebuild, rewrite, substitute

#: letters for an index that must not be one of the reader's
_LETTERS = ("k", "l", "r", "s", "q", "p", "i", "j", "m", "a", "b", "d")
#: what is written for a second index beside this one
_BESIDE = {"t": "s", "i": "k", "j": "i", "k": "l"}


def general_question(body: Term, path: tuple[Term, ...]) -> Term:
    """The body as it is to be differentiated: where x_i occurs under a sum, x_j is the entry j of x.

    A sum over the very letter that the variable has as its index gets another letter, since the two are not the same.
    """
    known = frozenset(family for family in families([body]) if any(_belongs(one, family) for one in path))
    if not known:
        return body
    asked = {index for one in path for _, count in known for index in indices_of(one, count) or ()}
    return with_entries(_with_other_letters(body, asked), known)


def _belongs(one: Term, family: tuple[str, int]) -> bool:
    base, count = family
    return base_of(one).data.key == base and indices_of(one, count) is not None


def _with_other_letters(body: Term, asked: set[Term]) -> Term:
    """The body with other letters for the bound indices that are among those asked for."""
    taken = {node.data.key for node in (*postorder(body), *asked) if node.head is Head.NAME}

    def change(node: Term) -> Term:
        if node.head not in (Head.BIGSUM, Head.BIGPROD) or node.args[1] not in asked:
            return node
        fresh = other_letter(node.args[1], taken)
        taken.add(fresh.data.key)
        return rebuild(node, (substitute(node.args[0], {node.args[1]: fresh}), fresh, *node.args[2:]))

    return rewrite(body, change)


def other_letter(index: Term, taken: set[str]) -> Term:
    """A letter for an index beside this one that nobody uses."""
    choices = (_BESIDE.get(index.data.key, "r"), *_LETTERS, *(f"{index.data.key}_{k}" for k in range(1, 100)))
    return name(next(one for one in choices if one not in taken))


def running_letter(taken: set[str]) -> Term:
    """A letter that is surely seen as an index, not as a size, where a sum goes up to it."""
    return name(next(one for one in (*"rsluvpqij", *(f"r_{k}" for k in range(1, 100))) if one not in taken))


def bigsum_of(t: Target) -> Expansion:
    """The sum of the derivatives."""
    body, index, lower, upper = t.body.args
    _fixed_limits(t, lower, upper)
    return Expansion("bigsum", Weight.SILENT, rebuild(t.body, (t.d(body), index, lower, upper)), ("sum rule",))


def bigprod_of(t: Target) -> Expansion:
    """One factor at a time: the product times the sum of u'/u."""
    body, index, lower, upper = t.body.args
    _fixed_limits(t, lower, upper)
    result = mul(t.body, bigsum(div(t.d(body), body), index, lower, upper))
    needs = (relation(body, "!=", ZERO),)
    return Expansion("bigprod", Weight.MAJOR, result, ("product rule, one factor at a time",), needs)


def _fixed_limits(t: Target, lower: Term, upper: Term) -> None:
    if t.moves(lower) or t.moves(upper):
        raise UnsupportedError("the limits of a sum cannot depend on the variable of a derivative")


def entry_of(t: Target) -> Expansion:
    """x_i by x_j is 1 where i = j, else 0: the indicators of the pairs of indices that are not the same already."""
    pairs = met(t.body, t.variable) or ()
    factors = [unary(Head.INDICATOR, equation(own, asked)) for own, asked in pairs if own is not asked]
    if not factors:
        return Expansion("entry", Weight.MINOR, mul(), ("the derivative of ", t.body, " is 1"))
    why: Reason = ("the derivative of ", t.body, " is 1 where ", *_listed(factors), ", else 0")
    return Expansion("entry", Weight.MINOR, mul(*factors), why)


def _listed(factors: list[Term]) -> Reason:
    first, *rest = (factor.args[0] for factor in factors)
    return (first, *(part for one in rest for part in (" and ", one)))
