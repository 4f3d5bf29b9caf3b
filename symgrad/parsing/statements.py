"""Rows to a graph: definitions of names and of functions, equations, updates, conditions, a bare formula."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from symgrad.errors import ParseError, ShapeError, SymgradError
from symgrad.graph import Definition, Domain, Graph, fresh_name, order_definitions
from symgrad.parsing.arrows import both_signs, lambda_colon, with_arrow_read
from symgrad.parsing.grammar import Grammar
from symgrad.parsing.known import Known, Note
from symgrad.parsing.naming import full_name
from symgrad.parsing.rows import is_parameters, left_side
from symgrad.parsing.spellings import RESERVED
from symgrad.parsing.tokens import LATEX, Token
from symgrad.parsing.trouble import Source
from symgrad.parsing.uses import inline_functions
from symgrad.parsing.words import resolve
from symgrad.terms.build import apply, equation, logic, relation
from symgrad.terms.build import name as name_term
from symgrad.terms.heads import Head
from symgrad.terms.names import Name, simple_name
from symgrad.terms.node import Term
from symgrad.terms.shapes import Shape
from symgrad.terms.traverse import free_names, postorder

_UPDATE = "this row is an update: it gives the next value of a name"
_STEP = re.compile(r"(^|.*[^0-9])[+]\d+$")


class Row(NamedTuple):
    """One row that was read: the term, the name it defines if any, the parameters, and the condition beside it."""

    term: Term
    start: int
    defines: Term | None = None
    parameters: tuple[Term, ...] = ()
    condition: Term | None = None


class Statements:
    """Reads the rows of one input."""

    def __init__(self, source: Source, syntax: str, known: Known) -> None:
        self.source, self.syntax, self.known = source, syntax, known
        self.notes: list[Note] = []
        self.grammar = Grammar(source, syntax, known, self.notes)

    def read(self, rows: Sequence[list[Token]]) -> list[Row]:
        """The rows. All names that left sides define are known before the first row is read, and so are their shapes.

        A shape is known when its row has been read; rows that used the name before are read again.
        """
        rows = [with_arrow_read(row, self.source) for row in rows]
        for row in rows:
            self._declare(row)
        while True:
            before, said = self.known.shaped, len(self.notes)
            found, errors = self._attempt(rows)
            if self.known.shaped == before:
                if errors:
                    raise errors[0]
                return found
            del self.notes[said:]

    def _attempt(self, rows: Sequence[list[Token]]) -> tuple[list[Row], list[SymgradError]]:
        """The rows that can be read, and what is wrong with the others."""
        found, errors = [], []
        for row in rows:
            try:
                found.append(self._row(row))
            except SymgradError as error:
                errors.append(error)
        return found, errors

    def _declare(self, row: list[Token]) -> None:
        """Make the name on a left side known."""
        left = left_side(row)
        if not left:
            return
        if self.syntax != LATEX and left[0].kind == "word" and not left[0].accents:
            self._declare_word(left)
            return
        data = self._left_name(left)
        if data is not None:
            self.known.define(data[0], function=data[1])

    def _declare_word(self, left: list[Token]) -> None:
        word = left[0]
        if len(left) > 1 and not (left[1].same("open", "(") and is_parameters(left[1:])):
            return
        if word.value in RESERVED and word.value not in self.known.functions:
            if len(left) > 1:
                return  # log(y) = x is an equation
            raise self.source.error(
                f"{word.value} is the name of a function and cannot be defined",
                word.start,
                f"choose another name, such as {word.value}_1",
            )
        if word.value in ("pi",):
            raise self.source.error(f"{word.value} is a constant and cannot be defined", word.start)
        self.known.define(simple_name(word.value), function=len(left) > 1)

    def _left_name(self, left: list[Token]) -> tuple[Name, bool] | None:
        """The name that a left side is, and whether it is followed by parameters; None for anything else."""
        if left[0].kind not in ("word", "name", "command", "font", "styled") or left[0].same("command", "frac"):
            return None
        end = Token("end", "", left[-1].end, left[-1].end)
        tokens = resolve([*left, end], self.known, [], self.source, self.syntax)
        self.grammar.begin(tokens)
        try:
            data, indices = full_name(self.grammar)
        except SymgradError:
            return None
        rest = self.grammar.tokens[self.grammar.i :]
        if indices or (rest[0].kind != "end" and not is_parameters(rest[:-1])):
            return None
        return data, rest[0].kind != "end"

    def _row(self, row: list[Token]) -> Row:
        signs = both_signs(row)
        if signs:
            return self._choice(row, [self._row(one) for one in signs])
        colon = lambda_colon(row)
        if colon:
            read = self._row(row[colon + 1 :])
            names = [name_term(simple_name(t.value)) for t in row[1:colon] if t.kind != "comma"]
            return read._replace(parameters=tuple(self.known.term(one.data) for one in names))
        grammar = self.grammar
        grammar.begin(resolve(row, self.known, self.notes, self.source, self.syntax))
        term = grammar.expr()
        condition = None
        if grammar.peek.kind == "annotation":
            beside = grammar.advance()
            condition = self._condition()
            if not set(free_names(condition)) & set(free_names(term)):
                raise grammar.error("the condition is about a name that the formula does not hold", beside)
        grammar.finish()
        if term.head is Head.TRUTH or (term.head is Head.LOGIC and not _is_choice(term)):
            raise self.source.error("a condition is not a formula", row[0].start)
        return self.classified(term, row[0].start, condition)

    def _choice(self, row: list[Token], rows: list[Row]) -> Row:
        """x = 2 ± 1 as a choice of two equations."""
        if any(one.term.head is not Head.RELATION or set(one.term.data) != {"="} for one in rows):
            reason, sign = "± stands for two formulas", next(t for t in row if t.value in ("±", "∓"))
            raise self.source.unsupported(reason, sign.start, "write the two formulas separately")
        return Row(logic("or", *(one.term for one in rows)), row[0].start, condition=rows[0].condition)

    def _condition(self) -> Term:
        """One condition, or several with commas between them."""
        grammar, parts = self.grammar, []
        while True:
            first = grammar.peek
            parts.append(grammar.expr())
            if parts[-1].head not in (Head.RELATION, Head.LOGIC):
                raise grammar.error("a condition such as x > 0 should stand here", first)
            if grammar.peek.kind not in ("comma", "annotation"):
                return logic("and", *parts)
            grammar.advance()

    def classified(self, term: Term, start: int, condition: Term | None) -> Row:
        """The row of a term that begins at this place: what it defines, or an update, or an equation."""
        if term.head is not Head.RELATION or len(term.args) != 2 or term.data[0] not in ("=", ":="):
            if term.head is Head.RELATION and term.data == ("<-",):
                self.notes.append(Note(start, _UPDATE))
            return Row(term, start, condition=condition)
        left, right = term.args
        if term.data == (":=",) and left in free_names(right):
            self.notes.append(Note(start, _UPDATE))
            return Row(relation(left, "<-", right), start, condition=condition)
        typed = equation(left, right)
        if left.head is Head.NAME:
            if right.shape and not left.shape:
                left = self.known.reshape(left, right.shape)
            right = _entry_by_entry(right, left.shape)
            typed = equation(left, right)
            if _STEP.match(left.data.sub):
                self.notes.append(Note(start, f"{left.data.plain} is read as the next value: this row is an update"))
                return Row(typed, start, condition=condition)
            return Row(typed, start, left, condition=condition)
        if left.head is Head.APPLY and self._is_definition(left):
            return Row(typed, start, self.known.term(left.data.name), left.args, condition)
        return Row(typed, start, condition=condition)

    def _is_definition(self, left: Term) -> bool:
        """Whether f(x, y) on a left side defines f: different names in its bracket, no prime."""
        distinct = all(arg.head is Head.NAME for arg in left.args) and len(set(left.args)) == len(left.args)
        return distinct and not left.data.differentiated and self.known.is_function(left.data.name.key)


def _is_choice(term: Term) -> bool:
    """Whether a condition says which values something has: x = 1 or x = -1."""
    return term.data == "or" and all(part.head is Head.RELATION and set(part.data) <= {"=", "≈"} for part in term.args)


def build_graph(rows: list[Row], statements: Statements, domain: Domain, notes: tuple[str, ...]) -> Graph:
    """The graph of the rows."""
    source = statements.source
    definitions, equations = _sorted_out(rows, statements)
    ordered = _ordered(definitions, rows, source)
    inlined, used = _inlined(ordered, source)
    equations = [inline_functions(one, ordered) for one in equations]
    outputs = _outputs(inlined, used)
    return Graph(inlined, outputs, tuple(equations), domain, notes, tuple(row.term for row in rows))


def _sorted_out(rows: list[Row], statements: Statements) -> tuple[list[Definition], list[Term]]:
    """The definitions and the equations among the rows."""
    definitions: list[Definition] = []
    equations: list[Term] = []
    for row in rows:
        if row.defines is not None and not _is_implicit(row):
            if any(row.defines is one.name for one in definitions):
                reason = f"{row.defines.data.plain} is defined twice"
                plain = row.defines.data.plain
                hint = f"give the second one another name; of two solutions write {plain} = 1 or {plain} = 2"
                raise statements.source.error(reason, row.start, hint)
            definitions.append(Definition(row.defines, row.term.args[1], row.parameters))
        elif row.term.head in (Head.RELATION, Head.LOGIC):
            _check_implicit(row, len(rows), statements)
            equations.append(row.term)
        else:
            invented = _fresh(rows, len(definitions))
            definitions.append(Definition(invented, row.term, row.parameters, anonymous=True))
    return definitions, equations


def _check_implicit(row: Row, count: int, statements: Statements) -> None:
    """Note a name that stands on both sides. Raises ParseError for it in a system."""
    if row.defines is None:
        return
    plain = row.defines.data.plain
    if count > 1:
        reason = f"{plain} is defined by itself: {plain} -> {plain}"
        raise statements.source.error(reason, row.start, f"for an update write {plain} <- ...")
    text = f"{plain} stands on both sides: read as an equation, not as a definition"
    statements.notes.append(Note(row.start, text))


def _is_implicit(row: Row) -> bool:
    assert row.defines is not None
    right = row.term.args[1]
    if row.defines in free_names(right):
        return True
    return bool(row.parameters) and any(
        n.head is Head.APPLY and n.data.name.key == row.defines.data.key for n in postorder(right)
    )


def _fresh(rows: list[Row], count: int = 0) -> Term:
    from symgrad.terms.build import tuple_of

    every = tuple_of(*(row.term for row in rows), *(row.defines for row in rows if row.defines is not None))
    first = fresh_name(every)
    return first if not count else name_term(f"{first.data.base}_{count}")


def _ordered(definitions: list[Definition], rows: list[Row], source: Source) -> tuple[Definition, ...]:
    try:
        return order_definitions(definitions)
    except ShapeError:
        raise
    except ParseError as error:
        starts = {row.defines: row.start for row in rows}
        names = [
            d.name
            for d in definitions
            if f"{d.name.data.plain} ->" in error.reason or f"-> {d.name.data.plain}" in error.reason
        ]
        raise source.error(error.reason, starts.get(names[0], 0) if names else 0, error.hint) from None


def _inlined(ordered: tuple[Definition, ...], source: Source) -> tuple[tuple[Definition, ...], set[str]]:
    """Definitions with the functions that the input defines put in; the keys of those functions that are used."""
    functions = [one for one in ordered if one.parameters]
    used = {
        node.data.name.key
        for one in ordered
        for node in (postorder(one.term) if functions else ())
        if node.head is Head.APPLY and node.data.name.key != one.name.data.key
    }
    if not functions:
        return ordered, used
    return tuple(one._replace(term=inline_functions(one.term, ordered)) for one in ordered), used


def _outputs(definitions: tuple[Definition, ...], used: set[str]) -> tuple[Term, ...]:
    needed = {name for one in definitions for name in free_names(one.term)}
    return tuple(one.name for one in definitions if one.name not in needed and one.name.data.key not in used)


def _entry_by_entry(right: Term, shape: Shape) -> Term:
    """a = f(z) with a declared to be of the shape of z: an unknown function that goes entry by entry."""
    whole = right.head is Head.APPLY and len(right.args) == 1 and right.args[0].shape == shape
    return apply(right.data, *right.args, shape=shape) if whole and shape else right
