"""What one run of a program showed, as JSON-ready data."""

from __future__ import annotations

from typing import Any

from grader.model import REPORT_FORMAT, RunReport, Wait
from grader.reports.json_report import diagnosis_to_json, error_to_json, run_to_json


def run_report_to_json(report: RunReport) -> dict[str, Any]:
    """The run as dictionaries, lists, text and numbers. Times are seconds; ``loop_time`` and timelines are virtual."""
    standstill = report.run.standstill
    return {
        "format": REPORT_FORMAT,
        "file": report.file,
        "ended_well": report.ended_well,
        "exit_code": report.run.exit_code,
        "error": None if report.run.error is None else error_to_json(report.run.error),
        "diagnosis": None if report.diagnosis is None else diagnosis_to_json(report.diagnosis),
        "warnings": [diagnosis_to_json(warning) for warning in report.warnings],
        "waits": [_wait(wait) for wait in standstill.waits] if standstill is not None else [],
        "run": run_to_json(report.run, hidden=False),
        "isolation": {"level": report.isolation.level, "guarantees": list(report.isolation.guarantees)},
        "grader": report.grader,
        "python": report.python,
    }


def _wait(wait: Wait) -> dict[str, Any]:
    return {
        "task": wait.name,
        "line": wait.line,
        "primitive": wait.primitive,
        "variable": wait.variable,
        "text": wait.text,
    }
