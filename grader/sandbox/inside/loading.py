"""The learner's file as a module, and the learner's exceptions as plain data."""

from __future__ import annotations

import itertools
import linecache
import sys
import types
from types import CodeType, TracebackType
from typing import Any, Final

from grader.sandbox.protocol import safe_repr, without_addresses

_MAX_FRAMES: Final = 8
_MAX_INNER: Final = 8
_MAX_CAUSES: Final = 3
_MAX_BASES: Final = 20


class LearnerProgram:
    """The main file: compiled once, run anew for each run, and with it the ``helpers``, the modules beside it."""

    def __init__(self, source: str, filename: str, helpers: frozenset[str] = frozenset()) -> None:
        self.source = source
        self.helpers = helpers
        self.filename = filename
        self.module_name = filename.removesuffix(".py")
        self._code: CodeType | None = None

    def compiled(self) -> CodeType:
        """The code object; raises what ``compile`` raises."""
        if self._code is None:
            self._code = compile(self.source, self.filename, "exec", dont_inherit=True)
        return self._code

    def run(self, name: str, names: dict[str, Any]) -> types.ModuleType:
        """Execute the file in a new module called ``name`` that already holds ``names``; it replaces an older one."""
        code = self.compiled()
        self._forget_helpers()
        module = types.ModuleType(name)
        module.__dict__.update(names)
        module.__file__ = self.filename
        sys.modules[name] = module
        linecache.cache[self.filename] = (len(self.source), None, self.source.splitlines(keepends=True), self.filename)
        exec(code, module.__dict__)  # noqa: S102 - running it is what this process is for
        return module

    def _forget_helpers(self) -> None:
        """What one run did to a module beside the program does not reach the next one."""
        if self.helpers:
            for name in [name for name in sys.modules if name.split(".", 1)[0] in self.helpers]:
                del sys.modules[name]


def describe_error(error: BaseException, filename: str, depth: int = 0) -> dict[str, Any]:
    """The plain form of an exception: its class, text, place, and the learner's own frames, outermost first."""
    column, end_column, frames = _frames(error.__traceback__, filename)
    if isinstance(error, SyntaxError) and error.filename == filename and error.lineno:
        frames = [["<module>", error.lineno]]
        column = max(0, (error.offset or 1) - 1)
        end_column = max(column, (error.end_offset or 0) - 1) if error.end_lineno == error.lineno else None
    inner = error.exceptions if isinstance(error, BaseExceptionGroup) else ()
    cause = (
        error.__cause__ if error.__cause__ is not None else None if error.__suppress_context__ else error.__context__
    )
    return {
        "type": type(error).__name__,
        "message": _text_of(error),
        "bases": [kind.__name__ for kind in type(error).__mro__[:_MAX_BASES]],
        "frames": frames,
        "column": column,
        "end_column": end_column,
        "notes": [safe_repr(note)[1:-1] for note in getattr(error, "__notes__", ())[:_MAX_INNER]],
        "inner": [describe_error(e, filename, depth + 1) for e in inner[:_MAX_INNER]] if depth < _MAX_CAUSES else [],
        "cause": describe_error(cause, filename, depth + 1) if cause is not None and depth < _MAX_CAUSES else None,
    }


def _text_of(error: BaseException) -> str:
    if isinstance(error, SyntaxError):
        return str(error.msg)
    try:
        text = str.__str__(str(error))
    except BaseException as failure:  # a learner's __str__ may raise anything at all
        return f"<{type(failure).__name__} raised by str()>"
    return without_addresses(text[:500])


def _frames(traceback: TracebackType | None, filename: str) -> tuple[int | None, int | None, list[list[Any]]]:
    frames: list[list[Any]] = []
    last: TracebackType | None = None
    while traceback is not None:
        if traceback.tb_frame.f_code.co_filename == filename:
            frames.append([traceback.tb_frame.f_code.co_name, traceback.tb_lineno])
            last = traceback
        traceback = traceback.tb_next
    if last is None:
        return None, None, []
    positions = last.tb_frame.f_code.co_positions()
    place = next(itertools.islice(positions, last.tb_lasti // 2, None), (None, None, None, None))
    return place[2], place[3] if place[0] == place[1] else None, frames[-_MAX_FRAMES:]
