"""Hidden checks of wait-for-first."""

from grader.checks import Ending, Outcome, probe, scenario


@scenario
async def ask_mirrors(submission, answer, hang_up, given, end):
    async def ask(mirror):
        try:
            return await answer(mirror)
        finally:
            await hang_up(mirror)

    try:
        return await submission.fastest(ask, *given)
    finally:
        await end()


def outcomes(answer):
    """What became of the question to each mirror, by mirror."""
    assert len({call.args for call in answer.calls}) == len(answer.calls), "Ask each mirror only once."
    return {call.args[0]: (call.outcome, call.left) for call in answer.calls}


def assert_all_hung_up(hang_up, end, mirrors):
    ended = [call.entered for call in end.calls]
    assert ended, "`fastest` never ended."
    still = [call.args[0] for call in hang_up.calls if call.outcome is not Outcome.RETURNED or call.left > ended[0]]
    assert still == [], "`fastest` was over, but these mirrors were still hanging up."
    assert len(hang_up.calls) == mirrors, "`fastest` was over, but some mirrors had not even begun to hang up."


def test_first_answer(run):
    answer, end = probe("answer", delays=[5, 2, 9]), probe("end")
    mirrors = ["north", "east", "south"]
    seen = run(ask_mirrors, answer=answer, hang_up=probe("hang_up"), given=(mirrors, 20), end=end)
    asked = [call.entered for call in answer.calls]
    assert asked == [0.0, 0.0, 0.0], "All three mirrors must be asked, each once, at second 0."
    ended = [call.entered for call in end.calls]
    assert ended == [2.0], (
        "The mirrors answered after 5, 2 and 9 seconds; the answer at second 2 decides. `fastest` ended at this second."
    )
    assert seen.value == answer.results[1], (
        "The mirrors answered after 5, 2 and 9 seconds. This is what `fastest` returned, beside the first answer."
    )


def test_others_have_ended(run):
    answer, hang_up, end = probe("answer", delays=[4, 9, 20]), probe("hang_up", delays=[1, 3, 2]), probe("end", delay=9)
    mirrors = ["north", "east", "south"]
    seen = run(ask_mirrors, answer=answer, hang_up=hang_up, given=(mirrors, 30), end=end)
    left = [(call.outcome.value, call.left) for call in answer.calls]
    assert left == [("returned", 4.0), ("cancelled", 5.0), ("cancelled", 5.0)], (
        "The first task is done at second 5 (one second of it for hanging up). The others must be cancelled then."
    )
    assert_all_hung_up(hang_up, end, 3)
    assert [call.entered for call in end.calls] == [8.0], (
        "The slowest of the cancelled tasks has hung up at second 8; that is when `fastest` must be over."
    )
    assert seen.value == answer.results[0], (
        "The mirrors needed 4, 9 and 20 seconds. This is what `fastest` returned, beside the first answer."
    )


def test_first_fails(run):
    answer = probe("answer", delays=[6, 3, 8], raises=[None, "ConnectionError", None])
    hang_up, end = probe("hang_up", delay=1), probe("end", delay=9)
    mirrors = ["north", "east", "south"]
    seen = run(ask_mirrors, answer=answer, hang_up=hang_up, given=(mirrors, 20), end=end)
    assert seen.ending != Ending.RETURNED, (
        "The first task that was done had failed with a `ConnectionError`, and that decides; but `fastest` returned."
    )
    assert seen.error.is_a("ConnectionError"), (
        f"The first mirror failed with a `ConnectionError`. `fastest` raised a `{seen.error.type}`."
    )
    left = [(call.outcome.value, call.left) for call in answer.calls]
    assert left == [("cancelled", 4.0), ("raised", 3.0), ("cancelled", 4.0)], (
        "The first task failed, and was done at second 4. The others must be cancelled then, as after a success."
    )
    assert_all_hung_up(hang_up, end, 3)


def test_nobody_answers_in_time(run):
    answer, hang_up, end = probe("answer", delays=[7, 9]), probe("hang_up", delay=1), probe("end", delay=9)
    seen = run(ask_mirrors, answer=answer, hang_up=hang_up, given=(["north", "east"], 3), end=end)
    assert seen.value is None, (
        "Two mirrors needed 7 and 9 seconds, and the limit was 3. This is what `fastest` returned."
    )
    left = [(call.outcome.value, call.left) for call in answer.calls]
    assert left == [("cancelled", 3.0), ("cancelled", 3.0)], "The limit was 3 seconds; both must be cancelled then."
    assert_all_hung_up(hang_up, end, 2)


def test_one_mirror(run):
    answer, hang_up, end = probe("answer", delay=2), probe("hang_up", delay=1), probe("end", delay=9)
    seen = run(ask_mirrors, answer=answer, hang_up=hang_up, given=(["north"], 5), end=end)
    assert seen.value == answer.result, "With one mirror, its answer is the first one."
    assert [call.entered for call in end.calls] == [3.0], "The only task is done at second 3."
