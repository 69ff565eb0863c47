"""What the judging of one submission keeps in hand: the random results given out, what the running check read."""

from __future__ import annotations

import secrets
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final

from grader.model import Evidence, Observation


class Tokens:
    """The random results of probes. They never leave the host: each is replaced by the name of its probe."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._names)

    def make(self, probe: str, call: int) -> str:
        """A new random text for the result of ``call`` (from 0) of a probe."""
        token = f"{probe}-{secrets.token_hex(4)}"
        name = f"<result of {probe}>" if call == 0 else f"<result of {probe}, call {call + 1}>"
        self._names[token] = self._names[token.upper()] = name
        return token

    def are_in(self, text: str) -> bool:
        return any(token in text for token in self._names)

    def hide(self, text: str) -> str:
        """``text`` with the name of each random result in its place."""
        for token, name in self._names.items():
            if token in text:
                text = text.replace(token, name)
        return text


@dataclass(slots=True)
class Tally:
    """What one check did: the runs that it made or looked at, and the kinds of evidence that it read."""

    runs: list[Observation] = field(default_factory=list)
    evidence: set[Evidence] = field(default_factory=set)
    fresh: int = 0
    reused: int = 0
    """Runs answered by an earlier failure to load the program, which would only come again."""

    def saw(self, observation: Observation) -> None:
        if not any(known is observation for known in self.runs):
            self.runs.append(observation)


class Sitting:
    """One submission's judging; ``tally`` is that of the check in progress."""

    def __init__(self) -> None:
        self.tokens = Tokens()
        self.tally = Tally()


SITTING: Final[ContextVar[Sitting | None]] = ContextVar("SITTING", default=None)
"""The judging that is in progress in this process."""
