# exercise: graceful-shutdown
# cause: wait_for has already cancelled the jobs and waited for them when the TimeoutError comes, so the set is empty by then and 0 is returned
# line: 30, 31, 32, 34
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
    try:
        await asyncio.wait_for(asyncio.gather(*running), grace)
    except asyncio.TimeoutError:
        # these were cut off
        return len(running)
    return 0


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
