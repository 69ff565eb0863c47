"""A report as JSON-ready data: the form that other programs, the course tools and the regrade read."""

from __future__ import annotations

from typing import Any

from grader.model import REPORT_FORMAT, CheckResult, Diagnosis, ErrorInfo, Observation, OpenGap, Report, Timeline
from grader.reports.text import tidy_stderr, without_folders


def report_to_json(report: Report) -> dict[str, Any]:
    """The report as dictionaries, lists, text and numbers. Times are seconds; ``loop_time`` and timelines are virtual.

    Of a check with hidden inputs nothing is given away that its runs made, since the program may have printed or timed
    them; its runs keep their endings and what they used.
    """
    return {
        "format": REPORT_FORMAT,
        "exercise": report.exercise,
        "title": report.title,
        "exercise_version": report.exercise_version,
        "submission_version": report.submission_version,
        "file": report.file,
        "learner": report.learner,
        "status": report.status.value,
        "reason": report.reason,
        "score": report.score,
        "max_score": report.max_score,
        "open_gaps": [_gap(gap) for gap in report.open_gaps],
        "checks": [_check(check) for check in report.checks],
        "diagnoses": [diagnosis_to_json(diagnosis) for diagnosis in report.diagnoses],
        "warnings": [diagnosis_to_json(warning) for warning in report.warnings],
        "remarks": list(report.remarks),
        "tamper": sorted({notice for check in report.checks for run in check.runs for notice in run.tamper}),
        "isolation": {"level": report.isolation.level, "guarantees": list(report.isolation.guarantees)},
        "grader": report.grader,
        "python": report.python,
    }


def comparable(report_json: dict[str, Any]) -> dict[str, Any]:
    """The report without what was measured in real time: two gradings of one input agree on it bit by bit."""
    checks = [
        {**check, "runs": [{key: value for key, value in run.items() if key != "usage"} for run in check["runs"]]}
        for check in report_json["checks"]
    ]
    return {**report_json, "checks": checks}


def _gap(gap: OpenGap) -> dict[str, Any]:
    return {
        "name": gap.name,
        "line": gap.line,
        "column": gap.column,
        "ask": gap.ask,
        "number": gap.number,
        "total": gap.total,
    }


def _check(check: CheckResult) -> dict[str, Any]:
    comparison = None
    if check.comparison is not None and not check.hidden_inputs:
        comparison = {
            "op": check.comparison.op,
            "got": check.comparison.got,
            "expected": check.comparison.expected,
        }
    return {
        "id": check.id,
        "title": check.title,
        "status": check.status.value,
        "score": check.score,
        "max_score": check.max_score,
        "evidence": check.evidence.value,
        "message": check.message,
        "hidden_inputs": check.hidden_inputs,
        "comparison": comparison,
        "runs": [run_to_json(run, hidden=check.hidden_inputs) for run in check.runs],
        "expected_timeline": None if check.expected_timeline is None else _timeline(check.expected_timeline),
    }


def run_to_json(run: Observation, *, hidden: bool) -> dict[str, Any]:
    return {
        "ending": run.ending.value,
        "stdout": "" if hidden else run.stdout,
        "stderr": "" if hidden else tidy_stderr(run.stderr),
        "truncated": run.truncated,
        "loop_time": None if hidden else run.loop_time,
        "timeline": None if hidden or run.timeline is None else _timeline(run.timeline),
        "usage": {"cpu_s": run.usage.cpu_s, "wall_s": run.usage.wall_s, "peak_mb": run.usage.peak_mb},
    }


def _timeline(timeline: Timeline) -> dict[str, Any]:
    return {
        "end": timeline.end,
        "tasks": [
            {
                "name": task.name,
                "spans": [[span.state.value, span.start, span.end] for span in task.spans],
                "ending": task.ending.value,
            }
            for task in timeline.tasks
        ],
    }


def diagnosis_to_json(diagnosis: Diagnosis) -> dict[str, Any]:
    where = None
    if diagnosis.where is not None:
        # The column counts in the learner's line; the text is for reading, without its indentation.
        where = {
            "line": diagnosis.where.line,
            "column": diagnosis.where.column,
            "text": diagnosis.where.text.strip(),
            "also": [{"line": line, "text": text.strip()} for line, text in diagnosis.where.also],
        }
    return {
        "slug": diagnosis.slug,
        "check": diagnosis.check,
        "what": diagnosis.what,
        "where": where,
        "why": diagnosis.why,
        "next": diagnosis.next,
        "page": diagnosis.page,
    }


def error_to_json(error: ErrorInfo) -> dict[str, Any]:
    return {
        "type": error.type,
        "message": without_folders(error.message),
        "frames": [{"function": frame.function, "line": frame.line} for frame in error.frames],
    }
