"""A gradebook without names: nothing that leads back to a learner is in any form of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from class_builder import HOSTILE_NAMES, GeneratedClass

from grader.model import IntakeKind, Learner, Remark
from grader.reports.anonymous import AnonymousGradebook
from grader.reports.export import to_path
from grader.reports.formats.common import Options
from grader.reports.formats.forms import FORMATS
from grader.reports.gradebook import MemoryGradebook, Override
from grader.reports.redact import redactor
from grader.reports.selection import Selection

CLASS = GeneratedClass(14, 2)


def class_that_signs_its_work() -> MemoryGradebook:
    """Names, addresses, ids and file names in everything that learners and others wrote."""
    works = []
    for work in CLASS.works():
        who = work.learner
        sign = f"{who.name} {who.email} {who.key} {who.ids['github']} {work.source_name}"
        works.append(
            replace(
                work,
                source=work.source + sign,
                late=f"Late, says {sign}",
                note=sign,
                override=Override(3.0, sign, "2026-03-01"),
                source_name=work.source_name or f"{who.name}.py",
            )
        )
    remarks = tuple(
        Remark(IntakeKind.DUPLICATE, f"in/{one.name}.py", f"{one.name} twice", one.key) for one in CLASS.learners()
    )
    return MemoryGradebook("Course", CLASS.exercises, tuple(works), remarks, salt=b"a secret of this class")


def written(folder: Path) -> Iterator[tuple[str, str]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_no_name_address_id_or_file_name_is_in_any_form(form: str, tmp_path: Path) -> None:
    options = Options(canvas_ids={"hello-stop": "1"}, per_work=True)
    gradebook = AnonymousGradebook(Selection(class_that_signs_its_work(), ["hello-stop"]))
    to_path(gradebook, form, options, tmp_path / "out")
    files = (
        list(written(tmp_path / "out"))
        if (tmp_path / "out").is_dir()
        else [("out", (tmp_path / "out").read_text(encoding="utf-8"))]
    )
    assert files
    ordinary = [learner for learner in CLASS.learners() if learner.name not in HOSTILE_NAMES]
    for name, text in files:
        for learner in CLASS.learners():
            for secret in (learner.email, learner.key, learner.ids["github"], learner.ids["canvas_id"]):
                assert not re.search(rf"(?<![a-f0-9]){re.escape(secret)}(?![0-9a-f])", name + text), (secret, name)
        for learner in ordinary:
            for word in learner.name.split():
                assert not re.search(rf"\b{word}\b", name + text), (word, name)
        for hostile in ("Sørensen", "Lindqvist", "أحمد", "王小明", "Backwards", "Robert", "2026-02-28"):
            assert hostile not in name + text


def test_pseudonyms_stay_the_same_and_need_the_secret() -> None:
    one, again = AnonymousGradebook(CLASS), AnonymousGradebook(GeneratedClass(20, 3))
    assert one.pseudonym("s00003") == again.pseudonym("s00003")
    other = AnonymousGradebook(GeneratedClass(14, 2, salt=b"another"))
    assert one.pseudonym("s00003") != other.pseudonym("s00003")
    assert re.fullmatch(r"[a-z2-7]{4}-[a-z2-7]{4}-[a-z2-7]{4}", one.pseudonym("s00003"))


def test_learners_come_in_the_order_of_their_pseudonyms_with_their_works() -> None:
    gradebook = AnonymousGradebook(CLASS)
    keys = [learner.key for learner in gradebook.learners()]
    assert keys == sorted(keys)
    assert len(set(keys)) == CLASS.size
    works = list(gradebook.works())
    assert [work.learner.key for work in works] == [key for key in keys for _ in CLASS.exercises]
    assert sorted(work.points for work in works) == sorted(work.points for work in CLASS.works())
    assert [work.exercise for work in gradebook.works(keys[0])] == [column.id for column in CLASS.exercises]
    assert list(gradebook.works("s00003")) == []


def test_what_is_ours_in_a_report_stays() -> None:
    before = {work.learner.key: work for work in CLASS.works() if work.report and work.exercise == "hello-stop"}
    gradebook = AnonymousGradebook(CLASS)
    for work in gradebook.works():
        if work.report is None or work.exercise != "hello-stop":
            continue
        assert work.report["learner"] == work.learner.key
        assert work.report["submission_version"].startswith("sha256:")
        assert work.report["submission_version"] != "sha256:1f"
        assert [check["id"] for check in work.report["checks"]] == ["test_loads", "test_result", "test_overlap"]
    assert len(before) > 1


def test_one_learner_can_be_chosen_before_the_name_goes() -> None:
    gradebook = AnonymousGradebook(Selection(CLASS, learner_key="s00003"))
    [learner] = gradebook.learners()
    assert learner.name == f"Learner {learner.key}"
    assert len(list(gradebook.works())) == 2


def test_remarks_keep_their_kind_alone() -> None:
    gradebook = AnonymousGradebook(CLASS)
    first, second = gradebook.remarks()
    assert (first.kind, first.origin, first.text) == (IntakeKind.DUPLICATE, "", "")
    assert first.learner == gradebook.pseudonym("s00003")
    assert second.learner is None


ANN = Learner("s123", "Ann O'Neill-Müller", "ann.om@uni.edu", ids={"github": "annie99", "moodle_participant": "12"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("print('Ann')", "print('[learner]')"),
        ("cannot plan a banner", "cannot plan a banner"),
        ("def annFetch(): fetchAnn(); ann_fetch", "def [learner]Fetch(): fetch[learner](); [learner]_fetch"),
        ("MÜLLER Mueller müller muller Mu\u0308ller", "[learner] [learner] [learner] [learner] [learner]"),
        ("Ann O\u2019Neill Müller; müller, ann o'neill", "[learner]; [learner]"),
        ("ann.om@uni.edu or ann.om", "[learner] or [learner]"),
        ("annie99 s123 s1234 12", "[learner] [learner] s1234 12"),
        ("File ann_oneill.py, line 3", "File answer.py, line 3"),
        ("é = 1", "é = 1"),
    ],
)
def test_a_name_is_found_in_any_spelling(text: str, expected: str) -> None:
    assert redactor(ANN, "ann_oneill.py").text(text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("王小明", "我叫王小明!", "我叫[learner]!"),
        ("أحمد علي", "أنا أحمد", "أنا [learner]"),
        ("Li", "Li lists", "[learner] lists"),
        ("", "nothing at all", "nothing at all"),
        ("A B C D E", "A B C D E", "A B C D E"),
        ("Jo Ann Lee Kim Poe", "jo poe", "[learner] [learner]"),
        ("Ben Fischer", "bfischer fischerb ben_f b", "[learner] [learner] [learner] b"),
    ],
)
def test_names_of_all_kinds_are_found(name: str, text: str, expected: str) -> None:
    assert redactor(Learner("", name)).text(text) == expected
