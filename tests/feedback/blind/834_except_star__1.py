# exercise: except-star
# cause: found.exceptions is not gone through: only the first exception of each kind is noted
# line: 15, 18
import asyncio


async def run_jobs(jobs, note):
    """Run all jobs; note bad data and network errors; True if all went well."""
    ok = True
    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(job())
    except* ValueError as found:
        note(f"bad data: {found.exceptions[0]}")
        ok = False
    except* OSError as found:
        note(f"network: {found.exceptions[0]}")
        ok = False
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
