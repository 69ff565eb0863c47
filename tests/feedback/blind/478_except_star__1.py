# exercise: except-star
# cause: The errors are caught inside each task, so the group never learns of a failure and does not stop the other jobs.
# line: 14, 15, 18, 24
import asyncio


async def run_jobs(jobs, note):
    """Run all jobs; note bad data and network errors; True if all went well."""
    ok = True

    async def guarded(job):
        nonlocal ok
        try:
            await job()
        except ValueError as error:
            note(f"bad data: {error}")
            ok = False
        except OSError as error:
            note(f"network: {error}")
            ok = False

    async with asyncio.TaskGroup() as group:
        for job in jobs:
            group.create_task(guarded(job))
    return ok


async def good():
    await asyncio.sleep(2)


async def typo():
    await asyncio.sleep(1)
    raise ValueError("'ten' is no number")


async def offline():
    await asyncio.sleep(1)
    raise ConnectionError("nobody answers")


if __name__ == "__main__":
    print(asyncio.run(run_jobs([good, typo, offline], print)))
