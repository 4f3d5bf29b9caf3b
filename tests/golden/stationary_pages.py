"""How finished pages on critical points and Lagrange multipliers read: what was asked, and the lines."""

CRITICAL = {
    "x^3-3x+y^2": """
x^3 - 3*x + y^2
f = x^3 - 3*x + y^2    [the function]
∇f = [[3*x^2 - 3, 2*y]]    [at a critical point every partial derivative is 0]
x = -1 or x = 1    [3*x^2 - 3 = 0; factor: (x - 1)*(x + 1) = 0]
y = 0    [solve 2*y = 0]
(x, y) = (-1, 0) or (x, y) = (1, 0)    [2 critical points]
H = [[6*x, 0], [0, 2]]    [the second derivatives]
det(H) = 12*x    [the determinant of H]
f(-1, 0) = 2    [saddle: det(H) = -12 < 0]
f(1, 0) = -2    [minimum: det(H) = 12 > 0, ∂^2f/∂x^2 = 6 > 0]
""",
    "x^3 - 3x*y^2": """
x^3 - 3*x*y^2
f = x^3 - 3*x*y^2    [the function]
∇f = [[3*x^2 - 3*y^2, -6*x*y]]    [at a critical point every partial derivative is 0]
x*y = 0    [as -6*x*y = 0]
x = 0    [case 1: this factor is 0]
-3*y^2 = 0    [put in x = 0]
y = 0    [solve]
y = 0    [case 2: this factor is 0]
3*x^2 = 0    [put in y = 0]
3*x^2 != 0    [nothing new in this case, x != 0]
(x, y) = (0, 0)    [one critical point]
H = [[6*x, -6*y], [-6*y, -6*x]]    [the second derivatives]
det(H) = -36*x^2 - 36*y^2    [the determinant of H]
f(0, 0) = 0    [saddle, although the test by H says nothing: along x = t, y = 0 it changes its sign]
""",
    "sin(x)": """
sin(x)
f = sin(x)    [the function]
df/dx = cos(x)    [at a critical point this is 0]
x = pi/2 + pi*k    [solve cos(x) = 0; k is any whole number]
d^2f/dx^2 = -sin(x)    [differentiate once more]
f(pi/2) = 1    [maximum: d^2f/dx^2 = -1 < 0]
f(3*pi/2) = -1    [minimum: d^2f/dx^2 = 1 > 0]
""",
    "exp(x) + x^2": """
e^x + x^2
f = e^x + x^2    [the function]
df/dx = e^x + 2*x    [at a critical point this is 0]
x ≈ -0.3517337112    [certain to 10 digits; no other in the box, -10 <= x <= 10]
d^2f/dx^2 = e^x + 2    [differentiate once more]
f(-0.3517337112) ≈ 0.8271840261    [minimum: the signs of the second derivatives are certain close by]
""",
}

LAGRANGE = {
    ("x*y", "x^2 + y^2 - 8"): """
x*y
f = x*y    [the function]
g = x^2 + y^2 - 8    [the constraint is g = 0]
∇f = lambda*∇g    [the gradients line up at an extreme]
y = 2*lambda*x    [in x]
x = 2*lambda*y    [in y]
x^2 + y^2 = 8    [the constraint]
y = 4*lambda^2*y    [put in x = 2*lambda*y]
4*lambda^2*y^2 + y^2 = 8    [put in x = 2*lambda*y]
y*(2*lambda - 1)*(2*lambda + 1) = 0    [factor y = 4*lambda^2*y]
y = 0    [case 1: this factor is 0]
x = 0    [put in y = 0]
0 != 8    [this case gives no point]
lambda = -1/2 or lambda = 1/2    [case 2: solve (2*lambda - 1)*(2*lambda + 1) = 0]
lambda = -1/2    [case 2.1: from the line above]
x = -y    [put in lambda = -1/2]
2*y^2 = 8    [put in lambda = -1/2]
y = -2 or y = 2    [factor: (y - 2)*(y + 2) = 0]
lambda = 1/2    [case 2.2: from the line above]
x = y    [put in lambda = 1/2]
2*y^2 = 8    [put in lambda = 1/2]
y = -2 or y = 2    [factor: (y - 2)*(y + 2) = 0]
f(-2, -2) = 4    [maximum; the bordered determinants: B = 64 > 0]
f(-2, 2) = -4    [minimum; the bordered determinants: B = -64 < 0]
f(2, -2) = -4    [minimum; the bordered determinants: B = -64 < 0]
f(2, 2) = 4    [maximum; the bordered determinants: B = 64 > 0]
-4 <= f <= 4    [the values compared; such values exist, x^2 + y^2 = 8]
""",
}
