"""Progress and answers in one file, to take them to another machine."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

from grader.errors import UserError
from grader.practice.progress import (
    PROGRESS_FORMAT,
    Progress,
    Record,
    check_format,
    read_json,
    read_record,
    record_to_json,
)
from grader.practice.store import write_whole
from grader.practice.workspace import Loaded, Workspace, fingerprint, place_of, starter_file


def export(workspace: Workspace, loaded: Loaded) -> str:
    """The progress, with the text of every file that the learner changed, as JSON."""
    progress = workspace.store.read()
    work: dict[str, str] = {}
    for exercise in loaded.exercises:
        path = workspace.file_of(exercise)
        try:
            text = path.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            continue  # nothing there, or nothing that is text
        if fingerprint(text.encode()) != progress.written.get(place_of(exercise)):
            work[exercise.id] = text
    data: dict[str, Any] = {"format": PROGRESS_FORMAT, "kind": "practice"}
    if progress.current is not None:
        data["current"] = progress.current
    data["exercises"] = {name: record_to_json(record) for name, record in progress.exercises.items()}
    data["work"] = work
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


@dataclass(slots=True)
class Imported:
    """What an import did: ids of exercises whose progress or file was taken over, and what it left alone."""

    progress: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    kept_beside: list[str] = field(default_factory=list)
    """Copies of imported answers where another answer stands in this workspace."""
    unknown: list[str] = field(default_factory=list)
    """Exercises that this course does not have; their progress is kept."""


def import_(workspace: Workspace, loaded: Loaded, text: str, name: str) -> Imported:
    """Take over what ``export`` wrote. Of two records of an exercise the one that is further is kept; no file that the
    learner changed here is overwritten.

    Raises:
        UserError: if the text is no export; nothing is changed then.
    """
    data = read_json(text, name)
    check_format(data, name)
    records, work = data.get("exercises", {}), data.get("work", {})
    if not isinstance(records, dict) or not isinstance(work, dict):
        raise UserError(f"{name}: `exercises` and `work` must hold keys and values. Export it once more")
    theirs = {key: read_record(one, f"exercises.{key}", name) for key, one in records.items()}
    done = Imported()
    before = workspace.store.read()
    written = _take_files(workspace, loaded, work, before, done)

    def merge(progress: Progress) -> Progress:
        merged = dict(progress.exercises)
        for key, record in theirs.items():
            exercise = loaded.named(key)
            ours = exercise.id if exercise is not None else key
            if exercise is None:
                done.unknown.append(key)
            if _further(record, merged.get(ours)):
                merged[ours] = record
                done.progress.append(ours)
        return replace(progress, exercises=merged, written={**progress.written, **written})

    workspace.store.update(merge)
    return done


def _take_files(
    workspace: Workspace, loaded: Loaded, work: dict[str, Any], progress: Progress, done: Imported
) -> dict[str, str]:
    """Hashes of starters that stand for files written here, so that these count as the learner's own."""
    written: dict[str, str] = {}
    for key, text in work.items():
        exercise = loaded.named(key)
        if exercise is None or not isinstance(text, str):
            continue
        path, place = workspace.file_of(exercise), place_of(exercise)
        data = text.encode(errors="surrogateescape")
        there = path.read_bytes() if path.is_file() else None
        if there == data:
            continue
        if there is None or fingerprint(there) == progress.written.get(place):
            write_whole(path, data)
            written[place] = fingerprint(starter_file(exercise).encode())
            done.files.append(exercise.id)
        else:
            done.kept_beside.append(workspace.name_of(workspace.keep_text(path.stem, data)))
    return written


def _further(theirs: Record, ours: Record | None) -> bool:
    return ours is None or _how_far(theirs) > _how_far(ours)


def _how_far(record: Record) -> tuple[bool, int, int]:
    review = record.review.step + 1 if record.review is not None else 0
    return record.passed is not None, review, record.attempts
