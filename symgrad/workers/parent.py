"""The parent's side: start the child, hand it a job, wait so long and no longer, and say what came of it."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from typing import IO, Any

from symgrad import errors
from symgrad.errors import LimitError
from symgrad.workers.registry import JSON, WorkerError

__all__ = ["START_SECONDS", "Worker", "close", "run", "warm"]

START_SECONDS = 60.0
"""How long the child may take to start and to import a job's module."""

_LIMITS = {
    "soft": "was stopped after {soft:g} s",
    "hard": "was stopped after {hard:g} s",
    "memory": "was stopped for want of memory",
    "depth": "was stopped: the expression is nested too deep",
    "death": "was stopped: its process ended with status {status}",
}


class Worker:
    """One child process, started when first needed, that runs the jobs of one package one at a time.

    Safe to share between threads; after a fork each process has a child of its own.
    """

    def __init__(self, package: str = "symgrad") -> None:
        self._package = package
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None

    def run(self, job: str, payload: JSON, *, soft: float, hard: float, what: str = "") -> Any:
        """The value of a job; `soft` and `hard` are seconds of wall-clock time, `what` names the job in messages.

        Raises `LimitError` past a limit on time, memory or depth, the error itself where the job raises one of the
        `SymgradError` family, and `WorkerError` for every other failure.
        """
        what = what or job.partition(":")[2].replace("_", " ")
        request = _encoded({"job": job, "payload": payload, "soft": soft, "hard": hard}, what)
        with self._lock:
            reply = self._exchange(request, hard, what)
        return _value(reply, what, soft=soft, hard=hard)

    def warm(self, module: str) -> None:
        """Have the child start and import a module, without waiting for it."""
        if not self._lock.acquire(blocking=False):
            return  # a job is running, so the child is there
        try:
            if self._child is None:
                _send(self._living(), _encoded({"warm": module}, module))
        except OSError:
            self._discard()  # the first job will say why there is no child
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the child; a later job starts another."""
        with self._lock:
            self._discard()

    def forget(self) -> None:
        """After a fork: the child belongs to the parent process, and a thread left behind may hold the lock."""
        child, self._child = self._child, None
        self._lock = threading.Lock()
        if child is not None:
            child.returncode = 0  # the parent waits for it, not we
            _close_pipes(child)

    def _exchange(self, request: bytes, hard: float, what: str) -> dict[str, Any]:
        """Send a request and wait for the outcome; what interrupts this leaves no child with half a conversation."""
        try:
            child, reply = self._begun(request)
            if "limit" in reply:
                raise WorkerError(f"{what}: the worker process did not start")
            if "started" in reply:
                reply = _reply(child, hard)
            if reply.get("limit") in ("hard", "memory", "death"):
                self._discard()
        except (OSError, ValueError) as error:
            self._discard()
            raise WorkerError(f"{what}: the worker process could not be used ({error})") from error
        except BaseException:
            self._discard()
            raise
        return reply

    def _begun(self, request: bytes) -> tuple[subprocess.Popen[bytes], dict[str, Any]]:
        """The child that took the request, and its first reply; a child found dead is replaced once."""
        with contextlib.suppress(BrokenPipeError):
            child = self._living()
            reply = _reply(child, START_SECONDS, request)
            if reply.get("limit") != "death":
                return child, reply
        self._discard()
        child = self._living()
        return child, _reply(child, START_SECONDS, request)

    def _living(self) -> subprocess.Popen[bytes]:
        """The child, or a new one where there is none or it has ended."""
        if self._child is not None and self._child.poll() is not None:
            self._discard()
        if self._child is None:
            self._child = _start(self._package)
        return self._child

    def _discard(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            _close_pipes(child)


_worker = Worker()
run = _worker.run
close = _worker.close


def warm(module: str = "symgrad.algebra.jobs") -> None:
    """Start the child in the background and let it import a module of jobs while the caller goes on."""
    _worker.warm(module)


atexit.register(close)
if sys.platform != "win32":
    os.register_at_fork(after_in_child=_worker.forget)


def _start(package: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "symgrad.workers", package],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _environment() -> dict[str, str]:
    """The child finds the parent's modules, and SymPy orders sets alike in every child: same job, same answer."""
    path = os.pathsep.join(os.path.abspath(entry) for entry in sys.path)
    return {**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0", "OPENBLAS_NUM_THREADS": "1"}


def _encoded(request: JSON, what: str) -> bytes:
    try:
        return json.dumps(request).encode() + b"\n"
    except (RecursionError, ValueError) as error:
        raise LimitError(f"{what}: the expression is too large to hand over") from error


def _send(child: subprocess.Popen[bytes], request: bytes) -> None:
    stdin = _open(child.stdin)
    stdin.write(request)
    stdin.flush()


def _reply(child: subprocess.Popen[bytes], seconds: float, request: bytes = b"") -> dict[str, Any]:
    """The child's next line, to a request if there is one; past so many seconds the child is killed."""
    with _killing_after(seconds, child) as killed:
        if request:
            _send(child, request)
        line = _open(child.stdout).readline()
    if killed.is_set():
        return {"limit": "hard"}
    if not line.endswith(b"\n"):
        return {"limit": "death", "status": child.wait()}
    reply: dict[str, Any] = json.loads(line)
    return reply


@contextlib.contextmanager
def _killing_after(seconds: float, child: subprocess.Popen[bytes]) -> Iterator[threading.Event]:
    """Kill the child if the block lasts longer; the event says, once the block is left, whether that happened."""
    killed = threading.Event()

    def kill() -> None:
        killed.set()
        child.kill()

    timer = threading.Timer(seconds, kill)
    timer.daemon = True
    timer.start()
    try:
        yield killed
    finally:
        timer.cancel()
        timer.join()


def _value(reply: Mapping[str, Any], what: str, *, soft: float, hard: float) -> Any:
    """What the outcome brings: a value, or an error to raise."""
    if "value" in reply:
        return reply["value"]
    if "error" in reply:
        known = {name: getattr(errors, name) for name in errors.__all__} | {"WorkerError": WorkerError}
        raise known[reply["leaf"]](**reply["error"])
    if "defect" in reply:
        error = WorkerError(f"{what} failed: {reply['defect']}")
        error.add_note(reply["traceback"])
        raise error
    raise LimitError(f"{what} {_LIMITS[reply['limit']].format(soft=soft, hard=hard, status=reply.get('status'))}")


def _open(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise OSError("its pipe is closed")
    return stream


def _close_pipes(child: subprocess.Popen[bytes]) -> None:
    for stream in (child.stdin, child.stdout):
        with contextlib.suppress(OSError):
            _open(stream).close()
