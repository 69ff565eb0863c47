"""Which of the things that could be said is said first."""

from __future__ import annotations

from dataclasses import replace

import pytest
from feedback_builders import (
    CHECK,
    diagnosed,
    event,
    exercise,
    raised,
    result,
    returned,
    still,
    submission,
    task,
    trace,
    wait,
)

from grader.feedback import diagnose
from grader.feedback.context import quote
from grader.model import (
    Check,
    CheckResult,
    CheckStatus,
    Comparison,
    Ending,
    EventKind,
    Evidence,
    KnownAnswer,
    Misconception,
    Observation,
    OpenGap,
)

SOURCE = "import time\n\nasync def main():\n    time.sleep(1)\n    other()\n"
BLOCKED = trace(event(0, EventKind.BLOCKED, None, "T1", 4, seconds=1.0, call="time.sleep"), tasks=(task("T1", "main"),))
GAP = OpenGap("value", 4, 4, "a number", 1, 1)
DEADLOCK = still(Ending.DEADLOCK, wait("T1", 4, "Event"))
CALLED_OUT = Misconception("sleeps-in-loop", "You *block* the loop.", CHECK, slug="blocking-call")


def test_the_file_comes_first() -> None:
    unreadable = diagnose(exercise(), submission("x = (", "it is a picture"), [GAP], [result(DEADLOCK)])
    broken = diagnose(exercise(), submission("x = ("), [GAP], [result(DEADLOCK)])
    gaps = diagnose(exercise(), submission("x = 1"), [GAP], [result(DEADLOCK)])
    assert [d.slug for d in (*unreadable, *broken, *gaps)] == ["not-python-text", "syntax-error", "open-gaps"]
    assert all(d.check is None for d in (*unreadable, *broken, *gaps))


def test_open_gaps_are_told_even_if_no_check_has_run() -> None:
    assert diagnose(exercise(), submission("x = 1"), [GAP], [])[0].slug == "open-gaps"


def test_nothing_is_said_about_what_passed_or_was_not_graded() -> None:
    passed = replace(result(DEADLOCK), status=CheckStatus.PASSED)
    ungraded = replace(result(DEADLOCK), status=CheckStatus.UNGRADED)
    assert diagnose(exercise(), submission(SOURCE), (), [passed, ungraded]) == ()


def test_a_check_that_could_not_end_comes_before_one_with_a_wrong_value() -> None:
    first = result(returned(1), comparison=Comparison("==", "1", "2"))
    second = replace(result(DEADLOCK), id="test_other")
    found = diagnose(exercise(), submission(SOURCE), (), [first, second])
    assert (found[0].slug, found[0].check) == ("everyone-waits", "test_other")


def test_of_checks_alike_the_first_is_explained() -> None:
    checks = [result(returned(1), comparison=Comparison("==", "1", "2")), replace(result(returned(3)), id="test_other")]
    assert diagnose(exercise(), submission(SOURCE), (), checks)[0].check == CHECK


def test_the_run_that_ended_badly_is_explained_though_it_was_not_the_last() -> None:
    found = diagnosed(SOURCE, DEADLOCK, returned(1))
    assert found is not None
    assert found.slug == "everyone-waits"


def test_behaviour_explains_a_wrong_value() -> None:
    found = diagnosed(SOURCE, returned(1, trace=BLOCKED), comparison=Comparison("==", "3.0", "1.0"))
    assert found is not None
    assert found.slug == "blocking-call"


class TestExpectations:
    def test_other_behaviour_does_not_explain_an_exception(self) -> None:
        run = raised("KeyError", "'a'", 5, source=SOURCE, trace=BLOCKED)
        found = diagnosed(SOURCE, run)
        assert found is not None
        assert found.slug == "raised"

    def test_unless_the_exercise_expects_it(self) -> None:
        run = raised("KeyError", "'a'", 5, source=SOURCE, trace=BLOCKED)
        found = diagnosed(SOURCE, run, expecting=("blocking-call",))
        assert found is not None
        assert found.slug == "blocking-call"

    def test_an_exception_known_for_certain_wins_even_then(self) -> None:
        run = raised("NameError", "name 'other' is not defined", 5, source=SOURCE, trace=BLOCKED)
        found = diagnosed(SOURCE, run, expecting=("blocking-call",))
        assert found is not None
        assert found.slug == "wrong-name"

    def test_an_expected_slug_wins_over_an_earlier_rule(self) -> None:
        events = (*BLOCKED.events, event(1, EventKind.TASK_LOST, "T1"))
        run = returned(trace=trace(*events, tasks=BLOCKED.tasks))
        assert [
            d.slug for d in (diagnosed(SOURCE, run), diagnosed(SOURCE, run, expecting=("blocking-call",))) if d
        ] == [
            "task-garbage-collected",
            "blocking-call",
        ]

    @pytest.mark.parametrize(
        ("expecting", "slug"),
        [
            ((), "implicit-get-event-loop"),
            (("no-stop",), "wrong-value"),
            (("implicit-get-event-loop",), "implicit-get-event-loop"),
        ],
    )
    def test_what_correct_programs_do_too_is_told_only_where_expected(
        self, expecting: tuple[str, ...], slug: str
    ) -> None:
        source = "import asyncio\nloop = asyncio.get_event_loop()\n"
        run = returned(trace=trace(event(0, EventKind.LOOP_IMPLICIT, line=2)))
        found = diagnosed(source, run, expecting=expecting)
        assert found is not None
        assert found.slug == slug

    def test_a_check_may_expect_a_slug_of_its_own(self) -> None:
        events = (*BLOCKED.events, event(1, EventKind.TASK_LOST, "T1"))
        run = returned(trace=trace(*events, tasks=BLOCKED.tasks))
        expecting = exercise(check_slugs=["blocking-call"])
        assert diagnose(expecting, submission(SOURCE), (), [result(run)])[0].slug == "blocking-call"

    def test_the_loop_that_was_made_in_passing_explains_that_loops_differ(self) -> None:
        source = "import asyncio\nfuture = asyncio.Future()\n"
        happened = trace(event(0, EventKind.LOOP_IMPLICIT, line=2))
        differs = raised("ValueError", "The future belongs to a different loop than the one specified", trace=happened)
        other = raised("KeyError", "'a'", 2, source=source, trace=happened)
        assert [d.slug for d in (diagnosed(source, differs), diagnosed(source, other)) if d is not None] == [
            "future-outside-loop",
            "raised",
        ]


