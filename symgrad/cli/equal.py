"""`symgrad equal`: whether two expressions are equal, with a point where they differ."""

import argparse
from typing import TYPE_CHECKING

from symgrad.cli import given
from symgrad.cli.read import as_read
from symgrad.cli.screen import say

if TYPE_CHECKING:
    from symgrad.deciding import Verdict


def run(options: argparse.Namespace) -> int:
    """Print the verdict and what it rests on; 0 only for equal."""
    from symgrad.deciding import equal

    left, right = (given.graph_of(options, word) for word in (options.a, options.b))
    verdict = equal(left, right, domain=given.domain_of(options.domain))
    say("\n".join(_lines(verdict)))
    return 0 if verdict.verdict == "equal" else 1
