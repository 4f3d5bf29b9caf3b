"""In which form an answer is written: a second axis beside its value, judged on the term as it was typed.

    same                the key's writing, up to the order and association of sums and products
    simplified          nothing left to calculate, collect or cancel by the laws of arithmetic and powers
    factored            a product; every sum in it has no proper factor over the rational numbers
    expanded            a sum of products without brackets, like terms collected
    common denominator  at most one fraction, with no fraction above or below its line

Nothing is rearranged before it is judged. Brackets inside arguments of functions count for `simplified` only.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from symgrad.algebra import factored
from symgrad.deciding.inputs import Declared, Given, as_term
from symgrad.deciding.tidiness import left_to_do, like_terms, sum_parts
from symgrad.deciding.written import same_writing
from symgrad.errors import UnsupportedError
from symgrad.notation import text
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction

#: written part by part
_COMPOUND = (Head.TUPLE, Head.MATRIX, Head.RELATION)


class FormReport(NamedTuple):
    """Which of the forms asked for hold; for each of the others, what is missing, in words."""

    holds: tuple[str, ...]
    missing: Mapping[str, str]

    @property
    def fits(self) -> bool:
        """Whether every form that was asked for holds."""
        return not self.missing

    @property
    def sentence(self) -> str:
        """The report in a sentence or two."""
        good = f"It is {_listed(self.holds)}." if self.holds else ""
        bad = [f"It is not {_WORDS[form]}: {what}." for form, what in self.missing.items()]
        return " ".join([good, *bad]).strip()

    def __str__(self) -> str:
        return self.sentence


def equal_form(
    answer: Given, key: Given, *, forms: Sequence[str] = ("same",), syntax: str = "auto", domain: Declared = None
) -> FormReport:
    """Judge how the answer is written. Whether it has the right value is for `equal` to say.

    `forms` are names from the table above (or one name); only `same` looks at the key. Raises what reading the text
    raises, and UnsupportedError for a form that is not known.
    """
    wanted = (forms,) if isinstance(forms, str) else tuple(forms)
    unknown = [form for form in wanted if form not in _WORDS]
    if unknown:
        raise UnsupportedError(f"there is no form called {unknown[0]!r}", hint=f"choose among {', '.join(_WORDS)}")
    mine, theirs = as_term(answer, syntax, domain), as_term(key, syntax, domain)
    found = {form: _lacking(form, mine, theirs) for form in wanted}
    return FormReport(
        tuple(form for form, what in found.items() if not what), {form: what for form, what in found.items() if what}
    )


_WORDS = {
    "same": "written as the key is",
    "simplified": "fully simplified",
    "factored": "factored",
    "expanded": "expanded",
    "common denominator": "over one common denominator",
}


def _listed(forms: Sequence[str]) -> str:
    return ", ".join(_WORDS[form] for form in forms)


def _lacking(form: str, answer: Term, key: Term) -> str:
    """The first thing that is missing, in words; empty where the form holds."""
    if form == "same":
        return "" if same_writing(answer, key) else f"the key is {text(key)}, up to the order of sums and products"
    parts = answer.args if answer.head in _COMPOUND else (answer,)
    return next((what for part in parts for what in _FAULTS[form](part)), "")


def _not_factored(term: Term) -> Iterator[str]:
    for factor in _factors(term):
        if factor.head is Head.SUM:
            product = factored(factor)
            if product is not None:
                yield f"{text(factor)} is {text(product)}"


def _factors(term: Term) -> Iterator[Term]:
    """What is multiplied and divided, with the bases of powers."""
    if term.head in (Head.PRODUCT, Head.NEGATION, Head.QUOTIENT):
        for part in term.args:
            yield from _factors(part)
    elif term.head is Head.POWER and as_fraction(term.args[1]) is not None:
        yield from _factors(term.args[0])
    else:
        yield term


def _not_expanded(term: Term) -> Iterator[str]:
    terms = sum_parts(term)
    for part in terms:
        yield from _brackets(part)
    yield from like_terms(terms)


def _brackets(part: Term) -> Iterator[str]:
    """Products, powers and quotients of sums that are to be multiplied out."""
    if part.head is Head.NEGATION:
        inner = part.args[0]
        yield from ([f"the bracket in {text(part)} is not resolved"] if inner.head is Head.SUM else _brackets(inner))
    elif part.head is Head.PRODUCT:
        yield from (_multiplied(part) if any(map(_is_bracket, part.args)) else ())
        for factor in part.args:
            yield from _brackets(factor)
    elif part.head is Head.QUOTIENT:
        yield from _fraction(*part.args)
    elif part.head is Head.POWER and _is_whole(part.args[1]) and part.args[0].head in _SPREAD:
        yield f"{text(part)} is not multiplied out"


def _multiplied(part: Term) -> Iterator[str]:
    yield f"{text(part)} is not multiplied out"


#: what a whole power spreads over
_SPREAD = (Head.SUM, Head.PRODUCT, Head.QUOTIENT, Head.NEGATION, Head.POWER)


def _is_bracket(factor: Term) -> bool:
    return factor.head is Head.SUM or (factor.head is Head.NEGATION and factor.args[0].head is Head.SUM)


def _is_whole(exponent: Term) -> bool:
    value = as_fraction(exponent)
    return value is not None and value.denominator == 1


def _fraction(top: Term, bottom: Term) -> Iterator[str]:
    if _is_bracket(top) and bottom.head is not Head.SUM:
        yield f"the terms of {text(top)} are not divided by {text(bottom)} one by one"
    for part in (*sum_parts(top), *sum_parts(bottom)):
        yield from _brackets(part)


def _not_one_fraction(term: Term) -> Iterator[str]:
    inner = term.args[0] if term.head is Head.NEGATION else term
    parts = inner.args if inner.head is Head.PRODUCT else (inner,)
    fractions = [part for part in parts if part.head is Head.QUOTIENT]
    if len(fractions) > 1:
        yield f"{text(inner)} is a product of fractions"
    for part in parts:
        for half in part.args if part.head is Head.QUOTIENT else (part,):
            yield from _with_fraction(half)


def _with_fraction(half: Term) -> Iterator[str]:
    """Fractions and negative powers within sums, products and powers."""
    if half.head is Head.QUOTIENT:
        yield f"{text(half)} is a fraction inside the expression"
    elif half.head is Head.POWER:
        value = as_fraction(half.args[1])
        if value is not None and value < 0:
            yield f"{text(half)} is a fraction written as a power"
        yield from _with_fraction(half.args[0])
    elif half.head in (Head.SUM, Head.PRODUCT, Head.NEGATION):
        for part in half.args:
            yield from _with_fraction(part)


_FAULTS: Mapping[str, Callable[[Term], Iterator[str]]] = {
    "simplified": left_to_do,
    "factored": _not_factored,
    "expanded": _not_expanded,
    "common denominator": _not_one_fraction,
}
