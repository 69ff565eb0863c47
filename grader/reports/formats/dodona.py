"""``dodona``: the feedback of a judge, as one document: tab, context, test case, test, and notes beside the code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from grader.model import Ending
from grader.reports.formats.common import CheckView, Item, Options, dump, explain, explain_check, explain_work
from grader.reports.gradebook import WorkStatus, is_shown

_CANNOT_RUN = frozenset({"syntax-error", "not-python-text"})
_STATUS_OF_ENDING = {
    Ending.OUT_OF_MEMORY: "memory limit exceeded",
    Ending.CPU_LIMIT: "time limit exceeded",
    Ending.WALL_LIMIT: "time limit exceeded",
    Ending.RAISED: "runtime error",
    Ending.NOT_LOADABLE: "runtime error",
    Ending.CRASHED: "runtime error",
}


def dodona(item: Item, options: Options) -> str:
    """The document for one work. What the learner may not see now is in a tab for staff alone."""
    report = item.work
    checks = item.all_checks()
    shown = [check for check in checks if is_shown(check.visibility, report, published=options.published)]
    hidden = [check for check in checks if check not in shown]
    tabs = [_tab(item.column.title, shown)]
    if hidden:
        tabs.append({**_tab("Not shown to learners", hidden), "permission": "staff"})
    data: dict[str, Any] = {
        "accepted": report.status is WorkStatus.PASSED,
        "status": _status(item),
        "description": _description(item),
        "messages": [_message(text) for text in [explain_work(item)] if text],
        "groups": tabs,
        "annotations": list(_annotations(item, shown)),
    }
    return dump(data)


def _status(item: Item) -> str:
    if item.work.status is WorkStatus.PASSED:
        return "correct"
    if not item.work.status.counts:
        return "internal error"
    if any(diagnosis["slug"] in _CANNOT_RUN for diagnosis in item.general_diagnoses()):
        return "compilation error"
    failed = (check for check in item.all_checks() if not check.passed)
    endings = (Ending(run["ending"]) for check in failed for run in check.runs)
    return next((_STATUS_OF_ENDING[ending] for ending in endings if ending in _STATUS_OF_ENDING), "wrong")


def _description(item: Item) -> str:
    if not item.work.status.counts:
        return f"Not graded, and it is not your fault: {item.reason()}"
    passed = sum(check.passed for check in item.all_checks())
    return f"{passed} of {len(item.all_checks())} checks passed"


def _tab(title: str, checks: list[CheckView]) -> dict[str, Any]:
    return {
        "description": title,
        "badgeCount": sum(not check.passed for check in checks),
        "groups": [_context(check) for check in checks],
    }


def _context(check: CheckView) -> dict[str, Any]:
    """A context of one test case: the checks of an exercise do not depend on each other's programs."""
    text = explain_check(check)
    comparison: Mapping[str, str] | None = check.comparison
    tests = []
    if comparison is not None:
        tests.append({"accepted": check.passed, "generated": comparison["got"], "expected": comparison["expected"]})
    case = {
        "accepted": check.passed,
        "description": _message(check.title),
        "tests": tests,
        "messages": [_message(text)] if text else [],
    }
    return {"accepted": check.passed, "groups": [case]}


def _message(text: str) -> dict[str, str]:
    """Plain text is escaped there; HTML and Markdown would not be."""
    return {"format": "plain", "description": text}


def _annotations(item: Item, shown: list[CheckView]) -> Iterator[dict[str, Any]]:
    """Notes beside the learner's lines. Rows and columns count from 0 there."""
    found = [*item.general_diagnoses(), *(diagnosis for check in shown for diagnosis in check.diagnoses)]
    for kind, diagnoses in (("error", found), ("warning", item.report.get("warnings", ()))):
        for diagnosis in diagnoses:
            where = diagnosis.get("where")
            if where:
                yield {
                    "row": max(int(where["line"]) - 1, 0),
                    "column": int(where["column"]),
                    "text": explain({**diagnosis, "where": None}),
                    "type": kind,
                }
