"""Linear functions of whole arrays: their differentials are the function of the differential; their adjoints.

Sums and diagonals, Kronecker products, windows, convolutions and pooling. A convolution is linear in the image and in
the filter: the filter gradient is a correlation with what comes back, the image gradient uses the flipped filter.
"""

from symgrad.errors import ShapeError, UnsupportedError
from symgrad.rules.matrices.factors import over, scaled
from symgrad.rules.matrices.functions import repeated
from symgrad.rules.matrices.record import Adjoint, DifferentialLaw, register_adjoints, register_laws
from symgrad.rules.matrices.shaped import ones_in
from symgrad.terms.build import array, integer, zeros
from symgrad.terms.node import Term, make
from symgrad.terms.shapes import Size, as_matrix
from symgrad.terms.traverse import rebuild


def _replaced(node: Term, i: int, d: Term) -> Term:
    return rebuild(node, (*node.args[:i], d, *node.args[i + 1 :]))


def _number(size: Size) -> int:
    if isinstance(size, int):
        return size
    raise ShapeError(f"rows and windows need sizes in numbers, here {size}", hint="declare the shapes in numbers")


def _stacked(node: Term, i: int, d: Term) -> Term:
    """The other parts do not vary."""
    return make(node.head, tuple(d if j == i else zeros(part.shape) for j, part in enumerate(node.args)), node.data)


def _linear(function: str, says: str, sentence: str) -> tuple[str, DifferentialLaw]:
    return f"array.{function}", DifferentialLaw(f"differential.{function}", says, _replaced, sentence)


def _sum(g: Term, node: Term, i: int) -> Term:
    return scaled(g, ones_in(node.args[0].shape))


def _vec(g: Term, node: Term, i: int) -> Term:
    return array("unvec", g, options=as_matrix(node.args[0].shape))


def _pad(g: Term, node: Term, i: int) -> Term:
    return array("pad", g, options=tuple(-int(width) for width in node.data[1:]))


def _rows(g: Term, node: Term, i: int) -> Term:
    """Zeros where rows were left out."""
    start, stop = node.data[1:]
    below = _number(node.args[0].shape[0]) - stop
    sides = (start, below) if len(node.args[0].shape) == 1 else (start, below, 0, 0)
    return array("pad", g, options=sides)


def _stack(g: Term, node: Term, i: int) -> Term:
    """The rows that came from part i."""
    heights = [_number(as_matrix(part.shape)[0]) for part in node.args]
    start = sum(heights[:i])
    return array("rows", g, options=(start, start + heights[i]))


def _im2col(g: Term, node: Term, i: int) -> Term:
    return array("col2im", g, options=(*node.data[1:], *node.args[0].shape))


def _avgpool(g: Term, node: Term, i: int) -> Term:
    size = int(node.data[1]) ** len(node.shape)
    return over(repeated(node, g), integer(size))


def _conv(g: Term, node: Term, i: int) -> Term:
    image, kernel = node.args
    stride, padding = (int(option) for option in node.data[1:])
    if (stride, padding) == (1, 0):
        return array("full_conv", g, kernel) if i == 0 else array("conv", image, g, options=(1, 0))
    return _image_gradient(g, node) if i == 0 else _filter_gradient(g, node)


def _full_conv(g: Term, node: Term, i: int) -> Term:
    """What comes back against the other factor: both are turned when they meet, so the sliding goes unturned."""
    return array("conv", g, node.args[1 - i], options=(1, 0))


def _kron(g: Term, node: Term, i: int) -> Term:
    """Block by block against B; or against A set apart by the blocks: strides are the same along both sides."""
    a, b = node.args
    sides = {_number(side) for side in b.shape}
    if len(a.shape) != len(b.shape) or len(sides) != 1:
        raise UnsupportedError("a Kronecker product has a rule for two vectors, or with a square matrix behind",
                               hint="write the blocks out")  # fmt: skip
    (side,) = sides
    return array("conv", g, b, options=(side, 0)) if i == 0 else array("conv", g, _dilated(a, side), options=(1, 0))


def _padded(term: Term, *widths: tuple[int, int]) -> Term:
    """Padded along each side; as it is where nothing is added."""
    options = tuple(width for side in widths for width in side)
    return array("pad", term, options=options) if any(options) else term


