"""How finished derivations in vectors and matrices read: what was asked and its lines, statement and reason.

A change here is a change of what readers see and wants a reviewer's eye.
"""

from typing import NamedTuple

Shapes = dict[str, tuple[int | str, ...]]


class MatrixPage(NamedTuple):
    """A question in NumPy's spelling and the lines of its answer."""

    formula: str
    shapes: Shapes
    wrt: tuple[str, ...]
    lines: str
    kind: str = "gradient"
    detail: str = "course"
    facts: tuple[tuple[str, str], ...] = ()
    status: str = "proved"


LEAST_SQUARES: Shapes = {"A": ("m", "n"), "x": ("n",), "b": ("m",)}
SQUARE: Shapes = {"A": ("n", "n"), "B": ("n", "n"), "X": ("n", "n"), "x": ("n",), "a": ("n",), "b": ("n",)}
LOGISTIC: Shapes = {"X": ("m", "n"), "w": ("n",), "y": ("m",)}
LAYER: Shapes = {"W": ("m", "n"), "x": ("n",), "b": ("m",), "y": ("m",), "z": ("m",), "a": ("m",)}
MLP: Shapes = {
    "W_1": ("p", "n"), "b_1": ("p",), "z": ("p",), "h": ("p",), "W_2": ("m", "p"), "b_2": ("m",), "e": ("m",),
    "x": ("n",), "y": ("m",),
}  # fmt: skip
ATTENTION: Shapes = {
    "Q": (5, 4), "K": (5, 4), "V": (5, 3), "G": (5, 3), "S": (5, 5), "P": (5, 5), "O": (5, 3),
}  # fmt: skip

