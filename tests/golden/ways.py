"""How derivations read that go another way: from the definition, by a chosen method, in a form, folded, inverted.

Each page is what was asked and its lines: left side where a new chain begins, statement, reason and conditions. A line
that is too long goes on in the next, further in.
"""

from collections.abc import Callable

import symgrad as sg


def beginner(formula: str, method: str | None = None) -> sg.Derivation:
    """With every rule on a line of its own."""
    with sg.settings(detail="beginner"):
        return sg.derivative(formula, method=method)


WAYS: dict[str, tuple[Callable[[], sg.Derivation], str]] = {
    "the square from the definition": (
        lambda: sg.derivative("x^2", method="limit"),
        """
d/dx[x^2]
= Limit(((x + h)^2 - x^2)/h, h, 0)    [what a derivative is]
= Limit((x^2 + 2*x*h + h^2 - x^2)/h, h, 0)    [multiply out]
= Limit((2*x*h + h^2)/h, h, 0)    [collect like terms]
= Limit(2*x + h, h, 0)    [divide by h]
= 2*x    [let h go to 0]
""",
    ),
    "a root from the definition: the conjugate": (
        lambda: sg.derivative("sqrt(x)", method="limit"),
        """
d/dx[sqrt(x)]
= Limit((sqrt(x + h) - sqrt(x))/h, h, 0)    [what a derivative is]
= Limit((sqrt(x + h) - sqrt(x))*(sqrt(x + h) + sqrt(x))/(h*(sqrt(x + h) + sqrt(x))), h, 0)
        [multiply above and below by sqrt(x + h) + sqrt(x)]
= Limit((x + h - x)/(h*(sqrt(x + h) + sqrt(x))), h, 0)    [a difference of two squares]
= Limit(h/(h*(sqrt(x + h) + sqrt(x))), h, 0)    [collect like terms]
= Limit(1/(sqrt(x + h) + sqrt(x)), h, 0)    [cancel h]
= 1/(2*sqrt(x))    [let h go to 0, x > 0]
""",
    ),
    "a fraction from the definition": (
        lambda: sg.derivative("(x + 1)/(x - 2)", method="limit"),
        """
d/dx[(x + 1)/(x - 2)]
= Limit(((x + h + 1)/(x + h - 2) - (x + 1)/(x - 2))/h, h, 0)    [what a derivative is]
= Limit(((x + h + 1)*(x - 2) - (x + 1)*(x + h - 2))/(h*(x - 2)*(x + h - 2)), h, 0)    [common denominator]
= Limit(-3*h/(h*(x - 2)*(x + h - 2)), h, 0)    [multiply out and collect]
= Limit(-3/((x - 2)*(x + h - 2)), h, 0)    [cancel h]
= -3/(x - 2)^2    [let h go to 0, x != 2]
""",
    ),
    "the sine from the definition: two known limits": (
        lambda: sg.derivative("sin(x)", method="limit"),
        """
d/dx[sin(x)]
= Limit((sin(x + h) - sin(x))/h, h, 0)    [what a derivative is]
= Limit((sin(x)*cos(h) + cos(x)*sin(h) - sin(x))/h, h, 0)    [addition formula]
= Limit(sin(x)*((cos(h) - 1)/h) + cos(x)*(sin(h)/h), h, 0)    [collect what has sin(x) and what has cos(x)]
= sin(x)*Limit((cos(h) - 1)/h, h, 0) + cos(x)*Limit(sin(h)/h, h, 0)    [the limit of each term and of each factor]
= cos(x)    [known limits: (cos(h) - 1)/h → 0, sin(h)/h → 1]
""",
    ),
    "the logarithm from the definition": (
        lambda: sg.derivative("ln(x)", method="limit"),
        """
d/dx[log(x)]
= Limit((log(x + h) - log(x))/h, h, 0)    [what a derivative is]
= Limit(log((x + h)/x)/h, h, 0)    [a difference of logarithms]
= Limit(log(1 + h/x)/h, h, 0)    [divide by x]
= Limit(1/x*(log(1 + h/x)/(h/x)), h, 0)    [write the fraction over h/x]
= 1/x*Limit(log(1 + h/x)/(h/x), h, 0)    [the limit of each term and of each factor]
= 1/x    [known limits: log(1 + h/x)/(h/x) → 1, x > 0]
""",
    ),
    "an exponential from the definition": (
        lambda: sg.derivative("2^x", method="limit"),
        """
d/dx[2^x]
= Limit((2^(x + h) - 2^x)/h, h, 0)    [what a derivative is]
= Limit((2^x*2^h - 2^x)/h, h, 0)    [a power of a sum is a product of powers]
= Limit(2^x*((2^h - 1)/h), h, 0)    [take out 2^x]
= 2^x*Limit((2^h - 1)/h, h, 0)    [the limit of each term and of each factor]
= 2^x*log(2)    [known limits: (2^h - 1)/h → log(2)]
""",
    ),
    "the same for beginners": (
        lambda: beginner("1/x", method="limit"),
        """
d/dx[1/x]
= Limit((1/(x + h) - 1/x)/h, h, 0)    [what a derivative is]
= Limit((x - (x + h))/(h*x*(x + h)), h, 0)    [common denominator]
= Limit(-h/(h*x*(x + h)), h, 0)    [multiply out and collect]
= Limit(-1/(x*(x + h)), h, 0)    [cancel h]
= -1/(x*x)    [let h go to 0]
= -1/x^2    [combine powers, x != 0]
""",
    ),
    "a kink: each side, then both sides of it": (
        lambda: sg.derivative("abs(x)", method="limit"),
        """
d/dx[abs(x)]
d/dx[abs(x)] = Limit((abs(x + h) - abs(x))/h, h, 0)    [what a derivative is, x < 0]
= Limit((-(x + h) - (-x))/h, h, 0)    [x < 0, so abs(x) = -x there and close by]
= Limit((-x - h + x)/h, h, 0)    [multiply out]
= Limit((-h)/h, h, 0)    [collect like terms]
= Limit(-1, h, 0)    [divide by h]
= -1    [let h go to 0]
d/dx[abs(x)] = Limit((abs(x + h) - abs(x))/h, h, 0)    [what a derivative is, x > 0]
= Limit((x + h - x)/h, h, 0)    [x > 0, so abs(x) = x there and close by]
= Limit(h/h, h, 0)    [collect like terms]
= Limit(1, h, 0)    [divide by h]
= 1    [let h go to 0]
d/dx[abs(x)] = Piecewise((-1, x < 0), (1, x > 0))    [both cases, x != 0]
Limit((abs(0 + h) - abs(0))/h, h, 0-) = Limit(abs(h)/h, h, 0-)    [from the left; put in x = 0]
= Limit(-h/h, h, 0-)    [h < 0, so abs(h) = -h]
= Limit(-1, h, 0-)    [divide by h]
= -1    [let h go to 0]
Limit((abs(0 + h) - abs(0))/h, h, 0+) = Limit(abs(h)/h, h, 0+)    [from the right; put in x = 0]
= Limit(h/h, h, 0+)    [h > 0, so abs(h) = h]
= Limit(1, h, 0+)    [divide by h]
= 1    [let h go to 0]
Limit(abs(h)/h, h, 0-) = -1 != 1 = Limit(abs(h)/h, h, 0+)    [no derivative there]
""",
    ),
    "a kink at a point, by its one-sided limits": (
        lambda: sg.one_sided("abs(x)", at=0),
        """
(d/dx[abs(x)])|_{x = 0}
Limit((abs(0 + h) - abs(0))/h, h, 0-) = Limit(abs(h)/h, h, 0-)    [from the left; put in x = 0]
= Limit(-h/h, h, 0-)    [h < 0, so abs(h) = -h]
= Limit(-1, h, 0-)    [divide by h]
= -1    [let h go to 0]
Limit((abs(0 + h) - abs(0))/h, h, 0+) = Limit(abs(h)/h, h, 0+)    [from the right; put in x = 0]
= Limit(h/h, h, 0+)    [h > 0, so abs(h) = h]
= Limit(1, h, 0+)    [divide by h]
= 1    [let h go to 0]
Limit(abs(h)/h, h, 0-) = -1 != 1 = Limit(abs(h)/h, h, 0+)    [no derivative there]
""",
    ),
    "a derivative by cases": (
        lambda: sg.derivative("abs(x)"),
        """
d/dx[abs(x)]
= Piecewise((-1, x < 0), (1, x > 0))    [derivative of absolute value, x != 0]
""",
    ),
    "a quotient as a product": (
        lambda: sg.derivative("x^2/(x + 1)", method="product"),
        """
d/dx[x^2/(x + 1)]
= d/dx[x^2*(x + 1)^(-1)]    [write the quotient as a product, x != -1]
= d/dx[x^2]*(x + 1)^(-1) + x^2*d/dx[(x + 1)^(-1)]    [product rule]
= d/dx[x^2]*(x + 1)^(-1) + x^2*(-(x + 1)^(-2)*d/dx[x + 1])    [chain rule, u = x + 1, d/du[u^(-1)] = -u^(-2), x != -1]
= 2*x/(x + 1) - x^2/(x + 1)^2    [power rule]
= x*(x + 2)/(x + 1)^2    [common denominator]
""",
    ),
    "a product multiplied out first": (
        lambda: sg.derivative("(x^2 + 1)*(x - 1)", method="expand"),
        """
d/dx[(x^2 + 1)*(x - 1)]
= d/dx[x^3 - x^2 + x - 1]    [multiply out]
= 3*x^2 - 2*x + 1    [power rule]
""",
    ),
    "a product by logarithms": (
        lambda: sg.derivative("x^2*(x + 1)^3*exp(x)", method="logarithmic"),
        """
d/dx[x^2*(x + 1)^3*e^x]
y = x^2*(x + 1)^3*e^x    [so that log(abs(y)) exists, x != 0, x != -1]
log(abs(y)) = 2*log(abs(x)) + 3*log(abs(x + 1)) + x    [take logarithms]
1/y*dy/dx = 2/x + 3/(x + 1) + 1    [differentiate both sides; chain rule]
d/dx[x^2*(x + 1)^3*e^x] = x^2*(x + 1)^3*(2/x + 3/(x + 1) + 1)*e^x    [multiply by y = x^2*(x + 1)^3*e^x]
= x*(x + 1)^2*(x^2 + 6*x + 2)*e^x    [factor]
""",
    ),
    "a root as a power": (
        lambda: sg.derivative("sqrt(x)", method="power"),
        """
d/dx[sqrt(x)]
= d/dx[x^(1/2)]    [write it as a power]
= 1/(2*sqrt(x))    [power rule, x > 0]
""",
    ),
    "cancelled before anything else": (
        lambda: sg.derivative("x^3/x"),
        """
d/dx[x^3/x]
= d/dx[x^2]    [simplify first, x != 0]
= 2*x    [power rule]
""",
    ),
    "factored on request": (
        lambda: sg.derivative("x^2*sin(x)", form="factored"),
        """
d/dx[x^2*sin(x)]
= d/dx[x^2]*sin(x) + x^2*d/dx[sin(x)]    [product rule]
= 2*x*sin(x) + x^2*cos(x)    [power rule; derivative of sine]
= x*(2*sin(x) + x*cos(x))    [factor out x]
""",
    ),
    "a common denominator on request": (
        lambda: sg.derivative("1/x + x^2", form="common denominator"),
        """
d/dx[1/x + x^2]
= -1/x^2 + 2*x    [power rule, x != 0]
= (2*x^3 - 1)/x^2    [common denominator]
""",
    ),
    "folded: the powers are known": (
        lambda: beginner("x^2*sin(x)").fold(known=["powers"]),
        """
d/dx[x^2*sin(x)]
= d/dx[x^2]*sin(x) + x^2*d/dx[sin(x)]    [product rule]
= 2*x*sin(x) + x^2*cos(x)    [derivative of sine]
""",
    ),
    "the inverse sine": (
        lambda: sg.inverse_derivative("sin(x)"),
        """
d/dx[asin(x)]
y = asin(x)    [this means sin(y) = x, -pi/2 < y < pi/2]
sin(y) = x    [undo the inverse]
cos(y)*dy/dx = 1    [differentiate both sides; chain rule]
dy/dx = 1/cos(y)    [divide, cos(y) != 0]
= 1/sqrt(1 - sin(y)^2)    [sine and cosine squared add up to 1; the cosine is positive there]
= 1/sqrt(1 - x^2)    [sin(y) = x]
""",
    ),
    "an inverse at a value": (
        lambda: sg.inverse_derivative("x^3 + x", at=2),
        """
g'(2)
f(x) = x^3 + x    [g(x) is the inverse]
f(1) = 1^3 + 1 = 2    [so g(2) = 1]
f'(x) = 3*x^2 + 1    [differentiate]
f'(1) = 4    [put in x = 1; f grows everywhere, so there is no other]
g'(2) = 1/f'(1) = 1/4    [inverse function rule]
""",
    ),
    "an integral with both limits moving": (
        lambda: sg.derivative(sg.parse("Integral(exp(t^2), (t, x, x^2))", syntax="python"), "x"),
        """
d/dx[∫_(x)^(x^2) e^(t^2) dt]
= e^(x^4)*d/dx[x^2] - e^(x^2)*dx/dx    [derivative of an integral with variable limits]
= 2*x*e^(x^4) - e^(x^2)    [power rule; order the factors]
""",
    ),
    "an integral whose integrand moves too": (
        lambda: sg.derivative(sg.parse("Integral(sin(x*t), (t, 0, x))", syntax="python"), "x"),
        """
d/dx[∫_(0)^(x) sin(x*t) dt]
= sin(x^2)*dx/dx + ∫_(0)^(x) ∂/∂x[sin(x*t)] dt    [derivative of an integral with variable limits]
= sin(x^2)*dx/dx + ∫_(0)^(x) cos(x*t)*∂/∂x[x*t] dt    [chain rule, u = x*t, d/du[sin(u)] = cos(u)]
= sin(x^2) + ∫_(0)^(x) t*cos(x*t) dt    [the derivative of x is 1; order the factors]
""",
    ),
}
