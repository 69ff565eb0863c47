"""Sentences for people: on a terminal wrapped between words, in a pipe or a file one to a line."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import Final

import click

_NARROWEST: Final = 40


def say(text: object, *, err: bool = False) -> None:
    """Write text whose lines may be longer than the terminal is wide; to standard error if ``err``."""
    lines = str(text).split("\n")
    if (sys.stderr if err else sys.stdout).isatty():
        lines = [part for line in lines for part in _wrapped(line)]
    click.echo("\n".join(lines), err=err)


def _wrapped(line: str) -> list[str]:
    text = line.lstrip()
    indent = line[: len(line) - len(text)]
    return textwrap.wrap(
        text,
        max(shutil.get_terminal_size().columns, _NARROWEST),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,  # a command or a path is to be copied
        break_on_hyphens=False,
    ) or [""]
