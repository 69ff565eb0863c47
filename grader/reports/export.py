"""Writes a gradebook in a form to where the user wants it: a stream, a file or a folder. All of it or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

from grader.reports.formats.cells import row
from grader.reports.formats.common import FormatProblem, Item, Options, Tally, Ungraded, file_stem, items, points
from grader.reports.formats.forms import FORMATS, FilePerWork, OneFile, Pages
from grader.reports.formats.site import page_alone
from grader.reports.gradebook import Gradebook, WorkStatus

INDEX: Final = "index.csv"
"""The list of the files, in a folder with one for each work."""
_MARK: Final = ".grader-report"
"""Marks a folder that may be replaced: all in it was written here."""
_PAGE = frozenset({".html", ".htm"})


def is_one_file(form: str) -> bool:
    """Whether the form goes to standard output if no place is named."""
    return isinstance(FORMATS[form], OneFile)


def to_stream(gradebook: Gradebook, form: str, options: Options, stream: TextIO) -> Tally:
    """Write a form that is one file; ``FormatProblem`` if the gradebook does not fit it."""
    chosen = FORMATS[form]
    if not isinstance(chosen, OneFile):
        raise FormatProblem(f"{form} is more than one file: say where to with --output")
    tally = Tally()
    for piece in chosen.write(gradebook, options, tally):
        stream.write(piece)
    return tally


def to_path(gradebook: Gradebook, form: str, options: Options, target: Path) -> Tally:
    """Write to a file or a folder, whichever the form is.

    A file or a report that is there already is replaced when the new one is complete. ``FormatProblem`` if the form
    does not fit, or something else is there; ``OSError`` if it cannot be written.
    """
    chosen = FORMATS[form]
    if isinstance(chosen, OneFile):
        with _new_file(target) as stream:
            return to_stream(gradebook, form, options, stream)
    if isinstance(chosen, Pages):
        return _pages(gradebook, chosen, options, target)
    if target.suffix:
        return _one_work(gradebook, form, chosen, options, target)
    tally = Tally()
    _folder(target, _per_work(gradebook, chosen, options, tally))
    return tally


def _pages(gradebook: Gradebook, chosen: Pages, options: Options, target: Path) -> Tally:
    tally = Tally()
    if target.suffix.lower() not in _PAGE:
        _folder(target, chosen.write(gradebook, options, tally))
        return tally
    with _new_file(target) as stream:
        stream.write(page_alone(gradebook, options, tally))
    return tally


def _one_work(gradebook: Gradebook, form: str, chosen: FilePerWork, options: Options, target: Path) -> Tally:
    """A form of one work to one file, if there is only one."""
    given = [item for item, _ in zip(items(gradebook), range(2), strict=False)]
    if len(given) != 1:
        raise FormatProblem(
            f"{form} is one file for each work, and there is more than one: "
            "name a folder with --output, or choose one work with --learner and --exercise"
        )
    tally = Tally(learners=1)
    tally.seen(given[0].work)
    try:
        text = chosen.write(given[0], options)
    except Ungraded as reason:
        raise FormatProblem(f"the work has no verdict, which {form} cannot say: {reason}") from None
    with _new_file(target) as stream:
        stream.write(text)
    return tally


def _per_work(gradebook: Gradebook, chosen: FilePerWork, options: Options, tally: Tally) -> Iterator[tuple[str, str]]:
    """The files of all works that can be written, and the list of all works at last, piece by piece."""
    yield INDEX, row(["learner", "name", "exercise", "status", "points", "max_points", "file"])
    last = None
    for item in items(gradebook):
        tally.learners += item.work.learner.key != last
        last = item.work.learner.key
        tally.seen(item.work)
        name = f"{item.column.id}/{file_stem(last)}/{chosen.file_name}"
        text = _written(item, chosen, options)
        if text is not None:
            yield name, text
        yield INDEX, _entry(item, "" if text is None else name)


def _written(item: Item, chosen: FilePerWork, options: Options) -> str | None:
    if item.work.status is WorkStatus.MISSING and not item.work.has_grade:
        return None
    try:
        return chosen.write(item, options)
    except Ungraded:
        return None


def _entry(item: Item, name: str) -> str:
    work = item.work
    given = points(work.points) if work.has_grade else None
    return row(
        [work.learner.key, work.learner.name, work.exercise, work.status.value, given, points(work.max_points), name]
    )


# --------------------------------------------------------------------------------------------------- all or nothing


@contextmanager
def _new_file(target: Path) -> Iterator[TextIO]:
    """A file that takes the place of ``target`` when it is complete."""
    if target.is_dir():
        raise FormatProblem(f"{target} is a folder: name a file")
    _make_parent(target)
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _folder(target: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write files into a folder that takes the place of ``target`` when all are there.

    A name that comes again is written on at its end.
    """
    if target.exists() and not _replaceable(target):
        raise FormatProblem(f"{target} is there already and is no report: name another folder, or remove it")
    _make_parent(target)
    beside = target.with_name(f".{target.name}.{os.getpid()}.new")
    old = target.with_name(f".{target.name}.{os.getpid()}.old")
    try:
        beside.mkdir()
        (beside / _MARK).touch()
        for name, text in files:
            path = beside / name
            if not path.parent.is_dir():
                path.parent.mkdir(parents=True)
            with path.open("a", encoding="utf-8", newline="") as stream:
                stream.write(text)
        if target.exists():
            target.rename(old)
        beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def _make_parent(target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise FormatProblem(f"{target.parent} is a file, so nothing can be written into it") from None


def _replaceable(target: Path) -> bool:
    return target.is_dir() and ((target / _MARK).is_file() or not any(target.iterdir()))
