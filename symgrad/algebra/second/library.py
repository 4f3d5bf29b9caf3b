"""latex2sympy2, tamed: same input, same reading, and nothing dropped in silence. Only the worker process loads this.

The library is a module with global state that calls SymPy through its own name `sympy`. Both are used here: the state
is set anew before each input, and that name is bound to SymPy with the few calls replaced whose answers mislead.
"""

import re
import sys
import types
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sympy as sp

from symgrad.errors import ParseError, UnsupportedError


@contextmanager
def _typing_io() -> Iterator[None]:
    """antlr4 4.7 imports `typing.io`, which Python warns of until 3.12 and has no more since 3.13."""
    module = types.ModuleType("typing.io")
    vars(module)["TextIO"] = typing.TextIO
    before = sys.modules.get("typing.io")
    sys.modules["typing.io"] = module
    try:
        yield
    finally:
        del sys.modules["typing.io"]
        if before is not None:
            sys.modules["typing.io"] = before


class _Watch:
    """What the library did while it read the current input."""

    def __init__(self, log_base: str = "e") -> None:
        self.streams: list[Any] = []
        self.transposed = False
        self.plain_log = False
        self.log_base = log_base


_watch = _Watch()


def _log(argument: Any, base: Any = sp.E, evaluate: bool = False) -> Any:
    """A logarithm that stays one; the library marks one without a base by the Python integer 10."""
    if isinstance(base, int):
        _watch.plain_log = True
        base = sp.E if _watch.log_base == "e" else sp.Integer(_watch.log_base)
    return sp.log(argument, evaluate=False) if base is sp.E else sp.log(argument, base, evaluate=False)


def _exp(argument: Any) -> Any:
    """e to a power that stays one: SymPy takes exp(log(x, 10)) for x when that logarithm is not evaluated."""
    return sp.E if argument == 1 else sp.exp(argument, evaluate=False)


def _transpose(argument: Any) -> Any:
    """Of a scalar: the library drops f', x^T and y^{\\top} this way, and swallows errors raised here."""
    _watch.transposed = True
    return argument


def _stand_in() -> types.ModuleType:
    module = types.ModuleType("sympy")
    vars(module).update({**vars(sp), "log": _log, "exp": _exp, "transpose": _transpose})
    return module


def _loaded() -> tuple[Any, str]:
    """The library with its names bound anew, or the reason why it cannot be had."""
    try:
        with _typing_io():
            import latex2sympy2
    except Exception as error:  # a missing package, or an antlr4 that cannot read the grammar
        return None, f"{type(error).__name__}: {error}"
    stream_of = latex2sympy2.CommonTokenStream

    def remembered(lexer: Any) -> Any:
        """A stream of tokens, kept to see afterwards how far it was read."""
        stream = stream_of(lexer)
        _watch.streams.append(stream)
        return stream

    latex2sympy2.CommonTokenStream = remembered
    latex2sympy2.sympy = _stand_in()
    return latex2sympy2, ""


_LIBRARY, _MISSING = _loaded()

_END = -1
"""The type of the token after the last one."""

_SAYS = {
    "I don't understand this": "it does not understand what stands here",
    "I expected something else here": "it expected something else here",
}


def tree_of(text: str, log_base: str) -> tuple[Any, bool]:
    """The unevaluated SymPy tree of one formula, and whether a `log` without a base is in it.

    `log_base` is what such a `log` means: "e", "10" or "2". Raises ParseError for what the library cannot read, with
    the column in this text where it tells one, and UnsupportedError for what it would misread.
    """
    global _watch
    if _LIBRARY is None:
        raise UnsupportedError(f"latex2sympy2 cannot be imported here ({_MISSING})")
    _watch = _Watch(log_base)
    _LIBRARY.set_variances({})
    _LIBRARY.set_real(None)
    try:
        tree = _LIBRARY.latex2sympy(text)
    except (RecursionError, MemoryError):
        raise
    except Exception as error:
        _refuse_differential()
        raise _refusal(error, text) from None
    _refuse_differential()
    _refuse_dropped(text)
    return tree, _watch.plain_log


def _refuse_differential() -> None:
    """The library overwrites its table of variables with a differential that stands outside a fraction."""
    if not isinstance(_LIBRARY.var, dict):
        raise UnsupportedError("latex2sympy2 takes a differential here for a letter")


def _refusal(error: Exception, text: str) -> ParseError:
    """The library's own message with its place, or the name of the Python error it stumbles over."""
    message, *rest = str(error).split("\n")
    if type(error) is not Exception or not message:
        return ParseError(f"latex2sympy2 cannot read this: it stops with {type(error).__name__}")
    knows_place = len(rest) == 2 and rest[0] == text and rest[1].endswith("^")
    says = _SAYS.get(message, message)
    return ParseError(f"latex2sympy2 cannot read this: {says}", column=len(rest[1]) if knows_place else None)


def _refuse_dropped(text: str) -> None:
    """Refuse a reading that is not of the whole text."""
    if _watch.transposed:
        raise UnsupportedError("latex2sympy2 drops primes and transposes")
    for stream in _watch.streams:
        token = stream.LT(1)
        if token.type != _END:
            raise ParseError(f"latex2sympy2 reads nothing from {token.text!r} on", column=_column(token, text))
    _refuse_cut_commands(_watch.streams[0], text)


def _refuse_cut_commands(stream: Any, text: str) -> None:
    """Its lexer knows no end of a command: \\sinc x is \\sin and c x to it."""
    for token in stream.tokens:
        command = re.fullmatch(r"\\[A-Za-z]+", token.text)
        if command and re.match(r"[A-Za-z]", _given(token)[token.stop + 1 :]):
            reason = f"latex2sympy2 takes the beginning of a command for {command[0]}"
            raise ParseError(reason, column=_column(token, text))


def _column(token: Any, text: str) -> int | None:
    """Where the token stands in the text, from 1; the library rewrites some texts first, and then nobody knows."""
    return token.start + 1 if _given(token) == text else None


def _given(token: Any) -> str:
    """The text from which the token was made."""
    return str(token.getInputStream().strdata)
