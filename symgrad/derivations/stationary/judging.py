"""Small questions about numbers, each settled exactly or in balls: zero, sign, order."""

from collections.abc import Sequence

from symgrad.balls import Ball, known_ball
from symgrad.deciding import prove_equal
from symgrad.errors import SymgradError
from symgrad.terms.build import ZERO
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names

ACCURACY = 64


def require_numbers(terms: Sequence[Term], names: Sequence[Term]) -> None:
    """Raise SymgradError for a letter that is no variable: its sign and size decide what is found."""
    strange = [one for term in terms for one in free_names(term) if one not in names]
    if strange:
        letter = strange[0].data.plain
        raise SymgradError(f"{letter} has no value", hint=f"put a number for {letter}, or name it among the variables")


def is_zero(number: Term) -> bool:
    """Whether a term is shown to be 0."""
    exact = as_fraction(number)
    return exact == 0 if exact is not None else prove_equal(number, ZERO).status in ("proved", "checked")


def sign_of(number: Term) -> int | None:
    """-1, 0 or 1 of a term without names; None where that is not decided, or it is no real number."""
    exact = as_fraction(number)
    if exact is not None:
        return (exact > 0) - (exact < 0)
    if number.head in (Head.RELATION, Head.LOGIC):
        return None
    try:
        found = known_ball(number, {}, ACCURACY)
    except SymgradError:
        return None
    if not isinstance(found, Ball):
        return None
    return found.sign if found.sign is not None else 0 if is_zero(number) else None
