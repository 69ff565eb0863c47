"""Each slug has a page; its wrong program earns just that diagnosis, its right one earns none."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.feedback.rules import OF_AUTHORS, RULES
from grader.model import RunReport

Run = Callable[[str], RunReport]

PAGES = Path(__file__).parents[2] / "docs/slugs"
SLUGS = sorted(rule.SLUG for rule in RULES)
ONLY_OF_CHECKS = {
    "missing-function",
    "not-loadable",
    "printed-not-returned",
    "off-by-one",
    "wrong-output",
    "wrong-value",
}
NOT_RUN = ONLY_OF_CHECKS | {
    *("crashed", "open-gaps", "not-python-text", "out-of-memory", "protocol-violation", "shadowed-module"),
    "wall-limit",  # it would take as long as its limit
}
"""Slugs that a run of a small program cannot show, or not at once; the hand-made cases of test_rules show them."""


def programs(slug: str) -> tuple[str, str]:
    """The wrong and the right program of a page."""
    page = (PAGES / f"{slug}.md").read_text(encoding="utf-8")
    wrong, right = re.findall(r"^## (?:Wrong|Right)\n\n```python\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    return wrong, right


def said(report: RunReport) -> list[str]:
    found = [report.diagnosis] if report.diagnosis is not None else []
    return [diagnosis.slug for diagnosis in (*found, *report.warnings)]


def test_every_slug_has_a_page_and_every_page_a_slug() -> None:
    assert sorted(path.stem for path in PAGES.glob("*.md") if path.stem != "index") == sorted({*SLUGS, *OF_AUTHORS})


@pytest.mark.parametrize("slug", [*SLUGS, *sorted(OF_AUTHORS)])
def test_a_page_names_its_slug_and_says_something(slug: str) -> None:
    page = (PAGES / f"{slug}.md").read_text(encoding="utf-8")
    title, name, text = page.split("\n\n")[:3]
    assert title.startswith("# ")
    assert name == f"`{slug}`"
    assert len(text) > 40


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in NOT_RUN])
def test_the_wrong_program_earns_its_own_page(slug: str, run: Run) -> None:
    report = run(programs(slug)[0])
    assert said(report)[:1] == [slug]
    first = report.diagnosis or report.warnings[0]
    assert first.page == f"slugs/{slug}"


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in NOT_RUN])
def test_the_right_program_earns_nothing(slug: str, run: Run) -> None:
    report = run(programs(slug)[1])
    assert (said(report), report.ended_well) == ([], True)


@pytest.mark.parametrize("slug", sorted(OF_AUTHORS))
def test_the_programs_of_an_authors_page_differ_in_what_they_do(slug: str, run: Run) -> None:
    wrong, right = map(run, programs(slug))
    assert (said(right), right.ended_well) == ([], True)
    assert (wrong.run.stdout, wrong.run.loop_time) != (right.run.stdout, right.run.loop_time)


@pytest.mark.parametrize("slug", sorted(NOT_RUN))
def test_a_program_that_is_not_run_can_be_read(slug: str) -> None:
    for program in programs(slug):
        compile(program, slug, "exec")


def good_programs() -> dict[str, str]:
    """Right programs of other kinds: servers, workers, classes, callbacks, type hints, comments."""
    text = Path(__file__).with_name("good_programs.txt").read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in re.split(r"^@@ ", text, flags=re.MULTILINE)[1:])
    return {name: source for name, _, source in parts}


@pytest.mark.parametrize("name", good_programs())
def test_a_good_program_earns_nothing(name: str, run: Run) -> None:
    report = run(good_programs()[name])
    assert (said(report), report.ended_well) == ([], True)


def test_enough_right_programs_were_left_alone() -> None:
    assert len(SLUGS) - len(NOT_RUN) + len(good_programs()) >= 60
