"""The sweep over made pairs: a true identity is never called different, a mistake never equal.

python -m pytest --slow tests/deciding/test_sweep.py       all 10,000
python -m tests.deciding.test_sweep 1000                   so many, with figures
"""

import sys
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from time import perf_counter

import pytest

from symgrad.deciding import equal
from symgrad.deciding.verdicts import Verdict
from symgrad.terms import Term
from symgrad.terms.plain import plain
from symgrad.terms.traverse import free_names
from tests import oracle
from tests.deciding.metamorphic import Pair, pairs

DIGITS = 120
ANY = Fraction(3, 7)
"""The value of a name that a counterexample leaves out, since the difference does not depend on it."""


def fault(pair: Pair, verdict: Verdict) -> str:
    """What is wrong with the verdict on the pair, in words; nothing where it is right, or leaves it undecided."""
    if verdict.verdict == "different" and pair.equal:
        return "an identity is called different"
    if verdict.verdict == "equal" and not pair.equal:
        return "a mistake is called equal"
    if verdict.counterexample is not None and not differs_at(pair, verdict.counterexample.point):
        return "no difference at the counterexample"
    return ""


def differs_at(pair: Pair, point: Mapping[str, Fraction]) -> bool:
    """Whether plain mpmath sees the difference at the counterexample, to many digits."""
    by_name: dict[Term, Fraction] = {}
    for name in (*free_names(pair.left), *free_names(pair.right)):
        by_name[name] = point.get(name.data.plain, ANY)
    left, right = (oracle.value_or_none(term, by_name, digits=DIGITS) for term in (pair.left, pair.right))
    if left is None or right is None:
        return (left is None) != (right is None)
    return not oracle.close(left, right, DIGITS - 20)


def judged(count: int, seed: int) -> tuple[Counter[str], list[str], list[float]]:
    """Verdicts counted, faults told, and seconds each."""
    seen: Counter[str] = Counter()
    faults: list[str] = []
    seconds: list[float] = []
    for pair in pairs(count, seed):
        began = perf_counter()
        verdict = equal(pair.left, pair.right)
        seconds.append(perf_counter() - began)
        seen[f"{'identity' if pair.equal else 'mistake'}: {verdict.verdict}"] += 1
        if wrong := fault(pair, verdict):
            faults.append(f"{wrong}: {plain(pair.left)} and {plain(pair.right)} ({pair.how}) {verdict.sentence}")
    return seen, faults, seconds


def test_a_sample_is_judged_rightly() -> None:
    seen, faults, _ = judged(100, 7)
    assert faults == []
    assert seen["identity: equal"] + seen["mistake: different"] >= 90


@pytest.mark.parametrize("exponent", ["1/log(exp(x))", "1/(x + sin(x)^2 + cos(x)^2 - 1)"])
def test_an_exponent_in_digits_may_be_a_whole_number(exponent: str) -> None:
    """(-1)^(1/x) at x = -1 has a value, also where the exponent -1 is only known to lie in a ball around it."""
    assert equal("x^(1/x)", f"x^({exponent})").verdict != "different"


@pytest.mark.slow
def test_ten_thousand_pairs_are_judged_rightly() -> None:
    seen, faults, _ = judged(10_000, 1)
    assert faults == []
    assert seen["identity: equal"] + seen["mistake: different"] >= 9_400


if __name__ == "__main__":
    figures, found, times = judged(int(sys.argv[1]), 1)
    times.sort()
    print(dict(figures), f"median {1000 * times[len(times) // 2]:.1f} ms, 95% {1000 * times[-len(times) // 20]:.1f} ms")
    print("\n".join(found))
