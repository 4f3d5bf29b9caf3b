"""Runs of letters: what each word of the input is. One letter is a name; longer runs go by the rules of the syntax."""

import re
from collections.abc import Callable, Iterator

from symgrad.parsing.commands import FORMS
from symgrad.parsing.differentials import integrates, integrates_over, split_big_sign, split_differential
from symgrad.parsing.glued import GLUED, meant, meant_with_number
from symgrad.parsing.known import Known, Note
from symgrad.parsing.spellings import ARRAY_NAMES, BARE, FORM_NAMES, METHODS, RESERVED, is_function
from symgrad.parsing.tokens import LATEX, PYTHON, Token
from symgrad.parsing.trouble import Source, closest
from symgrad.parsing.vocabulary import (
    ANNOTATIONS,
    BESIDE,
    CONSTANTS,
    KEYWORDS,
    MODULES,
    PYTHON_CONSTANTS,
    REFUSED,
    SENTENCE,
    SENTENCE_HINTS,
)
from symgrad.terms.names import GREEK, simple_name

_PIECES = re.compile(r"(?:" + "|".join(sorted(GREEK, key=len, reverse=True)) + r"|[A-Za-z])_?\d+|[A-Za-z]$")


def resolve(tokens: list[Token], known: Known, notes: list[Note], source: Source, syntax: str) -> list[Token]:
    """The tokens with every word replaced by the names, constants, functions and keywords it stands for."""
    found: list[Token] = []
    reader = _Words(tokens, known, notes, source, syntax)
    for i, token in enumerate(tokens):
        if token.kind == "word" or (token.value == "." and token.kind == "op"):
            found.extend(reader.at(i))
        elif syntax == PYTHON and token.kind in ("align", "bar"):
            found.append(token._replace(kind="op", value="and" if token.kind == "align" else "or"))
        else:
            found.append(_annotation(token) if token.kind == "styled" else token)
    return found


def _annotation(token: Token) -> Token:
    """`\\text{if }` and `\\text{and}` are no names."""
    word = token.value.strip(" ,.")
    if token.style in ("text", "textrm", "mbox", "mathrm"):
        if word in ANNOTATIONS:
            return token._replace(kind="annotation", value=word)
        if word in ("and", "or", "not"):
            return token._replace(kind="keyword", value=word)
        if word in ("true", "false"):
            return token._replace(kind="truth", value=word.capitalize())
    return token


