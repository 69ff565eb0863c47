"""What is stored of submissions, results, learners and decisions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from course_stage import (
    NOW,
    PoolStandIn,
    environment,
    new_store,
    place_of,
    program,
    results,
    run_engine,
    take,
    work,
    write_course,
)

from grader.course.items import Graded, pack_report
from grader.course.store import Database
from grader.course.store.database import STORE_NAME
from grader.course.store.decisions import Decision, decide, decision_on, take_back
from grader.course.store.people import find_learner, forget
from grader.course.store.results import (
    Totals,
    count_waiting,
    get_submission,
    link_known,
    record,
    totals,
    ungraded_works,
    waiting,
)
from grader.course.store.taking import add_learners, replace_remarks
from grader.errors import UserError
from grader.model import Exercise, IntakeKind, Learner, Remark, Status
from grader.submission import make_submission


@pytest.fixture
def exercise(tmp_path: Path) -> Exercise:
    return write_course(tmp_path / "course").get("answer")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with new_store(tmp_path / "out") as database:
        yield database


def passed(number: int, status: Status = Status.PASSED, score: float = 2.0) -> Graded:
    return Graded(number, status, score, 2.0, report=pack_report({"status": status.value}))


# ------------------------------------------------------------------------------------------------------ handed in


def test_a_submission_comes_back_as_it_was(database: Database, exercise: Exercise) -> None:
    files = {"helper.py": b"x = 1\n", "data/odd.bin": bytes(range(256))}
    odd = make_submission("def answer():\n    return '\N{PILE OF POO}'\n".encode(), "mine.py", files=files)
    take(database, exercise, [replace(work("ada", ""), submission=odd)])
    [stored] = waiting(database, "answer", None, "answer.py")
    assert stored.submission == replace(odd, name="answer.py")
    assert stored.submission.files == files
    assert get_submission(database, stored.number, "answer.py") == stored


def test_what_is_no_text_keeps_its_reason(database: Database, exercise: Exercise) -> None:
    binary = make_submission(b"\0\1\2", "answer.py")
    take(database, exercise, [replace(work("ada", ""), submission=binary)])
    [stored] = waiting(database, "answer", None, "answer.py")
    assert stored.submission.unreadable == binary.unreadable
    assert binary.unreadable is not None


def test_a_submission_that_is_not_there_is_a_mistake_of_ours(database: Database) -> None:
    with pytest.raises(KeyError):
        get_submission(database, 7, "x.py")


def test_identical_texts_wait_once(database: Database, exercise: Exercise) -> None:
    take(database, exercise, [work(name, program(42)) for name in ("ada", "bob", "cy")] + [work("dan", program(1))])
    assert count_waiting(database, "answer", None) == 2
    assert count_waiting(database, "answer", "dan") == 1
    assert [one.submission.source for one in waiting(database, "answer", "dan", "a.py")] == [program(1)]


def test_pages_of_waiting_work_go_on_while_results_come_in(database: Database, exercise: Exercise) -> None:
    take(database, exercise, [work(f"l{number}", program(number)) for number in range(150)])
    place = place_of(database, exercise, environment())
    seen = []
    for stored in waiting(database, "answer", None, "answer.py"):
        seen.append(stored.submission.source)
        record(database, place, [passed(stored.number)], "run", NOW)
    assert seen == [program(number) for number in range(150)]


def test_a_name_that_is_no_text_is_stored_all_the_same(database: Database, exercise: Exercise) -> None:
    take(database, exercise, [work("caf\udce9", program(42))])
    assert find_learner(database, "caf\\udce9").name == "Caf\\udce9"


def test_taking_the_same_work_in_again_changes_nothing(database: Database, exercise: Exercise) -> None:
    take(database, exercise, [work("ada", program(42))])
    run_engine(database, exercise, PoolStandIn())
    take(database, exercise, [work("ada", program(42))])
    assert results(database) == {"ada": ("passed", 2.0)}
    assert database.number("SELECT COUNT(*) FROM history") == 0


def test_another_text_takes_the_place_of_the_first_which_becomes_history(
    database: Database, exercise: Exercise
) -> None:
    take(database, exercise, [work("ada", program(42))])
    run_engine(database, exercise, PoolStandIn())
    take(database, exercise, [work("ada", program(1))])
    assert totals(database) == Totals(waiting=1)
    run_engine(database, exercise, PoolStandIn())
    assert results(database) == {"ada": ("failed", 0.0)}
    [row] = database.rows("SELECT h.learner, r.score, h.why FROM history h JOIN result r ON r.id = h.result")
    assert row == ("ada", 2.0, "another file was handed in")


def test_remarks_are_replaced_by_source_and_learner(database: Database) -> None:
    def remark(text: str, learner: str | None = None) -> Remark:
        return Remark(IntakeKind.DUPLICATE, "there", text, learner, None)

    replace_remarks(database, "a", [remark("one"), remark("two", "ada")])
    replace_remarks(database, "b", [remark("three")])
    replace_remarks(database, "a", [remark("new", "ada")], "ada")
    assert [row[0] for row in database.rows("SELECT text FROM remark ORDER BY text")] == ["new", "one", "three"]
    replace_remarks(database, "a", [])
    assert [row[0] for row in database.rows("SELECT text FROM remark")] == ["three"]


# ------------------------------------------------------------------------------------------------------ results


def test_a_result_is_stored_once_however_often_it_comes(database: Database, exercise: Exercise) -> None:
    take(database, exercise, [work("ada", program(42)), work("bob", program(42))])
    place = place_of(database, exercise, environment())
    record(database, place, [passed(1), passed(1, Status.FAILED, 0.0)], "run", NOW)
    record(database, place, [passed(1, Status.FAILED, 0.0)], "run", NOW)
    assert results(database) == {"ada": ("passed", 2.0), "bob": ("passed", 2.0)}
    assert database.number("SELECT COUNT(*) FROM result") == 1


def test_what_is_ungraded_is_never_among_the_results(database: Database, exercise: Exercise) -> None:
    take(database, exercise, [work("ada", program(42))])
    place = place_of(database, exercise, environment())
    record(database, place, [Graded(1, Status.UNGRADED, reason="no power")], "run", NOW)
    record(database, place, [Graded(1, Status.UNGRADED)], "run", NOW)
    assert totals(database) == Totals(ungraded=1)
    assert list(ungraded_works(database)) == [("Ada", "answer", "no reason is known")]
    assert database.row("SELECT tries FROM ungraded") == (2,)
    assert count_waiting(database, "answer", None) == 1
    record(database, place, [passed(1)], "run", NOW)
    assert totals(database) == Totals(passed=1)
    assert list(ungraded_works(database)) == []


def test_a_text_that_was_graded_before_is_known(database: Database, exercise: Exercise) -> None:
    place = place_of(database, exercise, environment())
    take(database, exercise, [work("ada", program(42))])
    record(database, place, [passed(1)], "run", NOW)
    take(database, exercise, [work("bob", program(42)), work("cy", program(1))])
    link_known(database, place)
    assert results(database) == {"ada": ("passed", 2.0), "bob": ("passed", 2.0)}
    assert count_waiting(database, "answer", None) == 1


def test_a_result_of_another_environment_does_not_stand_in(database: Database, exercise: Exercise) -> None:
    take(database, exercise, [work("ada", program(42))])
    record(database, place_of(database, exercise, environment()), [passed(1)], "run", NOW)
    take(database, exercise, [work("bob", program(42))])
    newer = place_of(database, exercise, environment(python="3.12.0"))
    link_known(database, newer)
    assert count_waiting(database, "answer", None) == 1
    assert totals(database, newer.environment) == Totals(passed=1, waiting=1, outdated=1)


# ------------------------------------------------------------------------------------------------------ learners


@pytest.fixture
def people(database: Database) -> Database:
    add_learners(
        database,
        [
            Learner("s1", "Ada Lovelace", "ada@example.org", "A", {"canvas_id": "7"}),
            Learner("s2", "Bob", "bob@example.org"),
            Learner("s3", "Bob"),
        ],
    )
    return database


@pytest.mark.parametrize("text", ["s1", "S1", "Ada Lovelace", "ada lovelace ", "ADA@example.org"])
def test_a_learner_is_found_by_key_name_and_address(people: Database, text: str) -> None:
    assert find_learner(people, text) == Learner("s1", "Ada Lovelace", "ada@example.org", "A", {"canvas_id": "7"})


def test_a_name_that_two_learners_have_is_not_guessed(people: Database) -> None:
    with pytest.raises(UserError, match="say which one is meant, by key: s2, s3"):
        find_learner(people, "bob")


def test_a_learner_who_is_not_there_is_guessed_at(people: Database) -> None:
    with pytest.raises(UserError, match=r"no learner is called 'Ada Lovelaze' in .*; did you mean 'Ada Lovelace'"):
        find_learner(people, "Ada Lovelaze")
    with pytest.raises(UserError, match=r"no learner is called '' in [^;]*$"):
        find_learner(people, "")


def test_nothing_of_a_forgotten_learner_is_left_in_the_file(tmp_path: Path, exercise: Exercise) -> None:
    secret = program(42, "Zebulon wrote this alone")
    with new_store(tmp_path / "out") as database:
        works = [work("zebulon", secret), work("zebulon", program(42), attempt=2), work("ada", program(42))]
        take(database, exercise, works)
        run_engine(database, exercise, PoolStandIn())
        take(database, exercise, [work("zebulon", program(7))])  # the first one becomes history
        run_engine(database, exercise, PoolStandIn(judge=lambda item: Graded(item.number, Status.UNGRADED, reason="?")))
        replace_remarks(
            database, "in", [Remark(IntakeKind.LATE, "zebulon/answer.py", "late"), Remark(IntakeKind.LATE, "x", "y")]
        )
        decide(database, find_learner(database, "zebulon"), "answer", Decision(1, "for Zebulon", "now"))
        forgotten = forget(database, find_learner(database, "zebulon"))
        assert (forgotten.works, forgotten.submissions) == (2, 2)
        assert results(database) == {"ada": ("passed", 2.0)}
        assert database.number("SELECT COUNT(*) FROM remark") == 1
        assert database.number("SELECT COUNT(*) FROM ungraded") == 0
        assert database.number("SELECT COUNT(*) FROM submission") == 1
    content = b"".join(path.read_bytes() for path in (tmp_path / "out").glob(f"{STORE_NAME}*"))
    assert b"ebulon" not in content
    assert b"ada/answer.py" in content


# ------------------------------------------------------------------------------------------------------ decisions


def test_a_decision_stands_until_another_one_or_until_it_is_taken_back(database: Database, exercise: Exercise) -> None:
    take(database, exercise, [work("ada", program(1))])
    ada = find_learner(database, "ada")
    assert decision_on(database, "ada", "answer") is None
    decide(database, ada, "answer", Decision(1.5, " power cut ", "t1"))
    decide(database, ada, "answer", Decision(2.0, "and again", "t2"))
    assert decision_on(database, "ada", "answer") == Decision(2.0, "and again", "t2")
    assert take_back(database, ada, "answer", "", "t3") == Decision(2.0, "and again", "t2")
    assert decision_on(database, "ada", "answer") is None
    assert [row[0] for row in database.rows("SELECT reason FROM override ORDER BY id")] == [
        "power cut",
        "and again",
        "",
    ]
    with pytest.raises(UserError, match="no score of Ada in `answer` was set by hand"):
        take_back(database, ada, "answer", "", "t4")


@pytest.mark.parametrize(
    ("exercise_id", "decision", "message"),
    [
        ("answer", Decision(-1.0, "x", "t"), "-1 is no score"),
        ("answer", Decision(float("nan"), "x", "t"), "nan is no score"),
        ("answer", Decision(1.0, " ", "t"), "say why, with --reason"),
        ("anwser", Decision(1.0, "x", "t"), "nobody handed in an exercise `anwser`; did you mean `answer`"),
        ("other", Decision(1.0, "x", "t"), "nobody handed in an exercise `other`$"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    database: Database, exercise: Exercise, exercise_id: str, decision: Decision, message: str
) -> None:
    take(database, exercise, [work("ada", program(1))])
    with pytest.raises(UserError, match=message):
        decide(database, find_learner(database, "ada"), exercise_id, decision)
    assert database.number("SELECT COUNT(*) FROM override") == 0
