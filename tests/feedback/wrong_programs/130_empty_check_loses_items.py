# cause: the consumer ends as soon as the queue is empty for a moment, before the producer has put anything
# line: 13
# shows: prints only "consumer ends"; the items are never consumed
# meant: consume all three
import asyncio

async def producer(q):
    for i in range(3):
        await asyncio.sleep(0.05)
        await q.put(i)

async def consumer(q):
    while not q.empty():
        print("consumed", await q.get())
    print("consumer ends")

async def main():
    q = asyncio.Queue()
    await asyncio.gather(producer(q), consumer(q))

asyncio.run(main())
