"""What a run shows in words and as data, from observations made by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grader.model import Diagnosis, Ending, ErrorInfo, Frame, Isolation, Observation, RunReport, Standstill, Usage, Wait
from grader.reports.run_json import run_report_to_json
from grader.reports.run_text import plain_run

DIAGNOSIS = Diagnosis("raised", "It ended.", "Because.", "Why?", page="slugs/raised")


def report(run: Observation, diagnosis: Diagnosis | None = None, **more: Any) -> RunReport:
    return RunReport("a.py", run, Isolation("strict", ("no-network",)), "1", "3.11", diagnosis, **more)


@pytest.mark.parametrize("ending", Ending)
def test_each_ending_has_its_words(ending: Ending) -> None:
    first = plain_run(report(Observation(ending))).splitlines()[0]
    assert first.startswith("a.py  ")
    assert len(first.split("  ")[-1]) > 3


@pytest.mark.parametrize(
    ("run", "words"),
    [
        (Observation(Ending.EXITED, exit_code=3), "ended itself with exit code 3"),
        (Observation(Ending.EXITED, exit_code=0), "ended by itself"),
        (Observation(Ending.RETURNED, loop_time=2.5), "ended by itself, 2.5s of loop time"),
    ],
)
def test_the_verdict(run: Observation, words: str) -> None:
    assert plain_run(report(run)).splitlines()[0].endswith(words)


def test_what_ended_well() -> None:
    assert report(Observation(Ending.RETURNED)).ended_well
    assert report(Observation(Ending.EXITED, exit_code=0)).ended_well
    assert not report(Observation(Ending.EXITED, exit_code=1)).ended_well
    assert not report(Observation(Ending.RETURNED), DIAGNOSIS).ended_well


def test_all_parts_in_order() -> None:
    waits = tuple(Wait(f"T{n}", f"Task-{n}:w", n, "Event", "Event.set()") for n in range(1, 11))
    error = ErrorInfo("ValueError", "x", frames=(Frame("f", 1, "f()"), Frame("g", 2, "g()")))
    run = Observation(
        Ending.DEADLOCK,
        error=error,
        stdout="out\n",
        stderr="err\n",
        standstill=Standstill(1.0, waits),
        usage=Usage(0.001, 0.002, 10),
    )
    text = plain_run(report(run, DIAGNOSIS, warnings=(DIAGNOSIS,)), verbose=True)
    parts = ["WHAT", "The way there", "printed:", "standard error", "What still waits", "2 more", "Worth a look", "CPU"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)
    form = run_report_to_json(report(run, DIAGNOSIS))
    assert json.loads(json.dumps(form))["error"]["frames"][1] == {"function": "g", "line": 2}
    assert len(form["waits"]) == 10


def test_the_future_that_the_main_program_waits_for() -> None:
    entry = Wait("", "", 4, "future", "a future")
    run = Observation(Ending.DEADLOCK, standstill=Standstill(0.0, entry_waits=entry))
    assert "the main program: line 4, a future" in plain_run(report(run))
