"""What needs no bracket after a function's name, d/dx or nabla."""

from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def is_plain(body: Term) -> bool:
    """Whether the body of a derivative stands without a bracket: a name, or an unknown function of names."""
    if body.head is Head.APPLY:
        return not body.data.differentiated and all(arg.head is Head.NAME for arg in body.args)
    return body.head in (Head.NAME, Head.INDEXED)


def is_plain_after_nabla(body: Term) -> bool:
    """Whether the body of a gradient stands without a bracket: as `is_plain`, and an unknown function at a point."""
    return is_plain(body) or (body.head is Head.APPLY and not body.data.differentiated)


def is_name_like(node: Term) -> bool:
    """Whether the term is a name, an entry, a constant or a number: what stands as a bare argument."""
    return node.head in (Head.NAME, Head.INDEXED, Head.CONSTANT, Head.INTEGER, Head.DECIMAL)
