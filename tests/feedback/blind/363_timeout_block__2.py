# exercise: timeout-block
# cause: every TimeoutError counts as the own limit; one raised by read ought to go on to the caller
# line: 14, 15
import asyncio


async def read_pages(read, count, limit):
    """Read pages as long as there is time; return them, and if they are all."""
    pages = []
    try:
        async with asyncio.timeout(limit):
            while len(pages) < count:
                pages.append(await read())
    except TimeoutError:
        return pages, False
    return pages, True
