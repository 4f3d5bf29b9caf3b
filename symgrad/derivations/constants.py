"""Numbers without a value in a formula: 0/0, ln(-1) or oo - oo belong to no function, whatever its variables are."""

from collections.abc import Iterator

from symgrad.errors import DomainError, SymgradError
from symgrad.graph import Graph
from symgrad.notation import text
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, free_names, postorder

#: heads with ends that may be infinite
_WITH_ENDS = (Head.LIMIT, Head.INTEGRAL, Head.BIGSUM, Head.BIGPROD)

#: heads of numbers that may fail to have a value
_MAY_FAIL = (Head.QUOTIENT, Head.POWER, Head.ROOT, Head.CALL)


def require_numbers(graph: Graph) -> None:
    """Raise DomainError where a formula of the graph holds a number that has no real value."""
    for one in graph.definitions:
        for number in _numbers(one.term):
            reason = _lack(number)
            if reason:
                raise DomainError(reason)
        for node in postorder(one.term):
            if node.head is Head.QUOTIENT and not free_names(node.args[1]) and _is_zero(node.args[1]):
                raise DomainError(f"{text(node)} divides by 0")


def _numbers(term: Term) -> Iterator[Term]:
    """The largest parts without names, where one may fail to have a value."""
    if not free_names(term):
        yield from (term,) if _is_suspect(term) else ()
        return
    suspects = {node for node in postorder(term) if not free_names(node) and _is_suspect(node)}
    if not suspects:
        return
    for node in postorder(term):
        if free_names(node) and node.head not in _WITH_ENDS:
            yield from (child for child in node.args if child in suspects)


def _is_suspect(number: Term) -> bool:
    return any(_may_fail(node) for node in postorder(number)) and number.is_scalar


def _may_fail(node: Term) -> bool:
    if node.head is Head.CONSTANT:
        return bool(node.data == "oo")
    if node.head is Head.POWER:
        base, exponent = map(as_fraction, node.args)
        return base is None or exponent is None or (base <= 0 and exponent <= 0) or base < 0
    return node.head in _MAY_FAIL and not (node.head is Head.QUOTIENT and as_fraction(node.args[1]))


def _lack(number: Term) -> str:
    """What is wrong with the number, in words; empty where it has a value, or that is not known."""
    if any(node.head is Head.CONSTANT and node.data == "oo" for node in postorder(number)):
        return "infinity is not a number here" if not _has_ends(number) else ""
    from symgrad.balls import UNDEFINED, ball

    try:
        undefined = ball(number, {}, 128) is UNDEFINED
    except SymgradError:
        return ""
    if not undefined:
        return ""
    return f"{text(number)} has no value" + (": it divides by 0" if _divides_by_zero(number) else "")


def _has_ends(number: Term) -> bool:
    return any(node.head in _WITH_ENDS for node in postorder(number))


def _divides_by_zero(number: Term) -> bool:
    return any(node.head is Head.QUOTIENT and _is_zero(node.args[1]) for node in postorder(number))


def _is_zero(number: Term) -> bool:
    exact = as_fraction(number)
    if exact is not None or not number.is_scalar:
        return exact == 0
    from symgrad.balls import Ball, ball

    try:
        value = ball(number, {}, 128)
    except SymgradError:
        return False
    return isinstance(value, Ball) and value.is_zero
