# exercise: backpressure
# cause: put_nowait does not wait but raises QueueFull when the queue is full
# line: 13
import asyncio


async def copy(read, write):
    """Copy all blocks; reading never gets far ahead of writing."""
    queue = asyncio.Queue(maxsize=5)

    async def produce():
        while block := await read():
            queue.put_nowait(block)
        await queue.put(None)

    async def consume():
        while (block := await queue.get()) is not None:
            await write(block)

    async with asyncio.TaskGroup() as tg:
        tg.create_task(produce())
        tg.create_task(consume())
