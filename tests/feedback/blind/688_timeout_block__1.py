# exercise: timeout-block
# cause: The TimeoutError is caught inside the timeout block, where there is none yet (the limit raises it only at the end of the block), so it goes out to the caller.
# line: 10, 11, 14
import asyncio


async def read_pages(read, count, limit):
    """Read pages as long as there is time; return them, and if they are all."""
    pages = []
    async with asyncio.timeout(limit):
        try:
            while len(pages) < count:
                pages.append(await read())
        except TimeoutError:
            return pages, False
    return pages, True


async def slow_page():
    await asyncio.sleep(2)
    return "Once upon a time"


if __name__ == "__main__":
    print(asyncio.run(read_pages(slow_page, 5, 7)))
