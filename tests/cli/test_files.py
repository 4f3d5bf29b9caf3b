"""Files appear whole or not at all."""

import os
import stat
import sys
from pathlib import Path

import pytest

from symgrad.cli.files import check_writable, read, write
from symgrad.errors import SymgradError
from tests.cli.support import run


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for content in ("old", "ö ∂"):
        write(str(file), content)
        assert file.read_text(encoding="utf-8") == content
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_permissions_are_those_of_any_new_file_or_of_the_old_one(tmp_path: Path) -> None:
    file, other = tmp_path / "a.txt", tmp_path / "b.txt"
    other.touch()
    write(str(file), "x")
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)
    file.chmod(0o640)
    write(str(file), "y")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(SymgradError, match="no space left"):
        write(str(file), "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(sys.platform == "win32", reason="needs /dev/null")
def test_a_device_is_written_to_and_not_replaced() -> None:
    write("/dev/null", "x")
    assert not Path("/dev/null").is_file()


def test_a_folder_or_a_missing_folder_is_refused_before_any_work(tmp_path: Path) -> None:
    with pytest.raises(SymgradError, match="is a folder"):
        check_writable(str(tmp_path))
    with pytest.raises(SymgradError, match="no folder"):
        check_writable(str(tmp_path / "absent" / "a.txt"))
    shown = run("derive", "x^2", "-o", str(tmp_path))
    assert (shown.status, shown.out) == (2, "")
    assert "is a folder" in shown.err


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xfe\x00")
    for path, reason in ((tmp_path / "none.txt", "no file"), (bad, "UTF-8"), (tmp_path, "cannot be read")):
        with pytest.raises(SymgradError, match=reason):
            read(str(path))
