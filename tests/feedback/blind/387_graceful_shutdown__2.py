# exercise: graceful-shutdown
# cause: asyncio.wait is called with an empty set when no job runs, which raises ValueError
# line: 24
import asyncio
import signal


async def serve(next_job, handle, grace):
    jobs = set()
    loop = asyncio.get_running_loop()

    async def take():
        while True:
            task = loop.create_task(handle(await next_job()))
            jobs.add(task)
            task.add_done_callback(jobs.discard)

    taker = loop.create_task(take())
    loop.add_signal_handler(signal.SIGTERM, taker.cancel)
    try:
        await taker
    except asyncio.CancelledError:
        pass
    done, late = await asyncio.wait(jobs, timeout=grace)
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late)
    return len(late)
