# exercise: backpressure
# cause: gather passes on the first error but does not cancel the other side, so its task is left behind
# line: 25
import asyncio


async def copy(read, write):
    """Copy all blocks; reading never gets far ahead of writing."""
    queue = asyncio.Queue(5)

    async def fill():
        while True:
            block = await read()
            await queue.put(block)
            if block == b"":
                break

    async def empty():
        while True:
            block = await queue.get()
            if block == b"":
                break
            await write(block)

    await asyncio.gather(fill(), empty())


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
