"""Hidden checks of graceful-shutdown."""

import asyncio
import signal

from grader.checks import Outcome, probe, scenario


@scenario
async def run_service(submission, world, at, grace):
    loop = asyncio.get_running_loop()
    caller = asyncio.current_task()
    unhandled = []

    async def next_job():
        return await world["arrive"]()

    async def handle(job):
        try:
            await world["work"](job)
        except asyncio.CancelledError:
            await world["tidy"](job)
            raise

    def terminate():
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            unhandled.append(world["nobody"]())
            caller.cancel()
        else:
            signal.raise_signal(signal.SIGTERM)

    loop.call_later(at, terminate)
    try:
        return await submission.serve(next_job, handle, grace)
    except asyncio.CancelledError:
        if not unhandled:
            raise
    finally:
        if unhandled:
            await end_all_but(caller)
        await world["end"]()


@scenario
async def end_all_but(caller):
    others = asyncio.all_tasks() - {caller}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


@scenario
async def run_beside(submission, arrive, work, other):
    async def next_job():
        return await arrive()

    async def handle(job):
        await work(job)

    beside = asyncio.create_task(other())
    asyncio.get_running_loop().call_later(4, signal.raise_signal, signal.SIGTERM)
    await submission.serve(next_job, handle, 2)
    await asyncio.wait([beside])


@scenario
async def watch_signal(submission, arrive, work, at):
    loop = asyncio.get_running_loop()
    touched = []

    async def next_job():
        return await arrive()

    async def handle(job):
        await work(job)

    def terminate():
        schedule = loop.call_soon

        def noted(*arguments, **options):
            touched.append(loop.time())
            return schedule(*arguments, **options)

        loop.call_soon = noted
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            del loop.call_soon

    loop.call_later(at, terminate)
    await submission.serve(next_job, handle, 9)
    return len(touched)


def service(run, arrivals, seconds, *, at, grace):
    """One run of the service, which must handle the signal; and its probes."""
    world = {
        "arrive": probe("next_job", delays=arrivals),
        "work": probe("handle", delays=seconds),
        "tidy": probe("tidy", delay=3),
        "nobody": probe("nobody", sync=True),
        "end": probe("end"),
    }
    seen = run(run_service, world=world, at=at, grace=grace)
    handled = not world["nobody"].calls
    assert handled, (
        f"`SIGTERM` came at second {at:g}, and there was no handler for it: the process would have ended at once."
    )
    return seen, world["arrive"], world["work"], world["end"]


def times(probe_):
    return [call.entered for call in probe_.calls]


def outcomes(probe_):
    return [(call.outcome.value, call.left) for call in probe_.calls]


def test_handles_jobs(run):
    _, arrive, work, _ = service(run, [1, 1, 2, 50], [4, 3, 9], at=9, grace=5)
    jobs = [call for call in work.calls if call.entered <= 9]
    assert [call.entered for call in jobs] == [1.0, 2.0, 4.0], (
        "Jobs came at these seconds; each must be handled from then on, while the others still run. "
        "This is when `handle` was called."
    )
    assert [call.args for call in jobs] == [(job,) for job in arrive.results[:3]], (
        "`handle` must be called with the job that `next_job` gave."
    )


def test_takes_no_more_jobs(run):
    seen, arrive, work, _ = service(run, [1, 1, 3, 1], [9, 9, 9], at=4, grace=20)
    assert times(arrive) == [0.0, 1.0, 2.0], (
        "The signal came at second 4; after that `next_job` must not be called. It was called at these seconds."
    )
    waiting = arrive.calls[-1]
    assert (waiting.outcome, waiting.left) == (Outcome.CANCELLED, 4.0), (
        "At second 4 `serve` was waiting for `next_job`. That waiting must be cancelled when the signal comes. "
        "This is how it ended, and when."
    )
    assert times(work) == [1.0, 2.0], (
        "Two jobs had come before the signal; no other may be handled. `handle` was called at these seconds."
    )
    assert isinstance(seen.value, int), "After the signal `serve` must come to its end and return a number."


def test_lets_jobs_finish(run):
    seen, _, work, end = service(run, [1, 1, 1, 50], [2, 6, 4], at=5, grace=10)
    assert outcomes(work) == [("returned", 3.0), ("returned", 8.0), ("returned", 7.0)], (
        "The signal came at second 5, with 10 seconds left for the jobs. All three must be let finish. "
        "This is how they ended, and when."
    )
    assert times(end) == [8.0], (
        "The signal came at second 5, and the last job was done at second 8; `serve` must end then. "
        "This is when it did."
    )
    assert seen.value == 0, "No job had to be cancelled; 0 is the number to return."


def test_cancels_what_is_late(run):
    seen, _, work, end = service(run, [1, 1, 1, 1, 50], [6, 30, 2, 40], at=5, grace=4)
    assert outcomes(work) == [("returned", 7.0), ("cancelled", 9.0), ("returned", 5.0), ("cancelled", 9.0)], (
        "The signal came at second 5, with 4 seconds left for the jobs. Those that are not done at second 9 must be "
        "cancelled then, and only those."
    )
    assert times(end) == [12.0], (
        "The jobs that were cancelled at second 9 tidied up until second 12; `serve` must end when they have "
        "ended. This is when it did."
    )
    assert seen.value == 2, "Two jobs had to be cancelled; that is the number to return."


def test_ends_at_once(run):
    for arrivals in ([50], [1, 50]):
        seen, _, _, end = service(run, arrivals, [1], at=4, grace=5)
        assert seen.value == 0, "No job was running when the signal came; none had to be cancelled."
        assert times(end) == [4.0], "No job was running when the signal came at second 4; `serve` must end then."


def test_leaves_others_alone(run):
    arrive, work, other = probe("next_job", delays=[1, 50]), probe("handle", delay=30), probe("other", delay=20)
    run(run_beside, arrive=arrive, work=work, other=other)
    assert outcomes(other) == [("returned", 20.0)], (
        "A task that has nothing to do with `serve` was at work until second 20. The shutdown must not touch it."
    )


def test_signal_wakes_the_loop(run):
    arrive, work = probe("next_job", delays=[1, 50]), probe("handle", delay=5)
    seen = run(watch_signal, arrive=arrive, work=work, at=4)
    assert seen.value == 0, (
        "The handler of the signal ran in the middle of another callback, and changed something of the loop without "
        "waking it. A loop that sleeps would not have noticed."
    )
