"""A session whose checks come back when the test says so, and whose clock is moved by hand."""

from __future__ import annotations

import io
import threading
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from practice_course import FakeHost, answer
from rich.console import Console

from grader.errors import UserError
from grader.grade import grade
from grader.model import Exercise, Submission
from grader.practice.desk import Desk
from grader.practice.views import THEME, Look
from grader.practice.watch.changes import Changes
from grader.practice.watch.events import Graded, Saved
from grader.practice.watch.modes import Mode
from grader.practice.watch.pages import Pages
from grader.practice.watch.screen import Screen
from grader.practice.watch.session import Session


@dataclass
class Ticks:
    """A clock of seconds."""

    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class AskedChecks:
    """Remembers what was asked for."""

    asked: list[tuple[int, Exercise, Submission]] = field(default_factory=list)
    hurried: int = 0

    def check(self, exercise: Exercise, submission: Submission) -> int:
        self.asked.append((len(self.asked) + 1, exercise, submission))
        return len(self.asked)

    def hurry(self) -> None:
        self.hurried += 1

    def answer(self, number: int) -> Graded:
        """The verdict on the request of that number."""
        number, exercise, submission = self.asked[number - 1]
        return Graded(number, exercise, submission, grade(exercise, submission, runner=FakeHost()))


class NoKeyboard:
    """A keyboard that nobody touches; counts how often it was taken."""

    def __init__(self) -> None:
        self.ready = threading.Event()
        self.started = 0
        self.reading = False

    def start(self) -> None:
        self.started += 1
        self.reading = True
        self.ready.set()

    def stop(self) -> None:
        self.reading = False


@dataclass
class Stage:
    """A session, and what is around it."""

    session: Session
    checks: AskedChecks
    ticks: Ticks
    opened: list[tuple[Path, int | None]]

    def shows(self, mode: Mode) -> bool:
        return self.session.mode is mode

    @property
    def path(self) -> Path:
        return self.session.desk.file_of(self.session.exercise)

    def save(self, *fills: str) -> None:
        """Save the file with gaps filled; the system tells of it."""
        self.write(answer(self.session.exercise, *fills))

    def write(self, text: str) -> None:
        self.path.write_text(text, encoding="utf-8")
        self.session.handle_save(Saved(frozenset({self.path}), 0.0))

    def verdict(self) -> None:
        """The last check that was asked for comes to its end."""
        event = self.checks.answer(len(self.checks.asked))
        self.session.show_verdict(event)
        self.session.graded(event)

    def check(self, *fills: str) -> None:
        self.save(*fills)
        self.verdict()

    def keys(self, *names: str) -> None:
        for name in names:
            self.session.key(name)

    def screen(self, width: int = 80, height: int = 24) -> list[str]:
        """What the learner sees, line by line."""
        rows = screen_of(width, height).frame(self.session, width, height)
        return ["".join(segment.text for segment in row).rstrip() for row in rows]

    @property
    def shown(self) -> str:
        return "\n".join(self.screen(80, 200))


def set_stage(desk: Desk, name: str = "add-two") -> Stage:
    checks, ticks = AskedChecks(), Ticks()
    opened: list[tuple[Path, int | None]] = []

    def open_editor(path: Path, line: int | None) -> str:
        if not path.exists():
            raise UserError("there is nothing to open")
        opened.append((path, line))
        return "Opened."

    session = Session(
        desk,
        checks,
        open_editor,
        Changes(ticks),
        desk.exercise(name),
        desk.course.chapters(),
        clock=ticks,
        local_time=lambda: datetime(2026, 1, 31, 12, 0),  # noqa: DTZ001 - what a clock on the wall shows
    )
    return Stage(session, checks, ticks, opened)


def screen_of(width: int, height: int, stream: io.StringIO | None = None, *, look: Look | None = None) -> Screen:
    console = Console(
        file=stream or io.StringIO(),
        width=width,
        height=height,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        theme=THEME,
    )
    return Screen(console, Pages(look or Look(), "utf-8"), NoKeyboard())
