"""NumPy: the templates, and the functions of whole arrays that NumPy does not have."""

from symgrad.numeric.backends import NUMPY
from symgrad.numeric.export.language import Helper, Language
from symgrad.terms.functions import function

#: functions that NumPy does not have: a few entry by entry by Python's `math`, the others are SciPy's
_FURTHER = {
    "erf": "erf({0})", "erfc": "erfc({0})", "gamma": "gamma({0})", "loggamma": "loggamma({0})",
    "erfi": "special.erfi({0})", "erfinv": "special.erfinv({0})",
    "digamma": "special.digamma({0})", "polygamma": "special.polygamma({0}, {1})", "beta": "special.beta({0}, {1})",
    "besselj": "special.jv({0}, {1})", "bessely": "special.yv({0}, {1})", "besseli": "special.iv({0}, {1})",
    "besselk": "special.kv({0}, {1})", "Ei": "special.expi({0})", "expint": "special.expn({0}, {1})",
    "factorial": "special.factorial({0})",
}  # fmt: skip

_OPERATIONS = {
    "transpose": "{0}.T",
    "as_row": "{0}[None, :]",
    "as_column": "{0}[:, None]",
    "first_row": "{0}[0]",
    "outer": "np.outer({0}, {1})",
    "sum": "{0}.sum()",
    "sum_rows": "{0}.sum(1)",
    "sum_columns": "{0}.sum(0)",
    "trace": "np.trace({0})",
    "determinant": "np.linalg.det({0})",
    "inverse": "np.linalg.inv({0})",
    "matrix_power": "np.linalg.matrix_power({0}, {1})",
    "norm.2": "np.linalg.norm({0})",
    "norm.F": "np.linalg.norm({0})",
    "norm.1": "np.abs({0}).sum()",
    "norm.inf": "np.abs({0}).max()",
    "inner": "np.sum({0} * {1})",
    "indicator": "np.where({0}, 1.0, 0.0)",
    "piece": "np.where({0}, {1}, {2})",
    "and": "({0}) & ({1})",
    "or": "({0}) | ({1})",
    "not": "~({0})",
    "matrix": "np.array({0})",
    "array.ones": "np.ones({a})",
    "array.ones.2": "np.ones(({a}, {b}))",
    "array.zeros.1": "np.zeros({a})",
    "array.zeros": "np.zeros(({a}, {b}))",
    "array.eye": "np.eye({a})",
    "array.sum": "{0}.sum()",
    "array.largest": "{0}.max()",
    "array.smallest": "{0}.min()",
    "array.logsumexp": "logsumexp({0})",
    "array.softmax": "softmax({0})",
    "log_softmax": "log_softmax({0})",
    "array.diag": "np.diag({0})",
    "array.diagonal": "np.diag({0})",
    "array.vec": "{0}.T.reshape(-1)",
    "array.unvec": "{0}.reshape({b}, {a}).T",
    "array.kron": "np.kron({0}, {1})",
    "array.conv": "conv({0}, {1}, {a}, {b})",
    "array.conv.usual": "conv({0}, {1})",
    "array.full_conv": "full_conv({0}, {1})",
    "array.rot180": "np.flip({0})",
    "array.pad": "pad({0}, ({a}, {b}), ({c}, {d}))",
    "array.pad.1": "pad({0}, ({a}, {b}))",
    "array.dilate": "dilate({0}, {a})",
    "array.im2col": "im2col({0}, {a}, {b})",
    "array.col2im": "col2im({0}, {a}, {b}, {sides})",
    "array.maxpool": "pooled({0}, {a}, np.max)",
    "array.avgpool": "pooled({0}, {a}, np.mean)",
    "array.stack": "np.concatenate([{all}])",
    "array.rows": "{0}[{a}:{b}]",
    "as_vector": "np.atleast_1d({0})",
    "entry": "{0}[{a}]",
    "components": "np.array([{all}])",
    "broadcast_components": "np.stack(np.broadcast_arrays({all}))",
    "squeezed": "{0}.reshape({sides})",
    "squeezed.0": "{0}.item()",
}


