"""Hidden checks of future-states."""

import asyncio

from grader.checks import Ending, scenario

STATES = ("pending", "result", "error", "cancelled")


@scenario
def look_at(submission, state, result, function, arguments):
    """Ask one function about a future in one state."""
    loop = asyncio.new_event_loop()
    try:
        future = loop.create_future()
        if state == "result":
            future.set_result(result)
        elif state == "error":
            future.set_exception(OSError("the kettle is broken"))
        elif state == "cancelled":
            future.cancel()
        answer = getattr(submission, function)(future, *arguments)
        if state == "error":
            future.exception()
        return answer
    finally:
        loop.close()


@scenario
def look_at_an_error_object(submission):
    loop = asyncio.new_event_loop()
    try:
        future = loop.create_future()
        error = ValueError("only a value here")
        future.set_result(error)
        return [submission.state_of(future), submission.value_or(future, None) is error]
    finally:
        loop.close()


def test_names_the_state(run):
    for state in STATES:
        seen = run(look_at, state=state, result="tea", function="state_of", arguments=[])
        asked = f"`state_of` was given a future in the state `{state}`"
        assert seen.ending == Ending.RETURNED, f"{asked}, and did not return."
        assert seen.value == state, f"{asked}, and it said something else."


def test_result_of_any_kind(run):
    for result in (None, 0, "", [], False):
        seen = run(look_at, state="result", result=result, function="state_of", arguments=[])
        assert seen.value == "result", f"The future had the result `{result!r}`. This is what `state_of` said of it."
        seen = run(look_at, state="result", result=result, function="value_or", arguments=["water"])
        assert seen.value == result, (
            f"The future had the result `{result!r}`. This is what `value_or(future, 'water')` returned."
        )
    seen = run(look_at_an_error_object)
    assert seen.value == ["result", True], (
        "`set_result` put an error object into the future. That is a result like any other. This is what `state_of` "
        "said, and whether `value_or` returned the object."
    )


def test_value_or_default(run):
    for state in ("pending", "error", "cancelled"):
        seen = run(look_at, state=state, result=None, function="value_or", arguments=["water"])
        asked = f"`value_or(future, 'water')` was given a future in the state `{state}`"
        assert seen.ending == Ending.RETURNED, f"{asked}, and did not return."
        assert seen.value == "water", f"{asked}. There is no result in it, so the default must come out."
    seen = run(look_at, state="result", result="tea", function="value_or", arguments=["water"])
    assert seen.value == "tea", "`value_or` was given a future with the result 'tea', and returned something else."
