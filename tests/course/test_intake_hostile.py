"""Archives and folders that were made to do harm, and those that are only broken."""

from __future__ import annotations

import io
import os
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from handed_in import make_course, only, remarks, told, write, zipped, zipped_link
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.catalogue import Course
from grader.course.intake import Intake, Work, archive, open_intake
from grader.course.intake.files import DiskFolder, File, UnusableError, read_file
from grader.errors import UserError
from grader.model import IntakeKind
from grader.submission import MAX_BYTES, MAX_FILES

A = "x = 1\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return make_course(tmp_path_factory.mktemp("course"), {"00-first/hello-stop": "", "00-first/two-tasks": ""})


def handed_in(tmp_path: Path, course: Course, content: bytes, name: str = "answer.zip") -> tuple[list[Work], Intake]:
    """What becomes of an archive that one learner of two hands in."""
    source = write(tmp_path / "class", {f"eve/{name}": content, "ada/hello_stop.py": A})
    intake = open_intake(source, course, exercise="hello-stop")
    works = list(intake.works())
    assert told(works)[0] == ("ada", "hello-stop", 1, A)
    return works[1:], intake


def refusal(tmp_path: Path, course: Course, content: bytes, name: str = "answer.zip") -> str:
    """Why an archive is refused: remarked, and told to its owner."""
    (work,), intake = handed_in(tmp_path, course, content, name)
    remark = only(intake.remarks)
    assert (remark.kind, remark.learner, remark.exercise) == (IntakeKind.REFUSED_ARCHIVE, "eve", "hello-stop")
    assert work.submission.unreadable is not None
    assert work.submission.unreadable.startswith(f"The file {name} ")
    return remark.text.removeprefix(f"eve/{name} ")


