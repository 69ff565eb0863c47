# exercise: to-thread
# cause: All calls share one Event, so the end of one measurement stops the others and a new one takes the sign back.
# line: 9, 14
import asyncio
import threading
import time


stop = threading.Event()


async def measure(read, sensor, seconds):
    """What `read` measures, or None if it takes too long."""
    stop.clear()
    try:
        async with asyncio.timeout(seconds) as t:
            return await asyncio.to_thread(read, sensor, stop)
    except TimeoutError:
        if not t.expired():
            raise
        return None
    finally:
        stop.set()


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
