import asyncio
import queue
import threading


def consume(source, loop, results):
    while (item := source.get()) is not None:
        loop.call_soon_threadsafe(results.put_nowait, item * 10)
    loop.call_soon_threadsafe(results.put_nowait, None)


async def main():
    source, results = queue.Queue(), asyncio.Queue()
    thread = threading.Thread(target=consume, args=(source, asyncio.get_running_loop(), results))
    thread.start()
    for item in (1, 2, 3, None):
        source.put(item)
        print(await results.get())
    thread.join()


asyncio.run(main())
