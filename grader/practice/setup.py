"""Making a workspace, and making one whole again: what is missing is written, what a learner wrote is never touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from grader.catalogue import Course, find_course
from grader.errors import UserError
from grader.model import Exercise
from grader.practice.progress import Progress
from grader.practice.store import PROGRESS_FILE, remove_leftovers, write_again, write_whole
from grader.practice.workspace import (
    README,
    Loaded,
    Workspace,
    data_files,
    find_workspace,
    fingerprint,
    place_of,
    readme,
    starter_file,
)

COURSE_FILE: Final = "grader.toml"


@dataclass(slots=True)
class Started:
    """What was done to a workspace. Places are those of files, from its root; ids those of exercises."""

    workspace: Workspace
    is_new: bool
    written: list[str] = field(default_factory=list)
    upgraded: list[str] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    starter_changed: list[str] = field(default_factory=list)
    solved_changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


def start(folder: Path, course: Course, loaded: Loaded) -> Started:
    """Make a workspace in ``folder``, or repair and upgrade the one that is there.

    Raises:
        UserError: if the folder holds something else, or is the workspace of another course, or cannot be written.
    """
    inside = find_workspace(folder)
    if inside is not None and inside.root != folder:
        raise UserError(
            f"{folder} lies in the workspace {inside.root}: run `grader start` there, or name another folder"
        )
    is_new = inside is None
    if is_new:
        _must_be_free(folder, loaded)
    else:
        remove_leftovers(folder)
    workspace = Workspace(folder)
    progress = Progress() if is_new else workspace.store.read()
    _name_course(workspace, course)
    if is_new:
        _make_folder(folder)
        workspace.store.create(progress)  # first: whatever happens now, the folder is known as a workspace
    started = Started(workspace, is_new)
    renamed = _renamed(progress, loaded)
    written = _Files(workspace, dict(renamed.written), started).bring_up_to_date(course, loaded)
    _compare(renamed, loaded, started)
    current = renamed.current if renamed.current and loaded.named(renamed.current) else loaded.exercises[0].id
    workspace.store.update(
        lambda now: replace(_renamed(now, loaded), current=_current_id(now, loaded) or current, written=written)
    )
    return started


def _current_id(progress: Progress, loaded: Loaded) -> str | None:
    exercise = loaded.named(progress.current) if progress.current is not None else None
    return exercise.id if exercise is not None else None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder} cannot be made: {error.strerror or error}") from None


def _must_be_free(folder: Path, loaded: Loaded) -> None:
    if folder.exists() and not folder.is_dir():
        raise UserError(f"{folder} is a file: name a folder")
    try:
        others = [one.name for one in folder.iterdir() if not one.name.startswith(".")] if folder.exists() else []
    except OSError as error:
        raise UserError(f"{folder} cannot be read: {error.strerror or error}") from None
    if others and not was_workspace(folder, loaded):
        raise UserError(
            f"{folder} holds other files, such as {sorted(others)[0]}: name a new folder, `grader start FOLDER`"
        )


def _name_course(workspace: Workspace, course: Course) -> None:
    """Write which course this is, unless it is the one that would be found anyway."""
    file = workspace.root / COURSE_FILE
    try:
        found = find_course(None, workspace.root, {})
    except UserError:
        found = None  # it was moved away: the one that was named now takes its place
    if found is not None and found.root == course.root:
        return
    if file.exists() and found is not None:
        raise UserError(f"{workspace.root} is for the course in {found.root}: name another folder for this one")
    _make_folder(workspace.root)
    text = f"# The course that this workspace is for.\ncourse = {json.dumps(str(course.root), ensure_ascii=False)}\n"
    write_whole(file, text.encode())


def _renamed(progress: Progress, loaded: Loaded) -> Progress:
    """Records of exercises that have a new name go under that; one that is there already stays."""
    new_names = {former: exercise.id for exercise in loaded.exercises for former in exercise.former_ids}
    ids = {exercise.id for exercise in loaded.exercises}
    records = dict(progress.exercises)
    for name in progress.exercises:
        if name in new_names and name not in ids and new_names[name] not in records:
            records[new_names[name]] = records.pop(name)
    return replace(progress, exercises=records)


def _compare(progress: Progress, loaded: Loaded, started: Started) -> None:
    known = {exercise.id: exercise for exercise in loaded.exercises}
    for name, record in progress.exercises.items():
        if name not in known:
            started.gone.append(name)
        elif record.passed is not None and record.version not in (None, known[name].version):
            started.solved_changed.append(name)


@dataclass(frozen=True, slots=True)
class _Files:
    """Brings the files of a workspace up to date with the course."""

    workspace: Workspace
    written: dict[str, str]
    """A hash of each file as the grader last wrote it: what still has it was not changed by the learner."""
    started: Started

    def bring_up_to_date(self, course: Course, loaded: Loaded) -> dict[str, str]:
        expected = {place_of(exercise) for exercise in loaded.exercises}
        self.write(README, readme(course, loaded).encode())
        for exercise in loaded.exercises:
            self.move_if_renamed(exercise, expected)
            place = place_of(exercise)
            if self.write(place, starter_file(exercise).encode()) and place in self.written:
                self.started.starter_changed.append(exercise.id)
            for name, data in data_files(exercise):
                self.write(name, data)
        return self.written

    def write(self, place: str, data: bytes) -> bool:
        """Write a file unless it is the learner's own; whether the course has changed under the learner's work."""
        path = self.workspace.root / place
        new, before = fingerprint(data), self.written.get(place)
        there = _content(path)
        if there is None:
            write_again(path, data)
            self.started.written.append(place)
        elif fingerprint(there) == before and before != new:
            write_again(path, data)
            self.started.upgraded.append(place)
        self.written[place] = new
        return there is not None and before not in (None, new, fingerprint(there))

    def move_if_renamed(self, exercise: Exercise, expected: set[str]) -> None:
        """Take a learner's file along when its exercise got another name or went to another chapter."""
        new = place_of(exercise)
        if (self.workspace.root / new).exists():
            return
        for old in self.old_places(exercise, expected):
            (self.workspace.root / new).parent.mkdir(parents=True, exist_ok=True)
            (self.workspace.root / old).rename(self.workspace.root / new)
            self.written[new] = self.written.pop(old)
            self.started.moved.append((old, new))
            return

    def old_places(self, exercise: Exercise, expected: set[str]) -> Iterator[str]:
        names = {exercise.main_file, *(f"{name.replace('-', '_')}.py" for name in exercise.former_ids)}
        for place in tuple(self.written):
            if place.rsplit("/", 1)[-1] in names and place not in expected and (self.workspace.root / place).is_file():
                yield place


def _content(path: Path) -> bytes | None:
    """``None`` if nothing is there. What cannot be read is the learner's, whatever it is."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError:
        return b""


def was_workspace(folder: Path, loaded: Loaded) -> bool:
    """Whether files of exercises lie there: somebody may have moved a damaged progress file away."""
    return any((folder / place_of(exercise)).exists() for exercise in loaded.exercises)


def is_workspace(folder: Path) -> bool:
    """Whether a progress file lies in the folder itself."""
    return (folder / PROGRESS_FILE).is_file()
