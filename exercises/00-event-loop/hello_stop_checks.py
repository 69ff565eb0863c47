"""Hidden checks of hello-stop."""

import asyncio

from grader.checks import Ending, EventKind, scenario


@scenario
def hello_on_another_loop(submission):
    loop = asyncio.new_event_loop()
    try:
        loop.call_soon(submission.hello, loop)
        loop.run_forever()
    finally:
        loop.close()


def test_says_hello_once_and_ends(run):
    seen = run.script()
    assert seen.ending == Ending.RETURNED, "The program did not come to its end by itself."
    assert seen.lines == ["Hello, world!"], "The program did not print `Hello, world!` once and nothing else."
    errors = [line for line in seen.stderr.splitlines() if line.startswith("Exception in callback")]
    assert errors == [], "The line is right, but the loop met an error when it tried to call what it was given."


def test_hello_stops_the_loop_it_is_given(run):
    seen = run(hello_on_another_loop)
    assert seen.ending == Ending.RETURNED, "A new loop was asked to call `hello`, and `hello` did not stop that loop."
    assert seen.lines[-1:] == ["Hello, world!"], "`hello` did not print `Hello, world!` when a new loop called it."


def test_stops_while_the_loop_runs(run):
    seen = run.script()
    kinds = [event.kind for event in seen.trace.of(EventKind.LOOP_RUN, EventKind.LOOP_STOP_CALLED)]
    assert kinds[:1] == [EventKind.LOOP_RUN], "`stop()` was called before the loop ran."
    assert EventKind.LOOP_STOP_CALLED in kinds, "The loop ended, but nobody called its `stop()`."


def test_closes_its_loop(run):
    seen = run.script()
    made = len(list(seen.trace.of(EventKind.LOOP_CREATED)))
    closed = len(list(seen.trace.of(EventKind.LOOP_CLOSED)))
    assert made > 0, "The program made no event loop."
    assert closed == made, f"The program made {made} event loop and closed {closed}."
