"""latex2sympy2's symbols to names: it keeps LaTeX in them, such as `\\hat{y}_{ij}`, `\\mathbf{w}` or `alpha_1`."""

import re

from symgrad.errors import UnsupportedError
from symgrad.terms.names import ACCENTS, GREEK, Name

_ACCENTED: dict[str, str] = {command[1:]: accent for accent, (command, _) in ACCENTS.items()}
_ACCENTED |= {"overline": "bar", "widetilde": "tilde", "overrightarrow": "vec"}

#: command around a name -> how the name is set
_STYLES: dict[str, str] = {
    "mathbf": "bf", "boldsymbol": "bf", "bm": "bf", "mathbb": "bf", "mathcal": "cal", "mathscr": "cal", "mathrm": "rm",
    "text": "rm", "mathit": "", "textit": "", "mathsf": "", "mathnormal": "",
}  # fmt: skip

_WRAPPED = re.compile(r"\\([A-Za-z]+)\{(.+)\}")
_INDEXED = re.compile(r"(.*[^_])_(?:\{(.+)\}|(.))")
_INDEX = re.compile(r"[A-Za-z0-9,+-]+")
_INDEX_COMMAND = re.compile(r"\\(?:text|mathrm|mathit|textit|)(?:\{([A-Za-z0-9]+)\}|([a-z]+))")


def name_of(symbol: str) -> Name:
    """The name that a symbol's spelling stands for. Raises UnsupportedError where it is none."""
    indexed = _INDEXED.fullmatch(symbol)
    if indexed is None:
        return _base(symbol, symbol)
    return _base(indexed[1], symbol)._replace(sub=_index(indexed[2] or indexed[3], symbol))


def _base(spelling: str, symbol: str) -> Name:
    wrapped = _WRAPPED.fullmatch(spelling)
    if wrapped is None:
        return _letter(spelling.removeprefix("\\"), symbol)
    command, inside = wrapped[1], wrapped[2]
    if command in _ACCENTED:
        inner = _base(inside, symbol)
        return inner._replace(accents=(*inner.accents, _ACCENTED[command]))
    if command in _STYLES:
        if inside.isalnum():
            return Name(inside, style=_STYLES[command] if len(inside) == 1 else "")
        return _base(inside, symbol)._replace(style=_STYLES[command])
    raise _no_name(symbol)


def _letter(spelling: str, symbol: str) -> Name:
    if spelling in GREEK or (len(spelling) == 1 and spelling.isalpha()):
        return Name(spelling)
    raise _no_name(symbol)


def _index(spelling: str, symbol: str) -> str:
    """The index in plain spelling: `\\text{in}` is in, `\\alpha` is alpha."""
    plain = _INDEX_COMMAND.sub(lambda found: found[1] or found[2], spelling)
    if not _INDEX.fullmatch(plain):
        raise _no_name(symbol)
    return plain


def _no_name(symbol: str) -> UnsupportedError:
    return UnsupportedError(f"latex2sympy2 takes {symbol} for one letter")
