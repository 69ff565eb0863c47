"""The file in an export of Gradescope that tells who handed in what, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Final

from grader.course.intake.files import File, Folder, Refused, UnusableError, shown
from grader.course.roster import Label

METADATA: Final = "submission_metadata.yml"
_MAX_BYTES: Final = 200_000_000
_SUBMITTERS_DEPTH: Final = 4
"""How deep the keys of a submitter lie: file, submission, list of submitters, submitter."""

_TIME: Final = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)? ?(?:Z|UTC|([+-])(\d\d):?(\d\d))")


@dataclass(frozen=True, slots=True)
class Handing:
    """One submission: by whom, and when."""

    labels: tuple[Label, ...]
    submitted_at: datetime | None


@dataclass(slots=True)
class _Entry:
    submitters: list[dict[str, str]] = field(default_factory=list)
    created_at: str = ""

    def handing(self) -> Handing:
        return Handing(tuple(map(_label, self.submitters)), parse_time(self.created_at))


def read_metadata(file: File | Folder | Refused) -> dict[str, Handing]:
    """What the file says of each folder with a submission.

    Raises:
        UnusableError: if it cannot be read; the text says why.
    """
    if not isinstance(file, File):
        raise UnusableError(f"holds no file {METADATA} that can be read")
    data = file.load(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise UnusableError(f"holds a {METADATA} of more than {_MAX_BYTES // 1_000_000} MB, which is not read")
    import yaml

    try:
        return {name: entry.handing() for name, entry in _entries(data.decode("utf-8-sig"), yaml)}
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise UnusableError(f"holds a {METADATA} that cannot be read: {str(error).splitlines()[0]}") from None


def _entries(text: str, yaml: Any) -> Iterator[tuple[str, _Entry]]:
    """The submissions one by one: the results that an export also holds may be long, and are passed over."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path: list[str | None] = []
    """For each open mapping or list the key in hand; ``None`` while a key is to come."""
    lists: list[bool] = []
    name, entry = "", _Entry()
    for event in yaml.parse(text, Loader=loader):
        if isinstance(event, yaml.CollectionStartEvent):
            path.append("" if (is_list := isinstance(event, yaml.SequenceStartEvent)) else None)
            lists.append(is_list)
            if len(path) == _SUBMITTERS_DEPTH and path[1] == ":submitters" and not is_list:
                entry.submitters.append({})
        elif isinstance(event, yaml.CollectionEndEvent):
            path.pop()
            lists.pop()
            if len(path) == 1:
                yield name, entry
            _value_done(path, lists)
        elif isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent)):
            value = str(getattr(event, "value", ""))
            if path and not lists[-1] and path[-1] is None:
                path[-1] = value
                if len(path) == 1:
                    name, entry = value, _Entry()
                continue
            _keep(entry, path, value)
            _value_done(path, lists)


def _value_done(path: list[str | None], lists: list[bool]) -> None:
    if path and not lists[-1]:
        path[-1] = None


def _keep(entry: _Entry, path: list[str | None], value: str) -> None:
    if len(path) == 2 and path[1] == ":created_at":  # noqa: PLR2004 - a key of a submission
        entry.created_at = value
    elif len(path) == _SUBMITTERS_DEPTH and path[1] == ":submitters" and entry.submitters:
        entry.submitters[-1][path[3] or ""] = value


def _label(submitter: dict[str, str]) -> Label:
    name, student, email = (submitter.get(key, "").strip() for key in (":name", ":sid", ":email"))
    ids = {kind: value for kind, value in (("id", student), ("email", email)) if value}
    return Label(shown(name or email or student or "?"), shown(student or email or name or "?"), ids)


def parse_time(text: str) -> datetime | None:
    """A time with its zone as Ruby writes it; ``None`` if it is none."""
    found = _TIME.match(text.strip())
    if found is None:
        return None
    day, clock, sign, hours, minutes = found.groups()
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) * (-1 if sign == "-" else 1)
    try:
        return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=timezone(offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
