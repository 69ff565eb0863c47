from __future__ import annotations

from pathlib import Path

import pytest
from writing import EXERCISE, changed, write_exercise

import grader
from grader.catalogue import Chapter, Course, find_course, shipped_course
from grader.errors import CatalogueError, GraderFault, UserError


@pytest.fixture(autouse=True)
def no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRADER_CACHE", "")


def named(name: str, *changes: tuple[str, str]) -> str:
    return changed(("id: set-result", f"id: {name}"), *changes)


@pytest.fixture
def course(tmp_path: Path) -> Course:
    write_exercise(tmp_path, named("second", ("order: 10", "order: 20")), name="second")
    write_exercise(tmp_path, named("tenth", ("order: 10", "order: 100\nformer_ids: [old-tenth]")), name="tenth")
    write_exercise(tmp_path, named("first"), name="first")
    early = named("early", ("chapter: 01-futures", "chapter: 00-event-loop"))
    write_exercise(tmp_path, early, chapter="00-event-loop", name="early")
    (tmp_path / "exercises" / "00-event-loop" / "chapter.yaml").write_text("title: The loop\nintro: |\n  Hello\n")
    (tmp_path / "exercises" / "__pycache__").mkdir()
    (tmp_path / "exercises" / "notes.txt").write_text("x")
    return Course(tmp_path)


def told(error: pytest.ExceptionInfo[UserError], course: Course) -> str:
    return str(error.value).replace(str(course.root), "ROOT")


def test_ids_in_course_order(course: Course) -> None:
    assert course.ids() == ("early", "first", "second", "tenth")


def test_chapters(course: Course) -> None:
    assert course.chapters() == (
        Chapter("00-event-loop", "The loop", "Hello", "", ("early",)),
        Chapter("01-futures", "Futures", "", "", ("first", "second", "tenth")),
    )


def test_get_by_id_former_id_and_path(course: Course) -> None:
    assert course.get("first").id == "first"
    assert course.get("old-tenth").id == "tenth"
    assert course.get(str(course.exercises / "01-futures" / "second.yaml")).id == "second"


