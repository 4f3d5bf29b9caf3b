"""Exact images of terms in a prime field: equal terms have equal images, different ones almost never.

Trigonometric and hyperbolic functions are written by exponentials, logarithms and roots are elements with their
relations (log uv = log u + log v, (root u)^2 = u, |u| = sign(u) u), and any other function is an element fixed by its
arguments' images. Equality of images in many trials shows that the difference vanishes as an element of the field that
these kernels generate, hence wherever both terms are defined, apart from isolated points.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import reduce

from symgrad.deciding.fields import Field, tower
from symgrad.terms import build
from symgrad.terms.functions import function
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import as_fraction, postorder

Parts = tuple[int, ...]


class NoImage(Exception):
    """This trial has no image (a zero divisor or a missing root); another may."""


class Trial:
    """One random choice of images. `positive` are terms known to be positive, where both sides are real."""

    def __init__(self, seed: int, positive: Iterable[Term] = (), cube_roots: bool = False) -> None:
        self._seed = seed
        self._fields = tower(cube_roots)
        self._images: list[dict[Term, int]] = [{} for _ in self._fields]
        self._names: dict[Term, int] = {}
        self._positive = frozenset(positive)
        self.choices = 0

    def image(self, term: Term, level: int = 0) -> int:
        """The image of a scalar term. Raises NoImage."""
        known = self._images[level]
        for node in postorder(term):
            if node not in known:
                try:
                    known[node] = self._node(node, tuple(known[child] for child in node.args), level)
                except ZeroDivisionError as error:
                    raise NoImage from error
        return known[term]

    def _node(self, node: Term, parts: Parts, level: int) -> int:
        row = _HEADS.get(node.head)
        value = None if row is None else row(self, node, parts, level)
        return self._opaque(node, parts, level) if value is None else value % self.field(level).prime

    def field(self, level: int) -> Field:
        """The field of this level."""
        return self._fields[level]

    def element(self, level: int, *key: object) -> int:
        """A random element fixed by a key."""
        text = repr((self._seed, level, key)).encode()
        return int.from_bytes(hashlib.blake2b(text, digest_size=16).digest(), "big") % self.field(level).prime

    def number_of(self, term: Term) -> int:
        """A number for a term that is compared by how it is written."""
        return self._names.setdefault(term, len(self._names))

    def _opaque(self, node: Term, parts: Parts, level: int) -> int:
        if node.head in _BY_PARTS:
            return self.element(level, node.head.value, str(node.data), parts)
        return self.element(level, "as written", self.number_of(node))

    def exponential(self, exponent: Term, level: int, times_i: int = 0) -> int:
        """e^u, or e^(iu) and e^(-iu) for times_i = 1 and -1: summand by summand."""
        value = 1
        for part in exponent.args if exponent.head is Head.SUM else (exponent,):
            value = value * self._factor(part, level, times_i) % self.field(level).prime
        return value

    def _factor(self, part: Term, level: int, times_i: int) -> int:
        coefficient, core = _split(part)
        field = self.field(level)
        if times_i and core is build.PI and (4 * coefficient).denominator == 1:
            return pow(field.eighth, int(4 * coefficient) * times_i, field.prime)
        if not times_i and core.head is Head.CALL and core.data == "log" and len(core.args) == 1:
            return self.rational_power(core.args[0], coefficient, level)
        if level + 1 >= len(self._fields):
            return self.element(level, "exp", times_i, self.image(part, level))
        inner = self.image(part, level + 1) * (times_i * self.field(level + 1).imaginary if times_i else 1)
        return pow(field.generator, inner % self.field(level + 1).prime, field.prime)

    def rational_power(self, base: Term, exponent: Fraction, level: int) -> int:
        """u^(p/q) by the root of degree q."""
        field = self.field(level)
        if exponent.denominator == 1:
            value = self.image(base, level)
            return pow(value if exponent >= 0 else field.inverse(value), abs(exponent.numerator), field.prime)
        value = self.root(base, exponent.denominator, level)
        return pow(value if exponent > 0 else field.inverse(value), abs(exponent.numerator), field.prime)

    def root(self, base: Term, degree: int, level: int) -> int:
        """The real root: factors known to be positive are taken out one by one."""
        if base.head is Head.QUOTIENT and self.is_positive(base.args[1]):
            bottom = self.root(base.args[1], degree, level)
            return self.root(base.args[0], degree, level) * self.field(level).inverse(bottom)
        if base.head is Head.PRODUCT:
            taken = [part for part in base.args if self.is_positive(part)]
            rest = [part for part in base.args if part not in taken]
            pieces = [*taken, build.mul(*rest)] if rest and taken else taken or [base]
            if pieces != [base]:
                return reduce(lambda a, b: a * b, (self.root(piece, degree, level) for piece in pieces))
        if base.head is Head.POWER and (exponent := as_fraction(base.args[1])) is not None:
            return self._root_of_power(base, exponent, degree, level)
        if (number := as_fraction(base)) is not None and number > 0:
            return self._root_of_number(number, degree, level)
        return self._plain_root(self.image(base, level), degree, level, signed=True)

    def _root_of_power(self, base: Term, exponent: Fraction, degree: int, level: int) -> int:
        inner, reduced = base.args[0], exponent / degree
        if self.is_positive(inner) or degree % 2:
            return self.rational_power(inner, reduced, level)
        if exponent.numerator % 2 == 0:  # the root of u^2 is |u|
            return self.rational_power(build.call("abs", inner), reduced, level)
        return self._plain_root(self.image(base, level), degree, level, signed=True)

    def _root_of_number(self, number: Fraction, degree: int, level: int) -> int:
        field, value = self.field(level), 1
        for prime, times in [*_factors(number.numerator), *((p, -t) for p, t in _factors(number.denominator))]:
            value = value * pow(self._plain_root(prime, degree, level, signed=False), times, field.prime) % field.prime
        return value

    def _plain_root(self, value: int, degree: int, level: int, signed: bool) -> int:
        field = self.field(level)
        while degree % 2 == 0:
            found = field.square_root(value % field.prime)
            if found is None:
                raise NoImage
            found = min(found, field.prime - found)
            if signed:
                self.choices += 1
            flip = self.element(level, "side", found) % 2
            value, degree = -found if flip else found, degree // 2
        root = value if degree == 1 else field.odd_root(value % field.prime, degree)
        if root is None:
            raise NoImage
        return root

    def is_positive(self, term: Term) -> bool:
        """Whether the term is known to be positive."""
        if term in self._positive:
            return True
        number = as_fraction(term)
        if number is not None:
            return number > 0
        if term.head is Head.POWER:
            return term.args[0] is build.E or self.is_positive(term.args[0])
        if term.head in (Head.PRODUCT, Head.QUOTIENT, Head.ROOT):
            return all(self.is_positive(part) for part in term.args)
        if term.head is Head.SUM:
            return any(map(self.is_positive, term.args)) and all(self._not_negative(part) for part in term.args)
        return term is build.PI or term is build.E or (term.head is Head.CALL and term.data in _POSITIVE)

    def _not_negative(self, term: Term) -> bool:
        if term.head is Head.POWER and (exponent := as_fraction(term.args[1])) is not None:
            return (exponent.denominator == 1 and exponent.numerator % 2 == 0) or self.is_positive(term)
        return self.is_positive(term) or (term.head is Head.CALL and term.data in ("abs", "relu"))

    def logarithm(self, term: Term, level: int) -> int:
        """log |u|: a sum over the factors of u."""
        field = self.field(level)
        if term.head is Head.NEGATION or (term.head is Head.CALL and term.data == "abs"):
            return self.logarithm(term.args[0], level)
        if term.head is Head.PRODUCT:
            return sum(self.logarithm(part, level) for part in term.args)
        if term.head is Head.QUOTIENT:
            return self.logarithm(term.args[0], level) - self.logarithm(term.args[1], level)
        if term.head is Head.POWER:
            if term.args[0] is build.E:
                return self.image(term.args[1], level)
            return self.image(term.args[1], level) * self.logarithm(term.args[0], level)
        if term.head is Head.ROOT:
            return self.logarithm(term.args[0], level) * field.inverse(self.image(term.args[1], level))
        number = as_fraction(term)
        if number is not None and number != 0:
            parts = [*_factors(abs(number.numerator)), *((p, -t) for p, t in _factors(number.denominator))]
            return sum(self.element(level, "log", prime) * times for prime, times in parts)
        value = self.image(term, level)
        return self.element(level, "log", min(value, field.prime - value))

    def sign(self, term: Term, level: int) -> int:
        """1 or -1: a product over the factors of u, random for each factor whose sign is not known."""
        if self.is_positive(term):
            return 1
        if term.head is Head.NEGATION:
            return -self.sign(term.args[0], level)
        if term.head in (Head.PRODUCT, Head.QUOTIENT):
            return reduce(lambda a, b: a * b, (self.sign(part, level) for part in term.args))
        if term.head is Head.POWER and (exponent := as_fraction(term.args[1])) is not None:
            return self.sign(term.args[0], level) if exponent.numerator % 2 else 1
        if term.head is Head.SUM and (collected := _without_content(term)) is not term:
            return self.sign(collected, level)
        value, prime = self.image(term, level), self.field(level).prime
        self.choices += 1
        flip = 1 if value <= prime - value else -1
        return flip * (1 - 2 * (self.element(level, "sign", min(value, prime - value)) % 2))

    def odd(self, kind: str, value: int, level: int) -> int:
        """A random element for an odd function of the value."""
        prime = self.field(level).prime
        return self.element(level, kind, value % prime) - self.element(level, kind, -value % prime)


def _split(part: Term) -> tuple[Fraction, Term]:
    """A summand as number times core."""
    if part.head is Head.NEGATION:
        number, core = _split(part.args[0])
        return -number, core
    if part.head is Head.QUOTIENT and (bottom := as_fraction(part.args[1])):
        number, core = _split(part.args[0])
        return number / bottom, core
    if part.head is Head.PRODUCT:
        numbers = [as_fraction(factor) for factor in part.args]
        rest = [factor for factor, number in zip(part.args, numbers, strict=True) if number is None]
        known = [number for number in numbers if number is not None]
        return reduce(lambda a, b: a * b, known, Fraction(1)), build.mul(*rest)
    return Fraction(1), part


def _without_content(term: Term) -> Term:
    """A sum with equal terms collected and its positive numeric factor dropped: 2x + 2 and x + 1 have one sign."""
    collected: dict[Term, Fraction] = {}
    for part in term.args:
        number, core = _split(part)
        collected[core] = collected.get(core, Fraction(0)) + number
    left = {core: number for core, number in collected.items() if number}
    if not left:
        return build.ZERO
    scale = abs(next(iter(left.values())))
    parts = [_times(number / scale, core) for core, number in left.items()]
    return build.add(*parts)


def _times(number: Fraction, core: Term) -> Term:
    if abs(number) == 1:
        return core if number > 0 else build.neg(core)
    return build.mul(build.rational(number), core)


def _factors(number: int) -> list[tuple[int, int]]:
    """Prime factors with exponents; what is left after trial division stays whole."""
    found, divisor = [], 2
    while divisor * divisor <= number and divisor < 2000:
        times = 0
        while number % divisor == 0:
            number, times = number // divisor, times + 1
        if times:
            found.append((divisor, times))
        divisor += 1
    return [*found, (number, 1)] if number > 1 else found


_POSITIVE = frozenset({"exp", "cosh", "sigmoid", "softplus", "sech"})

#: opaque heads whose element is fixed by the images of their children; all others are compared as written
_BY_PARTS = frozenset({Head.APPLY, Head.CALL, Head.DERIVATIVE, Head.PIECEWISE, Head.RELATION, Head.LOGIC, Head.INDEXED})


def _number(trial: Trial, node: Term, _: Parts, level: int) -> int:
    value = Fraction(node.data)
    return value.numerator * trial.field(level).inverse(value.denominator)


def _constant(trial: Trial, node: Term, _: Parts, level: int) -> int | None:
    if node.data == "I":
        return trial.field(level).imaginary
    if node.data == "e":
        return trial.exponential(build.ONE, level)
    return trial.element(level, node.data) if node.data == "pi" else None


def _name(trial: Trial, node: Term, _: Parts, level: int) -> int:
    return trial.element(level, "name", trial.number_of(node))


def _quotient(trial: Trial, _: Term, parts: Parts, level: int) -> int:
    return parts[0] * trial.field(level).inverse(parts[1])


def _power(trial: Trial, node: Term, parts: Parts, level: int) -> int | None:
    base, exponent = node.args
    if base is build.E:
        return trial.exponential(exponent, level)
    number = as_fraction(exponent)
    if number is not None:
        return trial.rational_power(base, number, level) if abs(number) < 10**6 else None
    return _general_power(trial, base, exponent, level)


def _general_power(trial: Trial, base: Term, exponent: Term, level: int) -> int | None:
    """u^w = u^n e^(v log u) where w = n + v with a number n."""
    if level + 1 >= len(tower(False)):
        return None
    parts = exponent.args if exponent.head is Head.SUM else (exponent,)
    field, value = trial.field(level), 1
    for part in parts:
        number = as_fraction(part)
        if number is not None:
            value = value * trial.rational_power(base, number, level) % field.prime
        else:
            inner = trial.image(part, level + 1) * trial.logarithm(base, level + 1)
            value = value * pow(field.generator, inner % trial.field(level + 1).prime, field.prime) % field.prime
    return value


def _root(trial: Trial, node: Term, _: Parts, level: int) -> int | None:
    degree = as_fraction(node.args[1])
    if degree is None or degree.denominator != 1 or not 1 <= degree <= 64:
        return None
    return trial.root(node.args[0], int(degree), level)


def _call(trial: Trial, node: Term, parts: Parts, level: int) -> int | None:
    row = _FUNCTIONS.get(node.data)
    if row is not None:
        return row(trial, node, parts, level)
    definition = function(node.data).definition
    if definition is not None:
        return trial.image(definition(*node.args), level)
    return trial.odd(node.data, parts[0], level) if node.data in _ODD else None


def _trigonometric(kind: str) -> Callable[[Trial, Term, Parts, int], int]:
    def image(trial: Trial, node: Term, _: Parts, level: int) -> int:
        field = trial.field(level)
        plus, minus = (trial.exponential(node.args[0], level, way) for way in (1, -1))
        sine = (plus - minus) * field.inverse(2 * field.imaginary)
        return _ratio(kind, sine, (plus + minus) * field.inverse(2), field)

    return image


def _hyperbolic(kind: str) -> Callable[[Trial, Term, Parts, int], int]:
    def image(trial: Trial, node: Term, _: Parts, level: int) -> int:
        field = trial.field(level)
        plus = trial.exponential(node.args[0], level)
        minus = field.inverse(plus)
        half = field.inverse(2)
        return _ratio(kind, (plus - minus) * half, (plus + minus) * half, field)

    return image


def _ratio(kind: str, sine: int, cosine: int, field: Field) -> int:
    if kind == "sin":
        return sine
    if kind == "cos":
        return cosine
    pairs = {"tan": (sine, cosine), "cot": (cosine, sine), "sec": (1, cosine), "csc": (1, sine)}
    top, bottom = pairs[kind]
    return top * field.inverse(bottom)


def _log(trial: Trial, node: Term, _: Parts, level: int) -> int:
    value = trial.logarithm(node.args[0], level)
    return value if len(node.args) == 1 else value * trial.field(level).inverse(trial.logarithm(node.args[1], level))


def _extreme(way: int) -> Callable[[Trial, Term, Parts, int], int]:
    """max(a, b) = (a + b + |a - b|)/2."""

    def image(trial: Trial, node: Term, parts: Parts, level: int) -> int:
        half = trial.field(level).inverse(2)
        best, value = node.args[0], parts[0]
        for other, image_ in zip(node.args[1:], parts[1:], strict=True):
            sign = trial.sign(_difference(best, other), level) * way
            value = (value + image_ + sign * (value - image_)) * half
            best = build.call("max" if way > 0 else "min", best, other)
        return value

    return image


def _difference(left: Term, right: Term) -> Term:
    if right is build.ZERO:
        return left
    return build.neg(right) if left is build.ZERO else build.sub(left, right)


def _piecewise(trial: Trial, node: Term, parts: Parts, level: int) -> int | None:
    """Cases on which side of a boundary we are, by the sign of left - right; boundaries themselves are left out."""
    value = parts[-2]
    if node.args[-1] is not build.TRUE and _side(trial, node.args[-1], level) is None:
        return None
    for result, condition in reversed(list(zip(parts[0:-2:2], node.args[1:-2:2], strict=True))):
        side = _side(trial, condition, level)
        if side is None:
            return None
        value = result if side else value
    return value


def _side(trial: Trial, condition: Term, level: int) -> bool | None:
    if condition.head is not Head.RELATION or len(condition.args) != 2 or condition.data[0] not in _WAY:
        return None
    return trial.sign(_difference(*condition.args), level) == _WAY[condition.data[0]]


_WAY = {">": 1, ">=": 1, "<": -1, "<=": -1}


def _written_by(definition: Callable[[Term], Term]) -> Callable[[Trial, Term, Parts, int], int]:
    return lambda trial, node, _, level: trial.image(definition(node.args[0]), level)


def _square(u: Term) -> Term:
    return build.power(u, build.TWO)


_HALF_TURN = build.div(build.PI, build.TWO)

_FUNCTIONS: Mapping[str, Callable[[Trial, Term, Parts, int], int | None]] = {
    **{kind: _trigonometric(kind) for kind in ("sin", "cos", "tan", "cot", "sec", "csc")},
    **{f"{kind}h": _hyperbolic(kind) for kind in ("sin", "cos", "tan", "cot", "sec", "csc")},
    "log": _log,
    "abs": lambda trial, node, parts, level: parts[0] * trial.sign(node.args[0], level),
    "sign": lambda trial, node, _, level: trial.sign(node.args[0], level),
    "max": _extreme(1),
    "min": _extreme(-1),
    "asin": _written_by(lambda u: build.call("atan", build.div(u, build.root(build.sub(build.ONE, _square(u)))))),
    "acos": _written_by(lambda u: build.sub(_HALF_TURN, build.call("asin", u))),
    "asinh": _written_by(lambda u: build.call("log", build.add(u, build.root(build.add(_square(u), build.ONE))))),
    "acosh": _written_by(lambda u: build.call("log", build.add(u, build.root(build.sub(_square(u), build.ONE))))),
    "atanh": _written_by(
        lambda u: build.div(build.call("log", build.div(build.add(build.ONE, u), build.sub(build.ONE, u))), build.TWO)
    ),
    "erfc": _written_by(lambda u: build.sub(build.ONE, build.call("erf", u))),
}

_ODD = frozenset({"atan", "erf", "erfi", "erfinv", "Si", "Shi", "fresnels", "fresnelc"})

_HEADS: Mapping[Head, Callable[[Trial, Term, Parts, int], int | None]] = {
    Head.INTEGER: _number,
    Head.DECIMAL: _number,
    Head.CONSTANT: _constant,
    Head.NAME: _name,
    Head.SUM: lambda _, __, parts, ___: sum(parts),
    Head.NEGATION: lambda _, __, parts, ___: -parts[0],
    Head.PRODUCT: lambda _, __, parts, ___: reduce(lambda a, b: a * b, parts),
    Head.QUOTIENT: _quotient,
    Head.POWER: _power,
    Head.ROOT: _root,
    Head.CALL: _call,
    Head.PIECEWISE: _piecewise,
}
