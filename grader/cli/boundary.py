"""Where every error ends: one short text for the person at the keyboard, and an exit code. Never a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper

import click

from grader.cli.prose import say
from grader.cli.settings import ExitCode
from grader.errors import CatalogueError, GraderFault, UserError


def guarded(command: Callable[[], int], arguments: Sequence[str]) -> int:
    """Runs ``command`` and returns its exit code, or the one that fits how it failed.

    ``arguments`` go into the log file of an internal error.
    """
    _write_what_the_terminal_cannot()
    try:
        code = _ended(command)
        sys.stdout.flush()
    except BrokenPipeError:
        _close_quietly()
        return ExitCode.PIPE_CLOSED
    except KeyboardInterrupt:
        click.echo(err=True)
        return ExitCode.INTERRUPTED
    except Exception as error:  # the last stop: whatever it is, the person must not see a traceback
        _internal(error, arguments)
        return ExitCode.FAULT
    return code


def _ended(command: Callable[[], int]) -> int:
    try:
        return command()
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show()
        return ExitCode.USAGE
    except CatalogueError as error:
        click.echo(error, err=True)  # each line begins with the file, as editors like it
        return ExitCode.USAGE
    except UserError as error:
        say(f"grader: {error}", err=True)
        return ExitCode.USAGE
    except GraderFault as error:
        say(f"grader: {error}", err=True)
        return ExitCode.FAULT


def _write_what_the_terminal_cannot() -> None:
    """Learner text may hold what the terminal's encoding lacks, and lone surrogates."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _close_quietly() -> None:
    """Python flushes standard output once more at its end; what is left there has no reader any more."""
    import os

    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except OSError:
        pass


def _internal(error: Exception, arguments: Sequence[str]) -> None:
    path = _log(error, arguments)
    where = f"The details are in {path}\nPlease report it, and send that file along." if path else "Please report it."
    say(f"A fault of the grader, not of your work: {type(error).__name__}: {error}\n{where}", err=True)


def _log(error: Exception, arguments: Sequence[str]) -> str | None:
    import platform
    import tempfile
    import traceback

    from grader import __version__

    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="grader-", suffix=".log", delete=False, encoding="utf-8", errors="backslashreplace"
        ) as file:
            file.write(f"grader {__version__}, Python {platform.python_version()}, {platform.platform()}\n")
            file.write(f"arguments: {list(arguments)!r}\n\n")
            file.writelines(traceback.format_exception(error))
            return file.name
    except OSError:
        return None
