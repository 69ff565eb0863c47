from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import click
import pytest
from invoking import Invoke

from grader import __version__
from grader.cli import app, boundary
from grader.cli.settings import Color, ExitCode, Settings
from grader.errors import CatalogueError, GraderFault, Problem, UserError


@pytest.fixture
def invoke(capsys: pytest.CaptureFixture[str]) -> Invoke:
    return Invoke(capsys)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], None]:
    """Adds a command ``try`` that does what it is given."""

    def add(body: Callable[[], object]) -> None:
        monkeypatch.setitem(app.COMMANDS, "try", "Try something.")
        monkeypatch.setitem(sys.modules, "grader.cli.try", SimpleNamespace(command=click.command("try")(body)))

    return add


def raising(error: BaseException) -> Callable[[], object]:
    def body() -> object:
        raise error

    return body


def test_help_lists_every_command_with_an_example(invoke: Invoke) -> None:
    ended = invoke("--help")
    assert ended.code == 0
    assert "grader check hello_stop.py" in ended.out
    listed = [line.split()[0] for line in ended.out.split("Commands:\n")[1].splitlines() if line[2] != " "]
    assert listed == list(app.COMMANDS)
    assert ended.err == ""


def test_no_arguments_show_the_help(invoke: Invoke) -> None:
    ended = invoke()
    assert ended.code == ExitCode.USAGE
    assert "Commands:" in ended.out + ended.err


def test_version(invoke: Invoke) -> None:
    assert invoke("--version").out == f"grader {__version__}\n"


@pytest.mark.parametrize("name", app.COMMANDS)
def test_the_help_of_a_command_begins_as_the_list_says_and_has_an_example(invoke: Invoke, name: str) -> None:
    ended = invoke(name, "--help")
    assert ended.code == 0
    assert "Examples:\n" in ended.out
    assert f"\n    grader {name}" in ended.out
    assert app.cli.get_command(click.Context(app.cli), name) is not None
    assert app.cli.get_command(click.Context(app.cli), f"{name}s") is None


def test_an_unknown_command_is_a_mistake_of_usage(invoke: Invoke) -> None:
    ended = invoke("chek", "x.py")
    assert ended.code == ExitCode.USAGE
    assert "There is no command 'chek'. Did you mean 'check'?" in ended.err
    assert "Did you mean" not in invoke("zzzzz").err


def test_an_unknown_option_is_a_mistake_of_usage(invoke: Invoke) -> None:
    ended = invoke("check", "--frobnicate")
    assert ended.code == ExitCode.USAGE
    assert "--frobnicate" in ended.err
    assert ended.out == ""


def test_a_command_that_is_not_one_is_our_fault(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setitem(app.COMMANDS, "try", "Try something.")
    monkeypatch.setitem(sys.modules, "grader.cli.try", SimpleNamespace(command=None))
    assert invoke("try").code == ExitCode.FAULT


def test_global_options_reach_the_command(invoke: Invoke, command: Callable[[Callable[[], object]], None]) -> None:
    seen: list[Settings] = []

    @click.pass_obj
    def body(settings: Settings) -> int:
        seen.append(settings)
        return 1

    command(body)
    assert invoke("--course", "x", "--color", "never", "--verbose", "try").code == 1
    assert seen == [Settings(Path("x"), Color.NEVER, verbose=True)]


def test_global_options_after_the_command_add_to_those_before_it(
    invoke: Invoke, command: Callable[[Callable[[], object]], None]
) -> None:
    seen: list[Settings] = []

    @click.pass_obj
    def body(settings: Settings) -> None:
        seen.append(settings)

    command(body)
    invoke("--course", "x", "--color", "never", "try", "--plain", "--course", "y")
    invoke("try")
    assert seen == [Settings(Path("y"), Color.NEVER, plain=True), Settings()]


def test_an_option_of_a_command_itself_goes_before_a_global_one() -> None:
    new = app.cli.get_command(click.Context(app.cli), "new")
    assert new is not None
    names = [name for parameter in new.params for name in parameter.opts]
    assert names.count("--course") == 1
    assert "--plain" in names


def test_what_stands_behind_a_program_is_not_ours() -> None:
    run = app.cli.get_command(click.Context(app.cli), "run")
    assert run is not None
    found = run.make_context("run", ["--plain", "x.py", "--verbose"])
    assert found.params["arguments"] == ("--verbose",)
    assert found.obj == Settings(plain=True)


@pytest.mark.parametrize(("typed", "meant"), [("lsit", "list"), ("nxet", "next"), ("whatever", ""), ("init", "")])
def test_only_a_command_that_is_near_is_suggested(invoke: Invoke, typed: str, meant: str) -> None:
    err = invoke(typed).err
    assert (f"Did you mean '{meant}'?" in err) if meant else "Did you mean" not in err


def test_a_command_that_returns_nothing_went_well(
    invoke: Invoke, command: Callable[[Callable[[], object]], None]
) -> None:
    command(lambda: None)
    assert invoke("try").code == 0


@pytest.mark.parametrize(
    ("error", "code", "text"),
    [
        (UserError("say which"), ExitCode.USAGE, "grader: say which\n"),
        (CatalogueError([Problem(Path("a.yaml"), 3, 1, "bad")]), ExitCode.USAGE, "a.yaml:3:1: bad\n"),
        (GraderFault("no room"), ExitCode.FAULT, "grader: no room\n"),
        (KeyboardInterrupt(), ExitCode.INTERRUPTED, "\n"),
        (click.Abort(), ExitCode.INTERRUPTED, "\n"),
        (click.exceptions.Exit(1), 1, ""),
    ],
)
def test_each_error_has_its_exit_code_and_its_text(
    invoke: Invoke,
    command: Callable[[Callable[[], object]], None],
    error: BaseException,
    code: int,
    text: str,
) -> None:
    command(raising(error))
    ended = invoke("try")
    assert (ended.code, ended.out, ended.err) == (code, "", text)


def test_a_fault_of_ours_is_written_to_a_file_and_shows_no_traceback(
    invoke: Invoke,
    command: Callable[[Callable[[], object]], None],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    command(raising(RuntimeError("it broke")))
    ended = invoke("try")
    assert ended.code == ExitCode.FAULT
    [log] = tmp_path.iterdir()
    assert ended.err.splitlines() == [
        "A fault of the grader, not of your work: RuntimeError: it broke",
        f"The details are in {log}",
        "Please report it, and send that file along.",
    ]
    text = log.read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "arguments: ['try']" in text


def test_a_fault_of_ours_is_told_where_no_file_can_be_written(
    invoke: Invoke, command: Callable[[Callable[[], object]], None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    command(raising(RuntimeError("it broke")))
    ended = invoke("try")
    assert ended.code == ExitCode.FAULT
    assert ended.err.endswith("it broke\nPlease report it.\n")


def test_a_reader_that_went_away_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)

        def speak() -> int:
            print("x" * 100_000)
            return 0

        assert boundary.guarded(speak, []) == ExitCode.PIPE_CLOSED


def test_a_broken_pipe_without_a_descriptor(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert boundary.guarded(raising(BrokenPipeError(errno.EPIPE, "")), []) == ExitCode.PIPE_CLOSED  # type: ignore[arg-type]  # it never returns
    assert capsys.readouterr() == ("", "")


def test_text_that_the_terminal_cannot_show_is_escaped(
    invoke: Invoke, command: Callable[[Callable[[], object]], None]
) -> None:
    command(lambda: click.echo("a\udc80b"))
    assert invoke("try").out == "a\\udc80b\n"


def test_shell_completion(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_GRADER_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "grader do")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert "doctor" in invoke().out
