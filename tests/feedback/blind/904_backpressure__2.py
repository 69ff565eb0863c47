# exercise: backpressure
# cause: The place is given back before the block has been written, so eight blocks can be read and not yet written.
# line: 31
import asyncio
import collections


async def copy(read, write):
    """Copy all blocks; reading never gets far ahead of writing."""
    places = asyncio.Semaphore(7)  # five on the belt, one in each hand
    belt = collections.deque()
    news = asyncio.Event()

    async def fetch():
        while True:
            await places.acquire()
            block = await read()
            belt.append(block)
            news.set()
            if not block:
                return

    async def store():
        while True:
            while not belt:
                news.clear()
                await news.wait()
            block = belt.popleft()
            if not block:
                return
            places.release()
            await write(block)

    sides = [asyncio.create_task(fetch()), asyncio.create_task(store())]
    try:
        await asyncio.gather(*sides)
    finally:
        # whatever happened: nobody stays behind
        for side in sides:
            side.cancel()
        await asyncio.gather(*sides, return_exceptions=True)


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
