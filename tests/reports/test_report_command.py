"""``grader report``: options, places, messages; and once from real work to real pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from class_builder import GeneratedClass

from grader.cli.app import cli
from grader.reports.gradebook import Gradebook

CLASS = GeneratedClass(14, 2)


@dataclass(frozen=True, slots=True)
class Run:
    """``run("results", "--format", "csv")`` gives exit code, output and messages of the command."""

    captured: pytest.CaptureFixture[str]

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        self.captured.readouterr()
        with pytest.raises(SystemExit) as end:
            cli.main(["report", *arguments])
        out, err = self.captured.readouterr()
        return int(str(end.value.code)), out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def results(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of results, with a made-up class in it."""

    @contextmanager
    def opened(folder: Path) -> Iterator[Gradebook]:
        assert folder == tmp_path / "results"
        yield CLASS

    monkeypatch.setattr("grader.course.gradebook.open_gradebook", opened)
    return tmp_path / "results"


def test_pages_go_into_the_folder_of_the_results(run: Run, results: Path) -> None:
    code, out, err = run(str(results))
    assert (code, out) == (0, "")
    page = results / "reports" / "html" / "index.html"
    assert page.is_file()
    assert err.splitlines()[:2] == [f"Written: {page}", f"14 learners, {written()} grades."]


def written() -> int:
    return sum(work.has_grade for work in CLASS.works())


def test_a_form_of_one_file_goes_to_standard_output_alone(run: Run, results: Path) -> None:
    code, out, err = run(str(results), "--format", "csv")
    assert code == 0
    assert len(list(csv.reader(io.StringIO(out)))) == 15
    assert "Written" not in err
    assert "14 learners" in err


