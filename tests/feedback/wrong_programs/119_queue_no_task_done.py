# cause: the worker never calls task_done(), so join() never returns
# line: 9, 10
# shows: prints the items and hangs for ever in join()
# meant: print "all processed" at the end
import asyncio

async def worker(q):
    while True:
        item = await q.get()
        print("item", item)

async def main():
    q = asyncio.Queue()
    for i in range(3):
        q.put_nowait(i)
    w = asyncio.create_task(worker(q))
    await q.join()
    w.cancel()
    print("all processed")

asyncio.run(main())
