"""A workspace: the folder in which a learner works, with a file for each exercise. Nothing in it is hidden."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.catalogue import Course, render_starter
from grader.errors import CatalogueError, Problem, UserError
from grader.model import Exercise
from grader.practice.bare import bare_text
from grader.practice.store import PROGRESS_FILE, Store, write_whole

KEPT: Final = "kept"
"""The folder for copies of what a learner wrote before it was replaced."""
README: Final = "README.md"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A workspace by its folder."""

    root: Path

    @property
    def store(self) -> Store:
        return Store(self.root / PROGRESS_FILE)

    def file_of(self, exercise: Exercise) -> Path:
        """Where the learner's file for the exercise belongs."""
        return self.root / place_of(exercise)

    def keep_copy(self, path: Path) -> Path | None:
        """Copy a learner's file into the folder for such copies; ``None`` if there is no such file.

        Raises ``UserError`` if it cannot be read, or the copy cannot be written.
        """
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise UserError(f"{path} cannot be read: {error.strerror or error}") from None
        return self.keep_text(path.stem, data)

    def keep_text(self, stem: str, data: bytes) -> Path:
        """Put a text into the folder for copies, under a name that is free."""
        copy = next(one for one in self._free_names(stem) if not one.exists())
        write_whole(copy, data)
        return copy

    def _free_names(self, stem: str) -> Iterator[Path]:
        number = 0
        while True:
            number += 1
            yield self.root / KEPT / f"{stem}-{number}.py"

    def name_of(self, path: Path) -> str:
        """A file of the workspace as messages call it."""
        return path.relative_to(self.root).as_posix()


def place_of(exercise: Exercise) -> str:
    """The learner's file for an exercise, from the workspace's root, with ``/`` between folders."""
    return f"{exercise.chapter}/{exercise.main_file}"


def find_workspace(folder: Path) -> Workspace | None:
    """The workspace that ``folder`` lies in, if it does."""
    for one in (folder, *folder.parents):
        try:
            if (one / PROGRESS_FILE).is_file():
                return Workspace(one)
        except OSError:  # a folder above that may not be read
            continue
    return None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The exercises of a course that can be used, in order, and the mistakes of the files that cannot."""

    exercises: tuple[Exercise, ...]
    problems: tuple[Problem, ...] = ()

    def named(self, name: str) -> Exercise | None:
        """The exercise of that id or former id."""
        for exercise in self.exercises:
            if exercise.id == name:
                return exercise
        return next((one for one in self.exercises if name in one.former_ids), None)


def load_course(course: Course) -> Loaded:
    """All exercises. One with mistakes is left out: it must not keep a learner from the others.

    Raises ``CatalogueError`` if none is left.
    """
    exercises: list[Exercise] = []
    problems: list[Problem] = []
    for name in course.ids():
        try:
            exercises.append(course.get(name))
        except CatalogueError as error:
            problems += error.problems
    if problems and not exercises:
        raise CatalogueError(problems)
    if not exercises:
        raise UserError(f"{course.root} has no exercises")
    return Loaded(tuple(exercises), tuple(problems))


# ------------------------------------------------------------------------------------------------------ the files


def fingerprint(data: bytes) -> str:
    """A short hash: it only tells whether a learner has changed a file since the grader wrote it."""
    return hashlib.sha256(data).hexdigest()[:16]


def starter_file(exercise: Exercise) -> str:
    """What a learner's file holds at first: the prompt as a comment, then the starter code."""
    lines = [_about(exercise), "", exercise.title, "", *bare_text(exercise.prompt).splitlines(), ""]
    if exercise.gaps:
        widest = max(len(gap.marker) for gap in exercise.gaps)
        lines += ["The gaps:", *(f"  {gap.marker:<{widest}}  {gap.ask}" for gap in exercise.gaps), ""]
    lines += [f"Save this file, then check it: grader check {exercise.id}", "Or at each save: grader watch"]
    comment = "\n".join(f"# {line}".rstrip() for line in lines)
    return f"{comment}\n\n{render_starter(exercise)}"


def _about(exercise: Exercise) -> str:
    """The first line. What an author wrote comes further down: in the first two, Python may read a word as an
    encoding.
    """
    minutes = f", about {exercise.minutes} minutes" if exercise.minutes is not None else ""
    optional = ", optional" if exercise.optional else ""
    return f"Exercise {exercise.id}, difficulty {exercise.difficulty} of 5{minutes}{optional}"


def data_files(exercise: Exercise) -> Iterator[tuple[str, bytes]]:
    """The files that the program may read, with their places: they lie beside the learner's file."""
    for name in exercise.data_files:
        yield f"{exercise.chapter}/{name}", (exercise.path.parent / name).read_bytes()


def readme(course: Course, loaded: Loaded) -> str:
    """The README of a workspace."""
    counts = {chapter.id: chapter.title for chapter in course.chapters()}
    by_chapter: dict[str, int] = {}
    for exercise in loaded.exercises:
        by_chapter[exercise.chapter] = by_chapter.get(exercise.chapter, 0) + 1
    rows = (f"| `{name}` | {counts.get(name, name)} | {number} |" for name, number in by_chapter.items())
    return _README.format(first=place_of(loaded.exercises[0]), table="\n".join(rows), progress=PROGRESS_FILE, kept=KEPT)


_README: Final = """\
# Practice

Each exercise is a file in the folder of its chapter. Its task stands on top as a comment; fill the gaps such as
`____stop____` below it. You may change anything else in the file as well: only what the program does is judged.

```sh
grader watch       # one screen: checks the file each time you save it
```

Begin with `{first}`. Without `watch`, these do the same one at a time:

```sh
grader show        # what the current exercise asks
grader edit        # open it in your editor
grader check       # check it
grader hint        # a hint
grader next        # the next exercise that is not solved; grader next NAME for any other
grader list        # all exercises, and how far you are
grader reset       # begin an exercise again; a copy of your file goes to {kept}/
grader solution    # the solution, once you have passed; --give-up for before
grader review      # what is due to be done once more
grader summary     # your time, attempts and mistakes
```

| folder | chapter | exercises |
|---|---|---|
{table}

`{progress}` holds your progress, as text that you can read. `grader progress export FILE` writes it into
one file together with your answers, and `grader progress import FILE` reads that on another machine. `grader start` in
this folder repairs what is missing and adds new exercises; it never overwrites what you wrote.
"""