PAGES: dict[str, MatrixPage] = {
    "least squares": MatrixPage(
        "norm(A@x-b)**2",
        LEAST_SQUARES,
        ("x",),
        """
d[norm(A @ x - b)^2] = 2*inner(A @ x - b, d[A @ x - b])
    [squared norm]
= inner(2*(A.T @ (A @ x - b)), d[x])
    [constant factor; moved across, transposed]
∇_x f = 2*(A.T @ (A @ x - b))
    [read off what stands with d[x]]
""",
    ),
    "least squares for beginners": MatrixPage(
        "norm(A@x-b)**2",
        LEAST_SQUARES,
        ("x",),
        """
d[norm(A @ x - b)^2] = 2*inner(A @ x - b, d[A @ x - b])
    [squared norm]
= 2*inner(A @ x - b, d[A @ x])
    [sum rule]
= 2*inner(A @ x - b, A @ d[x])
    [constant factor]
= inner(2*(A.T @ (A @ x - b)), d[x])
    [moved across, transposed]
∇_x f = 2*(A.T @ (A @ x - b))
    [read off what stands with d[x]]
""",
        "gradient",
        "beginner",
    ),
    "ridge regression": MatrixPage(
        "norm(A@x-b)**2 + l*norm(x)**2",
        {**LEAST_SQUARES, "l": ()},
        ("x",),
        """
d[norm(A @ x - b)^2 + l*norm(x)^2] = 2*inner(A @ x - b, d[A @ x]) + inner(2*l*x, d[x])
    [squared norm]
= inner(2*(A.T @ (A @ x - b)), d[x]) + inner(2*l*x, d[x])
    [constant factor; moved across, transposed]
= inner(2*(A.T @ (A @ x - b)) + 2*l*x, d[x])
    [paths meet: add]
∇_x f = 2*(A.T @ (A @ x - b)) + 2*l*x
    [read off what stands with d[x]]
""",
    ),
    "a quadratic form": MatrixPage(
        "x.T@A@x",
        SQUARE,
        ("x",),
        """
d[x.T @ A @ x] = inner(A @ x, d[x]) + inner(A.T @ x, d[x])
    [product rule; moved across, transposed]
= inner(A @ x + A.T @ x, d[x])
    [paths meet: add]
= inner((A + A.T) @ x, d[x])
    [put the common matrix outside]
∇_x f = (A + A.T) @ x
    [read off what stands with d[x]]
""",
    ),
    "Rayleigh quotient": MatrixPage(
        "(x.T@A@x)/(x.T@x)",
        SQUARE,
        ("x",),
        """
d[(x.T @ A @ x)/(x.T @ x)] = d[x.T @ A @ x]/(x.T @ x) - (x.T @ A @ x)*d[x.T @ x]/(x.T @ x)^2
    [quotient rule]
= inner((A @ x)/(x.T @ x), d[x]) + inner((A.T @ x)/(x.T @ x), d[x]) - (x.T @ A @ x)*d[x.T @ x]/(x.T @ x)^2
    [product rule; moved across, transposed]
= inner((A @ x)/(x.T @ x) + (A.T @ x)/(x.T @ x), d[x]) - (x.T @ A @ x)*d[x.T @ x]/(x.T @ x)^2
    [paths meet: add]
= inner(((A + A.T) @ x)/(x.T @ x), d[x]) - (x.T @ A @ x)*d[x.T @ x]/(x.T @ x)^2
    [put the common matrix outside]
= inner(((A + A.T) @ x)/(x.T @ x), d[x]) - inner(2*(x.T @ A @ x)/(x.T @ x)^2*x, d[x])
    [squared length]
= inner(((A + A.T) @ x)/(x.T @ x) - 2*(x.T @ A @ x)/(x.T @ x)^2*x, d[x])
    [paths meet: add]
∇_x f = ((A + A.T) @ x)/(x.T @ x) - 2*(x.T @ A @ x)/(x.T @ x)^2*x
    [read off what stands with d[x]]
""",
    ),
    "trace of a product": MatrixPage(
        "tr(A@X@B)",
        SQUARE,
        ("X",),
        """
d[tr(A @ X @ B)] = inner(eye(n), d[A @ X @ B])
    [trace; the trace is the inner product with I]
= inner(A.T @ B.T, d[X])
    [constant factor; moved across, transposed]
∇_X f = A.T @ B.T
    [read off what stands with d[X]]
""",
    ),
    "logarithm of a determinant": MatrixPage(
        "log(det(X))",
        SQUARE,
        ("X",),
        """
d[log(det(X))] = inner(inv(X).T, d[X])
    [logarithm of a determinant; the trace is the inner product with I; moved across, transposed]
∇_X f = inv(X).T
    [read off what stands with d[X]]
""",
    ),
    "determinant of a product": MatrixPage(
        "det(A@X@B)",
        SQUARE,
        ("X",),
        """
d[det(A @ X @ B)] = inner(det(A @ X @ B)*inv(A @ X @ B).T, d[A @ X @ B])
    [determinant; the trace is the inner product with I; moved across, transposed, det(A @ X @ B) != 0]
= inner(det(A @ X @ B)*(A.T @ inv(A @ X @ B).T @ B.T), d[X])
    [constant factor; moved across, transposed]
= inner(det(A @ X @ B)*inv(X).T, d[X])
    [a matrix times its inverse is I]
∇_X f = det(A @ X @ B)*inv(X).T
    [read off what stands with d[X]]
""",
    ),
    "bilinear form of an inverse": MatrixPage(
        "a.T@inv(X)@b",
        SQUARE,
        ("X",),
        """
d[a.T @ inv(X) @ b] = inner(a @ b.T, d[inv(X)])
    [constant factor; moved across, transposed]
= -inner(inv(X).T @ a @ b.T @ inv(X).T, d[X])
    [inverse; moved across, transposed]
∇_X f = -inv(X).T @ a @ b.T @ inv(X).T
    [read off what stands with d[X]]
""",
    ),
    "a layer with the sigmoid": MatrixPage(
        "z = W@x+b\na = sigmoid(z)\nL = norm(a-y)**2/2",
        LAYER,
        ("W", "b"),
        """
d[L] = inner(a - y, d[a - y])
    [L = norm(a - y)^2/2; squared norm]
= inner((a - y) ⊙ a ⊙ (1 - a), d[z])
    [a = sigmoid(z); derivative of sigmoid; moved across]
= inner(((a - y) ⊙ a ⊙ (1 - a)) @ x.T, d[W]) + inner((a - y) ⊙ a ⊙ (1 - a), d[b])
    [z = W @ x + b; constant factor; moved across, transposed]
∇_W L = ((a - y) ⊙ a ⊙ (1 - a)) @ x.T
    [read off what stands with d[W]]
∇_b L = (a - y) ⊙ a ⊙ (1 - a)
    [read off what stands with d[b]]
""",
    ),
    "logistic loss": MatrixPage(
        "sum(log(1+exp(-y*(X@w))))",
        LOGISTIC,
        ("w",),
        """
d[sum(log(1 + exp(-y ⊙ (X @ w))))] = inner(ones(m), d[log(1 + exp(-y ⊙ (X @ w)))])
    [sum of entries; the sum is the inner product with ones]
= inner(1/(1 + exp(-y ⊙ (X @ w))), d[1 + exp(-y ⊙ (X @ w))])
    [derivative of logarithm]
= -inner(exp(-y ⊙ (X @ w))/(1 + exp(-y ⊙ (X @ w))), d[y ⊙ (X @ w)])
    [derivative of exponential; moved across]
= -inner(sigmoid(-y ⊙ (X @ w)), d[y ⊙ (X @ w)])
    [e^u/(1 + e^u) is the sigmoid]
= -inner(sigmoid(-y ⊙ (X @ w)) ⊙ y, d[X @ w])
    [constant factor; moved across]
= -inner(X.T @ (sigmoid(-y ⊙ (X @ w)) ⊙ y), d[w])
    [constant factor; moved across, transposed]
∇_w f = -X.T @ (sigmoid(-y ⊙ (X @ w)) ⊙ y)
    [read off what stands with d[w]]
""",
    ),
    "softmax and cross-entropy": MatrixPage(
        "-sum(y*log(softmax(z)))",
        {"y": ("n",), "z": ("n",)},
        ("z",),
        """
d[-sum(y ⊙ log(softmax(z)))] = -inner(ones(n), d[y ⊙ log(softmax(z))])
    [sum of entries; the sum is the inner product with ones]
= -inner(y, d[log(softmax(z))])
    [constant factor; moved across]
= -inner(y, d[z]) + inner(sum(y)*softmax(z), d[z])
    [logarithm of softmax; moved across, transposed]
= inner(sum(y)*softmax(z) - y, d[z])
    [paths meet: add]
= inner(softmax(z) - y, d[z])
    [y has entries that sum to 1]
∇_z f = softmax(z) - y
    [read off what stands with d[z]]
""",
        facts=(("y", "distribution"),),
    ),
    "a quadratic form, symmetric": MatrixPage(
        "x.T@A@x",
        SQUARE,
        ("x",),
        """
d[x.T @ A @ x] = inner(A @ x, d[x]) + inner(A.T @ x, d[x])
    [product rule; moved across, transposed]
= inner(A @ x + A.T @ x, d[x])
    [paths meet: add]
= inner(2*(A @ x), d[x])
    [A is symmetric]
∇_x f = 2*(A @ x)
    [read off what stands with d[x]]
""",
        facts=(("A", "symmetric"),),
    ),
    "labels +1 and -1": MatrixPage(
        "norm(y - X@w)**2 + sum(y*y)",
        LOGISTIC,
        ("w",),
        """
d[norm(y - X @ w)^2 + sum(y ⊙ y)] = 2*inner(y - X @ w, d[y - X @ w])
    [squared norm]
= -inner(2*(X.T @ (y - X @ w)), d[w])
    [constant factor; moved across, transposed]
∇_w f = -2*(X.T @ (y - X @ w))
    [read off what stands with d[w]]
""",
        facts=(("y", "signs"),),
    ),
    "two layers, first weights": MatrixPage(
        "z = W_1@x+b_1\nh = tanh(z)\ne = W_2@h+b_2-y\nL = norm(e)**2/2",
        MLP,
        ("W_1",),
        """
d[L] = inner(e, d[e])
    [L = norm(e)^2/2; squared norm]
= inner(W_2.T @ e, d[h])
    [e = W_2 @ h + b_2 - y; constant factor; moved across, transposed]
= inner((W_2.T @ e) ⊙ (1 - h^2), d[z])
    [h = tanh(z); derivative of hyperbolic tangent; moved across]
= inner(((W_2.T @ e) ⊙ (1 - h^2)) @ x.T, d[W_1])
    [z = W_1 @ x + b_1; constant factor; moved across, transposed]
∇_W_1 L = ((W_2.T @ e) ⊙ (1 - h^2)) @ x.T
    [read off what stands with d[W_1]]
""",
    ),
    "two layers, all parameters": MatrixPage(
        "z = W_1@x+b_1\nh = tanh(z)\ne = W_2@h+b_2-y\nL = norm(e)**2/2",
        MLP,
        ("W_1", "b_1", "W_2", "b_2"),
        """
d[L] = inner(e, d[e])
    [L = norm(e)^2/2; squared norm]
∇_e L = e
    [read off]
inner(∇_e L, d[e]) = inner((∇_e L) @ h.T, d[W_2]) + inner(W_2.T @ ∇_e L, d[h]) + inner(∇_e L, d[b_2])
    [e = W_2 @ h + b_2 - y; product rule; moved across, transposed]
∇_h L = W_2.T @ ∇_e L
    [read off]
inner(∇_h L, d[h]) = inner((∇_h L) ⊙ (1 - h^2), d[z])
    [h = tanh(z); derivative of hyperbolic tangent; moved across]
∇_z L = (∇_h L) ⊙ (1 - h^2)
    [read off]
inner(∇_z L, d[z]) = inner((∇_z L) @ x.T, d[W_1]) + inner(∇_z L, d[b_1])
    [z = W_1 @ x + b_1; constant factor; moved across, transposed]
∇_W_1 L = (∇_z L) @ x.T
    [read off]
∇_b_1 L = ∇_z L
    [read off]
∇_W_2 L = (∇_e L) @ h.T
    [read off]
∇_b_2 L = ∇_e L
    [read off]
""",
    ),
    "attention": MatrixPage(
        "S = Q@K.T/2\nP = softmax(S)\nO = P@V\nL = sum(G*O)",
        ATTENTION,
        ("Q", "K", "V"),
        """
d[L] = inner(ones(5) @ ones(3).T, d[G ⊙ O])
    [L = sum(G ⊙ O); sum of entries; the sum is the inner product with ones]
= inner(G, d[O])
    [constant factor; moved across]
∇_O L = G
    [read off]
inner(∇_O L, d[O]) = inner((∇_O L) @ V.T, d[P]) + inner(P.T @ ∇_O L, d[V])
    [O = P @ V; product rule; moved across, transposed]
∇_P L = (∇_O L) @ V.T
    [read off]
inner(∇_P L, d[P]) = inner((∇_P L) ⊙ P, d[S]) - inner((((∇_P L) ⊙ P) @ ones(5) @ ones(5).T) ⊙ P, d[S])
    [P = softmax(S); softmax; moved across; moved across, transposed]
= inner((∇_P L) ⊙ P - (((∇_P L) ⊙ P) @ ones(5) @ ones(5).T) ⊙ P, d[S])
    [paths meet: add]
= inner(P ⊙ (∇_P L - ((∇_P L) ⊙ P) @ ones(5) @ ones(5).T), d[S])
    [put the common factor outside]
∇_S L = P ⊙ (∇_P L - ((∇_P L) ⊙ P) @ ones(5) @ ones(5).T)
    [read off]
inner(∇_S L, d[S]) = inner(1/2*((∇_S L) @ K), d[Q]) + inner(1/2*((∇_S L).T @ Q), d[K])
    [S = (Q @ K.T)/2; product rule; moved across, transposed]
∇_Q L = 1/2*((∇_S L) @ K)
    [read off]
∇_K L = 1/2*((∇_S L).T @ Q)
    [read off]
∇_V L = P.T @ ∇_O L
    [read off]
""",
    ),
    "Jacobian of softmax": MatrixPage(
        "softmax(z)",
        {"z": ("n",)},
        ("z",),
        """
d[softmax(z)] = softmax(z) ⊙ d[z] - (softmax(z).T @ d[z])*softmax(z)
    [softmax]
= (diag(softmax(z)) - softmax(z) @ softmax(z).T) @ d[z]
    [one matrix in front of the differential]
J = diag(softmax(z)) - softmax(z) @ softmax(z).T
    [read off the matrix]
""",
        "jacobian",
    ),
    "Hessian of least squares": MatrixPage(
        "norm(A@x-b)**2",
        LEAST_SQUARES,
        ("x",),
        """
d[norm(A @ x - b)^2] = 2*inner(A @ x - b, d[A @ x - b])
    [squared norm]
= inner(2*(A.T @ (A @ x - b)), d[x])
    [constant factor; moved across, transposed]
∇_x f = 2*(A.T @ (A @ x - b))
    [read off what stands with d[x]]
d[∇_x f] = 2*(A.T @ d[A @ x - b])
    [constant factor]
= 2*(A.T @ A @ d[x])
    [constant factor]
H = 2*(A.T @ A)
    [read off the matrix]
""",
        "hessian",
    ),
    "a product as a linear map": MatrixPage(
        "A@X@B",
        SQUARE,
        ("X",),
        """
d[A @ X @ B] = A @ d[X] @ B
    [constant factor]
vec(d[A @ X @ B]) = kron(B.T, A) @ vec(d[X])
    [stack the columns: vec(A U B) = (B^T ⊗ A) vec U]
J = kron(B.T, A)
    [read off the matrix]
""",
        "jacobian",
    ),
    "an inverse as a linear map": MatrixPage(
        "inv(X)",
        SQUARE,
        ("X",),
        """
d[inv(X)] = -inv(X) @ d[X] @ inv(X)
    [inverse]
vec(d[inv(X)]) = (-kron(inv(X).T, inv(X))) @ vec(d[X])
    [stack the columns: vec(A U B) = (B^T ⊗ A) vec U]
J = -kron(inv(X).T, inv(X))
    [read off the matrix]
""",
        "jacobian",
    ),
}
