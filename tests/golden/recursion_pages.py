"""How pages on any number of layers or steps read, in vectors and matrices: what was asked, and the lines."""

from typing import NamedTuple

Shape = tuple[int | str, ...]

LAYER: dict[str, Shape] = {"W_l": ("n", "n"), "a_l": ("n",), "b_l": ("n",), "z_l": ("n",), "y": ("n",)}
ROWS: dict[str, Shape] = {
    "Z_l": ("m", "n"), "A_l": ("m", "n"), "W_l": ("n", "n"), "b_l": ("n",), "Y": ("m", "n"),
}  # fmt: skip
STEPS: dict[str, Shape] = {
    "W_h": ("p", "p"), "W_x": ("p", "n"), "V": ("k", "p"), "b": ("p",),
    "h_t": ("p",), "x_t": ("n",), "z_t": ("p",), "o_t": ("k",), "y_t": ("k",),
}  # fmt: skip


class RecursionPage(NamedTuple):
    """The formulas, the shapes, the weights asked for, the lines."""

    formulas: str
    shapes: dict[str, Shape]
    wrt: list[str]
    lines: str


PAGES = {
    "L layers": RecursionPage(
        r"z_l = W_l a_{l-1} + b_l; a_l = \tanh(z_l); C = \frac12 \lVert a_L - y\rVert^2; 1 \le l \le L",
        LAYER,
        ["W_l", "b_l"],
        """
d[C] = inner(a_L - y, d[a_L - y])    [squared norm]
= inner(a_L - y, d[a_L])    [sum rule]
∇_a_L C = a_L - y    [read off: the end]
∇_a_l C = W_{l+1}.T @ ∇_z_{l+1} C    [what comes through z_{l+1}, l < L]
inner(∇_a_l C, d[a_l]) = inner((∇_a_l C) ⊙ (1 - a_l^2), d[z_l])    [a_l = tanh(z_l); derivative of hyperbolic tangent; moved across]
∇_z_l C = (∇_a_l C) ⊙ (1 - a_l^2)    [what comes through a_l]
= (W_{l+1}.T @ ∇_z_{l+1} C) ⊙ (1 - a_l^2)    [put in ∇_a_l C, l < L]
∇_z_L C = (a_L - y) ⊙ (1 - a_L^2)    [at the end]
inner(∇_z_l C, d[z_l]) = inner((∇_z_l C) @ a_{l-1}.T, d[W_l]) + inner(W_l.T @ ∇_z_l C, d[a_{l-1}]) + inner(∇_z_l C, d[b_l])    [z_l = W_l @ a_{l-1} + b_l; product rule; moved across, transposed]
∇_W_l C = (∇_z_l C) @ a_{l-1}.T    [read off]
∇_b_l C = ∇_z_l C    [read off]
""",  # noqa: E501
    ),
    "L layers on the rows of a batch": RecursionPage(
        r"Z_l = A_{l-1} W_l + \mathbf{1} b_l^\top; A_l = \tanh(Z_l);"
        r"C = \frac12 \lVert A_L - Y\rVert_F^2; 1 \le l \le L",
        ROWS,
        ["W_l", "b_l"],
        """
d[C] = inner(A_L - Y, d[A_L - Y])    [squared norm]
= inner(A_L - Y, d[A_L])    [sum rule]
∇_A_L C = A_L - Y    [read off: the end]
∇_A_l C = (∇_Z_{l+1} C) @ W_{l+1}.T    [what comes through Z_{l+1}, l < L]
inner(∇_A_l C, d[A_l]) = inner((∇_A_l C) ⊙ (1 - A_l^2), d[Z_l])    [A_l = tanh(Z_l); derivative of hyperbolic tangent; moved across]
∇_Z_l C = (∇_A_l C) ⊙ (1 - A_l^2)    [what comes through A_l]
= ((∇_Z_{l+1} C) @ W_{l+1}.T) ⊙ (1 - A_l^2)    [put in ∇_A_l C, l < L]
∇_Z_L C = (A_L - Y) ⊙ (1 - A_L^2)    [at the end]
inner(∇_Z_l C, d[Z_l]) = inner((∇_Z_l C) @ W_l.T, d[A_{l-1}]) + inner(A_{l-1}.T @ ∇_Z_l C, d[W_l]) + inner((∇_Z_l C).T @ ones(m), d[b_l])    [Z_l = A_{l-1} @ W_l + ones(m) @ b_l.T; constant factor; moved across, transposed; product rule]
∇_W_l C = A_{l-1}.T @ ∇_Z_l C    [read off]
∇_b_l C = (∇_Z_l C).T @ ones(m)    [read off]
""",  # noqa: E501
    ),
    "T steps through time": RecursionPage(
        r"z_t = W_h h_{t-1} + W_x x_t + b; h_t = \tanh(z_t); o_t = V h_t;"
        r"L = \sum_{t=1}^T \frac12 \lVert o_t - y_t\rVert^2",
        STEPS,
        ["W_h", "W_x", "b", "V"],
        """
d[1/2*norm(o_t - y_t)^2] = inner(o_t - y_t, d[o_t - y_t])    [squared norm]
= inner(o_t - y_t, d[o_t])    [sum rule]
∇_o_t L = o_t - y_t    [what comes through L]
inner(∇_o_t L, d[o_t]) = inner((∇_o_t L) @ h_t.T, d[V]) + inner(V.T @ ∇_o_t L, d[h_t])    [o_t = V @ h_t; product rule; moved across, transposed]
∇_h_t L = V.T @ ∇_o_t L + W_h.T @ ∇_z_{t+1} L    [paths meet: add what comes through o_t and z_{t+1}]
inner(∇_h_t L, d[h_t]) = inner((∇_h_t L) ⊙ (1 - h_t^2), d[z_t])    [h_t = tanh(z_t); derivative of hyperbolic tangent; moved across]
∇_z_t L = (∇_h_t L) ⊙ (1 - h_t^2)    [what comes through h_t]
= (V.T @ ∇_o_t L + W_h.T @ ∇_z_{t+1} L) ⊙ (1 - h_t^2)    [put in ∇_h_t L]
inner(∇_z_t L, d[z_t]) = inner((∇_z_t L) @ h_{t-1}.T, d[W_h]) + inner(W_h.T @ ∇_z_t L, d[h_{t-1}]) + inner((∇_z_t L) @ x_t.T, d[W_x]) + inner(∇_z_t L, d[b])    [z_t = W_h @ h_{t-1} + W_x @ x_t + b; product rule; moved across, transposed; constant factor]
∇_W_h L = ∑_(t=1)^T (∇_z_t L) @ h_{t-1}.T    [used at every step: add what comes back at each]
∇_W_x L = ∑_(t=1)^T (∇_z_t L) @ x_t.T    [used at every step: add what comes back at each]
∇_b L = ∑_(t=1)^T ∇_z_t L    [used at every step: add what comes back at each]
∇_V L = ∑_(t=1)^T (∇_o_t L) @ h_t.T    [used at every step: add what comes back at each]
""",  # noqa: E501
    ),
    "L layers with any activation and any loss": RecursionPage(
        r"z_l = W_l a_{l-1} + b_l; a_l = \varphi(z_l); C = \ell(a_L, y); 1 \le l \le L",
        LAYER,
        ["W_l", "b_l"],
        """
d[C] = inner(∇_a_L ell(a_L, y), d[a_L])    [the gradient of an unknown function]
∇_a_L C = ∇_a_L ell(a_L, y)    [read off: the end]
∇_a_l C = W_{l+1}.T @ ∇_z_{l+1} C    [what comes through z_{l+1}, l < L]
inner(∇_a_l C, d[a_l]) = inner((∇_a_l C) ⊙ varphi'(z_l), d[z_l])    [a_l = varphi(z_l); derivative of an unknown function; moved across]
∇_z_l C = (∇_a_l C) ⊙ varphi'(z_l)    [what comes through a_l]
= (W_{l+1}.T @ ∇_z_{l+1} C) ⊙ varphi'(z_l)    [put in ∇_a_l C, l < L]
∇_z_L C = (∇_a_L ell(a_L, y)) ⊙ varphi'(z_L)    [at the end]
inner(∇_z_l C, d[z_l]) = inner((∇_z_l C) @ a_{l-1}.T, d[W_l]) + inner(W_l.T @ ∇_z_l C, d[a_{l-1}]) + inner(∇_z_l C, d[b_l])    [z_l = W_l @ a_{l-1} + b_l; product rule; moved across, transposed]
∇_W_l C = (∇_z_l C) @ a_{l-1}.T    [read off]
∇_b_l C = ∇_z_l C    [read off]
""",  # noqa: E501
    ),
}
