"""The table of `docs/judges-compared.md`: python -m tests.peers [COUNT] [--write]

Runs every judge that is installed on problems made by seed and prints the page, or writes it.
"""

import argparse
import datetime
import importlib.metadata
import platform
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tests.documents import ROOT
from tests.peers import equality, gradients

PAGE = ROOT / "docs" / "judges-compared.md"
SEED = 1
LIBRARIES = ("sympy", "torch", "jax", "scipy", "numpy")

OPENING = """# The judges compared

The same made problems, put to symgrad and to other tools that say whether two expressions are equal, or whether a
gradient is right. `python -m tests.peers --write` makes this page; tools that are not installed are left out.

- **Equality**: functions from the project's problems with one side rewritten by true identities, or with a mistake
  planted that plain mpmath confirms at a point. All variables and odd roots are real, for SymPy too.
- **Gradients**: ten smooth functions of two variables at points of different size, with the right gradient and with
  four planted errors in one slope, down to 0.1%; and five functions at a kink, where there is no gradient and every
  claim has to be refused.
- Every tool has its default tolerances and works in double precision. SymPy has five seconds a question.
"""


def page(count: int) -> str:
    """The whole page."""
    equal, open_pairs = equality.counted(count, SEED)
    slopes, open_claims = gradients.counted(SEED, gradients.installed())
    lines = [OPENING, _made_with(), "", "## Our own failures", "", *_failures([*open_pairs, *open_claims]), ""]
    lines += [f"## Equality: {count} pairs", "", *_table(equal, equality.COLUMNS), ""]
    lines += [f"## Gradients: {_total(slopes)} claims", "", *_table(slopes, gradients.COLUMNS), "", CLOSING]
    return "\n".join(lines)


CLOSING = """Rejected right gradients come from the error of differences at large or small arguments; accepted
wrong ones from tolerances that are wider than the planted error; an accepted kink from differences to both sides that
cancel. [Why finite differences fail](why-finite-differences-fail.md) shows each by itself.
"""


def _made_with() -> str:
    versions = ", ".join(f"{name} {version}" for name, version in _versions())
    date = datetime.datetime.now(datetime.UTC).date()
    return f"Made on {date} with Python {platform.python_version()}, {versions}, seed {SEED}."


def _versions() -> Iterator[tuple[str, str]]:
    for name in LIBRARIES:
        try:
            yield name, importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue


def _failures(found: Sequence[str]) -> list[str]:
    """Ours, listed; what is left undecided counts as one."""
    return [f"- {one}" for one in found] or ["None on these problems."]


def _total(seen: Mapping[str, Counter[str]]) -> int:
    return max(sum(counts.values()) for counts in seen.values())


def _table(seen: Mapping[str, Counter[str]], columns: Sequence[str]) -> list[str]:
    rows = [["judge", *columns], ["---", *("--:" for _ in columns)]]
    rows += [[name, *(str(counts[column]) for column in columns)] for name, counts in seen.items()]
    return ["| " + " | ".join(row) + " |" for row in rows]


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.peers", description="Compare judges on made problems.")
    parser.add_argument("count", nargs="?", type=int, default=200, help="pairs for equality (default: 200)")
    parser.add_argument("--write", action="store_true", help="write docs/judges-compared.md")
    options = parser.parse_args()
    made = page(options.count)
    if options.write:
        PAGE.write_text(made, encoding="utf-8")
    else:
        print(made)


if __name__ == "__main__":
    main()
