"""Floats that are off are noticed, with both numbers, and not relied on."""

import pytest

from symgrad import descend
from symgrad.errors import SymgradError

CANCELLING = "(1 - cos(x))/x^2"  # its slope at 1e-8 is the difference of two numbers near 1e8
EXPANDED = "1e9*(x^7 - 7x^6 + 21x^5 - 35x^4 + 35x^3 - 21x^2 + 7x - 1)"


def test_digits_lost_at_the_start_are_noticed_with_both_numbers() -> None:
    trace = descend(CANCELLING, {"x": 1e-8}, steps=3, tolerance=0)
    (notice,) = [one for one in trace.notices if one.kind == "floats are off"]
    assert notice.evidence["exact"] == pytest.approx(-1e-8 / 12)
    assert notice.evidence["floats"] != pytest.approx(-1e-8 / 12)
    assert "ball arithmetic" in notice.says
    assert trace.gradients[0]["x"] == pytest.approx(-1e-8 / 12)
    assert trace.values[0] == pytest.approx(0.5)


def test_the_rest_of_the_descent_is_right() -> None:
    trace = descend(EXPANDED, {"x": 1.001}, learning_rate=1, steps=5, tolerance=0)
    x = 1.001
    for point in trace.points:
        assert point["x"] - 1 == pytest.approx(x - 1, rel=1e-9)
        x -= 7e9 * (x - 1) ** 6


def test_floats_that_are_right_are_not_noticed() -> None:
    for f, start in {"x^2 + y^2": {"x": 3, "y": 1}, "log(1 + exp(-x))": {"x": -800}, "|x|": {"x": 0}}.items():
        trace = descend(f, start, steps=10, check_every=1)
        assert "floats are off" not in {one.kind for one in trace.notices}


def test_on_request_they_are_watched_along_the_way() -> None:
    asked = descend(EXPANDED, {"x": 1.5}, learning_rate=1e-9, steps=400, check_every=100, tolerance=0)
    assert len([one for one in asked.notices if one.kind == "floats are off"]) <= 1
    with pytest.raises(SymgradError, match="negative"):
        descend("x^2", {"x": 1}, check_every=-1)


def test_a_number_too_large_for_a_float_is_explained() -> None:
    trace = descend("1/x", {"x": 1e-320}, steps=5)
    assert "too large for a float" in trace.stopped
    assert len(trace) == 0
