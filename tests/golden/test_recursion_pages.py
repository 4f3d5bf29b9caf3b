"""Pages on any number of layers or steps: line for line, settled line by line, changed lines found out."""

from dataclasses import replace

import pytest

import symgrad as sg
from symgrad.notation import latex, text
from symgrad.terms import build as b
from tests.golden.recursion_pages import PAGES, RecursionPage

UNKNOWN = ["varphi", "ell"]


def derived(page: RecursionPage) -> sg.Derivation:
    return sg.gradient(sg.parse(page.formulas, shapes=page.shapes, functions=UNKNOWN), page.wrt)


def lines(made: sg.Derivation) -> list[str]:
    found = []
    for state in made.own_states[1:]:
        left = "" if state.left is None else f"{text(state.left)} "
        conditions = "".join(f", {text(one)}" for one in state.conditions)
        found.append(f"{left}= {state.text}    [{state.why}{conditions}]")
    return found


@pytest.mark.parametrize("title", PAGES)
def test_a_page_reads_as_written(title: str) -> None:
    assert lines(derived(PAGES[title])) == PAGES[title].lines.strip().split("\n")


@pytest.mark.parametrize("title", PAGES)
def test_every_line_is_settled(title: str) -> None:
    report = derived(PAGES[title]).prove()
    assert report.status == "checked", str(report)
    assert report.count("proved") >= 3


@pytest.mark.parametrize("title", PAGES)
def test_a_changed_line_is_found_out(title: str) -> None:
    made = replace(derived(PAGES[title]), again=None)
    for i, state in enumerate(made.own_states[1:], 1):
        line = state._replace(statement=b.mul(b.integer(3), state.statement))
        states = (*made.own_states[:i], line, *made.own_states[i + 1 :])
        assert replace(made, own_states=states).prove().status not in ("proved", "checked"), line.text


@pytest.mark.parametrize("title", [title for title in PAGES if "any activation" not in title])
def test_the_latex_of_a_statement_reads_back(title: str) -> None:
    """That an unknown function goes entry by entry is said by its definition alone, which a single line has not."""
    page = PAGES[title]
    for state in derived(page).own_states[1:]:
        read = sg.parse(latex(state.statement), syntax="latex", shapes=page.shapes, functions=UNKNOWN)
        assert latex(read.output.term) == latex(state.statement)


def test_a_residual_block_sends_back_in_two_ways() -> None:
    source = r"z_l = W_l a_{l-1} + b_l; a_l = a_{l-1} + \tanh(z_l); C = \frac12 \lVert a_L - y\rVert^2; 1 \le l \le L"
    made = sg.gradient(sg.parse(source, shapes=PAGES["L layers"].shapes), ["W_l"])
    assert "∇_a_l C = W_{l+1}.T @ ∇_z_{l+1} C + ∇_a_{l+1} C" in "\n".join(lines(made))
    assert made.prove().status == "checked"


@pytest.mark.parametrize(
    ("wrt", "says"),
    [(["W_k"], "W_k does not occur"), (None, "are named"), (["l"], "does not occur")],
)
def test_what_cannot_be_asked_is_said(wrt: list[str] | None, says: str) -> None:
    page = PAGES["L layers"]
    with pytest.raises(sg.SymgradError, match=says):
        sg.gradient(sg.parse(page.formulas, shapes=page.shapes), wrt)


def test_what_the_output_alone_holds_is_not_summed() -> None:
    page = PAGES["L layers"]
    made = sg.gradient(sg.parse(page.formulas, shapes=page.shapes), ["y"])
    assert made.own_states[-1].text == "-(a_L - y)"
    assert made.prove().status == "checked"


def test_a_weight_in_the_recursion_and_in_the_output() -> None:
    source = r"h_t = \tanh(A h_{t-1} + x_t); L = \frac12 \lVert A h_T\rVert^2; 1 \le t \le T"
    made = sg.gradient(sg.parse(source, shapes={"A": ("n", "n"), "h_t": ("n",), "x_t": ("n",)}), ["A"])
    assert "∑_(t=1)^T" in made.own_states[-1].text
    assert made.prove().status == "checked"


