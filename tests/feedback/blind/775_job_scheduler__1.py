# exercise: job-scheduler
# cause: At the end, and when it is cancelled, the runs are cancelled but nobody waits until they have ended.
# line: 77, 78
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
    turns = {job: 1 for job in jobs if job.every is not None}
    ended_well = {job: set() for job in jobs if job.every is None}
    due = {}                 # job -> since when
    running = {}             # task -> job
    finished = []            # tasks, in the order of their ends
    failures = []
    changed = asyncio.Event()

    def end(task):
        finished.append(task)
        changed.set()

    def becomes_due(job, moment):
        if job not in due and job not in running.values():
            due[job] = moment

    try:
        while True:
            for _ in range(5):           # let all happen that happens now
                await asyncio.sleep(0)
            changed.clear()
            while finished:
                task = finished.pop(0)
                job = running.pop(task)
                if task.cancelled():
                    continue
                if task.exception() is not None:
                    failures.append((job.name, task.exception()))
                    continue
                for other, names in ended_well.items():
                    if job.name in other.after:
                        names.add(job.name)
                        if len(names) == len(set(other.after)):
                            names.clear()
                            becomes_due(other, loop.time() - begin)
            if loop.time() >= begin + until:
                return failures
            for job, turn in turns.items():
                while begin + turn * job.every <= loop.time():
                    becomes_due(job, turn * job.every)
                    turn += 1
                turns[job] = turn
            while due and len(running) < slots:
                job = min(due, key=lambda job: (-job.priority, due[job]))
                del due[job]
                task = asyncio.create_task(job.work())
                running[task] = job
                task.add_done_callback(end)
            moments = [turn * job.every for job, turn in turns.items()]
            timer = loop.call_at(begin + min(moments + [until]), changed.set)
            await changed.wait()
            timer.cancel()
    finally:
        for task in running:
            task.cancel()


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
