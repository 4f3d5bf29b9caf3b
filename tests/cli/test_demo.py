"""The demonstration: every part of the main job, and a status that says whether it held."""

import contextlib
import io

from symgrad.cli import demo


def test_the_demonstration_shows_the_main_job() -> None:
    with contextlib.redirect_stdout(io.StringIO()) as shown:
        status = demo.main()
    page = shown.getvalue()
    assert status == 0
    for part in (
        r"x^2 y + \sin(xy)",
        "variables  x, y",
        "chain rule",
        "put in x = 3, y = 1",
        "proved.",
        "Finite differences",
        "agrees",
        "= 3 - 0.1⋅6 = 2.4",
        "symgrad --help",
    ):
        assert part in page
