# exercise: to-thread
# cause: stop is set only after the time-out; when measure is cancelled (or ends in another way) stop is not set and the thread goes on reading (it should be in a finally).
# line: 15, 16, 17
import asyncio
import threading
import time


async def measure(read, sensor, seconds):
    """What `read` measures, or None if it takes too long."""
    stop = threading.Event()
    try:
        async with asyncio.timeout(seconds):
            return await asyncio.to_thread(read, sensor, stop)
    except TimeoutError:
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
