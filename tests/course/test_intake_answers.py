"""Which file answers which exercise, and what belongs beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from handed_in import make_course, remarks, told, write, zipped

from grader.catalogue import Course
from grader.course.intake import Intake, open_intake
from grader.model import IntakeKind, Submission
from grader.submission import MAX_BYTES, MAX_FILES_BYTES

A, B = "x = 1\n", "x = 2\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    root = tmp_path_factory.mktemp("course")
    exercises = {"00-first/hello-stop": "", "00-first/two-tasks": "", "00-first/reads-data": "data_files: [data.txt]\n"}
    write(root, {"exercises/00-first/data.txt": "the exercise's"})
    return make_course(root, exercises)


def intake_of(tmp_path: Path, course: Course, files: dict[str, str | bytes], exercise: str | None = None) -> Intake:
    """An intake with one learner's files, and another learner's folder so that it is a class."""
    source = write(tmp_path / "class", {f"ada/{name}": content for name, content in files.items()} | {"zed/": ""})
    return open_intake(source, course, exercise=exercise)


def answer(tmp_path: Path, course: Course, files: dict[str, str | bytes], exercise: str | None = None) -> Submission:
    (work,) = intake_of(tmp_path, course, files, exercise).works()
    return work.submission


def test_files_beside_the_main_file(tmp_path: Path, course: Course) -> None:
    files: dict[str, str | bytes] = {
        "hello_stop.py": A,
        "helper.py": "y = 1",
        "package/__init__.py": "",
        "package/deep/er.py": "z",
        "data.bin": b"\x00\xff",
        "two_tasks.py": B,
        "reads-data/other.py": B,
        "notes.ipynb": "{}",
    }
    works = {work.exercise: work.submission for work in intake_of(tmp_path, course, files).works()}
    beside = {
        "helper.py": b"y = 1",
        "package/__init__.py": b"",
        "package/deep/er.py": b"z",
        "data.bin": b"\x00\xff",
    }
    assert works["hello-stop"].files == works["two-tasks"].files == beside
    assert works["reads-data"].files == {}


def test_files_in_the_folder_of_an_exercise_stay_there(tmp_path: Path, course: Course) -> None:
    files: dict[str, str | bytes] = {
        "a/hello_stop.py": A,
        "a/helper.py": "of a",
        "b/two_tasks.py": B,
        "b/helper.py": "of b",
        "top.py": "",
    }
    intake = intake_of(tmp_path, course, files)
    assert [(work.exercise, dict(work.submission.files)) for work in intake.works()] == [
        ("hello-stop", {"helper.py": b"of a"}),
        ("two-tasks", {"helper.py": b"of b"}),
    ]
    assert remarks(intake) == ["ada/top.py is named after no exercise of the course."]


def test_the_version_covers_every_file(tmp_path: Path, course: Course) -> None:
    several: list[dict[str, str]] = [{}, {"a.py": ""}, {"a.py": "x"}, {"b.py": "x"}, {"a.py": "x", "b.py": ""}]
    versions = {
        answer(tmp_path / str(number), course, {"hello_stop.py": A, **more}).version
        for number, more in enumerate(several)
    }
    assert len(versions) == 5
    assert answer(tmp_path / "again", course, {"hello_stop.py": A, "b.py": "x"}).version in versions


@pytest.mark.parametrize("name", ["random.py", "asyncio/__init__.py", "grader.py", "select.so", "json.pyi.py"])
def test_a_module_of_the_standard_library_is_not_hidden(tmp_path: Path, course: Course, name: str) -> None:
    intake = intake_of(tmp_path, course, {"hello_stop.py": A, name: "evil"})
    (work,) = intake.works()
    assert work.submission.files == {}
    module = name.split(".", maxsplit=1)[0].split("/", maxsplit=1)[0]
    assert remarks(intake) == [
        f"The program of ada does not get ada/{name}: it would hide the Python module `{module}`: give it another name."
    ]
    assert intake.remarks[0].kind is IntakeKind.REFUSED_FILE


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        ({"a:b.txt": ""}, "its name is not a plain file name: use letters, digits and underscores"),
        ({"b" * 101: ""}, "its name is too long, or lies in too many folders"),
        ({"1/2/3/4/5/6.txt": ""}, "its name is too long, or lies in too many folders"),
        ({"large.bin": b"x" * (MAX_BYTES + 1)}, "a further file may have 200 kB, all together 1000"),
    ],
)
def test_a_file_that_a_program_does_not_get(
    tmp_path: Path, course: Course, files: dict[str, str | bytes], reason: str
) -> None:
    intake = intake_of(tmp_path, course, {"hello_stop.py": A, "ok.txt": "", **files})
    (work,) = intake.works()
    assert work.submission.files == {"ok.txt": b""}
    (text,) = remarks(intake)
    assert text.endswith(f": {reason}.")


def test_further_files_have_a_size_together(tmp_path: Path, course: Course) -> None:
    files: dict[str, str | bytes] = {f"{n}.bin": b"x" * MAX_BYTES for n in range(MAX_FILES_BYTES // MAX_BYTES + 2)}
    intake = intake_of(tmp_path, course, {"hello_stop.py": A, **files})
    (work,) = intake.works()
    assert sum(map(len, work.submission.files.values())) == MAX_FILES_BYTES
    assert remarks(intake) == [
        "The program of ada does not get ada/5.bin, ada/6.bin: a further file may have 200 kB, all together 1000."
    ]


def test_the_files_of_the_exercise_come_first(tmp_path: Path, course: Course) -> None:
    intake = intake_of(tmp_path, course, {"answer.py": A, "data.txt": "mine", "reads_data.py": B}, "reads-data")
    (work,) = intake.works()
    assert (work.submission.source, dict(work.submission.files)) == (B, {"answer.py": b"x = 1\n"})
    assert remarks(intake) == ["The program of ada does not get ada/data.txt: the exercise has a file of that name."]


def test_a_further_file_that_is_damaged(tmp_path: Path, course: Course) -> None:
    content = bytearray(zipped({"hello_stop.py": A, "other.txt": "some text"}))
    place = content.index(b"other.txt") + len("other.txt")
    content[place : place + 3] = b"\xff\xff\xff"
    intake = intake_of(tmp_path, course, {"all.zip": bytes(content)})
    (work,) = intake.works()
    assert (work.submission.source, dict(work.submission.files)) == (A, {})
    assert remarks(intake) == [
        "The program of ada does not get ada/all.zip/other.txt: it is damaged: it cannot be unpacked."
    ]


def test_names_that_are_one_after_cleaning(tmp_path: Path, course: Course) -> None:
    content = zipped(
        {
            "hello_stop.py": A,
            "Zoe\u0308.txt": "1",
            "Zo\u00eb.txt": "2",
            "Zo\u00eb/x.txt": "3",
            "Zoe\u0308/x": "4",
            "Zo\u00eb/x/y": "5",
        }
    )
    intake = intake_of(tmp_path, course, {"all.zip": content})
    (work,) = intake.works()
    assert dict(work.submission.files) == {"Zo\u00eb.txt": b"1", "Zo\u00eb/x.txt": b"3", "Zo\u00eb/x": b"4"}
    (text,) = remarks(intake)
    assert text.endswith("all.zip/Zo\u00eb/x/y: there is another file of that name.")


# ------------------------------------------------------------------------------------------------------ one exercise


@pytest.mark.parametrize(
    "files",
    [
        {"anything.py": A},
        {"anything.py": A, "notes.txt": "", "work.ipynb": "{}"},
        {"anything.txt": A},
        {"no_ending": A},
        {"hello_stop.py": A, "other.py": B},
        {"hello_stop (2).py": A, "other.py": B},
        {"main.py": A, "other.py": B},
        {"sub/main.py": A, "sub/other.py": B},
    ],
)
def test_the_main_file_of_the_one_exercise(tmp_path: Path, course: Course, files: dict[str, str | bytes]) -> None:
    assert answer(tmp_path, course, files, "hello-stop").source == A


def test_it_cannot_be_told_which_file_is_meant(tmp_path: Path, course: Course) -> None:
    intake = intake_of(tmp_path, course, {"b.py": A, "a.py": B}, "hello-stop")
    (work,) = intake.works()
    text = "It cannot be told which of these files is the answer: a.py, b.py. Call it hello_stop.py."
    assert (work.submission.source, work.submission.unreadable) == ("", text)
    assert remarks(intake, IntakeKind.UNREADABLE) == [f"ada/a.py: {text}"]


def test_files_of_other_exercises_do_not_count(tmp_path: Path, course: Course) -> None:
    intake = intake_of(tmp_path, course, {"two_tasks.py": B, "x.py": A}, "hello-stop")
    assert told(intake.works()) == [("ada", "hello-stop", 1, A)]
    assert remarks(intake) == ["Files that answer exercises which are not graded now were left out: 1."]
    intake = intake_of(tmp_path / "2", course, {"two_tasks.py": B}, "hello-stop")
    assert told(intake.works()) == []


# ------------------------------------------------------------------------------------------------------ unreadable


def test_a_notebook(tmp_path: Path, course: Course) -> None:
    intake = intake_of(tmp_path, course, {"hello_stop.ipynb": "{}", "other.ipynb": "{}"})
    (work,) = intake.works()
    text = "The file is a Jupyter notebook. Hand in a Python file: choose Download or Export as Python in the notebook."
    assert (work.submission.source, work.submission.unreadable) == ("", text)
    assert [(r.kind, r.origin) for r in intake.remarks] == [(IntakeKind.UNREADABLE, "ada/hello_stop.ipynb")]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xff\xfe\x00", "The file is UTF-16 text, which Python does not read. Save it as UTF-8."),
        (b"x" * (MAX_BYTES + 1), "The file is longer than 200 kB. A program for an exercise is a few kB long."),
        (b"\xe9", "The file is not UTF-8 text: byte 0xe9 in line 1. Save it as UTF-8."),
    ],
)
def test_a_file_that_is_no_text_is_an_answer_and_a_remark(
    tmp_path: Path, course: Course, content: bytes, text: str
) -> None:
    intake = intake_of(tmp_path, course, {"hello_stop.py": content})
    (work,) = intake.works()
    assert work.submission.unreadable == text
    assert remarks(intake, IntakeKind.UNREADABLE) == [f"ada/hello_stop.py: {text}"]


def test_line_ends_and_marks_make_no_difference(tmp_path: Path, course: Course) -> None:
    plain = answer(tmp_path / "1", course, {"hello_stop.py": "x = 1\ny = 2\n"})
    assert answer(tmp_path / "2", course, {"hello_stop.py": b"\xef\xbb\xbfx = 1\r\ny = 2\r\n"}) == plain


# ------------------------------------------------------------------------------------------------------ several


def test_copies_are_attempts_in_their_order(tmp_path: Path, course: Course) -> None:
    files: dict[str, str | bytes] = {
        "hello_stop (10).py": "10",
        "hello_stop.py": "0",
        "hello_stop (2).py": "2",
        "hello_stop - Copy.py": "1",
    }
    intake = intake_of(tmp_path, course, files)
    assert [(work.attempt, work.submission.source) for work in intake.works()] == [
        (1, "0"),
        (2, "1"),
        (3, "2"),
        (4, "10"),
    ]
    (text,) = remarks(intake)
    assert text.startswith("ada handed in hello-stop 4 times: ")
    assert intake.remarks[0].kind is IntakeKind.DUPLICATE


def test_folders_of_attempts(tmp_path: Path, course: Course) -> None:
    files: dict[str, str | bytes] = {
        "attempt-2/hello_stop.py": "2",
        "attempt-2/helper.py": "of 2",
        "Attempt 10/hello_stop.py": "10",
        "attempt_1/hello-stop/x.py": "1",
    }
    intake = intake_of(tmp_path, course, files)
    assert [(w.attempt, w.submission.source, dict(w.submission.files)) for w in intake.works()] == [
        (1, "1", {}),
        (2, "2", {"helper.py": b"of 2"}),
        (3, "10", {}),
    ]
    assert intake.remarks == []


def test_attempts_at_the_one_exercise(tmp_path: Path, course: Course) -> None:
    files: dict[str, str | bytes] = {"attempt-2/b.py": "2", "attempt-1/a.py": "1"}
    intake = intake_of(tmp_path, course, files, "hello-stop")
    assert [(work.attempt, work.submission.source) for work in intake.works()] == [(1, "1"), (2, "2")]


def test_one_remark_for_what_all_attempts_lack(tmp_path: Path, course: Course) -> None:
    intake = intake_of(tmp_path, course, {"hello_stop.py": A, "hello_stop (1).py": B, "random.py": ""})
    assert len(list(intake.works())) == 2
    assert len(remarks(intake, IntakeKind.REFUSED_FILE)) == 1


def test_what_answers_nothing_is_remarked(tmp_path: Path, course: Course) -> None:
    intake = intake_of(tmp_path, course, {"helo_stop.py": A, "report.pdf": "x"})
    assert told(intake.works()) == []
    assert [(r.kind, r.text, r.learner) for r in intake.remarks] == [
        (
            IntakeKind.UNKNOWN_EXERCISE,
            "ada/helo_stop.py is named after no exercise of the course; did you mean `hello-stop`?",
            "ada",
        ),
        (IntakeKind.IGNORED_FILE, "ada/report.pdf answers no exercise; it was left out.", "ada"),
    ]
