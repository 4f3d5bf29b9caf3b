"""Functions of whole arrays: how each is read and printed. Their shapes: `terms.array_shapes`.

Conventions: softmax goes over a vector or over each row of a matrix; `conv` is the valid cross-correlation that
networks call convolution (Goodfellow, Bengio and Courville, Deep Learning, section 9.1); `vec` stacks columns (Magnus
and Neudecker, Matrix Differential Calculus).
"""

from typing import NamedTuple


class ArrayFunction(NamedTuple):
    """One function of whole arrays. `id` is frozen and the spelling in plain text."""

    id: str
    latex: str  # command or operator name; options follow as its index
    says: str
    arity: tuple[int, int] = (1, 1)
    spellings: tuple[str, ...] = ()
    options: tuple[str, ...] = ()  # keywords of the options in Python, in their order
    defaults: tuple[int, ...] = ()  # of the last options
    quiet: bool = False  # whether options with their default are left out in print


def _op(name: str) -> str:
    return f"\\operatorname{{{name}}}"


_TABLE = (
    ArrayFunction("ones", "\\mathbf{1}", "vector of ones", (0, 0), options=("size",)),
    ArrayFunction("zeros", "\\mathbf{0}", "zeros", (0, 0), options=("size",)),
    ArrayFunction("eye", "I", "identity matrix", (0, 0), ("identity", "Identity"), ("size",)),
    ArrayFunction("sum", _op("sum"), "sum of the entries"),
    ArrayFunction("largest", "\\max", "largest entry", spellings=("amax",)),
    ArrayFunction("smallest", "\\min", "smallest entry", spellings=("amin",)),
    ArrayFunction("logsumexp", _op("logsumexp"), "log-sum-exp", spellings=("lse",)),
    ArrayFunction("softmax", _op("softmax"), "softmax"),
    ArrayFunction("diag", _op("Diag"), "diagonal matrix", spellings=("Diag", "diagflat")),
    ArrayFunction("diagonal", _op("diag"), "diagonal"),
    ArrayFunction("vec", _op("vec"), "columns one under the other"),
    ArrayFunction("unvec", _op("unvec"), "columns put side by side", options=("rows", "columns")),
    ArrayFunction("kron", "\\otimes", "Kronecker product", (2, 2)),
    ArrayFunction(
        "conv",
        "\\star",
        "convolution",
        (2, 2),
        ("conv1", "conv2", "conv1d", "conv2d"),
        ("stride", "padding"),
        (1, 0),
        True,
    ),
    ArrayFunction("full_conv", "*_{\\text{full}}", "full convolution", (2, 2), ("fullconv",)),
    ArrayFunction("rot180", _op("rot180"), "turn by 180 degrees", spellings=("flip",)),
    ArrayFunction("pad", _op("pad"), "padding with zeros", options=("widths",)),
    ArrayFunction("dilate", _op("dilate"), "zeros between entries", options=("stride",)),
    ArrayFunction("im2col", _op("im2col"), "windows as rows", options=("width", "stride"), defaults=(1,), quiet=True),
    ArrayFunction("col2im", _op("col2im"), "windows added back", options=("width", "stride", "sides")),
    ArrayFunction("maxpool", _op("maxpool"), "max pooling", (1, 1), ("maxpool2",), ("width",), (2,)),
    ArrayFunction(
        "avgpool",
        _op("avgpool"),
        "average pooling",
        spellings=("avgpool2", "meanpool"),
        options=("width",),
        defaults=(2,),
    ),
    ArrayFunction("stack", _op("stack"), "one under the other", (1, 99), ("vstack",)),
    ArrayFunction("rows", _op("rows"), "some of the rows", options=("start", "stop")),
)

ARRAY_FUNCTIONS: dict[str, ArrayFunction] = {one.id: one for one in _TABLE}

_SPELLED = {spelling: one for one in _TABLE for spelling in (one.id, *one.spellings)}


def array_function(spelling: str) -> ArrayFunction | None:
    """The array function that this spelling names, if any."""
    return _SPELLED.get(spelling)


def array_spellings() -> tuple[str, ...]:
    """All spellings of functions of whole arrays."""
    return tuple(_SPELLED)


def shown_options(data: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """The options of an array term that are printed, without those at the end that have their usual value."""
    record, options = ARRAY_FUNCTIONS[str(data[0])], data[1:]
    if record.id == "pad" and len(set(options)) == 1:  # the same width on every side
        return options[:1]
    usual = record.defaults if record.quiet else ()
    first = len(options) - len(usual)
    while usual and options[first:] and options[-1] == usual[len(options) - first - 1]:
        options = options[:-1]
    return options
