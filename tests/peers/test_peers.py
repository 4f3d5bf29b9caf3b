"""The comparison itself: problems by seed, outcomes counted right, and our own judges without a failure on a sample."""

from itertools import islice

from tests.deciding.metamorphic import pairs
from tests.peers import equality, gradients
from tests.peers.__main__ import PAGE
from tests.peers.functions import MISTAKES, claims


def test_the_same_seed_gives_the_same_claims() -> None:
    assert [(one.point, one.how) for one in claims(1)] == [(one.point, one.how) for one in claims(1)]
    assert {one.truth for one in claims(1)} == {"right", "wrong", "kink"}
    assert sum(one.truth == "wrong" for one in claims(1)) == len(MISTAKES) * sum(
        one.truth == "right" for one in claims(1)
    )


def test_our_gradient_judge_makes_no_mistake_on_a_sample() -> None:
    judge = {"symgrad check": gradients.JUDGES["symgrad check"][1]}
    _, failures = gradients.counted(2, judge)
    assert failures == []


def test_our_equality_judge_accepts_no_mistake_on_a_sample() -> None:
    seen, _ = equality.counted(30, 3, {"symgrad equal": equality.JUDGES["symgrad equal"]})
    counts = seen["symgrad equal"]
    assert counts["right: rejected"] == counts["wrong: accepted"] == 0


def test_sympy_answers_through_the_worker() -> None:
    for pair in islice(pairs(2, 5), 2):
        told = [judge(pair) for name, judge in equality.JUDGES.items() if "SymPy" in name]
        assert "error" not in told


def test_the_page_lists_our_failures_before_the_tables() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page.index("## Our own failures") < page.index("## Equality") < page.index("## Gradients")
