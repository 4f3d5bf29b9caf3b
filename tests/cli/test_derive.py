"""`symgrad derive`: what is printed, what is written, how it ends."""

import json
from pathlib import Path

import pytest

from symgrad import Derivation
from tests.cli.support import run


def test_one_variable_gives_the_derivative() -> None:
    shown = run(r"x^2 \sin x")
    assert shown.status == 0
    assert "product rule" in shown.out
    assert "2⋅x⋅sin(x) + x²⋅cos(x)" in shown.out


def test_several_variables_give_the_gradient() -> None:
    shown = run(r"x^2 y + \sin(xy)")
    assert "The gradient" in shown.out
    assert "x² + x⋅cos(x⋅y)" in shown.out


def test_one_of_several_variables_gives_its_partial_derivative() -> None:
    shown = run("derive", "x^2 y", "--wrt", "x")
    assert "∂" in shown.out
    assert "The gradient" not in shown.out


def test_the_value_at_a_point() -> None:
    assert "= 6" in run("x^2", "--at", "x=3").out
    assert "= 6" in run("x^2", "--at", "3").out


@pytest.mark.parametrize(
    ("options", "result"),
    [
        (["--wrt", "x", "--order", "2"], "12⋅x²"),
        (["--wrt", "x,x", "--mixed"], "12⋅x²"),
    ],
)
def test_higher_derivatives(options: list[str], result: str) -> None:
    assert result in run("derive", "x^4", *options).out


def test_mixed_derivatives() -> None:
    assert "= 2⋅x" in run("derive", "x^2 y", "--wrt", "x,y", "--mixed").out


def test_more_detail_gives_more_lines() -> None:
    lines = {d: run("derive", "x^2 + y^2", "--wrt", "x", "--detail", d).out.count("\n") for d in ("beginner", "brief")}
    assert lines["beginner"] > lines["brief"]


def test_standard_input() -> None:
    shown = run("derive", "-", stdin="x^3\n")
    assert shown.status == 0
    assert "3⋅x²" in shown.out
    assert run("-", stdin="x^3").out == shown.out


def test_nothing_on_standard_input_is_a_mistake() -> None:
    assert run("derive", "-", stdin=" \n").status == 2


def test_an_error_points_into_the_text_as_typed() -> None:
    shown = run("x^2 + (3")
    assert shown.status == 2
    assert shown.out == ""
    assert "    x^2 + (3\n          ^\n" in shown.err


@pytest.mark.parametrize("word", ["x=3,,", "=3", "x=", "x=3,4", "x=1,x=2", "x=?"])
def test_a_point_that_is_none(word: str) -> None:
    shown = run("x^2", "--at", word)
    assert (shown.status, shown.out) == (2, "")


@pytest.mark.parametrize(
    "arguments", [["x^4", "--order", "0"], ["x^4*y", "--order", "2"], ["x y", "--wrt", "x,y", "--order", "2"]]
)
def test_an_order_that_is_none(arguments: list[str]) -> None:
    assert run(*arguments).status == 2


@pytest.mark.parametrize("form", ["text", "latex", "markdown", "html", "json"])
def test_formats(form: str) -> None:
    shown = run("derive", "x^2", "--format", form)
    assert shown.status == 0
    assert shown.out.strip()


def test_latex_on_the_screen_is_a_fragment_and_in_a_file_a_document(tmp_path: Path) -> None:
    file = tmp_path / "a.tex"
    assert "\\documentclass" not in run("derive", "x^2", "--format", "latex").out
    assert run("derive", "x^2", "-o", str(file)).status == 0
    assert file.read_text(encoding="utf-8").startswith("\\documentclass")


def test_json_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    assert run("derive", "x^2 sin(x)", "-o", str(file)).status == 0
    data = json.loads(file.read_text(encoding="utf-8"))
    assert Derivation.from_json(data).json() == data


def test_an_unknown_ending_needs_a_format(tmp_path: Path) -> None:
    shown = run("derive", "x^2", "-o", str(tmp_path / "a.xyz"))
    assert shown.status == 2
    assert "--format" in shown.err
    assert list(tmp_path.iterdir()) == []


def test_a_system_of_definitions() -> None:
    shown = run("derive", "y = w x; L = (y - 1)^2", "--wrt", "w")
    assert "2⋅x⋅(w⋅x - 1)" in shown.out


def test_reading_options() -> None:
    assert run("derive", "L(w) + w", "--functions", "L").status == 0
    assert run("derive", "rate^2", "--symbols", "rate").status == 0
    assert run("derive", "1/2x", "--strict").status == 2


def test_what_has_no_derivative_is_said() -> None:
    shown = run("derive", "x^2 = 3")
    assert shown.status == 2
    assert "equation" in shown.err


def test_a_proof_is_printed() -> None:
    shown = run("derive", r"x^2 \sin x", "--prove")
    assert shown.status == 0
    assert "Proof: 2 lines: 2 proved." in shown.out


def test_code_for_numpy_and_pytorch(tmp_path: Path) -> None:
    assert "return 2 * x * np.sin(x) + x**2 * np.cos(x)" in run(r"x^2 \sin x", "--format", "numpy").out
    assert "class LFunction(torch.autograd.Function):" in run("L = (w x - y)^2", "--format", "torch").out
    written = tmp_path / "gradient.py"
    assert run("x^2 y", "-o", str(written)).status == 0
    assert written.read_text().startswith("import numpy as np\n")


def test_shapes_of_vectors_and_matrices() -> None:
    shown = run("derive", "norm(A@x - b)**2", "--wrt", "x", "--shapes", "A=(m,n), x=(n,), b=m", "--prove")
    assert "∇_x f = 2⋅Aᵀ (A x - b)" in shown.out and "3 lines: 3 proved" in shown.out


def test_matrixcalculus_finds_the_shapes_itself() -> None:
    assert "= 2⋅Aᵀ (A x - h)" in run("derive", "norm2(A*x - h)^2", "--wrt", "x", "--syntax", "matrixcalculus").out


def test_shapes_that_do_not_fit_or_are_none() -> None:
    for shapes, said in (("A=(m,n),x=k,b=m", "n is not k"), ("A=m,n", "A=(m,n)"), ("A=(m+1,n)", "'m+1' is not a size")):
        shown = run("derive", "norm(A@x - b)**2", "--wrt", "x", "--shapes", shapes)
        assert shown.status == 2 and said in shown.err and not shown.out
