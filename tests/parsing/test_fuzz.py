"""Whatever is typed, either a graph comes out or one of symgrad's own errors with its place."""

import re

from hypothesis import given
from hypothesis import strategies as st

from symgrad.errors import SymgradError
from symgrad.parsing import parse
from tests.parsing.test_as_written import READ, REFUSED
from tests.parsing.test_reading import EVERY

PIECES = st.sampled_from(
    (
        "x y d f e \\frac { } ( ) [ ] | \\left \\right ^ _ + - * / = \\sin \\partial \\nabla ' ! \\sum \\int \\lim "
        "\\to dx \\begin{cases} \\end{cases} \\begin{aligned} \\end{aligned} & \\\\ 12 0.5 \\hat \\text{if} \\mathrm "
        "\\log sin log ; , \\sqrt \\left. \\right| < \\leq \\mathbf{w} \\top .T np.tanh Piecewise True if else and "
        "Derivative σ ² ₁ ŷ ∂ √ ‖ ∑ ½ \\{ \\} $ @ \\odot \\cdot 2 (x) _{i=1} ^{n} \\boxed \\max \\det ^{-1} ^{(4)} "
        "± ∓ ° ^\\circ ⅈ : -> \\mapsto \\colon lim d[ || \\times \\vec{a} \\pm at where w[i+1] w[-1] x[1:3] "
        "sin2x 1e400 "
        'Partial( Prime( Evaluated( Indicator( Limit( Differential( "+" '
        'Subs lambda w_1 |_{x=3} Sum ∫ ∇ \\mathrm{d} \\d # % " . х \u200b'
    ).split(" ")
)
SYNTAX = st.sampled_from(["auto", "latex", "text", "python"])
WRITTEN = [row[0] for row in (*EVERY, *READ, *REFUSED)]
GOOD = st.sampled_from(WRITTEN)


def check(text: str, syntax: str, **options: bool) -> None:
    try:
        graph = parse(text, syntax, **options)
    except SymgradError as error:
        assert error.column is not None
        assert 1 <= error.column <= len(text) + 1
        assert error.reason
    else:
        assert graph.rows()
        assert graph.definitions or graph.equations


@given(
    pieces=st.lists(PIECES, max_size=12), space=st.sampled_from(["", " ", "\n"]), syntax=SYNTAX, strict=st.booleans()
)
def test_pieces_in_any_order(pieces: list[str], space: str, syntax: str, strict: bool) -> None:
    check(space.join(pieces), syntax, strict=strict)


@given(text=st.text(max_size=30), syntax=SYNTAX)
def test_any_characters(text: str, syntax: str) -> None:
    check(text, syntax)


@given(text=GOOD, piece=PIECES, place=st.integers(0, 60), cut=st.integers(0, 3), syntax=SYNTAX)
def test_good_input_with_a_slip(text: str, piece: str, place: int, cut: int, syntax: str) -> None:
    place = min(place, len(text))
    check(text[:place] + piece + text[place + cut :], syntax)


@given(text=GOOD, data=st.data(), syntax=SYNTAX)
def test_good_input_with_tokens_moved(text: str, data: st.DataObject, syntax: str) -> None:
    """Tokens left out, repeated, or changed with another one."""
    tokens = re.findall(r"\\[A-Za-z]+|\w+|\s+|.", text)
    for _ in range(data.draw(st.integers(1, 3))):
        i, j = (data.draw(st.integers(0, len(tokens) - 1)) for _ in range(2))
        kind = data.draw(st.sampled_from(["drop", "repeat", "swap"]))
        if kind == "swap":
            tokens[i], tokens[j] = tokens[j], tokens[i]
        elif kind == "repeat":
            tokens.insert(j, tokens[i])
        elif len(tokens) > 1:
            del tokens[i]
    check("".join(tokens), syntax)


@given(first=GOOD, second=GOOD, syntax=SYNTAX)
def test_reading_leaves_nothing_behind(first: str, second: str, syntax: str) -> None:
    """Reading something else in between changes nothing."""

    def outcome(text: str) -> object:
        try:
            return parse(text, syntax).rows()
        except SymgradError as error:
            return str(error)

    before = outcome(first)
    outcome(second)
    assert outcome(first) == before
