# exercise: graceful-shutdown
# cause: the jobs that are late are only asked to end (cancel), but serve returns without waiting until they have ended
# line: 33, 34, 35
import asyncio
import os
import signal


async def serve(next_job, handle, grace):
    """Handle jobs until SIGTERM comes; return how many were cut off."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    running = set()

    async def take_jobs():
        while True:
            job = await next_job()
            task = asyncio.create_task(handle(job))
            running.add(task)
            task.add_done_callback(running.discard)

    taker = asyncio.create_task(take_jobs())
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_signal_handler(signal.SIGTERM)
        taker.cancel()
    await asyncio.wait([taker])
    if not running:
        return 0
    done, late = await asyncio.wait(running, timeout=grace)
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
