"""Sessions: pure, replayable, honest about three outcomes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from symgrad.deciding import Verdict
from symgrad.errors import SymgradError
from symgrad.notation import text
from symgrad.tutoring import Session, replay, start
from symgrad.tutoring.problem import pose

PROBLEM = r"x^2 \sin x"
ANSWER = r"2x \sin x + x^2 \cos x"


def after(session: Session, *texts: str) -> Session:
    for one in texts:
        session = session.reply(one).session
    return session


def test_a_right_answer_in_any_form() -> None:
    for answer in (ANSWER, "x*(2*sin(x) + x*cos(x))", "= 2x sin(x) + x^2 cos(x)", "f'(x) = x^2 cos(x) + 2x sin(x)"):
        reply = start(PROBLEM).reply(answer)
        assert reply.verdict == "correct", answer
        assert reply.session.finished


def test_a_wrong_answer_is_shown_where_it_is_wrong() -> None:
    reply = start(PROBLEM).reply("2x cos x")
    assert reply.verdict == "wrong"
    assert "not right: at x = " in reply.text
    assert not reply.session.finished


def test_how_an_answer_was_read_is_said() -> None:
    assert "= 2⋅x⋅cos(x)" in start(PROBLEM).reply("2x cos x").text


def test_a_longer_form_is_right_and_the_short_one_is_shown() -> None:
    reply = start("x^2").reply("x + x + 3x - 3x + 0 x")
    assert reply.verdict == "correct"
    assert "shorter" in reply.text


@pytest.mark.parametrize("answer", ["2x +", "2x)", "z", "d/dx[x^2 sin(x)]"])
def test_what_is_no_answer_is_not_judged(answer: str) -> None:
    reply = start(PROBLEM).reply(answer)
    assert reply.verdict == ""
    assert reply.error is not None
    assert "could not read that" in reply.text
    assert reply.session.problem is start(PROBLEM).problem


def test_an_error_points_into_the_answer_as_typed() -> None:
    reply = start("x^2 y").reply("∇f = [2 x y, 2z]")
    assert reply.error is not None
    assert reply.error.caret() == "∇f = [2 x y, 2z]\n             ^"


@pytest.mark.parametrize("answer", ["[2xy, x^2]", "(2xy, x^2)", "2xy, x^2", "∇f = [2xy, x^2]", "(2xy), (x^2)"])
def test_the_parts_of_a_gradient(answer: str) -> None:
    assert start("x^2 y").reply(answer).verdict == "correct"


def test_each_part_of_a_gradient_is_judged() -> None:
    reply = start("x^2 y").reply("[2xy, x]")
    assert reply.verdict == "wrong"
    assert "The part for x is right. The part for y is not right" in reply.text


def test_a_gradient_of_too_few_parts() -> None:
    assert "2 parts" in start("x^2 y").reply("2xy").text


def test_the_names_of_a_system_may_be_used_in_the_answer() -> None:
    for answer in ("2(y - 1) x", "2(w x - 1) x"):
        assert start("y = w x; L = (y - 1)^2", wrt="w").reply(answer).verdict == "correct"


def test_the_variable_may_be_named_with_the_problem() -> None:
    for problem in (start("x^2 y", wrt="x"), start("x^2 y wrt x"), start("x^2 y with respect to x")):
        assert problem.reply("2xy").verdict == "correct"


def test_next_gives_line_after_line_to_the_end() -> None:
    session = start(PROBLEM)
    assert session.problem is not None
    shown = []
    for line in session.problem.lines:
        reply = session.reply("next")
        shown.append(text(line.state.statement))
        session = reply.session
    assert session.finished
    assert text(session.problem.derivation.result) == shown[-1]
    assert "last line" in session.reply("next").text


def test_why_says_the_rule_in_words() -> None:
    session = start(PROBLEM)
    assert "No line has been shown" in session.reply("why").text
    assert "one factor at a time" in after(session, "hint").reply("why").text


def test_every_line_has_a_reason() -> None:
    for problem in (PROBLEM, r"x^2 y + \sin(xy)", "x^x", "(x^2 + 1)/(x - 1)", "y = w x; L = (y - 1)^2 wrt w", "abs(x)"):
        session = start(problem)
        assert session.problem is not None
        for _ in session.problem.lines:
            session = session.reply("next").session
            said = session.reply("why").text
            assert said.count(".") >= 2, (problem, said)


def test_show_ends_the_problem_and_again_starts_it_over() -> None:
    session = after(start(PROBLEM), "show")
    assert session.finished
    again = session.reply("again").session
    assert (again.lines, again.finished) == (0, False)


def test_after_the_end_a_function_is_the_next_problem() -> None:
    session = after(start(PROBLEM), ANSWER, "x^3")
    assert session.problem == pose("x^3")
    assert session.reply("3x^2").verdict == "correct"


def test_a_new_problem_at_any_time() -> None:
    assert after(start(PROBLEM), "new x^3").problem == pose("x^3")
    assert "Which function" in start(PROBLEM).reply("new").text
    assert start(PROBLEM).reply("new x^3 +").error is not None


def test_a_session_without_a_problem_asks_for_one() -> None:
    for command in ("next", "show", "again", "why", "help", ""):
        assert start().reply(command).text
    assert after(start(), "x^3").problem == pose("x^3")


def test_quit() -> None:
    assert after(start(PROBLEM), "quit").over


def test_a_problem_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(SymgradError):
        start("x^2 +")


def test_words_of_the_trade_stay_out() -> None:
    session = start(r"x^2 y + \sin(xy)")
    said = [after(session, *["next"] * n).reply("why").text for n in range(1, 5)] + [session.reply("help").text]
    assert not any(re.search(r"\b(adjoint|ball|hole)s?\b", one, re.IGNORECASE) for one in said)


TYPED = st.sampled_from(
    ["next", "hint", "why", "show", "again", "help", "2x", ANSWER, "2x +", "new x^3", "x^3", "", "z"]
)


@given(st.lists(TYPED, max_size=6))
def test_a_session_replays_from_its_events(typed: list[str]) -> None:
    session = after(start(PROBLEM), *typed)
    assert session.events == tuple(typed)
    assert replay(session) == session


@given(st.text(max_size=12))
def test_anything_can_be_typed(typed: str) -> None:
    reply = start(PROBLEM).reply(typed)
    assert reply.text
    assert reply.session.events == (typed,)


def test_a_reply_leaves_the_session_as_it_was() -> None:
    session = start(PROBLEM)
    session.reply("next")
    assert session == start(PROBLEM)


def test_undecided_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from symgrad.tutoring import judging

    undecided = Verdict("undecided", points=60)
    monkeypatch.setattr(judging, "equal", lambda *_, **__: undecided)
    reply = start("x^2").reply("2x")
    assert reply.verdict == "undecided"
    assert "could not settle" in reply.text


def test_a_wrong_answer_is_refuted_at_a_point_one_can_work_at_by_hand() -> None:
    assert "at x = 2 it is 4, and the derivative is 12" in start("x^3").reply("x^2").text
