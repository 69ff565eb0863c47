# exercise: except-star
# cause: What except* binds is a group, not one error, and its text is noted once instead of the text of each exception in it.
# line: 14, 15, 17, 18
import asyncio


async def run_jobs(jobs, note):
    """Run all jobs; note bad data and network errors; True if all went well."""
    all_well = True
    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(job())
    except* ValueError as error:
        note(f"bad data: {error}")
        all_well = False
    except* OSError as error:
        note(f"network: {error}")
        all_well = False
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
