"""Text to tokens. Every token knows where it stands in the text as typed; nothing is rewritten before."""

import re

from symgrad.parsing import characters as chars
from symgrad.parsing.commands import ACCENT_COMMANDS, BLOCKS, COMMANDS, FONTS, FORMS, LAYOUTS, SIZES, SPACING, UNREAD
from symgrad.parsing.limits import MAX_DIGITS
from symgrad.parsing.tokens import LATEX, PYTHON, TEXT, Token
from symgrad.parsing.trouble import Source
from symgrad.terms.functions import spelled

_NUMBER = re.compile(r"\d+(?:\{,\}\d{3})*(?:\.\d+)?|\.\d+")
_GROUPED = re.compile(r"\d+(?:_\d+)*(?:\.\d+)?|\.\d+")
_POWER_OF_TEN = re.compile(r"[eE][+-]?\d+(?![\w.])")
_WORDS = {
    LATEX: re.compile(r"[A-Za-z]+"),
    TEXT: re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)*"),
    PYTHON: re.compile(r"[A-Za-z_][A-Za-z0-9_]*"),
}
_OPERATOR = re.compile(r"\.[*/^]|\*\*|<=|>=|==|!=|:=|<-(?= )|->|[-+*/^_=<>!.:@~]|'+")
_COMMAND = re.compile(r"\\([A-Za-z]+\*?|.|\n)", re.S)
_ENVIRONMENT = re.compile(r"\s*\{([A-Za-z]+\*?)\}")
_STYLED = re.compile(r"\s*\{((?:[^{}\\$]|\\[_ ,;-])*)\}")
_SIDE = re.compile(r"([\"'])(\+-|[+-]|fro)\1")  # in Python: the side of a limit, "+", and NumPy's name of a norm
_UPRIGHT_D = re.compile(r"\s+d(?=[\sA-Za-z\\])")  # the d of \mathrm dx
_BRACKETS = {"(": "open", "[": "open", "{": "open", ")": "close", "]": "close", "}": "close"}
_DIGITS = frozenset("0123456789")
_SAME = {"**": "^", "==": "=", ".*": "⊙", "./": "⊘"}
_PLAIN = {",": "comma", "&": "align", ";": "row", "\n": "row", "|": "bar"}
_REFUSED = {
    "%": ("'%' is not an operation here", "in LaTeX it starts a comment; remove it"),
    "#": ("'#' has no meaning here", "remove it"),
    "\"": ("text in quotes is not part of the input language", "write the formula without quotes"),
    "`": ("'`' has no meaning here", "remove it"),
    "$": ("'$' stands inside the formula", "put one pair of '$' around the whole formula"),
    "?": ("'?' has no meaning here", "remove it"),
}  # fmt: skip


def tokenise(source: Source, syntax: str, start: int, stop: int) -> list[Token]:
    """The tokens of text[start:stop], with an `end` token behind them. Raises ParseError, LimitError."""
    scanner = _Scanner(source, syntax, start, stop)
    while scanner.at < stop:
        scanner.step()
    scanner.add("end", "", stop)
    return scanner.tokens


