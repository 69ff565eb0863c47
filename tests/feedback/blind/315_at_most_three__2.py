# exercise: at-most-three
# cause: the pages are fetched in groups of three, a place stays empty until the whole group is done
# line: 16, 17
import asyncio


async def fetch_all(fetch, pages):
    """Fetch all pages, at most three at a time; results in their order."""
    async def one(page):
        try:
            return await fetch(page)
        except OSError:
            return None

    results = []
    for i in range(0, len(pages), 3):
        results += await asyncio.gather(*(one(p) for p in pages[i:i + 3]))
    return results
