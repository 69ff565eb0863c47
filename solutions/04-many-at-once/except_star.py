import asyncio


async def run_jobs(jobs, note):
    """Run all jobs; note bad data and network errors; True if all went well."""
    well = True
    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(job())
    except* ValueError as found:
        well = False
        for error in found.exceptions:
            note(f"bad data: {error}")
    except* OSError as found:
        well = False
        for error in found.exceptions:
            note(f"network: {error}")
    return well


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
