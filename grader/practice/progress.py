"""A learner's progress, and its form as JSON. docs/reference/workspace.md describes the file for people."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from typing import Any, Final, TypeVar

from grader.errors import UserError

PROGRESS_FORMAT: Final = 1
"""Version of the file's form. Raise it when a key changes its meaning or goes away."""

Now = Callable[[], datetime]
"""A source of the present moment, with its time zone."""

T = TypeVar("T")


def utc_now() -> datetime:
    """The present moment, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


class State(enum.StrEnum):
    """How far a learner is with an exercise."""

    OPEN = "open"
    TRIED = "tried"
    REVIEW = "review"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class Review:
    """An exercise that comes back on ``due``; ``step`` counts the times that it went well."""

    due: date
    step: int = 0


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of one exercise. A *round* ends with a pass; a review begins a new one.

    ``version`` is the exercise as it was when it was passed, ``checked`` the file as it was when it was last checked.
    ``tries`` and ``hints`` (their numbers, from 1) belong to the round, ``attempts`` to all rounds together.
    ``predicted`` tells whether the answer to the question beforehand was right, ``failed`` is the check that failed
    last, ``mistakes`` counts the diagnoses by slug, ``seconds`` the time spent.
    """

    passed: datetime | None = None
    version: str | None = None
    attempts: int = 0
    tries: int = 0
    seconds: int = 0
    hints: tuple[int, ...] = ()
    solution_shown: bool = False
    predicted: bool | None = None
    reviewing: bool = False
    checked: str | None = None
    failed: str | None = None
    worked: datetime | None = None
    review: Review | None = None
    mistakes: Mapping[str, int] = field(default_factory=dict)

    @property
    def state(self) -> State:
        if self.reviewing:
            return State.REVIEW
        if self.passed is not None:
            return State.PASSED
        return State.TRIED if self.checked is not None else State.OPEN


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress in one workspace. ``written`` holds a hash of each file as the grader last wrote it."""

    current: str | None = None
    exercises: Mapping[str, Record] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def record(self, exercise: str, former: tuple[str, ...] = ()) -> Record:
        """What is known of the exercise, also under a name that it had before."""
        for name in (exercise, *former):
            if name in self.exercises:
                return self.exercises[name]
        return Record()


# ------------------------------------------------------------------------------------------------------ to JSON


def progress_to_text(progress: Progress) -> str:
    """The file's text: JSON that people can read, what says nothing left out."""
    data: dict[str, Any] = {"format": PROGRESS_FORMAT}
    if progress.current is not None:
        data["current"] = progress.current
    data["exercises"] = {name: record_to_json(record) for name, record in progress.exercises.items()}
    data["written"] = dict(sorted(progress.written.items()))
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def record_to_json(record: Record) -> dict[str, Any]:
    default = Record()
    return {
        one.name: _plain(getattr(record, one.name))
        for one in fields(Record)
        if getattr(record, one.name) != getattr(default, one.name)
    }


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        case Review():
            return {"due": value.due.isoformat(), "step": value.step}
        case tuple():
            return list(value)
        case Mapping():
            return dict(sorted(value.items()))
    return value


# ------------------------------------------------------------------------------------------------------ from JSON


def progress_from_text(text: str, name: str) -> Progress:
    """The progress in a file's text; ``name`` is the file as messages call it.

    Raises:
        UserError: with the place of the first mistake, and what to do.
    """
    data = read_json(text, name)
    check_format(data, name)
    try:
        return Progress(
            current=_get(data, "current", _text, None),
            exercises={key: record_from_json(one, f"exercises.{key}") for key, one in _section(data, "exercises")},
            written={key: _text(one, f"written.{key}") for key, one in _section(data, "written")},
        )
    except _NotSo as problem:
        raise UserError(f"{name}: {problem}. {MEND}") from None


MEND: Final = "Mend it there, or move the file away and run `grader start` again: your answers stay as they are."


