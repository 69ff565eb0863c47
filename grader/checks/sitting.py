"""What the judging of one submission keeps in hand: the random results given out, what the running check read."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final

from grader.model import Evidence, Observation


class Tokens:
    """The random results of probes. They never leave the host: each is replaced by the name of its probe.

    A program may call probes thousands of times and print megabytes, so a text is read once for all of them.
    """

    def __init__(self) -> None:
        self._by_ending: dict[str, list[tuple[str, str]]] = {}

    def __bool__(self) -> bool:
        return bool(self._by_ending)

    def make(self, probe: str, call: int) -> str:
        """A new random text for the result of ``call`` (from 0) of a probe."""
        token = f"{probe}-{secrets.token_hex(4)}"
        name = f"<result of {probe}>" if call == 0 else f"<result of {probe}, call {call + 1}>"
        for spelling in dict.fromkeys((token, token.upper())):
            self._by_ending.setdefault(spelling[-_ENDING:], []).append((spelling, name))
        return token

    def are_in(self, text: str) -> bool:
        return next(self._find(text), None) is not None

    def hide(self, text: str) -> str:
        """``text`` with the name of each random result in its place."""
        parts, end = [], 0
        for start, stop, name in self._find(text):
            parts += [text[end:start], name]
            end = stop
        return "".join(parts) + text[end:] if parts else text

    def _find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where random results stand in ``text``, in order: start, end, and the name to show."""
        taken = 0
        for match in _ENDINGS.finditer(text):
            for token, name in self._by_ending.get(match[1], ()):
                start = match.end(1) - len(token)
                if start >= taken and text.startswith(token, start):
                    taken = match.end(1)
                    yield start, taken, name
                    break


_ENDING: Final = len("-01234567")
_ENDINGS: Final = re.compile("(?=(-[0-9a-fA-F]{8}))")


@dataclass(slots=True)
class Tally:
    """What one check did: the runs that it made or looked at, and the kinds of evidence that it read."""

    runs: list[Observation] = field(default_factory=list)
    evidence: set[Evidence] = field(default_factory=set)
    fresh: int = 0
    reused: int = 0
    """Runs answered by an earlier failure to load the program, which would only come again."""

    error_read: bool = False
    """Whether the check looked at the exception of a run."""
    expects_error: bool = False
    """Whether it looked at something else afterwards: the exception was as it should be."""

    def read(self, evidence: Evidence) -> None:
        """Note that the check reads something of this kind."""
        self.evidence.add(evidence)
        self.expects_error = self.expects_error or self.error_read

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
