"""Hidden checks of job-scheduler."""

import asyncio
import heapq

from grader.checks import Outcome, probe, scenario


@scenario
async def run_jobs(submission, jobs, end, until, slots, begin):
    """`schedule` is called at second `begin`. `end` is told how many tasks are left when it has returned."""
    await asyncio.sleep(begin)
    before = asyncio.all_tasks()
    errors = await submission.schedule([submission.Job(**job) for job in jobs], until, slots)
    await end(len(asyncio.all_tasks() - before))
    return [(name, type(error).__name__) for name, error in errors]


@scenario
async def run_and_tidy(submission, jobs, tidy, end, until, slots, cancel_at):
    """Each run tidies up when it is cancelled. `schedule` itself is cancelled at `cancel_at`, if that is a number."""

    def tidying(work):
        async def tidying_work():
            try:
                await work()
            except asyncio.CancelledError:
                await tidy()
                raise

        return tidying_work

    before = asyncio.all_tasks()
    jobs = [submission.Job(**{**job, "work": tidying(job["work"])}) for job in jobs]
    scheduler = asyncio.create_task(submission.schedule(jobs, until, slots))
    await asyncio.wait([scheduler], timeout=cancel_at)
    scheduler.cancel()
    await asyncio.wait([scheduler], timeout=1000)
    await end(len(asyncio.all_tasks() - before))
    return "cancelled" if scheduler.cancelled() else "raised" if scheduler.exception() else "returned"


def rounded(seconds):
    seconds = round(seconds, 6)
    return int(seconds) if seconds == int(seconds) else seconds


def job(name, delay=0.0, raises=None, **rules):
    """A job whose work is a probe of its name."""
    return {"name": name, "work": probe(name, delay=delay, raises=raises), **rules}


def starts(jobs):
    """When each job was started, by its name."""
    return {job["name"]: [rounded(call.entered) for call in job["work"].calls] for job in jobs}


def timetable(jobs, until, slots):
    """When each job is to be started, found out by another way: from one event to the next."""
    turns = [(job["every"], 1, number) for number, job in enumerate(jobs) if job.get("every")]
    missing = [set(job.get("after", ())) for job in jobs]
    ends, waiting, busy = [], [], set()
    table = {job["name"]: [] for job in jobs}
    heapq.heapify(turns)

    def due(number):
        if number not in busy:
            busy.add(number)
            waiting.append(number)

    while True:
        now = min(turns[0][0], *(end for end, _ in ends[:1]), until)
        if now >= until:
            return table
        while ends and ends[0][0] <= now:
            _, number = heapq.heappop(ends)
            busy.remove(number)
            tries = len(table[jobs[number]["name"]])
            raises = jobs[number]["work"].spec.raises
            if raises[min(tries, len(raises)) - 1] is None:
                for other, job in enumerate(jobs):
                    missing[other].discard(jobs[number]["name"])
                    if job.get("after") and not missing[other]:
                        missing[other] = set(job["after"])
                        due(other)
        while turns[0][0] <= now:
            _, turn, number = heapq.heappop(turns)
            heapq.heappush(turns, ((turn + 1) * jobs[number]["every"], turn + 1, number))
            due(number)
        waiting.sort(key=lambda number: -jobs[number].get("priority", 0))
        while waiting and len(ends) < slots:
            number = waiting.pop(0)
            table[jobs[number]["name"]].append(now)
            heapq.heappush(ends, (now + jobs[number]["work"].spec.delays[0], number))


def test_on_time(run):
    jobs = [job("tea", 4, every=10), job("news", 0.25, every=7.5), job("tax", every=100)]
    end = probe("end")
    seen = run(run_jobs, jobs=jobs, end=end, until=39, slots=9, begin=0)
    assert starts(jobs) == {"tea": [10, 20, 30], "news": [7.5, 15, 22.5, 30, 37.5], "tax": []}, (
        "`tea` takes 4 seconds and is due every 10, `news` takes 0.25 and is due every 7.5, `tax` every 100. There are "
        "9 slots, and `until` is 39. This is when they were started."
    )
    assert [(rounded(call.entered), *call.args) for call in end.calls] == [(39, 0)], (
        "`until` is 39. This is when `schedule` returned, and how many tasks were left."
    )
    assert seen.value == [], "No run failed. This is what `schedule` returned."
    jobs = [job("tea", every=10), job("cake", every=20)]
    run(run_jobs, jobs=jobs, end=probe("end"), until=40, slots=9, begin=5)
    assert starts(jobs) == {"tea": [15, 25, 35], "cake": [25]}, (
        "`tea` is due every 10 seconds, `cake` every 20. `schedule` was called at second 5 of the loop's clock with an "
        "`until` of 40, so at second 45 nothing more is started. This is when they were, by the loop's clock."
    )


