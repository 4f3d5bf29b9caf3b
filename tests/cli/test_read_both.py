"""`symgrad read --both`: both readings under each other, and whether they mean the same."""

from tests.cli.support import run


def test_both_readings_that_mean_the_same() -> None:
    shown = run("read", "--both", r"\frac{1}{2}x \sin 2x")
    assert shown.status == 0
    assert shown.out.index("── symgrad ─") < shown.out.index("── latex2sympy2 ─")
    assert shown.out.count("1/2*x*sin(2*x)") == 2
    assert shown.out.endswith("Both mean the same.\n")


def test_readings_that_differ_show_a_point() -> None:
    shown = run("read", "--both", r"\sin x / x")
    assert shown.status == 1
    assert "sin(x)/x" in shown.out
    assert "sin(x/x)" in shown.out
    assert "They do not mean the same: at x = 2:" in shown.out


def test_a_second_reader_that_refuses_says_where() -> None:
    shown = run("read", "--both", "x^2 sin(x)")
    assert shown.status == 1
    assert "refused: column 5: without its backslash sin is a product of letters\nx^2 sin(x)\n    ^\n" in shown.out
    assert r"hint: write \sin" in shown.out


def test_what_symgrad_refuses_is_refused() -> None:
    shown = run("read", "--both", r"\frac{1}")
    assert (shown.status, shown.out) == (2, "")


def test_from_standard_input() -> None:
    assert run("read", "--both", "-", stdin="y = w x\n").status == 0


def test_without_it_there_is_one_reading() -> None:
    assert "latex2sympy2" not in run("read", r"\sin x / x").out
