"""The input language of matrixcalculus.org: `x'` transposes, `.*` goes entry by entry, letters say what they are.

By its documentation a to g are numbers, h to z vectors and A to Z matrices, unless their shapes are declared. The sizes
follow from the operations: sides that meet are equal.
"""

import re
from collections.abc import Mapping

from symgrad.parsing.known import Note
from symgrad.terms.shapes import Shape, Size, from_matrix, shape_text

_TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?|[A-Za-z]\w*|\.[*/^]|.)")
_SIZES = ("m", "n", "k", "p", "q", "r", "s", "t", "l")

Sides = tuple[int | str, int | str] | None  # None: a number

#: functions of a square matrix, and whether they give a number
_SQUARE = {"tr": True, "det": True, "logdet": True, "inv": False}
_NUMBERS = frozenset(["sum", "norm1", "norm2"])


def transposes_marked(text: str) -> str:
    """The text with a sign for every transpose that no other syntax takes for a derivative; places stay as they are."""
    return text.replace("'", "ᵀ")


def shapes_in(text: str, declared: Mapping[str, Shape]) -> tuple[dict[str, Shape], tuple[Note, ...]]:
    """The shapes of all names in the text, and a note that says those that were not declared."""
    reader = _Sizes(text, declared)
    reader.read()
    found = reader.shapes()
    said = ", ".join(f"{name} is a {shape_text(shape)}" for name, shape in found.items() if name not in declared)
    return found, (Note(0, said),) if said else ()


class _Sizes:
    """Passes over the formula and notes which sizes are equal. What cannot be read is left to the reader proper."""

    def __init__(self, text: str, declared: Mapping[str, Shape]) -> None:
        self.tokens: list[str] = [*_TOKEN.findall(text), ""]
        self.i = 0
        self.declared = declared
        self.sides: dict[str, Sides] = {}
        self.same: dict[int, int | str] = {}  # an unknown size -> what it is equal to
        self.count = 1

    def read(self) -> None:
        """Pass over everything."""
        while self.tokens[self.i]:
            before = self.i
            self._sum()
            self.i += self.i == before

    def shapes(self) -> dict[str, Shape]:
        """The shapes by name, unknown sizes as letters that are not names in the text."""
        roots = dict.fromkeys(size for sides in self.sides.values() for size in map(self._root, sides or ()))
        open_ = [root for root in roots if isinstance(root, int) and root > 1]
        free = [size for size in _SIZES if size not in self.sides and size not in roots]
        free += [f"n{i}" for i in range(1, len(open_) + 1)]
        letters = dict(zip(open_, free[1:2] + free[:1] + free[2:] if len(open_) == 1 else free, strict=False))
        return {
            name: () if sides is None else from_matrix(*(self._shown(size, letters) for size in sides))
            for name, sides in self.sides.items()
        }

    def _shown(self, size: int | str, letters: Mapping[int, str]) -> Size:
        root = self._root(size)
        if isinstance(root, str):
            return root
        return letters.get(root, -root if root < 0 else 1)

    def _root(self, size: int | str) -> int | str:
        while isinstance(size, int) and size in self.same:
            size = self.same[size]
        return size

    def _unify(self, left: int | str, right: int | str) -> None:
        left, right = self._root(left), self._root(right)
        if left == right:
            return
        if isinstance(left, int) and left > 1:
            self.same[left] = right
        elif isinstance(right, int) and right > 1:
            self.same[right] = left

    def _fresh(self) -> int:
        self.count += 1
        return self.count

    def _accept(self, *signs: str) -> str:
        token = self.tokens[self.i]
        if token in signs:
            self.i += 1
            return token
        return ""

    def _alike(self, left: Sides, right: Sides) -> Sides:
        if left is None or right is None:
            return left or right
        self._unify(left[0], right[0])
        self._unify(left[1], right[1])
        return left

    def _sum(self) -> Sides:
        left = self._product()
        while self._accept("+", "-"):
            left = self._alike(left, self._product())
        return left

    def _product(self) -> Sides:
        left = self._factor()
        while sign := self._accept("*", "/", ".*", "./"):
            right = self._factor()
            left = self._alike(left, right) if sign != "*" else self._times(left, right)
        return left

    def _times(self, left: Sides, right: Sides) -> Sides:
        if left is None or right is None:
            return left or right
        self._unify(left[1], right[0])
        sides = (self._root(left[0]), self._root(right[1]))
        return None if sides == (1, 1) else sides

    def _factor(self) -> Sides:
        if self._accept("-", "+"):
            return self._factor()
        sides = self._transposed()
        while sign := self._accept("^", ".^"):
            if sign == "^" and sides is not None and self._root(sides[1]) != 1:
                self._unify(*sides)
            self._factor()
        return sides

    def _transposed(self) -> Sides:
        sides = self._atom()
        while self._accept("'"):
            sides = None if sides is None else (sides[1], sides[0])
        return sides

    def _atom(self) -> Sides:
        token = self.tokens[self.i]
        if token not in ("(", *_ENDS):
            self.i += 1
        if token[:1].isalpha():
            return self._called(token) if self.tokens[self.i] == "(" else self._name(token)
        return self._bracket() if token == "(" else None

    def _bracket(self) -> Sides:
        self._accept("(")
        sides = self._sum()
        self._accept(")")
        return sides

    def _called(self, function: str) -> Sides:
        sides = self._bracket()
        if function in ("vector", "matrix"):
            return (self._fresh(), self._fresh() if function == "matrix" else 1)
        if function in _SQUARE and sides is not None:
            self._unify(*sides)
        if function == "diag" and sides is not None:
            return (sides[0], sides[0] if self._root(sides[1]) == 1 else 1)
        return None if _SQUARE.get(function, function in _NUMBERS) else sides

    def _name(self, name: str) -> Sides:
        if name not in self.sides:
            self.sides[name] = self._declared(self.declared[name]) if name in self.declared else self._usual(name)
        return self.sides[name]

    def _declared(self, shape: Shape) -> Sides:
        if not shape:
            return None
        rows, columns = (*(_fixed(size) for size in shape), 1)[:2]
        return rows, columns

    def _usual(self, name: str) -> Sides:
        """Numbers a to g, vectors h to z, matrices A to Z."""
        if name[0] in "abcdefg":
            return None
        return (self._fresh(), 1 if name[0].islower() else self._fresh())


_ENDS = (")", "", "+", "*", "/", ".*", "./", "^", ".^", "'")


def _fixed(size: Size) -> int | str:
    """A size that was declared: a number is kept apart from the numbers of unknown sizes by its sign."""
    return 1 if size == 1 else -size if isinstance(size, int) else size
