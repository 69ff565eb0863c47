from __future__ import annotations

import pytest

from grader.checks.seen import WHY_NO_VALUE, NotThere, Seen
from grader.checks.sitting import Sitting
from grader.model import Ending, ErrorInfo, Frame, Observation, ProbeEvent, Standstill, Trace


def seen(observation: Observation) -> Seen:
    return Seen(observation, Sitting())


def test_every_part_of_a_run_can_be_read() -> None:
    error = ErrorInfo("ValueError", "no", ("ValueError", "Exception"), (Frame("main", 3),))
    still, probes = Standstill(1.0), (ProbeEvent(0.0, "enter", "a", 0),)
    one = seen(
        Observation(
            Ending.EXITED,
            error=error,
            exit_code=3,
            stdout="a\nb\n",
            stderr="c",
            loop_time=2.0,
            standstill=still,
            probes=probes,
        )
    )
    assert (one.ending, one.exit_code, one.stdout, one.stderr, one.lines) == ("exited", 3, "a\nb\n", "c", ["a", "b"])
    assert (one.loop_time, one.trace, one.standstill, one.probes) == (2.0, Trace(), still, probes)
    assert (one.error.type, one.error.line, one.error.is_a("Exception")) == ("ValueError", 3, True)
    assert repr(one) == "<run: exited>"
    assert seen(Observation(Ending.RETURNED, returned=[1])).value == [1]


@pytest.mark.parametrize("ending", [ending for ending in Ending if ending is not Ending.RETURNED])
def test_each_ending_has_a_sentence_for_the_value_that_is_not_there(ending: Ending) -> None:
    one = seen(Observation(ending))
    with pytest.raises(NotThere) as caught:
        _ = one.value
    assert str(caught.value) == WHY_NO_VALUE[ending]
    with pytest.raises(AssertionError):
        _ = one.error


@pytest.mark.parametrize("part", ["error", "exit_code", "standstill"])
def test_a_part_that_is_not_there_is_a_failed_assertion(part: str) -> None:
    with pytest.raises(AssertionError, match=r"^[A-Z].*\.$"):
        getattr(seen(Observation(Ending.RETURNED)), part)


def test_a_run_is_noted_once_with_what_was_read() -> None:
    sitting = Sitting()
    one = Seen(Observation(Ending.RETURNED), sitting)
    assert (one.value, one.value, one.stdout) == (None, None, "")
    assert len(sitting.tally.runs) == 1
    assert sorted(sitting.tally.evidence) == ["output", "value"]
