"""What a learner sees of exercises, hints, solutions and progress, as things that rich can print.

``plain`` leaves out whatever is drawn: no lines, no bars, no code in colours; what is left reads well aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final

from pygments.token import (  # type: ignore[import-untyped]  # rich brings it along, and takes these as keys
    Comment,
    Keyword,
    Name,
    Number,
    Operator,
    String,
    Token,
)
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.markdown import CodeBlock, Markdown
from rich.padding import Padding
from rich.style import Style
from rich.syntax import ANSISyntaxTheme, Syntax
from rich.text import Text
from rich.theme import Theme

from grader.model import Exercise, Prediction
from grader.practice.bare import bare_text
from grader.practice.desk import HintShown, Solution
from grader.practice.differing import differing_part
from grader.practice.overview import ChapterCount, Row, Summary
from grader.practice.progress import State
from grader.practice.pythons import python_note

PROSE_COLUMNS: Final = 96
"""Longer lines are hard to read."""

CHOSEN: Final = "reverse"
"""The style of the row that a cursor is on, and of nothing else."""

THEME: Final = Theme(
    {
        "markdown.code": "bold",
        "markdown.h1": "bold",
        "markdown.h2": "bold",
        "markdown.item.bullet": "bold",
        "markdown.item.number": "bold",
        "markdown.link_url": "underline",
    }
)
"""Colours that a terminal has chosen itself, and none behind the text: it reads well on light and on dark."""

CODE: Final = ANSISyntaxTheme(
    {
        Token: Style(),
        Comment: Style(dim=True),
        Keyword: Style(bold=True),
        Keyword.Constant: Style(color="cyan"),
        Name.Builtin: Style(),
        Name.Decorator: Style(color="magenta"),
        Name.Function: Style(color="blue"),
        Name.Class: Style(color="blue"),
        Number: Style(color="cyan"),
        Operator.Word: Style(bold=True),
        String: Style(color="green"),
        String.Doc: Style(dim=True),
    }
)


class _CodeBlock(CodeBlock):
    """Code, set in a little; rich's own puts an empty line above and below as well."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        code = str(self.text).rstrip()
        yield Padding(Syntax(code, self.lexer_name, theme=CODE, word_wrap=True), (0, 0, 0, 2))


class _Markdown(Markdown):
    """Markdown in the terminal's own colours."""

    elements: ClassVar = {**Markdown.elements, "fence": _CodeBlock, "code_block": _CodeBlock}


