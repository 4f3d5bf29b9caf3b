"""The slow sweep: 100,000 strings raise nothing but symgrad's own errors, none takes long, and memory does not grow."""

import random
import time
import tracemalloc

import pytest

from tests.parsing.test_fuzz import WRITTEN, check

PIECES = (
    "x y d f e \\frac { } ( ) [ ] | \\left \\right ^ _ + - * / = \\sin ' ! \\sum \\int dx \\begin{cases} \\end{cases} "
    "& \\\\ 12 0.5 \\hat \\text{if} sin log ; , \\sqrt < .T np.tanh declare 9! 10^10^10 σ ² ŷ ∂ √ \u200b "
    'w[i] d( \\leftarrow ± ° : -> \\mapsto lim d[ || \\times w[i+1] w[-1] sin2x 1e400 Partial( Prime( Limit( "+"'
).split(" ")


def _typed(source: random.Random) -> str:
    """Pieces in a row, or good input with up to three slips."""
    if source.random() < 0.5:
        return source.choice(["", " ", "\n"]).join(source.choices(PIECES, k=source.randint(1, 14)))
    text = source.choice(WRITTEN)
    for _ in range(source.randint(1, 3)):
        place = source.randint(0, len(text))
        text = text[:place] + source.choice(PIECES) + text[place + source.randint(0, 3) :]
    return text


def _batch(source: random.Random, count: int) -> None:
    for _ in range(count):
        text, began = _typed(source), time.process_time()
        check(text, source.choice(["auto", "latex", "text", "python"]), strict=source.random() < 0.3)
        assert time.process_time() - began < 1, text


@pytest.mark.slow
def test_a_hundred_thousand_strings() -> None:
    source = random.Random(20261)
    _batch(source, 50_000)
    tracemalloc.start()
    _batch(source, 10_000)
    before = tracemalloc.get_traced_memory()[0]
    _batch(source, 40_000)
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < 2 * 2**20
