"""A local slope in the reader's own names: p_i for e^{z_i}/sum, h_j for tanh(z_j)."""

from collections.abc import Sequence

from symgrad.derivations.general.network import Part
from symgrad.rules.tidying import TIDYINGS, tidy
from symgrad.terms.build import mul, name
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.traverse import contains, free_names, postorder, substitute

_DENOMINATOR = name(Name("denominator", style="hidden"))


def in_own_names(value: Term, user: Part, question: Term, placed: dict[Term, Term]) -> Term:
    """The value with the user's own formula, at any index, as its name.

    The formula is taken from the question, where bound letters may have been renamed.
    """
    formula, entry = question.args[0], substitute(user.entry, placed)
    letters = [one for one in (placed.get(letter) for letter in user.letters) if one is not None]
    places = dict.fromkeys((*letters, *_indices(value))) if len(letters) == 1 else {}
    shifted = [dict.fromkeys(letters, place) for place in places]
    if formula.head is Head.QUOTIENT and places:
        value = _with_quotient(value, formula, entry, shifted)
    return substitute(value, {formula: entry, **{substitute(formula, one): substitute(entry, one) for one in shifted}})


def _indices(value: Term) -> list[Term]:
    """The letters that stand as an index in the value."""
    entries = (node for node in postorder(value) if node.head is Head.INDEXED)
    return [index for node in entries for index in node.args[1:] if index in free_names(value)]


def _with_quotient(value: Term, formula: Term, entry: Term, shifted: Sequence[dict[Term, Term]]) -> Term:
    """The value of a slope of T/S with T as the name times S, cancelled: p_i([i = j] - p_j)."""
    top, bottom = formula.args
    if any(letter in free_names(bottom) for one in shifted for letter in one):
        return value
    hidden = substitute(value, {bottom: _DENOMINATOR})
    named = {substitute(top, one): mul(substitute(entry, one), _DENOMINATOR) for one in shifted}
    pairs = {tidy(mul(one, other)): mul(named[one], named[other]) for one in named for other in named}
    folded = TIDYINGS["tidy.cancel"].change(tidy(substitute(hidden, {**pairs, **named})))
    return value if contains(folded, _DENOMINATOR) else folded
