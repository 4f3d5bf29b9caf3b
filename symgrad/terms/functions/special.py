"""Special functions that SymPy differentiates: error function, gamma, Bessel and their like.

The order or index comes first where the literature writes it as an index: besselj(n, x).
"""

from symgrad.terms.functions import conditions as where
from symgrad.terms.functions.record import Conditions, Function, register


def _special(
    name: str,
    says: str,
    latex: str = "",
    sympy: str = "",
    arity: int = 1,
    spellings: tuple[str, ...] = (),
    mpmath: str = "",
    ball: str | None = None,
    python: str | None = None,
    needs: Conditions = lambda *_: (),
) -> Function:
    args = ", ".join(f"{{{i}}}" for i in range(arity))
    return Function(
        name,
        latex or f"\\operatorname{{{name}}}",
        sympy or name,
        says,
        (arity, arity),
        spellings,
        needs,
        python=python,
        mpmath=f"mp.{mpmath or name}({args})",
        ball=ball,
        bare=False,
    )


register(
    _special("erf", "error function", ball="erf", python="math.erf({0})"),
    _special("erfc", "complementary error function", ball="erfc", python="math.erfc({0})"),
    _special("erfi", "imaginary error function", ball="erfi"),
    _special("erfinv", "inverse error function", ball="erfinv", needs=where.inside_one),
    _special("gamma", "gamma function", "\\Gamma", ball="gamma", python="math.gamma({0})"),
    _special(
        "loggamma",
        "logarithm of gamma",
        ball="lgamma",
        spellings=("lgamma", "gammaln"),
        python="math.lgamma({0})",
        needs=where.positive,
    ),
    _special("digamma", "digamma function", "\\psi_0", mpmath="digamma", ball="digamma"),
    _special("polygamma", "polygamma function", mpmath="polygamma", arity=2, ball="polygamma"),
    _special("factorial", "factorial", mpmath="factorial", ball="factorial"),
    _special("beta", "beta function", "\\operatorname{B}", mpmath="beta", arity=2, spellings=("Beta",)),
    _special("zeta", "zeta function", mpmath="zeta", ball="zeta")._replace(arity=(1, 2), mpmath="mp.zeta({args})"),
    _special("besselj", "Bessel function of the first kind", "J", arity=2, ball="bessel_j"),
    _special(
        "bessely", "Bessel function of the second kind", "Y", arity=2, ball="bessel_y", needs=where.second_positive
    ),
    _special("besseli", "modified Bessel function of the first kind", "I", arity=2, ball="bessel_i"),
    _special(
        "besselk",
        "modified Bessel function of the second kind",
        "K",
        arity=2,
        ball="bessel_k",
        needs=where.second_positive,
    ),
    _special("airyai", "Airy function Ai", "\\operatorname{Ai}", ball="airy_ai"),
    _special("airybi", "Airy function Bi", "\\operatorname{Bi}", ball="airy_bi"),
    _special("airyaiprime", "derivative of Ai", "\\operatorname{Ai}'", mpmath="airyai")._replace(
        mpmath="mp.airyai({0}, derivative=1)"
    ),
    _special("airybiprime", "derivative of Bi", "\\operatorname{Bi}'", mpmath="airybi")._replace(
        mpmath="mp.airybi({0}, derivative=1)"
    ),
    _special(
        "LambertW",
        "Lambert's W",
        "W",
        mpmath="lambertw",
        spellings=("lambertw",),
        ball="lambertw",
        needs=where.above_branch_point,
    )._replace(arity=(1, 2), mpmath="mp.lambertw({args})"),
    _special("Si", "sine integral", mpmath="si", ball="si"),
    _special("Ci", "cosine integral", mpmath="ci", ball="ci", needs=where.positive),
    _special("Shi", "hyperbolic sine integral", mpmath="shi", ball="shi"),
    _special("Chi", "hyperbolic cosine integral", mpmath="chi", ball="chi", needs=where.positive),
    _special("Ei", "exponential integral", mpmath="ei", ball="ei", needs=where.nonzero),
    _special(
        "expint",
        "generalised exponential integral",
        "\\operatorname{E}",
        arity=2,
        mpmath="expint",
        needs=where.second_positive,
    ),
    _special("li", "logarithmic integral", mpmath="li", ball="li", needs=where.positive),
    _special("fresnels", "Fresnel's S", "\\operatorname{S}", ball="fresnel_s"),
    _special("fresnelc", "Fresnel's C", "\\operatorname{C}", ball="fresnel_c"),
    _special("polylog", "polylogarithm", "\\operatorname{Li}", arity=2, ball="polylog", needs=where.second_below_one),
    _special("elliptic_k", "complete elliptic integral of the first kind", "K", mpmath="ellipk", needs=where.below_one),
    _special(
        "elliptic_e", "complete elliptic integral of the second kind", "E", mpmath="ellipe", needs=where.at_most_one
    ),
    _special("legendre", "Legendre polynomial", "P", arity=2),
    _special("hermite", "Hermite polynomial", "H", arity=2),
    _special("laguerre", "Laguerre polynomial", "L", arity=2)._replace(mpmath="mp.laguerre({0}, 0, {1})"),
    _special("chebyshevt", "Chebyshev polynomial of the first kind", "T", arity=2)._replace(
        mpmath="mp.chebyt({0}, {1})"
    ),
    _special("chebyshevu", "Chebyshev polynomial of the second kind", "U", arity=2)._replace(
        mpmath="mp.chebyu({0}, {1})"
    ),
    _special("lerchphi", "Lerch transcendent", "\\Phi", arity=3),
    _special(
        "uppergamma",
        "upper incomplete gamma function",
        "\\Gamma",
        arity=2,
        mpmath="gammainc",
        needs=where.second_positive,
    ),
    _special(
        "lowergamma",
        "lower incomplete gamma function",
        "\\gamma",
        arity=2,
        mpmath="gammainc",
        needs=where.second_positive,
    )._replace(mpmath="mp.gammainc({0}, 0, {1})"),
)
