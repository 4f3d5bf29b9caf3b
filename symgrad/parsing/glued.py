"""Functions typed without a space or bracket: what was probably meant by sinx, xsin(x), sin2x and xsinxcosx."""

import re

_FUNCTION = r"(arcsin|arccos|arctan|sinh|cosh|tanh|sin|cos|tan|sec|csc|cot|ln|log|exp|sqrt)"
GLUED = re.compile(rf"([A-Za-z]?){_FUNCTION}([u-z]?)")
_NUMBERED = re.compile(rf"{_FUNCTION}(\d+)([a-z]?)")
_PRODUCT = re.compile(rf"[u-z]?(?:{_FUNCTION}[u-z]){{2,}}")
_FACTOR = re.compile(rf"{_FUNCTION}([u-z])")


def meant(word: str, argument: str = "") -> str:
    """A question such as `did you mean sin(x)?`; an empty text if the word holds no function.

    `argument` is what stands behind the word in brackets, if anything does.
    """
    several = _PRODUCT.fullmatch(word)
    if several and not argument:
        product = _FACTOR.sub(r"*\1(\2)", word).removeprefix("*")
        return f"did you mean {product}?"
    found = GLUED.fullmatch(word)
    if found is None or bool(found[3]) == bool(argument):
        return ""
    times = f"{found[1]}*" if found[1] else ""
    return f"did you mean {times}{found[2]}{argument or '(' + found[3] + ')'}?"


def meant_with_number(word: str) -> str:
    """The same for a function with a number behind it, such as sin2x and sqrt2."""
    found = _NUMBERED.fullmatch(word)
    return f"did you mean {found[1]}({found[2]}{found[3]})?" if found else ""
