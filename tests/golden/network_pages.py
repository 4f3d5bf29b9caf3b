"""How finished derivations of networks read: layers in vectors and matrices, each line with its reason."""

from tests.golden.matrix_pages import MatrixPage, Shapes

LOGISTIC: Shapes = {"X": ("m", "n"), "w": ("n",), "b": (), "y": ("m",)}
COSINE: Shapes = {"a": ("n",), "x": ("n",)}
SEQUENCE: Shapes = {"x": (9,), "w": (3,), "delta": (7,), "b": ()}
IMAGE: Shapes = {"X": (5, 5), "K": (2, 2), "D": (4, 4), "b": ()}
POOLED: Shapes = {"X": (4, 4), "D": (2, 2)}
FEATURE: Shapes = {"x": ("m",), "g": ("m",), "gamma": (), "beta": (), "eps": ()}
ROW: Shapes = {"x": ("n",), "g": ("n",), "gamma": ("n",), "beta": ("n",), "eps": ()}
CLASSES: Shapes = {"X": ("m", "n"), "W": ("n", "k"), "Y": ("m", "k")}
DECAYED: Shapes = {"w": ("n",), "lam": ()}
LAYERS: Shapes = {"W_1": ("p", "n"), "x": ("n",), "b_1": ("p",), "W_2": ("m", "p"), "b_2": ("m",), "y": ("m",)}
STEPS: Shapes = {
    "W": ("p", "p"),
    "U": ("p", "n"),
    "V": ("k", "p"),
    "h_0": ("p",),
    "x_1": ("n",),
    "x_2": ("n",),
    "x_3": ("n",),
    "y": ("k",),
}

