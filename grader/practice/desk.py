"""What a learner can do in a workspace, one method each; the commands and the watch screen both use it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from grader.catalogue import Course, python_allows, render_fills, render_solution
from grader.catalogue.gaps import parse
from grader.errors import CatalogueError, UserError
from grader.model import Exercise, Hint, Prediction, Report, Submission
from grader.practice import learning
from grader.practice.progress import Now, Progress, Record, State, utc_now
from grader.practice.pythons import later_python
from grader.practice.store import write_whole
from grader.practice.workspace import Workspace, fingerprint, place_of, starter_file
from grader.submission import read_submission


@dataclass(frozen=True, slots=True)
class HintShown:
    """A hint, the ``place`` that it has among those shown so far, and how many there are in ``total``."""

    hint: Hint
    place: int
    total: int


@dataclass(frozen=True, slots=True)
class Solution:
    """The reference solution, and other answers that are accepted, each with its name."""

    source: str
    others: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """A workspace together with its course."""

    workspace: Workspace
    course: Course
    now: Now = utc_now

    # ------------------------------------------------------------------------------------------------ looking

    def progress(self) -> Progress:
        """Raises ``UserError`` if the progress file has mistakes."""
        return self.workspace.store.read()

    def record(self, exercise: Exercise) -> Record:
        return learning.record_of(self.progress(), exercise)

    def exercise(self, name: str | None = None) -> Exercise:
        """The exercise of that id, former id or file; without a name the current one. Raises ``UserError``."""
        if name is None:
            return self._current()
        path = Path(name)
        if path.suffix == ".py":
            found = self.answered_by(path)
            if found is not None:
                return found
            name = path.stem.replace("_", "-")
        return self.course.get(name)

    def _current(self) -> Exercise:
        current = self.progress().current
        try:
            return self.course.get(current or self.course.ids()[0])
        except CatalogueError:
            raise
        except UserError:  # it has left the course since
            return self.course.get(self.course.ids()[0])

    def answered_by(self, path: Path) -> Exercise | None:
        """The exercise whose file in this workspace ``path`` is."""
        try:
            place = path.absolute().resolve().relative_to(self.workspace.root.resolve()).as_posix()
        except (ValueError, OSError):
            return None
        named = path.stem.replace("_", "-")
        ids = self.course.ids()
        # By its name first: the files of a whole course take their time to read.
        for name in (named, *ids) if named in ids else ids:
            try:
                exercise = self.course.get(name)
            except CatalogueError:
                continue
            if place_of(exercise) == place:
                return exercise
        return None

    def file_of(self, exercise: Exercise) -> Path:
        return self.workspace.file_of(exercise)

    def answer(self, exercise: Exercise) -> Submission:
        """What stands in the learner's file. Raises ``UserError`` if there is none."""
        path = self.file_of(exercise)
        if not path.exists():
            name = self.workspace.name_of(path)
            raise UserError(f"{name} is gone: `grader reset {exercise.id}` puts the starter there again")
        return read_submission(path)

    # ------------------------------------------------------------------------------------------------ working

    def select(self, exercise: Exercise) -> None:
        """Make it the current exercise. One that is new in the course gets its file."""
        if place_of(exercise) not in self.progress().written and not self.file_of(exercise).exists():
            self.reset(exercise)
        self.workspace.store.update(lambda now: learning.visited(now, exercise, self.now()))

    def note_check(self, exercise: Exercise, submission: Submission, report: Report) -> Record:
        """Write down how a check went; returns what is known of the exercise now."""
        after = self.workspace.store.update(lambda now: learning.checked(now, exercise, submission, report, self.now()))
        return learning.record_of(after, exercise)

    def shown_hints(self, exercise: Exercise) -> list[HintShown]:
        """The hints of this round that were shown, in the order in which they were."""
        numbers = [number for number in self.record(exercise).hints if 0 < number <= len(exercise.hints)]
        total = len(exercise.hints)
        return [HintShown(exercise.hints[number - 1], place, total) for place, number in enumerate(numbers, 1)]

    def hint(self, exercise: Exercise) -> HintShown | None:
        """Show one more hint, chosen by what failed last; ``None`` if all were shown or there are none.

        Raises ``UserError`` while the file cannot be read as Python: no hint of an author helps with that.
        """
        self._must_parse(exercise)
        shown: list[HintShown] = []

        def show(progress: Progress) -> Progress:
            record = learning.record_of(progress, exercise)
            number = learning.next_hint(exercise, record)
            if number is None:
                return progress
            shown.append(HintShown(exercise.hints[number - 1], len(record.hints) + 1, len(exercise.hints)))
            return learning.noted(progress, exercise, learning.hinted(learning.worked(record, self.now()), number))

        self.workspace.store.update(show)
        return shown[-1] if shown else None

    def _must_parse(self, exercise: Exercise) -> None:
        tree = parse(self.answer(exercise).source)
        if isinstance(tree, SyntaxError):
            line = f" (line {tree.lineno})" if tree.lineno else ""
            raise UserError(
                f"your file is not Python yet{line}, and no hint was used up: mend that first; "
                f"`grader check {exercise.id}` says more"
            )

    def predict(self, exercise: Exercise, question: Prediction, answer: str) -> bool:
        """Answer the question before the exercise; whether that is right. The first answer counts."""
        is_right = question.is_right(answer)

        def note(record: Record) -> Record:
            return record if record.predicted is not None else replace(record, predicted=is_right)

        self._update(exercise, note)
        return is_right

    def reset(self, exercise: Exercise) -> Path | None:
        """Put the starter back; returns the copy of what stood there, ``None`` if that was the starter or nothing."""
        path = self.file_of(exercise)
        text = starter_file(exercise).encode()
        changed = not path.exists() or path.read_bytes() != text
        copy = self.workspace.keep_copy(path) if changed else None
        write_whole(path, text)

        def begin_again(progress: Progress) -> Progress:
            record = replace(learning.record_of(progress, exercise), failed=None)
            written = {**progress.written, place_of(exercise): fingerprint(text)}
            return replace(learning.noted(progress, exercise, record), written=written)

        self.workspace.store.update(begin_again)
        return copy

    def solution(self, exercise: Exercise, *, give_up: bool) -> Solution | None:
        """The solution for somebody who passed or gives up; ``None`` for anybody else."""
        if self.record(exercise).state is not State.PASSED:
            if not give_up:
                return None
            self._update(exercise, lambda record: replace(record, solution_shown=True))
        return solution_of(exercise)

    def _update(self, exercise: Exercise, change: Callable[[Record], Record]) -> None:
        self.workspace.store.update(
            lambda now: learning.noted(now, exercise, change(learning.record_of(now, exercise)))
        )

    # ------------------------------------------------------------------------------------------------ what next

    def next(self) -> Exercise | None:
        """The next exercise that is not passed and runs on this Python; ``None`` if there is none but the current."""
        return next((one for one in self._left() if later_python(one) is None), None)

    def for_later_python(self) -> list[str]:
        """The exercises other than the current one that are not passed, and need a later Python than this."""
        return [one.id for one in self._left() if later_python(one) is not None]

    def _left(self) -> Iterator[Exercise]:
        """The exercises that are not passed, from the current one on, without it."""
        progress = self.progress()
        for name in learning.left_after(progress, self.course.ids(), progress.current):
            try:
                exercise = self.course.get(name)
            except CatalogueError:
                continue  # an author's mistake in one exercise keeps nobody from the others
            if learning.record_of(progress, exercise).state is not State.PASSED:
                yield exercise

    def due(self) -> list[str]:
        """The exercises to be done once more by today, the longest waiting first."""
        ids = self.course.ids()
        return [name for name in learning.due(self.progress(), self.now().date()) if name in ids]

    def begin_review(self, exercise: Exercise) -> Path | None:
        """Begin a round of review: the starter again, no hints used. Returns the copy of what stood there.

        Raises ``UserError`` if the exercise was never passed.
        """
        if self.record(exercise).passed is None:
            raise UserError(f"{exercise.id} is not solved yet: `grader next {exercise.id}` goes there")
        copy = self.reset(exercise)
        self._update(exercise, learning.reviewing)
        self.select(exercise)
        return copy


_MOST_OTHERS: Final = 3
"""More other ways than these are too much to read at once."""


def solution_of(exercise: Exercise) -> Solution:
    """The reference solution, and the first of the other accepted answers that run on this Python."""
    fitting = [one for one in exercise.accept if one.python is None or python_allows(one.python)]
    return Solution(
        render_solution(exercise),
        tuple((one.id.replace("-", " "), render_fills(exercise, one)) for one in fitting[:_MOST_OTHERS]),
    )
