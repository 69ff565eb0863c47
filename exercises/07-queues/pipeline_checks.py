"""Hidden checks of pipeline."""

import asyncio

from grader.checks import Outcome, probe, scenario


@scenario
async def run_through(submission, first, second, third, items):
    return await submission.run_pipeline(items, [first, second, third])


@scenario
async def run_with_errors(submission, first, second, third, end):
    """`end` is told how many tasks are left. What is returned says which error came out."""
    before = asyncio.all_tasks()
    outcome = "no error"
    try:
        await submission.run_pipeline(list("abcdef"), [first, second, third])
    except* ValueError:
        outcome = "ValueError"
    await end(len(asyncio.all_tasks() - before))
    return outcome


@scenario
async def run_plain(submission, items, number_of_stages):
    async def stage(piece):
        await asyncio.sleep(1)
        return piece

    return await submission.run_pipeline(items, [stage] * number_of_stages)


def rounded(seconds):
    seconds = round(seconds, 6)
    return int(seconds) if seconds == int(seconds) else seconds


def test_results_in_order(run):
    for count in (4, 1, 0):
        first, second, third = probe("first", delay=2), probe("second", delay=1), probe("third", delay=3)
        items = [f"item {number}" for number in range(count)]
        seen = run(run_through, first=first, second=second, third=third, items=items)
        fed = [[call.args for call in stage.calls] for stage in (first, second, third)]
        expected = [[(piece,) for piece in pieces] for pieces in (items, first.results[:count], second.results[:count])]
        assert fed == expected, (
            f"Number of items: {count}. There were three stages, and each must get what the one before it returned. "
            "This is what the stages were called with."
        )
        assert seen.value == third.results[:count], (
            f"Number of items: {count}. The results are what the last of three stages returned, in the order of the "
            "items. This is what `run_pipeline` returned."
        )
    seen = run(run_plain, items=["a", "b"], number_of_stages=1)
    assert seen.value == ["a", "b"], "There was one stage, which gives back each piece unchanged. This was returned."


def test_none_is_a_piece(run):
    items = ["a", None, 0, "", "None", [], False, "b"]
    seen = run(run_plain, items=items, number_of_stages=2)
    assert seen.value == items, (
        "Two stages gave back each of eight pieces unchanged, `None` and other empty values among them. This is what "
        "`run_pipeline` returned."
    )


def test_all_stages_work_at_the_same_time(run):
    first, second, third = probe("first", delay=2), probe("second", delay=5), probe("third", delay=1)
    run(run_through, first=first, second=second, third=third, items=list("abcd"))
    began = {stage.name: [rounded(call.entered) for call in stage.calls] for stage in (second, third)}
    assert began == {"second": [2, 7, 12, 17], "third": [7, 12, 17, 22]}, (
        "There were four items and three stages, which take 2, 5 and 1 seconds for a piece. These are the seconds at "
        "which the second and the third stage began."
    )
    first, second, third = probe("first", delay=4), probe("second", delay=1), probe("third", delay=3)
    run(run_through, first=first, second=second, third=third, items=list("abc"))
    began = {stage.name: [rounded(call.entered) for call in stage.calls] for stage in (first, second, third)}
    assert began == {"first": [0, 4, 8], "second": [4, 8, 12], "third": [5, 9, 13]}, (
        "There were three items and three stages, which take 4, 1 and 3 seconds for a piece. These are the seconds at "
        "which each stage began."
    )


def test_a_failure_stops_everything(run):
    first, second = probe("first", delay=2), probe("second", delay=1, raises=[None, "ValueError"])
    third, end = probe("third", delay=10), probe("end")
    seen = run(run_with_errors, first=first, second=second, third=third, end=end)
    assert seen.value == "ValueError", (
        "The second of three stages raised a `ValueError`. This is what came out of `run_pipeline`."
    )
    assert [rounded(call.entered) for call in end.calls] == [5], (
        "The second of three stages raised a `ValueError` at second 5. This is the second at which `run_pipeline` "
        "ended."
    )
    assert [call.args for call in end.calls] == [(0,)], (
        "The second of three stages raised a `ValueError`. This is the number of tasks that were left after "
        "`run_pipeline`."
    )
    at_work = {stage.name: stage.calls[-1].outcome for stage in (first, third) if stage.calls}
    assert at_work == {"first": Outcome.CANCELLED, "third": Outcome.CANCELLED}, (
        "When the second of three stages failed, the two others were at work, and that had to be cancelled. This is "
        "what became of it."
    )
    for failing, expected in (0, 2), (2, 4):
        raises = [None, None, None]
        raises[failing] = "ValueError"
        stages = [
            probe(name, delay=delay, raises=raises[n])
            for n, (name, delay) in enumerate([("first", 2), ("second", 1), ("third", 1)])
        ]
        end = probe("end")
        run(run_with_errors, first=stages[0], second=stages[1], third=stages[2], end=end)
        assert [(rounded(call.entered), *call.args) for call in end.calls] == [(expected, 0)], (
            f"Stage number {failing}, counted from 0, raised a `ValueError` at second {expected}. This is the second "
            "at which `run_pipeline` ended, and the number of tasks that were left."
        )
