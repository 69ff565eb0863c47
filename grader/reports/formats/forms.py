"""The table of the forms in which the grades of a course leave it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from grader.reports.formats import (
    canvas,
    classroom50,
    dodona,
    exercism,
    gradescope,
    json_lines,
    junit,
    moodle,
    prairielearn,
    site,
    table,
)
from grader.reports.formats.common import Item, Options, Tally
from grader.reports.gradebook import Gradebook

Stream = Callable[[Gradebook, Options, Tally], Iterator[str]]
"""Writes the whole gradebook as one text, piece by piece; ``FormatProblem`` before the first piece."""
PerWork = Callable[[Item, Options], str]
"""Writes one work; ``Ungraded`` if it has no verdict and the form no words for that."""


@dataclass(frozen=True, slots=True)
class OneFile:
    """A form that is one file."""

    write: Stream


@dataclass(frozen=True, slots=True)
class Pages:
    """A form that is a folder of pages which belong together."""

    write: Callable[[Gradebook, Options, Tally], Iterator[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class FilePerWork:
    """A form that has a file for each work, named as the system that reads it wants."""

    file_name: str
    write: PerWork


FORMATS: Final[Mapping[str, OneFile | FilePerWork | Pages]] = {
    "html": Pages(site.site),
    "json": OneFile(json_lines.json_document),
    "jsonl": OneFile(json_lines.json_lines),
    "csv": OneFile(table.table),
    "junit": OneFile(junit.junit),
    "gradescope": FilePerWork("results.json", gradescope.gradescope),
    "classroom50": FilePerWork("result.json", classroom50.classroom50),
    "github-classroom": FilePerWork("result.txt", exercism.github_classroom),
    "canvas": OneFile(canvas.canvas),
    "moodle": OneFile(moodle.moodle),
    "exercism": FilePerWork("results.json", exercism.exercism),
    "dodona": FilePerWork("feedback.json", dodona.dodona),
    "prairielearn": FilePerWork("results.json", prairielearn.prairielearn),
}
