"""What the formats share: what they are asked, what they tell, and what of a work its learner may see."""

from __future__ import annotations

import hashlib
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.model import CheckStatus
from grader.reports.gradebook import ExerciseColumn, Gradebook, GradedWork, Visibility, WorkStatus, is_shown
from grader.reports.text import without_folders

_PLAIN_STEM = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
"""Names that Windows keeps for itself."""
MOST_OUTPUT = 4_000
"""Characters of a program's output that a report for a learner repeats."""


class FormatProblem(ValueError):  # noqa: N818 - the problem is in what was asked
    """The gradebook cannot be written in this format as it was asked for; the message says what to do."""


class Ungraded(Exception):  # noqa: N818 - no error: the format has no words for a work without a verdict
    """The work has no verdict, and the format has no way to say so but a failed run."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for besides the format.

    ``published``: the grades are out, so ``after_published`` checks are shown. ``canvas_ids`` are the ids of Canvas
    assignments by exercise. ``worksheet`` is the text of a Moodle worksheet, ``classroom`` the name of a classroom.
    ``per_work``: one row for each work in a table that otherwise has one for each learner. ``one_learner``: a page
    alone is the learner's own, not the one of the class.
    """

    published: bool = False
    canvas_ids: Mapping[str, str] = field(default_factory=dict)
    worksheet: str | None = None
    classroom: str = ""
    per_work: bool = False
    one_learner: bool = False


@dataclass(slots=True)
class Tally:
    """What became of the works while a format was written. It is filled as the writing goes on."""

    learners: int = 0
    written: int = 0
    ungraded: int = 0
    missing: int = 0
    notes: Counter[str] = field(default_factory=Counter)
    """Sentences for the person who exports, with how often each is true."""

    def seen(self, work: GradedWork) -> bool:
        """Count the work; whether it has a grade to write."""
        if work.has_grade:
            self.written += 1
        elif work.status is WorkStatus.MISSING:
            self.missing += 1
        else:
            self.ungraded += 1
        return work.has_grade


@dataclass(frozen=True, slots=True)
class CheckView:
    """A check of one work, as its learner may see it. Scores are in the points of the policy, before lateness."""

    number: int
    id: str
    title: str
    status: CheckStatus
    score: float
    max_score: float
    visibility: Visibility
    message: str | None
    comparison: Mapping[str, str] | None
    runs: Sequence[Mapping[str, Any]]
    diagnoses: tuple[Mapping[str, Any], ...]
    expected_timeline: Mapping[str, Any] | None = None

    @property
    def passed(self) -> bool:
        return self.status is CheckStatus.PASSED

    @property
    def wall_s(self) -> float:
        """Real seconds that its runs took."""
        return sum(float((run.get("usage") or {}).get("wall_s") or 0.0) for run in self.runs)


@dataclass(frozen=True, slots=True)
class Item:
    """One work with what is needed to write it: its exercise, and when its learner may see which check."""

    column: ExerciseColumn
    work: GradedWork
    visibility: Mapping[str, Visibility] = field(default_factory=dict)

    @property
    def report(self) -> Mapping[str, Any]:
        return self.work.report or {}

    def all_checks(self) -> tuple[CheckView, ...]:
        """Every check of the report, in the order of the exercise."""
        scale = self.work.max_points / self.work.raw_max if self.work.raw_max else 1.0
        return tuple(
            CheckView(
                number,
                str(check["id"]),
                str(check["title"]),
                CheckStatus(str(check["status"])),
                float(check["score"]) * scale,
                float(check["max_score"]) * scale,
                self.visibility.get(str(check["id"]), Visibility.VISIBLE),
                check.get("message"),
                check.get("comparison"),
                check.get("runs") or (),
                tuple(d for d in self.report.get("diagnoses", ()) if d.get("check") == check["id"]),
                check.get("expected_timeline"),
            )
            for number, check in enumerate(self.report.get("checks", ()), 1)
        )

    def shown_checks(self, *, published: bool) -> tuple[CheckView, ...]:
        """The checks that the learner may see now."""
        return tuple(c for c in self.all_checks() if is_shown(c.visibility, self.work, published=published))

    def general_diagnoses(self) -> tuple[Mapping[str, Any], ...]:
        """What explains the work as a whole, not one check of it."""
        return tuple(d for d in self.report.get("diagnoses", ()) if d.get("check") is None)

    def reason(self) -> str:
        """Why there is no verdict."""
        return str(self.report.get("reason") or self.work.note or "the grader could not give a verdict")


