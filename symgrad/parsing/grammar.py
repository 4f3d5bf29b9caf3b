"""The grammar of expressions: one descent by strength of binding, the same for every syntax."""

from collections.abc import Callable
from typing import NamedTuple

from symgrad.parsing import arrays, brackets, functions, leibniz, names, numbers, operators, primes, products, scripts
from symgrad.parsing.cursor import Cursor
from symgrad.parsing.entrywise import fitted, mask
from symgrad.parsing.levels import AND, CONDITIONAL, NOT, OR, POSTFIX, POWER, PRODUCT, RELATION, SUM
from symgrad.parsing.tokens import Token
from symgrad.parsing.unknown_sizes import alike
from symgrad.terms.build import TRUE, add, call, chain, logic, neg, piecewise, unary
from symgrad.terms.heads import Head
from symgrad.terms.node import Term

_RELATIONS = frozenset(["=", "<", "<=", ">", ">=", "!=", ":=", "<-", "≈", "->"])

_CONDITIONS = frozenset([Head.RELATION, Head.LOGIC, Head.TRUTH])

#: results that are no operands of arithmetic
_NOT_NUMBERS = frozenset([Head.RELATION, Head.LOGIC, Head.TRUTH, Head.TUPLE])


class Infix(NamedTuple):
    """How strongly an operator binds what stands before it, and what reads the rest."""

    binding: int
    read: "Callable[[Grammar, Term], Term]"


class Grammar(Cursor):
    """Reads expressions from the tokens of one row."""

    def expr(self, binding: int = 0) -> Term:
        """An expression whose operators bind more strongly than `binding`."""
        left = self._prefix(binding)
        while True:
            token = self.peek
            if token.kind in ("op", "keyword"):
                infix = _INFIX.get(token.value)
                if infix is None:
                    if token.value not in ("∂", "∇", "√", "∛"):
                        return left
                    infix = _PRODUCT
            elif token.kind == "bar" and brackets.is_evaluation(self):
                infix = _EVALUATION
            elif self.starts_factor():
                infix = _PRODUCT
            else:
                return left
            if infix.binding <= binding:
                return left
            left = infix.read(self, left)
            if self.peek is token:  # nothing was passed: a sign that this syntax does not have
                raise self.error(f"'{self.shown(token)}' is not read here", token, "write * entry by entry")

    def _prefix(self, binding: int) -> Term:
        token = self.peek
        reader = _PREFIX.get(token.kind)
        if reader is not None:
            return reader(self, token)
        if token.kind in ("op", "keyword"):
            sign = _SIGNS.get(token.value)
            if sign is not None:
                return sign(self, token, binding)
        if token.kind == "bar":
            return brackets.bars(self, token)
        if token.same("keyword", "if"):
            raise self.error("'if' stands behind a value", token, "write a if x > 0 else b")
        raise self.unexpected("a number, a name or a bracket")

    def number_like(self, term: Term, token: Token) -> Term:
        """The term, if arithmetic can be done with it."""
        term = mask(self, term)
        if term.head in _NOT_NUMBERS:
            raise self.error("a condition or a list is not a number to calculate with", token)
        return term

    def _minus(self, token: Token, binding: int) -> Term:
        """Minus signs in front: -x^2 is -(x^2), and -2x is -(2x)."""
        minus = 0
        while self.peek.kind == "op" and self.peek.value in ("+", "-"):
            minus += self.advance().value == "-"
        if minus > 100:
            raise self.source.limit("more than 100 signs in a row", token.start)
        term = self.number_like(self.expr(max(binding, SUM)), token)
        for _ in range(minus):
            term = neg(term)
        return term

    def _not(self, token: Token, binding: int) -> Term:
        self.advance()
        condition = self.expr(NOT)
        if condition.head not in _CONDITIONS:
            raise self.error("'not' stands before a condition such as x > 0", token)
        return logic("not", condition)

    def sum(self, left: Term) -> Term:
        """Terms joined by + and -."""
        first = self.peek
        parts = [self.number_like(left, first)]
        while self.peek.kind == "op" and self.peek.value in ("+", "-"):
            sign = self.advance()
            term = self.number_like(self.expr(SUM), sign)
            parts.append(neg(term) if sign.value == "-" else term)
        return self.make(first, add, *fitted(self, first, parts))

    def relations(self, left: Term) -> Term:
        """A chain of relations, such as 0 < x <= 1."""
        first = self.peek
        parts: list[str | Term] = []
        while self.peek.kind == "op" and self.peek.value in _RELATIONS:
            parts.append(self.advance().value)
            parts.append(self.expr(RELATION))
        if parts[-2] == "=" and self.at("keyword", "if") and isinstance(parts[-1], Term):  # y = a if x > 0 else b
            parts[-1] = self.conditional(parts[-1])
        sides = alike([left, *(part for part in parts if isinstance(part, Term))])
        return self.make(first, chain, sides, tuple(str(sign) for sign in parts[0::2]))

    def logical(self, left: Term) -> Term:
        """Conditions joined by one of `and`, `or`."""
        first = self.peek
        parts = [left]
        while self.peek.value == first.value and self.peek.kind in ("op", "keyword"):
            self.advance()
            parts.append(self.expr(AND if first.value == "and" else OR))
        if any(part.head not in _CONDITIONS for part in parts):
            raise self.error(f"'{self.shown(first)}' joins conditions such as x > 0", first)
        return logic(first.value, *parts)

    def conditional(self, left: Term) -> Term:
        """Python's `a if condition else b`."""
        begin = self.advance()
        left = self.number_like(left, begin)
        condition = self.expr(CONDITIONAL)
        if condition.head not in _CONDITIONS:
            raise self.error("a condition such as x > 0 should follow 'if'", begin)
        if not self.accept("keyword", "else"):
            raise self.unexpected("'else'")
        other = self.expr(0)
        rest = other.args if other.head is Head.PIECEWISE else (other, TRUE)
        return piecewise((left, condition), *zip(rest[0::2], rest[1::2], strict=True))

    def power(self, left: Term) -> Term:
        """Powers from right to left; in LaTeX one exponent only."""
        return scripts.latex_power(self, left) if self.latex and self.at("op", "^") else self._tower(left)

    def _tower(self, left: Term) -> Term:
        levels: list[tuple[Term, int, Token]] = [(left, 0, self.peek)]
        while self.peek.kind == "op" and self.peek.value in ("^", ".^"):
            sign, minus = self.advance(), 0
            while self.peek.kind == "op" and self.peek.value in ("+", "-"):
                minus += self.advance().value == "-"
            first = self.peek
            levels.append((self.number_like(self.expr(POWER), sign), minus, sign))
            scripts.note_unbracketed(self, left, minus, first)
            if len(levels) > 100:
                raise self.source.limit("more than 100 powers on top of each other", sign.start)
        term, minus, sign = levels.pop()
        while levels:
            for _ in range(minus):
                term = neg(term)
            base, minus, below = levels.pop()
            build = scripts.raised_entries if self.python or sign.value == ".^" else scripts.raised
            term = self.make(sign, build, base, term)
            sign = below
        return term

    def factorial(self, left: Term) -> Term:
        """n!"""
        sign = self.advance()
        if self.at("op", "!"):
            raise self.error("a double factorial is not read", sign, "write n!")
        return call("factorial", self.number_like(left, sign))

    def method(self, left: Term) -> Term:
        """X.sum(axis=0)"""
        return arrays.method(self, left)

    def transposed(self, left: Term) -> Term:
        """A.T"""
        self.advance()
        return unary(Head.TRANSPOSE, left)

    def degrees(self, left: Term) -> Term:
        """30°"""
        return scripts.in_degrees(self, left, self.advance())

    def prime(self, left: Term) -> Term:
        """A prime that stands behind something else than a name."""
        return primes.primed(self, left)

    def indexed_bracket(self, left: Term) -> Term:
        """[f]_{xy}: a bracket differentiated by the names of its index."""
        return operators.indexed_bracket(self, left)

    def evaluated(self, left: Term) -> Term:
        """The value of what stands before the bar where x = 3."""
        return brackets.evaluated_at(self, left, self.advance())

    def entrywise(self, left: Term) -> Term:
        """Products and quotients, from left to right."""
        return products.product(self, left)


