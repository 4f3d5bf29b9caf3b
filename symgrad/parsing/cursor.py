"""The tokens being read: where the reader stands, what it knows, how it fails."""

from collections.abc import Callable
from typing import Any

from symgrad.errors import ShapeError, SymgradError
from symgrad.parsing.commands import PARTNER
from symgrad.parsing.known import Known, Note
from symgrad.parsing.limits import MAX_DEPTH, MAX_NAME, MAX_NAMES
from symgrad.parsing.tokens import LATEX, PYTHON, Token
from symgrad.parsing.trouble import Source
from symgrad.terms.names import Name
from symgrad.terms.node import Term

#: kinds of tokens that begin a factor
_STARTS = frozenset(["number", "name", "constant", "function", "command", "styled", "font", "open", "truth"])
_START_OPS = frozenset(["∂", "∇", "√", "∛"])


class Cursor:
    """A place in the tokens of one row. `grammar.Grammar` adds the grammar proper."""

    def __init__(self, source: Source, syntax: str, known: Known, notes: list[Note]) -> None:
        self.source, self.syntax, self.known, self.notes = source, syntax, known, notes
        self.latex, self.python = syntax == LATEX, syntax == PYTHON
        self.tokens: list[Token] = []
        self.i = 0
        self.peek = Token("end", "", 0, 0)
        self.depth = 0
        self.bars = [""]  # the bar that is open in each bracket around, innermost last
        self.bound: list[str] = []  # names bound by sums around
        self.operand = -1  # where the bracket begins that holds what an operator d/dx or a nabla acts on
        self.plain: set[str] = set()  # keys of names used as plain variables
        self.columns: set[Term] = set()  # vectors that NumPy holds as columns, by keepdims=True
        self.unknown_sizes = 0  # how many vectors of ones and identity matrices were read without their size

    def begin(self, tokens: list[Token]) -> None:
        """Stand before the first of these tokens; the last one is `end`."""
        self.tokens, self.i, self.peek = tokens, 0, tokens[0]
        self.depth, self.bars, self.bound, self.operand = 0, [""], [], -1

    def seek(self, i: int) -> None:
        """Stand before the token with this number."""
        self.i, self.peek = i, self.tokens[i]

    def advance(self) -> Token:
        """The token here; stand behind it."""
        token = self.peek
        if self.i + 1 < len(self.tokens):
            self.i += 1
            self.peek = self.tokens[self.i]
        return token

    def ahead(self, count: int = 1) -> Token:
        """The token `count` places on, the end if there is none."""
        return self.tokens[min(self.i + count, len(self.tokens) - 1)]

    def at(self, kind: str, value: str) -> bool:
        """Whether this token stands here."""
        return self.peek.kind == kind and self.peek.value == value

    def accept(self, kind: str, value: str) -> bool:
        """Pass this token if it stands here."""
        if self.at(kind, value):
            self.advance()
            return True
        return False

    def error(self, reason: str, token: Token | None = None, hint: str = "") -> SymgradError:
        """A ParseError at the token (the current one if not given), ready to raise."""
        return self.source.error(reason, (token or self.peek).start, hint)

    def unexpected(self, wanted: str) -> SymgradError:
        """A ParseError: something else was wanted here."""
        token = self.peek
        if token.kind == "end":
            return self.error(f"the input ends where {wanted} should follow")
        if token.kind == "close":
            shown = self.shown(token)
            return self.error(f"{wanted} is missing before '{shown}'" if self.depth else f"'{shown}' was never opened")
        return self.error(f"{wanted} should stand here, not '{self.shown(token)}'")

    def shown(self, token: Token) -> str:
        """A token as it was typed."""
        return self.source.text[token.start : token.end].strip() or token.value

    def note(self, token: Token, text: str, other: str = "", unless_plain: str = "") -> None:
        """Say how an ambiguity was read, and what else it could mean."""
        self.notes.append(Note(token.start, text, other, unless_plain))

    def typed(self, first: Token, *, stop: int | None = None) -> str:
        """The text from this token up to the current place."""
        end = self.tokens[self.i - 1].end if stop is None else stop
        return " ".join(self.source.text[first.start : end].split())

    def enter(self, token: Token, bar: str = "") -> None:
        """Go one level deeper. Raises LimitError beyond MAX_DEPTH."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.source.limit(f"nested deeper than {MAX_DEPTH} levels", token.start)
        self.bars.append(bar)

    def leave(self) -> None:
        """Come back from one level."""
        self.depth -= 1
        self.bars.pop()

    def close(self, opening: Token) -> None:
        """Pass the bracket that closes `opening`. Raises ParseError, naming both, where another one stands."""
        token = self.peek
        fits = token.value == PARTNER[opening.value] and token.kind in ("close", "bar")
        if not fits and not (token.kind == "close" and "." in (opening.value, token.value)):
            raise self._unclosed(opening, token)
        self.advance()

    def _unclosed(self, opening: Token, token: Token) -> SymgradError:
        shown, place = self.shown(opening), f"column {self.source.place(opening.start)[1]}"
        partner = PARTNER[opening.value]
        if token.kind == "end":
            return self.error(f"'{shown}' is never closed", opening, f"add {partner}")
        if token.kind == "comma":
            return self._comma(token)
        here = self.shown(token)
        if token.kind == "close":
            return self.error(f"'{here}' does not close '{shown}' of {place}", token, f"write {partner} here")
        return self.error(f"'{here}' stands where '{shown}' of {place} should be closed", token)

    def _comma(self, token: Token) -> SymgradError:
        before, after = self.tokens[self.i - 1], self.ahead()
        if before.kind == "number" and after.kind == "number" and not after.spaced:
            whole = before.value.replace(".", "")  # in 1.000,5 the point sets off the thousands
            grouped = f"{whole}{after.value} or " if len(after.value) == 3 and whole == before.value else ""
            return self.error("a comma inside a number", token, f"write {grouped}{whole}.{after.value}")
        return self.error("found ',' where one expression was expected", token)

    def finish(self) -> None:
        """Raise ParseError for whatever is left."""
        token = self.peek
        if token.kind == "comma":
            raise self._comma(token)
        if token.kind == "close":
            raise self.error(f"'{self.shown(token)}' was never opened", token)
        if token.kind == "align":
            raise self.error("'&' has no meaning here", token)
        if token.kind != "end":
            raise self.error(f"'{self.shown(token)}' cannot follow here", token)

    def starts_factor(self) -> bool:
        """Whether a factor begins here (so that side by side means times)."""
        token = self.peek
        if token.kind == "bar":
            return self.bars[-1] != token.value
        return token.kind in _STARTS or (token.kind == "op" and token.value in _START_OPS)

    def make(self, token: Token, build: Callable[..., Term], *args: Any) -> Term:
        """A term; where its shapes do not fit, the error stands at the token."""
        try:
            return build(*args)
        except ShapeError as error:
            line, column = self.source.place(token.start)
            raise ShapeError(error.reason, hint=error.hint, column=column, line=line, text=self.source.text) from None
        except ValueError as error:
            raise self.source.error(str(error), token.start) from None

    def name_term(self, token: Token, data: Name) -> Term:
        """The name as a term. Raises LimitError for too many names or too long a one."""
        if len(data.base) + len(data.sub) > MAX_NAME:
            raise self.source.limit(f"a name with more than {MAX_NAME} characters", token.start)
        try:
            return self.known.term(data)
        except OverflowError:
            raise self.source.limit(f"more than {MAX_NAMES} different names", token.start) from None

    def expr(self, binding: int = 0) -> Term:
        """An expression whose operators bind more strongly than `binding`."""
        raise NotImplementedError

    def unsupported(self, reason: str, token: Token, hint: str = "") -> SymgradError:
        """An UnsupportedError at the token, ready to raise."""
        return self.source.unsupported(reason, token.start, hint)
