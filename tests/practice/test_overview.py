"""The list, the summary, and how they look."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

import pytest
from practice_course import Days, submit
from rich.console import Console, RenderableType
from rich.text import Text

from grader.catalogue import Course
from grader.practice.desk import Desk
from grader.practice.overview import Row, counts, rows, summary
from grader.practice.progress import State
from grader.practice.views import THEME, Look, duration, review_line
from grader.practice.workspace import load_course


def printed(parts: Iterable[RenderableType], width: int = 100, *, color: bool = False) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        theme=THEME,
        highlight=False,
        markup=False,
    )
    for part in parts:
        console.print(part, soft_wrap=isinstance(part, Text) and bool(part.no_wrap))
    return stream.getvalue()


@pytest.fixture
def used(desk: Desk, days: Days) -> Desk:
    """After some work: one solved with a hint, one tried, one open."""
    desk.select(desk.exercise("add-two"))
    days.pass_by(minutes=4)
    submit(desk, desk.exercise("add-two"), "a - b")
    desk.hint(desk.exercise("add-two"))
    submit(desk, desk.exercise("add-two"), "a + b")
    submit(desk, desk.exercise("shout-it"), "word")
    return desk


def listed(desk: Desk) -> list[Row]:
    return rows(desk.progress(), load_course(desk.course).exercises, desk.now().date())


def test_rows(used: Desk, days: Days) -> None:
    days.pass_by(days=2)
    first, second, third = listed(used)
    assert (first.id, first.state, first.attempts, first.hints, first.is_current, first.is_due) == (
        "add-two",
        State.PASSED,
        2,
        1,
        True,
        True,
    )
    assert first.marks == {"passed", "due"}
    assert (second.state, second.optional, second.marks) == (State.OPEN, True, frozenset({"open"}))
    assert (third.state, third.file) == (State.TRIED, "01-words/shout_it.py")


def test_what_changed_after_it_was_solved_is_marked(used: Desk, course: Course) -> None:
    path = course.root / "exercises/00-numbers/add-two.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("sum**", "sum** of both"), encoding="utf-8")
    assert listed(used)[0].marks == {"passed", "changed"}


def test_search_takes_every_word(used: Desk) -> None:
    row = listed(used)[0]
    assert row.matches("")
    assert row.matches("numbers TWO")
    assert not row.matches("numbers three")


def test_the_list(used: Desk, days: Days, course: Course) -> None:
    days.pass_by(days=2)
    text = printed(Look(styled=False).rows(listed(used), counts(used.progress(), course.chapters())))
    assert [line.rstrip() for line in text.splitlines()] == [
        "Numbers  █████░░░░░ 1 of 2 solved",
        "> passed  add-two    Add two numbers  (2 attempts, 1 hint)  (due for a review)",
        "  open    double-it  Double it  (optional)",
        "",
        "Words    ░░░░░░░░░░ 0 of 1 solved",
        "  tried   shout-it   Shout it  (1 attempt)",
    ]


def test_the_list_without_drawing_and_with_a_cursor(used: Desk, course: Course) -> None:
    found = listed(used)
    text = printed(Look(plain=True).rows(found[2:], counts(used.progress(), course.chapters()), found[2]))
    assert text.splitlines() == [
        "Words: 0 of 1 solved",
        "  tried   shout-it  Shout it  (1 attempt)  (chosen: Enter goes there)",
    ]


def test_a_row_for_another_python_and_in_review(used: Desk) -> None:
    row = listed(used)[0]
    assert "needs Python 3.99" in printed([Look().row(_changed(row, needs_python="3.99", changed=True), 8)])
    assert "changed since you solved it" in printed([Look().row(_changed(row, needs_python=None, changed=True), 8)])


def _changed(row: Row, *, needs_python: str | None, changed: bool) -> Row:
    from dataclasses import replace

    return replace(row, needs_python=needs_python, changed=changed)


def test_the_summary(used: Desk, days: Days) -> None:
    ids = used.course.ids()
    found = summary(used.progress(), ids, days().date())
    assert (found.passed, found.total, found.seconds, found.attempts, found.hints, found.solutions) == (
        1,
        3,
        240,
        3,
        1,
        0,
    )
    assert ("wrong-sign", 1) in found.mistakes
    assert (found.due, found.next_due) == ((), date(2026, 2, 2))
    text = printed(Look(styled=False).summary(found, frozenset({"wrong-sign"})))
    assert "Solved    1 of 3  ███████░░░░░░░░░░░░░" in text
    assert "Time      4 min" in text
    assert "Attempts  3, with 1 hint\n" in text
    assert "wrong-sign once grader explain wrong-sign" in " ".join(text.split())
    assert "Nothing is due for a review before 2026-02-02." in text


def test_a_summary_of_hard_work(used: Desk) -> None:
    exercise = used.exercise("shout-it")
    for number in range(4):
        submit(used, exercise, f"word + '{number}'")
    used.solution(exercise, give_up=True)
    found = summary(used.progress(), used.course.ids(), used.now().date())
    text = printed(Look(plain=True).summary(found, frozenset()))
    assert "Took the most attempts: shout-it" in text
    assert "1 hint and 1 solution seen before passing" in text
    assert " times" in text
    assert "█" not in text


def test_reviews_in_one_line() -> None:
    assert review_line(("a", "b"), None) == "Due for a review: a, b. Begin with: grader review a"
    assert review_line((), None) == "Nothing waits for a review."


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "none yet"), (20, "less than a minute"), (100, "2 min"), (3600 + 120, "1 h 2 min")],
)
def test_durations(seconds: int, text: str) -> None:
    assert duration(seconds) == text


@pytest.mark.parametrize(("part", "bar"), [(0, "----"), (1, "#---"), (99, "###-"), (100, "####")])
def test_a_bar_is_empty_or_full_only_if_that_is_so(part: int, bar: str) -> None:
    assert Look(unicode=False).bar(part, 100, 4).plain == bar


def test_the_task_with_and_without_style(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    raw = printed(Look(styled=False).exercise(exercise, "1 of 3"))
    assert "Add two numbers   1 of 3" in raw
    assert "returns the **sum**." in raw
    assert "    add(1, 2)" in raw
    styled = printed(Look().exercise(exercise), color=True)
    assert "**" not in styled
    assert "```" not in styled
    assert "\x1b[" in styled
    assert "optional" in printed(Look().exercise(desk.exercise("double-it")))


def test_hint_and_solution(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    shown = desk.hint(exercise)
    assert shown is not None
    assert "Hint 1 of 3\n  Which sign adds?" in printed(Look().hint(shown))
    assert "Hint 1 of 3\nWhich sign adds?" in printed(Look(plain=True).hint(shown))
    solution = desk.solution(exercise, give_up=True)
    assert solution is not None
    text = printed(Look().solution(solution))
    assert text.index("A solution, to compare with yours") < text.index("Also right: turned round")
    assert "    return b + a" in text
    assert "\x1b[" in printed(Look().solution(solution), color=True)
