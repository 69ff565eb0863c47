"""The known wrong answer that a submission is like: at its cause, by its result, or by a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from grader.feedback import recognise
from grader.feedback.cause import Cause
from grader.feedback.context import Context
from grader.feedback.rules import VAGUE, off_by_one
from grader.feedback.trials import Programs, Trials
from grader.model import Diagnosis, Misconception

_PART = 1 / 3
"""The share of a mistake's lines that a submission must have for the same result to mean the same mistake."""
_MOST_OF_IT = 1 / 2
"""The same where trials show a small place to be enough."""
_LITTLE = len("'one'")
"""Characters of a value that many mistakes may give: numbers, `None`, what is empty."""


@dataclass(frozen=True, slots=True)
class Like:
    """A known wrong answer that the submission is like. ``lines`` are where the mistake may be, if that is known."""

    misconception: Misconception
    lines: tuple[int, ...]
    is_sure: bool
    """Whether the mistake is the same; else only its result is, or a line."""
    alike: str = "that has exactly this result"


def like_a_known_one(
    context: Context, cause: Cause | None, programs: Programs, tried: Trials, best: Diagnosis
) -> Like | None:
    """The known wrong answer that the submission is like at its cause, or by its result."""
    same = programs.caught_by(best.check or "")
    if cause is not None:
        here = recognise.at_the_cause(context.source, cause, programs.solution, same)
        if here is not None and tried.gives_the_same(here[1]):
            return Like(here[0], (cause.line,), is_sure=True)
        if cause.is_narrow:
            for one in recognise.at_a_like_line(context.source, cause, programs.right, same):
                if tried.gives_the_same(one[1]):
                    return Like(one[0], (cause.line,), is_sure=True)
    is_narrow = cause is not None and cause.is_narrow
    is_open = best.slug in VAGUE or best.slug == off_by_one.SLUG
    at_least = 0.0 if is_open and _says_much(context, best) else _PART
    if not is_open and is_narrow:
        same = []
    alike = recognise.by_its_result(context.source, programs.right, same, tried.gives_the_same, at_least=at_least)
    placed = [(programs.lines_of(context.source, one.misconception), one) for one in alike]
    if not placed:
        return with_its_line(context, cause, programs, same) if best.slug in VAGUE else None
    lines, like = min(placed, key=lambda one: _distance(cause, one[0]))
    is_there = is_narrow and cause is not None and any(map(cause.near, lines))
    is_sure = is_there or like.share >= (_MOST_OF_IT if is_narrow else _PART)
    return Like(like.misconception, lines, is_sure)


def with_its_line(
    context: Context, cause: Cause | None, programs: Programs, wrong: Sequence[recognise.Wrong]
) -> Like | None:
    """The known wrong answer whose marked line stands in the submission; it fails the same check."""
    found = list(recognise.by_its_line(context.source, programs.right, wrong))
    if not found:
        return None
    misconception, line = min(found, key=lambda one: _distance(cause, (one[1],)))
    is_narrow = cause is not None and cause.is_narrow
    if cause is not None and is_narrow and not cause.near(line):
        return None  # what was tried knows better
    return Like(misconception, (line,), is_narrow, "that has such a line and does not pass this check")


def _says_much(context: Context, found: Diagnosis) -> bool:
    """Whether the wrong result is one that hardly two mistakes have in common: no mere number, and not nothing."""
    comparison = next((result.comparison for result in context.failed if result.id == found.check), None)
    return comparison is None or len(comparison.got) > _LITTLE


def _distance(cause: Cause | None, lines: Sequence[int]) -> float:
    """How many lines the first one is away from a cause; far away if one of the two is not known."""
    if cause is None or not lines:
        return float("inf")
    return min((abs(lines[0] - one) for one in cause.lines), default=float("inf"))