@pytest.mark.parametrize(
    ("formulas", "wrt"),
    [
        (r"a_l = \tanh(W_l a_{l-1}) \odot a_{l-1}; C = \frac12\lVert a_L - y\rVert^2; 1 \le l \le L", ["W_l"]),
        (r"z_l = W_l a_{l-1}; a_l = \tanh(z_l); C = \frac12\lVert z_L - a_L\rVert^2; 1 \le l \le L", ["W_l"]),
        (r"z_l = W_l a_{l-1}; a_l = \tanh(z_l); C = \frac12\lVert z_L - y\rVert^2; 1 \le l \le L", ["W_l"]),
        (r"z_l = W_l a_{l-1}; a_l = b_l \odot \tanh(z_l) + (1 - b_l) \odot a_{l-1}; C = \frac12\lVert a_L\rVert^2;"
         r"1 \le l \le L", ["W_l", "b_l"]),
        (r"a_l = \tanh(W_l a_{l-1} + b_{l-1} + b_l); C = \frac12\lVert a_L - y\rVert^2; 1 \le l \le L", ["W_l", "b_l"]),
        (r"a_l = W_l a_{l-1} + a_{l-2}; C = \frac12\lVert a_L - y\rVert^2; 1 \le l \le L", ["W_l"]),
    ],
)  # fmt: skip
def test_gates_and_steps_further_back(formulas: str, wrt: list[str]) -> None:
    made = sg.gradient(sg.parse(formulas, shapes=PAGES["L layers"].shapes), wrt)
    assert made.prove().status == "checked", str(made.prove())


@pytest.mark.parametrize(
    ("formulas", "says"),
    [
        (r"a_l = \tanh(W_l a_{l-1}); C = \frac12\lVert a_{L-1} - y\rVert^2; 1 \le l \le L", "a_L-1 in the output"),
        (
            r"a_l = \tanh(W_l a_{l-1}); C = \lVert a_L\rVert^2 + \lVert W_L\rVert_F^2; 1 \le l \le L",
            "W_L in the output",
        ),
        (r"a_l = \tanh(W_l a_{l-1}); C = \frac12\lVert a_L - a_1\rVert^2; 1 \le l \le L", "a_1 in the output"),
        (r"a_l = \tanh(W_l a_{l-1}); C = \sum_{l=1}^L \lVert a_l - a_{l-1}\rVert^2", "a_l-1 in the output"),
        (r"a_l = \tanh(W_l a_{l-1}); C = \sum_{l=2}^L \lVert a_l\rVert^2; 1 \le l \le L", "different limits"),
        (r"a_l = \tanh(W_l a_{l+1}); C = \sum_{l=1}^L \lVert a_l\rVert^2", "one before"),
        (r"a_l = W_{l+1} \tanh(W_l a_{l-1}); C = \sum_{l=1}^L \lVert a_l\rVert^2", "one before"),
    ],
)
def test_other_recursions_are_refused(formulas: str, says: str) -> None:
    with pytest.raises(sg.UnsupportedError, match=says):
        sg.gradient(sg.parse(formulas, shapes=PAGES["L layers"].shapes), ["W_l"])


@pytest.mark.parametrize("ask", [sg.jacobian, sg.hessian])
def test_only_gradients_are_derived(ask: object) -> None:
    page = PAGES["L layers"]
    with pytest.raises(sg.SymgradError):
        ask(sg.parse(page.formulas, shapes=page.shapes, output="C"), ["b_l"])  # type: ignore[operator]


def test_shapes_of_a_running_index_hold_for_its_neighbours_only() -> None:
    graph = sg.parse("y = W_l a_{l-1} + c_m", shapes={"W_l": (2, 2), "a_l": (2,), "c_m": (2,)})
    shapes = {one.data.plain: one.shape for one in graph.inputs}
    assert shapes == {"W_l": (2, 2), "a_l-1": (2,), "c_m": (2,)}
    assert sg.parse("a_x b", shapes={"a_l": (2,)}).inputs[0].shape == ()
