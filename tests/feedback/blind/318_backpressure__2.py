# exercise: backpressure
# cause: gather does not stop the other side when one fails, the reader waits for room for ever
# line: 25
import asyncio


async def copy(read, write):
    """Copy all blocks; reading never gets far ahead of writing."""
    belt = asyncio.Queue(maxsize=5)

    async def reader():
        while True:
            block = await read()
            await belt.put(block)
            if block == b"":
                break

    async def writer():
        while True:
            block = await belt.get()
            if block == b"":
                break
            await write(block)

    await asyncio.gather(reader(), writer())
