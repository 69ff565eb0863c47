"""Hidden checks of process-pool.

The pool stands for processes: what is handed over travels as bytes, each job takes a second, and four work at a time.
Threads do the work, so that time stays virtual.
"""

import asyncio
import concurrent.futures
import pickle
import time

from grader.checks import scenario


@scenario
def a_job(message):
    time.sleep(1)
    function, args, kwargs = pickle.loads(message)  # noqa: S301 - runs in the sandbox, beside the one who made it
    return pickle.dumps(function(*args, **kwargs))


@scenario
def make_pool(submission):
    """The pool, and the seconds at which it was handed a job."""
    loop = asyncio.get_running_loop()
    handed_over = []
    workers = concurrent.futures.ThreadPoolExecutor(4)

    class Pool(concurrent.futures.Executor):
        closed = False

        def submit(self, function, /, *args, **kwargs):
            if self.closed:
                raise RuntimeError("cannot schedule new futures after shutdown")
            handed_over.append(loop.time())
            outcome = concurrent.futures.Future()
            try:
                message = pickle.dumps((function, args, kwargs))
            except Exception as error:
                outcome.set_exception(error)
                return outcome

            def deliver(done):
                try:
                    outcome.set_result(pickle.loads(done.result()))  # noqa: S301 - as above
                except Exception as error:
                    outcome.set_exception(error)

            workers.submit(a_job, message).add_done_callback(deliver)
            return outcome

        def shutdown(self, wait=True, *, cancel_futures=False):
            self.closed = True
            workers.shutdown(wait=wait)

    return Pool(), handed_over


@scenario
async def count(submission, stop, parts):
    loop = asyncio.get_running_loop()
    pool, handed_over = make_pool(submission)
    total = await submission.count_in_parallel(pool, stop, parts)
    left = "closed" if pool.closed else "open"
    return {"total": total, "handed over": handed_over, "ready": loop.time(), "pool": left}


@scenario
async def count_and_tick(submission, stop, parts):
    loop = asyncio.get_running_loop()
    ticks = []

    async def tick():
        for _ in range(3):
            await asyncio.sleep(0.25)
            ticks.append(loop.time())

    ticking = asyncio.create_task(tick())
    await asyncio.sleep(0)
    pool, _ = make_pool(submission)
    await submission.count_in_parallel(pool, stop, parts)
    await ticking
    return ticks


def part(seen, name):
    return seen.value.get(name) if isinstance(seen.value, dict) else None


def test_counts(run):
    for stop, parts, primes in ((100, 4, 25), (102, 4, 26), (12, 5, 5), (3, 3, 1), (30, 1, 10)):
        assert part(run(count, stop=stop, parts=parts), "total") == primes, (
            f"There are {primes} primes below {stop}; they were to be counted in {parts} parts. This is your number."
        )


def test_in_the_pool(run):
    for parts in (4, 3):
        jobs = part(run(count, stop=60, parts=parts), "handed over")
        assert len(jobs or ()) == parts, f"The pool must get {parts} jobs. This is how many it got."


def test_at_the_same_time(run):
    seen = run(count, stop=100, parts=4)
    assert part(seen, "handed over") == [0.0, 0.0, 0.0, 0.0], (
        "Four jobs must be handed over at once. These are the seconds at which the pool got yours."
    )
    assert part(seen, "ready") == 1.0, "Each job takes 1 second, and four run at a time. This is when you were done."


def test_loop_goes_on(run):
    assert run(count_and_tick, stop=100, parts=4).value == [0.25, 0.5, 0.75], (
        "While the pool computed for 1 second, another task had something to do at 0.25, 0.5 and 0.75. These are the "
        "seconds at which it could do it."
    )


def test_pool_stays_open(run):
    left = part(run(count, stop=60, parts=3), "pool")
    assert left == "open", "The caller still needs the pool. This is how it was left."