@dataclass(frozen=True, slots=True)
class Look:
    """How to show things: ``plain`` for reading aloud, ``styled`` if the console has bold and colours at all."""

    plain: bool = False
    styled: bool = True
    unicode: bool = True

    # ------------------------------------------------------------------------------------------------ pieces

    def markdown(self, text: str) -> RenderableType:
        """Markdown; nearly as it was written where nothing would set it apart."""
        if self.plain or not self.styled:
            return Text(bare_text(text))
        return _Markdown(text)

    def code(self, source: str) -> RenderableType:
        if self.plain or not self.styled:
            return Text(source.rstrip("\n"))
        return Syntax(source.rstrip("\n"), "python", theme=CODE)

    def heading(self, text: str, beside: str = "") -> RenderableType:
        title = Text(text, style="bold")
        return title if not beside else Text.assemble(title, "   ", (beside, "dim"))

    def bar(self, part: int, whole: int, width: int) -> Text:
        """``####----``: empty in plain mode, where the numbers beside it say the same."""
        if self.plain or whole < 1:
            return Text()
        full = round(width * part / whole)
        full = min(max(full, 1 if part else 0), width if part == whole else width - 1)
        on, off = ("█", "░") if self.unicode else ("#", "-")
        return Text.assemble((on * full, "green"), (off * (width - full), "dim"))

    # ------------------------------------------------------------------------------------------------ an exercise

    def exercise(self, exercise: Exercise, beside: str = "") -> Iterator[RenderableType]:
        """The task."""
        about = [exercise.id, f"difficulty {exercise.difficulty} of 5"]
        if exercise.minutes is not None:
            about.append(f"about {exercise.minutes} minutes")
        if exercise.optional:
            about.append("optional")
        yield self.heading(exercise.title, beside)
        yield Text(" - ".join(about), style="dim")
        note = python_note(exercise)
        if note:
            yield Text(note, style="yellow")
        yield Text()
        yield self.markdown(exercise.prompt)
        yield Text()

    def checks(self, exercise: Exercise) -> Iterator[RenderableType]:
        yield Text("What is checked:")
        for check in exercise.checks:
            yield Text(f"  {check.title} ({check.points:g})")

    def hint(self, shown: HintShown) -> Iterator[RenderableType]:
        yield self.heading(f"Hint {shown.place} of {shown.total}")
        text = self.markdown(shown.hint.text)
        yield text if self.plain else Padding(text, (0, 0, 0, 2))

    def question(self, question: Prediction) -> Iterator[RenderableType]:
        """The question before an exercise."""
        yield self.heading("First a question: what do you think?")
        yield self.markdown(question.question)

    def answered(self, question: Prediction, *, is_right: bool) -> Iterator[RenderableType]:
        """What becomes of an answer to the question."""
        yield Text("Right." if is_right else f"Not so: it is {question.answers[0]}", style="bold")
        if question.because is not None:
            yield self.markdown(question.because)

    def solution(self, solution: Solution) -> Iterator[RenderableType]:
        """The solution, and of other answers that pass as well what differs from it."""
        yield self.heading("A solution, to compare with yours")
        yield Text()
        yield Padding(self.code(solution.source), (0, 0, 0, 2))
        for name, source in solution.others:
            yield Text()
            yield self.heading(f"Also right: {name}")
            yield Text()
            yield Padding(self.code(differing_part(source, solution.source)), (0, 0, 0, 2))

    # ------------------------------------------------------------------------------------------------ the list

    def rows(
        self, rows: Iterable[Row], counts: Sequence[ChapterCount], chosen: Row | None = None
    ) -> Iterator[RenderableType]:
        """The list by chapter; chapters without a row are left out. ``chosen`` is the row that a cursor is on."""
        listed = list(rows)
        widest = max((len(row.id) for row in listed), default=0)
        longest = max((cell_len(chapter.title) for chapter in counts), default=0)
        first = True
        for chapter in counts:
            own = [row for row in listed if row.chapter == chapter.id]
            if not own:
                continue
            if not first:
                yield Text()
            first = False
            yield self.chapter(chapter, longest)
            for row in own:
                line = self.row(row, widest)
                if row is chosen:
                    line.style = CHOSEN
                    if self.plain:
                        line.append("  (chosen: Enter goes there)")
                yield line

    def chapter(self, chapter: ChapterCount, longest: int) -> Text:
        bar = self.bar(chapter.passed, chapter.total, 10)
        gap = " " * (longest - cell_len(chapter.title) + 2) if bar else ": "
        count = f"{chapter.passed} of {chapter.total} solved"
        return Text.assemble((chapter.title, "bold"), gap, bar, " " if bar else "", (count, "dim"))

    def row(self, row: Row, widest: int) -> Text:
        mark = "> " if row.is_current else "  "
        style = {State.PASSED: "green", State.TRIED: "yellow", State.REVIEW: "yellow", State.OPEN: "dim"}[row.state]
        notes = "".join(f"  ({note})" for note in _notes(row))
        return Text.assemble(
            (mark, "bold"),
            (f"{row.state.value:<7}", style),
            " ",
            (f"{row.id:<{widest}}", "bold" if row.is_current else ""),
            "  ",
            row.title,
            (notes, "dim"),
            no_wrap=not self.plain,
            overflow="ellipsis" if self.unicode else "crop",
        )

    # ------------------------------------------------------------------------------------------------ the summary

    def summary(self, found: Summary, pages: frozenset[str]) -> Iterator[RenderableType]:
        """``pages`` are the slugs that have a page in the documentation."""
        bar = self.bar(found.passed, found.total, 20)
        yield Text.assemble(("Solved", "bold"), f"    {found.passed} of {found.total}  ", bar)
        yield Text.assemble(("Time", "bold"), f"      {duration(found.seconds)}")
        helped = [_number(found.hints, "hint")]
        if found.solutions:
            helped.append(_number(found.solutions, "solution") + " seen before passing")
        yield Text.assemble(("Attempts", "bold"), f"  {found.attempts}, with {' and '.join(helped)}")
        if found.mistakes:
            yield Text()
            yield self.heading("Your mistakes, and how often you made them")
            widest = max(len(slug) for slug, _ in found.mistakes)
            for slug, count in found.mistakes:
                times = "once" if count == 1 else f"{count} times"
                if slug in pages:
                    where = (f"  grader explain {slug}", "dim")
                    yield Text.assemble(f"  {slug:<{widest}}  {times:<8}", where)
                else:
                    yield Text(f"  {slug:<{widest}}  {times}")
        if found.hard:
            yield Text()
            yield Text(f"Took the most attempts: {', '.join(found.hard)}")
        yield Text()
        yield Text(review_line(found.due, found.next_due))


def review_line(due: tuple[str, ...], next_due: date | None) -> str:
    if due:
        return f"Due for a review: {', '.join(due)}. Begin with: grader review {due[0]}"
    if next_due is not None:
        return f"Nothing is due for a review before {next_due.isoformat()}."
    return "Nothing waits for a review."


def duration(seconds: int) -> str:
    """``1 h 20 min``; under a minute only that."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute" if seconds else "none yet"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def _notes(row: Row) -> Iterator[str]:
    if row.needs_python is not None:
        yield f"needs Python {row.needs_python}"
    if row.attempts:
        yield _number(row.attempts, "attempt") + (f", {_number(row.hints, 'hint')}" if row.hints else "")
    if row.is_due:
        yield "due for a review"
    if row.changed:
        yield "changed since you solved it"
    if row.optional:
        yield "optional"
