"""Rules against programs that were written without knowledge of them, and each rule against three ways to err."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import pytest
from test_pages import NOT_RUN, SLUGS, programs

from grader.model import Diagnosis, RunReport

Run = Callable[[str], RunReport]

HERE = Path(__file__).parent
FILES = sorted((HERE / "wrong_programs").glob("[0-9]*.py"))
MISSES = frozenset((HERE / "known_misses.txt").read_text(encoding="utf-8").split())
SLOW = frozenset({"078", "081", "106", "110", "131", "141", "147", "158"})
"""Programs that use up a limit of processor or of real time."""
WAYS = 3


def first(report: RunReport) -> Diagnosis | None:
    return report.diagnosis or next(iter(report.warnings), None)


def variants() -> dict[str, list[str]]:
    """Wrong programs by the slug that they earn: those of the pages, and others."""
    found = defaultdict(list)
    text = (HERE / "variants.txt").read_text(encoding="utf-8")
    for part in re.split(r"^@@ ", text, flags=re.MULTILINE)[1:]:
        slug, _, source = part.partition("\n")
        found[slug.strip()].append(source)
    return found


@pytest.fixture(scope="module")
def told(run: Run) -> dict[str, Diagnosis | None]:
    """What is said first of each program, the slow ones left out."""
    return {path.stem: first(run(path.read_text(encoding="utf-8"))) for path in FILES if path.stem[:3] not in SLOW}


def lines_of(path: Path) -> set[int]:
    """The lines that the program's header gives for its cause."""
    found = re.search(r"^# line: (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {int(number) for number in re.findall(r"\d+", found[1])} if found is not None else set()


def test_the_right_line_is_named_but_for_the_known_misses(told: dict[str, Diagnosis | None]) -> None:
    wrong = set()
    for path in FILES:
        said = told.get(path.stem)
        if path.stem in told and (said is None or said.where is None or said.where.line not in lines_of(path)):
            wrong.add(path.stem)
    assert wrong <= MISSES


def test_most_are_hits() -> None:
    assert len(MISSES) <= len(FILES) * 0.2


def test_what_is_said_is_complete(told: dict[str, Diagnosis | None]) -> None:
    for said in told.values():
        if said is not None:
            assert said.what
            assert said.why
            assert "?" in said.next


@pytest.mark.parametrize("slug", sorted(variants()))
def test_a_rule_knows_its_mistake_in_other_clothes(slug: str, run: Run) -> None:
    for source in variants()[slug]:
        said = first(run(source))
        assert said is not None, source
        assert said.slug == slug, source


def test_each_rule_fires_on_three_programs_written_in_different_ways(told: dict[str, Diagnosis | None]) -> None:
    ways: dict[str, int] = defaultdict(int)
    for said in told.values():
        if said is not None:
            ways[said.slug] += 1
    for slug, sources in variants().items():
        ways[slug] += len(sources)
    runnable = [slug for slug in SLUGS if slug not in NOT_RUN]
    assert all(programs(slug) for slug in runnable)
    assert {slug: ways[slug] + 1 for slug in runnable if ways[slug] + 1 < WAYS} == {}
