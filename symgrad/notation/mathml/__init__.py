"""Terms in presentation MathML (MathML Core), which browsers show without any script."""

from symgrad.notation.mathml import arithmetic, arrays, calculus, functions
from symgrad.notation.printing import write
from symgrad.terms.node import Term

_WRITERS = {**arithmetic.WRITERS, **functions.WRITERS, **calculus.WRITERS, **arrays.WRITERS}


def mathml(term: Term, display: bool = False) -> str:
    """The term as a `<math>` element; `display` sets it on a line of its own.

    Raises LimitError for a term too large to print.
    """
    block = ' display="block"' if display else ""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML"{block}>{write(term, _WRITERS).text}</math>'
