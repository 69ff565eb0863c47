# cause: queue.Queue is the thread queue; its get() blocks the whole event loop
# line: 8, 15
# shows: hangs for ever; nothing is printed
# meant: take the item the producer puts in
import asyncio
import queue

q = queue.Queue()

async def producer():
    await asyncio.sleep(0.1)
    q.put("milk")

async def consumer():
    print("got", q.get())

async def main():
    await asyncio.gather(producer(), consumer())

asyncio.run(main())
