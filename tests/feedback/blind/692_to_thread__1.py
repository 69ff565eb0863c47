# exercise: to-thread
# cause: stop is set only after a time-out and not in a finally, so when measure is cancelled the thread goes on measuring for nobody.
# line: 12, 14, 15, 18, 19
import asyncio
import threading
import time


async def measure(read, sensor, seconds):
    """What `read` measures, or None if it takes too long."""
    stop = threading.Event()
    try:
        async with asyncio.timeout(seconds) as limit:
            return await asyncio.to_thread(read, sensor, stop)
    except TimeoutError:
        if not limit.expired():
            raise
        stop.set()
        return None


def read_slowly(sensor, stop):
    for step in range(8):
        if stop.is_set():
            print(sensor, "gave up")
            return None
        print(sensor, "step", step)
        time.sleep(0.2)
    return 21.5


async def main():
    print(await measure(read_slowly, "kitchen", 5))
    print(await measure(read_slowly, "cellar", 0.5))


if __name__ == "__main__":
    asyncio.run(main())
