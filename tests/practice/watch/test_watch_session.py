"""What keys, saves and verdicts do in a session."""

from __future__ import annotations

import pytest
from practice_course import Days, answer, submit
from session_fakes import Stage, set_stage

from grader.practice.desk import Desk
from grader.practice.progress import State
from grader.practice.watch.events import Graded, Saved
from grader.practice.watch.listing import Filter
from grader.practice.watch.modes import Mode, Question
from grader.practice.workspace import load_course


def test_an_untouched_file_shows_the_task_and_is_not_checked(stage: Stage) -> None:
    assert stage.checks.asked == []
    assert stage.shows(Mode.TASK)
    assert "Chapter: Numbers" in stage.shown
    assert "Numbers are for counting." in stage.shown
    assert "____sum____  the sum of both" in stage.shown
    assert "Adds negative numbers (1)" in stage.shown
    assert "Edit 00-numbers/add_two.py and save it: it is checked at each save." in stage.shown


def test_a_file_with_work_in_it_is_checked_at_the_start(desk: Desk) -> None:
    submit(desk, desk.exercise("add-two"), "a - b")
    stage = set_stage(desk)
    stage.session.begin()
    stage.verdict()
    assert stage.shows(Mode.FEEDBACK)
    assert stage.session.record.attempts == 1


def test_a_file_that_is_gone_at_the_start(desk: Desk) -> None:
    desk.file_of(desk.exercise("add-two")).unlink()
    stage = set_stage(desk)
    stage.session.begin()
    assert "00-numbers/add_two.py is gone. Key r puts the starter there again." in stage.shown
    stage.keys("r", "y")
    assert "The file is as at the beginning." in stage.shown
    assert "is gone" not in stage.shown


def test_each_save_is_checked(stage: Stage) -> None:
    stage.check("a - b")
    assert stage.shows(Mode.FEEDBACK)
    assert "You took away." in stage.shown
    assert "Not passed yet, checked at 12:00:00. Edit add_two.py and save it." in stage.shown
    stage.check("a + b")
    assert "passed, 3 of 3 points" in stage.shown
    assert "Passed at 12:00:00; n goes on: Double it" in stage.shown
    assert stage.session.record.state is State.PASSED


def test_after_a_pass_nothing_moves_on(stage: Stage) -> None:
    stage.check("a + b")
    assert stage.session.exercise.id == "add-two"
    for text in (
        "A plus sign adds.",
        "A solution, to compare with yours",
        "Also right: turned round",
        "Next: Double it",
    ):
        assert text in stage.shown
    stage.keys("n")
    assert stage.session.exercise.id == "double-it"
    assert stage.session.desk.progress().current == "double-it"


def test_the_last_one_of_a_chapter_shows_what_the_chapter_taught(stage: Stage) -> None:
    stage.check("a + b")
    stage.keys("n")
    stage.check("return number * 2")
    assert "The chapter Numbers is done" in stage.shown
    assert "You can count now." in stage.shown


def test_a_save_without_a_change_says_so(stage: Stage) -> None:
    stage.check("a - b")
    stage.path.touch()
    stage.path.write_text(answer(stage.session.exercise, "a - b"), encoding="utf-8")
    stage.session.handle_save(Saved(frozenset({stage.path}), 0.0))
    assert len(stage.checks.asked) == 1
    assert "Saved at 12:00:00, and nothing has changed." in stage.shown


def test_a_check_that_was_overtaken_is_not_shown(stage: Stage) -> None:
    stage.save("a - b")
    stage.save("a + b")
    late = stage.checks.answer(1)
    assert not stage.session.show_verdict(late)
    stage.session.graded(late)
    assert stage.session.report is None
    assert stage.session.record.attempts == 1  # it happened all the same
    stage.verdict()
    assert "passed, 3 of 3 points" in stage.shown


def test_a_long_check_is_given_up_for_a_newer_save(stage: Stage) -> None:
    stage.save("a - b")
    stage.ticks.now = 0.5
    stage.save("a * b")
    assert stage.checks.hurried == 0
    stage.ticks.now = 3.0
    assert "Checking for 2 s ..." in stage.shown
    stage.save("a + b")
    assert stage.checks.hurried == 1


def test_a_check_that_becomes_long_is_given_up_for_a_newer_save(stage: Stage) -> None:
    stage.save("a - b")
    stage.ticks.now = 0.3
    stage.save("a + b")
    stage.ticks.now = 0.9
    stage.session.tick()
    assert stage.checks.hurried == 0
    stage.ticks.now = 1.1
    stage.session.tick()
    stage.session.tick()
    assert stage.checks.hurried == 1
    stage.session.show_verdict(stage.checks.answer(1))
    stage.ticks.now = 5.0
    stage.session.tick()
    assert stage.checks.hurried == 1  # the newest one may take its time
    stage.verdict()
    assert "passed, 3 of 3 points" in stage.shown


