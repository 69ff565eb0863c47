# cause: an asyncio.Lock that waited in the first asyncio.run is used again in a second run, another loop
# line: 7, 18
# shows: the first round prints, the second raises RuntimeError: ... is bound to a different event loop
# meant: run two rounds with one lock
import asyncio

lock = asyncio.Lock()

async def worker(name):
    async with lock:
        await asyncio.sleep(0.05)
        print("worker", name)

async def round_():
    await asyncio.gather(worker("a"), worker("b"))

asyncio.run(round_())
asyncio.run(round_())
