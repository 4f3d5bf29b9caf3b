"""What is declared of variables, in the words that SymPy's assumptions share with symgrad's domains."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction

Words = Mapping[str, tuple[str, ...]]
"""Key of a name -> words such as ("positive",)."""


class Declared(Protocol):
    """What a domain says of one variable."""

    @property
    def words(self) -> tuple[str, ...]:
        """Words such as `positive`."""

    @property
    def lower(self) -> Term | None:
        """The least value, if bounded below."""

    @property
    def upper(self) -> Term | None:
        """The greatest value, if bounded above."""


class Domain(Protocol):
    """Constraints by the key of a variable's name."""

    @property
    def entries(self) -> Iterable[tuple[str, Declared]]:
        """Pairs of key and constraint."""


def words_of(domain: Domain | None) -> dict[str, tuple[str, ...]]:
    """The words for each declared variable; an interval counts by its sign."""
    return {} if domain is None else {key: (*one.words, *_sign(one)) for key, one in domain.entries}


def _sign(declared: Declared) -> tuple[str, ...]:
    lower = None if declared.lower is None else as_fraction(declared.lower)
    upper = None if declared.upper is None else as_fraction(declared.upper)
    if lower is not None and lower >= 0:
        return ("positive",) if lower > 0 else ("nonnegative",)
    if upper is not None and upper <= 0:
        return ("negative",) if upper < 0 else ("nonpositive",)
    return ()
