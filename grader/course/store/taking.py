"""Storing what was handed in, and who handed it in."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Protocol

from grader.course.store.database import Database
from grader.model import Exercise, Learner, Remark, Submission


class HandedIn(Protocol):
    """One answer of one learner to one exercise, as an intake reads it."""

    @property
    def learner(self) -> Learner: ...
    @property
    def exercise(self) -> str: ...
    @property
    def submission(self) -> Submission: ...
    @property
    def submitted_at(self) -> datetime | None: ...
    @property
    def attempt(self) -> int: ...
    @property
    def origin(self) -> str: ...
    @property
    def marked_late(self) -> bool: ...


_LEARNER: Final = """INSERT INTO learner VALUES (?, ?, ?, ?, ?) ON CONFLICT (key) DO UPDATE SET
    name = excluded.name, email = excluded.email, section = excluded.section, ids = excluded.ids"""
_SUBMISSION: Final = "INSERT OR IGNORE INTO submission (version, source, unreadable, files) VALUES (?, ?, ?, ?)"
_HISTORY: Final = """INSERT INTO history (learner, exercise, attempt, submission, result, ended_at, why)
    SELECT w.learner, w.exercise, w.attempt, w.submission, w.result, ?, 'another file was handed in'
    FROM work w JOIN submission s ON s.id = w.submission
    WHERE w.learner = ? AND w.exercise = ? AND w.attempt = ? AND s.version <> ? AND w.result IS NOT NULL"""
_WORK: Final = """INSERT INTO work (learner, exercise, attempt, submission, file, origin, submitted_at, marked_late)
    VALUES (?, ?, ?, (SELECT id FROM submission WHERE version = ?), ?, ?, ?, ?)
    ON CONFLICT (learner, exercise, attempt) DO UPDATE SET
        result = CASE WHEN submission = excluded.submission THEN result ELSE NULL END,
        submission = excluded.submission, file = excluded.file, origin = excluded.origin,
        submitted_at = excluded.submitted_at, marked_late = excluded.marked_late"""


def add_learners(database: Database, learners: Iterable[Learner]) -> None:
    database.run_many(_LEARNER, map(_learner_row, learners))


def add_works(database: Database, works: Sequence[HandedIn], now: datetime) -> None:
    """Store works in one transaction. One that is there already is replaced; if its text changed, its result becomes
    history.
    """
    when = now.isoformat()
    with database.transaction():
        add_learners(database, (work.learner for work in works))
        database.run_many(_SUBMISSION, (_submission_row(work.submission) for work in works))
        database.run_many(_HISTORY, ((when, *_place(work), work.submission.version) for work in works))
        database.run_many(_WORK, map(_work_row, works))


def replace_remarks(database: Database, source: str, remarks: Iterable[Remark], learner: str | None = None) -> None:
    """Store what an intake noticed in place of what it noticed the last time; of one learner only, if one is named."""
    with database.transaction():
        database.run("DELETE FROM remark WHERE source = ?1 AND (?2 IS NULL OR learner = ?2)", source, learner)
        database.run_many("INSERT INTO remark VALUES (?, ?, ?, ?, ?, ?)", (_remark_row(source, one) for one in remarks))


def add_edition(database: Database, exercise: Exercise) -> int:
    """Note an exercise as it is now; gives the number of this edition."""
    checks = json.dumps([[check.id, check.title, check.points] for check in exercise.checks])
    database.run(
        """INSERT OR IGNORE INTO edition (exercise, version, title, chapter, max_score, checks)
           VALUES (?, ?, ?, ?, ?, ?)""",
        *(exercise.id, exercise.version, exercise.title, exercise.chapter, exercise.max_score, checks),
    )
    return database.number("SELECT id FROM edition WHERE exercise = ? AND version = ?", exercise.id, exercise.version)


def use_edition(database: Database, exercise: str, position: int, edition: int) -> None:
    """From now on the exercise is this edition; ``position`` is its place in the course."""
    database.run(
        """INSERT INTO exercise VALUES (?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET position = excluded.position, edition = excluded.edition""",
        *(exercise, position, edition),
    )


@dataclass(frozen=True, slots=True)
class Stored:
    """A submission as the store gives it back; ``number`` is the store's own."""

    number: int
    submission: Submission


def read_submission_row(row: Sequence[Any], name: str) -> Stored:
    """``row`` is number, version, source, unreadable and files."""
    number, version, source, unreadable, files = row
    text = zlib.decompress(source).decode("utf-8", "surrogatepass")
    return Stored(int(number), Submission(text, name, str(version), None, unreadable, unpack_files(files)))


def unpack_files(packed: bytes) -> dict[str, bytes]:
    if not packed:
        return {}
    content = zlib.decompress(packed)
    head, _, body = content.partition(b"\n")
    files, start = {}, 0
    for name, size in json.loads(head):
        files[name] = body[start : start + size]
        start += size
    return files


def _pack_files(submission: Submission) -> bytes:
    if not submission.files:
        return b""
    files = sorted(submission.files.items())
    head = json.dumps([[name, len(content)] for name, content in files]).encode()
    return zlib.compress(b"\n".join((head, b"".join(content for _, content in files))))


def clean(text: str) -> str:
    """Text as SQLite takes it: a file name may hold bytes that are no text."""
    return text.encode("utf-8", "backslashreplace").decode()


def _place(work: HandedIn) -> tuple[str, str, int]:
    return clean(work.learner.key), work.exercise, work.attempt


def _learner_row(learner: Learner) -> tuple[str, ...]:
    texts = (learner.key, learner.name, learner.email, learner.section)
    return (*map(clean, texts), json.dumps(dict(learner.ids)))


def _submission_row(submission: Submission) -> tuple[object, ...]:
    source = zlib.compress(submission.source.encode("utf-8", "surrogatepass"))
    return submission.version, source, submission.unreadable, _pack_files(submission)


def _work_row(work: HandedIn) -> tuple[object, ...]:
    when = work.submitted_at.astimezone(UTC).isoformat() if work.submitted_at is not None else None
    texts = (work.submission.version, clean(work.submission.name), clean(work.origin))
    return (*_place(work), *texts, when, work.marked_late)


def _remark_row(source: str, remark: Remark) -> tuple[object, ...]:
    learner = clean(remark.learner) if remark.learner is not None else None
    return source, remark.kind.value, clean(remark.origin), clean(remark.text), learner, remark.exercise