def test_leaves_out_a_turn(run):
    jobs = [job("bath", 25.5, every=10), job("tea", 1, every=15), job("nap", 15.25, every=15)]
    run(run_jobs, jobs=jobs, end=probe("end"), until=95, slots=9, begin=0)
    assert starts(jobs) == {"bath": [10, 40, 70], "tea": [15, 30, 45, 60, 75, 90], "nap": [15, 45, 75]}, (
        "`bath` takes 25.5 seconds and is due every 10, `tea` takes 1 and is due every 15, `nap` takes 15.25 "
        "and is due "
        "every 15. There are slots for all. This is when they were started."
    )
    jobs = [job("bath", 32.5, every=30, priority=1), job("tea", 1, every=10)]
    run(run_jobs, jobs=jobs, end=probe("end"), until=109, slots=1, begin=0)
    assert starts(jobs) == {"bath": [30, 90], "tea": [10, 20, 62.5, 70, 80]}, (
        "One slot. `bath` takes 32.5 seconds and is due every 30, `tea` takes 1 and is due every 10 and waits for the "
        "slot meanwhile. This is when they were started."
    )


def test_priorities(run):
    jobs = [
        job("low", 10.5, every=60, priority=-1),
        job("high", 21.25, every=60, priority=5),
        job("middle", 5.5, every=60),
        job("late", 2.5, every=70, priority=1),
    ]
    run(run_jobs, jobs=jobs, end=probe("end"), until=100, slots=1, begin=0)
    assert starts(jobs) == {"low": [89.25], "high": [60], "middle": [83.75], "late": [81.25]}, (
        "One slot. At second 60 three jobs are due: `low` (priority -1), `high` (5, takes 21.25 seconds) and `middle` "
        "(0, takes 5.5); at second 70 comes `late` (1, takes 2.5). This is when they were started."
    )
    jobs = [job("old", 1, every=10), job("young", 1, every=15), job("big", 19.5, every=9, priority=1)]
    run(run_jobs, jobs=jobs, end=probe("end"), until=30, slots=1, begin=0)
    assert starts(jobs) == {"old": [28.5], "young": [29.5], "big": [9]}, (
        "One slot. `big` (priority 1) takes 19.5 seconds from second 9 on. `old` and `young` have the same priority; "
        "`old` is due at second 10, `young` at 15. This is when they were started."
    )
    jobs = [job(name, 20.5, every=10, priority=priority) for name, priority in (("a", 1), ("b", 4), ("c", 2), ("d", 3))]
    run(run_jobs, jobs=jobs, end=probe("end"), until=45, slots=2, begin=0)
    assert starts(jobs) == {"a": [30.5], "b": [10], "c": [30.5], "d": [10]}, (
        "Two slots, and four jobs of 20.5 seconds, all due at second 10; their priorities are 1, 4, 2, 3. This is when "
        "they were started."
    )


def test_dependencies(run):
    jobs = [
        job("print", 1, after=("cut", "fold")),
        job("cut", 2, every=10),
        job("fold", 3.5, after=("paint",)),
        job("paint", 4, every=20),
    ]
    run(run_jobs, jobs=jobs, end=probe("end"), until=55, slots=9, begin=0)
    assert starts(jobs) == {"print": [27.5, 47.5], "cut": [10, 20, 30, 40, 50], "fold": [24, 44], "paint": [20, 40]}, (
        "`cut` takes 2 seconds, every 10; `paint` takes 4, every 20; `fold` takes 3.5, after `paint`; `print` comes "
        "after `cut` and `fold`. This is when they were started."
    )
    jobs = [
        job("cut", 2, raises=["OSError", None, None, "ValueError", None], every=10),
        job("fold", 12.5, after=("cut",)),
    ]
    run(run_jobs, jobs=jobs, end=probe("end"), until=70, slots=9, begin=0)
    assert starts(jobs) == {"cut": [10, 20, 30, 40, 50, 60], "fold": [22, 52]}, (
        "`cut` takes 2 seconds, every 10; its first and fourth runs fail. `fold` takes 12.5 seconds and comes after "
        "`cut`. This is when they were started."
    )
    jobs = [
        job("cut", 1, every=10, priority=2),
        job("fold", 1, every=12, priority=2),
        job("bath", 8, every=13, priority=1),
        job("print", 1, after=("cut", "fold")),
    ]
    run(run_jobs, jobs=jobs, end=probe("end"), until=29, slots=1, begin=0)
    assert starts(jobs) == {"cut": [10, 21], "fold": [12, 24], "bath": [13, 26], "print": [22, 25]}, (
        "One slot. `cut` and `fold` take 1 second and go first; `bath` takes 8 and comes next. `print` comes after `cut` "
        "and `fold`: it was due at second 13, and while it waited for the slot `cut` ended once more. This is when they "
        "were started."
    )


