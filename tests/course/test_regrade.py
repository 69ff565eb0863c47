"""Regrading: what is affected, whose score would change, and that nothing counts before it is applied."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from course_stage import (
    NOW,
    PoolStandIn,
    environment,
    judged,
    new_store,
    program,
    results,
    run_engine,
    take,
    work,
    write_course,
)

from grader.catalogue import Course
from grader.course.items import Graded, Item, pack_report
from grader.course.regrade import Regraded, all_changes, apply, difference, regrade, to_json, to_text
from grader.course.store import Database
from grader.course.store.decisions import Decision, decide
from grader.course.store.people import find_learner
from grader.errors import CatalogueError
from grader.model import Status


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return write_course(tmp_path / "course", "answer", "other")


@pytest.fixture
def database(tmp_path: Path, course: Course) -> Iterator[Database]:
    """Three learners who answered two exercises, graded."""
    with new_store(tmp_path / "out") as database:
        for name in ("answer", "other"):
            texts = {"ada": program(42), "bob": program(43), "cy": program(42, "mine")}
            take(database, course.get(name), [work(who, text, name) for who, text in texts.items()])
            run_engine(database, course.get(name), PoolStandIn())
        yield database


def change(course: Course, name: str) -> None:
    path = course.path_of(name)
    path.write_text(path.read_text(encoding="utf-8").replace("between 41 and 43", "a number"), encoding="utf-8")


def forgiving(item: Item) -> Graded:
    """Finds 43 right, and 42 only if it stands alone."""
    right = "43" in item.submission.source
    score = 2.0 if right else 1.0 if "mine" in item.submission.source else 0.0
    status = Status.PASSED if right else Status.FAILED
    return Graded(item.number, status, score, 2.0, report=pack_report({"status": status.value, "checks": []}))


def shown(regraded: Regraded, database: Database, *, applied: bool = False) -> str:
    return "\n".join(to_text(regraded, database, applied=applied))


def test_nothing_is_graded_where_nothing_changed(database: Database, course: Course) -> None:
    pool = PoolStandIn()
    regraded = regrade(database, pool, course)
    assert regraded == Regraded((), ())
    assert pool.chunks == []
    assert shown(regraded, database).startswith("Nothing to grade again")


def test_only_the_exercise_that_changed_is_graded_again(database: Database, course: Course) -> None:
    change(course, "other")
    pool = PoolStandIn(forgiving)
    regraded = regrade(database, pool, course)
    assert {chunk.exercise for chunk in pool.chunks} == {"other"}
    [affected] = regraded.affected
    assert affected.why == ("the exercise or its checks changed",)
    assert (affected.works, affected.again, affected.ungraded) == (3, 3, 0)
    changes = {one.learner: (one.old_score, one.new_score, one.overridden) for one in all_changes(database, regraded)}
    assert changes == {"ada": (2, 0, False), "bob": (0, 2, False), "cy": (2, 1, False)}


def test_nothing_counts_before_it_is_applied_and_then_the_old_is_history(database: Database, course: Course) -> None:
    change(course, "other")
    regraded = regrade(database, PoolStandIn(forgiving), course)
    assert "Ada, other: 2/2 passed -> 0/2 failed (-2)" in shown(regraded, database)
    assert "To apply it: grader regrade" in shown(regraded, database)
    before = scores(database)
    assert before["ada", "other"] == 2
    apply(database, regraded, lambda: NOW)
    after = scores(database)
    assert after["ada", "other"] == 0
    assert after["bob", "other"] == 2
    assert {key: one for key, one in after.items() if key[1] == "answer"} == {
        key: one for key, one in before.items() if key[1] == "answer"
    }
    history = list(
        database.rows("SELECT h.learner, r.score, h.why FROM history h JOIN result r ON r.id = h.result ORDER BY 1")
    )
    assert history == [(who, score, "the exercise or its checks changed") for who, score in old_scores()]
    assert regrade(database, PoolStandIn(), course) == Regraded((), ())


def old_scores() -> list[tuple[str, float]]:
    return [("ada", 2.0), ("bob", 0.0), ("cy", 2.0)]


def scores(database: Database) -> dict[tuple[str, str], float]:
    return {
        (str(learner), str(exercise)): float(score)
        for learner, exercise, score in database.rows(
            "SELECT w.learner, w.exercise, r.score FROM work w JOIN result r ON r.id = w.result"
        )
    }


def test_applying_later_grades_nothing_a_second_time(database: Database, course: Course) -> None:
    change(course, "other")
    regrade(database, PoolStandIn(forgiving), course)
    pool = PoolStandIn(forgiving)
    regraded = regrade(database, pool, course)
    assert pool.chunks == []
    assert (regraded.affected[0].works, regraded.affected[0].again) == (3, 0)
    apply(database, regraded)
    assert scores(database)["ada", "other"] == 0


def test_another_grader_or_python_affects_everything_and_is_named(database: Database, course: Course) -> None:
    pool = PoolStandIn(facts=environment(python="3.12.1", code="def"))
    regraded = regrade(database, pool, course)
    assert [one.place.exercise for one in regraded.affected] == ["answer", "other"]
    assert regraded.affected[0].why == ("Python 3.11.0 -> 3.12.1", "changes in the grader's code")
    counts = difference(database, regraded)
    assert (counts.changed, counts.reworded, counts.identical) == (0, 0, 6)


def test_other_words_with_the_same_score_are_counted(database: Database, course: Course) -> None:
    change(course, "answer")

    def reworded(item: Item) -> Graded:
        graded = judged(item)
        report = pack_report({"status": graded.status.value, "checks": [], "remarks": ["new"]})
        return Graded(item.number, graded.status, graded.score, 2.0, report=report)

    regraded = regrade(database, PoolStandIn(reworded), course)
    counts = difference(database, regraded)
    assert (counts.changed, counts.reworded, counts.identical) == (0, 3, 0)


def test_a_score_set_by_hand_stays_and_is_pointed_out(database: Database, course: Course) -> None:
    decide(database, find_learner(database, "ada"), "other", Decision(1.5, "ill", "now"))
    change(course, "other")
    regraded = regrade(database, PoolStandIn(forgiving), course)
    assert "(-2) (a score set by hand counts, before and after)" in shown(regraded, database)
    assert [one.overridden for one in all_changes(database, regraded)] == [True, False, False]
    apply(database, regraded)
    assert database.number("SELECT COUNT(*) FROM override") == 1


def test_what_cannot_be_graded_again_keeps_its_result(database: Database, course: Course) -> None:
    change(course, "other")

    def judge(item: Item) -> Graded:
        if "mine" in item.submission.source:
            return Graded(item.number, Status.UNGRADED, reason="no power")
        return forgiving(item)

    regraded = regrade(database, PoolStandIn(judge), course)
    assert regraded.ungraded == 1
    assert "1 different submissions could not be graded again" in shown(regraded, database)
    apply(database, regraded)
    assert scores(database)["cy", "other"] == 2
    assert scores(database)["ada", "other"] == 0


def test_an_exercise_that_is_gone_is_left_alone(database: Database, course: Course) -> None:
    course.path_of("other").unlink()
    regraded = regrade(database, PoolStandIn(), course)
    assert regraded.unknown == ("other",)
    assert shown(regraded, database).startswith("Not in this course, so left alone: other.")
    assert len(results(database)) == 3


def test_an_exercise_with_mistakes_ends_the_command(database: Database, course: Course) -> None:
    course.path_of("other").write_text("title: [", encoding="utf-8")
    with pytest.raises(CatalogueError):
        regrade(database, PoolStandIn(), course)


def test_programs_read_the_same_facts(database: Database, course: Course) -> None:
    change(course, "other")
    regraded = regrade(database, PoolStandIn(forgiving), course)
    data = to_json(regraded, database, applied=False)
    assert data["affected"] == [
        {
            "exercise": "other",
            "why": ["the exercise or its checks changed"],
            "works": 3,
            "graded_again": 3,
            "ungraded": 0,
        }
    ]
    assert (data["up"], data["down"], data["other"]) == (1, 2, 0)
    assert data["changes"][0] == {
        "learner": "ada",
        "name": "Ada",
        "exercise": "other",
        "attempt": 1,
        "old": {"status": "passed", "score": 2.0, "max_score": 2.0},
        "new": {"status": "failed", "score": 0.0, "max_score": 2.0},
        "overridden": False,
    }
    assert shown(regraded, database, applied=True).endswith("The results from before are kept as history.")
