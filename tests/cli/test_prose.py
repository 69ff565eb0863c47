"""Sentences on a terminal and elsewhere."""

from __future__ import annotations

import io
import sys

import pytest

from grader.cli.prose import say

SENTENCE = "one two three four five six seven eight nine ten\n\n  an/unbroken/path/that-is-longer-than/forty/columns"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("err", [False, True])
def test_on_a_terminal_lines_break_between_words(monkeypatch: pytest.MonkeyPatch, *, err: bool) -> None:
    stream = Terminal()
    monkeypatch.setenv("COLUMNS", "10")  # too few: forty are taken
    monkeypatch.setattr(sys, "stderr" if err else "stdout", stream)
    say(SENTENCE, err=err)
    assert stream.getvalue().splitlines() == [
        "one two three four five six seven eight",
        "nine ten",
        "",
        "  an/unbroken/path/that-is-longer-than/forty/columns",
    ]


def test_in_a_pipe_a_sentence_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    say(SENTENCE)
    assert capsys.readouterr().out == f"{SENTENCE}\n"
