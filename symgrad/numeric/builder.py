"""Builds programs: one method an operation, equal operations once, and the identities of 0, 1 and signs applied.

Every method takes operands and returns an operand.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from symgrad.numeric.operands import is_moderate, literal, number, signed, with_sign
from symgrad.numeric.program import Program, Step, pruned
from symgrad.terms import Head, Name, Term, make
from symgrad.terms.build import FALSE, ONE, TRUE, TWO, ZERO, E, call


class Builder:
    """The steps so far, each operation under the name of its result."""

    def __init__(self) -> None:
        self._results: dict[Term, Term] = {}
        self._operations: dict[Term, Term] = {}
        self._labels: dict[Term, Term] = {}

    def operation(self, result: Term) -> Term | None:
        """What computes this result, if it is a step."""
        return self._operations.get(result)

    def emit(self, operation: Term) -> Term:
        """The name of this operation's result; a new step if there is none yet."""
        known = self._results.get(operation)
        if known is None:
            known = make(Head.NAME, data=Name("v", sub=str(len(self._results) + 1), style="step"), shape=())
            self._results[operation] = known
            self._operations[known] = operation
        return known

    def label(self, result: Term, name: Term) -> None:
        """Say what a reader calls this result; the first label stays, and only steps have one."""
        if result.head is Head.NAME and result.data.style == "step":
            self._labels.setdefault(result, name)

    def program(self, inputs: Sequence[Term], outputs: Sequence[Term]) -> Program:
        """The program that computes these outputs, without the steps they do not need."""
        steps = (Step(name, term, self._labels.get(name)) for term, name in self._results.items())
        return Program(tuple(inputs), pruned(steps, outputs), tuple(outputs))

    def total(self, parts: Iterable[Term]) -> Term:
        """The sum. Equal parts are counted, numbers added up, and a leading minus is moved out or back."""
        counts, constant = _counted(parts)
        terms = [self._multiple(core, count) for core, count in counts.items() if core is not ONE and count]
        if constant is not ZERO:
            terms.insert(min(list(counts).index(ONE), len(terms)), constant)
        if not terms:
            return ZERO
        if len(terms) == 1:
            return terms[0]
        first = next((i for i, term in enumerate(terms) if signed(term)[0] > 0), None)
        if first is None:
            return with_sign(-1, self.emit(make(Head.SUM, tuple(signed(term)[1] for term in terms))))
        return self.emit(make(Head.SUM, (terms[first], *terms[:first], *terms[first + 1 :])))

    def _multiple(self, core: Term, count: int) -> Term:
        return with_sign(count, core) if abs(count) == 1 else self.product(number(count), core)

    def product(self, left: Term, right: Term) -> Term:
        """left * right."""
        (sign, left), (other, right) = signed(left), signed(right)
        a, b = literal(left), literal(right)
        if a is not None and b is not None and is_moderate(a * b):
            return with_sign(sign * other, number(a * b))
        if a == 0 or b == 0:
            return ZERO
        if a == 1 or b == 1:
            return with_sign(sign * other, right if a == 1 else left)
        for one, rest in ((left, right), (right, left)):
            if (bottom := self._reciprocal_of(one)) is not None:
                return with_sign(sign * other, self.quotient(rest, bottom))
        swapped = self._results.get(make(Head.PRODUCT, (right, left)))
        return with_sign(sign * other, swapped or self.emit(make(Head.PRODUCT, (left, right))))

    def _reciprocal_of(self, result: Term) -> Term | None:
        """b where the result is 1/b: a * (1/b) is better a/b, which may spare the reciprocal."""
        made_by = self._operations.get(result)
        return (
            made_by.args[1]
            if made_by is not None and made_by.head is Head.QUOTIENT and made_by.args[0] is ONE
            else None
        )

    def quotient(self, top: Term, bottom: Term) -> Term:
        """top / bottom."""
        (sign, top), (other, bottom) = signed(top), signed(bottom)
        a, b = literal(top), literal(bottom)
        if a is not None and b and is_moderate(a / b):
            return with_sign(sign * other, number(a / b))
        if a == 0 and b != 0:
            return ZERO
        if b == 1:
            return with_sign(sign * other, top)
        return with_sign(sign * other, self.emit(self._quotient_by_square(top, bottom)))

    def _quotient_by_square(self, top: Term, bottom: Term) -> Term:
        """top / bottom; where y = top / b is known, top / b^2 is y / b, one division on numbers at hand."""
        square = self._operations.get(bottom)
        if square is not None and square.head is Head.POWER and square.args[1] is TWO:
            known = self._results.get(make(Head.QUOTIENT, (top, square.args[0])))
            if known is not None:
                return make(Head.QUOTIENT, (known, square.args[0]))
        return make(Head.QUOTIENT, (top, bottom))

    def power(self, base: Term, exponent: Term) -> Term:
        """base^exponent; a negative number as exponent becomes a quotient."""
        value = literal(exponent)
        if value == 0:
            return ONE
        if value == 1 or base is ONE:
            return base
        if value is None or base is E:
            return self.emit(make(Head.POWER, (base, exponent)))
        if value < 0:
            return self.quotient(ONE, self.power(base, number(-value)))
        sign, core = signed(base)
        if sign < 0 and value.denominator == 1:
            return with_sign(-1 if value.numerator % 2 else 1, self.power(core, exponent))
        return self.emit(make(Head.POWER, (base, number(value))))

    def call(self, function: str, args: Sequence[Term]) -> Term:
        """A known function of these arguments."""
        if function == "log" and args[0] is E:
            return ONE
        return self.emit(call(function, *args))

    def where(self, condition: Term, value: Term, other: Term) -> Term:
        """The value where the condition holds, else the other."""
        if value is other or condition is TRUE:
            return value
        return other if condition is FALSE else self.emit(make(Head.PIECEWISE, (value, condition, other, TRUE)))


def _counted(parts: Iterable[Term]) -> tuple[dict[Term, int], Term]:
    """How often each part occurs (ONE stands for the place of the number), and the number that is added."""
    counts: dict[Term, int] = {}
    constant: Term = ZERO
    for part in parts:
        sign, core = signed(part)
        value = literal(part)
        if value is None:
            counts[core] = counts.get(core, 0) + sign
            continue
        known = literal(constant) or Fraction(0)
        constant = part if constant is ZERO else number(known + value)
        counts.setdefault(ONE, 1)
    return counts, ZERO if literal(constant) == 0 else constant