def test_a_dash_is_standard_output(run: Run, results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = run(str(results), "--format", "csv", "--output", "-")
    assert (code, len(list(csv.reader(io.StringIO(out))))) == (0, 15)
    assert "Written" not in err
    code, out, err = run(str(results), "--format", "html", "--output", "-")
    assert (code, out) == (2, "")
    assert "html is a folder of files" in err
    assert not (tmp_path / "-").exists()


def test_what_has_no_grade_is_counted_and_not_a_zero(run: Run, results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("test_report_command.CLASS", GeneratedClass(60, 2))
    _, out, err = run(str(results), "--format", "csv")
    assert "Ungraded, so without a grade here: " in err
    assert "Not handed in, so without a grade here: " in err
    assert any("" in line[8:] for line in csv.reader(io.StringIO(out)))


def test_one_learner_and_one_exercise_to_one_file(run: Run, results: Path, tmp_path: Path) -> None:
    name = next(learner for learner in CLASS.learners() if learner.key == "s00003").name
    target = tmp_path / "results.json"
    choice = ("--learner", name, "--exercise", "hello-stop")
    code, _, err = run(str(results), "--format", "gradescope", *choice, "--output", str(target))
    assert code == 0
    assert "1 learner, 1 grade." in err
    assert json.loads(target.read_text(encoding="utf-8"))["extra_data"]["exercises"][0]["exercise"] == "hello-stop"


def test_canvas_takes_the_ids_of_assignments(run: Run, results: Path) -> None:
    code, out, err = run(str(results), "--format", "canvas", "--assignment", "hello-stop=4711")
    assert code == 0
    assert "Stop the event loop (4711)" in out.splitlines()[0]
    assert "not in the file: two-tasks." in err


def test_moodle_fills_in_a_worksheet(run: Run, results: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("\ufeffIdentifier,Grade,Last modified (grade)\nParticipant 703,,-\nParticipant 9,,-\n", "utf-8")
    options = ("--format", "moodle", "--worksheet", str(sheet), "--exercise", "hello-stop")
    code, out, err = run(str(results), *options)
    assert code == 0
    assert out.splitlines()[1].startswith("Participant 703,")
    assert "(13 times)" in err
    code, _, err = run(str(results), *options, "--anonymous")
    assert code == 2
    assert "a Moodle worksheet holds names" in err


def test_an_anonymous_report_has_a_place_and_names_of_its_own(run: Run, results: Path) -> None:
    code, _, err = run(str(results), "--anonymous")
    assert code == 0
    assert f"Written: {results / 'reports' / 'html-anonymous' / 'index.html'}" in err
    page = (results / "reports" / "html-anonymous" / "index.html").read_text(encoding="utf-8")
    assert "Learner " in page
    assert "example.org" not in page


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--format", "canvas"], "Canvas needs the id of each assignment"),
        (["--format", "canvas", "--assignment", "x"], "--assignment wants EXERCISE=NUMBER"),
        (["--format", "moodle"], "choose the exercise with --exercise ID"),
        (["--format", "moodle", "--worksheet", "nothing.csv"], "nothing.csv cannot be read: No such file"),
        (["--exercise", "nothing"], "these results have no exercise 'nothing'; they have: hello-stop, two-tasks"),
        (["--learner", "Nobody At All"], "there is no learner 'Nobody At All'"),
        (["--format", "nothing"], "'nothing' is not one of"),
        (["--format", "csv", "--output", "/dev/null/x"], "/dev/null is a file, so nothing can be written into it"),
    ],
)
def test_a_mistake_in_the_command_is_told(run: Run, results: Path, options: list[str], message: str) -> None:
    code, out, err = run(str(results), *options)
    assert (code, out) == (2, "")
    assert message in err
    assert "Traceback" not in err


def test_a_full_disk_is_told_of(run: Run, results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("grader.reports.export.to_stream", full)
    code, _, err = run(str(results), "--format", "csv")
    assert code == 2
    assert err == "grader: the report cannot be written: No space left on device\n"


def test_a_worksheet_that_is_no_text_is_told_of(run: Run, results: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(b"\xff\xfe\x00")
    code, _, err = run(str(results), "--format", "moodle", "--worksheet", str(sheet))
    assert code == 2
    assert "is not UTF-8 text" in err


def test_a_reader_that_goes_away_is_no_mistake(run: Run, results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Closed(io.StringIO):
        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr("grader.cli.report.sys.stdout", Closed())
    monkeypatch.setattr("grader.cli.boundary._close_quietly", lambda: None)
    code, _, err = run(str(results), "--format", "csv")
    assert code == 141
    assert err == ""


def test_a_folder_without_results_is_told_of(run: Run, tmp_path: Path) -> None:
    code, out, err = run(str(tmp_path / "nothing"))
    assert (code, out) == (2, "")
    assert str(tmp_path / "nothing") in err


EXERCISE = """\
format: 1
id: forty-two
title: Give the answer
chapter: 00-numbers
order: 1
difficulty: 1
objectives: [Return]
prompt: Return 42.
starter: |
  def answer():
      return ____number____
gaps:
  number: {answer: "42", ask: the answer}
hints: [It is between 41 and 43.]
checks:
  - {id: test_answer, title: Gives the answer, points: 2}
misconceptions:
  - {id: one-more, gaps: {number: "43"}, caught_by: test_answer, message: That is one more.}
"""
CHECKS = """\
def test_answer(run):
    assert run.call("answer").value == 42
"""


def test_from_what_was_handed_in_to_pages(run: Run, tmp_path: Path) -> None:
    course = tmp_path / "course"
    for name, text in {
        "exercises/00-numbers/forty-two.yaml": EXERCISE,
        "exercises/00-numbers/forty_two_checks.py": CHECKS,
        "solutions/00-numbers/forty_two.py": "def answer():\n    return 42\n",
        "in/Ada O'Neill/forty_two.py": "def answer():\n    return 42\n",
        "in/=cmd()/forty_two.py": "def answer():\n    return 43\n",
    }.items():
        path = course / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    out = tmp_path / "out"
    with pytest.raises(SystemExit) as end:
        cli.main(["--course", str(course), "grade", str(course / "in"), "--out", str(out), "--jobs", "1"])
    assert end.value.code == 1
    code, text, _ = run(str(out), "--format", "csv")
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(text))}
    assert code == 0
    assert {name: row["forty-two"] for name, row in rows.items()} == {"Ada O'Neill": "2", "'=cmd()": "0"}
    assert run(str(out))[0] == 0
    page = (out / "reports" / "html" / "index.html").read_text(encoding="utf-8")
    assert "That is one more." in page
    assert len(list((out / "reports" / "html" / "learners").iterdir())) == 2
