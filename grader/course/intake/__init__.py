"""Intake: from what a learning platform, or a folder, holds to one answer after the other.

Nothing is dropped without a word: what is not an answer, or cannot be read, becomes a remark.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from grader.catalogue import Course
from grader.course.intake.archive import MAX_ENTRIES, folder_of, is_other_archive, is_zip, open_zip
from grader.course.intake.files import DiskFolder, File, Folder, Refused, UnusableError, read_file, shown
from grader.course.intake.gather import Gathering, Notes
from grader.course.intake.layouts import Layout, OneLearner, Plan, SingleFile, make_plan
from grader.course.intake.names import Exercises, natural
from grader.course.intake.sorting import Answer, Sorter
from grader.course.roster import Roster
from grader.errors import UserError
from grader.model import IntakeKind, Learner, Remark, Submission
from grader.submission import (
    MAX_BYTES,
    MAX_FILES,
    MAX_FILES_BYTES,
    make_submission,
    unreadable_submission,
    why_not_beside,
)

__all__ = ["Intake", "Layout", "Work", "open_intake"]

_NOT_LISTED: Final = " (not in the roster)"


@dataclass(frozen=True, slots=True)
class Work:
    """One learner's answer to one exercise, at one attempt.

    ``submitted_at`` has a time zone (UTC), and is ``None`` where the intake does not tell; ``marked_late`` says that
    the platform calls it late. ``attempt`` counts from 1. ``origin`` is where it lies in the intake, for people.
    """

    learner: Learner
    exercise: str
    submission: Submission
    submitted_at: datetime | None = None
    attempt: int = 1
    origin: str = ""
    marked_late: bool = False


def open_intake(  # noqa: PLR0913 - what an intake may be told, each by its name
    source: Path,
    course: Course,
    *,
    exercise: str | None = None,
    roster: Roster | None = None,
    learner: Learner | None = None,
    file_times: bool = False,
) -> Intake:
    """What was handed in, in a folder, an archive or a single file.

    Args:
        source: the folder, zip archive or file.
        course: the course whose exercises are answered. Nothing in ``source`` is ever taken for a course.
        exercise: the id of the one exercise that everything answers; without it, names tell.
        roster: who is in the course.
        learner: whose everything in a folder is, where that is known.
        file_times: take a file's own time on disk for the time when it was handed in.

    Raises:
        UserError: if ``source`` cannot be read, or there is no such exercise.
    """
    intake = Intake(source, Exercises(course, exercise), roster, learner, file_times=file_times)
    intake.look()
    return intake


class Intake:
    """What was handed in. ``remarks`` are complete when ``works()`` has come to its end."""

    def __init__(
        self, source: Path, exercises: Exercises, roster: Roster | None, one: Learner | None, *, file_times: bool
    ) -> None:
        self.source = source
        self.kind = Layout.SINGLE_FILE
        self._exercises = exercises
        self._roster = roster
        self._one = one
        self._file_times = file_times
        self._notes = Notes()
        self._handed_in: dict[str, tuple[int, ...]] = {}
        self._told: set[str] = set()

    @property
    def remarks(self) -> list[Remark]:
        """What was noticed."""
        return self._notes.remarks

    def learners(self) -> Iterator[Learner]:
        """The learners of the roster in order of keys. Whoever is not in it comes with a work alone."""
        return iter(self._roster or ())

    def look(self) -> None:
        """Tell the layout; ``UserError`` if nothing can be read."""
        with ExitStack() as stack:
            self.kind = self._plan(stack).kind

    def works(self) -> Iterator[Work]:
        """The answers, learner by learner in order of keys, exercises in course order, attempts from first to last.

        Each is read when it is asked for. A second call begins anew.
        """
        self._notes = Notes()
        self._handed_in.clear()
        with ExitStack() as stack:
            plan = self._plan(stack)
            for learner, names in self._by_learner(plan):
                yield from self._works_of(learner, plan, names)
        self._close()

    # -------------------------------------------------------------------------------------- opening

    def _plan(self, stack: ExitStack) -> Plan:
        source = self.source
        try:
            if source.is_dir():
                root: Folder = DiskFolder(source, source.resolve().name, "")
                if self._one is not None:
                    return OneLearner(root, self._exercises)
                return make_plan(root, self._exercises, self._notes, packed=False, file_times=self._file_times)
            if not source.is_file():
                there = source.exists()
                raise UserError(f"{source} is not an ordinary file" if there else f"there is no {source}")
            if is_zip(source.name):
                return make_plan(self._archive(stack), self._exercises, self._notes, packed=True)
            return self._single_file()
        except UnusableError as error:
            raise UserError(f"{source} {error}") from None
        except OSError as error:
            raise UserError(f"{source} cannot be read: {error.strerror or error}") from None

    def _archive(self, stack: ExitStack) -> Folder:
        archive = open_zip(stack.enter_context(self.source.open("rb")))
        stack.enter_context(archive)
        if len(archive.infolist()) > MAX_ENTRIES:
            raise UnusableError(f"holds more than {MAX_ENTRIES:,} files: unpack it, and name the folder")
        return folder_of(archive, self.source.stem, "")

    def _single_file(self) -> Plan:
        source = self.source
        if is_other_archive(source.name):
            raise UnusableError("is an archive of a kind that is not opened: unpack it and name the folder")
        name = source.name
        facts = source.stat()
        file = File(name, name, facts.st_size, lambda limit: read_file(source.resolve(), limit))
        return SingleFile(file, self._exercises)

    # -------------------------------------------------------------------------------------- learners

    def _by_learner(self, plan: Plan) -> Iterator[tuple[Learner, list[str]]]:
        """The learners in order of their keys, each with the names of what is theirs."""
        names = []
        for name in plan.names:
            if plan.label(name) is None:
                self._nobodys(plan, name)
            else:
                names.append(name)
        plan.names = []
        # Sorted by what is worked out from a name and not kept, because of those who have a million of them.
        names.sort(key=lambda name: (self._learner(plan, name)[0].key, name))
        for _, group in groupby(names, key=lambda name: self._learner(plan, name)[0].key):
            own = list(group)
            learner, is_known = self._learner(plan, own[0])
            if not is_known:
                self._unknown(learner, own)
            yield learner, own

    def _learner(self, plan: Plan, name: str) -> tuple[Learner, bool]:
        """Whose it is, and whether that is as it should be: found in the roster, if there is one."""
        label = plan.label(name)
        if self._one is not None:
            return self._one, True
        if label is None:
            raise ValueError(name)
        found = self._roster.find(label) if self._roster is not None else None
        if found is not None:
            return found, True
        key = label.fallback
        if self._roster is not None and key in self._roster:
            key += _NOT_LISTED  # somebody else has that key
        ids = {kind: value for kind, value in label.ids.items() if kind not in ("id", "email")}
        return Learner(key, label.text, label.ids.get("email", ""), "", ids), self._roster is None

    def _nobodys(self, plan: Plan, name: str) -> None:
        kind = IntakeKind.UNKNOWN_LEARNER if name.lower().endswith((".py", ".ipynb")) else IntakeKind.IGNORED_FILE
        origin = shown(name).rstrip("/")
        text = f"{origin} does not tell by its name whose it is, in {_A_LAYOUT[plan.kind]}; it was left out."
        self._notes.add(kind, origin, text)

    def _unknown(self, learner: Learner, names: list[str]) -> None:
        origin = natural(map(shown, names))
        text = f"Nobody in the roster, or more than one, fits `{learner.name}`; {origin} is kept under that name."
        self._notes.add(IntakeKind.UNKNOWN_LEARNER, origin, text, learner.key)

    # -------------------------------------------------------------------------------------- answers

    def _works_of(self, learner: Learner, plan: Plan, names: list[str]) -> Iterator[Work]:
        self._told = set()
        gathering = Gathering(learner.key, self._notes)
        for start in plan.starts(names):
            if isinstance(start, Refused):
                self._notes.refused(start, learner.key)
            else:
                gathering.add(start)
        answers = Sorter(self._exercises, self._notes).answers(gathering, learner.key)
        by_exercise = {key: list(group) for key, group in groupby(answers, key=lambda answer: answer.exercise)}
        if self._roster is not None:
            self._handed_in[learner.key] = tuple(map(self._exercises.place, by_exercise))
        for exercise, several in by_exercise.items():
            self._remark_on_several(learner, exercise, several)
            for number, answer in enumerate(several, 1):
                yield self._work(learner, answer, number)

    def _remark_on_several(self, learner: Learner, exercise: str, answers: list[Answer]) -> None:
        unnumbered = [answer for answer in answers if not answer.main.attempt and answer.main.submitted_at is None]
        if len(unnumbered) > 1:
            origins = [answer.main.file.origin for answer in answers]
            text = f"{learner.name} handed in {exercise} {len(answers)} times: {natural(origins)}. Each is graded."
            self._notes.add(IntakeKind.DUPLICATE, origins[-1], text, learner.key, exercise)

    def _work(self, learner: Learner, answer: Answer, number: int) -> Work:
        unit = answer.main.unit
        origin = answer.main.file.origin
        if unit.late:
            text = f"{origin} was handed in late, as its name tells."
            self._notes.add(IntakeKind.LATE, origin, text, learner.key, answer.exercise)
        submission = self._submission(learner, answer)
        return Work(learner, answer.exercise, submission, answer.main.submitted_at, number, origin, unit.late)

    def _submission(self, learner: Learner, answer: Answer) -> Submission:
        main = answer.main
        name = shown(main.name)
        reason = answer.unreadable
        if reason is None:
            try:
                data = main.file.load(MAX_BYTES + 1)
            except UnusableError as error:
                reason = f"The file {name} {error}."
        if reason is not None:
            if not answer.is_remarked:
                self._unreadable(learner, answer, reason)
            return unreadable_submission(reason, name, learner.key)
        size = max(main.file.size, len(data))
        made = make_submission(data, name, learner.key, size=size, files=self._beside(learner, answer))
        if made.unreadable is not None:
            self._unreadable(learner, answer, made.unreadable)
        return made

    def _unreadable(self, learner: Learner, answer: Answer, reason: str) -> None:
        origin = answer.main.file.origin
        self._notes.add(IntakeKind.UNREADABLE, origin, f"{origin}: {reason}", learner.key, answer.exercise)

    def _beside(self, learner: Learner, answer: Answer) -> dict[str, bytes]:
        """The further files that the program gets; what it does not get is remarked."""
        taken: dict[str, bytes] = {}
        total = 0
        refused: list[tuple[str, str]] = []
        own_files = self._exercises.data_files(answer.exercise) | {self._exercises.main_file(answer.exercise)}
        for piece in answer.beside:
            name = "/".join(map(shown, (*piece.folders[len(answer.main.folders) :], piece.name)))
            reason = why_not_beside(name)
            if reason is None and _clashes(name, own_files):
                reason = "the exercise has a file of that name"
            if reason is None and _clashes(name, taken):
                reason = "there is another file of that name"
            if reason is None and len(taken) >= MAX_FILES:
                reason = f"a program gets at most {MAX_FILES} further files"
            if reason is None:
                try:
                    data = piece.file.load(MAX_BYTES + 1)
                except UnusableError as error:
                    reason = f"it {error}"
                else:
                    if len(data) <= MAX_BYTES and total + len(data) <= MAX_FILES_BYTES:
                        taken[name] = data
                        total += len(data)
                        continue
                    reason = f"a further file may have {MAX_BYTES // 1_000} kB, all together {MAX_FILES_BYTES // 1_000}"
            refused.append((piece.file.origin, reason))
        self._remark_on_refused(learner, answer.exercise, refused)
        return taken

    def _remark_on_refused(self, learner: Learner, exercise: str, refused: list[tuple[str, str]]) -> None:
        by_reason: dict[str, list[str]] = defaultdict(list)
        for origin, reason in refused:
            by_reason[reason].append(origin)
        for reason, origins in by_reason.items():
            text = f"The program of {learner.name} does not get {natural(origins)}: {reason}."
            if text not in self._told:
                self._told.add(text)
                self._notes.add(IntakeKind.REFUSED_FILE, origins[0], text, learner.key, exercise)

    # -------------------------------------------------------------------------------------- the end

    def _close(self) -> None:
        """Remark on who is missing, now that it is known which exercises were handed in at all."""
        only = self._exercises.only
        expected = {place for places in self._handed_in.values() for place in places}
        if only is not None:
            expected = {self._exercises.place(only.id)}
        for learner in self._roster or ():
            places = self._handed_in.get(learner.key, ())
            if not places:
                text = f"{learner.name} handed in nothing."
                self._notes.add(IntakeKind.MISSING, "", text, learner.key, only.id if only is not None else None)
                continue
            for place in sorted(expected.difference(places)):
                exercise = self._exercises.ids[place]
                text = f"{learner.name} did not hand in {exercise}."
                self._notes.add(IntakeKind.MISSING, "", text, learner.key, exercise)
        self._notes.remarks.extend(self._notes.closing(str(self.source)))


def _clashes(name: str, names: Iterable[str]) -> bool:
    """Whether a file of that name cannot lie beside the others: it is one of them, or one would be in the other."""
    return any(f"{name}/".startswith(f"{other}/") or other.startswith(f"{name}/") for other in names)


_A_LAYOUT: Final = {
    Layout.SINGLE_FILE: "a single file",
    Layout.ONE_LEARNER: "one learner's folder",
    Layout.FLAT: "a folder with a file for each learner (learner_exercise.py)",
    Layout.FOLDER_PER_LEARNER: "a folder with a folder for each learner",
    Layout.FOLDER_PER_EXERCISE: "a folder with a folder for each exercise",
    Layout.CANVAS: "an archive of Canvas",
    Layout.MOODLE: "an archive of Moodle",
    Layout.GRADESCOPE: "an export of Gradescope",
}
