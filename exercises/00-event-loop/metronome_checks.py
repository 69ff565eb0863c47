"""Hidden checks of metronome."""

import asyncio
import time

from grader.checks import Ending, probe, scenario


@scenario
def beat_the_time(submission, log, period, times, work_s):
    """Begin when the loop's clock is no longer at its start. `work_s` says how long each beat works, then 0."""
    loop = asyncio.new_event_loop()
    left = list(work_s)

    def begin():
        log("begin")
        submission.metronome(loop, beat, period, times)
        log("asked")

    def beat(number):
        log("beat", number)
        if left:
            # Outside the loop, or the report would warn the learner of a callback that is none of the learner's.
            asyncio._set_running_loop(None)
            time.sleep(left.pop(0))
            asyncio._set_running_loop(loop)

    def give_up(loop, context):
        errors.append(context.get("exception"))
        loop.stop()

    errors = []
    loop.set_exception_handler(give_up)
    try:
        loop.call_later(7, begin)
        loop.run_forever()
        if errors:
            raise errors[0]
    finally:
        loop.close()


def rounded(seconds):
    seconds = round(seconds, 6)
    return int(seconds) if seconds == int(seconds) else seconds


def beats(log):
    """The beats, each with the seconds since the beginning."""
    start = log.calls[0].entered if log.calls else 0
    return [(*call.args[1:], rounded(call.entered - start)) for call in log.calls if call.args[:1] == ("beat",)]


def test_beats_in_order(run):
    for times in (4, 1):
        log = probe("log", sync=True)
        seen = run(beat_the_time, log=log, period=2, times=times, work_s=[])
        steps = [call.args for call in log.calls][1:]
        assert steps == [("asked",), *[("beat", number) for number in range(times)]], (
            f"`metronome` was called with times={times}. It must ask the loop for the first beat and return, here at "
            "`asked`; then `beat` is called that often, counting from 0. This is what happened."
        )
        assert seen.ending == Ending.RETURNED, f"With times={times}, the loop was not stopped after the last beat."


def test_beats_on_the_grid(run):
    log = probe("log", sync=True)
    run(beat_the_time, log=log, period=1.5, times=4, work_s=[])
    assert beats(log) == [(0, 0), (1, 1.5), (2, 3), (3, 4.5)], (
        "The period was 1.5 seconds, and the beats took no time. These are the beats, each with the seconds since "
        "`metronome` was called."
    )


def test_slow_beats_do_not_drift(run):
    log = probe("log", sync=True)
    run(beat_the_time, log=log, period=0.5, times=5, work_s=[0.2, 0.3, 0.1, 0.4])
    assert beats(log) == [(0, 0), (1, 0.5), (2, 1), (3, 1.5), (4, 2)], (
        "The period was 0.5 seconds, and each beat worked for 0.1 to 0.4 seconds. These are the beats, each with the "
        "seconds since `metronome` was called."
    )


def test_late_beats_are_made_up_for(run):
    log = probe("log", sync=True)
    run(beat_the_time, log=log, period=1, times=6, work_s=[0, 2.5])
    assert beats(log) == [(0, 0), (1, 1), (2, 3.5), (3, 3.5), (4, 4), (5, 5)], (
        "The period was 1 second, and beat 1 worked for 2.5 seconds: beats 2 and 3 could only come late, beats 4 and 5 "
        "have their time. These are the beats, each with the seconds since `metronome` was called."
    )