PAGES: dict[str, MatrixPage] = {
    "cross-entropy of two classes": MatrixPage(
        "p = sigmoid(X@w+b)\nL = -mean(y*log(p)+(1-y)*log(1-p))",
        LOGISTIC,
        ("w", "b"),
        """
d[L] = -inner(ones(m)/m, d[y ⊙ log(p) + (1 - y) ⊙ log(1 - p)])
    [L = -sum(y ⊙ log(p) + (1 - y) ⊙ log(1 - p))/m; sum of entries; the sum is the inner product with ones]
= -inner(ones(m)/m, d[y ⊙ log(p)]) - inner((1 - y)/m, d[log(1 - p)])
    [constant factor; moved across]
= -inner(ones(m)/m, d[y ⊙ log(p)]) - inner(((1 - y)/(1 - p))/m, d[1 - p])
    [derivative of logarithm]
= -inner(y/m, d[log(p)]) - inner(((1 - y)/(1 - p))/m, d[1 - p])
    [constant factor; moved across]
= -inner((y/p)/m, d[p]) + inner(((1 - y)/(1 - p))/m, d[p])
    [derivative of logarithm]
= inner(((1 - y)/(1 - p))/m - (y/p)/m, d[p])
    [paths meet: add]
= inner((((1 - y)/(1 - p))/m - (y/p)/m) ⊙ p ⊙ (1 - p), d[X @ w + b])
    [p = sigmoid(X @ w + b); derivative of sigmoid; moved across]
= inner((p - y)/m, d[X @ w + b])
    [multiply out and cancel]
= inner((X.T @ (p - y))/m, d[w]) + sum(p - y)*d[b]/m
    [constant factor; moved across, transposed]
∇_w L = (X.T @ (p - y))/m
    [read off what stands with d[w]]
∇_b L = sum(p - y)/m
    [read off what stands with d[b]]
""",
    ),
    "cosine of two vectors": MatrixPage(
        "(a@x)/(norm(a)*norm(x))",
        COSINE,
        ("x",),
        """
d[(a.T @ x)/(norm(a)*norm(x))] = d[a.T @ x]/(norm(a)*norm(x)) - (a.T @ x)*d[norm(a)*norm(x)]/(norm(a)^2*norm(x)^2)
    [quotient rule]
= inner(a/(norm(a)*norm(x)), d[x]) - (a.T @ x)*d[norm(a)*norm(x)]/(norm(a)^2*norm(x)^2)
    [constant factor; moved across, transposed]
= inner(a/(norm(a)*norm(x)), d[x]) - inner((a.T @ x)/(norm(a)*norm(x)^3)*x, d[x])
    [norm, norm(x) != 0]
= inner(a/(norm(a)*norm(x)) - (a.T @ x)/(norm(a)*norm(x)^3)*x, d[x])
    [paths meet: add]
∇_x f = a/(norm(a)*norm(x)) - (a.T @ x)/(norm(a)*norm(x)^3)*x
    [read off what stands with d[x]]
""",
    ),
    "convolution of a sequence": MatrixPage(
        "y = conv(x, w) + b\nL = sum(delta*y)",
        SEQUENCE,
        ("w", "b", "x"),
        """
d[L] = inner(ones(7), d[delta ⊙ y])
    [L = sum(delta ⊙ y); sum of entries; the sum is the inner product with ones]
= inner(delta, d[y])
    [constant factor; moved across]
= inner(full_conv(delta, w), d[x]) + inner(conv(x, delta), d[w]) + sum(delta)*d[b]
    [y = conv(x, w) + b; convolution; the filter slides over what comes back]
∇_w L = conv(x, delta)
    [read off what stands with d[w]]
∇_b L = sum(delta)
    [read off what stands with d[b]]
∇_x L = full_conv(delta, w)
    [read off what stands with d[x]]
""",
    ),
    "convolution as a product": MatrixPage(
        "y = im2col(x, 3)@w\nL = sum(delta*y)",
        SEQUENCE,
        ("w", "x"),
        """
d[L] = inner(ones(7), d[delta ⊙ y])
    [L = sum(delta ⊙ y); sum of entries; the sum is the inner product with ones]
= inner(delta, d[y])
    [constant factor; moved across]
= inner(delta @ w.T, d[im2col(x, 3)]) + inner(im2col(x, 3).T @ delta, d[w])
    [y = im2col(x, 3) @ w; product rule; moved across, transposed]
= inner(col2im(delta @ w.T, 3, 1, 9), d[x]) + inner(im2col(x, 3).T @ delta, d[w])
    [windows as rows; add the windows up where they came from]
∇_w L = im2col(x, 3).T @ delta
    [read off what stands with d[w]]
∇_x L = col2im(delta @ w.T, 3, 1, 9)
    [read off what stands with d[x]]
""",
    ),
    "convolution of an image": MatrixPage(
        "Y = conv2(X, K) + b\nL = sum(D*Y)",
        IMAGE,
        ("K", "b", "X"),
        """
d[L] = inner(ones(4) @ ones(4).T, d[D ⊙ Y])
    [L = sum(D ⊙ Y); sum of entries; the sum is the inner product with ones]
= inner(D, d[Y])
    [constant factor; moved across]
= inner(full_conv(D, K), d[X]) + inner(conv(X, D), d[K]) + sum(D)*d[b]
    [Y = conv(X, K) + b; convolution; the filter slides over what comes back]
∇_K L = conv(X, D)
    [read off what stands with d[K]]
∇_b L = sum(D)
    [read off what stands with d[b]]
∇_X L = full_conv(D, K)
    [read off what stands with d[X]]
""",
    ),
    "max pooling": MatrixPage(
        "Q = maxpool(X, 2)\nL = sum(D*Q)",
        POOLED,
        ("X",),
        """
d[L] = inner(ones(2) @ ones(2).T, d[D ⊙ Q])
    [L = sum(D ⊙ Q); sum of entries; the sum is the inner product with ones]
= inner(D, d[Q])
    [constant factor; moved across]
= inner(kron(D, ones(2) @ ones(2).T) ⊙ [X = kron(Q, ones(2) @ ones(2).T)], d[X])
    [Q = maxpool(X, 2); largest of each window; each entry of a window gets its share; moved across]
∇_X L = kron(D, ones(2) @ ones(2).T) ⊙ [X = kron(Q, ones(2) @ ones(2).T)]
    [read off what stands with d[X]]
""",
        status="checked",
    ),
    "average pooling": MatrixPage(
        "Q = avgpool(X, 2)\nL = sum(D*Q)",
        POOLED,
        ("X",),
        """
d[L] = inner(ones(2) @ ones(2).T, d[D ⊙ Q])
    [L = sum(D ⊙ Q); sum of entries; the sum is the inner product with ones]
= inner(D, d[Q])
    [constant factor; moved across]
= inner(1/4*kron(D, ones(2) @ ones(2).T), d[X])
    [Q = avgpool(X, 2); average pooling; each entry of a window gets its share]
∇_X L = 1/4*kron(D, ones(2) @ ones(2).T)
    [read off what stands with d[X]]
""",
    ),
    "batch normalisation": MatrixPage(
        "mu = mean(x)\nc = x - mu\nv = mean(c**2)\ns = sqrt(v + eps)\nh = c/s\ny = gamma*h + beta\nL = sum(g*y)",
        FEATURE,
        ("x", "gamma", "beta"),
        """
d[L] = inner(ones(m), d[g ⊙ y])
    [L = sum(g ⊙ y); sum of entries; the sum is the inner product with ones]
= inner(g, d[y])
    [constant factor; moved across]
∇_y L = g
    [read off]
inner(∇_y L, d[y]) = inner(∇_y L, h)*d[gamma] + inner(gamma*∇_y L, d[h]) + sum(∇_y L)*d[beta]
    [y = gamma*h + beta; product rule]
∇_h L = gamma*∇_y L
    [read off]
inner(∇_h L, d[h]) = inner((∇_h L)/s, d[c]) - inner(∇_h L, c)*d[s]/s^2
    [h = c/s; quotient rule]
∇_s L = -inner(∇_h L, c)/s^2
    [read off]
(∇_s L)*d[s] = (∇_s L)*d[v + eps]/(2*s)
    [s = sqrt(v + eps); power rule]
= (∇_s L)*d[v]/(2*s)
    [sum rule]
∇_v L = (∇_s L)/(2*s)
    [read off]
(∇_v L)*d[v] = inner((∇_v L)/m*ones(m), d[c^2])
    [v = sum(c^2)/m; sum of entries; the sum is the inner product with ones]
= inner((2*∇_v L)/m*c, d[c])
    [power rule; moved across]
∇_c L = (∇_h L)/s + (2*∇_v L)/m*c
    [paths meet: add what comes through h and v]
inner(∇_c L, d[c]) = inner(∇_c L, d[x]) - sum(∇_c L)*d[mu]
    [c = x - mu]
∇_mu L = -sum(∇_c L)
    [read off]
(∇_mu L)*d[mu] = inner((∇_mu L)/m*ones(m), d[x])
    [mu = sum(x)/m; sum of entries; the sum is the inner product with ones]
∇_x L = ∇_c L + (∇_mu L)/m*ones(m)
    [paths meet: add what comes through c and mu]
∇_gamma L = inner(∇_y L, h)
    [read off]
∇_beta L = sum(∇_y L)
    [read off]
∇_x L = 1/s*∇_h L - inner(∇_h L, c)/(m*s^3)*c - sum(∇_h L)/(m*s)*ones(m)
    [put in the slopes in mu, c, v and s; the entries of c sum to 0]
= gamma/s*(g - sum(g)/m*ones(m) - inner(g, h)/m*h)
    [with c = s*h; ∇_h L = gamma*∇_y L; ∇_y L = g]
sum(∇_x L) = 0
    [check: moving all entries of x together changes nothing]
""",
    ),
    "layer normalisation": MatrixPage(
        "mu = mean(x)\nc = x - mu\nv = mean(c**2)\ns = sqrt(v + eps)\nh = c/s\ny = gamma*h + beta\nL = sum(g*y)",
        ROW,
        ("x", "gamma", "beta"),
        """
d[L] = inner(ones(n), d[g ⊙ y])
    [L = sum(g ⊙ y); sum of entries; the sum is the inner product with ones]
= inner(g, d[y])
    [constant factor; moved across]
∇_y L = g
    [read off]
inner(∇_y L, d[y]) = inner((∇_y L) ⊙ h, d[gamma]) + inner((∇_y L) ⊙ gamma, d[h]) + inner(∇_y L, d[beta])
    [y = gamma ⊙ h + beta; entrywise product rule; moved across]
∇_h L = (∇_y L) ⊙ gamma
    [read off]
inner(∇_h L, d[h]) = inner((∇_h L)/s, d[c]) - inner(∇_h L, c)*d[s]/s^2
    [h = c/s; quotient rule]
∇_s L = -inner(∇_h L, c)/s^2
    [read off]
(∇_s L)*d[s] = (∇_s L)*d[v + eps]/(2*s)
    [s = sqrt(v + eps); power rule]
= (∇_s L)*d[v]/(2*s)
    [sum rule]
∇_v L = (∇_s L)/(2*s)
    [read off]
(∇_v L)*d[v] = inner((∇_v L)/n*ones(n), d[c^2])
    [v = sum(c^2)/n; sum of entries; the sum is the inner product with ones]
= inner((2*∇_v L)/n*c, d[c])
    [power rule; moved across]
∇_c L = (∇_h L)/s + (2*∇_v L)/n*c
    [paths meet: add what comes through h and v]
inner(∇_c L, d[c]) = inner(∇_c L, d[x]) - sum(∇_c L)*d[mu]
    [c = x - mu]
∇_mu L = -sum(∇_c L)
    [read off]
(∇_mu L)*d[mu] = inner((∇_mu L)/n*ones(n), d[x])
    [mu = sum(x)/n; sum of entries; the sum is the inner product with ones]
∇_x L = ∇_c L + (∇_mu L)/n*ones(n)
    [paths meet: add what comes through c and mu]
∇_gamma L = (∇_y L) ⊙ h
    [read off]
∇_beta L = ∇_y L
    [read off]
∇_x L = 1/s*∇_h L - inner(∇_h L, c)/(n*s^3)*c - sum(∇_h L)/(n*s)*ones(n)
    [put in the slopes in mu, c, v and s; the entries of c sum to 0]
= 1/s*(∇_h L - sum(∇_h L)/n*ones(n) - inner(∇_h L, h)/n*h)
    [with c = s*h]
sum(∇_x L) = 0
    [check: moving all entries of x together changes nothing]
""",
    ),
    "scores of a batch": MatrixPage(
        "P = softmax(X@W)\nL = -sum(Y*log(P))/m",
        CLASSES,
        ("W",),
        """
d[L] = -inner((ones(m) @ ones(k).T)/m, d[Y ⊙ log(P)])
    [L = -sum(Y ⊙ log(P))/m; sum of entries; the sum is the inner product with ones]
= -inner(Y/m, d[log(P)])
    [constant factor; moved across]
= -inner((Y/P)/m, d[P])
    [derivative of logarithm]
= -inner(((Y ⊙ P)/P)/m, d[X @ W]) + inner(((((Y ⊙ P)/P) @ ones(k) @ ones(k).T) ⊙ P)/m, d[X @ W])
    [P = softmax(X @ W); softmax; moved across; moved across, transposed]
= inner(((((Y ⊙ P)/P) @ ones(k) @ ones(k).T) ⊙ P)/m - ((Y ⊙ P)/P)/m, d[X @ W])
    [paths meet: add]
= inner(((Y @ ones(k) @ ones(k).T) ⊙ P)/m - Y/m, d[X @ W])
    [cancel entry by entry]
= inner(P/m - Y/m, d[X @ W])
    [Y has entries that sum to 1]
= inner(X.T @ (P/m - Y/m), d[W])
    [constant factor; moved across, transposed]
∇_W L = X.T @ (P/m - Y/m)
    [read off what stands with d[W]]
""",
        facts=(("Y", "distribution"),),
    ),
    "weight decay": MatrixPage(
        "l(w) + lam/2*norm(w)**2",
        DECAYED,
        ("w",),
        """
d[l(w) + lam/2*norm(w)^2] = d[l(w)] + inner(lam*w, d[w])
    [squared norm]
= inner(∇_w l(w), d[w]) + inner(lam*w, d[w])
    [the gradient of an unknown function]
= inner(∇_w l(w) + lam*w, d[w])
    [paths meet: add]
∇_w f = ∇_w l(w) + lam*w
    [read off what stands with d[w]]
""",
    ),
    "layers with any loss": MatrixPage(
        "z_1 = W_1@x + b_1\nh = tanh(z_1)\nz_2 = W_2@h + b_2\na = sigmoid(z_2)\nC = l(a, y)",
        LAYERS,
        ("W_1", "b_1", "W_2", "b_2"),
        """
d[C] = inner(∇_a l(a, y), d[a])
    [C = l(a, y); the gradient of an unknown function]
∇_a C = ∇_a l(a, y)
    [read off]
inner(∇_a C, d[a]) = inner((∇_a C) ⊙ a ⊙ (1 - a), d[z_2])
    [a = sigmoid(z_2); derivative of sigmoid; moved across]
∇_z_2 C = (∇_a C) ⊙ a ⊙ (1 - a)
    [read off]
inner(∇_z_2 C, d[z_2]) = inner((∇_z_2 C) @ h.T, d[W_2]) + inner(W_2.T @ ∇_z_2 C, d[h]) + inner(∇_z_2 C, d[b_2])
    [z_2 = W_2 @ h + b_2; product rule; moved across, transposed]
∇_h C = W_2.T @ ∇_z_2 C
    [read off]
inner(∇_h C, d[h]) = inner((∇_h C) ⊙ (1 - h^2), d[z_1])
    [h = tanh(z_1); derivative of hyperbolic tangent; moved across]
∇_z_1 C = (∇_h C) ⊙ (1 - h^2)
    [read off]
inner(∇_z_1 C, d[z_1]) = inner((∇_z_1 C) @ x.T, d[W_1]) + inner(∇_z_1 C, d[b_1])
    [z_1 = W_1 @ x + b_1; constant factor; moved across, transposed]
∇_W_1 C = (∇_z_1 C) @ x.T
    [read off]
∇_b_1 C = ∇_z_1 C
    [read off]
∇_W_2 C = (∇_z_2 C) @ h.T
    [read off]
∇_b_2 C = ∇_z_2 C
    [read off]
""",
    ),
    "three steps through time": MatrixPage(
        "z_1 = W@h_0 + U@x_1\nh_1 = tanh(z_1)\nz_2 = W@h_1 + U@x_2\nh_2 = tanh(z_2)\nz_3 = W@h_2 + U@x_3\n"
        "h_3 = tanh(z_3)\ne = V@h_3 - y\nL = norm(e)**2/2",
        STEPS,
        ("W", "U", "V"),
        """
d[L] = inner(e, d[e])
    [L = norm(e)^2/2; squared norm]
∇_e L = e
    [read off]
inner(∇_e L, d[e]) = inner((∇_e L) @ h_3.T, d[V]) + inner(V.T @ ∇_e L, d[h_3])
    [e = V @ h_3 - y; product rule; moved across, transposed]
∇_h_3 L = V.T @ ∇_e L
    [read off]
inner(∇_h_3 L, d[h_3]) = inner((∇_h_3 L) ⊙ (1 - h_3^2), d[z_3])
    [h_3 = tanh(z_3); derivative of hyperbolic tangent; moved across]
∇_z_3 L = (∇_h_3 L) ⊙ (1 - h_3^2)
    [read off]
inner(∇_z_3 L, d[z_3]) = inner((∇_z_3 L) @ h_2.T, d[W]) + inner(W.T @ ∇_z_3 L, d[h_2]) + inner((∇_z_3 L) @ x_3.T, d[U])
    [z_3 = W @ h_2 + U @ x_3; product rule; moved across, transposed; constant factor]
∇_h_2 L = W.T @ ∇_z_3 L
    [read off]
inner(∇_h_2 L, d[h_2]) = inner((∇_h_2 L) ⊙ (1 - h_2^2), d[z_2])
    [h_2 = tanh(z_2); derivative of hyperbolic tangent; moved across]
∇_z_2 L = (∇_h_2 L) ⊙ (1 - h_2^2)
    [read off]
inner(∇_z_2 L, d[z_2]) = inner((∇_z_2 L) @ h_1.T, d[W]) + inner(W.T @ ∇_z_2 L, d[h_1]) + inner((∇_z_2 L) @ x_2.T, d[U])
    [z_2 = W @ h_1 + U @ x_2; product rule; moved across, transposed; constant factor]
∇_h_1 L = W.T @ ∇_z_2 L
    [read off]
inner(∇_h_1 L, d[h_1]) = inner((∇_h_1 L) ⊙ (1 - h_1^2), d[z_1])
    [h_1 = tanh(z_1); derivative of hyperbolic tangent; moved across]
∇_z_1 L = (∇_h_1 L) ⊙ (1 - h_1^2)
    [read off]
inner(∇_z_1 L, d[z_1]) = inner((∇_z_1 L) @ h_0.T, d[W]) + inner((∇_z_1 L) @ x_1.T, d[U])
    [z_1 = W @ h_0 + U @ x_1; constant factor; moved across, transposed]
∇_W L = (∇_z_3 L) @ h_2.T + (∇_z_2 L) @ h_1.T + (∇_z_1 L) @ h_0.T
    [paths meet: add what comes through z_3 and z_2 and z_1]
∇_U L = (∇_z_3 L) @ x_3.T + (∇_z_2 L) @ x_2.T + (∇_z_1 L) @ x_1.T
    [paths meet: add what comes through z_3 and z_2 and z_1]
∇_V L = (∇_e L) @ h_3.T
    [read off]
""",
    ),
}
