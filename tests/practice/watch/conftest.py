from __future__ import annotations

import pytest
from session_fakes import Stage, set_stage

from grader.practice.desk import Desk
from grader.practice.workspace import load_course


@pytest.fixture
def stage(desk: Desk) -> Stage:
    """A session at the first exercise, with the course read."""
    made = set_stage(desk)
    made.session.course_read(load_course(desk.course))
    made.session.begin()
    return made
