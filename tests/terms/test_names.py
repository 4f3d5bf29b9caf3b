"""Names: many spellings of one name share a key, and what was typed is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad.terms import Name, simple_name
from symgrad.terms.names import ACCENTS, GREEK
from tests.strategies import spelled_names


@pytest.mark.parametrize(
    ("one", "other"),
    [("w1", "w_1"), ("alpha2", "alpha_2"), ("theta12", "theta_12")],
)
def test_spellings_of_one_name_share_a_key(one: str, other: str):
    assert simple_name(one).key == simple_name(other).key
    assert simple_name(one).plain == one
    assert simple_name(other).plain == other


@pytest.mark.parametrize(("one", "other"), [("x", "X"), ("w_1", "w_2"), ("y", "y_hat"), ("w_1", "w^1"), ("a", "alpha")])
def test_different_names_have_different_keys(one: str, other: str):
    assert simple_name(one).key != simple_name(other).key


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("x", Name("x")),
        ("w_1", Name("w", sub="1")),
        ("w1", Name("w", sub="1", typed="w1")),
        ("y_hat", Name("y", ("hat",))),
        ("y_hat_i", Name("y", ("hat",), "i")),
        ("w_ij^(1)", Name("w", (), "ij", "(1)")),
        ("alpha_2", Name("alpha", (), "2")),
        ("learning_rate", Name("learning_rate")),
    ],
)
def test_a_plain_spelling_is_taken_apart(text: str, name: Name):
    assert simple_name(text) == name


@given(st.from_regex(r"[A-Za-z]{1,8}[0-9]{0,2}(_[A-Za-z0-9]{1,6}){0,2}(\^[0-9*]{1,2})?", fullmatch=True))
def test_every_plain_spelling_is_kept_and_its_key_is_stable(text: str):
    name = simple_name(text)
    assert name.plain == text
    assert simple_name(name.key).key == name.key


@given(spelled_names())
def test_the_spelling_does_not_change_the_key(name: Name):
    assert name._replace(typed="anything").key == name.key
    assert name._replace(style="").key == name.key
    assert name._replace(typed="").plain == name.rebuilt


def test_the_tables_do_not_overlap():
    assert not set(GREEK) & set(ACCENTS)
    assert len(set(GREEK.values())) == len(GREEK)
