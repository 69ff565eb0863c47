"""Whose is what: the layouts that an intake may have."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from handed_in import make_course, remarks, told, write, zipped

from grader.catalogue import Course
from grader.course.intake import Layout, open_intake
from grader.course.intake.files import DiskFolder, UnusableError
from grader.course.roster import Roster
from grader.errors import UserError
from grader.model import IntakeKind, Learner

A, B = "x = 1\n", "x = 2\n"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    exercises = {
        "00-first/hello-stop": "",
        "01-next/two-tasks": "former_ids: [both-tasks]\n",
        "01-next/with-main": "main_file: main.py\n",
        "01-next/also-main": "main_file: main.py\n",
    }
    return make_course(tmp_path / "course", exercises)


def test_a_folder_for_each_learner(tmp_path: Path, course: Course) -> None:
    source = write(
        tmp_path / "class",
        {
            "bob/two_tasks.py": B,
            "bob/hello_stop.py": A,
            "ada/hello_stop.py": A,
            "ada/two_tasks.py": "",
        },
    )
    intake = open_intake(source, course)
    assert intake.kind is Layout.FOLDER_PER_LEARNER
    assert told(intake.works()) == [
        ("ada", "hello-stop", 1, A),
        ("ada", "two-tasks", 1, ""),
        ("bob", "hello-stop", 1, A),
        ("bob", "two-tasks", 1, B),
    ]
    assert intake.remarks == []


def test_works_can_be_had_again(tmp_path: Path, course: Course) -> None:
    source = write(tmp_path / "class", {"ada/hello_stop.py": A, "ada/unknown.py": A, "bob/hello_stop.py": B})
    intake = open_intake(source, course)
    first = told(intake.works()), intake.remarks
    assert (told(intake.works()), intake.remarks) == first


@pytest.mark.parametrize("name", ["hello_stop.py", "hello-stop.py", "Hello Stop.py", "HELLO_STOP.PY"])
def test_the_spelling_of_a_name_makes_no_difference(tmp_path: Path, course: Course, name: str) -> None:
    source = write(tmp_path / "class", {f"ada/{name}": A, "bob/x/y/hello_stop.py": A})
    assert [work.exercise for work in open_intake(source, course).works()] == ["hello-stop", "hello-stop"]


@pytest.mark.parametrize(
    "files",
    [
        {"ada/two-tasks/answer.py": A},
        {"ada/two-tasks/main.py": A, "ada/two-tasks/notes.txt": ""},
        {"ada/both-tasks/whatever.py": A},
        {"ada/both_tasks.py": A},
        {"ada/01-next/two_tasks.py": A},
        {"ada/two-tasks (1)/answer.py": A},
    ],
)
def test_a_folder_or_a_former_name_tells_the_exercise(tmp_path: Path, course: Course, files: dict[str, str]) -> None:
    intake = open_intake(write(tmp_path / "class", files | {"bob/two_tasks.py": B}), course)
    assert told(intake.works()) == [("ada", "two-tasks", 1, A), ("bob", "two-tasks", 1, B)]


def test_a_main_file_that_exercises_share_needs_its_folder(tmp_path: Path, course: Course) -> None:
    source = write(tmp_path / "class", {"ada/with-main/main.py": A, "ada/also-main/main.py": B, "bob/main.py": A})
    intake = open_intake(source, course)
    assert told(intake.works()) == [("ada", "with-main", 1, A), ("ada", "also-main", 1, B)]
    (unknown,) = remarks(intake, IntakeKind.UNKNOWN_EXERCISE)
    assert unknown == "bob/main.py is named after no exercise of the course."


def test_flat_files(tmp_path: Path, course: Course) -> None:
    source = write(
        tmp_path / "class",
        {
            "ada_hello_stop.py": A,
            "ada-two-tasks.py": B,
            "O'Brien, Zoë_hello_stop.py": A,
            "bob hello_stop (1).py": B,
            "grades.csv": "",
            "stray.py": "",
            "hello_stop.py": "",
        },
    )
    intake = open_intake(source, course)
    assert intake.kind is Layout.FLAT
    assert told(intake.works()) == [
        ("O'Brien, Zoë", "hello-stop", 1, A),
        ("ada", "hello-stop", 1, A),
        ("ada", "two-tasks", 1, B),
        ("bob", "hello-stop", 1, B),
    ]
    assert remarks(intake) == [
        "grades.csv does not tell by its name whose it is, in a folder with a file for each learner "
        "(learner_exercise.py); it was left out.",
        "hello_stop.py does not tell by its name whose it is, in a folder with a file for each learner "
        "(learner_exercise.py); it was left out.",
        "stray.py is named after no exercise of the course.",
    ]


def test_flat_files_of_one_exercise(tmp_path: Path, course: Course) -> None:
    source = write(
        tmp_path / "class", {"ada.py": A, "bob_hello_stop.py": B, "cy_two_tasks.py": B, "notes.txt": "", "dee": A}
    )
    intake = open_intake(source, course, exercise="hello-stop")
    assert told(intake.works()) == [
        ("ada", "hello-stop", 1, A),
        ("bob", "hello-stop", 1, B),
        ("dee", "hello-stop", 1, A),
    ]
    assert remarks(intake)[-1] == "Files that answer exercises which are not graded now were left out: 1."


def test_one_learners_folder(tmp_path: Path, course: Course) -> None:
    source = write(tmp_path / "ada", {"hello_stop.py": A, "helper.py": "", "01-next/two_tasks.py": B})
    intake = open_intake(source, course)
    assert intake.kind is Layout.ONE_LEARNER
    assert told(intake.works()) == [("ada", "hello-stop", 1, A), ("ada", "two-tasks", 1, B)]


@pytest.mark.parametrize(
    "files",
    [
        {"hello_stop.py": A},
        {"hello_stop.py": A, "helper.py": ""},
        {"hello_stop.py": A, "two_tasks.py": ""},
        {"hello-stop/hello_stop.py": A},
        {"00-first/hello_stop.py": A, "01-next/two_tasks.py": ""},
    ],
)
def test_one_learners_folder_for_one_exercise(tmp_path: Path, course: Course, files: dict[str, str]) -> None:
    intake = open_intake(write(tmp_path / "ada", files), course, exercise="hello-stop")
    assert told(intake.works()) == [("ada", "hello-stop", 1, A)]


def test_a_starter_among_those_of_a_class_is_no_learner_who_takes_them_all(tmp_path: Path, course: Course) -> None:
    files = {f"learner{number}.py": A for number in range(10)} | {"hello_stop.py": ""}
    intake = open_intake(write(tmp_path / "class", files), course, exercise="hello-stop")
    assert intake.kind is Layout.FLAT
    assert len(list(intake.works())) == 11


def test_a_folder_for_each_exercise(tmp_path: Path, course: Course) -> None:
    source = write(
        tmp_path / "class",
        {
            "hello-stop/ada.py": A,
            "hello-stop/bob_hello_stop.py": B,
            "two-tasks/ada/answer.py": B,
            "two-tasks/.DS_Store": "",
            "readme.txt": "",
        },
    )
    intake = open_intake(source, course)
    assert intake.kind is Layout.FOLDER_PER_EXERCISE
    assert told(intake.works()) == [
        ("ada", "hello-stop", 1, A),
        ("ada", "two-tasks", 1, B),
        ("bob", "hello-stop", 1, B),
    ]
    assert remarks(intake, IntakeKind.IGNORED_FILE)[0] == (
        "readme.txt lies beside the folders of the exercises; it was left out."
    )


def test_a_single_file(tmp_path: Path, course: Course) -> None:
    write(tmp_path, {"ada_hello_stop.py": A, "hello_stop.py": A, "any.txt": A, "none": A})
    assert told(open_intake(tmp_path / "ada_hello_stop.py", course).works()) == [("ada", "hello-stop", 1, A)]
    assert told(open_intake(tmp_path / "hello_stop.py", course).works()) == [("hello_stop", "hello-stop", 1, A)]
    assert told(open_intake(tmp_path / "any.txt", course, exercise="two-tasks").works()) == [("any", "two-tasks", 1, A)]
    intake = open_intake(tmp_path / "none", course)
    assert told(intake.works()) == []
    assert remarks(intake) == ["none answers no exercise; it was left out."]


CANVAS: dict[str, str | bytes] = {
    "lovelaceada_LATE_12345_67890_hello_stop-1.py": A,
    "lovelaceada_LATE_12345_67891_helper-1.py": "y = 1",
    "o_brien_zo_222_333_answer.zip": zipped({"deep/hello_stop.py": B, "__MACOSX/deep/._hello_stop.py": ""}),
    "anon_xY3k9_444_hello_stop.py": A,
    "carl_5_text.html": "<p>x = 1</p>",
    "dora_6_777_notes.txt": "one",
    "dora_6_778_more.txt": "two",
}


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_of_canvas(tmp_path: Path, course: Course, packed: bool) -> None:
    source = write(tmp_path / "canvas", CANVAS)
    if packed:
        source = write(tmp_path, {"submissions.zip": zipped(CANVAS)}) / "submissions.zip"
    intake = open_intake(source, course, exercise="hello-stop")
    assert intake.kind is Layout.CANVAS
    works = {work.learner.key: work for work in intake.works()}
    assert list(works) == ["12345", "222", "5", "6", "anon_xY3k9"]
    ada = works["12345"]
    assert (ada.learner.name, ada.learner.ids, ada.marked_late) == ("lovelaceada", {"canvas_id": "12345"}, True)
    assert (ada.submission.name, ada.submission.source) == ("hello_stop.py", A)
    assert dict(ada.submission.files) == {"helper.py": b"y = 1"}
    assert (works["222"].submission.source, works["222"].learner.name) == (B, "o_brien_zo")
    assert works["5"].submission.unreadable == "The answer was typed into a web page. Hand in a Python file."
    assert works["6"].submission.unreadable == (
        "There is no Python file among the files that were handed in. Hand in hello_stop.py."
    )
    assert not works["222"].marked_late
    assert remarks(intake, IntakeKind.LATE) == [
        "lovelaceada_LATE_12345_67890_hello_stop-1.py was handed in late, as its name tells."
    ]


def test_an_archive_of_canvas_with_two_files_of_one_name(tmp_path: Path, course: Course) -> None:
    files = {"a_1_10_hello_stop.py": A, "a_1_11_hello_stop-1.py": B}
    source = write(tmp_path, {"c.zip": zipped(files)}) / "c.zip"
    intake = open_intake(source, course)
    assert told(intake.works()) == [("1", "hello-stop", 1, A), ("1", "hello-stop", 2, B)]
    assert remarks(intake, IntakeKind.DUPLICATE) == [
        "a handed in hello-stop 2 times: a_1_10_hello_stop.py, a_1_11_hello_stop-1.py. Each is graded."
    ]


def test_one_learners_choice_of_a_name_does_not_change_whose_archive_it_is(tmp_path: Path, course: Course) -> None:
    canvas = {
        "ada_1_10_hello_stop.py": A,
        "bob_2_20_hello_stop.py": B,
        "eve_3_30_x_9_assignsubmission_file_.py": A,
    }
    moodle = {
        "Ada_1_assignsubmission_file_hello_stop.py": A,
        "Bob_2_assignsubmission_file_hello_stop.py": B,
        "Eve_3_assignsubmission_file_4_5_hello_stop.py": A,
    }
    for kind, files in ((Layout.CANVAS, canvas), (Layout.MOODLE, moodle)):
        source = write(tmp_path, {f"{kind}.zip": zipped(files)}) / f"{kind}.zip"
        intake = open_intake(source, course, exercise="hello-stop")
        assert intake.kind is kind
        assert [work.learner.key for work in intake.works()] == ["1", "2", "3"]


def test_an_archive_of_moodle(tmp_path: Path, course: Course) -> None:
    files = {
        "Ada O'Lovelace_1234567_assignsubmission_file_/hello_stop.py": A,
        "Ada O'Lovelace_1234567_assignsubmission_onlinetext_/onlinetext.html": "<p>",
        "Bob Ünal_77_assignsubmission_file_two_tasks.py": B,
        "Cy_9_assignsubmission_onlinetext_/onlinetext.html": "<p>",
        "readme.txt": "",
    }
    source = write(tmp_path, {"m.zip": zipped(files)}) / "m.zip"
    intake = open_intake(source, course)
    assert intake.kind is Layout.MOODLE
    works = list(intake.works())
    assert told(works) == [("1234567", "hello-stop", 1, A), ("77", "two-tasks", 1, B)]
    assert works[0].learner == Learner("1234567", "Ada O'Lovelace", ids={"moodle_participant": "1234567"})
    assert remarks(intake) == [
        "readme.txt does not tell by its name whose it is, in an archive of Moodle; it was left out.",
        "Cy_9_assignsubmission_onlinetext_/onlinetext.html answers no exercise; it was left out.",
    ]


METADATA = """\
---
submission_1:
  :submitters:
  - :name: Ada L
    :sid: '0012'
    :email: ada@x.org
  - :name: Bob
    :email: bob@x.org
  :created_at: 2026-02-17 20:36:11.393370000 Z
  :score: 1.0
  :results:
    :submitters:
    - :name: Nobody
  :history:
  - :created_at: 2019-02-17 20:36:11.393370000 Z
    :submitters: &again [1, {a: b}]
