"""The book of feedback: programs, and all that is said of each, letter by letter.

python tests/feedback/golden_book.py [--accept]

shows how the feedback of now differs from the book, and with ``--accept``, after you have read the differences,
makes it the book. ``tests/golden/run`` holds programs that answer no exercise, ``tests/golden/check`` answers to the
exercises of the small course beside it.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from test_pages import NOT_RUN, SLUGS, programs

from grader.catalogue import find_course, render_fills, render_starter
from grader.checks.client import CheckHost
from grader.grade import grade
from grader.model import Limits, Report, Submission
from grader.reports.json_report import report_to_json
from grader.reports.run_json import run_report_to_json
from grader.reports.run_text import plain_run
from grader.reports.terminal import plain
from grader.running import run_program
from grader.sandbox import open_runner

HERE = Path(__file__).parent
BOOK = HERE.parent / "golden"
LIMITS = Limits(cpu_s=1.0, wall_s=10.0, network=True)
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
    counts: dict[str, int] = {}
    for part in re.split(r"^@@ ", (HERE / "variants.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        slug, _, source = part.partition("\n")
        counts[slug] = counts.get(slug, 1) + 1
        yield f"{slug}-{counts[slug]}", source


def run_pages() -> dict[str, str]:
    """Every file of ``tests/golden/run`` as it should be now."""
    pages: dict[str, str] = {}
    runner = open_runner("best")
    try:
        for name, source in to_run():
            report = run_program(Submission(source, f"{name}.py", "v"), runner, limits=LIMITS)
            pages |= _pages(f"run/{name}", source, plain_run(report), run_report_to_json(report))
    finally:
        runner.close()
    return pages


def check_reports() -> Iterator[tuple[str, str, Report]]:
    """Every program of the small course: its name, its text and the report on it."""
    course = find_course(BOOK / "course", Path.cwd(), {})
    with CheckHost("best") as host:
        for exercise in course.load_all():
            answers = {
                "starter": render_starter(exercise),
                "solution": course.solution_path(exercise).read_text(encoding="utf-8"),
                **{f"wrong-{known.id}": render_fills(exercise, known) for known in exercise.misconceptions},
                **{f"accepted-{known.id}": render_fills(exercise, known) for known in exercise.accept},
            }
            for name, source in answers.items():
                file = f"{exercise.id.replace('-', '_')}.py"
                yield f"{exercise.id}-{name}", source, grade(exercise, Submission(source, file, "v"), runner=host)


def check_pages() -> dict[str, str]:
    """Every file of ``tests/golden/check`` as it should be now."""
    pages: dict[str, str] = {}
    for name, source, report in check_reports():
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


def main(arguments: list[str]) -> int:
    now, before = run_pages() | check_pages(), book("run") | book("check")
    changed = {name: text for name, text in sorted(now.items()) if before.get(name) != text}
    for name, text in changed.items():
        old = before.get(name, "").splitlines(True)
        sys.stdout.writelines(difflib.unified_diff(old, text.splitlines(True), name, f"{name} (now)"))
    stale = sorted(before.keys() - now.keys())
    sys.stdout.writelines(f"{name}: nothing makes it\n" for name in stale)
    if "--accept" not in arguments:
        return 1 if changed or stale else 0
    for name, text in changed.items():
        path = BOOK / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for name in stale:
        (BOOK / name).unlink()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
