# exercise: graceful-shutdown
# cause: cancel() only asks for the end of a job, and serve returns without waiting until the cancelled jobs have ended
# line: 28, 29, 30
import asyncio
import os
import signal


async def serve(next_job, handle, grace):
    """Handle jobs until SIGTERM comes; return how many were cut off."""
    loop = asyncio.get_running_loop()
    jobs = set()

    async def accept():
        while True:
            job = await next_job()
            task = asyncio.create_task(handle(job))
            jobs.add(task)
            task.add_done_callback(jobs.discard)

    accepting = asyncio.create_task(accept())
    loop.add_signal_handler(signal.SIGTERM, accepting.cancel)
    await asyncio.wait([accepting])
    loop.remove_signal_handler(signal.SIGTERM)
    late = set()
    if jobs:
        _, late = await asyncio.wait(jobs, timeout=grace)
    for task in late:
        task.cancel()
    return len(late)


async def try_it():
    numbers = iter(range(1, 100))

    async def next_job():
        await asyncio.sleep(1)
        return next(numbers)

    async def handle(job):
        print("begin", job)
        await asyncio.sleep(2 * job)
        print("end", job)

    loop = asyncio.get_running_loop()
    loop.call_later(3.5, os.kill, os.getpid(), signal.SIGTERM)
    print("cut off:", await serve(next_job, handle, 3))


if __name__ == "__main__":
    asyncio.run(try_it())
