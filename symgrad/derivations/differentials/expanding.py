"""One expansion of dU by the law of U's head, and the moves that leave differentials alone on the right."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from symgrad.derivations.differentials.pairings import Pairing, d, is_open
from symgrad.derivations.step import Reason, Weight
from symgrad.errors import ShapeError, UnsupportedError
from symgrad.notation import text
from symgrad.rules.matrices import Adjoint, DifferentialLaw, adjoint_of, entrywise_law, law_of, plus
from symgrad.terms.build import add, equation, zeros
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import free_names, substitute


class Expanded(NamedTuple):
    """dU written out: linear in the differentials of U's parts."""

    rule: str
    result: Term
    reason: Reason
    weight: Weight
    conditions: tuple[Term, ...] = ()


def law_for(node: Term) -> DifferentialLaw:
    """The law of this node. Raises UnsupportedError where there is none."""
    law = law_of(node) if not (node.head is Head.POWER and not node.shape) else _scalar_power(node)
    law = law or entrywise_law(node)
    if law is None:
        raise UnsupportedError(f"there is no rule for the differential of {text(node)}")
    return law


def _scalar_power(node: Term) -> DifferentialLaw | None:
    found = law_of(node)
    return None if found is None or found.id == "differential.power" else found


def expand(node: Term, moving: Collection[Term]) -> Expanded:
    """d of a node by its law, over the parts in which one of the moving names occurs."""
    law = law_for(node)
    parts = law.parts(node)
    varying = [i for i, part in enumerate(parts) if not moving_in(part, moving).isdisjoint(moving)]
    found = [law.law(node, i, d(parts[i])) for i in varying]
    result = _sum(found) if found else zeros(node.shape)
    silent = law.silent or (len(varying) < 2 and _is_multiple(node, varying))
    weight = Weight.SILENT if silent else Weight.MAJOR
    reason = ("constant factor",) if _is_constant_factor(node, parts, varying) else (law.says,)
    return Expanded(law.id, result, reason, weight, law.needs(node))


def moving_in(part: Term, moving: Collection[Term]) -> set[Term]:
    """The moving names that occur in the part."""
    return {name for name in free_names(part) if name in moving}


def _sum(parts: Sequence[Term]) -> Term:
    """The sum; parts that are equal are counted, as in d(U ∘ U) = 2 U ∘ dU."""
    return plus(*parts) if len(set(parts)) < len(parts) else add(*parts)


def _is_multiple(node: Term, varying: Sequence[int]) -> bool:
    """Whether the node is a number times, or over, what varies: taken in passing."""
    over_number = node.head is Head.QUOTIENT and list(varying) == [0] and not node.args[1].shape
    return node.head is Head.PRODUCT or over_number


def _is_constant_factor(node: Term, parts: Sequence[Term], varying: Sequence[int]) -> bool:
    """A product with one factor that varies."""
    is_product = node.head in (Head.MATMUL, Head.PRODUCT, Head.HADAMARD) and len(parts) == len(node.args)
    return is_product and len(varying) == 1


def in_terms_of(name: Term, body: Term, expanded: Expanded) -> Expanded:
    """The definition put in, with its own name where the formula turns up again, as in 1 - h^2 for tanh.

    An unknown l(a, b) stays: its gradient in a keeps b fixed, the gradient of the name in a would not.
    """
    silent = expanded.weight == Weight.SILENT
    reason = (equation(name, body), *(() if silent else ("; ", *expanded.reason)))
    result = expanded.result if body.head is Head.APPLY else substitute(expanded.result, {body: name})
    return expanded._replace(result=result, reason=reason, weight=Weight.LIGHT if silent else Weight.MAJOR)


class Move(NamedTuple):
    """One factor moved across: the pairing before, what it becomes, the adjoint used."""

    adjoint: Adjoint
    before: Pairing
    after: Pairing


def split(pairing: Pairing) -> Iterator[Pairing]:
    """<G, A + B> as <G, A> and <G, B>."""
    if pairing.change.head is not Head.SUM:
        yield pairing
        return
    for part in pairing.change.args:
        yield from split(Pairing(pairing.weight, part))


def moved(pairing: Pairing) -> tuple[tuple[Pairing, ...], list[Move]]:
    """The pairing with every factor moved to the left, so that differentials stand alone; and the moves."""
    done: list[Pairing] = []
    moves: list[Move] = []
    waiting = list(split(pairing))
    while waiting:
        one = waiting.pop(0)
        if one.change.head is Head.DIFFERENTIAL:
            done.append(one)
            continue
        move = _one_move(one)
        moves.append(move)
        waiting[:0] = split(move.after)
    return tuple(done), moves


def _one_move(pairing: Pairing) -> Move:
    node = pairing.change
    adjoint = adjoint_of(node)
    if adjoint is None:
        raise UnsupportedError(f"there is no rule that moves {text(node)} across an inner product")
    place = next(i for i, part in enumerate(node.args) if is_open(part))
    weight = adjoint.move(pairing.weight, node, place)
    if weight.shape != node.args[place].shape:
        raise ShapeError(f"{text(weight)} does not have the shape of what it stands with")
    return Move(adjoint, pairing, Pairing(weight, node.args[place]))


def heights(terms: Sequence[Term], definitions: Mapping[Term, Term]) -> dict[Term, int]:
    """How far above the inputs each node stands; a defined name one above its formula."""
    from symgrad.terms.traverse import postorder

    found: dict[Term, int] = {}
    for name, body in definitions.items():
        _measure(postorder(body), found)
        found[name] = found[body] + 1
    for term in terms:
        _measure(postorder(term), found)
    return found


def _measure(nodes: Iterator[Term], found: dict[Term, int]) -> None:
    for node in nodes:
        if node not in found:
            found[node] = 1 + max((found[part] for part in node.args), default=-1)
