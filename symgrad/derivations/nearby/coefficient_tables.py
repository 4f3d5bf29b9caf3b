"""The page of a Taylor polynomial: the derivatives, their values and the coefficients as a table."""

from collections.abc import Callable, Iterator
from math import factorial, prod

from symgrad.derivations.chain import solve
from symgrad.derivations.derivation import Derivation
from symgrad.derivations.state import State
from symgrad.notation import Align, Block, Prose, Row, Say, Table
from symgrad.rules.tidying import tidy
from symgrad.terms.build import derivative, div, equation, integer, name
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

Rows = Callable[[tuple[State, ...]], tuple[Row, ...]]

FACT = "taylor.fact"


def taylor_blocks(derivation: Derivation, rows: Rows) -> tuple[Block, ...]:
    """The function, the table of its coefficients, and the polynomial with what it leaves out."""
    facts = [state for state in derivation.own_states if state.rule == FACT]
    others = tuple(state for state in derivation.own_states if state.rule != FACT)
    f = _letter(derivation)
    place = facts[0].statement.args[0].args[1:]
    point = [equation(one, value) for one, value in zip(place[::2], place[1::2], strict=True)]
    header: tuple[Prose, ...] = ("order", "derivative", ("at ", *_listed(point)), "coefficient")
    cells = tuple(_row(f, state) for state in facts)
    return (
        Align((Row(f, "=", derivation.question),)), Table(header, cells), Align(rows(others[1:])),
        *map(Say, derivation.notes),
    )  # fmt: skip


def _letter(derivation: Derivation) -> Term:
    """f, or another letter where that is a variable."""
    taken = {one.data.key for one in derivation.source.inputs}
    return name(next(letter for letter in ("f", "g", "F") if letter not in taken))


def _listed(terms: list[Term]) -> Iterator[str | Term]:
    for i, term in enumerate(terms):
        yield from (", ", term) if i else (term,)


def _row(f: Term, state: State) -> tuple[Prose, ...]:
    """Order, which derivative it is and its formula, its value, that over the factorials."""
    shown, value = state.statement.args
    asked = shown.args[0]
    if asked.head is not Head.DERIVATIVE or state.reason == ("order 0",):
        return ("0", f, value, value)
    path = asked.args[1:]
    divisor = prod(factorial(path.count(one)) for one in set(path))
    inert = derivative(f, *path, partial=asked.data == "partial")
    coefficient = tidy(div(value, integer(divisor))) if divisor > 1 else value
    return (str(len(path)), equation(inert, solve(asked)[0]), value, coefficient)
