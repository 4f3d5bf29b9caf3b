"""Linear layers, activations, dropout, residual blocks: what acts on vectors and on rows of a batch."""

from fractions import Fraction
from typing import Any

from symgrad.networks.layer import Flow, Kind, Layer, Plan
from symgrad.terms.build import add, array, call, div, hadamard, matmul, mul, ones, rational, transpose
from symgrad.terms.node import Term
from symgrad.terms.shapes import Size, from_matrix


def linear(
    plan: Plan, flow: Flow, units: int, inputs: int | None = None, bias: bool = True, weight: str | None = None
) -> Flow:
    """W x + b for a vector, X W + 1 b^T for the rows of a batch; W is (units, n), or (n, units) for rows."""
    x = plan.single(flow)
    size = _features(plan, x, inputs)
    rows = len(x.shape) == 2
    shape = from_matrix(size, units) if rows else (units, size)
    w = plan.weight("W", shape, weight)
    w = w if w.shape == shape else transpose(w)
    total = matmul(x, w) if rows else matmul(w, x)
    if bias:
        b = plan.input("b", from_matrix(units, 1))
        total = add(total, _repeated(b, x.shape[0]) if rows else b)
    return (plan.define("z", total),)


def _repeated(bias: Term, rows: Size) -> Term:
    """The bias once for each row of the batch: 1 b^T, or b 1 for one unit."""
    return matmul(ones(rows), transpose(bias)) if bias.shape else mul(bias, ones(rows))


def _features(plan: Plan, x: Term, inputs: int | None) -> Size:
    """How many numbers come in. Raises ShapeError where that is not what the layer says."""
    if not x.shape:
        raise plan.trouble("it takes a vector, and gets a number", "give input_shape=(n,)")
    size = x.shape[-1]
    if inputs is not None and inputs != size:
        wanted = (*x.shape[:-1], inputs)
        fix = f"write linear({dict(plan.layer.options).get('units')}, inputs={size})"
        raise plan.mismatch("what comes in", x.shape, wanted, fix)
    return size


def activation(plan: Plan, flow: Flow, function: str) -> Flow:
    """A function of every entry."""
    return tuple(plan.define("h", call(function, one)) for one in flow)


def leaky_relu(plan: Plan, flow: Flow, slope: str = "1/100") -> Flow:
    """z for z > 0, slope times z else."""
    alpha = rational(Fraction(slope))
    return tuple(plan.define("h", call("leaky_relu", one, alpha)) for one in flow)


def softmax(plan: Plan, flow: Flow) -> Flow:
    """Probabilities out of scores: of a vector, or of each row."""
    return (plan.define("p", array("softmax", plan.single(flow))),)


def dropout(plan: Plan, flow: Flow, keep: str = "1") -> Flow:
    """The entries that a fixed mask m of 0 and 1 keeps, divided by the share that is kept."""
    x = plan.single(flow)
    mask = plan.input("m", x.shape)
    kept = hadamard(mask, x)
    share = Fraction(keep)
    return (plan.define("d", kept if share == 1 else div(kept, rational(share))),)


def residual(plan: Plan, flow: Flow, layers: tuple[Layer, ...] = ()) -> Flow:
    """x + block(x): the block must leave the shape as it is."""
    from symgrad.networks.kinds import built

    x = plan.single(flow)
    place, layer = plan.place, plan.layer
    out: Flow = flow
    for one in layers:
        plan.begin(place, one)
        out = built(plan, out)
    plan.begin(place, layer)
    y = plan.single(out)
    if y.shape != x.shape:
        raise plan.mismatch("the block's output", y.shape, x.shape, "let the block end with as many units as come in")
    return (plan.define("r", add(x, y)),)


def flatten(plan: Plan, flow: Flow) -> Flow:
    """All entries of all channels in one vector, column by column."""
    if len(flow) == 1 and len(flow[0].shape) == 1:
        return flow
    parts = [one if len(one.shape) == 1 else array("vec", one) for one in flow]
    return (plan.define("f", parts[0] if len(parts) == 1 else array("stack", *parts)),)


def _entrywise(function: str) -> Any:
    def build(plan: Plan, flow: Flow) -> Flow:
        return activation(plan, flow, function)

    return build


KINDS: dict[str, Kind] = {
    "linear": Kind("linear layer", linear),
    **{one: Kind(one, _entrywise(one)) for one in ("sigmoid", "tanh", "relu", "elu", "softplus", "silu", "gelu")},
    "leaky_relu": Kind("leaky ReLU", leaky_relu),
    "softmax": Kind("softmax", softmax),
    "dropout": Kind("dropout with a fixed mask", dropout),
    "residual": Kind("residual block", residual),
    "flatten": Kind("flatten", flatten),
}
