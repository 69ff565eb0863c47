"""The progress file: its form, its mistakes, and that it is written whole or not at all."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from grader.errors import UserError
from grader.practice import store
from grader.practice.progress import Progress, Record, Review, State, progress_from_text, progress_to_text, utc_now
from grader.practice.store import PROGRESS_FILE, Store, read_text, remove_leftovers, write_whole

NOON = datetime(2026, 1, 31, 12, 0, tzinfo=UTC)
FULL = Record(
    passed=NOON,
    version="sha256:1",
    attempts=4,
    tries=3,
    seconds=60,
    hints=(2, 1),
    solution_shown=True,
    reviewing=True,
    checked="sha256:2",
    failed="test_x",
    worked=NOON,
    review=Review(date(2026, 2, 2), 1),
    mistakes={"no-stop": 2, "always-true": 1},
)


def test_what_is_written_is_read_again() -> None:
    progress = Progress("b", {"b": FULL, "a": Record(attempts=1)}, {"x.py": "abc"})
    assert progress_from_text(progress_to_text(progress), "p") == progress


def test_the_form_is_for_people() -> None:
    text = progress_to_text(Progress("b", {"b": FULL, "a": Record()}))
    data = json.loads(text)
    assert list(data) == ["format", "current", "exercises", "written"]
    assert data["exercises"]["a"] == {}
    assert data["exercises"]["b"]["passed"] == "2026-01-31T12:00:00Z"
    assert data["exercises"]["b"]["review"] == {"due": "2026-02-02", "step": 1}
    assert list(data["exercises"]["b"]["mistakes"]) == ["always-true", "no-stop"]
    assert text.endswith("}\n")


def test_a_moment_without_a_zone_is_utc() -> None:
    text = '{"format": 1, "exercises": {"a": {"passed": "2026-01-31T12:00:00", "version": null, "review": null}}}'
    assert progress_from_text(text, "p").record("a").passed == NOON


def test_states() -> None:
    assert Record().state is State.OPEN
    assert Record(checked="x").state is State.TRIED
    assert Record(checked="x", passed=NOON).state is State.PASSED
    assert Record(passed=NOON, reviewing=True).state is State.REVIEW


def test_a_former_name_is_known() -> None:
    progress = Progress(exercises={"old": Record(attempts=2)})
    assert progress.record("new", ("older", "old")).attempts == 2
    assert progress.record("new") == Record()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"format": 1,\n  "current" "x"}', "p:2:13: this is not JSON: Expecting ':' delimiter."),
        ("[" * 100_000, "p: this is not JSON that can be read"),
        ("[1]", "p: the file must hold keys and values, in braces."),
        ("{}", 'p: `format` must be 1, as in "format": 1.'),
        ('{"format": 2}', "p was written by a newer version of the grader: update this one, then try again"),
        ('{"format": 1, "current": 1}', "p: `current` must be a text."),
        ('{"format": 1, "exercises": []}', "p: `exercises` must hold keys and values."),
        ('{"format": 1, "exercises": {"a": 1}}', "p: `exercises.a` must hold keys and values."),
        ('{"format": 1, "written": {"a": 1}}', "p: `written.a` must be a text."),
    ],
)
def test_mistakes_in_the_file(text: str, message: str) -> None:
    with pytest.raises(UserError) as error:
        progress_from_text(text, "p")
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"attempts": -1}, "`exercises.a.attempts` must be a whole number, 0 or more"),
        ({"attempts": True}, "`exercises.a.attempts` must be a whole number, 0 or more"),
        ({"reviewing": "yes"}, "`exercises.a.reviewing` must be true or false"),
        ({"hints": 1}, "`exercises.a.hints` must be a list of numbers"),
        ({"hints": ["1"]}, "`exercises.a.hints` must be a whole number, 0 or more"),
        ({"mistakes": [1]}, "`exercises.a.mistakes` must hold a number for each name"),
        ({"mistakes": {"x": "1"}}, "`exercises.a.mistakes.x` must be a whole number, 0 or more"),
        ({"passed": "yesterday"}, "`exercises.a.passed` must be a moment such as 2026-01-31T12:00:00Z"),
        ({"review": 3}, "`exercises.a.review` must hold `due` and `step`"),
        ({"review": {"due": "soon"}}, "`exercises.a.review.due` must be a day such as 2026-01-31"),
        ({"review": {}}, "`exercises.a.review.due` must be a text"),
    ],
)
def test_mistakes_in_a_record(value: object, message: str) -> None:
    with pytest.raises(UserError, match="`grader start` again: your answers stay as they are") as error:
        progress_from_text(json.dumps({"format": 1, "exercises": {"a": value}}), "p")
    assert str(error.value).startswith(f"p: {message}.")


def test_now_has_a_zone_and_no_fractions() -> None:
    assert utc_now().tzinfo is UTC
    assert utc_now().microsecond == 0


# ------------------------------------------------------------------------------------------------------ the store


def test_an_update_is_read_changed_and_written(tmp_path: Path) -> None:
    kept = Store(tmp_path / PROGRESS_FILE)
    kept.create(Progress())
    after = kept.update(lambda now: replace(now, current="x"))
    assert after == kept.read() == Progress("x")
    assert [path.name for path in tmp_path.iterdir()] == [PROGRESS_FILE]


def test_nothing_is_written_where_nothing_changes(tmp_path: Path) -> None:
    kept = Store(tmp_path / PROGRESS_FILE)
    kept.create(Progress())
    before = kept.path.stat().st_ino
    kept.update(lambda now: now)
    assert kept.path.stat().st_ino == before


def test_an_error_in_a_change_leaves_the_file(tmp_path: Path) -> None:
    kept = Store(tmp_path / PROGRESS_FILE)
    kept.create(Progress("x"))

    def fail(progress: Progress) -> Progress:
        raise UserError("no")

    with pytest.raises(UserError, match="no"):
        kept.update(fail)
    assert kept.read() == Progress("x")


def test_a_crash_before_the_new_file_is_in_place_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Store(tmp_path / PROGRESS_FILE)
    kept.create(Progress("x"))

    def die(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", die)
    with pytest.raises(KeyboardInterrupt):
        kept.update(lambda now: replace(now, current="y"))
    monkeypatch.undo()
    assert kept.read() == Progress("x")
    remove_leftovers(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [PROGRESS_FILE]


def test_a_full_disk_is_told_and_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x"
    write_whole(path, b"old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="x cannot be written: No space left on device"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["x"]


def test_the_file_may_be_read_by_others_as_usual(tmp_path: Path) -> None:
    plain, ours = tmp_path / "plain", tmp_path / "ours"
    plain.write_bytes(b"x")
    write_whole(ours, b"x")
    assert stat.S_IMODE(ours.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_without_locks_it_works_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "fcntl", None)
    monkeypatch.setattr("os.name", "nt")
    kept = Store(tmp_path / PROGRESS_FILE)
    kept.create(Progress())
    assert kept.update(lambda now: replace(now, current="x")).current == "x"


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    kept = Store(tmp_path / "gone" / PROGRESS_FILE)
    with pytest.raises(UserError, match="gone cannot be read: No such file or directory"):
        kept.update(lambda now: now)


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match="x cannot be read: No such file or directory"):
        read_text(tmp_path / "x")
    (tmp_path / "x").write_bytes(b"a\n\xff")
    with pytest.raises(UserError, match="x:2:1: this is not UTF-8 text"):
        read_text(tmp_path / "x")
    monkeypatch.setattr(store, "_MOST_BYTES", 2)
    with pytest.raises(UserError, match="is longer than"):
        read_text(tmp_path / "x")
