import asyncio
import threading


def work(loop, future):
    loop.call_soon_threadsafe(future.set_result, threading.current_thread().name)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    thread = threading.Thread(target=work, args=(loop, future), name="worker")
    thread.start()
    print(await future)
    thread.join()
    print(await asyncio.gather(*(asyncio.to_thread(pow, 2, n) for n in range(5))))


asyncio.run(main())
