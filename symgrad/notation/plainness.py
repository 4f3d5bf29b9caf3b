"""What needs no bracket after d/dx, nabla or a differential sign."""

from symgrad.terms.heads import Head
from symgrad.terms.node import Term


def is_plain(body: Term) -> bool:
    """Whether the body of a derivative stands without a bracket: a name, or an unknown function of names."""
    if body.head is Head.APPLY:
        return not body.data.differentiated and all(arg.head is Head.NAME for arg in body.args)
    return body.head in (Head.NAME, Head.INDEXED)