class _Scanner:
    """Position in the text and the tokens so far."""

    def __init__(self, source: Source, syntax: str, start: int, stop: int) -> None:
        self.source, self.text, self.syntax = source, source.text, syntax
        self.at, self.stop = start, stop
        self.tokens: list[Token] = []
        self.spaced = False
        self.word = _WORDS[syntax]

    def add(self, kind: str, value: str, end: int, accents: tuple[str, ...] = (), style: str = "") -> None:
        """Append a token from here to `end` and go there."""
        self.tokens.append(Token(kind, value, self.at, end, self.spaced, accents, style))
        self.at, self.spaced = end, False

    def step(self) -> None:
        """Read one token."""
        character = self.text[self.at]
        if chars.is_space(character):
            self.at, self.spaced = self.at + 1, True
        elif character.isascii():
            self._ascii(character)
        else:
            self._unicode(character)

    def _ascii(self, c: str) -> None:
        if c.isalpha() or (c == "_" and self.syntax == PYTHON):
            self._word()
        elif c.isdigit() or (c == "." and self.text[self.at + 1 : self.at + 2] in _DIGITS):
            self._number()
        elif c in _BRACKETS:
            self.add(_BRACKETS[c], c, self.at + 1)
        elif c == "\\":
            self._command()
        elif c in _PLAIN:
            self.add(_PLAIN[c], c, self.at + 1)
        else:
            self._operator(c)

    def _operator(self, c: str) -> None:
        side = _SIDE.match(self.text, self.at, self.stop) if c in "\"'" and self.syntax != LATEX else None
        if side is not None:
            self.add("name" if side[2] == "fro" else "side", side[2].replace("+-", ""), side.end())
            return
        found = _OPERATOR.match(self.text, self.at, self.stop)
        if found is None:
            reason, hint = _REFUSED.get(c) or chars.refusal(c)
            if c == "%" and self.syntax != LATEX:
                is_share = bool(self.tokens) and self.tokens[-1].kind == "number"
                hint = f"write {self.tokens[-1].value}/100" if is_share else "a remainder is not read"
            raise self.source.error(reason, self.at, hint)
        value, end = found[0], found.end()
        if value == "**" and self.tokens and self.tokens[-1].same("op", "^"):  # w^* times something
            value, end = "*", end - 1
        if value[0] == "'" and self.syntax == PYTHON:
            raise self.source.error(*_REFUSED['"'][:1], self.at, _REFUSED['"'][1])
        if value == "~":
            self.at, self.spaced = self.at + 1, True
        else:
            self.add("op", _SAME.get(value, value), end)

    def _word(self) -> None:
        found = self.word.match(self.text, self.at, self.stop)
        assert found is not None
        following = self.text[found.end() : found.end() + 1]
        if following in chars.COMBINING and following:  # an accent typed behind its letter
            if len(found[0]) > 1:
                self.add("word", found[0][:-1], found.end() - 1)
            self.add("word", found[0][-1], found.end() + 1, (chars.COMBINING[following],))
        else:
            self.add("word", found[0], found.end())

    def _number(self) -> None:
        self._refuse_number_forms()
        found = (_GROUPED if self.syntax == PYTHON else _NUMBER).match(self.text, self.at, self.stop)
        assert found is not None
        value, end = found[0].replace("{,}", "").replace("_", ""), found.end()
        if self.syntax == PYTHON and self.text[end : end + 1] == ".":  # Python's 1.
            value, end = value + ".0", end + 1
        power = _POWER_OF_TEN.match(self.text, end, self.stop) if self.syntax != LATEX else None
        if power:
            value, end = value + power[0].lower(), power.end()
        following = self.text[end : end + 1]
        if following == "." and self.text[end + 1 : end + 2].isalnum():
            raise self.source.error("this number has a point too many or no digits behind its point", self.at)
        if len(value) > MAX_DIGITS:
            raise self.source.limit(f"a number with more than {MAX_DIGITS} digits", self.at)
        self.add("number", value, end)

    def _refuse_number_forms(self) -> None:
        odd = re.compile(r"0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|\d+_\d[\d_]*").match(self.text, self.at, self.stop)
        if odd is None or ("_" in odd[0] and self.syntax != TEXT):
            return
        if "_" in odd[0]:
            raise self.source.error("'_' inside a number", self.at, f"write {odd[0].replace('_', '')}")
        hint = f"write {int(odd[0], 0)}" if len(odd[0]) < 20 else ""
        raise self.source.error("numbers are written in base ten", self.at, hint)

    def _command(self) -> None:
        found = _COMMAND.match(self.text, self.at, self.stop)
        if found is None:
            raise self.source.error("a backslash with nothing behind it", self.at)
        name = found[1]
        if name in ("begin", "end"):
            self._environment(name, found.end())
        elif name in ("tag", "label"):
            self.at = self._group_end(found.end(), name)
        elif name in SPACING:
            self.at, self.spaced = found.end(), True
        elif name in SIZES:
            self._delimiter(SIZES[name], found.end(), name)
        elif name.removesuffix("*") in FONTS:
            self._styled(name.removesuffix("*"), found.end())
        elif name in COMMANDS:
            self.add(*COMMANDS[name], found.end())
        else:
            self._named(name, found)

    def _environment(self, name: str, end: int) -> None:
        found = _ENVIRONMENT.match(self.text, end, self.stop)
        if found is None:
            raise self.source.error(f"\\{name} needs the name of an environment in braces", self.at)
        kind = found[1]
        if kind in LAYOUTS:
            self.add("layout", name, found.end(), style=kind)
        elif kind not in BLOCKS:
            raise self.source.error(f"the environment {kind} is not read here", self.at)
        else:
            self.add("command" if name == "begin" else "endblock", name, found.end(), style=kind)
        if name == "begin" and kind in ("array", "alignat", "alignat*"):
            self.at = self._group_end(self.at, kind)

    def _group_end(self, at: int, what: str) -> int:
        """Behind the braces that open here."""
        found = re.compile(r"\s*\{[^{}]*\}").match(self.text, at, self.stop)
        if found is None:
            raise self.source.error(f"{what} needs braces behind it", self.at)
        return found.end()

    def _named(self, name: str, found: "re.Match[str]") -> None:
        star = name.endswith("*")
        name, end = name.removesuffix("*"), found.end() - star
        if name in FORMS or name in ACCENT_COMMANDS:
            self.add("command", name, end)
        elif name in COMMANDS:
            self.add(*COMMANDS[name], end)
        elif name in FUNCTION_COMMANDS or spelled(name):
            self.add("function", name, end)
        elif name in UNREAD:
            raise self.source.unsupported(f"\\{name} is not read", self.at, UNREAD[name])
        else:
            raise self.source.unknown_command(name, self.at)

    def _delimiter(self, side: str, end: int, size: str) -> None:
        """The bracket after a size command; `\\left.` is an invisible one."""
        begin = self.at
        while end < self.stop and self.text[end].isspace():
            end += 1
        rest = self.text[end : end + 1]
        if rest == "." and size in ("left", "right"):
            self.add(side, ".", end + 1)
            return
        count = len(self.tokens)
        self.at = end
        if end < self.stop:
            self.step()
        token = self.tokens[-1] if len(self.tokens) == count + 1 else None
        if token is None or token.kind not in ("open", "close", "bar"):
            if token is not None and size not in ("left", "right"):
                return  # a size before an operator, such as \big/
            raise self.source.error(f"\\{size} needs a bracket behind it", begin)
        kind = side if token.kind == "bar" and side else token.kind
        self.tokens[-1] = token._replace(kind=kind, start=begin)

    def _styled(self, name: str, end: int) -> None:
        """`\\text{loss}`: plain words between braces are one token, anything else is left to the grammar."""
        found = _STYLED.match(self.text, end, self.stop)
        alone = _UPRIGHT_D.match(self.text, end, self.stop) if name == "mathrm" else None
        if alone is not None:
            self.add("styled", "d", alone.end(), style=name)
            return
        if found is None or (
            name in ("mathbf", "boldsymbol", "bm", "mathcal", "mathbb", "mathscr") and len(found[1]) != 1
        ):
            self.add("font", name, end)
            return
        words = re.sub(r"\\([_-])", r"\1", re.sub(r"\\[ ,;]", " ", found[1]))
        if not re.fullmatch(r"[A-Za-z0-9_ .,:*-]*", words) or not words.strip():
            if not words.strip():
                self.at, self.spaced = found.end(), True
                return
            raise self.source.error("only words may stand between these braces", found.start(1))
        self.add("styled", words, found.end(), style=name)

    def _unicode(self, c: str) -> None:
        if c in chars.GREEK_LETTERS:
            self._greek(chars.GREEK_LETTERS[c])
        elif c in chars.SYMBOLS:
            kind, value = chars.SYMBOLS[c]
            self.add(kind, "cdot" if c in "⋅·" else value, self.at + 1)
        elif c in chars.SUPERSCRIPTS:
            self._raised("^", chars.SUPERSCRIPTS)
        elif c in chars.SUBSCRIPTS:
            self._raised("_", chars.SUBSCRIPTS)
        elif c in chars.FRACTIONS:
            self._fraction(*chars.FRACTIONS[c])
        elif (pair := chars.accented(c)) is not None:
            self.add("word", pair[0], self.at + 1, (pair[1],))
        else:
            raise self.source.error(*_swap(chars.refusal(c), self.at))

    def _greek(self, name: str) -> None:
        end = self.at + 1
        accent = chars.COMBINING.get(self.text[end : end + 1]) if end < self.stop else None
        self.add(
            "constant" if name == "pi" and not accent else "name", name, end + bool(accent), (accent,) if accent else ()
        )
        digits = re.compile(r"\d+").match(self.text, self.at, self.stop)
        if digits and name != "pi":
            self.add("op", "_", self.at)
            self.add("number", digits[0], digits.end())

    def _raised(self, op: str, table: dict[str, str]) -> None:
        """A run of raised or lowered characters is a script in braces."""
        end = self.at
        while end < self.stop and self.text[end] in table:
            end += 1
        inside = "".join(table[c] for c in self.text[self.at : end])
        begin = self.at
        pieces: list[tuple[str, str]] = [("op", op), ("open", "{")]
        for piece in re.findall(r"\d+|[a-z]|.", inside):
            kind = "number" if piece[0].isdigit() else "word" if piece.isalpha() else _BRACKETS.get(piece, "op")
            pieces.append((kind, piece))
        for kind, value in [*pieces, ("close", "}")]:
            self.tokens.append(Token(kind, value, begin, end))
        self.at, self.spaced = end, False

    def _fraction(self, top: int, bottom: int) -> None:
        begin = self.at
        pieces = (("open", "("), ("number", str(top)), ("op", "/"), ("number", str(bottom)), ("close", ")"))
        for kind, value in pieces:
            self.tokens.append(Token(kind, value, begin, begin + 1, self.spaced))
        self.at, self.spaced = begin + 1, False


def _swap(refused: tuple[str, str], at: int) -> tuple[str, int, str]:
    reason, hint = refused
    return reason, at, hint


#: LaTeX function commands that are not spellings of a record
FUNCTION_COMMANDS = frozenset(["lg", "log", "ln", "exp", "max", "min", "tr", "Tr"])
