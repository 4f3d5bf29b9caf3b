"""Exact proof that two terms have one value wherever both are real: equal images in prime fields."""

from collections.abc import Iterable
from itertools import pairwise

from symgrad.deciding.kernels import NoImage, Trial
from symgrad.graph import Domain
from symgrad.terms import build
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, postorder

TRIALS = 3
"""Trials where every image is determined: one would do, with an error below 10^-25."""
TRIALS_WITH_CHOICES = 64
"""Trials where signs of roots or of arguments are drawn: a false identity may hold for one choice in two."""
MOST_SEEDS = 600
"""Trials started at most: half of them fail for each square root that the field does not have."""

_POSITIVE_WORDS = frozenset({"positive"})


def equal_images(left: Term, right: Term, domain: Domain) -> bool:
    """Whether the two terms have equal images in every trial, which proves them equal wherever both are real."""
    positive = known_positive((left, right), domain)
    passed, wanted = 0, TRIALS
    for seed in range(MOST_SEEDS):
        trial = Trial(seed, positive, _has_cube_roots((left, right)))
        try:
            if trial.image(left) != trial.image(right):
                return False
        except NoImage:
            continue
        except RecursionError:
            return False
        passed += 1
        wanted = TRIALS_WITH_CHOICES if trial.choices else wanted
        if passed >= wanted:
            return True
    return False


def known_positive(terms: Iterable[Term], domain: Domain) -> frozenset[Term]:
    """What is positive where the terms are real: declared names, arguments of logarithms, radicands of even roots."""
    found: set[Term] = set()
    for term in terms:
        for node in _outside_cases(term):
            found.update(_implied(node))
            if node.head is Head.NAME and node.is_scalar and _declared_positive(node, domain):
                found.add(node)
    return frozenset(found)


def _declared_positive(name: Term, domain: Domain) -> bool:
    declared = domain.of(name)
    lower = None if declared.lower is None else as_fraction(declared.lower)
    return bool(_POSITIVE_WORDS & set(declared.words)) or (lower is not None and lower >= 0)


def _outside_cases(term: Term) -> Iterable[Term]:
    """Every subterm, unless cases occur: what a branch needs does not hold in the others."""
    nodes = list(postorder(term))
    return [n for n in nodes if n.head is Head.NAME] if any(n.head is Head.PIECEWISE for n in nodes) else nodes


def _implied(node: Term) -> list[Term]:
    if node.head is Head.CALL and node.data == "log":
        return _parts(node.args[0])
    if node.head is Head.CALL:
        needs = function(node.data).needs(*node.args)
        return [a for need in needs if need.head is Head.RELATION for a in _greater(need)]
    degree = as_fraction(node.args[1]) if node.head in (Head.ROOT, Head.POWER) else None
    if node.head is Head.POWER and degree is not None:
        return _parts(node.args[0]) if degree.denominator % 2 == 0 else []
    if node.head is Head.POWER:
        return [node.args[0]]
    return _parts(node.args[0]) if degree is not None and degree.numerator % 2 == 0 else []


def _parts(term: Term) -> list[Term]:
    """A term known to be positive, and, where it is an odd power of one thing, that thing."""
    if term.head in (Head.POWER, Head.ROOT):
        exponent = as_fraction(term.args[1])
        odd = exponent is not None and exponent.numerator % 2 == 1 and exponent.denominator % 2 == 1
        return [term, *_parts(term.args[0])] if odd else [term]
    return [term]


def _greater(need: Term) -> list[Term]:
    return [a for sign, (a, b) in zip(need.data, pairwise(need.args), strict=True) if sign == ">" and b is build.ZERO]


def _has_cube_roots(terms: Iterable[Term]) -> bool:
    """Whether a root of a degree divisible by 3 occurs, so that the second tower of fields is needed."""
    for term in terms:
        for node in postorder(term):
            degree = as_fraction(node.args[1]) if node.head in (Head.ROOT, Head.POWER) else None
            if degree is not None and (degree.numerator if node.head is Head.ROOT else degree.denominator) % 3 == 0:
                return True
    return False