def items(gradebook: Gradebook) -> Iterator[Item]:
    """Every work, learner by learner, with its exercise."""
    columns = {column.id: (column, gradebook.visibility(column.id)) for column in gradebook.exercises}
    for work in gradebook.works():
        column, visibility = columns[work.exercise]
        yield Item(column, work, visibility)


def points(value: float) -> str:
    """A number of points as people write it: at most four decimals, and none that says nothing."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def number(value: float) -> float | int:
    """The same for JSON, without the digits that adding fractions leaves behind."""
    rounded = round(float(value), 6)
    return int(rounded) if rounded.is_integer() else rounded


def file_stem(key: str) -> str:
    """A file name for a learner's key, which may be any text: safe on every system, unlike any other key's."""
    if _PLAIN_STEM.fullmatch(key) and not _RESERVED.fullmatch(key):
        return key
    readable = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:24]
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{readable}-{digest}" if readable else f"learner-{digest}"


def dump(data: object) -> str:
    """JSON text, one document for people and programs to read."""
    return json.dumps(writable(data), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def writable(data: object) -> Any:
    """The data without what JSON in UTF-8 cannot hold: a learner's program can print half a character."""
    if isinstance(data, str):
        return storable(data)
    if isinstance(data, Mapping):
        return {storable(str(key)): writable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [writable(value) for value in data]
    if isinstance(data, float) and not math.isfinite(data):
        return None
    return data


def storable(text: str) -> str:
    """The text with lone surrogates written out, so that any file can hold it."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text


def explain(diagnosis: Mapping[str, Any]) -> str:
    """What happened, where, why, and the question that leads on, as plain text."""
    parts = [str(diagnosis["what"])]
    where = diagnosis.get("where")
    if where:
        lines = sorted((where, *where.get("also", ())), key=lambda place: int(place["line"]))
        parts.append("\n".join(f"Line {place['line']}: {place['text']}" for place in lines))
    parts += [str(diagnosis[key]) for key in ("why", "next") if diagnosis.get(key)]
    return "\n\n".join(parts)


def explain_check(check: CheckView) -> str:
    """Everything that the learner may read about a check that did not pass; empty for one that did."""
    if check.passed:
        return ""
    parts = [explain(diagnosis) for diagnosis in check.diagnoses]
    if not parts and check.message:
        parts.append(check.message)
    if check.status is CheckStatus.NOT_REACHED:
        parts.append("Not reached: something that this check needs does not work yet.")
    if check.comparison:
        parts.append(f"Your program gave: {check.comparison['got']}\nExpected: {check.comparison['expected']}")
    printed = output_of(check)
    if printed:
        parts.append(f"Your program printed:\n{printed}")
    return "\n\n".join(parts)


def output_of(check: CheckView) -> str:
    """What the program printed in the runs of this check, cut to what people read."""
    text = "\n".join(str(run["stdout"]).rstrip("\n") for run in check.runs if run.get("stdout"))
    return text if len(text) <= MOST_OUTPUT else text[:MOST_OUTPUT] + "\n(more was printed)"


def explain_work(item: Item) -> str:
    """What is said about a work as a whole."""
    parts = [explain(diagnosis) for diagnosis in item.general_diagnoses()]
    parts += [sentence for sentence in (item.work.late, item.work.note) if sentence]
    if item.work.override is not None:
        parts.append(f"Points set by an instructor: {item.work.override.reason}")
    parts += [str(remark) for remark in item.report.get("remarks", ())]
    return "\n\n".join(without_folders(part) for part in parts)
