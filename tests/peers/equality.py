"""Equality: true identities and planted mistakes on the project's problems, judged by us and by SymPy."""

from collections import Counter
from collections.abc import Callable, Mapping

import symgrad as sg
from symgrad.errors import LimitError
from symgrad.terms.codec import to_json
from symgrad.terms.plain import plain
from symgrad.workers import Worker, WorkerError
from tests.deciding.metamorphic import Pair, pairs

SECONDS = 5.0

WORKER = Worker("tests")

Judge = Callable[[Pair], str]


def _ours(pair: Pair) -> str:
    return sg.equal(pair.left, pair.right).verdict


def _sympys(way: str) -> Judge:
    def judge(pair: Pair) -> str:
        payload = {"left": to_json(pair.left), "right": to_json(pair.right)}
        try:
            found = WORKER.run(f"tests.peers.jobs:{way}", payload, soft=SECONDS, hard=SECONDS + 1)
        except LimitError:
            return "too long"
        except WorkerError:
            return "error"
        return str(found)

    return judge


JUDGES: Mapping[str, Judge] = {
    "symgrad equal": _ours,
    "SymPy a.equals(b)": _sympys("equals"),
    "SymPy simplify(a - b) == 0": _sympys("simplified"),
    "SymPy verify_numerically": _sympys("verified"),
}

COLUMNS = ("right: accepted", "right: rejected", "wrong: rejected", "wrong: accepted", "no answer", "over 5 s")


def column(pair: Pair, told: str) -> str:
    """Where a verdict is counted."""
    if told == "too long":
        return "over 5 s"
    if told not in ("equal", "different"):
        return "no answer"
    accepted = "accepted" if told == "equal" else "rejected"
    return f"{'right' if pair.equal else 'wrong'}: {accepted}"


def counted(count: int, seed: int, judges: Mapping[str, Judge] = JUDGES) -> tuple[dict[str, Counter[str]], list[str]]:
    """Per judge how often each outcome came, and our own failures in words."""
    seen: dict[str, Counter[str]] = {name: Counter() for name in judges}
    failures = []
    for pair in pairs(count, seed):
        for name, judge in judges.items():
            where = column(pair, judge(pair))
            seen[name][where] += 1
            if name == "symgrad equal" and where not in ("right: accepted", "wrong: rejected"):
                failures.append(f"{where}: `{plain(pair.left)}` and `{plain(pair.right)}`")
    return seen, failures
