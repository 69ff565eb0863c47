# cause: there are two workers but only one end mark is put into the queue
# line: 18
# shows: one worker prints that it ends, the other waits for ever
# meant: both workers end
import asyncio

async def worker(name, q):
    while (item := await q.get()) is not None:
        print("item", item)
        await asyncio.sleep(0.05)
    print("a worker ends")

async def main():
    q = asyncio.Queue()
    workers = [asyncio.create_task(worker(i, q)) for i in range(2)]
    for item in range(4):
        await q.put(item)
    await q.put(None)
    await asyncio.gather(*workers)
    print("all end")

asyncio.run(main())
