"""What the checks between the parts of an exercise work on, and where they put what they find."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from grader.catalogue.positions import Loc, Mark, Tree
from grader.errors import Problem


@dataclass(slots=True)
class Findings:
    """An exercise on its way through the checks.

    ``data`` holds only values that have the right type: what is missing or wrong was reported already, so that each
    check skips what is not there. ``raw`` is everything as it was written, to know which names exist.
    """

    tree: Tree
    data: dict[str, Any]
    raw: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def at(self, loc: Loc, message: str) -> None:
        self.at_mark(self.tree.at(loc).mark, message)

    def at_key(self, loc: Loc, message: str) -> None:
        self.at_mark(self.tree.key_mark(loc), message)

    def at_mark(self, mark: Mark, message: str) -> None:
        self.problems.append(Problem(self.tree.path, mark.line, mark.column, message))

    def items(self, key: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The usable items of a list of mappings, with their numbers."""
        for number, item in enumerate(self.data.get(key, [])):
            if isinstance(item, dict):
                yield number, item

    def known_ids(self, key: str) -> frozenset[str] | None:
        """The ids in the list ``key`` as written; ``None`` if it cannot be told which there are."""
        items = self.raw.get(key)
        if not isinstance(items, list) or not all(isinstance(i, dict) and isinstance(i.get("id"), str) for i in items):
            return None
        return frozenset(item["id"] for item in items)
