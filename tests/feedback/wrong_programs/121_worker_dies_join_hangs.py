# cause: the worker dies of an exception, so the remaining items are never marked as done
# line: 10
# shows: prints "10" and "5", then hangs for ever in join(); the ZeroDivisionError is hidden
# meant: handle all four items
import asyncio

async def divider(q):
    while True:
        n = await q.get()
        print(10 // n)
        q.task_done()

async def main():
    q = asyncio.Queue()
    for n in (1, 2, 0, 5):
        q.put_nowait(n)
    d = asyncio.create_task(divider(q))
    await q.join()
    print("joined")

asyncio.run(main())
