# exercise: job-scheduler
# cause: the set of jobs that have ended well is not emptied when a job becomes due, so from then on the job becomes due whenever any one of those in after ends well, and not when all have done so again
# line: 61, 62
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
    loop = asyncio.get_running_loop()
    begin = loop.time()
    tiny = 1e-6
    by_name = {job.name: job for job in jobs}
    graph = {job.name: job.after for job in jobs}
    graphlib.TopologicalSorter(graph).prepare()

    turn = {job.name: 1 for job in jobs if job.every is not None}
    ended_well = {job.name: set() for job in jobs if job.every is None}
    waiting = {}  # name: the second at which it became due
    running = {}  # name: task
    failures = []

    def now():
        return loop.time() - begin

    def becomes_due(name, second):
        if name not in waiting and name not in running:
            waiting[name] = second

    async def run(job):
        try:
            await job.work()
        except Exception as error:
            if now() < until - tiny:
                failures.append((job.name, error))
            return False
        return True

    def look_after_ended():
        ended = [name for name, task in running.items() if task.done()]
        well = []
        for name in ended:
            task = running.pop(name)
            if not task.cancelled() and task.result():
                well.append(name)
        for name in well:
            for other in ended_well:
                if name in by_name[other].after:
                    ended_well[other].add(name)
                    if ended_well[other] == set(by_name[other].after):
                        becomes_due(other, now())

    def look_at_the_clock():
        for name in turn:
            while turn[name] * by_name[name].every <= now() + tiny:
                becomes_due(name, turn[name] * by_name[name].every)
                turn[name] += 1

    def start_what_may_start():
        while waiting and len(running) < slots:
            name = min(waiting, key=lambda n: (-by_name[n].priority, waiting[n]))
            del waiting[name]
            running[name] = asyncio.create_task(run(by_name[name]))

    try:
        while now() < until - tiny:
            look_after_ended()
            look_at_the_clock()
            start_what_may_start()
            moments = [turn[name] * by_name[name].every for name in turn]
            pause = max(0, min([until, *moments]) - now())
            if running:
                await asyncio.wait(
                    running.values(), timeout=pause,
                    return_when=asyncio.FIRST_COMPLETED)
            else:
                await asyncio.sleep(pause)
            for _ in range(5):  # others may end at the same second
                await asyncio.sleep(0)
    finally:
        for task in running.values():
            task.cancel()
        await asyncio.gather(*running.values(), return_exceptions=True)
    return failures


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
