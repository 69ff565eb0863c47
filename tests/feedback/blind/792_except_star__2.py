# exercise: except-star
# cause: A return in finally throws away the group of remaining exceptions, so other errors never reach the caller.
# line: 22, 23
import asyncio


async def run_jobs(jobs, note):
    """Run all jobs; note bad data and network errors; True if all went well."""
    all_well = True
    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(job())
    except* ValueError as found:
        all_well = False
        for error in found.exceptions:
            note("bad data: " + str(error))
    except* OSError as found:
        all_well = False
        for error in found.exceptions:
            note("network: " + str(error))
    finally:
        return all_well


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