def test_only_the_file_asked_for_is_loaded(course: Course) -> None:
    write_exercise(course.root, "{", name="broken")
    write_exercise(course.root, b"former_ids: [x]\n{", name="broken-too")
    assert course.get("first").id == "first"
    assert course.get("old-tenth").id == "tenth"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("frist", "there is no exercise `frist` in ROOT; did you mean `first`?"),
        ("first.py", "there is no exercise `first.py` in ROOT; did you mean `first`?"),
        ("zzz", "there is no exercise `zzz` in ROOT"),
        ("chapter", "there is no exercise `chapter` in ROOT"),
        ("../first", "there is no exercise `../first` in ROOT; did you mean `first`?"),
        ("a" * 5000, f"there is no exercise `{'a' * 5000}` in ROOT"),
        ("nul\0", "there is no exercise `nul\0` in ROOT"),
        ("nowhere/x.yaml", "nowhere/x.yaml:1:1: there is no such file"),
    ],
    ids=lambda text: text[:20],
)
def test_an_unknown_exercise(course: Course, name: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        course.get(name)
    assert told(caught, course) == said


def test_load_all(course: Course) -> None:
    exercises = course.load_all()
    assert [exercise.id for exercise in exercises] == ["early", "first", "second", "tenth"]
    assert course.solution_path(exercises[0]) == course.root / "solutions" / "00-event-loop" / "early.py"


def test_load_all_tells_the_mistakes_of_all_files(course: Course) -> None:
    folder = course.exercises
    write_exercise(course.root, EXERCISE.replace("order: 10", "order: x"))
    write_exercise(
        course.root, named("late", ("order: 10", "order: 10\nrequires: [frst, first, old-tenth]")), name="late"
    )
    (folder / "02-more").mkdir()
    (folder / "02-more" / "a.yml").write_text("")
    (folder / "02-more" / "chapter.yaml").write_text("titel: x\n")
    (folder / "02-more" / "x.yaml").mkdir()
    (folder / "stray.yaml").write_text("")
    with pytest.raises(CatalogueError) as caught:
        course.load_all()
    assert told(caught, course).split("\n") == [
        "ROOT/exercises/01-futures/late.yaml:6:12: there is no exercise `frst`; did you mean `first`?",
        "ROOT/exercises/01-futures/set-result.yaml:5:8: `order` must be a whole number, not `x`",
        "ROOT/exercises/02-more/a.yml:1:1: the name of an exercise file must end in .yaml",
        "ROOT/exercises/02-more/chapter.yaml:1:1: the key `title` is missing",
        "ROOT/exercises/02-more/chapter.yaml:1:1: unknown key `titel`; did you mean `title`?",
        "ROOT/exercises/02-more/x.yaml:1:1: is a folder, not a file",
        "ROOT/exercises/stray.yaml:1:1: an exercise file must lie in the folder of a chapter",
    ]


def test_a_chapter_file_with_a_duplicate_key(course: Course) -> None:
    (course.exercises / "00-event-loop" / "chapter.yaml").write_text("title: a\ntitle: b\n")
    with pytest.raises(CatalogueError, match=r"chapter.yaml:2:1: `title` is given twice"):
        course.chapters()


def test_two_exercises_with_one_id(course: Course) -> None:
    text = named("first", ("chapter: 01-futures", "chapter: 02-more"))
    write_exercise(course.root, text, chapter="02-more", name="first")
    expected = (
        "ROOT/exercises/01-futures/first.yaml:1:1: the id `first` also belongs to ROOT/exercises/02-more/first.yaml\n"
        "ROOT/exercises/02-more/first.yaml:1:1: the id `first` also belongs to ROOT/exercises/01-futures/first.yaml"
    )
    with pytest.raises(CatalogueError) as caught:
        course.get("first")
    assert told(caught, course) == expected
    with pytest.raises(CatalogueError) as caught:
        course.load_all()
    assert told(caught, course) == expected


def test_a_former_id_that_is_in_use(course: Course) -> None:
    text = named("other", ("order: 10", "order: 5\nformer_ids: [first]"))
    write_exercise(course.root, text, name="other")
    with pytest.raises(CatalogueError, match="the id `first` also belongs to"):
        course.load_all()


# ------------------------------------------------------------------------------------------------------ finding


def test_a_course_is_found_by_the_nearest_wish(course: Course, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    below = elsewhere / "a" / "b"
    below.mkdir(parents=True)
    assert find_course(course.root, below, {"GRADER_COURSE": "nowhere"}) == course
    assert find_course(None, below, {"GRADER_COURSE": str(course.root)}) == course
    (elsewhere / "grader.toml").write_text(f"course = '{course.root}'\n")
    assert find_course(None, below, {}) == course
    (course.root / "grader.toml").write_text("")
    assert find_course(None, course.exercises, {"GRADER_COURSE": ""}) == course
    (elsewhere / "a" / "grader.toml").mkdir()
    assert find_course(None, below, {}) == course


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"course = ", "grader.toml: is not TOML: "),
        (b"\xff", "grader.toml: is not TOML: "),
        (b"course = 5", 'grader.toml: `course` must be the path of a folder, as text: course = "path"'),
        (b'course = "a\\u0000"', "grader.toml: `course` must be the path of a folder"),
        (b'course = "nowhere"', "grader.toml: there is no folder ROOT/nowhere"),
        (b"", "grader.toml: ROOT is no course: it has no folder `exercises`"),
        (b"#" * 70_000, "grader.toml: is longer than 64 kB"),
    ],
)
def test_a_grader_toml_with_mistakes(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "grader.toml").write_bytes(content)
    with pytest.raises(UserError) as caught:
        find_course(None, tmp_path, {})
    assert str(caught.value).replace(str(tmp_path), "ROOT").startswith(f"ROOT/{said}")


def test_what_was_named_is_no_course(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with pytest.raises(UserError, match="--course: there is no folder"):
        find_course(tmp_path / "x", tmp_path, {})
    with pytest.raises(UserError, match=r"GRADER_COURSE: .* is no course"):
        find_course(None, tmp_path, {"GRADER_COURSE": "."})
    with pytest.raises(UserError, match="--course: "):
        find_course(tmp_path / "circle", tmp_path, {})


def test_a_course_whose_folder_went_away(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="exercises cannot be read: No such file or directory"):
        Course(tmp_path).ids()


def test_the_shipped_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "grader"
    package.mkdir()
    monkeypatch.setattr(grader, "__file__", str(package / "__init__.py"))
    with pytest.raises(GraderFault, match="has no course in it"):
        shipped_course()
    (package / "_course" / "exercises").mkdir(parents=True)
    assert find_course(None, tmp_path, {}) == Course(package / "_course")
    (tmp_path / "exercises").mkdir()
    assert shipped_course() == Course(package / "_course")
    (tmp_path / "pyproject.toml").write_text("")
    assert shipped_course() == Course(tmp_path)


def test_a_course_is_called_after_its_folder_and_the_shipped_one_has_a_title(tmp_path: Path) -> None:
    assert Course(tmp_path / "my-course").title == "my-course"
    assert shipped_course().title == "Event-driven Python with asyncio"
