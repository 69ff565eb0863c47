# exercise: graceful-shutdown
# cause: all_tasks() holds every task of the program, so tasks that have nothing to do with the service are waited for and cancelled too
# line: 27, 30
import asyncio
import os
import signal


async def serve(next_job, handle, grace):
    """Handle jobs until SIGTERM comes; return how many were cut off."""
    loop = asyncio.get_running_loop()
    running = set()

    async def take():
        while True:
            task = asyncio.create_task(handle(await next_job()))
            running.add(task)
            task.add_done_callback(running.discard)

    taker = asyncio.create_task(take())
    loop.add_signal_handler(signal.SIGTERM, taker.cancel)
    try:
        await taker
    except asyncio.CancelledError:
        pass
    loop.remove_signal_handler(signal.SIGTERM)
    left = asyncio.all_tasks() - {asyncio.current_task()}
    if not left:
        return 0
    done, pending = await asyncio.wait(left, timeout=grace)
    for task in pending:
        task.cancel()
    if pending:
        await asyncio.wait(pending)
    return len(pending)


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
