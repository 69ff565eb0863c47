"""The commands ``grade``, ``regrade``, ``override`` and ``forget``, with a stand-in for the workers."""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from course_stage import PoolStandIn, judged, program, write_course, write_works

from grader.catalogue import Course
from grader.cli.app import cli
from grader.course.gradebook import open_gradebook
from grader.course.items import Graded, Item
from grader.course.pool import Pool
from grader.errors import SandboxUnavailable
from grader.model import Status


@dataclass(slots=True)
class Stage:
    """A folder to work in, and the workers that commands get."""

    captured: pytest.CaptureFixture[str]
    course: Course
    folder: Path
    pool: PoolStandIn = field(default_factory=PoolStandIn)
    asked: list[tuple[Any, ...]] = field(default_factory=list)

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        """Runs ``grader --course COURSE ARGUMENTS``; gives exit code, output and messages."""
        self.captured.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main(["--course", str(self.course.root), *arguments])
        out, err = self.captured.readouterr()
        return int(str(end.value.code)), out, err

    @contextmanager
    def workers(self, course: Course, *how: Any, needed: int) -> Iterator[Pool]:
        self.asked.append((course.root, *how, needed))
        yield self.pool


@pytest.fixture
def grader(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Stage:
    monkeypatch.chdir(tmp_path)
    stage = Stage(capsys, write_course(tmp_path / "course", "answer", "other"), tmp_path)
    monkeypatch.setattr("grader.cli.grade.workers", stage.workers)
    monkeypatch.setattr("grader.cli.regrade.workers", stage.workers)
    return stage


@pytest.fixture
def works(tmp_path: Path) -> Path:
    """Learner 0 is wrong, 1 and 2 right and alike."""
    return write_works(tmp_path / "works", [program(1), program(42), program(42)])


def ungraded(item: Item) -> Graded:
    return Graded(item.number, Status.UNGRADED, reason="no power")


# ------------------------------------------------------------------------------------------------------ grade


def test_a_class_is_graded_and_summed_up(grader: Stage, works: Path) -> None:
    code, out, err = grader("grade", "works", "--out", "out")
    assert code == 1
    assert out.splitlines()[0] == "3 works of 3 learners: 2 passed, 1 failed, 0 ungraded"
    assert "Graded now: 2 different submissions" in out
    assert out.splitlines()[-1] == "Results: out. Next: grader report out"
    assert f"Course: {grader.course.root} (2 exercises)" in err
    assert "Reading works (a folder per learner)" in err
    assert "3 works; 2 different submissions to grade" in err
    assert grader.asked == [(grader.course.root, "best", None, None, 2)]


def test_all_right_is_success(grader: Stage, tmp_path: Path) -> None:
    write_works(tmp_path / "works", [program(42)])
    assert grader("grade", "works", "--out", "out")[0] == 0


def test_a_second_start_grades_nothing_again(grader: Stage, works: Path) -> None:
    grader("grade", "works", "--out", "out")
    grader.pool.chunks.clear()
    code, out, err = grader("grade", "works", "--out", "out")
    assert code == 1
    assert grader.pool.chunks == []
    assert "0 different submissions to grade" in err
    assert "Graded now" not in out


def test_what_is_ungraded_is_named_and_graded_by_the_next_start(grader: Stage, works: Path) -> None:
    grader.pool.judge = ungraded
    code, out, _ = grader("grade", "works", "--out", "out")
    assert code == 3
    assert "Ungraded, for no fault of the learner" in out
    assert "  learner-001, answer: no power" in out
    grader.pool.judge = judged
    assert grader("grade", "works", "--out", "out")[0] == 1


def test_many_that_are_ungraded_are_not_all_listed(grader: Stage, tmp_path: Path) -> None:
    write_works(tmp_path / "works", [program(number) for number in range(30)])
    grader.pool.judge = ungraded
    _, out, _ = grader("grade", "works", "--out", "out")
    assert "  and 20 more" in out


def test_programs_get_the_same_facts(grader: Stage, works: Path) -> None:
    code, out, _ = grader("grade", "works", "--out", "out", "--format", "json")
    data = json.loads(out)
    assert code == 1
    seconds = data.pop("seconds")
    assert seconds >= 0
    assert data == {
        "format": 1,
        "out": "out",
        "learners": 3,
        "works": 3,
        "passed": 2,
        "failed": 1,
        "ungraded": 0,
        "waiting": 0,
        "outdated": 0,
        "graded_now": 2,
        "remarks": {},
        "ungraded_works": [],
        "unknown_exercises": [],
    }


def test_no_submissions_at_all_is_nothing_to_do(grader: Stage, tmp_path: Path) -> None:
    (tmp_path / "works").mkdir()
    code, out, _ = grader("grade", "works", "--out", "out")
    assert code == 0
    assert out.startswith("Nothing to grade: no answer to an exercise of this course was found.")


def test_what_is_not_an_answer_is_noticed(grader: Stage, works: Path) -> None:
    for number in range(12):
        (works / f"nobody-{number:02}").mkdir()
        (works / f"nobody-{number:02}" / "essay.docx").write_text("x = 1", encoding="utf-8")
    _, out, _ = grader("grade", "works", "--out", "out")
    assert "Noticed while reading: " in out
    assert "nobody-00" in out
    assert not re.search(r"^ +(\S+): \1", out, re.MULTILINE)
    assert re.search(r"^  and \d+ more, all of them in the reports$", out, re.MULTILINE)


def test_submissions_that_are_not_there_leave_nothing_behind(grader: Stage, tmp_path: Path) -> None:
    code, _, err = grader("grade", "nowhere", "--out", "out")
    assert code == 2
    assert "nowhere" in err
    assert not (tmp_path / "out").exists()


def test_results_are_not_written_among_the_submissions(grader: Stage, works: Path) -> None:
    code, _, err = grader("grade", "works", "--out", "works/out")
    assert code == 2
    assert "lies in the folder of the submissions" in err
    assert not (works / "out").exists()


def test_one_learner_alone(grader: Stage, works: Path) -> None:
    code, out, _ = grader("grade", "works", "--out", "out", "--learner", "LEARNER-001")
    assert (code, out.splitlines()[0]) == (0, "1 work of 1 learner: 1 passed, 0 failed, 0 ungraded")
    assert len(grader.pool.chunks) == 1


def test_a_learner_who_is_not_there_is_guessed_at(grader: Stage, works: Path) -> None:
    code, _, err = grader("grade", "works", "--out", "out", "--learner", "learner-01")
    assert code == 2
    assert "no learner is called 'learner-01' here; did you mean 'learner-001'?" in err


def test_a_roster_tells_who_handed_in_nothing(grader: Stage, works: Path, tmp_path: Path) -> None:
    rows = ["id,name,email", *(f"learner-00{number},Learner {number},l{number}@example.org" for number in range(4))]
    (tmp_path / "class.csv").write_text("\n".join(rows), encoding="utf-8")
    code, _, _ = grader("grade", "works", "--out", "out", "--roster", "class.csv")
    assert code == 1
    with open_gradebook(tmp_path / "out") as book:
        assert [learner.name for learner in book.learners()] == [f"Learner {number}" for number in range(4)]
    code, out, _ = grader("grade", "works", "--out", "two", "--roster", "class.csv", "--learner", "l1@example.org")
    assert (code, out.splitlines()[0]) == (0, "1 work of 1 learner: 1 passed, 0 failed, 0 ungraded")


def test_a_name_that_several_have_is_not_guessed(grader: Stage, works: Path, tmp_path: Path) -> None:
    rows = ["id,name", "learner-000,Bob", "learner-001,Bob", "learner-002,Ada"]
    (tmp_path / "class.csv").write_text("\n".join(rows), encoding="utf-8")
    code, _, err = grader("grade", "works", "--out", "out", "--roster", "class.csv", "--learner", "bob")
    assert code == 2
    assert "say which one is meant, by key: learner-000, learner-001" in err


def test_the_policy_is_kept_beside_the_results(grader: Stage, works: Path, tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("format: 1\nexercises: {answer: {points: 10}}\n", encoding="utf-8")
    assert grader("grade", "works", "--out", "out", "--policy", "rules.yaml")[0] == 1
    kept = tmp_path / "out" / "policy.yaml"
    assert kept.read_bytes() == (tmp_path / "rules.yaml").read_bytes()
    assert grader("grade", "works", "--out", "out", "--policy", "out/policy.yaml")[0] == 1
    assert grader("grade", "works", "--out", "out")[0] == 1
    with open_gradebook(tmp_path / "out") as book:
        assert book.exercises[0].max_points == 10


def test_a_policy_that_cannot_be_kept_is_told(grader: Stage, works: Path, tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("format: 1\n", encoding="utf-8")
    (tmp_path / "out" / "policy.yaml").mkdir(parents=True)
    code, _, err = grader("grade", "works", "--out", "out", "--policy", "rules.yaml")
    assert code == 2
    assert "rules.yaml cannot be copied to out/policy.yaml: Is a directory" in err


def test_a_policy_with_mistakes_is_told_before_anything_is_graded(grader: Stage, works: Path, tmp_path: Path) -> None:
    (tmp_path / "rules.yaml").write_text("format: 1\nexercises: {answr: {points: 10}}\n", encoding="utf-8")
    code, _, err = grader("grade", "works", "--out", "out", "--policy", "rules.yaml")
    assert code == 2
    assert "rules.yaml:2" in err
    assert not (tmp_path / "out").exists()


def test_a_course_is_never_looked_for_among_the_submissions(
    grader: Stage, works: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_course(works / "planted")
    (works / "grader.toml").write_text('course = "planted"\n', encoding="utf-8")
    monkeypatch.chdir(works / "learner-000")
    monkeypatch.delenv("GRADER_COURSE", raising=False)
    grader.captured.readouterr()
    with pytest.raises(SystemExit):
        cli.main(["grade", str(works), "--out", str(grader.folder / "out")])
    assert "planted" not in grader.captured.readouterr().err


def test_the_course_of_the_environment_is_found_from_where_the_command_was_given(
    grader: Stage, works: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(works)
    monkeypatch.setenv("GRADER_COURSE", "../course")
    grader.captured.readouterr()
    with pytest.raises(SystemExit):
        cli.main(["grade", ".", "--out", "../out"])
    assert f"Course: {grader.course.root} (" in grader.captured.readouterr().err


def test_results_of_an_older_exercise_are_pointed_out(grader: Stage, works: Path) -> None:
    grader("grade", "works", "--out", "out")
    path = grader.course.path_of("answer")
    path.write_text(path.read_text(encoding="utf-8").replace("between", "among"), encoding="utf-8")
    _, out, _ = grader("grade", "works", "--out", "out")
    assert "3 results came from an older exercise or grader: `grader regrade out` shows what would change." in out


def test_work_for_an_exercise_that_is_gone_waits(grader: Stage, tmp_path: Path) -> None:
    write_works(tmp_path / "works", [program(42)], file="other.py")
    grader.pool.judge = ungraded
    grader("grade", "works", "--out", "out")
    grader.course.path_of("other").unlink()
    code, out, _ = grader("grade", "works", "--out", "out")
    assert code == 3
    assert "Not in this course, so not graded: other." in out


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_being_stopped_says_how_to_go_on(
    grader: Stage, works: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(item: Item) -> Graded:
        if "return 42\n" in item.submission.source:
            os.kill(os.getpid(), getattr(signal, name))
        return judged(item)

    before = signal.getsignal(signal.SIGTERM)
    grader.pool.judge = judge
    monkeypatch.setattr("sys.argv", ["grader", "grade", "my works", "--out", "out"])
    code, out, err = grader("grade", "works", "--out", "out", "--format", "json")
    assert (code, out) == (130, "")
    assert "Stopped. 0 of 3 works are graded and kept. To go on:\n  grader grade 'my works' --out out\n" in err
    assert signal.getsignal(signal.SIGTERM) == before


def test_an_isolation_that_cannot_be_had_ends_the_command(grader: Stage, works: Path) -> None:
    def judge(item: Item) -> Graded:
        raise SandboxUnavailable("strict: the kernel allows no user namespaces")

    grader.pool.judge = judge
    code, _, err = grader("grade", "works", "--out", "out", "--isolation", "strict", "--jobs", "3")
    assert code == 3
    assert "strict: the kernel allows no user namespaces" in err
    assert grader.asked[0][1:3] == ("strict", 3)


def test_names_of_learners_cannot_write_to_the_terminal(grader: Stage, tmp_path: Path) -> None:
    own = tmp_path / "works" / "eve\x1b[31m"
    own.mkdir(parents=True)
    (own / "answer.py").write_text(program(42), encoding="utf-8")
    (tmp_path / "works" / "bob").mkdir()
    (tmp_path / "works" / "bob" / "answer.py").write_text(program(42), encoding="utf-8")
    grader.pool.judge = ungraded
    _, out, err = grader("grade", "works", "--out", "out")
    assert "\x1b" not in out + err
    assert r"eve\x1b[31m, answer: no power" in out


# ------------------------------------------------------------------------------------------------------ regrade


def change(grader: Stage) -> None:
    path = grader.course.path_of("answer")
    path.write_text(path.read_text(encoding="utf-8").replace("between", "among"), encoding="utf-8")
    grader.pool = PoolStandIn(lambda item: Graded(item.number, Status.FAILED, 1.0, 2.0, report=judged(item).report))


def test_regrading_shows_first_and_applies_when_told(grader: Stage, works: Path) -> None:
    grader("grade", "works", "--out", "out")
    change(grader)
    code, out, _ = grader("regrade", "out")
    assert code == 0
    assert "  learner-001, answer: 2/2 passed -> 1/2 failed (-1)" in out
    assert out.endswith("Nothing was applied. To apply it: grader regrade out --apply\n")
    code, out, _ = grader("regrade", "out", "--apply", "--format", "json")
    assert code == 0
    assert [json.loads(out)[key] for key in ("format", "applied", "up", "down")] == [1, True, 1, 2]
    _, out, _ = grader("regrade", "out")
    assert out.startswith("Nothing to grade again")


def test_regrading_what_cannot_be_graded_is_a_fault(grader: Stage, works: Path) -> None:
    grader("grade", "works", "--out", "out")
    change(grader)
    grader.pool.judge = ungraded
    assert grader("regrade", "out", "--apply")[0] == 3


def test_regrading_can_be_stopped(grader: Stage, works: Path) -> None:
    grader("grade", "works", "--out", "out")
    change(grader)

    def judge(item: Item) -> Graded:
        raise KeyboardInterrupt

    grader.pool.judge = judge
    code, _, err = grader("regrade", "out", "--apply")
    assert code == 130
    assert "Stopped. What was graded is kept, and nothing was applied." in err


def test_regrading_with_another_course_says_which_one_it_was(grader: Stage, works: Path, tmp_path: Path) -> None:
    grader("grade", "works", "--out", "out")
    before, grader.course = grader.course, write_course(tmp_path / "elsewhere", "third")
    _, out, err = grader("regrade", "out")
    assert f"These results were made with the course in {before.root}." in err
    assert "Not in this course, so left alone: answer." in out


@pytest.mark.parametrize("command", [("regrade",), ("forget", "x", "--yes"), ("override", "x", "answer", "1")])
def test_a_folder_without_results_is_left_as_it_is(grader: Stage, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "empty").mkdir()
    name, *rest = command
    code, _, err = grader(name, "empty", *rest)
    assert code == 2
    assert "empty holds no results" in err
    assert list((tmp_path / "empty").iterdir()) == []


# ------------------------------------------------------------------------------------------------------ people


def test_a_score_is_set_by_hand_and_taken_back(grader: Stage, works: Path) -> None:
    grader("grade", "works", "--out", "out")
    code, _, err = grader("override", "out", "learner-000", "answer", "1.5", "--reason", "power cut")
    assert (code, err) == (0, "learner-000, answer: 1.5 points count from now on.\n")
    code, _, err = grader("override", "out", "learner-000", "answer", "--remove")
    assert (code, err) == (0, "learner-000, answer: the result of the checks counts again, not 1.5.\n")


def test_more_points_than_there_are_must_be_meant(grader: Stage, works: Path) -> None:
    grader("grade", "works", "--out", "out")
    code, _, err = grader("override", "out", "learner-000", "answer", "99", "--reason", "x")
    assert code == 2
    assert "has 2 points, not 99" in err
    code, _, err = grader("override", "out", "learner-000", "answer", "99", "--reason", "x", "--bonus")
    assert (code, err) == (0, "learner-000, answer: 99 points count from now on.\n")
    assert "handed in an exercise `other`" in grader("override", "out", "learner-000", "other", "1", "--reason", "x")[2]


@pytest.mark.parametrize("arguments", [("1", "--remove"), ()])
def test_points_or_their_removal_must_be_asked_for(grader: Stage, works: Path, arguments: tuple[str, ...]) -> None:
    grader("grade", "works", "--out", "out")
    code, _, err = grader("override", "out", "learner-000", "answer", *arguments)
    assert code == 2
    assert "give the points, or --remove, and not both" in err


def test_a_learner_is_forgotten_only_when_that_is_sure(grader: Stage, works: Path, tmp_path: Path) -> None:
    grader("grade", "works", "--out", "out")
    code, _, err = grader("forget", "out", "learner-000")
    assert code == 2
    assert "nothing was deleted: add --yes" in err
    code, _, err = grader("forget", "out", "learner-000", "--yes")
    assert code == 0
    assert err == "learner-000 (learner-000): 1 work in out\nDeleted, with 1 text that nobody else handed in.\n"
    with open_gradebook(tmp_path / "out") as book:
        assert [learner.key for learner in book.learners()] == ["learner-001", "learner-002"]


@pytest.mark.parametrize("agreed", [True, False])
def test_a_person_at_a_terminal_is_asked(
    grader: Stage, works: Path, agreed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    grader("grade", "works", "--out", "out")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.confirm", lambda question, default, err: agreed)
    code, _, err = grader("forget", "out", "learner-000")
    assert code == 0
    assert ("Nothing was deleted." in err) != agreed
