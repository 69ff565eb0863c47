"""``json``, ``jsonl`` and ``junit`` read back: whole, streamed, and harmless whatever learners wrote."""

from __future__ import annotations

import json
import tracemalloc
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from class_builder import HOSTILE_NAMES, GeneratedClass

from grader.model import Learner
from grader.reports.formats.common import Options, Tally
from grader.reports.formats.forms import FORMATS, OneFile
from grader.reports.gradebook import GradedWork, MemoryGradebook, Visibility, WorkStatus


def pieces(form: str, gradebook: Any, options: Options | None = None, tally: Tally | None = None) -> Iterator[str]:
    chosen = FORMATS[form]
    assert isinstance(chosen, OneFile)
    return chosen.write(gradebook, options or Options(), tally or Tally())


def text(form: str, gradebook: Any) -> str:
    return "".join(pieces(form, gradebook))


def parsed(document: str) -> ET.Element:
    return ET.fromstring(document.encode("utf-8"))  # noqa: S314 - we wrote it ourselves


CLASS = GeneratedClass(30, 3, visibilities={"hello-stop": {"test_overlap": Visibility.HIDDEN}})


def test_json_holds_every_learner_and_every_work_in_order() -> None:
    data = json.loads(text("json", CLASS))
    assert data["format"] == 1
    assert data["course"] == CLASS.course_title
    assert [one["id"] for one in data["exercises"]] == [column.id for column in CLASS.exercises]
    assert data["exercises"][0]["checks"][2]["visibility"] == "hidden"
    assert [one["key"] for one in data["learners"]] == [learner.key for learner in CLASS.learners()]
    expected = [(work.learner.key, work.exercise, work.status) for work in CLASS.works()]
    found = [(one["key"], work["exercise"], work["status"]) for one in data["learners"] for work in one["works"]]
    assert found == expected
    assert {one["name"] for one in data["learners"]} >= set(HOSTILE_NAMES)
    assert data["remarks"][0]["kind"] == "duplicate"


def test_a_work_without_a_verdict_has_no_points_in_json() -> None:
    works = [work for one in json.loads(text("json", CLASS))["learners"] for work in one["works"]]
    without = [work for work in works if work["status"] in ("ungraded", "missing") and work["override"] is None]
    assert without
    assert {work["points"] for work in without} == {None}
    assert all(work["points"] is not None for work in works if work["status"] in ("passed", "failed"))


def test_json_keeps_the_override_with_its_reason() -> None:
    works = [work for one in json.loads(text("json", GeneratedClass(60, 4)))["learners"] for work in one["works"]]
    by_hand = [work["override"] for work in works if work["override"]]
    assert by_hand
    assert by_hand[0] == {"points": 4, "reason": "Spoke about it in class", "when": "2026-03-01T10:00:00+00:00"}


def test_json_lines_tell_the_same_line_by_line() -> None:
    lines = [json.loads(line) for line in text("jsonl", CLASS).splitlines()]
    works = [line for line in lines if line["kind"] == "work"]
    assert [(one["learner"]["key"], one["exercise"]) for one in works] == [
        (work.learner.key, work.exercise) for work in CLASS.works()
    ]
    remarks = [line for line in lines if line["kind"] == "remark"]
    assert [line["remark"] for line in remarks] == ["duplicate", "unknown-learner"]


def test_half_characters_and_infinities_do_not_break_json() -> None:
    learner = Learner("s1", "Half \ud83d")
    report = {"status": "failed", "checks": [], "diagnoses": [], "loop_time": float("inf")}
    work = GradedWork(learner, "hello-stop", WorkStatus.FAILED, 0.0, 4.0, report=report, source="'\ud800'")
    gradebook = MemoryGradebook("Course", CLASS.exercises[:1], (work,))
    document = text("json", gradebook)
    document.encode("utf-8")
    [one] = json.loads(document)["learners"]
    assert one["name"] == "Half \\ud83d"
    assert one["works"][0]["report"]["loop_time"] is None


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "junit"])
def test_an_empty_class_is_a_valid_document(form: str) -> None:
    document = text(form, MemoryGradebook("Nobody", (), ()))
    if form == "json":
        assert json.loads(document)["learners"] == []
    elif form == "junit":
        assert list(parsed(document)) == []
    else:
        assert document.count("\n") == (form == "csv")


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "junit", "canvas"])
def test_it_streams(form: str) -> None:
    """Written piece by piece, whatever the number of learners: what it takes does not grow with the class."""
    options = Options(canvas_ids={"hello-stop": "1"})

    def peak(size: int) -> int:
        tracemalloc.start()
        try:
            for _ in pieces(form, _Unsorted(size, 2), options):
                pass
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(2)
    assert peak(60) < peak(20) + 20_000


class _Unsorted(GeneratedClass):
    """Makes up its learners as they are read, as a store does."""

    def learners(self) -> Iterator[Learner]:
        return map(self.learner, range(self.size))


def suites(gradebook: Any) -> list[ET.Element]:
    root = parsed(text("junit", gradebook))
    assert root.tag == "testsuites"
    return list(root)


def test_junit_has_a_suite_for_each_work_with_counts_that_add_up() -> None:
    found = suites(CLASS)
    works = list(CLASS.works())
    assert len(found) == len(works)
    for suite, work in zip(found, works, strict=True):
        cases = suite.findall("testcase")
        assert int(suite.attrib["tests"]) == len(cases)
        for tag, key in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(suite.attrib[key]) == sum(case.find(tag) is not None for case in cases)
        assert {"name", "time", "hostname"} <= set(suite.attrib)
        assert {case.attrib["classname"] for case in cases} == {f"{work.exercise}.{work.learner.key}"}
        if work.status is WorkStatus.PASSED:
            assert suite.attrib["failures"] == suite.attrib["errors"] == "0"


def test_junit_calls_ungraded_an_error_and_missing_skipped_never_a_failure() -> None:
    by_status = {work.status: suite for suite, work in zip(suites(CLASS), CLASS.works(), strict=True)}
    ungraded, missing = by_status[WorkStatus.UNGRADED], by_status[WorkStatus.MISSING]
    assert (ungraded.attrib["errors"], ungraded.attrib["failures"]) == ("1", "0")
    error = ungraded.find("testcase/error")
    assert error is not None
    assert error.attrib["message"] == "the check host did not answer within 30 s."
    assert (missing.attrib["skipped"], missing.attrib["failures"]) == ("1", "0")


def test_junit_writes_out_what_xml_forbids() -> None:
    work = next(work for work in CLASS.works() if work.status is WorkStatus.FAILED and work.report)
    report = json.loads(json.dumps(work.report))
    run = next(run for check in report["checks"] for run in check["runs"])
    run["stdout"] = "\x00\x1b[31m]]><evil> \ud800"
    gradebook = MemoryGradebook("<&\"'\x01>", CLASS.exercises, (replace(work, report=report),))
    root = parsed(text("junit", gradebook))
    assert root.attrib["name"] == "<&\"'#x01>"
    assert any("#x00#x1B[31m]]><evil> #xD800" in (node.text or "") for node in root.iter("system-out"))


def test_a_check_that_is_ungraded_by_itself_is_an_error() -> None:
    work = next(work for work in CLASS.works() if work.status is WorkStatus.FAILED and work.report)
    report = json.loads(json.dumps(work.report))
    report["checks"][0]["status"] = "ungraded"
    [suite] = suites(MemoryGradebook("Course", CLASS.exercises, (replace(work, report=report),)))
    assert suite.attrib["errors"] == "1"
