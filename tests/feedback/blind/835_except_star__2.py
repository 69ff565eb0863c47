# exercise: except-star
# cause: the plain except with a loop raises the whole group again when something else is in it, so what has been noted is still inside
# line: 13, 23
import asyncio


async def run_jobs(jobs, note):
    """Run all jobs; note bad data and network errors; True if all went well."""
    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(job())
    except ExceptionGroup as found:
        others = []
        for error in found.exceptions:
            if isinstance(error, ValueError):
                note(f"bad data: {error}")
            elif isinstance(error, OSError):
                note(f"network: {error}")
            else:
                others.append(error)
        if others:
            raise
        return False
    return True


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
