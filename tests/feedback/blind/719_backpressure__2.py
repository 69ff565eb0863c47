# exercise: backpressure
# cause: The queue has room for all seven blocks, but the one in the reader's hands and the one being written come on top, so up to nine are read and not yet written.
# line: 9
import asyncio


async def copy(read, write):
    """Copy all blocks; reading never gets far ahead of writing."""
    belt = asyncio.Queue(maxsize=7)

    async def read_all():
        while block := await read():
            await belt.put(block)
        await belt.put(None)

    async def write_all():
        while True:
            block = await belt.get()
            if block is None:
                break
            await write(block)

    async with asyncio.TaskGroup() as group:
        group.create_task(read_all())
        group.create_task(write_all())


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
