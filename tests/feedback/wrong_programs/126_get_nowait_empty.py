# cause: get_nowait raises QueueEmpty when nothing is there yet; the producer has not run
# line: 14
# shows: raises asyncio.QueueEmpty
# meant: wait for the item
import asyncio

async def producer(box):
    await asyncio.sleep(0.1)
    await box.put("apple")

async def main():
    box = asyncio.Queue()
    p = asyncio.create_task(producer(box))
    print("got", box.get_nowait())
    await p

asyncio.run(main())
