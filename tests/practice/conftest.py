from __future__ import annotations

from pathlib import Path

import pytest
from practice_course import Days, begin, write_practice_course

from grader.catalogue import Course
from grader.practice.desk import Desk


@pytest.fixture(autouse=True)
def remembered(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Validate each exercise once, not in every test: a cache that only these tests see."""
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return write_practice_course(tmp_path / "course")


@pytest.fixture
def days() -> Days:
    return Days()


@pytest.fixture
def desk(course: Course, tmp_path: Path, days: Days) -> Desk:
    return Desk(begin(course, tmp_path / "practice").workspace, course, days)
