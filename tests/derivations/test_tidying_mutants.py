"""Every way to tidy up with its result changed in turn: no change that alters the function is proved.

python -m tests.derivations.test_tidying_mutants       prints the count
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice

import pytest

import symgrad as sg
from symgrad.derivations.proving.steps import settle
from symgrad.derivations.step import Step, Weight
from symgrad.rules.tidying import TIDYINGS, Tidying
from symgrad.terms import Term
from symgrad.terms import build as b
from tests import oracle
from tests.rules.cases import mutants

X, Y = b.name("x"), b.name("y")
POINTS = [
    {X: Fraction(a), Y: Fraction(c)} for a, c in (("7/10", "13/5"), ("3/4", "5/3"), ("-9/4", "-1/2"), ("2", "-3"))
]

#: each is changed by some way to tidy up
BODIES = (
    "3*2*x + 0*y + 1*x", "2*x + 3*x - y", "x*x^2*y", "(x + y)*(x - y)", "x/2 + y/3", "x*y + x*y^2",
    "(x^2 - y^2)/(x - y)",
    "x^2/x", "e^x*e^y", "sqrt(x)*sqrt(x)", "-(-x)", "x*(1/y)", "(2*x)/(4*y)", "1/(1/x)", "sin(x)^2 + cos(x)^2",
    "sin(x)/cos(x)", "2*sin(x)*cos(x)", "x - (y - 1)", "(x*y)/y", "x^(-1)*y", "1/cos(x)^2", "(x + 1)^2*(x + 1)",
    "2*(x + 1) + 3*(x + 1)", "x*e^x + e^x", "(x + 1)/(x^2 + 1) - 1/(x^2 + 1)",
    r"\sum_{i=1}^{3} 2 x i", r"\sum_{i=1}^{3} (x i + y)",
)  # fmt: skip
MOST_BODIES = 4


def steps(one: Tidying) -> Iterator[tuple[Term, Term]]:
    """(before, after) for bodies that the way changes."""
    terms = (sg.parse(text).unfold() for text in BODIES)
    return islice(((term, one.change(term)) for term in terms if one.change(term) is not term), MOST_BODIES)


def differ(left: Term, right: Term) -> bool:
    """Whether plain mpmath tells the two apart at a point."""
    pairs = [(oracle.value_or_none(left, at), oracle.value_or_none(right, at)) for at in POINTS]
    return any(a is not None and c is not None and not oracle.close(a, c, 15) for a, c in pairs)


def survivors(one: Tidying) -> tuple[int, list[tuple[Term, Term]]]:
    """How many changed results alter the function, and those that are proved all the same."""
    count, left = 0, []
    for before, after in steps(one):
        for mutant in mutants(after):
            if differ(before, mutant):
                count += 1
                status, _ = settle(Step(one.id, Weight.MINOR, before, mutant, ()))
                left += [(before, mutant)] if status in ("proved", "checked") else []
    return count, left


@pytest.mark.parametrize("one", TIDYINGS.values(), ids=lambda one: one.id)
def test_no_changed_result_is_proved(one: Tidying) -> None:
    assert survivors(one)[1] == []


def main() -> None:
    """Print the counts."""
    found = {one.id: survivors(one) for one in TIDYINGS.values()}
    for key, (count, left) in found.items():
        print(f"{key:28} {count:5} mutants, {len(left)} proved")
    print(f"{sum(count for count, _ in found.values())} in all")


if __name__ == "__main__":
    main()