class TestMisconception:
    def test_the_authors_words_with_the_rules_place_and_reason(self) -> None:
        run = returned(trace=BLOCKED)
        found = diagnose(exercise(), submission(SOURCE), (), [result(run)], known=KnownAnswer(CALLED_OUT, None))[0]
        assert found.slug == "blocking-call"
        assert found.what == "You *block* the loop."
        assert found.where is not None
        assert found.where.line == 4
        assert "the thread" in found.why

    def test_the_authors_question_is_the_only_one(self) -> None:
        asks = replace(CALLED_OUT, message="You block the loop. What else could wait?")
        found = diagnose(
            exercise(), submission(SOURCE), (), [result(returned(trace=BLOCKED))], known=KnownAnswer(asks, None)
        )[0]
        assert (found.what, found.next) == (asks.message, "")

    def test_the_rule_is_asked_even_if_another_would_win(self) -> None:
        run = raised("NameError", "name 'other' is not defined", 5, source=SOURCE, trace=BLOCKED)
        found = diagnose(exercise(), submission(SOURCE), (), [result(run)], known=KnownAnswer(CALLED_OUT, None))[0]
        assert found.where is not None
        assert (found.slug, found.where.line) == ("blocking-call", 4)

    def test_words_alone_where_no_rule_says_the_same(self) -> None:
        own = Misconception("adds-wrong", "You add one too many.\n", "test_elsewhere")
        found = diagnose(exercise(), submission(SOURCE), (), [result(returned(1))], known=KnownAnswer(own, None))[0]
        assert (found.slug, found.what, found.check) == ("adds-wrong", "You add one too many.", CHECK)
        assert (found.where, found.why, found.next) == (None, "", "")

    def test_it_is_said_of_the_check_that_it_names(self) -> None:
        checks = [result(DEADLOCK), replace(result(returned(1)), id="test_other")]
        own = Misconception("adds-wrong", "You add.", "test_other")
        assert (
            diagnose(exercise(), submission(SOURCE), (), checks, known=KnownAnswer(own, None))[0].check == "test_other"
        )


def test_a_check_without_a_result_is_explained_by_its_message() -> None:
    missing = CheckResult(CHECK, "It works", CheckStatus.MISSING, 0, 1, Evidence.VALUE, "It was not reported")
    found = diagnose(exercise(), submission(SOURCE), (), [missing])[0]
    assert (found.slug, found.what) == ("wrong-value", "It was not reported.")


def test_a_check_that_the_exercise_does_not_list_is_explained_too() -> None:
    other = replace(exercise(), checks=(Check("test_else", "Else"),))
    assert diagnose(other, submission(SOURCE), (), [result(DEADLOCK)])[0].slug == "everyone-waits"


def test_an_exception_that_the_check_compared_is_not_the_news() -> None:
    run = raised("KeyError", "'a'", 5, source=SOURCE)
    found = diagnosed(SOURCE, run, comparison=Comparison("==", "'KeyError'", "'ValueError'"))
    assert found is not None
    assert found.slug == "wrong-value"


def test_an_exception_that_the_task_asks_for_does_not_come_before_the_first_failed_check() -> None:
    first = result(returned(1), comparison=Comparison("==", "1", "2"))
    second = replace(result(raised("ValueError", "asked for", 5, source=SOURCE), message="Too early."), id="test_other")
    for expected, explained in ((True, CHECK), (False, "test_other")):
        checks = [first, replace(second, expects_error=expected)]
        assert diagnose(exercise(), submission(SOURCE), (), checks)[0].check == explained


def test_a_script_that_exits_as_it_should_is_judged_by_its_output() -> None:
    run = Observation(Ending.EXITED, exit_code=0, stdout="a\n")
    found = diagnosed(SOURCE, run, comparison=Comparison("==", "['a']", "['b']"))
    assert found is not None
    assert found.slug == "wrong-output"


def test_the_functions_of_a_check_are_not_named() -> None:
    assert quote("check.<locals>.learn.<locals>.handler() takes 1 argument") == "handler() takes 1 argument"
