"""The printed laws are those of the pinned table."""

from symgrad.notation import text
from symgrad.rules import law_shown, rules
from symgrad.terms.traverse import free_names
from tests.rules.laws import PAGE, table


def test_the_printed_laws_are_stable():
    advice = "after a change that is meant: python -m tests.rules.laws --update"
    assert table().splitlines() == PAGE.read_text(encoding="utf-8").splitlines(), advice


def test_a_law_is_shown_on_its_own_letters():
    for rule in rules():
        y, slope = law_shown(rule)
        letters = {name.data.plain for name in free_names(y)}
        assert {name.data.plain for name in free_names(slope)} <= letters | {f"d{letter}" for letter in "uvwst"}
        assert text(slope)
