"""How fast a product of Jacobians can grow: |J| <= |W|^T where the slopes in it are at most 1, less for the sigmoid.

A chain of layers gives Diag(slopes) W ... Diag(slopes) W. The spectral norm of a product is at most the product of the
norms, and that of a diagonal matrix is its largest entry: gradients vanish where the bound goes to 0, and only where
the norms are above 1 can they explode (Bengio, Simard, Frasconi 1994; Pascanu, Mikolov, Bengio 2013).
"""

from collections.abc import Mapping
from fractions import Fraction

from symgrad.derivations.state import State
from symgrad.derivations.step import Reason
from symgrad.errors import SymgradError
from symgrad.rules.matrices.shaped import is_array
from symgrad.rules.tidying import tidy
from symgrad.rules.tidying.expanding import expanded
from symgrad.terms.build import integer, mul, name, power, rational, relation, unary
from symgrad.terms.entries import entries
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.sizes import size_names
from symgrad.terms.traverse import free_names

RULE = "differential.growth"

#: where the values of an activation lie
_RANGES = {"tanh": (Fraction(-1), Fraction(1)), "sigmoid": (Fraction(0), Fraction(1))}

Definitions = Mapping[Term, Term]


def growth(found: Term, letter: Term, definitions: Definitions) -> list[State]:
    """The bound of a Jacobian that is a product of slopes and matrices with names; none for another one."""
    bound = bound_of(found, definitions)
    if bound is None:
        return []
    why: Reason = ("a product is no longer than the product of the lengths; the slopes on a diagonal are at most ",
                   rational(largest(found, definitions) or Fraction(1)))  # fmt: skip
    whole = name(letter.data, found.shape)
    return [State(relation(_norm(whole), "<=", bound), "bound", RULE, why)]


def bound_of(found: Term, definitions: Definitions) -> Term | None:
    """The product of the norms of a product; None where it has no diagonal of bounded slopes, or other factors."""
    factors = found.args if found.head is Head.MATMUL else ()
    slopes = [_largest(factor.args[0], definitions) for factor in factors if is_array(factor, "diag")]
    others = [factor for factor in factors if not is_array(factor, "diag")]
    if not slopes or any(one is None for one in slopes) or not others or not all(map(_is_named, others)):
        return None
    number = Fraction(1)
    for slope in slopes:
        number *= slope or 0
    norms = [_norm(factor.args[0] if factor.head is Head.TRANSPOSE else factor) for factor in others]
    counted = [power(one, integer(norms.count(one))) for one in dict.fromkeys(norms)]
    return tidy(mul(rational(number), *counted))


def largest(found: Term, definitions: Definitions) -> Fraction | None:
    """The largest slope on any of the diagonals."""
    slopes = [_largest(factor.args[0], definitions) for factor in found.args if is_array(factor, "diag")]
    return max((one for one in slopes if one is not None), default=None)


def _is_named(factor: Term) -> bool:
    inner = factor.args[0] if factor.head is Head.TRANSPOSE else factor
    return inner.head is Head.NAME and len(inner.shape) == 2


def _norm(term: Term) -> Term:
    return unary(Head.NORM, term, "2")


def _largest(slopes: Term, definitions: Definitions) -> Fraction | None:
    """The largest size of an entry: of [z > 0], or of a polynomial of degree 2 in the values of an activation."""
    if slopes.head is Head.INDICATOR:
        return Fraction(1)
    names = [one for one in free_names(slopes) if one.shape]
    body = definitions.get(names[0]) if len(names) == 1 else None
    ends = _RANGES.get(body.data) if body is not None and body.head is Head.CALL else None
    polynomial = None if ends is None else _polynomial(slopes)
    return None if polynomial is None or ends is None else _extreme(polynomial, ends)


def _polynomial(slopes: Term) -> tuple[Fraction, Fraction, Fraction] | None:
    """a, b, c of an entry a + b h + c h^2."""
    sizes = {one: 1 for size in slopes.shape for one in size_names(size)}
    try:
        parts = expanded(entries(slopes, sizes)[0])
    except SymgradError:
        return None
    found = [Fraction(0)] * 3
    for part in parts or ():
        degrees = [int(e) for e in part.powers.values() if isinstance(e, Fraction | int) and e in (1, 2)]
        if len(degrees) != len(part.powers) or len(degrees) > 1:
            return None
        found[degrees[0] if degrees else 0] += part.coefficient
    return (found[0], found[1], found[2]) if parts else None


def _extreme(polynomial: tuple[Fraction, Fraction, Fraction], ends: tuple[Fraction, Fraction]) -> Fraction:
    """The largest size of a + b h + c h^2 between the ends: at one of them or where the slope is 0."""
    a, b, c = polynomial
    places = [*ends, *([-b / (2 * c)] if c and ends[0] <= -b / (2 * c) <= ends[1] else [])]
    return max(abs(a + b * h + c * h * h) for h in places)
