"""A learner's own page: what became of each work and why, and nothing that the learner may not see."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from class_builder import OUTCOMES, GeneratedClass, report_of

from grader.model import Learner
from grader.reports.formats.common import Item
from grader.reports.gradebook import GradedWork, Override, Visibility, WorkStatus
from grader.reports.learner_page import learner_page
from grader.reports.timeline_text import EXPECTED

COLUMNS = GeneratedClass(1, 4).exercises
ANN = Learner("s1", "Ann Other", section="Group 1")
BY_SLUG = {outcome.slug or ("ungraded" if outcome.reason else "passed"): outcome for outcome in OUTCOMES}


def item(slug: str, place: int = 0, visibility: Visibility = Visibility.VISIBLE, **more: Any) -> Item:
    column = COLUMNS[place]
    report = report_of(column, BY_SLUG[slug], ANN)
    score = float(report["score"])
    work = GradedWork(
        ANN,
        column.id,
        WorkStatus(report["status"]),
        score,
        4.0,
        score,
        4.0,
        report=report,
        source="import asyncio\nx = 1\n",
        source_name="my file.py",
    )
    return Item(column, replace(work, **more), {"test_overlap": visibility})


def page(*items: Item, published: bool = False) -> str:
    return learner_page("Asynchronous programming", ANN, items, published=published)


def test_it_explains_the_first_failed_check_in_full_and_lists_the_rest() -> None:
    text = page(item("sequential-await"))
    for part in ("WHAT", "Side by side they would take 1s.", "WHERE", "line 12:", "WHY", "NEXT"):
        assert part in text
    assert "1 of 4 points" in text
    assert "not reached" in text
    assert "your program</dt><dd><code>[0]</code>" in text
    assert "hello from Ann Other" in text
    assert text.count("<svg") == 1
    assert "my file.py" in text
    assert "Task-2:fetch" in text


def test_all_lines_of_a_place_are_shown_and_marked() -> None:
    report = item("sequential-await").work.report
    assert report is not None
    where = {**report["diagnoses"][0]["where"], "also": [{"line": 2, "text": "x = 1"}]}
    (told,) = report["diagnoses"]
    made = item("sequential-await", report={**report, "diagnoses": [{**told, "where": where}]})
    assert "lines 2 and 12:" in page(made)
    assert "<code>x = 1</code><br>" in page(made)


def test_a_pass_says_what_was_learned_and_shows_the_last_timeline() -> None:
    text = page(item("passed"))
    assert "A task begins when it is created, not when it is awaited." in text
    assert "WHAT" not in text
    assert text.count("<svg") == 1


def test_lateness_an_override_and_the_attempt_are_told() -> None:
    text = page(
        item(
            "passed",
            late="3 hours late: 10 % off.",
            note="Extended by a week.",
            attempts=3,
            attempt=2,
            submitted_at="2026-02-28T22:15:00+01:00",
            override=Override(3.5, "Spoke about it"),
        )
    )
    for part in (
        "3 hours late: 10 % off.",
        "Extended by a week.",
        "Attempt 2 of 3 counts.",
        "Handed in 2026-02-28 22:15 (UTC+0100).",
        "Points set by an instructor: Spoke about it",
    ):
        assert part in text
    assert "Points set by hand." in page(item("passed", override=Override(3.5, "")))
    assert "Handed in 2026-02-28 22:15." in page(item("passed", submitted_at="2026-02-28T22:15:00"))


def test_what_is_ungraded_costs_nothing_and_says_why() -> None:
    text = page(item("ungraded"), item("passed", 1), Item(COLUMNS[2], missing()))
    assert "This is not your fault, and it costs you nothing: the check host did not answer within 30 s." in text
    assert "4 of 12 points, 1 not graded yet" in text
    assert "not handed in" in text


def missing() -> GradedWork:
    return GradedWork(ANN, COLUMNS[2].id, WorkStatus.MISSING, 0.0, 4.0)


def test_a_hidden_check_is_not_there_and_neither_is_a_total_that_would_tell_it() -> None:
    text = page(item("blocking-call", visibility=Visibility.AFTER_PUBLISHED), item("passed", 1))
    assert "The total is shown when all checks are." in text
    assert "2 of the 2 checks shown so far passed" in text
    assert "1 more check is not shown now." in text
    assert "froze the whole event loop" not in text
    assert "2 of 4" not in text
    shown = page(item("blocking-call", visibility=Visibility.AFTER_PUBLISHED), published=True)
    assert "froze the whole event loop" in shown
    assert "2 of 4 points" in shown


def test_after_the_due_date_of_this_learner_the_check_is_shown() -> None:
    assert "Both overlap" not in page(item("passed", visibility=Visibility.AFTER_DUE_DATE))
    assert "Both overlap" in page(item("passed", visibility=Visibility.AFTER_DUE_DATE, past_due=True))


def test_a_work_of_which_nothing_may_be_seen_says_so() -> None:
    whole = item("passed")
    hidden = {check.id: Visibility.HIDDEN for check in whole.all_checks()}
    text = page(replace(whole, visibility=hidden))
    assert "the result is shown later" in text
    assert "3 more checks are not shown now." in text


def test_a_program_that_did_not_end_is_said_to_wait() -> None:
    assert "Your program waited for ever (deadlock)." in page(item("everyone-waits"))


def test_warnings_and_messages_of_the_author_are_shown() -> None:
    given = item("sequential-await")
    report = json.loads(json.dumps(given.work.report))
    report["warnings"] = [{**report["diagnoses"][0], "where": None, "slug": "late-binding", "what": "A late `n`."}]
    report["diagnoses"] = []
    text = page(replace(given, work=replace(given.work, report=report)))
    assert "Worth a look, though it cost no points" in text
    assert "A late <code>n</code>." in text
    assert "It must give what was asked for." in text


def test_a_notice_about_tampering_is_for_instructors() -> None:
    assert "socket.connect" not in page(item("wrong-value"))


def test_the_page_leads_nowhere_and_runs_nothing() -> None:
    text = page(item("sequential-await"))
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")
    assert "index.html" not in text


def test_the_line_that_matters_is_marked() -> None:
    given = item("sequential-await")
    text = page(replace(given, work=replace(given.work, source="x = 1\n" * 20)))
    assert '<span class="l here"><span class="n">12</span>x = 1</span>' in text
    assert text.count("l here") == 1


def test_what_a_passing_program_does_is_drawn_below() -> None:
    given = item("sequential-await")
    report = json.loads(json.dumps(given.work.report))
    failed = report["checks"][1]
    failed["expected_timeline"] = failed["runs"][0]["timeline"]
    text = page(replace(given, work=replace(given.work, report=report)))
    assert EXPECTED in text