def bomb(name: str, size: int) -> bytes:
    """An archive whose one file unpacks to ``size`` bytes of nothing."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b"\0" * 1_000_000
    packed, crc = [], 0
    for _ in range(size // len(block)):
        packed.append(packer.compress(block))
        crc = zlib.crc32(block, crc)
    data = b"".join([*packed, packer.flush()])
    return made_by_hand([(name, data, size, crc, 0)])


Entry = tuple[str, bytes, int, int, int]


def made_by_hand(entries: list[Entry], *, same_place: bool = False) -> bytes:
    """An archive of packed data: name, data, size and checksum as told, flags. ``same_place``: all mean the first."""
    body, listing = b"", b""
    for name, data, size, crc, flags in entries:
        raw = name.encode()
        head = struct.pack("<HHHHHIIIHH", 20, flags, 8, 0, 0, crc, len(data), min(size, 0xFFFFFFFE), len(raw), 0)
        place = 0 if same_place else len(body)
        listing += b"PK\1\2\x14\0" + head + struct.pack("<HHHII", 0, 0, 0, 0, place) + raw
        if not (same_place and body):
            body += b"PK\3\4" + head + raw + data
    end = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(listing), len(body), 0)
    return body + listing + b"PK\5\6" + end


# ------------------------------------------------------------------------------------------------------ archives


def test_an_archive_made_by_hand_is_an_archive(tmp_path: Path, course: Course) -> None:
    data = zlib.compress(A.encode())[2:-4]
    (work,), _ = handed_in(tmp_path, course, made_by_hand([("hello_stop.py", data, len(A), zlib.crc32(A.encode()), 0)]))
    assert work.submission.source == A


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"no archive at all", "is not a zip archive that can be read (File is not a zip file)."),
        (b"", "is not a zip archive that can be read (File is not a zip file)."),
        (zipped({"hello_stop.py": A})[:-30], "is not a zip archive that can be read (File is not a zip file)."),
        (b"x" * (archive.MAX_INNER_BYTES + 1), "is an archive of more than 10 MB, which is not opened."),
        (bomb("hello_stop.py", 90_000_000), "is an archive of 0.1 MB that unpacks to 90 MB: it is not opened."),
        (
            made_by_hand([("hello_stop.py", b"x", 0xFFFFFFFE, 0, 0)] * 3),
            "is an archive of 0.0 MB that unpacks to 12,885 MB: it is not opened.",
        ),
        (
            made_by_hand([(f"{n}.py", b"\x03\x00", 0, 0, 0) for n in range(3)], same_place=True),
            "is an archive whose files overlap, as only made-up ones do: it is not opened.",
        ),
        (
            b"PK\1\2" * (archive.MAX_INNER_ENTRIES + 1) + zipped({"hello_stop.py": A}),
            "is an archive of more than 20000 files, which is not opened.",
        ),
    ],
    ids=["nonsense", "empty", "cut", "long", "ratio", "lies", "overlap", "entries"],
)
def test_an_archive_that_is_refused(tmp_path: Path, course: Course, content: bytes, text: str) -> None:
    assert refusal(tmp_path, course, content) == text


@pytest.mark.parametrize("name", ["answer.tar", "answer.tar.gz", "answer.rar", "answer.7z"])
def test_only_zip_archives_are_opened(tmp_path: Path, course: Course, name: str) -> None:
    text = refusal(tmp_path, course, b"whatever", name)
    assert text == "is an archive of a kind that is not opened: make a zip archive of it."


def test_a_refused_archive_beside_an_answer_costs_nothing(tmp_path: Path, course: Course) -> None:
    source = write(tmp_path / "class", {"eve/old.rar": b"x", "eve/hello_stop.py": A, "ada/hello_stop.py": A})
    intake = open_intake(source, course)
    assert told(intake.works()) == [("ada", "hello-stop", 1, A), ("eve", "hello-stop", 1, A)]
    assert only(intake.remarks).kind is IntakeKind.REFUSED_ARCHIVE


def test_a_refused_archive_that_names_no_exercise_is_only_remarked(tmp_path: Path, course: Course) -> None:
    source = write(tmp_path / "class", {"eve/old.rar": b"x", "zed/hello-stop.rar": b"x"})
    intake = open_intake(source, course)
    (work,) = intake.works()
    assert (work.learner.key, work.exercise) == ("zed", "hello-stop")
    assert len(intake.remarks) == 2


def test_archives_in_archives(tmp_path: Path, course: Course) -> None:
    content = zipped({"hello_stop.py": A})
    two = zipped({"inner.zip": content})
    (work,), _ = handed_in(tmp_path / "2", course, two)
    assert work.submission.source == A
    (work,), intake = handed_in(tmp_path / "3", course, zipped({"a.zip": two}))
    assert only(intake.remarks).text == (
        "eve/answer.zip/a.zip/inner.zip lies in several archives, one in the other: hand in one that is packed once."
    )
    assert work.submission.unreadable is not None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../hello_stop.py", "has a name that leads out of the archive"),
        ("a/../../hello_stop.py", "has a name that leads out of the archive"),
        ("/etc/hello_stop.py", "has a name that leads out of the archive"),
        ("..\\..\\hello_stop.py", "has a name that leads out of the archive"),
        ("C:\\hello_stop.py", "has a name that leads out of the archive"),
        ("C:hello_stop.py", "has a name that leads out of the archive"),
        ("\\\\host\\share\\hello_stop.py", "has a name that leads out of the archive"),
        ("/".join("abcdefghijklmnopqrstuvw") + "/hello_stop.py", "lies in more than 20 folders"),
    ],
)
def test_a_name_that_leads_elsewhere(tmp_path: Path, course: Course, name: str, reason: str) -> None:
    works, intake = handed_in(tmp_path, course, zipped({name: "evil", "fine.txt": ""}))
    assert [work.submission.source for work in works] == [""]
    remark = only(intake.remarks)
    assert (remark.kind, remark.learner) == (IntakeKind.REFUSED_FILE, "eve")
    assert remark.text.endswith(f"{reason}.")
    assert not list(tmp_path.rglob("evil"))


def test_a_name_with_a_nul(tmp_path: Path, course: Course) -> None:
    works, intake = handed_in(tmp_path, course, zipped({"hello_stop.py\0.txt": A}))
    assert works == []
    assert only(intake.remarks).text.endswith("has a name with a NUL character.")


def test_backslashes_are_folders(tmp_path: Path, course: Course) -> None:
    (work,), _ = handed_in(tmp_path, course, zipped({"work\\hello_stop.py": A, "work\\sub\\": "", "work\\h.py": "y"}))
    assert (work.origin, dict(work.submission.files)) == ("eve/answer.zip/work/hello_stop.py", {"h.py": b"y"})


def test_a_link_in_an_archive(tmp_path: Path, course: Course) -> None:
    works, intake = handed_in(tmp_path, course, zipped_link("hello_stop.py", "/etc/passwd"))
    assert works == []
    assert only(intake.remarks).text == (
        "eve/answer.zip/hello_stop.py is a link, which is not followed: hand in the file itself."
    )


def test_a_device_in_an_archive(tmp_path: Path, course: Course) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        info = zipfile.ZipInfo("hello_stop.py")
        info.external_attr = 0o020666 << 16
        made.writestr(info, "")
    works, intake = handed_in(tmp_path, course, stream.getvalue())
    assert works == []
    assert only(intake.remarks).text.endswith("is not an ordinary file.")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice(tmp_path: Path, course: Course) -> None:
    (work,), intake = handed_in(tmp_path, course, zipped([("hello_stop.py", "old"), ("hello_stop.py", A)]))
    assert work.submission.source == A
    assert only(intake.remarks).kind is IntakeKind.DUPLICATE


@pytest.mark.parametrize(
    "pairs",
    [
        [("hello_stop.py", A), ("x", ""), ("x/y", "")],
        [("hello_stop.py", A), ("x/y", ""), ("x", "")],
    ],
)
def test_a_name_that_is_a_file_and_a_folder(tmp_path: Path, course: Course, pairs: list[tuple[str, str]]) -> None:
    (work,), intake = handed_in(tmp_path, course, zipped(pairs))
    assert work.submission.source == A
    assert only(intake.remarks).text == "eve/answer.zip/x is both a file and a folder in the archive."


def test_a_locked_archive(tmp_path: Path, course: Course) -> None:
    data = zlib.compress(A.encode())[2:-4]
    content = made_by_hand([("hello_stop.py", data, len(A), zlib.crc32(A.encode()), 1)])
    (work,), intake = handed_in(tmp_path, course, content)
    assert work.submission.unreadable == ("The file hello_stop.py is locked with a password: hand it in without one.")
    assert only(intake.remarks).kind is IntakeKind.UNREADABLE


def test_an_unusual_packing(tmp_path: Path, course: Course) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("hello_stop.py", A)
    (work,), _ = handed_in(tmp_path, course, stream.getvalue())
    assert "packed in a way that is not read here" in (work.submission.unreadable or "")


def test_a_damaged_file_in_an_archive(tmp_path: Path, course: Course) -> None:
    (work,), _ = handed_in(tmp_path, course, made_by_hand([("hello_stop.py", b"\xff\xff\xff", 100, 0, 0)]))
    assert work.submission.unreadable == "The file hello_stop.py is damaged: it cannot be unpacked."


def test_names_in_utf_8_that_do_not_say_so(tmp_path: Path, course: Course) -> None:
    learners = ["Zoë", "Ünal", "慧敏"]
    content = made_by_hand([(f"{name}/hello_stop.py", b"\x03\x00", 0, 0, 0) for name in learners])
    source = write(tmp_path, {"class.zip": content}) / "class.zip"
    assert [work.learner.key for work in open_intake(source, course).works()] == sorted(learners)


def test_ten_gigabytes_of_nothing(tmp_path: Path, course: Course) -> None:
    """A class archive with a bomb in it is graded, and nothing of that size is ever in memory."""
    block = zlib.compress(b"\0" * 50_000_000, 9)[2:-4]
    entries = [("eve/hello_stop.py", block, 10_000_000_000, 0, 0), ("ada/hello_stop.py", b"\x03\x00", 0, 0, 0)]
    source = write(tmp_path, {"class.zip": made_by_hand(entries)}) / "class.zip"
    tracemalloc.start()
    try:
        works = {work.learner.key: work for work in open_intake(source, course).works()}
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert works["ada"].submission.unreadable is None
    assert works["eve"].submission.unreadable == (
        f"The file is longer than {MAX_BYTES // 1000} kB. A program for an exercise is a few kB long."
    )
    assert peak < 20_000_000


def test_a_class_archive_with_overlapping_files_is_refused(tmp_path: Path, course: Course) -> None:
    entries: list[Entry] = [(f"a{n}/hello_stop.py", b"\x03\x00", 0, 0, 0) for n in range(3)]
    source = write(tmp_path, {"class.zip": made_by_hand(entries, same_place=True)}) / "class.zip"
    with pytest.raises(UserError, match="files overlap"):
        open_intake(source, course)


def test_a_class_archive_of_too_many_files(tmp_path: Path, course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.course.intake.MAX_ENTRIES", 1)
    source = write(tmp_path, {"class.zip": zipped({"a/hello_stop.py": A, "b/hello_stop.py": A})}) / "class.zip"
    with pytest.raises(UserError, match=r"holds more than 1 files: unpack it, and name the folder"):
        open_intake(source, course)


# ------------------------------------------------------------------------------------------------------ folders


def test_five_thousand_files_in_one_submission(tmp_path: Path, course: Course) -> None:
    files = {f"many/f{number}.py": b"" for number in range(5_000)}
    (work,), intake = handed_in(tmp_path, course, zipped({**files, "hello_stop.py": A}))
    assert work.submission.source == A
    assert len(work.submission.files) == MAX_FILES
    assert "of this learner's files were looked at, the others left out" in remarks(intake, IntakeKind.IGNORED_FILE)[0]
    assert f"a program gets at most {MAX_FILES} further files" in remarks(intake, IntakeKind.REFUSED_FILE)[0]
    assert len(remarks(intake, IntakeKind.REFUSED_FILE)[0]) < 400


@pytest.mark.skipif(os.name == "nt", reason="links and pipes need rights there")
def test_links_and_pipes_in_a_folder(tmp_path: Path, course: Course) -> None:
    secret = write(tmp_path, {"secret.py": "secret"}) / "secret.py"
    source = write(tmp_path / "class", {"ada/hello_stop.py": A, "eve/two_tasks.py": A})
    (source / "eve/hello_stop.py").symlink_to(secret)
    (source / "linked").symlink_to(source / "ada")
    os.mkfifo(source / "eve/pipe.py")
    intake = open_intake(source, course)
    assert told(intake.works()) == [("ada", "hello-stop", 1, A), ("eve", "two-tasks", 1, A)]
    assert remarks(intake) == [
        "eve/hello_stop.py is a link, which is not followed: hand in the file itself.",
        "eve/pipe.py is not an ordinary file.",
        "linked is a link, which is not followed: hand in the file itself.",
    ]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes need rights there")
def test_a_file_that_becomes_something_else(tmp_path: Path) -> None:
    """Between looking and reading."""
    path = write(tmp_path, {"x.py": A}) / "x.py"
    file = DiskFolder(tmp_path, "", "").child("x.py")
    assert isinstance(file, File)
    assert (file.load(3), file.load(100)) == (b"x =", A.encode())
    path.unlink()
    with pytest.raises(UnusableError, match="cannot be read: No such file"):
        file.load(10)
    path.symlink_to("/etc/passwd")
    with pytest.raises(UnusableError, match="cannot be read"):
        file.load(10)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(UnusableError, match="is not an ordinary file"):
        read_file(path, 10)


def test_a_file_that_is_gone_when_it_is_read(tmp_path: Path, course: Course) -> None:
    source = write(tmp_path / "class", {"ada/hello_stop.py": A, "bob/hello_stop.py": A, "cy/x": ""})
    intake = open_intake(source, course)
    works = intake.works()
    next(works)
    (source / "bob/hello_stop.py").unlink()
    (source / "bob").rmdir()
    assert list(works) == []
    assert "bob cannot be read: No such file or directory." in remarks(intake)


def test_folders_deep_in_each_other(tmp_path: Path, course: Course) -> None:
    deep = "/".join(["d"] * 15)
    source = write(tmp_path / "class", {f"ada/{deep}/hello_stop.py": A, "bob/hello_stop.py": A})
    intake = open_intake(source, course)
    assert told(intake.works()) == [("bob", "hello-stop", 1, A)]
    assert remarks(intake)[0].endswith("lies in more than 12 folders.")


def test_a_planted_course_is_never_trusted(tmp_path: Path, course: Course) -> None:
    planted = {
        "grader.toml": "course = '.'\n",
        "exercises/00-first/hello-stop.yaml": "id: hello-stop\n",
        "exercises/00-first/hello_stop_checks.py": "def test_x(run): pass\n",
        "solutions/00-first/hello_stop.py": A,
    }
    source = write(tmp_path / "class", {f"eve/{name}": text for name, text in planted.items()} | planted)
    write(source, {"ada/hello_stop.py": A, "eve/hello_stop.py": A})
    intake = open_intake(source, course)
    works = list(intake.works())
    assert {work.exercise for work in works} == {"hello-stop"}
    assert {work.learner.key for work in works} >= {"ada", "eve"}
    for work in works:
        assert course.get(work.exercise).path.is_relative_to(course.root)


def test_files_of_systems_and_tools_are_counted(tmp_path: Path, course: Course) -> None:
    junk = {f"ada/{name}": "" for name in (".DS_Store", "__pycache__/x.pyc", "Thumbs.db", ".git/config", "x.pyc", "a~")}
    source = write(tmp_path / "class", {"ada/hello_stop.py": A, "__MACOSX/ada/._x": "", **junk})
    intake = open_intake(source, course)
    assert told(intake.works()) == [("ada", "hello-stop", 1, A)]
    assert remarks(intake) == ["Files and folders of systems and tools (such as .DS_Store, __MACOSX) were left out: 7."]


# ------------------------------------------------------------------------------------------------------ anything at all


def changed(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(_SEEDS)))
    for _ in range(draw(st.integers(0, 8))):
        place = draw(st.integers(0, len(content)))
        if draw(st.booleans()):
            content[place : place + draw(st.integers(1, 4))] = draw(st.binary(max_size=4))
        else:
            del content[place : place + draw(st.integers(1, 30))]
    return bytes(content)


_SEEDS = [
    zipped({"hello_stop.py": A, "work/helper.py": "y = 1", "../x": ""}),
    zipped({"inner.zip": zipped({"hello_stop.py": A}), "a\\b": "", "answer.ipynb": "{}"}),
    made_by_hand([("hello_stop.py", b"\x03\x00", 0, 0, 0), ("b", b"\x03\x00", 10**9, 0, 1)]),
    zipped_link("hello_stop.py", "x"),
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.composite(changed)() | st.binary(max_size=200))
def test_any_archive_becomes_works_and_remarks(tmp_path: Path, course: Course, content: bytes) -> None:
    source = tmp_path / "class"
    write(source, {"eve/answer.zip": content, "ada/hello_stop.py": A})
    intake = open_intake(source, course)
    works = list(intake.works())
    assert told(works)[0] == ("ada", "hello-stop", 1, A)
    assert all(remark.text and remark.origin.isprintable() for remark in intake.remarks)
    keys = [(work.learner.key, work.exercise, work.attempt) for work in works]
    assert len(set(keys)) == len(keys)


def names() -> st.SearchStrategy[str]:
    characters = st.characters(blacklist_characters="/\0", blacklist_categories=["Cs"])
    return st.text(characters, min_size=1, max_size=12).filter(lambda name: name not in (".", ".."))


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paths=st.lists(st.lists(names() | st.just("hello_stop.py"), min_size=1, max_size=3), max_size=5))
def test_any_names_become_works_and_remarks(course: Course, paths: list[list[str]]) -> None:
    for work in works_of(course, zipped([("/".join(path), A) for path in paths])):
        work.learner.key.encode()
        assert work.learner.name.isprintable() or any(c.isspace() or not c.isascii() for c in work.learner.name)


def works_of(course: Course, content: bytes) -> Iterator[Work]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "class.zip"
        path.write_bytes(content)
        yield from open_intake(path, course).works()
