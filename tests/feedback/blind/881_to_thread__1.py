# exercise: to-thread
# cause: stop is set only after a time-out, there is no finally, so read goes on measuring for nobody when measure is cancelled
# line: 13, 14, 15
import asyncio
import threading
import time


async def measure(read, sensor, seconds):
    """What `read` measures, or None if it takes too long."""
    stop = threading.Event()
    reading = asyncio.create_task(asyncio.to_thread(read, sensor, stop))
    done, _ = await asyncio.wait([reading], timeout=seconds)
    if not done:
        stop.set()
        return None
    return reading.result()


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
