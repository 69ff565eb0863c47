# exercise: backpressure
# cause: the queue has no limit, so the reader reads everything ahead
# line: 9
import asyncio


async def copy(read, write):
    """Copy all blocks; reading never gets far ahead of writing."""
    queue = asyncio.Queue()

    async def reader():
        while True:
            block = await read()
            await queue.put(block)
            if not block:
                return

    async def writer():
        while True:
            block = await queue.get()
            if not block:
                return
            await write(block)

    async with asyncio.TaskGroup() as group:
        group.create_task(reader())
        group.create_task(writer())
