# exercise: graceful-shutdown
# cause: the cancelled jobs are not awaited before serve returns
# line: 27, 28
import asyncio
import signal


async def serve(next_job, handle, grace):
    jobs = set()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)

    async def take():
        while True:
            job = await next_job()
            task = asyncio.create_task(handle(job))
            jobs.add(task)
            task.add_done_callback(jobs.discard)

    taker = asyncio.create_task(take())
    await stop.wait()
    taker.cancel()
    if not jobs:
        return 0
    done, pending = await asyncio.wait(jobs, timeout=grace)
    for task in pending:
        task.cancel()
    return len(pending)
