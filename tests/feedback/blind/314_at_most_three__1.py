# exercise: at-most-three
# cause: the semaphore is made inside the function for one page, so each has its own
# line: 10, 11
import asyncio


async def fetch_all(fetch, pages):
    """Fetch all pages, at most three at a time; results in their order."""
    async def one(page):
        places = asyncio.Semaphore(3)
        async with places:
            try:
                return await fetch(page)
            except OSError:
                return None

    return await asyncio.gather(*(one(p) for p in pages))
