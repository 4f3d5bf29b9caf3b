"""Back ends: how each operation is spelled. Functions are spelled by their records in `symgrad.terms.functions`."""

from collections.abc import Callable
from typing import NamedTuple

from symgrad.terms.functions import Function


class Backend(NamedTuple):
    """One way to write a program as Python source.

    `module` is what constants and square roots come from. `piece` and `logic` are templates of their parts; `block`
    opens the lines that only run, or only matter, under a condition. `lazy`: the piece not taken is skipped.
    `whole` is how the numerator of a fraction is written so that the quotient has the back end's precision.
    """

    name: str
    module: str
    template: Callable[[Function], str | None]
    power: str
    cube_root: str
    piece: str
    logic: dict[str, str]
    block: str
    lazy: bool
    whole: str = "{0}"


PYTHON = Backend(
    name="python",
    module="math",
    template=lambda record: record.python,
    power="math.pow({0}, {1})",
    cube_root="math.cbrt({0})",
    piece="({value} if {condition} else {other})",
    logic={"and": "({0} and {1})", "or": "({0} or {1})", "not": "(not {0})"},
    block="if {condition}:",
    lazy=True,
)

NUMPY = Backend(
    name="numpy",
    module="np",
    template=lambda record: record.numpy,
    power="np.power({0}, {1})",
    cube_root="np.cbrt({0})",
    piece="np.where({condition}, {value}, {other})",
    logic={
        "and": "np.logical_and({0}, {1})",
        "or": "np.logical_or({0}, {1})",
        "not": "np.logical_not({0})",
    },
    block='with np.errstate(all="ignore"):',
    lazy=False,
)

#: records whose template names another function than mpmath's, or other arguments: `special` knows them
_NOT_BY_TEMPLATE = {"airyaiprime", "airybiprime", "chebyshevt", "chebyshevu", "laguerre", "lowergamma"}

MPMATH = Backend(
    name="mpmath",
    module="mp",
    template=lambda record: None if record.id in _NOT_BY_TEMPLATE else record.mpmath,
    power="mp.power({0}, {1})",
    cube_root="odd_root({0}, 3)",
    piece=PYTHON.piece,
    logic=PYTHON.logic,
    block=PYTHON.block,
    lazy=True,
    whole="mp.mpf({0})",
)

BY_NAME = {one.name: one for one in (PYTHON, NUMPY, MPMATH)}
