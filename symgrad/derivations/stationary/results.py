"""What is found: points with their kinds, and families of points."""

from typing import Any, NamedTuple

from symgrad.terms.node import Term


class CriticalPoint(NamedTuple):
    """One point. `place`: variable and value, as terms; `kind`: minimum, maximum, saddle or degenerate (undecided)."""

    place: tuple[tuple[Term, Term], ...]
    kind: str
    height: Term
    exact: bool = True

    @property
    def point(self) -> dict[str, Any]:
        """The coordinates by name, as SymPy numbers: exact, or decimals where `exact` is false."""
        return {name.data.plain: _number(value, self.exact) for name, value in self.place}

    @property
    def value(self) -> Any:
        """The function's value there, as a SymPy number."""
        return _number(self.height, self.exact)


class Family(NamedTuple):
    """Infinitely many points: the variables in terms of any whole number, or of variables that stay free."""

    place: tuple[tuple[Term, Term], ...]
    kind: str
    over: tuple[Term, ...]  # what may be chosen
    whole: bool  # whether any whole number, else any real one
    where: tuple[Term, ...] = ()  # conditions of a plateau

    @property
    def point(self) -> dict[str, Any]:
        """The coordinates by name, as SymPy expressions."""
        from symgrad.algebra import to_sympy

        return {name.data.plain: to_sympy(value) for name, value in self.place}

    @property
    def text(self) -> str:
        """`x = pi/2 + k pi, for any whole number k`; of a plateau where it lies."""
        from symgrad.notation import text

        if self.where:
            return "every point where " + " and ".join(map(text, self.where))
        told = ", ".join(f"{name.data.plain} = {text(value)}" for name, value in self.place if value is not name)
        chosen = ", ".join(text(one) for one in self.over)
        if not told:
            return f"every real {chosen}"
        return f"{told}, for any {'whole number' if self.whole else 'real'} {chosen}"


def _number(value: Term, exact: bool) -> Any:
    """The term as a SymPy number; a decimal that is not exact as a float."""
    from symgrad.algebra import to_sympy

    found = to_sympy(value)
    return found if exact else found.evalf()
