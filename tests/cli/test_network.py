"""`symgrad network`: backpropagation on the screen and in files."""

from pathlib import Path

import pytest

from tests.cli.support import run

NEURON = "z = w x; a = f(z); L = (a - y)^2"


def test_forward_and_backward_are_shown() -> None:
    shown = run("network", NEURON)
    assert shown.status == 0
    assert shown.out.index("Forward") < shown.out.index("Backward") < shown.out.index("chain rule, one path")


def test_numbers_an_update_and_the_proof() -> None:
    shown = run("network", NEURON, "--with", "f=sigmoid", "--at", "w=1,x=2,y=0", "--learning-rate", "0.1", "--prove")
    assert shown.status == 0
    assert "≈ 0.369912" in shown.out
    assert "One step of gradient descent" in shown.out
    assert "proved." in shown.out


def test_the_convention_at_a_kink() -> None:
    words = ("network", "h = relu(z); L = 3h", "--wrt", "z", "--at", "z=0")
    assert "dL\n── = 3⋅0 = 0\n" in run(*words).out
    assert "dL\n── = 3⋅1 = 3\n" in run(*words, "--kink", "right").out


@pytest.mark.parametrize(("ending", "start"), [("tex", "\\documentclass"), ("html", "<!DOCTYPE"), ("md", "Dependency")])
def test_files(tmp_path: Path, ending: str, start: str) -> None:
    file = tmp_path / f"neuron.{ending}"
    assert run("network", NEURON, "-o", str(file)).status == 0
    assert file.read_text(encoding="utf-8").startswith(start)


def test_the_network_is_drawn(tmp_path: Path) -> None:
    shown = run("network", NEURON, "--picture", str(tmp_path / "neuron.svg"))
    assert shown.status == 0
    assert (tmp_path / "neuron.svg").stat().st_size > 1000


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["z = w x; L = z^2", "--at", "w=1"], "no value for x"),
        (["z = w x; L = z^2", "--with", "f=tanh"], "f is not an unknown function here"),
        (["z = w x; L = z^2", "--learning-rate", "0.1"], "an update needs numbers"),
    ],
)
def test_what_is_refused(words: list[str], reason: str) -> None:
    shown = run("network", *words)
    assert shown.status == 2
    assert reason in shown.err


def test_sizes_stand_for_a_network() -> None:
    shown = run("network", "2,2,1", "--activation", "tanh", "--loss", "half_squared_error")
    assert shown.status == 0
    assert "∂w₁₂⁽¹⁾" in shown.out
    assert run("network", "2,2,1", "--loss", "none").status == 2


def test_code_with_the_functions_filled_in() -> None:
    words = ("network", NEURON, "--with", "f=tanh", "--format")
    assert "a = np.tanh(z)" in run(*words, "numpy").out
    assert "a = torch.tanh(z)" in run(*words, "torch").out
    assert run(*words[:2], "--format", "torch").status != 0
