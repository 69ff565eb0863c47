# exercise: timeout-block
# cause: The timeout block stands inside the loop, so every page has the whole limit for itself instead of all together.
# line: 10, 12
import asyncio


async def read_pages(read, count, limit):
    """Read pages as long as there is time; return them, and if they are all."""
    pages = []
    for _ in range(count):
        try:
            async with asyncio.timeout(limit) as t:
                pages.append(await read())
        except TimeoutError:
            if not t.expired():
                raise
            return pages, False
    return pages, True


async def slow_page():
    await asyncio.sleep(2)
    return "Once upon a time"


if __name__ == "__main__":
    print(asyncio.run(read_pages(slow_page, 5, 7)))
