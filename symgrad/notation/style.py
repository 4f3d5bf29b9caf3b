"""What a reader may choose about the notation."""

from typing import Literal, NamedTuple


class Style(NamedTuple):
    """Settings of the LaTeX writer; the default is Leibniz notation with juxtaposed factors and growing brackets."""

    derivative: Literal["leibniz", "prime", "subscript", "operator"] = "leibniz"
    multiplication: Literal["juxtapose", "dot", "times"] = "juxtapose"  # the sign between all factors
    brackets: Literal["growing", "plain"] = "growing"  # \left( \right) or ( )
    spelled: frozenset[str] = frozenset()  # ids of functions to call by name, because their letter is taken


DEFAULT = Style()
