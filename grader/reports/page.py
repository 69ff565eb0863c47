"""What the renderers for a terminal share: a page of lines, each of pieces with a role, and the parts that occur on it.

Colour is put on last and never carries anything that the words and signs do not say. Every text that a learner or an
author wrote passes through ``grader.reports.text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.model import Diagnosis, ErrorInfo, Frame, Observation, Place, Timeline, name_lines
from grader.reports import timeline_text
from grader.reports.text import Glyphs, code, cut, glyphs_for, prose, safe, show_invisible, width, without_folders, wrap

if TYPE_CHECKING:
    from rich.console import Console

Piece = tuple[str, str]
"""A text and its role, which is the name of a style."""
Line = list[Piece]

INDENT = "  "
_WIDEST = 120
_WIDEST_PROSE = 96
"""Longer lines are hard to read."""
_NARROWEST = 40
_MOST_OUTPUT_LINES = 12
_MOST_FRAMES = 6
_MOST_INNER = 3
_ALWAYS_MARKED = frozenset({"syntax-error", "open-gaps"})

STYLES = {
    "": "",
    "title": "bold",
    "rule": "dim",
    "passed": "green",
    "failed": "bold red",
    "quiet": "dim",
    "label": "bold cyan",
    "code": "",
    "mark": "bold yellow",
    "wrong": "red",
    "right": "green",
    "ungraded": "bold yellow",
}


def show(lines: Iterable[Line], console: Console) -> None:
    """Print the lines in the colours of their roles."""
    from rich.text import Text

    for line in lines:
        text = Text.assemble(*((piece, STYLES[role]) for piece, role in line), no_wrap=True, overflow="ignore")
        console.print(text, soft_wrap=True)


def as_text(lines: Iterable[Line]) -> str:
    """The lines without colour."""
    return "\n".join("".join(piece for piece, _ in line).rstrip() for line in lines) + "\n"


@dataclass(frozen=True, slots=True)
class Page:
    """Where something is laid out: ``columns`` wide, in signs that ``encoding`` has; ``file`` is the learner's."""

    columns: int
    encoding: str
    glyphs: Glyphs
    verbose: bool
    file: str

    @property
    def prose_columns(self) -> int:
        return min(self.columns, _WIDEST_PROSE)

    def safe(self, text: str) -> str:
        return safe(text, self.encoding)

    def prose(self, text: str) -> str:
        return prose(text, self.encoding, self.glyphs)

    def heading(self, title: str, verdict: str, role: str) -> Iterator[Line]:
        title = cut(title, max(self.columns - width(verdict) - 3, 10), self.glyphs)
        gap = " " * max(self.columns - width(title) - width(verdict), 1)
        yield [(title, "title"), (gap, ""), (verdict, role)]
        yield [(self.glyphs.rule * self.columns, "rule")]

    def paragraph(self, label: str, text: str, role: str) -> Iterator[Line]:
        """A labelled paragraph, its lines flush; nothing at all where there is no text."""
        start = f"{INDENT}{label:<7}" if label else INDENT
        lines = [
            line
            for part in text.strip().splitlines()
            for line in wrap(self.prose(part), self.prose_columns - len(start)) or [""]
        ]
        for number, line in enumerate(lines):
            yield [(start if number == 0 else " " * len(start), role), (line, "" if label else role)]

    def explanation(self, diagnosis: Diagnosis) -> Iterator[Line]:
        yield from self.paragraph("WHAT", diagnosis.what, "label")
        yield from self.where(diagnosis)
        yield from self.paragraph("WHY", diagnosis.why, "label")
        yield from self.paragraph("NEXT", diagnosis.next, "label")
        if diagnosis.page is not None:
            text = f"{INDENT}{'MORE':<7}grader explain {diagnosis.page.removeprefix('slugs/')}"
            yield [(cut(text, self.columns, self.glyphs), "quiet")]

    def warnings(self, warnings: Iterable[Diagnosis], *, cost_nothing: bool) -> Iterator[Line]:
        """What else is worth a look, each in short."""
        warnings = tuple(warnings)
        if not warnings:
            return
        yield []
        yield [("Worth a look" + (", though it cost no points" if cost_nothing else ""), "title")]
        for warning in warnings:
            yield []
            yield from self.explanation(warning)

    def where(self, diagnosis: Diagnosis) -> Iterator[Line]:
        place = diagnosis.where
        if place is None:
            return
        # A caret under the first word says no more than the line itself, but for what nobody would look for there.
        whole_line = diagnosis.slug not in _ALWAYS_MARKED and not place.text[: place.column].strip()
        column = None if whole_line else place.column
        file = f" of {self.safe(self.file)}" if self.file else ""
        yield [(f"{INDENT}{'WHERE':<7}", "label"), (f"{name_lines(place.lines)}{file}", "")]
        digits = max(len(str(line)) for line in place.lines)
        shallow = min(map(_indentation, place.lines.values()))
        for line, text in place.lines.items():
            start = (">" if place.also and line == place.line else "").rjust(7) + " " * (2 + digits - len(str(line)))
            marked = column if line == place.line else None
            yield from self.source(line, text, marked, None, start, keep=_indentation(text) - shallow)

    def source(  # noqa: PLR0913 - what is shown of a line, and where
        self, line: int, text: str, column: int | None, end: int | None, start: str, *, keep: int = 0
    ) -> Iterator[Line]:
        """A line of the program with its number, and a caret below if a column is known.

        ``keep`` is how many characters of its indentation are shown.
        """
        shift = _indentation(text) - keep
        body = text[shift:]
        number = f"{start}{line} | "
        room = self.columns - width(number)
        before = code(body[: max((column or 0) - shift, 0)], self.encoding)
        shown = code(body, self.encoding)
        lead = ""
        if width(shown) > room and width(before) > room // 2:
            skipped = width(before) - room // 2
            shown, before, lead = shown[skipped:], before[skipped:], self.glyphs.ellipsis
        yield [(number, "quiet"), (cut(lead + shown, room, self.glyphs), "code")]
        if column is not None:
            length = 1 if end is None or end <= column else width(code(text[column:end], self.encoding))
            caret = " " * width(lead + before) + self.glyphs.caret * max(min(length, room - width(lead + before)), 1)
            yield [(f"{' ' * (width(number) - 2)}| ", "quiet"), (caret, "mark")]

    def error(self, error: ErrorInfo, told: Place | None) -> Iterator[Line]:
        """The learner's own frames; nothing if the one place that matters is shown already."""
        if len(error.frames) > 1 or (error.frames and (told is None or told.line != error.line)):
            yield []
            yield [(f"{INDENT}The way there, through your own code:", "quiet")]
            frames = error.frames
            if len(frames) > _MOST_FRAMES:
                frames = (*frames[: _MOST_FRAMES // 2], *frames[-_MOST_FRAMES // 2 :])
            for index, frame in enumerate(frames):
                if index == _MOST_FRAMES // 2 and len(error.frames) > _MOST_FRAMES:
                    yield [(f"{INDENT}  {self.glyphs.ellipsis} {len(error.frames) - _MOST_FRAMES} more", "quiet")]
                yield from self.frame(frame, error if frame is error.frames[-1] else None)
        yield from self.inner(error)

    def frame(self, frame: Frame, error: ErrorInfo | None) -> Iterator[Line]:
        name = "" if frame.function.startswith("<") else f" in {self.safe(frame.function)}"
        yield [(cut(f"{INDENT}  line {frame.line}{name}", self.columns, self.glyphs), "")]
        if not frame.text.strip():
            return
        column, end = (error.column, error.end_column) if error is not None else (None, None)
        if frame.text == frame.text.lstrip():
            # Without the line's indentation nothing says where its columns begin.
            column, end = None, None
        yield from self.source(
            frame.line, frame.text, _characters(frame.text, column), _characters(frame.text, end), " " * 6
        )

    def inner(self, error: ErrorInfo) -> Iterator[Line]:
        if not error.inner:
            return
        yield []
        yield [(f"{INDENT}Inside the group:", "quiet")]
        for one in error.inner[:_MOST_INNER]:
            line = f" (line {one.line})" if one.line is not None else ""
            text = f"{INDENT}  {self.safe(one.type)}: {self.safe(without_folders(one.message))}{line}"
            yield [(cut(text, self.columns, self.glyphs), "")]
        if len(error.inner) > _MOST_INNER:
            yield [(f"{INDENT}  {self.glyphs.ellipsis} {len(error.inner) - _MOST_INNER} more", "quiet")]

    def printed(self, verb: str, text: str, run: Observation, *, exact: bool) -> Iterator[Line]:
        """A stream of the program; invisible characters are shown where it is compared ``exact``ly."""
        if not text:
            return
        lines = text.removesuffix("\n").split("\n")
        most = len(lines) if self.verbose else _MOST_OUTPUT_LINES
        yield []
        yield [(f"{INDENT}Your program {verb}:", "quiet")]
        for line in lines[:most]:
            shown = show_invisible(line, self.glyphs, self.encoding) if exact else code(line, self.encoding)
            yield [(f"{INDENT}  | ", "quiet"), (cut(shown, self.columns - 6, self.glyphs), "code")]
        if len(lines) > most:
            yield [(f"{INDENT}  {self.glyphs.ellipsis} {len(lines) - most} more lines", "quiet")]
        if run.truncated:
            yield [(f"{INDENT}  {self.glyphs.ellipsis} and more, which was cut off", "quiet")]

    def timeline(self, timeline: Timeline | None, expected: Timeline | None = None) -> Iterator[Line]:
        """The drawing of a run, with the ``expected`` shape of one below it, on the same scale."""
        if timeline is None or not timeline.tasks or max(timeline.end, expected.end if expected else 0) <= 0:
            return
        yield []
        yield [(f"{INDENT}What your tasks did, by the clock of the event loop:", "quiet")]
        drawing = timeline_text.draw(timeline, self.columns - len(INDENT), self.glyphs, self.encoding, expected)
        for line in drawing:
            yield [(f"{INDENT}{line}", "quiet" if line == timeline_text.EXPECTED else "")]


def new_page(columns: int, encoding: str, *, verbose: bool, file: str) -> Page:
    return Page(max(min(columns, _WIDEST), _NARROWEST), encoding, glyphs_for(encoding), verbose, file)


def _indentation(text: str) -> int:
    return len(text) - len(text.lstrip())


def _characters(text: str, utf8_offset: int | None) -> int | None:
    """Tracebacks count columns in UTF-8."""
    if utf8_offset is None:
        return None
    return len(text.encode("utf-8", "surrogatepass")[: max(utf8_offset, 0)].decode("utf-8", "ignore"))
