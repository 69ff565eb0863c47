"""How often the first thing said of a wrong program names the line of its cause.

python tests/feedback/blind_figure.py [-v]

takes the programs of ``wrong_programs`` and ``blind``: they were written, with the line of the cause, by authors who
did not know the rules. Prints the misses, with ``-v`` all, and the share of each folder. A program that names an
exercise is graded, the others are run.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from told_programs import LIMITS, first, wrong_programs

from grader.catalogue import find_course
from grader.checks.client import CheckHost
from grader.grade import grade
from grader.model import Report, RunReport, Submission
from grader.running import run_program
from grader.sandbox import open_runner

ROOT = Path(__file__).parents[2]


def main(arguments: list[str]) -> int:
    course = find_course(ROOT, Path.cwd(), {})
    runner = open_runner("best")
    with CheckHost("best") as host:
        for folder in ("wrong_programs", "blind"):
            hits = near = 0
            programs = wrong_programs(folder)
            for program in programs:
                report: Report | RunReport
                if program.exercise is not None:
                    task = course.get(program.exercise)
                    report = grade(task, Submission(program.source, task.main_file, "v"), runner=host)
                else:
                    report = run_program(Submission(program.source, "program.py", "v"), runner, limits=LIMITS)
                said = first(report)
                hit = program.named_by(said)
                hits += hit
                near += hit or program.nearly_named_by(said)
                if not hit or "-v" in arguments:
                    where = said.where.line if said is not None and said.where is not None else None
                    slug = said.slug if said is not None else "nothing"
                    sys.stdout.write(
                        f"{'hit ' if hit else 'miss'} {program.name}: {slug}, line {where}; "
                        f"line {sorted(program.lines)}: {program.cause}\n"
                    )
            sys.stdout.write(f"{folder}: {hits} of {len(programs)}; the line or one next to it: {near}\n")
    runner.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
