"""Which check is waited for, and whether one that nobody waits for any more holds it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from grader.model import Clock, Exercise, Submission

_WORTH_WAITING_S: Final = 1.0
"""A check that has taken longer, in wall seconds, is given up for a newer save: starting anew is quicker."""


class Checks(Protocol):
    """Where checks are asked for."""

    def check(self, exercise: Exercise, submission: Submission) -> int: ...
    def hurry(self) -> None: ...


@dataclass(slots=True)
class Pending:
    """The check that is waited for, by its number, and the one that is probably being run."""

    clock: Clock
    _latest: int | None = None
    _asked: int | None = None
    _asked_at: float = 0.0
    _running: int | None = None
    _runs_since: float = 0.0

    def ask(self, number: int) -> None:
        """From now on this one is waited for."""
        self._latest = self._asked = number
        self._asked_at = self.clock()
        if self._running is None:
            self._running, self._runs_since = number, self._asked_at

    def came(self, number: int) -> bool:
        """A verdict is there; whether it is the one that is waited for."""
        is_awaited = number == self._asked
        if is_awaited:
            self._asked = None
        self._running, self._runs_since = self._asked, self.clock()  # what was overtaken before its turn is not run
        return is_awaited

    def is_latest(self, number: int) -> bool:
        """Whether nothing was asked for after it."""
        return number == self._latest

    def drop(self) -> None:
        """Nobody waits any more."""
        self._latest = self._asked = None

    def let_run(self) -> None:
        """Nobody waits any more, but the verdict still counts."""
        self._latest = self._asked = self._running = None

    def waited(self) -> float | None:
        """Wall seconds since the check was asked for; ``None`` if none is waited for."""
        return self.clock() - self._asked_at if self._asked is not None else None

    def is_held_up(self) -> bool:
        """Whether a check for which nobody waits has taken long. Says so once."""
        if self._running in {None, self._asked} or self.clock() - self._runs_since <= _WORTH_WAITING_S:
            return False
        self._running = None
        return True
