# exercise: backpressure
# cause: When one side fails, gather raises its exception but does not cancel the other side, so copy leaves a task behind that may wait for ever.
# line: 20
import asyncio


async def copy(read, write):
    """Copy all blocks; reading never gets far ahead of writing."""
    queue = asyncio.Queue(maxsize=5)

    async def reader():
        while block := await read():
            await queue.put(block)
        await queue.put(b"")

    async def writer():
        while block := await queue.get():
            await write(block)

    await asyncio.gather(reader(), writer())


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
