"""The book of feedback: programs, and all that is said of each, letter by letter.

python tests/feedback/golden_book.py [--accept]

shows how the feedback of now differs from the book, and with ``--accept``, after you have read the differences,
makes it the book. ``tests/golden/run`` holds programs that answer no exercise, ``tests/golden/check`` answers to the
exercises of the small course beside it.
"""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from test_pages import NOT_RUN, SLUGS, programs
from told_programs import LIMITS, answers, variants

from grader.catalogue import Course, find_course, render_fills, render_starter
from grader.checks.client import CheckHost
from grader.grade import grade
from grader.model import Report, RunReport, Submission
from grader.reports.json_report import report_to_json
from grader.reports.run_json import run_report_to_json
from grader.reports.run_text import plain_run
from grader.reports.terminal import plain
from grader.running import run_program
from grader.sandbox import open_runner

HERE = Path(__file__).parent
BOOK = HERE.parent / "golden"
_MEASURED = ("usage", "grader", "python", "isolation", "exercise_version", "submission_version")
"""What differs from run to run or from machine to machine."""


def to_run() -> Iterator[tuple[str, str]]:
    """Programs that answer no exercise: those of the pages, and the variants."""
    for slug in SLUGS:
        if slug not in NOT_RUN:
            wrong, right = programs(slug)
            yield f"{slug}-1", wrong
            if slug in {"never-awaited", "sequential-await", "blocking-call"}:
                yield f"{slug}-right", right
    for slug, sources in variants().items():
        for number, source in enumerate(sources, start=2):
            yield f"{slug}-{number}", source


def run_pages(run: Callable[[str], RunReport]) -> dict[str, str]:
    """Every file of ``tests/golden/run`` as it should be now."""
    pages: dict[str, str] = {}
    for name, source in to_run():
        report = run(source)
        pages |= _pages(f"run/{name}", source, plain_run(report), run_report_to_json(report))
    return pages


def check_reports(course: Course, host: CheckHost) -> Iterator[tuple[str, str, Report]]:
    """Every program of the small course: its name, its text and the report on it."""
    for exercise in course.load_all():
        mine = [(slug, source) for slug, name, source in answers() if name == exercise.id]
        programs_of = {
            "starter": render_starter(exercise),
            "solution": course.solution_path(exercise).read_text(encoding="utf-8"),
            **{f"wrong-{known.id}": render_fills(exercise, known) for known in exercise.misconceptions},
            **{f"accepted-{known.id}": render_fills(exercise, known) for known in exercise.accept},
            **{f"wrong-{number}-{slug}": source for number, (slug, source) in enumerate(mine, start=1)},
        }
        for name, source in programs_of.items():
            report = grade(exercise, Submission(source, exercise.main_file, "v"), runner=host)
            yield f"{exercise.id}-{name}", source, report


def check_pages(reports: Iterable[tuple[str, str, Report]]) -> dict[str, str]:
    """Every file of ``tests/golden/check`` as it should be now."""
    pages: dict[str, str] = {}
    for name, source, report in reports:
        pages |= _pages(f"check/{name}", source, plain(report), report_to_json(report))
    return pages


def _pages(name: str, source: str, text: str, form: dict[str, Any]) -> dict[str, str]:
    shown = json.dumps(_lasting(form), indent=1, ensure_ascii=False) + "\n"
    return {f"{name}.py": source, f"{name}.txt": text, f"{name}.json": shown}


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lasting(inner) for key, inner in value.items() if key not in _MEASURED}
    return [_lasting(inner) for inner in value] if isinstance(value, list) else value


def book(part: str) -> dict[str, str]:
    """The files of ``tests/golden/<part>`` as they are."""
    files = (path for path in (BOOK / part).glob("*") if path.is_file())
    return {f"{part}/{path.name}": path.read_text(encoding="utf-8") for path in files}


def differences(now: dict[str, str]) -> Iterator[str]:
    """The lines in which the book differs from what is said now."""
    before = book("run") | book("check")
    for name, text in sorted(now.items() - before.items()):
        yield from difflib.unified_diff(before.get(name, "").splitlines(True), text.splitlines(True), name, "now")
    yield from (f"{name}: nothing makes it\n" for name in sorted(before.keys() - now.keys()))


def main(arguments: list[str]) -> int:
    runner = open_runner("best")
    try:
        now = run_pages(lambda source: run_program(Submission(source, "program.py", "v"), runner, limits=LIMITS))
    finally:
        runner.close()
    with CheckHost("best") as host:
        now |= check_pages(check_reports(find_course(BOOK / "course", Path.cwd(), {}), host))
    found = list(differences(now))
    sys.stdout.writelines(found)
    if "--accept" not in arguments:
        return 1 if found else 0
    before = book("run") | book("check")
    for name, text in now.items():
        path = BOOK / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for name in before.keys() - now.keys():
        (BOOK / name).unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
