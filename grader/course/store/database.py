"""Opening the store, and turning what SQLite reports into what the person at the keyboard can act on."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from grader.course.store import schema
from grader.errors import GraderError, GraderFault, UserError

STORE_NAME: Final = "results.sqlite"
LOCK_NAME: Final = "grading.lock"
_WAIT_S: Final = 30.0
"""Wall seconds that one writer waits for another; a transaction of ours takes a few milliseconds."""


class Database:
    """The store of one course. For one thread; several processes may have it open.

    WAL lets reports be made while grading goes on. ``synchronous=NORMAL`` is enough for results: a power cut may lose
    the last of them, never damages the file, and what is lost is graded again. What people decided is written with
    ``durable=True``, which waits for the disk.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self._connection = connection

    @contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[None]:
        """All that is written inside is kept, or nothing of it."""
        with self._explained():
            if durable:
                self._connection.execute("PRAGMA synchronous = FULL")
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    with suppress(sqlite3.Error):  # the first error is the one to tell
                        self._connection.execute("ROLLBACK")
                raise
            finally:
                if durable:
                    self._connection.execute("PRAGMA synchronous = NORMAL")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything that is read inside is as it was when reading began, whatever others write."""
        with self._explained():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._connection.execute("ROLLBACK")

    def run(self, sql: str, *values: object) -> int:
        """Carries out one statement; gives the number of rows that it changed."""
        with self._explained():
            return self._connection.execute(sql, _bound(sql, values)).rowcount

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        with self._explained():
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, read as they are asked for."""
        with self._explained():
            yield from self._connection.execute(sql, _bound(sql, values))

    def row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """The first row, if there is one."""
        with self._explained():
            found: tuple[Any, ...] | None = self._connection.execute(sql, _bound(sql, values)).fetchone()
            return found

    def number(self, sql: str, *values: object) -> int:
        """The single number that a query gives."""
        found = self.row(sql, *values)
        return int(found[0] or 0) if found is not None else 0

    def note(self, name: str) -> str | None:
        """Something short that is kept about the whole course."""
        found = self.row("SELECT value FROM note WHERE name = ?", name)
        return str(found[0]) if found is not None else None

    def set_note(self, name: str, value: str) -> None:
        self.run("INSERT INTO note VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)

    def wipe_traces(self) -> None:
        """Write the file anew, so that nothing of what was deleted is left in it."""
        with self._explained():
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Database:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _explain(error, self.folder) from error


def _bound(sql: str, values: Sequence[object]) -> Sequence[object] | dict[str, object]:
    """The values for a statement whose parameters are either all ``?`` or all numbered, ``?1`` and so on.

    Python 3.12 up to 3.12.3 takes numbers for names, and warns unless the values come by name: every Python takes that.
    """
    return {str(number): value for number, value in enumerate(values, 1)} if "?1" in sql else values


def _explain(error: sqlite3.Error, folder: Path) -> GraderError:
    name = str(getattr(error, "sqlite_errorname", ""))
    if name == "SQLITE_FULL" or name.startswith("SQLITE_IOERR"):
        why = "there is no room left on its disk" if name == "SQLITE_FULL" else f"writing failed ({error})"
        return GraderFault(
            f"{folder}: {why}. Everything that was stored before is kept: make room, and start the same command again."
        )
    if name.startswith("SQLITE_BUSY"):
        return GraderFault(f"{folder}: another program keeps {STORE_NAME} locked. End it, and start again.")
    if name in ("SQLITE_NOTADB",) or name.startswith("SQLITE_CORRUPT"):
        return UserError(f"{folder / STORE_NAME} is no store of results, or it is damaged ({error})")
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return UserError(f"{folder / STORE_NAME} cannot be written: {error}")
    return GraderFault(f"{folder / STORE_NAME}: {error}")


def open_database(folder: Path, *, create: bool = False) -> Database:
    """The store in ``folder``; with ``create``, a new one if there is none. An old one is brought up to date.

    Raises:
        UserError: if there is none, or it was written by a newer grader, or it cannot be opened.
        GraderFault: if the disk is full or fails.
    """
    path = folder / STORE_NAME
    if create:
        _make(folder)
    elif not path.is_file():
        raise UserError(f"{folder} holds no results: `grader grade SUBMISSIONS --out {folder}` makes them")
    try:
        connection = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)
    except sqlite3.Error as error:
        raise _explain(error, folder) from error
    database = Database(folder, connection)
    try:
        _prepare(database)
    except BaseException:
        connection.close()
        raise
    return database


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"{folder} cannot be made: {error.strerror or error}") from None


def _prepare(database: Database) -> None:
    database.run("PRAGMA journal_mode = WAL")
    database.run("PRAGMA synchronous = NORMAL")
    database.run("PRAGMA foreign_keys = ON")
    database.run("PRAGMA secure_delete = ON")  # a learner who is forgotten leaves no text in free pages
    if _version(database) == schema.VERSION:
        return
    with database.transaction(durable=True):
        version = _version(database)  # another process may have been first
        if version > schema.VERSION:
            raise UserError(
                f"{database.folder / STORE_NAME} was written by a newer grader (format {version}; this one knows up to "
                f"{schema.VERSION}): use that grader"
            )
        for statement in schema.statements_from(version):
            database.run(statement)
        if version == 0:
            database.set_note("salt", secrets.token_hex(16))
        database.run(f"PRAGMA user_version = {schema.VERSION}")


def _version(database: Database) -> int:
    return database.number("PRAGMA user_version")


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Only one process at a time grades into ``folder``; the system frees the place when a process dies.

    ``UserError`` if another one is at work there. (SQLite's own lock is used since it works on every system.)
    """
    _make(folder)
    try:
        lock = sqlite3.connect(folder / LOCK_NAME, timeout=0.0, isolation_level=None)
    except sqlite3.Error as error:
        raise UserError(f"{folder / LOCK_NAME} cannot be written: {error}") from None
    try:
        try:
            lock.execute("PRAGMA journal_mode = MEMORY")  # a lock needs no journal beside it
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY"):
                raise UserError(f"another grader is at work in {folder}: wait for its end, or end it") from None
            raise _explain(error, folder) from error
        yield
    finally:
        lock.close()
