"""The project's own list of functions to differentiate, of all kinds that people ask about: what the report runs over.

A row is a kind, the function as typed, the variables to differentiate by (one each for mixed orders), and a point
inside the domain.
"""

from typing import NamedTuple


class Problem(NamedTuple):
    """One question: `wrt` in the order the derivatives are taken, `at` values of all variables."""

    kind: str
    function: str
    wrt: tuple[str, ...]
    at: dict[str, str]


#: kind -> functions of x, one a line; after a bar a value of x inside the domain (7/10 if none)
ONE_VARIABLE = {
    "polynomials": """
        x^7
        3*x^2 - 5*x + 11
        -(x^3 - 2*x)
        (x - 1)*(x + 4)*(2*x + 3)
        (x^2 - 3)^4
        5*(4 - 3*x)^6
        x^2*(x - 7)^3
        (x^3 + x)^2 - (x^3 - x)^2
        0.25*x^8 - 1.5*x^2
        (2*x + 1)^3*(x - 5)^2
    """,
    "quotients": """
        1/x^3
        7/(2*x + 9)
        (x^3 - 8)/(x + 3)
        (4*x - 1)/(x^2 + 5)
        x/(1 + x^2)^2
        (x^2 + x)/(x^2 - x - 9)
        1/(x + 1/x)
        (x - 2)^3/(x + 6)^2
        (5 - x^2)/(3*x)
        x^4/(x^4 + 16)
    """,
    "roots": """
        sqrt(3*x + 4)
        sqrt(x)*(x^2 - 1)
        x^(5/3) - 2*x^(1/4)
        1/sqrt(9 - x^2)
        sqrt(1 + sqrt(x))
        (x^2 + 7)^(3/2)
        sqrt((1 - x)/(1 + x))
        x*sqrt(16 - x^2)
        x^(-2/5)
        sqrt(x^2 + x + 1)/x
        \\sqrt[3]{x^2 + 1}
    """,
    "trigonometric": """
        sin(4*x - 1)
        cos(x)^3
        tan(x/2)
        x*cot(x)
        sec(x)*tan(x)
        csc(3*x)
        sin(x)/(2 + cos(x))
        sin(x)^2 - cos(x)^2
        cos(sin(x))
        x^3*cos(5*x)
        sin(1/x)
        (1 + tan(x))^4
        sin(x)*cos(x)*tan(x)
        cot(cot(x))
    """,
    "inverse trigonometric": """
        asin(x/3)
        acos(1 - x)
        atan(5*x^2)
        x*atan(x)
        acot(2*x)
        asec(3*x + 1)
        acsc(x + 4)
        atan(sqrt(x))
        asin(x)^2
        atan((1 + x)/(1 - x))
        asin(sin(x)/2)
    """,
    "exponential": """
        exp(-3*x)
        x^2*exp(x)
        exp(-x^2/2)
        exp(sin(2*x))
        2^x
        10^(3*x - 1)
        x*2^(-x)
        exp(x)/(1 + exp(x))
        (exp(x) - exp(-x))/2
        exp(exp(x))
        3^(x^2)
        exp(-x)*cos(4*x)
        1/(5 + 2*exp(-x))
    """,
    "logarithms": """
        log(5*x)
        x*log(x) - x
        log(x)^3
        log(x)/x^2
        log(x + sqrt(x^2 + 1))
        log(sin(x))
        log(log(x)) | 3
        log(x^2 + 4*x + 9)
        log((x - 1)/(x + 1)) | 3
        log(x, 10)
        log(x^3, 2)
        1/log(x)
        log(cos(x)^2)
        sqrt(log(x)) | 4
    """,
    "hyperbolic": """
        sinh(2*x)
        cosh(x)^2
        tanh(x^2 - 1)
        coth(3*x)
        sech(x)
        csch(x/2)
        x*sinh(x) - cosh(x)
        asinh(4*x)
        acosh(x + 2)
        atanh(x/2)
        acoth(x + 3)
        asech(x/2)
        acsch(5*x)
        log(cosh(x))
        exp(-tanh(x))
    """,
    "general powers": """
        x^x
        x^sin(x)
        (1 + 1/x)^x
        x^(x^x)
        sin(x)^x
        (x^2 + 1)^cos(x)
        x^(1/x)
        x^log(x)
        (2 + cos(x))^(3*x)
        x^sqrt(x)
    """,
    "nested": """
        sin(cos(tan(x)))
        exp(sin(sqrt(x)))
        log(1 + exp(-sin(x)^2))
        sqrt(x + sqrt(x + sqrt(x)))
        tan(log(3*x))
        ((x^2 + 1)^3 - 4)^2
        cos(exp(-x^2)*x)
        atan(exp(sin(x)))
        (x + (x + (x + 1)^2)^2)^2
        1/(1 + 1/(1 + 1/x))
        cot(cot(cot(x)))
    """,
    "kinks and pieces": """
        abs(x - 3)
        abs(x^2 - 4)
        x*abs(x)
        sqrt(abs(x))
        max(0, x - 1/4)
        max(x, x^2)
        min(sin(x), cos(x)) | 2
        sign(x)*x^3
        log(abs(x)) | -5/2
        exp(-abs(x))
        Piecewise((x^2, x < 1), (2*x - 1, True))
        Piecewise((sin(x), x > 2), (x, True)) | 3
    """,
    "activations": """
        sigmoid(x)
        sigmoid(3*x - 1)
        relu(2*x - 1)
        leaky_relu(x - 2)
        elu(-x)
        gelu(x)
        silu(x)
        softplus(5*x)
        softsign(x)
        tanh(x)^2
        x*sigmoid(x)
        log(1 + exp(x))
    """,
    "special functions": """
        erf(x)
        erf(x/sqrt(2))
        x*erfc(x)
        gamma(x)
        loggamma(x)
        gamma(x + 1)/x
        digamma(x)
        besselj(0, x)
        besselj(2, x^2)
        x*besseli(1, x)
        airyai(x)
        LambertW(x)
        Si(x)
        x*Ci(x)
        Ei(2*x)
        li(x) | 3
        fresnels(x)
        sinc(x)
        atan2(x, 3)
        hermite(3, x)
        polygamma(1, x)
        erfi(x)
    """,
    "unknown functions": """
        f(x)
        f(3*x)
        f(x)^2
        x*f(x^2)
        f(g(x))
        f(x)*g(x)
        f(x)/g(x)
        sin(f(x))
        f(x, x^2)
        exp(-f(x)*x)
    """,
    "sums and integrals": """
        \\sum_{k=1}^{5} x^k
        \\sum_{k=1}^{4} \\sin(kx)
        \\int_{0}^{x} \\sin(t^2) dt
        \\int_{0}^{x^2} e^{-t} dt
        \\int_{x}^{2x} \\cos(t) dt
        \\int_{1}^{3} \\sin(xt) dt
    """,
}

