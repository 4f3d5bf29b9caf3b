"""A recurrent layer unrolled over given steps: the same weights at each of them (Elman, 1990)."""

from symgrad.networks.layer import Flow, Kind, Plan
from symgrad.terms.build import add, call, matmul


def rnn(plan: Plan, flow: Flow, units: int, activation: str = "tanh") -> Flow:
    """z_t = W_h h_{t-1} + W_x x_t + b, h_t = tanh(z_t) over the inputs x_1, x_2, ..., one a channel; h_0 is given."""
    if any(len(one.shape) != 1 or one.shape != flow[0].shape for one in flow):
        raise plan.trouble(
            "it takes vectors of one length, one for each step", "give input_shape=(steps, n) and steps="
        )
    recurrent = plan.weight("W_h", (units, units))
    inputs = plan.weight("W_x", (units, flow[0].shape[0]))
    b = plan.input("b", (units,))
    state = plan.input("h_0", (units,))
    states = []
    for one in flow:
        z = plan.define("z", add(matmul(recurrent, state), matmul(inputs, one), b))
        state = plan.define("h", call(activation, z))
        states.append(state)
    return tuple(states)


def last(plan: Plan, flow: Flow) -> Flow:
    """What flows at the last step only."""
    return flow[-1:]


KINDS: dict[str, Kind] = {"rnn": Kind("recurrent layer", rnn), "last": Kind("the last step", last)}
