"""Hidden checks of call-soon-fifo."""

import asyncio

from grader.checks import Ending, probe, scenario


@scenario
def schedule_then_run(submission, log, guests):
    loop = asyncio.new_event_loop()

    def greet(guest, *, polite):
        log("greeted", guest, polite)

    try:
        submission.schedule(loop, greet, guests)
        log("scheduled")
        loop.run_forever()
        log("stopped")
    finally:
        loop.close()


@scenario
def schedule_inside_a_callback(submission, log, guests):
    loop = asyncio.new_event_loop()

    def greet(guest, *, polite):
        log("greeted", guest)

    try:
        loop.call_soon(submission.schedule, loop, greet, guests)
        loop.call_soon(log, "next in the queue")
        loop.run_forever()
        log("stopped")
    finally:
        loop.close()


def happened(log):
    """What was logged, without the moment at which the loop stopped."""
    return [call.args for call in log.calls if call.args != ("stopped",)]


def test_greets_in_order(run):
    log = probe("log", sync=True)
    run(schedule_then_run, log=log, guests=["Dora", "Ali", "Cleo", "Bert"])
    steps = happened(log)
    by_the_loop = steps[steps.index(("scheduled",)) :] if ("scheduled",) in steps else []
    greetings = [args[1:] for args in by_the_loop if args[:1] == ("greeted",)]
    assert greetings == [("Dora", True), ("Ali", True), ("Cleo", True), ("Bert", True)], (
        "The loop must greet each guest once, with `polite=True`, in the order of the list. These are the guests that "
        "the loop greeted, each with the value of `polite`."
    )


def test_schedule_greets_nobody_itself(run):
    log = probe("log", sync=True)
    run(schedule_then_run, log=log, guests=["Dora", "Ali"])
    steps = [args[:1] for args in happened(log)]
    assert steps == [("scheduled",), ("greeted",), ("greeted",)], (
        "For two guests, `schedule` must return first; then the loop runs and greets them both. This is what happened; at "
        "`scheduled` it had returned."
    )


def test_stops_after_the_last_guest(run):
    for guests in (["Dora", "Ali", "Cleo"], []):
        log = probe("log", sync=True)
        seen = run(schedule_then_run, log=log, guests=guests)
        assert seen.ending == Ending.RETURNED, f"With {len(guests)} guests the loop did not come to its end."
        steps = [call.args for call in log.calls]
        assert steps[-1:] == [("stopped",)], f"With {len(guests)} guests no call in the queue stopped the loop."


def test_works_inside_a_callback(run):
    log = probe("log", sync=True)
    seen = run(schedule_inside_a_callback, log=log, guests=["Dora", "Ali"])
    assert seen.ending == Ending.RETURNED, "When a callback had called `schedule`, the loop did not come to its end."
    steps = [call.args for call in log.calls]
    assert steps == [("next in the queue",), ("greeted", "Dora"), ("greeted", "Ali"), ("stopped",)], (
        "A callback called `schedule` for two guests, while another call was waiting in the queue. That one comes first, "
        "then both greetings, then the end of the loop. This is what happened."
    )
