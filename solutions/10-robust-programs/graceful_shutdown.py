import asyncio
import os
import signal


async def serve(next_job, handle, grace):
    """Handle jobs until SIGTERM comes; return how many were cut off."""
    running = set()

    async def accept():
        while True:
            job = await next_job()
            task = asyncio.create_task(handle(job))
            running.add(task)
            task.add_done_callback(running.discard)

    accepting = asyncio.create_task(accept())
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, accepting.cancel)
    await asyncio.wait([accepting])
    if not running:
        return 0
    _, late = await asyncio.wait(running, timeout=grace)
    for task in late:
        task.cancel()
    if late:
        await asyncio.wait(late)
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
