"""Convolution (cross-correlation, as networks mean it) and pooling, of sequences and of images with channels."""

from functools import reduce

from symgrad.networks.layer import Flow, Kind, Plan
from symgrad.terms.build import add, array, matmul, mul, ones_like
from symgrad.terms.node import Term
from symgrad.terms.shapes import Shape, shape_text


def conv(
    plan: Plan,
    flow: Flow,
    size: int,
    filters: int = 1,
    stride: int = 1,
    padding: int = 0,
    bias: bool = True,
    form: str = "direct",
) -> Flow:
    """A filter of so many entries a side slides over each channel; each filter adds up all channels and a bias.

    `form="im2col"` writes the same as one matrix product with the windows as rows (stride and one channel only).
    """
    for one in flow:
        _require_room(plan, one, size, padding)
    if form == "im2col":
        return (_as_product(plan, plan.single(flow), size, stride, padding, bias),)
    return tuple(_filtered(plan, flow, size, (stride, padding), bias) for _ in range(filters))


def _filtered(plan: Plan, flow: Flow, size: int, steps: tuple[int, int], bias: bool) -> Term:
    letter = "w" if len(flow[0].shape) == 1 else "K"
    parts = [array("conv", one, plan.weight(letter, (size,) * len(one.shape)), options=steps) for one in flow]
    total = reduce(add, parts)
    if bias:
        total = add(total, mul(plan.input("b", ()), ones_like(total.shape)))
    return plan.define("z" if letter == "w" else "Z", total)


def _as_product(plan: Plan, x: Term, size: int, stride: int, padding: int, bias: bool) -> Term:
    if padding:
        x = plan.define("x", array("pad", x, options=(padding,) * 2 * len(x.shape)))
    windows = plan.define("C", array("im2col", x, options=(size, stride)))
    weights = plan.weight("w", (windows.shape[1],))
    total = matmul(windows, weights)
    return plan.define("z", add(total, mul(plan.input("b", ()), ones_like(total.shape))) if bias else total)


def _require_room(plan: Plan, x: Term, size: int, padding: int) -> None:
    small = [side for side in x.shape if isinstance(side, int) and side + 2 * padding < size]
    if not x.shape or small:
        needed: Shape = tuple(size - 2 * padding for _ in x.shape)
        hint = f"use a filter of at most {min(small, default=1) + 2 * padding} a side, or more padding"
        raise plan.mismatch("what comes in", x.shape, needed, hint)


def pooled(plan: Plan, flow: Flow, function: str, size: int) -> Flow:
    """One number for each window of this size; the windows do not overlap."""
    for one in flow:
        uneven = [side for side in one.shape if isinstance(side, int) and side % size]
        if not one.shape or uneven:
            raise plan.trouble(
                f"windows of {size} do not divide a {shape_text(one.shape)}",
                "choose a size that divides each side, or pad before it",
            )
    return tuple(plan.define("q", array(function, one, options=(size,))) for one in flow)


def max_pool(plan: Plan, flow: Flow, size: int = 2) -> Flow:
    """The largest entry of each window."""
    return pooled(plan, flow, "maxpool", size)


def average_pool(plan: Plan, flow: Flow, size: int = 2) -> Flow:
    """The mean of each window."""
    return pooled(plan, flow, "avgpool", size)


KINDS: dict[str, Kind] = {
    "conv": Kind("convolution", conv),
    "max_pool": Kind("max pooling", max_pool),
    "average_pool": Kind("average pooling", average_pool),
}
