"""Reading what is claimed: one formula for each component, and by which short factor it is off."""

from collections.abc import Iterator, Sequence
from typing import Any

from symgrad.algebra import shortest
from symgrad.derivations.simplification import holds
from symgrad.errors import DataError
from symgrad.graph import Graph, from_term
from symgrad.parsing import parse
from symgrad.rules.tidying import operations, tidy
from symgrad.terms.build import ONE, ZERO, div
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import has_head

#: a factor with more operations than this says nothing to a reader
SHORT = 4


def claim_terms(graph: Graph, claim: Any, count: int, syntax: str = "auto", strict: bool = False) -> tuple[Term, ...]:
    """The claimed formulas, `count` of them, from text, terms, numbers or a sequence of these.

    "f'(x) = 2x" and "dy/dx = 2x" claim 2x; `strict` refuses what can be read in two ways.
    Raises DataError where their number does not fit, and as `parse`.
    """
    found = tuple(_parts(claim, syntax, strict))
    if len(found) != count:
        counted = "1 formula is" if len(found) == 1 else f"{len(found)} formulas are"
        raise DataError(f"{counted} claimed for {count} variable{'s' if count != 1 else ''}")
    return found


def _parts(claim: Any, syntax: str, strict: bool) -> Iterator[Term]:
    if isinstance(claim, Sequence) and not isinstance(claim, str):
        for one in claim:
            yield from _parts(one, syntax, strict)
        return
    if isinstance(claim, Term):
        graph = from_term(claim)
    else:
        graph = claim if isinstance(claim, Graph) else parse(str(claim), syntax, strict=strict)
    terms = [row.args[-1] for row in graph.equations if row.head is Head.RELATION and row.data[-1] == "="]
    if graph.definitions:
        terms += [graph.unfold(name) for name in graph.outputs] if len(graph.outputs) != 1 else [graph.unfold()]
    if not terms:
        raise DataError("this is not a formula for a derivative", hint="2x, or f'(x) = 2x")
    for term in terms:
        yield from term.args if term.head in (Head.TUPLE, Head.MATRIX) else (term,)


def factor_between(claim: Term, right: Term) -> Term | None:
    """The short factor that times the right answer gives the claim; None where there is none."""
    if right is ZERO or claim is ZERO or has_head(claim, Head.DECIMAL):
        return None
    ratio = div(claim, right)
    forms = [tidy(ratio), *(form.term for form in shortest(ratio))]
    short = (form for form in sorted(forms, key=operations) if operations(form) <= SHORT)
    return next(
        (form for form in short if form is not ONE and not has_head(form, Head.SUM) and holds(ratio, form)), None
    )
