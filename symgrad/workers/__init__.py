"""Jobs that may run too long, run in a warm child process that can be stopped.

A job is a top-level function `payload -> value` over JSON values, marked `@job` and named "module:function". Its module
should import what it needs (SymPy, say) at the top: that time does not count against a job. Parent and child exchange
single lines of JSON over pipes, never pickles, and the child runs only functions that carry the mark.

Two limits bound a job. At the *soft* limit the child interrupts itself and stays warm (not on Windows); at the *hard*
limit the parent kills it, whatever it is doing, and the next job starts a new one.
"""

from symgrad.workers.parent import Worker, close, run, warm
from symgrad.workers.registry import JSON, WorkerError, job

__all__ = ["JSON", "Worker", "WorkerError", "close", "job", "run", "warm"]
