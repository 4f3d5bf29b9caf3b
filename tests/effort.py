"""How much work a call is, without a clock: the number of Python functions that it calls."""

import gc
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def calls(function: Callable[..., object], *arguments: Any) -> int:
    """How many functions run. The same on a slow and on a busy machine; the garbage collector is left out."""
    count = 0

    def counted(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event == "call"

    gc.collect()
    gc.disable()
    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        function(*arguments)
    finally:
        sys.setprofile(before)
        gc.enable()
    return count
