# exercise: job-scheduler
# cause: What has ended well is forgotten when the job with after starts, not when it becomes due, so ends that come while it is due and waits for a slot get lost.
# line: 57, 58, 71
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
    graph = {job.name: set(job.after) for job in jobs}
    graphlib.TopologicalSorter(graph).prepare()
    loop = asyncio.get_running_loop()
    begin = loop.time()
    count = {job.name: 1 for job in jobs if job.every is not None}
    ended = {job.name: set() for job in jobs}
    waiting = {}             # job -> due since
    running = {}             # task -> job
    over = []
    failed = []
    wake = asyncio.Event()

    def is_over(task):
        over.append(task)
        wake.set()

    def make_due(job, second):
        if job not in waiting and job not in running.values():
            waiting[job] = second

    try:
        while True:
            for _ in range(5):
                await asyncio.sleep(0)
            wake.clear()
            now = loop.time()
            for task in over:
                job = running.pop(task)
                if task.cancelled():
                    continue
                if error := task.exception():
                    failed.append((job.name, error))
                    continue
                for other in jobs:
                    if job.name in other.after:
                        ended[other.name].add(job.name)
                        if ended[other.name] == graph[other.name]:
                            make_due(other, now - begin)
            over.clear()
            if now >= begin + until:
                break
            for job in jobs:
                if job.every is None:
                    continue
                while begin + count[job.name] * job.every <= now:
                    make_due(job, count[job.name] * job.every)
                    count[job.name] += 1
            order = sorted(waiting, key=lambda j: (-j.priority, waiting[j]))
            for job in order[:slots - len(running)]:
                del waiting[job]
                ended[job.name].clear()
                task = asyncio.create_task(job.work())
                running[task] = job
                task.add_done_callback(is_over)
            following = [
                count[job.name] * job.every for job in jobs
                if job.every is not None
            ]
            handle = loop.call_at(begin + min([until, *following]), wake.set)
            await wake.wait()
            handle.cancel()
    finally:
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
    return failed


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
