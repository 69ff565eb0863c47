"""What to say after a check, besides the feedback: what helps, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator

from grader.model import Exercise, Report, Status
from grader.practice.desk import Desk
from grader.practice.progress import Record, State
from grader.practice.pythons import python_note
from grader.practice.workspace import place_of


def after_check(desk: Desk, exercise: Exercise, report: Report, record: Record) -> Iterator[str]:
    """Sentences for the end of ``grader check`` in a workspace."""
    if report.status is Status.PASSED:
        yield from after_pass(desk, exercise)
        yield f"`grader solution{_named(desk, exercise)}` shows a solution to compare with yours."
        following = desk.next()
        if following is not None:
            yield f"Next: {following.title}, {place_of(following)}: `grader next`"
        return
    if note := python_note(exercise):
        yield f"{note} `grader next` goes on."
    if report.status is Status.FAILED and record.state is not State.PASSED:
        left = len(exercise.hints) - len(record.hints)
        if left > 0:
            yield f"`grader hint{_named(desk, exercise)}` shows hint {len(record.hints) + 1} of {len(exercise.hints)}."
        elif not record.solution_shown:
            yield f"`grader solution{_named(desk, exercise)} --give-up` shows a solution."


def _named(desk: Desk, exercise: Exercise) -> str:
    return "" if desk.progress().current == exercise.id else f" {exercise.id}"


def after_pass(desk: Desk, exercise: Exercise) -> Iterator[str]:
    """How far the course is now, and what a chapter taught that has just been finished."""
    progress = desk.progress()
    chapters = desk.course.chapters()
    ids = [name for chapter in chapters for name in chapter.ids]
    solved = sum(progress.record(name).passed is not None for name in ids)
    chapter = next((one for one in chapters if exercise.id in one.ids), None)
    yield f"Solved: {solved} of {len(ids)}."
    if chapter is not None and all(progress.record(name).passed is not None for name in chapter.ids):
        yield f"That was the last one of the chapter {chapter.title}."
        if chapter.summary:
            yield " ".join(chapter.summary.split())