#: functions of several variables, the variables to differentiate by, a point
SEVERAL_VARIABLES = """
    x^2*y | x | x=2, y=3
    x^2*y + sin(x*y) | y | x=3, y=1
    x*y*z | z | x=2, y=3, z=5
    x/(x + y) | x | x=2, y=3
    sqrt(x^2 + y^2) | y | x=3, y=4
    exp(-(x^2 + y^2)) | x | x=1/2, y=1/3
    log(x^2 + y^2) | x | x=1, y=2
    atan(y/x) | x | x=2, y=1
    atan2(y, x) | y | x=2, y=1
    x^y | y | x=2, y=3
    x^y | x | x=2, y=3
    a*x^2 + b*x + c | x | a=2, b=3, c=5, x=7
    a*x^2 + b*x + c | b | a=2, b=3, c=5, x=7
    (1 - x)^2 + 100*(y - x^2)^2 | x | x=1/2, y=2
    (w*x + b - y)^2 | w | w=2, x=3, b=1, y=5
    (sigmoid(w*x + b) - y)^2 | w | w=1/2, x=2, b=-1, y=1
    -y*log(p) - (1 - y)*log(1 - p) | p | y=1/3, p=2/5
    log(exp(x) + exp(y)) | x | x=1, y=2
    max(x, y) | x | x=2, y=1
    A*sin(omega*t + phi) | t | A=2, omega=3, t=1/2, phi=1/5
    x^3*y^2 | x, y | x=2, y=3
    sin(x*y) | x, y | x=1/2, y=2/3
    x^5 | x, x | x=3/2
    exp(x*y) | x, x | x=1/2, y=3
    sin(2*x) | x, x, x | x=1/3
    log(x + 2*y) | y, y | x=1, y=2
    x*log(x) | x, x | x=2
    exp(-x^2) | x, x | x=1/2
    x*y^2*z^3 | x, y, z | x=2, y=3, z=1/2
    f(x, y)*x | x | x=2, y=3
    1/(1 + x^2) | x, x | x=1/2
    tan(x) | x, x | x=1/2
    sqrt(x*y) | x, y | x=2, y=3
    u^2*v - v^3/u | u | u=2, v=3
    exp(sin(u^2)) | u | u=1/2
    (x_1*w_1 + x_2*w_2)^3 | w_1 | x_1=1, x_2=2, w_1=1/2, w_2=1/3
"""

#: systems of definitions, one a line with semicolons; the variable; a point
SYSTEMS = """
    z = x^2 + 3*y; x = cos(t); y = t^3 | t | t=1/2
    L = (yhat - y)^2; yhat = f(w*x) | w | w=1/2, x=2, y=1
    L = (a - y)^2; a = sigmoid(z); z = w*x + b | w | w=1/2, x=2, b=-1, y=1
    L = (a - y)^2; a = tanh(z); z = w*x + b | b | w=1/2, x=2, b=-1, y=1
    s = log(p); p = 1 + q^2; q = sin(x) | x | x=1/2
    E = m*v^2/2; v = a*t | t | m=2, a=3, t=1/2
    y = u^3; u = 2*x - 7 | x | x=2
    f = u*v; u = x + y; v = x*y | x | x=2, y=3
    r = sqrt(x^2 + y^2); x = 2*t; y = 1 - t | t | t=1/3
    L = -y*log(a) - (1 - y)*log(1 - a); a = sigmoid(z); z = w*x | w | y=1/3, w=1/2, x=2
"""


def problems() -> tuple[Problem, ...]:
    """All of them, in the order of the tables."""
    return (*_one_variable(), *_rows("several variables", SEVERAL_VARIABLES), *_rows("systems", SYSTEMS))


def _one_variable() -> list[Problem]:
    return [
        Problem(kind, function.strip(), ("x",), {"x": at.strip() or "7/10"})
        for kind, lines in ONE_VARIABLE.items()
        for line in lines.strip().splitlines()
        for function, _, at in [line.partition(" | ")]
    ]


def _rows(kind: str, lines: str) -> list[Problem]:
    rows = [line.split(" | ") for line in lines.strip().splitlines()]
    return [Problem(kind, f.strip(), tuple(wrt.strip().split(", ")), _point(at)) for f, wrt, at in rows]


def _point(text: str) -> dict[str, str]:
    return {name: value for name, _, value in (pair.partition("=") for pair in text.strip().split(", "))}
