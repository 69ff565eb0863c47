import asyncio
import threading


def read(loop, future):
    number = int("twelve")
    loop.call_soon_threadsafe(future.set_result, number)


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    threading.Thread(target=read, args=(loop, future)).start()
    print(await future)


asyncio.run(main())
