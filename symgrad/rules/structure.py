"""Laws of heads that hold other terms: pieces, sums over an index, entries under an integral."""

from symgrad.rules.rule import Rule, Slip, Terms, register
from symgrad.terms.build import ZERO, bigsum, piecewise
from symgrad.terms.heads import Head
from symgrad.terms.node import Term
from symgrad.terms.traverse import substitute


def _piecewise(u: Terms, du: Terms, y: Term) -> Term:
    return piecewise(*zip(du[0::2], u[1::2], strict=True))


def _first_piece(u: Terms, du: Terms, y: Term) -> Term:
    return du[0]


def _bigsum(u: Terms, du: Terms, y: Term) -> Term:
    return ZERO if du[0] is ZERO else bigsum(du[0], *u[1:])


register(
    Rule("piecewise", Head.PIECEWISE, "each piece on its own", _piecewise,
         "Differentiate each piece where its condition holds; where two pieces meet, both slopes must be compared.", 4,
         example="Piecewise((x^2, x > 1), (x, True))",
         slips=(Slip("piecewise.first", "only the first piece was differentiated", _first_piece, "algebra"),)),
    Rule("bigsum", Head.BIGSUM, "sum rule", _bigsum,
         "The derivative of a sum over an index is the sum of the derivatives.", 4, example="Sum(x^k, (k, 1, 3))",
         slips=(Slip("bigsum.one_term", "only the first term was differentiated",
                     lambda u, du, y: substitute(du[0], {u[1]: u[2]}), "algebra"),)),
)  # fmt: skip
