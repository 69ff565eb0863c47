"""Programs that were written without knowledge of the rules: the first thing said names the line of the cause."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from told_programs import first, variants, wrong_programs

from grader.catalogue import find_course
from grader.checks.client import CheckHost
from grader.grade import grade
from grader.model import Exercise, RunReport, Submission

Run = Callable[[str], RunReport]

HERE = Path(__file__).parent
PROGRAMS = wrong_programs("wrong_programs")
MISSES = frozenset((HERE / "known_misses.txt").read_text(encoding="utf-8").split())
SLOW = frozenset({"078", "081", "106", "110", "131", "141", "147", "158"})
"""Programs that use up a limit of processor or of real time."""
ANSWERS = [program for program in wrong_programs("blind") if program.exercise is not None]
GRADED = ANSWERS[::20]
"""Grading all of them takes as long as all else here; ``blind_figure.py`` does."""


@pytest.fixture(scope="module")
def exercises() -> dict[str, Exercise]:
    course = find_course(HERE.parents[1], Path.cwd(), {})
    return {name: course.get(name) for name in sorted({p.exercise for p in ANSWERS if p.exercise is not None})}


def test_the_right_line_is_named_but_for_the_known_misses(run: Run) -> None:
    quick = [program for program in PROGRAMS if program.name[:3] not in SLOW]
    wrong = {program.name for program in quick if not program.named_by(first(run(program.source)))}
    assert wrong <= MISSES


def test_most_are_hits() -> None:
    assert len(PROGRAMS) >= 200
    assert len(MISSES) <= len(PROGRAMS) * 0.1


def test_what_is_said_is_complete(run: Run) -> None:
    for program in PROGRAMS:
        said = first(run(program.source)) if program.name[:3] not in SLOW else None
        if said is not None:
            assert said.what
            assert said.why
            assert "?" in said.next


def test_the_line_of_an_answer_is_named(exercises: dict[str, Exercise], host: CheckHost) -> None:
    hits = near = 0
    for program in GRADED:
        task = exercises[program.exercise or ""]
        said = first(grade(task, Submission(program.source, task.main_file, "v"), runner=host))
        hits += program.named_by(said)
        near += program.named_by(said) or program.nearly_named_by(said)
    assert hits >= 0.8 * len(GRADED)
    assert near >= 0.88 * len(GRADED)


@pytest.mark.parametrize("slug", sorted(variants()))
def test_a_rule_knows_its_mistake_in_other_clothes(slug: str, run: Run) -> None:
    for source in variants()[slug]:
        said = first(run(source))
        assert said is not None, source
        assert said.slug == slug, source
