"""The page of a class as it is written: sums that are right, the summary without a script, nothing from elsewhere."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from class_builder import OUTCOMES, GeneratedClass, report_of

from grader.model import Learner
from grader.reports import class_page_figures
from grader.reports.class_page import class_page
from grader.reports.class_page_figures import ClassFigures, count
from grader.reports.gradebook import ExerciseColumn, GradedWork, MemoryGradebook, WorkStatus
from grader.reports.pages import data_island, inline, name_for_page, program_lines, timeline_svg

CLASS = GeneratedClass(60, 4)
COLUMN = CLASS.exercises[0]


class Seen(HTMLParser):
    """What a browser without scripts would show, and every address that it would ask for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: Counter[str] = Counter()
        self.addresses: list[str] = []
        self.rows: list[list[str]] = []
        self.scripts: list[str] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self._inside = tag
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "data", "action", "srcset")]
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script":
            self.scripts.append(data)
        elif self._inside != "style":
            self.text.append(data)
            if self.rows and self.rows[-1]:
                self.rows[-1][-1] += data

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


def figures(gradebook: Any) -> ClassFigures:
    return count(gradebook)


def data_of(page: str) -> Any:
    return json.loads(Seen(page).scripts[0])


# ---------------------------------------------------------------------------------------------------------- sums


def test_the_sums_are_those_of_the_works() -> None:
    found, works = figures(CLASS), list(CLASS.works())
    assert found.learners == 60
    assert found.statuses == Counter(work.status for work in works)
    assert found.late == sum(bool(work.late) for work in works)
    assert found.tamper.total == sum(bool(work.report and work.report["tamper"]) for work in works)
    assert found.by_hand.total == sum(work.override is not None for work in works)
    for exercise in found.exercises:
        graded = [work for work in works if work.exercise == exercise.column.id and work.has_grade]
        assert exercise.mean == pytest.approx(sum(work.points for work in graded) / (4 * len(graded)))
        assert exercise.handed_in == sum(
            w.exercise == exercise.column.id and w.status is not WorkStatus.MISSING for w in works
        )


def test_checks_count_those_who_reached_them() -> None:
    found = figures(CLASS)
    reports = [w.report for w in CLASS.works() if w.status.counts and w.exercise == COLUMN.id and w.report]
    statuses = Counter((check["id"], check["status"]) for report in reports for check in report["checks"])
    for name, check in found.exercises[0].checks.items():
        assert (check.passed, check.failed) == (statuses[name, "passed"], statuses[name, "failed"])
        assert check.not_reached == statuses[name, "not-reached"]
        assert check.failure_rate == pytest.approx(check.failed / (check.failed + check.passed))


def test_the_same_mistake_is_one_group_with_its_shortest_program() -> None:
    found = figures(CLASS)
    key = (COLUMN.id, "sequential-await", "test_result")
    with_it = [
        work
        for work in CLASS.works()
        if work.exercise == COLUMN.id
        and work.status.counts
        and any(d["slug"] == "sequential-await" for d in (work.report or {})["diagnoses"])
    ]
    assert found.mistakes[key].count == len(with_it) > 1
    assert found.mistakes[key].example == min((work.source for work in with_it), key=len)
    rows = [found.rows[row][2] for row in found.mistakes[key].rows]
    assert rows == [work.learner.key for work in with_it]


def test_an_ungraded_work_is_no_zero_anywhere() -> None:
    learner = Learner("s1", "Ann")
    good = GradedWork(learner, COLUMN.id, WorkStatus.PASSED, 4.0, 4.0, report=report_of(COLUMN, OUTCOMES[0], learner))
    other = replace(CLASS.exercises[1], id="other")
    bad = GradedWork(learner, "other", WorkStatus.UNGRADED, 0.0, 4.0, report=report_of(other, OUTCOMES[-1], learner))
    found = figures(MemoryGradebook("C", (COLUMN, other), (good, bad)))
    assert found.complete == []
    assert found.exercises[1].mean is None
    assert found.exercises[1].passed_share is None
    assert found.ungraded.first == [("Ann", other.title, "the check host did not answer within 30 s.")]
    assert not any(check.failed for check in found.exercises[1].checks.values())


def test_bins_put_full_marks_into_the_last_one() -> None:
    found = ClassFigures("C", [], complete=[0.0, 0.0999, 0.1, 0.3, 0.95, 1.0])
    assert found.bins() == [2, 1, 0, 1, 0, 0, 0, 0, 0, 2]


def test_rows_are_bounded_and_sums_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(class_page_figures, "MOST_ROWS", 10)
    monkeypatch.setattr("grader.reports.class_page.MOST_ROWS", 10)
    page = class_page(CLASS)
    assert len(data_of(page)["rows"]) == 10
    assert "There are rows for the first 10 of 60 learners" in Seen(page).words
    assert max(row for group in data_of(page)["groups"] for row in group) < 10


def test_a_long_list_says_how_many_more_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(class_page_figures, "_MOST_LISTED", 1)
    found = figures(CLASS)
    assert len(found.remarks.first) == 1
    assert found.remarks.more == 1
    assert "And 1 more; the JSON report has all." in Seen(class_page(CLASS)).words


