# exercise: to-thread
# cause: stop is set only after a time-out, not after a cancellation
# line: 13, 14
import asyncio
import threading


async def measure(read, sensor, seconds):
    stop = threading.Event()
    try:
        async with asyncio.timeout(seconds):
            return await asyncio.to_thread(read, sensor, stop)
    except TimeoutError:
        stop.set()
        return None
