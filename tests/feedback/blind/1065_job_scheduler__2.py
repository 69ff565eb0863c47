# exercise: job-scheduler
# cause: reverse=True turns round the whole sort key, so among jobs with equal priority the one that has been due for the shortest time goes first, not the one due longest.
# line: 117
import asyncio
import graphlib
import itertools
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    name: str
    work: Callable                  # a coroutine function without arguments
    every: float | None = None      # seconds; None if there is `after`
    after: tuple = ()               # names of other jobs
    priority: int = 0               # higher goes first


TINY = 1e-6


class State:
    """What the scheduler knows about one job."""

    def __init__(self, job, begin):
        self.job = job
        self.task = None
        self.since = 0
        self.finished = 0
        self.missing = set(job.after)
        self.turn = 0
        self.next = None
        if job.every is not None:
            self.advance(begin)

    def advance(self, begin):
        self.turn += 1
        self.next = begin + self.turn * self.job.every

    def hears_of(self, name):
        """Another job has ended well: is this one due now?"""
        if name not in self.job.after:
            return False
        self.missing.discard(name)
        if self.missing:
            return False
        self.missing = set(self.job.after)
        return True

    async def run(self, number):
        try:
            await self.job.work()
        finally:
            self.finished = next(number)


def enqueue(queue, state, moment):
    if state.task is None and state not in queue:
        state.since = moment
        queue.append(state)


async def end_all(tasks):
    for task in tasks:
        task.cancel()
    cancelled = False
    while any(not task.done() for task in tasks):
        try:
            await asyncio.wait(tasks)
        except asyncio.CancelledError:
            cancelled = True
    if cancelled:
        raise asyncio.CancelledError


async def schedule(jobs, until, slots):
    """Run the jobs until that second; the (name, exception) of failures."""
    sorter = graphlib.TopologicalSorter()
    for job in jobs:
        sorter.add(job.name, *job.after)
    sorter.prepare()

    clock = asyncio.get_running_loop().time
    begin = clock()
    end = begin + until
    states = [State(job, begin) for job in jobs]
    queue = []
    errors = []
    number = itertools.count()
    try:
        while True:
            # everything that ends now shall be known before the next start
            for _ in range(6):
                await asyncio.sleep(0)
            now = clock()
            if now + TINY >= end:
                break

            over = [s for s in states if s.task is not None and s.task.done()]
            over.sort(key=lambda s: s.finished)
            for state in over:
                task, state.task = state.task, None
                if task.cancelled():
                    continue
                if task.exception() is not None:
                    errors.append((state.job.name, task.exception()))
                    continue
                for other in states:
                    if other.hears_of(state.job.name):
                        enqueue(queue, other, now)
            for state in states:
                while state.next is not None and state.next <= now + TINY:
                    enqueue(queue, state, state.next)
                    state.advance(begin)

            queue.sort(key=lambda s: (s.job.priority, s.since), reverse=True)
            tasks = [s.task for s in states if s.task is not None]
            while queue and len(tasks) < slots:
                state = queue.pop(0)
                state.task = asyncio.create_task(state.run(number))
                tasks.append(state.task)

            moments = [s.next for s in states if s.next is not None]
            timeout = max(0, min(moments + [end]) - clock())
            if tasks:
                await asyncio.wait(tasks, timeout=timeout,
                                   return_when=asyncio.FIRST_COMPLETED)
            else:
                await asyncio.sleep(timeout)
        late = [s for s in states if s.task is not None and s.task.done()]
        for state in sorted(late, key=lambda s: s.finished):
            if not state.task.cancelled() and state.task.exception():
                errors.append((state.job.name, state.task.exception()))
        return errors
    finally:
        await end_all([s.task for s in states if s.task is not None])


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