def test_the_check_of_an_exercise_that_was_left_is_not_given_up(stage: Stage) -> None:
    stage.save("a + b")
    stage.keys("n")
    stage.save("return number")
    stage.ticks.now = 5.0
    stage.session.tick()
    assert stage.checks.hurried == 0


def test_a_message_and_a_long_check_are_both_told(stage: Stage) -> None:
    stage.save("a - b")
    stage.ticks.now = 2.0
    stage.session.desk.workspace.store.path.write_text("{", encoding="utf-8")
    stage.keys("h")
    assert "this is not JSON" in stage.shown
    assert "Checking for 2 s ..." in stage.shown


def test_a_verdict_on_an_exercise_that_was_left(stage: Stage) -> None:
    stage.save("a + b")
    stage.keys("n")
    stage.verdict()
    assert stage.session.report is None
    assert stage.session.exercise.id == "double-it"
    assert stage.session.desk.record(stage.session.desk.exercise("add-two")).state is State.PASSED


def test_an_authors_mistake_is_told(stage: Stage) -> None:
    stage.save("a + b")
    number, exercise, submission = stage.checks.asked[0]
    event = Graded(number, exercise, submission, None, "The exercise has a mistake: x")
    stage.session.show_verdict(event)
    stage.session.graded(event)
    assert "The exercise has a mistake: x" in stage.shown


def test_what_could_not_be_graded(stage: Stage) -> None:
    stage.check("fault")
    assert "Not graded, checked at 12:00:00." in stage.shown


# ------------------------------------------------------------------------------------------------------ keys


def test_a_hint_stands_on_top_also_of_what_the_chapter_says(stage: Stage) -> None:
    stage.keys("h")
    assert stage.screen(80, 24)[2] == "Hint 1 of 3"


def test_hints_stand_above_the_feedback_the_newest_first(stage: Stage) -> None:
    stage.check("a - b")
    stage.keys("h", "h")
    lines = stage.screen(80, 200)
    assert lines.index("Hint 2 of 3") < lines.index("Hint 1 of 3")
    assert "hint 2/3" in lines[-1]
    stage.keys("h", "h")
    assert "You have seen all hints. Key s shows a solution." in stage.shown
    stage.check("a + b")
    assert "Hint 1 of 3" not in stage.shown
    stage.keys("p", "h")
    assert "You have seen all hints." in stage.shown


def test_no_hints_and_no_hint_for_what_is_not_python(stage: Stage) -> None:
    stage.write("def add(:\n")
    stage.keys("h")
    assert "Your file is not Python yet (line 1), and no hint was used up" in stage.shown.replace("\n", " ")
    stage.keys("n", "h")
    assert "There are no hints for this exercise." in stage.shown


def test_the_page_turns_over(stage: Stage) -> None:
    stage.keys("p")
    assert stage.shows(Mode.TASK)
    stage.check("a - b")
    stage.keys("p")
    assert stage.shows(Mode.TASK)
    assert "p feedback" in stage.screen()[-1]
    stage.keys("p")
    assert stage.shows(Mode.FEEDBACK)


def test_reset_asks_and_keeps_a_copy(stage: Stage) -> None:
    stage.check("a - b")
    stage.keys("r")
    assert Question.RESET.value in stage.shown
    stage.keys("n")
    assert "a - b" in stage.path.read_text(encoding="utf-8")
    stage.keys("r", "y")
    assert "____sum____" in stage.path.read_text(encoding="utf-8").rsplit("return", 1)[1]
    assert "What you wrote is now kept/add_two-1.py." in stage.shown
    assert stage.shows(Mode.TASK)
    stage.keys("r", "y")
    assert "The file is as at the beginning." in stage.session.notice
    assert "kept" not in stage.session.notice


def test_the_solution_before_the_pass_is_asked_for(stage: Stage) -> None:
    stage.keys("s")
    assert stage.session.question is Question.GIVE_UP
    stage.keys("y")
    assert stage.shows(Mode.SOLUTION)
    assert "    return a + b" in stage.shown
    assert stage.session.record.solution_shown
    stage.keys("h")
    assert stage.shows(Mode.TASK)


def test_the_solution_after_the_pass(stage: Stage) -> None:
    stage.check("a + b")
    stage.keys("s")
    assert stage.shows(Mode.SOLUTION)
    stage.keys("p")
    assert stage.shows(Mode.FEEDBACK)


def test_skipping_leaves_it_for_later(stage: Stage) -> None:
    stage.keys("n")
    assert stage.session.notice == "Left for later: add-two"


