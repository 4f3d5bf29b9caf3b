"""How finished pages read whose rows hold several statements, as a textbook sets them: the rows with their reasons."""

from collections.abc import Callable

import symgrad as sg

PAGES: dict[str, tuple[Callable[[], sg.Derivation], str]] = {
    "critical points": (
        lambda: sg.critical_points("x^3-3x+y^2"),
        """
f = x^3 - 3*x + y^2,  ∇f = [[3*x^2 - 3, 2*y]]    [at a critical point every partial derivative is 0]
3*x^2 - 3 = 0 ⇒ x = ±1;  2*y = 0 ⇒ y = 0    [two points: (-1, 0), (1, 0)]
H = [[6*x, 0], [0, 2]],  det(H) = 12*x    [the second derivatives]
(-1, 0): det(H) = -12 < 0 ⇒ saddle, f = 2
(1, 0): det(H) = 12 > 0, ∂^2f/∂x^2 = 6 > 0 ⇒ minimum, f = -2
""",
    ),
    "Lagrange multipliers": (
        lambda: sg.lagrange("x*y", ["x^2 + y^2 - 8"]),
        """
extremes of f = x*y on g = x^2 + y^2 - 8 = 0:  ∇f = lambda*∇g    [the gradients line up at an extreme]
y = 2*lambda*x,  x = 2*lambda*y,  x^2 + y^2 = 8    [three equations]
4*lambda^2*y^2 + y^2 = 8,  y = 4*lambda^2*y ⇒ y*(2*lambda - 1)*(2*lambda + 1) = 0
y = 0 ⇒ x = 0 ⇒ 0 != 8: no point;  lambda = ±1/2;  lambda = -1/2 ⇒ x = -y,  2*y^2 = 8 ⇒ y = ±2
lambda = 1/2 ⇒ x = y,  2*y^2 = 8 ⇒ y = ±2
(-2, -2), (2, 2): f = 4 (maximum);  (-2, 2), (2, -2): f = -4 (minimum);  -4 <= f <= 4    [maximum: B = 64 > 0; minimum: B = -64 < 0]
""",  # noqa: E501
    ),
    "tangent plane": (
        lambda: sg.tangent("x^2 + 3x y", ["x", "y"], (1, 1)),
        """
z = f(1, 1) + f_x(1, 1)*(x - 1) + f_y(1, 1)*(y - 1),  f = x^2 + 3*x*y    [the tangent plane]
f = 4,  f_x = 2*x + 3*y = 5,  f_y = 3*x = 3    [put in x = 1, y = 1]
z = 4 + 5*(x - 1) + 3*(y - 1) = 5*x + 3*y - 4    [the linear function with this value and these slopes]
""",
    ),
    "slope in a direction": (
        lambda: sg.directional_derivative("x^2*y", (3, 4), ["x", "y"], (1, 2)),
        """
u = [3, 4]/norm([3, 4]) = [3/5, 4/5]    [a direction has length 1]
f = x^2*y,  ∇f = [[2*x*y, x^2]],  ∇f(1, 2) = [[4, 1]]    [put in x = 1, y = 2]
D_u*f(1, 2) = ∇f(1, 2) ⋅ u = 4*(3/5) + 1*(4/5) = 16/5    [the gradient times the direction]
""",
    ),
    "gradient at a point": (
        lambda: sg.gradient("x^2 + y^2", at=(3, 1)),
        """
∇f = [[∂f/∂x, ∂f/∂y]] = [[2*x, 2*y]]    [one partial derivative for each variable]
∇f(3, 1) = [[2*3, 2*1]] = [[6, 2]]    [put in x = 3, y = 1]
norm(∇f(3, 1)) = sqrt(6^2 + 2^2) = 2*sqrt(10) ≈ 6.325    [the steepest slope]
""",
    ),
    "a kink": (
        lambda: sg.derivative("|x|"),
        """
d/dx[abs(x)] = Piecewise((-1, x < 0), (1, x > 0))    [derivative of absolute value, x != 0]
Limit(abs(h)/h, h, 0-) = -1 != 1 = Limit(abs(h)/h, h, 0+)    [no derivative there]
""",
    ),
    "a chain of equations": (
        lambda: sg.critical_points("x^4 - 4x y + y^4"),
        """
f = x^4 - 4*x*y + y^4,  ∇f = [[4*x^3 - 4*y, -4*x + 4*y^3]]    [at a critical point every partial derivative is 0]
-4*x + 4*y^3 = 0 ⇒ x = y^3 ⇒ 4*y^9 - 4*y = 0 ⇒ y = -1 or y = 0 or y = 1    [three points: (-1, -1), (0, 0), (1, 1)]
H = [[12*x^2, -4], [-4, 12*y^2]],  det(H) = 144*x^2*y^2 - 16    [the second derivatives]
(-1, -1): det(H) = 128 > 0, ∂^2f/∂x^2 = 12 > 0 ⇒ minimum, f = -2
(0, 0): det(H) = -16 < 0 ⇒ saddle, f = 0
(1, 1): det(H) = 128 > 0, ∂^2f/∂x^2 = 12 > 0 ⇒ minimum, f = -2
""",
    ),
    "cases in which nothing new is found": (
        lambda: sg.critical_points("x^3 - 3x*y^2"),
        """
f = x^3 - 3*x*y^2,  ∇f = [[3*x^2 - 3*y^2, -6*x*y]]    [at a critical point every partial derivative is 0]
-6*x*y = 0 ⇒ x*y = 0;  x = 0 ⇒ -3*y^2 = 0 ⇒ y = 0
y = 0 ⇒ 3*x^2 = 0 ⇒ 3*x^2 != 0: nothing new, as x != 0    [one point: (0, 0)]
H = [[6*x, -6*y], [-6*y, -6*x]],  det(H) = -36*x^2 - 36*y^2    [the second derivatives]
f(0, 0) = 0    [saddle, although the test by H says nothing: along x = t, y = 0 it changes its sign]
""",
    ),
    "an interval with a kink": (
        lambda: sg.extrema("|x^2 - 4|", {"x": (-1, 3)}),
        """
f = abs(x^2 - 4),  df/dx = 2*x*sign(x^2 - 4)    [inside the derivative is 0]
df/dx = 2*x    [where x^2 - 4 > 0]
2*x = 0 ⇒ x = 0 (left out: not where x^2 - 4 > 0)
df/dx = -2*x    [where x^2 - 4 < 0]
-2*x = 0 ⇒ x = 0
x = 2    [a kink: there is no slope, as x^2 - 4 = 0]
f(0) = 4    [inside]
f(2) = 0    [without a slope: the smallest]
f(-1) = 3    [at an end]
f(3) = 5    [at an end: the largest]
0 <= f <= 5    [the values compared, x >= -1, x <= 3]
""",
    ),
}
