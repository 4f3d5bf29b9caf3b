"""Errors with their place in the user's own text, and "did you mean"."""

from collections.abc import Iterable

from symgrad.errors import LimitError, ParseError, SymgradError, UnsupportedError


class Source:
    """The text as typed; makes errors that point into it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def place(self, offset: int) -> tuple[int, int]:
        """(line, column) of an offset, both from 1."""
        before = self.text.rfind("\n", 0, offset)
        return self.text.count("\n", 0, offset) + 1, offset - before

    def error(self, reason: str, offset: int, hint: str = "", kind: type[SymgradError] = ParseError) -> SymgradError:
        """An error at this offset, ready to raise."""
        line, column = self.place(offset)
        return kind(reason, hint=hint, column=column, line=line, text=self.text)

    def limit(self, reason: str, offset: int) -> SymgradError:
        """A LimitError at this offset."""
        return self.error(reason, offset, kind=LimitError)

    def unsupported(self, reason: str, offset: int, hint: str = "") -> SymgradError:
        """An UnsupportedError at this offset."""
        return self.error(reason, offset, hint, UnsupportedError)

    def unknown_command(self, name: str, offset: int) -> SymgradError:
        """The error for a LaTeX command that is not read."""
        from symgrad.parsing.commands import ACCENT_COMMANDS, COMMANDS, FONTS, FORMS, SIZES
        from symgrad.terms.functions import spellings

        known = [*COMMANDS, *FORMS, *FONTS, *ACCENT_COMMANDS, *SIZES, *spellings()]
        meant = closest(name, [k for k in known if k.isalpha()])
        return self.error(
            f"\\{name} is not a command that is read here", offset, f"did you mean \\{meant}?" if meant else ""
        )


def closest(word: str, known: Iterable[str]) -> str:
    """The known word most like this one, or an empty text."""
    from difflib import get_close_matches

    found = get_close_matches(word, list(known), 1, 0.7)
    return found[0] if found else ""
