"""`sg.layers`: the layers of which `sg.network` puts networks together. Each says what it does to what flows.

Vectors are (n,), the rows of a batch (m, n), images (h, w) or (channels, h, w), sequences of vectors (steps, n).
"""

from fractions import Fraction

from symgrad.errors import SymgradError
from symgrad.networks.layer import Layer


def linear(units: int, inputs: int | None = None, *, bias: bool = True, weight: str | None = None) -> Layer:
    """W x + b. `inputs`, if given, is checked; `weight` names an earlier weight to share (transposed where it fits)."""
    return _layer("linear", units=units, inputs=inputs, bias=bias, weight=weight)


def sigmoid() -> Layer:
    """1/(1 + e^-z), entry by entry."""
    return _layer("sigmoid")


def tanh() -> Layer:
    """The hyperbolic tangent, entry by entry."""
    return _layer("tanh")


def relu() -> Layer:
    """max(0, z), entry by entry. At 0 it has no derivative; the convention of the settings is used and said."""
    return _layer("relu")


def leaky_relu(slope: float | str = "1/100") -> Layer:
    """z for z > 0, slope times z else."""
    return _layer("leaky_relu", slope=str(slope))


def elu() -> Layer:
    """z for z > 0, e^z - 1 else."""
    return _layer("elu")


def softplus() -> Layer:
    """log(1 + e^z), entry by entry."""
    return _layer("softplus")


def silu() -> Layer:
    """z times its sigmoid, entry by entry."""
    return _layer("silu")


def gelu() -> Layer:
    """z times the normal distribution's probability below z, entry by entry."""
    return _layer("gelu")


def softmax() -> Layer:
    """e^z over the sum of all e^z: of a vector, or of each row."""
    return _layer("softmax")


def dropout(keep: float | str = 1) -> Layer:
    """Entries kept by a fixed mask m of 0 and 1, divided by the share `keep`."""
    return _layer("dropout", keep=str(Fraction(str(keep))))


def residual(*layers: Layer) -> Layer:
    """x + block(x), the block being these layers."""
    return _layer("residual", layers=layers)


def flatten() -> Layer:
    """All channels in one vector."""
    return _layer("flatten")


def batch_norm(*, epsilon: bool = True) -> Layer:
    """Each feature normalised over the batch, then gamma and beta."""
    return _layer("batch_norm", epsilon=epsilon)


def layer_norm(*, epsilon: bool = True) -> Layer:
    """The entries of one vector normalised, then gamma and beta."""
    return _layer("layer_norm", epsilon=epsilon)


def attention(width: int | None = None, values: int | None = None) -> Layer:
    """Scaled dot-product attention over the rows."""
    return _layer("attention", width=width, values=values)


def conv(
    size: int, filters: int = 1, *, stride: int = 1, padding: int = 0, bias: bool = True, form: str = "direct"
) -> Layer:
    """Filters of `size` entries a side over a sequence or an image; `form="im2col"` as one matrix product."""
    return _layer("conv", size=size, filters=filters, stride=stride, padding=padding, bias=bias, form=form)


def max_pool(size: int = 2) -> Layer:
    """The largest entry of each window. No weights: pooling only routes the gradient."""
    return _layer("max_pool", size=size)


def average_pool(size: int = 2) -> Layer:
    """The mean of each window. No weights: pooling only shares the gradient out."""
    return _layer("average_pool", size=size)


def rnn(units: int, *, activation: str = "tanh") -> Layer:
    """A recurrent layer unrolled over the steps of its input, the same weights at each."""
    return _layer("rnn", units=units, activation=activation)


def last() -> Layer:
    """What flows at the last step only."""
    return _layer("last")


#: options that are whole numbers, with the least that makes sense
_LEAST = {"units": 1, "inputs": 1, "size": 1, "filters": 1, "stride": 1, "padding": 0, "width": 1, "values": 1}


def _layer(kind: str, **options: object) -> Layer:
    """The layer. Raises SymgradError for a size that is not a whole number, or too small."""
    for option, value in options.items():
        least = _LEAST.get(option)
        if least is not None and value is not None and not (isinstance(value, int) and value >= least):
            raise SymgradError(f"{kind}: {option} is a whole number from {least} on, not {value!r}")
    return Layer(kind, tuple(options.items()))
