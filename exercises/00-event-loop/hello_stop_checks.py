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


def greeting(line):
    """The letters of a line: capitals, spaces and punctuation are not what this exercise is about."""
    return "".join(letter for letter in line.lower() if letter.isalpha())


def test_says_hello_once_and_ends(run):
    seen = run.script()
    assert seen.ending == Ending.RETURNED, "The program did not come to its end by itself."
    greetings = [greeting(line) for line in seen.lines]
    assert greetings == ["helloworld"], "The program did not print `Hello, world!` once and nothing else."
    errors = [line for line in seen.stderr.splitlines() if line.startswith("Exception in callback")]
    assert errors == [], "The line is right, but the loop met an error when it tried to call what it was given."


def test_hello_stops_the_loop_it_is_given(run):
    seen = run(hello_on_another_loop)
    assert seen.ending == Ending.RETURNED, "A new loop was asked to call `hello`, and `hello` did not stop that loop."
    last = greeting((seen.lines or [""])[-1])
    assert last == "helloworld", "`hello` did not print `Hello, world!` when a new loop called it."


def test_stops_while_the_loop_runs(run):
    seen = run.script()
    kinds = [event.kind for event in seen.trace.of(EventKind.LOOP_RUN, EventKind.LOOP_STOP_CALLED)]
    stopped_early = kinds[:1] == [EventKind.LOOP_STOP_CALLED]
    assert not stopped_early, "`stop()` was called before the loop ran."
    stopped_in_time = EventKind.LOOP_STOP_CALLED in kinds
    assert stopped_in_time, "The program came to its end, but nobody called `stop()` while the loop ran."


def test_closes_its_loop(run):
    seen = run.script()
    made = {event.data.get("loop") for event in seen.trace.of(EventKind.LOOP_CREATED, EventKind.LOOP_IMPLICIT)}
    closed = {event.data.get("loop") for event in seen.trace.of(EventKind.LOOP_CLOSED)}
    assert made, "The program made no event loop."
    still_open = len(made - closed)
    assert still_open == 0, "An event loop was still open when the program came to its end."
