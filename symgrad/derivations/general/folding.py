"""A local slope in the reader's own names: p_i for e^{z_i}/sum, h_j for tanh(z_j)."""

from symgrad.derivations.general.network import Part
from symgrad.rules.tidying import TIDYINGS, tidy
from symgrad.terms.build import mul, name
from symgrad.terms.heads import Head
from symgrad.terms.names import Name
from symgrad.terms.node import Term
from symgrad.terms.traverse import contains, free_names, postorder, substitute

_DENOMINATOR = name(Name("denominator", style="hidden"))


def in_own_names(value: Term, user: Part, question: Term, placed: dict[Term, Term]) -> Term:
    """The value with the user's own formula, at any index, as its name."""
    places = dict.fromkeys((*placed.values(), *_indices(question.args[1], value)))
    if user.term.head is Head.QUOTIENT and len(user.letters) == 1:
        value = _with_quotient(value, user, places)
    found = {substitute(user.term, placed): substitute(user.entry, placed)}
    if len(user.letters) == 1:
        found |= {_at(user.term, user, place): _at(user.entry, user, place) for place in places}
    return substitute(value, found)


def _indices(variable: Term, value: Term) -> list[Term]:
    """The letters that stand as an index in the value."""
    entries = (node for node in postorder(value) if node.head is Head.INDEXED)
    return [index for node in entries for index in node.args[1:] if index in free_names(value)]


def _at(term: Term, user: Part, place: Term) -> Term:
    return substitute(term, dict.fromkeys(user.letters, place))


def _with_quotient(value: Term, user: Part, places: dict[Term, None]) -> Term:
    """The value of a slope of T/S with T as the name times S, cancelled: p_i([i = j] - p_j)."""
    top, bottom = user.term.args
    if any(letter in free_names(bottom) for letter in user.letters):
        return value
    hidden = substitute(value, {bottom: _DENOMINATOR})
    named = {_at(top, user, place): mul(_at(user.entry, user, place), _DENOMINATOR) for place in places}
    pairs = {tidy(mul(one, other)): mul(named[one], named[other]) for one in named for other in named}
    folded = TIDYINGS["tidy.cancel"].change(tidy(substitute(hidden, {**pairs, **named})))
    return value if contains(folded, _DENOMINATOR) else folded
