# exercise: backpressure
# cause: gather does not cancel the other side when one fails, so the reader or writer is left behind.
# line: 22
import asyncio


async def copy(read, write):
    """Copy all blocks; reading never gets far ahead of writing."""
    queue = asyncio.Queue(maxsize=5)

    async def reader():
        while True:
            block = await read()
            await queue.put(block)
            if not block:
                return

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
