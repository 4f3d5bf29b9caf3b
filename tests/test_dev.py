"""The set-up script: made once, remade when half made or outdated, and clear about what is missing."""

import ast
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "dev.py"


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, at work in a folder of its own, where making an environment takes no time."""
    spec = importlib.util.spec_from_file_location("dev_under_test", SOURCE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    environment = tmp_path / ".venv"
    for name in ("pyproject.toml", "dev.py"):
        (tmp_path / name).write_text(name)
    module.ROOT, module.ENVIRONMENT, module.PYTHON = tmp_path, environment, environment / "python"
    module.STAMP, module.LOG = environment / "complete.txt", environment / "install.log"
    module.calls = []
    monkeypatch.setattr(module, "captured", lambda command, _environment: answer(module, command))
    return module


def answer(dev: ModuleType, command: list[str], status: int = 0, output: str = "") -> subprocess.CompletedProcess[str]:
    dev.calls.append(command)
    if "venv" in command and not status:
        dev.ENVIRONMENT.mkdir()
        dev.PYTHON.touch()
    return subprocess.CompletedProcess(command, status, output)


def test_an_old_python_can_read_the_script_as_far_as_its_message() -> None:
    ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_environment_is_made_once(dev: ModuleType) -> None:
    dev.prepare()
    assert len(dev.calls) == 2
    dev.prepare()
    assert len(dev.calls) == 2


def test_it_is_remade_when_what_it_depends_on_has_changed(dev: ModuleType) -> None:
    dev.prepare()
    (dev.ROOT / "pyproject.toml").write_text("other")
    dev.prepare()
    assert len(dev.calls) == 4


def test_a_half_made_environment_is_remade(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(dev, "install", interrupted)
        dev.prepare()
    (dev.ENVIRONMENT / "left over").touch()
    dev.prepare()
    assert dev.STAMP.exists() and not (dev.ENVIRONMENT / "left over").exists()


def test_a_python_without_venv_is_told_what_to_install(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "captured", lambda command, _: answer(dev, command, 1))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(dev.Failure, match="apt install python3-venv"):
        dev.prepare()


def test_virtualenv_stands_in_for_venv(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "captured", lambda command, _: answer(dev, command, int("venv" in command)))
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: object())
    dev.create()
    assert dev.calls[-1][1:3] == ["-m", "virtualenv"]


def test_a_missing_network_is_named(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    dev.ENVIRONMENT.mkdir()
    monkeypatch.setattr(dev, "captured", lambda command, _: answer(dev, command, 1, "x NewConnectionError x"))
    with pytest.raises(dev.Failure, match=r"x NewConnectionError x[\s\S]*is there a network"):
        dev.install()
    monkeypatch.setattr(dev, "captured", lambda command, _: answer(dev, command, 1, "no such version"))
    with pytest.raises(dev.Failure, match=r"no such version\n\nInstalling failed \(all of it: .*\)\.$"):
        dev.install()


def test_nothing_from_outside_gets_in(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in dev.LEFTOVERS:
        monkeypatch.setenv(name, "x")
    environment = dev.clean()
    assert not set(dev.LEFTOVERS) & set(environment) and environment["PYTHONNOUSERSITE"] == "1"


def test_arguments_after_test_go_to_pytest(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    stages: dict[str, list[str]] = {}
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev, "stage", lambda title, command: stages.update({title: command}))
    monkeypatch.setattr(sys, "argv", ["dev.py", "test", "--slow", "-k", "parse"])
    assert dev.main() == 0
    assert len(stages) == 4
    assert list(stages.values())[-1][-3:] == ["--slow", "-k", "parse"]


def test_a_failing_stage_ends_it(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "prepare", lambda: None)
    monkeypatch.setattr(dev.subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 3))
    monkeypatch.setattr(sys, "argv", ["dev.py", "test"])
    assert dev.main() == 1
    assert "[1/4] style: FAILED (exit status 3)" in capsys.readouterr().err