class _Words:
    def __init__(self, tokens: list[Token], known: Known, notes: list[Note], source: Source, syntax: str) -> None:
        self.tokens, self.known, self.notes, self.source = tokens, known, notes, source
        self.read: Callable[[int, Token], Iterator[Token]] = {LATEX: self.latex, PYTHON: self.python}.get(
            syntax, self.text
        )

    def at(self, i: int) -> Iterator[Token]:
        """What the token at this place becomes."""
        token = self.tokens[i]
        if token.value == "." and token.kind == "op":
            return self.dot(i, token)
        if token.value in MODULES and self.follows(i, "op", ".") and not self.known.has(token.value):
            return iter(())
        if token.value == "T" and i and self.tokens[i - 1].same("op", ".") and not token.spaced:
            return iter((token._replace(kind="op", value=".T"),))
        of_module = i > 1 and self.tokens[i - 1].same("op", ".") and self.tokens[i - 2].value in MODULES
        return self.read(i, token._replace(style="module") if of_module else token)

    def follows(self, i: int, kind: str, value: str) -> bool:
        """Whether the next token is this one."""
        return i + 1 < len(self.tokens) and self.tokens[i + 1].same(kind, value)

    def dot(self, i: int, token: Token) -> Iterator[Token]:
        """A point is part of np.sin or A.T, or ends a sentence."""
        before, after = self.tokens[i - 1] if i else None, self.tokens[i + 1]
        is_module = before is not None and before.value in MODULES and not self.known.has(before.value)
        if is_module and after.kind == "word":
            return iter(())
        if after.kind in ("end", "row", "endblock"):
            return iter(())
        if after.kind == "word" and after.value == "T" and before is not None:
            return iter(())
        if after.value in METHODS and before is not None and self.follows(i + 1, "open", "("):
            return iter((token._replace(value=".method"),))
        if after.kind in ("word", "name") or after.same("op", "_"):
            raise self.source.error(
                "'.' followed by a name is not part of the input language", token.start, "write a*b for a product"
            )
        raise self.source.error("a point stands here without a number", token.start, "for a product write *")

    def latex(self, i: int, token: Token) -> Iterator[Token]:
        """Every letter is a name, except in runs that were declared or defined as one name."""
        run, at = token.value, 0
        if run == "e" and i and self.tokens[i - 1].kind == "number":
            self._note_power_of_ten(i, token)
        if len(run) > 1 and not self.known.words and not self._in_index(i):
            self._check_run(i, token)
        while at < len(run):
            longest = self._declared_word(run, at)
            yield self._letter(token, at, longest)
            at += len(longest)

    def _note_power_of_ten(self, i: int, token: Token) -> None:
        """1e-3 in LaTeX is 1*e - 3."""
        before, after = self.tokens[i - 1], self.tokens[i + 1]
        digits = self.tokens[i + 2] if after.kind == "op" and after.value in "+-" else after
        if digits.kind == "number" and not (token.spaced or after.spaced or digits.spaced):
            text = f"{before.value}e is read as {before.value} times e; for a power of ten write 10^"
            self.notes.append(Note(before.start, text, "a power of ten"))

    def _in_index(self, i: int) -> bool:
        """Whether the token stands in the braces of an index."""
        depth = 0
        for at in range(i - 1, 0, -1):
            token = self.tokens[at]
            depth += (token.kind == "close") - (token.kind == "open")
            if depth < 0:
                return token.value == "{" and self.tokens[at - 1].same("op", "_")
        return False

    def _check_run(self, i: int, token: Token) -> None:
        """Refuse a function without its backslash; note a word that was probably meant as one name."""
        run = token.value
        found = GLUED.fullmatch(run) if self.follows(i, "open", "(") else None
        is_function = (run in RESERVED or run in FORMS) and len(run) > 2
        if is_function or (found and not found[3]):
            function = found[2] if found else run
            raise self.source.error(
                f"{run} without a backslash is a product of letters", token.start, f"did you mean \\{function}?"
            )
        if run in GREEK or len(run) > 3:
            meant = f"\\{run}" if run in GREEK else f"\\text{{{run}}}"
            text = f"{run} is read as the product {'*'.join(run)}; for one name write {meant}"
            self.notes.append(Note(token.start, text, f"the name {run}"))

    def _declared_word(self, run: str, at: int) -> str:
        fits = [word for word in self.known.words if run.startswith(word, at)] if self.known.words else []
        return max(fits, key=len, default=run[at])

    def _letter(self, token: Token, at: int, value: str) -> Token:
        kind = "constant" if value == "e" and not token.accents and not self.known.has("e") else "name"
        end = token.end if at + len(value) == len(token.value) else token.start + at + len(value)
        return token._replace(kind=kind, value=value, start=token.start + at, end=end, spaced=token.spaced and not at)

    def python(self, i: int, token: Token) -> Iterator[Token]:
        """A run is one name, a constant, or a function where a bracket follows."""
        word, called = token.value, self.follows(i, "open", "(")
        if word in self.known.identifiers:
            yield token._replace(kind="name", value=self.known.identifiers[word])
            return
        if word.startswith("_"):
            raise self.source.error("names do not begin with '_' here", token.start)
        if self.known.has(word):
            kind = "name"
        elif word in KEYWORDS:
            kind = "keyword"
        elif called and (is_function(word) or word in FORM_NAMES):
            kind = "function"
        elif word in PYTHON_CONSTANTS:
            yield token._replace(kind="constant", value=PYTHON_CONSTANTS[word])
            return
        elif word in REFUSED:
            yield self.refused(token)
            return
        else:
            kind = "function" if word in BARE else "name"
        yield token._replace(kind=kind)

    def refused(self, token: Token) -> Token:
        """True and False are conditions; the others are no values of a formula."""
        if token.value in ("True", "False"):
            return token._replace(kind="truth")
        raise self.source.error(f"{token.value} {REFUSED[token.value]}", token.start)

    def text(self, i: int, token: Token) -> Iterator[Token]:
        """Declared or defined; known; two or three letters a product; else one name."""
        word, called = token.value, self.follows(i, "open", "(")
        if token.accents or self.known.has(word):
            yield token._replace(kind="name")
        elif len(word) == 1:
            yield token._replace(kind="constant" if word == "e" else "name")
        elif word == "where" and called and not self.tokens[i + 1].spaced:
            yield token._replace(kind="function")
        elif word == "at" and not self._says_where(i):
            yield from self._split(token, list(word))
        elif word in KEYWORDS or word in SENTENCE or word in BESIDE:
            yield self.keyword(token)
        elif called and (is_function(word) or word in FORM_NAMES):
            yield token._replace(kind="function")
        elif (pieces := split_differential(self.tokens, i, self.source)) is not None:
            yield from self._split(token, pieces)
        elif integrates_over(self.tokens, i, self.known.has):
            yield from self._split(token, ["d", word[1:]])
        elif word in RESERVED:
            yield token._replace(kind="function")
        elif (sign := split_big_sign(self.tokens, i)) is not None:
            yield from sign
        elif word in CONSTANTS:
            yield token._replace(kind="constant", value=CONSTANTS[word])
        elif word in REFUSED:
            yield self.refused(token)
        else:
            yield from self._unknown(i, token, called)

    def _says_where(self, i: int) -> bool:
        """Whether `at` stands before a point, as in `at x = 3`; in v + at it is a product."""
        return self.tokens[i + 1].kind == "word" and any(t.same("op", "=") for t in self.tokens[i + 2 : i + 4])

    def keyword(self, token: Token) -> Token:
        """The words of a condition; words of a sentence are refused."""
        if token.value in KEYWORDS:
            return token._replace(kind="keyword")
        if token.value in BESIDE:
            return token._replace(kind="annotation")
        hint = SENTENCE_HINTS.get(token.value, "type the formula alone, such as x^2*y")
        raise self.source.error(f"'{token.value}' is not part of a formula", token.start, hint)

    def _unknown(self, i: int, token: Token, called: bool) -> Iterator[Token]:
        word = token.value
        log = re.fullmatch(r"log_(\w+)", word)
        if log:
            yield token._replace(kind="function", value="log", end=token.start + 3)
            yield Token("op", "_", token.start + 3, token.start + 4)
            kind = "number" if log[1].isdigit() else "name"
            yield Token(kind, log[1], token.start + 4, token.end)
        elif not called and (hint := meant_with_number(word)):
            raise self.source.error(f"{word} is not a name", token.start, hint)
        elif simple_name(word).base in GREEK or not word.isalpha():
            yield from self._indexed(token, called)
        elif called:
            raise self.unknown_function(token)
        else:
            yield from self._letters(i, token)

    def unknown_function(self, token: Token) -> Exception:
        """The error for a word that is called and not known."""
        hint = meant(token.value, "(...)")
        if not hint:
            near = closest(token.value, spellings_called())
            hint = (
                f"did you mean {near}?" if near else f'declare functions=["{token.value}"], or write a product with *'
            )
        return self.source.error(f"{token.value} is not a known function", token.start, hint)

    def _indexed(self, token: Token, called: bool) -> Iterator[Token]:
        """w1, w_1, net_h1, learning_rate: one name; w1x1, x_1y: a product."""
        pieces = _PIECES.findall(token.value)
        if len(pieces) < 2 or "".join(pieces) != token.value:
            if called and token.value not in GREEK and len(simple_name(token.value).base) > 1:
                raise self.unknown_function(token)
            yield token._replace(kind="name")
            return
        self._note_product(token, pieces)
        yield from self._split(token, pieces)

    def _letters(self, i: int, token: Token) -> Iterator[Token]:
        word = token.value
        glued = meant(word)
        if glued:
            raise self.source.error(f"{word} is not a name", token.start, glued)
        if len(word) <= 3:
            declared = all(self.known.has(letter) for letter in word if letter != "e")
            if not declared and not integrates(self.tokens, i):
                self._note_product(token, list(word))
            yield from self._split(token, list(word))
            return
        shown = "*".join(word) if len(word) < 6 else "*".join(word[:2]) + "*..."
        self.notes.append(Note(token.start, f"{word} is read as one name; for a product write {shown}"))
        yield token._replace(kind="name", style="long")

    def _note_product(self, token: Token, pieces: list[str]) -> None:
        product = "*".join(pieces)
        self.notes.append(
            Note(
                token.start,
                f'{token.value} is read as the product {product}; for one name declare symbols=["{token.value}"]',
                f"the name {token.value}",
            )
        )

    def _split(self, token: Token, pieces: list[str]) -> Iterator[Token]:
        at = token.start
        for piece in pieces:
            kind = "constant" if piece == "e" and not self.known.has("e") else "name"
            yield Token(kind, piece, at, at + len(piece), token.spaced and at == token.start)
            at += len(piece)


def spellings_called() -> list[str]:
    """Everything that can be called, for "did you mean"."""
    from symgrad.terms.functions import spellings

    return [*spellings(), *FORM_NAMES, *ARRAY_NAMES]
