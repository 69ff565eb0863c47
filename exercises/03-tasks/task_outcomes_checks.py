"""Hidden checks of task-outcomes."""

import asyncio
import gc

from grader.checks import Ending, probe, scenario


@scenario
async def sign_in_tasks(submission, names):
    async def write(text):
        await asyncio.sleep(1)
        return submission.sign(text)

    tasks = [asyncio.create_task(write("from " + name), name=name) for name in names]
    return [await task for task in tasks]


@scenario
async def ask_for_others(submission, seconds):
    """Tasks that end after so many seconds; two of them ask, and one outside all."""
    asyncio.current_task().set_name("main")

    async def work(name):
        await asyncio.sleep(seconds[name])
        return submission.others()

    tasks = [asyncio.create_task(work(name), name=name) for name in seconds]
    await asyncio.sleep(0)
    found = {"main": submission.others()}
    for task in tasks:
        found[task.get_name()] = await task
    return found


@scenario
def make_jobs(work, jobs):
    """A job for each entry: the name, and what comes after its call of `work`."""

    def make(end):
        async def job():
            name = asyncio.current_task().get_name()
            if end == "cancelled":
                asyncio.current_task().cancel()
            await work(name)
            if end.startswith("!"):
                raise OSError(end[1:])
            return None if end == "nothing" else end

        return job

    return {name: make(end) for name, end in jobs.items()}


@scenario
async def run_jobs(submission, work, jobs):
    return await submission.run_all(make_jobs(work, jobs))


@scenario
async def overlook_errors(submission, work, jobs):
    """Run the jobs and forget all about them: what does the loop complain of?"""
    complaints = []

    def note(loop, context):
        complaints.append(context["message"])

    asyncio.get_running_loop().set_exception_handler(note)
    found = await submission.run_all(make_jobs(work, jobs))
    number = len(found)
    del found
    await asyncio.sleep(1)
    gc.collect()
    await asyncio.sleep(1)
    return {"outcomes": number, "complaints": complaints}


def test_signs_with_the_name(run):
    seen = run(sign_in_tasks, names=["cake", "soup"])
    assert seen.value == ["[cake] from cake", "[soup] from soup"], (
        "Two tasks, `cake` and `soup`, each called `sign` with `from` and their name. This is what it returned."
    )


def test_names_the_others(run):
    seen = run(ask_for_others, seconds={"cake": 3, "soup": 1, "tea": 2})
    assert seen.value == {
        "main": ["cake", "soup", "tea"],
        "cake": ["main"],
        "soup": ["cake", "main", "tea"],
        "tea": ["cake", "main"],
    }, (
        "There were four tasks. `main` asked first, then `soup`, `tea` and `cake`, each one at its end. This is what "
        "`others` told each of them."
    )


def test_says_what_became_of_each(run):
    jobs = {"cake": "a cake", "soup": "!no gas", "song": "cancelled", "tea": "nothing", "fish": "!"}
    seen = run(run_jobs, work=probe("work", delays=[3, 1, 4, 2, 5]), jobs=jobs)
    assert seen.value == {
        "cake": ("ok", "a cake"),
        "soup": ("failed", "no gas"),
        "song": ("cancelled", None),
        "tea": ("ok", None),
        "fish": ("failed", ""),
    }, (
        "Two jobs returned `a cake` and `None`, two failed with the texts `no gas` and an empty one, and `song` was "
        "cancelled. This is what `run_all` returned."
    )
    seen = run(run_jobs, work=probe("work"), jobs={})
    assert seen.value == {}, "There were no jobs, so there are no outcomes."


def test_runs_them_side_by_side(run):
    work = probe("work", delays=[3, 1, 4])
    seen = run(run_jobs, work=work, jobs={"cake": "a cake", "soup": "a soup", "tea": "nothing"})
    assert seen.ending == Ending.RETURNED, "Three jobs were given to `run_all`, and it did not come to a good end."
    began = sorted((*call.args, call.entered) for call in work.calls)
    assert began == [("cake", 0), ("soup", 0), ("tea", 0)], (
        "Three jobs had to begin at second 0. Each entry is the name of the task in which a job ran, and the second at "
        "which it began."
    )


def test_no_error_is_overlooked(run):
    jobs = {"soup": "!no gas", "cake": "a cake", "tea": "!no tea"}
    seen = run(overlook_errors, work=probe("work", delays=[1, 3, 2]), jobs=jobs)
    assert seen.value == {"outcomes": 3, "complaints": []}, (
        "Three jobs came to their end, two of them with an error, and then the tasks were thrown away. This is how "
        "many outcomes were told, and what the loop complained of."
    )
