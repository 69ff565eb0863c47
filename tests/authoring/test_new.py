"""``grader new``: what it writes passes every gate as soon as what is marked is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.authoring.new import exercise_from, make_course, new_exercise, output_of, read_place
from grader.authoring.pool import OneExaminer
from grader.authoring.taking import Taken, read_spec, take_out
from grader.authoring.verify import Scope, verify
from grader.catalogue import Course, render_solution
from grader.errors import UserError

RACE = """\
import asyncio


async def worker(name, delay):
    await asyncio.sleep(delay)
    return name


async def main():
    tasks = [asyncio.create_task(worker("a", 2)), asyncio.create_task(worker("b", 1))]
    for task in asyncio.as_completed(tasks):
        print(await task)


asyncio.run(main())
"""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return make_course(tmp_path / "course")


def fill_in(course: Course) -> None:
    """Stands in for the author: writes what is marked."""
    for path in course.exercises.rglob("*.*"):
        path.write_text(path.read_text(encoding="utf-8").replace("FILL: ", ""), encoding="utf-8")


def gates(course: Course, examiner: OneExaminer) -> set[str]:
    return {finding.gate for one in verify(course, [], examiner, Scope()) for finding in one.findings}


def test_a_new_exercise_passes_when_it_is_filled_in(course: Course, examiner: OneExaminer) -> None:
    paths = new_exercise(read_place(course, "01-start/first-steps"))
    assert [path.relative_to(course.root).as_posix() for path in paths] == [
        "exercises/01-start/first-steps.yaml",
        "exercises/01-start/first_steps_checks.py",
        "solutions/01-start/first_steps.py",
        "exercises/01-start/chapter.yaml",
    ]
    assert gates(course, examiner) == {"filled-in"}
    fill_in(course)
    assert gates(course, examiner) == set()


def test_a_new_exercise_comes_after_the_others(course: Course) -> None:
    for name in ("one", "two"):
        new_exercise(read_place(course, f"01-start/{name}"))
    assert course.ids() == ("one", "two")
    assert [course.get(name).order for name in course.ids()] == [10, 20]


def test_a_new_course_is_found_from_inside_and_has_a_schema(course: Course) -> None:
    assert (course.root / "grader.toml").read_text() == 'course = "."\n'
    new_exercise(read_place(course, "01-start/one"))
    first = (course.exercises / "01-start/one.yaml").read_text().split("\n")[0]
    assert first == "# yaml-language-server: $schema=../../exercise.schema.json"
    assert (course.root / "exercise.schema.json").is_file()
    assert make_course(course.root) == course


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("one", "write CHAPTER/ID"),
        ("01-start/One", "write CHAPTER/ID"),
        ("01-start/../x", "write CHAPTER/ID"),
        ("01-start/asyncio", "would hide the Python module"),
        ("01-start/taken", "there is an exercise taken already"),
        ("02-more/taken", "there is an exercise taken already"),
    ],
)
def test_a_place_that_cannot_be_is_refused(text: str, message: str, course: Course) -> None:
    new_exercise(read_place(course, "01-start/taken"))
    with pytest.raises(UserError, match=message):
        read_place(course, text)


def test_nothing_is_overwritten(course: Course) -> None:
    path = course.solutions / "01-start" / "one.py"
    path.parent.mkdir()
    path.write_text("mine")
    with pytest.raises(UserError, match="is there already"):
        read_place(course, "01-start/one")


# ------------------------------------------------------------------------------------------------------ from a program


def test_a_program_becomes_an_exercise(course: Course, examiner: OneExaminer) -> None:
    parts = [Taken("show", 11, 12), Taken("start", 10, 10, 'asyncio.create_task(worker("a", 2))')]
    exercise_from(read_place(course, "01-start/race"), RACE, parts, output_of(RACE, "portable"))
    exercise = course.get("race")
    assert render_solution(exercise) == RACE
    assert [gap.name for gap in exercise.gaps] == ["start", "show"]
    assert gates(course, examiner) <= {"filled-in", "mutants"}
    assert 'seen.stdout == ("b\\n"' in " ".join(exercise.checks_path.read_text().split()).replace("( ", "(")
    fill_in(course)
    assert gates(course, examiner) <= {"mutants"}


def test_a_program_that_prints_nothing_gets_a_check_of_its_first_function(course: Course) -> None:
    source = "def double(x):\n    return 2 * x\n"
    exercise_from(read_place(course, "01-start/double"), source, [Taken("result", 2, 2, "2 * x")], None)
    checks = course.get("double").checks_path.read_text()
    assert 'run.call("double")  # FILL: its arguments' in checks


def test_a_program_without_anything_to_see_is_refused(course: Course) -> None:
    with pytest.raises(UserError, match="nothing that a check could see"):
        exercise_from(read_place(course, "01-start/x"), "x = 1\n", [Taken("a", 1, 1, "1")], None)


def test_a_program_with_a_syntax_error_is_refused(course: Course) -> None:
    with pytest.raises(UserError, match="syntax error in line 1"):
        exercise_from(read_place(course, "01-start/x"), "x = = 1\n", [Taken("a", 1, 1, "1")], None)


def test_a_program_that_fails_has_no_output_to_check() -> None:
    assert output_of("print(1)\nraise ValueError\n", "portable") is None


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ("3", Taken("part_1", 3, 3)),
        ("3-5", Taken("part_1", 3, 5)),
        ("body=3-5", Taken("body", 3, 5)),
        ("sum=4:a + b", Taken("sum", 4, 4, "a + b")),
        ("4:x == y", Taken("part_1", 4, 4, "x == y")),
    ],
)
def test_what_to_take_is_read(spec: str, expected: Taken) -> None:
    assert read_spec(spec, 1) == expected


@pytest.mark.parametrize("spec", ["", "x", "x=", "3-5:a", "Big=3", "a=b=3"])
def test_what_cannot_be_taken_is_refused(spec: str) -> None:
    with pytest.raises(UserError):
        read_spec(spec, 1)


def test_what_is_taken_out_fits_back_in() -> None:
    source = "def f(a):\n    if a:\n        b = 1\n\n        c = 2\n    return b + c\n"
    starter, answers = take_out(source, [Taken("both", 3, 5), Taken("sum", 6, 6, "b + c")])
    assert starter == "def f(a):\n    if a:\n        ____both____\n    return ____sum____\n"
    assert answers == {"both": "b = 1\n\nc = 2", "sum": "b + c"}


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([Taken("a", 9, 9)], "has 2 lines, no line 9"),
        ([Taken("a", 2, 2, "c")], "stands not in line 2"),
        ([Taken("a", 2, 2, "x")], "stands more than once in line 2"),
        ([Taken("a", 1, 1)], "is no Python any more"),
        ([Taken("a", 2, 2, "x +")], "is no Python any more"),
        ([Taken("a", 2, 2), Taken("a", 1, 1)], "two parts are named a"),
    ],
)
def test_what_is_no_whole_part_is_refused(parts: list[Taken], message: str) -> None:
    with pytest.raises(UserError, match=message):
        take_out("def f(x):\n    return x + x\n", parts)
