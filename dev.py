"""Set symgrad up in a virtual environment of its own, then run the demonstration, the tests or the build.

    python3 dev.py demo                 the main job, from a typed function to a descent
    python3 dev.py test [--slow] [...]  style, types, architecture, tests (further arguments go to pytest)
    python3 dev.py build                wheel and source distribution, into dist/

Needs Python 3.11 or newer and nothing else: the rest is installed into `.venv-<version>` beside this file, once.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "symgrad needs Python 3.11 or newer, and this is Python {}.{} ({}).\n"
        "Run dev.py with a newer one, for example: python3.13 dev.py test".format(*sys.version_info[:2], sys.executable)
    )

import argparse
import contextlib
import hashlib
import importlib.util
import os
import pathlib
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping

ROOT = pathlib.Path(__file__).resolve().parent
ENVIRONMENT = ROOT / f".venv-{sys.version_info[0]}.{sys.version_info[1]}"
SCRIPTS = ENVIRONMENT / ("Scripts" if os.name == "nt" else "bin")
PROGRAM = ".exe" if os.name == "nt" else ""
PYTHON = SCRIPTS / f"python{PROGRAM}"
STAMP = ENVIRONMENT / "complete.txt"
LOG = ENVIRONMENT / "install.log"

LEFTOVERS = ("PYTHONPATH", "PYTHONHOME", "PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")
PIP_LEFTOVERS = ("PIP_PREFIX", "PIP_TARGET", "PIP_USER")

NO_NETWORK = (
    "ConnectTimeout",
    "Failed to establish a new connection",
    "NameResolutionError",
    "NewConnectionError",
    "ProxyError",
    "ReadTimeout",
    "Temporary failure in name resolution",
    "getaddrinfo failed",
)


class Failure(Exception):
    """Something outside symgrad is missing or a stage failed; the text is all the person needs."""


def main() -> int:
    """Run the command that was asked for; the exit status is 0 only if all of it succeeded."""
    options, further = arguments()
    try:
        with locked():
            prepare()
        return {"demo": demo, "test": test, "build": build}[options.command](options, further)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def arguments() -> tuple[argparse.Namespace, list[str]]:
    """The options, and for `test` what goes to pytest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True, metavar="demo | test | build")
    commands.add_parser("demo", help="run the main job")
    tests = commands.add_parser("test", help="run every check; further arguments go to pytest")
    tests.add_argument("--slow", action="store_true", help="also the sweeps that are too long for every run")
    commands.add_parser("build", help="make the wheel and the source distribution")
    options, further = parser.parse_known_args()
    if further and options.command != "test":
        parser.error(f"unrecognized arguments: {' '.join(further)}")
    return options, further


# The commands --------------------------------------------------------------------------------------------------------


def demo(_options: argparse.Namespace, _further: list[str]) -> int:
    """Show the main job."""
    return subprocess.run([PYTHON, "-m", "symgrad.cli.demo"], cwd=ROOT, env=clean()).returncode


def test(options: argparse.Namespace, further: list[str]) -> int:
    """Run each check in turn, and stop at the first that fails."""
    slow = ["--slow"] if options.slow else []
    stages = {
        "style": ["ruff", "check", "."],
        "types": ["mypy"],
        "architecture": ["lint-imports", "--no-logo", "--no-cache"],
        "tests": ["pytest", "-n", "2", "--cov", *slow, *further],
    }
    for number, (name, command) in enumerate(stages.items(), 1):
        stage(f"[{number}/{len(stages)}] {name}", command)
    print("All checks passed.", flush=True)
    return 0


def build(_options: argparse.Namespace, _further: list[str]) -> int:
    """Make the wheel and the source distribution."""
    stage("wheel and source distribution", ["pyproject-build"])
    return 0


def stage(title: str, command: list[str]) -> None:
    """Run one of the environment's commands under a title, and say how it went."""
    print(f"{title}: {' '.join(command)}", flush=True)
    start = time.monotonic()
    status = subprocess.run([SCRIPTS / f"{command[0]}{PROGRAM}", *command[1:]], cwd=ROOT, env=clean()).returncode
    if status:
        raise Failure(f"{title}: FAILED (exit status {status})")
    print(f"{title}: ok ({time.monotonic() - start:.1f} s)\n", flush=True)


# The environment -----------------------------------------------------------------------------------------------------


def prepare() -> None:
    """Make the environment unless a complete one for just this project stands there already."""
    stamp = fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") == stamp:
        return
    print(f"Setting up {ENVIRONMENT.name}: this takes about a minute, once.", flush=True)
    if ENVIRONMENT.exists():
        shutil.rmtree(ENVIRONMENT)
    create()
    install()
    half = STAMP.with_suffix(".half")
    half.write_text(stamp, encoding="utf-8")
    half.replace(STAMP)


def fingerprint() -> str:
    """What an environment depends on; it holds only where all of this is still the same."""
    parts = [sys.version, sys.base_prefix, str(ROOT)]
    parts += [(ROOT / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "dev.py")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def create() -> None:
    """An empty environment with pip, by `venv`, or by `virtualenv` where the system's Python comes without."""
    made = captured([sys.executable, "-m", "venv", str(ENVIRONMENT)], clean())
    if made.returncode and importlib.util.find_spec("virtualenv"):
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        made = captured([sys.executable, "-m", "virtualenv", str(ENVIRONMENT)], os.environ)
    if made.returncode:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        raise Failure(
            f"{made.stdout}\nThis Python cannot make a virtual environment.\n"
            f"On Debian and Ubuntu, install what it lacks: sudo apt install python3-venv (or python{version}-venv)\n"
            f"Elsewhere: {sys.executable} -m pip install --user virtualenv"
        )


def install() -> None:
    """symgrad itself, editable, with all that it and its tests need."""
    pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    done = captured([*pip, "--editable", f"{ROOT}[dev]"], clean(*PIP_LEFTOVERS))
    LOG.write_text(done.stdout, encoding="utf-8")
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-15:])
        offline = any(sign in done.stdout for sign in NO_NETWORK)
        reason = "The package index could not be reached: is there a network, and is a proxy needed?" if offline else ""
        raise Failure(f"{tail}\n\nInstalling failed (all of it: {LOG}).\n{reason}".rstrip())


def captured(command: list[str], environment: Mapping[str, str]) -> "subprocess.CompletedProcess[str]":
    """Run a command quietly; its output and errors, in order, are `stdout`."""
    return subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )


def clean(*further: str) -> dict[str, str]:
    """The surroundings without what would let other packages in; compiled modules are kept in the environment."""
    kept = {name: value for name, value in os.environ.items() if name not in (*LEFTOVERS, *further)}
    cache = str(ENVIRONMENT / "compiled")
    return {**kept, "PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1", "PYTHONPYCACHEPREFIX": cache}


@contextlib.contextmanager
def locked() -> Iterator[None]:
    """Let one process at a time make the environment; the system drops the lock of a process that ends."""
    with open(f"{ENVIRONMENT}.lock", "a+", encoding="utf-8") as file:
        lock(file.fileno())
        yield


def lock(descriptor: int) -> None:
    """Wait until the file is ours."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX)
    else:
        import msvcrt

        while True:
            with contextlib.suppress(OSError):  # it gives up after ten seconds
                msvcrt.locking(descriptor, msvcrt.LK_LOCK, 1)
                break


if __name__ == "__main__":
    sys.exit(main())
