"""What a session shows: a line on top, the body, and below it what is going on and what the keys do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import RenderableType
from rich.text import Text

from grader.model import Report, Status
from grader.practice.views import Look
from grader.practice.watch.modes import Mode
from grader.practice.watch.session import Session
from grader.reports import spoken, terminal
from grader.reports.page import STYLES, Line

_SLOW_S = 1.0
"""Wall seconds after which a check says how long it has taken."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Lays out a session; ``encoding`` is the terminal's."""

    look: Look
    encoding: str
    hints_stay: bool = True
    """Whether hints are part of the page; line by line each is printed once."""

    # ------------------------------------------------------------------------------------------------ around

    def top(self, session: Session) -> Text:
        """The chapter with its bar, and the count of all."""
        solved = sum(one.passed for one in session.counts)
        total = sum(one.total for one in session.counts)
        text = Text(no_wrap=True, overflow="crop")
        chapter = next((one for one in session.counts if one.id == session.exercise.chapter), None)
        if chapter is not None:
            text.append(f"{chapter.title}  ", "bold").append_text(self.look.bar(chapter.passed, chapter.total, 10))
            text.append(f" {chapter.passed} of {chapter.total}    ")
        text.append("all  ").append_text(self.look.bar(solved, total, 10))
        return text.append(f" {solved} of {total}")

    def status(self, session: Session) -> Text:
        """What is going on, in one sentence."""
        if session.question is not None:
            return Text(f"{session.question.value} y / n", style="bold yellow")
        if session.typing is not None:
            return Text.assemble("Your answer: ", (session.typing, "bold"), "_")
        waited = session.waiting()
        if waited is not None and (waited >= _SLOW_S or not session.notice):
            seconds = f" for {waited:.0f} s" if waited >= _SLOW_S else ""
            said = f"{session.notice} " if session.notice else ""
            return Text.assemble((said, "yellow"), (f"Checking{seconds} ...", "bold"))
        if session.notice or session.missing:
            return Text(session.notice or session.missing, style="yellow")
        if session.mode is Mode.LIST:
            return self._list_status(session)
        return self._verdict(session)

    def stale(self, session: Session) -> Text:
        """That the feedback shown is not about the file as it is now; nothing if it is."""
        if session.mode is not Mode.FEEDBACK or (session.report is None and not session.problem):
            return Text()
        if session.missing:
            return Text("Below: your last version, which is no longer there.", style="bold yellow")
        if session.waiting() is not None:
            return Text("Below: your last version. The new one is being checked.", style="bold yellow")
        return Text()

    def _verdict(self, session: Session) -> Text:
        name = session.exercise.main_file
        at = f" at {session.checked_at:%H:%M:%S}" if session.checked_at is not None else ""
        if session.report is None:
            place = session.desk.workspace.name_of(session.desk.file_of(session.exercise))
            return Text.assemble("Edit ", (place, "bold"), " and save it: it is checked at each save.")
        if session.report.status is Status.PASSED:
            onward = "." if session.following is None else f"; n goes on: {session.following.title}"
            return Text(f"Passed{at}{onward}", style="green")
        words = "Not passed yet" if session.report.status is Status.FAILED else "Not graded"
        return Text.assemble(f"{words}, checked{at}. Edit ", (name, "bold"), " and save it.")

    def _list_status(self, session: Session) -> Text:
        listing = session.listing
        if session.loaded is None or listing is None:
            return Text("Reading the course ...")
        search = f"search: {listing.search}" if listing.typing or listing.search else ""
        cursor = "_   " if listing.typing else "   " if search else ""
        return Text(f"{search}{cursor}{len(listing.rows)} shown: {listing.filter.value}")

    def keys(self, session: Session, columns: int) -> list[Text]:
        """What the keys do now, on as many lines as it takes."""
        lines = [Text()]
        for key, does in _keys(session):
            pair = Text.assemble((key, "bold reverse" if len(key) == 1 else "bold"), f" {does}  ")
            if lines[-1].cell_len + pair.cell_len - 2 > columns and lines[-1]:
                lines.append(Text())
            lines[-1].append_text(pair)
        for line in lines:
            line.rstrip()
        return lines

    # ------------------------------------------------------------------------------------------------ the body

    def body(self, session: Session, columns: int) -> Iterator[RenderableType]:
        match session.mode:
            case Mode.TASK:
                yield from self.task(session)
            case Mode.FEEDBACK:
                yield from self.feedback(session, columns)
            case Mode.SOLUTION:
                if session.solution is not None:
                    yield from self.look.solution(session.solution)
            case Mode.LIST:
                yield from self.list(session)

    def task(self, session: Session) -> Iterator[RenderableType]:
        yield from self._hints(session)
        chapter = session.chapter()
        if chapter is not None and chapter.intro and chapter.ids and chapter.ids[0] == session.exercise.id:
            yield self.look.heading(f"Chapter: {chapter.title}")
            yield self.look.markdown(chapter.intro)
            yield Text()
        yield from self._question(session)
        yield from self.look.exercise(session.exercise)
        widest = max((len(gap.marker) for gap in session.exercise.gaps), default=0)
        for gap in session.exercise.gaps:
            yield Text.assemble("  ", (f"{gap.marker:<{widest}}", "bold"), f"  {gap.ask}")
        yield Text()
        yield from self.look.checks(session.exercise)

    def _question(self, session: Session) -> Iterator[RenderableType]:
        question = session.exercise.predict
        if question is not None and (session.asks() or session.answered is not None):
            yield from self.look.question(question)
            if session.answered is not None:
                yield Text()
                yield from self.look.answered(question, is_right=session.answered)
            yield Text()

    def feedback(self, session: Session, columns: int) -> Iterator[RenderableType]:
        if session.problem:
            yield Text(session.problem)
        report = session.report
        if report is None:
            return
        if report.status is not Status.PASSED:
            yield from self._hints(session)
        yield from self.report(report, columns)
        if report.status is Status.PASSED:
            yield from self._after_pass(session)

    def report(self, report: Report, columns: int) -> Iterator[RenderableType]:
        layout = spoken.layout if self.look.plain else terminal.layout
        for line in layout(report, columns, self.encoding):
            yield as_text(line)

    def _after_pass(self, session: Session) -> Iterator[RenderableType]:
        chapter = session.chapter()
        count = next((one for one in session.counts if one.id == session.exercise.chapter), None)
        if chapter is not None and chapter.summary and count is not None and count.passed == count.total:
            yield Text()
            yield self.look.heading(f"The chapter {chapter.title} is done")
            yield self.look.markdown(chapter.summary)
        if session.following is not None:
            yield Text()
            yield Text.assemble("Next: ", (session.following.title, "bold"), f" ({session.following.id}), key n")
        if session.solution is not None:
            yield Text()
            yield from self.look.solution(session.solution)

    def _hints(self, session: Session) -> Iterator[RenderableType]:
        for shown in reversed(session.hints) if self.hints_stay else ():
            yield from self.look.hint(shown)
            yield Text()

    def list(self, session: Session) -> Iterator[RenderableType]:
        listing = session.listing
        if listing is None or session.loaded is None:
            return
        if not listing.rows:
            yield Text("No exercise fits.")
            return
        yield from self.look.rows(listing.rows, session.counts, listing.chosen)


def as_text(line: Line) -> Text:
    """A line of a report; it fits the page that it was laid out for."""
    return Text.assemble(*((piece, STYLES[role]) for piece, role in line), no_wrap=True, overflow="crop")


def _keys(session: Session) -> list[tuple[str, str]]:
    if session.question is not None:
        return [("y", "yes"), ("n", "no")]
    if session.mode is Mode.LIST:
        if session.listing is not None and session.listing.typing:
            return [("Enter", "done"), ("Esc", "all again")]
        return [("up/down", "move"), ("Enter", "go there"), ("/", "search"), ("f", "filter"), ("q", "back")]
    if session.typing is not None:
        return [("Enter", "that is it"), ("Esc", "not now")]
    shown, total = len(session.record.hints), len(session.exercise.hints)
    hint = f"hint {shown}/{total}" if total else "hint"
    other = [("p", "task" if session.mode is not Mode.TASK else "feedback")]
    if session.mode is Mode.TASK and session.report is None:
        other = []
    answer = [("a", "answer the question")] if session.asks() else []
    return [
        *answer,
        ("n", "next"),
        ("h", hint),
        *other,
        ("l", "list"),
        ("r", "reset"),
        ("s", "solution"),
        ("o", "open"),
        ("q", "quit"),
    ]
