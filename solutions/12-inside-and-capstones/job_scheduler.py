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
    clock = asyncio.get_running_loop().time
    begin = clock()
    turns = {job: job.every for job in jobs if job.every}
    missing = {job: set(job.after) for job in jobs}
    never = asyncio.get_running_loop().create_future()
    waiting, running, errors = [], {}, []

    def becomes_due(job):
        if job not in waiting and job not in running.values():
            waiting.append(job)

    def has_ended_well(name):
        for job in jobs:
            if name in missing[job]:
                missing[job].remove(name)
                if not missing[job]:
                    missing[job] = set(job.after)
                    becomes_due(job)

    try:
        while (now := clock() - begin) < until:
            for job, second in turns.items():
                if second <= now:
                    turns[job] += job.every
                    becomes_due(job)
            while waiting and len(running) < slots:
                job = max(waiting, key=lambda job: job.priority)
                waiting.remove(job)
                running[asyncio.create_task(job.work())] = job
            done, _ = await asyncio.wait(
                [never, *running],
                timeout=min([until, *turns.values()]) - now,
                return_when=asyncio.FIRST_COMPLETED,
            )
            for task in done:
                job = running.pop(task)
                if task.exception():
                    errors.append((job.name, task.exception()))
                else:
                    has_ended_well(job.name)
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    return errors


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
