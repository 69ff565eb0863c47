# exercise: job-scheduler
# cause: what has ended well is not forgotten when the job becomes due, so later any single one of its predecessors is enough to start it again
# line: 55, 56, 57
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
    begin = loop.time()
    end = begin + until
    turn = {job.name: 1 for job in jobs if job.every is not None}
    well = {job.name: set() for job in jobs}    # what has ended well since the last time
    waiting = {}                                # name: due since
    fresh = set()                               # look at these again
    running = {}                                # task: name
    failures = []

    def becomes_due(job, when):
        if job.name not in waiting and job.name not in running.values():
            waiting[job.name] = when

    async def run(job):
        try:
            await job.work()
        except Exception as error:
            failures.append((job.name, error))
        else:
            for other in jobs:
                if job.name in other.after:
                    well[other.name].add(job.name)
                    fresh.add(other.name)

    try:
        while loop.time() < end:
            now = loop.time()
            for job in jobs:
                if job.every is not None:
                    while begin + turn[job.name] * job.every <= now:
                        becomes_due(job, begin + turn[job.name] * job.every)
                        turn[job.name] += 1
                elif job.name in fresh and well[job.name] >= set(job.after):
                    fresh.discard(job.name)
                    becomes_due(job, now)
            while waiting and len(running) < slots:
                job = min((job for job in jobs if job.name in waiting),
                          key=lambda job: (-job.priority, waiting[job.name]))
                del waiting[job.name]
                running[asyncio.create_task(run(job))] = job.name
            coming = [begin + turn[job.name] * job.every for job in jobs if job.every is not None]
            pause = max(0, min([end, *coming]) - loop.time())
            if running:
                await asyncio.wait(running, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
            else:
                await asyncio.sleep(pause)
            for _ in range(3):                  # let everything of this second happen
                await asyncio.sleep(0)
            for task in [task for task in running if task.done()]:
                del running[task]
        return list(failures)
    finally:
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)


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