def _dilated(g: Term, stride: int) -> Term:
    return array("dilate", g, options=(stride,)) if stride > 1 else g


def _left_over(node: Term) -> list[int]:
    """How much of the padded image the last window does not reach, along each side."""
    image, kernel = node.args
    stride, padding = (int(option) for option in node.data[1:])
    if stride == 1:
        return [0] * len(image.shape)
    sides = zip(image.shape, kernel.shape, strict=True)
    return [(_number(n) + 2 * padding - _number(k)) % stride for n, k in sides]


def _filter_gradient(g: Term, node: Term) -> Term:
    """The padded image against the deltas set apart by the stride."""
    image = node.args[0]
    stride, padding = (int(option) for option in node.data[1:])
    seen = _padded(image, *((padding, padding - rest) for rest in _left_over(node)))
    return array("conv", seen, _dilated(g, stride), options=(1, 0))


def _image_gradient(g: Term, node: Term) -> Term:
    """The deltas set apart by the stride, against the flipped filter; the padding is cut off again."""
    kernel = node.args[1]
    stride, padding = (int(option) for option in node.data[1:])
    whole = array("full_conv", _dilated(g, stride), kernel)
    return _padded(whole, *((-padding, rest - padding) for rest in _left_over(node)))


register_laws(
    _linear("sum", "sum of entries", "The sum of all entries is linear."),
    _linear("diag", "diagonal matrix", "Diag is linear."),
    _linear("diagonal", "diagonal", "Taking the diagonal is linear."),
    _linear("vec", "columns one under the other", "Writing the columns one under the other is linear."),
    _linear("unvec", "columns side by side", "Putting the columns side by side is linear."),
    _linear("conv", "convolution", "A convolution is linear in the image and in the filter."),
    _linear("full_conv", "full convolution", "A full convolution is linear in both factors."),
    _linear("kron", "Kronecker product", "A Kronecker product is linear in both factors."),
    _linear("col2im", "windows added back", "Adding windows back is linear."),
    _linear("rot180", "flip", "Flipping is linear."),
    _linear("pad", "zeros around", "Padding is linear."),
    _linear("im2col", "windows as rows", "Taking windows is linear."),
    _linear("avgpool", "average pooling", "The mean over a window is linear."),
    _linear("rows", "rows", "Taking rows is linear."),
    ("array.stack", DifferentialLaw("differential.stack", "one under the other", _stacked,
     "Each part varies by itself.")),
)  # fmt: skip

register_adjoints(
    ("array.sum", Adjoint("adjoint.sum", "the sum is the inner product with ones", _sum)),
    ("array.diag", Adjoint("adjoint.diag", "only the diagonal counts", lambda g, node, i: array("diagonal", g))),
    ("array.diagonal", Adjoint("adjoint.diagonal", "it stands on the diagonal", lambda g, node, i: array("diag", g))),
    ("array.vec", Adjoint("adjoint.vec", "put the columns side by side again", _vec)),
    ("array.unvec", Adjoint("adjoint.unvec", "one under the other again", lambda g, node, i: array("vec", g))),
    ("array.conv", Adjoint("adjoint.conv", "the filter slides over what comes back", _conv)),
    ("array.full_conv", Adjoint("adjoint.full_conv", "the other factor slides over what comes back", _full_conv)),
    ("array.kron", Adjoint("adjoint.kron", "block by block against the other factor", _kron)),
    ("array.col2im", Adjoint("adjoint.col2im", "the windows of what comes back",
     lambda g, node, i: array("im2col", g, options=node.data[1:3]))),
    ("array.rot180", Adjoint("adjoint.rot180", "flip the other side", lambda g, node, i: array("rot180", g))),
    ("array.pad", Adjoint("adjoint.pad", "cut the zeros off", _pad)),
    ("array.rows", Adjoint("adjoint.rows", "zeros for the other rows", _rows)),
    ("array.stack", Adjoint("adjoint.stack", "the rows of that part", _stack)),
    ("array.im2col", Adjoint("adjoint.im2col", "add the windows up where they came from", _im2col)),
    ("array.avgpool", Adjoint("adjoint.avgpool", "each entry of a window gets its share", _avgpool)),
)  # fmt: skip
