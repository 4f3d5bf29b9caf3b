"""Lines in which the number of entries comes in: what holds at one size only is not proved."""

import pytest

import symgrad as sg
from symgrad.deciding.matrices import prove_matrix_equal
from symgrad.terms import build as b
from symgrad.terms.node import Term

N = b.name("n")


def line(source: str, **shapes: object) -> Term:
    return sg.parse(source, syntax="python", shapes=shapes).output.term


@pytest.mark.parametrize(("count", "size"), [(2, "n"), (3, "n"), (4, "n"), (2, 4), (3, 4), (3, 5), (2, 100)])
def test_a_count_that_holds_at_one_size_is_no_identity(count: int, size: int | str) -> None:
    assert prove_matrix_equal(b.array("sum", b.ones(size)), b.integer(count)).status != "proved"


@pytest.mark.parametrize(("count", "size"), [(N, "n"), (b.integer(4), 4), (b.integer(5), 5)])
def test_the_true_count_is_proved(count: Term, size: int | str) -> None:
    assert prove_matrix_equal(b.array("sum", b.ones(size)), count).status == "proved"


@pytest.mark.parametrize(("right", "holds"), [("0*sum(x)", True), ("sum(x)/2", False), ("sum(x)/4", False)])
def test_deviations_from_the_mean_sum_to_0(right: str, holds: bool) -> None:
    left = line("sum(x - sum(x)/4)", x=(4,))
    assert (prove_matrix_equal(left, line(right, x=(4,))).status == "proved") is holds
