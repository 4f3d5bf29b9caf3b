"""PyTorch: the templates. Images and filters get the two leading sides that its convolutions ask for."""

from symgrad.numeric.backends import NUMPY, PYTHON
from symgrad.numeric.export.language import Helper, Language

#: functions by their id; the others are written out by their definitions
_FUNCTIONS = {
    **{
        one: f"torch.{one}({{0}})"
        for one in (
            "sigmoid", "exp", "log", "abs", "sign", "floor", "ceil", "erf", "erfc", "sin", "cos", "tan", "asin", "acos",
            "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "relu", "digamma", "erfinv",
        )
    },
    "softplus": "F.softplus({0}, threshold=700)",
    "silu": "F.silu({0})",
    "gelu": "F.gelu({0})",
    "loggamma": "torch.lgamma({0})",
    "max": "torch.maximum({0}, {1})",
    "min": "torch.minimum({0}, {1})",
    "atan2": "torch.atan2({0}, {1})",
    "hypot": "torch.hypot({0}, {1})",
    "step": "torch.heaviside({0}, torch.full_like({0}, 0.5))",
}  # fmt: skip

_OPERATIONS = {
    "transpose": "{0}.T",
    "as_row": "{0}[None, :]",
    "as_column": "{0}[:, None]",
    "first_row": "{0}[0]",
    "outer": "torch.outer({0}, {1})",
    "sum": "{0}.sum()",
    "sum_rows": "{0}.sum(1)",
    "sum_columns": "{0}.sum(0)",
    "trace": "torch.trace({0})",
    "determinant": "torch.linalg.det({0})",
    "inverse": "torch.linalg.inv({0})",
    "matrix_power": "torch.linalg.matrix_power({0}, {1})",
    "norm.2": "torch.linalg.vector_norm({0})",
    "norm.F": "torch.linalg.matrix_norm({0})",
    "norm.1": "torch.abs({0}).sum()",
    "norm.inf": "torch.abs({0}).max()",
    "inner": "torch.sum({0} * {1})",
    "indicator": "({0}).to({like}.dtype)",
    "piece": "torch.where({0}, {1}, {2})",
    "constant": "{like}.new_tensor({0})",
    "constant_function": "{like}.new_tensor({0})",
    "and": "({0}) & ({1})",
    "or": "({0}) | ({1})",
    "not": "~({0})",
    "matrix": "{like}.new_tensor({0})",
    "array.ones": "{like}.new_ones({a})",
    "array.ones.2": "{like}.new_ones({a}, {b})",
    "array.zeros.1": "{like}.new_zeros({a})",
    "array.zeros": "{like}.new_zeros({a}, {b})",
    "array.eye": "torch.eye({a}).to({like})",
    "array.sum": "{0}.sum()",
    "array.largest": "{0}.max()",
    "array.smallest": "{0}.min()",
    "array.logsumexp": "torch.logsumexp({0}.reshape(-1), 0)",
    "array.softmax": "torch.softmax({0}, -1)",
    "log_softmax": "torch.log_softmax({0}, -1)",
    "array.diag": "torch.diag({0})",
    "array.diagonal": "torch.diag({0})",
    "array.vec": "{0}.T.reshape(-1)",
    "array.vec.1": "{0}",
    "array.unvec": "{0}.reshape({b}, {a}).T",
    "array.kron": "kron({0}, {1})",
    "array.conv": "conv2d({0}, {1}, {a}, {b})",
    "array.conv.usual": "conv2d({0}, {1})",
    "array.conv.1": "conv1d({0}, {1}, {a}, {b})",
    "array.conv.1.usual": "conv1d({0}, {1})",
    "array.full_conv": "full_conv2d({0}, {1})",
    "array.full_conv.1": "full_conv1d({0}, {1})",
    "array.rot180": "torch.flip({0}, (0, 1))",
    "array.rot180.1": "torch.flip({0}, (0,))",
    "array.pad": "F.pad({0}, ({c}, {d}, {a}, {b}))",
    "array.pad.1": "F.pad({0}, ({a}, {b}))",
    "array.dilate": "dilate({0}, {a})",
    "array.im2col": "F.unfold({0}[None, None], {a}, stride={b})[0].T",
    "array.im2col.1": "{0}.unfold(0, {a}, {b})",
    "array.col2im": "F.fold({0}.T[None], {sides}, {a}, stride={b})[0, 0]",
    "array.col2im.1": "F.fold({0}.T[None], ({sides}, 1), ({a}, 1), stride=({b}, 1))[0, 0, :, 0]",
    "array.maxpool": "F.max_pool2d({0}[None, None], {a})[0, 0]",
    "array.maxpool.1": "F.max_pool1d({0}[None, None], {a})[0, 0]",
    "array.avgpool": "F.avg_pool2d({0}[None, None], {a})[0, 0]",
    "array.avgpool.1": "F.avg_pool1d({0}[None, None], {a})[0, 0]",
    "array.stack": "torch.cat([{all}])",
    "array.rows": "{0}[{a}:{b}]",
    "as_vector": "torch.atleast_1d({0})",
    "entry": "{0}[{a}]",
    "squeezed": "{0}.reshape({sides})",
    "squeezed.0": "{0}.reshape(())",
}


def _alone(title: str, call: str, says: str) -> Helper:
    """One image and one filter: PyTorch's function is for several images with several channels."""
    return Helper(
        f'''def {title}(x, k, *options):
    """{says}"""
    return F.{call}(x[None, None], k[None, None], None, *options)[0, 0]
'''
    )


_HELPERS = {
    "kron": Helper(
        '''def kron(x, y):
    """The Kronecker product; PyTorch's own needs entries in a row in memory."""
    return torch.kron(x.contiguous(), y.contiguous())
'''
    ),
    "conv1d": _alone("conv1d", "conv1d", "The filter k slides over x; options are stride and padding."),
    "conv2d": _alone("conv2d", "conv2d", "The filter k slides over x; options are stride and padding."),
    "full_conv1d": _alone("full_conv1d", "conv_transpose1d", "The turned filter k slides over x with zeros around it."),
    "full_conv2d": _alone("full_conv2d", "conv_transpose2d", "The turned filter k slides over x with zeros around it."),
    "odd_root": Helper(
        '''def odd_root(x, degree):
    """The real root of odd degree."""
    return torch.sign(x) * torch.abs(x) ** (1 / degree)
'''
    ),
    "dilate": Helper(
        '''def dilate(x, stride):
    """stride - 1 zeros between entries."""
    spread = x.new_zeros([(side - 1) * stride + 1 for side in x.shape])
    spread[(slice(None, None, stride),) * x.ndim] = x
    return spread
'''
    ),
}

_BACKEND = NUMPY._replace(
    name="torch",
    module="torch",
    template=lambda record: _FUNCTIONS.get(record.id),
    power="torch.pow({0}, {1})",
    cube_root="odd_root({0}, 3)",
    piece="torch.where({condition}, {value}, {other})",
    logic={"and": "({0} & {1})", "or": "({0} | {1})", "not": "~({0})"},
    block="with torch.no_grad():",
)

TORCH_LANGUAGE = Language(
    name="torch",
    backend=_BACKEND,
    constants=PYTHON,
    operations=_OPERATIONS,
    function=_FUNCTIONS.get,
    helpers=_HELPERS,
    modules={
        "torch": "import torch",
        "math": "import math",
        "F": "import torch.nn.functional as F",
        "once_differentiable": "from torch.autograd.function import once_differentiable",
    },
    reserved=("ctx",),
)
