"""A practice session: which exercise, what is known of it, and what each key, save and verdict changes.

Nothing here reads keys, draws, or waits: the session is told, and others ask it what to show.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from grader.catalogue import Chapter, open_gaps
from grader.errors import UserError
from grader.model import Clock, Exercise, Report, Status
from grader.practice.desk import Desk, HintShown, Solution, solution_of
from grader.practice.overview import ChapterCount, Row, counts, rows
from grader.practice.progress import Record, State
from grader.practice.watch.changes import Changes
from grader.practice.watch.events import Graded, Saved
from grader.practice.watch.listing import Listing
from grader.practice.watch.modes import Mode, Question
from grader.practice.watch.pending import Checks, Pending
from grader.practice.workspace import Loaded, starter_file

OpenEditor = Callable[[Path, int | None], str]
"""Opens a file at a line; returns what to say about it. ``UserError`` if it cannot."""


@dataclass(slots=True)
class Session:
    """A session in a workspace. ``changed`` counts up whenever the body shows something else."""

    desk: Desk
    checks: Checks
    open_editor: OpenEditor
    changes: Changes
    exercise: Exercise
    chapters: tuple[Chapter, ...]
    clock: Clock = time.monotonic
    local_time: Callable[[], datetime] = datetime.now  # what the learner's own clock shows
    record: Record = field(default_factory=Record)
    report: Report | None = None
    checked_at: datetime | None = None
    source: str = ""
    mode: Mode = Mode.TASK
    before_list: Mode = Mode.TASK
    question: Question | None = None
    typing: str | None = None
    """The answer to the question before the exercise, while it is typed."""
    answered: bool | None = None
    """Whether that answer, given just now, is right."""
    hints: list[HintShown] = field(default_factory=list)
    solution: Solution | None = None
    following: Exercise | None = None
    loaded: Loaded | None = None
    listing: Listing | None = None
    counts: list[ChapterCount] = field(default_factory=list)
    due: list[str] = field(default_factory=list)
    notice: str = ""
    problem: str = ""
    missing: str = ""
    """Why the learner's file cannot be read, while that is so."""
    over: bool = False
    changed: int = 0
    pending: Pending = field(init=False)
    version: str | None = None
    scroll: int = 0

    def __post_init__(self) -> None:
        self.pending = Pending(self.clock)

    # ------------------------------------------------------------------------------------------------ telling

    def begin(self) -> None:
        """Turn to the exercise of the session. Raises ``UserError`` if its file is gone."""
        self._turn_to(self.exercise)

    def handle_save(self, event: Saved) -> bool:
        """The system told of a change. Whether it leads to a check."""
        if self.changes.heard(event.paths):
            return self._look_at_file()
        self._mention_other_files(event.paths)
        return False

    def tell(self, error: UserError) -> None:
        """Say what is wrong, and go on."""
        self._say(_sentence(str(error)))

    def tick(self) -> None:
        """Time has passed: look whether the file changed without a word from the system."""
        self._give_up_overtaken()
        worked = self.changes.events_work
        if self.changes.looked():
            self._look_at_file()
        if worked and not self.changes.events_work:
            self.no_events("this file system does not tell of changes")

    def no_events(self, reason: str) -> None:
        """There are no events; saves are noticed by looking."""
        self.changes.events_work = False
        self._say(f"Looking at your file ten times a second: {reason}." if reason else "")

    def course_read(self, loaded: Loaded) -> None:
        self.loaded = loaded
        if self.mode is Mode.LIST:
            self.listing = Listing(self._rows())
        self._touch()

    def graded(self, event: Graded) -> None:
        """A check has ended. One that was overtaken by a later save is written down, and not shown."""
        if event.report is not None:
            record = self.desk.note_check(event.exercise, event.submission, event.report)
            if event.exercise.id == self.exercise.id:
                self.record = record
        if self.pending.is_latest(event.number):
            self.after_note()

    def show_verdict(self, event: Graded) -> bool:
        """Show a verdict, before it is written down: nothing is nearer to the learner than that. Whether it is new."""
        if not self.pending.came(event.number):
            return False
        self.problem = event.problem
        self.report = event.report
        self.checked_at = self.local_time()
        self.notice = ""
        self.solution = None
        if event.report is not None and event.report.status is Status.PASSED:
            self.solution = solution_of(self.exercise)
        self._show(Mode.FEEDBACK)
        return True

    def after_note(self) -> None:
        """What depends on the progress as it is now."""
        self._count()
        self.following = self.desk.next()
        self._touch()

    # ------------------------------------------------------------------------------------------------ keys

    def key(self, name: str) -> None:
        """Do what a key stands for."""
        self.notice = ""
        self._touch()
        try:
            if self.question is not None:
                self._answer(name)
            elif self.typing is not None:
                self._type(name, self.typing)
            elif self.mode is Mode.LIST and self.listing is not None:
                self._list_key(name, self.listing)
            else:
                action = self._actions().get(name)
                if action is not None:
                    action()
        except UserError as error:
            self.tell(error)

    def _actions(self) -> dict[str, Callable[[], None]]:
        return {
            "n": self.go_on,
            "a": self.begin_answer,
            "h": self.show_hint,
            "p": self.turn_over,
            "s": self.show_solution,
            "l": self.show_list,
            "r": lambda: self._ask(Question.RESET),
            "o": self.edit,
            "q": self.leave,
        }

    def go_on(self) -> None:
        """Go to the next exercise that is not solved."""
        following = self.desk.next()
        if following is None:
            self._say(self._nothing_left())
            return
        left = self.exercise.id if self.record.passed is None else None
        self._turn_to(following)
        if left is not None:
            self._say(f"Left for later: {left}")

    def go_to(self, name: str) -> None:
        """Go to the exercise of that name."""
        try:
            self._turn_to(self.desk.exercise(name))
        except UserError as error:
            self.tell(error)

    def _nothing_left(self) -> str:
        if self.record.state is not State.PASSED:
            return "This is the only one left."
        if self.due:
            return f"All solved. Due for a review: {', '.join(self.due)}. Choose one in the list, key l."
        later = self.desk.for_later_python()
        return f"All solved but, for a later Python: {', '.join(later)}." if later else "All exercises are solved."

    def show_hint(self) -> None:
        if not self.exercise.hints:
            self._say("There are no hints for this exercise.")
            return
        shown = self.desk.hint(self.exercise)
        self.hints = self.desk.shown_hints(self.exercise) if shown is None else [*self.hints, shown]
        self.record = self.desk.record(self.exercise)
        if shown is None:
            more = "" if self.record.state is State.PASSED else " Key s shows a solution."
            self._say(f"You have seen all hints.{more}")
        self._show(self.mode if self.mode is not Mode.SOLUTION else Mode.TASK)

    def asks(self) -> bool:
        """Whether the question before the exercise is open."""
        return self.exercise.predict is not None and self.record.predicted is None

    def begin_answer(self) -> None:
        if self.asks():
            self.typing = ""
            self._show(Mode.TASK)

    def _type(self, name: str, typed: str) -> None:
        if name == "escape" or (name == "enter" and not typed.strip()):
            self.typing = None
        elif name == "enter" and self.exercise.predict is not None:
            self.typing = None
            self.answered = self.desk.predict(self.exercise, self.exercise.predict, typed)
            self.record = self.desk.record(self.exercise)
        elif name == "backspace":
            self.typing = typed[:-1]
        elif len(name) == 1:
            self.typing = typed + name

    def turn_over(self) -> None:
        """From the task to the feedback, and back."""
        has_feedback = self.report is not None or bool(self.problem)
        self._show(Mode.FEEDBACK if self.mode is not Mode.FEEDBACK and has_feedback else Mode.TASK)

    def show_solution(self) -> None:
        found = self.desk.solution(self.exercise, give_up=False)
        if found is None:
            self._ask(Question.GIVE_UP)
            return
        self.solution = found
        self._show(Mode.SOLUTION)

    def edit(self) -> None:
        """Open the file where there is something to do in it."""
        self._say(self.open_editor(self.desk.file_of(self.exercise), self._line()))

    def _line(self) -> int | None:
        if self.report is not None and self.report.diagnoses and self.report.diagnoses[0].where is not None:
            return self.report.diagnoses[0].where.line
        gaps = open_gaps(self.exercise, self.source)
        return gaps[0].line if gaps else None

    def leave(self) -> None:
        self.over = True

    def _ask(self, question: Question) -> None:
        self.question = question

    def _answer(self, name: str) -> None:
        question, self.question = self.question, None
        if name.lower() != "y":
            return
        if question is Question.RESET:
            copy = self.desk.reset(self.exercise)
            self._turn_to(self.exercise)
            kept = f" What you wrote is now {self.desk.workspace.name_of(copy)}." if copy is not None else ""
            self._say(f"The file is as at the beginning.{kept}")
        else:
            self.solution = self.desk.solution(self.exercise, give_up=True)
            self.record = self.desk.record(self.exercise)
            self._show(Mode.SOLUTION)

    # ------------------------------------------------------------------------------------------------ the list

    def show_list(self) -> None:
        self.before_list = self.mode
        self.listing = Listing(self._rows())
        self._show(Mode.LIST)

    def _rows(self) -> list[Row]:
        if self.loaded is None:
            return []
        return rows(self.desk.progress(), self.loaded.exercises, self.desk.now().date())

    def _list_key(self, name: str, listing: Listing) -> None:
        if listing.takes(name):
            return
        if name == "enter" and listing.chosen is not None:
            self._choose(listing.chosen)
        elif name in {"q", "l", "escape"}:
            self._show(self.before_list)

    def _choose(self, row: Row) -> None:
        exercise = self.desk.exercise(row.id)
        if row.is_due:
            copy = self.desk.begin_review(exercise)
            self._turn_to(exercise)
            kept = f" Your old answer is now {self.desk.workspace.name_of(copy)}." if copy is not None else ""
            self._say(f"Once more, from the start.{kept}")
        else:
            self._turn_to(exercise)

    # ------------------------------------------------------------------------------------------------ the file

    def _turn_to(self, exercise: Exercise) -> None:
        self.desk.select(exercise)
        self.exercise = exercise
        self.report, self.solution, self.checked_at, self.problem, self.missing = None, None, None, "", ""
        self.version = None
        self.pending.let_run()
        self.typing, self.answered = None, None
        self.record = self.desk.record(exercise)
        self.hints = self.desk.shown_hints(exercise)
        self.notice = ""
        self.changes.follow(self.desk.file_of(exercise))
        self._count()
        self._show(Mode.TASK)
        self._look_at_file()

    def _look_at_file(self) -> bool:
        """Check what stands in the file, if that is something new. Whether it is."""
        try:
            submission = self.desk.answer(self.exercise)
        except UserError as error:
            self._lose_file(_sentence(str(error)))
            return False
        first = self.version is None
        if self.missing:
            self.missing, self.notice = "", ""
        if submission.version == self.version:
            self._say(f"Saved at {self.local_time():%H:%M:%S}, and nothing has changed.")
            return False
        self.version, self.source = submission.version, submission.source
        if first and submission.source == starter_file(self.exercise):
            self._forget_verdict()
            return False
        self.pending.ask(self.checks.check(self.exercise, submission))
        self._give_up_overtaken()
        self.notice = ""
        return True

    def _lose_file(self, why: str) -> None:
        """The file cannot be read: a check in hand is about something that is no longer there."""
        path = self.desk.file_of(self.exercise)
        gone = f"{self.desk.workspace.name_of(path)} is gone. Key r puts the starter there again."
        self.missing = why if path.exists() else gone
        self.version, self.notice = None, ""
        self.pending.drop()
        self._give_up_overtaken()

    def _give_up_overtaken(self) -> None:
        """Give up a check that has taken long, if nobody waits for its verdict any more."""
        if self.pending.is_held_up():
            self.checks.hurry()

    def _forget_verdict(self) -> None:
        """There is nothing of the learner's in the file that a verdict could be about."""
        if self.report is not None or self.problem:
            self.report, self.solution, self.checked_at, self.problem = None, None, None, ""
            self._show(Mode.TASK)

    def _mention_other_files(self, paths: frozenset[Path]) -> None:
        for path in paths:
            if path.suffix == ".py" and self.loaded is not None:
                other = next((one for one in self.loaded.exercises if self.desk.file_of(one) == path), None)
                if other is not None and other.id != self.exercise.id:
                    self._say(f"You saved {path.name}, which is another exercise: {other.id}. Key l goes there.")

    # ------------------------------------------------------------------------------------------------ what is shown

    def waiting(self) -> float | None:
        """Wall seconds since a check was asked for that has not come yet."""
        return self.pending.waited()

    def _count(self) -> None:
        self.counts = counts(self.desk.progress(), self.chapters)
        self.due = self.desk.due()

    def chapter(self) -> Chapter | None:
        return next((one for one in self.chapters if one.id == self.exercise.chapter), None)

    def _show(self, mode: Mode) -> None:
        self.mode = mode
        self.scroll = 0
        self._touch()

    def _say(self, text: str) -> None:
        self.notice = text

    def _touch(self) -> None:
        self.changed += 1


def _sentence(text: str) -> str:
    first = text.split(" ", 1)[0]
    begun = text if "." in first or "/" in first else text[:1].upper() + text[1:]  # a file keeps its name
    return begun + ("" if text.endswith(".") else ".")
