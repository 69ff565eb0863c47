# exercise: except-star
# cause: the except* Exception clause swallows all other errors, which ought to go on to the caller
# line: 21, 22
import asyncio


async def run_jobs(jobs, note):
    ok = True
    try:
        async with asyncio.TaskGroup() as tg:
            for job in jobs:
                tg.create_task(job())
    except* ValueError as eg:
        ok = False
        for e in eg.exceptions:
            note("bad data: " + str(e))
    except* OSError as eg:
        ok = False
        for e in eg.exceptions:
            note("network: " + str(e))
    except* Exception:
        ok = False
    return ok
