"""The printed laws, one line a rule: what a reviewer reads, and what a change of a rule must show.

python -m tests.rules.laws            prints the table
python -m tests.rules.laws --update   writes it to tests/rules/laws.txt
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from symgrad.notation import text
from symgrad.rules import Rule, law_shown, rules

PAGE = Path(__file__).with_name("laws.txt")


def table() -> str:
    """Every rule: its id, y, y', and the ids of its slips."""
    return "\n".join(line for rule in rules() for line in _lines(rule)) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    y, slope = law_shown(rule)
    yield f"{rule.id:<24}{text(y):<28}{text(slope)}"
    if rule.slips:
        yield f"{'':<24}not: {', '.join(slip.id for slip in rule.slips)}"


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        PAGE.write_text(table(), encoding="utf-8")
    else:
        print(table(), end="")
