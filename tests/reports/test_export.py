"""Writing to a place: all or nothing, never over something else, never a path out of a learner's name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from class_builder import OUTCOMES, GeneratedClass, report_of

from grader.cli.report import FORMATS as OFFERED
from grader.model import Learner, Remark
from grader.reports.export import INDEX, is_one_file, to_path, to_stream
from grader.reports.formats.common import FormatProblem, Options, Tally, file_stem, number, points
from grader.reports.formats.forms import FORMATS, FilePerWork
from grader.reports.gradebook import Gradebook, GradedWork, MemoryGradebook, WorkStatus
from grader.reports.selection import Selection, find_learner

CLASS = GeneratedClass(12, 2)
OPTIONS = Options(canvas_ids={"hello-stop": "1"})
FOLDERS = [name for name, form in FORMATS.items() if isinstance(form, FilePerWork)]


def names_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_the_command_offers_every_form() -> None:
    assert set(OFFERED) == set(FORMATS)


@pytest.mark.parametrize("form", FOLDERS)
def test_a_form_of_single_works_is_a_folder_with_a_list(form: str, tmp_path: Path) -> None:
    target = tmp_path / "deep" / "out"
    tally = to_path(CLASS, form, OPTIONS, target)
    rows = list(csv.DictReader(io.StringIO((target / INDEX).read_text(encoding="utf-8"))))
    works = list(CLASS.works())
    assert [(row["learner"], row["exercise"], row["status"]) for row in rows] == [
        (work.learner.key, work.exercise, work.status) for work in works
    ]
    files = {row["file"] for row in rows if row["file"]}
    assert files == names_in(target) - {INDEX, ".grader-report"}
    for row in rows:
        if row["status"] in ("passed", "failed"):
            assert row["file"]
        if row["status"] == "missing":
            assert not row["file"]
    assert tally.learners == CLASS.size
    assert tally.written + tally.missing + tally.ungraded == len(works)


def test_a_work_without_a_verdict_has_no_file_where_the_form_has_no_words_for_it(tmp_path: Path) -> None:
    gradebook = MemoryGradebook("C", CLASS.exercises[:1], (*one_work(WorkStatus.UNGRADED).graded, nothing_handed_in()))
    for form, files in (("gradescope", 0), ("classroom50", 0), ("exercism", 1), ("dodona", 1), ("prairielearn", 1)):
        tally = to_path(gradebook, form, OPTIONS, tmp_path / form)
        assert len(names_in(tmp_path / form)) - 2 == files
        assert (tally.written, tally.ungraded, tally.missing) == (0, 1, 1)


def nothing_handed_in() -> GradedWork:
    return GradedWork(Learner("s2", "Bo"), "hello-stop", WorkStatus.MISSING, 0.0, 4.0)


def test_pages_are_a_folder_with_one_for_each_learner(tmp_path: Path) -> None:
    to_path(CLASS, "html", OPTIONS, tmp_path / "site")
    names = names_in(tmp_path / "site")
    assert "index.html" in names
    assert len(names) == CLASS.size + 2
    for learner in CLASS.learners():
        assert f"learners/{file_stem(learner.key)}.html" in names


def test_a_page_alone_links_to_no_other(tmp_path: Path) -> None:
    tally = to_path(CLASS, "html", OPTIONS, tmp_path / "class.html")
    page = (tmp_path / "class.html").read_text(encoding="utf-8")
    assert '<h2 id="learners">' in page
    assert '.html"' not in page
    assert tally.learners == CLASS.size
    one = Selection(CLASS, learner_key="s00003")
    tally = to_path(one, "html", Options(one_learner=True), tmp_path / "one.html")
    assert tally.learners == 1
    assert "Your program" in (tmp_path / "one.html").read_text(encoding="utf-8")


def test_a_report_is_replaced_and_anything_else_is_not(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.mkdir()
    to_path(CLASS, "gradescope", OPTIONS, target)
    (target / "hello-stop" / "left over").write_text("x", encoding="utf-8")
    to_path(CLASS, "gradescope", OPTIONS, target)
    assert not (target / "hello-stop" / "left over").exists()
    other = tmp_path / "mine"
    other.mkdir()
    (other / "thesis.txt").write_text("x", encoding="utf-8")
    with pytest.raises(FormatProblem, match="is no report"):
        to_path(CLASS, "html", OPTIONS, other)
    with pytest.raises(FormatProblem, match="is no report"):
        to_path(CLASS, "dodona", OPTIONS, _file(tmp_path / "afile"))
    with pytest.raises(FormatProblem, match="is a folder"):
        to_path(CLASS, "csv", OPTIONS, other)
    assert (other / "thesis.txt").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["afile", "mine", "out"]


def _file(path: Path) -> Path:
    path.write_text("x", encoding="utf-8")
    return path


class _Breaks(GeneratedClass):
    """A disk that fails in the middle."""

    def works(self, learner_key: str | None = None) -> Iterator[GradedWork]:
        yield from list(super().works(learner_key))[:3]
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("form", ["html", "csv", "gradescope"])
def test_half_a_report_is_never_left(form: str, tmp_path: Path) -> None:
    target = tmp_path / "out"
    to_path(CLASS, form, OPTIONS, target)
    before = target.read_bytes() if target.is_file() else (target / sorted(names_in(target))[-1]).read_bytes()
    with pytest.raises(OSError, match="No space left"):
        to_path(_Breaks(12, 2), form, OPTIONS, target)
    after = target.read_bytes() if target.is_file() else (target / sorted(names_in(target))[-1]).read_bytes()
    assert before == after
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def one_work(status: WorkStatus = WorkStatus.PASSED) -> MemoryGradebook:
    column, learner = CLASS.exercises[0], Learner("../../etc/passwd", "Ann")
    outcome = OUTCOMES[-1] if status is WorkStatus.UNGRADED else OUTCOMES[0]
    report = report_of(column, outcome, learner)
    return MemoryGradebook("C", (column,), (GradedWork(learner, column.id, status, 4.0, 4.0, 4.0, 4.0, report=report),))


def test_one_work_can_go_to_one_file(tmp_path: Path) -> None:
    tally = to_path(one_work(), "gradescope", OPTIONS, tmp_path / "results.json")
    assert json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))["score"] == 4
    assert tally.written == 1
    with pytest.raises(FormatProblem, match="more than one"):
        to_path(CLASS, "gradescope", OPTIONS, tmp_path / "all.json")
    with pytest.raises(FormatProblem, match="has no verdict"):
        to_path(one_work(WorkStatus.UNGRADED), "gradescope", OPTIONS, tmp_path / "none.json")
    assert [path.name for path in tmp_path.iterdir()] == ["results.json"]


def test_a_learners_key_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    to_path(one_work(), "exercism", OPTIONS, tmp_path / "out")
    [name] = [name for name in names_in(tmp_path / "out") if name.endswith(".json")]
    assert name.startswith("hello-stop/etc-passwd-")


@pytest.mark.parametrize(
    "key", ["..", "", "CON", "con", "lpt1", "a/b", "a\\b", "A", "ü", "x" * 300, "\ud800", "a.b", " "]
)
def test_a_file_name_is_safe_on_every_system(key: str) -> None:
    stem = file_stem(key)
    assert stem.isascii()
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert 0 < len(stem) <= 40
    assert stem != key


def test_file_names_of_different_keys_differ_even_where_case_does_not_count() -> None:
    keys = ["ann", "Ann", "ANN", "ann ", "a nn", "a-nn", "王", "王小"]
    assert len({file_stem(key) for key in keys}) == len(keys)
    assert file_stem("s00001") == "s00001"


def test_a_form_of_one_file_goes_to_a_stream() -> None:
    stream = io.StringIO()
    assert is_one_file("csv")
    assert not is_one_file("html")
    to_stream(CLASS, "csv", OPTIONS, stream)
    assert stream.getvalue().startswith("learner,name,")
    with pytest.raises(FormatProblem, match="--output"):
        to_stream(CLASS, "html", OPTIONS, stream)


def test_a_selection_shows_only_what_was_chosen() -> None:
    remarks = (
        Remark(next(iter(CLASS.remarks())).kind, "o", "t", "s00003", "two-tasks"),
        Remark(next(iter(CLASS.remarks())).kind, "o", "t", "s00004"),
    )
    whole = MemoryGradebook("C", CLASS.exercises, tuple(CLASS.works()), remarks, salt=b"x")
    chosen: Gradebook = Selection(whole, ["two-tasks"], "s00003")
    assert [column.id for column in chosen.exercises] == ["two-tasks"]
    assert [(work.learner.key, work.exercise) for work in chosen.works()] == [("s00003", "two-tasks")]
    assert [learner.key for learner in chosen.learners()] == ["s00003"]
    assert list(chosen.works("s00004")) == []
    assert len(list(chosen.works("s00003"))) == 1
    assert [remark.exercise for remark in chosen.remarks()] == ["two-tasks"]
    assert (chosen.salt, chosen.course_title, dict(chosen.visibility("two-tasks"))) == (b"x", "C", {})
    assert len(list(Selection(whole, ["hello-stop"]).remarks())) == 1


def test_a_learner_is_found_by_what_people_call_them() -> None:
    ann, other = Learner("s1", "Ann", "ann@x.org", ids={"github": "annie"}), Learner("s2", "Ann")
    same = Learner("Zoe Z", "Zoe Z")
    works = [
        GradedWork(one, "x", WorkStatus.MISSING, 0, 1)
        for one in (ann, other, same, replace(other, key="s3", name="Bo"))
    ]
    gradebook = MemoryGradebook("C", (), tuple(works))
    for text in ("s1", "ANN@x.org", "annie"):
        assert find_learner(gradebook, text) == ann
    assert find_learner(gradebook, "bo").key == "s3"
    with pytest.raises(LookupError, match=r"2 learners are called 'Ann': name one by its id: s1, s2"):
        find_learner(gradebook, "Ann")
    with pytest.raises(LookupError, match=r"no learner 'an' in these results\. Did you mean Ann \(s1\), Ann \(s2\)\?"):
        find_learner(gradebook, "an")
    with pytest.raises(LookupError, match=r"Did you mean Zoe Z\?"):
        find_learner(gradebook, "zoe")
    with pytest.raises(LookupError, match="no learner 'zz'"):
        find_learner(gradebook, "zz")


@pytest.mark.parametrize(
    ("value", "text"), [(4.0, "4"), (3.6000000000000001, "3.6"), (-0.00001, "0"), (0, "0"), (1234567.5, "1234567.5")]
)
def test_points_are_written_as_people_do(value: float, text: str) -> None:
    assert points(value) == text
    assert number(value) == pytest.approx(float(text), abs=1e-4)


def test_a_tally_counts_an_override_as_a_grade() -> None:
    tally = Tally()
    kinds = [tally.seen(work) for work in GeneratedClass(60, 4).works()]
    assert tally.written == sum(kinds)
    assert tally.written + tally.ungraded + tally.missing == 240