def read_json(text: str, name: str) -> dict[str, Any]:
    """The JSON object in a text. Raises ``UserError`` with the line and column of the mistake."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise UserError(f"{name}:{error.lineno}:{error.colno}: this is not JSON: {error.msg}. {MEND}") from None
    except (RecursionError, ValueError) as error:
        raise UserError(f"{name}: this is not JSON that can be read: {error}. {MEND}") from None
    if not isinstance(data, dict):
        raise UserError(f"{name}: the file must hold keys and values, in braces. {MEND}")
    return data


def check_format(data: Mapping[str, Any], name: str) -> None:
    """Raises ``UserError`` if the file is none of ours, or newer than this grader."""
    version = data.get("format")
    if isinstance(version, int) and version > PROGRESS_FORMAT:
        raise UserError(f"{name} was written by a newer version of the grader: update this one, then try again")
    if version != PROGRESS_FORMAT:
        raise UserError(f'{name}: `format` must be {PROGRESS_FORMAT}, as in "format": {PROGRESS_FORMAT}. {MEND}')


class _NotSo(Exception):  # noqa: N818 - it never leaves this module
    """A value is not what its key wants; the text says which."""


def record_from_json(data: Any, where: str) -> Record:
    """Raises ``UserError`` only through ``progress_from_text``; other callers use ``read_record``."""
    if not isinstance(data, dict):
        raise _NotSo(f"`{where}` must hold keys and values")

    def get(key: str, read: Callable[[Any, str], T], default: T) -> T:
        return _get(data, key, read, default, f"{where}.{key}")

    return Record(
        passed=get("passed", _optional(_moment), None),
        version=get("version", _optional(_text), None),
        attempts=get("attempts", _count, 0),
        tries=get("tries", _count, 0),
        seconds=get("seconds", _count, 0),
        hints=get("hints", _counts, ()),
        solution_shown=get("solution_shown", _flag, False),
        predicted=get("predicted", _optional(_flag), None),
        reviewing=get("reviewing", _flag, False),
        checked=get("checked", _optional(_text), None),
        failed=get("failed", _optional(_text), None),
        worked=get("worked", _optional(_moment), None),
        review=get("review", _optional(_review), None),
        mistakes=get("mistakes", _tallies, {}),
    )


def read_record(data: Any, where: str, name: str) -> Record:
    """One record of a file called ``name``. Raises ``UserError`` with what is wrong in it."""
    try:
        return record_from_json(data, where)
    except _NotSo as problem:
        raise UserError(f"{name}: {problem}") from None


def _get(data: Mapping[str, Any], key: str, read: Callable[[Any, str], T], default: T, where: str = "") -> T:
    return read(data[key], where or key) if key in data else default


def _section(data: Mapping[str, Any], key: str) -> Any:
    value = data.get(key, {})
    if not isinstance(value, dict):
        raise _NotSo(f"`{key}` must hold keys and values")
    return value.items()


def _optional(read: Callable[[Any, str], T]) -> Callable[[Any, str], T | None]:
    return lambda value, where: None if value is None else read(value, where)


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise _NotSo(f"`{where}` must be a text")
    return value


def _flag(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise _NotSo(f"`{where}` must be true or false")
    return value


def _count(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise _NotSo(f"`{where}` must be a whole number, 0 or more")
    return value


_MOST: Final = 10**9


def _counts(value: Any, where: str) -> tuple[int, ...]:
    if not isinstance(value, list):
        raise _NotSo(f"`{where}` must be a list of numbers")
    return tuple(_count(one, where) for one in value)


def _tallies(value: Any, where: str) -> dict[str, int]:
    if not isinstance(value, dict):
        raise _NotSo(f"`{where}` must hold a number for each name")
    return {key: _count(one, f"{where}.{key}") for key, one in value.items()}


def _moment(value: Any, where: str) -> datetime:
    try:
        moment = datetime.fromisoformat(_text(value, where))
    except ValueError:
        raise _NotSo(f"`{where}` must be a moment such as 2026-01-31T12:00:00Z") from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _review(value: Any, where: str) -> Review:
    if not isinstance(value, dict):
        raise _NotSo(f"`{where}` must hold `due` and `step`")
    try:
        due = date.fromisoformat(_text(value.get("due"), f"{where}.due"))
    except ValueError:
        raise _NotSo(f"`{where}.due` must be a day such as 2026-01-31") from None
    return Review(due, _count(value.get("step", 0), f"{where}.step"))