# ---------------------------------------------------------------------------------------------------------- page


def test_the_page_asks_for_nothing_and_allows_nothing() -> None:
    page = class_page(CLASS, folder="learners")
    seen = Seen(page)
    assert seen.tags["script"] == 2
    assert seen.tags["link"] == seen.tags["img"] == seen.tags["iframe"] == 0
    assert all(re.match(r"#[a-z0-9-]+$|learners/[a-z0-9-]+\.html$", address) for address in seen.addresses)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;;")
    assert "unsafe" not in policy[1]
    assert "http" not in policy[1]
    assert " style=" not in page


def test_without_a_script_the_summary_and_the_first_rows_are_there() -> None:
    seen = Seen(class_page(CLASS))
    found = figures(CLASS)
    for heading in ("Learners by their share", "Exercises, hardest first", "Checks, by how often they fail"):
        assert heading in seen.words
    assert "Programs that did not end by themselves" in seen.words
    assert "waited for ever (deadlock)" in seen.words
    assert "Ungraded : " + str(found.ungraded.total) in seen.words.replace("Ungraded:", "Ungraded :")
    assert "Handed in twice; the later one counts." in seen.words
    assert "network: socket.connect" in seen.words
    names = [row[0] for row in found.rows]
    shown = [row[0] for row in seen.rows if row and row[0] in names]
    assert shown[: len(names)] == names


def test_the_same_class_gives_the_same_page() -> None:
    assert class_page(CLASS) == class_page(GeneratedClass(60, 4))


def test_the_data_tell_each_cell() -> None:
    data = data_of(class_page(CLASS))
    works = {(work.learner.key, work.exercise): work for work in CLASS.works()}
    for _, _, key, _, total, codes in data["rows"]:
        mine = [works[key, column.id] for column in CLASS.exercises]
        cells = [data["cells"][place][code] for place, code in enumerate(codes)]
        assert [cell[1] for cell in cells] == [pytest.approx(work.points) if work.has_grade else None for work in mine]
        assert total == pytest.approx(sum(work.points for work in mine if work.has_grade))
        assert [bool(cell[2] & 1) for cell in cells] == [bool(work.late) for work in mine]


def test_a_class_of_nobody_and_a_class_without_a_mistake_have_pages() -> None:
    empty = Seen(class_page(MemoryGradebook("Nobody", (), ())))
    assert "0 learners" in empty.words
    assert "Nobody made a mistake that has a name." in empty.words
    assert "Every program came to its end." in empty.words
    lone = GradedWork(Learner("s1", ""), "x", WorkStatus.MISSING, 0.0, 0.0)
    page = Seen(class_page(MemoryGradebook("One", (ExerciseColumn("x", "X", "", 0.0),), (lone,))))
    assert "(no name)" in page.words
    assert "1 learner · 1 exercise" in page.words


def test_rare_mistakes_are_folded_away() -> None:
    page = class_page(GeneratedClass(60, 8))
    assert re.search(r"<summary>\d+ rarer ones</summary>", page)


def test_very_many_different_mistakes_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.reports.class_page._MOST_MISTAKES", 3)
    page = class_page(CLASS)
    assert "still rarer ones are left out." in page
    assert len(data_of(page)["groups"]) == 3


# ---------------------------------------------------------------------------------------------------------- text


def test_the_island_of_data_cannot_be_left() -> None:
    text = str(data_island({"a": "</script><!--\u2028\ud800", "b": float("nan")}))
    assert "<" not in text
    assert json.loads(text) == {"a": "</script><!--\u2028\\ud800", "b": None}


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("`fetch(n)` *built* it", "<code>fetch(n)</code> <em>built</em> it"),
        ("<b>x</b> & `<i>`", "&lt;b&gt;x&lt;/b&gt; &amp; <code>&lt;i&gt;</code>"),
        ("[x](javascript:alert(1)) ![x](http://x)", "[x](javascript:alert(1)) ![x](http://x)"),
        ("one\ntwo\x1b", "one<br>two&lt;ESC&gt;"),
    ],
)
def test_a_sentence_knows_code_and_emphasis_and_nothing_else(text: str, html: str) -> None:
    assert str(inline(text)) == html


def test_names_keep_their_letters_and_lose_what_turns_the_page() -> None:
    assert name_for_page("\u202eevil\n\x07 أحمد 👩\u200d💻") == "evil أحمد 👩\u200d💻"
    assert name_for_page("\u200f") == "(no name)"


def test_a_program_is_shown_with_what_is_invisible_and_not_without_end() -> None:
    assert program_lines("\tx\u202e = 1\n") == ["    x<U+202E> = 1"]
    lines = program_lines("x\n" * 1000)
    assert len(lines) == 401
    assert lines[-1] == "... and 600 more lines"


def test_a_timeline_of_nothing_is_no_picture() -> None:
    assert timeline_svg({"end": 0.0, "tasks": []}) is None
    task = {"name": "<x>", "spans": [["sleeping", 0, 1]], "ending": "done"}
    picture = str(timeline_svg({"end": 1.0, "tasks": [task]}, {"end": 1.0, "tasks": [task]}))
    assert "&lt;x&gt;" in picture
    assert "<x>" not in picture
