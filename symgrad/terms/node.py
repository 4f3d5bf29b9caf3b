"""The term: one immutable, hash-consed node of written mathematics.

Two terms that are written alike are the same object, so comparing is `is` and a dictionary keyed by terms is cheap.
The table of living terms holds them weakly: a term that nobody uses is freed. Sets of terms have no stable order;
anything shown must come from a traversal.
"""

from typing import Any
from weakref import WeakValueDictionary

from symgrad.terms.heads import ARITY, SHAPED, Head
from symgrad.terms.inference import infer_shape
from symgrad.terms.shapes import Shape

_LIVING: "WeakValueDictionary[tuple[Any, ...], Term]" = WeakValueDictionary()


class Term:
    """Written mathematics: a head, children in the order written, data of the head, and a shape.

    `shape` is () for a scalar, (n,) for a column vector, (m, n) for a matrix; entries are integers or names of sizes.
    Build terms with `symgrad.terms.build`; `make` is the one way in.
    """

    __slots__ = ("head", "args", "data", "shape", "__weakref__")
    head: Head
    args: "tuple[Term, ...]"
    data: Any
    shape: Shape

    def __init__(self, head: Head, args: tuple["Term", ...], data: Any, shape: Shape) -> None:
        object.__setattr__(self, "head", head)
        object.__setattr__(self, "args", args)
        object.__setattr__(self, "data", data)
        object.__setattr__(self, "shape", shape)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a Term cannot be changed")

    def __reduce__(self) -> tuple[Any, ...]:
        return make, (self.head, self.args, self.data, self.shape if self.head in SHAPED else None)

    def __repr__(self) -> str:
        from symgrad.terms.plain import plain

        return f"<{plain(self)}>"

    @property
    def is_scalar(self) -> bool:
        """Whether the shape is ()."""
        return self.shape == ()


def make(head: Head, args: tuple[Term, ...] = (), data: Any = None, shape: Shape | None = None) -> Term:
    """The term with this head, children and data; the same object for the same input.

    `shape` is given for names and unknown functions only; every other shape follows from the children.
    Raises ShapeError where the children's shapes do not fit, ValueError for a wrong number of children.
    """
    shape = (shape or ()) if head in SHAPED else None  # one key for one term
    key = (head, args, data, shape)
    known = _LIVING.get(key)
    if known is not None:
        return known
    fewest, most = ARITY[head]
    if len(args) < fewest or (most is not None and len(args) > most):
        raise ValueError(f"{head} takes {fewest} to {most} children, not {len(args)}")
    term = Term(head, args, data, infer_shape(head, args, data) if shape is None else shape)
    _LIVING[key] = term
    return term


def living_terms() -> int:
    """How many distinct terms are alive: for tests that nothing leaks."""
    return len(_LIVING)
