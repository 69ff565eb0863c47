"""Each rule, one by one: it is the first to speak of at least three wrong programs that are written differently."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import pytest
from special_programs import LIMITS, NAMED, NO_TEXT, RUN
from test_pages import NOT_RUN, SLUGS, programs
from test_wrong_programs import PROGRAMS, SLOW
from told_programs import answers, first, variants

from grader.catalogue import Course
from grader.checks.client import CheckHost
from grader.grade import grade
from grader.model import Diagnosis, Limits, Report, RunReport, Submission
from grader.running import run_program
from grader.sandbox import Runner
from grader.submission import make_submission

Run = Callable[[str], RunReport]

WAYS = 3


class Earned:
    """The programs by the slug of what is said of them first."""

    def __init__(self) -> None:
        self.by_slug: dict[str, set[str]] = defaultdict(set)

    def note(self, report: RunReport | Report, program: str) -> None:
        said: Diagnosis | None = first(report)
        if said is not None:
            self.by_slug[said.slug].add(program)


@pytest.fixture(scope="module")
def earned(run: Run, runner: Runner, host: CheckHost, small_course: Course) -> Earned:
    found = Earned()
    small = [programs(slug)[0] for slug in SLUGS if slug not in NOT_RUN]
    small += [source for sources in variants().values() for source in sources]
    small += [program.source for program in PROGRAMS if program.name[:3] not in SLOW]
    for source in small:
        found.note(run(source), source)
    for slug, sources in RUN.items():
        for source in sources:
            found.note(
                run_program(Submission(source, "program.py", "v"), runner, limits=LIMITS.get(slug, Limits())), source
            )
    for name, source in NAMED.items():
        found.note(run_program(Submission(source, name, "v"), runner), source)
    for data in NO_TEXT:
        found.note(run_program(make_submission(data, "program.py"), runner), repr(data))
    for _, exercise, source in answers():
        task = small_course.get(exercise)
        found.note(grade(task, Submission(source, task.main_file, "v"), runner=host), source)
    return found


@pytest.mark.parametrize("slug", SLUGS)
def test_a_rule_speaks_first_of_three_programs(slug: str, earned: Earned) -> None:
    assert len(earned.by_slug[slug]) >= WAYS


def test_every_answer_earns_what_it_is_listed_under(earned: Earned) -> None:
    assert [slug for slug, _, source in answers() if source not in earned.by_slug[slug]] == []
