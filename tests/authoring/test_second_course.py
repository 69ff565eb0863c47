"""A course that has nothing to do with asyncio passes every gate."""

from __future__ import annotations

from pathlib import Path

from grader.authoring.pool import OneExaminer, open_examiner
from grader.authoring.verify import Scope, verify
from grader.catalogue import find_course

ROOT = Path(__file__).parents[1] / "second_course"


def test_it_passes_every_gate(examiner: OneExaminer) -> None:
    course = find_course(ROOT, Path.cwd(), {})
    results = verify(course, [], examiner, Scope())
    assert [one.exercise for one in results] == ["count-words", "bank-account", "read-prices", "add-them-up"]
    assert [str(finding) for one in results for finding in one.findings] == []
    assert [one.ungraded for one in results] == [()] * 4
    for one in results:
        assert one.mutants is not None
        assert one.mutants.percent == 100
        assert one.mutants.total >= 5


def test_it_says_nothing_of_asyncio() -> None:
    for path in ROOT.rglob("*.*"):
        assert "async" not in path.read_text(encoding="utf-8"), path


def test_several_processes_find_the_same() -> None:
    course = find_course(ROOT, Path.cwd(), {})
    calls: list[tuple[int, int]] = []
    with open_examiner("portable", 2) as examiner:
        [one] = verify(course, ["add-them-up"], examiner, Scope(), lambda done, total: calls.append((done, total)))
    assert one.findings == ()
    assert one.mutants is not None
    assert (one.mutants.caught, one.mutants.total) == (7, 7)
    assert calls == [(number, 6) for number in range(7)]
