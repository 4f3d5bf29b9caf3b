"""The rules of the house: where things are imported and printed, what never runs, how long a function may be."""

import ast
import functools
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from importlinter import cli as importlinter

import symgrad
from symgrad import errors

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted((ROOT / "symgrad").rglob("*.py"))

Function = ast.FunctionDef | ast.AsyncFunctionDef

RUNS_TEXT = frozenset({"eval", "exec", "compile", "__import__", "sympify", "parse_expr", "parse_latex", "popen"})
"""Calls that turn text into running code or a process, under any module's name but `re.compile`."""

UNSAFE_MODULES = frozenset({"pickle", "cPickle", "dill", "marshal", "shelve", "code", "codeop", "yaml"})

COMPILING_ROOM = "symgrad/numeric/"
"""The one room where one function may compile source, which symgrad itself generated."""


@functools.cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def called(call: ast.Call) -> str:
    """The dotted name that is called, as far as it is one."""
    return ast.unparse(call.func)


def dangerous(node: ast.AST) -> str | None:
    """What is wrong with a node that could run a text, or None."""
    if isinstance(node, ast.Call):
        what = called(node)
        if what.rpartition(".")[2] in RUNS_TEXT and what != "re.compile":
            return what
        if what in ("os.system", "system") or any(
            word.arg == "shell" and not (isinstance(word.value, ast.Constant) and word.value.value is False)
            for word in node.keywords
        ):
            return what
    if isinstance(node, ast.Import | ast.ImportFrom):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
        imported = {alias.name for alias in node.names} & RUNS_TEXT
        unsafe = {module.partition(".")[0] for module in modules} & UNSAFE_MODULES
        return ", ".join(sorted(imported | unsafe)) or None
    return None


def dangers(module: ast.Module) -> list[tuple[str, str]]:
    """(The innermost function around it, what) for each dangerous place of a module."""
    found: list[tuple[str, str]] = []

    def visit(node: ast.AST, function: str) -> None:
        if isinstance(node, Function):
            function = node.name
        if what := dangerous(node):
            found.append((function, what))
        for child in ast.iter_child_nodes(node):
            visit(child, function)

    visit(module, "")
    return found


def test_imports_keep_the_contracts(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    status = importlinter.lint_imports(no_cache=True)
    assert status == importlinter.EXIT_STATUS_SUCCESS, capsys.readouterr().out


@pytest.mark.parametrize("path", [path for path in FILES if not name(path).startswith(COMPILING_ROOM)], ids=name)
def test_no_text_is_run(path: Path) -> None:
    assert dangers(tree(path)) == []


def test_one_function_compiles_what_symgrad_generated() -> None:
    paths = [path for path in FILES if name(path).startswith(COMPILING_ROOM)]
    found = {(name(path), function): what for path in paths for function, what in dangers(tree(path))}
    assert len(found) <= 1, f"only one function may run generated source, but these do: {sorted(found)}"
    assert {what for path in paths for _, what in dangers(tree(path))} <= {"compile", "exec"}


@pytest.mark.parametrize(
    "source",
    [
        "eval(x)",
        "exec(x)",
        "compile(x, '', 'exec')",
        "builtins.eval(x)",
        "sympy.sympify(x)",
        "from sympy import sympify",
        "from sympy.parsing.sympy_parser import parse_expr as p",
        "import pickle",
        "from pickle import loads",
        "import yaml",
        "os.system(x)",
        "os.popen(x)",
        "subprocess.run(x, shell=True)",
        "subprocess.run(x, shell=y)",
        "__import__(x)",
    ],
)
def test_each_way_of_running_text_is_seen(source: str) -> None:
    assert len(dangers(ast.parse(f"def f():\n    {source}"))) == 1
    assert dangers(ast.parse("re.compile('a'); subprocess.run(x, shell=False); import ast")) == []


def test_only_the_command_line_prints() -> None:
    printing = {
        name(path)
        for path in FILES
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and called(node) in ("print", "sys.stdout.write", "input")
    }
    assert {path for path in printing if not path.startswith("symgrad/cli/")} == set()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(tree(path))


def test_functions_are_short() -> None:
    lengths = sorted(
        (length(function), f"{name(path)}: {function.name}") for path in FILES for function in functions(path)
    )
    assert [place for lines, place in lengths if lines > 45] == []
    short = sum(lines < 21 for lines, _ in lengths)
    assert short >= 0.9 * len(lengths), f"only {short} of {len(lengths)} functions are under 21 lines: {lengths[-20:]}"


def test_a_file_is_one_idea() -> None:
    lines = {name(path): path.read_text(encoding="utf-8").count("\n") for path in FILES}
    assert {path: count for path, count in lines.items() if count > 300} == {}


def loaded_by(*arguments: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after running with these arguments."""
    code = "import sys\ntry:\n    {}\nexcept SystemExit:\n    pass\nprint('\\n@', *sys.modules)".format(*arguments)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return {module.partition(".")[0] for module in run.stdout.rpartition("@")[2].split()}


@pytest.mark.parametrize("statement", ["import symgrad", "from symgrad.cli import main; main(['--help'])"])
def test_starting_is_light(statement: str) -> None:
    heavy = {"sympy", "numpy", "flint", "mpmath", "matplotlib", "latex2sympy2", "prompt_toolkit"}
    assert loaded_by(statement) & heavy == set()


@pytest.mark.parametrize("public", symgrad.__all__)
def test_every_public_name_is_there(public: str) -> None:
    assert getattr(symgrad, public) is not None
    assert public in dir(symgrad)


@pytest.mark.parametrize(("public", "home"), symgrad._LAZY.items(), ids=list(symgrad._LAZY))
def test_loading_its_home_first_does_not_change_what_a_name_means(public: str, home: str) -> None:
    module, _, attribute = home.partition(":")
    loaded = import_module(module)
    assert getattr(symgrad, public) is (getattr(loaded, attribute) if attribute else loaded)


def test_the_settings_are_not_hidden_by_their_module() -> None:
    import_module("symgrad.settings")
    assert callable(symgrad.settings)


def test_every_kind_of_error_is_public() -> None:
    assert set(errors.__all__) <= set(symgrad.__all__)
    assert set(symgrad._LAZY) | set(errors.__all__) | {"__version__", "settings"} == set(symgrad.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'absent'"):
        getattr(symgrad, "ab" + "sent")
