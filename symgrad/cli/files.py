"""Files read and written: a file appears whole or not at all, and what is in the way is said."""

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from symgrad.errors import SymgradError


def write(path: str, content: str | bytes) -> None:
    """Write the file in one step: beside its place first, then moved there. Raises SymgradError where it cannot be."""
    target = Path(path).expanduser().resolve()
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        check_writable(path)
        if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise SymgradError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error


def check_writable(path: str) -> None:
    """Refuse early what `write` would refuse late. Raises SymgradError."""
    target = Path(path).expanduser().resolve()
    if target.is_dir():
        raise SymgradError(f"{path} is a folder", hint=f"name a file in it, such as {Path(path) / 'answer.tex'}")
    if not target.parent.is_dir():
        raise SymgradError(f"there is no folder {Path(path).parent}", hint="make it first, or name another place")


def _replace(target: Path, data: bytes) -> None:
    descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def _mode(target: Path) -> int:
    """The permissions the file has, or those a new one gets."""
    with suppress(OSError):
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def read(path: str) -> str:
    """The text of a file. Raises SymgradError where there is none or it is not UTF-8."""
    try:
        return Path(path).expanduser().read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise SymgradError(f"there is no file {path}") from error
    except UnicodeDecodeError as error:
        raise SymgradError(f"{path} is not UTF-8 text") from error
    except OSError as error:
        raise SymgradError(f"{path} cannot be read: {(error.strerror or str(error)).lower()}") from error
