# exercise: timeout-block
# cause: each page gets the whole limit anew, because wait_for stands in the loop
# line: 12
import asyncio


async def read_pages(read, count, limit):
    """Read pages as long as there is time; return them, and if they are all."""
    pages = []
    try:
        for _ in range(count):
            pages.append(await asyncio.wait_for(read(), limit))
    except TimeoutError:
        return pages, False
    return pages, True
