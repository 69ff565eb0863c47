"""The store itself: versions, transactions, full disks, one grader at a time."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from course_stage import NOW, PoolStandIn, new_store, program, results, run_engine, take, work, write_course

from grader.course.store import Database, alone_in, open_database, schema
from grader.course.store.database import STORE_NAME
from grader.course.store.results import totals
from grader.errors import GraderFault, UserError

OLD = Path(__file__).parent / "store_v1.sql"


def test_a_store_is_found_again_as_it_was_left(tmp_path: Path) -> None:
    with new_store(tmp_path / "out") as database:
        database.set_note("course", "here")
        salt = database.note("salt")
    with open_database(tmp_path / "out") as database:
        assert database.note("course") == "here"
        assert database.note("salt") == salt
        assert database.note("nothing") is None
        assert database.number("PRAGMA user_version") == schema.VERSION


def test_a_folder_without_results_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no results"):
        open_database(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(UserError, match=r"out cannot be made: File exists"):
        open_database(tmp_path / "out", create=True)


def test_what_is_no_store_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / STORE_NAME).write_text("something that somebody wrote, long enough to be a header of a file")
    with pytest.raises(UserError, match=r"results\.sqlite is no store of results, or it is damaged"):
        open_database(tmp_path)


def test_a_store_that_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / STORE_NAME).mkdir()
    with pytest.raises(UserError, match=r"results\.sqlite cannot be written: unable to open"):
        open_database(tmp_path, create=True)


def test_a_store_of_a_newer_grader_is_refused(tmp_path: Path) -> None:
    with new_store(tmp_path) as database:
        database.run("PRAGMA user_version = 99")
    with pytest.raises(UserError, match=r"newer grader \(format 99"):
        open_database(tmp_path)


def shape(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    """The tables with their columns."""
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: connection.execute(f"PRAGMA table_info({name})").fetchall() for name in tables}


def test_an_old_store_is_brought_up_to_date_and_loses_nothing(tmp_path: Path) -> None:
    old = sqlite3.connect(tmp_path / STORE_NAME)
    old.executescript(OLD.read_text(encoding="utf-8"))
    assert old.execute("PRAGMA user_version").fetchone() == (1,)
    old.close()
    with open_database(tmp_path) as database:
        assert results(database) == {"ada": ("passed", 2.0), "bob": ("failed", 0.0)}
        assert [row[0] for row in database.rows("SELECT seconds FROM result")] == [None, None]
        assert database.number("PRAGMA user_version") == schema.VERSION
    new_store(tmp_path / "new").close()
    with sqlite3.connect(tmp_path / STORE_NAME) as one, sqlite3.connect(tmp_path / "new" / STORE_NAME) as other:
        assert shape(one) == shape(other)
    one.close()
    other.close()


def half_done(database: Database) -> None:
    with database.transaction():
        database.set_note("a", "1")
        database.run("DELETE FROM nowhere")


def test_what_fails_in_the_middle_leaves_nothing_behind(tmp_path: Path) -> None:
    with new_store(tmp_path) as database:
        with pytest.raises(GraderFault, match="no such table"):
            half_done(database)
        assert database.note("a") is None


def test_a_statement_that_is_wrong_is_a_fault_of_ours(tmp_path: Path) -> None:
    with new_store(tmp_path) as database, pytest.raises(GraderFault, match="no such table"):
        database.run("SELECT * FROM nowhere")


def test_a_full_disk_loses_nothing_that_was_stored(tmp_path: Path) -> None:
    exercise = write_course(tmp_path / "course").get("answer")
    with new_store(tmp_path / "out") as database:
        take(database, exercise, [work("ada", program(42))])
        run_engine(database, exercise, PoolStandIn())
        size = database.number("PRAGMA page_count")
        database.row(f"PRAGMA max_page_count = {size + 2}")
        long = [work(f"l{number}", "x = 1  # " + f"{number * 7919:x}" * 9000) for number in range(50)]
        with pytest.raises(GraderFault, match=r"no room left on its disk\. Everything that was stored before is kept"):
            take(database, exercise, long)
        assert results(database) == {"ada": ("passed", 2.0)}
        assert totals(database).works == 1
        database.row("PRAGMA max_page_count = 1000000")
        take(database, exercise, long)
        assert totals(database).waiting == 50


def test_a_snapshot_does_not_see_what_is_written_meanwhile(tmp_path: Path) -> None:
    with new_store(tmp_path) as writer, open_database(tmp_path) as reader:
        with reader.snapshot():
            assert reader.note("a") is None
            writer.set_note("a", "1")
            assert reader.note("a") is None
        assert reader.note("a") == "1"


def test_only_one_grader_works_in_a_folder(tmp_path: Path) -> None:
    with alone_in(tmp_path), pytest.raises(UserError, match="another grader is at work"), alone_in(tmp_path):
        pass
    with alone_in(tmp_path):
        pass


def test_a_folder_where_no_lock_can_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "grading.lock").mkdir()
    with pytest.raises(UserError, match=r"grading\.lock cannot be written: unable to open"), alone_in(tmp_path):
        pass


def test_a_writer_that_never_ends_is_told_of(tmp_path: Path) -> None:
    with new_store(tmp_path) as one, open_database(tmp_path) as other:
        other.row("PRAGMA busy_timeout = 0")
        with (
            one.transaction(),
            pytest.raises(GraderFault, match=r"another program keeps results\.sqlite locked"),
            other.transaction(),
        ):
            pass


def test_a_row_that_breaks_a_rule_of_the_store_is_refused(tmp_path: Path) -> None:
    exercise = write_course(tmp_path / "course").get("answer")
    with new_store(tmp_path / "out") as database:
        take(database, exercise, [work("ada", program(42))])
        with pytest.raises(GraderFault, match="CHECK constraint"):
            database.run(
                """INSERT INTO result (submission, edition, environment, status, score, max_score, report, graded_at)
                   VALUES (1, 1, 1, 'ungraded', 0, 0, '', ?)""",
                NOW.isoformat(),
            )
