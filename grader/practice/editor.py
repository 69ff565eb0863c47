"""Opening a learner's file in the editor of their choice."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.errors import UserError

_WINDOWED: Final = frozenset(
    {
        *("atom", "charm", "code", "code-insiders", "codium", "cursor", "gedit", "gnome-text-editor", "gvim", "idea"),
        *("kate", "mate", "notepad", "notepad++", "open", "pycharm", "subl", "sublime_text", "windsurf", "xdg-open"),
        *("xed", "zed", "zeditor"),
    }
)
"""Editors with a window of their own. Any other one may want the terminal to itself."""
_VS_CODE: Final = ("code", "code-insiders", "codium", "cursor")
_TAKES_PLUS_LINE: Final = frozenset({"vi", "vim", "nvim", "nano", "emacs", "micro", "joe", "kate", "gedit", "gvim"})
_TAKES_GOTO: Final = frozenset({*_VS_CODE, "windsurf"})
_LAST_RESORT: Final = ("nano", "vim", "vi", "notepad")

Which = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor: its command, and whether it needs the terminal for itself until it ends."""

    command: tuple[str, ...]
    in_terminal: bool

    def arguments(self, path: Path, line: int | None) -> list[str]:
        """The whole command for a file, at a line if the editor is known to take one."""
        name = _name(self.command[0])
        if line is not None and name in _TAKES_GOTO:
            return [*self.command, "--goto", f"{path}:{line}"]
        if line is not None and name in _TAKES_PLUS_LINE:
            return [*self.command, f"+{line}", str(path)]
        return [*self.command, str(path)]

    def open(self, path: Path, line: int | None = None) -> None:
        """Open a file; one in the terminal is waited for. Raises ``UserError`` if that fails."""
        arguments = self.arguments(path, line)
        try:
            if self.in_terminal:
                subprocess.run(arguments, check=False)  # noqa: S603 - the editor that the learner named
            else:
                process = subprocess.Popen(  # noqa: S603 - the editor that the learner named
                    arguments,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,  # closing this terminal must not close the editor; no effect on Windows
                )
                threading.Thread(target=process.wait, daemon=True).start()  # else it stays a zombie when it ends
        except OSError as error:
            raise UserError(f"the editor {self.command[0]} cannot be started: {error.strerror or error}") from None


def find_editor(environ: Mapping[str, str], which: Which = shutil.which) -> Editor:
    """``VISUAL``, then ``EDITOR``, then VS Code where this is its terminal or it is installed, then what there is.

    Raises ``UserError`` if there is none.
    """
    for variable in ("VISUAL", "EDITOR"):
        command = _split(environ.get(variable, ""), variable)
        if command:
            return Editor(command, _name(command[0]) not in _WINDOWED)
    for name in _VS_CODE:
        found = which(name)
        if found is not None and (environ.get("TERM_PROGRAM") == "vscode" or _has_screen(environ)):
            return Editor((found,), in_terminal=False)
    for name in _LAST_RESORT:
        found = which(name)
        if found is not None:
            return Editor((found,), name not in _WINDOWED)
    raise UserError("no editor was found: set EDITOR to the command that starts yours, such as EDITOR=nano")


def _split(value: str, variable: str) -> tuple[str, ...]:
    try:
        return tuple(word.strip('"') for word in shlex.split(value, posix=os.name == "posix"))
    except ValueError:
        raise UserError(f"{variable} is not a command: a quote in it is not closed") from None


def _name(command: str) -> str:
    return Path(command).name.lower().removesuffix(".exe").removesuffix(".cmd")


def _has_screen(environ: Mapping[str, str]) -> bool:
    return os.name == "nt" or bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
