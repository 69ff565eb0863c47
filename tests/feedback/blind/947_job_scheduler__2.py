# exercise: job-scheduler
# cause: in the end the runs are only asked to stop, but nobody waits until they have ended, so schedule returns while they are still tidying up and leaves tasks behind
# line: 96, 97
import asyncio
import graphlib
from collections.abc import Callable
from dataclasses import dataclass


class Plan:
    """All that a scheduler knows about one job."""

    def __init__(self, job):
        self.job = job
        self.due = None                   # since when it waits
        self.run = None                   # its task, if it runs
        self.missing = set(job.after)     # who has to end well before it
        self.turns = 1

    def next_second(self):
        return float("inf") if self.job.every is None else self.turns * self.job.every

    def is_due(self, second):
        if self.due is None and self.run is None:
            self.due = second

    def rank(self):
        return -self.job.priority, self.due


class Timetable:
    NEARLY = 1e-6     # two moments as near as this are the same

    def __init__(self, jobs, until, slots):
        self.plans = [Plan(job) for job in jobs]
        self.until, self.slots = until, slots
        self.errors = []
        self.clock = asyncio.get_running_loop().time
        self.start = self.clock()

    def second(self):
        return self.clock() - self.start

    def over(self):
        return self.second() + self.NEARLY >= self.until

    async def attempt(self, job):
        """One run; true if it ended well."""
        try:
            await job.work()
            return True
        except Exception as error:
            if not self.over():
                self.errors.append((job.name, error))
            return False

    def runs(self):
        return {plan.run for plan in self.plans if plan.run is not None}

    def decide(self):
        """The one place where jobs are started."""
        second = self.second()
        good = set()
        for plan in self.plans:
            if plan.run is not None and plan.run.done():
                if not plan.run.cancelled() and plan.run.result():
                    good.add(plan.job.name)
                plan.run = None
        for plan in self.plans:
            if plan.missing & good:
                plan.missing -= good
                if not plan.missing:
                    plan.missing = set(plan.job.after)
                    plan.is_due(second)
            while plan.next_second() <= second + self.NEARLY:
                plan.is_due(plan.next_second())
                plan.turns += 1
        queue = sorted((p for p in self.plans if p.due is not None), key=Plan.rank)
        for plan in queue[:max(0, self.slots - len(self.runs()))]:
            plan.due = None
            plan.run = asyncio.create_task(self.attempt(plan.job))

    async def something_happens(self):
        moment = min([self.until] + [plan.next_second() for plan in self.plans])
        pause = max(0, moment - self.second())
        if runs := self.runs():
            await asyncio.wait(runs, timeout=pause, return_when=asyncio.FIRST_COMPLETED)
        else:
            await asyncio.sleep(pause)
        # What happens at the same second should be known, too.
        for _ in range(5):
            await asyncio.sleep(0)

    async def close(self):
        runs = self.runs()
        for run in runs:
            run.cancel()


@dataclass(frozen=True)
class Job:
    name: str
    work: Callable                  # a coroutine function without arguments
    every: float | None = None      # seconds; None if there is `after`
    after: tuple = ()               # names of other jobs
    priority: int = 0               # higher goes first


async def schedule(jobs, until, slots):
    """Run the jobs until that second; the (name, exception) of failures."""
    names = {job.name: job.after for job in jobs}
    tuple(graphlib.TopologicalSorter(names).static_order())   # no circles?
    table = Timetable(jobs, until, slots)
    try:
        while not table.over():
            table.decide()
            await table.something_happens()
    finally:
        await table.close()
    return table.errors


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
