# exercise: to-thread
# cause: read is called in the loop's thread, and its result given to to_thread
# line: 12
import asyncio
import threading


async def measure(read, sensor, seconds):
    stop = threading.Event()
    try:
        async with asyncio.timeout(seconds):
            return await asyncio.to_thread(read(sensor, stop))
    except TimeoutError:
        return None
    finally:
        stop.set()
