import asyncio


async def work(queue):
    while True:
        print(await queue.get())


async def main():
    queue = asyncio.Queue()
    queue.put_nowait(1)
    worker = asyncio.create_task(work(queue))
    await queue.join()


asyncio.run(main())
