"""Short chains of equalities on one row: `grad f(3, 1) = [2*3, 2*1] = [6, 2]`."""

from collections.abc import Sequence

from symgrad.derivations.packing.flow import ROOM, words_width
from symgrad.derivations.rows import rows
from symgrad.derivations.state import State
from symgrad.notation import Row, width

#: rules of lines that go on in passing on the row of the line before, by the rule of that line
_IN_PASSING = {
    "gradient.components": ("gradient",),
    "point.value": ("point.put-in", "direction.product"),
    "value.rounded": ("point.value", "direction.product"),
}


def chained(states: Sequence[State]) -> tuple[Row, ...]:
    """The lines as rows; one that only works out the row before goes on behind it, where there is room."""
    lines = [state for state in states if state.relation != "question"]
    found: list[Row] = []
    before = ""
    for row, state in zip(rows(tuple(states)), lines, strict=True):
        if before in _IN_PASSING.get(state.rule, ()) and fits(found[-1], row, _SHORT):
            found[-1] = joined(found[-1], row)
        else:
            found.append(row)
        before = state.rule
    return tuple(found)


#: characters of such a row, so that its reason has room beside it
_SHORT = 60


def fits(row: Row, after: Row, room: int = ROOM) -> bool:
    """Whether a row may go on behind another."""
    if row.right is None or after.right is None or after.left is not None or row.marks or after.braces or row.braces:
        return False
    sides = [side for side in (row.left, row.right, after.right) if side is not None]
    return sum(map(width, sides)) + words_width(row.more) + 6 <= room


def joined(row: Row, after: Row) -> Row:
    """Both on one row; the reason is the first one's."""
    assert after.right is not None
    conditions = tuple(dict.fromkeys((*row.conditions, *after.conditions)))
    return row._replace(more=(*row.more, f" {after.sign} ", after.right), conditions=conditions)