submission_2:
  :submitters:
  - :name: Cy
  :created_at: 2026-02-17 12:00:00 -08:00
submission_3:
  :submitters: *again
  :created_at: 2026-99-17 12:00:00 -08:00
submission_4:
  :submitters:
  - {}
  :created_at: soon
"""


def test_an_export_of_gradescope(tmp_path: Path, course: Course) -> None:
    files = {f"assignment_1_export/submission_{number}/hello_stop.py": A for number in range(1, 6)}
    files["assignment_1_export/submission_metadata.yml"] = METADATA
    source = write(tmp_path, {"g.zip": zipped(files)}) / "g.zip"
    intake = open_intake(source, course)
    assert intake.kind is Layout.GRADESCOPE
    works = list(intake.works())
    assert [(work.learner.key, work.submitted_at) for work in works] == [
        ("0012", datetime(2026, 2, 17, 20, 36, 11, tzinfo=UTC)),
        ("?", None),
        ("Cy", datetime(2026, 2, 17, 20, 0, tzinfo=UTC)),
        ("bob@x.org", datetime(2026, 2, 17, 20, 36, 11, tzinfo=UTC)),
    ]
    assert works[0].learner == Learner("0012", "Ada L", "ada@x.org")
    assert remarks(intake) == [
        "submission_3 does not tell by its name whose it is, in an export of Gradescope; it was left out.",
        "submission_5 does not tell by its name whose it is, in an export of Gradescope; it was left out.",
    ]


@pytest.mark.parametrize("metadata", ["a: [", b"\xff"])
def test_an_export_of_gradescope_with_a_broken_description(tmp_path: Path, course: Course, metadata: str) -> None:
    source = write(tmp_path / "g", {"submission_metadata.yml": metadata, "submission_1/hello_stop.py": A})
    with pytest.raises(UserError, match=r"submission_metadata\.yml that cannot be read"):
        open_intake(source, course)


@pytest.mark.parametrize("metadata", ["- a\n- b\n", "", "submission_1: text\n"])
def test_a_description_that_tells_nothing(tmp_path: Path, course: Course, metadata: str) -> None:
    source = write(tmp_path / "g", {"submission_metadata.yml": metadata, "submission_1/hello_stop.py": A})
    intake = open_intake(source, course)
    assert told(intake.works()) == []
    assert len(remarks(intake, IntakeKind.IGNORED_FILE)) == 1


def test_a_description_that_is_a_folder(tmp_path: Path, course: Course) -> None:
    source = write(tmp_path / "g", {"submission_metadata.yml/x": "", "submission_1/hello_stop.py": A})
    with pytest.raises(UserError, match=r"holds no file submission_metadata\.yml"):
        open_intake(source, course)


def test_a_description_of_another_shape_is_refused(tmp_path: Path, course: Course) -> None:
    source = write(tmp_path / "g", {"submission_metadata.yml": "submission_1:\n  :submitters: [1, [2]]\n"})
    assert told(open_intake(source, course).works()) == []


def test_an_archive_with_a_folder_around_everything(tmp_path: Path, course: Course) -> None:
    one = zipped({"all/ada/hello_stop.py": A, "all/bob/hello_stop.py": B, "__MACOSX/x": ""})
    two = zipped({"b/lovelaceada_1_2_hello_stop.py": A})
    write(tmp_path, {"one.zip": one, "two.zip": two, "three.zip": zipped({"all/ada_hello_stop.py": A})})
    assert told(open_intake(tmp_path / "one.zip", course).works()) == [
        ("ada", "hello-stop", 1, A),
        ("bob", "hello-stop", 1, B),
    ]
    assert [work.learner.key for work in open_intake(tmp_path / "two.zip", course).works()] == ["1"]
    assert told(open_intake(tmp_path / "three.zip", course).works()) == [("ada", "hello-stop", 1, A)]


@pytest.mark.parametrize(
    "files",
    [
        {"ada/hello-stop/anything.py": A},
        {"ada/ada/hello_stop.py": A, "ada/two_tasks.py": B},
        {"ada/src/hello_stop.py": A},
    ],
)
def test_a_class_of_one(tmp_path: Path, course: Course, files: dict[str, str]) -> None:
    """One folder alone may be that of a learner, also in an archive."""
    packed = write(tmp_path, {"class.zip": zipped(files)}) / "class.zip"
    for source in (write(tmp_path / "class", files), packed):
        assert ("ada", "hello-stop", 1, A) in told(open_intake(source, course).works())


@pytest.mark.parametrize("broken", ["class", "ada", "hello-stop"])
def test_a_folder_that_cannot_be_read(
    tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    files = (
        {"class/ada/hello_stop.py": A} if broken == "ada" else {"class/hello-stop/ada.py": A, "class/two-tasks/": ""}
    )
    source = write(tmp_path, files) / "class"
    before = DiskFolder.names

    def names(folder: DiskFolder) -> list[str]:
        if folder.name == broken:
            raise UnusableError("cannot be read: Permission denied")
        return before(folder)

    monkeypatch.setattr(DiskFolder, "names", names)
    if broken == "class":
        with pytest.raises(UserError, match=r"class cannot be read: Permission denied"):
            open_intake(source, course)
        return
    intake = open_intake(source, course)
    assert told(intake.works()) == []
    assert remarks(intake, IntakeKind.UNREADABLE) == [f"{broken} cannot be read: Permission denied."]


def test_an_archive_for_each_learner(tmp_path: Path, course: Course) -> None:
    source = write(
        tmp_path / "class",
        {"ada.zip": zipped({"hello_stop.py": A}), "bob_hello_stop.zip": zipped({"x.py": B}), "cy/hello_stop.py": A},
    )
    assert told(open_intake(source, course).works()) == [
        ("ada", "hello-stop", 1, A),
        ("bob", "hello-stop", 1, B),
        ("cy", "hello-stop", 1, A),
    ]


@pytest.mark.skipif(os.name == "nt", reason="no such names there")
@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("O'Brien, Zoë 😀", "O'Brien, Zoë 😀"),
        ("=cmd()", "=cmd()"),
        ("\u202eevil", "\u202eevil"),
        ("Zoe\u0308", "Zoë"),
        ("tab\there\nand there", "tab\\x09here\\x0aand there"),
        (" spaces   inside ", "spaces inside"),
        (os.fsdecode(b"latin\xe9"), "latin\\udce9"),
        ("..", None),
        ("%s{0}", "%s{0}"),
    ],
)
def test_names_are_data(tmp_path: Path, course: Course, name: str, key: str | None) -> None:
    if key is None:
        pytest.skip("no file can have that name")
    source = write(tmp_path / "class", {f"{name}/hello_stop.py": A, "~other/hello_stop.py": A})
    (first, *_) = [work for work in open_intake(source, course).works() if work.learner.key != "~other"]
    assert (first.learner.key, first.learner.name) == (key, key)
    first.origin.encode()


def test_a_roster_knows_the_learners(tmp_path: Path, course: Course) -> None:
    roster = Roster(
        [
            Learner("s1", "Ada Lovelace", "ada@x.org", ids={"canvas_id": "12345"}),
            Learner("s2", "Bob", "bob@x.org"),
            Learner("s3", "Missing, Person"),
        ]
    )
    source = write(
        tmp_path / "class",
        {
            "lovelace ada/hello_stop.py": A,
            "bob/hello_stop.py": B,
            "BOB@x.org/two_tasks.py": B,
            "stranger/hello_stop.py": A,
        },
    )
    intake = open_intake(source, course, roster=roster)
    works = list(intake.works())
    assert told(works) == [
        ("s1", "hello-stop", 1, A),
        ("s2", "hello-stop", 1, B),
        ("s2", "two-tasks", 1, B),
        ("stranger", "hello-stop", 1, A),
    ]
    assert works[0].learner.name == "Ada Lovelace"
    assert [learner.key for learner in intake.learners()] == ["s1", "s2", "s3"]
    assert remarks(intake) == [
        "Nobody in the roster, or more than one, fits `stranger`; stranger is kept under that name.",
        "Ada Lovelace did not hand in two-tasks.",
        "Missing, Person handed in nothing.",
    ]
    missing = [remark for remark in intake.remarks if remark.kind is IntakeKind.MISSING]
    assert [(remark.learner, remark.exercise) for remark in missing] == [("s1", "two-tasks"), ("s3", None)]


def test_with_one_exercise_the_roster_tells_who_lacks_it(tmp_path: Path, course: Course) -> None:
    source = write(tmp_path / "class", {"ada/hello_stop.py": A, "bob/two_tasks.py": A})
    roster = Roster([Learner("ada", "Ada"), Learner("bob", "Bob")])
    intake = open_intake(source, course, exercise="two-tasks", roster=roster)
    assert told(intake.works()) == [("bob", "two-tasks", 1, A)]
    assert [(r.learner, r.exercise) for r in intake.remarks if r.kind is IntakeKind.MISSING] == [("ada", "two-tasks")]


def test_somebody_unknown_never_gets_the_key_of_another(tmp_path: Path, course: Course) -> None:
    roster = Roster([Learner("12345", "Ada Lovelace", ids={"canvas_id": "9"})])
    source = write(tmp_path, {"c.zip": zipped({"strangerx_12345_1_hello_stop.py": A})}) / "c.zip"
    (work,) = open_intake(source, course, roster=roster).works()
    assert work.learner.key in ("12345 (not in the roster)",)


def test_everything_in_a_folder_is_one_learners(tmp_path: Path, course: Course) -> None:
    source = write(tmp_path / "submission", {"ada_1_2_hello_stop.py": A, "x/two_tasks.py": B, "roster.csv": ""})
    ada = Learner("7", "Ada")
    intake = open_intake(source, course, learner=ada)
    assert [(work.learner, work.exercise) for work in intake.works()] == [(ada, "two-tasks")]
    intake = open_intake(source, course, exercise="hello-stop", learner=ada)
    assert [(work.learner, work.submission.source) for work in intake.works()] == [(ada, A)]


def test_file_times_are_taken_if_asked_for(tmp_path: Path, course: Course) -> None:
    source = write(tmp_path / "class", {"ada_hello_stop.py": A, "bob/hello_stop.py": A})
    os.utime(source / "ada_hello_stop.py", (1_000_000_000, 1_000_000_000))
    os.utime(source / "bob/hello_stop.py", (1_000_000_000, 1_000_000_000))
    when = datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)
    assert [work.submitted_at for work in open_intake(source, course, file_times=True).works()] == [when, when]
    assert [work.submitted_at for work in open_intake(source, course).works()] == [None, None]


@pytest.mark.parametrize("name", ["nothing", "archive.tar.gz", "archive.7z", "broken.zip", "empty.zip"])
def test_what_cannot_be_read_at_all(tmp_path: Path, course: Course, name: str) -> None:
    write(tmp_path, {"archive.tar.gz": "x", "archive.7z": "x", "broken.zip": b"PK\3\4 nonsense", "empty.zip": b""})
    with pytest.raises(UserError, match=name.partition(".")[0]):
        open_intake(tmp_path / name, course)


@pytest.mark.skipif(os.name == "nt", reason="no such thing there")
def test_a_pipe_is_no_intake(tmp_path: Path, course: Course) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UserError, match="not an ordinary file"):
        open_intake(tmp_path / "pipe", course)


def test_an_unknown_exercise_is_an_error(tmp_path: Path, course: Course) -> None:
    with pytest.raises(UserError, match=r"there is no exercise `hello-sto`.*did you mean `hello-stop`"):
        open_intake(tmp_path, course, exercise="hello-sto")


def test_an_exercise_by_its_path(tmp_path: Path, course: Course) -> None:
    other = make_course(tmp_path / "other", {"00-x/elsewhere": ""})
    source = write(tmp_path / "class", {"ada/a.py": A, "bob/b.py": B})
    path = str(other.exercises / "00-x/elsewhere.yaml")
    assert told(open_intake(source, course, exercise=path).works()) == [
        ("ada", "elsewhere", 1, A),
        ("bob", "elsewhere", 1, B),
    ]


def test_an_exercise_with_mistakes_is_known_by_its_id(tmp_path: Path, course: Course) -> None:
    (course.exercises / "01-next/two-tasks.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    source = write(tmp_path / "class", {"ada/two_tasks.py": A, "bob/hello_stop.py": A})
    assert [work.exercise for work in open_intake(source, course).works()] == ["two-tasks", "hello-stop"]


@pytest.mark.parametrize("files", [{}, {".DS_Store": "", "__MACOSX/x": ""}, {"ada/": "", "bob/": ""}])
def test_no_submissions_at_all(tmp_path: Path, course: Course, files: dict[str, str]) -> None:
    source = tmp_path / "class"
    source.mkdir()
    assert list(open_intake(write(source, files), course).works()) == []
    archive = write(tmp_path, {"class.zip": zipped(files)}) / "class.zip"
    assert list(open_intake(archive, course).works()) == []
