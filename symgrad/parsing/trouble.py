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
    """The known word that a slip or two turns into this one, or an empty text.

    One slip (a letter too many, too few, wrong, or two swapped) in a short word, two in one of six letters or more;
    swapped letters come first. A short word may be about anything, so its first letter must be right too.
    """
    from difflib import SequenceMatcher

    most, letters, used = (1 if len(word) < 6 else 2), sorted(word), set(word)
    near = []
    for other in known:
        if abs(len(other) - len(word)) > most or len(used.symmetric_difference(other)) > 2 * most:
            continue
        swapped = sorted(other) == letters
        if (swapped or most > 1 or other[:1] == word[:1]) and (count := slips(word, other)) <= most:
            near.append((count, not swapped, -SequenceMatcher(None, word, other).ratio(), other))
    return min(near)[3] if near else ""


def slips(word: str, other: str) -> int:
    """How many letters added, left out, changed or swapped with the next lead from one word to the other.

    Optimal string alignment, after Damerau, Communications of the ACM 7, 1964.
    """
    earlier: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(word, 1):
        following = [i]
        for j, b in enumerate(other, 1):
            least = min(row[j] + 1, following[-1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and word[i - 2 : i] == b + other[j - 2]:
                least = min(least, earlier[j - 2] + 1)
            following.append(least)
        earlier, row = row, following
    return row[-1]
