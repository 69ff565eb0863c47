"""What checks, hints, solutions and days do to the progress."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from practice_course import ADD, ADD_CHECKS, Days, FakeHost, answer, submit, write_exercise

from grader.catalogue import Course
from grader.errors import CatalogueError, UserError
from grader.grade import grade
from grader.model import Status
from grader.practice import learning
from grader.practice.advice import after_check
from grader.practice.desk import Desk
from grader.practice.progress import Progress, Record, Review, State


def test_an_untouched_starter_and_open_gaps_are_no_attempt(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    submit(desk, exercise)
    assert desk.record(exercise).state is State.OPEN
    desk.file_of(exercise).write_text(answer(exercise) + "x = 1\n", encoding="utf-8")
    submission = desk.answer(exercise)
    desk.note_check(exercise, submission, grade(exercise, submission, runner=FakeHost()))
    record = desk.record(exercise)
    assert (record.state, record.attempts, record.failed, record.mistakes) == (State.TRIED, 0, None, {})


def test_the_same_program_twice_is_one_attempt(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    for _ in range(2):
        submit(desk, exercise, "a - b")
    record = desk.record(exercise)
    assert (record.attempts, record.failed, record.mistakes) == (1, "test_adds", {"wrong-sign": 1})
    submit(desk, exercise, "a * b")
    assert desk.record(exercise).attempts == 2


def test_what_was_passed_stays_passed(desk: Desk, days: Days) -> None:
    exercise = desk.exercise("add-two")
    submit(desk, exercise, "a + b")
    first = desk.record(exercise)
    days.pass_by(days=1)
    assert submit(desk, exercise, "a - b").status is Status.FAILED
    after = desk.record(exercise)
    assert (after.state, after.passed, after.attempts, after.version) == (
        State.PASSED,
        first.passed,
        1,
        exercise.version,
    )


def test_what_could_not_be_graded_counts_for_nothing(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    assert submit(desk, exercise, "fault").status is Status.UNGRADED
    record = desk.record(exercise)
    assert (record.attempts, record.checked, record.state) == (0, None, State.OPEN)


def test_time_counts_and_a_long_pause_does_not(desk: Desk, days: Days) -> None:
    exercise = desk.exercise("add-two")
    desk.select(exercise)
    days.pass_by(minutes=2)
    submit(desk, exercise, "a - b")
    assert desk.record(exercise).seconds == 120
    days.pass_by(hours=8)
    submit(desk, exercise, "a + b")
    assert desk.record(exercise).seconds == 120 + 300
    days.pass_by(hours=-9)  # the machine's clock was put back
    submit(desk, exercise, "a - b")
    assert desk.record(exercise).seconds == 120 + 300


# ------------------------------------------------------------------------------------------------------ hints


def test_hints_come_in_order_and_the_one_for_the_failed_check_first(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    assert learning.next_hint(exercise, Record()) == 1
    assert learning.next_hint(exercise, Record(failed="test_adds_negative")) == 2
    assert learning.next_hint(exercise, Record(failed="test_adds_negative", hints=(2,))) == 1
    assert learning.next_hint(exercise, Record(failed="test_adds", hints=(1,))) == 2
    assert learning.next_hint(exercise, Record(hints=(1, 2, 3))) is None


def test_each_hint_is_shown_once_with_its_count(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    shown = [desk.hint(exercise) for _ in range(4)]
    assert [one and (one.place, one.total) for one in shown] == [(1, 3), (2, 3), (3, 3), None]
    assert [one.hint.text for one in desk.shown_hints(exercise)] == [hint.text for hint in exercise.hints]
    assert desk.hint(desk.exercise("double-it")) is None


def test_no_hint_is_used_up_while_the_file_is_not_python(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    desk.file_of(exercise).write_text("def add(a, b:\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"your file is not Python yet \(line 1\), and no hint was used up"):
        desk.hint(exercise)
    assert desk.record(exercise).hints == ()


def test_hints_after_the_pass_change_nothing(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    submit(desk, exercise, "a + b")
    shown = desk.hint(exercise)
    assert shown is not None
    assert desk.record(exercise).hints == ()


# ------------------------------------------------------------------------------------------------------ reviews


def test_what_went_well_at_once_does_not_come_back(desk: Desk) -> None:
    submit(desk, desk.exercise("add-two"), "a + b")
    assert desk.record(desk.exercise("add-two")).review is None


@pytest.mark.parametrize("help_needed", ["hint", "solution", "tries"])
def test_what_was_hard_comes_back(desk: Desk, help_needed: str) -> None:
    exercise = desk.exercise("add-two")
    if help_needed == "hint":
        desk.hint(exercise)
    elif help_needed == "solution":
        assert desk.solution(exercise, give_up=False) is None
        assert desk.solution(exercise, give_up=True) is not None
    else:
        for wrong in ("a - b", "a * b", "a / b"):
            submit(desk, exercise, wrong)
    submit(desk, exercise, "a + b")
    assert desk.record(exercise).review == Review(date(2026, 2, 2))


def test_reviews_are_spaced_until_it_went_well_three_times(desk: Desk, days: Days) -> None:
    exercise = desk.exercise("add-two")
    desk.hint(exercise)
    submit(desk, exercise, "a + b")
    assert desk.due() == []
    for wait, following in ((2, 7), (7, 21), (21, None)):
        days.pass_by(days=wait)
        assert desk.due() == ["add-two"]
        copy = desk.begin_review(exercise)
        assert copy is not None
        assert "a + b" in copy.read_text(encoding="utf-8")
        assert desk.due() == []
        assert desk.record(exercise).state is State.REVIEW
        assert desk.progress().current == "add-two"
        submit(desk, exercise, f"a + b  # {wait}")
        review = desk.record(exercise).review
        assert (review and (review.due - days().date()).days) == following
    assert desk.record(exercise).state is State.PASSED


def test_a_review_that_was_hard_begins_the_spacing_anew(desk: Desk, days: Days) -> None:
    exercise = desk.exercise("add-two")
    desk.hint(exercise)
    submit(desk, exercise, "a + b")
    days.pass_by(days=2)
    desk.begin_review(exercise)
    assert desk.hint(exercise) is not None  # hints begin anew as well
    submit(desk, exercise, "a + b")
    assert desk.record(exercise).review == Review(date(2026, 2, 4), 0)


def test_only_what_was_passed_is_reviewed(desk: Desk) -> None:
    with pytest.raises(UserError, match="add-two is not solved yet: `grader next add-two` goes there"):
        desk.begin_review(desk.exercise("add-two"))


def test_what_waits_longest_comes_first() -> None:
    reviews = {"b": date(2026, 1, 3), "a": date(2026, 1, 2), "c": date(2026, 1, 9)}
    records = {name: Record(review=Review(day)) for name, day in reviews.items()}
    assert learning.due(Progress(exercises=records), date(2026, 1, 5)) == ["a", "b"]


# ------------------------------------------------------------------------------------------------------ what next


def test_next_goes_round_and_leaves_out_what_is_passed(desk: Desk) -> None:
    def following() -> str | None:
        found = desk.next()
        return found.id if found is not None else None

    assert following() == "double-it"
    desk.select(desk.exercise("shout-it"))
    assert following() == "add-two"
    submit(desk, desk.exercise("add-two"), "a + b")
    assert following() == "double-it"
    submit(desk, desk.exercise("double-it"), "return number * 2")
    assert following() is None
    submit(desk, desk.exercise("shout-it"), "word.upper()")
    assert following() is None


def test_next_leaves_out_what_does_not_run_here_and_what_is_broken(desk: Desk, course: Course) -> None:
    folder = course.root / "exercises"
    double = folder / "00-numbers/double-it.yaml"
    double.write_text(double.read_text(encoding="utf-8") + 'python: ">=3.99"\n', encoding="utf-8")
    found = desk.next()
    assert found is not None
    assert found.id == "shout-it"
    (folder / "01-words/shout-it.yaml").write_text("broken: [", encoding="utf-8")
    assert desk.next() is None


def test_progress_under_a_former_name_counts(desk: Desk, course: Course) -> None:
    submit(desk, desk.exercise("add-two"), "a + b")
    (course.root / "exercises/00-numbers/add-two.yaml").unlink()
    text = ADD.replace("id: add-two", "id: sum-up\nformer_ids: [add-two]")
    write_exercise(course.root, "00-numbers/sum-up", text, ADD_CHECKS)
    assert desk.exercise("add-two").id == "sum-up"
    assert desk.record(desk.exercise("sum-up")).passed is not None
    desk.select(desk.exercise("double-it"))
    found = desk.next()
    assert found is not None
    assert found.id == "shout-it"


# ------------------------------------------------------------------------------------------------------ the desk


def test_an_exercise_by_its_file(desk: Desk) -> None:
    root = desk.workspace.root
    assert desk.exercise(str(root / "01-words/shout_it.py")).id == "shout-it"
    assert desk.exercise("add_two.py").id == "add-two"
    assert desk.answered_by(root / "elsewhere.py") is None
    assert desk.answered_by(root / "01-words/add_two.py") is None
    assert desk.answered_by(Path("/nowhere/add_two.py")) is None
    with pytest.raises(UserError, match="did you mean `add-two`"):
        desk.exercise("add-too")


def test_a_file_of_another_name_is_found_by_its_place(desk: Desk, course: Course) -> None:
    write_exercise(course.root, "00-numbers/add-two", ADD + "main_file: sums.py\n", ADD_CHECKS)
    (course.root / "exercises/00-numbers/double-it.yaml").write_text("broken: [", encoding="utf-8")
    found = desk.answered_by(desk.workspace.root / "00-numbers/sums.py")
    assert found is not None
    assert found.id == "add-two"


def test_the_first_exercise_is_the_current_one_at_first(desk: Desk) -> None:
    desk.workspace.store.update(lambda now: replace(now, current=None))
    assert desk.exercise().id == "add-two"


def test_a_current_exercise_that_left_the_course(desk: Desk, course: Course) -> None:
    desk.workspace.store.update(lambda now: replace(now, current="long-gone"))
    assert desk.exercise().id == "add-two"
    (course.root / "exercises/00-numbers/add-two.yaml").write_text("broken: [", encoding="utf-8")
    with pytest.raises(CatalogueError):
        desk.exercise()


def test_an_exercise_that_is_new_gets_its_file(desk: Desk, course: Course) -> None:
    text = ADD.replace("id: add-two", "id: add-again").replace("order: 10", "order: 30")
    write_exercise(course.root, "00-numbers/add-again", text, ADD_CHECKS)
    desk.select(desk.exercise("add-again"))
    assert "____sum____" in desk.answer(desk.exercise("add-again")).source


def test_a_file_that_is_gone(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    desk.file_of(exercise).unlink()
    with pytest.raises(UserError, match=r"00-numbers/add_two.py is gone: `grader reset add-two` puts the starter"):
        desk.answer(exercise)
    assert desk.reset(exercise) is None
    assert desk.answer(exercise).source.endswith("____sum____\n")


def test_reset_keeps_what_was_written(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    submit(desk, exercise, "a - b")
    copy = desk.reset(exercise)
    assert copy is not None
    assert "a - b" in copy.read_text(encoding="utf-8")
    assert desk.reset(exercise) is None  # the starter itself needs no copy
    record = desk.record(exercise)
    assert (record.attempts, record.failed) == (1, None)


def test_the_solution_and_other_ways(desk: Desk) -> None:
    exercise = desk.exercise("add-two")
    submit(desk, exercise, "b + a + 0")
    assert desk.solution(exercise, give_up=False) is None
    submit(desk, exercise, "a + b")
    solution = desk.solution(exercise, give_up=False)
    assert solution is not None
    assert "a + b" in solution.source
    assert [name for name, _ in solution.others] == ["turned round"]
    assert not desk.record(exercise).solution_shown


def test_the_first_answer_to_the_question_counts(desk: Desk) -> None:
    exercise = desk.exercise("shout-it")
    assert exercise.predict is not None
    assert desk.record(exercise).predicted is None
    assert not desk.predict(exercise, exercise.predict, "heh")
    assert desk.predict(exercise, exercise.predict, "  hey ")
    assert desk.record(exercise).predicted is False


# ------------------------------------------------------------------------------------------------------ advice


def advice(desk: Desk, name: str, *fills: str) -> list[str]:
    exercise = desk.exercise(name)
    report = submit(desk, exercise, *fills)
    return list(after_check(desk, exercise, report, desk.record(exercise)))


def test_what_is_said_after_a_check(desk: Desk) -> None:
    assert advice(desk, "add-two", "a - b") == ["`grader hint` shows hint 1 of 3."]
    assert advice(desk, "shout-it", "word") == ["`grader hint shout-it` shows hint 1 of 1."]
    desk.hint(desk.exercise("shout-it"))
    assert advice(desk, "shout-it", "word + ''") == ["`grader solution shout-it --give-up` shows a solution."]
    desk.solution(desk.exercise("shout-it"), give_up=True)
    assert advice(desk, "shout-it", "word + '!'") == []
    assert advice(desk, "add-two", "fault") == []
    assert advice(desk, "add-two", "a + b") == [
        "Solved: 1 of 3.",
        "`grader solution` shows a solution to compare with yours.",
        "Next: Double it, 00-numbers/double_it.py: `grader next`",
    ]
    assert advice(desk, "double-it", "return number * 2")[:3] == [
        "Solved: 2 of 3.",
        "That was the last one of the chapter Numbers.",
        "You can count now.",
    ]
    desk.select(desk.exercise("shout-it"))
    assert advice(desk, "shout-it", "word.upper()") == [
        "Solved: 3 of 3.",
        "That was the last one of the chapter Words.",
        "`grader solution` shows a solution to compare with yours.",
    ]
