"""``junit``: XML as pytest writes it, which most build servers show. A test suite for each work.

A check of an ungraded work is an ``error``, one that was not reached is ``skipped``: only what the learner's program
got wrong is a ``failure``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from grader.model import CheckStatus
from grader.reports.formats.common import CheckView, Item, Options, Tally, explain_check, items, output_of
from grader.reports.gradebook import Gradebook, WorkStatus

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, not even escaped."""
_SKIPPED = (CheckStatus.NOT_REACHED, CheckStatus.SKIPPED)


def junit(gradebook: Gradebook, options: Options, tally: Tally) -> Iterator[str]:
    """The whole document, suite by suite. Hidden checks are in it: it is for instructors."""
    yield f'<?xml version="1.0" encoding="utf-8"?>\n<testsuites name={_quoted(gradebook.course_title)}>\n'
    last = None
    for item in items(gradebook):
        tally.learners += item.work.learner.key != last
        last = item.work.learner.key
        tally.seen(item.work)
        yield from _suite(item)
    yield "</testsuites>\n"


def _suite(item: Item) -> Iterator[str]:
    work = item.work
    name = f"{item.column.id}: {work.learner.name}"
    if work.status in (WorkStatus.UNGRADED, WorkStatus.MISSING):
        yield from _without_verdict(item, name)
        return
    checks = item.all_checks()
    kinds = Counter(_kind(check) for check in checks)
    yield _opening(item, name, kinds, sum(check.wall_s for check in checks))
    facts = [("learner", work.learner.key), ("points", f"{work.points:g}"), ("max_points", f"{work.max_points:g}")]
    yield "<properties>"
    for key, value in facts:
        yield f"<property name={_quoted(key)} value={_quoted(value)}/>"
    yield "</properties>\n"
    for check in checks:
        yield from _case(item, check)
    yield "</testsuite>\n"


def _without_verdict(item: Item, name: str) -> Iterator[str]:
    """A suite of one case: an error if the grader failed, skipped if there was nothing to grade."""
    missing = item.work.status is WorkStatus.MISSING
    kind = "skipped" if missing else "error"
    yield _opening(item, name, Counter([kind]), 0.0)
    yield f"<testcase classname={_quoted(_class(item))} name={_quoted('graded')} time={_quoted('0.000')}>"
    reason = "Nothing was handed in." if missing else item.reason()
    yield f"<{kind} message={_quoted(reason)}/>"
    yield "</testcase>\n</testsuite>\n"


def _opening(item: Item, name: str, kinds: Counter[str], seconds: float) -> str:
    stamp = f" timestamp={_quoted(item.work.submitted_at)}" if item.work.submitted_at else ""
    return (
        f'<testsuite name={_quoted(name)} errors="{kinds["error"]}" failures="{kinds["failure"]}" '
        f'skipped="{kinds["skipped"]}" tests="{kinds.total()}" time="{seconds:.3f}"{stamp} hostname="grader">\n'
    )


def _case(item: Item, check: CheckView) -> Iterator[str]:
    start = (
        f"<testcase classname={_quoted(_class(item))} name={_quoted(check.id)} time={_quoted(f'{check.wall_s:.3f}')}"
    )
    printed = output_of(check)
    if check.passed and not printed:
        yield f"{start}/>\n"
        return
    yield f"{start}>"
    if not check.passed:
        kind = _kind(check)
        message = f"{check.title}: {check.status}"
        yield f"<{kind} message={_quoted(message)}>{_text(explain_check(check))}</{kind}>"
    if printed:
        yield f"<system-out>{_text(printed)}</system-out>"
    yield "</testcase>\n"


def _kind(check: CheckView) -> str:
    if check.status is CheckStatus.UNGRADED:
        return "error"
    if check.status in _SKIPPED:
        return "skipped"
    return "passed" if check.passed else "failure"


def _class(item: Item) -> str:
    return f"{item.column.id}.{item.work.learner.key}"


def _text(text: str) -> str:
    return escape(_legal(text))


def _quoted(text: str) -> str:
    return quoteattr(_legal(text))


def _legal(text: str) -> str:
    """The text with what XML forbids written out, as pytest does it."""
    return _NOT_XML.sub(lambda found: f"#x{ord(found[0]):02X}", text)
