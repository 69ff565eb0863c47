# exercise: timeout-block
# cause: TimeoutError is caught inside the block, where it never is the own limit's; the limit's one leaves the block uncaught
# line: 10, 15
import asyncio


async def read_pages(read, count, limit):
    """Read pages as long as there is time; return them, and if they are all."""
    pages = []
    async with asyncio.timeout(limit):
        try:
            for number in range(count):
                page = await read()
                pages.append(page)
        except TimeoutError:
            return pages, False
    return pages, True
