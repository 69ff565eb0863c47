# exercise: except-star
# cause: an except* clause runs once for all errors of its kind, but only the first one in the group is noted
# line: 16, 19
import asyncio


async def run_jobs(jobs, note):
    """Run all jobs; note bad data and network errors; True if all went well."""
    ok = True
    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(job())
    except* ValueError as found:
        ok = False
        note("bad data: " + str(found.exceptions[0]))
    except* OSError as found:
        ok = False
        note("network: " + str(found.exceptions[0]))
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
