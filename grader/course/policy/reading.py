"""Reading a policy file: validated like an exercise, every mistake with its line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import UTC, datetime, time, timedelta, tzinfo
from pathlib import Path
from typing import Any, Final

from grader.catalogue.findings import Findings
from grader.catalogue.load import conform
from grader.catalogue.names import did_you_mean
from grader.catalogue.positions import Loc, to_plain
from grader.catalogue.reading import read_bytes, read_tree
from grader.course.policy.rules import ExerciseRules, Extension, Late, Policy
from grader.errors import CatalogueError
from grader.reports.gradebook import Visibility

_DAY: Final = r"\d{4}-\d\d-\d\d"
_MOMENT: Final = re.compile(rf"({_DAY})(?:[T ](\d\d:\d\d(?::\d\d)?) ?(Z|[+-]\d\d:\d\d)?)?")
_END_OF_DAY: Final = time(23, 59, 59)
_MAX_BYTES: Final = 20_000_000


def load_policy(path: Path, exercises: Collection[str] | None = None) -> Policy:
    """The policy in a YAML file.

    Args:
        path: the file.
        exercises: the ids of the course, so that a misspelt one is found; ``None``: they are not looked at.

    Raises:
        CatalogueError: with every mistake in the file, each with its line.
    """
    from grader.course.policy.schema import PolicyKeys

    tree = read_tree(path, read_bytes(path, _MAX_BYTES))
    plain = to_plain(tree.root, _is_text)
    problems = list(tree.problems)
    usable = conform(tree, plain, PolicyKeys, problems)
    if usable is not None:
        reader = _Reader(Findings(tree, usable, plain, problems))
        reader.check(exercises)
    if problems:
        raise CatalogueError(dict.fromkeys(problems))
    return reader.policy()


def _is_text(loc: Loc) -> bool:
    """Whether what stands at ``loc`` is taken as it is written: YAML would make a date or a number of it."""
    match loc:
        case ("due",) | ("exercises", str(), "due") | ("extensions", int(), "due" | "learner" | "exercise"):
            return True
        case _:
            return False


class _Reader:
    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._data = findings.data
        self._zone = self._time_zone()

    # -------------------------------------------------------------------------------------- checking

    def check(self, known: Collection[str] | None) -> None:
        """Find what the types of the keys do not tell."""
        self._moment(("due",), self._data.get("due"))
        for name, keys in self._exercises().items():
            if known is not None and name not in known:
                self._findings.at_key(("exercises", name), f"there is no exercise `{name}`{did_you_mean(name, known)}")
            self._moment(("exercises", name, "due"), keys.get("due"))
            if "points" in keys and "weight" in keys:
                self._findings.at_key(("exercises", name, "weight"), "give `points` or `weight`, not both")
        seen: dict[tuple[str, str], int] = {}
        for number, keys in self._findings.items("extensions"):
            self._check_extension(number, keys, known, seen)

    def _check_extension(
        self, number: int, keys: dict[str, Any], known: Collection[str] | None, seen: dict[tuple[str, str], int]
    ) -> None:
        here = ("extensions", number)
        self._moment((*here, "due"), keys.get("due"))
        raw = self._findings.raw["extensions"][number]
        if ("due" in raw) == ("days" in raw):
            self._findings.at(here, "give `due` or `days`: until when, or how many days more")
        exercise = keys.get("exercise", "")
        if known is not None and exercise and exercise not in known:
            message = f"there is no exercise `{exercise}`{did_you_mean(exercise, known)}"
            self._findings.at((*here, "exercise"), message)
        if "days" in raw and not self._has_due(exercise):
            self._findings.at((*here, "days"), "there is no due date that days could be added to: give `due`")
        pair = keys.get("learner", ""), exercise
        if pair[0] and pair in seen:
            self._findings.at(here, f"`{pair[0]}` has an extension for this already, in item {seen[pair] + 1}")
        seen.setdefault(pair, number)

    def _has_due(self, exercise: str) -> bool:
        raw = self._findings.raw
        if "due" in raw:
            return True
        of_exercises = raw.get("exercises")
        found = of_exercises if isinstance(of_exercises, dict) else {}
        chosen = [found.get(exercise)] if exercise else list(found.values())
        return any(isinstance(keys, dict) and "due" in keys for keys in chosen)

    def _exercises(self) -> dict[str, dict[str, Any]]:
        found = self._data.get("exercises", {})
        return {name: keys for name, keys in found.items() if isinstance(keys, dict)}

    def _time_zone(self) -> tzinfo:
        name = self._data.get("timezone", "UTC")
        if name == "UTC":
            return UTC
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(name)
        except (OSError, ValueError, LookupError):
            self._findings.at(
                ("timezone",), f"`{name}` is no time zone that is known here: write one such as Europe/Vienna"
            )
            return UTC

    def _moment(self, loc: Loc, text: str | None) -> datetime | None:
        """The time that stands at ``loc``. A day alone ends at its end."""
        if not text:
            return None
        found = _MOMENT.fullmatch(text.strip())
        if found is not None:
            day, clock, offset = found.groups()
            try:
                moment = datetime.fromisoformat(f"{day}T{clock}" if clock else f"{day}T{_END_OF_DAY}")
                zone = datetime.fromisoformat(f"{day}T00:00{offset}").tzinfo if offset else self._zone
                return moment.replace(tzinfo=zone).astimezone(UTC)
            except (ValueError, OverflowError):
                pass
        message = f"`{text[:40]}` is not a time: write it as 2026-11-30 23:59, or a day alone as 2026-11-30"
        self._findings.at(loc, message)
        return None

    # -------------------------------------------------------------------------------------- making

    def policy(self) -> Policy:
        """The policy that the file describes; it has no mistakes."""
        general = self._rules(ExerciseRules(), self._data, ())
        return Policy(
            title=self._data.get("title", ""),
            file_times=self._data.get("file_times", False),
            general=general,
            exercises={
                name: self._rules(general, keys, ("exercises", name)) for name, keys in self._exercises().items()
            },
            extensions=self._extensions(),
        )

    def _rules(self, base: ExerciseRules, keys: Mapping[str, Any], loc: Loc) -> ExerciseRules:
        return ExerciseRules(
            points=float(keys["points"]) if "points" in keys else None,
            weight=float(keys.get("weight", 1)),
            due=self._moment((*loc, "due"), keys["due"]) if "due" in keys else base.due,
            partial=keys.get("partial", base.partial),
            best=keys["attempts"] == "best" if "attempts" in keys else base.best,
            late=_late(keys["late"]) if "late" in keys else base.late,
            visibility=Visibility(keys.get("visibility", base.visibility)),
            checks={check: Visibility(when) for check, when in keys.get("checks", {}).items()},
        )

    def _extensions(self) -> dict[str, tuple[Extension, ...]]:
        found: dict[str, list[Extension]] = defaultdict(list)
        for number, keys in self._findings.items("extensions"):
            found[keys["learner"]].append(self._extension(number, keys))
        return {learner: tuple(several) for learner, several in found.items()}

    def _extension(self, number: int, keys: Mapping[str, Any]) -> Extension:
        return Extension(
            exercise=keys.get("exercise", ""),
            due=self._moment(("extensions", number, "due"), keys.get("due")),
            more=timedelta(days=keys.get("days", 0)),
            reason=keys.get("reason", ""),
        )


def _late(keys: Mapping[str, Any]) -> Late:
    return Late(
        grace=timedelta(minutes=keys.get("grace_minutes", 0)),
        percent_per_day=float(keys.get("percent_per_day", 0)),
        most_percent=float(keys.get("most_percent", 100)),
        cutoff=timedelta(days=keys["cutoff_days"]) if "cutoff_days" in keys else None,
        marked_percent=float(keys.get("marked_percent", 0)),
    )
