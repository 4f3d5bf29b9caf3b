"""Rectangles of characters with a base line, and how they are put together."""

import unicodedata
from typing import NamedTuple

from symgrad.notation.binding import Binding


class Box(NamedTuple):
    """Lines of equal width in cells; `base` is the line that stands level with its neighbours."""

    lines: tuple[str, ...]
    base: int = 0
    binding: Binding = Binding.ATOM

    @property
    def width(self) -> int:
        """Cells from left to right."""
        return cells(self.lines[0])

    @property
    def height(self) -> int:
        """Number of lines."""
        return len(self.lines)

    def bound(self, binding: Binding) -> "Box":
        """The same box with another strength."""
        return self._replace(binding=binding)


#: delimiter -> top, middle and bottom of its tall form
_TALL: dict[str, tuple[str, str, str]] = {
    "(": ("⎛", "⎜", "⎝"),
    ")": ("⎞", "⎟", "⎠"),
    "[": ("⎡", "⎢", "⎣"),
    "]": ("⎤", "⎥", "⎦"),
    "|": ("│", "│", "│"),
    "‖": ("‖", "‖", "‖"),
    "⌊": ("⎢", "⎢", "⎣"),
    "⌋": ("⎥", "⎥", "⎦"),
    "⌈": ("⎡", "⎢", "⎢"),
    "⌉": ("⎤", "⎥", "⎥"),
}


def cells(line: str) -> int:
    """How many terminal cells a line fills: combining marks fill none."""
    return sum(1 for character in line if unicodedata.category(character) not in ("Mn", "Me"))


def line(text: str, binding: Binding = Binding.ATOM) -> Box:
    """A box of one line."""
    return Box((text,), 0, binding)


def beside(*boxes: Box) -> Box:
    """The boxes side by side, base lines level."""
    above = max(box.base for box in boxes)
    below = max(box.height - box.base for box in boxes)
    columns = (_padded(box, above - box.base, below - (box.height - box.base)) for box in boxes)
    return Box(tuple("".join(row) for row in zip(*columns, strict=True)), above)


def _padded(box: Box, top: int, bottom: int) -> tuple[str, ...]:
    blank = " " * box.width
    return (blank,) * top + box.lines + (blank,) * bottom


def stacked(*boxes: Box, base: int) -> Box:
    """The boxes one under the other, centred; `base` is the line of the whole that is level with its neighbours."""
    width = max(box.width for box in boxes)
    return Box(tuple(_centred(row, width) for box in boxes for row in box.lines), base)


def _centred(row: str, width: int) -> str:
    free = width - cells(row)
    return " " * (free // 2) + row + " " * (free - free // 2)


def fenced(box: Box, left: str, right: str = "") -> Box:
    """The box between two delimiters as tall as it is; an empty one is left out."""
    sides = (_fence(left, box), Box(box.lines, box.base), _fence(right, box))
    return beside(*(side for side in sides if side is not None))


def _fence(sign: str, box: Box) -> Box | None:
    if not sign:
        return None
    if box.height == 1:
        return line(sign)
    if sign not in _TALL:  # an angle bracket stays small, on the base line
        return Box(tuple(sign if i == box.base else " " for i in range(box.height)), box.base)
    top, middle, bottom = _TALL[sign]
    return Box((top, *[middle] * (box.height - 2), bottom), box.base)


def fraction(top: Box, bottom: Box) -> Box:
    """Numerator over denominator with a bar, longer than any bar above or below it."""
    nested = any(set(row) <= {"─", " "} and "─" in row for row in (*top.lines, *bottom.lines))
    bar = "─" * (max(top.width, bottom.width) + 2 * nested)
    return stacked(top, line(bar), bottom, base=top.height)._replace(binding=Binding.FRACTION)


def raised(base: Box, exponent: Box) -> Box:
    """The exponent to the upper right of the base."""
    blank = " " * exponent.width
    lines = exponent.lines + (blank,) * base.height
    return beside(base, Box(lines, exponent.height + base.base))


def lowered(base: Box, index: Box) -> Box:
    """The index to the lower right of the base."""
    blank = " " * index.width
    return beside(base, Box((blank,) * base.height + index.lines, base.base))