def _by_math(title: str, function: str) -> Helper:
    """A function of Python's `math` on every entry."""
    return Helper(
        f'''def {title}(x):
    """Of every entry."""
    return np.vectorize(math.{function}, otypes=[float])(x)
'''
    )


_WINDOWS = ("from numpy.lib.stride_tricks import sliding_window_view",)

_HELPERS = {
    "erf": _by_math("erf", "erf"),
    "erfc": _by_math("erfc", "erfc"),
    "gamma": _by_math("gamma", "gamma"),
    "loggamma": _by_math("loggamma", "lgamma"),
    "odd_root": Helper(
        '''def odd_root(x, degree):
    """The real root of odd degree."""
    return np.sign(x) * np.abs(x) ** (1 / degree)
'''
    ),
    "logsumexp": Helper(
        '''def logsumexp(x):
    """log of the sum of exp of all entries, without overflow."""
    return x.max() + np.log(np.exp(x - x.max()).sum())
'''
    ),
    "softmax": Helper(
        '''def softmax(x):
    """Of a vector, or of each row of a matrix, without overflow."""
    powers = np.exp(x - x.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
'''
    ),
    "log_softmax": Helper(
        '''def log_softmax(x):
    """log of softmax, of a vector or of each row of a matrix, without overflow."""
    below = x - x.max(axis=-1, keepdims=True)
    return below - np.log(np.exp(below).sum(axis=-1, keepdims=True))
'''
    ),
    "pad": Helper(
        '''def pad(x, *sides):
    """Zeros (before, after) each side; negative numbers cut off."""
    grown = np.pad(x, [(max(before, 0), max(after, 0)) for before, after in sides])
    return grown[tuple(slice(max(-before, 0), min(after, 0) or None) for before, after in sides)]
'''
    ),
    "windows": Helper(
        '''def windows(x, shape, stride):
    """Every window of this shape: first where it stands, then the place in it."""
    return sliding_window_view(x, shape)[(slice(None, None, stride),) * x.ndim]
''',
        imports=_WINDOWS,
    ),
    "conv": Helper(
        '''def conv(x, k, stride=1, padding=0):
    """The filter k slides over x and is not turned."""
    return np.tensordot(windows(np.pad(x, padding), k.shape, stride), k, axes=k.ndim)
''',
        ("windows",),
    ),
    "full_conv": Helper(
        '''def full_conv(x, k):
    """The turned filter k slides over x with zeros all around it."""
    padded = np.pad(x, [(side - 1, side - 1) for side in k.shape])
    return np.tensordot(windows(padded, k.shape, 1), np.flip(k), axes=k.ndim)
''',
        ("windows",),
    ),
    "dilate": Helper(
        '''def dilate(x, stride):
    """stride - 1 zeros between entries."""
    spread = np.zeros([(side - 1) * stride + 1 for side in x.shape])
    spread[(slice(None, None, stride),) * x.ndim] = x
    return spread
'''
    ),
    "im2col": Helper(
        '''def im2col(x, width, stride=1):
    """Every window as a row."""
    return windows(x, (width,) * x.ndim, stride).reshape(-1, width**x.ndim)
''',
        ("windows",),
    ),
    "col2im": Helper(
        '''def col2im(rows, width, stride, shape):
    """Every place gets the sum of what the windows that hold it say of it."""
    image = np.zeros(shape)
    places = im2col(np.arange(image.size).reshape(shape), width, stride)
    np.add.at(image.reshape(-1), places, rows)
    return image
''',
        ("im2col", "windows"),
    ),
    "pooled": Helper(
        '''def pooled(x, width, of):
    """`of` each window; windows do not overlap."""
    return of(windows(x, (width,) * x.ndim, width), axis=tuple(range(-x.ndim, 0)))
''',
        ("windows",),
    ),
}


def _template(identity: str) -> str | None:
    return function(identity).numpy or _FURTHER.get(identity)


NUMPY_LANGUAGE = Language(
    name="numpy",
    backend=NUMPY._replace(template=lambda record: _template(record.id)),
    constants=NUMPY,
    operations=_OPERATIONS,
    function=_template,
    helpers=_HELPERS,
    modules={"np": "import numpy as np", "math": "import math", "special": "from scipy import special"},
    reserved=("sliding_window_view",),
)
