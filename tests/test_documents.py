"""The pages agree with the code: README.md, docs/ and worked_examples/ are run, and their links lead somewhere."""

import re
import sys
import types
from pathlib import Path

import pytest

from tests.documents import ROOT, blocks, drift, fenced, pages, renewed

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s#]+)[^)]*\)")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", pages(), ids=name)
def test_a_page_shows_what_its_code_prints(page: Path) -> None:
    difference = drift(page)
    advice = f"To accept what is printed now: python -m tests.documents --update {name(page)}"
    assert not difference, f"\n{difference}\n\n{advice}"


@pytest.mark.parametrize("page", pages(), ids=name)
def test_a_link_to_a_file_leads_somewhere(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    inside = {index for block in blocks(lines) for index in range(block.first, block.last)}
    prose = "\n".join(re.sub(r"`[^`]*`", "", line) for index, line in enumerate(lines) if index not in inside)
    targets = [target for target in LINK.findall(prose) if "://" not in target and not target.startswith("mailto:")]
    assert [target for target in targets if not (page.parent / target).exists()] == []


def page(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def test_blocks_share_a_namespace_and_output_follows_prose() -> None:
    code = ["```python", "x = 3", "```", "and", "```python", "print(x)", "```", "prints"]
    given = page(*code, "```text", "4", "```", "end")
    assert renewed(given, "page") == given.replace("4", "3")


def test_output_that_the_page_does_not_show_is_added() -> None:
    assert renewed(page("```python", "print(1)", "```", "end"), "page") == page(
        "```python", "print(1)", "```", "", "```text", "1", "```", "end"
    )


def test_a_page_that_agrees_is_left_as_it_is() -> None:
    run = ["# t", "```python", "print('a ')", "```", "", "```output", "a", "```"]
    given = page(*run, "```text", "free", "```", "```sh", "ls", "```")
    assert renewed(given, "page") == given


def test_a_page_without_code_is_left_as_it_is() -> None:
    assert renewed(page("# t", "words"), "page") == page("# t", "words")


def test_code_that_is_not_to_be_run_is_not() -> None:
    given = page("```python static", "1 / 0", "```", "```text", "x", "```", "```diff", "- a", "```")
    assert renewed(given, "page") == given


def test_an_error_in_a_page_points_to_its_line() -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        renewed(page("# t", "", "```python", "1 / 0", "```"), "page.md")
    last = caught.traceback[-1]
    assert (Path(str(last.path)).name, last.lineno + 1) == ("page.md", 4)


def test_a_fence_is_longer_than_those_inside() -> None:
    shown = fenced("text", ["```python", "x", "```"])
    assert shown[0] == "````text"
    assert [block.info for block in blocks(shown)] == ["text"]


def test_a_block_without_an_end_is_an_error() -> None:
    with pytest.raises(ValueError, match="line 2"):
        list(blocks(["text", "```python", "x"]))


def test_commands_are_run_and_show_what_a_terminal_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    def main(arguments: list[str]) -> int:
        print("out", arguments, sys.stdin.read())
        print("err", file=sys.stderr)
        raise SystemExit(2)

    monkeypatch.setitem(sys.modules, "symgrad.cli", types.SimpleNamespace(main=main))
    left_alone = ["```console", "$ ls", "```"]
    given = page("```console", r'$ symgrad "\sin(xy)" --wrt x', "old", "$ symgrad --help", "```", *left_alone)
    shown = [r'$ symgrad "\sin(xy)" --wrt x', r"out ['\\sin(xy)', '--wrt', 'x']", "err"]
    again = ["$ symgrad --help", "out ['--help']", "err"]
    assert renewed(given, "page") == page("```console", *shown, *again, "```", *left_alone)
    with pytest.raises(ValueError, match="only symgrad"):
        renewed(page("```console", "$ symgrad", "$ rm -r x", "```"), "page")
