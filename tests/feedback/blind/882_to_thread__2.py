# exercise: to-thread
# cause: the event is a default argument, made once for all calls, so the first call that ends stops all the others
# line: 9
import asyncio
import threading
import time


async def measure(read, sensor, seconds, stop=threading.Event()):
    """What `read` measures, or None if it takes too long."""
    reading = asyncio.create_task(asyncio.to_thread(read, sensor, stop))
    try:
        done, _ = await asyncio.wait([reading], timeout=seconds)
        if not done:
            return None
        return reading.result()
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
