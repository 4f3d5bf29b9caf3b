"""The two kinds of laws of matrix calculus, and the tables of them.

A differential law says what dU is, as a sum over the parts of U: d(A B) = dA B + A dB. An adjoint says how a linear
factor moves to the other side of an inner product: <G, A dU> = <A^T G, dU>. Functions that are not linear need only the
first kind, since their differential is written with linear heads.
"""

from collections.abc import Callable
from typing import NamedTuple

from symgrad.terms.heads import Head
from symgrad.terms.node import Term

Terms = tuple[Term, ...]
Law = Callable[[Term, int, Term], Term]


def _children(node: Term) -> Terms:
    return node.args


def _nowhere(node: Term) -> Terms:
    return ()


class DifferentialLaw(NamedTuple):
    """d of one head. `law(node, i, d)` is what part i, whose differential is d, contributes; it is linear in d.

    `parts` are what the differentials are taken of. `silent` laws (sums, signs) are applied in passing. `needs` are the
    conditions under which the law holds, beyond where the node is defined.
    """

    id: str
    says: str
    law: Law
    sentence: str
    parts: Callable[[Term], Terms] = _children
    silent: bool = False
    needs: Callable[[Term], Terms] = _nowhere


class Adjoint(NamedTuple):
    """How a linear head moves: <G, L(u_1, ..., d, ...)> = <move(G, node, i), d> with d in place i of the node."""

    id: str
    says: str
    move: Callable[[Term, Term, int], Term]
    silent: bool = False


_LAWS: dict[str, DifferentialLaw] = {}
_SPECIAL: list[tuple[Callable[[Term], bool], DifferentialLaw]] = []
_ADJOINTS: dict[str, Adjoint] = {}


def key_of(node: Term) -> str:
    """What the tables are keyed by: the head, or `array.` with the id of a function of whole arrays."""
    return f"array.{node.data[0]}" if node.head is Head.ARRAY else str(node.head)


def register_laws(*rows: tuple[str, DifferentialLaw]) -> None:
    """Add laws by head or by the id of a function of whole arrays."""
    _LAWS.update(rows)


def register_special(matches: Callable[[Term], bool], law: DifferentialLaw) -> None:
    """Add a law for a form with a differential of its own, such as log det X. Asked before those by head."""
    _SPECIAL.append((matches, law))


def register_adjoints(*rows: tuple[str, Adjoint]) -> None:
    """Add adjoints by head or by the id of a function of whole arrays."""
    _ADJOINTS.update(rows)


def law_of(node: Term) -> DifferentialLaw | None:
    """The law for the differential of this node by its form or its head, if there is one."""
    special = (law for matches, law in _SPECIAL if matches(node))
    return next(special, None) or _LAWS.get(key_of(node))


def adjoint_of(node: Term) -> Adjoint | None:
    """The adjoint of this linear node, if there is one."""
    return _ADJOINTS.get(key_of(node))


def matrix_laws() -> tuple[DifferentialLaw, ...]:
    """All differential laws, special forms first."""
    return (*(law for _, law in _SPECIAL), *dict.fromkeys(_LAWS.values()))


def adjoints() -> tuple[Adjoint, ...]:
    """All adjoints."""
    return tuple(dict.fromkeys(_ADJOINTS.values()))
