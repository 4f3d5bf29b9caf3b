"""Answers with a constant of integration: x^2 + C and x^2 + 3 + K describe the same functions."""

from fractions import Fraction

from symgrad.balls import Ball, ball, slopes_along
from symgrad.deciding.equality import equal_terms
from symgrad.deciding.points import allowed, generic_points
from symgrad.deciding.verdicts import Verdict
from symgrad.errors import SymgradError
from symgrad.graph import Domain
from symgrad.terms.build import ZERO, add, rational, sub
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, substitute

_LETTERS = frozenset({"C", "K", "c", "k"})
"""Names of constants of integration, with or without an index."""

TRIED = 24
"""Points at which the slope of a difference is looked at."""

_MISSING = "Only one of the two has a constant of integration."


def constant_of(term: Term) -> Term | None:
    """The constant of integration: one name such as C that is added once (or -C, 2C) and stands nowhere else."""
    if term.head is not Head.SUM:
        return None
    found = [core for part in term.args if (core := _letter(part)) is not None]
    if len(found) != 1 or found[0] in free_names(_without(term, found[0])):
        return None
    return found[0]


def is_meant(left: Term, right: Term) -> bool:
    """Whether the constants added are constants of integration: a small letter may be a coefficient as well.

    c is one where both sides hold at most one other name, and add it alike; in a x^2 + b x + c it is not.
    """
    names = {name for side in (left, right) for name in free_names(side)}
    small = [part for side in (left, right) for part in side.args if (one := _letter(part)) and one.data.base.islower()]
    if not small:
        return True
    letters = {letter for side in (left, right) for part in side.args if (letter := _letter(part)) is not None}
    return len(names - letters) <= 1 and (len(letters) > 1 or len(set(small)) == 1)


def _letter(part: Term) -> Term | None:
    """C of C, -C, 2C or C/2."""
    if part.head is Head.NAME:
        return part if part.data.base in _LETTERS else None
    if part.head is Head.NEGATION:
        return _letter(part.args[0])
    if part.head is Head.QUOTIENT and as_fraction(part.args[1]):
        return _letter(part.args[0])
    if part.head is Head.PRODUCT and len(part.args) == 2 and as_fraction(part.args[0]):
        return _letter(part.args[1])
    return None


def _without(term: Term, constant: Term) -> Term:
    places = [part for part in term.args if _letter(part) is not constant]
    return add(*places) if places else ZERO


def antiderivatives(left: Term, right: Term, domain: Domain) -> Verdict:
    """Judge two antiderivatives by what is left without their constants; a constant that is missing is told."""
    ours, theirs = constant_of(left), constant_of(right)
    first = left if ours is None else _without(left, ours)
    second = right if theirs is None else _without(right, theirs)
    if ours in free_names(second) or theirs in free_names(first):
        return equal_terms(left, right, domain)  # the name means something else on the other side
    verdict = _same_but_for_a_number(first, second, domain)
    lacking = (ours is None) != (theirs is None)
    return verdict._replace(notes=(*verdict.notes, _MISSING)) if lacking else verdict


def _same_but_for_a_number(first: Term, second: Term, domain: Domain) -> Verdict:
    plain = equal_terms(first, second, domain)
    if plain.verdict == "equal":
        return plain
    names = tuple(dict.fromkeys(free_names(first) + free_names(second)))
    for value in (Fraction(0), Fraction(1), Fraction(1, 2), Fraction(-1), Fraction(2)):
        at = {name: rational(value) for name in names}
        inside = all(allowed(domain.of(name), value) for name in names)
        if inside and all(_is_defined(term, dict.fromkeys(names, value)) for term in (first, second)):
            shifted = [sub(term, substitute(term, at)) for term in (first, second)]
            return _told(equal_terms(shifted[0], shifted[1], domain), sub(first, second), names)
    return Verdict("undecided", notes=("no simple point at which both are defined",))


def _told(verdict: Verdict, difference: Term, names: tuple[Term, ...]) -> Verdict:
    if verdict.verdict == "equal":
        return verdict._replace(notes=(*verdict.notes, "They differ by a constant, which C takes up."))
    if verdict.verdict == "different" and not _moves(difference, names):
        return Verdict("undecided", notes=("They may differ by another constant on each piece of their domain.",))
    if verdict.verdict == "different":
        return verdict._replace(notes=(*verdict.notes, "The two are shifted to be 0 at one point before comparing."))
    return verdict


def _moves(difference: Term, names: tuple[Term, ...]) -> bool:
    """Whether the difference certainly has a slope somewhere: only then no constants make up for it."""
    for point in generic_points(names, Domain(), TRIED):
        for name in names:
            slope = slopes_along(difference, {name: 1}, point).right
            if isinstance(slope, Ball) and slope.sign in (1, -1):
                return True
    return False


def _is_defined(term: Term, point: dict[Term, Fraction]) -> bool:
    try:
        return isinstance(ball(term, point, 128), Ball)
    except SymgradError:
        return False
