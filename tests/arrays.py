"""Matrix formulas of every kind as NumPy spells them, with shapes and values: the oracle of several rooms."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np

SIZES = {"m": 4, "n": 3, "k": 2}

_SHAPES = {
    "A": ("m", "n"), "B": ("n", "k"), "C": ("m", "n"), "Q": ("n", "n"), "x": ("n",), "y": ("n",), "u": ("m",), "s": (),
    "X": (6, 4), "Z": (4, 4), "K": (3, 2), "w": (3,), "v": (7,), "P": (2, 2),
}  # fmt: skip


class Case(NamedTuple):
    """A formula and the function that NumPy computes for it; vectors have shape (n,)."""

    text: str
    value: Callable[..., Any]

    @property
    def names(self) -> tuple[str, ...]:
        """The arguments of the function, which are the names of the formula."""
        return self.value.__code__.co_varnames[: self.value.__code__.co_argcount]

    @property
    def shapes(self) -> dict[str, tuple[Any, ...]]:
        """The declared shapes."""
        return {name: _SHAPES[name] for name in self.names}


def arrays(names: tuple[str, ...], seed: int = 0) -> dict[str, Any]:
    """Random arrays for these names, entries between 0.3 and 2; Q is far from singular."""
    rng = np.random.default_rng(seed)
    found: dict[str, Any] = {}
    for name in names:
        shape = [SIZES.get(size, size) for size in _SHAPES[name]]
        found[name] = rng.uniform(0.3, 2, shape) + (3 * np.eye(3) if name == "Q" else 0)
    return found


def _softmax(z: Any) -> Any:
    powers = np.exp(z)
    return powers / powers.sum(axis=-1, keepdims=True)


def _correlation(x: Any, k: Any, stride: int = 1) -> Any:
    """By its definition, one entry at a time."""
    rows = range(0, x.shape[0] - k.shape[0] + 1, stride)
    columns = range(0, x.shape[1] - k.shape[1] + 1, stride)
    return np.array([[(x[i : i + k.shape[0], j : j + k.shape[1]] * k).sum() for j in columns] for i in rows])


def _pooled(x: Any, combine: Callable[[Any], Any]) -> Any:
    return np.array([[combine(x[i : i + 2, j : j + 2]) for j in (0, 2)] for i in range(0, x.shape[0] - 1, 2)])


def _full(x: Any, k: Any) -> Any:
    rows, columns = k.shape[0] - 1, k.shape[1] - 1
    return _correlation(np.pad(x, [(rows, rows), (columns, columns)]), k[::-1, ::-1])


def _overlapped(c: Any) -> Any:
    total = np.zeros(7)
    for i in range(5):
        total[i : i + 3] += c[i]
    return total


CASES = (
    # products, transposes, entrywise arithmetic
    Case("A@x", lambda A, x: A @ x),
    Case("A@B", lambda A, B: A @ B),
    Case("x.T@Q@y", lambda x, Q, y: x @ Q @ y),
    Case("u@x.T", lambda u, x: np.outer(u, x)),
    Case("outer(u, x)", lambda u, x: np.outer(u, x)),
    Case("A.T@u", lambda A, u: A.T @ u),
    Case("(A.T).T@x", lambda A, x: A @ x),
    Case("x*y + 2*x - y/x", lambda x, y: x * y + 2 * x - y / x),
    Case("1 - x**2", lambda x: 1 - x**2),
    Case("Q**2", lambda Q: Q**2),
    Case("matrix_power(Q, 2)", lambda Q: Q @ Q),
    Case("s*A - A/s", lambda s, A: s * A - A / s),
    Case("1/(1+exp(-A))", lambda A: 1 / (1 + np.exp(-A))),
    Case("sqrt(A)*abs(-A)", lambda A: np.sqrt(A) * A),
    Case("maximum(1, A) + relu(A-1)", lambda A: np.maximum(1, A) + np.maximum(A - 1, 0)),
    Case("tanh(A@x)*sigmoid(u)", lambda A, x, u: np.tanh(A @ x) / (1 + np.exp(-u))),
    Case("(A > 1)*A", lambda A: (A > 1) * A),
    Case("A@B + 1", lambda A, B: A @ B + 1),
    # what NumPy repeats
    Case("A + x", lambda A, x: A + x),
    Case("x*A", lambda x, A: x * A),
    Case("A/x", lambda A, x: A / x),
    Case("A - A.mean(axis=0)", lambda A: A - A.mean(axis=0)),
    Case("A - A.mean(axis=1, keepdims=True)", lambda A: A - A.mean(axis=1, keepdims=True)),
    Case("exp(A)/exp(A).sum(axis=1, keepdims=True)", lambda A: _softmax(A)),
    # numbers of matrices
    Case("sum(A)", lambda A: A.sum()),
    Case("np.sum(A, axis=0)", lambda A: A.sum(axis=0)),
    Case("A.sum(1)", lambda A: A.sum(axis=1)),
    Case("mean(A)", lambda A: A.mean()),
    Case("np.mean(A, axis=0)", lambda A: A.mean(axis=0)),
    Case("max(x) - min(x)", lambda x: x.max() - x.min()),
    Case("norm(x) + norm(A)", lambda x, A: np.linalg.norm(x) + np.linalg.norm(A)),
    Case("norm(x, 1) + norm(x, oo)", lambda x: np.abs(x).sum() + np.abs(x).max()),
    Case("trace(Q) + np.linalg.det(Q)", lambda Q: np.trace(Q) + np.linalg.det(Q)),
    Case("logdet(Q)", lambda Q: np.log(np.linalg.det(Q))),
    Case("inv(Q)@x", lambda Q, x: np.linalg.solve(Q, x)),
    Case("inner(A, C)", lambda A, C: (A * C).sum()),
    Case("dot(x, y)", lambda x, y: x @ y),
    Case("logsumexp(x)", lambda x: np.log(np.exp(x).sum())),
    Case("logsumexp(A, axis=1)", lambda A: np.log(np.exp(A).sum(axis=1))),
    # functions of whole arrays
    Case("softmax(x)", lambda x: _softmax(x)),
    Case("softmax(A)", lambda A: _softmax(A)),
    Case("softmax(A, axis=0)", lambda A: _softmax(A.T).T),
    Case("log_softmax(x)", lambda x: np.log(_softmax(x))),
    Case("diag(x)", lambda x: np.diag(x)),
    Case("diag(Q)", lambda Q: np.diag(Q)),
    Case("eye(n) + Q", lambda Q: np.eye(3) + Q),
    Case("ones((m, n)) + zeros((m, n)) + A", lambda A: 1 + A),
    Case("ones(m)@x.T + A", lambda x, A: A + x),
    Case("vec(A)", lambda A: A.ravel(order="F")),
    Case("unvec(vec(A), m, n)", lambda A: A),
    Case("kron(P, B)", lambda P, B: np.kron(P, B)),
    Case("conv2(X, K)", lambda X, K: _correlation(X, K)),
    Case("conv2(X, K, stride=2)", lambda X, K: _correlation(X, K, 2)),
    Case("conv2(X, K, padding=1)", lambda X, K: _correlation(np.pad(X, 1), K)),
    Case("conv1(v, w)", lambda v, w: np.correlate(v, w, "valid")),
    Case("full_conv(v, w)", lambda v, w: np.convolve(v, w)),
    Case("full_conv(P, K)", lambda P, K: _full(P, K)),
    Case("rot180(K)", lambda K: np.rot90(K, 2)),
    Case("rot180(w)", lambda w: w[::-1]),
    Case("pad(K, 1)", lambda K: np.pad(K, 1)),
    Case("pad(v, -2, 1)", lambda v: np.append(v[2:], 0)),
    Case("dilate(P, 3)", lambda P: np.kron(P, [[1, 0, 0], [0, 0, 0], [0, 0, 0]])[:4, :4]),
    Case("im2col(v, 3)@w", lambda v, w: np.correlate(v, w, "valid")),
    Case("im2col(X, 2, stride=2)",
         lambda X: np.array([X[i : i + 2, j : j + 2].ravel() for i in (0, 2, 4) for j in (0, 2)])),
    Case("col2im(im2col(v, 3), 3, 1, 7)",
         lambda v: _overlapped(np.array([v[i : i + 3] for i in range(5)]))),
    Case("maxpool(X)", lambda X: _pooled(X, np.max)),
    Case("avgpool(X, 2)", lambda X: _pooled(X, np.mean)),
    Case("maxpool(v, 3)", lambda v: np.array([v[:3].max(), v[3:6].max()])),
    Case("stack(A, C)", lambda A, C: np.vstack([A, C])),
    Case("rows(X, 1, 4)", lambda X: X[1:4]),
    Case("rows(v, 2, 5)", lambda v: v[2:5]),
)  # fmt: skip

#: formulas whose value is a number and has slopes everywhere near the arrays above
LOSSES = (
    "norm(A@x-u)**2",
    "norm(A@x-u)",
    "-(-norm(A@x))",
    "sum(log(1+exp(-u*(A@x))))",
    "x.T@Q@x/(x.T@x)",
    "logdet(Q.T@Q)",
    "tr(inv(Q)@Q.T)",
    "sum(A*tanh(A@Q))",
    "-sum(y*log(softmax(x)))",
    "sum(softmax(A@Q)**2)",
    "logsumexp(A@x)",
    "norm(conv2(X, K))**2",
    "norm(im2col(v, 3)@w)**2",
    "sum(maxpool(X)**2)",
    "sum(avgpool(X)*avgpool(X))",
    "norm(A - A.mean(axis=0))**2/m",
    "sum(sqrt(A)/x)",
    "norm(diag(x)@Q)**2",
    "s*norm(x)**2 + norm(x, 1)",
    "h = tanh(A@x + u); e = h - u; norm(e)**2/2",
)


def shapes_of(names: tuple[str, ...]) -> Mapping[str, tuple[Any, ...]]:
    """The declared shapes of these names."""
    return {name: _SHAPES[name] for name in names}


def names_in(text: str) -> tuple[str, ...]:
    """The names of arrays that stand in the formula, in the order of the table."""
    return tuple(name for name in _SHAPES if re.search(rf"(?<![\w.]){name}(?![\w(])", text))
