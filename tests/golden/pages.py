"""How finished derivations read: each page is what was asked and its lines, statement and reason side by side.

The order of the lines, what stands on them and the final form are the model; a change here is a change of what readers
see and wants a reviewer's eye.
"""

from typing import NamedTuple


class Page(NamedTuple):
    """A question, the profile, and the lines (left side where a new chain begins, statement, reason, conditions)."""

    formula: str
    wrt: str
    detail: str
    lines: str


PAGES: dict[str, Page] = {
    "one product, one line a rule": Page(
        "x^2*sin(x)",
        "x",
        "course",
        """
d/dx[x^2*sin(x)]
= d/dx[x^2]*sin(x) + x^2*d/dx[sin(x)]    [product rule]
= 2*x*sin(x) + x^2*cos(x)    [power rule; derivative of sine]
""",
    ),
    "the same for beginners": Page(
        "x^2 + y^2",
        "x",
        "beginner",
        """
∂/∂x[x^2 + y^2]
= ∂/∂x[x^2] + ∂/∂x[y^2]    [sum rule]
= 2*x + ∂/∂x[y^2]    [power rule]
= 2*x + 0    [y is held constant, so y^2 does not change]
= 2*x    [drop 0 and 1]
""",
    ),
    "a quotient": Page(
        "(x^2+1)/(x-1)",
        "x",
        "course",
        """
d/dx[(x^2 + 1)/(x - 1)]
= (d/dx[x^2 + 1]*(x - 1) - (x^2 + 1)*d/dx[x - 1])/(x - 1)^2    [quotient rule, x != 1]
= (2*x*(x - 1) - (x^2 + 1))/(x - 1)^2    [power rule]
= (x^2 - 2*x - 1)/(x - 1)^2    [expand and collect]
""",
    ),
    "chain rule, nested, fresh letters from the outside in": Page(
        "exp(sin(x^2))",
        "x",
        "course",
        """
d/dx[e^sin(x^2)]
= e^sin(x^2)*d/dx[sin(x^2)]    [chain rule, u = sin(x^2), d/du[e^u] = e^u]
= e^sin(x^2)*cos(x^2)*d/dx[x^2]    [chain rule, v = x^2, d/dv[sin(v)] = cos(v)]
= 2*x*cos(x^2)*e^sin(x^2)    [power rule; order the factors]
""",
    ),
    "general power by logarithmic differentiation": Page(
        "x^sin(x)",
        "x",
        "course",
        """
d/dx[x^sin(x)]
y = x^sin(x)    [so that log(x) exists, x > 0]
log(y) = sin(x)*log(x)    [take logarithms]
1/y*dy/dx = cos(x)*log(x) + sin(x)/x    [differentiate both sides; product rule]
d/dx[x^sin(x)] = x^sin(x)*(cos(x)*log(x) + sin(x)/x)    [multiply by y = x^sin(x)]
""",
    ),
    "brief: the first rule, then the answer": Page(
        "exp(sin(x^2))",
        "x",
        "brief",
        """
d/dx[e^sin(x^2)]
= e^sin(x^2)*d/dx[sin(x^2)]    [chain rule, u = sin(x^2), d/du[e^u] = e^u]
= 2*x*cos(x^2)*e^sin(x^2)    [chain rule, v = x^2, d/dv[sin(v)] = cos(v); order the factors]
""",
    ),
    "a constant multiple is not a product": Page(
        "5x^3",
        "x",
        "course",
        """
d/dx[5*x^3]
= 15*x^2    [power rule]
""",
    ),
    "three over x is a power": Page(
        "3/x",
        "x",
        "course",
        """
d/dx[3/x]
= -3/x^2    [power rule, x != 0]
""",
    ),
    "a variable named u": Page(
        "exp(sin(u^2))",
        "u",
        "course",
        """
d/du[e^sin(u^2)]
= e^sin(u^2)*d/du[sin(u^2)]    [chain rule, v = sin(u^2), d/dv[e^v] = e^v]
= e^sin(u^2)*cos(u^2)*d/du[u^2]    [chain rule, w = u^2, d/dw[sin(w)] = cos(w)]
= 2*u*cos(u^2)*e^sin(u^2)    [power rule; order the factors]
""",
    ),
    "brackets after a minus": Page(
        "-(x^2+1)",
        "x",
        "beginner",
        """
d/dx[-(x^2 + 1)]
= -d/dx[x^2 + 1]    [constant multiple]
= -(d/dx[x^2] + d/dx[1])    [sum rule]
= -(2*x + d/dx[1])    [power rule]
= -(2*x + 0)    [a constant does not change]
= -2*x    [drop 0 and 1]
""",
    ),
    "a bell curve": Page(
        "exp(-x^2/2)",
        "x",
        "course",
        """
d/dx[e^(-x^2/2)]
= e^(-x^2/2)*d/dx[-x^2/2]    [chain rule, u = -x^2/2, d/du[e^u] = e^u]
= -x*e^(-x^2/2)    [power rule; order the factors]
""",
    ),
    "constant factor before a power of a bracket": Page(
        "12(3x+1)^3",
        "x",
        "course",
        """
d/dx[12*(3*x + 1)^3]
= 12*3*(3*x + 1)^2*d/dx[3*x + 1]    [chain rule, u = 3*x + 1, d/du[u^3] = 3*u^2]
= 108*(3*x + 1)^2    [the derivative of x is 1; a constant does not change]
""",
    ),
    "a kink with its condition": Page(
        "abs(x^2 - 1)",
        "x",
        "course",
        """
d/dx[abs(x^2 - 1)]
= sign(x^2 - 1)*d/dx[x^2 - 1]    [chain rule, u = x^2 - 1, d/du[abs(u)] = sign(u), x^2 - 1 != 0]
= 2*x*sign(x^2 - 1)    [power rule; order the factors]
""",
    ),
    "the larger of two": Page(
        "max(0, w*x + b)",
        "w",
        "course",
        """
∂/∂w[max(0, w*x + b)]
= Piecewise((0, w*x + b < 0), (∂/∂w[w*x + b], w*x + b > 0))    [derivative of a maximum, w*x + b != 0]
= Piecewise((0, w*x + b < 0), (x, w*x + b > 0))    [the derivative of w is 1; b is held constant]
""",
    ),
    "an unknown function of another": Page(
        "f(g(x))",
        "x",
        "course",
        """
d/dx[f(g(x))]
= f'(g(x))*d/dx[g(x)]    [chain rule for f]
= f'(g(x))*g'(x)    [derivative of g]
""",
    ),
    "the neuron": Page(
        "z = w*x + b; yhat = sigmoid(z); L = (yhat - y)^2",
        "w",
        "course",
        """
∂L/∂w
= ∂/∂yhat[L]*∂yhat/∂z*∂z/∂w    [chain rule, one path]
= 2*(yhat - y)*yhat*(1 - yhat)*x    [the local derivatives]
""",
    ),
    "the neuron with an unknown activation": Page(
        "z = w*x; yhat = f(z); L = (yhat - y)^2",
        "w",
        "course",
        """
∂L/∂w
= ∂/∂yhat[L]*∂yhat/∂z*∂z/∂w    [chain rule, one path]
= 2*(yhat - y)*f'(z)*x    [the local derivatives]
""",
    ),
    "two ways to the output": Page(
        "x = cos(t); y = sin(t); z = x^2*y",
        "t",
        "course",
        """
dz/dt
= ∂z/∂x*dx/dt + ∂z/∂y*dy/dt    [chain rule, two paths]
= 2*x*y*(-sin(t)) + x^2*cos(t)    [the local derivatives]
= -2*cos(t)*sin(t)^2 + cos(t)^3    [put in x = cos(t), y = sin(t)]
""",
    ),
    "integral with a variable limit": Page(
        "Integral(sin(t^2), (t, 0, x^2))",
        "x",
        "course",
        """
d/dx[∫_(0)^(x^2) sin(t^2) dt]
= sin(x^4)*d/dx[x^2]    [derivative of an integral with variable limits]
= 2*x*sin(x^4)    [power rule; order the factors]
""",
    ),
}
