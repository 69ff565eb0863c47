"""Hidden checks of idle-timeout."""

import asyncio

from grader.checks import probe, scenario


@scenario
def talk_of(pause, words):
    async def talk(active):
        for _ in range(words):
            await pause()
            active()
        await pause()
        return f"{words} words"

    return talk


@scenario
async def hold_talk(submission, pause, words, idle, end):
    await asyncio.sleep(10)
    try:
        return await submission.while_active(talk_of(pause, words), idle)
    except TimeoutError:
        return "raised TimeoutError"
    finally:
        await end()


@scenario
async def fall_silent(submission, pause, words, idle, end):
    await asyncio.sleep(10)
    task = asyncio.create_task(submission.while_active(talk_of(pause, words), idle))
    await asyncio.wait([task])
    await end()
    if task.cancelled():
        return "ended as cancelled"
    return f"raised {type(task.exception()).__name__}" if task.exception() else f"returned {task.result()!r}"


def pauses(pause):
    return [(call.left, call.outcome.value) for call in pause.calls]


def ended(end):
    return [call.entered for call in end.calls]


def test_returns_the_result(run):
    for words, second in ((0, 12.0), (2, 16.0)):
        end = probe("end", delay=20)
        seen = run(hold_talk, pause=probe("pause", delay=2), words=words, idle=5, end=end)
        assert seen.value == f"{words} words", (
            f"It began at second 10, with 5 seconds of idle time, and came to its end at second {second:g}. There were "
            f"{words} signs of life, one every 2 seconds. Its result must be returned. This is how `while_active` ended."
        )
        assert ended(end) == [second], (
            f"The conversation ended at second {second:g}; nothing is left to wait for. This is when `while_active` ended."
        )


def test_silence_ends_it(run):
    pause, end = probe("pause", delay=9), probe("end", delay=20)
    seen = run(fall_silent, pause=pause, words=1, idle=4, end=end)
    assert pauses(pause) == [(14.0, "cancelled")], (
        "It began at second 10, with 4 seconds of idle time, and nobody spoke. It must be cancelled at second 14. This "
        "is when it was left, and how."
    )
    assert seen.value == "raised TimeoutError", "It was idle for too long; `while_active` must raise `TimeoutError`."
    assert ended(end) == [14.0], "`while_active` must end at second 14, too."


def test_activity_moves_the_limit(run):
    pause, end = probe("pause", delays=[3, 2, 1, 30]), probe("end", delay=20)
    seen = run(fall_silent, pause=pause, words=5, idle=4, end=end)
    assert pauses(pause) == [(13.0, "returned"), (15.0, "returned"), (16.0, "returned"), (20.0, "cancelled")], (
        "It began at second 10, with 4 seconds of idle time, and there were signs of life at 13, 15 and 16. It must be "
        "cancelled at second 20. These are the waits of the conversation: when each ended, and how."
    )
    assert seen.value == "raised TimeoutError", "It was idle for too long; `while_active` must raise `TimeoutError`."
    assert ended(end) == [20.0], "`while_active` must end at second 20, too."


def test_long_conversation(run):
    end = probe("end", delay=20)
    seen = run(hold_talk, pause=probe("pause", delays=[3, 1]), words=40, idle=4, end=end)
    assert seen.value == "40 words", (
        "With 4 seconds of idle time, there was a sign of life every 3 seconds or less, so it must not be cut off. This "
        "is how `while_active` ended."
    )
    assert ended(end) == [53.0], "The conversation ended by itself at second 53. This is when `while_active` ended."
