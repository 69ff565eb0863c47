"""The trusted side of probes: order, time and results are held here."""

from __future__ import annotations

import math
from typing import Any

import pytest

from grader.model import Opaque, ProbeEvent, ProbeSpec
from grader.sandbox.probes import ProbeDesk, random_result
from grader.sandbox.protocol import ProtocolError


def desk(*specs: ProbeSpec) -> ProbeDesk:
    return ProbeDesk(specs, lambda name, call: f"{name}{call}")


def enter(name: str, call: int, now: float = 0.0, args: tuple[Any, ...] = ()) -> dict[str, Any]:
    return {"op": "enter", "probe": name, "call": call, "args": list(args), "now": now}


def idle(now: float = 0.0, next_timer: float | None = None) -> dict[str, Any]:
    return {"op": "idle", "now": now, "next": next_timer}


def test_probes_finish_in_the_order_of_their_times() -> None:
    the_desk = desk(ProbeSpec("a", delays=(10,)), ProbeSpec("b", delays=(5,)))
    assert the_desk.handle(enter("a", 1)) is None
    assert the_desk.handle(enter("b", 2)) is None
    assert the_desk.handle(idle()) == {"op": "time", "time": 5.0, "finish": [[2, {"value": "b0"}]], "stuck": False}
    assert the_desk.handle(idle(5.0)) == {"op": "time", "time": 10.0, "finish": [[1, {"value": "a0"}]], "stuck": False}
    assert [(e.time, e.kind, e.probe) for e in the_desk.events] == [
        (0.0, "enter", "a"),
        (0.0, "enter", "b"),
        (5.0, "leave", "b"),
        (10.0, "leave", "a"),
    ]


def test_a_timer_of_the_program_comes_first_when_it_is_earlier() -> None:
    the_desk = desk(ProbeSpec("a", delays=(10,)))
    the_desk.handle(enter("a", 1))
    answer = the_desk.handle(idle(next_timer=3.0))
    assert answer == {"op": "time", "time": 3.0, "finish": [], "stuck": False}


def test_the_clock_never_goes_back() -> None:
    the_desk = desk(ProbeSpec("a", delays=(1,)))
    the_desk.handle(enter("a", 1))
    the_desk.handle(idle())
    the_desk.handle(enter("a", 2, now=0.0))
    answer = the_desk.handle(idle(now=0.5))
    assert answer is not None
    assert answer["time"] == 2.0


def test_a_later_time_of_the_program_is_taken_over() -> None:
    the_desk = desk(ProbeSpec("a", delays=(1,)))
    the_desk.handle(enter("a", 1, now=5.0))
    answer = the_desk.handle(idle(now=5.0))
    assert answer is not None
    assert answer["time"] == 6.0


def test_each_call_has_its_own_delay_result_and_exception() -> None:
    spec = ProbeSpec("a", delays=(0, 2), results=(7,), raises=(None, "ValueError"))
    the_desk = desk(spec)
    the_desk.handle(enter("a", 1))
    the_desk.handle(enter("a", 2))
    the_desk.handle(enter("a", 3))
    assert the_desk.handle(idle()) == {"op": "time", "time": 0.0, "finish": [[1, {"value": 7}]], "stuck": False}
    answer = the_desk.handle(idle())
    assert answer is not None
    assert [outcome for _, outcome in answer["finish"]] == [{"raise": "ValueError", "message": "a failed"}] * 2


def test_a_synchronous_probe_answers_at_once_and_keeps_its_arguments() -> None:
    the_desk = desk(ProbeSpec("a", sync=True))
    answer = the_desk.handle(enter("a", 1, args=(1, {"$": "o", "v": ["object", "<object>"]})))
    assert answer == {"op": "outcome", "outcome": {"value": "a0"}}
    (entered, left) = the_desk.events
    assert entered.args[0] == 1
    assert type(entered.args[1]) is Opaque
    assert left == ProbeEvent(0.0, "leave", "a", 0)


def test_a_probe_without_an_end_leaves_the_program_stuck() -> None:
    the_desk = desk(ProbeSpec("a", delays=(math.inf,)))
    the_desk.handle(enter("a", 1))
    assert the_desk.handle(idle()) == {"op": "time", "time": 0.0, "finish": [], "stuck": True}


def test_a_cancelled_call_is_noted_and_never_finishes() -> None:
    the_desk = desk(ProbeSpec("a", delays=(1, 2)))
    the_desk.handle(enter("a", 1))
    the_desk.handle(enter("a", 2))
    the_desk.handle({"op": "cancelled", "call": 1, "now": 0.5})
    answer = the_desk.handle(idle(0.5))
    assert answer is not None
    assert [call for call, _ in answer["finish"]] == [2]
    assert [(e.kind, e.call) for e in the_desk.events] == [("enter", 0), ("enter", 1), ("cancelled", 0), ("leave", 1)]


def test_cancelling_an_unknown_call_changes_nothing() -> None:
    the_desk = desk(ProbeSpec("a"))
    the_desk.handle({"op": "cancelled", "call": 9, "now": 0})
    assert the_desk.events == ()


@pytest.mark.parametrize(
    "message",
    [
        {"op": "enter"},
        enter("unknown", 1),
        enter("a", 1, now=-1.0),
        enter("a", 1, now=math.nan),
        {"op": "enter", "probe": "a", "call": "1", "args": [], "now": 0},
        {"op": "enter", "probe": "a", "call": 1, "args": [{"$": "p", "v": 1}], "now": 0},
        {"op": "idle", "now": "x", "next": None},
        {"op": "idle"},
        {"op": "cancelled"},
        {"op": "other"},
        {},
    ],
)
def test_what_makes_no_sense_is_a_violation(message: dict[str, Any]) -> None:
    with pytest.raises(ProtocolError):
        desk(ProbeSpec("a")).handle(message)


def test_a_call_cannot_be_announced_twice() -> None:
    the_desk = desk(ProbeSpec("a"))
    the_desk.handle(enter("a", 1))
    with pytest.raises(ProtocolError):
        the_desk.handle(enter("a", 1))


def test_the_number_of_events_is_capped() -> None:
    the_desk = desk(ProbeSpec("a", sync=True))
    for call in range(2_501):
        the_desk.handle(enter("a", call))
    with pytest.raises(ProtocolError):
        the_desk.handle(enter("a", 2_501))


def test_random_results_differ() -> None:
    assert random_result("a", 0) != random_result("a", 0)
