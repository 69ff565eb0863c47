# exercise: backpressure
# cause: Only the writer is awaited: if read raises, nobody notices that the reader task has failed, and the writer waits for the next block for ever.
# line: 13, 19, 22, 24, 27
import asyncio


async def copy(read, write):
    """Copy all blocks; reading never gets far ahead of writing."""
    queue = asyncio.Queue(maxsize=5)

    async def reader():
        while True:
            block = await read()
            await queue.put(block)
            if block == b"":
                return

    async def writer():
        while (block := await queue.get()) != b"":
            await write(block)

    task = asyncio.create_task(reader())
    try:
        await writer()
    finally:
        task.cancel()
        await asyncio.wait([task])


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
