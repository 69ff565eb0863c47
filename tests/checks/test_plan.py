"""What a program of several files is run with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from check_fakes import exercise

from grader.checks.plan import Plan
from grader.model import Ending, Job, Limits
from grader.sandbox import open_runner


def plan(folder: Path, **more: Any) -> Plan:
    (folder / "data.txt").write_bytes(b"of the exercise")
    return Plan.of(exercise(folder / "sample_checks.py", "test_x", main_file="main.py", **more))


def test_the_files_of_the_exercise_go_before_the_learners(tmp_path: Path) -> None:
    further = {"data.txt": b"mine", "main.py": b"mine", "helper.py": b"mine"}
    program = plan(tmp_path, data_files=("data.txt",)).program("x = 1", further)
    assert (program.source, program.filename) == ("x = 1", "main.py")
    assert program.files == {"data.txt": b"of the exercise", "helper.py": b"mine"}


def test_files_beside_the_program_need_no_room_that_it_may_use(tmp_path: Path) -> None:
    made = plan(tmp_path, limits=Limits(files_mb=0))
    assert made.limits_for(made.program("")).files_mb == 0
    program = made.program("def f(): return 1", {"large": b"x" * 1_000_001})
    assert made.limits_for(program) == Limits(files_mb=3, output_kb=1001)
    runner = open_runner("best")
    try:
        with runner.session(program, made.limits_for(program)) as session:
            assert session.run(Job(call="f")).ending is Ending.RETURNED
    finally:
        runner.close()
