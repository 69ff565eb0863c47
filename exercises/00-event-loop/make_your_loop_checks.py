"""Hidden checks of make-your-loop."""

import asyncio

from grader.checks import Ending, probe, scenario


@scenario
def carry_out(submission, work):
    def plan(loop):
        loop.call_soon(work, "first")
        loop.call_later(3, work, "second")
        loop.call_later(3, loop.stop)

    submission.run_plan(plan)


@scenario
def beside_another_loop(submission):
    other = asyncio.new_event_loop()
    asyncio.set_event_loop(other)
    used = []

    def plan(loop):
        used.append(loop)
        loop.call_soon(loop.stop)

    try:
        submission.run_plan(plan)
        return {"used the other loop": other in used, "closed the other loop": other.is_closed()}
    finally:
        other.close()


@scenario
def twice(submission):
    used = []

    def plan(loop):
        used.append(loop)
        loop.call_soon(loop.stop)

    submission.run_plan(plan)
    submission.run_plan(plan)
    return {"runs": len(used), "loops": len(set(used))}


@scenario
def ask_for_the_current_loop(submission):
    other = asyncio.new_event_loop()
    asyncio.set_event_loop(other)
    found = []

    def plan(loop):
        found.append(asyncio.get_event_loop() is loop)
        loop.call_soon(loop.stop)

    try:
        submission.run_plan(plan)
        return found
    finally:
        other.close()


@scenario
def look_at_the_loop_afterwards(submission):
    used = []

    def plan(loop):
        used.append(loop)
        loop.call_soon(loop.stop)

    submission.run_plan(plan)
    return [loop.is_closed() for loop in used]


@scenario
def fail(submission, message):
    used = []

    def plan(loop):
        used.append(loop)
        raise ValueError(message)

    try:
        submission.run_plan(plan)
        error = None
    except ValueError as raised:
        error = str(raised)
    return {"error": error, "closed": [loop.is_closed() for loop in used]}


def test_runs_the_plan(run):
    work = probe("work", sync=True)
    seen = run(carry_out, work=work)
    assert seen.ending == Ending.RETURNED, "A plan stopped its loop, and `run_plan` did not come to its end."
    calls = [call.args for call in work.calls]
    assert calls == [("first",), ("second",)], (
        "A plan asked for two calls, the second one three seconds after the first. The loop did not make just these."
    )


def test_makes_its_own_loop(run):
    again = run(twice)
    beside = run(beside_another_loop)
    assert beside.value == {"used the other loop": False, "closed the other loop": False}, (
        "There was a current loop before, made by somebody else. `run_plan` must leave it alone."
    )
    assert again.value == {"runs": 2, "loops": 2}, (
        "`run_plan` was called twice. Each call must give a new loop to its plan."
    )


def test_is_the_current_loop(run):
    seen = run(ask_for_the_current_loop)
    assert seen.value == [True], "The plan asked for the current loop, and did not find the loop that it was given."


def test_closes_the_loop(run):
    seen = run(look_at_the_loop_afterwards)
    assert seen.value == [True], "When `run_plan` was over, the loop that it had given to the plan was not closed."


def test_closes_the_loop_after_an_error(run):
    seen = run(fail, message="no such plan")
    assert seen.value == {"error": "no such plan", "closed": [True]}, (
        "A plan raised an error. Its loop must be closed all the same, and the error must reach the caller of "
        "`run_plan`."
    )
