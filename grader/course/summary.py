"""What a run of grading came to, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from grader.course.store import Database
from grader.course.store.results import Totals, totals, ungraded_works

_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Summary:
    """How the works in a store stand. ``graded_now`` counts the different submissions that this run graded."""

    out: Path
    learners: int
    totals: Totals
    graded_now: int
    seconds: float
    remarks: tuple[tuple[str, int], ...]
    """How often each kind of remark was made."""
    notable: tuple[tuple[str, str], ...]
    """Origin and text of some remarks."""
    ungraded: tuple[tuple[str, str, str], ...]
    """Learner, exercise and reason of some of the works that could not be graded."""
    unknown: tuple[str, ...] = ()
    """Exercises with work that waits, which the course does not have."""


def summarize(  # noqa: PLR0913 - each of them is a fact of its own
    database: Database,
    *,
    environment: int | None,
    learner: str | None,
    graded_now: int,
    seconds: float,
    unknown: tuple[str, ...] = (),
) -> Summary:
    """What the store holds now, of all or of one learner."""
    who = "SELECT COUNT(DISTINCT learner) FROM work WHERE ?1 IS NULL OR learner = ?1"
    mine = "WHERE ?1 IS NULL OR learner = ?1"
    kinds = database.rows(f"SELECT kind, COUNT(*) FROM remark {mine} GROUP BY kind ORDER BY kind", learner)  # noqa: S608 - our own text
    some = database.rows(f"SELECT origin, text FROM remark {mine} LIMIT {_SHOWN}", learner)  # noqa: S608 - our own text
    found = ungraded_works(database, learner)
    return Summary(
        out=database.folder,
        learners=database.number(who, learner),
        totals=totals(database, environment, learner),
        graded_now=graded_now,
        seconds=seconds,
        remarks=tuple((str(kind), int(count)) for kind, count in kinds),
        notable=tuple((str(origin), str(text)) for origin, text in some),
        ungraded=tuple(one for one, _ in zip(found, range(_SHOWN), strict=False)),
        unknown=unknown,
    )


def to_json(summary: Summary) -> dict[str, Any]:
    """The summary as JSON-ready data."""
    return {
        "out": str(summary.out),
        "learners": summary.learners,
        "works": summary.totals.works,
        **asdict(summary.totals),
        "graded_now": summary.graded_now,
        "seconds": round(summary.seconds, 3),
        "remarks": dict(summary.remarks),
        "ungraded_works": [
            {"learner": learner, "exercise": exercise, "reason": reason}
            for learner, exercise, reason in summary.ungraded
        ],
        "unknown_exercises": list(summary.unknown),
    }


def to_text(summary: Summary) -> Iterator[str]:
    """The summary as lines."""
    counts = summary.totals
    if not counts.works:
        yield f"Nothing to grade: no answer to an exercise of this course was found. Results: {summary.out}"
    else:
        yield (
            f"{_count(counts.works, 'work')} of {_count(summary.learners, 'learner')}: "
            f"{counts.passed:,} passed, {counts.failed:,} failed, {counts.ungraded:,} ungraded"
            + (f", {counts.waiting:,} not graded yet" if counts.waiting else "")
        )
    if summary.graded_now:
        rate = f", {summary.graded_now / summary.seconds:.0f} a second" if summary.seconds > 0 else ""
        yield f"Graded now: {_count(summary.graded_now, 'different submission')} in {summary.seconds:.1f} s{rate}"
    yield from _ungraded(summary)
    yield from _remarks(summary)
    if summary.unknown:
        yield f"Not in this course, so not graded: {', '.join(summary.unknown)}. Name their course with --course."
    if counts.outdated:
        yield (
            f"{_count(counts.outdated, 'result')} came from an older exercise or grader: "
            f"`grader regrade {summary.out}` shows what would change."
        )
    if counts.works:
        yield f"Results: {summary.out}. Next: grader report {summary.out}"


def _ungraded(summary: Summary) -> Iterator[str]:
    if not summary.totals.ungraded:
        return
    yield "Ungraded, for no fault of the learner; start the same command again to try once more:"
    for learner, exercise, reason in summary.ungraded:
        yield f"  {learner}, {exercise}: {reason}"
    if summary.totals.ungraded > len(summary.ungraded):
        yield f"  and {summary.totals.ungraded - len(summary.ungraded):,} more"


def _remarks(summary: Summary) -> Iterator[str]:
    total = sum(count for _, count in summary.remarks)
    if not total:
        return
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in summary.remarks)
    yield f"Noticed while reading: {kinds}"
    for origin, text in summary.notable:
        yield f"  {text}" if not origin or text.startswith(origin) else f"  {origin}: {text}"
    if total > len(summary.notable):
        yield f"  and {total - len(summary.notable):,} more, all of them in the reports"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
