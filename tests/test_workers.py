"""The worker: what goes in comes out, limits hold, and nothing a job does harms the parent."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from symgrad.errors import LimitError, ParseError, SymgradError
from symgrad.workers import Worker, WorkerError, parent
from symgrad.workers.child import answers

posix = pytest.mark.skipif(sys.platform == "win32", reason="only POSIX has the timer and the memory limit")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker("tests")
    yield worker
    worker.close()


def call(worker: Worker, name: str, payload: Any = None, *, soft: float = 10, hard: float = 20, what: str = "") -> Any:
    return worker.run(f"tests.worker_jobs:{name}", payload, soft=soft, hard=hard, what=what)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**40), 10**40) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=100, deadline=None)
@given(json_values)
def test_values_come_back_as_they_went(value: Any) -> None:
    assert call(SHARED, "echo", value) == value


SHARED = Worker("tests")


@pytest.fixture(scope="module", autouse=True)
def _shared_is_closed() -> Iterator[None]:
    yield
    SHARED.close()


def test_the_child_stays_warm(worker: Worker) -> None:
    first, second = call(worker, "count"), call(worker, "count")
    assert first[0] == second[0] != os.getpid()
    assert second[1] == first[1] + 1


def test_a_job_sees_no_terminal_and_its_noise_goes_nowhere(worker: Worker, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(worker, "chatter") == ["", ""]
    assert call(worker, "echo", 1) == 1
    assert capfd.readouterr() == ("", "")


@posix
def test_past_the_soft_limit_the_child_stays_warm(worker: Worker) -> None:
    before = call(worker, "count")
    with pytest.raises(LimitError, match=r"^simplify x\^2 was stopped after 0\.05 s$"):
        call(worker, "sleep", 5, soft=0.05, what="simplify x^2")
    assert call(worker, "count") == [before[0], before[1] + 1]


@posix
def test_an_interruption_that_is_swallowed_comes_again(worker: Worker) -> None:
    start = time.monotonic()
    with pytest.raises(LimitError, match=r"stopped after 0\.05 s"):
        call(worker, "swallow_once", 5, soft=0.05)
    assert time.monotonic() - start < 3


def test_past_the_hard_limit_the_child_is_killed_and_the_next_call_has_a_new_one(worker: Worker) -> None:
    before = call(worker, "count")
    with pytest.raises(LimitError, match=r"^stubborn was stopped after 0\.3 s$"):
        call(worker, "stubborn", 5, soft=0.05, hard=0.3)
    start = time.monotonic()
    after = call(worker, "count")
    assert after[0] != before[0] and after[1] == 1
    assert time.monotonic() - start < 2


@posix
def test_a_child_that_was_killed_between_two_jobs_is_replaced(worker: Worker) -> None:
    identity, _ = call(worker, "count")
    os.kill(identity, signal.SIGKILL)
    after = call(worker, "count")
    assert after[0] != identity and after[1] == 1


@posix
@pytest.mark.skipif(sys.platform == "darwin", reason="macOS does not bound the address space")
def test_memory_is_bounded(worker: Worker) -> None:
    with pytest.raises(LimitError, match="memory"):
        call(worker, "devour", 3)
    assert call(worker, "echo", 1) == 1


def test_depth_is_a_limit(worker: Worker) -> None:
    with pytest.raises(LimitError, match="nested too deep"):
        call(worker, "descend")
    with pytest.raises(LimitError, match="nested too deep"):
        call(worker, "nested", 100_000)
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    with pytest.raises(LimitError, match="too large to hand over"):
        call(worker, "echo", deep)
    assert call(worker, "echo", 1) == 1


def test_a_child_that_dies_is_a_limit_and_is_replaced(worker: Worker) -> None:
    with pytest.raises(LimitError, match="ended with status 7"):
        call(worker, "die", 7)
    assert call(worker, "echo", 1) == 1


def test_a_users_mistake_comes_back_with_its_place(worker: Worker) -> None:
    with pytest.raises(ParseError) as caught:
        call(worker, "mistake", "no such thing")
    error = caught.value
    assert type(error) is ParseError
    assert (error.reason, error.hint) == ("no such thing", "try x")
    assert (error.column, error.line, error.text) == (3, 2, "ab\ncd")
    with pytest.raises(LimitError, match="^ten terms$"):
        call(worker, "gives_up", "ten terms")
    with pytest.raises(SymgradError) as plain:
        call(worker, "plain_mistake", "hm")
    assert type(plain.value) is SymgradError


def test_any_other_failure_is_a_defect_with_its_traceback(worker: Worker) -> None:
    with pytest.raises(WorkerError, match="^defect failed: KeyError: 'absent'") as caught:
        call(worker, "defect")
    assert "worker_jobs.py" in caught.value.__notes__[0]
    with pytest.raises(WorkerError, match="TypeError"):
        call(worker, "unwritable")


@pytest.mark.parametrize(
    "name",
    [
        "tests.worker_jobs:unmarked",
        "tests.worker_jobs:os.getpid",
        "tests.worker_jobs:absent",
        "tests.absent:echo",
        "os:getpid",
        "builtins:eval",
        "testsx.worker_jobs:echo",
        "tests.worker_jobs",
        "",
    ],
)
def test_only_marked_functions_of_the_package_run(name: str) -> None:
    with pytest.raises(WorkerError):
        SHARED.run(name, "1", soft=5, hard=10)


def test_a_child_of_the_house_runs_no_job_of_the_tests() -> None:
    replies = list(answers({"job": "tests.worker_jobs:echo", "payload": 1, "soft": 1, "hard": 1}, "symgrad"))
    assert len(replies) == 1 and "not a module of symgrad" in str(replies)


def test_threads_share_one_child(worker: Worker) -> None:
    results: dict[int, Any] = {}
    threads = [threading.Thread(target=lambda n=n: results.update({n: call(worker, "echo", n)})) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == {n: n for n in range(8)}


def test_an_interrupted_wait_leaves_no_stale_reply(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    call(worker, "echo", 0)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("symgrad.workers.parent.json.loads", interrupted)
        call(worker, "echo", "stale")
    assert call(worker, "echo", "fresh") == "fresh"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_has_a_child_of_its_own() -> None:
    worker = parent._worker
    worker.warm("symgrad.errors")
    mine = worker._child
    assert mine is not None
    pid = os.fork()
    if pid == 0:
        os._exit(0 if worker._child is None and not worker._lock.locked() else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert worker._child is mine and mine.poll() is None


def test_warming_does_not_wait_and_what_it_imports_is_there() -> None:
    worker = Worker("tests")
    try:
        start = time.monotonic()
        worker.warm("tests.worker_jobs")
        assert time.monotonic() - start < 0.1
        assert call(worker, "count")[1] == 1
        worker.warm("tests.worker_jobs")
        assert call(worker, "count")[1] == 2
    finally:
        worker.close()


def test_a_python_that_cannot_start_is_a_defect_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker("tests")
    monkeypatch.setattr(sys, "executable", os.path.join(os.sep, "absent", "python"))
    with pytest.raises(WorkerError, match="could not be used"):
        call(worker, "echo", 1)
    worker.warm("tests.worker_jobs")
    assert worker._child is None


def test_each_child_orders_sets_alike(worker: Worker) -> None:
    assert call(worker, "environment", "PYTHONHASHSEED") == "0"


def test_a_child_left_alone_ends() -> None:
    worker = Worker("tests")
    call(worker, "echo", 1)
    child = worker._child
    assert child is not None and child.stdin is not None
    child.stdin.close()
    assert child.wait(timeout=5) == 0
    assert call(worker, "echo", 2) == 2
    worker.close()
