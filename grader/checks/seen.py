"""What a check sees of a run."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from grader.checks.sitting import Sitting
from grader.model import Ending, ErrorInfo, Evidence, Observation, ProbeEvent, Standstill, Trace


class NotThere(AssertionError):  # noqa: N818 - says what the matter is
    """A check asked for a part that the run does not have, as the value of a run that raised. The check fails."""


class Seen:
    """One run as a check sees it. Reading a part that is not there fails the check with a message for the learner."""

    __slots__ = ("_observation", "_sitting")

    def __init__(self, observation: Observation, sitting: Sitting) -> None:
        self._observation = observation
        self._sitting = sitting

    def _read(self, evidence: Evidence) -> Observation:
        tally = self._sitting.tally
        tally.read(evidence)
        tally.saw(self._observation)
        return self._observation

    @property
    def ending(self) -> Ending:
        """How the run ended."""
        return self._read(Evidence.VALUE).ending

    @property
    def value(self) -> Any:
        """What was returned; the check fails if the run did not return."""
        observation = self._read(Evidence.VALUE)
        if observation.ending is not Ending.RETURNED:
            raise NotThere(WHY_NO_VALUE[observation.ending])
        return observation.returned

    @property
    def error(self) -> ErrorInfo:
        """The exception that ended the run; the check fails if there is none."""
        # A second look at the exception says nothing about whether the first was content with it.
        tally = self._sitting.tally
        tally.evidence.add(Evidence.VALUE)
        tally.saw(self._observation)
        observation = self._observation
        if observation.error is None:
            if observation.ending is Ending.RETURNED:
                raise NotThere("An exception was expected, but the program returned.")
            raise NotThere(WHY_NO_VALUE[observation.ending])
        tally.error_read = True
        return observation.error

    @property
    def exit_code(self) -> int:
        """The code that the program exited with; the check fails if it did not exit."""
        observation = self._read(Evidence.OUTPUT)
        if observation.exit_code is None:
            raise NotThere("The program did not exit with a code.")
        return observation.exit_code

    @property
    def stdout(self) -> str:
        return self._read(Evidence.OUTPUT).stdout

    @property
    def stderr(self) -> str:
        return self._read(Evidence.OUTPUT).stderr

    @property
    def lines(self) -> list[str]:
        """The lines of the standard output."""
        return self._read(Evidence.OUTPUT).stdout.splitlines()

    @property
    def loop_time(self) -> float:
        """The loop's clock, in seconds, when the run was over."""
        return self._read(Evidence.TRACE).loop_time

    @property
    def trace(self) -> Trace:
        return self._read(Evidence.TRACE).trace

    @property
    def standstill(self) -> Standstill:
        """Why the program could never finish; the check fails if it came to no standstill."""
        observation = self._read(Evidence.TRACE)
        if observation.standstill is None:
            raise NotThere("The program was expected to wait for ever, but it did not.")
        return observation.standstill

    @property
    def probes(self) -> tuple[ProbeEvent, ...]:
        """When each probe was entered and left, in the order that the trusted side saw."""
        return self._read(Evidence.PROBE).probes

    def __repr__(self) -> str:
        return f"<run: {self._observation.ending.value}>"


WHY_NO_VALUE: Final[Mapping[Ending, str]] = MappingProxyType(
    {
        Ending.RETURNED: "The program returned.",
        Ending.RAISED: "The program raised an exception instead of returning.",
        Ending.EXITED: "The program ended the interpreter instead of returning.",
        Ending.NOT_LOADABLE: "The file could not be loaded.",
        Ending.DEADLOCK: "The program did not finish: every task waits for something that never happens.",
        Ending.NEVER_ENDS: "The program did not finish: its loop runs on without an end.",
        Ending.BUSY_LOOP: "The program did not finish: it repeats the same steps without ever waiting.",
        Ending.WAITING_ON_NETWORK: "The program did not finish: it waits for the network, and nobody answers.",
        Ending.WAITING_ON_SIGNAL: "The program did not finish: it waits for a signal that never comes.",
        Ending.WAITING_ON_INPUT: "The program did not finish: it waits for input, and there is none.",
        Ending.CPU_LIMIT: "The program did not finish: it used up its computing time.",
        Ending.WALL_LIMIT: "The program did not finish in the time that it had.",
        Ending.OUT_OF_MEMORY: "The program did not finish: it used up its memory.",
        Ending.OUTPUT_LIMIT: "The program did not finish: it printed more than it may.",
        Ending.CRASHED: "The program crashed the interpreter.",
        Ending.KILLED: "The program was killed.",
        Ending.PROTOCOL_VIOLATION: "The program disturbed the connection to the grader.",
        Ending.SANDBOX_FAULT: "The sandbox failed.",
    }
)