def test_at_the_end_of_the_course(stage: Stage, days: Days) -> None:
    stage.keys("h")
    stage.check("a + b")
    stage.keys("n")
    stage.check("return number * 2")
    stage.keys("n", "n")
    assert stage.session.notice == "This is the only one left."
    stage.check("word.upper()")
    assert "Passed at 12:00:00." in stage.shown
    stage.keys("n")
    assert stage.session.notice == "All exercises are solved."
    days.pass_by(days=2)
    stage.session.after_note()
    stage.keys("n")
    assert stage.session.notice == "All solved. Due for a review: add-two. Choose one in the list, key l."


def test_the_editor_opens_where_there_is_something_to_do(stage: Stage) -> None:
    stage.keys("o")
    gap = stage.opened[0][1]
    assert stage.session.notice == "Opened."
    stage.write("def add(a, b):\n    return a - b\n")
    stage.verdict()
    stage.keys("o")
    stage.check("a + b")
    stage.keys("o")
    assert [line for _, line in stage.opened] == [gap, 2, None]
    stage.path.unlink()
    stage.keys("o")
    assert stage.session.notice == "There is nothing to open."


def test_what_needs_a_later_python_is_told_when_nothing_else_is_left(desk: Desk) -> None:
    path = desk.exercise("double-it").path
    path.write_text(path.read_text(encoding="utf-8") + 'python: ">=3.99"\n', encoding="utf-8")
    stage = set_stage(desk)
    stage.session.begin()
    stage.session.go_to("double-it")
    assert "Needs Python 3.99 or later, and the grader runs with 3." in stage.shown
    stage.keys("n")
    stage.check("word.upper()")
    stage.keys("n")
    stage.check("a + b")
    stage.keys("n")
    assert stage.session.notice == "All solved but, for a later Python: double-it."


def test_an_unknown_key_does_nothing_and_q_leaves(stage: Stage) -> None:
    stage.keys("x", "?")
    assert not stage.session.over
    stage.keys("q")
    assert stage.session.over


def test_the_question_before_an_exercise(stage: Stage) -> None:
    stage.keys("a")
    assert stage.session.typing is None  # this one has none
    stage.session.go_to("shout-it")
    assert "First a question: what do you think?" in stage.shown
    assert "a answer the question" in stage.shown
    stage.keys("a", *"heh", "backspace", "y", "up")
    assert "Your answer: hey_" in stage.shown
    assert "Enter that is it" in stage.screen()[-1]
    stage.keys("enter")
    assert "Right." in stage.shown
    assert "It has capitals only." in stage.shown
    assert "a answer" not in stage.shown
    stage.keys("n", "l", "end", "enter")
    assert "First a question" not in stage.shown


@pytest.mark.parametrize("keys", [("a", "x", "escape"), ("a", " ", "enter")])
def test_the_question_may_wait(stage: Stage, keys: tuple[str, ...]) -> None:
    stage.session.go_to("shout-it")
    stage.keys(*keys)
    assert stage.session.asks()


# ------------------------------------------------------------------------------------------------------ the list


def test_the_list_goes_anywhere(stage: Stage) -> None:
    stage.keys("l", "down", "down", "enter")
    assert stage.session.exercise.id == "shout-it"
    stage.keys("l", "k", "j", "home", "page down", "page up", " ", "b", "end", "up", "enter")
    assert stage.session.exercise.id == "double-it"


@pytest.mark.parametrize("key", ["q", "l", "escape"])
def test_the_list_closes(stage: Stage, key: str) -> None:
    stage.check("a - b")
    stage.keys("l", "x", key)
    assert stage.shows(Mode.FEEDBACK)
    assert not stage.session.over


def test_the_list_is_searched(stage: Stage) -> None:
    stage.keys("l", "/", *"itx", "backspace")
    assert "search: it_" in stage.shown
    assert "add-two" not in stage.shown
    assert "Esc all again" in stage.screen()[-1]
    stage.keys("down", "enter", "enter")
    assert stage.session.exercise.id == "shout-it"
    stage.keys("l", "/", *"zz")
    assert "No exercise fits." in stage.shown
    stage.keys("enter", "enter", "/", "tab", "escape")
    assert stage.session.listing is not None
    assert len(stage.session.listing.rows) == 3


def test_the_list_is_filtered(stage: Stage) -> None:
    stage.check("a + b")
    stage.keys("l")
    listing = stage.session.listing
    assert listing is not None
    shown = []
    for _ in Filter:
        stage.keys("f")
        shown.append((listing.filter, [row.id for row in listing.rows]))
    assert shown == [
        (Filter.LEFT, ["double-it", "shout-it"]),
        (Filter.DUE, []),
        (Filter.PASSED, ["add-two"]),
        (Filter.ALL, ["add-two", "double-it", "shout-it"]),
    ]


