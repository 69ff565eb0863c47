# cause: main fills a queue of size 2 with 5 items before any consumer is started
# line: 12, 14
# shows: prints "put 0" and "put 1" and hangs for ever
# meant: produce and consume five items
import asyncio

async def consume(q, n):
    for _ in range(n):
        print("got", await q.get())

async def main():
    q = asyncio.Queue(maxsize=2)
    for i in range(5):
        await q.put(i)
        print("put", i)
    await consume(q, 5)

asyncio.run(main())