def test_errors(run):
    jobs = [
        job("tea", 3, raises=["OSError", None, "KeyError"], every=10),
        job("cake", 1.5, raises=["ValueError", None], every=11),
        job("bath", 14.5, every=9),
    ]
    seen = run(run_jobs, jobs=jobs, end=probe("end"), until=42, slots=9, begin=0)
    assert starts(jobs) == {"tea": [10, 20, 30, 40], "cake": [11, 22, 33], "bath": [9, 27]}, (
        "`tea` fails at its first and third run, `cake` at its first. This is when the jobs were started."
    )
    assert [call.outcome for call in jobs[2]["work"].calls] == [Outcome.RETURNED, Outcome.RETURNED], (
        "Some runs of other jobs failed. This became of the two runs of `bath`."
    )
    assert seen.value == [("cake", "ValueError"), ("tea", "OSError"), ("tea", "KeyError")], (
        "These runs failed, in the order in which `schedule` told it (here with the name of the exception's type)."
    )


def test_the_end(run):
    for until, cancel_at, ended in (50, 500, "returned"), (500, 50, "cancelled"):
        jobs = [job("bath", 100, every=20), job("tea", 1, every=25), job("nap", 99, every=30), job("book", 9, every=15)]
        tidy, end = probe("tidy", delays=[2, 5]), probe("end")
        seen = run(run_and_tidy, jobs=jobs, tidy=tidy, end=end, until=until, slots=3, cancel_at=cancel_at)
        how = f"`until` is {until}" if until == 50 else "`schedule` was cancelled at second 50"
        assert [rounded(call.entered) for call in tidy.calls] == [50, 50, 50], (
            f"{how}, and three runs were under way. This is when runs began to tidy up after a cancellation."
        )
        assert [(rounded(call.entered), *call.args) for call in end.calls] == [(55, 0)], (
            f"{how}. The runs need up to 5 seconds to tidy up. This is when `schedule` ended, and how many tasks were "
            "left."
        )
        assert seen.value == ended, f"{how}. This is how it ended."
        assert len(jobs[1]["work"].calls) == 1, "A job was due once before the end. This is how often it was started."


def test_circles(run):
    for circle in {"a": ("c", "tea"), "b": ("a",), "c": ("b",)}, {"a": ("a",)}:
        jobs = [job("tea", every=10), *(job(name, after=after) for name, after in circle.items())]
        end = probe("end")
        seen = run(run_jobs, jobs=jobs, end=end, until=35, slots=2, begin=0)
        assert [call.entered for call in end.calls] == [], "Some names lead in a circle, and `schedule` took them."
        assert seen.error.is_a("ValueError"), (
            f"A circle must end in a `ValueError`. What came out was `{seen.error.type}`."
        )
        assert [len(one["work"].calls) for one in jobs] == [0] * len(jobs), (
            "Runs that were started in spite of a circle."
        )
    jobs = [
        job("tea", every=10),
        *(job(name, after=after) for name, after in (("a", ("b", "c")), ("b", ("c", "tea")), ("c", ("tea",)))),
    ]
    run(run_jobs, jobs=jobs, end=probe("end"), until=35, slots=9, begin=0)
    assert starts(jobs) == {key: [10, 20, 30] for key in ["tea", "a", "b", "c"]}, (
        "`a` comes after `b` and `c`, `b` after `c` and `tea`, `c` after `tea`: there is no circle. This is when they "
        "were started."
    )


def test_twenty_four_hours(run):
    jobs = [
        job("measure", 60 + 1 / 32, every=3600, priority=6),
        job("mail", 1290 + 1 / 64, raises=[None, None, "TimeoutError", None], every=5400, priority=2),
        job("backup", 9000 + 1 / 128, every=14400, priority=4),
        job("clean", 2100 + 1 / 256, after=("backup",), priority=1),
        job("news", 195 + 1 / 512, every=10800, priority=7),
        job("index", 1200 + 1 / 1024, after=("mail", "news"), priority=3),
        job("report", 2700 + 1 / 2048, after=("index", "clean"), priority=8),
        job("ping", 1 + 1 / 4096, raises=["OSError", None, None, "OSError", None], every=10800, priority=9),
        job("archive", 9000 + 1 / 8192, every=28800, priority=0),
    ]
    day = 24 * 60 * 60
    right = timetable(jobs, day, 3)
    seen = run(run_jobs, jobs=jobs, end=probe("end"), until=day, slots=3, begin=0)
    got = starts(jobs)
    assert {name: len(seconds) for name, seconds in got.items()} == {name: len(s) for name, s in right.items()}, (
        "A day of 86400 seconds, nine jobs, three slots. This is how often each job was started."
    )
    wrong = [(name, a) for name in right for a, b in zip(got[name], right[name], strict=True) if abs(a - b) > 0.001]
    assert wrong[:3] == [], "A day of 86400 seconds. These runs began at a second that is not theirs."
    assert len(seen.value) == 3, "Three runs of this day fail. This is how many `schedule` told."
