from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest

from grader.checks import Call, Outcome, Probe, probe
from grader.checks.probes import Handover
from grader.checks.sitting import SITTING, Sitting
from grader.model import Evidence, ProbeEvent, ProbeSpec


@pytest.fixture(autouse=True)
def sitting() -> Iterator[Sitting]:
    made = Sitting()
    token = SITTING.set(made)
    yield made
    SITTING.reset(token)


def test_a_probe_says_what_each_of_its_options_means() -> None:
    assert probe("a").spec == ProbeSpec("a")
    assert probe("a", 2).spec == ProbeSpec("a", delays=(2.0,))
    assert probe("a", delays=[1, 2]).spec.delays == (1.0, 2.0)
    assert probe("a", raises=ValueError).spec.raises == ("ValueError",)
    assert probe("a", raises=[None, "OSError"]).spec.raises == (None, "OSError")
    assert probe("a", sync=True).spec.sync is True
    assert repr(probe("a")) == "<probe a>"


@pytest.mark.parametrize(
    "options",
    [
        {"name": ""},
        {"name": 3},
        {"delays": []},
        {"raises": []},
        {"delay": -1},
        {"delay": math.inf},
        {"delay": 1, "sync": True},
    ],
)
def test_a_probe_that_makes_no_sense(options: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError)):
        probe(**{"name": "a"} | options)


def test_a_probe_is_made_inside_a_check() -> None:
    SITTING.set(None)
    with pytest.raises(RuntimeError, match="inside a check"):
        probe("a")


def test_each_call_has_a_random_result_of_its_own() -> None:
    first, second = probe("a"), probe("a")
    results = [first.result, first.results[1], *second.results[:2]]
    assert len(set(results)) == 4
    assert all(result.startswith("a-") for result in results)
    assert [first.answer(0), first.answer(1)] == results[:2]
    assert len(first.results) == 2


def test_a_result_that_was_given_holds_for_every_call() -> None:
    made = probe("a", result=[1])
    assert (made.result, made.results[3], made.answer(7)) == ([1], [1], [1])


def test_results_have_no_end() -> None:
    results = probe("a").results
    for wrong in (slice(None), slice(0, -1), slice(-1, 2), -1):
        with pytest.raises(IndexError):
            results[wrong]
    with pytest.raises(TypeError, match="no end"):
        list(results)


def test_reading_a_probe_is_evidence(sitting: Sitting) -> None:
    made = probe("a")
    assert sitting.tally.evidence == set()
    assert made.calls == []
    assert sitting.tally.evidence == {Evidence.PROBE}


def test_calls_tell_when_a_probe_was_entered_and_left() -> None:
    made = probe("a", raises=[None, "ValueError"])
    made.saw(
        [
            ProbeEvent(0.0, "enter", "a", 0, (1,)),
            ProbeEvent(0.0, "enter", "b", 0),
            ProbeEvent(1.0, "enter", "a", 1),
            ProbeEvent(2.0, "leave", "a", 0),
            ProbeEvent(3.0, "leave", "a", 1),
            ProbeEvent(3.0, "enter", "a", 2),
            ProbeEvent(4.0, "cancelled", "a", 2),
            ProbeEvent(4.0, "enter", "a", 3),
            ProbeEvent(5.0, "leave", "a", 9),
        ]
    )
    assert made.calls == [
        Call((1,), 0.0, 2.0, Outcome.RETURNED),
        Call((), 1.0, 3.0, Outcome.RAISED),
        Call((), 3.0, 4.0, Outcome.CANCELLED),
        Call((), 4.0, None, Outcome.PENDING),
    ]


def test_a_handover_puts_plain_data_in_the_place_of_probes() -> None:
    a, handover = probe("a"), Handover()
    given = [a, (a, {"k": a}), {1, b"x"}, frozenset({None}), 1.5]
    assert handover.plain(given) == [a.spec, (a.spec, {"k": a.spec}), {1, b"x"}, frozenset({None}), 1.5]
    assert handover.answer("a", 0) == a.result


@pytest.mark.parametrize("value", [object(), lambda: 0, {1: object()}, [type("L", (list,), {})()]])
def test_only_plain_data_is_handed_over(value: object) -> None:
    with pytest.raises(TypeError, match="plain data and probes, not a"):
        Handover().plain(value)


def test_a_probe_in_a_set_is_not_handed_over() -> None:
    with pytest.raises(TypeError):
        Handover().plain({probe("a")})


def test_two_probes_of_one_name_are_not_handed_over() -> None:
    with pytest.raises(ValueError, match="two probes of one run have the name 'a'"):
        Handover().plain([probe("a"), probe("a")])


def test_results_are_hidden_in_any_text(sitting: Sitting) -> None:
    made: Probe = probe("a")
    text = f"{made.result}, {made.result.upper()} and {made.results[1]}"
    assert sitting.tokens.hide(text) == "<result of a>, <result of a> and <result of a, call 2>"
    assert sitting.tokens.hide("a-00000000") == "a-00000000"
