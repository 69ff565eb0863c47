"""Hidden checks of run-main."""

from grader.checks import EventKind, probe, scenario


@scenario
def start_once(submission, sensor):
    # In a list, so that a coroutine object arrives as what it is and nobody runs it.
    return [submission.start(sensor)]


@scenario
def start_twice(submission, sensor):
    first = submission.start(sensor)
    second = submission.start(sensor)
    return [first, second]


def test_returns_what_main_returned(run):
    sensor = probe("sensor", delay=2)
    seen = run(start_once, sensor=sensor)
    assert seen.value == [sensor.results[:2]], "`start` did not return the list of the sensor's two answers."


def test_asks_for_both_rooms(run):
    sensor = probe("sensor", delay=2)
    run(start_once, sensor=sensor)
    rooms = [call.args for call in sensor.calls]
    assert rooms == [("kitchen",), ("cellar",)], "The sensor was not asked for the kitchen and then for the cellar."


def test_can_start_again(run):
    sensor = probe("sensor", delay=1)
    seen = run(start_twice, sensor=sensor)
    assert seen.value == [sensor.results[:2], sensor.results[2:4]], (
        "`start` was called twice, and the two calls did not return two answers each."
    )


def test_closes_its_loop(run):
    sensor = probe("sensor")
    seen = run(start_once, sensor=sensor)
    made = len(list(seen.trace.of(EventKind.LOOP_CREATED)))
    implicit = len(list(seen.trace.of(EventKind.LOOP_IMPLICIT)))
    closed = len(list(seen.trace.of(EventKind.LOOP_CLOSED)))
    assert made > 0, "No event loop was made while `start` ran."
    assert sensor.calls, "`main` never ran on an event loop: the sensor was not asked."
    assert implicit == 0, "`start` worked on a loop that it did not make itself."
    assert closed == made, f"Event loops that `start` made: {made}. Closed again: {closed}."
