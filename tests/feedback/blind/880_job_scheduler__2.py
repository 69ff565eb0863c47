# exercise: job-scheduler
# cause: the runs are cancelled, but nobody waits for their end, so schedule leaves tasks behind
# line: 86, 87, 88
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
    missing = {job.name: set(job.after) for job in jobs}
    waiting = {}                    # name -> (job, due since)
    running = {}                    # name -> task
    failures = []
    news = asyncio.Event()

    async def run(job):
        try:
            await job.work()
            return True
        except Exception as error:
            if loop.time() < end:
                failures.append((job.name, error))
            return False

    def becomes_due(job, when):
        missing[job.name] = set(job.after)
        if job.name not in waiting and job.name not in running:
            waiting[job.name] = (job, when)

    def next_tick(job):
        return begin + turn[job.name] * job.every

    try:
        while True:
            for _ in range(10):     # let everything of this second happen
                await asyncio.sleep(0)
            news.clear()
            now = loop.time()
            if now >= end:
                break
            ended = [name for name, task in running.items() if task.done()]
            for name in ended:
                task = running.pop(name)
                if task.cancelled() or not task.result():
                    ended = [other for other in ended if other != name]
            for job in jobs:
                if job.every is not None:
                    while next_tick(job) <= now:
                        becomes_due(job, next_tick(job))
                        turn[job.name] += 1
            for name in ended:
                for job in jobs:
                    if name in missing[job.name]:
                        missing[job.name].discard(name)
                        if not missing[job.name]:
                            becomes_due(job, now)
            while waiting and len(running) < slots:
                job, when = min(waiting.values(),
                                key=lambda entry: (-entry[0].priority, entry[1]))
                del waiting[job.name]
                running[job.name] = task = loop.create_task(run(job))
                task.add_done_callback(lambda task: news.set())
            times = [next_tick(job) for job in jobs if job.every is not None]
            timer = loop.call_at(min(times + [end]), news.set)
            try:
                await news.wait()
            finally:
                timer.cancel()
    finally:
        for task in running.values():
            task.cancel()
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