def test_a_review_begins_in_the_list(stage: Stage, days: Days) -> None:
    stage.keys("h")
    stage.check("a + b")
    days.pass_by(days=2)
    stage.keys("l", "enter")
    assert stage.session.record.state is State.REVIEW
    assert stage.session.notice == "Once more, from the start. Your old answer is now kept/add_two-1.py."
    assert stage.session.hints == []


def test_the_list_before_the_course_was_read(desk: Desk) -> None:
    stage = set_stage(desk)
    stage.session.begin()
    stage.keys("l", "enter")
    assert "Reading the course ..." in stage.shown
    stage.session.course_read(load_course(desk.course))
    assert "3 shown: all" in stage.shown


def test_go_to_by_name(stage: Stage) -> None:
    stage.session.go_to("shout-it")
    assert stage.session.exercise.id == "shout-it"
    stage.session.go_to("shout")
    assert stage.session.notice.startswith("There is no exercise `shout`")


# ------------------------------------------------------------------------------------------------------ the file


def remove(stage: Stage) -> None:
    stage.path.unlink()
    stage.session.handle_save(Saved(frozenset({stage.path}), 0.0))


GONE = "00-numbers/add_two.py is gone. Key r puts the starter there again."
OLD = "Below: your last version. The new one is being checked."
OLD_AND_GONE = "Below: your last version, which is no longer there."


def test_a_file_that_goes_away_and_comes_back(stage: Stage) -> None:
    stage.check("a - b")
    remove(stage)
    stage.keys("x")  # whatever is pressed, it stays said
    assert GONE in stage.shown
    assert stage.screen()[1] == OLD_AND_GONE
    stage.check("a + b")
    assert "passed" in stage.shown
    assert GONE not in stage.shown
    assert OLD_AND_GONE not in stage.shown


def test_a_file_that_goes_away_during_its_check(stage: Stage) -> None:
    stage.save("a - b")
    stage.ticks.now = 3.0
    remove(stage)
    assert stage.checks.hurried == 1
    assert GONE in stage.shown
    assert "Checking" not in stage.shown
    stage.verdict()  # on what is gone
    assert stage.shows(Mode.TASK)
    assert GONE in stage.shown


def test_a_file_that_comes_back_as_the_starter_has_no_verdict(stage: Stage) -> None:
    stage.check("a - b")
    remove(stage)
    stage.save()
    assert len(stage.checks.asked) == 1
    assert stage.session.report is None
    assert stage.shows(Mode.TASK)
    assert GONE not in stage.shown


def test_a_file_that_may_not_be_read(stage: Stage) -> None:
    stage.path.unlink()
    stage.path.mkdir()
    stage.session.tick()
    assert "Key r" not in stage.session.missing
    assert "add_two.py is a folder, not a Python file." in stage.shown


def test_feedback_on_the_version_before_says_so(stage: Stage) -> None:
    stage.check("a - b")
    assert OLD not in stage.shown
    stage.save("a * b")
    assert stage.screen()[1] == OLD
    stage.keys("p")
    assert OLD not in stage.shown  # the task is always up to date
    stage.keys("p")
    stage.verdict()
    assert OLD not in stage.shown


def test_saving_another_exercise_says_where_it_is(stage: Stage) -> None:
    other = stage.session.desk.file_of(stage.session.desk.exercise("shout-it"))
    stage.session.handle_save(Saved(frozenset({other, other.with_suffix(".txt")}), 0.0))
    assert stage.session.notice == "You saved shout_it.py, which is another exercise: shout-it. Key l goes there."
    stage.session.notice = ""
    stage.session.handle_save(Saved(frozenset({other.with_name("notes.py")}), 0.0))
    assert stage.session.notice == ""


def test_without_events_the_file_is_looked_at_and_that_is_said(stage: Stage) -> None:
    stage.session.changes.listening = True
    for number, fill in enumerate(("a - b", "a * b"), 1):
        stage.path.write_text(answer(stage.session.exercise, fill), encoding="utf-8")
        stage.session.tick()
        assert len(stage.checks.asked) == number
        stage.verdict()
        stage.ticks.now += 2.0
        stage.session.tick()
    assert "Looking at your file ten times a second" in stage.shown
    stage.session.tick()
    assert len(stage.checks.asked) == 2


def test_a_mistake_in_the_progress_file_ends_no_session(stage: Stage) -> None:
    stage.session.desk.workspace.store.path.write_text("{", encoding="utf-8")
    stage.keys("h")
    assert "grader-progress.json:1:2: this is not JSON" in stage.session.notice
