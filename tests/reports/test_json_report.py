"""The JSON form, key by key."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from report_builders import REPORTS, exception, hidden_inputs, open_gap, passed, sequential, ungraded

from grader.reports.json_report import comparable, report_to_json

REPORT_KEYS = {
    *(
        "format",
        "exercise",
        "exercise_version",
        "submission_version",
        "learner",
        "status",
        "reason",
        "score",
        "max_score",
    ),
    *("open_gaps", "checks", "diagnoses", "warnings", "isolation", "grader", "python"),
}
CHECK_KEYS = {"id", "title", "status", "score", "max_score", "evidence", "message", "runs"}
RUN_KEYS = {"ending", "stdout", "stderr", "truncated", "loop_time", "timeline", "usage"}
DIAGNOSIS_KEYS = {"slug", "check", "what", "where", "why", "next", "page"}


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_every_key_of_the_contract_is_there(name: str) -> None:
    form = report_to_json(REPORTS[name]())
    assert set(form) >= REPORT_KEYS
    assert all(set(check) >= CHECK_KEYS for check in form["checks"])
    assert all(set(run) == RUN_KEYS for check in form["checks"] for run in check["runs"])
    assert all(set(diagnosis) == DIAGNOSIS_KEYS for diagnosis in form["diagnoses"])
    assert set(form["isolation"]) == {"level", "guarantees"}
    assert json.loads(json.dumps(form)) == form


def test_facts_are_carried_over() -> None:
    form = report_to_json(sequential())
    assert (form["format"], form["status"], form["score"], form["max_score"]) == (1, "failed", 1.0, 4.5)
    check = form["checks"][1]
    assert (check["id"], check["status"], check["evidence"]) == ("test_overlap", "failed", "probe")
    assert check["comparison"] == {"op": "==", "got": "2.0", "expected": "1.0"}
    run = check["runs"][0]
    assert (run["ending"], run["stdout"], run["loop_time"]) == ("returned", "start\nend \n", 2.0)
    assert run["usage"] == {"cpu_s": 0.004, "wall_s": 0.006, "peak_mb": 21.0}
    assert run["timeline"]["tasks"][1] == {
        "name": "Task-2:fetch",
        "spans": [["running", 0, 0], ["sleeping", 0, 1], ["running", 1, 1]],
        "ending": "done",
    }


def test_a_place_keeps_its_column_and_loses_its_indentation() -> None:
    assert report_to_json(sequential())["diagnoses"][0]["where"] == {
        "line": 8,
        "column": 14,
        "text": "await asyncio.create_task(fetch(n))",
        "also": [],
    }


def test_the_other_lines_of_a_place_come_with_it() -> None:
    made = sequential()
    (told,) = made.diagnoses
    assert told.where is not None
    many = replace(told, where=replace(told.where, also=((9, "        return"),)))
    assert report_to_json(replace(made, diagnoses=(many,)))["diagnoses"][0]["where"]["also"] == [
        {"line": 9, "text": "return"}
    ]


def test_no_place_no_reason_no_timeline() -> None:
    assert report_to_json(hidden_inputs())["diagnoses"][0]["where"] is None
    assert report_to_json(exception())["checks"][0]["runs"][0]["timeline"] is None
    assert report_to_json(exception())["reason"] is None


def test_open_gaps_and_reason() -> None:
    assert report_to_json(open_gap())["open_gaps"] == [
        {"name": "wait", "line": 7, "column": 11, "ask": "wait for the value", "number": 2, "total": 3}
    ]
    assert report_to_json(ungraded())["reason"] == "the check host did not answer within 30 s."


def test_hidden_inputs_give_away_nothing_of_a_run() -> None:
    text = json.dumps(report_to_json(hidden_inputs()))
    assert "secret" not in text
    assert "41" not in text
    assert "Task-1" not in text


def test_comparable_leaves_out_what_was_measured_and_nothing_else() -> None:
    form = report_to_json(passed())
    lean = comparable(form)
    assert all(set(run) == RUN_KEYS - {"usage"} for check in lean["checks"] for run in check["runs"])
    assert {key: value for key, value in lean.items() if key != "checks"} == {
        k: v for k, v in form.items() if k != "checks"
    }
    assert "usage" in form["checks"][1]["runs"][0]
