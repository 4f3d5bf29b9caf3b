"""A bare one-line spelling of any term, for `repr` and error messages. The notation room prints for readers."""

from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import fold

_LIMIT = 200
_INFIX = {Head.SUM: " + ", Head.PRODUCT: "*", Head.QUOTIENT: "/", Head.POWER: "^", Head.MATMUL: " @ "}


def plain(term: Term) -> str:
    """A bracketed spelling, cut after 200 characters."""
    text = fold(term, _spell)
    return text if len(text) <= _LIMIT else text[:_LIMIT] + "..."


def _spell(node: Term, parts: tuple[str, ...]) -> str:
    if node.head is Head.NAME:
        return str(node.data.plain)
    if not parts:
        return str(node.data)
    parts = tuple(part[:_LIMIT] for part in parts)  # shared subterms would grow the text exponentially
    if node.head in _INFIX:
        return "(" + _INFIX[node.head].join(parts) + ")"
    if node.head is Head.NEGATION:
        return f"-{parts[0]}"
    label = (
        node.data if node.head is Head.CALL else node.data.name.plain if node.head is Head.APPLY else node.head.value
    )
    return f"{label}({', '.join(parts)})"
