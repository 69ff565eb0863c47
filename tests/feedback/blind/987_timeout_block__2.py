# exercise: timeout-block
# cause: the end of the time is worked out anew for each page, so every page gets the whole limit and it is not counted from the start
# line: 23
import asyncio


async def before(end, read):
    """One page in a list, or an empty list if the time is over before."""
    try:
        async with asyncio.timeout_at(end) as clock:
            return [await read()]
    except TimeoutError:
        if clock.expired():
            return []
        raise


async def read_pages(read, count, limit):
    """Read pages as long as there is time; return them, and if they are all."""
    now = asyncio.get_running_loop().time
    book = []
    for _ in range(count):
        end = now() + limit
        page = await before(end, read)
        if not page:
            return book, False
        book += page
    return book, True


async def slow_page():
    await asyncio.sleep(2)
    return "Once upon a time"


if __name__ == "__main__":
    print(asyncio.run(read_pages(slow_page, 5, 7)))
