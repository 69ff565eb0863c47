# exercise: job-scheduler
# cause: the set of jobs that have ended well is not emptied when a job becomes due, so from the second time on a single one of its predecessors is enough to make it due again.
# line: 54, 55
import asyncio
import graphlib
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    name: str
    work: Callable                  # a coroutine function without arguments
    every: float | None = None      # seconds; None if there is `after`
    after: tuple = ()               # names of other jobs
    priority: int = 0               # higher goes first


async def schedule(jobs, until, slots):
    """Run the jobs until that second; the (name, exception) of failures."""
    graphlib.TopologicalSorter({job.name: job.after for job in jobs}).prepare()
    loop = asyncio.get_running_loop()
    start = loop.time()
    turn = {job.name: 1 for job in jobs}
    ended_well = {job.name: set() for job in jobs}
    waiting = {}  # job: since when it is due
    running = {}  # job: its task
    ended = []  # (job, error or None), in order
    failures = []

    async def run(job):
        try:
            await job.work()
        except Exception as error:
            ended.append((job, error))
        else:
            ended.append((job, None))

    def becomes_due(job, moment):
        if job not in waiting and job not in running:
            waiting[job] = moment

    def look_at_runs():
        for job, task in list(running.items()):
            if task.done():
                del running[job]
        for job, error in ended:
            if error is not None:
                failures.append((job.name, error))
                continue
            for other in jobs:
                if job.name in other.after:
                    ended_well[other.name].add(job.name)
                    if ended_well[other.name] == set(other.after):
                        becomes_due(other, loop.time())
        ended.clear()

    def look_at_clock():
        following = start + until
        for job in jobs:
            if job.every is None:
                continue
            while (moment := start + turn[job.name] * job.every) <= loop.time() + 1e-6:
                turn[job.name] += 1
                becomes_due(job, moment)
            following = min(following, moment)
        return following

    try:
        while True:
            for _ in range(5):  # let all that ends at this second end
                await asyncio.sleep(0)
            if loop.time() >= start + until - 1e-6:
                break
            look_at_runs()
            following = look_at_clock()
            while waiting and len(running) < slots:
                job = min(waiting, key=lambda job: (-job.priority, waiting[job]))
                del waiting[job]
                running[job] = asyncio.create_task(run(job))
            pause = max(following - loop.time(), 0)
            if running:
                await asyncio.wait(
                    running.values(), timeout=pause,
                    return_when=asyncio.FIRST_COMPLETED)
            else:
                await asyncio.sleep(pause)
        look_at_runs()
        return failures
    finally:
        again = False
        for task in running.values():
            task.cancel()
        while left := [task for task in running.values() if not task.done()]:
            try:
                await asyncio.wait(left)
            except asyncio.CancelledError:
                again = True
        if again:
            raise asyncio.CancelledError


async def main():
    async def measure():
        print("measure")
        await asyncio.sleep(0.2)

    async def report():
        print("report")
        raise OSError("no paper")

    jobs = [
        Job("measure", measure, every=0.5),
        Job("report", report, after=("measure",), priority=1),
    ]
    print(await schedule(jobs, until=2.1, slots=1))


if __name__ == "__main__":
    asyncio.run(main())
