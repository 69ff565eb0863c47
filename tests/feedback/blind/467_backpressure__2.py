# exercise: backpressure
# cause: The queue has room for seven blocks; with the one being written and the one in the reader's hands up to nine have been read and not yet written.
# line: 9
import asyncio


async def copy(read, write):
    """Copy all blocks; reading never gets far ahead of writing."""
    belt = asyncio.Queue(maxsize=7)

    async def fill():
        while True:
            block = await read()
            await belt.put(block)
            if block == b"":
                break

    async def empty():
        while True:
            block = await belt.get()
            if block == b"":
                break
            await write(block)

    async with asyncio.TaskGroup() as group:
        group.create_task(fill())
        group.create_task(empty())


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
