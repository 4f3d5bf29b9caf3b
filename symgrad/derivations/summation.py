"""What is done with sums over an index once everything is differentiated: split, collapsed, what is fixed taken out."""

from collections.abc import Iterator

from symgrad.derivations.step import Step, Weight
from symgrad.rules.tidying import LIGHT, SUMS
from symgrad.rules.tidying.light import collect_numbers
from symgrad.rules.tidying.sums import collapsed
from symgrad.rules.units import drop_units
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import has_head

#: each turn opens at least one sum; nested deeper than this are left as they are
_MOST_TURNS = 12


def summed(statement: Term) -> Iterator[Step]:
    """The steps from sums with indicators to sums without, where that is possible."""
    if not has_head(statement, Head.BIGSUM):
        return
    for _ in range(_MOST_TURNS):
        step = _first_that_helps(statement)
        if step is None:
            return
        yield step
        statement = step.after


def _first_that_helps(statement: Term) -> Step | None:
    for way in (LIGHT[0], *SUMS):
        after = way.change(statement)
        if after is not (statement if way is LIGHT[0] else _plain(way.id, statement)):
            conditions = collapsed(statement)[1] if way.id == "tidy.collapse" else ()
            weight = Weight.HEAVY if way.id in ("tidy.split-sum", "tidy.collapse") else Weight.LIGHT
            return Step(way.id, weight, statement, after, (way.says,), conditions=conditions)
    return None


def _plain(way: str, statement: Term) -> Term:
    """The statement where nothing is split, collapsed or taken out: what the way does in passing is no step."""
    plain = drop_units(statement)
    return collect_numbers(plain) if way == "tidy.split-sum" else plain
