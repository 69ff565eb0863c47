from __future__ import annotations

import os
import sys

import pytest

from grader.cli.settings import Color
from grader.cli.terminal import open_console


def test_a_closed_pipe_is_left_to_the_error_boundary(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        console = open_console(Color.NEVER)
        with pytest.raises(BrokenPipeError):
            console.print("x" * 100_000)
        console.print("not tried again")
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, writer)  # what is still buffered has to go somewhere
        os.close(nowhere)


@pytest.mark.parametrize("text", ["[bold]x[/bold]", ":smile:", "\\[x]"])
def test_a_learners_text_is_no_markup(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    open_console(Color.ALWAYS).print(text)
    assert capsys.readouterr().out == f"{text}\n"


def test_no_color_is_respected_unless_colour_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    for color in Color:
        open_console(color).print("x", style="red")
    assert capsys.readouterr().out == "x\n\x1b[31mx\x1b[0m\nx\n"


def test_never_is_never(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    open_console(Color.NEVER).print("x", style="bold red")
    assert capsys.readouterr().out == "x\n"
