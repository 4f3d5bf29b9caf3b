"""The page for contributors is true: its diff is what stands in the code, its example works, its map has every room."""

import os
import re
import subprocess
import sys

import pytest

from tests.documents import ROOT, blocks

PAGE = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
LINES = PAGE.splitlines()
SHOWN = [(block.info, "\n".join(LINES[block.first : block.last])) for block in blocks(LINES)]
DIFF = next(lines for info, lines in SHOWN if info == "diff")
PROGRAMS = [lines for info, lines in SHOWN if info == "python static"]


def test_the_page_opens_with_how_to_add_a_rule():
    headings = [line for line in LINES if line.startswith("## ")]
    assert headings[0] == "## Add a rule"
    assert next(blocks(LINES)).info == "diff"


def test_the_diff_is_what_stands_in_the_code():
    parts = re.split(r"^--- a/.*$", DIFF, flags=re.MULTILINE)[1:]
    assert len(parts) == 3
    for part in parts:
        path = re.search(r"^\+\+\+ b/(.*)$", part, re.MULTILINE)[1]
        added = "\n".join(line[1:] for line in part.splitlines() if line.startswith("+") and not line.startswith("+++"))
        assert added in (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("program", PROGRAMS, ids=["function", "matrix law", "layer"])
def test_what_is_added_at_run_time_works_as_shown(program: str):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_every_room_is_on_the_map():
    rows = [line.split("|")[1] for line in LINES if line.startswith("| `")]
    shown = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    folders = {path.parent.name for path in (ROOT / "symgrad").glob("*/__init__.py")}
    assert folders <= shown
    missing = [name for name in shown - folders if not (ROOT / "symgrad" / f"{name}.py").exists()]
    assert missing == []


@pytest.mark.parametrize(
    "path", sorted(set(re.findall(r"`((?:tests|networks|notation|rules|terms)/[\w/]+\.?\w*)/?`", PAGE)))
)
def test_every_file_named_is_there(path: str):
    assert (ROOT / path).exists() or (ROOT / "symgrad" / path).exists()
