# exercise: at-most-three
# cause: the semaphore is acquired but not released when fetch raises OSError
# line: 11, 14, 16, 17
import asyncio


async def fetch_all(fetch, pages):
    sem = asyncio.Semaphore(3)

    async def one(page):
        await sem.acquire()
        try:
            result = await fetch(page)
            sem.release()
            return result
        except OSError:
            return None

    return await asyncio.gather(*[one(page) for page in pages])
