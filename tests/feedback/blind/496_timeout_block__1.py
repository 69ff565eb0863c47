# exercise: timeout-block
# cause: It catches CancelledError itself to notice the time-out, and so swallows a cancellation by somebody else as well.
# line: 14, 15
import asyncio


async def read_pages(read, count, limit):
    """Read pages as long as there is time; return them, and if they are all."""
    pages = []
    async with asyncio.timeout(limit):
        try:
            while len(pages) < count:
                pages.append(await read())
        except asyncio.CancelledError:
            return pages, False
    return pages, True


async def slow_page():
    await asyncio.sleep(2)
    return "Once upon a time"


if __name__ == "__main__":
    print(asyncio.run(read_pages(slow_page, 5, 7)))
