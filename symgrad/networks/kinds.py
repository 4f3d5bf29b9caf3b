"""The table of all kinds of layers, and building one."""

from symgrad.errors import SymgradError
from symgrad.networks import attention, convolution, dense, normal, recurrent
from symgrad.networks.layer import Flow, Kind, Plan

KINDS: dict[str, Kind] = {
    **dense.KINDS, **normal.KINDS, **attention.KINDS, **convolution.KINDS, **recurrent.KINDS,
}  # fmt: skip


def built(plan: Plan, flow: Flow) -> Flow:
    """What flows on behind the plan's present layer. Raises ShapeError, and SymgradError for options it has not."""
    kind = KINDS.get(plan.layer.kind)
    if kind is None:
        raise SymgradError(f"there is no layer {plan.layer.kind}", hint=f"layers are: {', '.join(KINDS)}")
    return kind.build(plan, flow, **dict(plan.layer.options))
