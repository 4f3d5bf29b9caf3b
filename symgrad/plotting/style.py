"""The look that all pictures share, and saving them."""

from io import BytesIO
from pathlib import Path
from typing import Literal

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import Colormap, LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.mathtext import MathTextParser

from symgrad.errors import SymgradError
from symgrad.notation import latex, text
from symgrad.plotting.plotted import Plotted
from symgrad.terms import Term

Layout = Literal["constrained", "compressed"]

INK = "#1d2433"
CURVE = "#2b5f9e"
#: colours for several tangents or runs, told apart also by colour-blind readers (Okabe and Ito, 2008)
SERIES = ("#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#0072b2")

#: what a savefig must leave out so that the same picture is the same file
_FORMATS: dict[str, dict[str, str | None]] = {
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None, "ModDate": None},
    ".png": {"Software": None},
}
_RESOLUTION = 160


def height_colours() -> Colormap:
    """Low blue to high yellow."""
    return LinearSegmentedColormap.from_list("symgrad", ["#2d4f9e", "#2c86b5", "#3fae9a", "#9bd06b", "#fbe74b"])


def new_figure(width: float, height: float, layout: Layout = "constrained") -> tuple[Figure, Axes]:
    """A figure in inches with one set of axes; nothing is shown on any screen."""
    figure = Figure(figsize=(width, height), layout=layout)
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.tick_params(labelsize=10, colors=INK)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    return figure, axes


def written(term: Term) -> str:
    """A term for a label: as mathematics where Matplotlib can set it, else as text."""
    source = f"${latex(term)}$".replace("\\left(", "(").replace("\\right)", ")")  # Matplotlib puts a gap before them
    try:
        MathTextParser("agg").parse(source)
    except ValueError:
        return text(term)
    return source


def title_of(function: Plotted) -> str:
    """`f(x, y) = formula`, or the name alone where the formula is not known or long."""
    names = ", ".join(written(one) for one in function.variables)
    head = f"{written(function.label)}({names})"
    if function.formula is None:
        return head
    formula = written(function.formula)
    return f"{head} = {formula}" if len(formula) <= 80 else head


def finish(figure: Figure, path: str | Path | None) -> Figure:
    """Save the figure if a path is given. Raises SymgradError for a format other than svg, png and pdf."""
    if path is not None:
        Path(path).write_bytes(rendered(figure, Path(path).suffix))
    return figure


def rendered(figure: Figure, ending: str) -> bytes:
    """The picture as a file's content, `ending` being .svg, .png or .pdf: the same picture gives the same bytes.

    Raises SymgradError for another format.
    """
    metadata = _FORMATS.get(ending.lower())
    if metadata is None:
        raise SymgradError(f"a picture cannot be saved as {ending or 'a file without ending'}",
                           hint="end the name in .svg, .png or .pdf")  # fmt: skip
    content = BytesIO()
    with rc_context({"svg.hashsalt": "symgrad"}):
        figure.savefig(content, format=ending.lower()[1:], dpi=_RESOLUTION, metadata=metadata)
    return content.getvalue()
