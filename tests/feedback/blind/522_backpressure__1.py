# exercise: backpressure
# cause: the queue has seven places, but two more blocks are in the hands of the reader and the writer, so up to nine are under way
# line: 9
import asyncio


async def copy(read, write):
    """Copy all blocks; reading never gets far ahead of writing."""
    queue = asyncio.Queue(maxsize=7)

    async def reader():
        while block := await read():
            await queue.put(block)
        await queue.put(None)

    async def writer():
        while (block := await queue.get()) is not None:
            await write(block)

    async with asyncio.TaskGroup() as group:
        group.create_task(reader())
        group.create_task(writer())


async def main():
    blocks = [b"one", b"two", b"three", b"four"]

    async def read():
        await asyncio.sleep(0.1)
        return blocks.pop(0) if blocks else b""

    async def write(block):
        await asyncio.sleep(0.5)
        print("written:", block)

    await copy(read, write)


if __name__ == "__main__":
    asyncio.run(main())
