"""Records of functions: found by each spelling, true to their definitions, real where they say."""

import pytest

from symgrad.terms import Term
from symgrad.terms import build as b
from symgrad.terms.functions import Function, function, functions, register, spelled, spellings
from tests import oracle

X, Y = b.name("x"), b.name("y")
POINTS = ("-2.5", "-1.25", "-0.75", "-0.2", "0.3", "0.8", "1.4", "2.75")
WRITTEN_OUT = [record for record in functions() if record.definition is not None]
UP_TO_TWO = [record for record in functions() if record.arity[0] <= 2]

#: defined by an analytic continuation beyond what the record declares real
CONTINUED = {"loggamma", "bessely", "besselk", "uppergamma", "lowergamma"}


def name(record: Function) -> str:
    return record.id


@pytest.mark.parametrize("record", functions(), ids=name)
def test_each_spelling_finds_the_function(record: Function):
    assert function(record.id) is record
    for spelling in (record.id, *record.spellings):
        assert spelled(spelling) is record
        assert spelling in spellings()


def test_an_unknown_spelling_finds_nothing():
    assert spelled("nothing") is None
    with pytest.raises(KeyError):
        function("nothing")


def test_a_spelling_belongs_to_one_function():
    taken = function("sin")._replace(id="other_sine", spellings=("cos",))
    with pytest.raises(ValueError, match="cos is a spelling of cos"):
        register(taken)


@pytest.mark.parametrize("record", functions(), ids=name)
def test_a_record_is_whole(record: Function):
    assert record.says
    assert record.latex.startswith("\\") or record.latex.isalpha()
    assert 1 <= record.arity[0] <= record.arity[1]
    assert record.sympy or record.definition is not None
    args = (X, Y, b.TWO)[: record.arity[0]]
    for conditions in (record.needs, record.kinks, record.jumps):
        assert all(isinstance(term, Term) for term in conditions(*args))


@pytest.mark.parametrize("record", WRITTEN_OUT, ids=name)
def test_a_definition_has_the_value_of_its_function(record: Function):
    args = (X, Y)[: record.arity[0]]
    written = record.definition(*args)
    compared = 0
    for text in POINTS:
        point = {X: oracle.mpf(text), Y: oracle.mpf("1.7")}
        own, out = oracle.value_or_none(b.call(record.id, *args), point), oracle.value_or_none(written, point)
        assert (own is None) == (out is None)
        if own is not None:
            compared += 1
            assert oracle.close(own, out)
    assert compared >= 2


@pytest.mark.parametrize("record", UP_TO_TWO, ids=name)
def test_a_function_is_real_where_it_says_and_nowhere_else(record: Function):
    args = (b.TWO, X)[-record.arity[0] :]
    for text in POINTS:
        point = {X: oracle.mpf(text)}
        declared = all(oracle.holds(condition, point) for condition in record.needs(*args))
        real = oracle.value_or_none(b.call(record.id, *args), point, digits=20) is not None
        assert real or not declared
        assert declared or not real or record.id in CONTINUED
