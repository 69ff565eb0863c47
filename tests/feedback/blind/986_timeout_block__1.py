# exercise: timeout-block
# cause: every TimeoutError is taken for the own limit, without asking expired(), so a TimeoutError that read raises is lost and does not reach the caller
# line: 14
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


async def slow_page():
    await asyncio.sleep(2)
    return "Once upon a time"


if __name__ == "__main__":
    print(asyncio.run(read_pages(slow_page, 5, 7)))
