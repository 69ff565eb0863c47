"""How the grade of a work is shared among its checks, for systems that add up the checks themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from grader.reports.formats.common import CheckView, Item
from grader.reports.gradebook import is_shown

_FACTORS = (1, 2, 4, 5, 10, 20, 25, 50, 100)
_FINEST = 100


@dataclass(frozen=True, slots=True)
class Line:
    """What a system that adds up shows of a check: ``score`` includes lateness and overrides."""

    name: str
    passed: bool
    score: float
    max_score: float
    check: CheckView | None
    """``None`` stands for all checks together that the learner may not see now."""


def lines(item: Item, *, published: bool) -> list[Line]:
    """The checks of a work, their scores adding up to its grade.

    What the learner may not see is one line without a name of its own: leaving it out would change the grade.
    """
    checks = item.all_checks()
    shares = _shares(checks, min(item.work.points, item.work.max_points))
    shown, scores, most, passed = [], 0.0, 0.0, True
    hidden = False
    for check, share in zip(checks, shares, strict=True):
        if is_shown(check.visibility, item.work, published=published):
            shown.append(Line(check.title, check.passed, share, check.max_score, check))
        else:
            hidden = True
            scores, most, passed = scores + share, most + check.max_score, passed and check.passed
    if hidden:
        shown.append(Line("Checks that are not shown", passed, scores, most, None))
    return shown


def _shares(checks: Sequence[CheckView], grade: float) -> list[float]:
    """``grade`` shared as the checks earned their scores; what they did not earn fills them up in order."""
    earned = sum(check.score for check in checks)
    if earned >= grade > 0 or earned > 0 == grade:
        return [check.score * grade / earned for check in checks]
    shares, left = [], grade - earned
    for check in checks:
        more = min(max(left, 0.0), check.max_score - check.score)
        left -= more
        shares.append(check.score + more)
    return shares


def whole(given: Sequence[Line]) -> list[tuple[int, int]]:
    """Score and maximum of each line as whole numbers, all multiplied alike, so that no part of a point is lost.

    The sum of the scores is as near below the grade as whole numbers allow.
    """
    factor = next(
        (f for f in _FACTORS if all(_is_whole(n * f) for line in given for n in (line.score, line.max_score))), _FINEST
    )
    most = [max(round(line.max_score * factor), 0) for line in given]
    exact = [min(_near(line.score * factor), Fraction(top)) for line, top in zip(given, most, strict=True)]
    scores = [int(score) for score in exact]
    # The largest remainders get what rounding down took away.
    left = int(sum(exact, Fraction(0))) - sum(scores)
    by_remainder = sorted(range(len(given)), key=lambda n: (scores[n] - exact[n], n))
    for place in by_remainder[:left]:
        scores[place] += 1
    return list(zip(scores, most, strict=True))


def _near(value: float) -> Fraction:
    """The value without the error of adding floats."""
    return Fraction(round(value, 6)).limit_denominator(1_000_000)


def _is_whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-6  # noqa: PLR2004 - far below any point that a policy gives


def distinct(names: Sequence[str]) -> list[str]:
    """The names with a number behind each that stood before: some systems know a test by its name alone."""
    seen: dict[str, int] = {}
    result = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        result.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return result
