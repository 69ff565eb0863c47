"""Hidden checks of keep-a-reference."""

import asyncio
import gc
import weakref

from grader.checks import Ending, probe, scenario


@scenario
async def run_jobs(submission, log, job, plan):
    """Start so many jobs, and look now and then how many are running. One may cancel itself."""
    background = submission.Background()

    def make(number):
        async def work():
            log("begun", number)
            if number == plan["cancelled"]:
                asyncio.current_task().cancel()
            await job(number)

        return work

    for number in range(plan["jobs"]):
        background.start(make(number))
    log("started")
    await asyncio.sleep(0)
    for when in plan["look at"]:
        await asyncio.sleep(when - asyncio.get_running_loop().time())
        log("running", background.running())


@scenario
async def run_jobs_that_nothing_leads_to(submission, log, jobs):
    """What these jobs wait for is held by nobody else, as with a library that remembers its clients weakly."""
    loop = asyncio.get_running_loop()
    background = submission.Background()
    clients = []

    def make(number):
        async def work():
            message = loop.create_future()
            clients.append(weakref.ref(message))
            log("done", await message, number)

        return work

    for number in range(jobs):
        background.start(make(number))
    for _ in range(3):
        await asyncio.sleep(1)
        gc.collect()
    for client in clients:
        message = client()
        if message is not None:
            message.set_result("message")
        del message
    await asyncio.sleep(1)
    log("running", background.running())


def look(run, seconds, look_at, cancelled=None):
    log, job = probe("log", sync=True), probe("job", delays=seconds)
    plan = {"jobs": len(seconds), "cancelled": cancelled, "look at": look_at}
    seen = run(run_jobs, log=log, job=job, plan=plan)
    return seen, log, job


def test_start_returns_at_once(run):
    seen, log, job = look(run, [5, 3, 4], [8])
    steps = [call.args[:1] for call in log.calls][:4]
    assert steps == [("started",), ("begun",), ("begun",), ("begun",)], (
        "`start` was called for three jobs, one after another. It must return at once; the jobs begin on the loop's "
        "next turn. This is what happened."
    )
    began = [call.entered for call in job.calls]
    assert began == [0, 0, 0], "Three jobs were started at second 0. They were at work from these seconds on."
    assert seen.ending == Ending.RETURNED, "Three jobs were started, and that did not come to a good end."


def test_jobs_do_not_get_lost(run):
    log = probe("log", sync=True)
    run(run_jobs_that_nothing_leads_to, log=log, jobs=4)
    done = [call.args[2] for call in log.calls if call.args[0] == "done"]
    assert done == [0, 1, 2, 3], (
        "Four jobs, with the numbers 0 to 3, waited for a message, and nobody but the background had started them. "
        "Meanwhile Python cleared up. These jobs were still there when the message came."
    )


def test_done_tasks_are_let_go(run):
    _, log, _ = look(run, [5, 3, 9], [1, 4, 7, 10])
    counts = [(call.entered, call.args[1]) for call in log.calls if call.args[0] == "running"]
    assert counts == [(1, 3), (4, 2), (7, 1), (10, 0)], (
        "Three jobs took 5, 3 and 9 seconds. Each entry is a second, and how many jobs `running()` counted then."
    )


def test_cancelled_tasks_are_let_go(run):
    _, log, _ = look(run, [5, 3, 9], [1, 7, 10], cancelled=0)
    counts = [(call.entered, call.args[1]) for call in log.calls if call.args[0] == "running"]
    assert counts == [(1, 2), (7, 1), (10, 0)], (
        "Of three jobs, the first was cancelled at its `await`, at second 0; the others took 3 and 9 seconds. Each entry "
        "is a second, and how many jobs `running()` counted then."
    )
