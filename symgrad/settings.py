"""What a reader prefers: how much detail, which notation, how the gradient is laid out. Set for a block of code.

with symgrad.settings(detail="beginner"):
    print(symgrad.derivative("x^2*sin(x)").text())
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Literal, NamedTuple

from symgrad.errors import SymgradError

#: what each setting may be
CHOICES: dict[str, tuple[str, ...]] = {
    "detail": ("beginner", "course", "brief"),
    "notation": ("leibniz", "prime", "subscript", "operator"),
    "layout": ("row", "column"),
    "log_base": ("e", "10", "2"),
    "kink": ("usual", "left", "right", "mean"),
    "differentials": ("inner", "trace", "components"),
    "shapes": ("hidden", "shown"),
}


Notation = Literal["leibniz", "prime", "subscript", "operator"]


class Settings(NamedTuple):
    """The settings in force."""

    detail: str = "course"
    notation: Notation = "leibniz"
    layout: str = "row"  # how a gradient is printed
    log_base: str = "e"  # what a plain `log` is read as
    kink: str = "usual"  # the slope at a kink: 0 at ReLU's (usual), that on the left or right, the mean of both
    differentials: str = "inner"  # <G, dX> as it is, as a trace, or entry by entry with indices
    shapes: str = "hidden"  # whether the lines in vectors and matrices say the shape of each gradient


_CURRENT: ContextVar[Settings] = ContextVar("symgrad_settings", default=Settings())


def current() -> Settings:
    """The settings in force here."""
    return _CURRENT.get()


@contextmanager
def settings(**changes: str) -> Iterator[Settings]:
    """Change settings for a `with` block. Raises SymgradError for an unknown setting or value."""
    for key, value in changes.items():
        if key not in CHOICES:
            raise SymgradError(f"there is no setting {key!r}", hint="settings are: " + ", ".join(CHOICES))
        if value not in CHOICES[key]:
            raise SymgradError(f"{key} cannot be {value!r}", hint=f"{key} is one of: " + ", ".join(CHOICES[key]))
    values: dict[str, Any] = dict(changes)
    token = _CURRENT.set(_CURRENT.get()._replace(**values))
    try:
        yield _CURRENT.get()
    finally:
        _CURRENT.reset(token)
