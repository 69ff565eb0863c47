# exercise: timeout-block
# cause: Each page gets the whole limit of its own, because the timeout block stands inside the loop instead of around it.
# line: 10, 12
import asyncio


async def read_pages(read, count, limit):
    """Read pages as long as there is time; return them, and if they are all."""
    pages = []
    for _ in range(count):
        try:
            async with asyncio.timeout(limit) as timer:
                pages.append(await read())
        except TimeoutError:
            if not timer.expired():
                raise
            return pages, False
    return pages, True


async def slow_page():
    await asyncio.sleep(2)
    return "Once upon a time"


if __name__ == "__main__":
    print(asyncio.run(read_pages(slow_page, 5, 7)))
