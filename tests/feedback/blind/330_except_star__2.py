# exercise: except-star
# cause: the group itself is noted instead of each of its exceptions
# line: 15, 18
import asyncio


async def run_jobs(jobs, note):
    """Run all jobs; note bad data and network errors; True if all went well."""
    fine = True
    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(job())
    except* ValueError as found:
        note(f"bad data: {found}")
        fine = False
    except* OSError as found:
        note(f"network: {found}")
        fine = False
    return fine
