# exercise: to-thread
# cause: read is called right there, in the loop's thread, and its result is handed to to_thread, instead of the function and its arguments.
# line: 14
import asyncio
import threading
import time


async def measure(read, sensor, seconds):
    """What `read` measures, or None if it takes too long."""
    stop = threading.Event()
    try:
        return await asyncio.wait_for(
            asyncio.to_thread(read(sensor, stop)), seconds
        )
    except TimeoutError:
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
