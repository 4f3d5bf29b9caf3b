"""What pictures must show: equal scales, right angles, numbers, the way down; and the same file each time."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure

from symgrad.descent import descend
from symgrad.errors import DomainError, SymgradError
from symgrad.plotting import contour, curve, loss
from symgrad.plotting.arrows import gradient_arrows
from symgrad.plotting.levels import nice_levels
from symgrad.plotting.plotted import plotted

BOWL = "x^2 + y^2"
POINTS = [(3.0, 1.0), (-2.0, -2.0)]


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def legend(figure: Figure) -> list[str]:
    holders = [*figure.legends, *(axes.get_legend() for axes in figure.axes)]
    return [text.get_text() for one in holders if one is not None for text in one.get_texts()]


def test_tangents_have_the_slope_that_the_legend_says() -> None:
    figure = curve("x^2", at=[3, 4])
    assert legend(figure) == ["tangent at $x$ = 3: slope 6", "tangent at $x$ = 4: slope 8"]
    tangent = next(line for line in figure.axes[0].lines if line.get_label() == legend(figure)[0])
    (x0, x1), (y0, y1) = tangent.get_xdata(), tangent.get_ydata()
    assert (y1 - y0) / (x1 - x0) == pytest.approx(6)
    assert y0 + 6 * (3 - x0) == pytest.approx(9)


def test_contours_have_equal_scales_and_the_gradients_numbers() -> None:
    figure = contour(BOWL, gradient_at=POINTS)
    assert figure.axes[0].get_aspect() == 1
    assert {"[6, 2]", "[-4, -4]"} <= set(texts(figure))
    assert any("length × 0.2" in text for text in legend(figure))


def test_everything_asked_for_is_inside_the_window() -> None:
    trace = descend(BOWL, {"x": 3, "y": 1}, steps=30)
    axes = contour(BOWL, gradient_at=POINTS, trace=trace).axes[0]
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    for x, y in [*POINTS, (0.0, 0.0)]:
        assert left < x < right
        assert low < y < high


def test_an_arrow_is_the_gradient_times_one_round_factor() -> None:
    arrows = gradient_arrows(plotted(BOWL, 2), POINTS, ((-4.0, 4.0), (-4.0, 4.0)))
    for arrow in arrows:
        np.testing.assert_allclose(arrow.tip - arrow.point, arrow.factor * arrow.gradient)
        along_level = np.array([-arrow.point[1], arrow.point[0]])
        assert along_level @ arrow.gradient == pytest.approx(0)


@pytest.mark.parametrize(("low", "high"), [(0.0, 50.0), (-3.0, 1.0), (1e-3, 2e-3), (5.0, 5.0)])
def test_levels_are_increasing_and_cover_the_values(low: float, high: float) -> None:
    levels = nice_levels(np.linspace(low, high, 1000), 12)
    assert 2 <= len(levels) <= 20
    assert (np.diff(levels) > 0).all()
    assert levels[0] <= low
    assert levels[-1] >= high


def test_steep_functions_get_levels_that_grow() -> None:
    x, y = np.meshgrid(np.linspace(-2, 2, 200), np.linspace(-1, 3, 200))
    levels = nice_levels(((1 - x) ** 2 + 100 * (y - x**2) ** 2).ravel(), 12)
    assert np.diff(levels)[-1] > 10 * np.diff(levels)[0]


def test_a_pole_is_a_gap_and_does_not_set_the_scale() -> None:
    axes = curve("tan(x)", domain=(-4, 4)).axes[0]
    assert axes.get_ylim()[1] < 100
    assert np.isnan(axes.lines[0].get_ydata()).any()


@pytest.mark.parametrize(
    ("formula", "start"), [("x^2", {"x": 1}), (BOWL, {"x": 3, "y": 1}), ("x^2 + y^2 + z^2", {"x": 1, "y": 1, "z": 1})]
)
def test_every_trace_can_be_drawn(formula: str, start: dict[str, float], tmp_path: Path) -> None:
    target = tmp_path / "trace.png"
    assert isinstance(descend(formula, start, steps=10).plot(str(target)), Figure)
    assert target.read_bytes().startswith(b"\x89PNG")


def test_losses_side_by_side_on_a_logarithmic_scale() -> None:
    runs = {f"rate {rate}": descend(BOWL, {"x": 3, "y": 1}, learning_rate=rate, steps=30) for rate in (0.01, 0.2)}
    figure = loss(runs)
    assert legend(figure) == ["rate 0.01", "rate 0.2"]
    assert figure.axes[0].get_yscale() == "log"
    assert loss(descend("-x^2", {"x": 1}, steps=60)).axes[0].get_yscale() == "linear"


@pytest.mark.parametrize("ending", ["svg", "pdf", "png"])
def test_the_same_picture_is_the_same_file(ending: str, tmp_path: Path) -> None:
    files = [tmp_path / f"{i}.{ending}" for i in range(2)]
    for file in files:
        curve("x^2", at=[1], path=file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_callable_on_arrays_can_be_drawn() -> None:
    figure = contour(lambda u, v: np.sin(u) * v, gradient_at=[(0.0, 2.0)])
    assert any(text.startswith("[2, ") for text in texts(figure))
    assert figure.axes[0].get_xlabel() == "$u$"


def test_flat_places_are_drawn_without_a_warning() -> None:
    assert "[0, 0]" in texts(contour(BOWL, gradient_at=[(0, 0)]))
    contour("0x + 0y + 5")


def test_axes_and_descent_go_by_name() -> None:
    trace = descend(BOWL, {"y": 1, "x": 3}, steps=2)
    line = contour(BOWL, trace=trace).axes[0].lines[0]
    assert (line.get_xdata()[0], line.get_ydata()[0]) == (3, 1)


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        (lambda: curve("x + y"), SymgradError),
        (lambda: contour("x"), SymgradError),
        (lambda: curve("x", path="picture.gif"), SymgradError),
        (lambda: curve("sqrt(x)", at=[-1]), DomainError),
        (lambda: curve("log(x)", domain=(-2, -1)), DomainError),
        (lambda: contour("log(x) + y", x=(-2, -1)), DomainError),
        (lambda: contour(BOWL, trace=descend("x^2", {"x": 1}, steps=1)), SymgradError),
    ],
)
def test_what_cannot_be_drawn_is_said(draw: Callable[[], Figure], kind: type[SymgradError]) -> None:
    with pytest.raises(kind):
        draw()