_PREFIX: dict[str, Callable[[Grammar, Token], Term]] = {
    "number": numbers.number,
    "name": names.named,
    "constant": names.constant,
    "truth": numbers.truth,
    "function": functions.function,
    "command": names.command,
    "styled": names.styled,
    "font": names.styled,
    "open": brackets.bracket,
}

_SIGNS: dict[str, Callable[[Grammar, Token, int], Term]] = {
    "-": Grammar._minus,
    "+": Grammar._minus,
    "not": Grammar._not,
    "∂": lambda r, token, _: leibniz.leibniz(r, token),
    "∇": lambda r, token, _: leibniz.nabla(r, token),
    "√": lambda r, token, _: functions.root_sign(r, token, 2),
    "∛": lambda r, token, _: functions.root_sign(r, token, 3),
}

_PRODUCT = Infix(PRODUCT, Grammar.entrywise)
_EVALUATION = Infix(POSTFIX, Grammar.evaluated)

_INFIX: dict[str, Infix] = {
    "if": Infix(CONDITIONAL, Grammar.conditional),
    "or": Infix(OR, Grammar.logical),
    "and": Infix(AND, Grammar.logical),
    **{sign: Infix(RELATION, Grammar.relations) for sign in _RELATIONS},
    "+": Infix(SUM, Grammar.sum),
    "-": Infix(SUM, Grammar.sum),
    **dict.fromkeys(("*", "cdot", "/", "@", "⊙", "⊘", "⊗", "⋆"), _PRODUCT),
    **dict.fromkeys(("^", ".^"), Infix(POWER, Grammar.power)),
    ".method": Infix(POSTFIX, Grammar.method),
    "!": Infix(POSTFIX, Grammar.factorial),
    ".T": Infix(POSTFIX, Grammar.transposed),
    "ᵀ": Infix(POSTFIX, Grammar.transposed),
    "°": Infix(POSTFIX, Grammar.degrees),
    "'": Infix(POSTFIX, Grammar.prime),
    "''": Infix(POSTFIX, Grammar.prime),
    "_": Infix(POSTFIX, Grammar.indexed_bracket),
}
