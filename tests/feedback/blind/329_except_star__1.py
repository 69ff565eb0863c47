# exercise: except-star
# cause: a plain except clause cannot catch what is in the ExceptionGroup
# line: 13, 16
import asyncio


async def run_jobs(jobs, note):
    """Run all jobs; note bad data and network errors; True if all went well."""
    try:
        async with asyncio.TaskGroup() as group:
            for job in jobs:
                group.create_task(job())
    except ValueError as error:
        note(f"bad data: {error}")
        return False
    except OSError as error:
        note(f"network: {error}")
        return False
    return True
